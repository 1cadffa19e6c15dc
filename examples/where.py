"""Where the examples run: the cluster that TS_HOST names, or an embedded one that is started for them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from aiothoughtspot.auth import Auth
from aiothoughtspot.demo import Plan, opened


@asynccontextmanager
async def cluster(rows: int = 200_000) -> AsyncGenerator[tuple[str, Auth], None]:
    """Give a cluster's URL and a way to log in.

    TS_HOST with TS_USERNAME and TS_SECRET_KEY (or TS_PASSWORD, or only TS_TOKEN) names a real cluster;
    `rows` is the size of the embedded one's data source.
    """
    async with opened(Plan(Path(), rows=rows // 2)) as target:
        yield target.url, target.auth
