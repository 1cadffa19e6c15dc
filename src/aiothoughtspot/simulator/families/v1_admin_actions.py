"""The v1 routes of custom actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.families import custom_actions
from aiothoughtspot.simulator.families._common import bad, form_texts, inner, tag_of
from aiothoughtspot.simulator.families._v1_admin_actions import (
    ActionMap,
    action_body,
    action_view,
    actions,
    association_map,
    associations,
    keep_extras,
)
from aiothoughtspot.simulator.families._v1_answers import form_record, guarded
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

ACTIONS: Final = f"{V1}/admin/embed/actions"
ACTION: Final = f"{ACTIONS}/{{actionid}}"
DEVELOPER: Final = "DEVELOPER"


def _action(call: Call) -> Record:
    action = actions(call.state).get(call.path["actionid"])
    if action is None:
        raise Refused(404, BAD_REQUEST, f"Custom action not found: {call.path['actionid']}")
    return action


def _update(call: Call, action: Record, body: Record) -> None:
    custom_actions.update(attrs.evolve(call, path={"custom_action_identifier": action["id"]}, body=body))


@route("GET", ACTIONS, fields=("tags",))
@guarded(DEVELOPER, denied=401)
def list_actions(call: Call) -> list[Record]:
    """All custom actions; with tags, those on objects that have one of them."""
    state = call.state
    tags = {tag_of(state, guid)["id"] for guid in form_texts(call.query, "tags")}
    found = actions(state).values()
    return [
        action_view(state, action)
        for action in found
        if not tags
        or any(
            not tags.isdisjoint(state.metadata.get(item["identifier"], {}).get("tag_ids", ()))
            for item in action["metadata_association"]
        )
    ]


@route("GET", ACTION, fields=())
@guarded(DEVELOPER, denied=401)
def get_action(call: Call) -> Record:
    """One custom action."""
    return action_view(call.state, _action(call))


@route("POST", ACTIONS, reads=False, fields=("embedaction",))
@guarded(DEVELOPER, denied=401)
def create_action(call: Call) -> Record:
    """A new custom action."""
    given = form_record(call.form, "embedaction")
    action = custom_actions.create(attrs.evolve(call, body=action_body(given)))
    keep_extras(call.state, action, given)
    return action_view(call.state, action)


@route("PUT", ACTION, reads=False, fields=("embedaction",))
@guarded(DEVELOPER, denied=401)
def update_action(call: Call) -> Record:
    """Replace a custom action, its groups and its objects too."""
    action, given = _action(call), form_record(call.form, "embedaction")
    body, old = action_body(given), dict(action)
    action |= {"action_details": {}, "metadata_association": [], "user_groups": []}
    try:
        _update(call, action, body)
    except Refused:
        action.update(old)
        raise
    keep_extras(call.state, action, given)
    return action_view(call.state, action)


@route("DELETE", ACTION, reads=False, fields=())
@guarded(DEVELOPER, denied=401)
def delete_action(call: Call) -> Record:
    """Delete a custom action and show what it was."""
    action = _action(call)
    shown = action_view(call.state, action)
    del actions(call.state)[action["id"]]
    return shown


@route("GET", f"{ACTION}/associations", fields=())
@guarded(DEVELOPER, denied=401)
def list_associations(call: Call) -> ActionMap:
    """Where a custom action appears."""
    return association_map(_action(call))


@route("POST", f"{ACTION}/associations", reads=False, fields=("actionassociation",))
@guarded(DEVELOPER, denied=401, wrong=500)
def add_associations(call: Call) -> ActionMap:
    """Make a custom action appear on objects; bad JSON is a 500."""
    action = _action(call)
    _update(call, action, {"associate_metadata": associations(form_record(call.form, "actionassociation"))})
    return association_map(action)


@route("DELETE", f"{ACTION}/associations", reads=False, fields=("actionassociation",))
@guarded(DEVELOPER, denied=401)
def remove_associations(call: Call) -> ActionMap:
    """Make a custom action disappear from objects; where it is not, it cannot be taken from."""
    action = _action(call)
    asked = inner(form_record(call.form, "actionassociation"), "actionAssociationMap")
    gone = {guid for kind in asked for guid in inner(asked, kind)}
    there = action["metadata_association"]
    if not gone <= {item["identifier"] for item in there}:
        raise bad("The action does not appear on one of the objects")
    action["metadata_association"] = [item for item in there if item["identifier"] not in gone]
    return association_map(action)
