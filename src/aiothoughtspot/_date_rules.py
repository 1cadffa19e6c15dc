"""How the columns of a data answer are read: `Dates`, and the rule that it has for each column.

No data answer says what type a column has: a `Dates` value tells it.  It does not fetch the cluster's zone or a source's
columns either; `needs_zone` and `needs_columns` ask for them.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from itertools import accumulate
from typing import Final, get_args

import attrs

from aiothoughtspot._calendar_cells import Boundary, Kind, Reader, reader
from aiothoughtspot._instants import DateError, Zone, known, zone

_CLASSES: Final[dict[object, Kind]] = {date: "date", datetime: "datetime", time: "time"}
_SOURCE_KINDS: Final[dict[object, Kind]] = {
    "DATE": "date",
    "DATE_TIME": "datetime",
    "DATETIME": "datetime",
    "TIMESTAMP": "datetime",
    "TIME": "time",
}
_KINDS: Final[dict[object, Kind]] = _CLASSES | _SOURCE_KINDS | {kind: kind for kind in get_args(Kind)}
_HOUR: Final[tuple[Kind, Boundary]] = ("datetime", "hour")
_DAY: Final[tuple[Kind, Boundary]] = ("date", "day")
_BUCKET: Final = re.compile(r"(Day|Week|Month|Quarter|Year|Hour)\((.+)\)", re.DOTALL)


@attrs.frozen
class Rule:
    """How one column is read. Only what the caller said is `certain`: there, an unreadable cell is an error."""

    kind: Kind
    zone: Zone
    boundary: Boundary | None = None
    certain: bool = False

    def reader(self) -> Reader:
        """Return what reads the cells of such a column; raises `DateError` while the cluster's zone is unknown."""
        return reader(self.kind, known(self.zone), self.boundary)


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
    columns: tuple[tuple[str, Rule], ...] = ()
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
        rules: dict[str, Rule] = {}
        for name, given in columns.items():
            kind = _KINDS.get(given)
            if kind is None:
                raise DateError(f"column {name!r}: not one of date, datetime, time, raw: {given!r}")
            rules[name] = Rule(kind, where, "day" if strict and kind == "date" else None, certain=True)
        return cls(where, columns=tuple(sorted(rules.items())))

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
            columns=tuple(sorted(rules.items())),
            source=self.source or other.source,
            buckets=self.buckets or other.buckets,
        )

    def __or__(self, other: object) -> "Dates":
        """Combine, as `also` does."""
        return self.also(other) if isinstance(other, Dates) else NotImplemented

    def rules(self, names: Sequence[str]) -> list[Rule | None]:
        """Return what each column's name says about it; None leaves it to `auto`."""
        typed = dict(self.columns)
        source = dict(self.source.columns or ()) if self.source else {}
        return [typed.get(name) or self._hint(name, source) for name in names]

    def _hint(self, name: str, source: Mapping[str, str]) -> Rule | None:
        if self.source and name in source:
            kind = _SOURCE_KINDS.get(source[name].upper())
            return Rule(kind, self.source.zone) if kind else None
        found = _BUCKET.fullmatch(name)
        if found is None:
            return None
        word, inner = found.groups()
        kind, boundary = _HOUR if word == "Hour" else _DAY
        if self.source and inner in source:
            dated = _SOURCE_KINDS.get(source[inner].upper()) in ("date", "datetime")
            return Rule(kind, self.source.zone, boundary) if dated else None
        return Rule(kind, self.buckets, boundary) if self.buckets and _is_one_name(inner) else None

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


def _is_one_name(inner: str) -> bool:
    """Tell `Day(A (B))` from `Day(A) - Day(B)`, whose parentheses close too early."""
    return all(depth >= 0 for depth in accumulate((mark == "(") - (mark == ")") for mark in inner))
