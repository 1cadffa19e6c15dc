"""The five v2 routes of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    group_of,
    like,
    need,
    object_of,
    objects_in,
    ordered,
    page,
    ref,
    role_of,
    stamp,
    texts,
    user_of,
    word,
)
from aiothoughtspot.simulator.families._principals import (
    GROUP_TYPES,
    SORT_KEYS,
    VISIBILITIES,
    make_group,
    may_widen,
    members_by_group,
    orgs_seen,
    remove_group,
    set_group,
)
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("GROUP_ADMINISTRATION",)
_SHARED: Final = (
    "name",
    "default_liveboard_identifiers",
    "description",
    "display_name",
    "privileges",
    "sub_group_identifiers",
    "type",
    "user_identifiers",
    "visibility",
    "role_identifiers",
)
_SEARCH: Final = (
    *_SHARED[1:],
    "name_pattern",
    "group_identifier",
    "org_identifiers",
    "record_offset",
    "record_size",
    "sort_options",
    "include_users",
    "include_sub_groups",
)
_EQUAL: Final = ("description", "display_name", "type", "visibility")


@route("POST", f"{V2}/groups/search", fields=_SEARCH)
def search(call: Call) -> list[Record]:
    """One page of the groups that pass every filter given, with their users unless the request says false."""
    body = call.body
    choice(body, "visibility", VISIBILITIES, "")
    choice(body, "type", GROUP_TYPES, "")
    members = members_by_group(call.state)
    found = ordered(list(_matching(call, members)), body, SORT_KEYS)
    users, inner = flag(body, "include_users", default=True), flag(body, "include_sub_groups", default=True)
    return [
        {
            **group,
            "users": members.get(group["id"], []) if users else [],
            "sub_groups": group["sub_groups"] if inner else [],
        }
        for group in page(found, body)
    ]


def _matching(call: Call, members: dict[str, list[Record]]) -> Iterator[Record]:
    body, state = call.body, call.state
    orgs = {str(org) for org in orgs_seen(call, *MANAGERS)}
    wide = may_widen(call, *MANAGERS)
    equal = {name: body[name] for name in _EQUAL if body.get(name) is not None}
    named = like(body.get("name_pattern"))
    wanted = body.get("group_identifier")
    only = group_of(state, wanted)["id"] if wanted else None
    users = {user_of(state, name)["id"] for name in texts(body, "user_identifiers")}
    inside = {
        "sub_groups": {group_of(state, name)["id"] for name in texts(body, "sub_group_identifiers")},
        "roles": {role_of(state, name)["id"] for name in texts(body, "role_identifiers")},
        "default_liveboards": {
            object_of(call, name, "LIVEBOARD")["id"] for name in texts(body, "default_liveboard_identifiers")
        },
    }
    privileges = set(texts(body, "privileges"))
    for group in state.groups.values():
        if (
            (only is None or group["id"] == only)
            and any(org["id"] in orgs for org in group["orgs"])
            and (wide or group["visibility"] == "SHARABLE")
            and all(group[name] == value for name, value in equal.items())
            and named(group["name"])
            and (not privileges or privileges & set(group["privileges"]))
            and (not users or any(user["id"] in users for user in members.get(group["id"], ())))
            and all(not ids or any(item["id"] in ids for item in group[name]) for name, ids in inside.items())
        ):
            yield group


@route("POST", f"{V2}/groups/create", privileges=MANAGERS, reads=False, fields=_SHARED)
def create(call: Call) -> Record:
    """A new group in the caller's org; a name that is taken is refused with 400."""
    need(call.body, "name", "display_name")
    name = str(word(call.body, "name"))
    if call.state.find_group(name) is not None:
        raise bad(f"A group named {name} exists already")
    group = make_group(call, name, call.body)
    return {**group, "users": members_by_group(call.state).get(group["id"], [])}


@route(
    "POST",
    f"{V2}/groups/{{group_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=(*_SHARED, "operation"),
)
def update(call: Call) -> None:
    """Change one group; lists replace the old ones unless `operation` says otherwise."""
    group = group_of(call.state, call.path["group_identifier"])
    name = word(call.body, "name")
    taken = call.state.find_group(name) if name else None
    if taken is not None and taken is not group:
        raise bad(f"A group named {name} exists already")
    set_group(call, group, call.body)
    stamp(call, group)


@route("POST", f"{V2}/groups/{{group_identifier}}/delete", privileges=MANAGERS, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete one group; its users stay."""
    remove_group(call.state, group_of(call.state, call.path["group_identifier"]))


@route(
    "POST",
    f"{V2}/groups/import",
    privileges=MANAGERS,
    reads=False,
    fields=("groups", "delete_unspecified_groups", "dry_run"),
)
def import_groups(call: Call) -> Record:
    """Make the groups match a list. `dry_run` is TRUE unless the request says false; nothing is changed then."""
    items, dry = objects_in(call.body, "groups"), flag(call.body, "dry_run", default=True)
    state = call.state
    added: list[Record] = []
    updated: list[Record] = []
    gone: list[Record] = []
    for item in items:
        need(item, "group_identifier", "display_name")
        word(item, "group_identifier")
    for item in items:
        group = state.find_group(item["group_identifier"])
        if group is not None:
            updated.append(ref(group))
            if not dry:
                set_group(call, group, item)
                stamp(call, group)
        elif dry:
            added.append({"id": None, "name": item["group_identifier"]})
        else:
            added.append(ref(make_group(call, item["group_identifier"], item)))
    if flag(call.body, "delete_unspecified_groups"):
        named = {item["group_identifier"] for item in items}
        unnamed = (group for group in state.groups.values() if not {group["name"], group["id"]} & named)
        gone = [group for group in unnamed if not group["system_group"]]
    if not dry:
        for group in gone:
            remove_group(state, group)
    return {
        "groups_added": added,
        "groups_updated": updated,
        "groups_deleted": [ref(group) for group in gone],
    }
