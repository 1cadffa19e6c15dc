"""Makes very many calls against a server that fails in every way, and watches that nothing piles up.

    python tests/reliability/soak.py 1000000 --write      a million calls; the curve goes into docs/

One call in ten meets a fault, one in twenty is cancelled at some moment, tokens are revoked all the while.  What must
not grow: memory (after the first half), sockets, tasks, threads; and all of them end where they began.
"""

import argparse
import asyncio
import gc
import os
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import attrs

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

import canary  # noqa: E402 - found by the line above
from fault_proxy import FLOOD, Fault, drip, play  # noqa: E402 - same
from measure import MIB, resident  # noqa: E402 - beside this file
from servers import Got, Peer, Tokens, answer_bytes, serving  # noqa: E402 - in tests/
from wire_support import FILE, READ, WRITE  # noqa: E402 - same

from aiothoughtspot import Client, Options, Retry, ThoughtSpotError, TrustedAuth  # noqa: E402 - same

PAGE, CURVE = ROOT / "docs/soak.md", ROOT / "docs/assets/soak.svg"
FAULTS = [
    Fault(cut="status line", end="reset"),
    Fault(cut="headers", end="close"),
    Fault(cut="body", end="reset"),
    Fault(chunked=20, cut="last chunk", end="close"),
    Fault(before=b"\0garbage\r\n\r\n", end="close"),
    Fault(before=FLOOD * 3),
    Fault(slices=7),
    Fault(latency=0.02),
    Fault(longer=5, end="close"),
    Fault(status_line=b"HTTP/1.1 503 No"),
    Fault(status_line=b"HTTP/1.1 429 No", header=b"Retry-After: 0\r\n"),
    Fault(status_line=b"HTTP/1.1 500 No"),
]
BODY = {"rows": list(range(100))}
# What memory may still grow by once the first half is over, however many calls follow.
STEADY = 8 * MIB


@attrs.frozen
class Sample:
    """What there was after so many calls."""

    calls: int
    seconds: float
    memory: int
    files: int
    tasks: int
    threads: int


def sample(calls: int, start: float, tasks: int = 0) -> Sample:
    """Look around."""
    gc.collect()
    files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - names are enough
    now = time.perf_counter() - start
    return Sample(calls, now, resident(), files, tasks, threading.active_count())


class Weather:
    """A server's answers: one in ten suffers."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.whole = answer_bytes(BODY)

    async def __call__(self, _: Got, peer: Peer) -> bool | None:
        if self.chance.random() >= 0.1:
            await peer.send(self.whole)
            return None
        fault = self.chance.choice(FAULTS)
        await asyncio.sleep(fault.latency)
        await drip(peer, play(self.whole, fault), fault)
        if fault.end == "reset":
            await peer.reset()
        return fault.end is None


async def one(client: Client, chance: random.Random, ends: Counter[str]) -> None:
    """Make a call of some kind, perhaps cancelled, and count how it ended."""
    try:
        async with asyncio.timeout(chance.random() * 0.05 if chance.random() < 0.05 else None):
            if chance.random() < 0.1:
                async with client.stream(FILE) as stream:
                    await stream.read()
            else:
                await client.call(chance.choice([READ, WRITE]))
        ends["success"] += 1
    except ThoughtSpotError as error:
        ends[type(error).__name__] += 1
    except TimeoutError:
        ends["cancelled"] += 1


def soak(count: int, http: Any) -> tuple[list[Sample], Counter[str]]:
    """Make so many calls; the samples, the first before the event loop began and the last after it ended."""
    ends, start = Counter[str](), time.perf_counter()
    before = sample(0, start)
    middle = asyncio.run(day(count, http, ends, start))
    return [before, *middle, sample(count, start)], ends


async def day(count: int, http: Any, ends: Counter[str], start: float) -> list[Sample]:
    """Make the calls, and look around now and then."""
    chance = random.Random(1)
    tokens, samples = Tokens(behind=Weather(chance)), []
    async with serving(tokens) as server:
        options = Options(
            http=http, rate=None, max_in_flight=32, retry=Retry(base=0.002, cap=0.02), timeout=5.0
        )
        async with Client(server.url, TrustedAuth("ana", canary.KEY), options=options) as client:
            step = max(64, count // 100)
            for done in range(0, count, step):
                await workers(client, min(step, count - done), chance, ends)
                tokens.revoke()
                server.got.clear()
                samples.append(sample(min(done + step, count), start, len(asyncio.all_tasks())))
    return samples


async def workers(client: Client, count: int, chance: random.Random, ends: Counter[str]) -> None:
    """Make so many calls, 64 at a time."""
    left = iter(range(count))

    async def worker() -> None:
        for _ in left:
            await one(client, chance, ends)

    await asyncio.gather(*(worker() for _ in range(64)))


def judge(samples: list[Sample]) -> list[str]:
    """What is wrong, if anything."""
    first, *middle, last = samples
    steady = middle[len(middle) // 2 :]
    problems = []
    if (grown := steady[-1].memory - steady[0].memory) > STEADY:
        problems.append(f"memory grew by {grown / MIB:.1f} MiB in the second half")
    problems += [
        f"{name}: {getattr(first, name)} before, {getattr(last, name)} after"
        for name in ("files", "tasks", "threads")
        if getattr(last, name) > getattr(first, name)
    ]
    return problems


def slope(samples: list[Sample]) -> float:
    """Bytes that each call of the second half leaves behind, by least squares."""
    steady = samples[len(samples) // 2 : -1]
    mean_x = sum(one.calls for one in steady) / len(steady)
    mean_y = sum(one.memory for one in steady) / len(steady)
    above = sum((one.calls - mean_x) * (one.memory - mean_y) for one in steady)
    return above / sum((one.calls - mean_x) ** 2 for one in steady)


def write(samples: list[Sample], ends: Counter[str], http: str) -> None:
    """Draw the curve and write the page."""
    import matplotlib as mpl  # noqa: PLC0415 - only needed here

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "soak"
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the choice above

    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(8, 5))
    calls = [one.calls for one in samples]
    above.plot(calls, [one.memory / MIB for one in samples], color="#3367a0")
    above.set_ylabel("memory, MiB")
    above.set_ylim(0)
    for name, color in (("files", "#3367a0"), ("tasks", "#c0662f"), ("threads", "#5a8f4e")):
        below.plot(calls, [getattr(one, name) for one in samples], label=name, color=color)
    below.set_ylim(0)
    below.set_xlabel("calls")
    below.legend()
    figure.tight_layout()
    CURVE.parent.mkdir(exist_ok=True)
    figure.savefig(CURVE, metadata={"Date": None})
    first, last = samples[0], samples[-1]
    rows = [
        f"| {name} | {getattr(first, name)} | {getattr(last, name)} |"
        for name in ("files", "tasks", "threads")
    ]
    rows += [f"| memory, MiB | {first.memory / MIB:.0f} | {last.memory / MIB:.0f} |"]
    PAGE.write_text(
        "\n".join(
            [
                "# A very long day",
                "",
                f"{last.calls:,} calls over the {http} edge, both ends in one process, in {last.seconds:.0f} s: one in ten meets a fault, one in twenty is cancelled, and every hundredth part of the way all tokens are revoked.",
                f"In the second half each call leaves {slope(samples):.2f} bytes behind.",
                "",
                "![memory, files, tasks and threads over the calls](assets/soak.svg)",
                "",
                "| what | before | after |",
                "|---|---|---|",
                *rows,
                "",
                "How the calls ended: "
                + ", ".join(f"{name} {count:,}" for name, count in ends.most_common())
                + ".",
                "",
                "This page is written by `.venv/bin/python -m nox -s soak`.",
                "",
            ]
        ),
        "utf-8",
    )


def main() -> int:
    """Run; 0 if nothing piled up."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--http", default="httpx", choices=["httpx", "httpx2", "aiohttp"])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    samples, ends = soak(given.count, given.http)
    problems = judge(samples)
    sys.stdout.write(
        f"{given.count:,} calls, {samples[-1].seconds:.0f} s, {slope(samples):.2f} bytes per call, {dict(ends)}\n"
    )
    sys.stdout.writelines(f"{one}\n" for one in problems)
    if given.write:
        write(samples, ends, given.http)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
