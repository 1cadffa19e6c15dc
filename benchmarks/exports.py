"""3,000 exports of mixed formats against a cluster that fails all the time: every good one on disk, each bad one named.

Of the reports 3 % meet a 503 and 2 % an answer that is cut off, every 200th a 429; of the TML calls every fourth a gateway
timeout; tokens end every 30 s; 20 ids are of nothing.  A second run does only what is missing.  Takes about two minutes.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from _common import Check, table, verdict

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import start
from aiothoughtspot.simulator.process import Control

POISON = [f"00000000-0000-4000-8000-{number:012d}" for number in range(20)]
MAGIC = {"PDF": b"%PDF", "PNG": b"\x89PNG", "CSV": b"", "XLSX": b"PK", "TML": b"guid"}
EXPIRY_SECONDS = 30.0
FLAT = 1.1


def resident_mb() -> float:
    """The memory of this process now."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


async def planned(client: ts.Client) -> dict[str, list[str]]:
    """Which objects as which format, 3,000 in all."""

    async def ids(kind: str, count: int) -> list[str]:
        wanted = [{"type": kind}]
        found = ts.paginate(client.v2.metadata.search, metadata=wanted, record_size=500)
        return [str(item.metadata_id) for item in await found.collect(count)]

    boards, answers = await ids("LIVEBOARD", 1_780), await ids("ANSWER", 1_200)
    work = {
        "PDF": boards[:700] + POISON[:4],
        "PNG": boards[700:1_300] + POISON[4:8],
        "CSV": answers[:600] + POISON[8:12],
        "XLSX": answers[600:] + POISON[12:16],
        "TML": boards[1_300:] + POISON[16:],
    }
    for objects in work.values():
        random.Random(1).shuffle(objects)
    return work


def trouble(control: Control) -> None:
    control.add_fault("unavailable", path="*/report/*", probability=0.03, times=None)
    control.add_fault(path="*/report/*", truncate=200, probability=0.02, times=None)
    control.add_fault("rate_limit", path="*/report/*", every=200, times=None)
    control.add_fault("gateway_timeout", path="*/tml/export", every=4, times=None)


async def expire(control: Control) -> None:
    while True:
        await asyncio.sleep(EXPIRY_SECONDS)
        control.revoke_tokens()


async def run(folder: Path) -> int:
    with start(rows=5_000, objects=6_500, users=200) as (url, control):
        options = ts.Options(retry=ts.Retry(base=0.05, cap=1.0))
        async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret"), options=options) as client:
            work = await planned(client)
            trouble(control)
            expiring = asyncio.create_task(expire(control))
            sizes: list[float] = []

            def tell(memory: list[float]) -> Callable[[pulls.Progress], object]:
                return lambda _: memory.append(resident_mb())

            before = time.monotonic()
            reports = await asyncio.gather(
                *(
                    pulls.export(client, objects, form, to=folder, window=6, progress=tell(sizes))  # type: ignore[arg-type]  # one of the formats
                    for form, objects in work.items()
                )
            )
            seconds, retries = time.monotonic() - before, client.stats().retries
            expiring.cancel()
            with suppress(asyncio.CancelledError):
                await expiring
            control.clear_faults()
            calls = client.stats().calls
            again = [await pulls.export(client, objects, form, to=folder) for form, objects in work.items()]  # type: ignore[arg-type]  # same
            more = client.stats().calls - calls
    whole = sum(
        path.read_bytes().startswith(MAGIC[form])
        for form, report in zip(work, reports, strict=True)
        for path in report.paths
    )
    bad = {failure.id for report in reports for failure in report.failures}
    left = [path for path in await asyncio.to_thread(lambda: list(folder.iterdir())) if path.name[0] == "."]
    half = len(sizes) // 2
    growth = max(sizes[half:]) / max(sizes[:half])
    table(
        ["what", "how much"],
        [
            ["files, whole", f"{whole:,}"],
            ["objects named as failed", str(len(bad))],
            ["seconds", f"{seconds:.1f}"],
            ["retries", str(retries)],
            ["calls of a second run", str(more)],
            ["memory, second half beside the first", f"{growth:.2f}"],
        ],
    )
    good = sum(map(len, work.values())) - len(POISON)
    return verdict(
        [
            Check("files that are missing", good - whole, 0),
            Check("failures that are none", len(bad ^ set(POISON)), 0),
            Check("files of the second run that are missing", good - sum(len(one.paths) for one in again), 0),
            Check("calls of the second run", more, 60),
            Check("leftovers", len(left), 0),
            Check("memory, second half beside the first", growth, FLAT),
        ]
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(asyncio.run(run(Path(made))))
