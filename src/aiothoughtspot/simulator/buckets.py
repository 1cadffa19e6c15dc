"""Date buckets: a column's cells at the bucket's first instant in the cluster's zone, and the cells of custom calendars."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from aiothoughtspot.simulator.dataset import DAYS, FIRST_DAY, Column, Dataset, midnight

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from aiothoughtspot.simulator.dataset import Ints
    from aiothoughtspot.simulator.query import Item

HOUR: Final = 3600


def column(data: Dataset, item: Item, rows: Ints) -> Column:
    """The cells of a column, bucketed when the item asks for it."""
    cells = data.column(item.column, rows)
    if item.bucket is None:
        return cells
    days, starts = _calendar(data.zone, item.bucket)
    at = np.searchsorted(days, cells.values, side="right") - 1
    if item.bucket == "hourly":
        # Zones are whole hours from UTC, or some minutes more: the day's own offset tells.
        return Column(cells.values - (cells.values - days[at]) % HOUR, cells.null)
    return Column(starts[at], cells.null)


def first_day(day: dt.date, bucket: str) -> dt.date:
    """The first day of a day's bucket. Weeks begin on Monday."""
    if bucket == "weekly":
        return day - dt.timedelta(days=day.weekday())
    if bucket == "monthly":
        return day.replace(day=1)
    if bucket == "quarterly":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if bucket == "yearly":
        return day.replace(month=1, day=1)
    return day


def next_first_day(day: dt.date, bucket: str) -> dt.date:
    """The first day of the bucket after the one that begins with `day`."""
    longest = {"weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}.get(bucket, 1)
    return first_day(day + dt.timedelta(days=longest), bucket)


def label(day: dt.date, bucket: str) -> str:
    """The display text of a bucket."""
    if bucket == "monthly":
        return f"{day:%b %Y}"
    if bucket == "quarterly":
        return f"Q{(day.month + 2) // 3} {day:%Y}"
    return f"{day:%Y}" if bucket == "yearly" else f"{day:%m/%d/%Y}"


@lru_cache(maxsize=64)
def _calendar(zone: ZoneInfo, bucket: str) -> tuple[Ints, Ints]:
    """The first instants of every day, and of each day's bucket."""
    # One day more at both ends: a time of the first UTC date can be the day before in the zone.
    days = [FIRST_DAY + dt.timedelta(days=number) for number in range(-1, DAYS + 1)]
    starts = [midnight(first_day(day, bucket), zone) for day in days]
    return np.array([midnight(day, zone) for day in days], np.int64), np.array(starts, np.int64)


def wraps(item: Item) -> bool:
    """Whether custom calendars wrap the item's cells: dates and buckets of days, not times."""
    return item.column == "Order Date" if item.bucket in {None, "hourly"} else True


def wrapped(item: Item, values: Ints, zone: ZoneInfo) -> list[Any]:
    """The cells as custom calendars send them: {"v": {"s": start, "e": end}, "d": label}, the end exclusive."""
    bucket = item.bucket or "daily"
    distinct, codes = np.unique(values, return_inverse=True)
    cells = np.empty(len(distinct), object)
    for position, start in enumerate(distinct.tolist()):
        day = dt.datetime.fromtimestamp(start, zone).date()
        end = midnight(next_first_day(day, bucket), zone)
        cells[position] = {"v": {"s": start, "e": end}, "d": label(day, bucket)}
    found: list[Any] = cells[codes].tolist()
    return found
