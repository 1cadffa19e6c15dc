"""Errors as problem details (RFC 9457): which status a browser gets, and what it is told.

Pure.  What the cluster said is left out unless asked for: it may name objects that the browser's user does not know of.
"""

from math import ceil
from typing import Any

from aiothoughtspot.errors import (
    ApiError,
    AuthUnavailableError,
    ClosedError,
    ConnectError,
    OrgAccessError,
    RateLimitedError,
    RequestError,
    ThoughtSpotError,
    TimedOutError,
    UnauthorizedError,
    UnsupportedByReleaseError,
)

SENTENCES = {
    400: "the request holds a value that cannot be sent",
    403: "not allowed",
    404: "no such object",
    409: "the object exists, or is in use",
    429: "too many requests",
    501: "the cluster's release cannot do this",
    502: "the cluster gave an answer that is of no use",
    503: "the cluster cannot be reached, or is too busy",
    504: "the cluster did not answer in time",
}
# The first that fits counts.  The browser's own login is good: a 401 would only make it log in again.
BY_CLASS: tuple[tuple[type[ThoughtSpotError], int], ...] = (
    (UnsupportedByReleaseError, 501),
    # No browser's doing.
    (ClosedError, 503),
    (RequestError, 400),
    (OrgAccessError, 403),
    (UnauthorizedError, 403),
    (TimedOutError, 504),
    (ConnectError, 503),
    (AuthUnavailableError, 503),
)
# Of the cluster's own answers, those that say something about the browser's request.
PASSED = frozenset({400, 403, 404, 409, 429, 503, 504})
# Seconds after which a browser may ask again where the cluster did not say.
AGAIN_SECONDS = 5
OVERLOADED = frozenset({"queue", "rate"})


def status_of(error: ThoughtSpotError) -> int:
    """The HTTP status for an error: what the browser did wrong is 4xx, what lies behind us is 5xx, and never 401."""
    if isinstance(error, TimedOutError) and error.phase in OVERLOADED:
        return 503
    for cls, status in BY_CLASS:
        if isinstance(error, cls):
            return status
    return error.status if isinstance(error, ApiError) and error.status in PASSED else 502


def again_after(error: ThoughtSpotError, status: int) -> int | None:
    """Seconds for a Retry-After header, or None for no header."""
    if isinstance(error, RateLimitedError) and error.retry_after is not None:
        return max(1, ceil(error.retry_after))
    return AGAIN_SECONDS if status in {429, 503} else None


def problem_of(error: ThoughtSpotError, *, explain: bool = False) -> dict[str, Any]:
    """The members of a problem: what, where, and the cluster's own ids to look for in its logs.

    `explain` adds the error's own text, which has no secrets but may have names of objects.
    """
    status, kind = status_of(error), type(error).__name__
    detail = str(error) if explain else f"{error.operation or 'the call'}: {SENTENCES[status]}"
    facts: dict[str, Any] = {
        "operation": error.operation,
        "attempts": len(error.attempts) or None,
        "code": getattr(error, "code", None),
        "incident_id": getattr(error, "incident_id", None),
        "trace_id": getattr(error, "trace_id", None),
        "retry_after": again_after(error, status),
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return {"type": f"urn:aiothoughtspot:{kind}", "title": kind, "status": status, "detail": detail, **known}
