"""Rows that are not as they should be get through, and the report says what was made of them."""

import json
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.dataset as pa_dataset
import pyarrow.parquet as pq
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._arrow import table
from aiothoughtspot.pulls._oddities import Oddities
from aiothoughtspot.pulls._page import Page, distinct, page_of
from aiothoughtspot.pulls._reading import Reading
from aiothoughtspot.v2 import data

RAW = ts.Dates.raw()


async def pulled(
    names: list[str], rows: list[Any], to: Any, types: dict[str, str] | None = None, **more: Any
) -> pulls.PullReport:
    settings = {"key": names[0], "page_size": 2, "dates": RAW, **more}
    async with Scripted(names, sliced(rows), types or {}).client() as client:
        return await pulls.search(client, "[k]", "s", to=to, **settings)


def column(cells: list[Any], dates: ts.Dates = RAW, **types: str) -> pa.Table:
    return table(Page(["a"], [[cell] for cell in cells]), Reading(dates, types))


# Cells of several types


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([1, "x", None], ["1", "x", None]),
        ([True, 2], ["true", "2"]),
        ([0.5, True, False, None], ["0.5", "true", "false", None]),
        ([2**63, 1, -(2**70)], [str(2**63), "1", str(-(2**70))]),
        ([2**53 + 1, 1.5], [str(2**53 + 1), "1.5"]),
        ([1.0, "x", 1e300, 2.5e-7, 1e10], ["1", "x", "1e+300", "2.5e-07", "10000000000"]),
        ([[1, 2], {"a": "ü"}], ["[1,2]", '{"a":"ü"}']),
        ([{}, None], ["{}", None]),
        ([[{"a": {}}]], ['[{"a":{}}]']),
    ],
)
def test_cells_without_a_type_in_common_are_text(cells: list[Any], expected: list[Any]) -> None:
    for known in ("", "INT64", "VARCHAR"):
        found = column(cells, a=known)
        assert found.column(0).to_pylist() == expected
        assert Oddities.of(found) == Oddities(frozenset({"a"}))


def test_a_column_is_what_its_cells_are_where_its_source_says_something_else() -> None:
    for cells, kind in (([1.5, 2], pa.float64()), (["x", None], pa.string()), ([True, None], pa.bool_())):
        found = column(cells, a="INT64")
        assert (found.column(0).type, found.column(0).to_pylist()) == (kind, cells)
        assert Oddities.of(found) == Oddities()


def test_a_column_of_fractions_takes_whole_numbers_of_any_size() -> None:
    large = 90_071_992_547_409_936
    assert column([large, 1.5, 3], a="DOUBLE").column(0).to_pylist() == [float(large), 1.5, 3.0]
    assert column([large, 1], a="DOUBLE").column(0).type == pa.float64()
    assert column([2.0, 1, None], a="INT64").column(0).to_pylist() == [2, 1, None]
    assert column([10**400, 1.5], a="DOUBLE").column(0).to_pylist() == [str(10**400), "1.5"]


def test_a_long_page_is_text_as_a_whole() -> None:
    found = column([5] * 10_000 + ["odd"] * 3, a="INT64")
    assert found.column(0).to_pylist() == ["5"] * 10_000 + ["odd"] * 3
    assert Oddities.of(found).mixed == {"a"}
    exact = column([2**60 + 1] * 10_000 + [0.5])
    assert exact.column(0).to_pylist() == [str(2**60 + 1)] * 10_000 + ["0.5"]
    assert Oddities.of(exact).mixed == {"a"}


def test_what_is_read_again_as_it_is_is_noted_once() -> None:
    hinted = ts.Dates.by_source().with_columns({"a": "DATE"})
    found = column([0, "odd"], hinted)
    assert found.column(0).to_pylist() == ["0", "odd"]
    assert Oddities.of(found).mixed == {"a"}
    # The first chunk is text until the second shows a calendar, and then nothing is text.
    wrapped: list[Any] = [5, "{Null}"] * 5_000 + [{"v": {"s": 0, "e": 9}, "d": "x"}]
    assert Oddities.of(column(wrapped, ts.Dates.auto())).mixed == {"a"}
    assert Oddities.of(column([0, "{Null}"], ts.Dates.typed({"a": "date"}))) == Oddities()


@pytest.mark.parametrize("ending", ["parquet", "csv", "arrow"])
async def test_pages_that_disagree_make_a_column_of_text_and_the_report_names_it(
    tmp_path: Path, ending: str
) -> None:
    rows = [[1, 7, 1], [2, 10**10, 2], [3, "x", 3], [4, None, 4], [5, True, 5.5]]
    path = tmp_path / f"a.{ending}"
    report = await pulled(["k", "m", "n"], rows, path)
    assert (report.rows, report.mixed, report.ragged) == (5, ("m",), 0)
    found = pa_dataset.dataset(path, format="ipc" if ending == "arrow" else ending).to_table()
    assert found.column("m").to_pylist() == ["7", "10000000000", "x", "" if ending == "csv" else None, "true"]
    assert not found.schema.metadata


async def test_a_run_that_goes_on_still_knows_what_was_odd(tmp_path: Path) -> None:
    rows: list[Any] = [[1, "x"], [2], [3, 5], [4, 6]]
    broken = [True]

    def answer(body: dict[str, Any]) -> Any:
        if body["record_offset"] == 2 and broken:
            broken.clear()
            return 500
        return sliced(rows)(body)

    async with Scripted(["k", "m"], answer).client() as client:
        for _ in range(2):
            try:
                report = await pulls.search(
                    client, "[k]", "s", to=tmp_path / "a.parquet", key="k", page_size=2, dates=RAW
                )
            except ts.ServerError:
                continue
    assert (report.mixed, report.ragged, broken) == (("m",), 1, [])


async def test_partitions_are_made_to_fit_too(tmp_path: Path) -> None:
    rows = [[1, 2**60 + 1, "a"], [2, 5, "b"], [3, 0.5, "a"]]
    report = await pulled(["k", "n", "p"], rows, pulls.File(tmp_path / "a", partition="p"))
    found = pa_dataset.dataset(tmp_path / "a", partitioning="hive").to_table().sort_by("k")
    assert found.column("n").to_pylist() == [str(2**60 + 1), "5", "0.5"]
    assert report.mixed == ("n",)


async def test_a_number_that_does_not_fit_later_makes_the_file_anew(tmp_path: Path) -> None:
    rows = [[1, 0.5], [2, 5], [3, 2**60 + 1], [4, 5]]
    report = await pulled(["k", "n"], rows, tmp_path / "a.parquet")
    found = pq.read_table(tmp_path / "a.parquet").column("n").to_pylist()
    assert (found, report.mixed) == (["0.5", "5", str(2**60 + 1), "5"], ("n",))


async def test_a_function_gets_text_after_text_and_an_error_after_anything_else() -> None:
    rows = pulls.Rows()
    report = await pulled(["k", "m"], [[1, "x"], [2, "y"], [3, 5]], rows)
    assert (rows.table.column("m").to_pylist(), report.mixed) == (["x", "y", "5"], ("m",))
    for odd in ("x", 2**60 + 1):
        first = 0.5 if odd != "x" else 5
        with pytest.raises(pulls.PullError, match=r"page 1.*pull into a file"):
            await pulled(["k", "m"], [[1, first], [2, first], [3, odd]], [].append, window=1)


async def test_dates_on_some_pages_only_are_an_error_with_a_way_out(tmp_path: Path) -> None:
    rows = [[1, 0], [2, 86_400], [3, "soon"]]
    dates = ts.Dates.by_source("UTC")
    with pytest.raises(pulls.PullError, match=r"'d' is date32.* and string; .*Dates\.typed\({'d': 'raw'}\)"):
        await pulled(["k", "d"], rows, tmp_path / "a.parquet", {"d": "DATE"}, dates=dates)
    way_out = ts.Dates.typed({"d": "raw"}) | dates
    report = await pulled(["k", "d"], rows, tmp_path / "a.parquet", {"d": "DATE"}, dates=way_out)
    assert report.mixed == ("d",)
    assert pq.read_table(tmp_path / "a.parquet").column("d").to_pylist() == ["0", "86400", "soon"]
    dates = ts.Dates.typed({"d": "date"})
    with pytest.raises(pulls.PullError, match=r"'d' cannot be read as date: .*'raw' instead in Dates\.typed"):
        await pulled(["k", "d"], rows, tmp_path / "b.parquet", dates=dates, ranges=True)


async def test_lists_and_objects_are_json_in_csv(tmp_path: Path) -> None:
    rows: list[Any] = [[1, {"v": {"s": 5}, "d": "x"}, [1, None]], [2, None, None]]
    await pulled(["k", "o", "l"], rows, tmp_path / "a.csv")
    found = pa_csv.read_csv(tmp_path / "a.csv").slice(0, 1).to_pylist()
    assert found == [{"k": 1, "o.v": '{"s":5}', "o.d": "x", "l": "[1,null]"}]
    await pulled(["k", "o", "l"], rows, pulls.File(tmp_path / "b", "csv", partition="k"))
    assert '"{""s"":5}"' in next((tmp_path / "b" / "k=1").iterdir()).read_text()
    await pulled(["k", "o"], [row[:2] for row in rows], tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").column("o")[0].as_py() == rows[0][1]


async def test_what_a_format_has_no_place_for_is_an_error_of_ours(tmp_path: Path) -> None:
    file = pulls.File(tmp_path / "a", partition="o")
    with pytest.raises(
        pulls.PullError, match=r"rows of these types cannot be written as parquet \(Arrow\w+\)"
    ):
        await pulled(["k", "o"], [[1, {"s": 5}]], file)
    assert not (tmp_path / "a").exists()


# Rows of another width


def test_rows_of_another_width_end_in_nulls_or_lose_what_has_no_column() -> None:
    rows: list[Any] = [[1], [1, 2], [1, 2, 3], [], None, {"a": 1}, "ab", 5]
    found = table(Page(["a", "b"], rows), Reading(ts.Dates.auto()))
    assert found.column("b").to_pylist() == [None, 2, 2, None, None, None, None, None]
    assert found.column("a").to_pylist() == ["1", "1", "1", None, None, "1", "ab", "5"]
    assert Oddities.of(found) == Oddities(frozenset({"a"}), 5)


def test_a_long_page_of_ragged_rows_goes_the_slow_way() -> None:
    for odd in ([1], [1, 2, 3]):
        rows = [[n, n] for n in range(200)] + [odd]
        text = json.dumps(rows, separators=(",", ":")).encode()
        page = Page(["a", "b"], json=text, count=201, plain=True)
        found = table(page, Reading(ts.Dates.auto()))
        assert (len(found), found.column("a")[200].as_py(), Oddities.of(found).ragged) == (201, 1, 1)


def test_rows_without_names_are_an_error() -> None:
    with pytest.raises(pulls.PullError, match="rows, but no column names"):
        table(Page([], [[1]]), Reading(ts.Dates.auto()))
    assert table(Page([]), Reading(ts.Dates.auto())).num_columns == 0


def test_what_two_pages_had_adds_up() -> None:
    assert Oddities(frozenset("a"), 2) | Oddities(frozenset("b"), 3) == Oddities(frozenset("ab"), 5)


# Names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["A", "A", "B", "A"], ["A", "A.1", "B", "A.2"]),
        (["A", "A", "A.1"], ["A", "A.2", "A.1"]),
        (["A.1", "A", "A", "A.1"], ["A.1", "A", "A.2", "A.1.1"]),
        (["", ""], ["", ".1"]),
    ],
)
def test_each_name_is_there_once(names: list[str], expected: list[str]) -> None:
    assert distinct(names) == expected


@pytest.mark.parametrize("repeat", [1, 100])
async def test_columns_of_one_name_are_told_apart_and_read_by_place(tmp_path: Path, repeat: int) -> None:
    rows = [[number, number * 86_400, "x", 86_400] for number in range(repeat)]
    dates = ts.Dates.typed({"D": "date"})
    report = await pulled(["k", "D", "A", "D"], rows, tmp_path / "a.parquet", dates=dates, page_size=1_000)
    found = pq.read_table(tmp_path / "a.parquet")
    assert found.column_names == ["k", "D", "A", "D.1"]
    assert [str(kind) for kind in found.schema.types] == ["int64", "date32[day]", "string", "date32[day]"]
    assert (report.rows, str(found.column("D")[0]), str(found.column("D.1")[0])) == (
        repeat,
        "1970-01-01",
        "1970-01-02",
    )


# Text that is no Unicode


def answered(names: bytes, rows: bytes) -> pa.Table:
    body = b'{"contents": [{"column_names": %b, "data_rows": %b}]}' % (names, rows)
    return table(page_of(data.SEARCH, body), Reading(RAW))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (rb"\ud83d", "\ufffd"),
        (rb"cut \ude00!", "cut \ufffd!"),
        (rb"\ud83d\ud83d\ude00", "\ufffd\U0001f600"),
        (rb"\\ud83d \ud83d", "\\ud83d \ufffd"),
        (b"\xff", "\ufffd"),
        ("ü\U0001f600".encode(), "ü\U0001f600"),
    ],
)
def test_half_a_character_is_a_replacement_character(text: bytes, expected: str) -> None:
    found = answered(b'["a"]', b'[["%b"], ["x"]]' % text)
    assert found.column("a").to_pylist() == [expected, "x"]
    assert answered(b'["%b"]' % text, b"[[1]]").column_names == [expected]


def test_what_is_no_json_stays_an_error() -> None:
    with pytest.raises(ts.DecodeError, match="not JSON"):
        answered(b'["a"]', b'[["x]]')
    with pytest.raises(ts.DecodeError, match="nested too deeply"):
        answered(b'["a"]', b"[" * 100_000 + b"]" * 100_000)


async def test_an_answer_without_tables_is_an_error(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        found = {"contents": None} if request.url.path.endswith("searchdata") else []
        return httpx.Response(200, json=found)

    transport = httpx.MockTransport(answer)
    async with ts.Client("https://h.example", ts.NoAuth(), transport=transport) as client:
        with pytest.raises(pulls.PullError, match="one table of rows, got 0"):
            await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", dates=RAW)


def test_a_table_without_names_and_rows_is_empty() -> None:
    drifted = b'{"contents": [{"column_names": null, "data_rows": null}]}'
    assert len(page_of(data.SEARCH, drifted)) == 0
