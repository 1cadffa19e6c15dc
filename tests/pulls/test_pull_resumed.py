"""A pull that goes on after hours: what became of the rows meanwhile is looked at before anything else."""

import shutil
from pathlib import Path
from typing import Any

import attrs
import pyarrow.parquet as pq
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._parts import Parts

SIZE = 10


@attrs.define
class Table:
    """Rows that change, on a cluster that answers 500 from an offset on, and 400 beyond a cap."""

    rows: list[list[Any]] = attrs.field(factory=lambda: [[number, number % 3] for number in range(55)])
    failing: int = 30
    cap: int = 1_000
    turned: bool = False

    def answer(self, body: dict[str, Any]) -> Any:
        window, start = body.get("runtime_filter"), body["record_offset"]
        if window is not None:
            after = window["val1"][0]
            return 500 if after >= self.failing else [row for row in self.rows if row[0] > after][:SIZE]
        if start >= min(self.failing, self.cap):
            return 500 if start >= self.failing else 400
        found = self.rows[start : start + body["record_size"]]
        return found[::-1] if self.turned else found


async def pull(table: Table, to: Path, **more: Any) -> tuple[pulls.PullReport, list[int]]:
    cluster = Scripted(["k", "v"], table.answer)
    settings = {"key": "k", "page_size": SIZE, "window": 1, "dates": ts.Dates.raw(), **more}
    async with cluster.client() as client:
        report = await pulls.search(client, "[k]", "s", to=to, **settings)
    return report, [body["record_offset"] for body in cluster.asked]


async def stopped(table: Table, to: Path, **more: Any) -> None:
    with pytest.raises(ts.ServerError):
        await pull(table, to, **more)
    table.failing = 1_000


def delete_first(rows: list[list[Any]]) -> None:
    rows.pop(0)


def insert_first(rows: list[list[Any]]) -> None:
    rows.insert(0, [-1, 0])


def shrink(rows: list[list[Any]]) -> None:
    del rows[5:]


def change(rows: list[list[Any]]) -> None:
    rows[29][1] = 7


def retype(rows: list[list[Any]]) -> None:
    for row in rows:
        row[1] = "text"


@pytest.mark.parametrize("mutate", [delete_first, insert_first, shrink, change, retype])
async def test_rows_that_changed_since_the_run_that_stopped_are_an_error(tmp_path: Path, mutate: Any) -> None:
    table, target = Table(), tmp_path / "a.parquet"
    await stopped(table, target)
    mutate(table.rows)
    with pytest.raises(
        pulls.PullError, match=r"the data changed since .*: resume=False begins anew"
    ) as caught:
        await pull(table, target)
    assert caught.value.parameter == "resume"
    assert not target.exists()
    report, asked = await pull(table, target, resume=False)
    assert (report.rows, asked[0]) == (len(table.rows), 0)
    assert pq.read_table(target).column("k").to_pylist() == [row[0] for row in table.rows]


async def test_rows_that_are_the_same_cost_one_call(tmp_path: Path) -> None:
    table, target = Table(), tmp_path / "a.parquet"
    await stopped(table, target)
    report, asked = await pull(table, target)
    assert report.rows == 55
    assert asked[:2] == [20, 30]
    assert set(asked[1:]).isdisjoint({0, 10, 20})


async def test_pages_kept_ahead_of_one_that_failed_are_looked_at_too(tmp_path: Path) -> None:
    """The last page that is there comes after the one that is not."""
    table, target = Table(), tmp_path / "a.parquet"
    await stopped(table, target)
    kept = tmp_path / ".a.parquet.parts"
    (kept / "00000001-10.arrow").unlink()
    del table.rows[15]
    with pytest.raises(pulls.PullError, match="the data changed since"):
        await pull(table, target)


async def test_ties_in_another_order_are_the_same_rows(tmp_path: Path) -> None:
    table, target = Table(), tmp_path / "a.parquet"
    cluster = Scripted(["k", "v"], table.answer)
    for turned in (False, True):
        table.turned = turned
        async with cluster.client() as client:
            try:
                await pulls.search(
                    client,
                    "[k] sort by [w]",
                    "s",
                    to=target,
                    page_size=SIZE,
                    window=1,
                    dates=ts.Dates.raw(),
                )
            except ts.ServerError:
                table.failing = 1_000
    assert pq.read_metadata(target).num_rows == 55


async def test_a_page_that_came_by_its_key_is_asked_for_by_it(tmp_path: Path) -> None:
    table, target = Table(cap=20, failing=40), tmp_path / "a.parquet"
    await stopped(table, target)
    same, other = tmp_path / "same", tmp_path / "other"
    for copy in (same, other):
        shutil.copytree(tmp_path / ".a.parquet.parts", copy / ".a.parquet.parts")
    report, asked = await pull(table, same / "a.parquet")
    # By its offset, 40, then by the key before it; then the one that is missing.
    assert (report.rows, asked[0], set(asked[1:])) == (55, 40, {0, 50})
    del table.rows[42]
    with pytest.raises(pulls.PullError, match="the data changed since"):
        await pull(table, other / "a.parquet")


@pytest.mark.parametrize("key", ["k", ("k", "v")])
async def test_a_page_that_the_cluster_refuses_now_needs_a_key_to_be_asked_for(
    tmp_path: Path, key: Any
) -> None:
    table, target = Table(), tmp_path / "a.parquet"
    await stopped(table, target, key=key)
    table.cap = 20
    if key == "k":
        assert (await pull(table, target))[0].rows == 55
        return
    with pytest.raises(ts.BadRequestError):
        await pull(table, target, key=key)


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


async def test_one_page_of_an_unsorted_search_is_not_asked_for_again(tmp_path: Path) -> None:
    """Its rows come in any order, and none can be missing between it and another."""
    target = tmp_path / "a.csv"
    cluster = Scripted(["k", "v"], sliced([[1, 2]]))
    async with cluster.client() as client:
        settings: dict[str, Any] = {"to": target, "dates": ts.Dates.raw()}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Parts, "finish", lambda _: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                await pulls.search(client, "[k]", "s", **settings)
        assert (await pulls.search(client, "[k]", "s", **settings)).rows == 1
    assert len(cluster.asked) == 1
