"""The one module that sends: attempts, one at a time, each under the call's deadline.

A call flows: credential, rate, slot, send, body; then the outcome is judged, and the call ends or waits and goes again.
Credential and rate are waited for before a slot is taken, so that nobody holds a slot idle; whatever ends an attempt,
its slot goes back.
"""

import asyncio
import logging
from collections.abc import Awaitable
from typing import NoReturn

import attrs
import msgspec

from aiothoughtspot._base_url import same_origin
from aiothoughtspot._body import Body, Pace, collect
from aiothoughtspot._call import (
    Call,
    Counters,
    Reply,
    World,
    explain,
    log,
    outcome_of,
    secrets_of_call,
    tell,
    turns,
)
from aiothoughtspot._edges import Answer, Edge, Origin, Outgoing
from aiothoughtspot._failure import error_for
from aiothoughtspot._response import Headers, Response, header
from aiothoughtspot._scrub import scrub, secrets_in
from aiothoughtspot.auth import Login
from aiothoughtspot.errors import (
    Attempt,
    AuthError,
    ConnectError,
    ThoughtSpotError,
    TimedOutError,
    TransportError,
)
from aiothoughtspot.limits import Admission, Limiter, Pacer, RetryBudget
from aiothoughtspot.options import CallInfo, Options, RequestInfo, RetryInfo, WaitInfo
from aiothoughtspot.retry import TOO_MANY, Outcome, retry_after, retry_after_ms

UNAUTHORIZED = 401
FIRST_ERROR = 300
FIRST_REFUSAL = 400
# An error's body is read this far, a good one to `Options.max_body`.
ERROR_BODY = 1024 * 1024
LOGIN_SECONDS = 30.0
# A Retry-After holds all calls of its bucket back, but not longer than this (s).
PAUSE_CAP = 60.0


class Transport:
    """Sends calls over one edge to one origin."""

    def __init__(
        self,
        edge: Edge,
        constants: Headers,
        origin: Origin,
        admission: Admission,
        world: World,
        limiter: Limiter | None = None,
    ) -> None:
        self._edge = edge
        self._constants = constants
        self._origin = origin
        self._prefix = origin.prefix
        self._closed = False
        self.world = world
        self._pacer = Pacer(world.now, world.sleep, limiter)
        self.admission = admission
        self.budget = RetryBudget()
        self.counters = Counters()

    async def send(self, call: Call) -> Response:
        """Send a call and read its whole answer; raises for every answer that is not a 2xx."""
        reply = await self._run(call)
        response = self._response(call, reply)
        tell(call.options.on_response, response)
        return response

    async def open(self, call: Call) -> tuple[Response, Body]:
        """Send a call and return its head and its body, which must be closed."""
        reply = await self._run(call)
        assert reply.live is not None, "a streaming call ends with a live body"  # noqa: S101 - for the type checker
        response = self._response(call, reply)
        tell(call.options.on_response, response)
        return response, reply.live

    async def login(self, login: Login, options: Options) -> Response:
        """Post a login on a connection of its own: callers that wait for it may hold all the slots."""
        request, started = self._posted(login), self.world.now()
        try:
            async with asyncio.timeout(min(options.timeout, LOGIN_SECONDS)):
                answer = await self._edge.send(request)
                try:
                    body = await collect(answer, ERROR_BODY, self.counters.tick)
                finally:
                    await answer.close()
        except TimeoutError:
            raise TimedOutError(
                "the token endpoint did not answer in time", sent=request.sent, phase="token"
            ) from None
        if answer.status >= FIRST_REFUSAL:
            body = scrub(body, secrets_in(request.content))
        return Response(answer.status, answer.headers, body, self.world.now() - started)

    def _posted(self, login: Login) -> Outgoing:
        content = msgspec.json.encode(login.body)
        own = (
            ("Accept", "application/json"),
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(content))),
        )
        return Outgoing("POST", self._prefix + login.path, (*self._constants, *own), content)

    async def aclose(self) -> None:
        """Close all connections; calls that are still on their way, such as those waiting for a retry, fail."""
        self._closed = True
        await self._edge.aclose()

    def _response(self, call: Call, reply: Reply) -> Response:
        elapsed = self.world.now() - call.started
        return Response(reply.status, reply.headers, reply.body, elapsed, tuple(call.attempts))

    # The attempts and their judgement

    async def _run(self, call: Call) -> Reply:
        self.counters.calls += 1
        if call.options.on_call is None:
            return await self._tries(call)
        outcome = "CancelledError"
        try:
            reply = await self._tries(call)
        except ThoughtSpotError as error:
            outcome = type(error).__name__
            raise
        else:
            outcome = str(reply.status)
            return reply
        finally:
            operation, elapsed = call.request.operation, self.world.now() - call.started
            attempts = tuple(call.attempts)
            info = CallInfo(operation.name, operation.method, operation.path, outcome, attempts, elapsed)
            tell(call.options.on_call, info)

    async def _tries(self, call: Call) -> Reply:
        while True:
            before = self.world.now()
            try:
                reply = await self._attempt(call)
            except asyncio.CancelledError as gone:
                # Without the frames below: they, and those of the HTTP libraries, hold the credential and the body.
                raise gone.with_traceback(None)  # noqa: B904 - it is the same exception
            except TransportError as error:
                self._record(call, before, type(error).__name__)
                await self._again(call, error, outcome_of(error))
                continue
            except AuthError as error:
                self._record(call, before, type(error).__name__)
                self._give_up(call, error)
            self._record(call, before, str(reply.status))
            if reply.status < FIRST_ERROR:
                self.budget.succeed()
                return reply
            await self._refused(call, reply)

    async def _refused(self, call: Call, reply: Reply) -> None:
        """Judge an answer that says no: return to go again, after a new credential or a wait, or raise."""
        response = self._response(call, reply)
        if response.body:
            # Not for the many refusals that say nothing: the request may be large to look through.
            response = attrs.evolve(response, body=scrub(response.body, secrets_of_call(call)))
        tell(call.options.on_response, response)
        wait = retry_after(header(reply.headers, "retry-after"), self.world.utc())
        if wait is None:
            wait = retry_after_ms(header(reply.headers, "retry-after-ms"))
        if reply.status == UNAUTHORIZED and await self._renewed(call):
            return
        if reply.status < FIRST_REFUSAL and self._redirected(call, response):
            return
        if reply.status == TOO_MANY and call.options.rate is not None:
            key, rate = turns(call, call.options.rate)[-1]
            self._pacer.bucket(key, rate).slow_down(self.world.now(), min(wait or 0.0, PAUSE_CAP))
        error = error_for(response, wait=wait)
        await self._again(call, error, Outcome(sent=True, status=reply.status, retry_after=wait))

    def _redirected(self, call: Call, response: Response) -> bool:
        """After a redirect: whether to go there, once, with a GET and no body, and only where the catalog allows it."""
        if not call.request.operation.same_origin_redirect or call.redirected:
            return False
        target = same_origin(self._origin, response.header("location"))
        if target is None:
            return False
        call.redirected = True
        headers = (("Accept", call.request.operation.accept),)
        call.request = attrs.evolve(call.request, method="GET", target=target, content=b"", headers=headers)
        return True

    async def _renewed(self, call: Call) -> bool:
        """After a 401: whether there is another credential to go again with, once per call."""
        if call.grant is None or call.replayed:
            return False
        call.replayed = True
        try:
            return await call.credentials.replace(call.grant, call.deadline) is not None
        except AuthError as error:
            self._give_up(call, error)

    async def _again(self, call: Call, error: ThoughtSpotError, outcome: Outcome) -> None:
        """Wait before the next attempt, or raise."""
        request, options, now = call.request, call.options, self.world.now()
        number = len(call.attempts) - call.replayed - call.redirected
        wait = options.retry.delay(number, outcome, request.repeatable, self.world.random())
        if wait is None or not call.deadline.allows(wait, now):
            self._give_up(call, error)
        if outcome.status != TOO_MANY and not self.budget.spend():
            error.add_note(
                "not tried again: the client's retry budget is used up, the server fails too often"
            )
            self._give_up(call, error)
        self.counters.retries += 1
        call.attempts[-1] = attrs.evolve(call.attempts[-1], waited=wait)
        tell(options.on_retry, RetryInfo(request.operation.name, number, error.message, wait))
        await self.world.sleep(wait)

    def _record(self, call: Call, before: float, outcome: str) -> None:
        seconds = self.world.now() - before
        call.attempts.append(Attempt(outcome, seconds))
        if log.isEnabledFor(logging.DEBUG):
            log.debug(
                "%s attempt %d: %s, %.3f s", call.request.operation.name, len(call.attempts), outcome, seconds
            )

    def _name(self, call: Call, error: ThoughtSpotError) -> None:
        error.operation = call.request.operation.name
        error.attempts = tuple(call.attempts)
        error.elapsed = self.world.now() - call.started

    def _give_up(self, call: Call, error: ThoughtSpotError) -> NoReturn:
        self.counters.errors += 1
        self._name(call, error)
        explain(call, error)
        # Without the frames of the attempt, for the same reason as a cancellation; the attempts tell what they did.
        # Nor with what it came from: an error of an HTTP library may hold the request, and some pickle it along.
        error.__context__ = error.__cause__ = None
        raise error.with_traceback(None)

    # One attempt

    async def _attempt(self, call: Call) -> Reply:
        operation, rate = call.request.operation, call.options.rate
        if operation.auth and call.credentials.fresh() is None:
            await self._noted(call, "token", self._credential(call))
        if rate is not None:
            for key, one in turns(call, rate):
                if not self._pacer.try_start(key, one):
                    await self._waited(call, "rate", self._pacer.start(key, one))
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
            tell(
                call.options.on_wait, WaitInfo(call.request.operation.name, phase, self.world.now() - before)
            )

    async def _exchange(self, call: Call) -> Reply:
        request, options = call.request, call.options
        self.counters.attempts += 1
        if options.on_request is not None:
            operation = request.operation
            info = RequestInfo(operation.name, request.method, operation.path, len(call.attempts) + 1)
            tell(options.on_request, info)
        if self._closed:
            raise ConnectError("the client was closed meanwhile", permanent=True)
        outgoing = Outgoing(
            request.method, self._prefix + request.target, self._headers(call), request.content
        )
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

    def _headers(self, call: Call) -> Headers:
        locale = (("Accept-Language", call.options.locale),) if call.options.locale is not None else ()
        grant = ((call.grant.header, call.grant.value),) if call.grant is not None else ()
        length = (("Content-Length", str(len(call.request.content))),) if call.request.method != "GET" else ()
        return (*self._constants, *call.request.headers, *length, *locale, *grant)

    def _silence(self, call: Call) -> float:
        """When the current silence ends the attempt."""
        quiet = self.world.now() + call.options.timeout
        return quiet if call.deadline.at is None else min(quiet, call.deadline.at)

    def _live(self, call: Call, answer: Answer) -> Body:
        pace = None if call.request.operation.stream == "events" else Pace(self.world.now())
        return Body(
            answer,
            call.options.timeout,
            pace,
            self.world.now,
            self.counters.tick,
            lambda error: self._name(call, error),
            self.admission.release,
        )
