"""Conversations with the agent: their life, their history, and what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOBODY = "user00002"
"""Somebody without privileges."""
SAVED = {"enable_save_chat": True}


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


async def start(api: Rest, *sources: str, settings: dict[str, Any] | None = None, **more: Any) -> str:
    about = {"type": "DATA_SOURCE", "data_source_context": {"data_source_identifiers": [*sources]}}
    body = {
        "metadata_context": about if sources else {"type": "AUTO_MODE"},
        "conversation_settings": SAVED if settings is None else settings,
    }
    made = await api.call("ai/agent/conversation/create", body, **more)
    assert made["conversation_id"] == made["conversation_identifier"]
    assert len(made["conversation_id"]) == 12
    return str(made["conversation_id"])


async def listed(api: Rest, **query: Any) -> tuple[list[str], bool]:
    found = await api.call("ai/agent/conversations", method="GET", query=query)
    return [item["conversation_identifier"] for item in found["conversations"]], found["has_more"]


async def test_the_life_of_a_conversation(api: Rest) -> None:
    talk = await start(api, "Retail Sales")
    path = f"ai/agent/conversations/{talk}"
    assert await listed(api) == ([], False), "empty ones are skipped"
    assert await listed(api, skip_empty="false") == ([talk], False)
    await api.call(f"ai/agent/conversation/{talk}/send", {"messages": ["Revenue by region"]})
    found = await api.call("ai/agent/conversations", method="GET")
    [shown] = found["conversations"]
    sales = api.state.find_metadata("Retail Sales")
    assert sales is not None
    assert shown == {
        "conversation_identifier": talk,
        "conversation_title": "Revenue by region",
        "created_at": "2025-10-09T08:53:20Z",
        "updated_at": "2025-10-09T08:53:20Z",
        "data_source_identifiers": [sales["id"]],
        "data_source_names": [{"id": sales["id"], "name": "Retail Sales"}],
    }
    api.clock.now += 60
    await api.call(f"{path}/update", {"title": "Regions"}, expect=204)
    [shown] = (await api.call("ai/agent/conversations", method="GET"))["conversations"]
    assert (shown["conversation_title"], shown["updated_at"]) == ("Regions", "2025-10-09T08:54:20Z")
    await api.call(f"{path}/update", {}, expect=400)
    await api.call(f"{path}/delete", method="DELETE", expect=204)
    await api.call(f"{path}/delete", method="DELETE", expect=400)
    assert await listed(api) == ([], False)


async def test_the_last_one_talked_in_comes_first_in_pages(api: Rest) -> None:
    talks = []
    for _ in range(5):
        api.clock.now += 1
        talks.append(await start(api, "Retail Sales"))
    api.clock.now += 1
    await api.call(f"ai/agent/conversation/{talks[1]}/send", {"messages": ["Quantity"]})
    order = [talks[1], talks[4], talks[3], talks[2], talks[0]]
    assert await listed(api, skip_empty="false", limit=2) == (order[:2], True)
    assert await listed(api, skip_empty="false", limit=2, offset=3) == (order[3:], False)
    assert await listed(api) == ([talks[1]], False)
    await api.call("ai/agent/conversations", method="GET", query={"limit": 0}, expect=400)


async def test_only_saved_conversations_are_kept_for_reading(api: Rest) -> None:
    talk = await start(api, "Retail Sales", settings={})
    reply = await api.call(f"ai/agent/conversation/{talk}/send", {"messages": ["Revenue"]})
    assert [item["type"] for item in reply["messages"]] == ["text", "answer", "text"]
    assert await listed(api, skip_empty="false") == ([], False)
    await api.call(f"ai/agent/conversations/{talk}/messages", method="GET", expect=400)


async def test_history_shows_prompts_and_replies(api: Rest) -> None:
    talk = await start(api)
    for prompt in ("Revenue by region", "Top 3 products by quantity"):
        api.clock.now += 1
        await api.call(f"ai/agent/conversation/{talk}/send", {"messages": [prompt]})
    found = await api.call(f"ai/agent/conversations/{talk}/messages", method="GET")
    assert found["code_execution_files"] == []
    first, second = found["messages"]
    assert second["timestamp_in_millis"] - first["timestamp_in_millis"] == 1000
    assert second["user_prompt"]["message"]["content"] == "Top 3 products by quantity"
    items = second["response_items"]
    assert [item["type"] for item in items] == ["search_datasets", "tool_call", "text", "answer", "text"]
    assert [item["is_thinking"] for item in items] == [True, True, True, False, False]
    assert items[0]["data_sources"][0]["data_source_name"] == "Retail Sales"
    assert items[1]["tool_call_id"] != items[3]["tool_call_id"]
    assert items[4]["content"].startswith("**Quantity by Product** is in the answer")
    path = f"ai/agent/conversations/{talk}/answers"
    answer = (await api.call(f"{path}/{items[3]['answer_id']}/details", method="GET"))["answer"]
    assert answer["tokens"] == ["[Quantity]", "[Product]", "sort by [Quantity] descending", "top 3"]
    assert (answer["generation_number"], answer["visualization_type"]) == (2, "CHART")
    await api.call(f"{path}/none/details", method="GET", expect=400)


async def test_data_sources_that_are_gone(api: Rest) -> None:
    table = next(
        item for item in api.state.metadata.values() if item["type"] == "LOGICAL_TABLE" and item["id"]
    )
    talk, free = await start(api, table["id"]), await start(api)
    for one in (talk, free):
        await api.call(f"ai/agent/conversation/{one}/send", {"messages": [f"Revenue of {table['name']}"]})
    del api.state.metadata[table["id"]]
    reply = await api.call(f"ai/agent/conversation/{talk}/send", {"messages": ["Revenue"]})
    assert [item["type"] for item in reply["messages"]] == ["text"]
    [_, sorry] = (await api.call(f"ai/agent/conversations/{talk}/messages", method="GET"))["messages"]
    assert [item["content"] for item in sorry["response_items"]] == [
        "There is no data that could answer this."
    ]
    [message] = (await api.call(f"ai/agent/conversations/{free}/messages", method="GET"))["messages"]
    assert message["response_items"][0]["data_sources"] == [
        {"data_source_identifier": table["id"], "data_source_name": table["name"]}
    ]
    shown = (await api.call("ai/agent/conversations", method="GET"))["conversations"]
    assert {item["conversation_identifier"]: item["data_source_names"] for item in shown} == {
        talk: [],
        free: [],
    }


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"metadata_context": {}},
        {"conversation_settings": {}},
        {"metadata_context": {"type": "DATA_SOURCE"}, "conversation_settings": {}},
        {"metadata_context": {"type": "data_source", "data_source_context": {}}, "conversation_settings": {}},
        {"metadata_context": {"type": "LIVEBOARD"}, "conversation_settings": {}},
        {
            "metadata_context": {"data_source_context": {"data_source_identifier": "nothing"}},
            "conversation_settings": {},
        },
    ],
)
async def test_wrong_contexts(api: Rest, body: dict[str, Any]) -> None:
    await api.call("ai/agent/conversation/create", body, expect=400)


@pytest.mark.parametrize("key", ["data_source_identifier", "guid"])
async def test_the_older_names_of_a_source(api: Rest, key: str) -> None:
    about = {"data_source_context": {key: "Retail Sales"}}
    body = {"metadata_context": about, "conversation_settings": SAVED}
    made = await api.call("ai/agent/conversation/create", body)
    found = await api.call("ai/agent/conversations", method="GET", query={"skip_empty": "false"})
    [shown] = found["conversations"]
    assert shown["conversation_identifier"] == made["conversation_id"]
    assert [item["name"] for item in shown["data_source_names"]] == ["Retail Sales"]


async def test_conversations_belong_to_a_user_and_an_org(api: Rest) -> None:
    talk = await start(api, "Retail Sales")
    path = f"ai/agent/conversations/{talk}/messages"
    await api.call(path, method="GET", user=NOBODY, expect=403)
    await api.call(path, method="GET", user="ana", expect=400)
    await api.call(path, method="GET", org=ACME, expect=400)
    found = await api.call("ai/agent/conversations", method="GET", user="ana", query={"skip_empty": "false"})
    assert found == {"conversations": [], "has_more": False}


async def test_stopping_nothing_and_nobody(api: Rest) -> None:
    talk = await start(api, "Retail Sales")
    await api.call(f"ai/agent/conversation/{talk}/stop-response", expect=204)
    await api.call(f"ai/agent/conversation/{talk}/send", {"messages": ["Revenue"]})
    await api.call(f"ai/agent/conversation/{talk}/stop-response", expect=204)
    [kept] = (await api.call(f"ai/agent/conversations/{talk}/messages", method="GET"))["messages"]
    assert len(kept["response_items"]) == 4, "what is done stays"
    found = await api.call("ai/agent/conversation/unknown/stop-response", expect=400)
    assert set(found) == {"error_code", "message"}
