"""The made-up warehouse behind every connection: databases, schemas, tables and columns, the same for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.objects import COLUMNS, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aiothoughtspot.simulator.state import Record

LEVELS: Final = ("DATABASE", "SCHEMA", "TABLE", "COLUMN")
FACTS: Final = SOURCE.upper().replace(" ", "_")
ADDED: Final = ("LOADED_AT", "DATE_TIME")
"""A column that the warehouse has gained since the data source was made from it."""
_SALES: Final = {name.upper().replace(" ", "_"): data_type for name, data_type, _ in COLUMNS}
_TABLES: Final = {
    FACTS: {**_SALES, ADDED[0]: ADDED[1]},
    "PRODUCTS": {"PRODUCT": "VARCHAR", "CATEGORY": "VARCHAR", "LIST_PRICE": "DOUBLE"},
    "REGIONS": {"REGION": "VARCHAR", "MANAGER": "VARCHAR"},
}
DATABASES: Final[dict[str, dict[str, dict[str, dict[str, str]]]]] = {
    "RETAIL": {"PUBLIC": _TABLES, "STAGING": {FACTS: _SALES}},
    "REPORTING": {
        "MONTHLY": {"REVENUE_BY_REGION": {"REGION": "VARCHAR", "MONTH": "DATE", "REVENUE": "DOUBLE"}}
    },
}
"""Data types by column, by table, by schema, by database."""


def table_description(name: str) -> str:
    """What the warehouse says about a table."""
    return f"{name.replace('_', ' ').capitalize()}, as the warehouse describes it"


def column_description(name: str) -> str:
    """What the warehouse says about a column."""
    return f"Column {name} of the warehouse"


def tree(level: str, wanted: Iterable[Record], linked: Callable[[str], bool]) -> list[Record]:
    """The databases down to `level`; of the objects `wanted` ({database, schema, table, column}), when some are named.

    `linked` tells whether a table of this name is on the cluster.
    """
    filters = list(wanted) or [{}]
    depth = LEVELS.index(level)

    def asked(*names: str) -> bool:
        parts = ("database", "schema", "table", "column")
        return any(
            all(item.get(part) in (None, name) for part, name in zip(parts, names, strict=False))
            for item in filters
        )

    def tables(database: str, schema: str) -> Iterator[Record]:
        for name, columns in DATABASES[database][schema].items():
            if asked(database, schema, name):
                shown = [_column(key, columns[key]) for key in columns if asked(database, schema, name, key)]
                yield {
                    "name": name,
                    "columns": shown if depth > LEVELS.index("TABLE") else [],
                    "type": "TABLE",
                    "description": table_description(name),
                    "selected": linked(name),
                    "linked": linked(name),
                    "relationships": [],
                }

    def schemas(database: str) -> Iterator[Record]:
        for name in DATABASES[database]:
            if asked(database, name):
                yield {
                    "name": name,
                    "tables": list(tables(database, name)) if depth > LEVELS.index("SCHEMA") else [],
                }

    return [
        {"name": name, "schemas": list(schemas(name)) if depth else [], "auto_created": False}
        for name in DATABASES
        if asked(name)
    ]


def _column(name: str, data_type: str) -> Record:
    return {
        "name": name,
        "data_type": data_type,
        "is_aggregate": "false",
        "can_import": True,
        "selected": False,
        "is_linked_active": True,
    }
