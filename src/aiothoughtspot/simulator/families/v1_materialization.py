"""The v1 route of materialized views."""

from __future__ import annotations

from typing import Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.families._common import bad
from aiothoughtspot.simulator.routing import V1, Call, route

VIEWS: Final = frozenset({"AGGR_WORKSHEET", "SQL_VIEW"})
"""Sub-types of tables that can be materialized."""
FRESH: Final = 3_600_000
"""Milliseconds that a refreshed view is not stale."""


@route("POST", f"{V1}/materialization/refreshview/{{id}}", reads=False, fields=())
def refresh_view(call: Call) -> None:
    """Ask for a refresh; what is no view, or is not stale, is a 500."""
    view = call.state.metadata.get(call.path["id"])
    if view is None:
        raise bad(f"No object: {call.path['id']}")
    if view["type"] != "LOGICAL_TABLE" or view["sub_type"] not in VIEWS:
        raise Refused(500, BAD_REQUEST, "The object is not materialized")
    refreshed: dict[str, int] = call.state.bag("refreshed_views", dict[str, int])
    now = call.state.now_ms()
    if refreshed.get(view["id"], now - FRESH) > now - FRESH:
        raise Refused(500, BAD_REQUEST, "The view is not stale")
    refreshed[view["id"]] = now
