"""Variables and the values they have in orgs, for principals and models.

A kept variable is {id, name, type, sensitive, data_type, values}; its values are {"scope": (org id, principal guid or None,
model guid or None), "values": texts, "priority": number or None}, one for each scope.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    merged,
    named_in,
    number,
    object_of,
    org_of,
    texts,
)
from aiothoughtspot.simulator.families._security_principals import principal_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

KINDS: Final = (
    "CONNECTION_PROPERTY",
    "TABLE_MAPPING",
    "CONNECTION_PROPERTY_PER_PRINCIPAL",
    "FORMULA_VARIABLE",
)
DATA_TYPES: Final = ("VARCHAR", "INT32", "INT64", "DOUBLE", "DATE", "DATE_TIME")
OPERATIONS: Final = ("ADD", "REMOVE", "REPLACE", "RESET")
MASK: Final = "***"
Scope = tuple[int | None, str | None, str | None]
_FORMS: Final = {
    "DOUBLE": r"[+-]?\d+(\.\d+)?",
    **dict.fromkeys(("INT32", "INT64", "DATE", "DATE_TIME"), r"-?\d+"),
}
"""Values travel as text: numbers in digits, dates in epoch seconds, times in epoch milliseconds."""


def variables(state: State) -> dict[str, Record]:
    """All variables by guid; a fresh cluster has the one of users' time zones."""

    def fresh() -> dict[str, Record]:
        guid = state.new_guid()
        return {guid: new_variable(guid, "ts_user_timezone", "USER_PROPERTY")}

    return state.bag("variables", fresh)


def new_variable(
    guid: str, name: str, kind: str, *, sensitive: bool = False, data_type: str = "VARCHAR"
) -> Record:
    """A variable without values; not yet kept."""
    return {
        "id": guid,
        "name": name,
        "type": kind,
        "sensitive": sensitive,
        "data_type": data_type,
        "values": [],
    }


def variable_of(state: State, identifier: object) -> Record:
    """The variable of this guid or name, or 400."""
    return named_in(variables(state).values(), "Variable", identifier)


def read_scope(call: Call, given: Mapping[str, Any], org: int | None) -> Scope:
    """Where a value counts, or which values are meant; without an org in the request, `org`."""
    name = given.get("org_identifier")
    principal, model = given.get("principal_identifier"), given.get("model_identifier")
    who = {"identifier": principal, "type": given.get("principal_type")}
    return (
        org if name is None else org_of(call.state, name)["id"],
        None if principal is None else principal_of(call.state, who)["id"],
        None if model is None else object_of(call, model, "LOGICAL_TABLE")["id"],
    )


def read_values(given: Mapping[str, Any], name: str, variable: Record, operation: str) -> list[str]:
    """The texts of an assignment, or 400 when the variable cannot hold them; only a reset needs none."""
    values = texts(given, name)
    if not values and operation != "RESET":
        raise bad(f"{name} is required")
    if len(values) > 1 and variable["type"] != "FORMULA_VARIABLE":
        raise bad(f"{variable['name']} holds one value")
    form = _FORMS.get(variable["data_type"])
    if form is not None and not all(re.fullmatch(form, value) for value in values):
        raise bad(f"{variable['name']} holds values of {variable['data_type']}")
    return values


def assign(variable: Record, scope: Scope, values: list[str], operation: str, priority: int | None) -> None:
    """Change the values of one scope; a scope without values is gone."""
    old: list[str] = next((item["values"] for item in variable["values"] if item["scope"] == scope), [])
    new = [] if operation == "RESET" else merged(old, values, operation)
    others = [item for item in variable["values"] if item["scope"] != scope]
    made = [{"scope": scope, "values": new, "priority": priority}] if new else []
    variable["values"] = [*others, *made]


def read_priority(given: Mapping[str, Any]) -> int | None:
    """The rank of an assignment, when it has one."""
    return None if given.get("priority") is None else number(given, "priority", 0)


def read_operation(given: Mapping[str, Any]) -> str:
    """What becomes of the old values: REPLACE unless told otherwise."""
    return choice(given, "operation", OPERATIONS, "REPLACE")


def variable_view(state: State, variable: Record, values: list[Record] | None) -> Record:
    """A variable as shown; variables belong to the primary org, their values to any."""
    return {
        "id": variable["id"],
        "name": variable["name"],
        "variable_type": variable["type"],
        "sensitive": variable["sensitive"],
        "values": None
        if values is None
        else [_value_view(state, item, hidden=variable["sensitive"]) for item in values],
        "org": {"id": 0, "name": state.orgs[0]["name"]},
    }


def matches(item: Record, wanted: Scope) -> bool:
    """Whether a value's scope fits in every part that is asked for."""
    return all(part is None or part == own for part, own in zip(wanted, item["scope"], strict=True))


def _value_view(state: State, item: Record, *, hidden: bool) -> Record:
    org, principal, model = item["scope"]
    values = [MASK for _ in item["values"]] if hidden else item["values"]
    who = state.users.get(principal) or state.groups.get(principal)
    return {
        "value": values[0] if len(values) == 1 else None,
        "value_list": None if len(values) == 1 else values,
        "org_identifier": state.orgs[org]["name"] if org in state.orgs else str(org),
        "principal_type": None if principal is None else "USER" if principal in state.users else "USER_GROUP",
        "principal_identifier": principal if who is None else who["name"],
        "model_identifier": state.metadata[model]["name"] if model in state.metadata else model,
        "priority": item["priority"],
    }
