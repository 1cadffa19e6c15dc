# Rendered from spec/v2/webhooks.yaml by `python -m codegen`: edit that file, not this one.
"""Receivers that are told when a Liveboard schedule has run."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Pages, Param, Size
from aiothoughtspot._releases import Known
from aiothoughtspot._values import redacted
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import OpenToggle, SortOrder, Toggle

if TYPE_CHECKING:
    OpenStorageType: TypeAlias = Literal["AWS_S3", "GCP_GCS"] | str
else:
    OpenStorageType = str
if TYPE_CHECKING:
    OpenWebhookEvent: TypeAlias = Literal["LIVEBOARD_SCHEDULE"] | str
else:
    OpenWebhookEvent = str
StorageType: TypeAlias = Annotated[Literal["AWS_S3", "GCP_GCS"], Known((("26.7.0.cl", ("GCP_GCS",)),))]
WebhookEvent: TypeAlias = Literal["LIVEBOARD_SCHEDULE"]


@attrs.frozen(kw_only=True)
class WebhookSortOptionsInput:
    """Argument of `webhooks.search`.

    Attributes:
        field_name: The server assumes `CREATED`.
        order: The server assumes `DESC`.
    """

    field_name: Literal["CREATED", "MODIFIED", "NAME"] | Unset = UNSET
    order: SortOrder | Unset = UNSET


@attrs.frozen(kw_only=True)
class WebhookAuthApiKeyInput:
    """Part of `WebhookAuthenticationInput`."""

    key: str = attrs.field(metadata={"required": True})
    value: str = attrs.field(repr=redacted, metadata={"required": True})


@attrs.frozen(kw_only=True)
class WebhookAuthBasicAuthInput:
    """Part of `WebhookAuthenticationInput`."""

    username: str = attrs.field(metadata={"required": True})
    password: str = attrs.field(repr=redacted, metadata={"required": True})


@attrs.frozen(kw_only=True)
class WebhookAuthOAuth2Input:
    """Part of `WebhookAuthenticationInput`."""

    authorization_url: str = attrs.field(metadata={"required": True})
    client_id: str = attrs.field(metadata={"required": True})
    client_secret: str = attrs.field(repr=redacted, metadata={"required": True})


@attrs.frozen(kw_only=True)
class WebhookAuthenticationInput:
    """How the server logs in at the receiver: one of the four.

    Argument of `webhooks.create` and `webhooks.update`.
    """

    API_KEY: WebhookAuthApiKeyInput | Unset = UNSET
    BASIC_AUTH: WebhookAuthBasicAuthInput | Unset = UNSET
    BEARER_TOKEN: str | Unset = attrs.field(default=UNSET, repr=redacted)
    OAUTH2: WebhookAuthOAuth2Input | Unset = UNSET


@attrs.frozen(kw_only=True)
class WebhookSignatureVerificationInput:
    """Argument of `webhooks.create` and `webhooks.update`.

    Attributes:
        header: Name of the header that carries the signature of the raw body.
    """

    type: Literal["HMAC_SHA256"] = attrs.field(metadata={"required": True})
    header: str = attrs.field(metadata={"required": True})
    algorithm: Literal["SHA256"] = attrs.field(metadata={"required": True})
    secret: str = attrs.field(repr=redacted, metadata={"required": True})


@attrs.frozen(kw_only=True)
class AwsS3ConfigInput:
    """Part of `StorageConfigInput`."""

    bucket_name: str = attrs.field(metadata={"required": True})
    region: str = attrs.field(metadata={"required": True})
    role_arn: str = attrs.field(metadata={"required": True})
    external_id: str | Unset = UNSET
    path_prefix: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class GcpGcsConfigInput:
    """Part of `StorageConfigInput`."""

    bucket_name: str = attrs.field(metadata={"required": True})
    service_account_email: str = attrs.field(metadata={"required": True})
    path_prefix: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class StorageConfigInput:
    """Part of `StorageDestinationInput`.

    Attributes:
        gcp_gcs_config: Since 26.7.0.cl.
    """

    aws_s3_config: AwsS3ConfigInput | Unset = UNSET
    gcp_gcs_config: GcpGcsConfigInput | Unset = attrs.field(default=UNSET, metadata={"since": "26.7.0.cl"})


@attrs.frozen(kw_only=True)
class StorageDestinationInput:
    """Argument of `webhooks.create` and `webhooks.update`."""

    storage_type: StorageType = attrs.field(metadata={"required": True})
    storage_config: StorageConfigInput = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class WebhookKeyValuePairInput:
    """Argument of `webhooks.create` and `webhooks.update`."""

    key: str = attrs.field(metadata={"required": True})
    value: str = attrs.field(repr=redacted, metadata={"required": True})


@attrs.define(kw_only=True)
class WebhookOrg:
    """Part of `Webhook`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class WebhookAuthApiKey:
    """Part of `WebhookAuthentication`."""

    key: str
    value: str = attrs.field(repr=redacted)


@attrs.define(kw_only=True)
class WebhookAuthBasicAuth:
    """Part of `WebhookAuthentication`."""

    username: str
    password: str = attrs.field(repr=redacted)


@attrs.define(kw_only=True)
class WebhookAuthOAuth2:
    """Part of `WebhookAuthentication`."""

    authorization_url: str
    client_id: str
    client_secret: str = attrs.field(repr=redacted)


@attrs.define(kw_only=True)
class WebhookAuthentication:
    """How the server logs in at the receiver: one of the four, secrets masked.

    Part of `Webhook`.
    """

    API_KEY: WebhookAuthApiKey | None = None
    BASIC_AUTH: WebhookAuthBasicAuth | None = None
    BEARER_TOKEN: str | None = attrs.field(default=None, repr=redacted)
    OAUTH2: WebhookAuthOAuth2 | None = None


@attrs.define(kw_only=True)
class WebhookSignatureVerification:
    """Part of `Webhook`."""

    type: str
    header: str
    algorithm: str
    secret: str = attrs.field(repr=redacted)


@attrs.define(kw_only=True)
class WebhookKeyValuePair:
    """Part of `Webhook`."""

    key: str
    value: str = attrs.field(repr=redacted)


@attrs.define(kw_only=True)
class WebhookUser:
    """Part of `Webhook`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class AwsS3Config:
    """Part of `StorageConfig`."""

    bucket_name: str
    region: str
    role_arn: str
    external_id: str | None = None
    path_prefix: str | None = None


@attrs.define(kw_only=True)
class GcpGcsConfig:
    """Part of `StorageConfig`."""

    bucket_name: str
    service_account_email: str
    path_prefix: str | None = None


@attrs.define(kw_only=True)
class StorageConfig:
    """Part of `StorageDestination`.

    Attributes:
        gcp_gcs_config: Since 26.7.0.cl.
    """

    aws_s3_config: AwsS3Config | None = None
    gcp_gcs_config: GcpGcsConfig | None = attrs.field(default=None, metadata={"since": "26.7.0.cl"})


@attrs.define(kw_only=True)
class StorageDestination:
    """Part of `Webhook`."""

    storage_type: OpenStorageType
    storage_config: StorageConfig


@attrs.define(kw_only=True)
class Webhook:
    """Answer of `webhooks.create`, and part of `WebhookList` and `DeletedWebhooks`.

    Attributes:
        additional_headers: Since 26.4.0.cl.
        storage_destination: Since 26.3.0.cl.
        status: Since 26.7.0.cl.
    """

    id: str
    name: str
    url: str
    events: list[OpenWebhookEvent]
    creation_time_in_millis: int | float
    modification_time_in_millis: int | float
    description: str | None = None
    org: WebhookOrg | None = None
    url_params: dict[str, Any] | None = attrs.field(default=None, repr=redacted)
    authentication: WebhookAuthentication | None = None
    signature_verification: WebhookSignatureVerification | None = None
    additional_headers: list[WebhookKeyValuePair] | None = attrs.field(
        default=None, metadata={"since": "26.4.0.cl"}
    )
    created_by: WebhookUser | None = None
    last_modified_by: WebhookUser | None = None
    storage_destination: StorageDestination | None = attrs.field(
        default=None, metadata={"since": "26.3.0.cl"}
    )
    status: OpenToggle | None = attrs.field(default=None, metadata={"since": "26.7.0.cl"})

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modification_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.modification_time_in_millis, "ms")


@attrs.define(kw_only=True)
class WebhookPagination:
    """Part of `WebhookList`."""

    record_offset: int
    record_size: int
    total_count: int
    has_more: bool


@attrs.define(kw_only=True)
class WebhookList:
    """Answer of `webhooks.search`."""

    webhooks: list[Webhook]
    pagination: WebhookPagination


@attrs.define(kw_only=True)
class WebhookDeleteFailure:
    """Part of `DeletedWebhooks`."""

    id: str
    name: str
    error: str


@attrs.define(kw_only=True)
class DeletedWebhooks:
    """Which webhooks were deleted, and which could not be.

    Answer of `webhooks.delete`.
    """

    deleted_count: int
    failed_count: int
    deleted_webhooks: list[Webhook]
    failed_webhooks: list[WebhookDeleteFailure]


@attrs.define(kw_only=True)
class StorageSetupConfig:
    """Part of `StorageSetup`."""

    config_type: str
    setup_instructions: list[str]
    aws_account_id: str | None = None
    gcp_service_account_id: str | None = None
    oidc_provider: str | None = None
    trust_policy_template: dict[str, Any] | None = None
    service_account_email: str | None = None
    required_role: str | None = None


@attrs.define(kw_only=True)
class StorageSetup:
    """Answer of `webhooks.storage_config`."""

    storage_type: str
    provider: OpenStorageType
    config: StorageSetupConfig


SEARCH: Final[Operation[WebhookList]] = Operation(
    "v2.webhooks.search",
    "POST",
    "/api/rest/2.0/webhooks/search",
    WebhookList,
    vendor="searchWebhookConfigurations",
    repeatable="read",
    since="10.14.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "CAN_MANAGE_WEBHOOKS"),
    pages=Pages(
        shape="more", offset="record_offset", size="record_size", items="webhooks", flag="pagination.has_more"
    ),
    body=(
        Param("org_identifier", str),
        Param("webhook_identifier", str),
        Param("event_type", WebhookEvent),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("sort_options", WebhookSortOptionsInput),
        Param("status", Toggle, since="26.7.0.cl"),
    ),
)


async def search(
    client: Caller,
    *,
    org_identifier: str | Unset = UNSET,
    webhook_identifier: str | Unset = UNSET,
    event_type: WebhookEvent | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    sort_options: WebhookSortOptionsInput | Unset = UNSET,
    status: Toggle | Unset = UNSET,
) -> WebhookList:
    """Find webhooks.

    POST /webhooks/search; vendor name `searchWebhookConfigurations`; since 10.14.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DEVELOPER, CAN_MANAGE_WEBHOOKS.

    Args:
        record_offset: The server assumes `0`.
        record_size: The server assumes `50`.
        status: Since 26.7.0.cl.
    """
    return await client.call(
        SEARCH,
        body={
            "org_identifier": org_identifier,
            "webhook_identifier": webhook_identifier,
            "event_type": event_type,
            "record_offset": record_offset,
            "record_size": record_size,
            "sort_options": sort_options,
            "status": status,
        },
    )


CREATE: Final[Operation[Webhook]] = Operation(
    "v2.webhooks.create",
    "POST",
    "/api/rest/2.0/webhooks/create",
    Webhook,
    vendor="createWebhookConfiguration",
    repeatable="no",
    since="10.14.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "CAN_MANAGE_WEBHOOKS"),
    body=(
        Param("name", str, required=True),
        Param("description", str),
        Param("url", str, required=True),
        Param("url_params", dict[str, Any]),
        Param("events", list[WebhookEvent], required=True),
        Param("authentication", WebhookAuthenticationInput),
        Param("signature_verification", WebhookSignatureVerificationInput),
        Param("storage_destination", StorageDestinationInput, since="26.3.0.cl"),
        Param("additional_headers", list[WebhookKeyValuePairInput], since="26.4.0.cl"),
        Param("status", Toggle, since="26.7.0.cl"),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    url: str,
    events: list[WebhookEvent],
    description: str | Unset = UNSET,
    url_params: dict[str, Any] | Unset = UNSET,
    authentication: WebhookAuthenticationInput | Unset = UNSET,
    signature_verification: WebhookSignatureVerificationInput | Unset = UNSET,
    storage_destination: StorageDestinationInput | Unset = UNSET,
    additional_headers: list[WebhookKeyValuePairInput] | Unset = UNSET,
    status: Toggle | Unset = UNSET,
) -> Webhook:
    """Create a webhook and get it back.

    POST /webhooks/create; vendor name `createWebhookConfiguration`; since 10.14.0.cl; never repeated
    blindly.
    Privileges, any of: ADMINISTRATION, DEVELOPER, CAN_MANAGE_WEBHOOKS.
    An org has one webhook for schedules. The receiver must answer within 5 seconds.

    Args:
        storage_destination: Since 26.3.0.cl.
        additional_headers: Since 26.4.0.cl.
        status: Since 26.7.0.cl.
    """
    _call = client.call(
        CREATE,
        body={
            "name": name,
            "description": description,
            "url": url,
            "url_params": url_params,
            "events": events,
            "authentication": authentication,
            "signature_verification": signature_verification,
            "storage_destination": storage_destination,
            "additional_headers": additional_headers,
            "status": status,
        },
    )
    # Some print the locals of a traceback.
    del url_params
    return await _call


UPDATE: Final[Operation[None]] = Operation(
    "v2.webhooks.update",
    "POST",
    "/api/rest/2.0/webhooks/{webhook_identifier}/update",
    None,
    vendor="updateWebhookConfiguration",
    repeatable="same_end_state",
    since="10.14.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "CAN_MANAGE_WEBHOOKS"),
    path_params=(Param("webhook_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("description", str),
        Param("url", str),
        Param("url_params", dict[str, Any]),
        Param("events", list[WebhookEvent]),
        Param("authentication", WebhookAuthenticationInput),
        Param("signature_verification", WebhookSignatureVerificationInput),
        Param("storage_destination", StorageDestinationInput, since="26.3.0.cl"),
        Param("additional_headers", list[WebhookKeyValuePairInput], since="26.4.0.cl"),
        Param("status", Toggle, since="26.7.0.cl"),
        Param(
            "reset_options",
            list[Literal["AUTHENTICATION", "SIGNATURE_VERIFICATION", "STORAGE_DESTINATION"]],
            since="26.7.0.cl",
        ),
    ),
)


async def update(
    client: Caller,
    webhook_identifier: str,
    *,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    url: str | Unset = UNSET,
    url_params: dict[str, Any] | Unset = UNSET,
    events: list[WebhookEvent] | Unset = UNSET,
    authentication: WebhookAuthenticationInput | Unset = UNSET,
    signature_verification: WebhookSignatureVerificationInput | Unset = UNSET,
    storage_destination: StorageDestinationInput | Unset = UNSET,
    additional_headers: list[WebhookKeyValuePairInput] | Unset = UNSET,
    status: Toggle | Unset = UNSET,
    reset_options: list[Literal["AUTHENTICATION", "SIGNATURE_VERIFICATION", "STORAGE_DESTINATION"]]
    | Unset = UNSET,
) -> None:
    """Change a webhook; fields left out stay as they are.

    POST /webhooks/{webhook_identifier}/update; vendor name `updateWebhookConfiguration`; since 10.14.0.cl;
    repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, DEVELOPER, CAN_MANAGE_WEBHOOKS.

    Args:
        storage_destination: Since 26.3.0.cl.
        additional_headers: Since 26.4.0.cl.
        status: Since 26.7.0.cl.
        reset_options: Since 26.7.0.cl.
    """
    _call = client.call(
        UPDATE,
        path={"webhook_identifier": webhook_identifier},
        body={
            "name": name,
            "description": description,
            "url": url,
            "url_params": url_params,
            "events": events,
            "authentication": authentication,
            "signature_verification": signature_verification,
            "storage_destination": storage_destination,
            "additional_headers": additional_headers,
            "status": status,
            "reset_options": reset_options,
        },
    )
    # Some print the locals of a traceback.
    del url_params
    return await _call


DELETE: Final[Operation[DeletedWebhooks]] = Operation(
    "v2.webhooks.delete",
    "POST",
    "/api/rest/2.0/webhooks/delete",
    DeletedWebhooks,
    vendor="deleteWebhookConfigurations",
    repeatable="same_end_state",
    since="10.14.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "CAN_MANAGE_WEBHOOKS"),
    body=(Param("webhook_identifiers", list[str], required=True),),
)


async def delete(client: Caller, *, webhook_identifiers: list[str]) -> DeletedWebhooks:
    """Delete webhooks and get which went and which did not.

    POST /webhooks/delete; vendor name `deleteWebhookConfigurations`; since 10.14.0.cl; repeating it ends in
    the same state.
    Privileges, any of: ADMINISTRATION, DEVELOPER, CAN_MANAGE_WEBHOOKS.
    Failures come inside a success, in failed_webhooks.
    """
    return await client.call(DELETE, body={"webhook_identifiers": webhook_identifiers})


STORAGE_CONFIG: Final[Operation[list[StorageSetup]]] = Operation(
    "v2.webhooks.storage_config",
    "GET",
    "/api/rest/2.0/webhooks/storage-config",
    list[StorageSetup],
    vendor="getWebhookStorageConfig",
    repeatable="read",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER", "CAN_MANAGE_WEBHOOKS"),
)


async def storage_config(client: Caller) -> list[StorageSetup]:
    """Get what must be set up at a storage provider before a webhook can write there.

    GET /webhooks/storage-config; vendor name `getWebhookStorageConfig`; since 26.7.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DEVELOPER, CAN_MANAGE_WEBHOOKS.
    """
    return await client.call(STORAGE_CONFIG)


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    STORAGE_CONFIG,
)


class WebhooksApi(Group):
    """The webhooks endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    storage_config = storage_config
