"""The fault proxy does what it says: else the scenarios prove nothing."""

import asyncio
import time

import pytest
from fault_proxy import FLOOD, LAST_CHUNK, Fault, Faulty, in_chunks, play
from hypothesis import given
from hypothesis import strategies as st
from servers import answer_bytes, ok, serving

BODY = b'{"rows": [1, 2, 3]}'
ANSWER = answer_bytes(BODY)
HEAD = len(ANSWER) - len(BODY)


@pytest.mark.parametrize(
    ("fault", "sent"),
    [
        (Fault(), ANSWER),
        (Fault(before=FLOOD), FLOOD + ANSWER),
        (Fault(cut="status line"), b""),
        (Fault(cut="headers"), ANSWER[: HEAD // 2]),
        (Fault(cut="body"), ANSWER[: HEAD + len(BODY) // 2]),
        (Fault(cut=7), b"HTTP/1."),
        (Fault(status_line=b"HTTP/9.9 200 OK"), ANSWER.replace(b"HTTP/1.1 200 X", b"HTTP/9.9 200 OK")),
        (Fault(header=b"A: b\r\n"), ANSWER.replace(b"200 X\r\n", b"200 X\r\nA: b\r\n")),
        (Fault(longer=5), ANSWER.replace(b"Length: 19", b"Length: 24")),
        (Fault(longer=-5), ANSWER.replace(b"Length: 19", b"Length: 14")),
    ],
)
def test_an_answer_is_rewritten_so(fault: Fault, sent: bytes) -> None:
    assert play(ANSWER, fault) == sent


@given(st.binary(max_size=200), st.integers(1, 50))
def test_chunks_hold_the_body_and_end(body: bytes, size: int) -> None:
    wire = in_chunks(body, size)
    assert wire.endswith(LAST_CHUNK)
    left, read = wire, b""
    while not left.startswith(b"0\r\n"):
        said, _, rest = left.partition(b"\r\n")
        read += rest[: int(said, 16)]
        left = rest[int(said, 16) + 2 :]
    assert read == body


def test_the_last_chunk_can_be_left_out() -> None:
    assert play(ANSWER, Fault(chunked=4, cut="last chunk")).endswith(b"\r\n3]}\r\n")
    assert b"\r\n\r\nzz\r\n{" in play(ANSWER, Fault(chunked=4, chunk_size=b"zz"))


async def raw(port: int) -> tuple[bytes, float, str]:
    """Ask for a page; what came, how long it took, and how the connection ended."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
    before, got, ended = time.perf_counter(), b"", "end"
    try:
        async with asyncio.timeout(0.5):
            while data := await reader.read(65536):
                got += data
    except ConnectionResetError:
        ended = "reset"
    except TimeoutError:
        ended = "silence"
    finally:
        writer.close()
    return got, time.perf_counter() - before, ended


@pytest.mark.parametrize(
    ("fault", "ended", "least", "most"),
    [
        (Fault(cut="body", end="close"), "end", 0.0, 0.2),
        (Fault(cut="body", end="reset"), "reset", 0.0, 0.2),
        (Fault(cut="body", end="stall"), "silence", 0.5, 0.7),
        (Fault(), "silence", 0.5, 0.7),
        (Fault(latency=0.1, end="close"), "end", 0.1, 0.4),
        (Fault(slow_close=0.1, end="close"), "end", 0.1, 0.4),
        (Fault(slices=1, end="close"), "end", 0.0, 0.4),
        (Fault(bandwidth=500, end="close"), "end", 0.1, 0.45),
    ],
)
async def test_a_fault_ends_and_takes_so_long(fault: Fault, ended: str, least: float, most: float) -> None:
    async with serving(ok) as behind, serving(Faulty(behind.url, fault)) as proxy:
        got, took, how = await raw(proxy.port)
    assert how == ended
    assert least <= took < most
    whole = fault.cut is None
    assert got.endswith(b'{"target": "/x"}') == whole
    assert got.startswith(b"HTTP/1.1 200 ")
