"""Schedules that run: by the cluster's clock, whenever somebody looks, or at once when told to."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import named_in
from aiothoughtspot.simulator.families._jobs_outbox import addresses, mail
from aiothoughtspot.simulator.families._schedules_cron import due
from aiothoughtspot.simulator.families._webhooks_delivery import EVENT, Event, File, channels, deliver
from aiothoughtspot.simulator.pages import read_page

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State
    from aiothoughtspot.simulator.world import World

LOOKED_BACK: Final = 86_400
"""Seconds a cluster looks back for runs it missed while nobody looked."""
KEPT: Final = 100
"""Runs a schedule remembers, and the most it makes up for."""
TAKES: Final = 2
"""Seconds a run takes, as its history says."""
MEDIA: Final = {"PDF": "application/pdf", "CSV": "text/csv", "XLSX": "application/octet-stream"}


def schedules(state: State) -> dict[str, Record]:
    """All schedules by guid: as shown, with `org_id`, `runs` (oldest first) and `checked` (epoch seconds) besides."""
    return state.bag("schedules", dict[str, "Record"])


def schedule_of(state: State, identifier: object) -> Record:
    """The schedule of this guid or name, or 400."""
    return named_in(schedules(state).values(), "Schedule", identifier)


def advance(cluster: World) -> None:
    """Run every active schedule for each time that has come since it was looked at last."""
    now = int(cluster.state.clock())
    for schedule in schedules(cluster.state).values():
        since = max(schedule["checked"], now - LOOKED_BACK)
        schedule["checked"] = now
        if schedule["status"] == "ACTIVE":
            cron = schedule["frequency"]["cron_expression"]
            for second in list(due(cron, schedule["time_zone"], since, now))[-KEPT:]:
                _run(cluster, schedule, second)


def run_now(cluster: World, identifier: str) -> Record:
    """Run a schedule at once, whatever its times and state; gives the run as its history shows it.

    Raises:
        Refused: 400 for an unknown schedule.
    """
    return _run(cluster, schedule_of(cluster.state, identifier), int(cluster.state.clock()))


def _run(cluster: World, schedule: Record, second: int) -> Record:
    state = cluster.state
    board = state.metadata.get(schedule["metadata"]["id"])
    # Named millis, but seconds: an int32 could not hold more.
    run = {"id": state.new_guid(), "start_time_in_millis": second, "end_time_in_millis": second + TAKES}
    if board is None:
        run |= {"status": "FAILED", "detail": "The Liveboard is gone"}
    else:
        run |= {"status": "SUCCESS", "detail": "Sent to every recipient"}
        _send(cluster, schedule, board, run)
    schedule["runs"] = [*schedule["runs"], run][-KEPT:]
    return run


def _send(cluster: World, schedule: Record, board: Record, run: Record) -> None:
    """Mail the recipients and tell the webhooks, as the org's channels say."""
    state, org = cluster.state, schedule["org_id"]
    details = schedule["recipient_details"]
    everybody = (
        state.users.get(item["identifier"]) or state.groups.get(item["identifier"])
        for item in details["principals"]
    )
    principals = [record for record in everybody if record is not None]
    to = [
        *details["emails"],
        *itertools.chain.from_iterable(addresses(state, record) for record in principals),
    ]
    if "EMAIL" in channels(state, org, EVENT):
        mail(state, to, schedule["name"], schedule["description"] or "")
    people = [
        {"type": "USER", "id": record["id"], "name": record["name"], "email": record.get("email")}
        for record in principals
    ]
    strangers = [{"type": "EXTERNAL", "id": None, "name": None, "email": to} for to in details["emails"]]
    deliver(
        state,
        Event(
            kind=EVENT,
            id=schedule["id"],
            name=schedule["name"],
            run_id=run["id"],
            org=org,
            payload={
                "currentUser": dict(schedule["author"]),
                "scheduleDetails": {"id": schedule["id"], "name": schedule["name"], "runId": run["id"]},
                "liveboardDetails": {"id": board["id"], "name": board["name"]},
                "recipientDetails": people + strangers,
            },
            recipients=people + strangers,
            files=lambda: [_file(cluster, schedule, board)],
        ),
    )


def _file(cluster: World, schedule: Record, board: Record) -> File:
    """The liveboard in the schedule's format; several visualizations as CSV come in a ZIP."""
    from aiothoughtspot.simulator import documents  # noqa: PLC0415 - only for those who ask for files

    chosen = (schedule["liveboard_options"] or {}).get("visualization_identifiers")
    shown = [viz for viz in board["visualizations"] if not chosen or viz["id"] in chosen]
    tables = [
        documents.Table(viz["name"], read_page(cluster, viz["query"], size=documents.ROWS)) for viz in shown
    ]
    kind = schedule["file_format"]
    if kind == "PDF":
        content: bytes = documents.pdf(board["name"], tables, cluster.zone)
    else:
        content = (documents.csv_files if kind == "CSV" else documents.xlsx)(tables, cluster.zone)
    suffix = "zip" if kind == "CSV" and len(tables) > 1 else kind.lower()
    return File(f"{board['name']}.{suffix}", MEDIA[kind], content)
