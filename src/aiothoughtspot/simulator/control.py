"""`/_simulator/...`: how another process scripts a served cluster. For loopback callers only, without authentication."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any, Final

import msgspec

from aiothoughtspot.simulator.answers import Answer, Refused
from aiothoughtspot.simulator.families import _schedules_runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.world import World

PREFIX: Final = "/_simulator/"


def handle(cluster: World, method: str, path: str, content: bytes, host: str) -> Answer:
    """Carry out one control request.

    - `POST faults`: the settings of `Faults.add` as JSON; answers the number of the fault.
    - `DELETE faults`: forget every fault.
    - `POST revoke-tokens`: every token and session becomes invalid.
    - `POST snapshots`: keep everything the cluster remembers; answers the number of the snapshot.
    - `POST restore`: `{"snapshot": number}`: remember that again.
    - `POST schedules/run`: `{"schedule": id or name}`: run it at once, and tell its webhooks; answers the run.
    - `POST clock`: `{"advance": seconds}`: let time pass at once.
    - `GET stats`: counters.
    """
    if not _loopback(host):
        return _json(403, {"error": "for loopback callers only"})
    action = f"{method} {path.removeprefix(PREFIX)}"
    if action in PLAIN:
        return _json(200, PLAIN[action](cluster))
    if action not in TOLD:
        return _json(404, {"error": f"unknown: {action}"})
    try:
        return _json(200, TOLD[action](cluster, msgspec.json.decode(content, type=dict[str, Any])))
    except (msgspec.DecodeError, LookupError, TypeError, ValueError) as wrong:
        return _json(400, {"error": str(wrong)})


def _clear(cluster: World) -> dict[str, Any]:
    cluster.faults.clear()
    return {"faults": 0}


def _revoke(cluster: World) -> dict[str, Any]:
    return {"revoked": cluster.revoke_tokens()}


def _keep(cluster: World) -> dict[str, Any]:
    cluster.snapshots.append(cluster.snapshot())
    return {"snapshot": len(cluster.snapshots) - 1}


def _stats(cluster: World) -> dict[str, Any]:
    return cluster.stats()


def _add(cluster: World, settings: dict[str, Any]) -> dict[str, Any]:
    cluster.faults.add(settings.pop("kind", None), **settings)
    return {"fault": len(cluster.faults) - 1}


def _restore(cluster: World, settings: dict[str, Any]) -> dict[str, Any]:
    cluster.restore(cluster.snapshots[settings["snapshot"]])
    return settings


def _advance(cluster: World, settings: dict[str, Any]) -> dict[str, Any]:
    cluster.advance(settings["advance"])
    return {"now": cluster.clock()}


def _run(cluster: World, settings: dict[str, Any]) -> dict[str, Any]:
    try:
        return _schedules_runs.run_now(cluster, str(settings["schedule"]))
    except Refused as refused:
        raise ValueError(refused.message) from None


PLAIN: Final[dict[str, Callable[[World], dict[str, Any]]]] = {
    "DELETE faults": _clear,
    "POST revoke-tokens": _revoke,
    "POST snapshots": _keep,
    "GET stats": _stats,
}
TOLD: Final[dict[str, Callable[[World, dict[str, Any]], dict[str, Any]]]] = {
    "POST faults": _add,
    "POST restore": _restore,
    "POST clock": _advance,
    "POST schedules/run": _run,
}
"""Those that are told something."""


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _json(status: int, value: Any) -> Answer:
    return Answer(status, content=msgspec.json.encode(value))
