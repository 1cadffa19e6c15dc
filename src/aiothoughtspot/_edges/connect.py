"""Connecting: a socket, failures in words that say what to do, and the TLS context, one per process and trust setting."""

import asyncio
import importlib
import os
import socket
import ssl
from contextlib import suppress
from functools import cache
from typing import Any

from aiothoughtspot._edges import Origin
from aiothoughtspot.errors import ConnectError

# What one address of several gets before the next is tried.
PATIENCE_SECONDS = 1.0


def connect_error(error: BaseException, origin: Origin) -> ConnectError:
    """Say why no connection came about.  `permanent` marks what another attempt cannot mend."""
    if isinstance(error, ssl.SSLCertVerificationError):
        problem = f"the certificate of {origin.host} is not trusted: {error.verify_message}"
        return ConnectError(f"{problem}; name your own CA with SSL_CERT_FILE", permanent=True)
    if isinstance(error, ssl.SSLError):
        reason = (error.reason or str(error)).replace("_", " ").lower()
        return ConnectError(f"TLS with {origin} failed: {reason}", permanent=True)
    reasons: dict[type[OSError], str] = {
        socket.gaierror: f"the host {origin.host!r} is not known: check the base URL and your network",
        ConnectionRefusedError: f"{origin} refused the connection: check host and port, and that the cluster is up",
        ConnectionError: f"{origin} broke the connection off before it was ready, as over a TLS that it refuses",
        TimeoutError: f"{origin} did not answer the connection attempt in time",
    }
    found = next((text for kind, text in reasons.items() if isinstance(error, kind)), None)
    return ConnectError(found or f"no connection to {origin}: {error}")


async def reach(origin: Origin, first: object) -> socket.socket:
    """Connect a socket to the first of the host's addresses that answers, trying `first` before the others.

    asyncio's own race of addresses loses the socket that has won if it is cancelled in that moment.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
    *others, last = sorted(found, key=lambda one: one[4] != first)
    for family, kind, proto, _, address in others:
        with suppress(OSError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await _dial(socket.socket(family, kind, proto), address)
    family, kind, proto, _, address = last
    return await _dial(socket.socket(family, kind, proto), address)


async def _dial(sock: socket.socket, address: tuple[Any, ...]) -> socket.socket:
    try:
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, address)
    except BaseException:
        sock.close()
        raise
    return sock


async def tls_context(library: str) -> ssl.SSLContext:
    """The trust setting of the HTTP library in use; built off the event loop, since reading the CAs takes 50 ms."""
    return await asyncio.to_thread(
        _context, library, os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    )


@cache
def _context(library: str, cert_file: str | None, cert_dir: str | None) -> ssl.SSLContext:
    # The library reads both variables itself; they are arguments so that a change is noticed.
    del cert_file, cert_dir
    context: ssl.SSLContext = importlib.import_module(library).create_ssl_context()
    context.minimum_version = max(context.minimum_version, ssl.TLSVersion.TLSv1_2)
    return context
