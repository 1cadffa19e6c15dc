"""The security audit: what callers tried, as events that become visible up to half an hour later."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import bad
from aiothoughtspot.simulator.routing import V1, V2, Call, Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.state import Record, State

DAY: Final = 86_400_000
"""Milliseconds of the longest window."""
KEPT: Final = 30 * DAY
"""Milliseconds that an event is kept."""
REMEMBERED: Final = 10_000
"""Events that are kept; when there are more, the older half goes."""
LATEST: Final = 1_800_000
"""Milliseconds that an event is late at most; how late each is follows from its number, the first one not at all."""
POST: Final = f"POST {V2}"
TYPES: Final[Mapping[str, tuple[str, str, Mapping[str, str]]]] = {
    f"{POST}/users/create": ("USERS_CREATED", "Creation of a user attempted", {"userNames": "name"}),
    f"{POST}/users/import": ("USERS_CREATED", "Import of users attempted", {}),
    f"{POST}/users/{{user_identifier}}/update": ("USERS_MODIFIED", "Change of a user attempted", {"userId": "user_identifier"}),
    f"{POST}/users/{{user_identifier}}/delete": ("USERS_DELETED", "Deletion of a user attempted", {"userGUIDs": "user_identifier"}),
    f"{POST}/roles/create": ("ROLES_CREATED", "Creation of a role attempted", {"roleName": "name"}),
    f"{POST}/connection/create": ("CREATE_CONNECTION_ATTEMPTED", "Creation of a connection attempted", {"connectionName": "name"}),
    f"{POST}/connections/{{connection_identifier}}/update": (
        "EDIT_CONNECTION_ATTEMPTED", "Change of a connection attempted", {"connectionName": "connection_identifier"},
    ),
    f"{POST}/connections/{{connection_identifier}}/delete": (
        "DELETE_CONNECTION_ATTEMPTED", "Deletion of a connection attempted", {"connectionName": "connection_identifier"},
    ),
    f"{POST}/security/metadata/share": (
        "SHARE_OBJECTS", "Sharing of objects attempted", {"objIds": "metadata_identifiers", "permissions": "permissions"},
    ),
}  # fmt: skip
"""Type and description of the events whose names are known, with what they tell of the request; see `note` for the others."""


def events(state: State) -> list[Record]:
    """Every event in order: {"at": epoch ms, "seen": epoch ms when it becomes visible, "log": as shown, but no text yet}."""
    return state.bag("audit", list["Record"])


def note(call: Call, route: Route, address: str) -> None:
    """Remember an attempt to log in or to change something; its type is that of the route, or made of its path.

    Nothing of the request is kept but identifiers and what `TYPES` names: no passwords, no properties of connections.
    """
    if route.reads and route.auth:
        return
    state, now, kept = call.state, call.state.now_ms(), events(call.state)
    path = route.path.removeprefix(V1).removeprefix(V2)
    words = [part for part in path.split("/") if part and not part.startswith("{")]
    kind, text, told = TYPES.get(
        route.name, (re.sub(r"\W", "_", "_".join(words)).upper(), f"{' '.join(words)} attempted", {})
    )
    given = {**call.body, **call.form, **call.path}
    user = call.user or {"id": None, "name": given.get("username")}
    log = {
        "version": "1.1",
        "id": f"TS-{state.new_guid()}",
        "ts": datetime.fromtimestamp(now // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "orgId": call.org,
        "userGUID": user["id"],
        "userName": user["name"],
        "cIP": address,
        "type": kind,
        "desc": text,
        "data": {**call.path, **{shown: given.get(name) for shown, name in told.items()}},
    }
    if len(kept) >= REMEMBERED:
        del kept[: REMEMBERED // 2]
    kept.append({"at": now, "seen": now + len(kept) * 607_000 % LATEST, "log": log})


def read_events(state: State, start: int, end: int) -> list[Record]:
    """The visible events of a window (epoch ms, both ends in it) as answers show them."""
    now = state.now_ms()
    return [
        {
            "date": datetime.fromtimestamp(item["at"] / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "log": json.dumps(item["log"]),
        }
        for item in events(state)
        if start <= item["at"] <= end and item["seen"] <= now and item["at"] >= now - KEPT
    ]


def check_window(start: int, end: int) -> None:
    """Refuse with 400 a window (epoch ms) that is longer than a day, or ends before its start."""
    if not 0 <= end - start <= DAY:
        raise bad("A window is at most 24 hours long and ends after its start")


def moment(given: Mapping[str, Any], name: str, default: int) -> int:
    """Epoch milliseconds of a request, with or without a fraction, or 400."""
    value = given.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise bad(f"{name} is no time in epoch milliseconds")
    return int(value)
