"""`Options(release=...)`: what the cluster lacks is not sent, "auto" asks it once, and what is deprecated warns once."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx
import pytest

from aiothoughtspot import (
    ApiError,
    AuthError,
    BearerAuth,
    Client,
    NoAuth,
    Options,
    TrustedAuth,
    UnsupportedByReleaseError,
)
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2 import ai, connections, reports

SYSTEM = "GET /api/rest/2.0/system"
OLD, NEW = "9.5.0.cl", "26.8.0.cl"


@asynccontextmanager
async def client_of(release: str | None, cluster: Cluster) -> AsyncIterator[Client]:
    """A client with that option, in one process with the cluster."""
    transport = httpx.ASGITransport(cluster)
    options = Options(release=release, rate=None)
    async with Client(
        "http://localhost", TrustedAuth("tsadmin", "secret"), options=options, transport=transport
    ) as client:
        yield client


def cluster(release: str = NEW) -> Cluster:
    return Cluster(rows=10, users=5, objects=5, release=release)


async def test_what_the_release_lacks_is_not_sent() -> None:
    old = cluster(OLD)
    async with client_of(OLD, old) as client:
        with pytest.raises(UnsupportedByReleaseError) as caught:
            await client.v2.tags.search(name_pattern="%a%")
        assert (caught.value.parameter, caught.value.needs) == ("name_pattern", "9.6.0.cl")
        with pytest.raises(UnsupportedByReleaseError) as caught:
            async with ai.send_streaming(client, "c", messages=["hello"]):
                pass
        assert caught.value.operation == "v2.ai.send_streaming"
        assert old.counts.total() == 0
        assert await client.v2.tags.search()


async def test_auto_asks_the_cluster_once_for_all_calls_and_views() -> None:
    old = cluster(OLD)
    async with client_of("auto", old) as client:
        analyst = client.with_auth(TrustedAuth("ana", "secret"))
        calls = [one.v2.tags.search(name_pattern="%a%") for one in (client, analyst) * 10]
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {UnsupportedByReleaseError}
        # A view of a newer release does not ask.
        assert await client.with_options(release=NEW).v2.tags.search(name_pattern="%a%")
        assert old.counts[SYSTEM] == 1


@pytest.mark.parametrize("said", [{}, {"release_version": "test"}, {"release_version": None}, []])
async def test_a_cluster_that_does_not_say_its_release_is_no_error(said: object) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(200, json=said if request.url.path.endswith("/system") else [])

    transport = httpx.MockTransport(answer)
    async with Client(
        "http://localhost", NoAuth(), options=Options(release="auto"), transport=transport
    ) as client:
        assert await client.v2.tags.search(name_pattern="%a%") == []
        assert await client.v2.tags.search(name_pattern="%a%") == []
    assert [path.rpartition("/")[2] for path in asked] == ["system", "search", "search"]


async def test_a_cluster_that_must_not_say_is_no_error_either() -> None:
    closed = cluster(OLD)
    closed.faults.add("error", path="/system", status=403)
    async with client_of("auto", closed) as client:
        assert await client.v2.tags.search(name_pattern="%a%")
        assert await client.v2.tags.search(name_pattern="%a%")
        assert closed.counts[SYSTEM] == 1


async def test_a_cluster_that_cannot_be_asked_now_is_asked_again() -> None:
    old = cluster(OLD)
    async with client_of("auto", old) as client:
        nobody = client.with_auth(BearerAuth(lambda: ""))
        with pytest.raises(AuthError, match="bearer token is empty"):
            await nobody.v2.tags.search(name_pattern="%a%")
        with pytest.raises(UnsupportedByReleaseError):
            await client.v2.tags.search(name_pattern="%a%")


async def test_what_is_deprecated_warns_once_where_it_is_called() -> None:
    async with client_of(NEW, cluster()) as client:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            for one in (client, client.with_options(locale="en-US")):
                with suppress(ApiError):
                    await one.v2.connections.delete_by_body(connection_identifier="none")
        (warning,) = caught
        assert warning.category is DeprecationWarning
        assert (
            str(warning.message) == "v2.connections.delete_by_body is deprecated; use v2.connections.delete"
        )
        assert warning.filename == __file__


async def test_without_a_release_nothing_warns() -> None:
    async with client_of(None, cluster()) as client:
        with warnings.catch_warnings(record=True) as caught, suppress(ApiError):
            await connections.delete_by_body(client, connection_identifier="none")
        assert caught == []


async def test_an_enum_value_that_was_away_is_refused_for_that_time_only() -> None:
    async with client_of("10.7.0.cl", cluster()) as client:
        with pytest.raises(UnsupportedByReleaseError, match=r"file_format 'CSV': .* it needs 26\.2\.0\.cl"):
            await reports.liveboard(client, metadata_identifier="x", file_format="CSV")
