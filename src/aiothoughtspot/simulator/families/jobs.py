"""The v2 route of jobs: deliveries to webhooks, kept three days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import choice, need, objects_in, texts
from aiothoughtspot.simulator.families._logs_events import moment
from aiothoughtspot.simulator.families._schedules_runs import advance
from aiothoughtspot.simulator.families._webhooks_delivery import jobs
from aiothoughtspot.simulator.families._webhooks_records import EVENTS, find_webhook
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

KEPT: Final = 3 * 86_400_000
STATES: Final = ("PENDING", "RETRY", "SUCCESS", "FAILED")


@route(
    "POST",
    f"{V2}/jobs/history/communication-channels/search",
    privileges=("DEVELOPER", "CAN_MANAGE_WEBHOOKS"),
    fields=(
        "channel_type", "job_ids", "channel_identifiers", "channel_status", "events", "start_epoch_time_in_millis",
        "end_epoch_time_in_millis",
    ),
)  # fmt: skip
def search_channel_history(call: Call) -> Record:
    """The deliveries that pass every filter given, newest first."""
    body, state = call.body, call.state
    need(body, "channel_type")
    choice(body, "channel_type", ("WEBHOOK",), "")
    advance(call.cluster)
    now = state.now_ms()
    start = max(moment(body, "start_epoch_time_in_millis", 0), now - KEPT)
    end = moment(body, "end_epoch_time_in_millis", now)
    status, ids = choice(body, "channel_status", STATES, ""), texts(body, "job_ids")
    named = texts(body, "channel_identifiers")
    found = [find_webhook(state, name, call.org) for name in named]
    # Deliveries of a webhook that is gone can be found by its guid.
    channels = {*named, *(webhook["id"] for webhook in found if webhook is not None)}
    events = objects_in(body, "events")
    for event in events:
        choice(event, "type", EVENTS, "")
    return {
        "jobs": [
            item["job"]
            for item in reversed(jobs(state))
            if start <= item["job"]["creation_time_in_millis"] <= end
            and status in {"", item["job"]["status"]}
            and (not ids or item["job"]["id"] in ids)
            and (not named or item["webhook_id"] in channels)
            and (not events or any(_is_of(item["job"]["event"], event) for event in events))
        ]
    }


def _is_of(event: Record, wanted: Record) -> bool:
    return wanted.get("identifier") in (None, event["id"], event["name"])
