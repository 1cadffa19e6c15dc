"""Names, certificates and proxies that fail (scenarios 20 to 22)."""

import asyncio
import datetime as dt
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import canary
import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fault_proxy import Tunnel
from measure import own_edges
from servers import Server, always, answer_bytes, serving
from wire_support import GET, READ, WRITE, Connect, attempts_of, settled

from aiothoughtspot import BearerAuth, ConnectError, ProtocolError, Retry, TransportError

pytestmark = own_edges
SOON = Retry(base=0.01)
Said = Callable[[str, object], None]


# Names


async def test_scenario_20_a_name_that_is_unknown_at_first_is_asked_for_again_even_before_a_change(
    connect: Connect, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    real, asked = loop.getaddrinfo, 0

    async def at_second_sight(host: Any, port: Any, **rest: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return await real(host, port, **rest)

    monkeypatch.setattr(loop, "getaddrinfo", at_second_sight)
    client = connect(f"http://localhost:{server.port}", retry=SOON)
    response = await client.call(WRITE, decode=False)
    assert [one.outcome for one in response.attempts] == ["ConnectError", "200"]
    assert asked == 2
    assert server.count("/write") == 1


async def test_scenario_20_a_dead_first_address_does_not_hide_the_second(
    connect: Connect, server: Server, monkeypatch: pytest.MonkeyPatch, record_property: Said
) -> None:
    loop = asyncio.get_running_loop()

    async def two(host: Any, port: Any, *, type: Any = socket.SOCK_STREAM, **_: Any) -> Any:  # noqa: A002 - asyncio's own name
        kind = type or socket.SOCK_STREAM
        return [
            (socket.AF_INET, kind, socket.IPPROTO_TCP, "", (one, server.port))
            for one in ("127.0.0.2", "127.0.0.1")
        ]

    monkeypatch.setattr(loop, "getaddrinfo", two)
    client = connect(f"http://localhost:{server.port}", retry=Retry.none())
    before = time.perf_counter()
    assert await client.call(GET) == {"target": "/get"}
    record_property("to the second address, s", round(time.perf_counter() - before, 3))
    assert time.perf_counter() - before < 2


# Certificates


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server whose certificate nobody vouches for but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "self.pem").write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "self.pem")
    return context


def served_tls(context: ssl.SSLContext, listening: socket.socket) -> None:
    """Shake hands with whoever comes, with a blocking socket: unlike asyncio's, it says why it refuses."""
    while True:
        try:
            one, _ = listening.accept()
        except OSError:
            return
        with suppress(OSError), one, context.wrap_socket(one, server_side=True) as safe:
            safe.recv(1)


def from_ca(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's TLS setting that the client trusts."""
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    return context


def old_tls(context: ssl.SSLContext) -> ssl.SSLContext:
    """The same, that speaks TLS 1.0 at most."""
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1
    return context


OLD = pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1 is deprecated:DeprecationWarning")
# asyncio lets go of a socket whose handshake failed.
LET_GO = pytest.mark.filterwarnings("ignore::ResourceWarning")


@OLD
@LET_GO
@pytest.mark.parametrize(
    ("kind", "reason"),
    [("self-signed", "self-signed certificate"), ("TLS 1.0 only", "protocol version")],
)
async def test_scenario_21_a_bad_handshake_fails_at_once_and_is_named(
    connect: Connect, kind: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = self_signed(tmp_path) if kind == "self-signed" else old_tls(from_ca(tmp_path, monkeypatch))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=served_tls, args=(context, listening))
        thread.start()
        try:
            client = connect(f"https://localhost:{listening.getsockname()[1]}", retry=SOON)
            with pytest.raises(ConnectError, match=reason) as caught:
                await client.call(READ)
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            await asyncio.to_thread(thread.join)
    assert attempts_of(caught.value) == ["ConnectError"]
    assert caught.value.permanent


@OLD
@LET_GO
async def test_scenario_21_a_handshake_that_is_broken_off_in_silence_is_an_error_that_says_so(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(tls=old_tls(from_ca(tmp_path, monkeypatch))) as server:
        with pytest.raises(ConnectError, match="as over a TLS that it refuses"):
            await connect(server, retry=SOON).call(WRITE)
        assert not server.got


# Proxies


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return lambda port: monkeypatch.setenv("https_proxy", f"http://user:{canary.PASSWORD}@127.0.0.1:{port}")


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # httpcore lets go of a TLS socket that died
@pytest.mark.parametrize("dies_after", [None, 0, 100, 20_000])
async def test_scenario_22_a_tunnel_works_or_dies_with_a_typed_error(
    connect: Connect,
    through: Callable[[int], None],
    dies_after: int | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = from_ca(tmp_path, monkeypatch)
    async with (
        serving(always(answer_bytes(["x" * 50_000]), keep=True), tls=context) as server,
        serving(Tunnel(server.port, dies_after=dies_after)) as proxy,
    ):
        through(proxy.port)
        client = connect(server, BearerAuth(canary.TOKEN), retry=Retry(attempts=2, base=0.01), timeout=2.0)
        if dies_after is None:
            assert await asyncio.gather(*(client.call(READ) for _ in range(5))) == [["x" * 50_000]] * 5
            assert "authorization" not in proxy.got[0].headers
        else:
            with pytest.raises(TransportError) as caught:
                await client.call(READ)
            assert isinstance(caught.value, ConnectError | ProtocolError)
            assert 1 <= len(caught.value.attempts) <= 2
        assert proxy.got[0].method == "CONNECT"
        assert client.stats().in_flight == 0
        await client.aclose()
        assert await settled(lambda: len(proxy.open), 0) == 0


async def test_scenario_22_a_proxy_that_wants_a_password_is_named_and_ours_is_not_shown(
    connect: Connect, through: Callable[[int], None]
) -> None:
    async with serving(Tunnel(0, status=407)) as proxy:
        through(proxy.port)
        client = connect("https://localhost:9", retry=Retry(attempts=2, base=0.01))
        with pytest.raises(ConnectError, match="check the proxy's address and its credentials"):
            await client.call(READ)
        assert proxy.got[0].headers["proxy-authorization"].startswith("Basic ")


async def test_scenario_22_a_host_in_no_proxy_is_reached_directly(
    connect: Connect, server: Server, through: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as proxy:
        through(proxy.port)
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
        assert await connect(server).call(READ) == {"target": "/read"}
        assert proxy.accepted == 0
