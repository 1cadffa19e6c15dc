"""One page of a search, as every data route and report needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.query import Query, parse, with_runtime

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.world import World


LARGEST: Final = 2**31 - 1


@attrs.frozen(eq=False)
class Page:
    """Rows of one page in the wire's cells."""

    names: list[str]
    rows: list[Any]
    total: int
    """Rows of the whole search."""
    query: Query


def read_page(
    cluster: World,
    search: str,
    *,
    offset: int = 0,
    size: int = -1,
    full: bool = False,
    filters: Mapping[str, Any] | None = None,
    sorts: Mapping[str, Any] | None = None,
) -> Page:
    """Run a search and read `size` rows (-1: all) from `offset`, never more than the cluster gives in one call.

    Raises:
        Refused: 400 for a wrong search, filter, sort, offset or size.
    """
    if not 0 <= offset <= LARGEST or not -1 <= size <= LARGEST:
        raise Refused(400, BAD_REQUEST, "offset and size must be 32-bit numbers and not negative")
    query = with_runtime(parse(search, cluster.zone), filters or {}, sorts or {})
    engine = cluster.engine
    prepared = engine.prepare(query)
    wanted = cluster.max_rows if size == -1 else min(size, cluster.max_rows)
    columns = engine.page(prepared, offset, wanted, next(cluster.searches))
    names = query.names
    rows: list[Any] = list(zip(*columns, strict=True))
    if full:
        # FULL rows leave null cells out.
        rows = [
            {name: cell for name, cell in zip(names, row, strict=True) if cell is not None} for row in rows
        ]
    return Page(names, rows, prepared.count, query)
