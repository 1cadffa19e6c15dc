"""Webhooks as kept (with their secrets) and as shown (without)."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import bad, choice, inner, need, objects_in, ref, texts, word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

EVENTS: Final = ("LIVEBOARD_SCHEDULE",)
STATES: Final = ("ENABLED", "DISABLED")
STORES: Final = {"AWS_S3": "aws_s3_config", "GCP_GCS": "gcp_gcs_config"}
MASK: Final = "***"
LOGINS: Mapping[str, tuple[str, ...]] = {
    "API_KEY": ("key", "value"),
    "BASIC_AUTH": ("username", "password"),
    "BEARER_TOKEN": (),
    "OAUTH2": ("authorization_url", "client_id", "client_secret"),
}
"""The ways the cluster logs in at a receiver, and their fields; the last field of each is the secret."""
_STORE_FIELDS: Final = {
    "AWS_S3": ("bucket_name", "region", "role_arn"),
    "GCP_GCS": ("bucket_name", "service_account_email"),
}


def webhooks(state: State) -> dict[str, Record]:
    """All webhooks by guid, in the shape of the wire but with `org_id` and unmasked secrets."""
    return state.bag("webhooks", dict[str, "Record"])


def find_webhook(state: State, identifier: object, org: int) -> Record | None:
    """The webhook of an org by guid or name."""
    for webhook in webhooks(state).values():
        if webhook["org_id"] == org and identifier in (webhook["id"], webhook["name"]):
            return webhook
    return None


def webhook_view(state: State, webhook: Record) -> Record:
    """A webhook as shown: secrets masked."""
    shown = copy.deepcopy(webhook)
    org = state.orgs.get(shown.pop("org_id"))
    shown["org"] = None if org is None else {"id": str(org["id"]), "name": org["name"]}
    for kind, login in (shown["authentication"] or {}).items():
        if LOGINS[kind]:
            login[LOGINS[kind][-1]] = MASK
        else:
            shown["authentication"][kind] = MASK
    if shown["signature_verification"]:
        shown["signature_verification"]["secret"] = MASK
    return shown


def new_webhook(call: Call) -> Record:
    """A webhook of the caller's org without any settings; not yet kept."""
    now = call.state.now_ms()
    return {
        "id": call.state.new_guid(),
        "name": "",
        "description": None,
        "org_id": call.org,
        "url": "",
        "url_params": None,
        "events": [],
        "authentication": None,
        "signature_verification": None,
        "additional_headers": None,
        "creation_time_in_millis": now,
        "modification_time_in_millis": now,
        "created_by": ref(call.caller),
        "last_modified_by": None,
        "storage_destination": None,
        "status": "ENABLED",
    }


def read_settings(body: Mapping[str, Any]) -> Record:
    """The settings that a create or update request names, checked; null and absent ones are left out."""
    readers: dict[str, Callable[[Mapping[str, Any], str], Any]] = {
        "name": word,
        "description": word,
        "url": _url,
        "url_params": inner,
        "events": _events,
        "authentication": _login,
        "signature_verification": _signature,
        "additional_headers": _headers,
        "storage_destination": _store,
        "status": lambda given, name: choice(given, name, STATES, ""),
    }
    return {name: read(body, name) for name, read in readers.items() if body.get(name) is not None}


def _url(given: Mapping[str, Any], name: str) -> str:
    url = word(given, name) or ""
    if not url.startswith(("http://", "https://")):
        raise bad(f"{name} is not a URL")
    return url


def _events(given: Mapping[str, Any], name: str) -> list[str]:
    need(given, name)
    return [choice({name: event}, name, EVENTS, "") for event in texts(given, name)]


def _login(given: Mapping[str, Any], name: str) -> Record:
    login = inner(given, name)
    if len(login) != 1 or not set(login) <= set(LOGINS):
        raise bad(f"{name} has one of {', '.join(LOGINS)}")
    [kind] = login
    if not LOGINS[kind]:
        need(login, kind)
        return {kind: word(login, kind)}
    return {kind: _texts(inner(login, kind), LOGINS[kind])}


def _signature(given: Mapping[str, Any], name: str) -> Record:
    signature = inner(given, name)
    need(signature, "type", "algorithm")
    choice(signature, "type", ("HMAC_SHA256",), "")
    choice(signature, "algorithm", ("SHA256",), "")
    return {"type": "HMAC_SHA256", "algorithm": "SHA256", **_texts(signature, ("header", "secret"))}


def _headers(given: Mapping[str, Any], name: str) -> list[Record]:
    return [_texts(item, ("key", "value")) for item in objects_in(given, name)]


def _store(given: Mapping[str, Any], name: str) -> Record:
    store = inner(given, name)
    need(store, "storage_type", "storage_config")
    kind = choice(store, "storage_type", STORES, "")
    config = inner(inner(store, "storage_config"), STORES[kind])
    optional = {key: word(config, key) for key in ("external_id", "path_prefix") if config.get(key)}
    kept = {**_texts(config, _STORE_FIELDS[kind]), **optional}
    return {
        "storage_type": kind,
        "storage_config": {**dict.fromkeys(STORES.values()), STORES[kind]: kept},
    }


def _texts(given: Mapping[str, Any], names: tuple[str, ...]) -> Record:
    need(given, *names)
    return {name: word(given, name) for name in names}
