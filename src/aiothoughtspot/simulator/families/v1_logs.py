"""The v1 route of audit logs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import bad, form_flag, number
from aiothoughtspot.simulator.families._logs_events import DAY, check_window, read_events
from aiothoughtspot.simulator.routing import V1, Call, route
from aiothoughtspot.simulator.seeding import PRIMARY

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

TOPIC: Final = "security_logs"


@route(
    "GET",
    f"{V1}/logs/topics/{{topic}}",
    admin=True,
    fields=("fromEpoch", "toEpoch", "get_all_logs"),
)
def fetch(call: Call) -> list[Record]:
    """The events of a window of 24 hours at most: of the caller's org or, for callers in the primary one, of all."""
    if call.path["topic"] != TOPIC:
        raise bad(f"{call.path['topic']} is no topic")
    everything = form_flag(call.query, "get_all_logs")
    if everything and call.org != PRIMARY:
        raise bad("get_all_logs is for callers in the primary org")
    end = number(call.query, "toEpoch", call.state.now_ms())
    start = number(call.query, "fromEpoch", end - DAY)
    if "toEpoch" not in call.query:
        end = min(end, start + DAY)
    check_window(start, end)
    found = read_events(call.state, start, end)
    return [item for item in found if everything or json.loads(item["log"])["orgId"] == call.org]
