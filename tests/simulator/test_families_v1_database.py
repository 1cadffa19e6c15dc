"""The v1 routes of the in-memory database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from v1_support import Typed

from aiothoughtspot.simulator.families._v1_database_store import database
from aiothoughtspot.v1 import database as v1_database
from aiothoughtspot.v1 import metadata
from aiothoughtspot.v1.database import NameInput, NewColumnInput, NewTableInput, TableDefinitionInput

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DATABASE = "/callosum/v1/tspublic/v1/database"


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


def definition(place: str = "RETAIL", name: str = "visits") -> TableDefinitionInput:
    return TableDefinitionInput(
        database=NameInput(name=place),
        schema=NameInput(name="falcon_default_schema"),
        table=NewTableInput(
            id=NameInput(name=name),
            primary_key=[NameInput(name="id")],
            column=[
                NewColumnInput(id=NameInput(name="id"), data_type="TYPE_INT32"),
                NewColumnInput(id=NameInput(name="who"), data_type="TYPE_VAR_CHAR", size=20),
                NewColumnInput(id=NameInput(name="at"), data_type="TYPE_INT64", date_kind="TYPE_DATE_TIME"),
            ],
        ),
    )


async def test_looking_around(api: Typed) -> None:
    assert await api.ask(v1_database.list_databases) == ["RETAIL"]
    assert await api.ask(v1_database.list_schemas, database="RETAIL") == ["falcon_default_schema"]
    place = {"database": "RETAIL", "schema": "falcon_default_schema"}
    assert await api.ask(v1_database.list_tables, **place) == ["regions", "stores"]
    found = await api.ask(v1_database.table_detail, **place, table="stores")
    assert (found.id.name, [one.name for one in found.primary_key.column]) == ("stores", ["store_id"])
    assert [(one.id.name, one.data_type, one.date_kind) for one in found.column][3] == (
        "opened",
        "TYPE_INT64",
        "TYPE_DATE",
    )
    assert found.column[3].parsing_hint.date_format == "%Y%m%d"
    assert found.column[0].parsing_hint is None
    await api.refused(400, v1_database.list_schemas, database="NOWHERE")
    await api.refused(400, v1_database.list_tables, database="RETAIL", schema="nowhere")
    await api.refused(400, v1_database.table_detail, **place, table="nowhere")
    await api.refused(403, v1_database.list_databases, user="ana")
    assert (await api.raw("GET", f"{DATABASE}/schemas")).status_code == 400


async def test_creating_a_table(api: Typed) -> None:
    made = await api.ask(v1_database.create_table, ddl_schema=definition("FRESH"), create_db=True)
    header = made.logical_table_header
    assert (header.name, header.database_stripe, header.type) == ("visits", "FRESH", "ONE_TO_ONE_LOGICAL")
    assert header.author_name == "tsadmin"
    found = await api.ask(
        v1_database.table_detail, database="FRESH", schema="falcon_default_schema", table="visits"
    )
    assert [(one.id.name, one.size) for one in found.column] == [("id", 0), ("who", 20), ("at", 0)]
    [shown] = (await metadata.details(api.client(), type="LOGICAL_TABLE", id=[header.id_guid])).storables
    assert shown.columns is not None
    assert shown.physical_table_guid == made.physical_table_id
    assert [(one.header.name, one.data_type, one.type) for one in shown.columns] == [
        ("id", "INT32", "MEASURE"),
        ("who", "VARCHAR", "ATTRIBUTE"),
        ("at", "DATE_TIME", "ATTRIBUTE"),
    ]
    await api.refused(400, v1_database.create_table, ddl_schema=definition("FRESH"))
    await api.refused(400, v1_database.create_table, ddl_schema=definition("NOWHERE"))


async def test_wrong_tables(api: Typed) -> None:
    name = {"name": "x"}
    good = {"id": name, "data_type": "TYPE_INT32"}
    for column in (
        5,
        [5],
        [{**good, "id": {}}],
        [{**good, "size": "x"}],
        [{**good, "data_type": "X"}],
        [{**good, "datetime": 5}],
        [],
    ):
        table = {"id": name, "column": column}
        given_ = {"database": {"name": "RETAIL"}, "schema": {"name": "falcon_default_schema"}, "table": table}
        form = {"ddl_schema": json.dumps(given_)}
        assert (await api.raw("POST", f"{DATABASE}/createtable", data=form)).status_code == 400, column
    assert "x" not in await api.ask(
        v1_database.list_tables, database="RETAIL", schema="falcon_default_schema"
    )


async def test_statements_end_at_the_first_failure(api: Typed) -> None:
    given_ = [
        "use RETAIL;",
        "delete from stores where area is null;",
        "drop table nowhere;",
        "truncate table stores;",
    ]
    found = await api.ask(v1_database.run_tql, sqlstatements=given_)
    assert [one.cmd_status for one in found] == ["SUCCESS", "SUCCESS", "FAILED", "NOT_EXECUTED"]
    assert found[2].error_msg == "Table nowhere does not exist"
    table = database(api.state)["databases"]["RETAIL"]["falcon_default_schema"]["stores"]
    assert found[2].error_code.name == "STATEMENT_FAILED"
    assert len(table["rows"]) == 2
    for form in ({}, {"sqlstatements": "[]"}, {"sqlstatements": "[5]"}, {"sqlstatements": "{"}):
        assert (await api.raw("POST", f"{DATABASE}/run", data=form)).status_code == 500
