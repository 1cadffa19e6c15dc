# Rendered from spec/v1/logs.yaml by `python -m codegen`: edit that file, not this one.
"""What happened on the cluster, for the auditors."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param
from aiothoughtspot._values import parse_json
from aiothoughtspot.dates import Epoch, epoch
from aiothoughtspot.unset import UNSET, Unset


@attrs.define(kw_only=True)
class LogEntry:
    """One event.

    Answer of `logs.fetch`.
    """

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
    "v1.logs.fetch",
    "GET",
    "/callosum/v1/tspublic/v1/logs/topics/{topic}",
    list[LogEntry],
    vendor="get_logs",
    repeatable="read",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.logs.fetch"),
    privileges=("ADMINISTRATION",),
    pages=Pages(shape="window", offset="fromEpoch", end="toEpoch", hours=24),
    path_params=(Param("topic", Literal["security_logs"], required=True),),
    query=(
        Param("fromEpoch", Annotated[datetime, Epoch("ms")], py="from_epoch"),
        Param("toEpoch", Annotated[datetime, Epoch("ms")], py="to_epoch"),
        Param("get_all_logs", bool),
    ),
)


async def fetch(
    client: Caller,
    topic: Literal["security_logs"],
    *,
    from_epoch: Annotated[datetime, Epoch("ms")] | Unset = UNSET,
    to_epoch: Annotated[datetime, Epoch("ms")] | Unset = UNSET,
    get_all_logs: bool | Unset = UNSET,
) -> list[LogEntry]:
    """Read the events of the security audit in a window of time.

    GET /logs/topics/{topic}; vendor name `get_logs`; since ts7.april.cl; a read.
    Deprecated: use `v2.logs.fetch`.
    Privileges, any of: ADMINISTRATION.
    Events can be half an hour late.

    Args:
        from_epoch: Start; 24 hours ago unless given.
        to_epoch: End; at most 24 hours after the start.
        get_all_logs: Events of all orgs; for callers in org 0 only.
    """
    return await client.call(
        FETCH,
        path={"topic": topic},
        query={"fromEpoch": from_epoch, "toEpoch": to_epoch, "get_all_logs": get_all_logs},
    )


OPERATIONS: Final = (FETCH,)


class LogsApi(Group):
    """The logs endpoints of one client."""

    fetch = fetch
