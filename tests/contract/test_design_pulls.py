"""Pulls as programs elsewhere use them: rows into files and sinks that are the truth, reports, resuming, exports, plans."""

import json
import pickle
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster

ROWS = 3_000
QUERY = "[Order ID] [Order Date] [Order Time] [Region] [Product] [Quantity] [Revenue] [Session Code]"
ARGUMENTS: dict[str, Any] = {"key": "Order ID", "page_size": 1_000}
MAGIC = {"PDF": b"%PDF", "PNG": b"\x89PNG", "XLSX": b"PK"}


@pytest.fixture(scope="module", params=[False, True], ids=["seconds", "calendar"])
def cluster(request: pytest.FixtureRequest) -> Cluster:
    zone = "America/Los_Angeles" if request.param else "UTC"
    return Cluster(
        rows=ROWS, users=5, objects=40, rate_limit=False, custom_calendar=request.param, time_zone=zone
    )


def client(cluster: Cluster) -> ts.Client:
    cluster.faults.clear()
    return ts.Client(
        "http://localhost",
        ts.TrustedAuth("ana", "secret"),
        options=ts.Options(rate=None, retry=ts.Retry(attempts=3, base=0.001)),
        transport=httpx.ASGITransport(app=cluster),
    )


def check(table: pa.Table, cluster: Cluster) -> None:
    """The table is the cluster's own data set, in order, with real dates."""
    truth = cluster.dataset().sort_by("Order ID").select(table.column_names)
    assert table.schema.field("Order Date").type == pa.date32()
    assert table.schema.field("Session Code").type == pa.int64()
    assert table.cast(truth.schema).equals(truth)


def read(path: Path) -> pa.Table:
    if path.suffix == ".parquet":
        return pq.read_table(path)
    if path.suffix == ".arrow":
        with pa.OSFile(str(path)) as file:
            return pa.ipc.open_file(file).read_all()
    return pyarrow.csv.read_csv(path)


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.csv"])
async def test_a_file_is_the_truth_and_the_report_counts_it(
    cluster: Cluster, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    told: list[pulls.Progress] = []
    async with client(cluster) as one:
        report = await pulls.search(one, QUERY, "Retail Sales", to=path, progress=told.append, **ARGUMENTS)
        calls = one.stats().calls
    if name == "a.csv":
        assert read(path).num_rows == ROWS
    else:
        check(read(path), cluster)
    assert (report.rows, report.files, report.bytes) == (ROWS, 1, path.stat().st_size)
    assert (report.calls, report.retries, report.mints) == (calls, 0, 1)
    assert report.seconds > 0
    assert json.loads(json.dumps(report.cursor)) == report.cursor
    assert told[-1].rows == ROWS
    assert pickle.loads(pickle.dumps(report)) == report
    assert [file.name for file in tmp_path.iterdir()] == [name]


async def test_an_address_and_a_sink_get_the_same(cluster: Cluster, tmp_path: Path) -> None:
    batches: list[pa.RecordBatch] = []

    async def later(batch: pa.RecordBatch) -> None:
        batches.append(batch)

    async with client(cluster) as one:
        await pulls.search(one, QUERY, "Retail Sales", to=f"file://{tmp_path}/a.parquet", **ARGUMENTS)
        await pulls.search(one, QUERY, "Retail Sales", to=batches.append, **ARGUMENTS)
        check(pa.Table.from_batches(batches), cluster)
        batches.clear()
        await pulls.search(one, QUERY, "Retail Sales", to=later, **ARGUMENTS)
    check(pa.Table.from_batches(batches), cluster)
    check(read(tmp_path / "a.parquet"), cluster)


async def test_faults_in_the_middle_change_nothing(cluster: Cluster, tmp_path: Path) -> None:
    async with client(cluster) as one:
        cluster.faults.add("unavailable", path="/searchdata", after=1)
        cluster.faults.add("expired", path="/searchdata", after=2)
        report = await pulls.search(
            one, QUERY, "Retail Sales", to=tmp_path / "a.parquet", window=1, **ARGUMENTS
        )
    check(read(tmp_path / "a.parquet"), cluster)
    assert (report.retries, report.mints) == (1, 2)


@pytest.mark.parametrize("resume", [True, False])
async def test_what_broke_off_goes_on(cluster: Cluster, tmp_path: Path, resume: bool) -> None:
    path = tmp_path / "a.parquet"
    async with client(cluster) as one:
        cluster.faults.add(path="/searchdata", after=2, times=None, status=500)
        with pytest.raises(ts.ServerError) as caught:
            await pulls.search(one, QUERY, "Retail Sales", to=path, window=1, **ARGUMENTS)
        assert caught.value.cursor is not None
        assert not path.exists()
        cluster.faults.clear()
        before = cluster.counts["POST /api/rest/2.0/searchdata"]
        report = await pulls.search(one, QUERY, "Retail Sales", to=path, window=1, resume=resume, **ARGUMENTS)
    assert report.rows == ROWS
    check(read(path), cluster)
    assert (cluster.counts["POST /api/rest/2.0/searchdata"] - before < ROWS / 1_000) is resume


@pytest.mark.parametrize("key", [None, "Region"])
async def test_pages_that_could_overlap_are_refused(
    cluster: Cluster, tmp_path: Path, key: str | None
) -> None:
    async with client(cluster) as one:
        with pytest.raises(pulls.PullError):
            await pulls.search(
                one, QUERY, "Retail Sales", to=tmp_path / "a.parquet", page_size=1_000, key=key
            )
    assert not (tmp_path / "a.parquet").exists()


async def test_saved_objects_come_as_tables(cluster: Cluster, tmp_path: Path) -> None:
    async with client(cluster) as one:
        saved = [item async for item in ts.paginate(one.v2.metadata.search)]
        ids = {item.metadata_type: str(item.metadata_id) for item in reversed(saved)}
        answer = await pulls.answer(one, ids["ANSWER"], to=tmp_path / "answer.parquet")
        board = await pulls.liveboard(one, ids["LIVEBOARD"], to=tmp_path / "board")
    assert read(tmp_path / "answer.parquet").num_rows == answer.rows > 0
    assert board.files == len(board.paths) == len(list((tmp_path / "board").iterdir()))
    assert sum(read(path).num_rows for path in board.paths) == board.rows


@pytest.mark.parametrize("kind", ["PDF", "PNG", "XLSX", "CSV", "TML"])
async def test_exports_are_whole_files_and_are_not_fetched_again(
    cluster: Cluster, tmp_path: Path, kind: Any
) -> None:
    async with client(cluster) as one:
        boards = await ts.paginate(one.v2.metadata.search, metadata=[{"type": "LIVEBOARD"}]).collect(2)
        ids = [str(board.metadata_id) for board in boards]
        first = await pulls.export(one, ids, kind, to=tmp_path)
        again = await pulls.export(one, ids, kind, to=tmp_path)
    assert (first.files, first.failures, again.calls) == (2, (), 0)
    assert first.paths == again.paths
    for path in first.paths:
        content = path.read_bytes()
        assert content.startswith(MAGIC.get(kind, b""))
        assert path.stat().st_mode & 0o077 == 0
        assert path.stem in ids
    assert first.bytes == sum(path.stat().st_size for path in first.paths)


async def test_one_bad_object_does_not_spoil_the_rest(cluster: Cluster, tmp_path: Path) -> None:
    async with client(cluster) as one:
        (board,) = await ts.paginate(one.v2.metadata.search, metadata=[{"type": "LIVEBOARD"}]).collect(1)
        report = await pulls.export(
            one, ["../evil", str(board.metadata_id), "nobody"], "PDF", to=tmp_path / "in"
        )
    assert report.files == 1
    assert {failure.id for failure in report.failures} == {"../evil", "nobody"}
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


async def test_what_there_is_not_is_refused_before_any_call(cluster: Cluster, tmp_path: Path) -> None:
    document: Any = "DOC"
    async with client(cluster) as one:
        with pytest.raises(ts.RequestError):
            await pulls.export(one, ["a"], document, to=tmp_path / "a")
        with pytest.raises(ts.RequestError):
            await pulls.liveboard(one, "a", to=tmp_path / "a", visualizations=[])
        assert one.stats().attempts == 0
    assert list(tmp_path.iterdir()) == []


async def test_a_plan_pickles_and_gives_the_same_file(cluster: Cluster, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    async with client(cluster) as one:
        plan = await pulls.plan_search(one, QUERY, "Retail Sales", to=path, **ARGUMENTS)
        copied = pickle.loads(pickle.dumps(plan))
        assert list(copied) == list(plan)
        assert len(plan) == ROWS / 1_000
        report = await pulls.run(copied, one)
    assert report.rows == ROWS
    check(read(path), cluster)
    assert "secret" not in repr(plan)
