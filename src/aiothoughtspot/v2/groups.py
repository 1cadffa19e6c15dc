# Rendered from spec/v2/groups.yaml by `python -m codegen`: edit that file, not this one.
"""Groups of users, with their privileges, roles and nested groups."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Pages, Param, Size
from aiothoughtspot._releases import Known
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import (
    FormerPrivilege,
    OpenPrincipalKind,
    OpenVisibility,
    Privilege,
    SortOptions,
    UpdateOperation,
    Visibility,
)

FormerGroupPrivilege: TypeAlias = Annotated[
    Literal["APPLICATION_ADMINISTRATION", "SYSTEM_INFO_ADMINISTRATION"],
    Known((("-9.3.0.cl", ("APPLICATION_ADMINISTRATION", "SYSTEM_INFO_ADMINISTRATION")),)),
]
GroupPrivilege: TypeAlias = Annotated[
    Literal[
        "ADMINISTRATION",
        "AUTHORING",
        "USERDATAUPLOADING",
        "DATADOWNLOADING",
        "USERMANAGEMENT",
        "DATAMANAGEMENT",
        "SHAREWITHALL",
        "JOBSCHEDULING",
        "A3ANALYSIS",
        "EXPERIMENTALFEATUREPRIVILEGE",
        "BYPASSRLS",
        "RANALYSIS",
        "DEVELOPER",
        "USER_ADMINISTRATION",
        "GROUP_ADMINISTRATION",
        "SYNCMANAGEMENT",
        "CAN_CREATE_CATALOG",
        "DISABLE_PINBOARD_CREATION",
        "LIVEBOARD_VERIFIER",
        "PREVIEW_THOUGHTSPOT_SAGE",
        "CAN_MANAGE_VERSION_CONTROL",
        "THIRDPARTY_ANALYSIS",
        "ALLOW_NON_EMBED_FULL_APP_ACCESS",
        "CAN_ACCESS_ANALYST_STUDIO",
        "CAN_MANAGE_ANALYST_STUDIO",
        "CAN_MODIFY_FOLDERS",
        "CAN_MANAGE_VARIABLES",
        "CAN_VIEW_FOLDERS",
        "CAN_MANAGE_AGENTSPOT",
        "CAN_ACCESS_AGENTSPOT",
        "PREVIEW_DOCUMENT_SEARCH",
        "CAN_SETUP_VERSION_CONTROL",
        "CAN_DOWNLOAD_VISUALS",
        "CAN_DOWNLOAD_DETAILED_DATA",
        "CAN_USE_SPOTTER",
        "CAN_MANAGE_SPOTTER",
    ],
    Known(
        (
            ("9.3.0.cl", ("CAN_CREATE_CATALOG", "LIVEBOARD_VERIFIER", "PREVIEW_THOUGHTSPOT_SAGE")),
            ("9.12.0.cl", ("CAN_MANAGE_VERSION_CONTROL", "THIRDPARTY_ANALYSIS")),
            (
                "10.3.0.cl",
                (
                    "ALLOW_NON_EMBED_FULL_APP_ACCESS",
                    "CAN_ACCESS_ANALYST_STUDIO",
                    "CAN_MANAGE_ANALYST_STUDIO",
                    "PREVIEW_DOCUMENT_SEARCH",
                ),
            ),
            ("10.4.0.cl", ("CAN_SETUP_VERSION_CONTROL",)),
            ("-10.8.0.cl", ("EXPERIMENTALFEATUREPRIVILEGE",)),
            ("10.10.0.cl", ("EXPERIMENTALFEATUREPRIVILEGE",)),
            ("10.13.0.cl", ("CAN_DOWNLOAD_VISUALS", "CAN_DOWNLOAD_DETAILED_DATA")),
            ("10.14.0.cl", ("CAN_MODIFY_FOLDERS", "CAN_VIEW_FOLDERS")),
            ("10.15.0.cl", ("CAN_MANAGE_VARIABLES",)),
            ("26.3.0.cl", ("CAN_USE_SPOTTER",)),
            ("26.5.0.cl", ("CAN_MANAGE_AGENTSPOT", "CAN_ACCESS_AGENTSPOT")),
            ("26.7.0.cl", ("CAN_MANAGE_SPOTTER",)),
        )
    ),
]
GroupType: TypeAlias = Annotated[
    Literal["LOCAL_GROUP", "LDAP_GROUP", "TEAM_GROUP", "TENANT_GROUP"],
    Known((("10.13.0.cl", ("TEAM_GROUP", "TENANT_GROUP")),)),
]
if TYPE_CHECKING:
    OpenGroupType: TypeAlias = Literal["LOCAL_GROUP", "LDAP_GROUP", "TEAM_GROUP", "TENANT_GROUP"] | str
else:
    OpenGroupType = str


@attrs.frozen(kw_only=True)
class GroupsImportListInput:
    """Argument of `groups.import_groups`."""

    display_name: str = attrs.field(metadata={"required": True})
    group_identifier: str = attrs.field(metadata={"required": True})
    default_liveboard_identifiers: list[str] | Unset = UNSET
    description: str | Unset = UNSET
    privileges: list[GroupPrivilege | FormerGroupPrivilege | FormerPrivilege] | Unset = UNSET
    sub_group_identifiers: list[str] | Unset = UNSET
    type: GroupType | Unset = UNSET
    user_identifiers: list[str] | Unset = UNSET
    visibility: Visibility | Unset = UNSET


@attrs.define(kw_only=True)
class Reference:
    """Part of `UserGroup` and `ImportedGroups`."""

    id: str | None = None
    name: str | None = None


@attrs.define(kw_only=True)
class RoleReference:
    """Part of `UserGroup`."""

    id: str | None = None
    name: str | None = None


@attrs.define(kw_only=True)
class UserGroup:
    """Answer of `groups.search` and `groups.create`.

    Attributes:
        roles: Since 9.3.0.cl.
    """

    display_name: str
    id: str
    name: str
    visibility: OpenVisibility
    author_id: str | None = None
    complete_detail: bool | None = None
    content: dict[str, Any] | None = None
    creation_time_in_millis: int | float | None = None
    default_liveboards: list[Reference] | None = None
    deleted: bool | None = None
    deprecated: bool | None = None
    description: str | None = None
    external: bool | None = None
    generation_number: int | None = None
    hidden: bool | None = None
    index: int | None = None
    index_version: int | None = None
    metadata_version: int | None = None
    modification_time_in_millis: int | float | None = None
    modifier_id: str | None = None
    orgs: list[Reference] | None = None
    owner_id: str | None = None
    parent_type: OpenPrincipalKind | None = None
    privileges: list[str] | None = None
    sub_groups: list[Reference] | None = None
    system_group: bool | None = None
    tags: list[Reference] | None = None
    type: OpenGroupType | None = None
    users: list[Reference] | None = None
    roles: list[RoleReference] | None = attrs.field(default=None, metadata={"since": "9.3.0.cl"})

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modification_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.modification_time_in_millis, "ms")


@attrs.define(kw_only=True)
class ImportedGroups:
    """Answer of `groups.import_groups`."""

    groups_added: list[Reference]
    groups_deleted: list[Reference]
    groups_updated: list[Reference]


SEARCH: Final[Operation[list[UserGroup]]] = Operation(
    "v2.groups.search",
    "POST",
    "/api/rest/2.0/groups/search",
    list[UserGroup],
    vendor="searchUserGroups",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "GROUP_ADMINISTRATION"),
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("default_liveboard_identifiers", list[str]),
        Param("description", str),
        Param("display_name", str),
        Param("name_pattern", str, since="9.6.0.cl"),
        Param("group_identifier", str),
        Param("org_identifiers", list[str]),
        Param("privileges", list[Privilege | FormerPrivilege]),
        Param("sub_group_identifiers", list[str]),
        Param("type", GroupType),
        Param("user_identifiers", list[str]),
        Param("visibility", Visibility),
        Param("role_identifiers", list[str], since="9.3.0.cl"),
        Param("record_offset", int, since="9.3.0.cl"),
        Param("record_size", Size, since="9.3.0.cl"),
        Param("sort_options", SortOptions, since="9.3.0.cl"),
        Param("include_users", bool, since="10.10.0.cl"),
        Param("include_sub_groups", bool, since="10.10.0.cl"),
    ),
)


async def search(
    client: Caller,
    *,
    default_liveboard_identifiers: list[str] | Unset = UNSET,
    description: str | Unset = UNSET,
    display_name: str | Unset = UNSET,
    name_pattern: str | Unset = UNSET,
    group_identifier: str | Unset = UNSET,
    org_identifiers: list[str] | Unset = UNSET,
    privileges: list[Privilege | FormerPrivilege] | Unset = UNSET,
    sub_group_identifiers: list[str] | Unset = UNSET,
    type: GroupType | Unset = UNSET,
    user_identifiers: list[str] | Unset = UNSET,
    visibility: Visibility | Unset = UNSET,
    role_identifiers: list[str] | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    sort_options: SortOptions | Unset = UNSET,
    include_users: bool | Unset = UNSET,
    include_sub_groups: bool | Unset = UNSET,
) -> list[UserGroup]:
    """Find groups; without filters, all the caller may see.

    POST /groups/search; vendor name `searchUserGroups`; since 9.0.0.cl; a read.
    Privileges, any of: ADMINISTRATION, GROUP_ADMINISTRATION.
    Open to everybody; the privileges only widen what is found.

    Args:
        name_pattern: Since 9.6.0.cl.
        role_identifiers: Since 9.3.0.cl.
        record_offset: The server assumes `0`. Since 9.3.0.cl.
        record_size: The server assumes `10`. Since 9.3.0.cl.
        sort_options: Since 9.3.0.cl.
        include_users: The users of each group; leaving them out makes big groups quick. The server assumes
            `True`. Since 10.10.0.cl.
        include_sub_groups: The server assumes `True`. Since 10.10.0.cl.
    """
    return await client.call(
        SEARCH,
        body={
            "default_liveboard_identifiers": default_liveboard_identifiers,
            "description": description,
            "display_name": display_name,
            "name_pattern": name_pattern,
            "group_identifier": group_identifier,
            "org_identifiers": org_identifiers,
            "privileges": privileges,
            "sub_group_identifiers": sub_group_identifiers,
            "type": type,
            "user_identifiers": user_identifiers,
            "visibility": visibility,
            "role_identifiers": role_identifiers,
            "record_offset": record_offset,
            "record_size": record_size,
            "sort_options": sort_options,
            "include_users": include_users,
            "include_sub_groups": include_sub_groups,
        },
    )


CREATE: Final[Operation[UserGroup]] = Operation(
    "v2.groups.create",
    "POST",
    "/api/rest/2.0/groups/create",
    UserGroup,
    vendor="createUserGroup",
    repeatable="no",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "GROUP_ADMINISTRATION"),
    body=(
        Param("name", str, required=True),
        Param("display_name", str, required=True),
        Param("default_liveboard_identifiers", list[str]),
        Param("description", str),
        Param("privileges", list[GroupPrivilege | FormerGroupPrivilege | FormerPrivilege]),
        Param("sub_group_identifiers", list[str]),
        Param("type", GroupType),
        Param("user_identifiers", list[str]),
        Param("visibility", Visibility),
        Param("role_identifiers", list[str], since="9.3.0.cl"),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    display_name: str,
    default_liveboard_identifiers: list[str] | Unset = UNSET,
    description: str | Unset = UNSET,
    privileges: list[GroupPrivilege | FormerGroupPrivilege | FormerPrivilege] | Unset = UNSET,
    sub_group_identifiers: list[str] | Unset = UNSET,
    type: GroupType | Unset = UNSET,
    user_identifiers: list[str] | Unset = UNSET,
    visibility: Visibility | Unset = UNSET,
    role_identifiers: list[str] | Unset = UNSET,
) -> UserGroup:
    """Create a group and get it back.

    POST /groups/create; vendor name `createUserGroup`; since 9.0.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, GROUP_ADMINISTRATION.

    Args:
        type: The server assumes `LOCAL_GROUP`.
        visibility: The server assumes `SHARABLE`.
        role_identifiers: Since 9.3.0.cl.
    """
    return await client.call(
        CREATE,
        body={
            "name": name,
            "display_name": display_name,
            "default_liveboard_identifiers": default_liveboard_identifiers,
            "description": description,
            "privileges": privileges,
            "sub_group_identifiers": sub_group_identifiers,
            "type": type,
            "user_identifiers": user_identifiers,
            "visibility": visibility,
            "role_identifiers": role_identifiers,
        },
    )


UPDATE: Final[Operation[None]] = Operation(
    "v2.groups.update",
    "POST",
    "/api/rest/2.0/groups/{group_identifier}/update",
    None,
    vendor="updateUserGroup",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "GROUP_ADMINISTRATION"),
    path_params=(Param("group_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("default_liveboard_identifiers", list[str]),
        Param("description", str),
        Param("display_name", str),
        Param("privileges", list[GroupPrivilege | FormerGroupPrivilege | FormerPrivilege]),
        Param("sub_group_identifiers", list[str]),
        Param("type", GroupType),
        Param("user_identifiers", list[str]),
        Param("visibility", Visibility),
        Param("role_identifiers", list[str], since="9.3.0.cl"),
        Param("operation", UpdateOperation, since="9.3.0.cl"),
    ),
)


async def update(
    client: Caller,
    group_identifier: str,
    *,
    name: str | Unset = UNSET,
    default_liveboard_identifiers: list[str] | Unset = UNSET,
    description: str | Unset = UNSET,
    display_name: str | Unset = UNSET,
    privileges: list[GroupPrivilege | FormerGroupPrivilege | FormerPrivilege] | Unset = UNSET,
    sub_group_identifiers: list[str] | Unset = UNSET,
    type: GroupType | Unset = UNSET,
    user_identifiers: list[str] | Unset = UNSET,
    visibility: Visibility | Unset = UNSET,
    role_identifiers: list[str] | Unset = UNSET,
    operation: UpdateOperation | Unset = UNSET,
) -> None:
    """Change a group; fields left out stay as they are.

    POST /groups/{group_identifier}/update; vendor name `updateUserGroup`; since 9.0.0.cl; repeating it ends
    in the same state.
    Privileges, any of: ADMINISTRATION, GROUP_ADMINISTRATION.

    Args:
        role_identifiers: Since 9.3.0.cl.
        operation: What happens to the lists given here. The server assumes `REPLACE`. Since 9.3.0.cl.
    """
    return await client.call(
        UPDATE,
        path={"group_identifier": group_identifier},
        body={
            "name": name,
            "default_liveboard_identifiers": default_liveboard_identifiers,
            "description": description,
            "display_name": display_name,
            "privileges": privileges,
            "sub_group_identifiers": sub_group_identifiers,
            "type": type,
            "user_identifiers": user_identifiers,
            "visibility": visibility,
            "role_identifiers": role_identifiers,
            "operation": operation,
        },
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.groups.delete",
    "POST",
    "/api/rest/2.0/groups/{group_identifier}/delete",
    None,
    vendor="deleteUserGroup",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "GROUP_ADMINISTRATION"),
    path_params=(Param("group_identifier", str, required=True),),
)


async def delete(client: Caller, group_identifier: str) -> None:
    """Delete a group; its users stay.

    POST /groups/{group_identifier}/delete; vendor name `deleteUserGroup`; since 9.0.0.cl; repeating it ends
    in the same state.
    Privileges, any of: ADMINISTRATION, GROUP_ADMINISTRATION.
    """
    return await client.call(DELETE, path={"group_identifier": group_identifier})


IMPORT_GROUPS: Final[Operation[ImportedGroups]] = Operation(
    "v2.groups.import_groups",
    "POST",
    "/api/rest/2.0/groups/import",
    ImportedGroups,
    vendor="importUserGroups",
    repeatable="depends",
    otherwise="no",
    read_when=(("dry_run", (True,)),),
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "GROUP_ADMINISTRATION"),
    body=(
        Param("groups", list[GroupsImportListInput], required=True),
        Param("delete_unspecified_groups", bool, required=True),
        Param("dry_run", bool, required=True),
    ),
)


async def import_groups(
    client: Caller, *, groups: list[GroupsImportListInput], delete_unspecified_groups: bool, dry_run: bool
) -> ImportedGroups:
    """Create and update many groups in one call, or learn what a call would do.

    POST /groups/import; vendor name `importUserGroups`; since 9.0.0.cl; a read or not, by its arguments.
    Privileges, any of: ADMINISTRATION, GROUP_ADMINISTRATION.
    With delete_unspecified_groups, whatever is not in the list is deleted.

    Args:
        delete_unspecified_groups: The server assumes `False`.
        dry_run: The server assumes `True`.
    """
    return await client.call(
        IMPORT_GROUPS,
        body={"groups": groups, "delete_unspecified_groups": delete_unspecified_groups, "dry_run": dry_run},
    )


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    IMPORT_GROUPS,
)


class GroupsApi(Group):
    """The groups endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    import_groups = import_groups
