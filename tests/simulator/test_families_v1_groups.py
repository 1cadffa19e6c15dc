"""The v1 routes of groups: one truth with v2, and statuses that differ from route to route."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from v1_support import NOWHERE, Typed

from aiothoughtspot.v1 import groups, users
from aiothoughtspot.v2 import groups as v2_groups

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

GROUP = "/callosum/v1/tspublic/v1/group"


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


async def create(api: Typed, name: str = "Fresh", **given: Any) -> Any:
    return await api.ask(groups.create, name=name, display_name=f"The {name}", **given)


async def test_a_new_group_is_the_same_in_v2(api: Typed) -> None:
    role = next(iter(api.state.roles.values()))
    made = await create(
        api,
        description="new here",
        privileges=["DATADOWNLOADING"],
        visibility="NON_SHARABLE",
        grouptype="LDAP_GROUP",
        role_ids=[role["id"]],
    )
    assert (made.visibility, made.type, made.privileges) == (
        "NON_SHARABLE",
        "LDAP_GROUP",
        ["DATADOWNLOADING"],
    )
    assert made.header.description == "new here"
    assert made.assigned_roles == [role["id"]]
    [seen] = await api.ask(v2_groups.search, group_identifier="Fresh")
    assert (seen.id, seen.display_name, seen.visibility) == (made.header.id, "The Fresh", "NON_SHARABLE")
    assert [item.id for item in seen.roles] == [role["id"]]
    assert await api.ask(groups.get, name="Fresh") == [made]
    await api.ask(v2_groups.update, made.header.id, display_name="Other")
    [again] = await api.ask(groups.get, groupid=made.header.id)
    assert again.display_name == "Other"


async def test_reading_groups(api: Typed) -> None:
    everything = await api.ask(groups.get)
    assert {item.header.name for item in everything} == {item["name"] for item in api.state.groups.values()}
    assert (await api.raw("GET", GROUP)).json() == api.sent
    await api.ask(groups.get, groupid=api.group("All"))
    assert isinstance(api.sent, dict)
    await api.refused(400, groups.get, groupid=NOWHERE)
    await api.refused(400, groups.get, groupid=api.group("All"), name="Analyst")
    await api.refused(403, groups.get, user="ana")


@pytest.mark.parametrize(
    "given",
    [{"name": "All"}, {"grouptype": "CROWD"}, {"role_ids": [NOWHERE]}, {"name": ""}],
)
async def test_a_wrong_new_group_is_a_500(api: Typed, given: dict[str, Any]) -> None:
    await api.refused(500, groups.create, **{"name": "Fresh", "display_name": "F", **given})
    assert api.state.find_group("Fresh") is None


async def test_creating_without_the_privilege_is_a_401(api: Typed) -> None:
    await api.refused(401, groups.create, name="Fresh", display_name="F", user="ana")
    assert (await api.raw("POST", GROUP, data={"name": "Fresh", "display_name": "F"})).status_code == 200
    wrong = {"name": "More", "display_name": "M", "privileges": '["FLYING"]'}
    assert (await api.raw("POST", GROUP, data=wrong)).status_code == 500


async def content(api: Typed, name: str) -> dict[str, Any]:
    await api.ask(groups.get, name=name)
    return dict(api.sent)


async def test_updating_with_the_whole_object(api: Typed) -> None:
    made = await create(api)
    board, role = api.first("LIVEBOARD"), next(iter(api.state.roles.values()))
    whole = await content(api, "Fresh")
    whole["header"] |= {"name": "Renamed", "description": "told"}
    whole |= {
        "displayName": "Shown",
        "visibility": "NON_SHARABLE",
        "privileges": ["DEVELOPER"],
        "assignedGroups": [api.group("Developer")],
        "assignedPinboards": [board["id"]],
    }
    await api.ask(groups.update, made.header.id, content=whole, role_ids=[role["id"]], triggeredbyadmin=True)
    assert api.status == 204
    [seen] = await api.ask(groups.get, groupid=made.header.id)
    assert (seen.header.name, seen.header.description, seen.display_name) == ("Renamed", "told", "Shown")
    assert (seen.privileges, seen.assigned_groups) == (["DEVELOPER"], [api.group("Developer")])
    assert (seen.assigned_pinboards, seen.assigned_roles) == ([board["id"]], [role["id"]])
    assert [item.header.id for item in await api.ask(groups.list_subgroups, api.group("Developer"))] == [
        made.header.id
    ]
    # What is not in the object stays as it is.
    await api.ask(groups.update, made.header.id, content={"header": {"name": "Renamed"}})
    [left] = await api.ask(groups.get, groupid=made.header.id)
    assert (left.privileges, left.assigned_groups) == (seen.privileges, seen.assigned_groups)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"header": {"name": "All"}},
        {"header": {"name": "Analyst"}, "assignedGroups": [NOWHERE]},
        {"header": {"name": "Analyst"}, "assignedRoles": [NOWHERE]},
        {"header": {"name": "Analyst"}, "privileges": ["FLYING"]},
        {"header": {"name": "Analyst"}, "assignedPinboards": "x"},
        {"header": 5},
    ],
)
async def test_bad_content_is_a_500_and_changes_nothing(api: Typed, wrong: dict[str, Any]) -> None:
    before = await content(api, "Analyst")
    await api.refused(500, groups.update, api.group("Analyst"), content=wrong)
    assert await content(api, "Analyst") == before


async def test_an_update_must_name_its_group_twice_alike(api: Typed) -> None:
    guid = api.group("Analyst")
    form = {"groupid": api.group("All"), "content": json.dumps(await content(api, "Analyst"))}
    assert (await api.raw("PUT", f"{GROUP}/{guid}", data=form)).status_code == 500
    assert (await api.raw("PUT", f"{GROUP}/{guid}", data={"content": "[]"})).status_code == 500
    whole = {**await content(api, "Analyst"), "assignedGroups": [guid]}
    refused = await api.refused(500, groups.update, guid, content=whole)
    assert "its own" in str(refused)


async def test_deleting(api: Typed) -> None:
    made = await create(api)
    await api.ask(groups.delete, made.header.id)
    assert api.status == 204
    assert await api.ask(v2_groups.search, name_pattern="Fresh") == []
    await api.refused(500, groups.delete, made.header.id)
    await api.refused(403, groups.delete, api.group("All"))
    await api.refused(403, groups.delete, api.group("Analyst"), user="ana")


async def test_groups_under_groups(api: Typed) -> None:
    upper, one, two = (api.group(name) for name in ("Analyst", "Developer", "Data Management"))
    await api.ask(groups.add_subgroups, upper, principalids=[one])
    await api.ask(groups.add_subgroups, upper, principalids=[two, one])
    found = await api.ask(groups.list_subgroups, upper)
    assert [item.header.id for item in found] == [one, two]
    await api.ask(groups.add_subgroups, one, principalids=[api.group("Project 1")])
    [deep] = await api.ask(groups.get, name="Project 1")
    assert (deep.assigned_groups, deep.inherited_groups) == ([one], [one, upper])
    await api.ask(groups.remove_subgroups, upper, principalids=[one])
    [seen] = await api.ask(v2_groups.search, group_identifier=upper)
    assert [item.id for item in seen.sub_groups] == [two]
    await api.ask(groups.set_subgroups, upper, principalids=[one])
    assert [item.header.id for item in await api.ask(groups.list_subgroups, upper)] == [one]
    await api.ask(groups.set_subgroups, upper, principalids=[])
    assert await api.ask(groups.list_subgroups, upper) == []
    await api.refused(400, groups.add_subgroups, upper, principalids=[NOWHERE])
    await api.refused(400, groups.add_subgroups, upper, principalids=[upper])
    await api.refused(400, groups.list_subgroups, NOWHERE)
    assert (await api.raw("PUT", f"{GROUP}/{upper}/groups", data={"groupid": one})).status_code == 400
    assert (await api.raw("PUT", f"{GROUP}/{upper}/groups", data={"groupid": upper})).status_code == 400


async def test_a_users_groups_are_shown_alike(api: Typed) -> None:
    await api.ask(groups.add_subgroups, api.group("Developer"), principalids=[api.group("Analyst")])
    found = await api.ask(users.list_groups, api.user("ana"))
    assert [item.assigned_groups for item in found] == [[], [api.group("Developer")]]
    assert found == [(await api.ask(groups.get, name=name))[0] for name in ("All", "Analyst")]
