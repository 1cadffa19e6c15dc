"""One request through the whole cluster: errors, privileges, limits, strictness, faults, control routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from simulator_support import V1, V2, Clock, code_of, make_cluster

from aiothoughtspot.simulator import app
from aiothoughtspot.simulator.faults import NEW_ENUM, NEW_FIELD, Fault, Faults, drifted
from aiothoughtspot.simulator.routing import TABLE, route

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

    from aiothoughtspot.simulator.cluster import Cluster
    from aiothoughtspot.simulator.routing import Call

USER = f"{V2}/auth/session/user"
SYSTEM = f"{V2}/system"
LOGIN = {"username": "ana", "password": "secret"}


def client_of(cluster: Cluster, host: str = "127.0.0.1") -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(cluster, client=(host, 5)), base_url="http://cluster"
    )


@pytest.fixture
def broken_route() -> Iterator[str]:
    path = "/tests/broken"

    @route("GET", path, auth=False)
    def broken(call: Call) -> None:
        del call
        raise RuntimeError("a mistake")

    yield path
    TABLE.routes.pop()
    TABLE._exact.pop(("GET", path))


async def test_unknown_routes_are_404(http: httpx.AsyncClient, cluster: Cluster) -> None:
    for method, path in (("GET", "/nothing"), ("GET", f"{V2}/searchdata"), ("DELETE", f"{V1}/session/login")):
        answer = await http.request(method, path)
        assert (answer.status_code, code_of(answer)) == (404, 10000)
    assert cluster.counts["unknown"] == 3


async def test_a_broken_handler_is_a_500_with_a_body(
    http: httpx.AsyncClient, cluster: Cluster, broken_route: str
) -> None:
    answer = await http.get(broken_route)
    assert (answer.status_code, code_of(answer)) == (500, 10038)
    assert "RuntimeError" in cluster.bad[-1]


async def test_errors_take_the_form_of_their_version(http: httpx.AsyncClient) -> None:
    assert "error" in (await http.get(USER)).json()
    assert "debug" in (await http.get(f"{V1}/session/info")).json()


async def test_privileges(ana: httpx.AsyncClient) -> None:
    answer = await ana.get(f"{SYSTEM}/config-overrides")
    assert (answer.status_code, code_of(answer)) == (403, 10023)
    assert (await ana.get(SYSTEM)).status_code == 200


async def test_requests_are_recorded_without_secrets(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    await ana.post(f"{V2}/auth/token/validate", params={"a": "b"}, json={"token": "x"})
    seen = cluster.requests[-1]
    assert (seen.method, seen.path, seen.query, seen.body) == (
        "POST",
        f"{V2}/auth/token/validate",
        "a=b",
        b'{"token":"x"}',
    )
    assert "authorization" not in seen.headers
    assert seen.headers["content-type"] == "application/json"
    assert seen.client.startswith("127.0.0.1:")
    assert cluster.counts[f"POST {V2}/auth/token/validate"] == 1


async def test_only_routes_that_change_something_count_as_writes(
    http: httpx.AsyncClient, cluster: Cluster
) -> None:
    await http.post(f"{V2}/auth/session/login", json=LOGIN)
    await http.post(f"{V2}/auth/session/login", json={})
    await http.get(USER)
    assert cluster.writes == {f"POST {V2}/auth/session/login": 1}


async def test_more_than_110_requests_in_a_second_meet_429() -> None:
    cluster = make_cluster(rate_limit=True)
    async with client_of(cluster) as client, client_of(cluster, "127.0.0.2") as other:
        answers = [await client.get("/nothing") for _ in range(112)]
        assert [answer.status_code for answer in answers].count(429) == 2
        assert "retry-after" not in answers[-1].headers
        assert (await other.get("/nothing")).status_code == 404
        assert (await client.get("/_simulator/stats")).json()["answers"] == {"404": 111, "429": 2}


async def test_unknown_keys_are_ignored_and_recorded(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    answer = await ana.post(f"{V2}/auth/token/validate", params={"q": "1"}, json={"tokn": "x"})
    assert answer.status_code == 401
    assert list(cluster.unknown_keys) == [(f"POST {V2}/auth/token/validate", key) for key in ("q", "tokn")]


async def test_strict_mode_refuses_them() -> None:
    async with client_of(make_cluster(strict=True)) as client:
        answer = await client.post(f"{V2}/auth/session/login", json={**LOGIN, "org_id": 0})
        assert (answer.status_code, "org_id" in answer.text) == (400, True)
        assert (await client.post(f"{V2}/auth/session/login", json=LOGIN)).status_code == 204
        answer = await client.post(f"{V1}/session/login", data=LOGIN)
        assert (answer.status_code, "X-Requested-By" in answer.text) == (400, True)
        headers = {"X-Requested-By": "ThoughtSpot"}
        assert (await client.post(f"{V1}/session/login", data=LOGIN, headers=headers)).status_code == 204


async def test_missing_v1_header_is_only_noted_otherwise(http: httpx.AsyncClient, cluster: Cluster) -> None:
    assert (await http.post(f"{V1}/session/login", data=LOGIN)).status_code == 204
    assert "X-Requested-By" in cluster.bad[-1]


@pytest.mark.parametrize(
    ("kind", "settings", "status", "media"),
    [
        ("rate_limit", {"headers": {"Retry-After": "7"}}, 429, "application/json"),
        ("unavailable", {}, 503, "application/json"),
        ("maintenance", {}, 503, "text/html; charset=utf-8"),
        ("login_page", {"body": "<p>Sign in</p>"}, 200, "text/html; charset=utf-8"),
        (None, {"body": "plain"}, 200, "text/plain; charset=utf-8"),
        (None, {"status": 500, "body": {"error_code": 1}}, 500, "application/json"),
        (None, {"status": 401}, 401, "application/json"),
    ],
)
async def test_scripted_answers(
    ana: httpx.AsyncClient,
    cluster: Cluster,
    kind: str | None,
    settings: dict[str, Any],
    status: int,
    media: str,
) -> None:
    fault = cluster.faults.add(kind, **settings)
    answer = await ana.get(USER)
    assert (answer.status_code, answer.headers["content-type"], fault.hits) == (status, media, 1)
    assert answer.headers.get("retry-after") == settings.get("headers", {}).get("Retry-After")
    assert (await ana.get(USER)).status_code == 200  # once only
    assert fault.hits == 1


async def test_scripted_errors_carry_the_code_of_their_status(
    ana: httpx.AsyncClient, cluster: Cluster
) -> None:
    for status, code in ((401, 10097), (403, 10023), (503, 10000)):
        cluster.faults.add(status=status)
        assert code_of(await ana.get(USER)) == code


async def test_expired_tokens(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    cluster.faults.add("expired", after=1)
    assert [(await ana.get(USER)).status_code for _ in range(3)] == [200, 401, 401]


async def test_headers_alone_leave_the_answer(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    cluster.faults.add(headers={"X-Trace": "é"})
    answer = await ana.get(USER)
    assert (answer.status_code, answer.headers["x-trace"]) == (200, "é")


@pytest.mark.parametrize("drift", ["unknown_enum", "extra_field", "null"])
async def test_drift(ana: httpx.AsyncClient, cluster: Cluster, drift: str) -> None:
    plain = (await ana.get(USER)).json()
    cluster.faults.add(drift=drift)
    answer = (await ana.get(USER)).json()
    assert answer == drifted(plain, drift)  # type: ignore[arg-type]  # parametrised with the literal's own values
    assert answer != plain


def test_drift_reaches_everything_below() -> None:
    value = {"type": "LOCAL_USER", "id": "X", "n": 1, "items": [{"state": "DONE", "text": "Done"}, "ABC"]}
    assert drifted(value, "unknown_enum") == {
        "type": NEW_ENUM, "id": NEW_ENUM, "n": 1, "items": [{"state": NEW_ENUM, "text": "Done"}, NEW_ENUM],
    }  # fmt: skip
    assert NEW_FIELD in drifted(value, "extra_field")["items"][0]
    assert drifted(value, "null") == {
        "type": None,
        "id": "X",
        "n": 1,
        "items": [{"state": None, "text": None}, "ABC"],
    }


async def test_dropped_connections_in_process_are_reset_errors(
    http: httpx.AsyncClient, cluster: Cluster
) -> None:
    for drop in ("connect", "head", "body"):
        cluster.faults.add(drop=drop)
        with pytest.raises(ConnectionResetError):
            await http.post(f"{V2}/auth/token/validate", json={})
    assert cluster.in_flight == 0


@pytest.mark.parametrize(
    ("settings", "struck"),
    [
        ({"times": 2}, [1, 1, 0, 0, 0, 0]),
        ({"times": None}, [1, 1, 1, 1, 1, 1]),
        ({"times": 2, "after": 2}, [0, 0, 1, 1, 0, 0]),
        ({"times": None, "every": 3}, [0, 0, 1, 0, 0, 1]),
        ({"times": None, "every": 2, "after": 1}, [0, 0, 1, 0, 1, 0]),
        ({"times": None, "probability": 0.5}, [1, 0, 1, 0, 1, 0]),
    ],
)
def test_which_requests_a_fault_strikes(settings: dict[str, Any], struck: list[int]) -> None:
    chances = iter([0.1, 0.9] * 3)
    faults = Faults(lambda: next(chances))
    faults.add("error", **settings)
    assert [len(faults.strike("GET", "/")) for _ in range(6)] == struck


@pytest.mark.parametrize(
    ("fault", "matches"),
    [
        (Fault(), True),
        (Fault(path="/tags"), True),
        (Fault(path="*/tags/*"), True),
        (Fault(path="/tags*"), False),
        (Fault(path="/users"), False),
        (Fault(method="post"), True),
        (Fault(method="GET"), False),
    ],
)
def test_which_requests_a_fault_is_about(fault: Fault, matches: bool) -> None:
    assert fault.matches("POST", "/api/rest/2.0/tags/search") is matches


def test_wrong_faults() -> None:
    faults = Faults(lambda: 0.0)
    with pytest.raises(ValueError, match="unknown kind of fault 'nothing'"):
        faults.add("nothing")
    with pytest.raises(ValueError, match="drop"):
        faults.add(drop="tail")
    with pytest.raises(TypeError):
        faults.add(staus=500)
    faults.add("slow")
    assert len(list(faults)) == len(faults) == 1
    faults.clear()
    assert len(faults) == 0


async def test_control_routes(cluster: Cluster, ana: httpx.AsyncClient) -> None:
    control = "/_simulator"
    assert (await ana.post(f"{control}/faults", json={"kind": "unavailable", "path": "*/user"})).json() == {
        "fault": 0
    }
    assert (await ana.get(USER)).status_code == 503
    for wrong in (b"", b"{", b'{"kind":"x"}', b'{"staus":1}'):
        assert (await ana.post(f"{control}/faults", content=wrong)).status_code == 400
    stats = (await ana.get(f"{control}/stats")).json()
    assert stats["faults"] == [{"path": "*/user", "hits": 1, "seen": 1}]
    assert (stats["counts"], stats["in_flight"]) == ({f"GET {USER}": 1}, 0)
    assert (await ana.delete(f"{control}/faults")).status_code == 200
    assert len(cluster.faults) == 0
    assert (await ana.post(f"{control}/revoke-tokens")).json() == {"revoked": 1}
    assert (await ana.get(f"{control}/nothing")).status_code == 404
    for host in ("192.0.2.1", "not an address"):
        async with client_of(cluster, host) as stranger:
            assert (await stranger.get(f"{control}/stats")).status_code == 403


async def play(
    cluster: Cluster, messages: list[dict[str, Any]], **scope: Any
) -> list[MutableMapping[str, Any]]:
    """Run the app with scripted messages; gives what it sent."""
    sent: list[MutableMapping[str, Any]] = []
    waiting = iter(messages)

    async def receive() -> MutableMapping[str, Any]:
        return next(waiting)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app.serve(
        cluster,
        {"type": "http", "method": "GET", "path": "/x", "query_string": b"", "headers": [], **scope},
        receive,
        send,
    )
    return sent


async def test_lifespan(cluster: Cluster) -> None:
    messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent = await play(cluster, messages, type="lifespan")
    assert [message["type"] for message in sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]


async def test_bodies_in_pieces_and_clients_that_leave(cluster: Cluster) -> None:
    pieces: list[dict[str, Any]] = [
        {"type": "http.request", "body": b"a", "more_body": True},
        {"type": "http.request", "body": b"b"},
    ]
    sent = await play(cluster, pieces)
    assert sent[0]["status"] == 404
    assert (cluster.requests[-1].body, cluster.requests[-1].client) == (b"ab", "127.0.0.1:0")
    assert await play(cluster, [pieces[0], {"type": "http.disconnect"}]) == []
    cluster.faults.add(latency=60)
    assert await play(cluster, [pieces[1], {"type": "http.disconnect"}]) == []
    cluster.faults.add(drip=60)
    sent = await play(cluster, [pieces[1], {"type": "http.disconnect"}])
    assert [len(message["body"]) for message in sent[1:]] == [1]
    assert cluster.in_flight == 0


async def test_latency_waits(cluster: Cluster, http: httpx.AsyncClient) -> None:
    cluster.faults.add(latency=0.01)
    assert (await http.get("/x")).status_code == 404


def test_time_zones_are_checked() -> None:
    with pytest.raises(KeyError):
        make_cluster(time_zone="Nowhere/Town")
    assert Clock(1.0)() == 1.0
