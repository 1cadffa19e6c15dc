"""The edge over a transport of httpx or httpx2: one that the user gave, or the library's own for a proxy."""

import importlib
from collections.abc import AsyncIterator
from types import ModuleType
from typing import Any

from aiothoughtspot._edges import Origin, Outgoing
from aiothoughtspot._edges.connect import connect_error, tls_context
from aiothoughtspot._response import Headers, lower_headers
from aiothoughtspot.errors import ConnectError, ProtocolError, TimedOutError, TransportError


class GivenAnswer:
    """An answer of a transport."""

    def __init__(self, library: ModuleType, response: Any) -> None:
        self._library = library
        self._response = response
        self._chunks: AsyncIterator[bytes] = aiter(response.stream)
        self.status: int = response.status_code
        self.headers: Headers = lower_headers(response.headers.raw)

    async def chunk(self) -> bytes | None:
        """The next piece of the body, or None at its end."""
        try:
            return await anext(self._chunks, None)
        except self._library.TimeoutException:
            text = "the transport's own time ran out in the middle of an answer"
            raise TimedOutError(text, sent=True, phase="body") from None
        except (self._library.RequestError, OSError) as error:
            text = f"the connection broke in the middle of an answer: {error}"
            raise ProtocolError(text, sent=True) from None

    async def close(self) -> None:
        """Let the transport have its connection back."""
        await self._response.aclose()


class GivenEdge:
    """Any async transport of httpx or httpx2."""

    def __init__(self, origin: Origin, transport: Any, library: ModuleType) -> None:
        self._origin = origin
        self._transport = transport
        self._library = library

    async def send(self, request: Outgoing) -> GivenAnswer:
        """Hand the request to the transport."""
        library = self._library
        # What is written cannot be seen from here, so it counts as sent unless the transport says that it still connects.
        request.sent = True

        async def trace(event: str, _: object) -> None:
            if event == "connection.connect_tcp.started":
                request.sent = False
            elif event.endswith("send_request_headers.started"):
                request.sent = True

        wire = library.Request(
            request.method,
            f"{self._origin}{request.target}",
            headers=list(request.headers),
            content=request.content,
            extensions={"trace": trace},
        )
        try:
            response = await self._transport.handle_async_request(wire)
        except Exception as error:  # noqa: BLE001 - a user's transport may raise anything; what is not mapped goes on
            found = self._mapped(error)
            request.sent = found.sent
            raise found from None
        return GivenAnswer(library, response)

    def _mapped(self, error: Exception) -> TransportError:
        library = self._library
        if isinstance(error, library.ProxyError):
            # Its text may repeat the proxy's URL, which may hold a password.
            text = "the proxy refused the connection: check the proxy's address and its credentials"
            return ConnectError(text)
        if isinstance(error, library.TimeoutException):
            sent = not isinstance(error, library.ConnectTimeout | library.PoolTimeout)
            text = f"the transport's own time ran out: {type(error).__name__}"
            return TimedOutError(text, sent=sent, phase="answer" if sent else "connect")
        if isinstance(error, library.ConnectError):
            return connect_error(_root(error), self._origin)
        if isinstance(error, library.RequestError | OSError):
            return ProtocolError(f"the connection broke: {type(error).__name__}", sent=True)
        raise error

    async def aclose(self) -> None:
        """Leave the transport open: the user closes theirs."""


def _root(error: BaseException) -> BaseException:
    """The operating system's or the TLS library's own error under those of the HTTP and network libraries."""
    while True:
        if isinstance(error, BaseExceptionGroup):
            # One per address that was tried.
            inner: BaseException | None = error.exceptions[0]
        else:
            # Above the system's own error, the context is whatever the caller was handling when it called.
            inner = error.__cause__ or (None if isinstance(error, OSError) else error.__context__)
        if inner is None:
            return error
        error = inner


def library_of(transport: Any) -> ModuleType:
    """Which of the two libraries a transport belongs to, by its classes; httpx if they do not tell."""
    packages = {base.__module__.partition(".")[0] for base in type(transport).__mro__}
    return importlib.import_module("httpx2" if "httpx2" in packages else "httpx")


class ProxyEdge(GivenEdge):
    """The library's own transport through a proxy; admission stays ours."""

    def __init__(self, origin: Origin, library: str, proxy: str) -> None:
        super().__init__(origin, None, importlib.import_module(library))
        self._proxy = proxy

    async def send(self, request: Outgoing) -> GivenAnswer:
        """Send through the proxy; the transport is made on first use, because its trust setting takes time."""
        if self._transport is None:
            library, context = self._library, await tls_context(self._library.__name__)
            if self._transport is None:
                limits = library.Limits(max_connections=None, max_keepalive_connections=None)
                self._transport = library.AsyncHTTPTransport(proxy=self._proxy, verify=context, limits=limits)
        return await super().send(request)

    async def aclose(self) -> None:
        """Close the transport, which is our own."""
        if self._transport is not None:
            await self._transport.aclose()
