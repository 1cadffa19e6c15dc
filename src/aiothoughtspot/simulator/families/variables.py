"""The v2 routes of variables: for administrators of the primary org, and those who may manage variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import (
    check_free,
    choice,
    flag,
    like,
    need,
    objects_in,
    page,
    texts,
    word,
)
from aiothoughtspot.simulator.families._variables_values import (
    DATA_TYPES,
    KINDS,
    Scope,
    assign,
    matches,
    new_variable,
    read_operation,
    read_priority,
    read_scope,
    read_values,
    variable_of,
    variable_view,
    variables,
)
from aiothoughtspot.simulator.routing import V2, Call, route
from aiothoughtspot.simulator.seeding import PRIMARY

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

MANAGERS: Final = ("CAN_MANAGE_VARIABLES",)
PATH: Final = f"{V2}/template/variables"


@route(
    "POST",
    f"{PATH}/search",
    privileges=MANAGERS,
    fields=("variable_details", "value_scope", "record_offset", "record_size", "response_content"),
)
def search(call: Call) -> list[Record]:
    """One page of the variables that any entry of `variable_details` fits, with their values on request."""
    body, state = call.body, call.state
    wanted = objects_in(body, "variable_details")
    content = choice(body, "response_content", ("METADATA", "METADATA_AND_VALUES"), "METADATA")
    scopes = [read_scope(call, item, None) for item in objects_in(body, "value_scope")]
    found = {variable["id"]: variable for item in wanted or [{}] for variable in _matching(state, item)}
    return [
        variable_view(state, variable, None if content == "METADATA" else _values(variable, scopes))
        for variable in page(list(found.values()), body)
    ]


def _matching(state: State, item: Record) -> list[Record]:
    kind = choice(item, "type", (*KINDS, "USER_PROPERTY"), "")
    named = like(item.get("name_pattern"))
    only = variable_of(state, item["identifier"]) if item.get("identifier") else None
    return [
        variable
        for variable in variables(state).values()
        if only in (None, variable) and kind in {"", variable["type"]} and named(variable["name"])
    ]


def _values(variable: Record, scopes: list[Scope]) -> list[Record]:
    return [
        item for item in variable["values"] if not scopes or any(matches(item, scope) for scope in scopes)
    ]


@route(
    "POST",
    f"{PATH}/create",
    privileges=MANAGERS,
    reads=False,
    fields=("type", "name", "is_sensitive", "data_type"),
)
def create(call: Call) -> Record:
    """A new variable; a name that is taken is refused with 400."""
    _check_tenant(call)
    body, state = call.body, call.state
    need(body, "type", "name")
    kind, name = choice(body, "type", KINDS, ""), str(word(body, "name"))
    data_type = choice(body, "data_type", DATA_TYPES, "VARCHAR")
    check_free(variables(state).values(), name)
    sensitive = flag(body, "is_sensitive")
    variable = new_variable(state.new_guid(), name, kind, sensitive=sensitive, data_type=data_type)
    variables(state)[variable["id"]] = variable
    return variable_view(state, variable, [])


def _check_tenant(call: Call) -> None:
    if call.org != PRIMARY:
        raise Refused(403, FORBIDDEN, "Variables are managed in the primary org")


@route("POST", f"{PATH}/{{identifier}}/update", privileges=MANAGERS, reads=False, fields=("name",))
def update(call: Call) -> None:
    """Rename a variable."""
    _check_tenant(call)
    variable = variable_of(call.state, call.path["identifier"])
    need(call.body, "name")
    name = str(word(call.body, "name"))
    check_free(variables(call.state).values(), name, variable)
    variable["name"] = name


@route(
    "POST",
    f"{PATH}/{{identifier}}/update-values",
    privileges=MANAGERS,
    reads=False,
    fields=("operation", "variable_assignment"),
)
def update_values(call: Call) -> None:
    """Set values of one variable, in the caller's org unless told otherwise; one wrong value refuses all."""
    body, variable = call.body, variable_of(call.state, call.path["identifier"])
    need(body, "variable_assignment")
    operation = read_operation(body)
    planned = [
        (
            read_scope(call, item, call.org),
            read_values(item, "assigned_values", variable, operation),
            read_priority(item),
        )
        for item in objects_in(body, "variable_assignment")
    ]
    for scope, values, priority in planned:
        assign(variable, scope, values, operation, priority)


@route(
    "POST",
    f"{PATH}/update-values",
    privileges=MANAGERS,
    reads=False,
    fields=("variable_assignment", "variable_value_scope"),
)
def update_many_values(call: Call) -> None:
    """Set values of many variables, each in every scope given; one wrong value refuses all."""
    body, state = call.body, call.state
    need(body, "variable_assignment", "variable_value_scope")
    scopes = [
        (read_scope(call, item, call.org), read_priority(item))
        for item in objects_in(body, "variable_value_scope")
    ]
    planned: list[tuple[Record, list[str], str]] = []
    for item in objects_in(body, "variable_assignment"):
        variable, operation = variable_of(state, item.get("variable_identifier")), read_operation(item)
        planned.append((variable, read_values(item, "variable_values", variable, operation), operation))
    for variable, values, operation in planned:
        for scope, priority in scopes:
            assign(variable, scope, values, operation, priority)


@route("POST", f"{PATH}/delete", privileges=MANAGERS, reads=False, fields=("identifiers",))
def delete(call: Call) -> None:
    """Delete variables: all of them, or none when one is unknown."""
    _check_tenant(call)
    need(call.body, "identifiers")
    _remove(call.state, [variable_of(call.state, name) for name in texts(call.body, "identifiers")])


@route("POST", f"{PATH}/{{identifier}}/delete", privileges=MANAGERS, reads=False, fields=())
def delete_one(call: Call) -> None:
    """Delete one variable."""
    _check_tenant(call)
    _remove(call.state, [variable_of(call.state, call.path["identifier"])])


def _remove(state: State, gone: list[Record]) -> None:
    for variable in gone:
        if variable["type"] == "USER_PROPERTY":
            raise Refused(403, FORBIDDEN, f"{variable['name']} belongs to the system")
    for variable in gone:
        # Named twice in one request is deleted once.
        variables(state).pop(variable["id"], None)
