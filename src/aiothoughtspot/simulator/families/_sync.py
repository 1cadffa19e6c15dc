"""The v1 sync of users and groups with a list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.families._common import form_flag, need_multipart
from aiothoughtspot.simulator.families._details import V2_VISIBILITY, principals
from aiothoughtspot.simulator.families._principals import (
    make_group,
    make_user,
    remove_group,
    remove_user,
    set_group,
    set_user,
)
from aiothoughtspot.simulator.seeding import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record

COMPARED: Final = ("displayName", "description", "mail", "visibility", "groupNames")


def sync(call: Call) -> Record:
    """Compare the list with the cluster, and make the cluster match it when `applyChanges` says so."""
    need_multipart(call)
    listed = _listed(call)
    apply, prune = form_flag(call.form, "applyChanges"), form_flag(call.form, "removeDeleted", default=True)
    out: Record = {}
    # Groups first: new users may name new groups.
    for word, kept in (("groups", call.state.groups), ("users", call.state.users)):
        mine = {item["name"]: item for item in listed if _is_group(item) is (word == "groups")}
        old = {item["name"]: item for item in principals(call.state) if _is_group(item) is (word == "groups")}
        added = [name for name in mine if name not in old]
        updated = [name for name, item in mine.items() if name in old and _differs(item, old[name])]
        deleted = [record for record in kept.values() if record["name"] not in mine and not _system(record)]
        if not prune:
            deleted = []
        out |= {
            f"{word}Added": added,
            f"{word}Updated": updated,
            f"{word}Deleted": [record["name"] for record in deleted],
        }
        if apply:
            _apply(call, word, [mine[name] for name in (*added, *updated)], deleted)
    return out


def _listed(call: Call) -> list[dict[str, Any]]:
    text = call.files.get("principals") or call.form.get("principals", "").encode()
    try:
        items = json.loads(text)
        names = [item["name"] for item in items]
    except (ValueError, TypeError, KeyError):
        raise Refused(500, BAD_REQUEST, "principals is not a list of principals") from None
    if len(set(names)) < len(names):
        raise Refused(500, BAD_REQUEST, "principals names somebody twice")
    found: list[dict[str, Any]] = items
    return found


def _is_group(item: Record) -> bool:
    return "GROUP" in str(item.get("principalTypeEnum", "LOCAL_USER"))


def _system(record: Record) -> bool:
    return bool(record.get("system_user") or record.get("system_group"))


def _differs(new: Record, old: Record) -> bool:
    return any(name in new and _comparable(new[name]) != _comparable(old.get(name)) for name in COMPARED)


def _comparable(value: Any) -> Any:
    """A value without order; that everybody is in the group of all goes without saying."""
    return sorted({*value} - {EVERYBODY}) if isinstance(value, list) else value


def _apply(call: Call, word: str, changed: list[Record], deleted: list[Record]) -> None:
    state = call.state
    find: Callable[[str], Record | None] = state.find_group if word == "groups" else state.find_user
    for item in changed:
        record, given = find(item["name"]), _given(call, item)
        if word == "groups":
            if record is None:
                make_group(call, item["name"], given)
            else:
                set_group(call, record, given)
        elif record is None:
            make_user(call, item["name"], given)
        else:
            set_user(call, record, given)
    if word == "groups":
        for item in changed:
            _set_parents(call, item)
    for record in deleted:
        (remove_group if word == "groups" else remove_user)(state, record)


def _given(call: Call, item: Record) -> Record:
    """A listed principal in the words of v2."""
    given: Record = {
        "display_name": item.get("displayName"),
        "description": item.get("description"),
        "email": item.get("mail"),
        "visibility": V2_VISIBILITY.get(item.get("visibility", "DEFAULT")),
        "password": item.get("password") or call.form.get("password"),
    }
    if not _is_group(item) and "groupNames" in item:
        given["group_identifiers"] = item["groupNames"]
    return given


def _set_parents(call: Call, item: Record) -> None:
    """Make the groups that a listed group names its parents."""
    group = call.state.find_group(item["name"])
    for parent in call.state.groups.values() if group and "groupNames" in item else ():
        inside = {"id": group["id"], "name": group["name"]} if group else {}
        others = [inner for inner in parent["sub_groups"] if inner != inside]
        parent["sub_groups"] = [*others, inside] if parent["name"] in item["groupNames"] else others
