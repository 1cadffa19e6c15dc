"""The v1 routes of roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from v1_support import NOWHERE, Typed

from aiothoughtspot.v1 import groups, roles
from aiothoughtspot.v2 import roles as v2_roles

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROLE = "/callosum/v1/tspublic/v1/role"


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


async def test_a_role_from_beginning_to_end(api: Typed) -> None:
    made = (await api.ask(roles.create, name="Night", description="d", privileges=["DEVELOPER"])).data
    assert (made.name, made.privileges, made.permission) == ("Night", ["DEVELOPER"], "MODIFY")
    assert made.author_id == made.modifier_id == api.user("tsadmin")
    [seen] = await api.ask(v2_roles.search, role_identifiers=["Night"])
    assert (seen.id, seen.description) == (made.id, "d")
    await api.ask(groups.add_role, role_id=made.id, group_names=["Analyst"])
    # Privileges are added.
    changed = (await api.ask(roles.update, made.id, name="Day", privileges=["JOBSCHEDULING"])).data
    assert (changed.name, changed.privileges, changed.description) == (
        "Day",
        ["DEVELOPER", "JOBSCHEDULING"],
        "d",
    )
    [found] = (await api.ask(roles.search, group_identifiers=["Analyst"])).data
    assert (found.id, [group.name for group in found.groups]) == (made.id, ["Analyst"])
    assert (await api.ask(roles.update, made.id, description="other")).data.description == "other"
    await api.ask(roles.delete, made.id)
    assert api.status == 204
    assert (await api.ask(roles.search, group_identifiers=["Analyst"])).data == []


async def test_searching(api: Typed) -> None:
    found = (await api.ask(roles.search)).data
    assert {role.name for role in found} == {role["name"] for role in api.state.roles.values()}
    one = (await api.ask(roles.search, role_identifiers=["Scheduler"], privileges=["JOBSCHEDULING"])).data
    assert [role.name for role in one] == ["Scheduler"]
    assert (await api.ask(roles.search, org_identifiers=["Acme"])).data == []


async def test_what_is_refused(api: Typed) -> None:
    role = api.state.find_role("Scheduler")
    assert role is not None
    await api.refused(403, roles.search, user="ana")
    await api.refused(400, roles.create, name="Scheduler")
    await api.refused(400, roles.update, NOWHERE, name="x")
    await api.refused(400, roles.update, role["id"], name="Tag keeper")
    await api.refused(400, roles.search, role_identifiers=["nobody"])
    for form in (
        {},
        {"name": "x" * 49},
        {"name": "x", "description": "y" * 125},
        {"name": "x", "privileges": "[FLYING]"},
    ):
        assert (await api.raw("POST", ROLE, data=form)).status_code == 400
    bare = await api.raw("POST", ROLE, data={"name": "Bare", "privileges": "[DEVELOPER, JOBSCHEDULING]"})
    assert bare.json()["data"]["privileges"] == ["DEVELOPER", "JOBSCHEDULING"]
