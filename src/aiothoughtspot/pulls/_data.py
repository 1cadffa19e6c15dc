"""Rows of a search or a saved answer into one file: pages in concurrent windows, each kept as it comes."""

import asyncio
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from aiothoughtspot import _sources
from aiothoughtspot.client import Client, find
from aiothoughtspot.dates import Dates
from aiothoughtspot.pulls._arrow import table
from aiothoughtspot.pulls._page import Page, page_of
from aiothoughtspot.pulls._parts import Parts, borders
from aiothoughtspot.pulls._report import Meter, PullError, PullReport, Tell

PAGE_SIZE = 100_000
CLUSTER_DATES = Dates.by_source("cluster")
# Caps of a cluster are round numbers: a short first page of such a length may be one.
ROUND = 100


async def search(
    client: Client,
    query: str,
    source: str,
    *,
    to: str | os.PathLike[str],
    dates: Dates = CLUSTER_DATES,
    page_size: int = PAGE_SIZE,
    window: int = 4,
    key: str | None = None,
    resume: bool = True,
    progress: Tell | None = None,
) -> PullReport:
    """Pull all rows of a search into a Parquet, CSV or Arrow file, by the ending of `to`.

    `query` holds the columns in brackets, `source` names the table or model, `key` the column to sort by: pages of an
    unsorted search overlap, so without a `key` or a `sort by` in the query more than one page is refused.
    `dates` says how date cells are read, by default by the source's own column types in the cluster's zone.
    `page_size` is rows per call (the server's cap is 100,000), `window` calls run at a time.  With `resume` a run that
    broke off goes on where it stopped.  The file appears when it is whole.  Raises `PullError` and what calls raise.
    """
    sorts = "sort by" in query.lower()
    text = query if sorts or key is None else f"{query} sort by [{key}]"
    body = {"query_string": text, "logical_table_identifier": source}
    columns = await _sources.columns(client, source)
    task = _Task("v2.data.search", body, columns, page_size, key, stable=sorts or key is not None)
    return await _pull(client, task, Path(to), dates, window, progress, resume=resume)


async def answer(
    client: Client,
    answer: str,
    *,
    to: str | os.PathLike[str],
    dates: Dates | None = None,
    page_size: int = PAGE_SIZE,
    window: int = 4,
    key: str | None = None,
    resume: bool = True,
    progress: Tell | None = None,
) -> PullReport:
    """Pull all rows of a saved answer into a file, as `search` does; `key` is sorted by at run time.

    An answer's columns have no types of their own here: give `dates=Dates.typed({...}, tz)`, or bucket names are read.
    """
    sort = {} if key is None else {"runtime_sort": {"sortCol1": key, "asc1": True}}
    body = {"metadata_identifier": answer, **sort}
    task = _Task("v2.data.answer", body, {}, page_size, key, stable=key is not None)
    return await _pull(
        client, task, Path(to), dates or Dates.by_name("cluster"), window, progress, resume=resume
    )


@attrs.frozen
class _Task:
    """What is pulled."""

    operation: str
    body: dict[str, Any]
    columns: Mapping[str, str]
    page_size: int
    key: str | None
    stable: bool


async def _pull(
    client: Client,
    task: _Task,
    target: Path,
    dates: Dates,
    window: int,
    progress: Tell | None,
    *,
    resume: bool,
) -> PullReport:
    zone = await _sources.zone(client)
    dates = dates.with_zone(zone).with_columns(task.columns)
    plan = {"task": attrs.asdict(task), "dates": repr(dates), "to": target.name}
    meter = Meter(client, progress)
    parts = await asyncio.to_thread(partial(Parts, target, plan, resume=resume))
    job = _Job(client.with_options(dates=Dates.raw()), task, parts, dates, zone)
    count = await _windowed(job, window, meter)
    if task.key is not None:
        await asyncio.to_thread(_check_order, parts, count, task.key)
    meter.bytes = await asyncio.to_thread(parts.finish, count)
    meter.files = 1
    meter.tell()
    cursor = {"operation": task.operation, "size": task.page_size, "next": count, "done": True}
    return meter.report(cursor, (target,))


@attrs.frozen
class _Job:
    """One pull on its way: where pages come from and where they go."""

    client: Client
    task: _Task
    parts: Parts
    dates: Dates
    zone: str

    async def fetch(self, number: int) -> tuple[int, int]:
        """Fetch one page, unless it is there already; returns its number and its count of rows."""
        parts, size = self.parts, self.task.page_size
        if await asyncio.to_thread(parts.has, number):
            return number, await asyncio.to_thread(parts.rows, number)
        page = await self._page(number * size, size)
        count = len(page)
        if number == 0 and 0 < count < size and count % ROUND == 0 and len(await self._page(count, 1)):
            raise PullError(f"the cluster gives at most {count} rows at once: set page_size={count}")
        # In a thread: converting takes long, and other calls want the event loop.
        await asyncio.to_thread(self._keep, number, page)
        return number, count

    def _keep(self, number: int, page: Page) -> None:
        self.parts.put(number, table(page, self.dates, self.task.columns, self.zone))

    async def _page(self, offset: int, size: int) -> Page:
        operation = find(self.task.operation)
        body = {**self.task.body, "record_offset": offset, "record_size": size}
        response = await self.client.call(operation, body=body, decode=False)
        return page_of(operation, response.body)


async def _windowed(job: _Job, window: int, meter: Meter) -> int:
    """Fetch pages until the last, `window` at a time; returns their number."""
    running: set[asyncio.Task[tuple[int, int]]] = set()
    size = job.task.page_size
    started, end = 0, None
    try:
        while True:
            # The first page goes alone: it may be the last, or the cluster's own cap.
            while len(running) < (window if meter.done else 1) and (end is None or started <= end):
                running.add(asyncio.create_task(job.fetch(started)))
                started += 1
            if not running:
                return started if end is None else end + 1
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for number, rows in sorted(one.result() for one in done):
                meter.rows, meter.done = meter.rows + rows, meter.done + 1
                if rows < size:
                    end = number if end is None else min(end, number)
                elif number == 0 and not job.task.stable:
                    raise PullError(
                        f"more than {size} rows, and pages of an unsorted search overlap: give key="
                    )
            meter.tell()
    finally:
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _check_order(parts: Parts, count: int, key: str) -> None:
    """Pages of a stable sort follow each other; if they do not, the data changed under the pull."""
    last: Any = None
    for number, first, final in borders(parts, count, key):
        if last is not None and first is not None and first < last:
            text = f"page {number} begins before page {number - 1} ends: the data changed meanwhile"
            raise PullError(f"{text}, or {key!r} is not what the rows are sorted by")
        last = final
