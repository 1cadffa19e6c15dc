"""Queues: first come, first served; who is cancelled at any point has used nothing up."""

import asyncio
import random
from collections.abc import Coroutine, Hashable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from aiothoughtspot.limits import Admission, Pacer, Rate


class Clock:
    """A clock that only `sleep` and the test move."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, duration: float) -> None:
        self.slept.append(duration)
        await asyncio.sleep(0)
        self.now += duration


class Queue(RuleBasedStateMachine):
    """A model of the queue beside the queue, on a loop that moves one step at a time."""

    SLOTS = 3

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.admission = Admission(self.SLOTS)
        self.arrived: list[int] = []
        self.served: set[int] = set()
        self.cancelled: set[int] = set()
        self.held = 0
        self.count = 0
        self.tasks: dict[int, asyncio.Task[None]] = {}

    def teardown(self) -> None:
        self.settle()
        for task in self.tasks.values():
            task.cancel()
        self.settle()
        while self.held:
            self.give_back()
        self.settle()
        assert (self.admission.free, self.admission.waiting, self.admission.in_flight) == (self.SLOTS, 0, 0)
        self.loop.close()

    def settle(self) -> None:
        for _ in range(4):
            self.loop.run_until_complete(asyncio.sleep(0))

    async def _take(self, number: int) -> None:
        self.arrived.append(number)
        await self.admission.acquire()
        later = set(self.arrived[self.arrived.index(number) + 1 :]) - self.served - self.cancelled
        assert self.admission.waiting <= len(later), "only who came later may still wait"
        self.served.add(number)
        self.held += 1

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        return self.loop.create_task(work)

    @rule()
    def somebody_comes(self) -> None:
        self.count += 1
        self.tasks[self.count] = self.spawn(self._take(self.count))

    @rule()
    def somebody_tries(self) -> None:
        free = self.admission.free
        assert self.admission.try_acquire() == (free > 0)
        self.held += free > 0

    @precondition(lambda self: self.held)
    @rule()
    def give_back(self) -> None:
        self.held -= 1
        self.admission.release()

    @precondition(lambda self: self.tasks)
    @rule(pick=st.randoms(use_true_random=False))
    def somebody_is_cancelled(self, pick: random.Random) -> None:
        number = pick.choice(sorted(self.tasks))
        if self.tasks[number].cancel():
            self.cancelled.add(number)

    @rule()
    def one_step(self) -> None:
        self.loop.run_until_complete(asyncio.sleep(0))

    @rule()
    def all_steps(self) -> None:
        self.settle()
        waiting = [task for task in self.tasks.values() if not task.done()]
        assert self.admission.waiting == len(waiting)
        assert self.admission.in_flight == self.held
        assert not (waiting and self.admission.free), "nobody waits while a slot is free"

    @invariant()
    def nobody_fails(self) -> None:
        for task in self.tasks.values():
            assert not (task.done() and not task.cancelled() and task.exception())

    @invariant()
    def never_more_than_there_are(self) -> None:
        assert 0 <= self.admission.free <= self.SLOTS
        assert self.held <= self.SLOTS


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=150, stateful_step_count=40)


async def test_a_waiter_that_release_passed_over_leaves_quietly() -> None:
    admission = Admission(1)
    await admission.acquire()
    first = asyncio.create_task(admission.acquire())
    second = asyncio.create_task(admission.acquire())
    await asyncio.sleep(0)
    first.cancel()
    admission.release()
    await second
    with pytest.raises(asyncio.CancelledError):
        await first
    assert admission.in_flight == 1


async def test_a_slot_given_to_somebody_cancelled_goes_on_to_the_next() -> None:
    admission = Admission(1)
    await admission.acquire()
    first = asyncio.create_task(admission.acquire())
    second = asyncio.create_task(admission.acquire())
    await asyncio.sleep(0)
    admission.release()
    first.cancel()
    await second
    with pytest.raises(asyncio.CancelledError):
        await first
    admission.release()
    assert admission.free == 1


async def test_turns_are_fair_and_the_rate_holds() -> None:
    clock = Clock()
    pacer = Pacer(clock, clock.sleep)
    rate = Rate(10, 2)
    started: list[tuple[int, float]] = []

    async def work(number: int) -> None:
        await pacer.start("api", rate)
        started.append((number, clock.now))

    async with asyncio.TaskGroup() as group:
        for number in range(30):
            group.create_task(work(number))
    assert [number for number, _ in started] == list(range(30))
    # Two at once, then one every tenth of a second.
    assert started[-1][1] - started[0][1] == pytest.approx(2.8)
    assert len(clock.slept) == 28


@given(cancel=st.sets(st.integers(0, 11)), when=st.integers(0, 20), pause=st.sampled_from([None, 0.0, 5.0]))
@settings(max_examples=60)
def test_who_is_cancelled_has_used_no_turn(cancel: set[int], when: int, pause: float | None) -> None:
    async def scenario() -> None:
        clock = Clock()
        pacer = Pacer(clock, clock.sleep)
        rate = Rate(4, 1)
        started: list[int] = []

        async def work(number: int) -> None:
            await pacer.start("api", rate)
            started.append(number)

        tasks = [asyncio.create_task(work(number)) for number in range(12)]
        for _ in range(when):
            await asyncio.sleep(0)
        if pause is not None:
            pacer.bucket("api", rate).slow_down(clock.now, pause)
        gone = {number for number in cancel if tasks[number].cancel()}
        await asyncio.gather(*tasks, return_exceptions=True)
        assert sorted({*started, *gone}) == list(range(12))
        assert started == sorted(started)
        bucket = pacer.bucket("api", rate)
        bucket.delay(clock.now)
        clock.now += 60
        assert pacer.try_start("api", rate)

    asyncio.run(scenario())


async def test_nobody_overtakes_those_who_wait() -> None:
    clock = Clock()
    gate = asyncio.Event()

    async def sleep(duration: float) -> None:
        await gate.wait()
        clock.now += duration

    pacer = Pacer(clock, sleep)
    rate = Rate(1, 1)
    assert pacer.try_start("a", rate)
    assert not pacer.try_start("a", rate), "the bucket is empty"
    assert pacer.try_start("b", rate), "another key has a bucket of its own"
    waiter = asyncio.create_task(pacer.start("a", rate))
    await asyncio.sleep(0)
    clock.now += 10
    assert not pacer.try_start("a", rate), "somebody waits"
    gate.set()
    await waiter


def test_a_view_with_another_rate_has_another_bucket() -> None:
    pacer = Pacer(lambda: 0.0, no_sleep)
    fast, slow = Rate(100, 2), Rate(1, 1)
    assert [pacer.try_start(None, fast), pacer.try_start(None, slow), pacer.try_start(None, slow)] == [
        True,
        True,
        False,
    ]
    assert pacer.try_start(None, fast)


async def test_buckets_that_are_as_good_as_new_are_forgotten_when_there_are_many() -> None:
    now = [0.0]
    pacer = Pacer(lambda: now[0], no_sleep)
    rate = Rate(1, 1)
    assert pacer.try_start("busy", rate)
    for user in range(1, 10_000):
        pacer.bucket(user, rate)
    assert len(pacer._buckets) == 10_000, "one for each user, as long as they are not too many"
    pacer.bucket("one more", rate)
    assert len(pacer._buckets) == 2
    assert not pacer.try_start("busy", rate)


async def no_sleep(_: float) -> None:
    raise AssertionError("nobody waits here")


async def test_a_shared_limiter_is_asked_first_and_waited_for_then_the_own_bucket_counts() -> None:
    clock, rate = Clock(), Rate(10, 1)
    asked: list[tuple[Hashable, Rate]] = []

    class Shared:
        async def reserve(self, key: Hashable, rate: Rate) -> float:
            asked.append((key, rate))
            return 3.0

    pacer = Pacer(clock, clock.sleep, Shared())
    assert not pacer.try_start("a", rate)
    await pacer.start("a", rate)
    await pacer.start("a", rate)
    assert asked == [("a", rate)] * 2
    assert clock.slept == [3.0, 3.0]
    assert pacer.bucket("a", rate).delay(clock()) > 0


async def test_who_stops_waiting_for_a_slot_leaves_nothing_behind() -> None:
    admission = Admission(1)
    await admission.acquire()
    waiting = [asyncio.create_task(admission.acquire()) for _ in range(5)]
    await asyncio.sleep(0)
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert not admission._waiters
