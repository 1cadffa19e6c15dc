"""The cluster's time, its limits per minute, snapshots of its state, and streamed answers."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulator_support import V1, V2, code_of, make_cluster, signed_in

import aiothoughtspot as ts
from aiothoughtspot.limits import LIMIT_CLASSES
from aiothoughtspot.simulator import Clock, catalog, limits, serve
from aiothoughtspot.simulator.answers import Answer
from aiothoughtspot.simulator.process import Control
from aiothoughtspot.simulator.routing import TABLE, Call, route
from aiothoughtspot.simulator.state import State

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from aiothoughtspot.simulator.cluster import Cluster

STATUS = f"{V2}/metadata/tml/async/status"
TALK = f"{V2}/ai/agent/conversation/create"


def test_a_clock_stands_or_runs_and_moves_on_when_told() -> None:
    standing = Clock(100.0)
    standing.advance(2.5)
    assert [standing(), standing()] == [102.5, 102.5]
    ticks = iter([5.0, 6.0])
    running = Clock(source=lambda: next(ticks))
    assert running() == 5.0
    running.advance(10)
    assert running() == 16.0
    assert abs(Clock()() - time.time()) < 5
    with pytest.raises(ValueError, match="backwards"):
        standing.advance(-1)


async def test_the_cluster_can_be_moved_on() -> None:
    cluster = make_cluster()
    async with signed_in(cluster, "ana") as ana:
        assert (await ana.get(f"{V2}/auth/session/user")).status_code == 200
        cluster.advance(3_601)
        assert (await ana.get(f"{V2}/auth/session/user")).status_code == 401
    with pytest.raises(TypeError, match="moved"):
        make_cluster(clock=time.time).advance(1)


@given(st.lists(st.floats(0, 30), max_size=60))
def test_a_bucket_gives_its_count_at_once_and_as_many_each_minute(waits: list[float]) -> None:
    clock = Clock(0.0)
    bucket = limits.Bucket(10, clock=clock)
    admitted = 0
    for wait in waits:
        clock.advance(wait)
        admitted += bucket.admit("ana")
        assert admitted <= 10 + clock() / 6 + limits.GRACE
    clock.advance(60)
    assert [bucket.admit("ana") for _ in range(11)] == [True] * 10 + [False]


def test_a_bucket_counts_each_key_by_itself() -> None:
    clock = Clock(0.0)
    bucket = limits.Bucket(2, clock=clock)
    assert [bucket.admit(key) for key in "aabab"] == [True, True, True, False, True]
    clock.advance(30)
    assert [bucket.admit("a"), bucket.admit("a")] == [True, False]


def test_limits_are_those_of_the_catalog() -> None:
    assert {kind: rate.burst for kind, rate in LIMIT_CLASSES.items()} == limits.PER_MINUTE
    of_catalog = {
        catalog.shape(f"{found.method} {found.path}"): found.limit for found in ts.operations() if found.limit
    }
    messages = {shape for shape, kind in of_catalog.items() if kind == "spotter_message"}
    assert {shape: kind for shape, kind in of_catalog.items() if shape not in messages} == limits.REFUSED


async def test_more_status_calls_than_the_limit_meet_429() -> None:
    clock = Clock(1_800_000_000.0)
    cluster = make_cluster(rate_limit=True, clock=clock)
    cluster.limit = None
    async with signed_in(cluster, "tsadmin") as one, signed_in(cluster, "ana") as other:
        answers = [await client.post(STATUS, json={}) for client in [one, other] * 51]
        assert [answer.status_code for answer in answers] == [200] * 100 + [429] * 2
        assert code_of(answers[-1]) == 10000
        clock.advance(60)
        assert (await one.post(STATUS, json={})).status_code == 200


async def test_conversations_are_counted_by_user() -> None:
    cluster = make_cluster(rate_limit=True, clock=Clock(1_800_000_000.0))
    async with signed_in(cluster, "tsadmin") as one, signed_in(cluster, "ana") as other:
        statuses = [(await one.post(TALK, json={})).status_code for _ in range(11)]
        assert statuses.index(429) == 10
        assert (await other.post(TALK, json={})).status_code == statuses[0]


def test_spotter_messages_are_asked_for_by_their_routes() -> None:
    cluster = make_cluster(rate_limit=True, clock=Clock(1_800_000_000.0))
    assert [cluster.admits("spotter_message", "ana") for _ in range(31)] == [True] * 30 + [False]
    assert cluster.admits("spotter_message", "tsadmin")
    assert make_cluster().admits("spotter_message", "ana")


async def test_a_snapshot_brings_everything_back() -> None:
    cluster = make_cluster(clock=Clock(1_800_000_000.0))
    async with signed_in(cluster, "tsadmin") as admin:
        before = cluster.snapshot()
        made = (await admin.post(f"{V2}/tags/create", json={"name": "Fresh"})).json()
        await admin.post(f"{V1}/session/logout")
        assert cluster.state.find_tag("Fresh") is not None
        cluster.restore(before)
        assert cluster.state.find_tag("Fresh") is None
        again = (await admin.post(f"{V2}/tags/create", json={"name": "Fresh"})).json()
        assert again == made
        assert cluster.snapshot() != before
    other = make_cluster(seed=7, users=3, objects=3)
    other.restore(before)
    assert other.state.users.keys() == cluster.state.users.keys()
    assert isinstance(other.state, State)


async def test_another_process_takes_snapshots_and_moves_time() -> None:
    cluster = make_cluster()
    with serve(cluster) as url:
        control = Control(url)
        number = await asyncio.to_thread(control.snapshot)
        cluster.state.tags.clear()
        await asyncio.to_thread(control.restore, number)
        assert cluster.state.tags
        now = await asyncio.to_thread(control.advance, 3_600)
        assert now > time.time() + 3_000
        with pytest.raises(ValueError, match="index out of range"):
            await asyncio.to_thread(control.restore, 5)
        with pytest.raises(ValueError, match="backwards"):
            await asyncio.to_thread(control.advance, -1)


async def test_another_process_runs_schedules() -> None:
    cluster = make_cluster()
    board = next(item["id"] for item in cluster.state.metadata.values() if item["type"] == "LIVEBOARD")
    schedule = {
        "name": "Daily",
        "description": "d",
        "metadata_type": "LIVEBOARD",
        "metadata_identifier": board,
        "time_zone": "UTC",
        "recipient_details": {"emails": ["a@example.com"]},
    }
    async with signed_in(cluster, "tsadmin") as admin:
        assert (await admin.post(f"{V2}/schedules/create", json=schedule)).status_code == 200
    with serve(cluster) as url:
        run = await asyncio.to_thread(Control(url).run_schedule, "Daily")
        assert run["status"] == "SUCCESS"
        with pytest.raises(ValueError, match="Weekly"):
            await asyncio.to_thread(Control(url).run_schedule, "Weekly")


async def test_what_callers_change_is_audited(admin: httpx.AsyncClient) -> None:
    await admin.post(f"{V2}/roles/create", json={"name": "Keeper"})
    found = (await admin.post(f"{V2}/logs/fetch", json={"log_type": "SECURITY_AUDIT"})).json()
    assert [json.loads(item["log"])["type"] for item in found] == ["ROLES_CREATED"]


class Stream:
    """A route that streams chunks without an end, until its reader leaves."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()
        self.path = "/tests/stream"

    async def chunks(self, count: int) -> AsyncGenerator[bytes]:
        try:
            for number in range(count):
                yield b"data: %d\n\n" % number
            if count == 2:
                await asyncio.Event().wait()
        finally:
            self.closed.set()


@pytest.fixture
def stream() -> Iterator[Stream]:
    made = Stream()

    @route("GET", made.path, auth=False)
    def handler(call: Call) -> Any:
        return Answer(
            stream=made.chunks(int(call.query["n"])), media="text/event-stream", headers=[("X-Kind", "sse")]
        )

    yield made
    TABLE.routes.pop()
    TABLE._exact.pop(("GET", made.path))


async def test_streams_arrive_whole(stream: Stream, http: httpx.AsyncClient) -> None:
    answer = await http.get(stream.path, params={"n": 3})
    assert answer.text == "data: 0\n\ndata: 1\n\ndata: 2\n\n"
    assert (answer.headers["content-type"], answer.headers["x-kind"]) == ("text/event-stream", "sse")
    assert "content-length" not in answer.headers
    assert stream.closed.is_set()


async def first_chunk(cluster: Cluster, path: str) -> tuple[bytes, type[Exception] | None]:
    """Read a stream of two chunks that never ends: what came first, and how it ended."""
    with serve(cluster) as url:
        async with httpx.AsyncClient(base_url=url) as client, client.stream("GET", f"{path}?n=2") as answer:
            found = b""
            try:
                async for chunk in answer.aiter_raw():
                    found += chunk
                    if found.endswith(b"1\n\n"):
                        break
            except httpx.RemoteProtocolError as fault:
                return found, type(fault)
        return found, None


async def test_chunks_are_sent_at_once_and_a_reader_that_leaves_ends_them(
    stream: Stream, cluster: Cluster
) -> None:
    assert await first_chunk(cluster, stream.path) == (b"data: 0\n\ndata: 1\n\n", None)
    assert stream.closed.is_set()


@pytest.mark.parametrize(
    ("fault", "left"),
    [
        ({"drop": "body"}, b"data: 0\n\n"),
        ({"truncate": 10}, b"data: 0\n\ndata: 1\n\n"),
        ({"truncate": 9, "drip": 0.01}, b"data: 0\n\n"),
    ],
)
async def test_faults_cut_streams(
    stream: Stream, cluster: Cluster, fault: dict[str, Any], left: bytes
) -> None:
    cluster.faults.add(**fault)
    found, ended = await first_chunk(cluster, stream.path)
    assert left.startswith(found)
    assert ended is httpx.RemoteProtocolError or found == left
    assert stream.closed.is_set()
