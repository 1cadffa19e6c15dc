"""Beyond one page: what a key makes safe, what is refused with its reason, and where offsets end, windows of the key."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster

SOURCE = "Retail Sales"


async def pull(cluster: Scripted, tmp_path: Path, **more: Any) -> pulls.PullReport:
    settings = {"key": "k", "page_size": 10, "dates": ts.Dates.raw(), **more}
    async with cluster.client() as client:
        return await pulls.search(client, "[k]", "s", to=tmp_path / "a.parquet", **settings)


def keys(tmp_path: Path) -> list[Any]:
    found: list[Any] = pq.read_table(tmp_path / "a.parquet").column("k").to_pylist()
    return found


async def test_a_400_for_a_far_offset_is_passed_by_windows_of_the_key(tmp_path: Path) -> None:
    rows = [[n] for n in range(95)]
    cluster = Scripted(["k"], lambda body: 400 if body["record_offset"] >= 30 else sliced(rows)(body))
    report = await pull(cluster, tmp_path)
    assert keys(tmp_path) == list(range(95))
    assert report.rows == 95
    assert [body["runtime_filter"]["val1"] for body in cluster.asked if "runtime_filter" in body] == [
        [n] for n in (29, 39, 49, 59, 69, 79, 89, 94)
    ]


async def test_offsets_that_end_at_a_round_number_are_looked_behind(tmp_path: Path) -> None:
    rows = [[n] for n in range(10_007)]
    cluster = Scripted(["k"], sliced(rows, until=10_000))
    report = await pull(cluster, tmp_path, page_size=2_500)
    assert (report.rows, len(keys(tmp_path))) == (10_007, 10_007)


async def test_a_round_end_that_is_the_end_costs_one_call(tmp_path: Path) -> None:
    cluster = Scripted(["k"], sliced([[n] for n in range(10_000)]))
    report = await pull(cluster, tmp_path, page_size=6_000)
    assert report.rows == 10_000
    assert len([body for body in cluster.asked if "runtime_filter" in body]) == 1


@pytest.mark.parametrize("more", [{"key": ("k", "t")}, {"key": "t"}])
async def test_a_400_that_no_key_can_pass_is_raised(tmp_path: Path, more: dict[str, Any]) -> None:
    rows = [[n, f"t{n:03}"] for n in range(95)]
    cluster = Scripted(["k", "t"], lambda body: 400 if body["record_offset"] >= 30 else sliced(rows)(body))
    with pytest.raises(ts.BadRequestError) as caught:
        await pull(cluster, tmp_path, **more)
    assert caught.value.cursor is not None


async def test_what_windows_have_is_not_fetched_again_by_the_next_run(tmp_path: Path) -> None:
    rows = [[n] for n in range(95)]
    broken = [49]

    def answer(body: dict[str, Any]) -> Any:
        if "runtime_filter" in body and body["runtime_filter"]["val1"] == broken:
            broken.clear()
            return 500
        return 400 if body["record_offset"] >= 30 else sliced(rows)(body)

    cluster = Scripted(["k"], answer)
    with pytest.raises(ts.ServerError):
        await pull(cluster, tmp_path)
    before = len(cluster.asked)
    await pull(cluster, tmp_path)
    assert keys(tmp_path) == list(range(95))
    asked = [body["runtime_filter"]["val1"][0] for body in cluster.asked[before:] if "runtime_filter" in body]
    assert asked == [49, 59, 69, 79, 89, 94]


@pytest.mark.parametrize("same", [9, None])
async def test_a_key_with_a_tie_over_a_border_is_refused(tmp_path: Path, same: int | None) -> None:
    rows = [[n] for n in range(9)] + [[same], [same], [same]]
    with pytest.raises(pulls.PullError, match=r"the same 'k' as page 0 ends: .* give a key that is unique"):
        await pull(Scripted(["k"], sliced(rows)), tmp_path)


async def test_several_columns_can_be_the_key(client: ts.Client, cluster: Cluster, tmp_path: Path) -> None:
    query = "[Order Date].daily [Product] [Quantity]"
    for key in ("Day(Order Date)", "Product"):
        with pytest.raises(pulls.PullError, match="give a key that is unique"):
            await pulls.search(client, query, SOURCE, to=tmp_path / "a.parquet", key=key, page_size=100)
    report = await pulls.search(
        client, query, SOURCE, to=tmp_path / "a.parquet", key=["Day(Order Date)", "Product"], page_size=100
    )
    found = pq.read_table(tmp_path / "a.parquet")
    truth = cluster.dataset().group_by(["Order Date", "Product"]).aggregate([])
    assert report.rows == found.num_rows == truth.num_rows
    assert str(found.schema.field("Day(Order Date)").type) == "date32[day]"


async def test_a_key_that_is_not_shown_is_refused_if_there_is_more_than_a_page(
    client: ts.Client, tmp_path: Path
) -> None:
    rows = [[n] for n in range(20)]
    with pytest.raises(pulls.PullError, match="needs the key 'other' among its columns"):
        await pull(Scripted(["k"], sliced(rows)), tmp_path, key="other")
    few = Scripted(["k"], sliced(rows[:5]))
    assert (await pull(few, tmp_path, key="other", resume=False)).rows == 5


async def test_rows_after_a_short_page_are_an_error(tmp_path: Path) -> None:
    rows = [[n] for n in range(60)]

    def answer(body: dict[str, Any]) -> Any:
        found = sliced(rows)(body)
        return found[:5] if body["record_offset"] == 10 else found

    with pytest.raises(pulls.PullError, match=r"page 1 is short, but page . has rows: the data changed"):
        await pull(Scripted(["k"], answer), tmp_path, page_size=10, window=3)


@pytest.mark.parametrize("wrong", [{"window": 0}, {"page_size": 0}])
async def test_nothing_to_do_is_refused(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(ts.RequestError, match="at least 1"):
        await pull(Scripted(["k"], sliced([])), tmp_path, **wrong)


@pytest.mark.parametrize("cap", [100, 1_048, 1_777])
async def test_a_cap_of_any_length_is_noticed_on_the_first_page(tmp_path: Path, cap: int) -> None:
    cluster = Scripted(["k"], sliced([[n] for n in range(2_000)], cap=cap))
    with pytest.raises(pulls.PullError, match=f"at most {cap} rows at once: set page_size={cap}"):
        await pull(cluster, tmp_path, page_size=2_500)
    assert (await pull(cluster, tmp_path, page_size=cap)).rows == 2_000


@pytest.mark.parametrize(("rows", "calls"), [(99, 1), (100, 2), (101, 2)])
async def test_a_short_result_is_looked_behind_once_if_a_cap_can_be_as_low(
    tmp_path: Path, rows: int, calls: int
) -> None:
    cluster = Scripted(["k"], sliced([[n] for n in range(rows)]))
    assert (await pull(cluster, tmp_path, page_size=500)).rows == rows
    assert len([body for body in cluster.asked if body["record_size"] == 1]) == calls - 1
