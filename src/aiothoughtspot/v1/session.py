# Rendered from spec/v1/session.yaml by `python -m codegen`: edit that file, not this one.
"""Cookie sessions, login tokens, and what the session of the caller knows."""

from datetime import datetime
from typing import Any, Final, Literal

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Rule, Size
from aiothoughtspot._values import redacted
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v1.shared import OrgScope


@attrs.frozen(kw_only=True)
class JWTParameter:
    """One filter, one sort or one parameter value of a token.

    Part of `JWTUserOptions`.
    """

    runtime_filter: dict[str, Any] | Unset = UNSET
    runtime_sort: dict[str, Any] | Unset = UNSET
    runtime_param_override: dict[str, Any] | Unset = UNSET


@attrs.frozen(kw_only=True)
class JWTMetadataObject:
    """An object that the token's filters apply to.

    Part of `JWTUserOptions`.
    """

    type: Literal["LOGICAL_TABLE"] | Unset = UNSET
    identifier: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class JWTUserOptions:
    """What a token filters and overrides.

    Argument of `session.auth_token`.
    """

    parameters: list[JWTParameter] | Unset = UNSET
    metadata: list[JWTMetadataObject] | Unset = UNSET


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
    description: str
    is_active: bool = attrs.field(metadata={"name": "isActive"})
    all_user_group_id: str | None = attrs.field(default=None, metadata={"name": "allUserGroupId"})
    default_admin_user_group_id: str | None = attrs.field(
        default=None, metadata={"name": "defaultAdminUserGroupId"}
    )


@attrs.define(kw_only=True)
class SessionOrgs:
    """Orgs one may enter.

    Answer of `session.orgs` and `session.user_orgs`.
    """

    orgs: list[SessionOrg]
    can_administer_all_orgs: bool = attrs.field(metadata={"name": "canAdministerAllOrgs"})
    current_org_id: int = attrs.field(metadata={"name": "currentOrgId"})


@attrs.define(kw_only=True)
class FormatPattern:
    """How the user interface writes times.

    Part of `SessionInfo`.
    """

    format_pattern: str = attrs.field(metadata={"name": "formatPattern"})


@attrs.define(kw_only=True)
class SessionInfo:
    """The caller and the session.

    Answer of `session.info`.

    Attributes:
        expiration_time: End of the session.
        timezone: Time zone of the cluster.
    """

    user_name: str = attrs.field(metadata={"name": "userName"})
    user_display_name: str = attrs.field(metadata={"name": "userDisplayName"})
    user_email: str = attrs.field(metadata={"name": "userEmail"})
    user_guid: str = attrs.field(metadata={"name": "userGUID"})
    user_created_time: int | float = attrs.field(metadata={"name": "userCreatedTime"})
    user_expiration_time: int | float = attrs.field(metadata={"name": "userExpirationTime"})
    expiration_time: int | float = attrs.field(metadata={"name": "expirationTime"})
    api_version: str = attrs.field(metadata={"name": "apiVersion"})
    can_change_password: bool = attrs.field(metadata={"name": "canChangePassword"})
    is_system_user: bool = attrs.field(metadata={"name": "isSystemUser"})
    logical_model_version: int = attrs.field(metadata={"name": "logicalModelVersion"})
    user_group_mask: int = attrs.field(metadata={"name": "userGroupMask"})
    privileges: list[str]
    auth_token: str = attrs.field(repr=redacted, metadata={"name": "authToken"})
    locale: str
    timezone: str
    date_format: FormatPattern = attrs.field(metadata={"name": "dateFormat"})
    time_format: FormatPattern = attrs.field(metadata={"name": "timeFormat"})
    date_time_format: FormatPattern = attrs.field(metadata={"name": "dateTimeFormat"})
    integer_format: dict[str, Any] = attrs.field(metadata={"name": "integerFormat"})
    decimal_format: dict[str, Any] = attrs.field(metadata={"name": "decimalFormat"})
    client_state: dict[str, Any] = attrs.field(metadata={"name": "clientState"})
    config_info: dict[str, Any] = attrs.field(metadata={"name": "configInfo"})

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


LOGIN: Final[Operation[None]] = Operation(
    "v1.session.login",
    "POST",
    "/callosum/v1/tspublic/v1/session/login",
    None,
    vendor="login",
    repeatable="no",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.authentication.login"),
    form=(
        Param("username", str, required=True),
        Param("password", str, required=True),
        Param("rememberme", bool),
        Param("orgid", int, since="9.2.0.cl"),
    ),
    auth=False,
)


async def login(
    client: Caller,
    *,
    username: str,
    password: str,
    rememberme: bool | Unset = UNSET,
    orgid: int | Unset = UNSET,
) -> None:
    """Open a session with name and password; the answer's cookies are the session.

    POST /session/login; vendor name `login`; since ts7.april.cl; never repeated blindly.
    Deprecated: use `v2.authentication.login`.
    Fails for everyone while multi-factor authentication is on.

    Args:
        rememberme: Keep the session longer when idle. The server assumes `False`.
        orgid: Org to start in; left out for the last one used. Since 9.2.0.cl.
    """
    _call = client.call(
        LOGIN, form={"username": username, "password": password, "rememberme": rememberme, "orgid": orgid}
    )
    # Some print the locals of a traceback.
    del password
    return await _call


LOGOUT: Final[Operation[None]] = Operation(
    "v1.session.logout",
    "POST",
    "/callosum/v1/tspublic/v1/session/logout",
    None,
    vendor="logout",
    repeatable="same_end_state",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.authentication.logout"),
)


async def logout(client: Caller) -> None:
    """End the session.

    POST /session/logout; vendor name `logout`; since ts7.april.cl; repeating it ends in the same state.
    Deprecated: use `v2.authentication.logout`.
    """
    return await client.call(LOGOUT)


AUTH_TOKEN: Final[Operation[str]] = Operation(
    "v1.session.auth_token",
    "POST",
    "/callosum/v1/tspublic/v1/session/auth/token",
    str,
    vendor="request_auth_token",
    repeatable="no",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.authentication.full_token"),
    form=(
        Param("secret_key", str, required=True),
        Param("username", str, required=True),
        Param("access_level", Literal["FULL", "REPORT_BOOK_VIEW"], required=True),
        Param("id", str),
        Param("orgid", int, since="8.10.0.cl"),
        Param("email", str),
        Param("display_name", str),
        Param("groups", list[str], since="8.9.0.cl"),
        Param("autocreate", bool, since="8.9.0.cl"),
        Param("jwt_user_options", JWTUserOptions, since="9.12.5.cl"),
    ),
    rules=(
        Rule("needs", ("access_level", "id"), ("REPORT_BOOK_VIEW",)),
        Rule("needs", ("groups", "autocreate")),
    ),
    auth=False,
    accept="text/plain",
)


async def auth_token(
    client: Caller,
    *,
    secret_key: str,
    username: str,
    access_level: Literal["FULL", "REPORT_BOOK_VIEW"],
    id: str | Unset = UNSET,
    orgid: int | Unset = UNSET,
    email: str | Unset = UNSET,
    display_name: str | Unset = UNSET,
    groups: list[str] | Unset = UNSET,
    autocreate: bool | Unset = UNSET,
    jwt_user_options: JWTUserOptions | Unset = UNSET,
) -> str:
    """Make a login token for a user with the cluster's secret key, as plain text.

    POST /session/auth/token; vendor name `request_auth_token`; since ts7.april.cl; never repeated blindly.
    Deprecated: use `v2.authentication.full_token`.
    Good for `session.login_token` only, and valid until 5 minutes after the next token made with the same
    key. A bad key or name is answered with 500. The twin of REPORT_BOOK_VIEW is
    `v2.authentication.object_token`.

    Args:
        secret_key: As good as an administrator's password.
        access_level: Everything, or one object to look at.
        id: Id of that object.
        orgid: Org of the token; left out for the last one used. Since 8.10.0.cl.
        groups: Names of groups for the new user; missing ones are made. Since 8.9.0.cl.
        autocreate: Make the user if there is none. The server assumes `False`. Since 8.9.0.cl.
        jwt_user_options: Filters and parameter values bound to the token. Since 9.12.5.cl.
    """
    _call = client.call(
        AUTH_TOKEN,
        form={
            "secret_key": secret_key,
            "username": username,
            "access_level": access_level,
            "id": id,
            "orgid": orgid,
            "email": email,
            "display_name": display_name,
            "groups": groups,
            "autocreate": autocreate,
            "jwt_user_options": jwt_user_options,
        },
    )
    # Some print the locals of a traceback.
    del secret_key
    return await _call


LOGIN_TOKEN: Final[Operation[None]] = Operation(
    "v1.session.login_token",
    "POST",
    "/callosum/v1/tspublic/v1/session/login/token",
    None,
    vendor="login_with_token",
    repeatable="no",
    since="ts8.nov.cl",
    deprecated=Deprecation(None, "v2.authentication.full_token"),
    form=(
        Param("username", str, required=True),
        Param("auth_token", str, required=True),
        Param("redirect_url", str),
        Param("no_url_redirection", bool, required=True),
    ),
    auth=False,
    accept="text/plain",
)


async def login_token(
    client: Caller,
    *,
    username: str,
    auth_token: str,
    no_url_redirection: bool,
    redirect_url: str | Unset = UNSET,
) -> None:
    """Open a session with a login token of v1 or v2.

    POST /session/login/token; vendor name `login_with_token`; since ts8.nov.cl; never repeated blindly.
    Deprecated: use `v2.authentication.full_token`.

    Args:
        redirect_url: Where a browser would go next.
        no_url_redirection: True for a plain answer; false is for browsers. The server assumes `False`.
    """
    _call = client.call(
        LOGIN_TOKEN,
        form={
            "username": username,
            "auth_token": auth_token,
            "redirect_url": redirect_url,
            "no_url_redirection": no_url_redirection,
        },
    )
    # Some print the locals of a traceback.
    del auth_token
    return await _call


LOGIN_TOKEN_GET: Final[Operation[None]] = Operation(
    "v1.session.login_token_get",
    "GET",
    "/callosum/v1/tspublic/v1/session/login/token",
    None,
    vendor="login_with_token_get",
    repeatable="no",
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.authentication.full_token"),
    query=(
        Param("username", str, required=True),
        Param("auth_token", str, required=True),
        Param("redirect_url", str),
        Param("no_url_redirection", bool, required=True),
    ),
    auth=False,
    accept="text/html",
)


async def login_token_get(
    client: Caller,
    *,
    username: str,
    auth_token: str,
    no_url_redirection: bool,
    redirect_url: str | Unset = UNSET,
) -> None:
    """Open a session with a login token in the URL; `login_token` keeps it out of there.

    GET /session/login/token; vendor name `login_with_token_get`; since ts7.may.cl; never repeated blindly.
    Deprecated: use `v2.authentication.full_token`.

    Args:
        redirect_url: Where a browser would go next.
        no_url_redirection: True for a plain answer; false is for browsers. The server assumes `False`.
    """
    _call = client.call(
        LOGIN_TOKEN_GET,
        query={
            "username": username,
            "auth_token": auth_token,
            "redirect_url": redirect_url,
            "no_url_redirection": no_url_redirection,
        },
    )
    # Some print the locals of a traceback.
    del auth_token
    return await _call


INFO: Final[Operation[SessionInfo]] = Operation(
    "v1.session.info",
    "GET",
    "/callosum/v1/tspublic/v1/session/info",
    SessionInfo,
    vendor="get_session_info",
    repeatable="read",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.authentication.current_user"),
)


async def info(client: Caller) -> SessionInfo:
    """Tell who the caller is, with locale, formats, privileges and cluster settings.

    GET /session/info; vendor name `get_session_info`; since ts7.sep.cl; a read.
    Deprecated: use `v2.authentication.current_user`.
    """
    return await client.call(INFO)


ORGS: Final[Operation[SessionOrgs]] = Operation(
    "v1.session.orgs",
    "GET",
    "/callosum/v1/tspublic/v1/session/orgs",
    SessionOrgs,
    vendor="list_session_orgs",
    repeatable="read",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.orgs.search"),
    pages=Pages(shape="offset_batch", offset="offset", size="batchsize", items="orgs"),
    query=(
        Param("batchsize", Size),
        Param("offset", int, min=-1),
    ),
)


async def orgs(
    client: Caller, *, batchsize: Size | Unset = UNSET, offset: int | Unset = UNSET
) -> SessionOrgs:
    """List the orgs the caller may enter, and name the current one.

    GET /session/orgs; vendor name `list_session_orgs`; since 8.10.0.cl; a read.
    Deprecated: use `v2.orgs.search`.

    Args:
        batchsize: Orgs per page. The server assumes `-1`.
        offset: First org; -1 is the start. At least -1. The server assumes `-1`.
    """
    return await client.call(ORGS, query={"batchsize": batchsize, "offset": offset})


USER_ORGS: Final[Operation[SessionOrgs]] = Operation(
    "v1.session.user_orgs",
    "GET",
    "/callosum/v1/tspublic/v1/session/orgs/users/{userid}",
    SessionOrgs,
    vendor="list_user_orgs",
    repeatable="read",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.users.search"),
    path_params=(Param("userid", str, required=True),),
    query=(Param("orgScope", OrgScope, py="org_scope"),),
)


async def user_orgs(client: Caller, userid: str, *, org_scope: OrgScope | Unset = UNSET) -> SessionOrgs:
    """List the orgs a user may enter.

    GET /session/orgs/users/{userid}; vendor name `list_user_orgs`; since 8.10.0.cl; a read.
    Deprecated: use `v2.users.search`.

    Args:
        userid: Id of the user.
        org_scope: ALL to look beyond the current org.
    """
    return await client.call(USER_ORGS, path={"userid": userid}, query={"orgScope": org_scope})


SWITCH_ORG: Final[Operation[None]] = Operation(
    "v1.session.switch_org",
    "PUT",
    "/callosum/v1/tspublic/v1/session/orgs",
    None,
    vendor="switch_org",
    repeatable="same_end_state",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.authentication.full_token"),
    form=(Param("orgid", int, required=True),),
)


async def switch_org(client: Caller, *, orgid: int) -> None:
    """Move the whole session into another org.

    PUT /session/orgs; vendor name `switch_org`; since 8.10.0.cl; repeating it ends in the same state.
    Deprecated: use `v2.authentication.full_token`.
    Calls that share the session move too, the ones in flight included. Use one session per org instead.

    Args:
        orgid: Id of the org; -1 for all of them.
    """
    return await client.call(SWITCH_ORG, form={"orgid": orgid})


HOME_LIVEBOARD: Final[Operation[str]] = Operation(
    "v1.session.home_liveboard",
    "GET",
    "/callosum/v1/tspublic/v1/session/homepinboard",
    str,
    vendor="get_home_liveboard",
    repeatable="read",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.users.search"),
    accept="text/plain",
)


async def home_liveboard(client: Caller) -> str:
    """Give the id of the caller's home liveboard.

    GET /session/homepinboard; vendor name `get_home_liveboard`; since ts7.jun.cl; a read.
    Deprecated: use `v2.users.search`.
    What the server says when there is none is not known; expect an empty text or an error.
    """
    return await client.call(HOME_LIVEBOARD)


SET_HOME_LIVEBOARD: Final[Operation[None]] = Operation(
    "v1.session.set_home_liveboard",
    "POST",
    "/callosum/v1/tspublic/v1/session/homepinboard",
    None,
    vendor="set_home_liveboard",
    repeatable="same_end_state",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    form=(
        Param("id", str, required=True),
        Param("userid", str),
    ),
)


async def set_home_liveboard(client: Caller, *, id: str, userid: str | Unset = UNSET) -> None:
    """Make a liveboard the home of a user.

    POST /session/homepinboard; vendor name `set_home_liveboard`; since ts7.jun.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.users.update`.

    Args:
        id: Id of the liveboard.
        userid: Id of the user; left out for the caller.
    """
    return await client.call(SET_HOME_LIVEBOARD, form={"id": id, "userid": userid})


REMOVE_HOME_LIVEBOARD: Final[Operation[None]] = Operation(
    "v1.session.remove_home_liveboard",
    "DELETE",
    "/callosum/v1/tspublic/v1/session/homepinboard",
    None,
    vendor="remove_home_liveboard",
    repeatable="same_end_state",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.users.update"),
)


async def remove_home_liveboard(client: Caller) -> None:
    """Leave the caller without a home liveboard.

    DELETE /session/homepinboard; vendor name `remove_home_liveboard`; since ts7.jun.cl; repeating it ends
    in the same state.
    Deprecated: use `v2.users.update`.
    """
    return await client.call(REMOVE_HOME_LIVEBOARD)


OPERATIONS: Final = (
    LOGIN,
    LOGOUT,
    AUTH_TOKEN,
    LOGIN_TOKEN,
    LOGIN_TOKEN_GET,
    INFO,
    ORGS,
    USER_ORGS,
    SWITCH_ORG,
    HOME_LIVEBOARD,
    SET_HOME_LIVEBOARD,
    REMOVE_HOME_LIVEBOARD,
)


class SessionApi(Group):
    """The session endpoints of one client."""

    login = login
    logout = logout
    auth_token = auth_token
    login_token = login_token
    login_token_get = login_token_get
    info = info
    orgs = orgs
    user_orgs = user_orgs
    switch_org = switch_org
    home_liveboard = home_liveboard
    set_home_liveboard = set_home_liveboard
    remove_home_liveboard = remove_home_liveboard
