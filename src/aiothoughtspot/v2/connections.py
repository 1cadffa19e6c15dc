# Rendered from spec/v2/connections.yaml by `python -m codegen`: edit that file, not this one.
"""Connections to data warehouses, with the databases behind them."""

from typing import Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot._outcomes import failure_of
from aiothoughtspot._releases import Known
from aiothoughtspot._values import redacted
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import OpenWarehouse, SortOrder, Warehouse

AuthenticationType: TypeAlias = Annotated[
    Literal[
        "SERVICE_ACCOUNT",
        "OAUTH",
        "IAM",
        "EXTOAUTH",
        "OAUTH_WITH_SERVICE_PRINCIPAL",
        "PERSONAL_ACCESS_TOKEN",
        "KEY_PAIR",
        "OAUTH_WITH_PKCE",
        "EXTOAUTH_WITH_PKCE",
        "OAUTH_WITH_PEZ",
        "OAUTH_CLIENT_CREDENTIALS",
    ],
    Known(
        (
            ("10.5.0.cl", ("OAUTH_WITH_SERVICE_PRINCIPAL", "PERSONAL_ACCESS_TOKEN")),
            ("10.12.0.cl", ("KEY_PAIR", "OAUTH_WITH_PKCE", "EXTOAUTH_WITH_PKCE", "OAUTH_WITH_PEZ")),
            ("10.13.0.cl", ("OAUTH_CLIENT_CREDENTIALS",)),
        )
    ),
]
ConnectionSortField: TypeAlias = Literal[
    "NAME",
    "DISPLAY_NAME",
    "AUTHOR",
    "CREATED",
    "MODIFIED",
    "LAST_ACCESSED",
    "SYNCED",
    "VIEWS",
    "USER_STATE",
    "ROW_COUNT",
]
FormerWarehouse: TypeAlias = Annotated[
    Literal["SQL_SERVER"], Known((("9.6.0.cl", ("SQL_SERVER",)), ("-9.10.0.cl", ("SQL_SERVER",))))
]


@attrs.frozen(kw_only=True)
class DataWarehouseObjectInput:
    """Part of `ConnectionInput`."""

    database: str | Unset = UNSET
    schema: str | Unset = UNSET
    table: str | Unset = UNSET
    column: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class ConnectionInput:
    """Argument of `connections.search`."""

    identifier: str | Unset = UNSET
    name_pattern: str | Unset = UNSET
    data_warehouse_objects: list[DataWarehouseObjectInput] | Unset = UNSET


@attrs.frozen(kw_only=True)
class SortOptionInput:
    """Argument of `connections.search`."""

    field_name: ConnectionSortField | Unset = UNSET
    order: SortOrder | Unset = UNSET


@attrs.define(kw_only=True)
class Column:
    """Part of `Table`."""

    name: str
    data_type: str
    is_aggregate: str | None = None
    can_import: bool | None = None
    selected: bool | None = None
    is_linked_active: bool | None = None


@attrs.define(kw_only=True)
class Table:
    """Part of `SchemaObject`."""

    name: str
    columns: list[Column] | None = None
    type: str | None = None
    description: str | None = None
    selected: bool | None = None
    linked: bool | None = None
    relationships: list[dict[str, Any]] | None = None


@attrs.define(kw_only=True)
class SchemaObject:
    """Part of `Database`."""

    name: str
    tables: list[Table] | None = None


@attrs.define(kw_only=True)
class Database:
    """Part of `DataWarehouseObjects`."""

    name: str
    schemas: list[SchemaObject] | None = None
    auto_created: bool | None = None


@attrs.define(kw_only=True)
class DataWarehouseObjects:
    """Part of `Connection`."""

    databases: list[Database]


@attrs.define(kw_only=True)
class Connection:
    """Answer of `connections.search`."""

    id: str
    name: str
    data_warehouse_type: OpenWarehouse
    description: str | None = None
    data_warehouse_objects: DataWarehouseObjects | None = None
    details: dict[str, Any] | None = attrs.field(default=None, repr=redacted)


@attrs.define(kw_only=True)
class CreatedConnection:
    """Answer of `connections.create`."""

    id: str
    name: str
    data_warehouse_type: OpenWarehouse
    details: dict[str, Any] | None = attrs.field(default=None, repr=redacted)


@attrs.define(kw_only=True)
class SyncResult:
    """How many tables and columns a sync changed, and how many failed.

    Answer of `connections.sync_metadata`.
    """

    status: str | None = None
    tables_updated: int | None = None
    columns_updated: int | None = None
    tables_failed: int | None = None
    columns_failed: int | None = None
    message: str | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("status",), ("PARTIAL_SUCCESS",), ("message",))


@attrs.define(kw_only=True)
class RevokedTokens:
    """Answer of `connections.revoke_refresh_tokens`."""

    data: str


@attrs.define(kw_only=True)
class ConnectionDiffStatus:
    """Answer of `connections.diff_status`."""

    status: bool | None = None


SEARCH: Final[Operation[list[Connection]]] = Operation(
    "v2.connections.search",
    "POST",
    "/api/rest/2.0/connection/search",
    list[Connection],
    vendor="searchConnection",
    repeatable="read",
    since="9.2.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("connections", list[ConnectionInput]),
        Param("data_warehouse_types", list[Warehouse | FormerWarehouse]),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("tag_identifiers", list[str]),
        Param("data_warehouse_object_type", Literal["DATABASE", "SCHEMA", "TABLE", "COLUMN"]),
        Param("sort_options", SortOptionInput),
        Param("include_details", bool),
        Param("configuration", dict[str, Any]),
        Param("authentication_type", AuthenticationType),
        Param("show_resolved_parameters", bool, since="10.9.0.cl"),
    ),
)


async def search(
    client: Caller,
    *,
    connections: list[ConnectionInput] | Unset = UNSET,
    data_warehouse_types: list[Warehouse | FormerWarehouse] | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    tag_identifiers: list[str] | Unset = UNSET,
    data_warehouse_object_type: Literal["DATABASE", "SCHEMA", "TABLE", "COLUMN"] | Unset = UNSET,
    sort_options: SortOptionInput | Unset = UNSET,
    include_details: bool | Unset = UNSET,
    configuration: dict[str, Any] | Unset = UNSET,
    authentication_type: AuthenticationType | Unset = UNSET,
    show_resolved_parameters: bool | Unset = UNSET,
) -> list[Connection]:
    """Find connections, with the databases, schemas, tables and columns behind them on request.

    POST /connection/search; vendor name `searchConnection`; since 9.2.0.cl; a read.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        record_offset: The server assumes `0`.
        record_size: Filters other than data_warehouse_types and tag_identifiers want everything in one
            page. The server assumes `10`.
        configuration: Counts with data_warehouse_object_type only.
        authentication_type: Counts with data_warehouse_object_type only. The server assumes
            `SERVICE_ACCOUNT`.
        show_resolved_parameters: Show the values of variables, not their names. The server assumes `False`.
            Since 10.9.0.cl.
    """
    _call = client.call(
        SEARCH,
        body={
            "connections": connections,
            "data_warehouse_types": data_warehouse_types,
            "record_offset": record_offset,
            "record_size": record_size,
            "tag_identifiers": tag_identifiers,
            "data_warehouse_object_type": data_warehouse_object_type,
            "sort_options": sort_options,
            "include_details": include_details,
            "configuration": configuration,
            "authentication_type": authentication_type,
            "show_resolved_parameters": show_resolved_parameters,
        },
    )
    # Some print the locals of a traceback.
    del configuration
    return await _call


CREATE: Final[Operation[CreatedConnection]] = Operation(
    "v2.connections.create",
    "POST",
    "/api/rest/2.0/connection/create",
    CreatedConnection,
    vendor="createConnection",
    repeatable="no",
    since="9.2.0.cl",
    privileges=(
        "DATAMANAGEMENT",
        "ADMINISTRATION",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    body=(
        Param("name", str, required=True),
        Param("description", str),
        Param("data_warehouse_type", Warehouse | FormerWarehouse, required=True),
        Param("data_warehouse_config", dict[str, Any], required=True),
        Param("validate", bool),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    data_warehouse_type: Warehouse | FormerWarehouse,
    data_warehouse_config: dict[str, Any],
    description: str | Unset = UNSET,
    validate: bool | Unset = UNSET,
) -> CreatedConnection:
    """Create a connection and get it back.

    POST /connection/create; vendor name `createConnection`; since 9.2.0.cl; never repeated blindly.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS,
    CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    CAN_MANAGE_WORKSHEET_VIEWS_TABLES counts only if tables come along.

    Args:
        validate: Check the tables that come along; false without tables. The server assumes `True`.
    """
    _call = client.call(
        CREATE,
        body={
            "name": name,
            "description": description,
            "data_warehouse_type": data_warehouse_type,
            "data_warehouse_config": data_warehouse_config,
            "validate": validate,
        },
    )
    # Some print the locals of a traceback.
    del data_warehouse_config
    return await _call


UPDATE: Final[Operation[None]] = Operation(
    "v2.connections.update",
    "POST",
    "/api/rest/2.0/connections/{connection_identifier}/update",
    None,
    vendor="updateConnectionV2",
    repeatable="same_end_state",
    since="10.4.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    path_params=(Param("connection_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("description", str),
        Param("data_warehouse_config", dict[str, Any]),
        Param("validate", bool),
    ),
)


async def update(
    client: Caller,
    connection_identifier: str,
    *,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    data_warehouse_config: dict[str, Any] | Unset = UNSET,
    validate: bool | Unset = UNSET,
) -> None:
    """Change a connection; fields left out stay as they are.

    POST /connections/{connection_identifier}/update; vendor name `updateConnectionV2`; since 10.4.0.cl;
    repeating it ends in the same state.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        validate: Check the tables that come along; false without tables. The server assumes `True`.
    """
    _call = client.call(
        UPDATE,
        path={"connection_identifier": connection_identifier},
        body={
            "name": name,
            "description": description,
            "data_warehouse_config": data_warehouse_config,
            "validate": validate,
        },
    )
    # Some print the locals of a traceback.
    del data_warehouse_config
    return await _call


DELETE: Final[Operation[None]] = Operation(
    "v2.connections.delete",
    "POST",
    "/api/rest/2.0/connections/{connection_identifier}/delete",
    None,
    vendor="deleteConnectionV2",
    repeatable="same_end_state",
    since="10.4.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    path_params=(Param("connection_identifier", str, required=True),),
)


async def delete(client: Caller, connection_identifier: str) -> None:
    """Delete a connection.

    POST /connections/{connection_identifier}/delete; vendor name `deleteConnectionV2`; since 10.4.0.cl;
    repeating it ends in the same state.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.
    """
    return await client.call(DELETE, path={"connection_identifier": connection_identifier})


UPDATE_STATUS: Final[Operation[None]] = Operation(
    "v2.connections.update_status",
    "POST",
    "/api/rest/2.0/connections/{connection_identifier}/status",
    None,
    vendor="updateConnectionStatus",
    repeatable="same_end_state",
    since="26.6.0.cl",
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    path_params=(Param("connection_identifier", str, required=True),),
    body=(Param("status", Literal["ACTIVATED", "DEACTIVATED"]),),
)


async def update_status(
    client: Caller, connection_identifier: str, *, status: Literal["ACTIVATED", "DEACTIVATED"] | Unset = UNSET
) -> None:
    """Activate or deactivate a connection.

    POST /connections/{connection_identifier}/status; vendor name `updateConnectionStatus`; since 26.6.0.cl;
    repeating it ends in the same state.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.
    For the owner of the connection and administrators.

    Args:
        status: The server assumes `ACTIVATED`.
    """
    return await client.call(
        UPDATE_STATUS, path={"connection_identifier": connection_identifier}, body={"status": status}
    )


SYNC_METADATA: Final[Operation[SyncResult]] = Operation(
    "v2.connections.sync_metadata",
    "POST",
    "/api/rest/2.0/connections/{connection_identifier}/resync-metadata",
    SyncResult,
    vendor="syncMetadata",
    repeatable="same_end_state",
    since="26.5.0.cl",
    privileges=("DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"),
    path_params=(Param("connection_identifier", str, required=True),),
    body=(
        Param("tables", list[str | dict[str, list[str]]]),
        Param("sync_attributes", list[Literal["DESCRIPTION"]]),
    ),
)


async def sync_metadata(
    client: Caller,
    connection_identifier: str,
    *,
    tables: list[str | dict[str, list[str]]] | Unset = UNSET,
    sync_attributes: list[Literal["DESCRIPTION"]] | Unset = UNSET,
) -> SyncResult:
    """Bring descriptions of tables and columns over from the warehouse.

    POST /connections/{connection_identifier}/resync-metadata; vendor name `syncMetadata`; since 26.5.0.cl;
    repeating it ends in the same state.
    Privileges, any of: DATAMANAGEMENT, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    Failures are counted inside a success.

    Args:
        tables: Tables by id or name, or the id of a table with a list of its columns; all unless given.
        sync_attributes: The server assumes `['DESCRIPTION']`.
    """
    return await client.call(
        SYNC_METADATA,
        path={"connection_identifier": connection_identifier},
        body={"tables": tables, "sync_attributes": sync_attributes},
    )


REVOKE_REFRESH_TOKENS: Final[Operation[RevokedTokens]] = Operation(
    "v2.connections.revoke_refresh_tokens",
    "POST",
    "/api/rest/2.0/connections/{connection_identifier}/revoke-refresh-tokens",
    RevokedTokens,
    vendor="revokeRefreshTokens",
    repeatable="same_end_state",
    since="26.2.0.cl",
    privileges=("ADMINISTRATION", "DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    path_params=(Param("connection_identifier", str, required=True),),
    body=(
        Param("configuration_identifiers", list[str]),
        Param("user_identifiers", list[str]),
        Param("org_identifiers", list[str]),
    ),
)


async def revoke_refresh_tokens(
    client: Caller,
    connection_identifier: str,
    *,
    configuration_identifiers: list[str] | Unset = UNSET,
    user_identifiers: list[str] | Unset = UNSET,
    org_identifiers: list[str] | Unset = UNSET,
) -> RevokedTokens:
    """Revoke the tokens that users hold for a connection, so that they must log in again.

    POST /connections/{connection_identifier}/revoke-refresh-tokens; vendor name `revokeRefreshTokens`;
    since 26.2.0.cl; repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.
    Whose tokens go if nobody is named is not stated.

    Args:
        configuration_identifiers: Tokens by these configurations.
        org_identifiers: Tokens of everybody in these orgs; for published connections only.
    """
    return await client.call(
        REVOKE_REFRESH_TOKENS,
        path={"connection_identifier": connection_identifier},
        body={
            "configuration_identifiers": configuration_identifiers,
            "user_identifiers": user_identifiers,
            "org_identifiers": org_identifiers,
        },
    )


DIFF_STATUS: Final[Operation[ConnectionDiffStatus]] = Operation(
    "v2.connections.diff_status",
    "POST",
    "/api/rest/2.0/connections/fetch-connection-diff-status/{connection_identifier}",
    ConnectionDiffStatus,
    vendor="fetchConnectionDiffStatus",
    repeatable="read",
    since="9.9.0.cl",
    privileges=(
        "DATAMANAGEMENT",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    path_params=(Param("connection_identifier", str, required=True),),
)


async def diff_status(client: Caller, connection_identifier: str) -> ConnectionDiffStatus:
    """Get the status of the comparison of a connection with its warehouse.

    POST /connections/fetch-connection-diff-status/{connection_identifier}; vendor name
    `fetchConnectionDiffStatus`; since 9.9.0.cl; a read.
    Privileges, any of: DATAMANAGEMENT, CAN_MANAGE_CUSTOM_CALENDAR, CAN_CREATE_OR_EDIT_CONNECTIONS,
    CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    """
    return await client.call(DIFF_STATUS, path={"connection_identifier": connection_identifier})


DOWNLOAD_CHANGES: Final[Operation[bytes]] = Operation(
    "v2.connections.download_changes",
    "POST",
    "/api/rest/2.0/connections/download-connection-metadata-changes/{connection_identifier}",
    bytes,
    vendor="downloadConnectionMetadataChanges",
    repeatable="read",
    since="9.9.0.cl",
    privileges=(
        "DATAMANAGEMENT",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    path_params=(Param("connection_identifier", str, required=True),),
    accept="application/octet-stream, application/json",
    stream="bytes",
)


async def download_changes(client: Caller, connection_identifier: str) -> bytes:
    """Get what differs between the warehouse and here, as a file.

    POST /connections/download-connection-metadata-changes/{connection_identifier}; vendor name
    `downloadConnectionMetadataChanges`; since 9.9.0.cl; a read.
    Privileges, any of: DATAMANAGEMENT, CAN_MANAGE_CUSTOM_CALENDAR, CAN_CREATE_OR_EDIT_CONNECTIONS,
    CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    JSON before 9.12.
    """
    return await client.call(DOWNLOAD_CHANGES, path={"connection_identifier": connection_identifier})


UPDATE_BY_BODY: Final[Operation[None]] = Operation(
    "v2.connections.update_by_body",
    "POST",
    "/api/rest/2.0/connection/update",
    None,
    vendor="updateConnection",
    repeatable="same_end_state",
    since="9.2.0.cl",
    deprecated=Deprecation("10.4.0.cl", "v2.connections.update"),
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    body=(
        Param("connection_identifier", str, required=True),
        Param("name", str),
        Param("description", str),
        Param("data_warehouse_config", dict[str, Any]),
        Param("validate", bool),
    ),
)


async def update_by_body(
    client: Caller,
    *,
    connection_identifier: str,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    data_warehouse_config: dict[str, Any] | Unset = UNSET,
    validate: bool | Unset = UNSET,
) -> None:
    """Change a connection that is named in the body.

    POST /connection/update; vendor name `updateConnection`; since 9.2.0.cl; repeating it ends in the same
    state.
    Deprecated since 10.4.0.cl: use `v2.connections.update`.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.
    Its end was announced for 2025-09; it is still there in 26.8.

    Args:
        validate: Check the tables that come along; false without tables. The server assumes `True`.
    """
    _call = client.call(
        UPDATE_BY_BODY,
        body={
            "connection_identifier": connection_identifier,
            "name": name,
            "description": description,
            "data_warehouse_config": data_warehouse_config,
            "validate": validate,
        },
    )
    # Some print the locals of a traceback.
    del data_warehouse_config
    return await _call


DELETE_BY_BODY: Final[Operation[None]] = Operation(
    "v2.connections.delete_by_body",
    "POST",
    "/api/rest/2.0/connection/delete",
    None,
    vendor="deleteConnection",
    repeatable="same_end_state",
    since="9.2.0.cl",
    deprecated=Deprecation("10.4.0.cl", "v2.connections.delete"),
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    body=(Param("connection_identifier", str, required=True),),
)


async def delete_by_body(client: Caller, *, connection_identifier: str) -> None:
    """Delete a connection that is named in the body.

    POST /connection/delete; vendor name `deleteConnection`; since 9.2.0.cl; repeating it ends in the same
    state.
    Deprecated since 10.4.0.cl: use `v2.connections.delete`.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.
    Its end was announced for 2025-09; it is still there in 26.8.
    """
    return await client.call(DELETE_BY_BODY, body={"connection_identifier": connection_identifier})


UPDATE_OLD: Final[Operation[None]] = Operation(
    "v2.connections.update_old",
    "POST",
    "/api/rest/2.0/connections/update/{connection_identifier}",
    None,
    vendor="updateConnectionV2",
    repeatable="same_end_state",
    since="9.12.0.cl",
    removed="10.4.0.cl",
    deprecated=Deprecation("10.4.0.cl", "v2.connections.update"),
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    path_params=(Param("connection_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("description", str),
        Param("data_warehouse_config", dict[str, Any]),
        Param("validate", bool),
    ),
)


async def update_old(
    client: Caller,
    connection_identifier: str,
    *,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    data_warehouse_config: dict[str, Any] | Unset = UNSET,
    validate: bool | Unset = UNSET,
) -> None:
    """Change a connection, by the path before 10.4.

    POST /connections/update/{connection_identifier}; vendor name `updateConnectionV2`; since 9.12.0.cl;
    removed in 10.4.0.cl; repeating it ends in the same state.
    Deprecated since 10.4.0.cl: use `v2.connections.update`.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        validate: Check the tables that come along; false without tables. The server assumes `True`.
    """
    return await client.call(
        UPDATE_OLD,
        path={"connection_identifier": connection_identifier},
        body={
            "name": name,
            "description": description,
            "data_warehouse_config": data_warehouse_config,
            "validate": validate,
        },
    )


DELETE_OLD: Final[Operation[None]] = Operation(
    "v2.connections.delete_old",
    "POST",
    "/api/rest/2.0/connections/delete/{connection_identifier}",
    None,
    vendor="deleteConnectionV2",
    repeatable="same_end_state",
    since="9.12.0.cl",
    removed="10.4.0.cl",
    deprecated=Deprecation("10.4.0.cl", "v2.connections.delete"),
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    path_params=(Param("connection_identifier", str, required=True),),
)


async def delete_old(client: Caller, connection_identifier: str) -> None:
    """Delete a connection, by the path before 10.4.

    POST /connections/delete/{connection_identifier}; vendor name `deleteConnectionV2`; since 9.12.0.cl;
    removed in 10.4.0.cl; repeating it ends in the same state.
    Deprecated since 10.4.0.cl: use `v2.connections.delete`.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS.
    """
    return await client.call(DELETE_OLD, path={"connection_identifier": connection_identifier})


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    UPDATE_STATUS,
    SYNC_METADATA,
    REVOKE_REFRESH_TOKENS,
    DIFF_STATUS,
    DOWNLOAD_CHANGES,
    UPDATE_BY_BODY,
    DELETE_BY_BODY,
    UPDATE_OLD,
    DELETE_OLD,
)


class ConnectionsApi(Group):
    """The connections endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    update_status = update_status
    sync_metadata = sync_metadata
    revoke_refresh_tokens = revoke_refresh_tokens
    diff_status = diff_status
    download_changes = download_changes
    update_by_body = update_by_body
    delete_by_body = delete_by_body
    update_old = update_old
    delete_old = delete_old
