"""Pages of rows to Arrow tables: dates as dates, whole numbers as whole numbers, nulls as nulls.

A page's columns are converted one by one; which are dates is decided by `dates` (typed, by source, by name).  Date
cells go from seconds to Arrow without ever being Python datetimes, with or without a custom calendar alike.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from aiothoughtspot.dates import ColumnKind, Dates, column_kinds
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
_NOTHING = frozenset({"", "{Null}", "(null)"})


# Rows that are Python objects at once: a page of calendar dates would take 150 MB as a whole.
CHUNK = 10_000


def table(page: Page, dates: Dates, source: Mapping[str, str], zone: str) -> pa.Table:
    """Convert one page; `source` has the known column types, `zone` is where dates are midnights."""
    chunks = [_chunk(page.names, rows, dates, source, zone) for rows in page.chunks(CHUNK)]
    whole = unify([chunk.schema for chunk in chunks], settle=False)
    return pa.concat_tables([chunk.cast(whole) for chunk in chunks]).combine_chunks()


def _chunk(
    names: Sequence[str], rows: Sequence[Any], dates: Dates, source: Mapping[str, str], zone: str
) -> pa.Table:
    kinds = column_kinds(names, rows, dates)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    arrays = [
        _column(name, cells, kind, source.get(name), zone)
        for name, cells, kind in zip(names, columns, kinds, strict=True)
    ]
    return pa.table(arrays, names=list(names))


def _column(
    name: str, cells: Sequence[Any], kind: ColumnKind | None, known: str | None, zone: str
) -> pa.Array:
    try:
        if kind in {"date", "datetime", "calendar"}:
            return _instants(cells, zone, as_date=kind == "date")
        # Without a known type Arrow looks at the cells; a column of nulls only is settled by other pages.
        return pa.array(cells, type=_TYPES.get(known or ""), from_pandas=False)
    except (pa.ArrowException, TypeError, OverflowError, AttributeError) as error:
        raise PullError(f"column {name!r} cannot be read as {kind or known or 'one type'}: {error}") from None


def _instants(cells: Sequence[Any], zone: str, *, as_date: bool) -> pa.Array:
    seconds = [_start(cell) for cell in cells]
    if any(type(second) is float for second in seconds):
        moments = pa.array(
            [None if second is None else round(second * 1_000_000) for second in seconds], pa.int64()
        )
        moments = moments.cast(pa.timestamp("us", "UTC"))
    else:
        moments = pa.array(seconds, pa.int64()).cast(pa.timestamp("s", "UTC")).cast(pa.timestamp("us", "UTC"))
    local = moments.cast(pa.timestamp("us", zone))
    if not as_date:
        return local
    return pc.local_timestamp(local).cast(pa.date32(), safe=False)  # pyright: ignore[reportAttributeAccessIssue] - made at import


def _start(cell: Any) -> Any:
    """The seconds of a cell: a number, a calendar wrapper's start, or nothing."""
    if type(cell) is dict:
        start = cell["v"].get("s")
        return int(start) if start is not None else None
    return None if type(cell) is str and cell in _NOTHING else cell


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
