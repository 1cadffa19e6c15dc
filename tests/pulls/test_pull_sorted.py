"""Searches that sort themselves: what they sort by is held to the same rules as a key."""

from typing import Any

import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls._task import sort_of
from aiothoughtspot.simulator import Cluster

SOURCE = "Retail Sales"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("[a] [b]", None),
        ("[a] sort by [b]", (("b", False),)),
        (
            "[a] SORT  BY [b] descending [c] ascending, [d] desc top 10",
            (("b", True), ("c", False), ("d", True)),
        ),
        ("[a] sort by [Order Date].monthly descending", (("Month(Order Date)", True),)),
        ("[a] sort by [Order Date].detailed", (("Order Date", False),)),
        ("[a] sort by [b] top 10 [c] = 'x'", (("b", False),)),
        ("[a] sort by [b] [c] > 5", (("b", False),)),
        ("[a] = 'sort by [x]' \"sort by [y]\" [sort by] sort by [b]", (("b", False),)),
        ("[Dad's] [Mum's] sort by [Mum's]", (("Mum's", False),)),
        ("[a] sort by a", ()),
        ("[resort by]", None),
    ],
)
def test_what_a_search_sorts_by(query: str, expected: Any) -> None:
    assert sort_of(query) == expected


@pytest.mark.parametrize("direction", ["", " descending"])
async def test_a_tie_over_a_border_is_refused_without_a_key_too(client: ts.Client, direction: str) -> None:
    query = f"[Order ID] [Region] [Revenue] sort by [Region]{direction}"
    with pytest.raises(pulls.PullError, match=r"the same 'Region' as page 0 ends.*sort by more columns"):
        await pulls.search(client, query, SOURCE, to=pulls.Rows(), page_size=100)


@pytest.mark.parametrize(
    "sort",
    [
        "[Order ID]",
        "[Order ID] descending",
        "[Region] [Order ID]",
        "[Region] descending [Order ID] descending",
        "[Order Time] [Order ID]",
    ],
)
async def test_sorts_that_tell_rows_apart_are_pulled_whole(
    client: ts.Client, cluster: Cluster, sort: str
) -> None:
    rows = pulls.Rows()
    query = f"[Order ID] [Region] [Order Time] [Quantity] sort by {sort}"
    await pulls.search(client, query, SOURCE, to=rows, page_size=400)
    found = rows.table.column("Order ID").to_pylist()
    assert sorted(found) == sorted(cluster.dataset().column("Order ID").to_pylist())


@pytest.mark.parametrize(
    ("names", "sort"),
    [(["Month(D)"], "[D]"), (["Month(D)"], "[D].monthly"), (["Total N"], "[N]"), (["N"], "[N]")],
)
async def test_a_sort_is_found_by_the_name_that_the_answer_has_for_it(names: list[str], sort: str) -> None:
    rows = [[number // 2] for number in range(1, 20)]
    async with Scripted(names, sliced(rows)).client() as client:
        with pytest.raises(pulls.PullError, match="as page 0 ends"):
            await pulls.search(
                client, f"[x] sort by {sort}", "s", to=[].append, page_size=10, dates=ts.Dates.raw()
            )


async def test_a_sort_by_what_is_not_shown_cannot_be_checked() -> None:
    rows = [[1] for _ in range(25)]
    async with Scripted(["a"], sliced(rows)).client() as client:
        for sort in ("[hidden]", "[a] [hidden]", "a"):
            report = await pulls.search(
                client, f"[a] sort by {sort}", "s", to=[].append, page_size=10, dates=ts.Dates.raw()
            )
            assert report.rows == 25


@pytest.mark.parametrize(("way", "rows"), [("", [1, 2, 3, 2]), (" descending", [9, 8, 7, 8])])
async def test_a_page_out_of_the_sorts_order_is_an_error(way: str, rows: list[int]) -> None:
    cluster = Scripted(["a"], sliced([[one] for one in (rows[0], rows[2], rows[1], rows[0])]))
    async with cluster.client() as client:
        with pytest.raises(
            pulls.PullError, match="before page 0 ends: the data changed meanwhile, or 'a' is"
        ):
            await pulls.search(
                client, f"[a] sort by [a]{way}", "s", to=[].append, page_size=2, dates=ts.Dates.raw()
            )


async def test_a_key_of_a_descending_sort_is_an_error_that_says_so(client: ts.Client) -> None:
    query = "[Order ID] [Region] sort by [Order ID] descending"
    with pytest.raises(
        pulls.PullError, match="by 'Order ID' descending, and a key is ascending: leave out key="
    ):
        await pulls.search(client, query, SOURCE, to=pulls.Rows(), key="Order ID", page_size=500)
    rows = pulls.Rows()
    await pulls.search(client, query, SOURCE, to=rows, page_size=500)
    assert rows.table.column("Order ID").to_pylist() == list(range(2_500, 0, -1))
