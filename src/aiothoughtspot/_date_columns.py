"""The pages of a data answer: which of their columns hold dates, and the rows with those decoded."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import tzinfo
from operator import itemgetter, length_hint
from typing import Any, Literal

import attrs

from aiothoughtspot._calendar_cells import NULL_TEXTS, Kind, calendar_column
from aiothoughtspot._date_rules import Dates, Rule
from aiothoughtspot._instants import DateError, known

ColumnKind = Kind | Literal["calendar"]


def decode_rows(names: Sequence[str], rows: Sequence[Any], dates: Dates) -> list[Any]:
    """Return the rows of one page with their date cells decoded; the input stays as it is.

    Rows are lists aligned with the names (COMPACT) or dicts by name (FULL); anything else, such as null, passes through.
    A column is decoded as a whole or not at all. A page without any decoded column keeps its row objects.

    Raises:
        DateError: A cell in a typed column cannot be read, or the cluster's zone is still unknown.
    """
    fresh = [
        list(row) if isinstance(row, list | tuple) else dict(row) if isinstance(row, dict) else row
        for row in rows
    ]
    return fresh if decode_in_place(names, fresh, dates) else list(rows)


def decode_in_place(names: Sequence[str], rows: Sequence[Any], dates: Dates) -> bool:
    """Decode the date cells of rows that are the caller's to change; return whether there were any.

    Raises:
        DateError: As `decode_rows`; the rows may be partly decoded then.
    """
    if dates.off:
        return False
    # In rows by name, two columns of one name are one.
    columns = {column.key: column for column in _columns(names, rows, dates)}
    written = [column.write() for column in columns.values()]
    return any(written)


def column_kinds(names: Sequence[str], rows: Sequence[Any], dates: Dates) -> list[ColumnKind | None]:
    """Return, per column of a page, the kind that `decode_rows` decides on; None means that the cells stay.

    "calendar" is a column of `CalendarDate`. Columns of `Dates.typed` are what the caller said, whatever is in them.

    Raises:
        DateError: The cluster's zone is still unknown.
    """
    if dates.off:
        return ["raw"] * len(names)
    columns = _columns(names, rows, dates)
    return [
        column.rule.kind if column.rule and column.rule.certain else column.read()[0] for column in columns
    ]


@attrs.frozen
class _Column:
    """One column of a page, in either shape of rows."""

    rows: Sequence[Any]
    shape: type[list[Any]] | type[dict[Any, Any]]
    key: Any
    name: str
    rule: Rule | None
    tz: tzinfo
    # The number of the first of these rows in the page.
    start: int = 0

    def write(self) -> bool:
        """Decode the cells in place if they are dates; return whether they were."""
        left = self._after_plain()
        _, places, values = left.read()
        rows = left.rows if isinstance(places, range) else [self.rows[place] for place in places]
        for row, value in zip(rows, values, strict=True):
            row[self.key] = value
        return left.start > 0 or len(values) > 0

    def _after_plain(self) -> "_Column":
        """Write a typed column in place as far as its cells are plain, which is faster; return what is left of it."""
        rule, key, waiting = self.rule, self.key, iter(self.rows)
        if rule is None or not rule.certain or rule.kind == "raw":
            return self
        look = rule.reader()
        if not look.repeats:
            return self
        done = len(self.rows)
        try:
            for row in waiting:
                row[key] = look[row[key]]
        except (DateError, LookupError, TypeError):
            done -= length_hint(waiting) + 1
        return attrs.evolve(self, rows=self.rows[done:], start=done)

    def read(self) -> tuple[ColumnKind | None, Sequence[int], Sequence[Any]]:
        """Decide the kind; return it with the row numbers and values to write, none where cells stay."""
        rule = self.rule
        if rule is not None and rule.kind == "raw":
            return "raw", (), ()
        if rule is not None:
            places, cells = self.cells()
            try:
                values = rule.reader().column(cells, self.name, places)
            except DateError:
                if rule.certain:
                    raise
            else:
                # A column of nothing but nulls has no number that could speak for a mere name.
                if rule.certain or rule.boundary is None or any(value is not None for value in values):
                    return rule.kind, places, values
        if self.is_wrapped():
            places, cells = self.cells()
            with suppress(DateError):
                return "calendar", places, calendar_column(cells, self.tz)
        return None, (), ()

    def cells(self) -> tuple[Sequence[int], list[Any]]:
        """Return the cells with the numbers of their rows: a `range` when every row has one."""
        with suppress(LookupError, TypeError):
            return range(self.start, self.start + len(self.rows)), list(map(itemgetter(self.key), self.rows))
        places: list[int] = []
        cells: list[Any] = []
        for place, row in enumerate(self.rows, self.start):
            with suppress(LookupError):
                if isinstance(row, self.shape):
                    cells.append(row[self.key])
                    places.append(place)
        return places, cells

    def is_wrapped(self) -> bool:
        """Tell whether the first cell that is not null is an object.

        If it is not, this is no column of wrappers, so that a page of plain numbers costs next to nothing.
        """
        with suppress(LookupError, TypeError):
            return _opens_wrapped(map(itemgetter(self.key), self.rows))
        return _opens_wrapped(self.cells()[1])


def _opens_wrapped(cells: Iterable[Any]) -> bool:
    # filter(None) also skips zeros, at the speed of C; reading the whole column finds them.
    kinds = (type(cell) for cell in filter(None, cells) if type(cell) is not str or cell not in NULL_TEXTS)
    return next(kinds, None) is dict


def _columns(names: Sequence[str], rows: Sequence[Any], dates: Dates) -> list[_Column]:
    tz = known("cluster" if dates.needs_zone else dates.zone)
    first = next((row for row in rows if row is not None), None)
    shape = dict if isinstance(first, dict) else list
    keys: Iterable[Any] = names if shape is dict else range(len(names))
    plan = zip(keys, names, dates.rules(names), strict=True)
    return [_Column(rows, shape, key, name, rule, tz) for key, name, rule in plan]
