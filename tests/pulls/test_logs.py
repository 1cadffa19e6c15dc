"""The audit log in a file: every event once, none lost, late ones and killed runs included."""

import asyncio
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.dataset as pads
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._logs import DAY, LATE, key_of, news
from aiothoughtspot.pulls._logs_files import State
from aiothoughtspot.simulator import Cluster, serve
from aiothoughtspot.v2.logs import LogEntry

START = datetime(2026, 3, 1, tzinfo=UTC)
FETCH = "POST /api/rest/2.0/logs/fetch"


class Time:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def cluster(time: Time) -> Cluster:
    return Cluster(rows=10, users=5, objects=10, rate_limit=False, clock=time.seconds)


def act(cluster: Cluster, count: int) -> None:
    """Let things happen that become visible up to half an hour later."""
    events: list[Any] = cluster.state.bag("audit", list[Any])
    now = cluster.state.now_ms()
    for number in range(count):
        log = {
            "id": f"TS-{len(events)}",
            "type": "SHARE_OBJECTS",
            "desc": "Sharing attempted",
            "orgId": 0,
            "userName": "ana",
        }
        late = cluster.random.randrange(1_800_000)
        events.append(
            {"at": now + number, "seen": now + number + late, "log": {**log, "data": {"number": number}}}
        )


def truth(cluster: Cluster, since: datetime, until: datetime) -> set[str]:
    """The ids of what has happened, visible or not."""
    events: Iterable[Any] = cluster.state.bag("audit", list)
    return {one["log"]["id"] for one in events if since.timestamp() <= one["at"] / 1000 <= until.timestamp()}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


async def test_every_event_is_there_once_though_they_come_late(
    client: ts.Client, cluster: Cluster, time: Time, tmp_path: Path
) -> None:
    path = tmp_path / "audit.jsonl"
    reports = []
    for step in (1, 7, 20, 31, 3, 60, 2_000, 45):
        act(cluster, 6)
        time.now += timedelta(minutes=step)
        reports.append(await pulls.tail_logs(client, to=path, since=START, clock=time))
    last_hour = time.now
    time.now += LATE
    await pulls.tail_logs(client, to=path, clock=time)
    ids = [line["id"] for line in lines(path)]
    assert len(ids) == len(set(ids))
    assert set(ids) >= truth(cluster, START, last_hour) > set()
    assert sum(report.events for report in reports) <= len(ids)
    assert {report.gap for report in reports} == {timedelta(0)}
    assert reports[-1].until == last_hour
    # A day and a half are two windows of a day each; short steps are one.
    assert {line["date"][:4] for line in lines(path)} == {"2026"}


async def test_a_long_time_is_read_in_windows_of_a_day_and_what_the_server_dropped_is_told(
    client: ts.Client, cluster: Cluster, time: Time, tmp_path: Path
) -> None:
    act(cluster, 3)
    time.now += timedelta(days=10)
    seen: list[pulls.Progress] = []
    report = await pulls.tail_logs(
        client, to=tmp_path / "a.jsonl", since=START, clock=time, progress=seen.append
    )
    assert cluster.counts[FETCH] == 10
    assert [(now.done, now.total) for now in seen] == [(number, 10) for number in range(1, 11)]
    assert (report.gap, seen[-1].rows) == (timedelta(0), report.events)
    time.now += timedelta(days=40)
    late = await pulls.tail_logs(client, to=tmp_path / "a.jsonl", clock=time)
    assert late.gap == timedelta(days=10) + LATE
    fresh = await pulls.tail_logs(client, to=tmp_path / "b.jsonl", clock=time)
    assert fresh.until == time.now


async def test_parquet_files_hold_the_same_events(
    client: ts.Client, cluster: Cluster, time: Time, tmp_path: Path
) -> None:
    folder, path = tmp_path / "audit", tmp_path / "audit.jsonl"
    for step in (40, 40, 40):
        act(cluster, 4)
        time.now += timedelta(minutes=step)
        for to in (folder, path):
            await pulls.tail_logs(client, to=to, since=START, clock=time)
    table = pads.dataset(folder, format="parquet").to_table()
    rows = {row["id"]: row for row in table.to_pylist()}
    assert len(rows) == table.num_rows
    for line in lines(path):
        if line["id"] not in rows:
            continue
        row = rows[line["id"]]
        assert row["time"] == datetime.fromisoformat(line["date"])
        assert (row["type"], row["user_name"], row["org_id"]) == (
            line["type"],
            line["userName"],
            str(line["orgId"]),
        )
        assert json.loads(row["log"])["data"] == line["data"]
    both = truth(cluster, START, time.now - LATE)
    assert both <= set(rows)
    assert both <= {line["id"] for line in lines(path)}


@pytest.mark.parametrize("name", ["audit.jsonl", "audit"])
async def test_what_a_killed_run_wrote_is_taken_back_and_read_again(
    client: ts.Client, cluster: Cluster, time: Time, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    act(cluster, 4)
    time.now += timedelta(hours=1)
    first = await pulls.tail_logs(client, to=path, since=START, clock=time)
    memo = path.with_name(f".{name}.state.json") if path.is_file() else path / ".state.json"
    before = memo.read_bytes()
    act(cluster, 4)
    time.now += timedelta(hours=1)
    second = await pulls.tail_logs(client, to=path, clock=time)
    # Killed after the events were written and before the state was.
    memo.write_bytes(before)
    if path.is_file():
        with path.open("a") as file:
            file.write('{"half')
    again = await pulls.tail_logs(client, to=path, clock=time)
    assert again.events == second.events > 0
    found = lines(path) if path.is_file() else pads.dataset(path, format="parquet").to_table().to_pylist()
    assert len({one["id"] for one in found}) == len(found) == first.events + second.events


@pytest.mark.parametrize("name", ["audit.jsonl", "audit"])
async def test_a_target_that_is_not_as_it_was_left_is_refused(
    client: ts.Client, cluster: Cluster, time: Time, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    act(cluster, 2)
    time.now += timedelta(hours=1)
    await pulls.tail_logs(client, to=path, since=START, clock=time)
    memo = path.with_name(f".{name}.state.json") if path.is_file() else path / ".state.json"
    content = memo.read_bytes()
    memo.unlink()
    before = cluster.counts[FETCH]
    with pytest.raises(pulls.PullError, match="not as the last run left it"):
        await pulls.tail_logs(client, to=path, clock=time)
    memo.write_bytes(content)
    (path if path.is_file() else path / "audit-00000000.parquet").unlink()
    with pytest.raises(pulls.PullError, match="not as the last run left it"):
        await pulls.tail_logs(client, to=path, clock=time)
    assert cluster.counts[FETCH] == before


async def test_it_follows_until_it_is_cancelled(
    client: ts.Client, cluster: Cluster, time: Time, tmp_path: Path
) -> None:
    path, slept, enough = tmp_path / "audit.jsonl", list[float](), asyncio.Event()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 4:
            enough.set()
            await asyncio.Event().wait()
        act(cluster, 2)
        time.now += timedelta(seconds=seconds)

    following = asyncio.create_task(
        pulls.tail_logs(client, to=path, since=START, clock=time, follow=2_400, sleep=sleep)
    )
    await enough.wait()
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following
    assert slept == [2_400.0] * 4
    ids = {line["id"] for line in lines(path)}
    assert truth(cluster, START, time.now - LATE) <= ids


@pytest.mark.parametrize("name", ["audit.jsonl", "audit"])
async def test_the_first_run_reads_the_last_day_by_the_clock_on_the_wall(tmp_path: Path, name: str) -> None:
    cluster = Cluster(rows=10, users=5, objects=10)
    with serve(cluster) as url:
        async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
            before = datetime.now(UTC)
            report = await pulls.tail_logs(client, to=tmp_path / name)
            body = json.loads(cluster.requests[-1].body)
            start = body["start_epoch_time_in_millis"] / 1000
            assert abs(start - (before - DAY).timestamp()) < 60
            again = await pulls.tail_logs(client, to=tmp_path / name)
    # At most the log-ins of this test.
    assert report.events + again.events <= len(truth(cluster, before - DAY, datetime.now(UTC)))
    assert report.until < again.until


async def test_nobody_but_an_administrator_reads_it(time: Time, tmp_path: Path) -> None:
    with serve(Cluster(rows=10, users=5, objects=10, clock=time.seconds)) as url:
        async with ts.Client(url, ts.TrustedAuth("ana", "secret")) as client:
            with pytest.raises(ts.ApiError):
                await pulls.tail_logs(client, to=tmp_path / "audit.jsonl", clock=time)
    assert list(tmp_path.iterdir()) == []


# The law, without a server


def entry(number: int, at: datetime, *, named: bool) -> LogEntry:
    log = json.dumps({"id": f"TS-{number}"}) if named else f"plain text {number}"
    return LogEntry(date=at.isoformat(), log=log)


@given(
    events=st.lists(
        st.tuples(st.integers(0, 3 * 1_440), st.integers(0, 30), st.booleans()), max_size=30, unique=True
    ),
    steps=st.lists(st.integers(1, 1_600), min_size=1, max_size=8),
)
def test_whenever_it_is_run_every_event_is_new_once(
    events: list[tuple[int, int, bool]], steps: list[int]
) -> None:
    made = [
        (
            entry(n, START + timedelta(minutes=at), named=named),
            START + timedelta(minutes=at),
            timedelta(minutes=late),
        )
        for n, (at, late, named) in enumerate(events)
    ]
    state, now, got = State(START), START, list[str]()
    for step in [*steps, 3 * 1_440, 40]:
        now += timedelta(minutes=step)
        start = state.until if state.until == START else state.until - LATE
        while start < now:
            end = min(start + DAY, now)
            shown = [one for one, at, late in made if start <= at <= end and at + late <= now]
            state, fresh = news(state, shown, end)
            got += [key_of(one) for one in fresh]
            start = end
        state = State.of_json(state.to_json())
    assert sorted(got) == sorted(key_of(one) for one, _, _ in made)
    assert len(state.seen) <= len(made)


def test_an_entry_without_a_time_is_remembered_with_the_newest() -> None:
    odd = LogEntry(date="yesterday", log="x")
    state, fresh = news(State(START), [odd], START + DAY)
    assert (fresh, news(state, [odd], START + DAY)[1]) == ([odd], [])
