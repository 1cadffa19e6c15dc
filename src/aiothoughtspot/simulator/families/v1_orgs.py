"""The five v1 routes of orgs: for administrators, each with orgScope in the query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from aiothoughtspot.simulator.answers import NO_SUCH_ORG
from aiothoughtspot.simulator.families import orgs
from aiothoughtspot.simulator.families._common import bad, form_flag, form_texts, need, number
from aiothoughtspot.simulator.routing import V1, Call, route
from aiothoughtspot.simulator.seeding import ORGS, PRIMARY, SEEDED_AT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.state import Record, State

ORG: Final = f"{V1}/org"
NAME: Final = re.compile(r"[A-Za-z0-9-]{1,48}")
LONGEST: Final = 124
"""Characters of a description."""
KEPT: Final = 7 * 86_400_000
"""Milliseconds for which the name of a deleted org stays taken."""


def _times(state: State, org: int) -> Record:
    """When an org was made and changed: v1 shows it, v2 does not."""
    kept: dict[int, Record] = state.bag("v1_org_times", dict[int, "Record"])
    now = SEEDED_AT if org in ORGS else state.now_ms()
    return kept.setdefault(org, {"created": now, "modified": now})


def org_view(state: State, org: Record) -> Record:
    """An org as v1 shows it."""
    groups = {group["name"]: group["id"] for group in state.groups.values() if group["system_group"]}
    return {
        "orgId": org["id"],
        "orgName": org["name"],
        "description": org["description"],
        "allGroupUserId": groups["All"],
        "defaultAdminUserGroupId": groups["Administrator"],
        "active": org["status"] == "ACTIVE",
        "author": next(iter(state.users)),
        "deleted": False,
        **_times(state, org["id"]),
    }


def _scoped(call: Call) -> None:
    if call.query.get("orgScope") != "ALL":
        raise bad("orgScope=ALL is required")


def _org(call: Call, given: Mapping[str, str]) -> Record:
    """The org of an id or, without one, of a name; 400 for neither, and for one that is not there."""
    wanted = number(given, "id", 0) if given.get("id") else None
    name = given.get("name")
    if wanted is None and not name:
        raise bad("id or name is required")
    for org in call.state.orgs.values():
        if org["id"] == wanted if wanted is not None else org["name"] == name:
            return org
    raise bad("There is no such org", NO_SUCH_ORG)


@route("GET", ORG, admin=True)
@route("GET", f"{ORG}/", admin=True, fields=("orgScope", "id", "name"))
def get_org(call: Call) -> Record:
    """One org."""
    _scoped(call)
    return org_view(call.state, _org(call, call.query))


@route("POST", f"{ORG}/search", admin=True, fields=("orgScope", "id", "name", "showinactive"))
def search_orgs(call: Call) -> list[Record]:
    """The org of an id or name in a list, or without either all orgs, the inactive ones if asked for."""
    _scoped(call)
    inactive = form_flag(call.form, "showinactive")
    if call.form.get("id") or call.form.get("name"):
        found = [_org(call, call.form)]
    else:
        found = list(call.state.orgs.values())
    return [org_view(call.state, org) for org in found if inactive or org["status"] == "ACTIVE"]


def _text(form: Mapping[str, str]) -> str | None:
    text = form.get("description")
    if text is not None and len(text) > LONGEST:
        raise bad(f"description has at most {LONGEST} characters")
    return text


def _free_name(call: Call, name: str) -> str:
    gone: dict[str, int] = call.state.bag("v1_deleted_orgs", dict[str, int])
    if not NAME.fullmatch(name):
        raise bad("name takes letters, digits and hyphens, 48 at most")
    if (
        any(org["name"] == name for org in call.state.orgs.values())
        or gone.get(name, 0) > call.state.now_ms()
    ):
        raise bad(f"An org named {name} exists already, or did a week ago")
    return name


@route("POST", ORG, admin=True, reads=False)
@route("POST", f"{ORG}/", admin=True, reads=False, fields=("orgScope", "name", "description"))
def create_org(call: Call) -> Record:
    """A new org, its id chosen by the server."""
    _scoped(call)
    need(call.form, "name")
    given = {"name": _free_name(call, call.form["name"]), "description": _text(call.form)}
    return org_view(call.state, orgs.create(attrs.evolve(call, body=given)))


@route("PUT", ORG, admin=True, reads=False)
@route(
    "PUT",
    f"{ORG}/",
    admin=True,
    reads=False,
    fields=("orgScope", "id", "name", "description", "groupids", "active"),
)
def update_org(call: Call) -> Record:
    """Rename, describe, or turn off an org; with an id, the name is the new one."""
    _scoped(call)
    form, state = call.form, call.state
    org = _org(call, form)
    active = form_flag(form, "active", default=org["status"] == "ACTIVE")
    if not active and org["id"] == PRIMARY:
        raise bad("The primary org stays active")
    groups = form_texts(form, "groupids")
    given: Record = {"description": _text(form), **({"group_identifiers": groups} if groups else {})}
    if form.get("id") and form.get("name") not in {None, org["name"]}:
        given["name"] = _free_name(call, form["name"])
    orgs.update(attrs.evolve(call, path={"org_identifier": str(org["id"])}, body=given))
    org["status"] = "ACTIVE" if active else "IN_ACTIVE"
    _times(state, org["id"])["modified"] = state.now_ms()
    return org_view(state, org)


@route("DELETE", ORG, admin=True, reads=False)
@route("DELETE", f"{ORG}/", admin=True, reads=False, fields=("orgScope", "id", "name"))
def delete_org(call: Call) -> None:
    """Delete an org with its objects; its name stays taken for a week, and the primary org cannot go."""
    _scoped(call)
    org = _org(call, call.form)
    orgs.delete(attrs.evolve(call, path={"org_identifier": str(org["id"])}))
    gone: dict[str, int] = call.state.bag("v1_deleted_orgs", dict[str, int])
    gone[org["name"]] = call.state.now_ms() + KEPT
