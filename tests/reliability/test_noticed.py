"""Bounds that a change of the code once slipped over without any test noticing: each at its exact place."""

from datetime import UTC, datetime

import pytest

from aiothoughtspot.limits import LIMIT_CLASSES, Bucket, Rate, RetryBudget
from aiothoughtspot.retry import retry_after


def test_the_servers_limits_are_exact() -> None:
    assert {
        "async_status": Rate(100 / 60, 100),
        "spotter_conversation": Rate(10 / 60, 10),
        "spotter_message": Rate(30 / 60, 30),
    } == LIMIT_CLASSES


def test_a_budget_fills_up_to_a_hundred_and_not_further() -> None:
    budget = RetryBudget()
    for _ in range(10_000):
        budget.succeed()
    assert sum(budget.spend() for _ in range(1000)) == 100


def test_a_slowed_bucket_recovers_a_thirtieth_each_second() -> None:
    bucket = Bucket(Rate(10, 1))
    bucket.slow_down(0)
    bucket.delay(6)
    assert bucket.factor == pytest.approx(0.5 + 6 / 30)


def test_a_bucket_counts_the_time_that_passed_before_a_start_or_a_question() -> None:
    bucket = Bucket(Rate(10, 5))
    for _ in range(5):
        bucket.take(0)
    bucket.take(0.4)
    assert bucket.tokens == pytest.approx(3)
    assert not bucket.is_full(0.5)
    assert bucket.is_full(0.7)


def test_a_hundred_thousand_million_is_the_first_number_that_is_a_time_in_ms() -> None:
    now = datetime.fromtimestamp(100_000_000 - 7, UTC)
    assert retry_after("100000000000", now) == pytest.approx(7)
    assert retry_after("99999999999", now) == 99_999_999_999
