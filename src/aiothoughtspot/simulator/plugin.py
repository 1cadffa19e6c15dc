"""The pytest plugin: `thoughtspot_cluster`, a served cluster of its own for each test. Imports nothing heavy when loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiothoughtspot.simulator.cluster import Cluster


@pytest.fixture
def thoughtspot_cluster() -> Iterator[Cluster]:
    """A fresh cluster of 1,000 rows, 50 users and 50 objects, served on loopback at its `url`, without a rate limit."""
    from aiothoughtspot.simulator.cluster import Cluster  # noqa: PLC0415 - only for tests that ask
    from aiothoughtspot.simulator.serving import serve  # noqa: PLC0415 - same

    cluster = Cluster(rows=1_000, users=50, objects=50, rate_limit=False)
    with serve(cluster) as cluster.url:
        yield cluster
