"""Pages kept beside the target until all are there: what a pull resumes from, and what the final file is made of.

One Arrow file a page, written under a temporary name and renamed, so that a page is there whole or not at all.  Its name
says which page it is and how many rows it has.
"""

import hashlib
import re
import uuid
from collections.abc import Iterator, Sequence
from itertools import count, takewhile

import pyarrow as pa
import pyarrow.ipc as pa_ipc

from aiothoughtspot.pulls._arrow import fit, unify
from aiothoughtspot.pulls._files import File, Writer, write_partitions
from aiothoughtspot.pulls._place import Place
from aiothoughtspot.pulls._report import PullError

_PART = re.compile(r"([0-9]{8})-([0-9]+)\.arrow")


class Parts:
    """The pages of one pull, in a folder of their own beside its target."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.target = Place.of(file.path)
        self._folder = self.target.beside(f".{self.target.path.name}.parts")
        self._rows: dict[int, int] = {}

    def open(self, url: str, who: Sequence[str], task: object, *, resume: bool) -> None:
        """Make the folder, or take up the one that a run of the same task left, on this cluster and as this user."""
        digest = hashlib.sha256(repr((url, tuple(who), task)).encode()).hexdigest()
        mark = f"plan-{digest}"
        if not (resume and mark in self._folder.names()):
            # Pages of another query, or of a run that is not to be continued.
            self._folder.remove()
        self._folder.make()
        self._folder.fs.open_output_stream(str(self._folder.inside(mark).path)).close()
        self.refresh()

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
        part = self._folder.inside(f"{uuid.uuid4().hex}.part")
        stream = part.fs.open_output_stream(str(part.path))
        with stream, pa_ipc.new_file(stream, table.schema) as writer:
            writer.write_table(table)
        part.move(self._part(number, len(table)))
        self._rows[number] = len(table)

    def get(self, number: int) -> pa.Table:
        """Read a page back."""
        part = self._part(number, self._rows[number])
        with part.fs.open_input_file(str(part.path)) as stream:
            return pa_ipc.open_file(stream).read_all()

    def _part(self, number: int, rows: int) -> Place:
        return self._folder.inside(f"{number:08d}-{rows}.arrow")

    def draft(self) -> Place:
        """Where the target is written until it is whole."""
        return self._folder.inside("whole")

    def finish(self) -> int:
        """Move the target into place and remove the pages; its size in bytes."""
        draft = self.draft()
        size = draft.size()
        if self.file.partition and self.target.exists():
            # A folder cannot replace another; the pages stay until the new one is in place.
            self.target.remove()
        draft.move(self.target)
        self._folder.remove()
        return size


class Assembly:
    """Writes pages into the target's draft in order, while others are still fetched.

    A page that does not fit the columns so far makes it start over with columns that fit both.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._schema: pa.Schema | None = None
        self._writer: Writer | None = None
        self._count = 0

    def add(self, table: pa.Table) -> None:
        """Write the next page."""
        known = self._schema
        if known is not None and table.column_names != known.names:
            raise PullError(f"a page has other columns than the first: {', '.join(table.column_names)}")
        schema = table.schema if known is None else unify([known, table.schema], settle=False)
        self._count += 1
        if self._parts.file.partition:
            self._schema = schema
        elif known is not None and _settled(schema) == _settled(known):
            self._write(table)
        else:
            self.abort()
            self._schema = schema
            self._writer = Writer(self._parts.draft(), self._parts.file, _settled(schema))
            for number in range(self._count):
                self._write(self._parts.get(number))

    def _write(self, table: pa.Table) -> None:
        assert self._schema is not None  # noqa: S101 - add() has seen to it
        assert self._writer is not None  # noqa: S101 - same
        self._writer.add(fit(table, _settled(self._schema)))

    def close(self) -> None:
        """Write the end of the file, or all partitions."""
        if self._writer is not None:
            self._writer.close()
        else:
            assert self._schema is not None  # noqa: S101 - there is a first page, be it empty
            schema = _settled(self._schema)
            write_partitions(self._parts.draft(), self._parts.file, schema, self._tables(schema))

    def _tables(self, schema: pa.Schema) -> Iterator[pa.Table]:
        return (fit(self._parts.get(number), schema) for number in range(self._count))

    def abort(self) -> None:
        """Stop writing."""
        if self._writer is not None:
            self._writer.abort()
            self._writer = None


def _settled(schema: pa.Schema) -> pa.Schema:
    return unify([schema])
