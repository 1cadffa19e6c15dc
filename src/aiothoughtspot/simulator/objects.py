"""Metadata objects: their headers, details and TML documents."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from aiothoughtspot.simulator.state import Record, State, as_guid

SOURCE: Final = "Retail Sales"
CONNECTION: Final = "Warehouse"
COLUMNS: Final[tuple[tuple[str, str, str], ...]] = (
    ("Order ID", "INT64", "ATTRIBUTE"),
    ("Order Date", "DATE", "ATTRIBUTE"),
    ("Order Time", "DATE_TIME", "ATTRIBUTE"),
    ("Region", "VARCHAR", "ATTRIBUTE"),
    ("Product", "VARCHAR", "ATTRIBUTE"),
    ("Quantity", "INT64", "MEASURE"),
    ("Revenue", "DOUBLE", "MEASURE"),
    ("Session Code", "INT64", "ATTRIBUTE"),
)
"""The columns of the data source: name, data type, role."""
EDOC_KINDS: Final = {"LIVEBOARD": "liveboard", "ANSWER": "answer", "CONNECTION": "connection"}


def derived_guid(*parts: str) -> str:
    """A guid that is the same for the same parts, for things inside an object that need no record."""
    return as_guid(hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest(), 5)


def new_object(
    guid: str,
    name: str,
    kind: str,
    author: str,
    now: int,
    *,
    sub_type: str = "",
    org: int = 0,
    description: str = "",
) -> Record:
    """A metadata record of type `kind` with its header; `now` in epoch milliseconds. Not yet kept anywhere."""
    header: dict[str, Any] = {
        "id": guid,
        "indexVersion": 1,
        "generationNum": 1,
        "name": name,
        "description": description,
        "author": author,
        "created": now,
        "modified": now,
        "modifiedBy": author,
        "owner": guid,
        "isDeleted": False,
        "isHidden": False,
        "isAutoCreated": False,
        "isAutoDelete": False,
        "ownerOrgId": org,
        "resolvedObjects": {},
        "isExternal": False,
        "isDeprecated": False,
        "isVerified": False,
        "aiAnswerGenerationDisabled": False,
    }
    if sub_type:
        header["type"] = sub_type
    return {
        "id": guid,
        "name": name,
        "type": kind,
        "sub_type": sub_type,
        "obj_id": None,
        "org_id": org,
        "header": header,
        "tag_ids": [],
        "detail": None,
        "tml": None,
        "stats": {"views": sum(name.encode()) % 256, "favorites": 0, "last_accessed": now},
        "source": None,
        "query": None,
        "visualizations": [],
    }


def columns(record: Record) -> list[Record]:
    """The columns of a LOGICAL_TABLE as its detail shows them."""
    return [
        {
            "header": {
                "id": derived_guid(record["id"], name),
                "name": name,
                "description": "",
                "owner": record["id"],
            },
            "dataType": data_type,
            "type": role,
            "physicalColumnName": name.upper().replace(" ", "_"),
            "aggregationType": "SUM" if role == "MEASURE" else "NONE",
        }
        for name, data_type, role in COLUMNS
    ]


def detail(state: State, record: Record) -> Record:
    """The `metadata_detail` of an object: built at first use and then kept in the record."""
    if record["detail"] is None:
        record["detail"] = _detail(record)
    return {"header": state.header(record), **record["detail"]}


def _detail(record: Record) -> Record:
    kind = record["type"]
    if kind == "LOGICAL_TABLE":
        return {
            "type": record["sub_type"],
            "columns": columns(record),
            "dataSourceId": record["source"],
            "dataSourceTypeEnum": "RDBMS_SNOWFLAKE",
            "isExternallyJoined": False,
        }
    if kind == "LIVEBOARD":
        shown = [
            {
                "header": {"id": viz["id"], "name": viz["name"]},
                "vizContent": {"vizType": "CHART", "query": viz["query"]},
            }
            for viz in record["visualizations"]
        ]
        return {
            "type": "PINBOARD",
            "reportContent": {"sheets": [{"sheetContent": {"visualizations": shown}}]},
        }
    if kind == "ANSWER":
        return {
            "type": "QUESTION",
            "reportContent": {"sheets": [{"sheetContent": {"query": record["query"]}}]},
        }
    return {"type": record["sub_type"], "dataSourceContent": {"configuration": {"accountName": "example"}}}


def tml(state: State, record: Record) -> Record:
    """The TML document of an object as a dict, e.g. {"guid": ..., "liveboard": {...}}: built at first use, then kept."""
    if record["tml"] is None:
        source = state.metadata.get(record["source"] or "")
        record["tml"] = _tml(record, "" if source is None else source["name"])
    document: Record = record["tml"]
    return document


def edoc_kind(record: Record) -> str:
    """The key of the object's TML document: "liveboard", "answer", "worksheet", "table", "connection", ..."""
    if record["type"] == "LOGICAL_TABLE":
        return {"WORKSHEET": "worksheet", "SQL_VIEW": "sql_view", "AGGR_WORKSHEET": "view"}.get(
            record["sub_type"], "table"
        )
    return EDOC_KINDS.get(record["type"], "model")


def _tml(record: Record, source: str) -> Record:
    body: Record = {"name": record["name"]}
    if record["header"]["description"]:
        body["description"] = record["header"]["description"]
    if record["type"] == "LIVEBOARD":
        body["visualizations"] = [
            {
                "id": f"Viz_{number}",
                "viz_guid": viz["id"],
                "answer": {
                    "name": viz["name"],
                    "tables": [{"id": source, "name": source}],
                    "search_query": viz["query"],
                },
            }
            for number, viz in enumerate(record["visualizations"], 1)
        ]
    elif record["type"] == "ANSWER":
        body["tables"] = [{"id": source, "name": source}]
        body["search_query"] = record["query"]
    elif record["type"] == "LOGICAL_TABLE":
        body["connection"] = {"name": source}
        body["columns"] = [
            {
                "name": name,
                "db_column_name": name.upper().replace(" ", "_"),
                "properties": {"column_type": role},
                "db_column_properties": {"data_type": data_type},
            }
            for name, data_type, role in COLUMNS
        ]
    else:
        body["type"] = record["sub_type"]
    return {"guid": record["id"], edoc_kind(record): body}
