"""Reports into a folder: whole files, real endings, a manifest to go on from, failures one by one."""

import asyncio
import json
import random
import sys
from pathlib import Path
from typing import Any, Literal

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._export import ending_of
from aiothoughtspot.pulls._manifest import MANIFEST
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2.metadata import MetadataListItemInput

Kind = Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE"]
REPORT = "POST /api/rest/2.0/report/liveboard"


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(rows=200, users=30, objects=300, rate_limit=False)


async def ids(client: ts.Client, kind: Kind, count: int) -> list[str]:
    found = await client.v2.metadata.search(metadata=[MetadataListItemInput(type=kind)], record_size=count)
    return [item.metadata_id or "" for item in found]


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


async def test_boards_become_pdf_files_and_a_second_run_does_only_what_is_missing(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = await ids(client, "LIVEBOARD", 30)
    seen: list[pulls.Progress] = []
    first = await pulls.export(client, boards[:20], "PDF", to=tmp_path, progress=seen.append)
    assert (first.files, first.failures, seen[-1].done, seen[-1].total) == (20, (), 20, 20)
    assert {path.suffix for path in first.paths} == {".pdf"}
    assert all(path.read_bytes().startswith(b"%PDF") for path in first.paths)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in first.paths)
    assert first.bytes == sum(path.stat().st_size for path in first.paths)
    first.paths[0].unlink()
    with (tmp_path / MANIFEST).open("a") as manifest:
        manifest.write('{"id": "half a line')
    (tmp_path / f".{boards[0]}.PDF.draft").write_text("of a killed run")
    before = cluster.counts[REPORT]
    second = await pulls.export(client, boards, "PDF", to=tmp_path)
    assert (second.files, len(second.paths)) == (30, 30)
    assert cluster.counts[REPORT] - before == 11
    assert hidden(tmp_path) == []
    # The line after the half one is not lost with it.
    await pulls.export(client, boards, "PDF", to=tmp_path)
    assert cluster.counts[REPORT] - before == 11


KILLED = """
import asyncio, sys
import aiothoughtspot as ts
from aiothoughtspot import pulls

async def main(url, form, folder, *ids):
    async with ts.Client(url, ts.TrustedAuth("tsadmin", "secret")) as client:
        await pulls.export(client, ids, form, to=folder, unpack=form == "CSV", progress=lambda now: print(now.done, flush=True))

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.parametrize("form", ["CSV", "TML"])
async def test_a_run_that_was_killed_is_gone_on_with(
    client: ts.Client, cluster: Cluster, url: str, tmp_path: Path, form: Any
) -> None:
    boards = await ids(client, "LIVEBOARD", 120)
    slow = "*/report/liveboard" if form == "CSV" else "*/tml/export"
    cluster.faults.add(path=slow, latency=5.0, after=50 if form == "CSV" else 1, times=None)
    command = [sys.executable, "-c", KILLED, url, form, str(tmp_path), *boards]
    child = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert child.stdout is not None
    while int(await child.stdout.readline()) < 20:
        pass
    child.kill()
    await child.wait()
    cluster.faults.clear()
    noted = (tmp_path / MANIFEST).read_text("utf-8").splitlines()
    (tmp_path / f".{boards[0]}.x1.part").mkdir()
    (tmp_path / f".{boards[0]}.tml.x1.part").touch()
    before = cluster.counts[REPORT]
    report = await pulls.export(client, boards, form, to=tmp_path, unpack=form == "CSV")
    assert (len(report.paths), report.failures) == (120, ())
    if form == "CSV":
        assert cluster.counts[REPORT] - before == 120 - len(noted)
    else:
        # One of two batches was through or on its way into files, so what is missing fits in one.
        assert (20 <= len(noted) <= 100, report.calls) == (True, 1)
    # What the other format leaves half done may be in use.
    assert hidden(tmp_path) == [f".{boards[0]}.tml.x1.part" if form == "CSV" else f".{boards[0]}.x1.part"]


async def test_without_resume_or_with_other_options_everything_is_done_again(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = await ids(client, "LIVEBOARD", 2)
    await pulls.export(client, boards, "PDF", to=tmp_path)
    await pulls.export(client, boards, "PDF", to=tmp_path, resume=False)
    assert cluster.counts[REPORT] == 4
    upright = {"pdf_options": {"page_orientation": "PORTRAIT"}}
    await pulls.export(client, boards, "PDF", to=tmp_path, arguments=upright)
    assert cluster.counts[REPORT] == 6


@pytest.mark.parametrize("kind", ["PNG", "CSV", "XLSX"])
async def test_answers_too_in_every_format(client: ts.Client, tmp_path: Path, kind: Any) -> None:
    report = await pulls.export(client, await ids(client, "ANSWER", 1), kind, to=tmp_path)
    assert [path.suffix for path in report.paths] == [f".{kind.lower()}"]


async def test_formats_in_lower_case_are_the_same(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    board = await ids(client, "LIVEBOARD", 1)
    tml: dict[str, Any] = {"tml_format": "json"}
    nothing: dict[str, Any] = {}
    for lower, upper, more in (("pdf", "PDF", nothing), ("tml", "TML", tml)):
        form: Any = lower
        first = await pulls.export(client, board, form, to=tmp_path, **more)
        before = len(cluster.requests)
        form = upper
        again = await pulls.export(
            client, board, form, to=tmp_path, **{name: text.upper() for name, text in more.items()}
        )
        assert (again.paths, len(cluster.requests)) == (first.paths, before)
        assert (again.cursor, first.paths[0].suffix) == (
            first.cursor,
            {"pdf": ".pdf", "tml": ".json"}[lower],
        )


@pytest.mark.parametrize(
    ("form", "text", "name"),
    [("DOCX", "YAML", "format"), (None, "YAML", "format"), ("PDF", "XML", "tml_format")],
)
async def test_a_format_there_is_not_is_refused_before_any_call(
    client: ts.Client, cluster: Cluster, tmp_path: Path, form: Any, text: Any, name: str
) -> None:
    with pytest.raises(ts.RequestError, match=f"pulls.export: {name} is one of") as caught:
        await pulls.export(client, ["a"], form, to=tmp_path / "new", tml_format=text)
    assert (caught.value.parameter, len(cluster.requests)) == (name, 0)
    assert not (tmp_path / "new").exists()


async def test_several_csvs_of_a_board_are_unpacked_on_request(client: ts.Client, tmp_path: Path) -> None:
    boards = await ids(client, "LIVEBOARD", 6)
    packed = await pulls.export(client, boards, "CSV", to=tmp_path / "packed")
    assert {path.suffix for path in packed.paths} == {".zip", ".csv"}
    open_ = await pulls.export(client, boards, "CSV", to=tmp_path / "open", unpack=True)
    folders = [path for path in open_.paths if path.is_dir()]
    assert len(folders) == len([path for path in packed.paths if path.suffix == ".zip"])
    assert all(path.suffix == ".csv" for folder in folders for path in folder.iterdir())
    again = await pulls.export(client, boards, "CSV", to=tmp_path / "open", unpack=True)
    assert (again.calls, again.bytes, again.paths) == (0, open_.bytes, open_.paths)
    next(folders[0].iterdir()).unlink()
    assert (await pulls.export(client, boards, "CSV", to=tmp_path / "open", unpack=True)).calls == 2


async def test_what_fails_is_said_with_its_reason_and_the_rest_is_done(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = await ids(client, "LIVEBOARD", 40)
    table = await ids(client, "LOGICAL_TABLE", 1)
    cluster.faults.add(path="*/report/liveboard", status=500, times=1)
    report = await pulls.export(client, [*boards, *table, "no-such-id", "a:b", ".."], "PDF", to=tmp_path)
    reasons = {failure.id: failure.reason for failure in report.failures}
    assert len(report.paths) == 39
    assert len(reasons) == 5
    assert "a LOGICAL_TABLE has no report" in reasons[table[0]]
    assert "Object not found: no-such-id" in reasons["no-such-id"]
    assert reasons[".."] == "'..' is not a GUID"
    noted = [json.loads(line) for line in (tmp_path / MANIFEST).read_text("utf-8").splitlines()]
    assert {line["id"] for line in noted if line["error"]} == set(reasons)


async def test_too_many_failures_stop_it_and_the_next_run_goes_on(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = await ids(client, "LIVEBOARD", 20)
    cluster.faults.add(path="*/report/liveboard", status=500, after=5, times=4)
    with pytest.raises(pulls.TooManyFailuresError, match="4 failed, 3 are allowed") as caught:
        await pulls.export(client, ["unknown", *boards], "PDF", to=tmp_path, window=1, max_failures=4)
    # The unknown one counts as well, in the search before.
    assert len(caught.value.failures) == 4
    report = await pulls.export(client, boards, "PDF", to=tmp_path)
    assert (report.failures, len(report.paths)) == ((), 20)


async def test_a_report_that_breaks_off_is_begun_anew(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards = await ids(client, "LIVEBOARD", 3)
    cluster.faults.add(path="*/report/liveboard", truncate=1000, times=2)
    report = await pulls.export(client, boards, "PDF", to=tmp_path, window=1)
    assert (report.failures, cluster.counts[REPORT]) == ((), 5)
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in report.paths)
    broken = client.with_options(retry=ts.NO_RETRY)
    cluster.faults.add(path="*/report/liveboard", truncate=1000, times=1)
    other = await pulls.export(broken, boards, "PNG", to=tmp_path, window=1)
    assert len(other.failures) == 1
    assert hidden(tmp_path) == []


async def test_a_page_of_a_gateway_is_no_report(client: ts.Client, cluster: Cluster, tmp_path: Path) -> None:
    boards = await ids(client, "LIVEBOARD", 1)
    cluster.faults.add("login_page", path="*/report/liveboard")
    report = await pulls.export(client, boards, "PDF", to=tmp_path)
    assert [failure.reason for failure in report.failures] == ["the server sent something that is no PDF"]
    assert hidden(tmp_path) == []


async def test_a_full_disk_stops_the_export(client: ts.Client, tmp_path: Path) -> None:
    boards = await ids(client, "LIVEBOARD", 3)
    (tmp_path / f"{boards[0]}.pdf").mkdir()
    with pytest.raises(OSError, match=r"\.pdf"):
        await pulls.export(client, boards, "PDF", to=tmp_path, window=1)
    assert hidden(tmp_path) == []


async def test_a_name_is_no_guid(client: ts.Client, tmp_path: Path) -> None:
    boards = await client.v2.metadata.search(
        metadata=[MetadataListItemInput(type="LIVEBOARD")], record_size=1
    )
    name = boards[0].metadata_name or ""
    report = await pulls.export(client, [name], "PDF", to=tmp_path)
    assert [failure.id for failure in report.failures] == [name]


async def test_faults_of_every_kind_leave_every_good_object_on_disk(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    boards, answers = await ids(client, "LIVEBOARD", 60), await ids(client, "ANSWER", 60)
    poison = random.Random(1).sample(answers, 5)
    for one in poison:
        cluster.state.metadata[one]["query"] = "[No Such Column]"
    cluster.faults.add("rate_limit", path="*/report/*", every=20, times=None)
    cluster.faults.add("unavailable", path="*/report/*", probability=0.05, times=None)
    cluster.faults.add(path="*/report/*", truncate=100, every=31, times=None)
    cluster.faults.add("expired", path="*/report/*", every=45, times=None)
    wanted = [*boards, *answers]
    client = client.with_options(rate=None)
    first = await pulls.export(client, wanted, "XLSX", to=tmp_path)
    assert {failure.id for failure in first.failures} == set(poison)
    assert first.retries >= 6
    assert first.mints >= 2
    assert len(first.paths) == 115
    assert all(path.read_bytes()[:2] == b"PK" for path in first.paths)
    cluster.faults.clear()
    before = cluster.counts[REPORT] + cluster.counts["POST /api/rest/2.0/report/answer"]
    second = await pulls.export(client, wanted, "XLSX", to=tmp_path)
    after = cluster.counts[REPORT] + cluster.counts["POST /api/rest/2.0/report/answer"]
    assert ({failure.id for failure in second.failures}, after - before) == (set(poison), 5)


@pytest.mark.parametrize(
    ("start", "kind", "ending"),
    [
        (b"%PDF", "PDF", ".pdf"),
        (b"\x89PNG", "PNG", ".png"),
        (b"PK\x03\x04", "CSV", ".zip"),
        (b"PK\x03\x04", "PNG", ".zip"),
        (b"PK\x03\x04", "XLSX", ".xlsx"),
        (b"a,b\n", "CSV", ".csv"),
        (b"", "CSV", ".csv"),
        (b" <html>", "CSV", None),
        (b'{"error": 1}', "CSV", None),
        (b"", "PDF", None),
    ],
)
def test_the_bytes_say_the_ending(start: bytes, kind: str, ending: str | None) -> None:
    assert ending_of(start, kind) == ending
