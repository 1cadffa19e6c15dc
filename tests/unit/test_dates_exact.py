"""Dates: what small changes of the code would alter unnoticed by the tables and laws beside this file."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from aiothoughtspot import _calendar_cells
from aiothoughtspot.dates import CalendarDate, DateError, Dates, decode_in_place, decode_rows

WRAPPED = {"v": {"s": 86400}}
SECOND = date(1970, 1, 2)
TYPED = Dates.typed({"X": "date"})


@pytest.mark.parametrize(
    ("dates", "cells", "changed"),
    [
        (Dates.raw(), [WRAPPED], False),
        (Dates.typed({"X": "raw"}), [WRAPPED], False),
        (Dates.auto(), [], False),
        (Dates.auto(), [86400, None], False),
        (Dates.auto(), [None, WRAPPED], True),
        (Dates.by_name(), [86400], False),
        (TYPED, [], False),
        (TYPED, [86400], True),
        (TYPED, [86400, WRAPPED], True),
        (TYPED, [WRAPPED, 86400], True),
        (Dates.typed({"X": "datetime"}), [], False),
        (Dates.typed({"X": "datetime"}), [86400], True),
    ],
)
def test_in_place_says_whether_a_cell_was_read(dates: Dates, cells: list[Any], changed: bool) -> None:
    for rows in ([[cell] for cell in cells], [{"X": cell} for cell in cells]):
        assert decode_in_place(["X"], rows, dates) is changed
        first = [row[0] if isinstance(row, list) else row["X"] for row in rows]
        assert (first != cells) is changed


def test_one_column_of_many_is_enough_and_each_is_read() -> None:
    rows: list[Any] = [[86400, 5, 86400]]
    assert decode_in_place(["X", "n", "Y"], rows, Dates.typed({"X": "date", "Y": "date"})) is True
    assert rows == [[SECOND, 5, SECOND]]


@pytest.mark.parametrize("odd", [WRAPPED, None, "{Null}", 86400.0])
@pytest.mark.parametrize("place", range(4))
def test_what_is_odd_may_stand_anywhere_in_a_typed_column(odd: Any, place: int) -> None:
    cells = [86400, 86400, 86400]
    cells.insert(place, odd)
    wanted: list[Any] = [SECOND, SECOND, SECOND]
    wanted.insert(place, None if odd in (None, "{Null}") else SECOND)
    rows = [[cell] for cell in cells]
    decode_in_place(["X"], rows, TYPED)
    assert rows == [[value] for value in wanted]


@pytest.mark.parametrize(
    "before", [[], [[0]], [[0], [WRAPPED]], [[0], None, [], [WRAPPED]], [None], [[WRAPPED]]]
)
def test_the_row_of_a_misfit_is_counted_from_the_first(before: list[Any]) -> None:
    for kind in ("date", "datetime"):
        rows = [list(row) if row else row for row in before]
        with pytest.raises(DateError, match=f"^column 'X', row {len(before)}: a str that is no date$"):
            decode_in_place(["X"], [*rows, ["no"], [0], None], Dates.typed({"X": kind}))


def test_in_rows_by_name_two_columns_of_one_name_are_read_once() -> None:
    rows: list[Any] = [{"X": 86400}, {}]
    assert decode_in_place(["X", "X"], rows, TYPED) is True
    assert rows == [{"X": SECOND}, {}]
    rows = [{"X": WRAPPED}]
    assert decode_in_place(["X", "X"], rows, Dates.auto()) is True
    assert rows == [{"X": CalendarDate(datetime(1970, 1, 2, tzinfo=UTC))}]


def test_names_and_rows_that_are_not_aligned_leave_the_rest_alone() -> None:
    assert decode_rows(["X"], [[86400, 86400]], TYPED) == [[SECOND, 86400]]
    assert decode_rows(["n", "X"], [[1], [1, 86400]], TYPED) == [[1], [1, SECOND]]
    assert decode_rows(["X"], [(86400, 1)], TYPED) == [[SECOND, 1]]


def test_a_reader_remembers_what_repeats_up_to_its_bound_but_not_0_and_1() -> None:
    reader = _calendar_cells.Reader("date", UTC, None)
    reader.column([0, 1, 0.0, 1.0, 86400, 86400, 172800.5, None, ""], "X", range(10))
    assert set(reader) == {86400, 172800.5}
    many = list(range(2, 50_000))
    reader = _calendar_cells.Reader("date", UTC, None)
    reader.column(many, "X", many)
    assert len(reader) == len(many) == 49_998
    reader.column([-1, -2], "X", many)
    assert len(reader) == 50_000
    reader.column([-2], "X", many)
    assert len(reader) == 50_000
    reader.column([-3], "X", many)
    assert set(reader) == {-3}


@pytest.mark.parametrize("tz", ["UTC", "America/Los_Angeles"])
def test_a_column_of_moments_is_the_same_whatever_else_is_in_it(tz: str) -> None:
    cells = [0, None, 1625759921, -62135510400, 253402214399]
    moments = decode_rows(["X"], [[cell] for cell in cells], Dates.typed({"X": "datetime"}, tz))
    with_a_wrapper = [*cells, WRAPPED]
    slowly = decode_rows(["X"], [[cell] for cell in with_a_wrapper], Dates.typed({"X": "datetime"}, tz))
    assert slowly[:-1] == moments
    zone = UTC if tz == "UTC" else ZoneInfo(tz)
    assert {row[0].tzinfo for row in (*moments, *slowly) if row[0] is not None} == {zone}


def test_periods_that_share_a_moment_or_a_label_stay_apart() -> None:
    cells = [
        {"v": {"s": 0, "e": 86400}, "d": "a"},
        {"v": {"s": 0, "e": 86400}, "d": "b"},
        {"v": {"s": 86400, "e": 0}, "d": "a"},
        {"v": {"s": 0}, "d": "a"},
        {"v": {"e": 0}, "d": "a"},
        {"v": {"s": 0, "e": 86400}, "d": "a"},
    ]
    first, second = datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 2, tzinfo=UTC)
    found = [row[0] for row in decode_rows(["X"], [[cell] for cell in cells], Dates.auto())]
    assert found == [
        CalendarDate(first, second, "a"),
        CalendarDate(first, second, "b"),
        CalendarDate(second, first, "a"),
        CalendarDate(first, None, "a"),
        CalendarDate(None, first, "a"),
        CalendarDate(first, second, "a"),
    ]
