"""Bodies that are bombs, drift, or no JSON at all: a value or a typed error, in bounded memory, and no frozen loop (23 to 26)."""

import asyncio
import gzip
import logging
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from measure import MIB, Watch, own_edges, sized
from servers import Got, Peer, Server, always, answer_bytes, ok
from wire_support import FILE, GET, READ, Connect

from aiothoughtspot import (
    NO_RETRY,
    DecodeError,
    ForbiddenError,
    Operation,
    ProtocolError,
    ThoughtSpotError,
    TooLargeError,
)
from aiothoughtspot.v2 import users

pytestmark = own_edges
Said = Callable[[str, object], None]
SEARCH = "v2.users.search"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
# A busy machine computes at half speed now and then; what the house promises is 0.1 s.
LOOP_SECONDS = 0.1


def packed(size: int, *, times: int = 1) -> bytes:
    """So many bytes of zeros, packed."""
    packer = zlib.compressobj(9, wbits=31)
    zeros = bytes(MIB)
    content = b"".join([*(packer.compress(zeros) for _ in range(size // MIB)), packer.flush()])
    for _ in range(times - 1):
        content = gzip.compress(content)
    return content


BOMB = packed(300 * MIB)


async def endless(_: Got, peer: Peer) -> bool:
    await peer.send(HEAD)
    while True:
        await peer.send(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


BOMBS: dict[str, Any] = {
    "gzip": always(answer_bytes(BOMB, Content_Encoding="gzip")),
    "gzip in gzip": always(answer_bytes(gzip.compress(BOMB), Content_Encoding="gzip, gzip")),
    "endless": endless,
}


@pytest.mark.parametrize("kind", BOMBS)
async def test_scenario_26_a_bomb_is_given_up_at_the_cap_in_bounded_memory_while_others_get_their_turn(
    connect: Connect, server: Server, kind: str, record_property: Said
) -> None:
    cap = sized(32, 256) * MIB
    client = connect(server, max_body=cap)
    # The first call imports the edge's library.
    await client.call(GET)
    server.answer = BOMBS[kind]
    async with Watch() as watch:
        with pytest.raises(TooLargeError) as caught:
            await client.call(READ)
    record_property("packed, kB", len(BOMB) // 1000)
    record_property("memory over the cap, MiB", max(0, watch.grown - cap) // MIB)
    record_property("longest stop of the loop, ms", round(watch.longest * 1000))
    assert caught.value.limit == cap
    assert watch.grown < cap + 32 * MIB
    assert watch.longest < LOOP_SECONDS
    assert len(server.got) == 2
    server.answer = ok
    assert await client.call(READ) == {"target": "/read"}


async def test_scenario_26_a_bomb_that_is_streamed_takes_no_memory_and_stops_nobody(
    connect: Connect, server: Server, record_property: Said
) -> None:
    client = connect(server)
    await client.call(GET)
    server.answer = BOMBS["gzip"]
    size = 0
    async with Watch() as watch, client.stream(FILE) as stream:
        async for piece in stream:
            size += len(piece)
    record_property("memory, MiB", watch.grown // MIB)
    record_property("longest stop of the loop, ms", round(watch.longest * 1000))
    assert size == 300 * MIB
    assert watch.grown < 32 * MIB
    assert watch.longest < LOOP_SECONDS


async def test_scenario_26_six_encodings_are_refused_before_any_is_undone(
    connect: Connect, server: Server
) -> None:
    server.answer = always(answer_bytes(packed(MIB, times=6), Content_Encoding=", ".join(["gzip"] * 6)))
    with pytest.raises(ProtocolError, match="6 times"):
        await connect(server, retry=NO_RETRY).call(READ)


# JSON

USER = b'{"id": "1", "name": "ana", "display_name": "Ana", "visibility": "SHARABLE"%b}'
DEEP = 200_000
MILLION = b"9" * 1_000_000
JSON: dict[str, tuple[bytes, Any]] = {
    "200,000 lists": (b"[" * DEEP + b"]" * DEEP, DecodeError),
    "200,000 objects": (b'{"a":' * DEEP + b"1" + b"}" * DEEP, DecodeError),
    "200,000 lists in an unknown field": (b"[" + USER % (b', "new": ' + b"[" * DEEP + b"]" * DEEP) + b"]", DecodeError),
    "an integer of a million digits": (b"[" + USER % (b', "creation_time_in_millis": ' + MILLION) + b"]", DecodeError),
    "a million digits as text": (b"[" + USER % (b', "creation_time_in_millis": "' + MILLION + b'"') + b"]", ["ana"]),
    "NaN": (b"[" + USER % b', "creation_time_in_millis": NaN' + b"]", DecodeError),
    "infinity as text": (b"[" + USER % b', "creation_time_in_millis": "Infinity"' + b"]", ["ana"]),
    "a float that is too large": (b"[" + USER % b', "creation_time_in_millis": 1e999' + b"]", DecodeError),
    "a lone surrogate": (b"[" + (USER % b"").replace(b"Ana", rb"\ud800") + b"]", DecodeError),
    "UTF-16": (f"[{(USER % b'').decode()}]".encode("utf-16"), DecodeError),
    "bytes that are no UTF-8": (b"[" + (USER % b"").replace(b"Ana", b"\xff\xfe") + b"]", DecodeError),
    "cut in the middle": (b"[" + USER % b"", DecodeError),
    "a page": (b"<html><title>Sign in</title>" + b"<p>no" * 100_000, DecodeError),
    "a byte order mark": (b"\xef\xbb\xbf[" + USER % b"" + b"]", ["ana"]),
    "a name twice": (b"[" + USER % b', "name": "bob"' + b"]", ["bob"]),
    "NUL in a text": (b"[" + (USER % b"").replace(b"ana", rb"a\u0000a") + b"]", ["a\0a"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", JSON)
@pytest.mark.parametrize("operation", [SEARCH, READ], ids=["typed", "untyped"])
async def test_scenario_25_hostile_json_is_a_value_or_a_typed_error(
    connect: Connect, server: Server, kind: str, operation: str | Operation[Any], record_property: Said
) -> None:
    body, expected = JSON[kind]
    client = connect(server)
    await client.call(GET)
    server.answer = always(answer_bytes(body), keep=True)
    async with Watch() as watch:
        try:
            found: Any = await client.call(operation, body={})
        except ThoughtSpotError as error:
            assert isinstance(error, DecodeError)  # noqa: PT017 - a value is allowed too, below
            assert error.body == body  # noqa: PT017 - same
            found = DecodeError
    if operation == SEARCH:
        assert (found if found is DecodeError else [user.name for user in found]) == expected
    record_property("longest stop of the loop, ms", round(watch.longest * 1000))
    assert watch.longest < LOOP_SECONDS
    assert watch.grown < 50 * MIB
    server.answer = ok
    assert await client.call(GET) == {"target": "/get"}


ERRORS = {
    "deep": b"[" * DEEP,
    "deep in a text": b'{"error": {"message": {"debug": "' + b"[" * DEEP + b'"}}}',
    "a million digits": b'{"error": {"message": {"code": ' + MILLION + b"}}}",
    "only <": b"<" * 1_000_000,
    "scripts without end": b"<script" * 100_000,
    "tags without end": b"<a " * 300_000,
    "spaces": b" " * 1_000_000,
    "control characters": b"\x00\x07\x9b" * 300_000,
    "numbers for everything": b'{"error": 1, "code": [], "message": {"debug": 5}}',
}


@pytest.mark.parametrize("kind", ERRORS)
async def test_scenario_25_a_hostile_error_page_is_the_error_of_its_status(
    connect: Connect, server: Server, kind: str, record_property: Said
) -> None:
    client = connect(server)
    await client.call(GET)
    server.answer = always(answer_bytes(ERRORS[kind], 403), keep=True)
    async with Watch() as watch:
        with pytest.raises(ForbiddenError) as caught:
            await client.call(READ)
    record_property("longest stop of the loop, ms", round(watch.longest * 1000))
    assert len(str(caught.value)) < 1000
    assert str(caught.value).isprintable()
    assert watch.longest < LOOP_SECONDS


# Drift

DRIFT: dict[str, tuple[bytes, str, Any]] = {
    "an unknown enum value": (b', "account_type": "HOLOGRAM_USER"', "account_type", "HOLOGRAM_USER"),
    "a field nobody knows": (b', "shoe_size": 42', "name", "ana"),
    "null where a text is required": (b', "name": null', "name", None),
    "a number as text": (b', "creation_time_in_millis": "1700000000000"', "creation_time_in_millis", 1700000000000),
    "a text as a number": (b', "display_name": 7', "display_name", "7"),
    "a missing field": (b"", "email", None),
    "one object instead of a list": (b', "orgs": {"id": 3, "name": "Acme"}', "orgs", ["Acme"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", DRIFT)
async def test_scenario_24_an_answer_that_has_drifted_is_read_and_said_once_in_the_log(
    connect: Connect, server: Server, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    more, field, value = DRIFT[kind]
    server.answer = always(answer_bytes(b"[" + USER % more + b"]"), keep=True)
    (user,) = await users.search(connect(server))
    found = getattr(user, field)
    assert ([one.name for one in found] if isinstance(found, list) else found) == value
    notes = [record for record in caplog.records if record.name == "aiothoughtspot.codec"]
    assert len(notes) <= 1
    assert all(note.levelno == logging.DEBUG for note in notes)


async def test_scenario_24_what_cannot_be_read_at_all_is_an_error_with_its_place(
    connect: Connect, server: Server
) -> None:
    server.answer = always(
        answer_bytes(b"[" + USER % b', "creation_time_in_millis": {"a": 1}' + b"]"), keep=True
    )
    with pytest.raises(DecodeError) as caught:
        await users.search(connect(server))
    assert caught.value.path == "$[0].creation_time_in_millis"
    assert asyncio.get_running_loop().is_running()
