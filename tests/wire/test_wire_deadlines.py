"""What a deadline or a silence cuts short, in every phase, and what drips (scenarios 15 and 16)."""

import asyncio
import socket
import time
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from servers import Got, Peer, Server, always, hang, ok
from wire_support import EVENTS, GET, WRITE, Connect, attempts_of, settled
from worlds import full, injected

from aiothoughtspot import (
    NO_RETRY,
    AuthUnavailableError,
    Client,
    ConnectError,
    NoAuth,
    Options,
    Rate,
    Retry,
    TimedOutError,
    TransportError,
    TrustedAuth,
)
from aiothoughtspot._body import Body
from aiothoughtspot._call import Call
from aiothoughtspot._edges import Origin, Outgoing
from aiothoughtspot._edges.aiohttp import AiohttpEdge
from aiothoughtspot._edges.slots import SlotEdge
from aiothoughtspot._request import build

SOON = Retry(base=0.01, cap=0.02)
UNKNOWN = "its outcome is unknown"


async def drip(_: Got, peer: Peer) -> bool:
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    await peer.send(*[b"x"] * 1000, pause=0.03)
    return False


async def to_the_end(body: Body) -> None:
    while await body.chunk() is not None:
        pass


@pytest.mark.parametrize(
    ("phase", "sent"), [("queue", False), ("rate", False), ("answer", True), ("body", True)]
)
async def test_a_deadline_names_the_phase_and_whether_the_request_was_sent(
    connect: Connect, server: Server, phase: str, sent: bool
) -> None:
    server.answer = {"body": drip, "rate": ok}.get(phase, hang)
    options: dict[str, Any] = {"rate": Rate(0.001, 1)} if phase == "rate" else {}
    client = connect(server, max_in_flight=1, **options)
    holder = asyncio.create_task(client.call(GET)) if phase in {"queue", "rate"} else None
    await settled(lambda: len(server.got), 1 if holder else 0)
    before = time.perf_counter()
    with pytest.raises(TimedOutError) as caught:
        await client.with_options(deadline=timedelta(seconds=0.2)).call(GET)
    assert 0.15 < time.perf_counter() - before < 0.35
    assert (caught.value.phase, caught.value.sent) == (phase, sent)
    assert isinstance(caught.value, TimeoutError)
    assert 0.15 < caught.value.elapsed < 0.35
    if holder:
        holder.cancel()
        await asyncio.gather(holder, return_exceptions=True)
    assert client.stats().in_flight == 0


async def test_a_deadline_over_a_login_is_an_auth_error(connect: Connect, server: Server) -> None:
    server.answer = hang
    client = connect(server, TrustedAuth("ana", "k"), deadline=0.2)
    with pytest.raises(AuthUnavailableError, match="deadline"):
        await client.call(GET)


async def test_a_deadline_over_the_connection_attempt_says_that_nothing_was_sent(connect: Connect) -> None:
    with full() as url:
        client = connect(url, deadline=0.2)
        with pytest.raises(TimedOutError) as caught:
            await client.call(WRITE)
        assert (caught.value.phase, caught.value.sent) == ("connect", False)
        assert UNKNOWN not in str(caught.value)
        assert client.stats().in_flight == 0


async def test_a_connection_attempt_that_hangs_is_given_up_and_tried_again(connect: Connect) -> None:
    with full() as url:
        client = connect(url, timeout=0.1, retry=Retry(attempts=3, base=0.01))
        with pytest.raises(TimedOutError) as caught:
            await client.call(WRITE)
        assert attempts_of(caught.value) == ["TimedOutError"] * 3


@pytest.mark.parametrize("edge", ["httpx", "aiohttp"])
async def test_an_edge_gives_a_connection_attempt_up_by_itself(edge: str) -> None:
    with full() as url:
        origin = Origin("http", "127.0.0.1", int(url.rpartition(":")[2]))
        one = AiohttpEdge(origin, 0.05) if edge == "aiohttp" else SlotEdge(origin, edge, 0.05)
        with pytest.raises(ConnectError, match="did not answer the connection attempt in time"):
            await one.send(Outgoing("GET", "/", (("Host", "x"),), b""))
        await one.aclose()


async def test_scenario_16_a_body_that_drips_is_given_up_long_before_its_deadline(server: Server) -> None:
    server.answer = drip
    # 30 s pass in 30 ms.
    async with injected(server, speed=1000.0, timeout=1e9) as (transport, call, _):
        with pytest.raises(TimedOutError, match="drips") as caught:
            await transport.send(call)
        assert caught.value.phase == "body"
        assert transport.admission.in_flight == 0


async def test_scenario_16_a_file_that_drips_is_given_up_and_one_that_is_only_large_is_not(
    server: Server,
) -> None:
    server.answer = drip
    async with injected(server, speed=1000.0, timeout=1e9) as (transport, call, _):
        call.streaming = True
        _, body = await transport.open(call)
        with pytest.raises(TimedOutError, match="drips"):
            await to_the_end(body)
        await body.close()
        await body.close()
        assert transport.admission.in_flight == 0
    chunk = b"x" * 4096
    server.answer = always(
        f"HTTP/1.1 200 OK\r\nContent-Length: {len(chunk) * 5}\r\n\r\n".encode(), *[chunk] * 5, pause=0.04
    )
    async with injected(server, speed=1000.0, timeout=1e9) as (transport, call, _):
        assert len((await transport.send(call)).body) == len(chunk) * 5


async def test_scenario_16_a_conversation_may_be_slow(server: Server) -> None:
    piece = b'data: {"n": 1}\n\n'
    server.answer = always(
        f"HTTP/1.1 200 OK\r\nContent-Length: {len(piece) * 3}\r\n\r\n".encode(), *[piece] * 3, pause=0.04
    )
    async with injected(server, speed=1000.0) as (transport, call, _):
        slow = Call(
            build(EVENTS, body={}), call.options, call.credentials, call.deadline, 0.0, streaming=True
        )
        _, body = await transport.open(slow)
        pieces = []
        while (chunk := await body.chunk()) is not None:
            pieces.append(chunk)
        assert b"".join(pieces) == piece * 3
        await body.close()


@pytest.mark.parametrize("how", ["refuses", "is silent"])
async def test_scenario_20_a_host_whose_first_address_is_dead_is_reached_by_its_second(
    server: Server, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    hosts = ["127.0.0.2", "127.0.0.1"]

    async def two(host: str, port: int, *, type: socket.SocketKind) -> list[Any]:  # noqa: A002 - asyncio's own name
        return [(socket.AF_INET, type, socket.IPPROTO_TCP, "", (one, port)) for one in hosts]

    monkeypatch.setattr(loop, "getaddrinfo", two)
    dead = full("127.0.0.2", server.port) if how == "is silent" else nullcontext()
    with dead:
        async with Client(
            f"http://localhost:{server.port}", NoAuth(), options=Options(http="httpx")
        ) as client:
            first, again = 2.0, 0.3
            for budget in (first, again):
                before = time.perf_counter()
                # Two at once need two connections.
                await asyncio.gather(client.call(GET), client.call(GET))
                assert time.perf_counter() - before < budget
                for writer in list(server.open):
                    writer.close()
                await asyncio.sleep(0.02)
        hosts.pop()
        async with Client(
            f"http://localhost:{server.port}", NoAuth(), options=Options(http="httpx", timeout=0.2)
        ) as client:
            with pytest.raises(TransportError):
                await client.with_options(retry=NO_RETRY).call(GET)
