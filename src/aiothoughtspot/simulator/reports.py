"""The report routes of API v2: files without an extension, as octet-stream."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, Answer, Refused
from aiothoughtspot.simulator.bodies import record_of, texts_of
from aiothoughtspot.simulator.families import _ai_sessions
from aiothoughtspot.simulator.families._common import chosen, readable
from aiothoughtspot.simulator.pages import read_page
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiothoughtspot.simulator.documents import Table
    from aiothoughtspot.simulator.state import Record

SHARED_FIELDS: Final = (
    "metadata_identifier", "file_format", "runtime_filter", "runtime_sort", "runtime_param_override", "regional_settings",
    "png_options", "personalised_view_identifier",
)  # fmt: skip
ANSWER_FIELDS: Final = (*SHARED_FIELDS, "session_identifier", "generation_number", "type")
LIVEBOARD_FIELDS: Final = (
    *SHARED_FIELDS, "tab_identifiers", "visualization_identifiers", "transient_content", "override_filters", "pdf_options",
)  # fmt: skip
FORMATS: Final = ("PDF", "PNG", "CSV", "XLSX")


def _format(call: Call, default: str) -> str:
    kind = call.body.get("file_format", default)
    if kind not in FORMATS:
        raise Refused(400, BAD_REQUEST, "file_format must be PDF, PNG, CSV or XLSX")
    return str(kind)


def _table(call: Call, title: str, search: str, rows: int) -> Table:
    from aiothoughtspot.simulator.documents import Table  # noqa: PLC0415 - see `_file`

    filters, sorts = record_of(call.body, "runtime_filter"), record_of(call.body, "runtime_sort")
    return Table(title, read_page(call.cluster, search, size=rows, filters=filters, sorts=sorts))


def _file(call: Call, kind: str, title: str, parts: Sequence[tuple[str, str]]) -> Answer:
    from aiothoughtspot.simulator import documents  # noqa: PLC0415 - only for those who ask for files

    tables = [_table(call, name, search, -1 if kind == "CSV" else documents.ROWS) for name, search in parts]
    content: bytes
    if kind == "CSV":
        content = documents.csv_files(tables, call.cluster.zone)
    elif kind == "XLSX":
        content = documents.xlsx(tables, call.cluster.zone)
    elif kind == "PNG":
        content = documents.png(title, tables)
    else:
        options: dict[str, Any] = record_of(call.body, "pdf_options")
        cover = options.get("include_cover_page") is True
        landscape = options.get("page_orientation") != "PORTRAIT"
        content = documents.pdf(title, tables, call.cluster.zone, cover=cover, landscape=landscape)
    return Answer(content=content, media="application/octet-stream")


@route("POST", f"{V2}/report/answer", fields=ANSWER_FIELDS)
def answer_report(call: Call) -> Callable[[], Answer]:
    """An answer as a file, a saved one or one of Spotter's; CSV unless asked otherwise."""
    body = call.body
    answer: Record | None
    if body.get("session_identifier") is None:
        answer = readable(call, body.get("metadata_identifier"), "ANSWER")
    else:
        answer = _ai_sessions.find(call.state, body["session_identifier"], body.get("generation_number"))
    if answer is None:
        raise Refused(400, BAD_REQUEST, "No answer of this session and generation")
    return partial(_file, call, _format(call, "CSV"), answer["name"], [(answer["name"], answer["query"])])


@route("POST", f"{V2}/report/liveboard", fields=LIVEBOARD_FIELDS)
def liveboard_report(call: Call) -> Callable[[], Answer]:
    """A liveboard as a file; PDF unless asked otherwise, several visualisations as CSV in a ZIP."""
    board = readable(call, call.body.get("metadata_identifier"), "LIVEBOARD")
    shown = chosen(board, texts_of(call.body, "visualization_identifiers"))
    parts = [(viz["name"], viz["query"]) for viz in shown]
    return partial(_file, call, _format(call, "PDF"), board["name"], parts)
