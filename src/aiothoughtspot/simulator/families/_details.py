"""The full definitions of rows of every kind, and users and groups as v1 shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families._common import ref
from aiothoughtspot.simulator.families._principals import inherited
from aiothoughtspot.simulator.families._rows import principal_header

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

TENANT: Final = "00000000-0000-4000-a000-000000000001"
V2_VISIBILITY: Final = {"DEFAULT": "SHARABLE", "NON_SHARABLE": "NON_SHARABLE"}
"""What v1 calls a visibility, and what v2 calls it."""
V1_VISIBILITY: Final = {v2: v1 for v1, v2 in V2_VISIBILITY.items()}


def detail(state: State, row: Record) -> Record:
    """The definition of a row in the form that its kind has."""
    match row["type"]:
        case "USER":
            return v1_user(state.users[row["id"]])
        case "USER_GROUP":
            return v1_group(state, state.groups[row["id"]])
        case "LOGICAL_COLUMN":
            return {**row["column"], "header": state.header(row)}
        case "TAG" | "COLLECTION":
            return {"header": state.header(row), "complete": True, "incompleteDetail": []}
        case _:
            return {**objects.detail(state, row), "complete": True, "incompleteDetail": []}


def v1_user(user: Record) -> Record:
    """A user as v1 shows it; somebody who never logged in has a first login of -1, not 0."""
    return {
        "userContent": {
            "userPreferences": {
                "notifyOnShare": user["notify_on_share"],
                "showWalkMe": user["show_onboarding_experience"],
                "analystOnboardingComplete": user["onboarding_experience_completed"],
                "preferredLocale": user["preferred_locale"],
            },
            "userProperties": {"mail": user["email"], "displayNameLastUpdatedBy": "ADMIN"},
            "userActivityProto": {
                "first_login": user["first_login_time_in_millis"] or -1,
                "welcome_email_sent": user["welcome_email_sent"],
            },
        },
        "state": user["account_status"],
        "assignedGroups": [group["id"] for group in user["user_groups"]],
        "inheritedGroups": [group["id"] for group in user["user_inherited_groups"]],
        "privileges": user["privileges"],
        "type": user["account_type"],
        "parenttype": "USER",
        "visibility": V1_VISIBILITY[user["visibility"]],
        "tenantId": user["tenant_id"],
        "displayName": user["display_name"],
        "header": principal_header(user),
        "complete": user["complete_detail"],
        "incompleteDetail": user["incomplete_details"],
        "isSuperUser": user["super_user"],
        "isSystemPrincipal": user["system_user"],
    }


def v1_group(state: State, group: Record) -> Record:
    """A group as v1 shows it. Its assigned groups are those it was put into; inherited are these and theirs."""
    parents = [ref(other) for other in state.groups.values() if ref(group) in other["sub_groups"]]
    described = {"description": group["description"]} if group["description"] else {}
    return {
        "userGroupContent": {"schemaVersion": "4"},
        "groupIdx": group["index"],
        "metadataVersion": group["metadata_version"],
        "assignedPinboards": [board["id"] for board in group["default_liveboards"]],
        "assignedGroups": [parent["id"] for parent in parents],
        "inheritedGroups": [parent["id"] for parent in inherited(state, parents)],
        "privileges": group["privileges"],
        "assignedRoles": [role["id"] for role in group["roles"]],
        "type": group["type"],
        "parenttype": "GROUP",
        "visibility": V1_VISIBILITY[group["visibility"]],
        "tenantId": TENANT,
        "displayName": group["display_name"],
        "header": {**principal_header(group), **described},
        "complete": group["complete_detail"],
        "incompleteDetail": [],
        "isSystemPrincipal": group["system_group"],
    }


def principals(state: State) -> list[Record]:
    """All users and groups in the one form that v1 sync and list routes share."""
    users = [
        {
            **_principal(user, user["account_type"], [item["name"] for item in user["user_groups"]]),
            "mail": user["email"],
        }
        for user in state.users.values()
    ]
    parents: dict[str, list[str]] = {}
    for group in state.groups.values():
        for inner in group["sub_groups"]:
            parents.setdefault(inner["id"], []).append(group["name"])
    groups = [
        _principal(group, group["type"], parents.get(group["id"], [])) for group in state.groups.values()
    ]
    return [*users, *groups]


def _principal(record: Record, kind: str, groups: list[str]) -> Record:
    return {
        "name": record["name"],
        "displayName": record["display_name"],
        "description": record.get("description") or "",
        "created": record["creation_time_in_millis"],
        "modified": record["modification_time_in_millis"],
        "principalTypeEnum": kind,
        "groupNames": groups,
        "visibility": V1_VISIBILITY[record["visibility"]],
    }
