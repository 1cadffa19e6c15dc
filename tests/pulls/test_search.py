"""Rows into files: every row once, true types, resumable, and nothing paged that cannot be paged safely."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq
import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster, serve

QUERY = "[Order ID] [Order Date] [Order Time] [Region] [Product] [Quantity] [Revenue] [Session Code]"
SOURCE = "Retail Sales"


def ordered(found: pa.Table) -> pa.Table:
    return found.sort_by("Order ID").combine_chunks()


def assert_same(found: pa.Table, truth: pa.Table) -> None:
    assert found.num_rows == truth.num_rows
    for name in truth.column_names:
        # One zone for both: Python compares the clock faces of one zone, and a fold has two of each.
        column = found.column(name).cast(truth.schema.field(name).type)
        assert column.to_pylist() == truth.column(name).to_pylist(), name


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles"])
@pytest.mark.parametrize("calendar", [False, True])
async def test_every_row_arrives_once_with_the_dates_of_the_data_set(
    tmp_path: Path, zone: str, calendar: bool
) -> None:
    cluster = Cluster(rows=2_345, custom_calendar=calendar, time_zone=zone, rate_limit=False)
    with serve(cluster) as url:
        async with ts.Client(url, ts.TrustedAuth("ana", "secret")) as client:
            report = await pulls.search(
                client, QUERY, SOURCE, to=tmp_path / "sales.parquet", key="Order ID", page_size=1_000
            )
    found = pq.read_table(tmp_path / "sales.parquet")
    assert found.schema.field("Order Date").type == pa.date32()
    assert found.schema.field("Order Time").type == pa.timestamp("us", zone)
    assert found.schema.field("Session Code").type == pa.int64()
    assert_same(found, ordered(cluster.dataset()))
    assert (report.rows, report.files, report.paths) == (2_345, 1, (tmp_path / "sales.parquet",))
    assert report.bytes == (tmp_path / "sales.parquet").stat().st_size
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sales.parquet"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("sales.csv", pa_csv.read_csv),
        ("sales.arrow", lambda path: pa_ipc.open_file(path).read_all()),
    ],
)
async def test_the_ending_says_the_format(
    client: ts.Client, cluster: Cluster, tmp_path: Path, name: str, read: Any
) -> None:
    await pulls.search(client, "[Order ID] [Region]", SOURCE, to=str(tmp_path / name), key="Order ID")
    found = read(str(tmp_path / name))
    assert found.column("Order ID").to_pylist() == ordered(cluster.dataset()).column("Order ID").to_pylist()


async def test_an_unknown_ending_is_refused_before_anything_is_fetched(
    client: ts.Client, tmp_path: Path
) -> None:
    with pytest.raises(pulls.PullError, match=r"sales\.xls: the file's ending says its format"):
        await pulls.search(client, QUERY, SOURCE, to=tmp_path / "sales.xls", key="Order ID")


async def test_pages_of_an_unsorted_search_are_refused(client: ts.Client, tmp_path: Path) -> None:
    with pytest.raises(pulls.PullError, match="unsorted search overlap: give key=") as caught:
        await pulls.search(client, QUERY, SOURCE, to=tmp_path / "sales.parquet", page_size=1_000)
    assert caught.value.operation == "v2.data.search"


async def test_one_page_needs_no_sort_and_a_query_may_sort_itself(client: ts.Client, tmp_path: Path) -> None:
    small = await pulls.search(client, "[Region] [Revenue]", SOURCE, to=tmp_path / "small.parquet")
    assert small.calls > 0
    sorted_query = f"{QUERY} sort by [Order ID]"
    report = await pulls.search(client, sorted_query, SOURCE, to=tmp_path / "sales.parquet", page_size=1_000)
    assert report.rows == 2_500


async def test_a_run_that_broke_off_goes_on_where_it_stopped(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    target = tmp_path / "sales.parquet"
    stop = client.with_options(retry=ts.NO_RETRY)
    cluster.faults.add(path="*/searchdata", status=503, after=2, times=1)
    with pytest.raises(ts.ServerError):
        await pulls.search(stop, QUERY, SOURCE, to=target, key="Order ID", page_size=600, window=1)
    assert not target.exists()
    before = cluster.counts["POST /api/rest/2.0/searchdata"]
    report = await pulls.search(client, QUERY, SOURCE, to=target, key="Order ID", page_size=600, window=2)
    asked = [
        json.loads(one.body)["record_offset"] for one in cluster.requests if one.path.endswith("/searchdata")
    ]
    # What is there is not fetched again, and each missing page once; those beyond the end may be asked for before the
    # last page has said that it is the last.
    again = sorted(asked[before:])
    assert again[:3] == [1_200, 1_800, 2_400]
    assert all(offset > 2_400 for offset in again[3:])
    assert report.rows == 2_500
    assert_same(pq.read_table(target), ordered(cluster.dataset()))


async def test_what_belongs_to_another_query_is_not_resumed(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    target = tmp_path / "sales.parquet"
    cluster.faults.add(path="*/searchdata", status=503, after=2, times=1)
    stop = client.with_options(retry=ts.NO_RETRY)
    with pytest.raises(ts.ServerError):
        await pulls.search(stop, QUERY, SOURCE, to=target, key="Order ID", page_size=500, window=1)
    (tmp_path / ".sales.parquet.parts" / "plan.json").write_text("broken", "utf-8")
    report = await pulls.search(
        client, "[Order ID] [Region]", SOURCE, to=target, key="Order ID", page_size=500
    )
    assert report.rows == 2_500
    assert pq.read_table(target).column_names == ["Order ID", "Region"]


async def test_progress_grows_to_the_end(client: ts.Client, tmp_path: Path) -> None:
    seen: list[pulls.Progress] = []
    await pulls.search(
        client,
        QUERY,
        SOURCE,
        to=tmp_path / "sales.parquet",
        key="Order ID",
        page_size=500,
        progress=seen.append,
    )
    assert [now.rows for now in seen] == sorted(now.rows for now in seen)
    assert (seen[-1].rows, seen[-1].files) == (2_500, 1)


async def test_the_survival_of_an_expired_token_and_a_burst_of_503(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    def strike(now: pulls.Progress) -> None:
        if now.done == 1:
            cluster.revoke_tokens()
            cluster.faults.add(path="*/searchdata", status=503, times=3)

    report = await pulls.search(
        client, QUERY, SOURCE, to=tmp_path / "sales.parquet", key="Order ID", page_size=500, progress=strike
    )
    # The first login, and the one after the expiry.
    assert (report.rows, report.mints) == (2_500, 2)
    assert report.retries >= 3


# Clusters that would shorten or mix up a pull


async def test_a_row_cap_below_the_page_is_found_out(client: ts.Client, tmp_path: Path) -> None:
    class Capped:
        """A client whose cluster gives 100 rows at once."""

        known = client.known
        base_url = client.base_url
        auth = client.auth
        stats = client.stats

        def with_options(self, **_: Any) -> "Capped":
            return self

        async def call(self, operation: Any, *, body: Any = None, **more: Any) -> Any:
            small = (
                {**body, "record_size": min(100, body["record_size"])}
                if body and "query_string" in body
                else body
            )
            return await client.call(operation, body=small, **more)

    capped: Any = Capped()
    with pytest.raises(pulls.PullError, match="at most 100 rows at once: set page_size=100"):
        await pulls.search(
            capped, QUERY, SOURCE, to=tmp_path / "sales.parquet", key="Order ID", page_size=700
        )


async def test_pages_out_of_order_are_an_error(client: ts.Client, tmp_path: Path) -> None:
    with pytest.raises(pulls.PullError, match=r"page \d begins before page \d ends"):
        await pulls.search(
            client,
            f"{QUERY} sort by [Revenue]",
            SOURCE,
            to=tmp_path / "sales.parquet",
            key="Order ID",
            page_size=1_000,
        )


async def test_a_page_that_fails_stops_those_on_their_way(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    cluster.faults.add(path="*/searchdata", status=500, after=1, times=1)
    cluster.faults.add(path="*/searchdata", latency=0.5, after=2)
    before = asyncio.all_tasks()
    with pytest.raises(ts.ServerError):
        await pulls.search(
            client, QUERY, SOURCE, to=tmp_path / "sales.parquet", key="Order ID", page_size=300, window=4
        )
    assert asyncio.all_tasks() == before
    assert client.stats().in_flight == 0


@pytest.mark.parametrize("second", [("other", 2, "tsadmin"), ("one", 1, "ana")], ids=["cluster", "user"])
async def test_what_another_cluster_or_user_gave_is_not_taken_for_ours(
    tmp_path: Path, second: tuple[str, int, str]
) -> None:
    target = tmp_path / "sales.parquet"

    async def pull(name: str, seed: int, who: str, *, broken: bool) -> Cluster:
        cluster = Cluster(rows=900, seed=seed, users=5, objects=20, rate_limit=False)
        if broken:
            cluster.faults.add("error", path="/searchdata", after=2)
        options = ts.Options(insecure_http=True, rate=None)
        transport = httpx.ASGITransport(cluster)
        auth = ts.TrustedAuth(who, "secret")
        async with ts.Client(f"http://{name}.example", auth, options=options, transport=transport) as client:
            await pulls.search(client, QUERY, SOURCE, to=target, key="Order ID", page_size=300, window=1)
        return cluster

    with pytest.raises(ts.ServerError):
        await pull("one", 1, "tsadmin", broken=True)
    cluster = await pull(*second, broken=False)
    assert cluster.counts["POST /api/rest/2.0/searchdata"] >= 3
    assert_same(ordered(pq.read_table(target)), ordered(cluster.dataset()))
