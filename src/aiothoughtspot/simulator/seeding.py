"""The cluster's first users, groups, orgs, roles, tags and objects: by arithmetic from the seed, in well under 0.3 s."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.objects import CONNECTION, SOURCE, new_object
from aiothoughtspot.simulator.principals import new_group, new_role, new_tag, new_user
from aiothoughtspot.simulator.state import Record, State

if TYPE_CHECKING:
    from collections.abc import Callable


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
    "Sales", "Finance", "Marketing", "Operations", "Support", "Research", "Legal", "Logistics", "Retail", "Planning",
)  # fmt: skip
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
QUERIES: Final = (
    ("Revenue by region", "[Region] [Revenue]"),
    ("Revenue by month", "[Order Date].monthly [Revenue] sort by [Order Date]"),
    ("Quantity by product", "[Product] [Quantity]"),
    ("Orders of the west", "[Order ID] [Order Date] [Revenue] [Region] = 'West' top 500"),
    ("Daily revenue by region", "[Order Date].daily [Region] [Revenue]"),
)
"""What the answers and the visualisations of liveboards ask."""
SUB_TYPES: Final = ("ONE_TO_ONE_LOGICAL", "WORKSHEET", "SQL_VIEW", "USER_DEFINED", "AGGR_WORKSHEET")


def seeded(
    seed: int = 1, *, clock: Callable[[], float] = time.time, users: int = 5_000, objects: int = 3_000
) -> State:
    """A state with its first records, the same for the same `seed` and clock.

    Args:
        seed: Decides every guid, name, membership and time.
        clock: Seconds since 1970, as `time.time`.
        users: How many users to seed, `tsadmin` and `ana` included.
        objects: How many metadata objects to seed.
    """
    state = State(seed, clock)
    _seed_principals(state, users)
    _seed_objects(state, objects)
    return state


def _seed_principals(state: State, users: int) -> None:
    """Fill orgs, roles, groups, tags and users."""
    admin_id, ana_id = state.new_guid(), state.new_guid()
    for number, name in ORGS.items():
        state.orgs[number] = {
            "id": number, "name": name, "status": "ACTIVE", "description": f"{name} org", "visibility": "SHOW",
        }  # fmt: skip
    for index, (name, privileges) in enumerate(ROLES.items()):
        role = new_role(state.new_guid(), name, privileges, admin_id, SEEDED_AT + index * MINUTE)
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


def _seed_objects(state: State, objects: int) -> None:
    """Fill the metadata: one connection and its data source, then `objects` in all of every kind."""
    authors = list(state.users)
    tags = list(state.tags)
    tsadmin = authors[0]
    warehouse = new_object(
        state.new_guid(), CONNECTION, "CONNECTION", tsadmin, SEEDED_AT, sub_type="RDBMS_SNOWFLAKE"
    )
    _keep(state, warehouse)
    sales = new_object(state.new_guid(), SOURCE, "LOGICAL_TABLE", tsadmin, SEEDED_AT, sub_type="WORKSHEET")
    sales["source"] = warehouse["id"]
    sales["tag_ids"] = tags[:1]
    _keep(state, sales)
    for index in range(2, objects):
        created = SEEDED_AT + index * MINUTE
        author = authors[index * 31 % len(authors)] if index % 5 else tsadmin
        made = _object(state, index, author, created, sales=sales["id"], warehouse=warehouse["id"])
        made["header"]["modified"] = created + index % 97 * 86_400_000
        made["tag_ids"] = [tags[index % len(tags)]] if index % 3 == 0 else []
        _keep(state, made)


def _object(state: State, index: int, author: str, created: int, *, sales: str, warehouse: str) -> Record:
    guid, team = state.new_guid(), f"{TEAMS[index % len(TEAMS)]} {REGIONS[index // 10 % len(REGIONS)]}"
    kind = index % 10
    if index % 150 == 0:
        return new_object(
            guid, f"Connection {index:04d}", "CONNECTION", author, created, sub_type="RDBMS_SNOWFLAKE"
        )
    if kind == 1:
        sub_type = SUB_TYPES[index // 10 % len(SUB_TYPES)]
        made = new_object(
            guid, f"{team} table {index:04d}", "LOGICAL_TABLE", author, created, sub_type=sub_type
        )
        made["source"] = warehouse
        return made
    if kind % 2 == 0:
        made = new_object(guid, f"{team} board {index:04d}", "LIVEBOARD", author, created)
        made["source"] = sales
        made["visualizations"] = [
            {"id": state.new_guid(), "name": name, "query": query}
            for name, query in QUERIES[: 1 + index // 2 % 4]
        ]
        return made
    made = new_object(guid, f"{team} answer {index:04d}", "ANSWER", author, created)
    made["source"] = sales
    made["query"] = QUERIES[index // 2 % len(QUERIES)][1]
    return made


def _keep(state: State, record: Record) -> None:
    state.metadata[record["id"]] = record
