"""The engine of a pull: pages by offset, some at a time, passed on in order; and by key where offsets end."""

import asyncio
from itertools import accumulate
from typing import Any

import attrs

from aiothoughtspot._catalog import find
from aiothoughtspot.client import Client
from aiothoughtspot.errors import BadRequestError, ThoughtSpotError
from aiothoughtspot.pulls._named import check_named
from aiothoughtspot.pulls._output import Borders, Output
from aiothoughtspot.pulls._page import Page, page_of
from aiothoughtspot.pulls._report import Meter, PullError
from aiothoughtspot.pulls._task import Task

# No cap on the rows of a call is lower; and what ends at a very round number of rows in all may not be the end.
LEAST_CAP = 100
VERY_ROUND = 10_000
MANY = 2


async def fetch(client: Client, task: Task, body: dict[str, Any]) -> Page:
    """Fetch one page as it is; raises `PullError` if a column that `Dates.typed` names is not there."""
    operation = find(task.operation)
    response = await client.call(operation, body=body, decode=False)
    page = page_of(operation, response.body)
    if len(page):
        check_named(task.reading.dates, page.names)
    return page


@attrs.define
class Pull:
    """One pull on its way; `slots` are the calls at a time, which several pulls can share."""

    client: Client
    task: Task
    output: Output
    borders: Borders
    meter: Meter
    slots: asyncio.Semaphore
    window: int
    _counts: dict[int, int] = attrs.field(factory=dict, init=False)
    _running: dict[int, asyncio.Task[int]] = attrs.field(factory=dict, init=False)
    _adding: asyncio.Task[None] | None = attrs.field(default=None, init=False)
    _turn: asyncio.Lock = attrs.field(factory=asyncio.Lock, init=False)
    _started: int = attrs.field(default=0, init=False)
    _added: int = attrs.field(default=0, init=False)
    # The number of the last page, once it is known, and the server's refusal to go further, if it did refuse.
    _end: int | None = attrs.field(default=None, init=False)
    _refusal: ThoughtSpotError | None = attrs.field(default=None, init=False)
    # Whether an earlier run has left pages.
    _resumed: bool = attrs.field(default=False, init=False)

    async def run(self) -> int:
        """Pull everything; returns the number of pages."""
        self.output.begin(self.window)
        try:
            await self._by_offset()
            await self._by_key()
            await self.output.end()
        except ThoughtSpotError as error:
            error.operation, error.cursor = error.operation or self.task.operation, self.cursor(done=False)
            raise
        finally:
            await self._stop()
        return self._added

    def cursor(self, *, done: bool) -> dict[str, Any]:
        """How far it is, as JSON-safe values."""
        task = self.task
        return {"operation": task.operation, "size": task.page_size, "next": self._added, "done": done}

    async def _by_offset(self) -> None:
        # What runs beyond the end is waited for: if it has rows, the page that seemed the last was cut short.
        while self._end is None or self._added <= self._end or self._running:
            self._start()
            waited: set[asyncio.Task[Any]] = {
                *self._running.values(),
                *([self._adding] if self._adding else []),
            }
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            for number in sorted(number for number, one in self._running.items() if one.done()):
                self._take(number, self._running.pop(number))
            if self._adding is not None and self._adding.done():
                self._adding.result()
                self._adding, self._added = None, self._added + 1

    def _start(self) -> None:
        """Start what may run: the first page alone, for it may be the last or the cluster's own cap.

        One more than the window, so that the window is full while a page is converted.
        """
        most = self.window + 1 if self._counts else 1
        while (
            len(self._running) < most
            and (self._end is None or self._started <= self._end)
            # What is fetched but not passed on is in memory, if there is a sink.
            and self._started - self._added < 2 * self.window
        ):
            self._running[self._started] = asyncio.create_task(self._fetch(self._started))
            self._started += 1
        if self._adding is None and self._added in self._counts:
            self._adding = asyncio.create_task(self.output.add(self._added))

    def _take(self, number: int, fetched: "asyncio.Task[int]") -> None:
        """Note a page that was fetched, or that the server does not go as far as it."""
        try:
            rows = fetched.result()
        except ThoughtSpotError as error:
            beyond = self._end is not None and number > self._end
            if not beyond and not (number and isinstance(error, BadRequestError)):
                raise
            self._refusal, rows = error, 0
        if rows:
            self._counts[number] = rows
        if number == 0:
            self._counts[0] = rows
            if rows == self.task.page_size and not self.task.stable:
                text = f"more than {rows} rows, and pages of an unsorted search overlap: give key="
                raise PullError(text)
        self.meter.rows, self.meter.done = self.meter.rows + rows, self.meter.done + 1
        self.meter.tell()
        if rows < self.task.page_size:
            last = number if rows or not number else number - 1
            self._end = last if self._end is None else min(self._end, last)
        if self._end is not None and max(self._counts) > self._end:
            raise PullError(
                f"page {self._end} is short, but page {max(self._counts)} has rows: the data changed meanwhile"
            )

    async def _fetch(self, number: int) -> int:
        """Fetch one page, unless it is there already; returns its rows."""
        there = self.output.rows(number)
        if there is not None:
            self._resumed = True
            return there
        size = self.task.page_size
        async with self.slots:
            page = await fetch(self.client, self.task, self.task.page(number * size, size))
            count = len(page)
            if number == 0 and LEAST_CAP <= count < size:
                await self._check_cap(count)
        if count or not number:
            await self._keep(number, page)
        return count

    async def _check_cap(self, count: int) -> None:
        if len(await fetch(self.client, self.task, self.task.page(count, 1))):
            raise PullError(f"the cluster gives at most {count} rows at once: set page_size={count}")

    async def _keep(self, number: int, page: Page) -> None:
        # One at a time: converting is the work of one processor, and takes the memory of several pages.
        async with self._turn:
            await self.output.keep(number, page, self.task.reading)

    async def _by_key(self) -> None:
        """Go on by windows of the key where offsets end at a cap: a 400 says so, a round number of rows makes suspicious."""
        # A page that is short is the end, whatever became of those beyond it.  Windows that an earlier run has kept were
        # passed on already, like any page that is there.
        refusal = self._refusal if self._counts[self._added - 1] == self.task.page_size else None
        totals = list(accumulate(self._counts[number] for number in range(self._added)))
        # Of an earlier run's pages the last ones may be windows already.
        ends = totals if self._resumed else totals[-1:]
        suspicious = self._added >= MANY and any(total % VERY_ROUND == 0 for total in ends)
        last = self.borders.last
        while self.task.by_key and (refusal or suspicious) and last is not None and type(last[0]) is int:
            page = await fetch(self.client, self.task, self.task.after(last[0]))
            if not len(page):
                return
            await self._keep(self._added, page)
            await self.output.add(self._added)
            self._added += 1
            self.meter.rows, self.meter.done = self.meter.rows + len(page), self.meter.done + 1
            self.meter.tell()
            last = self.borders.last
        if refusal is not None:
            raise refusal

    async def _stop(self) -> None:
        """Cancel what is on its way, and wait for it."""
        waited: list[asyncio.Task[Any]] = [*self._running.values(), *([self._adding] if self._adding else [])]
        for one in waited:
            one.cancel()
        await asyncio.gather(*waited, return_exceptions=True)
