"""Replies of the agent as server-sent events: their frames, their end, and what stops them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from families_rest_support import Rest
from families_support import V2

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.simulator.families import _ai_sessions, ai_stream
from aiothoughtspot.simulator.families._ai_store import conversations
from aiothoughtspot.simulator.serving import serve
from aiothoughtspot.streaming import SseDecoder
from aiothoughtspot.v2 import ai

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiothoughtspot.simulator.state import Record

CONTEXT = {"metadata_context": {"type": "AUTO_MODE"}, "conversation_settings": {"enable_save_chat": True}}


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        ai_stream.set_pause(made.state, 0)
        yield made


@pytest.fixture
async def served() -> AsyncIterator[tuple[Cluster, ts.Client]]:
    cluster = Cluster(rows=10, users=6, objects=24, rate_limit=False)
    with serve(cluster) as cluster.url:
        async with ts.Client(cluster.url, ts.PasswordAuth("tsadmin", "secret")) as client:
            yield cluster, client
    assert list(cluster.bad) == []


async def start(api: Rest) -> str:
    return str((await api.call("ai/agent/conversation/create", CONTEXT))["conversation_id"])


async def asked(api: Rest, talk: str, *messages: str) -> bytes:
    found = await api.call(f"ai/agent/conversation/{talk}/send/stream", {"messages": [*messages]})
    assert isinstance(found, bytes)
    return found


def events(body: bytes) -> list[dict[str, Any]]:
    decoder = SseDecoder()
    return [*decoder.feed(body), *decoder.finish()]


def only_message(cluster: Cluster) -> Record:
    [talk] = conversations(cluster.state).values()
    message: Record = talk["messages"][-1]
    return message


async def test_a_reply_from_its_ack_to_its_last_word(api: Rest) -> None:
    talk = await start(api)
    found = events(await asked(api, talk, "Revenue", "by month and région?"))
    assert [event["type"] for event in found[:7]] == [
        "ack", "conv_title", "search_datasets", "notification", "text-chunk", "notification", "answer",
    ]  # fmt: skip
    ack, title, source, call, thought, started, answer, final, *last = found
    assert ack.keys() == {"type", "node_id"}
    assert title == {"type": "conv_title", "title": "Revenue\nby month and région?", "conv_id": talk}
    assert source["title"] == "Retail Sales"
    assert (call["code"], started["code"]) == ("TOOL_CALL_NOTIFICATION", "nls_start")
    assert thought["metadata"] == {"format": "markdown", "type": "thinking"}
    assert answer["metadata"]["sage_query"] == "[Revenue] [Order Date].monthly"
    assert answer["group_id"] == started["group_id"] != call["group_id"]
    assert final == {"type": "notification", "code": "FINAL_RESPONSE_NOTIFICATION"}
    assert "".join(event["content"] for event in last).startswith("**Revenue by Order Date** is in")
    assert len({event["id"] for event in last}) == 1


async def test_frames_are_lists_and_single_objects_between_heartbeats(api: Rest) -> None:
    body = await asked(api, await start(api), "Revenue by region")
    frames = body.decode().split("\n\n")
    assert frames.pop() == ""
    assert frames.count(": heartbeat") == 2
    data = [frame for frame in frames if frame != ": heartbeat"]
    assert {frame[:7] for frame in data} == {"data: [", "data: {"}
    assert all("\n" not in frame for frame in data), "no event has an id or a name"
    assert max(len(events(frame.encode())) for frame in data) == 2
    assert "…" in body.decode(), "text is not escaped"


async def test_only_the_first_reply_gives_a_title(api: Rest) -> None:
    talk = await start(api)
    await asked(api, talk, "Revenue " * 20)
    assert "conv_title" not in [event["type"] for event in events(await asked(api, talk, "Quantity"))]
    shown = (await api.call("ai/agent/conversations", method="GET"))["conversations"]
    assert shown[0]["conversation_title"] == ("Revenue " * 20)[:60]


async def test_history_after_a_stream_is_that_of_a_whole_reply(api: Rest) -> None:
    talk = await start(api)
    await asked(api, talk, "Revenue by region")
    await api.call(f"ai/agent/conversation/{talk}/send", {"messages": ["Revenue by region"]})
    found = await api.call(f"ai/agent/conversations/{talk}/messages", method="GET")
    streamed, whole = (message["response_items"] for message in found["messages"])

    def plain(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{k: v for k, v in item.items() if k not in {"answer_id", "tool_call_id"}} for item in items]

    assert plain(streamed) == plain(whole)
    assert len(streamed) == 5


async def test_the_older_paths(api: Rest) -> None:
    talk = await start(api)
    body = {"conversation_identifier": talk, "messages": ["Revenue"]}
    assert events(await api.call("ai/agent/converse/sse", body))[0]["type"] == "ack"
    reply = await api.call(f"ai/agent/{talk}/converse", {"messages": ["Revenue"]})
    assert [item["type"] for item in reply["messages"]] == ["text", "answer", "text"]
    await api.call("ai/agent/converse/sse", {"messages": ["Revenue"]}, expect=400)
    await api.call(f"ai/agent/{talk}/converse", {"messages": []}, expect=400)


async def test_a_query_of_the_agent_runs(api: Rest) -> None:
    found = events(await asked(api, await start(api), "Top 3 regions by revenue"))
    query = next(event for event in found if event["type"] == "answer")["metadata"]
    body = {
        "query_string": query["sage_query"],
        "logical_table_identifier": query["worksheet_id"],
        "data_format": "FULL",
    }
    [rows] = (await api.call("searchdata", body))["contents"]
    assert rows["returned_data_row_count"] == 3
    kept = _ai_sessions.find(api.state, query["session_id"], query["gen_no"])
    assert kept == {"generation": 1, "name": "Revenue by Region", "query": query["sage_query"]}
    assert _ai_sessions.find(api.state, query["session_id"], 2) is None
    assert _ai_sessions.find(api.state, None, 1) is None


async def test_an_unknown_conversation_is_an_error_in_a_success(api: Rest) -> None:
    [event] = events(await asked(api, "unknown", "Revenue"))
    reply = await api.call("ai/agent/conversation/unknown/send", {"messages": ["Revenue"]})
    assert [event] == reply["messages"]
    assert (event["type"], event["code"]) == ("error", "SESSION_EXPIRED")


async def test_one_message_too_many_is_an_error_in_a_success() -> None:
    async with Rest(rate_limit=True) as api:
        ai_stream.set_pause(api.state, 0)
        talk = await start(api)
        codes: list[Any] = []
        for _ in range(16):
            reply = await api.call(f"ai/agent/conversation/{talk}/send", {"messages": ["Revenue"]})
            codes.append(reply["messages"][0].get("code"))
            codes += [event.get("code") for event in events(await asked(api, talk, "Revenue"))[:1]]
        assert codes == [*[None] * 30, *["RATE_LIMIT_EXCEEDED"] * 2]
        api.clock.now += 60
        assert len(events(await asked(api, talk, "Revenue"))) > 1


async def test_a_stopped_reply_ends(served: tuple[Cluster, ts.Client]) -> None:
    cluster, client = served
    ai_stream.set_pause(cluster.state, 0.05)
    made = await ai.create_conversation(
        client,
        metadata_context=ai.ContextPayloadV2Input(type="AUTO_MODE"),
        conversation_settings=ai.ConversationSettingsInput(enable_save_chat=True),
    )
    talk = made.conversation_id
    types: list[Any] = []
    path = {"conversation_identifier": talk}
    body = {"messages": ["Revenue by region"]}
    async with client.stream("v2.ai.send_streaming", path=path, body=body) as stream:
        async for event in stream.events():
            types.append(event["type"])
            if types == ["ack", "conv_title"]:
                await ai.stop(client, talk)
    assert "notification" not in types[-1:], "the final notification never came"
    assert len(types) < 6
    assert only_message(cluster)["state"] == "stopped"
    found = (await ai.messages(client, talk)).messages
    assert found is not None
    assert len(found[0].response_items or ()) < 5


async def test_a_reader_who_leaves_early_stops_the_reply(served: tuple[Cluster, ts.Client]) -> None:
    cluster, client = served
    ai_stream.set_pause(cluster.state, 0.05)
    made = await ai.create_conversation(
        client,
        metadata_context=ai.ContextPayloadV2Input(type="AUTO_MODE"),
        conversation_settings=ai.ConversationSettingsInput(enable_save_chat=True),
    )
    path = {"conversation_identifier": made.conversation_id}
    async with client.stream("v2.ai.send_streaming", path=path, body={"messages": ["Revenue"]}) as stream:
        async for event in stream.events():
            assert event["type"] == "ack"
            break
    assert (
        cluster.counts["POST /api/rest/2.0/ai/agent/conversation/{conversation_identifier}/stop-response"]
        == 1
    )
    assert only_message(cluster)["state"] == "stopped"


async def test_the_agent_goes_on_when_nobody_listens(served: tuple[Cluster, ts.Client]) -> None:
    cluster, client = served
    ai_stream.set_pause(cluster.state, 0.05)
    made = await ai.create_conversation(
        client,
        metadata_context=ai.ContextPayloadV2Input(type="AUTO_MODE"),
        conversation_settings=ai.ConversationSettingsInput(enable_save_chat=True),
    )
    talk = made.conversation_id
    token = (await client.v2.authentication.full_token(username="tsadmin", password="secret")).token
    headers = {"authorization": f"Bearer {token}"}
    url = f"{cluster.url}{V2}ai/agent/conversation/{talk}/send/stream"
    async with (
        httpx.AsyncClient(headers=headers) as plain,
        plain.stream("POST", url, json={"messages": ["Revenue"]}) as answer,
    ):
        assert answer.headers["content-type"] == "text/event-stream"
        async for _ in answer.aiter_bytes():
            break
    async with asyncio.timeout(5):
        while only_message(cluster)["state"] == "running":  # noqa: ASYNC110 - the cluster runs in another thread
            await asyncio.sleep(0.01)
    assert only_message(cluster)["state"] == "left"
    found = (await ai.messages(client, talk)).messages
    assert found is not None
    assert len(found[0].response_items or ()) == 5
    await ai.stop(client, talk)
    assert only_message(cluster)["state"] == "stopped"
