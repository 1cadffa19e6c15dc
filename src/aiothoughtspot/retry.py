"""Whether and when a call is tried again, as a value and a pure function.

What happened is an `Outcome`; `Retry.delay` answers with seconds, or None for "no more".
The loop that sleeps is in `_transport`; randomness and the time are arguments.
"""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import attrs

from aiothoughtspot._refuse import checked, is_whole
from aiothoughtspot.limits import seconds

Repeatable = Literal["read", "same_end_state", "no", "depends"]

# Gateways and the server itself say these while they restart or are overloaded.
# 500 is not among them: this server answers 500 to many mistakes of the caller.
TRANSIENT = frozenset({502, 503, 504})
TOO_MANY = 429


@attrs.frozen
class Outcome:
    """What came of one attempt.

    `sent` is whether the request had left, `status` None when no answer came, `retry_after` the server's wish in s.
    """

    sent: bool
    status: int | None = None
    retry_after: float | None = None
    # Whether another attempt could help at all: a bad certificate stays bad.
    hopeless: bool = False


_a_wait = checked("seconds from 0 up", lambda value: value >= 0)


@attrs.frozen
class Retry:
    """The policy: `attempts` in all, backoff from `base` doubling up to `cap` (seconds), with full jitter."""

    attempts: int = attrs.field(default=5, validator=checked("a number of attempts from 1 up", is_whole(1)))
    base: float = attrs.field(default=0.5, converter=seconds, validator=_a_wait)
    cap: float = attrs.field(default=30.0, converter=seconds, validator=_a_wait)

    @classmethod
    def none(cls) -> "Retry":
        """Make the policy that never tries again."""
        return cls(attempts=1)

    def delay(self, attempt: int, outcome: Outcome, repeatable: Repeatable, random: float) -> float | None:
        """Say how long to wait after attempt number `attempt` (from 1) before the next one, in s, or None to give up.

        `random` is in [0, 1).  A request that never left may always be repeated, and so may one that was turned
        away with 429; anything else only if the operation is a read or ends in the same state.
        """
        if attempt >= self.attempts or outcome.hopeless:
            return None
        wait = self.backoff(attempt, random)
        if outcome.status == TOO_MANY:
            return wait if outcome.retry_after is None else outcome.retry_after
        if not outcome.sent:
            return wait
        passing = outcome.status is None or outcome.status in TRANSIENT
        if passing and repeatable in {"read", "same_end_state"}:
            return max(wait, outcome.retry_after or 0.0)
        return None

    def backoff(self, attempt: int, random: float) -> float:
        """Full jitter: anything from 0 to the doubled base, capped."""
        return random * min(self.cap, self.base * 2.0 ** min(attempt - 1, 32))


NO_RETRY = Retry.none()


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header: seconds or an HTTP date.  None for nothing, garbage or the past.

    The server's form is not documented, so both of HTTP's are read, and a plain number of at least 1e11
    is taken for an epoch in ms, which some gateways send.
    """
    text = (value or "").strip()
    try:
        wait = float(text)
    except ValueError:
        return _until_date(text, now)
    if wait >= 1e11:  # noqa: PLR2004 - the year 1973 in ms, 5138 in s
        wait = wait / 1000 - now.timestamp()
    return _possible(wait)


def retry_after_ms(value: str | None) -> float | None:
    """Read a Retry-After-Ms header, the millisecond form of some gateways, as seconds."""
    try:
        return _possible(float(value or "") / 1000)
    except ValueError:
        return None


def _until_date(text: str, now: datetime) -> float | None:
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, LookupError, OverflowError):
        return None
    return _possible(((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())


def _possible(wait: float) -> float | None:
    return wait if 0 <= wait < math.inf else None
