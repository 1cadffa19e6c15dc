"""Fixtures for tests on real sockets: each edge, a hostile server, and clients that are closed after the test."""

import asyncio
import importlib.util
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import canary
import pytest
from servers import Server, serving
from time_travel import TravellingLoop
from wire_support import EDGES, Connect, transport_of

from aiothoughtspot import BearerAuth, Client, Options
from aiothoughtspot.auth import Auth


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run a test on asyncio's own loop, or on each of those that its mark names."""
    loops: dict[str, Callable[[], asyncio.AbstractEventLoop]] = {"asyncio": asyncio.new_event_loop}
    mark = item.get_closest_marker("asyncio")
    if mark is not None and "loop_factories" in mark.kwargs:
        loops["travelling"] = TravellingLoop
        if importlib.util.find_spec("uvloop"):
            # Imported here: it does not exist on every system.
            import uvloop  # noqa: PLC0415 - see above

            loops["uvloop"] = uvloop.new_event_loop
    return loops


@pytest.fixture(params=EDGES)
def edge(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as server:
        yield server


@pytest.fixture
async def connect(edge: str) -> AsyncIterator[Connect]:
    made: list[Client] = []
    async with AsyncExitStack() as stack:

        def make(server: Server | str, auth: Auth | None = None, **options: Any) -> Client:
            given, _, library = edge.rpartition("-")
            transport = transport_of(library) if given else None
            settings = Options(**{"rate": None, **options, **({} if given else {"http": library})})
            url = server if isinstance(server, str) else server.url
            client = Client(url, auth or BearerAuth(canary.TOKEN), options=settings, transport=transport)
            if transport is not None:
                stack.push_async_callback(transport.aclose)
            stack.push_async_callback(client.aclose)
            made.append(client)
            return client

        yield make
        for client in made:
            canary.check(f"{client!r} {client._live._bound!r} {client.options!r} {client.stats()!r}")
