"""The v2 routes of TML: round trips, policies, and failures inside a 200."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from families_support import ACME, Api

from aiothoughtspot.simulator.families._yaml_reader import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOWHERE = "00000000-0000-4000-a000-00000000dead"
FREE = "00000000-0000-4000-a000-00000000f4ee"


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


def first(api: Api, kind: str) -> dict[str, Any]:
    return next(item for item in api.state.metadata.values() if item["type"] == kind)


def answer(name: str = "Made", table: str = "Retail Sales", **top: Any) -> str:
    body = {"name": name, "tables": [{"id": table, "name": table}], "search_query": "[Region] [Revenue]"}
    return json.dumps({**top, "answer": body})


def board(*tables: str) -> str:
    shown = [{"id": f"Viz_{n}", "answer": {"name": t, "tables": [{"name": t}]}} for n, t in enumerate(tables)]
    return json.dumps(
        {"liveboard": {"name": "Board", "visualizations": [*shown, {"id": "Note", "note_tile": {}}]}}
    )


async def export(api: Api, *guids: str, **body: Any) -> list[dict[str, Any]]:
    metadata = [{"identifier": guid} for guid in guids]
    return list(await api.v2("metadata/tml/export", {"metadata": metadata, **body}))


async def load_tml(api: Api, *texts: str, **body: Any) -> list[dict[str, Any]]:
    return list(await api.v2("metadata/tml/import", {"metadata_tmls": list(texts), **body}))


def codes(items: list[dict[str, Any]]) -> list[str]:
    return [item["response"]["status"]["status_code"] for item in items]


async def find(api: Api, guid: str, **body: Any) -> dict[str, Any]:
    [found] = await api.v2("metadata/search", {"metadata": [{"identifier": guid}], **body})
    return dict(found)


@pytest.mark.parametrize("form", ["JSON", "YAML"])
@pytest.mark.parametrize("kind", ["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CONNECTION"])
async def test_what_is_exported_can_be_imported(api: Api, kind: str, form: str) -> None:
    guid = first(api, kind)["id"]
    before = await find(api, guid, include_details=True, include_visualization_headers=True)
    [item] = await export(api, guid, edoc_format=form)
    document = json.loads(item["edoc"]) if form == "JSON" else load(item["edoc"])
    assert document["guid"] == guid
    assert item["info"]["status"] == {"status_code": "OK"}
    [told] = await load_tml(api, item["edoc"])
    assert told["response"]["header"]["id_guid"] == guid
    after = await find(api, guid, include_details=True, include_visualization_headers=True)
    assert len(api.state.metadata) == 220
    assert after["metadata_header"]["generationNum"] == before["metadata_header"]["generationNum"] + 1
    for field in ("columns", "type"):
        assert after["metadata_detail"].get(field) == before["metadata_detail"].get(field)
    shown = [[viz["id"] for viz in item["visualization_headers"]] for item in (before, after)]
    assert shown[0] == shown[1]
    [again] = await export(api, guid, edoc_format=form)
    assert again["edoc"] == item["edoc"]


async def test_export_options(api: Api) -> None:
    guid = first(api, "ANSWER")["id"]
    await api.v2("metadata/update-obj-id", {"metadata": [{"metadata_identifier": guid, "new_obj_id": "a-1"}]})
    items = await export(api, guid, export_associated=True, export_fqn=True)
    assert [item["info"]["type"] for item in items] == ["answer", "worksheet"]
    document = json.loads(items[0]["edoc"])
    assert document["answer"]["tables"][0]["fqn"] == items[1]["info"]["id"]
    with_connection = await export(
        api, guid, export_dependent=True, export_connection_as_dependent=True, export_fqn=True
    )
    assert [item["info"]["type"] for item in with_connection] == ["answer", "worksheet", "connection"]
    assert (
        json.loads(with_connection[1]["edoc"])["worksheet"]["connection"]["fqn"]
        == with_connection[2]["info"]["id"]
    )
    [bare] = await export(api, guid, export_options={"include_guid": False, "include_obj_id": True})
    assert list(json.loads(bare["edoc"])) == ["obj_id", "answer"]
    changed = bare["edoc"].replace('"name": "', '"name": "New ', 1)
    [told] = await load_tml(api, changed)
    assert told["response"]["header"]["id_guid"] == guid


@pytest.mark.parametrize(
    "body",
    [
        {"metadata": [{"identifier": NOWHERE}]},
        {"metadata": [{}]},
        {"metadata": []},
        {"metadata": [{"identifier": "tsadmin", "type": "ROBOT"}]},
        {"metadata": [{"identifier": "nobody", "type": "USER"}]},
        {"edoc_format": "XML"},
        {"export_schema_version": "V9"},
    ],
)
async def test_one_bad_id_poisons_an_export(api: Api, body: dict[str, Any]) -> None:
    good = {"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}
    metadata = [good, *body["metadata"]] if body.get("metadata") else body.get("metadata", [good])
    await api.v2("metadata/tml/export", {**body, "metadata": metadata}, expect=400)


async def test_an_object_without_source_is_an_error_inside_the_200(api: Api) -> None:
    guid = first(api, "ANSWER")["id"]
    sales = [{"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}]
    await api.v2("metadata/delete", {"metadata": sales, "delete_disabled_objects": True})
    [item] = await export(api, guid, export_associated=True, export_fqn=True)
    assert item["info"]["status"]["status_code"] == "ERROR"
    assert item["edoc"] is None


async def test_exports_of_other_orgs_are_for_administrators(api: Api) -> None:
    guid = first(api, "ANSWER")["id"]
    api.state.metadata[guid]["org_id"] = ACME
    body = {"metadata": [{"identifier": guid}]}
    await api.v2("metadata/tml/export", body, expect=400)
    assert len(await export(api, guid, all_orgs_override=True)) == 1
    assert (await api.v2("metadata/tml/export", {**body, "all_orgs_override": True}, user="ana", expect=403))[
        0
    ] == 10023
    assert (
        len(
            await api.v2(
                "metadata/tml/export",
                {"metadata": [{"identifier": first(api, "LIVEBOARD")["id"]}]},
                user="ana",
            )
        )
        == 1
    )


async def test_people_can_be_exported(api: Api) -> None:
    named = [
        {"identifier": "ana", "type": "USER"},
        {"identifier": "Analyst", "type": "USER_GROUP"},
        {"identifier": "Scheduler", "type": "ROLE"},
    ]
    items = await api.v2("metadata/tml/export", {"metadata": named})
    assert [item["info"]["type"] for item in items] == ["user", "user_group", "role"]
    assert json.loads(items[0]["edoc"])["user"]["groups"] == ["All", "Analyst"]


@pytest.mark.parametrize(("kind", "count"), [("USER", 60), ("USER_GROUP", 50), ("ROLE", 10)])
async def test_export_in_pages(api: Api, kind: str, count: int) -> None:
    seen: list[str] = []
    for offset in range(0, count, 20):
        told = (
            await api.v2(
                "metadata/tml/export/batch",
                {"metadata_type": kind, "batch_offset": offset, "edoc_format": "YAML"},
            )
        )["data"]
        assert told["batch_offset"] == str(offset)
        assert told["isLastBatch"] is (offset + 20 >= count)
        seen += [load(item["edoc"])[kind.lower()]["name"] for item in told["result"]]
    assert len(set(seen)) == count
    await api.v2("metadata/tml/export/batch", {"metadata_type": kind, "batch_size": 201}, expect=400)
    await api.v2("metadata/tml/export/batch", {"metadata_type": "ROBOT"}, expect=400)


async def test_a_document_without_guid_makes_a_new_object_every_time(api: Api) -> None:
    items = [*await load_tml(api, answer()), *await load_tml(api, answer())]
    guids = {item["response"]["header"]["id_guid"] for item in items}
    assert len(guids) == 2
    assert items[0]["response"]["header"]["metadata_type"] == "QUESTION_ANSWER_BOOK"
    assert (await find(api, guids.pop()))["metadata_name"] == "Made"


async def test_guids_and_obj_ids(api: Api) -> None:
    [kept] = await load_tml(api, answer(guid=FREE, obj_id="made-1"))
    assert kept["response"]["header"]["id_guid"] == FREE
    assert (await find(api, "made-1"))["metadata_id"] == FREE
    [same] = await load_tml(api, answer("Again", obj_id="made-1"))
    assert same["response"]["header"]["id_guid"] == FREE
    [other] = await load_tml(api, answer("Other", guid=FREE, obj_id="made-1"), create_new=True)
    assert other["response"]["header"]["id_guid"] != FREE
    assert (await find(api, FREE))["metadata_name"] == "Again"


BROKEN = [
    ("answer: [", "neither"),
    ("{not json", "neither"),
    ("just text", "known type"),
    ('{"dashboard": {"name": "x"}}', "known type"),
    ('{"answer": {"name": ""}}', "answer->name"),
    (answer(table="Nowhere"), "Nowhere"),
    (json.dumps({"table": {"name": "T", "connection": {"name": "Nowhere"}}}), "Nowhere"),
    (json.dumps({"model": {"name": "M", "joins_with": [{"type": "FULL_OUTER"}, {}]}}), "FULL_OUTER"),
    (board("Retail Sales", "Nowhere"), "Nowhere"),
]


@pytest.mark.parametrize(
    ("text", "reason"), BROKEN, ids=[reason + str(n) for n, (_, reason) in enumerate(BROKEN)]
)
async def test_failures_come_inside_the_200(api: Api, text: str, reason: str) -> None:
    told = await load_tml(api, answer("Good"), text)
    assert codes(told) == ["OK", "ERROR"]
    status = told[1]["response"]["status"]
    assert reason in status["error_message"]
    assert "<br/>" in status["error_message"]
    assert status["error_code"] in {14501, 14528}
    assert len(api.state.metadata) == 221


async def test_a_guid_of_another_kind_or_org_is_refused(api: Api) -> None:
    other = first(api, "LIVEBOARD")["id"]
    assert codes(await load_tml(api, answer(guid=other))) == ["ERROR"]
    guid = first(api, "ANSWER")["id"]
    api.state.metadata[guid]["org_id"] = ACME
    assert codes(await load_tml(api, answer(guid=guid))) == ["ERROR"]


async def test_policies(api: Api) -> None:
    good, bad = answer("Good"), answer(table="Nowhere")
    assert codes(await load_tml(api, good, bad, import_policy="ALL_OR_NONE")) == ["ERROR", "ERROR"]
    assert codes(await load_tml(api, good, bad, import_policy="VALIDATE_ONLY")) == ["OK", "ERROR"]
    assert len(api.state.metadata) == 220
    [checked] = await load_tml(api, good, import_policy="VALIDATE_ONLY")
    assert "id_guid" not in checked["response"]["header"]
    guid = first(api, "ANSWER")["id"]
    [known] = await load_tml(api, answer(guid=guid), import_policy="VALIDATE_ONLY")
    assert known["response"]["header"]["id_guid"] == guid
    assert codes(await load_tml(api, good, import_policy="ALL_OR_NONE")) == ["OK"]
    await api.v2("metadata/tml/import", {"metadata_tmls": [good], "import_policy": "SOME"}, expect=400)
    await api.v2("metadata/tml/import", {"metadata_tmls": []}, expect=400)


async def test_partial_objects_leave_out_what_is_broken(api: Api) -> None:
    told = await load_tml(api, board("Retail Sales", "Nowhere"), import_policy="PARTIAL_OBJECT")
    assert codes(told) == ["WARNING"]
    assert "Nowhere" in told[0]["response"]["status"]["error_message"]
    found = await find(api, told[0]["response"]["header"]["id_guid"], include_visualization_headers=True)
    assert [viz["name"] for viz in found["visualization_headers"]] == ["Retail Sales", "Note"]


async def test_a_batch_may_bring_its_own_tables_in_any_order(api: Api) -> None:
    columns = [
        {"name": "Day", "db_column_properties": {"data_type": "DATE"}},
        {"name": "Sum", "properties": {"column_type": "MEASURE"}},
    ]
    table = json.dumps({"table": {"name": "Fresh", "connection": {"name": "Warehouse"}, "columns": columns}})
    model = json.dumps(
        {"model": {"name": "Fresh model", "tables": [{"name": "Fresh"}], "columns": [{"name": "Day"}]}}
    )
    told = await load_tml(api, answer(table="Fresh model"), model, table)
    assert codes(told) == ["OK"] * 3
    made = await find(api, told[2]["response"]["header"]["id_guid"], include_details=True)
    shown = [
        (item["header"]["name"], item["dataType"], item["type"])
        for item in made["metadata_detail"]["columns"]
    ]
    assert shown == [("Day", "DATE", "ATTRIBUTE"), ("Sum", "VARCHAR", "MEASURE")]
    above = await find(api, told[1]["response"]["header"]["id_guid"], include_details=True)
    assert [item["dataType"] for item in above["metadata_detail"]["columns"]] == ["DATE"]
    assert api.state.metadata[told[0]["response"]["header"]["id_guid"]]["source"] == above["metadata_id"]


async def test_references_by_fqn(api: Api) -> None:
    guid = first(api, "LOGICAL_TABLE")["id"]
    text = json.dumps({"answer": {"name": "A", "tables": [{"name": "anything", "fqn": guid}]}})
    [told] = await load_tml(api, text)
    assert api.state.metadata[told["response"]["header"]["id_guid"]]["source"] == guid


async def test_fqns_are_left_out_for_what_is_gone(api: Api) -> None:
    gone = next(item for item in api.state.metadata.values() if item["sub_type"] == "USER_DEFINED")
    tables = [{"name": "Retail Sales"}, {"name": gone["name"]}]
    [told] = await load_tml(api, json.dumps({"answer": {"name": "Joined", "tables": tables}}))
    await api.v2("metadata/delete", {"metadata": [{"identifier": gone["id"]}]})
    [item] = await export(api, told["response"]["header"]["id_guid"], export_fqn=True)
    assert ["fqn" in table for table in json.loads(item["edoc"])["answer"]["tables"]] == [True, False]
