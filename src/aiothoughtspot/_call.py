"""One call on its way, as values; and the judgement of what came of it, as pure functions."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import attrs

from aiothoughtspot._body import Body
from aiothoughtspot._credentials import Credentials
from aiothoughtspot._request import Request
from aiothoughtspot._response import Headers
from aiothoughtspot._scrub import header_secrets, secrets_in, secrets_of
from aiothoughtspot.auth import Grant
from aiothoughtspot.errors import (
    ApiError,
    Attempt,
    ServerError,
    ThoughtSpotError,
    TooLargeError,
    TransportError,
    UnauthorizedError,
)
from aiothoughtspot.limits import LIMIT_CLASSES, Deadline, Rate
from aiothoughtspot.options import Options
from aiothoughtspot.retry import Outcome

# A gateway gave up on a cluster that may well have done what it was asked.
GATEWAY = frozenset({502, 504})
# What the server says to one who deletes what is deleted, or creates what is there.
TOLD_OF_TWICE = frozenset({400, 404, 409})
UNKNOWN_FATE = frozenset({"TimedOutError", "ProtocolError", "502", "503", "504"})

log: logging.Logger = logging.getLogger("aiothoughtspot")


@attrs.frozen
class World:
    """What is not a pure function: the monotonic clock (s), sleep, randomness in [0, 1), and the calendar's time."""

    now: Callable[[], float]
    random: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    utc: Callable[[], datetime] = lambda: datetime.now(UTC)


@attrs.define(eq=False)
class Call:
    """One call on its way: what was asked, by whom, until when, and what has happened so far."""

    request: Request
    options: Options
    credentials: Credentials
    deadline: Deadline
    started: float
    streaming: bool = False
    attempts: list[Attempt] = attrs.field(factory=list)
    grant: Grant | None = None
    replayed: bool = False
    redirected: bool = False


@attrs.define
class Counters:
    """What `client.stats()` counts."""

    calls: int = 0
    attempts: int = 0
    retries: int = 0
    errors: int = 0
    received: int = 0

    def tick(self, size: int) -> None:
        """Count bytes received."""
        self.received += size


@attrs.frozen
class Reply:
    """The end of one attempt: a whole body, or a live one that still holds its slot."""

    status: int
    headers: Headers = attrs.field(repr=False)
    body: bytes = attrs.field(default=b"", repr=False)
    live: Body | None = None


def turns(call: Call, rate: Rate) -> list[tuple[Any, Rate]]:
    """The buckets a call goes through, widest first, with their rates."""
    limit = call.request.operation.limit
    if limit is None:
        return [(None, rate)]
    # The Spotter limits are per user, the others per client address.
    who = call.credentials.auth if limit.startswith("spotter") else None
    return [(None, rate), ((limit, who), LIMIT_CLASSES[limit])]


def secrets_of_call(call: Call) -> list[str]:
    """What no error of this call may show, should the server repeat it."""
    header = header_secrets(call.grant.value) if call.grant is not None else []
    return [*header, *secrets_of(call.credentials.auth), *secrets_in(call.request.content)]


def outcome_of(error: TransportError) -> Outcome:
    return Outcome(sent=error.sent, hopeless=error.permanent or isinstance(error, TooLargeError))


def name(call: Call, error: ThoughtSpotError, now: float) -> None:
    """Tell an error which call it is of, and what was tried until now."""
    error.operation = call.request.operation.name
    error.attempts = tuple(call.attempts)
    error.elapsed = now - call.started


def explain(call: Call, error: ThoughtSpotError) -> None:
    """Add to an error what only the call knows: whether it may have happened, and why a credential did not do."""
    risky = call.request.repeatable in {"no", "depends"}
    lost = isinstance(error, TransportError) and error.sent
    if isinstance(error, ServerError) and error.status in GATEWAY and risky:
        error.retryable, lost = False, True
    if lost and risky:
        unknown = "the request had been sent, so its outcome is unknown: look before you repeat it"
        error.args = (f"{error.message}; {unknown}",)
    before = {attempt.outcome for attempt in call.attempts[:-1]}
    if isinstance(error, ApiError) and error.status in TOLD_OF_TWICE and before & UNKNOWN_FATE:
        error.add_note("an earlier attempt may have done it: look before you take this for a failure")
    if isinstance(error, UnauthorizedError):
        error.args = (f"{error.message}; {unauthorized(call)}",)


def unauthorized(call: Call) -> str:
    kind = call.credentials.auth.principal[0]
    if not call.request.operation.auth:
        return "the user, password or key in the request was refused"
    if kind == "none":
        return "this client has no credential: give it one, such as TrustedAuth(username, secret_key)"
    if kind == "bearer":
        return "the token could not be renewed: give BearerAuth a function that returns a fresh one, or use TrustedAuth"
    return "a new credential was refused too: the account may lack a privilege or may be locked"


def tell(hook: Callable[[Any], object] | None, what: object) -> None:
    """Call a hook; one that fails is logged and does not fail the call."""
    if hook is not None:
        try:
            hook(what)
        except Exception:
            log.exception("a hook failed")
