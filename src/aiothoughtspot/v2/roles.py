# Rendered from spec/v2/roles.yaml by `python -m codegen`: edit that file, not this one.
"""Roles bundle privileges and are given to groups."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param
from aiothoughtspot._releases import Known
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import IdAndName, OpenShareMode, ShareMode

ChangedPrivilege: TypeAlias = Annotated[
    Literal[
        "USERDATAUPLOADING",
        "DATADOWNLOADING",
        "DATAMANAGEMENT",
        "SHAREWITHALL",
        "JOBSCHEDULING",
        "A3ANALYSIS",
        "BYPASSRLS",
        "DISABLE_PINBOARD_CREATION",
        "DEVELOPER",
        "APPLICATION_ADMINISTRATION",
        "USER_ADMINISTRATION",
        "GROUP_ADMINISTRATION",
        "SYSTEM_INFO_ADMINISTRATION",
        "SYNCMANAGEMENT",
        "ORG_ADMINISTRATION",
        "ROLE_ADMINISTRATION",
        "AUTHENTICATION_ADMINISTRATION",
        "BILLING_INFO_ADMINISTRATION",
        "CONTROL_TRUSTED_AUTH",
        "TAGMANAGEMENT",
        "LIVEBOARD_VERIFIER",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
        "CAN_MANAGE_VERSION_CONTROL",
        "THIRDPARTY_ANALYSIS",
        "CAN_CREATE_CATALOG",
        "CAN_ACCESS_ANALYST_STUDIO",
        "CAN_MANAGE_ANALYST_STUDIO",
        "CAN_MODIFY_FOLDERS",
        "CAN_MANAGE_VARIABLES",
        "CAN_VIEW_FOLDERS",
        "CAN_MANAGE_AGENTSPOT",
        "CAN_ACCESS_AGENTSPOT",
        "PREVIEW_DOCUMENT_SEARCH",
        "PREVIEW_THOUGHTSPOT_SAGE",
        "CAN_MANAGE_WEBHOOKS",
        "CAN_DOWNLOAD_VISUALS",
        "CAN_DOWNLOAD_DETAILED_DATA",
        "CAN_USE_SPOTTER",
        "CAN_MANAGE_SPOTTER",
    ],
    Known(
        (
            ("9.10.0.cl", ("CONTROL_TRUSTED_AUTH", "TAGMANAGEMENT", "LIVEBOARD_VERIFIER")),
            (
                "9.12.0.cl",
                (
                    "CAN_MANAGE_CUSTOM_CALENDAR",
                    "CAN_CREATE_OR_EDIT_CONNECTIONS",
                    "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
                    "CAN_MANAGE_VERSION_CONTROL",
                    "THIRDPARTY_ANALYSIS",
                    "CAN_CREATE_CATALOG",
                ),
            ),
            (
                "10.3.0.cl",
                ("CAN_ACCESS_ANALYST_STUDIO", "CAN_MANAGE_ANALYST_STUDIO", "PREVIEW_DOCUMENT_SEARCH"),
            ),
            ("10.10.0.cl", ("PREVIEW_THOUGHTSPOT_SAGE",)),
            ("10.13.0.cl", ("CAN_MANAGE_WEBHOOKS", "CAN_DOWNLOAD_VISUALS", "CAN_DOWNLOAD_DETAILED_DATA")),
            ("10.14.0.cl", ("CAN_MODIFY_FOLDERS", "CAN_VIEW_FOLDERS")),
            ("10.15.0.cl", ("CAN_MANAGE_VARIABLES",)),
            ("26.3.0.cl", ("CAN_USE_SPOTTER",)),
            ("26.5.0.cl", ("CAN_MANAGE_AGENTSPOT", "CAN_ACCESS_AGENTSPOT")),
            ("26.7.0.cl", ("CAN_MANAGE_SPOTTER",)),
        )
    ),
]
FormerFoundPrivilege: TypeAlias = Annotated[
    Literal["CAN_MANAGE_USER_SECURITY_PARAMETERS", "BLOCK_NON_EMBED_FULL_APP_ACCESS"],
    Known(
        (
            ("9.10.0.cl", ("CAN_MANAGE_USER_SECURITY_PARAMETERS",)),
            ("-9.12.0.cl", ("CAN_MANAGE_USER_SECURITY_PARAMETERS",)),
            ("10.1.0.cl", ("BLOCK_NON_EMBED_FULL_APP_ACCESS",)),
            ("-10.3.0.cl", ("BLOCK_NON_EMBED_FULL_APP_ACCESS",)),
        )
    ),
]
FormerRolePrivilege: TypeAlias = Annotated[
    Literal["BLOCK_NON_EMBED_FULL_APP_ACCESS", "EXPERIMENTALFEATUREPRIVILEGE"],
    Known(
        (
            ("10.1.0.cl", ("BLOCK_NON_EMBED_FULL_APP_ACCESS",)),
            ("-10.3.0.cl", ("BLOCK_NON_EMBED_FULL_APP_ACCESS",)),
            ("-10.8.0.cl", ("EXPERIMENTALFEATUREPRIVILEGE",)),
        )
    ),
]
FoundPrivilege: TypeAlias = Annotated[
    Literal[
        "UNKNOWN",
        "ADMINISTRATION",
        "AUTHORING",
        "USERDATAUPLOADING",
        "DATADOWNLOADING",
        "USERMANAGEMENT",
        "SECURITYMANAGEMENT",
        "LOGICALMODELING",
        "DATAMANAGEMENT",
        "TAGMANAGEMENT",
        "SHAREWITHALL",
        "SYSTEMMANAGEMENT",
        "JOBSCHEDULING",
        "A3ANALYSIS",
        "EXPERIMENTALFEATUREPRIVILEGE",
        "BYPASSRLS",
        "RANALYSIS",
        "DISABLE_PINBOARD_CREATION",
        "DEVELOPER",
        "APPLICATION_ADMINISTRATION",
        "USER_ADMINISTRATION",
        "GROUP_ADMINISTRATION",
        "BACKUP_ADMINISTRATION",
        "SYSTEM_INFO_ADMINISTRATION",
        "ENABLESPOTAPPCREATION",
        "SYNCMANAGEMENT",
        "ORG_ADMINISTRATION",
        "ROLE_ADMINISTRATION",
        "AUTHENTICATION_ADMINISTRATION",
        "BILLING_INFO_ADMINISTRATION",
        "PREVIEW_THOUGHTSPOT_SAGE",
        "LIVEBOARD_VERIFIER",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_CONFIGURE_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
        "CAN_MANAGE_VERSION_CONTROL",
        "THIRDPARTY_ANALYSIS",
        "CONTROL_TRUSTED_AUTH",
        "CAN_CREATE_CATALOG",
        "ALLOW_NON_EMBED_FULL_APP_ACCESS",
        "CAN_ACCESS_ANALYST_STUDIO",
        "CAN_MANAGE_ANALYST_STUDIO",
        "CAN_VIEW_FOLDERS",
        "CAN_MODIDY_FOLDERS",
        "CAN_MANAGE_VARIABLES",
        "CAN_MANAGE_AGENTSPOT",
        "CAN_ACCESS_AGENTSPOT",
        "PREVIEW_DOCUMENT_SEARCH",
        "CAN_SETUP_VERSION_CONTROL",
        "CAN_MANAGE_WEBHOOKS",
        "CAN_DOWNLOAD_VISUALS",
        "CAN_DOWNLOAD_DETAILED_DATA",
        "CAN_USE_SPOTTER",
        "CAN_MANAGE_SPOTTER",
    ],
    Known(
        (
            (
                "9.10.0.cl",
                (
                    "LIVEBOARD_VERIFIER",
                    "CAN_MANAGE_CUSTOM_CALENDAR",
                    "CAN_CREATE_OR_EDIT_CONNECTIONS",
                    "CAN_CONFIGURE_CONNECTIONS",
                    "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
                ),
            ),
            (
                "9.12.0.cl",
                (
                    "CAN_MANAGE_VERSION_CONTROL",
                    "THIRDPARTY_ANALYSIS",
                    "CONTROL_TRUSTED_AUTH",
                    "CAN_CREATE_CATALOG",
                ),
            ),
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
            ("10.13.0.cl", ("CAN_MANAGE_WEBHOOKS", "CAN_DOWNLOAD_VISUALS", "CAN_DOWNLOAD_DETAILED_DATA")),
            ("10.14.0.cl", ("CAN_VIEW_FOLDERS", "CAN_MODIDY_FOLDERS")),
            ("10.15.0.cl", ("CAN_MANAGE_VARIABLES",)),
            ("26.3.0.cl", ("CAN_USE_SPOTTER",)),
            ("26.5.0.cl", ("CAN_MANAGE_AGENTSPOT", "CAN_ACCESS_AGENTSPOT")),
            ("26.7.0.cl", ("CAN_MANAGE_SPOTTER",)),
        )
    ),
]
if TYPE_CHECKING:
    OpenFoundPrivilege: TypeAlias = (
        Literal[
            "UNKNOWN",
            "ADMINISTRATION",
            "AUTHORING",
            "USERDATAUPLOADING",
            "DATADOWNLOADING",
            "USERMANAGEMENT",
            "SECURITYMANAGEMENT",
            "LOGICALMODELING",
            "DATAMANAGEMENT",
            "TAGMANAGEMENT",
            "SHAREWITHALL",
            "SYSTEMMANAGEMENT",
            "JOBSCHEDULING",
            "A3ANALYSIS",
            "EXPERIMENTALFEATUREPRIVILEGE",
            "BYPASSRLS",
            "RANALYSIS",
            "DISABLE_PINBOARD_CREATION",
            "DEVELOPER",
            "APPLICATION_ADMINISTRATION",
            "USER_ADMINISTRATION",
            "GROUP_ADMINISTRATION",
            "BACKUP_ADMINISTRATION",
            "SYSTEM_INFO_ADMINISTRATION",
            "ENABLESPOTAPPCREATION",
            "SYNCMANAGEMENT",
            "ORG_ADMINISTRATION",
            "ROLE_ADMINISTRATION",
            "AUTHENTICATION_ADMINISTRATION",
            "BILLING_INFO_ADMINISTRATION",
            "PREVIEW_THOUGHTSPOT_SAGE",
            "LIVEBOARD_VERIFIER",
            "CAN_MANAGE_CUSTOM_CALENDAR",
            "CAN_CREATE_OR_EDIT_CONNECTIONS",
            "CAN_CONFIGURE_CONNECTIONS",
            "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
            "CAN_MANAGE_VERSION_CONTROL",
            "THIRDPARTY_ANALYSIS",
            "CONTROL_TRUSTED_AUTH",
            "CAN_CREATE_CATALOG",
            "ALLOW_NON_EMBED_FULL_APP_ACCESS",
            "CAN_ACCESS_ANALYST_STUDIO",
            "CAN_MANAGE_ANALYST_STUDIO",
            "CAN_VIEW_FOLDERS",
            "CAN_MODIDY_FOLDERS",
            "CAN_MANAGE_VARIABLES",
            "CAN_MANAGE_AGENTSPOT",
            "CAN_ACCESS_AGENTSPOT",
            "PREVIEW_DOCUMENT_SEARCH",
            "CAN_SETUP_VERSION_CONTROL",
            "CAN_MANAGE_WEBHOOKS",
            "CAN_DOWNLOAD_VISUALS",
            "CAN_DOWNLOAD_DETAILED_DATA",
            "CAN_USE_SPOTTER",
            "CAN_MANAGE_SPOTTER",
        ]
        | str
    )
else:
    OpenFoundPrivilege = str
if TYPE_CHECKING:
    OpenRolePrivilege: TypeAlias = (
        Literal[
            "USERDATAUPLOADING",
            "DATADOWNLOADING",
            "DATAMANAGEMENT",
            "SHAREWITHALL",
            "JOBSCHEDULING",
            "A3ANALYSIS",
            "BYPASSRLS",
            "DISABLE_PINBOARD_CREATION",
            "DEVELOPER",
            "APPLICATION_ADMINISTRATION",
            "USER_ADMINISTRATION",
            "GROUP_ADMINISTRATION",
            "SYSTEM_INFO_ADMINISTRATION",
            "SYNCMANAGEMENT",
            "ORG_ADMINISTRATION",
            "ROLE_ADMINISTRATION",
            "AUTHENTICATION_ADMINISTRATION",
            "BILLING_INFO_ADMINISTRATION",
            "CONTROL_TRUSTED_AUTH",
            "TAGMANAGEMENT",
            "LIVEBOARD_VERIFIER",
            "CAN_MANAGE_CUSTOM_CALENDAR",
            "CAN_CREATE_OR_EDIT_CONNECTIONS",
            "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
            "CAN_MANAGE_VERSION_CONTROL",
            "THIRDPARTY_ANALYSIS",
            "CAN_CREATE_CATALOG",
            "ALLOW_NON_EMBED_FULL_APP_ACCESS",
            "CAN_ACCESS_ANALYST_STUDIO",
            "CAN_MANAGE_ANALYST_STUDIO",
            "PREVIEW_DOCUMENT_SEARCH",
            "CAN_MANAGE_VARIABLES",
            "CAN_MODIFY_FOLDERS",
            "CAN_VIEW_FOLDERS",
            "CAN_MANAGE_AGENTSPOT",
            "CAN_ACCESS_AGENTSPOT",
            "CAN_SETUP_VERSION_CONTROL",
            "PREVIEW_THOUGHTSPOT_SAGE",
            "CAN_MANAGE_WEBHOOKS",
            "CAN_DOWNLOAD_VISUALS",
            "CAN_DOWNLOAD_DETAILED_DATA",
            "CAN_USE_SPOTTER",
            "CAN_MANAGE_SPOTTER",
        ]
        | str
    )
else:
    OpenRolePrivilege = str
RolePrivilege: TypeAlias = Annotated[
    Literal[
        "USERDATAUPLOADING",
        "DATADOWNLOADING",
        "DATAMANAGEMENT",
        "SHAREWITHALL",
        "JOBSCHEDULING",
        "A3ANALYSIS",
        "BYPASSRLS",
        "DISABLE_PINBOARD_CREATION",
        "DEVELOPER",
        "APPLICATION_ADMINISTRATION",
        "USER_ADMINISTRATION",
        "GROUP_ADMINISTRATION",
        "SYSTEM_INFO_ADMINISTRATION",
        "SYNCMANAGEMENT",
        "ORG_ADMINISTRATION",
        "ROLE_ADMINISTRATION",
        "AUTHENTICATION_ADMINISTRATION",
        "BILLING_INFO_ADMINISTRATION",
        "CONTROL_TRUSTED_AUTH",
        "TAGMANAGEMENT",
        "LIVEBOARD_VERIFIER",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
        "CAN_MANAGE_VERSION_CONTROL",
        "THIRDPARTY_ANALYSIS",
        "CAN_CREATE_CATALOG",
        "ALLOW_NON_EMBED_FULL_APP_ACCESS",
        "CAN_ACCESS_ANALYST_STUDIO",
        "CAN_MANAGE_ANALYST_STUDIO",
        "PREVIEW_DOCUMENT_SEARCH",
        "CAN_MANAGE_VARIABLES",
        "CAN_MODIFY_FOLDERS",
        "CAN_VIEW_FOLDERS",
        "CAN_MANAGE_AGENTSPOT",
        "CAN_ACCESS_AGENTSPOT",
        "CAN_SETUP_VERSION_CONTROL",
        "PREVIEW_THOUGHTSPOT_SAGE",
        "CAN_MANAGE_WEBHOOKS",
        "CAN_DOWNLOAD_VISUALS",
        "CAN_DOWNLOAD_DETAILED_DATA",
        "CAN_USE_SPOTTER",
        "CAN_MANAGE_SPOTTER",
    ],
    Known(
        (
            ("9.10.0.cl", ("CONTROL_TRUSTED_AUTH", "TAGMANAGEMENT", "LIVEBOARD_VERIFIER")),
            (
                "9.12.0.cl",
                (
                    "CAN_MANAGE_CUSTOM_CALENDAR",
                    "CAN_CREATE_OR_EDIT_CONNECTIONS",
                    "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
                    "CAN_MANAGE_VERSION_CONTROL",
                    "THIRDPARTY_ANALYSIS",
                    "CAN_CREATE_CATALOG",
                ),
            ),
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
            ("10.6.0.cl", ("PREVIEW_THOUGHTSPOT_SAGE",)),
            ("10.13.0.cl", ("CAN_MANAGE_WEBHOOKS", "CAN_DOWNLOAD_VISUALS", "CAN_DOWNLOAD_DETAILED_DATA")),
            ("10.14.0.cl", ("CAN_MODIFY_FOLDERS", "CAN_VIEW_FOLDERS")),
            ("10.15.0.cl", ("CAN_MANAGE_VARIABLES",)),
            ("26.3.0.cl", ("CAN_USE_SPOTTER",)),
            ("26.5.0.cl", ("CAN_MANAGE_AGENTSPOT", "CAN_ACCESS_AGENTSPOT")),
            ("26.7.0.cl", ("CAN_MANAGE_SPOTTER",)),
        )
    ),
]


@attrs.define(kw_only=True)
class Role:
    """Answer of `roles.search`."""

    id: str
    name: str
    description: str
    privileges: list[OpenFoundPrivilege]
    groups_assigned_count: int | None = None
    orgs: list[IdAndName] | None = None
    groups: list[IdAndName] | None = None
    permission: OpenShareMode | None = None
    author_id: str | None = None
    modifier_id: str | None = None
    creation_time_in_millis: int | float | None = None
    modification_time_in_millis: int | float | None = None
    deleted: bool | None = None
    deprecated: bool | None = None
    external: bool | None = None
    hidden: bool | None = None
    shared_via_connection: bool | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modification_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.modification_time_in_millis, "ms")


@attrs.define(kw_only=True)
class SavedRole:
    """Answer of `roles.create` and `roles.update`."""

    id: str
    name: str
    description: str
    privileges: list[OpenRolePrivilege]
    groups_assigned_count: int | None = None
    orgs: list[IdAndName] | None = None
    groups: list[IdAndName] | None = None
    permission: OpenShareMode | None = None
    author_id: str | None = None
    modifier_id: str | None = None
    creation_time_in_millis: int | float | None = None
    modification_time_in_millis: int | float | None = None
    deleted: bool | None = None
    deprecated: bool | None = None
    external: bool | None = None
    hidden: bool | None = None
    shared_via_connection: bool | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modification_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.modification_time_in_millis, "ms")


SEARCH: Final[Operation[list[Role]]] = Operation(
    "v2.roles.search",
    "POST",
    "/api/rest/2.0/roles/search",
    list[Role],
    vendor="searchRoles",
    repeatable="read",
    since="9.5.0.cl",
    privileges=("ROLE_ADMINISTRATION",),
    body=(
        Param("role_identifiers", list[str]),
        Param("org_identifiers", list[str]),
        Param("group_identifiers", list[str]),
        Param("privileges", list[FoundPrivilege | FormerFoundPrivilege]),
        Param("deprecated", bool, deprecated="9.10.0.cl"),
        Param("external", bool, deprecated="9.10.0.cl"),
        Param("shared_via_connection", bool, deprecated="9.10.0.cl"),
        Param("permissions", list[ShareMode], deprecated="9.10.0.cl"),
    ),
)


async def search(
    client: Caller,
    *,
    role_identifiers: list[str] | Unset = UNSET,
    org_identifiers: list[str] | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    privileges: list[FoundPrivilege | FormerFoundPrivilege] | Unset = UNSET,
    deprecated: bool | Unset = UNSET,
    external: bool | Unset = UNSET,
    shared_via_connection: bool | Unset = UNSET,
    permissions: list[ShareMode] | Unset = UNSET,
) -> list[Role]:
    """Find roles by id, name, org, group or privilege.

    POST /roles/search; vendor name `searchRoles`; since 9.5.0.cl; a read.
    Privileges, any of: ROLE_ADMINISTRATION.

    Args:
        deprecated: Deprecated since 9.10.0.cl.
        external: Deprecated since 9.10.0.cl.
        shared_via_connection: Deprecated since 9.10.0.cl.
        permissions: Deprecated since 9.10.0.cl.
    """
    return await client.call(
        SEARCH,
        body={
            "role_identifiers": role_identifiers,
            "org_identifiers": org_identifiers,
            "group_identifiers": group_identifiers,
            "privileges": privileges,
            "deprecated": deprecated,
            "external": external,
            "shared_via_connection": shared_via_connection,
            "permissions": permissions,
        },
    )


CREATE: Final[Operation[SavedRole]] = Operation(
    "v2.roles.create",
    "POST",
    "/api/rest/2.0/roles/create",
    SavedRole,
    vendor="createRole",
    repeatable="no",
    since="9.5.0.cl",
    privileges=("ROLE_ADMINISTRATION",),
    body=(
        Param("name", str, required=True),
        Param("description", str),
        Param("privileges", list[RolePrivilege | FormerRolePrivilege]),
        Param("read_only", bool, since="10.5.0.cl"),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    description: str | Unset = UNSET,
    privileges: list[RolePrivilege | FormerRolePrivilege] | Unset = UNSET,
    read_only: bool | Unset = UNSET,
) -> SavedRole:
    """Create a role and get it back.

    POST /roles/create; vendor name `createRole`; since 9.5.0.cl; never repeated blindly.
    Privileges, any of: ROLE_ADMINISTRATION.

    Args:
        read_only: The role cannot be changed later. The server assumes `False`. Since 10.5.0.cl.
    """
    return await client.call(
        CREATE,
        body={"name": name, "description": description, "privileges": privileges, "read_only": read_only},
    )


UPDATE: Final[Operation[SavedRole]] = Operation(
    "v2.roles.update",
    "POST",
    "/api/rest/2.0/roles/{role_identifier}/update",
    SavedRole,
    vendor="updateRole",
    repeatable="same_end_state",
    since="9.5.0.cl",
    privileges=("ROLE_ADMINISTRATION",),
    path_params=(Param("role_identifier", str, required=True),),
    body=(
        Param("name", str, required=True),
        Param("description", str),
        Param("privileges", list[ChangedPrivilege | FormerRolePrivilege]),
    ),
)


async def update(
    client: Caller,
    role_identifier: str,
    *,
    name: str,
    description: str | Unset = UNSET,
    privileges: list[ChangedPrivilege | FormerRolePrivilege] | Unset = UNSET,
) -> SavedRole:
    """Change a role and get it back.

    POST /roles/{role_identifier}/update; vendor name `updateRole`; since 9.5.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ROLE_ADMINISTRATION.
    """
    return await client.call(
        UPDATE,
        path={"role_identifier": role_identifier},
        body={"name": name, "description": description, "privileges": privileges},
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.roles.delete",
    "POST",
    "/api/rest/2.0/roles/{role_identifier}/delete",
    None,
    vendor="deleteRole",
    repeatable="same_end_state",
    since="9.5.0.cl",
    privileges=("ROLE_ADMINISTRATION",),
    path_params=(Param("role_identifier", str, required=True),),
)


async def delete(client: Caller, role_identifier: str) -> None:
    """Delete a role.

    POST /roles/{role_identifier}/delete; vendor name `deleteRole`; since 9.5.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ROLE_ADMINISTRATION.
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
