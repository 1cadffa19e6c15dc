# Rendered from spec/v2/jobs.yaml by `python -m codegen`: edit that file, not this one.
"""Jobs behind the scenes, such as deliveries to webhooks."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param
from aiothoughtspot.dates import Epoch, epoch
from aiothoughtspot.unset import UNSET, Unset

ChannelJobStatus: TypeAlias = Literal["PENDING", "RETRY", "SUCCESS", "FAILED"]
if TYPE_CHECKING:
    OpenChannelJobStatus: TypeAlias = Literal["PENDING", "RETRY", "SUCCESS", "FAILED"] | str
else:
    OpenChannelJobStatus = str


@attrs.frozen(kw_only=True)
class ChannelHistoryEventInput:
    """Argument of `jobs.search_channel_history`."""

    type: Literal["LIVEBOARD_SCHEDULE"] = attrs.field(metadata={"required": True})
    identifier: str | Unset = UNSET


@attrs.define(kw_only=True)
class ChannelHistoryEventInfo:
    """Part of `ChannelHistoryJob`."""

    type: str
    id: str
    name: str | None = None
    run_id: str | None = None


@attrs.define(kw_only=True)
class JobRecipient:
    """Part of `ChannelHistoryJob`."""

    type: str
    id: str | None = None
    name: str | None = None
    email: str | None = None


@attrs.define(kw_only=True)
class ChannelHistoryJob:
    """Part of `ChannelHistory`."""

    id: str
    status: OpenChannelJobStatus
    creation_time_in_millis: int | float
    event: ChannelHistoryEventInfo | None = None
    recipients: list[JobRecipient] | None = None
    detail: str | None = None
    try_count: int | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")


@attrs.define(kw_only=True)
class ChannelHistory:
    """Answer of `jobs.search_channel_history`."""

    jobs: list[ChannelHistoryJob]


SEARCH_CHANNEL_HISTORY: Final[Operation[ChannelHistory]] = Operation(
    "v2.jobs.search_channel_history",
    "POST",
    "/api/rest/2.0/jobs/history/communication-channels/search",
    ChannelHistory,
    vendor="searchChannelHistory",
    repeatable="read",
    since="26.4.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "CAN_MANAGE_WEBHOOKS"),
    body=(
        Param("channel_type", Literal["WEBHOOK"], required=True),
        Param("job_ids", list[str]),
        Param("channel_identifiers", list[str]),
        Param("channel_status", ChannelJobStatus),
        Param("events", list[ChannelHistoryEventInput]),
        Param("start_epoch_time_in_millis", Annotated[datetime, Epoch("ms")]),
        Param("end_epoch_time_in_millis", Annotated[datetime, Epoch("ms")], since="26.7.0.cl"),
    ),
)


async def search_channel_history(
    client: Caller,
    *,
    channel_type: Literal["WEBHOOK"],
    job_ids: list[str] | Unset = UNSET,
    channel_identifiers: list[str] | Unset = UNSET,
    channel_status: ChannelJobStatus | Unset = UNSET,
    events: list[ChannelHistoryEventInput] | Unset = UNSET,
    start_epoch_time_in_millis: Annotated[datetime, Epoch("ms")] | Unset = UNSET,
    end_epoch_time_in_millis: Annotated[datetime, Epoch("ms")] | Unset = UNSET,
) -> ChannelHistory:
    """Find deliveries to a channel, with their status and tries.

    POST /jobs/history/communication-channels/search; vendor name `searchChannelHistory`; since 26.4.0.cl; a
    read.
    Privileges, any of: ADMINISTRATION, DEVELOPER, CAN_MANAGE_WEBHOOKS.
    Kept 3 days.

    Args:
        end_epoch_time_in_millis: Since 26.7.0.cl.
    """
    return await client.call(
        SEARCH_CHANNEL_HISTORY,
        body={
            "channel_type": channel_type,
            "job_ids": job_ids,
            "channel_identifiers": channel_identifiers,
            "channel_status": channel_status,
            "events": events,
            "start_epoch_time_in_millis": start_epoch_time_in_millis,
            "end_epoch_time_in_millis": end_epoch_time_in_millis,
        },
    )


OPERATIONS: Final = (SEARCH_CHANNEL_HISTORY,)


class JobsApi(Group):
    """The jobs endpoints of one client."""

    search_channel_history = search_channel_history
