"""Connections, the same for both API versions: CONNECTION records of the metadata, and what is kept beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    check_free,
    inner,
    need,
    object_of,
    objects_in,
    word,
)
from aiothoughtspot.simulator.families._rows import touch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

WAREHOUSES: Final = (
    "SNOWFLAKE", "AMAZON_REDSHIFT", "GOOGLE_BIGQUERY", "AZURE_SYNAPSE", "TERADATA", "SAP_HANA", "STARBURST", "ORACLE_ADW",
    "DATABRICKS", "DENODO", "DREMIO", "TRINO", "PRESTO", "POSTGRES", "SQLSERVER", "MYSQL", "GENERIC_JDBC",
    "AMAZON_RDS_POSTGRESQL", "AMAZON_AURORA_POSTGRESQL", "AMAZON_RDS_MYSQL", "AMAZON_AURORA_MYSQL", "LOOKER",
    "AMAZON_ATHENA", "SINGLESTORE", "GCP_SQLSERVER", "GCP_ALLOYDB_POSTGRESQL", "GCP_POSTGRESQL", "GCP_MYSQL", "MODE",
    "GOOGLE_SHEETS", "FALCON", "FALCON_ONPREM", "CLICKHOUSE", "IOMETE",
)  # fmt: skip
SUB_TYPES: Final = {
    "AMAZON_REDSHIFT": "RDBMS_REDSHIFT",
    "AZURE_SYNAPSE": "RDBMS_AZURE_SQL_DATAWAREHOUSE",
    "GOOGLE_BIGQUERY": "RDBMS_GCP_BIGQUERY",
}
"""Warehouses that tables and v1 know by another name than v2's connections; the others only gain a prefix."""
SECRETS: Final = ("password", "secret", "token", "key", "passphrase")


def sub_type(warehouse: str) -> str:
    """What metadata and v1 call a warehouse, e.g. RDBMS_SNOWFLAKE."""
    return SUB_TYPES.get(warehouse, f"RDBMS_{warehouse}")


def warehouse_type(record: Record) -> str:
    """What v2 calls the warehouse of a connection, e.g. SNOWFLAKE."""
    return next((name for name in WAREHOUSES if sub_type(name) == record["sub_type"]), "GENERIC_JDBC")


def extras(state: State, record: Record) -> Record:
    """What is kept beside a connection: {configuration, active, configurations, revoked, compared}.

    `configurations` are its further ways in by guid, `revoked` the guids of users that must log in again, `compared` the
    epoch ms when the comparison with the warehouse was asked for, or None.
    """
    kept: dict[str, Record] = state.bag("connections", dict[str, "Record"])
    configuration = {"accountName": "example", "user": "reader", "warehouse": "SMALL", "database": "RETAIL"}
    fresh: Record = {
        "configuration": configuration,
        "active": True,
        "configurations": {},
        "revoked": set(),
        "compared": None,
    }
    return kept.setdefault(record["id"], fresh)


def connection_of(call: Call, identifier: object, *, status: int = 400) -> Record:
    """The connection of this guid or name, or a refusal with `status`."""
    try:
        return object_of(call, identifier, "CONNECTION")
    except Refused as refused:
        raise Refused(status, BAD_REQUEST, refused.message) from None


def without_secrets(configuration: Mapping[str, Any]) -> Record:
    """The properties that answers show."""
    return {
        name: value
        for name, value in configuration.items()
        if not any(secret in name.casefold() for secret in SECRETS)
    }


def tables_of(state: State, record: Record) -> list[Record]:
    """The tables that stand on a connection."""
    return [
        table
        for table in state.metadata.values()
        if table["source"] == record["id"] and table["type"] == "LOGICAL_TABLE"
    ]


def _check_free(call: Call, name: str, but: Record | None = None) -> None:
    org = (record for record in call.state.metadata.values() if record["org_id"] == call.org)
    check_free((record for record in org if record["type"] == "CONNECTION"), name, but)


def make_connection(
    call: Call, name: str, description: str, warehouse: str, config: Record, *, validate: bool
) -> Record:
    """Create a connection with the properties and the tables of a warehouse configuration, and keep it."""
    state = call.state
    _check_free(call, name)
    tables = read_tables(config, validate=validate)
    configuration = inner(config, "configuration")
    record = objects.new_object(
        state.new_guid(),
        name,
        "CONNECTION",
        call.caller["id"],
        state.now_ms(),
        sub_type=sub_type(warehouse),
        org=call.org,
        description=description,
    )
    state.metadata[record["id"]] = record
    extras(state, record)["configuration"] = dict(configuration)
    add_tables(call, record, tables)
    return record


def change_connection(
    call: Call, record: Record, *, name: str | None, description: str | None, config: Record, validate: bool
) -> None:
    """Change a connection; properties and tables that are not named stay."""
    if name:
        _check_free(call, name, record)
    tables = read_tables(config, validate=validate)
    extras(call.state, record)["configuration"].update(inner(config, "configuration"))
    if name:
        record["name"] = record["header"]["name"] = name
    if description is not None:
        record["header"]["description"] = description
    add_tables(call, record, tables)
    touch(call, record)


def remove_connection(state: State, record: Record) -> None:
    """Delete a connection; one that tables stand on is refused with 400."""
    if tables_of(state, record):
        raise bad(f"{record['name']} has dependent objects")
    extras(state, record)
    del state.bags["connections"][record["id"]]
    del state.metadata[record["id"]]


def read_tables(config: Record, *, validate: bool) -> list[str]:
    """The names of the selected tables that come along with a connection; `validate` wants every table to have columns."""
    found: list[str] = []
    for database in objects_in(config, "externalDatabases"):
        for schema in objects_in(database, "schemas"):
            for table in objects_in(schema, "tables"):
                need(table, "name")
                if validate and not objects_in(table, "columns"):
                    raise bad(f"Table {table['name']} has no columns")
                if table.get("selected", True) is True:
                    found.append(str(word(table, "name")))
    return found


def add_tables(call: Call, record: Record, names: list[str]) -> None:
    """Make a table on the connection for each name it does not have yet."""
    state = call.state
    known = {table["name"] for table in tables_of(state, record)}
    for name in dict.fromkeys(names):
        if name not in known:
            made = objects.new_object(
                state.new_guid(),
                name,
                "LOGICAL_TABLE",
                call.caller["id"],
                state.now_ms(),
                sub_type="ONE_TO_ONE_LOGICAL",
                org=record["org_id"],
            )
            made["source"] = record["id"]
            state.metadata[made["id"]] = made
