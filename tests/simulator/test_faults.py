"""Which requests a fault is about, the names of all kinds, and what each does to an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from simulator_support import V2

from aiothoughtspot.simulator import synthesis
from aiothoughtspot.simulator.faults import DRIFTS, KINDS, NEW_ENUM, NEW_FIELD, Fault, Faults
from aiothoughtspot.simulator.routing import TABLE

if TYPE_CHECKING:
    import httpx

    from aiothoughtspot.simulator.cluster import Cluster

USER = f"{V2}/auth/session/user"
DELETE = f"{V2}/tags/{{tag_identifier}}/delete"


@pytest.mark.parametrize(
    ("path", "matches"),
    [
        (DELETE, True),
        (f"POST {DELETE}", True),
        (f"GET {DELETE}", False),
        ("/{tag_identifier}/delete", True),
        ("*/{tag_identifier}/delete", True),
        ("*/tags/{tag_identifier}", False),
        ("/tags/{tag_identifier}", False),
        (f"{V2}/{{tag_identifier}}/delete", False),
        (f"{V2}/users/{{user_identifier}}/delete", False),
        (f"POST {V2}/tags", True),
        ("POST */delete", True),
        ("PUT */delete", False),
        ("/tags/New%20Tag", True),
        ("/tags/New Tag", False),
        (f"{V2}/tags.", False),
    ],
)
def test_a_template_or_a_key_of_the_counts_names_requests(path: str, matches: bool) -> None:
    assert Fault(path=path).matches("POST", f"{V2}/tags/New%20Tag/delete") is matches


async def test_the_keys_of_the_counts_strike_their_own_route(
    ana: httpx.AsyncClient, cluster: Cluster
) -> None:
    await ana.post(f"{V2}/tags/nothing/delete")
    await ana.get(USER)
    keys = [key for key in cluster.counts if "/tags/" in key or key.endswith(USER)]
    faults = [cluster.faults.add("status", path=key, status=418, times=None) for key in keys]
    assert (await ana.post(f"{V2}/tags/other/delete")).status_code == 418
    assert (await ana.get(USER)).status_code == 418
    assert (await ana.get(f"{V2}/system")).status_code == 200
    assert [fault.hits for fault in faults] == [1, 1]


def test_a_key_of_the_counts_strikes_no_other_route() -> None:
    routes = [*TABLE.routes, *synthesis.table().routes]
    faults = Faults(lambda: 0.0)
    for route in routes:
        faults.add("error", path=route.name, times=None)
    for route in routes:
        path = re.sub(r"\{\w+\}", "value", route.path)
        struck = faults.strike(route.method, path, literal=TABLE.literal(route.method, path))
        # A route without parameters is any part of the path: the longer routes below it suffer too.
        assert route.name in {fault.path for fault in struck}
        assert [fault.path for fault in struck if "{" in str(fault.path)] == [route.name] * (
            "{" in route.path
        )


async def test_a_literal_route_wins_over_a_template(admin: httpx.AsyncClient, cluster: Cluster) -> None:
    fault = cluster.faults.add("status", path="/dbt/{dbt_connection_identifier}", status=418, times=None)
    assert (await admin.post(f"{V2}/dbt/search")).status_code == 200
    assert (await admin.post(f"{V2}/dbt/nothing")).status_code == 418
    assert (fault.seen, fault.hits) == (1, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_does_something(kind: str) -> None:
    fault, plain = Faults(lambda: 0.0).add(kind), Fault()
    changed = {name for name in KINDS[kind] if getattr(fault, name) != getattr(plain, name)}
    assert changed == set(KINDS[kind]) != set()


def test_what_is_given_beside_a_kind_wins() -> None:
    faults = Faults(lambda: 0.0)
    assert faults.add("drop", drop="body").drop == "body"
    assert faults.add("drift", drift="null").drift == "null"
    assert faults.add("latency", latency=0.5, times=7).latency == 0.5


@pytest.mark.parametrize(
    ("kind", "settings", "status"),
    [
        ("status", {}, 500),
        ("status", {"status": 503}, 503),
        ("html", {}, 200),
        ("html", {"status": 502}, 502),
        ("expiry", {}, 401),
        ("latency", {"latency": 0.001}, 200),
        ("drip", {"drip": 0.0}, 200),
        ("drift", {}, 200),
    ],
)
async def test_plain_names_of_what_can_go_wrong(
    ana: httpx.AsyncClient, cluster: Cluster, kind: str, settings: dict[str, Any], status: int
) -> None:
    fault = cluster.faults.add(kind, path=USER, **settings)
    answer = await ana.get(USER)
    assert (answer.status_code, fault.hits) == (status, 1)
    assert answer.headers["content-type"].startswith("text/html" if kind == "html" else "application/json")


async def test_a_drop_is_a_reset(http: httpx.AsyncClient, cluster: Cluster) -> None:
    cluster.faults.add("drop")
    with pytest.raises(ConnectionResetError):
        await http.get("/nothing")
    assert (await http.get("/nothing")).status_code == 404


async def test_each_drift_is_a_kind(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    seen = {}
    for kind in DRIFTS:
        cluster.faults.add(kind)
        seen[kind] = (await ana.get(USER)).json()
    assert seen["unknown_enum"]["account_type"] == NEW_ENUM
    assert NEW_FIELD in seen["extra_field"]
    assert seen["null"]["display_name"] is None
