"""`/_simulator/...`: how another process scripts a served cluster. For loopback callers only, without authentication."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any, Final

import msgspec

from aiothoughtspot.simulator.routing import Answer

if TYPE_CHECKING:
    from aiothoughtspot.simulator.cluster import Cluster

PREFIX: Final = "/_simulator/"


def handle(cluster: Cluster, method: str, path: str, content: bytes, host: str) -> Answer:
    """Carry out one control request.

    - `POST faults`: the settings of `Faults.add` as JSON; answers the number of the fault.
    - `DELETE faults`: forget every fault.
    - `POST revoke-tokens`: every token and session becomes invalid.
    - `GET stats`: counters.
    """
    if not _loopback(host):
        return _json(403, {"error": "for loopback callers only"})
    action = f"{method} {path.removeprefix(PREFIX)}"
    if action == "POST faults":
        return _add(cluster, content)
    if action == "DELETE faults":
        cluster.faults.clear()
        return _json(200, {"faults": 0})
    if action == "POST revoke-tokens":
        return _json(200, {"revoked": cluster.revoke_tokens()})
    if action == "GET stats":
        return _json(200, cluster.stats())
    return _json(404, {"error": f"unknown: {action}"})


def _add(cluster: Cluster, content: bytes) -> Answer:
    try:
        settings = msgspec.json.decode(content, type=dict[str, Any])
        cluster.faults.add(settings.pop("kind", None), **settings)
    except (msgspec.DecodeError, TypeError, ValueError) as wrong:
        return _json(400, {"error": str(wrong)})
    return _json(200, {"fault": len(cluster.faults) - 1})


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _json(status: int, value: Any) -> Answer:
    return Answer(status, content=msgspec.json.encode(value))
