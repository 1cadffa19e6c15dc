"""What the cluster's arguments may be: one that is taken without a word makes a test that tests nothing."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

Check = Callable[[str, Any], None]
"""Refuses a value by the name of its argument."""


def of_type(name: str, value: Any, kind: type, words: str) -> None:
    """Refuse what is not of a type, which `words` name; a bool is no number.

    Raises:
        TypeError: If it is not.
    """
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{name}: {words} is needed, not {value!r}")


def boolean(name: str, value: Any) -> None:
    """Refuse what is neither true nor false.

    Raises:
        TypeError: If it is not.
    """
    of_type(name, value, bool, "True or False")


def whole(name: str, value: Any, least: int | None = None, most: int | None = None) -> None:
    """Refuse what is no whole number, or one out of range.

    Raises:
        TypeError: If it is none.
        ValueError: If it is out of range.
    """
    of_type(name, value, int, "a whole number")
    _within(name, value, least, most)


def number(name: str, value: Any, least: float, most: float | None = None) -> None:
    """Refuse what is no number, or one out of range.

    Raises:
        TypeError: If it is none.
        ValueError: If it is out of range, or not finite.
    """
    if not isinstance(value, float):
        of_type(name, value, int, "a number")
    _within(name, value, least, most)


def port(name: str, value: Any) -> None:
    """Refuse what is no port; 0 is any free one.

    Raises:
        TypeError: If it is no whole number.
        ValueError: If it is out of range.
    """
    whole(name, value, 0, 65_535)


def _within(name: str, value: float, least: float | None, most: float | None) -> None:
    bounds = [f"at least {least}"] * (least is not None) + [f"at most {most}"] * (most is not None)
    small, large = least is not None and value < least, most is not None and value > most
    if small or large or not math.isfinite(value):
        raise ValueError(f"{name}: a number of {' and '.join(bounds)} is needed, not {value!r}")
