"""How the agent answers: a question becomes a search that the data routes can run. Words are matched; nothing is understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator import objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aiothoughtspot.simulator.state import Record, State

BUCKETS: Final = {
    "hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly",
}  # fmt: skip
MOST_CONFIDENT: Final = 0.95
LEAST_CONFIDENT: Final = 0.05


@attrs.frozen
class Column:
    """A column that a search can name."""

    name: str
    role: str
    data_type: str


@attrs.frozen
class Search:
    """What answers a question."""

    tokens: tuple[str, ...]
    title: str
    chart: str

    @property
    def query(self) -> str:
        """The search as one text."""
        return " ".join(self.tokens)


def columns_of(state: State, table: Record) -> list[Column]:
    """The columns of a table."""
    return [
        Column(item["header"]["name"], item["type"], item["dataType"])
        for item in objects.detail(state, table)["columns"]
    ]


def words(text: str) -> set[str]:
    """The words of a text, in lower case and without the ending of plurals and of `monthly`."""
    found: list[str] = re.findall(r"\w+", text.casefold())
    plain = {name: word for word, name in BUCKETS.items()}
    return {plain.get(word) or word.removesuffix("s") for word in found}


def search_for(question: str, columns: Sequence[Column]) -> Search | None:
    """The search that a question asks for; None when there is no column to show.

    Columns are named by their last word. Without a named measure the last one is shown, without anything named the last measure
    by the first text. A word for a span of time buckets the first date, and "top 5" sorts by the first measure.
    """
    asked = words(question)
    named = [column for column in columns if words(column.name.rpartition(" ")[2]) <= asked]
    measures = [column for column in named if column.role == "MEASURE"]
    parts = [column for column in named if column.role != "MEASURE"]
    bucket = next((name for word, name in BUCKETS.items() if word in asked), None)
    dates = [column for column in columns if column.data_type in {"DATE", "DATE_TIME"}]
    date = dates[0] if bucket and dates else None
    if date is not None and date not in parts:
        parts.append(date)
    if not measures:
        measures = [column for column in columns if column.role == "MEASURE"][-1:]
    if not parts and not named:
        parts = [column for column in columns if column.data_type == "VARCHAR"][:1]
    if not measures and not parts:
        return None
    tokens = [f"[{column.name}]" + (f".{bucket}" if column is date else "") for column in (*measures, *parts)]
    most = re.search(r"\btop (\d{1,6})\b", question.casefold())
    if most and measures:
        tokens += [f"sort by [{measures[0].name}] descending", f"top {most[1]}"]
    title = " by ".join(", ".join(column.name for column in group) for group in (measures, parts) if group)
    return Search(tuple(tokens), title, "LINE" if date else "COLUMN" if parts else "KPI")


@attrs.frozen
class Fit:
    """How well a data source fits a question."""

    table: Any
    confidence: float
    matched: tuple[str, ...]


def ranked(state: State, question: str, tables: Iterable[Record]) -> list[Fit]:
    """The tables, the best for a question first; equally good ones stay in order."""
    asked = words(question)
    fits: list[Fit] = []
    for table in tables:
        names = [table["name"], *(column.name for column in columns_of(state, table))]
        matched = tuple(name for name in names if words(name.rpartition(" ")[2]) & asked)
        share = len({word for name in matched for word in words(name)} & asked) / max(len(asked), 1)
        fits.append(Fit(table, min(max(round(share, 2), LEAST_CONFIDENT), MOST_CONFIDENT), matched))
    return sorted(fits, key=lambda fit: -fit.confidence)


def tables_of(state: State, org: int) -> list[Record]:
    """The data sources of an org, oldest first."""
    return [
        record
        for record in state.metadata.values()
        if record["type"] == "LOGICAL_TABLE" and record["org_id"] == org
    ]


def questions_about(columns: Sequence[Column], name: str) -> list[str]:
    """Questions that the columns can answer, one for each measure and part."""
    measures = [column.name for column in columns if column.role == "MEASURE"]
    parts = [column for column in columns if column.role != "MEASURE"]
    return [
        f"What is the {measure} per month by {part.name}?"
        if part.data_type in {"DATE", "DATE_TIME"}
        else f"What is the {measure} by {part.name}?"
        for measure in measures
        for part in parts
    ] or [f"What is in {name}?"]
