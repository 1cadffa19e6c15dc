# Rendered from spec/v2/connection_configurations.yaml by `python -m codegen`: edit that file, not this one.
"""Further ways into a connection, for some users, groups or processes."""

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param
from aiothoughtspot._releases import Known
from aiothoughtspot._values import redacted
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import OpenWarehouse

CreateAuthentication: TypeAlias = Annotated[
    Literal[
        "SERVICE_ACCOUNT",
        "KEY_PAIR",
        "PERSONAL_ACCESS_TOKEN",
        "OAUTH_WITH_SERVICE_PRINCIPAL",
        "OAUTH_CLIENT_CREDENTIALS",
    ],
    Known((("10.13.0.cl", ("OAUTH_CLIENT_CREDENTIALS",)),)),
]
if TYPE_CHECKING:
    OpenPolicyProcess: TypeAlias = Literal["SAGE_INDEXING", "ROW_COUNT_STATS"] | str
else:
    OpenPolicyProcess = str
if TYPE_CHECKING:
    OpenPolicyType: TypeAlias = Literal["NO_POLICY", "PRINCIPALS", "PROCESSES"] | str
else:
    OpenPolicyType = str
PolicyProcess: TypeAlias = Literal["SAGE_INDEXING", "ROW_COUNT_STATS"]
PolicyType: TypeAlias = Literal["NO_POLICY", "PRINCIPALS", "PROCESSES"]
UpdateAuthentication: TypeAlias = Annotated[
    Literal[
        "SERVICE_ACCOUNT",
        "OAUTH",
        "OAUTH_WITH_SERVICE_PRINCIPAL",
        "EXTOAUTH",
        "KEY_PAIR",
        "EXTOAUTH_WITH_PKCE",
        "OAUTH_WITH_PKCE",
        "PERSONAL_ACCESS_TOKEN",
        "OAUTH_CLIENT_CREDENTIALS",
    ],
    Known((("10.13.0.cl", ("OAUTH_CLIENT_CREDENTIALS",)),)),
]


@attrs.frozen(kw_only=True)
class PolicyProcessOptionsInput:
    """Argument of `connection_configurations.create` and `connection_configurations.update`.

    Attributes:
        impersonate_user: In whose name the processes run.
    """

    impersonate_user: str | Unset = UNSET


@attrs.define(kw_only=True)
class PolicyPrincipal:
    """Part of `ConnectionConfiguration`."""

    id: str | None = None
    name: str | None = None
    type: str | None = None


@attrs.define(kw_only=True)
class PolicyProcessOptions:
    """Part of `ConnectionConfiguration`.

    Attributes:
        impersonate_user: In whose name the processes run.
    """

    impersonate_user: str | None = None


@attrs.define(kw_only=True)
class ConnectionConfiguration:
    """Answer of `connection_configurations.search` and `connection_configurations.create`.

    Attributes:
        same_as_parent: Since 26.2.0.cl.
        policy_process_options: Since 26.2.0.cl.
    """

    configuration_identifier: str | None = None
    name: str | None = None
    description: str | None = None
    configuration: dict[str, Any] | None = attrs.field(default=None, repr=redacted)
    policy_principals: list[PolicyPrincipal] | None = None
    policy_processes: list[OpenPolicyProcess] | None = None
    disabled: bool | None = None
    data_warehouse_type: OpenWarehouse | None = None
    policy_type: OpenPolicyType | None = None
    same_as_parent: bool | None = attrs.field(default=None, metadata={"since": "26.2.0.cl"})
    policy_process_options: PolicyProcessOptions | None = attrs.field(
        default=None, metadata={"since": "26.2.0.cl"}
    )


SEARCH: Final[Operation[list[ConnectionConfiguration]]] = Operation(
    "v2.connection_configurations.search",
    "POST",
    "/api/rest/2.0/connection-configurations/search",
    list[ConnectionConfiguration],
    vendor="connectionConfigurationSearch",
    repeatable="read",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    body=(
        Param("connection_identifier", str, required=True),
        Param("configuration_identifier", str),
        Param("policy_type", PolicyType),
    ),
)


async def search(
    client: Caller,
    *,
    connection_identifier: str,
    configuration_identifier: str | Unset = UNSET,
    policy_type: PolicyType | Unset = UNSET,
) -> list[ConnectionConfiguration]:
    """Find the configurations of a connection.

    POST /connection-configurations/search; vendor name `connectionConfigurationSearch`; since 10.12.0.cl; a
    read.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.
    """
    return await client.call(
        SEARCH,
        body={
            "connection_identifier": connection_identifier,
            "configuration_identifier": configuration_identifier,
            "policy_type": policy_type,
        },
    )


CREATE: Final[Operation[ConnectionConfiguration]] = Operation(
    "v2.connection_configurations.create",
    "POST",
    "/api/rest/2.0/connection-configurations/create",
    ConnectionConfiguration,
    vendor="createConnectionConfiguration",
    repeatable="no",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    body=(
        Param("name", str, required=True),
        Param("description", str),
        Param("connection_identifier", str, required=True),
        Param("same_as_parent", bool, since="26.2.0.cl"),
        Param("policy_process_options", PolicyProcessOptionsInput, since="26.2.0.cl"),
        Param("authentication_type", CreateAuthentication),
        Param("configuration", dict[str, Any], required=True),
        Param("policy_type", PolicyType),
        Param("policy_principals", list[str]),
        Param("policy_processes", list[PolicyProcess]),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    connection_identifier: str,
    configuration: dict[str, Any],
    description: str | Unset = UNSET,
    same_as_parent: bool | Unset = UNSET,
    policy_process_options: PolicyProcessOptionsInput | Unset = UNSET,
    authentication_type: CreateAuthentication | Unset = UNSET,
    policy_type: PolicyType | Unset = UNSET,
    policy_principals: list[str] | Unset = UNSET,
    policy_processes: list[PolicyProcess] | Unset = UNSET,
) -> ConnectionConfiguration:
    """Create a configuration of a connection and get it back.

    POST /connection-configurations/create; vendor name `createConnectionConfiguration`; since 10.12.0.cl;
    never repeated blindly.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        same_as_parent: Log in as the connection itself does; for parameterized connections. The server
            assumes `False`. Since 26.2.0.cl.
        policy_process_options: Since 26.2.0.cl.
        authentication_type: The server assumes `SERVICE_ACCOUNT`.
        policy_type: The server assumes `NO_POLICY`.
        policy_principals: Users and groups it serves; with PRINCIPALS.
        policy_processes: Processes it serves; with PROCESSES.
    """
    _call = client.call(
        CREATE,
        body={
            "name": name,
            "description": description,
            "connection_identifier": connection_identifier,
            "same_as_parent": same_as_parent,
            "policy_process_options": policy_process_options,
            "authentication_type": authentication_type,
            "configuration": configuration,
            "policy_type": policy_type,
            "policy_principals": policy_principals,
            "policy_processes": policy_processes,
        },
    )
    # Some print the locals of a traceback.
    del configuration
    return await _call


UPDATE: Final[Operation[None]] = Operation(
    "v2.connection_configurations.update",
    "POST",
    "/api/rest/2.0/connection-configurations/{configuration_identifier}/update",
    None,
    vendor="updateConnectionConfiguration",
    repeatable="same_end_state",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    path_params=(Param("configuration_identifier", str, required=True),),
    body=(
        Param("connection_identifier", str, required=True),
        Param("name", str),
        Param("description", str),
        Param("same_as_parent", bool, since="26.2.0.cl"),
        Param("policy_process_options", PolicyProcessOptionsInput, since="26.2.0.cl"),
        Param("authentication_type", UpdateAuthentication),
        Param("configuration", dict[str, Any]),
        Param("policy_type", PolicyType),
        Param("policy_principals", list[str]),
        Param("policy_processes", list[PolicyProcess]),
        Param("disable", bool),
    ),
)


async def update(
    client: Caller,
    configuration_identifier: str,
    *,
    connection_identifier: str,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    same_as_parent: bool | Unset = UNSET,
    policy_process_options: PolicyProcessOptionsInput | Unset = UNSET,
    authentication_type: UpdateAuthentication | Unset = UNSET,
    configuration: dict[str, Any] | Unset = UNSET,
    policy_type: PolicyType | Unset = UNSET,
    policy_principals: list[str] | Unset = UNSET,
    policy_processes: list[PolicyProcess] | Unset = UNSET,
    disable: bool | Unset = UNSET,
) -> None:
    """Change or disable a configuration; fields left out stay as they are.

    POST /connection-configurations/{configuration_identifier}/update; vendor name
    `updateConnectionConfiguration`; since 10.12.0.cl; repeating it ends in the same state.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        same_as_parent: Log in as the connection itself does; for parameterized connections. The server
            assumes `False`. Since 26.2.0.cl.
        policy_process_options: Since 26.2.0.cl.
        policy_principals: Users and groups it serves; with PRINCIPALS.
        policy_processes: Processes it serves; with PROCESSES.
        disable: The server assumes `False`.
    """
    _call = client.call(
        UPDATE,
        path={"configuration_identifier": configuration_identifier},
        body={
            "connection_identifier": connection_identifier,
            "name": name,
            "description": description,
            "same_as_parent": same_as_parent,
            "policy_process_options": policy_process_options,
            "authentication_type": authentication_type,
            "configuration": configuration,
            "policy_type": policy_type,
            "policy_principals": policy_principals,
            "policy_processes": policy_processes,
            "disable": disable,
        },
    )
    # Some print the locals of a traceback.
    del configuration
    return await _call


DELETE: Final[Operation[None]] = Operation(
    "v2.connection_configurations.delete",
    "POST",
    "/api/rest/2.0/connection-configurations/delete",
    None,
    vendor="deleteConnectionConfiguration",
    repeatable="same_end_state",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    body=(
        Param("configuration_identifier", str, required=True),
        Param("connection_identifier", str, required=True),
    ),
)


async def delete(client: Caller, *, configuration_identifier: str, connection_identifier: str) -> None:
    """Delete a configuration of a connection.

    POST /connection-configurations/delete; vendor name `deleteConnectionConfiguration`; since 10.12.0.cl;
    repeating it ends in the same state.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.
    """
    return await client.call(
        DELETE,
        body={
            "configuration_identifier": configuration_identifier,
            "connection_identifier": connection_identifier,
        },
    )


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
)


class ConnectionConfigurationsApi(Group):
    """The connection_configurations endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
