"""Dates on the wire: how data cells, admin fields and request arguments are read and written.

Everything here is pure: no clock, no I/O, never the zone of the machine.
It does not know what type a data column has (no data answer says so): a `Dates` value tells it.
It does not fetch the cluster's zone or a source's columns either; `needs_zone` and `needs_columns` ask for them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, tzinfo
from operator import itemgetter, length_hint
from typing import Any, Final, Literal, get_args

import attrs

from aiothoughtspot._calendar_cells import (
    NULL_TEXTS,
    Boundary,
    CalendarDate,
    DateError,
    Epoch,
    Kind,
    Unit,
    Zone,
    calendar_column,
    epoch,
    epoch_seconds,
    known,
    reader,
    zone,
)

__all__ = ["CalendarDate", "ColumnKind", "DateError", "Dates", "Epoch", "Kind", "Unit"]
__all__ += ["column_kinds", "decode_rows", "epoch", "epoch_seconds"]

ColumnKind = Kind | Literal["calendar"]

_CLASSES: Final[dict[object, Kind]] = {date: "date", datetime: "datetime", time: "time"}
_KINDS: Final[dict[object, Kind]] = _CLASSES | {kind: kind for kind in get_args(Kind)}
# fmt: off  (a table)
_SOURCE_KINDS: Final[dict[str, Kind]] = {
    "DATE": "date",
    "DATE_TIME": "datetime",
    "DATETIME": "datetime",
    "TIMESTAMP": "datetime",
    "TIME": "time",
}
# fmt: on
_HOUR: Final[tuple[Kind, Boundary]] = ("datetime", "hour")
_DAY: Final[tuple[Kind, Boundary]] = ("date", "day")
_BUCKET: Final = re.compile(r"(Day|Week|Month|Quarter|Year|Hour)\((.+)\)", re.DOTALL)


@attrs.frozen
class _Rule:
    """How one column is read. Only what the caller said is `certain`: there, an unreadable cell is an error."""

    kind: Kind
    zone: Zone
    boundary: Boundary | None = None
    certain: bool = False


@attrs.frozen
class _Source:
    zone: Zone
    columns: tuple[tuple[str, str], ...] | None


@attrs.frozen
class Dates:
    """How to read the cells of a data answer. Build it with `auto`, `raw`, `typed`, `by_source` or `by_name`.

    `a | b` combines: per column, typed goes before by source, by name and auto, whichever side it stands on.
    Where both sides say something of the same sort, the left one holds; "raw" always wins, from either side.
    `tz` is an IANA name, a `tzinfo`, or `"cluster"` for the server's own zone, which `with_zone` fills in.
    """

    zone: Zone = UTC
    off: bool = False
    columns: tuple[tuple[str, _Rule], ...] = ()
    source: _Source | None = None
    buckets: Zone | None = None

    @classmethod
    def auto(cls, tz: str | tzinfo = "UTC") -> "Dates":
        """Turn calendar wrappers into `CalendarDate`; leave every number alone."""
        return cls(zone(tz))

    @classmethod
    def raw(cls) -> "Dates":
        """Leave every cell exactly as received."""
        return cls(off=True)

    @classmethod
    def typed(
        cls,
        columns: Mapping[str, Kind | type[date] | type[time]],
        tz: str | tzinfo = "UTC",
        *,
        strict: bool = False,
    ) -> "Dates":
        """Read the named columns as date, datetime, time (of day, in `tz`) or raw; the rest as `auto` does.

        An unreadable cell in a named column is a `DateError`.
        `strict` also refuses a date that is not midnight in `tz`, which hints at a wrong zone.
        """
        where = zone(tz)
        rules: dict[str, _Rule] = {}
        for name, given in columns.items():
            kind = _KINDS.get(given)
            if kind is None:
                raise DateError(f"column {name!r}: not one of date, datetime, time, raw: {given!r}")
            rules[name] = _Rule(kind, where, "day" if strict and kind == "date" else None, certain=True)
        return cls(where, columns=tuple(sorted(rules.items(), key=itemgetter(0))))

    @classmethod
    def by_source(cls, tz: str | tzinfo = "UTC", *, columns: Mapping[str, str] | None = None) -> "Dates":
        """Read columns by the types of the data source: column name -> DATE, DATE_TIME, TIME, INT64, ...

        Also reads its buckets, such as `Day(Order Date)`. Names are hints, so a column that does not fit stays as it is.
        """
        where = zone(tz)
        return cls(where, source=_Source(where, None if columns is None else tuple(sorted(columns.items()))))

    @classmethod
    def by_name(cls, tz: str | tzinfo = "UTC") -> "Dates":
        """Read columns named `Day(...)`, `Week`, `Month`, `Quarter`, `Year` or `Hour`, if every cell opens a day (hour) in `tz`."""
        where = zone(tz)
        return cls(where, buckets=where)

    def also(self, other: "Dates") -> "Dates":
        """Combine: what this value leaves open, the other one decides."""
        if self.off or other.off:
            return Dates.raw()
        rules = dict(other.columns) | dict(self.columns)
        rules |= {name: rule for name, rule in other.columns if rule.kind == "raw"}
        return Dates(
            self.zone,
            columns=tuple(sorted(rules.items(), key=itemgetter(0))),
            source=other.source if self.source is None else self.source,
            buckets=other.buckets if self.buckets is None else self.buckets,
        )

    def __or__(self, other: object) -> "Dates":
        """Combine, as `also` does."""
        return self.also(other) if isinstance(other, Dates) else NotImplemented

    def rules(self, names: Sequence[str]) -> list[_Rule | None]:
        """Return what each column's name says about it; None leaves it to `auto`."""
        typed = dict(self.columns)
        source = dict(self.source.columns or ()) if self.source else {}
        return [typed.get(name) or self._hint(name, source) for name in names]

    def _hint(self, name: str, source: Mapping[str, str]) -> _Rule | None:
        if self.source and name in source:
            kind = _SOURCE_KINDS.get(source[name])
            return _Rule(kind, self.source.zone) if kind else None
        found = _BUCKET.fullmatch(name)
        if found is None:
            return None
        word, inner = found.groups()
        kind, boundary = _HOUR if word == "Hour" else _DAY
        if self.source and inner in source:
            dated = _SOURCE_KINDS.get(source[inner]) in ("date", "datetime")
            return _Rule(kind, self.source.zone, boundary) if dated else None
        return _Rule(kind, self.buckets, boundary) if self.buckets and _is_one_name(inner) else None

    @property
    def needs_zone(self) -> bool:
        """Whether `with_zone` must be called before decoding."""
        zones = (
            self.zone,
            self.buckets,
            self.source and self.source.zone,
            *(rule.zone for _, rule in self.columns),
        )
        return not self.off and "cluster" in zones

    @property
    def needs_columns(self) -> bool:
        """Whether `with_columns` should be called; until then no column counts as known."""
        return self.source is not None and self.source.columns is None

    def with_zone(self, tz: str | tzinfo) -> "Dates":
        """Put a zone wherever this value says "cluster"."""
        found = known(zone(tz))

        def settle(place: Zone) -> Zone:
            return found if place == "cluster" else place

        return attrs.evolve(
            self,
            zone=settle(self.zone),
            columns=tuple((name, attrs.evolve(rule, zone=settle(rule.zone))) for name, rule in self.columns),
            source=self.source and attrs.evolve(self.source, zone=settle(self.source.zone)),
            buckets=self.buckets and settle(self.buckets),
        )

    def with_columns(self, columns: Mapping[str, str]) -> "Dates":
        """Tell the source's column types; without `by_source` there is nothing to tell."""
        if self.source is None:
            return self
        return attrs.evolve(self, source=attrs.evolve(self.source, columns=tuple(sorted(columns.items()))))


def decode_rows(names: Sequence[str], rows: Sequence[Any], dates: Dates, *, own: bool = False) -> list[Any]:
    """Return the rows of one page with their date cells decoded; the input stays as it is.

    With `own` the rows are the caller's to change: they are written in place, which saves a copy of each.

    Rows are lists aligned with the names (COMPACT) or dicts by name (FULL); anything else, such as null, passes through.
    A column is decoded as a whole or not at all. A page without any decoded column keeps its row objects.

    Raises:
        DateError: A cell in a typed column cannot be read, or the cluster's zone is still unknown.
    """
    fresh = rows if own and isinstance(rows, list) else list(rows)
    if dates.off:
        return fresh
    copied = own
    for planned in _columns(names, rows, dates):
        column = planned.rest() if own else planned
        if not column.rows:
            continue
        _, places, values = column.read()
        if values is None:
            continue
        regular = isinstance(places, range)
        if not copied:
            fresh = column.copies(regular=regular)
            copied = True
        written = column.rows if own and regular else fresh if regular else [fresh[place] for place in places]
        for row, value in zip(written, values, strict=True):
            row[column.key] = value
    return fresh


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
    rule: _Rule | None
    tz: tzinfo
    # The number of the first of these rows in the page.
    start: int = 0

    def rest(self) -> "_Column":
        """Write a typed column in place as far as its cells are plain, which is faster; return what is left of it."""
        rule = self.rule
        if rule is None or not rule.certain or rule.kind == "raw" or self.shape is dict:
            return self
        key, look, waiting = self.key, reader(rule.kind, known(rule.zone), rule.boundary), iter(self.rows)
        if not look.repeats:
            return self
        try:
            for row in waiting:
                row[key] = look[row[key]]
        except (DateError, LookupError, TypeError):
            done = len(self.rows) - length_hint(waiting) - 1
            return attrs.evolve(self, rows=self.rows[done:], start=done)
        return attrs.evolve(self, rows=())

    def read(self) -> tuple[ColumnKind | None, Sequence[int], list[Any] | None]:
        """Decide the kind; return it with the row numbers and values to write, or without values where cells stay."""
        rule = self.rule
        if rule is not None and rule.kind == "raw":
            return "raw", (), None
        if rule is not None:
            places, cells = self.cells()
            try:
                values = reader(rule.kind, known(rule.zone), rule.boundary).column(cells, self.name, places)
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
        return None, (), None

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

    def copies(self, *, regular: bool) -> list[Any]:
        """Copy each row once; in an irregular page, what is no row stays the same object."""
        if regular:
            return list(map(self.shape, self.rows))
        return [self.shape(row) if isinstance(row, self.shape) else row for row in self.rows]

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


def _is_one_name(inner: str) -> bool:
    """Tell `Day(A (B))` from `Day(A) - Day(B)`, whose parentheses close too early."""
    depth = 0
    for mark in inner:
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            return False
    return True
