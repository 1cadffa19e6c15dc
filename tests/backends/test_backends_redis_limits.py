"""Workers that share limits and replays through a real Redis; a Redis that is slow, and one that is gone."""

import asyncio
import inspect
import random
import time
from typing import Any

import pytest
import redis as sync_redis
from redis.asyncio import Redis, RedisCluster
from redis_support import SECRET, RedisServer, minted, workers
from servers import Got, Peer, Tokens, serving
from wire_support import READ, settled

import aiothoughtspot as ts
from aiothoughtspot.backends._redis_guard import Box, Guard
from aiothoughtspot.backends.redis import Shared
from aiothoughtspot.limits import Rate

ANA = ts.TrustedAuth("ana", "SECRET-key")
LOGIN = "/api/rest/2.0/auth/token/full"
# The limiter


async def spent(worker: Any, seconds: float) -> int:
    """How many calls one worker makes in so long, with all its might."""
    until, done = time.monotonic() + seconds, 0

    async def caller() -> None:
        nonlocal done
        while time.monotonic() < until:
            await worker.client.call(READ)
            done += 1

    await asyncio.gather(*(caller() for _ in range(4)))
    return done


async def test_scenario_08_all_workers_together_keep_the_rate_and_each_gets_its_part(redis_port: int) -> None:
    tokens = Tokens()
    async with serving(tokens) as server, workers(server.url, redis_port, 4, ANA, Rate(100, 5)) as four:
        await asyncio.gather(*(worker.client.call(READ) for worker in four))
        done = await asyncio.gather(*(spent(worker, 1.0) for worker in four))
        assert 85 <= sum(done) <= 125
        assert min(done) > 0.6 * max(done)


async def test_without_redis_each_worker_keeps_its_share_of_the_rate(
    redis_port: int, redis_server: RedisServer
) -> None:
    tokens = Tokens()
    async with serving(tokens) as server, workers(server.url, redis_port, 4, ANA, Rate(100, 4)) as four:
        await asyncio.gather(*(worker.client.call(READ) for worker in four))
        redis_server.kill()
        done = await asyncio.gather(*(spent(worker, 1.0) for worker in four))
        assert 60 <= sum(done) <= 125
        assert max(done) <= 35


async def test_turns_are_placed_in_order_and_a_bucket_that_rested_has_a_burst(redis_port: int) -> None:
    async with Redis(port=redis_port) as redis:
        limiter = Shared(redis, secret=SECRET, workers=2).limiter
        rate = Rate(20, 3)
        waits = [await limiter.reserve(("a", None, None), rate) for _ in range(5)]
        assert waits[:3] == [0, 0, 0]
        assert 0.03 < waits[3] < waits[4] < 0.11
        assert await limiter.reserve(("b", None, None), rate) == 0
        assert await limiter.reserve(("a", "spotter", b"ana"), rate) == 0
        await asyncio.sleep(0.3)
        assert [await limiter.reserve(("a", None, None), rate) for _ in range(3)] == [0, 0, 0]


async def test_the_limits_of_a_user_are_named_after_the_user(
    redis_port: int, redis_server: RedisServer
) -> None:
    asked: Any = ts.Operation("test.ask", "POST", "/ask", Any, body=(), limit="spotter_message")
    tokens = Tokens()
    async with serving(tokens) as server, workers(server.url, redis_port, 1, ANA, Rate(100, 5)) as (worker,):
        await worker.client.call(asked)
        await worker.client.with_auth(ts.TrustedAuth("bob", "SECRET-key")).call(asked)
        names = redis_server.keys()
        assert sum(":rate:" in name for name in names) == 3


# Replays, and a Redis that is slow


async def test_scenario_40_webhooks_a_delivery_is_accepted_once_by_all_workers(
    redis_port: int, redis_server: RedisServer
) -> None:
    async with Redis(port=redis_port) as redis:
        one, two = (Shared(redis, secret=SECRET, workers=2).replays for _ in range(2))
        assert await one.first("n.1", 60)
        assert not await two.first("n.1", 60)
        assert not await one.first("n.1", 60)
        await one.forget("n.1")
        assert await one.first("n.1", 60)
        assert await two.first("n.2", 0.05)
        await asyncio.sleep(0.06)
        assert await two.first("n.2", 60)
        redis_server.kill()
        assert not await one.first("n.1", 60)
        assert await one.first("n.3", 60)
        assert not await one.first("n.3", 60)


async def test_a_redis_that_does_not_answer_costs_half_a_second_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(hang, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        async with Redis(port=port) as redis:
            now = 0.0
            guard = Guard(redis, lambda: now)
            for took in ((0.4, 0.8), (0.0, 0.1)):
                before = time.monotonic()
                assert await guard.ask(lambda redis: redis.ping()) is None
                assert took[0] <= time.monotonic() - before < took[1]
            now = 5.0
            assert await guard.ask(lambda redis: redis.ping()) is None
        assert caplog.text.count("Redis is gone (TimeoutError)") == 1


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Box("short", "p")
    assert Box(b"x" * 16, "p").name("token", b"a").startswith("p:token:")


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"redis": sync_redis.Redis()}, TypeError, "redis: an asyncio client .* not redis.client.Redis"),
        ({"redis": "redis://127.0.0.1"}, TypeError, "redis: an asyncio client .* not builtins.str"),
        ({"redis": None}, TypeError, "redis: "),
        (
            {"secret": None},
            TypeError,
            "secret: a text or bytes are needed, not NoneType; is its setting there",
        ),
        ({"secret": 1234567890123456}, TypeError, "secret: a text or bytes are needed, not int"),
        ({"secret": ""}, ValueError, "16 bytes"),
        ({"workers": 0}, ValueError, "workers: at least 1"),
        ({"workers": -1}, ValueError, "workers: at least 1"),
        ({"workers": "8"}, TypeError, "workers: a whole number"),
        ({"workers": True}, TypeError, "workers: a whole number"),
        ({"prefix": None}, TypeError, "prefix: a text"),
    ],
)
def test_what_cannot_be_shared_through_is_refused_at_once(
    wrong: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said) as refused:
        Shared(**{"redis": Redis(), "secret": SECRET, "workers": 2, **wrong})
    assert "1234567890123456" not in str(refused.value)


async def test_a_proxy_of_a_client_will_do_and_so_does_a_clusters_client(redis_port: int) -> None:
    class Proxy:
        def __init__(self, real: Redis) -> None:
            self.real = real

        def __getattr__(self, name: str) -> Any:
            return getattr(self.real, name)

    async with Redis(port=redis_port) as redis:
        proxy: Any = Proxy(redis)
        one, two = (Shared(proxy, secret=SECRET, workers=1).replays for _ in range(2))
        assert await one.first("n.1", 60)
        assert not await two.first("n.1", 60)
    assert inspect.iscoroutinefunction(RedisCluster.execute_command)


def test_tokens_and_limiter_belong_to_the_pool() -> None:
    client = ts.Client("https://a.example", ts.NoAuth())
    for name in ("tokens", "limiter"):
        with pytest.raises(ts.RequestError, match="belongs to the pool"):
            client.with_options(**{name: None})


async def test_a_slow_login_of_one_is_waited_for_by_the_others(redis_port: int) -> None:
    tokens = Tokens()

    async def slow(got: Got, peer: Peer) -> bool | None:
        await asyncio.sleep(0.2)
        return await tokens.mint(got, peer)

    tokens.login = slow
    async with serving(tokens) as server, workers(server.url, redis_port, 3, ANA) as three:
        await asyncio.gather(*(worker.client.call(READ) for worker in three))
        assert await settled(lambda: server.count(LOGIN), 1) == 1


async def test_who_is_cancelled_at_any_point_holds_nobody_up_and_mixes_no_answers(redis_port: int) -> None:
    chance = random.Random(8)
    async with Redis(port=redis_port, max_connections=8) as redis:
        shared = Shared(redis, secret=SECRET, workers=2)

        async def ask(number: int) -> None:
            await shared.tokens.obtain(str(number % 10).encode(), minted(f"{number % 10}"), None)
            await shared.limiter.reserve(number % 3, Rate(1e6, 1000))
            assert await shared.replays.first(f"{number}", 60)

        for _ in range(10):
            asked = [asyncio.create_task(ask(chance.randrange(10**9))) for _ in range(30)]
            await asyncio.sleep(chance.uniform(0, 0.004))
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
        before = time.monotonic()
        found = [await shared.tokens.obtain(str(n).encode(), minted(f"{n}"), None) for n in range(10)]
        assert [lease.value for lease in found] == [str(n) for n in range(10)]
        assert time.monotonic() - before < 1
        assert await redis.set("probe", "x")
        assert await redis.get("probe") == b"x"
        assert not [key async for key in redis.scan_iter("*:claim")]
