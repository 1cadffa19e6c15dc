"""Answers that hold data cells, and reading the cells by a `Dates` value."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self, cast

import attrs

from aiothoughtspot.dates import DateError, Dates, decode_rows
from aiothoughtspot.errors import DecodeError


class Rows:
    """A page of rows with column names; base of generated models."""

    __slots__ = ()

    _COLUMNS: ClassVar[str] = ""
    _CELLS: ClassVar[str] = ""

    def decode(self, dates: Dates) -> Self:
        """Read the date cells by another `Dates`, from the cells as they are now.

        Returns a new value; this one stays.  Start from `Options(dates=Dates.raw())` to keep all ways open.
        Raises `DecodeError` if a column was named as a date and a cell is not one.
        """
        cells = _read(getattr(self, self._COLUMNS), getattr(self, self._CELLS), dates, own=False)
        return cast("Self", attrs.evolve(cast("Any", self), **{self._CELLS: cells}))

    def _settle(self, dates: Dates) -> None:
        _read(getattr(self, self._COLUMNS), getattr(self, self._CELLS), dates, own=True)


class RowsInside:
    """An answer whose parts hold rows; base of generated models."""

    __slots__ = ()

    _EACH: ClassVar[str] = ""

    def decode(self, dates: Dates) -> Self:
        """Read the date cells of every part by another `Dates`; returns a new value."""
        parts: Sequence[Rows] = getattr(self, self._EACH) or []
        return cast(
            "Self", attrs.evolve(cast("Any", self), **{self._EACH: [part.decode(dates) for part in parts]})
        )


def _read(
    names: Sequence[str] | None, rows: Sequence[Any] | None, dates: Dates, *, own: bool
) -> Sequence[Any]:
    try:
        return decode_rows(names or [], rows or [], dates, own=own)
    except DateError as error:
        raise DecodeError(str(error)) from None


def decode_answer(answer: Any, dates: Dates) -> None:
    """Read the date cells of a fresh answer, in place: nobody else has seen it yet."""
    if isinstance(answer, Rows):
        answer._settle(dates)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - one module
    elif isinstance(answer, RowsInside):
        for part in getattr(answer, answer._EACH) or []:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - same
            decode_answer(part, dates)
    elif isinstance(answer, Mapping):
        for part in cast("Mapping[str, Any]", answer).values():
            decode_answer(part, dates)
