"""Nothing leaves the origin: redirects, addresses, identifiers, headers, proxies and certificates (21, 22, 27 to 30)."""

import asyncio
import datetime as dt
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import trustme
from servers import Got, Peer, Server, always, answer_bytes, in_turn, serving
from wire_support import GET, OWN, READ, Connect, attempts_of, settled

from aiothoughtspot import (
    ApiError,
    BearerAuth,
    Client,
    ConnectError,
    NoAuth,
    Operation,
    Options,
    ProtocolError,
    RequestError,
    Retry,
    ThoughtSpotError,
    TrustedAuth,
)

SOON = Retry(base=0.01)
own_edges = pytest.mark.parametrize("edge", OWN, indirect=True)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "where", ["{other}/read", "//{other_host}/read", "/read", "/elsewhere", "ftp://x.invalid/"]
)
async def test_scenario_29_redirects_are_an_error_and_nothing_follows_them(
    connect: Connect, server: Server, status: int, where: str
) -> None:
    async with serving() as other:
        place = where.format(other=other.url, other_host=f"127.0.0.1:{other.port}")
        server.answer = always(answer_bytes(b"", status, Location=place), keep=True)
        client = connect(server, BearerAuth("SECRET"), retry=SOON)
        with pytest.raises(ApiError, match="redirects elsewhere, which is not followed") as caught:
            await client.call(READ)
        assert caught.value.status == status
        assert len(server.got) == 1
        assert other.accepted == 0


async def test_scenario_30_an_operation_s_path_cannot_name_another_host(
    connect: Connect, server: Server
) -> None:
    async with serving() as other:
        client = connect(server, BearerAuth("SECRET"), retry=SOON)
        for path in (
            f"//127.0.0.1:{other.port}/x",
            f"{other.url}/x",
            f"@127.0.0.1:{other.port}/x",
            f":80@127.0.0.1:{other.port}/",
        ):
            operation: Operation[Any] = Operation("test.raw", "GET", path, Any)
            try:
                await client.call(operation)
            except RequestError as error:
                assert "slash" in str(error)  # noqa: PT017 - one of two allowed ends
        assert other.accepted == 0
        assert client.stats().in_flight == 0


HOSTILE = [
    "..",
    ".",
    "%2e%2e",
    "%2E",
    "a/b",
    "a%2fb",
    "\\",
    "a\\b",
    "",
    "x" * 10_240,
    "\0",
    "a\r\nX: y",
    "\u2028",
    "a\ud800",
]


@pytest.mark.parametrize("identifier", HOSTILE, ids=ascii)
async def test_scenario_27_hostile_identifiers_open_no_connection(server: Server, identifier: str) -> None:
    async with Client(server.url, NoAuth()) as client:
        with pytest.raises(RequestError):
            await client.call("v2.tags.delete", path={"tag_identifier": identifier})
        with pytest.raises(RequestError):
            await client.call("v2.tags.delete", path={"tag_identifier": identifier}, check=False)
    assert server.accepted == 0


@pytest.mark.parametrize(
    "identifier", ["a?x", "a#f", "a b", "\u202e", "na\u00efve", "a;b", "a&b=c", "100%", "+"], ids=ascii
)
async def test_scenario_27_odd_identifiers_stay_one_segment(
    connect: Connect, server: Server, identifier: str
) -> None:
    client = connect(server)
    await client.call("v2.tags.delete", path={"tag_identifier": identifier}, decode=False)
    before, _, rest = server.got[0].target.partition("/tags/")
    segment, _, end = rest.partition("/")
    assert (before, unquote(segment), end) == ("/api/rest/2.0", identifier, "delete")


@pytest.mark.parametrize("value", ["a\r\nX: y", "a\nb", "a\0b", "\u20ac", " a", "a\x7f"], ids=ascii)
async def test_scenario_28_hostile_header_values_open_no_connection(server: Server, value: str) -> None:
    async with Client(server.url, NoAuth()) as client:
        with pytest.raises(RequestError, match="X-Mine"):
            await client.call(READ, headers={"X-Mine": value})
        with pytest.raises(RequestError, match="Accept-Language"):
            client.with_options(locale=value)
        for name in ("Authorization", "Host", "Cookie", "X Y", "X\r\nY"):
            with pytest.raises(RequestError):
                await client.call(READ, headers={name: "x"})
    with pytest.raises(RequestError, match="Accept-Language"):
        Client(server.url, NoAuth(), options=Options(locale=value))
    assert server.accepted == 0


async def test_every_request_carries_these_headers_once_and_no_others(
    connect: Connect, server: Server
) -> None:
    client = connect(f"{server.url}/prefix/", BearerAuth("SECRET"), locale="de-DE")
    await client.call(READ, headers={"X-Mine": "1"})
    await client.call(GET)
    assert server.got[0].target == "/prefix/read"
    lengths = {"content-length": "2", "content-type": "application/json"}
    common = {
        "host": f"127.0.0.1:{server.port}",
        "accept": "application/json",
        "accept-encoding": "gzip, deflate",
        "accept-language": "de-DE",
        "authorization": "Bearer SECRET",
        "x-requested-by": "ThoughtSpot",
    }
    first, second = dict(server.got[0].headers), dict(server.got[1].headers)
    assert first.pop("user-agent").startswith("aiothoughtspot/")
    del second["user-agent"]
    assert first == {**common, **lengths, "x-mine": "1"}
    assert second == common


async def test_an_edge_refuses_what_is_no_http_request(server: Server) -> None:
    hostile: Operation[Any] = Operation("test.hostile", "GET", "/a b", Any)
    async with Client(server.url, NoAuth(), options=Options(http="httpx")) as client:
        with pytest.raises(ProtocolError, match="no HTTP request") as caught:
            await client.call(hostile)
        assert len(caught.value.attempts) == 1
    assert not server.got


# TLS

WEEK = dt.timedelta(days=7)


def expired(ca: trustme.CA) -> trustme.LeafCert:
    now = dt.datetime.now(dt.UTC)
    return ca.issue_cert("localhost", not_before=now - 2 * WEEK, not_after=now - WEEK)


CERTIFICATES: dict[str, tuple[Callable[[trustme.CA], trustme.LeafCert], bool, str]] = {
    "expired": (expired, True, "expired"),
    "for another host": (lambda ca: ca.issue_cert("other.example"), True, "ostname mismatch"),
    "of an unknown CA": (
        lambda ca: trustme.CA().issue_cert("localhost"),
        True,
        "unable to get|self-signed|unknown",
    ),
    "of a corporate CA not named": (
        lambda ca: ca.issue_cert("localhost"),
        False,
        "unable to get|self-signed|unknown",
    ),
}


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # asyncio lets go of a socket whose handshake failed
@pytest.mark.parametrize("kind", CERTIFICATES)
@pytest.mark.parametrize("logging_in", [False, True])
async def test_scenario_21_a_bad_certificate_ends_the_call_at_once_and_is_named(
    connect: Connect, kind: str, logging_in: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue, trusted, reason = CERTIFICATES[kind]
    ca = trustme.CA()
    if trusted:
        ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issue(ca).configure_cert(context)
    async with serving(tls=context) as server:
        client = connect(server, TrustedAuth("ana", "SECRET") if logging_in else None, retry=SOON)
        with pytest.raises(ConnectError, match=reason) as caught:
            await client.call(READ)
        assert "the certificate of localhost is not trusted" in str(caught.value)
        assert "SSL_CERT_FILE" in str(caught.value)
        assert caught.value.permanent
        assert len(caught.value.attempts) == 1
        assert not server.got
        assert server.accepted <= 2


async def test_scenario_21_a_corporate_ca_named_by_ssl_cert_file_is_trusted(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    async with serving(tls=context) as server:
        client = connect(server, retry=SOON)
        answers = await asyncio.gather(*(client.call(READ) for _ in range(40)))
        assert answers == [{"target": "/read"}] * 40
        assert server.accepted <= 16
        await client.aclose()


async def test_scenario_21_a_server_that_speaks_no_tls_ends_the_call_at_once(
    connect: Connect, server: Server
) -> None:
    client = connect(f"https://localhost:{server.port}", retry=SOON)

    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with serving(raw=plain) as other:
        client = connect(f"https://localhost:{other.port}", retry=SOON)
        with pytest.raises(ConnectError, match=r"TLS with .* failed") as caught:
            await client.call(READ)
        assert attempts_of(caught.value) == ["ConnectError"]


# Proxies


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)

    def use(proxy: str) -> None:
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.setenv("https_proxy", proxy)

    return use


@own_edges
async def test_scenario_22_calls_go_through_the_proxy_that_the_environment_names(
    connect: Connect, through: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as proxy, serving() as server:
        through(f"user:SECRET-pw@127.0.0.1:{proxy.port}")
        client = connect(server)
        answers = await asyncio.gather(*(client.call(READ) for _ in range(20)))
        assert answers == [{"target": f"{server.url}/read"}] * 20
        assert server.accepted == 0
        assert proxy.got[0].headers["proxy-authorization"].startswith("Basic ")
        await client.aclose()
        assert await settled(lambda: len(proxy.open), 0) == 0
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert await connect(server).call(READ) == {"target": "/read"}
        # A proxied client that was never used has nothing to close.
        unused = connect("http://localhost:1")
        unused._live.bound()
        await unused.aclose()


@own_edges
@pytest.mark.parametrize(
    "how", ["407 for a request", "407 for a tunnel", "dies in the handshake", "is not there"]
)
async def test_scenario_22_a_proxy_that_fails_is_a_typed_error_without_its_password(
    connect: Connect, through: Callable[[str], None], how: str
) -> None:
    denied = answer_bytes(b"", 407, Proxy_Authenticate="Basic")

    async def answer(got: Got, peer: Peer) -> bool:
        await peer.send(denied if how.startswith("407") else b"HTTP/1.1 200 OK\r\n\r\n")
        return how.startswith("407")

    async with serving(answer) as proxy:
        port = 1 if how == "is not there" else proxy.port
        through(f"http://user:SECRET-pw@127.0.0.1:{port}")
        secure = "request" not in how
        client = connect(
            "https://localhost:9" if secure else "http://localhost:9", retry=Retry(attempts=2, base=0.01)
        )
        with pytest.raises(ThoughtSpotError) as caught:
            await client.call(READ)
        if how == "407 for a tunnel":
            assert "proxy refused" in str(caught.value)
        if not secure:
            assert isinstance(caught.value, ApiError)
            assert caught.value.status == 407
        else:
            assert isinstance(caught.value, ConnectError | ProtocolError)
        assert "SECRET" not in f"{caught.value!s} {caught.value!r} {vars(caught.value)}"
        assert client.stats().in_flight == 0


GOING: Operation[Any] = Operation("test.going", "POST", "/going", Any, same_origin_redirect=True, body=())


@own_edges
async def test_scenario_29_where_the_catalog_allows_it_a_redirect_on_the_origin_is_followed_once_without_the_body(
    connect: Connect, server: Server
) -> None:
    server.answer = in_turn(
        answer_bytes(b"", 302, Location=f"{server.url}/there?a=1"), answer_bytes(b'{"there": true}')
    )
    client = connect(server, BearerAuth("SECRET"), retry=SOON)
    assert await client.call(GOING, body={}) == {"there": True}
    first, second = server.got
    assert (first.method, second.method, second.target, second.content) == ("POST", "GET", "/there?a=1", b"")
    server.answer = always(answer_bytes(b"", 302, Location="/there"), keep=True)
    with pytest.raises(ApiError, match="HTTP 302"):
        await client.call(GOING, body={})
    assert len(server.got) == 4


@own_edges
async def test_scenario_29_a_redirect_to_another_origin_is_not_followed_even_then(
    connect: Connect, server: Server
) -> None:
    async with serving() as other:
        server.answer = always(answer_bytes(b"", 302, Location=f"{other.url}/there"), keep=True)
        with pytest.raises(ApiError, match="HTTP 302"):
            await connect(server, BearerAuth("SECRET"), retry=SOON).call(GOING, body={})
        assert other.accepted == 0
