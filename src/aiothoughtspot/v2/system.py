# Rendered from spec/v2/system.yaml by `python -m codegen`: edit that file, not this one.
"""The cluster itself, with its version, settings and channels."""

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param
from aiothoughtspot._outcomes import failed, failure_of, raise_for
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import OpenToggle, PreferenceScope

Channel: TypeAlias = Literal["EMAIL", "WEBHOOK"]
ChannelEvent: TypeAlias = Literal["LIVEBOARD_SCHEDULE"]
if TYPE_CHECKING:
    OpenChannel: TypeAlias = Literal["EMAIL", "WEBHOOK"] | str
else:
    OpenChannel = str
if TYPE_CHECKING:
    OpenChannelEvent: TypeAlias = Literal["LIVEBOARD_SCHEDULE"] | str
else:
    OpenChannelEvent = str


@attrs.frozen(kw_only=True)
class ScriptSrcUrlsInput:
    """Part of `CspSettingsInput`."""

    enabled: bool | Unset = UNSET
    urls: list[str] | Unset = UNSET


@attrs.frozen(kw_only=True)
class CspSettingsInput:
    """Part of `SecuritySettingsClusterPreferencesInput`."""

    connect_src_urls: list[str] | Unset = UNSET
    font_src_urls: list[str] | Unset = UNSET
    visual_embed_hosts: list[str] | Unset = UNSET
    iframe_src_urls: list[str] | Unset = UNSET
    img_src_urls: list[str] | Unset = UNSET
    script_src_urls: ScriptSrcUrlsInput | Unset = UNSET
    style_src_urls: list[str] | Unset = UNSET


@attrs.frozen(kw_only=True)
class ClusterNonEmbedAccessInput:
    """Part of `SecuritySettingsClusterPreferencesInput`.

    Attributes:
        groups_identifiers_with_access: Since 26.3.0.cl.
    """

    block_full_app_access: bool | Unset = UNSET
    groups_identifiers_with_access: list[str] | Unset = attrs.field(
        default=UNSET, metadata={"since": "26.3.0.cl"}
    )


@attrs.frozen(kw_only=True)
class SecuritySettingsClusterPreferencesInput:
    """Argument of `system.configure_security`."""

    enable_partitioned_cookies: bool | Unset = UNSET
    cors_whitelisted_urls: list[str] | Unset = UNSET
    csp_settings: CspSettingsInput | Unset = UNSET
    saml_redirect_urls: list[str] | Unset = UNSET
    non_embed_access: ClusterNonEmbedAccessInput | Unset = UNSET


@attrs.frozen(kw_only=True)
class OrgNonEmbedAccessInput:
    """Part of `SecuritySettingsOrgPreferencesInput`."""

    block_full_app_access: bool | Unset = UNSET
    groups_identifiers_with_access: list[str] | Unset = UNSET


@attrs.frozen(kw_only=True)
class SecuritySettingsOrgPreferencesInput:
    """Argument of `system.configure_security`."""

    org_identifier: str = attrs.field(metadata={"required": True})
    cors_whitelisted_urls: list[str] | Unset = UNSET
    non_embed_access: OrgNonEmbedAccessInput | Unset = UNSET


@attrs.frozen(kw_only=True)
class EventChannelConfigInput:
    """Argument of `system.configure_channels`, and part of `OrgChannelConfigInput`."""

    event_type: ChannelEvent = attrs.field(metadata={"required": True})
    channels: list[Channel] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class OrgChannelConfigInput:
    """Argument of `system.configure_channels`.

    Attributes:
        operation: The server assumes `REPLACE`.
    """

    org_identifier: str = attrs.field(metadata={"required": True})
    operation: Literal["REPLACE", "RESET"] | Unset = UNSET
    preferences: list[EventChannelConfigInput] | Unset = UNSET
    reset_events: list[ChannelEvent] | Unset = UNSET


@attrs.frozen(kw_only=True)
class OrgPreferenceSearchCriteriaInput:
    """Argument of `system.search_channels`."""

    org_identifier: str = attrs.field(metadata={"required": True})
    event_types: list[ChannelEvent] | Unset = UNSET


@attrs.define(kw_only=True)
class SystemInfo:
    """Answer of `system.info`.

    Attributes:
        time_zone: IANA name; the zone in which the cluster reads dates.
    """

    id: str | None = None
    name: str | None = None
    release_version: str | None = None
    time_zone: str | None = None
    locale: str | None = None
    date_format: str | None = None
    api_version: str | None = None
    type: str | None = None
    environment: str | None = None
    license: str | None = None
    date_time_format: str | None = None
    time_format: str | None = None
    system_user_id: str | None = None
    super_user_id: str | None = None
    hidden_object_id: str | None = None
    system_group_id: str | None = None
    tsadmin_user_id: str | None = None
    admin_group_id: str | None = None
    all_tables_connection_id: str | None = None
    all_user_group_id: str | None = None
    accept_language: str | None = None
    all_user_group_member_user_count: int | None = None
    logical_model_version: int | None = None


@attrs.define(kw_only=True)
class SystemConfig:
    """Answer of `system.config`.

    Attributes:
        saml_enabled: Since 26.2.0.cl.
        okta_enabled: Since 26.2.0.cl.
    """

    onboarding_content_url: str | None = None
    saml_enabled: bool | None = attrs.field(default=None, metadata={"since": "26.2.0.cl"})
    okta_enabled: bool | None = attrs.field(default=None, metadata={"since": "26.2.0.cl"})


@attrs.define(kw_only=True)
class SystemOverrideInfo:
    """Answer of `system.config_overrides`.

    Attributes:
        config_override_info: Since 10.11.0.cl.
    """

    config_override_info: dict[str, Any] | None = attrs.field(default=None, metadata={"since": "10.11.0.cl"})


@attrs.define(kw_only=True)
class ScriptSrcUrls:
    """Part of `CspSettings`."""

    enabled: bool | None = None
    urls: list[str] | None = None


@attrs.define(kw_only=True)
class CspSettings:
    """Part of `SecuritySettingsClusterPreferences`."""

    connect_src_urls: list[str] | None = None
    font_src_urls: list[str] | None = None
    visual_embed_hosts: list[str] | None = None
    iframe_src_urls: list[str] | None = None
    img_src_urls: list[str] | None = None
    script_src_urls: ScriptSrcUrls | None = None
    style_src_urls: list[str] | None = None


@attrs.define(kw_only=True)
class GroupInfo:
    """Part of `ClusterNonEmbedAccess` and `OrgNonEmbedAccess`."""

    id: str | None = None
    name: str | None = None


@attrs.define(kw_only=True)
class ClusterNonEmbedAccess:
    """Part of `SecuritySettingsClusterPreferences`.

    Attributes:
        groups_with_access: Since 26.3.0.cl.
    """

    block_full_app_access: bool | None = None
    groups_with_access: list[GroupInfo] | None = attrs.field(default=None, metadata={"since": "26.3.0.cl"})


@attrs.define(kw_only=True)
class SecuritySettingsClusterPreferences:
    """Part of `SecuritySettings`.

    Attributes:
        trusted_auth_status: Since 26.6.0.cl.
    """

    enable_partitioned_cookies: bool | None = None
    cors_whitelisted_urls: list[str] | None = None
    csp_settings: CspSettings | None = None
    saml_redirect_urls: list[str] | None = None
    non_embed_access: ClusterNonEmbedAccess | None = None
    trusted_auth_status: OpenToggle | None = attrs.field(default=None, metadata={"since": "26.6.0.cl"})


@attrs.define(kw_only=True)
class SecuritySettingsOrgDetails:
    """Part of `SecuritySettingsOrgPreferences`."""

    id: int | None = None
    name: str | None = None


@attrs.define(kw_only=True)
class OrgNonEmbedAccess:
    """Part of `SecuritySettingsOrgPreferences`."""

    block_full_app_access: bool | None = None
    groups_with_access: list[GroupInfo] | None = None


@attrs.define(kw_only=True)
class SecuritySettingsOrgPreferences:
    """Part of `SecuritySettings`.

    Attributes:
        trusted_auth_status: Since 26.6.0.cl.
    """

    org: SecuritySettingsOrgDetails | None = None
    cors_whitelisted_urls: list[str] | None = None
    non_embed_access: OrgNonEmbedAccess | None = None
    trusted_auth_status: OpenToggle | None = attrs.field(default=None, metadata={"since": "26.6.0.cl"})


@attrs.define(kw_only=True)
class SecuritySettings:
    """Answer of `system.search_security`."""

    cluster_preferences: SecuritySettingsClusterPreferences | None = None
    org_preferences: list[SecuritySettingsOrgPreferences] | None = None


@attrs.define(kw_only=True)
class EventChannelConfig:
    """Part of `ChannelPreferences` and `OrgChannelConfig`."""

    event_type: OpenChannelEvent
    channels: list[OpenChannel]


@attrs.define(kw_only=True)
class OrgDetails:
    """Part of `OrgChannelConfig`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class OrgChannelConfig:
    """Part of `ChannelPreferences`."""

    org: OrgDetails
    preferences: list[EventChannelConfig]


@attrs.define(kw_only=True)
class ChannelPreferences:
    """Answer of `system.search_channels`."""

    cluster_preferences: list[EventChannelConfig] | None = None
    org_preferences: list[OrgChannelConfig] | None = None


@attrs.define(kw_only=True)
class ChannelValidationAwsS3Info:
    """Part of `ChannelValidationDetail`."""

    bucket_name: str | None = None
    file_name: str | None = None
    object_key: str | None = None


@attrs.define(kw_only=True)
class ChannelValidationGcpGcsInfo:
    """Part of `ChannelValidationDetail`."""

    bucket_name: str | None = None
    file_name: str | None = None
    object_key: str | None = None


@attrs.define(kw_only=True)
class ChannelValidationDetail:
    """Part of `ChannelValidation`.

    Attributes:
        gcp_gcs_info: Since 26.7.0.cl.
    """

    validation_step: str
    status: str
    http_status: int | None = None
    error_message: str | None = None
    aws_s3_info: ChannelValidationAwsS3Info | None = None
    gcp_gcs_info: ChannelValidationGcpGcsInfo | None = attrs.field(
        default=None, metadata={"since": "26.7.0.cl"}
    )

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("status",), ("FAILED",), ("error_message",))


@attrs.define(kw_only=True)
class ChannelValidation:
    """Answer of `system.validate_channel`."""

    channel_type: str
    channel_id: str
    event_type: OpenChannelEvent
    job_id: str
    result_code: str
    channel_name: str | None = None
    details: list[ChannelValidationDetail] | None = None

    @property
    def failures(self) -> list[ChannelValidationDetail]:
        """The items that failed, in order."""
        return failed(self.details)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.details)


INFO: Final[Operation[SystemInfo]] = Operation(
    "v2.system.info",
    "GET",
    "/api/rest/2.0/system",
    SystemInfo,
    vendor="getSystemInformation",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "SYSTEM_INFO_ADMINISTRATION"),
)


async def info(client: Caller) -> SystemInfo:
    """Get the name, release, time zone and well-known ids of the cluster.

    GET /system; vendor name `getSystemInformation`; since 9.0.0.cl; a read.
    Privileges, any of: ADMINISTRATION, SYSTEM_INFO_ADMINISTRATION.
    """
    return await client.call(INFO)


CONFIG: Final[Operation[SystemConfig]] = Operation(
    "v2.system.config",
    "GET",
    "/api/rest/2.0/system/config",
    SystemConfig,
    vendor="getSystemConfig",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "SYSTEM_INFO_ADMINISTRATION"),
)


async def config(client: Caller) -> SystemConfig:
    """Get the settings of onboarding and single sign-on.

    GET /system/config; vendor name `getSystemConfig`; since 9.0.0.cl; a read.
    Privileges, any of: ADMINISTRATION, SYSTEM_INFO_ADMINISTRATION.
    """
    return await client.call(CONFIG)


CONFIG_OVERRIDES: Final[Operation[SystemOverrideInfo]] = Operation(
    "v2.system.config_overrides",
    "GET",
    "/api/rest/2.0/system/config-overrides",
    SystemOverrideInfo,
    vendor="getSystemOverrideInfo",
    repeatable="read",
    since="9.2.0.cl",
    privileges=("ADMINISTRATION", "APPLICATION_ADMINISTRATION"),
)


async def config_overrides(client: Caller) -> SystemOverrideInfo:
    """Get the settings that differ from the defaults.

    GET /system/config-overrides; vendor name `getSystemOverrideInfo`; since 9.2.0.cl; a read.
    Privileges, any of: ADMINISTRATION, APPLICATION_ADMINISTRATION.
    """
    return await client.call(CONFIG_OVERRIDES)


UPDATE_CONFIG: Final[Operation[None]] = Operation(
    "v2.system.update_config",
    "POST",
    "/api/rest/2.0/system/config-update",
    None,
    vendor="updateSystemConfig",
    repeatable="same_end_state",
    since="9.2.0.cl",
    privileges=("ADMINISTRATION", "APPLICATION_ADMINISTRATION"),
    body=(Param("configuration", dict[str, Any], required=True),),
)


async def update_config(client: Caller, *, configuration: dict[str, Any]) -> None:
    """Change settings of the cluster.

    POST /system/config-update; vendor name `updateSystemConfig`; since 9.2.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ADMINISTRATION, APPLICATION_ADMINISTRATION.
    """
    return await client.call(UPDATE_CONFIG, body={"configuration": configuration})


SEARCH_SECURITY: Final[Operation[SecuritySettings]] = Operation(
    "v2.system.search_security",
    "POST",
    "/api/rest/2.0/system/security-settings/search",
    SecuritySettings,
    vendor="searchSecuritySettings",
    repeatable="read",
    since="26.2.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    body=(Param("scope", PreferenceScope),),
)


async def search_security(client: Caller, *, scope: PreferenceScope | Unset = UNSET) -> SecuritySettings:
    """Get the security settings of the cluster and its orgs.

    POST /system/security-settings/search; vendor name `searchSecuritySettings`; since 26.2.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DEVELOPER.
    """
    return await client.call(SEARCH_SECURITY, body={"scope": scope})


CONFIGURE_SECURITY: Final[Operation[None]] = Operation(
    "v2.system.configure_security",
    "POST",
    "/api/rest/2.0/system/security-settings/configure",
    None,
    vendor="configureSecuritySettings",
    repeatable="same_end_state",
    since="26.2.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    body=(
        Param("cluster_preferences", SecuritySettingsClusterPreferencesInput),
        Param("org_preferences", list[SecuritySettingsOrgPreferencesInput]),
    ),
)


async def configure_security(
    client: Caller,
    *,
    cluster_preferences: SecuritySettingsClusterPreferencesInput | Unset = UNSET,
    org_preferences: list[SecuritySettingsOrgPreferencesInput] | Unset = UNSET,
) -> None:
    """Change the security settings of the cluster or of orgs.

    POST /system/security-settings/configure; vendor name `configureSecuritySettings`; since 26.2.0.cl;
    repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, DEVELOPER.
    SAML and script sources of the cluster need ADMINISTRATION.
    """
    return await client.call(
        CONFIGURE_SECURITY,
        body={"cluster_preferences": cluster_preferences, "org_preferences": org_preferences},
    )


SEARCH_CHANNELS: Final[Operation[ChannelPreferences]] = Operation(
    "v2.system.search_channels",
    "POST",
    "/api/rest/2.0/system/preferences/communication-channels/search",
    ChannelPreferences,
    vendor="searchCommunicationChannelPreferences",
    repeatable="read",
    since="10.14.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "APPLICATION_ADMINISTRATION"),
    body=(
        Param("cluster_preferences", list[ChannelEvent]),
        Param("org_preferences", list[OrgPreferenceSearchCriteriaInput]),
    ),
)


async def search_channels(
    client: Caller,
    *,
    cluster_preferences: list[ChannelEvent] | Unset = UNSET,
    org_preferences: list[OrgPreferenceSearchCriteriaInput] | Unset = UNSET,
) -> ChannelPreferences:
    """Get through which channels events are announced, in the cluster and its orgs.

    POST /system/preferences/communication-channels/search; vendor name
    `searchCommunicationChannelPreferences`; since 10.14.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DEVELOPER, APPLICATION_ADMINISTRATION.
    """
    return await client.call(
        SEARCH_CHANNELS, body={"cluster_preferences": cluster_preferences, "org_preferences": org_preferences}
    )


CONFIGURE_CHANNELS: Final[Operation[None]] = Operation(
    "v2.system.configure_channels",
    "POST",
    "/api/rest/2.0/system/preferences/communication-channels/configure",
    None,
    vendor="configureCommunicationChannelPreferences",
    repeatable="same_end_state",
    since="10.14.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "APPLICATION_ADMINISTRATION"),
    body=(
        Param("cluster_preferences", list[EventChannelConfigInput]),
        Param("org_preferences", list[OrgChannelConfigInput]),
    ),
)


async def configure_channels(
    client: Caller,
    *,
    cluster_preferences: list[EventChannelConfigInput] | Unset = UNSET,
    org_preferences: list[OrgChannelConfigInput] | Unset = UNSET,
) -> None:
    """Choose the channels through which events are announced.

    POST /system/preferences/communication-channels/configure; vendor name
    `configureCommunicationChannelPreferences`; since 10.14.0.cl; repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, DEVELOPER, APPLICATION_ADMINISTRATION.
    """
    return await client.call(
        CONFIGURE_CHANNELS,
        body={"cluster_preferences": cluster_preferences, "org_preferences": org_preferences},
    )


VALIDATE_CHANNEL: Final[Operation[ChannelValidation]] = Operation(
    "v2.system.validate_channel",
    "POST",
    "/api/rest/2.0/system/communication-channels/validate",
    ChannelValidation,
    vendor="validateCommunicationChannel",
    repeatable="no",
    since="26.4.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "CAN_MANAGE_WEBHOOKS"),
    body=(
        Param("channel_type", Literal["WEBHOOK"], required=True),
        Param("channel_identifier", str, required=True),
        Param("event_type", ChannelEvent, required=True),
    ),
)


async def validate_channel(
    client: Caller, *, channel_type: Literal["WEBHOOK"], channel_identifier: str, event_type: ChannelEvent
) -> ChannelValidation:
    """Send a test event through a channel and get what became of it.

    POST /system/communication-channels/validate; vendor name `validateCommunicationChannel`; since
    26.4.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, DEVELOPER, CAN_MANAGE_WEBHOOKS.
    """
    return await client.call(
        VALIDATE_CHANNEL,
        body={
            "channel_type": channel_type,
            "channel_identifier": channel_identifier,
            "event_type": event_type,
        },
    )


OPERATIONS: Final = (
    INFO,
    CONFIG,
    CONFIG_OVERRIDES,
    UPDATE_CONFIG,
    SEARCH_SECURITY,
    CONFIGURE_SECURITY,
    SEARCH_CHANNELS,
    CONFIGURE_CHANNELS,
    VALIDATE_CHANNEL,
)


class SystemApi(Group):
    """The system endpoints of one client."""

    info = info
    config = config
    config_overrides = config_overrides
    update_config = update_config
    search_security = search_security
    configure_security = configure_security
    search_channels = search_channels
    configure_channels = configure_channels
    validate_channel = validate_channel
