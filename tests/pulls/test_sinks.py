"""Where rows go: files with their options, partitions, URLs, functions, and memory that other libraries read."""

import asyncio
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import polars as pl
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.dataset as pa_dataset
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster

QUERY = "[Order ID] [Order Date] [Region] [Quantity]"
SOURCE = "Retail Sales"


async def pull(client: ts.Client, to: Any, **more: Any) -> pulls.PullReport:
    settings = {"key": "Order ID", "page_size": 700, **more}
    return await pulls.search(client, QUERY, SOURCE, to=to, **settings)


async def test_row_groups_and_compression(client: ts.Client, tmp_path: Path) -> None:
    path = tmp_path / "sales"
    await pull(client, pulls.File(path, "parquet", "snappy", row_group=600))
    meta = pq.ParquetFile(path).metadata
    assert [meta.row_group(n).num_rows for n in range(meta.num_row_groups)] == [600, 600, 600, 600, 100]
    assert meta.row_group(0).column(0).compression == "SNAPPY"


async def test_the_same_rows_make_the_same_file_whatever_the_pages(client: ts.Client, tmp_path: Path) -> None:
    for size in (700, 900):
        await pull(client, tmp_path / f"{size}.parquet", page_size=size)
    assert (tmp_path / "700.parquet").read_bytes() == (tmp_path / "900.parquet").read_bytes()


@pytest.mark.parametrize("compression", ["none", "zstd", "lz4"])
async def test_arrow_files_can_be_compressed(client: ts.Client, tmp_path: Path, compression: Any) -> None:
    await pull(client, pulls.File(tmp_path / "a.arrow", compression=compression, row_group=1_000))
    with pa_ipc.open_file(str(tmp_path / "a.arrow")) as file:
        assert [file.get_batch(n).num_rows for n in range(file.num_record_batches)] == [1_000, 1_000, 500]


async def test_csv_by_its_ending_is_compressed(client: ts.Client, tmp_path: Path) -> None:
    await pull(client, tmp_path / "a.csv.gz")
    assert (tmp_path / "a.csv.gz").read_bytes()[:2] == b"\x1f\x8b"
    assert pa_csv.read_csv(tmp_path / "a.csv.gz").num_rows == 2_500


@pytest.mark.parametrize("kind", ["parquet", "csv", "arrow"])
async def test_partitions_are_folders(client: ts.Client, cluster: Cluster, tmp_path: Path, kind: Any) -> None:
    file = pulls.File(tmp_path / "sales", kind, partition="Region", row_group=100)
    for _ in range(2):
        report = await pull(client, file)
    folders = sorted(path.name for path in (tmp_path / "sales").iterdir())
    regions = ["Central", "East", "North", "South", "West", "__HIVE_DEFAULT_PARTITION__"]
    assert folders == [f"Region={region}" for region in regions]
    found = pa_dataset.dataset(
        tmp_path / "sales", format="ipc" if kind == "arrow" else kind, partitioning="hive"
    ).to_table()
    truth = cluster.dataset().sort_by("Order ID")
    found = found.sort_by("Order ID")
    assert found.column("Order ID").to_pylist() == truth.column("Order ID").to_pylist()
    assert found.column("Region").to_pylist() == truth.column("Region").to_pylist()
    assert report.bytes > 0


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (pulls.File("a.parquet", "xls"), "'xls' is no format"),  # type: ignore[arg-type]  # the point
        (pulls.File("a.csv", compression="snappy"), "csv cannot be compressed with snappy"),
        ("a.xls", "the file's ending says its format"),
    ],
)
async def test_what_cannot_be_is_refused_before_anything_is_asked(
    client: ts.Client, cluster: Cluster, file: Any, text: str
) -> None:
    with pytest.raises(pulls.PullError, match=text) as caught:
        await pull(client, file)
    assert caught.value.parameter == "to"
    assert not cluster.counts


async def test_a_partition_by_a_column_that_is_not_there(client: ts.Client, tmp_path: Path) -> None:
    with pytest.raises(pulls.PullError, match="there is no column 'Country'"):
        await pull(client, pulls.File(tmp_path / "sales", partition="Country"))


@pytest.mark.parametrize("ending", ["parquet", "csv"])
async def test_any_url_of_fsspec(client: ts.Client, ending: str) -> None:
    for _ in range(2):
        report = await pull(client, f"memory://bucket/deep/sales.{ending}")
    assert (report.paths, report.urls) == ((), (f"memory://bucket/deep/sales.{ending}",))
    files = fsspec.filesystem("memory")
    assert [name for name in files.find("/bucket/deep") if "sales" in name] == [
        f"/bucket/deep/sales.{ending}"
    ]
    with files.open(f"/bucket/deep/sales.{ending}") as file:
        found = pq.read_table(file) if ending == "parquet" else pa_csv.read_csv(file)
    assert found.column("Order ID").to_pylist() == list(range(1, 2_501))
    files.rm("/bucket", recursive=True)


async def test_a_file_url_is_a_path(client: ts.Client, tmp_path: Path) -> None:
    report = await pull(client, f"file://{tmp_path}/sales.parquet")
    assert (report.paths, report.urls) == ((tmp_path / "sales.parquet",), ())


async def test_rows_in_memory_are_read_by_others(client: ts.Client, cluster: Cluster) -> None:
    rows = pulls.Rows()
    await pull(client, rows)
    truth = cluster.dataset().sort_by("Order ID").select(["Order ID", "Order Date", "Region", "Quantity"])
    assert len(rows) == 2_500
    assert pa.table(rows).equals(truth.cast(rows.table.schema))
    polars = rows.to_polars()
    assert polars.equals(pl.DataFrame(rows))
    assert polars["Quantity"].null_count() == truth.column("Quantity").null_count > 0
    pandas = rows.to_pandas()
    assert str(pandas["Quantity"].dtype) == "int64[pyarrow]"
    counted = duckdb.sql("select count(*), sum(Quantity) from rows")
    assert counted is not None
    assert counted.fetchall() == [(2_500, sum(filter(None, truth.column("Quantity").to_pylist())))]


async def test_a_sink_gets_pages_in_order_and_holds_the_pull_back(client: ts.Client) -> None:
    pages: list[int] = []
    busy = 0

    async def sink(batch: pa.RecordBatch) -> None:
        nonlocal busy
        busy += 1
        assert busy == 1
        await asyncio.sleep(0.01)
        pages.append(batch.column(0)[0].as_py())
        busy -= 1

    report = await pull(client, sink, page_size=250, window=3)
    assert pages == list(range(1, 2_500, 250))
    assert (report.rows, report.files, report.bytes) == (2_500, 0, 0)


async def test_an_error_of_the_sink_ends_the_pull_with_a_cursor(client: ts.Client) -> None:
    def sink(batch: pa.RecordBatch) -> None:
        if batch.column(0)[0].as_py() > 1_000:
            raise pulls.PullError("the database is gone")

    with pytest.raises(pulls.PullError, match="gone") as caught:
        await pull(client, sink, page_size=500)
    assert caught.value.cursor == {"operation": "v2.data.search", "size": 500, "next": 2, "done": False}


async def test_without_rows_a_sink_and_a_file_have_the_columns(client: ts.Client, tmp_path: Path) -> None:
    rows = pulls.Rows()
    for to in (rows, tmp_path / "none.parquet"):
        report = await pulls.search(client, f"{QUERY} [Order ID] > 9999", SOURCE, to=to, key="Order ID")
        assert report.rows == 0
    assert rows.table.schema == pq.read_schema(tmp_path / "none.parquet")
    assert rows.table.schema.types == [pa.int64(), pa.date32(), pa.string(), pa.int64()]


MIXED: list[list[Any]] = [[1, 5, None], [2, 6, None], [3, 7.5, "x"], [4, None, None], [5, 1, None]]


async def test_a_column_that_changes_its_type_is_written_anew_in_a_file(tmp_path: Path) -> None:
    cluster = Scripted(["k", "n", "t"], sliced(MIXED))
    for kind in ("parquet", "csv"):
        async with cluster.client() as client:
            report = await pulls.search(
                client, "[k]", "s", to=tmp_path / f"a.{kind}", key="k", page_size=2, dates=ts.Dates.raw()
            )
        assert report.rows == 5
    found = pq.read_table(tmp_path / "a.parquet")
    assert found.to_pydict() == {
        "k": [1, 2, 3, 4, 5],
        "n": [5, 6, 7.5, None, 1],
        "t": [None, None, "x"] + [None] * 2,
    }
    assert found.schema.types == [pa.int64(), pa.float64(), pa.string()]


async def test_a_sink_cannot_take_back_what_it_got(tmp_path: Path) -> None:
    cluster = Scripted(["k", "n", "t"], sliced(MIXED))
    async with cluster.client() as client:
        with pytest.raises(pulls.PullError, match=r"page 1: .*'n' as int64; .* file or into pulls\.Rows"):
            await pulls.search(
                client, "[k]", "s", to=[].append, key="k", page_size=2, window=1, dates=ts.Dates.raw()
            )


async def test_a_page_with_other_columns_is_an_error(tmp_path: Path) -> None:
    def rows(body: dict[str, Any]) -> Any:
        cluster.names = ["k", "n"] if body["record_offset"] else ["k", "m"]
        return sliced([[1, 5], [2, 6], [3, 7]])(body)

    cluster = Scripted([], rows)
    async with cluster.client() as client:
        with pytest.raises(pulls.PullError, match="a page has other columns than the first: k, n"):
            await pulls.search(client, "[k]", "s", to=tmp_path / "a.arrow", key="k", page_size=2)


async def test_a_number_too_long_for_a_column_of_fractions_makes_it_text(tmp_path: Path) -> None:
    cluster = Scripted(["k", "n"], sliced([[1, 2**60 + 1], [2, 6], [3, 7.5]]))
    async with cluster.client() as client:
        report = await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", key="k", page_size=2)
    found = pq.read_table(tmp_path / "a.parquet").column("n").to_pylist()
    assert (found, report.mixed) == (["1152921504606846977", "6", "7.5"], ("n",))
