"""Ways to log in, as frozen values; what each sends (`login`) and what the answer means (`granted`).

All of it is pure; `_credentials` does the sending.

Facts it is built on: a v2 token lives 300 s unless asked otherwise and is not extended by use; `full` tokens take a
numeric org, only `custom` ones a name; the full-token call ignores `org_identifier`; repeated bad logins lock accounts.
"""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

import attrs
import msgspec

from aiothoughtspot._failure import error_for
from aiothoughtspot._refuse import checked
from aiothoughtspot._response import Response
from aiothoughtspot._values import redacted
from aiothoughtspot.errors import (
    AuthError,
    AuthUnavailableError,
    OrgAccessError,
    RejectedError,
    RequestError,
)
from aiothoughtspot.limits import optional_seconds

DEFAULT_LIFE = 300.0
# Parts of a token's life: after the first a new one is fetched in the background, after the second callers wait for it.
FRESH, USABLE = 0.8, 0.95

Token = str | Callable[[], "str | Awaitable[str]"]
Org = int | str | None


# A login without user or secret is refused by the server, and refused logins lock accounts.
_a_text = checked("a text that is not empty", lambda value: isinstance(value, str) and value != "")
_an_org = checked(
    "an org's number or name", lambda org: isinstance(org, int | str | None) and not isinstance(org, bool)
)
_a_life = checked("a token's life of 1 s or more", lambda life: life is None or 1 <= life < 2**31)
_a_token = checked("a text or a function", lambda token: isinstance(token, str) or callable(token))


@attrs.frozen
class Login:
    """The request that asks for a credential."""

    path: str
    body: dict[str, Any] = attrs.field(repr=False)


@attrs.frozen
class Grant:
    """A credential: the header to send, its generation, and when (monotonic, s) to replace it and to stop using it."""

    header: str
    value: str = attrs.field(repr=False)
    generation: int = 0
    fresh_until: float = float("inf")
    usable_until: float = float("inf")


@attrs.frozen
class Lease:
    """A credential as processes share it: the header to send, and for how long (s, from now) it is fresh and usable."""

    header: str
    value: str = attrs.field(repr=redacted)
    fresh_for: float
    usable_for: float


class TokenStore(Protocol):
    """Keeps credentials for many processes, so that one login serves all of them."""

    async def obtain(self, name: bytes, mint: Callable[[], Awaitable[Lease]], bad: str | None) -> Lease:
        """Give the credential of this name, other than the value `bad`; `mint` logs in where there is none.

        `name` is a digest of host, user, org and secret together; where others can read it, key it, as passwords may be
        guessed.  Raises what `mint` raises; a store that is out of order only calls it.
        """
        ...


class Auth(Protocol):
    """A way to log in."""

    @property
    def principal(self) -> tuple[str, ...]:
        """Kind, user and org: what a credential belongs to."""
        ...


@attrs.frozen
class NoAuth:
    """No credential: for the few endpoints that need none."""

    @property
    def principal(self) -> tuple[str, ...]:
        """Nobody."""
        return ("none",)


@attrs.frozen
class BearerAuth:
    """A token from elsewhere: a text, or a function (plain or async) that returns the current one.

    After a 401 a function is asked again; a text cannot be renewed.
    """

    token: Token = attrs.field(repr=redacted, validator=_a_token)

    @property
    def principal(self) -> tuple[str, ...]:
        """Whoever the token belongs to."""
        return ("bearer",)


@attrs.frozen
class PasswordAuth:
    """A v2 token for a user and password.  `validity` is the token's life in s; the server's default is 300 s.

    `org` is a numeric id, or a name from 10.4.0.cl on; without it the token is for the primary org.
    Accounts with MFA cannot use passwords: use `TrustedAuth`.
    """

    username: str = attrs.field(validator=_a_text)
    password: str = attrs.field(repr=redacted, validator=_a_text)
    org: Org = attrs.field(default=None, kw_only=True, validator=_an_org)
    validity: float | None = attrs.field(
        default=None, kw_only=True, converter=optional_seconds, validator=_a_life
    )

    @property
    def principal(self) -> tuple[str, ...]:
        """The user in the org."""
        return ("password", self.username, str(self.org))


@attrs.frozen
class TrustedAuth:
    """A v2 token for a user by the cluster's (or org's) secret key, without the user's password.

    The key is as good as an administrator's password: it can log in anybody.
    """

    username: str = attrs.field(validator=_a_text)
    secret_key: str = attrs.field(repr=redacted, validator=_a_text)
    org: Org = attrs.field(default=None, kw_only=True, validator=_an_org)
    validity: float | None = attrs.field(
        default=None, kw_only=True, converter=optional_seconds, validator=_a_life
    )

    @property
    def principal(self) -> tuple[str, ...]:
        """The user in the org."""
        return ("trusted", self.username, str(self.org))


@attrs.frozen
class SessionAuth:
    """A cookie session, as a browser has it.  Without an org it is in the one the user was in last."""

    username: str = attrs.field(validator=_a_text)
    password: str = attrs.field(repr=redacted, validator=_a_text)
    org: Org = attrs.field(default=None, kw_only=True, validator=_an_org)

    @property
    def principal(self) -> tuple[str, ...]:
        """The user in the org."""
        return ("session", self.username, str(self.org))


WAYS = (NoAuth, BearerAuth, PasswordAuth, TrustedAuth, SessionAuth)


def check_auth(auth: Auth) -> Auth:
    """Refuse what is no way to log in: sent as it is, every call would go out without a credential."""
    if isinstance(auth, WAYS):
        return auth
    names = ", ".join(way.__name__ for way in WAYS)
    given = auth.__name__ if isinstance(auth, type) else type(auth).__name__
    raise RequestError(
        f"auth: one of {names} is needed, made with its arguments; got {given}", parameter="auth"
    )


def identity(place: str, auth: Auth) -> bytes:
    """Name a way in at a place, for what is shared with other processes: a digest, the same wherever all of it is."""
    # A function that gives tokens is known in its own process only.
    text = msgspec.json.encode([place, type(auth).__name__, attrs.asdict(cast("Any", auth))], enc_hook=id)
    return hashlib.sha256(text).digest()


def login(auth: Auth) -> Login:
    """Say what to send to log in."""
    if isinstance(auth, SessionAuth):
        where = {} if auth.org is None else {"org_identifier": str(auth.org)}
        who = {"username": auth.username, "password": auth.password}
        return Login("/api/rest/2.0/auth/session/login", {**who, "remember_me": False, **where})
    if not isinstance(auth, PasswordAuth | TrustedAuth):
        raise AuthError(f"{type(auth).__name__} has no login")
    body: dict[str, Any] = {"username": auth.username}
    if isinstance(auth, PasswordAuth):
        body["password"] = auth.password
    else:
        body["secret_key"] = auth.secret_key
    if auth.validity is not None:
        body["validity_time_in_sec"] = int(auth.validity)
    org = _org_id(auth.org)
    if isinstance(org, str):
        # Only the custom token takes an org by name; it would create unknown users unless told not to.
        body |= {"org_identifier": org, "persist_option": "NONE", "auto_create": False}
        return Login("/api/rest/2.0/auth/token/custom", body)
    return Login("/api/rest/2.0/auth/token/full", body if org is None else {**body, "org_id": org})


def _org_id(org: Org) -> Org:
    return int(org) if isinstance(org, str) and org.isdecimal() else org


def granted(auth: Auth, response: Response, sent_at: float, generation: int) -> Grant:
    """Read the answer to a login; raises `RejectedError`, `OrgAccessError` or, to try again, `AuthUnavailableError`."""
    status = response.status
    if status >= 500 or status == 429 or 300 <= status < 400:  # noqa: PLR2004 - HTTP's own classes
        raise AuthUnavailableError(f"the token endpoint answered: {error_for(response).message}")
    if status >= 400:  # noqa: PLR2004 - HTTP's own classes
        error = error_for(response)
        if isinstance(error, OrgAccessError):
            raise OrgAccessError(f"the account is not in this org: {error.message}", **vars(error))
        advice = "check user, password or secret key; it is not tried again for a minute, because bad logins lock accounts"
        raise RejectedError(f"the login was refused: {error.message}; {advice}")
    if isinstance(auth, SessionAuth):
        return Grant("cookie", _cookies(response), generation)
    return _token(auth, response, sent_at, generation)


def _cookies(response: Response) -> str:
    pairs = [value.partition(";")[0].strip() for name, value in response.headers if name == "set-cookie"]
    if not any(pair.startswith("JSESSIONID=") for pair in pairs):
        raise AuthUnavailableError("the login answered without a session cookie")
    return "; ".join(pairs)


def _token(auth: Auth, response: Response, sent_at: float, generation: int) -> Grant:
    try:
        data = msgspec.json.decode(response.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        data = None
    answer = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    inner = answer.get("data")
    if "token" not in answer and isinstance(inner, dict):
        answer = cast("dict[str, Any]", inner)
    token = answer.get("token")
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token:
        raise AuthUnavailableError("the token endpoint answered without a token")
    _check_org(auth, answer)
    life = _life(answer) or getattr(auth, "validity", None) or DEFAULT_LIFE
    return Grant(
        "authorization", f"Bearer {token}", generation, sent_at + FRESH * life, sent_at + USABLE * life
    )


def _check_org(auth: Auth, answer: dict[str, Any]) -> None:
    """Refuse a token for another org than asked: some releases ignore the wish and answer for the primary one."""
    asked = _org_id(getattr(auth, "org", None))
    scope = answer.get("scope")
    got = cast("dict[str, Any]", scope).get("org_id") if isinstance(scope, dict) else None
    if isinstance(asked, int) and isinstance(got, int) and got != asked:
        raise OrgAccessError(f"a token for org {asked} was asked for, and the server gave one for org {got}")


def _life(answer: dict[str, Any]) -> float | None:
    """The token's life in s from the server's own two times, so that a wrong clock here does not matter."""
    created, expires = answer.get("creation_time_in_millis"), answer.get("expiration_time_in_millis")
    if isinstance(created, int | float) and isinstance(expires, int | float) and expires > created:
        return float(expires - created) / 1000
    return None
