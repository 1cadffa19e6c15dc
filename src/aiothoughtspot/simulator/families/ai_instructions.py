"""The v2 routes of what the agent is told: for everything in an org, and for questions to one data source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import Answer
from aiothoughtspot.simulator.families._ai_store import iso
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    may_edit,
    need,
    object_of,
    objects_in,
    texts,
    word,
)
from aiothoughtspot.simulator.families.ai import AGENT, SPOTTER
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = frozenset({"ADMINISTRATION", "ORG_ADMINISTRATION"})
COACHES: Final = frozenset({*SPOTTER, "SPOTTER_COACHING_PRIVILEGE", "ADMINISTRATION"})
LONGEST: Final = 5_000
"""Characters of an org's instructions."""


def _of_orgs(call: Call) -> dict[int, Record]:
    return call.state.bag("agent_instructions", dict[int, "Record"])


def _refused(call: Call) -> Answer | None:
    """The refusal of everybody but the org's administrators, in the shape of the newer routes."""
    if call.state.privileges(call.caller) & MANAGERS:
        return None
    message = "The user may not manage the instructions of the agent."
    return Answer(403, json={"error_code": "UNAUTHORIZED", "message": message})


@route("GET", f"{AGENT}/instructions/get", fields=())
def agent_instructions(call: Call) -> Answer | Record:
    """What the agent follows everywhere in the org; an empty text at first."""
    return _refused(call) or _of_orgs(call).get(call.org) or {"instructions": ""}


@route("PUT", f"{AGENT}/instructions/set", reads=False, fields=("instructions",))
def set_agent_instructions(call: Call) -> Answer | Record:
    """Replace what the agent follows everywhere in the org."""
    refused = _refused(call)
    if refused is not None:
        return refused
    text = word(call.body, "instructions")
    if text is None or len(text) > LONGEST:
        raise bad(f"instructions is a text of at most {LONGEST} characters")
    now = iso(call.state.now_ms())
    old = _of_orgs(call).get(call.org, {"id": call.state.new_guid(), "created_at": now})
    made = {**old, "instructions": text, "updated_at": now, "last_updated_by": call.caller["name"]}
    _of_orgs(call)[call.org] = made
    return made


def _of_sources(call: Call) -> dict[str, list[Record]]:
    return call.state.bag("nl_instructions", dict[str, "list[Record]"])


@route("POST", f"{V2}/ai/instructions/get", privileges=SPOTTER, fields=("data_source_identifier",))
def instructions(call: Call) -> Record:
    """What is followed in questions to a data source."""
    table = object_of(call, call.body.get("data_source_identifier"), "LOGICAL_TABLE")
    return {"nl_instructions_info": _of_sources(call).get(table["id"], [])}


@route(
    "POST",
    f"{V2}/ai/instructions/set",
    reads=False,
    fields=("data_source_identifier", "nl_instructions_info"),
)
def set_instructions(call: Call) -> Record:
    """Replace what is followed in questions to a data source; for coaches, and for those who may edit the source."""
    table = object_of(call, call.body.get("data_source_identifier"), "LOGICAL_TABLE")
    if not call.state.privileges(call.caller) & COACHES:
        may_edit(call, table)
    need(call.body, "nl_instructions_info")
    made: list[Record] = []
    for item in objects_in(call.body, "nl_instructions_info"):
        need(item, "instructions", "scope")
        scope = choice(item, "scope", ("GLOBAL",), "")
        made.append({"instructions": texts(item, "instructions"), "scope": scope})
    _of_sources(call)[table["id"]] = made
    return {"success": True}
