"""Waiting for runs of schedules, and for comparisons of connections with their warehouses."""

from typing import TYPE_CHECKING, Any

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.pulls._arguments import check
from aiothoughtspot.pulls._poll import POLLING, Polling, Step, TellJob, Token, asking, poll, subject

if TYPE_CHECKING:
    from aiothoughtspot.v2.schedules import ScheduleRun

RUN, DIFF = "schedule_run", "connection_diff"
# Past runs read with each question, and what the server calls runs that have not ended.
RUNS = 100
GOING_ON = frozenset({"RUNNING", "IN_PROGRESS", "IN_QUEUE", "QUEUED", "PENDING", "STARTED"})


@attrs.frozen
class ConnectionDiff:
    """What differs between a connection and its warehouse: a file, CSV (JSON before release 9.12)."""

    connection: str
    changes: bytes = attrs.field(repr=False)


async def wait_run(
    client: Client, schedule: str | Token, *, polling: Polling = POLLING, progress: TellJob | None = None
) -> "ScheduleRun":
    """Wait until a schedule, by GUID or the token of an earlier wait, has run once more, and return that run.

    Which runs are old is settled by the first answer and kept in the token.  `progress` counts the old ones as `done`.
    Raises what ended the asking, with the token as `.cursor`.
    """
    check("pulls.wait_run", polling=polling, progress=progress)
    view, name = asking(client), subject(schedule, RUN, "schedule")
    token: Token = {"job": RUN, "schedule": name, "after": None}
    if not isinstance(schedule, str):
        token["after"] = schedule.get("after")
    body = {
        "schedule_identifiers": [name],
        "history_runs_options": {"include_history_runs": True, "record_size": RUNS},
    }

    async def ask() -> "Step[ScheduleRun] | None":
        answers = await view.call("v2.schedules.search", body=body)
        if not answers:
            return None
        runs: list[Any] = [run for run in answers[0].history_runs or () if run.status not in GOING_ON]
        if token["after"] is None:
            token["after"] = max((run.start_time_in_millis for run in runs), default=0)
        fresh = [run for run in runs if run.start_time_in_millis > token["after"]]
        first = min(fresh, key=lambda run: run.start_time_in_millis, default=None)
        status = str(answers[0].status or "") if first is None else first.status
        return Step(status, len(runs) - len(fresh), None, None if first is None else (first,))

    return await poll(ask, token, polling, progress)


async def wait_diff(
    client: Client, connection: str | Token, *, polling: Polling = POLLING, progress: TellJob | None = None
) -> ConnectionDiff:
    """Wait until a connection, by GUID or token, has been compared with its warehouse, and get what differs.

    Raises what ended the asking, with the token as `.cursor`.
    """
    check("pulls.wait_diff", polling=polling, progress=progress)
    view, name = asking(client), subject(connection, DIFF, "connection")
    path = {"connection_identifier": name}

    async def ask() -> Step[bool]:
        answer = await view.call("v2.connections.diff_status", path=path)
        return Step("COMPLETED", 1, 1, (True,)) if answer.status else Step("IN_PROGRESS", 0, 1)

    await poll(ask, {"job": DIFF, "connection": name}, polling, progress)
    return ConnectionDiff(name, await client.call("v2.connections.download_changes", path=path))
