"""Pages kept beside the target that came to harm: they are missing pages, fetched anew."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq
import pytest
from owners_support import ROWS, USERS, pull_as

from aiothoughtspot import pulls
from aiothoughtspot.pulls._parts import Parts


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def zeroed(path: Path) -> None:
    """As a power cut leaves it on some file systems."""
    path.write_bytes(bytes(path.stat().st_size))


def junk(path: Path) -> None:
    path.write_bytes(b"junk" * 100)


def of_other_rows(path: Path) -> None:
    with pa_ipc.new_file(path, pa.schema([("k", pa.int64()), ("v", pa.string())])) as writer:
        writer.write_table(pa.table({"k": [1, 2], "v": ["a", "b"]}))


def of_broken_texts(path: Path) -> None:
    """Bytes that are no UTF-8, in the place of texts."""
    offsets = pa.array(range(11), pa.int32()).buffers()[1]
    texts = pa.Array.from_buffers(pa.string(), 10, [None, offsets, pa.py_buffer(b"\xff" * 10)])
    with pa_ipc.new_file(path, pa.schema([("k", pa.int64()), ("v", pa.string())])) as writer:
        writer.write_batch(pa.record_batch([pa.array(range(10)), texts], ["k", "v"]))


def lost(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARMS = [emptied, halved, cut_short, zeroed, junk, of_other_rows, of_broken_texts, lost, a_folder]


@pytest.mark.parametrize("harm", HARMS)
async def test_a_page_that_came_to_harm_is_fetched_anew(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    target, folder = tmp_path / "a.parquet", tmp_path / ".a.parquet.parts"
    assert await pull_as("A", target, USERS, 30) == [0, 10, 20, 30]
    harm(folder / "00000001-10.arrow")
    harm(folder / "00000002-10.arrow")
    asked = await pull_as("A", target, USERS)
    # What runs ahead may look behind the end.
    assert set(asked) - {60, 70} == {10, 20, 30, 40, 50}
    found = pq.read_table(target)
    assert found.column("k").to_pylist() == list(range(ROWS))
    assert set(found.column("v").to_pylist()) == {"Bearer A"}
    assert not folder.exists()


async def test_a_page_of_other_rows_beside_a_good_one_does_not_take_its_place(tmp_path: Path) -> None:
    target, folder = tmp_path / "a.parquet", tmp_path / ".a.parquet.parts"
    await pull_as("A", target, USERS, 30)
    shutil.copy(folder / "00000001-10.arrow", folder / "00000001-7.arrow")
    assert 30 in await pull_as("A", target, USERS)
    assert pq.read_table(target).column("k").to_pylist() == list(range(ROWS))


@pytest.mark.parametrize("harm", HARMS)
def test_a_page_that_comes_to_harm_meanwhile_is_an_error_of_ours_and_dropped(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    parts = Parts(pulls.File(tmp_path / "a.parquet").settled())
    parts.open("url", ("me",), "task", resume=True)
    for number in range(2):
        parts.put(number, pa.table({"k": range(10), "v": ["text"] * 10}))
    harm(tmp_path / ".a.parquet.parts" / "00000001-10.arrow")
    with pytest.raises(pulls.PullError, match="page 1 cannot be read back: run it again"):
        parts.get(1)
    assert (parts.counts(), len(parts.get(0))) == ([10], 10)
    assert not list((tmp_path / ".a.parquet.parts").glob("00000001-*"))
    parts.close()
