"""Plans: a pull as a list of picklable work units, to be run here or on other machines."""

from collections.abc import Sequence
from typing import overload

import attrs

from aiothoughtspot import _sources
from aiothoughtspot.client import Client
from aiothoughtspot.dates import DateError, Dates
from aiothoughtspot.errors import BadRequestError
from aiothoughtspot.pulls._arguments import check, check_to, is_credential, no_credential
from aiothoughtspot.pulls._credential import Credential
from aiothoughtspot.pulls._files import File
from aiothoughtspot.pulls._named import check_zones
from aiothoughtspot.pulls._output import threaded
from aiothoughtspot.pulls._place import Target
from aiothoughtspot.pulls._pull import fetch
from aiothoughtspot.pulls._reading import Reading
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._task import Key, Task, of_saved, of_search

PAGE_SIZE = 100_000
CLUSTER_DATES = Dates.by_source("cluster")
SAVED_DATES = Dates.by_source("cluster") | Dates.by_name("cluster")


@attrs.frozen
class Work:
    """What all units of a plan share: the request, the file, and where and as whom to ask."""

    task: Task
    file: File
    url: str
    credential: Credential | None = None


@attrs.frozen
class Unit:
    """One piece of work: the rows from `offset` on, `size` of them; the last one also takes whatever follows."""

    work: Work
    number: int
    last: bool

    @property
    def size(self) -> int:
        """Rows of a page."""
        return self.work.task.page_size

    @property
    def offset(self) -> int:
        """Where its rows begin."""
        return self.number * self.size


@attrs.frozen
class Plan(Sequence[Unit]):
    """A pull as a sequence of units, which pickles and holds no secret."""

    work: Work
    pages: int

    def __len__(self) -> int:
        """How many units."""
        return self.pages

    @overload
    def __getitem__(self, place: int) -> Unit: ...
    @overload
    def __getitem__(self, place: slice) -> "list[Unit]": ...
    def __getitem__(self, place: int | slice) -> "Unit | list[Unit]":
        """One unit, or some."""
        chosen = range(self.pages)[place]
        if isinstance(chosen, int):
            return Unit(self.work, chosen, chosen == self.pages - 1)
        return [Unit(self.work, number, number == self.pages - 1) for number in chosen]


async def search_task(
    client: Client, query: str, source: str, dates: Dates, page_size: int, key: Key, *, ranges: bool
) -> Task:
    """Ask what a search's columns are, and make its task."""
    given = _given(dates)
    types = await _sources.columns(client, source) if given is None else given
    reading = Reading(await _settled(client, dates, types), types, ranges)
    return of_search(query, source, key, page_size, reading)


async def answer_task(
    client: Client, answer: str, dates: Dates, page_size: int, key: Key, *, ranges: bool
) -> Task:
    """Ask what a saved answer's columns are, and make its task."""
    reading = await saved_reading(client, answer, dates, ranges=ranges)
    return of_saved("v2.data.answer", {"metadata_identifier": answer}, key, page_size, reading)


async def saved_reading(client: Client, saved: str, dates: Dates, *, ranges: bool) -> Reading:
    """Ask what the columns of a saved object can be."""
    given = _given(dates)
    types = await _sources.saved_columns(client, saved) if given is None else given
    return Reading(await _settled(client, dates, types), types, ranges)


def _given(dates: Dates) -> dict[str, str] | None:
    """The column types that the caller gave, for which the cluster need not be asked."""
    if dates.source is None or dates.source.columns is None:
        return None
    return dict(dates.source.columns)


async def _settled(client: Client, dates: Dates, types: dict[str, str]) -> Dates:
    if dates.needs_zone:
        name = await _sources.zone(client)
        try:
            dates = dates.with_zone(name)
            check_zones(dates)
        except DateError as error:
            hint = "name one yourself, as in dates=Dates.by_source('Europe/Berlin')"
            raise PullError(f"the cluster's own time zone cannot be used: {error}; {hint}") from None
    return dates.with_columns(types)


async def plan_search(
    client: Client,
    query: str,
    source: str,
    *,
    to: Target | File,
    credential: Credential | None = None,
    dates: Dates = CLUSTER_DATES,
    page_size: int = PAGE_SIZE,
    key: Key = None,
    ranges: bool = False,
) -> Plan:
    """Plan a pull of all rows of a search, as `search` does it, in units of one page.

    How many there are is found out by asking for single rows, about ten times.  `credential` is how other machines log in;
    they and this one must reach `to` under the same address.  Raises `RequestError` for a wrong argument, and `PullError`
    for what cannot be paged safely.
    """
    check("pulls.plan_search", query=query, source=source, dates=dates, page_size=page_size)
    check("pulls.plan_search", key=key, ranges=ranges)
    if not is_credential(credential):
        del credential
        raise no_credential("pulls.plan_search")
    check_to("pulls.plan_search", to, sinks=False)
    file = await free_file(to)
    task = await search_task(client, query, source, dates, page_size, key, ranges=ranges)
    return await _planned(client, task, file, credential)


async def plan_answer(
    client: Client,
    answer: str,
    *,
    to: Target | File,
    credential: Credential | None = None,
    dates: Dates = SAVED_DATES,
    page_size: int = PAGE_SIZE,
    key: Key = None,
    ranges: bool = False,
) -> Plan:
    """Plan a pull of all rows of a saved answer, as `plan_search` does for a search."""
    check("pulls.plan_answer", answer=answer, dates=dates, page_size=page_size)
    check("pulls.plan_answer", key=key, ranges=ranges)
    if not is_credential(credential):
        del credential
        raise no_credential("pulls.plan_answer")
    check_to("pulls.plan_answer", to, sinks=False)
    file = await free_file(to)
    task = await answer_task(client, answer, dates, page_size, key, ranges=ranges)
    return await _planned(client, task, file, credential)


async def free_file(to: Target | File) -> File:
    """Put in what a file leaves open; raises `PullError` for what cannot be, and `RequestError` if its place is taken."""
    file = (to if isinstance(to, File) else File(to)).settled()
    await threaded(file.check_free)
    return file


async def _planned(client: Client, task: Task, file: File, credential: Credential | None) -> Plan:
    count = await _count(client, task)
    if count > 1 and not task.stable:
        raise PullError(
            f"more than {task.page_size} rows, and pages of an unsorted search overlap: give key="
        )
    return Plan(Work(task, file, client.base_url, credential), count)


async def _count(client: Client, task: Task) -> int:
    """The number of pages: in doubling steps until there is no row, then by halves."""

    async def begins(number: int) -> bool:
        try:
            return bool(len(await fetch(client, task, task.page(number * task.page_size, 1))))
        except BadRequestError:
            # Some servers refuse what lies beyond their cap.
            return False

    low, high = 0, 1
    while await begins(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if await begins(middle) else (low, middle)
    return high
