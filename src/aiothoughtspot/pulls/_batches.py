"""One engine for whatever is done to many objects: batches that adapt, and halve until the one bad item is alone.

The server does both: it refuses a whole request for one bad id, and it reports single items as failed inside a 200.
Gateways give up on batches that take long; then the batch is halved, and so is every later one, until it goes well again.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence, Sized
from typing import Any, TypeVar

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.errors import (
    ApiError,
    DecodeError,
    PartialFailureError,
    ProtocolError,
    ThoughtSpotError,
    TimedOutError,
    TooLargeError,
    TransportError,
)
from aiothoughtspot.pulls._report import ExportFailure, Meter, PullError, Tell
from aiothoughtspot.retry import Outcome, Repeatable, Retry

T = TypeVar("T")
GATEWAY_TIMEOUT = 504
# The gateway or the server says that the request or its answer is too much at once.
TOO_MUCH = frozenset({413, 414, GATEWAY_TIMEOUT})
BUSY = frozenset({429, 502, 503})
# Batches that must go well in a row before their size doubles again.
GROW_AFTER = 8
SILENT = "the answer says nothing about it"
UNKNOWN = "its outcome is unknown, look before you repeat it"


@attrs.frozen
class Failure(ExportFailure):
    """One item that was not done, and why; `status` is the HTTP status of the refusal, 0 if there was none."""

    status: int = 0


class TooManyFailuresError(PullError):
    """More items failed than were allowed; `.failures` has them so far, what was done stays done."""

    failures: tuple[Failure, ...] = ()


@attrs.frozen
class BulkReport:
    """What was done to many objects: the ids done, those that failed with their reasons, calls made, seconds."""

    done: tuple[str, ...]
    failures: tuple[Failure, ...]
    calls: int
    seconds: float

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all reasons if any item failed."""
        raise_for(self.failures, len(self.done) + len(self.failures))


def raise_for(failures: Sequence[ExportFailure], total: int) -> None:
    """Raise `PartialFailureError` with all reasons if there are failures."""
    if failures:
        first = "; ".join(f"{one.id}: {one.reason}" for one in failures[:3])
        reasons = tuple(f"{one.id}: {one.reason}" for one in failures)
        raise PartialFailureError(f"{len(failures)} of {total} failed: {first}", status=200, failures=reasons)


@attrs.frozen
class Rules:
    """How many items go in a call at first and at most, calls at a time, failures allowed (None: any number).

    `again` says whether a batch that timed out may be sent again, in halves.
    """

    size: int = attrs.field(validator=attrs.validators.ge(1))
    window: int = attrs.field(default=4, validator=attrs.validators.ge(1))
    max_failures: int | None = None
    again: bool = True


@attrs.frozen
class Halving(Retry):
    """A policy that leaves timeouts of gateways to whoever halves the batch: the same again would time out again."""

    def delay(self, attempt: int, outcome: Outcome, repeatable: Repeatable, random: float) -> float | None:
        """As `Retry.delay`, but None after a 504."""
        if outcome.status == GATEWAY_TIMEOUT:
            return None
        return super().delay(attempt, outcome, repeatable, random)


def halving(client: Client, batch: Sized) -> Client:
    """A view of a client for a call with a batch that can be halved; one with a single item is tried again as ever."""
    if len(batch) <= 1:
        return client
    return client.with_options(retry=Halving(**attrs.asdict(client.options.retry)))


def failure(one: str, error: ThoughtSpotError) -> Failure:
    """An error as the outcome of one item."""
    return Failure(one, str(error), error.status if isinstance(error, ApiError) else 0)


@attrs.define
class _Queue:
    """The batches still to send: halves of earlier ones first, then fresh ones of the present size."""

    rest: deque[str]
    most: int
    size: int
    halves: list[list[str]] = attrs.field(factory=list)
    good: int = 0

    def take(self) -> list[str]:
        """The next batch; empty if there is none."""
        if self.halves:
            return self.halves.pop()
        return [self.rest.popleft() for _ in range(min(self.size, len(self.rest)))]

    def went_well(self) -> None:
        """Count a batch that went well; several let the size grow back."""
        self.good += 1
        if self.good >= GROW_AFTER and self.size < self.most:
            self.size, self.good = min(self.most, self.size * 2), 0

    def split(self, batch: list[str], *, slow: bool) -> None:
        """Put both halves of a batch back; `slow` says it was too long, so that later ones are shorter as well."""
        middle = len(batch) // 2
        self.halves += [batch[middle:], batch[:middle]]
        if slow:
            self.size, self.good = max(1, min(self.size, middle)), 0


@attrs.define
class _Run:
    """One run of the engine: what is left, and what came of the rest."""

    queue: _Queue
    rules: Rules
    keep: Callable[[str, Any], object]
    failures: list[Failure] = attrs.field(factory=list)

    def judge(self, batch: list[str], answer: Mapping[str, Any] | ThoughtSpotError) -> None:
        """Take down a batch's outcomes, or put its halves back."""
        if not isinstance(answer, ThoughtSpotError):
            self.queue.went_well()
            for one in batch:
                self._settle(one, answer.get(one, Failure(one, SILENT)))
            return
        doubt = not self.rules.again and _in_doubt(answer)
        if len(batch) > 1 and not doubt and not _busy(answer):
            self.queue.split(batch, slow=_slow(answer))
            return
        for one in batch:
            told = failure(one, answer)
            self._settle(one, attrs.evolve(told, reason=f"{told.reason}; {UNKNOWN}") if doubt else told)

    def _settle(self, one: str, outcome: Any) -> None:
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
        self.keep(one, outcome)

    def check(self) -> None:
        """Raise `TooManyFailuresError` if there are."""
        most, failed = self.rules.max_failures, len(self.failures)
        if most is not None and failed > most:
            text = f"{failed} failed, {most} are allowed; the last: {self.failures[-1].reason}"
            raise TooManyFailuresError(text, failures=tuple(self.failures))


async def in_batches(
    items: Iterable[str],
    call: Callable[[list[str]], Awaitable[Mapping[str, T | Failure]]],
    keep: Callable[[str, T | Failure], object],
    rules: Rules,
) -> None:
    """Call with batches of items until each has its outcome, which is told to `keep`, once.

    `call` gives the outcome of each item of a batch, or raises for the whole.  Raises `TooManyFailuresError`, what
    makes all further calls useless (no login, no connection), and whatever is no error of a call, such as a full disk.
    """
    run = _Run(_Queue(deque(dict.fromkeys(items)), rules.size, rules.size), rules, keep)
    running: set[asyncio.Task[tuple[list[str], Any]]] = set()
    try:
        while True:
            while len(running) < rules.window and (batch := run.queue.take()):
                running.add(asyncio.create_task(_attempt(call, batch)))
            if not running:
                return
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            # Outcomes are taken down before an error ends it all, so that what was done is not done again.
            failed = [task for task in done if task.exception() is not None]
            for task in done.difference(failed):
                run.judge(*task.result())
            if failed:
                await failed[0]
            run.check()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _attempt(
    call: Callable[[list[str]], Awaitable[Mapping[str, T | Failure]]], batch: list[str]
) -> tuple[list[str], Mapping[str, T | Failure] | ThoughtSpotError]:
    try:
        return batch, await call(batch)
    except (ApiError, DecodeError, ProtocolError, PullError, TimedOutError, TooLargeError) as error:
        return batch, error


def _slow(error: ThoughtSpotError) -> bool:
    if isinstance(error, ApiError):
        return error.status in TOO_MUCH
    return isinstance(error, TimedOutError | TooLargeError)


def _busy(error: ThoughtSpotError) -> bool:
    """Whether a smaller batch would meet the same: the server turns everything away."""
    return isinstance(error, ApiError) and error.status in BUSY


def _in_doubt(error: ThoughtSpotError) -> bool:
    """Whether the request may have been carried out although it failed."""
    if isinstance(error, ApiError):
        return error.status in {502, GATEWAY_TIMEOUT}
    return not isinstance(error, TransportError) or error.sent


async def in_bulk(
    client: Client,
    items: Iterable[str],
    call: Callable[[list[str]], Awaitable[Mapping[str, Any]]],
    rules: Rules,
    progress: Tell | None,
) -> BulkReport:
    """Run `in_batches` and sum it up; `progress` is told after each item."""
    meter, wanted = Meter(client, progress), list(dict.fromkeys(items))
    meter.total = len(wanted)
    done: list[str] = []
    failures: list[Failure] = []

    def keep(one: str, outcome: Any) -> None:
        meter.done += 1
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            done.append(one)
        meter.tell()

    await in_batches(wanted, call, keep, rules)
    report = meter.report({}, ())
    return BulkReport(tuple(done), tuple(failures), report.calls, report.seconds)
