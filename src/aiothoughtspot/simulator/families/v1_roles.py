"""The four v1 routes of roles; their answers stand under `data`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_texts,
    group_of,
    merged,
    need,
    org_of,
    role_of,
    stamp,
)
from aiothoughtspot.simulator.families._roles_records import (
    may_change,
    new_role,
    remove_role,
    rename_role,
    role_view,
)
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.state import Record

ROLE: Final = f"{V1}/role"
MANAGERS: Final = ("ROLE_ADMINISTRATION",)
LONGEST: Final = {"name": 48, "description": 124}
"""Characters."""
PRIVILEGES: Final = (
    "ORG_ADMINISTRATION", "USER_ADMINISTRATION", "GROUP_ADMINISTRATION", "ROLE_ADMINISTRATION",
    "AUTHENTICATION_ADMINISTRATION", "APPLICATION_ADMINISTRATION", "SYSTEM_INFO_ADMINISTRATION",
    "BILLING_INFO_ADMINISTRATION", "CONTROL_TRUSTED_AUTH", "TAGMANAGEMENT", "CAN_SETUP_VERSION_CONTROL",
    "CAN_MANAGE_ANALYST_STUDIO", "CAN_ACCESS_ANALYST_STUDIO", "A3ANALYSIS", "DEVELOPER", "JOBSCHEDULING", "SYNCMANAGEMENT",
    "CAN_USE_SPOTTER", "CAN_MANAGE_SPOTTER", "CAN_CREATE_CATALOG", "SHAREWITHALL", "USERDATAUPLOADING", "BYPASSRLS",
    "CAN_MANAGE_CUSTOM_CALENDAR", "CAN_CREATE_OR_EDIT_CONNECTIONS", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    "CAN_MANAGE_VARIABLES", "DATADOWNLOADING", "CAN_DOWNLOAD_VISUALS", "CAN_DOWNLOAD_DETAILED_DATA", "DATAMANAGEMENT",
    "ADMINISTRATION",
)  # fmt: skip
UNSHOWN: Final = ("orgs", "groups_assigned_count")
"""What v2 shows of a role and v1 does not."""


def _view(call: Call, role: Record, *hidden: str) -> Record:
    shown = role_view(call.state, role)
    return {name: value for name, value in shown.items() if name not in {*UNSHOWN, *hidden}}


def _privileges(form: Mapping[str, str]) -> list[str]:
    """Privileges, in JSON or bare."""
    return [
        choice({"privileges": name}, "privileges", PRIVILEGES, "") for name in form_texts(form, "privileges")
    ]


def _text(form: Mapping[str, str], name: str) -> str | None:
    text = form.get(name)
    if text is not None and len(text) > LONGEST[name]:
        raise bad(f"{name} has at most {LONGEST[name]} characters")
    return text


@route(
    "POST",
    f"{ROLE}/search",
    privileges=MANAGERS,
    fields=("role_identifiers", "org_identifiers", "group_identifiers", "privileges"),
)
def search_roles(call: Call) -> Record:
    """The roles that pass every filter given; without an org, those of the caller's."""
    form, state = call.form, call.state
    ids = {role_of(state, name)["id"] for name in form_texts(form, "role_identifiers")}
    orgs = {str(org_of(state, name)["id"]) for name in form_texts(form, "org_identifiers")} or {str(call.org)}
    groups = {group_of(state, name)["id"] for name in form_texts(form, "group_identifiers")}
    privileges = set(_privileges(form))
    found = [
        role
        for role in (role_view(state, kept) for kept in state.roles.values())
        if (not ids or role["id"] in ids)
        and any(org["id"] in orgs for org in role["orgs"])
        and (not groups or any(group["id"] in groups for group in role["groups"]))
        and (not privileges or privileges & set(role["privileges"]))
    ]
    return {"data": [_view(call, role) for role in found]}


@route("POST", ROLE, privileges=MANAGERS, reads=False, fields=("name", "description", "privileges"))
def create_role(call: Call) -> Record:
    """A new role in the caller's org."""
    need(call.form, "name")
    name, description = _text(call.form, "name") or "", _text(call.form, "description") or ""
    return {"data": _view(call, new_role(call, name, description, _privileges(call.form)), "groups")}


@route(
    "PUT",
    f"{ROLE}/{{role_identifier}}",
    privileges=MANAGERS,
    reads=False,
    fields=("name", "description", "privileges"),
)
def update_role(call: Call) -> Record:
    """Change a role; privileges are added to those it has."""
    form, role = call.form, role_of(call.state, call.path["role_identifier"])
    may_change(call.state, role)
    name, description, privileges = _text(form, "name"), _text(form, "description"), _privileges(form)
    if name:
        rename_role(call.state, role, name)
    role["privileges"] = merged(role["privileges"], privileges, "ADD")
    role["description"] = role["description"] if description is None else description
    stamp(call, role)
    return {"data": _view(call, role, "groups")}


@route("DELETE", f"{ROLE}/{{role_identifier}}", privileges=MANAGERS, reads=False, fields=())
def delete_role(call: Call) -> None:
    """Delete a role and take it from its groups."""
    remove_role(call.state, role_of(call.state, call.path["role_identifier"]))
