"""The v1 routes of the cluster's settings and its banner."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import need
from aiothoughtspot.simulator.families._v1_admin_actions import action_view, actions
from aiothoughtspot.simulator.families._v1_answers import form_record, guarded
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

ADMIN: Final = f"{V1}/admin"
ACTIONS: Final = "embedActionConfigList"
"""The one setting that is not set here: the custom actions."""
TYPES: Final = ((bool, "BOOLEAN"), (int, "INTEGER"), (float, "DOUBLE"), (str, "STRING"), (list, "ARRAYLIST"))


def settings(state: State) -> Record:
    """The settings that were changed, in v1 or v2, by dotted name."""
    return state.bag("system_config", dict[str, Any])


@route("GET", f"{ADMIN}/configinfo", fields=())
@guarded("ADMINISTRATION", denied=401)
def config(call: Call) -> Record:
    """The settings as a tree; those that were changed among them."""
    cluster = call.cluster
    tree: Record = {
        "selfClusterName": "simulated",
        "releaseVersion": cluster.release,
        "isSaas": True,
        "timezone": cluster.time_zone,
        "enableCustomCalendar": cluster.custom_calendar,
        "tableVisualisationConfig": {"maxNumDataApiRows": cluster.max_rows},
    }
    for name, value in settings(call.state).items():
        *above, last = name.split(".")
        inside = tree
        for part in above:
            # A setting with the name of a branch gives way to the branch.
            inside[part] = inside[part] if isinstance(inside.get(part), dict) else {}
            inside = inside[part]
        inside[last] = copy.deepcopy(value)
    return tree


@route("GET", f"{ADMIN}/configinfo/overrides", fields=())
@guarded("ADMINISTRATION", denied=401)
def config_overrides(call: Call) -> Record:
    """The settings that differ from stock; the custom actions are one of them."""
    changed = {"enableCustomCalendar": call.cluster.custom_calendar, **settings(call.state)}
    if actions(call.state):
        changed[ACTIONS] = [action_view(call.state, action) for action in actions(call.state).values()]
    return {name: _override(name, value) for name, value in changed.items()}


def _override(name: str, value: Any) -> Record:
    kind = next((word for type_, word in TYPES if isinstance(value, type_)), "OBJECT")
    shown = {"category": "MAIN", "dataType": kind, "description": f"The setting {name}", "current": value}
    return {**shown, "regex": ".*"} if isinstance(value, str) else shown


@route("POST", f"{ADMIN}/configinfo/update", reads=False, fields=("configchanges",))
@guarded("ADMINISTRATION", denied=401)
def update_config(call: Call) -> None:
    """Change settings."""
    need(call.form, "configchanges")
    settings(call.state).update(form_record(call.form, "configchanges"))


@route("GET", f"{ADMIN}/banner", fields=())
def banner(call: Call) -> Record:
    """That nothing is being maintained here."""
    del call
    return {"banner_text": "The cluster is up, and nobody works on it.", "under_maintenance": False}
