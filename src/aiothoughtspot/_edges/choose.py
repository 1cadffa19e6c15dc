"""Which edge to use, by the options, by what is installed, and by the environment's proxy settings."""

import importlib.util
import urllib.request
from typing import Any

from aiothoughtspot._edges import Edge, Origin
from aiothoughtspot._edges.given import GivenEdge, ProxyEdge, library_of
from aiothoughtspot._edges.slots import SlotEdge
from aiothoughtspot.errors import RequestError


def choose(origin: Origin, http: str, transport: Any) -> Edge:
    """Open the edge for an origin; raises `RequestError` if the library asked for is not installed."""
    if transport is not None:
        return GivenEdge(origin, transport, library_of(transport))
    library = _library(http)
    proxy = proxy_for(origin)
    if proxy is not None:
        return ProxyEdge(origin, "httpx" if library == "aiohttp" else library, proxy)
    if library == "aiohttp":
        # Imported here: aiohttp is an extra.
        from aiothoughtspot._edges.aiohttp import AiohttpEdge  # noqa: PLC0415 - see above

        return AiohttpEdge(origin)
    return SlotEdge(origin, library)


def _library(http: str) -> str:
    if http == "auto":
        return "httpx2" if importlib.util.find_spec("httpx2") else "httpx"
    if importlib.util.find_spec(http) is None:
        raise RequestError(f"Options(http={http!r}) needs the extra: pip install 'aiothoughtspot[{http}]'")
    return http


def proxy_for(origin: Origin) -> str | None:
    """The proxy that the environment names for this origin (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY)."""
    proxies = urllib.request.getproxies()
    proxy = proxies.get(origin.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(origin.authority):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
