"""Custom actions in the words of v1: one record with v2, which shows the same action otherwise.

What only v1 has (the menu an action stands on, applications) is kept beside it.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import bad, choice, inner, texts, word
from aiothoughtspot.simulator.families._v1_answers import name_in
from aiothoughtspot.simulator.families.custom_actions import actions
from aiothoughtspot.simulator.objects import derived_guid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.state import Record, State

__all__ = [
    "ActionMap",
    "action_body",
    "action_view",
    "actions",
    "association_map",
    "associations",
    "keep_extras",
]

KINDS: Final = ("URL", "CALLBACK", "APP")
CONTEXTS: Final = ("NONE", "PRIMARY", "MENU", "CONTEXT_MENU")
AVAILABILITY: Final = ("GLOBAL", "LOCAL")
API_KEY: Final = "X-API-KEY"
"""The name of the header that an API key goes by unless said otherwise."""

ActionMap = dict[str, dict[str, "Record"]]
"""Where an action appears: by type and guid of the object."""


def _extras(state: State) -> dict[str, Record]:
    return state.bag("v1_action_extras", dict[str, "Record"])


def keep_extras(state: State, action: Record, given: Mapping[str, Any]) -> None:
    """Keep what a v1 request says and v2 has no place for."""
    detail = inner(given, "detail")
    kept = {
        "type": given.get("type"),
        "context": given.get("context"),
        "application": word(given, "application"),
        "appActionType": word(detail, "appActionType"),
    }
    _extras(state)[action["id"]] = {name: value for name, value in kept.items() if value is not None}


def action_view(state: State, action: Record) -> Record:
    """An action as v1 shows it."""
    [(kind, does)] = action["action_details"].items()
    extras = _extras(state).get(action["id"], {})
    headers = {
        f"url_header{place}": {"id": derived_guid(action["id"], str(place)), **pair}
        for place, pair in enumerate(does.get("parameters", []), 1)
    }
    return {
        "id": action["id"],
        "name": action["name"],
        "version": "v4",
        "type": "APP" if kind == "CALLBACK" and extras.get("type") == "APP" else kind,
        "context": extras.get("context", "NONE"),
        "availability": ["GLOBAL" if action["default_action_config"]["visibility"] else "LOCAL"],
        "detail": {
            "link": does.get("url", ""),
            "function": does["reference"] or "",
            **_shown_login(does.get("authentication") or {}),
            "additionalUrlHeaders": json.dumps(headers),
            "appActionType": extras.get("appActionType", ""),
        },
        "application": extras.get("application", "NONE"),
        "schemaVersion": "4",
        "actionAssociationMap": association_map(action),
        "userGroupList": [group["id"] for group in action["user_groups"]],
    }


def _shown_login(login: Record) -> Record:
    shown = {"authSelect": "NONE", "authToken": "", "encodeUser": "", "apiKey": API_KEY, "apiValue": ""}
    match login:
        case {"Bearer_Token": token}:
            return {**shown, "authSelect": "BEARER", "authToken": token or ""}
        case {"Basic_Auth": {"username": name, "password": password}}:
            pair = base64.b64encode(f"{name or ''}:{password or ''}".encode()).decode()
            return {**shown, "authSelect": "BASIC", "encodeUser": pair}
        case {"API_Key": {"key": key, "value": value}}:
            return {**shown, "authSelect": "API_KEY", "apiKey": key or API_KEY, "apiValue": value or ""}
        case _:
            return shown


def association_map(action: Record) -> ActionMap:
    """Where an action appears."""
    found: ActionMap = {}
    for item in action["metadata_association"]:
        config = item["action_config"]
        found.setdefault(item["type"], {})[item["identifier"]] = {
            "context": config["position"],
            "enabled": "true" if config["visibility"] else "false",
        }
    return found


def action_body(given: Mapping[str, Any]) -> Record:
    """The v2 request that does what a v1 action asks for; 400 for what is no action."""
    name_in(given, "type")
    kind, detail = choice(given, "type", KINDS, ""), inner(given, "detail")
    choice(given, "context", CONTEXTS, "NONE")
    available = [
        choice({"availability": item}, "availability", AVAILABILITY, "")
        for item in texts(given, "availability")
    ]
    does: Record = {"reference": word(detail, "function") or word(given, "name")}
    if kind == "URL":
        does |= {
            "url": word(detail, "link"),
            "parameters": _headers(detail),
            "authentication": _login(detail),
        }
    return {
        "name": name_in(given),
        "action_details": {"URL" if kind == "URL" else "CALLBACK": does},
        "default_action_config": {"visibility": "GLOBAL" in available},
        "group_identifiers": texts(given, "userGroupList"),
        "associate_metadata": associations(given) if given.get("actionAssociationMap") else [],
    }


def _headers(detail: Mapping[str, Any]) -> list[Record]:
    try:
        headers = json.loads(word(detail, "additionalUrlHeaders") or "{}")
    except ValueError:
        headers = None
    if not isinstance(headers, dict):
        raise bad("additionalUrlHeaders is a JSON object")
    return [{name: word(inner(headers, key), name) for name in ("key", "value")} for key in headers]


def _login(detail: Mapping[str, Any]) -> Record:
    match choice(detail, "authSelect", ("NONE", "BEARER", "BASIC", "API_KEY"), "NONE"):
        case "BEARER":
            return {"Bearer_Token": word(detail, "authToken")}
        case "BASIC":
            try:
                name, _, password = (
                    base64.b64decode(word(detail, "encodeUser") or "", validate=True).decode().partition(":")
                )
            except (binascii.Error, UnicodeError):
                raise bad("encodeUser is name:password in base64") from None
            return {"Basic_Auth": {"username": name, "password": password}}
        case "API_KEY":
            return {"API_Key": {"key": word(detail, "apiKey"), "value": word(detail, "apiValue")}}
        case _:
            return {"No_Auth": ""}


def associations(given: Mapping[str, Any]) -> list[Record]:
    """The v2 associations of the `actionAssociationMap` in a v1 request; 400 for what is none."""
    asked = inner(given, "actionAssociationMap")
    return [
        _association(kind, guid, inner(inner(asked, kind), guid))
        for kind in asked
        for guid in inner(asked, kind)
    ]


def _association(kind: str, guid: str, given: Record) -> Record:
    context = choice(given, "context", CONTEXTS, "NONE")
    visible = choice(given, "enabled", ("true", "false"), "true") == "true"
    position = {} if context == "NONE" else {"position": context}
    return {"identifier": guid, "type": kind, "action_config": {**position, "visibility": visible}}
