"""The six v2 routes of how mails look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import bad, flag, inner, need, org_of, texts, word
from aiothoughtspot.simulator.families._jobs_outbox import mail
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

EMAIL: Final = f"{V2}/customization/email"
DESIGNERS: Final = ("DEVELOPER",)
TEXTS: Final = frozenset({
    "cta_button_bg_color", "cta_text_font_color", "primary_bg_color", "home_url", "logo_url", "font_family", "product_name",
    "footer_address", "footer_phone", "replacement_value_for_liveboard", "replacement_value_for_answer",
    "replacement_value_for_spot_iq", "company_privacy_policy_url", "company_website_url", "contact_support_url",
})  # fmt: skip
FLAGS: Final = frozenset({
    "hide_footer_address", "hide_footer_phone", "hide_manage_notification", "hide_mobile_app_nudge", "hide_privacy_policy",
    "hide_product_name", "hide_ts_vocabulary_definitions", "hide_notification_status", "hide_error_message",
    "hide_unsubscribe_link", "hide_modify_alert", "hide_contact_support_url", "hide_logo_url",
})  # fmt: skip


def looks(state: State) -> dict[int, Record]:
    """The look of mails by org, as answers show it; orgs without one have that of the product."""
    return state.bag("email_looks", dict[int, "Record"])


def _org(call: Call, name: object) -> Record:
    """The org that a request is about; another than the caller's own needs an administrator."""
    org = org_of(call.state, call.org if name is None else name)
    if org["id"] != call.org and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators reach other orgs")
    return org


def _orgs(call: Call) -> list[int]:
    named = [_org(call, name)["id"] for name in texts(call.body, "org_identifiers")]
    return list(dict.fromkeys(named)) or [call.org]


def _properties(body: Record) -> dict[str, Any]:
    """The properties that a request gives; keys that are none are ignored without a word."""
    need(body, "template_properties")
    given = inner(body, "template_properties")
    written = {name: word(given, name) for name in TEXTS & set(given)}
    switched = {name: flag(given, name) for name in FLAGS & set(given)}
    return {name: value for name in given if (value := {**written, **switched}.get(name)) is not None}


@route("POST", f"{EMAIL}/search", privileges=DESIGNERS, fields=("org_identifiers",))
def search(call: Call) -> list[Record]:
    """The looks of the orgs named, or of the caller's."""
    return [looks(call.state)[org] for org in _orgs(call) if org in looks(call.state)]


@route("POST", EMAIL, privileges=DESIGNERS, reads=False, fields=("template_properties", "org_identifier"))
def create(call: Call) -> Record:
    """Give an org a look; one that has one keeps it."""
    org, properties = _org(call, call.body.get("org_identifier")), _properties(call.body)
    if org["id"] in looks(call.state):
        raise bad("The org has a customization already")
    guid = call.state.new_guid()
    made = {
        "tenant_id": guid,
        "org": {"id": org["id"], "name": org["name"]},
        "name": f"email-{guid}",
        "template_properties": properties,
    }
    looks(call.state)[org["id"]] = made
    return made


@route(
    "POST",
    f"{EMAIL}/update",
    privileges=DESIGNERS,
    reads=False,
    fields=("template_properties", "org_identifier"),
)
def update(call: Call) -> None:
    """Change some properties of an org's look."""
    org, properties = _org(call, call.body.get("org_identifier")), _properties(call.body)
    found = looks(call.state).get(org["id"])
    if found is None:
        raise bad("The org has no customization")
    found["template_properties"] |= properties


@route("POST", f"{EMAIL}/delete", privileges=DESIGNERS, reads=False, fields=("org_identifiers",))
def delete(call: Call) -> None:
    """Give orgs the product's own look back; those that have it keep it."""
    for org in _orgs(call):
        looks(call.state).pop(org, None)


@route("POST", f"{EMAIL}/{{template_identifier}}/delete", privileges=DESIGNERS, reads=False, fields=())
def delete_template(call: Call) -> None:
    """Delete the caller's org's look by its id or name."""
    wanted, found = call.path["template_identifier"], looks(call.state).get(call.org, {})
    if wanted not in {found.get("tenant_id"), found.get("name")}:
        raise bad(f"No customization {wanted}")
    del looks(call.state)[call.org]


@route("POST", f"{EMAIL}/validate", privileges=DESIGNERS, reads=False, fields=())
def validate(call: Call) -> None:
    """Mail a sample to the caller."""
    properties = looks(call.state).get(call.org, {}).get("template_properties", {})
    text = "".join(f"{name}: {value}\n" for name, value in properties.items())
    mail(
        call.state,
        [call.caller["email"]],
        f"A sample from {properties.get('product_name', 'the cluster')}",
        text,
    )
