"""Answers with data cells: read once on arrival, and again by another `Dates` without changing the first."""

import copy
import json
import pickle
import sys
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot._codec import read
from aiothoughtspot._operation import Operation
from aiothoughtspot._rows import Rows, RowsByName, RowsInside, decode_answer
from aiothoughtspot.dates import CalendarDate, Dates, decode_in_place, decode_rows
from aiothoughtspot.errors import DecodeError, RequestError
from aiothoughtspot.v1.data import DataPage
from aiothoughtspot.v2.data import SearchData

DAY = Dates.typed({"d": "date"})


@attrs.define(kw_only=True)
class Table(Rows):
    _COLUMNS = "names"
    _CELLS = "cells"

    names: list[str] | None = None
    cells: list[Any] | None = None


@attrs.define(kw_only=True)
class Tables(RowsInside):
    _EACH = "parts"

    parts: list[Table] | None = None


def table() -> Table:
    return Table(names=["d", "n"], cells=[[86400, 1], [None, 2]])


READ = [[date(1970, 1, 2), 1], [None, 2]]


def test_a_second_reading_leaves_the_first() -> None:
    raw = table()
    read = raw.decode(DAY)
    assert read.cells == READ
    assert raw == table()
    assert isinstance(read, Table)


@pytest.mark.parametrize("wrong", ["auto", None, {"d": "date"}])
def test_what_is_no_reading_is_refused(wrong: Any) -> None:
    for answer in (table(), Tables(parts=[table()]), RowsByName({"a": table()})):
        with pytest.raises(RequestError, match=f"dates: expected a Dates, .* got {type(wrong).__name__}"):
            answer.decode(wrong)


def test_every_part_is_read() -> None:
    raw = Tables(parts=[table(), table()])
    read = raw.decode(DAY)
    assert [part.cells for part in read.parts or []] == [READ, READ]
    assert raw == Tables(parts=[table(), table()])
    assert Tables().decode(DAY).parts == []


def test_a_fresh_answer_is_read_in_place() -> None:
    answer: dict[str, Any] = {"one": table(), "two": Tables(parts=[table()]), "three": None}
    decode_answer(answer, DAY)
    assert answer["one"].cells == READ
    assert answer["two"].parts[0].cells == READ


@pytest.mark.parametrize("answer", [Table(), Tables(), {}, None, "text", [1]])
def test_an_answer_without_rows_is_left_alone(answer: Any) -> None:
    before = repr(answer)
    decode_answer(answer, DAY)
    assert repr(answer) == before


def test_a_cell_that_is_no_date_names_column_and_row() -> None:
    broken = Table(names=["d"], cells=[[0], ["canary"]])
    with pytest.raises(DecodeError, match="column 'd', row 1") as caught:
        broken.decode(DAY)
    assert "canary" not in str(caught.value)
    with pytest.raises(DecodeError, match="column 'd', row 1"):
        decode_answer(broken, DAY)


CELLS = st.lists(
    st.none()
    | st.integers(-(10**10), 10**10)
    | st.just("{Null}")
    | st.builds(lambda s: {"v": {"s": s}, "d": "x"}, st.integers(0, 10**9))
)


@given(cells=CELLS, kind=st.sampled_from(["date", "datetime", "time", "raw"]))
def test_reading_in_place_and_reading_a_copy_agree(cells: list[Any], kind: Any) -> None:
    dates = Dates.typed({"d": kind}, "America/Los_Angeles")
    rows = [[n, cell] for n, cell in enumerate(cells)]
    copied = decode_rows(["n", "d"], rows, dates)
    fresh = [list(row) for row in rows]
    decode_in_place(["n", "d"], fresh, dates)
    assert fresh == copied
    assert rows == [[n, cell] for n, cell in enumerate(cells)]


WRAPPED = {"v": {"s": 0, "e": 86400}, "d": "one"}
PLAIN_ROWS = [[5, 1], [None, 2]]
SEARCH: Operation[SearchData] = Operation("test.data.search", "POST", "/x", SearchData, data=True)
LIVEBOARD: Operation[Any] = Operation("test.data.liveboard", "POST", "/x", RowsByName[DataPage], data=True)


def body_of(rows: list[Any]) -> bytes:
    return json.dumps({"contents": [{"column_names": ["d", "n"], "data_rows": rows}]}).encode()


@pytest.mark.parametrize(
    "first", [Dates.auto(), DAY, Dates.typed({"d": "datetime"}, "Asia/Tokyo"), Dates.raw()]
)
@pytest.mark.parametrize("second", [Dates.auto(), DAY, Dates.typed({"d": "time"}, "Asia/Tokyo"), Dates.raw()])
@pytest.mark.parametrize("rows", [[[WRAPPED, 1], [None, 2]], PLAIN_ROWS])
def test_an_answer_can_be_read_again_from_what_was_sent(first: Dates, second: Dates, rows: list[Any]) -> None:
    answer = read(SEARCH, body_of(rows), first)
    wanted = read(SEARCH, body_of(rows), second)
    assert answer.decode(second) == wanted
    # Its parts too, and what was read again.
    assert answer.contents[0].decode(second) == wanted.contents[0]
    assert answer.decode(Dates.raw()).decode(second) == wanted
    assert answer.decode(second).decode(first) == answer


def test_pages_by_name_can_be_read_again() -> None:
    page = {"columnNames": ["d", "n"], "data": [[WRAPPED, 1]]}
    answer = read(LIVEBOARD, json.dumps({"viz": page, "other": page}).encode(), Dates.auto())
    assert isinstance(answer["viz"].data[0][0], CalendarDate)
    again = answer.decode(DAY)
    assert isinstance(again, RowsByName)
    assert {name: part.data for name, part in again.items()} == {
        "viz": [[date(1970, 1, 1), 1]],
        "other": [[date(1970, 1, 1), 1]],
    }
    assert answer["viz"].decode(Dates.raw()).data == [[WRAPPED, 1]]


def test_a_copy_knows_the_cells_that_are_there_only() -> None:
    answer = read(SEARCH, body_of(PLAIN_ROWS), DAY)
    for copied in (copy.copy(answer), pickle.loads(pickle.dumps(answer)), attrs.evolve(answer)):
        with pytest.raises(DecodeError, match="column 'd', row 0"):
            copied.decode(Dates.typed({"d": "datetime"}))


def test_bytes_are_kept_only_where_dates_took_their_place() -> None:
    body = body_of(PLAIN_ROWS)
    before = sys.getrefcount(body)
    answers = [read(SEARCH, body, dates) for dates in (Dates.auto(), Dates.raw(), DAY)]
    assert sys.getrefcount(body) == before + 1
    del answers
    assert sys.getrefcount(body) == before
