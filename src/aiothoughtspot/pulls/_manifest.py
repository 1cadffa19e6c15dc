"""The diary of an export: one line of JSON for each outcome, from which a second run knows what is missing."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import attrs

MANIFEST = "manifest.jsonl"


@attrs.frozen
class Entry:
    """What came of one object: its file or folder (a name in the export's folder), its size in bytes, or the error.

    `options` stands for everything that was asked about the export but its format.
    """

    id: str
    format: str
    options: str
    file: str | None = None
    bytes: int = 0
    error: str | None = None
    # Not asked for, but what an object that was asked for stands on.
    associated: bool = False


def digest(options: Mapping[str, Any]) -> str:
    """A short text that is the same for the same options."""
    text = json.dumps(options, sort_keys=True, default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def size_of(path: Path) -> int | None:
    """The bytes of a file, or of all files of a folder; None where there is neither."""
    if path.is_dir():
        return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    return path.stat().st_size if path.is_file() else None


class Manifest:
    """The diary of one folder, for one format and one set of options; the last line about an object counts."""

    def __init__(self, folder: Path, form: str, options: str, *, resume: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.format = form
        self.options = options
        told: dict[str, Entry] = {}
        path = folder / MANIFEST
        if resume and path.exists():
            with path.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    self._learn(line, told)
        self._done = {one: entry for one, entry in told.items() if self._whole(entry)}
        self.associated: tuple[str, ...] = tuple(one for one, entry in told.items() if entry.associated)
        path.touch(0o600)
        self._log = path.open("a+", encoding="utf-8")
        self._end_line(path)

    def _end_line(self, path: Path) -> None:
        """End the line that a killed run left open, or the next one would be lost with it."""
        if path.stat().st_size:
            with path.open("rb") as file:
                file.seek(-1, 2)
                if file.read(1) != b"\n":
                    self._log.write("\n")

    def _learn(self, line: str, told: dict[str, Entry]) -> None:
        try:
            entry = Entry(**json.loads(line))
        except (ValueError, TypeError):
            # The last line of a run that was killed while writing it.
            return
        if (entry.format, entry.options) == (self.format, self.options):
            told[entry.id] = entry

    def _whole(self, entry: Entry) -> bool:
        """Whether an entry's file is there as it was written."""
        return entry.file is not None and size_of(self.folder / entry.file) == entry.bytes

    def get(self, one: str) -> Entry | None:
        """The entry of an object that an earlier run has done."""
        return self._done.get(one)

    def note(
        self, one: str, path: Path | None, error: str | None = None, *, associated: bool = False
    ) -> Entry:
        """Write down one outcome."""
        size = (size_of(path) or 0) if path else 0
        name = path.name if path else None
        entry = Entry(one, self.format, self.options, name, size, error, associated)
        # Flushed line by line, so that a killed process loses nothing that was said to be done.
        self._log.write(json.dumps(attrs.asdict(entry)) + "\n")
        self._log.flush()
        return entry

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._log.close()
