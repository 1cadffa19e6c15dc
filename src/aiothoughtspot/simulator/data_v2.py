"""The data routes of API v2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.bodies import record_of, texts_of
from aiothoughtspot.simulator.families._common import chosen, readable
from aiothoughtspot.simulator.pages import Page, read_page
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.state import Record

KINDS: Final = ("COMPACT", "FULL")
PAGE_FIELDS: Final = (
    "data_format",
    "record_offset",
    "record_size",
    "runtime_filter",
    "runtime_sort",
    "runtime_param_override",
)


def _content(call: Call, search: str) -> Record:
    body = call.body
    offset, size = _whole(body, "record_offset", 0), _whole(body, "record_size", 10)
    kind = body.get("data_format", "COMPACT")
    if kind not in KINDS:
        raise Refused(400, BAD_REQUEST, "data_format must be COMPACT or FULL")
    page = read_page(
        call.cluster,
        search,
        offset=offset,
        size=size,
        full=kind == "FULL",
        filters=record_of(body, "runtime_filter"),
        sorts=record_of(body, "runtime_sort"),
    )
    return _answer(page, offset, size)


def _answer(page: Page, offset: int, size: int) -> Record:
    return {
        # Not the total: the number of rows of this page.
        "available_data_row_count": len(page.rows),
        "column_names": page.names,
        "data_rows": page.rows,
        "record_offset": offset,
        "record_size": size,
        "returned_data_row_count": len(page.rows),
        "sampling_ratio": 1,
    }


def _whole(body: Record, name: str, default: int) -> int:
    value = body.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(400, BAD_REQUEST, f"{name} must be an integer")
    return value


@route(
    "POST",
    f"{V2}/searchdata",
    fields=("query_string", "logical_table_identifier", *PAGE_FIELDS),
)
def search_data(call: Call) -> Callable[[], Record]:
    """Rows of a search."""
    readable(call, call.body.get("logical_table_identifier"), "LOGICAL_TABLE")
    return lambda: {"contents": [_content(call, str(call.body.get("query_string") or ""))]}


@route("POST", f"{V2}/metadata/answer/data", fields=("metadata_identifier", *PAGE_FIELDS))
def answer_data(call: Call) -> Callable[[], Record]:
    """Rows of a saved answer."""
    answer = readable(call, call.body.get("metadata_identifier"), "ANSWER")
    named, query = {"metadata_id": answer["id"], "metadata_name": answer["name"]}, answer["query"]
    return lambda: {**named, "contents": [_content(call, query)]}


@route(
    "POST",
    f"{V2}/metadata/liveboard/data",
    fields=("metadata_identifier", "visualization_identifiers", "transient_content", *PAGE_FIELDS),
)
def liveboard_data(call: Call) -> Callable[[], Record]:
    """Rows of a liveboard's visualisations; offset and size hold for each of them."""
    board = readable(call, call.body.get("metadata_identifier"), "LIVEBOARD")
    named = {"metadata_id": board["id"], "metadata_name": board["name"]}
    shown = chosen(board, texts_of(call.body, "visualization_identifiers"))
    parts = [
        (viz["query"], {"visualization_id": viz["id"], "visualization_name": viz["name"]}) for viz in shown
    ]
    return lambda: {**named, "contents": [{**_content(call, query), **viz} for query, viz in parts]}
