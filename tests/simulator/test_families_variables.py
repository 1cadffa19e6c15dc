"""Variables and their values by org, principal and model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_machinery_support import ACME, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATH = "template/variables"


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=6, objects=24) as made:
        for body in (
            {"name": "schema", "type": "TABLE_MAPPING"},
            {"name": "login", "type": "CONNECTION_PROPERTY", "is_sensitive": True},
            {"name": "country", "type": "FORMULA_VARIABLE", "data_type": "VARCHAR"},
            {"name": "since", "type": "FORMULA_VARIABLE", "data_type": "DATE"},
        ):
            made_one = await made.v2(f"{PATH}/create", body, expect=200)
            assert (made_one["name"], made_one["values"]) == (body["name"], [])
        yield made


async def names(api: Api, *details: dict[str, Any], **body: Any) -> list[str]:
    if details:
        body["variable_details"] = list(details)
    return [item["name"] for item in await api.v2(f"{PATH}/search", body)]


async def values(api: Api, name: str, *scopes: dict[str, Any]) -> list[dict[str, Any]]:
    body = {"variable_details": [{"identifier": name}], "response_content": "METADATA_AND_VALUES"}
    [found] = await api.v2(f"{PATH}/search", {**body, "value_scope": list(scopes)})
    return [{key: value for key, value in item.items() if value is not None} for item in found["values"]]


async def test_searching(api: Api) -> None:
    everything = ["ts_user_timezone", "schema", "login", "country", "since"]
    assert await names(api) == everything
    assert await names(api, record_offset=1, record_size=2) == ["schema", "login"]
    assert await names(api, {"identifier": "login"}, {"type": "TABLE_MAPPING"}) == ["login", "schema"]
    assert await names(api, {"name_pattern": "%c%", "type": "FORMULA_VARIABLE"}) == ["country", "since"]
    [plain] = await api.v2(f"{PATH}/search", {"variable_details": [{"identifier": "schema"}]})
    assert plain["values"] is None
    assert plain["org"] == {"id": 0, "name": "Primary"}
    await api.v2(f"{PATH}/search", {"variable_details": [{"identifier": "nothing"}]}, expect=400)


async def test_values_of_one_variable(api: Api) -> None:
    async def put(operation: str | None, *assignments: dict[str, Any], expect: int = 204) -> None:
        body = {"operation": operation, "variable_assignment": list(assignments)}
        await api.v2(f"{PATH}/country/update-values", body, expect=expect)

    ana = {"principal_type": "USER", "principal_identifier": "ana", "model_identifier": "Retail Sales"}
    await put(None, {"assigned_values": ["NO"]}, {"assigned_values": ["DK", "SE"], **ana, "priority": 3})
    mine = {"org_identifier": "Primary", "value_list": ["DK", "SE"], **ana, "priority": 3}
    assert await values(api, "country") == [{"org_identifier": "Primary", "value": "NO"}, mine]
    await put("ADD", {"assigned_values": ["FI"], "org_identifier": "Primary"})
    await put("REMOVE", {"assigned_values": ["SE"], **ana})
    [org, mine] = await values(api, "country")
    assert (org["value_list"], mine["value"]) == (["NO", "FI"], "DK")
    group = {"principal_type": "USER_GROUP", "principal_identifier": "Analyst"}
    await put("REPLACE", {"assigned_values": ["IS"], "org_identifier": "Acme", **group})
    assert await values(api, "country", {"org_identifier": "Acme"}) == [
        {"org_identifier": "Acme", "value": "IS", **group}
    ]
    assert await values(api, "country", {"principal_identifier": "ana"}) == [mine]
    await put("RESET", {"org_identifier": "Acme", **group}, {})
    assert await values(api, "country") == [mine]

    assignments: tuple[dict[str, Any], ...] = (
        {},
        {"assigned_values": ["x"], "org_identifier": "Atlantis"},
        {"assigned_values": ["x"], "principal_identifier": "nobody"},
        {"assigned_values": ["x"], "model_identifier": "No model"},
        {"assigned_values": ["x"], "priority": "high"},
    )
    for assignment in assignments:
        await put("REPLACE", {"assigned_values": ["kept out"]}, assignment, expect=400)
    await put("SWAP", {"assigned_values": ["x"]}, expect=400)
    assert await values(api, "country") == [mine]


async def test_values_that_do_not_fit(api: Api) -> None:
    for name, wrong, right in (("since", "2026-01-01", "1767225600"), ("schema", None, "PUBLIC")):
        given = [wrong] if wrong else ["A", "B"]
        body = {"variable_assignment": [{"assigned_values": given}]}
        await api.v2(f"{PATH}/{name}/update-values", body, expect=400)
        await api.v2(f"{PATH}/{name}/update-values", {"variable_assignment": [{"assigned_values": [right]}]})
        assert [item["value"] for item in await values(api, name)] == [right]


async def test_values_of_many_variables(api: Api) -> None:
    body: dict[str, Any] = {
        "variable_assignment": [
            {"variable_identifier": "login", "variable_values": ["reader"], "operation": "REPLACE"},
            {"variable_identifier": "schema", "variable_values": ["PUBLIC"], "operation": "ADD"},
        ],
        "variable_value_scope": [{"org_identifier": "Acme"}, {"org_identifier": "Globex", "priority": 1}],
    }
    await api.v2(f"{PATH}/update-values", body, expect=204)
    assert await values(api, "schema") == [
        {"org_identifier": "Acme", "value": "PUBLIC"},
        {"org_identifier": "Globex", "value": "PUBLIC", "priority": 1},
    ]
    assert [item["value"] for item in await values(api, "login")] == ["***", "***"]
    body["variable_assignment"].append({"variable_identifier": "nothing", "variable_values": ["x"]})
    await api.v2(f"{PATH}/update-values", body, expect=400)


async def test_what_a_value_names_may_go(api: Api) -> None:
    org = await api.v2("orgs/create", {"name": "Umbrella"})
    await api.v2("users/create", {"name": "eve", "display_name": "Eve", "email": "e@example.com"})
    scope = {"org_identifier": "Umbrella", "principal_identifier": "eve", "model_identifier": "Retail Sales"}
    await api.v2(
        f"{PATH}/country/update-values", {"variable_assignment": [{"assigned_values": ["NO"], **scope}]}
    )
    eve = api.state.find_user("eve")
    assert eve is not None
    sales = api.state.find_metadata("Retail Sales")
    assert sales is not None
    await api.v2("users/eve/delete")
    await api.v2("orgs/Umbrella/delete")
    del api.state.metadata[sales["id"]]
    [left] = await values(api, "country")
    assert left["org_identifier"] == str(org["id"])
    assert (left["principal_identifier"], left["model_identifier"]) == (eve["id"], sales["id"])


async def test_renaming_and_deleting(api: Api) -> None:
    await api.v2(f"{PATH}/schema/update", {"name": "schema2"}, expect=204)
    await api.v2(f"{PATH}/schema2/update", {"name": "schema2"}, expect=204)
    for path, body, status in (
        ("create", {"name": "login", "type": "TABLE_MAPPING"}, 400),
        ("create", {"name": "x", "type": "USER_PROPERTY"}, 400),
        ("create", {"name": "x"}, 400),
        ("schema2/update", {"name": "login"}, 400),
        ("schema/update", {"name": "x"}, 400),
        ("delete", {"identifiers": ["login", "nothing"]}, 400),
        ("delete", {"identifiers": ["login", "ts_user_timezone"]}, 403),
    ):
        await api.v2(f"{PATH}/{path}", body, expect=status)
    await api.v2(f"{PATH}/delete", {"identifiers": ["login", "login"]}, expect=204)
    await api.v2(f"{PATH}/since/delete", expect=204)
    assert await names(api) == ["ts_user_timezone", "schema2", "country"]


async def test_only_the_primary_org_manages_variables(api: Api) -> None:
    for path, body in (
        ("create", {"name": "x", "type": "TABLE_MAPPING"}),
        ("schema/update", {"name": "x"}),
        ("delete", {"identifiers": ["schema"]}),
        ("schema/delete", {}),
    ):
        await api.v2(f"{PATH}/{path}", body, org=ACME, expect=403)
        await api.v2(f"{PATH}/{path}", body, user="ana", expect=403)
    await api.v2(
        f"{PATH}/schema/update-values", {"variable_assignment": [{"assigned_values": ["A"]}]}, org=ACME
    )
    assert await values(api, "schema") == [{"org_identifier": "Acme", "value": "A"}]
