# Rendered from spec/v1/roles.yaml by `python -m codegen`: edit that file, not this one.
"""Roles, the bundles of privileges of role-based access control."""

from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset

if TYPE_CHECKING:
    OpenRolePrivilege: TypeAlias = (
        Literal[
            "ORG_ADMINISTRATION",
            "USER_ADMINISTRATION",
            "GROUP_ADMINISTRATION",
            "ROLE_ADMINISTRATION",
            "AUTHENTICATION_ADMINISTRATION",
            "APPLICATION_ADMINISTRATION",
            "SYSTEM_INFO_ADMINISTRATION",
            "BILLING_INFO_ADMINISTRATION",
            "CONTROL_TRUSTED_AUTH",
            "TAGMANAGEMENT",
            "CAN_SETUP_VERSION_CONTROL",
            "CAN_MANAGE_ANALYST_STUDIO",
            "CAN_ACCESS_ANALYST_STUDIO",
            "A3ANALYSIS",
            "DEVELOPER",
            "JOBSCHEDULING",
            "SYNCMANAGEMENT",
            "CAN_USE_SPOTTER",
            "CAN_MANAGE_SPOTTER",
            "CAN_CREATE_CATALOG",
            "SHAREWITHALL",
            "USERDATAUPLOADING",
            "BYPASSRLS",
            "CAN_MANAGE_CUSTOM_CALENDAR",
            "CAN_CREATE_OR_EDIT_CONNECTIONS",
            "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
            "CAN_MANAGE_VARIABLES",
            "DATADOWNLOADING",
            "CAN_DOWNLOAD_VISUALS",
            "CAN_DOWNLOAD_DETAILED_DATA",
            "DATAMANAGEMENT",
            "ADMINISTRATION",
        ]
        | str
    )
else:
    OpenRolePrivilege = str
RolePrivilege: TypeAlias = Literal[
    "ORG_ADMINISTRATION",
    "USER_ADMINISTRATION",
    "GROUP_ADMINISTRATION",
    "ROLE_ADMINISTRATION",
    "AUTHENTICATION_ADMINISTRATION",
    "APPLICATION_ADMINISTRATION",
    "SYSTEM_INFO_ADMINISTRATION",
    "BILLING_INFO_ADMINISTRATION",
    "CONTROL_TRUSTED_AUTH",
    "TAGMANAGEMENT",
    "CAN_SETUP_VERSION_CONTROL",
    "CAN_MANAGE_ANALYST_STUDIO",
    "CAN_ACCESS_ANALYST_STUDIO",
    "A3ANALYSIS",
    "DEVELOPER",
    "JOBSCHEDULING",
    "SYNCMANAGEMENT",
    "CAN_USE_SPOTTER",
    "CAN_MANAGE_SPOTTER",
    "CAN_CREATE_CATALOG",
    "SHAREWITHALL",
    "USERDATAUPLOADING",
    "BYPASSRLS",
    "CAN_MANAGE_CUSTOM_CALENDAR",
    "CAN_CREATE_OR_EDIT_CONNECTIONS",
    "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    "CAN_MANAGE_VARIABLES",
    "DATADOWNLOADING",
    "CAN_DOWNLOAD_VISUALS",
    "CAN_DOWNLOAD_DETAILED_DATA",
    "DATAMANAGEMENT",
    "ADMINISTRATION",
]


@attrs.define(kw_only=True)
class RoleGroup:
    """A group, by id and name.

    Part of `Role`.
    """

    id: str
    name: str


@attrs.define(kw_only=True)
class Role:
    """A role as stored.

    Part of `RoleList` and `SavedRole`.

    Attributes:
        permission: What the caller may do with it.
        author_id: Id of the user who made it.
        modifier_id: Id of the user who changed it last.
        groups: Groups that have the role.
    """

    id: str
    name: str
    description: str
    privileges: list[OpenRolePrivilege]
    permission: str
    author_id: str
    modifier_id: str
    creation_time_in_millis: int | float
    modification_time_in_millis: int | float
    deleted: bool
    hidden: bool
    deprecated: bool
    external: bool
    shared_via_connection: bool
    groups: list[RoleGroup] | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modification_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.modification_time_in_millis, "ms")


@attrs.define(kw_only=True)
class RoleList:
    """The roles found.

    Answer of `roles.search`.
    """

    data: list[Role]


@attrs.define(kw_only=True)
class SavedRole:
    """The role as it is now.

    Answer of `roles.create` and `roles.update`.
    """

    data: Role


SEARCH: Final[Operation[RoleList]] = Operation(
    "v1.roles.search",
    "POST",
    "/callosum/v1/tspublic/v1/role/search",
    RoleList,
    vendor="search_roles",
    repeatable="read",
    since="9.5.0.cl",
    deprecated=Deprecation(None, "v2.roles.search"),
    privileges=("ROLE_ADMINISTRATION",),
    form=(
        Param("role_identifiers", list[str]),
        Param("org_identifiers", list[str]),
        Param("group_identifiers", list[str]),
        Param("privileges", list[RolePrivilege]),
    ),
)


async def search(
    client: Caller,
    *,
    role_identifiers: list[str] | Unset = UNSET,
    org_identifiers: list[str] | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    privileges: list[RolePrivilege] | Unset = UNSET,
) -> RoleList:
    """Find roles; without filters, all roles of the org.

    POST /role/search; vendor name `search_roles`; since 9.5.0.cl; a read.
    Deprecated: use `v2.roles.search`.
    Privileges, any of: ROLE_ADMINISTRATION.

    Args:
        role_identifiers: Ids or names of roles.
        org_identifiers: Ids or names of orgs.
        group_identifiers: Ids or names of groups.
    """
    return await client.call(
        SEARCH,
        form={
            "role_identifiers": role_identifiers,
            "org_identifiers": org_identifiers,
            "group_identifiers": group_identifiers,
            "privileges": privileges,
        },
    )


CREATE: Final[Operation[SavedRole]] = Operation(
    "v1.roles.create",
    "POST",
    "/callosum/v1/tspublic/v1/role",
    SavedRole,
    vendor="create_role",
    repeatable="no",
    since="9.5.0.cl",
    deprecated=Deprecation(None, "v2.roles.create"),
    privileges=("ROLE_ADMINISTRATION",),
    form=(
        Param("name", str, required=True, max_length=48),
        Param("description", str, max_length=124),
        Param("privileges", list[RolePrivilege]),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    description: str | Unset = UNSET,
    privileges: list[RolePrivilege] | Unset = UNSET,
) -> SavedRole:
    """Create a role.

    POST /role; vendor name `create_role`; since 9.5.0.cl; never repeated blindly.
    Deprecated: use `v2.roles.create`.
    Privileges, any of: ROLE_ADMINISTRATION.

    Args:
        name: At most 48 characters.
        description: At most 124 characters.
    """
    return await client.call(
        CREATE, form={"name": name, "description": description, "privileges": privileges}
    )


UPDATE: Final[Operation[SavedRole]] = Operation(
    "v1.roles.update",
    "PUT",
    "/callosum/v1/tspublic/v1/role/{role_identifier}",
    SavedRole,
    vendor="update_role",
    repeatable="same_end_state",
    since="9.5.0.cl",
    deprecated=Deprecation(None, "v2.roles.update"),
    privileges=("ROLE_ADMINISTRATION",),
    path_params=(Param("role_identifier", str, required=True),),
    form=(
        Param("name", str),
        Param("description", str),
        Param("privileges", list[RolePrivilege]),
    ),
)


async def update(
    client: Caller,
    role_identifier: str,
    *,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    privileges: list[RolePrivilege] | Unset = UNSET,
) -> SavedRole:
    """Change a role.

    PUT /role/{role_identifier}; vendor name `update_role`; since 9.5.0.cl; repeating it ends in the same
    state.
    Deprecated: use `v2.roles.update`.
    Privileges, any of: ROLE_ADMINISTRATION.
    A sample suggests that the privileges are added to those the role has.

    Args:
        role_identifier: Id of the role.
    """
    return await client.call(
        UPDATE,
        path={"role_identifier": role_identifier},
        form={"name": name, "description": description, "privileges": privileges},
    )


DELETE: Final[Operation[None]] = Operation(
    "v1.roles.delete",
    "DELETE",
    "/callosum/v1/tspublic/v1/role/{role_identifier}",
    None,
    vendor="delete_role",
    repeatable="same_end_state",
    since="9.5.0.cl",
    deprecated=Deprecation(None, "v2.roles.delete"),
    privileges=("ROLE_ADMINISTRATION",),
    path_params=(Param("role_identifier", str, required=True),),
)


async def delete(client: Caller, role_identifier: str) -> None:
    """Delete a role.

    DELETE /role/{role_identifier}; vendor name `delete_role`; since 9.5.0.cl; repeating it ends in the same
    state.
    Deprecated: use `v2.roles.delete`.
    Privileges, any of: ROLE_ADMINISTRATION.

    Args:
        role_identifier: Id of the role.
    """
    return await client.call(DELETE, path={"role_identifier": role_identifier})


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
)


class RolesApi(Group):
    """The roles endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
