"""The four v2 routes of roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import (
    choice,
    flag,
    group_of,
    need,
    org_of,
    role_of,
    stamp,
    texts,
    word,
)
from aiothoughtspot.simulator.families._roles_records import (
    CREATION_ONLY,
    ROLE_PRIVILEGES,
    may_change,
    new_role,
    remove_role,
    rename_role,
    role_view,
)
from aiothoughtspot.simulator.families._security_shares import MODES
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Collection

    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("ROLE_ADMINISTRATION",)
_FLAGS: Final = ("deprecated", "external", "shared_via_connection")


@route(
    "POST",
    f"{V2}/roles/search",
    privileges=MANAGERS,
    fields=(*_FLAGS, "role_identifiers", "org_identifiers", "group_identifiers", "privileges", "permissions"),
)
def search(call: Call) -> list[Record]:
    """All roles that pass every filter given; there is no paging."""
    body, state = call.body, call.state
    ids = {role_of(state, name)["id"] for name in texts(body, "role_identifiers")}
    inside = {
        "orgs": {str(org_of(state, name)["id"]) for name in texts(body, "org_identifiers")},
        "groups": {group_of(state, name)["id"] for name in texts(body, "group_identifiers")},
    }
    privileges = set(texts(body, "privileges"))
    modes = {choice({"name": mode}, "name", MODES, "") for mode in texts(body, "permissions")}
    equal: dict[str, Any] = {name: flag(body, name) for name in _FLAGS if body.get(name) is not None}
    return [
        role
        for role in (role_view(state, kept) for kept in state.roles.values())
        if (not ids or role["id"] in ids)
        and (not privileges or privileges & set(role["privileges"]))
        and (not modes or role["permission"] in modes)
        and all(role[name] == value for name, value in equal.items())
        and all(
            not wanted or any(item["id"] in wanted for item in role[name]) for name, wanted in inside.items()
        )
    ]


@route(
    "POST",
    f"{V2}/roles/create",
    privileges=MANAGERS,
    reads=False,
    fields=("name", "description", "privileges", "read_only"),
)
def create(call: Call) -> Record:
    """A new role; a name that is taken is refused with 400."""
    body = call.body
    need(body, "name")
    privileges = _privileges(body, ROLE_PRIVILEGES)
    description = word(body, "description") or ""
    role = new_role(call, str(word(body, "name")), description, privileges, read_only=flag(body, "read_only"))
    return _saved(call, role)


@route(
    "POST",
    f"{V2}/roles/{{role_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=("name", "description", "privileges"),
)
def update(call: Call) -> Record:
    """Change a role; one made read-only is refused with 403."""
    body, role = call.body, role_of(call.state, call.path["role_identifier"])
    may_change(call.state, role)
    need(body, "name")
    name, description = str(word(body, "name")), word(body, "description")
    allowed = [name for name in ROLE_PRIVILEGES if name not in CREATION_ONLY]
    privileges = _privileges(body, allowed) if "privileges" in body else role["privileges"]
    rename_role(call.state, role, name)
    role["privileges"] = privileges
    role["description"] = role["description"] if description is None else description
    stamp(call, role)
    return _saved(call, role)


@route("POST", f"{V2}/roles/{{role_identifier}}/delete", privileges=MANAGERS, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete a role and take it from its groups."""
    remove_role(call.state, role_of(call.state, call.path["role_identifier"]))


def _privileges(body: Record, allowed: Collection[str]) -> list[str]:
    return [choice({"privileges": name}, "privileges", allowed, "") for name in texts(body, "privileges")]


def _saved(call: Call, role: Record) -> Record:
    """What create and update answer: the privileges a role of today may have; older ones show in searches alone."""
    return {
        **role_view(call.state, role),
        "privileges": [name for name in role["privileges"] if name in ROLE_PRIVILEGES],
    }
