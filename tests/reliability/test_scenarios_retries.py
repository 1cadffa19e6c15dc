"""Waiting, outages and limits under a clock that jumps (scenarios 9 to 13, 15 and 16)."""

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest
from measure import own_edges, travelling
from servers import Got, Peer, Server, answer_bytes, hang, in_turn, ok
from wire_support import FILE, GET, READ, WRITE, Connect

from aiothoughtspot import Rate, RateLimitedError, Retry, ServerError, TimedOutError

pytestmark = [own_edges, travelling]
Said = Callable[[str, object], None]


def stamped(times: list[float], server: Server) -> None:
    """Note when each request arrives."""
    answer, loop = server.answer, asyncio.get_running_loop()

    async def noting(got: Got, peer: Peer) -> bool | None:
        times.append(loop.time())
        return await answer(got, peer)

    server.answer = noting


async def test_scenario_09_waits_between_attempts_double_within_their_jitter(
    connect: Connect, server: Server, record_property: Said
) -> None:
    server.answer = in_turn(*[answer_bytes(status=503)] * 4, ok)
    times: list[float] = []
    stamped(times, server)
    client = connect(server)
    waits = []
    for _ in range(5):
        times.clear()
        server.answer = in_turn(*[answer_bytes(status=503)] * 4, ok)
        stamped(times, server)
        response = await client.call(READ, decode=False)
        assert len(response.attempts) == len(times) == 5
        waits.append([later - earlier for earlier, later in pairwise(times)])
    for number, most in enumerate((0.5, 1.0, 2.0, 4.0)):
        assert all(0 <= wait[number] <= most + 0.2 for wait in waits)
    longest = max(map(sum, waits))
    record_property("longest wait over 4 retries, s", round(longest, 2))
    assert longest > 0.5


def http_date(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("name", "value", "least", "most"),
    [
        ("Retry-After", lambda: "7", 7, 7.2),
        ("Retry-After", lambda: http_date(7), 5.5, 7.2),
        ("Retry-After-Ms", lambda: "1500", 1.5, 1.7),
        ("Retry-After", lambda: "soon", 0, 0.7),
        ("Retry-After", lambda: "-5", 0, 0.7),
    ],
    ids=["seconds", "date", "ms", "garbage", "negative"],
)
async def test_scenario_11_a_429_is_waited_out_as_the_server_says_even_before_a_change(
    connect: Connect, server: Server, name: str, value: Callable[[], str], least: float, most: float
) -> None:
    server.answer = in_turn(answer_bytes(status=429, **{name.replace("-", "_"): value()}), ok)
    times: list[float] = []
    stamped(times, server)
    assert await connect(server).call(WRITE) == {"target": "/write"}
    first, second = times
    assert least <= second - first <= most


async def test_scenario_11_a_429_that_asks_for_a_day_fails_at_once(connect: Connect, server: Server) -> None:
    server.answer = in_turn(answer_bytes(status=429, Retry_After="86400"))
    before = asyncio.get_running_loop().time()
    with pytest.raises(RateLimitedError) as caught:
        await connect(server).call(GET)
    assert caught.value.retry_after == 86400
    assert asyncio.get_running_loop().time() - before < 1
    assert len(server.got) == 1


async def test_scenario_12_an_outage_of_60_s_costs_a_tenth_more_and_ends_at_once(
    connect: Connect, server: Server, record_property: Said
) -> None:
    loop, start, chance = asyncio.get_running_loop(), asyncio.get_running_loop().time(), random.Random(12)
    first_good = float("inf")

    async def answer(got: Got, peer: Peer) -> None:
        nonlocal first_good
        down = loop.time() - start < 60
        if not down:
            first_good = min(first_good, loop.time() - start)
        await peer.send(answer_bytes(status=503 if down else 200))

    server.answer = answer
    client = connect(server, max_in_flight=50)

    async def one() -> float:
        """Begin somewhere in the outage; return how long a failure took, in s."""
        await asyncio.sleep(chance.random() * 59)
        began = loop.time()
        with pytest.raises(ServerError):
            await client.call(READ)
        return loop.time() - began

    took = await asyncio.gather(*(one() for _ in range(300)))
    sent = len(server.got)
    assert 300 <= sent <= 330
    # Once the budget is spent, a call fails with its first answer.
    assert sorted(took)[250] < 0.5
    await asyncio.sleep(max(0.0, start + 60 - loop.time()))
    await client.call(READ)
    record_property("requests of 300 calls in the outage", sent)
    record_property("first success after the recovery, s", round(first_good - 60, 3))
    assert first_good - 60 < 2


async def test_scenario_13_1000_tasks_against_100_per_second_meet_no_429_and_start_95_per_second(
    connect: Connect, server: Server, record_property: Said
) -> None:
    loop = asyncio.get_running_loop()
    tokens, refilled, refused = 10.0, loop.time(), 0

    async def limited(got: Got, peer: Peer) -> None:
        nonlocal tokens, refilled, refused
        now = loop.time()
        tokens, refilled = min(10.0, tokens + (now - refilled) * 100), now
        if tokens < 1:
            refused += 1
            await peer.send(answer_bytes(status=429))
        else:
            tokens -= 1
            await ok(got, peer)

    server.answer = limited
    client = connect(server, rate=Rate())
    before = loop.time()
    await asyncio.gather(*(client.call(READ) for _ in range(1000)))
    rate = 1000 / (loop.time() - before)
    record_property("calls per second", round(rate, 1))
    record_property("answers with 429", refused)
    assert refused == 0
    assert rate >= 95


async def test_scenario_15_a_timeout_around_any_wait_is_kept_however_long_the_wait(
    connect: Connect, server: Server
) -> None:
    server.answer = in_turn(answer_bytes(status=429, Retry_After="600"), hang)
    client = connect(server, max_in_flight=1)
    loop = asyncio.get_running_loop()
    for _ in ("the retry", "the answer"):
        before = loop.time()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(120):
                await client.call(READ)
        assert 120 <= loop.time() - before < 120.05
        assert client.stats().in_flight == 0


async def drip(_: Got, peer: Peer) -> bool:
    """One byte each 0.3 s, for ever."""
    await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        await peer.send(b"x", pause=0.3)


@pytest.mark.parametrize("how", ["call", "stream"])
async def test_scenario_16_a_byte_each_third_of_a_second_is_given_up_after_30_s(
    connect: Connect, server: Server, how: str, record_property: Said
) -> None:
    server.answer = drip
    client = connect(server, retry=Retry.none())
    loop = asyncio.get_running_loop()

    async def read() -> Any:
        if how == "call":
            return await client.call(GET)
        async with client.stream(FILE) as stream:
            return await stream.read()

    before = loop.time()
    with pytest.raises(TimedOutError, match="drips") as caught:
        await read()
    took = loop.time() - before
    record_property("given up after, s", round(took, 1))
    assert caught.value.phase == "body"
    assert 30 <= took < 31
    assert client.stats().in_flight == 0
