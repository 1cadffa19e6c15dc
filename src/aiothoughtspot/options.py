"""How a client behaves, as one frozen value, and what its hooks are told."""

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs
from attrs.validators import ge, in_, instance_of, optional

from aiothoughtspot._releases import number
from aiothoughtspot._response import Response
from aiothoughtspot.dates import Dates
from aiothoughtspot.errors import Attempt
from aiothoughtspot.limits import Limiter, Rate, optional_seconds, seconds
from aiothoughtspot.retry import Retry

if TYPE_CHECKING:
    from aiothoughtspot.auth import TokenStore

Http = Literal["auto", "httpx", "httpx2", "aiohttp"]


@attrs.frozen
class RequestInfo:
    """Told to `on_request` before each attempt: the operation's name, method, path template and attempt (from 1)."""

    operation: str
    method: str
    path: str
    attempt: int


@attrs.frozen
class RetryInfo:
    """Told to `on_retry` before a wait: which attempt failed, why, and the wait in seconds."""

    operation: str
    attempt: int
    cause: str
    wait: float


@attrs.frozen
class WaitInfo:
    """Told to `on_wait` after a wait that is not a retry: where (`queue`, `rate`, `token`) and how long in seconds."""

    operation: str
    phase: str
    seconds: float


def _above_zero(_: object, field: "attrs.Attribute[Any]", value: float | None) -> None:
    if value is not None and not value > 0:
        raise ValueError(f"{field.name}: {value!r} is no time to wait, in seconds")


def _a_hook(_: object, field: "attrs.Attribute[Any]", value: object) -> None:
    if inspect.iscoroutinefunction(value):
        raise ValueError(f"{field.name}: a hook is a plain function; nobody would wait for a coroutine")


def _a_release(_: object, _field: object, value: str | None) -> None:
    if value not in {None, "auto"} and number(str(value)) is None:
        raise ValueError(f"release: {value!r} is no release such as '10.4.0.cl', and not 'auto'")


@attrs.frozen
class CallInfo:
    """Told to `on_call` when a call has ended, however it did; for a stream, when its body begins.

    `outcome` is the status or the error's class, `attempts` each with seconds and the wait after it, `elapsed` in seconds.
    """

    operation: str
    method: str
    path: str
    outcome: str
    attempts: tuple[Attempt, ...]
    elapsed: float


@attrs.frozen(kw_only=True)
class Options:
    """Everything a client or a view of it can be told.

    Times are seconds (float) or timedelta, sizes bytes.
    """

    # The longest silence: to connect (at most 10 s of it), until the answer starts, between two pieces of a body.
    # Exports and long imports are silent for minutes.
    timeout: float = attrs.field(default=300.0, converter=seconds, validator=_above_zero)
    # For a whole call: queue, token, waits, retries and body.  None is no limit.  A stream's body is not bound by it.
    deadline: float | None = attrs.field(default=900.0, converter=optional_seconds, validator=_above_zero)
    retry: Retry = attrs.field(factory=Retry, validator=instance_of(Retry))
    # None switches pacing off.
    rate: Rate | None = attrs.field(factory=Rate, validator=optional(instance_of(Rate)))
    max_in_flight: int = attrs.field(default=16, validator=ge(1))
    http: Http = attrs.field(default="auto", validator=in_(get_args(Http)))
    dates: Dates = attrs.field(factory=Dates.auto, validator=instance_of(Dates))
    # The cluster's release, such as "10.4.0.cl", or "auto" to ask it once: calls, fields and values that it does not
    # have are refused here, deprecated ones warn.  None checks nothing.
    release: str | None = attrs.field(default=None, validator=_a_release)
    private_routes: bool = False
    locale: str | None = None
    # The largest answer that is read into memory.
    max_body: int = attrs.field(default=256 * 1024 * 1024, validator=ge(1))
    insecure_http: bool = False
    on_request: Callable[[RequestInfo], object] | None = attrs.field(default=None, validator=_a_hook)
    on_response: Callable[[Response], object] | None = attrs.field(default=None, validator=_a_hook)
    on_retry: Callable[[RetryInfo], object] | None = attrs.field(default=None, validator=_a_hook)
    on_wait: Callable[[WaitInfo], object] | None = attrs.field(default=None, validator=_a_hook)
    on_call: Callable[[CallInfo], object] | None = attrs.field(default=None, validator=_a_hook)
    # Shared with other processes: credentials, and the limits above.
    tokens: "TokenStore | None" = None
    limiter: Limiter | None = None


# What belongs to the pool that all views of a client share.
SHARED = ("max_in_flight", "http", "insecure_http", "tokens", "limiter")


@attrs.frozen
class Stats:
    """What a client has done so far: counts, bytes received, and what is going on now."""

    calls: int = 0
    attempts: int = 0
    retries: int = 0
    mints: int = 0
    errors: int = 0
    received: int = 0
    in_flight: int = 0
    waiting: int = 0
