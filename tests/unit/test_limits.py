"""Limits: durations, deadlines, the bucket's rate, and the retry budget."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from aiothoughtspot.limits import (
    LIMIT_CLASSES,
    ROUNDING,
    Bucket,
    Deadline,
    Rate,
    RetryBudget,
    optional_seconds,
    seconds,
)

STEPS = st.floats(0, 40, allow_nan=False)


@pytest.mark.parametrize(("given_", "wanted"), [(2, 2.0), (0.5, 0.5), (timedelta(minutes=1), 60.0)])
def test_a_duration_is_seconds_or_a_timedelta(given_: float | timedelta, wanted: float) -> None:
    assert seconds(given_) == wanted
    assert isinstance(seconds(given_), float)
    assert optional_seconds(given_) == wanted


def test_no_duration_is_no_limit() -> None:
    assert optional_seconds(None) is None
    assert Deadline.after(None, now=5) == Deadline(None)


def test_a_deadline_counts_down_to_zero_and_not_below() -> None:
    deadline = Deadline.after(timedelta(seconds=10), now=100)
    assert [deadline.remaining(now) for now in (100, 109, 110, 500)] == [10, 1, 0, 0]
    assert deadline.allows(5, now=100)
    assert not deadline.allows(10, now=100)


def test_without_a_deadline_there_is_always_time() -> None:
    never = Deadline()
    assert never.remaining(1e9) == float("inf")
    assert never.allows(1e9, now=1e9)


@pytest.mark.parametrize("wrong", [{"per_second": 0}, {"per_second": -1}, {"burst": 0}])
def test_a_rate_must_let_something_through(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"per_second|burst"):
        Rate(**wrong)


def test_limit_classes_are_per_minute() -> None:
    assert {name: round(rate.per_second * 60) for name, rate in LIMIT_CLASSES.items()} == {
        "async_status": 100,
        "spotter_conversation": 10,
        "spotter_message": 30,
    }


class ABucket(RuleBasedStateMachine):
    """A caller that obeys `delay` never exceeds the rate in any window, whatever else happens."""

    @initialize(
        per_second=st.floats(0.1, 200), burst=st.integers(1, 20), start=st.sampled_from([0.0, 3.7, 1e6, 1e8])
    )
    def begin(self, per_second: float, burst: int, start: float) -> None:
        self.rate = Rate(per_second, burst)
        self.now = start
        self.bucket = Bucket(self.rate)
        self.starts: list[float] = []
        self.paused_until = start

    @rule(step=STEPS)
    def time_passes(self, step: float) -> None:
        self.now += step

    @rule()
    def a_request_starts_when_it_may(self) -> None:
        for _ in range(3):
            wait = self.bucket.delay(self.now)
            if wait <= 0:
                break
            self.now += wait
        assert self.bucket.delay(self.now) == 0, "one wait is enough, up to one rounding"
        self.bucket.take(self.now)
        self.starts.append(self.now)
        assert self.now >= self.paused_until - 1e-6

    @rule(pause=st.sampled_from([0.0, 0.5, 7.0]))
    def the_server_says_429(self, pause: float) -> None:
        self.bucket.slow_down(self.now, pause)
        self.paused_until = max(self.paused_until, self.now + pause)
        assert self.bucket.delay(self.now) > 0
        assert 0.1 <= self.bucket.factor <= 0.5

    @rule()
    def the_clock_steps_back(self) -> None:
        assert self.bucket.delay(self.now - 1) >= 0

    @rule()
    def after_half_a_minute_it_has_recovered(self) -> None:
        self.now = max(self.now + Bucket.RECOVERY_SECONDS, self.paused_until)
        self.bucket.delay(self.now)
        assert self.bucket.factor == 1.0

    @invariant()
    def no_window_holds_more_than_rate_and_burst(self) -> None:
        starts = getattr(self, "starts", [])
        for first in range(max(0, len(starts) - 40), len(starts)):
            window = starts[-1] - starts[first]
            count = len(starts) - first
            assert count <= self.rate.burst + window * self.rate.per_second + 1e-3 + count * ROUNDING


TestABucket = ABucket.TestCase


def test_a_bucket_slows_to_half_and_comes_back() -> None:
    bucket = Bucket(Rate(10, 1))
    bucket.take(0)
    assert bucket.delay(0) == pytest.approx(0.1)
    bucket.slow_down(0)
    assert bucket.delay(0) == pytest.approx(0.2)
    bucket.slow_down(0, pause=3)
    assert bucket.delay(0) == 3
    assert bucket.delay(3.4) == 0
    for _ in range(10):
        bucket.slow_down(4)
    assert bucket.factor == 0.1


class ABudget(RuleBasedStateMachine):
    """Retries never exceed the few at the start and a tenth of the successes."""

    def __init__(self) -> None:
        super().__init__()
        self.budget = RetryBudget()
        self.spent = self.succeeded = 0

    @rule(times=st.integers(1, 30))
    def retry(self, times: int) -> None:
        self.spent += sum(self.budget.spend() for _ in range(times))

    @rule(times=st.integers(1, 300))
    def succeed(self, times: int) -> None:
        for _ in range(times):
            self.budget.succeed()
        self.succeeded += times

    @invariant()
    def never_more_than_a_tenth(self) -> None:
        assert self.spent <= 20 + self.succeeded * 0.1 + 1e-6
        assert 0 <= self.budget.tokens <= self.budget.capacity


TestABudget = ABudget.TestCase


@given(st.integers(1, 500))
def test_a_failing_server_gets_twenty_retries_and_no_more(tries: int) -> None:
    budget = RetryBudget()
    assert sum(budget.spend() for _ in range(tries)) == min(tries, 20)
