"""Downloads and conversations at full length (scenarios 35, 36 and 39)."""

import asyncio
import errno
import json
import resource
import signal
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from measure import MIB, Watch, both_loops, own_edges, sized, travelling
from servers import Got, Peer, Server, always, answer_bytes, hang, ok
from wire_support import EVENTS, FILE, GET, READ, Connect, settled

from aiothoughtspot import ProtocolError, RequestError, TimedOutError, TooLargeError, TransportError

pytestmark = own_edges
Said = Callable[[str, object], None]
HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
PIECE = bytes(range(256)) * 256


async def to_file(client: Any, path: Path) -> int:
    async with client.stream(FILE) as stream:
        size: int = await stream.save(path)
        return size


def large(size: int) -> Any:
    """Answer with so many bytes."""

    async def answer(_: Got, peer: Peer) -> None:
        await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size)
        for _turn in range(size // len(PIECE)):
            await peer.send(PIECE)

    return answer


# Files


async def test_scenario_35_a_large_file_is_saved_in_bounded_memory(
    connect: Connect, server: Server, tmp_path: Path, record_property: Said
) -> None:
    size = sized(64, 2048) * MIB
    server.answer = large(size)
    client = connect(server)
    before = time.perf_counter()
    async with Watch() as watch:
        assert await to_file(client, tmp_path / "all.csv") == size
    took = time.perf_counter() - before
    saved = (tmp_path / "all.csv").stat()
    (tmp_path / "all.csv").unlink()
    record_property("MiB", size // MIB)
    record_property("MiB per s", round(size / MIB / took))
    record_property("memory, MiB", watch.grown // MIB)
    assert (saved.st_size, stat.S_IMODE(saved.st_mode)) == (size, 0o600)
    assert watch.grown < 64 * MIB


@pytest.fixture
def full_disk() -> Iterator[int]:
    """Let no file grow over 1 MiB: the system then fails a write as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, hard))
    yield errno.EFBIG
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)


async def test_scenario_35_a_full_disk_is_an_os_error_and_leaves_nothing(
    connect: Connect, server: Server, tmp_path: Path, full_disk: int
) -> None:
    server.answer = large(4 * MIB)
    client = connect(server)
    with pytest.raises(OSError, match="File too large") as caught:
        await to_file(client, tmp_path / "all.csv")
    assert caught.value.errno == full_disk
    assert list(tmp_path.iterdir()) == []
    assert client.stats().in_flight == 0


async def test_scenario_35_a_process_killed_at_60_percent_leaves_no_file_under_the_final_name(
    edge: str, server: Server, tmp_path: Path
) -> None:
    script = textwrap.dedent(
        """
        import asyncio, sys
        from typing import Any
        from aiothoughtspot import Client, NoAuth, Operation, Options
        FILE = Operation("test.file", "GET", "/file", bytes, stream="bytes")
        async def main():
            async with Client(sys.argv[1], NoAuth(), options=Options(http=sys.argv[3])) as client:
                async with client.stream(FILE) as stream:
                    await stream.save(sys.argv[2])
        asyncio.run(main())
        """
    )
    size = 10 * MIB
    reached = asyncio.Event()

    async def most_of_it(_: Got, peer: Peer) -> bool:
        await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size)
        for _turn in range(size * 6 // 10 // len(PIECE)):
            await peer.send(PIECE)
        reached.set()
        await peer.hang()
        return False

    server.answer = most_of_it
    target = tmp_path / "all.csv"
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, server.url, str(target), edge, stderr=subprocess.PIPE
    )
    async with asyncio.timeout(30):
        await reached.wait()
        child.send_signal(signal.SIGKILL)
        await child.communicate()
    assert not target.exists()
    # A clean start works beside what the killed one left.
    server.answer = always(answer_bytes(b"whole"), keep=True)
    script_again = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, server.url, str(target), edge
    )
    assert await asyncio.wait_for(script_again.wait(), 30) == 0
    assert target.read_bytes() == b"whole"


# Conversations


def chunk(content: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(content), content)


@travelling
async def test_scenario_36_a_minute_of_silence_is_waited_out_and_the_idle_timeout_ends_it(
    connect: Connect, server: Server
) -> None:
    async def quiet(_: Got, peer: Peer) -> bool:
        await peer.send(HEAD + chunk(b'data: {"n": 1}\n\n'))
        await asyncio.sleep(60)
        await peer.send(chunk(b'data: {"n": 2}\n\n'))
        await peer.hang()
        return False

    server.answer = quiet
    client = connect(server, timeout=90)
    loop = asyncio.get_running_loop()
    seen: list[Any] = []

    async def listen() -> None:
        async with client.stream(EVENTS) as stream:
            async for event in stream.events():
                seen.append((event["n"], round(loop.time() - before)))  # noqa: PERF401 - what came before the failure is wanted

    before = loop.time()
    with pytest.raises(TimedOutError):
        await listen()
    assert seen == [(1, 0), (2, 60)]
    assert 149 < loop.time() - before < 152


async def test_scenario_36_an_event_of_5_mib_comes_whole_and_one_of_17_is_an_error(
    connect: Connect, server: Server
) -> None:
    text = "x" * (5 * MIB)
    piece = b'data: {"text": "' + text.encode() + b'"}\n\n'
    server.answer = always(
        HEAD, *[chunk(piece[at : at + 50_000]) for at in range(0, len(piece), 50_000)], b"0\r\n\r\n"
    )
    client = connect(server)
    async with client.stream(EVENTS) as stream:
        assert [event async for event in stream.events()] == [{"text": text}]

    async def endless(_: Got, peer: Peer) -> bool:
        await peer.send(HEAD + chunk(b"data: "))
        while True:
            await peer.send(chunk(b"x" * 100_000))

    server.answer = endless
    async with Watch() as watch:
        with pytest.raises(TooLargeError):
            async with client.stream(EVENTS) as stream:
                [event async for event in stream.events()]
    assert watch.grown < 96 * MIB
    assert client.stats().in_flight == 0


@pytest.mark.parametrize("content", [b'data: {"n": 1}\n\ndata: {"n"', b'data: {"n": 1}\n\n'])
async def test_scenario_36_a_conversation_that_drops_is_an_error_after_the_events_that_came(
    connect: Connect, server: Server, content: bytes
) -> None:
    server.answer = always(HEAD + chunk(content))
    seen: list[Any] = []

    async def listen() -> None:
        async with connect(server).stream(EVENTS) as stream:
            async for event in stream.events():
                seen.append(event)  # noqa: PERF401 - what came before the failure is wanted

    with pytest.raises(ProtocolError) as caught:
        await listen()
    assert caught.value.received <= len(content)
    assert seen in ([], [{"n": 1}])


async def test_scenario_36_a_consumer_that_is_slower_than_the_server_takes_no_memory_and_loses_nothing(
    connect: Connect, server: Server, record_property: Said
) -> None:
    count = 3000
    event = "y" * 20_000

    async def fast(_: Got, peer: Peer) -> bool:
        await peer.send(HEAD)
        for number in range(count):
            await peer.send(
                chunk(b"data: " + json.dumps({"n": number, "text": event}).encode() + b"\r\n\r\n")
            )
        await peer.send(b"0\r\n\r\n")
        return True

    server.answer = fast
    client = connect(server)
    numbers: list[int] = []
    async with Watch() as watch, client.stream(EVENTS) as stream:
        async for one in stream.events():
            numbers.append(one["n"])
            if len(numbers) % 100 == 0:
                await asyncio.sleep(0.01)
    record_property("events", len(numbers))
    record_property("memory, MiB", watch.grown // MIB)
    assert numbers == list(range(count))
    assert watch.grown < 32 * MIB


# A client's life on both loops


@both_loops
async def test_scenario_39_closing_while_100_calls_are_on_their_way_ends_them_all(
    connect: Connect, server: Server
) -> None:
    server.answer = hang
    client = connect(server, max_in_flight=100, timeout=0.3)
    calls = [asyncio.create_task(client.call(READ)) for _ in range(100)]
    assert await settled(lambda: len(server.got), 100) == 100
    before = time.perf_counter()
    await asyncio.gather(client.aclose(), client.aclose())
    assert time.perf_counter() - before < 5
    ends = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(end, TransportError | RequestError) for end in ends)
    assert await settled(lambda: len(server.open), 0) == 0
    await client.aclose()
    with pytest.raises(RequestError, match="closed"):
        await client.call(GET)


@both_loops
async def test_scenario_39_one_client_serves_ten_thousand_calls_in_a_row_of_tasks(
    connect: Connect, server: Server, record_property: Said
) -> None:
    server.answer = ok
    client = connect(server, max_in_flight=16)
    total = sized(400, 10_000)
    before = time.perf_counter()
    for _ in range(10):
        await asyncio.gather(*(client.call(READ) for _ in range(total // 10)))
    record_property("calls per s, both ends in one process", round(total / (time.perf_counter() - before)))
    assert len(server.got) == total
    assert server.accepted <= 16
