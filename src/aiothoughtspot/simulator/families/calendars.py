"""The five v2 routes of custom calendars."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import Answer
from aiothoughtspot.simulator.families._calendars_rows import DAYS, MONTHS, TYPES, Shape, csv_text
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    inner,
    like,
    need,
    object_of,
    ordered,
    page,
    word,
)
from aiothoughtspot.simulator.families._connections_records import warehouse_type
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiothoughtspot.simulator.state import Record, State

KEEPERS: Final = ("DATAMANAGEMENT", "CAN_MANAGE_CUSTOM_CALENDAR")
METHODS: Final = ("FROM_INPUT_PARAMS", "FROM_EXISTING_TABLE")
LONGEST: Final = 100
"""Years that a calendar may have."""
_SHAPE: Final = (
    "start_date",
    "end_date",
    "calendar_type",
    "month_offset",
    "start_day_of_week",
    "quarter_name_prefix",
    "year_name_prefix",
)
SORT_KEYS: Final[Mapping[str, Callable[[Record], Any]]] = {
    "DEFAULT": lambda item: item["created"],
    "NAME": lambda item: item["calendar_name"].casefold(),
    "DISPLAY_NAME": lambda item: item["calendar_name"].casefold(),
    "AUTHOR": lambda item: item["author_name"],
    "CREATED": lambda item: item["created"],
    "MODIFIED": lambda item: item["modified"],
}


def calendars(state: State) -> dict[str, Record]:
    """Every calendar by id.

    Keys of a record: calendar_name, connection_id, author_name, calendar_id, org_id, created, modified (ms), table (database,
    schema and name), shape (None: what is in the table says it).
    """
    return state.bag("calendars", dict[str, "Record"])


def _own(call: Call) -> list[Record]:
    return [item for item in calendars(call.state).values() if item["org_id"] == call.org]


def _find(call: Call) -> Record:
    wanted = call.path["calendar_identifier"]
    found = next(
        (item for item in _own(call) if wanted in {item["calendar_id"], item["calendar_name"]}), None
    )
    if found is None:
        raise bad(f"Calendar not found: {wanted}")
    return found


def _shown(call: Call, item: Record) -> Record:
    connection = call.state.metadata.get(item["connection_id"])
    return {
        "calendar_name": item["calendar_name"],
        "connection_name": connection and connection["name"],
        "data_warehouse_type": connection and warehouse_type(connection),
        "modification_time_in_millis": str(item["modified"]),
        "author_name": item["author_name"],
        "connection_id": item["connection_id"],
        "calendar_id": item["calendar_id"],
    }


@route(
    "POST",
    f"{V2}/calendars/search",
    privileges=KEEPERS,
    fields=("connection_identifier", "name_pattern", "record_offset", "record_size", "sort_options"),
)
def search(call: Call) -> list[Record]:
    """One page of the org's calendars."""
    named, wanted = like(call.body.get("name_pattern")), call.body.get("connection_identifier")
    connection = object_of(call, wanted, "CONNECTION")["id"] if wanted else None
    found = [
        item
        for item in _own(call)
        if named(item["calendar_name"]) and connection in {None, item["connection_id"]}
    ]
    return [_shown(call, item) for item in page(ordered(found, call.body, SORT_KEYS), call.body)]


@route(
    "POST",
    f"{V2}/calendars/create",
    privileges=KEEPERS,
    reads=False,
    fields=("name", "creation_method", "table_reference", *_SHAPE),
)
def create(call: Call) -> Record:
    """A new calendar, with a new table or from one that is there."""
    need(call.body, "name", "creation_method", "table_reference")
    state, name = call.state, str(word(call.body, "name"))
    method = choice(call.body, "creation_method", METHODS, "")
    if any(item["calendar_name"] == name for item in _own(call)):
        raise bad(f"A calendar named {name} exists already")
    made: Record = {
        "calendar_name": name,
        "author_name": call.caller["name"],
        "calendar_id": state.new_guid(),
        "org_id": call.org,
        "created": state.now_ms(),
        **_content(call, method, None),
    }
    calendars(state)[made["calendar_id"]] = made
    return _shown(call, made)


def _content(call: Call, method: str, old: Record | None) -> Record:
    """Where a calendar's days are and how they are made; a table that another calendar stands on is taken."""
    reference = inner(call.body, "table_reference")
    need(reference, "connection_identifier", "table_name")
    connection = object_of(call, reference["connection_identifier"], "CONNECTION")
    table = [word(reference, name) or "" for name in ("database_name", "schema_name", "table_name")]
    new = method == "FROM_INPUT_PARAMS"
    others = [item for item in _own(call) if item is not old and item["connection_id"] == connection["id"]]
    if new and any(item["table"] == table for item in others):
        raise bad(f"The table {table[-1]} exists already")
    return {
        "connection_id": connection["id"],
        "table": table,
        "shape": _shape(call) if new else None,
        "modified": call.state.now_ms(),
    }


def _shape(call: Call) -> Shape:
    body = call.body
    need(body, "start_date", "end_date")
    start, end = _day(body, "start_date"), _day(body, "end_date")
    if not start <= end or end.year - start.year > LONGEST:
        raise bad(f"end_date is after start_date, by {LONGEST} years at most")
    return Shape(
        start,
        end,
        choice(body, "calendar_type", TYPES, "MONTH_OFFSET"),
        MONTHS.index(choice(body, "month_offset", MONTHS, "January")) + 1,
        DAYS.index(choice(body, "start_day_of_week", DAYS, "Sunday")),
        word(body, "quarter_name_prefix") or "",
        word(body, "year_name_prefix") or "",
    )


def _day(body: Record, name: str) -> dt.date:
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", word(body, name) or "", re.ASCII)
    try:
        day = dt.date(int(match[3]), int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    # Years of the calendar reach beyond its days.
    if day is None or not dt.MINYEAR + 1 < day.year < dt.MAXYEAR - 1:
        raise bad(f"{name} is not a date: write MM/dd/yyyy")
    return day


@route(
    "POST",
    f"{V2}/calendars/{{calendar_identifier}}/update",
    privileges=KEEPERS,
    reads=False,
    fields=("update_method", "table_reference", *_SHAPE),
)
def update(call: Call) -> None:
    """Make a calendar's days anew."""
    found = _find(call)
    need(call.body, "table_reference")
    method = choice(call.body, "update_method", METHODS, "FROM_INPUT_PARAMS")
    found |= _content(call, method, found)


@route("POST", f"{V2}/calendars/{{calendar_identifier}}/delete", privileges=KEEPERS, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete a calendar; its table stays."""
    del calendars(call.state)[_find(call)["calendar_id"]]


@route("POST", f"{V2}/calendars/generate-csv", privileges=KEEPERS, fields=_SHAPE)
def generate_csv(call: Call) -> Callable[[], Answer]:
    """The days of a calendar that is not made: a CSV file, or an object around its text for those who want JSON only."""
    return partial(_csv, _shape(call), bare=not call.headers.get("accept", "").startswith("application/json"))


def _csv(shape: Shape, *, bare: bool) -> Answer:
    content = csv_text(shape)
    if not bare:
        return Answer(json={"file_name": "calendar.csv", "content": content})
    saved = ("content-disposition", 'attachment; filename="calendar.csv"')
    return Answer(content=content.encode(), media="text/csv; charset=utf-8", headers=[saved])
