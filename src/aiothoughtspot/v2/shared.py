# Rendered from spec/v2/shared.yaml by `python -m codegen`: edit that file, not this one.
"""What several groups of v2 share."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from aiothoughtspot._releases import Known
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset

AccountStatus: TypeAlias = Annotated[
    Literal["ACTIVE", "INACTIVE", "EXPIRED", "LOCKED", "PENDING", "SUSPENDED"],
    Known((("10.4.0.cl", ("SUSPENDED",)),)),
]
AccountType: TypeAlias = Literal["LOCAL_USER", "LDAP_USER", "SAML_USER", "OIDC_USER", "REMOTE_USER"]
FormerPrivilege: TypeAlias = Annotated[
    Literal[
        "SECURITYMANAGEMENT",
        "LOGICALMODELING",
        "TAGMANAGEMENT",
        "SYSTEMMANAGEMENT",
        "BACKUP_ADMINISTRATION",
        "ENABLESPOTAPPCREATION",
        "BLOCK_NON_EMBED_FULL_APP_ACCESS",
    ],
    Known(
        (
            (
                "-9.3.0.cl",
                (
                    "SECURITYMANAGEMENT",
                    "LOGICALMODELING",
                    "TAGMANAGEMENT",
                    "SYSTEMMANAGEMENT",
                    "BACKUP_ADMINISTRATION",
                ),
            ),
            ("-9.12.0.cl", ("ENABLESPOTAPPCREATION",)),
            ("10.1.0.cl", ("BLOCK_NON_EMBED_FULL_APP_ACCESS",)),
            ("-10.3.0.cl", ("BLOCK_NON_EMBED_FULL_APP_ACCESS",)),
        )
    ),
]
Locale: TypeAlias = Annotated[
    Literal[
        "en-CA",
        "en-GB",
        "en-US",
        "de-DE",
        "ja-JP",
        "zh-CN",
        "pt-BR",
        "fr-FR",
        "fr-CA",
        "es-US",
        "da-DK",
        "es-ES",
        "fi-FI",
        "sv-SE",
        "nb-NO",
        "pt-PT",
        "nl-NL",
        "it-IT",
        "ru-RU",
        "en-IN",
        "de-CH",
        "en-NZ",
        "es-MX",
        "en-AU",
        "zh-Hant",
        "ko-KR",
        "en-DE",
    ],
    Known((("10.8.0.cl", ("de-CH", "en-NZ", "es-MX", "en-AU", "zh-Hant", "ko-KR", "en-DE")),)),
]
ObjectType: TypeAlias = Literal[
    "LIVEBOARD",
    "ANSWER",
    "LOGICAL_TABLE",
    "LOGICAL_COLUMN",
    "CONNECTION",
    "TAG",
    "USER",
    "USER_GROUP",
    "LOGICAL_RELATIONSHIP",
]
if TYPE_CHECKING:
    OpenAccountStatus: TypeAlias = (
        Literal["ACTIVE", "INACTIVE", "EXPIRED", "LOCKED", "PENDING", "SUSPENDED"] | str
    )
else:
    OpenAccountStatus = str
if TYPE_CHECKING:
    OpenAccountType: TypeAlias = (
        Literal["LOCAL_USER", "LDAP_USER", "SAML_USER", "OIDC_USER", "REMOTE_USER"] | str
    )
else:
    OpenAccountType = str
if TYPE_CHECKING:
    OpenFormerPrivilege: TypeAlias = (
        Literal[
            "SECURITYMANAGEMENT",
            "LOGICALMODELING",
            "TAGMANAGEMENT",
            "SYSTEMMANAGEMENT",
            "BACKUP_ADMINISTRATION",
            "ENABLESPOTAPPCREATION",
            "BLOCK_NON_EMBED_FULL_APP_ACCESS",
        ]
        | str
    )
else:
    OpenFormerPrivilege = str
if TYPE_CHECKING:
    OpenLocale: TypeAlias = (
        Literal[
            "en-CA",
            "en-GB",
            "en-US",
            "de-DE",
            "ja-JP",
            "zh-CN",
            "pt-BR",
            "fr-FR",
            "fr-CA",
            "es-US",
            "da-DK",
            "es-ES",
            "fi-FI",
            "sv-SE",
            "nb-NO",
            "pt-PT",
            "nl-NL",
            "it-IT",
            "ru-RU",
            "en-IN",
            "de-CH",
            "en-NZ",
            "es-MX",
            "en-AU",
            "zh-Hant",
            "ko-KR",
            "en-DE",
        ]
        | str
    )
else:
    OpenLocale = str
if TYPE_CHECKING:
    OpenObjectType: TypeAlias = (
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
        ]
        | str
    )
else:
    OpenObjectType = str
if TYPE_CHECKING:
    OpenPreferenceScope: TypeAlias = Literal["CLUSTER", "ORG"] | str
else:
    OpenPreferenceScope = str
if TYPE_CHECKING:
    OpenPrincipalKind: TypeAlias = Literal["USER", "GROUP"] | str
else:
    OpenPrincipalKind = str
if TYPE_CHECKING:
    OpenPrincipalType: TypeAlias = Literal["USER", "USER_GROUP"] | str
else:
    OpenPrincipalType = str
if TYPE_CHECKING:
    OpenPrivilege: TypeAlias = (
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
            "APPLICATION_ADMINISTRATION",
            "SYSTEM_INFO_ADMINISTRATION",
            "ORG_ADMINISTRATION",
            "ROLE_ADMINISTRATION",
            "AUTHENTICATION_ADMINISTRATION",
            "BILLING_INFO_ADMINISTRATION",
            "CAN_MANAGE_CUSTOM_CALENDAR",
            "CAN_CREATE_OR_EDIT_CONNECTIONS",
            "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
            "CAN_MANAGE_VERSION_CONTROL",
            "THIRDPARTY_ANALYSIS",
            "ALLOW_NON_EMBED_FULL_APP_ACCESS",
            "CAN_ACCESS_ANALYST_STUDIO",
            "CAN_MANAGE_ANALYST_STUDIO",
            "PREVIEW_DOCUMENT_SEARCH",
            "CAN_MODIFY_FOLDERS",
            "CAN_MANAGE_VARIABLES",
            "CAN_VIEW_FOLDERS",
            "CAN_MANAGE_AGENTSPOT",
            "CAN_ACCESS_AGENTSPOT",
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
    OpenPrivilege = str
if TYPE_CHECKING:
    OpenShareMode: TypeAlias = Literal["READ_ONLY", "MODIFY", "NO_ACCESS"] | str
else:
    OpenShareMode = str
if TYPE_CHECKING:
    OpenShareableType: TypeAlias = (
        Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "CONNECTION", "COLLECTION"] | str
    )
else:
    OpenShareableType = str
if TYPE_CHECKING:
    OpenSortField: TypeAlias = Literal["NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED"] | str
else:
    OpenSortField = str
if TYPE_CHECKING:
    OpenSortOrder: TypeAlias = Literal["ASC", "DESC"] | str
else:
    OpenSortOrder = str
if TYPE_CHECKING:
    OpenToggle: TypeAlias = Literal["ENABLED", "DISABLED"] | str
else:
    OpenToggle = str
if TYPE_CHECKING:
    OpenUpdateOperation: TypeAlias = Literal["ADD", "REMOVE", "REPLACE"] | str
else:
    OpenUpdateOperation = str
if TYPE_CHECKING:
    OpenVisibility: TypeAlias = Literal["SHARABLE", "NON_SHARABLE"] | str
else:
    OpenVisibility = str
if TYPE_CHECKING:
    OpenWarehouse: TypeAlias = (
        Literal[
            "SNOWFLAKE",
            "AMAZON_REDSHIFT",
            "GOOGLE_BIGQUERY",
            "AZURE_SYNAPSE",
            "TERADATA",
            "SAP_HANA",
            "STARBURST",
            "ORACLE_ADW",
            "DATABRICKS",
            "DENODO",
            "DREMIO",
            "TRINO",
            "PRESTO",
            "POSTGRES",
            "SQLSERVER",
            "MYSQL",
            "GENERIC_JDBC",
            "AMAZON_RDS_POSTGRESQL",
            "AMAZON_AURORA_POSTGRESQL",
            "AMAZON_RDS_MYSQL",
            "AMAZON_AURORA_MYSQL",
            "LOOKER",
            "AMAZON_ATHENA",
            "SINGLESTORE",
            "GCP_SQLSERVER",
            "GCP_ALLOYDB_POSTGRESQL",
            "GCP_POSTGRESQL",
            "GCP_MYSQL",
            "MODE",
            "GOOGLE_SHEETS",
            "FALCON",
            "FALCON_ONPREM",
            "CLICKHOUSE",
            "IOMETE",
        ]
        | str
    )
else:
    OpenWarehouse = str
PreferenceScope: TypeAlias = Literal["CLUSTER", "ORG"]
PrincipalKind: TypeAlias = Literal["USER", "GROUP"]
PrincipalType: TypeAlias = Literal["USER", "USER_GROUP"]
Privilege: TypeAlias = Annotated[
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
        "APPLICATION_ADMINISTRATION",
        "SYSTEM_INFO_ADMINISTRATION",
        "ORG_ADMINISTRATION",
        "ROLE_ADMINISTRATION",
        "AUTHENTICATION_ADMINISTRATION",
        "BILLING_INFO_ADMINISTRATION",
        "CAN_MANAGE_CUSTOM_CALENDAR",
        "CAN_CREATE_OR_EDIT_CONNECTIONS",
        "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
        "CAN_MANAGE_VERSION_CONTROL",
        "THIRDPARTY_ANALYSIS",
        "ALLOW_NON_EMBED_FULL_APP_ACCESS",
        "CAN_ACCESS_ANALYST_STUDIO",
        "CAN_MANAGE_ANALYST_STUDIO",
        "PREVIEW_DOCUMENT_SEARCH",
        "CAN_MODIFY_FOLDERS",
        "CAN_MANAGE_VARIABLES",
        "CAN_VIEW_FOLDERS",
        "CAN_MANAGE_AGENTSPOT",
        "CAN_ACCESS_AGENTSPOT",
        "CAN_SETUP_VERSION_CONTROL",
        "CAN_MANAGE_WEBHOOKS",
        "CAN_DOWNLOAD_VISUALS",
        "CAN_DOWNLOAD_DETAILED_DATA",
        "CAN_USE_SPOTTER",
        "CAN_MANAGE_SPOTTER",
    ],
    Known(
        (
            ("9.3.0.cl", ("CAN_CREATE_CATALOG", "LIVEBOARD_VERIFIER", "PREVIEW_THOUGHTSPOT_SAGE")),
            ("-9.3.0.cl", ("APPLICATION_ADMINISTRATION", "SYSTEM_INFO_ADMINISTRATION")),
            (
                "9.10.0.cl",
                (
                    "APPLICATION_ADMINISTRATION",
                    "SYSTEM_INFO_ADMINISTRATION",
                    "ORG_ADMINISTRATION",
                    "ROLE_ADMINISTRATION",
                    "AUTHENTICATION_ADMINISTRATION",
                    "BILLING_INFO_ADMINISTRATION",
                ),
            ),
            (
                "9.12.0.cl",
                (
                    "CAN_MANAGE_CUSTOM_CALENDAR",
                    "CAN_CREATE_OR_EDIT_CONNECTIONS",
                    "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
                    "CAN_MANAGE_VERSION_CONTROL",
                    "THIRDPARTY_ANALYSIS",
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
            ("10.14.0.cl", ("CAN_MODIFY_FOLDERS", "CAN_VIEW_FOLDERS")),
            ("10.15.0.cl", ("CAN_MANAGE_VARIABLES",)),
            ("26.3.0.cl", ("CAN_USE_SPOTTER",)),
            ("26.5.0.cl", ("CAN_MANAGE_AGENTSPOT", "CAN_ACCESS_AGENTSPOT")),
            ("26.7.0.cl", ("CAN_MANAGE_SPOTTER",)),
        )
    ),
]
ShareMode: TypeAlias = Literal["READ_ONLY", "MODIFY", "NO_ACCESS"]
ShareableType: TypeAlias = Annotated[
    Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "CONNECTION", "COLLECTION"],
    Known((("9.5.0.cl", ("CONNECTION",)), ("26.6.0.cl", ("COLLECTION",)))),
]
SortField: TypeAlias = Literal["NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED"]
SortOrder: TypeAlias = Literal["ASC", "DESC"]
Toggle: TypeAlias = Literal["ENABLED", "DISABLED"]
UpdateOperation: TypeAlias = Literal["ADD", "REMOVE", "REPLACE"]
Visibility: TypeAlias = Literal["SHARABLE", "NON_SHARABLE"]
Warehouse: TypeAlias = Annotated[
    Literal[
        "SNOWFLAKE",
        "AMAZON_REDSHIFT",
        "GOOGLE_BIGQUERY",
        "AZURE_SYNAPSE",
        "TERADATA",
        "SAP_HANA",
        "STARBURST",
        "ORACLE_ADW",
        "DATABRICKS",
        "DENODO",
        "DREMIO",
        "TRINO",
        "PRESTO",
        "POSTGRES",
        "SQLSERVER",
        "MYSQL",
        "GENERIC_JDBC",
        "AMAZON_RDS_POSTGRESQL",
        "AMAZON_AURORA_POSTGRESQL",
        "AMAZON_RDS_MYSQL",
        "AMAZON_AURORA_MYSQL",
        "LOOKER",
        "AMAZON_ATHENA",
        "SINGLESTORE",
        "GCP_SQLSERVER",
        "GCP_ALLOYDB_POSTGRESQL",
        "GCP_POSTGRESQL",
        "GCP_MYSQL",
        "MODE",
        "GOOGLE_SHEETS",
        "FALCON",
        "FALCON_ONPREM",
        "CLICKHOUSE",
        "IOMETE",
    ],
    Known(
        (
            (
                "9.6.0.cl",
                (
                    "POSTGRES",
                    "MYSQL",
                    "GENERIC_JDBC",
                    "AMAZON_RDS_POSTGRESQL",
                    "AMAZON_AURORA_POSTGRESQL",
                    "AMAZON_RDS_MYSQL",
                    "AMAZON_AURORA_MYSQL",
                    "LOOKER",
                    "AMAZON_ATHENA",
                    "SINGLESTORE",
                    "GCP_SQLSERVER",
                    "GCP_ALLOYDB_POSTGRESQL",
                    "GCP_POSTGRESQL",
                ),
            ),
            ("9.10.0.cl", ("SQLSERVER", "GCP_MYSQL")),
            ("9.12.0.cl", ("MODE", "GOOGLE_SHEETS")),
            ("10.5.0.cl", ("FALCON", "FALCON_ONPREM")),
            ("10.6.0.cl", ("CLICKHOUSE",)),
            ("26.6.0.cl", ("IOMETE",)),
        )
    ),
]


@attrs.define(kw_only=True)
class UserOrg:
    """Part of `User` and `RepoConfig`."""

    id: int
    name: str


@attrs.define(kw_only=True)
class NamedObject:
    """Part of `User`, `CustomAction`, `MetadataPermissions` and `MetadataPermission`."""

    id: str | None = None
    name: str | None = None


@attrs.define(kw_only=True)
class FavoriteMetadataItem:
    """Part of `User`."""

    id: str
    name: str
    type: OpenObjectType


@attrs.define(kw_only=True)
class User:
    """Answer of `authentication.current_user`, `users.search`, `users.create` and `users.activate`.

    Attributes:
        org_privileges: Since 9.3.0.cl.
        preferred_locale: Since 9.6.0.cl.
        use_browser_language: Since 26.3.0.cl.
        extended_properties: Since 9.6.0.cl.
        extended_preferences: Since 9.6.0.cl.
        user_parameters: Since 9.12.0.cl.
        access_control_properties: Since 10.4.0.cl.
        variable_values: Since 10.14.0.cl.
    """

    id: str
    name: str
    display_name: str
    visibility: OpenVisibility
    author_id: str | None = None
    can_change_password: bool | None = None
    complete_detail: bool | None = None
    creation_time_in_millis: int | float | None = None
    current_org: UserOrg | None = None
    deleted: bool | None = None
    deprecated: bool | None = None
    account_type: OpenAccountType | None = None
    account_status: OpenAccountStatus | None = None
    email: str | None = None
    expiration_time_in_millis: int | float | None = None
    external: bool | None = None
    favorite_metadata: list[FavoriteMetadataItem] | None = None
    first_login_time_in_millis: int | float | None = None
    group_mask: int | None = None
    hidden: bool | None = None
    home_liveboard: NamedObject | None = None
    incomplete_details: list[Any] | None = None
    is_first_login: bool | None = None
    modification_time_in_millis: int | float | None = None
    modifier_id: str | None = None
    notify_on_share: bool | None = None
    onboarding_experience_completed: bool | None = None
    orgs: list[UserOrg] | None = None
    owner_id: str | None = None
    parent_type: OpenPrincipalKind | None = None
    privileges: list[str] | None = None
    show_onboarding_experience: bool | None = None
    super_user: bool | None = None
    system_user: bool | None = None
    tags: list[NamedObject] | None = None
    tenant_id: str | None = None
    user_groups: list[NamedObject] | None = None
    user_inherited_groups: list[NamedObject] | None = None
    welcome_email_sent: bool | None = None
    org_privileges: dict[str, Any] | None = attrs.field(default=None, metadata={"since": "9.3.0.cl"})
    preferred_locale: str | None = attrs.field(default=None, metadata={"since": "9.6.0.cl"})
    use_browser_language: bool | None = attrs.field(default=None, metadata={"since": "26.3.0.cl"})
    extended_properties: dict[str, Any] | None = attrs.field(default=None, metadata={"since": "9.6.0.cl"})
    extended_preferences: dict[str, Any] | None = attrs.field(default=None, metadata={"since": "9.6.0.cl"})
    user_parameters: dict[str, Any] | None = attrs.field(default=None, metadata={"since": "9.12.0.cl"})
    access_control_properties: dict[str, Any] | None = attrs.field(
        default=None, metadata={"since": "10.4.0.cl"}
    )
    variable_values: dict[str, Any] | None = attrs.field(default=None, metadata={"since": "10.14.0.cl"})

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def expiration_time(self) -> datetime | None:
        """`expiration_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.expiration_time_in_millis, "s_or_ms", never=(0,))

    @property
    def first_login_time(self) -> datetime | None:
        """`first_login_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.first_login_time_in_millis, "ms", never=(0,))

    @property
    def modification_time(self) -> datetime | None:
        """`modification_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.modification_time_in_millis, "ms")


@attrs.frozen(kw_only=True)
class SortOptions:
    """Argument of `collections.search`, `groups.search` and `users.search`."""

    field_name: SortField | Unset = UNSET
    order: SortOrder | Unset = UNSET


@attrs.frozen(kw_only=True)
class PrincipalsInput:
    """Argument of `security.fetch_metadata_permissions`, `security.fetch_principal_permissions`,
    `security.object_privileges` and `security.manage_object_privileges`, and part of `PermissionInput` and
    `SharePermissionsInput`.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: PrincipalType | Unset = UNSET


@attrs.define(kw_only=True)
class IdAndName:
    """Part of `DeletedMetadata`, `Role` and `SavedRole`."""

    id: str | None = None
    name: str | None = None
