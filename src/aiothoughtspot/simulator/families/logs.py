"""The v2 route of audit logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiothoughtspot.simulator.families._common import choice, flag, need
from aiothoughtspot.simulator.families._logs_events import DAY, check_window, moment, read_events
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record


@route(
    "POST",
    f"{V2}/logs/fetch",
    admin=True,
    fields=("log_type", "start_epoch_time_in_millis", "end_epoch_time_in_millis", "get_all_logs"),
)
def fetch(call: Call) -> list[Record]:
    """The events of a window of 24 hours at most, the last 24 unless told otherwise; a longer one is refused with 400."""
    body = call.body
    need(body, "log_type")
    choice(body, "log_type", ("SECURITY_AUDIT",), "")
    flag(body, "get_all_logs")
    now = call.state.now_ms()
    start = moment(body, "start_epoch_time_in_millis", moment(body, "end_epoch_time_in_millis", now) - DAY)
    end = moment(body, "end_epoch_time_in_millis", start + DAY)
    check_window(start, end)
    return read_events(call.state, start, end)
