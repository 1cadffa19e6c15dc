"""A 20 MB report streamed to a file: memory and CPU, beside the bare HTTP library doing the same.

Each contestant runs in processes of its own, in turns.  A process downloads a small report first, so that imports,
login and connection are paid for; then memory is watched over one download, and CPU time over several.
More memory is the highest resident size during that download less the size just before it.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from _common import (
    BOUND,
    INK,
    OTHERS,
    OURS,
    REPORT_BYTES,
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

ROUNDS = 7
REPEATS = 7
MEMORY_MB = 15.0
CPU_TIMES = 1.3
SMALL, LARGE = "/api/rest/2.0/report/answer", "/api/rest/2.0/report/liveboard"
BODY = {"metadata_identifier": "8d0f6a52-5c0b-4d0e-9a34-1f0f7f2a9c11", "file_format": "PDF"}

Download = Callable[[str, Path], Awaitable[None]]
Contestant = Callable[[str], AbstractAsyncContextManager[Download]]


# The contestants; imports are theirs alone, so that nobody carries another's memory


@asynccontextmanager
async def bare_httpx(url: str, *, library: str) -> AsyncIterator[Download]:
    """The streaming recipe of httpx and httpx2."""
    module: Any = __import__(library)
    async with module.AsyncClient(base_url=url) as client:

        async def download(route: str, path: Path) -> None:
            with path.open("wb") as file:
                async with client.stream("POST", route, json=BODY) as response:
                    response.raise_for_status()
                    async for chunk in response.aiter_bytes():
                        file.write(chunk)

        yield download


@asynccontextmanager
async def bare_aiohttp(url: str) -> AsyncIterator[Download]:
    """The streaming recipe of aiohttp, with the chunks as they come."""
    import aiohttp  # noqa: PLC0415 - see above

    async with aiohttp.ClientSession(url) as session:

        async def download(route: str, path: Path) -> None:
            with path.open("wb") as file:
                async with session.post(route, json=BODY) as response:
                    response.raise_for_status()
                    async for chunk in response.content.iter_any():
                        file.write(chunk)

        yield download


@asynccontextmanager
async def ours(url: str, *, http: Any) -> AsyncIterator[Download]:
    """Our client: streamed, written beside the target, and renamed when whole."""
    import aiothoughtspot as ts  # noqa: PLC0415 - see above
    from aiothoughtspot.v2 import reports  # noqa: PLC0415 - see above

    operations = {SMALL: reports.ANSWER, LARGE: reports.LIVEBOARD}
    options = ts.Options(rate=None, http=http)
    async with ts.Client(url, ts.TrustedAuth("ana", SECRET), options=options) as client:

        async def download(route: str, path: Path) -> None:
            async with client.stream(operations[route], body=BODY) as stream:
                await stream.save(path)

        yield download


CONTESTANTS: dict[str, Contestant] = {
    "httpx.AsyncClient.stream": partial(bare_httpx, library="httpx"),
    "aiothoughtspot, httpx edge": partial(ours, http="httpx"),
    "httpx2.AsyncClient.stream": partial(bare_httpx, library="httpx2"),
    "aiothoughtspot, httpx2 edge": partial(ours, http="httpx2"),
    "aiohttp, iter_any": bare_aiohttp,
    "aiothoughtspot, aiohttp edge": partial(ours, http="aiohttp"),
}
# Each of ours and what it is measured against.
PAIRS = {
    "aiothoughtspot, httpx edge": "httpx.AsyncClient.stream",
    "aiothoughtspot, httpx2 edge": "httpx2.AsyncClient.stream",
    "aiothoughtspot, aiohttp edge": "aiohttp, iter_any",
}


# One process


def _status(field: str) -> float | None:
    """A size from Linux's own account of this process, in MB."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


def peak_mb() -> float:
    """The highest resident size so far; Linux's VmHWM, for `ru_maxrss` there remembers the parent's size too."""
    found = _status("VmHWM:")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit if found is None else found


def resident_mb() -> float:
    """The resident size now; the peak where the system does not say."""
    return _status("VmRSS:") or peak_mb()


async def child(name: str, url: str, folder: Path) -> None:
    path = folder / f"report-{os.getpid()}"
    async with CONTESTANTS[name](url) as download:
        await download(SMALL, path)
        before = resident_mb()
        await download(LARGE, path)
        more = peak_mb() - before
        if path.stat().st_size != REPORT_BYTES:
            raise SystemExit(f"{name} lost bytes")
        taken: list[float] = []
        for _ in range(REPEATS):
            start = time.process_time()
            await download(LARGE, path)
            taken.append((time.process_time() - start) * 1e3)
    path.unlink()
    print(json.dumps({"more": more, "cpu": median(taken)}))


# All of them


def run(name: str, url: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, name, url, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def plot(cpu: dict[str, float], memory: dict[str, float]) -> None:
    canvas, (left, right) = figure(11.0, 4.0, columns=2)
    names = list(CONTESTANTS)
    colors = [OURS if name in PAIRS else OTHERS for name in names]
    for axes, values in ((left, cpu), (right, memory)):
        bars = axes.barh(range(len(names)), [values[name] for name in names], 0.7, color=colors)
        axes.invert_yaxis()
        if axes is right:
            axes.bar_label(
                bars, [f"{values[name]:.1f} MB" for name in names], padding=4, fontsize=9, color=INK
            )
    for row, name in enumerate(names):
        ink = "white" if name in PAIRS else INK
        left.text(cpu[name] / 2, row, f"{cpu[name]:.1f} ms", ha="center", va="center", fontsize=9, color=ink)
    for row, name in enumerate(names):
        if name in PAIRS:
            at = cpu[PAIRS[name]] * CPU_TIMES
            left.plot([at, at], [row - 0.42, row + 0.42], color=BOUND, linewidth=1.6)
    left.plot([], [], color=BOUND, linewidth=1.6, label=f"bound: {CPU_TIMES} times the library")
    left.legend(frameon=False, fontsize=9, loc="lower right")
    left.set_xlim(0, max(cpu.values()) * CPU_TIMES * 1.12)
    left.set_yticks(range(len(names)), names)
    left.set_xlabel("CPU, ms")
    left.set_title("A 20 MB report to a file: CPU")
    right.axvline(MEMORY_MB, color=BOUND, linewidth=1.6)
    right.text(
        MEMORY_MB * 0.985, 0, f"bound: {MEMORY_MB:.0f} MB", color=BOUND, fontsize=9, ha="right", va="center"
    )
    right.set_xlim(0, max(MEMORY_MB, *memory.values()) * 1.15)
    right.set_yticks([])
    right.set_xlabel("more memory at the peak, MB")
    right.set_title("More memory")
    save(canvas, "benchmark-download")


def main() -> int:
    cpus: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    mores: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    with server() as url, tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for name in CONTESTANTS:
                found = run(name, url, Path(folder))
                cpus[name].append(found["cpu"])
                mores[name].append(found["more"])
    cpu = {name: median(values) for name, values in cpus.items()}
    # For memory the worst of all rounds counts.
    memory = {name: max(values) for name, values in mores.items()}
    print(f"{versions('httpx', 'httpcore', 'httpx2', 'aiohttp')}\n")
    rows: list[list[str]] = []
    checks: list[Check] = []
    for name in CONTESTANTS:
        told = ["1", "-", "-"]
        if name in PAIRS:
            ratio = cpu[name] / cpu[PAIRS[name]]
            told = [f"{ratio:.2f}", f"{CPU_TIMES}", f"{MEMORY_MB:.0f}"]
            checks += [
                Check(f"{name}, CPU", ratio, CPU_TIMES),
                Check(f"{name}, memory", memory[name], MEMORY_MB),
            ]
        rows.append([name, *told[:2], f"{cpu[name]:.1f}", f"{memory[name]:.1f}", told[2]])
    table(
        ["20 MB to a file", "times the library", "at most", "CPU, ms", "more memory, MB", "at most, MB"], rows
    )
    plot(cpu, memory)
    return verdict(checks)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(child(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
        sys.exit(0)
    sys.exit(main())
