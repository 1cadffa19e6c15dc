"""The v2 routes that manage conversations with the agent; `ai_stream` has those that talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import Answer
from aiothoughtspot.simulator.families._ai_store import (
    REMEMBERED,
    conversations,
    find,
    iso,
    own,
    saved,
    short_id,
    shown_message,
)
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    form_flag,
    inner,
    need,
    number,
    object_of,
    remember,
    texts,
    word,
)
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

SPOTTER: Final = ("CAN_USE_SPOTTER",)
AGENT: Final = f"{V2}/ai/agent"
ONE: Final = f"{AGENT}/conversations/{{conversation_identifier}}"
CONTEXTS: Final = ("data_source", "DATA_SOURCE", "AUTO_MODE")


@route(
    "POST",
    f"{AGENT}/conversation/create",
    privileges=SPOTTER,
    reads=False,
    fields=("metadata_context", "conversation_settings"),
)
def create(call: Call) -> Record:
    """A new conversation about data sources, or in auto mode about whatever fits each question."""
    context = inner(call.body, "metadata_context")
    settings = inner(call.body, "conversation_settings")
    if "metadata_context" not in call.body or "conversation_settings" not in call.body:
        raise bad("metadata_context and conversation_settings are required")
    about = inner(context, "data_source_context")
    named = [
        *texts(about, "data_source_identifiers"),
        *texts(about, "data_source_identifier"),
        *texts(about, "guid"),
    ]
    kind = choice(context, "type", CONTEXTS, "DATA_SOURCE" if named else "AUTO_MODE")
    if kind != "AUTO_MODE" and not named:
        raise bad("data_source_identifiers is required")
    sources = [] if kind == "AUTO_MODE" else [object_of(call, name, "LOGICAL_TABLE")["id"] for name in named]
    now = call.state.now_ms()
    made: Record = {
        "id": short_id(call.state),
        "user_id": call.caller["id"],
        "org_id": call.org,
        "saved": flag(settings, "enable_save_chat"),
        "title": None,
        "created": now,
        "updated": now,
        "sources": list(dict.fromkeys(sources)),
        "generation": 0,
        "answers": {},
        "messages": [],
    }
    remember(conversations(call.state), made["id"], made, REMEMBERED)
    return {"conversation_id": made["id"], "conversation_identifier": made["id"]}


@route(
    "POST",
    f"{AGENT}/conversation/{{conversation_identifier}}/stop-response",
    privileges=SPOTTER,
    reads=False,
    fields=(),
)
def stop(call: Call) -> Answer:
    """Stop the replies that are being made; nothing to stop is fine too."""
    found = find(call, call.path["conversation_identifier"])
    if found is None:
        # One of the newer routes, whose errors have another shape.
        return Answer(
            400, json={"error_code": "CONVERSATION_NOT_FOUND", "message": "There is no such conversation."}
        )
    for message in found["messages"]:
        if message["state"] in {"running", "left"}:
            message["state"] = "stopped"
    return Answer(204)


@route("GET", f"{AGENT}/conversations", privileges=SPOTTER, fields=("limit", "offset", "skip_empty"))
def conversation_list(call: Call) -> Record:
    """One page of the caller's saved conversations, those talked in last first."""
    limit, offset = number(call.query, "limit", 30, least=1), number(call.query, "offset", 0)
    filled = form_flag(call.query, "skip_empty", default=True)
    kept = [item for item in own(call) if item["saved"] and (item["messages"] or not filled)]
    kept.sort(key=lambda item: -item["updated"])
    return {
        "conversations": [_shown(call, item) for item in kept[offset : offset + limit]],
        "has_more": offset + limit < len(kept),
    }


def _shown(call: Call, item: Record) -> Record:
    names = {
        guid: call.state.metadata[guid]["name"] for guid in item["sources"] if guid in call.state.metadata
    }
    return {
        "conversation_identifier": item["id"],
        "conversation_title": item["title"],
        "created_at": iso(item["created"]),
        "updated_at": iso(item["updated"]),
        "data_source_identifiers": item["sources"],
        "data_source_names": [{"id": guid, "name": name} for guid, name in names.items()],
    }


@route("GET", f"{ONE}/messages", privileges=SPOTTER, fields=())
def messages(call: Call) -> Record:
    """The prompts and replies of a saved conversation, oldest first."""
    found = [shown_message(call.state, message) for message in saved(call)["messages"]]
    return {"messages": found, "code_execution_files": []}


@route("GET", f"{ONE}/answers/{{answer_identifier}}/details", privileges=SPOTTER, fields=())
def answer_details(call: Call) -> Record:
    """The query, session and state of an answer in a saved conversation."""
    found = saved(call)["answers"].get(call.path["answer_identifier"])
    if found is None:
        raise bad("The conversation has no answer of this id")
    return {"answer": found}


@route("POST", f"{ONE}/update", privileges=SPOTTER, reads=False, fields=("title",))
def update(call: Call) -> None:
    """Rename a saved conversation."""
    found = saved(call)
    need(call.body, "title")
    found["title"] = word(call.body, "title")
    found["updated"] = call.state.now_ms()


@route("DELETE", f"{ONE}/delete", privileges=SPOTTER, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete a saved conversation."""
    del conversations(call.state)[saved(call)["id"]]
