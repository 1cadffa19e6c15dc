"""Worlds in which time is the test's: credentials and transports whose sleeping takes no time."""

import asyncio
import socket
from typing import Any

from servers import Server
from wire_support import WRITE

from aiothoughtspot import Deadline, NoAuth, Options, Retry
from aiothoughtspot._call import Call, World
from aiothoughtspot._credentials import Credentials
from aiothoughtspot._edges import Origin
from aiothoughtspot._edges.slots import SlotEdge
from aiothoughtspot._request import build
from aiothoughtspot._transport import Transport
from aiothoughtspot.limits import Admission

SOON = Retry(base=0.01, cap=0.02)


def quick(credentials: Credentials, slept: list[float]) -> Credentials:
    """The same credentials in a world where sleeping only moves the clock."""
    time_now = 1000.0

    async def sleep(seconds: float) -> None:
        nonlocal time_now
        slept.append(seconds)
        time_now += seconds

    return Credentials(credentials.auth, credentials.send, lambda: time_now, sleep, lambda: 0.5)


class injected:  # noqa: N801 - used like a function
    """A transport in a world where sleeping takes no time, and a call that changes something."""

    def __init__(self, server: Server, *, speed: float = 1.0, **options: Any) -> None:
        loop = asyncio.get_running_loop()
        self.slept: list[float] = []
        start = loop.time()

        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        self.world = World(lambda: start + (loop.time() - start) * speed, lambda: 0.5, sleep)
        origin = Origin("http", "127.0.0.1", server.port)
        edge = SlotEdge(origin, "httpx")
        host = (("Host", origin.authority),)
        self.transport = Transport(edge, host, origin, Admission(4), self.world)

        async def nothing(_: Any) -> Any:
            raise AssertionError("nobody logs in")

        who = Credentials(NoAuth(), nothing, self.world.now, sleep, self.world.random)
        settings = Options(**{"rate": None, "retry": SOON, "deadline": None, **options})
        self.call = Call(build(WRITE, body={}), settings, who, Deadline(), self.world.now())

    async def __aenter__(self) -> tuple[Transport, Call, list[float]]:
        return self.transport, self.call, self.slept

    async def __aexit__(self, *_: object) -> None:
        await self.transport.aclose()


class full:  # noqa: N801 - used like a function
    """A port where connection attempts hang: nobody accepts, and the backlog is full."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.listening = socket.create_server((host, port), backlog=0)
        self.stuffing = [socket.socket() for _ in range(8)]

    def __enter__(self) -> str:
        host, port = self.listening.getsockname()
        for one in self.stuffing:
            one.setblocking(False)
            one.connect_ex((host, port))
        return f"http://{host}:{port}"

    def __exit__(self, *_: object) -> None:
        for one in (*self.stuffing, self.listening):
            one.close()
