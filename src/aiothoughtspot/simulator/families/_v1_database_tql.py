"""Runs statements on the in-memory database: a small SQL for databases, schemas, tables and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._v1_database_rows import (
    Context,
    Output,
    delete,
    insert,
    path_at,
    select,
    table_at,
    update,
)
from aiothoughtspot.simulator.families._v1_database_store import (
    DEFAULT_SCHEMA,
    DatabaseError,
    add_table,
    column,
    schemas_of,
    table_of,
    tables_of,
)
from aiothoughtspot.simulator.families._v1_database_words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.state import Record

KEYWORDS: Final = (
    "create", "database", "schema", "table", "constraint", "primary", "key", "drop", "truncate", "use", "show", "databases",
    "schemas", "tables", "insert", "into", "values", "update", "set", "delete", "from", "select", "where", "and", "is", "not",
    "null", "true", "false", "count", "order", "by", "desc", "asc", "limit", "varchar", "int", "bigint", "double", "float", "bool",
    "date", "datetime", "time",
)  # fmt: skip


class Question(Exception):  # noqa: N818 - the database asks, nothing went wrong
    """A statement that wants a yes first."""

    def __init__(self, key: str, prompt: str) -> None:
        super().__init__(prompt)
        self.key = key
        self.prompt = prompt


def run(whole: Record, context: Context, statement: str, answers: dict[str, str] | None = None) -> Output:
    """Run one statement. `answers` are given ones by question; with None nothing is asked.

    Raises:
        DatabaseError: For a statement that cannot be read or carried out.
        Question: For one that wants an answer first.
    """
    if not statement.rstrip().endswith(";"):
        raise DatabaseError("A statement ends with a semicolon")
    words = Words(statement)
    for keywords, carry_out in _STATEMENTS.items():
        if words.accept(*keywords.split()):
            return carry_out(whole, context, words, answers)
    raise DatabaseError(f"Unknown statement {words.take().value!r}")


def _show_databases(whole: Record, _context: Context, words: Words, _: object) -> Output:
    words.end()
    return Output(list(whole["databases"]))


def _show_schemas(whole: Record, context: Context, words: Words, _: object) -> Output:
    words.end()
    return Output(list(schemas_of(whole, context.database)))


def _show_tables(whole: Record, context: Context, words: Words, _: object) -> Output:
    words.end()
    return Output(list(tables_of(whole, context.database, context.schema)))


def _show_table(whole: Record, context: Context, words: Words, _: object) -> Output:
    table = table_at(whole, context, words)
    words.end()
    return Output([f"{item['name']} {item['kind']}" for item in table["columns"]])


def _use(whole: Record, context: Context, words: Words, _: object) -> Output:
    words.accept("database")
    name = words.name()
    words.end()
    schemas_of(whole, name)
    context.database, context.schema = name, DEFAULT_SCHEMA
    return Output()


def _create_database(whole: Record, _context: Context, words: Words, _: object) -> Output:
    name = words.name()
    words.end()
    if name in whole["databases"]:
        raise DatabaseError(f"Database {name} already exists")
    whole["databases"][name] = {DEFAULT_SCHEMA: {}}
    whole["version"] += 1
    return Output()


def _create_schema(whole: Record, context: Context, words: Words, _: object) -> Output:
    schemas, name = schemas_of(whole, context.database), words.name()
    words.end()
    if name in schemas:
        raise DatabaseError(f"Schema {name} already exists")
    schemas[name] = {}
    whole["version"] += 1
    return Output()


def _create_table(whole: Record, context: Context, words: Words, _: object) -> Output:
    path = path_at(context, words)
    columns: list[Record] = []
    key: list[str] = []
    words.expect("(")
    for item in words.separated(lambda: _definition(words, key)):
        columns += item
    words.expect(")")
    words.end()
    add_table(whole, *path, columns, key)
    return Output()


def _definition(words: Words, key: list[str]) -> list[Record]:
    """A column; or the primary key, which goes into `key`."""
    if words.accept("constraint", "primary", "key", "("):
        key += words.names()
        words.expect(")")
        return []
    name, kind, size = words.name(), words.name().upper(), "0"
    if words.accept("("):
        size = words.literal() or ""
        words.expect(")")
    if not size.isdecimal():
        raise DatabaseError(f"{size!r} is no size")
    return [column(name, kind, int(size))]


def _drop_database(whole: Record, context: Context, words: Words, answers: dict[str, str] | None) -> Output:
    name = words.name()
    words.end()
    schemas_of(whole, name)
    answer = "yes" if answers is None else answers.get(f"drop {name}")
    if answer is None:
        raise Question(f"drop {name}", f"Database {name} and all of its tables will be gone. Go on?")
    if answer != "yes":
        return Output(["Nothing was dropped."])
    del whole["databases"][name]
    whole["version"] += 1
    context.database = "" if context.database == name else context.database
    return Output()


def _drop_table(whole: Record, context: Context, words: Words, _: object) -> Output:
    database, schema, name = path_at(context, words)
    words.end()
    table_of(whole, database, schema, name)
    del tables_of(whole, database, schema)[name]
    whole["version"] += 1
    return Output()


def _truncate(whole: Record, context: Context, words: Words, _: object) -> Output:
    table = table_at(whole, context, words)
    words.end()
    table["rows"] = []
    return Output()


_STATEMENTS: Final[dict[str, Callable[[Record, Context, Words, dict[str, str] | None], Output]]] = {
    "show databases": _show_databases,
    "show schemas": _show_schemas,
    "show tables": _show_tables,
    "show table": _show_table,
    "use": _use,
    "create database": _create_database,
    "create schema": _create_schema,
    "create table": _create_table,
    "drop database": _drop_database,
    "drop table": _drop_table,
    "truncate table": _truncate,
    "insert into": insert,
    "delete from": delete,
    "update": update,
    "select": select,
}
