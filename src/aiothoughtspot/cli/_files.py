"""What the user names to read and to write: texts, folders of this machine, and URLs."""

import re
import sys
from pathlib import Path

from aiothoughtspot.cli._failures import UsageError

# A path has lost one of the two slashes; a drive has one letter.
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def text_of(path: Path | str) -> str:
    """The text of a file, or of stdin for -; raises `UsageError` if it is none."""
    try:
        return sys.stdin.read() if str(path) == "-" else Path(path).read_text("utf-8")
    except UnicodeDecodeError:
        name = "stdin" if str(path) == "-" else path
        raise UsageError(f"{name} is no text in UTF-8", "save it as UTF-8") from None


def written(name: str, text: str) -> str:
    """Give a text back; raises `UsageError` for one that the shell has read from bytes that are no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{name} is no text in UTF-8", "type it again, or save it as UTF-8") from None
    return text


def local(type_: object, path: Path | None) -> None:
    """Refuse a URL where a path of this machine is needed, as the parser's validators do."""
    del type_
    if path is not None and URL.match(str(path)):
        raise ValueError("A path of this machine is needed, not a URL.")


def reachable(to: str) -> None:
    """Raise `UsageError` for a target that fsspec does not know."""
    from fsspec import get_filesystem_class  # noqa: PLC0415 - needs the extra, and time

    kinds, url, _ = to.partition("://")
    written("--to", to)
    if not to:
        raise UsageError("--to is empty", "give a path, or a URL that fsspec knows")
    for kind in kinds.split("::") if url else ():
        try:
            get_filesystem_class(kind)
        except (ImportError, ValueError) as error:
            advice = "give a path, or a URL that fsspec knows, with the package it needs"
            raise UsageError(f"--to {to}: {error}", advice) from None
