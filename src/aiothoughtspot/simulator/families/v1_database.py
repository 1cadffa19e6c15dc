"""The six v1 routes of the in-memory database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import bad, form_flag, form_json, inner, need, word
from aiothoughtspot.simulator.families._v1_answers import form_record, guarded, name_in, records_in
from aiothoughtspot.simulator.families._v1_database_rows import Context
from aiothoughtspot.simulator.families._v1_database_store import (
    DEFAULT_SCHEMA,
    KINDS,
    DatabaseError,
    add_table,
    check_columns,
    column,
    database,
    schemas_of,
    table_of,
    tables_of,
)
from aiothoughtspot.simulator.families._v1_database_tql import run
from aiothoughtspot.simulator.families.v1_dependency import physical_column, physical_table
from aiothoughtspot.simulator.objects import derived_guid, new_object
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.state import Record

DATABASE: Final = f"{V1}/database"
BY_DEFINITION: Final = {names: kind for kind, names in KINDS.items()}
HINTS: Final = {"DATE": "%Y%m%d", "DATETIME": "%Y%m%d %H:%M:%S", "TIME": "%H:%M:%S"}
NOT_RUN: Final = "NOT_EXECUTED"


def _asked(read: Callable[[Call], Any]) -> Callable[[Call], Any]:
    """Answer what the database cannot do with 400."""

    def answer(call: Call) -> Any:
        try:
            return read(call)
        except DatabaseError as error:
            raise bad(str(error)) from None

    return answer


@route("GET", f"{DATABASE}/databases", admin=True, fields=())
def list_databases(call: Call) -> list[str]:
    """The names of all databases."""
    return list(database(call.state)["databases"])


@route("GET", f"{DATABASE}/schemas", admin=True, fields=("database",))
@_asked
def list_schemas(call: Call) -> list[str]:
    """The names of a database's schemas."""
    need(call.query, "database")
    return list(schemas_of(database(call.state), call.query["database"]))


@route("GET", f"{DATABASE}/tables", admin=True, fields=("database", "schema"))
@_asked
def list_tables(call: Call) -> list[str]:
    """The names of a schema's tables."""
    need(call.query, "database", "schema")
    return list(tables_of(database(call.state), call.query["database"], call.query["schema"]))


@route("GET", f"{DATABASE}/getTableDetail", admin=True, fields=("database", "schema", "table"))
@_asked
def table_detail(call: Call) -> Record:
    """The definition of a table."""
    need(call.query, "database", "schema", "table")
    names = (call.query["database"], call.query["schema"], call.query["table"])
    whole = database(call.state)
    table = table_of(whole, *names)
    guid = derived_guid("table", *names)
    return {
        "id": {"guid": guid, "name": table["name"]},
        "version": whole["version"],
        "column": [_column(guid, item) for item in table["columns"]],
        "primary_key": {"column": [_id(guid, name) for name in table["key"]]},
        "relation": [],
    }


def _id(table: str, name: str) -> Record:
    return {"guid": derived_guid(table, name), "name": name}


def _column(table: str, item: Record) -> Record:
    data_type, date_kind = KINDS[item["kind"]]
    hint = {"parsing_hint": {"date_format": HINTS[item["kind"]]}} if item["kind"] in HINTS else {}
    return {
        "id": _id(table, item["name"]),
        "data_type": data_type,
        "size": item["size"],
        "datetime": date_kind,
        "compression_scheme": "TYPE_DEFAULT",
        **hint,
    }


@route("POST", f"{DATABASE}/createtable", admin=True, reads=False, fields=("create_db", "ddl_schema"))
@_asked
def create_table(call: Call) -> Record:
    """A new empty table, and the logical table that stands for it."""
    state = call.state
    asked = form_record(call.form, "ddl_schema")
    table = inner(asked, "table")
    place, schema = name_in(inner(asked, "database")), name_in(inner(asked, "schema"))
    name = name_in(inner(table, "id"))
    columns = [_new_column(item) for item in records_in(table, "column")]
    key = [name_in(item) for item in records_in({"primary_key": [], **table}, "primary_key")]
    whole = database(state)
    # A wrong table makes no database either.
    check_columns(columns, key)
    if form_flag(call.form, "create_db"):
        whole["databases"].setdefault(place, {}).setdefault(schema, {})
    add_table(whole, place, schema, name, columns, key)
    logical = new_object(
        state.new_guid(),
        name,
        "LOGICAL_TABLE",
        call.caller["id"],
        state.now_ms(),
        sub_type="ONE_TO_ONE_LOGICAL",
        org=call.org,
    )
    logical["detail"] = _detail(logical["id"], columns)
    logical["header"] |= {"databaseStripe": place, "schemaStripe": schema}
    state.metadata[logical["id"]] = logical
    return {
        "logical_table_header": _header(call, logical),
        "physical_table_id": physical_table(logical["id"]),
    }


def _new_column(given: Record) -> Record:
    size, date_kind = given.get("size", 0), word(given, "datetime") or "TYPE_NOT_DATE"
    kind = BY_DEFINITION.get((name_in(given, "data_type"), date_kind))
    if kind is None:
        raise bad(f"{given['data_type']} with {date_kind} is no data type")
    if not isinstance(size, int) or isinstance(size, bool):
        raise bad("size is a number")
    return column(name_in(inner(given, "id")), kind, size)


def _detail(guid: str, columns: list[Record]) -> Record:
    """The definition of a logical table over a table of the database."""
    shown: list[Record] = []
    for item in columns:
        column_guid = derived_guid(guid, item["name"])
        is_number = item["kind"] in {"INT", "BIGINT", "DOUBLE", "FLOAT"}
        shown.append(
            {
                "header": {"id": column_guid, "name": item["name"], "description": "", "owner": guid},
                "dataType": {"INT": "INT32", "BIGINT": "INT64", "DATETIME": "DATE_TIME"}.get(
                    item["kind"], item["kind"]
                ),
                "type": "MEASURE" if is_number else "ATTRIBUTE",
                "physicalColumnGUID": physical_column(column_guid),
                "physicalColumnName": item["name"],
            }
        )
    return {
        "type": "ONE_TO_ONE_LOGICAL",
        "columns": shown,
        "dataSourceTypeEnum": "DEFAULT",
        "physicalTableGUID": physical_table(guid),
    }


def _header(call: Call, logical: Record) -> Record:
    header = call.state.header(logical)
    return {
        "id_guid": header["id"],
        "name": header["name"],
        "author_guid": header["author"],
        "author_name": header["authorName"],
        "author_display_name": header["authorDisplayName"],
        "created": header["created"],
        "modified": header["modified"],
        "modified_by": header["modifiedBy"],
        "generation_num": header["generationNum"],
        "owner_guid": header["owner"],
        "deleted": header["isDeleted"],
        "hidden": header["isHidden"],
        "database_stripe": header["databaseStripe"],
        "schema_stripe": header["schemaStripe"],
        "type": logical["sub_type"],
        "metadata_type": logical["type"],
    }


@route("POST", f"{DATABASE}/run", admin=True, reads=False, fields=("sqlstatements",))
@guarded(wrong=500)
def run_statements(call: Call) -> list[Record]:
    """Run statements one after the other; one that fails is told inside the 200, and the rest is not run."""
    given = form_json(call.form, "sqlstatements")
    if not isinstance(given, list) or not given or not all(isinstance(item, str) for item in given):
        raise bad("sqlstatements is a list of statements")
    context, whole = Context(schema=DEFAULT_SCHEMA), database(call.state)
    found: list[Record] = []
    for statement in given:
        failed = bool(found) and found[-1]["cmdStatus"] != "SUCCESS"
        found.append(
            {"sqlStatement": statement, "cmdStatus": NOT_RUN} if failed else _run(whole, context, statement)
        )
    return found


def _run(whole: Record, context: Context, statement: str) -> Record:
    try:
        run(whole, context, statement)
    except DatabaseError as error:
        return {
            "sqlStatement": statement,
            "cmdStatus": "FAILED",
            "errorMsg": str(error),
            "errorCode": {"name": "STATEMENT_FAILED", "ordinal": 1},
        }
    return {"sqlStatement": statement, "cmdStatus": "SUCCESS"}
