"""Which webhook deliveries were here before.  Knows neither HTTP nor Redis."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

MAX_REMEMBERED = 100_000


class Replays(Protocol):
    """Remembers deliveries."""

    async def first(self, key: str, for_seconds: float) -> bool:
        """Whether this key is new; it is remembered for so long."""
        ...

    async def forget(self, key: str) -> None:
        """Let a delivery come again, because it could not be handled."""
        ...


class MemoryReplays:
    """Remembers the deliveries of one process; at most 100,000, the oldest are forgotten first."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._until: OrderedDict[str, float] = OrderedDict()

    async def first(self, key: str, for_seconds: float) -> bool:
        """Whether this key is new; it is remembered for so long."""
        now = self._now()
        while self._until and (len(self._until) > MAX_REMEMBERED or next(iter(self._until.values())) <= now):
            self._until.popitem(last=False)
        if self._until.get(key, now) > now:
            return False
        self._until[key] = now + for_seconds
        return True

    async def forget(self, key: str) -> None:
        """Let a delivery come again."""
        self._until.pop(key, None)
