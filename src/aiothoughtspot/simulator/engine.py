"""Runs searches over the data set: filters, groups, sorts, pages. numpy throughout, Python objects only for the page asked for."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from aiothoughtspot.simulator import buckets
from aiothoughtspot.simulator.dataset import TEXTS, Column, Dataset, Ints
from aiothoughtspot.simulator.query import MEASURES, Filter, Item, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiothoughtspot.simulator.dataset import Bools

KEPT: Final = 8
"""Prepared searches to keep, since pages of one search follow each other."""
DENSE: Final = 4_000_000
"""Up to so many possible groups are counted in one array, beyond that they are sorted."""


@attrs.frozen(eq=False)
class Prepared:
    """A search whose rows are chosen and ordered, but not yet made."""

    query: Query
    count: int
    ordered: bool
    columns: Callable[[Ints], list[Column]]
    """The answer's columns at some positions of the order."""


class Engine:
    """Runs searches of one cluster. Safe to use from several threads."""

    def __init__(self, data: Dataset, *, custom_calendar: bool) -> None:
        self.data = data
        self.custom_calendar = custom_calendar
        self._kept: OrderedDict[Query, Prepared] = OrderedDict()
        self._lock = threading.Lock()

    def prepare(self, query: Query) -> Prepared:
        """Choose and order the rows of a search; the last few are kept."""
        with self._lock:
            found = self._kept.pop(query, None)
            if found is None:
                found = _by_row(self.data, query) if query.by_row else _grouped(self.data, query)
            self._kept[query] = found
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def page(self, prepared: Prepared, offset: int, size: int, salt: int) -> list[list[Any]]:
        """The wire's cells of one page, column by column.

        Rows of an unsorted search come in an order that depends on `salt`: separate calls are separate queries, whose pages
        may overlap.
        """
        positions = np.arange(offset, max(offset, min(offset + size, prepared.count)), dtype=np.int64)
        if not prepared.ordered:
            positions = shuffled(positions, prepared.count, salt)
        cells = prepared.columns(positions)
        return [self._wire(item, column) for item, column in zip(prepared.query.items, cells, strict=True)]

    def _wire(self, item: Item, column: Column) -> list[Any]:
        cells: list[Any]
        if item.column in TEXTS:
            cells = np.array(TEXTS[item.column], object)[column.values].tolist()
        elif self.custom_calendar and buckets.wraps(item):
            cells = buckets.wrapped(item, column.values, self.data.zone)
        else:
            cells = column.values.tolist()
        for position in np.flatnonzero(column.null).tolist():
            cells[position] = None
        return cells


def shuffled(positions: Ints, count: int, salt: int) -> Ints:
    """Other positions for `positions`: a permutation of `count` that `salt` chooses."""
    if count < 2 or not salt:  # noqa: PLR2004 - one row has one order
        return positions
    step = max(count * 5 // 8 + salt * 7 % count, 1)
    while math.gcd(step, count) != 1:
        step += 1
    return (positions * (step % count) + salt * 31) % count


def _by_row(data: Dataset, query: Query) -> Prepared:
    rows, span = _chosen(data, query.filters)
    items = query.items
    sorts = _sorts(query)
    start, step, count = (0, 1, len(rows)) if span is None else (span[0], 1, span[1] - span[0])
    if span is not None and sorts and sorts[0][0].column == "Order ID":
        # Order IDs follow the row numbers and have no ties: nothing to sort.
        if sorts[0][1]:
            start, step = span[1] - 1, -1
    elif sorts:
        rows = rows if span is None else np.arange(*span, dtype=np.int64)
        rows = rows[_order([(item, buckets.column(data, item, rows), down) for item, down in sorts])]
        span = None

    def columns(positions: Ints) -> list[Column]:
        chosen = rows[positions] if span is None else start + step * positions
        return [buckets.column(data, item, chosen) for item in items]

    return _prepared(query, count, columns, ordered=bool(sorts))


def _prepared(
    query: Query, count: int, columns: Callable[[Ints], list[Column]], *, ordered: bool
) -> Prepared:
    limit = count if query.top is None else min(count, query.top)
    return Prepared(query, limit, ordered or query.top is not None, columns)


def _sorts(query: Query) -> list[tuple[Item, bool]]:
    """What to order by. `top` alone means the largest of the first measure."""
    if query.sorts or query.top is None:
        return [(query.items[sort.item], sort.descending) for sort in query.sorts]
    return [(item, True) for item in query.items if item.column in MEASURES][:1]


def _chosen(data: Dataset, filters: Sequence[Filter]) -> tuple[Ints, tuple[int, int] | None]:
    """The row numbers that pass: as an array, or as a range when only Order IDs are compared."""
    low, high, others = 0, data.rows, []
    for condition in filters:
        if (
            condition.column == "Order ID"
            and condition.op in {"EQ", "LT", "LE", "GT", "GE"}
            and condition.values[0] is not None
        ):
            value = condition.values[0]
            if condition.op in {"EQ", "GE", "GT"}:
                low = max(low, math.ceil(value) - 1 if condition.op != "GT" else math.floor(value))
            if condition.op in {"EQ", "LE", "LT"}:
                high = min(high, math.floor(value) if condition.op != "LT" else math.ceil(value) - 1)
        else:
            others.append(condition)
    low, high = min(low, data.rows), max(high, 0)
    high = max(low, high)
    if not others:
        return np.empty(0, np.int64), (low, high)
    rows = np.arange(low, high, dtype=np.int64)
    for condition in others:
        rows = rows[passes(condition, data.column(condition.column, rows))]
    return rows, None


def passes(condition: Filter, column: Column) -> Bools:
    """Which cells a condition lets through. Nulls pass only where null is asked for."""
    wanted = [value for value in condition.values if value is not None]
    asks_null = len(wanted) < len(condition.values)
    negative = condition.op in {"NE", "NOT_IN", "OUTSIDE"}
    if condition.column in TEXTS:
        texts = [text.casefold() for text in TEXTS[condition.column]]
        table = np.array([_compared(condition.op, text, wanted) for text in texts], bool)
        found: Bools = table[column.values]
    else:
        found = np.asarray(_compared(condition.op, column.values, wanted), bool) & np.ones(
            len(column.null), bool
        )
    if negative:
        return ~found & ~column.null
    return (found & ~column.null) | (column.null & asks_null)


def _compared(op: str, value: Any, wanted: list[Any]) -> Any:
    """One comparison, of a text or of an array of numbers. Negative operators are answered as their positive twins."""
    if not wanted:
        return False
    low, high = wanted[0], wanted[-1]
    if op in {"CONTAINS", "BEGINS_WITH", "ENDS_WITH", "LIKE"}:
        return isinstance(value, str) and _text_compared(op, value, str(low).strip("%"))
    if op in {"EQ", "NE", "IN", "NOT_IN"}:
        return value in wanted if isinstance(value, str) else np.isin(value, wanted)
    if op in {"LT", "LE", "GT", "GE"}:
        return {"LT": value < low, "LE": value <= low, "GT": value > low, "GE": value >= low}[op]
    above = value >= low if op in {"BW_INC", "BW_INC_MIN", "OUTSIDE"} else value > low
    below = value <= high if op in {"BW_INC", "BW_INC_MAX"} else value < high
    return above & below


def _text_compared(op: str, value: str, part: str) -> bool:
    if op == "BEGINS_WITH":
        return value.startswith(part)
    return value.endswith(part) if op == "ENDS_WITH" else part in value


def _order(keys: Sequence[tuple[Item, Column, bool]]) -> Ints:
    """The order of rows by some columns, the first counting most; nulls last, ties as they come."""
    arrays: list[Any] = []
    for item, column, descending in reversed(keys):
        values = column.values
        if item.column in TEXTS:
            texts = TEXTS[item.column]
            values = np.argsort(np.argsort(np.array(texts)))[values]
        arrays += [np.where(column.null, 0, -values if descending else values), column.null]
    result: Ints = np.lexsort(arrays)
    return result


def _grouped(data: Dataset, query: Query) -> Prepared:
    rows, span = _chosen(data, query.filters)
    rows = rows if span is None else np.arange(*span, dtype=np.int64)
    attributes = [item for item in dict.fromkeys(query.items) if item.column not in MEASURES]
    measures = [item for item in dict.fromkeys(query.items) if item.column in MEASURES]
    cells = [(item, buckets.column(data, item, rows)) for item in attributes]
    # Without attributes everything is one group, even when there is no row.
    groups, samples = (
        _groups(cells, len(rows)) if attributes else (np.zeros(len(rows), np.int64), np.zeros(1, np.int64))
    )
    count = len(samples)
    table = {item: Column(column.values[samples], column.null[samples]) for item, column in cells}
    table |= {item: _summed(buckets.column(data, item, rows), groups, count) for item in measures}
    sorts = _sorts(query)
    if sorts:
        order = _order([(item, table[item], down) for item, down in sorts])
        table = {item: Column(column.values[order], column.null[order]) for item, column in table.items()}

    def columns(positions: Ints) -> list[Column]:
        return [Column(table[item].values[positions], table[item].null[positions]) for item in query.items]

    return _prepared(query, count, columns, ordered=bool(sorts))


def _groups(cells: Sequence[tuple[Item, Column]], count: int) -> tuple[Ints, Ints]:
    """The group of each row, and one row of each group."""
    key, size = np.zeros(count, np.int64), 1
    for item, column in cells:
        distinct, codes = _codes(item, column)
        if size * (distinct + 1) > DENSE:
            known, key = np.unique(key, return_inverse=True)
            size = len(known)
        # One code more than there are values: the nulls are a group of their own.
        key = key * (distinct + 1) + np.where(column.null, distinct, codes)
        size *= distinct + 1
    if size > DENSE:
        _, samples, groups = np.unique(key, return_index=True, return_inverse=True)
        return groups, samples
    first = np.full(size, -1, np.int64)
    first[key[::-1]] = np.arange(count - 1, -1, -1)
    rank = np.cumsum(first >= 0) - 1
    return rank[key], first[first >= 0]


def _codes(item: Item, column: Column) -> tuple[int, Ints]:
    """How many values a column can have, and each cell's number among them."""
    if item.column in TEXTS:
        return len(TEXTS[item.column]), column.values
    distinct, codes = np.unique(column.values, return_inverse=True)
    return len(distinct), codes


def _summed(column: Column, groups: Ints, count: int) -> Column:
    """The sum of each group; a group without a single value has none."""
    there = ~column.null
    sums = np.bincount(groups, np.where(there, column.values, 0), minlength=count)
    values = np.bincount(groups, there, minlength=count)
    if column.values.dtype.kind == "i":
        sums = sums.astype(np.int64)
    return Column(sums, values == 0)
