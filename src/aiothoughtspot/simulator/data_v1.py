"""The data routes of API v1: every argument in the query, whatever the verb."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, Answer, Refused
from aiothoughtspot.simulator.bodies import flag, numbers
from aiothoughtspot.simulator.families._common import chosen, readable
from aiothoughtspot.simulator.pages import Page, read_page
from aiothoughtspot.simulator.query import DATES
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.state import Record

PAGE_FIELDS: Final = ("batchsize", "pagenumber", "offset", "formattype")
SORT_FIELDS: Final = ("sortCol{n}", "asc{n}", "param{n}", "paramVal{n}")
FILTER_FIELDS: Final = ("col{n}", "op{n}", "val{n}")
PDF_FIELDS: Final = (
    "id", "visualization_ids", "transient_pinboard_content", "layout_type", "orientation", "truncate_tables", "include_logo",
    "footer_text", "include_page_number", "include_cover_page", "include_filter_page",
)  # fmt: skip


def _rows(call: Call, search: str, *, filtered: bool) -> Record:
    query = call.query
    size = numbers(query.get("batchsize", "-1"))
    start, number = numbers(query.get("offset", "-1")), numbers(query.get("pagenumber", "-1"))
    if number > 0:
        # The page number counts from 1 and wins over the offset.
        start = (number - 1) * max(size, 0)
    kind = query.get("formattype", "COMPACT")
    if kind not in {"COMPACT", "FULL"}:
        raise Refused(400, BAD_REQUEST, "formattype must be COMPACT or FULL")
    page = read_page(
        call.cluster,
        search,
        offset=max(start, 0),
        size=max(size, -1),
        full=kind == "FULL",
        filters=runtime_filters(call.query_list) if filtered else {},
        sorts=query,
    )
    return _answer(page, max(start, 0), call.cluster.max_rows if size < 0 else size)


def _answer(page: Page, offset: int, size: int) -> Record:
    return {
        "columnNames": page.names,
        "data": page.rows,
        "samplingRatio": 1,
        "totalRowCount": page.total,
        "rowCount": len(page.rows),
        "pageSize": size,
        "offset": offset,
    }


def runtime_filters(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """The runtime filter of a query string: repeated `val{n}` keys become a list, digits of date columns numbers.

    The names are taken in any case. Date values that are no numbers stay texts, which the search then ignores.
    """
    found: dict[str, Any] = {}
    for key, value in pairs:
        name = key.casefold()
        if name.startswith("val") and name in found:
            found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
        else:
            found[name] = value
    dates = {name.casefold() for name in DATES}
    for key, column in list(found.items()):
        name = f"val{key.removeprefix('col')}"
        if key.startswith("col") and str(column).casefold() in dates and name in found:
            values = found[name] if isinstance(found[name], list) else [found[name]]
            found[name] = [int(value) if value.lstrip("-").isdecimal() else value for value in values]
    return found


def _guids(text: str | None, name: str) -> list[str]:
    """JSON text of a list inside one field."""
    try:
        value = json.loads(text or "[]")
    except ValueError:
        value = None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Refused(400, BAD_REQUEST, f"{name} must be a JSON list of texts")
    return value


@route(
    "POST",
    f"{V1}/searchdata",
    fields=("query_string", "data_source_guid", *PAGE_FIELDS, *SORT_FIELDS),
)
def search_data(call: Call) -> Callable[[], Record]:
    """Rows of a search."""
    readable(call, call.query.get("data_source_guid"), "LOGICAL_TABLE")
    return lambda: _rows(call, call.query.get("query_string", ""), filtered=False)


@route(
    "POST",
    f"{V1}/pinboarddata",
    fields=("id", "vizid", "transient_pinboard_content", *PAGE_FIELDS, *SORT_FIELDS, *FILTER_FIELDS),
)
def liveboard_data(call: Call) -> Callable[[], Record]:
    """Rows of a liveboard, by the guids of its visualisations."""
    shown = chosen(_board(call, call.query), _guids(call.query.get("vizid"), "vizid"))
    parts = [(viz["id"], viz["name"], viz["query"]) for viz in shown]
    return lambda: {guid: {"name": name, **_rows(call, query, filtered=True)} for guid, name, query in parts}


def _board(call: Call, fields: dict[str, str]) -> Record:
    """The liveboard of an id; transient content, which only browsers make, stands for the first one there is."""
    if not fields.get("id") and call.form.get("transient_pinboard_content"):
        return next(record for record in call.state.metadata.values() if record["type"] == "LIVEBOARD")
    return readable(call, fields.get("id"), "LIVEBOARD")


@route("POST", f"{V1}/export/pinboard/pdf", fields=(*PDF_FIELDS, *FILTER_FIELDS))
def liveboard_pdf(call: Call) -> Callable[[], Answer]:
    """A liveboard as PDF. Its options are multipart parts; the runtime filter stands in the query."""
    fields = {**call.query, **call.form}
    board = _board(call, fields)
    shown = chosen(board, _guids(fields.get("visualization_ids"), "visualization_ids"))
    return partial(_pdf, call, fields, board["name"], [(viz["name"], viz["query"]) for viz in shown])


def _pdf(call: Call, fields: dict[str, str], title: str, parts: list[tuple[str, str]]) -> Answer:
    from aiothoughtspot.simulator import documents  # noqa: PLC0415 - the PDF library only for those who print

    filters = runtime_filters(call.query_list)
    tables = [
        documents.Table(name, read_page(call.cluster, query, size=documents.ROWS, filters=filters))
        for name, query in parts
    ]
    cover = flag(fields.get("include_cover_page"), default=True)
    landscape = fields.get("orientation") != "PORTRAIT"
    content = documents.pdf(title, tables, call.cluster.zone, cover=cover, landscape=landscape)
    return Answer(content=content, media="application/octet-stream")
