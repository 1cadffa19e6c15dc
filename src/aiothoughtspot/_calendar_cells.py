"""The cells of one column of dates.

A date cell is a number of epoch seconds, or a wrapper `{"v": {"s": start, "e": end}, "d": label}`.
Only the wrapper says what it is, so nothing here knows whether a number is a date: `_date_rules` decides, column by column.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from operator import length_hint
from typing import Any, Final, Literal

import attrs
import msgspec

from aiothoughtspot._instants import DIGITS, EPOCH, DateError, instant

Kind = Literal["date", "datetime", "time", "raw"]
Boundary = Literal["day", "hour"]
Span = tuple[int | None, int | None, str | None]

NULL_TEXTS: Final = frozenset({"", "{Null}", "(null)"})
# What one shared reader may remember: a lifetime of days, a few megabytes of moments.
_REMEMBERED: Final = 50_000
# What a column of moments holds when nothing is odd in it.
_WHOLE: Final = frozenset({int, type(None)})
_TAKE: Final[dict[Kind, Callable[[datetime], Any]]] = {
    "date": datetime.date,
    "datetime": lambda moment: moment,
    "time": datetime.time,
}


@attrs.frozen
class CalendarDate:
    """One cell of a custom calendar.

    Attributes:
        start: The first instant, or None when the cell has none. Aware.
        end: The first instant after it (exclusive), or None. Aware.
        label: The calendar's own text for it, or None.
    """

    start: datetime | None
    end: datetime | None = None
    label: str | None = None


def opens(moment: datetime, boundary: Boundary) -> bool:
    """Tell whether an aware datetime is the first instant of its local day or hour.

    Where clocks spring forward at midnight, the day opens at one o'clock.
    """
    first = moment.replace(minute=0, second=0, microsecond=0)
    if boundary == "day":
        first = first.replace(hour=0, fold=0)
    # Within one zone, Python compares clock faces; only the epoch tells gaps and folds apart.
    return first - EPOCH == moment - EPOCH


def is_null(cell: object) -> bool:
    """Tell whether a cell says "nothing here"."""
    return cell is None or (type(cell) is str and cell in NULL_TEXTS)


def span(cell: dict[Any, Any]) -> Span:
    """Return start seconds, end seconds and label of a wrapper.

    Raises:
        DateError: The object is not a wrapper: anything missing, odd or extra.
    """
    inner, label = cell.get("v"), cell.get("d")
    # Counting keys is several times faster than comparing sets of them, and this runs once per cell.
    if (
        type(inner) is not dict
        or len(cell) != 1 + ("d" in cell)
        or len(inner) != ("s" in inner) + ("e" in inner)
        or (label is not None and type(label) is not str)
    ):
        raise DateError("an object that is no calendar date")
    start, end = inner.get("s"), inner.get("e")
    if type(start) is int and type(end) is int:
        return start, end, label
    return _seconds(start), _seconds(end), label


def _seconds(value: object) -> int | None:
    if value is None or type(value) is int:
        return value
    if type(value) is str and DIGITS.fullmatch(value):
        return int(value)
    raise DateError("a calendar date whose start or end is no whole number")


class Reader(dict[Any, Any]):
    """Cell -> value for columns of one kind, each distinct number computed once.

    A dict with `__missing__`, so that one C loop reads a whole column.
    """

    def __init__(self, kind: Kind, tz: tzinfo, boundary: Boundary | None) -> None:
        self._take = _TAKE[kind]
        # Days repeat, moments hardly: looking these up costs more than making them.
        self.repeats = kind != "datetime" or boundary is not None
        self._tz = tz
        self._boundary: Boundary | None = boundary

    def __missing__(self, cell: Any) -> Any:
        """Read a plain cell seen for the first time."""
        if type(cell) is not int and type(cell) is not float:
            if is_null(cell):
                return None
            raise DateError(f"a {type(cell).__name__} that is no date")
        moment = instant(cell, self._tz)
        if self._boundary is not None and not opens(moment, self._boundary):
            raise DateError(f"{moment.timetz()} opens no {self._boundary} in {self._tz}: is the zone right?")
        value = self._take(moment)
        # True equals 1 and False equals 0, so these two are never remembered: a flag must not find them.
        if cell not in (0, 1):
            if len(self) >= _REMEMBERED:
                self.clear()
            self[cell] = value
        return value

    def _moments(self, cells: list[Any]) -> list[Any] | None:
        """Read a column of whole seconds and nulls, each by itself; None if there is anything else in it."""
        if not _WHOLE.issuperset(map(type, cells)):
            return None
        make, tz = datetime.fromtimestamp, self._tz
        try:
            if tz is UTC:
                # Three times as fast: one call for the column, not two for each moment.
                return msgspec.convert(cells, list[datetime | None], strict=False)
            return [None if cell is None else make(cell, tz) for cell in cells]
        except (OverflowError, OSError, ValueError):
            # Out of range, or negative on a system that cannot: the slower way knows.
            return None

    def read(self, cell: Any) -> Any:
        """Read one cell of any form: number, wrapper or null."""
        if type(cell) is dict:
            return self[span(cell)[0]]
        if type(cell) is list:
            raise DateError("a list that is no date")
        return self[cell]

    def column(self, cells: list[Any], name: str, places: Sequence[int]) -> list[Any]:
        """Read the cells of a column in order; `name` and `places` (their row numbers) are for the error.

        Raises:
            DateError: One of them is no date.
        """
        if not self.repeats and (values := self._moments(cells)) is not None:
            return values
        waiting = iter(cells)
        try:
            try:
                return list(map(self.__getitem__, waiting))
            except TypeError:
                # A wrapper cannot be looked up: this column needs a look at each cell.
                waiting = iter(cells)
                return list(map(self.read, waiting))
        except DateError as error:
            place = places[len(cells) - length_hint(waiting) - 1]
            raise DateError(f"column {name!r}, row {place}: {error}") from None


@lru_cache(maxsize=16)
def _shared_reader(kind: Kind, tz: tzinfo, boundary: Boundary | None) -> Reader:
    return Reader(kind, tz, boundary)


def reader(kind: Kind, tz: tzinfo, boundary: Boundary | None) -> Reader:
    """Return the reader for a kind of column, shared between pages: their dates are mostly the same."""
    try:
        return _shared_reader(kind, tz, boundary)
    except TypeError:
        # Some libraries' zones have no hash.
        return Reader(kind, tz, boundary)


def calendar_column(cells: list[Any], tz: tzinfo) -> list[Any]:
    """Read a column of wrappers; nulls stay as they were sent.

    Raises:
        DateError: Any other cell, so that no column mixes dates and numbers.
    """
    moments = Reader("datetime", tz, None)
    seen: dict[Span, CalendarDate] = {}
    values: list[Any] = []
    for cell in cells:
        if type(cell) is dict:
            key = span(cell)
            value = seen.get(key)
            if value is None:
                start, end, label = key
                value = seen[key] = CalendarDate(moments[start], moments[end], label)
            values.append(value)
        elif is_null(cell):
            values.append(cell)
        else:
            raise DateError("a cell that is no calendar date")
    return values
