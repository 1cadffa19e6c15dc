"""Rows in memory: a sink that any library with the Arrow C stream reads without a copy."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import polars as pl


class Rows:
    """A sink that keeps what it is given: `rows = pulls.Rows()`, then `await pulls.search(..., to=rows)`.

    It is an Arrow C stream, which Polars (`pl.DataFrame(rows)`), DuckDB (`duckdb.sql("from rows")`), pyarrow
    (`pa.table(rows)`) and others take as it is.
    """

    def __init__(self) -> None:
        self._batches: list[pa.RecordBatch] = []

    def __call__(self, batch: pa.RecordBatch) -> None:
        """Keep a batch."""
        self._batches.append(batch)

    def __len__(self) -> int:
        """How many rows."""
        return sum(len(batch) for batch in self._batches)

    @property
    def table(self) -> Any:
        """All rows as a `pyarrow.Table`; raises `ValueError` before a pull has given any columns."""
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
