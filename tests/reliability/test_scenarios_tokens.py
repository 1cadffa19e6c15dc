"""Logins under a clock that jumps: outages, refusals and wrong clocks over minutes (scenarios 3, 5, 6 and 31)."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import canary
import pytest
from measure import own_edges, sized, travelling
from servers import Got, Peer, Tokens, always, answer_bytes, serving
from wire_support import READ, Connect

from aiothoughtspot import (
    AuthUnavailableError,
    Operation,
    PasswordAuth,
    Rate,
    RejectedError,
    SessionAuth,
    TrustedAuth,
)

pytestmark = [own_edges, travelling]
ANA = TrustedAuth("ana", canary.KEY)
LOGIN = "/api/rest/2.0/auth/token/full"
MESSAGE: Operation[Any] = Operation(
    "test.message", "POST", "/message", Any, repeatable="read", limit="spotter_message", body=()
)


async def test_scenario_03_a_token_endpoint_that_fails_for_30_s_is_asked_8_times_by_500_callers(
    connect: Connect, record_property: Callable[[str, object], None]
) -> None:
    loop, chance = asyncio.get_running_loop(), random.Random(3)
    tokens = Tokens()
    start = loop.time()

    async def down(got: Got, peer: Peer) -> bool | None:
        if loop.time() - start >= 30:
            return await tokens.mint(got, peer)
        await asyncio.sleep(0.05)
        await peer.send(answer_bytes({"error": "down"}, 500))
        return None

    tokens.login = down
    late = 0.0

    async def caller(client: Any) -> str:
        nonlocal late
        await asyncio.sleep(chance.random() * 30)
        began = loop.time()
        try:
            await client.call(READ)
        except AuthUnavailableError:
            return "unavailable"
        else:
            return "success"
        finally:
            late = max(late, loop.time() - began - 10)

    async with serving(tokens) as server:
        client = connect(server, ANA, deadline=10.0)
        ends = await asyncio.gather(*(caller(client) for _ in range(500)))
        assert await client.call(READ) == {"target": "/read"}
        attempts = server.count(LOGIN)
    record_property("attempts at the token endpoint", attempts)
    record_property("callers served", ends.count("success"))
    assert tokens.most_minting == 1
    assert attempts <= 8
    assert tokens.mints == 1
    assert late < 0.1
    assert ends.count("unavailable") > 0


async def test_scenario_05_a_refused_password_is_sent_again_after_a_minute_not_before(
    connect: Connect,
) -> None:
    tokens = Tokens()
    tokens.login = always(answer_bytes({"error": "wrong"}, 401), keep=True)
    async with serving(tokens) as server:
        client = connect(server, PasswordAuth("ana", canary.PASSWORD))

        async def refused(after: float) -> int:
            await asyncio.sleep(after)
            with pytest.raises(RejectedError):
                await client.call(READ)
            return server.count(LOGIN)

        assert [await refused(after) for after in (0, 20, 20, 19, 2, 58)] == [1, 1, 1, 1, 2, 2]


async def test_scenario_06_clocks_that_differ_by_10_minutes_cause_no_more_logins_than_lives(
    connect: Connect, record_property: Callable[[str, object], None]
) -> None:
    # The server's times are of 1970 and its Date is ten minutes off; a token lives 300 s and is replaced after 240 s.
    async def late(got: Got, peer: Peer) -> None:
        await peer.send(answer_bytes({}, Date="Thu, 01 Jan 1970 00:10:00 GMT"))

    tokens = Tokens(behind=late)
    async with serving(tokens) as server:
        client = connect(server, ANA)
        for _ in range(240):
            assert await client.call(READ) == {}
            await asyncio.sleep(5)
    record_property("logins in 20 minutes", tokens.mints)
    assert tokens.mints == 5
    assert server.count("/read") == 240


async def test_scenario_31_10000_calls_of_50_users_in_4_orgs_never_carry_what_is_anothers(
    connect: Connect, edge: str, record_property: Callable[[str, object], None]
) -> None:
    total = 10_000 if edge == "httpx" else sized(1_000, 10_000)
    chance = random.Random(31)
    wrong: list[Got] = []

    async def whose(got: Got, peer: Peer) -> None:
        given = got.headers.get("authorization", got.headers.get("cookie", ""))
        if f"SECRET-{got.headers['x-key']}." not in given or "," in given:
            wrong.append(got)
        await peer.send(
            answer_bytes({"token": given}, Set_Cookie=f"JSESSIONID=SECRET-stray-{got.headers['x-key']}")
        )

    tokens = Tokens(behind=whose)
    async with serving(tokens) as server:
        client = connect(server, ANA, max_in_flight=64, rate=Rate(1e6, 100_000))
        views = {
            f"u{user}.{org}": client.with_auth(
                # One org's users come with cookies.
                SessionAuth(f"u{user}", canary.PASSWORD, org=org)
                if org == 3
                else TrustedAuth(f"u{user}", canary.KEY, org=org)
            )
            for user in range(50)
            for org in range(4)
        }
        keys = [*views] * (total // len(views))
        chance.shuffle(keys)
        for key, view in views.items():
            view.known["whose"] = key

        async def one(number: int, key: str) -> bool:
            if number % (total // 5) == total // 10:
                tokens.revoke()
            # Each fifth is of a kind that the server counts by user.
            operation = MESSAGE if number % 5 == 0 else READ
            answer = await views[key].call(operation, headers={"X-Key": key})
            return f"SECRET-{key}." in answer["token"] and views[key].known["whose"] == key

        start = asyncio.get_running_loop().time()
        right = await asyncio.gather(*(one(number, key) for number, key in enumerate(keys)))
        took = asyncio.get_running_loop().time() - start
    record_property("calls", len(right))
    record_property("crossovers", len(wrong) + right.count(False))
    assert all(right)
    assert not wrong
    # One limiter for all would let 30 messages go a minute: an hour for these.
    assert took < 60
