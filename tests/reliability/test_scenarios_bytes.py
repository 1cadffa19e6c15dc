"""What a bad network and a hostile server do to the bytes (scenarios 17 to 19, 23 and 25)."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
from fault_proxy import FLOOD, Fault, Faulty
from measure import both_loops, own_edges
from servers import Got, Peer, Server, answer_bytes, in_turn, ok, serving
from wire_support import FILE, GET, READ, WRITE, Connect, settled

from aiothoughtspot import NO_RETRY, DecodeError, ProtocolError, Retry, TimedOutError, TransportError

pytestmark = own_edges
Said = Callable[[str, object], None]
HEADER = b"Content-Length: 2\r\n"

BROKEN: dict[str, Fault] = {
    "empty reply": Fault(cut="status line", end="close"),
    "reset before the status line": Fault(cut="status line", end="reset"),
    "reset in the headers": Fault(cut="headers", end="reset"),
    "reset in the body": Fault(cut="body", end="reset"),
    "no last chunk": Fault(chunked=7, cut="last chunk", end="close"),
    "reset before the last chunk": Fault(chunked=7, cut="last chunk", end="reset"),
    "length too large": Fault(longer=9, end="close"),
    "length too large, then reset": Fault(longer=9, end="reset"),
    "bad chunk size": Fault(chunked=7, chunk_size=b"-7", end="close"),
    "huge chunk size": Fault(chunked=7, chunk_size=b"F" * 40, end="close"),
    "garbage": Fault(before=b"\0\xff garbage\r\n\r\n", end="close"),
    "header of 100 KiB": Fault(header=b"X-Long: " + b"x" * 102_400 + b"\r\n", end="close"),
    "two different lengths": Fault(header=HEADER, end="close"),
    "a status that is no number": Fault(status_line=b"HTTP/1.1 2x0 OK", end="close"),
    "a header with a NUL": Fault(header=b"X-Odd: a\0b\r\n", end="close"),
}


@pytest.mark.parametrize("kind", BROKEN)
async def test_scenario_17_18_a_broken_answer_is_a_typed_error_once_for_a_change_and_mended_for_a_read(
    connect: Connect, server: Server, kind: str
) -> None:
    fault = BROKEN[kind]
    async with serving(Faulty(server.url, fault, fault)) as proxy:
        client = connect(proxy, retry=Retry(base=0.001), max_in_flight=2)
        with pytest.raises(ProtocolError, match="outcome is unknown") as caught:
            await client.call(WRITE)
        assert caught.value.sent
        assert server.count("/write") == 1
        assert await client.call(READ) == {"target": "/read"}
        assert server.count("/read") == 2
        for _ in range(5):
            assert await client.call(GET) == {"target": "/get"}
        assert client.stats().in_flight == 0
        await client.aclose()
        assert await settled(lambda: len(proxy.open), 0) == 0


@pytest.mark.parametrize("end", ["close", "reset"])
@pytest.mark.parametrize("chunked", [None, 5])
async def test_scenario_17_an_answer_cut_at_any_byte_is_never_taken_for_a_whole_one(
    connect: Connect, server: Server, end: Any, chunked: int | None, record_property: Said
) -> None:
    proxied = Faulty(server.url)
    async with serving(proxied) as proxy:
        client = connect(proxy, retry=NO_RETRY)
        length = len(answer_bytes({"target": "/get"})) + (20 if chunked else 0)
        for at in range(0, length, 3):
            proxied.then = Fault(chunked=chunked, cut=at, end=end)
            with pytest.raises(ProtocolError):
                await client.call(GET)
        record_property("cuts", length // 3)
        proxied.then = Fault(chunked=chunked)
        assert await client.call(GET) == {"target": "/get"}


@pytest.mark.parametrize(
    "fault",
    [
        Fault(slices=1),
        Fault(slices=1, chunked=3),
        Fault(latency=0.02),
        Fault(bandwidth=5000),
        Fault(before=FLOOD * 3),
        Fault(header=b"Connection: close\r\n", end="close", slow_close=0.02),
    ],
    ids=["single bytes", "single bytes in chunks", "latency", "bandwidth", "a few 103", "slow close"],
)
@both_loops
async def test_scenario_17_a_slow_but_honest_network_is_no_error(
    connect: Connect, server: Server, fault: Fault
) -> None:
    async with serving(Faulty(server.url, then=fault)) as proxy:
        client = connect(proxy, retry=NO_RETRY)
        for _ in range(3):
            assert await client.call(WRITE) == {"target": "/write"}
        async with client.stream(FILE) as stream:
            assert await stream.read() == b'{"target": "/file"}'


@pytest.mark.parametrize("place", ["status line", "headers", "body"])
async def test_scenario_17_a_stall_anywhere_ends_by_the_timeout(
    connect: Connect, server: Server, place: Any
) -> None:
    async with serving(Faulty(server.url, Fault(cut=place, end="stall"))) as proxy:
        client = connect(proxy, timeout=0.15, retry=Retry(base=0.001))
        with pytest.raises(TimedOutError) as caught:
            await client.call(WRITE)
        assert caught.value.phase == ("body" if place == "body" else "answer")
        assert await client.call(READ) == {"target": "/read"}


@pytest.mark.parametrize("cut", ["body", 200])
async def test_scenario_17_a_file_cut_in_its_middle_is_an_error_with_the_bytes_that_came(
    connect: Connect, server: Server, cut: Any
) -> None:
    content = random.Random(17).randbytes(100_000)
    server.answer = in_turn(answer_bytes(content))
    async with serving(Faulty(server.url, Fault(cut=cut, end="close"))) as proxy:
        client = connect(proxy)
        came = b""

        async def read() -> None:
            nonlocal came
            async with client.stream(FILE) as stream:
                async for piece in stream:
                    came += piece

        with pytest.raises(ProtocolError) as caught:
            await read()
        assert content.startswith(came)
        assert len(came) <= caught.value.received < len(content)
        assert client.stats().in_flight == 0


async def test_scenario_18_what_a_length_too_small_leaves_over_is_nobodys_answer(
    connect: Connect, server: Server
) -> None:
    async with serving(Faulty(server.url, Fault(longer=-3))) as proxy:
        client = connect(proxy, retry=NO_RETRY)
        with pytest.raises((DecodeError, ProtocolError)):
            await client.call(GET)
        await asyncio.sleep(0.02)
        for _ in range(3):
            assert await client.call(GET) == {"target": "/get"}


@both_loops
async def test_scenario_18_interim_answers_without_end_are_given_up(
    connect: Connect, server: Server, edge: str
) -> None:
    async def flood(got: Got, peer: Peer) -> bool:
        while True:
            await peer.send(FLOOD, pause=0.0001)

    server.answer = flood
    client = connect(server, retry=NO_RETRY, timeout=0.5)
    # aiohttp reads over interim answers without counting them, so there the time ends it.
    with pytest.raises(TimedOutError if edge == "aiohttp" else ProtocolError):
        await client.call(GET)
    assert client.stats().in_flight == 0
    assert await settled(lambda: len(server.open), 0) == 0


@both_loops
async def test_scenario_19_a_change_on_a_connection_that_the_server_closes_is_made_at_most_once(
    connect: Connect, server: Server, record_property: Said
) -> None:
    client = connect(server, retry=Retry(base=0.001))
    ends: list[str] = []
    for turn in range(40):
        assert await client.call(GET) == {"target": "/get"}
        for writer in list(server.open):
            writer.transport.abort()
        # The end is on its way, or has just arrived.
        for _ in range(turn % 4):
            await asyncio.sleep(0)
        before = server.count("/write")
        try:
            await client.call(WRITE)
        except TransportError as error:
            assert error.sent  # noqa: PT017 - one of two allowed ends
            ends.append("unknown")
            assert server.count("/write") == before
        else:
            ends.append("made")
            assert server.count("/write") == before + 1
    record_property("made, of 40", ends.count("made"))
    assert ends.count("made") > 0


async def test_scenario_18_after_every_fault_in_turn_100_requests_succeed(
    connect: Connect, server: Server
) -> None:
    proxied = Faulty(server.url)
    async with serving(proxied) as proxy:
        client = connect(proxy, retry=NO_RETRY, max_in_flight=4)
        for _ in range(3):
            proxied.faults = list(BROKEN.values())
            ends = await asyncio.gather(*(client.call(READ) for _ in BROKEN), return_exceptions=True)
            assert [type(one) for one in ends] == [ProtocolError] * len(BROKEN)
        assert await asyncio.gather(*(client.call(READ) for _ in range(100))) == [{"target": "/read"}] * 100
        assert client.stats().in_flight == 0
        assert await settled(lambda: len(proxy.open) <= 4, True)
    assert server.answer is ok
