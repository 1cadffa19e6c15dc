"""Walking through pages: every shape of the catalog, in order or as they come, one item once, never silently short.

`_walk.Walk` says which request is next and what its answer means; `Paginator` sends, up to `window` requests at a time.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any, Generic, Self, TypeVar, overload

import attrs

from aiothoughtspot._page import GapError, Page, identity, joined
from aiothoughtspot._walk import FAR, Walk, bound, operation_of
from aiothoughtspot.errors import BadRequestError, RequestError, ThoughtSpotError

__all__ = ["Cursor", "GapError", "Page", "Paginator", "operation_of", "paginate"]

T = TypeVar("T")
Cursor = dict[str, Any]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Paginator(Generic[T]):
    """The pages of one call.  Iterate it for items, `pages()` for pages; `cursor` says where to go on."""

    def __init__(
        self,
        function: Callable[..., Awaitable[Any]],
        window: int,
        cursor: Cursor | None,
        arguments: dict[str, Any],
        *,
        ordered: bool,
        overlap: int = 0,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        if window < 1:
            raise RequestError("window: at least 1 request at a time", parameter="window")
        if overlap and not ordered:
            raise RequestError("overlap: pages are compared in their order", parameter="overlap")
        self._function = function
        self._walk = Walk.of(
            operation_of(function), {**bound(function), **arguments}, now=clock(), overlap=overlap
        )
        # What the last two pages ended with, where pages overlap.
        self._tails: dict[int, Any] = {}
        # Rows that nothing sorts have one page that can be trusted, so there is nothing to fetch ahead.
        self._window = window if self._walk.is_sorted else 1
        self._ordered = ordered
        # Ends of the pages until now; None once the server was seen to heed the offset, whatever comes twice.
        self._ends: set[int] | None = set()
        self._seen: set[Any] = set()
        self._next = 0
        self._ahead: set[int] = set()
        # How many items of a page that is not finished were handed over.
        self._taken: dict[int, int] = {}
        self._done = False
        self._running: dict[int, asyncio.Task[Page[T]]] = {}
        self.duplicates: int = 0
        self.count: int = 0
        if cursor is not None:
            self._resume(cursor)

    @property
    def cursor(self) -> Cursor:
        """Where this pagination is, as JSON-safe values: `paginate(..., cursor=it)` goes on from here.

        An item counts once it was handed over, a page of `pages()` once the next one is asked for.
        """
        walk, tail = self._walk, self._tails.get(self._next - 1)
        return {
            "operation": walk.operation.name,
            "size": walk.size - walk.overlap,
            "next": self._next,
            "ahead": sorted(self._ahead),
            "taken": sorted(map(list, self._taken.items())),
            "done": self._done,
            **({} if walk.end is None else {"until": walk.end.isoformat()}),
            **({"tail": tail} if isinstance(tail, str | int) else {}),
        }

    def _resume(self, cursor: Cursor) -> None:
        walk = self._walk
        if cursor.get("operation") != walk.operation.name or cursor.get("size") != walk.size - walk.overlap:
            text = f"this cursor belongs to {cursor.get('operation')} with pages of {cursor.get('size')}"
            raise RequestError(f"cursor: {text}", parameter="cursor")
        try:
            self._next, self._done = int(cursor["next"]), bool(cursor["done"])
            self._ahead = set(map(int, cursor["ahead"]))
            self._taken = {int(number): int(n) for number, n in cursor["taken"]}
            self._tails = {self._next - 1: cursor.get("tail")}
            if walk.end is not None:
                # A walk through a log ends where it was to end when it began.
                self._walk = attrs.evolve(walk, end=datetime.fromisoformat(cursor["until"]))
        except (KeyError, TypeError, ValueError):
            raise RequestError("cursor: this is not a cursor of paginate", parameter="cursor") from None

    async def pages(self) -> AsyncGenerator[Page[T], None]:
        """Yield pages, up to `window` of them fetched ahead; in order, or as they arrive."""
        # An iteration that was left may end later than the next begins: it gives up its own requests only.
        running = self._running = dict[int, asyncio.Task[Page[T]]]()
        end, number = self._walk.final, self._next
        try:
            while not self._done:
                while len(running) < self._window and (end is None or number <= end):
                    if number >= self._next and number not in self._ahead:
                        running[number] = asyncio.create_task(self._fetch(number))
                    number += 1
                page = (await self._first(running)).result()
                if page.last:
                    end = page.number
                    await _cancel({n: running.pop(n) for n in list(running) if n > end})
                ends = self._walk.ends(page)
                if end is None and self._ends is not None and ends <= self._ends:
                    await self._check_offset(page)
                yield self._joined(page)
                if self._ends is not None:
                    self._ends |= ends
                self._finish(page.number, end)
        except ThoughtSpotError as error:
            error.add_note(
                f"paging had given {self.count} items of {self._next} whole pages; .cursor goes on from there"
            )
            error.cursor = self.cursor
            raise
        finally:
            await _cancel(running)

    async def _first(self, running: "dict[int, asyncio.Task[Page[T]]]") -> "asyncio.Task[Page[T]]":
        waited = [running[min(running)]] if self._ordered else running.values()
        done, _ = await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        return running.pop(min(number for number, task in running.items() if task in done))

    def _finish(self, number: int, end: int | None) -> None:
        """Note a page that the consumer is through with."""
        self._ahead.add(number)
        while self._next in self._ahead:
            self._ahead.discard(self._next)
            self._next += 1
        self._taken.pop(number, None)
        self._done = end is not None and self._next > end

    def _joined(self, page: Page[T]) -> Page[T]:
        number = page.number
        if not self._walk.overlap:
            return page
        found, tail = joined(page, self._tails.get(number - 1), self._walk.overlap)
        self._tails = {number - 1: self._tails.get(number - 1), number: tail}
        return found

    async def _get(self, walk: Walk, number: int) -> Page[T]:
        return walk.read(number, await self._function(**walk.request(number)))

    async def _fetch(self, number: int) -> Page[T]:
        walk = self._walk
        if number and not walk.is_sorted:
            raise walk.unsorted()
        page = await self._get(walk, number)
        if walk.may_be_capped(page):
            await self._check_cap(page)
        return page

    async def _check_cap(self, page: Page[T]) -> None:
        """Ask for the item after a short first page: a cluster whose cap is lower than the page must not end the walk."""
        walk, at = self._walk, page.longest
        if walk.goes_on(page, await self._get(attrs.evolve(walk, size=1, overlap=0), at)):
            raise walk.capped(at)

    async def _check_offset(self, page: Page[T]) -> None:
        """Ask far beyond the end: a server that has a whole page there gives it for every offset, without an end."""
        try:
            beyond = await self._get(self._walk, FAR // self._walk.size)
        except BadRequestError:
            # It refuses to go that far, so it does heed where.
            beyond = None
        if beyond is not None and not beyond.last:
            raise self._walk.endless(page)
        self._ends = None

    async def __aiter__(self) -> AsyncGenerator[T, None]:
        """Yield items, each once."""
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for n, item in enumerate(page.items):
                    if n < self._taken.get(page.number, 0):
                        continue
                    self._taken[page.number] = n + 1
                    if self._is_new(item):
                        self.count += 1
                        yield item

    def _is_new(self, item: Any) -> bool:
        """Whether an item was not seen yet; offsets over changing data overlap.  Rows have no identity and all count."""
        if self._walk.pages.shape in {"grouped", "data", "data_v1"}:
            # Where members are grouped, an object comes once for each page of its members.
            return True
        key = identity(item)
        if key is None and self._walk.end is not None:
            # An event on the border of two windows can be in both.
            key = repr(item)
        if key is None:
            return True
        if key in self._seen:
            self.duplicates += 1
            return False
        self._seen.add(key)
        return True

    async def first(self) -> T | None:
        """The first item, or None."""
        found = await self.collect(1)
        return found[0] if found else None

    async def collect(self, limit: int | None = None) -> list[T]:
        """All items as a list, or the first `limit`."""
        found: list[T] = []
        if limit is not None and limit < 1:
            return found
        async with aclosing(self.__aiter__()) as items:
            async for item in items:
                found.append(item)
                if len(found) == limit:
                    break
        return found

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop fetching ahead, if the consumer left early."""
        await _cancel(self._running)


async def _cancel(tasks: "dict[int, asyncio.Task[Any]]") -> None:
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


@overload
def paginate(
    function: Callable[..., Awaitable[list[T]]],
    /,
    *,
    window: int = ...,
    ordered: bool = ...,
    cursor: Cursor | None = ...,
    overlap: int = ...,
    clock: Callable[[], datetime] = ...,
    **arguments: Any,
) -> Paginator[T]: ...


@overload
def paginate(
    function: Callable[..., Awaitable[Any]],
    /,
    *,
    window: int = ...,
    ordered: bool = ...,
    cursor: Cursor | None = ...,
    overlap: int = ...,
    clock: Callable[[], datetime] = ...,
    **arguments: Any,
) -> Paginator[Any]: ...


def paginate(
    function: Callable[..., Awaitable[Any]],
    /,
    *,
    window: int = 1,
    ordered: bool = True,
    cursor: Cursor | None = None,
    overlap: int = 0,
    clock: Callable[[], datetime] = _utc_now,
    **arguments: Any,
) -> Paginator[Any]:
    """Walk through all pages of an endpoint, such as `client.v2.users.search`.

    `arguments` are the endpoint's own; its page size may be among them, its offset not.  `window` requests run at a
    time, their pages come in order, or with `ordered=False` as they arrive.  `cursor` resumes where another left off.
    With `overlap` pages share that many items, so that objects that go away meanwhile, and shift others past the walk,
    are noticed: `GapError`.  A log is walked in windows of its start and end, which is half an hour before `clock()`
    unless given: events are that late.  Errors carry `.cursor`; nothing is left out silently.
    """
    return Paginator(function, window, cursor, arguments, ordered=ordered, overlap=overlap, clock=clock)
