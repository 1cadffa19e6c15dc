"""Resuming: wherever a walk stops, its cursor goes through JSON and the next walk gives exactly the rest."""

import asyncio
import json
from functools import partial
from typing import Any

import paging_support as fake
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paging_support import Server, Thing

from aiothoughtspot.errors import RequestError, ServerError
from aiothoughtspot.paging import Paginator, paginate


def through_json(cursor: Any) -> Any:
    return json.loads(json.dumps(cursor))


def things(count: int) -> list[Thing]:
    return [Thing(n) for n in range(count)]


def lazy(delays: list[int]) -> Any:
    """Answer the page at an offset after so many turns of the loop."""

    async def wait(turns: int) -> None:
        for _ in range(turns):
            await asyncio.sleep(0)

    return lambda offset: wait(delays[(offset // 3) % len(delays)])


SCENARIO = {
    "count": st.integers(0, 30),
    "stops": st.lists(st.integers(0, 12), max_size=4),
    "window": st.integers(1, 5),
    "ordered": st.booleans(),
    "delays": st.lists(st.integers(0, 9), min_size=1, max_size=5),
}


@given(**SCENARIO)
@settings(max_examples=150)
def test_scenario_37_items_go_on_exactly_where_they_stopped(
    count: int, stops: list[int], window: int, ordered: bool, delays: list[int]
) -> None:
    async def scenario() -> list[Any]:
        server = Server(things(count), before=lazy(delays))
        found: list[Any] = []
        cursor: Any = None
        for stop in [*stops, None]:
            walk = paginate(
                partial(fake.short, server), record_size=3, window=window, ordered=ordered, cursor=cursor
            )
            async with walk:
                found += await walk.collect(stop)
            cursor = through_json(walk.cursor)
        assert cursor["done"]
        again = paginate(partial(fake.short, server), record_size=3, cursor=cursor)
        assert await again.collect() == []
        return [item.id for item in found]

    found = asyncio.run(scenario())
    assert sorted(found) == list(range(count))
    assert not ordered or found == sorted(found)


async def stopped_by(walk: Paginator[Any], found: list[Any]) -> ServerError | None:
    """Walk on, and return the error that ended it, if one did."""
    before = len(found)
    try:
        async for item in walk:
            found.append(item.id)  # noqa: PERF401 - what was given before an error must stay
    except ServerError as caught:
        error = caught
    else:
        return None
    assert any(f"had given {len(found) - before} items" in note for note in error.__notes__)
    return error


@given(fails=st.lists(st.integers(0, 9), max_size=5), **SCENARIO)
@settings(max_examples=150)
def test_scenario_37_an_error_carries_a_cursor_that_loses_nothing(
    count: int, stops: list[int], window: int, ordered: bool, delays: list[int], fails: list[int]
) -> None:
    async def scenario() -> list[Any]:
        left = list(fails)

        def before(offset: int) -> Any:
            if offset // 3 in left:
                left.remove(offset // 3)
                raise ServerError("HTTP 503")
            return lazy(delays)(offset)

        server = Server(things(count), before=before)
        found: list[Any] = []
        cursor: Any = None
        for _ in range(len(fails) + 1):
            walk = paginate(
                partial(fake.short, server), record_size=3, window=window, ordered=ordered, cursor=cursor
            )
            error = await stopped_by(walk, found)
            assert server.running == 0
            if error is None:
                return found
            assert error.cursor == walk.cursor
            cursor = through_json(error.cursor)
        raise AssertionError("each failure happens once")

    found = asyncio.run(scenario())
    assert sorted(found) == list(range(count))
    assert not ordered or found == sorted(found)


async def test_a_page_counts_once_the_next_is_asked_for() -> None:
    server = Server(things(7))
    walk = paginate(partial(fake.short, server), record_size=2)
    async for page in walk.pages():
        if page.number == 1:
            break
    rest = paginate(partial(fake.short, server), record_size=2, cursor=through_json(walk.cursor))
    assert [page.number async for page in rest.pages()] == [1, 2, 3]


async def test_a_foreign_error_passes_untouched() -> None:
    def fail(_: int) -> Any:
        raise KeyError("mine")

    server = Server(things(7), before=fail)
    with pytest.raises(KeyError, match="mine") as caught:
        await paginate(partial(fake.short, server), window=3).collect()
    assert not hasattr(caught.value, "__notes__")
    assert server.running == 0


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"operation": "v2.fake.flag"}, "belongs to v2.fake.flag"),
        ({"size": 4}, "pages of 4"),
        ({"next": None}, "not a cursor"),
        ({"next": "x"}, "not a cursor"),
        ({"ahead": 5}, "not a cursor"),
        ({"ahead": ["x"]}, "not a cursor"),
        ({"taken": [[1]]}, "not a cursor"),
        ({"taken": None}, "not a cursor"),
    ],
)
def test_a_cursor_of_something_else_is_refused(change: dict[str, Any], text: str) -> None:
    cursor = paginate(fake.short, record_size=3).cursor
    assert paginate(fake.short, record_size=3, cursor=cursor).cursor == cursor
    with pytest.raises(RequestError, match=text) as caught:
        paginate(fake.short, record_size=3, cursor={**cursor, **change})
    assert caught.value.parameter == "cursor"


def test_a_cursor_is_of_one_list() -> None:
    many: dict[str, Any] = {"record_size": 3, "tags": ["a", "b"], "where": {"x": 1, "y": 2}}
    cursor = through_json(paginate(fake.short, **many).cursor)
    turned: dict[str, Any] = {"where": {"y": 2, "x": 1}, "tags": ["a", "b"], "record_size": 3}
    assert paginate(fake.short, cursor=cursor, **turned).cursor == cursor
    assert paginate(partial(fake.short, client=Server([])), cursor=cursor, **turned).cursor == cursor
    changes: list[dict[str, Any]] = [{"tags": ["b", "a"]}, {"where": {}}, {"name": "x"}]
    for change in changes:
        with pytest.raises(RequestError, match="a walk with other arguments") as caught:
            paginate(fake.short, cursor=cursor, **{**many, **change})
        assert caught.value.parameter == "cursor"


@pytest.mark.parametrize("cursor", ["abc", 5, []])
def test_what_is_no_cursor_at_all_is_refused(cursor: Any) -> None:
    with pytest.raises(RequestError, match="this is not a cursor of paginate"):
        paginate(fake.short, cursor=cursor)


@pytest.mark.parametrize("window", [0, -1, "2", 1.5, None])
def test_a_window_is_a_number_of_requests(window: Any) -> None:
    with pytest.raises(RequestError, match="window: at least 1 request at a time"):
        paginate(fake.short, window=window)


def test_an_empty_cursor_is_refused() -> None:
    with pytest.raises(RequestError, match="belongs to None"):
        paginate(fake.short, cursor={})


async def test_scenario_37_a_page_that_was_had_ahead_is_not_fetched_again() -> None:
    start = paginate(partial(fake.short, Server(things(10))), record_size=3).cursor
    cursor = {**start, "ahead": [1]}
    rest = await paginate(partial(fake.short, Server(things(10))), record_size=3, cursor=cursor).collect()
    assert rest == things(3) + [Thing(n) for n in range(6, 10)]
