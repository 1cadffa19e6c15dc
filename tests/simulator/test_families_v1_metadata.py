"""The v1 routes of metadata."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from families_support import Api

from aiothoughtspot.simulator.families._security_shares import share

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


def guid(api: Api, name: str) -> str:
    found = api.state.find_user(name) or api.state.find_group(name) or api.state.find_tag(name)
    assert found is not None
    return str(found["id"])


async def listed(
    api: Api, kind: str = "LOGICAL_TABLE", user: str = "tsadmin", **query: Any
) -> list[dict[str, Any]]:
    answer = await api.v1("GET", "metadata/list", query={"type": kind, **query}, user=user)
    return list(answer["headers"])


async def test_pages_show_their_end(api: Api) -> None:
    query = {"type": "PINBOARD_ANSWER_BOOK"}
    everything = await api.v1("GET", "metadata/list", query={**query, "batchsize": -1})
    total = len(everything["headers"])
    assert everything["isLastBatch"] is True
    assert everything["debugInfo"] == {}
    head = await api.v1("GET", "metadata/list", query={**query, "offset": -1, "batchsize": 10})
    assert (len(head["headers"]), head["isLastBatch"]) == (10, False)
    tail = await api.v1("GET", "metadata/list", query={**query, "offset": total - 10, "batchsize": 10})
    assert (tail["headers"][-1], tail["isLastBatch"]) == (everything["headers"][-1], True)
    bare = await api.v1("GET", "metadata/listobjectheaders", query={**query, "batchsize": 3})
    assert [set(item) for item in bare] == [
        {
            "id",
            "name",
            "description",
            "author",
            "created",
            "modified",
            "modifiedBy",
            "owner",
            "isAutoCreated",
            "isAutoDelete",
        }
    ] * 3
    answers = await api.v1("GET", "metadata/listobjectheaders")
    assert {api.state.metadata[item["id"]]["type"] for item in answers} == {"ANSWER"}


async def test_filters(api: Api) -> None:
    tables = await listed(api)
    sales = next(item for item in tables if item["name"] == "Retail Sales")
    assert sales["authorName"] == "tsadmin"
    assert [tag["name"] for tag in sales["tags"]] == ["Certified"]
    assert await listed(api, pattern="retail%") == [sales]
    assert await listed(api, fetchids=json.dumps([sales["id"]])) == [sales]
    assert sales not in await listed(api, skipids=f"[{sales['id']}]")
    assert sales in await listed(api, tagname='["Certified"]')
    assert {item["type"] for item in await listed(api, subtypes='["WORKSHEET"]')} == {"WORKSHEET"}
    assert sales in await listed(api, category="MY")
    assert sales not in await listed(api, user="ana", category="MY")
    assert sales in await listed(api, authorguid=guid(api, "tsadmin"))
    assert await listed(api, category="REQUESTED") == []
    assert await listed(api, auto_created="true") == []
    assert await listed(api, auto_created="false") == tables
    first(api, "LOGICAL_TABLE")["header"]["isHidden"] = True
    assert len(await listed(api)) == len(tables) - 1
    assert len(await listed(api, showhidden="true")) == len(tables)


@pytest.mark.parametrize("sort", ["NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED"])
async def test_order(api: Api, sort: str) -> None:
    up = await listed(api, sort=sort)
    assert await listed(api, sort=sort, sortascending="false") == up[::-1]
    assert await listed(api, sort="DEFAULT") == await listed(api)


@pytest.mark.parametrize(
    ("query", "expect"),
    [
        ({"type": "ROBOT"}, 500),
        ({"type": None}, 500),
        ({"subtypes": '["ROUND"]'}, 400),
        ({"tagname": '["No such tag"]'}, 400),
        ({"category": "SOME"}, 400),
        ({"batchsize": "ten"}, 400),
        ({"showhidden": "True"}, 400),
    ],
)
async def test_wrong_lists(api: Api, query: dict[str, Any], expect: int) -> None:
    asked = {name: value for name, value in {"type": "LOGICAL_TABLE", **query}.items() if value is not None}
    await api.v1("GET", "metadata/list", query=asked, expect=expect)


async def test_users_are_listed_for_administrators(api: Api) -> None:
    assert len(await listed(api, "USER")) == 60
    assert len(await listed(api, "USER_GROUP")) == 50
    assert (await api.v1("GET", "metadata/list", query={"type": "USER"}, user="ana", expect=403))[0] == 10023


@pytest.mark.parametrize(
    "kind",
    [
        "LOGICAL_TABLE",
        "PINBOARD_ANSWER_BOOK",
        "QUESTION_ANSWER_BOOK",
        "DATA_SOURCE",
        "USER",
        "USER_GROUP",
        "TAG",
        "LOGICAL_COLUMN",
    ],
)
async def test_details(api: Api, kind: str) -> None:
    [header, *_] = await listed(api, kind)
    told = await api.v1(
        "GET", "metadata/details", query={"type": kind, "id": json.dumps([header["id"]]), "version": -1}
    )
    [stored] = told["storables"]
    assert stored["header"]["name"] == header["name"]
    if kind == "LOGICAL_TABLE":
        assert {item["dataType"] for item in stored["columns"]} >= {"DATE", "DATE_TIME"}
    await api.v1("GET", "metadata/details", query={"type": kind, "id": f'["{NOWHERE}"]'}, expect=400)


async def test_details_need_ids_of_the_type(api: Api) -> None:
    board = first(api, "LIVEBOARD")["id"]
    await api.v1("GET", "metadata/details", query={"type": "LOGICAL_TABLE", "id": f'["{board}"]'}, expect=400)
    await api.v1("GET", "metadata/details", query={"type": "LOGICAL_TABLE"}, expect=400)


async def test_seeing_as_others(api: Api) -> None:
    async def seen(user: str = "tsadmin", **query: Any) -> int:
        told = await api.v1("GET", "metadata/listas", query=query, user=user)
        assert told["isLastBatch"] is True
        return len(told["headers"])

    ana, analysts, admins = guid(api, "ana"), guid(api, "Analyst"), guid(api, "Administrator")
    written = sum(item["header"]["author"] == ana for item in api.state.metadata.values())
    assert await seen() == await seen(type="USER", user="ana") == 220
    assert await seen(pattern="retail sales") == 1
    assert await seen(minimumaccesslevel="MODIFY") == 220
    assert await seen(type="USER", user="ana", minimumaccesslevel="MODIFY") == written
    assert await seen(type="USER", principalid=ana, minimumaccesslevel="MODIFY") == written
    assert await seen(type="USER_GROUP", principalid=analysts, minimumaccesslevel="MODIFY") == 0
    assert await seen(type="USER_GROUP", principalid=admins, minimumaccesslevel="MODIFY") == 220
    assert await seen(type="USER", principalid=ana, user="ana") == 220
    board = first(api, "LIVEBOARD")
    board["header"]["author"] = guid(api, "tsadmin")
    share(api.state, board, analysts, "MODIFY")
    changed = await seen(type="USER", principalid=ana, minimumaccesslevel="MODIFY")
    assert await seen(type="USER_GROUP", principalid=analysts, minimumaccesslevel="MODIFY") == 1
    share(api.state, board, analysts, "NO_ACCESS")
    assert await seen(type="USER", principalid=ana, minimumaccesslevel="MODIFY") == changed - 1
    share(api.state, board, guid(api, "All"), "NO_ACCESS")
    assert await seen(type="USER", principalid=ana) == 219
    await api.v1("GET", "metadata/listas", query={"principalid": NOWHERE}, expect=404)
    query = {"type": "USER", "principalid": guid(api, "tsadmin")}
    await api.v1("GET", "metadata/listas", query=query, user="ana", expect=401)


async def test_visualizations(api: Api) -> None:
    board, answer = first(api, "LIVEBOARD"), first(api, "ANSWER")
    found = await api.v1("GET", "metadata/listvizheaders", query={"id": board["id"]})
    assert [item["id"] for item in found] == [viz["id"] for viz in board["visualizations"]]
    assert found[0]["title"]["value"]["text"] == board["visualizations"][0]["name"]
    [table] = await api.v1("GET", "metadata/listvizheaders", query={"id": answer["id"]})
    assert table["vizType"] == "TABLE"
    await api.v1("GET", "metadata/listvizheaders", query={"id": f'["{board["id"]}"]'}, expect=400)


async def test_tags_on_pairs_of_ids_and_types(api: Api) -> None:
    board, table = first(api, "LIVEBOARD"), first(api, "LOGICAL_TABLE")
    form = {
        "id": json.dumps([board["id"], table["id"]]),
        "type": '["PINBOARD_ANSWER_BOOK", "LOGICAL_TABLE"]',
        "tagname": '["Budget"]',
        "tagid": json.dumps([guid(api, "Draft")]),
    }
    await api.v1("POST", "metadata/assigntag", form=form, expect=204)
    tagged = await listed(api, "PINBOARD_ANSWER_BOOK", tagname='["Budget"]')
    assert board["id"] in [item["id"] for item in tagged]
    await api.v1("POST", "metadata/assigntag", form=form, user="ana", expect=403)
    await api.v1("POST", "metadata/unassigntag", form=form, expect=204)
    assert board["id"] not in [
        item["id"] for item in await listed(api, "PINBOARD_ANSWER_BOOK", tagname='["Budget"]')
    ]
    wrong: list[tuple[dict[str, str], int]] = [
        ({"type": '["LOGICAL_TABLE"]'}, 400),
        ({"tagname": "", "tagid": ""}, 400),
        ({"tagname": '["No such tag"]'}, 400),
        ({"type": '["PINBOARD_ANSWER_BOOK", "USER"]'}, 400),
        ({"id": json.dumps([board["id"], NOWHERE])}, 500),
    ]
    for change, expect in wrong:
        await api.v1("POST", "metadata/assigntag", form={**form, **change}, expect=expect)


async def test_favorites(api: Api) -> None:
    board, ana = first(api, "LIVEBOARD"), guid(api, "ana")
    form = {"type": "PINBOARD_ANSWER_BOOK", "ids": json.dumps([board["id"]]), "userid": ana}
    await api.v1("POST", "metadata/markunmarkfavoritefor", form=form, user="ana", expect=204)
    await api.v1("POST", "metadata/markunmarkfavoritefor", form=form, expect=204)
    assert board["stats"]["favorites"] == 1
    [liked] = await listed(api, "PINBOARD_ANSWER_BOOK", user="ana", category="FAVORITE")
    assert liked["id"] == board["id"]
    path = "metadata/markunmarkfavoritefor"
    await api.v1("POST", path, form={**form, "type": "LOGICAL_TABLE"}, expect=500)
    await api.v1("POST", path, form={**form, "ids": f'["{NOWHERE}"]'}, expect=400)
    await api.v1("POST", path, form={**form, "userid": NOWHERE}, expect=400)
    await api.v1("POST", path, form={**form, "userid": guid(api, "tsadmin")}, user="ana", expect=403)
    await api.v1(
        "DELETE", path, form={"ids": json.dumps([first(api, "ANSWER")["id"]]), "userid": ana}, expect=204
    )
    assert board["stats"]["favorites"] == 1
    await api.v1("DELETE", path, form={"ids": form["ids"], "userid": ana}, user="ana", expect=204)
    assert board["stats"]["favorites"] == 0
    assert await listed(api, "PINBOARD_ANSWER_BOOK", user="ana", category="FAVORITE") == []


async def test_deleting(api: Api) -> None:
    board = first(api, "LIVEBOARD")
    form = {"type": "PINBOARD_ANSWER_BOOK", "id": json.dumps([board["id"]])}
    await api.v1(
        "POST", "metadata/delete", form={**form, "id": json.dumps([board["id"], NOWHERE])}, expect=400
    )
    await api.v1("POST", "metadata/delete", form={**form, "type": "DATA_SOURCE"}, expect=400)
    await api.v1("POST", "metadata/delete", form=form, expect=204)
    assert board["id"] not in api.state.metadata
    sales = {
        "type": "LOGICAL_TABLE",
        "id": json.dumps([(await listed(api, pattern="Retail Sales"))[0]["id"]]),
    }
    await api.v1("POST", "metadata/delete", form=sales, expect=400)
    await api.v1("POST", "metadata/delete", form={**sales, "includedisabled": "true"}, expect=204)
    assert await listed(api, "QUESTION_ANSWER_BOOK") == []


async def test_deleting_tags(api: Api) -> None:
    form = {"type": "TAG", "id": json.dumps([guid(api, "Draft")])}
    assert (await api.v1("POST", "metadata/delete", form=form, user="ana", expect=403))[0] == 10023
    await api.v1("POST", "metadata/delete", form=form, expect=204)
    await api.v1("POST", "metadata/delete", form=form, expect=400)
