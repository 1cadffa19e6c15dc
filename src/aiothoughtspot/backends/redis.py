"""What many workers share through one Redis: logins, the server's rate limits, and the webhooks that were here.

    shared = redis.Shared(Redis.from_url("redis://127.0.0.1"), secret=app_secret, workers=8)
    client = ts.Client(url, auth, options=ts.Options(tokens=shared.tokens, limiter=shared.limiter))
    received = webhooks.Receiver([secret], header="X-Signature", replays=shared.replays)

Without Redis every worker goes on by itself: it logs in on its own and keeps its own part of the rate.
"""

import asyncio
import random
import secrets
import time
from collections.abc import Awaitable, Callable, Hashable
from inspect import iscoroutinefunction
from typing import Any, cast

import msgspec
from redis.asyncio import Redis

from aiothoughtspot.auth import Lease
from aiothoughtspot.backends._redis_guard import Box, Guard
from aiothoughtspot.backends._replays import MemoryReplays
from aiothoughtspot.errors import AuthError, OrgAccessError, RejectedError
from aiothoughtspot.limits import Pacer, Rate

__all__ = ["Limiter", "Replays", "Shared", "Tokens"]

# A worker that dies while it logs in is waited for so long (s); a login that takes longer may be made twice.
CLAIM_SECONDS = 15.0
POLL_SECONDS = 0.05
# Sessions have no end of their own; shared ones are used for so long (s) by workers that did not log in themselves.
MAX_SECONDS = 3600.0
# A refused login is not tried by another worker for so long (s): accounts lock.
REFUSED_SECONDS = 60.0
REFUSALS: dict[str, type[AuthError]] = {cls.__name__: cls for cls in (RejectedError, OrgAccessError)}

RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"
# Each turn has its own place on Redis's clock, `interval` after the one before; a bucket that rested has `burst` at once.
RESERVE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local due = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now - (burst - 1) * interval)
redis.call('SET', KEYS[1], string.format('%.0f', due + interval), 'PX', math.ceil((due + burst * interval - now) / 1000) + 1000)
return math.max(0, math.ceil(due - now))
"""


class Tokens:
    """A token store: one login for each user and org serves all workers, until its token ends.

    While one worker logs in, the others wait for it; a refused login is refused for all, for a minute.
    """

    def __init__(self, guard: Guard, box: Box) -> None:
        self._guard = guard
        self._box = box

    async def obtain(self, name: bytes, mint: Callable[[], Awaitable[Lease]], bad: str | None) -> Lease:
        """Give the shared credential of this name, other than `bad`, or log in; raises what `mint` raises."""
        key, claim = self._box.name("token", name), secrets.token_hex(16)
        lock = f"{key}:claim"
        while True:
            # For all we know, if we are cancelled before the answer.
            claimed = True
            try:
                seen = await self._guard.ask(lambda redis: _look(redis, key, lock, claim))
                if seen is None:
                    claimed = False
                    return await mint()
                claimed, sealed, left = seen
                lease = self._read(key, sealed, left / 1000)
                if lease is not None and lease.value != bad:
                    return lease
                if claimed:
                    return await self._mint(key, mint)
            finally:
                if claimed:
                    await self._guard.ask(lambda redis: _run(redis, RELEASE, lock, claim))
            await asyncio.sleep(POLL_SECONDS * (0.5 + random.random()))  # noqa: S311 - jitter

    def _read(self, key: str, sealed: bytes | None, left: float) -> Lease | None:
        value = None if sealed is None else self._box.open(key, sealed)
        if value is None:
            return None
        if "refused" in value:
            raise REFUSALS[value["refused"]](value["message"])
        return Lease(value["header"], value["value"], left - value["stale"], left)

    async def _mint(self, key: str, mint: Callable[[], Awaitable[Lease]]) -> Lease:
        try:
            lease = await mint()
        except (RejectedError, OrgAccessError) as error:
            refusal = {"refused": type(error).__name__, "message": error.message}
            await self._keep(key, refusal, REFUSED_SECONDS)
            raise
        usable = min(lease.usable_for, MAX_SECONDS)
        # How long before its end a credential is not fresh any more.
        stale = max(0.0, usable - lease.fresh_for)
        await self._keep(key, {"header": lease.header, "value": lease.value, "stale": stale}, usable)
        return lease

    async def _keep(self, key: str, value: dict[str, Any], seconds: float) -> None:
        sealed, milliseconds = self._box.seal(key, value), max(1, int(seconds * 1000))
        await self._guard.ask(lambda redis: redis.set(key, sealed, px=milliseconds))


async def _look(redis: Redis, key: str, lock: str, claim: str) -> tuple[bool, bytes | None, int]:
    """Claim the login if nobody has, and see what is there, at one moment."""
    async with redis.pipeline(transaction=True) as asked:
        asked.set(lock, claim, nx=True, px=int(CLAIM_SECONDS * 1000))
        asked.get(key)
        asked.pttl(key)
        claimed, sealed, left = await asked.execute()
    return bool(claimed), sealed, left


async def _run(redis: Redis, script: str, key: str, *arguments: str) -> int:
    """Run a script that returns a number."""
    return int(await redis.register_script(script)(keys=[key], args=list(arguments)))


class Limiter:
    """A limiter: all workers together keep a rate, each turn in the order of asking.

    Without Redis each worker keeps its `share` of the rate, from 0 to 1.
    """

    def __init__(
        self, guard: Guard, box: Box, share: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._guard = guard
        self._box = box
        self._share = share
        self._now = now
        # For its buckets only: who waits is the client's business.
        self._alone = Pacer(now, asyncio.sleep)

    async def reserve(self, key: Hashable, rate: Rate) -> float:
        """Take the next turn and return how long to wait for it, in s."""
        name = self._box.name("rate", msgspec.json.encode([key, rate]))
        interval = str(1_000_000 / rate.per_second)
        wait = await self._guard.ask(lambda redis: _run(redis, RESERVE, name, interval, str(rate.burst)))
        return self._by_itself(key, rate) if wait is None else wait / 1_000_000

    def _by_itself(self, key: Hashable, rate: Rate) -> float:
        part = Rate(rate.per_second * self._share, max(1, int(rate.burst * self._share)))
        bucket, now = self._alone.bucket(key, part), self._now()
        wait = bucket.delay(now)
        bucket.take(now)
        return wait


class Replays:
    """Remembers webhook deliveries for all workers; each for itself while Redis is gone."""

    def __init__(self, guard: Guard, box: Box) -> None:
        self._guard = guard
        self._box = box
        self._alone = MemoryReplays()

    async def first(self, key: str, for_seconds: float) -> bool:
        """Whether this key is new; it is remembered for so long."""
        name, milliseconds = self._box.name("webhook", key.encode()), int(for_seconds * 1000)

        async def keep(redis: Redis) -> bool:
            return bool(await redis.set(name, b"1", nx=True, px=milliseconds))

        new, new_here = await self._guard.ask(keep), await self._alone.first(key, for_seconds)
        return new_here if new is None else new and new_here

    async def forget(self, key: str) -> None:
        """Let a delivery come again."""
        name = self._box.name("webhook", key.encode())
        await self._guard.ask(lambda redis: redis.delete(name))
        await self._alone.forget(key)


class Shared:
    """`tokens`, `limiter` and `replays` of one Redis.

    `secret` (16 bytes or more, the same in all workers) names and encrypts what is stored, by AES-GCM; `workers` is how
    many share the client's rate when Redis is gone; `prefix` starts every key.  The Redis client stays yours to close.
    Raises `TypeError` and `ValueError` for what is none of that.
    """

    def __init__(
        self, redis: Redis, *, secret: str | bytes, workers: int, prefix: str = "aiothoughtspot"
    ) -> None:
        # One that talks to Redis in coroutines, whatever its class: a proxy or a cluster's client will do.
        if not iscoroutinefunction(getattr(redis, "execute_command", None)):
            raise TypeError(
                "redis: an asyncio client is needed, such as redis.asyncio.Redis.from_url(...), "
                f"not {type(redis).__module__}.{type(redis).__qualname__}"
            )
        if not isinstance(cast("Any", workers), int) or isinstance(workers, bool):
            raise TypeError(f"workers: a whole number is needed, not {workers!r}")
        if workers < 1:
            raise ValueError(f"workers: at least 1 shares this Redis, not {workers}")
        guard, box = Guard(redis), Box(secret, prefix)
        self.tokens: Tokens = Tokens(guard, box)
        self.limiter: Limiter = Limiter(guard, box, 1 / workers)
        self.replays: Replays = Replays(guard, box)
