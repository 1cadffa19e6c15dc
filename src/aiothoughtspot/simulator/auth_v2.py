"""The authentication routes of API v2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import callers
from aiothoughtspot.simulator.answers import BAD_REQUEST, FORBIDDEN, UNAUTHENTICATED, Answer, Refused
from aiothoughtspot.simulator.bodies import record_of, records_of, texts_of
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

MINT_FIELDS: Final = (
    "username",
    "password",
    "secret_key",
    "validity_time_in_sec",
    "email",
    "display_name",
    "auto_create",
)
# `org_identifier` is no field of these two: the server ignores it, and the token lands in the default org.
FULL_FIELDS: Final = (*MINT_FIELDS, "org_id", "group_identifiers", "user_parameters")
CUSTOM_FIELDS: Final = (
    *MINT_FIELDS, "org_identifier", "persist_option", "filter_rules", "parameter_values", "variable_values", "objects", "groups",
)  # fmt: skip
STATUSES: Final = (None, "ENABLED", "DISABLED")
PERSIST: Final = ("REPLACE", "APPEND", "NONE", "RESET")


def _authenticated(
    call: Call, wanted: int | str | None, *, create: bool, groups: list[str]
) -> tuple[Record, int]:
    """The user a minting call is for, and the org of the token."""
    state, body = call.state, call.body
    home = state.find_org(0 if wanted is None else wanted)
    username = body.get("username")
    if not username or not isinstance(username, str):
        raise Refused(400, BAD_REQUEST, "username is required")
    if body.get("password"):
        # When both are sent, the password wins.
        user: Record | None = callers.check_password(state, username, str(body["password"]))
    else:
        org = -1 if home is None else home["id"]
        user = callers.check_secret(state, username, str(body.get("secret_key") or ""), org)
    if user is None:
        if not create:
            raise Refused(401, UNAUTHENTICATED, "Invalid username or credential")
        user = callers.provision(
            state,
            username,
            email=body.get("email"),
            display=body.get("display_name"),
            home=home,
            groups=groups,
        )
    elif create and "persist_option" not in body:
        # The full and object calls overwrite an existing user, the custom call does not.
        user["display_name"] = body.get("display_name") or user["display_name"]
        user["email"] = body.get("email") or user["email"]
    return user, callers.member_org(state, user, wanted)


def _token(state: State, token: Record) -> Record:
    return {
        "token": token["token"],
        "creation_time_in_millis": token["created"],
        "expiration_time_in_millis": token["expires"],
        "scope": _scope(token),
        "valid_for_user_id": token["user_id"],
        "valid_for_username": state.users[token["user_id"]]["name"],
    }


def _scope(token: Record) -> Record:
    return {
        "access_type": token["access_type"],
        "org_id": token["org_id"],
        "metadata_id": token["metadata_id"],
    }


def _life(body: Record) -> Any:
    return body.get("validity_time_in_sec", callers.LIFE)


def _opened(call: Call, access: str, metadata: str | None = None) -> Record:
    """A token as the full and the object call make it: for everything, or for one object."""
    create = bool(call.body.get("auto_create"))
    user, org = _authenticated(
        call, call.body.get("org_id"), create=create, groups=texts_of(call.body, "group_identifiers")
    )
    token = callers.mint(call.cluster, user, org, _life(call.body), access=access, metadata=metadata)
    return _token(call.state, token)


@route("POST", f"{V2}/auth/token/full", auth=False, reads=False, fields=FULL_FIELDS)
def full_token(call: Call) -> Record:
    """A token for everything the user may do."""
    return _opened(call, "FULL")


@route("POST", f"{V2}/auth/token/object", auth=False, reads=False, fields=(*FULL_FIELDS, "object_id"))
def object_token(call: Call) -> Record:
    """A token for viewing one object."""
    found = call.state.find_metadata(str(call.body.get("object_id") or ""))
    if found is None:
        raise Refused(400, BAD_REQUEST, "object_id names no object")
    return _opened(call, "REPORT_BOOK_VIEW", found["id"])


@route("POST", f"{V2}/auth/token/custom", auth=False, reads=False, fields=CUSTOM_FIELDS)
def custom_token(call: Call) -> Record:
    """A token with row filters, parameters and variables."""
    if call.body.get("persist_option") not in PERSIST:
        raise Refused(400, BAD_REQUEST, "persist_option is required")
    groups = [str(group.get("identifier") or "") for group in records_of(call.body, "groups")]
    create = call.body.get("auto_create") is not False
    user, org = _authenticated(call, call.body.get("org_identifier"), create=create, groups=groups)
    token = callers.mint(call.cluster, user, org, _life(call.body), access="CUSTOM")
    return {
        "id": call.state.new_guid(),
        "token": token["token"],
        "org": {"id": org, "name": call.state.orgs[org]["name"]},
        "user": {"id": user["id"], "name": user["name"]},
        "creation_time_in_millis": token["created"],
        "expiration_time_in_millis": token["expires"],
    }


@route("POST", f"{V2}/auth/token/validate", fields=("token",))
def validate_token(call: Call) -> Record:
    """What a token is good for; 401 when for nothing."""
    found = callers.by_token(call.state, str(call.body.get("token") or ""))
    if found.token is None:
        raise Refused(401, UNAUTHENTICATED, found.reason)
    return {
        "creation_time_in_millis": found.token["created"],
        "expiration_time_in_millis": found.token["expires"],
        "scope": _scope(found.token),
        "valid_for_user_id": found.token["user_id"],
        "token_type": "BEARER",
    }


@route("POST", f"{V2}/auth/token/revoke", reads=False, fields=("user_identifier", "token"))
def revoke_token(call: Call) -> None:
    """End a token, or all of a user's; the user's sessions end with them."""
    named = call.body.get("user_identifier")
    token = call.state.tokens.get(str(call.body.get("token") or ""))
    if named:
        user = call.state.find_user(str(named))
    else:
        user = call.caller if token is None else call.state.users.get(token["user_id"])
    if user is None:
        raise Refused(400, BAD_REQUEST, "user_identifier names no user")
    if user is not call.user and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators revoke tokens of others")
    if call.body.get("token") and token is None:
        raise Refused(400, BAD_REQUEST, "The token is not valid")
    if token is None:
        callers.end_users(call.state, {user["id"]})
        return
    del call.state.tokens[token["token"]]
    call.state.sessions.pop(token["session_id"] or "", None)


@route(
    "POST",
    f"{V2}/auth/session/login",
    auth=False,
    reads=False,
    fields=("username", "password", "org_identifier", "remember_me"),
)
def login(call: Call) -> Answer:
    """Open a cookie session."""
    user = callers.check_password(
        call.state, str(call.body.get("username") or ""), str(call.body.get("password") or "")
    )
    wanted = call.body.get("org_identifier")
    org = (
        callers.last_org(call.state, user) if wanted is None else callers.member_org(call.state, user, wanted)
    )
    return Answer(
        204, headers=callers.open_session(call.state, user, org, remember=bool(call.body.get("remember_me")))
    )


@route("POST", f"{V2}/auth/session/logout", reads=False)
def logout(call: Call) -> None:
    """End the caller's session, or the token that was sent."""
    if call.session is not None:
        del call.state.sessions[call.session["id"]]
    if call.token is not None:
        del call.state.tokens[call.token["token"]]


@route("GET", f"{V2}/auth/session/user")
def current_user(call: Call) -> Record:
    """The caller's own record, in the org of the session."""
    org = call.state.orgs[call.org]
    privileges = sorted(call.state.privileges(call.caller))
    return {**call.caller, "current_org": {"id": org["id"], "name": org["name"]}, "privileges": privileges}


@route("GET", f"{V2}/auth/session/token", reads=False)
def current_token(call: Call) -> Record:
    """A fresh token of 24 hours from the current session."""
    session = None if call.session is None else call.session["id"]
    token = callers.mint(call.cluster, call.caller, call.org, callers.SESSION_TOKEN_LIFE, session=session)
    answer = _token(call.state, token)
    del answer["scope"]
    return answer


@route("POST", f"{V2}/auth/search", privileges=("CONTROL_TRUSTED_AUTH",), fields=("auth_type", "scope"))
def search_settings(call: Call) -> Record:
    """How trusted authentication is set up."""
    _trusted_only(call)
    settings = callers.trusted(call.state)
    cluster = {
        "auth_status": settings["status"],
        "access_tokens": _keys(settings["status"], call.state.secret_key),
    }
    orgs = [
        {
            "org": {"id": org, "name": call.state.orgs[org]["name"]},
            "auth_status": mine["status"],
            "access_tokens": _keys(mine["status"], mine["key"]),
        }
        for org, mine in settings["orgs"].items()
        if org in call.state.orgs
    ]
    scope = call.body.get("scope")
    return {
        "auth_type": "TRUSTED_AUTH",
        "cluster_preferences": None if scope == "ORG" else cluster,
        "org_preferences": [] if scope == "CLUSTER" else orgs,
    }


def _keys(status: str, key: str) -> list[Record]:
    return [{"key": key}] if status == "ENABLED" else []


def _trusted_only(call: Call) -> None:
    if call.body.get("auth_type") != "TRUSTED_AUTH":
        raise Refused(400, BAD_REQUEST, "auth_type must be TRUSTED_AUTH")


@route(
    "POST",
    f"{V2}/auth/configure",
    privileges=("CONTROL_TRUSTED_AUTH",),
    reads=False,
    fields=("auth_type", "cluster_preferences", "org_preferences"),
)
def configure(call: Call) -> None:
    """Switch trusted authentication. Switching it on again makes a new secret key; the old one is dead."""
    _trusted_only(call)
    cluster, orgs = record_of(call.body, "cluster_preferences"), records_of(call.body, "org_preferences")
    if not cluster and not orgs:
        raise Refused(400, BAD_REQUEST, "cluster_preferences or org_preferences is required")
    found = [(call.state.find_org(str(item.get("org_identifier"))), item.get("auth_status")) for item in orgs]
    if any(org is None for org, _ in found):
        raise Refused(400, BAD_REQUEST, "org_identifier names no org")
    if any(
        status not in STATUSES for status in (cluster.get("auth_status"), *(status for _, status in found))
    ):
        raise Refused(400, BAD_REQUEST, "auth_status must be ENABLED or DISABLED")
    settings = callers.trusted(call.state)
    if cluster.get("auth_status") and cluster["auth_status"] != settings["status"]:
        settings["status"] = cluster["auth_status"]
        call.state.secret_key = call.state.new_guid()
        call.state.bag("v1_logins", dict[str, Any]).clear()
    for org, status in found:
        if org is not None and status:
            settings["orgs"][org["id"]] = {"status": status, "key": call.state.new_guid()}
