"""An open answer of the cluster passed on to the browser as it comes.  Knows Starlette, not FastAPI."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing

import msgspec
from starlette.background import BackgroundTask
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from aiothoughtspot.backends._leaving import CancelOnDisconnect
from aiothoughtspot.backends._problems import problem_of
from aiothoughtspot.errors import ThoughtSpotError
from aiothoughtspot.streaming import Stream

Frames = Callable[[Stream], AsyncGenerator[bytes, None]]
# Between two signs of life (s): proxies cut connections that are silent for longer.
BEAT_SECONDS = 15.0


class Streamed(Response):
    """A response whose body is a stream of the cluster's, opened when the response begins.

    An error before the first byte is an ordinary error with its own status.  The stream is closed when its end is sent
    and when the browser leaves; the browser's pace is the stream's, so that nothing piles up here.
    """

    def __init__(
        self,
        opening: AbstractAsyncContextManager[Stream],
        frames: Frames,
        media_type: str,
        headers: Mapping[str, str],
    ) -> None:
        self._opening = opening
        self._frames = frames
        self.status_code: int = 200
        self.media_type: str | None = media_type
        self.background: BackgroundTask | None = None
        # No body attribute: its length is not known.
        self.init_headers({"cache-control": "no-store", "x-content-type-options": "nosniff", **headers})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream to its end, or until the browser leaves."""
        await CancelOnDisconnect(self._send)(scope, receive, send)

    async def _send(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        async with self._opening as stream, aclosing(self._frames(stream)) as frames:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            async for frame in frames:
                await send({"type": "http.response.body", "body": frame, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def as_sent(stream: Stream) -> AsyncGenerator[bytes, None]:
    """The bytes of a stream."""
    async for chunk in stream:
        yield chunk


def as_events(beat: float) -> Frames:
    """The events of a stream, one object in each; a comment every `beat` seconds of silence; an error as its last."""

    async def frames(stream: Stream) -> AsyncGenerator[bytes, None]:
        events = aiter(stream.events())
        while True:
            waiting = asyncio.ensure_future(anext(events, None))
            try:
                while not (await asyncio.wait((waiting,), timeout=beat))[0]:
                    yield b": waiting\n\n"
                event = waiting.result()
            except ThoughtSpotError as error:
                yield _frame({"type": "error", "problem": problem_of(error)})
                return
            finally:
                waiting.cancel()
                await asyncio.wait((waiting,))
            if event is None:
                return
            yield _frame(event)

    return frames


def _frame(event: object) -> bytes:
    return b"data: " + msgspec.json.encode(event) + b"\n\n"
