"""A cluster's own cap on a page, lower than what was asked for, never ends a list; and looking for one is seldom paid."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import Any

import attrs
import httpx
import paging_support as fake
import pytest
from paging_support import Member, Server, Thing

import aiothoughtspot as ts
from aiothoughtspot._operation import Group
from aiothoughtspot._walk import Walk
from aiothoughtspot.errors import RequestError
from aiothoughtspot.paging import paginate


@attrs.define
class Remembering(Server):
    """A client, which keeps what it learns."""

    known: Any = attrs.field(factory=dict)


def things(count: int) -> list[Thing]:
    return [Thing(n) for n in range(count)]


def rows(count: int) -> list[list[int]]:
    return [[n] for n in range(count)]


def members(count: int) -> list[Member]:
    return [Member(str(n)) for n in range(count)]


@pytest.mark.parametrize(
    ("function", "cap", "made"),
    [
        (fake.data, 100, rows),
        (fake.data_v1, 200, rows),
        (fake.board_v1, 100, rows),
        (fake.short, 50, things),
        (fake.short, 10, things),
        (fake.grouped, 50, members),
        # No round numbers.
        (fake.data, 128, rows),
        (fake.board_v1, 299, rows),
        (fake.short, 47, things),
        (fake.short, 11, things),
        (fake.grouped, 13, members),
    ],
)
async def test_a_clusters_own_cap_is_no_end(function: Any, cap: int, made: Any) -> None:
    server = Server(made(300), cap=cap)
    sort = fake.sort_of(function)
    with pytest.raises(RequestError, match=f"at most {cap} at once.*={cap}") as caught:
        await paginate(partial(function, server), **sort).collect()
    assert caught.value.cursor is not None
    size: Any = caught.value.parameter
    settings: dict[str, Any] = {size: cap, **sort}
    pages = paginate(partial(function, server), **settings).pages()
    assert sum([page.longest async for page in pages]) == 300


@pytest.mark.parametrize(
    ("function", "count", "calls"),
    [
        (fake.data, 0, 1),
        (fake.data, 99, 1),
        (fake.data, 100, 2),
        (fake.data, 137, 2),
        (fake.short, 0, 1),
        (fake.short, 9, 1),
        (fake.short, 10, 2),
        (fake.short, 37, 2),
        (fake.flag, 40, 1),
        (fake.more, 40, 1),
    ],
)
async def test_behind_a_short_first_page_that_is_as_long_as_a_cap_can_be_the_next_item_is_asked_for(
    function: Any, count: int, calls: int
) -> None:
    server = Server(things(count))
    assert len(await paginate(partial(function, server)).collect()) == count
    assert len(server.asked) == calls


# What was looked for once


async def calls_of(server: Remembering, *counts: int, function: Any = None, **arguments: Any) -> list[int]:
    """How many calls a walk through so many things takes, one list after the other."""
    found: list[int] = []
    for count in counts:
        server.things, server.asked = things(count), []
        walk = paginate(function or partial(fake.short, server), **arguments)
        assert len(await walk.collect()) == count
        found.append(len(server.asked))
    return found


async def test_a_page_as_long_as_one_that_had_no_cap_is_not_looked_behind() -> None:
    assert await calls_of(Remembering([]), 37, 37, 12, 36, 38, 37, 499) == [2, 1, 1, 1, 2, 1, 2]


async def test_a_round_length_is_looked_behind_each_time_for_a_list_that_grows_stops_at_its_cap_once() -> (
    None
):
    assert await calls_of(Remembering([]), 99, 50, 50, 51) == [2, 2, 2, 1]


async def test_who_forgets_looks_each_time() -> None:
    assert [await calls_of(Remembering([]), 37), await calls_of(Remembering([]), 37)] == [[2], [2]]
    # A stand-in for a client that knows anything.
    assert await calls_of(Remembering([], known="all"), 37, 37) == [2, 2]


async def test_however_the_function_is_given_its_client_remembers() -> None:
    client = Remembering([])

    def page(_: Group, *where: int, **asked: Any) -> Any:
        return client.page(*where, **asked)

    group: Any = type("FakeApi", (Group,), {"short": fake.short, "page": page})
    assert await calls_of(client, 37, function=group(client).short) == [2]
    assert await calls_of(client, 37, function=partial(group(client).short, color="red")) == [1]
    assert await calls_of(client, 37, function=fake.short, client=client) == [1]
    assert await calls_of(client, 37, function=partial(fake.short, client=client)) == [1]
    assert await calls_of(client, 37, function=partial(partial(fake.short), client)) == [1]


async def test_another_operation_may_have_another_cap() -> None:
    client = Remembering(members(37))
    walks: list[tuple[Any, int]] = [
        (fake.grouped, 2),
        (fake.short, 4),
        (fake.grouped, 5),
        (fake.short, 6),
    ]
    for walked, calls in walks:
        await paginate(partial(walked, client)).collect()
        assert len(client.asked) == calls


async def test_a_full_page_may_be_as_long_as_the_cap_and_shorter_ones_are_whole() -> None:
    client = Remembering([], cap=47)
    assert await calls_of(client, 100, record_size=47) == [3]
    assert await calls_of(client, 46) == [1]
    client.things = things(100)
    for _ in range(2):
        with pytest.raises(RequestError, match="at most 47 at once"):
            await paginate(partial(fake.short, client)).collect()


@pytest.mark.parametrize("ordered", [True, False])
async def test_a_later_page_that_comes_first_proves_nothing(ordered: bool) -> None:
    def before(offset: int) -> Any:
        return asyncio.sleep(0.01) if offset == 0 else None

    server = Remembering(things(300), cap=47, before=before)
    walk = paginate(partial(fake.short, server), record_size=100, window=2, ordered=ordered)
    with pytest.raises(RequestError, match="at most 47 at once"):
        await walk.collect()


async def test_a_look_that_fails_is_not_remembered() -> None:
    def fail(offset: int) -> None:
        if offset:
            raise RequestError("no")

    client = Remembering(things(37), before=fail)
    with pytest.raises(RequestError, match="no"):
        await paginate(partial(fake.short, client)).collect()
    client.before = None
    assert await calls_of(client, 37) == [2]


async def test_all_views_of_one_way_in_remember_together() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers.get("authorization", ""))
        at = int(request.read().split(b'"record_offset":')[1].split(b",")[0].strip(b"}"))
        return httpx.Response(200, json=[{"id": str(n)} for n in range(37)][at:])

    transport = httpx.MockTransport(answer)
    async with ts.Client("https://acme.example", ts.BearerAuth("a"), transport=transport) as client:
        views = [client, client.with_options(timeout=5), client.with_auth(ts.BearerAuth("b")), client]
        for view in views:
            assert len(await paginate(view.v2.users.search).collect()) == 37
    assert asked == ["Bearer a"] * 3 + ["Bearer b"] * 2 + ["Bearer a"]


# No caps


@attrs.define
class Deaf(Server):
    """Gives all it has, whatever is asked."""

    async def page(self, offset: int, size: int, **asked: Any) -> list[Any]:
        self.asked.append({"offset": offset, "size": size, **asked})
        return list(self.things)


@pytest.mark.parametrize(
    ("function", "made", "count"),
    [(fake.short, things, 20), (fake.data, rows, 200), (fake.grouped, members, 20)],
)
async def test_a_server_that_always_gives_all_of_its_list_has_no_cap(
    function: Any, made: Any, count: int
) -> None:
    server = Deaf(made(count))
    pages = [page async for page in paginate(partial(function, server)).pages()]
    assert [page.longest for page in pages] == [count]
    assert len(server.asked) == 2


async def test_a_group_that_ends_at_a_round_number_is_whole() -> None:
    server = Server(members(20))
    assert len(await paginate(partial(fake.grouped, server)).collect()) == 2
    assert [asked["offset"] for asked in server.asked] == [0, 20]


async def test_where_pages_overlap_the_look_behind_the_first_does_not() -> None:
    server = Server(things(10))
    assert await paginate(partial(fake.short, server), overlap=3, record_size=50).collect() == things(10)
    assert [(asked["offset"], asked["size"]) for asked in server.asked] == [(0, 50), (10, 1)]


async def test_a_server_that_always_gives_its_whole_list_has_no_cap() -> None:
    server = Server(things(20), where=lambda _: 0)
    assert await paginate(partial(fake.short, server)).collect() == things(20)
    assert len(server.asked) == 2


async def test_a_cap_of_each_visualization_is_seen_though_their_rows_add_up() -> None:
    two = fake.Answer(contents=[fake.Answer(data_rows=rows(100))] * 2)
    walk = Walk.of(fake.DATA, {}, datetime(2026, 1, 1, tzinfo=UTC))
    page = walk.read(0, two)
    assert len(page.items) == 200
    assert page.longest == 100
    assert walk.may_be_capped(page)
