# Rendered from spec/v2/security.yaml by `python -m codegen`: edit that file, not this one.
"""Who may see and change what, and who owns it."""

from typing import Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Pages, Param, Rule, Size
from aiothoughtspot._releases import Known
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import NamedObject, OpenShareMode, PrincipalsInput, ShareMode, UpdateOperation

FormerSharedType: TypeAlias = Annotated[
    Literal["TAG", "USER", "USER_GROUP", "LOGICAL_RELATIONSHIP"],
    Known((("-9.3.0.cl", ("TAG", "USER", "USER_GROUP", "LOGICAL_RELATIONSHIP")),)),
]
GrantedType: TypeAlias = Annotated[
    Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "CONNECTION", "COLLECTION"],
    Known((("26.6.0.cl", ("COLLECTION",)),)),
]
OwnedType: TypeAlias = Annotated[
    Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CONNECTION"], Known((("10.6.0.cl", ("CONNECTION",)),))
]
PermittedType: TypeAlias = Annotated[
    Literal["ALL", "LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "CONNECTION", "COLLECTION"],
    Known((("26.6.0.cl", ("COLLECTION",)),)),
]
SharedType: TypeAlias = Annotated[
    Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "CONNECTION", "COLLECTION"],
    Known(
        (
            ("-9.3.0.cl", ("LOGICAL_COLUMN", "CONNECTION")),
            ("10.5.0.cl", ("LOGICAL_COLUMN",)),
            ("10.6.0.cl", ("CONNECTION",)),
            ("26.6.0.cl", ("COLLECTION",)),
        )
    ),
]


@attrs.frozen(kw_only=True)
class ShareMetadataTypeInput:
    """Argument of `security.share`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: SharedType | Unset = UNSET


@attrs.frozen(kw_only=True)
class SharePermissionsInput:
    """Argument of `security.share`.

    Attributes:
        content_share_mode: Since 26.6.0.cl.
    """

    principal: PrincipalsInput = attrs.field(metadata={"required": True})
    share_mode: ShareMode = attrs.field(metadata={"required": True})
    content_share_mode: Literal["READ_ONLY", "MODIFY"] | Unset = attrs.field(
        default=UNSET, metadata={"since": "26.6.0.cl"}
    )


@attrs.frozen(kw_only=True)
class PermissionsMetadataTypeInput:
    """Argument of `security.fetch_metadata_permissions` and `security.fetch_principal_permissions`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: GrantedType | Unset = UNSET


@attrs.frozen(kw_only=True)
class AuthorMetadataTypeInput:
    """Argument of `security.assign_author`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: OwnedType | Unset = UNSET


@attrs.frozen(kw_only=True)
class PublishMetadataListItem:
    """Argument of `security.publish` and `security.unpublish`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE"] | Unset = UNSET


@attrs.frozen(kw_only=True)
class ObjectPrivilegesMetadataInput:
    """Argument of `security.object_privileges`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: Literal["LOGICAL_TABLE"] | Unset = UNSET


@attrs.frozen(kw_only=True)
class ColumnSecurityRuleTableInput:
    """Argument of `security.column_rules`."""

    identifier: str | Unset = UNSET
    obj_identifier: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class ColumnSecurityRuleGroupOperation:
    """Part of `ColumnSecurityRuleUpdate`."""

    operation: UpdateOperation = attrs.field(metadata={"required": True})
    group_identifiers: list[str] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class ColumnSecurityRuleUpdate:
    """Argument of `security.update_column_rules`.

    Attributes:
        is_unsecured: Free the column of all rules.
    """

    column_identifier: str = attrs.field(metadata={"required": True})
    is_unsecured: bool | Unset = UNSET
    group_access: list[ColumnSecurityRuleGroupOperation] | Unset = UNSET


@attrs.define(kw_only=True)
class PrincipalPermission:
    """What one principal may do with one object.

    Part of `PrincipalPermissionInfo`.

    Attributes:
        permission: What counts in the end.
        shared_permission: What was shared with the principal itself.
    """

    principal_id: str | None = None
    principal_name: str | None = None
    permission: OpenShareMode | None = None
    shared_permission: OpenShareMode | None = None
    group_permission: list[Any] | None = None


@attrs.define(kw_only=True)
class PrincipalPermissionInfo:
    """Permissions on one object, of the principals of one type.

    Part of `MetadataPermissions`.
    """

    principal_type: str | None = None
    principal_sub_type: str | None = None
    principal_permissions: list[PrincipalPermission] | None = None


@attrs.define(kw_only=True)
class MetadataPermissions:
    """Who may do what with one object.

    Part of `PermissionsOnMetadata`.
    """

    metadata_id: str | None = None
    metadata_name: str | None = None
    metadata_type: str | None = None
    metadata_owner: NamedObject | None = None
    metadata_author: NamedObject | None = None
    principal_permission_info: list[PrincipalPermissionInfo] | None = None


@attrs.define(kw_only=True)
class PermissionsOnMetadata:
    """Answer of `security.fetch_metadata_permissions`.

    Attributes:
        metadata_permission_details: Since 9.12.0.cl.
    """

    metadata_permission_details: list[MetadataPermissions] | None = attrs.field(
        default=None, metadata={"since": "9.12.0.cl"}
    )


@attrs.define(kw_only=True)
class MetadataPermission:
    """What one principal may do with one object.

    Part of `MetadataPermissionInfo`.

    Attributes:
        permission: What counts in the end.
        shared_permission: What was shared with the principal itself.
    """

    metadata_id: str | None = None
    metadata_name: str | None = None
    metadata_owner: NamedObject | None = None
    metadata_author: NamedObject | None = None
    permission: OpenShareMode | None = None
    shared_permission: OpenShareMode | None = None
    group_permission: list[Any] | None = None


@attrs.define(kw_only=True)
class MetadataPermissionInfo:
    """Permissions of one principal, on the objects of one type.

    Part of `PrincipalPermissions`.
    """

    metadata_type: str | None = None
    metadata_permissions: list[MetadataPermission] | None = None


@attrs.define(kw_only=True)
class PrincipalPermissions:
    """What one principal may do, and with which objects.

    Part of `PermissionsOfPrincipals`.
    """

    principal_id: str | None = None
    principal_name: str | None = None
    principal_type: str | None = None
    principal_sub_type: str | None = None
    metadata_permission_info: list[MetadataPermissionInfo] | None = None


@attrs.define(kw_only=True)
class PermissionsOfPrincipals:
    """Answer of `security.fetch_principal_permissions`.

    Attributes:
        principal_permission_details: Since 9.12.0.cl.
    """

    principal_permission_details: list[PrincipalPermissions] | None = attrs.field(
        default=None, metadata={"since": "9.12.0.cl"}
    )


@attrs.define(kw_only=True)
class PrincipalPrivileges:
    """Which special privileges one principal holds on one object.

    Part of `PrincipalPrivilegeInfo`.
    """

    principal_id: str | None = None
    principal_name: str | None = None
    principal_sub_type: str | None = None
    object_privileges: str | list[str] | None = None


@attrs.define(kw_only=True)
class PrincipalPrivilegeInfo:
    """Special privileges on one object, of the principals of one type.

    Part of `MetadataObjectPrivileges`.
    """

    principal_type: str | None = None
    principal_object_privileges: list[PrincipalPrivileges] | None = None


@attrs.define(kw_only=True)
class MetadataObjectPrivileges:
    """Who holds which special privileges on one object.

    Part of `ObjectPrivileges`.
    """

    metadata_id: str | None = None
    metadata_name: str | None = None
    metadata_type: str | None = None
    principal_object_privilege_info: list[PrincipalPrivilegeInfo] | None = None


@attrs.define(kw_only=True)
class ObjectPrivileges:
    """Answer of `security.object_privileges`."""

    metadata_object_privileges: list[MetadataObjectPrivileges] | None = None


@attrs.define(kw_only=True)
class ColumnSecurityRuleColumn:
    """Part of `ColumnSecurityRule`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class ColumnSecurityRuleGroup:
    """Part of `ColumnSecurityRule`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class ColumnSecurityRuleSourceTable:
    """Part of `ColumnSecurityRule`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class ColumnSecurityRule:
    """Part of `ColumnSecurityRules`."""

    column: ColumnSecurityRuleColumn
    groups: list[ColumnSecurityRuleGroup] | None = None
    source_table_details: ColumnSecurityRuleSourceTable | None = None


@attrs.define(kw_only=True)
class ColumnSecurityRules:
    """Answer of `security.column_rules`."""

    table_guid: str | None = None
    obj_id: str | None = None
    column_security_rules: list[ColumnSecurityRule] | None = None


SHARE: Final[Operation[None]] = Operation(
    "v2.security.share",
    "POST",
    "/api/rest/2.0/security/metadata/share",
    None,
    vendor="shareMetadata",
    repeatable="no",
    since="9.0.0.cl",
    body=(
        Param("metadata_type", SharedType | FormerSharedType),
        Param("metadata_identifiers", list[str]),
        Param("metadata", list[ShareMetadataTypeInput], since="10.1.0.cl"),
        Param("permissions", list[SharePermissionsInput], required=True),
        Param("visualization_identifiers", list[str]),
        Param("emails", list[str]),
        Param("message", str, required=True),
        Param("enable_custom_url", bool),
        Param("notify_on_share", bool, required=True, since="9.10.0.cl"),
        Param("has_lenient_discoverability", bool, since="9.10.0.cl"),
    ),
    rules=(Rule("at_least_one", ("metadata_identifiers", "metadata")),),
)


async def share(
    client: Caller,
    *,
    permissions: list[SharePermissionsInput],
    message: str,
    notify_on_share: bool,
    metadata_type: SharedType | FormerSharedType | Unset = UNSET,
    metadata_identifiers: list[str] | Unset = UNSET,
    metadata: list[ShareMetadataTypeInput] | Unset = UNSET,
    visualization_identifiers: list[str] | Unset = UNSET,
    emails: list[str] | Unset = UNSET,
    enable_custom_url: bool | Unset = UNSET,
    has_lenient_discoverability: bool | Unset = UNSET,
) -> None:
    """Give users and groups access to objects, or take it back.

    POST /security/metadata/share; vendor name `shareMetadata`; since 9.0.0.cl; never repeated blindly.
    Needs edit access to the objects.

    Args:
        metadata_type: Needed when metadata_identifiers has names.
        metadata: Since 10.1.0.cl.
        emails: Addresses to mail as well. The server assumes `[]`.
        message: Text of the mail; required even if none is sent.
        enable_custom_url: The server assumes `False`.
        notify_on_share: The server assumes `True`. Since 9.10.0.cl.
        has_lenient_discoverability: The server assumes `False`. Since 9.10.0.cl.
    """
    return await client.call(
        SHARE,
        body={
            "metadata_type": metadata_type,
            "metadata_identifiers": metadata_identifiers,
            "metadata": metadata,
            "permissions": permissions,
            "visualization_identifiers": visualization_identifiers,
            "emails": emails,
            "message": message,
            "enable_custom_url": enable_custom_url,
            "notify_on_share": notify_on_share,
            "has_lenient_discoverability": has_lenient_discoverability,
        },
    )


FETCH_METADATA_PERMISSIONS: Final[Operation[PermissionsOnMetadata]] = Operation(
    "v2.security.fetch_metadata_permissions",
    "POST",
    "/api/rest/2.0/security/metadata/fetch-permissions",
    PermissionsOnMetadata,
    vendor="fetchPermissionsOnMetadata",
    repeatable="read",
    since="9.0.0.cl",
    pages=Pages(shape="grouped", offset="record_offset", size="record_size"),
    body=(
        Param("metadata", list[PermissionsMetadataTypeInput], required=True),
        Param("principals", list[PrincipalsInput]),
        Param("include_dependent_objects", bool),
        Param("record_offset", int, since="10.3.0.cl"),
        Param("record_size", Size, required=True, since="10.3.0.cl"),
        Param("permission_type", str, since="10.3.0.cl"),
    ),
)


async def fetch_metadata_permissions(
    client: Caller,
    *,
    metadata: list[PermissionsMetadataTypeInput],
    record_size: Size,
    principals: list[PrincipalsInput] | Unset = UNSET,
    include_dependent_objects: bool | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    permission_type: str | Unset = UNSET,
) -> PermissionsOnMetadata:
    """Get who may do what with the named objects.

    POST /security/metadata/fetch-permissions; vendor name `fetchPermissionsOnMetadata`; since 9.0.0.cl; a
    read.
    Needs view access to the objects. Offset and size count in each type of object.

    Args:
        include_dependent_objects: The server assumes `False`.
        record_offset: The server assumes `0`. Since 10.3.0.cl.
        record_size: Sizes are asked for by name here: "all", which the server assumes, is slow on a large
            cluster. The server assumes `-1`. Since 10.3.0.cl.
        permission_type: EFFECTIVE, with what comes by groups, or DEFINED, as shared. Since 10.3.0.cl.
    """
    return await client.call(
        FETCH_METADATA_PERMISSIONS,
        body={
            "metadata": metadata,
            "principals": principals,
            "include_dependent_objects": include_dependent_objects,
            "record_offset": record_offset,
            "record_size": record_size,
            "permission_type": permission_type,
        },
    )


FETCH_PRINCIPAL_PERMISSIONS: Final[Operation[PermissionsOfPrincipals]] = Operation(
    "v2.security.fetch_principal_permissions",
    "POST",
    "/api/rest/2.0/security/principals/fetch-permissions",
    PermissionsOfPrincipals,
    vendor="fetchPermissionsOfPrincipals",
    repeatable="read",
    since="9.0.0.cl",
    pages=Pages(shape="grouped", offset="record_offset", size="record_size"),
    body=(
        Param("principals", list[PrincipalsInput], required=True),
        Param("metadata", list[PermissionsMetadataTypeInput]),
        Param("record_offset", int, since="9.12.0.cl"),
        Param("record_size", Size, required=True, since="9.12.0.cl"),
        Param("default_metadata_type", PermittedType, since="9.12.0.cl"),
    ),
)


async def fetch_principal_permissions(
    client: Caller,
    *,
    principals: list[PrincipalsInput],
    record_size: Size,
    metadata: list[PermissionsMetadataTypeInput] | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    default_metadata_type: PermittedType | Unset = UNSET,
) -> PermissionsOfPrincipals:
    """Get what the named users and groups may do, and with which objects.

    POST /security/principals/fetch-permissions; vendor name `fetchPermissionsOfPrincipals`; since 9.0.0.cl;
    a read.
    Needs view access to the objects. Offset and size count in each type of object.

    Args:
        record_offset: The server assumes `0`. Since 9.12.0.cl.
        record_size: Sizes are asked for by name here: "all", which the server assumes, is slow on a large
            cluster. The server assumes `-1`. Since 9.12.0.cl.
        default_metadata_type: Type of the objects if none are named. Since 9.12.0.cl.
    """
    return await client.call(
        FETCH_PRINCIPAL_PERMISSIONS,
        body={
            "principals": principals,
            "metadata": metadata,
            "record_offset": record_offset,
            "record_size": record_size,
            "default_metadata_type": default_metadata_type,
        },
    )


ASSIGN_AUTHOR: Final[Operation[None]] = Operation(
    "v2.security.assign_author",
    "POST",
    "/api/rest/2.0/security/metadata/assign",
    None,
    vendor="assignChangeAuthor",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    body=(
        Param("metadata", list[AuthorMetadataTypeInput], required=True),
        Param("user_identifier", str, required=True),
        Param("current_owner_identifier", str),
    ),
)


async def assign_author(
    client: Caller,
    *,
    metadata: list[AuthorMetadataTypeInput],
    user_identifier: str,
    current_owner_identifier: str | Unset = UNSET,
) -> None:
    """Hand objects over to another user.

    POST /security/metadata/assign; vendor name `assignChangeAuthor`; since 9.0.0.cl; repeating it ends in
    the same state.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.

    Args:
        current_owner_identifier: Of the objects, hand over those of this author only.
    """
    return await client.call(
        ASSIGN_AUTHOR,
        body={
            "metadata": metadata,
            "user_identifier": user_identifier,
            "current_owner_identifier": current_owner_identifier,
        },
    )


PUBLISH: Final[Operation[None]] = Operation(
    "v2.security.publish",
    "POST",
    "/api/rest/2.0/security/metadata/publish",
    None,
    vendor="publishMetadata",
    repeatable="same_end_state",
    since="10.9.0.cl",
    privileges=("ADMINISTRATION",),
    body=(
        Param("metadata", list[PublishMetadataListItem], required=True),
        Param("org_identifiers", list[str], required=True),
        Param("skip_validation", bool),
    ),
)


async def publish(
    client: Caller,
    *,
    metadata: list[PublishMetadataListItem],
    org_identifiers: list[str],
    skip_validation: bool | Unset = UNSET,
) -> None:
    """Publish objects of the primary org to other orgs.

    POST /security/metadata/publish; vendor name `publishMetadata`; since 10.9.0.cl; repeating it ends in
    the same state.
    Privileges, any of: ADMINISTRATION.
    Works in the scope of the whole tenant.
    """
    return await client.call(
        PUBLISH,
        body={"metadata": metadata, "org_identifiers": org_identifiers, "skip_validation": skip_validation},
    )


UNPUBLISH: Final[Operation[None]] = Operation(
    "v2.security.unpublish",
    "POST",
    "/api/rest/2.0/security/metadata/unpublish",
    None,
    vendor="unpublishMetadata",
    repeatable="same_end_state",
    since="10.9.0.cl",
    privileges=("ADMINISTRATION",),
    body=(
        Param("force", bool),
        Param("include_dependencies", bool, required=True),
        Param("metadata", list[PublishMetadataListItem], required=True),
        Param("org_identifiers", list[str], required=True),
    ),
)


async def unpublish(
    client: Caller,
    *,
    include_dependencies: bool,
    metadata: list[PublishMetadataListItem],
    org_identifiers: list[str],
    force: bool | Unset = UNSET,
) -> None:
    """Take published objects back from orgs.

    POST /security/metadata/unpublish; vendor name `unpublishMetadata`; since 10.9.0.cl; repeating it ends
    in the same state.
    Privileges, any of: ADMINISTRATION.
    Works in the scope of the whole tenant. Refused while something in an org depends on the objects, unless
    forced.

    Args:
        force: Go on, and break what depends on the objects in the orgs.
        include_dependencies: Take along what the objects are made of, unless something else published needs
            it.
    """
    return await client.call(
        UNPUBLISH,
        body={
            "force": force,
            "include_dependencies": include_dependencies,
            "metadata": metadata,
            "org_identifiers": org_identifiers,
        },
    )


OBJECT_PRIVILEGES: Final[Operation[ObjectPrivileges]] = Operation(
    "v2.security.object_privileges",
    "POST",
    "/api/rest/2.0/security/metadata/fetch-object-privileges",
    ObjectPrivileges,
    vendor="fetchObjectPrivileges",
    repeatable="read",
    since="26.3.0.cl",
    pages=Pages(shape="grouped", offset="record_offset", size="record_size"),
    body=(
        Param("metadata", list[ObjectPrivilegesMetadataInput], required=True),
        Param("principals", list[PrincipalsInput]),
        Param("record_offset", int),
        Param("record_size", Size),
    ),
)


async def object_privileges(
    client: Caller,
    *,
    metadata: list[ObjectPrivilegesMetadataInput],
    principals: list[PrincipalsInput] | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
) -> ObjectPrivileges:
    """Get which users and groups hold special privileges on objects.

    POST /security/metadata/fetch-object-privileges; vendor name `fetchObjectPrivileges`; since 26.3.0.cl; a
    read.

    Args:
        record_offset: The server assumes `0`.
        record_size: The server assumes `20`.
    """
    return await client.call(
        OBJECT_PRIVILEGES,
        body={
            "metadata": metadata,
            "principals": principals,
            "record_offset": record_offset,
            "record_size": record_size,
        },
    )


MANAGE_OBJECT_PRIVILEGES: Final[Operation[None]] = Operation(
    "v2.security.manage_object_privileges",
    "POST",
    "/api/rest/2.0/security/metadata/manage-object-privilege",
    None,
    vendor="manageObjectPrivilege",
    repeatable="same_end_state",
    since="26.3.0.cl",
    privileges=("SPOTTER_COACHING_PRIVILEGE",),
    body=(
        Param("operation", Literal["ADD", "REMOVE"], required=True),
        Param("metadata_type", Literal["LOGICAL_TABLE"], required=True),
        Param("object_privilege_types", list[Literal["SPOTTER_COACHING_PRIVILEGE"]], required=True),
        Param("metadata_identifiers", list[str], required=True),
        Param("principals", list[PrincipalsInput], required=True),
    ),
)


async def manage_object_privileges(
    client: Caller,
    *,
    operation: Literal["ADD", "REMOVE"],
    metadata_type: Literal["LOGICAL_TABLE"],
    object_privilege_types: list[Literal["SPOTTER_COACHING_PRIVILEGE"]],
    metadata_identifiers: list[str],
    principals: list[PrincipalsInput],
) -> None:
    """Give users and groups a special privilege on objects, or take it away.

    POST /security/metadata/manage-object-privilege; vendor name `manageObjectPrivilege`; since 26.3.0.cl;
    repeating it ends in the same state.
    Privileges, any of: SPOTTER_COACHING_PRIVILEGE.
    For administrators, editors of the object and holders of the privilege.
    """
    return await client.call(
        MANAGE_OBJECT_PRIVILEGES,
        body={
            "operation": operation,
            "metadata_type": metadata_type,
            "object_privilege_types": object_privilege_types,
            "metadata_identifiers": metadata_identifiers,
            "principals": principals,
        },
    )


COLUMN_RULES: Final[Operation[list[ColumnSecurityRules]]] = Operation(
    "v2.security.column_rules",
    "POST",
    "/api/rest/2.0/security/column/rules/fetch",
    list[ColumnSecurityRules],
    vendor="fetchColumnSecurityRules",
    repeatable="read",
    since="10.12.0.cl",
    privileges=("ADMINISTRATION", "DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"),
    body=(Param("tables", list[ColumnSecurityRuleTableInput], required=True),),
)


async def column_rules(
    client: Caller, *, tables: list[ColumnSecurityRuleTableInput]
) -> list[ColumnSecurityRules]:
    """Get which groups may see the secured columns of tables.

    POST /security/column/rules/fetch; vendor name `fetchColumnSecurityRules`; since 10.12.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    Before 10.14 the keys of the answer were camelCase. Beta.
    """
    return await client.call(COLUMN_RULES, body={"tables": tables})


UPDATE_COLUMN_RULES: Final[Operation[None]] = Operation(
    "v2.security.update_column_rules",
    "POST",
    "/api/rest/2.0/security/column/rules/update",
    None,
    vendor="updateColumnSecurityRules",
    repeatable="same_end_state",
    since="10.12.0.cl",
    privileges=("ADMINISTRATION", "DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"),
    body=(
        Param("identifier", str),
        Param("obj_identifier", str),
        Param("clear_csr", bool),
        Param("column_security_rules", list[ColumnSecurityRuleUpdate], required=True),
    ),
    rules=(Rule("at_least_one", ("identifier", "obj_identifier")),),
)


async def update_column_rules(
    client: Caller,
    *,
    column_security_rules: list[ColumnSecurityRuleUpdate],
    identifier: str | Unset = UNSET,
    obj_identifier: str | Unset = UNSET,
    clear_csr: bool | Unset = UNSET,
) -> None:
    """Secure columns of a table, or free them.

    POST /security/column/rules/update; vendor name `updateColumnSecurityRules`; since 10.12.0.cl; repeating
    it ends in the same state.
    Privileges, any of: ADMINISTRATION, DATAMANAGEMENT, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    Beta.

    Args:
        clear_csr: Free all columns of the table of their rules.
    """
    return await client.call(
        UPDATE_COLUMN_RULES,
        body={
            "identifier": identifier,
            "obj_identifier": obj_identifier,
            "clear_csr": clear_csr,
            "column_security_rules": column_security_rules,
        },
    )


OPERATIONS: Final = (
    SHARE,
    FETCH_METADATA_PERMISSIONS,
    FETCH_PRINCIPAL_PERMISSIONS,
    ASSIGN_AUTHOR,
    PUBLISH,
    UNPUBLISH,
    OBJECT_PRIVILEGES,
    MANAGE_OBJECT_PRIVILEGES,
    COLUMN_RULES,
    UPDATE_COLUMN_RULES,
)


class SecurityApi(Group):
    """The security endpoints of one client."""

    share = share
    fetch_metadata_permissions = fetch_metadata_permissions
    fetch_principal_permissions = fetch_principal_permissions
    assign_author = assign_author
    publish = publish
    unpublish = unpublish
    object_privileges = object_privileges
    manage_object_privileges = manage_object_privileges
    column_rules = column_rules
    update_column_rules = update_column_rules
