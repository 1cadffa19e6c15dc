"""Cron expressions of schedules: reading them, and the minutes they name. Pure.

Each part is `*` or `?`, or a list of numbers, ranges `a-b` and steps `*/n`; days of the week count from Sunday, 0 or 7.
A minute is meant when every part fits, the day of the month as well as that of the week.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, available_timezones

from aiothoughtspot.simulator.families._common import bad, need, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

LIMITS: Final = {
    "second": (0, 59),
    "minute": (0, 59),
    "hour": (0, 23),
    "day_of_month": (1, 31),
    "month": (1, 12),
    "day_of_week": (0, 7),
}
DAILY: Final = {
    "second": "0",
    "minute": "0",
    "hour": "0",
    "day_of_month": "*",
    "month": "*",
    "day_of_week": "*",
}
MINUTE: Final = timedelta(minutes=1)
_ITEM: Final = re.compile(r"(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:/(\d{1,2}))?")
_OLD_ZONE: Final = re.compile(r"[A-Z]{3}|SystemV/\w+")
"""Zones that the server lists and no time zone database has any more; they count as UTC."""


def read_cron(given: Mapping[str, Any]) -> dict[str, str]:
    """A cron expression of a request, or 400."""
    need(given, *LIMITS)
    cron = {name: word(given, name) or "" for name in LIMITS}
    for name, text in cron.items():
        _numbers(name, text)
    return cron


def read_zone(given: Mapping[str, Any], name: str) -> str | None:
    """The name of a time zone, or 400 for one nobody knows."""
    zone = word(given, name)
    if zone is not None and zone not in _zones() and not _OLD_ZONE.fullmatch(zone):
        raise bad(f"{zone} is no time zone")
    return zone


def due(cron: Mapping[str, str], zone: str, after: int, until: int) -> Iterator[int]:
    """The minutes a cron expression means in a time zone, from the first one after `after`; epoch seconds, as both bounds."""
    wanted = [_numbers(name, cron[name]) for name in LIMITS if name != "second"]
    clock: tzinfo = ZoneInfo(zone) if zone in _zones() else UTC
    for second in range(after // 60 * 60 + 60, until + 1, 60):
        at = datetime.fromtimestamp(second, clock)
        parts = (at.minute, at.hour, at.day, at.month, at.isoweekday() % 7)
        if all(part in numbers for part, numbers in zip(parts, wanted, strict=True)):
            yield second


@cache
def _zones() -> set[str]:
    """The zones of the time zone database, whose folders take long to walk through."""
    return available_timezones()


@lru_cache(1_000)
def _numbers(name: str, text: str) -> frozenset[int]:
    """The numbers that one part of an expression names."""
    low, high = LIMITS[name]
    found: set[int] = set()
    for item in text.replace("?", "*").split(","):
        match = _ITEM.fullmatch(item.strip())
        if match is None:
            raise bad(f"{text} is no {name} of a cron expression")
        first, last, step = (None if part is None else int(part) for part in match.groups())
        if first is None:
            first, last = low, high
        elif last is None:
            last = high if step else first
        if not low <= first <= last <= high or step == 0:
            raise bad(f"{text} is no {name} of a cron expression")
        found.update(range(first, last + 1, step or 1))
    # Sunday has two numbers.
    return frozenset(number % 7 for number in found) if name == "day_of_week" else frozenset(found)
