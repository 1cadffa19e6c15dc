"""Custom actions: what they do, where they hang, and who has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_machinery_support import Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATH = "customization/custom-actions"
URL = {
    "url": "https://example.com/hook",
    "authentication": {"API_Key": {"key": "k", "value": "v"}},
    "parameters": [{"key": "a", "value": "b"}],
}


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=6, objects=24) as made:
        yield made


async def one(api: Api, name: str) -> dict[str, Any]:
    body = {"include_group_associations": True, "include_metadata_associations": True}
    [found] = await api.v2(f"{PATH}/search", {"custom_action_identifier": name, **body})
    return dict(found)


async def names(api: Api, **body: Any) -> list[str]:
    return [item["name"] for item in await api.v2(f"{PATH}/search", body)]


async def test_the_life_of_an_action(api: Api) -> None:
    board = next(item for item in api.state.metadata.values() if item["visualizations"])
    answer = next(item for item in api.state.metadata.values() if item["type"] == "ANSWER")
    viz = board["visualizations"][0]
    made = await api.v2(
        PATH,
        {
            "name": "Call",
            "action_details": {"URL": URL},
            "associate_metadata": [
                {"identifier": "Retail Sales", "type": "WORKSHEET", "action_config": {"position": "PRIMARY"}},
                {"identifier": viz["id"], "type": "VISUALIZATION"},
            ],
            "group_identifiers": ["Analyst"],
            "default_action_config": {"visibility": False},
        },
        expect=200,
    )
    assert made == await one(api, "Call")
    assert made["action_details"]["URL"] == {**URL, "reference": None}
    assert [item["type"] for item in made["metadata_association"]] == ["WORKSHEET", "VISUALIZATION"]
    assert made["metadata_association"][0]["action_config"] == {"position": "PRIMARY", "visibility": True}
    assert [group["name"] for group in made["user_groups"]] == ["Analyst"]

    await api.v2(PATH, {"name": "Back", "action_details": {"CALLBACK": {"reference": "back"}}})
    assert await names(api) == ["Call", "Back"]
    assert await names(api, type="CALLBACK") == ["Back"]
    assert await names(api, name_pattern="c%") == ["Call"]
    assert await names(api, default_action_config={"visibility": True}) == ["Back"]
    assert await names(api, metadata=[{"identifier": viz["id"]}]) == ["Call"]
    assert await names(api, metadata=[{"identifier": answer["id"]}]) == []
    [plain] = await api.v2(f"{PATH}/search", {"custom_action_identifier": made["id"]})
    assert (plain["user_groups"], plain["metadata_association"]) == ([], [])

    update: dict[str, Any] = {
        "name": "Call2",
        "action_details": {"URL": {"reference": "r", "authentication": {"Bearer_Token": "t"}}},
        "associate_metadata": [
            {"identifier": answer["id"]},
            {"identifier": viz["id"], "action_config": {"visibility": False}},
        ],
        "group_identifiers": ["Developer"],
        "default_action_config": {"visibility": True},
    }
    await api.v2(f"{PATH}/Call/update", update, expect=204)
    changed = await one(api, made["id"])
    assert changed["action_details"]["URL"]["url"] == URL["url"]
    assert changed["action_details"]["URL"]["authentication"] == {"Bearer_Token": "t"}
    shown = {item["type"]: item["action_config"]["visibility"] for item in changed["metadata_association"]}
    assert shown == {"WORKSHEET": True, "ANSWER": True, "VISUALIZATION": False}
    assert [group["name"] for group in changed["user_groups"]] == ["Analyst", "Developer"]
    gone = {"associate_metadata": update["associate_metadata"], "group_identifiers": ["Analyst"]}
    await api.v2(f"{PATH}/Call2/update", {**gone, "operation": "REMOVE"})
    changed = await one(api, "Call2")
    assert [item["type"] for item in changed["metadata_association"]] == ["WORKSHEET"]
    assert [group["name"] for group in changed["user_groups"]] == ["Developer"]

    await api.v2(f"{PATH}/Call2/delete", expect=204)
    assert await names(api) == ["Back"]
    made = await api.v2(PATH, {"name": "Open", "action_details": {"URL": {"url": "https://example.com"}}})
    assert made["action_details"]["URL"]["authentication"] is None


async def test_refusals(api: Api) -> None:
    await api.v2(PATH, {"name": "Back", "action_details": {"CALLBACK": {}}})
    connection = next(item for item in api.state.metadata.values() if item["type"] == "CONNECTION")
    changes: tuple[dict[str, Any], ...] = (
        {"name": "Back"},
        {"name": ""},
        {"action_details": {}},
        {"action_details": {"MAIL": {}}},
        {"action_details": {"CALLBACK": {}, "URL": URL}},
        {"action_details": {"URL": {}}},
        {"action_details": {"URL": {**URL, "authentication": {"Ticket": "x"}}}},
        {"action_details": {"URL": {**URL, "authentication": {"No_Auth": "x", "Bearer_Token": "y"}}}},
        {"associate_metadata": [{"identifier": connection["id"]}]},
        {"associate_metadata": [{"identifier": "Retail Sales", "type": "ANSWER"}]},
        {"group_identifiers": ["Nobody"]},
    )
    for change in changes:
        given = {"name": "New", "action_details": {"CALLBACK": {}}, **change}
        await api.v2(PATH, given, expect=400)
    await api.v2(f"{PATH}/New/update", {}, expect=400)
    await api.v2(f"{PATH}/New/delete", expect=400)
    assert await names(api) == ["Back"]
    for path in ("", "/search", "/Back/update", "/Back/delete"):
        assert (await api.v2(f"{PATH}{path}", {}, user="ana", expect=403))[0] == 10023
