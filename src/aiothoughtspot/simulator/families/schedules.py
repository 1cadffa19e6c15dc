"""The four v2 routes of schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    check_free,
    choice,
    chosen,
    flag,
    inner,
    may_edit,
    need,
    object_of,
    objects_in,
    ordered,
    page,
    ref,
    texts,
    word,
)
from aiothoughtspot.simulator.families._schedules_cron import DAILY, read_cron, read_zone
from aiothoughtspot.simulator.families._schedules_runs import advance, schedule_of, schedules
from aiothoughtspot.simulator.families._security_principals import kind_of, principal_of
from aiothoughtspot.simulator.families._security_shares import MODIFY, NO_ACCESS, access, reach
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("JOBSCHEDULING", "CAN_DOWNLOAD_DETAILED_DATA", "CAN_DOWNLOAD_VISUALS")
FORMATS: Final = ("PDF", "CSV", "XLSX")
PDF_OPTIONS: Final[Mapping[str, Any]] = {
    "complete_liveboard": True,
    "include_cover_page": False,
    "include_custom_logo": False,
    "include_filter_page": False,
    "include_page_number": False,
    "page_footer_text": "",
    "page_orientation": "LANDSCAPE",
    "page_size": "A4",
    "truncate_table": False,
}
SORT_KEYS: Final[Mapping[str, Callable[[Record], Any]]] = {
    "NAME": lambda schedule: (schedule["name"].casefold(), schedule["id"]),
    "DISPLAY_NAME": lambda schedule: (schedule["name"].casefold(), schedule["id"]),
    "AUTHOR": lambda schedule: (schedule["author"]["name"], schedule["id"]),
    "CREATED": lambda schedule: (schedule["creation_time_in_millis"], schedule["id"]),
}
_KEPT_ONLY: Final = frozenset({"org_id", "runs", "checked"})
_SHARED: Final = (
    "name", "description", "metadata_type", "metadata_identifier", "file_format", "liveboard_options", "pdf_options",
    "time_zone", "frequency", "recipient_details", "personalised_view_id",
)  # fmt: skip


@route(
    "POST",
    f"{V2}/schedules/search",
    fields=(
        "metadata", "record_offset", "record_size", "sort_options", "history_runs_options", "schedule_identifiers",
    ),
)  # fmt: skip
def search(call: Call) -> list[Record]:
    """The schedules of liveboards the caller sees, all in one page unless told otherwise; past runs on request."""
    body, state = call.body, call.state
    advance(call.cluster)
    boards = {
        object_of(call, item.get("identifier"), choice(item, "type", ("LIVEBOARD",), "LIVEBOARD"))["id"]
        for item in objects_in(body, "metadata")
    }
    ids = {schedule_of(state, name)["id"] for name in texts(body, "schedule_identifiers")}
    mode = reach(call)
    found = [
        schedule
        for schedule in schedules(state).values()
        if schedule["org_id"] == call.org
        and (not boards or schedule["metadata"]["id"] in boards)
        and (not ids or schedule["id"] in ids)
        and (board := state.metadata.get(schedule["metadata"]["id"])) is not None
        and mode(board) != NO_ACCESS
    ]
    options = inner(body, "history_runs_options")
    return [
        {**_view(schedule), "history_runs": _history(schedule, options)}
        for schedule in page(ordered(found, body, SORT_KEYS), body, size=-1)
    ]


def _history(schedule: Record, options: Record) -> list[Record] | None:
    """Past runs, newest first, when they are asked for."""
    return page(schedule["runs"][::-1], options) if flag(options, "include_history_runs") else None


def _view(schedule: Record) -> Record:
    return {name: value for name, value in schedule.items() if name not in _KEPT_ONLY}


@route("POST", f"{V2}/schedules/create", privileges=MANAGERS, reads=False, fields=_SHARED)
def create(call: Call) -> Record:
    """A new schedule of a liveboard the caller may change; a name that is taken is refused with 400."""
    body, state = call.body, call.state
    need(body, "name", "metadata_type", "metadata_identifier", "recipient_details")
    if word(body, "description") is None:
        raise bad("description is required")
    now = int(state.clock())
    schedule: Record = {
        "author": ref(call.caller),
        # Named millis, but seconds on clusters.
        "creation_time_in_millis": now,
        "description": "",
        "file_format": "PDF",
        "frequency": {"cron_expression": dict(DAILY)},
        "id": "",
        "liveboard_options": None,
        "metadata": {},
        "name": "",
        "pdf_options": dict(PDF_OPTIONS),
        "recipient_details": {},
        "status": "ACTIVE",
        "time_zone": "America/Los_Angeles",
        "history_runs": None,
        "personalised_view_id": None,
        "org_id": call.org,
        "runs": [],
        "checked": now,
    }
    _write(call, schedule)
    schedule["id"] = state.new_guid()
    schedules(state)[schedule["id"]] = schedule
    return _view(schedule)


@route(
    "POST",
    f"{V2}/schedules/{{schedule_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=(*_SHARED, "status"),
)
def update(call: Call) -> None:
    """Change, pause or resume a schedule; times that passed in a pause are not made up for."""
    advance(call.cluster)
    schedule = schedule_of(call.state, call.path["schedule_identifier"])
    status = choice(call.body, "status", ("ACTIVE", "PAUSE"), "")
    _write(call, schedule)
    if status:
        schedule["status"] = "ACTIVE" if status == "ACTIVE" else "PAUSED"


@route("POST", f"{V2}/schedules/{{schedule_identifier}}/delete", reads=False, fields=())
def delete(call: Call) -> None:
    """Delete a schedule; for those who may change the liveboard or schedule jobs."""
    state = call.state
    schedule = schedule_of(state, call.path["schedule_identifier"])
    board = state.metadata.get(schedule["metadata"]["id"])
    held = state.privileges(call.caller)
    if not held & {"ADMINISTRATION", "JOBSCHEDULING"} and (
        board is None or access(state, call.caller)(board) != MODIFY
    ):
        raise Refused(403, FORBIDDEN, f"No right to delete {schedule['id']}")
    del schedules(state)[schedule["id"]]


def _write(call: Call, schedule: Record) -> None:
    """Write a request into a schedule; a refused request changes nothing."""
    body, state = call.body, call.state
    new: Record = {}
    for name in ("name", "description", "personalised_view_id"):
        if word(body, name) is not None:
            new[name] = body[name]
    check_free(schedules(state).values(), new.get("name"), schedule)
    choice(body, "metadata_type", ("LIVEBOARD",), "LIVEBOARD")
    identifier = body.get("metadata_identifier") or schedule["metadata"]["id"]
    board = object_of(call, identifier, "LIVEBOARD")
    may_edit(call, board)
    new["metadata"] = {"name": board["name"], "id": board["id"], "type": "LIVEBOARD"}
    new["file_format"] = choice(body, "file_format", FORMATS, schedule["file_format"])
    new["time_zone"] = read_zone(body, "time_zone") or schedule["time_zone"]
    if body.get("liveboard_options") is not None:
        shown = chosen(board, texts(inner(body, "liveboard_options"), "visualization_identifiers"))
        new["liveboard_options"] = {"visualization_identifiers": [viz["id"] for viz in shown]}
    if body.get("pdf_options") is not None:
        new["pdf_options"] = {**schedule["pdf_options"], **_pdf_options(inner(body, "pdf_options"))}
    if body.get("frequency") is not None:
        new["frequency"] = {"cron_expression": read_cron(inner(inner(body, "frequency"), "cron_expression"))}
    if body.get("recipient_details") is not None:
        new["recipient_details"] = _recipients(call, inner(body, "recipient_details"))
    schedule.update(new)


def _pdf_options(given: Record) -> Record:
    readers: dict[str, Callable[[Mapping[str, Any], str], Any]] = {
        **dict.fromkeys(PDF_OPTIONS, flag),
        "page_footer_text": word,
        "page_orientation": lambda item, name: choice(item, name, ("LANDSCAPE", "PORTRAIT"), ""),
        "page_size": lambda item, name: choice(item, name, ("A4", "TAB_BASED"), ""),
    }
    return {name: read(given, name) for name, read in readers.items() if given.get(name) is not None}


def _recipients(call: Call, given: Record) -> Record:
    principals = [principal_of(call.state, item) for item in objects_in(given, "principals")]
    emails = texts(given, "emails")
    if not principals and not emails:
        raise bad("recipient_details names nobody")
    return {
        "emails": emails,
        "principals": [
            {"identifier": principal["id"], "type": kind_of(call.state, principal)[0]}
            for principal in principals
        ],
    }
