"""Machines that do anything in any order, beside a model of what must hold: the token and the paginator.

The retry budget, the buckets and the admission have theirs in tests/unit.
"""

import asyncio
import json
from functools import partial
from typing import Any

import canary
import paging_support as fake
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from paging_support import Server, Thing

from aiothoughtspot import AuthUnavailableError, Deadline, RejectedError, ServerError, TrustedAuth
from aiothoughtspot._credentials import ATTEMPTS, REFUSED_SECONDS, Credentials
from aiothoughtspot._response import Response
from aiothoughtspot.auth import Grant, Login
from aiothoughtspot.paging import Paginator, paginate

LIFE = 100.0


class AToken(RuleBasedStateMachine):
    """Callers come, go and are cancelled; the endpoint answers, fails or refuses; tokens are revoked and age."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.now = 1000.0
        self.asked: list[asyncio.Future[Response]] = []
        self.sends: list[float] = []
        self.refused_at = float("-inf")
        self.made = 0
        self.revoked: set[str] = set()
        self.callers: set[asyncio.Task[Grant | None]] = set()
        auth = TrustedAuth("ana", canary.KEY)
        self.credentials = Credentials(auth, self.send, lambda: self.now, self.sleep, lambda: 0.5)

    async def send(self, _: Login) -> Response:
        assert not self.waiting, "one login at a time"
        assert self.now >= self.refused_at + REFUSED_SECONDS, "a refused credential is not sent again"
        self.sends.append(self.now)
        future: asyncio.Future[Response] = self.loop.create_future()
        self.asked.append(future)
        return await future

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:  # noqa: ASYNC110 - the machine moves this clock
            await asyncio.sleep(0)

    @property
    def waiting(self) -> list[asyncio.Future[Response]]:
        return [one for one in self.asked if not one.done()]

    def settle(self) -> None:
        for _ in range(6):
            self.loop.run_until_complete(asyncio.sleep(0))
        for caller in [one for one in self.callers if one.done()]:
            self.callers.discard(caller)
            if not caller.cancelled():
                self.judge(caller)

    def judge(self, caller: "asyncio.Task[Grant | None]") -> None:
        error = caller.exception()
        assert error is None or isinstance(error, RejectedError | AuthUnavailableError)
        if error is None:
            grant = caller.result()
            assert grant is None or grant.value not in self.revoked or grant is self.credentials.current()

    def answer(self, status: int, body: dict[str, Any]) -> None:
        self.waiting[0].set_result(Response(status, (), json.dumps(body).encode()))
        self.settle()

    @rule(count=st.integers(1, 5))
    def callers_come(self, count: int) -> None:
        self.callers |= {self.loop.create_task(self.credentials.get(Deadline())) for _ in range(count)}
        self.settle()

    @precondition(lambda self: self.credentials.current())
    @rule(count=st.integers(1, 4))
    def the_token_is_revoked_under_some(self, count: int) -> None:
        bad = self.credentials.current()
        assert bad is not None
        self.revoked.add(bad.value)
        made = self.made
        self.callers |= {
            self.loop.create_task(self.credentials.replace(bad, Deadline())) for _ in range(count)
        }
        self.settle()
        assert self.made == made
        assert len(self.waiting) <= 1

    @precondition(lambda self: self.waiting)
    @rule()
    def the_login_succeeds(self) -> None:
        self.made += 1
        times = {"creation_time_in_millis": 0, "expiration_time_in_millis": LIFE * 1000}
        self.answer(200, {"token": f"SECRET-{self.made}", **times})
        # It may have taken so long that the token is old already.
        grant = self.credentials._grant
        assert grant is not None
        assert grant.value == f"Bearer SECRET-{self.made}"

    @precondition(lambda self: self.waiting)
    @rule(status=st.sampled_from([500, 503, 429]))
    def the_login_fails(self, status: int) -> None:
        self.answer(status, {})

    @precondition(lambda self: self.waiting)
    @rule()
    def the_login_is_refused(self) -> None:
        self.refused_at = self.now
        self.answer(401, {})

    @precondition(lambda self: self.callers)
    @rule(every=st.integers(1, 3))
    def callers_are_cancelled(self, every: int) -> None:
        for caller in list(self.callers)[::every]:
            caller.cancel()
        self.settle()

    @rule(seconds=st.sampled_from([0.1, 1.0, 5.0, 20.0, 61.0, 85.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        self.settle()

    @invariant()
    def what_is_given_is_usable(self) -> None:
        grant = self.credentials.current()
        assert grant is None or self.now < grant.usable_until

    @invariant()
    def nobody_waits_without_a_login(self) -> None:
        assert not self.callers or self.credentials._flight is not None

    @invariant()
    def a_failing_endpoint_is_asked_seldom(self) -> None:
        # Backoff grows from half a second, so that even without an end of callers no ten seconds hold more.
        recent = [at for at in self.sends if at > self.now - 10]
        assert len(recent) <= 3 * ATTEMPTS + self.made + len(self.revoked)

    def teardown(self) -> None:
        for caller in self.callers:
            caller.cancel()
        self.settle()
        self.credentials.close()
        self.settle()
        assert not asyncio.all_tasks(self.loop)
        self.loop.close()


TestAToken = AToken.TestCase
TestAToken.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


class APaginator(RuleBasedStateMachine):
    """Items are taken, pages fail, rows are added at either end, and the walk goes on from its cursor in another process."""

    SIZE = 3

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.failing = 0
        self.server = Server([Thing(n) for n in range(20)], before=self.before)
        self.given: list[int] = []
        self.newest = 20
        self.oldest = 0
        self.ended = False
        self.restarted = False
        self.shifted = False
        self.begin(None, window=2, ordered=True)

    def before(self, _: int) -> None:
        if self.failing:
            self.failing -= 1
            raise ServerError("HTTP 503")

    def begin(self, cursor: Any, *, window: int, ordered: bool) -> None:
        self.walk: Paginator[Any] = paginate(
            partial(fake.short, self.server),
            record_size=self.SIZE,
            window=window,
            ordered=ordered,
            cursor=cursor,
        )
        self.items = aiter(self.walk)

    async def take(self) -> bool:
        item = await anext(self.items, None)
        if item is None:
            return False
        self.given.append(item.id)
        return True

    @precondition(lambda self: not self.ended)
    @rule(count=st.integers(1, 7), window=st.integers(1, 4), ordered=st.booleans())
    def items_are_taken(self, count: int, window: int, ordered: bool) -> None:
        for _ in range(count):
            try:
                more = self.loop.run_until_complete(self.take())
            except ServerError as error:
                assert error.cursor == self.walk.cursor  # noqa: PT017 - one of three ends
                self.restart(window, ordered)
                return
            if not more:
                self.ended = True
                assert self.server.running == 0
                return

    @precondition(lambda self: not self.ended)
    @rule(window=st.integers(1, 4), ordered=st.booleans())
    def it_goes_on_elsewhere(self, window: int, ordered: bool) -> None:
        self.restart(window, ordered)

    def restart(self, window: int, ordered: bool) -> None:
        self.restarted = True
        cursor = json.loads(json.dumps(self.walk.cursor))
        self.loop.run_until_complete(self.close())
        self.begin(cursor, window=window, ordered=ordered)

    async def close(self) -> None:
        generator: Any = self.items
        await generator.aclose()
        async with self.walk:
            pass

    @rule(times=st.integers(1, 3))
    def pages_fail(self, times: int) -> None:
        self.failing += times

    @precondition(lambda self: not self.ended and self.newest < 40)
    @rule()
    def a_row_is_added_at_the_end(self) -> None:
        self.server.things.append(Thing(self.newest))
        self.newest += 1

    @precondition(lambda self: not self.ended and self.oldest > -9)
    @rule()
    def a_row_is_added_at_the_front(self) -> None:
        self.oldest -= 1
        self.shifted = True
        self.server.things.insert(0, Thing(self.oldest))

    @invariant()
    def nothing_comes_twice_within_one_walk(self) -> None:
        # What another process was given is not known here, if rows have moved.
        assert (self.restarted and self.shifted) or len(set(self.given)) == len(self.given)

    @invariant()
    def at_the_end_nothing_that_was_there_from_the_start_is_missing(self) -> None:
        assert not self.ended or set(self.given) >= set(range(20))

    @invariant()
    def what_comes_twice_is_counted(self) -> None:
        assert self.walk.duplicates == 0 or self.shifted

    def teardown(self) -> None:
        self.loop.run_until_complete(self.close())
        assert self.server.running == 0
        self.loop.close()


TestAPaginator = APaginator.TestCase
TestAPaginator.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
