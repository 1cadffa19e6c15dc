"""A client's face: base URLs, views, operations, transports that users give, counters and hooks."""

import asyncio
import importlib.util
import logging
from typing import Any

import httpx
import httpx2
import pytest
from servers import Got, Peer, Server, always, answer_bytes, hang
from wire_support import FILE, GET, READ, WRITE, Connect, settled

from aiothoughtspot import (
    BadRequestError,
    BearerAuth,
    Client,
    ConnectError,
    NoAuth,
    NotFoundError,
    Operation,
    Options,
    PasswordAuth,
    ProtocolError,
    Rate,
    RequestError,
    RequestInfo,
    Response,
    Retry,
    RetryInfo,
    Stats,
    TrustedAuth,
    WaitInfo,
    operations,
)
from aiothoughtspot._catalog import find
from aiothoughtspot.simulator import Cluster, serve


async def test_a_view_shares_the_pool_and_changes_only_itself(connect: Connect, server: Server) -> None:
    client = connect(server, timeout=9.0)
    view = client.with_options(timeout=1.0, locale="de")
    assert (client.options.timeout, view.options.timeout) == (9.0, 1.0)
    await client.call(GET)
    await view.call(GET)
    assert server.accepted == 1
    assert client.stats() == view.stats()
    assert view.known is client.known
    assert "accept-language" not in server.got[0].headers
    assert server.got[1].headers["accept-language"] == "de"
    await view.aclose()
    with pytest.raises(RequestError, match="closed"):
        await client.call(GET)


@pytest.mark.parametrize("name", ["max_in_flight", "http", "insecure_http", "tiemout"])
def test_options_of_the_pool_and_unknown_ones_are_refused_by_a_view(name: str) -> None:
    client = Client("http://localhost", NoAuth())
    with pytest.raises(RequestError, match=name) as caught:
        client.with_options(**{name: 1})
    assert caught.value.parameter == name


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://acme.example", "https://acme.example"),
        ("https://acme.example:443/", "https://acme.example"),
        ("https://acme.example:8443/a/b/", "https://acme.example:8443/a/b"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://[::1]:81/x", "http://[::1]:81/x"),
        ("https://b\u00fccher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_these_base_urls_are_taken(url: str, base: str) -> None:
    assert Client(url, NoAuth()).base_url == base


@pytest.mark.parametrize(
    "url",
    [
        "http://acme.example",
        "http://10.0.0.1",
        "https://user:SECRET@acme.example",
        "https://SECRET@acme.example",
        "https://acme.example/?x=1",
        "https://acme.example/#x",
        "ftp://acme.example",
        "acme.example",
        "",
        "https://",
        "https://acme.example:port",
        "https://acme.example/a b",
        "https://acme.example\r\nX: y",
    ],
)
def test_these_base_urls_are_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(RequestError, match="base_url") as caught:
        Client(url, NoAuth())
    assert "SECRET" not in str(caught.value)


def test_plain_http_elsewhere_needs_leave() -> None:
    assert (
        Client("http://10.0.0.1", NoAuth(), options=Options(insecure_http=True)).base_url == "http://10.0.0.1"
    )


def test_a_client_says_where_and_as_whom_and_no_secret() -> None:
    client = Client("https://acme.example", TrustedAuth("ana", "SECRET"))
    assert (
        repr(client)
        == "<Client https://acme.example as TrustedAuth(username='ana', secret_key=***, org=None, validity=None)>"
    )
    assert "SECRET" not in repr(BearerAuth("SECRET"))
    assert client.stats() == Stats()


def test_an_edge_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # The machine's answer to "is it installed?" is what differs, so that is what is replaced.
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    async def call(http: Any) -> None:
        async with Client(
            "http://localhost:1", NoAuth(), options=Options(http=http, retry=Retry.none())
        ) as client:
            await client.call(GET)

    with pytest.raises(RequestError, match=r"aiothoughtspot\[aiohttp\]"):
        asyncio.run(call("aiohttp"))
    with pytest.raises(ConnectError):
        asyncio.run(call("auto"))


def test_operations_are_found_by_name_and_by_version() -> None:
    v2 = operations("v2")
    assert {one.version for one in v2} == {"v2"}
    assert len(operations()) > len(v2) > 0
    assert find("v2.tags.search").name == "v2.tags.search"
    wrong: tuple[Any, ...] = (
        "v2.tags",
        "v3.tags.search",
        "v2.nothing.search",
        "v2.tags.nothing",
        "",
        "tags",
        None,
        5,
    )
    for name in wrong:
        with pytest.raises(RequestError, match="there is no such operation"):
            find(name)


async def test_private_routes_need_leave(server: Server) -> None:
    private: Operation[Any] = Operation("test.private", "GET", "/private", Any, private=True)
    async with Client(server.url, NoAuth()) as client:
        with pytest.raises(RequestError, match="private_routes=True"):
            await client.call(private)
        assert not server.got
        assert await client.with_options(private_routes=True).call(private) == {"target": "/private"}


async def test_the_groups_are_bound_to_their_client() -> None:
    cluster = Cluster(rows=100, users=20, objects=20, rate_limit=False)
    with serve(cluster) as url:
        async with Client(url, TrustedAuth("tsadmin", "secret")) as client:
            assert client.v2 is client.v2
            assert client.v1 is client.v1
            made = await client.v2.tags.create(name="Wire tests")
            assert [tag.name for tag in await client.v2.tags.search(tag_identifier="Wire tests")] == [
                made.name
            ]
            await client.v2.tags.delete("Wire tests")
            with pytest.raises(BadRequestError):
                await client.v2.tags.delete("Wire tests")


async def test_a_transport_of_either_library_works_over_the_embedded_cluster_in_process() -> None:
    cluster = Cluster(rows=100, users=30, objects=20, rate_limit=False)
    for library in (httpx, httpx2):
        transport: Any = library.ASGITransport(cluster)
        async with Client(
            "http://localhost", TrustedAuth("tsadmin", "secret"), transport=transport
        ) as client:
            users = await asyncio.gather(
                *(client.v2.users.search(record_size=10, record_offset=10 * n) for n in range(3))
            )
            assert len({user.name for page in users for user in page}) == 30
            cluster.revoke_tokens()
            assert await client.v2.tags.search() is not None
            with pytest.raises(BadRequestError):
                await client.v2.tags.delete("no-such-tag")
            with pytest.raises(Exception, match="login was refused"):
                await client.with_auth(PasswordAuth("ana", "wrong")).v2.tags.search()


@pytest.mark.parametrize("library", [httpx, httpx2])
async def test_a_mock_transport_answers_and_its_own_mistakes_come_through(library: Any) -> None:
    seen: list[Any] = []

    def handler(request: Any) -> Any:
        seen.append(request)
        if request.url.path == "/bug":
            raise ZeroDivisionError("a mistake in the test itself")
        if request.url.path == "/write":
            raise library.ReadError("the mock breaks off", request=request)
        if request.url.path == "/read":
            group = ExceptionGroup(
                "both", [ConnectionRefusedError(111, "v6"), ConnectionRefusedError(111, "v4")]
            )
            raise library.ConnectError("all failed", request=request) from group
        return library.Response(200, json={"path": request.url.path})

    transport = library.MockTransport(handler)
    async with Client(
        "https://acme.example", BearerAuth("t"), options=Options(retry=Retry.none()), transport=transport
    ) as client:
        assert await client.call(GET) == {"path": "/get"}
        assert seen[0].headers["authorization"] == "Bearer t"
        async with client.stream(FILE) as stream:
            assert await stream.read() == b'{"path":"/file"}'
        with pytest.raises(ZeroDivisionError, match="in the test itself"):
            await client.call(Operation("test.bug", "GET", "/bug", Any))
        with pytest.raises(ProtocolError, match="outcome is unknown"):
            await client.call(WRITE)
        with pytest.raises(ConnectError, match="refused the connection"):
            await client.call(READ)
        assert client.stats().in_flight == 0


async def test_a_transport_without_a_known_base_is_taken_for_one_of_httpx() -> None:
    class Own:
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json=str(request.url))

    async with Client("https://acme.example", NoAuth(), transport=Own()) as client:
        assert await client.call(GET) == "https://acme.example/get"


async def test_stats_count_what_was_done_and_what_is_going_on(connect: Connect, server: Server) -> None:
    server.answer = hang
    client = connect(server, NoAuth(), max_in_flight=2)
    calls = [asyncio.create_task(client.call(READ)) for _ in range(5)]
    await settled(lambda: client.stats().waiting, 3)
    stats = client.stats()
    assert (stats.calls, stats.attempts, stats.in_flight, stats.waiting) == (5, 2, 2, 3)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    server.answer = always(answer_bytes(b"0123456789", 404), keep=True)
    with pytest.raises(NotFoundError):
        await client.call(READ)
    assert client.stats() == Stats(calls=6, attempts=3, errors=1, received=10)


async def test_hooks_are_told_what_happens(connect: Connect, server: Server) -> None:
    told: list[Any] = []
    left = [answer_bytes(status=503), answer_bytes({"a": 1})]

    async def answer(_: Got, peer: Peer) -> None:
        await peer.send(left.pop(0))

    server.answer = answer
    client = connect(
        server,
        BearerAuth(lambda: "SECRET"),
        retry=Retry(base=0.01),
        on_request=told.append,
        on_response=told.append,
        on_retry=told.append,
        on_wait=told.append,
    )
    await client.call(READ)
    wait, first, no, again, second, yes = told
    assert isinstance(wait, WaitInfo)
    assert (wait.operation, wait.phase) == ("test.read", "token")
    assert (first, second) == (
        RequestInfo("test.read", "POST", "/read", 1),
        RequestInfo("test.read", "POST", "/read", 2),
    )
    assert isinstance(no, Response)
    assert isinstance(yes, Response)
    assert (no.status, yes.status, yes.body) == (503, 200, b'{"a": 1}')
    assert isinstance(again, RetryInfo)
    assert (again.operation, again.attempt) == ("test.read", 1)
    assert "503" in again.cause
    assert "SECRET" not in repr(told)


async def test_a_hook_that_fails_is_logged_and_does_not_fail_the_call(
    connect: Connect, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    def bad(_: object) -> None:
        raise ValueError("a bad hook")

    client = connect(server, rate=Rate(5, 1), on_request=bad, on_response=bad, on_retry=bad, on_wait=bad)
    assert await client.call(GET) == {"target": "/get"}
    assert await client.call(GET) == {"target": "/get"}
    async with client.stream(FILE) as stream:
        assert await stream.read() == b'{"target": "/file"}'
    assert [record.levelno for record in caplog.records if record.message == "a hook failed"] == [
        logging.ERROR
    ] * 9
    assert "a bad hook" in caplog.text
