"""Throws made-up inputs at everything that reads what a server, or a hostile one, may send, and holds each to its law.

    python tests/reliability/fuzz.py 1000000             a million inputs, spread over all targets
    python tests/reliability/fuzz.py 1000 --seed 7 --target codec

Inputs are grown from good ones: bytes are cut, doubled, swapped, and sprinkled with what breaks parsers.  A law that
is broken ends the run with the seed and the input; one input may take a quarter of a second at most.
"""
# ruff: noqa: PT017 - laws are no tests; they assert where they stand

import argparse
import gzip
import json
import random
import sys
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from aiothoughtspot import Dates, DecodeError, ProtocolError, RequestError, TooLargeError
from aiothoughtspot._base_url import parse, same_origin
from aiothoughtspot._catalog import find
from aiothoughtspot._codec import lenient, read
from aiothoughtspot._edges import Origin
from aiothoughtspot._failure import error_for
from aiothoughtspot._operation import Operation
from aiothoughtspot._response import Inflate, Response
from aiothoughtspot._safe import check_header, quote_segment
from aiothoughtspot.dates import DateError, decode_rows, epoch
from aiothoughtspot.errors import ApiError
from aiothoughtspot.retry import retry_after, retry_after_ms
from aiothoughtspot.streaming import SseDecoder

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ORIGIN = Origin("https", "acme.example", 443, "/prefix")
SLOW_SECONDS = 0.25
# What parsers trip over.
SPICE = [
    b"\x00", b"\r", b"\n", b"\r\n", b"\x7f", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xa8", b'"', b"\\", b"\\u0000",
    b"\\ud800", b"{", b"}", b"[", b"]", b"<", b">", b":", b",", b"%", b"%2e", b"%00", b"..", b".", b"/", b"//", b"@", b"#", b"?",
    b"null", b"true", b"NaN", b"Infinity", b"-0", b"1e999", b"9" * 30, b"-1", b"0", b"data:", b"\n\n", b"[" * 50, b" ", b"\t",
    b"'", b"=", b";", b"\xc3", b"\xe2\x98", b"http://", b"0.1", b"1e300", b"9223372036854775808",
    b"9" * 5000, b" " * 500, b"<" * 500, b"(" * 200,
]  # fmt: skip


def grown(chance: random.Random, seeds: list[bytes]) -> bytes:
    """An input: a good one, changed a few times."""
    made = bytearray(chance.choice(seeds))
    for _ in range(chance.randrange(6)):
        at, size = chance.randrange(len(made) + 1), chance.randrange(1, 9)
        match chance.randrange(6):
            case 0:
                made[at:at] = chance.choice(SPICE)
            case 1:
                made[at : at + size] = chance.choice(SPICE)
            case 2:
                del made[at : at + size]
            case 3:
                made[at:at] = made[at : at + size] * chance.randrange(1, 4)
            case 4:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                other = chance.choice(seeds)
                made[at:] = other[chance.randrange(len(other) + 1) :]
    return bytes(made)


def text(made: bytes) -> str:
    """The same as a text, lone surrogates and all."""
    return made.decode("utf-8", "surrogateescape")


# Laws: each takes an input and a source of chance, and asserts.


def events(made: bytes, chance: random.Random) -> None:
    """However the bytes are cut, the events are the same; only one too large is an error."""
    ends = []
    for cuts in (0, chance.randrange(1, 6)):
        decoder, found = SseDecoder(max_event=200), []
        places = sorted(chance.randrange(len(made) + 1) for _ in range(cuts))
        try:
            for start, stop in zip([0, *places], [*places, len(made)], strict=True):
                found += decoder.feed(made[start:stop])
            found += decoder.finish()
            ends.append(repr(found))
        except TooLargeError:
            ends.append("too large")
    assert ends[0] == ends[1] or "too large" in ends


def segment(made: bytes, _: random.Random) -> None:
    """Refused, or one segment that reads back."""
    value = text(made)
    try:
        quoted = quote_segment(value, "id")
    except RequestError as error:
        assert len(str(error)) < 300
        return
    assert quoted.isascii()
    assert quoted.isprintable()
    assert not set(quoted) & set("/?#\\ ;@:")
    assert unquote(quoted) == value
    assert unquote(unquote(quoted)) not in {"", ".", ".."}


def header_value(made: bytes, _: random.Random) -> None:
    """Refused by its name, or something that stays on its line."""
    value = text(made)
    try:
        check_header("X-Mine", value)
    except RequestError as error:
        assert "X-Mine" in str(error)
        return
    line = value.encode("latin-1")
    assert not set(line) & {0, 10, 13, 127}


def failure(made: bytes, chance: random.Random) -> None:
    """An error of the status, with a short printable text."""
    status = chance.choice([400, 401, 403, 404, 418, 429, 500, 503])
    error = error_for(Response(status, (("content-type", "text/html"),), made))
    assert isinstance(error, ApiError)
    assert error.status == status
    assert len(str(error)) < 1000
    assert not {"\r", "\n", "\0", "\x1b"} & set(str(error))
    assert error.code is None or isinstance(error.code, int | str)


def waits(made: bytes, _: random.Random) -> None:
    """Nothing, or a wait that is a number and not in the past."""
    for wait in (retry_after(text(made), NOW), retry_after_ms(text(made))):
        assert wait is None or 0 <= wait < float("inf")


def redirect(made: bytes, _: random.Random) -> None:
    """Nowhere, or a path on the origin."""
    target = same_origin(ORIGIN, text(made))
    assert target is None or (target.startswith("/") and target.isascii() and target.isprintable())


def address(made: bytes, _: random.Random) -> None:
    """Refused without being repeated, or an origin of https or of this machine."""
    try:
        origin = parse(text(made), insecure_http=False)
    except RequestError as error:
        assert "@" not in str(error)
        return
    assert origin.host
    assert (
        origin.scheme == "https"
        or origin.host.endswith("localhost")
        or origin.host.startswith(("127.", "::", "0"))
    )


def packed(made: bytes, chance: random.Random) -> None:
    """The bytes, up to the cap, or a typed error."""
    encoding = chance.choice(["gzip", "deflate", "gzip, deflate", "identity", ""])
    inflate, size = Inflate(encoding, 10_000), 0
    cut = chance.randrange(len(made) + 1)
    try:
        for chunk in (made[:cut], made[cut:]):
            for piece in inflate.feed(chunk):
                size += len(piece)
        inflate.finish()
    except (ProtocolError, TooLargeError):
        pass
    assert size <= 10_000


TYPED = [find(name) for name in ("v2.users.search", "v2.metadata.search", "v2.data.search", "v2.schedules.search", "v2.system.info")
         if name]  # fmt: skip
ANYTHING: Operation[Any] = Operation("fuzz.anything", "GET", "/", Any)


def codec(made: bytes, chance: random.Random) -> None:
    """A value, or `DecodeError` with the body; and the dates in it a value, too."""
    operation = chance.choice([*TYPED, ANYTHING])
    try:
        value = read(operation, made, Dates.auto() if operation.data else None)
    except DecodeError as error:
        assert error.body == made
        assert len(str(error)) < 1000
        return
    for item in value if isinstance(value, list) else [value]:
        created = getattr(item, "creation_time", None)
        assert created is None or isinstance(created, datetime)
    # The lenient path reads what the fast one reads; only that one looks at the bytes of fields that nobody knows.
    if operation is TYPED[0] and made.strip() and text(made).isprintable():
        assert repr(lenient(operation.returns, made)) == repr(value)


CELL: list[Any] = [0, 1, -1, None, "", "x", 1700000000, 1700000000000, 1e300, float("nan"), -62135596800, 253402300800, 2**63, True, [], {},
        {"v": {"s": 1700000000, "e": 1702592000}}, {"v": {"s": "2024-01", "e": "x"}}, {"v": {"s": 1.5}}, {"v": None}, {"v": {"s": None, "e": 2**70}},
        "2024-01-01", "2024-01-01T00:00:00Z", "1700000000", "{Null}", "{Empty}", float("inf")]  # fmt: skip
KINDS: list[Any] = ["date", "datetime", "time", "raw"]


def cells(made: bytes, chance: random.Random) -> None:
    """Dates, or `DateError`; nothing is lost where nothing is certain."""
    column = [chance.choice(CELL) for _ in range(chance.randrange(1, 6))]
    column += [chance.randrange(-(2**40), 2**40), text(made)[:20]]
    rows = [[cell, n] for n, cell in enumerate(column)]
    zone = chance.choice(["UTC", "Europe/Berlin", "America/St_Johns"])
    read_as = chance.choice(
        [
            Dates.auto(zone),
            Dates.typed({"Order Date": chance.choice(KINDS)}, zone, strict=chance.random() < 0.5),
            Dates.by_source(
                zone, columns={"Order Date": chance.choice(["DATE", "DATE_TIME", "TIME", "INT64"])}
            ),
            Dates.by_name(zone),
        ]
    )
    name = chance.choice(["Order Date", "Day(Order Date)", "Hour(Order Date)", "Week(Order Date)"])
    try:
        found = decode_rows([name, "n"], rows, read_as)
    except DateError as error:
        assert len(str(error)) < 500
    else:
        assert [row[1] for row in found] == list(range(len(column)))
    moment = epoch(chance.choice(column), chance.choice(["ms", "s"]))
    assert moment is None or moment.tzinfo is not None


USER = json.dumps([{"id": "1", "name": "ana", "display_name": "Ana", "visibility": "SHARABLE", "creation_time_in_millis": 1700000000000,
                    "orgs": [{"id": 3, "name": "Acme"}], "user_groups": None, "account_status": "ACTIVE"}]).encode()  # fmt: skip
ROWS = json.dumps({"contents": [{"available_data_row_count": 2, "column_names": ["Order Date", "n"], "record_offset": 0, "record_size": 10,
                                 "returned_data_row_count": 2, "data_rows": [[1700000000, 1], [{"v": {"s": 1, "e": 2}}, None]]}]}).encode()  # fmt: skip
ERRORS = [
    b'{"error": {"message": {"debug": "[\\"no such user\\"]", "code": 10023, "incident_id_guid": "i", "trace_id_guid": "t"}}}',
    b'{"code": 13090, "debug": ["a", null], "error_code": "X", "message": "no"}',
    b"<html><head><style>p {}</style><script>if (a < b) {}</script></head><body><h1>502</h1>Bad Gateway</body></html>",
    b'"a text"',
    b"[1, 2]",
]
Law = Callable[[bytes, random.Random], None]
TARGETS: dict[str, tuple[Law, list[bytes]]] = {
    "events": (events, [b'data: {"a": 1}\n\n: hi\r\ndata: [{"b": 2},\r\ndata: 3]\r\n\r\nid: 1\rdata: x\r\r', "data: \u2603\n\n".encode(), b"\xef\xbb\xbfdata"]),
    "segment": (segment, [b"a1b2-c3", b"Finance & Co", b"..", b"%2e%2e", b"a/b", "\u202eabc".encode(), b"x" * 300]),
    "header": (header_value, [b"de-DE", b"text/plain; q=0.5", b"a b", "caf\u00e9".encode()]),
    "failure": (failure, ERRORS),
    "waits": (waits, [b"7", b"-5", b"Fri, 02 Jan 2026 03:04:12 GMT", b"1767323052000", b"1e5", b"Sun, 06-Nov-94 08:49:37 +0130", b"7.5"]),
    "redirect": (redirect, [b"/prefix/there?a=1", b"https://acme.example/prefix/x", b"//acme.example:443/prefix/y", b"https://acme.example:x/", b"x"]),
    "address": (address, [b"https://acme.example:8443/a", b"http://localhost:80", b"http://[::1]:8/", b"https://u:p@x.example", "https://b\u00fccher.example".encode()]),
    "packed": (packed, [gzip.compress(b"hello " * 100), zlib.compress(b"x" * 50_000), gzip.compress(gzip.compress(b"a")), gzip.compress(b"1") * 3, b""]),
    "codec": (codec, [USER, ROWS, b"[]", b"{}", b"null", b"", b"<html>", b"[[1, 2], {}]"]),
    "cells": (cells, [b"2024-01-01", b"1700000000", b"", b"{Null}"]),
}  # fmt: skip


def run(count: int, seed: int, targets: list[str]) -> list[str]:
    """Throw inputs at the targets in turn; return what broke, at most one for each target."""
    chance, broken = random.Random(seed), []
    for name in targets:
        law, seeds = TARGETS[name]
        for _ in range(count // len(targets)):
            state, made = chance.getstate(), grown(chance, seeds)
            before = time.thread_time()
            try:
                law(made, chance)
                assert time.thread_time() - before < SLOW_SECONDS, "too slow"
            except Exception as error:  # noqa: BLE001 - any of them is what is looked for
                broken.append(f"{name}: {made!r}: {type(error).__name__}: {error}")
                break
            del state
    return broken


def main() -> int:
    """Run; 0 if every law held."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    parser.add_argument("--target", choices=TARGETS, action="append")
    given = parser.parse_args()
    before = time.perf_counter()
    broken = run(given.count, given.seed, given.target or [*TARGETS])
    took = time.perf_counter() - before
    sys.stdout.write(f"{given.count:,} inputs, seed {given.seed}, {took:.0f} s, {len(broken)} laws broken\n")
    sys.stdout.writelines(f"{one}\n" for one in broken)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
