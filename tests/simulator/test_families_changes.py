"""The v2 routes that change objects in place, and the SQL of answers and liveboards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from families_support import ACME, Api

from aiothoughtspot.simulator.families.sql import to_sql

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOWHERE = "00000000-0000-4000-a000-00000000dead"


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


def first(api: Api, kind: str, sub_type: str = "") -> dict[str, Any]:
    return next(
        item
        for item in api.state.metadata.values()
        if item["type"] == kind and item["sub_type"].startswith(sub_type) and item["name"] != "Retail Sales"
    )


async def shown(api: Api, guid: str, org: int = 0, **body: Any) -> dict[str, Any]:
    [found] = await api.v2("metadata/search", {"metadata": [{"identifier": guid}], **body}, org=org)
    return dict(found)


def header(item: dict[str, Any], *attributes: tuple[str, Any]) -> dict[str, Any]:
    return {
        "headers_update": [
            {
                "identifier": item["id"],
                "attributes": [{"name": name, "value": value} for name, value in attributes],
            }
        ]
    }


async def test_headers_change(api: Api) -> None:
    board = first(api, "LIVEBOARD")
    api.clock.now += 5
    await api.v2(
        "metadata/headers/update", header(board, ("name", "Renamed"), ("isVerified", "true")), expect=204
    )
    found = (await shown(api, board["id"]))["metadata_header"]
    assert (found["name"], found["isVerified"], found["modified"]) == ("Renamed", True, api.clock.now * 1000)
    [exported] = await api.v2("metadata/tml/export", {"metadata": [{"identifier": board["id"]}]})
    assert json.loads(exported["edoc"])["liveboard"]["name"] == "Renamed"
    await api.v2("metadata/headers/update", header(board, ("isVerified", "false")))
    assert (await shown(api, board["id"]))["metadata_header"]["isVerified"] is False


async def test_headers_of_other_orgs(api: Api) -> None:
    board, connection = first(api, "LIVEBOARD"), first(api, "CONNECTION")
    board["org_id"] = ACME
    change = header(board, ("description", "Seen from afar"))
    await api.v2("metadata/headers/update", change, expect=400)
    await api.v2("metadata/headers/update", {**change, "org_identifier": "Primary"}, expect=400)
    await api.v2("metadata/headers/update", {**change, "org_identifier": "Acme"})
    await api.v2("metadata/headers/update", {**change, "org_identifier": "-1"})
    assert (await shown(api, board["id"], org=ACME))["metadata_header"]["description"] == "Seen from afar"
    await api.v2("metadata/headers/update", {**change, "org_identifier": "Atlantis"}, expect=400)
    named = header(connection, ("name", "Lake"))
    named["headers_update"][0]["type"] = "DATA_SOURCE"
    await api.v2("metadata/headers/update", named)
    assert (await shown(api, connection["id"]))["metadata_name"] == "Lake"


@pytest.mark.parametrize("attribute", [("color", "red"), ("isHidden", "maybe"), ("name", 5), ("", "x")])
async def test_attributes_that_cannot_be_set(api: Api, attribute: tuple[str, Any]) -> None:
    board = first(api, "LIVEBOARD")
    await api.v2("metadata/headers/update", header(board, ("name", "Renamed"), attribute), expect=400)
    assert (await shown(api, board["id"]))["metadata_name"] == board["name"]


async def test_obj_ids(api: Api) -> None:
    board, answer = first(api, "LIVEBOARD"), first(api, "ANSWER")
    await api.v2(
        "metadata/update-obj-id",
        {"metadata": [{"metadata_identifier": board["id"], "new_obj_id": "board-1"}]},
        expect=204,
    )
    assert (await shown(api, "board-1"))["metadata_obj_id"] == "board-1"
    [found] = await api.v2("metadata/search", {"metadata": [{"obj_identifier": "board-1"}]})
    assert found["metadata_id"] == board["id"]
    taken = {"metadata": [{"metadata_identifier": answer["name"], "type": "ANSWER", "new_obj_id": "board-1"}]}
    assert (await api.v2("metadata/update-obj-id", taken, expect=500))[0] == 14009
    twice = [{"metadata_identifier": item["id"], "new_obj_id": "same"} for item in (board, answer)]
    assert (await api.v2("metadata/update-obj-id", {"metadata": twice}, expect=500))[0] == 14009
    await api.v2(
        "metadata/update-obj-id", {"metadata": [{"current_obj_id": "board-1", "new_obj_id": "board-2"}]}
    )
    assert (await shown(api, board["id"]))["metadata_obj_id"] == "board-2"
    await api.v2("metadata/update-obj-id", {"metadata": [{"new_obj_id": "x"}]}, expect=400)
    await api.v2("metadata/update-obj-id", taken, user="ana", expect=403)


def field(item: dict[str, Any], **more: Any) -> dict[str, Any]:
    kind = "CONNECTION_PROPERTY" if item["type"] == "CONNECTION" else "ATTRIBUTE"
    return {"metadata_identifier": item["id"], "field_type": kind, **more}


async def test_parameters_of_a_table(api: Api) -> None:
    table = first(api, "LOGICAL_TABLE")
    one = field(table, field_name="databaseName", variable_identifier="db")
    await api.v2("metadata/parameterize", {**one, "metadata_type": "LOGICAL_TABLE"}, expect=204)
    many = field(table, field_names=["schemaName", "tableName"], variable_identifier="rest")
    await api.v2("metadata/parameterize-fields", many, expect=204)

    async def mapping() -> dict[str, str]:
        found = await shown(api, table["id"], include_details=True)
        return dict(found["metadata_detail"]["logicalTableContent"]["tableMappingInfo"])

    assert await mapping() == {"databaseName": "${db}", "schemaName": "${rest}", "tableName": "${rest}"}
    back = field(table, field_name="databaseName", value="SALES")
    await api.v2("metadata/unparameterize", back, expect=204)
    await api.v2("metadata/unparameterize", back, expect=400)
    assert (await mapping())["databaseName"] == "SALES"
    await api.v2("metadata/parameterize", {**one, "field_name": "color"}, expect=400)
    await api.v2("metadata/parameterize", {**one, "field_type": "CONNECTION_PROPERTY"}, expect=400)
    await api.v2("metadata/parameterize", {**one, "variable_identifier": ""}, expect=400)
    await api.v2("metadata/parameterize", one, user="ana", expect=403)


async def test_parameters_of_a_connection(api: Api) -> None:
    connection, board = first(api, "CONNECTION"), first(api, "LIVEBOARD")
    one = field(
        connection, field_name="warehouse", variable_identifier="wh", metadata_type="CONNECTION_CONFIG"
    )
    await api.v2("metadata/parameterize", one)
    found = await shown(api, connection["id"], include_details=True)
    assert found["metadata_detail"]["dataSourceContent"]["configuration"]["warehouse"] == "${wh}"
    await api.v2(
        "metadata/parameterize", {**field(board, field_name="x", variable_identifier="y")}, expect=400
    )


async def test_worksheets_become_models(api: Api) -> None:
    worksheet, view = first(api, "LOGICAL_TABLE", "WORKSHEET"), first(api, "LOGICAL_TABLE", "SQL_VIEW")
    body: dict[str, Any] = {"worksheet_ids": [worksheet["id"], view["id"], NOWHERE]}
    told = await api.v2("metadata/worksheets/convert", body)
    assert (told["success_count"], told["failure_count"]) == (1, 2)
    assert "<br/>" in told["failed_entities"]["data"][0]["error"]
    assert "worksheetVersion" not in (await shown(api, worksheet["id"]))["metadata_header"]

    done = await api.v2(
        "metadata/worksheets/convert", {**body, "exclude_worksheet_ids": [NOWHERE], "apply_changes": True}
    )
    assert (done["success_count"], done["failure_count"]) == (1, 1)
    assert (await shown(api, worksheet["id"]))["metadata_header"]["worksheetVersion"] == "V2"
    [exported] = await api.v2("metadata/tml/export", {"metadata": [{"identifier": worksheet["id"]}]})
    assert exported["info"]["type"] == "model"
    again = await api.v2("metadata/worksheets/convert", body)
    assert again["success_count"] == 0

    rest = await api.v2("metadata/worksheets/convert", {"convert_all": True, "apply_changes": True})
    assert worksheet["id"] not in [item["id"] for item in rest["successful_entities"]["data"]]
    assert rest["success_count"] > 0
    assert (await api.v2("metadata/worksheets/convert", {"convert_all": True}))["success_count"] == 0
    await api.v2("metadata/worksheets/convert", {}, expect=400)


async def test_analysts_are_refused(api: Api) -> None:
    for path in (
        "headers/update",
        "worksheets/convert",
        "tml/import",
        "tml/async/import",
        "tml/export/batch",
    ):
        assert (await api.v2(f"metadata/{path}", {}, user="ana", expect=403))[0] == 10023


@pytest.mark.parametrize(
    ("query", "sql"),
    [
        ("[Region] [Revenue]", 'SELECT "REGION", SUM("REVENUE")\nFROM "SALES"\nGROUP BY "REGION"'),
        ("[Revenue]", 'SELECT SUM("REVENUE")\nFROM "SALES"'),
        ("[Region]", 'SELECT "REGION"\nFROM "SALES"'),
        (
            "[Order Date].monthly [Revenue] sort by [Order Date] descending",
            'SELECT DATE_TRUNC(\'MONTH\', "ORDER_DATE"), SUM("REVENUE")\nFROM "SALES"\nGROUP BY DATE_TRUNC(\'MONTH\', "ORDER_DATE")\nORDER BY "ORDER_DATE" DESC',
        ),
        (
            "[Order ID] [Revenue] [Region] = 'West' sort by [Order ID] top 5",
            'SELECT "ORDER_ID", "REVENUE"\nFROM "SALES"\nWHERE "REGION" = \'West\'\nORDER BY "ORDER_ID"\nLIMIT 5',
        ),
    ],
)
def test_searches_in_sql(query: str, sql: str) -> None:
    assert to_sql(query, "Sales") == sql


async def test_the_sql_routes(api: Api) -> None:
    board, answer = first(api, "LIVEBOARD"), first(api, "ANSWER")
    told = await api.v2("metadata/answer/sql", {"metadata_identifier": answer["name"]}, user="ana")
    assert told["metadata_type"] == "ANSWER"
    assert 'FROM "RETAIL_SALES"' in told["sql_queries"][0]["sql_query"]
    every = await api.v2("metadata/liveboard/sql", {"metadata_identifier": board["id"]})
    assert len(every["sql_queries"]) == len(board["visualizations"])
    name = board["visualizations"][0]["name"]
    one = await api.v2(
        "metadata/liveboard/sql", {"metadata_identifier": board["id"], "visualization_identifiers": [name]}
    )
    assert [item["metadata_name"] for item in one["sql_queries"]] == [name]
    await api.v2(
        "metadata/liveboard/sql",
        {"metadata_identifier": board["id"], "visualization_identifiers": ["x"]},
        expect=400,
    )
    await api.v2("metadata/answer/sql", {"metadata_identifier": board["id"]}, expect=400)
    await api.v2("metadata/answer/sql", {}, expect=400)
    answer["source"] = None
    lost = await api.v2("metadata/answer/sql", {"metadata_identifier": answer["id"]})
    assert 'FROM "UNKNOWN"' in lost["sql_queries"][0]["sql_query"]
