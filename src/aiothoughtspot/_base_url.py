"""The base URL: read once, strictly, because nothing but its host is ever contacted."""

import ipaddress
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from aiothoughtspot._edges import Origin
from aiothoughtspot.errors import RequestError

_PORTS = {"http": 80, "https": 443}


def parse(url: str, *, insecure_http: bool) -> Origin:
    """Read a base URL; raises `RequestError` that says what a right one looks like."""
    if not isinstance(cast("Any", url), str):
        raise _wrong(f"it is a {type(url).__name__}, not a text")
    if any(char <= " " or char == "\x7f" for char in url):
        raise _wrong("it holds a blank or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong("it cannot be read") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise _wrong("it needs a scheme and a host")
    if parts.username is not None or parts.password is not None:
        raise _wrong("credentials do not belong in it: give Client an auth")
    if parts.query or parts.fragment:
        raise _wrong("it ends with the host, without ? or #")
    try:
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    except UnicodeError:
        raise _wrong("its host cannot be encoded") from None
    if parts.scheme == "http" and not insecure_http and not is_loopback(host):
        raise _wrong("plain http would send credentials readably; use https, or Options(insecure_http=True)")
    if not parts.path.isascii():
        raise _wrong("its path holds a character that a URL cannot: percent-encode it")
    return Origin(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, parts.path.rstrip("/"))


def same_origin(origin: Origin, location: str | None) -> str | None:
    """The path and query that a redirect leads to, less the prefix; None if it leads to another place."""
    if not location or not location.isascii() or not location.isprintable() or " " in location:
        return None
    try:
        parts = urlsplit(urljoin(f"{origin}/", location))
        there = (parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme))
    except ValueError:
        return None
    path = parts.path or "/"
    if there != (origin.scheme, origin.host, origin.port) or not path.startswith(f"{origin.prefix}/"):
        return None
    return path.removeprefix(origin.prefix) + (f"?{parts.query}" if parts.query else "")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _wrong(problem: str) -> RequestError:
    return RequestError(
        f"base_url: {problem}; a right one looks like https://acme.example", parameter="base_url"
    )
