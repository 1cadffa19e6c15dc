"""Answers that are not HTTP, break off, or never end: typed errors, and a pool that works afterwards (17 to 19, 23, 26)."""

import asyncio
import gzip
import tracemalloc
import zlib
from typing import Any

import pytest
from servers import Answer, Got, Peer, Server, always, answer_bytes, in_turn, ok, serving
from wire_support import FILE, GET, OWN, READ, WRITE, Connect, settled

from aiothoughtspot import (
    NO_RETRY,
    DecodeError,
    ForbiddenError,
    Operation,
    ProtocolError,
    Retry,
    ServerError,
    TooLargeError,
    TransportError,
)

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
async def test_17_18_a_broken_answer_is_a_protocol_error_and_its_connection_is_not_used_again(
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
async def test_17_a_read_is_sent_again_after_a_broken_answer(connect: Connect, server: Server, kind: str) -> None:
    server.answer = in_turn(BROKEN[kind], ok)
    client = connect(server, retry=Retry(base=0.01))
    assert await client.call(READ) == {"target": "/read"}
    assert len(server.got) == 2


# Transports that users give are used as they are, and those of httpx take such an answer for the next one.
@pytest.mark.parametrize("edge", OWN, indirect=True)
async def test_18_a_length_that_is_too_small_does_not_spill_into_the_next_answer(connect: Connect, server: Server) -> None:
    server.answer = in_turn(answer_bytes(b'{"a": 1}') + answer_bytes(b'{"stolen": 1}'), ok)
    client = connect(server)
    assert await client.call(GET) == {"a": 1}
    await asyncio.sleep(0.02)
    assert await client.call(GET) == {"target": "/get"}


async def test_17_a_stream_that_breaks_off_says_how_much_came(connect: Connect, server: Server) -> None:
    server.answer = then_reset(HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 600)
    client = connect(server)
    got = 0
    with pytest.raises(ProtocolError) as caught:
        async with client.stream(FILE) as stream:
            async for chunk in stream:
                got += len(chunk)
    assert caught.value.received == got <= 600
    assert caught.value.operation == "test.file"
    assert client.stats().in_flight == 0


async def test_19_a_connection_that_the_server_closed_while_idle_does_no_harm(connect: Connect, server: Server) -> None:
    client = connect(server)
    for operation in (GET, READ, WRITE):
        await client.call(operation)
        await asyncio.sleep(0.01)
        for writer in list(server.open):
            writer.close()
        await asyncio.sleep(0.02)
        assert (await client.call(operation, decode=False)).status == 200
    assert len(server.got) == 6


async def test_19_a_connection_that_closes_in_the_moment_of_use_is_replaced_for_a_read(connect: Connect, server: Server) -> None:
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
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n", b"HTTP/1.1 204 No Content\r\n\r\n"
    )
    client = connect(server)
    assert await client.call(GET) == [1, 2]
    assert (await client.call(GET, decode=False)).body == b""
    assert server.accepted == 1


# Sizes


async def endless(_: Got, peer: Peer) -> bool:
    await peer.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        await peer.send(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    zeros = b"\0" * 1024 * 1024
    packed = b"".join([*(packer.compress(zeros) for _ in range(200)), packer.flush()])
    return answer_bytes(packed, Content_Encoding="gzip")


@pytest.mark.parametrize("kind", ["endless", "bomb"])
async def test_26_an_answer_over_the_cap_is_given_up_with_bounded_memory(connect: Connect, server: Server, kind: str) -> None:
    server.answer = endless if kind == "endless" else always(bomb())
    cap = 4 * 1024 * 1024
    client = connect(server, max_body=cap)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError) as caught:
            await client.call(READ)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.value.limit == cap
    assert len(server.got) == 1
    assert peak < 4 * cap
    server.answer = ok
    assert await client.call(READ) == {"target": "/read"}


async def test_26_an_endless_error_page_is_cut(connect: Connect, server: Server) -> None:
    async def page(_: Got, peer: Peer) -> bool:
        await peer.send(b"HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            await peer.send(b"10000\r\n" + b"no " * 21845 + b"x\r\n")

    server.answer = page
    client = connect(server)
    with pytest.raises(ForbiddenError, match="no no no") as caught:
        await client.call(READ)
    assert len(caught.value.body) == 64 * 1024


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip, gzip"])
async def test_26_unknown_or_chained_encodings_are_refused(connect: Connect, server: Server, encoding: str) -> None:
    server.answer = always(answer_bytes(b"whatever", Content_Encoding=encoding))
    client = connect(server, retry=NO_RETRY)
    with pytest.raises(ProtocolError):
        await client.call(READ)
    with pytest.raises(ProtocolError):
        async with client.stream(FILE):
            pass
    assert client.stats().in_flight == 0


async def test_packed_answers_are_unpacked_and_truncated_ones_are_not_believed(connect: Connect, server: Server) -> None:
    packed = gzip.compress(b'{"a": 1}')
    server.answer = in_turn(
        answer_bytes(packed, Content_Encoding="gzip"), always(answer_bytes(packed[:-4], Content_Encoding="gzip"))
    )
    client = connect(server, retry=NO_RETRY)
    assert await client.call(READ) == {"a": 1}
    with pytest.raises(ProtocolError, match="cut off"):
        await client.call(READ)


async def test_an_answer_larger_than_every_buffer_arrives_whole_and_its_connection_is_used_again(
    connect: Connect, server: Server
) -> None:
    body = b"[" + b",".join(b"%d" % n for n in range(600_000)) + b"]"
    server.answer = in_turn(answer_bytes(body), ok)
    client = connect(server)
    assert (await client.call(GET, decode=False)).body == body
    # The server closes it while it is idle, which must be noticed.
    await asyncio.sleep(0.01)
    for writer in list(server.open):
        writer.close()
    await asyncio.sleep(0.05)
    assert await client.call(WRITE) == {"target": "/write"}


async def test_a_slow_consumer_holds_the_sender_back(connect: Connect, server: Server) -> None:
    sent = 0

    async def much(_: Got, peer: Peer) -> bool:
        nonlocal sent
        await peer.send(HEAD + b"Content-Length: %d\r\n\r\n" % (64 * 1024 * 1024))
        for _ in range(1024):
            await peer.send(b"x" * 65536)
            sent += 65536
        return True

    server.answer = much
    client = connect(server)
    async with client.stream(FILE) as stream:
        chunks = aiter(stream)
        await anext(chunks)
        await asyncio.sleep(0.3)
        assert sent < 24 * 1024 * 1024
        size = 0
        async for chunk in chunks:
            size += len(chunk)
    assert sent == 64 * 1024 * 1024


async def test_a_large_upload_arrives_whole_and_one_to_a_dead_server_ends(connect: Connect, server: Server) -> None:
    upload: Operation[Any] = Operation("test.upload", "POST", "/upload", Any, raw="bytes")
    content = bytes(range(256)) * 32 * 1024

    async def refuse(got: Got, peer: Peer) -> bool:
        raise AssertionError("the whole upload was read")

    client = connect(server, retry=NO_RETRY)
    await client.call(upload, body=content)
    assert server.got[0].content == content

    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        writer.transport.abort()

    async with serving(refuse, raw=cut) as other:
        with pytest.raises(TransportError):
            await connect(other, retry=NO_RETRY).call(upload, body=content)


# Bodies that are not what was asked for


async def test_23_a_page_with_status_200_is_a_decode_error_that_shows_its_beginning(connect: Connect, server: Server) -> None:
    page = b"<html><head><title>Sign in</title></head><body>" + b"Please sign in. " * 100 + b"</body></html>"
    server.answer = always(answer_bytes(page, Content_Type="text/html"))
    client = connect(server)
    with pytest.raises(DecodeError, match="Sign in") as caught:
        await client.call(READ)
    assert caught.value.body == page
    assert caught.value.operation == "test.read"
    assert len(caught.value.attempts) == 1
    assert len(str(caught.value)) < 500


async def test_23_a_gateway_s_page_with_status_502_is_a_server_error_without_tags(connect: Connect, server: Server) -> None:
    server.answer = always(answer_bytes(b"<html><h1>Bad Gateway</h1></html>", 502, Content_Type="text/html"))
    client = connect(server, retry=NO_RETRY)
    with pytest.raises(ServerError, match="HTTP 502 Bad Gateway"):
        await client.call(READ)
