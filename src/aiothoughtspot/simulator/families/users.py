"""The ten v2 routes of users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.callers import end_users
from aiothoughtspot.simulator.families._activation import activate, deactivate
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    group_of,
    like,
    need,
    object_of,
    objects_in,
    ordered,
    page,
    ref,
    role_of,
    stamp,
    texts,
    user_of,
    word,
)
from aiothoughtspot.simulator.families._principals import (
    ACCOUNT_STATES,
    ACCOUNT_TYPES,
    SORT_KEYS,
    VISIBILITIES,
    check_password,
    check_user_name,
    make_user,
    may_widen,
    remove_user,
    seen_users,
    set_user,
    user_view,
)
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("USER_ADMINISTRATION",)
_SHARED: Final = (
    "name", "display_name", "email", "account_type", "account_status", "org_identifiers",
    "group_identifiers", "visibility", "notify_on_share", "show_onboarding_experience",
    "onboarding_experience_completed", "home_liveboard_identifier", "favorite_metadata",
    "preferred_locale", "use_browser_language", "extended_properties", "extended_preferences",
)  # fmt: skip
_SEARCH: Final = (
    "user_identifier", "display_name", "name_pattern", "visibility", "email", "group_identifiers",
    "privileges", "account_type", "account_status", "notify_on_share", "show_onboarding_experience",
    "onboarding_experience_completed", "org_identifiers", "home_liveboard_identifier", "favorite_metadata",
    "record_offset", "record_size", "sort_options", "role_identifiers", "include_favorite_metadata",
    "include_variable_values",
)  # fmt: skip
_EQUAL: Final = (
    "display_name",
    "visibility",
    "email",
    "account_type",
    "account_status",
    "notify_on_share",
    "show_onboarding_experience",
    "onboarding_experience_completed",
)


@route("POST", f"{V2}/users/search", fields=_SEARCH)
def search(call: Call) -> list[Record]:
    """One page of the users that pass every filter given."""
    body = call.body
    choice(body, "visibility", VISIBILITIES, "")
    choice(body, "account_type", ACCOUNT_TYPES, "")
    choice(body, "account_status", ACCOUNT_STATES, "")
    found = seen_users(call)
    # One filter for each wish: only those given cost anything.
    for test in _tests(call):
        found = filter(test, found)
    sorted_users = ordered(list(found), body, SORT_KEYS)
    favorites = flag(body, "include_favorite_metadata")
    variables = flag(body, "include_variable_values")
    shown = page(sorted_users, body)
    return [user_view(call, user, favorites=favorites, variables=variables) for user in shown]


def _tests(call: Call) -> Iterator[Callable[[Record], bool]]:
    body, state = call.body, call.state
    if body.get("user_identifier"):
        only = user_of(state, body["user_identifier"])
        yield lambda user: user is only
    equal = {name: body[name] for name in _EQUAL if body.get(name) is not None}
    if equal:
        yield lambda user: all(user[name] == value for name, value in equal.items())
    if body.get("name_pattern"):
        named = like(body["name_pattern"])
        yield lambda user: named(user["name"])
    groups = {group_of(state, name)["id"] for name in texts(body, "group_identifiers")}
    if groups:
        yield lambda user: not groups.isdisjoint(_group_ids(user))
    roles = {role_of(state, name)["id"] for name in texts(body, "role_identifiers")}
    if roles:
        holders = {
            item["id"] for item in state.groups.values() if any(role["id"] in roles for role in item["roles"])
        }
        yield lambda user: not holders.isdisjoint(_group_ids(user))
    privileges = set(texts(body, "privileges"))
    if privileges:
        yield lambda user: not privileges.isdisjoint(state.privileges(user))
    if body.get("home_liveboard_identifier"):
        board = object_of(call, body["home_liveboard_identifier"], "LIVEBOARD")["id"]
        yield lambda user: bool((user["home_liveboard"] or {}).get("id") == board)
    liked = {
        object_of(call, item.get("identifier"), item.get("type"))["id"]
        for item in objects_in(body, "favorite_metadata")
    }
    if liked:
        yield lambda user: any(item["id"] in liked for item in user["favorite_metadata"])


def _group_ids(user: Record) -> list[str]:
    return [group["id"] for group in user["user_groups"]]


@route(
    "POST",
    f"{V2}/users/create",
    privileges=MANAGERS,
    reads=False,
    fields=(*_SHARED, "password", "trigger_welcome_email", "trigger_activation_email"),
)
def create(call: Call) -> Record:
    """A new user; a name that is taken is refused with 400."""
    body = call.body
    need(body, "name", "display_name", "email")
    name = str(word(body, "name"))
    check_user_name(call.state, name)
    user = make_user(call, name, body)
    # A user made without a password has to activate the account by mail.
    if (
        body.get("password") is None
        and body.get("account_status") is None
        and user["account_type"] == "LOCAL_USER"
    ):
        user["account_status"] = "PENDING"
    user["welcome_email_sent"] = flag(body, "trigger_welcome_email")
    return user_view(call, user, favorites=True)


@route(
    "POST",
    f"{V2}/users/{{user_identifier}}/update",
    privileges=MANAGERS,
    reads=False,
    fields=(*_SHARED, "operation"),
)
def update(call: Call) -> None:
    """Change one user; lists replace the old ones unless `operation` says otherwise."""
    user = user_of(call.state, call.path["user_identifier"])
    name = word(call.body, "name")
    if name:
        check_user_name(call.state, name, but=user)
    set_user(call, user, call.body)
    stamp(call, user)


@route("POST", f"{V2}/users/{{user_identifier}}/delete", privileges=MANAGERS, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete one user and end its sessions."""
    remove_user(call.state, user_of(call.state, call.path["user_identifier"]))


@route(
    "POST",
    f"{V2}/users/import",
    privileges=MANAGERS,
    reads=False,
    fields=("users", "default_password", "dry_run", "delete_unspecified_users"),
)
def import_users(call: Call) -> Record:
    """Make the users match a list. `dry_run` is TRUE unless the request says false; nothing is changed then."""
    need(call.body, "users")
    items, dry = objects_in(call.body, "users"), flag(call.body, "dry_run", default=True)
    state = call.state
    added: list[Record] = []
    updated: list[Record] = []
    default = call.body.get("default_password")
    for item in items:
        need(item, "user_identifier", "display_name")
        word(item, "user_identifier")
        item.setdefault("password", default)
        if item["password"] is not None:
            check_password(item["password"])
    for item in items:
        user = state.find_user(item["user_identifier"])
        if user is not None:
            updated.append(ref(user))
            if not dry:
                set_user(call, user, item)
                stamp(call, user)
        elif dry:
            added.append({"id": None, "name": item["user_identifier"]})
        else:
            added.append(ref(make_user(call, item["user_identifier"], item)))
    gone = _unspecified(call, items) if flag(call.body, "delete_unspecified_users") else []
    if not dry:
        for user in gone:
            remove_user(state, user)
    return {"users_added": added, "users_updated": updated, "users_deleted": [ref(user) for user in gone]}


def _unspecified(call: Call, items: list[Record]) -> list[Record]:
    """The users whom an import does not name: all but system users and the caller."""
    named = {item["user_identifier"] for item in items}
    return [
        user
        for user in call.state.users.values()
        if not {user["name"], user["id"]} & named
        and not user["system_user"]
        and user["id"] != call.caller["id"]
    ]


@route(
    "POST",
    f"{V2}/users/change-password",
    reads=False,
    fields=("current_password", "new_password", "user_identifier"),
)
def change_password(call: Call) -> None:
    """Set a password knowing the old one: people their own, user administrators anybody's."""
    need(call.body, "current_password", "new_password", "user_identifier")
    user = user_of(call.state, call.body["user_identifier"])
    if user["id"] != call.caller["id"] and not may_widen(call, "USER_ADMINISTRATION"):
        raise Refused(403, FORBIDDEN, "Only the user or an administrator may change this password")
    if call.state.passwords.get(user["id"]) != call.body["current_password"]:
        raise bad("The current password is wrong")
    call.state.passwords[user["id"]] = check_password(call.body["new_password"])


@route(
    "POST",
    f"{V2}/users/reset-password",
    privileges=MANAGERS,
    reads=False,
    fields=("new_password", "user_identifier"),
)
def reset_password(call: Call) -> None:
    """Set a user's password without knowing the old one; the user's sessions end."""
    need(call.body, "new_password", "user_identifier")
    user = user_of(call.state, call.body["user_identifier"])
    call.state.passwords[user["id"]] = check_password(call.body["new_password"])
    end_users(call.state, {user["id"]})


@route("POST", f"{V2}/users/force-logout", privileges=MANAGERS, reads=False, fields=("user_identifiers",))
def force_logout(call: Call) -> None:
    """End the sessions of the users named, or of everybody when none is named."""
    named = texts(call.body, "user_identifiers")
    users = [user_of(call.state, name) for name in named] if named else call.state.users.values()
    end_users(call.state, {user["id"] for user in users})


@route(
    "POST",
    f"{V2}/users/deactivate",
    privileges=MANAGERS,
    reads=False,
    fields=("user_identifier", "base_url"),
)
def deactivate_user(call: Call) -> Record:
    """Turn a user off; the answer holds the link that turns it on again."""
    need(call.body, "user_identifier", "base_url")
    user = user_of(call.state, call.body["user_identifier"])
    return {"activation_link": deactivate(call.state, user, str(word(call.body, "base_url")))}


@route(
    "POST",
    f"{V2}/users/activate",
    privileges=MANAGERS,
    reads=False,
    fields=("user_identifier", "auth_token", "password", "properties"),
)
def activate_user(call: Call) -> Record:
    """Turn a user on again with the code of the activation link, which works once."""
    need(call.body, "user_identifier", "auth_token", "password")
    user = user_of(call.state, call.body["user_identifier"])
    activate(call.state, user, call.body["auth_token"], check_password(call.body["password"]))
    stamp(call, user)
    return user_view(call, user)
