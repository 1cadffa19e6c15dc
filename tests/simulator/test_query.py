"""The search language and the runtime objects, as tables."""

from __future__ import annotations

import contextlib
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.simulator.answers import Refused
from aiothoughtspot.simulator.query import BUCKETS, TYPES, Filter, Item, Query, Sort, parse, with_runtime

UTC = ZoneInfo("UTC")
ANGELES = ZoneInfo("America/Los_Angeles")
JAN_29 = 1_738_108_800  # 2025-01-29T00:00Z
DAY = 86_400
REVENUE = (Item("Revenue"),)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("[Revenue]", Query(REVENUE)),
        ("  [ORDER id]  [revenue] ", Query((Item("Order ID"), Item("Revenue")))),
        ("[Order Date].monthly [Revenue]", Query((Item("Order Date", "monthly"), Item("Revenue")))),
        ("[Order Time].'hourly'", Query((Item("Order Time", "hourly"),))),
        ("[Order Date].detailed", Query((Item("Order Date"),))),
        (
            "[Order Date].fortnightly",
            Query((Item("Order Date"),)),
        ),  # ignored without a word, as the server does
        ("[Region].monthly", Query((Item("Region"),))),
        ("[Revenue] top 5", Query(REVENUE, top=5)),
        ("[Revenue] sort by [Revenue]", Query(REVENUE, sorts=(Sort(0),))),
        (
            "[Region] [Revenue] sort by [Revenue] descending [Region] ascending top 3",
            Query((Item("Region"), *REVENUE), sorts=(Sort(1, descending=True), Sort(0)), top=3),
        ),
        (
            "[Order Date].daily [Order Date].monthly sort by [Order Date].monthly",
            Query((Item("Order Date", "daily"), Item("Order Date", "monthly")), sorts=(Sort(1),)),
        ),
        ("[Revenue] [Region] = 'West'", Query(REVENUE, (Filter("Region", "EQ", ("west",)),))),
        (
            '[Revenue] [Region] != "West" "East"',
            Query(REVENUE, (Filter("Region", "NOT_IN", ("west", "east")),)),
        ),
        ("[Revenue] [Region] = 'West' 'East'", Query(REVENUE, (Filter("Region", "IN", ("west", "east")),))),
        ("[Revenue] [Region] = '{null}'", Query(REVENUE, (Filter("Region", "EQ", (None,)),))),
        ("[Revenue] [Order ID] >= 5", Query(REVENUE, (Filter("Order ID", "GE", (5.0,)),))),
        ("[Revenue] [Quantity] < '-2.5'", Query(REVENUE, (Filter("Quantity", "LT", (-2.5,)),))),
        (
            "[Revenue] [Order Date] = '01/29/2025'",
            Query(REVENUE, (Filter("Order Date", "BW_INC_MIN", (JAN_29, JAN_29 + DAY)),)),
        ),
        (
            "[Revenue] [Order Date] != '01/29/2025'",
            Query(REVENUE, (Filter("Order Date", "OUTSIDE", (JAN_29, JAN_29 + DAY)),)),
        ),
        ("[Revenue] [Order Date] >= '01/29/2025'", Query(REVENUE, (Filter("Order Date", "GE", (JAN_29,)),))),
        (
            "[Revenue] [Order Date] > '01/29/2025'",
            Query(REVENUE, (Filter("Order Date", "GE", (JAN_29 + DAY,)),)),
        ),
        (
            "[Revenue] [Order Time] <= '01/29/2025'",
            Query(REVENUE, (Filter("Order Time", "LT", (JAN_29 + DAY,)),)),
        ),
        ("[Revenue] [Order Time] < '01/29/2025'", Query(REVENUE, (Filter("Order Time", "LT", (JAN_29,)),))),
        ("[Revenue] [Order Date] = '{null}'", Query(REVENUE, (Filter("Order Date", "EQ", (None,)),))),
    ],
)
def test_searches(text: str, query: Query) -> None:
    assert parse(text, UTC) == query


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Revenue",
        "[Revenue",
        "[Nothing]",
        "[Revenue] ?",
        "[Revenue] sort",
        "[Revenue] sort by",
        "[Revenue] sort by [Region]",
        "[Order Date].daily sort by [Order Date].monthly",
        "[Revenue] top",
        "[Revenue] top 1.5",
        "[Revenue] top 'x'",
        "[Revenue] [Region] =",
        "[Revenue] [Region] = [Product]",
        "[Revenue] [Region] > 'a' 'b'",
        "[Revenue] [Quantity] = 'many'",
        "[Revenue] [Quantity] = 'nan'",
        "[Revenue] [Quantity] = 'inf'",
        "[Revenue] [Order Date] = '2025-01-29'",
        "[Revenue] [Order Date] = '1/29/2025'",
        "[Revenue] [Order Date] = '13/29/2025'",
        "[Revenue] [Order Date] = 1738108800",
        "[Revenue] [Order Date] = '01/29/2025' '01/30/2025'",
        "[Region] = 'West'",
        "= 5",
        "'West'",
    ],
)
def test_refused_searches(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse(text, UTC)
    assert caught.value.status == 400


def test_date_literals_are_days_of_the_cluster() -> None:
    (condition,) = parse("[Revenue] [Order Date] >= '03/09/2025'", ANGELES).filters
    assert condition.values == (1_741_507_200,)  # 08:00Z, the day the clocks change
    (condition,) = parse("[Revenue] [Order Date] = '03/09/2025'", ANGELES).filters
    assert condition.values[1] - condition.values[0] == 23 * 3600


@given(
    st.lists(st.sampled_from(sorted(TYPES)), min_size=1, max_size=5), st.sampled_from([*BUCKETS, "detailed"])
)
def test_names_tell_buckets_and_sums(columns: list[str], bucket: str) -> None:
    query = parse(
        " ".join(f"[{name}].{bucket}" if name.startswith("Order ") else f"[{name}]" for name in columns), UTC
    )
    names = query.names
    assert query.by_row is ("Order ID" in columns)
    for name, column in zip(names, columns, strict=True):
        if column in {"Revenue", "Quantity"}:
            assert name == (column if query.by_row else f"Total {column}")
        elif column in {"Order Date", "Order Time"} and bucket in BUCKETS:
            assert name == f"{BUCKETS[bucket]}({column})"
        else:
            assert name == column


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_refused(text: str) -> None:
    with contextlib.suppress(Refused):
        assert parse(text, UTC).items


@pytest.mark.parametrize(
    ("given_", "filters"),
    [
        ({}, ()),
        ({"col1": "region", "op1": "eq", "val1": "West"}, (Filter("Region", "EQ", ("west",)),)),
        ({"col1": "Region", "val1": "West"}, (Filter("Region", "EQ", ("west",)),)),
        ({"col1": "Region", "op1": "IN", "val1": ["West", None]}, (Filter("Region", "IN", ("west", None)),)),
        ({"col1": "Quantity", "op1": "BW", "val1": [1, "5"]}, (Filter("Quantity", "BW", (1.0, 5.0)),)),
        ({"col1": "Nothing", "op1": "EQ", "val1": "West"}, ()),  # unknown columns are ignored
        ({"col1": "Order Date", "op1": "GE", "val1": JAN_29}, (Filter("Order Date", "GE", (JAN_29,)),)),
        ({"col1": "Order Date", "op1": "GE", "val1": str(JAN_29)}, ()),  # and so are dates that are texts
        ({"col1": "Order Date", "op1": "GE", "val1": "01/29/2025"}, ()),
        ({"col1": "Order Date", "op1": "GE", "val1": True}, ()),
        ({"col1": "Order Date", "op1": "EQ", "val1": None}, (Filter("Order Date", "EQ", (None,)),)),
        (
            {
                "col2": "Quantity",
                "op2": "GT",
                "val2": 3,
                "col1": "Region",
                "op1": "NE",
                "val1": "West",
                "colour": 1,
            },
            (Filter("Region", "NE", ("west",)), Filter("Quantity", "GT", (3.0,))),
        ),
    ],
)
def test_runtime_filters(given_: dict[str, Any], filters: tuple[Filter, ...]) -> None:
    assert with_runtime(Query(REVENUE), given_, {}).filters == filters


@pytest.mark.parametrize(
    "given_",
    [
        {"col1": "Region", "op1": "ABOUT", "val1": "West"},
        {"col1": "Region", "op1": "EQ", "val1": ["a", "b"]},
        {"col1": "Quantity", "op1": "BW", "val1": 1},
        {"col1": "Quantity", "op1": "EQ", "val1": "many"},
    ],
)
def test_wrong_runtime_filters(given_: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        with_runtime(Query(REVENUE), given_, {})


@pytest.mark.parametrize(
    ("given_", "sorts"),
    [
        ({}, (Sort(0),)),
        ({"sortCol1": "Total Revenue", "asc1": False}, (Sort(1, descending=True),)),
        ({"sortCol1": "revenue", "asc1": "false", "sortCol2": "Region"}, (Sort(1, descending=True), Sort(0))),
        ({"sortCol1": "Nothing"}, (Sort(0),)),
    ],
)
def test_runtime_sorts(given_: dict[str, Any], sorts: tuple[Sort, ...]) -> None:
    query = Query((Item("Region"), Item("Revenue")), sorts=(Sort(0),))
    assert with_runtime(query, {}, given_).sorts == sorts
