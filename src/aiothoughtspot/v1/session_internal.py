# Rendered from spec/v1/session_internal.yaml by `python -m codegen`: edit that file, not this one.
"""Undocumented session routes, most of them twins of public ones."""

from datetime import datetime
from typing import Any, Final

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot._values import redacted
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset


@attrs.define(kw_only=True)
class FormatPattern:
    """How the user interface writes times.

    Part of `SessionInfo`.
    """

    format_pattern: str | None = attrs.field(default=None, metadata={"name": "formatPattern"})


@attrs.define(kw_only=True)
class SessionInfo:
    """The caller and the session.

    Answer of `session_internal.info`.

    Attributes:
        expiration_time: End of the session.
        timezone: Time zone of the cluster.
    """

    user_name: str | None = attrs.field(default=None, metadata={"name": "userName"})
    user_display_name: str | None = attrs.field(default=None, metadata={"name": "userDisplayName"})
    user_email: str | None = attrs.field(default=None, metadata={"name": "userEmail"})
    user_guid: str | None = attrs.field(default=None, metadata={"name": "userGUID"})
    user_created_time: int | float | None = attrs.field(default=None, metadata={"name": "userCreatedTime"})
    user_expiration_time: int | float | None = attrs.field(
        default=None, metadata={"name": "userExpirationTime"}
    )
    expiration_time: int | float | None = attrs.field(default=None, metadata={"name": "expirationTime"})
    api_version: str | None = attrs.field(default=None, metadata={"name": "apiVersion"})
    can_change_password: bool | None = attrs.field(default=None, metadata={"name": "canChangePassword"})
    is_system_user: bool | None = attrs.field(default=None, metadata={"name": "isSystemUser"})
    logical_model_version: int | None = attrs.field(default=None, metadata={"name": "logicalModelVersion"})
    user_group_mask: int | None = attrs.field(default=None, metadata={"name": "userGroupMask"})
    privileges: list[str] | None = None
    auth_token: str | None = attrs.field(default=None, repr=redacted, metadata={"name": "authToken"})
    locale: str | None = None
    timezone: str | None = None
    date_format: FormatPattern | None = attrs.field(default=None, metadata={"name": "dateFormat"})
    time_format: FormatPattern | None = attrs.field(default=None, metadata={"name": "timeFormat"})
    date_time_format: FormatPattern | None = attrs.field(default=None, metadata={"name": "dateTimeFormat"})
    integer_format: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "integerFormat"})
    decimal_format: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "decimalFormat"})
    client_state: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "clientState"})
    config_info: dict[str, Any] | None = attrs.field(default=None, metadata={"name": "configInfo"})

    @property
    def user_creation(self) -> datetime | None:
        """`user_created_time` as an aware UTC datetime, or None."""
        return epoch(self.user_created_time, "ms")

    @property
    def user_expiration(self) -> datetime | None:
        """`user_expiration_time` as an aware UTC datetime, or None."""
        return epoch(self.user_expiration_time, "ms")

    @property
    def expiration(self) -> datetime | None:
        """`expiration_time` as an aware UTC datetime, or None."""
        return epoch(self.expiration_time, "s")


@attrs.define(kw_only=True)
class SessionOrg:
    """One org as the session sees it.

    Part of `SessionOrgs`.

    Attributes:
        org_id: 0 is the primary org.
        all_user_group_id: Id of the group of all users.
    """

    org_id: int = attrs.field(metadata={"name": "orgId"})
    org_name: str = attrs.field(metadata={"name": "orgName"})
    description: str | None = None
    all_user_group_id: str | None = attrs.field(default=None, metadata={"name": "allUserGroupId"})
    default_admin_user_group_id: str | None = attrs.field(
        default=None, metadata={"name": "defaultAdminUserGroupId"}
    )
    is_active: bool | None = attrs.field(default=None, metadata={"name": "isActive"})


@attrs.define(kw_only=True)
class SessionOrgs:
    """Orgs one may enter.

    Answer of `session_internal.orgs`.
    """

    orgs: list[SessionOrg] | None = None
    can_administer_all_orgs: bool | None = attrs.field(
        default=None, metadata={"name": "canAdministerAllOrgs"}
    )
    current_org_id: int | None = attrs.field(default=None, metadata={"name": "currentOrgId"})


IS_ACTIVE: Final[Operation[None]] = Operation(
    "v1.session_internal.is_active",
    "GET",
    "/callosum/v1/session/isactive",
    None,
    vendor="session_is_active",
    repeatable="read",
    deprecated=Deprecation(None, "v2.authentication.validate_token"),
    private=True,
)


async def is_active(client: Caller) -> None:
    """Fail unless the session or the token is good; clients also keep sessions awake with it.

    GET /callosum/v1/session/isactive; vendor name `session_is_active`; a read.
    Deprecated: use `v2.authentication.validate_token`.
    Needs `Options(private_routes=True)`.
    """
    return await client.call(IS_ACTIVE)


INFO: Final[Operation[SessionInfo]] = Operation(
    "v1.session_internal.info",
    "GET",
    "/callosum/v1/session/info",
    SessionInfo,
    vendor="internal_session_info",
    repeatable="read",
    deprecated=Deprecation(None, "v2.authentication.current_user"),
    private=True,
)


async def info(client: Caller) -> SessionInfo:
    """Tell who the caller is, as `v1.session.info` does.

    GET /callosum/v1/session/info; vendor name `internal_session_info`; a read.
    Deprecated: use `v2.authentication.current_user`.
    Needs `Options(private_routes=True)`.
    Older clusters have it too.
    """
    return await client.call(INFO)


LOGIN: Final[Operation[None]] = Operation(
    "v1.session_internal.login",
    "POST",
    "/callosum/v1/session/login",
    None,
    vendor="internal_login",
    repeatable="no",
    deprecated=Deprecation(None, "v2.authentication.login"),
    form=(
        Param("username", str, required=True),
        Param("password", str, required=True),
    ),
    auth=False,
    private=True,
)


async def login(client: Caller, *, username: str, password: str) -> None:
    """Open a session with name and password, as `v1.session.login` does.

    POST /callosum/v1/session/login; vendor name `internal_login`; never repeated blindly.
    Deprecated: use `v2.authentication.login`.
    Needs `Options(private_routes=True)`.
    """
    _call = client.call(LOGIN, form={"username": username, "password": password})
    # Some print the locals of a traceback.
    del password
    return await _call


LOGIN_TOKEN: Final[Operation[None]] = Operation(
    "v1.session_internal.login_token",
    "POST",
    "/callosum/v1/session/login/token",
    None,
    vendor="internal_login_with_token",
    repeatable="no",
    deprecated=Deprecation(None, "v2.authentication.full_token"),
    form=(
        Param("username", str),
        Param("auth_token", str, required=True),
    ),
    auth=False,
    private=True,
)


async def login_token(client: Caller, *, auth_token: str, username: str | Unset = UNSET) -> None:
    """Open a session with a login token, as `v1.session.login_token` does.

    POST /callosum/v1/session/login/token; vendor name `internal_login_with_token`; never repeated blindly.
    Deprecated: use `v2.authentication.full_token`.
    Needs `Options(private_routes=True)`.
    The server can answer with a redirect (302), which is not followed and raises an `ApiError`.
    """
    _call = client.call(LOGIN_TOKEN, form={"username": username, "auth_token": auth_token})
    # Some print the locals of a traceback.
    del auth_token
    return await _call


LOGOUT: Final[Operation[None]] = Operation(
    "v1.session_internal.logout",
    "POST",
    "/callosum/v1/session/logout",
    None,
    vendor="internal_logout",
    repeatable="same_end_state",
    deprecated=Deprecation(None, "v2.authentication.logout"),
    private=True,
)


async def logout(client: Caller) -> None:
    """End the session, as `v1.session.logout` does.

    POST /callosum/v1/session/logout; vendor name `internal_logout`; repeating it ends in the same state.
    Deprecated: use `v2.authentication.logout`.
    Needs `Options(private_routes=True)`.
    """
    return await client.call(LOGOUT)


ORGS: Final[Operation[SessionOrgs]] = Operation(
    "v1.session_internal.orgs",
    "GET",
    "/callosum/v1/session/orgs",
    SessionOrgs,
    vendor="internal_list_session_orgs",
    repeatable="read",
    deprecated=Deprecation(None, "v2.orgs.search"),
    pages=Pages(shape="offset_batch", offset="offset", size="batchsize", items="orgs"),
    query=(
        Param("batchsize", Size),
        Param("offset", int, min=-1),
    ),
    private=True,
)


async def orgs(
    client: Caller, *, batchsize: Size | Unset = UNSET, offset: int | Unset = UNSET
) -> SessionOrgs:
    """List the orgs the caller may enter, as `v1.session.orgs` does.

    GET /callosum/v1/session/orgs; vendor name `internal_list_session_orgs`; a read.
    Deprecated: use `v2.orgs.search`.
    Needs `Options(private_routes=True)`.

    Args:
        batchsize: Orgs per page. The server assumes `-1`.
        offset: First org; -1 is the start. At least -1. The server assumes `-1`.
    """
    return await client.call(ORGS, query={"batchsize": batchsize, "offset": offset})


SAML_LOGIN: Final[Operation[None]] = Operation(
    "v1.session_internal.saml_login",
    "GET",
    "/callosum/v1/saml/login",
    None,
    vendor="saml_login",
    repeatable="read",
    deprecated=Deprecation(None, None),
    query=(Param("targetURLPath", str, required=True, py="target_url_path"),),
    auth=False,
    private=True,
)


async def saml_login(client: Caller, *, target_url_path: str) -> None:
    """Where a browser starts to log in by SAML.

    GET /callosum/v1/saml/login; vendor name `saml_login`; a read.
    Deprecated. Nothing replaces it.
    Needs `Options(private_routes=True)`.
    For browsers. The answer is a redirect (302) to the identity provider, which is not followed and raises
    an `ApiError`.

    Args:
        target_url_path: Where the browser ends up.
    """
    return await client.call(SAML_LOGIN, query={"targetURLPath": target_url_path})


OIDC_LOGIN: Final[Operation[None]] = Operation(
    "v1.session_internal.oidc_login",
    "GET",
    "/callosum/v1/oidc/login",
    None,
    vendor="oidc_login",
    repeatable="read",
    deprecated=Deprecation(None, None),
    query=(Param("targetURLPath", str, required=True, py="target_url_path"),),
    auth=False,
    private=True,
)


async def oidc_login(client: Caller, *, target_url_path: str) -> None:
    """Where a browser starts to log in by OpenID Connect.

    GET /callosum/v1/oidc/login; vendor name `oidc_login`; a read.
    Deprecated. Nothing replaces it.
    Needs `Options(private_routes=True)`.
    For browsers. The answer is a redirect (302) to the identity provider, which is not followed and raises
    an `ApiError`.

    Args:
        target_url_path: Where the browser ends up.
    """
    return await client.call(OIDC_LOGIN, query={"targetURLPath": target_url_path})


SYSTEM_CONFIG: Final[Operation[dict[str, Any]]] = Operation(
    "v1.session_internal.system_config",
    "GET",
    "/callosum/v1/system/config",
    dict[str, Any],
    vendor="internal_system_config",
    repeatable="read",
    deprecated=Deprecation(None, "v2.system.config"),
    private=True,
)


async def system_config(client: Caller) -> dict[str, Any]:
    """Read settings of the user interface.

    GET /callosum/v1/system/config; vendor name `internal_system_config`; a read.
    Deprecated: use `v2.system.config`.
    Needs `Options(private_routes=True)`.
    """
    return await client.call(SYSTEM_CONFIG)


OPERATIONS: Final = (
    IS_ACTIVE,
    INFO,
    LOGIN,
    LOGIN_TOKEN,
    LOGOUT,
    ORGS,
    SAML_LOGIN,
    OIDC_LOGIN,
    SYSTEM_CONFIG,
)


class SessionInternalApi(Group):
    """The session_internal endpoints of one client."""

    is_active = is_active
    info = info
    login = login
    login_token = login_token
    logout = logout
    orgs = orgs
    saml_login = saml_login
    oidc_login = oidc_login
    system_config = system_config
