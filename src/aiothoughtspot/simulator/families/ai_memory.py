"""The two v2 routes of what Spotter remembers about models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._ai_memories import Memory, read, write
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    need,
    object_of,
    objects_in,
    texts,
    word,
)
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

USERS: Final = ("CAN_USE_SPOTTER", "CAN_MANAGE_SPOTTER")
KINDS: Final = ("RULES", "RECIPES", "ALWAYS_APPLY_RULES")


def memories(state: State) -> dict[str, list[Record]]:
    """What is remembered, by the guid of the model."""
    return state.bag("spotter_memories", dict[str, "list[Record]"])


@route("POST", f"{V2}/ai/memory/export", privileges=USERS, fields=("sources",))
def export_memory(call: Call) -> Record:
    """What is remembered about models, as YAML."""
    need(call.body, "sources")
    models: list[Record] = []
    for item in objects_in(call.body, "sources"):
        need(item, "type", "identifiers")
        choice(item, "type", ("DATA_MODEL",), "")
        models += [object_of(call, name, "LOGICAL_TABLE") for name in texts(item, "identifiers")]
    if not all(_may(call, model) for model in models):
        raise Refused(403, FORBIDDEN, "No access to the memories of a model")
    kept = memories(call.state)
    found = [
        memory for guid in dict.fromkeys(model["id"] for model in models) for memory in kept.get(guid, ())
    ]
    return {"content": write(found)}


def _may(call: Call, model: Record) -> bool:
    """Whether the caller may edit the model, or manages Spotter."""
    own = call.state.privileges(call.caller)
    return (
        bool(own & {"ADMINISTRATION", "CAN_MANAGE_SPOTTER"}) or model["header"]["author"] == call.caller["id"]
    )


@route("POST", f"{V2}/ai/memory/import", privileges=USERS, reads=False, fields=("content", "dry_run"))
def import_memory(call: Call) -> Record:
    """Replace what is remembered about every model that a text names, or say what that would do.

    What is wrong with the text is told inside the 200, and then nothing is changed.
    """
    need(call.body, "content")
    if not isinstance(call.body.get("dry_run"), bool):
        raise bad("dry_run is required")
    given = read(str(word(call.body, "content")))
    found: dict[str, list[Memory]] = {}
    for memory in given:
        for number, source in enumerate(memory.sources if not memory.failures else ()):
            guid = _model(call, memory, number, source)
            found.setdefault(guid, []).append(memory)
    failures = [failure for memory in given for failure in memory.failures]
    if failures:
        messages = [failure["message"] for failure in failures]
        return {
            "status": "VALIDATION_FAILED",
            "summary": None,
            "validation_failures": failures,
            "diagnostics": [{"sub_status": "FAILURE", "messages": messages}],
            "operation_id": None,
        }
    kept = memories(call.state)
    summary = [
        _summary(guid, kind, kept.get(guid, []), news) for guid, news in found.items() for kind in KINDS
    ]
    if not flag(call.body, "dry_run"):
        for guid, news in found.items():
            kept[guid] = [_kept(call, guid, memory) for memory in news]
    return {
        "status": "SUCCESS",
        "summary": summary,
        "validation_failures": [],
        "diagnostics": [],
        "operation_id": call.state.new_guid(),
    }


def _model(call: Call, memory: Memory, number: int, source: Record) -> str:
    """The guid of a model that a memory names; failures are noted on the memory."""
    name = source.get("guid") or source.get("obj_id")
    try:
        model = object_of(call, name, "LOGICAL_TABLE")
    except Refused:
        memory.fail("UNRESOLVED_SOURCE", f"datamodel_sources[{number}].guid", f"No model {name}")
        return str(name)
    if not _may(call, model):
        memory.fail(
            "ACCESS_DENIED", f"datamodel_sources[{number}]", f"No access to the memories of {model['id']}"
        )
    guid: str = model["id"]
    return guid


def _summary(guid: str, kind: str, old: list[Record], news: list[Memory]) -> Record:
    before = sum(Memory(0, memory).kind == kind for memory in old)
    return {
        "memory_type": kind,
        "source": {"identifier": guid, "type": "DATA_MODEL"},
        "existing_record_count": before,
        "deleted_record_count": before,
        "inserted_record_count": sum(memory.kind == kind for memory in news),
        "failed_record_count": 0,
    }


def _kept(call: Call, guid: str, memory: Memory) -> dict[str, Any]:
    """A memory as it is remembered for one model."""
    source = {"guid": guid, "obj_id": call.state.metadata[guid]["obj_id"]}
    return {
        "type": memory.whole["type"],
        "content": memory.whole["content"],
        "datamodel_sources": [source],
        "tags": memory.whole.get("tags") or [],
    }
