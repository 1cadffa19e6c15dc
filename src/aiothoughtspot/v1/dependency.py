# Rendered from spec/v1/dependency.yaml by `python -m codegen`: edit that file, not this one.
"""What stands on what, and what is broken."""

from typing import Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v1.shared import Header

DependencyType: TypeAlias = Literal[
    "LOGICAL_TABLE", "LOGICAL_COLUMN", "LOGICAL_RELATIONSHIP", "PHYSICAL_COLUMN", "PHYSICAL_TABLE"
]


@attrs.define(kw_only=True)
class IncompleteObject:
    """A broken object.

    Answer of `dependency.list_incomplete`.
    """

    incomplete_details: list[Any] = attrs.field(metadata={"name": "incompleteDetails"})
    worksheet: Header | None = None


LIST_DEPENDENTS: Final[Operation[dict[str, dict[str, list[Header]]]]] = Operation(
    "v1.dependency.list_dependents",
    "POST",
    "/callosum/v1/tspublic/v1/dependency/listdependents",
    dict[str, dict[str, list[Header]]],
    vendor="list_dependents",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    pages=Pages(shape="batch", size="batchsize"),
    form=(
        Param("type", DependencyType),
        Param("id", list[str], required=True, refuse=([],)),
        Param("batchsize", Size),
        Param("offset", int, min=-1),
    ),
)


async def list_dependents(
    client: Caller,
    *,
    id: list[str],
    type: DependencyType | Unset = UNSET,
    batchsize: Size | Unset = UNSET,
    offset: int | Unset = UNSET,
) -> dict[str, dict[str, list[Header]]]:
    """Read what depends on objects of one type.

    POST /dependency/listdependents; vendor name `list_dependents`; since ts7.aug.cl; a read.
    Deprecated: use `v2.metadata.search`.
    An object without dependents has an empty map.

    Args:
        id: Ids of the objects.
        batchsize: Dependents per answer; left out for the default of the cluster.
        offset: First dependent. At least -1.
    """
    return await client.call(
        LIST_DEPENDENTS, form={"type": type, "id": id, "batchsize": batchsize, "offset": offset}
    )


COLUMN_DEPENDENTS: Final[Operation[dict[str, dict[str, list[Header]]]]] = Operation(
    "v1.dependency.column_dependents",
    "GET",
    "/callosum/v1/tspublic/v1/dependency/logicalcolumn",
    dict[str, dict[str, list[Header]]],
    vendor="get_logical_column_dependents",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    query=(Param("id", list[str], required=True, refuse=([],)),),
)


async def column_dependents(client: Caller, *, id: list[str]) -> dict[str, dict[str, list[Header]]]:
    """Read what depends on columns.

    GET /dependency/logicalcolumn; vendor name `get_logical_column_dependents`; since ts7.aug.cl; a read.
    Deprecated: use `v2.metadata.search`.
    For many ids use `list_dependents`, which has no long URL.

    Args:
        id: Ids of the columns.
    """
    return await client.call(COLUMN_DEPENDENTS, query={"id": id})


TABLE_DEPENDENTS: Final[Operation[dict[str, dict[str, list[Header]]]]] = Operation(
    "v1.dependency.table_dependents",
    "GET",
    "/callosum/v1/tspublic/v1/dependency/logicaltable",
    dict[str, dict[str, list[Header]]],
    vendor="get_logical_table_dependents",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    query=(Param("id", list[str], required=True, refuse=([],)),),
)


async def table_dependents(client: Caller, *, id: list[str]) -> dict[str, dict[str, list[Header]]]:
    """Read what depends on tables, models, worksheets or views.

    GET /dependency/logicaltable; vendor name `get_logical_table_dependents`; since ts7.aug.cl; a read.
    Deprecated: use `v2.metadata.search`.
    For many ids use `list_dependents`, which has no long URL.

    Args:
        id: Ids of the tables.
    """
    return await client.call(TABLE_DEPENDENTS, query={"id": id})


JOIN_DEPENDENTS: Final[Operation[dict[str, dict[str, list[Header]]]]] = Operation(
    "v1.dependency.join_dependents",
    "GET",
    "/callosum/v1/tspublic/v1/dependency/logicalrelationship",
    dict[str, dict[str, list[Header]]],
    vendor="get_join_dependents",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    query=(Param("id", list[str], required=True, refuse=([],)),),
)


async def join_dependents(client: Caller, *, id: list[str]) -> dict[str, dict[str, list[Header]]]:
    """Read what depends on joins.

    GET /dependency/logicalrelationship; vendor name `get_join_dependents`; since ts7.aug.cl; a read.
    Deprecated: use `v2.metadata.search`.
    For many ids use `list_dependents`, which has no long URL.

    Args:
        id: Ids of the joins.
    """
    return await client.call(JOIN_DEPENDENTS, query={"id": id})


PHYSICAL_COLUMN_DEPENDENTS: Final[Operation[dict[str, dict[str, list[Header]]]]] = Operation(
    "v1.dependency.physical_column_dependents",
    "GET",
    "/callosum/v1/tspublic/v1/dependency/physicalcolumn",
    dict[str, dict[str, list[Header]]],
    vendor="get_physical_column_dependents",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    query=(Param("id", list[str], required=True, refuse=([],)),),
)


async def physical_column_dependents(client: Caller, *, id: list[str]) -> dict[str, dict[str, list[Header]]]:
    """Read what depends on columns of the database.

    GET /dependency/physicalcolumn; vendor name `get_physical_column_dependents`; since ts7.aug.cl; a read.
    Deprecated: use `v2.metadata.search`.
    For many ids use `list_dependents`, which has no long URL.

    Args:
        id: Ids of the physical columns.
    """
    return await client.call(PHYSICAL_COLUMN_DEPENDENTS, query={"id": id})


PHYSICAL_TABLE_DEPENDENTS: Final[Operation[dict[str, dict[str, list[Header]]]]] = Operation(
    "v1.dependency.physical_table_dependents",
    "GET",
    "/callosum/v1/tspublic/v1/dependency/physicaltable",
    dict[str, dict[str, list[Header]]],
    vendor="get_physical_table_dependents",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    query=(Param("id", list[str], required=True, refuse=([],)),),
)


async def physical_table_dependents(client: Caller, *, id: list[str]) -> dict[str, dict[str, list[Header]]]:
    """Read what depends on tables of the database.

    GET /dependency/physicaltable; vendor name `get_physical_table_dependents`; since ts7.aug.cl; a read.
    Deprecated: use `v2.metadata.search`.
    Of use on clusters with the in-memory database only. For many ids use `list_dependents`, which has no
    long URL.

    Args:
        id: Ids of the physical tables.
    """
    return await client.call(PHYSICAL_TABLE_DEPENDENTS, query={"id": id})


LIVEBOARD_DEPENDENTS: Final[Operation[dict[str, dict[str, list[Header]]]]] = Operation(
    "v1.dependency.liveboard_dependents",
    "GET",
    "/callosum/v1/tspublic/v1/dependency/pinboard",
    dict[str, dict[str, list[Header]]],
    vendor="get_liveboard_dependents",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    query=(Param("ids", list[str], required=True, refuse=([],)),),
)


async def liveboard_dependents(client: Caller, *, ids: list[str]) -> dict[str, dict[str, list[Header]]]:
    """Read which groups have liveboards as their default ones.

    GET /dependency/pinboard; vendor name `get_liveboard_dependents`; since ts7.aug.cl; a read.
    Deprecated: use `v2.metadata.search`.

    Args:
        ids: Ids of the liveboards.
    """
    return await client.call(LIVEBOARD_DEPENDENTS, query={"ids": ids})


LIST_INCOMPLETE: Final[Operation[list[IncompleteObject]]] = Operation(
    "v1.dependency.list_incomplete",
    "GET",
    "/callosum/v1/tspublic/v1/dependency/listincomplete",
    list[IncompleteObject],
    vendor="list_incomplete_objects",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
)


async def list_incomplete(client: Caller) -> list[IncompleteObject]:
    """Read the objects that lack something they stand on.

    GET /dependency/listincomplete; vendor name `list_incomplete_objects`; since ts7.aug.cl; a read.
    Deprecated: use `v2.metadata.search`.
    """
    return await client.call(LIST_INCOMPLETE)


OPERATIONS: Final = (
    LIST_DEPENDENTS,
    COLUMN_DEPENDENTS,
    TABLE_DEPENDENTS,
    JOIN_DEPENDENTS,
    PHYSICAL_COLUMN_DEPENDENTS,
    PHYSICAL_TABLE_DEPENDENTS,
    LIVEBOARD_DEPENDENTS,
    LIST_INCOMPLETE,
)


class DependencyApi(Group):
    """The dependency endpoints of one client."""

    list_dependents = list_dependents
    column_dependents = column_dependents
    table_dependents = table_dependents
    join_dependents = join_dependents
    physical_column_dependents = physical_column_dependents
    physical_table_dependents = physical_table_dependents
    liveboard_dependents = liveboard_dependents
    list_incomplete = list_incomplete
