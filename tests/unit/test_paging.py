"""Paging: every shape walks to its proper end, in windows, in order or as pages come, each item once."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import Any

import paging_support as fake
import pytest
from paging_support import Server, Thing

import aiothoughtspot as ts
from aiothoughtspot._operation import Caller, Group
from aiothoughtspot._walk import Walk
from aiothoughtspot.errors import RequestError, ServerError
from aiothoughtspot.paging import HEARD_SECONDS, GapError, operation_of, paginate

SHAPES: list[tuple[Any, str, list[bool]]] = [
    (fake.short, "record_size", [True]),
    (fake.flag, "record_size", [True, False]),
    (fake.headers, "batchsize", [True, False]),
    (fake.more, "limit", [True]),
    (fake.tml, "batch_size", [True, False]),
    (fake.data, "record_size", [True]),
    (fake.data_v1, "batchsize", [True]),
    (fake.board_v1, "batchsize", [True]),
]
CASES = [(function, size, flags) for function, size, all_flags in SHAPES for flags in all_flags]


def things(count: int) -> list[Thing]:
    return [Thing(n) for n in range(count)]


@pytest.mark.parametrize(("window", "ordered"), [(1, True), (3, True), (1, False), (4, False)])
@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 10, 23])
@pytest.mark.parametrize(
    ("function", "size", "flags"), CASES, ids=lambda one: getattr(one, "__name__", str(one))
)
async def test_every_shape_gives_all_items_once(
    function: Any, size: str, flags: bool, count: int, window: int, ordered: bool
) -> None:
    server = Server(things(count), flags=flags)
    sized: dict[str, Any] = {size: 5, **fake.sort_of(function)}
    walk: Any = paginate(partial(function, server), window=window, ordered=ordered, **sized)
    found = [item.id async for item in walk]
    assert sorted(found) == list(range(count))
    assert not ordered or found == sorted(found)
    assert walk.count == count
    assert walk.duplicates == 0
    assert walk.cursor["done"]
    assert server.most <= window
    assert server.running == 0
    # At most one request beyond the end for each place in the window.
    assert len(server.asked) <= count // 5 + 1 + window


@pytest.mark.parametrize(
    ("function", "size"),
    [
        (fake.short, 500),
        (fake.flag, 50),
        (fake.headers, 500),
        (fake.tml, 200),
        (fake.data, 100_000),
        (fake.data_v1, 100_000),
    ],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
async def test_the_page_size_has_a_default_within_the_servers_cap(function: Any, size: int) -> None:
    server = Server([])
    assert await paginate(partial(function, server)).collect() == []
    assert {asked["size"] for asked in server.asked} == {size}


async def test_a_shape_without_a_size_counts_in_default_pages() -> None:
    server = Server(things(1200))
    assert len(await paginate(partial(fake.sizeless, server)).collect()) == 1200
    assert [asked["offset"] for asked in server.asked] == [0, 500, 1000]


async def test_the_callers_arguments_go_with_every_page() -> None:
    server = Server(things(3))
    assert len(await paginate(fake.short, client=server, record_size=2, color="red").collect()) == 3
    assert {asked["color"] for asked in server.asked} == {"red"}


async def test_an_endpoint_function_is_found_in_every_form() -> None:
    # As the generator writes it, over a caller that is no client.
    group: Any = type("FakeApi", (Group,), {"short": fake.short})
    bound = group(Server([]))
    for function in (
        fake.short,
        bound.short,
        partial(fake.short, Server([])),
        partial(partial(bound.short), record_size=7),
    ):
        assert operation_of(function) is fake.SHORT


@pytest.mark.parametrize("function", [fake.unknown, len, lambda: None, Caller, object(), partial(len)])
def test_what_is_no_endpoint_function_is_refused(function: Any) -> None:
    with pytest.raises(RequestError, match="paginate takes an endpoint function"):
        paginate(function)


def test_an_operation_without_pages_is_refused() -> None:
    with pytest.raises(RequestError, match="no pages to walk through") as caught:
        paginate(fake.unpaged)
    assert caught.value.operation == "v2.fake.unpaged"


@pytest.mark.parametrize(
    ("arguments", "parameter"),
    [
        ({"record_offset": 5}, "record_offset"),
        ({"offset": 5}, "offset"),
        ({"record_size": 0}, "record_size"),
        ({"record_size": "all"}, "record_size"),
        ({"window": 0}, "window"),
    ],
)
def test_arguments_that_paginate_must_decide_are_refused(arguments: dict[str, Any], parameter: str) -> None:
    with pytest.raises(RequestError) as caught:
        paginate(fake.short, **arguments)
    assert caught.value.parameter == parameter


async def test_a_partials_page_size_counts_and_its_offset_is_refused() -> None:
    server = Server(things(7))
    assert len(await paginate(partial(fake.short, server, record_size=3)).collect()) == 7
    assert [asked["size"] for asked in server.asked] == [3, 3, 3]
    with pytest.raises(RequestError, match="paginate counts by itself"):
        paginate(partial(partial(fake.short, record_offset=3), server))


async def test_pages_can_be_had_whole() -> None:
    server = Server(things(5))
    pages = [page async for page in paginate(partial(fake.short, server), record_size=2).pages()]
    assert [(page.number, len(page.items), page.last) for page in pages] == [
        (0, 2, False),
        (1, 2, False),
        (2, 1, True),
    ]
    assert pages[0].answer == things(5)[:2]


async def test_first_and_collect() -> None:
    def walk(count: int) -> Any:
        return paginate(partial(fake.short, Server(things(count))), record_size=2)

    assert await walk(3).first() == Thing(0)
    assert await walk(0).first() is None
    assert await walk(5).collect(3) == things(3)
    assert await walk(5).collect(9) == things(5)
    assert await walk(5).collect(0) == []


async def test_what_overlaps_comes_once_and_is_counted() -> None:
    doubled = [Thing("a"), Thing("b"), Thing("b"), Thing("c"), Thing("a"), Thing("d")]
    walk = paginate(partial(fake.short, Server(doubled)), record_size=2)
    assert [item.id async for item in walk] == ["a", "b", "c", "d"]
    assert (walk.duplicates, walk.count) == (2, 4)


@pytest.mark.parametrize("same", [[1, 2], {"a": 1}, Thing(None), Thing(["odd"]), "text"])
async def test_items_without_an_identity_all_count(same: Any) -> None:
    assert len(await paginate(partial(fake.short, Server([same] * 5)), record_size=2).collect()) == 5


async def test_leaving_early_cancels_what_is_fetched_ahead() -> None:
    never = asyncio.Event()
    server = Server(things(50), before=lambda offset: never.wait() if offset >= 5 else None)
    async for _ in paginate(partial(fake.short, server), record_size=5, window=4):
        await asyncio.sleep(0)
        break
    for _ in range(5):
        await asyncio.sleep(0)
    assert (server.running, server.cancelled) == (0, 3)


async def test_a_block_stops_the_fetching_at_its_end() -> None:
    never = asyncio.Event()
    server = Server(things(50), before=lambda offset: never.wait() if offset >= 5 else None)
    async with paginate(partial(fake.short, server), record_size=5, window=4) as walk:
        items = aiter(walk)
        await anext(items)
        await asyncio.sleep(0)
        assert server.running == 3
    assert server.running == 0
    await items.aclose()


async def test_cancelling_the_consumer_cancels_the_requests() -> None:
    never = asyncio.Event()
    server = Server(things(50), before=lambda _: never.wait())
    task = asyncio.create_task(paginate(partial(fake.short, server), record_size=5, window=4).collect())
    for _ in range(3):
        await asyncio.sleep(0)
    assert server.running == 4
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (server.running, server.cancelled) == (0, 4)


async def test_a_slow_page_holds_up_the_order_only_if_order_is_wanted() -> None:
    def slow(offset: int) -> Any:
        return asyncio.sleep(0.02) if offset == 0 else None

    for ordered in (True, False):
        server = Server(things(6), before=slow)
        found = await paginate(
            partial(fake.short, server), record_size=2, window=2, ordered=ordered
        ).collect()
        assert (found == things(6)) == ordered
        assert sorted(item.id for item in found) == list(range(6))


async def test_requests_beyond_the_end_are_given_up_and_their_errors_too() -> None:
    def fail(offset: int) -> Any:
        if offset >= 6:
            raise ServerError("beyond the end")

    server = Server(things(5), before=fail)
    assert await paginate(partial(fake.short, server), record_size=2, window=6).collect() == things(5)


async def test_requests_beyond_the_end_are_heard_for_a_moment_and_their_errors_are_no_error() -> None:
    async def turns(count: int) -> None:
        for _ in range(count):
            await asyncio.sleep(0)

    async def fail_late() -> None:
        await turns(5)
        raise ServerError("beyond the end")

    def before(offset: int) -> Any:
        return turns(20) if offset == 0 else fail_late() if offset >= 6 else None

    server = Server(things(5), before=before)
    found = await paginate(partial(fake.short, server), record_size=2, window=6, ordered=False).collect()
    assert sorted(item.id for item in found) == [0, 1, 2, 3, 4]
    assert (server.running, server.cancelled) == (0, 0)


async def test_a_request_beyond_the_end_that_hangs_is_given_up() -> None:
    def before(offset: int) -> Any:
        return asyncio.Event().wait() if offset >= 6 else None

    server = Server(things(5), before=before)
    start = asyncio.get_running_loop().time()
    assert await paginate(partial(fake.short, server), record_size=2, window=6).collect() == things(5)
    assert asyncio.get_running_loop().time() - start < 2 * HEARD_SECONDS
    assert (server.running, server.cancelled) == (0, 5)


class Filtering(Server):
    """It takes things out of a page after it has counted them."""

    short = 6
    left = 1

    async def page(self, offset: int, size: int, **asked: Any) -> list[Any]:
        found = await super().page(offset, size, **asked)
        return found[: self.left] if offset == self.short else found


@pytest.mark.parametrize("left", [0, 1])
@pytest.mark.parametrize(("window", "ordered"), [(4, True), (4, False), (2, True)])
async def test_a_short_page_in_the_middle_is_an_error_if_a_later_page_is_in_hand(
    window: int, ordered: bool, left: int
) -> None:
    server = Filtering(things(30))
    server.left = left
    walk = paginate(partial(fake.short, server), record_size=3, window=window, ordered=ordered)
    found: list[Thing] = []

    async def take() -> None:
        async for item in walk:
            found.append(item)  # noqa: PERF401 - a comprehension that breaks off gives nothing

    with pytest.raises(GapError, match="page 2 is short, but there are pages behind it") as caught:
        await take()
    assert caught.value.operation == "v2.fake.short"
    server.short = -1
    rest = await paginate(partial(fake.short, server), record_size=3, cursor=caught.value.cursor).collect()
    assert sorted(item.id for item in found + rest) == list(range(30))


async def test_in_any_order_a_page_that_was_given_out_tells_that_an_earlier_one_is_short() -> None:
    server = Filtering(things(12), before=lambda offset: asyncio.sleep(0.02) if offset == 0 else None)
    server.short = 0
    walk = paginate(partial(fake.short, server), record_size=3, window=2, ordered=False)
    with pytest.raises(GapError, match="page 0 is short, but there are pages behind it"):
        await walk.collect()


async def test_a_page_that_has_grown_while_the_next_was_fetched_is_fetched_again() -> None:
    server = Server(things(10))

    def grow(offset: int) -> None:
        if offset == 12 and len(server.things) < 20:
            server.things += [Thing(n) for n in range(10, 20)]

    server.before = grow
    found = await paginate(partial(fake.short, server), record_size=4, window=3).collect()
    assert found == things(20)


async def test_a_server_that_gives_one_short_page_for_every_offset_has_no_more_than_that() -> None:
    server = Server(things(4), where=lambda _: 0)
    for window in (1, 4):
        found = await paginate(partial(fake.short, server), record_size=5, window=window).collect()
        assert found == things(4)


WALKABLE = [one for one in ts.operations() if one.pages]


@pytest.mark.parametrize("one", WALKABLE, ids=lambda one: one.name)
def test_the_catalogs_pages_fit_their_operations(one: ts.Operation[Any]) -> None:
    """Names of the request exist, and an empty answer of the right type is read as the end."""
    from aiothoughtspot._codec import decode  # noqa: PLC0415 - used here only

    walk = Walk.of(one, {}, now=datetime(2026, 1, 1, tzinfo=UTC))
    known = {
        param.name: param for place in (one.query, one.body, one.form, one.parts) for param in place or ()
    }
    for name, number in walk.request(0).items():
        param = next(param for param in known.values() if name in {param.name, param.argument})
        if isinstance(number, int):
            assert param.min is None or number >= param.min
            assert number not in {*param.refuse, -1}
    page = walk.read(0, decode(one, b""))
    assert page.items == []
    assert page.last
