"""An event loop whose clock stands still while it works, and jumps when nothing but time is waited for.

Minutes of backoff pass in milliseconds, and a busy machine changes nothing.  Sockets stay real.  Both ends must live in this loop, for a byte on its way within one process is there at once; work
in threads (a name lookup, a TLS context) is waited for.  The cluster served in another thread or process is not.
"""

import asyncio
import selectors
from collections.abc import Callable
from typing import Any

GRACE = 0.0005


class TravellingLoop(asyncio.SelectorEventLoop):
    """Asyncio's own loop with a clock that jumps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.in_threads = 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self.now

    def run_in_executor(  # type: ignore[override]  # asyncio's own signature is generic
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> "asyncio.Future[Any]":
        future: asyncio.Future[Any] = super().run_in_executor(executor, func, *args)
        self.in_threads += 1
        future.add_done_callback(self._out_of_thread)
        return future

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as asyncio has it
        """Wait for threads as long as they take: the time that asyncio gives them would pass at once."""
        del timeout
        await super().shutdown_default_executor()

    def _out_of_thread(self, _: object) -> None:
        self.in_threads -= 1


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop: TravellingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        if not timeout or timeout < 0:
            return super().select(timeout)
        found = super().select(GRACE)
        if not found and not self._loop.in_threads:
            self._loop.now += timeout
        return found
