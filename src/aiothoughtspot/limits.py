"""Limits: deadlines, token buckets, the retry budget, and fair queues for slots and turns.

The arithmetic takes the time as an argument; the queues wait on futures and on the `sleep` they are given.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from datetime import timedelta
from typing import Any, Protocol, cast

import attrs

Seconds = float | timedelta


def seconds(value: Seconds) -> float:
    """Read a duration given as seconds or as a timedelta."""
    if not isinstance(cast("Any", value), timedelta | int | float):
        raise TypeError(f"a duration is a number of seconds or a timedelta, not {type(value).__name__}")
    return value.total_seconds() if isinstance(value, timedelta) else float(value)


def optional_seconds(value: Seconds | None) -> float | None:
    """Read a duration, or None for no limit."""
    return None if value is None else seconds(value)


@attrs.frozen
class Deadline:
    """A point on a monotonic clock, in seconds, after which a call gives up; None is never."""

    at: float | None = None

    @classmethod
    def after(cls, duration: Seconds | None, now: float) -> "Deadline":
        """Make the deadline that is `duration` after `now`."""
        return cls(None if duration is None else now + seconds(duration))

    def remaining(self, now: float) -> float:
        """Seconds left; infinite without a deadline, never below 0."""
        return float("inf") if self.at is None else max(0.0, self.at - now)

    def allows(self, wait: float, now: float) -> bool:
        """Whether a wait of so many seconds ends in time."""
        return wait < self.remaining(now)


@attrs.frozen
class Rate:
    """How fast requests may start: `per_second` on average, `burst` at once.

    The server allows 100 per second and client address with a burst of 10 (public API, from 26.2.0.cl).
    All processes behind one address share that, so give each its part.
    The default stays a little under it, because a packet's way is not constant.
    """

    per_second: float = attrs.field(default=98.0, validator=attrs.validators.gt(0))
    burst: int = attrs.field(default=8, validator=attrs.validators.ge(1))


# The catalog's `limit` classes: requests per minute, per client address or per user, from the public documents.
LIMIT_CLASSES = {
    "async_status": Rate(100 / 60, 100),
    "spotter_conversation": Rate(10 / 60, 10),
    "spotter_message": Rate(30 / 60, 30),
}


# Of one request; more than a clock's rounding after years, and nothing to a server.
ROUNDING = 1e-5


@attrs.define
class Bucket:
    """A token bucket that adapts: it slows down when the server says 429 and recovers by itself.

    `delay` says how long the next request must wait; `take` is called when it starts.
    """

    rate: Rate
    tokens: float = attrs.field(init=False)
    factor: float = attrs.field(init=False, default=1.0)
    updated: float = attrs.field(init=False, default=0.0)
    paused_until: float = attrs.field(init=False, default=0.0)
    # Who waits for a request to start, in the order of asking.
    turn: asyncio.Lock = attrs.field(init=False, factory=asyncio.Lock)

    RECOVERY_SECONDS = 30.0

    def __attrs_post_init__(self) -> None:
        self.tokens = float(self.rate.burst)

    def _refill(self, now: float) -> None:
        passed = max(0.0, now - self.updated)
        self.updated = max(now, self.updated)
        self.factor = min(1.0, self.factor + passed / self.RECOVERY_SECONDS)
        self.tokens = min(self.rate.burst, self.tokens + passed * self.rate.per_second * self.factor)

    def delay(self, now: float) -> float:
        """Seconds until a request may start; 0 if it may start now."""
        self._refill(now)
        # A wait that is exact may end a rounding error early; waiting for the rest of it would move no clock.
        missing = max(0.0, 1 - ROUNDING - self.tokens)
        wait = (missing + ROUNDING) / (self.rate.per_second * self.factor) if missing else 0.0
        return max(wait, self.paused_until - now)

    def take(self, now: float) -> None:
        """Count a request that starts now."""
        self._refill(now)
        self.tokens -= 1

    def is_full(self, now: float) -> bool:
        """Whether the bucket is as good as new."""
        self._refill(now)
        return self.tokens >= self.rate.burst and self.factor >= 1 and self.paused_until <= now

    def slow_down(self, now: float, pause: float = 0.0) -> None:
        """Answer a 429: go on at half the pace, and not at all for `pause` seconds."""
        self._refill(now)
        self.factor = max(0.1, self.factor / 2)
        self.tokens = min(self.tokens, 0.0)
        self.paused_until = max(self.paused_until, now + pause)


@attrs.define
class RetryBudget:
    """How many retries one client may spend: a few at once, then a tenth of its successes.

    It keeps a failing server from getting more load for failing.
    """

    capacity: float = 100.0
    tokens: float = 20.0
    refund: float = 0.1

    def spend(self) -> bool:
        """Take one retry from the budget; False if there is none left."""
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def succeed(self) -> None:
        """Count a success."""
        self.tokens = min(self.capacity, self.tokens + self.refund)


class Limiter(Protocol):
    """Shares limits between processes."""

    async def reserve(self, key: Hashable, rate: Rate) -> float:
        """Take the next turn under this limit and return how long to wait for it, in s."""
        ...


# Buckets kept at once; the per-user limits have one per user.
MAX_BUCKETS = 10_000


class Pacer:
    """Buckets by key and rate, each with a fair queue: first come, first served, and who is cancelled uses nothing up.

    With a `shared` limiter the first in each queue also takes its turn there: one at a time, so that a process that has
    many callers has no advantage, and one that is cancelled wastes one turn at most.
    """

    def __init__(
        self,
        now: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        shared: Limiter | None = None,
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._shared = shared
        self._buckets: dict[tuple[Hashable, Rate], Bucket] = {}

    def bucket(self, key: Hashable, rate: Rate) -> Bucket:
        """The bucket of a key, made on first use."""
        found = self._buckets.get((key, rate))
        if found is None:
            if len(self._buckets) >= MAX_BUCKETS:
                self._forget()
            found = self._buckets[key, rate] = Bucket(rate)
        return found

    def _forget(self) -> None:
        """Drop the buckets that are as good as new ones."""
        now = self._now()
        for key, bucket in list(self._buckets.items()):
            if not bucket.turn.locked() and bucket.is_full(now):
                del self._buckets[key]

    def try_start(self, key: Hashable, rate: Rate) -> bool:
        """Start at once if the bucket allows it and nobody waits."""
        bucket, now = self.bucket(key, rate), self._now()
        if self._shared is not None or bucket.turn.locked() or bucket.delay(now) > 0:
            return False
        bucket.take(now)
        return True

    async def start(self, key: Hashable, rate: Rate) -> None:
        """Wait for the turn."""
        bucket = self.bucket(key, rate)
        async with bucket.turn:
            if self._shared is not None:
                await self._sleep(await self._shared.reserve(key, rate))
            while (wait := bucket.delay(self._now())) > 0:
                await self._sleep(wait)
            bucket.take(self._now())


class Admission:
    """A fair queue for a number of slots.

    First come, first served; a waiter that is cancelled leaves the queue, and one that is cancelled in the moment
    it was served passes its slot on.  Nothing is lost at any point.
    """

    def __init__(self, slots: int) -> None:
        self.slots: int = slots
        self.free: int = slots
        self._waiters: deque[asyncio.Future[None]] = deque()

    @property
    def in_flight(self) -> int:
        """How many slots are taken."""
        return self.slots - self.free

    @property
    def waiting(self) -> int:
        """How many callers wait for a slot."""
        return sum(not waiter.done() for waiter in self._waiters)

    def try_acquire(self) -> bool:
        """Take a slot if one is free; `release` never leaves one free while somebody waits."""
        if not self.free:
            return False
        self.free -= 1
        return True

    async def acquire(self) -> None:
        """Wait for a slot."""
        if self.try_acquire():
            return
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if not waiter.cancelled():
                self.release()
            elif waiter in self._waiters:
                # Else `release` has passed over it between the cancellation and this moment.
                self._waiters.remove(waiter)
            raise

    def release(self) -> None:
        """Give a slot back: to the first that waits, if any."""
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
        self.free += 1
