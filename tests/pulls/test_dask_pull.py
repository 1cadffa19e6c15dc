"""Plans on Dask distributed: the same file as in one process, the server's limit kept, a worker killed on the way."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import distributed as _distributed
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from redis.asyncio import Redis
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.backends import redis
from aiothoughtspot.options import Stats
from aiothoughtspot.pulls._parts import Parts
from aiothoughtspot.pulls.dask import _assembled, leave, share, work_on
from aiothoughtspot.simulator import Cluster, serve

# It has types for some of its parts only.
distributed: Any = _distributed
SOURCE = "Retail Sales"
QUERY = "[Order ID] [Order Date] [Order Time] [Region] [Revenue]"
RATE = ts.Rate(10, 1)
CREDENTIAL = pulls.Credential("trusted", "env:PULL_SECRET", "tsadmin")


@pytest.fixture(scope="module")
def two() -> Iterator[Any]:
    """Two workers, each a process."""
    os.environ["PULL_SECRET"] = "secret"
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=":0") as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client
    del os.environ["PULL_SECRET"]


async def planned(client: ts.Client, to: Path, **more: Any) -> pulls.Plan:
    settings = {"key": "Order ID", "page_size": 200, "credential": CREDENTIAL, **more}
    return await pulls.plan_search(client, QUERY, SOURCE, to=to, **settings)


async def test_two_workers_make_the_same_file_and_keep_the_limit(two: Any, tmp_path: Path) -> None:
    cluster = Cluster(rows=2_500, custom_calendar=True, users=10, objects=50, rate_limit=True)
    seen: list[pulls.Progress] = []
    with serve(cluster) as url:
        async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
            plan = await planned(client, tmp_path / "dask.parquet")
            there = await pulls.dask.run(plan, two, progress=seen.append)
            here = await pulls.run(await planned(client, tmp_path / "here.parquet"), client)
    assert (tmp_path / "dask.parquet").read_bytes() == (tmp_path / "here.parquet").read_bytes()
    assert (there.rows, there.bytes, there.paths) == (2_500, here.bytes, (tmp_path / "dask.parquet",))
    # Each worker logs in once.
    assert 1 <= there.mints <= 2
    assert there.calls >= len(plan)
    assert cluster.answers[429] == 0
    assert (seen[-1].done, seen[-1].total) == (13, 13)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["dask.parquet", "here.parquet"]


async def test_a_worker_is_killed_and_the_others_do_its_work(two: Any, tmp_path: Path) -> None:
    cluster = Cluster(rows=2_500, users=10, objects=50)
    cluster.faults.add(path="*/searchdata", latency=0.05, after=10, times=None)
    victims: list[int] = []

    def kill(now: pulls.Progress) -> None:
        if now.done == 3:
            victims.append(min(two.run(os.getpid).values()))
            os.kill(victims[0], signal.SIGKILL)

    loop = asyncio.get_running_loop()
    with serve(cluster) as url:
        async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
            plan = await planned(client, tmp_path / "dask.parquet", page_size=125)
            report = await pulls.dask.run(
                plan, two, progress=lambda now: loop.run_in_executor(None, kill, now)
            )
    assert len(victims) == 1
    found = pq.read_table(tmp_path / "dask.parquet")
    assert found.column("Order ID").to_pylist() == list(range(1, 2_501))
    assert report.rows == 2_500


def limited(address: str) -> ts.Options:
    shared = redis.Shared(Redis.from_url(address), secret="0" * 32, workers=2)
    return ts.Options(rate=RATE, limiter=shared.limiter)


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    if shutil.which("redis-server") is None:
        pytest.skip("there is no redis-server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        yield f"redis://127.0.0.1:{port}"
        server.terminate()


async def test_workers_keep_one_rate_through_redis(two: Any, tmp_path: Path, redis_url: str) -> None:
    cluster = Cluster(rows=2_500, users=10, objects=50, rate_limit=False)
    with serve(cluster) as url:
        async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
            plan = await planned(client, tmp_path / "dask.parquet", page_size=250)
            report = await pulls.dask.run(plan, two, options=partial(limited, redis_url))
    assert report.rows == 2_500
    # Two workers that did not share would need half of it.
    assert report.seconds >= (report.calls - 1) / RATE.per_second


async def test_threads_in_this_process_and_an_asynchronous_client(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULL_SECRET", "secret")
    cluster = Cluster(rows=500, users=10, objects=50, rate_limit=False)
    with serve(cluster) as url:
        async with (
            ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client,
            distributed.LocalCluster(
                processes=False, n_workers=1, dashboard_address=":0", asynchronous=True
            ) as local,
            distributed.Client(local, asynchronous=True) as one,
        ):
            plan = await planned(client, tmp_path / "a.arrow", page_size=100)
            report = await pulls.dask.run(plan, one, options=ts.Options(rate=None))
            assert (report.rows, report.mints) == (500, 1)
            # What is there already is not done again.
            cluster.faults.add(path="*/searchdata", status=500, after=3, times=1)
            with pytest.raises(ts.ServerError):
                await pulls.dask.run(plan, one)
            before = cluster.counts["POST /api/rest/2.0/searchdata"]
            assert (await pulls.dask.run(plan, one)).rows == 500
            assert cluster.counts["POST /api/rest/2.0/searchdata"] - before < 6


async def test_a_page_that_is_short_in_the_middle_is_an_error(tmp_path: Path) -> None:
    cluster = Scripted(["k"], sliced([[n] for n in range(35)]))
    async with cluster.client() as client:
        plan = await pulls.plan_search(client, "[k]", "s", to=tmp_path / "a.arrow", key="k", page_size=10)
        parts = Parts(plan.work.file)
        parts.open(plan.work.url, ("none",), plan.work.task, resume=True)
        for number, rows in enumerate((10, 9, 10, 5)):
            parts.put(number, pa.table({"k": range(10 * number, 10 * number + rows)}))
        with pytest.raises(pulls.PullError, match="page 1 is short: the data changed"):
            await _assembled(parts, plan.work)


async def test_a_plan_without_a_credential_stays_here(client: ts.Client, tmp_path: Path) -> None:
    plan = await planned(client, tmp_path / "a.parquet", credential=None)
    with pytest.raises(ts.RequestError, match="names no credential"):
        await pulls.dask.run(plan, object())


def test_a_share_is_a_part_of_the_whole_and_never_nothing() -> None:
    assert share(4) == ts.Rate(ts.Rate().per_second / 4, 2)
    assert share(100).burst == 1
    assert share(0) == ts.Rate()


async def test_what_cannot_be_put_together_leaves_the_pages(tmp_path: Path) -> None:
    cluster = Scripted(["k"], sliced([[n] for n in range(35)]))
    async with cluster.client() as client:
        plan = await pulls.plan_search(client, "[k]", "s", to=tmp_path / "a.arrow", key="k", page_size=10)
    parts = Parts(plan.work.file)
    parts.open(plan.work.url, ("none",), plan.work.task, resume=True)
    for number in (0, 0, 5):
        parts.put(len(parts.counts()), pa.table({"k": range(number, number + 10)}))
    with pytest.raises(pulls.PullError, match=r"begins before page 0 ends|the same 'k'"):
        await _assembled(parts, plan.work)
    assert not (tmp_path / "a.arrow").exists()
    assert await leave("no such run") == Stats()


async def test_the_last_unit_goes_on_until_a_page_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULL_SECRET", "secret")
    cluster = Cluster(rows=400, users=10, objects=50, rate_limit=False)
    with serve(cluster) as url:
        async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
            plan = await planned(client, tmp_path / "a.arrow", page_size=100)
        parts = Parts(plan.work.file)
        parts.open(plan.work.url, ("me",), plan.work.task, resume=True)
        # As if the plan had been made when there were fewer rows.
        await work_on(attrs.evolve(plan, pages=2)[-1], ts.Options(rate=None), "here")
        assert (await leave("here")).calls == 4
    parts.refresh()
    assert [parts.rows(number) for number in range(5)] == [None, 100, 100, 100, None]
    parts.close()
