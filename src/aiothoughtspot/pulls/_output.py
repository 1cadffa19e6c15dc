"""Where the pages of a pull go, in order: into a file by way of parts, or to a sink; and whether they follow each other."""

import asyncio
import inspect
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any, Protocol, TypeVar

import attrs
import pyarrow as pa

from aiothoughtspot.pulls._arrow import table
from aiothoughtspot.pulls._assembly import Assembly
from aiothoughtspot.pulls._held import Held
from aiothoughtspot.pulls._memory import Rows
from aiothoughtspot.pulls._oddities import Oddities
from aiothoughtspot.pulls._page import Page, distinct
from aiothoughtspot.pulls._parts import Parts
from aiothoughtspot.pulls._reading import Reading
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._task import BUCKETS

T = TypeVar("T")
# Cells that the server and we sort alike; a column has one type.
_ORDERED: Any = (int, float, date)
# A function that is given Arrow record batches; pyarrow has no types, so that naming it would leave every caller with unknown ones.
Sink = Callable[[Any], Any]
# Two, for a page that is converted and one that is written: each thread keeps memory of its own for what it once needed.
_THREADS = ThreadPoolExecutor(2, "aiothoughtspot-pull")


async def threaded(function: Callable[..., T], *arguments: Any) -> T:
    """Run in a thread; a caller that is cancelled waits until the thread is through, so that nothing works behind its back."""
    future = asyncio.get_running_loop().run_in_executor(_THREADS, partial(function, *arguments))
    # What goes wrong after its caller has left is nobody's business any more.
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        await asyncio.wait([future])
        raise


class Output(Protocol):
    """What a pull needs of where its rows go."""

    @property
    def odd(self) -> Oddities:
        """What was strange about the pages passed on so far."""
        ...

    def begin(self, window: int, /) -> None:
        """Say what will come, and how many pages may be in memory."""
        ...

    def rows(self, number: int) -> int | None:
        """How many rows of a page are there already, from this run or an earlier one; None if it is not."""
        ...

    async def keep(self, number: int, page: Page, reading: Reading) -> None:
        """Take a page in, in any order."""
        ...

    async def add(self, number: int) -> None:
        """Pass on the page whose turn it is."""
        ...

    async def end(self) -> None:
        """Say that no page follows."""
        ...

    async def finish(self) -> int:
        """Say that all pages were passed on; bytes on disk."""
        ...

    async def abort(self) -> None:
        """Say that no more will come."""
        ...


class FileOutput:
    """Pages into one file, or one folder of partitions."""

    def __init__(self, parts: Parts, borders: "Borders") -> None:
        self._parts = parts
        self._borders = borders
        self._assembly = Assembly(parts)

    @property
    def odd(self) -> Oddities:
        """As the pages' own metadata say, and what did not fit together."""
        return self._assembly.odd

    def begin(self, _: int, /) -> None:
        """Pages are on disk."""

    def rows(self, number: int) -> int | None:
        """Look among the parts."""
        return self._parts.rows(number)

    async def keep(self, number: int, page: Page, reading: Reading) -> None:
        """Convert a page and keep it as a part."""
        await threaded(self._keep, number, page, reading)

    def _keep(self, number: int, page: Page, reading: Reading) -> None:
        self._parts.put(number, table(page, reading))

    async def add(self, number: int) -> None:
        """Append a part to the draft."""
        await threaded(self._add, number)

    def _add(self, number: int) -> None:
        part = self._parts.get(number)
        self._borders.check(number, part)
        with self._writing():
            self._assembly.add(part)

    async def end(self) -> None:
        """The columns of a file fit all pages at any time."""

    async def finish(self) -> int:
        """Put the file into its place."""
        await threaded(self._close)
        return await threaded(self._parts.finish)

    def _close(self) -> None:
        with self._writing():
            self._assembly.close()

    @contextmanager
    def _writing(self) -> Generator[None, None, None]:
        """What Arrow's writers refuse is an error of ours; without their words, which can name somebody's data."""
        try:
            yield
        except pa.ArrowException as error:
            file = self._parts.file
            text = f"rows of these types cannot be written as {file.format} ({type(error).__name__})"
            raise PullError(f"{text}: try another format, or a function as `to`") from None

    async def abort(self) -> None:
        """Leave the parts for the next run."""
        await threaded(self._abort)

    def _abort(self) -> None:
        self._assembly.abort()
        self._parts.close()


class SinkOutput:
    """Pages to a function, as record batches of one schema; while its types are open, pages are held back."""

    def __init__(self, sink: Sink, borders: "Borders") -> None:
        self._sink = sink
        self._borders = borders
        self._waiting: dict[int, pa.Table] = {}
        self._held = Held()
        self._begun = False

    def begin(self, window: int, /) -> None:
        """Rows that stay in memory can be held back all of them."""
        self._held.most = None if isinstance(self._sink, Rows) else window

    @property
    def odd(self) -> Oddities:
        """As the pages' own metadata say, and what did not fit together."""
        return self._held.odd

    def rows(self, number: int) -> int | None:
        """Look among the pages that wait for their turn."""
        found = self._waiting.get(number)
        return None if found is None else len(found)

    async def keep(self, number: int, page: Page, reading: Reading) -> None:
        """Convert a page; it waits for its turn in memory."""
        self._held.guessed |= {
            shown
            for name, shown in zip(page.names, distinct(page.names), strict=True)
            if not reading.knows(name)
        }
        self._waiting[number] = await threaded(table, page, reading)

    async def add(self, number: int) -> None:
        """Hand a page to the sink, or hold it back, and wait until the sink is through with it."""
        found = self._waiting.pop(number)
        self._borders.check(number, found)
        if not self._begun and isinstance(self._sink, Rows):
            self._sink.claim()
        self._begun = True
        await self._give(await threaded(self._held.add, number, found))

    async def end(self) -> None:
        """Hand what was held back to the sink."""
        await self._give(await threaded(self._held.release))

    async def _give(self, batches: Sequence[pa.RecordBatch]) -> None:
        for batch in batches:
            waiting = await threaded(self._sink, batch)
            if inspect.isawaitable(waiting):
                await waiting
            elif isinstance(waiting, Generator | AsyncGenerator):
                raise PullError(
                    "the sink gives a generator, which does nothing with the rows: call it yourself"
                )

    async def finish(self) -> int:
        """Nothing is on disk."""
        return 0

    async def abort(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        self._held = Held()
        if self._begun and isinstance(self._sink, Rows):
            self._sink.unclaim()


@attrs.define
class Borders:
    """Checks that pages follow each other without a tie in what they are sorted by, which is what makes them safe to page.

    `key` is the caller's, or else it is what the search itself sorts by, as far as the answer shows it: `sort` has those
    columns, and whether each is descending.
    """

    key: Sequence[str]
    size: int
    sort: tuple[tuple[str, bool], ...] = ()
    last: tuple[Any, ...] | None = None

    def check(self, number: int, found: pa.Table) -> None:
        """Compare a page's first row with the last of the page before; raises `PullError` if they do not fit."""
        shown = self._shown(found)
        if not shown or not len(found):
            return
        columns = [found.column(name) for name in shown]
        first = tuple(column[0].as_py() for column in columns)
        named, where = " and ".join(map(repr, shown)), f"page {number} begins"
        if self.last == first:
            text = f"{where} with the same {named} as page {number - 1} ends"
            advice = (
                "give a key that is unique" if self.key else "sort by more columns, which tell rows apart"
            )
            raise PullError(f"{text}: such rows can be on both pages or on none; {advice}")
        if self.last is not None and self._is_before(first, self.last):
            down = [name for name in self.key if (name, True) in self.sort]
            text = f"{where} before page {number - 1} ends: "
            if down:
                text += f"the search sorts by {down[0]!r} descending, and a key is ascending: leave out key="
            else:
                text += f"the data changed meanwhile, or {named} is not what the rows are sorted by"
            raise PullError(text)
        self.last = tuple(column[-1].as_py() for column in columns)

    def _shown(self, found: pa.Table) -> Sequence[str]:
        """The columns to compare; none if the answer does not show them all and the caller named none."""
        names = found.column_names
        if not self.key:
            shown = [_named(name, names) for name, _ in self.sort]
            return [name for name in shown if name is not None] if None not in shown else ()
        missing = [name for name in self.key if name not in names]
        if missing and len(found) >= self.size:
            raise PullError(f"more than one page needs the key {missing[0]!r} among its columns")
        return () if missing else self.key

    def _is_before(self, first: tuple[Any, ...], last: tuple[Any, ...]) -> bool:
        """Whether a row belongs before another that differs; nulls and texts are sorted by rules of the server's own."""
        downs = [False] * len(first) if self.key else [down for _, down in self.sort]
        one, other, down = next(pair for pair in zip(first, last, downs, strict=True) if pair[0] != pair[1])
        if not isinstance(one, _ORDERED) or not isinstance(other, _ORDERED):
            return False
        return bool(one > other if down else one < other)


def _named(column: str, names: Sequence[str]) -> str | None:
    """The name that an answer has for a column of the search: its own, that of a bucket, or of a sum."""
    forms = (column, f"Total {column}", *(f"{bucket}({column})" for bucket in BUCKETS))
    return next((one for one in forms if one in names), None)
