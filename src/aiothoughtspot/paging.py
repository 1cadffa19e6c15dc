"""Walking through pages: every shape of the catalog, in order or as they come, one item once, never silently short.

`_walk.Walk` says which request is next and what its answer means; `Paginator` sends, up to `window` requests at a time.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, Generic, Self, TypeVar, cast, overload

import attrs

from aiothoughtspot._endpoint import known_by, operation_of
from aiothoughtspot._walk import FAR, GapError, Page, Walk, joined
from aiothoughtspot.errors import BadRequestError, RequestError, ThoughtSpotError

__all__ = ["Cursor", "GapError", "Page", "Paginator", "operation_of", "paginate"]

T = TypeVar("T")
Cursor = dict[str, Any]
HEARD_SECONDS = 2.0
_utc_now = partial(datetime.now, UTC)


@attrs.define(eq=False, repr=False)
class Paginator(Generic[T]):
    """The pages of one call.  Iterate it for items, `pages()` for pages; `cursor` says where to go on."""

    _function: Callable[..., Awaitable[Any]]
    _walk: Walk
    _window: int
    _ordered: bool
    _resumed: Cursor | None
    duplicates: int = attrs.field(default=0, init=False)
    count: int = attrs.field(default=0, init=False)
    _next: int = attrs.field(default=0, init=False)
    _ahead: set[int] = attrs.field(factory=set, init=False)
    # How many items of a page that is not finished were handed over.
    _taken: dict[int, int] = attrs.field(factory=dict, init=False)
    _done: bool = attrs.field(default=False, init=False)
    # What the page before the next one ended with, where pages overlap.
    _tail: Any = attrs.field(default=None, init=False)
    # Ends of the pages until now; None once the server was seen to heed the offset, whatever comes twice.
    _ends: set[int] | None = attrs.field(factory=set, init=False)
    _seen: set[Any] = attrs.field(factory=set, init=False)
    _running: dict[int, asyncio.Task[Page[T]]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        if self._resumed is not None:
            self._resume(self._resumed)

    @property
    def cursor(self) -> Cursor:
        """Where this pagination is, as JSON-safe values: `paginate(..., cursor=it)` goes on from here.

        An item counts once it was handed over, a page of `pages()` once the next one is asked for.
        """
        walk = self._walk
        return {
            "operation": walk.operation.name,
            "asked": walk.asked,
            "size": walk.size - walk.overlap,
            "next": self._next,
            "ahead": sorted(self._ahead),
            "taken": sorted(map(list, self._taken.items())),
            "done": self._done,
            **({"until": walk.span[1].isoformat()} if walk.span else {}),
            **({"tail": self._tail} if isinstance(self._tail, str | int) else {}),
        }

    def _resume(self, cursor: Cursor) -> None:
        walk = self._walk
        if not isinstance(cast("Any", cursor), dict):
            raise RequestError("cursor: this is not a cursor of paginate", parameter="cursor")
        if cursor.get("operation") != walk.operation.name or cursor.get("size") != walk.size - walk.overlap:
            text = f"this cursor belongs to {cursor.get('operation')} with pages of {cursor.get('size')}"
            raise RequestError(f"cursor: {text}", parameter="cursor")
        if cursor.get("asked") != walk.asked:
            text = "cursor: this cursor is of a walk with other arguments, which is another list"
            raise RequestError(text, parameter="cursor")
        try:
            self._next, self._done = int(cursor["next"]), bool(cursor["done"])
            self._ahead = set(map(int, cursor["ahead"]))
            self._taken = {int(number): int(n) for number, n in cursor["taken"]}
            self._tail = cursor.get("tail")
            if walk.span:
                # A walk through a log ends where it was to end when it began.
                span = (walk.span[0], datetime.fromisoformat(cursor["until"]))
                self._walk = attrs.evolve(walk, span=span)
        except (KeyError, TypeError, ValueError):
            raise RequestError("cursor: this is not a cursor of paginate", parameter="cursor") from None

    async def pages(self) -> AsyncGenerator[Page[T], None]:
        """Yield pages, up to `window` of them fetched ahead; in order, or as they arrive."""
        # An iteration that was left may end later than the next begins: it gives up its own requests only.
        running = self._running = dict[int, asyncio.Task[Page[T]]]()
        end, number, far = self._walk.final, self._next, -1
        try:
            while not self._done:
                while len(running) < self._window and (end is None or number <= end):
                    if number >= self._next and number not in self._ahead:
                        running[number] = asyncio.create_task(self._fetch(number))
                    number += 1
                page = (await self._first(running)).result()
                if page.last:
                    end = page.number
                    ahead = {n: running.pop(n) for n in list(running) if n > end}
                    if self._walk.goes_on(page, await _heard(ahead), far):
                        # The list has grown since, or the page was cut short.
                        page = await self._get(self._walk, page.number)
                        self._walk.check_whole(page)
                        end, number = None, page.number + 1
                far = max(far, page.number) if page.items else far
                ends = self._walk.ends(page)
                if end is None and self._ends is not None and ends <= self._ends:
                    await self._check_offset(page)
                page, tail = joined(page, self._tail, self._walk.overlap)
                yield page
                if self._ends is not None:
                    self._ends |= ends
                self._finish(page.number, end)
                # Pages that were had before this walk have an end that is not known.
                self._tail = tail if self._next == page.number + 1 else None
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

    async def _get(self, walk: Walk, number: int) -> Page[T]:
        return walk.read(number, await self._function(**walk.request(number)))

    async def _fetch(self, number: int) -> Page[T]:
        """Get a page; behind a short first one the next item, for a cluster's own cap must not end the walk."""
        walk = self._walk
        if number and not walk.is_sorted:
            raise walk.unsorted()
        if number:
            return await self._get(walk, number)
        known, key = known_by(self._function, walk.arguments), ("borne", walk.operation.name)
        page = await self._get(walk, 0)
        if walk.may_be_capped(page, known.get(key, 0)):
            one = attrs.evolve(walk, size=1, overlap=0)
            walk.check_cap(page, await self._get(one, page.longest))
        # A full page may be as long as the cap.
        known[key] = max(known.get(key, 0), page.longest - (not page.last))
        return page

    async def _check_offset(self, page: Page[T]) -> None:
        """Ask far beyond the end: a server that has a whole page there gives it for every offset, without an end."""
        walk = self._walk
        # Who refuses to go that far heeds where.
        with suppress(BadRequestError):
            if not (await self._get(walk, FAR // walk.size)).last:
                text = f"page {page.number} is one that was there already, and so is any"
                text = f"{text}: {walk.pages.offset} is not heeded"
                raise GapError(text, operation=walk.operation.name)
        self._ends = None

    async def __aiter__(self) -> AsyncGenerator[T, None]:
        """Yield items, each once."""
        key_of = self._walk.key
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for n, item in enumerate(page.items):
                    if n < self._taken.get(page.number, 0):
                        continue
                    self._taken[page.number] = n + 1
                    key = key_of(item)
                    if key is not None:
                        if key in self._seen:
                            self.duplicates += 1
                            continue
                        self._seen.add(key)
                    self.count += 1
                    yield item

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


async def _heard(tasks: "dict[int, asyncio.Task[Page[T]]]") -> list[Page[T]]:
    """What comes, soon, of requests that go beyond the end; who refuses to go that far says nothing of the list."""
    if tasks:
        await asyncio.wait(tasks.values(), timeout=HEARD_SECONDS)
    pages = [task.result() for task in tasks.values() if task.done() and task.exception() is None]
    await _cancel(tasks)
    return pages


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
    if not isinstance(cast("Any", window), int) or window < 1:
        raise RequestError("window: at least 1 request at a time", parameter="window")
    if overlap and not ordered:
        raise RequestError("overlap: pages are compared in their order", parameter="overlap")
    held = function.keywords if isinstance(function, partial) else {}
    walk = Walk.of(operation_of(function), {**held, **arguments}, clock(), overlap)
    # Rows that nothing sorts have one page that can be trusted, so there is nothing to fetch ahead.
    return Paginator(function, walk, window if walk.is_sorted else 1, ordered, cursor)
