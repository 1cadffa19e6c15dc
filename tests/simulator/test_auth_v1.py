"""The session routes of API v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from simulator_support import V1, code_of

if TYPE_CHECKING:
    import httpx
    from simulator_support import Clock

    from aiothoughtspot.simulator.cluster import Cluster

ACME = 1_700_000_401
INNER = "/callosum/v1"
KEY = {"secret_key": "secret", "username": "ana", "access_level": "FULL"}
ANA = {"username": "ana", "password": "secret"}
TOKEN = f"{V1}/session/auth/token"
LOGIN_TOKEN = f"{V1}/session/login/token"


async def login(http: httpx.AsyncClient, **more: str) -> httpx.Response:
    return await http.post(f"{V1}/session/login", data={**ANA, **more})


async def test_login_and_logout(http: httpx.AsyncClient) -> None:
    answer = await login(http, rememberme="true")
    assert (answer.status_code, answer.content) == (204, b"")
    assert "Max-Age" in answer.headers["set-cookie"]
    assert (await http.get(f"{INNER}/session/isactive")).status_code == 204
    assert (await http.post(f"{V1}/session/logout")).status_code == 204
    gone = await http.get(f"{INNER}/session/isactive")
    assert (gone.status_code, code_of(gone), "error" in gone.json()) == (401, 10097, False)


async def test_logout_with_a_token_leaves_it(ana: httpx.AsyncClient) -> None:
    assert (await ana.post(f"{V1}/session/logout")).status_code == 204
    assert (await ana.get(f"{INNER}/session/isactive")).status_code == 204


async def test_wrong_password(http: httpx.AsyncClient) -> None:
    answer = await http.post(f"{V1}/session/login", data={**ANA, "password": "wrong"})
    assert (answer.status_code, code_of(answer)) == (401, 10097)
    assert (await http.post(f"{V1}/session/login")).status_code == 401


async def test_session_info_mixes_milliseconds_and_seconds(
    http: httpx.AsyncClient, clock: Clock, cluster: Cluster
) -> None:
    await login(http)
    info = (await http.get(f"{V1}/session/info")).json()
    assert info["userCreatedTime"] > 1e12
    assert info["expirationTime"] == clock.now + 3 * 3600
    assert (info["timezone"], info["releaseVersion"]) == ("UTC", cluster.release)
    assert (await http.get(f"{INNER}/session/info")).json()["userGUID"] == info["userGUID"]


async def test_login_token_opens_a_session(http: httpx.AsyncClient, cluster: Cluster) -> None:
    answer = await http.post(TOKEN, data={**KEY, "orgid": str(ACME)})
    assert answer.headers["content-type"].startswith("text/plain")
    assert cluster.mints == 1
    fields = {"username": "ana", "auth_token": answer.text}
    page = await http.post(LOGIN_TOKEN, data=fields)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html")
    moved = await http.get(LOGIN_TOKEN, params={**fields, "redirect_url": "/here"})
    assert (moved.status_code, moved.headers["location"]) == (302, "/here")
    quiet = await http.post(LOGIN_TOKEN, data={"auth_token": answer.text, "no_url_redirection": "true"})
    assert quiet.status_code == 204
    assert (await http.get(f"{V1}/session/orgs")).json()["currentOrgId"] == ACME
    assert (await http.post(LOGIN_TOKEN, data={**fields, "username": "tsadmin"})).status_code == 401
    assert (await http.post(LOGIN_TOKEN, data={"username": "ana"})).status_code == 401


async def test_login_token_outlives_the_next_by_five_minutes(http: httpx.AsyncClient, clock: Clock) -> None:
    first = (await http.post(TOKEN, data=KEY)).text
    clock.now += 86_400
    for _ in range(2):
        second = (await http.post(TOKEN, data=KEY)).text
    clock.now += 299
    assert (await http.post(LOGIN_TOKEN, data={"auth_token": first})).status_code == 200
    clock.now += 1
    assert (await http.post(LOGIN_TOKEN, data={"auth_token": first})).status_code == 401
    assert (await http.post(LOGIN_TOKEN, data={"auth_token": second})).status_code == 200


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"secret_key": "wrong"}, 500),  # as the server has it
        ({"username": "nobody"}, 500),
        ({"access_level": "SOME"}, 400),
        ({"access_level": "REPORT_BOOK_VIEW"}, 400),
        ({"orgid": "x"}, 400),
        ({"orgid": "1700086802"}, 400),
        ({"access_level": "REPORT_BOOK_VIEW", "id": "any"}, 200),
        ({"username": "jit", "autocreate": "true"}, 200),
        ({"username": "jit", "autocreate": "true", "orgid": str(ACME)}, 200),
        ({"username": "jit", "autocreate": "true", "orgid": "9"}, 400),
    ],
)
async def test_token_requests(http: httpx.AsyncClient, change: dict[str, str], status: int) -> None:
    assert (await http.post(TOKEN, data={**KEY, **change})).status_code == status


async def test_orgs_of_a_session(http: httpx.AsyncClient, cluster: Cluster) -> None:
    await login(http)
    answer = (await http.get(f"{V1}/session/orgs")).json()
    assert [org["orgName"] for org in answer["orgs"]] == ["Primary", "Acme"]
    assert answer["canAdministerAllOrgs"] is False
    page = (await http.get(f"{INNER}/session/orgs", params={"offset": 1, "batchsize": 1})).json()
    assert [org["orgId"] for org in page["orgs"]] == [ACME]
    assert (await http.put(f"{V1}/session/orgs", data={"orgid": str(ACME)})).status_code == 204
    assert (await http.get(f"{V1}/session/orgs")).json()["currentOrgId"] == ACME
    assert code_of(await http.put(f"{V1}/session/orgs", data={"orgid": "-1"})) == 13090
    assert (await http.put(f"{V1}/session/orgs")).status_code == 400
    del cluster.state.orgs[ACME]
    assert len((await http.get(f"{V1}/session/orgs")).json()["orgs"]) == 1


async def test_all_orgs_context_is_for_administrators(
    http: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    await login(http, username="tsadmin", orgid=str(ACME))
    assert (await http.put(f"{V1}/session/orgs", data={"orgid": "-1"})).status_code == 204
    assert (await http.get(f"{V1}/session/orgs")).json()["currentOrgId"] == 0
    assert (
        await admin.put(f"{V1}/session/orgs", data={"orgid": "0"})
    ).status_code == 400  # a token has one org


async def test_orgs_of_a_user(ana: httpx.AsyncClient, admin: httpx.AsyncClient, cluster: Cluster) -> None:
    ana_user, tsadmin = cluster.state.find_user("ana"), cluster.state.find_user("tsadmin")
    assert ana_user is not None
    assert tsadmin is not None
    path = f"{V1}/session/orgs/users/"
    assert len((await ana.get(path + ana_user["id"])).json()["orgs"]) == 2
    assert (await ana.get(path + tsadmin["id"])).status_code == 403
    assert len((await admin.get(path + ana_user["id"])).json()["orgs"]) == 2
    assert (await admin.get(path + "nobody")).status_code == 400


async def test_home_liveboard(ana: httpx.AsyncClient, admin: httpx.AsyncClient, cluster: Cluster) -> None:
    path = f"{V1}/session/homepinboard"
    board = next(item["id"] for item in cluster.state.metadata.values() if item["type"] == "LIVEBOARD")
    user = cluster.state.find_user("ana")
    assert user is not None
    assert (await ana.get(path)).status_code == 204
    assert (await ana.post(path, data={"id": board})).status_code == 204
    home = await ana.get(path)
    assert (home.text, home.headers["content-type"]) == (board, "text/plain; charset=utf-8")
    gone = await ana.delete(path)
    assert (gone.status_code, gone.content) == (200, b"")
    assert (await ana.get(path)).status_code == 204
    assert (await ana.post(path, data={"id": "nothing"})).status_code == 404
    assert (await admin.post(path, data={"id": board, "userid": user["id"]})).status_code == 204
    assert (await ana.get(path)).text == board
    assert (await admin.post(path, data={"id": board, "userid": "nobody"})).status_code == 404
    assert (await ana.post(path, data={"id": board, "userid": "nobody"})).status_code == 403


async def test_browser_routes(http: httpx.AsyncClient, ana: httpx.AsyncClient) -> None:
    for kind in ("saml", "oidc"):
        answer = await http.get(f"{INNER}/{kind}/login", params={"targetURLPath": "/x"})
        assert (answer.status_code, answer.headers["location"]) == (302, "/idp?target=/x")
    assert (await ana.get(f"{INNER}/system/config")).json()["releaseVersion"] == "26.8.0.cl"
