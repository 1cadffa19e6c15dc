"""The four v2 routes of orgs: for administrators only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    check_free,
    choice,
    group_of,
    need,
    org_of,
    ref,
    texts,
    user_of,
    word,
)
from aiothoughtspot.simulator.families._principals import OPERATIONS
from aiothoughtspot.simulator.routing import V2, Call, route
from aiothoughtspot.simulator.seeding import PRIMARY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("ORG_ADMINISTRATION",)


@route(
    "POST",
    f"{V2}/orgs/search",
    privileges=MANAGERS,
    fields=("org_identifier", "description", "visibility", "status", "user_identifiers"),
)
def search(call: Call) -> list[Record]:
    """All orgs that pass every filter given; there is no paging."""
    body, state = call.body, call.state
    choice(body, "visibility", ("SHOW", "HIDDEN"), "")
    choice(body, "status", ("ACTIVE", "IN_ACTIVE"), "")
    equal = {
        name: body[name] for name in ("description", "visibility", "status") if body.get(name) is not None
    }
    wanted = body.get("org_identifier")
    only = None if wanted is None else org_of(state, wanted)
    users = [user_of(state, name) for name in texts(body, "user_identifiers")]
    return [
        org
        for org in state.orgs.values()
        if (only is None or org is only)
        and all(org[name] == value for name, value in equal.items())
        and all(state.in_org(user, org["id"]) for user in users)
    ]


@route("POST", f"{V2}/orgs/create", privileges=MANAGERS, reads=False, fields=("name", "description"))
def create(call: Call) -> Record:
    """A new org with a large id, as the server gives them; a name that is taken is refused with 400."""
    need(call.body, "name")
    state, name = call.state, word(call.body, "name")
    check_free(state.orgs.values(), name)
    guid = state.new_guid()
    org: Record = {
        # The declared type is int32.
        "id": int(guid[:8], 16) >> 1,
        "name": name,
        "status": "ACTIVE",
        "description": word(call.body, "description") or "",
        "visibility": "SHOW",
    }
    state.orgs[org["id"]] = org
    return org


@route(
    "POST",
    f"{V2}/orgs/{{org_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=("name", "description", "user_identifiers", "group_identifiers", "operation"),
)
def update(call: Call) -> None:
    """Rename an org or change who is in it; here `operation` is ADD unless the request says otherwise."""
    body, state = call.body, call.state
    org = org_of(state, call.path["org_identifier"])
    operation = choice(body, "operation", OPERATIONS, "ADD")
    users = [user_of(state, name) for name in texts(body, "user_identifiers")]
    groups = [group_of(state, name) for name in texts(body, "group_identifiers")]
    name, description = word(body, "name"), word(body, "description")
    if name and name != org["name"]:
        check_free(state.orgs.values(), name)
        _rename(call, org, name)
    if description is not None:
        org["description"] = description
    if "user_identifiers" in body:
        _set_inside(state.users, users, ref(org), operation)
    if "group_identifiers" in body:
        # Groups name their orgs by text, users by number.
        _set_inside(state.groups, groups, {"id": str(org["id"]), "name": org["name"]}, operation)


def _rename(call: Call, org: Record, name: str) -> None:
    org["name"] = name
    for record in (*call.state.users.values(), *call.state.groups.values()):
        for item in record["orgs"]:
            if str(item["id"]) == str(org["id"]):
                item["name"] = name


def _set_inside(
    everyone: Mapping[str, Record], named: list[Record], org: dict[str, Any], operation: str
) -> None:
    touched = everyone.values() if operation == "REPLACE" else named
    for record in touched:
        others = [item for item in record["orgs"] if item["id"] != org["id"]]
        inside = operation != "REMOVE" and any(record is item for item in named)
        record["orgs"] = [*others, org] if inside else others


@route("POST", f"{V2}/orgs/{{org_identifier}}/delete", privileges=MANAGERS, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete an org with its objects; the primary org cannot be deleted."""
    state = call.state
    org = org_of(state, call.path["org_identifier"])
    if org["id"] == PRIMARY:
        raise bad("The primary org cannot be deleted")
    del state.orgs[org["id"]]
    for record in (*state.users.values(), *state.groups.values()):
        record["orgs"] = [item for item in record["orgs"] if str(item["id"]) != str(org["id"])]
    for guid in [guid for guid, record in state.metadata.items() if record["org_id"] == org["id"]]:
        del state.metadata[guid]
    for kept in (state.tokens, state.sessions):
        for key in [key for key, record in kept.items() if record["org_id"] == org["id"]]:
            del kept[key]
