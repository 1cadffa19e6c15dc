"""Pages to columns, without any server: what cells become, by either way, and when they are refused."""

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.dates import Dates
from aiothoughtspot.pulls import _quick
from aiothoughtspot.pulls._arrow import table
from aiothoughtspot.pulls._page import Page, page_of
from aiothoughtspot.pulls._reading import Reading
from aiothoughtspot.pulls._unify import unify
from aiothoughtspot.v2 import data


def a_table(rows: list[list[Any]], dates: ts.Dates, **known: str) -> pa.Table:
    return table(Page(["a", "b"][: len(rows[0]) if rows else 2], rows), Reading(dates, known))


def test_seconds_wrappers_and_nothing_become_one_column() -> None:
    wrapped = {"v": {"s": 86_400, "e": 172_800}, "d": "a day"}
    rows: list[list[Any]] = [
        [0, 1],
        [wrapped, 2],
        [None, 3],
        ["{Null}", 4],
        [{"v": {}, "d": "no start"}, 5],
        [{"v": {"s": "86400"}}, 6],
    ]
    found = a_table(rows, ts.Dates.typed({"a": "date"}, "UTC"))
    assert found.column("a").to_pylist() == [
        date(1970, 1, 1),
        date(1970, 1, 2),
        None,
        None,
        None,
        date(1970, 1, 2),
    ]


def test_fractions_of_a_second_stay() -> None:
    found = a_table([[0.5, 1], [None, 2]], ts.Dates.typed({"a": "datetime"}, "UTC"))
    assert found.column("a").to_pylist() == [datetime(1970, 1, 1, 0, 0, 0, 500_000, UTC), None]


def test_a_column_that_is_no_date_is_an_error_with_its_name() -> None:
    with pytest.raises(pulls.PullError, match="column 'a' cannot be read as date"):
        a_table([["soon", 1]], ts.Dates.typed({"a": "date"}, "UTC"))


def test_whole_numbers_become_floats_where_floats_appear_and_nulls_give_way() -> None:
    schemas = [a_table([[1, None]], ts.Dates.raw()).schema, a_table([[1.5, None]], ts.Dates.raw()).schema]
    assert unify(schemas).types == [pa.float64(), pa.string()]
    assert unify(schemas, settle=False).types == [pa.float64(), pa.null()]


def test_columns_that_do_not_agree_are_text_and_dates_among_them_an_error() -> None:
    number, text = (a_table([[cell, 2]], ts.Dates.raw()).schema for cell in (1, "x"))
    assert unify([number, text]).types == [pa.string(), pa.int64()]
    for kind in ("date", "datetime", "time"):
        dated = a_table([[0, 2]], ts.Dates.typed({"a": kind})).schema
        for other in (number, text):
            with pytest.raises(pulls.PullError, match=r"do not agree on a column's type: 'a' is .*'raw'"):
                unify([dated, other])


def test_an_empty_page_keeps_its_names() -> None:
    assert a_table([], ts.Dates.raw()).column_names == ["a", "b"]


def test_a_page_that_drifts_is_read_leniently_and_several_tables_are_refused() -> None:
    drifted = b'{"contents": {"column_names": ["a"], "data_rows": [[1]]}}'
    assert page_of(data.SEARCH, drifted).rows == [[1]]
    with pytest.raises(pulls.PullError, match="one table of rows, got 2"):
        page_of(
            data.SEARCH,
            b'{"contents": [{"column_names": [], "data_rows": []}, {"column_names": [], "data_rows": []}]}',
        )


# What a column of dates can be


def read(cells: list[Any], dates: Dates, name: str = "a", *, ranges: bool = False, **types: str) -> pa.Array:
    found = table(Page([name], [[cell] for cell in cells]), Reading(dates, types, ranges))
    return found.column(0).combine_chunks()


DAY = {"v": {"s": 86_400, "e": 172_800}, "d": "a day"}


def test_ranges_have_one_type_with_and_without_a_calendar() -> None:
    dates = Dates.typed({"a": "date"})
    wrapped, plain = read([DAY, None], dates, ranges=True), read([86_400, None], dates, ranges=True)
    assert wrapped.type == plain.type
    assert wrapped.to_pylist() == [
        {"start": date(1970, 1, 2), "end": date(1970, 1, 3), "label": "a day"},
        None,
    ]
    assert plain.to_pylist() == [{"start": date(1970, 1, 2), "end": None, "label": None}, None]


def test_calendar_dates_that_nobody_named_keep_all_they_have() -> None:
    found = read([None, 3, DAY, {"v": {}, "d": "no start"}], Dates.auto())
    start, end = datetime(1970, 1, 2, tzinfo=UTC), datetime(1970, 1, 3, tzinfo=UTC)
    assert found.to_pylist() == [
        None,
        {"start": datetime(1970, 1, 1, 0, 0, 3, tzinfo=UTC), "end": None, "label": None},
        {"start": start, "end": end, "label": "a day"},
        {"start": None, "end": None, "label": "no start"},
    ]


def test_zones_may_be_names_or_offsets_and_a_time_of_day_is_a_time() -> None:
    two = timezone(timedelta(hours=2))
    assert read([79_200], Dates.typed({"a": "date"}, two)).to_pylist() == [date(1970, 1, 2)]
    assert read([79_200], Dates.typed({"a": "datetime"}, two)).type == pa.timestamp("us", "+02:00")
    assert read([3_661, None], Dates.typed({"a": "time"}, two), ranges=True).to_pylist() == [
        time(3, 1, 1),
        None,
    ]


@pytest.mark.parametrize(
    "cell",
    [True, "soon", [1], {"v": {"s": 1}, "z": 2}, {"v": {"s": "x"}}, {"v": {}, "d": 5}, 10**15, 1e300, 2**70],
)
def test_what_is_no_date_is_an_error_where_one_was_promised_and_stays_where_it_was_hinted(cell: Any) -> None:
    with pytest.raises(pulls.PullError, match="column 'a' cannot be read as datetime"):
        read([5, cell], Dates.typed({"a": "datetime"}))
    hinted = Dates.by_source().with_columns({"a": "DATE_TIME"})
    if type(cell) in {int, float} and cell != 2**70:
        assert read([5, cell], hinted).to_pylist() == [5, cell]


def test_a_bucket_is_a_date_if_all_its_numbers_open_a_day() -> None:
    by_name = Dates.by_name()
    assert read([0, 86_400, None], by_name, "Day(X)").type == pa.date32()
    assert read([0, 86_401], by_name, "Day(X)").type == pa.int64()
    assert read([2_018], by_name, "Year(X)").to_pylist() == [2_018]
    assert read([3_600], by_name, "Hour(X)").type == pa.timestamp("us", "UTC")
    with pytest.raises(pulls.PullError, match="opens no day in UTC"):
        read([3_600], Dates.typed({"a": "date"}, strict=True))


def test_rows_by_name_and_rows_that_are_null() -> None:
    found = table(Page(["a", "b"], [{"a": 1}, None, {"b": "x"}]), Reading(Dates.auto()))
    assert found.to_pylist() == [{"a": 1, "b": None}, {"a": None, "b": None}, {"a": None, "b": "x"}]


def test_a_column_is_decided_as_a_whole_however_long_it_is() -> None:
    cells: list[Any] = [DAY] * 10_001 + [7, "odd"]
    found = read([None] * 3 + cells[:-1], Dates.auto())
    assert pa.types.is_struct(found.type)
    texts = read(["odd"] * 10_001, Dates.by_source().with_columns({"a": "DATE"}))
    assert texts.type == pa.string()
    mixed = read([86_400] * 10_001 + [7, 0.5], Dates.by_source().with_columns({"a": "DATE"}))
    assert mixed[10_002].as_py() == date(1970, 1, 1)
    assert read([5] * 10_000 + ["odd"], Dates.auto()).to_pylist() == ["5"] * 10_000 + ["odd"]


def test_sums_have_the_type_of_what_they_sum() -> None:
    assert read([1, None], Dates.raw(), "Total Revenue", Revenue="DOUBLE").type == pa.float64()
    assert read([None], Dates.raw(), "Flag", Flag="BOOL").type == pa.bool_()


# The quick way and the slow one

PLAIN: dict[str, Any] = {
    "whole": st.none() | st.integers(-(2**63), 2**63 - 1),
    "number": st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53),
    "text": st.none()
    | st.text("ab ,;'|null{}[]ü\"\\\n", max_size=6)
    | st.sampled_from(["null", "1", "],[", ""]),
    "flag": st.none() | st.booleans(),
    "day": st.none() | st.integers(-700_000, 700_000).map(lambda n: n * 86_400),
    "wrapped": st.none()
    | st.tuples(st.integers(-9, 9), st.text('ab|,"', max_size=3)).map(
        lambda one: {"v": {"s": one[0] * 86_400, "e": one[0] * 86_400 + 9}, "d": one[1]}
    ),
    "odd": st.none() | st.integers(0, 9) | st.just({"v": {"s": 5}}) | st.just(0.5) | st.just("{Null}"),
}
DATES = Dates.typed({"day": "date", "wrapped": "datetime", "odd": "datetime"}, "America/Los_Angeles")


def both(
    names: list[str], rows: list[Any], reading: Reading, separators: tuple[str, str] = (",", ":")
) -> Any:
    text = json.dumps(rows, separators=separators, ensure_ascii=False)
    answer = {"column_names": names, "data_rows": 0, "returned_data_row_count": len(rows)}
    body = json.dumps({"contents": [answer]}).replace('"data_rows": 0', f'"data_rows":{text}')
    return page_of(data.SEARCH, body.encode()), table(Page(names, rows), reading)


@given(
    names=st.lists(st.sampled_from(sorted(PLAIN)), min_size=1, max_size=4, unique=True),
    ranges=st.booleans(),
    known=st.booleans(),
    drawn=st.data(),
)
@settings(max_examples=120)
def test_both_ways_give_the_same(names: list[str], ranges: bool, known: bool, drawn: Any) -> None:
    row = st.tuples(*(PLAIN[name] for name in names)).map(list)
    rows = drawn.draw(st.lists(row, min_size=1, max_size=4)) * _quick.SAMPLE
    types = {"whole": "INT64", "number": "DOUBLE", "text": "VARCHAR", "flag": "BOOL"} if known else {}
    reading = Reading(DATES, types, ranges)
    page, slow = both(names, rows, reading)
    found = table(page, reading)
    assert unify([found.schema]) == unify([slow.schema])
    assert found.to_pylist() == slow.to_pylist()


def quick(
    rows: list[Any], dates: Dates, types: dict[str, str], separators: tuple[str, str] = (",", ":")
) -> bool:
    names = ["a", "b"][: len(rows[0])]
    reading = Reading(dates, types)
    page, slow = both(names, rows, reading, separators)
    columns = [reading.column(name, rule) for name, rule in zip(names, dates.rules(names), strict=True)]
    found = _quick.arrays(page, columns)
    assert table(page, reading).to_pylist() == slow.to_pylist()
    return found is not None


MANY = 2 * _quick.SAMPLE


@pytest.mark.parametrize(
    ("rows", "dates", "types", "expected"),
    [
        ([[n, "x"] for n in range(MANY)], Dates.auto(), {}, True),
        ([[DAY, "x"]] * MANY, Dates.auto(), {}, True),
        ([[86_400, DAY]] * MANY, Dates.typed({"a": "date", "b": "date"}), {}, True),
        ([[None, DAY]] * MANY, Dates.typed({"a": "date", "b": "date"}), {}, True),
        # Too few, or not plain: a backslash, a border inside of a text, an object that is no wrapper.
        ([[1, "x"]] * 9, Dates.auto(), {}, False),
        ([[1, 'x"']] * MANY, Dates.auto(), {}, False),
        ([[1, "],["]] * MANY, Dates.auto(), {}, False),
        ([[1, "[x]"]] * MANY, Dates.auto(), {}, False),
        ([[1, {"v": {"s": 1}}]] * MANY, Dates.auto(), {}, False),
        ([[1, "{"]] * MANY, Dates.auto(), {}, False),
        ([[1, {"x": 1}]] * MANY, Dates.auto(), {}, False),
        ([[1, [2]]] * MANY, Dates.auto(), {}, False),
        ([[DAY, 1]] * MANY, Dates.raw(), {}, False),
        # Not what the first rows promised.
        ([[1, 2]] * MANY + [[1, 2.5]], Dates.auto(), {}, False),
        ([[1, 2]] * MANY + [["1", 2]], Dates.auto(), {}, False),
        ([["x", 2]] * MANY + [[DAY, 2]], Dates.auto(), {"a": "VARCHAR"}, False),
        ([[DAY]] * MANY + [["odd"]], Dates.by_source().with_columns({"a": "DATE"}), {}, False),
        ([[{"v": {"s": "1", "e": 2}, "d": "x"}]] * MANY, Dates.auto(), {}, False),
        ([[10**15]] * MANY, Dates.by_source().with_columns({"a": "DATE"}), {}, False),
        ([[1], ["1"]] * MANY, Dates.auto(), {}, False),
    ],
)
def test_the_quick_way_takes_what_is_plain_and_nothing_else(
    rows: list[Any], dates: Dates, types: dict[str, str], expected: bool
) -> None:
    try:
        assert quick(rows, dates, types) is expected
    except pulls.PullError:
        # The slow way refuses it, so there is nothing to compare.
        assert not expected


def test_a_flag_among_calendar_dates_is_no_plain_page() -> None:
    text = json.dumps([[DAY]] * MANY + [[True]], separators=(",", ":"))
    page = Page(["a"], json=text.encode(), count=MANY + 1, plain=True)
    reading = Reading(Dates.typed({"a": "date"}))
    columns = [reading.column("a", rule) for rule in reading.dates.rules(["a"])]
    assert _quick.arrays(page, columns) is None


def test_spaces_between_cells_go_the_slow_way() -> None:
    rows = [[n, "x"] for n in range(MANY)]
    assert not quick(rows, Dates.auto(), {}, (", ", ": "))
