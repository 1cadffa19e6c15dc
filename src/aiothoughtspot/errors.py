"""What can go wrong, as a tree of exceptions.

    ThoughtSpotError
    ├── RequestError                 refused here, before anything was sent
    │   └── ClosedError              the client is closed, or belongs to another event loop
    ├── UnsupportedByReleaseError    the cluster's release does not have this call or field
    ├── TransportError               no answer arrived
    │   ├── ConnectError             nothing was sent: refused, no such host, TLS
    │   ├── TimedOutError            `.sent` says whether the request had left
    │   ├── ProtocolError            the answer is not HTTP, or was cut off
    │   └── TooLargeError            the answer is larger than `Options.max_body`
    ├── AuthError                    no usable credential
    │   ├── RejectedError            the server refused the credential: do not try it again
    │   ├── AuthUnavailableError     the token endpoint does not answer
    │   └── OrgAccessError           the account is not in this org (400, code 13090; a BadRequestError too)
    ├── ApiError                     the server answered no; by status:
    │   ├── BadRequestError 400, UnauthorizedError 401 (an AuthError too), ForbiddenError 403, NotFoundError 404, ConflictError 409
    │   ├── RateLimitedError 429     `.retry_after` in seconds, if the server said
    │   ├── ServerError 5xx
    │   └── PartialFailureError      a 2xx with failures inside, raised by `raise_for_failures()`
    ├── DecodeError                  the answer cannot be read as the catalog's type; keeps the body
    └── DateError                    a zone that is none, or cells that are no dates; a ValueError too (in `dates`)

Everything here pickles and deep-copies, and holds texts and numbers only: no sockets, no requests, no secrets.
This module knows no transport and no operation.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import attrs


@attrs.frozen
class Attempt:
    """One try of a call: what came of it, how long it took and how long we waited after it, in seconds."""

    outcome: str
    seconds: float
    waited: float = 0.0


class ThoughtSpotError(Exception):
    """The base of every error of this library."""

    operation: str | None = None
    attempts: tuple[Attempt, ...] = ()
    elapsed: float = 0.0
    # Raised while paging: where `paginate(..., cursor=...)` goes on.
    cursor: dict[str, Any] | None = None

    def __init__(self, message: str = "", **facts: Any) -> None:
        super().__init__(message)
        # Only given facts become instance state, so that pickling is the default: the class, the message, the dict.
        self.__dict__.update(facts)

    @property
    def message(self) -> str:
        """The text without the operation's name."""
        return str(self.args[0]) if self.args else ""

    def __str__(self) -> str:
        """The operation, the message, and how many tries it took if more than one."""
        text = f"{self.operation}: {self.message}" if self.operation else self.message
        tries = len(self.attempts)
        return f"{text} (after {tries} attempts, {self.elapsed:.1f} s)" if tries > 1 else text


class RequestError(ThoughtSpotError, ValueError):
    """The request was refused here: an argument is missing, unknown, of a wrong type or against a rule."""

    parameter: str | None = None


class ClosedError(RequestError):
    """The client cannot send at all: it is closed, or belongs to another event loop."""


class UnsupportedByReleaseError(RequestError):
    """The cluster's release does not have this call or field; `.needs` is the release it needs."""

    needs: str | None = None


class TransportError(ThoughtSpotError):
    """No whole answer arrived.

    `.sent` says whether the request had left, so that its fate may be unknown; `.permanent` that trying again is no use.
    """

    sent: bool = False
    permanent: bool = False


class ConnectError(TransportError):
    """No connection came about, so nothing was sent."""


class TimedOutError(TransportError, TimeoutError):
    """The time ran out.  `.phase` names where: queue, rate, token, connect, answer, body."""

    phase: str = ""


class ProtocolError(TransportError):
    """The other side did not speak HTTP, or broke off in the middle.  `.received` counts the body's bytes until then."""

    received: int = 0


class TooLargeError(TransportError):
    """The answer is larger than allowed.  `.limit` is the cap in bytes."""

    limit: int = 0


class AuthError(ThoughtSpotError):
    """There is no usable credential."""


class RejectedError(AuthError):
    """The server refused the credential.  It is not tried again for a while: repeated bad logins lock accounts."""


class AuthUnavailableError(AuthError):
    """The token endpoint did not give a token in time."""


class ApiError(ThoughtSpotError):
    """The server answered, and the answer is no."""

    by_status: ClassVar[dict[int, type["ApiError"]]] = {}

    status: int = 0
    code: int | str | None = None
    incident_id: str | None = None
    trace_id: str | None = None
    retryable: bool = False
    body: bytes = b""

    def __init_subclass__(cls, status: int = 0) -> None:
        if status:
            ApiError.by_status[status] = cls


class BadRequestError(ApiError, status=400):
    """400: the server did not accept the request's values."""


class OrgAccessError(BadRequestError, AuthError):
    """400 with code 13090: the credential is good, but the account is not in this org."""


class UnauthorizedError(ApiError, AuthError, status=401):
    """401 that a new credential did not mend; this server also says 401 for a missing privilege."""


class ForbiddenError(ApiError, status=403):
    """403: a privilege is missing."""


class NotFoundError(ApiError, status=404):
    """404: no such object, or no such route on this release."""


class ConflictError(ApiError, status=409):
    """409: the object exists, or is in use."""


class RateLimitedError(ApiError, status=429):
    """429: too many requests.  `.retry_after` is the server's wish in seconds, or None."""

    retry_after: float | None = None


class ServerError(ApiError, status=500):
    """Any 5xx.  This server also says 500 for some mistakes of the caller."""


class PartialFailureError(ApiError):
    """A 2xx answer in which some items failed; `.failures` has their messages."""

    failures: Sequence[str] = ()


class DecodeError(ThoughtSpotError):
    """The answer is not what the catalog says and could not be read leniently either.

    `.path` is where in the answer (JSON path), `.body` the bytes as received.
    """

    path: str = "$"
    body: bytes = b""
