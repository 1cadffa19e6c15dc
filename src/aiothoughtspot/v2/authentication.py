# Rendered from spec/v2/authentication.yaml by `python -m codegen`: edit that file, not this one.
"""Sessions and tokens, and the settings of trusted authentication."""

from datetime import datetime
from typing import Annotated, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param, Rule
from aiothoughtspot._releases import Known
from aiothoughtspot._values import redacted
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import OpenToggle, PreferenceScope, SortOrder, Toggle, User

FilterOperator: TypeAlias = Annotated[
    Literal[
        "EQ",
        "NE",
        "LT",
        "LE",
        "GT",
        "GE",
        "IN",
        "BW",
        "CONTAINS",
        "BEGINS_WITH",
        "ENDS_WITH",
        "BW_INC",
        "BW_INC_MIN",
        "BW_INC_MAX",
        "LIKE",
        "NOT_IN",
    ],
    Known((("10.4.0.cl", ("LIKE", "NOT_IN")),)),
]
FormerScopeType: TypeAlias = Annotated[
    Literal["LIVEBOARD", "ANSWER"], Known((("-10.6.0.cl", ("LIVEBOARD", "ANSWER")),))
]
PersistOption: TypeAlias = Annotated[
    Literal["REPLACE", "APPEND", "NONE", "RESET"], Known((("10.5.0.cl", ("REPLACE",)),))
]
ScopeType: TypeAlias = Literal["LOGICAL_TABLE"]


@attrs.frozen(kw_only=True)
class UserObject:
    """Part of `UserParameterOptions`, `RuntimeFilters`, `RuntimeSorts` and `RuntimeParameters`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: ScopeType | FormerScopeType | Unset = UNSET


@attrs.frozen(kw_only=True)
class RuntimeFilters:
    """Part of `UserParameterOptions`.

    Attributes:
        persist: The server assumes `False`. Since 9.12.0.cl.
    """

    column_name: str = attrs.field(metadata={"required": True})
    values: list[str] = attrs.field(metadata={"required": True})
    operator: FilterOperator = attrs.field(metadata={"required": True})
    persist: bool | Unset = attrs.field(default=UNSET, metadata={"since": "9.12.0.cl"})
    objects: list[UserObject] | Unset = UNSET


@attrs.frozen(kw_only=True)
class RuntimeSorts:
    """Part of `UserParameterOptions`.

    Attributes:
        persist: The server assumes `False`. Since 9.12.0.cl.
    """

    column_name: str | Unset = UNSET
    order: SortOrder | Unset = UNSET
    persist: bool | Unset = attrs.field(default=UNSET, metadata={"since": "9.12.0.cl"})
    objects: list[UserObject] | Unset = UNSET


@attrs.frozen(kw_only=True)
class RuntimeParameters:
    """Part of `UserParameterOptions`.

    Attributes:
        persist: The server assumes `False`. Since 9.12.0.cl.
    """

    name: str = attrs.field(metadata={"required": True})
    values: list[str] = attrs.field(metadata={"required": True})
    persist: bool | Unset = attrs.field(default=UNSET, metadata={"since": "9.12.0.cl"})
    objects: list[UserObject] | Unset = UNSET


@attrs.frozen(kw_only=True)
class UserParameterOptions:
    """Argument of `authentication.full_token` and `authentication.object_token`."""

    objects: list[UserObject] | Unset = UNSET
    runtime_filters: list[RuntimeFilters] | Unset = UNSET
    runtime_sorts: list[RuntimeSorts] | Unset = UNSET
    parameters: list[RuntimeParameters] | Unset = UNSET


@attrs.frozen(kw_only=True)
class FilterRules:
    """Argument of `authentication.custom_token`."""

    column_name: str = attrs.field(metadata={"required": True})
    operator: FilterOperator = attrs.field(metadata={"required": True})
    values: list[str | bool | int | float] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class ParameterValues:
    """Argument of `authentication.custom_token`."""

    name: str = attrs.field(metadata={"required": True})
    values: list[str | bool | int | float] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class VariableValues:
    """Argument of `authentication.custom_token`."""

    name: str = attrs.field(metadata={"required": True})
    values: list[str | bool | int | float] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class TokenAccessScopeObject:
    """Argument of `authentication.custom_token`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: ScopeType | FormerScopeType | Unset = UNSET


@attrs.frozen(kw_only=True)
class GroupObject:
    """Argument of `authentication.custom_token`."""

    identifier: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class AuthClusterPreferencesInput:
    """Argument of `authentication.configure_settings`."""

    auth_status: Toggle | Unset = UNSET


@attrs.frozen(kw_only=True)
class AuthOrgPreferenceInput:
    """Argument of `authentication.configure_settings`."""

    org_identifier: str = attrs.field(metadata={"required": True})
    auth_status: Toggle | Unset = UNSET


@attrs.define(kw_only=True)
class OrgInfo:
    """Part of `Scope` and `AccessToken`."""

    id: int
    name: str | None = None


@attrs.define(kw_only=True)
class Scope:
    """Part of `Token`, `AccessToken` and `TokenValidation`."""

    access_type: str | None = None
    org_id: int | None = None
    metadata_id: str | None = None
    org_scope: str | None = None
    org_ids: list[OrgInfo] | None = None


@attrs.define(kw_only=True)
class Token:
    """Answer of `authentication.full_token` and `authentication.object_token`."""

    token: str = attrs.field(repr=redacted)
    creation_time_in_millis: int | float
    expiration_time_in_millis: int | float
    scope: Scope
    valid_for_user_id: str
    valid_for_username: str

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def expiration_time(self) -> datetime | None:
        """`expiration_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.expiration_time_in_millis, "ms")


@attrs.define(kw_only=True)
class UserInfo:
    """Part of `AccessToken`."""

    id: str
    name: str | None = None


@attrs.define(kw_only=True)
class AccessToken:
    """Answer of `authentication.custom_token`."""

    token: str = attrs.field(repr=redacted)
    org: OrgInfo
    user: UserInfo
    creation_time_in_millis: int | float
    expiration_time_in_millis: int | float
    id: str | None = None
    scope: Scope | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def expiration_time(self) -> datetime | None:
        """`expiration_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.expiration_time_in_millis, "ms")


@attrs.define(kw_only=True)
class SessionToken:
    """Answer of `authentication.current_token`."""

    token: str = attrs.field(repr=redacted)
    creation_time_in_millis: int | float
    expiration_time_in_millis: int | float
    valid_for_user_id: str
    valid_for_username: str

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def expiration_time(self) -> datetime | None:
        """`expiration_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.expiration_time_in_millis, "ms")


@attrs.define(kw_only=True)
class TokenValidation:
    """Answer of `authentication.validate_token`."""

    creation_time_in_millis: int | float
    expiration_time_in_millis: int | float
    scope: Scope
    valid_for_user_id: str
    token_type: str

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def expiration_time(self) -> datetime | None:
        """`expiration_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.expiration_time_in_millis, "ms")


@attrs.define(kw_only=True)
class AuthSettingsAccessToken:
    """Part of `AuthClusterPreferences` and `AuthOrgPreference`."""

    key: str = attrs.field(repr=redacted)


@attrs.define(kw_only=True)
class AuthClusterPreferences:
    """Part of `AuthSettings`."""

    auth_status: OpenToggle | None = None
    access_tokens: list[AuthSettingsAccessToken] | None = None


@attrs.define(kw_only=True)
class AuthOrgInfo:
    """Part of `AuthOrgPreference`."""

    id: int
    name: str | None = None


@attrs.define(kw_only=True)
class AuthOrgPreference:
    """Part of `AuthSettings`."""

    org: AuthOrgInfo | None = None
    auth_status: OpenToggle | None = None
    access_tokens: list[AuthSettingsAccessToken] | None = None


@attrs.define(kw_only=True)
class AuthSettings:
    """Answer of `authentication.search_settings`."""

    auth_type: str | None = None
    cluster_preferences: AuthClusterPreferences | None = None
    org_preferences: list[AuthOrgPreference] | None = None


FULL_TOKEN: Final[Operation[Token]] = Operation(
    "v2.authentication.full_token",
    "POST",
    "/api/rest/2.0/auth/token/full",
    Token,
    vendor="getFullAccessToken",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "CONTROL_TRUSTED_AUTH"),
    body=(
        Param("username", str, required=True),
        Param("password", str),
        Param("secret_key", str),
        Param("validity_time_in_sec", int),
        Param("org_id", int),
        Param("email", str, since="9.3.0.cl"),
        Param("display_name", str, since="9.3.0.cl"),
        Param("auto_create", bool),
        Param("group_identifiers", list[str]),
        Param("user_parameters", UserParameterOptions, since="9.10.5.cl", deprecated="10.4.0.cl"),
    ),
    rules=(Rule("at_least_one", ("password", "secret_key")),),
    auth=False,
)


async def full_token(
    client: Caller,
    *,
    username: str,
    password: str | Unset = UNSET,
    secret_key: str | Unset = UNSET,
    validity_time_in_sec: int | Unset = UNSET,
    org_id: int | Unset = UNSET,
    email: str | Unset = UNSET,
    display_name: str | Unset = UNSET,
    auto_create: bool | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    user_parameters: UserParameterOptions | Unset = UNSET,
) -> Token:
    """Get a bearer token with all rights of a user.

    POST /auth/token/full; vendor name `getFullAccessToken`; since 9.0.0.cl; repeating it ends in the same
    state.
    Privileges, any of: ADMINISTRATION, CONTROL_TRUSTED_AUTH.
    The privileges are needed for auto_create only. A password wins over a secret key; with MFA only the
    secret key works.

    Args:
        validity_time_in_sec: Seconds. The server assumes `300`.
        email: Since 9.3.0.cl.
        display_name: Since 9.3.0.cl.
        auto_create: The server assumes `False`.
        user_parameters: Since 9.10.5.cl. Deprecated since 10.4.0.cl.
    """
    _call = client.call(
        FULL_TOKEN,
        body={
            "username": username,
            "password": password,
            "secret_key": secret_key,
            "validity_time_in_sec": validity_time_in_sec,
            "org_id": org_id,
            "email": email,
            "display_name": display_name,
            "auto_create": auto_create,
            "group_identifiers": group_identifiers,
            "user_parameters": user_parameters,
        },
    )
    # Some print the locals of a traceback.
    del password, secret_key
    return await _call


OBJECT_TOKEN: Final[Operation[Token]] = Operation(
    "v2.authentication.object_token",
    "POST",
    "/api/rest/2.0/auth/token/object",
    Token,
    vendor="getObjectAccessToken",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "CONTROL_TRUSTED_AUTH"),
    body=(
        Param("username", str, required=True),
        Param("object_id", str),
        Param("password", str),
        Param("secret_key", str),
        Param("validity_time_in_sec", int),
        Param("org_id", int),
        Param("email", str, since="9.3.0.cl"),
        Param("display_name", str, since="9.3.0.cl"),
        Param("auto_create", bool),
        Param("group_identifiers", list[str]),
        Param("user_parameters", UserParameterOptions, since="9.10.5.cl", deprecated="10.4.0.cl"),
    ),
    rules=(Rule("at_least_one", ("password", "secret_key")),),
    auth=False,
)


async def object_token(
    client: Caller,
    *,
    username: str,
    object_id: str | Unset = UNSET,
    password: str | Unset = UNSET,
    secret_key: str | Unset = UNSET,
    validity_time_in_sec: int | Unset = UNSET,
    org_id: int | Unset = UNSET,
    email: str | Unset = UNSET,
    display_name: str | Unset = UNSET,
    auto_create: bool | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    user_parameters: UserParameterOptions | Unset = UNSET,
) -> Token:
    """Get a bearer token that opens one object only.

    POST /auth/token/object; vendor name `getObjectAccessToken`; since 9.0.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ADMINISTRATION, CONTROL_TRUSTED_AUTH.
    The privileges are needed for auto_create only. A password wins over a secret key; with MFA only the
    secret key works.

    Args:
        object_id: GUID of the one object the token opens.
        validity_time_in_sec: Seconds. The server assumes `300`.
        email: Since 9.3.0.cl.
        display_name: Since 9.3.0.cl.
        auto_create: The server assumes `False`.
        user_parameters: Since 9.10.5.cl. Deprecated since 10.4.0.cl.
    """
    _call = client.call(
        OBJECT_TOKEN,
        body={
            "username": username,
            "object_id": object_id,
            "password": password,
            "secret_key": secret_key,
            "validity_time_in_sec": validity_time_in_sec,
            "org_id": org_id,
            "email": email,
            "display_name": display_name,
            "auto_create": auto_create,
            "group_identifiers": group_identifiers,
            "user_parameters": user_parameters,
        },
    )
    # Some print the locals of a traceback.
    del password, secret_key
    return await _call


CUSTOM_TOKEN: Final[Operation[AccessToken]] = Operation(
    "v2.authentication.custom_token",
    "POST",
    "/api/rest/2.0/auth/token/custom",
    AccessToken,
    vendor="getCustomAccessToken",
    repeatable="depends",
    otherwise="no",
    read_when=(("persist_option", ("NONE",)), ("auto_create", (False,))),
    since="10.4.0.cl",
    privileges=("ADMINISTRATION", "CONTROL_TRUSTED_AUTH", "CAN_MANAGE_VARIABLES"),
    body=(
        Param("username", str, required=True),
        Param("password", str),
        Param("secret_key", str),
        Param("validity_time_in_sec", int),
        Param("org_identifier", str),
        Param("persist_option", PersistOption, required=True),
        Param("filter_rules", list[FilterRules]),
        Param("parameter_values", list[ParameterValues]),
        Param("variable_values", list[VariableValues], since="10.14.0.cl"),
        Param("objects", list[TokenAccessScopeObject]),
        Param("email", str),
        Param("display_name", str),
        Param("groups", list[GroupObject]),
        Param("auto_create", bool, since="10.5.0.cl"),
    ),
    rules=(Rule("at_least_one", ("password", "secret_key")),),
    auth=False,
)


async def custom_token(
    client: Caller,
    *,
    username: str,
    persist_option: PersistOption,
    password: str | Unset = UNSET,
    secret_key: str | Unset = UNSET,
    validity_time_in_sec: int | Unset = UNSET,
    org_identifier: str | Unset = UNSET,
    filter_rules: list[FilterRules] | Unset = UNSET,
    parameter_values: list[ParameterValues] | Unset = UNSET,
    variable_values: list[VariableValues] | Unset = UNSET,
    objects: list[TokenAccessScopeObject] | Unset = UNSET,
    email: str | Unset = UNSET,
    display_name: str | Unset = UNSET,
    groups: list[GroupObject] | Unset = UNSET,
    auto_create: bool | Unset = UNSET,
) -> AccessToken:
    """Get a bearer token that carries attributes for row-level security.

    POST /auth/token/custom; vendor name `getCustomAccessToken`; since 10.4.0.cl; a read or not, by its
    arguments.
    Privileges, any of: ADMINISTRATION, CONTROL_TRUSTED_AUTH, CAN_MANAGE_VARIABLES.
    The privileges are needed for auto_create and formula variables only. auto_create is on unless switched
    off.

    Args:
        validity_time_in_sec: Seconds. The server assumes `300`.
        variable_values: Since 10.14.0.cl.
        auto_create: The server assumes `True`. Since 10.5.0.cl.
    """
    _call = client.call(
        CUSTOM_TOKEN,
        body={
            "username": username,
            "password": password,
            "secret_key": secret_key,
            "validity_time_in_sec": validity_time_in_sec,
            "org_identifier": org_identifier,
            "persist_option": persist_option,
            "filter_rules": filter_rules,
            "parameter_values": parameter_values,
            "variable_values": variable_values,
            "objects": objects,
            "email": email,
            "display_name": display_name,
            "groups": groups,
            "auto_create": auto_create,
        },
    )
    # Some print the locals of a traceback.
    del password, secret_key
    return await _call


CURRENT_TOKEN: Final[Operation[SessionToken]] = Operation(
    "v2.authentication.current_token",
    "GET",
    "/api/rest/2.0/auth/session/token",
    SessionToken,
    vendor="getCurrentUserToken",
    repeatable="same_end_state",
    since="9.4.0.cl",
)


async def current_token(client: Caller) -> SessionToken:
    """Get a fresh token for the session that asks.

    GET /auth/session/token; vendor name `getCurrentUserToken`; since 9.4.0.cl; repeating it ends in the
    same state.
    The token lives 24 hours.
    """
    return await client.call(CURRENT_TOKEN)


VALIDATE_TOKEN: Final[Operation[TokenValidation]] = Operation(
    "v2.authentication.validate_token",
    "POST",
    "/api/rest/2.0/auth/token/validate",
    TokenValidation,
    vendor="validateToken",
    repeatable="read",
    since="9.12.0.cl",
    body=(Param("token", str, required=True),),
)


async def validate_token(client: Caller, *, token: str) -> TokenValidation:
    """Get what a token stands for, and until when.

    POST /auth/token/validate; vendor name `validateToken`; since 9.12.0.cl; a read.
    """
    _call = client.call(VALIDATE_TOKEN, body={"token": token})
    # Some print the locals of a traceback.
    del token
    return await _call


REVOKE_TOKEN: Final[Operation[None]] = Operation(
    "v2.authentication.revoke_token",
    "POST",
    "/api/rest/2.0/auth/token/revoke",
    None,
    vendor="revokeToken",
    repeatable="same_end_state",
    since="9.0.0.cl",
    body=(
        Param("user_identifier", str),
        Param("token", str),
    ),
)


async def revoke_token(
    client: Caller, *, user_identifier: str | Unset = UNSET, token: str | Unset = UNSET
) -> None:
    """Revoke a token, and with it the session it belongs to.

    POST /auth/token/revoke; vendor name `revokeToken`; since 9.0.0.cl; repeating it ends in the same state.
    """
    _call = client.call(REVOKE_TOKEN, body={"user_identifier": user_identifier, "token": token})
    # Some print the locals of a traceback.
    del token
    return await _call


LOGIN: Final[Operation[None]] = Operation(
    "v2.authentication.login",
    "POST",
    "/api/rest/2.0/auth/session/login",
    None,
    vendor="login",
    repeatable="no",
    since="9.0.0.cl",
    body=(
        Param("username", str),
        Param("password", str),
        Param("org_identifier", str, since="9.3.0.cl"),
        Param("remember_me", bool),
    ),
    rules=(Rule("together", ("username", "password")),),
    auth=False,
)


async def login(
    client: Caller,
    *,
    username: str | Unset = UNSET,
    password: str | Unset = UNSET,
    org_identifier: str | Unset = UNSET,
    remember_me: bool | Unset = UNSET,
) -> None:
    """Open a session; its cookies are the answer.

    POST /auth/session/login; vendor name `login`; since 9.0.0.cl; never repeated blindly.
    Bad logins can lock the account, so a refused one is never repeated. Without an org, the last used one
    opens.

    Args:
        org_identifier: Since 9.3.0.cl.
        remember_me: Keep the session about 7 days; otherwise 3 hours of idling end it. The server assumes
            `False`.
    """
    _call = client.call(
        LOGIN,
        body={
            "username": username,
            "password": password,
            "org_identifier": org_identifier,
            "remember_me": remember_me,
        },
    )
    # Some print the locals of a traceback.
    del password
    return await _call


LOGOUT: Final[Operation[None]] = Operation(
    "v2.authentication.logout",
    "POST",
    "/api/rest/2.0/auth/session/logout",
    None,
    vendor="logout",
    repeatable="same_end_state",
    since="9.0.0.cl",
)


async def logout(client: Caller) -> None:
    """End the current session.

    POST /auth/session/logout; vendor name `logout`; since 9.0.0.cl; repeating it ends in the same state.
    """
    return await client.call(LOGOUT)


CURRENT_USER: Final[Operation[User]] = Operation(
    "v2.authentication.current_user",
    "GET",
    "/api/rest/2.0/auth/session/user",
    User,
    vendor="getCurrentUserInfo",
    repeatable="read",
    since="9.0.0.cl",
)


async def current_user(client: Caller) -> User:
    """Get the user who asks, with groups, orgs and privileges.

    GET /auth/session/user; vendor name `getCurrentUserInfo`; since 9.0.0.cl; a read.
    """
    return await client.call(CURRENT_USER)


SEARCH_SETTINGS: Final[Operation[AuthSettings]] = Operation(
    "v2.authentication.search_settings",
    "POST",
    "/api/rest/2.0/auth/search",
    AuthSettings,
    vendor="searchAuthSettings",
    repeatable="read",
    since="26.6.0.cl",
    privileges=("ADMINISTRATION", "CONTROL_TRUSTED_AUTH"),
    body=(
        Param("auth_type", Literal["TRUSTED_AUTH"], required=True),
        Param("scope", PreferenceScope),
    ),
)


async def search_settings(
    client: Caller, *, auth_type: Literal["TRUSTED_AUTH"], scope: PreferenceScope | Unset = UNSET
) -> AuthSettings:
    """Get the settings of trusted authentication, of the cluster and its orgs.

    POST /auth/search; vendor name `searchAuthSettings`; since 26.6.0.cl; a read.
    Privileges, any of: ADMINISTRATION, CONTROL_TRUSTED_AUTH.
    """
    return await client.call(SEARCH_SETTINGS, body={"auth_type": auth_type, "scope": scope})


CONFIGURE_SETTINGS: Final[Operation[None]] = Operation(
    "v2.authentication.configure_settings",
    "POST",
    "/api/rest/2.0/auth/configure",
    None,
    vendor="configureAuthSettings",
    repeatable="same_end_state",
    since="26.6.0.cl",
    privileges=("ADMINISTRATION", "CONTROL_TRUSTED_AUTH"),
    body=(
        Param("auth_type", Literal["TRUSTED_AUTH"], required=True),
        Param("cluster_preferences", AuthClusterPreferencesInput),
        Param("org_preferences", list[AuthOrgPreferenceInput]),
    ),
)


async def configure_settings(
    client: Caller,
    *,
    auth_type: Literal["TRUSTED_AUTH"],
    cluster_preferences: AuthClusterPreferencesInput | Unset = UNSET,
    org_preferences: list[AuthOrgPreferenceInput] | Unset = UNSET,
) -> None:
    """Switch trusted authentication on or off, for the cluster or for orgs.

    POST /auth/configure; vendor name `configureAuthSettings`; since 26.6.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ADMINISTRATION, CONTROL_TRUSTED_AUTH.
    """
    return await client.call(
        CONFIGURE_SETTINGS,
        body={
            "auth_type": auth_type,
            "cluster_preferences": cluster_preferences,
            "org_preferences": org_preferences,
        },
    )


OPERATIONS: Final = (
    FULL_TOKEN,
    OBJECT_TOKEN,
    CUSTOM_TOKEN,
    CURRENT_TOKEN,
    VALIDATE_TOKEN,
    REVOKE_TOKEN,
    LOGIN,
    LOGOUT,
    CURRENT_USER,
    SEARCH_SETTINGS,
    CONFIGURE_SETTINGS,
)


class AuthenticationApi(Group):
    """The authentication endpoints of one client."""

    full_token = full_token
    object_token = object_token
    custom_token = custom_token
    current_token = current_token
    validate_token = validate_token
    revoke_token = revoke_token
    login = login
    logout = logout
    current_user = current_user
    search_settings = search_settings
    configure_settings = configure_settings
