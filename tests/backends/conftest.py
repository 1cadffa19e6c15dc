"""One small cluster on loopback for the backends, with its counters at zero for each test."""

from collections.abc import Iterator

import pytest
import redis as sync_redis
from redis_support import BINARY, RedisServer

from aiothoughtspot.simulator import Cluster, serve


@pytest.fixture(scope="session")
def shared_cluster() -> Iterator[Cluster]:
    made = Cluster(rows=1_000, users=60, objects=50, rate_limit=False)
    with serve(made) as made.url:
        yield made


@pytest.fixture
def cluster(shared_cluster: Cluster) -> Cluster:
    shared_cluster.faults.clear()
    shared_cluster.counts.clear()
    shared_cluster.mints = 0
    return shared_cluster


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    if BINARY is None:
        pytest.skip("there is no redis-server here")
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.kill()


@pytest.fixture
def redis_port(redis_server: RedisServer) -> int:
    """The port of a Redis that runs and is empty."""
    if redis_server.process.poll() is not None:
        redis_server.start()
    with sync_redis.Redis(port=redis_server.port) as asked:
        asked.flushall()
    port: int = redis_server.port
    return port
