"""Whatever JSON a client sends, this floor's own routes answer without breaking: a wrong type is ignored or a 400."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from simulator_support import V1, V2

from aiothoughtspot.simulator import auth_v1, auth_v2, data_v1, data_v2, reports, system
from aiothoughtspot.simulator.routing import TABLE

if TYPE_CHECKING:
    import httpx

    from aiothoughtspot.simulator.cluster import Cluster
    from aiothoughtspot.simulator.routing import Route

OURS = {module.__name__ for module in (auth_v1, auth_v2, data_v1, data_v2, reports, system)}
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    1.5,
    10**30,
    "",
    "x",
    "0",
    [],
    [None],
    [1],
    ["x"],
    [{}],
    {},
    {"x": 1},
    {"col1": 1},
    {"sortCol1": []},
)
GOOD: dict[str, Any] = {
    "username": "user00002",
    "password": "secret",
    "persist_option": "REPLACE",
    "auth_type": "TRUSTED_AUTH",
    "logical_table_identifier": "Retail Sales",
    "query_string": "[Region] [Revenue]",
    "channel_type": "WEBHOOK",
    "event_type": "LIVEBOARD_SCHEDULE",
}
PREFERENCE = {"event_type": "LIVEBOARD_SCHEDULE", "channels": ["EMAIL"]}
NESTED: tuple[Any, ...] = (
    [{"org_identifier": value} for value in VALUES],
    [
        {
            "org_identifier": "Acme",
            "preferences": value,
            "non_embed_access": value,
            "reset_events": value,
            "operation": "RESET",
        }
        for value in VALUES
    ],
    [
        {
            "org_identifier": "Acme",
            "preferences": [PREFERENCE, value],
            "event_types": value,
            "auth_status": value,
        }
        for value in VALUES
    ],
)


def ours(prefix: str) -> list[Route]:
    return [
        route
        for route in TABLE.routes
        if route.handler.__module__ in OURS and route.path.startswith(prefix) and route.fields
    ]


@pytest.mark.parametrize("route", ours(V2), ids=lambda route: route.name)
async def test_v2_bodies(admin: httpx.AsyncClient, cluster: Cluster, route: Route) -> None:
    kind = "ANSWER" if "answer" in route.path else "LIVEBOARD"
    known = next(item["id"] for item in cluster.state.metadata.values() if item["type"] == kind)
    good = {
        name: value
        for name, value in {**GOOD, "metadata_identifier": known, "object_id": known}.items()
        if name in (route.fields or ())
    }
    nested = [value for values in NESTED for value in ([item] for item in values)]
    for name in sorted(route.fields or ()):
        for value in (
            *VALUES,
            *(nested if "preferences" in name else ()),
            *({"non_embed_access": value} for value in VALUES),
        ):
            answer = await admin.request(route.method, route.path, json={**good, name: value})
            assert answer.status_code < 500, (name, value, list(cluster.bad)[-1:])
        for user in cluster.state.users.values():
            user["account_status"] = "ACTIVE"  # wrong passwords lock


@pytest.mark.parametrize("route", ours(V1), ids=lambda route: route.name)
async def test_v1_fields(admin: httpx.AsyncClient, cluster: Cluster, route: Route) -> None:
    path = route.path.replace("{userid}", "x")
    board = next(item["id"] for item in cluster.state.metadata.values() if item["type"] == "LIVEBOARD")
    good = {
        "id": board,
        "data_source_guid": "Retail Sales",
        "query_string": "[Revenue]",
        "col1": "Order Date",
        "op1": "EQ",
        "val1": "1",
    }
    for name in (*sorted(route.fields or ()), "col1", "op1", "val1", "colx", "sortCol1", "asc1"):
        for value in ("", "x", "-1", "1.5", "9" * 30, "[", "[]", "{}", '["x"]', "[1]", "[[]]", "é", "²"):
            for params, data in (({**good, name: value}, None), (good, {name: value})):
                if route.method == "GET" and data is not None:
                    continue
                answer = await admin.request(route.method, path, params=params, data=data)
                # A wrong user or key is a 500 on this one route, as the server has it.
                assert answer.status_code < 500 or path.endswith("/session/auth/token"), (
                    name,
                    value,
                    list(cluster.bad)[-1:],
                )
    assert not [line for line in cluster.bad if "failed" in line]
