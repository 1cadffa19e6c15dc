"""Waiting for the next run of a schedule, and for a connection's comparison with its warehouse."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster

START = 1_750_000_000.0
HOUR = 3_600


class Time:
    """A clock that stands until somebody sleeps."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return START + self.passed

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds
        await asyncio.sleep(0)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def cluster(time: Time) -> Cluster:
    return Cluster(rows=10, users=5, objects=20, clock=time, rate_limit=False)


@pytest.fixture
async def client(url: str) -> AsyncIterator[ts.Client]:
    async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as made:
        yield made


async def hourly(client: ts.Client, cluster: Cluster) -> str:
    board = next(one["id"] for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD")
    cron = {"second": "0", "minute": "0", "hour": "*", "day_of_month": "*", "month": "*", "day_of_week": "?"}
    body: dict[str, Any] = {
        "name": "Every hour",
        "description": "",
        "metadata_type": "LIVEBOARD",
        "metadata_identifier": board,
        "time_zone": "UTC",
        "frequency": {"cron_expression": cron},
        "recipient_details": {"emails": ["ana@example.com"]},
    }
    made = await client.call("v2.schedules.create", body=body)
    return str(made.id)


async def test_the_next_run_is_waited_for_and_old_ones_do_not_count(
    client: ts.Client, cluster: Cluster, time: Time
) -> None:
    schedule = await hourly(client, cluster)
    polling = pulls.Polling(every=60, now=time, sleep=time.sleep)
    first = await pulls.wait_run(client, schedule, polling=polling)
    assert first.start_time is not None
    assert (first.start_time.timestamp() % HOUR, first.status) == (0, "SUCCESS")
    assert 0 < time.passed < HOUR + 60
    seen: list[pulls.JobProgress] = []
    second = await pulls.wait_run(client, schedule, polling=polling, progress=seen.append)
    assert second.start_time is not None
    assert (second.start_time - first.start_time).total_seconds() == HOUR
    assert {now.done for now in seen} == {1}
    # A token of the first wait, used late: the run it missed is the one it waited for.
    token = json.loads(json.dumps(seen[0].token))
    again = await pulls.wait_run(client, token, polling=polling)
    assert again.id == second.id


async def test_a_schedule_that_is_gone_is_told(client: ts.Client, cluster: Cluster, time: Time) -> None:
    cluster.faults.add(path="*/schedules/search", status=200, body=[], times=None)
    polling = pulls.Polling(patience=60, now=time, sleep=time.sleep)
    with pytest.raises(pulls.PullError, match="does not know this job") as caught:
        await pulls.wait_run(client, "gone", polling=polling)
    assert caught.value.cursor == {"job": "schedule_run", "schedule": "gone", "after": None}


async def test_a_run_that_goes_on_is_no_result(client: ts.Client, cluster: Cluster, time: Time) -> None:
    def shown(*runs: tuple[int, str]) -> list[dict[str, Any]]:
        history = [
            {"id": f"r{start}", "start_time_in_millis": start, "end_time_in_millis": 0, "status": status}
            for start, status in runs
        ]
        return [{"status": "ACTIVE", "history_runs": history}]

    answers = ([(1, "SUCCESS")], [(2, "RUNNING"), (1, "SUCCESS")], [(3, "RUNNING"), (2, "FAILED")])
    for number, runs in enumerate(answers):
        cluster.faults.add(path="*/schedules/search", status=200, body=shown(*runs), after=number)
    run = await pulls.wait_run(client, "s", polling=pulls.Polling(now=time, sleep=time.sleep))
    assert (run.id, run.status, time.passed) == ("r2", "FAILED", 60.0)


async def test_a_comparison_is_waited_for_and_what_differs_is_read(
    client: ts.Client, cluster: Cluster, time: Time
) -> None:
    connection = next(one["id"] for one in cluster.state.metadata.values() if one["type"] == "CONNECTION")
    seen: list[pulls.JobProgress] = []
    polling = pulls.Polling(now=time, sleep=time.sleep)
    diff = await pulls.wait_diff(client, connection, polling=polling, progress=seen.append)
    assert diff.changes.startswith(b"Database,")
    assert [now.status for now in seen] == ["IN_PROGRESS", "COMPLETED"]
    again = await pulls.wait_diff(client, json.loads(json.dumps(seen[0].token)), polling=polling)
    assert again == diff
