# Rendered from spec/v1/materialization.yaml by `python -m codegen`: edit that file, not this one.
"""Materialized views of clusters with the in-memory database."""

from typing import Final

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param

REFRESH_VIEW: Final[Operation[None]] = Operation(
    "v1.materialization.refresh_view",
    "POST",
    "/callosum/v1/tspublic/v1/materialization/refreshview/{id}",
    None,
    vendor="refresh_materialized_view",
    repeatable="same_end_state",
    since="6.0.0.sw",
    deprecated=Deprecation(None, None),
    path_params=(Param("id", str, required=True),),
)


async def refresh_view(client: Caller, id: str) -> None:
    """Ask for a view to be refreshed; the answer does not wait for it.

    POST /materialization/refreshview/{id}; vendor name `refresh_materialized_view`; since 6.0.0.sw;
    repeating it ends in the same state.
    Deprecated. Nothing replaces it.
    Software clusters only. Refused while a scheduled refresh is due or running, and for views that are not
    stale.

    Args:
        id: Id of the view.
    """
    return await client.call(REFRESH_VIEW, path={"id": id})


OPERATIONS: Final = (REFRESH_VIEW,)


class MaterializationApi(Group):
    """The materialization endpoints of one client."""

    refresh_view = refresh_view
