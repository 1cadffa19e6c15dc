"""Rate limits: how many requests one client address may send in a second, and how many of some kinds in a minute."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

PER_SECOND: Final = 100
BURST: Final = 10
PER_MINUTE: Final = {"async_status": 100, "spotter_conversation": 10, "spotter_message": 30}
"""By the catalog's classes. The first counts client addresses, the others users."""
REFUSED: Final = {
    "POST /api/rest/2.0/ai/agent/conversation/create": "spotter_conversation",
    "POST /api/rest/2.0/metadata/tml/async/status": "async_status",
}
"""Routes whose limit shows as 429, with its class. One message too many is an event in a 200, which its routes see to."""
GRACE: Final = 0.5
"""Tokens a bucket may lack: requests well spaced by their sender arrive a little closer together."""


class Window:
    """At most `count` events per key in any `seconds`.

    A sliding window: a client that spends a token bucket of 100 per second and burst 10 never has more than 110 in a second,
    so exactly what the documentation allows gets through.
    """

    def __init__(
        self,
        count: int = PER_SECOND + BURST,
        seconds: float = 1.0,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.count = count
        self.seconds = seconds
        self._clock = clock
        self._seen: dict[str, deque[float]] = {}

    def admit(self, key: str) -> bool:
        """Count one event of `key`; False, and not counted, when it is one too many."""
        now = self._clock()
        seen = self._seen.setdefault(key, deque())
        while seen and seen[0] <= now - self.seconds:
            seen.popleft()
        if len(seen) >= self.count:
            return False
        seen.append(now)
        return True


class Bucket:
    """At most `count` events per key at once, and as many again in each minute."""

    def __init__(self, count: int, *, clock: Callable[[], float]) -> None:
        self.count = count
        self._clock = clock
        self._levels: dict[str, tuple[float, float]] = {}

    def admit(self, key: str) -> bool:
        """Count one event of `key`; False, and not counted, when it is one too many."""
        now = self._clock()
        level, at = self._levels.get(key, (self.count, now))
        level = min(self.count, level + (now - at) * self.count / 60)
        admitted = level >= 1 - GRACE
        self._levels[key] = (level - admitted, now)
        return admitted


class Minutes:
    """The limits of `PER_MINUTE`, in minutes of the cluster's clock, so that a test need not wait for one."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._buckets = {kind: Bucket(count, clock=clock) for kind, count in PER_MINUTE.items()}

    def admit(self, kind: str, key: str) -> bool:
        """Count one event of a class; False when it is one too many."""
        return self._buckets[kind].admit(key)
