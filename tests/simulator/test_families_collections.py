"""Collections: objects and collections inside each other, and what deleting them takes along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


def some(api: Rest, kind: str, number: int = 0) -> str:
    return str([item["id"] for item in api.state.metadata.values() if item["type"] == kind][number])


def content(**kinds: list[str]) -> list[dict[str, Any]]:
    return [{"type": kind, "identifiers": names} for kind, names in kinds.items()]


async def made(api: Rest, name: str, metadata: list[dict[str, Any]] | None = None, **options: Any) -> str:
    found = await api.call("collections/create", {"name": name, "metadata": metadata}, **options)
    return str(found["id"])


async def inside(api: Rest, guid: str) -> dict[str, list[str]]:
    body = {"collection_identifiers": [guid], "include_metadata": True}
    [found] = (await api.call("collections/search", body))["collections"]
    return {
        item["type"]: [inner["identifier"] for inner in item["identifiers"]] for item in found["metadata"]
    }


async def test_the_life_of_a_collection(api: Rest) -> None:
    board, answer = some(api, "LIVEBOARD"), some(api, "ANSWER")
    found = await api.call(
        "collections/create",
        {"name": "Mine", "description": "All of it", "metadata": content(LIVEBOARD=[board], ANSWER=[answer])},
    )
    name = api.state.metadata[board]["name"]
    assert found == {
        "id": found["id"],
        "name": "Mine",
        "description": "All of it",
        "metadata": [
            {"type": "LIVEBOARD", "identifiers": [{"identifier": board, "name": name}]},
            {
                "type": "ANSWER",
                "identifiers": [{"identifier": answer, "name": api.state.metadata[answer]["name"]}],
            },
        ],
        "created_at": "1760000000000",
        "updated_at": "1760000000000",
        "author_name": "tsadmin",
        "author_id": found["author_id"],
        "org": {"identifier": "0", "name": "Primary"},
    }
    api.clock.now += 1
    await api.call(f"collections/{found['id']}/update", {"name": "Ours"}, expect=204)
    [shown] = (await api.call("collections/search"))["collections"]
    assert shown == {**found, "name": "Ours", "updated_at": "1760000001000", "metadata": None}
    await api.call(f"collections/{found['id']}/update", {"description": ""}, expect=204)
    assert (await api.call("collections/search"))["collections"][0]["description"] == ""
    report = await api.call("collections/delete", {"collection_identifiers": [found["id"]]})
    assert report == {
        "metadata_deleted": [{"type": "COLLECTION", "identifiers": [{"id": found["id"], "name": "Ours"}]}],
        "metadata_skipped": [],
    }
    assert board in api.state.metadata
    assert (await api.call("collections/search"))["collections"] == []


async def test_what_is_inside_changes_by_operations(api: Rest) -> None:
    first, second, third = (some(api, "LIVEBOARD", number) for number in range(3))
    guid = await made(api, "Boards", content(LIVEBOARD=[first]))
    path = f"collections/{guid}/update"
    for operation, names, expected in (
        ("ADD", [second, first], [first, second]),
        ("REMOVE", [first, third], [second]),
        ("REPLACE", [third], [third]),
        (None, [first], [first]),
    ):
        body = {"metadata": content(LIVEBOARD=names), "operation": operation}
        await api.call(path, body, expect=204)
        assert await inside(api, guid) == {"LIVEBOARD": expected}
    await api.call(path, {"metadata": []}, expect=204)
    assert await inside(api, guid) == {}


async def test_objects_that_are_gone_are_not_shown(api: Rest) -> None:
    first, second = some(api, "ANSWER"), some(api, "ANSWER", 1)
    guid = await made(api, "Answers", content(ANSWER=[first, second]))
    await api.call("metadata/delete", {"metadata": [{"identifier": first}]}, expect=204)
    assert await inside(api, guid) == {"ANSWER": [second]}


async def test_collections_hold_collections_but_not_themselves(api: Rest) -> None:
    inner = await made(api, "Inner")
    outer = await made(api, "Outer", content(COLLECTION=[inner]))
    assert await inside(api, outer) == {"COLLECTION": [inner]}
    for guid in (inner, outer):
        body = {"metadata": content(COLLECTION=[guid])}
        await api.call(f"collections/{inner}/update", body, expect=400)
    await api.call(f"collections/{inner}/update", {**body, "operation": "REMOVE"}, expect=204)


async def test_pages_of_collections(api: Rest) -> None:
    for number in range(12):
        api.clock.now += 1
        await made(api, f"Number {number:02d}")
    first = await api.call("collections/search")
    assert (len(first["collections"]), first["is_last_batch"], first["count"]) == (10, False, 10)
    last = await api.call("collections/search", {"record_offset": 10})
    assert (last["record_offset"], last["record_size"], last["is_last_batch"], last["count"]) == (
        10,
        10,
        True,
        2,
    )
    whole = await api.call("collections/search", {"record_size": -1})
    assert (len(whole["collections"]), whole["is_last_batch"]) == (12, True)
    body = {"sort_options": {"field_name": "CREATED", "order": "DESC"}, "record_size": 2}
    newest = [item["name"] for item in (await api.call("collections/search", body))["collections"]]
    assert newest == ["Number 11", "Number 10"]


async def test_searching_collections(api: Rest) -> None:
    mine, theirs = await made(api, "Mine"), await made(api, "Theirs", user="ana")
    await made(api, "Elsewhere", org=ACME)

    async def names(**body: Any) -> list[str]:
        return [item["name"] for item in (await api.call("collections/search", body))["collections"]]

    assert await names() == ["Mine", "Theirs"]
    assert await names(name_pattern="th%") == ["Theirs"]
    assert await names(created_by_user_identifiers=["ana"]) == ["Theirs"]
    assert await names(collection_identifiers=[mine, "unknown"]) == ["Mine"]
    by_author = await names(sort_options={"field_name": "AUTHOR"})
    assert sorted(by_author) == ["Mine", "Theirs"]
    await api.call("collections/search", {"created_by_user_identifiers": ["nobody"]}, expect=400)
    await api.call(f"collections/{theirs}/update", {"name": "Stolen"}, user="ana", expect=204)
    await api.call(f"collections/{mine}/update", {"name": "Stolen"}, user="ana", expect=403)


async def test_authors_who_are_gone(api: Rest) -> None:
    guid = await made(api, "Theirs", user="ana")
    await api.call("users/ana/delete", expect=204)
    body = {"collection_identifiers": [guid]}
    assert (await api.call("collections/search", body))["collections"][0]["author_name"] is None


async def test_deleting_with_children(api: Rest) -> None:
    board, inner_board, table = some(api, "LIVEBOARD"), some(api, "LIVEBOARD", 1), some(api, "LOGICAL_TABLE")
    inner = await made(api, "Inner", content(LIVEBOARD=[inner_board, board]))
    outer = await made(api, "Outer", content(COLLECTION=[inner], LIVEBOARD=[board], LOGICAL_TABLE=[table]))
    body = {"collection_identifiers": [outer, outer], "delete_children": True, "dry_run": True}
    dry = await api.call("collections/delete", body)
    deleted = {
        item["type"]: {inner["id"] for inner in item["identifiers"]} for item in dry["metadata_deleted"]
    }
    assert deleted == {"COLLECTION": {outer, inner}, "LIVEBOARD": {board, inner_board}}
    [skipped] = dry["metadata_skipped"]
    assert (skipped["type"], [item["id"] for item in skipped["identifiers"]]) == ("LOGICAL_TABLE", [table])
    assert board in api.state.metadata
    assert await api.call("collections/delete", {**body, "dry_run": None}) == dry
    assert not {board, inner_board} & set(api.state.metadata)
    assert table in api.state.metadata
    assert (await api.call("collections/search"))["collections"] == []


async def test_what_is_not_the_callers_is_skipped(api: Rest) -> None:
    board = some(api, "LIVEBOARD")
    theirs = await made(api, "Theirs", content(LIVEBOARD=[board]), user="ana")
    mine = await made(api, "Mine")
    body = {"collection_identifiers": [theirs, mine], "delete_children": True}
    report = await api.call("collections/delete", body, user="ana")
    assert [item["type"] for item in report["metadata_skipped"]] == ["COLLECTION", "LIVEBOARD"]
    assert [item["identifiers"][0]["id"] for item in report["metadata_deleted"]] == [theirs]
    assert board in api.state.metadata


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": " "},
        {"name": "x", "metadata": [{"identifiers": ["Retail Sales"]}]},
        {"name": "x", "metadata": [{"type": "LIVEBOARD", "identifiers": ["Retail Sales"]}]},
        {"name": "x", "metadata": [{"type": "CONNECTION", "identifiers": ["Warehouse"]}]},
    ],
)
async def test_wrong_collections(api: Rest, body: dict[str, Any]) -> None:
    await api.call("collections/create", body, expect=400)


async def test_unknown_collections_are_not_found(api: Rest) -> None:
    guid = await made(api, "Elsewhere", org=ACME)
    for name in ("unknown", guid):
        await api.call(f"collections/{name}/update", {"name": "x"}, expect=404)
        await api.call("collections/delete", {"collection_identifiers": [name]}, expect=404)
    await api.call("collections/delete", {}, expect=400)


async def test_collections_are_metadata_too(api: Rest) -> None:
    guid = await made(api, "Ours", user="ana")
    other = await made(api, "Ours")
    find = {"metadata": [{"type": "COLLECTION"}], "record_size": -1, "include_details": True}
    found = await api.call("metadata/search", find)
    assert [(row["metadata_id"], row["metadata_name"], row["metadata_type"]) for row in found] == [
        (guid, "Ours", "COLLECTION"),
        (other, "Ours", "COLLECTION"),
    ]
    assert found[0]["metadata_detail"]["header"]["author"] == found[0]["metadata_header"]["author"]
    # New ones are their author's alone, in both searches, until they are shared.
    assert [row["metadata_id"] for row in await api.call("metadata/search", find, user="ana")] == [guid]
    await api.call(f"collections/{other}/update", {"name": "Mine"}, user="ana", expect=403)
    share = {
        "metadata": [{"identifier": other}],
        "permissions": [{"principal": {"identifier": "ana"}, "share_mode": "MODIFY"}],
        "message": "",
    }
    await api.call("security/metadata/share", share, expect=204)
    seen = await api.call("collections/search", user="ana")
    assert [item["id"] for item in seen["collections"]] == [guid, other]
    await api.call(f"collections/{other}/update", {"name": "Mine"}, user="ana", expect=204)
    assert await api.call("metadata/search", {"metadata": [{"type": "COLLECTION"}]}, org=ACME) == []


async def test_collections_carry_tags(api: Rest) -> None:
    guid = await made(api, "Tagged")
    tags = {"metadata": [{"identifier": guid}], "tag_identifiers": ["Draft"]}
    await api.call("tags/assign", tags, expect=204)
    body = {"metadata": [{"type": "COLLECTION"}], "tag_identifiers": ["Draft"]}
    [row] = await api.call("metadata/search", body)
    assert [tag["name"] for tag in row["metadata_header"]["tags"]] == ["Draft"]
    await api.call("tags/unassign", tags, expect=204)
    assert await api.call("metadata/search", body) == []
    # Names are not unique, so they do not stand for a collection.
    named = {**tags, "metadata": [{"identifier": "Tagged", "type": "COLLECTION"}]}
    await api.call("tags/assign", named, expect=400)
