"""Reports into a folder: whole files, real endings, a manifest to go on from, failures one by one."""

import json
from pathlib import Path
from typing import Literal

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._export import MANIFEST, _ending
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2.metadata import MetadataListItemInput

Kind = Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE"]


async def ids(client: ts.Client, kind: Kind, count: int) -> list[str]:
    found = await client.v2.metadata.search(metadata=[MetadataListItemInput(type=kind)], record_size=count)
    return [item.metadata_id or "" for item in found]


async def test_boards_become_pdf_files_and_a_second_run_does_only_what_is_missing(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = await ids(client, "LIVEBOARD", 30)
    seen: list[pulls.Progress] = []
    first = await pulls.export(client, boards[:20], "PDF", to=tmp_path, progress=seen.append)
    assert (first.files, first.failures, seen[-1].done, seen[-1].total) == (20, (), 20, 20)
    assert {path.suffix for path in first.paths} == {".pdf"}
    assert all(path.read_bytes().startswith(b"%PDF") for path in first.paths)
    assert first.bytes == sum(path.stat().st_size for path in first.paths)
    first.paths[0].unlink()
    with (tmp_path / MANIFEST).open("a") as manifest:
        manifest.write('{"id": "half a line')
    before = cluster.counts["POST /api/rest/2.0/report/liveboard"]
    second = await pulls.export(client, boards, "PDF", to=tmp_path)
    assert (second.files, len(second.paths)) == (30, 30)
    assert cluster.counts["POST /api/rest/2.0/report/liveboard"] - before == 11
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


async def test_without_resume_everything_is_done_again(client: ts.Client, tmp_path: Path) -> None:
    boards = await ids(client, "LIVEBOARD", 2)
    await pulls.export(client, boards, "PDF", to=tmp_path)
    again = await pulls.export(client, boards, "PDF", to=tmp_path, resume=False)
    assert again.calls > 2


@pytest.mark.parametrize("kind", ["PNG", "CSV", "XLSX"])
async def test_answers_too_in_every_format(
    client: ts.Client, tmp_path: Path, kind: pulls._export.Format
) -> None:
    report = await pulls.export(client, await ids(client, "ANSWER", 1), kind, to=tmp_path)
    assert [path.suffix for path in report.paths] == [f".{kind.lower()}"]


async def test_what_fails_is_said_with_its_reason_and_the_rest_is_done(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = await ids(client, "LIVEBOARD", 40)
    table = await ids(client, "LOGICAL_TABLE", 1)
    cluster.faults.add(path="*/report/liveboard", status=500, times=1)
    report = await pulls.export(client, [*boards, *table, "no-such-id", "a b"], "PDF", to=tmp_path)
    reasons = {failure.id: failure.reason for failure in report.failures}
    assert len(report.paths) == 39
    assert len(reasons) == 4
    assert "a LOGICAL_TABLE has no report" in reasons[table[0]]
    assert "no such object" in reasons["no-such-id"]
    noted = [json.loads(line) for line in (tmp_path / MANIFEST).read_text("utf-8").splitlines()]
    assert {line["id"] for line in noted if line["error"]} == set(reasons)


async def test_a_full_disk_stops_the_export(client: ts.Client, tmp_path: Path) -> None:
    boards = await ids(client, "LIVEBOARD", 1)
    (tmp_path / f"{boards[0]}.pdf").mkdir()
    with pytest.raises(ExceptionGroup) as caught:
        await pulls.export(client, boards, "PDF", to=tmp_path)
    assert isinstance(caught.value.exceptions[0], OSError)


async def test_an_identifier_that_is_no_guid_never_becomes_a_path(client: ts.Client, tmp_path: Path) -> None:
    boards = await client.v2.metadata.search(
        metadata=[MetadataListItemInput(type="LIVEBOARD")], record_size=1
    )
    name = boards[0].metadata_name or ""
    report = await pulls.export(client, [name], "PDF", to=tmp_path)
    assert [failure.id for failure in report.failures] == [name]


@pytest.mark.parametrize(
    ("start", "kind", "ending"),
    [
        (b"%PDF", "PDF", ".pdf"),
        (b"\x89PNG", "PNG", ".png"),
        (b"PK\x03\x04", "CSV", ".zip"),
        (b"PK\x03\x04", "XLSX", ".xlsx"),
        (b"a,b\n", "CSV", ".csv"),
    ],
)
def test_the_bytes_say_the_ending(start: bytes, kind: pulls._export.Format, ending: str) -> None:
    assert _ending(start, kind) == ending
