"""A small hostile HTTP server on raw asyncio sockets: it counts everything and answers with whatever bytes a test wants."""

import asyncio
import json
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import attrs


@attrs.frozen
class Got:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


class Peer:
    """The server's end of one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, *pieces: bytes, pause: float = 0.0) -> None:
        """Send pieces as they are, each with a pause after it (s)."""
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            if pause:
                await asyncio.sleep(pause)

    async def reset(self) -> None:
        """Break the connection with a TCP reset, after what was sent has left."""
        await asyncio.sleep(0.005)
        linger = struct.pack("ii", 1, 0)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.writer.transport.abort()

    async def hang(self) -> None:
        """Say nothing until the other side goes away."""
        while await self.reader.read(65536):
            pass


Answer = Callable[[Got, Peer], Awaitable[bool | None]]


class Server:
    """Answers each request by `answer`; the connection is kept unless that returns False or raises."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.answer: Answer = answer or ok
        self.got: list[Got] = []
        self.accepted = 0
        self.open: set[asyncio.StreamWriter] = set()
        self.tasks: set[asyncio.Task[Any]] = set()
        self.port = 0
        self.scheme = "http"

    @property
    def url(self) -> str:
        return (
            f"{self.scheme}://localhost:{self.port}"
            if self.scheme == "https"
            else f"http://127.0.0.1:{self.port}"
        )

    def count(self, path: str) -> int:
        """How many requests named this path."""
        return sum(got.target.partition("?")[0] == path for got in self.got)

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        self.open.add(writer)
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            while (got := await read(reader)) is not None:
                self.got.append(got)
                if await self.answer(got, Peer(reader, writer)) is False:
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the other side has gone, or the server is stopped
        finally:
            self.tasks.discard(task)
            self.open.discard(writer)
            writer.close()


async def read(reader: asyncio.StreamReader) -> Got | None:
    """Read one request; None at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
    }
    content = await reader.readexactly(int(headers.get("content-length", 0)))
    return Got(method, target, headers, content)


@asynccontextmanager
async def serving(
    answer: Answer | None = None, *, tls: ssl.SSLContext | None = None, raw: Any = None
) -> AsyncIterator[Server]:
    """Run a server on a free loopback port; `raw` takes each connection over instead of HTTP."""
    server = Server(answer)
    listening = await asyncio.start_server(
        raw or server.connected, "127.0.0.1", 0, ssl=tls, backlog=1024, limit=4 * 1024 * 1024
    )
    server.port = listening.sockets[0].getsockname()[1]
    server.scheme = "https" if tls else "http"
    try:
        yield server
    finally:
        listening.close()
        for task in list(server.tasks):
            task.cancel()
        await asyncio.gather(*server.tasks, return_exceptions=True)
        for writer in list(server.open):
            writer.transport.abort()
        await asyncio.sleep(0)


def answer_bytes(body: bytes | Any = b"{}", status: int = 200, **headers: str) -> bytes:
    """A whole HTTP answer; underscores in header names stand for hyphens."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = {"Content-Type": "application/json", "Content-Length": str(len(content))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} X\r\n{head}\r\n".encode("latin-1") + content


async def ok(got: Got, peer: Peer) -> None:
    """Answer 200 with the request's target."""
    await peer.send(answer_bytes({"target": got.target}))


def always(*pieces: bytes, pause: float = 0.0, keep: bool = False) -> Answer:
    """Answer every request with these bytes, then close the connection unless it is to be kept."""

    async def answer(_: Got, peer: Peer) -> bool:
        await peer.send(*pieces, pause=pause)
        return keep

    return answer


def in_turn(*answers: Answer | bytes) -> Answer:
    """Answer the first request by the first, and so on; the last one stays."""
    left = list(answers)

    async def answer(got: Got, peer: Peer) -> bool | None:
        one = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(one, bytes):
            await peer.send(one)
            return None
        return await one(got, peer)

    return answer


async def hang(_: Got, peer: Peer) -> bool:
    """Take the request and never answer."""
    await peer.hang()
    return False


async def reset(_: Got, peer: Peer) -> bool:
    """Take the request and reset the connection."""
    await peer.reset()
    return False


class Tokens:
    """A token endpoint, and the paths behind it: 401 unless the request has the token that is good now."""

    def __init__(self, *, life: float = 300.0, behind: Answer = ok) -> None:
        self.life = life
        self.behind = behind
        self.mints = 0
        self.minting = 0
        self.most_minting = 0
        self.good: set[str] = set()
        self.login: Answer | None = None

    async def __call__(self, got: Got, peer: Peer) -> bool | None:
        if got.target.startswith("/api/rest/2.0/auth/"):
            self.minting += 1
            self.most_minting = max(self.most_minting, self.minting)
            try:
                return await (self.login or self.mint)(got, peer)
            finally:
                self.minting -= 1
        given = got.headers.get("authorization", got.headers.get("cookie", ""))
        if given not in self.good:
            await peer.send(answer_bytes({"error": "token"}, 401))
            return None
        return await self.behind(got, peer)

    async def mint(self, got: Got, peer: Peer) -> bool | None:
        self.mints += 1
        body = got.json
        org = body.get("org_id", body.get("org_identifier", ""))
        name = f"{body['username']}.{org}.{self.mints}"
        if got.target.endswith("/session/login"):
            self.good.add(f"JSESSIONID=SECRET-{name}; clientId=SECRET-c")
            cookies = f"JSESSIONID=SECRET-{name}; Path=/; HttpOnly\r\nSet-Cookie: clientId=SECRET-c; Path=/"
            await peer.send(answer_bytes(b"", 204, Set_Cookie=cookies))
            return None
        self.good.add(f"Bearer SECRET-{name}")
        times = {"creation_time_in_millis": 1000, "expiration_time_in_millis": 1000 + self.life * 1000}
        scope = {"scope": {"org_id": body["org_id"]}} if "org_id" in body else {}
        await peer.send(answer_bytes({"token": f"SECRET-{name}", **times, **scope}))
        return None

    def revoke(self) -> None:
        self.good.clear()
