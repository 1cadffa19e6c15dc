# Rendered from spec/v1/orgs.yaml by `python -m codegen`: edit that file, not this one.
"""Orgs, the tenants of a cluster."""

from datetime import datetime
from typing import Final

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param, Rule
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v1.shared import OrgScope


@attrs.define(kw_only=True)
class Org:
    """An org as stored.

    Answer of `orgs.search`, `orgs.get`, `orgs.create` and `orgs.update`.

    Attributes:
        org_id: 0 is the primary org.
        all_group_user_id: Id of the group of all users.
        default_admin_user_group_id: Id of the group of its administrators.
        author: Id of the user who made it.
    """

    org_id: int = attrs.field(metadata={"name": "orgId"})
    org_name: str = attrs.field(metadata={"name": "orgName"})
    description: str
    all_group_user_id: str = attrs.field(metadata={"name": "allGroupUserId"})
    default_admin_user_group_id: str = attrs.field(metadata={"name": "defaultAdminUserGroupId"})
    active: bool
    author: str
    deleted: bool
    created: int | float
    modified: int | float

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


SEARCH: Final[Operation[list[Org]]] = Operation(
    "v1.orgs.search",
    "POST",
    "/callosum/v1/tspublic/v1/org/search",
    list[Org],
    vendor="search_orgs",
    repeatable="read",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.orgs.search"),
    privileges=("ADMINISTRATION",),
    query=(Param("orgScope", OrgScope, required=True, py="org_scope"),),
    form=(
        Param("id", int),
        Param("name", str),
        Param("showinactive", bool),
    ),
)


async def search(
    client: Caller,
    *,
    org_scope: OrgScope,
    id: int | Unset = UNSET,
    name: str | Unset = UNSET,
    showinactive: bool | Unset = UNSET,
) -> list[Org]:
    """Find orgs by id or name, or list them all.

    POST /org/search; vendor name `search_orgs`; since 8.10.0.cl; a read.
    Deprecated: use `v2.orgs.search`.
    Privileges, any of: ADMINISTRATION.

    Args:
        id: Id of the org; 0 is the primary one.
        showinactive: Inactive orgs too.
    """
    return await client.call(
        SEARCH, query={"orgScope": org_scope}, form={"id": id, "name": name, "showinactive": showinactive}
    )


GET: Final[Operation[Org]] = Operation(
    "v1.orgs.get",
    "GET",
    "/callosum/v1/tspublic/v1/org/",
    Org,
    vendor="get_org",
    repeatable="read",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.orgs.search"),
    privileges=("ADMINISTRATION",),
    query=(
        Param("orgScope", OrgScope, required=True, py="org_scope"),
        Param("id", int),
        Param("name", str),
    ),
    rules=(Rule("at_least_one", ("id", "name")),),
)


async def get(
    client: Caller, *, org_scope: OrgScope, id: int | Unset = UNSET, name: str | Unset = UNSET
) -> Org:
    """Read one org.

    GET /org/; vendor name `get_org`; since 8.10.0.cl; a read.
    Deprecated: use `v2.orgs.search`.
    Privileges, any of: ADMINISTRATION.

    Args:
        id: Id of the org; 0 is the primary one.
    """
    return await client.call(GET, query={"orgScope": org_scope, "id": id, "name": name})


CREATE: Final[Operation[Org]] = Operation(
    "v1.orgs.create",
    "POST",
    "/callosum/v1/tspublic/v1/org/",
    Org,
    vendor="create_org",
    repeatable="no",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.orgs.create"),
    privileges=("ADMINISTRATION",),
    query=(Param("orgScope", OrgScope, required=True, py="org_scope"),),
    form=(
        Param("name", str, required=True, max_length=48, pattern="[A-Za-z0-9-]+"),
        Param("description", str, max_length=124),
    ),
)


async def create(client: Caller, *, org_scope: OrgScope, name: str, description: str | Unset = UNSET) -> Org:
    """Create an org; the server chooses its id.

    POST /org/; vendor name `create_org`; since 8.10.0.cl; never repeated blindly.
    Deprecated: use `v2.orgs.create`.
    Privileges, any of: ADMINISTRATION.

    Args:
        name: Letters, digits and hyphens. At most 48 characters.
        description: At most 124 characters.
    """
    return await client.call(
        CREATE, query={"orgScope": org_scope}, form={"name": name, "description": description}
    )


UPDATE: Final[Operation[Org]] = Operation(
    "v1.orgs.update",
    "PUT",
    "/callosum/v1/tspublic/v1/org/",
    Org,
    vendor="update_org",
    repeatable="same_end_state",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.orgs.update"),
    privileges=("ADMINISTRATION",),
    query=(Param("orgScope", OrgScope, required=True, py="org_scope"),),
    form=(
        Param("id", int),
        Param("name", str),
        Param("description", str),
        Param("groupids", list[str]),
        Param("active", bool),
    ),
    rules=(Rule("at_least_one", ("id", "name")),),
)


async def update(
    client: Caller,
    *,
    org_scope: OrgScope,
    id: int | Unset = UNSET,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    groupids: list[str] | Unset = UNSET,
    active: bool | Unset = UNSET,
) -> Org:
    """Rename an org, describe it, or turn it off.

    PUT /org/; vendor name `update_org`; since 8.10.0.cl; repeating it ends in the same state.
    Deprecated: use `v2.orgs.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        id: Id of the org.
        name: With `id` the new name, without it the org to change.
        groupids: Ids of groups.
        active: False turns the org off.
    """
    return await client.call(
        UPDATE,
        query={"orgScope": org_scope},
        form={"id": id, "name": name, "description": description, "groupids": groupids, "active": active},
    )


DELETE: Final[Operation[None]] = Operation(
    "v1.orgs.delete",
    "DELETE",
    "/callosum/v1/tspublic/v1/org/",
    None,
    vendor="delete_org",
    repeatable="same_end_state",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.orgs.delete"),
    privileges=("ADMINISTRATION",),
    query=(Param("orgScope", OrgScope, required=True, py="org_scope"),),
    form=(
        Param("id", int),
        Param("name", str),
    ),
    rules=(Rule("at_least_one", ("id", "name")),),
)


async def delete(
    client: Caller, *, org_scope: OrgScope, id: int | Unset = UNSET, name: str | Unset = UNSET
) -> None:
    """Delete an org; the primary one cannot be.

    DELETE /org/; vendor name `delete_org`; since 8.10.0.cl; repeating it ends in the same state.
    Deprecated: use `v2.orgs.delete`.
    Privileges, any of: ADMINISTRATION.
    The name stays taken for about a week.

    Args:
        id: Id of the org.
    """
    return await client.call(DELETE, query={"orgScope": org_scope}, form={"id": id, "name": name})


OPERATIONS: Final = (
    SEARCH,
    GET,
    CREATE,
    UPDATE,
    DELETE,
)


class OrgsApi(Group):
    """The orgs endpoints of one client."""

    search = search
    get = get
    create = create
    update = update
    delete = delete
