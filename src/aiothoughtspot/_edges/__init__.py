"""Where the library touches HTTP: one small module per way, behind one protocol.

An edge sends one request and gives back an answer whose head has arrived and whose body is read chunk by chunk.
It keeps no queue, retries nothing, follows nothing and knows no credential; it raises this library's errors.
"""

from typing import Protocol

import attrs

from aiothoughtspot._response import Headers
from aiothoughtspot.errors import RequestError


def _on_the_origin(_: object, __: object, target: str) -> None:
    """Refuse what would change the host once it is put behind the origin, such as `@elsewhere`."""
    if not target.startswith("/"):
        raise RequestError("an operation's path starts with a slash", parameter="path")


@attrs.define(eq=False)
class Outgoing:
    """One request as it goes out, and the edge's note of whether it has left, for whoever must judge a failure.

    It travels as one value that shows nothing but its method, because a traceback may print the locals of every frame.
    """

    method: str
    target: str = attrs.field(repr=False, validator=_on_the_origin)
    headers: Headers = attrs.field(repr=False)
    content: bytes = attrs.field(repr=False)
    sent: bool = False


class Answer(Protocol):
    """An answer whose head has arrived.  Names of headers are lower-case; `Content-Encoding` is not undone."""

    status: int
    headers: Headers

    async def chunk(self) -> bytes | None:
        """The next piece of the body, or None at its proper end.  Raises `ProtocolError` if it breaks off."""
        ...

    async def close(self) -> None:
        """Give the connection back if the body was read to its end, else close it.  Safe to call twice."""
        ...


class Edge(Protocol):
    """One way of sending HTTP requests to one origin."""

    async def send(self, request: Outgoing) -> Answer:
        """Send a request; raises `ConnectError` or `ProtocolError`."""
        ...

    async def aclose(self) -> None:
        """Close all connections."""
        ...


@attrs.frozen
class Origin:
    """Scheme, host and port: the only place that is ever contacted."""

    scheme: str
    host: str
    port: int
    prefix: str = ""

    @property
    def authority(self) -> str:
        """What the Host header says: no port if it is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"http": 80, "https": 443}[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        """The origin as a URL without a path."""
        return f"{self.scheme}://{self.authority}"
