"""Workers that share logins, limits and replays through a real Redis; and what happens when it dies."""

import asyncio
import logging
import subprocess
import sys
import time
from collections import Counter
from typing import Any

import pytest
from redis.asyncio import Redis
from redis_support import SECRET, RedisServer, minted, workers
from servers import Tokens, always, answer_bytes, serving
from wire_support import READ

import aiothoughtspot as ts
from aiothoughtspot.auth import Lease, identity
from aiothoughtspot.backends.redis import Shared
from aiothoughtspot.limits import Rate

ANA = ts.TrustedAuth("ana", "SECRET-key")
LOGIN = "/api/rest/2.0/auth/token/full"
# Imports once, then becomes eight processes; each has its own loop, client and connections.
FLEET = """
import asyncio, os, sys
import aiothoughtspot as ts
from aiothoughtspot.backends.redis import Shared
from redis.asyncio import Redis
from wire_support import READ

async def work(url, port):
    redis = Redis(port=int(port))
    shared = Shared(redis, secret="a secret of the app, long enough", workers=8)
    options = ts.Options(rate=None, tokens=shared.tokens)
    async with ts.Client(url, ts.TrustedAuth("ana", "SECRET-key"), options=options) as client:
        await asyncio.gather(*(client.call(READ) for _ in range(10)))
        os.write(1, f"{client.stats().mints}\\n".encode())
    await redis.aclose()

for _ in range(8):
    if not os.fork():
        asyncio.run(work(*sys.argv[1:]))
        os._exit(0)
sys.exit(sum(os.wait()[1] for _ in range(8)))
"""


async def test_scenario_08_eight_processes_and_one_redis_log_in_once(redis_port: int) -> None:
    tokens = Tokens()
    async with serving(tokens) as server:
        command = [sys.executable, "-c", FLEET, server.url, str(redis_port)]
        path = {"PYTHONPATH": ":".join(sys.path)}
        fleet = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, env=path)
        said, _ = await fleet.communicate()
        assert fleet.returncode == 0
        assert sorted(said.split()) == [b"0"] * 7 + [b"1"]
        assert tokens.mints == 1
        assert server.count("/read") == 80


async def test_scenario_08_one_login_for_each_life_of_a_token(redis_port: int) -> None:
    tokens = Tokens(life=0.6)
    async with serving(tokens) as server, workers(server.url, redis_port, 8, ANA) as all_eight:
        until = time.monotonic() + 1.6

        async def work(client: ts.Client) -> int:
            done = 0
            while time.monotonic() < until:
                await client.call(READ)
                done += 1
                await asyncio.sleep(0.02)
            return done

        done = await asyncio.gather(*(work(worker.client) for worker in all_eight))
        assert min(done) > 10
        # Each is replaced after 0.48 s, by whoever calls next.
        assert 3 <= tokens.mints <= 4
        assert tokens.most_minting == 1
        assert sum(worker.client.stats().mints for worker in all_eight) == tokens.mints
        assert server.count("/read") == sum(done)


async def test_scenario_08_a_revoked_token_is_replaced_once_for_all_workers(redis_port: int) -> None:
    tokens = Tokens()
    async with serving(tokens) as server, workers(server.url, redis_port, 8, ANA) as all_eight:
        for _ in range(2):
            calls = [worker.client.call(READ) for worker in all_eight for _ in range(10)]
            assert await asyncio.gather(*calls) == [{"target": "/read"}] * 80
            tokens.revoke()
        assert tokens.mints == 2


async def test_scenario_08_without_redis_each_worker_logs_in_once_and_says_so_once(
    redis_port: int, redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    tokens = Tokens()
    caplog.set_level(logging.INFO, "aiothoughtspot.backends.redis")
    async with (
        serving(tokens) as server,
        workers(server.url, redis_port, 8, ANA, Rate(5000, 500)) as all_eight,
    ):
        await asyncio.gather(*(worker.client.call(READ) for worker in all_eight))
        assert tokens.mints == 1
        redis_server.kill()
        tokens.revoke()
        before = time.monotonic()
        calls = [worker.client.call(READ) for worker in all_eight for _ in range(20)]
        assert await asyncio.gather(*calls) == [{"target": "/read"}] * 160
        assert time.monotonic() - before < 3
        assert tokens.mints == 1 + 8
        warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
        assert len(warnings) == 8
        assert "SECRET" not in caplog.text
        # It comes back: the workers find it again after their pause, and share what comes next.
        redis_server.start()
        caplog.clear()
        tokens.revoke()
        for worker in all_eight:
            worker.shared.tokens._guard._again = 0.0
        await asyncio.gather(*(worker.client.call(READ) for worker in all_eight))
        assert tokens.mints == 10
        assert [record.getMessage() for record in caplog.records] == ["Redis is back"] * 8


async def test_a_refused_login_is_sent_once_by_all_workers(redis_port: int) -> None:
    tokens = Tokens()
    tokens.login = always(answer_bytes({"error": "wrong"}, 401), keep=True)
    async with serving(tokens) as server, workers(server.url, redis_port, 4, ANA) as four:
        outcomes = await asyncio.gather(
            *(worker.client.call(READ) for worker in four), return_exceptions=True
        )
        assert {type(one) for one in outcomes} == {ts.RejectedError}
        assert server.count(LOGIN) == 1


async def test_a_wrong_org_is_refused_for_all_workers_too(redis_port: int) -> None:
    tokens = Tokens()
    tokens.login = always(answer_bytes({"error": {"message": {"code": 13090}}}, 400), keep=True)
    auth = ts.TrustedAuth("ana", "SECRET-key", org=7)
    async with serving(tokens) as server, workers(server.url, redis_port, 2, auth) as two:
        for worker in two:
            with pytest.raises(ts.OrgAccessError):
                await worker.client.call(READ)
        assert server.count(LOGIN) == 1


async def test_users_orgs_and_secrets_share_nothing_and_redis_learns_none_of_them(
    redis_port: int, redis_server: RedisServer
) -> None:
    tokens = Tokens()
    ways: list[Any] = [
        ANA,
        ts.TrustedAuth("ana", "SECRET-key", org=1),
        ts.TrustedAuth("ana", "SECRET-other"),
        ts.TrustedAuth("bob", "SECRET-key"),
        ts.PasswordAuth("ana", "SECRET-key"),
        ts.SessionAuth("ana", "SECRET-key"),
    ]
    async with serving(tokens) as server, workers(server.url, redis_port, 2, ANA) as two:
        for worker in two:
            for way in ways:
                assert await worker.client.with_auth(way).call(READ) == {"target": "/read"}
        assert tokens.mints == len(ways)
        names = Counter(
            got.headers.get("authorization", got.headers.get("cookie"))
            for got in server.got
            if got.target == "/read"
        )
        assert list(names.values()) == [2] * len(ways)
        # Tokens from elsewhere are not shared.
        tokens.good.add("Bearer SECRET-elsewhere")
        await two[0].client.with_auth(ts.BearerAuth("SECRET-elsewhere")).call(READ)
        assert len(redis_server.keys()) == len(ways)
        shown = redis_server.dump()
        for word in ("SECRET", "ana", "bob", "127.0.0.1:", "Bearer"):
            assert word not in shown


def test_names_depend_on_everything_and_tell_nothing() -> None:
    ways: list[Any] = [ANA, ts.TrustedAuth("ana", "other"), ts.TrustedAuth("ana", "SECRET-key", org=1)]
    names = {identity(place, way) for place in ("https://a.example", "https://b.example") for way in ways}
    assert len(names) == 6
    assert identity("https://a.example", ANA) in names


async def test_a_worker_that_died_while_it_logged_in_is_waited_for_until_its_claim_ends(
    redis_port: int,
) -> None:
    tokens = Tokens()
    async with serving(tokens) as server, workers(server.url, redis_port, 1, ANA) as (worker,):
        name = worker.shared.tokens._box.name("token", identity(server.url, ANA))
        await worker.redis.set(f"{name}:claim", "somebody", px=300)
        before = time.monotonic()
        await worker.client.call(READ)
        assert 0.2 < time.monotonic() - before < 1
        assert not await worker.redis.exists(f"{name}:claim")


async def test_what_somebody_else_wrote_is_not_believed(redis_port: int) -> None:
    tokens = Tokens()
    bob = ts.TrustedAuth("bob", "SECRET-key")
    async with serving(tokens) as server, workers(server.url, redis_port, 1, ANA) as (worker,):
        box = worker.shared.tokens._box
        mine, other = (box.name("token", identity(server.url, way)) for way in (ANA, bob))
        await worker.client.with_auth(bob).call(READ)
        stolen = await worker.redis.get(other)
        assert stolen is not None
        for planted in (stolen, b"", b"x" * 100, b"\xff"):
            await worker.redis.set(mine, planted, px=60_000)
            found = await worker.shared.tokens.obtain(identity(server.url, ANA), minted("new"), None)
            assert found.value == "new"


async def test_a_lease_ages_in_redis(redis_port: int) -> None:
    async with Redis(port=redis_port, decode_responses=True) as redis:
        tokens = Shared(redis, secret=SECRET, workers=2).tokens
        assert (await tokens.obtain(b"a", minted("one", 1.0), None)).usable_for == 1.0
        await asyncio.sleep(0.1)
        found = await tokens.obtain(b"a", minted("two"), None)
        assert found.value == "one"
        assert 0.5 < found.usable_for < 0.91
        assert found.usable_for - found.fresh_for == pytest.approx(0.2)
        assert (await tokens.obtain(b"a", minted("two"), "one")).value == "two"
        session = Lease("cookie", "s", float("inf"), float("inf"))

        async def endless() -> Lease:
            return session

        assert await tokens.obtain(b"s", endless, None) == session
        again = await tokens.obtain(b"s", endless, None)
        assert again.fresh_for == again.usable_for <= 3600
        assert "***" in repr(again)


async def test_a_login_that_fails_gives_its_claim_back(redis_port: int, redis_server: RedisServer) -> None:
    async with Redis(port=redis_port) as redis:
        tokens = Shared(redis, secret=SECRET, workers=2).tokens

        async def fails() -> Lease:
            raise ts.AuthUnavailableError("down")

        with pytest.raises(ts.AuthUnavailableError):
            await tokens.obtain(b"a", fails, None)
        assert redis_server.keys() == []
        assert (await tokens.obtain(b"a", minted("one"), None)).value == "one"


async def test_a_claim_whose_answer_nobody_waits_for_any_more_is_given_back(redis_port: int) -> None:
    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Redis, far away: questions arrive at once, answers take 50 ms."""
        from_redis, to_redis = await asyncio.open_connection("127.0.0.1", redis_port)

        async def back() -> None:
            while data := await from_redis.read(65536):
                await asyncio.sleep(0.05)
                writer.write(data)

        answering = asyncio.create_task(back())
        while data := await reader.read(65536):
            to_redis.write(data)
        answering.cancel()
        to_redis.close()
        writer.close()

    async with await asyncio.start_server(relay, "127.0.0.1", 0) as listening:
        far_port = listening.sockets[0].getsockname()[1]
        async with Redis(port=far_port) as far, Redis(port=redis_port) as near:
            await far.ping()
            leaving, staying = (Shared(one, secret=SECRET, workers=2).tokens for one in (far, near))
            asked = asyncio.create_task(leaving.obtain(b"a", minted("one"), None))
            await asyncio.sleep(0.025)
            assert [key async for key in near.scan_iter("*:claim")]
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked
            async with asyncio.timeout(1):
                assert (await staying.obtain(b"a", minted("two"), None)).value == "two"
