"""Scenario 31: many users of several orgs on one client, and nothing of one reaches another."""

import asyncio
import logging
import random
from collections import Counter
from typing import Any

import pytest
from servers import Got, Peer, Tokens, answer_bytes, serving
from wire_support import READ

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster, serve

USERS, ORGS, CALLS = 50, 4, 10_000
LIMITED: Any = ts.Operation(
    "test.limited", "POST", "/limited", Any, repeatable="read", body=(), limit="spotter_message"
)


def ways() -> list[ts.TrustedAuth | ts.SessionAuth]:
    """50 users, each in one of 4 orgs; every fifth has a cookie session."""
    made: list[ts.TrustedAuth | ts.SessionAuth] = []
    for number in range(USERS):
        name, org = f"user-{number % 25:02}", number % ORGS
        made.append(
            ts.SessionAuth(name, "secret", org=org)
            if number % 5 == 0
            else ts.TrustedAuth(name, "secret", org=org)
        )
    return made


async def test_scenario_31_10_000_interleaved_calls_of_50_users_in_4_orgs_never_cross(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each answer says whose token came with the request; each request carries one credential, its own."""
    caplog.set_level(logging.WARNING, "aiothoughtspot")
    everybody = ways()
    assert len(set(everybody)) == USERS

    async def echo(got: Got, peer: Peer) -> None:
        given = got.headers.get("authorization", "") + got.headers.get("cookie", "")
        await peer.send(
            answer_bytes(
                {
                    "as": given,
                    "number": got.headers["x-number"],
                    "both": len(got.headers.keys() & {"authorization", "cookie"}),
                }
            )
        )

    tokens = Tokens(behind=echo)
    options = ts.Options(rate=None, max_in_flight=64, retry=ts.NO_RETRY)
    order = random.Random(31)
    mine = [number % USERS for number in range(CALLS)]
    order.shuffle(mine)
    crossed: Counter[str] = Counter()
    seen: dict[int, set[str]] = {}
    async with serving(tokens) as server, ts.Client(server.url, ts.NoAuth(), options=options) as client:
        views = [client.with_auth(way) for way in everybody]

        async def work(numbers: list[int]) -> None:
            for number in numbers:
                user = mine[number]
                answer = await views[user].call(READ, headers={"X-Number": str(number)})
                seen.setdefault(user, set()).add(answer["as"])
                way = everybody[user]
                own = f"SECRET-{way.username}.{way.org}."
                crossed["credential"] += own not in answer["as"]
                crossed["answer"] += answer["number"] != str(number)
                crossed["both kinds"] += answer["both"] != 1
                crossed["cookies"] += ("JSESSIONID" in answer["as"]) != isinstance(way, ts.SessionAuth)

        await asyncio.gather(*(work(list(range(first, CALLS, 100))) for first in range(100)))
        assert sum(crossed.values()) == 0, crossed
        assert all(len(values) == 1 for values in seen.values())
        assert tokens.mints == client.stats().mints == USERS == len(seen)
        assert client.stats().calls == CALLS


async def test_scenario_31_the_cluster_agrees_about_who_asked() -> None:
    """The embedded cluster's own view: users see themselves, in the org that they asked for."""
    cluster = Cluster(rows=100, users=60, objects=20, rate_limit=False)
    names = [record["name"] for record in cluster.state.users.values()][:25]
    options = ts.Options(rate=None, retry=ts.NO_RETRY)
    with serve(cluster) as url:
        async with ts.Client(url, ts.NoAuth(), options=options) as client:
            ways = [ts.TrustedAuth(name, "secret", org=0) for name in names]

            async def ask(number: int) -> bool:
                way = ways[number % len(ways)]
                me = await client.with_auth(way).v2.authentication.current_user()
                return me.name == way.username

            assert all(await asyncio.gather(*(ask(number) for number in range(500))))
        assert cluster.mints == len(names)


async def test_scenario_31_a_user_s_limit_is_theirs_alone() -> None:
    tokens = Tokens()
    waits: list[str] = []
    wide = ts.Rate(10_000, 1_000)
    options = ts.Options(on_wait=lambda info: waits.append(info.phase), retry=ts.NO_RETRY, rate=wide)
    ana, bob = (ts.TrustedAuth(name, "key") for name in ("ana", "bob"))
    async with serving(tokens) as server, ts.Client(server.url, ts.NoAuth(), options=options) as client:
        for _ in range(30):
            await client.with_auth(ana).call(LIMITED)
        waits.clear()
        # Ana has used her 30 a minute up; Bob has all of his.
        async with asyncio.timeout(1):
            await client.with_auth(bob).call(LIMITED)
        assert "rate" not in waits
        late = asyncio.create_task(client.with_auth(ana).call(LIMITED))
        await asyncio.sleep(0.2)
        assert not late.done()
        late.cancel()
        await asyncio.gather(late, return_exceptions=True)
