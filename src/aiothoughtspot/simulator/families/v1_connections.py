"""The eight v1 routes of connections; nearly everything that is wrong is a 500 here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.answers import BAD_REQUEST, Answer, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_flag,
    form_json,
    form_texts,
    may_edit,
    need,
    objects_in,
    word,
)
from aiothoughtspot.simulator.families._connections_records import (
    change_connection,
    extras,
    make_connection,
    remove_connection,
    sub_type,
    tables_of,
)
from aiothoughtspot.simulator.families._rows import dependents_by_source
from aiothoughtspot.simulator.families._v1_answers import form_record, guarded, records_in, v1_header
from aiothoughtspot.simulator.families._v1_connections_records import (
    TYPES,
    asked_tables,
    blanked,
    data_source,
    define,
    external_databases,
    settings,
)
from aiothoughtspot.simulator.families._yaml import dump
from aiothoughtspot.simulator.families.connections import MANAGERS
from aiothoughtspot.simulator.families.v1_metadata import batch, enveloped, listed
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

CONNECTION: Final = f"{V1}/connection"
LOGINS: Final = ("SERVICE_ACCOUNT", "OAUTH", "IAM", "EXTOAUTH")
_MADE: Final = ("name", "description", "type", "createEmpty", "metadata")


def _connection(call: Call, guid: str | None, status: int = 500) -> Record:
    """The connection of a guid in the caller's org."""
    found = call.state.metadata.get(guid or "")
    if found is None or found["type"] != "CONNECTION" or found["org_id"] != call.org:
        raise Refused(status, BAD_REQUEST, f"No connection: {guid}")
    return found


@route(
    "GET",
    f"{CONNECTION}/list",
    fields=("category", "sort", "sortascending", "offset", "batchsize", "tagname", "pattern"),
)
@guarded(*MANAGERS, denied=401)
def list_connections(call: Call) -> Record:
    """One page of the headers of connections, and whether it is the last; without any connection it is a 500."""
    if not any(
        record["type"] == "CONNECTION" and record["org_id"] == call.org
        for record in call.state.metadata.values()
    ):
        raise Refused(500, BAD_REQUEST, "No connections are set up")
    category = choice(call.query, "category", ("ALL", "All", "MY"), "ALL").upper()
    found = listed(attrs.evolve(call, query={**call.query, "category": category}), "CONNECTION")
    shown, last = batch(found, call.query)
    page = enveloped(call, shown, last=last)
    return {**page, "headers": [{**header, "statistics": {}} for header in page["headers"]]}


@route("GET", f"{CONNECTION}/types", fields=())
@guarded(*MANAGERS, denied=401)
def list_types(call: Call) -> list[Record]:
    """The types of connections."""
    del call
    return [
        {
            "name": name,
            "displayName": warehouse.replace("_", " ").title(),
            "description": "",
            "mode": "PRODUCTION",
            "beta": False,
            "enabled": True,
        }
        for name, warehouse in TYPES.items()
    ]


def _asked(call: Call) -> tuple[Record, dict[str, Record]]:
    """The metadata of a request, with its settings read, and the tables it selects."""
    form = call.form
    need(form, "name", "type", "metadata")
    choice(form, "type", TYPES, "")
    config = form_record(form, "metadata")
    tables = asked_tables(config)
    if form_flag(form, "createEmpty") is bool(tables):
        raise bad("createEmpty goes without tables, and tables without createEmpty")
    return {**config, "configuration": settings(config)}, tables


@route("POST", f"{CONNECTION}/create", reads=False, fields=_MADE)
@guarded(*MANAGERS, denied=401, wrong=500)
def create(call: Call) -> Record:
    """A new connection, with tables or expressly without."""
    config, tables = _asked(call)
    form, state = call.form, call.state
    warehouse = TYPES[form["type"]]
    record = make_connection(
        call, form["name"], form.get("description", ""), warehouse, config, validate=False
    )
    define(state, record, tables)
    return data_source(state, record)


@route("POST", f"{CONNECTION}/update", reads=False, fields=("id", *_MADE))
@guarded(*MANAGERS, denied=401, wrong=500)
def update(call: Call) -> Record:
    """Replace a connection. Tables that are left out are removed, those that something stands on stay and are told."""
    form, state = call.form, call.state
    record = _connection(call, form.get("id"))
    may_edit(call, record)
    config, tables = _asked(call)
    old = dict(extras(state, record)["configuration"])
    change_connection(
        call, record, name=form["name"], description=form.get("description"), config=config, validate=False
    )
    # Answers blank the secrets, so a blank one that comes back means the old one.
    given: dict[str, str] = config["configuration"]
    extras(state, record)["configuration"] = {
        name: value or old.get(name, "") for name, value in given.items()
    }
    record["sub_type"] = record["header"]["type"] = sub_type(TYPES[form["type"]])
    define(state, record, tables)
    used = dependents_by_source(state)
    gone = [table for table in tables_of(state, record) if table["name"] not in tables]
    for table in gone:
        if table["id"] not in used:
            del state.metadata[table["id"]]
    kept = [v1_header(state, table) for table in gone if table["id"] in used]
    deleted: Record = {
        "deleteStatus": "FAILURE" if kept else "SUCCESS",
        "deleteFailTables": kept,
        "deleteFailColumns": {},
    }
    return {"dataSource": data_source(state, record), "deletedObjects": deleted}


@route("POST", f"{CONNECTION}/delete", reads=False, fields=("ids",))
@guarded(*MANAGERS, denied=401, wrong=500)
def delete(call: Call) -> None:
    """Delete connections, all or none: one that tables stand on keeps the others too."""
    need(call.form, "ids")
    found = [_connection(call, guid) for guid in form_texts(call.form, "ids")]
    for record in found:
        may_edit(call, record)
        if tables_of(call.state, record):
            raise bad(f"Tables depend on {record['name']}")
    for record in found:
        if record["id"] in call.state.metadata:
            remove_connection(call.state, record)


@route("GET", f"{CONNECTION}/export", fields=("id",))
@guarded(*MANAGERS, denied=401)
def export(call: Call) -> Answer:
    """A connection as a YAML file, its secrets blank."""
    record = _connection(call, call.query.get("id"))
    source = data_source(call.state, record)
    document = {
        "name": record["name"],
        "type": record["sub_type"],
        "authentication_type": source["authenticationType"],
        "properties": [
            {"key": name, "value": value}
            for name, value in source["dataSourceContent"]["configuration"].items()
        ],
        "table": [_exported(table) for table in source["logicalTableList"]],
    }
    name = "".join(sign if sign.isalnum() else "_" for sign in record["name"] if sign.isascii())
    disposition = ("content-disposition", f'attachment; filename="{name}.yaml"')
    return Answer(content=dump(document).encode(), media="text/yaml", headers=[disposition])


def _exported(table: Record) -> Record:
    mapping = table["logicalTableContent"]["tableMappingInfo"]
    return {
        "name": table["header"]["name"],
        "id": table["header"]["id"],
        "external_table": {
            "db_name": mapping["databaseName"],
            "schema_name": mapping["schemaName"],
            "table_name": mapping["tableName"],
        },
        "column": [
            {
                "name": column["header"]["name"],
                "id": column["header"]["id"],
                "data_type": column["dataType"],
                "external_column": column["physicalColumnName"],
            }
            for column in table["columns"]
        ],
    }


def _reachable(call: Call, record: Record) -> dict[str, str]:
    """The settings to reach the warehouse with: the stored ones, with those of the request in their place."""
    choice(call.form, "authentication_type", LOGINS, "SERVICE_ACCOUNT")
    kept = extras(call.state, record)
    if not kept["active"]:
        raise bad(f"{record['name']} is deactivated")
    given = form_record(call.form, "config") if call.form.get("config") else {}
    return {**kept["configuration"], **settings({"configuration": given})}


@route(
    "POST",
    f"{CONNECTION}/fetchConnection",
    privileges=MANAGERS,
    fields=("id", "includeColumns", "config", "authentication_type"),
)
def fetch(call: Call) -> Record:
    """A connection, with the databases and tables of the warehouse and, unless told not to, their columns."""
    record = _connection(call, call.form.get("id"))
    configuration = _reachable(call, record)
    level = "COLUMN" if form_flag(call.form, "includeColumns", default=True) else "TABLE"
    return {
        "type": record["sub_type"],
        "authenticationType": call.form.get("authentication_type", "SERVICE_ACCOUNT"),
        "externalDatabases": external_databases(call.state, record, level),
        "tables": [],
        "selectedTables": [],
        "selectedColumns": [],
        "configuration": blanked(configuration),
    }


@route(
    "POST",
    f"{CONNECTION}/fetchLiveColumns",
    privileges=MANAGERS,
    fields=("connection_id", "tables", "config", "authentication_type"),
)
def fetch_live_columns(call: Call) -> dict[str, list[Record]]:
    """The columns of tables in the warehouse by `database.schema.table`, parts that were not asked for empty."""
    record = _connection(call, call.form.get("connection_id"), 400)
    _reachable(call, record)
    return {".".join(parts): _columns(call, record, parts) for parts in _places(call)}


def _places(call: Call) -> list[tuple[str, str, str]]:
    """The database, schema and table of each place asked for; what is no list of them is a 500."""
    try:
        items = records_in({"tables": form_json(call.form, "tables")}, "tables")
        return [
            (word(item, "databaseName") or "", word(item, "schemaName") or "", word(item, "tableName") or "")
            for item in items
        ]
    except Refused as refused:
        raise Refused(500, refused.code, refused.message) from None


def _columns(call: Call, record: Record, parts: tuple[str, str, str]) -> list[Record]:
    names = zip(("database", "schema", "table"), parts, strict=True)
    wanted: dict[str, Any] = {name: part for name, part in names if part}
    return [
        column
        for database in external_databases(call.state, record, "COLUMN", [wanted])
        for schema in objects_in(database, "schemas")
        for table in schema["tables"]
        for column in table["columns"]
    ]
