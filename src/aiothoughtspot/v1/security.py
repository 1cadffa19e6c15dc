# Rendered from spec/v1/security.yaml by `python -m codegen`: edit that file, not this one.
"""Who may see and change what."""

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param
from aiothoughtspot.unset import UNSET, Unset

if TYPE_CHECKING:
    OpenGrantedMode: TypeAlias = Literal["READ_ONLY", "MODIFY"] | str
else:
    OpenGrantedMode = str
PermissionType: TypeAlias = Literal["EFFECTIVE", "DEFINED"]
PermittedType: TypeAlias = Literal[
    "QUESTION_ANSWER_BOOK", "PINBOARD_ANSWER_BOOK", "LOGICAL_TABLE", "LOGICAL_COLUMN", "DATA_SOURCE"
]
ShareableType: TypeAlias = Literal[
    "QUESTION_ANSWER_BOOK", "PINBOARD_ANSWER_BOOK", "LOGICAL_TABLE", "LOGICAL_COLUMN"
]


@attrs.frozen(kw_only=True)
class ShareModeInput:
    """Access of one user or group.

    Part of `SharePermissionInput`.

    Attributes:
        share_mode: NO_ACCESS takes it back.
    """

    share_mode: Literal["READ_ONLY", "MODIFY", "NO_ACCESS"] = attrs.field(
        metadata={"name": "shareMode", "required": True}
    )


@attrs.frozen(kw_only=True)
class SharePermissionInput:
    """Access to set.

    Argument of `security.share`.

    Attributes:
        permissions: By id of the user or group.
    """

    permissions: dict[str, ShareModeInput] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class IdsByTypeInput:
    """Ids of objects by their type.

    Argument of `security.fetch_effective_permissions`.
    """

    question_answer_book: list[str] | Unset = attrs.field(
        default=UNSET, metadata={"name": "QUESTION_ANSWER_BOOK"}
    )
    pinboard_answer_book: list[str] | Unset = attrs.field(
        default=UNSET, metadata={"name": "PINBOARD_ANSWER_BOOK"}
    )
    logical_table: list[str] | Unset = attrs.field(default=UNSET, metadata={"name": "LOGICAL_TABLE"})
    logical_column: list[str] | Unset = attrs.field(default=UNSET, metadata={"name": "LOGICAL_COLUMN"})


@attrs.define(kw_only=True)
class DependentPermission:
    """Access to what belongs to an object.

    Part of `ObjectPermission`.

    Attributes:
        author: Id of its author; samples have that of the object around it.
        type: Such as QUESTION_ANSWER_BOOK.
        owner: Id of the object around it.
    """

    id: str
    name: str
    author: str
    type: str
    share_mode: OpenGrantedMode = attrs.field(metadata={"name": "shareMode"})
    is_hidden: bool = attrs.field(metadata={"name": "isHidden"})
    owner: str
    owner_name: str | None = attrs.field(default=None, metadata={"name": "ownerName"})


@attrs.define(kw_only=True)
class ObjectPermission:
    """Access of one user or group to one object.

    Part of `ObjectPermissions`.

    Attributes:
        top_level_object_id: Id of the object.
    """

    top_level_object_id: str = attrs.field(metadata={"name": "topLevelObjectId"})
    share_mode: OpenGrantedMode = attrs.field(metadata={"name": "shareMode"})
    answer_book_query_editable: bool | None = attrs.field(
        default=None, metadata={"name": "answerBookQueryEditable"}
    )
    dependents: list[DependentPermission] | None = None


@attrs.define(kw_only=True)
class ObjectPermissions:
    """Who has access to one object.

    Answer of `security.fetch_permissions`, `security.fetch_object_permissions` and
    `security.fetch_effective_permissions`.

    Attributes:
        permissions: By id of the user or group.
    """

    permissions: dict[str, ObjectPermission]


SHARE: Final[Operation[None]] = Operation(
    "v1.security.share",
    "POST",
    "/callosum/v1/tspublic/v1/security/share",
    None,
    vendor="share_objects",
    repeatable="no",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.security.share"),
    form=(
        Param("type", ShareableType, required=True),
        Param("id", list[str], required=True, refuse=([],)),
        Param("permission", SharePermissionInput, required=True),
        Param("emailshares", list[str], empty=True),
        Param("notify", bool, required=True),
        Param("message", str),
        Param("useCustomEmbedUrls", bool, py="use_custom_embed_urls"),
    ),
)


async def share(
    client: Caller,
    *,
    type: ShareableType,
    id: list[str],
    permission: SharePermissionInput,
    notify: bool,
    emailshares: list[str] | Unset = UNSET,
    message: str | Unset = UNSET,
    use_custom_embed_urls: bool | Unset = UNSET,
) -> None:
    """Give users and groups access to objects of one type, or take it back.

    POST /security/share; vendor name `share_objects`; since ts7.jun.cl; never repeated blindly.
    Deprecated: use `v2.security.share`.
    Needs edit access to the objects.

    Args:
        id: Ids of the objects; all get the same access.
        emailshares: Addresses to mail as well; some clients always send the list.
        notify: Mail those who gain access.
        message: Text of the mail.
        use_custom_embed_urls: Links of the mail lead to the embedding application.
    """
    return await client.call(
        SHARE,
        form={
            "type": type,
            "id": id,
            "permission": permission,
            "emailshares": emailshares,
            "notify": notify,
            "message": message,
            "useCustomEmbedUrls": use_custom_embed_urls,
        },
    )


SHARE_VISUALIZATION: Final[Operation[None]] = Operation(
    "v1.security.share_visualization",
    "POST",
    "/callosum/v1/tspublic/v1/security/shareviz",
    None,
    vendor="share_visualization",
    repeatable="no",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.security.share"),
    form=(
        Param("type", Literal["PINBOARD_ANSWER_BOOK"], required=True),
        Param("pinboardId", str, required=True, py="pinboard_id"),
        Param("vizid", str, required=True),
        Param("principalids", list[str], required=True, refuse=([],)),
        Param("emailshares", list[str], empty=True),
        Param("notify", bool, required=True),
        Param("message", str),
        Param("useCustomEmbedUrls", bool, py="use_custom_embed_urls"),
    ),
)


async def share_visualization(
    client: Caller,
    *,
    type: Literal["PINBOARD_ANSWER_BOOK"],
    pinboard_id: str,
    vizid: str,
    principalids: list[str],
    notify: bool,
    emailshares: list[str] | Unset = UNSET,
    message: str | Unset = UNSET,
    use_custom_embed_urls: bool | Unset = UNSET,
) -> None:
    """Let users and groups see one visualization; the liveboard around it becomes visible too.

    POST /security/shareviz; vendor name `share_visualization`; since ts7.jun.cl; never repeated blindly.
    Deprecated: use `v2.security.share`.
    Needs edit access to the liveboard.

    Args:
        pinboard_id: Id of the liveboard.
        vizid: Id of the visualization.
        principalids: Ids of the users and groups.
        emailshares: Addresses to mail as well; some clients always send the list.
        notify: Mail those who gain access.
        message: Text of the mail.
        use_custom_embed_urls: Links of the mail lead to the embedding application.
    """
    return await client.call(
        SHARE_VISUALIZATION,
        form={
            "type": type,
            "pinboardId": pinboard_id,
            "vizid": vizid,
            "principalids": principalids,
            "emailshares": emailshares,
            "notify": notify,
            "message": message,
            "useCustomEmbedUrls": use_custom_embed_urls,
        },
    )


FETCH_PERMISSIONS: Final[Operation[dict[str, ObjectPermissions]]] = Operation(
    "v1.security.fetch_permissions",
    "GET",
    "/callosum/v1/tspublic/v1/security/metadata/permissions",
    dict[str, ObjectPermissions],
    vendor="get_permissions",
    repeatable="read",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.security.fetch_metadata_permissions"),
    privileges=("ADMINISTRATION",),
    query=(
        Param("type", PermittedType, required=True),
        Param("id", list[str], required=True, refuse=([],)),
        Param("dependentshare", bool),
        Param("permissiontype", PermissionType),
    ),
)


async def fetch_permissions(
    client: Caller,
    *,
    type: PermittedType,
    id: list[str],
    dependentshare: bool | Unset = UNSET,
    permissiontype: PermissionType | Unset = UNSET,
) -> dict[str, ObjectPermissions]:
    """Read who has access to objects of one type, by object and by user or group.

    GET /security/metadata/permissions; vendor name `get_permissions`; since ts7.sep.cl; a read.
    Deprecated: use `v2.security.fetch_metadata_permissions`.
    Privileges, any of: ADMINISTRATION.
    Objects that the caller cannot see are left out. Too many ids make the URL too long (414); 25 at a time
    pass.

    Args:
        id: Ids of the objects.
        dependentshare: Their dependents too.
    """
    return await client.call(
        FETCH_PERMISSIONS,
        query={"type": type, "id": id, "dependentshare": dependentshare, "permissiontype": permissiontype},
    )


FETCH_OBJECT_PERMISSIONS: Final[Operation[dict[str, ObjectPermissions]]] = Operation(
    "v1.security.fetch_object_permissions",
    "GET",
    "/callosum/v1/tspublic/v1/security/metadata/{id}/permissions",
    dict[str, ObjectPermissions],
    vendor="get_object_permissions",
    repeatable="read",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.security.fetch_metadata_permissions"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("id", str, required=True),),
    query=(
        Param("type", PermittedType, required=True),
        Param("dependentshare", bool),
        Param("permissiontype", PermissionType),
    ),
)


async def fetch_object_permissions(
    client: Caller,
    id: str,
    *,
    type: PermittedType,
    dependentshare: bool | Unset = UNSET,
    permissiontype: PermissionType | Unset = UNSET,
) -> dict[str, ObjectPermissions]:
    """Read who has access to one object.

    GET /security/metadata/{id}/permissions; vendor name `get_object_permissions`; since ts7.sep.cl; a read.
    Deprecated: use `v2.security.fetch_metadata_permissions`.
    Privileges, any of: ADMINISTRATION.

    Args:
        id: Id of the object.
        dependentshare: Its dependents too.
    """
    return await client.call(
        FETCH_OBJECT_PERMISSIONS,
        path={"id": id},
        query={"type": type, "dependentshare": dependentshare, "permissiontype": permissiontype},
    )


FETCH_EFFECTIVE_PERMISSIONS: Final[Operation[dict[str, dict[str, ObjectPermissions]]]] = Operation(
    "v1.security.fetch_effective_permissions",
    "POST",
    "/callosum/v1/tspublic/v1/security/effectivepermissionbulk",
    dict[str, dict[str, ObjectPermissions]],
    vendor="get_effective_permissions_bulk",
    repeatable="read",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.security.fetch_metadata_permissions"),
    privileges=("ADMINISTRATION",),
    form=(
        Param("idsbytype", IdsByTypeInput, required=True),
        Param("dependentshare", bool),
    ),
)


async def fetch_effective_permissions(
    client: Caller, *, idsbytype: IdsByTypeInput, dependentshare: bool | Unset = UNSET
) -> dict[str, dict[str, ObjectPermissions]]:
    """Read who has access to objects of many types, by type, object, and user or group.

    POST /security/effectivepermissionbulk; vendor name `get_effective_permissions_bulk`; since ts7.sep.cl;
    a read.
    Deprecated: use `v2.security.fetch_metadata_permissions`.
    Privileges, any of: ADMINISTRATION.

    Args:
        dependentshare: Their dependents too.
    """
    return await client.call(
        FETCH_EFFECTIVE_PERMISSIONS, form={"idsbytype": idsbytype, "dependentshare": dependentshare}
    )


OPERATIONS: Final = (
    SHARE,
    SHARE_VISUALIZATION,
    FETCH_PERMISSIONS,
    FETCH_OBJECT_PERMISSIONS,
    FETCH_EFFECTIVE_PERMISSIONS,
)


class SecurityApi(Group):
    """The security endpoints of one client."""

    share = share
    share_visualization = share_visualization
    fetch_permissions = fetch_permissions
    fetch_object_permissions = fetch_object_permissions
    fetch_effective_permissions = fetch_effective_permissions
