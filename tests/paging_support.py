"""Endpoint functions as the generator makes them, over a list in memory, for the paging tests."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import attrs

from aiothoughtspot._operation import Operation, Pages, Param


def walkable(verb: str, shape: Any, *, returns: Any = None, **facts: Any) -> Operation[Any]:
    return Operation(f"v2.fake.{verb}", "POST", "/", returns, pages=Pages(shape=shape, **facts))


OFFSET = {"offset": "record_offset", "size": "record_size"}
SHORT: Final = walkable("short", "short", **OFFSET)
FLAG: Final = walkable("flag", "flag", items="statusList", flag="lastBatch", max=50, **OFFSET)
HEADERS: Final = walkable(
    "headers", "offset_batch_flag", offset="offset", size="batchsize", items="headers", flag="isLastBatch"
)
MORE: Final = walkable("more", "more", items="conversations", flag="has_more", offset="offset", size="limit")
TML: Final = walkable(
    "tml",
    "tml_batch",
    offset="batch_offset",
    size="batch_size",
    items="data.result",
    flag="data.isLastBatch",
    max=200,
)
DATA: Final = walkable("data", "data", items="contents", max=100_000, **OFFSET)
PAGENUMBER = {"offset": "pagenumber", "size": "batchsize", "start": 1, "max": 100_000}
DATA_V1: Final = walkable("data_v1", "data_v1", items="data", **PAGENUMBER)
BOARD_V1: Final = walkable("board_v1", "data_v1", items="*.data", **PAGENUMBER)
SIZELESS: Final = walkable("sizeless", "short", offset="record_offset")
BATCH: Final = walkable("batch", "batch", size="batchsize")
GROUPED: Final = walkable("grouped", "grouped", **OFFSET)
LOG: Final[Operation[Any]] = Operation(
    "v1.fake.log",
    "GET",
    "/",
    None,
    pages=Pages(shape="window", offset="fromEpoch", end="toEpoch", hours=24),
    query=(Param("fromEpoch", int, py="from_epoch"), Param("toEpoch", int, py="to_epoch")),
)
UNPAGED: Final[Operation[Any]] = Operation("v2.fake.unpaged", "POST", "/", None)


@attrs.define
class Thing:
    id: Any


@attrs.define
class Answer:
    """Any object with the fields it is given."""

    status_list: Any = None
    last_batch: Any = None
    headers: Any = None
    is_last_batch: Any = None
    conversations: Any = None
    has_more: Any = None
    data: Any = None
    result: Any = None
    contents: Any = None
    data_rows: Any = None


@attrs.define
class Server:
    """What an endpoint function is given as its client: things in order, and a log of what was asked."""

    things: list[Any]
    flags: bool = True
    cap: int | None = None
    # Turns an offset into another, as a server or a proxy that passes over it does.
    where: Callable[[int], int] = int
    # Runs before each answer: fails, waits, or changes the things.
    before: Callable[[int], Any] | None = None
    asked: list[dict[str, Any]] = attrs.field(factory=list)
    running: int = 0
    most: int = 0
    cancelled: int = 0

    async def page(self, offset: int, size: int, **asked: Any) -> list[Any]:
        self.asked.append({"offset": offset, "size": size, **asked})
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await asyncio.sleep(0)
            if self.before is not None:
                waiting = self.before(offset)
                if waiting is not None:
                    await waiting
            start = self.where(offset)
            return self.things[start : start + min(size, self.cap or size)]
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.running -= 1

    def last(self, offset: int, size: int) -> bool | None:
        return offset + size >= len(self.things) if self.flags else None


async def short(
    client: Server, *, record_offset: int = 0, record_size: int = 10, **filters: Any
) -> list[Any]:
    return await client.page(record_offset, record_size, **filters)


async def sizeless(client: Server, *, record_offset: int = 0) -> list[Any]:
    return await client.page(record_offset, 500)


async def flag(client: Server, *, record_offset: int = 0, record_size: int = 5) -> Answer:
    found = await client.page(record_offset, record_size)
    return Answer(status_list=found, last_batch=client.last(record_offset, record_size))


async def headers(client: Server, *, offset: int = 0, batchsize: int = 5) -> Answer:
    return Answer(headers=await client.page(offset, batchsize), is_last_batch=client.last(offset, batchsize))


async def more(client: Server, *, offset: int = 0, limit: int = 5) -> Answer:
    found = await client.page(offset, limit)
    return Answer(conversations=found, has_more=not client.last(offset, limit))


async def tml(client: Server, *, batch_offset: int = 0, batch_size: int = 20) -> Answer:
    found = await client.page(batch_offset, batch_size)
    return Answer(data=Answer(result=found, is_last_batch=client.last(batch_offset, batch_size)))


async def data(client: Server, *, record_offset: int = 0, record_size: int = 10, **_: Any) -> Answer:
    return Answer(contents=[Answer(data_rows=await client.page(record_offset, record_size)), Answer()])


async def data_v1(client: Server, *, pagenumber: int = 1, batchsize: int = 10, **_: Any) -> Answer:
    return Answer(data=await client.page((pagenumber - 1) * batchsize, batchsize))


async def board_v1(
    client: Server, *, pagenumber: int = 1, batchsize: int = 10, **_: Any
) -> dict[str, Answer]:
    found = await client.page((pagenumber - 1) * batchsize, batchsize)
    return {"viz-1": Answer(data=found), "viz-2": Answer(data=[])}


# Rows have a second page if something sorts them.
SORTS: Final[dict[Any, dict[str, Any]]] = {
    data: {"query_string": "[n] Sort By [n]"},
    data_v1: {"runtime_sorts": [{"sort_column": "n"}]},
    board_v1: {"runtime_sorts": [{"sort_column": "n"}]},
}


def sort_of(function: Any) -> dict[str, Any]:
    return SORTS.get(function, {})


async def batch(client: Server, *, batchsize: int = 10) -> dict[str, dict[str, list[Any]]]:
    return {"owner": {"ANSWER": await client.page(0, batchsize), "TAG": []}}


@attrs.define
class Member:
    name: str


@attrs.define
class Kind:
    kind: str
    members: list[Member]


@attrs.define
class Permissions:
    metadata_id: str
    kinds: list[Kind]


@attrs.define
class Details:
    note: str
    details: list[Permissions]


async def grouped(client: Server, *, record_offset: int = 0, record_size: int = -1) -> Details:
    """Each group has its own page of members."""
    more = await client.page(record_offset, record_size)
    groups = [Kind("users", more), Kind("groups", more[:1])]
    return Details("x", [Permissions("one", groups), Permissions("two", [Kind("users", [])])])


@attrs.define
class Event:
    """No id, as the log has it."""

    date: datetime
    log: str


async def log(
    client: Server, topic: str = "", *, from_epoch: datetime | None = None, to_epoch: datetime | None = None
) -> list[Event]:
    """Events from the first moment to the last, both included."""
    assert from_epoch is not None
    assert to_epoch is not None
    client.asked.append({"from": from_epoch, "to": to_epoch})
    return [event for event in client.things if from_epoch <= event.date <= to_epoch]


async def unpaged(client: Server) -> list[Any]:
    return await client.page(0, 1)


async def unknown(client: Server) -> list[Any]:
    return await client.page(0, 1)
