"""What the scalars of YAML mean: plain words and numbers, quotes, escapes, folding. Knows nothing of lines and indentation."""

import re
from collections.abc import Mapping
from typing import Final

_INT: Final = re.compile(r"[-+]?\d+")
_FLOAT: Final = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?")
_WORDS: Final[Mapping[str, object]] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
    ".inf": float("inf"),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}
_ESCAPES: Final = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "_": "\xa0",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}
_ESCAPE: Final = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)


class YamlError(ValueError):
    """The text is not YAML, or not the part of it that is read here; the message names the line."""


def plain(text: str) -> object:
    """The value of an unquoted scalar: null, a boolean, a number or text."""
    lowered = text.lower() if text in {text.lower(), text.upper(), text.capitalize()} else text
    if lowered in _WORDS:
        return _WORDS[lowered]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def unwrapped(text: str) -> str:
    """Undo the wrapping of a quoted scalar: one line feed is a space, n + 1 of them are n."""
    return re.sub(r"[ \t]*\n[ \t]*((?:\n[ \t]*)*)", lambda match: "\n" * match[1].count("\n") or " ", text)


def folded(text: str) -> str:
    """The text of a `>` scalar: as above, but lines that stand further right keep their line feeds."""
    return re.sub(
        r"(?m)^(?![ \t])(.+)\n(\n*)(?=\S)", lambda match: match[1] + ("\n" * len(match[2]) or " "), text
    )


def unquote(text: str, *, double: bool) -> str:
    """The text between single or double quotes, with its escapes and its wrapping undone."""
    if not double:
        return unwrapped(text).replace("''", "'")
    # An escaped line feed joins two lines without a space.
    return _ESCAPE.sub(_unescaped, unwrapped(re.sub(r"\\\n[ \t]*", "", text)))


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPES.get(code, code)
