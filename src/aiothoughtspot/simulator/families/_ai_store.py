"""Conversations with the agent: what is kept of each, and how a kept one is shown.

A message keeps its reply as frames: what goes over the wire in one piece, a list of events, a single event, or None for a
heartbeat. `sent` counts the frames that left; `state` is running, done, left (by the reader, so the agent went on), or stopped.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

REMEMBERED: Final = 1_000
"""Conversations, and sessions of answers, that are kept: the last ones."""
FINAL: Final = "FINAL_RESPONSE_NOTIFICATION"


def conversations(state: State) -> dict[str, Record]:
    """The last conversations by id.

    Keys of a record: id, user_id, org_id, saved, title, created, updated (ms), sources (guids of data sources; none: the agent
    chooses), generation (answers so far), answers (by id, see `ai.answer_details`), messages.
    """
    return state.bag("agent_conversations", dict[str, "Record"])


def short_id(state: State) -> str:
    """An id in the form of the agent's: 12 characters that a URL can hold."""
    return base64.urlsafe_b64encode(bytes.fromhex(state.new_token()[:18])).decode()


def own(call: Call) -> list[Record]:
    """The caller's conversations in this org."""
    user = call.caller["id"]
    found = conversations(call.state).values()
    return [item for item in found if (item["user_id"], item["org_id"]) == (user, call.org)]


def find(call: Call, identifier: object) -> Record | None:
    """The caller's conversation of this id."""
    return next((item for item in own(call) if item["id"] == identifier), None)


def saved(call: Call) -> Record:
    """The caller's conversation that the path names, if it is one that is kept.

    Raises:
        Refused: 400 when it is not.
    """
    found = find(call, call.path["conversation_identifier"])
    if found is None or not found["saved"]:
        raise bad("No saved conversation of this id")
    return found


def iso(millis: int) -> str:
    """A moment as the agent's routes write it."""
    return f"{datetime.fromtimestamp(millis / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"


def shown_message(state: State, message: Record) -> Record:
    """A prompt and its reply, as far as it was made."""
    return {
        "message_id": message["id"],
        "timestamp_in_millis": message["at"],
        "user_prompt": {
            "message": {"message_id": message["prompt_id"], "content": message["prompt"]},
            "attachments": [],
        },
        "response_items": [item for event in _events(message) for item in _items(state, message, event)],
    }


def _events(message: Record) -> list[Record]:
    """The events of a reply; the pieces of one text are one event here."""
    frames = message["frames"]
    if message["state"] in {"running", "stopped"}:
        frames = frames[: message["sent"]]
    found: list[Record] = []
    for frame in frames:
        for event in [] if frame is None else frame if isinstance(frame, list) else [frame]:
            if found and event["type"] == "text-chunk" and found[-1].get("id") == event["id"]:
                found[-1] = {**found[-1], "content": found[-1]["content"] + event["content"]}
            else:
                found.append(event)
    return found


def _items(state: State, message: Record, event: Record) -> Iterator[Record]:
    """The kept form of an event; acks and most notifications have none."""
    metadata: dict[str, Any] = event.get("metadata", {})
    item: Record = {
        "timestamp_in_millis": message["at"],
        "is_thinking": metadata.get("type") == "thinking",
        "step_title": metadata.get("tool_title"),
    }
    match event["type"]:
        case "text-chunk":
            yield {"type": "text", **item, "content": event["content"], "content_type": "TEXT_MARKDOWN"}
        case "notification" if event["code"] == "TOOL_CALL_NOTIFICATION":
            arguments = {"query": message["prompt"]}
            tool = {"tool_call_id": event["group_id"], "tool_name": "search_data"}
            yield {"type": "tool_call", **item, **tool, "arguments": arguments}
        case "search_datasets":
            table = state.metadata.get(metadata["worksheet_id"])
            source = {"data_source_identifier": metadata["worksheet_id"], "data_source_name": event["title"]}
            if table is not None:
                source["description"] = table["header"]["description"]
            yield {"type": "search_datasets", **item, "text": message["prompt"], "data_sources": [source]}
        case "answer":
            tool = {"tool_call_id": event["group_id"], "tool_name": "search_data"}
            yield {"type": "answer", **item, "answer_id": event["id"], **tool}
        case _:
            pass
