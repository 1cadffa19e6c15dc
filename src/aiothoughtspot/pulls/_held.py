"""Pages held back from a function until the types of their columns are known: what it was given cannot be taken back."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from aiothoughtspot.pulls._oddities import Oddities
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._unify import MisfitError, dated, fit, mixed, texted, unify

_CHANGED = (
    "a function cannot take back what it was given; pull into a file or into pulls.Rows, whose columns are made to fit "
    "all pages, or with a larger window=, as so many pages are looked at before the first is given"
)


class Held:
    """Pages of one pull in order, held back until no column is open any more or `most` pages are there; None is no limit.

    Open is a column without a value so far, and one whose type only its cells tell (its name is in `guessed`): whole numbers
    can become fractions.  Text holds everything, and dates are never anything else.
    """

    def __init__(self) -> None:
        self.most: int | None = 1
        self.guessed: set[str] = set()
        self.odd = Oddities()
        self._tables: list[pa.Table] = []
        self._schema: pa.Schema | None = None
        self._settled = False

    def add(self, number: int, table: pa.Table) -> Sequence[pa.RecordBatch]:
        """Take the next page; returns the rows that can be given now.  Raises `PullError` for one that does not fit."""
        if self._settled:
            return self._later(number, table)
        schemas = [table.schema] if self._schema is None else [self._schema, table.schema]
        self._schema = unify(schemas, settle=False)
        self.odd |= Oddities.of(table) | Oddities(mixed(schemas, self._schema))
        self._tables.append(table)
        full = self.most is not None and len(self._tables) >= self.most
        return self.release() if full or not self._is_open(self._schema) else ()

    def _is_open(self, schema: pa.Schema) -> bool:
        if self.most is None:
            return True
        return any(_is_hollow(field.type) or self._is_guess(field) for field in schema)

    def _is_guess(self, field: pa.Field) -> bool:
        return field.name in self.guessed and not pa.types.is_string(field.type) and not dated(field.type)

    def release(self) -> Sequence[pa.RecordBatch]:
        """Settle the columns and return all rows that were held back; without any, an empty batch tells the columns."""
        tables, self._tables = self._tables, []
        if self._settled:
            return ()
        assert self._schema is not None  # noqa: S101 - there is a first page, be it empty
        self._settled, self._schema = True, unify([self._schema])
        while True:
            try:
                batches = [batch for one in tables for batch in fit(one, self._schema).to_batches()]
            except MisfitError as error:
                self._schema = texted(self._schema, error.column)
                self.odd |= Oddities(frozenset({error.column}))
            else:
                return batches or [pa.RecordBatch.from_pylist([], self._schema)]

    def _later(self, number: int, table: pa.Table) -> Sequence[pa.RecordBatch]:
        assert self._schema is not None  # noqa: S101 - it is settled
        schemas = [self._schema, table.schema]
        schema = unify(schemas)
        self.odd |= Oddities.of(table) | Oddities(mixed(schemas, schema))
        for field, whole in zip(self._schema, schema, strict=True):
            # Whole numbers that come as fractions are whole numbers; a text is none, though Arrow would read it.
            if field.type != whole.type and not (_is_number(field.type) and _is_number(whole.type)):
                raise PullError(
                    f"page {number} has another type than those before it: {field.name!r} is {whole.type}, "
                    f"and was {field.type}; {_CHANGED}"
                )
        try:
            return list(fit(table, self._schema).to_batches())
        except MisfitError as error:
            raise PullError(f"page {number}: {error.message}; {_CHANGED}") from None


def _is_hollow(kind: Any) -> bool:
    """Whether a type is not known, or that of something in it."""
    if pa.types.is_list(kind):
        return _is_hollow(kind.value_type)
    if pa.types.is_struct(kind):
        return any(_is_hollow(field.type) for field in kind)
    return bool(pa.types.is_null(kind))


def _is_number(kind: Any) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))
