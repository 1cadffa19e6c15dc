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
        names, cells = getattr(self, self._COLUMNS), getattr(self, self._CELLS)
        read = _read(names or [], cells or [], dates)
        return self if read is cells else attrs.evolve(cast("Any", self), **{self._CELLS: read})


class RowsInside:
    """An answer whose parts hold rows; base of generated models."""

    __slots__ = ()

    _EACH: ClassVar[str] = ""

    def decode(self, dates: Dates) -> Self:
        """Read the date cells of every part by another `Dates`; returns a new value."""
        parts: Sequence[Rows] = getattr(self, self._EACH) or []
        return attrs.evolve(cast("Any", self), **{self._EACH: [part.decode(dates) for part in parts]})


def _read(names: Sequence[str], rows: Sequence[Any], dates: Dates) -> Sequence[Any]:
    try:
        return decode_rows(names, rows, dates)
    except DateError as error:
        raise DecodeError(str(error)) from None


def decode_answer(answer: Any, dates: Dates) -> Any:
    """Read the date cells of whatever a data operation answered."""
    if isinstance(answer, Rows | RowsInside):
        return answer.decode(dates)
    if isinstance(answer, Mapping):
        entries = cast("Mapping[str, Any]", answer)
        return {key: decode_answer(value, dates) for key, value in entries.items()}
    return answer
