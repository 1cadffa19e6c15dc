"""The engine of batches: every item its outcome, once; poisoned batches halve, slow ones shrink, doubt is said."""

import asyncio
import gc
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.errors import BadRequestError, PartialFailureError, ServerError
from aiothoughtspot.pulls._batches import GROW_AFTER, Halving, Rules, halving, in_batches
from aiothoughtspot.retry import Outcome

Fate = Callable[[list[str]], BaseException | dict[str, Any] | None]


class Server:
    """Takes batches; `fate` says what becomes of each: an error, outcomes, or None when all goes well."""

    def __init__(self, fate: Fate) -> None:
        self.fate = fate
        self.batches: list[list[str]] = []
        self.running = self.most = 0

    async def __call__(self, batch: list[str]) -> dict[str, Any]:
        self.batches.append(batch)
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(0)
        self.running -= 1
        came = self.fate(batch)
        if isinstance(came, BaseException):
            raise came
        return dict.fromkeys(batch, "done") if came is None else came


async def run(server: Server, items: list[str], rules: Rules) -> dict[str, Any]:
    kept: dict[str, Any] = {}

    def keep(one: str, outcome: Any) -> None:
        assert one not in kept
        kept[one] = outcome

    await in_batches(items, server, keep, rules)
    return kept


def refusing(bad: set[str], error: Callable[[], BaseException]) -> Fate:
    return lambda batch: error() if bad & set(batch) else None


def items(count: int) -> list[str]:
    return [f"{number:04d}" for number in range(count)]


@given(
    count=st.integers(0, 120),
    size=st.integers(1, 50),
    window=st.integers(1, 5),
    bad=st.sets(st.integers(0, 119), max_size=8),
)
async def test_every_item_has_its_outcome_and_only_the_bad_ones_fail(
    count: int, size: int, window: int, bad: set[int]
) -> None:
    poison = {f"{one:04d}" for one in bad if one < count}
    server = Server(refusing(poison, lambda: BadRequestError("one is unknown", status=400)))
    kept = await run(server, [*items(count), *items(count)], Rules(size, window))
    assert set(kept) == set(items(count))
    assert {one for one, outcome in kept.items() if isinstance(outcome, pulls.Failure)} == poison
    assert all(kept[one].status == 400 for one in poison)
    assert server.most <= window
    assert max(map(len, server.batches), default=0) <= size
    # A bad item costs two calls for each time its batch is halved, and no more.
    halvings = (size - 1).bit_length() + 1
    assert len(server.batches) <= -(-count // size) + 2 * halvings * len(poison)


async def test_what_takes_too_long_is_halved_and_later_batches_are_shorter_until_it_goes_well() -> None:
    server = Server(lambda batch: ServerError("gave up", status=504) if len(batch) > 25 else None)
    kept = await run(server, items(300), Rules(100, window=1))
    assert set(kept.values()) == {"done"}
    sizes = [len(batch) for batch in server.batches]
    assert sizes[:5] == [100, 50, 25, 25, 50]
    # After several went well it tries the double again, and is told again.
    assert sizes[5 : 5 + GROW_AFTER + 3] == [25] * GROW_AFTER + [50, 25, 25]
    assert sum(size for size in sizes if size <= 25) == 300


async def test_a_single_item_that_takes_too_long_fails() -> None:
    server = Server(refusing({"0001"}, lambda: ts.TimedOutError("too long", sent=True)))
    kept = await run(server, items(4), Rules(4, window=1))
    assert [one for one in kept if kept[one] != "done"] == ["0001"]
    assert kept["0001"] == pulls.Failure("0001", "too long")


@pytest.mark.parametrize(
    "error",
    [
        ServerError("gave up", status=504),
        ts.TimedOutError("too long", sent=True),
        ts.ProtocolError("cut off", sent=True),
        ts.DecodeError("no JSON"),
    ],
)
async def test_what_may_have_been_done_is_not_repeated_when_it_must_not_be(
    error: ts.ThoughtSpotError,
) -> None:
    server = Server(lambda batch: error)
    kept = await run(server, items(6), Rules(3, again=False))
    assert len(server.batches) == 2
    assert all(
        outcome.reason.endswith("outcome is unknown, look before you repeat it") for outcome in kept.values()
    )


async def test_what_was_refused_or_never_left_is_halved_even_then() -> None:
    server = Server(refusing({"0002"}, lambda: BadRequestError("no", status=400)))
    assert len(await run(server, items(8), Rules(8, again=False))) == 8
    assert len(server.batches) > 2
    unsent = Server(refusing({"0002"}, lambda: ts.TimedOutError("no turn", sent=False)))
    kept = await run(unsent, items(8), Rules(8, again=False))
    assert kept["0002"].reason == "no turn"


@pytest.mark.parametrize("status", [429, 502, 503])
async def test_a_server_that_turns_everything_away_is_not_asked_in_halves(status: int) -> None:
    server = Server(lambda batch: ServerError("busy", status=status))
    kept = await run(server, items(20), Rules(10))
    assert len(server.batches) == 2
    assert {outcome.status for outcome in kept.values()} == {status}


async def test_failures_inside_an_answer_and_items_it_forgets_are_failures() -> None:
    server = Server(lambda batch: {"0000": "done", "0001": pulls.Failure("0001", "broken")})
    kept = await run(server, items(3), Rules(3))
    assert kept["0001"].reason == "broken"
    assert kept["0002"].reason == "the answer says nothing about it"
    assert len(server.batches) == 1


async def test_too_many_failures_stop_it_with_those_so_far() -> None:
    server = Server(lambda batch: BadRequestError("no", status=400))
    with pytest.raises(pulls.TooManyFailuresError, match="3 failed, 2 are allowed; the last: no") as caught:
        await run(server, items(50), Rules(1, window=1, max_failures=2))
    assert [one.id for one in caught.value.failures] == ["0000", "0001", "0002"]
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.failures) == (str(caught.value), caught.value.failures)


@pytest.mark.parametrize(
    "error", [ts.ConnectError("nobody there"), ts.AuthUnavailableError("no login"), OSError("full")]
)
async def test_what_makes_all_calls_useless_stops_it_and_those_on_their_way(error: Exception) -> None:
    async def call(batch: list[str]) -> dict[str, Any]:
        if batch == ["0000"]:
            await asyncio.sleep(0)
            raise error
        await asyncio.Event().wait()
        raise AssertionError("never set")

    before = asyncio.all_tasks()
    with pytest.raises(type(error)):
        await in_batches(items(9), call, lambda one, outcome: None, Rules(1, window=3))
    assert asyncio.all_tasks() == before


async def test_an_error_of_several_batches_at_once_is_heard_once_and_what_was_done_is_kept() -> None:
    unheard: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: unheard.append(context))
    server = Server(lambda batch: None if batch == ["0003"] else ts.ConnectError("nobody there"))
    kept: dict[str, Any] = {}
    with pytest.raises(ts.ConnectError, match="nobody there"):
        await in_batches(items(9), server, kept.__setitem__, Rules(1, window=4))
    assert kept == {"0003": "done"}

    def full(one: str, outcome: Any) -> None:
        raise OSError(f"no room for {outcome}: {one}")

    server.fate = lambda batch: None if batch < ["0002"] else ts.ConnectError("nobody there")
    with pytest.raises(OSError, match="no room for done"):
        await in_batches(items(9), server, full, Rules(1, window=4))
    # A task tells of an error that nobody took when it is collected.
    gc.collect()
    assert unheard == []


def test_a_gateway_timeout_is_not_tried_again_but_halved() -> None:
    policy = Halving(attempts=3, base=2.0)
    assert policy.delay(1, Outcome(sent=True, status=504), "read", 0.5) is None
    assert policy.delay(1, Outcome(sent=True, status=503), "read", 0.5) == ts.Retry(
        attempts=3, base=2.0
    ).delay(1, Outcome(sent=True, status=503), "read", 0.5)


async def test_a_view_for_batches_keeps_the_clients_policy_otherwise() -> None:
    async with ts.Client(
        "http://127.0.0.1:9", ts.NoAuth(), options=ts.Options(retry=ts.Retry(attempts=7))
    ) as client:
        assert halving(client, [1, 2]).options.retry == Halving(attempts=7)
        assert halving(client, [1]) is client


def test_a_report_raises_for_its_failures() -> None:
    pulls.BulkReport(("a",), (), 1, 0.1).raise_for_failures()
    report = pulls.BulkReport(("a",), (pulls.Failure("b", "no", 400), pulls.Failure("c", "never")), 1, 0.1)
    with pytest.raises(PartialFailureError, match="2 of 3 failed: b: no; c: never") as caught:
        report.raise_for_failures()
    assert caught.value.failures == ("b: no", "c: never")
