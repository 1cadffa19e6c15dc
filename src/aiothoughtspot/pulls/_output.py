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
from aiothoughtspot.pulls._memory import Rows
from aiothoughtspot.pulls._oddities import Oddities
from aiothoughtspot.pulls._page import Page
from aiothoughtspot.pulls._parts import Parts
from aiothoughtspot.pulls._reading import Reading
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._unify import MisfitError, fit, mixed, unify

T = TypeVar("T")
# Cells that the server and we sort alike; a column has one type.
_ORDERED: Any = (int, float, date)
# A function that is given Arrow record batches; pyarrow has no types, so that naming it would leave every caller with unknown ones.
Sink = Callable[[Any], Any]
_CHANGED = (
    "a function cannot take back what it was given; pull into a file, whose columns are made to fit all pages, "
    "or, for dates, say what they are with Dates.typed({...})"
)


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

    def rows(self, number: int) -> int | None:
        """How many rows of a page are there already, from this run or an earlier one; None if it is not."""
        ...

    async def keep(self, number: int, page: Page, reading: Reading) -> None:
        """Take a page in, in any order."""
        ...

    async def add(self, number: int) -> None:
        """Pass on the page whose turn it is."""
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
    """Pages to a function, as record batches of one schema."""

    def __init__(self, sink: Sink, borders: "Borders") -> None:
        self._sink = sink
        self._borders = borders
        self._waiting: dict[int, pa.Table] = {}
        self._schema: pa.Schema | None = None
        self.odd = Oddities()

    def rows(self, number: int) -> int | None:
        """Look among the pages that wait for their turn."""
        found = self._waiting.get(number)
        return None if found is None else len(found)

    async def keep(self, number: int, page: Page, reading: Reading) -> None:
        """Convert a page; it waits for its turn in memory."""
        self._waiting[number] = await threaded(table, page, reading)

    async def add(self, number: int) -> None:
        """Hand a page to the sink, and wait until the sink is through with it."""
        found = self._waiting.pop(number)
        self._borders.check(number, found)
        first = self._schema is None
        if first:
            self._claim()
        schemas = [found.schema] if self._schema is None else [self._schema, found.schema]
        schema = unify(schemas)
        self.odd |= Oddities.of(found) | Oddities(mixed(schemas, schema))
        if self._schema not in {None, schema}:
            raise PullError(f"page {number} has other types than those before it: {_CHANGED}")
        self._schema = schema
        try:
            batches = fit(found, schema).to_batches()
        except MisfitError as error:
            raise PullError(f"page {number}: {error.message}; {_CHANGED}") from None
        # Without any row the sink still learns the columns.
        for batch in batches or ([pa.RecordBatch.from_pylist([], schema)] if first else []):
            waiting = await threaded(self._sink, batch)
            if inspect.isawaitable(waiting):
                await waiting
            elif isinstance(waiting, Generator | AsyncGenerator):
                raise PullError(
                    "the sink gives a generator, which does nothing with the rows: call it yourself"
                )

    def _claim(self) -> None:
        if isinstance(self._sink, Rows):
            self._sink.claim()

    async def finish(self) -> int:
        """Nothing is on disk."""
        return 0

    async def abort(self) -> None:
        """Forget what waits."""
        self._waiting.clear()


@attrs.define
class Borders:
    """Checks that pages of a sort by `key` follow each other without a tie, which is what makes them safe to page."""

    key: Sequence[str]
    size: int
    last: tuple[Any, ...] | None = None

    def check(self, number: int, found: pa.Table) -> None:
        """Compare a page's first row with the last of the page before; raises `PullError` if they do not fit."""
        if not self.key or not len(found):
            return
        missing = [name for name in self.key if name not in found.column_names]
        if missing:
            if len(found) < self.size:
                return
            raise PullError(f"more than one page needs the key {missing[0]!r} among its columns")
        columns = [found.column(name) for name in self.key]
        first = tuple(column[0].as_py() for column in columns)
        where = f"page {number} begins"
        if self.last == first:
            text = f"{where} with the same {self._named()} as page {number - 1} ends"
            raise PullError(f"{text}: such rows can be on both pages or on none; give a key that is unique")
        if self.last is not None and _is_before(first, self.last):
            text = f"{where} before page {number - 1} ends: the data changed meanwhile"
            raise PullError(f"{text}, or {self._named()} is not what the rows are sorted by")
        self.last = tuple(column[-1].as_py() for column in columns)

    def _named(self) -> str:
        return " and ".join(map(repr, self.key))


def _is_before(first: tuple[Any, ...], last: tuple[Any, ...]) -> bool:
    """Whether a row belongs before another that differs; nulls and texts are sorted by rules of the server's own."""
    one, other = next(pair for pair in zip(first, last, strict=True) if pair[0] != pair[1])
    return isinstance(one, _ORDERED) and isinstance(other, _ORDERED) and bool(one < other)
