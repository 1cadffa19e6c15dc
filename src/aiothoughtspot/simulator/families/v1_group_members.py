"""The v1 routes of a group's users, privileges and roles: ids in the query, in a form or in multipart parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_texts,
    merged,
    need,
    need_multipart,
    ref,
    stamp,
    v1_user_of,
)
from aiothoughtspot.simulator.families._details import v1_group, v1_user
from aiothoughtspot.simulator.families._principals import set_members
from aiothoughtspot.simulator.families._v1_answers import guarded
from aiothoughtspot.simulator.families.v1_groups import GROUP, MANAGERS, PRIVILEGES, known_group
from aiothoughtspot.simulator.routing import Call, route
from aiothoughtspot.simulator.seeding import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.state import Record

ROLE_MANAGERS: Final = frozenset({"GROUP_ADMINISTRATION", "ROLE_ADMINISTRATION"})
"""Both are needed to give and take roles."""


@route("GET", f"{GROUP}/{{groupid}}/users", privileges=MANAGERS, fields=())
@route("GET", f"{GROUP}/listuser/{{groupid}}", privileges=MANAGERS, fields=())
def list_users(call: Call) -> list[Record]:
    """The users of a group."""
    group = known_group(call, call.path["groupid"])
    return [v1_user(user) for user in call.state.members(group["id"])]


def _users(call: Call, given: Mapping[str, str], *, some: bool = True) -> list[str]:
    """The guids of users that a request names, each of them known; with `some` at least one."""
    if "userids" not in given:
        raise bad("userids is required")
    guids = form_texts(given, "userids")
    if some and not guids:
        raise bad("userids is empty")
    return [v1_user_of(call, guid, 400)["id"] for guid in guids]


def _change(call: Call, group: Record, users: list[str], operation: str) -> None:
    """Change who is in a group; in the group of everybody, everybody stays."""
    if group["name"] != EVERYBODY:
        inside = [user["id"] for user in call.state.members(group["id"])]
        set_members(call.state, group, merged(inside, users, operation))
        stamp(call, group)


@route("POST", f"{GROUP}/{{groupid}}/users", privileges=MANAGERS, reads=False, fields=("userids",))
def add_users(call: Call) -> None:
    """Put users into a group; the ids stand in the query."""
    _change(call, known_group(call, call.path["groupid"]), _users(call, call.query), "ADD")


@route("PUT", f"{GROUP}/{{groupid}}/users", privileges=MANAGERS, reads=False, fields=("groupid", "userids"))
def set_users(call: Call) -> None:
    """Make these the users of a group; the ids stand in the form."""
    group = known_group(call, call.path["groupid"])
    if call.form.get("groupid", group["id"]) != group["id"]:
        raise bad("groupid in the path and in the form differ")
    _change(call, group, _users(call, call.form, some=False), "REPLACE")


@route("DELETE", f"{GROUP}/{{groupid}}/users", privileges=MANAGERS, reads=False, fields=("userids",))
def remove_users(call: Call) -> None:
    """Take users out of a group; the ids stand in the query."""
    _change(call, known_group(call, call.path["groupid"]), _users(call, call.query), "REMOVE")


@route("POST", f"{GROUP}/{{groupid}}/user/{{userid}}", privileges=MANAGERS, reads=False, fields=())
def add_user(call: Call) -> None:
    """Put one user into a group."""
    user = v1_user_of(call, call.path["userid"], 400)
    _change(call, known_group(call, call.path["groupid"]), [user["id"]], "ADD")


@route("DELETE", f"{GROUP}/{{groupid}}/user/{{userid}}", reads=False, fields=())
@guarded(*MANAGERS, wrong=500)
def remove_user(call: Call) -> None:
    """Take one user out of a group."""
    user = v1_user_of(call, call.path["userid"], 400)
    _change(call, known_group(call, call.path["groupid"]), [user["id"]], "REMOVE")


def _change_memberships(call: Call, operation: str) -> None:
    need_multipart(call)
    users = _users(call, call.form)
    need(call.form, "groupids")
    groups = [known_group(call, guid) for guid in form_texts(call.form, "groupids")]
    for group in groups:
        _change(call, group, users, operation)


@route("POST", f"{GROUP}/addmemberships", privileges=MANAGERS, reads=False, fields=("userids", "groupids"))
def add_memberships(call: Call) -> None:
    """Put every user named into every group named."""
    _change_memberships(call, "ADD")


@route("POST", f"{GROUP}/removememberships", privileges=MANAGERS, reads=False, fields=("userids", "groupids"))
def remove_memberships(call: Call) -> None:
    """Take every user named out of every group named."""
    _change_memberships(call, "REMOVE")


def _named(call: Call) -> list[Record]:
    """The groups of `groupNames`; guids will not do here."""
    need_multipart(call)
    need(call.form, "groupNames")
    by_name = {group["name"]: group for group in call.state.groups.values()}
    names = form_texts(call.form, "groupNames")
    if not names or not by_name.keys() >= set(names):
        raise bad("groupNames names a group that is not there, or none")
    return [by_name[name] for name in names]


def _change_privilege(call: Call, operation: str) -> list[Record]:
    groups = _named(call)
    need(call.form, "privilege")
    privilege = choice(call.form, "privilege", PRIVILEGES, "")
    for group in groups:
        group["privileges"] = merged(group["privileges"], [privilege], operation)
        stamp(call, group)
    return groups


@route("POST", f"{GROUP}/addprivilege", reads=False, fields=("privilege", "groupNames"))
@guarded(*MANAGERS, denied=401)
def add_privilege(call: Call) -> list[Record]:
    """Give groups a privilege, and show them."""
    return [v1_group(call.state, group) for group in _change_privilege(call, "ADD")]


@route(
    "POST", f"{GROUP}/removeprivilege", privileges=MANAGERS, reads=False, fields=("privilege", "groupNames")
)
def remove_privilege(call: Call) -> None:
    """Take a privilege from groups."""
    _change_privilege(call, "REMOVE")


def _change_role(call: Call, operation: str, denied: int) -> None:
    held = call.state.privileges(call.caller)
    if "ADMINISTRATION" not in held and not held >= ROLE_MANAGERS:
        raise Refused(denied, FORBIDDEN, "Roles need GROUP_ADMINISTRATION and ROLE_ADMINISTRATION")
    groups = _named(call)
    role = call.state.roles.get(call.form.get("roleID", ""))
    if role is None:
        raise bad("roleID is not a role")
    for group in groups:
        group["roles"] = merged(group["roles"], [ref(role)], operation)
        stamp(call, group)


@route("POST", f"{GROUP}/addrole", reads=False, fields=("roleID", "groupNames"))
def add_role(call: Call) -> None:
    """Give groups a role."""
    _change_role(call, "ADD", denied=401)


@route("POST", f"{GROUP}/removerole", reads=False, fields=("roleID", "groupNames"))
def remove_role(call: Call) -> None:
    """Take a role from groups."""
    _change_role(call, "REMOVE", denied=403)
