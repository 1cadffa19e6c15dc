"""The v1 routes of groups themselves: read, create, replace, delete, and the groups under a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_flag,
    form_texts,
    group_of,
    inner,
    need,
    ref,
    stamp,
    texts,
    word,
)
from aiothoughtspot.simulator.families._details import V2_VISIBILITY, v1_group
from aiothoughtspot.simulator.families._principals import (
    GROUP_TYPES,
    make_group,
    remove_group,
    set_group,
)
from aiothoughtspot.simulator.families._v1_answers import form_record, guarded, name_in
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiothoughtspot.simulator.state import Record, State

GROUP: Final = f"{V1}/group"
MANAGERS: Final = ("GROUP_ADMINISTRATION",)
PRIVILEGES: Final = (
    "ADMINISTRATION", "DEVELOPER", "USERDATAUPLOADING", "DATADOWNLOADING", "DATAMANAGEMENT", "SHAREWITHALL",
    "EXPERIMENTALFEATUREPRIVILEGE", "JOBSCHEDULING", "RANALYSIS", "A3ANALYSIS", "BYPASSRLS", "SYNCMANAGEMENT",
    "AUTHORING", "DISABLE_PINBOARD_CREATION",
)  # fmt: skip
_CREATE: Final = (
    "name", "display_name", "description", "privileges", "grouptype", "tenantid", "visibility", "roleIds",
)  # fmt: skip


def known_group(call: Call, guid: str | None) -> Record:
    """The group of this guid (a name will not do), or 400."""
    group = call.state.groups.get(guid or "")
    if group is None:
        raise bad(f"Group not found: {guid}")
    return group


def _privileges(given: list[str], held: Sequence[str] = ()) -> list[str]:
    """Privileges that may be given: those of v1, and what a group holds already."""
    for name in given:
        choice({"privilege": name}, "privilege", (*PRIVILEGES, *held), "")
    return given


@route("GET", GROUP, privileges=MANAGERS)
@route("GET", f"{GROUP}/", privileges=MANAGERS, fields=("groupid", "name"))
def get_group(call: Call) -> Any:
    """One group as an object, or without a filter every group of the caller's org as an array."""
    guid, name = call.query.get("groupid"), call.query.get("name")
    if guid is None and name is None:
        return [
            v1_group(call.state, group)
            for group in call.state.groups.values()
            if any(org["id"] == str(call.org) for org in group["orgs"])
        ]
    group = group_of(call.state, name) if name is not None else known_group(call, guid)
    if guid not in {None, group["id"]}:
        raise bad("groupid and name point at different groups")
    return v1_group(call.state, group)


@route("POST", GROUP, reads=False)
@route("POST", f"{GROUP}/", reads=False, fields=_CREATE)
@guarded(*MANAGERS, denied=401, wrong=500)
def create_group(call: Call) -> Record:
    """A new group in the org of the session; whatever is wrong, a name that is taken too, is a 500."""
    form = call.form
    need(form, "name", "display_name")
    if call.state.find_group(form["name"]) is not None:
        raise bad(f"A group named {form['name']} exists already")
    given: Record = {
        "display_name": form["display_name"],
        "description": form.get("description"),
        "privileges": _privileges(form_texts(form, "privileges")),
        "type": choice(form, "grouptype", GROUP_TYPES, "LOCAL_GROUP"),
        "visibility": V2_VISIBILITY[choice(form, "visibility", V2_VISIBILITY, "DEFAULT")],
        "role_identifiers": form_texts(form, "roleIds"),
    }
    return v1_group(call.state, make_group(call, form["name"], given))


@route(
    "PUT",
    f"{GROUP}/{{groupid}}",
    reads=False,
    fields=("groupid", "content", "roleIds", "triggeredbyadmin"),
)
@guarded(*MANAGERS, wrong=500)
def update_group(call: Call) -> None:
    """Replace a group by the one sent, which is a group as `get_group` shows it; bad content is 500."""
    form, state = call.form, call.state
    group = known_group(call, call.path["groupid"])
    if form.get("groupid", group["id"]) != group["id"]:
        raise bad("groupid in the path and in the form differ")
    form_flag(form, "triggeredbyadmin")
    content = form_record(form, "content")
    given = _given(content, group["privileges"])
    if "roleIds" in form:
        given["role_identifiers"] = form_texts(form, "roleIds")
    taken = state.find_group(given["name"])
    if taken is not None and taken is not group:
        raise bad(f"A group named {taken['name']} exists already")
    parents = [known_group(call, guid) for guid in texts(content, "assignedGroups")]
    if group in parents:
        raise bad("A group cannot be its own sub-group")
    set_group(call, group, given)
    if "assignedGroups" in content:
        _set_parents(state, group, parents)
    stamp(call, group)


def _given(content: Mapping[str, Any], held: Sequence[str]) -> Record:
    """The fields of a v1 group object in the words of v2; lists that are not there leave the old ones alone."""
    header = inner(content, "header")
    lists = {"privileges": "privileges", "assignedRoles": "role_identifiers"}
    given: Record = {v2: texts(content, v1) for v1, v2 in lists.items() if v1 in content}
    _privileges(given.get("privileges", []), held)
    if "assignedPinboards" in content:
        given["default_liveboard_identifiers"] = texts(content, "assignedPinboards")
    return {
        **given,
        "name": name_in(header),
        "description": word(header, "description"),
        "display_name": word(content, "displayName"),
        "visibility": V2_VISIBILITY[choice(content, "visibility", V2_VISIBILITY, "DEFAULT")],
    }


def _set_parents(state: State, group: Record, parents: list[Record]) -> None:
    """Put a group under exactly these groups."""
    for other in state.groups.values():
        others = [item for item in other["sub_groups"] if item["id"] != group["id"]]
        other["sub_groups"] = [*others, ref(group)] if any(other is one for one in parents) else others


@route("DELETE", f"{GROUP}/{{groupid}}", reads=False, fields=())
@guarded(*MANAGERS, wrong=500)
def delete_group(call: Call) -> None:
    """Delete a group; its users stay. System groups stay too (403)."""
    remove_group(call.state, known_group(call, call.path["groupid"]))


@route("GET", f"{GROUP}/{{groupid}}/groups", privileges=MANAGERS, fields=())
def list_subgroups(call: Call) -> list[Record]:
    """The groups under a group."""
    group = known_group(call, call.path["groupid"])
    return [v1_group(call.state, call.state.groups[item["id"]]) for item in group["sub_groups"]]


def _change_subgroups(call: Call, operation: str) -> None:
    group = known_group(call, call.path["groupid"])
    if call.form.get("groupid", group["id"]) != group["id"]:
        raise Refused(400, BAD_REQUEST, "groupid in the path and in the form differ")
    if "principalids" not in call.form:
        raise bad("principalids is required")
    named = [known_group(call, guid)["id"] for guid in form_texts(call.form, "principalids")]
    set_group(call, group, {"operation": operation, "sub_group_identifiers": named})
    stamp(call, group)


@route(
    "POST",
    f"{GROUP}/{{groupid}}/groups",
    privileges=MANAGERS,
    reads=False,
    fields=("groupid", "principalids"),
)
def add_subgroups(call: Call) -> None:
    """Put groups under a group."""
    _change_subgroups(call, "ADD")


@route(
    "PUT", f"{GROUP}/{{groupid}}/groups", privileges=MANAGERS, reads=False, fields=("groupid", "principalids")
)
def set_subgroups(call: Call) -> None:
    """Make these the groups under a group."""
    _change_subgroups(call, "REPLACE")


@route(
    "DELETE",
    f"{GROUP}/{{groupid}}/groups",
    privileges=MANAGERS,
    reads=False,
    fields=("groupid", "principalids"),
)
def remove_subgroups(call: Call) -> None:
    """Take groups out from under a group; they go on to exist."""
    _change_subgroups(call, "REMOVE")
