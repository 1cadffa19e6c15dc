"""Ways to log in, as frozen values, and the one place that keeps a credential alive: `Credentials`.

A way in says what to send (`login`) and what the answer means (`granted`); both are pure.
`Credentials` sends it when needed, once for all callers that wait (single flight), and tags each result with a
generation, so that any number of refusals of one old credential cause one new one.

Facts it is built on: a v2 token lives 300 s unless asked otherwise and is not extended by use; `full` tokens take a
numeric org, only `custom` ones a name; the full-token call ignores `org_identifier`; repeated bad logins lock accounts.
"""

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

import attrs
import msgspec

from aiothoughtspot._failure import error_code, error_for
from aiothoughtspot._response import Response
from aiothoughtspot._values import redacted
from aiothoughtspot.errors import (
    AuthError,
    AuthUnavailableError,
    OrgAccessError,
    RejectedError,
    ThoughtSpotError,
    TransportError,
)
from aiothoughtspot.limits import Deadline, optional_seconds

log: logging.Logger = logging.getLogger("aiothoughtspot.auth")

DEFAULT_LIFE = 300.0
WRONG_ORG = 13090
# A refused credential is not sent again for this long (s), whatever the callers do: accounts lock.
REFUSED_SECONDS = 60.0
ATTEMPTS = 4
BACKOFF_BASE = 0.5
BACKOFF_CAP = 16.0
# Parts of a token's life: after the first a new one is fetched in the background, after the second callers wait for it.
FRESH, USABLE = 0.8, 0.95

Token = str | Callable[[], "str | Awaitable[str]"]
Org = int | str | None


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

    token: Token = attrs.field(repr=redacted)

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

    username: str
    password: str = attrs.field(repr=redacted)
    org: Org = attrs.field(default=None, kw_only=True)
    validity: float | None = attrs.field(default=None, kw_only=True, converter=optional_seconds)

    @property
    def principal(self) -> tuple[str, ...]:
        """The user in the org."""
        return ("password", self.username, str(self.org))


@attrs.frozen
class TrustedAuth:
    """A v2 token for a user by the cluster's (or org's) secret key, without the user's password.

    The key is as good as an administrator's password: it can log in anybody.
    """

    username: str
    secret_key: str = attrs.field(repr=redacted)
    org: Org = attrs.field(default=None, kw_only=True)
    validity: float | None = attrs.field(default=None, kw_only=True, converter=optional_seconds)

    @property
    def principal(self) -> tuple[str, ...]:
        """The user in the org."""
        return ("trusted", self.username, str(self.org))


@attrs.frozen
class SessionAuth:
    """A cookie session, as a browser has it.  Without an org it is in the one the user was in last."""

    username: str
    password: str = attrs.field(repr=redacted)
    org: Org = attrs.field(default=None, kw_only=True)

    @property
    def principal(self) -> tuple[str, ...]:
        """The user in the org."""
        return ("session", self.username, str(self.org))


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
        if error_code(response) == WRONG_ORG:
            raise OrgAccessError(f"the account is not in this org: {error_for(response).message}")
        advice = "check user, password or secret key; it is not tried again for a minute, because bad logins lock accounts"
        raise RejectedError(f"the login was refused: {error_for(response).message}; {advice}")
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


def backoff(failures: int, random: float) -> float:
    """Seconds between attempts on a token endpoint that fails: doubling, with little jitter, so that they stay few."""
    return min(BACKOFF_CAP, BACKOFF_BASE * 2.0 ** min(failures - 1, 16)) * (0.75 + random / 4)


Send = Callable[[Login], Awaitable[Response]]


@attrs.define(eq=False)
class Credentials:
    """The credential of one principal, shared by all its callers.

    `send` posts a login without any queue; `now`, `sleep` and `random` are the outer world's.
    """

    auth: Auth
    send: Send
    now: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    random: Callable[[], float]
    mints: int = 0
    _grant: Grant | None = None
    _generation: int = 0
    _flight: "asyncio.Task[Grant] | None" = None
    _waiters: int = 0
    _failures: int = 0
    _not_before: float = float("-inf")
    _refused: AuthError | None = None
    _refused_until: float = float("-inf")

    def current(self) -> Grant | None:
        """The credential as it is now, if it is usable."""
        grant = self._grant
        return grant if grant is not None and self.now() < grant.usable_until else None

    def fresh(self) -> Grant | None:
        """The credential if it needs no refresh yet."""
        grant = self._grant
        return grant if grant is not None and self.now() < grant.fresh_until else None

    async def get(self, deadline: Deadline) -> Grant | None:
        """Return a usable credential, waiting for a new one if needed; None for `NoAuth`.

        Raises `RejectedError`, `OrgAccessError`, or `AuthUnavailableError` when the deadline passes first.
        """
        if isinstance(self.auth, NoAuth):
            return None
        grant = self.current()
        if grant is None:
            return await self._wait(deadline)
        if self.fresh() is None:
            self._refresh(self.now())
        return grant

    async def replace(self, bad: Grant, deadline: Deadline) -> Grant | None:
        """Return another credential than the refused one; None if there can be no other."""
        if isinstance(self.auth, BearerAuth) and isinstance(self.auth.token, str):
            return None
        if self._grant is not None and self._grant.generation == bad.generation:
            self._grant = None
        grant = await self.get(deadline)
        return None if grant is None or grant.value == bad.value else grant

    def close(self) -> None:
        """Stop a login that is under way."""
        flight, self._flight = self._flight, None
        if flight is not None:
            flight.cancel()

    def _refresh(self, now: float) -> None:
        """Fetch a new credential in the background; failures stay quiet while the old one is good."""
        if self._flight is None and now >= max(self._not_before, self._refused_until):
            self._start()

    def _start(self) -> "asyncio.Task[Grant]":
        self._flight = asyncio.get_running_loop().create_task(self._mint(), name="aiothoughtspot-login")
        self._flight.add_done_callback(self._landed)
        return self._flight

    def _landed(self, flight: "asyncio.Task[Grant]") -> None:
        if self._flight is flight:
            self._flight = None
        if not flight.cancelled() and (error := flight.exception()) is not None:
            # Reading the exception also tells asyncio that somebody did.
            log.info("login of %s failed: %s", self.auth.principal[0], type(error).__name__)

    async def _wait(self, deadline: Deadline) -> Grant:
        if self._refused is not None and self.now() < self._refused_until:
            raise _again(self._refused)
        flight = self._flight or self._start()
        self._waiters += 1
        try:
            async with asyncio.timeout_at(deadline.at):
                return await asyncio.shield(flight)
        except asyncio.CancelledError:
            if flight.cancelled() and not _cancelling():
                raise AuthUnavailableError("the client was closed during the login") from None
            raise
        except TimeoutError:
            raise AuthUnavailableError(
                "no token came before the call's deadline; the token endpoint is slow or down"
            ) from None
        except ThoughtSpotError as error:
            # Each caller gets an exception of its own: a shared one would grow a traceback per caller.
            raise _again(error) from None
        finally:
            self._waiters -= 1
            if not self._waiters and not flight.done() and self._grant is None:
                # Nobody waits any more: a login for nobody must not go on.
                self.close()

    async def _mint(self) -> Grant:
        attempt = 0
        while True:
            attempt += 1
            if (wait := self._not_before - self.now()) > 0:
                await self.sleep(wait)
            try:
                grant = await self._ask()
            except (RejectedError, OrgAccessError) as error:
                self._refused, self._refused_until = error, self.now() + REFUSED_SECONDS
                raise
            except (AuthUnavailableError, TransportError) as error:
                self._failures += 1
                self._not_before = self.now() + backoff(self._failures, self.random())
                if isinstance(error, TransportError) and error.permanent:
                    raise
                if attempt == ATTEMPTS:
                    text = (
                        error.message
                        if isinstance(error, AuthUnavailableError)
                        else f"no token: {error.message}"
                    )
                    raise AuthUnavailableError(text) from None
            else:
                self._failures, self._not_before = 0, float("-inf")
                self._refused = None
                self._grant = grant
                return grant

    async def _ask(self) -> Grant:
        self._generation += 1
        self.mints += 1
        if isinstance(self.auth, BearerAuth):
            return Grant("authorization", f"Bearer {await _called(self.auth.token)}", self._generation)
        sent_at = self.now()
        return granted(self.auth, await self.send(login(self.auth)), sent_at, self._generation)


def _cancelling() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _again(error: ThoughtSpotError) -> ThoughtSpotError:
    return type(error)(
        error.message, **{name: value for name, value in vars(error).items() if name != "__notes__"}
    )


async def _called(token: Token) -> str:
    if isinstance(token, str):
        value = token
    else:
        found = token()
        value = await found if inspect.isawaitable(found) else found
    if not value or not value.isascii() or not value.isprintable():
        raise RejectedError("the bearer token is empty or holds a character that cannot be sent")
    return value
