# Rendered from spec/v2/orgs.yaml by `python -m codegen`: edit that file, not this one.
"""Tenants of one cluster, each with its own users and objects."""

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import UpdateOperation

if TYPE_CHECKING:
    OpenOrgStatus: TypeAlias = Literal["ACTIVE", "IN_ACTIVE"] | str
else:
    OpenOrgStatus = str
if TYPE_CHECKING:
    OpenOrgVisibility: TypeAlias = Literal["SHOW", "HIDDEN"] | str
else:
    OpenOrgVisibility = str
OrgStatus: TypeAlias = Literal["ACTIVE", "IN_ACTIVE"]
OrgVisibility: TypeAlias = Literal["SHOW", "HIDDEN"]


@attrs.define(kw_only=True)
class Org:
    """Answer of `orgs.search` and `orgs.create`."""

    id: int | None = None
    name: str | None = None
    status: OpenOrgStatus | None = None
    description: str | None = None
    visibility: OpenOrgVisibility | None = None


SEARCH: Final[Operation[list[Org]]] = Operation(
    "v2.orgs.search",
    "POST",
    "/api/rest/2.0/orgs/search",
    list[Org],
    vendor="searchOrgs",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("ORG_ADMINISTRATION",),
    body=(
        Param("org_identifier", str),
        Param("description", str),
        Param("visibility", OrgVisibility),
        Param("status", OrgStatus),
        Param("user_identifiers", list[str]),
    ),
)


async def search(
    client: Caller,
    *,
    org_identifier: str | Unset = UNSET,
    description: str | Unset = UNSET,
    visibility: OrgVisibility | Unset = UNSET,
    status: OrgStatus | Unset = UNSET,
    user_identifiers: list[str] | Unset = UNSET,
) -> list[Org]:
    """Find orgs; without filters, all of them.

    POST /orgs/search; vendor name `searchOrgs`; since 9.0.0.cl; a read.
    Privileges, any of: ORG_ADMINISTRATION.
    The orgs of the caller can be had with v1.session.orgs, without any privilege.
    """
    return await client.call(
        SEARCH,
        body={
            "org_identifier": org_identifier,
            "description": description,
            "visibility": visibility,
            "status": status,
            "user_identifiers": user_identifiers,
        },
    )


CREATE: Final[Operation[Org]] = Operation(
    "v2.orgs.create",
    "POST",
    "/api/rest/2.0/orgs/create",
    Org,
    vendor="createOrg",
    repeatable="no",
    since="9.0.0.cl",
    privileges=("ORG_ADMINISTRATION",),
    body=(
        Param("name", str, required=True),
        Param("description", str),
    ),
)


async def create(client: Caller, *, name: str, description: str | Unset = UNSET) -> Org:
    """Create an org and get it back.

    POST /orgs/create; vendor name `createOrg`; since 9.0.0.cl; never repeated blindly.
    Privileges, any of: ORG_ADMINISTRATION.
    """
    return await client.call(CREATE, body={"name": name, "description": description})


UPDATE: Final[Operation[None]] = Operation(
    "v2.orgs.update",
    "POST",
    "/api/rest/2.0/orgs/{org_identifier}/update",
    None,
    vendor="updateOrg",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ORG_ADMINISTRATION",),
    path_params=(Param("org_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("description", str),
        Param("user_identifiers", list[str]),
        Param("group_identifiers", list[str], since="9.6.0.cl"),
        Param("operation", UpdateOperation, since="9.3.0.cl"),
    ),
)


async def update(
    client: Caller,
    org_identifier: str,
    *,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    user_identifiers: list[str] | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    operation: UpdateOperation | Unset = UNSET,
) -> None:
    """Change an org and who belongs to it.

    POST /orgs/{org_identifier}/update; vendor name `updateOrg`; since 9.0.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ORG_ADMINISTRATION.

    Args:
        group_identifiers: Since 9.6.0.cl.
        operation: What happens to the lists given here. The server assumes `ADD`. Since 9.3.0.cl.
    """
    return await client.call(
        UPDATE,
        path={"org_identifier": org_identifier},
        body={
            "name": name,
            "description": description,
            "user_identifiers": user_identifiers,
            "group_identifiers": group_identifiers,
            "operation": operation,
        },
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.orgs.delete",
    "POST",
    "/api/rest/2.0/orgs/{org_identifier}/delete",
    None,
    vendor="deleteOrg",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ORG_ADMINISTRATION",),
    path_params=(Param("org_identifier", str, required=True),),
)


async def delete(client: Caller, org_identifier: str) -> None:
    """Delete an org.

    POST /orgs/{org_identifier}/delete; vendor name `deleteOrg`; since 9.0.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ORG_ADMINISTRATION.
    """
    return await client.call(DELETE, path={"org_identifier": org_identifier})


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
)


class OrgsApi(Group):
    """The orgs endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
