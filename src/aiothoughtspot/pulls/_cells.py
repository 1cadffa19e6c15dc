"""Columns of date cells: epoch seconds and calendar wrappers to Arrow's dates, times and ranges, a column at a time.

A column goes from numbers to Arrow without ever being Python datetimes, with or without a custom calendar alike.
"""

from collections.abc import Iterable
from datetime import timedelta, tzinfo
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.compute

from aiothoughtspot._calendar_cells import Boundary, Kind, is_null, opens, span
from aiothoughtspot._instants import DateError
from aiothoughtspot.pulls._local import instant_of, local_times

# Arrow makes these functions when it is imported, which no type checker can see.
pc: Any = pyarrow.compute
# The years 1 to 9999, which is all that Python's dates hold; what is beyond is no date.
FIRST, LAST = -62_135_596_800, 253_402_300_800
MICRO = 1_000_000
_SECOND, _MICROSECOND = timedelta(seconds=1), timedelta(microseconds=1)
# Far more than the rounding of a number of microseconds below a million, far less than one of them.
_CLOSE = 1e-6


@attrs.frozen
class Look:
    """How a column of dates is made: what of a moment is taken, in which zone, and on which border it must be.

    With `ranges` each cell is a struct of start, end (exclusive) and label.
    """

    kind: Kind
    zone: tzinfo
    ranges: bool = False
    boundary: Boundary | None = None


@attrs.frozen
class Spans:
    """Date cells in parts: starts and ends in epoch seconds (whole, or with fractions), and labels."""

    start: pa.Array
    end: pa.Array
    label: pa.Array

    @classmethod
    def of(cls, cells: Iterable[Any]) -> "Spans":
        """Take cells apart; raises `DateError` if one of them is no date."""
        parts = [_parts(cell) for cell in cells]
        starts, ends, labels = zip(*parts, strict=True) if parts else ((), (), ())
        kind = pa.float64() if any(type(start) is float for start in starts) else pa.int64()
        try:
            return cls(pa.array(starts, kind), pa.array(ends, pa.int64()), pa.array(labels, pa.string()))
        except (pa.ArrowException, OverflowError):
            raise DateError("a number outside the years 1 to 9999") from None

    @classmethod
    def of_packed(cls, cells: pa.Array) -> "Spans":
        """Take apart cells that are texts such as `start|end|label`, each distinct one once; raises `ValueError` for others."""
        packed = cells.dictionary_encode()
        found = cls.of(map(_unpacked, packed.dictionary.to_pylist()))
        return cls(*(column.take(packed.indices) for column in (found.start, found.end, found.label)))

    @classmethod
    def joined(cls, parts: "list[Spans]") -> "Spans":
        """Put the chunks of a column together."""
        starts = [part.start for part in parts]
        kind = pa.float64() if any(pa.types.is_floating(one.type) for one in starts) else pa.int64()
        return cls(
            pa.concat_arrays([one.cast(kind) for one in starts]),
            pa.concat_arrays([part.end for part in parts]),
            pa.concat_arrays([part.label for part in parts]),
        )

    def read(self, look: Look) -> pa.Array:
        """Make the column; raises `DateError` if a number is no date, or not on the border that it must be on."""
        moments = _moments(self.start, look.zone)
        if look.boundary is not None and not all(
            opens(one, look.boundary) for one in moments.unique().to_pylist() if one is not None
        ):
            raise DateError(f"a moment that opens no {look.boundary} in {look.zone}: is the zone right?")
        start = _taken(moments, look.kind)
        if not look.ranges or look.kind == "time":
            return start
        end = _taken(_moments(self.end, look.zone), look.kind)
        fields = [pa.field("start", start.type), pa.field("end", start.type), pa.field("label", pa.string())]
        missing = pc.and_(self.start.is_null(), self.label.is_null())
        return pa.StructArray.from_arrays([start, end, self.label], fields=fields, mask=missing)


def _parts(cell: Any) -> tuple[float | None, int | None, str | None]:
    if type(cell) is dict:
        return span(cell)
    if type(cell) is int or type(cell) is float:
        return cell, None, None
    if is_null(cell):
        return None, None, None
    raise DateError(f"a {type(cell).__name__} that is no date")


def _unpacked(text: str) -> Any:
    start, *rest = text.split("|", 2)
    return {"v": {"s": int(start), "e": int(rest[0])}, "d": rest[1]} if rest else int(start)


def _moments(seconds: pa.Array, zone: tzinfo) -> pa.Array:
    bounds = pc.min_max(seconds).as_py()
    if bounds["min"] is not None and not FIRST <= bounds["min"] <= bounds["max"] <= LAST:
        raise DateError("a number outside the years 1 to 9999")
    micros = _micros(seconds) if pa.types.is_floating(seconds.type) else pc.multiply(seconds, MICRO)
    ends = pc.min_max(micros).as_py().values() if bounds["min"] is not None else ()
    for end in ends:
        # Both in UTC and in the zone: at the ends of the calendar, a day can be in one of them only.
        instant_of(end, zone)
    return micros.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us", zone))


def _micros(seconds: pa.Array) -> pa.Array:
    """Fractions of seconds as whole microseconds, rounded as Python rounds them: by their exact value, halves to even."""
    whole = pc.trunc(seconds)
    rest = pc.multiply(pc.subtract(seconds, whole), float(MICRO))
    found = pc.add(
        pc.multiply(whole.cast(pa.int64()), MICRO), pc.round(rest, round_mode="half_to_even").cast(pa.int64())
    )
    # The product is itself rounded, which matters next to a half only.
    close = pc.less(pc.abs(pc.subtract(pc.abs(pc.subtract(rest, pc.trunc(rest))), 0.5)), _CLOSE).fill_null(
        fill_value=False
    )
    if not pc.any(close).as_py():
        return found
    exact = [one * _SECOND // _MICROSECOND for one in seconds.filter(close).to_pylist()]
    return pc.replace_with_mask(found, close, pa.array(exact, pa.int64()))


def check_zone(zone: tzinfo) -> None:
    """Raise `DateError` for a time zone that Arrow does not know; it has its own list, and no way to ask a `tzinfo`."""
    try:
        _taken(_moments(pa.array([0]), zone), "date")
    except (pa.ArrowException, LookupError, TypeError, ValueError):
        text = (
            f"Arrow has no time zone {zone}: give an IANA name such as 'America/New_York', or whole minutes"
        )
        raise DateError(text) from None


def _taken(moments: pa.Array, kind: Kind) -> pa.Array:
    if kind == "datetime":
        return moments
    if kind == "date":
        return local_times(moments).cast(pa.date32(), safe=False)
    return local_times(moments).cast(pa.time64("us"))
