"""How a client behaves, as one frozen value, and what its hooks are told."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from aiothoughtspot._refuse import checked, is_whole
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


_a_time = checked("seconds above 0", lambda value: value is None or value > 0)
_a_library = checked(f"one of {', '.join(get_args(Http))}", lambda value: value in get_args(Http))
_a_size = checked("a whole number from 1 up", is_whole(1))
_a_switch = checked("True or False", lambda value: isinstance(value, bool))
# Nobody would wait for a coroutine.
_a_hook = checked(
    "a plain function, or None",
    lambda hook: hook is None or (callable(hook) and not iscoroutinefunction(hook)),
)
_a_release = checked(
    "a release such as '10.4.0.cl', or 'auto', or None",
    lambda value: value in (None, "auto") or number(str(value)) is not None,
)


def _a(kind: type, *, or_none: bool = False) -> Any:
    wanted = f"a {kind.__name__}{', or None' if or_none else ''}"
    return checked(wanted, lambda value: isinstance(value, kind) or (or_none and value is None))


def _with(method: str, kind: str) -> Any:
    return checked(f"a {kind}, or None", lambda value: value is None or hasattr(value, method))


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
    timeout: float = attrs.field(default=300.0, converter=seconds, validator=_a_time)
    # For a whole call: queue, token, waits, retries and body.  None is no limit.  A stream's body is not bound by it.
    deadline: float | None = attrs.field(default=900.0, converter=optional_seconds, validator=_a_time)
    retry: Retry = attrs.field(factory=Retry, validator=_a(Retry))
    # None switches pacing off.
    rate: Rate | None = attrs.field(factory=Rate, validator=_a(Rate, or_none=True))
    max_in_flight: int = attrs.field(default=16, validator=_a_size)
    http: Http = attrs.field(default="auto", validator=_a_library)
    dates: Dates = attrs.field(factory=Dates.auto, validator=_a(Dates))
    # The cluster's release, such as "10.4.0.cl", or "auto" to ask it once: calls, fields and values that it does not
    # have are refused here, deprecated ones warn.  None checks nothing.
    release: str | None = attrs.field(default=None, validator=_a_release)
    private_routes: bool = attrs.field(default=False, validator=_a_switch)
    locale: str | None = attrs.field(default=None, validator=_a(str, or_none=True))
    # The largest answer that is read into memory.
    max_body: int = attrs.field(default=256 * 1024 * 1024, validator=_a_size)
    insecure_http: bool = attrs.field(default=False, validator=_a_switch)
    on_request: Callable[[RequestInfo], object] | None = attrs.field(default=None, validator=_a_hook)
    on_response: Callable[[Response], object] | None = attrs.field(default=None, validator=_a_hook)
    on_retry: Callable[[RetryInfo], object] | None = attrs.field(default=None, validator=_a_hook)
    on_wait: Callable[[WaitInfo], object] | None = attrs.field(default=None, validator=_a_hook)
    on_call: Callable[[CallInfo], object] | None = attrs.field(default=None, validator=_a_hook)
    # Shared with other processes: credentials, and the limits above.
    tokens: "TokenStore | None" = attrs.field(default=None, validator=_with("obtain", "TokenStore"))
    limiter: Limiter | None = attrs.field(default=None, validator=_with("reserve", "Limiter"))


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
