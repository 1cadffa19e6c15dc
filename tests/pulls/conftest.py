"""A small embedded cluster on a real loopback socket, and a client of it."""

from collections.abc import AsyncIterator, Iterator

import pytest

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster, serve

ROWS = 2_500


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(
        rows=ROWS,
        custom_calendar=True,
        time_zone="America/Los_Angeles",
        rate_limit=False,
        users=50,
        objects=300,
    )


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    with serve(cluster) as address:
        yield address


@pytest.fixture
async def client(url: str) -> AsyncIterator[ts.Client]:
    options = ts.Options(retry=ts.Retry(base=0.01, cap=0.05))
    async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret"), options=options) as made:
        yield made
