"""Where files go: a path of this machine or any URL that fsspec knows, behind one face."""

import os
from pathlib import Path, PurePosixPath

import attrs
import fsspec
import pyarrow.fs as pa_fs

Target = str | os.PathLike[str]


@attrs.frozen
class Place:
    """A file or folder: the file system it is in, its path there, and the address its user knows."""

    fs: pa_fs.FileSystem
    path: PurePosixPath
    address: str

    @classmethod
    def of(cls, target: Target) -> "Place":
        """Read a path or a URL such as `s3://bucket/sales.parquet`."""
        address = os.fspath(target)
        if "://" not in address:
            return cls(pa_fs.LocalFileSystem(), PurePosixPath(Path(address).absolute().as_posix()), address)
        found, path = fsspec.url_to_fs(address)
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

    def make(self) -> None:
        """Make this folder and those around it."""
        self.fs.create_dir(str(self.path), recursive=True)

    def remove(self) -> None:
        """Remove this folder, if it is there."""
        if self.exists():
            self.fs.delete_dir(str(self.path))

    def move(self, to: "Place") -> None:
        """Rename to another place of the same file system; a file that is there is replaced."""
        self.fs.move(str(self.path), str(to.path))
