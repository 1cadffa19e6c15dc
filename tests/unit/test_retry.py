"""Retry: the whole table of status, sent, repeatable and attempt; jitter's bounds; Retry-After in all its forms."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.retry import NO_RETRY, Outcome, Repeatable, Retry, retry_after, retry_after_ms

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
STATUSES = (None, 200, 400, 401, 403, 404, 409, 429, 500, 502, 503, 504)
SAFE = {"read", "same_end_state"}
TABLE = list(product(STATUSES, (True, False), get_args(Repeatable), (1, 2, 4, 5, 6)))


def may_be_repeated(status: int | None, repeatable: str, attempt: int, *, sent: bool) -> bool:
    """The contract in words: never sent and 429 always, transient ones if harmless, the rest never; five in all."""
    if attempt >= 5:
        return False
    if status == 429 or not sent:
        return True
    return repeatable in SAFE and status in {None, 502, 503, 504}


@pytest.mark.parametrize(("status", "sent", "repeatable", "attempt"), TABLE)
def test_whether_and_how_long(status: int | None, sent: bool, repeatable: Repeatable, attempt: int) -> None:
    retry = Retry()
    outcome = Outcome(sent, status)
    waits = [retry.delay(attempt, outcome, repeatable, random) for random in (0.0, 0.5, 0.999)]
    if may_be_repeated(status, repeatable, attempt, sent=sent):
        top = min(30.0, 0.5 * 2 ** (attempt - 1))
        assert waits == [0.0, 0.5 * top, 0.999 * top]
    else:
        assert waits == [None, None, None]


@pytest.mark.parametrize(("status", "sent", "repeatable", "attempt"), TABLE)
def test_what_is_hopeless_is_not_tried_again(
    status: int | None, sent: bool, repeatable: Repeatable, attempt: int
) -> None:
    assert Retry().delay(attempt, Outcome(sent, status, hopeless=True), repeatable, 0.5) is None
    assert NO_RETRY.delay(attempt, Outcome(sent, status), repeatable, 0.5) is None


@pytest.mark.parametrize("wish", [0.0, 7.0, 86400.0])
def test_the_servers_wish_is_kept(wish: float) -> None:
    assert Retry().delay(1, Outcome(sent=True, status=429, retry_after=wish), "no", 0.5) == wish
    assert Retry().delay(1, Outcome(sent=True, status=503, retry_after=wish), "read", 0.5) == max(wish, 0.25)
    assert Retry().delay(1, Outcome(sent=True, status=503, retry_after=wish), "no", 0.5) is None


@given(
    attempt=st.integers(1, 10_000),
    base=st.floats(0, 100),
    cap=st.floats(0, 1000),
    random=st.floats(0, 1, exclude_max=True),
)
def test_jitter_is_bounded_by_the_doubled_base_and_the_cap(
    attempt: int, base: float, cap: float, random: float
) -> None:
    wait = Retry(attempts=20_000, base=base, cap=cap).backoff(attempt, random)
    assert 0 <= wait <= cap
    assert wait <= base * 2 ** min(attempt - 1, 32)


def test_times_may_be_timedeltas() -> None:
    assert Retry(base=timedelta(seconds=2), cap=timedelta(minutes=1)) == Retry(base=2, cap=60)


def test_at_least_one_attempt() -> None:
    with pytest.raises(ValueError, match="attempts"):
        Retry(attempts=0)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("2.5", 2.5),
        ("86400", 86400.0),
        ("Sun, 01 Mar 2026 12:00:07 GMT", 7.0),
        ("Sun, 01 Mar 2026 13:00:07 +0100", 7.0),
        ("Sun, 01 Mar 2026 12:00:07 -0000", 7.0),
        ("Sunday, 01-Mar-26 12:00:07 GMT", 7.0),
        (str(int((NOW.timestamp() + 7) * 1000)), 7.0),
        (str(int((NOW.timestamp() - 7) * 1000)), None),
        ("Sun, 01 Mar 2026 11:59:00 GMT", None),
        ("-7", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("Sun, 99 Foo 2026", None),
        ("", None),
        ("   ", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, wait: float | None) -> None:
    assert retry_after(header, NOW) == (None if wait is None else pytest.approx(wait))


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("1500", 1.5),
        ("0", 0.0),
        ("-1", None),
        ("inf", None),
        ("nan", None),
        ("x", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_in_milliseconds(header: str | None, wait: float | None) -> None:
    assert retry_after_ms(header) == wait


@given(st.integers(0, 10**7))
def test_any_future_http_date_is_so_many_seconds(ahead: int) -> None:
    assert retry_after(format_datetime(NOW + timedelta(seconds=ahead), usegmt=True), NOW) == ahead


ODD = st.text() | st.from_regex(
    r"(Mon|Xyz), -?\d{1,25} (Jan|Feb|Foo) \d{1,25} \d{1,9}:\d\d:\d\d ([+-]\d{1,9}|GMT)?", fullmatch=True
)


@given(ODD)
def test_no_header_raises(header: Any) -> None:
    for wait in (retry_after(header, NOW), retry_after_ms(header)):
        assert wait is None or wait >= 0
