"""The edge over aiohttp, the fastest of the three.

aiohttp pools connections itself; its pool has no limit here, because admission has already said how many calls run.
"""

import asyncio
import io
from typing import Any

import aiohttp
from yarl import URL

from aiothoughtspot._edges import Origin, Outgoing
from aiothoughtspot._edges.connect import connect_error, tls_context
from aiothoughtspot._edges.slots import CONNECT_SECONDS, IDLE_SECONDS, MAX_HEAD
from aiothoughtspot._response import Headers, lower_headers
from aiothoughtspot.errors import ConnectError, ProtocolError, TransportError

READ_BUFFER = 256 * 1024
LARGE = 512 * 1024


class AiohttpAnswer:
    """An answer of aiohttp."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response
        self.status = response.status
        self.headers: Headers = lower_headers(response.raw_headers)

    async def chunk(self) -> bytes | None:
        """The next piece of the body, or None at its end."""
        try:
            piece = await self._response.content.readany()
        except (aiohttp.ClientError, OSError) as error:
            raise _broken(error, sent=True) from None
        return piece or None

    async def close(self) -> None:
        """Give the connection back if the body was read to its end, else close it."""
        if self._response.content.at_eof():
            self._response.release()
        else:
            self._response.close()


class AiohttpEdge:
    """One aiohttp session for one origin."""

    def __init__(self, origin: Origin, connect_seconds: float = CONNECT_SECONDS) -> None:
        self._origin = origin
        self._connect_seconds = connect_seconds
        self._session: aiohttp.ClientSession | None = None

    async def _open(self) -> aiohttp.ClientSession:
        context: Any = await tls_context("httpx") if self._origin.scheme == "https" else True
        if self._session is None:
            # Without its own compression, cookies, redirects and timeouts: those are ours.
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, ssl=context, keepalive_timeout=IDLE_SECONDS),
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None, connect=self._connect_seconds),
                trace_configs=[_tracing()],
                read_bufsize=READ_BUFFER,
                max_line_size=MAX_HEAD,
                max_field_size=MAX_HEAD,
                skip_auto_headers=("User-Agent", "Content-Type", "Accept", "Accept-Encoding"),
            )
            # aiohttp repeats a PUT or DELETE by itself, and offers no other switch; only the catalog may say what is repeatable.
            self._session._retry_connection = False  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - see above
        return self._session

    async def send(self, request: Outgoing) -> AiohttpAnswer:
        """Send a request through the session."""
        session = self._session or await self._open()
        try:
            response = await session.request(
                request.method,
                URL(f"{self._origin}{request.target}", encoded=True),
                headers=request.headers,
                data=_upload(request.content),
                allow_redirects=False,
                trace_request_ctx=request,
            )
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise connect_error(_cause(error), self._origin) from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _broken(error, sent=request.sent) from None
        return AiohttpAnswer(response)

    async def aclose(self) -> None:
        """Close the session and its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()
            # aiohttp closes TLS sockets in a later turn of the loop.
            await asyncio.sleep(0)


def _upload(content: bytes) -> bytes | io.BytesIO | None:
    """A large body goes in pieces: aiohttp would write it in one, and warns that this takes long."""
    return io.BytesIO(content) if len(content) > LARGE else content or None


def _tracing() -> aiohttp.TraceConfig:
    config = aiohttp.TraceConfig()

    async def headers_sent(_: object, context: Any, __: object) -> None:
        context.trace_request_ctx.sent = True

    config.on_request_headers_sent.append(headers_sent)
    return config


def _cause(error: aiohttp.ClientError) -> BaseException:
    """The operating system's or the TLS library's own error inside aiohttp's, if there is one."""
    inside: BaseException | None = getattr(error, "certificate_error", None) or getattr(
        error, "os_error", None
    )
    return inside or error


def _broken(error: Exception, *, sent: bool) -> TransportError:
    if not sent and isinstance(error, OSError):
        return ConnectError(f"the connection broke before the request was sent: {error}")
    if isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientPayloadError | OSError):
        return ProtocolError("the server closed the connection in the middle of an answer", sent=sent)
    return ProtocolError(f"the answer is not HTTP: {type(error).__name__}", sent=sent)
