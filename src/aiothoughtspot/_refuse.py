"""Errors for arguments that are refused, with the name that was meant."""

import difflib
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from aiothoughtspot.errors import RequestError


def refuse(where: str, problem: str) -> RequestError:
    """Build the error for the parameter at `where`."""
    return RequestError(f"{where}: {problem}", parameter=where)


def checked(wanted: str, good: Callable[[Any], bool]) -> "Callable[[Any, attrs.Attribute[Any], Any], None]":
    """Build a validator for a field of a value: what is not `wanted` is refused by the field's name."""

    def check(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
        if not good(value):
            # Of what is no plain value only the type: it may be somebody's secret.
            plain = value is None or isinstance(value, str | int | float)
            given = repr(value) if plain else type(value).__name__
            raise refuse(field.name, f"expected {wanted}, got {given}")

    return check


def is_whole(least: int) -> Callable[[Any], bool]:
    """Build the test for a whole number that is not below `least`."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def suggest(name: str, known: Iterable[str]) -> str:
    """Name the nearest of what is known, in words; nothing if none is near."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def unknown_name(where: str, name: str, known: Iterable[str]) -> RequestError:
    """Build the error for a key that does not exist."""
    place = f"{where}.{name}" if where else name
    return refuse(place, f"there is no such parameter{suggest(name, known)}")
