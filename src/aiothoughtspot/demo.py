"""The main job, end to end: log in, page users and metadata, pull a million rows, export liveboards, and say what it took.

Against an embedded cluster in a process of its own, with a token expiry and a burst of 503s on the way; or against a
real cluster, if the environment names one.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pyarrow.compute as pc
import pyarrow.parquet as pq
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from aiothoughtspot import pulls
from aiothoughtspot.auth import Auth, BearerAuth, PasswordAuth, TrustedAuth
from aiothoughtspot.client import Client
from aiothoughtspot.errors import RequestError, ThoughtSpotError
from aiothoughtspot.options import Options
from aiothoughtspot.paging import paginate
from aiothoughtspot.simulator import Cluster, process

SOURCE = "Retail Sales"
COLUMNS = ("Order ID", "Order Date", "Order Time", "Region", "Product", "Quantity", "Revenue", "Session Code")
DATES = ("Order Date", "Order Time")
KEY = "Order ID"
# The embedded cluster's data set is larger than what is asked of it, as in life.
DATASET = 2
# Fewer than one call has attempts, should one get them all.
BURST = 4
MEGABYTE = 1024 * 1024


@attrs.frozen
class Plan:
    """What to do and where."""

    output: Path
    rows: int = 1_000_000
    boards: int = 50
    time_zone: str = "UTC"
    custom_calendar: bool = True
    faults: bool = True
    source: str | None = None
    query: str | None = None
    key: str | None = None

    @property
    def cluster(self) -> dict[str, Any]:
        """What the embedded cluster is made with."""
        zone, calendar = self.time_zone, self.custom_calendar
        return {"rows": DATASET * self.rows, "time_zone": zone, "custom_calendar": calendar}


@attrs.frozen
class Target:
    """The cluster to work on: where, as whom, and how to disturb it (the embedded one only)."""

    url: str
    auth: Auth
    control: process.Control | None = None


@attrs.define
class Done:
    """What the job has done."""

    users: int = 0
    objects: int = 0
    rows: int = 0
    files: int = 0
    bytes: int = 0
    checked: str = ""
    failures: list[str] = attrs.field(factory=list)


def target_of(environment: Mapping[str, str]) -> Target | None:
    """Read the real cluster from the environment; None if TS_HOST is not set."""
    host = environment.get("TS_HOST")
    if not host:
        return None
    url = host if "://" in host else f"https://{host}"
    user = environment.get("TS_USERNAME", "")
    if token := environment.get("TS_TOKEN"):
        return Target(url, BearerAuth(token))
    if user and (secret_key := environment.get("TS_SECRET_KEY")):
        return Target(url, TrustedAuth(user, secret_key))
    if user and (password := environment.get("TS_PASSWORD")):
        return Target(url, PasswordAuth(user, password))
    raise RequestError("TS_HOST is set: set TS_TOKEN too, or TS_USERNAME with TS_SECRET_KEY or TS_PASSWORD")


@asynccontextmanager
async def opened(plan: Plan) -> AsyncGenerator[Target, None]:
    """Yield the real cluster, or start the embedded one and stop it afterwards."""
    real = target_of(os.environ)
    if real is not None:
        yield real
        return
    start = process.start(**plan.cluster)
    url, control = await asyncio.to_thread(start.__enter__)
    try:
        yield Target(url, TrustedAuth("tsadmin", "secret"), control)
    finally:
        await asyncio.to_thread(start.__exit__, None, None, None)


async def run(plan: Plan, screen: Any = None) -> Done:
    """Do the job and print what it did, on a `rich.console.Console`."""
    console: Console = screen or Console()
    plan.output.mkdir(parents=True, exist_ok=True)
    start_memory, started = peak_memory(), time.monotonic()
    done = Done()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    async with opened(plan) as target:
        where = "an embedded cluster" if target.control else "the cluster"
        console.print(f"Working on {where} at {target.url}, into {plan.output}/")
        with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
            async with Client(target.url, target.auth, options=Options()) as client:
                await _work(client, target, plan, done, bars, console)
                stats = client.stats()
        seconds = time.monotonic() - started
        memory = peak_memory()
        if target.control is not None:
            done.checked = await asyncio.to_thread(check, plan, plan.output / "sales.parquet")
    table = Table("what", "how much", title="Done")
    entries = {
        "users paged": f"{done.users:,}",
        "metadata objects paged": f"{done.objects:,}",
        "rows pulled": f"{done.rows:,}",
        "rows per second": f"{done.rows / seconds:,.0f}",
        "files written": f"{done.files:,}",
        "megabytes written": f"{done.bytes / MEGABYTE:,.1f}",
        "seconds": f"{seconds:.1f}",
        "calls": f"{stats.calls:,}",
        "retries": f"{stats.retries:,}",
        "logins": f"{stats.mints:,}",
        "peak memory": f"{memory:.0f} MB, {memory - start_memory:.0f} MB more than at start",
        **({"dates checked": done.checked} if done.checked else {}),
    }
    for what, much in entries.items():
        table.add_row(what, much)
    console.print(table)
    if done.failures:
        raise ThoughtSpotError(f"{len(done.failures)} part(s) failed: {'; '.join(done.failures[:3])}")
    return done


async def _work(
    client: Client, target: Target, plan: Plan, done: Done, bars: Progress, console: Console
) -> None:
    def say(line: str) -> None:
        if not console.is_terminal:
            console.print(line)

    async with asyncio.TaskGroup() as group:
        group.create_task(_count(client.v2.users.search, done, "users", bars))
        group.create_task(_count(client.v2.metadata.search, done, "objects", bars))
    say(f"paged {done.users:,} users and {done.objects:,} metadata objects")
    await _pull(client, target, plan, done, bars)
    say(f"pulled {done.rows:,} rows")
    boards = await paginate(client.v2.metadata.search, metadata=[{"type": "LIVEBOARD"}]).collect(plan.boards)
    bar = bars.add_task("exporting liveboards", total=len(boards))
    report = await pulls.export(
        client,
        [board.metadata_id for board in boards if board.metadata_id],
        "PDF",
        to=plan.output / "liveboards",
        progress=lambda now: bars.update(bar, completed=now.done),
    )
    done.files += report.files
    done.bytes += report.bytes
    done.failures += [f"{failure.id}: {failure.reason}" for failure in report.failures]
    say(f"exported {report.files} liveboards")


async def _count(function: Callable[..., object], done: Done, field: str, bars: Progress) -> None:
    bar = bars.add_task(f"paging {field}", total=None)
    async for _ in paginate(function, window=4):  # type: ignore[arg-type]  # any endpoint function
        setattr(done, field, getattr(done, field) + 1)
        bars.update(bar, completed=getattr(done, field))
    bars.update(bar, total=getattr(done, field))


async def _pull(client: Client, target: Target, plan: Plan, done: Done, bars: Progress) -> None:
    if target.control is None and not (plan.source and plan.query):
        done.checked = "no rows pulled: give --source and --query"
        return
    embedded = " ".join(f"[{name}]" for name in COLUMNS) + f" [{KEY}] <= {plan.rows}"
    bar = bars.add_task("pulling rows", total=plan.rows if target.control else None)
    disturb = Disturbance(target.control if plan.faults else None, plan.rows // 3)

    def progress(now: pulls.Progress) -> None:
        bars.update(bar, completed=now.rows)
        disturb(now.rows)

    report = await pulls.search(
        client,
        plan.query or embedded,
        plan.source or SOURCE,
        to=plan.output / "sales.parquet",
        key=plan.key or (KEY if target.control else None),
        resume=target.control is None,
        progress=progress,
    )
    await disturb.settled()
    done.rows, done.files, done.bytes = report.rows, report.files, report.bytes


class Disturbance:
    """Once, when a third of the rows is there: all tokens expire, and the next calls get a burst of 503s."""

    def __init__(self, control: process.Control | None, after: int) -> None:
        self._control = control
        self._after = after
        self._task: asyncio.Task[None] | None = None

    def __call__(self, rows: int) -> None:
        """Strike, if it is time."""
        if self._control is not None and self._task is None and rows >= self._after:
            self._task = asyncio.create_task(asyncio.to_thread(_strike, self._control))

    async def settled(self) -> None:
        """Wait for the strike, so that its failure is seen."""
        if self._task is not None:
            await self._task


def _strike(control: process.Control) -> None:
    control.revoke_tokens()
    control.add_fault(path="/api/rest/2.0/*", status=503, times=BURST)


def check(plan: Plan, path: Path) -> str:
    """Compare the file's rows with the cluster's own data set, which is arithmetic on the same seed."""
    truth = Cluster(**plan.cluster, rate_limit=False).dataset()
    order = pc.sort_indices(  # pyright: ignore[reportAttributeAccessIssue] - made at import
        truth, sort_keys=[(KEY, "ascending")]
    ).slice(0, plan.rows)
    pulled = pq.read_table(path)
    for name in COLUMNS:
        want, got = truth.column(name).take(order), pulled.column(name)
        if not want.cast(got.type).combine_chunks().equals(got.combine_chunks()):
            raise ThoughtSpotError(f"the column {name!r} differs from the cluster's own data")
    return f"all {pulled.num_rows:,} rows equal the cluster's own data ({plan.time_zone})"


def peak_memory(module: str = "resource") -> float:
    """The most memory this process has used so far, in MB; 0 where the system has no such module to say it."""
    try:
        resource = import_module(module)
    except ImportError:
        return 0.0
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MEGABYTE if sys.platform == "darwin" else 1024)
