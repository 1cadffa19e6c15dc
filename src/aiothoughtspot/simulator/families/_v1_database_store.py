"""The in-memory database behind v1's database and load routes: databases, schemas, tables, and their rows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.objects import derived_guid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aiothoughtspot.simulator.state import Record, State

DEFAULT_SCHEMA: Final = "falcon_default_schema"
EPOCH: Final = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - the database keeps no zones
KINDS: Final = {
    "VARCHAR": ("TYPE_VAR_CHAR", "TYPE_NOT_DATE"),
    "INT": ("TYPE_INT32", "TYPE_NOT_DATE"),
    "BIGINT": ("TYPE_INT64", "TYPE_NOT_DATE"),
    "DOUBLE": ("TYPE_DOUBLE", "TYPE_NOT_DATE"),
    "FLOAT": ("TYPE_FLOAT", "TYPE_NOT_DATE"),
    "BOOL": ("TYPE_BOOL", "TYPE_NOT_DATE"),
    "DATE": ("TYPE_INT64", "TYPE_DATE"),
    "DATETIME": ("TYPE_INT64", "TYPE_DATE_TIME"),
    "TIME": ("TYPE_INT64", "TYPE_TIME"),
}
"""Types as statements name them, and what definitions call them."""
SEEDED: Final = {
    "regions": ("region_id INT, region VARCHAR", ["region_id"], ["1|North", "2|South", "3|East", "4|West"]),
    "stores": (
        "store_id INT, store VARCHAR, region_id INT, opened DATE, area DOUBLE",
        ["store_id"],
        ["1|Harbour|1|20190401|310.5", "2|Market|4|20210915|122.25", "3|Station||20240102|"],
    ),
}
"""Columns, primary key and rows of the tables that the database RETAIL starts with."""


class DatabaseError(Exception):
    """Something that the database cannot do, in words."""


@attrs.frozen
class Formats:
    """How dates, times and truths are written; formats of strftime."""

    date: str = "%Y-%m-%d"
    date_time: str = "%Y-%m-%d %H:%M:%S"
    time: str = "%H:%M:%S"
    epoch: bool = False
    """Dates and times as numbers: read as seconds, shown in milliseconds."""
    true: str = "true"
    false: str = "false"


LOADED: Final = Formats("%Y%m%d", "%Y%m%d %H:%M:%S", true="T", false="F")
"""How files write them unless a load says otherwise."""


def database(state: State) -> Record:
    """The whole: {version, databases: {name: {schema: {table: {name, columns, key, rows}}}}}."""

    def fresh() -> Record:
        made: Record = {"version": 1, "databases": {"RETAIL": {DEFAULT_SCHEMA: {}}}}
        for name, (columns, key, rows) in SEEDED.items():
            pairs = [item.split() for item in columns.split(", ")]
            made_of = [column(title, kind) for title, kind in pairs]
            table = add_table(made, "RETAIL", DEFAULT_SCHEMA, name, made_of, key)
            put_rows(table, [read_row(table, row.split("|"), LOADED) for row in rows])
        return made

    kept: Record = state.bag("v1_database", fresh)
    return kept


def column(name: str, kind: str, size: int = 0) -> Record:
    """A column.

    Raises:
        DatabaseError: For a type that the database does not have.
    """
    if kind not in KINDS:
        raise DatabaseError(f"Unknown data type {kind}")
    return {"name": name, "kind": kind, "size": size}


def database_guid(name: str) -> str:
    """The guid of a database."""
    return derived_guid("database", name)


def schemas_of(whole: Record, name_or_guid: str) -> Record:
    """The schemas of a database, each with its tables.

    Raises:
        DatabaseError: When there is no such database.
    """
    databases: dict[str, Record] = whole["databases"]
    for name, schemas in databases.items():
        if name_or_guid in {name, database_guid(name)}:
            return schemas
    raise DatabaseError(f"Database {name_or_guid} does not exist")


def tables_of(whole: Record, name_or_guid: str, schema: str) -> Record:
    """The tables of a schema, by name.

    Raises:
        DatabaseError: When there is no such database or schema.
    """
    tables: Record | None = schemas_of(whole, name_or_guid).get(schema)
    if tables is None:
        raise DatabaseError(f"Schema {schema} does not exist")
    return tables


def table_of(whole: Record, name_or_guid: str, schema: str, name: str) -> Record:
    """A table.

    Raises:
        DatabaseError: When there is no such database, schema or table.
    """
    table: Record | None = tables_of(whole, name_or_guid, schema).get(name)
    if table is None:
        raise DatabaseError(f"Table {name} does not exist")
    return table


def check_columns(columns: list[Record], key: list[str]) -> None:
    """See that a table can have these columns and this primary key.

    Raises:
        DatabaseError: For no columns, a column twice, or a key of columns that are not there.
    """
    names = [item["name"] for item in columns]
    if not names or len(set(names)) < len(names) or not set(names) >= set(key):
        raise DatabaseError("A table needs columns of different names, and a key of some of them")


def add_table(
    whole: Record, name_or_guid: str, schema: str, name: str, columns: list[Record], key: list[str]
) -> Record:
    """Make an empty table.

    Raises:
        DatabaseError: For a name that is taken, and columns or a key that cannot be.
    """
    tables = tables_of(whole, name_or_guid, schema)
    if name in tables:
        raise DatabaseError(f"Table {name} already exists")
    check_columns(columns, key)
    tables[name] = {"name": name, "columns": columns, "key": key, "rows": []}
    whole["version"] += 1
    made: Record = tables[name]
    return made


def put_rows(table: Record, rows: Iterable[list[Any]]) -> None:
    """Add rows; one with the primary key of an older one takes its place."""
    if not table["key"]:
        table["rows"].extend(rows)
        return
    names = [item["name"] for item in table["columns"]]
    at = [names.index(name) for name in table["key"]]
    by_key = {tuple(row[index] for index in at): row for row in table["rows"]}
    by_key.update((tuple(row[index] for index in at), row) for row in rows)
    table["rows"] = list(by_key.values())


def read_row(table: Record, cells: list[str], formats: Formats, null: str = "") -> list[Any]:
    """The values of a row of texts.

    Raises:
        ValueError: For a wrong number of cells, and for a cell that its column's type does not take.
    """
    columns = table["columns"]
    return [
        None if cell == null else read_value(item["kind"], cell, formats)
        for item, cell in zip(columns, cells, strict=True)
    ]


def read_value(kind: str, text: str, formats: Formats) -> Any:
    """The value of a text.

    Raises:
        ValueError: When the type does not take it.
    """
    if kind in {"DATE", "DATETIME"} and formats.epoch:
        try:
            moment = EPOCH + dt.timedelta(seconds=int(text))
        except OverflowError:
            raise ValueError(text) from None
        return moment.date() if kind == "DATE" else moment
    return _READERS[kind](text, formats)


def _truth(text: str, formats: Formats) -> bool:
    if text not in {formats.true, formats.false}:
        raise ValueError(text)
    return text == formats.true


def _moment(text: str, format_: str) -> dt.datetime:
    return dt.datetime.strptime(text, format_)  # noqa: DTZ007 - the database keeps no zones


_READERS: Final[dict[str, Callable[[str, Formats], Any]]] = {
    "VARCHAR": lambda text, _: text,
    "INT": lambda text, _: int(text),
    "BIGINT": lambda text, _: int(text),
    "DOUBLE": lambda text, _: float(text),
    "FLOAT": lambda text, _: float(text),
    "BOOL": _truth,
    "DATE": lambda text, formats: _moment(text, formats.date).date(),
    "DATETIME": lambda text, formats: _moment(text, formats.date_time),
    "TIME": lambda text, formats: _moment(text, formats.time).time(),
}


def show_value(value: Any, formats: Formats, null: str = "(null)") -> str:
    """A value as text."""
    if value is None:
        return null
    if isinstance(value, bool):
        return formats.true if value else formats.false
    if isinstance(value, dt.date) and formats.epoch:
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        return str((moment - EPOCH) // dt.timedelta(milliseconds=1))
    if isinstance(value, dt.datetime):
        return value.strftime(formats.date_time)
    if isinstance(value, dt.date):
        return value.strftime(formats.date)
    return value.strftime(formats.time) if isinstance(value, dt.time) else str(value)
