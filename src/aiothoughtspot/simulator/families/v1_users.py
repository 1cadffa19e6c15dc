"""The nineteen v1 routes of users."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, FORBIDDEN, UNAUTHENTICATED, Answer, Refused
from aiothoughtspot.simulator.callers import end_users
from aiothoughtspot.simulator.families._activation import activate, deactivate, has_code
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_flag,
    form_json,
    form_texts,
    merged,
    need,
    number,
    org_of,
    ref,
    stamp,
    user_of,
    v1_user_of,
)
from aiothoughtspot.simulator.families._details import V2_VISIBILITY, principals, v1_user
from aiothoughtspot.simulator.families._principals import (
    ACCOUNT_TYPES,
    check_password,
    check_user_name,
    make_user,
    remove_user,
    set_user,
)
from aiothoughtspot.simulator.families._sync import sync
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("USER_ADMINISTRATION",)
USER: Final = f"{V1}/user"
EVERY_ORG: Final = "-1"
_CREATE: Final = (
    "name", "password", "displayname", "properties", "groups", "usertype", "tenantid", "visibility", "orgids",
    "triggeredbyadmin", "orgScope", "sendEmail",
)  # fmt: skip
PREFERENCES: Final = {
    "notifyOnShare": "notify_on_share",
    "showWalkMe": "show_onboarding_experience",
    "analystOnboardingComplete": "onboarding_experience_completed",
    "preferredLocale": "preferred_locale",
}


@route("POST", USER, privileges=MANAGERS, reads=False)
@route(
    "POST",
    f"{USER}/",
    privileges=MANAGERS,
    reads=False,
    fields=_CREATE,
)
def create_user(call: Call) -> Record:
    """A new user; a name that is taken is 409, a bad password 500."""
    form = call.form
    need(form, "name", "displayname")
    form_flag(form, "triggeredbyadmin")
    check_user_name(call.state, form["name"], status=409)
    given: Record = {
        "display_name": form["displayname"],
        "password": check_password(form["password"], 500) if "password" in form else None,
        "email": (form_json(form, "properties") or {}).get("mail"),
        "account_type": choice(form, "usertype", ACCOUNT_TYPES, "LOCAL_USER"),
        "visibility": V2_VISIBILITY[choice(form, "visibility", V2_VISIBILITY, "DEFAULT")],
        "group_identifiers": form_texts(form, "groups"),
        "org_identifiers": [str(org) for org in form_json(form, "orgids") or ()],
    }
    return v1_user(make_user(call, form["name"], given))


@route("GET", USER, privileges=MANAGERS)
@route("GET", f"{USER}/", privileges=MANAGERS, fields=("userid", "name"))
def get_user(call: Call) -> Any:
    """One user as an object, or without a filter every user of the caller's org as an array."""
    guid, name = call.query.get("userid"), call.query.get("name")
    if guid is None and name is None:
        return [v1_user(user) for user in call.state.users.values() if call.state.in_org(user, call.org)]
    user = user_of(call.state, name) if name is not None else v1_user_of(call, guid, 500)
    if guid not in {None, user["id"]}:
        raise bad("userid and name point at different users")
    return v1_user(user)


@route(
    "PUT",
    f"{USER}/{{userid}}",
    privileges=MANAGERS,
    reads=False,
    fields=("userid", "content", "password", "triggeredbyadmin", "orgScope"),
)
def update_user(call: Call) -> None:
    """Replace a profile by the one sent, which is a user as `get_user` shows it; bad content is 500."""
    form = call.form
    user = v1_user_of(call, call.path["userid"], 500)
    if form.get("userid", user["id"]) != user["id"]:
        raise bad("userid in the path and in the form differ")
    try:
        content = form_json(form, "content")
        given = _profile(content)
    except (AttributeError, KeyError, TypeError, Refused):
        raise Refused(500, BAD_REQUEST, "content is not a user") from None
    check_user_name(call.state, given["name"], but=user, status=409)
    if "password" in form:
        call.state.passwords[user["id"]] = check_password(form["password"], 500)
    set_user(call, user, given)
    stamp(call, user)


def _profile(content: Record) -> Record:
    """The fields of a v1 user object in the words of v2."""
    inner = content.get("userContent") or {}
    preferences, properties = inner.get("userPreferences") or {}, inner.get("userProperties") or {}
    return {
        "name": content["header"]["name"],
        "display_name": content.get("displayName"),
        "account_status": content.get("state"),
        "visibility": V2_VISIBILITY[content.get("visibility") or "DEFAULT"],
        "email": properties.get("mail"),
        **({"group_identifiers": content["assignedGroups"]} if "assignedGroups" in content else {}),
        **{v2: preferences.get(v1) for v1, v2 in PREFERENCES.items()},
    }


@route("DELETE", f"{USER}/{{userid}}", privileges=MANAGERS, reads=False, fields=("orgid", "orgScope"))
def delete_user(call: Call) -> None:
    """Delete a user, or take it out of the one org named when it has others."""
    user = v1_user_of(call, call.path["userid"], 500)
    org = call.query.get("orgid", EVERY_ORG)
    others = [item for item in user["orgs"] if str(item["id"]) != org]
    if call.query.get("orgScope") == "ALL" or org == EVERY_ORG or not others:
        remove_user(call.state, user)
        return
    org_of(call.state, org)
    user["orgs"] = others


@route("PUT", f"{USER}/email", privileges=MANAGERS, reads=False, fields=("userid", "emailid"))
def update_email(call: Call) -> None:
    """Set a mail address; one without an @ is 500."""
    user = v1_user_of(call, call.form.get("userid"), 400)
    address = call.form.get("emailid", "")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        raise Refused(500, BAD_REQUEST, "emailid is not a mail address")
    user["email"] = address
    stamp(call, user)


@route("POST", f"{USER}/addtoorg", privileges=MANAGERS, reads=False, fields=("userids", "orgid", "orgScope"))
def add_to_org(call: Call) -> None:
    """Put users into an org, by default the caller's own."""
    need(call.form, "userids")
    org = org_of(call.state, number(call.form, "orgid", call.org))
    users = [v1_user_of(call, guid, 400) for guid in form_texts(call.form, "userids")]
    for user in users:
        user["orgs"] = merged(user["orgs"], [ref(org)], "ADD")


@route("GET", f"{USER}/list", privileges=MANAGERS, fields=())
def list_principals(call: Call) -> list[Record]:
    """All users and groups in one array, without paging."""
    return principals(call.state)


@route(
    "POST",
    f"{USER}/updatepreference",
    reads=False,
    fields=("userid", "username", "preferences", "preferencesProto"),
)
def update_preferences(call: Call) -> None:
    """Set preferences: people their own, administrators anybody's."""
    guid, name = call.form.get("userid"), call.form.get("username")
    if not guid and not name:
        raise bad("userid or username is required")
    user = v1_user_of(call, guid, 400) if guid else user_of(call.state, name or "")
    _own_or_admin(call, user)
    preferences: Record = form_json(call.form, "preferences") or {}
    set_user(call, user, {v2: preferences[v1] for v1, v2 in PREFERENCES.items() if v1 in preferences})


def _own_or_admin(call: Call, user: Record) -> None:
    if user["id"] != call.caller["id"] and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only the user or an administrator may do this")


@route(
    "POST",
    f"{USER}/transfer/ownership",
    privileges=MANAGERS,
    reads=False,
    fields=("fromUserName", "toUserName", "objectsID"),
)
def transfer_ownership(call: Call) -> None:
    """Make somebody else the author of a user's objects: of those named, or of all."""
    need(call.query, "fromUserName", "toUserName")
    giver, taker = (user_of(call.state, call.query[name]) for name in ("fromUserName", "toUserName"))
    owned = {
        guid: item for guid, item in call.state.metadata.items() if item["header"]["author"] == giver["id"]
    }
    named = form_texts(call.query, "objectsID") or list(owned)
    lost = [guid for guid in named if guid not in owned]
    if lost:
        raise bad(f"{giver['name']} has no object {lost[0]}")
    for guid in named:
        owned[guid]["header"]["author"] = taker["id"]


@route("POST", f"{USER}/updatepassword", reads=False, fields=("name", "currentpassword", "password"))
def update_password(call: Call) -> None:
    """Set a password, giving the caller's own current one: people their own, administrators anybody's."""
    need(call.form, "name", "currentpassword", "password")
    user = user_of(call.state, call.form["name"])
    _own_or_admin(call, user)
    if call.state.passwords.get(call.caller["id"]) != call.form["currentpassword"]:
        raise bad("The current password is wrong")
    call.state.passwords[user["id"]] = check_password(call.form["password"], 500)


@route(
    "POST",
    f"{USER}/resetpassword",
    privileges=MANAGERS,
    reads=False,
    fields=("userid", "auth_token", "password"),
)
def reset_password(call: Call) -> None:
    """Set a password with the code of an activation link."""
    user = v1_user_of(call, call.form.get("userid"), 500)
    if not has_code(call.state, user, call.form.get("auth_token", "")):
        raise Refused(401, UNAUTHENTICATED, "The code is not valid")
    call.state.passwords[user["id"]] = check_password(call.form.get("password"), 500)


@route("POST", f"{USER}/session/invalidate", privileges=MANAGERS, reads=False, fields=("username", "userid"))
def invalidate_sessions(call: Call) -> None:
    """End the sessions of the users named; with nobody named, every session on the cluster."""
    names, guids = form_texts(call.form, "username"), form_texts(call.form, "userid")
    users = [v1_user_of(call, (call.state.find_user(name) or {}).get("id"), 500) for name in names]
    users += [v1_user_of(call, guid, 500) for guid in guids]
    end_users(call.state, {user["id"] for user in users} or set(call.state.users))


@route("POST", f"{USER}/inactivate", privileges=MANAGERS, reads=False, fields=("username", "url"))
def inactivate(call: Call) -> Answer:
    """Turn a user off; the answer is the activation link as plain text."""
    need(call.form, "url")
    found = call.state.find_user(call.form.get("username", ""))
    user = v1_user_of(call, None if found is None else found["id"], 500)
    return Answer(content=deactivate(call.state, user, call.form["url"]).encode(), media="text/plain")


@route(
    "POST",
    f"{USER}/activate",
    privileges=MANAGERS,
    reads=False,
    fields=("userid", "auth_token", "password", "properties"),
)
def activate_user(call: Call) -> None:
    """Turn a user on again with the code of the activation link."""
    need(call.form, "auth_token", "password")
    user = v1_user_of(call, call.form.get("userid"), 500)
    activate(call.state, user, call.form["auth_token"], check_password(call.form["password"], 500))


@route(
    "POST",
    f"{USER}/sync",
    privileges=MANAGERS,
    reads=False,
    fields=("principals", "applyChanges", "removeDeleted", "password", "orgScope"),
)
def sync_principals(call: Call) -> Record:
    """Make users and groups match a list: a dry run unless `applyChanges`; `removeDeleted` is TRUE unless said otherwise."""
    return sync(call)
