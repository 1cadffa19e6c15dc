"""The default edge: connections of our own over h11 and plain asyncio.

h11 is the HTTP/1.1 that httpx and httpx2 stand on.  A connection is used by one call at a time; it goes back when the
body was read to its end, and a call that is given up in its middle closes it.  The connection used last is used next,
so that idle ones age and are dropped.
"""

import asyncio
from collections.abc import Callable
from typing import cast

import h11

from aiothoughtspot._edges import Origin, Outgoing
from aiothoughtspot._edges.connect import connect_error, reach, tls_context
from aiothoughtspot._response import Headers, lower_headers
from aiothoughtspot.errors import ProtocolError

CONNECT_SECONDS = 10.0
IDLE_SECONDS = 55.0  # common load balancers drop idle connections after 60 s
MAX_HEAD = 64 * 1024
MAX_INTERIM = 16
HIGH_WATER = 1024 * 1024


class Connection(asyncio.Protocol):
    """One HTTP/1.1 connection: a protocol that feeds h11 and wakes its one reader."""

    _transport: asyncio.Transport

    def __init__(self) -> None:
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD)
        self._waiter: asyncio.Future[None] | None = None
        self._writable: asyncio.Future[None] | None = None
        self._unread = 0
        self._reading = True
        self._lost: str | None = None
        self.idle_since = 0.0

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        # No isinstance: a stream protocol gets a stream transport, but uvloop's is of no class of asyncio's.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Buffer data, and hold the sender back while nobody reads."""
        self._http.receive_data(data)
        self._unread += len(data)
        if self._unread > HIGH_WATER and self._reading:
            self._reading = False
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """Note the other side's end; asyncio then closes the transport."""
        self._end("the server closed the connection")

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the connection is gone."""
        self._end("the connection was reset" if exc else "the connection was closed")

    def pause_writing(self) -> None:
        """Make a large upload wait."""
        self._writable = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        """Let a large upload go on."""
        if self._writable is not None and not self._writable.done():
            self._writable.set_result(None)
        self._writable = None

    def _end(self, reason: str) -> None:
        if self._lost is None:
            self._lost = reason
            self._http.receive_data(b"")
        self.resume_writing()
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    # What a call does

    @property
    def usable(self) -> bool:
        """Whether an idle connection can carry another request: open, and nothing unasked has arrived."""
        return self._lost is None and not self._unread and not self._transport.is_closing()

    async def send(self, request: Outgoing) -> h11.Response:
        """Send a request and wait for the head of its answer."""
        if self._lost is not None:
            raise ProtocolError("the connection was closed before the request was sent")
        # No variable: an upload is not kept while its answer is waited for.
        self._transport.write(self._written(request))
        request.sent = True
        if self._writable is not None:
            await self._writable
        for _ in range(MAX_INTERIM):
            event = await self._event()
            if isinstance(event, h11.Response):
                # h11 limits only a head that comes bit by bit.
                if sum(len(name) + len(value) for name, value in event.headers) > MAX_HEAD:
                    raise ProtocolError(f"the answer's headers are larger than {MAX_HEAD} bytes", sent=True)
                return event
        raise ProtocolError("the server sends interim answers without end", sent=True)

    def _written(self, request: Outgoing) -> bytes:
        try:
            head = h11.Request(method=request.method, target=request.target, headers=list(request.headers))
        except h11.LocalProtocolError as error:
            raise ProtocolError(f"this is no HTTP request: {error}", permanent=True) from None
        body = [h11.Data(data=request.content)] if request.content else []
        return b"".join(self._http.send(event) or b"" for event in (head, *body, h11.EndOfMessage()))

    async def chunk(self) -> bytes | None:
        """The next piece of the body, or None at its end."""
        event = await self._event()
        return bytes(event.data) if isinstance(event, h11.Data) else None

    async def _event(self) -> object:
        while True:
            try:
                event = self._http.next_event()
            except h11.RemoteProtocolError as error:
                text = f"the answer is not HTTP: {error}"
                if self._lost:
                    text = f"{self._lost} in the middle of an answer"
                raise ProtocolError(text, sent=True) from None
            if event is not h11.NEED_DATA:
                return event
            self._drained(0)
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter

    def _drained(self, unread: int) -> None:
        """Note that what has arrived was read, and let the sender go on."""
        self._unread = unread
        if not self._reading and self._lost is None:
            self._reading = True
            self._transport.resume_reading()

    def recycle(self) -> bool:
        """Make ready for the next request; False if this connection cannot carry one."""
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        # An idle connection must read on, or it would not notice that the server closes it.
        self._drained(len(self._http.trailing_data[0]))
        return self.usable

    def abort(self) -> None:
        """Close at once; what was sent or unread is dropped."""
        self._transport.abort()


class SlotAnswer:
    """An answer on one of our connections."""

    def __init__(
        self, connection: Connection, head: h11.Response, done: Callable[[Connection], None]
    ) -> None:
        self._connection: Connection | None = connection
        self._done = done
        self.status = head.status_code
        self.headers: Headers = lower_headers(head.headers)

    async def chunk(self) -> bytes | None:
        """The next piece of the body, or None at its end, when the connection goes back."""
        if self._connection is None:
            return None
        chunk = await self._connection.chunk()
        if chunk is None:
            await self.close()
        return chunk

    async def close(self) -> None:
        """Hand the connection back; it is closed unless the body was read to its end."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._done(connection)


class SlotEdge:
    """Connections to one origin; `library` names the one whose trust setting is used."""

    def __init__(self, origin: Origin, library: str, connect_seconds: float = CONNECT_SECONDS) -> None:
        self._origin = origin
        self._library = library
        self._connect_seconds = connect_seconds
        self._answered: object = None
        self._idle: list[Connection] = []
        self._open: set[Connection] = set()
        self._closed = False

    async def send(self, request: Outgoing) -> SlotAnswer:
        """Send on the connection used last, or on a new one."""
        connection = self._take() or await self._connect()
        try:
            head = await connection.send(request)
        except BaseException:
            self._drop(connection)
            raise
        return SlotAnswer(connection, head, self._done)

    def _take(self) -> Connection | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.usable and now - connection.idle_since < IDLE_SECONDS:
                return connection
            self._drop(connection)
        return None

    def _drop(self, connection: Connection) -> None:
        self._open.discard(connection)
        connection.abort()

    def _done(self, connection: Connection) -> None:
        if connection.recycle() and not self._closed:
            connection.idle_since = asyncio.get_running_loop().time()
            self._idle.append(connection)
        else:
            self._drop(connection)

    async def _connect(self) -> Connection:
        loop = asyncio.get_running_loop()
        origin = self._origin
        context = await tls_context(self._library) if origin.scheme == "https" else None
        try:
            async with asyncio.timeout(self._connect_seconds):
                sock = await reach(origin, self._answered)
                self._answered = sock.getpeername()
                _, connection = await loop.create_connection(
                    Connection, sock=sock, ssl=context, server_hostname=origin.host if context else None
                )
        except OSError as error:
            raise connect_error(error, origin) from None
        self._open.add(connection)
        return connection

    async def aclose(self) -> None:
        """Close all connections, idle or not."""
        self._closed = True
        for connection in list(self._open):
            self._drop(connection)
        self._idle.clear()
        # Let the event loop close the sockets before the caller goes on.
        await asyncio.sleep(0)
