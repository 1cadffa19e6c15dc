"""Columns whose type shows late: functions wait for it as long as a window, `Rows` to the end."""

from typing import Any

import pyarrow as pa
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls

SIZE = 10
WRAPPED = {"v": {"s": 0, "e": 86_400}, "d": "a day"}


async def pull(cells: list[Any], to: Any, **more: Any) -> pulls.PullReport:
    """A column of ten cells for each of those given."""
    rows = [[number, cells[number // SIZE]] for number in range(SIZE * len(cells))]
    settings = {"key": "k", "page_size": SIZE, "dates": ts.Dates.raw(), **more}
    async with Scripted(["k", "v"], sliced(rows), {"k": "INT64"}).client() as client:
        return await pulls.search(client, "[k]", "s", to=to, **settings)


def flat(batches: list[pa.RecordBatch]) -> list[Any]:
    assert len({batch.schema for batch in batches}) == 1
    found: list[Any] = pa.Table.from_batches(batches).column("v").to_pylist()
    return found[::SIZE]


@pytest.mark.parametrize("dates", [ts.Dates.raw(), ts.Dates.auto()])
@pytest.mark.parametrize("value", [5, 1.5, True, "x", [1], {"a": 1}, WRAPPED, 2**62])
@pytest.mark.parametrize("first_null", [True, False])
async def test_a_column_without_a_value_at_first_or_at_last_has_the_type_of_its_values(
    value: Any, first_null: bool, dates: ts.Dates
) -> None:
    cells = [None, None, value] if first_null else [value, None, None]
    rows, batches = pulls.Rows(), list[pa.RecordBatch]()
    for to in (rows, batches.append):
        assert (await pull(cells, to, dates=dates)).mixed == ()
    expected = rows.table.column("v").to_pylist()[::SIZE]
    assert flat(batches) == expected
    if value is not WRAPPED or dates.off:
        assert expected == cells


@pytest.mark.parametrize("cells", [[1, 1.5], [None, 1, None, 1.5], [1, 2, 3, 0.25], [1.5, 2]])
async def test_whole_numbers_before_fractions_are_fractions(cells: list[Any]) -> None:
    rows, batches = pulls.Rows(), list[pa.RecordBatch]()
    for to in (rows, batches.append):
        await pull(cells, to)
    assert flat(batches) == rows.table.column("v").to_pylist()[::SIZE] == cells
    assert batches[0].schema.field("v").type == pa.float64()


async def test_a_function_waits_for_a_window_of_pages_and_no_longer() -> None:
    given: list[tuple[int, int]] = []
    fetched: list[int] = []

    def rows(body: dict[str, Any]) -> Any:
        fetched.append(body["record_offset"])
        return sliced([[number, None] for number in range(200)])(body)

    def sink(batch: pa.RecordBatch) -> None:
        given.append((batch.column(0)[0].as_py(), len(fetched)))

    async with Scripted(["k", "v"], rows, {"k": "INT64"}).client() as client:
        await pulls.search(
            client, "[k]", "s", to=sink, key="k", page_size=SIZE, window=3, dates=ts.Dates.raw()
        )
    assert [first for first, _ in given] == list(range(0, 200, SIZE))
    # The first page was held for two others, and no more were in memory than were held and read ahead.
    assert 3 <= given[0][1] <= 3 + 2 * 3
    assert all(seen <= first // SIZE + 3 + 2 * 3 for first, seen in given)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([1, 1, 1.5], r"page 2: .*'v' as int64; .*into a file or into pulls\.Rows, .*larger window="),
        ([True, True, 5], r"page 2 has another type .*'v' is string, and was bool; .*pulls\.Rows"),
        ([5, 5, "7"], r"page 2 has another type .*'v' is string, and was int64; .*pulls\.Rows"),
    ],
)
async def test_what_comes_too_late_is_an_error_whose_advice_helps(cells: list[Any], text: str) -> None:
    batches: list[pa.RecordBatch] = []
    with pytest.raises(pulls.PullError, match=text) as caught:
        await pull(cells, batches.append, window=2)
    assert sum(map(len, batches)) == 2 * SIZE
    assert caught.value.cursor == {"operation": "v2.data.search", "size": SIZE, "next": 2, "done": False}
    # As the error says.
    batches.clear()
    rows = pulls.Rows()
    await pull(cells, rows)
    await pull(cells, batches.append, window=3)
    assert flat(batches) == rows.table.column("v").to_pylist()[::SIZE]


async def test_fractions_that_are_whole_numbers_fit_a_column_of_those() -> None:
    batches: list[pa.RecordBatch] = []
    await pull([1, 1, 2.0], batches.append, window=1)
    assert flat(batches) == [1, 1, 2]
    assert batches[0].schema.field("v").type == pa.int64()


async def test_numbers_that_no_fraction_holds_become_text_before_anything_is_given() -> None:
    for to in (pulls.Rows(), list[pa.RecordBatch]().append):
        report = await pull([2**60 + 1, 1.5], to)
        assert report.mixed == ("v",)


async def test_what_never_has_a_value_is_text_and_so_is_what_comes_after_a_window_of_nothing() -> None:
    batches: list[pa.RecordBatch] = []
    report = await pull([None, None, 5], batches.append, window=2)
    assert (flat(batches), report.mixed) == ([None, None, "5"], ("v",))


async def test_rows_of_a_pull_that_fails_are_free_for_another() -> None:
    rows = pulls.Rows()
    with pytest.raises(pulls.PullError, match="the same 'v' as page 0 ends"):
        await pull([1, 1], rows, key="v")
    assert len(rows) == 0
    await pull([1, 2], rows)
    assert len(rows) == 2 * SIZE


async def test_an_error_of_the_sink_while_it_is_given_what_was_held_has_a_cursor() -> None:
    def sink(_: pa.RecordBatch) -> None:
        raise pulls.PullError("the database is gone")

    with pytest.raises(pulls.PullError, match="gone") as caught:
        await pull([None, None], sink)
    assert caught.value.cursor is not None
