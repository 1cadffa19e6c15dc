"""One attempt of a call, and one login: what waits for its turn, is sent, and read, each under the call's deadline.

Credential and rate are waited for before a slot is taken, so that nobody holds a slot idle; whatever ends an attempt,
its slot goes back.
"""

import asyncio
from collections.abc import Awaitable

import msgspec

from aiothoughtspot._body import Body, Pace, collect
from aiothoughtspot._call import Call, Counters, Reply, World, name, tell, turns
from aiothoughtspot._edges import Answer, Edge, Outgoing
from aiothoughtspot._response import Headers, Response
from aiothoughtspot._scrub import scrub, secrets_in
from aiothoughtspot.auth import Login
from aiothoughtspot.errors import ConnectError, TimedOutError
from aiothoughtspot.limits import Admission, Pacer
from aiothoughtspot.options import Options, RequestInfo, WaitInfo

FIRST_ERROR = 300
FIRST_REFUSAL = 400
# An error's body is read this far, a good one to `Options.max_body`.
ERROR_BODY = 1024 * 1024
LOGIN_SECONDS = 30.0


class Sender:
    """Sends over one edge, under a path prefix; `constants` are the headers of every request."""

    def __init__(
        self, edge: Edge, prefix: str, constants: Headers, admission: Admission, pacer: Pacer, world: World
    ) -> None:
        self._edge = edge
        self._prefix = prefix
        self._constants = constants
        self._closed = False
        self.admission = admission
        self.pacer = pacer
        self.world = world
        self.counters = Counters()

    async def login(self, login: Login, options: Options) -> Response:
        """Post a login on a connection of its own: callers that wait for it may hold all the slots."""
        content, started = msgspec.json.encode(login.body), self.world.now()
        own = (("Accept", "application/json"), ("Content-Type", "application/json"))
        request = self._outgoing("POST", login.path, own, content)
        try:
            async with asyncio.timeout(min(options.timeout, LOGIN_SECONDS)):
                answer = await self._edge.send(request)
                try:
                    body = await collect(answer, ERROR_BODY, self.counters.tick)
                finally:
                    await answer.close()
        except TimeoutError:
            text = "the token endpoint did not answer in time"
            raise TimedOutError(text, sent=request.sent, phase="token") from None
        if answer.status >= FIRST_REFUSAL:
            body = scrub(body, secrets_in(content))
        return Response(answer.status, answer.headers, body, self.world.now() - started)

    async def attempt(self, call: Call) -> Reply:
        """Wait for a turn, send the call once, and read the answer, or its head if the call is a stream."""
        operation, rate = call.request.operation, call.options.rate
        if operation.auth and call.credentials.fresh() is None:
            await self._noted(call, "token", self._credential(call))
        if rate is not None:
            for key, one in turns(call, rate):
                if not self.pacer.try_start(key, one):
                    await self._waited(call, "rate", self.pacer.start(key, one))
        if not self.admission.try_acquire():
            await self._waited(call, "queue", self.admission.acquire())
        keep = False
        try:
            if operation.auth:
                # The waits may have been long: there may be a newer credential by now, or none that still holds.
                call.grant = call.credentials.current()
                if call.grant is None:
                    await self._credential(call)
            reply = await self._exchange(call)
            keep = reply.live is not None
            return reply
        finally:
            if not keep:
                self.admission.release()

    async def aclose(self) -> None:
        """Close all connections; what is sent from now on fails."""
        self._closed = True
        await self._edge.aclose()

    # The waits

    async def _credential(self, call: Call) -> None:
        call.grant = await call.credentials.get(call.deadline)

    async def _waited(self, call: Call, phase: str, waiting: Awaitable[None]) -> None:
        """Wait for a turn under the call's deadline."""
        try:
            async with asyncio.timeout_at(call.deadline.at):
                await self._noted(call, phase, waiting)
        except TimeoutError:
            text = f"the deadline passed while waiting for the {phase}; nothing was sent"
            raise TimedOutError(text, sent=False, phase=phase) from None

    async def _noted(self, call: Call, phase: str, waiting: Awaitable[None]) -> None:
        """Tell `on_wait` how long a wait was."""
        before = self.world.now()
        await waiting
        if call.options.on_wait is not None:
            waited = self.world.now() - before
            tell(call.options.on_wait, WaitInfo(call.request.operation.name, phase, waited))

    # The exchange

    async def _exchange(self, call: Call) -> Reply:
        request, options = call.request, call.options
        self.counters.attempts += 1
        if options.on_request is not None:
            operation = request.operation
            info = RequestInfo(operation.name, request.method, operation.path, len(call.attempts) + 1)
            tell(options.on_request, info)
        if self._closed:
            raise ConnectError("the client was closed meanwhile", permanent=True)
        outgoing = self._outgoing(request.method, request.target, _headers(call), request.content)
        answer: Answer | None = None
        try:
            async with asyncio.timeout_at(self._silence(call)) as timer:
                answer = await self._edge.send(outgoing)
                good = answer.status < FIRST_ERROR
                if good and call.streaming:
                    live, answer = self._live(call, answer), None
                    return Reply(live.answer.status, live.answer.headers, live=live)
                pace = Pace(self.world.now())

                def tick(size: int) -> None:
                    self.counters.tick(size)
                    pace.check(self.world.now(), size)
                    timer.reschedule(self._silence(call))

                body = await collect(answer, options.max_body if good else ERROR_BODY, tick, cut=not good)
                return Reply(answer.status, answer.headers, body)
        except TimeoutError as error:
            if isinstance(error, TimedOutError):
                raise
            if not outgoing.sent:
                raise TimedOutError("no connection came about in time", sent=False, phase="connect") from None
            phase = "answer" if answer is None else "body"
            raise TimedOutError(f"the time ran out waiting for the {phase}", sent=True, phase=phase) from None
        finally:
            if answer is not None:
                await answer.close()

    def _outgoing(self, method: str, target: str, headers: Headers, content: bytes) -> Outgoing:
        length = (("Content-Length", str(len(content))),) if method != "GET" else ()
        return Outgoing(method, self._prefix + target, (*self._constants, *headers, *length), content)

    def _silence(self, call: Call) -> float:
        """When the current silence ends the attempt."""
        quiet = self.world.now() + call.options.timeout
        return quiet if call.deadline.at is None else min(quiet, call.deadline.at)

    def _live(self, call: Call, answer: Answer) -> Body:
        now = self.world.now
        return Body(
            answer,
            call.options.timeout,
            None if call.request.operation.stream == "events" else Pace(now()),
            now,
            self.counters.tick,
            lambda error: name(call, error, now()),
            self.admission.release,
        )


def _headers(call: Call) -> Headers:
    """The headers of this call alone.  No frame of the exchange holds them: they have the credential."""
    locale = (("Accept-Language", call.options.locale),) if call.options.locale is not None else ()
    grant = ((call.grant.header, call.grant.value),) if call.grant is not None else ()
    return (*call.request.headers, *locale, *grant)
