"""Dates: the table of known cells, and every rule of the decoding contract by example."""

import copy
import operator
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from aiothoughtspot import ThoughtSpotError, _calendar_cells
from aiothoughtspot.dates import (
    CalendarDate,
    DateError,
    Dates,
    Epoch,
    Unit,
    column_kinds,
    decode_rows,
    epoch,
    epoch_seconds,
)

LA = "America/Los_Angeles"
SAME = object()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def cells(name: str, given: list[Any], dates: Dates) -> list[Any]:
    """Decode one column in both shapes, which must agree, and return it."""
    compact = decode_rows([name], [[cell] for cell in given], dates)
    full = decode_rows([name], [{name: cell} for cell in given], dates)
    assert [row[name] for row in full] == [row[0] for row in compact]
    return [row[0] for row in compact]


def typed(kind: Any, tz: str = "UTC", *, strict: bool = False) -> Dates:
    return Dates.typed({"X": kind}, tz, strict=strict)


SOURCE = {"X": "DATE_TIME", "Order Date": "DATE", "Revenue": "DOUBLE", "Code": "INT64"}
AUTO, BY_NAME, BY_SOURCE = Dates.auto(), Dates.by_name(), Dates.by_source(columns=SOURCE)
ALL_BUT_TYPED = (AUTO, Dates.raw(), BY_NAME, BY_SOURCE, BY_SOURCE | BY_NAME)

S92 = {"v": {"s": 694252800}}

# number -> one or more of: column name, cells, how to read them, values | SAME (unchanged) | DateError
Case = tuple[str, list[Any], Dates, Any]
VECTORS: dict[int, list[Case]] = {
    1: [("X", [694252800], AUTO, SAME)],
    2: [("X", [S92], AUTO, [CalendarDate(moment("1992-01-01T08:00Z"))])],
    3: [("X", [S92, 694252800], typed("date", LA), [date(1992, 1, 1)] * 2)],
    4: [
        ("X", [709974000], typed("date", LA), [date(1992, 7, 1)]),
        ("X", [709974000], typed("date", strict=True), DateError),
    ],
    5: [("X", [702115200, 907225200], typed("date", LA), [date(1992, 4, 1), date(1998, 10, 1)])],
    6: [("Week(Sales Date)", [1514764800, 1515369600], BY_NAME, [date(2018, 1, 1), date(2018, 1, 8)])],
    7: [("Month(Goal Date)", [1675209600], BY_NAME, [date(2023, 2, 1)])],
    8: [("Day(Order Date)", [1769644800], BY_SOURCE, [date(2026, 1, 29)])],
    9: [("X", [{"v": {"s": 1625759921}}], typed("datetime"), [moment("2021-07-08T15:58:41Z")])],
    10: [
        (
            "X",
            [{"v": {"s": 1625097600, "e": 1625184000}, "d": "01-07-2021"}],
            AUTO,
            [CalendarDate(moment("2021-07-01T00:00Z"), moment("2021-07-02T00:00Z"), "01-07-2021")],
        )
    ],
    11: [
        ("X", [{"v": {}, "d": "01-07-2021"}], AUTO, [CalendarDate(None, None, "01-07-2021")]),
        ("X", [{"v": {}, "d": "01-07-2021"}], typed("date"), [None]),
    ],
    12: [
        (
            "X",
            [{"v": {"s": "1234567890", "e": "1234567890"}, "d": "x"}],
            AUTO,
            [CalendarDate(moment("2009-02-13T23:31:30Z"), moment("2009-02-13T23:31:30Z"), "x")],
        )
    ],
    13: [("X", [{"v": {"s": 0}}, 0], typed("date"), [date(1970, 1, 1)] * 2)],
    14: [
        (
            "X",
            [{"v": {"s": -2208988800}}, -1],
            typed("datetime"),
            [moment("1900-01-01T00:00Z"), moment("1969-12-31T23:59:59Z")],
        )
    ],
    15: [("X", [0.5], typed("datetime"), [moment("1970-01-01T00:00:00.5Z")])],
    16: [
        ("X", [None, "{Null}", ""], typed("date"), [None] * 3),
        ("X", [None, "{Null}", ""], AUTO, SAME),
    ],
    17: [("X", [True], typed("date"), DateError)],
    18: [("Total Revenue", [2565221233], dates, SAME) for dates in ALL_BUT_TYPED],
    19: [("N", [90071992547409936, 1735689600000000], dates, SAME) for dates in ALL_BUT_TYPED],
    20: [
        (name, [cell], dates, SAME)
        for name, cell in (("HOUR_OF_DAY(X)", 23), ("Day of Week(X)", "monday"))
        for dates in (BY_NAME, BY_SOURCE)
    ],
    21: [("Revenue(1992)", [1500000000], BY_NAME, SAME)],
    22: [
        (name, [cell], dates, SAME)
        for name, cell in (("Year(X)", 2018), ("Quarter(X)", 3))
        for dates in (BY_NAME, BY_SOURCE)
    ],
    23: [("X", [cell], AUTO, SAME) for cell in ({"s": 1625759921}, {"v": {"s": 1}, "z": 2}, {"v": [1]})],
    24: [
        ("X", [cell], dates, wanted)
        for cell in ({"v": {"s": 1e300}}, 1e300)
        for dates, wanted in ((AUTO, SAME), (typed("date"), DateError))
    ],
}


def check_cells(cases: list[Case]) -> None:
    for name, given, dates, wanted in cases:
        if wanted is DateError:
            with pytest.raises(DateError, match=f"column '{name}', row 0"):
                cells(name, given, dates)
        else:
            found = cells(name, given, dates)
            assert found == (given if wanted is SAME else wanted)
            assert list(map(type, found)) == list(map(type, given if wanted is SAME else wanted))


def check_25() -> None:
    rows = [{"X": 0, "N": 1}, {"N": 2}]
    assert decode_rows(["X", "N"], rows, typed("date")) == [{"X": date(1970, 1, 1), "N": 1}, {"N": 2}]


FIELDS: dict[int, list[tuple[object, Unit, tuple[float, ...], datetime | None]]] = {
    26: [(value, "s_or_ms", (), moment("2024-06-05T14:59:47Z")) for value in (1717599587, 1717599587000)],
    27: [(1696008900, "s_or_ms", (), moment("2023-09-29T17:35Z"))],
    28: [(1675171235, "s_or_ms", (0,), moment("2023-01-31T13:20:35Z"))],
    29: [(1675129264089, "ms", (), moment("2023-01-31T01:41:04.089Z"))],
    30: [(1354006445722, "ms", (), moment("2012-11-27T08:54:05.722Z"))],
    31: [(0, "ms", (0,), None), (-1, "ms", (-1,), None)],
    32: [("2023-06-08T11:15:26.421996Z", "iso", (), moment("2023-06-08T11:15:26.421996Z"))],
    33: [("1623062404647", "ms", (), moment("2021-06-07T10:40:04.647Z"))],
}


@pytest.mark.parametrize("number", range(1, 34), ids=str)
def test_vector(number: int) -> None:
    if number in VECTORS:
        check_cells(VECTORS[number])
    elif number in FIELDS:
        for value, unit, never, wanted in FIELDS[number]:
            found = epoch(value, unit, never=never)
            assert found == wanted
            assert found is None or found.tzinfo is UTC
    else:
        check_25()


# --- typed ---


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("date", date(1992, 1, 1)),
        (date, date(1992, 1, 1)),
        ("datetime", datetime(1992, 1, 1, 1, 15, 12, tzinfo=ZoneInfo(LA))),
        (datetime, datetime(1992, 1, 1, 1, 15, 12, tzinfo=ZoneInfo(LA))),
        ("time", time(1, 15, 12)),
        (time, time(1, 15, 12)),
    ],
)
def test_typed_kinds_in_a_zone(kind: Any, wanted: Any) -> None:
    seconds = 694252800 + 4512
    found = cells("X", [seconds, {"v": {"s": str(seconds)}}, "(null)"], typed(kind, LA))
    assert found == [wanted, wanted, None]
    assert type(found[0]) is type(wanted)


def test_a_datetime_says_its_zone() -> None:
    (found,) = cells("X", [694252800], typed("datetime", LA))
    assert found.tzinfo == ZoneInfo(LA)
    assert found.utcoffset() == timedelta(hours=-8)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("12", "a str that is no date"),
        (True, "a bool that is no date"),
        ([1], "a list that is no date"),
        (float("nan"), "outside the years"),
        (10**400, "outside the years"),
        ({"v": {"s": True}}, "no whole number"),
        ({"v": {"s": 0.5}}, "no whole number"),
        ({"v": {"s": ""}}, "no whole number"),
        ({"v": {"s": "9" * 5000}}, "no whole number"),
        ({"v": {"s": "٣"}}, "no whole number"),
        ({"v": {"s": 1, "x": 2}}, "no calendar date"),
        ({"v": {"s": 1}, "d": 7}, "no calendar date"),
        ({"d": "x"}, "no calendar date"),
        ({}, "no calendar date"),
    ],
)
@pytest.mark.parametrize("before", [[], [1], [1, {"v": {"s": 1}}, None]])
def test_typed_names_column_and_row_of_an_unreadable_cell(before: list[Any], bad: Any, says: str) -> None:
    with pytest.raises(DateError, match=rf"^column 'X', row {len(before)}: .*{says}"):
        cells("X", [*before, bad, 5], typed("datetime"))


def test_the_row_number_counts_null_rows() -> None:
    with pytest.raises(DateError, match="row 3"):
        decode_rows(["X"], [[1], None, [], ["no"]], typed("date"))


def test_a_flag_never_finds_the_date_of_the_number_it_equals() -> None:
    for number, flag in ((1, True), (0, False)):
        assert cells("X", [number, float(number)], typed("date")) == [date(1970, 1, 1)] * 2
        with pytest.raises(DateError, match="row 1: a bool"):
            cells("X", [number, flag], typed("date"))


def test_typed_decides_once_and_leaves_the_rest_to_auto() -> None:
    names, rows = ["X", "raw", "auto", "n"], [[0, S92, S92, 7]]
    dates = Dates.typed({"X": "date", "raw": "raw"})
    wanted = CalendarDate(moment("1992-01-01T08:00Z"))
    assert decode_rows(names, rows, dates) == [[date(1970, 1, 1), S92, wanted, 7]]
    assert column_kinds(names, rows, dates) == ["date", "raw", "calendar", None]


def test_a_kind_must_be_known() -> None:
    with pytest.raises(DateError, match="column 'X': not one of"):
        typed("dat")


def test_strict_holds_dates_to_midnight_and_leaves_datetimes_alone() -> None:
    assert cells("X", [694252800, None], typed("date", LA, strict=True)) == [date(1992, 1, 1), None]
    with pytest.raises(DateError, match=r"row 1: 08:00:00\+00:00 opens no day in UTC"):
        cells("X", [0, 694252800], typed("date", strict=True))
    assert cells("X", [694252800], typed("datetime", strict=True)) == [moment("1992-01-01T08:00Z")]


# --- auto ---


@pytest.mark.parametrize(
    "other",
    [
        5,
        0,
        0.5,
        False,
        "text",
        [1],
        {"v": 1},
        {"v": {"s": 10**400}},
        {"v": {"s": 1, "e": "x"}},
        {"v": {"s": 1}, "d": 1},
    ],
)
def test_auto_never_mixes_dates_with_anything_else(other: Any) -> None:
    for given in ([S92, other], [other, S92]):
        assert cells("X", given, AUTO) == given
        assert column_kinds(["X"], [[cell] for cell in given], AUTO) == [None]


def test_auto_keeps_nulls_as_sent() -> None:
    found = cells("X", [None, "{Null}", "", "(null)", S92], AUTO)
    assert found[:4] == [None, "{Null}", "", "(null)"]
    assert found[4] == CalendarDate(moment("1992-01-01T08:00Z"))


def test_auto_reads_wrappers_in_its_zone() -> None:
    (found,) = cells("X", [{"v": {"s": None, "e": 694252800}, "d": None}], Dates.auto(LA))
    assert found == CalendarDate(None, moment("1992-01-01T08:00Z"), None)
    assert found.end.tzinfo == ZoneInfo(LA)


def test_pages_without_anything_to_decode_keep_their_rows() -> None:
    rows: list[list[Any]] = [[1, "a"], [2, None]]
    found = decode_rows(["A", "B"], rows, AUTO)
    assert found is not rows
    assert all(new is old for new, old in zip(found, rows, strict=True))
    rows[0][0] = S92
    assert decode_rows(["A", "B"], rows, Dates.raw()) == rows
    assert column_kinds(["A", "B"], rows, Dates.raw()) == ["raw", "raw"]


# --- by source, by name ---


@pytest.mark.parametrize(
    ("name", "cell", "kind", "wanted"),
    [
        ("Order Date", 1769644800, "date", date(2026, 1, 29)),
        ("X", 1769644801, "datetime", moment("2026-01-29T00:00:01Z")),
        ("T", 4512, "time", time(1, 15, 12)),
        ("Stamp", 4512, "datetime", moment("1970-01-01T01:15:12Z")),
        ("Hour(X)", 3600, "datetime", moment("1970-01-01T01:00Z")),
        ("Year(Order Date)", 1767225600, "date", date(2026, 1, 1)),
        ("Hour(X)", 3601, None, 3601),
        ("Day(Order Date)", 3600, None, 3600),
        ("Day(Order Date)", "text", None, "text"),
        ("Order Date", True, None, True),
        ("Order Date", 1e300, None, 1e300),
        ("Total Order Date", 86400, None, 86400),
        ("Code", 86400, None, 86400),
        ("Day(Code)", 86400, None, 86400),
        ("Hour(T)", 3600, None, 3600),
        ("Day(Unknown)", 86400, None, 86400),
        ("day(X)", 86400, None, 86400),
        ("Day(X) ", 86400, None, 86400),
        ("Order Date", None, "date", None),
        ("Day(Order Date)", None, None, None),
        ("Day(Order Date)", {"v": {"s": 86400}}, "date", date(1970, 1, 2)),
        ("Code", {"v": {"s": 0}}, "calendar", CalendarDate(moment("1970-01-01T00:00Z"))),
    ],
)
def test_by_source(name: str, cell: Any, kind: str | None, wanted: Any) -> None:
    dates = Dates.by_source().with_columns(SOURCE | {"T": "TIME", "Stamp": "TIMESTAMP"})
    assert cells(name, [cell], dates) == [wanted]
    assert column_kinds([name], [[cell]], dates) == [kind]


def test_a_source_takes_the_exact_name_before_the_bucket() -> None:
    dates = Dates.by_source(columns={"Day(X)": "DATE_TIME", "X": "DATE"})
    assert cells("Day(X)", [3601], dates) == [moment("1970-01-01T01:00:01Z")]


def test_unresolved_columns_count_as_unknown() -> None:
    dates = Dates.by_source()
    assert dates.needs_columns
    assert cells("Order Date", [86400], dates) == [86400]
    assert not dates.with_columns({}).needs_columns
    assert AUTO.with_columns(SOURCE) is AUTO
    assert not AUTO.needs_columns


@pytest.mark.parametrize(
    ("name", "given", "wanted"),
    [
        ("Day(X)", [0, None, 86400], [date(1970, 1, 1), None, date(1970, 1, 2)]),
        ("Hour(A\nB)", [3600], [moment("1970-01-01T01:00Z")]),
        ("Day(A (B))", [86400], [date(1970, 1, 2)]),
        ("Day(X)", [0, 1], [0, 1]),
        ("Day(X)", [None, None], [None, None]),
        ("Day(X)", ["", "{Null}"], ["", "{Null}"]),
        ("Day(X)", [], []),
        ("Day()", [86400], [86400]),
        ("Day(A) - Day(B)", [86400], [86400]),
        ("Day(X)", [{"v": {"s": 1}}], [CalendarDate(moment("1970-01-01T00:00:01Z"))]),
        ("Day(X)", [{"v": {"s": 1}}, 86400], [{"v": {"s": 1}}, 86400]),
        ("Day(X)", [0, "text"], [0, "text"]),
    ],
)
def test_by_name(name: str, given: list[Any], wanted: list[Any]) -> None:
    assert cells(name, given, BY_NAME) == wanted


def test_a_day_opens_where_its_clocks_say() -> None:
    # Clocks in Beirut skip the hour after midnight of 27 March 2022 (the day opens at 01:00);
    # Havana lives the first hour of 6 November 2022 twice, and the day opens with the first.
    opening = int(moment("2022-03-26T22:00Z").timestamp())
    assert cells("Day(X)", [opening], Dates.by_name("Asia/Beirut")) == [date(2022, 3, 27)]
    assert cells("Day(X)", [opening + 60], Dates.by_name("Asia/Beirut")) == [opening + 60]
    opening = int(moment("2022-11-06T04:00Z").timestamp())
    assert cells("Day(X)", [opening], Dates.by_name("America/Havana")) == [date(2022, 11, 6)]
    assert cells("Day(X)", [opening + 3600], Dates.by_name("America/Havana")) == [opening + 3600]
    # Both of the repeated hours open an hour.
    found = cells("Hour(X)", [opening, opening + 3600], Dates.by_name("America/Havana"))
    assert [value.fold for value in found] == [0, 1]
    # Half-hour zones: a UTC hour is no hour there.
    assert cells("Hour(X)", [3600], Dates.by_name("Asia/Kolkata")) == [3600]


# --- combining ---


def test_precedence_is_typed_source_name_auto() -> None:
    names = ["A", "Day(X)", "Day(Y)", "W"]
    rows = [[0, 86400, 86400, S92]]
    parts = [
        Dates.typed({"A": "date"}),
        Dates.by_source(columns={"A": "DATE_TIME", "X": "INT64"}),
        BY_NAME,
        AUTO,
    ]
    wanted = [[date(1970, 1, 1), 86400, date(1970, 1, 2), CalendarDate(moment("1992-01-01T08:00Z"))]]
    assert decode_rows(names, rows, parts[0] | parts[1] | parts[2] | parts[3]) == wanted
    assert decode_rows(names, rows, parts[3].also(parts[2]).also(parts[1]).also(parts[0])) == wanted


def test_the_left_side_holds_and_raw_always_wins() -> None:
    a, b = Dates.typed({"A": "date", "B": "raw"}), Dates.typed({"A": "datetime", "B": "date"})
    assert cells("A", [0], a | b) == [date(1970, 1, 1)]
    assert cells("A", [0], b | a) == [moment("1970-01-01T00:00Z")]
    for both in (a | b, b | a):
        assert cells("B", [0], both) == [0]
    for both in (a | Dates.raw(), Dates.raw() | a):
        assert both == Dates.raw()
    assert cells("Day(A)", [0], Dates.typed({"Day(A)": "raw"}) | BY_NAME) == [0]


def test_sides_keep_their_own_zones() -> None:
    both = Dates.typed({"A": "date"}, LA) | Dates.by_name("UTC")
    assert decode_rows(["A", "Day(B)"], [[694252800, 86400]], both) == [[date(1992, 1, 1), date(1970, 1, 2)]]
    assert (Dates.by_source(LA) | Dates.by_source()).source == Dates.by_source(LA).source


def test_only_dates_combine() -> None:
    with pytest.raises(TypeError):
        operator.or_(AUTO, "UTC")


# --- zones ---


@pytest.mark.parametrize(
    "dates",
    [
        Dates.auto("cluster"),
        Dates.typed({"X": "date"}, "cluster"),
        Dates.by_source("cluster", columns={"X": "DATE"}),
        Dates.by_name("cluster"),
        AUTO | Dates.typed({"X": "date"}, "cluster"),
        AUTO | Dates.by_source("cluster"),
        AUTO | Dates.by_name("cluster"),
    ],
)
def test_the_cluster_zone_must_be_told(dates: Dates) -> None:
    assert dates.needs_zone
    with pytest.raises(DateError, match="with_zone"):
        decode_rows(["X"], [], dates)
    with pytest.raises(DateError, match="with_zone"):
        column_kinds(["X"], [], dates)
    with pytest.raises(DateError, match="with_zone"):
        dates.with_zone("cluster")
    settled = dates.with_zone(LA)
    assert not settled.needs_zone
    assert decode_rows(["X"], [], settled) == []


def test_with_zone_changes_only_what_is_open() -> None:
    dates = Dates.typed({"A": "date"}, "cluster") | Dates.typed({"B": "date"}, "UTC")
    row = decode_rows(["A", "B"], [[694224000, 694224000]], dates.with_zone(LA))[0]
    assert row == [date(1991, 12, 31), date(1992, 1, 1)]
    assert not Dates.raw().needs_zone
    assert AUTO.with_zone(LA) == AUTO


@pytest.mark.parametrize("zone", [None, 5, b"UTC", timedelta(hours=1)])
def test_what_is_no_zone_is_refused_for_none_would_be_the_machine_s_own(zone: Any) -> None:
    readings: list[Callable[[], object]] = [
        lambda: Dates.auto(zone),
        lambda: Dates.by_name(zone),
        lambda: Dates.by_source(zone, columns=SOURCE),
        lambda: Dates.typed({"X": "date"}, zone),
        lambda: AUTO.with_zone(zone),
    ]
    for reading in readings:
        with pytest.raises(
            DateError, match=f"an IANA name or a tzinfo, not a {type(zone).__name__}"
        ) as caught:
            reading()
        assert isinstance(caught.value, ThoughtSpotError)


def test_the_words_of_a_source_count_in_any_case_and_for_typed_too() -> None:
    wanted = [moment("1970-01-01T00:00:01Z")]
    for word in ("DATE_TIME", "date_time", "Timestamp"):
        assert cells("X", [1], Dates.by_source(columns={"X": word})) == wanted
        assert cells("Hour(X)", [0], Dates.by_source(columns={"X": word})) == [moment("1970-01-01T00:00Z")]
    typed: Any = {"X": "DATE_TIME"}
    assert cells("X", [1], Dates.typed(typed)) == wanted


@pytest.mark.parametrize("name", ["Mars/Base", "America", "../etc/passwd", "", "utc\0"])
def test_unknown_zones_are_refused(name: str) -> None:
    with pytest.raises(DateError, match="unknown time zone"):
        Dates.auto(name)


class Unhashable(tzinfo):
    """A zone as some libraries make them."""

    __hash__ = None  # type: ignore[assignment]  # this is how a class says it has no hash

    def __eq__(self, other: object) -> bool:
        return self is other

    def utcoffset(self, dt: datetime | None) -> timedelta:
        return timedelta(hours=2)

    def dst(self, dt: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, dt: datetime | None) -> str:
        return "two"


@pytest.mark.parametrize("tz", [timezone(timedelta(hours=2)), ZoneInfo("Africa/Johannesburg"), Unhashable()])
def test_any_zone_object_will_do(tz: tzinfo) -> None:
    found = decode_rows(["X"], [[-7200], [1e11]], Dates.typed({"X": "date"}, tz))
    assert found == [[date(1970, 1, 1)], [date(5138, 11, 16)]]


def test_the_edges_of_the_calendar() -> None:
    first, last = -62135596800, 253402300799
    assert cells("X", [first, last], typed("date")) == [date.min, date.max]
    for tz, out in (("UTC", first - 1), ("UTC", last + 1), (LA, first), ("Asia/Kolkata", last)):
        with pytest.raises(DateError, match="outside the years"):
            cells("X", [out], typed("date", tz))
        wrapped = {"v": {"s": out}}
        assert cells("X", [wrapped], Dates.auto(tz)) == [wrapped]


# --- pages ---


def test_rows_of_any_form_pass_through() -> None:
    names = ["X", "N"]
    compact = [None, [0, 1], [], [86400], "row", 7, {"X": 0}, [0, 1, 2]]
    wanted: list[Any] = [
        None,
        [date(1970, 1, 1), 1],
        [],
        [date(1970, 1, 2)],
        "row",
        7,
        {"X": 0},
        [date(1970, 1, 1), 1, 2],
    ]
    assert decode_rows(names, compact, typed("date")) == wanted
    full: list[Any] = [None, {"X": 0}, {}, [0], {"N": 1, "more": S92}]
    wanted = [None, {"X": date(1970, 1, 1)}, {}, [0], {"N": 1, "more": S92}]
    assert decode_rows(names, full, typed("date")) == wanted


def test_null_rows_do_not_hide_wrappers() -> None:
    wanted = CalendarDate(moment("1992-01-01T08:00Z"))
    assert decode_rows(["A", "B"], [None, [1, S92]], AUTO) == [None, [1, wanted]]
    assert decode_rows(["A", "B"], [{"A": 1}, {"B": S92}], AUTO) == [{"A": 1}, {"B": wanted}]
    assert decode_rows(["A"], [None, None], typed("date")) == [None, None]


def test_two_columns_of_one_name() -> None:
    dates = Dates.typed({"A": "date"})
    assert decode_rows(["A", "A"], [[0, 86400]], dates) == [[date(1970, 1, 1), date(1970, 1, 2)]]
    assert decode_rows(["A", "A"], [{"A": 0}], dates) == [{"A": date(1970, 1, 1)}]
    assert column_kinds(["A", "A"], [{"A": 0}], dates) == ["date", "date"]


def test_typed_kinds_do_not_depend_on_cells() -> None:
    dates = Dates.typed({"X": "date", "R": "raw"})
    assert column_kinds(["X", "R", "N"], [["bad", S92, 1]], dates) == ["date", "raw", None]
    assert column_kinds(["X", "R", "N"], [], dates) == ["date", "raw", None]


def test_a_reader_forgets_before_it_grows_without_bound() -> None:
    reader = _calendar_cells.Reader("date", UTC, None)
    given = list(range(2, 2 + 50_001))
    assert set(reader.column(given, "X", given)) == {date(1970, 1, 1)}
    assert len(reader) == 1


# --- values ---


@pytest.mark.parametrize(
    "value",
    [
        *ALL_BUT_TYPED,
        Dates.typed({"B": "date", "A": time}, LA, strict=True)
        | Dates.by_source("cluster", columns=SOURCE)
        | BY_NAME,
        CalendarDate(moment("1992-01-01T08:00Z"), None, "Q1"),
        Epoch("ms"),
    ],
)
def test_values_are_frozen_hashable_and_picklable(value: Any) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert twin == value
        assert hash(twin) == hash(value)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, attrs.fields(type(value))[0].name, None)


def test_equal_rules_are_equal_in_any_order() -> None:
    assert Dates.typed({"A": date, "B": "time"}) == Dates.typed({"B": time, "A": "date"})
    assert Dates.auto() == Dates.auto(UTC)
    assert Dates.by_source(columns=SOURCE) == Dates.by_source().with_columns(dict(reversed(SOURCE.items())))


def test_errors_survive_pickling() -> None:
    with pytest.raises(DateError) as caught:
        cells("X", ["secret text"], typed("date"))
    assert "secret" not in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


# --- admin fields and request arguments ---


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [
        (None, "ms", None),
        (True, "ms", None),
        ([], "ms", None),
        ("", "ms", None),
        ("-", "s", None),
        ("1.5", "s", None),
        ("9" * 5000, "s", None),
        (float("nan"), "ms", None),
        (float("inf"), "s_or_ms", None),
        (10**400, "us", None),
        (1500.5, "ms", "1970-01-01T00:00:01.500500Z"),
        ("-1000", "ms", "1969-12-31T23:59:59Z"),
        (1735689600000000, "us", "2025-01-01T00:00Z"),
        (99_999_999_999, "s_or_ms", "5138-11-16T09:46:39Z"),
        (100_000_000_000, "s_or_ms", "1973-03-03T09:46:40Z"),
        (-100_000_000_000, "s_or_ms", "1966-10-31T14:13:20Z"),
        ("2023-06-08T11:15:26+02:00", "iso", "2023-06-08T09:15:26Z"),
        ("2023-06-08T11:15:26", "iso", "2023-06-08T11:15:26Z"),
        ("1623062404647", "iso", "2021-06-07T10:40:04.647Z"),
        (1623062404647, "iso", "2021-06-07T10:40:04.647Z"),
        ("yesterday", "iso", None),
        ("0001-01-01T00:00:00+14:00", "iso", None),
        ("2023-06-08T11:15:26Z", "ms", None),
    ],
)
def test_epoch(value: object, unit: Unit, wanted: str | None) -> None:
    assert epoch(value, unit) == (None if wanted is None else moment(wanted))


@pytest.mark.parametrize("value", [0, 0.0, "0", -1, "-1"])
def test_sentinels_are_none_only_where_listed(value: object) -> None:
    assert epoch(value, "ms", never=(0, -1)) is None
    assert epoch(value, "ms") is not None


def test_epoch_marker() -> None:
    when = moment("2023-01-31T02:41:04.089+01:00")
    assert Epoch("ms").encode(when) == 1675129264089
    assert Epoch("s").encode(when) == 1675129264
    assert Epoch("us").encode(when) == 1675129264089000
    assert Epoch("s").encode(moment("1969-12-31T23:59:59.5Z")) == -1
    assert Epoch("ms").decode("1675129264089") == when
    for naive in (when.replace(tzinfo=None), when.date()):
        with pytest.raises(DateError, match="needs a zone"):
            Epoch("ms").encode(naive)
    with pytest.raises(ValueError, match="unit"):
        Epoch("h")  # type: ignore[arg-type]  # the refusal is what is tested


def test_epoch_seconds() -> None:
    assert epoch_seconds(date(2024, 3, 15), "UTC") == 1710460800
    assert epoch_seconds(date(1992, 7, 1), LA) == 709974000
    assert epoch_seconds(date(1992, 7, 1), ZoneInfo(LA)) == 709974000
    assert epoch_seconds(moment("2024-01-01T01:00+01:00"), LA) == 1704067200
    # The day that begins at one o'clock.
    assert epoch_seconds(date(2022, 3, 27), "Asia/Beirut") == int(moment("2022-03-26T22:00Z").timestamp())
    with pytest.raises(DateError, match="needs a zone"):
        epoch_seconds(datetime(2024, 1, 1), "UTC")  # noqa: DTZ001  # a naive time is what is refused
    with pytest.raises(DateError, match="with_zone"):
        epoch_seconds(date(2024, 1, 1), "cluster")
