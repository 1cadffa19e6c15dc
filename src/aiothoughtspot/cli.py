"""The command line: `aiothoughtspot demo` runs the main job.  Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped."""

import argparse
import asyncio
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from aiothoughtspot._version import __version__
from aiothoughtspot.errors import ThoughtSpotError

NEEDED = {"numpy": "simulator", "uvicorn": "simulator", "pyarrow": "pulls", "rich": "cli"}


def parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="aiothoughtspot", description="An asyncio client for the ThoughtSpot REST APIs."
    )
    top.add_argument("--version", action="version", version=f"aiothoughtspot {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    demo = commands.add_parser(
        "demo",
        help="run the main job: log in, page users and metadata, pull a million rows, export 50 liveboards",
        description="Run the main job against an embedded cluster on this machine, or against a real one if TS_HOST is set "
        "(with TS_USERNAME and TS_SECRET_KEY or TS_PASSWORD, or with TS_TOKEN).",
    )
    demo.add_argument(
        "--output",
        type=Path,
        default=Path("demo-output"),
        help="the folder for the files (default: %(default)s)",
    )
    demo.add_argument(
        "--rows",
        type=int,
        default=1_000_000,
        help="rows to pull from the embedded cluster (default: %(default)s)",
    )
    demo.add_argument("--boards", type=int, default=50, help="liveboards to export (default: %(default)s)")
    demo.add_argument("--time-zone", default="UTC", help="the embedded cluster's zone (default: %(default)s)")
    demo.add_argument(
        "--no-calendar", action="store_true", help="switch the embedded cluster's custom calendar off"
    )
    demo.add_argument("--no-faults", action="store_true", help="script no faults")
    demo.add_argument("--source", help="on a real cluster: the table or model to search")
    demo.add_argument("--query", help="on a real cluster: the search, such as '[Region] [Revenue]'")
    demo.add_argument("--key", help="on a real cluster: the column that the rows are sorted by")
    return top


def main(arguments: Sequence[str] | None = None, needed: Mapping[str, str] = NEEDED) -> int:
    """Run a command and return its exit code; `needed` names the modules it takes and the extras that bring them."""
    options = parser().parse_args(arguments)
    missing = sorted({extra for module, extra in needed.items() if find_spec(module) is None})
    if missing:
        print(
            f"this command needs more packages: pip install 'aiothoughtspot[{','.join(missing)}]'",
            file=sys.stderr,
        )
        return 2
    from aiothoughtspot.demo import Plan, run  # noqa: PLC0415 - it needs the packages checked above

    plan = Plan(
        output=options.output,
        rows=options.rows,
        boards=options.boards,
        time_zone=options.time_zone,
        custom_calendar=not options.no_calendar,
        faults=not options.no_faults,
        source=options.source,
        query=options.query,
        key=options.key,
    )
    try:
        asyncio.run(run(plan))
    except KeyboardInterrupt:
        print("stopped; run it again to go on where it was", file=sys.stderr)
        return 130
    except (ThoughtSpotError, OSError, ExceptionGroup) as error:
        return failed(error)
    return 0


def failed(error: Exception) -> int:
    """Say what failed and return the exit code; what is no failure but a bug is raised again."""
    found = leaves(error)
    if not all(isinstance(one, ThoughtSpotError | OSError) for one in found):
        raise error
    for one in found:
        print(f"{type(one).__name__}: {one}", *getattr(one, "__notes__", ()), sep="\n  ", file=sys.stderr)
    return 1


def leaves(error: BaseException) -> list[BaseException]:
    """The errors inside nested groups, or the error itself."""
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in leaves(inner)]
    return [error]
