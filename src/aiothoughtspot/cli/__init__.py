"""The command line.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done (some objects failed), 130 stopped by Ctrl-C.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

NEEDED = {"cyclopts": "cli", "platformdirs": "cli", "rich": "cli"}


def main(arguments: Sequence[str] | None = None, needed: Mapping[str, str] = NEEDED) -> int:
    """Run a command and return its exit code; `needed` names the modules it takes and the extras that bring them."""
    words = sys.argv[1:] if arguments is None else arguments
    missing = sorted({extra for module, extra in needed.items() if find_spec(module) is None})
    if missing:
        message, advice = (
            "the command line needs more packages",
            f"pip install 'aiothoughtspot[{','.join(missing)}]'",
        )
        sys.stderr.write(f"{message}: {advice}\n")
        if "--json" in words:
            error = {"type": "UsageError", "message": message, "advice": advice}
            sys.stdout.write(json.dumps({"error": error}) + "\n")
        return 2
    from aiothoughtspot.cli._app import run  # noqa: PLC0415 - it needs the packages checked above

    try:
        code = run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has had enough; what is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code
