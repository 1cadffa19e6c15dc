"""Answers that hold data cells, and reading the cells by a `Dates` value."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Self, TypeVar, cast

import attrs

from aiothoughtspot._refuse import refuse
from aiothoughtspot.dates import DateError, Dates, decode_in_place
from aiothoughtspot.errors import DecodeError


class _Reread:
    """Knows how to be read once more: from its bytes where dates took the place of what was sent, else from its cells."""

    __slots__ = ("_reread",)
    _reread: Callable[[], Any]

    def decode(self, dates: Dates) -> Self:
        """Read the date cells as they were sent, by another `Dates`.

        Returns a new value; this one stays.  Of a copy (evolved, pickled) the cells that are there are read.
        Raises `DecodeError` if a column was named as a date and a cell is not one, `RequestError` for what is no `Dates`.
        """
        if not isinstance(cast("Any", dates), Dates):
            raise refuse("dates", f"expected a Dates, such as Dates.raw(), got {type(dates).__name__}")
        again: Self = read_again(getattr(self, "_reread", self._copied), dates)
        return again

    @abstractmethod
    def _copied(self) -> Self:
        """A copy whose rows can be written."""
        ...


class Rows(_Reread):
    """A page of rows with column names; base of generated models."""

    __slots__ = ()

    _COLUMNS: ClassVar[str] = ""
    _CELLS: ClassVar[str] = ""

    def _copied(self) -> Self:
        rows = [
            row.copy() if isinstance(row, list | dict) else row for row in getattr(self, self._CELLS) or ()
        ]
        return cast("Self", attrs.evolve(cast("Any", self), **{self._CELLS: rows}))

    def _settle(self, dates: Dates) -> bool:
        try:
            names, rows = getattr(self, self._COLUMNS) or [], getattr(self, self._CELLS) or []
            return decode_in_place(names, rows, dates)
        except DateError as error:
            raise DecodeError(str(error)) from None


class RowsInside(_Reread):
    """An answer whose parts hold rows; base of generated models."""

    __slots__ = ()

    _EACH: ClassVar[str] = ""

    def _copied(self) -> Self:
        parts: Sequence[Rows] = getattr(self, self._EACH) or []
        copies = [part._copied() for part in parts]  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - one module
        return cast("Self", attrs.evolve(cast("Any", self), **{self._EACH: copies}))


R = TypeVar("R", bound=Rows)


class RowsByName(dict[str, R]):
    """An answer whose parts hold rows, by their names."""

    def decode(self, dates: Dates) -> "RowsByName[R]":
        """Read the date cells of every part by another `Dates`; returns a new value."""
        return RowsByName({name: part.decode(dates) for name, part in self.items()})


def decode_answer(answer: Any, dates: Dates) -> bool:
    """Read the date cells of a fresh answer, in place: nobody else has seen it yet; return whether there were any."""
    changed = isinstance(answer, Rows) and answer._settle(dates)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - one module
    # A list, because each part must be read.
    return any([changed, *(decode_answer(part, dates) for _, part in _parts(answer))])


def read_again(reread: Callable[[], Any], dates: Dates) -> Any:
    """Read an answer from its bytes, and its date cells; where they changed it can be read once more."""
    answer = reread()
    if decode_answer(answer, dates):
        remember(answer, reread)
    return answer


def remember(answer: Any, reread: Callable[[], Any]) -> None:
    """Let an answer and its parts be read once more."""
    if isinstance(answer, _Reread):
        answer._reread = reread  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - one module
    for key, part in _parts(answer):
        remember(part, partial(_part_again, reread, key))


def _part_again(reread: Callable[[], Any], key: Any) -> Any:
    return dict(_parts(reread()))[key]


def _parts(answer: Any) -> list[tuple[Any, Any]]:
    if isinstance(answer, RowsInside):
        return list(enumerate(getattr(answer, answer._EACH) or ()))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - one module
    return list(answer.items()) if isinstance(answer, Mapping) else []
