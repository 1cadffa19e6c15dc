"""Words of Python in the library's messages, as who sits at a shell would say them."""

import re

REPLACED: tuple[tuple[str, str], ...] = (
    (r"^pulls\.\w+: ", ""),
    (r"\boperations\(\) lists", "`aiothoughtspot routes` lists"),
    (r",? or use pulls\.File\b(?:\([^)]*\))?", ""),
    (r"\bOptions\(private_routes=True\)", "--private"),
    (r",? or Options\(insecure_http=True\)", ""),
    (r"(?:\bdates=)?(?:\bts\.)?\bDates\.raw\(\)", "--dates raw"),
    (r"""(?:\bdates=)?(?:\bts\.)?\bDates\.by_(?:source|name)\((['"])(.*?)\1\)""", r"--zone \2"),
    (r"\b(?:use|say what it is with) (?:ts\.)?Dates\.typed\([^)]*\)", "try --dates raw"),
    (r"\bresume=False\b", "--fresh"),
)
# Arguments that are flags of the same name: what a message is about, or with a value behind them.
NAMES = "key|page_size|window|zone|dates|partition|compression|max_failures|to|since|follow"
ABOUT = re.compile(rf"^({NAMES})(: )")
GIVEN = re.compile(rf"(?<![\w.?&-])({NAMES})=(\S?)")
# A note that tells a program, and no reader, how to go on.
FOR_PROGRAMS = ".cursor"


def in_shell(message: str) -> str:
    """A message of the library with flags instead of arguments, and commands instead of calls."""
    for python, shell in REPLACED:
        message = re.sub(python, shell, message)
    return GIVEN.sub(_flag, ABOUT.sub(_flag, message))


def _flag(found: re.Match[str]) -> str:
    name, value = found.groups()
    apart = " " if value.isalnum() or value in ("'", '"', "[") else ""
    return f"--{name.replace('_', '-')}{apart}{value}"
