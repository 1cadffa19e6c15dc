"""The ASGI side of answers, and what faults do to the connection under them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from aiothoughtspot.simulator.answers import Answer
    from aiothoughtspot.simulator.faults import Fault

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Client = tuple[str, int]
Connections = dict[Client, asyncio.Transport]

NO_LINGER: Final = struct.pack("ii", 1, 0)
"""SO_LINGER of zero seconds: closing sends a reset."""
CHUNK: Final = 1 << 18
"""Bytes of a large body sent at once."""


async def lifespan(receive: Receive, send: Send) -> None:
    """Answer a server's start and stop; there is nothing to do for either."""
    while True:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return


async def read(receive: Receive) -> bytes | None:
    """The whole request body, or None when the client went away before its end."""
    content = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        content += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(content)


async def hold(connections: Connections, struck: list[Fault], client: Client, receive: Receive) -> bool:
    """Suffer what comes before an answer: latency, and connections dropped. False when nobody is left to answer."""
    latency = sum(fault.latency or 0 for fault in struck)
    if latency and await gone(receive, latency):
        return False
    if any(fault.drop == "connect" for fault in struck):
        cut(connections, client, reset=True)
        return False
    return True


async def gone(receive: Receive, seconds: float) -> bool:
    """Wait, but no longer than the client does: True when it went away within `seconds`."""
    leaving = asyncio.ensure_future(receive())
    try:
        done, _ = await asyncio.wait({leaving}, timeout=seconds)
    finally:
        leaving.cancel()
    return bool(done)


def cut(connections: Connections, client: Client, *, written: bytes = b"", reset: bool = False) -> None:
    """Close the connection under a request, after some raw bytes, with a reset or in order.

    Raises:
        ConnectionResetError: Where there is no connection: in process, that is all a caller can be shown.
    """
    transport = connections.get(client)
    if transport is None:
        raise ConnectionResetError("the connection was dropped by a scripted fault")
    if written:
        transport.write(written)
    if reset:
        abort(transport)
    else:
        transport.close()


def abort(transport: asyncio.Transport) -> None:
    """Reset a connection: the other side sees ECONNRESET, not an end."""
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
    transport.abort()


def head(answer: Answer) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """The header fields and the body of an answer."""
    content = answer.content or b""
    fields = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    if answer.status == HTTPStatus.NO_CONTENT:
        return fields, b""
    if answer.stream is not None:
        return [(b"content-type", answer.media.encode("latin-1")), *fields], b""
    named = [] if answer.content is None else [(b"content-type", answer.media.encode("latin-1"))]
    return [*named, (b"content-length", str(len(content)).encode()), *fields], content


async def send_plain(send: Send, answer: Answer) -> None:
    """Send an answer, large bodies in pieces."""
    fields, content = head(answer)
    await send({"type": "http.response.start", "status": answer.status, "headers": fields})
    for start in range(0, len(content) - CHUNK, CHUNK):
        await send({"type": "http.response.body", "body": content[start : start + CHUNK], "more_body": True})
    rest = (len(content) - 1) // CHUNK * CHUNK if content else 0
    await send({"type": "http.response.body", "body": content[rest:]})


async def deliver(
    connections: Connections,
    struck: list[Fault],
    answer: Answer,
    client: Client,
    *,
    receive: Receive,
    send: Send,
) -> None:
    """Send an answer, with what the faults do to it on its way."""
    if any(fault.drop == "head" for fault in struck):
        cut(connections, client, written=f"HTTP/1.1 {answer.status} OK\r\ncontent-le".encode())
        return
    limit = next((fault.truncate for fault in struck if fault.truncate is not None), None)
    drip = next((fault.drip for fault in struck if fault.drip is not None), None)
    dropped = any(fault.drop == "body" for fault in struck)
    if answer.stream is not None:
        sending = _pump(connections, answer, client, send, limit=1 if dropped else limit, drip=drip or 0)
        await _while_listened(sending, receive)
        return
    fields, content = head(answer)
    if limit is None and dropped:
        limit = len(content) // 2
    if limit is None and drip is None:
        await send_plain(send, answer)
        return
    await send({"type": "http.response.start", "status": answer.status, "headers": fields})
    whole = len(content) if limit is None else min(limit, len(content))
    step = whole if drip is None else 1
    for start in range(0, whole, max(step, 1)):
        await send({"type": "http.response.body", "body": content[start : start + step], "more_body": True})
        if drip is not None and await gone(receive, drip):
            return
    if limit is not None:
        # uvicorn keeps the head back until there is a body.
        await send({"type": "http.response.body", "body": b"", "more_body": True})
        cut(connections, client)
        return
    await send({"type": "http.response.body", "body": b""})


async def _pump(
    connections: Connections, answer: Answer, client: Client, send: Send, *, limit: int | None, drip: float
) -> None:
    """Send the chunks of a stream as they come, `drip` seconds apart; `limit` bytes or more, and the connection is cut."""
    assert answer.stream is not None  # noqa: S101 - the caller looked
    sent = 0
    async with contextlib.aclosing(answer.stream) as chunks:
        await send({"type": "http.response.start", "status": answer.status, "headers": head(answer)[0]})
        async for chunk in chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            sent += len(chunk)
            if limit is not None and sent >= limit:
                cut(connections, client)
                return
            await asyncio.sleep(drip)
        await send({"type": "http.response.body", "body": b""})


async def _while_listened(sending: Coroutine[Any, Any, None], receive: Receive) -> None:
    """Send until it is done, or until the client goes away."""
    working, leaving = asyncio.ensure_future(sending), asyncio.ensure_future(receive())
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working
