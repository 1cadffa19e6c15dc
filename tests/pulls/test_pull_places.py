"""Disks that are full, folders in the way, home, and who can read what a pull writes."""

import asyncio
import errno
import gc
import os
import resource
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from owners_support import USERS, pull_as
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._files import Writer
from aiothoughtspot.pulls._output import threaded
from aiothoughtspot.pulls._parts import Parts
from aiothoughtspot.pulls._place import Place

# Disks and folders

SMALL_DISK = """
import asyncio, json, random, resource, sys
import httpx
import aiothoughtspot as ts
from aiothoughtspot import pulls

def answer(request):
    if not request.url.path.endswith("/searchdata"):
        return httpx.Response(200, json=[])
    body = json.loads(request.content)
    start = body["record_offset"]
    rows = [[n, random.Random(n).randbytes(30).hex()] for n in range(start, min(start + body["record_size"], 5_000))]
    return httpx.Response(200, json={"contents": [{"column_names": ["k", "v"], "data_rows": rows}]})

async def main(target):
    client = ts.Client("https://h.example", ts.NoAuth(), transport=httpx.MockTransport(answer))
    async with client:
        await pulls.search(client, "[k]", "s", to=target, key="k", page_size=@, dates=ts.Dates.raw())

import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    asyncio.run(main(sys.argv[1]))
except OSError as error:
    print("failed", error.errno)
"""


@pytest.mark.parametrize("size", [500, 5_000])
@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_disk_that_is_full_says_so_once_and_holds_nothing_half_written(
    tmp_path: Path, size: int, ending: str
) -> None:
    """Pages of 500 rows fit and the whole does not; one of 5,000 does not fit itself."""
    for _ in range(2):
        code = SMALL_DISK.replace("@", str(size))
        command = [sys.executable, "-X", "dev", "-c", code, str(tmp_path / f"a.{ending}")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == f"failed {errno.EFBIG}\n"
        assert "never retrieved" not in done.stderr
        kept = [path.name for path in (tmp_path / f".a.{ending}.parts").iterdir()]
        assert not [name for name in kept if name.endswith(".part") or name == "whole"]
        assert not (tmp_path / f"a.{ending}").exists()


async def test_what_a_killed_run_left_half_written_goes_away(tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    await pull_as("A", target, USERS, 30)
    folder = tmp_path / ".a.parquet.parts"
    for name in ("0123.part", "whole"):
        (folder / name).write_bytes(b"half")
    assert await pull_as("A", target, USERS, 30) == [30]
    assert not {"0123.part", "whole"} & {path.name for path in folder.iterdir()}


async def test_a_task_whose_caller_has_gone_ends_in_silence(tmp_path: Path) -> None:
    heard: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: heard.append(context))

    def fails() -> None:
        time.sleep(0.05)
        raise OSError(errno.ENOSPC, "full")

    task = asyncio.create_task(threaded(fails))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    del task
    gc.collect()
    await asyncio.sleep(0)
    assert heard == []


@pytest.mark.parametrize("way", ["search", "answer", "plan_search", "plan_answer", "liveboard", "export"])
async def test_what_stands_where_the_target_goes_is_refused_before_anything_is_sent(
    tmp_path: Path, way: str
) -> None:
    (tmp_path / "folder.parquet").mkdir()
    (tmp_path / "file").touch()
    cluster = Scripted(["k"], sliced([[1]]))
    folder, file = tmp_path / "folder.parquet", tmp_path / "file"
    calls: dict[str, list[tuple[Any, ...]]] = {
        "search": [("q", "s", folder), ("q", "s", pulls.File(file, partition="k"))],
        "plan_search": [("q", "s", f"file://{folder}")],
        "answer": [("a", folder)],
        "plan_answer": [("a", folder)],
        "liveboard": [("b", file), ("b", pulls.File(file, "csv"))],
        "export": [(["x"], "PDF", file)],
    }
    async with cluster.client() as client:
        for *arguments, to in calls[way]:
            with pytest.raises(ts.RequestError, match=r"is a f|is there as a file") as caught:
                await getattr(pulls, way)(client, *arguments, to=to)
            assert caught.value.parameter == "to"
        assert client.stats().calls == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.parquet"]


async def test_home_is_where_it_is(
    client: ts.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    report = await pulls.search(client, "[Region] [Revenue]", "Retail Sales", to="~/a.csv")
    assert report.paths == (tmp_path / "a.csv",)
    assert (tmp_path / "a.csv").exists()
    await pulls.tail_logs(client, to="~/log.jsonl")
    await pulls.export(client, [], "PDF", to="~/boards")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".log.jsonl.state.json",
        "a.csv",
        "boards",
        "log.jsonl",
    ]
    with pytest.raises(ts.RequestError, match="home") as caught:
        await pulls.search(client, "[Region]", "Retail Sales", to="~no-such-user/a.csv")
    assert caught.value.parameter == "to"


@pytest.mark.parametrize("url", ["nosuch://a/b.csv", "nosuch://a/b"])
async def test_a_url_of_no_file_system_is_refused(url: str) -> None:
    async with Scripted(["k"], sliced([[1]])).client() as client:
        with pytest.raises(ts.RequestError, match="Protocol not known") as caught:
            await pulls.search(client, "[k]", "s", to=url)
        assert (caught.value.parameter, client.stats().calls) == ("to", 0)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o022, 0o000])
async def test_rows_are_readable_by_their_owner_only(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        await pull_as("A", tmp_path / "kept.parquet", USERS, 30)
        for ending in ("parquet", "csv", "csv.gz", "arrow"):
            await pull_as("A", tmp_path / f"a.{ending}", USERS)
        await pull_as("A", pulls.File(tmp_path / "folder", partition="v"), USERS)
    finally:
        os.umask(before)
    found = {path.relative_to(tmp_path): mode(path) for path in tmp_path.rglob("*")}
    assert len(found) > 10
    assert {name: bits for name, bits in found.items() if bits not in {0o600, 0o700}} == {}


async def test_logs_and_manifests_are_readable_by_their_owner_only(client: ts.Client, tmp_path: Path) -> None:
    await pulls.tail_logs(client, to=tmp_path / "log.jsonl")
    await pulls.export(client, ["x"], "PDF", to=tmp_path / "boards")
    assert mode(tmp_path / "log.jsonl") == mode(tmp_path / "boards" / "manifest.jsonl") == 0o600


async def test_folders_elsewhere_have_no_modes_and_no_locks() -> None:
    place = Place.of("memory://modes/folder")
    place.make()
    place.close_off()
    assert (place.local, place.folder()) == (None, True)
    place.remove()
    place.remove()
    assert not place.exists()


def test_half_a_page_is_taken_away(tmp_path: Path) -> None:
    parts = Parts(pulls.File(tmp_path / "a.parquet").settled())
    parts.open("url", ("me",), "task", resume=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            parts.put(0, pa.table({"k": list(range(10_000))}))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert parts.rows(0) is None
    assert not list((tmp_path / ".a.parquet.parts").glob("*.part"))
    parts.put(0, pa.table({"k": list(range(10_000))}))
    assert len(parts.get(0)) == 10_000
    parts.close()


async def test_a_folder_that_cannot_be_opened_is_let_go(tmp_path: Path) -> None:
    target, folder = tmp_path / "a.parquet", tmp_path / ".a.parquet.parts"
    await pull_as("A", target, USERS, 30)
    mark = next(folder.glob("plan-*"))
    mark.unlink()
    mark.mkdir()
    with pytest.raises(OSError, match="directory") as caught:
        await pull_as("A", target, USERS)
    mark.rmdir()
    assert (await pull_as("A", target, USERS))[0] == 0
    assert caught.value.errno == errno.EISDIR


@pytest.mark.parametrize("ending", ["parquet", "csv", "arrow"])
def test_a_file_that_cannot_be_begun_is_closed(ending: str) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    file = pulls.File("x", ending).settled()  # type: ignore[arg-type]  # one of the three
    with pytest.raises(OSError, match="No space left"):
        Writer(Place.of("/dev/full"), file, pa.schema([("k", pa.int64())])).close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
