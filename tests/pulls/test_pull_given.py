"""What the caller says of columns and zones is not asked of the cluster, and holds."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls

MIDNIGHT = 1_704_067_200
GIVEN = ts.Dates.by_source("UTC", columns={"D": "DATE", "N": "DOUBLE"})
ROWS = {"search": "searchdata", "answer": "metadata/answer/data", "liveboard": "metadata/liveboard/data"}


class Mute:
    """A cluster that gives rows, and refuses every question beside."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def client(self) -> ts.Client:
        transport = httpx.MockTransport(self._answer)
        return ts.Client("https://h.example", ts.NoAuth(), transport=transport)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.rpartition("2.0/")[2]
        self.asked.append(path)
        body = json.loads(request.content) if request.content else {}
        if path not in ROWS.values():
            return httpx.Response(403, json={})
        content = {
            "column_names": ["D", "N"],
            "data_rows": [[MIDNIGHT, 1], [None, 2]][body["record_offset"] :],
            "visualization_id": "v",
            "visualization_name": "v",
        }
        return httpx.Response(200, json={"contents": [content]})


async def pulled(kind: str, to: Any, dates: ts.Dates, asked: list[str] | None = None) -> pulls.PullReport:
    mute = Mute()
    try:
        async with mute.client() as client:
            if kind == "search":
                return await pulls.search(client, "[D]", "T", to=to, dates=dates)
            pull = pulls.answer if kind == "answer" else pulls.liveboard
            return await pull(client, "x", to=to, dates=dates)
    finally:
        if asked is not None:
            asked += mute.asked


@pytest.mark.parametrize("kind", ["search", "answer", "liveboard"])
async def test_types_that_the_caller_gives_hold_and_none_is_asked_for(kind: str) -> None:
    batches, asked = list[pa.RecordBatch](), list[str]()
    await pulled(kind, batches.append, GIVEN, asked)
    found = pa.Table.from_batches(batches)
    assert found.column("D").to_pylist() == [date(2024, 1, 1), None]
    assert found.schema.field("N").type == pa.float64()
    assert set(asked) == {ROWS[kind]}


async def test_a_plan_takes_them_too(tmp_path: Path) -> None:
    mute = Mute()
    async with mute.client() as client:
        plan = await pulls.plan_search(client, "[D]", "T", to=tmp_path / "a.parquet", dates=GIVEN)
        assert (await pulls.run(plan, client)).rows == 2
    assert set(mute.asked) == {"searchdata"}


@pytest.mark.parametrize("kind", ["answer", "liveboard"])
@pytest.mark.parametrize(
    "dates",
    [
        ts.Dates.raw(),
        ts.Dates.auto(),
        ts.Dates.by_source("UTC"),
        ts.Dates.by_name("UTC"),
        ts.Dates.typed({"D": date}),
    ],
)
async def test_the_zone_is_asked_for_only_if_it_is_needed(kind: str, dates: ts.Dates) -> None:
    asked: list[str] = []
    assert (await pulled(kind, [].append, dates, asked)).rows == 2
    assert not [path for path in asked if "system" in path or "session" in path]
    with pytest.raises(ts.ForbiddenError, match="time zone is not to be had"):
        await pulled(kind, [].append, ts.Dates.auto("cluster"))
