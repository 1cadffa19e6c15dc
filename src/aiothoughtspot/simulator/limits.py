"""Rate limits: how many requests one client address may send."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

PER_SECOND: Final = 100
BURST: Final = 10


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
