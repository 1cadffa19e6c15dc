"""Scenario 40 in small: many browsers, a third of which leave, before an upstream that dies for two seconds."""

import asyncio
import json
import random
import statistics
import time
from collections import Counter
from typing import Annotated

from backends_support import LEFT_SECONDS, served, until
from fastapi import Depends, FastAPI
from servers import Got, Peer, Tokens, ok, serving
from wire_support import READ

import aiothoughtspot as ts
from aiothoughtspot.backends import fastapi

BROWSERS, SLOTS = 100, 16
DEAD_FROM, DEAD_UNTIL, END = 0.7, 2.7, 4.2
PROBLEM = "application/problem+json"


class Upstream:
    """Takes 10 ms for an answer; while it is dead it resets every second request and leaves the others hanging."""

    def __init__(self) -> None:
        self.dead = False
        self.count = self.working = self.most_working = 0

    async def __call__(self, got: Got, peer: Peer) -> bool | None:
        self.count += 1
        self.working += 1
        self.most_working = max(self.most_working, self.working)
        try:
            if not self.dead:
                await asyncio.sleep(0.01)
                await ok(got, peer)
                return None
            await (peer.reset() if self.count % 2 else peer.hang())
            return False
        finally:
            self.working -= 1


def who_asks() -> ts.TrustedAuth:
    return ts.TrustedAuth("ana", "SECRET-key")


def backend(url: str) -> FastAPI:
    options = ts.Options(
        rate=None, max_in_flight=SLOTS, timeout=0.4, deadline=1.0, retry=ts.Retry(attempts=2, base=0.05)
    )
    app = FastAPI(lifespan=fastapi.lifespan(lambda: ts.Client(url, ts.NoAuth(), options=options)))
    fastapi.install(app)

    @app.get("/")
    async def read(client: Annotated[ts.Client, Depends(fastapi.user_client(who_asks))]) -> dict[str, str]:
        answer: dict[str, str] = await client.call(READ)
        return answer

    return app


async def fetch(port: int, leave_after: float | None) -> tuple[int, str, bytes] | None:
    """Ask once on a connection of its own; None if it left before the answer came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"GET / HTTP/1.1\r\nHost: backend\r\nConnection: close\r\n\r\n")
        async with asyncio.timeout(leave_after):
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    except TimeoutError:
        return None
    finally:
        writer.close()
    kind = next(line for line in head.decode().split("\r\n") if line.startswith("content-type:"))
    return int(head.split(b" ")[1]), kind.removeprefix("content-type:").strip(), body


async def test_scenario_40_a_backend_outlives_leaving_browsers_and_a_dead_upstream() -> None:
    upstream = Upstream()
    chance = random.Random(40)
    took: list[tuple[float, float]] = []
    statuses: Counter[int] = Counter()
    left = 0

    async with serving(Tokens(behind=upstream)) as server:
        app = backend(server.url)
        async with served(app) as ready:
            port = ready.base_url.port
            assert port is not None
            assert (await fetch(port, None) or (0,))[0] == 200
            client: ts.Client = app.state.thoughtspot
            tasks_before = len(asyncio.all_tasks())
            started = time.monotonic()

            async def browse() -> None:
                nonlocal left
                while (now := time.monotonic() - started) < END:
                    leave = chance.uniform(0.0, 0.05) if chance.random() < 0.3 else None
                    answer = await fetch(port, leave)
                    if answer is None:
                        left += 1
                        continue
                    status, kind, body = answer
                    statuses[status] += 1
                    took.append((now, time.monotonic() - started - now))
                    if status != 200:
                        assert kind == PROBLEM
                        assert json.loads(body)["status"] == status
                    await asyncio.sleep(chance.uniform(0.05, 0.15))

            async def die() -> None:
                await asyncio.sleep(DEAD_FROM)
                upstream.dead = True
                await asyncio.sleep(DEAD_UNTIL - DEAD_FROM)
                upstream.dead = False

            await asyncio.gather(die(), *(browse() for _ in range(BROWSERS)))
            # What the last ones left behind is gone at once, and nothing piles up.
            assert await until(lambda: client.stats().in_flight == client.stats().waiting == 0) < LEFT_SECONDS
            await until(lambda: len(asyncio.all_tasks()) <= tasks_before + SLOTS)

    # A request that was given up is work there for a moment longer, until its connection's end is read.
    assert SLOTS <= upstream.most_working <= SLOTS + 8
    assert left > 100
    assert set(statuses) <= {200, 502, 503, 504}
    assert sum(statuses[status] for status in (502, 503, 504)) > 50
    before = [spent for at, spent in took if at < DEAD_FROM]
    after = [spent for at, spent in took if at > DEAD_UNTIL + 0.7]
    assert min(len(before), len(after)) > 100
    assert statistics.quantiles(after, n=100)[98] < max(0.3, 3 * statistics.quantiles(before, n=100)[98])
    # Every call has an end: nobody waited longer than the deadline allows, and some time for this busy machine.
    assert max(spent for _, spent in took) < 2.0
