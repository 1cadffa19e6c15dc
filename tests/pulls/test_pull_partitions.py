"""What cannot name a folder of a partition is refused, before the disk refuses it or a reader passes over it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pa_dataset
import pytest
from folders_support import ROWS, pull
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._partitions import write_partitions
from aiothoughtspot.pulls._place import Place


@pytest.mark.parametrize("partition", [("v", "v"), ("",), (5,), ("v", None)])
async def test_partitions_by_no_names_are_refused_before_a_call(tmp_path: Path, partition: Any) -> None:
    with pytest.raises(pulls.PullError, match="partition is names of columns, each once") as caught:
        await pull(tmp_path / "a", partition)
    assert caught.value.parameter == "to"
    assert list(tmp_path.iterdir()) == []


async def pulled_by(to: Path, name: str, partition: Any) -> None:
    async with Scripted(["k", name], sliced(ROWS)).client() as client:
        file = pulls.File(to, partition=partition)
        await pulls.search(client, "[k]", "s", to=file, dates=ts.Dates.raw())


@pytest.mark.parametrize("kind", ["parquet", "csv", "arrow"])
async def test_partitions_by_all_columns_would_leave_files_of_nothing(tmp_path: Path, kind: Any) -> None:
    with pytest.raises(pulls.PullError, match="these are all columns"):
        await pull(tmp_path / "a", ("v", "k"), format=kind)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("name", ["../x/y", "a/b", "a\\b", "a=b", ".a", "_a", "a\nb", "\0"])
async def test_a_column_whose_name_leads_elsewhere_or_is_passed_over_by_readers_is_refused(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(pulls.PullError, match="cannot name a folder"):
        await pulled_by(tmp_path / "in" / "a", name, name)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert [path.name for path in (tmp_path / "in").iterdir()] == [".a.parts"]
    # As a column among others it may be.
    await pulled_by(tmp_path / "in" / "b", name, "k")


@pytest.mark.parametrize("name", ["Total Revenue (%)", "a.b", "Größe", "a:b", "a_b", "1"])
async def test_a_column_of_another_unusual_name_is_read_back(tmp_path: Path, name: str) -> None:
    await pulled_by(tmp_path / "a", name, name)
    found = pa_dataset.dataset(tmp_path / "a", partitioning="hive").to_table()
    assert found.column_names == ["k", name]
    assert found.sort_by("k").column(name).to_pylist() == [row[1] for row in ROWS]


@pytest.mark.parametrize("kind", ["parquet", "csv"])
@pytest.mark.parametrize("letter", ["x", "ü", "/", "€"])
async def test_a_value_that_is_too_long_for_a_folder_is_an_error_that_says_which(
    tmp_path: Path, letter: str, kind: Any
) -> None:
    # Letters of a URL are themselves, a byte of all others is three.
    most = 253 // (1 if letter == "x" else 3 * len(letter.encode()))
    fits: list[Any] = [[1, letter * most], [2, "b"]]
    await pull(tmp_path / "fits", rows=fits, format=kind)
    place = tmp_path / "fits"
    found = pa_dataset.dataset(place, format=kind, partitioning="hive").to_table().sort_by("k")
    assert found.column("v").to_pylist() == [letter * most, "b"]
    too_long: list[Any] = [[1, "a"], [2, letter * (most + 1)]]
    with pytest.raises(pulls.PullError, match=f"'v' has a value of {most + 1} letters, '{letter}") as caught:
        await pull(tmp_path / "long", rows=too_long, format=kind)
    assert letter * 31 not in str(caught.value)
    assert not (tmp_path / "long").exists()


@pytest.mark.parametrize("kind", ["parquet", "csv"])
async def test_a_value_with_a_nul_is_refused_for_two_would_meet_in_one_folder(
    tmp_path: Path, kind: Any
) -> None:
    with pytest.raises(pulls.PullError, match="with a NUL for the name of a folder"):
        await pull(tmp_path / "a", rows=[[1, "a"], [2, "a\0b"]], format=kind)
    assert not (tmp_path / "a").exists()


async def test_texts_that_only_the_whole_makes_are_looked_at_too(tmp_path: Path) -> None:
    """A list is text as soon as another page has a number in its place."""
    rows: list[Any] = [[1, list(range(200))], [2, 5]]
    async with Scripted(["k", "v"], sliced(rows)).client() as client:
        with pytest.raises(pulls.PullError, match="too long for the name of a folder"):
            await pulls.search(
                client,
                "[k]",
                "s",
                to=pulls.File(tmp_path / "a", partition="v"),
                dates=ts.Dates.raw(),
                key="k",
                page_size=1,
            )
    assert not (tmp_path / "a").exists()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=260), min_size=1, max_size=4, unique=True))
def test_what_is_refused_is_what_the_disk_refuses(values: list[str]) -> None:
    table, file = pa.table({"k": range(len(values)), "v": values}), pulls.File("x", partition="v").settled()
    with TemporaryDirectory() as folder:
        place = Place.of(f"{folder}/x")
        try:
            write_partitions(place, file, table.schema, [table])
        except pulls.PullError:
            # What has a NUL is cut, so that two values would meet in one folder.
            assume(not any("\0" in value for value in values))
            by_value = pa_dataset.partitioning(pa.schema([("v", pa.string())]), flavor="hive")
            with pytest.raises(OSError, match="too long"):
                pa_dataset.write_dataset(table, f"{folder}/y", format="parquet", partitioning=by_value)
        else:
            assert len(place.names()) == len(values)
