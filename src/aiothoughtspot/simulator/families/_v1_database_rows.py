"""The statements of the in-memory database that read and change rows."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.families._v1_database_store import (
    DEFAULT_SCHEMA,
    DatabaseError,
    Formats,
    column,
    put_rows,
    read_value,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiothoughtspot.simulator.families._v1_database_words import Words
    from aiothoughtspot.simulator.state import Record

ISO: Final = Formats()
_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq, "!=": operator.ne, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge,
}  # fmt: skip


@attrs.define
class Context:
    """Where statements run; `use` changes it."""

    database: str = ""
    schema: str = DEFAULT_SCHEMA


@attrs.frozen
class Output:
    """What a statement said: lines, and rows with the columns they are of."""

    lines: Sequence[str] = ()
    columns: Sequence[Record] | None = None
    rows: Sequence[Sequence[Any]] = ()


def path_at(context: Context, words: Words) -> tuple[str, str, str]:
    """Take the database, schema and name of `[[database.]schema.]name`.

    Raises:
        DatabaseError: When something else comes next, or no database is in use.
    """
    parts = [words.name()]
    while words.accept("."):
        parts.append(words.name())
    if len(parts) > 3:  # noqa: PLR2004 - the parts of a whole name
        raise DatabaseError(f"Expected a table, not {'.'.join(parts)!r}")
    database, schema, name = [context.database, context.schema][: 3 - len(parts)] + parts
    if not database:
        raise DatabaseError("No database is in use")
    return database, schema, name


def table_at(whole: Record, context: Context, words: Words) -> Record:
    """Take the name of a table, and find it.

    Raises:
        DatabaseError: When there is no such table.
    """
    return table_of(whole, *path_at(context, words))


def insert(whole: Record, context: Context, words: Words, _: object) -> Output:
    """Add rows."""
    table = table_at(whole, context, words)
    words.expect("values")
    rows = list(words.separated(lambda: _row(table, words)))
    words.end()
    put_rows(table, rows)
    return Output([f"{len(rows)} rows inserted."])


def _row(table: Record, words: Words) -> list[Any]:
    words.expect("(")
    values = list(words.separated(words.literal))
    words.expect(")")
    if len(values) != len(table["columns"]):
        raise DatabaseError(f"{len(table['columns'])} values are expected, not {len(values)}")
    return [_value(item, text) for item, text in zip(table["columns"], values, strict=True)]


def _value(of: Record, text: str | None) -> Any:
    try:
        return None if text is None else read_value(of["kind"], text, ISO)
    except ValueError:
        raise DatabaseError(f"{text!r} is no {of['kind']}") from None


def _index(table: Record, name: str) -> int:
    for index, item in enumerate(table["columns"]):
        if item["name"] == name:
            return index
    raise DatabaseError(f"Column {name} does not exist")


def _condition(table: Record, words: Words) -> Callable[[Sequence[Any]], bool]:
    """The test of a `where`, or one that every row passes."""
    if not words.accept("where"):
        return lambda _: True
    tests = [_test(table, words)]
    while words.accept("and"):
        tests.append(_test(table, words))
    return lambda row: all(test(row) for test in tests)


def _test(table: Record, words: Words) -> Callable[[Sequence[Any]], bool]:
    index = _index(table, words.name())
    if words.accept("is", "null"):
        return lambda row: row[index] is None
    if words.accept("is", "not", "null"):
        return lambda row: row[index] is not None
    sign = words.take().value
    if sign not in _COMPARE:
        raise DatabaseError(f"Expected a comparison, not {sign!r}")
    compare, value = _COMPARE[sign], _value(table["columns"][index], words.literal())
    # A comparison with null holds for no row.
    return lambda row: row[index] is not None and value is not None and compare(row[index], value)


def delete(whole: Record, context: Context, words: Words, _: object) -> Output:
    """Remove the rows that pass."""
    table = table_at(whole, context, words)
    wanted = _condition(table, words)
    words.end()
    kept = [row for row in table["rows"] if not wanted(row)]
    gone, table["rows"] = len(table["rows"]) - len(kept), kept
    return Output([f"{gone} rows deleted."])


def update(whole: Record, context: Context, words: Words, _: object) -> Output:
    """Change the rows that pass."""
    table = table_at(whole, context, words)
    words.expect("set")
    changes = dict(words.separated(lambda: _change(table, words)))
    wanted = _condition(table, words)
    words.end()
    found = [row for row in table["rows"] if wanted(row)]
    for row in found:
        for index, value in changes.items():
            row[index] = value
    return Output([f"{len(found)} rows updated."])


def _change(table: Record, words: Words) -> tuple[int, Any]:
    index = _index(table, words.name())
    words.expect("=")
    return index, _value(table["columns"][index], words.literal())


def select(whole: Record, context: Context, words: Words, _: object) -> Output:
    """Show rows, or count them."""
    count = words.accept("count", "(", "*", ")")
    named = [] if count or words.accept("*") else words.names()
    words.expect("from")
    table = table_at(whole, context, words)
    wanted = _condition(table, words)
    rows = _sorted(table, words, [row for row in table["rows"] if wanted(row)])
    limit = words.literal() if words.accept("limit") else str(len(rows))
    words.end()
    if limit is None or not limit.isdecimal():
        raise DatabaseError("limit takes a number")
    if count:
        return Output(columns=[column("count(*)", "BIGINT")], rows=[[len(rows)]])
    shown = [_index(table, name) for name in named] or range(len(table["columns"]))
    cells = [[row[index] for index in shown] for row in rows[: int(limit)]]
    return Output(columns=[table["columns"][index] for index in shown], rows=cells)


def _sorted(table: Record, words: Words, rows: list[Any]) -> list[Any]:
    """The rows in the order of an `order by`, nulls first."""
    if not words.accept("order", "by"):
        return rows
    index = _index(table, words.name())
    down = words.accept("desc")
    words.accept("asc")
    return sorted(rows, key=lambda row: () if row[index] is None else (row[index],), reverse=down)
