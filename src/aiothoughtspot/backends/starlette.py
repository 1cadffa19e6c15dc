"""A Starlette backend: one client for the app, errors as problems, streams passed on, no work for a browser that left.

All of it serves FastAPI too, and is importable from `backends.fastapi`, which adds dependencies and routers.
"""

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse

from aiothoughtspot.backends._leaving import CancelOnDisconnect
from aiothoughtspot.backends._problems import problem_of
from aiothoughtspot.backends._streamed import BEAT_SECONDS, Streamed, as_events, as_sent
from aiothoughtspot.client import Client
from aiothoughtspot.errors import ThoughtSpotError
from aiothoughtspot.streaming import Stream

__all__ = ["CancelOnDisconnect", "Streamed", "app_client", "events", "install", "lifespan", "report"]

log: logging.Logger = logging.getLogger("aiothoughtspot.backends")
Opening = Callable[[], AbstractAsyncContextManager[Client]]


def lifespan(opening: Opening) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Make an app's lifespan: the client that `opening()` gives lives exactly as long as the app.

    `opening` is called when the app starts, such as `lambda: ts.Client(url, auth)`; any async context manager will do.
    The client is `app.state.thoughtspot`, and closed after what is in flight.
    """

    @asynccontextmanager
    async def living(app: Any) -> AsyncGenerator[None, None]:
        async with opening() as client:
            app.state.thoughtspot = client
            yield

    return living


def app_client(request: Request) -> Client:
    """The app's own client; raises `RuntimeError` where the app has no `lifespan` of ours."""
    client = getattr(request.app.state, "thoughtspot", None)
    if not isinstance(client, Client):
        raise RuntimeError("the app has no client: give it lifespan=lifespan(...)")  # noqa: TRY004 - it is about the app
    return client


def install(app: Starlette, *, explain: bool = False) -> None:
    """Answer this library's errors with problem+json, and cancel the work of a browser that leaves.

    Statuses: 429, 503 and 504 with the cluster's state (Retry-After where it makes sense), 502 for what it did wrong,
    400, 403, 404 and 409 for the browser's own.  `explain` shows the errors' texts, which may name objects.
    """

    async def answer(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ThoughtSpotError)  # noqa: S101 - registered for no other
        body = problem_of(error, explain=explain)
        # Quoted, because the cluster's words are in it.
        log.warning(
            "%d, %s: %r", body["status"], body["title"], f"{error}; incident {body.get('incident_id')}"
        )
        headers = {"retry-after": str(body["retry_after"])} if "retry_after" in body else None
        return JSONResponse(body, body["status"], headers, "application/problem+json")

    app.add_exception_handler(ThoughtSpotError, answer)
    app.add_middleware(CancelOnDisconnect)


def events(opening: AbstractAsyncContextManager[Stream], *, beat: float = BEAT_SECONDS) -> Streamed:
    """Pass a stream of events on, such as `client.v2.ai.send_streaming(...)`: return it from an endpoint.

    Each event is one JSON object.  A comment goes out after every `beat` seconds of silence.  An error after the first
    byte is the last event, of type "error" with the problem in it.  A browser that leaves stops the conversation's reply.
    """
    return Streamed(opening, as_events(beat), "text/event-stream", {"x-accel-buffering": "no"})


def report(opening: AbstractAsyncContextManager[Stream], filename: str, media_type: str) -> Streamed:
    """Pass a file on as a download, such as `client.stream("v2.reports.liveboard", body=...)`: return it from an endpoint.

    Only the last part of `filename` is used.  A file that breaks off ends the connection, so that no browser takes it
    for whole.
    """
    name = PurePosixPath(filename.replace("\\", "/")).name or "report"
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Streamed(opening, as_sent, media_type, {"content-disposition": disposition})
