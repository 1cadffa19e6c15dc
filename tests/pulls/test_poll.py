"""Waiting for jobs: ten minutes of the server's time in a moment of ours, whatever happens meanwhile."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.errors import BadRequestError, NotFoundError, PartialFailureError, ServerError
from aiothoughtspot.pulls._poll import LARGE, LEAST, SMALL, Step, interval, poll
from aiothoughtspot.simulator import Cluster, serve

STATUS = "POST /api/rest/2.0/metadata/tml/async/status"
START = 1_750_000_000.0


class Time:
    """A clock that stands until somebody sleeps; what is planned happens when its time comes."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []
        self.plan: list[tuple[float, Callable[[], object]]] = []

    def __call__(self) -> float:
        return START + self.passed

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds
        while self.plan and self.plan[0][0] <= self.passed:
            self.plan.pop(0)[1]()
        await asyncio.sleep(0)

    def polling(self, **more: Any) -> pulls.Polling:
        return pulls.Polling(now=self, sleep=self.sleep, **more)


def board(name: str) -> str:
    return json.dumps({"liveboard": {"name": name, "visualizations": []}})


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[ts.Client]:
    async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
        yield client


def small(time: Time) -> Cluster:
    return Cluster(rows=10, users=5, objects=20, clock=time)


async def test_scenario_38_a_job_of_ten_minutes_through_everything_that_can_happen() -> None:
    time = Time()
    cluster = small(time)
    documents = [board(f"Board {number}") for number in range(598)] + ["{", board("Board last")]
    seen: list[pulls.JobProgress] = []
    server = contextlib.ExitStack()
    url = server.enter_context(serve(cluster))
    port = int(url.rsplit(":", 1)[1])

    def restart() -> None:
        server.enter_context(serve(cluster, port))

    dies = asyncio.Event()
    time.plan = [
        (120.0, lambda: cluster.faults.add("rate_limit", path="*/async/status", times=2)),
        (240.0, dies.set),
        (300.0, lambda: cluster.faults.add(path="*/async/status", status=404, times=1)),
        (420.0, server.close),
        (540.0, restart),
    ]
    with server:
        # The first caller dies after four minutes; cancelling it stops the asking, not the job.
        async with opened(url) as client:
            waiting = asyncio.create_task(
                pulls.import_tml(client, documents, polling=time.polling(), progress=seen.append)
            )
            await dies.wait()
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        token = json.loads(json.dumps(seen[-1].token))
        calls = cluster.counts[STATUS]
        await asyncio.sleep(0.01)
        assert cluster.counts[STATUS] == calls
        async with opened(url) as client:
            result = await pulls.wait_import(client, token, polling=time.polling(), progress=seen.append)
    assert [len(result.objects), result.task.task_status] == [600, "COMPLETED"]
    assert [failure.id for failure in result.failures] == ["document 598"]
    done = [now.done for now in seen]
    assert done == sorted(done)
    assert (done[0], done[-1], seen[-1].total) == (0, 600, 600)
    assert (
        len({board["name"] for board in cluster.state.metadata.values()} & {f"Board {n}" for n in range(598)})
        == 598
    )
    # As often as the server advises for a large job, so far below 100 a minute.
    assert set(time.slept) == {LARGE}
    assert cluster.counts[STATUS] <= time.passed / LARGE + 2
    with pytest.raises(PartialFailureError, match="1 of 600 failed: document 598"):
        result.raise_for_failures()


async def test_a_full_queue_fails_the_import_at_once() -> None:
    time = Time()
    cluster = small(time)
    with serve(cluster) as url:
        async with opened(url) as client:
            for _ in range(100):
                await pulls.start_import(client, [board("waiting")])
            result = await pulls.import_tml(client, [board("too many")], polling=time.polling())
            assert [failure.reason for failure in result.failures] == ["the import ended as FAILED"]
            assert (result.objects, time.slept) == ([], [])


async def test_a_task_that_nobody_knows_is_borne_for_a_while_only() -> None:
    time = Time()
    with serve(small(time)) as url:
        async with opened(url) as client:
            with pytest.raises(pulls.PullError, match="does not know this job") as caught:
                await pulls.wait_import(client, "no such task", polling=time.polling(every=10, patience=60))
    assert caught.value.cursor == {"job": "import_tml", "task": "no such task"}
    assert time.slept == [10.0] * 6


# The engine alone


class Job:
    """Gives the steps or errors of a table, one for each question."""

    def __init__(self, *answers: Step[str] | BaseException | None) -> None:
        self.answers = list(answers)

    async def __call__(self) -> Step[str] | None:
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


END = Step("DONE", 9, 9, ("result",))


async def test_progress_never_falls_and_ends_with_the_result() -> None:
    time, seen = Time(), list[pulls.JobProgress]()
    job = Job(Step("RUNNING", 5, 9), Step("RUNNING", 3, 9), END)
    assert await poll(job, {"job": "x"}, time.polling(), seen.append) == "result"
    assert [(now.done, now.checks, now.seconds) for now in seen] == [(5, 1, 0.0), (5, 2, 30.0), (9, 3, 60.0)]


@pytest.mark.parametrize(
    "trouble",
    [
        NotFoundError("who?", status=404),
        ServerError("restarting", status=503),
        ts.RateLimitedError("slow down", status=429),
        ts.ConnectError("nobody there"),
        ts.TimedOutError("too long", sent=True),
        ts.AuthUnavailableError("no login now"),
        None,
    ],
)
async def test_what_passes_is_borne_and_what_does_not_pass_is_raised_with_the_token(trouble: Any) -> None:
    time = Time()
    assert (
        await poll(Job(trouble, Step("RUNNING"), trouble, END), {"job": "x"}, time.polling(patience=31), None)
        == "result"
    )
    with pytest.raises(ts.ThoughtSpotError) as caught:
        await poll(Job(*[trouble] * 9), {"job": "x"}, time.polling(patience=31), None)
    assert caught.value.cursor == {"job": "x"}


@pytest.mark.parametrize(
    "error",
    [
        BadRequestError("no", status=400),
        ts.RejectedError("wrong password"),
        ts.ConnectError("bad name", permanent=True),
    ],
)
async def test_what_never_passes_is_raised_at_once_with_the_token(error: ts.ThoughtSpotError) -> None:
    time = Time()
    with pytest.raises(type(error)) as caught:
        await poll(Job(error), {"job": "x"}, time.polling(), None)
    assert (caught.value.cursor, time.slept) == ({"job": "x"}, [])


async def test_the_server_may_ask_for_longer_pauses() -> None:
    time = Time()
    await poll(Job(ts.RateLimitedError("slow", status=429, retry_after=77.0), END), {}, time.polling(), None)
    assert time.slept == [77.0]


@pytest.mark.parametrize(
    ("every", "total", "wait"),
    [(None, None, SMALL), (None, 50, SMALL), (None, 51, LARGE), (5, 1000, 5.0), (0, 1, LEAST)],
)
def test_the_pauses_are_as_advised_and_never_too_short(
    every: float | None, total: int | None, wait: float
) -> None:
    assert interval(pulls.Polling(every=every), total) == wait
    assert 60 / LEAST <= 100


@pytest.mark.parametrize("token", [{"job": "schedule_run", "task": "x"}, {"job": "import_tml"}, {}])
async def test_a_token_of_something_else_is_refused(token: dict[str, Any]) -> None:
    async with ts.Client("http://127.0.0.1:9", ts.NoAuth()) as client:
        with pytest.raises(ts.RequestError, match="no token of import_tml"):
            await pulls.wait_import(client, token)
