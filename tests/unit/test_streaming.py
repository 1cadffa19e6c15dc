"""Streams: server-sent events cut anywhere come out whole and once; files appear whole or not at all."""

import json
import stat
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.errors import ProtocolError, RequestError, TooLargeError
from aiothoughtspot.streaming import SseDecoder, Stream

OBJECTS = st.dictionaries(
    st.text(max_size=5), st.text(max_size=8) | st.integers(-9, 9) | st.none(), max_size=3
)
EVENTS = st.lists(OBJECTS | st.lists(OBJECTS, max_size=3), max_size=6)
NOISE = ["", ": heartbeat", "event: message", "id: 7", "retry: 10", ":", "datax: 1", "other"]


def decode(chunks: Iterable[bytes], **limits: int) -> list[dict[str, Any]]:
    decoder = SseDecoder(**limits)
    events = [event for chunk in chunks for event in decoder.feed(chunk)]
    return [*events, *decoder.finish()]


def flat(events: list[Any]) -> list[Any]:
    return [one for event in events for one in (event if isinstance(event, list) else [event])]


def cut(data: bytes, places: Iterable[int]) -> list[bytes]:
    marks = sorted({min(place, len(data)) for place in places})
    return [data[start:end] for start, end in zip([0, *marks], [*marks, len(data)], strict=True)]


@given(
    events=EVENTS,
    ends=st.lists(st.sampled_from(["\n", "\r", "\r\n"]), min_size=1, max_size=7),
    noise=st.lists(st.sampled_from(NOISE), max_size=4),
    bom=st.booleans(),
    spread=st.booleans(),
    whole=st.booleans(),
    places=st.lists(st.integers(0, 300), max_size=30),
)
def test_scenario_36_events_survive_any_line_ends_and_any_cuts(
    events: list[Any],
    ends: list[str],
    noise: list[str],
    bom: bool,
    spread: bool,
    whole: bool,
    places: list[int],
) -> None:
    lines: list[str] = []
    for event in events:
        text = json.dumps(event, ensure_ascii=False, indent=1 if spread else None)
        lines += [*noise, *(f"data: {line}" for line in text.split("\n")), ""]
    if not whole:
        lines = lines[:-1]
    stream = ""
    for n, line in enumerate(lines):
        end = ends[n % len(ends)]
        # A CR and the LF of an empty line after it would be one line's end.
        stream += line + ("\r\n" if end == "\n" and not line and stream.endswith("\r") else end)
    data = (b"\xef\xbb\xbf" if bom else b"") + stream.encode()
    wanted = flat(events)
    assert decode([data]) == wanted
    assert decode(cut(data, places)) == wanted
    assert decode(bytes([byte]) for byte in data) == wanted


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"", []),
        (b"\n\n\n", []),
        (b": only a comment\n\n", []),
        (b"data\n\n", [{"type": "unknown", "data": ""}]),
        (b"data:\n\n", [{"type": "unknown", "data": ""}]),
        (b'data:{"a":1}\n\n', [{"a": 1}]),
        (b'data:  {"a":1}\n\n', [{"a": 1}]),
        (b'data: {"a":\ndata: 1}\n\n', [{"a": 1}]),
        (b'data: [{"a":1},{"b":2}]\n\n', [{"a": 1}, {"b": 2}]),
        (b'data: [1,{"b":2}]\n\n', [{"type": "unknown", "data": 1}, {"b": 2}]),
        (b"data: 7\n\n", [{"type": "unknown", "data": 7}]),
        (b"data: [DONE]\n\n", [{"type": "unknown", "data": "[DONE]"}]),
        (b"data: \xff\n\n", [{"type": "unknown", "data": "\ufffd"}]),
        (b'data: "\xff"\n\n', [{"type": "unknown", "data": '"\ufffd"'}]),
        (b'data: {"a":1}', [{"a": 1}]),
        (b'data: {"a":1}\n', [{"a": 1}]),
        (b'data: {"a":1}\r', [{"a": 1}]),
        (b'data: {"a":1}\r\rdata: {"b":2}\n\ndata: {"c":3}\r\n\r\n', [{"a": 1}, {"b": 2}, {"c": 3}]),
        (b'\xef\xbb\xbfdata: {"a":1}\n\n', [{"a": 1}]),
        (b"\xef\xbb", []),
        (b'Data: {"a":1}\n\n', []),
        (b' data: {"a":1}\n\n', []),
    ],
)
def test_a_stream(stream: bytes, events: list[Any]) -> None:
    assert decode([stream]) == events
    assert decode(bytes([byte]) for byte in stream) == events


@pytest.mark.parametrize("hostile", [b"[" * 200_000, b"1" * 100_000])
def test_hostile_data_is_passed_on_as_text(hostile: bytes) -> None:
    assert decode([b"data: ", hostile, b"\n\n"]) == [{"type": "unknown", "data": hostile.decode()}]


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=10))
def test_scenario_36_no_bytes_make_it_fail(data: bytes, places: list[int]) -> None:
    assert decode(cut(data, places)) == decode([data])


@pytest.mark.parametrize(
    "chunks",
    [
        [b"data: " + b"x" * 200],
        [b"data: " + b"x" * 60 + b"\n"] * 2,
        [b"data:\n"] * 200,
        [b"x" * 50] * 3,
        [b": " + b"x" * 200],
    ],
    ids=["one line", "two lines", "empty lines", "no line end", "comment"],
)
def test_scenario_36_an_event_larger_than_the_cap_is_refused(chunks: list[bytes]) -> None:
    with pytest.raises(TooLargeError, match="larger than 100 bytes") as caught:
        decode(chunks, max_event=100)
    assert caught.value.limit == 100


@pytest.mark.parametrize("lines", [[100], [60, 40], [1] * 100])
def test_scenario_36_the_cap_counts_each_line_with_its_end(lines: list[int]) -> None:
    data = b"".join(b"data:%b\n" % (b"x" * (size - 1)) for size in lines)
    assert len(decode([data + b"\n"], max_event=100)) == 1
    with pytest.raises(TooLargeError) as caught:
        decode([b"data:\n" + data + b"\n"], max_event=100)
    assert caught.value.sent
    with pytest.raises(TooLargeError):
        decode([data.removesuffix(b"\n") + b"x\n\n"], max_event=100)


def test_the_cap_of_an_event_is_16_mebibytes() -> None:
    whole = b"data:" + b"x" * (16 * 1024 * 1024 - 1) + b"\n\n"
    assert len(decode([whole])) == 1
    with pytest.raises(TooLargeError):
        decode([b"data:x" + whole.removeprefix(b"data:")])


def test_a_decoder_that_is_finished_twice_gives_nothing_more() -> None:
    decoder = SseDecoder()
    assert decoder.feed(b'data: {"a":1}') == []
    assert decoder.finish() == [{"a": 1}]
    assert decoder.finish() == []


def test_many_small_events_are_no_large_one() -> None:
    assert len(decode([b'data: {"a":1}\n\n'] * 500, max_event=100)) == 500


# Streams


def stream_of(*chunks: bytes | BaseException) -> Stream:
    waiting = iter(chunks)

    async def chunk() -> bytes | None:
        found = next(waiting, None)
        if isinstance(found, BaseException):
            raise found
        return found

    return Stream(200, (("content-type", "text/event-stream"),), chunk)


async def test_bytes_come_in_order_and_are_counted() -> None:
    stream = stream_of(b"a", b"", b"bc")
    assert [chunk async for chunk in stream] == [b"a", b"", b"bc"]
    assert stream.received == 3
    assert await stream_of(b"ab", b"c").read() == b"abc"
    assert stream.header("content-type") == "text/event-stream"
    assert stream.header("x") is None


async def test_events_come_as_they_are_complete() -> None:
    stream = stream_of(b'data: [{"a"', b':1},{"b":2}]\n\nda', b'ta: {"c":3}')
    assert [event async for event in stream.events()] == [{"a": 1}, {"b": 2}, {"c": 3}]


async def test_a_stream_that_breaks_off_is_never_whole() -> None:
    stream = stream_of(b'data: {"a":1}\n\ndata: {"b"', ProtocolError("cut off"))
    seen: list[Any] = []

    async def consume(events: AsyncIterator[Any]) -> None:
        seen.extend([event async for event in events])

    with pytest.raises(ProtocolError):
        await consume(stream.events())
    with pytest.raises(ProtocolError):
        await stream_of(b"a", ProtocolError("cut off")).read()


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("url", ["s3://bucket/report.pdf", "memory://x", "file:///tmp/x"])
async def test_a_url_is_no_file_of_this_machine(url: str) -> None:
    with pytest.raises(RequestError, match="path: a file of this machine, not a URL"):
        await stream_of(b"x").save(url)


async def test_a_saved_file_is_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"older")
    assert await stream_of(b"new ", b"content").save(target) == 11
    assert target.read_bytes() == b"new content"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert files_in(tmp_path) == ["report.pdf"]
    assert await stream_of().save(str(tmp_path / "empty")) == 0


@pytest.mark.parametrize("failure", [ProtocolError("cut off"), OSError("disk full"), KeyboardInterrupt()])
async def test_a_failed_save_leaves_nothing_new(tmp_path: Path, failure: BaseException) -> None:
    target = tmp_path / "report.pdf"
    with pytest.raises(type(failure)):
        await stream_of(b"half", failure).save(target)
    assert files_in(tmp_path) == []
    target.write_bytes(b"older")
    with pytest.raises(type(failure)):
        await stream_of(b"half", failure).save(target)
    assert target.read_bytes() == b"older"
    assert files_in(tmp_path) == ["report.pdf"]


async def test_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no such"):
        await stream_of(b"x").save(tmp_path / "no such folder" / "file")
