"""A folder of partitions: which columns and values can name `COLUMN=value` folders, and how rows get into them."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute

from aiothoughtspot.pulls._files import File, flat_schema
from aiothoughtspot.pulls._folders import PART
from aiothoughtspot.pulls._place import Place
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._texts import flat

# Its functions are made when it is imported, which no type checker sees.
pc: Any = pyarrow.compute
# Paths in the folder, and what readers pass over; what stands before the first "=" is the name.
_NO_FOLDER = re.compile(r"^[._]|[/\\=\x00-\x1f]")
# Bytes; and letters of a value that an error shows.
_LONGEST_NAME = 255
_SHOWN = 30


def check_columns(file: File, names: Iterable[str]) -> None:
    """Raise `PullError` for partitions by columns that are not there, that are all, or that cannot name a folder."""
    known = list(names)
    for name in file.partition:
        if name not in known:
            raise PullError(f"partition: there is no column {name!r}, only {', '.join(known)}")
        if _NO_FOLDER.search(name):
            text = f"partition: the column {name!r} cannot name a folder: it has one of / \\ = in it, or begins with . or _"
            raise PullError(text)
    if file.partition and set(known) <= set(file.partition):
        raise PullError("partition: these are all columns, and none would be left for the files")


def check_values(file: File, table: pa.Table) -> pa.Table:
    """Give a table back; raises `PullError` for a text in it that cannot name a folder."""
    for column in file.partition:
        found = table.column(column)
        if not pa.types.is_string(found.type):
            continue
        room = _LONGEST_NAME - len(f"{column}=".encode())
        # A byte becomes three at most, so few are looked at.  Arrow cuts names at a NUL.
        odd = pc.or_(pc.greater(pc.binary_length(found), room // 3), pc.match_substring(found, "\0"))
        for value in pc.unique(found.filter(odd)).to_pylist():
            if "\0" in value or len(quote(value, safe="")) > room:
                why = "with a NUL" if "\0" in value else "too long"
                text = f"partition: {column!r} has a value of {len(value)} letters, {value[:_SHOWN]!r}..."
                raise PullError(f"{text}: {why} for the name of a folder")
    return table


def write_partitions(place: Place, file: File, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    """Write a folder of partitions; raises `PullError` for a value that cannot name its folder."""
    flatten = file.format == "csv"
    shown = flat_schema(schema) if flatten else schema
    batches = (
        batch
        for table in tables
        for batch in check_values(file, flat(table) if flatten else table).to_batches()
    )
    # It loads pandas where that is installed, which takes a second.
    import pyarrow.dataset as pa_dataset  # noqa: PLC0415 - see above

    made: Any = pa_dataset.ParquetFileFormat() if file.format == "parquet" else None
    pa_dataset.write_dataset(
        pa.RecordBatchReader.from_batches(shown, batches),
        str(place.path),
        format=made or ("ipc" if file.format == "arrow" else "csv"),
        file_options=made.make_write_options(compression=file.compression) if made else None,
        basename_template=f"{PART}.{file.format}",
        partitioning=pa_dataset.partitioning(
            pa.schema([shown.field(name) for name in file.partition]), flavor="hive"
        ),
        min_rows_per_group=file.row_group,
        max_rows_per_group=file.row_group,
        # One thread, so that rows keep their order.
        use_threads=False,
        filesystem=place.fs,
        existing_data_behavior="delete_matching",
    )
