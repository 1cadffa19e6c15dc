"""The v1 routes of a group's users, privileges and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from v1_support import NOWHERE, Typed

from aiothoughtspot.v1 import groups
from aiothoughtspot.v2 import groups as v2_groups
from aiothoughtspot.v2 import users as v2_users

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

GROUP = "/callosum/v1/tspublic/v1/group"


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


async def members(api: Typed, name: str) -> list[str]:
    found = await api.ask(groups.list_users, api.group(name))
    assert found == await api.ask(groups.list_users_old, api.group(name))
    [seen] = await api.ask(v2_groups.search, group_identifier=name)
    assert [user.name for user in seen.users] == [user.header.name for user in found]
    return [user.header.name for user in found]


async def test_users_of_a_group(api: Typed) -> None:
    guid, one, two = api.group("Developer"), api.user("ana"), api.user("user00004")
    await api.ask(groups.add_users, guid, userids=[one])
    await api.ask(groups.add_user, guid, two)
    assert api.status == 204
    assert await members(api, "Developer") == ["ana", "user00004"]
    [seen] = await api.ask(v2_users.search, user_identifier="ana")
    assert "Developer" in [group.name for group in seen.user_groups]
    await api.ask(groups.remove_users, guid, userids=[one])
    assert await members(api, "Developer") == ["user00004"]
    await api.ask(groups.set_users, guid, userids=[one])
    assert await members(api, "Developer") == ["ana"]
    await api.ask(groups.remove_user, guid, one)
    assert await members(api, "Developer") == []
    await api.ask(groups.set_users, guid, userids=[one, two])
    await api.ask(groups.set_users, guid, userids=[])
    assert await members(api, "Developer") == []


async def test_everybody_stays_in_the_group_of_everybody(api: Typed) -> None:
    await api.ask(groups.remove_user, api.group("All"), api.user("ana"))
    assert len(await members(api, "All")) == 12


async def test_wrong_users_and_groups(api: Typed) -> None:
    guid, ana = api.group("Developer"), api.user("ana")
    await api.refused(400, groups.add_users, guid, userids=[ana, NOWHERE])
    await api.refused(400, groups.add_users, NOWHERE, userids=[ana])
    await api.refused(400, groups.add_user, guid, NOWHERE)
    await api.refused(500, groups.remove_user, guid, NOWHERE)
    await api.refused(500, groups.remove_user, NOWHERE, ana)
    await api.refused(403, groups.remove_user, guid, ana, user="ana")
    await api.refused(403, groups.list_users, guid, user="ana")
    for path, parts in {
        f"{GROUP}/{guid}/users": {"params": {"userids": "[]"}},
        f"{GROUP}/{guid}/users?": {},
    }.items():
        assert (await api.raw("POST", path, **parts)).status_code == 400
    other = {"groupid": api.group("All"), "userids": "[]"}
    assert (await api.raw("PUT", f"{GROUP}/{guid}/users", data=other)).status_code == 400
    assert await members(api, "Developer") == []


async def test_memberships_of_many(api: Typed) -> None:
    people = [api.user("ana"), api.user("user00004")]
    teams = [api.group("Developer"), api.group("Data Management")]
    await api.ask(groups.add_memberships, userids=people, groupids=teams)
    assert api.status == 204
    assert await members(api, "Developer") == await members(api, "Data Management") == ["ana", "user00004"]
    await api.ask(groups.remove_memberships, userids=people[:1], groupids=teams)
    assert await members(api, "Developer") == await members(api, "Data Management") == ["user00004"]
    await api.refused(400, groups.add_memberships, userids=people, groupids=[*teams, NOWHERE])
    await api.refused(403, groups.add_memberships, userids=people, groupids=teams, user="ana")


async def test_privileges(api: Typed) -> None:
    found = await api.ask(groups.add_privilege, privilege="JOBSCHEDULING", group_names=["Analyst", "All"])
    assert [item["header"]["name"] for item in found] == ["Analyst", "All"]
    assert all("JOBSCHEDULING" in item["privileges"] for item in found)
    [seen] = await api.ask(v2_groups.search, group_identifier="Analyst")
    assert "JOBSCHEDULING" in seen.privileges
    await api.ask(groups.remove_privilege, privilege="JOBSCHEDULING", group_names=["Analyst"])
    assert api.status == 204
    [seen] = await api.ask(v2_groups.search, group_identifier="Analyst")
    assert "JOBSCHEDULING" not in seen.privileges
    # Names, not guids.
    await api.refused(400, groups.add_privilege, privilege="DEVELOPER", group_names=[api.group("Analyst")])
    await api.refused(401, groups.add_privilege, privilege="DEVELOPER", group_names=["Analyst"], user="ana")
    await api.refused(403, groups.remove_privilege, privilege="DEVELOPER", group_names=["All"], user="ana")


async def test_roles_need_both_privileges(api: Typed) -> None:
    scheduler = api.state.find_role("Scheduler")
    assert scheduler is not None
    given: dict[str, Any] = {"role_id": scheduler["id"], "group_names": ["Analyst"]}
    ana = api.state.find_user("ana")
    assert ana is not None
    ana["privileges"] = ["GROUP_ADMINISTRATION"]
    await api.refused(401, groups.add_role, **given, user="ana")
    await api.refused(403, groups.remove_role, **given, user="ana")
    ana["privileges"] = ["GROUP_ADMINISTRATION", "ROLE_ADMINISTRATION"]
    await api.ask(groups.add_role, **given, user="ana")
    assert "JOBSCHEDULING" in api.state.privileges(ana)
    [seen] = await api.ask(v2_groups.search, group_identifier="Analyst")
    assert [role.name for role in seen.roles] == ["Scheduler"]
    await api.ask(groups.remove_role, **given)
    assert "JOBSCHEDULING" not in api.state.privileges(ana)
    await api.refused(400, groups.add_role, role_id=NOWHERE, group_names=["Analyst"])


@pytest.mark.parametrize(
    ("route", "form"),
    [
        ("addprivilege", {"privilege": "DEVELOPER", "groupNames": '["Analyst"]'}),
        ("removeprivilege", {"privilege": "DEVELOPER", "groupNames": '["Analyst"]'}),
        ("addrole", {"roleID": NOWHERE, "groupNames": '["Analyst"]'}),
        ("removerole", {"roleID": NOWHERE, "groupNames": '["Analyst"]'}),
        ("addmemberships", {"userids": "[]", "groupids": "[]"}),
        ("removememberships", {"userids": "[]", "groupids": "[]"}),
    ],
)
async def test_only_multipart_will_do(api: Typed, route: str, form: dict[str, str]) -> None:
    assert (await api.raw("POST", f"{GROUP}/{route}", data=form)).status_code == 415
    parts = dict.fromkeys(form, (None, "[]"))
    assert (await api.raw("POST", f"{GROUP}/{route}", files=parts)).status_code == 400
