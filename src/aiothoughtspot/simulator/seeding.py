"""The cluster's first users, groups, orgs, roles, tags and objects: by arithmetic from the seed, in well under 0.3 s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

PASSWORD: Final = "secret"  # noqa: S105 - the public password of a stand-in server
SEEDED_AT: Final = 1_735_689_600_000
"""2025-01-01 in epoch milliseconds: where creation times start."""
MINUTE: Final = 60_000

# Real org ids are large random numbers, and look like epochs.
EVERYBODY: Final = "All"
"""The group that every user belongs to, whatever a request says."""
PRIMARY: Final = 0
"""The id of the org that every cluster has."""
ORGS: Final = {PRIMARY: "Primary", 1_700_000_401: "Acme", 1_700_086_802: "Globex", 1_700_173_203: "Initech"}
TEAMS: Final = (
    "Sales",
    "Finance",
    "Marketing",
    "Operations",
    "Support",
    "Research",
    "Legal",
    "Logistics",
    "Retail",
    "Planning",
)
REGIONS: Final = ("North", "South", "East", "West")
PRIVILEGES: Final = {
    "Administrator": [
        "ADMINISTRATION",
        "AUTHORING",
        "USERDATAUPLOADING",
        "DATADOWNLOADING",
        "DATAMANAGEMENT",
        "SHAREWITHALL",
    ],
    "Analyst": ["AUTHORING", "USERDATAUPLOADING", "DATADOWNLOADING", "CAN_USE_SPOTTER"],
    "Developer": ["AUTHORING", "DEVELOPER"],
    "Data Management": ["DATAMANAGEMENT", "DATADOWNLOADING"],
}
ROLES: Final = {
    "Analyst role": ["AUTHORING", "DATADOWNLOADING"],
    "Data manager": ["DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"],
    "Scheduler": ["JOBSCHEDULING"],
    "Tag keeper": ["TAGMANAGEMENT"],
    "User administrator": ["USER_ADMINISTRATION", "GROUP_ADMINISTRATION"],
    "Developer role": ["DEVELOPER"],
    "Calendar manager": ["CAN_MANAGE_CUSTOM_CALENDAR"],
    "Connection builder": ["CAN_CREATE_OR_EDIT_CONNECTIONS"],
    "Version keeper": ["CAN_SETUP_VERSION_CONTROL"],
    "Spotter user": ["CAN_USE_SPOTTER"],
}
TAGS: Final = (
    "Certified", "Draft", "Finance", "Marketing", "Sales", "Quarterly", "Weekly", "Executive", "Archive", "Internal",
    "Partner", "Regional", "Forecast", "Budget", "Inventory", "Customers", "Pricing", "Returns", "Stores", "Online",
)  # fmt: skip


def seed_principals(state: State, users: int) -> None:
    """Fill orgs, roles, groups, tags and users."""
    admin_id, ana_id = state.new_guid(), state.new_guid()
    for number, name in ORGS.items():
        state.orgs[number] = {
            "id": number, "name": name, "status": "ACTIVE", "description": f"{name} org", "visibility": "SHOW",
        }  # fmt: skip
    for index, (name, privileges) in enumerate(ROLES.items()):
        role = _role(state.new_guid(), name, privileges, admin_id, SEEDED_AT + index * MINUTE)
        state.roles[role["id"]] = role
    names = [EVERYBODY, *PRIVILEGES, *(f"{team} {region}" for team in TEAMS for region in REGIONS)]
    names += [f"Project {number}" for number in range(1, 51 - len(names))]
    for index, name in enumerate(names):
        made = new_group(state.new_guid(), name, admin_id, SEEDED_AT + index * MINUTE)
        made["privileges"] = list(PRIVILEGES.get(name, ()))
        made["system_group"] = name in {EVERYBODY, "Administrator"}
        state.groups[made["id"]] = made
    for index, name in enumerate(TAGS):
        tag = new_tag(
            state.new_guid(), name, f"#{index * 654_321 % 0xFFFFFF:06x}", admin_id, SEEDED_AT + index * MINUTE
        )
        state.tags[tag["id"]] = tag
    _seed_users(state, users, admin_id, ana_id)


def _seed_users(state: State, users: int, admin_id: str, ana_id: str) -> None:
    groups = [{"id": group["id"], "name": group["name"]} for group in state.groups.values()]
    every, admins, analysts, teams = groups[0], groups[1], groups[2], groups[3:]
    orgs = [{"id": org["id"], "name": org["name"]} for org in state.orgs.values()]
    for index in range(users):
        if index == 0:
            guid, name, display, mine, at = admin_id, "tsadmin", "Administrator", [every, admins], orgs
        elif index == 1:
            guid, name, display, mine, at = ana_id, "ana", "Ana Analyst", [every, analysts], orgs[:2]
        else:
            guid, name, display = state.new_guid(), f"user{index:05d}", f"User {index:05d}"
            mine = [every, teams[index % len(teams)], teams[index * 7 % len(teams)]]
            mine = mine[:2] if mine[1] is mine[2] else mine
            at = orgs[:1] if index % 4 == 0 else [orgs[0], orgs[index % 4]]
        created = SEEDED_AT + index * MINUTE
        record = new_user(guid, name, display, admin_id, created, orgs=at, groups=mine)
        record["first_login_time_in_millis"] = created + MINUTE if index % 3 else 0
        state.users[guid] = record
        state.passwords[guid] = PASSWORD


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


def _role(guid: str, name: str, privileges: list[str], author: str, now: int) -> dict[str, Any]:
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
