"""dbt: connections to projects, and the tables and worksheets that are made of their models."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME

from aiothoughtspot.simulator.answers import Refused
from aiothoughtspot.simulator.families._dbt_projects import models

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CLOUD = {
    "connection_name": "Warehouse",
    "database_name": "RETAIL",
    "access_token": "secret-token",
    "dbt_url": "https://dbt.example.com",
    "project_name": "retail",
}
ORDERS = {"model_name": "orders", "model_path": "models/orders.sql", "tables": ["orders"]}


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


def archive(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as found:
        for name, text in files.items():
            found.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return out.getvalue()


def manifest(**columns: Any) -> bytes:
    nodes: dict[str, Any] = {
        f"model.retail.{name}": {"resource_type": "model", "name": name, "columns": kinds}
        for name, kinds in columns.items()
    }
    nodes["test.retail.x"] = {"resource_type": "test", "name": "x"}
    return archive(retail__target__manifest_DOT_json=json.dumps({"nodes": nodes}))


PROJECT = manifest(
    orders={
        "order id": {"data_type": "NUMBER"},
        "amount": {"data_type": "decimal(10,2)"},
        "day": {"data_type": "date"},
        "at": {"data_type": "timestamp_ntz"},
        "count": {"data_type": "bigint"},
        "paid": {"data_type": "boolean"},
        "note": {},
    }
)


async def made(api: Rest, expect: int = 200, **parts: Any) -> dict[str, Any]:
    found = await api.call("dbt/dbt-connection", parts={**CLOUD, **parts}, expect=expect)
    return dict(found) if expect == 200 else {}


def zipped(content: bytes) -> dict[str, Any]:
    return {"import_type": "ZIP_FILE", "file_content": ("project.zip", content)}


async def generate(api: Rest, guid: str, expect: int = 200, **parts: Any) -> Any:
    given = {
        "dbt_connection_identifier": guid,
        "model_tables": json.dumps([ORDERS]),
        "import_worksheets": "ALL",
        **parts,
    }
    return await api.call("dbt/generate-tml", parts=given, expect=expect)


def headers(report: dict[str, Any]) -> list[tuple[str, str]]:
    found = [item["response"]["header"] for item in report["import_response"]]
    return [(item["name"], item["type"]) for item in found]


async def test_the_life_of_a_connection(api: Rest) -> None:
    found = await made(api)
    warehouse = api.state.find_metadata("Warehouse")
    assert warehouse is not None
    assert found == {
        "dbt_connection_identifier": found["dbt_connection_identifier"],
        "project_name": "retail",
        "connection_id": warehouse["id"],
        "connection_name": "Warehouse",
        "cdw_database": "RETAIL",
        "import_type": "DBT_CLOUD",
        "author_name": "tsadmin",
    }
    guid = found["dbt_connection_identifier"]
    parts = {"dbt_connection_identifier": guid, "database_name": "OTHER"}
    changed = await api.call("dbt/update-dbt-connection", parts=parts)
    assert changed == {**found, "cdw_database": "OTHER"}
    assert await api.call("dbt/search") == [changed]
    assert await api.call("dbt/search", org=ACME) == []
    await api.call(f"dbt/{guid}/delete", org=ACME, expect=400)
    await api.call(f"dbt/{guid}/delete", expect=204)
    await api.call(f"dbt/{guid}/delete", expect=400)


async def test_tables_and_worksheets_are_made_of_models(api: Rest) -> None:
    guid = (await made(api, **zipped(PROJECT)))["dbt_connection_identifier"]
    report = await generate(api, guid, include_semantic_report="true")
    assert headers(report) == [("orders", "ONE_TO_ONE_LOGICAL"), ("orders", "WORKSHEET")]
    assert report["semantic_report"] == {"tables": 1, "worksheets": 1, "failed": 0}
    table, worksheet = (item["response"]["header"]["id_guid"] for item in report["import_response"])
    assert api.state.metadata[worksheet]["source"] == table
    shown = api.state.metadata[table]["detail"]["columns"]
    assert [(item["header"]["name"], item["dataType"], item["type"]) for item in shown] == [
        ("order id", "DOUBLE", "ATTRIBUTE"),
        ("amount", "DOUBLE", "MEASURE"),
        ("day", "DATE", "ATTRIBUTE"),
        ("at", "DATE_TIME", "ATTRIBUTE"),
        ("count", "INT64", "MEASURE"),
        ("paid", "BOOL", "ATTRIBUTE"),
        ("note", "VARCHAR", "ATTRIBUTE"),
    ]
    found = await api.call("metadata/search", {"metadata": [{"identifier": worksheet}]})
    assert found[0]["metadata_name"] == "orders"


async def test_a_sync_makes_the_same_objects_again(api: Rest) -> None:
    guid = (await made(api, **zipped(PROJECT)))["dbt_connection_identifier"]
    parts: dict[str, Any] = {"dbt_connection_identifier": guid}
    await api.call("dbt/generate-sync-tml", parts=parts, expect=400)
    first = await generate(api, guid)
    parts["file_content"] = ("project.zip", manifest(orders={"note": {"data_type": "text"}}))
    second = await api.call("dbt/generate-sync-tml", parts=parts)
    guids = [
        [item["response"]["header"]["id_guid"] for item in report["import_response"]]
        for report in (first, second)
    ]
    assert guids[0] == guids[1]
    assert len(api.state.metadata[guids[0][0]]["detail"]["columns"]) == 1
    assert "semantic_report" not in second


async def test_which_worksheets_are_made(api: Rest) -> None:
    guid = (await made(api))["dbt_connection_identifier"]
    both = json.dumps([ORDERS, {"model_name": "stores", "tables": ["stores", "places"]}])
    none = await generate(api, guid, model_tables=both, import_worksheets="NONE")
    assert [kind for _, kind in headers(none)] == ["ONE_TO_ONE_LOGICAL"] * 3
    some = await generate(api, guid, model_tables=both, import_worksheets="SELECTED", worksheets='["stores"]')
    assert headers(some)[-1] == ("stores", "WORKSHEET")
    assert len(headers(some)) == 4
    await generate(api, guid, import_worksheets="SELECTED", expect=400)


async def test_models_that_the_project_lacks_are_told(api: Rest) -> None:
    guid = (await made(api, **zipped(PROJECT)))["dbt_connection_identifier"]
    report = await generate(api, guid, model_tables=json.dumps([{"model_name": "nothing", "tables": ["x"]}]))
    assert report == {"import_response": [], "unknown_models": ["nothing"]}


async def test_a_warehouse_that_is_gone(api: Rest) -> None:
    guid = (await made(api))["dbt_connection_identifier"]
    [found] = await api.call("dbt/search")
    del api.state.metadata[found["connection_id"]]
    assert (await api.call("dbt/search"))[0]["connection_name"] is None
    await generate(api, guid, expect=400)


@pytest.mark.parametrize(
    "parts",
    [
        {"connection_name": "Retail Sales"},
        {"database_name": ""},
        {"import_type": "GIT"},
        {"import_type": "ZIP_FILE"},
        zipped(b"no archive"),
    ],
)
async def test_wrong_connections(api: Rest, parts: dict[str, Any]) -> None:
    await made(api, expect=400, **parts)
    assert await api.call("dbt/search") == []


@pytest.mark.parametrize(
    "parts",
    [
        {"dbt_connection_identifier": "unknown"},
        {"model_tables": "["},
        {"model_tables": "[]"},
        {"model_tables": '["orders"]'},
        {"model_tables": '[{"model_name": "orders"}]'},
        {"import_worksheets": "SOME"},
        {"import_worksheets": "SELECTED", "worksheets": "[5]"},
    ],
)
async def test_wrong_requests_for_tml(api: Rest, parts: dict[str, Any]) -> None:
    guid = (await made(api))["dbt_connection_identifier"]
    await generate(api, **{"guid": guid, **parts}, expect=400)


@pytest.mark.parametrize(
    "path", ["dbt-connection", "update-dbt-connection", "generate-tml", "generate-sync-tml"]
)
async def test_only_multipart_is_taken(api: Rest, path: str) -> None:
    await api.call(f"dbt/{path}", CLOUD, expect=415)
    await api.call(f"dbt/{path}", CLOUD, user="ana", expect=403)


def test_models_of_sql_files() -> None:
    files = {
        "models__a_DOT_sql": "",
        "x__models__deep__b_DOT_sql": "",
        "seeds__c_DOT_sql": "",
        "models__d_DOT_yml": "",
    }
    assert models(archive(**files)) == {"a": {}, "b": {}}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        archive(readme="x"),
        archive(manifest_DOT_json="{"),
        archive(manifest_DOT_json="[]"),
        archive(manifest_DOT_json='{"nodes": []}'),
        archive(manifest_DOT_json='{"nodes": {"a": 5, "b": {"resource_type": "model"}}}'),
    ],
)
def test_archives_that_are_no_projects(content: bytes) -> None:
    with pytest.raises(Refused, match="file_content is a ZIP file of a dbt project"):
        models(content)


def test_a_manifest_that_is_too_large() -> None:
    with pytest.raises(Refused, match="too large"):
        models(archive(manifest_DOT_json=" " * (30 * 1024 * 1024 + 1)))


def test_columns_of_odd_shapes() -> None:
    assert models(manifest(a={"x": None, "y": {"data_type": None}}, b=[])) == {
        "a": {"x": "VARCHAR", "y": "VARCHAR"},
        "b": {},
    }
    assert models(manifest(c=["x"])) == {"c": {}}
