"""Answers: headers that show no secret, and bodies unpacked piece by piece under a cap."""

import gzip
import pickle
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot._response import Inflate, Response, lower_headers
from aiothoughtspot.errors import DecodeError, ProtocolError, TooLargeError


def raw_deflate(data: bytes, level: int = 6) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str | None, Callable[[bytes], bytes]] = {
    None: lambda data: data,
    "": lambda data: data,
    "identity": lambda data: data,
    "gzip": gzip.compress,
    "X-GZip": gzip.compress,
    "deflate": zlib.compress,
    " Deflate , identity": raw_deflate,
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
    "gzip, deflate": lambda data: zlib.compress(gzip.compress(data)),
    "deflate, gzip": lambda data: gzip.compress(raw_deflate(data)),
    "deflate, identity, deflate": lambda data: raw_deflate(zlib.compress(data)),
}


def split(data: bytes, cuts: list[int]) -> Iterator[bytes]:
    places = sorted({min(cut, len(data)) for cut in cuts})
    for start, end in zip([0, *places], [*places, len(data)], strict=True):
        yield data[start:end]


def unpack(encoding: str | None, chunks: Iterator[bytes], limit: int | None = None) -> bytes:
    inflate = Inflate(encoding, limit)
    result = b"".join(piece for chunk in chunks for piece in inflate.feed(chunk))
    inflate.finish()
    assert inflate.count == len(result)
    return result


BODIES = st.binary(max_size=400) | st.builds(
    lambda unit, n: unit * n, st.binary(max_size=5), st.integers(0, 200_000)
)


@given(body=BODIES, encoding=st.sampled_from(list(PACKERS)), cuts=st.lists(st.integers(0, 1000), max_size=20))
def test_any_chunking_gives_the_same_bytes(body: bytes, encoding: str | None, cuts: list[int]) -> None:
    assert unpack(encoding, split(PACKERS[encoding](body), cuts)) == body


@pytest.mark.parametrize("encoding", list(PACKERS))
@pytest.mark.parametrize("body", [b"", b"x", b"hello " * 40])
def test_byte_by_byte_is_the_same_too(encoding: str | None, body: bytes) -> None:
    packed = PACKERS[encoding](body)
    assert unpack(encoding, (packed[n : n + 1] for n in range(len(packed)))) == body


@pytest.mark.parametrize(
    "size", [256 * 1024 * n + extra for n in (1, 2) for extra in (-1, 0, 1, 21, 100, 243, 258)]
)
@pytest.mark.parametrize("level", [1, 6, 9])
def test_output_that_fills_a_piece_exactly_is_not_lost(size: int, level: int) -> None:
    for packed in (raw_deflate(bytes(size), level), zlib.compress(bytes(size), level)):
        assert unpack("deflate", iter([packed])) == bytes(size)
        assert unpack("deflate", split(packed, [len(packed) - 1])) == bytes(size)


def test_a_gzip_file_may_have_several_members() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    for cut in range(len(packed)):
        assert unpack("gzip", split(packed, [cut])) == b"one two"


def test_an_empty_body_needs_no_packing() -> None:
    assert unpack("gzip", iter([])) == b""
    assert unpack("deflate", iter([b""])) == b""


@given(
    body=st.binary(min_size=1, max_size=200),
    encoding=st.sampled_from(["gzip", "deflate", "gzip, deflate"]),
    data=st.data(),
)
def test_a_body_cut_off_anywhere_is_noticed(body: bytes, encoding: str, data: st.DataObject) -> None:
    packed = PACKERS[encoding](body)
    cut = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(ProtocolError, match="cut off") as caught:
        unpack(encoding, iter([packed[:cut]]))
    assert caught.value.sent
    assert caught.value.received <= len(body)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize("body", [b"plain text", b"<html>", b"\x1f\x8b\x08broken header", b"\x78\x9cgarbage"])
def test_a_body_that_is_not_packed_at_all_is_refused(encoding: str, body: bytes) -> None:
    with pytest.raises(ProtocolError, match=r"damaged|cut off") as caught:
        unpack(encoding, iter([body]))
    assert caught.value.sent


def test_a_body_packed_otherwise_than_its_header_says_is_refused() -> None:
    with pytest.raises(ProtocolError, match="damaged"):
        unpack("gzip", iter([zlib.compress(b"text")]))
    with pytest.raises(ProtocolError, match="damaged"):
        unpack("deflate", iter([gzip.compress(b"text")]))


def test_what_follows_the_end_is_refused() -> None:
    for packed in (zlib.compress(b"x"), gzip.compress(b"x")):
        with pytest.raises(ProtocolError, match="damaged"):
            unpack("deflate" if packed[0] == 0x78 else "gzip", iter([packed + b"more"]))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("br", "unknown content encoding 'br'"),
        ("gzip, zstd", "'zstd'"),
        (", ".join(["gzip"] * 6), "6 times over"),
        ("gzip, deflate, gzip", "3 times over"),
    ],
)
def test_an_encoding_we_cannot_undo_is_refused_at_once(encoding: str, text: str) -> None:
    with pytest.raises(ProtocolError, match=text) as caught:
        Inflate(encoding, None)
    assert caught.value.sent


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
def test_a_bomb_is_refused_before_memory_grows(encoding: str) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 15 if encoding == "deflate" else 31)
    unit = bytes(1 << 20)
    bomb = b"".join([packer.compress(unit) for _ in range(300)] + [packer.flush()])
    bomb = gzip.compress(bomb) if encoding == "gzip, gzip" else bomb
    assert len(bomb) < 400_000
    limit = 4 << 20
    inflate = Inflate(encoding, limit)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError, match=f"larger than {limit} bytes") as caught:
            for _ in inflate.feed(bomb):
                pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.limit == limit
    assert caught.value.sent
    assert peak < 3 << 20


def test_the_cap_counts_plain_bytes_too() -> None:
    inflate = Inflate(None, 5)
    assert list(inflate.feed(b"12345")) == [b"12345"]
    with pytest.raises(TooLargeError):
        list(inflate.feed(b"6"))


def test_a_response_shows_no_credential_and_no_body() -> None:
    headers = lower_headers(
        [(b"Set-Cookie", b"JSESSIONID=canary"), (b"X-A", b"\xfc"), (b"X-Refresh-Token", b"canary")]
    )
    response = Response(200, headers, b"canary", 0.5)
    assert "canary" not in repr(response)
    assert "<6 bytes>" in repr(response)
    assert "{'set-cookie': '***', 'x-a': '\xfc', 'x-refresh-token': '***'}" in repr(response)
    assert response.header("x-a") == "\xfc"
    assert response.header("set-cookie") == "JSESSIONID=canary"
    assert response.header("x-b") is None
    assert pickle.loads(pickle.dumps(response)) == response


def test_a_response_reads_its_body_and_its_headers() -> None:
    response = Response(200, (("content-type", "application/json"),), b'{"a": [1]}')
    assert (response.elapsed, response.attempts) == (0.0, ())
    assert response.json() == {"a": [1]}
    assert response.header("Content-Type") == response.header("content-type") == "application/json"
    with pytest.raises(DecodeError, match="not JSON") as caught:
        Response(200, (), b"<html>").json()
    assert caught.value.body == b"<html>"
