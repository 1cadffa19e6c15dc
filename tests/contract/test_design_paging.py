"""Paging as callers see it: items, pages, a cursor of JSON, errors with progress, and never a list that is silently short."""

import json
from typing import Any

import httpx
import pytest

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster

USERS = 23
SHAPES: list[dict[str, Any]] = [
    {},
    {"record_size": 5},
    {"record_size": USERS},
    {"record_size": 5, "window": 4},
    {"record_size": 5, "window": 4, "ordered": False},
    {"record_size": 1, "window": 16},
]
WRONG: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"org_identifier": ["x"]}, TypeError),
    ({"record_offset": 3}, ts.RequestError),
    ({"record_size": "x"}, ts.RequestError),
    ({"window": 0}, ts.RequestError),
    ({"cursor": {}}, ts.RequestError),
]


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(rows=250, users=USERS, objects=20, rate_limit=False)


def client(cluster: Cluster) -> ts.Client:
    return ts.Client(
        "http://localhost",
        ts.TrustedAuth("tsadmin", "secret"),
        options=ts.Options(rate=None, retry=ts.Retry.none()),
        transport=httpx.ASGITransport(app=cluster),
    )


@pytest.mark.parametrize("arguments", SHAPES)
async def test_every_item_comes_once_however_it_is_walked(
    cluster: Cluster, arguments: dict[str, Any]
) -> None:
    async with client(cluster) as one:
        found = ts.paginate(one.v2.users.search, **arguments)
        names = [user.name async for user in found]
    assert len(names) == len(set(names)) == USERS == found.count
    assert found.duplicates == 0


async def test_pages_hold_the_same_items(cluster: Cluster) -> None:
    async with client(cluster) as one:
        pages = [page async for page in ts.paginate(one.v2.users.search, record_size=10).pages()]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert all(list(page) == list(page.items) for page in pages)


@pytest.mark.parametrize("stop", [1, 4, 5, 13])
async def test_a_cursor_is_json_and_goes_on_where_the_walk_was_left(cluster: Cluster, stop: int) -> None:
    async with client(cluster) as one:
        walk = ts.paginate(one.v2.users.search, record_size=5)
        first: list[str] = []
        async for user in walk:
            first.append(user.id)
            if len(first) == stop:
                break
        cursor = json.loads(json.dumps(walk.cursor))
        rest = [user.id async for user in ts.paginate(one.v2.users.search, record_size=5, cursor=cursor)]
    assert len(first + rest) == len({*first, *rest}) == USERS


async def taken(walk: ts.Paginator[Any], found: list[str]) -> None:
    """Take the ids of all users of a walk, as far as it goes."""
    async for user in walk:
        found.append(user.id)  # noqa: PERF401 - what came before an error counts


@pytest.mark.parametrize("window", [1, 3])
async def test_an_error_says_how_far_it_came_and_where_to_go_on(cluster: Cluster, window: int) -> None:
    fault = cluster.faults.add(path="/users/search", after=2, status=500)
    async with client(cluster) as one:
        found: list[str] = []
        walk = ts.paginate(one.v2.users.search, record_size=5, window=window)
        with pytest.raises(ts.ServerError) as caught:
            await taken(walk, found)
        assert caught.value.cursor is not None
        rest = ts.paginate(one.v2.users.search, record_size=5, window=window, cursor=caught.value.cursor)
        found += [user.id async for user in rest]
    assert fault.hits == 1
    assert len(found) == len(set(found)) == USERS


@pytest.mark.parametrize(("arguments", "kind"), WRONG)
async def test_a_wrong_argument_is_refused(
    cluster: Cluster, arguments: dict[str, Any], kind: type[Exception]
) -> None:
    async with client(cluster) as one:
        with pytest.raises(kind):
            _ = [user async for user in ts.paginate(one.v2.users.search, **arguments)]


async def test_what_has_no_pages_is_refused(cluster: Cluster) -> None:
    async with client(cluster) as one:
        with pytest.raises(ts.RequestError, match="pages"):
            ts.paginate(one.v2.tags.search)


async def test_rows_of_a_sorted_search_come_once_each(cluster: Cluster) -> None:
    async with client(cluster) as one:
        walk = ts.paginate(
            one.v2.data.search,
            query_string="[Order ID] sort by [Order ID]",
            logical_table_identifier="Retail Sales",
            record_size=40,
            window=3,
        )
        rows = [row async for row in walk]
    assert [row[0] for row in rows] == sorted(cluster.dataset()["Order ID"].to_pylist())


async def test_rows_in_no_order_are_not_walked(cluster: Cluster) -> None:
    async with client(cluster) as one:
        walk = ts.paginate(
            one.v2.data.search,
            query_string="[Order ID]",
            logical_table_identifier="Retail Sales",
            record_size=40,
        )
        with pytest.raises(ts.RequestError, match="sort"):
            await walk.collect()


@pytest.mark.parametrize("window", [1, 4])
async def test_a_server_that_always_gives_the_same_page_is_found_out(window: int) -> None:
    page = httpx.Response(200, json=[{"id": f"u{n}", "name": "n"} for n in range(10)])
    transport = httpx.MockTransport(lambda _: page)
    async with ts.Client("https://acme.example", ts.NoAuth(), transport=transport) as one:
        with pytest.raises(ts.ThoughtSpotError) as caught:
            await ts.paginate(one.v2.users.search, record_size=10, window=window).collect()
    assert caught.value.cursor is not None


async def test_an_object_that_comes_twice_is_counted_and_given_once() -> None:
    items = [{"id": f"u{n}", "name": f"n{n}"} for n in range(25)]

    def overlapping(request: httpx.Request) -> httpx.Response:
        asked = json.loads(request.content)
        start = max(0, asked.get("record_offset", 0) - 2)
        return httpx.Response(200, json=items[start : start + asked["record_size"]])

    transport = httpx.MockTransport(overlapping)
    async with ts.Client("https://acme.example", ts.NoAuth(), transport=transport) as one:
        walk = ts.paginate(one.v2.users.search, record_size=10)
        names = [user.id async for user in walk]
    assert names == [item["id"] for item in items]
    assert walk.duplicates > 0
