# Rendered from spec/v1/shared.yaml by `python -m codegen`: edit that file, not this one.
"""Models and enums that several v1 groups use."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from aiothoughtspot.dates import epoch

GroupType: TypeAlias = Literal["LOCAL_GROUP", "LDAP_GROUP"]
if TYPE_CHECKING:
    OpenGroupType: TypeAlias = Literal["LOCAL_GROUP", "LDAP_GROUP"] | str
else:
    OpenGroupType = str
if TYPE_CHECKING:
    OpenOrgScope: TypeAlias = Literal["ALL"] | str
else:
    OpenOrgScope = str
if TYPE_CHECKING:
    OpenUserState: TypeAlias = (
        Literal["ACTIVE", "INACTIVE", "PENDING", "LOCKED", "EXPIRED", "SUSPENDED"] | str
    )
else:
    OpenUserState = str
if TYPE_CHECKING:
    OpenUserType: TypeAlias = (
        Literal["LOCAL_USER", "LDAP_USER", "SAML_USER", "OIDC_USER", "REMOTE_USER"] | str
    )
else:
    OpenUserType = str
if TYPE_CHECKING:
    OpenVisibility: TypeAlias = Literal["DEFAULT", "NON_SHARABLE"] | str
else:
    OpenVisibility = str
OrgScope: TypeAlias = Literal["ALL"]
UserState: TypeAlias = Literal["ACTIVE", "INACTIVE", "PENDING", "LOCKED", "EXPIRED", "SUSPENDED"]
UserType: TypeAlias = Literal["LOCAL_USER", "LDAP_USER", "SAML_USER", "OIDC_USER", "REMOTE_USER"]
Visibility: TypeAlias = Literal["DEFAULT", "NON_SHARABLE"]


@attrs.define(kw_only=True)
class Header:
    """The full header of a stored object.

    Answer of `dependency.list_dependents`, `dependency.column_dependents`, `dependency.table_dependents`
    and 4 more, and part of `ConnectionPage`, `DataSource`, `LogicalTable` and 6 more.

    Attributes:
        author: Id of the user who made it.
        owner: Id of the object that holds this one; its own id at the top level.
        display_name: Users and groups only.
        description: Left out by the server where it is empty.
        modified_by: Id of the user who changed it last.
        has_tabs: Liveboards only.
        model_version: Liveboards only.
        type: Subtype, such as WORKSHEET or LOCAL_USER.
    """

    id: str
    index_version: int = attrs.field(metadata={"name": "indexVersion"})
    generation_num: int = attrs.field(metadata={"name": "generationNum"})
    author: str
    owner: str
    tags: "list[Header]"
    is_external: bool = attrs.field(metadata={"name": "isExternal"})
    is_deprecated: bool = attrs.field(metadata={"name": "isDeprecated"})
    name: str | None = None
    display_name: str | None = attrs.field(default=None, metadata={"name": "displayName"})
    description: str | None = None
    author_name: str | None = attrs.field(default=None, metadata={"name": "authorName"})
    author_display_name: str | None = attrs.field(default=None, metadata={"name": "authorDisplayName"})
    created: int | float | None = None
    modified: int | float | None = None
    modified_by: str | None = attrs.field(default=None, metadata={"name": "modifiedBy"})
    is_deleted: bool | None = attrs.field(default=None, metadata={"name": "isDeleted"})
    is_hidden: bool | None = attrs.field(default=None, metadata={"name": "isHidden"})
    is_auto_created: bool | None = attrs.field(default=None, metadata={"name": "isAutoCreated"})
    is_auto_delete: bool | None = attrs.field(default=None, metadata={"name": "isAutoDelete"})
    has_tabs: bool | None = attrs.field(default=None, metadata={"name": "hasTabs"})
    model_version: str | None = attrs.field(default=None, metadata={"name": "modelVersion"})
    type: str | None = None
    org_ids: list[int] | None = attrs.field(default=None, metadata={"name": "orgIds"})
    belong_to_all_orgs: bool | None = attrs.field(default=None, metadata={"name": "belongToAllOrgs"})
    database_stripe: str | None = attrs.field(default=None, metadata={"name": "databaseStripe"})
    schema_stripe: str | None = attrs.field(default=None, metadata={"name": "schemaStripe"})
    client_state: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "clientState"})
    resolved_objects: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "resolvedObjects"})
    statistics: dict[str, Any] | None = None
    is_shared_via_connection: bool | None = attrs.field(
        default=None, metadata={"name": "isSharedViaConnection"}
    )
    is_verified: bool | None = attrs.field(default=None, metadata={"name": "isVerified"})
    ai_answer_generation_disabled: bool | None = attrs.field(
        default=None, metadata={"name": "aiAnswerGenerationDisabled"}
    )
    ai_answer_state: str | None = attrs.field(default=None, metadata={"name": "aiAnswerState"})

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.define(kw_only=True)
class UserPreferences:
    """A user's own settings.

    Part of `UserContent`.
    """

    notify_on_share: bool = attrs.field(metadata={"name": "notifyOnShare"})
    show_walk_me: bool = attrs.field(metadata={"name": "showWalkMe"})
    analyst_onboarding_complete: bool = attrs.field(metadata={"name": "analystOnboardingComplete"})
    preferred_locale: str | None = attrs.field(default=None, metadata={"name": "preferredLocale"})
    num_times_display_name_dialog_shown: int | None = attrs.field(
        default=None, metadata={"name": "numTimesDisplayNameDialogShown"}
    )


@attrs.define(kw_only=True)
class UserProperties:
    """Facts about a user.

    Part of `UserContent`.
    """

    mail: str | None = None
    display_name_last_updated_by: str | None = attrs.field(
        default=None, metadata={"name": "displayNameLastUpdatedBy"}
    )
    persona: str | None = None
    company_name: str | None = attrs.field(default=None, metadata={"name": "companyName"})
    activated_at_ms: int | float | None = attrs.field(default=None, metadata={"name": "activatedAtMs"})

    @property
    def activation_time(self) -> datetime | None:
        """`activated_at_ms` as an aware UTC datetime, or None."""
        return epoch(self.activated_at_ms, "ms")


@attrs.define(kw_only=True)
class UserActivity:
    """What a user has done so far.

    Part of `UserContent`.
    """

    first_login: int | float
    welcome_email_sent: bool

    @property
    def first_login_time(self) -> datetime | None:
        """`first_login` as an aware UTC datetime, or None."""
        return epoch(self.first_login, "ms", never=(-1,))


@attrs.define(kw_only=True)
class UserContent:
    """What a user chose, is described by, and did.

    Part of `User` and `Storable`.
    """

    user_preferences: UserPreferences = attrs.field(metadata={"name": "userPreferences"})
    user_properties: UserProperties = attrs.field(metadata={"name": "userProperties"})
    user_activity_proto: UserActivity | None = attrs.field(
        default=None, metadata={"name": "userActivityProto"}
    )


@attrs.define(kw_only=True)
class User:
    """A user as stored, with profile, groups and header.

    Answer of `groups.list_users`, `groups.list_users_old`, `users.get` and `users.create`.

    Attributes:
        assigned_groups: Ids of the groups the user was put into.
        inherited_groups: Ids of those groups and of the groups that hold them.
    """

    user_content: UserContent = attrs.field(metadata={"name": "userContent"})
    state: OpenUserState
    assigned_groups: list[str] = attrs.field(metadata={"name": "assignedGroups"})
    inherited_groups: list[str] = attrs.field(metadata={"name": "inheritedGroups"})
    privileges: list[str]
    type: OpenUserType
    parenttype: str
    visibility: OpenVisibility
    tenant_id: str = attrs.field(metadata={"name": "tenantId"})
    display_name: str = attrs.field(metadata={"name": "displayName"})
    header: Header
    complete: bool
    incomplete_detail: list[Any] = attrs.field(metadata={"name": "incompleteDetail"})
    is_super_user: bool = attrs.field(metadata={"name": "isSuperUser"})
    is_system_principal: bool = attrs.field(metadata={"name": "isSystemPrincipal"})


@attrs.define(kw_only=True)
class UserGroupContent:
    """Version marks of a group's stored form.

    Part of `UserGroup` and `Storable`.
    """

    schema_version: str | None = attrs.field(default=None, metadata={"name": "schemaVersion"})


@attrs.define(kw_only=True)
class UserGroup:
    """A user group as stored.

    Answer of `groups.get`, `groups.create`, `groups.list_subgroups` and `users.list_groups`.

    Attributes:
        assigned_groups: Ids of the groups this one was put into.
        inherited_groups: Ids of those groups and of the groups that hold them.
    """

    user_group_content: UserGroupContent = attrs.field(metadata={"name": "userGroupContent"})
    group_idx: int = attrs.field(metadata={"name": "groupIdx"})
    metadata_version: int = attrs.field(metadata={"name": "metadataVersion"})
    assigned_pinboards: list[Any] = attrs.field(metadata={"name": "assignedPinboards"})
    assigned_groups: list[str] = attrs.field(metadata={"name": "assignedGroups"})
    inherited_groups: list[str] = attrs.field(metadata={"name": "inheritedGroups"})
    privileges: list[str]
    type: OpenGroupType
    parenttype: str
    visibility: OpenVisibility
    tenant_id: str = attrs.field(metadata={"name": "tenantId"})
    display_name: str = attrs.field(metadata={"name": "displayName"})
    header: Header
    complete: bool
    incomplete_detail: list[Any] = attrs.field(metadata={"name": "incompleteDetail"})
    is_system_principal: bool = attrs.field(metadata={"name": "isSystemPrincipal"})
    assigned_roles: list[Any] | None = attrs.field(default=None, metadata={"name": "assignedRoles"})
    granular_privileges: list[Any] | None = attrs.field(default=None, metadata={"name": "granularPrivileges"})


@attrs.define(kw_only=True)
class ColumnMapping:
    """The column in the external database.

    Part of `LogicalColumn`.
    """

    column_name: str = attrs.field(metadata={"name": "columnName"})


@attrs.define(kw_only=True)
class LogicalColumn:
    """A column of a table or model, as stored.

    Part of `LogicalTable` and `Storable`.

    Attributes:
        data_type: VARCHAR, CHAR, BOOL, INT32, INT64, FLOAT, DOUBLE, DATE, DATE_TIME, TIME or TIMESTAMP.
        type: MEASURE or ATTRIBUTE.
        physical_column_guid: Missing for formulas.
        owner_name: Name of the table.
        owner_type: Subtype of the table.
    """

    header: Header
    data_type: str = attrs.field(metadata={"name": "dataType"})
    type: str
    position: int | None = None
    physical_column_guid: str | None = attrs.field(default=None, metadata={"name": "physicalColumnGUID"})
    physical_column_name: str | None = attrs.field(default=None, metadata={"name": "physicalColumnName"})
    default_aggr_type: str | None = attrs.field(default=None, metadata={"name": "defaultAggrType"})
    owner_name: str | None = attrs.field(default=None, metadata={"name": "ownerName"})
    owner_type: str | None = attrs.field(default=None, metadata={"name": "ownerType"})
    entity_category: str | None = attrs.field(default=None, metadata={"name": "entityCategory"})
    column_mapping_info: ColumnMapping | None = attrs.field(
        default=None, metadata={"name": "columnMappingInfo"}
    )
    index_type: str | None = attrs.field(default=None, metadata={"name": "indexType"})
    index_priority: int | float | None = attrs.field(default=None, metadata={"name": "indexPriority"})
    spotiq_preference: str | None = attrs.field(default=None, metadata={"name": "spotiqPreference"})
    is_additive: bool | None = attrs.field(default=None, metadata={"name": "isAdditive"})
    is_derived: bool | None = attrs.field(default=None, metadata={"name": "isDerived"})
    is_primary_key: bool | None = attrs.field(default=None, metadata={"name": "isPrimaryKey"})
    is_attribution_dimension: bool | None = attrs.field(
        default=None, metadata={"name": "isAttributionDimension"}
    )
    sources: list[Any] | None = None
    synonyms: list[Any] | None = None
    custom_action_tags: list[Any] | None = attrs.field(default=None, metadata={"name": "customActionTags"})
    injected_inline_values: list[Any] | None = attrs.field(
        default=None, metadata={"name": "injectedInlineValues"}
    )
    precision: int | None = None
    scale: int | None = None
    schema_version: str | None = attrs.field(default=None, metadata={"name": "schemaVersion"})
    complete: bool | None = None
    incomplete_detail: list[Any] | None = attrs.field(default=None, metadata={"name": "incompleteDetail"})


@attrs.define(kw_only=True)
class TableCaching:
    """Whether rows of an external table are kept in the cluster.

    Part of `TableMapping`.
    """

    is_cached: bool = attrs.field(metadata={"name": "isCached"})
    type: str
    last_load_time: int | float | None = attrs.field(default=None, metadata={"name": "lastLoadTime"})

    @property
    def last_load(self) -> datetime | None:
        """`last_load_time` as an aware UTC datetime, or None."""
        return epoch(self.last_load_time, "ms", never=(0,))


@attrs.define(kw_only=True)
class TableMapping:
    """The table in the external database.

    Part of `LogicalTableContent`.
    """

    database_name: str = attrs.field(metadata={"name": "databaseName"})
    schema_name: str = attrs.field(metadata={"name": "schemaName"})
    table_name: str = attrs.field(metadata={"name": "tableName"})
    table_type: str = attrs.field(metadata={"name": "tableType"})
    caching_info: TableCaching | None = attrs.field(default=None, metadata={"name": "cachingInfo"})


@attrs.define(kw_only=True)
class LogicalTableContent:
    """How a table is joined and where its rows are.

    Part of `LogicalTable` and `Storable`.
    """

    table_mapping_info: TableMapping | None = attrs.field(default=None, metadata={"name": "tableMappingInfo"})
    join_type: str | None = attrs.field(default=None, metadata={"name": "joinType"})
    join_overrides: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "joinOverrides"})
    physical_table_name: str | None = attrs.field(default=None, metadata={"name": "physicalTableName"})
    worksheet_type: str | None = attrs.field(default=None, metadata={"name": "worksheetType"})
    is_aggregated_worksheet: bool | None = attrs.field(
        default=None, metadata={"name": "isAggregatedWorksheet"}
    )
    bypass_rls: bool | None = attrs.field(default=None, metadata={"name": "bypassRLS"})
    sharding_info: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "shardingInfo"})
    is_optimized: bool | None = attrs.field(default=None, metadata={"name": "isOptimized"})
    schema_version: str | None = attrs.field(default=None, metadata={"name": "schemaVersion"})


@attrs.define(kw_only=True)
class LogicalTable:
    """A table, model, worksheet or view, as stored.

    Part of `DataSource` and `Storable`.

    Attributes:
        type: Subtype, such as ONE_TO_ONE_LOGICAL or WORKSHEET.
        data_source_id: Id of the connection.
    """

    header: Header
    type: str
    columns: list[LogicalColumn]
    physical_table_guid: str | None = attrs.field(default=None, metadata={"name": "physicalTableGUID"})
    physical_table_version: int | None = attrs.field(default=None, metadata={"name": "physicalTableVersion"})
    data_source_id: str | None = attrs.field(default=None, metadata={"name": "dataSourceId"})
    data_source_type_enum: str | None = attrs.field(default=None, metadata={"name": "dataSourceTypeEnum"})
    generation_type: str | None = attrs.field(default=None, metadata={"name": "generationType"})
    logical_table_content: LogicalTableContent | None = attrs.field(
        default=None, metadata={"name": "logicalTableContent"}
    )
    relationships: list[Any] | None = None
    destination_relationships: list[Any] | None = attrs.field(
        default=None, metadata={"name": "destinationRelationships"}
    )
    relationships_within: Any = attrs.field(default=None, metadata={"name": "relationshipsWithin"})
    table_filters: list[Any] | None = attrs.field(default=None, metadata={"name": "tableFilters"})
    is_cached: bool | None = attrs.field(default=None, metadata={"name": "isCached"})
    complete: bool | None = None
    incomplete_detail: list[Any] | None = attrs.field(default=None, metadata={"name": "incompleteDetail"})
