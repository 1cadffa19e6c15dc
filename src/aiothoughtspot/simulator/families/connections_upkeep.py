"""The v2 routes that look after connections: their state, their tokens, and what differs between warehouse and cluster."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.answers import BAD_REQUEST, Answer, Refused
from aiothoughtspot.simulator.families._common import bad, choice, may_edit, org_of, texts, user_of
from aiothoughtspot.simulator.families._connections_records import connection_of, extras, tables_of
from aiothoughtspot.simulator.families._connections_warehouse import (
    ADDED,
    FACTS,
    column_description,
    table_description,
)
from aiothoughtspot.simulator.families._rows import touch
from aiothoughtspot.simulator.families._security_shares import published
from aiothoughtspot.simulator.families.connections import MANAGERS, MODELLERS
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiothoughtspot.simulator.state import Record

COMPARERS: Final = (*MANAGERS, "CAN_MANAGE_CUSTOM_CALENDAR", MODELLERS)
COMPARES_FOR: Final = 2_000
"""Milliseconds that a comparison with the warehouse takes."""


@route(
    "POST",
    f"{V2}/connections/{{connection_identifier}}/status",
    privileges=MANAGERS,
    reads=False,
    fields=("status",),
)
def update_status(call: Call) -> None:
    """Activate or deactivate a connection; for its owner and administrators."""
    record = connection_of(call, call.path["connection_identifier"], status=404)
    may_edit(call, record)
    status = choice(call.body, "status", ("ACTIVATED", "DEACTIVATED"), "ACTIVATED")
    extras(call.state, record)["active"] = status == "ACTIVATED"


@route(
    "POST",
    f"{V2}/connections/{{connection_identifier}}/resync-metadata",
    privileges=("DATAMANAGEMENT", MODELLERS),
    reads=False,
    fields=("tables", "sync_attributes"),
)
def sync_metadata(call: Call) -> Record:
    """Bring the warehouse's descriptions over; tables that are not there are counted, not refused."""
    state = call.state
    record = connection_of(call, call.path["connection_identifier"], status=404)
    for name in texts(call.body, "sync_attributes"):
        choice({"sync_attributes": name}, "sync_attributes", ("DESCRIPTION",), "")
    known = {table[key]: table for table in tables_of(state, record) for key in ("name", "id")}
    wanted = dict(_wanted(call)) or {name: None for name, table in known.items() if table["id"] == name}
    counts = {"tables_updated": 0, "columns_updated": 0, "tables_failed": 0, "columns_failed": 0}
    for name, columns in wanted.items():
        table = known.get(name)
        if table is None:
            counts["tables_failed"] += 1
            continue
        counts["tables_updated"] += _describe(table["header"], table_description(table["name"]))
        details = {item["header"]["name"]: item["header"] for item in objects.detail(state, table)["columns"]}
        for column in details if columns is None else columns:
            if column in details:
                counts["columns_updated"] += _describe(details[column], column_description(column))
            else:
                counts["columns_failed"] += 1
        touch(call, table)
    failed, done = (
        counts["tables_failed"] + counts["columns_failed"],
        counts["tables_updated"] + counts["columns_updated"],
    )
    status = "PARTIAL_SUCCESS" if failed else "SUCCESS" if done else "NO_UPDATE"
    return {"status": status, **counts, "message": f"{done} descriptions changed, {failed} could not be"}


def _wanted(call: Call) -> Iterable[tuple[str, list[str] | None]]:
    """The tables a request names: texts, or objects of a table's id with a list of its columns."""
    given = call.body.get("tables") or []
    for item in given if isinstance(given, list) else [given]:
        if isinstance(item, str):
            yield item, None
        elif isinstance(item, dict):
            yield from ((name, texts(item, name)) for name in item)
        else:
            raise bad("tables holds texts and objects")


def _describe(header: Record, text: str) -> bool:
    changed = bool(header["description"] != text)
    header["description"] = text
    return changed


@route(
    "POST",
    f"{V2}/connections/{{connection_identifier}}/revoke-refresh-tokens",
    privileges=MANAGERS,
    reads=False,
    fields=("configuration_identifiers", "user_identifiers", "org_identifiers"),
)
def revoke_refresh_tokens(call: Call) -> Record:
    """Make users log in at the warehouse again: those named, those of orgs, or everybody of the caller's org."""
    body, state = call.body, call.state
    record = connection_of(call, call.path["connection_identifier"], status=404)
    kept = extras(state, record)
    for name in texts(body, "configuration_identifiers"):
        if not any(name in (item["id"], item["name"]) for item in kept["configurations"].values()):
            raise bad(f"Configuration not found: {name}")
    users = {user_of(state, name)["id"] for name in texts(body, "user_identifiers")}
    orgs = {org_of(state, name)["id"] for name in texts(body, "org_identifiers")}
    if orgs and not published(state).get(record["id"]):
        raise Refused(409, BAD_REQUEST, f"{record['name']} is not published")
    chosen = {
        user["id"]
        for user in state.users.values()
        if any(state.in_org(user, org) for org in orgs or {call.org}) and (not users or user["id"] in users)
    }
    kept["revoked"] |= chosen
    return {"data": f"Refresh tokens of {len(chosen)} users revoked"}


@route(
    "POST", f"{V2}/connections/fetch-connection-diff-status/{{connection_identifier}}", privileges=COMPARERS
)
def diff_status(call: Call) -> Record:
    """Whether the comparison with the warehouse is done; the first question starts it, and it takes two seconds."""
    state = call.state
    kept = extras(state, connection_of(call, call.path["connection_identifier"]))
    if kept["compared"] is None:
        kept["compared"] = state.now_ms()
    return {"status": state.now_ms() - kept["compared"] >= COMPARES_FOR}


@route(
    "POST",
    f"{V2}/connections/download-connection-metadata-changes/{{connection_identifier}}",
    privileges=COMPARERS,
)
def download_changes(call: Call) -> Answer:
    """What the warehouse has and the cluster does not, as a CSV file without an extension."""
    record = connection_of(call, call.path["connection_identifier"])
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(("Database", "Schema", "Table", "Column", "Data type", "Change"))
    for table in tables_of(call.state, record):
        if table["name"].upper().replace(" ", "_") == FACTS:
            lines.writerow(("RETAIL", "PUBLIC", FACTS, *ADDED, "ADDED"))
    return Answer(content=text.getvalue().encode(), media="application/octet-stream")
