# Rendered from spec/v2/logs.yaml by `python -m codegen`: edit that file, not this one.
"""What happened on the cluster, for the auditors."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Pages, Param
from aiothoughtspot._values import parse_json
from aiothoughtspot.dates import Epoch, epoch
from aiothoughtspot.unset import UNSET, Unset


@attrs.define(kw_only=True)
class LogEntry:
    """Answer of `logs.fetch`."""

    date: str
    log: str

    @property
    def time(self) -> datetime | None:
        """`date` as an aware UTC datetime, or None."""
        return epoch(self.date, "iso")

    @property
    def event(self) -> Any:
        """`log` parsed, or None."""
        return parse_json(self.log)


FETCH: Final[Operation[list[LogEntry]]] = Operation(
    "v2.logs.fetch",
    "POST",
    "/api/rest/2.0/logs/fetch",
    list[LogEntry],
    vendor="fetchLogs",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION",),
    pages=Pages(
        shape="window", offset="start_epoch_time_in_millis", end="end_epoch_time_in_millis", hours=24
    ),
    body=(
        Param("log_type", Literal["SECURITY_AUDIT"], required=True),
        Param("start_epoch_time_in_millis", Annotated[datetime, Epoch("ms")], since="9.3.0.cl"),
        Param("end_epoch_time_in_millis", Annotated[datetime, Epoch("ms")], since="9.3.0.cl"),
        Param("get_all_logs", bool, since="9.10.5.cl"),
    ),
)


async def fetch(
    client: Caller,
    *,
    log_type: Literal["SECURITY_AUDIT"],
    start_epoch_time_in_millis: Annotated[datetime, Epoch("ms")] | Unset = UNSET,
    end_epoch_time_in_millis: Annotated[datetime, Epoch("ms")] | Unset = UNSET,
    get_all_logs: bool | Unset = UNSET,
) -> list[LogEntry]:
    """Get the events of the security audit in a window of time.

    POST /logs/fetch; vendor name `fetchLogs`; since 9.0.0.cl; a read.
    Privileges, any of: ADMINISTRATION.
    Events can be half an hour late and are kept 30 days. Under role-based access control any administrator
    privilege counts.

    Args:
        start_epoch_time_in_millis: 24 hours ago unless given. Since 9.3.0.cl.
        end_epoch_time_in_millis: At most 24 hours after the start. Since 9.3.0.cl.
        get_all_logs: The server assumes `True`. Since 9.10.5.cl.
    """
    return await client.call(
        FETCH,
        body={
            "log_type": log_type,
            "start_epoch_time_in_millis": start_epoch_time_in_millis,
            "end_epoch_time_in_millis": end_epoch_time_in_millis,
            "get_all_logs": get_all_logs,
        },
    )


OPERATIONS: Final = (FETCH,)


class LogsApi(Group):
    """The logs endpoints of one client."""

    fetch = fetch
