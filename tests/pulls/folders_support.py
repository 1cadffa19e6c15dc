"""Pulls into a folder of partitions."""

from typing import Any

from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls

ROWS: list[Any] = [[1, "North"], [2, "South"], [3, None]]


async def pull(to: Any, partition: Any = "v", rows: Any = ROWS, **more: Any) -> pulls.PullReport:
    file = pulls.File(to, partition=partition, **more)
    async with Scripted(["k", "v"], sliced(rows)).client() as client:
        return await pulls.search(client, "[k]", "s", to=file, dates=ts.Dates.raw())
