"""Streams passed on to a browser: events with signs of life, files that are whole or broken off, and leaving early."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from backends_support import LEFT_SECONDS, leaving, served, until
from servers import Got, Peer, answer_bytes, serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import aiothoughtspot as ts
from aiothoughtspot.backends import starlette

EVENTS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"
STOP = "/api/rest/2.0/ai/agent/conversation/c-1/stop-response"
OPTIONS = ts.Options(rate=None, retry=ts.NO_RETRY, timeout=5, deadline=5)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


async def conversation(request: Request) -> Response:
    client = starlette.app_client(request)
    opening = client.v2.ai.send_streaming(conversation_identifier="c-1", messages=["how much?"])
    return starlette.events(opening, beat=0.05)


async def download(request: Request) -> Response:
    client = starlette.app_client(request)
    body = {"metadata_identifier": "lb-1", "file_format": "PDF"}
    opening = client.stream("v2.reports.liveboard", body=body)
    return starlette.report(opening, request.query_params["name"], "application/pdf")


@asynccontextmanager
async def proxy(url: str, *, installed: bool = True) -> AsyncIterator[tuple[httpx.AsyncClient, ts.Client]]:
    """A plain Starlette app before a cluster."""
    routes = [Route("/chat", conversation), Route("/report", download)]
    app = Starlette(
        routes=routes,
        lifespan=starlette.lifespan(lambda: ts.Client(url, ts.BearerAuth("token"), options=OPTIONS)),
    )
    if installed:
        starlette.install(app)
    async with served(app) as browser:
        yield browser, app.state.thoughtspot


Serve = Callable[[Got, Peer], Awaitable[bool | None]]


def upstream(stream: Serve) -> Serve:
    """A server whose streams the test writes, and that knows how to stop."""

    async def answer(got: Got, peer: Peer) -> bool | None:
        if got.target == STOP:
            await peer.send(answer_bytes(status=204))
            return None
        return await stream(got, peer)

    return answer


def objects(text: str) -> list[Any]:
    return [
        json.loads(line.removeprefix("data: ")) for line in text.split("\n\n") if line.startswith("data: ")
    ]


async def test_events_come_out_one_by_one_with_signs_of_life_between() -> None:
    async def stream(got: Got, peer: Peer) -> None:
        await peer.send(EVENTS, chunk(b'data: [{"type": "ack"}, {"type": "text"}]\r\n\r\n'))
        await asyncio.sleep(0.12)
        await peer.send(chunk(b': heartbeat\r\n\r\ndata: {"type": "answer", "title": "\xc3\xa4"}\n\n'), END)

    async with serving(upstream(stream)) as server, proxy(server.url) as (browser, client):
        answer = await browser.get("/chat")
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-accel-buffering"] == "no"
        assert "content-length" not in answer.headers
        assert [one["type"] for one in objects(answer.text)] == ["ack", "text", "answer"]
        assert objects(answer.text)[2]["title"] == "ä"
        assert answer.text.count(": waiting\n\n") == 2
        assert server.count(STOP) == 0
        await until(lambda: client.stats().in_flight == 0)


async def test_an_error_before_the_first_event_is_a_problem_with_its_own_status() -> None:
    async def stream(got: Got, peer: Peer) -> None:
        await peer.send(answer_bytes({"error": "no"}, 403))

    async with serving(upstream(stream)) as server, proxy(server.url) as (browser, _):
        for path in ("/chat", "/report?name=a"):
            answer = await browser.get(path)
            assert answer.status_code == 403
            assert answer.headers["content-type"] == "application/problem+json"


async def test_a_conversation_that_breaks_off_ends_with_an_error_event() -> None:
    async def stream(got: Got, peer: Peer) -> bool:
        await peer.send(EVENTS, chunk(b'data: {"type": "ack"}\n\n'))
        return False

    async with serving(upstream(stream)) as server, proxy(server.url) as (browser, client):
        first, last = objects((await browser.get("/chat")).text)
        assert first == {"type": "ack"}
        assert last["type"] == "error"
        assert (last["problem"]["title"], last["problem"]["status"]) == ("ProtocolError", 502)
        await until(lambda: client.stats().in_flight == 0)


@pytest.mark.parametrize("silent", [False, True])
async def test_a_browser_that_leaves_a_conversation_stops_the_reply(silent: bool) -> None:
    async def stream(got: Got, peer: Peer) -> None:
        await peer.send(EVENTS, chunk(b'data: {"type": "ack"}\n\n'))
        while not silent:
            await peer.send(chunk(b'data: {"type": "text-chunk"}\n\n'), pause=0.005)
        await peer.hang()

    async with serving(upstream(stream)) as server, proxy(server.url) as (browser, client):
        async with leaving(browser, "/chat") as reader:
            await reader.readuntil(b'"ack"')
            assert client.stats().in_flight == 1
        assert await until(lambda: server.count(STOP) == 1) < LEFT_SECONDS
        await until(lambda: client.stats().in_flight == 0)


async def test_a_file_comes_through_byte_for_byte_under_a_safe_name() -> None:
    content = bytes(range(256)) * 4_000

    async def stream(got: Got, peer: Peer) -> None:
        await peer.send(answer_bytes(content, 200))

    async with serving(upstream(stream)) as server, proxy(server.url) as (browser, client):
        answer = await browser.get("/report", params={"name": '..\\x/Umsatz "ä"\r\n.pdf'})
        assert answer.content == content
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["x-content-type-options"] == "nosniff"
        named = "attachment; filename*=UTF-8''Umsatz%20%22%C3%A4%22%0D%0A.pdf"
        assert answer.headers["content-disposition"] == named
        assert (await browser.get("/report?name=../..")).headers["content-disposition"].endswith("''..")
        assert (await browser.get("/report?name=/")).headers["content-disposition"].endswith("''report")
        await until(lambda: client.stats().in_flight == 0)


async def test_a_file_that_breaks_off_is_never_taken_for_whole() -> None:
    async def stream(got: Got, peer: Peer) -> bool:
        await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"%PDF" * 1000)
        return False

    async with serving(upstream(stream)) as server, proxy(server.url) as (browser, client):
        with pytest.raises(httpx.RemoteProtocolError):
            await browser.get("/report?name=a.pdf")
        await until(lambda: client.stats().in_flight == 0)


async def test_a_slow_browser_slows_the_stream_and_fills_no_memory() -> None:
    sent = 0

    async def stream(got: Got, peer: Peer) -> None:
        nonlocal sent
        await peer.send(EVENTS)
        while True:
            await peer.send(chunk(b"x" * 65536))
            sent += 65536

    async with serving(upstream(stream)) as server, proxy(server.url) as (browser, client):
        async with leaving(browser, "/report?name=a"):
            await asyncio.sleep(0.3)
            before = sent
            await asyncio.sleep(0.2)
            # Socket buffers on the way are full, and nothing else holds any of it.
            assert sent - before <= 65536 * 4
            assert sent < 40 * 1024 * 1024
        await until(lambda: client.stats().in_flight == 0)


@pytest.mark.parametrize("installed", [False, True])
async def test_a_browser_that_leaves_a_download_frees_the_slot_at_once(installed: bool) -> None:
    async def stream(got: Got, peer: Peer) -> None:
        await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"%PDF")
        await peer.hang()

    async with (
        serving(upstream(stream)) as server,
        proxy(server.url, installed=installed) as (browser, client),
    ):
        async with leaving(browser, "/report?name=a") as reader:
            await reader.readuntil(b"%PDF")
        assert await until(lambda: client.stats().in_flight == 0) < LEFT_SECONDS
        await until(lambda: not server.open)
