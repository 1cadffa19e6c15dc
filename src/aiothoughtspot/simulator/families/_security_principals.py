"""Users and groups in requests and answers about permissions, where both stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import choice, group_of, need, user_of, word
from aiothoughtspot.simulator.families._rows import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

PRINCIPAL_KINDS: Final = ("USER", "USER_GROUP")
SHAREABLE: Final = ("LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "CONNECTION", "COLLECTION")


def principal_of(state: State, given: Record) -> Record:
    """The user or group of an {identifier, type}; without a type users come first. Unknown ones are 400."""
    need(given, "identifier")
    name, kind = given["identifier"], choice(given, "type", PRINCIPAL_KINDS, "")
    if not kind and isinstance(name, str) and state.find_user(name) is None:
        kind = "USER_GROUP"
    return (group_of if kind == "USER_GROUP" else user_of)(state, name)


def kind_of(state: State, principal: Record) -> tuple[str, str]:
    """A principal's type and sub-type, e.g. ("USER", "LOCAL_USER")."""
    return (
        ("USER", principal["account_type"])
        if principal["id"] in state.users
        else ("USER_GROUP", principal["type"])
    )


def named_rows(call: Call, items: Iterable[Record], kinds: tuple[str, ...] = SHAREABLE) -> list[Record]:
    """The rows of a list of {identifier, type}; one that is unknown refuses all of them with 400."""
    return [row_of(call, word(item, "identifier"), choice(item, "type", kinds, "") or None) for item in items]


def people(call: Call) -> list[Record]:
    """All users and groups of the caller's org, groups first."""
    state, org = call.state, str(call.org)
    everybody = (*state.groups.values(), *state.users.values())
    return [record for record in everybody if any(str(item["id"]) == org for item in record["orgs"])]
