"""Where files go: a path of this machine or any URL that fsspec knows, behind one face."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import attrs
import fsspec
import pyarrow.fs as pa_fs

from aiothoughtspot.errors import RequestError

Target = str | os.PathLike[str]


def home(target: Target) -> Path:
    """A path of this machine, in which `~` is your home; raises `RequestError` for a home that there is not."""
    try:
        return Path(target).expanduser()
    except RuntimeError as error:
        raise RequestError(f"to: {os.fspath(target)}: {error}", parameter="to") from None


@attrs.frozen
class Place:
    """A file or folder: the file system it is in, its path there, and the address its user knows."""

    fs: pa_fs.FileSystem
    path: PurePosixPath
    address: str

    @classmethod
    def of(cls, target: Target) -> "Place":
        """Read a path, in which `~` is your home, or a URL such as `s3://bucket/sales.parquet`.

        Raises `RequestError` for a URL of no file system that is installed.
        """
        address = os.fspath(target)
        if "://" not in address:
            address = str(home(address)) if address.startswith("~") else address
            return cls(pa_fs.LocalFileSystem(), PurePosixPath(Path(address).absolute().as_posix()), address)
        try:
            found, path = fsspec.url_to_fs(address)
        except (ValueError, ImportError) as error:
            raise RequestError(f"to: {address}: {error}", parameter="to") from None
        local = "file" in ([found.protocol] if isinstance(found.protocol, str) else found.protocol)
        fs = pa_fs.LocalFileSystem() if local else pa_fs.PyFileSystem(pa_fs.FSSpecHandler(found))
        return cls(fs, PurePosixPath(path), address)

    @property
    def local(self) -> Path | None:
        """The path as its user gave it, if it is one of this machine."""
        if not isinstance(self.fs, pa_fs.LocalFileSystem):
            return None
        return Path(self.path) if "://" in self.address else Path(self.address)

    def beside(self, name: str) -> "Place":
        """Another place in the same folder."""
        return self._at(
            self.path.with_name(name), self.address.rstrip("/").removesuffix(self.path.name) + name
        )

    def inside(self, name: str) -> "Place":
        """A place in this folder."""
        return self._at(self.path / name, f"{self.address.rstrip('/')}/{name}")

    def _at(self, path: PurePosixPath, address: str) -> "Place":
        return attrs.evolve(self, path=path, address=address)

    def names(self) -> list[str]:
        """What is in this folder."""
        found = self.fs.get_file_info(pa_fs.FileSelector(str(self.path), allow_not_found=True))
        return [PurePosixPath(one.path).name for one in found]

    def inner(self, *, recursive: bool) -> Iterator[tuple[str, bool]]:
        """What is in this folder: paths in it, and whether each is a folder."""
        selector = pa_fs.FileSelector(str(self.path), allow_not_found=True, recursive=recursive)
        start = len(str(self.path).strip("/"))
        for one in self.fs.get_file_info(selector):
            yield one.path.strip("/")[start:].strip("/"), one.type == pa_fs.FileType.Directory

    def refresh(self) -> None:
        """Forget what a file system elsewhere remembers of itself: others may have written there."""
        if isinstance(self.fs, pa_fs.PyFileSystem):
            self.fs.handler.fs.invalidate_cache()

    def size(self) -> int:
        """Bytes of this file, or of all files in this folder."""
        info = self.fs.get_file_info(str(self.path))
        if info.type != pa_fs.FileType.Directory:
            return int(info.size or 0)
        inner = self.fs.get_file_info(pa_fs.FileSelector(str(self.path), recursive=True))
        return sum(one.size or 0 for one in inner if one.type == pa_fs.FileType.File)

    def exists(self) -> bool:
        """Whether anything is there."""
        return bool(self.fs.get_file_info(str(self.path)).type != pa_fs.FileType.NotFound)

    def folder(self) -> bool:
        """Whether a folder is there."""
        return bool(self.fs.get_file_info(str(self.path)).type == pa_fs.FileType.Directory)

    def make(self) -> None:
        """Make this folder and those around it."""
        self.fs.create_dir(str(self.path), recursive=True)

    def close_off(self) -> None:
        """Leave a folder and all in it to its owner, where there are owners: rows are nobody else's business."""
        if isinstance(self.fs, pa_fs.LocalFileSystem):
            for path in (Path(self.path), *Path(self.path).rglob("*")):
                path.chmod(0o700 if path.is_dir() else 0o600)

    def write(self, compression: str | None = None) -> Any:
        """Open a stream into this file, which only its owner can read."""
        if isinstance(self.fs, pa_fs.LocalFileSystem):
            # Arrow makes files that everybody can read, but leaves those that are there as they are.
            Path(self.path).touch(0o600)
        return self.fs.open_output_stream(str(self.path), compression=compression)

    def remove(self) -> None:
        """Remove this file or folder, if it is there."""
        if self.folder():
            self.fs.delete_dir(str(self.path))
        elif self.exists():
            self.fs.delete_file(str(self.path))

    def move(self, to: "Place") -> None:
        """Rename to another place of the same file system; a file that is there is replaced."""
        self.fs.move(str(self.path), str(to.path))
