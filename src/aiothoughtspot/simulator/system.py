"""The system routes of API v2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import callers
from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.bodies import record_of, records_of, texts_of
from aiothoughtspot.simulator.families._webhooks_delivery import EVENT, channel_choices, validation
from aiothoughtspot.simulator.families._webhooks_records import find_webhook
from aiothoughtspot.simulator.families.v1_admin import settings
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.state import Record, State

CHANNELS: Final = f"{V2}/system/preferences/communication-channels"
SECURITY: Final = f"{V2}/system/security-settings"
PREFERENCES: Final = ("cluster_preferences", "org_preferences")


@route("GET", f"{V2}/system")
def information(call: Call) -> Record:
    """What the cluster is."""
    cluster, state = call.cluster, call.state
    groups = {group["name"]: group["id"] for group in state.groups.values()}
    tsadmin = state.find_user("tsadmin")
    tsadmin_id = None if tsadmin is None else tsadmin["id"]
    return {
        "id": "simulated",
        "name": "simulated",
        "release_version": cluster.release,
        "time_zone": cluster.time_zone,
        "locale": "en_US",
        "date_format": "MM/dd/yyyy",
        "api_version": "v2",
        "type": "SaaS",
        "environment": "SIMULATOR",
        "license": "EMBRACE",
        "date_time_format": "MM/dd/yyyy HH:mm:ss",
        "time_format": "HH:mm:ss",
        "system_user_id": tsadmin_id,
        "super_user_id": tsadmin_id,
        "hidden_object_id": None,
        "system_group_id": groups.get("Administrator"),
        "tsadmin_user_id": tsadmin_id,
        "admin_group_id": groups.get("Administrator"),
        "all_tables_connection_id": None,
        "all_user_group_id": groups.get("All"),
        "accept_language": call.headers.get("accept-language", "undefined"),
        "all_user_group_member_user_count": len(state.users),
        "logical_model_version": 43,
    }


@route("GET", f"{V2}/system/config")
def config(call: Call) -> Record:
    """A few settings of the user interface."""
    del call
    return {"onboarding_content_url": "", "saml_enabled": False, "okta_enabled": False}


@route("GET", f"{V2}/system/config-overrides", admin=True)
def overrides(call: Call) -> Record:
    """Settings that differ from their defaults."""
    return {
        "config_override_info": {"enableCustomCalendar": call.cluster.custom_calendar, **settings(call.state)}
    }


@route("POST", f"{V2}/system/config-update", admin=True, reads=False, fields=("configuration",))
def update_config(call: Call) -> None:
    """Override settings."""
    changes = call.body.get("configuration")
    if not isinstance(changes, dict):
        raise Refused(400, BAD_REQUEST, "configuration must be an object")
    settings(call.state).update(changes)


def _org(state: State, identifier: object) -> Record:
    org = None if identifier is None else state.find_org(str(identifier))
    if org is None:
        raise Refused(400, BAD_REQUEST, "org_identifier names no org")
    return org


def _some(call: Call) -> list[tuple[Record, Record]]:
    """The orgs of the request's preferences; those or the cluster's must be there."""
    orgs = records_of(call.body, "org_preferences")
    if not call.body.get("cluster_preferences") and not orgs:
        raise Refused(400, BAD_REQUEST, "cluster_preferences or org_preferences is required")
    return [(_org(call.state, item.get("org_identifier")), item) for item in orgs]


def _preferences(body: Record, name: str) -> Record:
    """Channels by event of a list of preferences."""
    found: dict[Any, list[str]] = {
        item.get("event_type"): texts_of(item, "channels") for item in records_of(body, name)
    }
    if not found.keys() <= {EVENT}:
        raise Refused(400, BAD_REQUEST, f"event_type must be {EVENT}")
    return found


@route("POST", f"{CHANNELS}/configure", admin=True, reads=False, fields=PREFERENCES)
def configure_channels(call: Call) -> None:
    """Set the channels of the cluster's or an org's events."""
    orgs = _some(call)
    kept = channel_choices(call.state)
    # Everything is read before anything is kept: one bad part spoils the call.
    cluster = _preferences(call.body, "cluster_preferences")
    changes = [
        (org, item, _preferences(item, "preferences"), texts_of(item, "reset_events")) for org, item in orgs
    ]
    kept["cluster"].update(cluster)
    for org, item, preferences, reset in changes:
        mine = kept["orgs"].setdefault(org["id"], {})
        if item.get("operation", "REPLACE") == "RESET":
            for event in reset or [EVENT]:
                mine.pop(event, None)
        mine.update(preferences)


@route("POST", f"{CHANNELS}/search", admin=True, fields=PREFERENCES)
def search_channels(call: Call) -> Record:
    """The channels of the cluster's and the orgs' events."""
    kept = channel_choices(call.state)
    wanted = texts_of(call.body, "cluster_preferences")
    asked = records_of(call.body, "org_preferences")
    orgs = [(_org(call.state, item.get("org_identifier")), texts_of(item, "event_types")) for item in asked]
    if not asked:
        orgs = [(call.state.orgs[org], []) for org in kept["orgs"] if org in call.state.orgs]
    return {
        "cluster_preferences": _events(kept["cluster"], wanted),
        "org_preferences": [
            {
                "org": {"id": str(org["id"]), "name": org["name"]},
                "preferences": _events(kept["orgs"].get(org["id"], {}), events),
            }
            for org, events in orgs
        ],
    }


def _events(kept: Record, wanted: list[str]) -> list[Record]:
    return [
        {"event_type": event, "channels": channels}
        for event, channels in kept.items()
        if not wanted or event in wanted
    ]


def _security(state: State) -> Record:
    """Security settings: {"cluster": {..}, "orgs": {org id: {..}}}."""

    def fresh() -> Record:
        csp: Record = {f"{name}_src_urls": [] for name in ("connect", "font", "iframe", "img", "style")}
        return {
            "cluster": {
                "enable_partitioned_cookies": False,
                "cors_whitelisted_urls": [],
                "csp_settings": {
                    **csp,
                    "visual_embed_hosts": [],
                    "script_src_urls": {"enabled": False, "urls": []},
                },
                "saml_redirect_urls": [],
                "non_embed_access": {"block_full_app_access": False, "groups_with_access": []},
            },
            "orgs": {},
        }

    kept: Record = state.bag("security_settings", fresh)
    return kept


def _access(state: State, given: Record) -> Record:
    groups = [state.find_group(name) for name in texts_of(given, "groups_identifiers_with_access")]
    return {
        "block_full_app_access": bool(given.get("block_full_app_access")),
        "groups_with_access": [
            {"id": group["id"], "name": group["name"]} for group in groups if group is not None
        ],
    }


def _changes(state: State, given: Record) -> Record:
    """What a request sets, in the form it is shown."""
    lists = ("cors_whitelisted_urls", "saml_redirect_urls")
    changes: Record = {name: texts_of(given, name) for name in lists if name in given}
    changes["csp_settings"] = record_of(given, "csp_settings")
    if "enable_partitioned_cookies" in given:
        changes["enable_partitioned_cookies"] = given["enable_partitioned_cookies"] is True
    if "non_embed_access" in given:
        changes["non_embed_access"] = _access(state, record_of(given, "non_embed_access"))
    return changes


@route("POST", f"{SECURITY}/configure", admin=True, reads=False, fields=PREFERENCES)
def configure_security(call: Call) -> None:
    """Set security settings of the cluster or of orgs."""
    orgs = _some(call)
    kept = _security(call.state)
    # Everything is read before anything is kept: one bad part spoils the call.
    cluster = _changes(call.state, record_of(call.body, "cluster_preferences"))
    changes = [(org["id"], _changes(call.state, item)) for org, item in orgs]
    kept["cluster"]["csp_settings"].update(cluster.pop("csp_settings"))
    kept["cluster"].update(cluster)
    for org, change in changes:
        del change["csp_settings"]  # the cluster's alone
        kept["orgs"].setdefault(org, {}).update(change)


@route("POST", f"{SECURITY}/search", admin=True, fields=("scope",))
def search_security(call: Call) -> Record:
    """Security settings of the cluster and of orgs."""
    kept, scope = _security(call.state), call.body.get("scope")
    status = callers.trusted(call.state)["status"]
    orgs = [
        {"org": {"id": org, "name": call.state.orgs[org]["name"]}, **mine, "trusted_auth_status": status}
        for org, mine in kept["orgs"].items()
        if org in call.state.orgs
    ]
    return {
        "cluster_preferences": None if scope == "ORG" else {**kept["cluster"], "trusted_auth_status": status},
        "org_preferences": [] if scope == "CLUSTER" else orgs,
    }


@route(
    "POST",
    f"{V2}/system/communication-channels/validate",
    admin=True,
    reads=False,
    fields=("channel_type", "channel_identifier", "event_type"),
)
def validate_channel(call: Call) -> Callable[[], Record]:
    """Try a webhook with a real request to its receiver, which must be on this machine."""
    body, identifier = call.body, str(call.body.get("channel_identifier") or "")
    if body.get("channel_type") != "WEBHOOK" or body.get("event_type") != EVENT or not identifier:
        raise Refused(400, BAD_REQUEST, "channel_type, channel_identifier and event_type are required")
    webhook = find_webhook(call.state, identifier, call.org)
    if webhook is None:
        raise Refused(400, BAD_REQUEST, "channel_identifier names no webhook")
    named = {"channel_type": "WEBHOOK", "channel_id": webhook["id"], "channel_name": webhook["name"]}
    trial = validation(call.state, webhook)
    return lambda: {**named, "event_type": EVENT, **_verdict(trial())}


def _verdict(job: Record) -> Record:
    """How a job of a validation ended."""
    failed = job["status"] != "SUCCESS"
    return {
        "job_id": job["id"],
        "result_code": "FAILED" if failed else "SUCCESS",
        "details": [
            {
                "validation_step": "HTTP_CONNECTION_CHECK",
                "status": job["status"],
                "http_status": None if failed else 200,
                "error_message": job["detail"] or None,
                "aws_s3_info": None,
            }
        ],
    }
