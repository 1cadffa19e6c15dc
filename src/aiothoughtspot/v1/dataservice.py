# Rendered from spec/v1/dataservice.yaml by `python -m codegen`: edit that file, not this one.
"""Loads into the in-memory database, and TQL."""

from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, File, Group, Operation, Param
from aiothoughtspot._outcomes import failure_of
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset

LoadFormat: TypeAlias = Literal["csv", "delimited", "parquet", "INTERNAL"]


@attrs.frozen(kw_only=True)
class LoadTargetInput:
    """The table to load into.

    Argument of `dataservice.start_load`.

    Attributes:
        schema: The server assumes `falcon_default_schema`.
    """

    database: str = attrs.field(metadata={"required": True})
    table: str = attrs.field(metadata={"required": True})
    schema: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class LoadDatesInput:
    """How dates and times are written; formats as of strftime.

    Part of `LoadFormatInput`.

    Attributes:
        converted_to_epoch: The file has epoch numbers.
        date_time_format: The server assumes `%Y%m%d %H:%M:%S`.
        date_format: The server assumes `%Y%m%d`.
        time_format: The server assumes `%H:%M:%S`.
        second_fraction_start: What stands before fractions of a second.
        skip_second_fraction: The server assumes `False`.
    """

    converted_to_epoch: bool | Unset = UNSET
    date_time_format: str | Unset = UNSET
    date_format: str | Unset = UNSET
    time_format: str | Unset = UNSET
    second_fraction_start: str | Unset = UNSET
    skip_second_fraction: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class LoadBooleansInput:
    """How true and false are written.

    Part of `LoadFormatInput`.

    Attributes:
        use_bit_values: As 1 and 0. The server assumes `False`.
        true_format: The server assumes `T`.
        false_format: The server assumes `F`.
    """

    use_bit_values: bool | Unset = UNSET
    true_format: str | Unset = UNSET
    false_format: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class LoadFormatInput:
    """How the rows are written.

    Argument of `dataservice.start_load`.

    Attributes:
        type: The server assumes `csv`.
        field_separator: The server assumes `,`.
        trailing_field_separator: The server assumes `False`.
        enclosing_character: The server assumes `"`.
        has_header_row: The server assumes `False`.
        flexible: Take rows with too many or too few fields. The server assumes `False`.
    """

    type: LoadFormat | Unset = UNSET
    field_separator: str | Unset = UNSET
    trailing_field_separator: bool | Unset = UNSET
    enclosing_character: str | Unset = UNSET
    escape_character: str | Unset = UNSET
    null_value: str | Unset = UNSET
    has_header_row: bool | Unset = UNSET
    flexible: bool | Unset = UNSET
    date_time: LoadDatesInput | Unset = UNSET
    boolean: LoadBooleansInput | Unset = UNSET


@attrs.frozen(kw_only=True)
class LoadOptionsInput:
    """What a load does with the table and with bad rows.

    Argument of `dataservice.start_load`.

    Attributes:
        empty_target: Delete all rows of the table first. The server assumes `False`.
        max_ignored_rows: Bad rows that do not fail the load. The server assumes `0`.
    """

    empty_target: bool | Unset = UNSET
    max_ignored_rows: int | Unset = UNSET


@attrs.frozen(kw_only=True)
class LoadAdvancedOptionsInput:
    """Finer points of a load.

    Argument of `dataservice.start_load`.

    Attributes:
        max_reported_parsing_errors: The server assumes `100`.
        validate_only: Check only, load nothing.
    """

    max_reported_parsing_errors: int | Unset = UNSET
    validate_only: bool | Unset = UNSET
    file_target_dir: str | Unset = UNSET


@attrs.define(kw_only=True)
class NodeAddress:
    """A node of the cluster.

    Part of `LoadStarted`.
    """

    host: str
    port: int


@attrs.define(kw_only=True)
class LoadStarted:
    """A load that takes rows.

    Answer of `dataservice.start_load`.

    Attributes:
        cycle_id: Id of the load.
        node_address: Where all later calls of this load go.
    """

    cycle_id: str
    node_address: NodeAddress | None = None


@attrs.define(kw_only=True)
class LoadResult:
    """How a load went.

    Part of `LoadStatus`.

    Attributes:
        code: OK or LOAD_FAILED so far.
    """

    code: str | None = None
    message: str | None = None


@attrs.define(kw_only=True)
class LoadStatus:
    """How far a load is; numbers come as text.

    Answer of `dataservice.load_status`.

    Attributes:
        cycle_id: Id of the load.
        internal_stage: DONE at the end.
        ingested_network_bw: Bandwidth; its unit is not said.
    """

    cycle_id: str
    internal_stage: str
    status: LoadResult
    rows_written: int
    ignored_row_count: int
    start_time: int | float | None = None
    end_time: int | float | None = None
    create_timestamp: int | float | None = None
    last_update_timestamp: int | float | None = None
    bytes_written: int | None = None
    buffered_bytes_size: int | None = None
    ingested_network_bw: int | None = None
    parsing_errors: Any = None

    @property
    def started(self) -> datetime | None:
        """`start_time` as an aware UTC datetime, or None."""
        return epoch(self.start_time, "us")

    @property
    def ended(self) -> datetime | None:
        """`end_time` as an aware UTC datetime, or None."""
        return epoch(self.end_time, "us")

    @property
    def creation_time(self) -> datetime | None:
        """`create_timestamp` as an aware UTC datetime, or None."""
        return epoch(self.create_timestamp, "us")

    @property
    def modification_time(self) -> datetime | None:
        """`last_update_timestamp` as an aware UTC datetime, or None."""
        return epoch(self.last_update_timestamp, "us")

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("status.code",), ("LOAD_FAILED",), ("status.message",))


@attrs.define(kw_only=True)
class LoadParams:
    """Settings of a load.

    Answer of `dataservice.load_params`.
    """

    load_params: dict[str, Any]


@attrs.define(kw_only=True)
class ListedLoad:
    """One load of a list.

    Answer of `dataservice.list_loads`.

    Attributes:
        cycle_id: Id of the load.
    """

    cycle_id: str = attrs.field(metadata={"name": "Cycle_id"})
    status: Any = attrs.field(metadata={"name": "Status"})
    bad_records_url: str = attrs.field(metadata={"name": "BadRecordsUrl"})


@attrs.frozen(kw_only=True)
class TqlContextInput:
    """Where a statement runs.

    Argument of `dataservice.tql_query` and `dataservice.tql_script`.

    Attributes:
        schema: The server assumes `falcon_default_schema`.
        server_schema_version: -1 if not known. At least -1.
    """

    schema: str | Unset = UNSET
    database: str | Unset = UNSET
    server_schema_version: int | Unset = attrs.field(default=UNSET, metadata={"min": -1})


@attrs.frozen(kw_only=True)
class TqlAnswerInput:
    """An answer to a question of an earlier run.

    Part of `TqlStatementInput`.
    """

    question_id: str = attrs.field(metadata={"required": True})
    answer: str = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class TqlStatementInput:
    """A statement, and answers to what it asked.

    Argument of `dataservice.tql_query`.

    Attributes:
        statement: Ends with a semicolon.
    """

    statement: str = attrs.field(metadata={"required": True})
    prompt_responses: list[TqlAnswerInput] | Unset = UNSET


@attrs.frozen(kw_only=True)
class TqlPaginationInput:
    """Which rows a query gives.

    Part of `TqlQueryOptionsInput`.

    Attributes:
        start: The server assumes `0`.
        size: The server assumes `5000000`.
    """

    start: int | Unset = UNSET
    size: int | Unset = UNSET


@attrs.frozen(kw_only=True)
class TqlQueryOptionsInput:
    """How many rows a query gives.

    Part of `TqlOptionsInput`.

    Attributes:
        query_results_apply_top_row_count: Rows at most; 0 for all. At least 0. The server assumes `50`.
        query_row_count_only: The number of rows only. The server assumes `False`.
    """

    query_results_apply_top_row_count: int = attrs.field(metadata={"min": 0, "required": True})
    pagination: TqlPaginationInput | Unset = UNSET
    query_row_count_only: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class TqlDateFormatInput:
    """How dates and times are written; formats as of strftime.

    Part of `TqlFormattingInput`.

    Attributes:
        date_format: The server assumes `%Y-%m-%d`.
        date_time_format: The server assumes `%Y-%m-%d %H:%M:%S`.
        time_format: The server assumes `%H:%M:%S`.
        format_date_as_epoch: As numbers; their unit is not said, one client takes milliseconds. The server
            assumes `False`.
    """

    date_format: str | Unset = UNSET
    date_time_format: str | Unset = UNSET
    time_format: str | Unset = UNSET
    format_date_as_epoch: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class TqlFormattingInput:
    """How output looks.

    Part of `TqlOptionsInput`.

    Attributes:
        field_separator: The server assumes `|`.
        row_separator: The server assumes `
    `.
        null_string: The server assumes `(null)`.
    """

    field_separator: str | Unset = UNSET
    row_separator: str | Unset = UNSET
    null_string: str | Unset = UNSET
    date_format: TqlDateFormatInput | Unset = UNSET


@attrs.frozen(kw_only=True)
class TqlOptionsInput:
    """How a statement runs, and how its output looks.

    Argument of `dataservice.tql_query` and `dataservice.tql_script`.

    Attributes:
        format_output: The server assumes `True`.
        adv_options: Such as skip_cache, allow_unsafe, continue_execution_on_error (true unless given) or
            use_jit.
    """

    query_options: TqlQueryOptionsInput | Unset = UNSET
    format_output: bool | Unset = UNSET
    formatting_options: TqlFormattingInput | Unset = UNSET
    scripting_options: dict[str, Any] | Unset = UNSET
    adv_options: dict[str, Any] | Unset = UNSET


@attrs.define(kw_only=True)
class StaticTokens:
    """Keywords.

    Answer of `dataservice.static_tokens`.
    """

    tokens: list[str]


@attrs.define(kw_only=True)
class DynamicTokens:
    """Names, and the version of the schema that has them.

    Answer of `dataservice.dynamic_tokens`.
    """

    server_schema_version: str
    tokens: list[str]


@attrs.define(kw_only=True)
class SchemaContext:
    """What a statement would run against.

    Part of `SchemaVersion`.
    """

    server_schema_version: str


@attrs.define(kw_only=True)
class SchemaVersion:
    """The version of the schema.

    Answer of `dataservice.schema_version`.
    """

    context: SchemaContext


PING: Final[Operation[str]] = Operation(
    "v1.dataservice.ping",
    "GET",
    "/ts_dataservice/v1/public/ping",
    str,
    vendor="dataservice_ping",
    repeatable="read",
    deprecated=Deprecation(None, None),
    auth=False,
    accept="text/plain",
)


async def ping(client: Caller) -> str:
    """Ask whether the load service is there.

    GET /ts_dataservice/v1/public/ping; vendor name `dataservice_ping`; a read.
    Deprecated. Nothing replaces it.
    Served on port 8442, which belongs into the base URL of the client. Software clusters only.
    """
    return await client.call(PING)


LOGIN: Final[Operation[None]] = Operation(
    "v1.dataservice.login",
    "POST",
    "/ts_dataservice/v1/public/session",
    None,
    vendor="dataservice_login",
    repeatable="no",
    deprecated=Deprecation(None, None),
    body=(
        Param("username", str, required=True),
        Param("password", str, required=True),
    ),
    auth=False,
)


async def login(client: Caller, *, username: str, password: str) -> None:
    """Open a session of the load service; the answer's cookie is the session.

    POST /ts_dataservice/v1/public/session; vendor name `dataservice_login`; never repeated blindly.
    Deprecated. Nothing replaces it.
    Served on port 8442, which belongs into the base URL of the client. Software clusters only. A cookie is
    good for one node: log in again at the one that `start_load` names.
    """
    _call = client.call(LOGIN, body={"username": username, "password": password})
    # Some print the locals of a traceback.
    del password
    return await _call


START_LOAD: Final[Operation[LoadStarted]] = Operation(
    "v1.dataservice.start_load",
    "POST",
    "/ts_dataservice/v1/public/loads",
    LoadStarted,
    vendor="dataservice_start_load",
    repeatable="no",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    body=(
        Param("target", LoadTargetInput, required=True),
        Param("format", LoadFormatInput),
        Param("load_options", LoadOptionsInput),
        Param("advanced_options", LoadAdvancedOptionsInput),
    ),
)


async def start_load(
    client: Caller,
    *,
    target: LoadTargetInput,
    format: LoadFormatInput | Unset = UNSET,
    load_options: LoadOptionsInput | Unset = UNSET,
    advanced_options: LoadAdvancedOptionsInput | Unset = UNSET,
) -> LoadStarted:
    """Open a load into a table, which must exist, and get its id and its node.

    POST /ts_dataservice/v1/public/loads; vendor name `dataservice_start_load`; never repeated blindly.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, as all calls of a load, which go to the node named in the answer. Software clusters
    only.
    """
    return await client.call(
        START_LOAD,
        body={
            "target": target,
            "format": format,
            "load_options": load_options,
            "advanced_options": advanced_options,
        },
    )


UPLOAD: Final[Operation[str]] = Operation(
    "v1.dataservice.upload",
    "POST",
    "/ts_dataservice/v1/public/loads/{cycle_id}",
    str,
    vendor="dataservice_load_chunk",
    repeatable="no",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    path_params=(Param("cycle_id", str, required=True),),
    parts=(Param("file", File, required=True),),
    accept="text/plain",
)


async def upload(client: Caller, cycle_id: str, *, file: File) -> str:
    """Upload rows into an open load; many calls can run side by side.

    POST /ts_dataservice/v1/public/loads/{cycle_id}; vendor name `dataservice_load_chunk`; never repeated
    blindly.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, at the node of the load. Software clusters only. The rows are parsed after the
    answer. Older pages have the headers X-ts-chunk-id and X-ts-chunk-checksum; `client.call` takes headers.

    Args:
        cycle_id: Id of the load.
        file: Rows, in the format of the load.
    """
    return await client.call(UPLOAD, path={"cycle_id": cycle_id}, files={"file": file})


COMMIT: Final[Operation[str]] = Operation(
    "v1.dataservice.commit",
    "POST",
    "/ts_dataservice/v1/public/loads/{cycle_id}/commit",
    str,
    vendor="dataservice_commit_load",
    repeatable="no",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    path_params=(Param("cycle_id", str, required=True),),
    accept="text/plain",
)


async def commit(client: Caller, cycle_id: str) -> str:
    """Commit what was uploaded; the answer does not wait for it.

    POST /ts_dataservice/v1/public/loads/{cycle_id}/commit; vendor name `dataservice_commit_load`; never
    repeated blindly.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, at the node of the load. Software clusters only. `load_status` tells when it is
    done. Older pages have the headers X-ts-chunks and X-ts-load-checksum; `client.call` takes headers.

    Args:
        cycle_id: Id of the load.
    """
    return await client.call(COMMIT, path={"cycle_id": cycle_id})


CANCEL: Final[Operation[str]] = Operation(
    "v1.dataservice.cancel",
    "POST",
    "/ts_dataservice/v1/public/loads/{cycle_id}/cancel",
    str,
    vendor="dataservice_cancel_load",
    repeatable="same_end_state",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    path_params=(Param("cycle_id", str, required=True),),
    accept="text/plain",
)


async def cancel(client: Caller, cycle_id: str) -> str:
    """Give up a load.

    POST /ts_dataservice/v1/public/loads/{cycle_id}/cancel; vendor name `dataservice_cancel_load`; repeating
    it ends in the same state.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, at the node of the load. Software clusters only.

    Args:
        cycle_id: Id of the load.
    """
    return await client.call(CANCEL, path={"cycle_id": cycle_id})


LOAD_STATUS: Final[Operation[LoadStatus]] = Operation(
    "v1.dataservice.load_status",
    "GET",
    "/ts_dataservice/v1/public/loads/{cycle_id}",
    LoadStatus,
    vendor="dataservice_get_load",
    repeatable="read",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    path_params=(Param("cycle_id", str, required=True),),
    accept="text/plain",
)


async def load_status(client: Caller, cycle_id: str) -> LoadStatus:
    """Read how far a load is.

    GET /ts_dataservice/v1/public/loads/{cycle_id}; vendor name `dataservice_get_load`; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, at the node of the load. Software clusters only. Done when the stage is DONE or the
    status not OK.

    Args:
        cycle_id: Id of the load.
    """
    return await client.call(LOAD_STATUS, path={"cycle_id": cycle_id})


BAD_RECORDS: Final[Operation[bytes]] = Operation(
    "v1.dataservice.bad_records",
    "GET",
    "/ts_dataservice/v1/public/loads/{cycle_id}/bad_records_file",
    bytes,
    vendor="dataservice_get_bad_records",
    repeatable="read",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    path_params=(Param("cycle_id", str, required=True),),
    accept="text/plain",
    stream="bytes",
)


async def bad_records(client: Caller, cycle_id: str) -> bytes:
    """Get the rows of a load that were refused, as a file.

    GET /ts_dataservice/v1/public/loads/{cycle_id}/bad_records_file; vendor name
    `dataservice_get_bad_records`; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, at the node of the load. Software clusters only. Without refused rows it is an
    error 500. A part of the file is asked for with the header Content-range; `client.call` takes headers.

    Args:
        cycle_id: Id of the load.
    """
    return await client.call(BAD_RECORDS, path={"cycle_id": cycle_id})


LOAD_PARAMS: Final[Operation[LoadParams]] = Operation(
    "v1.dataservice.load_params",
    "GET",
    "/ts_dataservice/v1/public/loads/{cycle_id}/input_summary",
    LoadParams,
    vendor="dataservice_get_load_params",
    repeatable="read",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    path_params=(Param("cycle_id", str, required=True),),
)


async def load_params(client: Caller, cycle_id: str) -> LoadParams:
    """Read the settings of a load.

    GET /ts_dataservice/v1/public/loads/{cycle_id}/input_summary; vendor name `dataservice_get_load_params`;
    a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, at the node of the load. Software clusters only.

    Args:
        cycle_id: Id of the load.
    """
    return await client.call(LOAD_PARAMS, path={"cycle_id": cycle_id})


LIST_LOADS: Final[Operation[list[ListedLoad]]] = Operation(
    "v1.dataservice.list_loads",
    "GET",
    "/ts_dataservice/v1/public/loads",
    list[ListedLoad],
    vendor="dataservice_list_loads",
    repeatable="read",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    accept="text/plain",
)


async def list_loads(client: Caller) -> list[ListedLoad]:
    """List all loads.

    GET /ts_dataservice/v1/public/loads; vendor name `dataservice_list_loads`; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, which belongs into the base URL of the client. Software clusters only.
    """
    return await client.call(LIST_LOADS)


LIST_SESSIONS: Final[Operation[Any]] = Operation(
    "v1.dataservice.list_sessions",
    "GET",
    "/ts_dataservice/v1/public/sessions",
    Any,
    vendor="dataservice_list_sessions",
    repeatable="read",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
)


async def list_sessions(client: Caller) -> Any:
    """List the open sessions of the load service.

    GET /ts_dataservice/v1/public/sessions; vendor name `dataservice_list_sessions`; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Served on port 8442, which belongs into the base URL of the client. Software clusters only.
    """
    return await client.call(LIST_SESSIONS)


TQL_QUERY: Final[Operation[bytes]] = Operation(
    "v1.dataservice.tql_query",
    "POST",
    "/ts_dataservice/v1/public/tql/query",
    bytes,
    vendor="tql_query",
    repeatable="no",
    since="6.0.0.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    body=(
        Param("context", TqlContextInput),
        Param("options", TqlOptionsInput),
        Param("query", TqlStatementInput, required=True),
    ),
    accept="application/json",
    stream="bytes",
)


async def tql_query(
    client: Caller,
    *,
    query: TqlStatementInput,
    context: TqlContextInput | Unset = UNSET,
    options: TqlOptionsInput | Unset = UNSET,
) -> bytes:
    """Run one TQL statement and get its output, one JSON object on each line.

    POST /ts_dataservice/v1/public/tql/query; vendor name `tql_query`; since 6.0.0.sw; never repeated
    blindly.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Software clusters only. Runs in the session of the cluster. An object may ask questions
    (`interactive_question`): send the statement again with all answers.
    """
    return await client.call(TQL_QUERY, body={"context": context, "options": options, "query": query})


TQL_SCRIPT: Final[Operation[bytes]] = Operation(
    "v1.dataservice.tql_script",
    "POST",
    "/ts_dataservice/v1/public/tql/script",
    bytes,
    vendor="tql_script",
    repeatable="no",
    since="6.0.0.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
    body=(
        Param("context", TqlContextInput),
        Param("options", TqlOptionsInput),
        Param("script_type", int, min=1, max=2),
        Param("script", str, required=True),
    ),
    accept="application/json",
    stream="bytes",
)


async def tql_script(
    client: Caller,
    *,
    script: str,
    context: TqlContextInput | Unset = UNSET,
    options: TqlOptionsInput | Unset = UNSET,
    script_type: int | Unset = UNSET,
) -> bytes:
    """Run a script of TQL statements and get their output, one JSON object on each line.

    POST /ts_dataservice/v1/public/tql/script; vendor name `tql_script`; since 6.0.0.sw; never repeated
    blindly.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Software clusters only. Runs in the session of the cluster.

    Args:
        script_type: 1 for TQL, 2 for protocol buffers. From 1 to 2.
        script: The whole script.
    """
    return await client.call(
        TQL_SCRIPT,
        body={"context": context, "options": options, "script_type": script_type, "script": script},
    )


STATIC_TOKENS: Final[Operation[StaticTokens]] = Operation(
    "v1.dataservice.static_tokens",
    "GET",
    "/ts_dataservice/v1/public/tql/tokens/static",
    StaticTokens,
    vendor="tql_static_tokens",
    repeatable="read",
    since="6.0.0.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
)


async def static_tokens(client: Caller) -> StaticTokens:
    """List the keywords of TQL.

    GET /ts_dataservice/v1/public/tql/tokens/static; vendor name `tql_static_tokens`; since 6.0.0.sw; a
    read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Software clusters only.
    """
    return await client.call(STATIC_TOKENS)


DYNAMIC_TOKENS: Final[Operation[DynamicTokens]] = Operation(
    "v1.dataservice.dynamic_tokens",
    "GET",
    "/ts_dataservice/v1/public/tql/tokens/dynamic",
    DynamicTokens,
    vendor="tql_dynamic_tokens",
    repeatable="read",
    since="6.0.0.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
)


async def dynamic_tokens(client: Caller) -> DynamicTokens:
    """List the names of databases, tables and columns that TQL knows.

    GET /ts_dataservice/v1/public/tql/tokens/dynamic; vendor name `tql_dynamic_tokens`; since 6.0.0.sw; a
    read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Software clusters only.
    """
    return await client.call(DYNAMIC_TOKENS)


SCHEMA_VERSION: Final[Operation[SchemaVersion]] = Operation(
    "v1.dataservice.schema_version",
    "GET",
    "/ts_tqlservice/v1/public/schema_version",
    SchemaVersion,
    vendor="tql_schema_version",
    repeatable="read",
    since="6.0.0.sw",
    deprecated=Deprecation(None, None),
    privileges=("ADMINISTRATION", "DATAMANAGEMENT"),
)


async def schema_version(client: Caller) -> SchemaVersion:
    """Read the version of the schema.

    GET /ts_tqlservice/v1/public/schema_version; vendor name `tql_schema_version`; since 6.0.0.sw; a read.
    Deprecated. Nothing replaces it.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT.
    Software clusters only.
    """
    return await client.call(SCHEMA_VERSION)


OPERATIONS: Final = (
    PING,
    LOGIN,
    START_LOAD,
    UPLOAD,
    COMMIT,
    CANCEL,
    LOAD_STATUS,
    BAD_RECORDS,
    LOAD_PARAMS,
    LIST_LOADS,
    LIST_SESSIONS,
    TQL_QUERY,
    TQL_SCRIPT,
    STATIC_TOKENS,
    DYNAMIC_TOKENS,
    SCHEMA_VERSION,
)


class DataserviceApi(Group):
    """The dataservice endpoints of one client."""

    ping = ping
    login = login
    start_load = start_load
    upload = upload
    commit = commit
    cancel = cancel
    load_status = load_status
    bad_records = bad_records
    load_params = load_params
    list_loads = list_loads
    list_sessions = list_sessions
    tql_query = tql_query
    tql_script = tql_script
    static_tokens = static_tokens
    dynamic_tokens = dynamic_tokens
    schema_version = schema_version
