"""The cluster: a world, and its ASGI face."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiothoughtspot.simulator.world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping


class Cluster(World):
    """A stand-in for a ThoughtSpot cluster: an ASGI app over seeded, stateful data.

    Args:
        rows: Rows of the data source "Retail Sales".
        seed: Decides all data; the same seed gives the same cluster.
        custom_calendar: Whether date cells are wrapped as custom calendars do it.
        time_zone: IANA name of the cluster's zone: date cells are midnights there.
        release: The release it stands for, from "9.0.0.cl" on: what came later it does not have.
        rate_limit: Whether more than 100 requests a second (burst 10) per client address meet 429, and whether the limits per
            minute hold.
        strict: Whether unknown request keys and missing v1 headers are refused with 400, not only recorded.
        clock: Seconds since 1970; by default a `Clock` that runs, and can be moved.
        users: Users to seed.
        objects: Metadata objects to seed.
        max_rows: The most rows one data call gives.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: For an unknown time zone.
        TypeError, ValueError: For an argument of a wrong type or out of its range, by its name.
    """

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:
        """Serve one ASGI connection scope."""
        from aiothoughtspot.simulator import app  # noqa: PLC0415 - routes load with the first request

        await app.serve(self, scope, receive, send)
