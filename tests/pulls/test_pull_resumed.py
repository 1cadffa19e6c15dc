"""A pull that goes on where windows of the key had begun behind offsets that end without a word."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls


async def test_windows_behind_a_silent_end_go_on_in_the_next_run(tmp_path: Path) -> None:
    """10,000 rows by offset, and windows of the key after them, of which one failed."""
    rows, failing = [[number] for number in range(17_507)], [12_499]

    def answer(body: dict[str, Any]) -> Any:
        if body.get("runtime_filter", {}).get("val1") == failing:
            failing.clear()
            return 500
        return sliced(rows, until=10_000)(body)

    settings: dict[str, Any] = {"key": "k", "page_size": 2_500, "dates": ts.Dates.raw()}
    async with Scripted(["k"], answer).client() as client:
        with pytest.raises(ts.ServerError):
            await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", **settings)
        report = await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", **settings)
    assert report.rows == 17_507
    assert pq.read_table(tmp_path / "a.parquet").column("k").to_pylist() == list(range(17_507))
