"""Pages kept beside the target until all are there: what a pull resumes from, and what the final file is made of.

One Arrow file a page, written under a temporary name and renamed, so that a page is there whole or not at all.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq

from aiothoughtspot.pulls._arrow import unify
from aiothoughtspot.pulls._report import PullError

PARQUET, CSV, ARROW = ".parquet", ".csv", ".arrow"
_PLAN = "plan.json"


class Parts:
    """The pages of one pull in a folder of their own."""

    def __init__(self, target: Path, plan: dict[str, Any], *, resume: bool) -> None:
        if target.suffix not in {PARQUET, CSV, ARROW}:
            raise PullError(f"{target.name}: the file's ending says its format: {PARQUET}, {CSV} or {ARROW}")
        self.target = target
        self._folder = target.with_name(f".{target.name}.parts")
        digest = hashlib.sha256(json.dumps(plan, sort_keys=True, default=str).encode()).hexdigest()
        if self._folder.is_dir() and not (resume and self._digest() == digest):
            # Pages of another query, or of a run that is not to be continued.
            shutil.rmtree(self._folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / _PLAN).write_text(json.dumps({"plan": digest}), "utf-8")

    def _digest(self) -> str | None:
        try:
            found: str | None = json.loads((self._folder / _PLAN).read_text("utf-8"))["plan"]
        except (OSError, ValueError, KeyError):
            return None
        return found

    def path(self, number: int) -> Path:
        """Where a page is, or will be."""
        return self._folder / f"{number:08d}.arrow"

    def has(self, number: int) -> bool:
        """Whether a page is there, from now or from an earlier run."""
        return self.path(number).exists()

    def put(self, number: int, table: pa.Table) -> None:
        """Keep a page."""
        path = self.path(number)
        part = path.with_suffix(".part")
        with pa.OSFile(str(part), "wb") as file, pa_ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
        part.replace(path)

    def get(self, number: int) -> pa.Table:
        """Read a page back."""
        with pa.memory_map(str(self.path(number))) as file:
            return pa_ipc.open_file(file).read_all()

    def rows(self, number: int) -> int:
        """How many rows a page has."""
        count: int = self.get(number).num_rows
        return count

    def finish(self, count: int) -> int:
        """Write the target from the first `count` pages, rename it into place, remove the pages; its size in bytes."""
        schema = unify([self.get(number).schema for number in range(count)])
        part = self._folder / f"whole{self.target.suffix}"
        _WRITERS[self.target.suffix](part, schema, (self.get(number).cast(schema) for number in range(count)))
        size = part.stat().st_size
        os.replace(part, self.target)  # noqa: PTH105 - same as Path.replace
        shutil.rmtree(self._folder)
        return size


def _parquet(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table)


def _csv(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    with pa_csv.CSVWriter(path, schema) as writer:
        for table in tables:
            writer.write_table(table)


def _arrow(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    with pa.OSFile(str(path), "wb") as file, pa_ipc.new_file(file, schema) as writer:
        for table in tables:
            writer.write_table(table)


_WRITERS = {PARQUET: _parquet, CSV: _csv, ARROW: _arrow}


def borders(parts: Parts, count: int, key: str) -> Iterator[tuple[int, Any, Any]]:
    """The key's first and last value of each page that has rows."""
    for number in range(count):
        column = parts.get(number).column(key)
        if len(column):
            yield number, column[0].as_py(), column[-1].as_py()
