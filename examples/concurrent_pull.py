"""Pull a search into Parquet, export liveboards to PDF and page all users, at the same time, on one client.

`python examples/concurrent_pull.py [folder]`: stop it in the middle and run it again, and it goes on where it was.
"""

import asyncio
import sys
from pathlib import Path

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls import PullReport
from where import cluster

COLUMNS = "[Order ID] [Order Date] [Order Time] [Region] [Revenue]"


async def rows(client: ts.Client, folder: Path) -> PullReport:
    """All rows, four pages at a time; the dates are read by the source's own column types in the cluster's zone."""
    return await pulls.search(
        client, COLUMNS, "Retail Sales", to=folder / "sales.parquet", key="Order ID", page_size=50_000
    )


async def boards(client: ts.Client, folder: Path) -> PullReport:
    """The first ten liveboards as PDF; one that fails is in the report and does not stop the rest."""
    found = ts.paginate(client.v2.metadata.search, metadata=[{"type": "LIVEBOARD"}])
    ids = [board.metadata_id for board in await found.collect(10) if board.metadata_id]
    return await pulls.export(client, ids, "PDF", to=folder / "liveboards", window=4)


async def main(folder: Path) -> None:
    async with cluster() as (url, auth), ts.Client(url, auth) as client:
        async with asyncio.TaskGroup() as group:
            pulled = group.create_task(rows(client, folder))
            exported = group.create_task(boards(client, folder))
            users = group.create_task(ts.paginate(client.v2.users.search, window=4).collect())
        stats = client.stats()
    print(f"{pulled.result().rows:,} rows in {pulled.result().seconds:.1f} s")
    print(f"{exported.result().files} liveboards, {len(exported.result().failures)} failed")
    print(f"{len(users.result()):,} users")
    print(f"{stats.calls} calls, {stats.retries} of them again, {stats.mints} login")


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "demo-output")
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(target))
