"""The one place that keeps a credential alive: one login for all callers that wait for it (single flight).

Each credential has a generation, so that any number of refusals of one old credential cause one new one.
"""

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import attrs

from aiothoughtspot._response import Response
from aiothoughtspot.auth import (
    Auth,
    BearerAuth,
    Grant,
    Lease,
    Login,
    NoAuth,
    Token,
    TokenStore,
    granted,
    login,
)
from aiothoughtspot.errors import (
    AuthError,
    AuthUnavailableError,
    OrgAccessError,
    RejectedError,
    ThoughtSpotError,
    TransportError,
)
from aiothoughtspot.limits import Deadline

T = TypeVar("T")

log: logging.Logger = logging.getLogger("aiothoughtspot.auth")

# A refused credential is not sent again for this long (s), whatever the callers do: accounts lock.
REFUSED_SECONDS = 60.0
ATTEMPTS = 4
BACKOFF_BASE = 0.5
BACKOFF_CAP = 16.0


def backoff(failures: int, random: float) -> float:
    """Seconds between attempts on a token endpoint that fails: doubling, with little jitter, so that they stay few."""
    return min(BACKOFF_CAP, BACKOFF_BASE * 2.0 ** min(failures - 1, 16)) * (0.75 + random / 4)


Send = Callable[[Login], Awaitable[Response]]


@attrs.define(eq=False)
class Credentials:
    """The credential of one principal, shared by all its callers.

    `send` posts a login without any queue; `now`, `sleep` and `random` are the outer world's.  A `store` shares it with
    other processes, under `name`.
    """

    auth: Auth
    send: Send
    now: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    random: Callable[[], float]
    store: TokenStore | None = None
    name: bytes = b""
    mints: int = 0
    # What was learned of the cluster by this way in: in another org, the same name is another table.
    known: dict[Any, Any] = attrs.field(factory=dict)
    _grant: Grant | None = None
    # The value of the last one: from a store, only another one will do.
    _last: str | None = attrs.field(default=None, repr=False)
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
                self._grant, self._last = grant, grant.value
                return grant

    async def _ask(self) -> Grant:
        self._generation += 1
        if isinstance(self.auth, BearerAuth):
            self.mints += 1
            return Grant("authorization", f"Bearer {await _called(self.auth.token)}", self._generation)
        if self.store is None:
            return await self._login()
        obtaining = partial(self.store.obtain, self.name, self._lend, self._last)
        lease, now = await _given("the token store", obtaining, Lease), self.now()
        return Grant(
            lease.header, lease.value, self._generation, now + lease.fresh_for, now + lease.usable_for
        )

    async def _login(self) -> Grant:
        self.mints += 1
        sent_at = self.now()
        return granted(self.auth, await self.send(login(self.auth)), sent_at, self._generation)

    async def _lend(self) -> Lease:
        grant, now = await self._login(), self.now()
        return Lease(grant.header, grant.value, grant.fresh_until - now, grant.usable_until - now)


def _cancelling() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _again(error: ThoughtSpotError) -> ThoughtSpotError:
    return type(error)(
        error.message, **{name: value for name, value in vars(error).items() if name != "__notes__"}
    )


async def _given(what: str, ask: Callable[[], Any], kind: type[T]) -> T:
    """What code of the user gives.  Of what it raises only the kind is told: the text may hold a secret."""
    try:
        found = ask()
        value = await found if inspect.isawaitable(found) else found
    except ThoughtSpotError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is
        raise AuthUnavailableError(f"{what} failed with {type(error).__name__}") from None
    if not isinstance(value, kind):
        raise AuthUnavailableError(f"{what} gave a {type(value).__name__}, not a {kind.__name__}")
    return value


async def _called(token: Token) -> str:
    value = token if isinstance(token, str) else await _given("the function for the token", token, str)
    if not value or not value.isascii() or not value.isprintable() or " " in value:
        problem = "is empty, or holds a blank or another character that cannot be sent"
        raise RejectedError(f"the bearer token {problem}: give it alone, without the word Bearer")
    return value
