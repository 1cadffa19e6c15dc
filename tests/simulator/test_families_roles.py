"""Roles: found, made, changed, deleted, and what they give to the members of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_machinery_support import Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


async def names(api: Api, **body: Any) -> list[str]:
    return [role["name"] for role in await api.v2("roles/search", body)]


async def test_searching(api: Api) -> None:
    everything = await names(api)
    assert len(everything) == 10
    assert await names(api, role_identifiers=["Scheduler"]) == ["Scheduler"]
    assert await names(api, privileges=["DEVELOPER", "JOBSCHEDULING"]) == ["Scheduler", "Developer role"]
    assert await names(api, org_identifiers=["Primary"]) == everything
    assert await names(api, org_identifiers=["Acme"]) == []
    assert await names(api, group_identifiers=["Analyst"]) == []
    assert await names(api, permissions=["READ_ONLY"]) == []
    assert await names(api, permissions=["MODIFY"], external=False) == everything
    assert await names(api, deprecated=True) == []
    for body in ({"role_identifiers": ["Nobody"]}, {"permissions": ["ALL"]}, {"group_identifiers": ["?"]}):
        await api.v2("roles/search", body, expect=400)


async def test_the_life_of_a_role(api: Api) -> None:
    body = {"name": "Mailer", "description": "Sends", "privileges": ["JOBSCHEDULING"]}
    made = await api.v2("roles/create", body, expect=200)
    assert (made["description"], made["privileges"]) == ("Sends", ["JOBSCHEDULING"])
    await api.v2("groups/Analyst/update", {"role_identifiers": ["Mailer"]})
    [found] = await api.v2("roles/search", {"group_identifiers": ["Analyst"]})
    assert [group["name"] for group in found["groups"]] == ["Analyst"]
    assert found["groups_assigned_count"] == 1
    [ana] = await api.v2("users/search", {"user_identifier": "ana"})
    assert "JOBSCHEDULING" in ana["privileges"]

    api.clock.now += 5
    body = {"name": "Sharer", "privileges": ["SHAREWITHALL"]}
    changed = await api.v2(f"roles/{made['id']}/update", body, expect=200)
    assert changed["modification_time_in_millis"] == made["creation_time_in_millis"] + 5_000
    assert (changed["name"], changed["description"]) == ("Sharer", "Sends")
    [group] = await api.v2("groups/search", {"group_identifier": "Analyst"})
    assert group["roles"] == [{"id": made["id"], "name": "Sharer"}]
    [ana] = await api.v2("users/search", {"user_identifier": "ana"})
    assert "SHAREWITHALL" in ana["privileges"]
    assert "JOBSCHEDULING" not in ana["privileges"]

    changed = await api.v2("roles/Sharer/update", {"name": "Sharer", "description": "New"})
    assert (changed["description"], changed["privileges"]) == ("New", ["SHAREWITHALL"])
    await api.v2("roles/Sharer/delete", expect=204)
    [group] = await api.v2("groups/search", {"group_identifier": "Analyst"})
    assert group["roles"] == []
    await api.v2("roles/Sharer/delete", expect=400)


async def test_an_old_privilege_shows_in_searches_alone(api: Api) -> None:
    changed = await api.v2("roles/Analyst role/update", {"name": "Analyst role"})
    assert changed["privileges"] == ["DATADOWNLOADING"]
    [found] = await api.v2("roles/search", {"role_identifiers": ["Analyst role"]})
    assert found["privileges"] == ["AUTHORING", "DATADOWNLOADING"]


async def test_refusals(api: Api) -> None:
    await api.v2("roles/create", {"name": "Fixed", "read_only": True})
    for path, body, status in (
        ("create", {"name": "Scheduler"}, 400),
        ("create", {}, 400),
        ("create", {"name": "x", "privileges": ["AUTHORING"]}, 400),
        ("Scheduler/update", {"name": "Fixed"}, 400),
        ("Scheduler/update", {"description": "no name"}, 400),
        ("Scheduler/update", {"name": "Scheduler", "privileges": ["CAN_SETUP_VERSION_CONTROL"]}, 400),
        ("Fixed/update", {"name": "Loose"}, 403),
        ("Fixed/delete", {}, 403),
    ):
        await api.v2(f"roles/{path}", body, expect=status)
    assert await names(api, role_identifiers=["Scheduler", "Fixed"]) == ["Scheduler", "Fixed"]
    for path in ("search", "create", "Scheduler/update", "Scheduler/delete"):
        assert (await api.v2(f"roles/{path}", {}, user="ana", expect=403))[0] == 10023
