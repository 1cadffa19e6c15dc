"""Waiting for jobs of the server: asking seldom, bearing what passes, and never losing the thread.

The job runs on the server whatever happens here: cancelling a wait stops the asking only, and every progress and every
error carries a token, JSON-safe, from which another wait goes on, in another process too.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Generic, TypeVar

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.errors import (
    AuthUnavailableError,
    NotFoundError,
    RateLimitedError,
    RequestError,
    ServerError,
    ThoughtSpotError,
    TransportError,
)
from aiothoughtspot.limits import optional_seconds, seconds
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.retry import NO_RETRY

T = TypeVar("T")
Token = dict[str, Any]
# Seconds between questions, as the server's documents advise, and how many objects make a large job.
SMALL, LARGE, LARGE_JOB = 30.0, 60.0, 50
# The server answers 100 status questions a minute and client address; one wait never asks faster than that.
LEAST = 0.6
PATIENCE = 600.0
# What may pass: a restart, a node that has not heard of the job yet, too many questions, a network that stutters.
PASSING = (AuthUnavailableError, NotFoundError, RateLimitedError, ServerError, TransportError)


@attrs.frozen
class Polling:
    """How to wait: `every` so many seconds (None: as the server advises), and how long to bear silence (s).

    `now` and `sleep` are a monotonic clock and its way to wait, both in seconds.
    """

    every: float | None = attrs.field(default=None, converter=optional_seconds)
    patience: float = attrs.field(default=PATIENCE, converter=seconds)
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@attrs.frozen
class JobProgress:
    """How far a job is: its status, objects done of `total`, seconds waited, questions asked, and the token.

    `done` never falls.
    """

    status: str
    done: int
    total: int | None
    seconds: float
    checks: int
    token: Token


@attrs.frozen
class Step(Generic[T]):
    """One answer about a job: how far it is, and its result as a tuple of one when it has ended."""

    status: str
    done: int = 0
    total: int | None = None
    result: tuple[T] | None = None


TellJob = Callable[[JobProgress], object]
POLLING = Polling()


def asking(client: Client) -> Client:
    """A view whose calls are one request each: the wait itself asks again, at its own pace."""
    return client.with_options(retry=NO_RETRY)


def subject(given: str | Token, job: str, key: str) -> str:
    """What a wait is about: named as such, or in a token of an earlier wait.  Raises `RequestError` for others."""
    if isinstance(given, str) and given:
        return given
    if not isinstance(given, Mapping) or given.get("job") != job or not isinstance(given.get(key), str):
        raise RequestError(f"this is no token of {job}", parameter="token")
    found: str = given[key]
    return found


def interval(polling: Polling, total: int | None) -> float:
    """Seconds until the next question about a job of so many objects."""
    advised = LARGE if (total or 0) > LARGE_JOB else SMALL
    return max(LEAST, advised if polling.every is None else polling.every)


async def poll(
    check: Callable[[], Awaitable[Step[T] | None]],
    token: Token,
    polling: Polling,
    progress: TellJob | None,
) -> T:
    """Ask until the job has ended and return its result; None from `check` means that nobody knows the job (yet).

    Errors that may pass are borne for `polling.patience` seconds since the last good answer.  Every error raised has
    the token as its `cursor`.
    """
    started = good = polling.now()
    best, checks, total = 0, 0, None
    while True:
        checks += 1
        trouble: ThoughtSpotError = PullError("the server does not know this job")
        try:
            step = await check()
        except PASSING as error:
            step, trouble = None, error
        except ThoughtSpotError as error:
            error.cursor = token
            raise
        now = polling.now()
        if step is not None:
            good, best, total = now, max(best, step.done), step.total
            if progress is not None:
                progress(JobProgress(step.status, best, total, now - started, checks, token))
            if step.result is not None:
                return step.result[0]
        elif now - good >= polling.patience or getattr(trouble, "permanent", False):
            trouble.cursor = token
            raise trouble
        wish = trouble.retry_after if isinstance(trouble, RateLimitedError) else None
        await polling.sleep(max(interval(polling, total), wish or 0.0))
