"""The five v2 routes of webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    inner,
    need,
    number,
    ordered,
    org_of,
    page,
    ref,
    texts,
    word,
)
from aiothoughtspot.simulator.families._webhooks_records import (
    EVENTS,
    STATES,
    find_webhook,
    new_webhook,
    read_settings,
    webhook_view,
    webhooks,
)
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("DEVELOPER", "CAN_MANAGE_WEBHOOKS")
DEFAULT_SIZE: Final = 50
SORT_KEYS: Final[Mapping[str, Callable[[Record], Any]]] = {
    "CREATED": lambda webhook: (webhook["creation_time_in_millis"], webhook["id"]),
    "MODIFIED": lambda webhook: (webhook["modification_time_in_millis"], webhook["id"]),
    "NAME": lambda webhook: (webhook["name"].casefold(), webhook["id"]),
}
RESETS: Final = ("AUTHENTICATION", "SIGNATURE_VERIFICATION", "STORAGE_DESTINATION")
_SHARED: Final = (
    "name", "description", "url", "url_params", "events", "authentication", "signature_verification",
    "storage_destination", "additional_headers", "status",
)  # fmt: skip


@route(
    "POST",
    f"{V2}/webhooks/search",
    privileges=MANAGERS,
    fields=(
        "org_identifier", "webhook_identifier", "event_type", "record_offset", "record_size", "sort_options",
        "status",
    ),
)  # fmt: skip
def search(call: Call) -> Record:
    """One page of an org's webhooks, newest first unless told otherwise; an unknown one is an empty page."""
    body, state = call.body, call.state
    org = call.org if body.get("org_identifier") is None else org_of(state, body["org_identifier"])["id"]
    event, status = choice(body, "event_type", EVENTS, ""), choice(body, "status", STATES, "")
    wanted = word(body, "webhook_identifier")
    found = [
        webhook
        for webhook in webhooks(state).values()
        if webhook["org_id"] == org
        and wanted in {None, webhook["id"], webhook["name"]}
        and (not event or event in webhook["events"])
        and status in {"", webhook["status"]}
    ]
    options = {"field_name": "CREATED", "order": "DESC", **inner(body, "sort_options")}
    found = ordered(found, {"sort_options": options}, SORT_KEYS)
    shown = page(found, body, size=DEFAULT_SIZE)
    offset = number(body, "record_offset", 0)
    return {
        "webhooks": [webhook_view(state, webhook) for webhook in shown],
        "pagination": {
            "record_offset": offset,
            "record_size": number(body, "record_size", DEFAULT_SIZE, least=-1),
            "total_count": len(found),
            "has_more": offset + len(shown) < len(found),
        },
    }


@route("POST", f"{V2}/webhooks/create", privileges=MANAGERS, reads=False, fields=_SHARED)
def create(call: Call) -> Record:
    """A new webhook of the caller's org; a name that is taken, and a second one for the same event, are refused with 400."""
    need(call.body, "name", "url", "events")
    webhook = {**new_webhook(call), **read_settings(call.body)}
    _check_free(call, webhook)
    webhooks(call.state)[webhook["id"]] = webhook
    return webhook_view(call.state, webhook)


def _check_free(call: Call, webhook: Record) -> None:
    """An org has one webhook at work for each event; others wait disabled."""
    for other in webhooks(call.state).values():
        if other["org_id"] != call.org or other["id"] == webhook["id"]:
            continue
        if other["name"] == webhook["name"]:
            raise bad(f"A webhook named {webhook['name']} exists already")
        if webhook["status"] == other["status"] == "ENABLED" and set(webhook["events"]) & set(
            other["events"]
        ):
            raise bad(f"{other['name']} is enabled for this event already")


@route(
    "POST",
    f"{V2}/webhooks/{{webhook_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=(*_SHARED, "reset_options"),
)
def update(call: Call) -> None:
    """Change a webhook; `reset_options` takes whole settings away."""
    body, state = call.body, call.state
    webhook = find_webhook(state, call.path["webhook_identifier"], call.org)
    if webhook is None:
        raise bad(f"Webhook not found: {call.path['webhook_identifier']}")
    resets = [
        choice({"reset_options": name}, "reset_options", RESETS, "") for name in texts(body, "reset_options")
    ]
    changes = {**dict.fromkeys(name.lower() for name in resets), **read_settings(body)}
    _check_free(call, {**webhook, **changes})
    webhook |= changes
    webhook["modification_time_in_millis"] = state.now_ms()
    webhook["last_modified_by"] = ref(call.caller)


@route("POST", f"{V2}/webhooks/delete", privileges=MANAGERS, reads=False, fields=("webhook_identifiers",))
def delete(call: Call) -> Record:
    """Delete webhooks; those that are not there are failures inside the success."""
    need(call.body, "webhook_identifiers")
    state = call.state
    deleted: list[Record] = []
    failed: list[Record] = []
    for name in texts(call.body, "webhook_identifiers"):
        webhook = find_webhook(state, name, call.org)
        if webhook is None:
            failed.append({"id": name, "name": name, "error": "There is no such webhook in this org"})
        else:
            deleted.append(webhook_view(state, webhooks(state).pop(webhook["id"])))
    return {
        "deleted_count": len(deleted),
        "failed_count": len(failed),
        "deleted_webhooks": deleted,
        "failed_webhooks": failed,
    }


@route("GET", f"{V2}/webhooks/storage-config", privileges=MANAGERS)
def storage_config(call: Call) -> list[Record]:
    """What must be set up at the two storage providers before a webhook can write there."""
    del call
    trust: Record = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::000000000000:root"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"sts:ExternalId": "simulated"}},
            }
        ],
    }
    return [
        {
            "storage_type": "OBJECT_STORAGE",
            "provider": "AWS_S3",
            "config": {
                "config_type": "AWS_TO_S3_STORAGE",
                "aws_account_id": "000000000000",
                "trust_policy_template": trust,
                "setup_instructions": ["Make a role with this trust policy.", "Let it write to the bucket."],
            },
        },
        {
            "storage_type": "OBJECT_STORAGE",
            "provider": "GCP_GCS",
            "config": {
                "config_type": "GCP_TO_GCS_STORAGE",
                "service_account_email": "webhooks@simulated.example.com",
                "required_role": "roles/iam.serviceAccountTokenCreator",
                "setup_instructions": ["Give this account the required role on the bucket's own account."],
            },
        },
    ]
