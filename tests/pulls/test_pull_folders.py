"""Folders of partitions: only a pull's own are replaced."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import fsspec
import httpx
import pyarrow.dataset as pa_dataset
import pyarrow.fs as pa_fs
import pytest
from folders_support import ROWS, pull
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.cli import main
from aiothoughtspot.pulls._place import Place


@attrs.define
class World:
    """Where a folder goes, on a file system of which a test looks at everything."""

    address: str
    fs: Any

    def files(self) -> dict[str, bytes]:
        return {name: self.fs.cat_file(name) for name in self.fs.find(self.address)}

    def path(self, name: str) -> str:
        return f"{self.address}/folder/{name}"

    @property
    def target(self) -> str:
        return f"{self.address}/folder"


@pytest.fixture(params=["path", "file", "memory"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    if request.param == "memory":
        files = fsspec.filesystem("memory")
        yield World("memory://worlds", files)
        files.rm("/worlds", recursive=True)
    else:
        address = str(tmp_path / "world") if request.param == "path" else f"file://{tmp_path}/world"
        yield World(address, fsspec.filesystem("file"))


# Files, as paths in the folder, that no pull has written
FOREIGN = [
    "src/main.py",
    "main.py",
    ".git",
    "v=North/notes.txt",
    "v=North/part-0.parquet",
    "v=North/sub/part-0.pull.parquet",
    "part-0.pull.parquet",
    "part-0.parquet",
]


@pytest.mark.parametrize("name", FOREIGN)
async def test_a_folder_with_anything_else_in_it_is_refused_before_a_call_and_stays_as_it_is(
    world: World, name: str
) -> None:
    await pull(world.target)
    world.fs.makedirs(world.path(name).rpartition("/")[0], exist_ok=True)
    world.fs.pipe_file(world.path(name), b"precious")
    before = world.files()
    assert len(before) == 4
    cluster = Scripted(["k", "v"], sliced(ROWS))
    async with cluster.client() as client:
        for way in ("search", "plan_search"):
            with pytest.raises(ts.RequestError, match="which no pull with partitions has written") as caught:
                await getattr(pulls, way)(
                    client, "[k]", "s", to=pulls.File(world.target, partition="v"), dates=ts.Dates.raw()
                )
            assert caught.value.parameter == "to"
            assert name.partition("/")[0] in str(caught.value)
        assert client.stats().calls == 0
    assert world.files() == before


async def test_what_gets_into_a_folder_while_it_is_pulled_stays_there(world: World) -> None:
    await pull(world.target)

    def answer(body: dict[str, Any]) -> Any:
        world.fs.pipe_file(world.path("late.txt"), b"precious")
        return sliced(ROWS)(body)

    async with Scripted(["k", "v"], answer).client() as client:
        with pytest.raises(ts.RequestError, match=r"holds late\.txt"):
            await pulls.search(
                client, "[k]", "s", to=pulls.File(world.target, partition="v"), dates=ts.Dates.raw()
            )
    assert world.fs.cat_file(world.path("late.txt")) == b"precious"
    world.fs.rm(world.path("late.txt"))
    # The pages are there still.
    report = await pull(world.target, rows=[])
    assert report.rows == 3


async def test_partitions_of_earlier_pulls_are_replaced_whatever_they_were_made_by(world: World) -> None:
    world.fs.makedirs(world.target)
    for partition, kind in (("v", "parquet"), ("k", "csv"), (("v",), "arrow"), ("k", "parquet")):
        report = await pull(world.target, partition, format=kind)
        assert report.rows == 3
    place = Place.of(world.target)
    found = pa_dataset.dataset(str(place.path), filesystem=place.fs, partitioning="hive").to_table()
    assert found.sort_by("k").to_pylist() == [{"v": v, "k": k} for k, v in ROWS]
    names = sorted(name.rpartition("folder/")[2] for name in world.files())
    assert names == [f"k={number}/part-0.pull.parquet" for number in (1, 2, 3)]


@attrs.define
class Remembering:
    """A file system that does not see what others write until it is told to look again."""

    inner: Any
    shown: dict[str, Any] = attrs.field(factory=dict)
    protocol = "remembering"

    def find(self, path: str, **how: Any) -> Any:
        key = f"{path} {how}"
        if key not in self.shown:
            self.shown[key] = self.inner.find(path, **how)
        return self.shown[key]

    def invalidate_cache(self) -> None:
        self.shown.clear()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


def test_a_file_system_that_remembers_is_asked_anew() -> None:
    memory = fsspec.filesystem("memory")
    memory.makedirs("/remembered/folder")
    try:
        files: Any = Remembering(memory)
        address = "remembering://remembered/folder"
        place = Place.of("memory://remembered/folder")
        place = attrs.evolve(place, fs=pa_fs.PyFileSystem(pa_fs.FSSpecHandler(files)), address=address)
        assert list(place.inner(recursive=False)) == []
        memory.pipe_file("/remembered/folder/a.txt", b"precious")
        assert list(place.inner(recursive=False)) == []
        place.refresh()
        assert list(place.inner(recursive=False)) == [("a.txt", False)]
    finally:
        memory.rm("/remembered", recursive=True)


async def test_visualizations_are_partitioned_into_folders_of_their_own_by_the_same_rule(
    tmp_path: Path,
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path.rpartition("2.0/")[2]
        if path != "metadata/liveboard/data":
            return httpx.Response(403, json={})
        size = json.loads(request.content)["record_size"]
        content = {"visualization_id": "i", "visualization_name": "viz", "column_names": ["k", "v"]}
        return httpx.Response(200, json={"contents": [{**content, "data_rows": ROWS[:size]}]})

    (tmp_path / "viz").mkdir()
    (tmp_path / "viz" / "main.py").write_text("precious")
    client = ts.Client("https://h.example", ts.NoAuth(), transport=httpx.MockTransport(answer))
    async with client:
        file = pulls.File(tmp_path, partition="v")
        with pytest.raises(ts.RequestError, match=r"holds main\.py"):
            await pulls.liveboard(client, "b", to=file, dates=ts.Dates.raw())
        assert (tmp_path / "viz" / "main.py").read_text() == "precious"
        (tmp_path / "viz" / "main.py").unlink()
        assert (await pulls.liveboard(client, "b", to=file, dates=ts.Dates.raw())).rows == 3
    assert {path.name for path in (tmp_path / "viz").iterdir()} == {
        "v=North",
        "v=South",
        "v=__HIVE_DEFAULT_PARTITION__",
    }


@pytest.mark.parametrize("to", [".", "../work", "~/work"])
def test_the_command_line_spares_the_folder_it_stands_in(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], to: str
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "main.py").write_text("precious")
    for name, value in (
        ("HOME", tmp_path),
        ("XDG_CONFIG_HOME", tmp_path / "none"),
        ("TS_HOST", url),
        ("TS_USERNAME", "tsadmin"),
        ("TS_PASSWORD", "secret"),
    ):
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(work)
    words = ["pull", "search", "[Region] [Revenue]", "Retail Sales", "--partition", "Region", "--to", to]
    assert main(words) != 0
    assert "no pull with partitions has written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["work"]
    assert (work / "main.py").read_text() == "precious"


@pytest.mark.parametrize("to", ["/", "memory://"])
async def test_a_root_is_no_place_for_a_file(to: str) -> None:
    for target in (pulls.File(to, "csv"), pulls.File(to, partition="v")):
        with pytest.raises(ts.RequestError, match="is the root") as caught:
            async with Scripted(["k", "v"], sliced(ROWS)).client() as client:
                await pulls.search(client, "[k]", "s", to=target)
        assert caught.value.parameter == "to"
