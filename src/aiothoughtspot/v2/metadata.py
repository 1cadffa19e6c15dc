# Rendered from spec/v2/metadata.yaml by `python -m codegen`: edit that file, not this one.
"""Liveboards, Answers, tables, models, columns and connections as objects, and their TML."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot._outcomes import Outcomes, failed, failure_of, raise_for
from aiothoughtspot._releases import Known
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import OpenObjectType, PrincipalsInput, ShareMode, SortOrder

DeletableType: TypeAlias = Annotated[
    Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "LOGICAL_RELATIONSHIP"],
    Known((("9.3.0.cl", ("LOGICAL_RELATIONSHIP",)),)),
]
EdocFormat: TypeAlias = Literal["JSON", "YAML"]
ExportableType: TypeAlias = Annotated[
    Literal[
        "LIVEBOARD",
        "ANSWER",
        "LOGICAL_TABLE",
        "CONNECTION",
        "CUSTOM_ACTION",
        "USER",
        "USER_GROUP",
        "ROLE",
        "FEEDBACK",
        "COLLECTION",
    ],
    Known(
        (
            ("-9.3.0.cl", ("USER", "USER_GROUP")),
            ("9.6.0.cl", ("CUSTOM_ACTION",)),
            ("10.1.0.cl", ("USER", "USER_GROUP", "ROLE")),
            ("10.8.0.cl", ("FEEDBACK",)),
            ("26.8.0.cl", ("COLLECTION",)),
        )
    ),
]
FormerExportableType: TypeAlias = Annotated[
    Literal["LOGICAL_COLUMN", "TAG", "LOGICAL_RELATIONSHIP"],
    Known((("-9.3.0.cl", ("LOGICAL_COLUMN", "TAG", "LOGICAL_RELATIONSHIP")),)),
]
HeaderType: TypeAlias = Annotated[
    Literal[
        "ANSWER",
        "LOGICAL_TABLE",
        "LOGICAL_COLUMN",
        "LIVEBOARD",
        "ACTION_OBJECT",
        "DATA_SOURCE",
        "USER",
        "USER_GROUP",
        "COLLECTION",
    ],
    Known((("26.8.0.cl", ("COLLECTION",)),)),
]
ImportPolicy: TypeAlias = Annotated[
    Literal["PARTIAL", "ALL_OR_NONE", "VALIDATE_ONLY", "PARTIAL_OBJECT"],
    Known((("10.3.0.cl", ("PARTIAL_OBJECT",)),)),
]
MetadataSortField: TypeAlias = Annotated[
    Literal["NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED", "VIEWS", "FAVORITES", "LAST_ACCESSED"],
    Known((("9.3.0.cl", ("VIEWS", "FAVORITES", "LAST_ACCESSED")),)),
]
if TYPE_CHECKING:
    OpenImportPolicy: TypeAlias = Literal["PARTIAL", "ALL_OR_NONE", "VALIDATE_ONLY", "PARTIAL_OBJECT"] | str
else:
    OpenImportPolicy = str
if TYPE_CHECKING:
    OpenSearchableType: TypeAlias = (
        Literal[
            "LIVEBOARD",
            "ANSWER",
            "LOGICAL_TABLE",
            "LOGICAL_COLUMN",
            "CONNECTION",
            "TAG",
            "USER",
            "USER_GROUP",
            "LOGICAL_RELATIONSHIP",
            "INSIGHT_SPEC",
            "COLLECTION",
        ]
        | str
    )
else:
    OpenSearchableType = str
if TYPE_CHECKING:
    OpenTableSubtype: TypeAlias = (
        Literal[
            "ONE_TO_ONE_LOGICAL",
            "WORKSHEET",
            "PRIVATE_WORKSHEET",
            "USER_DEFINED",
            "AGGR_WORKSHEET",
            "SQL_VIEW",
        ]
        | str
    )
else:
    OpenTableSubtype = str
if TYPE_CHECKING:
    OpenTaskStatus: TypeAlias = Literal["COMPLETED", "IN_QUEUE", "IN_PROGRESS", "FAILED"] | str
else:
    OpenTaskStatus = str
SchemaVersion: TypeAlias = Annotated[Literal["DEFAULT", "V1", "V2"], Known((("9.12.0.cl", ("DEFAULT",)),))]
SearchableType: TypeAlias = Annotated[
    Literal[
        "LIVEBOARD",
        "ANSWER",
        "LOGICAL_TABLE",
        "LOGICAL_COLUMN",
        "CONNECTION",
        "TAG",
        "USER",
        "USER_GROUP",
        "LOGICAL_RELATIONSHIP",
        "INSIGHT_SPEC",
        "COLLECTION",
    ],
    Known((("10.3.0.cl", ("INSIGHT_SPEC",)), ("26.8.0.cl", ("COLLECTION",)))),
]
TableSubtype: TypeAlias = Literal[
    "ONE_TO_ONE_LOGICAL", "WORKSHEET", "PRIVATE_WORKSHEET", "USER_DEFINED", "AGGR_WORKSHEET", "SQL_VIEW"
]
TaskStatus: TypeAlias = Literal["COMPLETED", "IN_QUEUE", "IN_PROGRESS", "FAILED"]
VariableField: TypeAlias = Literal["ATTRIBUTE", "CONNECTION_PROPERTY"]
VariableHolder: TypeAlias = Annotated[
    Literal["LOGICAL_TABLE", "CONNECTION", "CONNECTION_CONFIG"],
    Known((("26.2.0.cl", ("CONNECTION_CONFIG",)),)),
]


@attrs.frozen(kw_only=True)
class MetadataListItemInput:
    """Argument of `metadata.search`.

    Attributes:
        obj_identifier: Since 10.6.0.cl.
        type: Needed when the identifier is a name.
        subtypes: Since 10.11.0.cl.
    """

    identifier: str | Unset = UNSET
    obj_identifier: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.6.0.cl"})
    name_pattern: str | Unset = UNSET
    type: SearchableType | Unset = UNSET
    subtypes: list[TableSubtype] | Unset = attrs.field(default=UNSET, metadata={"since": "10.11.0.cl"})


@attrs.frozen(kw_only=True)
class PermissionInput:
    """Argument of `metadata.search`."""

    principal: PrincipalsInput = attrs.field(metadata={"required": True})
    share_mode: ShareMode = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class ExcludeMetadataListItemInput:
    """Argument of `metadata.search`."""

    identifier: str = attrs.field(metadata={"required": True})
    type: SearchableType = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class FavoriteObjectOptionsInput:
    """Argument of `metadata.search`.

    Attributes:
        include: The server assumes `False`.
    """

    include: bool | Unset = UNSET
    user_identifiers: list[str] | Unset = UNSET


@attrs.frozen(kw_only=True)
class MetadataSearchSortOptions:
    """Argument of `metadata.search`."""

    field_name: MetadataSortField | Unset = UNSET
    order: SortOrder | Unset = UNSET


@attrs.frozen(kw_only=True)
class DeleteMetadataTypeInput:
    """Argument of `metadata.delete`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: DeletableType | Unset = UNSET


@attrs.frozen(kw_only=True)
class HeaderAttributeInput:
    """Part of `HeaderUpdateInput`."""

    name: str = attrs.field(metadata={"required": True})
    value: str = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class HeaderUpdateInput:
    """Argument of `metadata.update_headers`."""

    attributes: list[HeaderAttributeInput] = attrs.field(metadata={"required": True})
    identifier: str | Unset = UNSET
    obj_identifier: str | Unset = UNSET
    type: HeaderType | Unset = UNSET


@attrs.frozen(kw_only=True)
class UpdateObjIdInput:
    """Argument of `metadata.update_obj_ids`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    new_obj_id: str = attrs.field(metadata={"required": True})
    metadata_identifier: str | Unset = UNSET
    type: HeaderType | Unset = UNSET
    current_obj_id: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class ExportMetadataTypeInput:
    """Argument of `metadata.export_tml`.

    Attributes:
        type: Needed when the identifier is a name.
        session_identifier: Since 10.12.0.cl.
        generation_number: Since 10.12.0.cl.
    """

    type: ExportableType | FormerExportableType | Unset = UNSET
    identifier: str | Unset = UNSET
    session_identifier: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    generation_number: int | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})


@attrs.frozen(kw_only=True)
class ExportOptions:
    """Argument of `metadata.export_tml`.

    Attributes:
        include_obj_id_ref: The server assumes `False`. Since 10.6.0.cl.
        include_guid: The server assumes `True`.
        include_obj_id: The server assumes `False`. Since 10.6.0.cl.
        export_with_associated_feedbacks: The server assumes `False`. Since 10.7.0.cl.
        export_column_security_rules: The server assumes `False`. Since 10.12.0.cl.
        export_with_column_aliases: The server assumes `False`. Since 10.13.0.cl.
    """

    include_obj_id_ref: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.6.0.cl"})
    include_guid: bool | Unset = UNSET
    include_obj_id: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.6.0.cl"})
    export_with_associated_feedbacks: bool | Unset = attrs.field(
        default=UNSET, metadata={"since": "10.7.0.cl"}
    )
    export_column_security_rules: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.12.0.cl"})
    export_with_column_aliases: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.13.0.cl"})


@attrs.define(kw_only=True)
class TagHeader:
    """Part of `MetadataHeader`."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    author: str | None = None
    created: int | float | None = None
    modified: int | float | None = None
    modifiedBy: str | None = None
    owner: str | None = None
    indexVersion: int | None = None
    generationNum: int | None = None
    isDeleted: bool | None = None
    isHidden: bool | None = None
    isExternal: bool | None = None
    isDeprecated: bool | None = None
    clientState: dict[str, Any] | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.define(kw_only=True)
class MetadataHeader:
    """Part of `MetadataDetail`, `MetadataColumn` and `MetadataItem`."""

    id: str | None = None
    name: str | None = None
    displayName: str | None = None
    description: str | None = None
    author: str | dict[str, Any] | None = None
    authorName: str | None = None
    authorDisplayName: str | None = None
    created: int | float | None = None
    modified: int | float | None = None
    modifiedBy: str | None = None
    owner: str | None = None
    type: str | None = None
    subType: str | None = None
    tags: list[TagHeader] | None = None
    indexVersion: int | None = None
    generationNum: int | None = None
    modelVersion: str | None = None
    hasTabs: bool | None = None
    totalContainerCount: int | None = None
    hasMandatoryFilter: bool | None = None
    isMandatoryFilterValueSelected: bool | None = None
    hasLenientDiscoverability: bool | None = None
    descriptionAutoGenerated: bool | None = None
    isDeleted: bool | None = None
    isHidden: bool | None = None
    isAutoCreated: bool | None = None
    isAutoDelete: bool | None = None
    isExternal: bool | None = None
    isDeprecated: bool | None = None
    isSharedViaConnection: bool | None = None
    isConnectionConfigurationDisabled: bool | None = None
    isVerified: bool | None = None
    isVersioningEnabled: bool | None = None
    isPublished: bool | None = None
    syncWithSource: bool | None = None
    csrProtected: bool | None = None
    aiAnswerGenerationDisabled: bool | None = None
    aiAnswerState: str | None = None
    ownerOrgId: int | None = None
    orgIds: list[int] | None = None
    belongToAllOrgs: bool | None = None
    databaseStripe: str | None = None
    schemaStripe: str | None = None
    datasetId: str | None = None
    reportId: str | None = None
    viewId: str | None = None
    contentUpgradeId: str | None = None
    headerUpgradeId: str | None = None
    resolvedObjects: dict[str, Any] | None = None
    configs: list[Any] | None = None
    clientState: dict[str, Any] | None = None
    statistics: dict[str, Any] | None = None
    author_name: str | None = None
    owner_id: str | None = None
    metadata_type: str | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.define(kw_only=True)
class MetadataColumn:
    """Part of `MetadataDetail`."""

    header: MetadataHeader | None = None
    dataType: str | None = None
    type: str | None = None
    position: int | None = None
    physicalColumnGUID: str | None = None
    physicalColumnName: str | None = None
    ownerName: str | None = None
    ownerType: str | None = None
    defaultAggrType: str | None = None
    indexType: str | None = None
    isAdditive: bool | None = None
    isPrimaryKey: bool | None = None


@attrs.define(kw_only=True)
class PersonalisedView:
    """Part of `MetadataDetail`."""

    view_guid: str | None = None
    view_name: str | None = None
    author_guid: str | None = None
    author_name: str | None = None
    is_public: bool | None = None


@attrs.define(kw_only=True)
class MetadataDetail:
    """Part of `MetadataItem`."""

    header: MetadataHeader | None = None
    type: str | None = None
    complete: bool | None = None
    incompleteDetail: list[Any] | None = None
    columns: list[MetadataColumn] | None = None
    physicalTableGUID: str | None = None
    dataSourceId: str | None = None
    dataSourceTypeEnum: str | None = None
    logicalTableContent: dict[str, Any] | None = None
    relationships: list[Any] | None = None
    destinationRelationships: list[Any] | None = None
    tableFilters: list[Any] | None = None
    isCached: bool | None = None
    authenticationType: str | None = None
    logicalTableList: list[Any] | None = None
    dataSourceContent: dict[str, Any] | None = None
    reportContent: dict[str, Any] | None = None
    sheetProperties: dict[str, Any] | None = None
    pinboardFilter: dict[str, Any] | None = None
    pinboardTabs: dict[str, Any] | None = None
    containerLayouts: list[Any] | None = None
    pinboardContainers: dict[str, Any] | None = None
    pinboardParameterOverride: dict[str, Any] | None = None
    orderedChips: list[Any] | None = None
    personalised_views: list[PersonalisedView] | None = None


@attrs.define(kw_only=True)
class VisualizationText:
    """Part of `VisualizationTitle`."""

    text: str | None = None


@attrs.define(kw_only=True)
class VisualizationTitle:
    """Part of `VisualizationHeader`."""

    value: VisualizationText | None = None


@attrs.define(kw_only=True)
class VisualizationHeader:
    """Part of `MetadataItem`."""

    id: str | None = None
    name: str | None = None
    vizType: str | None = None
    size: str | None = None
    title: VisualizationTitle | None = None
    author: str | None = None
    created: int | float | None = None
    modified: int | float | None = None
    modifiedBy: str | None = None
    owner: str | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.define(kw_only=True)
class MetadataStats:
    """Part of `MetadataItem`."""

    views: int | None = None
    favorites: int | None = None
    last_accessed: int | float | None = None

    @property
    def last_access_time(self) -> datetime | None:
        """`last_accessed` as an aware UTC datetime, or None."""
        return epoch(self.last_accessed, "ms")


@attrs.define(kw_only=True)
class MetadataItem:
    """Answer of `metadata.search`.

    Attributes:
        metadata_obj_id: Since 10.8.0.cl.
        stats: Since 9.3.0.cl.
    """

    metadata_type: OpenSearchableType
    metadata_id: str | None = None
    metadata_name: str | None = None
    metadata_obj_id: str | None = attrs.field(default=None, metadata={"since": "10.8.0.cl"})
    dependent_objects: dict[str, Any] | None = None
    incomplete_objects: list[dict[str, Any]] | None = None
    metadata_detail: MetadataDetail | str | None = None
    metadata_header: MetadataHeader | None = None
    visualization_headers: list[VisualizationHeader] | None = None
    stats: MetadataStats | None = attrs.field(default=None, metadata={"since": "9.3.0.cl"})
    metadata_sub_type: OpenTableSubtype | None = None


@attrs.define(kw_only=True)
class CopiedObject:
    """Answer of `metadata.copy`."""

    metadata_id: str | None = None


@attrs.define(kw_only=True)
class SqlQuery:
    """Part of `SqlQueries`."""

    metadata_id: str
    metadata_name: str
    sql_query: str


@attrs.define(kw_only=True)
class SqlQueries:
    """Answer of `metadata.answer_sql` and `metadata.liveboard_sql`."""

    metadata_id: str
    metadata_name: str
    metadata_type: OpenObjectType
    sql_queries: list[SqlQuery]


@attrs.define(kw_only=True)
class TmlStatus:
    """Part of `TmlExportInfo` and `TmlImportResponse`."""

    status_code: str | None = None
    error_message: str | None = None
    error_code: int | None = None


@attrs.define(kw_only=True)
class TmlImportHeader:
    """Part of `TmlImportResponse` and `TmlImport`."""

    id_guid: str | None = None
    identifier: str | None = None
    name: str | None = None
    description: str | None = None
    author_guid: str | None = None
    author_name: str | None = None
    author_display_name: str | None = None
    owner_guid: str | None = None
    created: int | float | None = None
    modified: int | float | None = None
    modified_by: str | None = None
    generation_num: int | None = None
    deleted: bool | None = None
    hidden: bool | None = None
    database_stripe: str | None = None
    schema_stripe: str | None = None
    type: str | None = None
    metadata_type: str | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.define(kw_only=True)
class TmlImportResponse:
    """Part of `TmlImport`."""

    status: TmlStatus | None = None
    header: TmlImportHeader | None = None


@attrs.define(kw_only=True)
class TmlImport:
    """Answer of `metadata.import_tml`, and part of `ImportResponse`."""

    response: TmlImportResponse | None = None
    info: TmlImportResponse | None = None
    header: TmlImportHeader | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(
            self,
            ("response.status.status_code", "info.status.status_code"),
            ("ERROR",),
            ("response.status.error_message", "info.status.error_message"),
        )


@attrs.define(kw_only=True)
class ImportResponse:
    """Part of `ImportTask`."""

    object: list[TmlImport] | None = None

    @property
    def failures(self) -> list[TmlImport]:
        """The items that failed, in order."""
        return failed(self.object)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.object)


@attrs.define(kw_only=True)
class ImportTask:
    """Answer of `metadata.import_tml_async`, and part of `ImportTasks`.

    Attributes:
        author_display_name: Since 10.11.0.cl.
    """

    tenant_id: str | None = None
    org_id: int | None = None
    task_id: str | None = None
    task_name: str | None = None
    import_response: ImportResponse | None = None
    task_status: OpenTaskStatus | None = None
    author_id: str | None = None
    import_policy: OpenImportPolicy | None = None
    created_at: int | float | None = None
    in_progress_at: int | float | None = None
    completed_at: int | float | None = None
    total_object_count: int | None = None
    object_processed_count: int | None = None
    modified_at: int | float | None = None
    author_display_name: str | None = attrs.field(default=None, metadata={"since": "10.11.0.cl"})

    @property
    def creation_time(self) -> datetime | None:
        """`created_at` as an aware UTC datetime, or None."""
        return epoch(self.created_at, "ms")

    @property
    def start_time(self) -> datetime | None:
        """`in_progress_at` as an aware UTC datetime, or None."""
        return epoch(self.in_progress_at, "ms")

    @property
    def completion_time(self) -> datetime | None:
        """`completed_at` as an aware UTC datetime, or None."""
        return epoch(self.completed_at, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified_at` as an aware UTC datetime, or None."""
        return epoch(self.modified_at, "ms")

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("task_status",), ("FAILED",), ("task_status",), self.import_response)


@attrs.define(kw_only=True)
class ImportTasks:
    """Answer of `metadata.tml_status`.

    Attributes:
        last_batch: True on the last page.
    """

    status_list: list[ImportTask] | None = None
    last_batch: bool | None = None

    @property
    def failures(self) -> list[ImportTask]:
        """The items that failed, in order."""
        return failed(self.status_list)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.status_list)


@attrs.define(kw_only=True)
class SuccessfulEntity:
    """Part of `SuccessfulEntities`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class SuccessfulEntities:
    """Part of `WorksheetConversion`."""

    data: list[SuccessfulEntity]


@attrs.define(kw_only=True)
class FailedEntity:
    """Part of `FailedEntities`."""

    id: str
    name: str
    error: str


@attrs.define(kw_only=True)
class FailedEntities:
    """Part of `WorksheetConversion`."""

    data: list[FailedEntity]


@attrs.define(kw_only=True)
class IncompleteEntity:
    """Part of `IncompleteEntities`."""

    id: str
    name: str
    error: str


@attrs.define(kw_only=True)
class IncompleteEntities:
    """Part of `WorksheetConversion`."""

    data: list[IncompleteEntity]


@attrs.define(kw_only=True)
class PostUpgradeFailedEntity:
    """Part of `PostUpgradeFailedEntities`."""

    id: str
    name: str
    error: str


@attrs.define(kw_only=True)
class PostUpgradeFailedEntities:
    """Part of `WorksheetConversion`."""

    data: list[PostUpgradeFailedEntity]


@attrs.define(kw_only=True)
class WorksheetConversion:
    """Answer of `metadata.convert_worksheets`.

    Attributes:
        total_time_in_millis: A duration, in milliseconds.
    """

    name: str
    success_count: int
    failure_count: int
    incomplete_count: int
    post_upgrade_failed_count: int
    total_time_in_millis: int
    successful_entities: SuccessfulEntities
    failed_entities: FailedEntities
    incomplete_entities: IncompleteEntities
    post_upgrade_failed_entities: PostUpgradeFailedEntities


@attrs.define(kw_only=True)
class TmlExportInfo:
    """Part of `TmlExport`."""

    id: str | None = None
    name: str | None = None
    filename: str | None = None
    type: str | None = None
    status: TmlStatus | None = None


@attrs.define(kw_only=True)
class TmlExport:
    """Answer of `metadata.export_tml`, and part of `TmlBatchData`."""

    info: TmlExportInfo | None = None
    edoc: str | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("info.status.status_code",), ("ERROR",), ("info.status.error_message",))


@attrs.define(kw_only=True)
class TmlBatchData:
    """Part of `TmlBatch`."""

    result: list[TmlExport] | None = None
    batch_offset: int | str | None = None
    batch_size: int | None = None
    isLastBatch: bool | None = None

    @property
    def failures(self) -> list[TmlExport]:
        """The items that failed, in order."""
        return failed(self.result)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.result)


@attrs.define(kw_only=True)
class TmlBatch:
    """Answer of `metadata.export_tml_batch`."""

    data: TmlBatchData | None = None


SEARCH: Final[Operation[list[MetadataItem]]] = Operation(
    "v2.metadata.search",
    "POST",
    "/api/rest/2.0/metadata/search",
    list[MetadataItem],
    vendor="searchMetadata",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION",),
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("metadata", list[MetadataListItemInput]),
        Param("permissions", list[PermissionInput]),
        Param("created_by_user_identifiers", list[str]),
        Param("dependent_object_version", Literal["V1", "V2"]),
        Param("exclude_objects", list[ExcludeMetadataListItemInput]),
        Param("favorite_object_options", FavoriteObjectOptionsInput),
        Param("include_auto_created_objects", bool),
        Param("include_dependent_objects", bool),
        Param("dependent_objects_record_size", int, since="9.12.0.cl"),
        Param("include_details", bool),
        Param("include_personalised_views", bool, since="26.5.0.cl"),
        Param("include_headers", bool),
        Param("include_hidden_objects", bool),
        Param("include_incomplete_objects", bool),
        Param("include_visualization_headers", bool),
        Param("include_worksheet_search_assist_data", bool),
        Param("modified_by_user_identifiers", list[str]),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("sort_options", MetadataSearchSortOptions),
        Param("tag_identifiers", list[str]),
        Param("include_stats", bool, since="9.3.0.cl"),
        Param("include_discoverable_objects", bool, since="10.7.0.cl"),
        Param("show_resolved_parameters", bool, since="10.9.0.cl"),
        Param("liveboard_response_version", Literal["V1", "V2"], since="10.11.0.cl"),
        Param("include_only_published_objects", bool, since="10.11.0.cl"),
    ),
)


async def search(
    client: Caller,
    *,
    metadata: list[MetadataListItemInput] | Unset = UNSET,
    permissions: list[PermissionInput] | Unset = UNSET,
    created_by_user_identifiers: list[str] | Unset = UNSET,
    dependent_object_version: Literal["V1", "V2"] | Unset = UNSET,
    exclude_objects: list[ExcludeMetadataListItemInput] | Unset = UNSET,
    favorite_object_options: FavoriteObjectOptionsInput | Unset = UNSET,
    include_auto_created_objects: bool | Unset = UNSET,
    include_dependent_objects: bool | Unset = UNSET,
    dependent_objects_record_size: int | Unset = UNSET,
    include_details: bool | Unset = UNSET,
    include_personalised_views: bool | Unset = UNSET,
    include_headers: bool | Unset = UNSET,
    include_hidden_objects: bool | Unset = UNSET,
    include_incomplete_objects: bool | Unset = UNSET,
    include_visualization_headers: bool | Unset = UNSET,
    include_worksheet_search_assist_data: bool | Unset = UNSET,
    modified_by_user_identifiers: list[str] | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    sort_options: MetadataSearchSortOptions | Unset = UNSET,
    tag_identifiers: list[str] | Unset = UNSET,
    include_stats: bool | Unset = UNSET,
    include_discoverable_objects: bool | Unset = UNSET,
    show_resolved_parameters: bool | Unset = UNSET,
    liveboard_response_version: Literal["V1", "V2"] | Unset = UNSET,
    include_only_published_objects: bool | Unset = UNSET,
) -> list[MetadataItem]:
    """Find objects by name, type, tag, author or access; with headers, details, dependents and more on
    request.

    POST /metadata/search; vendor name `searchMetadata`; since 9.0.0.cl; a read.
    Privileges, any of: ADMINISTRATION.
    Open to everybody; the privilege only widens what is found.

    Args:
        dependent_object_version: V2 wraps the dependents and tells of hidden ones. The server assumes `V1`.
        include_auto_created_objects: The server assumes `False`.
        include_dependent_objects: The server assumes `False`.
        dependent_objects_record_size: The server assumes `50`. Since 9.12.0.cl.
        include_details: The server assumes `False`.
        include_personalised_views: The server assumes `False`. Since 26.5.0.cl.
        include_headers: The server assumes `True`.
        include_hidden_objects: The server assumes `False`.
        include_incomplete_objects: The server assumes `False`.
        include_visualization_headers: The server assumes `False`.
        record_offset: The server assumes `0`.
        record_size: Pages work with some filters only; others want everything in one page. The server
            assumes `10`.
        include_stats: The server assumes `False`. Since 9.3.0.cl.
        include_discoverable_objects: The server assumes `True`. Since 10.7.0.cl.
        show_resolved_parameters: The server assumes `False`. Since 10.9.0.cl.
        liveboard_response_version: The server assumes `V1`. Since 10.11.0.cl.
        include_only_published_objects: The server assumes `False`. Since 10.11.0.cl.
    """
    return await client.call(
        SEARCH,
        body={
            "metadata": metadata,
            "permissions": permissions,
            "created_by_user_identifiers": created_by_user_identifiers,
            "dependent_object_version": dependent_object_version,
            "exclude_objects": exclude_objects,
            "favorite_object_options": favorite_object_options,
            "include_auto_created_objects": include_auto_created_objects,
            "include_dependent_objects": include_dependent_objects,
            "dependent_objects_record_size": dependent_objects_record_size,
            "include_details": include_details,
            "include_personalised_views": include_personalised_views,
            "include_headers": include_headers,
            "include_hidden_objects": include_hidden_objects,
            "include_incomplete_objects": include_incomplete_objects,
            "include_visualization_headers": include_visualization_headers,
            "include_worksheet_search_assist_data": include_worksheet_search_assist_data,
            "modified_by_user_identifiers": modified_by_user_identifiers,
            "record_offset": record_offset,
            "record_size": record_size,
            "sort_options": sort_options,
            "tag_identifiers": tag_identifiers,
            "include_stats": include_stats,
            "include_discoverable_objects": include_discoverable_objects,
            "show_resolved_parameters": show_resolved_parameters,
            "liveboard_response_version": liveboard_response_version,
            "include_only_published_objects": include_only_published_objects,
        },
    )


COPY: Final[Operation[CopiedObject]] = Operation(
    "v2.metadata.copy",
    "POST",
    "/api/rest/2.0/metadata/copyobject",
    CopiedObject,
    vendor="copyObject",
    repeatable="no",
    since="10.3.0.cl",
    body=(
        Param("description", str),
        Param("identifier", str, required=True),
        Param("type", Literal["LIVEBOARD", "ANSWER"]),
        Param("title", str),
    ),
)


async def copy(
    client: Caller,
    *,
    identifier: str,
    description: str | Unset = UNSET,
    type: Literal["LIVEBOARD", "ANSWER"] | Unset = UNSET,
    title: str | Unset = UNSET,
) -> CopiedObject:
    """Copy an Answer or a Liveboard and get the id of the copy.

    POST /metadata/copyobject; vendor name `copyObject`; since 10.3.0.cl; never repeated blindly.
    Needs view access to the object.
    """
    return await client.call(
        COPY, body={"description": description, "identifier": identifier, "type": type, "title": title}
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.metadata.delete",
    "POST",
    "/api/rest/2.0/metadata/delete",
    None,
    vendor="deleteMetadata",
    repeatable="same_end_state",
    since="9.0.0.cl",
    body=(
        Param("metadata", list[DeleteMetadataTypeInput], required=True),
        Param("delete_disabled_objects", bool),
    ),
)


async def delete(
    client: Caller, *, metadata: list[DeleteMetadataTypeInput], delete_disabled_objects: bool | Unset = UNSET
) -> None:
    """Delete objects.

    POST /metadata/delete; vendor name `deleteMetadata`; since 9.0.0.cl; repeating it ends in the same
    state.
    Needs edit access to the objects.

    Args:
        delete_disabled_objects: The server assumes `False`.
    """
    return await client.call(
        DELETE, body={"metadata": metadata, "delete_disabled_objects": delete_disabled_objects}
    )


UPDATE_HEADERS: Final[Operation[None]] = Operation(
    "v2.metadata.update_headers",
    "POST",
    "/api/rest/2.0/metadata/headers/update",
    None,
    vendor="updateMetadataHeader",
    repeatable="same_end_state",
    since="10.6.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "ORG_ADMINISTRATION"),
    body=(
        Param("headers_update", list[HeaderUpdateInput], required=True),
        Param("org_identifier", str),
    ),
)


async def update_headers(
    client: Caller, *, headers_update: list[HeaderUpdateInput], org_identifier: str | Unset = UNSET
) -> None:
    """Change header attributes, such as name and description, of many objects.

    POST /metadata/headers/update; vendor name `updateMetadataHeader`; since 10.6.0.cl; repeating it ends in
    the same state.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, ORG_ADMINISTRATION.

    Args:
        org_identifier: Id or name; -1 means all orgs.
    """
    return await client.call(
        UPDATE_HEADERS, body={"headers_update": headers_update, "org_identifier": org_identifier}
    )


UPDATE_OBJ_IDS: Final[Operation[None]] = Operation(
    "v2.metadata.update_obj_ids",
    "POST",
    "/api/rest/2.0/metadata/update-obj-id",
    None,
    vendor="updateMetadataObjId",
    repeatable="same_end_state",
    since="10.8.0.cl",
    body=(Param("metadata", list[UpdateObjIdInput], required=True),),
)


async def update_obj_ids(client: Caller, *, metadata: list[UpdateObjIdInput]) -> None:
    """Give objects new custom object ids.

    POST /metadata/update-obj-id; vendor name `updateMetadataObjId`; since 10.8.0.cl; repeating it ends in
    the same state.
    """
    return await client.call(UPDATE_OBJ_IDS, body={"metadata": metadata})


ANSWER_SQL: Final[Operation[SqlQueries]] = Operation(
    "v2.metadata.answer_sql",
    "POST",
    "/api/rest/2.0/metadata/answer/sql",
    SqlQueries,
    vendor="fetchAnswerSqlQuery",
    repeatable="read",
    since="9.0.0.cl",
    body=(Param("metadata_identifier", str, required=True),),
)


async def answer_sql(client: Caller, *, metadata_identifier: str) -> SqlQueries:
    """Get the SQL of an Answer.

    POST /metadata/answer/sql; vendor name `fetchAnswerSqlQuery`; since 9.0.0.cl; a read.
    Needs view access.
    """
    return await client.call(ANSWER_SQL, body={"metadata_identifier": metadata_identifier})


LIVEBOARD_SQL: Final[Operation[SqlQueries]] = Operation(
    "v2.metadata.liveboard_sql",
    "POST",
    "/api/rest/2.0/metadata/liveboard/sql",
    SqlQueries,
    vendor="fetchLiveboardSqlQuery",
    repeatable="read",
    since="9.0.0.cl",
    body=(
        Param("metadata_identifier", str, required=True),
        Param("visualization_identifiers", list[str]),
    ),
)


async def liveboard_sql(
    client: Caller, *, metadata_identifier: str, visualization_identifiers: list[str] | Unset = UNSET
) -> SqlQueries:
    """Get the SQL of the visualizations of a Liveboard.

    POST /metadata/liveboard/sql; vendor name `fetchLiveboardSqlQuery`; since 9.0.0.cl; a read.
    Needs view access.
    """
    return await client.call(
        LIVEBOARD_SQL,
        body={
            "metadata_identifier": metadata_identifier,
            "visualization_identifiers": visualization_identifiers,
        },
    )


EXPORT_TML: Final[Operation[Outcomes[TmlExport]]] = Operation(
    "v2.metadata.export_tml",
    "POST",
    "/api/rest/2.0/metadata/tml/export",
    Outcomes[TmlExport],
    vendor="exportMetadataTML",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("DATADOWNLOADING",),
    body=(
        Param("metadata", list[ExportMetadataTypeInput], required=True),
        Param("export_associated", bool),
        Param("export_fqn", bool),
        Param("edoc_format", EdocFormat, since="9.3.0.cl"),
        Param("export_schema_version", SchemaVersion, since="9.10.0.cl"),
        Param("export_dependent", bool, since="9.10.0.cl"),
        Param("export_connection_as_dependent", bool, since="9.10.0.cl"),
        Param("all_orgs_override", bool, since="9.10.0.cl"),
        Param("export_options", ExportOptions, since="10.5.0.cl"),
    ),
)


async def export_tml(
    client: Caller,
    *,
    metadata: list[ExportMetadataTypeInput],
    export_associated: bool | Unset = UNSET,
    export_fqn: bool | Unset = UNSET,
    edoc_format: EdocFormat | Unset = UNSET,
    export_schema_version: SchemaVersion | Unset = UNSET,
    export_dependent: bool | Unset = UNSET,
    export_connection_as_dependent: bool | Unset = UNSET,
    all_orgs_override: bool | Unset = UNSET,
    export_options: ExportOptions | Unset = UNSET,
) -> Outcomes[TmlExport]:
    """Get the TML of objects.

    POST /metadata/tml/export; vendor name `exportMetadataTML`; since 9.0.0.cl; a read.
    Privileges, any of: DATADOWNLOADING.
    One object that cannot be exported can fail the whole call or only its item; keep calls to about 100
    objects.

    Args:
        export_associated: The server assumes `False`.
        export_fqn: The server assumes `False`.
        edoc_format: The server assumes `JSON`. Since 9.3.0.cl.
        export_schema_version: The server assumes `DEFAULT`. Since 9.10.0.cl.
        export_dependent: The server assumes `False`. Since 9.10.0.cl.
        export_connection_as_dependent: The server assumes `False`. Since 9.10.0.cl.
        all_orgs_override: The server assumes `False`. Since 9.10.0.cl.
        export_options: Since 10.5.0.cl.
    """
    return await client.call(
        EXPORT_TML,
        body={
            "metadata": metadata,
            "export_associated": export_associated,
            "export_fqn": export_fqn,
            "edoc_format": edoc_format,
            "export_schema_version": export_schema_version,
            "export_dependent": export_dependent,
            "export_connection_as_dependent": export_connection_as_dependent,
            "all_orgs_override": all_orgs_override,
            "export_options": export_options,
        },
    )


EXPORT_TML_BATCH: Final[Operation[TmlBatch]] = Operation(
    "v2.metadata.export_tml_batch",
    "POST",
    "/api/rest/2.0/metadata/tml/export/batch",
    TmlBatch,
    vendor="exportMetadataTMLBatched",
    repeatable="read",
    since="10.1.0.cl",
    privileges=("DATAMANAGEMENT", "USERMANAGEMENT"),
    pages=Pages(
        shape="tml_batch",
        offset="batch_offset",
        size="batch_size",
        items="data.result",
        flag="data.isLastBatch",
        max=200,
    ),
    body=(
        Param("metadata_type", Literal["USER", "USER_GROUP", "ROLE"], required=True),
        Param("batch_offset", int),
        Param("batch_size", int, min=1, max=200),
        Param("edoc_format", EdocFormat),
        Param("export_dependent", bool),
        Param("all_orgs_override", bool),
    ),
)


async def export_tml_batch(
    client: Caller,
    *,
    metadata_type: Literal["USER", "USER_GROUP", "ROLE"],
    batch_offset: int | Unset = UNSET,
    batch_size: int | Unset = UNSET,
    edoc_format: EdocFormat | Unset = UNSET,
    export_dependent: bool | Unset = UNSET,
    all_orgs_override: bool | Unset = UNSET,
) -> TmlBatch:
    """Get the TML of all users, groups or roles, batch by batch.

    POST /metadata/tml/export/batch; vendor name `exportMetadataTMLBatched`; since 10.1.0.cl; a read.
    Privileges, any of: DATAMANAGEMENT, USERMANAGEMENT.

    Args:
        batch_offset: The server assumes `0`.
        batch_size: From 1 to 200. The server assumes `20`.
        edoc_format: The server assumes `JSON`.
        export_dependent: The server assumes `False`.
        all_orgs_override: The server assumes `False`.
    """
    return await client.call(
        EXPORT_TML_BATCH,
        body={
            "metadata_type": metadata_type,
            "batch_offset": batch_offset,
            "batch_size": batch_size,
            "edoc_format": edoc_format,
            "export_dependent": export_dependent,
            "all_orgs_override": all_orgs_override,
        },
    )


IMPORT_TML: Final[Operation[Outcomes[TmlImport]]] = Operation(
    "v2.metadata.import_tml",
    "POST",
    "/api/rest/2.0/metadata/tml/import",
    Outcomes[TmlImport],
    vendor="importMetadataTML",
    repeatable="depends",
    otherwise="no",
    read_when=(("import_policy", ("VALIDATE_ONLY",)),),
    since="9.0.0.cl",
    privileges=(
        "DATAMANAGEMENT",
        "ADMINISTRATION",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    body=(
        Param("metadata_tmls", list[str], required=True),
        Param("import_policy", ImportPolicy),
        Param("create_new", bool),
        Param("all_orgs_override", bool, since="10.8.0.cl"),
        Param("skip_diff_check", bool, since="10.6.0.cl"),
        Param("enable_large_metadata_validation", bool, since="10.5.0.cl"),
        Param("enable_personalized_view_upsert", bool, since="26.8.0.cl"),
    ),
    unwrap="object",
)


async def import_tml(
    client: Caller,
    *,
    metadata_tmls: list[str],
    import_policy: ImportPolicy | Unset = UNSET,
    create_new: bool | Unset = UNSET,
    all_orgs_override: bool | Unset = UNSET,
    skip_diff_check: bool | Unset = UNSET,
    enable_large_metadata_validation: bool | Unset = UNSET,
    enable_personalized_view_upsert: bool | Unset = UNSET,
) -> Outcomes[TmlImport]:
    """Create or change objects from TML, or check the TML only.

    POST /metadata/tml/import; vendor name `importMetadataTML`; since 9.0.0.cl; a read or not, by its
    arguments.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS,
    CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    Failures of single objects come inside a success. Keep calls to about 50 documents.

    Args:
        metadata_tmls: TML documents, each as JSON or YAML text.
        import_policy: The server assumes `PARTIAL`.
        create_new: New objects every time, whatever GUIDs the TML names. The server assumes `False`.
        all_orgs_override: The server assumes `False`. Since 10.8.0.cl.
        skip_diff_check: The server assumes `False`. Since 10.6.0.cl.
        enable_large_metadata_validation: The server assumes `False`. Since 10.5.0.cl.
        enable_personalized_view_upsert: The server assumes `False`. Since 26.8.0.cl.
    """
    return await client.call(
        IMPORT_TML,
        body={
            "metadata_tmls": metadata_tmls,
            "import_policy": import_policy,
            "create_new": create_new,
            "all_orgs_override": all_orgs_override,
            "skip_diff_check": skip_diff_check,
            "enable_large_metadata_validation": enable_large_metadata_validation,
            "enable_personalized_view_upsert": enable_personalized_view_upsert,
        },
    )


IMPORT_TML_ASYNC: Final[Operation[ImportTask]] = Operation(
    "v2.metadata.import_tml_async",
    "POST",
    "/api/rest/2.0/metadata/tml/async/import",
    ImportTask,
    vendor="importMetadataTMLAsync",
    repeatable="no",
    since="10.4.0.cl",
    privileges=(
        "DATAMANAGEMENT",
        "ADMINISTRATION",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
    ),
    body=(
        Param("metadata_tmls", list[str], required=True),
        Param("create_new", bool),
        Param("all_orgs_override", bool, since="10.8.0.cl"),
        Param("import_policy", ImportPolicy, since="10.5.0.cl"),
        Param("skip_diff_check", bool, since="10.6.0.cl"),
        Param("enable_large_metadata_validation", bool, since="10.5.0.cl"),
        Param("enable_personalized_view_upsert", bool, since="26.8.0.cl"),
    ),
)


async def import_tml_async(
    client: Caller,
    *,
    metadata_tmls: list[str],
    create_new: bool | Unset = UNSET,
    all_orgs_override: bool | Unset = UNSET,
    import_policy: ImportPolicy | Unset = UNSET,
    skip_diff_check: bool | Unset = UNSET,
    enable_large_metadata_validation: bool | Unset = UNSET,
    enable_personalized_view_upsert: bool | Unset = UNSET,
) -> ImportTask:
    """Queue an import of TML and get its task.

    POST /metadata/tml/async/import; vendor name `importMetadataTMLAsync`; since 10.4.0.cl; never repeated
    blindly.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_CREATE_OR_EDIT_CONNECTIONS,
    CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    The queue takes 100 tasks; more fail at once. Before repeating, look for the task.

    Args:
        metadata_tmls: TML documents, each as JSON or YAML text.
        create_new: New objects every time, whatever GUIDs the TML names. The server assumes `False`.
        all_orgs_override: The server assumes `False`. Since 10.8.0.cl.
        import_policy: The server assumes `PARTIAL_OBJECT`. Since 10.5.0.cl.
        skip_diff_check: The server assumes `False`. Since 10.6.0.cl.
        enable_large_metadata_validation: The server assumes `False`. Since 10.5.0.cl.
        enable_personalized_view_upsert: The server assumes `False`. Since 26.8.0.cl.
    """
    return await client.call(
        IMPORT_TML_ASYNC,
        body={
            "metadata_tmls": metadata_tmls,
            "create_new": create_new,
            "all_orgs_override": all_orgs_override,
            "import_policy": import_policy,
            "skip_diff_check": skip_diff_check,
            "enable_large_metadata_validation": enable_large_metadata_validation,
            "enable_personalized_view_upsert": enable_personalized_view_upsert,
        },
    )


TML_STATUS: Final[Operation[ImportTasks]] = Operation(
    "v2.metadata.tml_status",
    "POST",
    "/api/rest/2.0/metadata/tml/async/status",
    ImportTasks,
    vendor="fetchAsyncImportTaskStatus",
    repeatable="read",
    since="10.4.0.cl",
    pages=Pages(
        shape="flag",
        offset="record_offset",
        size="record_size",
        items="status_list",
        flag="last_batch",
        max=50,
    ),
    body=(
        Param("task_ids", list[str]),
        Param("task_status", list[TaskStatus]),
        Param("author_identifier", str),
        Param("record_offset", int),
        Param("record_size", int, min=1, max=50),
        Param("include_import_response", bool),
    ),
    limit="async_status",
)


async def tml_status(
    client: Caller,
    *,
    task_ids: list[str] | Unset = UNSET,
    task_status: list[TaskStatus] | Unset = UNSET,
    author_identifier: str | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: int | Unset = UNSET,
    include_import_response: bool | Unset = UNSET,
) -> ImportTasks:
    """Get how far queued imports have come.

    POST /metadata/tml/async/status; vendor name `fetchAsyncImportTaskStatus`; since 10.4.0.cl; a read.
    Shows the own tasks; administrators see all. A COMPLETED task can hold failed objects.

    Args:
        record_offset: The server assumes `0`.
        record_size: From 1 to 50. The server assumes `5`.
        include_import_response: The server assumes `False`.
    """
    return await client.call(
        TML_STATUS,
        body={
            "task_ids": task_ids,
            "task_status": task_status,
            "author_identifier": author_identifier,
            "record_offset": record_offset,
            "record_size": record_size,
            "include_import_response": include_import_response,
        },
    )


PARAMETERIZE_FIELDS: Final[Operation[None]] = Operation(
    "v2.metadata.parameterize_fields",
    "POST",
    "/api/rest/2.0/metadata/parameterize-fields",
    None,
    vendor="parameterizeMetadataFields",
    repeatable="same_end_state",
    since="26.4.0.cl",
    body=(
        Param("metadata_type", VariableHolder),
        Param("metadata_identifier", str, required=True),
        Param("field_type", VariableField, required=True),
        Param("field_names", list[str], required=True),
        Param("variable_identifier", str, required=True),
    ),
)


async def parameterize_fields(
    client: Caller,
    *,
    metadata_identifier: str,
    field_type: VariableField,
    field_names: list[str],
    variable_identifier: str,
    metadata_type: VariableHolder | Unset = UNSET,
) -> None:
    """Let a variable decide fields of a table or connection.

    POST /metadata/parameterize-fields; vendor name `parameterizeMetadataFields`; since 26.4.0.cl; repeating
    it ends in the same state.
    Needs modify access.
    """
    return await client.call(
        PARAMETERIZE_FIELDS,
        body={
            "metadata_type": metadata_type,
            "metadata_identifier": metadata_identifier,
            "field_type": field_type,
            "field_names": field_names,
            "variable_identifier": variable_identifier,
        },
    )


PARAMETERIZE: Final[Operation[None]] = Operation(
    "v2.metadata.parameterize",
    "POST",
    "/api/rest/2.0/metadata/parameterize",
    None,
    vendor="parameterizeMetadata",
    repeatable="same_end_state",
    since="10.9.0.cl",
    deprecated=Deprecation("26.4.0.cl", "v2.metadata.parameterize_fields"),
    body=(
        Param("metadata_type", VariableHolder),
        Param("metadata_identifier", str, required=True),
        Param("field_type", VariableField, required=True),
        Param("field_name", str, required=True),
        Param("variable_identifier", str, required=True),
    ),
)


async def parameterize(
    client: Caller,
    *,
    metadata_identifier: str,
    field_type: VariableField,
    field_name: str,
    variable_identifier: str,
    metadata_type: VariableHolder | Unset = UNSET,
) -> None:
    """Let a variable decide one field of a table or connection.

    POST /metadata/parameterize; vendor name `parameterizeMetadata`; since 10.9.0.cl; repeating it ends in
    the same state.
    Deprecated since 26.4.0.cl: use `v2.metadata.parameterize_fields`.
    Needs modify access.
    """
    return await client.call(
        PARAMETERIZE,
        body={
            "metadata_type": metadata_type,
            "metadata_identifier": metadata_identifier,
            "field_type": field_type,
            "field_name": field_name,
            "variable_identifier": variable_identifier,
        },
    )


UNPARAMETERIZE: Final[Operation[None]] = Operation(
    "v2.metadata.unparameterize",
    "POST",
    "/api/rest/2.0/metadata/unparameterize",
    None,
    vendor="unparameterizeMetadata",
    repeatable="same_end_state",
    since="10.9.0.cl",
    body=(
        Param("metadata_type", VariableHolder),
        Param("metadata_identifier", str, required=True),
        Param("field_type", VariableField, required=True),
        Param("field_name", str, required=True),
        Param("value", str, required=True),
    ),
)


async def unparameterize(
    client: Caller,
    *,
    metadata_identifier: str,
    field_type: VariableField,
    field_name: str,
    value: str,
    metadata_type: VariableHolder | Unset = UNSET,
) -> None:
    """Replace a variable in a field by a fixed value.

    POST /metadata/unparameterize; vendor name `unparameterizeMetadata`; since 10.9.0.cl; repeating it ends
    in the same state.
    Needs modify access.
    """
    return await client.call(
        UNPARAMETERIZE,
        body={
            "metadata_type": metadata_type,
            "metadata_identifier": metadata_identifier,
            "field_type": field_type,
            "field_name": field_name,
            "value": value,
        },
    )


CONVERT_WORKSHEETS: Final[Operation[WorksheetConversion]] = Operation(
    "v2.metadata.convert_worksheets",
    "POST",
    "/api/rest/2.0/metadata/worksheets/convert",
    WorksheetConversion,
    vendor="convertWorksheetToModel",
    repeatable="depends",
    otherwise="no",
    read_when=(("apply_changes", (False,)),),
    since="10.6.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"),
    body=(
        Param("worksheet_ids", list[str]),
        Param("exclude_worksheet_ids", list[str]),
        Param("convert_all", bool),
        Param("apply_changes", bool),
    ),
)


async def convert_worksheets(
    client: Caller,
    *,
    worksheet_ids: list[str] | Unset = UNSET,
    exclude_worksheet_ids: list[str] | Unset = UNSET,
    convert_all: bool | Unset = UNSET,
    apply_changes: bool | Unset = UNSET,
) -> WorksheetConversion:
    """Convert worksheets to models, or learn which can be converted.

    POST /metadata/worksheets/convert; vendor name `convertWorksheetToModel`; since 10.6.0.cl; a read or
    not, by its arguments.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.

    Args:
        convert_all: The server assumes `False`.
        apply_changes: The server assumes `False`.
    """
    return await client.call(
        CONVERT_WORKSHEETS,
        body={
            "worksheet_ids": worksheet_ids,
            "exclude_worksheet_ids": exclude_worksheet_ids,
            "convert_all": convert_all,
            "apply_changes": apply_changes,
        },
    )


OPERATIONS: Final = (
    SEARCH,
    COPY,
    DELETE,
    UPDATE_HEADERS,
    UPDATE_OBJ_IDS,
    ANSWER_SQL,
    LIVEBOARD_SQL,
    EXPORT_TML,
    EXPORT_TML_BATCH,
    IMPORT_TML,
    IMPORT_TML_ASYNC,
    TML_STATUS,
    PARAMETERIZE_FIELDS,
    PARAMETERIZE,
    UNPARAMETERIZE,
    CONVERT_WORKSHEETS,
)


class MetadataApi(Group):
    """The metadata endpoints of one client."""

    search = search
    copy = copy
    delete = delete
    update_headers = update_headers
    update_obj_ids = update_obj_ids
    answer_sql = answer_sql
    liveboard_sql = liveboard_sql
    export_tml = export_tml
    export_tml_batch = export_tml_batch
    import_tml = import_tml
    import_tml_async = import_tml_async
    tml_status = tml_status
    parameterize_fields = parameterize_fields
    parameterize = parameterize
    unparameterize = unparameterize
    convert_worksheets = convert_worksheets
