"""Custom calendars: their life, and the laws that their days obey."""

from __future__ import annotations

import csv
import datetime as dt
import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME
from hypothesis import given, settings
from hypothesis import strategies as st

from aiothoughtspot.simulator.families._calendars_rows import (
    COLUMNS,
    DAYS,
    MONTHS,
    TYPES,
    Shape,
    csv_text,
    rows,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TABLE = {"connection_identifier": "Warehouse", "database_name": "RETAIL", "table_name": "FISCAL"}
DATES = {"start_date": "01/01/2025", "end_date": "12/31/2025"}
MADE = {"creation_method": "FROM_INPUT_PARAMS", "table_reference": TABLE, **DATES}


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    start = draw(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
    return Shape(
        start,
        start + dt.timedelta(days=draw(st.integers(0, 800))),
        draw(st.sampled_from(TYPES)),
        draw(st.integers(1, 12)),
        draw(st.integers(0, 6)),
        draw(st.sampled_from(["", "FQ"])),
        draw(st.sampled_from(["", "FY"])),
    )


@settings(max_examples=60)
@given(shapes())
def test_the_laws_of_calendars(shape: Shape) -> None:
    found: list[dict[str, Any]] = [dict(zip(COLUMNS, row, strict=True)) for row in rows(shape)]
    assert len(found) == (shape.end - shape.start).days + 1
    assert found[0]["date"] == f"{shape.start:%m/%d/%Y}"
    assert found[-1]["date"] == f"{shape.end:%m/%d/%Y}"
    for day, after in pairwise(found):
        for span, number in (("month", 12), ("quarter", 4), ("year", None), ("week", None)):
            same = day[f"start_of_{span}_epoch"] == after[f"start_of_{span}_epoch"]
            step = 0 if same else 1
            assert after[f"absolute_{span}_number"] == day[f"absolute_{span}_number"] + step
            assert same or day[f"end_of_{span}_epoch"] == after[f"start_of_{span}_epoch"], (
                "spans leave no gap"
            )
            if number is not None:
                within = day[f"{span}_number_of_year"] % number + 1
                assert after[f"{span}_number_of_year"] == (day[f"{span}_number_of_year"] if same else within)
    for day in found:
        at = dt.datetime.strptime(str(day["date"]), "%m/%d/%Y").replace(tzinfo=dt.UTC).timestamp()
        for span in ("week", "month", "quarter", "year"):
            assert day[f"start_of_{span}_epoch"] <= at < day[f"end_of_{span}_epoch"]
            number = (at - day[f"start_of_{span}_epoch"]) // 86_400 + 1
            assert day[f"day_number_of_{span}"] == number
            assert span == "week" or 1 <= day[f"week_number_of_{span}"] <= number // 7 + 2
        assert day["day_of_week"] == DAYS[(shape.first_day + day["day_number_of_week"] - 1) % 7]
        assert day["is_weekend"] == str(day["day_of_week"] in {"Saturday", "Sunday"}).lower()
        assert day["year"] in str(day["monthly"])
        assert day["end_of_week_epoch"] - day["start_of_week_epoch"] == 7 * 86_400
        months = (day["end_of_month_epoch"] - day["start_of_month_epoch"]) // 86_400
        assert months % 7 == 0 if shape.type != "MONTH_OFFSET" else 28 <= months <= 31


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (
            Shape(
                dt.date(2025, 7, 1), dt.date(2025, 7, 1), first_month=7, year_prefix="FY", quarter_prefix="FQ"
            ),
            {
                "month": "July",
                "quarter": "FQ1",
                "year": "FY2026",
                "quarterly": "FQ1 FY2026",
                "day_number_of_year": 1,
            },
        ),
        (
            Shape(dt.date(2025, 6, 30), dt.date(2025, 6, 30), first_month=7),
            {
                "month": "June",
                "quarter": "Q4",
                "year": "2025",
                "monthly": "June 2025",
                "day_number_of_year": 365,
            },
        ),
        (
            # 2025 begins on a Wednesday, so its first week on Sunday the 29th.
            Shape(dt.date(2024, 12, 29), dt.date(2024, 12, 29), "FOUR_FOUR_FIVE"),
            {"month": "January", "year": "2025", "day_number_of_year": 1, "week_number_of_year": 1},
        ),
        (
            Shape(dt.date(2025, 3, 29), dt.date(2025, 3, 29), "FOUR_FOUR_FIVE"),
            {"month": "March", "week_number_of_month": 5, "day_number_of_quarter": 91, "quarter": "Q1"},
        ),
        (
            Shape(dt.date(2025, 3, 29), dt.date(2025, 3, 29), "FIVE_FOUR_FOUR"),
            {"month": "March", "week_number_of_month": 4, "day_of_week": "Saturday", "is_weekend": "true"},
        ),
        (
            # Weeks of a common calendar begin with the day asked for, not with the year.
            Shape(dt.date(2025, 1, 6), dt.date(2025, 1, 6), first_day=1),
            {"day_of_week": "Monday", "day_number_of_week": 1, "week_number_of_year": 2},
        ),
    ],
)
def test_days_of_known_calendars(shape: Shape, expected: dict[str, Any]) -> None:
    [row] = rows(shape)
    found = dict(zip(COLUMNS, row, strict=True))
    assert {name: found[name] for name in expected} == expected


async def test_the_life_of_a_calendar(api: Rest) -> None:
    made = await api.call("calendars/create", {"name": "Fiscal", **MADE})
    assert made == {
        "calendar_name": "Fiscal",
        "connection_name": "Warehouse",
        "data_warehouse_type": "SNOWFLAKE",
        "modification_time_in_millis": "1760000000000",
        "author_name": "tsadmin",
        "connection_id": made["connection_id"],
        "calendar_id": made["calendar_id"],
    }
    await api.call("calendars/create", {"name": "Fiscal", **MADE}, expect=400)
    await api.call("calendars/create", {"name": "Same table", **MADE}, expect=400)
    second = {**MADE, "name": "Same days", "creation_method": "FROM_EXISTING_TABLE"}
    await api.call("calendars/create", second)
    api.clock.now += 1
    body = {"table_reference": TABLE, "update_method": "FROM_EXISTING_TABLE"}
    await api.call("calendars/Fiscal/update", body, expect=204)
    await api.call(
        "calendars/Fiscal/update", {**MADE, "table_reference": {**TABLE, "table_name": "X"}}, expect=204
    )
    [found] = await api.call("calendars/search", {"name_pattern": "fis%"})
    assert found["modification_time_in_millis"] == "1760000001000"
    await api.call("calendars/Fiscal/update", MADE, expect=400)
    await api.call(f"calendars/{made['calendar_id']}/delete", expect=204)
    await api.call("calendars/Fiscal/delete", expect=400)
    del api.state.metadata[made["connection_id"]]
    [left] = await api.call("calendars/search")
    assert (left["calendar_name"], left["connection_name"]) == ("Same days", None)


async def test_searching_calendars(api: Rest) -> None:
    for number, name in enumerate(("beta", "Gamma", "alpha")):
        api.clock.now += 1
        table = {**TABLE, "table_name": f"T{number}"}
        await api.call("calendars/create", {**MADE, "name": name, "table_reference": table})

    async def names(**body: Any) -> list[str]:
        return [item["calendar_name"] for item in await api.call("calendars/search", body)]

    assert await names() == ["beta", "Gamma", "alpha"]
    assert await names(sort_options={"field_name": "NAME", "order": "DESC"}) == ["Gamma", "beta", "alpha"]
    assert await names(sort_options={"field_name": "MODIFIED", "order": "DESC"}) == ["alpha", "Gamma", "beta"]
    assert await names(record_offset=1, record_size=1) == ["Gamma"]
    assert len(await names(connection_identifier="Warehouse")) == 3
    other = next(
        item["id"]
        for item in api.state.metadata.values()
        if item["type"] == "CONNECTION" and item["name"] != "Warehouse"
    )
    assert await names(connection_identifier=other) == []
    await api.call("calendars/search", {"connection_identifier": "nothing"}, expect=400)
    assert await api.call("calendars/search", org=ACME) == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": None},
        {"table_reference": {"connection_identifier": "Warehouse"}},
        {"table_reference": {"connection_identifier": "Retail Sales", "table_name": "X"}},
        {"creation_method": "BY_HAND"},
        {"start_date": None},
        {"start_date": "2025-01-01"},
        {"start_date": "13/01/2025"},
        {"start_date": "01/01/2026"},
        {"start_date": "01/01/0001"},
        {"end_date": "12/31/9999"},
        {"start_date": "01/01/1900"},
        {"calendar_type": "FOUR_FOUR_FOUR"},
        {"month_offset": "january"},
        {"start_day_of_week": "Someday"},
    ],
)
async def test_wrong_calendars(api: Rest, change: dict[str, Any]) -> None:
    await api.call("calendars/create", {"name": "Fiscal", **MADE, **change}, expect=400)


async def test_calendars_need_their_privilege(api: Rest) -> None:
    await api.call("calendars/search", user="ana", expect=403)
    ana = api.state.find_user("ana")
    assert ana is not None
    ana["privileges"].append("CAN_MANAGE_CUSTOM_CALENDAR")
    await api.call("calendars/create", {"name": "Fiscal", **MADE}, user="ana")


async def test_a_calendar_as_a_file(api: Rest) -> None:
    body = {**DATES, "month_offset": "April", "start_day_of_week": "Monday", "year_name_prefix": "FY"}
    content = await api.call("calendars/generate-csv", body)
    table = list(csv.DictReader(io.StringIO(content.decode())))
    assert len(table) == 365
    assert {row["year"] for row in table} == {"FY2025", "FY2026"}
    assert table[90]["date"] == "04/01/2025"
    assert (table[90]["month_number_of_year"], table[90]["absolute_month_number"]) == ("1", "13")
    asked = await api.call("calendars/generate-csv", body, headers={"accept": "application/json"})
    assert asked == {"file_name": "calendar.csv", "content": content.decode()}
    shape = Shape(
        dt.date(2025, 1, 1), dt.date(2025, 12, 31), "MONTH_OFFSET", 4, DAYS.index("Monday"), "", "FY"
    )
    assert content.decode() == csv_text(shape)
    assert MONTHS[shape.first_month - 1] == "April"
    await api.call("calendars/generate-csv", {"start_date": "01/01/2025"}, expect=400)
