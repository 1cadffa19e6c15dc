"""The cluster's time, which tests may move."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    """Seconds since 1970: the real time, or one that stands at `now`; either moves on when told.

    Args:
        now: Where the clock stands; None for the running time.
        source: The running time.
    """

    def __init__(self, now: float | None = None, *, source: Callable[[], float] = time.time) -> None:
        self._source: Callable[[], float] = source if now is None else lambda: now
        self._ahead = 0.0

    def __call__(self) -> float:
        """The time now."""
        return self._source() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once.

        Raises:
            ValueError: For a negative number: tokens and sessions do not come back to life.
        """
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._ahead += seconds
