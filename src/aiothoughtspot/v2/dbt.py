# Rendered from spec/v2/dbt.yaml by `python -m codegen`: edit that file, not this one.
"""Models and tests of dbt, brought over as TML."""

from typing import Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, File, Group, Operation, Param, Rule
from aiothoughtspot._releases import Known
from aiothoughtspot.unset import UNSET, Unset

DbtSource: TypeAlias = Annotated[Literal["DBT_CLOUD", "ZIP_FILE"], Known((("9.10.0.cl", ("ZIP_FILE",)),))]


@attrs.define(kw_only=True)
class DbtConnection:
    """Answer of `dbt.search`.

    Attributes:
        dbt_connection_identifier: Since 9.10.0.cl.
        project_name: Since 9.10.0.cl.
        connection_id: Since 9.10.0.cl.
        connection_name: Since 9.10.0.cl.
        cdw_database: Since 9.10.0.cl.
        import_type: Since 9.10.0.cl.
        author_name: Since 9.10.0.cl.
    """

    dbt_connection_identifier: str | None = attrs.field(default=None, metadata={"since": "9.10.0.cl"})
    project_name: str | None = attrs.field(default=None, metadata={"since": "9.10.0.cl"})
    connection_id: str | None = attrs.field(default=None, metadata={"since": "9.10.0.cl"})
    connection_name: str | None = attrs.field(default=None, metadata={"since": "9.10.0.cl"})
    cdw_database: str | None = attrs.field(default=None, metadata={"since": "9.10.0.cl"})
    import_type: str | None = attrs.field(default=None, metadata={"since": "9.10.0.cl"})
    author_name: str | None = attrs.field(default=None, metadata={"since": "9.10.0.cl"})


@attrs.frozen(kw_only=True)
class ModelTableList:
    """Argument of `dbt.generate_tml`."""

    model_name: str = attrs.field(metadata={"required": True})
    tables: list[str] = attrs.field(metadata={"required": True})
    model_path: str | Unset = UNSET


SEARCH: Final[Operation[list[DbtConnection]]] = Operation(
    "v2.dbt.search",
    "POST",
    "/api/rest/2.0/dbt/search",
    list[DbtConnection],
    vendor="dbtSearch",
    repeatable="read",
    since="9.8.0.cl",
    privileges=(
        "ADMINISTRATION",
        "DATAMANAGEMENT",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
)


async def search(client: Caller) -> list[DbtConnection]:
    """List the dbt connections.

    POST /dbt/search; vendor name `dbtSearch`; since 9.8.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_MANAGE_CUSTOM_CALENDAR,
    CAN_CREATE_OR_EDIT_CONNECTIONS, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    """
    return await client.call(SEARCH)


CREATE: Final[Operation[dict[str, Any]]] = Operation(
    "v2.dbt.create",
    "POST",
    "/api/rest/2.0/dbt/dbt-connection",
    dict[str, Any],
    vendor="dbtConnection",
    repeatable="no",
    since="9.8.0.cl",
    privileges=(
        "ADMINISTRATION",
        "DATAMANAGEMENT",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    parts=(
        Param("connection_name", str, required=True),
        Param("database_name", str, required=True),
        Param("import_type", DbtSource),
        Param("access_token", str),
        Param("dbt_url", str),
        Param("account_id", str),
        Param("project_id", str),
        Param("dbt_env_id", str),
        Param("project_name", str),
        Param("file_content", File, since="9.10.0.cl"),
    ),
    rules=(Rule("needs", ("import_type", "file_content"), ("ZIP_FILE",)),),
)


async def create(
    client: Caller,
    *,
    connection_name: str,
    database_name: str,
    import_type: DbtSource | Unset = UNSET,
    access_token: str | Unset = UNSET,
    dbt_url: str | Unset = UNSET,
    account_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    dbt_env_id: str | Unset = UNSET,
    project_name: str | Unset = UNSET,
    file_content: File | Unset = UNSET,
) -> dict[str, Any]:
    """Connect a dbt project, in the cloud or as a ZIP file.

    POST /dbt/dbt-connection; vendor name `dbtConnection`; since 9.8.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_MANAGE_CUSTOM_CALENDAR,
    CAN_CREATE_OR_EDIT_CONNECTIONS, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    JSON in place of multipart before 10.12. The shape of the answer is not stated.

    Args:
        database_name: Of the warehouse.
        import_type: The server assumes `DBT_CLOUD`.
        file_content: A ZIP file of the project. Since 9.10.0.cl.
    """
    _call = client.call(
        CREATE,
        form={
            "connection_name": connection_name,
            "database_name": database_name,
            "import_type": import_type,
            "access_token": access_token,
            "dbt_url": dbt_url,
            "account_id": account_id,
            "project_id": project_id,
            "dbt_env_id": dbt_env_id,
            "project_name": project_name,
        },
        files={"file_content": file_content},
    )
    # Some print the locals of a traceback.
    del access_token
    return await _call


UPDATE: Final[Operation[dict[str, Any]]] = Operation(
    "v2.dbt.update",
    "POST",
    "/api/rest/2.0/dbt/update-dbt-connection",
    dict[str, Any],
    vendor="updateDbtConnection",
    repeatable="same_end_state",
    since="9.9.0.cl",
    privileges=(
        "ADMINISTRATION",
        "DATAMANAGEMENT",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    parts=(
        Param("dbt_connection_identifier", str, required=True),
        Param("connection_name", str),
        Param("database_name", str),
        Param("import_type", DbtSource),
        Param("access_token", str),
        Param("dbt_url", str),
        Param("account_id", str),
        Param("project_id", str),
        Param("dbt_env_id", str),
        Param("project_name", str),
        Param("file_content", File, since="9.10.0.cl"),
    ),
)


async def update(
    client: Caller,
    *,
    dbt_connection_identifier: str,
    connection_name: str | Unset = UNSET,
    database_name: str | Unset = UNSET,
    import_type: DbtSource | Unset = UNSET,
    access_token: str | Unset = UNSET,
    dbt_url: str | Unset = UNSET,
    account_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    dbt_env_id: str | Unset = UNSET,
    project_name: str | Unset = UNSET,
    file_content: File | Unset = UNSET,
) -> dict[str, Any]:
    """Change a dbt connection; fields left out stay as they are.

    POST /dbt/update-dbt-connection; vendor name `updateDbtConnection`; since 9.9.0.cl; repeating it ends in
    the same state.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_MANAGE_CUSTOM_CALENDAR,
    CAN_CREATE_OR_EDIT_CONNECTIONS, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    JSON in place of multipart before 10.12. The shape of the answer is not stated.

    Args:
        database_name: Of the warehouse.
        import_type: The server assumes `DBT_CLOUD`.
        file_content: A ZIP file of the project. Since 9.10.0.cl.
    """
    _call = client.call(
        UPDATE,
        form={
            "dbt_connection_identifier": dbt_connection_identifier,
            "connection_name": connection_name,
            "database_name": database_name,
            "import_type": import_type,
            "access_token": access_token,
            "dbt_url": dbt_url,
            "account_id": account_id,
            "project_id": project_id,
            "dbt_env_id": dbt_env_id,
            "project_name": project_name,
        },
        files={"file_content": file_content},
    )
    # Some print the locals of a traceback.
    del access_token
    return await _call


DELETE: Final[Operation[None]] = Operation(
    "v2.dbt.delete",
    "POST",
    "/api/rest/2.0/dbt/{dbt_connection_identifier}/delete",
    None,
    vendor="deleteDbtConnection",
    repeatable="same_end_state",
    since="9.9.0.cl",
    privileges=(
        "ADMINISTRATION",
        "DATAMANAGEMENT",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    path_params=(Param("dbt_connection_identifier", str, required=True),),
)


async def delete(client: Caller, dbt_connection_identifier: str) -> None:
    """Delete a dbt connection.

    POST /dbt/{dbt_connection_identifier}/delete; vendor name `deleteDbtConnection`; since 9.9.0.cl;
    repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_MANAGE_CUSTOM_CALENDAR,
    CAN_CREATE_OR_EDIT_CONNECTIONS, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    """
    return await client.call(DELETE, path={"dbt_connection_identifier": dbt_connection_identifier})


GENERATE_TML: Final[Operation[dict[str, Any]]] = Operation(
    "v2.dbt.generate_tml",
    "POST",
    "/api/rest/2.0/dbt/generate-tml",
    dict[str, Any],
    vendor="dbtGenerateTml",
    repeatable="no",
    since="9.8.0.cl",
    privileges=(
        "ADMINISTRATION",
        "DATAMANAGEMENT",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    parts=(
        Param("dbt_connection_identifier", str, required=True),
        Param("model_tables", list[ModelTableList], required=True),
        Param("import_worksheets", Literal["ALL", "NONE", "SELECTED"], required=True),
        Param("worksheets", list[str]),
        Param("file_content", File, since="9.10.0.cl"),
        Param("include_semantic_report", bool, since="26.7.0.cl"),
    ),
    rules=(Rule("needs", ("import_worksheets", "worksheets"), ("SELECTED",)),),
)


async def generate_tml(
    client: Caller,
    *,
    dbt_connection_identifier: str,
    model_tables: list[ModelTableList],
    import_worksheets: Literal["ALL", "NONE", "SELECTED"],
    worksheets: list[str] | Unset = UNSET,
    file_content: File | Unset = UNSET,
    include_semantic_report: bool | Unset = UNSET,
) -> dict[str, Any]:
    """Make tables and worksheets from the models of a dbt connection.

    POST /dbt/generate-tml; vendor name `dbtGenerateTml`; since 9.8.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_MANAGE_CUSTOM_CALENDAR,
    CAN_CREATE_OR_EDIT_CONNECTIONS, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    JSON in place of multipart before 10.12. The shape of the answer is not stated.

    Args:
        worksheets: With SELECTED.
        file_content: A ZIP file of the project. Since 9.10.0.cl.
        include_semantic_report: Since 26.7.0.cl.
    """
    return await client.call(
        GENERATE_TML,
        form={
            "dbt_connection_identifier": dbt_connection_identifier,
            "model_tables": model_tables,
            "import_worksheets": import_worksheets,
            "worksheets": worksheets,
            "include_semantic_report": include_semantic_report,
        },
        files={"file_content": file_content},
    )


GENERATE_SYNC_TML: Final[Operation[dict[str, Any]]] = Operation(
    "v2.dbt.generate_sync_tml",
    "POST",
    "/api/rest/2.0/dbt/generate-sync-tml",
    dict[str, Any],
    vendor="dbtGenerateSyncTml",
    repeatable="no",
    since="9.8.0.cl",
    privileges=(
        "ADMINISTRATION",
        "DATAMANAGEMENT",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    parts=(
        Param("dbt_connection_identifier", str, required=True),
        Param("file_content", File, since="9.10.0.cl"),
        Param("include_semantic_report", bool, since="26.7.0.cl"),
    ),
)


async def generate_sync_tml(
    client: Caller,
    *,
    dbt_connection_identifier: str,
    file_content: File | Unset = UNSET,
    include_semantic_report: bool | Unset = UNSET,
) -> dict[str, Any]:
    """Bring what was made from a dbt connection up to date with its models.

    POST /dbt/generate-sync-tml; vendor name `dbtGenerateSyncTml`; since 9.8.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_MANAGE_CUSTOM_CALENDAR,
    CAN_CREATE_OR_EDIT_CONNECTIONS, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    JSON in place of multipart before 10.12. The shape of the answer is not stated.

    Args:
        file_content: A ZIP file of the project. Since 9.10.0.cl.
        include_semantic_report: Since 26.7.0.cl.
    """
    return await client.call(
        GENERATE_SYNC_TML,
        form={
            "dbt_connection_identifier": dbt_connection_identifier,
            "include_semantic_report": include_semantic_report,
        },
        files={"file_content": file_content},
    )


UPDATE_OLD: Final[Operation[None]] = Operation(
    "v2.dbt.update_old",
    "POST",
    "/api/rest/2.0/dbt/{dbt_connection_identifier}",
    None,
    vendor="updateDbtConnection",
    repeatable="same_end_state",
    since="9.8.0.cl",
    removed="9.10.0.cl",
    deprecated=Deprecation("9.10.0.cl", "v2.dbt.update"),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    path_params=(Param("dbt_connection_identifier", str, required=True),),
    body=(
        Param("connection_name", str),
        Param("database_name", str),
        Param("import_type", Literal["DBT_CLOUD"]),
        Param("access_token", str),
        Param("dbt_url", str),
        Param("account_id", str),
        Param("project_id", str),
        Param("dbt_env_id", str),
        Param("project_name", str),
    ),
)


async def update_old(
    client: Caller,
    dbt_connection_identifier: str,
    *,
    connection_name: str | Unset = UNSET,
    database_name: str | Unset = UNSET,
    import_type: Literal["DBT_CLOUD"] | Unset = UNSET,
    access_token: str | Unset = UNSET,
    dbt_url: str | Unset = UNSET,
    account_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    dbt_env_id: str | Unset = UNSET,
    project_name: str | Unset = UNSET,
) -> None:
    """Change a dbt connection, by the path before 9.10.

    POST /dbt/{dbt_connection_identifier}; vendor name `updateDbtConnection`; since 9.8.0.cl; removed in
    9.10.0.cl; repeating it ends in the same state.
    Deprecated since 9.10.0.cl: use `v2.dbt.update`.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.

    Args:
        import_type: The server assumes `DBT_CLOUD`.
    """
    _call = client.call(
        UPDATE_OLD,
        path={"dbt_connection_identifier": dbt_connection_identifier},
        body={
            "connection_name": connection_name,
            "database_name": database_name,
            "import_type": import_type,
            "access_token": access_token,
            "dbt_url": dbt_url,
            "account_id": account_id,
            "project_id": project_id,
            "dbt_env_id": dbt_env_id,
            "project_name": project_name,
        },
    )
    # Some print the locals of a traceback.
    del access_token
    return await _call


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    GENERATE_TML,
    GENERATE_SYNC_TML,
    UPDATE_OLD,
)


class DbtApi(Group):
    """The dbt endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    generate_tml = generate_tml
    generate_sync_tml = generate_sync_tml
    update_old = update_old
