"""Millions of rows into Parquet, beside a bare loop that fetches the same pages at the same concurrency and drops them.

The embedded cluster runs in a process of its own, each contestant too.  A pull first fetches a small result, so that
imports, login and connection are paid for; then it is timed over the whole, and the highest resident size during it is
compared with the size just before.

    python benchmarks/pull.py                  500,000 and 1,000,000 rows
    python benchmarks/pull.py --full           1,000,000 and 5,000,000 rows, as the bounds say; writes the plot
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from _common import (
    BOUND,
    INK,
    OTHERS,
    OURS,
    OURS_LIGHT,
    SECRET,
    Check,
    figure,
    save,
    table,
    verdict,
    versions,
)
from download import peak_mb, resident_mb

COLUMNS = "[Order ID] [Order Date] [Order Time] [Region] [Product] [Quantity] [Revenue] [Session Code]"
SOURCE = "Retail Sales"
PAGE, WINDOW, WARM = 100_000, 4, 1_000
TIMES, MEMORY_MB = 1.5, 500.0
QUICK, FULL = (500_000, 1_000_000), (1_000_000, 5_000_000)
SAMPLE_SECONDS = 0.1


# One process


async def bare(url: str, rows: int, _: Path) -> None:
    """The same client and the same pages, and nothing done with them."""
    import aiothoughtspot as ts  # noqa: PLC0415 - a contestant's imports are its own

    async with ts.Client(url, ts.TrustedAuth("ana", SECRET), options=ts.Options(rate=None)) as client:
        offsets = iter(range(0, rows, PAGE))

        async def work() -> None:
            for offset in offsets:
                body = {
                    "query_string": f"{COLUMNS} [Order ID] <= {rows} sort by [Order ID]",
                    "logical_table_identifier": SOURCE,
                    "record_offset": offset,
                    "record_size": PAGE,
                }
                await client.call("v2.data.search", body=body, decode=False)

        await asyncio.gather(*(work() for _ in range(WINDOW)))


async def ours(url: str, rows: int, folder: Path) -> None:
    """Dates as dates, in Parquet, with every page kept on the way so that it could be resumed."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - same

    import aiothoughtspot as ts  # noqa: PLC0415 - same
    from aiothoughtspot import pulls  # noqa: PLC0415 - same

    target = folder / f"sales-{os.getpid()}.parquet"
    async with ts.Client(url, ts.TrustedAuth("ana", SECRET), options=ts.Options(rate=None)) as client:
        query = f"{COLUMNS} [Order ID] <= {rows}"
        await pulls.search(client, query, SOURCE, to=target, key="Order ID", page_size=PAGE, window=WINDOW)
    if pq.read_metadata(target).num_rows != rows:
        raise SystemExit("rows were lost")
    target.unlink()


CONTESTANTS = {"a bare loop": bare, "pulls.search": ours}


async def child(name: str, url: str, rows: int, folder: Path) -> None:
    await CONTESTANTS[name](url, WARM, folder)
    before, start = resident_mb(), time.perf_counter()
    sizes: list[float] = []
    running = asyncio.create_task(CONTESTANTS[name](url, rows, folder))
    while not running.done():
        sizes.append(resident_mb() - before)
        await asyncio.wait([running], timeout=SAMPLE_SECONDS)
    await running
    taken = time.perf_counter() - start
    print(json.dumps({"seconds": taken, "more": peak_mb() - before, "sizes": sizes}))


# All of them


def run(name: str, url: str, rows: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--child", name, url, str(rows), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def plot(found: dict[tuple[str, int], dict[str, Any]], sizes: tuple[int, ...]) -> None:
    canvas, (left, right) = figure(11.0, 4.0, columns=2)
    rows = max(sizes)
    names = list(CONTESTANTS)
    seconds = [found[name, rows]["seconds"] for name in names]
    bars = left.barh(range(len(names)), seconds, 0.6, color=[OTHERS, OURS])
    left.bar_label(bars, [f"{one:.1f} s" for one in seconds], padding=4, fontsize=9, color=INK)
    bound = seconds[0] * TIMES
    left.axvline(bound, color=BOUND, linewidth=1.6, label=f"bound: {TIMES} times the bare loop")
    left.legend(frameon=False, fontsize=9, loc="lower right")
    left.set_xlim(0, max(bound, *seconds) * 1.15)
    left.set_yticks(range(len(names)), names)
    left.invert_yaxis()
    left.set_xlabel("seconds")
    left.set_title(f"{rows:,} rows")
    for count, color in zip(sizes, (OURS_LIGHT, OURS), strict=True):
        course = found["pulls.search", count]["sizes"]
        right.plot(
            [at * SAMPLE_SECONDS for at in range(len(course))], course, color=color, label=f"{count:,} rows"
        )
    right.axhline(MEMORY_MB, color=BOUND, linewidth=1.6, label=f"bound: {MEMORY_MB:.0f} MB")
    right.legend(frameon=False, fontsize=9, loc="center right")
    right.set_ylim(0, MEMORY_MB * 1.1)
    right.set_xlabel("seconds")
    right.set_title("More memory than at the start, MB")
    save(canvas, "benchmark-pull")


def main() -> int:
    from aiothoughtspot.simulator import process  # noqa: PLC0415 - not in the contestants' memory

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="up to 5,000,000 rows, and the plot")
    parser.add_argument("--calendar", action="store_true", help="with a custom calendar: twice the bytes")
    chosen = parser.parse_args()
    sizes = FULL if chosen.full else QUICK
    found: dict[tuple[str, int], dict[str, Any]] = {}
    settings = {"rows": max(sizes), "custom_calendar": chosen.calendar, "rate_limit": False}
    with process.start(**settings) as (url, _), tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            for name in CONTESTANTS:
                found[name, rows] = run(name, url, rows, Path(folder))
    print(f"{versions('pyarrow', 'msgspec', 'httpx', 'httpx2')}\n")
    heads = ["", "rows", "seconds", "rows per second", "times the loop", "more memory"]
    lines: list[list[str]] = []
    checks: list[Check] = []
    for rows in sizes:
        loop = found["a bare loop", rows]["seconds"]
        for name in CONTESTANTS:
            one = found[name, rows]
            figures = [
                f"{one['seconds']:.1f}",
                f"{rows / one['seconds']:,.0f}",
                f"{one['seconds'] / loop:.2f}",
            ]
            lines.append([name, f"{rows:,}", *figures, f"{one['more']:.0f} MB"])
        memory = found["pulls.search", rows]["more"]
        checks.append(Check(f"more memory, MB, {rows:,} rows", memory, MEMORY_MB))
    table(heads, lines)
    ratio = found["pulls.search", max(sizes)]["seconds"] / found["a bare loop", max(sizes)]["seconds"]
    checks.append(Check(f"time for {max(sizes):,} rows, times the bare loop", ratio, TIMES))
    if chosen.full and not chosen.calendar:
        plot(found, sizes)
    return verdict(checks)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        who, where, count, place = sys.argv[2:]
        asyncio.run(child(who, where, int(count), Path(place)))
    else:
        sys.exit(main())
