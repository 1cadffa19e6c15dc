"""Users and groups: who may see them, how both API versions show them, and how requests change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, FORBIDDEN, Refused
from aiothoughtspot.simulator.callers import end_users
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    group_of,
    inner,
    merged,
    object_of,
    objects_in,
    org_of,
    ref,
    role_of,
    texts,
    user_of,
    word,
)
from aiothoughtspot.simulator.principals import new_group, new_user
from aiothoughtspot.simulator.seeding import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

ACCOUNT_TYPES: Final = ("LOCAL_USER", "LDAP_USER", "SAML_USER", "OIDC_USER", "REMOTE_USER")
ACCOUNT_STATES: Final = ("ACTIVE", "INACTIVE", "EXPIRED", "LOCKED", "PENDING", "SUSPENDED")
VISIBILITIES: Final = ("SHARABLE", "NON_SHARABLE")
GROUP_TYPES: Final = ("LOCAL_GROUP", "LDAP_GROUP", "TEAM_GROUP", "TENANT_GROUP")
OPERATIONS: Final = ("ADD", "REMOVE", "REPLACE")
SHORTEST_PASSWORD: Final = 6

SORT_KEYS: Final[Mapping[str, Callable[[Record], Any]]] = {
    "NAME": lambda record: (record["name"].casefold(), record["id"]),
    "DISPLAY_NAME": lambda record: (record["display_name"].casefold(), record["id"]),
    "AUTHOR": lambda record: (record["author_id"], record["id"]),
    "CREATED": lambda record: (record["creation_time_in_millis"], record["id"]),
    "MODIFIED": lambda record: (record["modification_time_in_millis"], record["id"]),
}
_USER_FIELDS: Final[Mapping[str, Callable[[Mapping[str, Any], str], Any]]] = {
    "name": word,
    "display_name": word,
    "visibility": lambda given, name: choice(given, name, VISIBILITIES, ""),
    "email": word,
    "account_type": lambda given, name: choice(given, name, ACCOUNT_TYPES, ""),
    "account_status": lambda given, name: choice(given, name, ACCOUNT_STATES, ""),
    "notify_on_share": flag,
    "show_onboarding_experience": flag,
    "onboarding_experience_completed": flag,
    "preferred_locale": word,
    "use_browser_language": flag,
    "extended_properties": inner,
    "extended_preferences": inner,
}
"""The plain fields of a user, and what reads them from a request."""
_GROUP_FIELDS: Final[Mapping[str, Callable[[Mapping[str, Any], str], Any]]] = {
    "name": word,
    "display_name": word,
    "description": word,
    "privileges": texts,
    "type": lambda given, name: choice(given, name, GROUP_TYPES, ""),
    "visibility": lambda given, name: choice(given, name, VISIBILITIES, ""),
}


def may_widen(call: Call, privilege: str) -> bool:
    """Whether the caller sees more than the principals of the own org: an administrator, or a holder of `privilege`."""
    return bool(call.state.privileges(call.caller) & {"ADMINISTRATION", privilege})


def orgs_seen(call: Call, privilege: str) -> set[int]:
    """The orgs a search looks into: those of `org_identifiers` for callers who may, else the caller's own."""
    named = texts(call.body, "org_identifiers")
    if named and may_widen(call, privilege):
        return {org_of(call.state, name)["id"] for name in named}
    return {call.org}


def seen_users(call: Call) -> Iterator[Record]:
    """The users of the orgs the search looks into; people without the privilege see the sharable ones and themselves."""
    orgs = orgs_seen(call, "USER_ADMINISTRATION")
    wide = may_widen(call, "USER_ADMINISTRATION")
    for user in call.state.users.values():
        if not orgs.isdisjoint([org["id"] for org in user["orgs"]]) and (
            wide or user["visibility"] == "SHARABLE" or user["id"] == call.caller["id"]
        ):
            yield user


def user_view(call: Call, user: Record, *, favorites: bool = False, variables: bool = False) -> Record:
    """A user as v2 shows it to this caller; `incomplete_details` is a list, whatever the published schema says."""
    org = call.state.orgs[call.org]
    return {
        **user,
        "current_org": ref(org),
        "privileges": sorted(call.state.privileges(user)),
        "favorite_metadata": user["favorite_metadata"] if favorites else [],
        "variable_values": user["variable_values"] if variables else None,
    }


def members_by_group(state: State) -> dict[str, list[Record]]:
    """The {id, name} of every group's users, in one pass over the users."""
    found: dict[str, list[Record]] = {}
    for user in state.users.values():
        for group in user["user_groups"]:
            found.setdefault(group["id"], []).append(ref(user))
    return found


def check_password(password: object, status: int = 400) -> str:
    """A password that may be set, or a refusal."""
    if not isinstance(password, str) or len(password) < SHORTEST_PASSWORD:
        raise Refused(status, BAD_REQUEST, f"A password has at least {SHORTEST_PASSWORD} characters")
    return password


def check_user_name(state: State, name: str, *, but: Record | None = None, status: int = 400) -> None:
    """Refuse a login name that another user has."""
    if state.find_user(name) not in (None, but):
        raise Refused(status, BAD_REQUEST, f"A user named {name} exists already")


def set_user(call: Call, user: Record, given: Mapping[str, Any]) -> None:
    """Write the fields of a create, update or import request into a user record; null and absent leave a field alone.

    Everything is looked up before anything is written, so a refused request changes nothing.
    """
    state = call.state
    operation = choice(given, "operation", OPERATIONS, "REPLACE")
    new: Record = {
        name: read(given, name) for name, read in _USER_FIELDS.items() if given.get(name) is not None
    }
    if "group_identifiers" in given:
        wanted = [ref(group_of(state, name)) for name in texts(given, "group_identifiers")]
        everybody = [group for group in user["user_groups"] if group["name"] == EVERYBODY]
        new["user_groups"] = merged(everybody, merged(user["user_groups"], wanted, operation), "ADD")
        new["user_inherited_groups"] = inherited(state, new["user_groups"])
    if texts(given, "org_identifiers"):
        named = [ref(org_of(state, name)) for name in texts(given, "org_identifiers")]
        new["orgs"] = merged(user["orgs"], named, operation)
        if not new["orgs"]:
            raise bad("A user belongs to one org at least")
    if given.get("home_liveboard_identifier"):
        new["home_liveboard"] = ref(object_of(call, given["home_liveboard_identifier"], "LIVEBOARD"))
    if "favorite_metadata" in given:
        named = [
            object_of(call, item.get("identifier"), item.get("type"))
            for item in objects_in(given, "favorite_metadata")
        ]
        chosen = [{**ref(record), "type": record["type"]} for record in named]
        set_favorites(state, user, merged(user["favorite_metadata"], chosen, operation))
    user.update(new)


def set_favorites(state: State, user: Record, chosen: list[Record]) -> None:
    """Give a user these favourites, {id, name, type} each; objects count who likes them."""
    old, new = ({item["id"] for item in items} for items in (user["favorite_metadata"], chosen))
    for guid in old ^ new:
        if guid in state.metadata:
            state.metadata[guid]["stats"]["favorites"] += 1 if guid in new else -1
    user["favorite_metadata"] = chosen


def make_user(call: Call, name: str, given: Mapping[str, Any]) -> Record:
    """Create a user in the caller's org from the fields of a request, and keep it."""
    state = call.state
    password = given.get("password")
    if password is not None:
        check_password(password)
    everybody = [ref(group) for group in state.groups.values() if group["name"] == EVERYBODY]
    user = new_user(
        state.new_guid(),
        name,
        name,
        call.caller["id"],
        state.now_ms(),
        orgs=[ref(state.orgs[call.org])],
        groups=everybody,
    )
    user["expiration_time_in_millis"] = None
    set_user(call, user, given)
    state.users[user["id"]] = user
    if password is not None:
        state.passwords[user["id"]] = password
    return user


def inherited(state: State, groups: list[Record]) -> list[Record]:
    """The groups themselves and those they are sub-groups of, to any depth."""
    found = list(groups)
    for item in found:
        # The list grows while it is walked: parents of parents are found in the same loop.
        parents = (group for group in state.groups.values() if item in group["sub_groups"])
        found += [ref(group) for group in parents if ref(group) not in found]
    return found


def set_group(call: Call, group: Record, given: Mapping[str, Any]) -> None:
    """Write the fields of a create, update or import request into a group record; refused requests change nothing."""
    state = call.state
    operation = choice(given, "operation", OPERATIONS, "REPLACE")
    new: Record = {
        name: read(given, name) for name, read in _GROUP_FIELDS.items() if given.get(name) is not None
    }
    if "privileges" in new:
        new["privileges"] = merged(group["privileges"], new["privileges"], operation)
    if given.get("default_liveboard_identifiers") is not None:
        boards = [
            ref(object_of(call, name, "LIVEBOARD")) for name in texts(given, "default_liveboard_identifiers")
        ]
        new["default_liveboards"] = merged(group["default_liveboards"], boards, operation)
    if given.get("sub_group_identifiers") is not None:
        inner = [ref(group_of(state, name)) for name in texts(given, "sub_group_identifiers")]
        new["sub_groups"] = merged(group["sub_groups"], inner, operation)
        if any(item["id"] == group["id"] for item in new["sub_groups"]):
            raise bad("A group cannot be its own sub-group")
    if given.get("role_identifiers") is not None:
        roles = [ref(role_of(state, name)) for name in texts(given, "role_identifiers")]
        new["roles"] = merged(group["roles"], roles, operation)
    users = [user_of(state, name)["id"] for name in texts(given, "user_identifiers")]
    old_name, known = group["name"], given.get("user_identifiers") is not None
    group.update(new)
    if group["name"] != old_name:
        rename(state, group)
    if known:
        set_members(
            state, group, merged([user["id"] for user in state.members(group["id"])], users, operation)
        )


def make_group(call: Call, name: str, given: Mapping[str, Any]) -> Record:
    """Create a group in the caller's org from the fields of a request, and keep it."""
    state, org = call.state, call.state.orgs[call.org]
    group = new_group(state.new_guid(), name, call.caller["id"], state.now_ms())
    group |= {"description": None, "orgs": [{"id": str(org["id"]), "name": org["name"]}]}
    set_group(call, group, given)
    state.groups[group["id"]] = group
    return group


def set_members(state: State, group: Record, user_ids: list[str]) -> None:
    """Make exactly these users the members of the group."""
    wanted = set(user_ids)
    for user in state.users.values():
        inside = any(item["id"] == group["id"] for item in user["user_groups"])
        if inside is not (user["id"] in wanted):
            user["user_groups"] = merged(user["user_groups"], [ref(group)], "REMOVE" if inside else "ADD")
            user["user_inherited_groups"] = inherited(state, user["user_groups"])


def rename(state: State, group: Record) -> None:
    """Carry a group's new name to everything that shows it."""
    holders = [
        (user, name) for user in state.users.values() for name in ("user_groups", "user_inherited_groups")
    ]
    holders += [(other, "sub_groups") for other in state.groups.values()]
    for record, name in holders:
        record[name] = [ref(group) if item["id"] == group["id"] else item for item in record[name]]


def remove_group(state: State, group: Record) -> None:
    """Delete a group and every mention of it; system groups stay (403)."""
    if group["system_group"]:
        raise Refused(403, FORBIDDEN, f"{group['name']} is a system group")
    del state.groups[group["id"]]
    holders = [
        (user, name) for user in state.users.values() for name in ("user_groups", "user_inherited_groups")
    ]
    holders += [(other, "sub_groups") for other in state.groups.values()]
    for record, name in holders:
        record[name] = [item for item in record[name] if item["id"] != group["id"]]


def remove_user(state: State, user: Record) -> None:
    """Delete a user with its password, tokens and sessions; system users stay (403)."""
    if user["system_user"]:
        raise Refused(403, FORBIDDEN, f"{user['name']} is a system user")
    set_favorites(state, user, [])
    del state.users[user["id"]]
    state.passwords.pop(user["id"], None)
    end_users(state, {user["id"]})
