"""Answers that are not HTTP, break off, or never end: typed errors, and a pool that works afterwards (17 to 19, 23, 26)."""

import asyncio

import aiohttp
import pytest
from servers import Answer, Got, Peer, Server, always, answer_bytes, in_turn, ok, serving
from wire_support import FILE, GET, OWN, READ, WRITE, Connect, settled

from aiothoughtspot import (
    NO_RETRY,
    ConnectError,
    ProtocolError,
    Retry,
    TransportError,
)
from aiothoughtspot._edges import Origin, Outgoing
from aiothoughtspot._edges.aiohttp import _broken
from aiothoughtspot._edges.connect import connect_error
from aiothoughtspot._edges.slots import Connection

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def then_reset(*pieces: bytes) -> Answer:
    async def answer(_: Got, peer: Peer) -> bool:
        await peer.send(*pieces)
        await peer.reset()
        return False

    return answer


BROKEN: dict[str, Answer] = {
    "a reset before the status line": then_reset(),
    "a reset inside the headers": then_reset(b"HTTP/1.1 200 OK\r\nConte"),
    "a reset inside the body": then_reset(HEAD + b"Content-Length: 10\r\n\r\n{"),
    "a reset before the last chunk": then_reset(HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
    "an end without an answer": always(b""),
    "an end inside the headers": always(HEAD),
    "an end inside the body": always(HEAD + b"Content-Length: 10\r\n\r\n{"),
    "an end before the last chunk": always(HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
    "a bad chunk size": always(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
    "garbage": always(b"\x00\x01\x02 what is this\r\n\r\n"),
    "another protocol": always(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "two different lengths": always(HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"),
    "a length that is no number": always(HEAD + b"Content-Length: two\r\n\r\n{}"),
    "a flood of interim answers": always(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 5000),
    "a header of 200 KiB": always(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200 * 1024 + b"\r\nContent-Length: 2\r\n\r\n{}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
async def test_scenario_17_18_a_broken_answer_is_a_protocol_error_and_its_connection_is_not_used_again(
    connect: Connect, server: Server, kind: str
) -> None:
    client = connect(server, retry=NO_RETRY, max_in_flight=2)
    await client.call(GET)
    server.answer = BROKEN[kind]
    with pytest.raises(ProtocolError) as caught:
        await client.call(WRITE)
    assert caught.value.sent
    assert "its outcome is unknown" in str(caught.value)
    server.answer = ok
    accepted = server.accepted
    assert [await client.call(GET) for _ in range(10)] == [{"target": "/get"}] * 10
    assert server.accepted == accepted + 1
    assert await settled(lambda: len(server.open), 1) == 1
    assert client.stats().in_flight == 0


@pytest.mark.parametrize("kind", BROKEN)
async def test_scenario_17_a_read_is_sent_again_after_a_broken_answer(
    connect: Connect, server: Server, kind: str
) -> None:
    server.answer = in_turn(BROKEN[kind], ok)
    client = connect(server, retry=Retry(base=0.01))
    assert await client.call(READ) == {"target": "/read"}
    assert len(server.got) == 2


# Transports that users give are used as they are, and those of httpx take such an answer for the next one.
@pytest.mark.parametrize("edge", OWN, indirect=True)
async def test_scenario_18_a_length_that_is_too_small_does_not_spill_into_the_next_answer(
    connect: Connect, server: Server
) -> None:
    server.answer = in_turn(answer_bytes(b'{"a": 1}') + answer_bytes(b'{"stolen": 1}'), ok)
    client = connect(server)
    assert await client.call(GET) == {"a": 1}
    await asyncio.sleep(0.02)
    assert await client.call(GET) == {"target": "/get"}


async def test_scenario_17_a_stream_that_breaks_off_says_how_much_came(
    connect: Connect, server: Server
) -> None:
    server.answer = then_reset(HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 600)
    client = connect(server)
    came: list[bytes] = []

    async def read() -> None:
        async with client.stream(FILE) as stream:
            came.extend([chunk async for chunk in stream])

    with pytest.raises(ProtocolError) as caught:
        await read()
    assert caught.value.received <= 600
    assert came == []
    assert caught.value.operation == "test.file"
    assert client.stats().in_flight == 0


async def test_scenario_19_a_connection_that_the_server_closed_while_idle_does_no_harm(
    connect: Connect, server: Server
) -> None:
    client = connect(server)
    for operation in (GET, READ, WRITE):
        await client.call(operation)
        await asyncio.sleep(0.01)
        for writer in list(server.open):
            writer.close()
        await asyncio.sleep(0.02)
        assert (await client.call(operation, decode=False)).status == 200
    assert len(server.got) == 6


async def test_scenario_19_a_connection_that_closes_in_the_moment_of_use_is_replaced_for_a_read(
    connect: Connect, server: Server
) -> None:
    client = connect(server, retry=Retry(base=0.01))
    for _ in range(10):
        await client.call(GET)
        for writer in list(server.open):
            writer.transport.abort()
        # The end has not arrived here yet.
        assert await client.call(GET) == {"target": "/get"}


async def test_an_answer_that_says_close_is_not_kept(connect: Connect, server: Server) -> None:
    server.answer = always(answer_bytes(b"{}", Connection="close"))
    client = connect(server)
    await client.call(GET)
    await client.call(GET)
    assert server.accepted == 2


async def test_an_answer_without_a_length_ends_with_its_connection(connect: Connect, server: Server) -> None:
    server.answer = always(HEAD + b"\r\n" + b'{"a": 1}')
    client = connect(server)
    assert await client.call(GET) == {"a": 1}


async def test_chunked_answers_and_answers_without_a_body_are_read(connect: Connect, server: Server) -> None:
    server.answer = in_turn(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
    )
    client = connect(server)
    assert await client.call(GET) == [1, 2]
    assert (await client.call(GET, decode=False)).body == b""
    assert server.accepted == 1


@pytest.mark.parametrize(
    ("error", "sent", "kind"),
    [
        (ConnectionResetError("gone"), False, ConnectError),
        (aiohttp.ClientOSError(104, "gone"), True, ProtocolError),
        (aiohttp.ServerDisconnectedError(), False, ProtocolError),
        (aiohttp.ClientPayloadError("short"), True, ProtocolError),
        (ValueError("odd"), True, ProtocolError),
    ],
)
def test_errors_of_aiohttp_become_ours(error: Exception, sent: bool, kind: type[TransportError]) -> None:
    found = _broken(error, sent=sent)
    assert type(found) is kind
    assert found.sent == sent


def test_an_unreachable_network_is_named() -> None:
    found = connect_error(OSError(101, "Network is unreachable"), Origin("https", "acme.example", 443))
    assert str(found) == "no connection to https://acme.example: [Errno 101] Network is unreachable"
    assert not found.permanent


async def test_a_connection_that_ends_as_it_begins_is_tried_again_even_for_a_change(connect: Connect) -> None:
    async def slam(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async with serving(raw=slam) as server:
        with pytest.raises(TransportError) as caught:
            await connect(server, retry=Retry(attempts=2, base=0.01)).call(READ)
        assert len(caught.value.attempts) == 2


async def test_a_connection_lost_before_the_request_was_written_has_sent_nothing() -> None:
    connection = Connection()
    connection.connection_lost(None)
    with pytest.raises(ProtocolError, match="before the request was sent") as caught:
        await connection.send(Outgoing("GET", "/", (("Host", "x"),), b""))
    assert not caught.value.sent
