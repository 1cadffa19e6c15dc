"""The v2 routes of groups and orgs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_support import ACME, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


async def names(api: Api, user: str = "tsadmin", org: int = 0, **body: Any) -> list[str]:
    return [
        item["name"]
        for item in await api.v2("groups/search", {"record_size": -1, **body}, user=user, org=org)
    ]


async def one(api: Api, name: str, **body: Any) -> dict[str, Any]:
    [found] = await api.v2("groups/search", {"group_identifier": name, **body})
    return dict(found)


async def groups_of(api: Api, user: str, field: str = "user_groups") -> list[str]:
    [found] = await api.v2("users/search", {"user_identifier": user})
    return [group["name"] for group in found[field]]


async def test_search(api: Api) -> None:
    everything = await names(api)
    assert len(everything) == 50
    assert len(await api.v2("groups/search")) == 10
    assert len((await one(api, "All"))["users"]) == 60
    assert (await one(api, "All", include_users=False))["users"] == []
    assert await names(api, user_identifiers=["ana"]) == ["All", "Analyst"]
    assert await names(api, privileges=["ADMINISTRATION"]) == ["Administrator"]
    assert await names(api, name_pattern="analyst") == ["Analyst"]
    assert await names(api, type="LDAP_GROUP") == []
    assert await names(api, description="All group") == ["All"]
    assert await names(api, org=ACME) == []
    assert await names(api, org_identifiers=["Primary"], org=ACME) == everything
    await api.v2("groups/search", {"type": "CROWD"}, expect=400)


async def test_analysts_see_the_sharable(api: Api) -> None:
    await api.v2("groups/Developer/update", {"visibility": "NON_SHARABLE"})
    assert "Developer" in await names(api)
    assert "Developer" not in await names(api, user="ana")


async def test_the_life_of_a_group(api: Api) -> None:
    board = next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    made = await api.v2(
        "groups/create",
        {
            "name": "Crew",
            "display_name": "The crew",
            "privileges": ["DATADOWNLOADING"],
            "user_identifiers": ["ana", "user00002"],
            "sub_group_identifiers": ["Developer"],
            "role_identifiers": ["Scheduler"],
            "default_liveboard_identifiers": [board["id"]],
        },
    )
    assert [user["name"] for user in made["users"]] == ["ana", "user00002"]
    assert (made["description"], made["orgs"]) == (None, [{"id": "0", "name": "Primary"}])
    assert await groups_of(api, "ana") == ["All", "Analyst", "Crew"]
    for body in (
        {"sub_group_identifiers": ["Developer"]},
        {"role_identifiers": ["Scheduler"]},
        {"default_liveboard_identifiers": [board["id"]]},
    ):
        assert await names(api, **body) == ["Crew"]
    assert (await one(api, "Crew", include_sub_groups=False))["sub_groups"] == []

    await api.v2(
        "groups/Crew/update", {"name": "Team", "user_identifiers": ["ana"], "operation": "REMOVE"}, expect=204
    )
    assert await groups_of(api, "ana") == ["All", "Analyst"]
    assert await groups_of(api, "user00002") == [*(await groups_of(api, "user00002"))[:-1], "Team"]
    await api.v2("groups/Team/update", {"name": "Team", "user_identifiers": []})
    assert (await one(api, "Team"))["users"] == []

    await api.v2("groups/Team/delete", expect=204)
    await api.v2("groups/Team/delete", expect=400)
    assert await names(api, name_pattern="Team") == []


async def test_sub_groups_are_inherited_to_any_depth(api: Api) -> None:
    await api.v2("groups/Developer/update", {"sub_group_identifiers": ["Analyst"]})
    await api.v2(
        "groups/create", {"name": "Top", "display_name": "Top", "sub_group_identifiers": ["Developer"]}
    )
    await api.v2("users/ana/update", {"group_identifiers": ["Analyst"]})
    assert await groups_of(api, "ana", "user_inherited_groups") == ["All", "Analyst", "Developer", "Top"]


async def test_renames_and_deletions_reach_sub_groups(api: Api) -> None:
    await api.v2(
        "groups/create",
        {"name": "Top", "display_name": "Top", "sub_group_identifiers": ["Analyst", "Developer"]},
    )
    await api.v2("groups/Analyst/update", {"name": "Analysts"})
    assert [group["name"] for group in (await one(api, "Top"))["sub_groups"]] == ["Analysts", "Developer"]
    assert await groups_of(api, "ana") == ["All", "Analysts"]
    await api.v2("groups/Analysts/delete")
    assert [group["name"] for group in (await one(api, "Top"))["sub_groups"]] == ["Developer"]


async def test_refusals(api: Api) -> None:
    await api.v2("groups/create", {"name": "Analyst", "display_name": "Twice"}, expect=400)
    await api.v2("groups/create", {"name": "Nameless"}, expect=400)
    await api.v2("groups/Analyst/update", {"name": "All"}, expect=400)
    await api.v2("groups/Analyst/update", {"sub_group_identifiers": ["Analyst"]}, expect=400)
    await api.v2("groups/Analyst/update", {"visibility": "DIM"}, expect=400)
    assert (await api.v2("groups/All/delete", expect=403))[0] == 10023
    for path in ("create", "import", "Analyst/update", "Analyst/delete"):
        assert (await api.v2(f"groups/{path}", {}, user="ana", expect=403))[0] == 10023


async def test_an_import_is_a_dry_run_unless_told_otherwise(api: Api) -> None:
    body = {
        "groups": [
            {"group_identifier": "Analyst", "display_name": "Analysts"},
            {"group_identifier": "Fresh", "display_name": "Fresh"},
        ],
        "delete_unspecified_groups": True,
    }
    told = await api.v2("groups/import", body)
    assert told["groups_added"] == [{"id": None, "name": "Fresh"}]
    assert len(told["groups_deleted"]) == 47
    assert len(await names(api)) == 50

    done = await api.v2("groups/import", {**body, "dry_run": False})
    assert [item["name"] for item in done["groups_updated"]] == ["Analyst"]
    assert await names(api) == ["All", "Administrator", "Analyst", "Fresh"]
    assert (await one(api, "Analyst"))["display_name"] == "Analysts"
    assert await api.v2("groups/import") == {"groups_added": [], "groups_deleted": [], "groups_updated": []}
    await api.v2("groups/import", {"groups": [{"group_identifier": "x"}]}, expect=400)


async def orgs(api: Api, **body: Any) -> list[str]:
    return [item["name"] for item in await api.v2("orgs/search", body)]


async def test_searching_orgs(api: Api) -> None:
    assert await orgs(api) == ["Primary", "Acme", "Globex", "Initech"]
    assert await orgs(api, org_identifier="Acme") == ["Acme"]
    assert await orgs(api, org_identifier="0") == ["Primary"]
    assert await orgs(api, user_identifiers=["ana"]) == ["Primary", "Acme"]
    assert await orgs(api, status="IN_ACTIVE") == []
    assert (await api.v2("orgs/search", {"org_identifier": "Atlantis"}, expect=400))[0] == 13090
    await api.v2("orgs/search", {"visibility": "DIM"}, expect=400)


async def test_the_life_of_an_org(api: Api) -> None:
    made = await api.v2("orgs/create", {"name": "Umbrella"})
    assert 0 < made["id"] < 2**31
    await api.v2("orgs/create", {"name": "Umbrella"}, expect=400)
    body = {"user_identifiers": ["ana", "tsadmin"], "group_identifiers": ["Analyst"], "description": "Rain"}
    await api.v2("orgs/Umbrella/update", body, expect=204)
    assert await orgs(api, user_identifiers=["ana"]) == ["Primary", "Acme", "Umbrella"]
    assert (await api.v2("groups/search", org=made["id"]))[0]["name"] == "Analyst"
    copied = next(item for item in api.state.metadata.values() if item["type"] == "ANSWER")
    copied["org_id"] = made["id"]
    assert len(await api.v2("metadata/search", org=made["id"])) == 1

    await api.v2(
        "orgs/Umbrella/update", {"name": "Parasol", "user_identifiers": ["ana"], "operation": "REMOVE"}
    )
    [ana] = await api.v2("users/search", {"user_identifier": "ana"})
    assert [org["name"] for org in ana["orgs"]] == ["Primary", "Acme"]
    [admin] = await api.v2("users/search", {"user_identifier": "tsadmin"})
    assert admin["orgs"][-1]["name"] == "Parasol"
    await api.v2("orgs/Parasol/update", {"user_identifiers": ["ana"], "operation": "REPLACE"})
    assert await orgs(api, user_identifiers=["tsadmin"]) == ["Primary", "Acme", "Globex", "Initech"]

    await api.v2(f"orgs/{made['id']}/delete", expect=204)
    assert await orgs(api) == ["Primary", "Acme", "Globex", "Initech"]
    assert copied["id"] not in api.state.metadata
    await api.v2("metadata/search", org=made["id"], expect=401)


async def test_refusals_of_orgs(api: Api) -> None:
    await api.v2("orgs/0/delete", expect=400)
    await api.v2("orgs/Acme/update", {"name": "Globex"}, expect=400)
    await api.v2("orgs/Acme/update", {"name": "Acme"}, expect=204)
    for path in ("search", "create", "Acme/update", "Acme/delete"):
        assert (await api.v2(f"orgs/{path}", {}, user="ana", expect=403))[0] == 10023
