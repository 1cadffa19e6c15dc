"""A cluster on a real socket: uvicorn in a background thread, with its connections in reach of the faults."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from aiothoughtspot.simulator.app import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Generator

    from aiothoughtspot.simulator.cluster import Cluster
    from aiothoughtspot.simulator.wire import Client

GRACE = 1
"""Seconds that running requests get when the server stops."""


class Tracked(asyncio.Protocol):
    """Keeps the open connections of a cluster, for faults to cut. Mixed into uvicorn's protocol."""

    cluster: Cluster
    peer: Client = NOWHERE

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection in."""
        super().connection_made(transport)
        # A connection that was reset at once has no peer any more; uvicorn calls it None, and the app as below.
        self.peer = (transport.get_extra_info("peername") or NOWHERE)[:2]
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a TCP server makes no other kind
        self.cluster.connections[self.peer] = transport
        # asyncio does this only for sockets made with an explicit protocol number; without it every answer waits 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        self.cluster.connections.pop(self.peer, None)
        super().connection_lost(exc)


def configure(cluster: Cluster, *, keep_alive: int = 60) -> uvicorn.Config:
    """Uvicorn's configuration for a cluster; idle connections are closed after `keep_alive` seconds."""
    protocol: Any = type("ClusterProtocol", (Tracked, AutoHTTPProtocol), {"cluster": cluster})
    return uvicorn.Config(
        cluster,
        http=protocol,
        loop="asyncio",  # not uvloop where it is installed: faults reach into the sockets of asyncio's transports
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",  # faults cut connections on purpose, and uvicorn would report each
        access_log=False,
        timeout_keep_alive=keep_alive,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
    )


@contextlib.contextmanager
def serve(cluster: Cluster, port: int = 0, *, keep_alive: int = 60) -> Generator[str]:
    """Serve a cluster on 127.0.0.1 in a background thread for as long as the block runs; gives its base URL.

    Args:
        cluster: The cluster; its state and counters can be read and changed meanwhile.
        port: The port, or 0 for any free one.
        keep_alive: Seconds after which idle connections are closed.

    Raises:
        OSError: When the port is taken.
    """
    listening = socket.create_server(("127.0.0.1", port), backlog=2048)
    server = uvicorn.Server(configure(cluster, keep_alive=keep_alive))
    thread = threading.Thread(
        target=server.run, args=([listening],), name="aiothoughtspot-simulator", daemon=True
    )
    thread.start()
    try:
        while not server.started:
            time.sleep(0.001)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
