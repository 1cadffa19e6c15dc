"""Rows of a liveboard: a file for each visualization, all of them at once."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import attrs
import pyarrow as pa

from aiothoughtspot._catalog import find
from aiothoughtspot.client import Client
from aiothoughtspot.dates import Dates
from aiothoughtspot.errors import RequestError
from aiothoughtspot.pulls._arguments import check, check_to
from aiothoughtspot.pulls._data import To, started, through, where
from aiothoughtspot.pulls._files import File
from aiothoughtspot.pulls._named import check_named, only
from aiothoughtspot.pulls._output import Sink, threaded
from aiothoughtspot.pulls._page import Page, pages_of
from aiothoughtspot.pulls._place import Place
from aiothoughtspot.pulls._plan import PAGE_SIZE, SAVED_DATES, saved_reading
from aiothoughtspot.pulls._pull import Pull
from aiothoughtspot.pulls._report import Meter, PullReport, Tell
from aiothoughtspot.pulls._task import Key, columns_of, of_saved

_OPERATION = "v2.data.liveboard"
_UNSAFE = re.compile(r"[^\w .()&+-]+")
_LONGEST = 100


async def liveboard(
    client: Client,
    liveboard: str,
    *,
    to: To,
    visualizations: Sequence[str] | None = None,
    dates: Dates = SAVED_DATES,
    page_size: int = PAGE_SIZE,
    window: int = 4,
    key: Key | Mapping[str, Key] = None,
    ranges: bool = False,
    resume: bool = True,
    progress: Tell | None = None,
) -> PullReport:
    """Pull the rows of a liveboard's visualizations, or of those named (by name or GUID), as `answer` does.

    `to` is a folder, in which each visualization becomes a file of its name (Parquet, unless a `File` says otherwise), or
    a function, which is given their record batches one visualization after another; a batch's schema has `visualization`
    and `visualization_id` in its metadata.
    `key` is used where there are such columns; a mapping gives each visualization (name or GUID) its own.  So are the
    columns of `Dates.typed`, each of which must be in one of them.
    Raises `RequestError` for an empty choice of visualizations and other wrong arguments, and what `answer` does.
    """
    check("pulls.liveboard", liveboard=liveboard, dates=dates, page_size=page_size, window=window, keys=key)
    check("pulls.liveboard", ranges=ranges, resume=resume, progress=progress, visualizations=visualizations)
    check_to("pulls.liveboard", to)
    if visualizations is not None and not visualizations:
        text = "pulls.liveboard: visualizations is empty; leave it out to pull all of them"
        raise RequestError(text, parameter="visualizations")
    folder = None if callable(to) else (to if isinstance(to, File) else File(to))
    if folder is not None:
        await threaded(_check_folder, folder)
    raw, meter = client.with_options(dates=Dates.raw()), Meter(client, progress)
    shown = {} if visualizations is None else {"visualization_identifiers": list(visualizations)}
    body = {"metadata_identifier": liveboard, **shown, "record_offset": 0, "record_size": 1}
    response = await raw.call(_OPERATION, body=body, decode=False)
    pages = pages_of(find(_OPERATION), response.body)
    check_named(dates, [name for page in pages for name in page.names])
    reading = await saved_reading(client, liveboard, dates, ranges=ranges)
    slots = asyncio.Semaphore(window)
    targets = await threaded(_targets, to, pages)
    pulls: list[Pull] = []
    try:
        for page, target in zip(pages, targets, strict=True):
            chosen = {"metadata_identifier": liveboard, "visualization_identifiers": [page.id or page.title]}
            own = attrs.evolve(reading, dates=only(reading.dates, page.names))
            task = of_saved(_OPERATION, chosen, _key(key, page), page_size, own)
            pulls.append(await started(client, task, target, window, meter, slots, resume=resume))
        if callable(to):
            for pull in pulls:
                await through(pull)
        else:
            await _together([through(pull) for pull in pulls])
    except BaseException:
        # Some may not have begun.
        for pull in pulls:
            await pull.output.abort()
        raise
    paths, urls = where(targets)
    cursor = {"operation": _OPERATION, "size": page_size, "next": len(pulls), "done": True}
    return meter.report(cursor, paths, urls=urls)


def _key(key: Key | Mapping[str, Key], page: Page) -> tuple[str, ...]:
    if isinstance(key, Mapping):
        return columns_of(key.get(page.title or "", key.get(page.id or "")))
    columns = columns_of(key)
    return columns if set(columns) <= set(page.names) else ()


def _check_folder(folder: File) -> None:
    """Raise `RequestError` if a file is where the folder of a liveboard goes."""
    place = Place.of(folder.path)
    if place.exists() and not place.folder():
        raise RequestError(f"to: {place.address} is a file, and a liveboard needs a folder", parameter="to")


def _targets(to: To, pages: Sequence[Page]) -> Sequence[File | Sink]:
    if callable(to):
        return [partial(_labelled, to, page) for page in pages]
    folder = to if isinstance(to, File) else File(to)
    kind = "parquet" if folder.format == "auto" else folder.format
    place = Place.of(folder.path)
    place.make()
    ending = "" if folder.partition else f".{kind}"
    return [
        attrs.evolve(folder, path=place.inside(f"{name}{ending}").address, format=kind).settled()
        for name in _names(pages)
    ]


def _names(pages: Sequence[Page]) -> list[str]:
    """File names by the visualizations' own; where two are the same, the GUID tells them apart."""
    names = [_UNSAFE.sub("_", page.title or page.id or "").strip(" .")[:_LONGEST] or "_" for page in pages]
    twice = {
        name.casefold() for name in names if [one.casefold() for one in names].count(name.casefold()) > 1
    }
    return [
        f"{name} ({number} {_UNSAFE.sub('_', page.id or '')})" if name.casefold() in twice else name
        for number, (name, page) in enumerate(zip(names, pages, strict=True), 1)
    ]


def _labelled(sink: Sink, page: Page, batch: pa.RecordBatch) -> Any:
    names = {"visualization": page.title or "", "visualization_id": page.id or ""}
    return sink(batch.replace_schema_metadata(names))


async def _together(coroutines: Sequence[Any]) -> None:
    """Run all; the first error cancels the others and is raised as it is."""
    tasks = [asyncio.create_task(one) for one in coroutines]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
