"""A plan on Dask distributed: each unit is a task, and the pages meet in the parts beside the target.  Needs `[dask]`.

Workers log in by the plan's credential reference and keep one client each.  They share the server's limits: by a fixed
share each, or by a shared limiter that their options bring along.
"""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from aiothoughtspot.client import Client
from aiothoughtspot.dates import Dates
from aiothoughtspot.errors import RequestError
from aiothoughtspot.limits import Rate
from aiothoughtspot.options import Options, Stats
from aiothoughtspot.pulls._arguments import check
from aiothoughtspot.pulls._arrow import table
from aiothoughtspot.pulls._identity import identify
from aiothoughtspot.pulls._oddities import Oddities
from aiothoughtspot.pulls._output import Borders, FileOutput, threaded
from aiothoughtspot.pulls._page import Page
from aiothoughtspot.pulls._parts import Parts
from aiothoughtspot.pulls._plan import Plan, Unit, Work
from aiothoughtspot.pulls._pull import fetch
from aiothoughtspot.pulls._report import Progress, PullError, PullReport, Tell

# A worker's clients, by event loop and run; workers that are threads of one process share them.
_CLIENTS: dict[tuple[int, str], Client] = {}


async def run(
    plan: Plan,
    dask_client: Any,
    *,
    options: Options | Callable[[], Options] | None = None,
    resume: bool = True,
    progress: Tell | None = None,
) -> PullReport:
    """Do a plan's work on the workers of a `distributed.Client`, with the same result as `pulls.run`.

    `options` are those of the workers' clients, or a function that makes them there; by default each worker has its share
    of the server's 100 requests per second, by the number of workers at the start.  A unit whose worker dies is done by
    another one.  Raises `PullError`, and what calls raise; cancelling it cancels the tasks.
    """
    check("pulls.dask.run", resume=resume, progress=progress)
    work = plan.work
    if work.credential is None:
        raise RequestError(
            "the plan names no credential for the workers: plan it with credential=Credential(...)"
        )
    started = time.monotonic()
    parts = Parts(work.file)
    workers = await _asked(dask_client, "nthreads")
    chosen = options or Options(rate=share(len(workers)))
    # Workers keep a client for each run: another run's options are not ours, and its end is not ours either.
    name = uuid4().hex
    stats: dict[str, Stats] = {}
    try:
        try:
            who = await _who(dask_client, work, chosen, name)
            await threaded(partial(parts.open, work.url, who, work.task, resume=resume))
            missing = [unit for unit in plan if unit.last or parts.rows(unit.number) is None]
            await _worked(dask_client, missing, chosen, name, _Teller(plan, len(missing), started, progress))
        finally:
            stats = await _asked(dask_client, "run", leave, name)
        rows, size, odd = await _assembled(parts, work)
    finally:
        parts.close()
    place = parts.target
    return PullReport(
        rows=rows,
        files=1,
        bytes=size,
        calls=sum(one.calls for one in stats.values()),
        retries=sum(one.retries for one in stats.values()),
        mints=sum(one.mints for one in stats.values()),
        seconds=time.monotonic() - started,
        cursor={
            "operation": work.task.operation,
            "size": work.task.page_size,
            "next": len(plan),
            "done": True,
        },
        paths=() if place.local is None else (place.local,),
        urls=(place.address,) if place.local is None else (),
        mixed=tuple(sorted(odd.mixed)),
        ragged=odd.ragged,
    )


def share(workers: int) -> Rate:
    """One worker's part of the server's limit."""
    whole = Rate()
    return Rate(whole.per_second / max(workers, 1), max(1, whole.burst // max(workers, 1)))


async def _asked(dask_client: Any, method: str, *arguments: Any) -> Any:
    """Call a method of Dask's client, which is either asynchronous or blocks."""
    call = partial(getattr(dask_client, method), *arguments)
    return await call() if dask_client.asynchronous else await threaded(call)


async def _who(
    dask_client: Any, work: Work, options: Options | Callable[[], Options], run: str
) -> tuple[str, ...]:
    """Whose rows they are; what stands behind a token is known to a worker only."""
    assert work.credential is not None  # noqa: S101 - run() has seen to it
    if work.credential.way != "bearer":
        return work.credential.principal
    future = dask_client.submit(who_asks, work, options=options, run=run, pure=False)
    found: list[tuple[str, ...]] = await _asked(dask_client, "gather", [future])
    return found[0]


async def _worked(
    dask_client: Any,
    units: list[Unit],
    options: Options | Callable[[], Options],
    run: str,
    tell: "_Teller",
) -> None:
    loop = asyncio.get_running_loop()
    futures = dask_client.map(work_on, units, options=options, run=run, pure=False)
    for future in futures:
        future.add_done_callback(partial(_call, loop, tell))
    try:
        await _asked(dask_client, "gather", futures)
    finally:
        # Of those that are done this only forgets the results.
        await _asked(dask_client, "cancel", futures)


def _call(loop: asyncio.AbstractEventLoop, tell: "_Teller", _: Any) -> None:
    """Say in the event loop, from a thread of Dask's, that a unit is done."""
    loop.call_soon_threadsafe(tell.one_more)


class _Teller:
    """Tells how many units are done."""

    def __init__(self, plan: Plan, missing: int, started: float, progress: Tell | None) -> None:
        self._total = len(plan)
        self._done = self._total - missing
        self._started = started
        self._progress = progress

    def one_more(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(Progress(0, 0, 0, self._done, self._total, time.monotonic() - self._started))


async def _assembled(parts: Parts, work: Work) -> tuple[int, int, Oddities]:
    """Put the pages together; returns rows, bytes, and what was odd.  Raises `PullError` if a page in the middle is short."""
    await threaded(parts.refresh)
    output = FileOutput(parts, Borders(work.task.key, work.task.page_size, work.task.sort))
    counts = parts.counts()
    short = [number for number, rows in enumerate(counts[:-1]) if rows < work.task.page_size]
    if short:
        raise PullError(
            f"page {short[0]} is short: the data changed, or the cluster gives fewer rows at once"
        )
    try:
        for number in range(len(counts)):
            await output.add(number)
        return sum(counts), await output.finish(), output.odd
    except BaseException:
        await output.abort()
        raise


# On the workers


async def who_asks(work: Work, options: Options | Callable[[], Options], run: str) -> tuple[str, ...]:
    """Ask the cluster whose token it is."""
    return await identify(_client(work, options, run))


async def work_on(unit: Unit, options: Options | Callable[[], Options], run: str) -> None:
    """Fetch a unit's page and keep it as a part; the last unit goes on to the end of the data."""
    task, number = unit.work.task, unit.number
    client = _client(unit.work, options, run)
    parts = Parts(unit.work.file)
    await threaded(parts.refresh)
    while True:
        rows = parts.rows(number)
        if rows is None:
            page = await fetch(client, task, task.page(number * unit.size, unit.size))
            rows = len(page)
            if rows or not number:
                await threaded(_keep, parts, number, page, unit.work)
        if not unit.last or rows < unit.size:
            return
        number += 1


def _keep(parts: Parts, number: int, page: Page, work: Work) -> None:
    parts.put(number, table(page, work.task.reading))


def _client(work: Work, options: Options | Callable[[], Options], run: str) -> Client:
    key = (id(asyncio.get_running_loop()), run)
    if key not in _CLIENTS:
        assert work.credential is not None  # noqa: S101 - run() has seen to it
        made = options if isinstance(options, Options) else options()
        client = Client(work.url, work.credential.auth(), options=made)
        _CLIENTS[key] = client.with_options(dates=Dates.raw())
    return _CLIENTS[key]


async def leave(run: str) -> Stats:
    """Close a worker's client of a run, and say what it has done."""
    client = _CLIENTS.pop((id(asyncio.get_running_loop()), run), None)
    if client is None:
        return Stats()
    stats = client.stats()
    await client.aclose()
    return stats
