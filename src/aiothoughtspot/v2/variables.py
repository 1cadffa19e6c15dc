# Rendered from spec/v2/variables.yaml by `python -m codegen`: edit that file, not this one.
"""Variables in connections, tables and formulas, with values by org, user and model."""

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot._releases import Known
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import OpenPrincipalType, PrincipalType

FormerValueOperation: TypeAlias = Annotated[Literal["CLEAR"], Known((("-10.15.0.cl", ("CLEAR",)),))]
NewVariableType: TypeAlias = Annotated[
    Literal["CONNECTION_PROPERTY", "TABLE_MAPPING", "CONNECTION_PROPERTY_PER_PRINCIPAL", "FORMULA_VARIABLE"],
    Known((("10.15.0.cl", ("FORMULA_VARIABLE",)),)),
]
if TYPE_CHECKING:
    OpenVariableType: TypeAlias = (
        Literal[
            "CONNECTION_PROPERTY",
            "TABLE_MAPPING",
            "CONNECTION_PROPERTY_PER_PRINCIPAL",
            "FORMULA_VARIABLE",
            "USER_PROPERTY",
        ]
        | str
    )
else:
    OpenVariableType = str
ValueOperation: TypeAlias = Annotated[
    Literal["ADD", "REMOVE", "REPLACE", "RESET"], Known((("10.15.0.cl", ("RESET",)),))
]
VariableType: TypeAlias = Annotated[
    Literal[
        "CONNECTION_PROPERTY",
        "TABLE_MAPPING",
        "CONNECTION_PROPERTY_PER_PRINCIPAL",
        "FORMULA_VARIABLE",
        "USER_PROPERTY",
    ],
    Known((("10.15.0.cl", ("FORMULA_VARIABLE",)), ("26.4.0.cl", ("USER_PROPERTY",)))),
]


@attrs.frozen(kw_only=True)
class VariableDetailInput:
    """Argument of `variables.search`."""

    identifier: str | Unset = UNSET
    type: VariableType | Unset = UNSET
    name_pattern: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class ValueScopeInput:
    """Argument of `variables.search`."""

    org_identifier: str | Unset = UNSET
    principal_type: PrincipalType | Unset = UNSET
    principal_identifier: str | Unset = UNSET
    model_identifier: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class VariablePutAssignmentInput:
    """Argument of `variables.update_values`.

    Attributes:
        assigned_values: Text; DATE in epoch seconds, DATE_TIME in epoch milliseconds.
    """

    assigned_values: list[str] = attrs.field(metadata={"required": True})
    org_identifier: str | Unset = UNSET
    principal_type: PrincipalType | Unset = UNSET
    principal_identifier: str | Unset = UNSET
    model_identifier: str | Unset = UNSET
    priority: int | Unset = UNSET


@attrs.frozen(kw_only=True)
class VariableUpdateAssignmentInput:
    """Argument of `variables.update_many_values`."""

    variable_identifier: str = attrs.field(metadata={"required": True})
    variable_values: list[str] = attrs.field(metadata={"required": True})
    operation: ValueOperation | FormerValueOperation = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class VariableUpdateScopeInput:
    """Argument of `variables.update_many_values`."""

    org_identifier: str = attrs.field(metadata={"required": True})
    principal_type: PrincipalType | Unset = UNSET
    principal_identifier: str | Unset = UNSET
    model_identifier: str | Unset = UNSET
    priority: int | Unset = UNSET


@attrs.define(kw_only=True)
class VariableValue:
    """Part of `Variable`.

    Attributes:
        value_list: Since 10.14.0.cl.
        model_identifier: Since 26.3.0.cl.
    """

    org_identifier: str
    value: str | None = None
    value_list: list[str] | None = attrs.field(default=None, metadata={"since": "10.14.0.cl"})
    principal_type: OpenPrincipalType | None = None
    principal_identifier: str | None = None
    model_identifier: str | None = attrs.field(default=None, metadata={"since": "26.3.0.cl"})
    priority: int | None = None


@attrs.define(kw_only=True)
class VariableOrg:
    """Part of `Variable`."""

    id: int
    name: str


@attrs.define(kw_only=True)
class Variable:
    """Answer of `variables.search` and `variables.create`.

    Attributes:
        values: With METADATA_AND_VALUES only.
        org: Since 26.5.0.cl.
    """

    id: str
    name: str
    variable_type: OpenVariableType | None = None
    sensitive: bool | None = None
    values: list[VariableValue] | None = None
    org: VariableOrg | None = attrs.field(default=None, metadata={"since": "26.5.0.cl"})


SEARCH: Final[Operation[list[Variable]]] = Operation(
    "v2.variables.search",
    "POST",
    "/api/rest/2.0/template/variables/search",
    list[Variable],
    vendor="searchVariables",
    repeatable="read",
    since="10.9.0.cl",
    privileges=("ADMINISTRATION", "CAN_MANAGE_VARIABLES"),
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("variable_details", list[VariableDetailInput]),
        Param("value_scope", list[ValueScopeInput], since="10.14.0.cl"),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("response_content", Literal["METADATA", "METADATA_AND_VALUES"], since="10.15.0.cl"),
    ),
)


async def search(
    client: Caller,
    *,
    variable_details: list[VariableDetailInput] | Unset = UNSET,
    value_scope: list[ValueScopeInput] | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    response_content: Literal["METADATA", "METADATA_AND_VALUES"] | Unset = UNSET,
) -> list[Variable]:
    """Find variables, with their values on request.

    POST /template/variables/search; vendor name `searchVariables`; since 10.9.0.cl; a read.
    Privileges, any of: ADMINISTRATION, CAN_MANAGE_VARIABLES.

    Args:
        value_scope: Since 10.14.0.cl.
        record_offset: The server assumes `0`.
        record_size: The server assumes `10`.
        response_content: The server assumes `METADATA`. Since 10.15.0.cl.
    """
    return await client.call(
        SEARCH,
        body={
            "variable_details": variable_details,
            "value_scope": value_scope,
            "record_offset": record_offset,
            "record_size": record_size,
            "response_content": response_content,
        },
    )


CREATE: Final[Operation[Variable]] = Operation(
    "v2.variables.create",
    "POST",
    "/api/rest/2.0/template/variables/create",
    Variable,
    vendor="createVariable",
    repeatable="no",
    since="10.9.0.cl",
    privileges=("ADMINISTRATION", "CAN_MANAGE_VARIABLES"),
    body=(
        Param("type", NewVariableType, required=True),
        Param("name", str, required=True),
        Param("is_sensitive", bool, since="10.14.0.cl"),
        Param(
            "data_type",
            Literal["VARCHAR", "INT32", "INT64", "DOUBLE", "DATE", "DATE_TIME"],
            since="10.14.0.cl",
        ),
    ),
)


async def create(
    client: Caller,
    *,
    type: NewVariableType,
    name: str,
    is_sensitive: bool | Unset = UNSET,
    data_type: Literal["VARCHAR", "INT32", "INT64", "DOUBLE", "DATE", "DATE_TIME"] | Unset = UNSET,
) -> Variable:
    """Create a variable and get it back.

    POST /template/variables/create; vendor name `createVariable`; since 10.9.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, CAN_MANAGE_VARIABLES.
    Works in the scope of the whole tenant. Before 10.14 the body was another.

    Args:
        is_sensitive: The server assumes `False`. Since 10.14.0.cl.
        data_type: Of a FORMULA_VARIABLE. Since 10.14.0.cl.
    """
    return await client.call(
        CREATE, body={"type": type, "name": name, "is_sensitive": is_sensitive, "data_type": data_type}
    )


UPDATE: Final[Operation[None]] = Operation(
    "v2.variables.update",
    "POST",
    "/api/rest/2.0/template/variables/{identifier}/update",
    None,
    vendor="updateVariable",
    repeatable="same_end_state",
    since="10.9.0.cl",
    privileges=("ADMINISTRATION", "CAN_MANAGE_VARIABLES"),
    path_params=(Param("identifier", str, required=True),),
    body=(Param("name", str, required=True),),
)


async def update(client: Caller, identifier: str, *, name: str) -> None:
    """Rename a variable.

    POST /template/variables/{identifier}/update; vendor name `updateVariable`; since 10.9.0.cl; repeating
    it ends in the same state.
    Privileges, any of: ADMINISTRATION, CAN_MANAGE_VARIABLES.
    Works in the scope of the whole tenant.
    """
    return await client.call(UPDATE, path={"identifier": identifier}, body={"name": name})


UPDATE_VALUES: Final[Operation[None]] = Operation(
    "v2.variables.update_values",
    "POST",
    "/api/rest/2.0/template/variables/{identifier}/update-values",
    None,
    vendor="putVariableValues",
    repeatable="same_end_state",
    since="26.4.0.cl",
    privileges=("ADMINISTRATION", "CAN_MANAGE_VARIABLES"),
    path_params=(Param("identifier", str, required=True),),
    body=(
        Param("operation", ValueOperation),
        Param("variable_assignment", list[VariablePutAssignmentInput], required=True),
    ),
)


async def update_values(
    client: Caller,
    identifier: str,
    *,
    variable_assignment: list[VariablePutAssignmentInput],
    operation: ValueOperation | Unset = UNSET,
) -> None:
    """Set the values of one variable, for orgs, users, groups or models.

    POST /template/variables/{identifier}/update-values; vendor name `putVariableValues`; since 26.4.0.cl;
    repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, CAN_MANAGE_VARIABLES.
    """
    return await client.call(
        UPDATE_VALUES,
        path={"identifier": identifier},
        body={"operation": operation, "variable_assignment": variable_assignment},
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.variables.delete",
    "POST",
    "/api/rest/2.0/template/variables/delete",
    None,
    vendor="deleteVariables",
    repeatable="same_end_state",
    since="26.4.0.cl",
    privileges=("ADMINISTRATION", "CAN_MANAGE_VARIABLES"),
    body=(Param("identifiers", list[str], required=True),),
)


async def delete(client: Caller, *, identifiers: list[str]) -> None:
    """Delete variables.

    POST /template/variables/delete; vendor name `deleteVariables`; since 26.4.0.cl; repeating it ends in
    the same state.
    Privileges, any of: ADMINISTRATION, CAN_MANAGE_VARIABLES.
    """
    return await client.call(DELETE, body={"identifiers": identifiers})


UPDATE_MANY_VALUES: Final[Operation[None]] = Operation(
    "v2.variables.update_many_values",
    "POST",
    "/api/rest/2.0/template/variables/update-values",
    None,
    vendor="updateVariableValues",
    repeatable="same_end_state",
    since="10.14.0.cl",
    deprecated=Deprecation("26.4.0.cl", "v2.variables.update_values"),
    privileges=("ADMINISTRATION", "CAN_MANAGE_VARIABLES"),
    body=(
        Param("variable_assignment", list[VariableUpdateAssignmentInput], required=True),
        Param("variable_value_scope", list[VariableUpdateScopeInput], required=True),
    ),
)


async def update_many_values(
    client: Caller,
    *,
    variable_assignment: list[VariableUpdateAssignmentInput],
    variable_value_scope: list[VariableUpdateScopeInput],
) -> None:
    """Set values of many variables in many scopes.

    POST /template/variables/update-values; vendor name `updateVariableValues`; since 10.14.0.cl; repeating
    it ends in the same state.
    Deprecated since 26.4.0.cl: use `v2.variables.update_values`.
    Privileges, any of: ADMINISTRATION, CAN_MANAGE_VARIABLES.
    Its end is announced for 2026-10.
    """
    return await client.call(
        UPDATE_MANY_VALUES,
        body={"variable_assignment": variable_assignment, "variable_value_scope": variable_value_scope},
    )


DELETE_ONE: Final[Operation[None]] = Operation(
    "v2.variables.delete_one",
    "POST",
    "/api/rest/2.0/template/variables/{identifier}/delete",
    None,
    vendor="deleteVariable",
    repeatable="same_end_state",
    since="10.9.0.cl",
    deprecated=Deprecation("26.4.0.cl", "v2.variables.delete"),
    privileges=("ADMINISTRATION", "CAN_MANAGE_VARIABLES"),
    path_params=(Param("identifier", str, required=True),),
)


async def delete_one(client: Caller, identifier: str) -> None:
    """Delete one variable.

    POST /template/variables/{identifier}/delete; vendor name `deleteVariable`; since 10.9.0.cl; repeating
    it ends in the same state.
    Deprecated since 26.4.0.cl: use `v2.variables.delete`.
    Privileges, any of: ADMINISTRATION, CAN_MANAGE_VARIABLES.
    Its end is announced for 2026-10.
    """
    return await client.call(DELETE_ONE, path={"identifier": identifier})


UPDATE_VALUES_OLD: Final[Operation[None]] = Operation(
    "v2.variables.update_values_old",
    "POST",
    "/api/rest/2.0/template/variables/update",
    None,
    vendor="updateVariableValues",
    repeatable="same_end_state",
    since="10.9.0.cl",
    removed="10.14.0.cl",
    deprecated=Deprecation("10.14.0.cl", "v2.variables.update_values"),
    privileges=("ADMINISTRATION",),
    body=(
        Param("variable_updates", list[dict[str, Any]], required=True),
        Param("operation", str, required=True),
    ),
)


async def update_values_old(
    client: Caller, *, variable_updates: list[dict[str, Any]], operation: str
) -> None:
    """Set values of many variables, by the path before 10.14.

    POST /template/variables/update; vendor name `updateVariableValues`; since 10.9.0.cl; removed in
    10.14.0.cl; repeating it ends in the same state.
    Deprecated since 10.14.0.cl: use `v2.variables.update_values`.
    Privileges, any of: ADMINISTRATION.
    """
    return await client.call(
        UPDATE_VALUES_OLD, body={"variable_updates": variable_updates, "operation": operation}
    )


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    UPDATE_VALUES,
    DELETE,
    UPDATE_MANY_VALUES,
    DELETE_ONE,
    UPDATE_VALUES_OLD,
)


class VariablesApi(Group):
    """The variables endpoints of one client."""

    search = search
    create = create
    update = update
    update_values = update_values
    delete = delete
    update_many_values = update_many_values
    delete_one = delete_one
    update_values_old = update_values_old
