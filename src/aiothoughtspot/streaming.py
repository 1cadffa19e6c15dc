"""Answers that arrive bit by bit: bytes for a file, server-sent events for a conversation.

`SseDecoder` is pure: bytes in, events out.  `Stream` is what `client.stream(...)` yields; it owns no socket, it is
given a function that returns the next chunk.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import msgspec

from aiothoughtspot._response import Headers, header
from aiothoughtspot.errors import RequestError, TooLargeError

MAX_EVENT = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"


class SseDecoder:
    """Reads server-sent events: feed it bytes, get the JSON objects in them.

    Lines end with LF, CR or CRLF; UTF-8 may be split anywhere; `:` starts a comment; several `data:` lines are one
    event; the last event may lack its end.  This server puts a JSON array of objects, or one object, in each event;
    data that is not JSON comes as `{"type": "unknown", "data": text}`.
    """

    def __init__(self, max_event: int = MAX_EVENT) -> None:
        self._max = max_event
        # What may stand before the first line.
        self._mark = _BOM
        # The last line, which has no end yet.
        self._line = bytearray()
        self._skip_lf = False
        self._data: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> list[dict[str, Any]]:
        """Take some bytes and return the objects of the events they complete."""
        if self._skip_lf and chunk:
            # A CR ended the last chunk; the LF of a CRLF may open this one.
            chunk = chunk.removeprefix(b"\n")
            self._skip_lf = False
        *lines, rest = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        if lines:
            lines[0] = (bytes(self._line) + lines[0]).removeprefix(self._mark)
            self._mark = b""
            self._line.clear()
            self._skip_lf = chunk.endswith(b"\r")
        self._line += rest
        events = [event for line in lines for event in self._take(line)]
        self._check(len(self._line))
        return events

    def finish(self) -> list[dict[str, Any]]:
        """Say that no more bytes come, and get the event that had no end."""
        return self.feed(b"\n\n")

    def _take(self, line: bytes) -> list[dict[str, Any]]:
        if not line:
            data, self._data, self._size = self._data, [], 0
            return _objects(b"\n".join(data)) if data else []
        field, _, value = line.partition(b":")
        if field == b"data":
            value = value.removeprefix(b" ")
            # The line's end counts too, so that a million empty lines are not free.
            self._check(len(value) + 1)
            self._size += len(value) + 1
            self._data.append(value)
        return []

    def _check(self, more: int) -> None:
        if self._size + more > self._max:
            raise TooLargeError(f"one event is larger than {self._max} bytes", sent=True, limit=self._max)


def _objects(data: bytes) -> list[dict[str, Any]]:
    try:
        value = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return [{"type": "unknown", "data": data.decode("utf-8", "replace")}]
    entries = value if isinstance(value, list) else [value]
    return [
        cast("dict[str, Any]", entry) if isinstance(entry, dict) else {"type": "unknown", "data": entry}
        for entry in entries
    ]


class Stream:
    """An open answer.  Iterate it for bytes, or `events()` for server-sent events, or `save()` it to a file.

    It is whole when the iteration ends; anything else raises.
    """

    def __init__(self, status: int, headers: Headers, chunk: Callable[[], Awaitable[bytes | None]]) -> None:
        self.status = status
        self.headers = headers
        self._chunk = chunk
        self.received: int = 0

    def header(self, name: str) -> str | None:
        """The first header of this (lower-case) name, or None."""
        return header(self.headers, name)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the body's bytes as they come, unpacked."""
        while (chunk := await self._chunk()) is not None:
            self.received += len(chunk)
            yield chunk

    async def read(self) -> bytes:
        """Read what is left as one bytes object."""
        return b"".join([chunk async for chunk in self])

    async def events(self) -> AsyncIterator[dict[str, Any]]:
        """Yield the objects of a stream of server-sent events, in order, each once."""
        decoder = SseDecoder()
        async for chunk in self:
            for event in decoder.feed(chunk):
                yield event
        for event in decoder.finish():
            yield event

    async def save(self, path: str | os.PathLike[str]) -> int:
        """Write the body to a file and return its size in bytes.

        The file appears only when it is whole (a temporary name beside it, then a rename), readable by its owner only.
        Raises `RequestError` for a URL: files are on this machine.
        """
        if "://" in os.fspath(path):
            raise RequestError("path: a file of this machine, not a URL", parameter="path")
        target = Path(path)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                async for chunk in self:
                    file.write(chunk)
                size = file.tell()
            part.replace(target)  # noqa: ASYNC240 - a rename
        except BaseException:
            part.unlink(missing_ok=True)  # noqa: ASYNC240 - same
            raise
        return size
