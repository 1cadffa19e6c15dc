"""The four v2 routes of custom actions."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    check_free,
    choice,
    flag,
    group_of,
    like,
    merged,
    named_in,
    need,
    object_of,
    objects_in,
    ref,
    texts,
    word,
)
from aiothoughtspot.simulator.families._common import inner as object_in
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

MANAGERS: Final = ("DEVELOPER",)
PATH: Final = f"{V2}/customization/custom-actions"
KINDS: Final = ("CALLBACK", "URL")
TARGETS: Final = {"VISUALIZATION": "LIVEBOARD", "ANSWER": "ANSWER", "WORKSHEET": "LOGICAL_TABLE"}
"""What an action hangs on, and the kind of object that holds it."""
POSITIONS: Final = ("MENU", "PRIMARY", "CONTEXT_MENU")
_SHARED: Final = (
    "name",
    "action_details",
    "associate_metadata",
    "default_action_config",
    "group_identifiers",
)


def actions(state: State) -> dict[str, Record]:
    """All custom actions by guid, as shown with all their associations."""
    return state.bag("custom_actions", dict[str, "Record"])


def _action_of(state: State, identifier: object) -> Record:
    return named_in(actions(state).values(), "Custom action", identifier)


@route(
    "POST",
    f"{PATH}/search",
    privileges=MANAGERS,
    fields=(
        "custom_action_identifier", "name_pattern", "default_action_config", "include_group_associations",
        "include_metadata_associations", "metadata", "type",
    ),
)  # fmt: skip
def search(call: Call) -> list[Record]:
    """All custom actions that pass every filter given; groups and objects only on request."""
    body, state = call.body, call.state
    kind, named = choice(body, "type", KINDS, ""), like(body.get("name_pattern"))
    only = body.get("custom_action_identifier")
    wanted = _action_of(state, only) if only else None
    config = object_in(body, "default_action_config")
    visible = flag(config, "visibility") if config.get("visibility") is not None else None
    targets = [_target(call, item)[0] for item in objects_in(body, "metadata")]
    hidden = [
        name
        for name, asked in (
            ("user_groups", "include_group_associations"),
            ("metadata_association", "include_metadata_associations"),
        )
        if not flag(body, asked)
    ]
    return [
        {**action, **{key: [] for key in hidden}}
        for action in actions(state).values()
        if wanted in (None, action)
        and named(action["name"])
        and (not kind or kind in action["action_details"])
        and visible in {None, action["default_action_config"]["visibility"]}
        and (not targets or any(item["identifier"] in targets for item in action["metadata_association"]))
    ]


@route("POST", PATH, privileges=MANAGERS, reads=False, fields=_SHARED)
def create(call: Call) -> Record:
    """A new custom action; a name that is taken is refused with 400."""
    need(call.body, "name", "action_details")
    action: Record = {
        "id": "",
        "name": "",
        "action_details": {},
        "default_action_config": {"visibility": True},
        "metadata_association": [],
        "user_groups": [],
    }
    _write(call, action)
    action["id"] = call.state.new_guid()
    actions(call.state)[action["id"]] = action
    return action


@route(
    "POST",
    f"{PATH}/{{custom_action_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=(*_SHARED, "operation"),
)
def update(call: Call) -> None:
    """Change a custom action; groups and objects are added unless `operation` says REMOVE."""
    _write(call, _action_of(call.state, call.path["custom_action_identifier"]))


@route("POST", f"{PATH}/{{custom_action_identifier}}/delete", privileges=MANAGERS, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete a custom action."""
    del actions(call.state)[_action_of(call.state, call.path["custom_action_identifier"])["id"]]


def _write(call: Call, action: Record) -> None:
    """Write a request into an action; a refused request changes nothing."""
    body, state = call.body, call.state
    operation = choice(body, "operation", ("ADD", "REMOVE"), "ADD")
    new: Record = {}
    if word(body, "name"):
        check_free(actions(state).values(), body["name"], action)
        new["name"] = body["name"]
    if body.get("action_details") is not None:
        new["action_details"] = _details(action["action_details"], object_in(body, "action_details"))
    config = object_in(body, "default_action_config")
    if config.get("visibility") is not None:
        new["default_action_config"] = {"visibility": flag(config, "visibility")}
    groups = [ref(group_of(state, name)) for name in texts(body, "group_identifiers")]
    new["user_groups"] = merged(action["user_groups"], groups, operation)
    linked = [_association(call, item) for item in objects_in(body, "associate_metadata")]
    touched = [item["identifier"] for item in linked]
    kept = [item for item in action["metadata_association"] if item["identifier"] not in touched]
    new["metadata_association"] = [*kept, *(linked if operation == "ADD" else [])]
    action.update(new)


def _details(old: Record, given: Record) -> Record:
    """What the action does: one of the two kinds; parts left out of an update stay as they are."""
    if len(given) != 1 or not set(given) <= set(KINDS):
        raise bad("action_details has one of CALLBACK and URL")
    [kind] = given
    value = {**old.get(kind, {}), **copy.deepcopy(object_in(given, kind))}
    if kind == "URL":
        need(value, "url")
    for name in ("url", "reference"):
        word(value, name)
    shown: Record = {"reference": value.get("reference")}
    if kind == "URL":
        shown |= {
            "url": value["url"],
            "parameters": [_pair(item) for item in objects_in(value, "parameters")],
            "authentication": _authentication(object_in(value, "authentication")),
        }
    return {kind: shown}


def _pair(item: Record) -> Record:
    return {name: word(item, name) for name in ("key", "value")}


def _authentication(given: Record) -> Record | None:
    """How the request logs in at the URL: at most one of the four."""
    if len(given) > 1 or not set(given) <= {"API_Key", "Basic_Auth", "Bearer_Token", "No_Auth"}:
        raise bad("authentication has one of API_Key, Basic_Auth, Bearer_Token and No_Auth")
    names: dict[str, Any] = {"API_Key": ("key", "value"), "Basic_Auth": ("username", "password")}
    if not given:
        return None
    [kind] = given
    if kind in names:
        return {kind: {name: word(object_in(given, kind), name) for name in names[kind]}}
    return {kind: word(given, kind)}


def _target(call: Call, item: Record) -> tuple[str, str]:
    """The guid and kind of what an action hangs on: an answer, a data source, or a visualization by its guid."""
    need(item, "identifier")
    kind = choice(item, "type", TARGETS, "")
    for board in call.state.metadata.values():
        if kind in {"", "VISUALIZATION"}:
            for viz in board["visualizations"]:
                if viz["id"] == item["identifier"]:
                    return viz["id"], "VISUALIZATION"
    found = object_of(call, item["identifier"], TARGETS.get(kind))
    kinds = {holder: name for name, holder in TARGETS.items()}
    if found["type"] not in kinds:
        raise bad(f"A custom action cannot hang on a {found['type']}")
    return found["id"], kinds[found["type"]]


def _association(call: Call, item: Record) -> Record:
    identifier, kind = _target(call, item)
    config = object_in(item, "action_config")
    return {
        "identifier": identifier,
        "type": kind,
        "action_config": {
            "position": choice(config, "position", POSITIONS, "MENU"),
            "visibility": flag(config, "visibility", default=True),
        },
    }
