"""Types are API: never run, only read by type checkers."""

from datetime import datetime
from typing import assert_type

import aiothoughtspot as ts
from aiothoughtspot.v1.shared import User as UserV1
from aiothoughtspot.v2 import metadata, tags
from aiothoughtspot.v2.metadata import MetadataItem
from aiothoughtspot.v2.shared import User
from aiothoughtspot.v2.tags import Tag


async def endpoints(client: ts.Client) -> None:
    assert_type(await client.v2.tags.search(color="#0a0"), list[Tag])
    assert_type(await tags.search(client, color="#0a0"), list[Tag])
    assert_type(await client.v2.tags.create(name="Finance"), Tag)
    assert_type(await client.v2.tags.delete("Finance"), None)
    assert_type(await tags.delete(client, "Finance"), None)
    assert_type(
        await client.v2.metadata.search(metadata=[metadata.MetadataListItemInput(type="LIVEBOARD")]),
        list[MetadataItem],
    )
    assert_type((await client.v2.tags.create(name="x")).creation_time, datetime | None)
    assert_type(await client.v1.users.get(), list[UserV1])


async def raw_calls(client: ts.Client) -> None:
    assert_type(await client.call(tags.SEARCH, body={}, decode=False), ts.Response)
    assert_type(await client.call("v2.tags.search", body={}, decode=False), ts.Response)
    async with client.stream("v2.reports.liveboard", body={}) as stream:
        assert_type(stream, ts.Stream)
        assert_type(await stream.read(), bytes)
        async for chunk in stream:
            assert_type(chunk, bytes)


async def pages(client: ts.Client) -> None:
    assert_type(ts.paginate(client.v2.users.search), ts.Paginator[User])
    async for user in ts.paginate(client.v2.users.search, window=4):
        assert_type(user, User)
    assert_type(await ts.paginate(client.v2.users.search).first(), User | None)
    assert_type(await ts.paginate(client.v2.users.search).collect(5), list[User])


async def values(client: ts.Client) -> None:
    assert_type(client.with_options(timeout=5), ts.Client)
    assert_type(client.with_auth(ts.NoAuth()), ts.Client)
    assert_type(client.stats(), ts.Stats)
    assert_type(ts.Options().deadline, float | None)
    assert_type(ts.Dates.auto() | ts.Dates.by_name(), ts.Dates)
    assert_type(ts.Retry.none(), ts.Retry)
    async with client as same:
        assert_type(same, ts.Client)


def errors(error: ts.RateLimitedError, timeout: ts.TimedOutError, refused: ts.RequestError) -> None:
    assert_type(error.retry_after, float | None)
    assert_type(error.code, int | str | None)
    assert_type(error.attempts, tuple[ts.Attempt, ...])
    assert_type(timeout.sent, bool)
    assert_type(refused.parameter, str | None)


def unset(color: str | ts.Unset = ts.UNSET) -> str:
    return color or "none"
