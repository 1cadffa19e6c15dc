"""`tml wait`: it says that it waits, and waits for no task that there is not."""

import time

import pytest
from cli_support import Run

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.cli._failures import UnknownTaskError
from aiothoughtspot.cli._screen import EVERY, Screen, Step
from aiothoughtspot.cli._tml import ASKED, Beat, known
from aiothoughtspot.simulator import Cluster

STATUS = "*/tml/async/status"


class Sleeper:
    """Sleeps no time, and remembers how long it should have been."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def a_client(url: str) -> ts.Client:
    return ts.Client(url, ts.TrustedAuth("tsadmin", "secret"), options=ts.Options(retry=ts.NO_RETRY))


async def a_task(client: ts.Client) -> str:
    task: str = (await pulls.start_import(client, ["liveboard:\n  name: Mine\n"]))["task"]
    return task


def test_a_task_that_there_is_not_ends_soon_and_clearly(admin: str, shell: Run) -> None:
    began = time.monotonic()
    done = shell("tml", "wait", "NO-SUCH-TASK", "--every", "0.1")
    assert time.monotonic() - began < 10
    assert (done.code, done.out) == (1, "")
    assert done.err.count("does not know the task NO-SUCH-TASK yet; asking again in 0.1 s") == ASKED - 1
    assert done.err.splitlines()[-2:] == [
        "UnknownTaskError: the server does not know the task NO-SUCH-TASK",
        "what to do: look for its id in what `tml import` said, and check the org",
    ]
    error = shell("tml", "wait", "NO-SUCH-TASK", "--every", "0.1", "--json").json["error"]
    assert error["type"] == "UnknownTaskError"


@pytest.mark.parametrize("status", [None, 404])
async def test_an_unknown_task_is_asked_for_some_times(
    url: str, cluster: Cluster, status: int | None
) -> None:
    if status:
        cluster.faults.add("status", path=STATUS, status=status, times=None)
    sleeper = Sleeper()
    async with a_client(url) as client:
        with pytest.raises(UnknownTaskError, match="does not know the task nope"):
            await known(client, Screen(), "nope", 5.0, sleeper)
    assert sleeper.slept == [5.0] * (ASKED - 1)


async def test_a_node_that_hears_of_a_task_late_is_waited_for(
    url: str, cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    sleeper = Sleeper()
    async with a_client(url) as client:
        task = await a_task(client)
        cluster.faults.add("status", path=STATUS, status=404, times=1)
        cluster.faults.add(path=STATUS, status=200, body={"status_list": [{"task_id": "other"}]}, after=1)
        await known(client, Screen(), task, 2.0, sleeper)
    assert sleeper.slept == [2.0, 2.0]
    assert capsys.readouterr().err.count(f"does not know the task {task} yet; asking again in 2 s") == 2


@pytest.mark.parametrize("kind", ["unavailable", "rate_limit", "reset"])
async def test_a_server_that_is_not_well_is_left_to_the_waiting(
    url: str, cluster: Cluster, kind: str
) -> None:
    fault = cluster.faults.add(kind, path=STATUS, times=None)
    sleeper = Sleeper()
    async with a_client(url) as client:
        await known(client, Screen(), "whatever", 5.0, sleeper)
    assert (fault.hits, sleeper.slept) == (1, [])


async def test_who_may_not_ask_is_told_so(url: str, cluster: Cluster) -> None:
    cluster.faults.add("status", path=STATUS, status=403)
    async with a_client(url) as client:
        with pytest.raises(ts.ForbiddenError):
            await known(client, Screen(), "whatever", 5.0, Sleeper())


async def test_while_nothing_is_heard_it_says_that_it_waits() -> None:
    told: list[Step] = []
    sleeper = Sleeper()
    beat = Beat(told.append, sleeper)
    await beat.sleep(2 * EVERY + 1)
    assert sleeper.slept == [EVERY, EVERY, 1]
    assert told == [Step(0)] * 3
    beat.heard(pulls.JobProgress("IN_PROGRESS", 3, 10, 11.0, 1, {}))
    await beat.sleep(EVERY)
    assert told[3:] == [Step(3, 10)] * 2


def test_a_wait_of_some_seconds_is_seen(admin: str, shell: Run, cluster: Cluster) -> None:
    task = shell("call", "v2.metadata.import_tml_async", "metadata_tmls=liveboard:\n  name: Mine\n").json
    running = {"task_id": task["task_id"], "task_status": "IN_PROGRESS", "object_processed_count": 3}
    body = {"status_list": [{**running, "total_object_count": 10}], "last_batch": True}
    cluster.faults.add(path=STATUS, status=200, body=body, times=2)
    done = shell("tml", "wait", task["task_id"], "--every", str(EVERY + 1), "--json")
    assert done.err.splitlines() == ["waiting for the import: 3/10 objects, 0.6/s, 12 s left"]
    assert done.json["documents"] == 1
