"""The v2 routes of tags, and what tags look like on objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_support import Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


async def tagged(api: Api, tag: str, kind: str | None = None) -> list[str]:
    metadata = [{"type": kind}] if kind else []
    found = await api.v2(
        "metadata/search", {"metadata": metadata, "tag_identifiers": [tag], "record_size": -1}
    )
    return [item["metadata_id"] for item in found]


def some(api: Api, kind: str, author: str | None = None) -> dict[str, Any]:
    return next(
        item
        for item in api.state.metadata.values()
        if item["type"] == kind and not item["tag_ids"] and author in {None, item["header"]["author"]}
    )


async def test_the_life_of_a_tag(api: Api) -> None:
    made = await api.v2("tags/create", {"name": "Fresh"})
    assert made["color"].startswith("#")
    assert len(await api.v2("tags/search")) == 21
    await api.v2("tags/create", {"name": "Fresh"}, expect=400)
    await api.v2("tags/create", {}, expect=400)
    await api.v2("tags/Fresh/update", {"name": "Stale", "color": "#000"}, expect=204)
    await api.v2("tags/Stale/update", {"name": "Stale"})
    await api.v2("tags/Stale/update", {"name": "Draft"}, expect=400)
    [found] = await api.v2("tags/search", {"color": "#000"})
    assert (found["name"], found["id"], found["modifier_id"]) == ("Stale", made["id"], made["author_id"])
    await api.v2(f"tags/{made['id']}/delete", expect=204)
    assert await api.v2("tags/search", {"tag_identifier": "Stale"}) == []
    await api.v2("tags/Stale/delete", expect=400)


async def test_searching_tags(api: Api) -> None:
    assert [tag["name"] for tag in await api.v2("tags/search", {"name_pattern": "%ly"}, user="ana")] == [
        "Quarterly",
        "Weekly",
    ]
    assert [tag["name"] for tag in await api.v2("tags/search", {"tag_identifier": "Draft"})] == ["Draft"]


async def test_assigning_shows_in_headers(api: Api) -> None:
    board, answer = some(api, "LIVEBOARD"), some(api, "ANSWER")
    named = [{"identifier": board["name"], "type": "LIVEBOARD"}, {"identifier": answer["id"]}]
    body = {"metadata": named, "tag_identifiers": ["Draft", "Weekly"]}
    await api.v2("tags/assign", body, expect=204)
    await api.v2("tags/assign", body, expect=204)
    assert {board["id"], answer["id"]} <= set(await tagged(api, "Draft"))
    [found] = await api.v2("metadata/search", {"metadata": [{"identifier": board["id"]}]})
    tags = found["metadata_header"]["tags"]
    assert [tag["name"] for tag in tags] == ["Draft", "Weekly"]
    assert tags[0]["clientState"]["color"].startswith("#")

    await api.v2("tags/unassign", {**body, "tag_identifiers": ["Draft"]}, expect=204)
    assert board["id"] not in await tagged(api, "Draft")
    assert board["id"] in await tagged(api, "Weekly")
    await api.v2("tags/Weekly/delete")
    await api.v2("metadata/search", {"tag_identifiers": ["Weekly"]}, expect=400)


async def test_columns_keep_their_tags(api: Api) -> None:
    [column, *_] = await api.v2("metadata/search", {"metadata": [{"type": "LOGICAL_COLUMN"}]})
    body = {"metadata": [{"identifier": column["metadata_id"]}], "tag_identifiers": ["Draft"]}
    await api.v2("tags/assign", body)
    assert await tagged(api, "Draft", "LOGICAL_COLUMN") == [column["metadata_id"]]
    await api.v2("tags/Draft/delete")
    [again, *_] = await api.v2("metadata/search", {"metadata": [{"type": "LOGICAL_COLUMN"}]})
    assert again["metadata_header"]["tags"] == []


@pytest.mark.parametrize(
    "poison",
    [
        {"metadata": [{"identifier": "00000000-0000-4000-a000-00000000dead"}]},
        {"metadata": [{"type": "ANSWER"}]},
        {"metadata": []},
        {"metadata": [{"identifier": "Retail Sales"}]},
        {"metadata": [{"identifier": "Retail Sales", "type": "DASHBOARD"}]},
        {"metadata": [{"identifier": "Retail Sales", "type": "COLLECTION"}]},
        {"tag_identifiers": ["No such tag"]},
    ],
)
async def test_one_bad_id_poisons_the_batch(api: Api, poison: dict[str, Any]) -> None:
    board = some(api, "LIVEBOARD")
    good = [{"identifier": board["id"]}]
    body = {"tag_identifiers": ["Draft"], **poison}
    body["metadata"] = (
        [*good, *poison["metadata"]] if poison.get("metadata") else poison.get("metadata", good)
    )
    await api.v2("tags/assign", body, expect=400)
    assert board["id"] not in await tagged(api, "Draft")


async def test_analysts_tag_what_they_wrote(api: Api) -> None:
    for path in ("create", "Draft/update", "Draft/delete"):
        assert (await api.v2(f"tags/{path}", {"name": "x"}, user="ana", expect=403))[0] == 10023
    ana = api.state.find_user("ana")
    assert ana is not None
    theirs = some(api, "LIVEBOARD")
    body = {"metadata": [{"identifier": theirs["id"]}], "tag_identifiers": ["Draft"]}
    await api.v2("tags/assign", body, user="ana", expect=403)
    theirs["header"]["author"] = ana["id"]
    await api.v2("tags/assign", body, user="ana", expect=204)
