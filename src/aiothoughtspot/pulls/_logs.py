"""The audit log into a file that grows: every event once, none lost, whenever and however often it is run.

Events become visible up to half an hour after they happen, in windows of a day at most.  So each run reads the last
stretch before the end of the run before once more, and leaves out what it has written already.  The state beside the
file says how far it is good; what a killed run wrote beyond that is taken away and read again.
"""

import asyncio
import hashlib
import os
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.pulls._arguments import check, check_local
from aiothoughtspot.pulls._logs_files import State, sink_of
from aiothoughtspot.pulls._place import home
from aiothoughtspot.pulls._report import Meter, Tell

if TYPE_CHECKING:
    from aiothoughtspot.v2.logs import LogEntry

DAY = timedelta(hours=24)
# How late events are, and a little more because clocks differ.
LATE = timedelta(minutes=35)
KEPT = timedelta(days=30)


@attrs.frozen
class LogReport:
    """What a run added: events, up to when it has read, and the stretch that the server had dropped before, if any."""

    events: int
    until: datetime
    gap: timedelta
    path: Path


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


async def tail_logs(
    client: Client,
    *,
    to: str | os.PathLike[str],
    since: datetime | None = None,
    follow: float | None = None,
    progress: Tell | None = None,
    clock: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> LogReport:
    """Add the new events of the security audit to `to`: a .jsonl file, or a folder of Parquet files for other names.

    The first run begins at `since` (aware; a day ago unless given), later ones where the last one ended.  With `follow`
    it never ends by itself but looks again after so many seconds; cancelling it leaves everything in order.  Progress
    counts events as rows and windows as done.  Needs an administrator.
    Raises `RequestError` for a wrong argument, such as a URL, before any call; `PullError` if the file is not as its
    state says, `OSError` when the disk does, and what calls raise: each leaves what was written, and can be run again.
    """
    check_local("pulls.tail_logs", to)
    check("pulls.tail_logs", since=since, follow=follow, progress=progress)
    path = home(to)
    meter = Meter(client, progress)
    sink = await asyncio.to_thread(sink_of, path)
    while True:
        now = clock()
        first = sink.state is None
        state = sink.state or State(until=since or now - DAY)
        start = state.until if first else state.until - LATE
        gap = max(timedelta(0), now - KEPT - start)
        start = max(start, now - KEPT)
        meter.total = meter.done + -(-(now - start) // DAY)
        while start < now:
            end = min(start + DAY, now)
            state, fresh = news(state, await _fetch(client, start, end), end)
            await asyncio.to_thread(sink.add, fresh, state)
            start, meter.rows, meter.done = end, meter.rows + len(fresh), meter.done + 1
            meter.tell()
        if follow is None:
            return LogReport(meter.rows, state.until, gap, path)
        await sleep(follow)


async def _fetch(client: Client, start: datetime, end: datetime) -> "list[LogEntry]":
    body = {
        "log_type": "SECURITY_AUDIT",
        "start_epoch_time_in_millis": start,
        "end_epoch_time_in_millis": end,
        "get_all_logs": True,
    }
    found: list[LogEntry] = await client.call("v2.logs.fetch", body=body)
    return found


def news(state: State, entries: "Sequence[LogEntry]", end: datetime) -> tuple[State, "list[LogEntry]"]:
    """What is new among the entries of a window that ends at `end`, in order of time, and the state after it."""
    seen = dict(state.seen)
    fresh: list[LogEntry] = []
    for entry in sorted(entries, key=lambda entry: entry.date):
        key = key_of(entry)
        if key not in seen:
            fresh.append(entry)
            # What has no time of its own is remembered as long as the newest.
            seen[key] = (entry.time or end).timestamp()
    # Only what the next run can meet again needs to be remembered.
    oldest = (end - LATE).timestamp()
    return State(end, {key: at for key, at in seen.items() if at >= oldest}), fresh


def key_of(entry: "LogEntry") -> str:
    """What tells an event from all others: its own id, or else all of it."""
    event: Any = entry.event
    own = event.get("id") if isinstance(event, dict) else None
    return own if isinstance(own, str) else hashlib.sha256(f"{entry.date}\0{entry.log}".encode()).hexdigest()
