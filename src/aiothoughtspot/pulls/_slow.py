"""A page read cell by cell, whatever is in it; what is not as it should be gets through, and is noted.

Rows of too few cells end in nulls, cells beyond the last column are left out, and a column whose cells have no type in
common, or whole numbers of more than 64 bits, becomes text.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from aiothoughtspot._instants import DateError
from aiothoughtspot.pulls._cells import Spans
from aiothoughtspot.pulls._page import Page
from aiothoughtspot.pulls._reading import Column
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._texts import texts
from aiothoughtspot.pulls._unify import MisfitError, fit, mixed, texted, unify

# Rows that are Python objects at once: a page of calendar dates would take 150 MB as a whole.
CHUNK = 10_000
# Of doubles, the largest power of two.
_FINITE = 2**1023


class Slow:
    """The columns of one page as `arrays`; places of columns that are `mixed`, and the number of rows that are `ragged`."""

    def __init__(self, page: Page, columns: Sequence[Column]) -> None:
        self.mixed: set[int] = set()
        self.ragged = 0
        self._page = page
        self._columns = columns
        # Columns that are not what their names hint at.
        self._misfits: set[int] = set()
        self.arrays = self._read()

    def _read(self) -> list[pa.Array]:
        chunks: list[list[Any]] = [[] for _ in self._columns]
        for cells, uneven in self._columnwise():
            self.ragged += uneven
            for place, column in enumerate(self._columns):
                if place not in self._misfits:
                    with self._hinted(place):
                        chunks[place].append(self._chunk(place, column, cells[place]))
        found: list[pa.Array] = [None] * len(self._columns)
        for place, column in enumerate(self._columns):
            if place not in self._misfits:
                with self._hinted(place):
                    found[place] = self._joined(place, column, chunks[place])
        for place in self._misfits:
            again = self._columns[place].raw()
            whole = [self._array(place, again, cells[place]) for cells, _ in self._columnwise()]
            found[place] = self._concatenated(place, whole)
        return found

    @contextmanager
    def _hinted(self, place: int) -> Generator[None, None, None]:
        """Note a column whose cells are no dates; where the caller said that they are, it is an error."""
        column = self._columns[place]
        try:
            yield
        except DateError as error:
            if column.look is not None and column.certain:
                text = f"column {column.name!r} cannot be read as {column.look.kind}: {error}"
                hint = "'raw' instead in Dates.typed takes its cells as they are"
                raise PullError(f"{text}; {hint}") from None
            self._misfits.add(place)
            self.mixed.discard(place)

    def _columnwise(self) -> Iterator[tuple[Sequence[Sequence[Any]], int]]:
        """Yield the page's columns, some rows at a time, and how many of these rows are ragged."""
        names = self._page.names
        for rows in self._page.chunks(CHUNK):
            cells = [_cells(row, names) for row in rows]
            uneven = sum(len(row) != len(names) for row in cells)
            even = [_even(row, len(names)) for row in cells] if uneven else cells
            yield list(zip(*even, strict=True)) if even else [()] * len(names), uneven

    def _chunk(self, place: int, column: Column, cells: Sequence[Any]) -> Any:
        """Some cells of a column: parts of dates, or an array; raises `DateError` for what is no date and must be one."""
        wrapped = column.wrapped is not None and any(type(cell) is dict for cell in cells)
        return Spans.of(cells) if column.look is not None or wrapped else self._array(place, column, cells)

    def _joined(self, place: int, column: Column, chunks: list[Any]) -> pa.Array:
        look = column.look or column.wrapped
        if look is None or not any(isinstance(chunk, Spans) for chunk in chunks):
            return self._concatenated(place, chunks)
        # Calendar dates in some chunks: the others must hold nulls and numbers of the same column.
        parts = [chunk if isinstance(chunk, Spans) else Spans.of(chunk.to_pylist()) for chunk in chunks]
        return Spans.joined(parts).read(look)

    def _array(self, place: int, column: Column, cells: Sequence[Any]) -> pa.Array:
        """Cells as they are, by the type of the source or their own; a column of nulls only is settled by other pages."""
        found = _made(cells, column.type)
        if found is None or _hollow(found.type):
            self.mixed.add(place)
            return pa.array(texts(cells), pa.string())
        return found

    def _concatenated(self, place: int, chunks: list[pa.Array]) -> pa.Array:
        name = self._columns[place].name
        tables = [pa.table([chunk], names=[name]) for chunk in chunks]
        schemas = [one.schema for one in tables]
        schema = unify(schemas, settle=False)
        if mixed(schemas, schema):
            self.mixed.add(place)
        try:
            fitted = [fit(one, schema) for one in tables]
        except MisfitError:
            self.mixed.add(place)
            fitted = [fit(one, texted(schema, name)) for one in tables]
        return pa.concat_tables(fitted).column(0).combine_chunks()


def _cells(row: Any, names: Sequence[str]) -> Sequence[Any]:
    """A row as a list: FULL rows leave nulls out, and a whole row can be null."""
    if isinstance(row, Mapping):
        return [row.get(name) for name in names]
    if row is None:
        return [None] * len(names)
    return row if isinstance(row, Sequence) and not isinstance(row, str) else [row]


def _even(row: Sequence[Any], width: int) -> Sequence[Any]:
    return [*row[:width], *[None] * (width - len(row))]


def _made(cells: Sequence[Any], kind: pa.DataType | None) -> pa.Array | None:
    """An array of the source's type, or of that which Arrow sees in the cells; None if text is all they have in common."""
    try:
        found = pa.array(list(map(_doubled, cells)) if kind == pa.float64() else cells, from_pandas=False)
    except (pa.ArrowException, TypeError, OverflowError):
        return None
    if pa.types.is_floating(found.type) and any(type(cell) is bool for cell in cells):
        # Arrow makes 1.0 of true.
        return None
    if kind is None or found.type == kind:
        return found
    if pa.types.is_null(found.type) or (_is_number(found.type) and _is_number(kind)):
        try:
            # Never by pa.array(cells, kind), which makes 1 of 1.5.
            return found.cast(kind)
        except pa.ArrowInvalid:
            return found
    return None if pa.types.is_string(kind) else found


def _is_number(kind: Any) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _doubled(cell: Any) -> Any:
    """A whole number of a column of fractions as a fraction, if that is the same; Arrow refuses all above 2**53."""
    return float(cell) if type(cell) is int and abs(cell) < _FINITE and float(cell) == cell else cell


def _hollow(kind: Any) -> bool:
    """Whether there are objects without any entry, which no file format has a type for."""
    if pa.types.is_list(kind):
        return _hollow(kind.value_type)
    return bool(pa.types.is_struct(kind)) and (not kind.num_fields or any(_hollow(one.type) for one in kind))
