"""No value of any field, however wrong its type, makes a handler fail: it is refused or ignored, never an accident."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from families_support import Api

from aiothoughtspot.simulator import families
from aiothoughtspot.simulator.routing import TABLE, Route

VALUES: tuple[Any, ...] = (
    5,
    1.5,
    -3,
    True,
    None,
    "x",
    "",
    [],
    [1],
    [{}],
    ["ana"],
    {},
    {"a": 1},
    [{"identifier": [], "type": 5, "attributes": 1}],
)
GOOD: dict[str, Any] = {
    "attributes": [],
    "auth_token": "x",
    "base_url": "https://example.com",
    "content": {"header": {"name": "ana"}},
    "current_password": "secret",
    "display_name": "D",
    "email": "e@example.com",
    "field_name": "databaseName",
    "field_names": ["databaseName"],
    "field_type": "ATTRIBUTE",
    "metadata": [{"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}],
    "metadata_identifier": "Retail Sales",
    "metadata_tmls": ['{"answer": {"name": "A"}}'],
    "metadata_type": "LOGICAL_TABLE",
    "name": "fresh",
    "new_password": "secret",
    "password": "secret",
    "tag_identifiers": ["Draft"],
    "user_identifier": "ana",
    "value": "v",
    "variable_identifier": "v",
}
"""Values that let a request come as far as the wrong one."""
NAMES = {
    "user_identifier": "ana",
    "group_identifier": "Analyst",
    "org_identifier": "Acme",
    "tag_identifier": "Draft",
}
ROUTES = [route for route in TABLE.routes if route.handler.__module__.startswith(families.__name__)]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
async def test_wrong_types(route: Route) -> None:
    async with Api(users=6, objects=24) as api:
        ana = api.state.find_user("ana")
        assert ana is not None
        known = {**NAMES, "userid": ana["id"]}
        path = re.sub(r"\{(\w+)\}", lambda name: known.get(name[1], "Draft"), route.path)
        for name in sorted(route.fields or ()):
            good = {key: value for key, value in GOOD.items() if key in (route.fields or ())}
            for value in VALUES:
                given = {**good, name: value}
                if "/tspublic/" not in path:
                    status = await api.send(route.method, path, json=given)
                else:
                    texts = {
                        key: item if isinstance(item, str) else json.dumps(item)
                        for key, item in given.items()
                    }
                    place = {"params": texts, "data": texts} if route.method != "GET" else {"params": texts}
                    status = await api.send(route.method, path, **place)
                assert status in {200, 202, 204, 400, 401, 403, 404, 409, 415, 500}
        # Leaving the block asserts that no handler failed.
