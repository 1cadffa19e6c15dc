"""The odd shapes: logs in windows, members in groups, answers without a second page; and pages that overlap on purpose."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import paging_support as fake
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paging_support import Event, Member, Server, Thing

from aiothoughtspot.errors import RequestError
from aiothoughtspot.paging import GapError, paginate

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def events(*hours: float) -> list[Event]:
    return [Event(NOON + n * HOUR, f"event {n}") for n in hours]


def walk_log(server: Server, **more: Any) -> Any:
    return paginate(partial(fake.log, server), clock=lambda: NOON, **more)


# Logs


@pytest.mark.parametrize(("window", "ordered"), [(1, True), (4, True), (3, False)])
async def test_a_log_is_walked_in_windows_of_a_day_and_each_event_comes_once(
    window: int, ordered: bool
) -> None:
    # Those on a border are in both windows.
    happened = events(-72, -60, -48, -47.5, -24, -1)
    server = Server(happened)
    walk = walk_log(server, window=window, ordered=ordered, from_epoch=NOON - 72 * HOUR, to_epoch=NOON)
    found = [event.log async for event in walk]
    assert sorted(found) == sorted(event.log for event in happened)
    assert walk.duplicates == 2
    assert sorted(asked["from"] for asked in server.asked) == [NOON - n * HOUR for n in (72, 48, 24)]
    assert max(asked["to"] for asked in server.asked) == NOON


async def test_a_log_ends_half_an_hour_ago_for_events_are_that_late() -> None:
    server = Server([])
    assert await walk_log(server, from_epoch=NOON - 30 * HOUR).collect() == []
    until = NOON - HOUR / 2
    assert server.asked == [
        {"from": NOON - 30 * HOUR, "to": NOON - 6 * HOUR},
        {"from": NOON - 6 * HOUR, "to": until},
    ]
    server = Server([])
    await walk_log(server).collect()
    assert server.asked == [{"from": until - 24 * HOUR, "to": until}]


async def test_a_walk_through_a_log_goes_on_to_the_end_it_had() -> None:
    server = Server(events(*range(-72, 0)))
    walk = walk_log(server, from_epoch=NOON - 72 * HOUR)
    first = [event.log for event in await walk.collect(30)]
    cursor = json.loads(json.dumps(walk.cursor))
    later = paginate(
        partial(fake.log, server), cursor=cursor, clock=lambda: NOON + 99 * HOUR, from_epoch=NOON - 72 * HOUR
    )
    rest = [event.log async for event in later]
    assert sorted({*first, *rest}) == sorted(f"event {n}" for n in range(-72, 0))
    assert max(asked["to"] for asked in server.asked) == NOON - HOUR / 2


@pytest.mark.parametrize(
    "wrong", [{"from_epoch": 5}, {"to_epoch": NOON.replace(tzinfo=None)}, {"overlap": 1}]
)
def test_a_log_needs_moments(wrong: dict[str, Any]) -> None:
    with pytest.raises(RequestError):
        walk_log(Server([]), **wrong)


# Groups and batches


async def test_members_of_groups_are_counted_in_each_group() -> None:
    server = Server([Member(str(n)) for n in range(7)])
    walk: Any = paginate(partial(fake.grouped, server), record_size=3, window=2)
    pages = [page async for page in walk.pages()]
    assert [len(page.items[0].kinds[0].members) for page in pages] == [3, 3, 1]
    assert pages[-1].last
    assert len(await paginate(partial(fake.grouped, server), record_size=3).collect()) == 6


async def test_an_answer_without_a_second_page_must_not_be_full() -> None:
    server = Server([Thing(n) for n in range(9)])
    assert len(await paginate(partial(fake.batch, server)).collect()) == 9
    assert server.asked[0]["size"] == 500
    with pytest.raises(RequestError, match="batchsize: there may be more than 9") as caught:
        await paginate(partial(fake.batch, server), batchsize=9).collect()
    assert caught.value.cursor is not None


# Overlaps


@given(count=st.integers(0, 40), size=st.integers(2, 9), overlap=st.integers(1, 8), stop=st.integers(1, 40))
async def test_pages_that_overlap_give_each_item_once(count: int, size: int, overlap: int, stop: int) -> None:
    for things in ([Thing(n) for n in range(count)], [[n] for n in range(count)]):
        server = Server(list(things))
        settings: dict[str, Any] = {"record_size": size, "overlap": min(overlap, size - 1), "window": 3}
        walk = paginate(partial(fake.short, server), **settings)
        found = await walk.collect(stop)
        again = paginate(partial(fake.short, server), **settings, cursor=json.loads(json.dumps(walk.cursor)))
        assert found + await again.collect() == things
        assert walk.duplicates == 0


def changing(at: int, change: Any) -> Server:
    """Things that change when the page at an offset is asked for."""
    server = Server([Thing(n) for n in range(20)])

    def before(offset: int) -> None:
        if offset == at:
            change(server.things)

    server.before = before
    return server


async def test_an_object_that_goes_away_would_hide_another_and_is_noticed() -> None:
    def remove(things: list[Any]) -> None:
        del things[1]

    unseen = await paginate(partial(fake.short, changing(5, remove)), record_size=5).collect()
    assert Thing(5) not in unseen
    with pytest.raises(GapError, match="page 1 does not join the one before") as caught:
        await paginate(partial(fake.short, changing(4, remove)), record_size=5, overlap=1).collect()
    assert caught.value.cursor is not None
    assert caught.value.cursor["tail"] == 4
    # More overlap bears more of it.
    found = await paginate(partial(fake.short, changing(3, remove)), record_size=5, overlap=2).collect()
    assert found == [Thing(n) for n in range(20)]


async def test_an_object_that_comes_makes_no_double() -> None:
    walk = paginate(
        partial(fake.short, changing(4, lambda things: things.insert(0, Thing(99)))), record_size=5, overlap=1
    )
    assert await walk.collect() == [Thing(n) for n in range(20)]


async def test_an_end_that_comes_nearer_is_noticed_too() -> None:
    def cut(things: list[Any]) -> None:
        del things[3:]

    with pytest.raises(GapError):
        await paginate(partial(fake.short, changing(4, cut)), record_size=5, overlap=1).collect()


@pytest.mark.parametrize(
    ("function", "settings"),
    [
        (fake.short, {"overlap": 5, "record_size": 5}),
        (fake.short, {"overlap": -1}),
        (fake.short, {"overlap": 1, "ordered": False}),
        (fake.data_v1, {"overlap": 1}),
        (fake.batch, {"overlap": 1}),
    ],
)
def test_an_overlap_that_makes_no_sense_is_refused(function: Any, settings: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="overlap"):
        paginate(function, **settings)
