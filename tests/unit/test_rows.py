"""Answers with data cells: read once on arrival, and again by another `Dates` without changing the first."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot._rows import Rows, RowsInside, decode_answer
from aiothoughtspot.dates import Dates, decode_rows
from aiothoughtspot.errors import DecodeError

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
    assert decode_rows(["n", "d"], fresh, dates, own=True) == copied
    assert rows == [[n, cell] for n, cell in enumerate(cells)]
