"""The two v2 routes that show the SQL behind answers and liveboards, and the translation of searches into SQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import chosen, need, object_of, texts
from aiothoughtspot.simulator.objects import COLUMNS
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

BUCKETS: Final = {
    "hourly": "HOUR",
    "daily": "DAY",
    "weekly": "WEEK",
    "monthly": "MONTH",
    "quarterly": "QUARTER",
    "yearly": "YEAR",
}
MEASURES: Final = frozenset(name for name, _, role in COLUMNS if role == "MEASURE")
_TOP: Final = re.compile(r"\btop\s+(\d+)", re.IGNORECASE)
_SORT: Final = re.compile(r"\bsort by\s+\[([^\]]+)\](\s+descending)?", re.IGNORECASE)
_FILTER: Final = re.compile(r"\[([^\]]+)\]\s*(!=|<=|>=|=|<|>)\s*('[^']*'|[-\d.]+)")
_COLUMN: Final = re.compile(r"\[([^\]]+)\](?:\.(\w+))?")


def to_sql(query: str, table: str) -> str:
    """The SQL of a search: measures are summed by the other columns, unless single orders are asked for."""
    rest = query
    limits, sorts, filters = _TOP.findall(rest), _SORT.findall(rest), _FILTER.findall(rest)
    for pattern in (_TOP, _SORT, _FILTER):
        rest = pattern.sub("", rest)
    columns = _COLUMN.findall(rest)
    grouped = any(name in MEASURES for name, _ in columns) and not any(
        name == "Order ID" for name, _ in columns
    )
    shown = [_term(name, bucket, summed=grouped) for name, bucket in columns]
    keys = [_term(name, bucket, summed=False) for name, bucket in columns if name not in MEASURES]
    parts = [f"SELECT {', '.join(shown)}", f"FROM {_column(table)}"]
    if filters:
        parts.append("WHERE " + " AND ".join(f"{_column(name)} {op} {value}" for name, op, value in filters))
    if grouped and keys:
        parts.append("GROUP BY " + ", ".join(keys))
    if sorts:
        parts.append(
            "ORDER BY " + ", ".join(_column(name) + (" DESC" if down else "") for name, down in sorts)
        )
    parts += [f"LIMIT {limit}" for limit in limits]
    return "\n".join(parts)


def _column(name: str) -> str:
    return '"' + name.upper().replace(" ", "_") + '"'


def _term(name: str, bucket: str, *, summed: bool) -> str:
    column = _column(name)
    if bucket in BUCKETS:
        return f"DATE_TRUNC('{BUCKETS[bucket]}', {column})"
    return f"SUM({column})" if summed and name in MEASURES else column


def _answer(call: Call, record: Record, shown: list[Record]) -> Record:
    source = call.state.metadata.get(record["source"] or "")
    table = "UNKNOWN" if source is None else source["name"]
    return {
        "metadata_id": record["id"],
        "metadata_name": record["name"],
        "metadata_type": record["type"],
        "sql_queries": [
            {
                "metadata_id": item["id"],
                "metadata_name": item["name"],
                "sql_query": to_sql(item["query"] or "", table),
            }
            for item in shown
        ],
    }


@route("POST", f"{V2}/metadata/answer/sql", fields=("metadata_identifier",))
def answer_sql(call: Call) -> Record:
    """The SQL of an answer."""
    need(call.body, "metadata_identifier")
    record = object_of(call, call.body["metadata_identifier"], "ANSWER")
    return _answer(call, record, [record])


@route("POST", f"{V2}/metadata/liveboard/sql", fields=("metadata_identifier", "visualization_identifiers"))
def liveboard_sql(call: Call) -> Record:
    """The SQL of a liveboard's visualizations: of those named by guid or name, or of all."""
    need(call.body, "metadata_identifier")
    record = object_of(call, call.body["metadata_identifier"], "LIVEBOARD")
    return _answer(call, record, chosen(record, texts(call.body, "visualization_identifiers")))
