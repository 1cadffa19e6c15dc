"""The v1 routes of connections: one truth with v2, tables and columns included."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from v1_support import NOWHERE, Typed

from aiothoughtspot.v1 import connections, dependency, metadata
from aiothoughtspot.v1.connections import (
    ColumnInput,
    ConnectionMetadataInput,
    DatabaseInput,
    LiveTableInput,
    SchemaInput,
    TableInput,
)
from aiothoughtspot.v2 import connections as v2_connections

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CONNECTION = "/callosum/v1/tspublic/v1/connection"
ACME = 1_700_000_401


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


def described(*tables: str, password: str = "hidden", **columns: str) -> ConnectionMetadataInput:
    wanted = [ColumnInput(name=name, type=kind) for name, kind in columns.items()]
    made = [TableInput(name=name, type="TABLE", columns=wanted, selected=True) for name in tables]
    unselected = TableInput(name="left out", columns=[], selected=False)
    return ConnectionMetadataInput(
        configuration={"accountName": "acme", "user": "reader", "password": password},
        external_databases=[
            DatabaseInput(name="RETAIL", schemas=[SchemaInput(name="PUBLIC", tables=[*made, unselected])])
        ],
    )


async def create(api: Typed, name: str = "Lake") -> Any:
    return await api.ask(
        connections.create,
        name=name,
        description="fresh",
        type="RDBMS_GCP_BIGQUERY",
        metadata=described("ORDERS", "ITEMS", id="INT64", day="DATE"),
    )


def warehouse(api: Typed) -> str:
    return str(api.first("CONNECTION")["id"])


async def test_a_new_connection_is_the_same_in_v2(api: Typed) -> None:
    made = await create(api)
    assert (made.type, made.header.name, made.header.description) == ("RDBMS_GCP_BIGQUERY", "Lake", "fresh")
    assert made.data_source_content.configuration == {"accountName": "acme", "user": "reader", "password": ""}
    orders, items = made.logical_table_list
    assert [table.header.name for table in (orders, items)] == ["ORDERS", "ITEMS"]
    assert [(one.header.name, one.data_type, one.type) for one in orders.columns] == [
        ("id", "INT64", "MEASURE"),
        ("day", "DATE", "ATTRIBUTE"),
    ]
    mapping = orders.logical_table_content.table_mapping_info
    assert (mapping.database_name, mapping.schema_name, mapping.table_name) == ("RETAIL", "PUBLIC", "ORDERS")
    wanted = [v2_connections.ConnectionInput(identifier="Lake")]
    [seen] = await api.ask(v2_connections.search, connections=wanted)
    assert (seen.id, seen.data_warehouse_type) == (made.header.id, "GOOGLE_BIGQUERY")
    found = await metadata.details(api.client(), type="LOGICAL_TABLE", id=[orders.header.id])
    assert (found.storables[0].header, found.storables[0].columns) == (orders.header, orders.columns)
    found = await metadata.details(api.client(), type="DATA_SOURCE", id=[made.header.id])
    assert found.storables[0].logical_table_list == made.logical_table_list
    column = orders.columns[0]
    assert await api.ask(dependency.physical_column_dependents, id=[column.physical_column_guid]) == {
        column.physical_column_guid: {}
    }
    assert await api.ask(dependency.physical_table_dependents, id=[orders.physical_table_guid]) == {
        orders.physical_table_guid: {}
    }


async def test_a_connection_without_tables(api: Typed) -> None:
    empty = ConnectionMetadataInput(configuration={"user": "x"}, external_databases=[])
    made = await api.ask(
        connections.create, name="Bare", type="RDBMS_SNOWFLAKE", create_empty=True, metadata=empty
    )
    assert made.logical_table_list == []
    await api.refused(500, connections.create, name="Other", type="RDBMS_SNOWFLAKE", metadata=empty)
    given = described("ORDERS", id="INT64")
    await api.refused(
        500, connections.create, name="Other", type="RDBMS_SNOWFLAKE", create_empty=True, metadata=given
    )


async def test_an_update_replaces_the_connection(api: Typed) -> None:
    made = await create(api)
    orders, items = made.logical_table_list
    # Something stands on ITEMS, so it stays.
    api.first("ANSWER")["source"] = items.header.id
    changed = await api.ask(
        connections.update,
        id=made.header.id,
        name="Pond",
        description="smaller",
        type="RDBMS_SNOWFLAKE",
        metadata=described("VISITS", "ITEMS", password="", id="INT64", price="DOUBLE"),
    )
    source, deleted = changed.data_source, changed.deleted_objects
    assert (source.header.name, source.type, source.header.description) == (
        "Pond",
        "RDBMS_SNOWFLAKE",
        "smaller",
    )
    assert [table.header.name for table in source.logical_table_list] == ["ITEMS", "VISITS"]
    assert [one.header.name for one in source.logical_table_list[0].columns] == ["id", "price"]
    assert deleted.delete_status == "SUCCESS"
    assert orders.header.id not in api.state.metadata
    # A blank secret means the old one.
    assert api.state.bags["connections"][made.header.id]["configuration"]["password"] == "hidden"
    again = await api.ask(
        connections.update,
        id=made.header.id,
        name="Pond",
        type="RDBMS_SNOWFLAKE",
        metadata=described("VISITS"),
    )
    assert again.deleted_objects.delete_status == "FAILURE"
    assert [one["name"] for one in again.deleted_objects.delete_fail_tables] == ["ITEMS"]


async def test_deleting(api: Typed) -> None:
    bare = ConnectionMetadataInput(configuration={}, external_databases=[])
    one, two = [
        (
            await api.ask(
                connections.create, name=name, type="RDBMS_SNOWFLAKE", create_empty=True, metadata=bare
            )
        ).header.id
        for name in ("One", "Two")
    ]
    await api.refused(500, connections.delete, ids=[one, warehouse(api)])
    assert one in api.state.metadata
    await api.ask(connections.delete, ids=[one, two, one])
    assert api.status == 204
    assert not {one, two} & set(api.state.metadata)
    await api.refused(500, connections.delete, ids=[one])


async def test_pages(api: Typed) -> None:
    await create(api, "Lake")
    await create(api, "Pond")
    everything = await api.ask(connections.search, batchsize="all", sort="NAME", sortascending=True)
    names = [header.name for header in everything.headers]
    assert names == sorted(names, key=str.casefold)
    assert {"Lake", "Pond", "Warehouse"} <= set(names)
    assert everything.is_last_batch is True
    assert {header.type for header in everything.headers} == {"RDBMS_SNOWFLAKE", "RDBMS_GCP_BIGQUERY"}
    page = await api.ask(connections.search, batchsize=1, offset=0, pattern="%o%", category="MY")
    assert (len(page.headers), page.is_last_batch) == (1, False)
    assert [
        one["name"]
        for one in (
            await api.raw("GET", f"{CONNECTION}/list", params={"category": "All", "pattern": "Lake"})
        ).json()["headers"]
    ] == ["Lake"]
    for record in api.state.metadata.values():
        record["org_id"] = ACME
    await api.refused(500, connections.search)


async def test_types(api: Typed) -> None:
    found = {one.name: one for one in await api.ask(connections.list_types)}
    assert found["RDBMS_SNOWFLAKE"].display_name == "Snowflake"
    assert found["RDBMS_GCP_BIGQUERY"].display_name == "Google Bigquery"
    assert all(one.enabled for one in found.values())


async def test_the_file(api: Typed) -> None:
    made = await create(api)
    document = yaml.safe_load(await api.ask(connections.export, id=made.header.id))
    assert (document["name"], document["type"]) == ("Lake", "RDBMS_GCP_BIGQUERY")
    assert {"key": "password", "value": ""} in document["properties"]
    assert [table["name"] for table in document["table"]] == ["ORDERS", "ITEMS"]
    assert [one["name"] for one in document["table"][0]["column"]] == ["id", "day"]
    assert api.answers[-1].header("content-type") == "text/yaml"
    assert api.answers[-1].header("content-disposition") == 'attachment; filename="Lake.yaml"'
    seeded = yaml.safe_load(await api.ask(connections.export, id=warehouse(api)))
    assert "Retail Sales" in [table["name"] for table in seeded["table"]]
    await api.refused(500, connections.export, id=NOWHERE)


async def test_what_is_behind_a_connection(api: Typed) -> None:
    found = await api.ask(connections.fetch, id=warehouse(api), config={"user": "other"})
    assert found.configuration["user"] == "other"
    retail = found.external_databases[0]
    assert (retail.name, [schema.name for schema in retail.schemas]) == ("RETAIL", ["PUBLIC", "STAGING"])
    sales = retail.schemas[0].tables[0]
    assert (sales.name, sales.linked, sales.columns[0].name) == ("RETAIL_SALES", True, "ORDER_ID")
    bare = await api.ask(connections.fetch, id=warehouse(api), include_columns=False)
    assert bare.external_databases[0].schemas[0].tables[0].columns == []
    await api.refused(500, connections.fetch, id=NOWHERE)
    await api.ask(v2_connections.update_status, warehouse(api), status="DEACTIVATED")
    await api.refused(400, connections.fetch, id=warehouse(api))


async def test_live_columns(api: Typed) -> None:
    found = await api.ask(
        connections.fetch_live_columns,
        connection_id=warehouse(api),
        tables=[
            LiveTableInput(database_name="RETAIL", schema_name="PUBLIC", table_name="REGIONS"),
            LiveTableInput(table_name="REGIONS"),
            LiveTableInput(database_name="RETAIL", schema_name="STAGING"),
            LiveTableInput(table_name="NOWHERE"),
        ],
    )
    assert [one.name for one in found["RETAIL.PUBLIC.REGIONS"]] == ["REGION", "MANAGER"]
    assert found["..REGIONS"] == found["RETAIL.PUBLIC.REGIONS"]
    assert len(found["RETAIL.STAGING."]) == 8
    assert found["..NOWHERE"] == []
    await api.refused(
        400, connections.fetch_live_columns, connection_id=NOWHERE, tables=[LiveTableInput(table_name="x")]
    )
    for tables in ("", "{", "[5]", '[{"tableName": 5}]'):
        form = {"connection_id": warehouse(api), "tables": tables}
        assert (await api.raw("POST", f"{CONNECTION}/fetchLiveColumns", data=form)).status_code == 500


async def test_what_is_refused(api: Typed) -> None:
    given: dict[str, Any] = {
        "name": "Lake",
        "type": "RDBMS_SNOWFLAKE",
        "metadata": described("ORDERS", id="INT64"),
    }
    await api.refused(401, connections.search, user="ana")
    await api.refused(401, connections.create, **given, user="ana")
    await api.refused(500, connections.create, **{**given, "name": "Warehouse"})
    await api.refused(500, connections.create, **{**given, "type": "RDBMS_MOON"})
    await api.refused(500, connections.update, id=NOWHERE, **given)
    one = {"name": "T", "columns": [{"name": "c", "type": "INT64"}]}
    wrongs: tuple[Any, ...] = (
        [],
        {"configuration": 5},
        {"configuration": {"user": 5}},
        {"externalDatabases": [{"name": "D", "schemas": [{"name": "S", "tables": [{"columns": []}]}]}]},
        {"externalDatabases": [{"name": "D", "schemas": [{"tables": [one]}]}]},
        {"externalDatabases": [{"schemas": [{"name": "S", "tables": [one]}]}]},
        {
            "externalDatabases": [
                {
                    "name": "D",
                    "schemas": [
                        {"name": "S", "tables": [{"name": "T", "columns": [{"name": "c", "type": "X"}]}]}
                    ],
                }
            ]
        },
    )
    for wrong in wrongs:
        form = {"name": "Lake", "type": "RDBMS_SNOWFLAKE", "metadata": json.dumps(wrong)}
        assert (await api.raw("POST", f"{CONNECTION}/create", data=form)).status_code == 500, wrong
    assert all(item["name"] != "Lake" for item in api.state.metadata.values())
