"""Users, groups, roles and tags: their records, with every field the server sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record


def new_user(
    guid: str, name: str, display: str, author: str, now: int, *, orgs: list[Record], groups: list[Record]
) -> Record:
    """A user record with every field the server sends; `now` in epoch milliseconds."""
    return {
        "id": guid,
        "name": name,
        "display_name": display,
        "visibility": "SHARABLE",
        "author_id": author,
        "can_change_password": True,
        "complete_detail": True,
        "creation_time_in_millis": now,
        "current_org": dict(orgs[0]),
        "deleted": False,
        "deprecated": False,
        "account_type": "LOCAL_USER",
        "account_status": "ACTIVE",
        "email": f"{name}@example.com",
        # The one field of a user that holds seconds, whatever its name says.
        "expiration_time_in_millis": now // 1000 + 86_400 * 365,
        "external": False,
        "favorite_metadata": [],
        "first_login_time_in_millis": 0,
        "group_mask": 4,
        "hidden": False,
        "home_liveboard": None,
        "incomplete_details": [],
        "is_first_login": False,
        "modification_time_in_millis": now,
        "modifier_id": author,
        "notify_on_share": True,
        "onboarding_experience_completed": False,
        "orgs": [dict(org) for org in orgs],
        "owner_id": guid,
        "parent_type": "USER",
        "privileges": [],
        "show_onboarding_experience": True,
        "super_user": False,
        "system_user": name == "tsadmin",
        "tags": [],
        "tenant_id": "00000000-0000-4000-a000-000000000001",
        "user_groups": [dict(group) for group in groups],
        "user_inherited_groups": [dict(group) for group in groups],
        "welcome_email_sent": False,
        "org_privileges": {},
        "preferred_locale": "en-US",
        "use_browser_language": None,
        "extended_properties": {},
        "extended_preferences": {},
        "user_parameters": {},
        "access_control_properties": {},
        "variable_values": {},
    }


def new_group(guid: str, name: str, author: str, now: int) -> Record:
    """A group record; its `users` are computed by `State.members` and not held here."""
    return {
        "author_id": author,
        "complete_detail": True,
        "content": {},
        "creation_time_in_millis": now,
        "default_liveboards": [],
        "deleted": False,
        "deprecated": False,
        "description": f"{name} group",
        "display_name": name,
        "external": False,
        "generation_number": 0,
        "hidden": False,
        "id": guid,
        "index": 0,
        "index_version": 0,
        "metadata_version": 0,
        "modification_time_in_millis": now,
        "modifier_id": author,
        "name": name,
        "orgs": [{"id": "0", "name": "Primary"}],
        "owner_id": guid,
        "parent_type": "GROUP",
        "privileges": [],
        "sub_groups": [],
        "system_group": False,
        "tags": [],
        "type": "LOCAL_GROUP",
        "visibility": "SHARABLE",
        "roles": [],
    }


def new_tag(guid: str, name: str, color: str, author: str, now: int) -> Record:
    """A tag record."""
    return {
        "name": name,
        "id": guid,
        "color": color,
        "deleted": False,
        "hidden": False,
        "external": False,
        "deprecated": False,
        "creation_time_in_millis": now,
        "modification_time_in_millis": now,
        "author_id": author,
        "modifier_id": author,
        "owner_id": guid,
    }


def new_role(guid: str, name: str, privileges: list[str], author: str, now: int) -> Record:
    """A role record."""
    return {
        "id": guid,
        "name": name,
        "description": f"{name} of the cluster",
        "groups_assigned_count": 0,
        "orgs": [{"id": "0", "name": "Primary"}],
        "groups": [],
        "privileges": list(privileges),
        "permission": "MODIFY",
        "author_id": author,
        "modifier_id": author,
        "creation_time_in_millis": now,
        "modification_time_in_millis": now,
        "deleted": False,
        "deprecated": False,
        "external": False,
        "hidden": False,
        "shared_via_connection": False,
    }
