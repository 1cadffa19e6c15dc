"""Local times of whole columns: by Arrow where its zone tables reach, by Python's zones over the distinct moments beyond.

Arrow's tables end in 2037 and know no rule for what follows, so that half of each later year would be an hour off.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute

from aiothoughtspot._instants import EPOCH, DateError

# Arrow makes these functions when it is imported, which no type checker can see.
pc: Any = pyarrow.compute
_MICRO = timedelta(microseconds=1)
_YEARS = range(1800, 2101)
_EVER = 2**63 - 1


def local_times(moments: pa.Array) -> pa.Array:
    """Clock faces of timestamps in their zone, as timestamps without one."""
    return _patched(moments, pc.local_timestamp(moments), _naive)


def local_texts(moments: pa.Array) -> pa.Array:
    """Timestamps as texts in their zone, such as `2040-07-01 00:00:00.000000-0700`."""
    return _patched(moments, moments.cast(pa.string()), _text)


def is_cut_short(kind: Any) -> bool:
    """Whether there are moments that Arrow reads wrongly in the zone of a type."""
    return bool(pa.types.is_timestamp(kind)) and kind.tz is not None and covered(kind.tz) != (-_EVER, _EVER)


def _patched(moments: pa.Array, found: pa.Array, make: Callable[[datetime], Any]) -> pa.Array:
    """What Arrow found, with Python's answer for the moments that are not covered."""
    low, high = covered(moments.type.tz)
    micros = moments.cast(pa.int64())
    bounds = pc.min_max(micros).as_py()
    if bounds["min"] is None or low <= bounds["min"] <= bounds["max"] <= high:
        return found
    beyond = pc.or_(pc.less(micros, low), pc.greater(micros, high)).fill_null(fill_value=False)
    days = micros.filter(beyond).dictionary_encode()
    zone = ZoneInfo(moments.type.tz)
    made = pa.array([make(instant_of(day, zone)) for day in days.dictionary.to_pylist()], found.type)
    return pc.replace_with_mask(found, beyond, made.take(days.indices))


def instant_of(micros: int, zone: tzinfo) -> datetime:
    """The aware datetime of microseconds since 1970; raises `DateError` outside the years 1 to 9999, here or in UTC."""
    try:
        return (EPOCH + micros * _MICRO).astimezone(zone)
    except OverflowError:
        raise DateError("a number outside the years 1 to 9999") from None


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _text(moment: datetime) -> str:
    # Arrow leaves out the seconds that offsets of long ago have.
    return f"{moment.replace(tzinfo=None).isoformat(' ', 'microseconds')}{moment.strftime('%z')[:5]}"


@lru_cache(maxsize=64)
def covered(zone: str) -> tuple[int, int]:
    """From which to which moment, in microseconds, Arrow reads a zone as Python does: looked up at the first of each month."""
    if zone[0] in "+-" or zone == "UTC":
        return -_EVER, _EVER
    months = list(_months())
    moments = pa.array(months).cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us", zone))
    python = ZoneInfo(zone)
    agrees = [
        face == _naive(instant_of(month, python))
        for face, month in zip(pc.local_timestamp(moments).to_pylist(), months, strict=True)
    ]
    now = months.index(0)
    low = next((place + 1 for place in range(now, -1, -1) if not agrees[place]), None)
    high = next((place - 1 for place in range(now, len(months)) if not agrees[place]), None)
    # What holds at both ends holds beyond them: rules that are in force then would show.
    return -_EVER if low is None else months[low], _EVER if high is None else months[high]


def _months() -> Iterator[int]:
    for year in _YEARS:
        for month in range(1, 13):
            yield (datetime(year, month, 1, tzinfo=UTC) - EPOCH) // _MICRO
