"""The client's catalog as the cluster reads it.

Loading it imports every endpoint group, which takes a third of a second; so nothing here does before it must: for a route that
nobody registered, or for a cluster of an older release.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot import _catalog

if TYPE_CHECKING:
    from aiothoughtspot._operation import Operation

ROOTS: Final = ("/api/rest/2.0/", "/callosum/v1/", "/ts_dataservice/v1/", "/ts_tqlservice/v1/")
"""Where the paths of all operations begin."""
NEWEST: Final = "26.8.0.cl"
"""No route or field of the catalog is younger than this release."""


def shape(name: str) -> str:
    """A route's name with nameless parameters, for families and catalog need not agree on those: `POST /tags/{}/update`."""
    return re.sub(r"\{\w+\}", "{}", name)


def operation(name: str) -> Operation[Any] | None:
    """The operation that a route of this name stands for; None for the few that the catalog does not know."""
    return operations().get(shape(name))


@cache
def operations() -> dict[str, Operation[Any]]:
    """Every operation by its shape."""
    return {shape(f"{found.method} {found.path}"): found for found in _catalog.operations()}
