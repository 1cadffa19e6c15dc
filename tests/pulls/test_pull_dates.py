"""Columns and zones that a pull is told of: misspelt ones are errors that say what there is."""

import importlib.resources
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pyarrow as pa
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster

SOURCE = "Retail Sales"


@pytest.mark.parametrize(
    ("named", "text"),
    [
        (
            "Order Dat",
            r"no column 'Order Dat' \(did you mean 'Order Date'\?\), only 'Order ID', 'Order Date'",
        ),
        ("nothing like it", r"no column 'nothing like it', only 'Order ID', 'Order Date'"),
    ],
)
async def test_a_misspelt_column_is_an_error_that_names_the_nearest(
    client: ts.Client, tmp_path: Path, named: str, text: str
) -> None:
    dates = ts.Dates.typed({named: date}, "UTC")
    pull = partial(pulls.search, client, "[Order ID] [Order Date]", SOURCE, key="Order ID")
    with pytest.raises(pulls.PullError, match=text) as caught:
        await pull(to=tmp_path / "a.parquet", dates=dates | ts.Dates.by_source())
    assert caught.value.parameter == "dates"
    with pytest.raises(pulls.PullError, match=text):
        await pulls.plan_search(
            client,
            "[Order ID] [Order Date]",
            SOURCE,
            to=tmp_path / "a.parquet",
            key="Order ID",
            page_size=100,
            dates=dates,
        )
    report = await pull(to=tmp_path / "a.parquet", dates=ts.Dates.typed({"Order Date": date}, "cluster"))
    assert report.rows == 2_500


async def test_an_empty_result_cannot_tell_what_is_misspelt(tmp_path: Path) -> None:
    async with Scripted([], sliced([])).client() as client:
        report = await pulls.search(
            client, "[k]", "s", to=tmp_path / "a.parquet", dates=ts.Dates.typed({"D": date})
        )
    assert report.rows == 0


async def test_in_a_board_one_visualization_must_have_the_column(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    board: dict[str, Any] = next(one for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD")
    queries = {"sales": "[Order ID] [Order Date]", "regions": "[Region] [Order ID]"}
    board["visualizations"] = [
        {"id": f"v-{name}", "name": name, "query": query} for name, query in queries.items()
    ]
    pull = partial(pulls.liveboard, client, board["id"], key="Order ID")
    with pytest.raises(pulls.PullError, match=r"no column 'Order Dat' \(did you mean 'Order Date'\?\)"):
        await pull(to=tmp_path, dates=ts.Dates.typed({"Order Dat": date}))
    assert list(tmp_path.iterdir()) == []
    rows: list[pa.RecordBatch] = []
    await pull(to=rows.append, dates=ts.Dates.typed({"Order Date": date}, "cluster"))
    types = {batch.schema.metadata[b"visualization"]: str(batch.schema.types[1]) for batch in rows}
    assert types == {b"sales": "date32[day]", b"regions": "int64"}


async def test_a_zone_that_is_none_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        found: Any = {"time_zone": "Mars/Phobos"} if request.url.path.endswith("/system") else []
        if request.url.path.endswith("searchdata"):
            found = {"contents": [{"column_names": ["k"], "data_rows": [[1]]}]}
        return httpx.Response(200, json=found)

    async with ts.Client("https://h.example", ts.NoAuth(), transport=httpx.MockTransport(answer)) as client:
        with pytest.raises(pulls.PullError, match=r"zone cannot be used: .*dates=Dates\.by_source\("):
            await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet")
        dates = ts.Dates.by_source("Europe/Berlin")
        assert (await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", dates=dates)).rows == 1


class Odd(tzinfo):
    """A zone of one's own."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(hours=1)

    dst = utcoffset

    def tzname(self, _: datetime | None) -> str:
        return "ODD"


def from_file() -> ZoneInfo:
    """A zone without a name."""
    with importlib.resources.files("tzdata.zoneinfo").joinpath("UTC").open("rb") as file:
        return ZoneInfo.from_file(file)


@pytest.mark.parametrize("zone", [Odd(), timezone(timedelta(seconds=3_661)), from_file()])
async def test_a_zone_that_arrow_does_not_know_is_refused_at_the_start(tmp_path: Path, zone: Any) -> None:
    typed = ts.Dates.typed({"k": date}, zone)
    async with Scripted(["k"], sliced([[1]])).client() as client:
        for dates in (typed, typed | ts.Dates.by_name("UTC")):
            with pytest.raises(ts.RequestError, match="Arrow has no time zone") as caught:
                await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", dates=dates)
            assert caught.value.parameter == "dates"
        for dates in (ts.Dates.by_name(zone), ts.Dates.by_source(zone), ts.Dates.auto(zone)):
            with pytest.raises(ts.RequestError, match="Arrow has no time zone"):
                await pulls.plan_answer(client, "a", to=tmp_path / "a.parquet", dates=dates)
        assert client.stats().calls == 0
        hours = ts.Dates.typed({"k": date}, timezone(timedelta(hours=-5, minutes=-30)))
        assert (await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", dates=hours)).rows == 1
