"""All commands, and how a line of words becomes one of them."""

import sys
from collections.abc import Callable, Sequence
from itertools import takewhile

from cyclopts import App, CycloptsError, Parameter

from aiothoughtspot._version import __version__
from aiothoughtspot.cli import _call, _doctor, _export, _local, _login, _logs, _pull, _tml, _users
from aiothoughtspot.cli._failures import STOPPED, WRONG, Shown
from aiothoughtspot.cli._screen import Screen

HELP = """An asyncio client for the ThoughtSpot REST APIs, from the command line.

Where to work and as whom: flags, else the environment (TS_HOST, TS_USERNAME, TS_SECRET_KEY or TS_PASSWORD or TS_TOKEN,
TS_ORG), else a profile, else for the secret the keyring. `aiothoughtspot doctor` checks it step by step.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done, 130 stopped by Ctrl-C.
"""

app = App(
    name="aiothoughtspot",
    help=HELP,
    version=__version__,
    # Line ends within a paragraph of a docstring are no line ends for readers.
    help_format="markdown",
    default_parameter=Parameter(negative=""),
    result_action="return_value",
    suppress_keyboard_interrupt=False,
)
GROUPS = {
    "pull": "Pull whole results into Parquet, CSV or Arrow files.",
    "tml": "Export, check and import TML.",
    "users": "Make users match a list.",
    "logs": "Read the audit log.",
}
COMMANDS: dict[str, Callable[..., int]] = {
    "demo": _local.demo,
    "simulate": _local.simulate,
    "doctor": _doctor.doctor,
    "login": _login.login,
    "logout": _login.logout,
    "call": _call.call,
    "routes": _call.routes,
    "export": _export.export,
    "pull search": _pull.search,
    "pull answer": _pull.answer,
    "pull liveboard": _pull.liveboard,
    "tml export": _export.export_tml,
    "tml import": _tml.import_tml,
    "tml validate": _tml.validate,
    "tml wait": _tml.wait,
    "users diff": _users.diff,
    "users sync": _users.sync,
    "logs tail": _logs.tail,
}
places = {"": app, **{name: App(name=name, help=text) for name, text in GROUPS.items()}}
for name in GROUPS:
    app.command(places[name])
for words, command in COMMANDS.items():
    place, _, verb = words.rpartition(" ")
    places[place].command(command, name=verb)


def run(words: Sequence[str]) -> int:
    """Run the command that the words say and return its exit code."""
    try:
        code = app(list(words), exit_on_error=False, print_error=False)
    except CycloptsError as error:
        chain = " ".join(["aiothoughtspot", *(error.command_chain or ())])
        message, advice = " ".join(str(error).split()), f"see `{chain} --help`"
        sys.stderr.write(f"wrong usage: {message}\nwhat to do: {advice}\n")
        Screen(json=machine(words)).ended(Shown("UsageError", message, advice))
        return WRONG
    except KeyboardInterrupt:
        Screen(json=machine(words)).stopped("nothing was done")
        return STOPPED
    return code if isinstance(code, int) else 0


def machine(words: Sequence[str]) -> bool:
    """Whether words that are no command all the same ask for JSON."""
    flags = takewhile(lambda word: word != "--", words)
    return any(word.partition("=")[0] == "--json" for word in flags)
