"""The attempts of a call, one after the other: the outcome of each is judged, and the call ends or waits and goes again."""

import asyncio
import logging
from typing import NoReturn

import attrs

from aiothoughtspot._attempt import FIRST_ERROR, FIRST_REFUSAL, Sender
from aiothoughtspot._base_url import same_origin
from aiothoughtspot._body import Body
from aiothoughtspot._call import (
    Call,
    Reply,
    World,
    explain,
    log,
    name,
    outcome_of,
    secrets_of_call,
    tell,
    turns,
)
from aiothoughtspot._edges import Edge, Origin
from aiothoughtspot._failure import error_for
from aiothoughtspot._response import Headers, Response, header
from aiothoughtspot._scrub import scrub
from aiothoughtspot.errors import Attempt, AuthError, ThoughtSpotError, TransportError
from aiothoughtspot.limits import Admission, Limiter, Pacer, RetryBudget
from aiothoughtspot.options import CallInfo, RetryInfo
from aiothoughtspot.retry import TOO_MANY, Outcome, retry_after, retry_after_ms

UNAUTHORIZED = 401
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
        self._origin = origin
        self._pacer = Pacer(world.now, world.sleep, limiter)
        self._sender = Sender(edge, origin.prefix, constants, admission, self._pacer, world)
        self._budget = RetryBudget()
        self.world = world
        self.admission = admission
        self.counters = self._sender.counters
        self.login = self._sender.login

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

    async def aclose(self) -> None:
        """Close all connections; calls that are still on their way, such as those waiting for a retry, fail."""
        await self._sender.aclose()

    def _response(self, call: Call, reply: Reply) -> Response:
        elapsed = self.world.now() - call.started
        return Response(reply.status, reply.headers, reply.body, elapsed, tuple(call.attempts))

    async def _run(self, call: Call) -> Reply:
        self.counters.calls += 1
        outcome = "CancelledError"
        try:
            reply = await self._tries(call)
            outcome = str(reply.status)
        except ThoughtSpotError as error:
            outcome = type(error).__name__
            raise
        finally:
            if call.options.on_call is not None:
                operation, elapsed = call.request.operation, self.world.now() - call.started
                attempts = tuple(call.attempts)
                info = CallInfo(operation.name, operation.method, operation.path, outcome, attempts, elapsed)
                tell(call.options.on_call, info)
        return reply

    async def _tries(self, call: Call) -> Reply:
        while True:
            before = self.world.now()
            try:
                reply = await self._sender.attempt(call)
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
                self._budget.succeed()
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
        if outcome.status != TOO_MANY and not self._budget.spend():
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

    def _give_up(self, call: Call, error: ThoughtSpotError) -> NoReturn:
        self.counters.errors += 1
        name(call, error, self.world.now())
        explain(call, error)
        # Without the frames of the attempt, for the same reason as a cancellation; the attempts tell what they did.
        # Nor with what it came from: an error of an HTTP library may hold the request, and some pickle it along.
        error.__context__ = error.__cause__ = None
        raise error.with_traceback(None)
