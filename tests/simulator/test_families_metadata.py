"""The v2 routes that find, copy and delete metadata objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_support import ACME, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOWHERE = "00000000-0000-4000-a000-00000000dead"


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


async def search(api: Api, user: str = "tsadmin", org: int = 0, **body: Any) -> list[dict[str, Any]]:
    return list(await api.v2("metadata/search", {"record_size": -1, **body}, user=user, org=org))


async def ids(api: Api, **body: Any) -> set[str]:
    return {item["metadata_id"] for item in await search(api, **body)}


def first(api: Api, kind: str) -> dict[str, Any]:
    return next(item for item in api.state.metadata.values() if item["type"] == kind)


async def test_pages_are_bare_arrays_of_ten(api: Api) -> None:
    assert len(await api.v2("metadata/search")) == 10
    assert len(await search(api)) == 220
    pages = [await search(api, record_size=100, record_offset=offset) for offset in (0, 100, 200)]
    assert [len(page) for page in pages] == [100, 100, 20]
    assert len({item["metadata_id"] for page in pages for item in page}) == 220


async def test_headers_come_by_default_and_the_rest_when_asked_for(api: Api) -> None:
    [plain] = await search(api, metadata=[{"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}])
    header = plain["metadata_header"]
    assert (header["name"], header["authorName"], header["type"]) == ("Retail Sales", "tsadmin", "WORKSHEET")
    assert header["created"] > 1e12
    for name in (
        "metadata_detail",
        "visualization_headers",
        "stats",
        "dependent_objects",
        "incomplete_objects",
    ):
        assert plain[name] is None
    [bare] = await search(
        api, metadata=[{"identifier": plain["metadata_id"]}], include_headers=False, include_stats=True
    )
    assert bare["metadata_header"] is None
    assert set(bare["stats"]) == {"views", "favorites", "last_accessed"}


async def test_details_of_the_data_source_name_its_types(api: Api) -> None:
    [found] = await search(
        api, metadata=[{"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}], include_details=True
    )
    types = {item["header"]["name"]: item["dataType"] for item in found["metadata_detail"]["columns"]}
    assert types["Order Date"] == "DATE"
    assert types["Order Time"] == "DATE_TIME"
    assert set(types.values()) == {"DATE", "DATE_TIME", "INT64", "DOUBLE", "VARCHAR"}


@pytest.mark.parametrize(
    "kind",
    ["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "CONNECTION", "TAG", "USER", "USER_GROUP"],
)
async def test_every_kind_has_rows_and_details(api: Api, kind: str) -> None:
    found = await search(
        api, metadata=[{"type": kind}], include_details=True, include_dependent_objects=True, record_size=3
    )
    assert found
    assert {item["metadata_type"] for item in found} == {kind}
    assert all(item["metadata_detail"] for item in found)
    name = found[0]["metadata_name"]
    assert found[0]["metadata_id"] in await ids(api, metadata=[{"identifier": name, "type": kind}])


@pytest.mark.parametrize("kind", ["LOGICAL_RELATIONSHIP", "INSIGHT_SPEC", "COLLECTION"])
async def test_some_kinds_are_empty(api: Api, kind: str) -> None:
    assert await search(api, metadata=[{"type": kind}]) == []


@pytest.mark.parametrize(
    "body",
    [
        {"metadata": [{"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}, {"identifier": NOWHERE}]},
        {"metadata": [{"identifier": "Retail Sales", "type": "LIVEBOARD"}]},
        {"metadata": [{"identifier": "Retail Sales"}]},
        {"metadata": [{"identifier": NOWHERE, "type": "USER"}]},
        {"metadata": [{"obj_identifier": "none"}]},
        {"metadata": [{"type": "DASHBOARD"}]},
        {"metadata": [{"type": "LOGICAL_TABLE", "subtypes": ["ROUND"]}]},
        {"metadata": [{"tag_name": "Draft"}]},
        {"tag_identifiers": ["No such tag"]},
        {"created_by_user_identifiers": ["nobody"]},
        {"exclude_objects": [{"identifier": NOWHERE, "type": "ANSWER"}]},
        {"dependent_object_version": "V3"},
        {"record_size": -5},
        {"permissions": [{"share_mode": "MODIFY"}]},
        {"sort_options": {"field_name": "SIZE"}},
    ],
)
async def test_one_bad_value_poisons_the_request(api: Api, body: dict[str, Any]) -> None:
    await api.v2("metadata/search", body, expect=400)


async def test_unknown_top_level_keys_widen_the_search(api: Api) -> None:
    assert await ids(api, tag_identifier=["Draft"]) == await ids(api)


async def test_filters(api: Api) -> None:
    everything = await ids(api)
    board = first(api, "LIVEBOARD")
    assert await ids(api, metadata=[{"name_pattern": "retail%"}, {"identifier": board["id"]}]) >= {
        board["id"]
    }
    worksheets = await search(api, metadata=[{"type": "LOGICAL_TABLE", "subtypes": ["WORKSHEET"]}])
    assert {item["metadata_header"]["type"] for item in worksheets} == {"WORKSHEET"}
    assert await ids(
        api, exclude_objects=[{"identifier": board["id"], "type": "LIVEBOARD"}]
    ) == everything - {board["id"]}
    mine = await ids(api, created_by_user_identifiers=["tsadmin"])
    assert mine < everything
    assert await ids(api, modified_by_user_identifiers=["tsadmin"]) == mine
    board["header"]["isHidden"] = True
    assert await ids(api) == everything - {board["id"]}
    assert await ids(api, include_hidden_objects=True) == everything
    board["header"] |= {"isHidden": False, "isAutoCreated": True}
    assert await ids(api) == everything - {board["id"]}
    assert await ids(api, include_auto_created_objects=True) == everything
    board["header"] |= {"isAutoCreated": False, "isPublished": True}
    assert await ids(api, include_only_published_objects=True) == {board["id"]}


async def test_favorites(api: Api) -> None:
    board = first(api, "LIVEBOARD")
    await api.v2("users/ana/update", {"favorite_metadata": [{"identifier": board["id"]}]})
    assert await ids(api, favorite_object_options={"include": True}) == set()
    assert await ids(api, favorite_object_options={"include": True, "user_identifiers": ["ana"]}) == {
        board["id"]
    }
    assert len(await ids(api, favorite_object_options={"include": False})) == 220


async def test_permissions(api: Api) -> None:
    def asked(name: str, mode: str, kind: str = "USER") -> list[dict[str, Any]]:
        return [{"principal": {"identifier": name, "type": kind}, "share_mode": mode}]

    everything = await ids(api)
    written = await ids(api, created_by_user_identifiers=["ana"])
    assert await ids(api, permissions=asked("tsadmin", "MODIFY")) == everything
    assert await ids(api, permissions=asked("ana", "MODIFY")) == written
    assert await ids(api, permissions=asked("ana", "READ_ONLY")) == everything - written
    assert await ids(api, permissions=asked("Administrator", "MODIFY", "USER_GROUP")) == everything
    assert await ids(api, permissions=asked("ana", "NO_ACCESS")) == set()


@pytest.mark.parametrize(
    "field", ["NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED", "VIEWS", "FAVORITES", "LAST_ACCESSED"]
)
async def test_order(api: Api, field: str) -> None:
    up = [item["metadata_id"] for item in await search(api, sort_options={"field_name": field})]
    down = [
        item["metadata_id"] for item in await search(api, sort_options={"field_name": field, "order": "DESC"})
    ]
    assert up == down[::-1]
    assert len(set(up)) == 220


async def test_dependents(api: Api) -> None:
    named = [{"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}]
    [found] = await search(api, metadata=named, include_dependent_objects=True)
    [(guid, groups)] = found["dependent_objects"].items()
    assert guid == found["metadata_id"]
    assert set(groups) == {"PINBOARD_ANSWER_BOOK", "QUESTION_ANSWER_BOOK"}
    assert sum(map(len, groups.values())) == 50
    assert groups["PINBOARD_ANSWER_BOOK"][0]["type"] is None
    [second] = await search(
        api,
        metadata=named,
        include_dependent_objects=True,
        dependent_object_version="V2",
        dependent_objects_record_size=3,
    )
    assert sum(map(len, second["dependent_objects"]["dependents"][guid].values())) == 3
    [all_of_them] = await search(
        api, metadata=named, include_dependent_objects=True, dependent_objects_record_size=-1
    )
    standing = [record for record in api.state.metadata.values() if record["source"] == guid]
    assert sum(map(len, all_of_them["dependent_objects"][guid].values())) == len(standing) > 50
    [warehouse] = await search(
        api, metadata=[{"identifier": "Warehouse", "type": "CONNECTION"}], include_dependent_objects=True
    )
    assert warehouse["dependent_objects"] == {warehouse["metadata_id"]: {}}


async def test_visualization_headers_and_views(api: Api) -> None:
    board, answer = first(api, "LIVEBOARD"), first(api, "ANSWER")
    named = [{"identifier": board["id"]}, {"identifier": answer["id"]}]
    both = await search(
        api, metadata=named, include_visualization_headers=True, include_personalised_views=True
    )
    assert [item["id"] for item in both[0]["visualization_headers"]] == [
        viz["id"] for viz in board["visualizations"]
    ]
    assert [item["vizType"] for item in both[1]["visualization_headers"]] == ["TABLE"]
    assert both[0]["metadata_detail"] == {"personalised_views": []}


async def test_the_org_of_the_caller_decides(api: Api) -> None:
    assert await search(api, org=ACME) == []
    first(api, "LIVEBOARD")["org_id"] = ACME
    assert len(await search(api, org=ACME, user="ana")) == 1
    assert len(await search(api)) == 219


async def test_copies(api: Api) -> None:
    board, answer = first(api, "LIVEBOARD"), first(api, "ANSWER")
    made = await api.v2("metadata/copyobject", {"identifier": board["id"]}, user="ana")
    [copy] = await search(
        api, metadata=[{"identifier": made["metadata_id"]}], include_visualization_headers=True
    )
    assert copy["metadata_name"] == f"Copy of {board['name']}"
    assert copy["metadata_header"]["authorName"] == "ana"
    assert len(copy["visualization_headers"]) == len(board["visualizations"])
    assert copy["visualization_headers"][0]["id"] != board["visualizations"][0]["id"]
    titled = await api.v2(
        "metadata/copyobject",
        {"identifier": answer["name"], "type": "ANSWER", "title": "T", "description": "D"},
    )
    [found] = await search(api, metadata=[{"identifier": titled["metadata_id"]}])
    assert (found["metadata_name"], found["metadata_header"]["description"]) == ("T", "D")
    await api.v2("metadata/copyobject", {"identifier": NOWHERE}, expect=404)
    await api.v2("metadata/copyobject", {"identifier": first(api, "CONNECTION")["id"]}, expect=400)
    await api.v2("metadata/copyobject", {"identifier": board["id"], "type": "CONNECTION"}, expect=400)


async def test_deleting_is_all_or_nothing(api: Api) -> None:
    board, answer = first(api, "LIVEBOARD"), first(api, "ANSWER")
    await api.v2("users/ana/update", {"favorite_metadata": [{"identifier": board["id"]}]})
    good = [{"identifier": board["id"]}, {"identifier": answer["name"], "type": "ANSWER"}]
    await api.v2("metadata/delete", {"metadata": [*good, {"identifier": NOWHERE}]}, expect=400)
    await api.v2("metadata/delete", {"metadata": good}, user="ana", expect=403)
    assert board["id"] in await ids(api)
    await api.v2("metadata/delete", {"metadata": [*good, good[0]]}, expect=204)
    assert await ids(api) & {board["id"], answer["id"]} == set()
    [ana] = await api.v2("users/search", {"user_identifier": "ana", "include_favorite_metadata": True})
    assert ana["favorite_metadata"] == []


async def test_deleting_what_others_stand_on(api: Api) -> None:
    sales = [{"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}]
    [found] = await search(api, metadata=sales)
    await api.v2("metadata/delete", {"metadata": sales}, expect=400)
    await api.v2(
        "metadata/delete", {"metadata": [{"identifier": first(api, "CONNECTION")["id"]}]}, expect=400
    )
    await api.v2("metadata/delete", {"metadata": sales, "delete_disabled_objects": True}, expect=204)
    left = await search(api)
    whole = await search(api, include_incomplete_objects=True)
    assert 0 < len(left) < len(whole)
    broken = [item for item in whole if item["incomplete_objects"]]
    assert broken[0]["incomplete_objects"][0]["id"] == found["metadata_id"]
    assert len(broken) == len(whole) - len(left)


async def test_deleting_a_column(api: Api) -> None:
    named = [{"type": "LOGICAL_COLUMN", "name_pattern": "Session Code"}]
    before = await search(api, metadata=named)
    await api.v2("metadata/delete", {"metadata": [{"identifier": before[0]["metadata_id"]}]}, expect=204)
    after = await search(api, metadata=named)
    assert [item["metadata_id"] for item in after] == [item["metadata_id"] for item in before[1:]]


async def test_groups_show_the_groups_they_are_in(api: Api) -> None:
    inner, outer = (api.state.find_group(name) for name in ("Analyst", "Developer"))
    assert inner is not None
    assert outer is not None
    outer["sub_groups"] = [{"id": inner["id"], "name": inner["name"]}]
    for group, above in ((inner, [outer["id"]]), (outer, [])):
        named = [{"identifier": group["id"], "type": "USER_GROUP"}]
        [found] = await search(api, metadata=named, include_details=True)
        assert (
            found["metadata_detail"]["assignedGroups"] == found["metadata_detail"]["inheritedGroups"] == above
        )
