"""CPU per small typed call, beside plain `httpx.AsyncClient` and `json` on the same server, in one run.

The server runs in a second process; the contestants take turns in rounds, so that a noisy machine is noisy for all.
What counts is this process's CPU time per call; ratios are stable where microseconds are not.
httpx looks for `sniffio` at every lock, and it no longer comes with anyio; each search that finds nothing is slow.
The bounds are against httpx as it installs; where `sniffio` is missing, httpx with a stand-in for it runs too.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import partial
from importlib.util import find_spec
from types import ModuleType

import attrs
import httpx
from _common import (
    INK,
    MUTED,
    OTHERS,
    OURS,
    OURS_LIGHT,
    SECRET,
    Check,
    figure,
    median,
    save,
    server,
    table,
    verdict,
    versions,
)

import aiothoughtspot as ts
from aiothoughtspot.options import Http

LEVELS = (1, 16, 64, 256)
JUDGED = 64
ROUNDS = 5
BATCH_SECONDS = 0.35
PLAIN = "httpx.AsyncClient + json"
QUICK = "the same, finding sniffio"
SNIFFIO_INSTALLED = find_spec("sniffio") is not None
# What `pip install httpx` gives is what the bounds are about; the quicker one is shown beside it.
BASELINE = PLAIN
BOUNDS = {
    "aiothoughtspot, httpx edge": 1 / 6,
    "aiothoughtspot, httpx2 edge": 1 / 6,
    "aiothoughtspot, aiohttp edge": 1 / 8,
}

Once = Callable[[], Awaitable[object]]
Contestant = Callable[[str, int], AbstractAsyncContextManager[Once]]


@contextmanager
def quick_sniffio() -> Iterator[None]:
    """Let httpx find a `sniffio` for a while: a stand-in that is quicker than the real one, to httpx's advantage."""
    module = ModuleType("sniffio")
    module.__dict__["current_async_library"] = lambda: "asyncio"
    sys.modules["sniffio"] = module
    try:
        yield
    finally:
        del sys.modules["sniffio"]


@asynccontextmanager
async def plain(url: str, _: int) -> AsyncIterator[Once]:
    """One shared `AsyncClient` as it comes, logged in, its answers read with `json`."""
    async with httpx.AsyncClient(base_url=url) as client:
        login = {"username": "ana", "secret_key": SECRET}
        token = (await client.post("/api/rest/2.0/auth/token/full", json=login)).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"

        async def once() -> object:
            response = await client.post("/api/rest/2.0/tags/search", json={"color": "#0a0"})
            response.raise_for_status()
            return json.loads(response.content)

        yield once


@asynccontextmanager
async def quick(url: str, in_flight: int) -> AsyncIterator[Once]:
    """The same with a `sniffio` to find."""
    with quick_sniffio():
        async with plain(url, in_flight) as once:
            yield once


@asynccontextmanager
async def ours(url: str, in_flight: int, *, http: Http) -> AsyncIterator[Once]:
    """Our client as anybody would use it, without pacing."""
    options = ts.Options(rate=None, max_in_flight=in_flight, http=http)
    async with ts.Client(url, ts.TrustedAuth("ana", SECRET), options=options) as client:
        tags = client.v2.tags

        async def once() -> object:
            return await tags.search(color="#0a0")

        yield once


CONTESTANTS: dict[str, Contestant] = {
    PLAIN: plain,
    **({} if SNIFFIO_INSTALLED else {QUICK: quick}),
    "aiothoughtspot, httpx edge": partial(ours, http="httpx"),
    "aiothoughtspot, httpx2 edge": partial(ours, http="httpx2"),
    "aiothoughtspot, aiohttp edge": partial(ours, http="aiohttp"),
}


@attrs.define
class Runner:
    """One contestant at one level: open, warm, and measured batch by batch."""

    once: Once
    in_flight: int
    calls: int = 0

    async def batch(self, calls: int) -> float:
        """Make so many calls, `in_flight` at a time; returns CPU seconds per call."""
        left = iter(range(calls))

        async def worker() -> None:
            for _ in left:
                await self.once()

        before = time.process_time()
        await asyncio.gather(*(worker() for _ in range(self.in_flight)))
        return (time.process_time() - before) / calls

    async def warm(self) -> None:
        """Open the connections, then find the batch that takes about `BATCH_SECONDS`."""
        await self.batch(2 * self.in_flight)
        per_call = await self.batch(max(50, 2 * self.in_flight))
        self.calls = max(2 * self.in_flight, int(BATCH_SECONDS / per_call))


async def level(url: str, in_flight: int) -> dict[str, float]:
    """Median CPU µs per call of each contestant."""
    taken: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    for number in range(ROUNDS):
        # Every other round goes backwards, so that nobody always follows the same neighbour.
        for name in list(CONTESTANTS)[:: 1 if number % 2 == 0 else -1]:
            async with CONTESTANTS[name](url, in_flight) as once:
                runner = Runner(once, in_flight)
                await runner.warm()
                taken[name].append(await runner.batch(runner.calls) * 1e6)
    return {name: median(values) for name, values in taken.items()}


def plot(found: dict[int, dict[str, float]]) -> None:
    canvas, (axes,) = figure(10.0, 5.0)
    colors = {PLAIN: OTHERS, QUICK: MUTED} | dict(zip(BOUNDS, (OURS_LIGHT, OURS, INK), strict=True))
    width = 0.85 / len(CONTESTANTS)
    for place, name in enumerate(CONTESTANTS):
        values = [found[in_flight][name] for in_flight in LEVELS]
        spots = [group + (place - (len(CONTESTANTS) - 1) / 2) * width for group in range(len(LEVELS))]
        bars = axes.bar(spots, values, width * 0.94, color=colors[name], label=name)
        axes.bar_label(bars, [f"{value:,.0f}" for value in values], padding=2, fontsize=8)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xticks(range(len(LEVELS)), [f"{in_flight} in flight" for in_flight in LEVELS])
    axes.set_ylabel("CPU per call, µs")
    axes.set_title("One small typed call: CPU time of the client process")
    axes.legend(frameon=False, fontsize=9, loc="upper left")
    save(canvas, "benchmark-calls")


def main() -> int:
    with server() as url:
        found = {in_flight: asyncio.run(level(url, in_flight)) for in_flight in LEVELS}
    print(f"{versions('httpx', 'httpcore', 'httpx2', 'aiohttp', 'msgspec')}\n")
    rows: list[list[str]] = []
    checks: list[Check] = []
    for name in CONTESTANTS:
        times = [found[in_flight][name] for in_flight in LEVELS]
        share = found[JUDGED][name] / found[JUDGED][BASELINE]
        bound = BOUNDS.get(name)
        if bound is not None:
            checks.append(Check(f"{name}, {JUDGED} in flight", share, bound))
        told = [f"{share:.2f}", "-"] if bound is None else [f"1/{1 / share:.1f}", f"1/{1 / bound:.0f}"]
        rows.append([name, *told, *(f"{time:,.0f}" for time in times)])
    table(
        ["CPU per call", f"share at {JUDGED}", "at most", *(f"{one} in flight, µs" for one in LEVELS)],
        rows,
    )
    print(f"\nShares are of: {BASELINE}")
    plot(found)
    return verdict(checks)


if __name__ == "__main__":
    sys.exit(main())
