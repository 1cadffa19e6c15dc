"""Pages of rows to Arrow tables: dates as dates, whole numbers as whole numbers, nulls as nulls.

Which columns are dates is decided by `Dates` (typed, by source, by name), column by column.  A page of plain cells is
read by Arrow's own parser (`_quick`); any other page, cell by cell here, with the same result.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import pyarrow as pa

from aiothoughtspot._instants import DateError, known
from aiothoughtspot.dates import Dates
from aiothoughtspot.pulls import _quick
from aiothoughtspot.pulls._cells import Look, Spans
from aiothoughtspot.pulls._page import Page
from aiothoughtspot.pulls._report import PullError

_TYPES = {
    "BOOL": pa.bool_(),
    "CHAR": pa.string(),
    "DOUBLE": pa.float64(),
    "FLOAT": pa.float64(),
    "INT32": pa.int64(),
    "INT64": pa.int64(),
    "VARCHAR": pa.string(),
}
# Rows that are Python objects at once: a page of calendar dates would take 150 MB as a whole.
CHUNK = 10_000


@attrs.frozen
class Reading:
    """How the pages of one pull are read: `types` has the source's column types, `ranges` asks for starts, ends and labels."""

    dates: Dates
    types: Mapping[str, str] = attrs.field(factory=dict)
    ranges: bool = False

    def column(self, name: str, rule: Any) -> "Column":
        """What is known of a column before its cells are seen."""
        raw = self.dates.off or (rule is not None and rule.kind == "raw")
        if rule is None or raw:
            wrapped = None if raw else Look("datetime", known(self.dates.zone), ranges=True)
            return Column(name, _known_type(name, self.types), None, wrapped)
        look = Look(rule.kind, known(rule.zone), self.ranges, rule.boundary)
        return Column(name, None, look, None, certain=rule.certain)


@attrs.frozen
class Column:
    """One column: its type or its look, if known; the look of calendar dates if there are any; and whether a misfit is an error."""

    name: str
    type: pa.DataType | None
    look: Look | None
    wrapped: Look | None
    certain: bool = False

    def raw(self) -> "Column":
        """The same column with its cells as they are."""
        return Column(self.name, None, None, None)


def _known_type(name: str, types: Mapping[str, str]) -> pa.DataType | None:
    """The type of a source's column, or of a sum of it."""
    return _TYPES.get(types.get(name) or types.get(name.removeprefix("Total "), ""))


def table(page: Page, reading: Reading) -> pa.Table:
    """Convert one page; raises `PullError` for a column that is not what it must be."""
    rules = reading.dates.rules(page.names) if not reading.dates.off else [None] * len(page.names)
    columns = [reading.column(name, rule) for name, rule in zip(page.names, rules, strict=True)]
    arrays = _quick.arrays(page, columns) or _slow(page, columns)
    return pa.table(arrays, names=list(page.names))


def _slow(page: Page, columns: Sequence[Column]) -> list[pa.Array]:
    """Read the cells one by one; a column that is not what its name hints at is read again, as it is."""
    chunks: list[list[Any]] = [[] for _ in columns]
    misfits: set[int] = set()
    for cells in _columnwise(page):
        for place, column in enumerate(columns):
            if place not in misfits:
                with _hinted(column, place, misfits):
                    chunks[place].append(_chunk(column, cells[place]))
    found: list[pa.Array] = [None] * len(columns)
    for place, column in enumerate(columns):
        if place not in misfits:
            with _hinted(column, place, misfits):
                found[place] = _joined(column, chunks[place])
    for place in misfits:
        again = columns[place].raw()
        found[place] = _concatenated(again, [_array(again, cells[place]) for cells in _columnwise(page)])
    return found


@contextmanager
def _hinted(column: Column, place: int, misfits: set[int]) -> Generator[None, None, None]:
    """Note a column whose cells are no dates; where the caller said that they are, it is an error."""
    try:
        yield
    except DateError as error:
        if column.look is not None and column.certain:
            raise PullError(f"column {column.name!r} cannot be read as {column.look.kind}: {error}") from None
        misfits.add(place)


def _columnwise(page: Page) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield the page's columns, some rows at a time."""
    width = len(page.names)
    for rows in page.chunks(CHUNK):
        whole = [_aligned(row, page.names) for row in rows]
        yield list(zip(*whole, strict=True)) if whole else [()] * width


def _aligned(row: Any, names: Sequence[str]) -> Sequence[Any]:
    """A row as a list: FULL rows leave nulls out, and a whole row can be null."""
    if isinstance(row, Mapping):
        return [row.get(name) for name in names]
    return [None] * len(names) if row is None else row


def _chunk(column: Column, cells: Sequence[Any]) -> Any:
    """Some cells of a column: parts of dates, or an array; raises `DateError` for what is no date and must be one."""
    wrapped = column.wrapped is not None and any(type(cell) is dict for cell in cells)
    return Spans.of(cells) if column.look is not None or wrapped else _array(column, cells)


def _joined(column: Column, chunks: list[Any]) -> pa.Array:
    look = column.look or column.wrapped
    if look is None or not any(isinstance(chunk, Spans) for chunk in chunks):
        return _concatenated(column, chunks)
    # Calendar dates in some chunks: the others must hold nulls and numbers of the same column.
    parts = [chunk if isinstance(chunk, Spans) else Spans.of(chunk.to_pylist()) for chunk in chunks]
    return Spans.joined(parts).read(look)


def _array(column: Column, cells: Sequence[Any]) -> pa.Array:
    """Cells as they are; without a known type Arrow looks at them.  A column of nulls only is settled by other pages."""
    try:
        return pa.array(cells, type=column.type, from_pandas=False)
    except (pa.ArrowException, TypeError, OverflowError):
        # Arrow's own words name the cell's value, which may be somebody's data.
        what = f"the source's {column.type}" if column.type else "one type"
        raise PullError(f"column {column.name!r} cannot be read as {what}") from None


def _concatenated(column: Column, chunks: list[pa.Array]) -> pa.Array:
    schema = unify([pa.schema([(column.name, chunk.type)]) for chunk in chunks], settle=False)
    return pa.concat_arrays([chunk.cast(schema.types[0]) for chunk in chunks])


def unify(schemas: Sequence[pa.Schema], *, settle: bool = True) -> pa.Schema:
    """One schema for all pages: nulls give way, whole numbers become floats where floats appear.

    With `settle`, a column without a single value becomes text, so that every reader can open the file.
    """
    try:
        schema = pa.unify_schemas(list(schemas), promote_options="permissive")
    except pa.ArrowException as error:
        hint = "say what it is with Dates.typed({...})"
        raise PullError(f"the rows do not agree on a column's type ({hint}): {error}") from None
    fields = [
        field.with_type(pa.string()) if settle and pa.types.is_null(field.type) else field for field in schema
    ]
    return pa.schema(fields)


def fit(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Give a page the columns of the whole; raises `PullError` if its values do not fit."""
    try:
        return table.cast(schema)
    except pa.ArrowException:
        raise PullError("a page's values do not fit the columns of the others") from None
