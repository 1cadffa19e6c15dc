"""The middleware that gives work up when the browser leaves, against a scripted server."""

import asyncio
from typing import Any

import pytest

from aiothoughtspot.backends._leaving import CancelOnDisconnect

START = {"type": "http.response.start", "status": 200, "headers": []}
LAST = {"type": "http.response.body", "body": b"", "more_body": False}
PIECE = {"type": "http.response.body", "body": b"x", "more_body": True}
BODY = {"type": "http.request", "body": b"", "more_body": False}
GONE = {"type": "http.disconnect"}


class Browser:
    """What a server gives an app: messages in the test's order, and a list of what was sent."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.inbox: asyncio.Queue[Any] = asyncio.Queue()
        self.sent: list[Any] = []
        for message in messages:
            self.inbox.put_nowait(message)

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    async def serve(self, app: Any, kind: str = "http") -> None:
        await CancelOnDisconnect(app)({"type": kind}, self.inbox.get, self.send)


async def test_work_is_cancelled_when_the_browser_leaves_and_the_request_ends_quietly() -> None:
    ended = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        try:
            await asyncio.sleep(10)
        finally:
            ended.append(scope["type"])

    browser = Browser(BODY, GONE)
    async with asyncio.timeout(1):
        await browser.serve(app)
    assert ended == ["http"]
    assert browser.sent == []
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_the_body_reaches_the_app_piece_by_piece_with_one_read_ahead() -> None:
    pieces = [{"type": "http.request", "body": bytes([n]), "more_body": n < 3} for n in range(4)]
    browser = Browser(*pieces)
    got: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.01)
        # One waits in the queue, one in the hand of the reader.
        assert browser.inbox.qsize() == 2
        while not got or got[-1]["more_body"]:
            got.append(await receive())
        await send(START)
        await send(LAST)

    await browser.serve(app)
    assert got == pieces
    assert browser.sent == [START, LAST]


async def test_what_comes_after_a_whole_answer_goes_on() -> None:
    """Background tasks run after the answer; the browser may be gone by then."""
    browser = Browser(BODY)
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        for message in (START, PIECE, LAST):
            await send(message)
        browser.inbox.put_nowait(GONE)
        seen.append(await receive())
        await asyncio.sleep(0.01)
        seen.append("done")

    await browser.serve(app)
    assert seen == [GONE, "done"]


async def test_an_app_that_swallows_the_cancellation_leaves_no_trace_of_it() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            await send(START)

    browser = Browser(GONE)
    await browser.serve(app)
    assert browser.sent == [START]
    async with asyncio.timeout(1):
        await asyncio.sleep(0)


async def test_a_server_that_stops_cancels_the_request_itself() -> None:
    started = asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        started.set()
        await asyncio.sleep(10)

    serving = asyncio.create_task(Browser(BODY).serve(app))
    await started.wait()
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving


async def test_a_browser_that_leaves_while_the_server_stops_does_not_hide_that() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        task = asyncio.current_task()
        assert task is not None
        try:
            await asyncio.sleep(10)
        finally:
            task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(Browser(GONE).serve(app))


async def test_an_error_of_the_app_is_the_server_s_to_handle() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await Browser(BODY).serve(app)


async def test_other_kinds_of_connection_pass_through() -> None:
    seen = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append((scope["type"], await receive()))

    await Browser(GONE).serve(app, "websocket")
    assert seen == [("websocket", GONE)]
