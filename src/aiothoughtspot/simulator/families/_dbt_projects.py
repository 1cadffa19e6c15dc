"""dbt projects: the models of a ZIP file, and the TML that is made of them. Knows no routes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import bad

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aiothoughtspot.simulator.state import Record

MOST_BYTES: Final = 30 * 1024 * 1024
"""Bytes of a manifest."""
TYPES: Final = (
    (re.compile(r"int|serial"), "INT64"),
    (re.compile(r"float|double|real|numeric|decimal|number"), "DOUBLE"),
    (re.compile(r"timestamp|datetime"), "DATE_TIME"),
    (re.compile(r"date"), "DATE"),
    (re.compile(r"bool"), "BOOL"),
)
"""Data types of warehouses, and those of the cluster; anything else is text."""
MEASURED: Final = ("INT64", "DOUBLE")


def models(content: bytes) -> dict[str, dict[str, str]]:
    """The models of a project's ZIP file by name, each with its columns and their data types.

    They are those of its `manifest.json`; without one, the SQL files below a folder `models`, of unknown columns.

    Raises:
        Refused: 400 for anything but such a file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            manifest = next((name for name in names if name.rpartition("/")[2] == "manifest.json"), None)
            if manifest is None:
                found = [
                    match[1]
                    for name in names
                    if (match := re.search(r"(?:^|/)models/(?:.*/)?([^/]+)\.sql$", name))
                ]
                return {name: {} for name in found} or _refuse("no models")
            if archive.getinfo(manifest).file_size > MOST_BYTES:
                _refuse("a manifest that is too large")
            return _of_manifest(json.loads(archive.read(manifest)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return _refuse("no readable archive")


def _refuse(what: str) -> dict[str, dict[str, str]]:
    raise bad(f"file_content is a ZIP file of a dbt project: there is {what}")


def _of_manifest(manifest: Any) -> dict[str, dict[str, str]]:
    nodes = manifest.get("nodes") if isinstance(manifest, dict) else None
    found: dict[str, dict[str, str]] = {}
    for node in nodes.values() if isinstance(nodes, dict) else ():
        if (
            isinstance(node, dict)
            and node.get("resource_type") == "model"
            and isinstance(node.get("name"), str)
        ):
            columns = node.get("columns") or {}
            found[node["name"]] = {
                str(name): _type(column.get("data_type") if isinstance(column, dict) else None)
                for name, column in (columns.items() if isinstance(columns, dict) else ())
            }
    return found or _refuse("no model in the manifest")


def _type(declared: object) -> str:
    text = str(declared or "").casefold()
    return next((kind for pattern, kind in TYPES if pattern.search(text)), "VARCHAR")


def table_tml(name: str, columns: Mapping[str, str], connection: str, database: str, guid: str) -> Record:
    """A table as a TML document; one of unknown columns has its name as its only one."""
    return {
        "guid": guid,
        "table": {
            "name": name,
            "db": database,
            "schema": "PUBLIC",
            "db_table": name.upper(),
            "connection": {"name": connection},
            "columns": [
                _column(column, kind) for column, kind in (columns or {f"{name} id": "VARCHAR"}).items()
            ],
        },
    }


def _column(name: str, kind: str) -> Record:
    measure = kind in MEASURED and not name.casefold().endswith("id")
    return {
        "name": name,
        "db_column_name": name.upper().replace(" ", "_"),
        "properties": {"column_type": "MEASURE" if measure else "ATTRIBUTE"},
        "db_column_properties": {"data_type": kind},
    }


def worksheet_tml(name: str, tables: Sequence[Record], guid: str) -> Record:
    """A worksheet over tables as a TML document."""
    columns = [
        {
            "name": column["name"],
            "column_id": f"{table['name']}::{column['name']}",
            "properties": column["properties"],
        }
        for table in tables
        for column in table["columns"]
    ]
    distinct = {column["name"]: column for column in columns}
    named = [{"name": table["name"]} for table in tables]
    return {"guid": guid, "worksheet": {"name": name, "tables": named, "columns": list(distinct.values())}}
