"""Files that a pull makes: what they are, and how tables are written into them.

A `File` says what and where; `Writer` writes it.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import attrs
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq

from aiothoughtspot.errors import RequestError
from aiothoughtspot.pulls._folders import check_own
from aiothoughtspot.pulls._place import Place, Target
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._texts import flat

Format = Literal["parquet", "csv", "arrow"]
Compression = Literal["auto", "none", "zstd", "snappy", "gzip", "lz4"]
_FORMATS: tuple[Format, ...] = ("parquet", "csv", "arrow")
# What "auto" means, and what each format can be given.
_COMPRESSIONS: dict[str, tuple[Compression, ...]] = {
    "parquet": ("zstd", "snappy", "gzip", "lz4", "none"),
    "csv": ("none", "gzip", "zstd"),
    "arrow": ("none", "zstd", "lz4"),
}
ROW_GROUP = 250_000


def _columns(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@attrs.frozen
class File:
    """A file to pull into, with more to say about it than its path (or any URL of fsspec).

    `format` is told by the path's ending unless given.  `row_group` is in rows: of a Parquet row group, of an Arrow
    record batch.  With `partition` columns the path is a folder, with one file of rows in `column=value/` each: a folder
    that is there is replaced if all in it is an earlier pull's partitions, else the pull is refused.
    """

    path: Target
    format: Format | Literal["auto"] = "auto"
    compression: Compression = "auto"
    row_group: int = attrs.field(default=ROW_GROUP, validator=attrs.validators.ge(1), kw_only=True)
    partition: tuple[str, ...] = attrs.field(default=(), converter=_columns, kw_only=True)

    def settled(self) -> "File":
        """Put in what "auto" means; raises `PullError` for what cannot be."""
        place = Place.of(self.path)
        kind = self.format if self.format != "auto" else _ending(place, folder=bool(self.partition))
        allowed = _COMPRESSIONS.get(kind)
        if allowed is None:
            text = f"{kind!r} is no format: one of {', '.join(_FORMATS)}"
            raise PullError(text, parameter="to")
        zipped = place.path.suffix == ".gz" and kind == "csv"
        compression = ("gzip" if zipped else allowed[0]) if self.compression == "auto" else self.compression
        if compression not in allowed:
            text = f"{kind} cannot be compressed with {compression}: one of {', '.join(allowed)}"
            raise PullError(text, parameter="to")
        if not _names(self.partition):
            raise PullError("partition is names of columns, each once", parameter="to")
        return attrs.evolve(self, format=kind, compression=compression)

    def check_free(self) -> None:
        """Raise `RequestError` if a folder is where a file would go, or partitions where there is something else."""
        place = Place.of(self.path)
        if not place.path.name:
            raise RequestError(f"to: {place.address} is the root, where no file can go", parameter="to")
        if place.exists() and place.folder() != bool(self.partition):
            wrong = "is there as a file, and partitions are a folder" if self.partition else "is a folder"
            raise RequestError(f"to: {place.address} {wrong}", parameter="to")
        if self.partition:
            check_own(place)


def _names(names: Sequence[object]) -> bool:
    return all(isinstance(one, str) and one for one in names) and len(set(names)) == len(names)


def _ending(place: Place, *, folder: bool) -> Format:
    name = place.path.name.removesuffix(".gz")
    for kind in _FORMATS:
        if name.endswith(f".{kind}"):
            return kind
    if folder:
        return "parquet"
    endings = ", ".join(f".{kind}" for kind in _FORMATS)
    text = f"{place.path.name}: the file's ending says its format, one of {endings}, or use pulls.File"
    raise PullError(text, parameter="to")


class Writer:
    """Writes tables of one schema into a file, keeping at most one row group of them."""

    def __init__(self, place: Place, file: File, schema: pa.Schema) -> None:
        self._flatten = file.format == "csv"
        self._rows = file.row_group
        self._kept: list[pa.Table] = []
        self._count = 0
        compression = file.compression if file.format == "csv" and file.compression != "none" else None
        self._stream = place.write(compression)
        try:
            self._writer = _WRITERS[file.format](
                self._stream, file, flat_schema(schema) if self._flatten else schema
            )
        except BaseException:
            self._stream.close()
            raise

    def add(self, table: pa.Table) -> None:
        """Write rows; groups have the same length whatever the tables have, but for the last."""
        self._kept.append(flat(table) if self._flatten else table)
        self._count += len(table)
        while self._count >= self._rows:
            whole = pa.concat_tables(self._kept)
            self._write(whole.slice(0, self._rows))
            self._kept, self._count = [whole.slice(self._rows)], self._count - self._rows

    def _write(self, table: pa.Table) -> None:
        group = () if self._flatten else (self._rows,)
        self._writer.write_table(table.combine_chunks(), *group)

    def close(self) -> None:
        """Write what is kept, and the file's end."""
        try:
            if self._count:
                self._write(pa.concat_tables(self._kept))
            self._writer.close()
        finally:
            self._stream.close()

    def abort(self) -> None:
        """Close the file as it is."""
        self._kept, self._count = [], 0
        self.close()


def flat_schema(schema: pa.Schema) -> pa.Schema:
    """A schema as CSV has it."""
    return flat(schema.empty_table()).schema


def _parquet(stream: Any, file: File, schema: pa.Schema) -> Any:
    # Dictionaries pay for texts.  Numbers are smaller, and written twice as fast, as differences.
    leaves = schema.empty_table().flatten().schema
    texts: Any = [field.name for field in leaves if pa.types.is_string(field.type)]
    whole = {
        field.name: "DELTA_BINARY_PACKED"
        for field in leaves
        if pa.types.is_temporal(field.type) or pa.types.is_int64(field.type)
    }
    return pq.ParquetWriter(
        stream, schema, compression=file.compression, use_dictionary=texts, column_encoding=whole
    )


def _csv(stream: Any, _: File, schema: pa.Schema) -> Any:
    return pa_csv.CSVWriter(stream, schema)


def _arrow(stream: Any, file: File, schema: pa.Schema) -> Any:
    compression = None if file.compression == "none" else file.compression
    return pa_ipc.new_file(stream, schema, options=pa_ipc.IpcWriteOptions(compression=compression))


_WRITERS: dict[str, Callable[[Any, File, pa.Schema], Any]] = {
    "parquet": _parquet,
    "csv": _csv,
    "arrow": _arrow,
}
