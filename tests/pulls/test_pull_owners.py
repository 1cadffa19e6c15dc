"""Whose rows they are, and who writes where: users that share a target, and pulls that meet."""

import asyncio
import errno
import gc
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import distributed as _distributed
import httpx
import pyarrow.parquet as pq
import pytest
from owners_support import USERS, pull_as
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._lock import NAME, Lock
from aiothoughtspot.simulator import Cluster, serve

# It has types for some of its parts only.
distributed: Any = _distributed


@pytest.mark.parametrize("users", [USERS, 403, 200])
@pytest.mark.parametrize("as_function", [False, True])
async def test_no_token_takes_up_what_another_users_token_left(
    tmp_path: Path, users: Any, as_function: bool
) -> None:
    def token(text: str) -> Any:
        return (lambda: text) if as_function else text

    target = tmp_path / "a.parquet"
    assert (await pull_as(token("A"), target, users, 30))[:4] == [0, 10, 20, 30]
    assert (await pull_as(token("B"), target, users))[0] == 0
    assert set(pq.read_table(target).column("v").to_pylist()) == {"Bearer B"}


@pytest.mark.parametrize(
    ("users", "first", "second", "goes_on"),
    [
        (USERS, "A", "A", True),
        # A new token of the same user; the same user in another org sees other rows.
        (USERS, "A", "A2", True),
        (USERS, "A", "A9", False),
        (USERS, lambda: "A", lambda: "A2", True),
        (USERS, lambda: "A", "A2", True),
        # Where the server does not say who it is, only the same text is the same user.
        (403, "A", "A", True),
        (403, "A", "A2", False),
        (403, lambda: "A", lambda: "A", False),
        (USERS, "C", "C", True),
    ],
)
async def test_a_token_goes_on_where_its_user_stopped_if_that_is_known(
    tmp_path: Path, users: Any, first: Any, second: Any, goes_on: bool
) -> None:
    target = tmp_path / "a.parquet"
    await pull_as(first, target, users, 30)
    assert ((await pull_as(second, target, users))[0] == 30) is goes_on
    assert not [path for path in tmp_path.rglob("*") if "A2" in path.name]


async def test_on_dask_a_worker_says_whose_token_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    cluster = Cluster(rows=500, users=10, objects=50, rate_limit=False)
    with serve(cluster) as url:
        async with (
            ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client,
            distributed.LocalCluster(
                processes=False, n_workers=1, dashboard_address=":0", asynchronous=True
            ) as local,
            distributed.Client(local, asynchronous=True) as dask_client,
        ):
            for user in ("tsadmin", "ana"):
                made = await client.v2.authentication.full_token(username=user, secret_key="secret")
                monkeypatch.setenv(f"TOKEN_{user}", str(made.token))
            for user, failing in (("tsadmin", True), ("tsadmin", False), ("tsadmin", True), ("ana", False)):
                plan = await pulls.plan_search(
                    client, "[Order ID] [Region]", "Retail Sales", to=tmp_path / "a.parquet", key="Order ID",
                    page_size=100, credential=pulls.Credential("bearer", f"env:TOKEN_{user}"),
                )  # fmt: skip
                if failing:
                    cluster.faults.add(path="*/searchdata", status=500, after=3, times=1)
                before = cluster.counts["POST /api/rest/2.0/searchdata"]
                try:
                    report = await pulls.dask.run(plan, dask_client, options=ts.Options(rate=None))
                except ts.ServerError:
                    assert failing
                seen.append(cluster.counts["POST /api/rest/2.0/searchdata"] - before)
    assert cluster.counts["GET /api/rest/2.0/auth/session/user"] == 4
    # The same user goes on with what is missing; another one begins anew.
    assert (report.rows, seen[1] < 6, seen[3] >= 6) == (500, True, True)


# Two at once


async def test_two_pulls_into_one_target_do_not_meet(tmp_path: Path) -> None:
    cluster = Scripted(["k"], sliced([[n] for n in range(25)]))
    async with cluster.client() as client:
        pull = [
            pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", key="k", page_size=10)
            for _ in range(3)
        ]
        found = await asyncio.gather(*pull, return_exceptions=True)
        whole = [one for one in found if isinstance(one, pulls.PullReport)]
        refused = [one for one in found if isinstance(one, pulls.PullError)]
        assert (len(whole), len(refused)) == (1, 2)
        assert "another pull writes to" in str(refused[0])
        assert str(tmp_path / "a.parquet") in str(refused[0])
        # Nothing is left behind, and the next one is free to go.
        assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]
        again = await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", key="k", page_size=10)
    assert again.rows == 25


HOLD = """
import sys, time
from pathlib import Path
from aiothoughtspot.pulls._lock import Lock
lock = Lock(Path(sys.argv[1]), "x")
print("held", flush=True)
time.sleep(60)
"""


def test_a_lock_ends_with_its_process_however_it_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(pulls.PullError, match="another pull writes to there"):
            Lock(tmp_path, "there")
        process.send_signal(signal.SIGKILL)
    lock = Lock(tmp_path, "there")
    lock.release()
    again = Lock(tmp_path, "there")
    # Forgotten, not released.
    del again
    gc.collect()
    Lock(tmp_path, "there").release()


class Flock:
    """A module `fcntl` whose lock does something else."""

    LOCK_EX = LOCK_NB = 0

    def __init__(self, action: Callable[[], object]) -> None:
        self.flock = lambda *_: action()


def test_a_lock_on_a_file_that_has_gone_is_none(tmp_path: Path) -> None:
    def goes() -> None:
        (tmp_path / NAME).unlink()

    def anew() -> None:
        goes()
        (tmp_path / "other").touch()
        (tmp_path / "other").rename(tmp_path / NAME)

    for action in (goes, anew):
        with pytest.raises(pulls.PullError, match="another pull writes"):
            Lock(tmp_path, "there", Flock(action))


def test_where_there_are_no_locks_there_are_none(tmp_path: Path) -> None:
    def none() -> None:
        raise OSError(errno.ENOLCK, "no locks")

    Lock(tmp_path, "there", Flock(none)).release()
    Lock(tmp_path, "there", None).release()


async def test_a_pull_that_fails_lets_others_go_on(tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    caught: list[BaseException] = []
    for _ in range(2):
        cluster = Scripted(["k"], lambda _: 500)
        async with cluster.client() as client:
            with pytest.raises(ts.ServerError) as error:
                await pulls.search(client, "[k]", "s", to=target)
        # As long as somebody keeps the error, its frames live.
        caught.append(error.value)
    assert [type(one) for one in caught] == [ts.ServerError] * 2


async def test_a_board_that_meets_another_pull_lets_go_of_all_its_files(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/liveboard/data"):
            return httpx.Response(200, json=[])
        asked = json.loads(request.content).get("visualization_identifiers", ["one", "two"])
        contents = [
            {"visualization_id": one, "visualization_name": one, "column_names": ["k"], "data_rows": [[1]]}
            for one in asked
        ]
        return httpx.Response(200, json={"contents": contents})

    (tmp_path / ".two.parquet.parts").mkdir()
    other = Lock(tmp_path / ".two.parquet.parts", "x")
    transport = httpx.MockTransport(answer)
    async with ts.Client("https://h.example", ts.NoAuth(), transport=transport) as client:
        with pytest.raises(pulls.PullError, match=r"another pull writes to .*two\.parquet"):
            await pulls.liveboard(client, "b", to=tmp_path, dates=ts.Dates.raw())
        Lock(tmp_path / ".one.parquet.parts", "x").release()
        other.release()
        report = await pulls.liveboard(client, "b", to=tmp_path, dates=ts.Dates.raw())
    assert (report.rows, sorted(path.name for path in tmp_path.iterdir())) == (
        2,
        ["one.parquet", "two.parquet"],
    )


async def test_a_pull_that_is_cancelled_while_it_opens_its_folder_leaves_it_free(tmp_path: Path) -> None:
    cluster = Scripted(["k"], sliced([[1]]))
    async with cluster.client() as client:
        for turns in range(0, 60, 3):
            task = asyncio.create_task(pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet"))
            for _ in range(turns):
                await asyncio.sleep(0.0005)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        report = await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet")
    assert report.rows == 1
