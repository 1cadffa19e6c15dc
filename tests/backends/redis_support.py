"""A Redis of one's own on a loopback port, and workers before it."""

import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import attrs
import redis as sync_redis
from redis.asyncio import Redis

import aiothoughtspot as ts
from aiothoughtspot.auth import Auth, Lease
from aiothoughtspot.backends.redis import Shared

BINARY = shutil.which("redis-server")
SECRET = "a secret of the app, long enough"


class RedisServer:
    """A real server that can be killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        assert BINARY is not None
        quiet = ["--save", "", "--appendonly", "no", "--loglevel", "warning"]
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder)]
        self.process = subprocess.Popen([BINARY, *where, *quiet], stdout=subprocess.DEVNULL)
        until = time.monotonic() + 10
        with sync_redis.Redis(port=self.port) as asked:
            while True:
                try:
                    asked.ping()
                    break
                except sync_redis.ConnectionError:
                    assert time.monotonic() < until
                    time.sleep(0.01)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def keys(self) -> list[str]:
        with sync_redis.Redis(port=self.port, decode_responses=True) as asked:
            return sorted(asked.keys())

    def dump(self) -> str:
        """All keys and values as text."""
        with sync_redis.Redis(port=self.port, decode_responses=True) as asked:
            return "\n".join(f"{key} {asked.get(key)}" for key in self.keys())


@attrs.frozen
class Worker:
    """One worker process's objects: nothing is shared with another but what is in Redis."""

    redis: "Redis"
    shared: Shared
    client: ts.Client


@asynccontextmanager
async def workers(
    url: str, port: int, number: int, auth: Auth, rate: ts.Rate | None = None
) -> AsyncIterator[list[Worker]]:
    """So many workers before one cluster and one Redis."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(number):
            client_of_redis = Redis(port=port)
            stack.push_async_callback(client_of_redis.aclose)
            shared = Shared(client_of_redis, secret=SECRET, workers=number)
            options = ts.Options(
                rate=rate, tokens=shared.tokens, limiter=shared.limiter, retry=ts.NO_RETRY, deadline=10
            )
            client = await stack.enter_async_context(ts.Client(url, auth, options=options))
            made.append(Worker(client_of_redis, shared, client))
        yield made


def minted(value: str, usable: float = 300.0) -> Callable[[], Awaitable[Lease]]:
    """A login that gives this token, and how often does not matter."""

    async def mint() -> Lease:
        return Lease("authorization", value, usable * 0.8, usable)

    return mint
