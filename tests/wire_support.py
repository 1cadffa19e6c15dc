"""What the wire tests share: operations by hand, how to make a client of each edge, and how to count what is left over."""

import asyncio
import importlib
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

from servers import Server

from aiothoughtspot import Client, Operation
from aiothoughtspot.auth import Auth

# The library's own edges, and transports as a user would give them.
OWN = ("httpx", "httpx2", "aiohttp")
GIVEN = ("given-httpx", "given-httpx2")
EDGES = (*OWN, *GIVEN)

GET: Operation[Any] = Operation("test.get", "GET", "/get", Any, repeatable="read")
READ: Operation[Any] = Operation("test.read", "POST", "/read", Any, repeatable="read", body=())
WRITE: Operation[Any] = Operation("test.write", "POST", "/write", Any, body=())
REMOVE: Operation[Any] = Operation("test.remove", "DELETE", "/remove", Any)
FILE: Operation[Any] = Operation("test.file", "GET", "/file", bytes, repeatable="read", stream="bytes")
EVENTS: Operation[Any] = Operation("test.events", "POST", "/events", Any, stream="events", body=())


class Connect(Protocol):
    """Makes a client of a server over the edge of the test."""

    def __call__(self, server: Server | str, auth: Auth | None = None, **options: Any) -> Client: ...


def transport_of(library: str) -> Any:
    """A transport as a user makes it, with room for many connections."""
    module = importlib.import_module(library)
    return module.AsyncHTTPTransport(
        limits=module.Limits(max_connections=None, max_keepalive_connections=100)
    )


def sockets() -> int:
    """How many sockets this process has open: both ends, when the server is here too."""
    count = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            count += os.readlink(entry).startswith("socket:")  # noqa: PTH115 - the link names no file
        except FileNotFoundError:
            continue
    return count


async def settled(what: Callable[[], Any], wanted: Any, seconds: float = 3.0) -> Any:
    """Wait until `what()` is `wanted`, and return what it is in the end."""
    until = time.monotonic() + seconds
    while what() != wanted and time.monotonic() < until:  # noqa: ASYNC110 - what is asked has no event
        await asyncio.sleep(0.005)
    return what()


async def left_after(seconds: float, call: Callable[[], Awaitable[Any]]) -> float:
    """Give a call up after so many seconds, and return how long that really took; the best of three."""
    took = []
    for _ in range(3):
        before = time.perf_counter()
        try:
            async with asyncio.timeout(seconds):
                await call()
        except TimeoutError:
            took.append(time.perf_counter() - before)
        else:
            raise AssertionError("the call was meant to be given up")
        if took[-1] < seconds + 0.05:
            break
    return min(took)


def attempts_of(error: Any) -> list[str]:
    return [attempt.outcome for attempt in error.attempts]
