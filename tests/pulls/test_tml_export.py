"""TML of many objects: each its own file, batches that adapt, poison reported, what is there already left alone."""

import json
from pathlib import Path
from typing import Any

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster

EXPORT = "POST /api/rest/2.0/metadata/tml/export"


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(rows=200, users=30, objects=300, rate_limit=False)


def ids(cluster: Cluster, count: int, kind: str | None = None) -> list[str]:
    records = cluster.state.metadata.values()
    found = [one["id"] for one in records if kind in {None, one["type"]} and one["org_id"] == 0]
    return found[:count]


@pytest.mark.parametrize(
    ("form", "ending", "start"), [("YAML", ".tml", "guid: "), ("JSON", ".json", '{"guid": ')]
)
async def test_every_object_becomes_a_file_of_its_own(
    client: ts.Client, cluster: Cluster, tmp_path: Path, form: Any, ending: str, start: str
) -> None:
    wanted = ids(cluster, 250)
    report = await pulls.export(client, wanted, "TML", to=tmp_path, tml_format=form)
    assert [path.name for path in report.paths] == [f"{one}{ending}" for one in wanted]
    assert all(path.read_text("utf-8").startswith(f"{start}") for path in report.paths)
    assert all(one in path.read_text("utf-8") for one, path in zip(wanted, report.paths, strict=True))
    assert (cluster.counts[EXPORT], report.failures, report.files) == (3, (), 250)
    again = await pulls.export(client, wanted, "TML", to=tmp_path, tml_format=form)
    assert (again.calls, again.paths) == (0, report.paths)


async def test_objects_come_with_what_they_stand_on_once_each(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = ids(cluster, 130, "LIVEBOARD")
    report = await pulls.export(client, boards, "TML", to=tmp_path, associated=True)
    extra = {path.stem for path in report.paths} - set(boards)
    sources = {str(cluster.state.metadata[one]["source"]) for one in boards}
    assert extra == sources
    lines = [json.loads(line) for line in (tmp_path / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert {line["id"] for line in lines if line["associated"]} == sources
    assert report.files == len(boards) + len(sources)
    again = await pulls.export(client, boards, "TML", to=tmp_path, associated=True)
    assert (again.calls, again.paths, again.files) == (0, report.paths, report.files)
    report.paths[-1].unlink()
    third = await pulls.export(client, boards, "TML", to=tmp_path, associated=True)
    assert (third.calls, third.paths) == (1, report.paths)


async def test_what_is_there_already_and_comes_along_again_is_left_alone(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = ids(cluster, 2, "LIVEBOARD")
    source = str(cluster.state.metadata[boards[0]]["source"])
    first = await pulls.export(client, [source, boards[0]], "TML", to=tmp_path, associated=True)
    before = first.paths[0].stat()
    both = await pulls.export(client, [source, *boards], "TML", to=tmp_path, associated=True)
    assert (len(both.paths), both.files, both.calls) == (3, 3, 1)
    assert first.paths[0].stat().st_mtime_ns == before.st_mtime_ns


async def test_poisoned_objects_of_both_kinds_are_reported_and_the_rest_is_there(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = ids(cluster, 120, "LIVEBOARD")
    # One kind refuses the whole request, the other is an ERROR inside a 200.
    unknown = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(3)]
    for one in boards[10:13]:
        cluster.state.metadata[one]["source"] = "gone"
    wanted = [*boards[:50], *unknown, *boards[50:]]
    report = await pulls.export(client, wanted, "TML", to=tmp_path)
    reasons = {failure.id: failure.reason for failure in report.failures}
    assert set(reasons) == {*unknown, *boards[10:13]}
    assert all("Object not found" in reasons[one] for one in unknown)
    assert all("could not be exported" in reasons[one] for one in boards[10:13])
    assert {path.stem for path in report.paths} == set(boards) - set(boards[10:13])


async def test_gateways_that_give_up_make_the_batches_smaller(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    wanted = ids(cluster, 100)
    cluster.faults.add("gateway_timeout", path="*/tml/export", times=2)
    report = await pulls.export(client, wanted, "TML", to=tmp_path)
    assert (report.failures, len(report.paths)) == ((), 100)
    # 100, both halves of which one times out too, then two quarters: none is sent a second time as it was.
    assert (cluster.counts[EXPORT], report.retries) == (5, 0)


async def test_an_object_alone_is_asked_for_again_as_any_read_is(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    cluster.faults.add("gateway_timeout", path="*/tml/export", times=2)
    report = await pulls.export(client, ids(cluster, 1), "TML", to=tmp_path)
    assert (report.failures, report.files, report.retries) == ((), 1, 2)


async def test_an_object_that_came_along_and_cannot_be_written_is_a_failure_too(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    # In two batches, both of which bring it along.
    boards = ids(cluster, 120, "LIVEBOARD")
    source = str(cluster.state.metadata[boards[0]]["source"])
    cluster.state.metadata[source]["source"] = "gone"
    report = await pulls.export(client, boards, "TML", to=tmp_path, associated=True)
    assert [failure.id for failure in report.failures] == [source]
    assert [path.stem for path in report.paths] == boards
    cluster.state.metadata[source]["source"] = None
    again = await pulls.export(client, boards, "TML", to=tmp_path, associated=True)
    assert ([path.stem for path in again.paths], again.failures) == ([*boards, source], ())


async def test_an_answer_without_text_or_with_a_path_for_an_id_is_a_failure(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    board = ids(cluster, 1, "LIVEBOARD")
    hostile = [
        {"info": {"id": "../../etc/x"}, "edoc": "x"},
        {"info": {"id": board[0]}, "edoc": None},
        {"edoc": "x"},
    ]
    cluster.faults.add(path="*/tml/export", status=200, body=hostile)
    report = await pulls.export(client, board, "TML", to=tmp_path / "in")
    assert {failure.id for failure in report.failures} == {"../../etc/x", board[0], ""}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "manifest.jsonl"]


async def test_a_disk_that_fails_leaves_no_half_file(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    board = ids(cluster, 1, "LIVEBOARD")
    (tmp_path / f"{board[0]}.tml").mkdir()
    with pytest.raises(OSError, match=r"\.tml"):
        await pulls.export(client, board, "TML", to=tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
