"""Cancellation at every point of a call: nothing is lost, nothing is left (scenarios 14 and 15)."""

import asyncio
import gc
import random
import ssl
from pathlib import Path
from typing import Any

import canary
import pytest
import trustme
from servers import Got, Peer, Server, Tokens, answer_bytes, hang, in_turn, ok, serving
from wire_support import FILE, GET, OWN, READ, Connect, left_after, settled, sockets
from worlds import full

from aiothoughtspot import NoAuth, Rate, TrustedAuth

ANA = TrustedAuth("ana", canary.KEY)


async def test_scenario_14_after_50_storms_of_20_cancelled_calls_100_of_100_succeed_and_nothing_is_left(
    connect: Connect,
) -> None:
    chance = random.Random(14)

    async def slowly(got: Got, peer: Peer) -> None:
        await asyncio.sleep(chance.random() * 0.01)
        whole = answer_bytes({"rows": list(range(50))})
        cut = chance.randrange(len(whole))
        await peer.send(whole[:cut])
        await asyncio.sleep(chance.random() * 0.01)
        await peer.send(whole[cut:])

    # A token so short-lived that logins happen all the time, and a rate low enough to make calls wait.
    tokens = Tokens(life=0.05, behind=slowly)
    async with serving(tokens) as server:
        before_sockets, before_tasks = sockets(), len(asyncio.all_tasks())
        client = connect(server, ANA, max_in_flight=10, rate=Rate(3000, 8))
        for _ in range(50):
            calls = [asyncio.create_task(client.call(READ)) for _ in range(20)]
            for call in calls:
                await asyncio.sleep(chance.random() * 0.002)
                call.cancel()
            await asyncio.gather(*calls, return_exceptions=True)
        stats = client.stats()
        assert (stats.in_flight, stats.waiting) == (0, 0)
        assert stats.attempts > 100
        if client._live._given is None:
            # What may stay open is idle in the pool: at most one connection per slot, and those of logins.
            assert await settled(lambda: len(server.open) <= 12, True), len(server.open)
        answers = await asyncio.gather(*(client.call(READ) for _ in range(100)))
        assert answers == [{"rows": list(range(50))}] * 100
        await client.aclose()
        if client._live._given is not None:
            await client._live._given.aclose()
        assert await settled(lambda: len(server.open), 0) == 0
        assert await settled(lambda: len(asyncio.all_tasks()), before_tasks) == before_tasks
        assert await settled(sockets, before_sockets) == before_sockets


@pytest.mark.parametrize("edge", OWN, indirect=True)
async def test_scenario_14_storms_over_tls_leave_nothing_either(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(15)
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    async with serving(tls=context) as server:
        client = connect(server, max_in_flight=10)
        await client.call(GET)
        before = len(asyncio.all_tasks())
        for _ in range(15):
            calls = [asyncio.create_task(client.call(GET)) for _ in range(20)]
            for call in calls:
                await asyncio.sleep(chance.random() * 0.004)
                call.cancel()
            await asyncio.gather(*calls, return_exceptions=True)
        assert client.stats().in_flight == 0
        assert await asyncio.gather(*(client.call(GET) for _ in range(100))) == [{"target": "/get"}] * 100
        await client.aclose()
        assert await settled(lambda: len(server.open), 0) == 0
        assert await settled(lambda: len(asyncio.all_tasks()) < before, True)
        gc.collect()


async def drip(_: Got, peer: Peer) -> bool:
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx")
    await peer.hang()
    return False


@pytest.mark.parametrize("phase", ["queue", "rate", "token", "answer", "body", "retry", "stream"])
async def test_scenario_15_a_timeout_around_a_call_returns_within_50_ms_and_gives_the_slot_back(
    connect: Connect, server: Server, phase: str
) -> None:
    server.answer = {"answer": hang, "body": drip, "queue": hang, "token": hang, "stream": drip}.get(
        phase, ok
    )
    options: dict[str, Any] = {"rate": Rate(0.001, 1)} if phase == "rate" else {}
    client = connect(server, ANA if phase == "token" else None, max_in_flight=1, **options)
    holder: asyncio.Task[object] | None = None
    if phase == "queue":
        holder = asyncio.create_task(client.call(GET))
        await settled(lambda: client.stats().in_flight, 1)
    if phase == "rate":
        await client.call(GET)
    if phase == "retry":
        server.answer = in_turn(answer_bytes(status=429, Retry_After="60"))

    async def streamed() -> None:
        async with client.stream(FILE) as stream:
            await stream.read()

    call = streamed if phase == "stream" else lambda: client.call(GET)
    assert await left_after(0.2, call) < 0.25
    assert client.stats().in_flight == (1 if holder else 0)
    assert client.stats().waiting == 0
    if holder:
        holder.cancel()
        await asyncio.gather(holder, return_exceptions=True)
    if phase != "rate":
        server.answer = Tokens() if phase == "token" else ok
        assert await client.call(GET) == {"target": "/get"}
    assert client.stats().in_flight == 0


async def test_scenario_15_a_timeout_around_a_connection_attempt_returns_within_50_ms(
    connect: Connect,
) -> None:
    with full() as url:
        client = connect(url, max_in_flight=1)
        assert await left_after(0.2, lambda: client.call(GET)) < 0.25
        assert client.stats().in_flight == 0


async def test_scenario_15_a_call_cancelled_in_the_moment_it_gets_its_slot_passes_it_on(
    connect: Connect, server: Server
) -> None:
    client = connect(server, NoAuth(), max_in_flight=1)
    for turn in range(30):
        first, second, third = (asyncio.create_task(client.call(GET)) for _ in range(3))
        await asyncio.sleep(0)
        assert client.stats().waiting == 2
        await first
        for _ in range(turn % 4):
            await asyncio.sleep(0)
        second.cancel()
        assert await third == {"target": "/get"}
        await asyncio.gather(second, return_exceptions=True)
    assert client.stats().in_flight == 0
