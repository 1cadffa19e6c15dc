"""Rows of a liveboard: a file for each visualization, all of them or some, each with its own key."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster

SALES = "[Order ID] [Order Date] [Revenue]"


def a_board(cluster: Cluster, **queries: str) -> str:
    board: dict[str, Any] = next(one for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD")
    board["visualizations"] = [
        {"id": f"viz-{number}", "name": name, "query": query}
        for number, (name, query) in enumerate(queries.items())
    ]
    return str(board["id"])


async def test_each_visualization_becomes_a_file(client: ts.Client, cluster: Cluster, tmp_path: Path) -> None:
    board = a_board(cluster, **{"All sales": SALES, "By region": "[Region] [Revenue]", "a/b: c": "[Product]"})
    seen: list[pulls.Progress] = []
    report = await pulls.liveboard(
        client, board, to=tmp_path / "board", key="Order ID", page_size=300, progress=seen.append
    )
    folder = tmp_path / "board"
    assert sorted(path.name for path in folder.iterdir()) == [
        "All sales.parquet",
        "By region.parquet",
        "a_b_ c.parquet",
    ]
    assert (report.files, len(report.paths)) == (3, 3)
    assert report.bytes == sum(path.stat().st_size for path in report.paths)
    assert seen[-1].rows == report.rows
    sales = pq.read_table(folder / "All sales.parquet")
    assert sales.column("Order ID").to_pylist() == list(range(1, cluster.rows + 1))
    assert sales.schema.types == [pa.int64(), pa.date32(), pa.float64()]


async def test_some_visualizations_in_another_format(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    board = a_board(cluster, sales=SALES, regions="[Region] [Revenue]")
    report = await pulls.liveboard(
        client, board, visualizations=["regions"], to=pulls.File(tmp_path / "board", "csv")
    )
    assert [path.name for path in report.paths] == ["regions.csv"]
    assert pa_csv.read_csv(report.paths[0]).column_names == ["Region", "Total Revenue"]


async def test_an_empty_choice_is_refused_before_any_call(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    board = a_board(cluster, sales=SALES)
    with pytest.raises(ts.RequestError, match="visualizations is empty") as caught:
        await pulls.liveboard(client, board, visualizations=[], to=tmp_path / "board")
    assert (caught.value.parameter, len(cluster.requests)) == ("visualizations", 0)
    assert not (tmp_path / "board").exists()


async def test_each_has_its_own_key_and_equal_names_are_told_apart(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    board = a_board(cluster, sales=SALES, Sales="[Order ID] [Region]")
    report = await pulls.liveboard(
        client, board, to=tmp_path, key={"viz-0": "Order ID", "Sales": ["Order ID"]}, page_size=1_000
    )
    assert [path.name for path in report.paths] == ["sales (1 viz-0).parquet", "Sales (2 viz-1).parquet"]
    assert report.rows == 2 * cluster.rows


async def test_a_sink_gets_one_after_another_and_knows_whose_rows_they_are(
    client: ts.Client, cluster: Cluster
) -> None:
    board = a_board(cluster, sales=SALES, regions="[Region]")
    seen: list[tuple[bytes, bytes]] = []

    def sink(batch: pa.RecordBatch) -> None:
        seen.append((batch.schema.metadata[b"visualization"], batch.schema.metadata[b"visualization_id"]))

    report = await pulls.liveboard(client, board, to=sink, key="Order ID", page_size=1_000)
    assert seen == [(b"sales", b"viz-0")] * 3 + [(b"regions", b"viz-1")]
    assert (report.files, report.paths) == (0, ())


async def test_one_that_cannot_be_paged_stops_the_others(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    board = a_board(cluster, sales=SALES, regions="[Region]")
    with pytest.raises(pulls.PullError, match="pages of an unsorted search overlap"):
        await pulls.liveboard(client, board, to=tmp_path, page_size=1_000)
    assert client.stats().in_flight == 0
    assert not (tmp_path / "sales.parquet").exists()
