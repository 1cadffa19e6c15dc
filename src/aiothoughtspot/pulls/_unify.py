"""One schema for all pages of a pull, and pages that are made to fit it."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._texts import as_texts


class MisfitError(PullError):
    """A page has values in `.column` that the column's type for all pages cannot hold."""

    column: str = ""


def unify(schemas: Sequence[pa.Schema], *, settle: bool = True) -> pa.Schema:
    """One schema for all pages: nulls give way, whole numbers become floats where floats appear, and what has no type in common text.

    With `settle`, a column without a single value becomes text, so that every reader can open the file.
    Raises `PullError` for pages with other columns, and for a column that is dates on some pages and not on others.
    """
    first, *others = schemas
    for one in others:
        if one.names != first.names:
            raise PullError(f"a page has other columns than the first: {', '.join(one.names)}")
    fields = [_field(name, [one.types[place] for one in schemas]) for place, name in enumerate(first.names)]
    return pa.schema(
        [
            field.with_type(pa.string()) if settle and pa.types.is_null(field.type) else field
            for field in fields
        ]
    )


def _field(name: str, types: Sequence[pa.DataType]) -> pa.Field:
    try:
        found = pa.unify_schemas([pa.schema([(name, one)]) for one in types], promote_options="permissive")
    except pa.ArrowException:
        if any(map(dated, types)):
            several = " and ".join(dict.fromkeys(map(str, types)))
            hint = f"take its cells as they are with dates=Dates.typed({{{name!r}: 'raw'}}), combined with others by |"
            raise PullError(
                f"the pages do not agree on a column's type: {name!r} is {several}; {hint}"
            ) from None
        return pa.field(name, pa.string())
    return found.field(0)


def dated(kind: Any) -> bool:
    """Whether a type is dates, or has some in it."""
    if pa.types.is_struct(kind):
        return any(dated(field.type) for field in kind)
    return bool(pa.types.is_temporal(kind))


def texted(schema: pa.Schema, column: str) -> pa.Schema:
    """The same schema with a column of texts."""
    return schema.set(schema.get_field_index(column), pa.field(column, pa.string()))


def mixed(schemas: Sequence[pa.Schema], whole: pa.Schema) -> frozenset[str]:
    """The columns that are texts in the whole only, and something else on some pages."""
    return frozenset(
        field.name
        for place, field in enumerate(whole)
        if pa.types.is_string(field.type)
        and not all(
            pa.types.is_string(one.types[place]) or pa.types.is_null(one.types[place]) for one in schemas
        )
    )


def fit(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Give a page the columns of the whole; raises `MisfitError` if its values do not fit."""
    columns = [_fitted(table.column(place), field) for place, field in enumerate(schema)]
    return pa.Table.from_arrays(columns, schema=schema)


def _fitted(column: Any, field: pa.Field) -> Any:
    if pa.types.is_string(field.type):
        return as_texts(column)
    try:
        return column if column.type == field.type else column.cast(field.type)
    except pa.ArrowException:
        text = f"a page's values do not fit the columns of the others: {field.name!r} as {field.type}"
        raise MisfitError(text, column=field.name) from None
