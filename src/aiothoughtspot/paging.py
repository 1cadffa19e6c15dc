"""Walking through pages: every shape of the catalog, in order or as they come, one item once, never silently short.

`_walk.Walk` says which request is next and what its answer means; `Paginator` sends, up to `window` requests at a time.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, Generic, Self, TypeVar, cast, overload

import attrs

from aiothoughtspot._operation import Operation
from aiothoughtspot._walk import GapError, Page, Walk, identity, joined
from aiothoughtspot.errors import RequestError, ThoughtSpotError

__all__ = ["Cursor", "GapError", "Paginator", "operation_of", "paginate"]

T = TypeVar("T")
Cursor = dict[str, Any]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _bound(function: Callable[..., Any]) -> dict[str, Any]:
    """The keywords that a `functools.partial` holds: its page size counts, too."""
    return {**_bound(function.func), **function.keywords} if isinstance(function, partial) else {}


def operation_of(function: Callable[..., Any]) -> Operation[Any]:
    """Find the operation behind an endpoint function, bound, unbound, or in a `functools.partial`."""
    inner: Any = function
    while isinstance(inner, partial):
        inner = inner.func
    inner = getattr(inner, "__func__", inner)
    module = sys.modules.get(getattr(inner, "__module__", ""))
    found = getattr(module, str(getattr(inner, "__name__", "")).upper(), None)
    if not isinstance(found, Operation):
        raise RequestError("paginate takes an endpoint function, such as client.v2.users.search")
    return found


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
            operation_of(function), {**_bound(function), **arguments}, now=clock(), overlap=overlap
        )
        # What the last two pages ended with, where pages overlap.
        self._tails: dict[int, Any] = {}
        self._window = window
        self._ordered = ordered
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

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Yield pages, up to `window` of them fetched ahead; in order, or as they arrive."""
        running = self._running
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
                yield self._joined(page)
                self._finish(page.number, end)
        except ThoughtSpotError as error:
            error.add_note(
                f"paging had given {self.count} items of {self._next} whole pages; .cursor goes on from there"
            )
            error.cursor = self.cursor
            raise
        finally:
            await self._stop()

    async def _first(self, running: "dict[int, asyncio.Task[Page[T]]]") -> "asyncio.Task[Page[T]]":
        waited = [running[min(running)]] if self._ordered else running.values()
        done, _ = await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        return running.pop(min(number for number, task in running.items() if task in done))

    async def _stop(self) -> None:
        running, self._running = self._running, {}
        await _cancel(running)

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

    async def _fetch(self, number: int) -> Page[T]:
        walk = self._walk
        page = walk.read(number, await self._function(**walk.request(number)))
        if walk.may_be_capped(page):
            await self._check_cap(page)
        return page

    async def _check_cap(self, page: Page[T]) -> None:
        """Ask for the row after a short first page: a cluster whose cap is lower than the page must not end the walk."""
        walk = self._walk
        probe = attrs.evolve(walk, size=1)
        at = walk.longest(page)
        beyond = probe.read(at, await self._function(**probe.request(at)))
        if beyond.items:
            text = f"the cluster gives at most {at} rows at once: ask for pages of that size ({walk.pages.size}={at})"
            raise RequestError(text, operation=walk.operation.name, parameter=walk.pages.size)

    async def __aiter__(self) -> AsyncIterator[T]:
        """Yield items, each once."""
        pages = self.pages()
        try:
            async for page in pages:
                for n, item in enumerate(page.items):
                    if n < self._taken.get(page.number, 0):
                        continue
                    self._taken[page.number] = n + 1
                    if self._is_new(item):
                        self.count += 1
                        yield item
        finally:
            await cast("Any", pages).aclose()

    def _is_new(self, item: Any) -> bool:
        """Whether an item was not seen yet; offsets over changing data overlap.  Rows have no identity and all count."""
        key = identity(item)
        if key is None and self._walk.end is not None:
            # An event on the border of two windows can be in both.
            key = repr(item)
        if key is None or self._walk.pages.shape == "grouped":
            # Where members are grouped, an object comes once for each page of its members.
            return True
        if key in self._seen:
            self.duplicates += 1
            return False
        self._seen.add(key)
        return True

    async def first(self) -> T | None:
        """The first item, or None."""
        async for item in self:
            return item
        return None

    async def collect(self, limit: int | None = None) -> list[T]:
        """All items as a list, or the first `limit`."""
        found: list[T] = []
        if limit is not None and limit < 1:
            return found
        async for item in self:
            found.append(item)
            if len(found) == limit:
                break
        return found

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop fetching ahead, if the consumer left early."""
        await self._stop()


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
