"""Errors for arguments that are refused, with the name that was meant."""

import difflib
from collections.abc import Iterable

from aiothoughtspot.errors import RequestError


def refuse(where: str, problem: str) -> RequestError:
    """Build the error for the parameter at `where`."""
    return RequestError(f"{where}: {problem}", parameter=where)


def suggest(name: str, known: Iterable[str]) -> str:
    """Name the nearest of what is known, in words; nothing if none is near."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def unknown_name(where: str, name: str, known: Iterable[str]) -> RequestError:
    """Build the error for a key that does not exist."""
    place = f"{where}.{name}" if where else name
    return refuse(place, f"there is no such parameter{suggest(name, known)}")
