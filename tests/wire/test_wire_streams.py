"""Streamed answers: whole files or none, events in order, and a slot that always comes back (scenarios 35 and 36)."""

import asyncio
import gzip
import json
import random
import stat
import time
from pathlib import Path
from typing import Any

import attrs
import pytest
from servers import Got, Peer, Server, always, answer_bytes, ok, serving
from wire_support import EVENTS, FILE, Connect, settled

from aiothoughtspot import (
    NotFoundError,
    Operation,
    ProtocolError,
    RequestError,
    Retry,
    ServerError,
    TimedOutError,
)
from aiothoughtspot._operation import Param

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunked(*pieces: bytes, end: bool = True) -> list[bytes]:
    made = [b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces]
    return [HEAD, *made, b"0\r\n\r\n"] if end else [HEAD, *made]


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_scenario_35_a_file_is_saved_whole_and_private(
    connect: Connect, server: Server, tmp_path: Path
) -> None:
    content = random.Random(1).randbytes(3_000_000)
    server.answer = always(answer_bytes(content, Content_Type="application/pdf"), keep=True)
    client = connect(server)
    async with client.stream(FILE) as stream:
        assert stream.status == 200
        assert stream.header("content-type") == "application/pdf"
        assert await stream.save(tmp_path / "report.pdf") == len(content)
    assert (tmp_path / "report.pdf").read_bytes() == content
    assert stat.S_IMODE((tmp_path / "report.pdf").stat().st_mode) == 0o600
    assert client.stats().received >= len(content)
    async with client.stream(FILE) as stream:
        assert await stream.read() == content
    # Read to its end, so the connection was used again.
    assert server.accepted == 1


async def test_scenario_35_a_file_that_breaks_off_is_not_there_at_all(
    connect: Connect, server: Server, tmp_path: Path
) -> None:
    server.answer = always(*chunked(b"half of it", end=False))
    client = connect(server)
    with pytest.raises(ProtocolError):
        async with client.stream(FILE) as stream:
            await stream.save(tmp_path / "report.pdf")
    assert names(tmp_path) == []
    assert client.stats().in_flight == 0


async def test_scenario_35_a_file_whose_saving_is_cancelled_is_not_there_at_all(
    connect: Connect, server: Server, tmp_path: Path
) -> None:
    server.answer = always(*chunked(*[b"x" * 1000] * 1000), pause=0.01)
    client = connect(server)

    async def save() -> None:
        async with client.stream(FILE) as stream:
            await stream.save(tmp_path / "report.pdf")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(save(), 0.1)
    assert names(tmp_path) == []
    assert client.stats().in_flight == 0
    assert await settled(lambda: len(server.open), 0) == 0


async def test_a_packed_file_is_unpacked_on_the_way(connect: Connect, server: Server) -> None:
    content = b"a,b\n" * 300_000
    server.answer = always(answer_bytes(gzip.compress(content), Content_Encoding="gzip"), keep=True)
    async with connect(server).stream(FILE) as stream:
        pieces = [piece async for piece in stream]
    assert b"".join(pieces) == content
    assert len(pieces) > 1
    assert stream.received == len(content)


async def test_scenario_36_leaving_a_stream_early_closes_its_connection_within_100_ms(
    connect: Connect, server: Server
) -> None:
    server.answer = always(*chunked(*[b"x" * 100] * 1000), pause=0.01)
    client = connect(server, max_in_flight=1)
    async with client.stream(FILE) as stream:
        async for _ in stream:
            assert client.stats().in_flight == 1
            break
        before = time.perf_counter()
    assert client.stats().in_flight == 0
    assert await settled(lambda: len(server.open), 0) == 0
    assert time.perf_counter() - before < 0.1
    server.answer = ok
    async with client.stream(FILE) as stream:
        assert await stream.read() == b'{"target": "/file"}'


async def test_a_stream_that_the_server_refuses_raises_before_the_block(
    connect: Connect, server: Server
) -> None:
    server.answer = always(answer_bytes({"error": "no such report"}, 404), keep=True)
    client = connect(server)
    with pytest.raises(NotFoundError, match="no such report"):
        async with client.stream(FILE):
            raise AssertionError("never reached")
    assert client.stats().in_flight == 0


async def test_opening_a_stream_is_tried_again_like_any_read(connect: Connect) -> None:
    left = [503, 503, 200]

    async def answer(_: Got, peer: Peer) -> None:
        await peer.send(answer_bytes(b"body", left.pop(0)))

    async with serving(answer) as server:
        async with connect(server, retry=Retry(base=0.01)).stream(FILE) as stream:
            assert await stream.read() == b"body"
        left += [503]
        with pytest.raises(ServerError):
            async with connect(server, retry=Retry.none()).stream(FILE):
                pass


async def test_scenario_36_events_come_in_order_each_once_however_the_bytes_are_cut(
    connect: Connect, server: Server
) -> None:
    chance = random.Random(36)
    sent = [{"n": n, "text": "naïve ☃ " * chance.randrange(4)} for n in range(200)]
    ends = ["\n\n", "\r\r", "\r\n\r\n"]
    text = "".join(
        f": hello\ndata: {json.dumps(one, ensure_ascii=False)}{chance.choice(ends)}" for one in sent
    )
    wire = f"{text}data: {json.dumps([{'n': 200}, {'n': 201}])}".encode()
    pieces = []
    while wire:
        cut = chance.randrange(1, 60)
        pieces.append(wire[:cut])
        wire = wire[cut:]
    server.answer = always(*chunked(*pieces))
    async with connect(server).stream(EVENTS) as stream:
        events = [event async for event in stream.events()]
    assert events == [*sent, {"n": 200}, {"n": 201}]


async def test_scenario_36_a_silent_stream_ends_by_its_idle_timeout_and_one_that_talks_does_not(
    connect: Connect, server: Server
) -> None:
    server.answer = always(*chunked(*[b'data: {"n": 1}\n\n'] * 6), pause=0.05, keep=True)
    client = connect(server, timeout=0.15)
    async with client.stream(EVENTS) as stream:
        assert len([event async for event in stream.events()]) == 6

    async def then_silent(_: Got, peer: Peer) -> bool:
        await peer.send(*chunked(b'data: {"n": 1}\n\n', end=False))
        await peer.hang()
        return False

    server.answer = then_silent
    seen: list[Any] = []

    async def listen() -> None:
        async with client.stream(EVENTS) as stream:
            async for event in stream.events():
                seen.append(event)  # noqa: PERF401 - what came before the failure is wanted

    before = time.perf_counter()
    with pytest.raises(TimedOutError, match="no more of the stream") as caught:
        await listen()
    assert seen == [{"n": 1}]
    assert (caught.value.phase, caught.value.operation) == ("body", "test.events")
    assert time.perf_counter() - before < 0.5
    assert client.stats().in_flight == 0


# A conversation whose stop operation takes the same path parameter.
TALK: Operation[Any] = attrs.evolve(
    EVENTS,
    name="test.talk",
    path="/talk/{tag_identifier}",
    path_params=(Param("tag_identifier", str, required=True),),
    stop="v2.tags.delete",
)


@pytest.mark.parametrize("how", ["left early", "cancelled", "read to its end", "stop fails", "error"])
async def test_leaving_a_conversation_early_tells_the_server_to_stop(
    connect: Connect, server: Server, how: str
) -> None:
    async def answer(got: Got, peer: Peer) -> bool | None:
        if "/tags/" in got.target:
            await peer.send(answer_bytes(b"", 500 if how == "stop fails" else 204))
            return None
        await peer.send(*chunked(b'data: {"n": 1}\n\n', end=how == "read to its end"))
        if how == "read to its end":
            return None
        await peer.hang()
        return False

    server.answer = answer
    client = connect(server, timeout=5.0)

    async def talk() -> None:
        async with client.stream(TALK, path={"tag_identifier": "c1"}) as stream:
            async for _ in stream.events():
                if how == "error":
                    raise LookupError
                if how in {"left early", "stop fails"}:
                    break

    if how == "cancelled":
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(talk(), 0.1)
    elif how == "error":
        with pytest.raises(LookupError):
            await talk()
    else:
        await talk()
    stops = [got for got in server.got if got.target == "/api/rest/2.0/tags/c1/delete"]
    assert len(stops) == (0 if how == "read to its end" else 1)
    assert client.stats().in_flight == 0


async def test_a_stream_by_name_is_found_and_an_unknown_one_refused(connect: Connect, server: Server) -> None:
    client = connect(server)
    async with client.stream("v2.tags.search", body={}) as stream:
        assert await stream.read() == b'{"target": "/api/rest/2.0/tags/search"}'
    with pytest.raises(RequestError):
        async with client.stream("v2.tags.sing"):
            pass
