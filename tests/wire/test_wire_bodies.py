"""Bodies: whole, packed, huge, and not what was asked for (scenarios 23 and 26)."""

import asyncio
import gzip
import tracemalloc
import zlib
from typing import Any

import pytest
from servers import Got, Peer, Server, always, answer_bytes, in_turn, ok, serving
from wire_support import FILE, GET, READ, WRITE, Connect

from aiothoughtspot import (
    NO_RETRY,
    DecodeError,
    ForbiddenError,
    Operation,
    ProtocolError,
    ServerError,
    TooLargeError,
    TransportError,
)

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


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
async def test_scenario_26_an_answer_over_the_cap_is_given_up_with_bounded_memory(
    connect: Connect, server: Server, kind: str
) -> None:
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


async def test_scenario_26_an_endless_error_page_is_cut(connect: Connect, server: Server) -> None:
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
async def test_scenario_26_unknown_or_chained_encodings_are_refused(
    connect: Connect, server: Server, encoding: str
) -> None:
    server.answer = always(answer_bytes(b"whatever", Content_Encoding=encoding))
    client = connect(server, retry=NO_RETRY)
    with pytest.raises(ProtocolError):
        await client.call(READ)
    with pytest.raises(ProtocolError):
        async with client.stream(FILE):
            pass
    assert client.stats().in_flight == 0


async def test_packed_answers_are_unpacked_and_truncated_ones_are_not_believed(
    connect: Connect, server: Server
) -> None:
    packed = gzip.compress(b'{"a": 1}')
    server.answer = in_turn(
        answer_bytes(packed, Content_Encoding="gzip"),
        always(answer_bytes(packed[:-4], Content_Encoding="gzip")),
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
        for _turn in range(1024):
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


async def test_a_large_upload_arrives_whole_and_one_to_a_dead_server_ends(
    connect: Connect, server: Server
) -> None:
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


async def test_scenario_23_a_page_with_status_200_is_a_decode_error_that_shows_its_beginning(
    connect: Connect, server: Server
) -> None:
    page = b"<html><head><title>Sign in</title></head><body>" + b"Please sign in. " * 100 + b"</body></html>"
    server.answer = always(answer_bytes(page, Content_Type="text/html"))
    client = connect(server)
    with pytest.raises(DecodeError, match="Sign in") as caught:
        await client.call(READ)
    assert caught.value.body == page
    assert caught.value.operation == "test.read"
    assert len(caught.value.attempts) == 1
    assert len(str(caught.value)) < 500


async def test_scenario_23_a_gateway_s_page_with_status_502_is_a_server_error_without_tags(
    connect: Connect, server: Server
) -> None:
    server.answer = always(answer_bytes(b"<html><h1>Bad Gateway</h1></html>", 502, Content_Type="text/html"))
    client = connect(server, retry=NO_RETRY)
    with pytest.raises(ServerError, match="HTTP 502 Bad Gateway"):
        await client.call(READ)
