"""A ZIP from the network is unpacked whole and inside its folder, or refused with nothing left behind."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot import pulls
from aiothoughtspot.pulls._zip import safe_name


def packed(tmp_path: Path, *entries: tuple[str, bytes], kind: int = zipfile.ZIP_STORED) -> Path:
    path = tmp_path / "boards.zip"
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, content in entries:
            # As given: the constructor would clean the name up.
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, kind
            archive.writestr(info, content)
    return path


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def refused(tmp_path: Path, source: Path, match: str, **limits: Any) -> None:
    before = everything(tmp_path.parent)
    with pytest.raises(pulls.PullError, match=match):
        pulls.unzip(source, tmp_path / "out", **limits)
    assert everything(tmp_path.parent) == before


def test_files_and_folders_arrive_readable_by_their_owner(tmp_path: Path) -> None:
    source = packed(tmp_path, ("a.csv", b"1\n"), ("sub/", b""), ("sub/b ü.csv", b"2\n"), ("empty", b""))
    files = pulls.unzip(source, tmp_path / "out")
    assert [path.relative_to(tmp_path / "out").as_posix() for path in files] == [
        "a.csv",
        "sub/b ü.csv",
        "empty",
    ]
    assert [path.read_bytes() for path in files] == [b"1\n", b"2\n", b""]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert everything(tmp_path) == {
        "boards.zip",
        "out",
        "out/a.csv",
        "out/sub",
        "out/sub/b ü.csv",
        "out/empty",
    }


def test_a_folder_with_something_in_it_is_replaced_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.csv").write_text("old")
    source = packed(tmp_path, ("a.csv", b"1"))
    with pytest.raises(FileExistsError, match="something in it already"):
        pulls.unzip(source, tmp_path / "out")
    assert everything(tmp_path / "out") == {"old.csv"}
    pulls.unzip(source, tmp_path / "out", replace=True)
    assert everything(tmp_path / "out") == {"a.csv"}
    (tmp_path / "empty").mkdir()
    assert len(pulls.unzip(source, tmp_path / "empty")) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../x", "a/../../x", "/etc/x", "//host/x", "C:/x", "C:x", "a\\..\\x", "..", ".", "a/./b", "a//b", "a/..",
        "con", "NUL.txt", "sub/com1.csv", "lpt9", "aux.", "a.csv:stream", "a\x00b", "a\nb", "trailing ", "dots...", "/",
        "a" * 256, "what?", "a*", "",
    ],
)  # fmt: skip
def test_scenario_34_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    source = packed(tmp_path, ("good.csv", b"1"), (name, b"2"))
    refused(tmp_path, source, "is not a plain name inside its folder|not a sound ZIP")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFBLK])
def test_scenario_34_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    path = tmp_path / "boards.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("link.csv")
        info.create_system, info.external_attr = 3, (kind | 0o777) << 16
        archive.writestr(info, "../../outside")
    refused(tmp_path, path, "is a link or a device")


@pytest.mark.parametrize(
    ("first", "second"), [("a.csv", "a.csv"), ("a.csv", "A.CSV"), ("é.csv", "e\u0301.csv"), ("a/", "a")]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_scenario_34_duplicates_are_refused(tmp_path: Path, first: str, second: str) -> None:
    refused(tmp_path, packed(tmp_path, (first, b""), (second, b"2")), "is there twice")


def test_scenario_34_a_file_that_is_a_folder_too_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, packed(tmp_path, ("a", b"1"), ("a/b", b"2")), "a file and a folder at once")


def test_scenario_34_a_hundred_thousand_entries_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, ("a", b""))
    content = path.read_bytes()
    listed, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = content[listed:end]
    size = struct.pack("<I", len(entry) * 100_000)
    path.write_bytes(
        content[:listed] + entry * 100_000 + content[end : end + 12] + size + content[end + 16 :]
    )
    refused(tmp_path, path, "100000 entries, more than the 10000 allowed")


def with_size(path: Path, claimed: int) -> Path:
    """Change what the first entry claims to unpack to, in both of its headers."""
    content = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(magic) + offset
        content[at : at + 4] = struct.pack("<I", claimed)
    path.write_bytes(content)
    return path


def test_scenario_34_ten_gigabytes_claimed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "boards.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in "abc":
            archive.writestr(name, b"1" * 100)
    with_size(path, 0xFFFFFFF0)
    refused(tmp_path, path, "4294967480 bytes unpacked, more than the 4294967296 allowed")
    refused(tmp_path, path, r"bytes unpacked, more than the 1000 allowed", max_bytes=1000)


def test_scenario_34_a_bomb_is_refused_and_a_lie_about_its_size_is_found_out(tmp_path: Path) -> None:
    bomb = packed(tmp_path, ("a.csv", bytes(2_000_000)), kind=zipfile.ZIP_DEFLATED)
    refused(tmp_path, bomb, "that unpack to 2000000, more than 300 times as much")
    pulls.unzip(bomb, tmp_path / "allowed", max_ratio=2_000)
    assert (tmp_path / "allowed" / "a.csv").stat().st_size == 2_000_000
    refused(tmp_path, with_size(bomb, 1_000), "not a sound ZIP: Bad CRC")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"not a zip at all",
        lambda content: content[: len(content) // 2],
        lambda content: content[:40] + b"\xff\xff\xff\xff" + content[44:],
    ],
)
def test_what_is_no_zip_or_a_broken_one_is_refused(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    source = packed(tmp_path, ("a.csv", bytes(range(256)) * 9), kind=zipfile.ZIP_DEFLATED)
    source.write_bytes(spoil(source.read_bytes()))
    refused(tmp_path, source, "not a sound ZIP")


def test_encrypted_and_unusually_packed_entries_are_refused(tmp_path: Path) -> None:
    refused(tmp_path, packed(tmp_path, ("a", b"1"), kind=zipfile.ZIP_BZIP2), "is packed in an unusual way")
    source = packed(tmp_path, ("a", b"1"))
    content = bytearray(source.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    source.write_bytes(content)
    refused(tmp_path, source, "is encrypted")


@given(name=st.text(max_size=40))
def test_a_safe_name_is_one_path_segment_that_stays_inside(name: str) -> None:
    if safe_name(name):
        assert Path("folder", name).parent == Path("folder")
        assert name not in {"", ".", ".."}
        assert len(Path("folder", name).parts) == 2


@given(names=st.lists(st.text(st.sampled_from("ab./\\: "), max_size=8), max_size=4))
def test_whatever_the_names_nothing_is_written_outside(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("root")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in dict.fromkeys(names):
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, b"content")
    (root / "in").mkdir()
    (root / "in" / "boards.zip").write_bytes(content.getvalue())
    try:
        files = pulls.unzip(root / "in" / "boards.zip", root / "in" / "out")
    except pulls.PullError:
        assert everything(root) == {"in", "in/boards.zip"}
    else:
        assert all(path.is_relative_to(root / "in" / "out") for path in files)
        assert {one.split("/")[0] for one in everything(root)} == {"in"}
        assert everything(root / "in") - {"boards.zip", "out"} == {
            one for one in everything(root / "in") if one.startswith("out/")
        }
