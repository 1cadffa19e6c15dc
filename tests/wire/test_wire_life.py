"""A client's life: views, loops, forks, closing, counting and telling (scenario 39)."""

import asyncio
import gc
import subprocess
import sys
import textwrap
import threading
import time
import warnings
from typing import Any

import pytest
from servers import Got, Peer, Server, always, answer_bytes, hang, ok, serving
from wire_support import EVENTS, GET, READ, Connect, settled

from aiothoughtspot import (
    Client,
    ClosedError,
    ConnectError,
    NoAuth,
    Options,
    RequestError,
    Retry,
    TransportError,
)
from aiothoughtspot._edges import Origin, Outgoing
from aiothoughtspot._edges.slots import SlotEdge

# Loops, threads and processes


class Thread:
    """The hostile server in a thread of its own, for tests that have several loops or none."""

    def __enter__(self) -> Server:
        ready = threading.Event()

        async def run() -> None:
            self.stop = asyncio.Event()
            self.loop = asyncio.get_running_loop()
            async with serving() as self.server:
                ready.set()
                await self.stop.wait()

        self.thread = threading.Thread(target=lambda: asyncio.run(run()))
        self.thread.start()
        ready.wait()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join()


# What the first, closed loop leaves open is closed by the garbage collector, which says so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("http", ["httpx", "aiohttp"])
def test_scenario_39_a_client_may_be_used_in_one_loop_after_another(http: Any) -> None:
    with Thread() as server:
        client = Client(server.url, NoAuth(), options=Options(http=http))

        async def call() -> Any:
            return await client.call(GET)

        async def last() -> Any:
            async with client:
                return await client.call(GET)

        assert asyncio.run(call()) == asyncio.run(call()) == asyncio.run(last()) == {"target": "/get"}
        gc.collect()


def test_scenario_39_a_second_loop_at_the_same_time_is_a_clear_error() -> None:
    with Thread() as server:
        client = Client(server.url, NoAuth())

        async def outer() -> None:
            await client.call(GET)
            with pytest.raises(ClosedError, match="another event loop"):
                await asyncio.to_thread(asyncio.run, client.call(GET))
            # Closing it there closes nothing here.
            await client.call(GET)
            await client.aclose()

        asyncio.run(outer())


def test_scenario_39_a_client_closed_in_another_loop_does_not_hang() -> None:
    with Thread() as server:
        client = Client(server.url, NoAuth())

        async def use() -> None:
            await client.call(GET)
            await asyncio.to_thread(asyncio.run, client.aclose())
            with pytest.raises(ClosedError, match="closed"):
                await client.call(GET)
            assert len(server.got) == 1

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            asyncio.run(use())
            gc.collect()


def test_scenario_39_a_forked_child_opens_connections_of_its_own() -> None:
    script = textwrap.dedent(
        """
        import asyncio, os, sys
        from typing import Any
        from aiothoughtspot import Client, NoAuth, Operation
        GET = Operation("test.get", "GET", "/get", Any)
        client = Client(sys.argv[1], NoAuth())
        async def parent():
            await client.call(GET)
            child = os.fork()
            if child == 0:
                # A child of a fork runs a loop of its own; the parent's is not closed, but it is not the child's.
                asyncio.events._set_running_loop(None)
                code = 1
                try:
                    async def main():
                        assert (await client.call(GET)) == {"target": "/get"}
                        await client.aclose()
                    asyncio.new_event_loop().run_until_complete(main())
                    code = 0
                finally:
                    os._exit(code)
            _, status = await asyncio.to_thread(os.waitpid, child, 0)
            assert status == 0, status
            assert (await client.call(GET)) == {"target": "/get"}
            await client.aclose()
        asyncio.run(parent())
        """
    )
    with Thread() as server:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script, server.url],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert server.accepted == 2
        assert len(server.got) == 3


# Closing


async def test_scenario_39_closing_waits_for_what_is_in_flight(connect: Connect, server: Server) -> None:
    async def slow(got: Got, peer: Peer) -> None:
        await asyncio.sleep(0.15)
        await ok(got, peer)

    server.answer = slow
    client = connect(server, max_in_flight=50)
    calls = [asyncio.create_task(client.call(READ)) for _ in range(100)]
    await settled(lambda: client.stats().in_flight, 50)
    before = time.perf_counter()
    await client.aclose()
    assert time.perf_counter() - before < 5
    assert await asyncio.gather(*calls) == [{"target": "/read"}] * 100
    assert client.stats().in_flight == 0
    if client._live._given is None:
        # The connections of a user's own transport are the user's to close.
        assert await settled(lambda: len(server.open), 0) == 0
    await client.aclose()


@pytest.mark.parametrize("edge", ["httpx"], indirect=True)
async def test_scenario_39_closing_does_not_wait_for_ever(connect: Connect, server: Server) -> None:
    server.answer = hang
    client = connect(server, max_in_flight=2, retry=Retry(base=0.01))
    calls = [asyncio.create_task(client.call(READ)) for _ in range(2)]
    await settled(lambda: len(server.got), 2)
    before = time.perf_counter()
    await client.aclose()
    assert 4.5 < time.perf_counter() - before < 6
    ended = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 2)
    assert all(isinstance(one, TransportError) for one in ended), ended
    assert len(server.got) == 2


async def test_scenario_39_a_call_that_waits_for_a_retry_ends_when_the_client_is_closed(
    connect: Connect, server: Server
) -> None:
    server.answer = always(answer_bytes(status=429, Retry_After="0.2"), keep=True)
    client = connect(server)
    call = asyncio.create_task(client.call(GET))
    await settled(lambda: len(server.got), 1)
    await asyncio.sleep(0.05)
    await client.aclose()
    with pytest.raises(ConnectError, match="closed meanwhile"):
        await call
    assert len(server.got) == 1


async def test_scenario_39_a_connection_that_comes_about_after_closing_is_not_kept(server: Server) -> None:
    edge = SlotEdge(Origin("http", "127.0.0.1", server.port), "httpx")
    answer = await edge.send(Outgoing("GET", "/", (("Host", "x"),), b""))
    await edge.aclose()
    late = await edge.send(Outgoing("GET", "/", (("Host", "x"),), b""))
    while await late.chunk() is not None:
        pass
    assert await late.chunk() is None
    await answer.close()
    assert await settled(lambda: len(server.open), 0) == 0


async def test_scenario_39_calls_after_closing_are_refused_and_closing_twice_or_unused_is_fine(
    connect: Connect, server: Server
) -> None:
    client = connect(server)
    await client.aclose()
    async with connect(server) as other:
        await other.call(GET)
    await other.aclose()
    for closed in (client, other):
        with pytest.raises(ClosedError, match="the client is closed"):
            await closed.call(GET)
        with pytest.raises(ClosedError, match="the client is closed"):
            async with closed.stream(EVENTS):
                pass


async def test_leaving_a_view_closes_nothing_while_another_block_is_open(
    connect: Connect, server: Server
) -> None:
    async with connect(server) as client:
        async with client.with_options(timeout=3) as hurried, hurried.with_auth(NoAuth()) as nobody:
            await nobody.call(GET)
        await client.call(GET)
    with pytest.raises(ClosedError, match="the client is closed"):
        await client.call(GET)
    async with connect(server).with_options(timeout=3) as only:
        await only.call(GET)
    with pytest.raises(ClosedError, match="the client is closed"):
        await only.call(GET)


async def test_scenario_39_a_client_that_was_never_closed_is_named_by_its_line(server: Server) -> None:
    held = [Client(server.url, NoAuth())]
    line = sys._getframe().f_lineno - 1
    await held[0].call(GET)
    transport = held[0]._live.bound().transport
    with pytest.warns(ResourceWarning, match=rf"client made at .*test_wire_life\.py:{line} was never closed"):
        held.clear()
    await transport.aclose()


async def test_scenario_39_a_client_that_was_never_used_or_was_closed_warns_of_nothing(
    server: Server,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Client(server.url, NoAuth())
        async with Client(server.url, NoAuth()) as client:
            await client.call(GET)
        with pytest.raises(RequestError):
            Client("nonsense", NoAuth())
        del client
        gc.collect()
