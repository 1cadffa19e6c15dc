"""Dates of all years that there are, in zones of all sorts: a pull reads them as every other call does."""

import csv
import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.csv as pa_csv
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.dates import decode_rows
from aiothoughtspot.pulls import _quick
from aiothoughtspot.pulls._arrow import table
from aiothoughtspot.pulls._local import covered
from aiothoughtspot.pulls._page import Page, page_of
from aiothoughtspot.pulls._reading import Reading
from aiothoughtspot.v2 import data

ZONES = [
    "UTC",
    "America/Los_Angeles",
    "America/St_Johns",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Monrovia",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "+05:30",
]
FIRST, LAST = -62_135_596_800, 253_402_300_799
numbers = (
    st.integers(FIRST - 100_000, LAST + 100_000)
    | st.integers(FIRST, FIRST + 100_000)
    | st.integers(LAST - 100_000, LAST)
    | st.integers(2_000_000_000, 5_000_000_000)
    | st.integers(-5_000_000_000, -1_500_000_000)
)
fractions = st.floats(FIRST - 100, LAST + 100) | st.floats(-3e9, 5e9) | st.floats(-3, 3)
halves = st.integers(-(10**7), 10**7).map(lambda one: (one + 0.5) / 1_000_000)
nothing = st.sampled_from([None, "", "{Null}"])
wrappers = st.builds(
    lambda start, length, label: {"v": {"s": start, "e": start + length}, "d": label},
    numbers,
    st.integers(1, 86_400),
    st.text(max_size=3),
)
cells = st.one_of(
    st.lists(numbers | nothing, min_size=1, max_size=8),
    st.lists(numbers | fractions | halves | nothing, min_size=1, max_size=8),
    st.lists(numbers | wrappers | nothing, min_size=1, max_size=8),
)


def zone_of(name: str) -> Any:
    return timezone(timedelta(hours=5, minutes=30)) if name == "+05:30" else ZoneInfo(name)


def face(value: Any) -> Any:
    """A value by its clock face and its instant."""
    return (value.isoformat(), value.utcoffset()) if isinstance(value, datetime) else value


def decoded(column: list[Any], dates: ts.Dates) -> list[Any] | None:
    try:
        return [face(row[0]) for row in decode_rows(["D"], [[cell] for cell in column], dates)]
    except ts.DateError:
        return None


def pulled(page: Page, dates: ts.Dates) -> list[Any] | None:
    try:
        return [face(one) for one in table(page, Reading(dates)).column("D").to_pylist()]
    except pulls.PullError:
        return None


@pytest.mark.parametrize("kind", [date, datetime, time])
@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=60, deadline=None)
@given(column=cells)
@example(column=[253_402_214_400, 0])
@example(column=[FIRST, 0])
@example(column=[2_540_257_200, 4_086_572_400])
def test_a_pull_reads_a_column_as_calls_do(zone: str, kind: Any, column: list[Any]) -> None:
    dates = ts.Dates.typed({"D": kind}, zone_of(zone))
    assert pulled(Page(["D"], [[cell] for cell in column]), dates) == decoded(column, dates)


@pytest.mark.parametrize("kind", [date, datetime, time])
@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=15, deadline=None)
@given(column=st.lists(numbers | st.none(), min_size=1, max_size=8))
def test_the_quick_way_reads_a_column_as_calls_do(zone: str, kind: Any, column: list[Any]) -> None:
    dates = ts.Dates.typed({"D": kind}, zone_of(zone))
    many = (column * _quick.SAMPLE)[: 2 * _quick.SAMPLE]
    content = {
        "column_names": ["D"],
        "data_rows": [[one] for one in many],
        "returned_data_row_count": len(many),
    }
    page = page_of(data.SEARCH, json.dumps({"contents": [content]}, separators=(",", ":")).encode())
    assert page.plain
    assert pulled(page, dates) == decoded(many, dates)


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=30, deadline=None)
@given(starts=st.lists(numbers | st.none(), min_size=1, max_size=8), strict=st.booleans())
def test_ranges_and_midnights_are_those_of_the_calls(zone: str, starts: list[Any], strict: bool) -> None:
    where = zone_of(zone)
    wrapped = [None if one is None else {"v": {"s": one, "e": one + 86_400}, "d": "x"} for one in starts]
    page = Page(["D"], [[cell] for cell in wrapped])
    found = table(page, Reading(ts.Dates.auto(where))).column("D").to_pylist()
    calls = [row[0] for row in decode_rows(["D"], page.rows, ts.Dates.auto(where))]
    if any(isinstance(cell, ts.CalendarDate) for cell in calls):
        assert [one and (face(one["start"]), face(one["end"])) for one in found] == [
            one and (face(one.start), face(one.end)) for one in calls
        ]
    else:
        # None of them, where one is no date.
        assert found == wrapped
    dates = ts.Dates.typed({"D": date}, where, strict=strict)
    assert pulled(Page(["D"], [[one] for one in starts]), dates) == decoded(starts, dates)


@pytest.mark.parametrize("zone", [name for name in ZONES if name != "+05:30"])
async def test_texts_in_csv_are_those_of_the_zone_in_any_year(tmp_path: Path, zone: str) -> None:
    moments = [
        int(datetime(year, 7, 1, tzinfo=ZoneInfo(zone)).timestamp()) for year in range(1_000, 9_999, 99)
    ]
    rows = [[moment, moment] for moment in moments]
    dates = ts.Dates.typed({"T": datetime, "D": date}, zone)
    async with Scripted(["T", "D"], sliced([*rows, [None, None]])).client() as client:
        await pulls.search(client, "[T]", "s", to=tmp_path / "a.csv", dates=dates)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    *lines, last = found
    assert last == {"T": "", "D": ""}
    for moment, line in zip(moments, lines, strict=True):
        expected = datetime.fromtimestamp(moment, ZoneInfo(zone))
        text, offset = expected.replace(tzinfo=None).isoformat(" ", "microseconds"), expected.strftime("%z")
        assert line == {"T": text + ("Z" if zone == "UTC" else offset[:5]), "D": expected.date().isoformat()}
    types = pa_csv.read_csv(tmp_path / "a.csv").schema.types
    assert types[1] == pa.date32()


async def test_the_last_and_the_first_day_of_the_calendar_can_be_pulled(tmp_path: Path) -> None:
    cells = [LAST, FIRST, LAST - 86_399, 0, None]
    for dates in (ts.Dates.by_source("UTC"), ts.Dates.typed({"D": date})):
        rows = pulls.Rows()
        async with Scripted(["D"], sliced([[one] for one in cells]), {"D": "DATE"}).client() as client:
            await pulls.search(client, "[D]", "s", to=rows, dates=dates)
        assert rows.table.column("D").to_pylist() == [date.max, date.min, date.max, date(1970, 1, 1), None]


def test_what_arrow_reads_wrongly_is_found_by_looking() -> None:
    ever = covered("UTC")
    assert covered("+05:30") == covered("Asia/Kathmandu") == ever
    for zone in ("America/Los_Angeles", "Australia/Lord_Howe", "Europe/Dublin"):
        low, high = covered(zone)
        assert low <= datetime(1901, 1, 1, tzinfo=UTC).timestamp() * 1_000_000
        assert high < datetime(2039, 1, 1, tzinfo=UTC).timestamp() * 1_000_000
