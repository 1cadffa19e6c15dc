"""The v2 routes of users: what they change is seen afterwards, and what they refuse changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_support import ACME, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NEW = {"name": "eve", "display_name": "Eve", "email": "eve@example.com", "password": "longer"}


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


async def names(api: Api, user: str = "tsadmin", org: int = 0, **body: Any) -> list[str]:
    return [
        item["name"] for item in await api.v2("users/search", {"record_size": -1, **body}, user=user, org=org)
    ]


async def one(api: Api, name: str, **body: Any) -> dict[str, Any]:
    [found] = await api.v2("users/search", {"user_identifier": name, **body})
    return dict(found)


async def test_pages_are_bare_arrays_of_ten(api: Api) -> None:
    everyone = await names(api)
    assert len(everyone) == 60
    assert await names(api, record_size=10) == everyone[:10]
    assert len(await api.v2("users/search")) == 10
    assert await names(api, record_offset=55, record_size=10) == everyone[55:]
    assert await names(api, record_offset=60, record_size=10) == []
    assert await names(api, record_offset=58) == everyone[58:]


@pytest.mark.parametrize(
    "body",
    [
        {"record_size": -2},
        {"record_offset": -1},
        {"record_size": "many"},
        {"record_size": True},
        {"visibility": "SOMETIMES"},
        {"sort_options": {"field_name": "SHOE_SIZE"}},
        {"sort_options": {"field_name": "NAME", "order": "UP"}},
        {"user_identifier": "nobody"},
        {"group_identifiers": ["No such group"]},
        {"group_identifiers": [1]},
        {"role_identifiers": ["No such role"]},
        {"home_liveboard_identifier": "No such board"},
        {"favorite_metadata": ["text"]},
        {"favorite_metadata": [{"type": "ANSWER"}]},
        {"include_favorite_metadata": "yes"},
        {"org_identifiers": ["Atlantis"]},
    ],
)
async def test_a_wrong_search_is_refused(api: Api, body: dict[str, Any]) -> None:
    await api.v2("users/search", body, expect=400)


async def test_filters_and_order(api: Api) -> None:
    assert await names(api, name_pattern="USER0000%") == [f"user0000{digit}" for digit in range(2, 10)]
    assert await names(api, name_pattern="user00002") == ["user00002"]
    assert await names(api, name_pattern="%min") == ["tsadmin"]
    assert await names(api, display_name="Ana Analyst") == ["ana"]
    assert await names(api, privileges=["ADMINISTRATION"]) == ["tsadmin"]
    assert await names(api, group_identifiers=["Analyst"]) == ["ana"]
    assert await names(api, account_status="LOCKED") == []
    down = await names(api, sort_options={"field_name": "NAME", "order": "DESC"})
    assert down == sorted(down, reverse=True)
    for field in ("DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED"):
        assert len(await names(api, sort_options={"field_name": field})) == 60
    group = (await api.v2("groups/search", {"group_identifier": "Analyst"}))[0]
    await api.v2(f"groups/{group['id']}/update", {"role_identifiers": ["Scheduler"]})
    assert await names(api, role_identifiers=["Scheduler"]) == ["ana"]
    assert "JOBSCHEDULING" in (await one(api, "ana"))["privileges"]


async def test_the_org_of_the_caller_decides_who_is_seen(api: Api) -> None:
    inside = await names(api, org=ACME)
    assert inside[:2] == ["tsadmin", "ana"]
    assert 2 < len(inside) < 60
    assert await names(api, org_identifiers=["Acme"]) == inside
    # Naming another org widens the search of administrators only.
    assert await names(api, user="ana", org_identifiers=["Globex"]) == await names(api)
    assert (await api.v2("users/search", {"user_identifier": "ana"}, org=ACME))[0]["current_org"][
        "name"
    ] == "Acme"


async def test_people_see_the_sharable_and_themselves(api: Api) -> None:
    for name in ("user00002", "ana"):
        await api.v2(f"users/{name}/update", {"visibility": "NON_SHARABLE"})
    assert "user00002" in await names(api)
    seen = await names(api, user="ana")
    assert "user00002" not in seen
    assert "ana" in seen


async def test_unknown_keys_are_ignored_and_recorded(api: Api) -> None:
    assert await names(api, users_identifier="ana") == await names(api)
    assert any("users_identifier" in str(item) for item in api.cluster.unknown_keys)


async def test_creating_a_user(api: Api) -> None:
    board = next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    made = await api.v2(
        "users/create",
        {
            **NEW,
            "group_identifiers": ["Analyst", "All"],
            "org_identifiers": ["Primary", "Acme"],
            "home_liveboard_identifier": board["name"],
            "favorite_metadata": [{"identifier": board["id"], "type": "LIVEBOARD"}],
            "trigger_welcome_email": True,
            "preferred_locale": "de-DE",
            "notify_on_share": None,
        },
    )
    assert made["account_status"] == "ACTIVE"
    assert [group["name"] for group in made["user_groups"]] == ["All", "Analyst"]
    assert [org["id"] for org in made["orgs"]] == [0, ACME]
    assert made["home_liveboard"]["id"] == board["id"]
    assert made["creation_time_in_millis"] == api.clock.now * 1000
    assert (made["incomplete_details"], made["first_login_time_in_millis"]) == ([], 0)
    assert made["welcome_email_sent"] is True
    await api.v2("users/reset-password", {"user_identifier": "eve", "new_password": "secret"})
    assert len(await names(api, user="eve")) == 61
    assert await names(api, home_liveboard_identifier=board["id"]) == ["eve"]
    assert await names(api, favorite_metadata=[{"identifier": board["id"]}]) == ["eve"]
    assert (await one(api, "eve"))["favorite_metadata"] == []
    assert (await one(api, "eve", include_favorite_metadata=True))["favorite_metadata"][0]["id"] == board[
        "id"
    ]
    assert (await one(api, "eve", include_variable_values=True))["variable_values"] == {}


async def test_a_user_without_password_is_pending(api: Api) -> None:
    made = await api.v2("users/create", {**NEW, "password": None})
    assert made["account_status"] == "PENDING"
    saml = await api.v2("users/create", {**NEW, "name": "sam", "password": None, "account_type": "SAML_USER"})
    assert saml["account_status"] == "ACTIVE"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "ANA"},
        {"name": ""},
        {"email": None},
        {"password": "short"},
        {"password": 123456},
        {"group_identifiers": ["No such group"]},
        {"account_type": "ROBOT"},
        {"notify_on_share": "yes"},
    ],
)
async def test_a_wrong_user_is_refused(api: Api, change: dict[str, Any]) -> None:
    await api.v2("users/create", {**NEW, **change}, expect=400)
    assert len(await names(api)) == 60


@pytest.mark.parametrize("operation", ["ADD", "REMOVE", "REPLACE"])
async def test_updating_lists(api: Api, operation: str) -> None:
    await api.v2("users/ana/update", {"group_identifiers": ["Analyst", "Developer"], "operation": operation})
    expected = {
        "ADD": ["All", "Analyst", "Developer"],
        "REMOVE": ["All"],
        "REPLACE": ["All", "Analyst", "Developer"],
    }
    found = await one(api, "ana")
    assert [group["name"] for group in found["user_groups"]] == expected[operation]
    assert found["modification_time_in_millis"] == api.clock.now * 1000


async def test_updating_keeps_an_org_and_a_free_name(api: Api) -> None:
    await api.v2(
        "users/ana/update", {"org_identifiers": ["Primary", "Acme"], "operation": "REMOVE"}, expect=400
    )
    await api.v2("users/ana/update", {"name": "tsadmin"}, expect=400)
    await api.v2("users/ana/update", {"name": "ana", "favorite_metadata": [], "display_name": "A."})
    assert (await one(api, "ana"))["display_name"] == "A."
    await api.v2("users/nobody/update", {}, expect=400)


async def test_deleting_a_user_ends_its_sessions(api: Api) -> None:
    assert await names(api, user="user00003", record_size=1) == ["tsadmin"]
    await api.v2("users/user00003/delete", expect=204)
    await api.v2("users/search", user="user00003", expect=401)
    await api.v2("users/search", {"user_identifier": "user00003"}, expect=400)
    assert (await api.v2("users/tsadmin/delete", expect=403))[0] == 10023


IMPORT = [
    {"user_identifier": "ana", "display_name": "Ana II"},
    {"user_identifier": "new", "display_name": "New", "password": "longer"},
]


async def test_an_import_is_a_dry_run_unless_told_otherwise(api: Api) -> None:
    body = {"users": IMPORT, "default_password": "secret", "delete_unspecified_users": True}
    told = await api.v2("users/import", body)
    assert [item["name"] for item in told["users_added"]] == ["new"]
    assert told["users_added"][0]["id"] is None
    assert len(told["users_deleted"]) == 58
    assert len(await names(api)) == 60
    assert (await one(api, "ana"))["display_name"] == "Ana Analyst"

    done = await api.v2("users/import", {**body, "dry_run": False})
    assert done["users_deleted"] == told["users_deleted"]
    assert await names(api) == ["tsadmin", "ana", "new"]
    assert (await one(api, "ana"))["display_name"] == "Ana II"


async def test_an_import_without_deletion(api: Api) -> None:
    told = await api.v2("users/import", {"users": IMPORT[:1], "dry_run": False})
    assert told == {
        "users_added": [],
        "users_updated": [{"id": told["users_updated"][0]["id"], "name": "ana"}],
        "users_deleted": [],
    }
    await api.v2("users/import", {"users": []}, expect=400)
    await api.v2("users/import", {"users": [{"user_identifier": "x"}]}, expect=400)
    await api.v2("users/import", {"users": IMPORT, "default_password": "no"}, expect=400)


async def test_changing_a_password(api: Api) -> None:
    change = {"user_identifier": "ana", "current_password": "secret", "new_password": "secret2"}
    await api.v2("users/change-password", change, user="user00002", expect=403)
    await api.v2("users/change-password", change, user="ana")
    await api.v2("users/change-password", change, user="ana", expect=400)
    await api.v2("users/change-password", {**change, "current_password": "secret2", "new_password": "secret"})


async def test_resetting_a_password_ends_sessions(api: Api) -> None:
    await names(api, user="ana")
    await api.v2("users/reset-password", {"user_identifier": "ana", "new_password": "secret"})
    await api.v2("users/search", user="ana", expect=401)
    api.forget()
    assert await names(api, user="ana")
    await api.v2("users/reset-password", {"user_identifier": "ana"}, expect=400)


async def test_forcing_logouts(api: Api) -> None:
    await names(api, user="ana")
    await api.v2("users/force-logout", {"user_identifiers": ["ana"]})
    await api.v2("users/search", user="ana", expect=401)
    await api.v2("users/force-logout")
    await api.v2("users/search", expect=401)


async def test_deactivation_and_activation(api: Api) -> None:
    told = await api.v2("users/deactivate", {"user_identifier": "ana", "base_url": "https://example.com/"})
    link = told["activation_link"]
    assert link.startswith("https://example.com/#/activate?id=")
    assert (await one(api, "ana"))["account_status"] == "INACTIVE"
    body = {"user_identifier": "ana", "auth_token": "wrong", "password": "secret"}
    assert (await api.v2("users/activate", body, expect=403))[0] == 10023
    body["auth_token"] = link.rpartition("token=")[2]
    assert (await api.v2("users/activate", body))["account_status"] == "ACTIVE"
    await api.v2("users/activate", body, expect=403)


@pytest.mark.parametrize(
    "path",
    [
        "create",
        "import",
        "ana/update",
        "ana/delete",
        "reset-password",
        "force-logout",
        "activate",
        "deactivate",
    ],
)
async def test_analysts_are_refused(api: Api, path: str) -> None:
    code, text = await api.v2(f"users/{path}", {}, user="ana", expect=403)
    assert code == 10023
    assert text.startswith('["')
