"""What a client holds while it lives: one edge, one transport and the credentials, all bound to one event loop.

All views of a client share it.  It is made on first use, and made anew when the old loop is closed or the process
was forked; a second loop at the same time is refused, because connections belong to one.
"""

import asyncio
import os
import random
import sys
import warnings
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

import attrs

from aiothoughtspot._call import World, log
from aiothoughtspot._credentials import Credentials
from aiothoughtspot._edges import Origin
from aiothoughtspot._edges.choose import choose
from aiothoughtspot._response import Headers, Response
from aiothoughtspot._transport import Transport
from aiothoughtspot.auth import Auth, BearerAuth, Login, NoAuth, identity
from aiothoughtspot.errors import ClosedError
from aiothoughtspot.limits import Admission, Limiter, Rate, seconds
from aiothoughtspot.options import Options, Stats

# Credentials kept at once; a backend has one per user and org.
MAX_PRINCIPALS = 10_000
DRAIN_SECONDS = 5.0
DRAIN_STEP = 0.01


@attrs.define(eq=False)
class Bound:
    """What belongs to one event loop in one process."""

    loop: asyncio.AbstractEventLoop
    pid: int
    transport: Transport
    credentials: "OrderedDict[Auth, Credentials]" = attrs.field(factory=OrderedDict)
    evicted_mints: int = 0
    # What the cluster says its release is: "auto" until it was asked, None if it does not say.
    release: str | None = "auto"
    asking: asyncio.Lock = attrs.field(factory=asyncio.Lock)


@attrs.frozen
class Named:
    """A shared limiter in which each cluster, and each user where a limit is theirs, has a name that tells nothing."""

    limiter: Limiter
    place: str

    async def reserve(self, key: Hashable, rate: Rate) -> float:
        """Take the next turn; a limiter that is out of order holds nobody up, for the client keeps the limits itself."""
        limit, who = key if isinstance(key, tuple) else (None, None)
        name = (self.place, limit, who and identity(self.place, who))
        try:
            return seconds(await self.limiter.reserve(name, rate))
        except Exception as error:  # noqa: BLE001 - whatever code of the user raises; its text may hold a secret
            log.warning("the shared limiter failed with %s", type(error).__name__)
            return 0.0


class Live:
    """The shared part of a client and its views."""

    def __init__(self, origin: Origin, options: Options, given: Any, agent: str) -> None:
        self._origin = origin
        self._options = options
        self._given = given
        self._place = f"{origin}{origin.prefix}"
        self._constants: Headers = (
            ("Host", origin.authority),
            ("User-Agent", agent),
            ("Accept-Encoding", "gzip, deflate"),
            ("X-Requested-By", "ThoughtSpot"),
        )
        self._bound: Bound | None = None
        self._closed = False
        # How many `async with` blocks of the client and its views are open.
        self.entered = 0
        # The line that made the client, for the warning below.
        frame = sys._getframe(2)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - documented, and cheap
        self._site = f"{frame.f_code.co_filename}:{frame.f_lineno}"
        self._last = Stats()
        self._warned: set[str] = set()

    def bound(self) -> Bound:
        """What belongs to the running loop."""
        loop = asyncio.get_running_loop()
        bound = self._bound
        if bound is not None and bound.loop is loop and bound.pid == os.getpid():
            return bound
        if self._closed:
            raise ClosedError("the client is closed")
        if bound is not None and not bound.loop.is_closed() and bound.pid == os.getpid():
            raise ClosedError("this client is used in another event loop: make one client per loop")
        return self._bind(loop)

    def _bind(self, loop: asyncio.AbstractEventLoop) -> Bound:
        world = World(now=loop.time, random=random.random)
        edge = choose(self._origin, self._options.http, self._given)
        admission = Admission(self._options.max_in_flight)
        limiter = self._options.limiter
        shared = None if limiter is None else Named(limiter, self._place)
        transport = Transport(edge, self._constants, self._origin, admission, world, shared)
        self._bound = Bound(loop, os.getpid(), transport)
        return self._bound

    def credentials(self, auth: Auth) -> Credentials:
        """The credentials of a way in, shared by all who use an equal one."""
        bound = self.bound()
        found = bound.credentials.get(auth)
        if found is None:
            world, options = bound.transport.world, self._options

            async def send(login: Login) -> Response:
                return await bound.transport.login(login, options)

            shareable = options.tokens is not None and not isinstance(auth, BearerAuth | NoAuth)
            found = bound.credentials[auth] = Credentials(
                auth,
                send,
                world.now,
                world.sleep,
                world.random,
                options.tokens,
                identity(self._place, auth) if shareable else b"",
            )
            if len(bound.credentials) > MAX_PRINCIPALS:
                _, gone = bound.credentials.popitem(last=False)
                bound.evicted_mints += gone.mints
        else:
            bound.credentials.move_to_end(auth)
        return found

    def warn(self, notes: tuple[str, ...]) -> None:
        """Warn of what is deprecated, once each, at the caller's own line."""
        for note in notes:
            if note not in self._warned:
                self._warned.add(note)
                warnings.warn(note, DeprecationWarning, stacklevel=_outside())

    def stats(self) -> Stats:
        """Count what has happened; after closing, what had happened until then."""
        return self._last if self._bound is None else _count(self._bound)

    async def aclose(self) -> None:
        """Wait for what is in flight (at most 5 s), then close all connections.  Safe to call twice."""
        self._closed = True
        bound, self._bound = self._bound, None
        if bound is None or bound.loop is not asyncio.get_running_loop() or bound.pid != os.getpid():
            return
        until = bound.loop.time() + DRAIN_SECONDS
        while bound.transport.admission.in_flight and bound.loop.time() < until:  # noqa: ASYNC110 - once in a client's life
            await asyncio.sleep(DRAIN_STEP)
        self._last = _count(bound)
        for credentials in bound.credentials.values():
            credentials.close()
        await bound.transport.aclose()

    def __del__(self) -> None:
        """Warn about a client that was used and never closed."""
        bound = getattr(self, "_bound", None)
        if bound is not None and bound.pid == os.getpid():
            warnings.warn(
                f"a client made at {self._site} was never closed", ResourceWarning, source=self, stacklevel=1
            )


def _outside() -> int:
    """How many frames up the first one outside of this package is, counted for `warnings.warn` in our caller."""
    level, frame = 1, sys._getframe(1)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - same
    while frame.f_globals.get("__name__", "").partition(".")[0] == __package__ and frame.f_back is not None:
        level, frame = level + 1, frame.f_back
    return level


def _count(bound: Bound) -> Stats:
    counters, admission = bound.transport.counters, bound.transport.admission
    mints = bound.evicted_mints + sum(one.mints for one in bound.credentials.values())
    return Stats(
        **attrs.asdict(counters), mints=mints, in_flight=admission.in_flight, waiting=admission.waiting
    )
