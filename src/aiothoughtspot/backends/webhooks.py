"""Receiving webhooks: the signature over the raw body, several secrets, no old and no repeated delivery, typed events.

    received = webhooks.Receiver([secret], header="X-Signature")

    @app.post("/hooks")
    async def hook(event: Annotated[webhooks.Event, Depends(received)]) -> None: ...

With plain Starlette: `Route("/hooks", received.endpoint(handle), methods=["POST"])`.  Answer within 5 s: the cluster
counts anything later as failed and sends it again.
"""

import base64
import binascii
import hashlib
import hmac
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from datetime import UTC, datetime

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from aiothoughtspot.backends._deliveries import (
    Alert,
    Attachment,
    Event,
    StoredFile,
    UnreadableError,
    event_of,
)
from aiothoughtspot.backends._replays import MemoryReplays, Replays
from aiothoughtspot.limits import Seconds, seconds

__all__ = [
    "Alert",
    "Attachment",
    "Event",
    "MemoryReplays",
    "Receiver",
    "Replays",
    "StoredFile",
    "UnreadableError",
    "event_of",
]

log: logging.Logger = logging.getLogger("aiothoughtspot.backends.webhooks")
DIGEST = hashlib.sha256().digest_size
# How far ahead the cluster's clock may be, in s.
AHEAD_SECONDS = 300.0


class Receiver:
    """Verifies deliveries and reads them; a FastAPI dependency as it is, or `endpoint(handle)` for a route.

    `secrets` are those of the webhook's signature verification, newest first: while one is replaced by another, give both.
    `header` is the name that you chose for the signature.  A delivery whose own time is more than `window` s ago is
    refused, and so is one that was accepted within the window before.  Bodies are read up to `max_body` bytes.
    Refusals are a plain 401 (413 for the size, 400 for a signed body that is no delivery); the log says why.
    """

    def __init__(
        self,
        secrets: Sequence[str | bytes],
        *,
        header: str,
        window: Seconds = 3600.0,
        replays: Replays | None = None,
        max_body: int = 64 * 1024 * 1024,
        utc: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        keys = [secret.encode() if isinstance(secret, str) else secret for secret in secrets]
        if isinstance(secrets, str | bytes) or not keys or not all(keys):
            raise ValueError("a receiver takes a list of secrets, none of them empty")
        self._keys = keys
        self._header = header
        self._window = seconds(window)
        self._replays: Replays = MemoryReplays() if replays is None else replays
        self._max_body = max_body
        self._utc = utc

    async def __call__(self, request: Request) -> AsyncGenerator[Event, None]:
        """Give the event of a request to a FastAPI endpoint; if that raises, the delivery may come again."""
        event = await self.event(request)
        try:
            yield event
        except BaseException:
            await self._replays.forget(event.id)
            raise

    def endpoint(
        self, handle: Callable[[Event], Awaitable[object]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Make an endpoint that answers at once and calls `handle` after that; an error there is logged."""

        async def handled(event: Event) -> None:
            try:
                await handle(event)
            except Exception:
                log.exception("a webhook's handler failed; the cluster will not send it again")

        async def receive(request: Request) -> Response:
            event = await self.event(request)
            body = {"status": "received", "message": event.id, "time": self._utc().isoformat()}
            return JSONResponse(body, background=BackgroundTask(handled, event))

        return receive

    async def event(self, request: Request) -> Event:
        """Verify and read a request; raises Starlette's `HTTPException`."""
        body, good = await self._signed(request)
        if not good:
            raise _refused("no such signature")
        try:
            event = event_of(request.headers.get("content-type", ""), body)
        except UnreadableError as error:
            log.warning("a signed webhook cannot be read: %s", error)
            raise HTTPException(400) from None
        age = 0.0 if event.at is None else (self._utc() - event.at).total_seconds()
        if not -AHEAD_SECONDS <= age <= self._window:
            raise _refused(f"it is {age:.0f} s old")
        if not await self._replays.first(event.id, self._window + AHEAD_SECONDS):
            raise _refused("it was here before")
        return event

    async def _signed(self, request: Request) -> tuple[bytes, bool]:
        """The raw body, and whether one of the secrets signed it; all are tried, in constant time."""
        macs = [hmac.new(key, digestmod=hashlib.sha256) for key in self._keys]
        chunks: list[bytes] = []
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > self._max_body:
                raise HTTPException(413)
            chunks.append(chunk)
            for mac in macs:
                mac.update(chunk)
        given = _digest(request.headers.get(self._header, ""))
        return b"".join(chunks), sum([hmac.compare_digest(given, mac.digest()) for mac in macs]) > 0


def _digest(text: str) -> bytes:
    """A signature as bytes: hexadecimal or Base64, with or without `sha256=` before it; zeros for anything else."""
    value = text.strip().removeprefix("sha256=")
    try:
        raw = bytes.fromhex(value) if len(value) == 2 * DIGEST else base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error):
        raw = b""
    return raw if len(raw) == DIGEST else bytes(DIGEST)


def _refused(why: str) -> HTTPException:
    log.warning("a webhook was refused: %s", why)
    return HTTPException(401)
