"""One client per edge, closed after the test, on the hostile server."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from servers import Server, serving
from wire_support import EDGES, Connect, transport_of

from aiothoughtspot import Client, NoAuth, Options
from aiothoughtspot.auth import Auth


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
    async with AsyncExitStack() as stack:

        def make(server: Server | str, auth: Auth | None = None, **options: Any) -> Client:
            given, _, library = edge.rpartition("-")
            transport = transport_of(library) if given else None
            settings = Options(**{"rate": None, **options, **({} if given else {"http": library})})
            url = server if isinstance(server, str) else server.url
            client = Client(url, auth or NoAuth(), options=settings, transport=transport)
            if transport is not None:
                stack.push_async_callback(transport.aclose)
            stack.push_async_callback(client.aclose)
            return client

        yield make
