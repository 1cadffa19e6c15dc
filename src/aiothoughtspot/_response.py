"""An answer as values: the head, the whole response, and the body's decompression with its cap.

Pure: bytes in, bytes or values out.
"""

import zlib
from collections.abc import Iterable
from itertools import chain
from typing import Any

import attrs
import msgspec

from aiothoughtspot.errors import Attempt, DecodeError, ProtocolError, TooLargeError

Headers = tuple[tuple[str, str], ...]
_SECRET = frozenset({"set-cookie", "authorization", "cookie", "proxy-authorization", "x-refresh-token"})
# One encoding and at most one more: a chain of them is a bomb, not an answer.
_MAX_ENCODINGS = 2
_CHUNK = 256 * 1024


def _shown(headers: Headers) -> str:
    return repr({name: "***" if name.lower() in _SECRET else value for name, value in headers})


def lower_headers(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Read raw header lines; names become lower case."""
    return tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in raw)


@attrs.frozen
class Response:
    """A whole answer: status, headers (lower-case names), body bytes, seconds it took, and the attempts before it."""

    status: int
    headers: Headers = attrs.field(repr=_shown)
    body: bytes = attrs.field(repr=lambda body: f"<{len(body)} bytes>")
    elapsed: float = 0.0
    attempts: tuple[Attempt, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of this name, or None."""
        return header(self.headers, name.lower())

    def json(self) -> Any:
        """The body as JSON; raises `DecodeError` if it is none."""
        try:
            return msgspec.json.decode(self.body)
        except (ValueError, RecursionError) as error:
            raise DecodeError(f"not JSON: {error}", body=self.body) from None


def header(headers: Headers, name: str) -> str | None:
    """Find the first header of this (lower-case) name, or None."""
    return next((value for key, value in headers if key == name), None)


class Inflate:
    """Undoes Content-Encoding chunk by chunk and refuses to give out more than `limit` bytes in all.

    The cap is checked while unpacking, so that a small body that unpacks to a huge one costs one chunk, not its size.
    """

    def __init__(self, encoding: str | None, limit: int | None) -> None:
        named = [name.strip().lower() for name in (encoding or "").split(",")]
        names = [name for name in named if name not in {"", "identity"}]
        if len(names) > _MAX_ENCODINGS:
            raise ProtocolError(f"the body is packed {len(names)} times over", sent=True)
        unknown = [name for name in names if name not in {"gzip", "x-gzip", "deflate"}]
        if unknown:
            raise ProtocolError(f"unknown content encoding {unknown[0]!r}", sent=True)
        # The last encoding named was applied last.
        self._stages = [_Stage(name) for name in reversed(names)]
        self._limit = limit
        self.count = 0

    def feed(self, chunk: bytes) -> Iterable[bytes]:
        """Unpack one chunk into pieces of bounded size."""
        pieces: Iterable[bytes] = (chunk,)
        for stage in self._stages:
            pieces = chain.from_iterable(map(stage.unpack, pieces))
        for piece in pieces:
            self.count += len(piece)
            if self._limit is not None and self.count > self._limit:
                text = f"the answer is larger than {self._limit} bytes"
                raise TooLargeError(text, sent=True, limit=self._limit)
            yield piece

    def finish(self) -> None:
        """Check that the packed stream was whole."""
        if any(not stage.whole for stage in self._stages):
            raise ProtocolError("the packed body was cut off", sent=True, received=self.count)


_GZIP, _ZLIB, _BARE = 31, 15, -15


class _Stage:
    """One encoding."""

    def __init__(self, name: str) -> None:
        self._gzip = name != "deflate"
        self._head = b""
        self._engine: Any = None

    @property
    def whole(self) -> bool:
        return not self._head if self._engine is None else self._engine.eof

    def unpack(self, chunk: bytes) -> Iterable[bytes]:
        if self._engine is None:
            # "deflate" means zlib, but some servers send it bare: its first two bytes tell.
            chunk = self._head + chunk
            if len(chunk) < 2:  # noqa: PLR2004 - the length of zlib's header
                self._head = chunk
                return
            self._engine = zlib.decompressobj(_GZIP if self._gzip else _ZLIB if _is_zlib(chunk) else _BARE)
        more = bool(chunk)
        while more:
            if self._engine.eof:
                # A gzip file may have several members; deflate has one end.
                self._engine = zlib.decompressobj(_GZIP)
            try:
                piece = self._engine.decompress(chunk, _CHUNK)
            except zlib.error as error:
                raise ProtocolError(f"the packed body is damaged: {error}", sent=True) from None
            chunk = self._engine.unconsumed_tail or self._engine.unused_data
            # A full piece may have more behind it, though all its input is used up.
            more = bool(chunk) or (len(piece) == _CHUNK and not self._engine.eof)
            if piece:
                yield piece


def _is_zlib(head: bytes) -> bool:
    return head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head[:2], "big") % 31 == 0
