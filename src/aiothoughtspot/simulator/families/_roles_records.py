"""Roles as both API versions show and change them. A group's `roles` say who has one; its groups are computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import check_free, ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

ROLE_PRIVILEGES: Final = (
    "USERDATAUPLOADING", "DATADOWNLOADING", "DATAMANAGEMENT", "SHAREWITHALL", "JOBSCHEDULING", "A3ANALYSIS", "BYPASSRLS",
    "DISABLE_PINBOARD_CREATION", "DEVELOPER", "APPLICATION_ADMINISTRATION", "USER_ADMINISTRATION", "GROUP_ADMINISTRATION",
    "SYSTEM_INFO_ADMINISTRATION", "SYNCMANAGEMENT", "ORG_ADMINISTRATION", "ROLE_ADMINISTRATION",
    "AUTHENTICATION_ADMINISTRATION", "BILLING_INFO_ADMINISTRATION", "CONTROL_TRUSTED_AUTH", "TAGMANAGEMENT",
    "LIVEBOARD_VERIFIER", "CAN_MANAGE_CUSTOM_CALENDAR", "CAN_CREATE_OR_EDIT_CONNECTIONS",
    "CAN_MANAGE_WORKSHEET_VIEWS_TABLES", "CAN_MANAGE_VERSION_CONTROL", "THIRDPARTY_ANALYSIS", "CAN_CREATE_CATALOG",
    "ALLOW_NON_EMBED_FULL_APP_ACCESS", "CAN_ACCESS_ANALYST_STUDIO", "CAN_MANAGE_ANALYST_STUDIO",
    "PREVIEW_DOCUMENT_SEARCH", "CAN_MANAGE_VARIABLES", "CAN_MODIFY_FOLDERS", "CAN_VIEW_FOLDERS", "CAN_MANAGE_AGENTSPOT",
    "CAN_ACCESS_AGENTSPOT", "CAN_SETUP_VERSION_CONTROL", "PREVIEW_THOUGHTSPOT_SAGE", "CAN_MANAGE_WEBHOOKS",
    "CAN_DOWNLOAD_VISUALS", "CAN_DOWNLOAD_DETAILED_DATA", "CAN_USE_SPOTTER", "CAN_MANAGE_SPOTTER",
)  # fmt: skip
"""What a role may be made of. Changing one takes all but `CREATION_ONLY`."""
CREATION_ONLY: Final = frozenset({"ALLOW_NON_EMBED_FULL_APP_ACCESS", "CAN_SETUP_VERSION_CONTROL"})


def role_view(state: State, role: Record) -> Record:
    """A role as shown, with the groups that have it."""
    groups = [
        ref(group)
        for group in state.groups.values()
        if any(item["id"] == role["id"] for item in group["roles"])
    ]
    return {**role, "groups": groups, "groups_assigned_count": len(groups)}


def new_role(
    call: Call, name: str, description: str, privileges: Sequence[str], *, read_only: bool = False
) -> Record:
    """Create a role of the caller's org and keep it; a name that is taken is refused with 400."""
    state, org, now = call.state, call.state.orgs[call.org], call.state.now_ms()
    check_free(state.roles.values(), name)
    role: Record = {
        "id": state.new_guid(),
        "name": name,
        "description": description,
        "orgs": [{"id": str(org["id"]), "name": org["name"]}],
        "privileges": list(privileges),
        "permission": "MODIFY",
        "author_id": call.caller["id"],
        "modifier_id": call.caller["id"],
        "creation_time_in_millis": now,
        "modification_time_in_millis": now,
        "deleted": False,
        "deprecated": False,
        "external": False,
        "hidden": False,
        "shared_via_connection": False,
    }
    state.roles[role["id"]] = role
    if read_only:
        _read_only(state).add(role["id"])
    return role


def may_change(state: State, role: Record) -> None:
    """Refuse with 403 to change a role that was made read-only."""
    if role["id"] in _read_only(state):
        raise Refused(403, FORBIDDEN, f"{role['name']} is read-only")


def remove_role(state: State, role: Record) -> None:
    """Delete a role and take it from every group."""
    may_change(state, role)
    del state.roles[role["id"]]
    for group in state.groups.values():
        group["roles"] = [item for item in group["roles"] if item["id"] != role["id"]]


def rename_role(state: State, role: Record, name: str) -> None:
    """Rename a role, also where groups show it."""
    check_free(state.roles.values(), name, role)
    role["name"] = name
    for group in state.groups.values():
        group["roles"] = [ref(role) if item["id"] == role["id"] else item for item in group["roles"]]


def _read_only(state: State) -> set[str]:
    return state.bag("read_only_roles", set[str])
