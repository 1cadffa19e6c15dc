"""A proxy that hurts: it fetches an answer whole and plays it back as a `Fault` says, byte by byte if need be.

`serving(Faulty(url))` is a server that any client can be pointed at; `serving(Tunnel(...))` an HTTP proxy.
"""

import asyncio
import re
from typing import Literal
from urllib.parse import urlsplit

import attrs
from servers import Got, Peer

Place = Literal["status line", "headers", "body", "last chunk", "end"]
End = Literal["close", "reset", "stall"]
FLOOD = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"


@attrs.frozen(kw_only=True)
class Fault:
    """What one answer suffers on its way; sizes in bytes, times in seconds."""

    latency: float = 0.0
    bandwidth: float | None = None  # bytes per second
    slices: int | None = None  # bytes per write
    before: bytes = b""  # in front of the answer: garbage, interim answers
    header: bytes = b""  # more header lines, each with its CRLF
    status_line: bytes | None = None
    longer: int | None = None  # what Content-Length says too much, or too little if negative
    chunked: int | None = None  # the answer in chunks of this size, instead of with a length
    chunk_size: bytes | None = None  # said instead of the first chunk's size
    cut: Place | int | None = None  # the answer goes on no further: a place, or a number of bytes
    end: End | None = None  # what comes then; None keeps the connection
    slow_close: float = 0.0


NONE = Fault()


def play(answer: bytes, fault: Fault) -> bytes:
    """The bytes that are sent of an answer: rewritten, and cut off."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status, _, lines = head.partition(b"\r\n")
    if fault.longer is not None:
        lines = re.sub(
            rb"(?i)content-length: *\d+", b"Content-Length: %d" % (len(body) + fault.longer), lines
        )
    if fault.chunked is not None:
        lines = re.sub(rb"(?i)content-length: *\d+", b"Transfer-Encoding: chunked", lines)
        body = in_chunks(body, fault.chunked, fault.chunk_size)
    head = (fault.status_line or status) + b"\r\n" + fault.header + lines + b"\r\n\r\n"
    places = {
        "status line": 0,
        "headers": len(head) // 2,
        "body": len(head) + len(body) // 2,
        "last chunk": len(head) + len(body) - len(LAST_CHUNK),
        "end": len(head) + len(body),
    }
    until = fault.cut if isinstance(fault.cut, int) else places[fault.cut or "end"]
    return fault.before + (head + body)[:until]


def in_chunks(body: bytes, size: int, first: bytes | None = None) -> bytes:
    """A body in chunks; `first` replaces what the first says of its size."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    sizes = [first if first is not None and not at else b"%x" % len(piece) for at, piece in enumerate(pieces)]
    return b"".join(b"%b\r\n%b\r\n" % pair for pair in zip(sizes, pieces, strict=True)) + LAST_CHUNK


class Faulty:
    """Answers by asking another server: the first requests suffer `faults` in turn, all later ones `then`."""

    def __init__(self, url: str, *faults: Fault, then: Fault = NONE) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port
        self.faults = list(faults)
        self.then = then

    async def __call__(self, got: Got, peer: Peer) -> bool:
        fault = self.faults.pop(0) if self.faults else self.then
        answer = await self.fetch(got)
        await asyncio.sleep(fault.latency)
        await drip(peer, play(answer, fault), fault)
        if fault.end == "reset":
            await peer.reset()
        elif fault.end == "stall":
            await peer.hang()
        await asyncio.sleep(fault.slow_close)
        return fault.end is None and fault.cut is None

    async def fetch(self, got: Got) -> bytes:
        """Ask the server behind, on a connection for this request alone."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            kept = {name: value for name, value in got.headers.items() if name != "connection"}
            lines = "".join(f"{name}: {value}\r\n" for name, value in {**kept, "connection": "close"}.items())
            writer.write(f"{got.method} {got.target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1") + got.content)
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
            return head + (await reader.readexactly(int(length[1])) if length else b"")
        finally:
            writer.close()


async def drip(peer: Peer, content: bytes, fault: Fault) -> None:
    """Send content in slices, no faster than the bandwidth."""
    size = fault.slices or (len(content) if fault.bandwidth is None else max(1, int(fault.bandwidth / 20)))
    for at in range(0, len(content), max(1, size)):
        piece = content[at : at + size]
        await peer.send(piece, pause=len(piece) / fault.bandwidth if fault.bandwidth else 0.0)
        if fault.slices:
            await asyncio.sleep(0)


class Tunnel:
    """An HTTP proxy's CONNECT, to one port here: it asks for a password, refuses, works, or dies in the middle."""

    def __init__(self, to: int, *, dies_after: int | None = None, status: int = 200) -> None:
        self.to = to
        self.dies_after = dies_after
        self.status = status

    async def __call__(self, got: Got, peer: Peer) -> bool:
        if self.status != 200:
            await peer.send(f"HTTP/1.1 {self.status} No\r\nContent-Length: 0\r\n\r\n".encode())
            return True
        await peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        reader, writer = await asyncio.open_connection("127.0.0.1", self.to)

        async def upwards() -> None:
            await pipe(peer.reader, writer, None)
            writer.close()

        up = asyncio.create_task(upwards())
        try:
            await pipe(reader, peer.writer, self.dies_after)
            if self.dies_after is not None:
                await peer.reset()
        finally:
            up.cancel()
            await asyncio.gather(up, return_exceptions=True)
            writer.close()
        return False


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int | None) -> None:
    """Pass bytes on until their end, or until `most` have gone through."""
    left = most
    while (data := await reader.read(65536 if left is None else min(left, 65536))) and left != 0:
        writer.write(data)
        await writer.drain()
        left = None if left is None else left - len(data)
