"""The v2 routes that find, make, change and delete connections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    inner,
    like,
    need,
    objects_in,
    ordered,
    page,
    tag_of,
    texts,
    word,
)
from aiothoughtspot.simulator.families._connections_records import (
    WAREHOUSES,
    change_connection,
    connection_of,
    extras,
    make_connection,
    remove_connection,
    tables_of,
    warehouse_type,
    without_secrets,
)
from aiothoughtspot.simulator.families._connections_warehouse import LEVELS, tree
from aiothoughtspot.simulator.families._rows import SORT_KEYS, rows
from aiothoughtspot.simulator.families._variables_values import variables
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS")
MODELLERS: Final = "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"
LOGINS: Final = (
    "SERVICE_ACCOUNT", "OAUTH", "IAM", "EXTOAUTH", "OAUTH_WITH_SERVICE_PRINCIPAL", "PERSONAL_ACCESS_TOKEN", "KEY_PAIR",
    "OAUTH_WITH_PKCE", "EXTOAUTH_WITH_PKCE", "OAUTH_WITH_PEZ", "OAUTH_CLIENT_CREDENTIALS",
)  # fmt: skip
SORTS: Final[Mapping[str, Callable[[Record], Any]]] = {
    **{name: key for name, key in SORT_KEYS.items() if name != "FAVORITES"},
    # What the cluster does not know of a connection sorts by name.
    **dict.fromkeys(("SYNCED", "USER_STATE", "ROW_COUNT"), SORT_KEYS["NAME"]),
}
_CHANGES: Final = ("name", "description", "data_warehouse_config", "validate")


@route(
    "POST",
    f"{V2}/connection/search",
    privileges=MANAGERS,
    fields=(
        "connections", "data_warehouse_types", "record_offset", "record_size", "tag_identifiers",
        "data_warehouse_object_type", "sort_options", "include_details", "configuration", "authentication_type",
        "show_resolved_parameters",
    ),
)  # fmt: skip
def search(call: Call) -> list[Record]:
    """One page of the connections that pass every filter, with what is behind them down to the level asked for."""
    body, state = call.body, call.state
    inner(body, "configuration")
    choice(body, "authentication_type", LOGINS, "SERVICE_ACCOUNT")
    level = choice(body, "data_warehouse_object_type", LEVELS, "")
    kinds = {choice({"t": kind}, "t", WAREHOUSES, "") for kind in texts(body, "data_warehouse_types")}
    tags = {tag_of(state, name)["id"] for name in texts(body, "tag_identifiers")}
    found = [
        record
        for record in _named(call)
        if (not kinds or warehouse_type(record) in kinds)
        and (not tags or not tags.isdisjoint(record["tag_ids"]))
    ]
    details, resolved = flag(body, "include_details"), flag(body, "show_resolved_parameters")
    return [
        {
            "id": record["id"],
            "name": record["name"],
            "description": record["header"]["description"],
            "data_warehouse_type": warehouse_type(record),
            "data_warehouse_objects": {"databases": _databases(call, record, level)} if level else None,
            "details": _details(call, record, resolved=resolved) if details else None,
        }
        for record in page(ordered(found, body, SORTS), body)
    ]


def _named(call: Call) -> list[Record]:
    items = objects_in(call.body, "connections")
    found: dict[str, Record] = {}
    for item in items or [{}]:
        named = like(item.get("name_pattern"))
        only = (
            [connection_of(call, item["identifier"])] if item.get("identifier") else rows(call, "CONNECTION")
        )
        found |= {record["id"]: record for record in only if named(record["name"])}
    return list(found.values())


def _databases(call: Call, record: Record, level: str) -> list[Record]:
    if not extras(call.state, record)["active"]:
        raise bad(f"{record['name']} is deactivated")
    names = {table["name"].upper().replace(" ", "_") for table in tables_of(call.state, record)}
    items = objects_in(call.body, "connections")
    wanted = [asked for item in items for asked in objects_in(item, "data_warehouse_objects")]
    return tree(level, wanted, names.__contains__)


def _details(call: Call, record: Record, *, resolved: bool) -> Record:
    """The properties of a connection; `${name}` stands for a variable until its value is asked for."""
    kept = without_secrets(extras(call.state, record)["configuration"])
    if not resolved:
        return kept
    values = {
        variable["name"]: item["values"][0]
        for variable in variables(call.state).values()
        for item in variable["values"]
        if item["scope"][0] == call.org
    }
    return {
        key: re.sub(r"\$\{(\w+)\}", lambda match: values.get(match[1], match[0]), value)
        if isinstance(value, str)
        else value
        for key, value in kept.items()
    }


@route(
    "POST",
    f"{V2}/connection/create",
    privileges=(*MANAGERS, MODELLERS),
    reads=False,
    fields=(*_CHANGES, "data_warehouse_type"),
)
def create(call: Call) -> Record:
    """A new connection; a name that is taken is refused with 400, and mere modellers must bring tables along."""
    body, state = call.body, call.state
    need(body, "name", "data_warehouse_type", "data_warehouse_config")
    config = inner(body, "data_warehouse_config")
    managers = {"ADMINISTRATION", *MANAGERS}
    if not state.privileges(call.caller) & managers and not config.get("externalDatabases"):
        raise Refused(403, FORBIDDEN, "The user lacks the privilege for a connection without tables")
    record = make_connection(
        call,
        str(word(body, "name")),
        word(body, "description") or "",
        choice(body, "data_warehouse_type", WAREHOUSES, ""),
        config,
        validate=flag(body, "validate", default=True),
    )
    return {
        "id": record["id"],
        "name": record["name"],
        "data_warehouse_type": warehouse_type(record),
        "details": _details(call, record, resolved=False),
    }


@route(
    "POST",
    f"{V2}/connections/{{connection_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=_CHANGES,
)
def update(call: Call) -> None:
    """Change a connection; what is left out stays."""
    _update(call, call.path["connection_identifier"])


@route(
    "POST",
    f"{V2}/connection/update",
    privileges=MANAGERS,
    reads=False,
    fields=("connection_identifier", *_CHANGES),
)
def update_by_body(call: Call) -> None:
    """Change a connection that is named in the body."""
    _update(call, call.body.get("connection_identifier"))


def _update(call: Call, identifier: object) -> None:
    body = call.body
    change_connection(
        call,
        connection_of(call, identifier),
        name=word(body, "name"),
        description=word(body, "description"),
        config=inner(body, "data_warehouse_config"),
        validate=flag(body, "validate", default=True),
    )


@route(
    "POST", f"{V2}/connections/{{connection_identifier}}/delete", privileges=MANAGERS, reads=False, fields=()
)
def delete(call: Call) -> None:
    """Delete a connection that nothing stands on."""
    remove_connection(call.state, connection_of(call, call.path["connection_identifier"]))


@route(
    "POST",
    f"{V2}/connection/delete",
    privileges=MANAGERS,
    reads=False,
    fields=("connection_identifier",),
)
def delete_by_body(call: Call) -> None:
    """Delete a connection that is named in the body."""
    remove_connection(call.state, connection_of(call, call.body.get("connection_identifier")))
