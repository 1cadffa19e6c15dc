"""What is sent again, when, and how often; and what a deadline cuts short (scenarios 9 to 12)."""

import asyncio
import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from servers import Server, always, answer_bytes, hang, in_turn, ok, reset
from wire_support import GET, READ, REMOVE, WRITE, Connect, attempts_of, settled
from worlds import injected

from aiothoughtspot import (
    NO_RETRY,
    ApiError,
    ConnectError,
    NotFoundError,
    Operation,
    ProtocolError,
    Rate,
    RateLimitedError,
    Retry,
    ServerError,
    TimedOutError,
)

SOON = Retry(base=0.01, cap=0.02)
UNKNOWN = "its outcome is unknown"


@pytest.mark.parametrize("operation", [GET, READ])
async def test_scenario_09_a_read_that_meets_503_twice_is_sent_three_times(
    connect: Connect, server: Server, operation: Operation[Any]
) -> None:
    server.answer = in_turn(answer_bytes(status=503), answer_bytes(status=503), ok)
    client = connect(server, retry=Retry(base=0.05))
    told: list[float] = []
    response = await client.with_options(on_retry=lambda info: told.append(info.wait)).call(
        operation, decode=False
    )
    assert response.status == 200
    assert [one.outcome for one in response.attempts] == ["503", "503", "200"]
    assert [one.waited for one in response.attempts] == [*told, 0.0]
    assert 0 <= told[0] <= 0.05
    assert 0 <= told[1] <= 0.1
    assert response.elapsed >= sum(told)
    assert (client.stats().attempts, client.stats().retries) == (3, 2)


async def test_scenario_10_a_change_that_meets_503_or_no_answer_is_sent_once(
    connect: Connect, server: Server
) -> None:
    server.answer = always(answer_bytes(status=503), keep=True)
    client = connect(server, retry=SOON)
    with pytest.raises(ServerError, match="503"):
        await client.call(WRITE)
    assert len(server.got) == 1
    server.answer = hang
    with pytest.raises(TimedOutError, match=UNKNOWN) as caught:
        await client.with_options(timeout=0.1).call(WRITE)
    assert (caught.value.sent, caught.value.phase, attempts_of(caught.value)) == (
        True,
        "answer",
        ["TimedOutError"],
    )
    assert len(server.got) == 2


@pytest.mark.parametrize("operation", [WRITE, REMOVE])
async def test_scenario_10_a_change_whose_connection_breaks_is_sent_once_even_on_a_used_connection(
    connect: Connect, server: Server, operation: Operation[Any]
) -> None:
    client = connect(server, retry=SOON)
    await client.call(operation)
    server.answer = reset
    with pytest.raises(ProtocolError, match=UNKNOWN) as caught:
        await client.call(operation)
    assert caught.value.sent
    assert len(server.got) == 2


async def test_scenario_10_a_read_that_gets_no_answer_is_sent_again(connect: Connect, server: Server) -> None:
    server.answer = in_turn(hang, reset, ok)
    client = connect(server, retry=SOON, timeout=0.1)
    assert (await client.call(READ, decode=False)).status == 200
    assert len(server.got) == 3


async def test_scenario_10_a_refused_connection_is_tried_again_even_for_a_change(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    client = connect(f"http://127.0.0.1:{port}", retry=Retry(attempts=3, base=0.01))
    with pytest.raises(ConnectError, match="refused the connection") as caught:
        await client.call(WRITE)
    assert attempts_of(caught.value) == ["ConnectError"] * 3
    assert not caught.value.sent
    assert UNKNOWN not in str(caught.value)


async def test_scenario_20_an_unknown_host_is_named(connect: Connect) -> None:
    client = connect("http://no-such-host.localhost.invalid", retry=NO_RETRY, insecure_http=True)
    with pytest.raises(ConnectError, match="no-such-host"):
        await client.call(GET)


async def test_a_500_is_never_repeated(connect: Connect, server: Server) -> None:
    server.answer = always(answer_bytes({"error": "mine"}, 500), keep=True)
    client = connect(server, retry=SOON)
    with pytest.raises(ServerError, match="mine"):
        await client.call(GET)
    assert len(server.got) == 1


# Stands for a date that is written when the test runs.
IN_AN_HOUR = "in an hour"


def written_now(value: str) -> str:
    an_hour = datetime.now(UTC) + timedelta(hours=1)
    return format_datetime(an_hour, usegmt=True) if value == IN_AN_HOUR else value


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Retry-After": "7"}, 7, 7),
        ({"Retry-After": "0"}, 0, 0),
        ({"Retry-After": IN_AN_HOUR}, 3500, 3600),
        ({"Retry-After-Ms": "1500"}, 1.5, 1.5),
        ({"Retry-After": "soon"}, 0, 0.01),
        ({"Retry-After": "-5"}, 0, 0.01),
        ({}, 0, 0.01),
    ],
)
async def test_scenario_11_a_429_waits_as_long_as_the_server_says_even_before_a_change(
    server: Server, headers: dict[str, str], least: float, most: float
) -> None:
    now = {name: written_now(value) for name, value in headers.items()}
    server.answer = in_turn(answer_bytes(status=429, **now), ok)
    async with injected(server) as (transport, call, slept):
        response = await transport.send(call)
        assert [one.outcome for one in response.attempts] == ["429", "200"]
        assert least <= slept[0] <= most
        assert response.attempts[0].waited == slept[0]


async def test_scenario_11_a_429_that_asks_for_a_day_fails_at_once_and_says_so(
    connect: Connect, server: Server
) -> None:
    server.answer = always(answer_bytes(status=429, Retry_After="86400"), keep=True)
    client = connect(server, rate=Rate(1000, 100))
    before = time.perf_counter()
    with pytest.raises(RateLimitedError) as caught:
        await client.call(GET)
    assert time.perf_counter() - before < 0.5
    assert caught.value.retry_after == 86400
    assert len(server.got) == 1


async def test_scenario_11_a_429_slows_the_client_s_other_calls_down(
    connect: Connect, server: Server
) -> None:
    server.answer = in_turn(answer_bytes(status=429, Retry_After="0.2"), ok)
    waits: list[str] = []
    client = connect(server, rate=Rate(1000, 100), on_wait=lambda info: waits.append(info.phase))
    first = asyncio.create_task(client.call(GET))
    assert await settled(lambda: len(server.got), 1) == 1
    await asyncio.sleep(0.02)
    before = time.perf_counter()
    await client.call(GET)
    assert time.perf_counter() - before > 0.1
    assert await first == {"target": "/get"}
    assert "rate" in waits


async def test_scenario_12_300_tasks_on_a_dead_server_send_at_most_a_tenth_more(
    connect: Connect, server: Server
) -> None:
    server.answer = always(answer_bytes(status=503), keep=True)
    client = connect(server, retry=SOON, max_in_flight=50)
    failed = await asyncio.gather(*(client.call(READ) for _ in range(300)), return_exceptions=True)
    assert {type(one) for one in failed} == {ServerError}
    assert 300 <= len(server.got) <= 330
    noted = [one for one in failed if "retry budget" in "".join(getattr(one, "__notes__", []))]
    assert len(noted) > 250
    server.answer = ok
    before = time.perf_counter()
    await client.call(READ)
    assert time.perf_counter() - before < 2


async def test_connections_are_used_again_and_no_more_are_opened_than_slots(
    connect: Connect, server: Server
) -> None:
    client = connect(server, max_in_flight=4)
    for _ in range(5):
        await asyncio.gather(*(client.call(READ) for _ in range(20)))
    assert len(server.got) == 100
    assert server.accepted <= 4


async def test_limit_classes_are_paced_per_user_where_the_server_counts_so(
    connect: Connect, server: Server
) -> None:
    spotter: Operation[Any] = Operation("test.spotter", "GET", "/s", Any, limit="spotter_conversation")
    status: Operation[Any] = Operation("test.status", "GET", "/t", Any, limit="async_status")
    client = connect(server, rate=Rate(1000, 100), deadline=0.15)
    for _ in range(10):
        await client.call(spotter)
    with pytest.raises(TimedOutError, match="waiting for the rate"):
        await client.call(spotter)
    await client.call(status)
    server.answer = always(answer_bytes(status=429, Retry_After="9"), keep=True)
    with pytest.raises(RateLimitedError):
        await client.call(status)
    with pytest.raises(TimedOutError):
        await client.call(status)
    assert client.stats().waiting == 0


@pytest.mark.parametrize("first", [reset, answer_bytes(status=503)], ids=["reset", "503"])
@pytest.mark.parametrize("status", [400, 404, 409])
async def test_a_refusal_after_an_attempt_of_unknown_fate_says_that_it_may_have_been_done(
    connect: Connect, server: Server, first: Any, status: int
) -> None:
    gone: Operation[Any] = Operation("test.gone", "DELETE", "/gone", Any, repeatable="same_end_state")
    server.answer = in_turn(first, answer_bytes(status=status))
    with pytest.raises(ApiError) as caught:
        await connect(server, retry=SOON).call(gone)
    assert "an earlier attempt may have done it" in caught.value.__notes__[0]


async def test_a_refusal_alone_or_after_one_that_was_turned_away_is_only_that(
    connect: Connect, server: Server
) -> None:
    gone: Operation[Any] = Operation("test.gone", "DELETE", "/gone", Any, repeatable="same_end_state")
    for before in ([], [answer_bytes(status=429, Retry_After="0")]):
        server.answer = in_turn(*before, answer_bytes(status=404))
        with pytest.raises(NotFoundError) as caught:
            await connect(server, retry=SOON).call(gone)
        assert not hasattr(caught.value, "__notes__")
