"""Dates: the laws that hold for every cell, column, page and zone."""

import copy
import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.dates import (
    CalendarDate,
    DateError,
    Dates,
    Epoch,
    Kind,
    column_kinds,
    decode_rows,
    epoch,
    epoch_seconds,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Zones with a half hour, a gap and a fold at midnight, a skipped day, and both ends of the clock.
ZONES = st.sampled_from(
    [
        "UTC",
        "America/Los_Angeles",
        "America/New_York",
        "America/Havana",
        "America/Sao_Paulo",
        "Asia/Beirut",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Kiritimati",
    ]
)
SECONDS = st.integers(-62_000_000_000, 253_000_000_000)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NUMBERS = st.integers() | st.floats(allow_nan=False)
TEXTS = st.sampled_from(["", "{Null}", "(null)", "{Other}", "monday", "12"])


def wrappers(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[dict[str, Any]]:
    numeral = numbers | numbers.map(str) | st.none()
    inner = st.fixed_dictionaries({}, optional={"s": numeral, "e": numeral})
    return st.fixed_dictionaries({"v": inner}, optional={"d": st.text(max_size=3) | st.none()})


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    TEXTS,
    wrappers(SECONDS),
    wrappers(st.integers()),
    st.dictionaries(
        st.sampled_from(["v", "d", "s", "z"]), st.none() | st.integers() | wrappers(SECONDS), max_size=3
    ),
    st.lists(st.integers(), max_size=2),
)
# Names that nothing types; by name and by source may still read the buckets.
NAMES = ["X", "Day(X)", "Hour(X)", "Total X", "N"]
PAGES = st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=6)
TYPED = Dates.typed({"X": "datetime"}, "Asia/Kolkata")
BY_SOURCE = Dates.by_source(columns={"X": "DATE_TIME", "N": "INT64"})
DATES = st.sampled_from(
    [
        Dates.auto(),
        Dates.raw(),
        Dates.by_name(),
        BY_SOURCE,
        BY_SOURCE | Dates.by_name(),
        TYPED,
        TYPED | BY_SOURCE,
    ]
)


def one(cell: Any, kind: Kind, tz: str = "UTC") -> Any:
    return decode_rows(["X"], [[cell]], Dates.typed({"X": kind}, tz))[0][0]


def outcome(names: list[str], rows: list[Any], dates: Dates) -> Any:
    try:
        return decode_rows(names, rows, dates)
    except DateError as error:
        return str(error)


@given(SECONDS, ZONES)
def test_seconds_come_back(seconds: int, tz: str) -> None:
    when = one(seconds, "datetime", tz)
    assert epoch_seconds(when, "UTC") == seconds
    assert when.utcoffset() == when.astimezone(ZoneInfo(tz)).utcoffset()
    assert one(seconds, "date", tz) == when.date()
    assert one(seconds, "time", tz) == when.time()
    for same in (float(seconds), {"v": {"s": seconds}}, {"v": {"s": str(seconds), "e": None}, "d": "label"}):
        assert one(same, "datetime", tz) == when


@given(DAYS, ZONES)
def test_days_come_back_in_every_zone(day: date, tz: str) -> None:
    seconds = epoch_seconds(day, tz)
    # The one day that a zone left out is read as the day that took its place.
    skipped = tz == "Pacific/Apia" and day == date(2011, 12, 30)
    wanted = day + timedelta(days=1) if skipped else day
    strict = Dates.typed({"X": "date"}, tz, strict=True)
    assert decode_rows(["X"], [[seconds]], strict) == [[wanted]]
    assert decode_rows(["Day(X)"], [[seconds]], Dates.by_name(tz)) == [[wanted]]


@given(SECONDS, ZONES)
def test_a_day_opens_once(seconds: int, tz: str) -> None:
    day = one(seconds, "date", tz)
    opens = seconds == epoch_seconds(day, tz)
    decoded = decode_rows(["Day(X)"], [[seconds]], Dates.by_name(tz))[0][0]
    assert decoded == (day if opens else seconds)


@given(SECONDS, SECONDS, ZONES)
def test_order_is_kept(a: int, b: int, tz: str) -> None:
    first, second = sorted((a, b))
    assert (one(first, "datetime", tz) - one(second, "datetime", "UTC")).total_seconds() == first - second
    # In UTC only: where clocks go back at midnight, a later instant can bear the earlier date.
    assert one(first, "date", "UTC") <= one(second, "date", "UTC")


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_fractions_are_kept_to_the_microsecond(seconds: float) -> None:
    assert abs((one(seconds, "datetime") - EPOCH).total_seconds() - seconds) <= 1e-6


@given(st.lists(NUMBERS | st.none(), max_size=5))
def test_numbers_are_never_judged_by_their_size(cells: list[Any]) -> None:
    rows = [[cell] for cell in cells]
    for name in ("X", "Total X", "Revenue(1992)", "HOUR_OF_DAY(X)", "Day of Week(X)"):
        for dates in (Dates.auto(), Dates.raw(), Dates.by_name(), Dates.by_source(columns={"Y": "DATE"})):
            found = decode_rows([name], rows, dates)
            assert all(new is old for new, old in zip(found, rows, strict=True))


@given(PAGES, DATES)
def test_the_input_is_never_changed(rows: list[Any], dates: Dates) -> None:
    before = copy.deepcopy(rows)
    outcome(NAMES, rows, dates)
    column_kinds(NAMES, rows, dates)
    assert rows == before


@given(PAGES, DATES)
def test_full_and_compact_agree(rows: list[Any], dates: Dates) -> None:
    full = [dict(zip(NAMES, row, strict=True)) for row in rows]
    compact, by_name = outcome(NAMES, rows, dates), outcome(NAMES, full, dates)
    if isinstance(compact, list):
        by_name = [list(row.values()) for row in by_name]
    assert by_name == compact
    assert column_kinds(NAMES, full, dates) == column_kinds(NAMES, rows, dates)


@given(PAGES, DATES, st.integers(0, 6))
def test_null_and_missing_cells_change_nothing_else(rows: list[Any], dates: Dates, place: int) -> None:
    found = outcome(NAMES, rows, dates)
    if isinstance(found, list):
        irregular = [*rows[:place], None, [], *rows[place:]]
        assert decode_rows(NAMES, irregular, dates) == [*found[:place], None, [], *found[place:]]
        assert column_kinds(NAMES, irregular, dates) == column_kinds(NAMES, rows, dates)


@given(PAGES, DATES)
def test_a_column_is_decoded_as_a_whole_or_not_at_all(rows: list[Any], dates: Dates) -> None:
    found = outcome(NAMES, rows, dates)
    if not isinstance(found, list):
        return
    made: dict[Any, Any] = {"date": date, "datetime": datetime, "time": time, "calendar": CalendarDate}
    for index, kind in enumerate(column_kinds(NAMES, rows, dates)):
        cells, sent = [row[index] for row in found], [row[index] for row in rows]
        if kind in made:
            assert {type(cell) for cell in cells if cell not in (None, "", "{Null}", "(null)")} <= {
                made[kind]
            }
        else:
            assert all(new is old for new, old in zip(cells, sent, strict=True))


@given(wrappers(SECONDS), ZONES)
def test_wrappers_come_back(cell: dict[str, Any], tz: str) -> None:
    (found,) = decode_rows(["X"], [[cell]], Dates.auto(tz))[0]
    assert found.label == cell.get("d")
    for when, key in ((found.start, "s"), (found.end, "e")):
        sent = cell["v"].get(key)
        assert (when is None) == (sent is None)
        if when is not None:
            assert epoch_seconds(when, "UTC") == int(sent)
    assert decode_rows(["X"], [[cell]], Dates.typed({"X": "datetime"}, tz)) == [[found.start]]


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(["s", "ms", "us"]))
def test_request_times_come_back(when: datetime, unit: Any) -> None:
    number = Epoch(unit).encode(when)
    step = {"s": timedelta(seconds=1), "ms": timedelta(milliseconds=1), "us": timedelta(microseconds=1)}[unit]
    back = Epoch(unit).decode(number)
    assert back is not None
    assert timedelta(0) <= when - back < step
    assert epoch(str(number), unit) == back
    assert Epoch(unit).encode(back) == number
    assert epoch(when.isoformat(), "iso") == when


@given(
    CELLS | st.text() | st.integers(-(10**30), 10**30) | st.floats(),
    st.sampled_from(["s", "ms", "us", "s_or_ms", "iso"]),
)
def test_admin_fields_never_raise(value: Any, unit: Any) -> None:
    found = epoch(value, unit)
    assert found is None or found.tzinfo is UTC


SCRIPT = """
import time
from aiothoughtspot.dates import Dates, decode_rows, epoch, epoch_seconds
from datetime import date
cells = [-2208988800, 0, 709974000, 1648332000, 1667707200, {"v": {"s": 1, "e": 2}}, 0.5]
names = ["A", "B", "C"]
rows = [[cell, 1648332000, {"v": {"s": 709974000}}] for cell in cells]
dates = Dates.typed({"A": "datetime", "B": "date"}, "America/Los_Angeles")
print(decode_rows(names, rows, dates), decode_rows(["Day(X)"], [[86400]], Dates.by_name()))
print(epoch("2023-06-08T11:15:26", "iso"), epoch_seconds(date(2022, 3, 27), "Asia/Beirut"))
print(time.localtime(0).tm_gmtoff, end="")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the zone of a process is set by TZ elsewhere only")
def test_the_zone_of_the_machine_plays_no_part() -> None:
    source = Path(__file__).parents[2] / "src"
    answers: list[str] = []
    offsets: list[str] = []
    for tz in ("Asia/Kolkata", "America/New_York"):
        environment = os.environ | {"TZ": tz, "PYTHONPATH": str(source)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        )
        answer, _, offset = done.stdout.rpartition("\n")
        answers.append(answer)
        offsets.append(offset)
    assert offsets == ["19800", "-18000"]
    assert answers[0] == answers[1]
