"""Pages put together into the target's draft, in order, while others are still fetched."""

from collections.abc import Iterator
from contextlib import suppress

import pyarrow as pa

from aiothoughtspot.pulls._files import Writer
from aiothoughtspot.pulls._oddities import Oddities
from aiothoughtspot.pulls._partitions import check_columns, check_values, write_partitions
from aiothoughtspot.pulls._parts import Parts
from aiothoughtspot.pulls._unify import MisfitError, fit, mixed, texted, unify


class Assembly:
    """Writes pages into the draft; one that does not fit the columns so far makes it start over with columns that fit both.

    `odd` is what was strange about the pages.
    """

    def __init__(self, parts: Parts) -> None:
        self.odd = Oddities()
        self._parts = parts
        self._schema: pa.Schema | None = None
        self._writer: Writer | None = None
        self._count = 0

    def add(self, table: pa.Table) -> None:
        """Write the next page."""
        schemas = [table.schema] if self._schema is None else [self._schema, table.schema]
        known, schema = self._schema, unify(schemas, settle=False)
        self.odd |= Oddities.of(table) | Oddities(mixed(schemas, schema))
        self._schema, self._count = schema, self._count + 1
        if self._parts.file.partition:
            # They are written at the end, which may be hours away.
            if known is None:
                check_columns(self._parts.file, schema.names)
            check_values(self._parts.file, table)
            return
        if self._writer is None or known is None or unify([schema]) != unify([known]):
            self._write_anew()
            return
        try:
            self._writer.add(fit(table, unify([schema])))
        except MisfitError as error:
            self._make_text(error.column)
            self._write_anew()

    def _write_anew(self) -> None:
        """Write all pages so far; a column whose values do not fit makes it begin once more."""
        while True:
            self.stop()
            schema = self._settled()
            self._writer = Writer(self._parts.draft(), self._parts.file, schema)
            try:
                for table in self._tables(schema):
                    self._writer.add(table)
            except MisfitError as error:
                self._make_text(error.column)
            else:
                return

    def close(self) -> None:
        """Write the end of the file, or all partitions."""
        while self._writer is None:
            schema, draft = self._settled(), self._parts.draft()
            draft.remove()
            try:
                write_partitions(draft, self._parts.file, schema, self._tables(schema))
            except MisfitError as error:
                self._make_text(error.column)
            else:
                return
        self._writer.close()

    def _tables(self, schema: pa.Schema) -> Iterator[pa.Table]:
        return (fit(self._parts.get(number), schema) for number in range(self._count))

    def _settled(self) -> pa.Schema:
        assert self._schema is not None  # noqa: S101 - there is a first page, be it empty
        return unify([self._schema])

    def _make_text(self, column: str) -> None:
        assert self._schema is not None  # noqa: S101 - same
        self._schema = texted(self._schema, column)
        self.odd |= Oddities(frozenset({column}))

    def stop(self) -> None:
        """Stop writing."""
        if self._writer is not None:
            # A disk that is full says so once more.
            with suppress(OSError):
                self._writer.abort()
            self._writer = None

    def abort(self) -> None:
        """Stop writing, and remove what was written: the next run begins it anew."""
        self.stop()
        with suppress(OSError):
            self._parts.draft().remove()
