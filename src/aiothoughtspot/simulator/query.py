"""The search language and the runtime objects, read into one value. Pure.

A search is tokens: columns in brackets with an optional bucket, comparisons, `sort by`, `top`:
`[Order Date].monthly [Revenue] [Region] = 'West' [Order Date] >= '01/29/2025' sort by [Revenue] descending top 10`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.objects import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

BUCKETS: Final = {
    "hourly": "Hour", "daily": "Day", "weekly": "Week", "monthly": "Month", "quarterly": "Quarter", "yearly": "Year",
}  # fmt: skip
TYPES: Final = {name: data_type for name, data_type, _ in COLUMNS}
MEASURES: Final = frozenset(name for name, _, role in COLUMNS if role == "MEASURE")
DATES: Final = frozenset(name for name, kind in TYPES.items() if kind in {"DATE", "DATE_TIME"})
BY_CASEFOLD: Final = {name.casefold(): name for name in TYPES}
TOKEN: Final = re.compile(
    r"""\s*(?:\[(?P<column>[^\[\]]+)\](?:\.'?(?P<bucket>[\w ]+?)'?(?=[\s,]|$))?
    |'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<op><=|>=|!=|=|<|>)
    |(?P<number>-?\d+(?:\.\d+)?(?![\w.]))|(?P<word>[A-Za-z]+))""",
    re.VERBOSE,
)
OPERATORS: Final = {"=": "EQ", "!=": "NE", "<": "LT", "<=": "LE", ">": "GT", ">=": "GE"}
ONE: Final = frozenset({"EQ", "NE", "LT", "LE", "GT", "GE", "CONTAINS", "BEGINS_WITH", "ENDS_WITH", "LIKE"})
TWO: Final = frozenset({"BW", "BW_INC", "BW_INC_MIN", "BW_INC_MAX"})
MANY: Final = frozenset({"IN", "NOT_IN"})


@attrs.frozen
class Item:
    """One column of the answer."""

    column: str
    bucket: str | None = None


@attrs.frozen
class Filter:
    """One condition; several hold together. Dates are epoch seconds, texts casefolded, None stands for null."""

    column: str
    op: str
    values: tuple[Any, ...]


@attrs.frozen
class Sort:
    """Order by the answer's column of this position."""

    item: int
    descending: bool = False


@attrs.frozen
class Query:
    """A search, ready to run."""

    items: tuple[Item, ...]
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()
    top: int | None = None

    @property
    def by_row(self) -> bool:
        """Whether every order is a row of its own; otherwise measures are summed by the attributes."""
        return any(item.column == "Order ID" for item in self.items)

    @property
    def names(self) -> list[str]:
        """The column names of the answer."""
        return [self._name(item) for item in self.items]

    def _name(self, item: Item) -> str:
        if item.bucket is not None:
            return f"{BUCKETS[item.bucket]}({item.column})"
        return f"Total {item.column}" if item.column in MEASURES and not self.by_row else item.column


def wrong(message: str) -> Refused:
    """The refusal of a search."""
    return Refused(400, BAD_REQUEST, message)


def parse(text: str, zone: ZoneInfo) -> Query:
    """Read a search.

    Raises:
        Refused: 400 for anything but the language above, unknown columns, and dates not written MM/DD/YYYY.
    """
    tokens = _tokens(text)
    items: list[Item] = []
    filters: list[Filter] = []
    wanted: list[tuple[str, str | None, bool]] = []
    top: int | None = None
    while tokens:
        kind, value, bucket = tokens.pop(0)
        following = tokens[0] if tokens else ("", "", None)
        if kind == "column" and following[0] == "op":
            tokens.pop(0)
            filters += _conditions(value, OPERATORS[following[1]], _values(tokens), zone)
        elif kind == "column":
            items.append(Item(value, bucket))
        elif (kind, value) == ("word", "sort") and following[:2] == ("word", "by"):
            tokens.pop(0)
            wanted += _sort_columns(tokens)
        elif (kind, value) == ("word", "top") and following[0] == "number" and following[1].isdecimal():
            top = int(tokens.pop(0)[1])
        else:
            raise wrong(f"Cannot read the search at {value!r}")
    if not items:
        raise wrong("The search names no column")
    query = Query(tuple(items), tuple(filters), (), top)
    return attrs.evolve(
        query, sorts=tuple(Sort(_position(items, name, bucket), down) for name, bucket, down in wanted)
    )


def _tokens(text: str) -> list[tuple[str, str, str | None]]:
    found: list[tuple[str, str, str | None]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = TOKEN.match(text, at)
        if match is None:
            raise wrong(f"Cannot read the search at {text[at : at + 20].strip()!r}")
        at = match.end()
        kind, value = next((k, v) for k, v in match.groupdict().items() if v is not None)
        bucket = match["bucket"]
        if kind == "column":
            if value.casefold() not in BY_CASEFOLD:
                raise wrong(f"Unknown column {value!r}")
            value = BY_CASEFOLD[value.casefold()]
            # A bucket the server does not know is ignored without a word: 200 with other rows than meant.
            bucket = bucket if bucket in BUCKETS and value in DATES else None
        found.append(
            (
                {"single": "text", "double": "text"}.get(kind, kind),
                value.lower() if kind == "word" else value,
                bucket,
            )
        )
    return found


def _values(tokens: list[tuple[str, str, str | None]]) -> list[str]:
    """The texts and numbers that come next. `[X] = 'a' 'b'` means either."""
    found: list[str] = []
    while tokens and tokens[0][0] in {"text", "number"}:
        found.append(tokens.pop(0)[1])
    if not found:
        raise wrong("A comparison needs a value")
    return found


def _sort_columns(tokens: list[tuple[str, str, str | None]]) -> list[tuple[str, str | None, bool]]:
    found: list[tuple[str, str | None, bool]] = []
    while tokens and tokens[0][0] == "column":
        _, name, bucket = tokens.pop(0)
        down = bool(tokens) and tokens[0][:2] == ("word", "descending")
        if down or (tokens and tokens[0][:2] == ("word", "ascending")):
            tokens.pop(0)
        found.append((name, bucket, down))
    if not found:
        raise wrong("sort by needs a column")
    return found


def _position(items: Sequence[Item], name: str, bucket: str | None) -> int:
    for position, item in enumerate(items):
        if item.column == name and bucket in {None, item.bucket}:
            return position
    raise wrong(f"sort by {name!r}, which the search does not show")


def _conditions(column: str, op: str, texts: list[str], zone: ZoneInfo) -> list[Filter]:
    if column in DATES:
        return _date_conditions(column, op, texts, zone)
    values = tuple(_literal(column, text) for text in texts)
    if len(values) > 1:
        if op not in {"EQ", "NE"}:
            raise wrong("Several values go with = and != only")
        op = {"EQ": "IN", "NE": "NOT_IN"}[op]
    return [Filter(column, op, values)]


def _literal(column: str, text: str) -> Any:
    if text.casefold() == "{null}":
        return None
    if TYPES[column] == "VARCHAR":
        return text.casefold()
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise wrong(f"{text!r} is no number")
    return number


def _date_conditions(column: str, op: str, texts: list[str], zone: ZoneInfo) -> list[Filter]:
    """A date literal means its whole day, which matters for times."""
    if texts[0].casefold() == "{null}":
        return [Filter(column, op, (None,))]
    if len(texts) > 1:
        raise wrong("A date comparison takes one value")
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", texts[0])
    try:
        day = dt.date(int(match[3]), int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day is None:
        raise wrong(f"{texts[0]!r} is no date: write MM/DD/YYYY")
    start, end = (
        int(dt.datetime(at.year, at.month, at.day, tzinfo=zone).timestamp())
        for at in (day, day + dt.timedelta(days=1))
    )
    if op in {"EQ", "NE"}:
        return [Filter(column, "BW_INC_MIN" if op == "EQ" else "OUTSIDE", (start, end))]
    return [Filter(column, {"LE": "LT", "GT": "GE"}.get(op, op), (end if op in {"LE", "GT"} else start,))]


def with_runtime(query: Query, filters: Mapping[str, Any], sorts: Mapping[str, Any]) -> Query:
    """The query under a runtime filter ({"col1": .., "op1": .., "val1": ..}) and sort ({"sortCol1": .., "asc1": ..}).

    As the server does it: unknown columns are ignored, and so are date values that are no numbers.

    Raises:
        Refused: 400 for an unknown operator or a wrong number of values.
    """
    added = [
        made for number in _numbers(filters, "col") if (made := _runtime_filter(filters, number)) is not None
    ]
    named = {name.casefold(): position for position, name in enumerate(query.names)}
    plain = {item.column.casefold(): position for position, item in reversed(tuple(enumerate(query.items)))}
    order = [
        Sort(position, str(sorts.get(f"asc{number}", True)).lower() == "false")
        for number in _numbers(sorts, "sortCol")
        if (position := {**plain, **named}.get(str(sorts[f"sortCol{number}"]).casefold())) is not None
    ]
    return attrs.evolve(query, filters=(*query.filters, *added), sorts=tuple(order) or query.sorts)


def _numbers(given: Mapping[str, Any], stem: str) -> list[int]:
    return sorted(
        int(key.removeprefix(stem))
        for key in given
        if key.startswith(stem) and key.removeprefix(stem).isdecimal()
    )


def _runtime_filter(given: Mapping[str, Any], number: int) -> Filter | None:
    column = BY_CASEFOLD.get(str(given[f"col{number}"]).casefold())
    op = str(given.get(f"op{number}", "EQ")).upper()
    raw = given.get(f"val{number}")
    values = list(raw) if isinstance(raw, list | tuple) else [raw]
    if op not in ONE | TWO | MANY:
        raise wrong(f"Unknown operator {op!r}")
    if (op in ONE and len(values) != 1) or (op in TWO and len(values) != 2):  # noqa: PLR2004 - a pair of bounds
        raise wrong(f"Wrong number of values for {op}")
    if column is None:
        return None
    if column in DATES and any(isinstance(value, str) or isinstance(value, bool) for value in values):  # noqa: SIM101 - reads as said
        return None
    return Filter(column, op, tuple(_runtime_value(column, value) for value in values))


def _runtime_value(column: str, value: Any) -> Any:
    return (
        value
        if value is None or (isinstance(value, int | float) and column in DATES)
        else _literal(column, str(value))
    )
