"""A list is never silently shorter than it is, and never endless: offsets that are not heeded, unsorted rows, wrappers."""

from functools import partial
from typing import Any

import httpx
import paging_support as fake
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paging_support import Member, Server, Thing

import aiothoughtspot as ts
from aiothoughtspot._codec import lenient
from aiothoughtspot.errors import BadRequestError, RequestError
from aiothoughtspot.paging import GapError, Page, operation_of, paginate
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2.shared import User

WAYS = [(1, True), (4, True), (1, False), (4, False)]


def things(count: int) -> list[Thing]:
    return [Thing(n) for n in range(count)]


async def take(walk: Any, found: list[Any]) -> None:
    """What was given before an error stays."""
    async for one in walk:
        found.append(one)  # noqa: PERF401 - see above


def rows(count: int) -> list[list[int]]:
    return [[n] for n in range(count)]


# Pages


async def test_a_page_is_iterated_for_its_items_and_as_long_as_they_are() -> None:
    async for page in paginate(partial(fake.short, Server(things(5))), record_size=3).pages():
        assert isinstance(page, Page)
        assert list(page) == page.items
        assert len(page) == (2 if page.last else 3)


# An offset that is not heeded


def turned(offset: int) -> int:
    """The same three pages, round and round."""
    return offset % 30


@pytest.mark.parametrize(("window", "ordered"), WAYS)
@pytest.mark.parametrize("where", [lambda _: 0, lambda offset: min(offset, 10), turned])
@pytest.mark.parametrize("function", [fake.short, fake.headers, fake.more, fake.data, fake.data_v1])
async def test_a_server_that_passes_over_the_offset_is_no_endless_list(
    function: Any, where: Any, window: int, ordered: bool
) -> None:
    pages: Any = operation_of(function).pages
    # No flag tells of an end.
    server = Server(things(30), flags=False, where=where)
    sized = {pages.size: 10, **fake.sort_of(function)}
    walk = paginate(partial(function, server), window=window, ordered=ordered, **sized)
    found: list[Any] = []
    with pytest.raises(GapError, match=f"{pages.offset} is not heeded") as caught:
        await take(walk, found)
    assert found[:10] == things(30)[:10]
    assert len(found) == walk.count == len({item.id for item in found})
    assert len(server.asked) <= 4 + window
    assert caught.value.cursor == walk.cursor
    assert any("whole pages" in note for note in caught.value.__notes__)
    assert server.running == 0


@pytest.mark.parametrize("overlap", [0, 2])
async def test_whole_pages_come_to_an_end_too(overlap: int) -> None:
    server = Server(things(10), where=lambda _: 0)
    walk = paginate(partial(fake.short, server), record_size=10, window=2, overlap=overlap)
    given: list[Any] = []
    with pytest.raises(GapError, match="page 1 is one that was there already"):
        await take(walk.pages(), given)
    assert [page.number for page in given] == [0]


async def test_members_of_groups_that_never_end_are_noticed() -> None:
    server = Server([Member(str(n)) for n in range(9)], where=lambda _: 0)
    with pytest.raises(GapError, match="record_offset is not heeded"):
        await paginate(partial(fake.grouped, server), record_size=3).collect()


@pytest.mark.parametrize("size", [1, 2, 3])
async def test_groups_without_members_are_the_end_of_them(size: int) -> None:
    server = Server([Member(str(n)) for n in range(6)])
    pages = [page async for page in paginate(partial(fake.grouped, server), record_size=size).pages()]
    assert [page.longest for page in pages] == [size] * (6 // size) + [0]


@given(cells=st.lists(st.integers(0, 1), max_size=40), size=st.integers(1, 7), window=st.integers(1, 3))
async def test_rows_that_repeat_all_count(cells: list[int], size: int, window: int) -> None:
    server = Server([[cell] for cell in cells])
    walk = paginate(
        partial(fake.data, server), record_size=size, window=window, query_string="[n] sort by [n]"
    )
    assert await walk.collect() == server.things
    # Once it was seen to heed the offset, a server is not asked again.
    assert len([asked for asked in server.asked if asked["offset"] > 1000]) <= 1


async def test_many_new_objects_in_front_are_no_endless_list() -> None:
    server = Server(things(9))

    def before(offset: int) -> None:
        if offset == 3:
            server.things[:0] = [Thing(n) for n in (-3, -2, -1)]

    server.before = before
    walk = paginate(partial(fake.short, server), record_size=3)
    assert await walk.collect() == things(9)
    assert walk.duplicates == 3


async def test_a_server_that_refuses_to_go_far_heeds_the_offset() -> None:
    def before(offset: int) -> None:
        if offset > 1000:
            raise BadRequestError("HTTP 400")

    same = [["x"]] * 7
    walk = paginate(
        partial(fake.data, Server(same, before=before)), record_size=2, query_string="[n] sort by [n]"
    )
    assert await walk.collect() == same


async def test_a_page_that_was_left_in_the_middle_is_not_taken_for_a_repetition() -> None:
    server = Server(things(9))
    walk = paginate(partial(fake.short, server), record_size=3)
    # The second iteration begins while the first is not over.
    async for item in walk:
        assert item == Thing(0)
        break
    found = [await walk.first() for _ in range(3)]
    assert found + await walk.collect() == things(9)[1:]
    assert max(asked["offset"] for asked in server.asked) == 9


# Rows that nothing sorts


@pytest.mark.parametrize(("window", "ordered"), WAYS)
@pytest.mark.parametrize(
    ("function", "parameter"),
    [(fake.data, "runtime_sort"), (fake.data_v1, "runtime_sorts"), (fake.board_v1, "runtime_sorts")],
)
async def test_unsorted_rows_have_no_second_page(
    function: Any, parameter: str, window: int, ordered: bool
) -> None:
    pages: Any = operation_of(function).pages
    server = Server(rows(12))
    settings: dict[str, Any] = {pages.size: 5, "window": window, "ordered": ordered, "query_string": "[n]"}
    walk = paginate(partial(function, server), **settings)
    with pytest.raises(RequestError, match=r"overlap and leave rows out.*sort by") as caught:
        await walk.collect()
    assert (caught.value.parameter, walk.count, len(server.asked)) == (parameter, 5, 1)
    assert caught.value.cursor is not None
    assert await paginate(partial(function, server), **settings).collect(5) == rows(5)
    cursor = caught.value.cursor
    sort: dict[str, Any] = {parameter: [{"sort_column": "n"}]}
    # What nothing sorted was of no order: the rest of it is not the rest of the sorted rows.
    with pytest.raises(RequestError, match="other arguments"):
        paginate(partial(function, server), cursor=cursor, **settings, **sort)
    assert await paginate(partial(function, server), **settings, **sort).collect() == rows(12)
    with pytest.raises(RequestError, match="overlap"):
        await paginate(partial(function, server), cursor=cursor, **settings).collect()


async def test_unsorted_rows_that_fit_a_page_need_no_order() -> None:
    server = Server(rows(4))
    assert await paginate(partial(fake.data, server), record_size=5, window=4).collect() == rows(4)
    assert len(server.asked) == 1


async def test_a_search_of_the_cluster_is_whole_or_refused() -> None:
    cluster = Cluster(rows=60, users=2, objects=4, rate_limit=False)
    async with ts.Client(
        "http://localhost",
        ts.TrustedAuth("tsadmin", "secret"),
        options=ts.Options(rate=None),
        transport=httpx.ASGITransport(app=cluster),
    ) as client:
        search = partial(client.v2.data.search, logical_table_identifier="Retail Sales", record_size=25)
        with pytest.raises(RequestError, match="unsorted"):
            await paginate(search, query_string="[Order ID] [Revenue]").collect()
        text = "[Order ID] [Revenue] sort by [Order ID]"
        found = await paginate(search, query_string=text).collect()
    assert [row[0] for row in found] == sorted(cluster.dataset()["Order ID"].to_pylist())


# Wrappers


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ('{"users": [{"id": "a"}, {"id": "b"}]}', ["a", "b"]),
        ('{"users": [{"id": "a"}], "total": 1, "warnings": [], "notes": ["x"]}', ["a"]),
        ('{"users": []}', []),
        ('{"users": null}', [None]),
        ('{"notes": ["x"]}', [None]),
        ('{"users": [{"id": "a"}], "groups": [{"id": "b"}]}', [None]),
        ('{"id": "a", "unheard_of": [{"id": "b"}]}', ["a"]),
        ('{"name": null, "unheard_of": [{"id": "b"}]}', [None]),
    ],
)
def test_an_unknown_object_around_a_list_is_a_wrapper(body: str, ids: list[str | None]) -> None:
    assert [user.id for user in lenient(list[User], body.encode())] == ids


async def test_a_list_in_a_wrapper_is_walked_to_its_end() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        at = int(request.read().split(b'"record_offset":')[1].split(b",")[0].strip(b"}"))
        return httpx.Response(200, json={"users": [{"id": str(n)} for n in range(25)][at : at + 10]})

    transport = httpx.MockTransport(answer)
    async with ts.Client("https://acme.example", ts.NoAuth(), transport=transport) as client:
        found = await paginate(client.v2.users.search, record_size=10).collect()
    assert [user.id for user in found] == [str(n) for n in range(25)]
