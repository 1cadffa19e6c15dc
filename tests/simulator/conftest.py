"""What the cluster's tests share: small clusters, a clock they move themselves, and signed-in plain HTTP clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from simulator_support import Clock, make_cluster, signed_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiothoughtspot.simulator.cluster import Cluster


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cluster(clock: Clock) -> Cluster:
    return make_cluster(clock=clock)


@pytest.fixture
async def http(cluster: Cluster) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody yet: no token, no cookie."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(cluster), base_url="http://cluster") as client:
        yield client


@pytest.fixture
async def admin(cluster: Cluster) -> AsyncIterator[httpx.AsyncClient]:
    async with signed_in(cluster, "tsadmin") as client:
        yield client


@pytest.fixture
async def ana(cluster: Cluster) -> AsyncIterator[httpx.AsyncClient]:
    async with signed_in(cluster, "ana") as client:
        yield client
