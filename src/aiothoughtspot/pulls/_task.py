"""What is pulled, as picklable values: the request of a pull, its pages, and how the next page after a key is asked for."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from aiothoughtspot.pulls._reading import Reading

BUCKETS = {
    "Hour": "hourly",
    "Day": "daily",
    "Week": "weekly",
    "Month": "monthly",
    "Quarter": "quarterly",
    "Year": "yearly",
}
_BUCKET = re.compile(rf"({'|'.join(BUCKETS)})\((.+)\)")
_NAMES = {bucket: name for name, bucket in BUCKETS.items()}
# Columns and texts are looked over, for they can hold any words.
_SORT = re.compile(r"\[[^\]]*\]|'[^']*'|\"[^\"]*\"|(?P<sort>\bsort\s+by\b)", re.IGNORECASE)
_SORTED = re.compile(
    r"[\s,]*\[([^\]]+)\](?:\.(\w+))?(?!\s*[<>=!])(?:\s+(asc|desc)(?:ending)?\b)?", re.IGNORECASE
)
Key = str | Sequence[str] | None


def columns_of(key: Key) -> tuple[str, ...]:
    """A key as columns."""
    return () if key is None else (key,) if isinstance(key, str) else tuple(key)


@attrs.frozen
class Task:
    """The request of one pull.

    `key` are the columns that tell its rows apart, `stable` says whether the rows are sorted at all, and `by_key` that
    they are sorted by one key, so that they can also be asked for by its values.  `sort` has the columns that the search
    itself sorts by, and whether each is descending.
    """

    operation: str
    body: dict[str, Any]
    reading: Reading
    page_size: int
    key: tuple[str, ...] = ()
    stable: bool = False
    by_key: bool = False
    sort: tuple[tuple[str, bool], ...] = ()

    def page(self, offset: int, size: int) -> dict[str, Any]:
        """The body that asks for some rows from an offset."""
        return {**self.body, "record_offset": offset, "record_size": size}

    def after(self, last: int) -> dict[str, Any]:
        """The body that asks for the first rows whose key is greater: a window of its own, without an offset."""
        window = {"col1": self.key[0], "op1": "GT", "val1": [last]}
        return {**self.page(0, self.page_size), "runtime_filter": window}


def of_search(query: str, source: str, key: Key, page_size: int, reading: Reading) -> Task:
    """A search; its sort is part of its text."""
    columns = columns_of(key)
    sort = sort_of(query)
    sorts = sort is not None
    text = query if sorts or not columns else f"{query} sort by {' '.join(map(_term, columns))}"
    body = {"query_string": text, "logical_table_identifier": source}
    return Task(
        "v2.data.search",
        body,
        reading,
        page_size,
        columns,
        sorts or bool(columns),
        not sorts and len(columns) == 1,
        sort or (),
    )


def sort_of(query: str) -> tuple[tuple[str, bool], ...] | None:
    """The columns that a search itself sorts by, and whether each is descending; None if it does not sort."""
    place = next((found.end() for found in _SORT.finditer(query) if found["sort"]), None)
    if place is None:
        return None
    columns: list[tuple[str, bool]] = []
    while found := _SORTED.match(query, place):
        name, bucket, way = found.groups(default="")
        place = found.end()
        shown = _NAMES.get(bucket.lower())
        columns.append((f"{shown}({name})" if shown else name, way.lower() == "desc"))
    return tuple(columns)


def _term(column: str) -> str:
    """A column of the answer as search text: `Month(Order Date)` was `[Order Date].monthly`."""
    bucket = _BUCKET.fullmatch(column)
    return f"[{bucket[2]}].{BUCKETS[bucket[1]]}" if bucket else f"[{column}]"


def of_saved(operation: str, body: Mapping[str, Any], key: Key, page_size: int, reading: Reading) -> Task:
    """A saved answer, or a visualization of a liveboard; it is sorted at run time."""
    columns = columns_of(key)
    sort: dict[str, Any] = {}
    for number, column in enumerate(columns, 1):
        sort |= {f"sortCol{number}": column, f"asc{number}": True}
    sorted_body = {**body, **({"runtime_sort": sort} if sort else {})}
    return Task(operation, sorted_body, reading, page_size, columns, bool(columns), len(columns) == 1)
