# Rendered from spec/v1/metadata.yaml by `python -m codegen`: edit that file, not this one.
"""Answers, liveboards, tables, tags and other objects, by header or in full."""

from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Rule, Size
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v1.shared import (
    Header,
    LogicalColumn,
    LogicalTable,
    LogicalTableContent,
    OpenUserState,
    OpenVisibility,
    OrgScope,
    UserContent,
    UserGroupContent,
)

MetadataCategory: TypeAlias = Literal["ALL", "MY", "FAVORITE", "REQUESTED"]
MetadataSort: TypeAlias = Literal["DEFAULT", "NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED"]
MetadataSubtype: TypeAlias = Literal[
    "ONE_TO_ONE_LOGICAL",
    "WORKSHEET",
    "USER_DEFINED",
    "AGGR_WORKSHEET",
    "SQL_VIEW",
    "FORMULA",
    "CALENDAR_TYPE",
    "CALENDAR_TABLE",
]
MetadataType: TypeAlias = Literal[
    "QUESTION_ANSWER_BOOK",
    "PINBOARD_ANSWER_BOOK",
    "LOGICAL_TABLE",
    "LOGICAL_COLUMN",
    "LOGICAL_RELATIONSHIP",
    "TAG",
    "DATA_SOURCE",
    "USER",
    "USER_GROUP",
]
TaggableType: TypeAlias = Literal[
    "QUESTION_ANSWER_BOOK", "PINBOARD_ANSWER_BOOK", "LOGICAL_TABLE", "LOGICAL_COLUMN"
]


@attrs.define(kw_only=True)
class HeaderPage:
    """One page of headers.

    Answer of `metadata.list_metadata` and `metadata.list_as`.
    """

    headers: list[Header]
    is_last_batch: bool = attrs.field(metadata={"name": "isLastBatch"})
    debug_info: dict[str, Any] = attrs.field(metadata={"name": "debugInfo"})


@attrs.define(kw_only=True)
class ShortHeader:
    """The few facts of an object that the short list gives.

    Answer of `metadata.list_object_headers`.

    Attributes:
        author: Id of the user who made it.
        modified_by: Id of the user who changed it last.
        owner: Id of the object that holds it; its own id at the top level.
        description: Left out by the server where it is empty.
    """

    id: str
    name: str
    author: str
    created: int | float
    modified: int | float
    modified_by: str = attrs.field(metadata={"name": "modifiedBy"})
    owner: str
    description: str | None = None
    is_auto_created: bool | None = attrs.field(default=None, metadata={"name": "isAutoCreated"})
    is_auto_delete: bool | None = attrs.field(default=None, metadata={"name": "isAutoDelete"})

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.define(kw_only=True)
class VizTitleValue:
    """Text of a title.

    Part of `VizTitle`.
    """

    text: str


@attrs.define(kw_only=True)
class VizTitle:
    """Title of a visualization.

    Part of `VizHeader`.
    """

    value: VizTitleValue


@attrs.define(kw_only=True)
class VizHeader:
    """A visualization of a liveboard or answer.

    Answer of `metadata.list_viz_headers`.

    Attributes:
        author: Id of the user who made it.
        modified_by: Id of the user who changed it last.
        owner: Id of the liveboard or answer.
    """

    id: str
    name: str
    author: str
    created: int | float
    modified: int | float
    modified_by: str = attrs.field(metadata={"name": "modifiedBy"})
    owner: str
    description: str | None = None
    viz_type: str | None = attrs.field(default=None, metadata={"name": "vizType"})
    size: str | None = None
    title: VizTitle | None = None
    is_auto_created: bool | None = attrs.field(default=None, metadata={"name": "isAutoCreated"})
    is_auto_delete: bool | None = attrs.field(default=None, metadata={"name": "isAutoDelete"})

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.define(kw_only=True)
class StorableDataSource:
    """How a connection reaches its database.

    Part of `Storable`.

    Attributes:
        configuration: Settings by name; passwords are blank.
    """

    configuration: dict[str, str]
    statistics: dict[str, Any] | None = None
    data_load_info: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "dataLoadInfo"})
    schema_version: str | None = attrs.field(default=None, metadata={"name": "schemaVersion"})


@attrs.define(kw_only=True)
class Storable:
    """One object in full; what there is beside the header depends on its type.

    Part of `MetadataDetails`.

    Attributes:
        type: Subtype, such as WORKSHEET, MEASURE, RDBMS_SNOWFLAKE or LOCAL_USER.
        data_source_id: Id of the connection.
        owner_name: Name of the table.
        owner_type: Subtype of the table.
    """

    header: Header
    type: str | None = None
    complete: bool | None = None
    incomplete_detail: list[Any] | None = attrs.field(default=None, metadata={"name": "incompleteDetail"})
    report_content: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "reportContent"})
    sheet_properties: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "sheetProperties"})
    pinboard_filter: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "pinboardFilter"})
    pinboard_tabs: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "pinboardTabs"})
    pinboard_containers: dict[str, Any] | None = attrs.field(
        default=None, metadata={"name": "pinboardContainers"}
    )
    pinboard_parameter_override: dict[str, Any] | None = attrs.field(
        default=None, metadata={"name": "pinboardParameterOverride"}
    )
    container_layouts: list[dict[str, Any]] | None = attrs.field(
        default=None, metadata={"name": "containerLayouts"}
    )
    ordered_chips: list[dict[str, Any]] | None = attrs.field(default=None, metadata={"name": "orderedChips"})
    columns: list[LogicalColumn] | None = None
    logical_table_content: LogicalTableContent | None = attrs.field(
        default=None, metadata={"name": "logicalTableContent"}
    )
    physical_table_guid: str | None = attrs.field(default=None, metadata={"name": "physicalTableGUID"})
    data_source_id: str | None = attrs.field(default=None, metadata={"name": "dataSourceId"})
    data_source_type_enum: str | None = attrs.field(default=None, metadata={"name": "dataSourceTypeEnum"})
    relationships: list[Any] | None = None
    destination_relationships: list[Any] | None = attrs.field(
        default=None, metadata={"name": "destinationRelationships"}
    )
    table_filters: list[Any] | None = attrs.field(default=None, metadata={"name": "tableFilters"})
    is_cached: bool | None = attrs.field(default=None, metadata={"name": "isCached"})
    data_type: str | None = attrs.field(default=None, metadata={"name": "dataType"})
    position: int | None = None
    physical_column_guid: str | None = attrs.field(default=None, metadata={"name": "physicalColumnGUID"})
    physical_column_name: str | None = attrs.field(default=None, metadata={"name": "physicalColumnName"})
    default_aggr_type: str | None = attrs.field(default=None, metadata={"name": "defaultAggrType"})
    owner_name: str | None = attrs.field(default=None, metadata={"name": "ownerName"})
    owner_type: str | None = attrs.field(default=None, metadata={"name": "ownerType"})
    index_type: str | None = attrs.field(default=None, metadata={"name": "indexType"})
    is_additive: bool | None = attrs.field(default=None, metadata={"name": "isAdditive"})
    is_primary_key: bool | None = attrs.field(default=None, metadata={"name": "isPrimaryKey"})
    authentication_type: str | None = attrs.field(default=None, metadata={"name": "authenticationType"})
    logical_table_list: list[LogicalTable] | None = attrs.field(
        default=None, metadata={"name": "logicalTableList"}
    )
    data_source_content: StorableDataSource | None = attrs.field(
        default=None, metadata={"name": "dataSourceContent"}
    )
    display_name: str | None = attrs.field(default=None, metadata={"name": "displayName"})
    privileges: list[str] | None = None
    assigned_groups: list[str] | None = attrs.field(default=None, metadata={"name": "assignedGroups"})
    inherited_groups: list[str] | None = attrs.field(default=None, metadata={"name": "inheritedGroups"})
    parenttype: str | None = None
    visibility: OpenVisibility | None = None
    tenant_id: str | None = attrs.field(default=None, metadata={"name": "tenantId"})
    is_system_principal: bool | None = attrs.field(default=None, metadata={"name": "isSystemPrincipal"})
    user_content: UserContent | None = attrs.field(default=None, metadata={"name": "userContent"})
    state: OpenUserState | None = None
    is_super_user: bool | None = attrs.field(default=None, metadata={"name": "isSuperUser"})
    user_group_content: UserGroupContent | None = attrs.field(
        default=None, metadata={"name": "userGroupContent"}
    )
    group_idx: int | None = attrs.field(default=None, metadata={"name": "groupIdx"})
    metadata_version: int | None = attrs.field(default=None, metadata={"name": "metadataVersion"})
    assigned_pinboards: list[Any] | None = attrs.field(default=None, metadata={"name": "assignedPinboards"})
    assigned_roles: list[Any] | None = attrs.field(default=None, metadata={"name": "assignedRoles"})
    granular_privileges: list[Any] | None = attrs.field(default=None, metadata={"name": "granularPrivileges"})


@attrs.define(kw_only=True)
class MetadataDetails:
    """Definitions of objects.

    Answer of `metadata.details`.
    """

    storables: list[Storable]
    debug_info: dict[str, Any] = attrs.field(metadata={"name": "debugInfo"})


LIST_METADATA: Final[Operation[HeaderPage]] = Operation(
    "v1.metadata.list_metadata",
    "GET",
    "/callosum/v1/tspublic/v1/metadata/list",
    HeaderPage,
    vendor="list_metadata",
    repeatable="read",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    pages=Pages(
        shape="offset_batch_flag", offset="offset", size="batchsize", items="headers", flag="isLastBatch"
    ),
    query=(
        Param("type", MetadataType, required=True),
        Param("subtypes", list[MetadataSubtype]),
        Param("category", MetadataCategory),
        Param("sort", MetadataSort),
        Param("sortascending", bool),
        Param("offset", int, min=-1),
        Param("batchsize", Size),
        Param("tagname", list[str]),
        Param("pattern", str),
        Param("skipids", list[str]),
        Param("fetchids", list[str], refuse=([],)),
        Param("auto_created", bool),
        Param("ownertypes", list[str]),
        Param("showhidden", bool),
        Param("authorguid", str, since="ts8.nov.cl"),
    ),
)


async def list_metadata(
    client: Caller,
    *,
    type: MetadataType,
    subtypes: list[MetadataSubtype] | Unset = UNSET,
    category: MetadataCategory | Unset = UNSET,
    sort: MetadataSort | Unset = UNSET,
    sortascending: bool | Unset = UNSET,
    offset: int | Unset = UNSET,
    batchsize: Size | Unset = UNSET,
    tagname: list[str] | Unset = UNSET,
    pattern: str | Unset = UNSET,
    skipids: list[str] | Unset = UNSET,
    fetchids: list[str] | Unset = UNSET,
    auto_created: bool | Unset = UNSET,
    ownertypes: list[str] | Unset = UNSET,
    showhidden: bool | Unset = UNSET,
    authorguid: str | Unset = UNSET,
) -> HeaderPage:
    """Page through the full headers of objects of one type.

    GET /metadata/list; vendor name `list_metadata`; since ts7.sep.cl; a read.
    Deprecated: use `v2.metadata.search`.
    The reference also lists an answer without a body and does not say when.

    Args:
        subtypes: Of tables and columns only.
        category: Whose objects.
        sortascending: Left out for the order that suits the sort.
        offset: First object; -1 is the start. At least -1. The server assumes `-1`.
        batchsize: Objects per page.
        tagname: Names of tags.
        pattern: Part of the name in any case, with % for any text.
        skipids: Ids to leave out.
        fetchids: Ids to keep to.
        auto_created: Objects made by the system or by people; left out for both.
        ownertypes: Types of the objects that hold them.
        showhidden: The server assumes `False`.
        authorguid: Id of the author. Since ts8.nov.cl.
    """
    return await client.call(
        LIST_METADATA,
        query={
            "type": type,
            "subtypes": subtypes,
            "category": category,
            "sort": sort,
            "sortascending": sortascending,
            "offset": offset,
            "batchsize": batchsize,
            "tagname": tagname,
            "pattern": pattern,
            "skipids": skipids,
            "fetchids": fetchids,
            "auto_created": auto_created,
            "ownertypes": ownertypes,
            "showhidden": showhidden,
            "authorguid": authorguid,
        },
    )


LIST_OBJECT_HEADERS: Final[Operation[list[ShortHeader]]] = Operation(
    "v1.metadata.list_object_headers",
    "GET",
    "/callosum/v1/tspublic/v1/metadata/listobjectheaders",
    list[ShortHeader],
    vendor="list_object_headers",
    repeatable="read",
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    pages=Pages(shape="offset_batch", offset="offset", size="batchsize"),
    query=(
        Param("type", MetadataType),
        Param("subtypes", list[MetadataSubtype]),
        Param("category", MetadataCategory),
        Param("sort", MetadataSort),
        Param("sortascending", bool),
        Param("offset", int, min=-1),
        Param("batchsize", Size),
        Param("tagname", list[str]),
        Param("pattern", str),
        Param("skipids", list[str]),
        Param("fetchids", list[str], refuse=([],)),
        Param("auto_created", bool),
    ),
)


async def list_object_headers(
    client: Caller,
    *,
    type: MetadataType | Unset = UNSET,
    subtypes: list[MetadataSubtype] | Unset = UNSET,
    category: MetadataCategory | Unset = UNSET,
    sort: MetadataSort | Unset = UNSET,
    sortascending: bool | Unset = UNSET,
    offset: int | Unset = UNSET,
    batchsize: Size | Unset = UNSET,
    tagname: list[str] | Unset = UNSET,
    pattern: str | Unset = UNSET,
    skipids: list[str] | Unset = UNSET,
    fetchids: list[str] | Unset = UNSET,
    auto_created: bool | Unset = UNSET,
) -> list[ShortHeader]:
    """Page through the short headers of objects of one type.

    GET /metadata/listobjectheaders; vendor name `list_object_headers`; since ts7.may.cl; a read.
    Deprecated: use `v2.metadata.search`.

    Args:
        subtypes: Of tables and columns only.
        category: Whose objects.
        sortascending: Left out for the order that suits the sort.
        offset: First object; -1 is the start. At least -1. The server assumes `-1`.
        batchsize: Objects per page.
        tagname: Names of tags.
        pattern: Part of the name in any case, with % for any text.
        skipids: Ids to leave out.
        fetchids: Ids to keep to.
        auto_created: Objects made by the system or by people; left out for both.
    """
    return await client.call(
        LIST_OBJECT_HEADERS,
        query={
            "type": type,
            "subtypes": subtypes,
            "category": category,
            "sort": sort,
            "sortascending": sortascending,
            "offset": offset,
            "batchsize": batchsize,
            "tagname": tagname,
            "pattern": pattern,
            "skipids": skipids,
            "fetchids": fetchids,
            "auto_created": auto_created,
        },
    )


LIST_AS: Final[Operation[HeaderPage]] = Operation(
    "v1.metadata.list_as",
    "GET",
    "/callosum/v1/tspublic/v1/metadata/listas",
    HeaderPage,
    vendor="list_metadata_as",
    repeatable="read",
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.security.fetch_principal_permissions"),
    pages=Pages(
        shape="offset_batch_flag", offset="offset", size="batchsize", items="headers", flag="isLastBatch"
    ),
    query=(
        Param("type", Literal["USER", "USER_GROUP"]),
        Param("principalid", str),
        Param("minimumaccesslevel", Literal["NO_ACCESS", "READ_ONLY", "MODIFY"]),
        Param("offset", int, min=-1),
        Param("batchsize", Size),
        Param("pattern", str),
    ),
)


async def list_as(
    client: Caller,
    *,
    type: Literal["USER", "USER_GROUP"] | Unset = UNSET,
    principalid: str | Unset = UNSET,
    minimumaccesslevel: Literal["NO_ACCESS", "READ_ONLY", "MODIFY"] | Unset = UNSET,
    offset: int | Unset = UNSET,
    batchsize: Size | Unset = UNSET,
    pattern: str | Unset = UNSET,
) -> HeaderPage:
    """Page through the headers of what a user or group can see.

    GET /metadata/listas; vendor name `list_metadata_as`; since ts7.may.cl; a read.
    Deprecated: use `v2.security.fetch_principal_permissions`.

    Args:
        type: USER alone is the caller, USER_GROUP alone all groups, nothing all users.
        principalid: Id of the user or group.
        minimumaccesslevel: The server assumes `NO_ACCESS`.
        offset: First object; -1 is the start. At least -1. The server assumes `-1`.
        batchsize: Objects per page.
        pattern: Part of the name in any case, with % for any text.
    """
    return await client.call(
        LIST_AS,
        query={
            "type": type,
            "principalid": principalid,
            "minimumaccesslevel": minimumaccesslevel,
            "offset": offset,
            "batchsize": batchsize,
            "pattern": pattern,
        },
    )


LIST_VIZ_HEADERS: Final[Operation[list[VizHeader]]] = Operation(
    "v1.metadata.list_viz_headers",
    "GET",
    "/callosum/v1/tspublic/v1/metadata/listvizheaders",
    list[VizHeader],
    vendor="list_viz_headers",
    repeatable="read",
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    query=(Param("id", str, required=True),),
)


async def list_viz_headers(client: Caller, *, id: str) -> list[VizHeader]:
    """List the visualizations of a liveboard or answer.

    GET /metadata/listvizheaders; vendor name `list_viz_headers`; since ts7.may.cl; a read.
    Deprecated: use `v2.metadata.search`.

    Args:
        id: Id of the liveboard or answer.
    """
    return await client.call(LIST_VIZ_HEADERS, query={"id": id})


DETAILS: Final[Operation[MetadataDetails]] = Operation(
    "v1.metadata.details",
    "GET",
    "/callosum/v1/tspublic/v1/metadata/details",
    MetadataDetails,
    vendor="get_metadata_details",
    repeatable="read",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.metadata.search"),
    query=(
        Param("type", MetadataType, required=True),
        Param("id", list[str], required=True, refuse=([],)),
        Param("showhidden", bool),
        Param("dropquestiondetails", bool),
        Param("version", int),
        Param("orgScope", OrgScope, py="org_scope"),
    ),
)


async def details(
    client: Caller,
    *,
    type: MetadataType,
    id: list[str],
    showhidden: bool | Unset = UNSET,
    dropquestiondetails: bool | Unset = UNSET,
    version: int | Unset = UNSET,
    org_scope: OrgScope | Unset = UNSET,
) -> MetadataDetails:
    """Read the full definitions of objects of one type.

    GET /metadata/details; vendor name `get_metadata_details`; since ts7.jun.cl; a read.
    Deprecated: use `v2.metadata.search`.
    Definitions are large, and hold more than the fields named here; `decode=False` gives all of it.

    Args:
        id: Ids of the objects.
        showhidden: The server assumes `False`.
        dropquestiondetails: Leave out search assist; of tables only. The server assumes `False`.
        version: Version of the objects; clients send -1.
        org_scope: ALL to reach beyond the current org.
    """
    return await client.call(
        DETAILS,
        query={
            "type": type,
            "id": id,
            "showhidden": showhidden,
            "dropquestiondetails": dropquestiondetails,
            "version": version,
            "orgScope": org_scope,
        },
    )


ASSIGN_TAGS: Final[Operation[None]] = Operation(
    "v1.metadata.assign_tags",
    "POST",
    "/callosum/v1/tspublic/v1/metadata/assigntag",
    None,
    vendor="assign_tags",
    repeatable="same_end_state",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.tags.assign"),
    form=(
        Param("id", list[str], required=True, refuse=([],)),
        Param("type", list[TaggableType], required=True),
        Param("tagid", list[str]),
        Param("tagname", list[str]),
    ),
    rules=(
        Rule("same_length", ("id", "type")),
        Rule("at_least_one", ("tagid", "tagname")),
    ),
)


async def assign_tags(
    client: Caller,
    *,
    id: list[str],
    type: list[TaggableType],
    tagid: list[str] | Unset = UNSET,
    tagname: list[str] | Unset = UNSET,
) -> None:
    """Put tags on objects.

    POST /metadata/assigntag; vendor name `assign_tags`; since ts7.jun.cl; repeating it ends in the same
    state.
    Deprecated: use `v2.tags.assign`.

    Args:
        id: Ids of the objects.
        type: Their types, one for each id.
        tagid: Ids of the tags.
        tagname: Names of the tags.
    """
    return await client.call(ASSIGN_TAGS, form={"id": id, "type": type, "tagid": tagid, "tagname": tagname})


UNASSIGN_TAGS: Final[Operation[None]] = Operation(
    "v1.metadata.unassign_tags",
    "POST",
    "/callosum/v1/tspublic/v1/metadata/unassigntag",
    None,
    vendor="unassign_tags",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.tags.unassign"),
    form=(
        Param("id", list[str], required=True, refuse=([],)),
        Param("type", list[TaggableType], required=True),
        Param("tagid", list[str]),
        Param("tagname", list[str]),
    ),
    rules=(
        Rule("same_length", ("id", "type")),
        Rule("at_least_one", ("tagid", "tagname")),
    ),
)


async def unassign_tags(
    client: Caller,
    *,
    id: list[str],
    type: list[TaggableType],
    tagid: list[str] | Unset = UNSET,
    tagname: list[str] | Unset = UNSET,
) -> None:
    """Take tags off objects.

    POST /metadata/unassigntag; vendor name `unassign_tags`; since ts7.sep.cl; repeating it ends in the same
    state.
    Deprecated: use `v2.tags.unassign`.

    Args:
        id: Ids of the objects.
        type: Their types, one for each id.
        tagid: Ids of the tags.
        tagname: Names of the tags.
    """
    return await client.call(UNASSIGN_TAGS, form={"id": id, "type": type, "tagid": tagid, "tagname": tagname})


MARK_FAVORITES: Final[Operation[None]] = Operation(
    "v1.metadata.mark_favorites",
    "POST",
    "/callosum/v1/tspublic/v1/metadata/markunmarkfavoritefor",
    None,
    vendor="mark_favorites",
    repeatable="same_end_state",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    form=(
        Param("type", Literal["PINBOARD_ANSWER_BOOK", "QUESTION_ANSWER_BOOK"], required=True),
        Param("ids", list[str], required=True, refuse=([],)),
        Param("userid", str, required=True),
    ),
)


async def mark_favorites(
    client: Caller,
    *,
    type: Literal["PINBOARD_ANSWER_BOOK", "QUESTION_ANSWER_BOOK"],
    ids: list[str],
    userid: str,
) -> None:
    """Make objects favorites of a user.

    POST /metadata/markunmarkfavoritefor; vendor name `mark_favorites`; since ts7.jun.cl; repeating it ends
    in the same state.
    Deprecated: use `v2.users.update`.

    Args:
        type: The one type of all the ids.
        ids: Ids of the objects.
        userid: Id of the user.
    """
    return await client.call(MARK_FAVORITES, form={"type": type, "ids": ids, "userid": userid})


UNMARK_FAVORITES: Final[Operation[None]] = Operation(
    "v1.metadata.unmark_favorites",
    "DELETE",
    "/callosum/v1/tspublic/v1/metadata/markunmarkfavoritefor",
    None,
    vendor="unmark_favorites",
    repeatable="same_end_state",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    form=(
        Param("ids", list[str], required=True, refuse=([],)),
        Param("userid", str, required=True),
    ),
)


async def unmark_favorites(client: Caller, *, ids: list[str], userid: str) -> None:
    """Take objects off the favorites of a user.

    DELETE /metadata/markunmarkfavoritefor; vendor name `unmark_favorites`; since ts7.jun.cl; repeating it
    ends in the same state.
    Deprecated: use `v2.users.update`.

    Args:
        ids: Ids of the objects.
        userid: Id of the user.
    """
    return await client.call(UNMARK_FAVORITES, form={"ids": ids, "userid": userid})


DELETE: Final[Operation[None]] = Operation(
    "v1.metadata.delete",
    "POST",
    "/callosum/v1/tspublic/v1/metadata/delete",
    None,
    vendor="delete_metadata",
    repeatable="same_end_state",
    since="9.0.0.cl",
    deprecated=Deprecation(None, "v2.metadata.delete"),
    form=(
        Param(
            "type",
            Literal[
                "QUESTION_ANSWER_BOOK",
                "PINBOARD_ANSWER_BOOK",
                "LOGICAL_TABLE",
                "LOGICAL_COLUMN",
                "LOGICAL_RELATIONSHIP",
                "TAG",
            ],
            required=True,
        ),
        Param("id", list[str], required=True, refuse=([],)),
        Param("includedisabled", bool),
    ),
)


async def delete(
    client: Caller,
    *,
    type: Literal[
        "QUESTION_ANSWER_BOOK",
        "PINBOARD_ANSWER_BOOK",
        "LOGICAL_TABLE",
        "LOGICAL_COLUMN",
        "LOGICAL_RELATIONSHIP",
        "TAG",
    ],
    id: list[str],
    includedisabled: bool | Unset = UNSET,
) -> None:
    """Delete objects of one type.

    POST /metadata/delete; vendor name `delete_metadata`; since 9.0.0.cl; repeating it ends in the same
    state.
    Deprecated: use `v2.metadata.delete`.

    Args:
        id: Ids of the objects.
        includedisabled: Disabled objects too.
    """
    return await client.call(DELETE, form={"type": type, "id": id, "includedisabled": includedisabled})


OPERATIONS: Final = (
    LIST_METADATA,
    LIST_OBJECT_HEADERS,
    LIST_AS,
    LIST_VIZ_HEADERS,
    DETAILS,
    ASSIGN_TAGS,
    UNASSIGN_TAGS,
    MARK_FAVORITES,
    UNMARK_FAVORITES,
    DELETE,
)


class MetadataApi(Group):
    """The metadata endpoints of one client."""

    list_metadata = list_metadata
    list_object_headers = list_object_headers
    list_as = list_as
    list_viz_headers = list_viz_headers
    details = details
    assign_tags = assign_tags
    unassign_tags = unassign_tags
    mark_favorites = mark_favorites
    unmark_favorites = unmark_favorites
    delete = delete
