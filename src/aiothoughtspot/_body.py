"""Reading an answer's body: whole into memory, or piece by piece; unpacked, capped, and not for ever."""

import asyncio
from collections.abc import Callable, Iterator

import attrs

from aiothoughtspot._edges import Answer
from aiothoughtspot._response import Inflate, header
from aiothoughtspot.errors import ProtocolError, TimedOutError, TransportError

# A body that comes slower than this, over this long, is not coming at all.
SLOW_SECONDS = 30.0
SLOW_BYTES = 64 * 30
# Unpacking computes, and a small chunk may hold much: after so many bytes, other tasks get a turn.
TURN_BYTES = 4 * 1024 * 1024


class Pace:
    """Notices a body that drips: fewer than `SLOW_BYTES` in `SLOW_SECONDS`."""

    def __init__(self, now: float) -> None:
        self._since = now
        self._bytes = 0

    def check(self, now: float, size: int) -> None:
        """Count a chunk; raises `TimedOutError` if too little came for too long."""
        self._bytes += size
        if now - self._since >= SLOW_SECONDS:
            if self._bytes < SLOW_BYTES:
                text = f"the answer drips: {self._bytes} bytes in {SLOW_SECONDS:.0f} s"
                raise TimedOutError(text, sent=True, phase="body")
            self._since, self._bytes = now, 0


async def collect(answer: Answer, cap: int, tick: Callable[[int], None], *, cut: bool = False) -> bytes:
    """Read a body into memory, up to `cap` bytes; a longer one is an error, or cut off there if `cut`.

    `tick` is told the size of each chunk as it arrived; it may raise to end the reading.
    """
    inflate = Inflate(header(answer.headers, "content-encoding"), None if cut else cap)
    pieces: list[bytes] = []
    turn = TURN_BYTES
    while (chunk := await answer.chunk()) is not None:
        tick(len(chunk))
        for piece in inflate.feed(chunk):
            pieces.append(piece)
            if cut and inflate.count > cap:
                return b"".join(pieces)[:cap]
            if inflate.count > turn:
                turn = inflate.count + TURN_BYTES
                await asyncio.sleep(0)
    inflate.finish()
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


@attrs.define(eq=False, repr=False)
class Body:
    """The live body of a streamed answer; it holds its slot until it is closed.

    `timeout` bounds each silence (s); `pace` is None for streams that may be slow, such as a conversation.
    """

    answer: Answer
    _timeout: float
    _pace: Pace | None
    _now: Callable[[], float]
    _tick: Callable[[int], None]
    _name: Callable[[TransportError], None]
    _release: Callable[[], None]
    ended: bool = attrs.field(default=False, init=False)
    _closed: bool = attrs.field(default=False, init=False)
    _turn: int = attrs.field(default=TURN_BYTES, init=False)
    _inflate: Inflate = attrs.field(init=False)
    _pieces: Iterator[bytes] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin to unpack."""
        self._inflate = Inflate(header(self.answer.headers, "content-encoding"), None)
        self._pieces = iter(())

    async def chunk(self) -> bytes | None:
        """The next piece, unpacked, or None at the end."""
        try:
            while (piece := next(self._pieces, None)) is None:
                if self.ended:
                    return None
                await self._more()
        except TransportError as error:
            if isinstance(error, ProtocolError):
                error.received = self._inflate.count
            self._name(error)
            # Alone, as `_transport` raises its errors: what it came from may hold the request.
            error.__context__ = error.__cause__ = None
            raise error.with_traceback(None)  # noqa: B904 - it is the same error
        if self._inflate.count > self._turn:
            self._turn = self._inflate.count + TURN_BYTES
            await asyncio.sleep(0)
        return piece

    async def _more(self) -> None:
        try:
            async with asyncio.timeout(self._timeout):
                chunk = await self.answer.chunk()
        except TimeoutError:
            raise TimedOutError("no more of the stream came in time", sent=True, phase="body") from None
        if chunk is None:
            self.ended = True
            self._inflate.finish()
            return
        self._tick(len(chunk))
        self._pieces = iter(self._inflate.feed(chunk))
        if self._pace is not None:
            self._pace.check(self._now(), len(chunk))

    async def close(self) -> None:
        """Give the slot back; the connection too if the body was read to its end."""
        if self._closed:
            return
        self._closed = True
        try:
            await self.answer.close()
        finally:
            self._release()
