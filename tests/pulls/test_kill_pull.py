"""Killed in the middle, as the kernel kills: the next run goes on, fetches nothing twice, and makes the same file."""

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster, serve

ROWS, SIZE, WINDOW = 3_000, 100, 2
QUERY = "[Order ID] [Order Date] [Order Time] [Region] [Revenue]"
PULL = f"""
import asyncio, sys
import aiothoughtspot as ts
from aiothoughtspot import pulls

async def main(url, target):
    async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
        await pulls.search(client, {QUERY!r}, "Retail Sales", to=target, key="Order ID", page_size={SIZE}, window={WINDOW})

asyncio.run(main(*sys.argv[1:]))
"""


def offsets(cluster: Cluster) -> Counter[int]:
    bodies = [json.loads(one.body) for one in cluster.requests if one.path.endswith("/searchdata")]
    return Counter(body["record_offset"] for body in bodies)


def pull_and_kill(url: str, target: Path, point: int) -> None:
    """Run the pull in a process of its own until so many pages are there."""
    with subprocess.Popen([sys.executable, "-c", PULL, url, str(target)]) as process:
        while len(list(target.parent.glob(".sales.parquet.parts/*.arrow"))) < point:
            time.sleep(0.002)
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)


async def test_scenario_37_a_pull_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    cluster = Cluster(rows=ROWS, custom_calendar=True, users=10, objects=50, rate_limit=False)
    cluster.faults.add(path="*/searchdata", latency=0.02, times=None)
    target = tmp_path / "sales.parquet"
    with serve(cluster) as url:
        for point in (2, 6, 11, 15, 20):
            await asyncio.to_thread(pull_and_kill, url, target, point)
            assert not target.exists()
        async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
            settings = {"key": "Order ID", "page_size": SIZE, "window": WINDOW}
            await pulls.search(client, QUERY, "Retail Sales", to=target, **settings)  # type: ignore[arg-type]  # by name
            asked = offsets(cluster)
            await pulls.search(client, QUERY, "Retail Sales", to=tmp_path / "whole.parquet", key="Order ID")
    assert target.read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert pq.read_metadata(target).num_rows == ROWS
    # Only what was on its way when the process was killed was asked for again.
    pages = {offset: times for offset, times in asked.items() if offset < ROWS}
    assert set(pages) == set(range(0, ROWS, SIZE))
    assert sum(times - 1 for times in pages.values()) <= 5 * (WINDOW + 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sales.parquet", "whole.parquet"]
