"""The v1 routes of users: form fields, ids in odd places, and statuses that differ from route to route."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from families_support import ACME, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOWHERE = "00000000-0000-4000-a000-00000000dead"


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


def guid(api: Api, name: str) -> str:
    found = api.state.find_user(name) or api.state.find_group(name)
    assert found is not None
    return str(found["id"])


async def get(api: Api, name: str) -> dict[str, Any]:
    return dict(await api.v1("GET", "user/", query={"name": name}))


async def create(api: Api, expect: int = 200, **form: str) -> Any:
    return await api.v1("POST", "user/", form={"name": "eve", "displayname": "Eve", **form}, expect=expect)


async def test_creating_a_user(api: Api) -> None:
    made = await create(
        api,
        password="longer",
        properties='{"mail": "eve@example.com"}',
        groups=json.dumps([guid(api, "Analyst")]),
        orgids=f"[0, {ACME}]",
        usertype="LOCAL_USER",
        visibility="NON_SHARABLE",
        triggeredbyadmin="true",
    )
    assert made["userContent"]["userActivityProto"] == {"first_login": -1, "welcome_email_sent": False}
    assert made["userContent"]["userProperties"]["mail"] == "eve@example.com"
    assert made["header"]["orgIds"] == [0, ACME]
    assert (made["visibility"], made["parenttype"], made["incompleteDetail"]) == ("NON_SHARABLE", "USER", [])
    assert made["assignedGroups"] == [guid(api, "All"), guid(api, "Analyst")]
    assert await get(api, "eve") == made
    assert (await get(api, "user00004"))["userContent"]["userActivityProto"]["first_login"] > 1e12


@pytest.mark.parametrize(
    ("form", "expect"),
    [
        ({"name": "ana"}, 409),
        ({"password": "no"}, 500),
        ({"displayname": ""}, 400),
        ({"usertype": "ROBOT"}, 400),
        ({"groups": "[nobody]"}, 400),
        ({"properties": "{"}, 400),
        ({"triggeredbyadmin": "True"}, 400),
    ],
)
async def test_a_wrong_user_is_refused(api: Api, form: dict[str, str], expect: int) -> None:
    await create(api, expect, **form)


async def test_reading_users(api: Api) -> None:
    everybody = await api.v1("GET", "user/")
    assert len(everybody) == 60
    assert len(await api.v1("GET", "user")) == 60
    ana = await api.v1("GET", "user/", query={"userid": guid(api, "ana"), "name": "ana"})
    assert ana["header"]["name"] == "ana"
    await api.v1("GET", "user/", query={"userid": guid(api, "tsadmin"), "name": "ana"}, expect=400)
    await api.v1("GET", "user/", query={"userid": NOWHERE}, expect=500)
    await api.v1("GET", "user/", query={"name": "nobody"}, expect=400)


async def update(api: Api, content: Any, expect: int = 204, **form: str) -> None:
    ana = guid(api, "ana")
    text = content if isinstance(content, str) else json.dumps(content)
    await api.v1("PUT", f"user/{ana}", form={"userid": ana, "content": text, **form}, expect=expect)


async def test_updating_a_user_with_the_whole_object(api: Api) -> None:
    profile = await get(api, "ana")
    profile["displayName"] = "Ana II"
    profile["userContent"]["userPreferences"]["notifyOnShare"] = False
    profile["assignedGroups"] = [guid(api, "Developer")]
    await update(api, profile, password="secret2")
    found = await get(api, "ana")
    assert found["displayName"] == "Ana II"
    assert found["userContent"]["userPreferences"]["notifyOnShare"] is False
    assert found["assignedGroups"] == [guid(api, "All"), guid(api, "Developer")]
    assert api.state.passwords[guid(api, "ana")] == "secret2"

    await update(api, {"header": {"name": "ana"}})
    assert (await get(api, "ana"))["displayName"] == "Ana II"
    await update(api, {"header": {"name": "tsadmin"}}, 409)
    await update(api, {"header": {}}, 500)
    await update(api, "[]", 500)
    await update(api, "{", 500)
    await update(api, {"header": {"name": "ana"}}, 400, userid=NOWHERE)
    await api.v1("PUT", f"user/{NOWHERE}", form={"content": "{}"}, expect=500)


async def test_deleting_from_one_org_or_from_all(api: Api) -> None:
    ana = guid(api, "ana")
    await api.v1("DELETE", f"user/{ana}", query={"orgid": ACME}, expect=204)
    assert (await get(api, "ana"))["header"]["orgIds"] == [0]
    await api.v1("DELETE", f"user/{guid(api, 'user00003')}", query={"orgid": 999}, expect=400)
    await api.v1("DELETE", f"user/{ana}", query={"orgid": 0}, expect=204)
    await api.v1("GET", "user/", query={"name": "ana"}, expect=400)
    await api.v1(
        "DELETE", f"user/{guid(api, 'user00003')}", query={"orgid": 0, "orgScope": "ALL"}, expect=204
    )
    await api.v1("DELETE", f"user/{guid(api, 'user00005')}", query={"orgid": -1}, expect=204)
    assert len(await api.v1("GET", "user/")) == 57
    await api.v1("DELETE", f"user/{NOWHERE}", expect=500)


async def test_mail_addresses(api: Api) -> None:
    await api.v1("PUT", "user/email", form={"userid": guid(api, "ana"), "emailid": "a@b.c"}, expect=204)
    assert (await get(api, "ana"))["userContent"]["userProperties"]["mail"] == "a@b.c"
    await api.v1("PUT", "user/email", form={"userid": guid(api, "ana"), "emailid": "nowhere"}, expect=500)
    await api.v1("PUT", "user/email", form={"userid": NOWHERE, "emailid": "a@b.c"}, expect=400)


async def test_adding_to_an_org_takes_ids_with_and_without_quotes(api: Api) -> None:
    await api.v1(
        "POST",
        "user/addtoorg",
        form={"userids": f"[{guid(api, 'user00004')}]", "orgid": str(ACME)},
        expect=204,
    )
    assert ACME in (await get(api, "user00004"))["header"]["orgIds"]
    quoted = json.dumps([guid(api, "user00004"), guid(api, "ana")])
    await api.v1("POST", "user/addtoorg", form={"userids": quoted}, expect=204)
    await api.v1("POST", "user/addtoorg", form={"userids": quoted, "orgid": "nine"}, expect=400)
    await api.v1("POST", "user/addtoorg", form={"userids": f'["{NOWHERE}"]'}, expect=400)
    await api.v1("POST", "user/addtoorg", form={"userids": "[1.5]"}, expect=400)


async def test_principals_are_users_and_groups_in_one_array(api: Api) -> None:
    await api.v2("groups/Developer/update", {"sub_group_identifiers": ["Analyst"]})
    found = {item["name"]: item for item in await api.v1("GET", "user/list")}
    assert len(found) == 110
    assert (found["ana"]["principalTypeEnum"], found["ana"]["groupNames"]) == (
        "LOCAL_USER",
        ["All", "Analyst"],
    )
    assert (found["Analyst"]["principalTypeEnum"], found["Analyst"]["groupNames"]) == (
        "LOCAL_GROUP",
        ["Developer"],
    )


async def test_preferences(api: Api) -> None:
    ana, words = guid(api, "ana"), {"preferences": '{"showWalkMe": false, "preferredLocale": "fr-FR"}'}
    await api.v1("POST", "user/updatepreference", form={"userid": ana, **words}, user="ana", expect=204)
    found = (await get(api, "ana"))["userContent"]["userPreferences"]
    assert (found["showWalkMe"], found["preferredLocale"], found["notifyOnShare"]) == (False, "fr-FR", True)
    await api.v1(
        "POST", "user/updatepreference", form={"username": "ana", "preferencesProto": "AA=="}, expect=204
    )
    await api.v1(
        "POST", "user/updatepreference", form={"username": "tsadmin", **words}, user="ana", expect=403
    )
    await api.v1("POST", "user/updatepreference", form=words, expect=400)


async def test_ownership_goes_by_user_names_in_the_query(api: Api) -> None:
    owned = [
        item["id"] for item in api.state.metadata.values() if item["header"]["author"] == guid(api, "tsadmin")
    ]
    query = {"fromUserName": "tsadmin", "toUserName": "ana"}
    await api.v1(
        "POST", "user/transfer/ownership", query={**query, "objectsID": json.dumps(owned[:1])}, expect=204
    )
    found = await api.v2("metadata/search", {"metadata": [{"identifier": owned[0]}]})
    assert found[0]["metadata_header"]["authorName"] == "ana"
    await api.v1(
        "POST", "user/transfer/ownership", query={**query, "objectsID": json.dumps(owned[:1])}, expect=400
    )
    await api.v1("POST", "user/transfer/ownership", query=query, expect=204)
    assert await api.v2("metadata/search", {"created_by_user_identifiers": ["tsadmin"]}) == []
    await api.v1("POST", "user/transfer/ownership", query={**query, "toUserName": "nobody"}, expect=400)


async def test_passwords(api: Api) -> None:
    form = {"name": "ana", "currentpassword": "secret", "password": "secret2"}
    await api.v1("POST", "user/updatepassword", form=form, user="user00003", expect=403)
    await api.v1("POST", "user/updatepassword", form=form, user="ana", expect=204)
    await api.v1("POST", "user/updatepassword", form=form, user="ana", expect=400)
    await api.v1("POST", "user/updatepassword", form={**form, "password": "x"}, expect=500)
    await api.v1("POST", "user/updatepassword", form=form, expect=204)


async def test_inactivation_and_activation(api: Api) -> None:
    link = await api.v1("POST", "user/inactivate", form={"username": "ana", "url": "https://example.com"})
    code = link.rpartition("token=")[2]
    assert (await get(api, "ana"))["state"] == "INACTIVE"
    form = {"userid": guid(api, "ana"), "auth_token": code, "password": "secret", "properties": "YQ=="}
    await api.v1("POST", "user/resetpassword", form={**form, "auth_token": "wrong"}, expect=401)
    await api.v1("POST", "user/resetpassword", form={**form, "password": "secret3"}, expect=204)
    assert api.state.passwords[guid(api, "ana")] == "secret3"
    await api.v1("POST", "user/activate", form={**form, "auth_token": "wrong"}, expect=403)
    await api.v1("POST", "user/activate", form=form, expect=204)
    assert (await get(api, "ana"))["state"] == "ACTIVE"
    await api.v1("POST", "user/activate", form={**form, "userid": NOWHERE}, expect=500)
    await api.v1("POST", "user/inactivate", form={"username": "nobody", "url": "x"}, expect=500)


async def test_invalidating_sessions(api: Api) -> None:
    for form in ({"username": '["ana"]'}, {"userid": json.dumps([guid(api, "ana")])}):
        api.forget()
        await api.v2("tags/search", user="ana")
        await api.v1("POST", "user/session/invalidate", form=form, expect=204)
        await api.v2("tags/search", user="ana", expect=401)
        await api.v2("tags/search")
    await api.v1("POST", "user/session/invalidate", form={"username": '["nobody"]'}, expect=500)
    await api.v1("POST", "user/session/invalidate", expect=204)
    await api.v2("tags/search", expect=401)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("POST", ["All", "Analyst", "Developer"]),
        ("PUT", ["All", "Developer"]),
        ("DELETE", ["All", "Analyst"]),
    ],
)
async def test_groups_of_a_user(api: Api, method: str, expected: list[str]) -> None:
    path = f"user/{guid(api, 'ana')}/groups"
    await api.v1(method, path, query={"groupids": json.dumps([guid(api, "Developer")])}, expect=204)
    found = await api.v1("GET", path)
    assert [group["header"]["name"] for group in found] == expected
    assert found[0]["parenttype"] == "GROUP"
    await api.v1(method, path, expect=400)
    await api.v1(method, path, query={"groupids": f'["{NOWHERE}"]'}, expect=400)
    await api.v1(method, f"user/{NOWHERE}/groups", query={"groupids": "[]"}, expect=400)


def principal(name: str, kind: str = "LOCAL_USER", **more: Any) -> dict[str, Any]:
    return {"name": name, "displayName": name.title(), "principalTypeEnum": kind, **more}


async def sync(api: Api, listed: Any, expect: int = 200, **fields: str) -> Any:
    text = listed if isinstance(listed, str) else json.dumps(listed)
    parts = {
        "principals": (None, text, "application/json"),
        **{name: (None, value) for name, value in fields.items()},
    }
    return await api.v1("POST", "user/sync", parts=parts, expect=expect)


async def test_sync_is_a_dry_run_that_would_delete(api: Api) -> None:
    told = await sync(api, [principal("eve"), principal("Crew", "LOCAL_GROUP")])
    assert (told["usersAdded"], told["groupsAdded"]) == (["eve"], ["Crew"])
    assert (len(told["usersDeleted"]), len(told["groupsDeleted"])) == (59, 48)
    assert len(await api.v1("GET", "user/list")) == 110


async def test_sync_applies(api: Api) -> None:
    listed = [
        principal("ana", mail="new@example.com", groupNames=["All", "Crew"], visibility="NON_SHARABLE"),
        principal("eve", groupNames=["Crew"], password="longer"),
        principal("Crew", "LOCAL_GROUP", groupNames=["Analyst"], description="The crew"),
        principal("Analyst", "LOCAL_GROUP", displayName="Analysts"),
    ]
    told = await sync(api, listed, applyChanges="true", removeDeleted="false", password="secret")
    assert told == {
        "groupsAdded": ["Crew"],
        "groupsUpdated": ["Analyst"],
        "groupsDeleted": [],
        "usersAdded": ["eve"],
        "usersUpdated": ["ana"],
        "usersDeleted": [],
    }
    again = await sync(api, listed, applyChanges="true", removeDeleted="true")
    assert again["usersUpdated"] == []
    found = {item["name"]: item for item in await api.v1("GET", "user/list")}
    assert set(found) == {"tsadmin", "ana", "eve", "All", "Administrator", "Analyst", "Crew"}
    assert found["ana"]["mail"] == "new@example.com"
    assert found["eve"]["groupNames"] == ["All", "Crew"]
    assert found["Crew"]["groupNames"] == ["Analyst"]
    assert found["Crew"]["description"] == "The crew"
    assert found["Analyst"]["displayName"] == "Analysts"


async def test_sync_takes_the_list_as_a_file_too(api: Api) -> None:
    parts = {"principals": ("principals.json", json.dumps([principal("eve")]), "application/json")}
    assert (await api.v1("POST", "user/sync", parts=parts))["usersAdded"] == ["eve"]


async def test_wrong_syncs(api: Api) -> None:
    await api.v1("POST", "user/sync", form={"principals": "[]"}, expect=415)
    for listed in ("{", "[1]", '[{"displayName": "x"}]', "5", [principal("eve"), principal("eve")]):
        await sync(api, listed, 500)


@pytest.mark.parametrize(
    "path",
    [
        "POST user/",
        "GET user/",
        "PUT user/email",
        "GET user/list",
        "POST user/sync",
        "DELETE user/x",
        "PUT user/x",
    ],
)
async def test_analysts_are_refused(api: Api, path: str) -> None:
    method, _, rest = path.partition(" ")
    assert (await api.v1(method, rest, user="ana", expect=403))[0] == 10023
