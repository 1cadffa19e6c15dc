# Rendered from spec/v1/database.yaml by `python -m codegen`: edit that file, not this one.
"""Databases, schemas and tables of the in-memory database."""

from datetime import datetime
from typing import Any, Final

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param
from aiothoughtspot._outcomes import Outcomes, failure_of
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset


@attrs.frozen(kw_only=True)
class NameInput:
    """A name.

    Part of `TableDefinitionInput`, `NewTableInput` and `NewColumnInput`.
    """

    name: str = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class NewColumnInput:
    """A column to create.

    Part of `NewTableInput`.

    Attributes:
        data_type: Such as TYPE_VAR_CHAR, TYPE_INT32, TYPE_INT64 or TYPE_FLOAT.
        date_kind: Such as TYPE_NOT_DATE, TYPE_DATE or TYPE_DATE_TIME.
    """

    id: NameInput = attrs.field(metadata={"required": True})
    data_type: str = attrs.field(metadata={"required": True})
    size: int | Unset = UNSET
    date_kind: str | Unset = attrs.field(default=UNSET, metadata={"name": "datetime"})


@attrs.frozen(kw_only=True)
class NewTableInput:
    """A table to create.

    Part of `TableDefinitionInput`.
    """

    id: NameInput = attrs.field(metadata={"required": True})
    column: list[NewColumnInput] = attrs.field(metadata={"required": True})
    primary_key: list[NameInput] | Unset = UNSET


@attrs.frozen(kw_only=True)
class TableDefinitionInput:
    """A table to create, and where.

    Argument of `database.create_table`.
    """

    database: NameInput = attrs.field(metadata={"required": True})
    schema: NameInput = attrs.field(metadata={"required": True})
    table: NewTableInput = attrs.field(metadata={"required": True})


@attrs.define(kw_only=True)
class CreatedTableHeader:
    """The header of a new table.

    Part of `CreatedTable`.

    Attributes:
        modified_by: Id of the user who changed it last.
        type: Subtype, such as ONE_TO_ONE_LOGICAL.
    """

    id_guid: str
    name: str
    author_guid: str
    author_name: str
    author_display_name: str
    created: int | float
    modified: int | float
    modified_by: str
    generation_num: int
    owner_guid: str
    deleted: bool
    hidden: bool
    database_stripe: str
    schema_stripe: str
    type: str
    metadata_type: str

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.define(kw_only=True)
class CreatedTable:
    """The table that was created.

    Answer of `database.create_table`.
    """

    logical_table_header: CreatedTableHeader
    physical_table_id: str


@attrs.define(kw_only=True)
class FalconId:
    """An id, and mostly a name.

    Part of `TableDetail`, `FalconColumn`, `FalconKey` and `FalconRelation`.
    """

    guid: str
    name: str | None = None


@attrs.define(kw_only=True)
class ParsingHint:
    """How text is read as a date.

    Part of `FalconColumn`.
    """

    date_format: str


@attrs.define(kw_only=True)
class FalconColumn:
    """A column of the in-memory database.

    Part of `TableDetail`.

    Attributes:
        data_type: Such as TYPE_VAR_CHAR, TYPE_INT32, TYPE_INT64 or TYPE_FLOAT.
        date_kind: Such as TYPE_NOT_DATE, TYPE_DATE or TYPE_DATE_TIME.
    """

    id: FalconId
    data_type: str
    size: int
    date_kind: str = attrs.field(metadata={"name": "datetime"})
    compression_scheme: str
    parsing_hint: ParsingHint | None = None


@attrs.define(kw_only=True)
class FalconKey:
    """Columns of a primary key.

    Part of `TableDetail`.
    """

    column: list[FalconId]


@attrs.define(kw_only=True)
class FalconRelation:
    """A relation to another table.

    Part of `TableDetail`.

    Attributes:
        type: Such as FOREIGNKEY.
    """

    type: str
    id: FalconId
    column: list[dict[str, Any]]


@attrs.define(kw_only=True)
class TableDetail:
    """A table of the in-memory database.

    Answer of `database.table_detail`.
    """

    id: FalconId
    version: int
    column: list[FalconColumn]
    primary_key: FalconKey
    relation: list[FalconRelation]


@attrs.define(kw_only=True)
class StatementError:
    """What kind of failure.

    Part of `StatementResult`.
    """

    name: str
    ordinal: int


@attrs.define(kw_only=True)
class StatementResult:
    """How one statement went.

    Answer of `database.run_tql`.

    Attributes:
        cmd_status: Such as FAILED, or NOT_EXECUTED after another failed.
    """

    sql_statement: str = attrs.field(metadata={"name": "sqlStatement"})
    cmd_status: str = attrs.field(metadata={"name": "cmdStatus"})
    error_msg: str | None = attrs.field(default=None, metadata={"name": "errorMsg"})
    error_code: StatementError | None = attrs.field(default=None, metadata={"name": "errorCode"})

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("cmd_status",), ("FAILED", "NOT_EXECUTED"), ("error_msg",))


LIST_DATABASES: Final[Operation[list[str]]] = Operation(
    "v1.database.list_databases",
    "GET",
    "/callosum/v1/tspublic/v1/database/databases",
    list[str],
    vendor="list_databases",
    repeatable="read",
    since="6.3.1.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION",),
)


async def list_databases(client: Caller) -> list[str]:
    """List the databases.

    GET /database/databases; vendor name `list_databases`; since 6.3.1.sw; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION.
    Software clusters only.
    """
    return await client.call(LIST_DATABASES)


LIST_SCHEMAS: Final[Operation[list[str]]] = Operation(
    "v1.database.list_schemas",
    "GET",
    "/callosum/v1/tspublic/v1/database/schemas",
    list[str],
    vendor="list_database_schemas",
    repeatable="read",
    since="6.3.1.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION",),
    query=(Param("database", str, required=True),),
)


async def list_schemas(client: Caller, *, database: str) -> list[str]:
    """List the schemas of a database.

    GET /database/schemas; vendor name `list_database_schemas`; since 6.3.1.sw; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION.
    Software clusters only.

    Args:
        database: Name or id of the database.
    """
    return await client.call(LIST_SCHEMAS, query={"database": database})


LIST_TABLES: Final[Operation[list[str]]] = Operation(
    "v1.database.list_tables",
    "GET",
    "/callosum/v1/tspublic/v1/database/tables",
    list[str],
    vendor="list_database_tables",
    repeatable="read",
    since="6.3.1.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION",),
    query=(
        Param("database", str, required=True),
        Param("schema", str, required=True),
    ),
)


async def list_tables(client: Caller, *, database: str, schema: str) -> list[str]:
    """List the tables of a schema.

    GET /database/tables; vendor name `list_database_tables`; since 6.3.1.sw; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION.
    Software clusters only.

    Args:
        database: Name or id of the database.
        schema: Name of the schema.
    """
    return await client.call(LIST_TABLES, query={"database": database, "schema": schema})


TABLE_DETAIL: Final[Operation[TableDetail]] = Operation(
    "v1.database.table_detail",
    "GET",
    "/callosum/v1/tspublic/v1/database/getTableDetail",
    TableDetail,
    vendor="get_database_table",
    repeatable="read",
    since="6.3.1.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION",),
    query=(
        Param("database", str, required=True),
        Param("schema", str, required=True),
        Param("table", str, required=True),
    ),
)


async def table_detail(client: Caller, *, database: str, schema: str, table: str) -> TableDetail:
    """Read the definition of a table.

    GET /database/getTableDetail; vendor name `get_database_table`; since 6.3.1.sw; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION.
    Software clusters only.

    Args:
        database: Name of the database.
        schema: Name of the schema.
        table: Name of the table.
    """
    return await client.call(TABLE_DETAIL, query={"database": database, "schema": schema, "table": table})


CREATE_TABLE: Final[Operation[CreatedTable]] = Operation(
    "v1.database.create_table",
    "POST",
    "/callosum/v1/tspublic/v1/database/createtable",
    CreatedTable,
    vendor="create_database_table",
    repeatable="no",
    since="6.3.1.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION",),
    form=(
        Param("create_db", bool),
        Param("ddl_schema", TableDefinitionInput, required=True),
    ),
)


async def create_table(
    client: Caller, *, ddl_schema: TableDefinitionInput, create_db: bool | Unset = UNSET
) -> CreatedTable:
    """Create a table.

    POST /database/createtable; vendor name `create_database_table`; since 6.3.1.sw; never repeated blindly.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION.
    Software clusters only.

    Args:
        create_db: Create the database too.
        ddl_schema: The table and where it goes.
    """
    return await client.call(CREATE_TABLE, form={"create_db": create_db, "ddl_schema": ddl_schema})


RUN_TQL: Final[Operation[Outcomes[StatementResult]]] = Operation(
    "v1.database.run_tql",
    "POST",
    "/callosum/v1/tspublic/v1/database/run",
    Outcomes[StatementResult],
    vendor="run_database_tql",
    repeatable="no",
    since="6.3.1.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION",),
    form=(Param("sqlstatements", list[str], required=True, refuse=([],)),),
)


async def run_tql(client: Caller, *, sqlstatements: list[str]) -> Outcomes[StatementResult]:
    """Run TQL statements, of any kind, one after the other.

    POST /database/run; vendor name `run_database_tql`; since 6.3.1.sw; never repeated blindly.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION.
    Software clusters only. A failed statement is told inside a success, and the ones after it are not run.

    Args:
        sqlstatements: Statements, each with a semicolon at its end.
    """
    return await client.call(RUN_TQL, form={"sqlstatements": sqlstatements})


OPERATIONS: Final = (
    LIST_DATABASES,
    LIST_SCHEMAS,
    LIST_TABLES,
    TABLE_DETAIL,
    CREATE_TABLE,
    RUN_TQL,
)


class DatabaseApi(Group):
    """The database endpoints of one client."""

    list_databases = list_databases
    list_schemas = list_schemas
    list_tables = list_tables
    table_detail = table_detail
    create_table = create_table
    run_tql = run_tql
