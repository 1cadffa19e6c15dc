"""What the scenarios measure: how long the event loop stands still, memory, and how large to make things."""

import asyncio
import ctypes
import gc
import os
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from wire_support import OWN

# `nox -s reliability` runs the scenarios in full size; the suite in a size that takes seconds.
WHOLE = "SCENARIOS_WHOLE" in os.environ
PAGE = os.sysconf("SC_PAGE_SIZE")
MIB = 1024 * 1024

own_edges = pytest.mark.parametrize("edge", OWN, indirect=True)
travelling = pytest.mark.asyncio(loop_factories=["travelling"])
both_loops = pytest.mark.asyncio(loop_factories=["asyncio", "uvloop"])


def sized(small: int, whole: int) -> int:
    """A size for every day, or the scenario's own."""
    return whole if WHOLE else small


def resident() -> int:
    """This process's memory, in bytes."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE


class Watch:
    """Watches the loop in a block: the longest it computed without a pause (s), and the most memory it took (bytes).

    It counts this thread's own time: what other programs take of the processor is not the loop's fault.
    """

    async def __aenter__(self) -> Self:
        # What earlier tests let go of would be used again, and not be seen.
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        self.longest = 0.0
        self.before = self.most = resident()
        self.task = asyncio.create_task(self._watch())
        await asyncio.sleep(0)
        return self

    async def _watch(self) -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, time.thread_time() - before)
            self.most = max(self.most, resident())

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.sleep(0.002)
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task

    @property
    def grown(self) -> int:
        """How much memory came on top, at most, in bytes."""
        return self.most - self.before
