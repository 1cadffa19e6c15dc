"""The quick way from a page's JSON to Arrow: rows of plain cells are a few bytes away from CSV, which Arrow reads in C++.

It takes a page only if counting shows that nothing but the expected marks is in it: no backslash, as many brackets as
rows, as many braces and quotes as there are calendar wrappers and texts.  Any doubt, and the page goes the slow way.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import attrs
import msgspec
import pyarrow as pa
import pyarrow.csv as pa_csv

from aiothoughtspot.dates import DateError
from aiothoughtspot.pulls._cells import Look, Spans
from aiothoughtspot.pulls._page import Page

# The first rows show how the server writes, and what columns without a known type are.
SAMPLE = 64
# {"v":{"s":1,"e":2},"d":"x"} becomes the text "1|2|x".
_OPEN = b'{"v":{"s":'
_MARKS = ((_OPEN, b'"'), (b',"e":', b"|"), (b'},"d":"', b"|"), (b'"}', b'"'))
# The bracket after a row ends its line; the one before it is taken away.
_LINES = bytes.maketrans(b"]", b"\n")
_PLAIN = (pa.int64(), pa.float64(), pa.string(), pa.bool_(), pa.null())
_BLOCK = 1 << 22


class Column(Protocol):
    """What is known of a column before its cells are seen."""

    @property
    def type(self) -> pa.DataType | None:
        """Its type in the source."""
        ...

    @property
    def look(self) -> Look | None:
        """How it is made if it is a column of dates."""
        ...

    @property
    def wrapped(self) -> Look | None:
        """How it is made if it turns out to be calendar dates."""
        ...


@attrs.frozen
class _Way:
    """How Arrow's parser takes a column, and what is made of it then; `packed` texts may be calendar dates."""

    type: pa.DataType
    look: Look | None = None
    packed: bool = False


def arrays(page: Page, columns: Sequence[Column]) -> list[pa.Array] | None:
    """The page's columns, or None if it is not as plain as it must be."""
    text = page.json
    if not page.plain or len(page) < SAMPLE or b"\\" in text:
        return None
    # Each test is a pass over megabytes, so those that cannot fail are not made.
    wrappers = text.count(_OPEN) if b"{" in text else 0
    if b"{" in text and text.count(b"{") != 2 * wrappers:
        return None
    for mark, short in _MARKS if wrappers else ():
        if text.count(mark) != wrappers:
            return None
        text = text.replace(mark, short)
    try:
        sample = list(zip(*msgspec.json.decode(_head(page.json)), strict=True))
        ways = [
            _way(column, cells, wrapped=wrappers > 0) for column, cells in zip(columns, sample, strict=True)
        ]
        found = _parsed((b"," + text[1:-1]).translate(_LINES, b"["), ways)
        if not _agrees(found, ways, sample, text.count(b'"') - 2 * wrappers) or len(found[0]) != len(page):
            return None
        return [_made(cells, way) for cells, way in zip(found, ways, strict=True)]
    except (pa.ArrowException, DateError, ValueError, TypeError, OverflowError, msgspec.MsgspecError):
        return None


def _head(text: bytes) -> bytes:
    """The first rows."""
    end = 0
    for _ in range(SAMPLE):
        end = text.index(b"]", end + 1)
    return text[: end + 1] + b"]"


def _way(column: Column, sample: Sequence[Any], *, wrapped: bool) -> _Way:
    if column.look is not None:
        return _Way(pa.string() if wrapped else pa.int64(), column.look, wrapped)
    if column.type is not None:
        return _Way(column.type)
    if column.wrapped is not None and any(type(cell) is dict for cell in sample):
        return _Way(pa.string(), column.wrapped, packed=True)
    found = pa.array(sample).type
    if found not in _PLAIN:
        raise ValueError("no plain column")
    return _Way(found)


def _parsed(text: bytes, ways: Sequence[_Way]) -> list[pa.Array]:
    names = [str(place) for place in range(len(ways))]
    # Each line begins with the comma between two rows, and so with a column of nothing.
    found = pa_csv.read_csv(
        pa.BufferReader(text),
        read_options=pa_csv.ReadOptions(column_names=["", *names], use_threads=False, block_size=_BLOCK),
        parse_options=pa_csv.ParseOptions(double_quote=False),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict(zip(names, (way.type for way in ways), strict=True)),
            include_columns=names,
            null_values=["null"],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return [pa.concat_arrays(column.chunks) for column in found.columns]


def _agrees(found: list[pa.Array], ways: Sequence[_Way], sample: Sequence[Any], quotes: int) -> bool:
    """Whether all texts were in quotes and nothing else was, and the first rows are what JSON says."""
    texts = [
        cells for cells, way in zip(found, ways, strict=True) if way.type == pa.string() and not way.packed
    ]
    if quotes != 2 * sum(len(cells) - cells.null_count for cells in texts):
        return False
    return all(
        way.packed or cells[: len(first)].to_pylist() == list(first)
        for cells, way, first in zip(found, ways, sample, strict=True)
    )


def _made(cells: pa.Array, way: _Way) -> pa.Array:
    if way.look is None:
        return cells
    if way.packed:
        try:
            cells = cells.cast(pa.int64())
        except pa.ArrowInvalid:
            return Spans.of_packed(cells).read(way.look)
    nothing = pa.nulls(len(cells))
    return Spans(cells, nothing.cast(pa.int64()), nothing.cast(pa.string())).read(way.look)
