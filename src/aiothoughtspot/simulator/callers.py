"""Who is calling: bearer tokens, cookie sessions, passwords, the secret key, and how each is made and ended."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.answers import BAD_REQUEST, NO_SUCH_ORG, UNAUTHENTICATED, Refused
from aiothoughtspot.simulator.principals import new_user
from aiothoughtspot.simulator.state import Record, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiothoughtspot.simulator.world import World

LIFE: Final = 300
"""Seconds a token lives unless asked otherwise; use does not extend it."""
SESSION_TOKEN_LIFE: Final = 86_400
IDLE: Final = 3 * 3_600_000
REMEMBERED_IDLE: Final = 7 * 86_400_000
"""Milliseconds a session may idle: three hours, or a week when remembered."""
SWEPT: Final = 1_000
"""Each time there are so many more tokens or sessions, the expired ones are forgotten."""
TRIES: Final = 5
"""Wrong logins in a row after which the account is locked."""


@attrs.frozen(eq=False)
class Caller:
    """Who a request comes from; without `user`, `reason` says why nobody is known."""

    user: Record | None = None
    org: int = 0
    session: Record | None = None
    token: Record | None = None
    reason: str = "Authentication is required"


NOBODY: Final = Caller()


def identify(state: State, headers: Mapping[str, str]) -> Caller:
    """The caller by bearer token, or else by session cookie."""
    scheme, _, credential = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return by_token(state, credential.strip())
    return _by_cookie(state, headers.get("cookie", ""))


def by_token(state: State, credential: str) -> Caller:
    """The caller that a bearer token stands for."""
    token = state.tokens.get(credential)
    if token is None:
        return Caller(reason="The token is not valid")
    if token["expires"] <= state.now_ms():
        return Caller(reason="The token has expired")
    user = state.users.get(token["user_id"])
    return Caller(user, token["org_id"], token=token, reason="The token's user is gone")


def _by_cookie(state: State, cookie: str) -> Caller:
    try:
        found = SimpleCookie(cookie).get("JSESSIONID")
    except CookieError:
        found = None
    session = None if found is None else state.sessions.get(found.value)
    if session is None:
        return NOBODY
    now = state.now_ms()
    if session["expires"] <= now:
        return Caller(reason="The session has expired")
    session["expires"] = now + session["idle"]
    return Caller(
        state.users.get(session["user_id"]), session["org_id"], session=session, reason="The user is gone"
    )


def check_password(state: State, username: str, password: str) -> Record:
    """The user of a name and password. Five wrong tries in a row lock the account.

    Raises:
        Refused: 401.
    """
    user = state.find_user(username)
    right = user is not None and secrets.compare_digest(
        state.passwords.get(user["id"], "").encode(), password.encode()
    )
    return _checked(state, user, right=right and bool(password))


def check_secret(state: State, username: str, key: str, org: int) -> Record | None:
    """The user that the cluster's or the org's secret key may speak for; None for a right key and an unknown user.

    Raises:
        Refused: 401 for a wrong key, switched off trusted authentication, or a locked account.
    """
    user = state.find_user(username)
    right = any(secrets.compare_digest(known.encode(), key.encode()) for known in secret_keys(state, org))
    if user is None and right:
        return None
    return _checked(state, user, right=right)


def _checked(state: State, user: Record | None, *, right: bool) -> Record:
    if user is None:
        raise Refused(401, UNAUTHENTICATED, "Invalid username or credential")
    if user["account_status"] != "ACTIVE":
        raise Refused(401, UNAUTHENTICATED, f"The account is {user['account_status'].lower()}")
    if right:
        state.failed_logins.pop(user["id"], None)
        return user
    state.failed_logins[user["id"]] = state.failed_logins.get(user["id"], 0) + 1
    if state.failed_logins[user["id"]] >= TRIES:
        user["account_status"] = "LOCKED"
        del state.failed_logins[user["id"]]
    raise Refused(401, UNAUTHENTICATED, "Invalid username or credential")


def trusted(state: State) -> Record:
    """Trusted authentication: {"status": ..., "orgs": {org id: {"status": ..., "key": ...}}}; the cluster's key is in the state."""
    kept: Record = state.bag("trusted", lambda: {"status": "ENABLED", "orgs": {}})
    return kept


def secret_keys(state: State, org: int) -> list[str]:
    """The keys that may mint for the org now."""
    settings = trusted(state)
    mine = settings["orgs"].get(org, {"status": "DISABLED"})
    cluster = [state.secret_key] if settings["status"] == "ENABLED" else []
    return [*cluster, *([mine["key"]] if mine["status"] == "ENABLED" else [])]


def member_org(state: State, user: Record, wanted: int | str | None) -> int:
    """The id of an org the user asks for; without one the Primary org, or the first of the user's.

    Raises:
        Refused: 400 with the server's own code for an org the user is not in.
    """
    # Whose only org was deleted is in none.
    home: int = 0 if state.in_org(user, 0) else next((item["id"] for item in user["orgs"]), -1)
    org = state.find_org(home if wanted is None else wanted)
    if org is None or not state.in_org(user, org["id"]):
        raise Refused(400, NO_SUCH_ORG, "The user does not belong to the org")
    return int(org["id"])


def provision(
    state: State,
    username: str,
    *,
    email: str | None,
    display: str | None,
    home: Record | None,
    groups: Sequence[str],
) -> Record:
    """Make the user that a minting call with `auto_create` asks for, in the Primary org when it names none that is there."""
    now = state.now_ms()
    guid = state.new_guid()
    every = next(iter(state.groups.values()))
    joined = [every, *(group for name in groups if (group := state.find_group(name)) is not None)]
    home = home or state.orgs[0]
    made = new_user(
        guid,
        username,
        display or username,
        guid,
        now,
        orgs=[{"id": home["id"], "name": home["name"]}],
        groups=[{"id": group["id"], "name": group["name"]} for group in joined],
    )
    made["email"] = email or made["email"]
    state.users[guid] = made
    return made


def mint(
    cluster: World, user: Record, org: int, seconds: Any = LIFE, *, access: str = "FULL", metadata: str | None = None,
    session: str | None = None,
) -> Record:  # fmt: skip
    """Make a token that lives `seconds`.

    Raises:
        Refused: 400 for a life that is no positive number.
    """
    if not isinstance(seconds, int) or seconds <= 0:
        raise Refused(400, BAD_REQUEST, "validity_time_in_sec must be a positive integer")
    now = cluster.state.now_ms()
    key = cluster.state.new_token()
    token = {
        "token": key,
        "user_id": user["id"],
        "org_id": org,
        "access_type": access,
        "metadata_id": metadata,
        "created": now,
        "expires": now + seconds * 1000,
        "session_id": session,
    }
    _sweep(cluster.state.tokens, now)
    cluster.state.tokens[key] = token
    cluster.mints += 1
    return token


def _sweep(kept: dict[str, Record], now: int) -> None:
    """Forget what has expired, now and then."""
    if len(kept) % SWEPT == SWEPT - 1:
        for key in [key for key, record in kept.items() if record["expires"] <= now]:
            del kept[key]


def open_session(state: State, user: Record, org: int, *, remember: bool) -> list[tuple[str, str]]:
    """Start a cookie session; gives the Set-Cookie headers of the answer."""
    idle = REMEMBERED_IDLE if remember else IDLE
    key = state.new_guid()
    _sweep(state.sessions, state.now_ms())
    state.sessions[key] = {
        "id": key, "user_id": user["id"], "org_id": org, "expires": state.now_ms() + idle, "idle": idle, "remember": remember,
    }  # fmt: skip
    state.bag("last_orgs", dict[str, int])[user["id"]] = org
    life = f"; Max-Age={idle // 1000}" if remember else ""
    return [
        ("set-cookie", f"JSESSIONID={key}; Path=/; HttpOnly{life}"),
        ("set-cookie", f"clientId={state.new_guid()}; Path=/; HttpOnly{life}"),
        ("set-cookie", f"userGUID={user['id']}; Path=/{life}"),
    ]


def last_org(state: State, user: Record) -> int:
    """Where a login without an org lands: the org last used."""
    kept: int = state.bag("last_orgs", dict[str, int]).get(user["id"], member_org(state, user, None))
    return kept


def end_users(state: State, user_ids: set[str]) -> None:
    """End every token and session of some users."""
    for kept in (state.tokens, state.sessions):
        for key in [key for key, record in kept.items() if record["user_id"] in user_ids]:
            del kept[key]
