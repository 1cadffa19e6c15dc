"""Unpacking a ZIP that came over the network: whole or not at all, and never outside its folder."""

import errno
import os
import re
import shutil
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from aiothoughtspot.pulls._arguments import check_local
from aiothoughtspot.pulls._report import PullError

MAX_FILES = 10_000
MAX_BYTES = 4 * 1024**3
# Text of a warehouse seldom shrinks to less than a fiftieth; deflate's utmost is 1032.
MAX_RATIO = 300
# Below this many bytes unpacked no ratio is suspicious.
SMALL = 1024**2
CHUNK = 1024**2
LONGEST_NAME = 255
# Names that are devices on Windows, whatever their ending; and what is special in paths anywhere.
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
SPECIAL = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


def safe_name(name: str) -> bool:
    """Whether a name can be a file's on every system: no separators, no devices, no dots only."""
    return not (
        not name.strip(". ")
        or name != name.rstrip(". ")
        or SPECIAL.search(name)
        or DEVICE.fullmatch(name)
        or len(name.encode("utf-8", "replace")) > LONGEST_NAME
    )


def unzip(
    source: str | os.PathLike[str],
    to: str | os.PathLike[str],
    *,
    max_files: int = MAX_FILES,
    max_bytes: int = MAX_BYTES,
    max_ratio: float = MAX_RATIO,
    replace: bool = False,
) -> list[Path]:
    """Unpack a ZIP into the folder `to`, which appears when it is whole, and return its files in the ZIP's order.

    Refuses with `PullError`, before anything is written, names that lead outside or are no plain names, links,
    devices, duplicates, encrypted entries, more than `max_files` files, more than `max_bytes` unpacked, or a size
    `max_ratio` times the packed one.  A folder that is there already, and not empty, is refused with
    `FileExistsError`, or with `replace` given up for the new one; a URL with `RequestError`.  Files are readable by
    their owner only.
    """
    check_local("pulls.unzip", to)
    path, target = Path(source), Path(to)
    if not replace and target.exists() and any(target.iterdir()):
        raise FileExistsError(errno.EEXIST, "there is something in it already", str(target))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check(path.name, entries, max_files, max_bytes, max_ratio)
            draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
            try:
                names = [_unpack(archive, entry, draft) for entry in entries if not entry.is_dir()]
                shutil.rmtree(target, ignore_errors=True)
                draft.replace(target)
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise PullError(f"{path.name}: not a sound ZIP: {error}") from None
    return [target / name for name in names]


def _check(name: str, entries: Iterable[zipfile.ZipInfo], files: int, size: int, ratio: float) -> None:
    """Refuse an archive by its table of contents."""
    listed = list(entries)
    if len(listed) > files:
        raise PullError(f"{name}: {len(listed)} entries, more than the {files} allowed")
    unpacked = sum(entry.file_size for entry in listed)
    if unpacked > size:
        raise PullError(f"{name}: {unpacked} bytes unpacked, more than the {size} allowed")
    packed = sum(entry.compress_size for entry in listed)
    if unpacked > max(SMALL, packed * ratio):
        raise PullError(
            f"{name}: {packed} bytes that unpack to {unpacked}, more than {ratio:g} times as much"
        )
    seen: set[str] = set()
    for entry in listed:
        problem = _problem(entry)
        # File systems that ignore case, or compose accents, hold one file where the ZIP has two.
        key = unicodedata.normalize("NFC", entry.filename.rstrip("/")).casefold()
        if problem is None and key in seen:
            problem = "is there twice"
        if problem is not None:
            raise PullError(f"{name}: {entry.filename[:100]!r} {problem}")
        seen.add(key)


def _problem(entry: zipfile.ZipInfo) -> str | None:
    mode = entry.external_attr >> 16
    # `filename` is cut at a NUL and has its separators changed; `orig_filename` is what the ZIP says.
    if not all(map(safe_name, entry.orig_filename.removesuffix("/").split("/"))):
        return "is not a plain name inside its folder"
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "is a link or a device"
    if entry.flag_bits & 1:
        return "is encrypted"
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "is packed in an unusual way"
    return None


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> PurePosixPath:
    """Write one file, never more of it than its entry says; the checksum is verified at the end."""
    name = PurePosixPath(entry.filename)
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except (FileExistsError, NotADirectoryError):
        raise PullError(f"{entry.filename[:100]!r} is a file and a folder at once") from None
    with os.fdopen(handle, "wb") as file, archive.open(entry) as content:
        shutil.copyfileobj(content, file, CHUNK)
    return name
