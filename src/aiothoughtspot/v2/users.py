# Rendered from spec/v2/users.yaml by `python -m codegen`: edit that file, not this one.
"""People who can log in, with their groups, orgs and preferences."""

from typing import Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot._releases import Known
from aiothoughtspot._values import redacted
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import (
    AccountStatus,
    AccountType,
    FormerPrivilege,
    Locale,
    Privilege,
    SortOptions,
    UpdateOperation,
    User,
    Visibility,
)

FavoriteType: TypeAlias = Literal["LIVEBOARD", "ANSWER"]
FormerFavoriteType: TypeAlias = Annotated[
    Literal["DATA_SOURCE", "LOGICAL_TABLE", "CONNECTION"],
    Known((("-9.3.0.cl", ("DATA_SOURCE",)), ("-9.6.0.cl", ("LOGICAL_TABLE", "CONNECTION")))),
]


@attrs.frozen(kw_only=True)
class FavoriteMetadataInput:
    """Argument of `users.search`, `users.create` and `users.update`, and part of `ImportUser`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str | Unset = UNSET
    type: FavoriteType | FormerFavoriteType | Unset = UNSET


@attrs.frozen(kw_only=True)
class ImportUser:
    """Argument of `users.import_users`.

    Attributes:
        notify_on_share: The server assumes `True`.
        preferred_locale: Since 26.2.0.cl.
        use_browser_language: Since 26.3.0.cl.
    """

    user_identifier: str = attrs.field(metadata={"required": True})
    display_name: str = attrs.field(metadata={"required": True})
    password: str | Unset = attrs.field(default=UNSET, repr=redacted)
    account_type: AccountType | Unset = UNSET
    account_status: AccountStatus | Unset = UNSET
    email: str | Unset = UNSET
    org_identifiers: list[str] | Unset = UNSET
    group_identifiers: list[str] | Unset = UNSET
    visibility: Visibility | Unset = UNSET
    notify_on_share: bool | Unset = UNSET
    show_onboarding_experience: bool | Unset = UNSET
    onboarding_experience_completed: bool | Unset = UNSET
    home_liveboard_identifier: str | Unset = UNSET
    favorite_metadata: list[FavoriteMetadataInput] | Unset = UNSET
    preferred_locale: Locale | Unset = attrs.field(default=UNSET, metadata={"since": "26.2.0.cl"})
    use_browser_language: bool | Unset = attrs.field(default=UNSET, metadata={"since": "26.3.0.cl"})


@attrs.define(kw_only=True)
class ActivationURL:
    """Answer of `users.deactivate`."""

    activation_link: str | None = attrs.field(default=None, repr=redacted)


@attrs.define(kw_only=True)
class ImportedUser:
    """Part of `ImportedUsers`."""

    name: str
    id: str | None = None


@attrs.define(kw_only=True)
class ImportedUsers:
    """Answer of `users.import_users`."""

    users_added: list[ImportedUser] | None = None
    users_updated: list[ImportedUser] | None = None
    users_deleted: list[ImportedUser] | None = None


SEARCH: Final[Operation[list[User]]] = Operation(
    "v2.users.search",
    "POST",
    "/api/rest/2.0/users/search",
    list[User],
    vendor="searchUsers",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("user_identifier", str),
        Param("display_name", str),
        Param("name_pattern", str, since="9.6.0.cl"),
        Param("visibility", Visibility),
        Param("email", str),
        Param("group_identifiers", list[str]),
        Param("privileges", list[Privilege | FormerPrivilege]),
        Param("account_type", AccountType),
        Param("account_status", AccountStatus),
        Param("notify_on_share", bool),
        Param("show_onboarding_experience", bool),
        Param("onboarding_experience_completed", bool),
        Param("org_identifiers", list[str]),
        Param("home_liveboard_identifier", str, since="9.3.0.cl"),
        Param("favorite_metadata", list[FavoriteMetadataInput], since="9.3.0.cl"),
        Param("record_offset", int, since="9.3.0.cl"),
        Param("record_size", Size, since="9.3.0.cl"),
        Param("sort_options", SortOptions, since="9.3.0.cl"),
        Param("role_identifiers", list[str], since="9.3.0.cl"),
        Param("include_favorite_metadata", bool, since="9.3.0.cl"),
        Param("include_variable_values", bool, since="26.2.0.cl"),
    ),
)


async def search(
    client: Caller,
    *,
    user_identifier: str | Unset = UNSET,
    display_name: str | Unset = UNSET,
    name_pattern: str | Unset = UNSET,
    visibility: Visibility | Unset = UNSET,
    email: str | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    privileges: list[Privilege | FormerPrivilege] | Unset = UNSET,
    account_type: AccountType | Unset = UNSET,
    account_status: AccountStatus | Unset = UNSET,
    notify_on_share: bool | Unset = UNSET,
    show_onboarding_experience: bool | Unset = UNSET,
    onboarding_experience_completed: bool | Unset = UNSET,
    org_identifiers: list[str] | Unset = UNSET,
    home_liveboard_identifier: str | Unset = UNSET,
    favorite_metadata: list[FavoriteMetadataInput] | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    sort_options: SortOptions | Unset = UNSET,
    role_identifiers: list[str] | Unset = UNSET,
    include_favorite_metadata: bool | Unset = UNSET,
    include_variable_values: bool | Unset = UNSET,
) -> list[User]:
    """Find users; without filters, all the caller may see.

    POST /users/search; vendor name `searchUsers`; since 9.0.0.cl; a read.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.
    Open to everybody; the privileges only widen what is found.

    Args:
        name_pattern: Since 9.6.0.cl.
        home_liveboard_identifier: Since 9.3.0.cl.
        favorite_metadata: Since 9.3.0.cl.
        record_offset: The server assumes `0`. Since 9.3.0.cl.
        record_size: The server assumes `10`. Since 9.3.0.cl.
        sort_options: Since 9.3.0.cl.
        role_identifiers: Since 9.3.0.cl.
        include_favorite_metadata: The server assumes `False`. Since 9.3.0.cl.
        include_variable_values: The server assumes `False`. Since 26.2.0.cl.
    """
    return await client.call(
        SEARCH,
        body={
            "user_identifier": user_identifier,
            "display_name": display_name,
            "name_pattern": name_pattern,
            "visibility": visibility,
            "email": email,
            "group_identifiers": group_identifiers,
            "privileges": privileges,
            "account_type": account_type,
            "account_status": account_status,
            "notify_on_share": notify_on_share,
            "show_onboarding_experience": show_onboarding_experience,
            "onboarding_experience_completed": onboarding_experience_completed,
            "org_identifiers": org_identifiers,
            "home_liveboard_identifier": home_liveboard_identifier,
            "favorite_metadata": favorite_metadata,
            "record_offset": record_offset,
            "record_size": record_size,
            "sort_options": sort_options,
            "role_identifiers": role_identifiers,
            "include_favorite_metadata": include_favorite_metadata,
            "include_variable_values": include_variable_values,
        },
    )


CREATE: Final[Operation[User]] = Operation(
    "v2.users.create",
    "POST",
    "/api/rest/2.0/users/create",
    User,
    vendor="createUser",
    repeatable="no",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    body=(
        Param("name", str, required=True),
        Param("display_name", str, required=True),
        Param("password", str),
        Param("email", str, required=True),
        Param("account_type", AccountType),
        Param("account_status", AccountStatus),
        Param("org_identifiers", list[str]),
        Param("group_identifiers", list[str]),
        Param("visibility", Visibility),
        Param("notify_on_share", bool),
        Param("show_onboarding_experience", bool),
        Param("onboarding_experience_completed", bool),
        Param("home_liveboard_identifier", str),
        Param("favorite_metadata", list[FavoriteMetadataInput]),
        Param("preferred_locale", Locale, since="9.6.0.cl"),
        Param("use_browser_language", bool, since="26.3.0.cl"),
        Param("extended_properties", dict[str, Any], since="9.6.0.cl"),
        Param("extended_preferences", dict[str, Any], since="9.6.0.cl"),
        Param("trigger_welcome_email", bool, since="9.6.0.cl"),
        Param("trigger_activation_email", bool, since="9.10.0.cl"),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    display_name: str,
    email: str,
    password: str | Unset = UNSET,
    account_type: AccountType | Unset = UNSET,
    account_status: AccountStatus | Unset = UNSET,
    org_identifiers: list[str] | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    visibility: Visibility | Unset = UNSET,
    notify_on_share: bool | Unset = UNSET,
    show_onboarding_experience: bool | Unset = UNSET,
    onboarding_experience_completed: bool | Unset = UNSET,
    home_liveboard_identifier: str | Unset = UNSET,
    favorite_metadata: list[FavoriteMetadataInput] | Unset = UNSET,
    preferred_locale: Locale | Unset = UNSET,
    use_browser_language: bool | Unset = UNSET,
    extended_properties: dict[str, Any] | Unset = UNSET,
    extended_preferences: dict[str, Any] | Unset = UNSET,
    trigger_welcome_email: bool | Unset = UNSET,
    trigger_activation_email: bool | Unset = UNSET,
) -> User:
    """Create a user and get it back.

    POST /users/create; vendor name `createUser`; since 9.0.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.

    Args:
        account_type: The server assumes `LOCAL_USER`.
        account_status: The server assumes `ACTIVE`.
        visibility: The server assumes `SHARABLE`.
        notify_on_share: The server assumes `True`.
        show_onboarding_experience: The server assumes `True`.
        onboarding_experience_completed: The server assumes `False`.
        preferred_locale: Since 9.6.0.cl.
        use_browser_language: Since 26.3.0.cl.
        extended_properties: Since 9.6.0.cl.
        extended_preferences: Since 9.6.0.cl.
        trigger_welcome_email: Since 9.6.0.cl.
        trigger_activation_email: Since 9.10.0.cl.
    """
    _call = client.call(
        CREATE,
        body={
            "name": name,
            "display_name": display_name,
            "password": password,
            "email": email,
            "account_type": account_type,
            "account_status": account_status,
            "org_identifiers": org_identifiers,
            "group_identifiers": group_identifiers,
            "visibility": visibility,
            "notify_on_share": notify_on_share,
            "show_onboarding_experience": show_onboarding_experience,
            "onboarding_experience_completed": onboarding_experience_completed,
            "home_liveboard_identifier": home_liveboard_identifier,
            "favorite_metadata": favorite_metadata,
            "preferred_locale": preferred_locale,
            "use_browser_language": use_browser_language,
            "extended_properties": extended_properties,
            "extended_preferences": extended_preferences,
            "trigger_welcome_email": trigger_welcome_email,
            "trigger_activation_email": trigger_activation_email,
        },
    )
    # Some print the locals of a traceback.
    del password
    return await _call


UPDATE: Final[Operation[None]] = Operation(
    "v2.users.update",
    "POST",
    "/api/rest/2.0/users/{user_identifier}/update",
    None,
    vendor="updateUser",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    path_params=(Param("user_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("display_name", str),
        Param("visibility", Visibility),
        Param("email", str),
        Param("account_status", AccountStatus),
        Param("notify_on_share", bool),
        Param("show_onboarding_experience", bool),
        Param("onboarding_experience_completed", bool),
        Param("account_type", AccountType),
        Param("group_identifiers", list[str]),
        Param("home_liveboard_identifier", str),
        Param("favorite_metadata", list[FavoriteMetadataInput]),
        Param("org_identifiers", list[str]),
        Param("operation", UpdateOperation, since="9.3.0.cl"),
        Param("preferred_locale", Locale, since="9.6.0.cl"),
        Param("use_browser_language", bool, since="26.3.0.cl"),
        Param("extended_properties", dict[str, Any], since="9.6.0.cl"),
        Param("extended_preferences", dict[str, Any], since="9.6.0.cl"),
    ),
)


async def update(
    client: Caller,
    user_identifier: str,
    *,
    name: str | Unset = UNSET,
    display_name: str | Unset = UNSET,
    visibility: Visibility | Unset = UNSET,
    email: str | Unset = UNSET,
    account_status: AccountStatus | Unset = UNSET,
    notify_on_share: bool | Unset = UNSET,
    show_onboarding_experience: bool | Unset = UNSET,
    onboarding_experience_completed: bool | Unset = UNSET,
    account_type: AccountType | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    home_liveboard_identifier: str | Unset = UNSET,
    favorite_metadata: list[FavoriteMetadataInput] | Unset = UNSET,
    org_identifiers: list[str] | Unset = UNSET,
    operation: UpdateOperation | Unset = UNSET,
    preferred_locale: Locale | Unset = UNSET,
    use_browser_language: bool | Unset = UNSET,
    extended_properties: dict[str, Any] | Unset = UNSET,
    extended_preferences: dict[str, Any] | Unset = UNSET,
) -> None:
    """Change a user; fields left out stay as they are.

    POST /users/{user_identifier}/update; vendor name `updateUser`; since 9.0.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.

    Args:
        operation: What happens to the lists given here. The server assumes `REPLACE`. Since 9.3.0.cl.
        preferred_locale: Since 9.6.0.cl.
        use_browser_language: Since 26.3.0.cl.
        extended_properties: Since 9.6.0.cl.
        extended_preferences: Since 9.6.0.cl.
    """
    return await client.call(
        UPDATE,
        path={"user_identifier": user_identifier},
        body={
            "name": name,
            "display_name": display_name,
            "visibility": visibility,
            "email": email,
            "account_status": account_status,
            "notify_on_share": notify_on_share,
            "show_onboarding_experience": show_onboarding_experience,
            "onboarding_experience_completed": onboarding_experience_completed,
            "account_type": account_type,
            "group_identifiers": group_identifiers,
            "home_liveboard_identifier": home_liveboard_identifier,
            "favorite_metadata": favorite_metadata,
            "org_identifiers": org_identifiers,
            "operation": operation,
            "preferred_locale": preferred_locale,
            "use_browser_language": use_browser_language,
            "extended_properties": extended_properties,
            "extended_preferences": extended_preferences,
        },
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.users.delete",
    "POST",
    "/api/rest/2.0/users/{user_identifier}/delete",
    None,
    vendor="deleteUser",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    path_params=(Param("user_identifier", str, required=True),),
)


async def delete(client: Caller, user_identifier: str) -> None:
    """Delete a user.

    POST /users/{user_identifier}/delete; vendor name `deleteUser`; since 9.0.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.
    """
    return await client.call(DELETE, path={"user_identifier": user_identifier})


IMPORT_USERS: Final[Operation[ImportedUsers]] = Operation(
    "v2.users.import_users",
    "POST",
    "/api/rest/2.0/users/import",
    ImportedUsers,
    vendor="importUsers",
    repeatable="depends",
    otherwise="no",
    read_when=(("dry_run", (True,)),),
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    body=(
        Param("users", list[ImportUser], required=True),
        Param("default_password", str),
        Param("dry_run", bool, required=True),
        Param("delete_unspecified_users", bool, required=True),
    ),
)


async def import_users(
    client: Caller,
    *,
    users: list[ImportUser],
    dry_run: bool,
    delete_unspecified_users: bool,
    default_password: str | Unset = UNSET,
) -> ImportedUsers:
    """Create and update many users in one call, or learn what a call would do.

    POST /users/import; vendor name `importUsers`; since 9.0.0.cl; a read or not, by its arguments.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.
    With delete_unspecified_users, whoever is not in the list is deleted.

    Args:
        default_password: For new users without one of their own.
        dry_run: The server assumes `True`.
        delete_unspecified_users: The server assumes `False`.
    """
    _call = client.call(
        IMPORT_USERS,
        body={
            "users": users,
            "default_password": default_password,
            "dry_run": dry_run,
            "delete_unspecified_users": delete_unspecified_users,
        },
    )
    # Some print the locals of a traceback.
    del default_password
    return await _call


CHANGE_PASSWORD: Final[Operation[None]] = Operation(
    "v2.users.change_password",
    "POST",
    "/api/rest/2.0/users/change-password",
    None,
    vendor="changeUserPassword",
    repeatable="no",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    body=(
        Param("current_password", str, required=True),
        Param("new_password", str, required=True),
        Param("user_identifier", str, required=True),
    ),
)


async def change_password(
    client: Caller, *, current_password: str, new_password: str, user_identifier: str
) -> None:
    """Change a password, given the current one.

    POST /users/change-password; vendor name `changeUserPassword`; since 9.0.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.
    """
    _call = client.call(
        CHANGE_PASSWORD,
        body={
            "current_password": current_password,
            "new_password": new_password,
            "user_identifier": user_identifier,
        },
    )
    # Some print the locals of a traceback.
    del current_password, new_password
    return await _call


RESET_PASSWORD: Final[Operation[None]] = Operation(
    "v2.users.reset_password",
    "POST",
    "/api/rest/2.0/users/reset-password",
    None,
    vendor="resetUserPassword",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    body=(
        Param("new_password", str, required=True),
        Param("user_identifier", str, required=True),
    ),
)


async def reset_password(client: Caller, *, new_password: str, user_identifier: str) -> None:
    """Set a new password as an administrator.

    POST /users/reset-password; vendor name `resetUserPassword`; since 9.0.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.
    """
    _call = client.call(
        RESET_PASSWORD, body={"new_password": new_password, "user_identifier": user_identifier}
    )
    # Some print the locals of a traceback.
    del new_password
    return await _call


FORCE_LOGOUT: Final[Operation[None]] = Operation(
    "v2.users.force_logout",
    "POST",
    "/api/rest/2.0/users/force-logout",
    None,
    vendor="forceLogoutUsers",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    body=(Param("user_identifiers", list[str], required=True, refuse=([],)),),
)


async def force_logout(client: Caller, *, user_identifiers: list[str]) -> None:
    """End the sessions of the named users.

    POST /users/force-logout; vendor name `forceLogoutUsers`; since 9.0.0.cl; repeating it ends in the same
    state.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.
    """
    return await client.call(FORCE_LOGOUT, body={"user_identifiers": user_identifiers})


ACTIVATE: Final[Operation[User]] = Operation(
    "v2.users.activate",
    "POST",
    "/api/rest/2.0/users/activate",
    User,
    vendor="activateUser",
    repeatable="no",
    since="9.7.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    body=(
        Param("user_identifier", str, required=True),
        Param("auth_token", str, required=True),
        Param("password", str, required=True),
        Param("properties", str, since="10.6.0.cl"),
    ),
)


async def activate(
    client: Caller, *, user_identifier: str, auth_token: str, password: str, properties: str | Unset = UNSET
) -> User:
    """Activate a deactivated account with the code of its activation link.

    POST /users/activate; vendor name `activateUser`; since 9.7.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.

    Args:
        auth_token: The code in the activation link.
        properties: Since 10.6.0.cl.
    """
    _call = client.call(
        ACTIVATE,
        body={
            "user_identifier": user_identifier,
            "auth_token": auth_token,
            "password": password,
            "properties": properties,
        },
    )
    # Some print the locals of a traceback.
    del auth_token, password
    return await _call


DEACTIVATE: Final[Operation[ActivationURL]] = Operation(
    "v2.users.deactivate",
    "POST",
    "/api/rest/2.0/users/deactivate",
    ActivationURL,
    vendor="deactivateUser",
    repeatable="no",
    since="9.7.0.cl",
    privileges=("ADMINISTRATION", "USER_ADMINISTRATION"),
    body=(
        Param("user_identifier", str, required=True),
        Param("base_url", str, required=True),
    ),
)


async def deactivate(client: Caller, *, user_identifier: str, base_url: str) -> ActivationURL:
    """Deactivate an account and get its activation link.

    POST /users/deactivate; vendor name `deactivateUser`; since 9.7.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, USER_ADMINISTRATION.
    """
    return await client.call(DEACTIVATE, body={"user_identifier": user_identifier, "base_url": base_url})


CHANGE_PASSWORD_PREVIEW: Final[Operation[None]] = Operation(
    "v2.users.change_password_preview",
    "POST",
    "/api/rest/2.0/users/change_password",
    None,
    vendor="changeUserPassword",
    repeatable="no",
    removed="9.0.0.cl",
    deprecated=Deprecation("9.0.0.cl", "v2.users.change_password"),
    body=(
        Param("current_password", str, required=True),
        Param("new_password", str, required=True),
        Param("user_identifier", str, required=True),
    ),
)


async def change_password_preview(
    client: Caller, *, current_password: str, new_password: str, user_identifier: str
) -> None:
    """Change a password, by the path of the preview.

    POST /users/change_password; vendor name `changeUserPassword`; removed in 9.0.0.cl; never repeated
    blindly.
    Deprecated since 9.0.0.cl: use `v2.users.change_password`.
    """
    _call = client.call(
        CHANGE_PASSWORD_PREVIEW,
        body={
            "current_password": current_password,
            "new_password": new_password,
            "user_identifier": user_identifier,
        },
    )
    # Some print the locals of a traceback.
    del current_password, new_password
    return await _call


RESET_PASSWORD_PREVIEW: Final[Operation[None]] = Operation(
    "v2.users.reset_password_preview",
    "POST",
    "/api/rest/2.0/users/reset_password",
    None,
    vendor="resetUserPassword",
    repeatable="same_end_state",
    removed="9.0.0.cl",
    deprecated=Deprecation("9.0.0.cl", "v2.users.reset_password"),
    body=(
        Param("new_password", str, required=True),
        Param("user_identifier", str, required=True),
    ),
)


async def reset_password_preview(client: Caller, *, new_password: str, user_identifier: str) -> None:
    """Set a new password, by the path of the preview.

    POST /users/reset_password; vendor name `resetUserPassword`; removed in 9.0.0.cl; repeating it ends in
    the same state.
    Deprecated since 9.0.0.cl: use `v2.users.reset_password`.
    """
    _call = client.call(
        RESET_PASSWORD_PREVIEW, body={"new_password": new_password, "user_identifier": user_identifier}
    )
    # Some print the locals of a traceback.
    del new_password
    return await _call


FORCE_LOGOUT_PREVIEW: Final[Operation[None]] = Operation(
    "v2.users.force_logout_preview",
    "POST",
    "/api/rest/2.0/users/force_logout",
    None,
    vendor="forceLogoutUsers",
    repeatable="same_end_state",
    removed="9.0.0.cl",
    deprecated=Deprecation("9.0.0.cl", "v2.users.force_logout"),
    body=(Param("user_identifiers", list[str], required=True, refuse=([],)),),
)


async def force_logout_preview(client: Caller, *, user_identifiers: list[str]) -> None:
    """End the sessions of the named users, by the path of the preview.

    POST /users/force_logout; vendor name `forceLogoutUsers`; removed in 9.0.0.cl; repeating it ends in the
    same state.
    Deprecated since 9.0.0.cl: use `v2.users.force_logout`.
    """
    return await client.call(FORCE_LOGOUT_PREVIEW, body={"user_identifiers": user_identifiers})


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    IMPORT_USERS,
    CHANGE_PASSWORD,
    RESET_PASSWORD,
    FORCE_LOGOUT,
    ACTIVATE,
    DEACTIVATE,
    CHANGE_PASSWORD_PREVIEW,
    RESET_PASSWORD_PREVIEW,
    FORCE_LOGOUT_PREVIEW,
)


class UsersApi(Group):
    """The users endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    import_users = import_users
    change_password = change_password
    reset_password = reset_password
    force_logout = force_logout
    activate = activate
    deactivate = deactivate
    change_password_preview = change_password_preview
    reset_password_preview = reset_password_preview
    force_logout_preview = force_logout_preview
