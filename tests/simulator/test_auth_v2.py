"""Tokens and sessions of API v2: who gets in, for how long, into which org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from simulator_support import V1, V2, code_of, fits

from aiothoughtspot.simulator import callers

if TYPE_CHECKING:
    import httpx
    from simulator_support import Clock

    from aiothoughtspot.simulator.cluster import Cluster

ACME = 1_700_000_401
FULL = f"{V2}/auth/token/full"
CUSTOM = f"{V2}/auth/token/custom"
OBJECT = f"{V2}/auth/token/object"
USER = f"{V2}/auth/session/user"
ANA = {"username": "ana", "secret_key": "secret"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def mint(http: httpx.AsyncClient, path: str = FULL, **body: Any) -> Any:
    answer = await http.post(path, json={**ANA, **body})
    assert answer.status_code == 200, answer.text
    fits("POST", path, 200, answer.json())
    return answer.json()


async def test_full_token_lives_300_seconds_and_use_does_not_extend_it(
    http: httpx.AsyncClient, clock: Clock
) -> None:
    made = await mint(http)
    assert made["expiration_time_in_millis"] - made["creation_time_in_millis"] == 300_000
    assert made["creation_time_in_millis"] == clock.now * 1000
    clock.now += 299
    answer = await http.get(USER, headers=bearer(made["token"]))
    assert answer.status_code == 200
    fits("GET", USER, 200, answer.json())
    assert answer.json()["privileges"] == [
        "AUTHORING",
        "CAN_USE_SPOTTER",
        "DATADOWNLOADING",
        "USERDATAUPLOADING",
    ]
    clock.now += 1
    late = await http.get(USER, headers=bearer(made["token"]))
    assert (late.status_code, code_of(late)) == (401, 10097)


async def test_asked_life_is_kept_and_must_be_positive(http: httpx.AsyncClient) -> None:
    made = await mint(http, validity_time_in_sec=60)
    assert made["expiration_time_in_millis"] - made["creation_time_in_millis"] == 60_000
    for wrong in (0, -5, "60"):
        assert (await http.post(FULL, json={**ANA, "validity_time_in_sec": wrong})).status_code == 400


async def test_mints_are_counted(http: httpx.AsyncClient, cluster: Cluster) -> None:
    await mint(http)
    await mint(http, CUSTOM, persist_option="REPLACE")
    await http.post(FULL, json={"username": "ana", "password": "wrong"})
    assert cluster.mints == 2


async def test_org_identifier_on_the_full_call_is_ignored_and_recorded(
    http: httpx.AsyncClient, cluster: Cluster
) -> None:
    assert (await mint(http, org_identifier="Acme"))["scope"]["org_id"] == 0
    assert ("POST " + FULL, "org_identifier") in cluster.unknown_keys
    assert (await mint(http, org_id=ACME))["scope"]["org_id"] == ACME


@pytest.mark.parametrize("org", [1_700_086_802, 42])
async def test_an_org_the_user_is_not_in_is_400_with_its_own_code(http: httpx.AsyncClient, org: int) -> None:
    answer = await http.post(FULL, json={**ANA, "org_id": org})
    assert (answer.status_code, code_of(answer)) == (400, 13090)


async def test_custom_token_takes_an_org_by_name_and_demands_persist_option(http: httpx.AsyncClient) -> None:
    made = await mint(http, CUSTOM, org_identifier="Acme", persist_option="APPEND")
    assert made["org"] == {"id": ACME, "name": "Acme"}
    assert (await http.post(CUSTOM, json=ANA)).status_code == 400
    me = (await http.get(USER, headers=bearer(made["token"]))).json()
    assert me["current_org"]["id"] == ACME


async def test_object_token_is_for_one_object(http: httpx.AsyncClient, cluster: Cluster) -> None:
    board = next(item for item in cluster.state.metadata.values() if item["type"] == "LIVEBOARD")
    made = await mint(http, OBJECT, object_id=board["id"])
    assert made["scope"] == {"access_type": "REPORT_BOOK_VIEW", "org_id": 0, "metadata_id": board["id"]}
    assert (await http.post(OBJECT, json={**ANA, "object_id": "nothing"})).status_code == 400


async def test_password_wins_over_the_secret_key(http: httpx.AsyncClient) -> None:
    assert (await http.post(FULL, json={**ANA, "password": "wrong"})).status_code == 401
    assert (
        await http.post(FULL, json={**ANA, "password": "secret", "secret_key": "wrong"})
    ).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"username": "ana", "secret_key": "wrong"}, 401),
        ({"username": "ana"}, 401),
        ({"username": "nobody", "secret_key": "secret"}, 401),
        ({"username": "nobody", "password": "secret"}, 401),
        ({"secret_key": "secret"}, 400),
        ({"username": 5, "secret_key": "secret"}, 400),
    ],
)
async def test_wrong_credentials(http: httpx.AsyncClient, body: dict[str, Any], status: int) -> None:
    answer = await http.post(FULL, json=body)
    assert (answer.status_code, code_of(answer)) == (status, 10097 if status == 401 else 10002)


async def test_five_wrong_tries_lock_the_account(http: httpx.AsyncClient, cluster: Cluster) -> None:
    wrong, right = {"username": "ana", "password": "wrong"}, {"username": "ANA", "password": "secret"}
    for _ in range(4):
        await http.post(FULL, json=wrong)
    assert (await http.post(FULL, json=right)).status_code == 200  # a right one forgets the wrong ones
    for _ in range(5):
        await http.post(FULL, json=wrong)
    assert (await http.post(FULL, json=right)).status_code == 401
    user = cluster.state.find_user("ana")
    assert user is not None
    assert user["account_status"] == "LOCKED"


async def test_auto_create_makes_the_user_in_its_org(http: httpx.AsyncClient, cluster: Cluster) -> None:
    body = {
        "username": "jit",
        "secret_key": "secret",
        "auto_create": True,
        "email": "jit@example.com",
        "org_id": ACME,
    }
    made = (await http.post(FULL, json={**body, "group_identifiers": ["Analyst", "none"]})).json()
    user = cluster.state.find_user("jit")
    assert user is not None
    assert (user["id"], user["email"]) == (made["valid_for_user_id"], "jit@example.com")
    assert [group["name"] for group in user["user_groups"]] == ["All", "Analyst"]
    assert made["scope"]["org_id"] == ACME
    custom = {
        "username": "jit2",
        "secret_key": "secret",
        "persist_option": "NONE",
        "org_identifier": "nowhere",
    }
    assert (
        await http.post(CUSTOM, json={**custom, "groups": [{"identifier": "Analyst"}]})
    ).status_code == 400
    made = await mint(
        http, CUSTOM, username="jit3", persist_option="RESET"
    )  # auto_create is true unless refused
    assert made["user"]["name"] == "jit3"
    refused = await http.post(CUSTOM, json={**custom, "username": "jit4", "auto_create": False})
    assert refused.status_code == 401


async def test_auto_create_overwrites_on_the_full_call_only(
    http: httpx.AsyncClient, cluster: Cluster
) -> None:
    user = cluster.state.find_user("ana")
    assert user is not None
    await mint(http, auto_create=True, display_name="Full")
    assert (user["display_name"], user["email"]) == ("Full", "ana@example.com")
    await mint(http, CUSTOM, persist_option="REPLACE", display_name="Custom")
    assert user["display_name"] == "Full"


async def test_validate(http: httpx.AsyncClient, ana: httpx.AsyncClient, clock: Clock) -> None:
    token = (await mint(http))["token"]
    answer = await ana.post(f"{V2}/auth/token/validate", json={"token": token})
    fits("POST", f"{V2}/auth/token/validate", 200, answer.json())
    clock.now += 301
    assert (await ana.post(f"{V2}/auth/token/validate", json={"token": token})).status_code == 401
    assert (await ana.post(f"{V2}/auth/token/validate", json={})).status_code == 401


async def test_revoking_a_token_ends_its_session_too(http: httpx.AsyncClient) -> None:
    await http.post(f"{V2}/auth/session/login", json={"username": "ana", "password": "secret"})
    fresh = await http.get(f"{V2}/auth/session/token")
    fits("GET", f"{V2}/auth/session/token", 200, fresh.json())
    made = fresh.json()
    assert made["expiration_time_in_millis"] - made["creation_time_in_millis"] == 86_400_000
    assert (await http.post(f"{V2}/auth/token/revoke", json={"token": made["token"]})).status_code == 204
    assert (await http.get(USER)).status_code == 401
    assert (await http.get(USER, headers=bearer(made["token"]))).status_code == 401


async def test_revoking_without_a_token_ends_everything_of_the_user(
    http: httpx.AsyncClient, ana: httpx.AsyncClient
) -> None:
    await http.post(f"{V2}/auth/session/login", json={"username": "ana", "password": "secret"})
    assert (await ana.post(f"{V2}/auth/token/revoke", json={})).status_code == 204
    assert (await ana.get(USER)).status_code == 401
    assert (await http.get(USER)).status_code == 401


async def test_only_administrators_revoke_for_others(
    ana: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    path = f"{V2}/auth/token/revoke"
    assert (await ana.post(path, json={"user_identifier": "tsadmin"})).status_code == 403
    assert (await admin.post(path, json={"user_identifier": "nobody"})).status_code == 400
    assert (await admin.post(path, json={"token": "never made"})).status_code == 400
    assert (await admin.post(path, json={"user_identifier": "ana"})).status_code == 204
    assert (await ana.get(USER)).status_code == 401
    assert (await admin.get(USER)).status_code == 200


async def test_revoke_tokens_of_the_cluster(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    assert cluster.revoke_tokens() == 1
    assert (await ana.get(USER)).status_code == 401


async def test_cookie_session_idles_out_after_three_hours(http: httpx.AsyncClient, clock: Clock) -> None:
    answer = await http.post(f"{V2}/auth/session/login", json={"username": "ana", "password": "secret"})
    assert answer.status_code == 204
    assert set(http.cookies) == {"JSESSIONID", "clientId", "userGUID"}
    for _ in range(3):
        clock.now += 2.9 * 3600
        assert (await http.get(USER)).status_code == 200  # use keeps it alive
    clock.now += 3 * 3600
    assert (await http.get(USER)).status_code == 401


async def test_remembered_session_idles_for_a_week(http: httpx.AsyncClient, clock: Clock) -> None:
    body = {"username": "ana", "password": "secret", "remember_me": True}
    answer = await http.post(f"{V2}/auth/session/login", json=body)
    assert "Max-Age=604800" in answer.headers["set-cookie"]
    clock.now += 6.9 * 86_400
    cookies = {"Cookie": f"JSESSIONID={http.cookies['JSESSIONID']}"}  # the jar itself goes by the real clock
    assert (await http.get(USER, headers=cookies)).status_code == 200


async def test_login_lands_in_the_org_last_used(http: httpx.AsyncClient) -> None:
    login = f"{V2}/auth/session/login"
    await http.post(login, json={"username": "ana", "password": "secret", "org_identifier": "Acme"})
    await http.post(f"{V2}/auth/session/logout")
    await http.post(login, json={"username": "ana", "password": "secret"})
    assert (await http.get(USER)).json()["current_org"]["id"] == ACME
    refused = await http.post(
        login, json={"username": "ana", "password": "secret", "org_identifier": "Globex"}
    )
    assert code_of(refused) == 13090


async def test_logout_ends_cookie_and_token(http: httpx.AsyncClient, ana: httpx.AsyncClient) -> None:
    await http.post(f"{V2}/auth/session/login", json={"username": "ana", "password": "secret"})
    for client in (http, ana):
        assert (await client.post(f"{V2}/auth/session/logout")).status_code == 204
        assert (await client.get(USER)).status_code == 401


async def test_unknown_and_broken_cookies(http: httpx.AsyncClient, cluster: Cluster) -> None:
    for cookie in ("JSESSIONID=none", "other=1", 'JSESSIONID="; bad[]=', "bad{}=1"):
        assert (await http.get(USER, headers={"Cookie": cookie})).status_code == 401
    session = callers.open_session(cluster.state, next(iter(cluster.state.users.values())), 0, remember=False)
    key = session[0][1].partition(";")[0]
    cluster.state.users.clear()
    assert (await http.get(USER, headers={"Cookie": key})).status_code == 401


async def test_token_of_a_deleted_user(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    user = cluster.state.find_user("ana")
    assert user is not None
    del cluster.state.users[user["id"]]
    assert (await ana.get(USER)).status_code == 401


async def test_a_user_outside_the_primary_org_lands_in_the_own(
    http: httpx.AsyncClient, cluster: Cluster
) -> None:
    user = cluster.state.find_user("ana")
    assert user is not None
    user["orgs"] = user["orgs"][1:]
    assert (await mint(http))["scope"]["org_id"] == ACME


async def test_trusted_settings(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, ana: httpx.AsyncClient
) -> None:
    search, configure = f"{V2}/auth/search", f"{V2}/auth/configure"
    ask = {"auth_type": "TRUSTED_AUTH"}
    assert (await ana.post(search, json=ask)).status_code == 403
    assert (await admin.post(search, json={})).status_code == 400
    answer = (await admin.post(search, json=ask)).json()
    fits("POST", search, 200, answer)
    assert answer["cluster_preferences"] == {"auth_status": "ENABLED", "access_tokens": [{"key": "secret"}]}
    off = {**ask, "cluster_preferences": {"auth_status": "DISABLED"}}
    assert (await admin.post(configure, json=off)).status_code == 204
    assert (await http.post(FULL, json=ANA)).status_code == 401
    org_on = {**ask, "org_preferences": [{"org_identifier": "Acme", "auth_status": "ENABLED"}]}
    assert (await admin.post(configure, json=org_on)).status_code == 204
    answer = (await admin.post(search, json={**ask, "scope": "ORG"})).json()
    fits("POST", search, 200, answer)
    key = answer["org_preferences"][0]["access_tokens"][0]["key"]
    assert answer["cluster_preferences"] is None
    assert (await http.post(FULL, json={**ANA, "secret_key": key, "org_id": ACME})).status_code == 200
    assert (await http.post(FULL, json={**ANA, "secret_key": key})).status_code == 401
    on = {**ask, "cluster_preferences": {"auth_status": "ENABLED"}}
    await admin.post(configure, json=on)
    await admin.post(configure, json=on)  # already on: nothing changes
    answer = (await admin.post(search, json={**ask, "scope": "CLUSTER"})).json()
    key = answer["cluster_preferences"]["access_tokens"][0]["key"]
    assert key != "secret"  # switching off and on makes a new key
    assert answer["org_preferences"] == []
    assert (await http.post(FULL, json={**ANA, "secret_key": key})).status_code == 200
    for wrong in ({}, {"org_preferences": [{"org_identifier": "nowhere"}]}):
        assert (await admin.post(configure, json={**ask, **wrong})).status_code == 400
    nothing = {**ask, "org_preferences": [{"org_identifier": "Acme"}], "cluster_preferences": {}}
    assert (await admin.post(configure, json=nothing)).status_code == 204


async def test_v2_tokens_work_on_v1_routes(ana: httpx.AsyncClient) -> None:
    assert (await ana.get(f"{V1}/session/info")).json()["userName"] == "ana"
