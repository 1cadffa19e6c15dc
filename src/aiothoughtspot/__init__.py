"""An asyncio client for the ThoughtSpot REST APIs, v1 and v2.0.

    async with ts.Client("https://acme.example", ts.TrustedAuth("ana", secret_key)) as client:
        tags = await client.v2.tags.search(color="#0a0")

Importing this package loads no endpoint group; `aiothoughtspot.v2.tags` and the like load when first touched.
"""

from aiothoughtspot._catalog import operations
from aiothoughtspot._operation import Caller, File, Operation
from aiothoughtspot._outcomes import Outcomes
from aiothoughtspot._response import Response
from aiothoughtspot._version import __version__
from aiothoughtspot.auth import BearerAuth, NoAuth, PasswordAuth, SessionAuth, TrustedAuth
from aiothoughtspot.client import Client
from aiothoughtspot.dates import CalendarDate, DateError, Dates, Epoch
from aiothoughtspot.errors import (
    ApiError,
    Attempt,
    AuthError,
    AuthUnavailableError,
    BadRequestError,
    ClosedError,
    ConflictError,
    ConnectError,
    DecodeError,
    ForbiddenError,
    NotFoundError,
    OrgAccessError,
    PartialFailureError,
    ProtocolError,
    RateLimitedError,
    RejectedError,
    RequestError,
    ServerError,
    ThoughtSpotError,
    TimedOutError,
    TooLargeError,
    TransportError,
    UnauthorizedError,
    UnsupportedByReleaseError,
)
from aiothoughtspot.limits import Deadline, Rate
from aiothoughtspot.options import Options, RequestInfo, RetryInfo, Stats, WaitInfo
from aiothoughtspot.paging import Paginator, paginate
from aiothoughtspot.retry import NO_RETRY, Retry
from aiothoughtspot.runtime import RuntimeFilter, RuntimeParameter, RuntimeSort
from aiothoughtspot.streaming import Stream
from aiothoughtspot.unset import UNSET, Unset

__all__ = [
    "NO_RETRY",
    "UNSET",
    "ApiError",
    "Attempt",
    "AuthError",
    "AuthUnavailableError",
    "BadRequestError",
    "BearerAuth",
    "CalendarDate",
    "Caller",
    "Client",
    "ClosedError",
    "ConflictError",
    "ConnectError",
    "DateError",
    "Dates",
    "Deadline",
    "DecodeError",
    "Epoch",
    "File",
    "ForbiddenError",
    "NoAuth",
    "NotFoundError",
    "Operation",
    "Options",
    "OrgAccessError",
    "Outcomes",
    "Paginator",
    "PartialFailureError",
    "PasswordAuth",
    "ProtocolError",
    "Rate",
    "RateLimitedError",
    "RejectedError",
    "RequestError",
    "RequestInfo",
    "Response",
    "Retry",
    "RetryInfo",
    "RuntimeFilter",
    "RuntimeParameter",
    "RuntimeSort",
    "ServerError",
    "SessionAuth",
    "Stats",
    "Stream",
    "ThoughtSpotError",
    "TimedOutError",
    "TooLargeError",
    "TransportError",
    "TrustedAuth",
    "UnauthorizedError",
    "Unset",
    "UnsupportedByReleaseError",
    "WaitInfo",
    "__version__",
    "operations",
    "paginate",
]
