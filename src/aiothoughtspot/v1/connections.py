# Rendered from spec/v1/connections.yaml by `python -m codegen`: edit that file, not this one.
"""Connections to data warehouses, with the databases behind them."""

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot._values import redacted
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v1.shared import Header, LogicalTable

ConnectionAuth: TypeAlias = Literal["SERVICE_ACCOUNT", "OAUTH", "IAM", "EXTOAUTH"]
ConnectionSort: TypeAlias = Literal["DEFAULT", "NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED"]
if TYPE_CHECKING:
    OpenConnectionAuth: TypeAlias = Literal["SERVICE_ACCOUNT", "OAUTH", "IAM", "EXTOAUTH"] | str
else:
    OpenConnectionAuth = str


@attrs.define(kw_only=True)
class ConnectionPage:
    """One page of connections.

    Answer of `connections.search`.

    Attributes:
        headers: With the type of the connection, and statistics.
    """

    headers: list[Header]
    is_last_batch: bool = attrs.field(metadata={"name": "isLastBatch"})
    debug_info: dict[str, Any] = attrs.field(metadata={"name": "debugInfo"})


@attrs.define(kw_only=True)
class ConnectionType:
    """A type of connections.

    Answer of `connections.list_types`.

    Attributes:
        name: What `create` wants, such as RDBMS_SNOWFLAKE.
        mode: Such as PRODUCTION.
    """

    name: str
    display_name: str = attrs.field(metadata={"name": "displayName"})
    description: str
    mode: str
    beta: bool
    enabled: bool


@attrs.frozen(kw_only=True)
class ColumnInput:
    """A column to have.

    Part of `TableInput`.

    Attributes:
        type: Such as VARCHAR, INT64, DOUBLE, DATE or DATE_TIME.
    """

    name: str = attrs.field(metadata={"required": True})
    type: str = attrs.field(metadata={"required": True})
    can_import: bool | Unset = attrs.field(default=UNSET, metadata={"name": "canImport"})
    selected: bool | Unset = UNSET
    is_linked_active: bool | Unset = attrs.field(default=UNSET, metadata={"name": "isLinkedActive"})
    is_imported: bool | Unset = attrs.field(default=UNSET, metadata={"name": "isImported"})
    table_name: str | Unset = attrs.field(default=UNSET, metadata={"name": "tableName"})
    schema_name: str | Unset = attrs.field(default=UNSET, metadata={"name": "schemaName"})
    db_name: str | Unset = attrs.field(default=UNSET, metadata={"name": "dbName"})


@attrs.frozen(kw_only=True)
class TableInput:
    """A table to have.

    Part of `SchemaInput`.

    Attributes:
        type: TABLE or VIEW.
    """

    name: str = attrs.field(metadata={"required": True})
    columns: list[ColumnInput] = attrs.field(metadata={"required": True})
    type: str | Unset = UNSET
    description: str | Unset = UNSET
    selected: bool | Unset = UNSET
    linked: bool | Unset = UNSET
    relationships: list[Any] | Unset = UNSET


@attrs.frozen(kw_only=True)
class SchemaInput:
    """A schema to take tables from.

    Part of `DatabaseInput`.
    """

    name: str = attrs.field(metadata={"required": True})
    tables: list[TableInput] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class DatabaseInput:
    """A database to take tables from.

    Part of `ConnectionMetadataInput`.
    """

    name: str = attrs.field(metadata={"required": True})
    schemas: list[SchemaInput] = attrs.field(metadata={"required": True})
    is_auto_created: bool | Unset = attrs.field(default=UNSET, metadata={"name": "isAutoCreated"})


@attrs.frozen(kw_only=True)
class ConnectionMetadataInput:
    """How to reach a warehouse, and what to take from there.

    Argument of `connections.create` and `connections.update`.

    Attributes:
        configuration: Settings of the warehouse, such as user and password.
    """

    configuration: dict[str, str] = attrs.field(repr=redacted, metadata={"required": True})
    external_databases: list[DatabaseInput] = attrs.field(
        metadata={"name": "externalDatabases", "required": True}
    )


@attrs.frozen(kw_only=True)
class LiveTableInput:
    """A table, or all tables of what is named.

    Argument of `connections.fetch_live_columns`.
    """

    database_name: str | Unset = attrs.field(default=UNSET, metadata={"name": "databaseName"})
    schema_name: str | Unset = attrs.field(default=UNSET, metadata={"name": "schemaName"})
    table_name: str | Unset = attrs.field(default=UNSET, metadata={"name": "tableName"})


@attrs.define(kw_only=True)
class DataLoadInfo:
    """Loads of the retired in-memory database.

    Part of `DataSourceContent`.
    """

    table_to_task_id_map: dict[str, Any] = attrs.field(metadata={"name": "tableToTaskIdMap"})


@attrs.define(kw_only=True)
class DataSourceContent:
    """How a connection reaches its warehouse.

    Part of `DataSource`.

    Attributes:
        configuration: Settings by name; passwords are blank.
    """

    statistics: dict[str, Any]
    data_load_info: DataLoadInfo = attrs.field(metadata={"name": "dataLoadInfo"})
    configuration: dict[str, str]
    schema_version: str | None = attrs.field(default=None, metadata={"name": "schemaVersion"})


@attrs.define(kw_only=True)
class DataSource:
    """A connection as stored.

    Answer of `connections.create`, and part of `ConnectionUpdate`.

    Attributes:
        type: Such as RDBMS_SNOWFLAKE.
    """

    header: Header
    type: str
    authentication_type: OpenConnectionAuth = attrs.field(metadata={"name": "authenticationType"})
    logical_table_list: list[LogicalTable] = attrs.field(metadata={"name": "logicalTableList"})
    data_source_content: DataSourceContent = attrs.field(metadata={"name": "dataSourceContent"})


@attrs.define(kw_only=True)
class DeletedObjects:
    """How removing tables and columns went.

    Part of `ConnectionUpdate`.

    Attributes:
        delete_status: SUCCESS if all went well.
    """

    delete_status: str = attrs.field(metadata={"name": "deleteStatus"})
    delete_fail_tables: list[Any] = attrs.field(metadata={"name": "deleteFailTables"})
    delete_fail_columns: dict[str, Any] = attrs.field(metadata={"name": "deleteFailColumns"})


@attrs.define(kw_only=True)
class ConnectionUpdate:
    """A connection after its update, and what the update removed.

    Answer of `connections.update`.
    """

    data_source: DataSource = attrs.field(metadata={"name": "dataSource"})
    deleted_objects: DeletedObjects = attrs.field(metadata={"name": "deletedObjects"})


@attrs.define(kw_only=True)
class ExternalColumn:
    """A column of the warehouse.

    Answer of `connections.fetch_live_columns`, and part of `ExternalTable`.

    Attributes:
        type: Such as VARCHAR, INT64, DOUBLE, DATE or DATE_TIME.
    """

    name: str
    type: str
    can_import: bool = attrs.field(metadata={"name": "canImport"})
    selected: bool
    is_linked_active: bool = attrs.field(metadata={"name": "isLinkedActive"})
    is_imported: bool | None = attrs.field(default=None, metadata={"name": "isImported"})
    table_name: str | None = attrs.field(default=None, metadata={"name": "tableName"})
    schema_name: str | None = attrs.field(default=None, metadata={"name": "schemaName"})
    db_name: str | None = attrs.field(default=None, metadata={"name": "dbName"})


@attrs.define(kw_only=True)
class ExternalTable:
    """A table of the warehouse.

    Part of `ExternalSchema`.
    """

    name: str
    type: str
    description: str
    selected: bool
    linked: bool
    columns: list[ExternalColumn]
    relationships: list[Any] | None = None


@attrs.define(kw_only=True)
class ExternalSchema:
    """A schema of the warehouse.

    Part of `ExternalDatabase`.
    """

    name: str
    tables: list[ExternalTable]


@attrs.define(kw_only=True)
class ExternalDatabase:
    """A database of the warehouse.

    Part of `ConnectionDetail`.
    """

    name: str
    is_auto_created: bool = attrs.field(metadata={"name": "isAutoCreated"})
    schemas: list[ExternalSchema]


@attrs.define(kw_only=True)
class ConnectionDetail:
    """A connection, and what is behind it.

    Answer of `connections.fetch`.

    Attributes:
        type: Such as RDBMS_SNOWFLAKE.
        configuration: Settings by name; passwords are blank.
    """

    type: str
    authentication_type: OpenConnectionAuth = attrs.field(metadata={"name": "authenticationType"})
    external_databases: list[ExternalDatabase] = attrs.field(metadata={"name": "externalDatabases"})
    tables: list[Any]
    selected_tables: list[Any] = attrs.field(metadata={"name": "selectedTables"})
    selected_columns: list[Any] = attrs.field(metadata={"name": "selectedColumns"})
    configuration: dict[str, str]


SEARCH: Final[Operation[ConnectionPage]] = Operation(
    "v1.connections.search",
    "GET",
    "/callosum/v1/tspublic/v1/connection/list",
    ConnectionPage,
    vendor="list_connections",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.connections.search"),
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    pages=Pages(
        shape="offset_batch_flag", offset="offset", size="batchsize", items="headers", flag="isLastBatch"
    ),
    query=(
        Param("category", Literal["ALL", "MY"]),
        Param("sort", ConnectionSort),
        Param("sortascending", bool),
        Param("offset", int, min=-1),
        Param("batchsize", Size),
        Param("tagname", list[str]),
        Param("pattern", str),
    ),
)


async def search(
    client: Caller,
    *,
    category: Literal["ALL", "MY"] | Unset = UNSET,
    sort: ConnectionSort | Unset = UNSET,
    sortascending: bool | Unset = UNSET,
    offset: int | Unset = UNSET,
    batchsize: Size | Unset = UNSET,
    tagname: list[str] | Unset = UNSET,
    pattern: str | Unset = UNSET,
) -> ConnectionPage:
    """Page through the headers of connections.

    GET /connection/list; vendor name `list_connections`; since ts7.aug.cl; a read.
    Deprecated: use `v2.connections.search`.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        category: Whose connections.
        sortascending: Left out for the order that suits the sort.
        offset: First connection; -1 is the start. At least -1. The server assumes `-1`.
        batchsize: Connections per page. The server assumes `-1`.
        tagname: Names of tags.
        pattern: Part of the name in any case, with % for any text.
    """
    return await client.call(
        SEARCH,
        query={
            "category": category,
            "sort": sort,
            "sortascending": sortascending,
            "offset": offset,
            "batchsize": batchsize,
            "tagname": tagname,
            "pattern": pattern,
        },
    )


LIST_TYPES: Final[Operation[list[ConnectionType]]] = Operation(
    "v1.connections.list_types",
    "GET",
    "/callosum/v1/tspublic/v1/connection/types",
    list[ConnectionType],
    vendor="list_connection_types",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, None),
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
)


async def list_types(client: Caller) -> list[ConnectionType]:
    """List the types of connections that the cluster offers.

    GET /connection/types; vendor name `list_connection_types`; since ts7.aug.cl; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.
    """
    return await client.call(LIST_TYPES)


CREATE: Final[Operation[DataSource]] = Operation(
    "v1.connections.create",
    "POST",
    "/callosum/v1/tspublic/v1/connection/create",
    DataSource,
    vendor="create_connection",
    repeatable="no",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.connections.create"),
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    form=(
        Param("name", str, required=True),
        Param("description", str),
        Param("type", str, required=True),
        Param("createEmpty", bool, py="create_empty", since="ts8.nov.cl"),
        Param("metadata", ConnectionMetadataInput, required=True),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    type: str,
    metadata: ConnectionMetadataInput,
    description: str | Unset = UNSET,
    create_empty: bool | Unset = UNSET,
) -> DataSource:
    """Create a connection, with or without tables.

    POST /connection/create; vendor name `create_connection`; since ts7.sep.cl; never repeated blindly.
    Deprecated: use `v2.connections.create`.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        type: Such as RDBMS_SNOWFLAKE; `list_types` names them all.
        create_empty: Without tables; `externalDatabases` is an empty list then. The server assumes `False`.
            Since ts8.nov.cl.
    """
    return await client.call(
        CREATE,
        form={
            "name": name,
            "description": description,
            "type": type,
            "createEmpty": create_empty,
            "metadata": metadata,
        },
    )


UPDATE: Final[Operation[ConnectionUpdate]] = Operation(
    "v1.connections.update",
    "POST",
    "/callosum/v1/tspublic/v1/connection/update",
    ConnectionUpdate,
    vendor="update_connection",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.connections.update"),
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    form=(
        Param("id", str, required=True),
        Param("name", str, required=True),
        Param("description", str),
        Param("type", str, required=True),
        Param("createEmpty", bool, py="create_empty", since="ts8.nov.cl"),
        Param("metadata", ConnectionMetadataInput, required=True),
    ),
)


async def update(
    client: Caller,
    *,
    id: str,
    name: str,
    type: str,
    metadata: ConnectionMetadataInput,
    description: str | Unset = UNSET,
    create_empty: bool | Unset = UNSET,
) -> ConnectionUpdate:
    """Replace a connection; tables that are left out are removed.

    POST /connection/update; vendor name `update_connection`; since ts7.sep.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.connections.update`.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        id: Id of the connection.
        type: Such as RDBMS_SNOWFLAKE; `list_types` names them all.
        create_empty: Without tables; `externalDatabases` is an empty list then. The server assumes `False`.
            Since ts8.nov.cl.
        metadata: All tables to have, not only new ones.
    """
    return await client.call(
        UPDATE,
        form={
            "id": id,
            "name": name,
            "description": description,
            "type": type,
            "createEmpty": create_empty,
            "metadata": metadata,
        },
    )


DELETE: Final[Operation[None]] = Operation(
    "v1.connections.delete",
    "POST",
    "/callosum/v1/tspublic/v1/connection/delete",
    None,
    vendor="delete_connections",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.connections.delete"),
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    form=(Param("ids", list[str], required=True, refuse=([],)),),
)


async def delete(client: Caller, *, ids: list[str]) -> None:
    """Delete connections that no table depends on.

    POST /connection/delete; vendor name `delete_connections`; since ts7.sep.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.connections.delete`.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        ids: Ids of the connections.
    """
    return await client.call(DELETE, form={"ids": ids})


EXPORT: Final[Operation[bytes]] = Operation(
    "v1.connections.export",
    "GET",
    "/callosum/v1/tspublic/v1/connection/export",
    bytes,
    vendor="export_connection",
    repeatable="read",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, None),
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    query=(Param("id", str, required=True),),
    accept="text/yaml",
    stream="bytes",
)


async def export(client: Caller, *, id: str) -> bytes:
    """Get a connection as a YAML file.

    GET /connection/export; vendor name `export_connection`; since ts7.sep.cl; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.

    Args:
        id: Id of the connection.
    """
    return await client.call(EXPORT, query={"id": id})


FETCH: Final[Operation[ConnectionDetail]] = Operation(
    "v1.connections.fetch",
    "POST",
    "/callosum/v1/tspublic/v1/connection/fetchConnection",
    ConnectionDetail,
    vendor="fetch_connection",
    repeatable="read",
    since="8.2.0.cl",
    deprecated=Deprecation(None, "v2.connections.search"),
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    form=(
        Param("id", str, required=True),
        Param("includeColumns", bool, py="include_columns"),
        Param("config", dict[str, str]),
        Param("authentication_type", ConnectionAuth, since="8.8.0.cl"),
    ),
)


async def fetch(
    client: Caller,
    *,
    id: str,
    include_columns: bool | Unset = UNSET,
    config: dict[str, str] | Unset = UNSET,
    authentication_type: ConnectionAuth | Unset = UNSET,
) -> ConnectionDetail:
    """Read a connection, with the databases and tables of the warehouse.

    POST /connection/fetchConnection; vendor name `fetch_connection`; since 8.2.0.cl; a read.
    Deprecated: use `v2.connections.search`.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.
    Slow, with a large answer. Newer clusters are reported to answer 404.

    Args:
        id: Id of the connection.
        include_columns: The columns of the tables too. The server assumes `True`.
        config: Settings in place of the stored ones for this one answer.
        authentication_type: Since 8.8.0.cl.
    """
    _call = client.call(
        FETCH,
        form={
            "id": id,
            "includeColumns": include_columns,
            "config": config,
            "authentication_type": authentication_type,
        },
    )
    # Some print the locals of a traceback.
    del config
    return await _call


FETCH_LIVE_COLUMNS: Final[Operation[dict[str, list[ExternalColumn]]]] = Operation(
    "v1.connections.fetch_live_columns",
    "POST",
    "/callosum/v1/tspublic/v1/connection/fetchLiveColumns",
    dict[str, list[ExternalColumn]],
    vendor="fetch_live_columns",
    repeatable="read",
    since="8.2.0.cl",
    deprecated=Deprecation(None, "v2.connections.search"),
    privileges=("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS"),
    form=(
        Param("connection_id", str, required=True),
        Param("tables", list[LiveTableInput], required=True, refuse=([],)),
        Param("config", dict[str, str]),
        Param("authentication_type", ConnectionAuth, since="8.8.0.cl"),
    ),
)


async def fetch_live_columns(
    client: Caller,
    *,
    connection_id: str,
    tables: list[LiveTableInput],
    config: dict[str, str] | Unset = UNSET,
    authentication_type: ConnectionAuth | Unset = UNSET,
) -> dict[str, list[ExternalColumn]]:
    """Read the columns of tables in the warehouse, by `database.schema.table`.

    POST /connection/fetchLiveColumns; vendor name `fetch_live_columns`; since 8.2.0.cl; a read.
    Deprecated: use `v2.connections.search`.
    Privileges, any of: DATAMANAGEMENT, CAN_CREATE_OR_EDIT_CONNECTIONS.
    Parts of a name that were not asked for are empty between the dots. Newer clusters may answer 404, as
    for `fetch`.

    Args:
        connection_id: Id of the connection.
        config: Settings in place of the stored ones for this one answer.
        authentication_type: The server assumes `SERVICE_ACCOUNT`. Since 8.8.0.cl.
    """
    _call = client.call(
        FETCH_LIVE_COLUMNS,
        form={
            "connection_id": connection_id,
            "tables": tables,
            "config": config,
            "authentication_type": authentication_type,
        },
    )
    # Some print the locals of a traceback.
    del config
    return await _call


OPERATIONS: Final = (
    SEARCH,
    LIST_TYPES,
    CREATE,
    UPDATE,
    DELETE,
    EXPORT,
    FETCH,
    FETCH_LIVE_COLUMNS,
)


class ConnectionsApi(Group):
    """The connections endpoints of one client."""

    search = search
    list_types = list_types
    create = create
    update = update
    delete = delete
    export = export
    fetch = fetch
    fetch_live_columns = fetch_live_columns
