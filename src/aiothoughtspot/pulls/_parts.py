"""Pages kept beside the target until all are there: what a pull resumes from, and what the final file is made of.

One Arrow file a page, written under a temporary name and renamed, so that a page is there whole or not at all.  Its name
says which page it is and how many rows it has.
"""

import hashlib
import re
import uuid
from collections.abc import Sequence
from contextlib import suppress
from itertools import count, takewhile
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc as pa_ipc

from aiothoughtspot.pulls._files import File
from aiothoughtspot.pulls._lock import NAME, Lock
from aiothoughtspot.pulls._place import Place
from aiothoughtspot.pulls._report import PullError

_PART = re.compile(r"([0-9]{8})-([0-9]+)\.arrow")
_HALF = ".part"
_DRAFT = "whole"


class Parts:
    """The pages of one pull, in a folder of their own beside its target."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.target = Place.of(file.path)
        self._folder = self.target.beside(f".{self.target.path.name}.parts")
        self._rows: dict[int, int] = {}
        self._lock: Lock | None = None

    def open(self, url: str, who: Sequence[str], task: object, *, resume: bool) -> None:
        """Make the folder, or take up the one that a run of the same task left, on this cluster and as this user.

        Raises `PullError` if another pull is at it, and `RequestError` if something else is where the target goes.
        """
        self.file.check_free()
        self._folder.make()
        if self._folder.local is not None:
            self._lock = Lock(Path(self._folder.path), self.target.address)
        try:
            self._prepare(url, who, task, resume=resume)
        except BaseException:
            self.close()
            raise

    def _prepare(self, url: str, who: Sequence[str], task: object, *, resume: bool) -> None:
        digest = hashlib.sha256(repr((url, tuple(who), task)).encode()).hexdigest()
        mark, found = f"plan-{digest}", self._folder.names()
        # Else these are pages of another query, or of a run that is not to be continued.
        ours = resume and mark in found
        for name in found:
            if name != NAME and (not ours or name.endswith(_HALF) or name == _DRAFT):
                self._folder.inside(name).remove()
        self._folder.close_off()
        self._folder.inside(mark).write().close()
        self.refresh()
        for number in list(self._rows):
            # Of a power cut, a full disk, or somebody's copy: such a page is fetched anew.
            if self._read(number) is None:
                self._drop(number)

    def close(self) -> None:
        """Let another pull write to the target."""
        if self._lock is not None:
            self._lock.release()

    def refresh(self) -> None:
        """See which pages are there, from now, from an earlier run, or from another machine."""
        found = filter(None, map(_PART.fullmatch, self._folder.names()))
        self._rows = {int(part[1]): int(part[2]) for part in found}

    def rows(self, number: int) -> int | None:
        """How many rows a page has, or None if it is not there."""
        return self._rows.get(number)

    def counts(self) -> list[int]:
        """The rows of all pages from the first on, up to one that is not there."""
        return [self._rows[number] for number in takewhile(self._rows.__contains__, count())]

    def put(self, number: int, table: pa.Table) -> None:
        """Keep a page."""
        part = self._folder.inside(f"{uuid.uuid4().hex}{_HALF}")
        try:
            with part.write() as stream, pa_ipc.new_file(stream, table.schema) as writer:
                writer.write_table(table)
            part.move(self._part(number, len(table)))
        except BaseException:
            # On a disk that is full, halves of pages would be in the way of whole ones.
            with suppress(OSError):
                part.remove()
            raise
        self._rows[number] = len(table)

    def get(self, number: int) -> pa.Table:
        """Read a page back; raises `PullError` for one that came to harm meanwhile, and drops it."""
        found = self._read(number)
        if found is None:
            self._drop(number)
            raise PullError(f"page {number} cannot be read back: run it again, which fetches that page anew")
        return found

    def _read(self, number: int) -> pa.Table | None:
        """A page, or None if its file is unreadable or has not the rows that its name says."""
        rows = self._rows[number]
        part = self._part(number, rows)
        try:
            with part.fs.open_input_file(str(part.path)) as stream:
                found = pa_ipc.open_file(stream).read_all()
            found.validate(full=True)
        except (pa.ArrowException, OSError):
            return None
        return found if len(found) == rows else None

    def _drop(self, number: int) -> None:
        self._part(number, self._rows.pop(number)).remove()

    def _part(self, number: int, rows: int) -> Place:
        return self._folder.inside(f"{number:08d}-{rows}.arrow")

    def draft(self) -> Place:
        """Where the target is written until it is whole."""
        return self._folder.inside(_DRAFT)

    def finish(self) -> int:
        """Move the target into place and remove the pages; its size in bytes."""
        draft = self.draft()
        size = draft.size()
        draft.close_off()
        if self.file.partition:
            # Something else may be there by now.  A folder cannot replace another; the pages stay until it is in place.
            self.file.check_free()
            self.target.remove()
        draft.move(self.target)
        self._folder.remove()
        self.close()
        return size
