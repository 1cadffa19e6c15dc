"""The v2 routes of column security: which groups see the secured columns of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    group_of,
    merged,
    need,
    object_of,
    objects_in,
    ref,
    texts,
)
from aiothoughtspot.simulator.families._principals import OPERATIONS
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

MANAGERS: Final = ("DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES")


def column_rules(state: State) -> dict[str, dict[str, list[str]]]:
    """The group guids that see each secured column: by table guid, then by column guid."""
    return state.bag("column_rules", dict[str, dict[str, list[str]]])


def _table(call: Call, given: Record) -> Record:
    name = given.get("identifier") or given.get("obj_identifier")
    return object_of(call, name, "LOGICAL_TABLE")


@route("POST", f"{V2}/security/column/rules/fetch", privileges=MANAGERS, fields=("tables",))
def fetch_column_rules(call: Call) -> list[Record]:
    """The secured columns of each table, and the groups that see them."""
    need(call.body, "tables")
    return [_shown(call.state, _table(call, item)) for item in objects_in(call.body, "tables")]


def _shown(state: State, table: Record) -> Record:
    kept = column_rules(state).get(table["id"], {})
    names = {item["header"]["id"]: item["header"]["name"] for item in objects.detail(state, table)["columns"]}
    return {
        "table_guid": table["id"],
        "obj_id": table["obj_id"],
        "column_security_rules": [
            {
                "column": {"id": guid, "name": names[guid]},
                "groups": [ref(state.groups[key]) for key in groups if key in state.groups],
                "source_table_details": ref(table),
            }
            for guid, groups in kept.items()
            if guid in names
        ],
    }


@route(
    "POST",
    f"{V2}/security/column/rules/update",
    privileges=MANAGERS,
    reads=False,
    fields=("identifier", "obj_identifier", "clear_csr", "column_security_rules"),
)
def update_column_rules(call: Call) -> None:
    """Secure columns of a table for groups, or free them; one unknown column or group refuses the whole request."""
    body, state = call.body, call.state
    table = _table(call, body)
    clear = flag(body, "clear_csr")
    if not clear:
        need(body, "column_security_rules")
    rules = {} if clear else dict(column_rules(state).get(table["id"], {}))
    for item in objects_in(body, "column_security_rules"):
        guid = _column(state, table, item.get("column_identifier"))
        groups = rules.pop(guid, [])
        if not flag(item, "is_unsecured"):
            for change in objects_in(item, "group_access"):
                need(change, "operation")
                named = [group_of(state, name)["id"] for name in texts(change, "group_identifiers")]
                groups = merged(groups, named, choice(change, "operation", OPERATIONS, ""))
            rules[guid] = groups
    column_rules(state)[table["id"]] = rules


def _column(state: State, table: Record, identifier: object) -> str:
    for item in objects.detail(state, table)["columns"]:
        if identifier in (item["header"]["id"], item["header"]["name"]):
            return str(item["header"]["id"])
    raise bad(f"Column not found: {identifier}")
