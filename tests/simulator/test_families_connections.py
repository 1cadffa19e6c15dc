"""Connections, the warehouse behind them, and their further configurations."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from families_machinery_support import V2, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Record = dict[str, Any]
PROPERTIES = {"accountName": "shop", "user": "reader", "password": "hidden", "role": "${role}"}


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=6, objects=24) as made:
        yield made


def table(name: str, **more: Any) -> Record:
    columns = [{"name": "A", "type": "VARCHAR"}]
    tables = [{"name": name, "columns": columns, **more}]
    return {"name": "RETAIL", "schemas": [{"name": "PUBLIC", "tables": tables}]}


async def make(api: Api, name: str = "Shop", *databases: Record, **body: Any) -> Any:
    config = {"configuration": PROPERTIES, "externalDatabases": list(databases)}
    given = {"name": name, "data_warehouse_type": "GOOGLE_BIGQUERY", "data_warehouse_config": config}
    return await api.v2("connection/create", {**given, **body})


async def search(api: Api, **body: Any) -> Any:
    return await api.v2("connection/search", body)


async def names(api: Api, **body: Any) -> list[str]:
    return [item["name"] for item in await search(api, **body)]


async def test_searching(api: Api) -> None:
    assert await names(api) == ["Warehouse"]
    await make(api)
    assert await names(api, sort_options={"field_name": "NAME", "order": "ASC"}) == ["Shop", "Warehouse"]
    assert await names(api, data_warehouse_types=["SNOWFLAKE"]) == ["Warehouse"]
    assert await names(api, connections=[{"name_pattern": "s%"}]) == ["Shop"]
    assert await names(api, connections=[{"identifier": "Warehouse"}, {"name_pattern": "s%"}]) == [
        "Warehouse",
        "Shop",
    ]
    assert await names(api, tag_identifiers=["Draft"]) == []
    assert await names(api, record_offset=1) == ["Shop"]
    [first, _] = await search(api)
    assert (first["data_warehouse_objects"], first["details"]) == (None, None)
    wrongs: tuple[dict[str, Any], ...] = (
        {"connections": [{"identifier": "Nothing"}]},
        {"data_warehouse_types": ["CLAY"]},
        {"data_warehouse_object_type": "ROW"},
        {"sort_options": {"field_name": "FAVORITES"}},
    )
    for wrong in wrongs:
        await api.v2("connection/search", wrong, expect=400)


async def test_the_warehouse_down_to_the_level_asked_for(api: Api) -> None:
    async def databases(level: str, *wanted: Record) -> list[Record]:
        asked = [{"identifier": "Warehouse", "data_warehouse_objects": list(wanted)}]
        [found] = await search(api, connections=asked, data_warehouse_object_type=level)
        return list(found["data_warehouse_objects"]["databases"])

    assert await databases("DATABASE") == [
        {"name": name, "schemas": [], "auto_created": False} for name in ("RETAIL", "REPORTING")
    ]
    [retail, reporting] = await databases("SCHEMA")
    assert [item["name"] for item in retail["schemas"]] == ["PUBLIC", "STAGING"]
    assert reporting["schemas"] == [{"name": "MONTHLY", "tables": []}]
    [retail] = await databases("TABLE", {"database": "RETAIL", "schema": "PUBLIC"})
    [public] = retail["schemas"]
    assert [(item["name"], item["linked"]) for item in public["tables"]] == [
        ("RETAIL_SALES", True),
        ("PRODUCTS", False),
        ("REGIONS", False),
    ]
    assert public["tables"][0]["columns"] == []
    [retail] = await databases("COLUMN", {"database": "RETAIL", "table": "REGIONS", "column": "MANAGER"})
    assert [item["name"] for schema in retail["schemas"] for item in schema["tables"]] == ["REGIONS"]
    assert [item["name"] for item in retail["schemas"][0]["tables"][0]["columns"]] == ["MANAGER"]


async def test_the_life_of_a_connection(api: Api) -> None:
    made = await make(api, "Shop", table("ORDERS"), table("STOCK", selected=False), description="first")
    assert made["data_warehouse_type"] == "GOOGLE_BIGQUERY"
    shown = {name: value for name, value in PROPERTIES.items() if name != "password"}
    assert made["details"] == shown
    rows = await api.v2("metadata/search", {"metadata": [{"identifier": "ORDERS", "type": "LOGICAL_TABLE"}]})
    assert rows[0]["metadata_header"]["type"] == "ONE_TO_ONE_LOGICAL"

    await api.v2("template/variables/create", {"name": "role", "type": "CONNECTION_PROPERTY"})
    await api.v2(
        "template/variables/role/update-values", {"variable_assignment": [{"assigned_values": ["boss"]}]}
    )
    asked = {"connections": [{"identifier": "Shop"}], "include_details": True}
    api.state.bags["connections"][made["id"]]["configuration"]["port"] = 443
    [plain] = await search(api, **asked)
    assert (plain["description"], plain["details"]) == ("first", {**shown, "port": 443})
    [resolved] = await search(api, **asked, show_resolved_parameters=True)
    assert resolved["details"] == {**shown, "role": "boss", "port": 443}

    config = {"configuration": {"user": "writer"}, "externalDatabases": [table("ORDERS"), table("STOCK")]}
    body = {"name": "Store", "description": "second", "data_warehouse_config": config}
    await api.v2("connections/Shop/update", body, expect=204)
    await api.v2("connection/update", {"connection_identifier": "Store", "name": "Depot"}, expect=204)
    await api.v2(
        "connections/Depot/update", {"data_warehouse_config": {"configuration": {"ssl": True}}}, expect=204
    )
    [found] = await search(api, connections=[{"identifier": made["id"]}], include_details=True)
    assert (found["name"], found["description"], found["details"]["user"]) == ("Depot", "second", "writer")
    assert found["details"]["accountName"] == "shop"

    assert "dependent" in (await api.v2("connections/Depot/delete", expect=400))[1]
    for name in ("ORDERS", "STOCK"):
        await api.v2("metadata/delete", {"metadata": [{"identifier": name, "type": "LOGICAL_TABLE"}]})
    await api.v2("connections/Depot/delete", expect=204)
    await make(api)
    await api.v2("connection/delete", {"connection_identifier": "Shop"}, expect=204)
    assert await names(api) == ["Warehouse"]


async def test_refusals(api: Api) -> None:
    await make(api)
    good = {
        "name": "New",
        "data_warehouse_type": "SNOWFLAKE",
        "data_warehouse_config": {"configuration": {"a": "b"}},
    }
    unnamed: Record = {"externalDatabases": [{"schemas": [{"tables": [{}]}]}]}
    bare = {"externalDatabases": [table("ORDERS", columns=[])]}
    changes: tuple[dict[str, Any], ...] = (
        {"name": "Shop"},
        {"data_warehouse_type": "CLAY"},
        {"data_warehouse_config": {}},
        {"data_warehouse_config": unnamed},
        {"data_warehouse_config": bare},
    )
    for change in changes:
        await api.v2("connection/create", {**good, **change}, expect=400)
    await api.v2("connections/Shop/update", {"name": "Warehouse"}, expect=400)
    await api.v2("connections/Nothing/update", {}, expect=400)
    await api.v2("connection/delete", {}, expect=400)
    for path in (
        "connection/create",
        "connection/search",
        "connections/Shop/update",
        "connections/Shop/delete",
    ):
        assert (await api.v2(path, good, user="ana", expect=403))[0] == 10023
    # Tables of an unchecked connection may come without their columns.
    await api.v2("connection/create", {**good, "data_warehouse_config": bare, "validate": False})


async def test_modellers_bring_tables_along(api: Api) -> None:
    ana = api.state.find_user("ana")
    assert ana is not None
    ana["privileges"] = ["CAN_MANAGE_WORKSHEET_VIEWS_TABLES"]
    good = {"name": "New", "data_warehouse_type": "SNOWFLAKE"}
    config: Record = {"configuration": {}, "externalDatabases": []}
    await api.v2("connection/create", {**good, "data_warehouse_config": config}, user="ana", expect=403)
    config = {"externalDatabases": [table("ORDERS")]}
    await api.v2("connection/create", {**good, "data_warehouse_config": config}, user="ana", expect=200)


async def test_deactivating(api: Api) -> None:
    path = "connections/Warehouse/status"
    await api.v2(path, {"status": "DEACTIVATED"}, expect=204)
    await api.v2("connection/search", {"data_warehouse_object_type": "DATABASE"}, expect=400)
    assert await names(api) == ["Warehouse"]
    await api.v2(path, expect=204)
    await api.v2("connection/search", {"data_warehouse_object_type": "DATABASE"}, expect=200)
    await api.v2("connections/Nothing/status", expect=404)
    await api.v2(path, {"status": "BROKEN"}, expect=400)
    ana = api.state.find_user("ana")
    assert ana is not None
    ana["privileges"] = ["DATAMANAGEMENT"]
    assert (await api.v2(path, user="ana", expect=403))[0] == 10023


async def test_bringing_descriptions_over(api: Api) -> None:
    path = "connections/Warehouse/resync-metadata"
    sales = api.state.find_metadata("Retail Sales")
    assert sales is not None
    counts = ("tables_updated", "columns_updated", "tables_failed", "columns_failed")

    async def sync(**body: Any) -> tuple[str, list[int]]:
        done = await api.v2(path, body)
        return done["status"], [done[name] for name in counts]

    assert await sync(tables=[{sales["id"]: ["Region", "Nothing"]}, "No table"]) == (
        "PARTIAL_SUCCESS",
        [1, 1, 1, 1],
    )
    assert await sync(tables="Retail Sales", sync_attributes=["DESCRIPTION"]) == ("SUCCESS", [0, 7, 0, 0])
    assert await sync(tables=["Retail Sales"]) == ("NO_UPDATE", [0, 0, 0, 0])
    status, done = await sync()
    assert (status, done[2:]) == ("SUCCESS", [0, 0])
    body = {"metadata": [{"identifier": sales["id"]}]}
    [row] = await api.v2("metadata/search", body)
    assert "warehouse" in row["metadata_header"]["description"]
    await api.v2(path, {"sync_attributes": ["TYPE"]}, expect=400)
    await api.v2(path, {"tables": [1]}, expect=400)
    await api.v2("connections/Nothing/resync-metadata", expect=404)


async def test_revoking_tokens(api: Api) -> None:
    path = "connections/Warehouse/revoke-refresh-tokens"
    warehouse = api.state.find_metadata("Warehouse")
    assert warehouse is not None

    def revoked() -> set[str]:
        users = api.state.bags["connections"][warehouse["id"]]["revoked"]
        return {api.state.users[guid]["name"] for guid in users}

    assert await api.v2(path, {"user_identifiers": ["ana"]}) == {"data": "Refresh tokens of 1 users revoked"}
    assert revoked() == {"ana"}
    await api.v2(path, {"org_identifiers": ["Acme"]}, expect=409)
    sales = {"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}
    await api.v2("security/metadata/publish", {"metadata": [sales], "org_identifiers": ["Acme"]})
    await api.v2(path, {"org_identifiers": ["Acme"]})
    assert revoked() == {
        user["name"] for user in api.state.users.values() if api.state.in_org(user, 1_700_000_401)
    }
    await api.v2(path)
    assert len(revoked()) == 6
    await api.v2(path, {"configuration_identifiers": ["Nothing"]}, expect=400)
    await api.v2("connections/Nothing/revoke-refresh-tokens", expect=404)


async def test_comparing_with_the_warehouse(api: Api) -> None:
    path = "connections/fetch-connection-diff-status/Warehouse"
    assert await api.v2(path) == {"status": False}
    api.clock.now += 2
    assert await api.v2(path) == {"status": True}
    path = f"{V2}connections/download-connection-metadata-changes/Warehouse"
    answer = await api._http.post(path, headers={"authorization": f"Bearer {await api.token('tsadmin', 0)}"})
    assert answer.headers["content-type"] == "application/octet-stream"
    [_, *changes] = csv.reader(io.StringIO(answer.text))
    assert changes == [["RETAIL", "PUBLIC", "RETAIL_SALES", "LOADED_AT", "DATE_TIME", "ADDED"]]


CONFIGURATIONS = "connection-configurations"
HERE = {"connection_identifier": "Warehouse"}


async def test_the_life_of_a_configuration(api: Api) -> None:
    body = {
        **HERE,
        "name": "Night",
        "configuration": {"user": "owl", "password": "hidden"},
        "policy_type": "PRINCIPALS",
        "policy_principals": ["ana", "Analyst"],
        "policy_process_options": {"impersonate_user": "ana"},
        "same_as_parent": True,
    }
    made = await api.v2(f"{CONFIGURATIONS}/create", body, expect=200)
    assert made["configuration"] == {"user": "owl"}
    assert [(item["name"], item["type"]) for item in made["policy_principals"]] == [
        ("ana", "USER"),
        ("Analyst", "USER_GROUP"),
    ]
    assert (made["data_warehouse_type"], made["same_as_parent"]) == ("SNOWFLAKE", True)
    await api.v2("connections/Warehouse/revoke-refresh-tokens", {"configuration_identifiers": ["Night"]})

    async def found(**asked: Any) -> Any:
        return await api.v2(f"{CONFIGURATIONS}/search", {**HERE, **asked})

    assert await found() == await found(configuration_identifier="Night") == [made]
    assert await found(policy_type="PROCESSES") == []
    change = {**HERE, "policy_type": "PROCESSES", "policy_processes": ["SAGE_INDEXING"], "disable": True}
    await api.v2(f"{CONFIGURATIONS}/Night/update", {**change, "name": "Dawn", "description": "x"}, expect=204)
    [changed] = await found(configuration_identifier=made["configuration_identifier"])
    assert (changed["name"], changed["disabled"], changed["configuration"]) == ("Dawn", True, {"user": "owl"})
    assert changed["policy_processes"] == ["SAGE_INDEXING"]

    await api.v2(f"{CONFIGURATIONS}/delete", {**HERE, "configuration_identifier": "Dawn"}, expect=204)
    assert await found() == []


async def test_refusals_of_configurations(api: Api) -> None:
    good = {**HERE, "name": "Night", "configuration": {"a": "b"}}
    await api.v2(f"{CONFIGURATIONS}/create", good)
    changes: tuple[dict[str, Any], ...] = (
        {},
        {"name": "x", "connection_identifier": "Nothing"},
        {"name": "x", "connection_identifier": None},
        {"name": "x", "configuration": {}},
        {"name": "x", "policy_type": "PRINCIPALS"},
        {"name": "x", "policy_type": "PROCESSES", "policy_processes": ["OTHER"]},
        {"name": "x", "policy_principals": ["nobody"]},
        {"name": "x", "authentication_type": "HANDSHAKE"},
        {"name": "x", "policy_process_options": {"impersonate_user": "nobody"}},
    )
    for change in changes:
        await api.v2(f"{CONFIGURATIONS}/create", {**good, **change}, expect=400)
    await api.v2(f"{CONFIGURATIONS}/Nothing/update", HERE, expect=400)
    await api.v2(f"{CONFIGURATIONS}/delete", {**HERE, "configuration_identifier": "Nothing"}, expect=400)
    for path in ("search", "create", "Night/update", "delete"):
        assert (await api.v2(f"{CONFIGURATIONS}/{path}", good, user="ana", expect=403))[0] == 10023
