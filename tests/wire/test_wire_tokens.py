"""Logins on the wire: one for all, never in vain, and back again after a refusal (scenarios 1 to 7)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

import canary
import pytest
from servers import Got, Peer, Tokens, always, answer_bytes, hang, ok, serving
from wire_support import GET, READ, Connect, settled
from worlds import quick

from aiothoughtspot import (
    AuthError,
    AuthUnavailableError,
    BearerAuth,
    Client,
    Deadline,
    NoAuth,
    Operation,
    PasswordAuth,
    Rate,
    RejectedError,
    TrustedAuth,
    UnauthorizedError,
)
from aiothoughtspot._credentials import Credentials
from aiothoughtspot.auth import Grant, Lease
from aiothoughtspot.errors import ThoughtSpotError

ANA = TrustedAuth("ana", canary.KEY)
LOGIN = "/api/rest/2.0/auth/token/full"
SESSION = "/api/rest/2.0/auth/session/login"


async def outcome(call: Any) -> type[BaseException] | None:
    try:
        await call
    except ThoughtSpotError as error:
        return type(error)
    return None


@pytest.mark.parametrize("staggered", [False, True])
async def test_scenario_01_02_500_calls_in_flight_when_the_token_is_revoked_cause_one_mint_and_all_succeed(
    connect: Connect, staggered: bool
) -> None:
    arrived = 0
    go = asyncio.Event()

    async def gate(got: Got, peer: Peer) -> None:
        """Hold the first 500 back; then the token they came with is refused."""
        nonlocal arrived
        arrived += 1
        mine = arrived
        if mine > 500:
            return await ok(got, peer)
        if mine == 500:
            tokens.revoke()
            go.set()
        await go.wait()
        if staggered:
            await asyncio.sleep(mine * 0.0005)
        return await peer.send(answer_bytes({}, 401))

    tokens = Tokens(behind=gate)
    async with serving(tokens) as server:
        client = connect(server, ANA, max_in_flight=500)
        answers = await asyncio.gather(*(client.call(READ, headers={"X-Number": str(n)}) for n in range(500)))
        assert answers == [{"target": "/read"}] * 500
        assert tokens.mints == client.stats().mints == 2
        numbers = [got.headers["x-number"] for got in server.got if got.target == "/read"]
        assert {numbers.count(str(n)) for n in range(500)} == {2}


async def test_scenario_03_100_callers_with_a_failing_token_endpoint_make_one_attempt_at_a_time(
    connect: Connect,
) -> None:
    async def broken(got: Got, peer: Peer) -> None:
        await asyncio.sleep(0.01)
        await peer.send(answer_bytes({"error": "down"}, 500))

    tokens = Tokens()
    tokens.login = broken
    async with serving(tokens) as server:
        client = connect(server, ANA, deadline=0.8)
        before = time.perf_counter()
        kinds = await asyncio.gather(*(outcome(client.call(READ)) for _ in range(100)))
        assert time.perf_counter() - before < 1.1
        assert set(kinds) == {AuthUnavailableError}
        assert tokens.most_minting == 1
        assert 2 <= server.count(LOGIN) <= 4
        assert server.count("/read") == 0


@pytest.mark.parametrize("how", ["refused", "hanging"])
async def test_scenario_03_100_callers_with_a_dead_token_endpoint_fail_by_their_deadline(
    connect: Connect, how: str
) -> None:
    async with serving(hang) as server:
        url = server.url if how == "hanging" else "http://127.0.0.1:1"
        client = connect(url, ANA, deadline=0.4)
        before = time.perf_counter()
        kinds = await asyncio.gather(*(outcome(client.call(READ)) for _ in range(100)))
        assert time.perf_counter() - before < 0.8
        assert set(kinds) == {AuthUnavailableError}
        assert len(server.got) <= 1
        assert client.stats().in_flight == 0


async def test_scenario_03_after_all_attempts_failed_callers_hear_of_it_before_their_deadline(
    connect: Connect,
) -> None:
    # The clock and the sleep are the test's: four attempts take no time.
    tokens = Tokens()
    tokens.login = always(answer_bytes({"error": "down"}, 503), keep=True)
    async with serving(tokens) as server:
        client = connect(server, ANA)
        credentials = client._live.credentials(ANA)
        slept: list[float] = []
        client._live.bound().credentials[ANA] = quick(credentials, slept)
        with pytest.raises(AuthUnavailableError, match="HTTP 503"):
            await client.call(READ)
        assert server.count(LOGIN) == 4
        assert len(slept) == 3
        # The endpoint is back: the next call waits out the backoff and succeeds.
        tokens.login = None
        assert await client.call(READ) == {"target": "/read"}


async def test_scenario_03_an_old_token_serves_on_while_the_endpoint_is_down(connect: Connect) -> None:
    tokens = Tokens(life=2.0)
    async with serving(tokens) as server:
        client = connect(server, ANA)
        await client.call(READ)
        tokens.login = always(answer_bytes({}, 500), keep=True)
        await asyncio.sleep(1.62)
        assert await client.call(READ) == {"target": "/read"}
        assert await settled(lambda: server.count(LOGIN), 2) == 2
        assert await client.call(READ) == {"target": "/read"}
        assert server.count(LOGIN) == 2


async def test_scenario_04_another_caller_takes_over_when_the_one_that_leads_the_login_is_cancelled(
    connect: Connect,
) -> None:
    tokens = Tokens()
    asked = asyncio.Event()
    go = asyncio.Event()

    async def slow(got: Got, peer: Peer) -> bool | None:
        asked.set()
        await go.wait()
        return await tokens.mint(got, peer)

    tokens.login = slow
    async with serving(tokens) as server:
        client = connect(server, ANA)
        leader = asyncio.create_task(client.call(READ))
        await asked.wait()
        others = [asyncio.create_task(client.call(READ)) for _ in range(20)]
        await asyncio.sleep(0.01)
        leader.cancel()
        await asyncio.gather(leader, return_exceptions=True)
        go.set()
        assert await asyncio.gather(*others) == [{"target": "/read"}] * 20
        assert tokens.mints == 1


async def test_scenario_04_a_login_that_nobody_waits_for_any_more_is_stopped(connect: Connect) -> None:
    tokens = Tokens()
    tokens.login = hang
    async with serving(tokens) as server:
        client = connect(server, ANA)
        caller = asyncio.create_task(client.call(READ))
        assert await settled(lambda: server.count(LOGIN), 1) == 1
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
        assert await settled(lambda: len(server.open), 0) == 0
        tokens.login = None
        assert await client.call(READ) == {"target": "/read"}


async def test_scenario_05_a_wrong_password_is_sent_once_for_three_calls(connect: Connect) -> None:
    tokens = Tokens()
    tokens.login = always(answer_bytes({"error": "wrong"}, 401), keep=True)
    async with serving(tokens) as server:
        client = connect(server, PasswordAuth("ana", "SECRET-wrong"))
        for _ in range(3):
            with pytest.raises(RejectedError, match="bad logins lock accounts") as caught:
                await client.call(READ)
            assert caught.value.operation == "test.read"
            assert "SECRET" not in str(caught.value)
        assert server.count(LOGIN) == 1


async def test_scenario_06_a_wrong_clock_here_or_there_makes_no_refresh_storm(connect: Connect) -> None:
    # The server's times are of the year 1970; only their difference counts.
    tokens = Tokens(life=300)
    async with serving(tokens) as server:
        client = connect(server, ANA)
        for _ in range(20):
            await client.call(READ)
        assert tokens.mints == 1


async def test_scenario_07_a_401_after_a_new_token_is_an_error_after_exactly_two_sends(
    connect: Connect,
) -> None:
    async def never(got: Got, peer: Peer) -> None:
        await peer.send(answer_bytes({"error": "no"}, 401))

    tokens = Tokens(behind=never)
    async with serving(tokens) as server:
        client = connect(server, ANA)
        with pytest.raises(UnauthorizedError, match="a new credential was refused too") as caught:
            await client.call(READ)
        assert isinstance(caught.value, AuthError)
        assert len(caught.value.attempts) == server.count("/read") == 2
        assert tokens.mints == 2


async def test_a_refused_new_token_after_a_401_ends_the_call_with_the_login_s_error(connect: Connect) -> None:
    tokens = Tokens()
    async with serving(tokens) as server:
        client = connect(server, ANA)
        await client.call(READ)
        tokens.revoke()
        tokens.login = always(answer_bytes({}, 403), keep=True)
        with pytest.raises(RejectedError) as caught:
            await client.call(READ)
        assert caught.value.operation == "test.read"
        assert server.count("/read") == 2


async def test_scenario_03_a_token_endpoint_that_hangs_is_asked_four_times_in_all(connect: Connect) -> None:
    async with serving(hang) as server:
        client = connect(server, ANA, timeout=0.05)
        client._live.bound().credentials[ANA] = quick(client._live.credentials(ANA), [])
        with pytest.raises(AuthUnavailableError, match="no token: the token endpoint did not answer in time"):
            await client.call(READ)
        assert server.count(LOGIN) == 4


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def test_refresh_comes_early_in_the_background_and_late_in_the_foreground() -> None:
    clock = Clock()
    async with serving(Tokens(life=100.0)) as server, Client(server.url, ANA) as client:
        credentials = Credentials(ANA, client._live.credentials(ANA).send, clock, clock.sleep, lambda: 0.5)
        never = Deadline()

        async def given() -> Grant:
            grant = await credentials.get(never)
            assert grant is not None
            return grant

        first = await given()
        clock.now = 79.9
        assert await given() is first
        assert credentials.mints == 1
        clock.now = 80.1
        assert await given() is first
        assert await given() is first
        assert await settled(lambda: credentials.fresh() is not None, True)
        assert credentials.mints == 2
        second = await given()
        assert second.generation == 2
        clock.now += 95.1
        assert credentials.current() is None
        assert (await given()).generation == 3
        credentials.close()


async def test_closing_the_client_during_a_login_ends_the_callers_with_a_clear_error(
    connect: Connect,
) -> None:
    tokens = Tokens()
    tokens.login = hang
    async with serving(tokens) as server:
        client = connect(server, ANA)
        call = asyncio.create_task(client.call(READ))
        await settled(lambda: server.count(LOGIN), 1)
        await client.aclose()
        with pytest.raises(AuthUnavailableError, match="closed during the login"):
            await call


async def test_a_token_that_ends_while_its_call_waits_for_a_slot_is_replaced_first(connect: Connect) -> None:
    async def slow(got: Got, peer: Peer) -> None:
        await asyncio.sleep(0.15)
        await ok(got, peer)

    tokens = Tokens(life=0.1, behind=slow)
    async with serving(tokens) as server:
        client = connect(server, ANA, max_in_flight=1)
        assert await asyncio.gather(*(client.call(GET) for _ in range(2))) == [{"target": "/get"}] * 2
        assert server.count("/get") == 2
        assert tokens.mints == 2


class Memory:
    """A token store in its simplest form: what one process learns, all know."""

    def __init__(self) -> None:
        self.leases: dict[bytes, Lease] = {}
        self.bad: list[str | None] = []

    async def obtain(self, name: bytes, mint: Callable[[], Awaitable[Lease]], bad: str | None) -> Lease:
        self.bad.append(bad)
        if name not in self.leases or self.leases[name].value == bad:
            self.leases[name] = await mint()
        return self.leases[name]


async def test_08_clients_with_one_store_log_in_once_and_replace_only_what_was_refused(
    connect: Connect,
) -> None:
    store, tokens = Memory(), Tokens()
    async with serving(tokens) as server:
        clients = [connect(server, ANA, tokens=store) for _ in range(3)]
        for client in clients:
            assert await client.call(READ) == {"target": "/read"}
        assert tokens.mints == 1
        tokens.revoke()
        for client in clients:
            assert await client.call(READ) == {"target": "/read"}
        assert tokens.mints == 2
        assert [client.stats().mints for client in clients] == [2, 0, 0]
        # The name is the same for all of them, and each says which token was refused.
        assert len(store.leases) == 1
        assert store.bad[:3] == [None] * 3
        assert set(store.bad[3:]) == {store.bad[3]} != {None}
        # Nobody else's login, and no token from elsewhere, goes through that name.
        await clients[1].with_auth(TrustedAuth("ana", "SECRET-other")).call(READ)
        tokens.good.add("Bearer SECRET-token")
        await clients[1].with_auth(BearerAuth("SECRET-token")).call(READ)
        assert (tokens.mints, len(store.leases)) == (3, 2)


class Turns:
    """A limiter that gives turns a fixed distance apart, and remembers for whom."""

    def __init__(self) -> None:
        self.keys: list[Any] = []
        self.due = 0.0

    async def reserve(self, key: Hashable, rate: Rate) -> float:
        self.keys.append(key)
        self.due = max(self.due, time.monotonic()) + 0.02
        return self.due - time.monotonic()


async def test_08_a_shared_limiter_is_asked_for_each_call_and_told_no_secret(connect: Connect) -> None:
    turns = Turns()
    asked: Operation[Any] = Operation("test.ask", "POST", "/ask", Any, body=(), limit="spotter_message")
    async with serving(Tokens()) as server:
        client = connect(server, ANA, limiter=turns, rate=Rate(1000, 100))
        before = time.perf_counter()
        await asyncio.gather(*(client.call(READ) for _ in range(10)))
        assert 0.18 < time.perf_counter() - before < 1
        assert turns.keys == [(server.url, None, None)] * 10
        await client.call(asked)
        *_, (place, limit, who) = turns.keys
        assert (place, limit, type(who), len(who)) == (server.url, "spotter_message", bytes, 32)
        # Pacing that is off stays off.
        await client.with_options(rate=None).call(READ)
        assert len(turns.keys) == 12


async def test_31_users_whose_tokens_come_from_functions_have_limits_of_their_own(connect: Connect) -> None:
    turns = Turns()
    asked: Operation[Any] = Operation("test.ask", "POST", "/ask", Any, body=(), limit="spotter_message")
    tokens = Tokens()
    tokens.good = {"Bearer SECRET-token"}
    one, two = (BearerAuth(lambda: "SECRET-token") for _ in range(2))
    async with serving(tokens) as server:
        client = connect(server, NoAuth(), limiter=turns, rate=Rate(1000, 100))
        for way in (one, two, one):
            await client.with_auth(way).call(asked)
        named = [key[2] for key in turns.keys if key[1]]
        assert named[0] == named[2] != named[1]


@pytest.mark.parametrize("found", [OSError("redis://hunter2"), None, "soon"])
async def test_08_a_shared_limiter_that_is_out_of_order_holds_nobody_up(
    connect: Connect, found: Any, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        async def reserve(self, key: Hashable, rate: Rate) -> float:
            del key, rate
            if isinstance(found, Exception):
                raise found
            wait: float = found
            return wait

    async with serving(Tokens()) as server:
        client = connect(server, ANA, limiter=Broken(), rate=Rate(1000, 100))
        await client.call(READ)
    assert "the shared limiter failed with" in caplog.text
    assert "hunter2" not in caplog.text
