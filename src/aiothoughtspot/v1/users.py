# Rendered from spec/v1/users.yaml by `python -m codegen`: edit that file, not this one.
"""Users, their groups, orgs, passwords and preferences."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param, Rule
from aiothoughtspot._values import redacted
from aiothoughtspot.dates import Epoch, epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v1.shared import OpenVisibility, OrgScope, User, UserGroup, UserType, Visibility

Locale: TypeAlias = Literal[
    "da-DK",
    "de-DE",
    "en-AU",
    "en-CA",
    "en-IN",
    "en-GB",
    "en-US",
    "es-US",
    "es-ES",
    "fr-CA",
    "fr-FR",
    "it-IT",
    "nl-NL",
    "nb-NO",
    "pt-BR",
    "pt-PT",
    "fi-FI",
    "sv-SE",
    "zh-CN",
    "ja-JP",
]
if TYPE_CHECKING:
    OpenPrincipalType: TypeAlias = (
        Literal["LOCAL_USER", "LOCAL_GROUP", "SAML_USER", "OIDC_USER", "LDAP_GROUP"] | str
    )
else:
    OpenPrincipalType = str
PrincipalType: TypeAlias = Literal["LOCAL_USER", "LOCAL_GROUP", "SAML_USER", "OIDC_USER", "LDAP_GROUP"]


@attrs.frozen(kw_only=True)
class UserPreferencesInput:
    """Settings to change.

    Argument of `users.update_preferences`.

    Attributes:
        show_walk_me: Show the guided tours.
        notify_on_share: Mail the user when objects are shared.
    """

    show_walk_me: bool | Unset = attrs.field(default=UNSET, metadata={"name": "showWalkMe"})
    notify_on_share: bool | Unset = attrs.field(default=UNSET, metadata={"name": "notifyOnShare"})
    analyst_onboarding_complete: bool | Unset = attrs.field(
        default=UNSET, metadata={"name": "analystOnboardingComplete"}
    )
    preferred_locale: Locale | Unset = attrs.field(default=UNSET, metadata={"name": "preferredLocale"})


@attrs.define(kw_only=True)
class Principal:
    """A user or a group, whichever `principalTypeEnum` says.

    Answer of `users.list_principals`.

    Attributes:
        group_names: Names of the groups it is in.
    """

    name: str
    display_name: str = attrs.field(metadata={"name": "displayName"})
    created: int | float
    modified: int | float
    principal_type_enum: OpenPrincipalType = attrs.field(metadata={"name": "principalTypeEnum"})
    group_names: list[str] = attrs.field(metadata={"name": "groupNames"})
    visibility: OpenVisibility
    description: str | None = None
    mail: str | None = None
    activate: bool | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created` as an aware UTC datetime, or None."""
        return epoch(self.created, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modified` as an aware UTC datetime, or None."""
        return epoch(self.modified, "ms")


@attrs.frozen(kw_only=True)
class PrincipalInput:
    """A user or a group to have.

    Argument of `users.sync`.

    Attributes:
        password: For a new local user.
        created: Left out for a new one.
        modified: Left out for a new one.
        group_names: Names of the groups to be in.
    """

    name: str = attrs.field(metadata={"required": True})
    display_name: str = attrs.field(metadata={"name": "displayName", "required": True})
    principal_type_enum: PrincipalType = attrs.field(metadata={"name": "principalTypeEnum", "required": True})
    description: str | Unset = UNSET
    mail: str | Unset = UNSET
    password: str | Unset = attrs.field(default=UNSET, repr=redacted)
    created: Annotated[datetime, Epoch("ms")] | Unset = UNSET
    modified: Annotated[datetime, Epoch("ms")] | Unset = UNSET
    group_names: list[str] | Unset = attrs.field(default=UNSET, metadata={"name": "groupNames"})
    visibility: Visibility | Unset = UNSET
    activate: bool | Unset = UNSET


@attrs.define(kw_only=True)
class PrincipalSync:
    """Names of what was changed, or would be.

    Answer of `users.sync`.
    """

    users_added: list[str] = attrs.field(metadata={"name": "usersAdded"})
    users_updated: list[str] = attrs.field(metadata={"name": "usersUpdated"})
    users_deleted: list[str] = attrs.field(metadata={"name": "usersDeleted"})
    groups_added: list[str] = attrs.field(metadata={"name": "groupsAdded"})
    groups_updated: list[str] = attrs.field(metadata={"name": "groupsUpdated"})
    groups_deleted: list[str] = attrs.field(metadata={"name": "groupsDeleted"})


GET: Final[Operation[list[User]]] = Operation(
    "v1.users.get",
    "GET",
    "/callosum/v1/tspublic/v1/user/",
    list[User],
    vendor="get_user",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.users.search"),
    privileges=("ADMINISTRATION",),
    query=(
        Param("userid", str),
        Param("name", str),
    ),
)


async def get(client: Caller, *, userid: str | Unset = UNSET, name: str | Unset = UNSET) -> list[User]:
    """Read one user by id or name, or every user.

    GET /user/; vendor name `get_user`; since ts7.aug.cl; a read.
    Deprecated: use `v2.users.search`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userid: Id of the user.
        name: Login name; with `userid` both must mean the same user.
    """
    return await client.call(GET, query={"userid": userid, "name": name})


LIST_PRINCIPALS: Final[Operation[list[Principal]]] = Operation(
    "v1.users.list_principals",
    "GET",
    "/callosum/v1/tspublic/v1/user/list",
    list[Principal],
    vendor="list_principals",
    repeatable="read",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.users.search"),
    privileges=("ADMINISTRATION",),
)


async def list_principals(client: Caller) -> list[Principal]:
    """Read all users and all groups in one list, without pages.

    GET /user/list; vendor name `list_principals`; since ts7.april.cl; a read.
    Deprecated: use `v2.users.search`.
    Privileges, any of: ADMINISTRATION.
    """
    return await client.call(LIST_PRINCIPALS)


CREATE: Final[Operation[User]] = Operation(
    "v1.users.create",
    "POST",
    "/callosum/v1/tspublic/v1/user/",
    User,
    vendor="create_user",
    repeatable="no",
    since="ts7.jun.cl",
    deprecated=Deprecation(None, "v2.users.create"),
    privileges=("ADMINISTRATION",),
    query=(
        Param("orgScope", OrgScope, py="org_scope"),
        Param("sendEmail", bool, py="send_email"),
    ),
    form=(
        Param("name", str, required=True),
        Param("password", str),
        Param("displayname", str, required=True),
        Param("properties", dict[str, Any]),
        Param("groups", list[str]),
        Param("usertype", UserType),
        Param("tenantid", str),
        Param("visibility", Visibility),
        Param("orgids", list[int]),
        Param("triggeredbyadmin", bool, since="8.9.0.cl"),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    displayname: str,
    org_scope: OrgScope | Unset = UNSET,
    send_email: bool | Unset = UNSET,
    password: str | Unset = UNSET,
    properties: dict[str, Any] | Unset = UNSET,
    groups: list[str] | Unset = UNSET,
    usertype: UserType | Unset = UNSET,
    tenantid: str | Unset = UNSET,
    visibility: Visibility | Unset = UNSET,
    orgids: list[int] | Unset = UNSET,
    triggeredbyadmin: bool | Unset = UNSET,
) -> User:
    """Create a user.

    POST /user/; vendor name `create_user`; since ts7.jun.cl; never repeated blindly.
    Deprecated: use `v2.users.create`.
    Privileges, any of: ADMINISTRATION.

    Args:
        org_scope: ALL to reach beyond the current org.
        send_email: Send the user a mail.
        name: Login name.
        properties: Facts about the user, such as `mail`; with IAMv2 `mail` is needed.
        groups: Ids of groups to join.
        usertype: With IAMv2 left out means OIDC_USER. The server assumes `LOCAL_USER`.
        visibility: The server assumes `DEFAULT`.
        orgids: Orgs to join; left out for the current one.
        triggeredbyadmin: Mark the change as an administrator's. The server assumes `False`. Since 8.9.0.cl.
    """
    _call = client.call(
        CREATE,
        query={"orgScope": org_scope, "sendEmail": send_email},
        form={
            "name": name,
            "password": password,
            "displayname": displayname,
            "properties": properties,
            "groups": groups,
            "usertype": usertype,
            "tenantid": tenantid,
            "visibility": visibility,
            "orgids": orgids,
            "triggeredbyadmin": triggeredbyadmin,
        },
    )
    # Some print the locals of a traceback.
    del password
    return await _call


UPDATE: Final[Operation[None]] = Operation(
    "v1.users.update",
    "PUT",
    "/callosum/v1/tspublic/v1/user/{userid}",
    None,
    vendor="update_user",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("userid", str, required=True),),
    query=(Param("orgScope", OrgScope, py="org_scope"),),
    form=(
        Param("userid", str, required=True, copy_of="userid"),
        Param("content", dict[str, Any], required=True),
        Param("password", str),
        Param("triggeredbyadmin", bool, since="8.9.0.cl"),
    ),
)


async def update(
    client: Caller,
    userid: str,
    *,
    content: dict[str, Any],
    org_scope: OrgScope | Unset = UNSET,
    password: str | Unset = UNSET,
    triggeredbyadmin: bool | Unset = UNSET,
) -> None:
    """Replace a user by a whole changed profile.

    PUT /user/{userid}; vendor name `update_user`; since ts7.aug.cl; repeating it ends in the same state.
    Deprecated: use `v2.users.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userid: Id of the user.
        org_scope: ALL to reach beyond the current org.
        content: The profile as read (with `decode=False`) and changed.
        triggeredbyadmin: Mark the change as an administrator's. The server assumes `False`. Since 8.9.0.cl.
    """
    _call = client.call(
        UPDATE,
        path={"userid": userid},
        query={"orgScope": org_scope},
        form={"content": content, "password": password, "triggeredbyadmin": triggeredbyadmin},
    )
    # Some print the locals of a traceback.
    del password
    return await _call


UPDATE_EMAIL: Final[Operation[None]] = Operation(
    "v1.users.update_email",
    "PUT",
    "/callosum/v1/tspublic/v1/user/email",
    None,
    vendor="update_user_email",
    repeatable="same_end_state",
    since="ts7.oct.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    privileges=("ADMINISTRATION",),
    form=(
        Param("userid", str, required=True),
        Param("emailid", str, required=True),
    ),
)


async def update_email(client: Caller, *, userid: str, emailid: str) -> None:
    """Set a user's mail address.

    PUT /user/email; vendor name `update_user_email`; since ts7.oct.cl; repeating it ends in the same state.
    Deprecated: use `v2.users.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userid: Id of the user.
        emailid: The mail address.
    """
    return await client.call(UPDATE_EMAIL, form={"userid": userid, "emailid": emailid})


UPDATE_PREFERENCES: Final[Operation[None]] = Operation(
    "v1.users.update_preferences",
    "POST",
    "/callosum/v1/tspublic/v1/user/updatepreference",
    None,
    vendor="update_user_preferences",
    repeatable="same_end_state",
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    privileges=("ADMINISTRATION",),
    form=(
        Param("userid", str),
        Param("username", str, since="ts7.jun.cl"),
        Param("preferences", UserPreferencesInput),
        Param("preferencesProto", str, py="preferences_proto"),
    ),
    rules=(
        Rule("at_least_one", ("userid", "username")),
        Rule("at_least_one", ("preferences", "preferencesProto")),
    ),
)


async def update_preferences(
    client: Caller,
    *,
    userid: str | Unset = UNSET,
    username: str | Unset = UNSET,
    preferences: UserPreferencesInput | Unset = UNSET,
    preferences_proto: str | Unset = UNSET,
) -> None:
    """Set a user's preferences.

    POST /user/updatepreference; vendor name `update_user_preferences`; since ts7.may.cl; repeating it ends
    in the same state.
    Deprecated: use `v2.users.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userid: Id of the user.
        username: Since ts7.jun.cl.
        preferences_proto: Preferences as a protocol buffer, in base64.
    """
    return await client.call(
        UPDATE_PREFERENCES,
        form={
            "userid": userid,
            "username": username,
            "preferences": preferences,
            "preferencesProto": preferences_proto,
        },
    )


DELETE: Final[Operation[None]] = Operation(
    "v1.users.delete",
    "DELETE",
    "/callosum/v1/tspublic/v1/user/{userid}",
    None,
    vendor="delete_user",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.users.delete"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("userid", str, required=True),),
    query=(
        Param("orgid", int),
        Param("orgScope", OrgScope, py="org_scope"),
    ),
)


async def delete(
    client: Caller, userid: str, *, orgid: int | Unset = UNSET, org_scope: OrgScope | Unset = UNSET
) -> None:
    """Delete a user, or take the user out of one org.

    DELETE /user/{userid}; vendor name `delete_user`; since ts7.aug.cl; repeating it ends in the same state.
    Deprecated: use `v2.users.delete`.
    Privileges, any of: ADMINISTRATION.
    To delete from every org, one page of the reference sends `orgScope=ALL` and another `orgid=-1`.

    Args:
        userid: Id of the user.
        orgid: Org to leave, if the user is in others too; needed when orgs are on.
        org_scope: ALL to delete the user from every org.
    """
    return await client.call(DELETE, path={"userid": userid}, query={"orgid": orgid, "orgScope": org_scope})


ACTIVATE: Final[Operation[None]] = Operation(
    "v1.users.activate",
    "POST",
    "/callosum/v1/tspublic/v1/user/activate",
    None,
    vendor="activate_user",
    repeatable="no",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.users.activate"),
    privileges=("ADMINISTRATION",),
    form=(
        Param("userid", str, required=True),
        Param("auth_token", str, required=True),
        Param("password", str, required=True),
        Param("properties", str, required=True, encode="base64"),
    ),
)


async def activate(client: Caller, *, userid: str, auth_token: str, password: str, properties: str) -> None:
    """Turn an inactive user on again, with the code of an activation link.

    POST /user/activate; vendor name `activate_user`; since ts7.sep.cl; never repeated blindly.
    Deprecated: use `v2.users.activate`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userid: Id out of the link that `deactivate` gives.
        auth_token: Code out of the same link.
        properties: A property of the user as plain text, such as the mail address.
    """
    _call = client.call(
        ACTIVATE,
        form={"userid": userid, "auth_token": auth_token, "password": password, "properties": properties},
    )
    # Some print the locals of a traceback.
    del auth_token, password
    return await _call


DEACTIVATE: Final[Operation[str]] = Operation(
    "v1.users.deactivate",
    "POST",
    "/callosum/v1/tspublic/v1/user/inactivate",
    str,
    vendor="deactivate_user",
    repeatable="no",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.users.deactivate"),
    privileges=("ADMINISTRATION",),
    form=(
        Param("username", str, required=True),
        Param("url", str, required=True),
    ),
    accept="text/plain",
)


async def deactivate(client: Caller, *, username: str, url: str) -> str:
    """Turn a user off, and give the link that turns the user on again.

    POST /user/inactivate; vendor name `deactivate_user`; since ts7.sep.cl; never repeated blindly.
    Deprecated: use `v2.users.deactivate`.
    Privileges, any of: ADMINISTRATION.
    User id and code are query values after the fragment mark of the link. The link is a secret.

    Args:
        url: URL of the cluster.
    """
    return await client.call(DEACTIVATE, form={"username": username, "url": url})


CHANGE_PASSWORD: Final[Operation[None]] = Operation(
    "v1.users.change_password",
    "POST",
    "/callosum/v1/tspublic/v1/user/updatepassword",
    None,
    vendor="update_user_password",
    repeatable="no",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.users.change_password"),
    form=(
        Param("name", str, required=True),
        Param("currentpassword", str, required=True),
        Param("password", str, required=True),
    ),
)


async def change_password(client: Caller, *, name: str, currentpassword: str, password: str) -> None:
    """Set a user's password, knowing the caller's.

    POST /user/updatepassword; vendor name `update_user_password`; since ts7.april.cl; never repeated
    blindly.
    Deprecated: use `v2.users.change_password`.

    Args:
        name: Login name of the user.
        currentpassword: Password of the caller.
        password: The new one.
    """
    _call = client.call(
        CHANGE_PASSWORD, form={"name": name, "currentpassword": currentpassword, "password": password}
    )
    # Some print the locals of a traceback.
    del currentpassword, password
    return await _call


RESET_PASSWORD: Final[Operation[None]] = Operation(
    "v1.users.reset_password",
    "POST",
    "/callosum/v1/tspublic/v1/user/resetpassword",
    None,
    vendor="reset_user_password",
    repeatable="no",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.users.reset_password"),
    form=(
        Param("userid", str, required=True),
        Param("auth_token", str, required=True),
        Param("password", str, required=True),
    ),
)


async def reset_password(client: Caller, *, userid: str, auth_token: str, password: str) -> None:
    """Set a user's password with a code from the server.

    POST /user/resetpassword; vendor name `reset_user_password`; since ts7.sep.cl; never repeated blindly.
    Deprecated: use `v2.users.reset_password`.

    Args:
        userid: Id of the user.
        auth_token: The code.
        password: The new one.
    """
    _call = client.call(
        RESET_PASSWORD, form={"userid": userid, "auth_token": auth_token, "password": password}
    )
    # Some print the locals of a traceback.
    del auth_token, password
    return await _call


FORCE_LOGOUT: Final[Operation[None]] = Operation(
    "v1.users.force_logout",
    "POST",
    "/callosum/v1/tspublic/v1/user/session/invalidate",
    None,
    vendor="invalidate_user_sessions",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.users.force_logout"),
    privileges=("ADMINISTRATION",),
    form=(
        Param("username", list[str], refuse=([],)),
        Param("userid", list[str], refuse=([],)),
    ),
    rules=(Rule("at_least_one", ("username", "userid")),),
)


async def force_logout(
    client: Caller, *, username: list[str] | Unset = UNSET, userid: list[str] | Unset = UNSET
) -> None:
    """End all sessions of the named users.

    POST /user/session/invalidate; vendor name `invalidate_user_sessions`; since ts7.sep.cl; repeating it
    ends in the same state.
    Deprecated: use `v2.users.force_logout`.
    Privileges, any of: ADMINISTRATION.

    Args:
        username: Login names.
        userid: Ids of users.
    """
    return await client.call(FORCE_LOGOUT, form={"username": username, "userid": userid})


SYNC: Final[Operation[PrincipalSync]] = Operation(
    "v1.users.sync",
    "POST",
    "/callosum/v1/tspublic/v1/user/sync",
    PrincipalSync,
    vendor="sync_principals",
    repeatable="depends",
    otherwise="same_end_state",
    read_when=(("applyChanges", (False,)),),
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.users.import_users"),
    privileges=("ADMINISTRATION",),
    query=(Param("orgScope", OrgScope, py="org_scope"),),
    parts=(
        Param("principals", list[PrincipalInput], required=True, content_type="application/json"),
        Param("applyChanges", bool, required=True, py="apply_changes"),
        Param("removeDeleted", bool, required=True, py="remove_deleted"),
        Param("password", str),
    ),
)


async def sync(
    client: Caller,
    *,
    principals: list[PrincipalInput],
    apply_changes: bool,
    remove_deleted: bool,
    org_scope: OrgScope | Unset = UNSET,
    password: str | Unset = UNSET,
) -> PrincipalSync:
    """Make the cluster's users and groups equal to a list, or tell what that would change.

    POST /user/sync; vendor name `sync_principals`; since ts7.april.cl; a read or not, by its arguments.
    Deprecated: use `v2.users.import_users`.
    Privileges, any of: ADMINISTRATION.

    Args:
        org_scope: ALL to reach beyond the current org.
        principals: The list.
        apply_changes: False changes nothing. The server assumes `False`.
        remove_deleted: Delete users and groups that the list lacks. The server assumes `True`.
        password: Given to every new user.
    """
    _call = client.call(
        SYNC,
        query={"orgScope": org_scope},
        form={
            "principals": principals,
            "applyChanges": apply_changes,
            "removeDeleted": remove_deleted,
            "password": password,
        },
    )
    # Some print the locals of a traceback.
    del password
    return await _call


TRANSFER_OWNERSHIP: Final[Operation[None]] = Operation(
    "v1.users.transfer_ownership",
    "POST",
    "/callosum/v1/tspublic/v1/user/transfer/ownership",
    None,
    vendor="transfer_ownership",
    repeatable="same_end_state",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.security.assign_author"),
    privileges=("ADMINISTRATION",),
    query=(
        Param("fromUserName", str, required=True, py="from_user_name"),
        Param("toUserName", str, required=True, py="to_user_name"),
        Param("objectsID", list[str], py="objects_id", refuse=([],)),
    ),
)


async def transfer_ownership(
    client: Caller, *, from_user_name: str, to_user_name: str, objects_id: list[str] | Unset = UNSET
) -> None:
    """Hand objects of one user to another.

    POST /user/transfer/ownership; vendor name `transfer_ownership`; since ts7.april.cl; repeating it ends
    in the same state.
    Deprecated: use `v2.security.assign_author`.
    Privileges, any of: ADMINISTRATION.

    Args:
        from_user_name: Login name.
        to_user_name: Login name.
        objects_id: Ids of the objects; left out for everything the user owns.
    """
    return await client.call(
        TRANSFER_OWNERSHIP,
        query={"fromUserName": from_user_name, "toUserName": to_user_name, "objectsID": objects_id},
    )


ADD_TO_ORG: Final[Operation[None]] = Operation(
    "v1.users.add_to_org",
    "POST",
    "/callosum/v1/tspublic/v1/user/addtoorg",
    None,
    vendor="add_users_to_org",
    repeatable="same_end_state",
    since="8.10.0.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    privileges=("ADMINISTRATION",),
    query=(Param("orgScope", OrgScope, py="org_scope"),),
    form=(
        Param("userids", list[str], required=True, refuse=([],)),
        Param("orgid", int),
    ),
)


async def add_to_org(
    client: Caller, *, userids: list[str], org_scope: OrgScope | Unset = UNSET, orgid: int | Unset = UNSET
) -> None:
    """Put users into an org.

    POST /user/addtoorg; vendor name `add_users_to_org`; since 8.10.0.cl; repeating it ends in the same
    state.
    Deprecated: use `v2.users.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        org_scope: ALL to reach beyond the current org.
        userids: Ids of the users.
        orgid: Id of the org; left out for the current one.
    """
    return await client.call(
        ADD_TO_ORG, query={"orgScope": org_scope}, form={"userids": userids, "orgid": orgid}
    )


LIST_GROUPS: Final[Operation[list[UserGroup]]] = Operation(
    "v1.users.list_groups",
    "GET",
    "/callosum/v1/tspublic/v1/user/{userid}/groups",
    list[UserGroup],
    vendor="list_user_groups",
    repeatable="read",
    since="ts7.oct.cl",
    deprecated=Deprecation(None, "v2.groups.search"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("userid", str, required=True),),
)


async def list_groups(client: Caller, userid: str) -> list[UserGroup]:
    """Read the groups a user is in.

    GET /user/{userid}/groups; vendor name `list_user_groups`; since ts7.oct.cl; a read.
    Deprecated: use `v2.groups.search`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userid: Id of the user.
    """
    return await client.call(LIST_GROUPS, path={"userid": userid})


ADD_TO_GROUPS: Final[Operation[None]] = Operation(
    "v1.users.add_to_groups",
    "POST",
    "/callosum/v1/tspublic/v1/user/{userid}/groups",
    None,
    vendor="add_user_to_groups",
    repeatable="same_end_state",
    since="ts7.oct.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("userid", str, required=True),),
    query=(Param("groupids", list[str], required=True, refuse=([],)),),
)


async def add_to_groups(client: Caller, userid: str, *, groupids: list[str]) -> None:
    """Put a user into groups.

    POST /user/{userid}/groups; vendor name `add_user_to_groups`; since ts7.oct.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.users.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userid: Id of the user.
        groupids: Ids of the groups.
    """
    return await client.call(ADD_TO_GROUPS, path={"userid": userid}, query={"groupids": groupids})


SET_GROUPS: Final[Operation[None]] = Operation(
    "v1.users.set_groups",
    "PUT",
    "/callosum/v1/tspublic/v1/user/{userid}/groups",
    None,
    vendor="set_user_groups",
    repeatable="same_end_state",
    since="ts7.oct.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("userid", str, required=True),),
    query=(Param("groupids", list[str], required=True),),
)


async def set_groups(client: Caller, userid: str, *, groupids: list[str]) -> None:
    """Set the groups of a user.

    PUT /user/{userid}/groups; vendor name `set_user_groups`; since ts7.oct.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.users.update`.
    Privileges, any of: ADMINISTRATION.
    A PUT, so take it to replace the whole set; the reference does not say.

    Args:
        userid: Id of the user.
        groupids: Ids of the groups.
    """
    return await client.call(SET_GROUPS, path={"userid": userid}, query={"groupids": groupids})


REMOVE_FROM_GROUPS: Final[Operation[None]] = Operation(
    "v1.users.remove_from_groups",
    "DELETE",
    "/callosum/v1/tspublic/v1/user/{userid}/groups",
    None,
    vendor="remove_user_from_groups",
    repeatable="same_end_state",
    since="ts7.oct.cl",
    deprecated=Deprecation(None, "v2.users.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("userid", str, required=True),),
    query=(Param("groupids", list[str], required=True, refuse=([],)),),
)


async def remove_from_groups(client: Caller, userid: str, *, groupids: list[str]) -> None:
    """Take a user out of groups.

    DELETE /user/{userid}/groups; vendor name `remove_user_from_groups`; since ts7.oct.cl; repeating it ends
    in the same state.
    Deprecated: use `v2.users.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userid: Id of the user.
        groupids: Ids of the groups.
    """
    return await client.call(REMOVE_FROM_GROUPS, path={"userid": userid}, query={"groupids": groupids})


OPERATIONS: Final = (
    GET,
    LIST_PRINCIPALS,
    CREATE,
    UPDATE,
    UPDATE_EMAIL,
    UPDATE_PREFERENCES,
    DELETE,
    ACTIVATE,
    DEACTIVATE,
    CHANGE_PASSWORD,
    RESET_PASSWORD,
    FORCE_LOGOUT,
    SYNC,
    TRANSFER_OWNERSHIP,
    ADD_TO_ORG,
    LIST_GROUPS,
    ADD_TO_GROUPS,
    SET_GROUPS,
    REMOVE_FROM_GROUPS,
)


class UsersApi(Group):
    """The users endpoints of one client."""

    get = get
    list_principals = list_principals
    create = create
    update = update
    update_email = update_email
    update_preferences = update_preferences
    delete = delete
    activate = activate
    deactivate = deactivate
    change_password = change_password
    reset_password = reset_password
    force_logout = force_logout
    sync = sync
    transfer_ownership = transfer_ownership
    add_to_org = add_to_org
    list_groups = list_groups
    add_to_groups = add_to_groups
    set_groups = set_groups
    remove_from_groups = remove_from_groups
