"""A backend on a real socket in the test's own loop, and a browser that may leave."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from typing import Any

import httpx
import uvicorn

LEFT_SECONDS = 0.2


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[httpx.AsyncClient]:
    """Serve an ASGI app with its lifespan; gives an HTTP client of it."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
    config = uvicorn.Config(app, ws="none", log_level="critical", lifespan="on", timeout_graceful_shutdown=1)
    config.load()
    server = uvicorn.Server(config)
    # Its own main loop looks up every 0.1 s only; a hundred tests would wait for that twice each.
    server.lifespan = config.lifespan_class(config)
    await server.startup([listening])
    assert server.started, "the app did not start"
    try:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
        async with httpx.AsyncClient(base_url=url, timeout=20, limits=limits) as browser:
            yield browser
        deadline = time.monotonic() + 0.1
        while server.server_state.connections and time.monotonic() < deadline:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.001)
    finally:
        await server.shutdown([listening])


@asynccontextmanager
async def leaving(
    browser: httpx.AsyncClient, path: str, **headers: str
) -> AsyncIterator[asyncio.StreamReader]:
    """Ask for a path on a connection of its own, which is cut when the block ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", browser.base_url.port)
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"GET {path} HTTP/1.1\r\nHost: backend\r\n{more}\r\n".encode())
    await writer.drain()
    with closing(writer):
        yield reader


async def until(true: Callable[[], bool], seconds: float = 5.0) -> float:
    """Wait until something is true and return how long that took; fails after so many seconds."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds
        await asyncio.sleep(0.002)
    return time.monotonic() - started
