"""Rows in memory: a sink that any library with the Arrow C stream reads without a copy."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from aiothoughtspot.errors import RequestError
from aiothoughtspot.pulls._report import PullError

if TYPE_CHECKING:
    import polars as pl


class Rows:
    """A sink that keeps what it is given: `rows = pulls.Rows()`, then `await pulls.search(..., to=rows)`.

    It is an Arrow C stream, which Polars (`pl.DataFrame(rows)`), DuckDB (`duckdb.sql("from rows")`), pyarrow
    (`pa.table(rows)`) and others take as it is.
    """

    def __init__(self) -> None:
        self._batches: list[pa.RecordBatch] = []
        self._claimed = False

    def __call__(self, batch: Any) -> None:
        """Keep a batch; raises `PullError` for one of another table, such as the next visualization of a liveboard."""
        if self._batches and not batch.schema.equals(self._batches[0].schema):
            raise PullError("Rows hold one table: pull the other columns into Rows of their own")
        self._batches.append(batch)

    def claim(self) -> None:
        """Say that a pull has rows for it; raises `RequestError` if another one had."""
        self.check_unclaimed()
        self._claimed = True

    def unclaim(self) -> None:
        """Say that a pull that claimed it came to nothing."""
        self._claimed = bool(self._batches)

    def check_unclaimed(self) -> None:
        """Raise `RequestError` if a pull has left its rows here already."""
        if self._claimed:
            raise RequestError(
                "to: these Rows hold the rows of a pull already: make new ones", parameter="to"
            )

    def __len__(self) -> int:
        """How many rows."""
        return sum(len(batch) for batch in self._batches)

    @property
    def table(self) -> Any:
        """All rows as a `pyarrow.Table`; raises `RequestError`, a `ValueError`, before a pull has given any columns."""
        if not self._batches:
            raise RequestError("there are no rows yet: await a pull into them first, with to=rows")
        return pa.Table.from_batches(self._batches)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Give all rows as an Arrow C stream."""
        return self.table.__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """All rows as a `pandas.DataFrame` whose columns are Arrow's own: integers and nulls stay what they are."""
        return self.table.to_pandas(types_mapper=import_module("pandas").ArrowDtype)

    def to_polars(self) -> "pl.DataFrame":
        """All rows as a Polars DataFrame."""
        import polars as pl  # noqa: PLC0415 - for those who have it

        return pl.DataFrame(self)
