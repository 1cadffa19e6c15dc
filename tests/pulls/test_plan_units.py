"""Plans: a pull as picklable units that hold no secret, run here with the same result as a pull."""

import json
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._plan import _count
from aiothoughtspot.simulator import Cluster

SOURCE = "Retail Sales"
QUERY = "[Order ID] [Order Date] [Order Time] [Region] [Revenue]"
CREDENTIAL = pulls.Credential("trusted", "env:PULL_SECRET", "tsadmin")


async def test_a_plan_does_what_a_pull_does(client: ts.Client, cluster: Cluster, tmp_path: Path) -> None:
    plan = await pulls.plan_search(
        client, QUERY, SOURCE, to=tmp_path / "plan.parquet", key="Order ID", page_size=600
    )
    assert isinstance(plan, Sequence)
    assert [(unit.number, unit.offset, unit.size, unit.last) for unit in plan] == [
        (0, 0, 600, False),
        (1, 600, 600, False),
        (2, 1_200, 600, False),
        (3, 1_800, 600, False),
        (4, 2_400, 600, True),
    ]
    assert [unit.number for unit in plan[1:3]] == [1, 2]
    seen: list[pulls.Progress] = []
    report = await pulls.run(pickle.loads(pickle.dumps(plan)), client, progress=seen.append)
    await pulls.search(client, QUERY, SOURCE, to=tmp_path / "pull.parquet", key="Order ID", page_size=700)
    assert (tmp_path / "plan.parquet").read_bytes() == (tmp_path / "pull.parquet").read_bytes()
    assert (report.rows, seen[-1].total) == (cluster.rows, 5)


async def test_no_secret_is_in_a_plan(
    client: ts.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULL_SECRET", "hunter2-hunter2")
    plan = await pulls.plan_search(
        client, QUERY, SOURCE, to=tmp_path / "a.parquet", key="Order ID", credential=CREDENTIAL
    )
    CREDENTIAL.auth()
    for one in (plan, *plan):
        assert b"hunter2" not in pickle.dumps(one)
        assert "hunter2" not in repr(one)


async def test_an_answer_can_be_planned_too(client: ts.Client, cluster: Cluster, tmp_path: Path) -> None:
    answer = next(one for one in cluster.state.metadata.values() if one["type"] == "ANSWER")
    answer["query"] = "[Order ID] [Region]"
    plan = await pulls.plan_answer(
        client, answer["id"], to=pulls.File(tmp_path / "a", "arrow"), key="Order ID", page_size=2_500
    )
    # A row may come meanwhile: the last unit goes on to the end.
    assert len(plan) == 1
    assert (await pulls.run(plan, client)).rows == cluster.rows


async def test_what_cannot_be_paged_cannot_be_planned(client: ts.Client, tmp_path: Path) -> None:
    with pytest.raises(pulls.PullError, match="unsorted search overlap"):
        await pulls.plan_search(client, QUERY, SOURCE, to=tmp_path / "a.parquet", page_size=100)


async def test_a_plan_belongs_to_its_cluster(client: ts.Client, tmp_path: Path) -> None:
    plan = await pulls.plan_search(client, QUERY, SOURCE, to=tmp_path / "a.parquet")
    other = ts.Client("http://127.0.0.1:1", ts.NoAuth())
    with pytest.raises(ts.RequestError, match=r"the plan is for http://127\.0\.0\.1:\d+, the client for"):
        await pulls.run(plan, other)


@pytest.mark.parametrize("rows", [0, 1, 9, 10, 11, 20, 21, 70, 79, 80, 81, 159, 161])
async def test_pages_are_counted_by_single_rows(rows: int) -> None:
    cluster = Scripted(["k"], sliced([[n] for n in range(rows)]))
    task: Any = pulls._task.of_search("[k]", "s", "k", 10, pulls._reading.Reading(ts.Dates.raw()))
    async with cluster.client() as client:
        assert await _count(client, task) == max(1, -(-rows // 10))
    assert {body["record_size"] for body in cluster.asked} == {1}
    assert len(cluster.asked) <= 10


# Credential references


def test_a_secret_is_fetched_where_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("from file\nmore", "utf-8")
    monkeypatch.setenv("PULL_SECRET", "from env")
    assert CREDENTIAL.auth() == ts.TrustedAuth("tsadmin", "from env")
    password = pulls.Credential("password", f"file:{tmp_path / 'secret'}", "ana", org=7)
    assert password.auth() == ts.PasswordAuth("ana", "from file", org=7)
    bearer = pulls.Credential("bearer", "env:PULL_SECRET").auth()
    assert isinstance(bearer, ts.BearerAuth)
    assert callable(bearer.token)
    assert bearer.token() == "from env"
    called = pulls.Credential("trusted", "call:platform:python_version", "ana").auth()
    assert isinstance(called, ts.TrustedAuth)
    assert called.secret_key.startswith("3.")


class Ring:
    """As much of the package keyring as is used."""

    @staticmethod
    def get_password(service: str, username: str) -> str | None:
        return f"from {service} for {username}" if service == "ring" else None


def test_a_secret_can_be_in_a_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    in_ring = pulls.Credential("trusted", "keyring:ring", "ana")
    monkeypatch.setitem(sys.modules, "keyring", Ring)
    assert in_ring.auth() == ts.TrustedAuth("ana", "from ring for ana")
    with pytest.raises(ts.RequestError, match="nothing at keyring:other"):
        pulls.Credential("trusted", "keyring:other", "ana").auth()
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ts.RequestError, match="needs the package keyring"):
        in_ring.auth()


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("env:NO_SUCH_NAME", "nothing at env:NO_SUCH_NAME"),
        ("file:/no/such/file", "No such file"),
    ],
)
def test_a_secret_that_is_not_there_is_an_error(secret: str, text: str) -> None:
    with pytest.raises(ts.RequestError, match=text):
        pulls.Credential("trusted", secret, "ana").auth()


@pytest.mark.parametrize("secret", ["hunter2", "env:", "vault:hunter2"])
def test_a_secret_itself_is_refused_and_not_shown(secret: str) -> None:
    with pytest.raises(ts.RequestError, match="a reference is needed") as caught:
        pulls.Credential("trusted", secret, "ana")
    assert "hunter2" not in str(caught.value)


async def test_a_server_that_refuses_what_lies_beyond_its_rows_can_be_planned(tmp_path: Path) -> None:
    rows = [[n] for n in range(35)]

    def answer(request: Any) -> Any:
        asked = json.loads(request.content) if request.content else {}
        if "record_offset" not in asked or "query_string" not in asked:
            return httpx.Response(200, json=[])
        offset, size = asked["record_offset"], asked["record_size"]
        if offset >= len(rows):
            return httpx.Response(400, json={"error": {"message": "too far"}})
        found = rows[offset : offset + size]
        return httpx.Response(200, json={"contents": [{"column_names": ["k"], "data_rows": found}]})

    async with ts.Client("https://h.example", ts.NoAuth(), transport=httpx.MockTransport(answer)) as client:
        plan = await pulls.plan_search(client, "[k]", "s", to=tmp_path / "a.arrow", key="k", page_size=10)
    assert len(plan) == 4


@pytest.mark.parametrize("wrong", [{"window": 0}, {"page_size": 0}])
async def test_a_board_needs_a_window_and_a_page(client: ts.Client, tmp_path: Path, wrong: Any) -> None:
    with pytest.raises(ts.RequestError, match="at least 1"):
        await pulls.liveboard(client, "board", to=tmp_path, **wrong)


@pytest.mark.parametrize("way", ["trusted", "bearer"])
def test_a_reference_names_the_same_user_as_its_credential(way: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULL_SECRET", "secret")
    reference = pulls.Credential(way, "env:PULL_SECRET", "ana", 3)
    assert reference.principal == reference.auth().principal
