"""The v2 routes that talk with the agent: whole replies, and replies as server-sent events.

Failures are events in a 200, the rate limit too. A reply that is being streamed ends when somebody stops it; one whose reader
leaves goes on unseen.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import Answer
from aiothoughtspot.simulator.families._ai_questions import columns_of, ranked, search_for, tables_of
from aiothoughtspot.simulator.families._ai_sessions import note
from aiothoughtspot.simulator.families._ai_store import FINAL, find, short_id
from aiothoughtspot.simulator.families._common import need, texts
from aiothoughtspot.simulator.families.ai import AGENT, SPOTTER
from aiothoughtspot.simulator.routing import Call, route

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from aiothoughtspot.simulator.families._ai_questions import Search
    from aiothoughtspot.simulator.state import Record, State

PAUSE: Final = 0.01
"""Seconds between two frames of a stream."""
LONGEST_TITLE: Final = 60
HEARTBEAT: Final = b": heartbeat\n\n"
TOO_MANY: Final[dict[str, Any]] = {
    "type": "error",
    "code": "RATE_LIMIT_EXCEEDED",
    "message": "Rate limit exceeded",
    "display_message": "Too many messages in a minute. Wait a little, then ask again.",
}
GONE: Final[dict[str, Any]] = {
    "type": "error",
    "code": "SESSION_EXPIRED",
    "message": "The conversation is over. Start a new one.",
}
Frame = list[dict[str, Any]] | dict[str, Any] | None


def set_pause(state: State, seconds: float) -> None:
    """Let the agent take this long between two frames of a stream, from the next message on."""
    state.bags["agent_pause"] = seconds


@route(
    "POST",
    f"{AGENT}/conversation/{{conversation_identifier}}/send",
    privileges=SPOTTER,
    reads=False,
    fields=("messages",),
)
@route(
    "POST",
    f"{AGENT}/{{conversation_identifier}}/converse",
    privileges=SPOTTER,
    reads=False,
    fields=("messages",),
)
def send(call: Call) -> Record:
    """The reply to some messages as one list of items; an error is an item too."""
    message = _asked(call, call.path["conversation_identifier"])
    if "type" in message:
        return {"messages": [message]}
    message["state"] = "done"
    return {"messages": message["whole"]}


@route(
    "POST",
    f"{AGENT}/conversation/{{conversation_identifier}}/send/stream",
    privileges=SPOTTER,
    reads=False,
    fields=("messages",),
)
def send_streaming(call: Call) -> Answer:
    """The reply to some messages as events, while it is made."""
    return _stream(call, call.path["conversation_identifier"])


@route(
    "POST",
    f"{AGENT}/converse/sse",
    privileges=SPOTTER,
    reads=False,
    fields=("conversation_identifier", "messages"),
)
def send_streaming_old(call: Call) -> Answer:
    """As `send_streaming`, with the conversation in the body."""
    need(call.body, "conversation_identifier")
    return _stream(call, call.body["conversation_identifier"])


def _stream(call: Call, identifier: object) -> Answer:
    message = _asked(call, identifier)
    if "type" in message:
        message = {"frames": [[message]], "sent": 0, "state": "running"}
    stream = _frames(message, call.state.bags.get("agent_pause", PAUSE))
    return Answer(media="text/event-stream", headers=[("cache-control", "no-cache")], stream=stream)


async def _frames(message: Record, pause: float) -> AsyncGenerator[bytes]:
    try:
        for frame in message["frames"]:
            if message["state"] == "stopped":
                return
            message["sent"] += 1
            yield encoded(frame)
            await asyncio.sleep(pause)
        message["state"] = "done"
    finally:
        if message["state"] == "running":
            message["state"] = "left"


def encoded(frame: Frame) -> bytes:
    """A frame as it goes over the wire: a data line of JSON, or the comment that keeps a connection open."""
    return (
        HEARTBEAT if frame is None else b"data: " + json.dumps(frame, ensure_ascii=False).encode() + b"\n\n"
    )


def _asked(call: Call, identifier: object) -> Record:
    """Note a message in its conversation, with the reply that it gets; an error item when there is no conversation."""
    need(call.body, "messages")
    prompt = "\n".join(texts(call.body, "messages"))
    if not call.cluster.admits("spotter_message", call.caller["id"]):
        return TOO_MANY
    talk = find(call, identifier)
    if talk is None:
        return GONE
    state = call.state
    message: Record = {
        "id": short_id(state),
        "prompt_id": short_id(state),
        "at": state.now_ms(),
        "prompt": prompt,
        "sent": 0,
        "state": "running",
    }
    talk["updated"] = state.now_ms()
    talk["messages"].append(message)
    opening: list[Frame] = [[{"type": "ack", "node_id": message["id"]}]]
    if talk["title"] is None:
        talk["title"] = prompt[:LONGEST_TITLE]
        opening.append([{"type": "conv_title", "title": talk["title"], "conv_id": talk["id"]}])
    frames, message["whole"] = _reply(call, talk, prompt)
    message["frames"] = [*opening, None, *frames]
    return message


def _reply(call: Call, talk: Record, prompt: str) -> tuple[list[Frame], list[Record]]:
    """The reply as frames of events, and as items."""
    state = call.state
    tables = [state.metadata[guid] for guid in talk["sources"] if guid in state.metadata]
    best = ranked(state, prompt, tables or ([] if talk["sources"] else tables_of(state, call.org)))
    search = search_for(prompt, columns_of(state, best[0].table)) if best else None
    if search is None:
        sorry = "There is no data that could answer this."
        return [_final(), *_chunks(short_id(state), short_id(state), [sorry])], [_text(sorry)]
    table = best[0].table
    answer = _answer(state, talk, table, search)
    group, thought, tool = (short_id(state) for _ in range(3))
    thinking = {"type": "thinking"}
    plan = f"I need {search.title} from {table['name']}…"
    found = f"**{search.title}** is in the answer, by the search `{search.query}`."
    frames: list[Frame] = []
    if not talk["sources"]:
        source = {"title": table["name"], "metadata": {**thinking, "worksheet_id": table["id"]}}
        frames.append([{"id": short_id(state), "type": "search_datasets", "group_id": group, **source}])
    called = {"type": "notification", "group_id": group, "metadata": {**thinking, "tool_title": search.title}}
    frames += [
        [{**called, "code": "TOOL_CALL_NOTIFICATION"}],
        *_chunks(thought, group, [plan], thinking),
        # The server sends lists, and now and then one event by itself.
        {"type": "notification", "group_id": tool, "code": "nls_start"},
        None,
        [
            {
                "id": answer["id"],
                "type": "answer",
                "group_id": tool,
                "metadata": answer["metadata"],
                "title": search.title,
            }
        ],
        _final(),
        *_chunks(short_id(state), short_id(state), found.split(" ")),
    ]
    return frames, [_text(plan), answer["item"], _text(found)]


def _final() -> Frame:
    return [{"type": "notification", "code": FINAL}]


def _chunks(identifier: str, group: str, pieces: list[str], kind: Record | None = None) -> list[Frame]:
    """A text as events of two pieces each."""
    events: list[dict[str, Any]] = [
        {
            "id": identifier,
            "type": "text-chunk",
            "group_id": group,
            "metadata": {"format": "markdown", **(kind or {})},
            "content": piece if number == 0 else f" {piece}",
        }
        for number, piece in enumerate(pieces)
    ]
    return [events[start : start + 2] for start in range(0, len(events), 2)]


def _text(content: str) -> Record:
    return {"type": "text", "text": content, "metadata": {}, "internal": {}, "agent_context": ""}


def _answer(state: State, talk: Record, table: Record, search: Search) -> Record:
    """A new answer of a conversation: its id, the metadata of its event, and its item in a whole reply."""
    talk["generation"] += 1
    guid, session, transaction = short_id(state), state.new_guid(), state.new_guid()
    note(state, session, talk["generation"], search)
    talk["answers"][guid] = {
        "title": search.title,
        "description": None,
        "session_identifier": session,
        "generation_number": talk["generation"],
        "tokens": list(search.tokens),
        "visualization_type": "UNDEFINED" if search.chart == "KPI" else "CHART",
        "formulas": [],
        "parameters": [],
        "sub_queries": [],
        "ac_state": {"transaction_identifier": transaction, "generation_number": 1},
    }
    metadata = {
        "sage_query": search.query,
        "session_id": session,
        "gen_no": talk["generation"],
        "transaction_id": transaction,
        "generation_number": 1,
        "tml_phrases": list(search.tokens),
        "title": search.title,
        "worksheet_id": table["id"],
    }
    item = {
        "type": "answer",
        "title": search.title,
        "description": "",
        "session_id": session,
        "gen_no": talk["generation"],
        "sage_query": search.query,
        "tml_tokens": list(search.tokens),
        "formulas": [],
        "parameters": [],
        "subqueries": [],
        "viz_suggestion": "",
        "metadata": {
            "worksheet_id": table["id"],
            "chart_type": search.chart,
            "interrupted": False,
            "data_awareness_enabled": True,
        },
        "internal": {},
    }
    return {"id": guid, "metadata": metadata, "item": item}
