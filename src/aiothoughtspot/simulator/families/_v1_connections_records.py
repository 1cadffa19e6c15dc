"""Connections in the words of v1: with all their tables and columns, and the warehouse behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families._common import bad, inner, objects_in, word
from aiothoughtspot.simulator.families._connections_records import (
    WAREHOUSES,
    extras,
    sub_type,
    tables_of,
    without_secrets,
)
from aiothoughtspot.simulator.families._connections_warehouse import tree
from aiothoughtspot.simulator.families._v1_answers import LATER, name_in, v1_header
from aiothoughtspot.simulator.families.v1_dependency import physical_column, physical_table
from aiothoughtspot.simulator.objects import derived_guid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aiothoughtspot.simulator.state import Record, State

TYPES: Final = {sub_type(warehouse): warehouse for warehouse in WAREHOUSES}
"""What v1 calls each warehouse, and what v2 calls it."""
NUMBERS: Final = frozenset({"INT32", "INT64", "FLOAT", "DOUBLE"})
DATA_TYPES: Final = (*NUMBERS, "VARCHAR", "CHAR", "BOOL", "DATE", "DATE_TIME", "TIME", "TIMESTAMP")
VERSION: Final = "4"
"""The form that things are stored in."""


def data_source(state: State, record: Record) -> Record:
    """A connection with its tables."""
    return {
        "header": v1_header(state, record),
        "type": record["sub_type"],
        "authenticationType": "SERVICE_ACCOUNT",
        "logicalTableList": [logical_table(state, table) for table in tables_of(state, record)],
        "dataSourceContent": {
            "statistics": {},
            "dataLoadInfo": {"tableToTaskIdMap": {}},
            "schemaVersion": VERSION,
            "configuration": blanked(extras(state, record)["configuration"]),
        },
    }


def blanked(configuration: Mapping[str, str]) -> dict[str, str]:
    """Settings with every secret blank."""
    shown = without_secrets(configuration)
    return {name: shown.get(name, "") for name in configuration}


def logical_table(state: State, table: Record) -> Record:
    """A table of a connection, with its columns."""
    detail = objects.detail(state, table)
    plain = {
        "databaseName": "RETAIL",
        "schemaName": "PUBLIC",
        "tableName": table["name"].upper().replace(" ", "_"),
    }
    mapping = {
        "tableType": "TABLE",
        **(detail.get("logicalTableContent", {}).get("tableMappingInfo") or plain),
    }
    stripes = {"databaseStripe": table["source"], "schemaStripe": mapping["schemaName"]}
    return {
        "header": {**v1_header(state, table), **stripes},
        "type": table["sub_type"],
        "columns": [
            _logical_column(table, column, place, stripes) for place, column in enumerate(detail["columns"])
        ],
        "physicalTableGUID": physical_table(table["id"]),
        "physicalTableVersion": 0,
        "dataSourceId": table["source"],
        "dataSourceTypeEnum": "DEFAULT",
        "generationType": "DEFAULT",
        "logicalTableContent": {
            "tableMappingInfo": {
                **mapping,
                "cachingInfo": {"isCached": False, "lastLoadTime": 0, "type": "UNKNOWN"},
            },
            "joinType": "INNER",
            "joinOverrides": {},
            "physicalTableName": mapping["tableName"],
            "worksheetType": "VIEW",
            "isAggregatedWorksheet": False,
            "bypassRLS": False,
            "shardingInfo": {"primaryKeyColumns": [], "shardingKeyColumns": [], "numberOfShards": 0},
            "isOptimized": False,
            "schemaVersion": VERSION,
        },
        "relationships": [],
        "destinationRelationships": [],
        "relationshipsWithin": [],
        "tableFilters": [],
        "isCached": False,
        "complete": True,
        "incompleteDetail": [],
    }


def _logical_column(table: Record, column: Record, place: int, stripes: Record) -> Record:
    measure = column["type"] == "MEASURE"
    unlike = ("type", "tags", "resolvedObjects", *LATER)
    header = {name: value for name, value in table["header"].items() if name not in unlike}
    return {
        "header": {**header, **column["header"], **stripes, "tags": []},
        "dataType": column["dataType"],
        "type": column["type"],
        "position": place,
        "physicalColumnGUID": physical_column(column["header"]["id"]),
        "physicalColumnName": column["physicalColumnName"],
        "defaultAggrType": "SUM" if measure else "NONE",
        "ownerName": table["name"],
        "ownerType": table["sub_type"],
        "entityCategory": "DEFAULT",
        "columnMappingInfo": {"columnName": column["physicalColumnName"]},
        "indexType": "DONT_INDEX" if measure else "DEFAULT",
        "indexPriority": 1,
        "spotiqPreference": "DEFAULT",
        "isAdditive": measure,
        "isDerived": False,
        "isPrimaryKey": False,
        "isAttributionDimension": True,
        "sources": [],
        "synonyms": [],
        "customActionTags": [],
        "injectedInlineValues": [],
        "precision": -1,
        "scale": 0,
        "schemaVersion": VERSION,
        "complete": True,
        "incompleteDetail": [],
    }


def asked_tables(config: Mapping[str, Any]) -> dict[str, Record]:
    """What a request wants of each table it selects, by name: {place, columns}; 400 for tables that are none."""
    found: dict[str, Record] = {}
    for database in objects_in(config, "externalDatabases"):
        for schema in objects_in(database, "schemas"):
            for table in objects_in(schema, "tables"):
                name = name_in(table)
                place = {
                    "databaseName": name_in(database),
                    "schemaName": name_in(schema),
                    "tableName": name,
                    "tableType": word(table, "type") or "TABLE",
                }
                columns = [(name_in(item), _data_type(item)) for item in objects_in(table, "columns")]
                if table.get("selected", True) is True:
                    found[name] = {"place": place, "columns": columns}
    return found


def _data_type(column: Record) -> str:
    name = name_in(column, "type")
    if name not in DATA_TYPES:
        raise bad(f"{name} is no data type")
    return name


def settings(config: Mapping[str, Any]) -> dict[str, str]:
    """The settings of the warehouse in a request; 400 for values that are no texts."""
    given = inner(config, "configuration")
    return {name: word(given, name) or "" for name in given}


def define(state: State, connection: Record, asked: Mapping[str, Record]) -> None:
    """Give the tables of a connection the places and columns that a request asks for."""
    for table in tables_of(state, connection):
        wanted = asked.get(table["name"])
        if wanted is not None and wanted["columns"]:
            detail = objects.detail(state, table)
            detail |= {
                "columns": [_column(table["id"], *column) for column in wanted["columns"]],
                "logicalTableContent": {"tableMappingInfo": wanted["place"]},
            }
            # `objects.detail` gives a copy around what is kept; the header is made anew each time.
            del detail["header"]
            table["detail"] = detail


def _column(table_id: str, name: str, data_type: str) -> Record:
    measure = data_type in NUMBERS
    return {
        "header": {"id": derived_guid(table_id, name), "name": name, "description": "", "owner": table_id},
        "dataType": data_type,
        "type": "MEASURE" if measure else "ATTRIBUTE",
        "physicalColumnName": name,
        "aggregationType": "SUM" if measure else "NONE",
    }


def external_databases(
    state: State, connection: Record, level: str, wanted: Iterable[Record] = ()
) -> list[Record]:
    """The databases of the warehouse down to a level, in the words of v1."""
    linked = {table["name"].upper().replace(" ", "_") for table in tables_of(state, connection)}
    return [
        {
            "name": database["name"],
            "isAutoCreated": database["auto_created"],
            "schemas": [
                {
                    "name": schema["name"],
                    "tables": [
                        {**table, "columns": [_external(column) for column in table["columns"]]}
                        for table in schema["tables"]
                    ],
                }
                for schema in database["schemas"]
            ],
        }
        for database in tree(level, wanted, linked.__contains__)
    ]


def _external(column: Record) -> Record:
    return {
        "name": column["name"],
        "type": column["data_type"],
        "canImport": column["can_import"],
        "selected": column["selected"],
        "isLinkedActive": column["is_linked_active"],
    }
