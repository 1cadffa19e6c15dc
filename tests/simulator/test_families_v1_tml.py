"""The v1 routes of TML: form fields in, JSON served as plain text out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from families_support import Api

from aiothoughtspot.simulator.families._yaml_reader import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOWHERE = "00000000-0000-4000-a000-00000000dead"


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


def first(api: Api, kind: str) -> dict[str, Any]:
    return next(
        item
        for item in api.state.metadata.values()
        if item["type"] == kind and item["name"] != "Retail Sales"
    )


async def test_tml_is_json_served_as_text(api: Api) -> None:
    board, answer = first(api, "LIVEBOARD"), first(api, "ANSWER")
    ids = json.dumps([board["id"], answer["id"]])
    told = json.loads(await api.v1("POST", "metadata/tml/export", form={"export_ids": ids}))
    pinboard, question = told["object"]
    assert (pinboard["info"]["type"], question["info"]["type"]) == ("pinboard", "answer")
    assert pinboard["info"]["filename"] == f"{board['name']}.pinboard.tml"
    assert load(pinboard["edoc"])["liveboard"]["name"] == board["name"]
    form = {
        "export_ids": ids,
        "formattype": "JSON",
        "export_associated": "true",
        "export_connection_as_dependent": "true",
    }
    more = json.loads(await api.v1("POST", "metadata/tml/export", form=form))
    assert [item["info"]["type"] for item in more["object"]] == [
        "pinboard",
        "answer",
        "worksheet",
        "connection",
    ]
    assert json.loads(more["object"][0]["edoc"])["guid"] == board["id"]
    for wrong in (
        {"export_ids": f'["{NOWHERE}"]'},
        {"export_ids": ""},
        {"export_ids": ids, "formattype": "XML"},
    ):
        await api.v1("POST", "metadata/tml/export", form=wrong, expect=400)
    await api.v1(
        "POST", "metadata/tml/export", form={**form, "all_orgs_override": "true"}, user="ana", expect=403
    )


async def test_importing_tml(api: Api) -> None:
    good = {"answer": {"name": "Made", "tables": [{"name": "Retail Sales"}]}}
    documents = [json.dumps(good), good, "answer:\n  tables:\n  - name: Nowhere\n"]
    text = await api.v1("POST", "metadata/tml/import", form={"import_objects": json.dumps(documents)})
    items = json.loads(text)["object"]
    assert [item["response"]["status"]["status_code"] for item in items] == ["OK", "OK", "ERROR"]
    assert "<br/>" in items[2]["response"]["status"]["error_message"]
    header = items[0]["response"]["header"]
    assert header["metadata_type"] == "QUESTION_ANSWER_BOOK"
    assert len(api.state.metadata) == 222
    again = {"guid": header["id_guid"], **good}
    for force, count in (("false", 222), ("true", 223)):
        form = {"import_objects": json.dumps([again]), "force_create": force}
        await api.v1("POST", "metadata/tml/import", form=form)
        assert len(api.state.metadata) == count
    for wrong in ("[]", '"text"', "{", ""):
        await api.v1("POST", "metadata/tml/import", form={"import_objects": wrong}, expect=400)
    await api.v1("POST", "metadata/tml/import", form={"import_objects": "[]"}, user="ana", expect=403)


async def test_people_in_pages(api: Api) -> None:
    form = {"metadata_type": "USER", "batch_size": "40", "batch_offset": "40"}
    told = json.loads(await api.v1("POST", "metadata/tml/export/batch", form=form))["data"]
    assert (told["batch_offset"], told["batch_size"], told["isLastBatch"]) == ("40", 20, True)
    assert told["result"][0]["info"]["type"] == "user"
    await api.v1("POST", "metadata/tml/export/batch", form={**form, "batch_size": "201"}, expect=400)
