"""Rows of a search or a saved answer into a file, or to a sink, page by page."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from aiothoughtspot.client import Client
from aiothoughtspot.dates import Dates
from aiothoughtspot.errors import RequestError
from aiothoughtspot.pulls._arguments import check, check_to
from aiothoughtspot.pulls._files import File
from aiothoughtspot.pulls._identity import identify
from aiothoughtspot.pulls._output import Borders, FileOutput, Output, Sink, SinkOutput, threaded
from aiothoughtspot.pulls._parts import Parts
from aiothoughtspot.pulls._place import Place, Target
from aiothoughtspot.pulls._plan import (
    CLUSTER_DATES,
    PAGE_SIZE,
    SAVED_DATES,
    Plan,
    answer_task,
    free_file,
    search_task,
)
from aiothoughtspot.pulls._pull import Pull
from aiothoughtspot.pulls._report import Meter, PullReport, Tell
from aiothoughtspot.pulls._task import Key, Task

To = Target | File | Sink


async def search(
    client: Client,
    query: str,
    source: str,
    *,
    to: To,
    dates: Dates = CLUSTER_DATES,
    page_size: int = PAGE_SIZE,
    window: int = 4,
    key: Key = None,
    ranges: bool = False,
    resume: bool = True,
    progress: Tell | None = None,
) -> PullReport:
    """Pull all rows of a search into a file, or to a sink.

    `query` holds the columns in brackets, `source` names the table or model.  `to` is a path or any URL of fsspec whose
    ending says the format (.parquet, .csv, .arrow), a `File`, or a function, plain or async, that is given record batches.
    `key` is the column (or columns) to sort by, which must tell rows apart: pages of an unsorted search overlap, so
    without a `key` or a `sort by` in the query more than one page is refused.
    `dates` says how date cells are read, by default by the source's own column types in the cluster's zone; with
    `ranges` date columns are structs of start, end (exclusive) and label, whether there is a custom calendar or not.
    `page_size` is rows per call (the server's cap is 100,000), `window` calls run at a time.  With `resume` a run into a
    file that broke off goes on where it stopped.  The file appears when it is whole.
    Raises `RequestError` for a wrong argument before anything is sent, `PullError`, and what calls raise; `.cursor` says
    how far it got.
    """
    check("pulls.search", query=query, source=source, dates=dates, page_size=page_size, window=window)
    check("pulls.search", key=key, ranges=ranges, resume=resume, progress=progress)
    target, meter = await _target("pulls.search", to), Meter(client, progress)
    task = await search_task(client, query, source, dates, page_size, key, ranges=ranges)
    return await _pulled(client, task, target, window, meter, resume=resume)


async def answer(
    client: Client,
    answer: str,
    *,
    to: To,
    dates: Dates = SAVED_DATES,
    page_size: int = PAGE_SIZE,
    window: int = 4,
    key: Key = None,
    ranges: bool = False,
    resume: bool = True,
    progress: Tell | None = None,
) -> PullReport:
    """Pull all rows of a saved answer, as `search` does; `key` is sorted by at run time.

    Column types are those of the tables that the answer's TML names, if it may be read; else only names are hints.
    """
    check("pulls.answer", answer=answer, dates=dates, page_size=page_size, window=window)
    check("pulls.answer", key=key, ranges=ranges, resume=resume, progress=progress)
    target, meter = await _target("pulls.answer", to), Meter(client, progress)
    task = await answer_task(client, answer, dates, page_size, key, ranges=ranges)
    return await _pulled(client, task, target, window, meter, resume=resume)


async def run(
    plan: Plan, client: Client, *, window: int = 4, resume: bool = True, progress: Tell | None = None
) -> PullReport:
    """Do a plan's work in this process, on this client; what other machines have done of it already is not done again."""
    check("pulls.run", window=window, resume=resume, progress=progress)
    work = plan.work
    if client.base_url != work.url:
        raise RequestError(f"the plan is for {work.url}, the client for {client.base_url}")
    meter = Meter(client, progress)
    meter.total = len(plan)
    return await _pulled(client, work.task, work.file, window, meter, resume=resume)


async def _target(call: str, to: To) -> File | Sink:
    """Where rows go, checked before anything is asked."""
    check_to(call, to)
    return to if callable(to) else await free_file(to)


async def _pulled(
    client: Client,
    task: Task,
    target: File | Sink,
    window: int,
    meter: Meter,
    *,
    resume: bool,
) -> PullReport:
    pull = await started(client, task, target, window, meter, asyncio.Semaphore(window), resume=resume)
    await through(pull)
    paths, urls = where([target])
    return meter.report(pull.cursor(done=True), paths, urls=urls)


async def started(
    client: Client,
    task: Task,
    target: File | Sink,
    window: int,
    meter: Meter,
    slots: asyncio.Semaphore,
    *,
    resume: bool,
) -> Pull:
    borders = Borders(task.key, task.page_size, task.sort)
    output: Output
    if isinstance(target, File):
        parts, who = Parts(target), await identify(client)
        try:
            await threaded(partial(parts.open, client.base_url, who, task, resume=resume))
        except BaseException:
            # Cancelled while the thread was at it.
            parts.close()
            raise
        output = FileOutput(parts, borders)
    else:
        output = SinkOutput(target, borders)
    return Pull(client.with_options(dates=Dates.raw()), task, output, borders, meter, slots, window)


async def through(pull: Pull) -> None:
    """Pull all pages, and finish what they went into."""
    try:
        await pull.run()
        size = await pull.output.finish()
    except BaseException:
        await pull.output.abort()
        raise
    pull.meter.bytes += size
    pull.meter.files += isinstance(pull.output, FileOutput)
    pull.meter.odd |= pull.output.odd
    pull.meter.tell()


def where(targets: Sequence[File | Sink]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The files made: paths of this machine, and the addresses of others."""
    places = [Place.of(target.path) for target in targets if isinstance(target, File)]
    return (
        tuple(place.local for place in places if place.local is not None),
        tuple(place.address for place in places if place.local is None),
    )
