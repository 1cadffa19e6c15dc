"""Cells as texts: where a column's cells are of several types, and in CSV, which has no lists and objects."""

import json
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from aiothoughtspot.pulls._local import is_cut_short, local_texts

# Up to here a number with a fraction part is the whole number that it says it is.
_EXACT = 2**53


def texts(cells: Iterable[Any]) -> list[str | None]:
    """Write cells as they are in JSON, without quotes; 1.0 is 1, as the same number is on a page of whole numbers."""
    return [None if cell is None else _text(cell) for cell in cells]


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) <= _EXACT else str(cell)
    return json.dumps(cell, ensure_ascii=False, separators=(",", ":"))


def as_texts(column: Any) -> pa.Array:
    """A whole column of an Arrow table as texts."""
    return column if pa.types.is_string(column.type) else pa.array(texts(column.to_pylist()), pa.string())


def flat(table: pa.Table) -> pa.Table:
    """A table as CSV can hold it: ranges become columns such as `Order Date.start`, other lists and objects JSON."""
    found = table.flatten()
    return pa.table([_flat(one) for one in found.columns], names=found.column_names)


def _flat(column: Any) -> Any:
    if is_cut_short(column.type):
        # Arrow would write the times after 2037 without summer time.
        return pa.chunked_array([local_texts(chunk) for chunk in column.chunks], pa.string())
    return as_texts(column) if pa.types.is_nested(column.type) else column
