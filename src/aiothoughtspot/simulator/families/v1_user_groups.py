"""The four v1 routes of a user's groups: ids in the query, no body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import bad, form_texts, v1_user_of
from aiothoughtspot.simulator.families._details import v1_group
from aiothoughtspot.simulator.families._principals import set_user
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

MANAGERS: Final = ("USER_ADMINISTRATION",)
GROUPS: Final = f"{V1}/user/{{userid}}/groups"


@route("GET", GROUPS, privileges=MANAGERS, fields=())
def list_user_groups(call: Call) -> list[Record]:
    """The groups of a user."""
    user = v1_user_of(call, call.path["userid"], 400)
    return [v1_group(call.state, call.state.groups[group["id"]]) for group in user["user_groups"]]


@route("POST", GROUPS, privileges=MANAGERS, reads=False, fields=("groupids",))
def add_to_groups(call: Call) -> None:
    """Put a user into groups."""
    _change_groups(call, "ADD")


@route("PUT", GROUPS, privileges=MANAGERS, reads=False, fields=("groupids",))
def set_groups(call: Call) -> None:
    """Make these the groups of a user; everybody stays in the group of all."""
    _change_groups(call, "REPLACE")


@route("DELETE", GROUPS, privileges=MANAGERS, reads=False, fields=("groupids",))
def remove_from_groups(call: Call) -> None:
    """Take a user out of groups."""
    _change_groups(call, "REMOVE")


def _change_groups(call: Call, operation: str) -> None:
    user = v1_user_of(call, call.path["userid"], 400)
    if "groupids" not in call.query:
        raise bad("groupids is required")
    named = form_texts(call.query, "groupids")
    set_user(call, user, {"operation": operation, "group_identifiers": named})
