# Rendered from spec/v1/groups.yaml by `python -m codegen`: edit that file, not this one.
"""Groups of users, with their members, privileges and roles."""

from typing import Any, Final, Literal, TypeAlias

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v1.shared import User, UserGroup, Visibility

GroupPrivilege: TypeAlias = Literal[
    "ADMINISTRATION",
    "DEVELOPER",
    "USERDATAUPLOADING",
    "DATADOWNLOADING",
    "DATAMANAGEMENT",
    "SHAREWITHALL",
    "EXPERIMENTALFEATUREPRIVILEGE",
    "JOBSCHEDULING",
    "RANALYSIS",
    "A3ANALYSIS",
    "BYPASSRLS",
    "SYNCMANAGEMENT",
    "AUTHORING",
    "DISABLE_PINBOARD_CREATION",
]


GET: Final[Operation[list[UserGroup]]] = Operation(
    "v1.groups.get",
    "GET",
    "/callosum/v1/tspublic/v1/group/",
    list[UserGroup],
    vendor="get_group",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.groups.search"),
    privileges=("ADMINISTRATION",),
    query=(
        Param("groupid", str),
        Param("name", str),
    ),
)


async def get(client: Caller, *, groupid: str | Unset = UNSET, name: str | Unset = UNSET) -> list[UserGroup]:
    """Read one group by id or name, or every group.

    GET /group/; vendor name `get_group`; since ts7.aug.cl; a read.
    Deprecated: use `v2.groups.search`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
        name: Name of the group.
    """
    return await client.call(GET, query={"groupid": groupid, "name": name})


CREATE: Final[Operation[UserGroup]] = Operation(
    "v1.groups.create",
    "POST",
    "/callosum/v1/tspublic/v1/group/",
    UserGroup,
    vendor="create_group",
    repeatable="no",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.groups.create"),
    privileges=("ADMINISTRATION",),
    form=(
        Param("name", str, required=True),
        Param("display_name", str, required=True),
        Param("description", str),
        Param("privileges", list[GroupPrivilege]),
        Param("grouptype", str),
        Param("tenantid", str),
        Param("visibility", Visibility),
        Param("roleIds", list[str], py="role_ids"),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    display_name: str,
    description: str | Unset = UNSET,
    privileges: list[GroupPrivilege] | Unset = UNSET,
    grouptype: str | Unset = UNSET,
    tenantid: str | Unset = UNSET,
    visibility: Visibility | Unset = UNSET,
    role_ids: list[str] | Unset = UNSET,
) -> UserGroup:
    """Create a group in the org of the session.

    POST /group/; vendor name `create_group`; since ts7.aug.cl; never repeated blindly.
    Deprecated: use `v2.groups.create`.
    Privileges, any of: ADMINISTRATION.

    Args:
        grouptype: The server assumes `LOCAL_GROUP`.
        visibility: The server assumes `DEFAULT`.
        role_ids: Ids of roles; with role-based access control only.
    """
    return await client.call(
        CREATE,
        form={
            "name": name,
            "display_name": display_name,
            "description": description,
            "privileges": privileges,
            "grouptype": grouptype,
            "tenantid": tenantid,
            "visibility": visibility,
            "roleIds": role_ids,
        },
    )


UPDATE: Final[Operation[None]] = Operation(
    "v1.groups.update",
    "PUT",
    "/callosum/v1/tspublic/v1/group/{groupid}",
    None,
    vendor="update_group",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
    form=(
        Param("groupid", str, required=True, copy_of="groupid"),
        Param("content", dict[str, Any], required=True),
        Param("roleIds", list[str], py="role_ids"),
        Param("triggeredbyadmin", bool),
    ),
)


async def update(
    client: Caller,
    groupid: str,
    *,
    content: dict[str, Any],
    role_ids: list[str] | Unset = UNSET,
    triggeredbyadmin: bool | Unset = UNSET,
) -> None:
    """Replace a group by a whole changed one.

    PUT /group/{groupid}; vendor name `update_group`; since ts7.aug.cl; repeating it ends in the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
        content: The group as read (with `decode=False`) and changed.
        role_ids: Ids of roles; with role-based access control only.
        triggeredbyadmin: Mark the change as an administrator's.
    """
    return await client.call(
        UPDATE,
        path={"groupid": groupid},
        form={"content": content, "roleIds": role_ids, "triggeredbyadmin": triggeredbyadmin},
    )


DELETE: Final[Operation[None]] = Operation(
    "v1.groups.delete",
    "DELETE",
    "/callosum/v1/tspublic/v1/group/{groupid}",
    None,
    vendor="delete_group",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.groups.delete"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
)


async def delete(client: Caller, groupid: str) -> None:
    """Delete a group.

    DELETE /group/{groupid}; vendor name `delete_group`; since ts7.aug.cl; repeating it ends in the same
    state.
    Deprecated: use `v2.groups.delete`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
    """
    return await client.call(DELETE, path={"groupid": groupid})


LIST_USERS: Final[Operation[list[User]]] = Operation(
    "v1.groups.list_users",
    "GET",
    "/callosum/v1/tspublic/v1/group/{groupid}/users",
    list[User],
    vendor="list_group_users",
    repeatable="read",
    since="ts7.oct.cl",
    deprecated=Deprecation(None, "v2.groups.search"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
)


async def list_users(client: Caller, groupid: str) -> list[User]:
    """Read the users of a group.

    GET /group/{groupid}/users; vendor name `list_group_users`; since ts7.oct.cl; a read.
    Deprecated: use `v2.groups.search`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
    """
    return await client.call(LIST_USERS, path={"groupid": groupid})


LIST_USERS_OLD: Final[Operation[list[User]]] = Operation(
    "v1.groups.list_users_old",
    "GET",
    "/callosum/v1/tspublic/v1/group/listuser/{groupid}",
    list[User],
    vendor="list_group_users_by_listuser",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.users.search"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
)


async def list_users_old(client: Caller, groupid: str) -> list[User]:
    """Read the users of a group, at the path that came before `list_users`.

    GET /group/listuser/{groupid}; vendor name `list_group_users_by_listuser`; since ts7.aug.cl; a read.
    Deprecated: use `v2.users.search`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
    """
    return await client.call(LIST_USERS_OLD, path={"groupid": groupid})


ADD_USERS: Final[Operation[None]] = Operation(
    "v1.groups.add_users",
    "POST",
    "/callosum/v1/tspublic/v1/group/{groupid}/users",
    None,
    vendor="add_group_users",
    repeatable="same_end_state",
    since="ts7.oct.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
    query=(Param("userids", list[str], required=True, refuse=([],)),),
)


async def add_users(client: Caller, groupid: str, *, userids: list[str]) -> None:
    """Put users into a group.

    POST /group/{groupid}/users; vendor name `add_group_users`; since ts7.oct.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
        userids: Ids of the users.
    """
    return await client.call(ADD_USERS, path={"groupid": groupid}, query={"userids": userids})


SET_USERS: Final[Operation[None]] = Operation(
    "v1.groups.set_users",
    "PUT",
    "/callosum/v1/tspublic/v1/group/{groupid}/users",
    None,
    vendor="set_group_users",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
    form=(
        Param("groupid", str, required=True, copy_of="groupid"),
        Param("userids", list[str], required=True, empty=True),
    ),
)


async def set_users(client: Caller, groupid: str, *, userids: list[str]) -> None:
    """Set the users of a group.

    PUT /group/{groupid}/users; vendor name `set_group_users`; since ts7.sep.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.
    A PUT, so take it to replace the whole set; the reference speaks of adding or updating.

    Args:
        groupid: Id of the group.
        userids: Ids of the users; an empty list is sent as such.
    """
    return await client.call(SET_USERS, path={"groupid": groupid}, form={"userids": userids})


REMOVE_USERS: Final[Operation[None]] = Operation(
    "v1.groups.remove_users",
    "DELETE",
    "/callosum/v1/tspublic/v1/group/{groupid}/users",
    None,
    vendor="remove_group_users",
    repeatable="same_end_state",
    since="ts7.oct.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
    query=(Param("userids", list[str], required=True, refuse=([],)),),
)


async def remove_users(client: Caller, groupid: str, *, userids: list[str]) -> None:
    """Take users out of a group.

    DELETE /group/{groupid}/users; vendor name `remove_group_users`; since ts7.oct.cl; repeating it ends in
    the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
        userids: Ids of the users.
    """
    return await client.call(REMOVE_USERS, path={"groupid": groupid}, query={"userids": userids})


ADD_USER: Final[Operation[None]] = Operation(
    "v1.groups.add_user",
    "POST",
    "/callosum/v1/tspublic/v1/group/{groupid}/user/{userid}",
    None,
    vendor="add_user_to_group",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(
        Param("groupid", str, required=True),
        Param("userid", str, required=True),
    ),
)


async def add_user(client: Caller, groupid: str, userid: str) -> None:
    """Put one user into a group.

    POST /group/{groupid}/user/{userid}; vendor name `add_user_to_group`; since ts7.aug.cl; repeating it
    ends in the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
        userid: Id of the user.
    """
    return await client.call(ADD_USER, path={"groupid": groupid, "userid": userid})


REMOVE_USER: Final[Operation[None]] = Operation(
    "v1.groups.remove_user",
    "DELETE",
    "/callosum/v1/tspublic/v1/group/{groupid}/user/{userid}",
    None,
    vendor="remove_user_from_group",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(
        Param("groupid", str, required=True),
        Param("userid", str, required=True),
    ),
)


async def remove_user(client: Caller, groupid: str, userid: str) -> None:
    """Take one user out of a group.

    DELETE /group/{groupid}/user/{userid}; vendor name `remove_user_from_group`; since ts7.aug.cl; repeating
    it ends in the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
        userid: Id of the user.
    """
    return await client.call(REMOVE_USER, path={"groupid": groupid, "userid": userid})


ADD_MEMBERSHIPS: Final[Operation[None]] = Operation(
    "v1.groups.add_memberships",
    "POST",
    "/callosum/v1/tspublic/v1/group/addmemberships",
    None,
    vendor="add_group_memberships",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    parts=(
        Param("userids", list[str], required=True, refuse=([],)),
        Param("groupids", list[str], required=True, refuse=([],)),
    ),
)


async def add_memberships(client: Caller, *, userids: list[str], groupids: list[str]) -> None:
    """Put every one of some users into every one of some groups.

    POST /group/addmemberships; vendor name `add_group_memberships`; since ts7.sep.cl; repeating it ends in
    the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userids: Ids of the users.
        groupids: Ids of the groups.
    """
    return await client.call(ADD_MEMBERSHIPS, form={"userids": userids, "groupids": groupids})


REMOVE_MEMBERSHIPS: Final[Operation[None]] = Operation(
    "v1.groups.remove_memberships",
    "POST",
    "/callosum/v1/tspublic/v1/group/removememberships",
    None,
    vendor="remove_group_memberships",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    parts=(
        Param("userids", list[str], required=True, refuse=([],)),
        Param("groupids", list[str], required=True, refuse=([],)),
    ),
)


async def remove_memberships(client: Caller, *, userids: list[str], groupids: list[str]) -> None:
    """Take every one of some users out of every one of some groups.

    POST /group/removememberships; vendor name `remove_group_memberships`; since ts7.sep.cl; repeating it
    ends in the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        userids: Ids of the users.
        groupids: Ids of the groups.
    """
    return await client.call(REMOVE_MEMBERSHIPS, form={"userids": userids, "groupids": groupids})


LIST_SUBGROUPS: Final[Operation[list[UserGroup]]] = Operation(
    "v1.groups.list_subgroups",
    "GET",
    "/callosum/v1/tspublic/v1/group/{groupid}/groups",
    list[UserGroup],
    vendor="list_subgroups",
    repeatable="read",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.groups.search"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
)


async def list_subgroups(client: Caller, groupid: str) -> list[UserGroup]:
    """Read the groups under a group.

    GET /group/{groupid}/groups; vendor name `list_subgroups`; since ts7.sep.cl; a read.
    Deprecated: use `v2.groups.search`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the group.
    """
    return await client.call(LIST_SUBGROUPS, path={"groupid": groupid})


ADD_SUBGROUPS: Final[Operation[None]] = Operation(
    "v1.groups.add_subgroups",
    "POST",
    "/callosum/v1/tspublic/v1/group/{groupid}/groups",
    None,
    vendor="add_subgroups",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
    form=(
        Param("groupid", str, required=True, copy_of="groupid"),
        Param("principalids", list[str], required=True, refuse=([],)),
    ),
)


async def add_subgroups(client: Caller, groupid: str, *, principalids: list[str]) -> None:
    """Put groups under a group.

    POST /group/{groupid}/groups; vendor name `add_subgroups`; since ts7.sep.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the upper group.
        principalids: Ids of the groups to put there.
    """
    return await client.call(ADD_SUBGROUPS, path={"groupid": groupid}, form={"principalids": principalids})


SET_SUBGROUPS: Final[Operation[None]] = Operation(
    "v1.groups.set_subgroups",
    "PUT",
    "/callosum/v1/tspublic/v1/group/{groupid}/groups",
    None,
    vendor="set_subgroups",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
    form=(
        Param("groupid", str, required=True, copy_of="groupid"),
        Param("principalids", list[str], required=True, empty=True),
    ),
)


async def set_subgroups(client: Caller, groupid: str, *, principalids: list[str]) -> None:
    """Set the groups under a group.

    PUT /group/{groupid}/groups; vendor name `set_subgroups`; since ts7.sep.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.
    A PUT, so take it to replace the whole set; the reference does not say.

    Args:
        groupid: Id of the upper group.
        principalids: Ids of the groups; an empty list is sent as such.
    """
    return await client.call(SET_SUBGROUPS, path={"groupid": groupid}, form={"principalids": principalids})


REMOVE_SUBGROUPS: Final[Operation[None]] = Operation(
    "v1.groups.remove_subgroups",
    "DELETE",
    "/callosum/v1/tspublic/v1/group/{groupid}/groups",
    None,
    vendor="remove_subgroups",
    repeatable="same_end_state",
    since="ts7.sep.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    path_params=(Param("groupid", str, required=True),),
    form=(
        Param("groupid", str, required=True, copy_of="groupid"),
        Param("principalids", list[str], required=True, refuse=([],)),
    ),
)


async def remove_subgroups(client: Caller, groupid: str, *, principalids: list[str]) -> None:
    """Take groups out from under a group; they go on to exist.

    DELETE /group/{groupid}/groups; vendor name `remove_subgroups`; since ts7.sep.cl; repeating it ends in
    the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        groupid: Id of the upper group.
        principalids: Ids of the groups to take out.
    """
    return await client.call(REMOVE_SUBGROUPS, path={"groupid": groupid}, form={"principalids": principalids})


ADD_PRIVILEGE: Final[Operation[Any]] = Operation(
    "v1.groups.add_privilege",
    "POST",
    "/callosum/v1/tspublic/v1/group/addprivilege",
    Any,
    vendor="add_group_privilege",
    repeatable="same_end_state",
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    parts=(
        Param("privilege", GroupPrivilege, required=True),
        Param("groupNames", list[str], required=True, py="group_names", refuse=([],)),
    ),
)


async def add_privilege(client: Caller, *, privilege: GroupPrivilege, group_names: list[str]) -> Any:
    """Give groups a privilege.

    POST /group/addprivilege; vendor name `add_group_privilege`; since ts7.may.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        group_names: Names, not ids; All is the group of everybody.
    """
    return await client.call(ADD_PRIVILEGE, form={"privilege": privilege, "groupNames": group_names})


REMOVE_PRIVILEGE: Final[Operation[None]] = Operation(
    "v1.groups.remove_privilege",
    "POST",
    "/callosum/v1/tspublic/v1/group/removeprivilege",
    None,
    vendor="remove_group_privilege",
    repeatable="same_end_state",
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("ADMINISTRATION",),
    parts=(
        Param("privilege", GroupPrivilege, required=True),
        Param("groupNames", list[str], required=True, py="group_names", refuse=([],)),
    ),
)


async def remove_privilege(client: Caller, *, privilege: GroupPrivilege, group_names: list[str]) -> None:
    """Take a privilege from groups.

    POST /group/removeprivilege; vendor name `remove_group_privilege`; since ts7.may.cl; repeating it ends
    in the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: ADMINISTRATION.

    Args:
        group_names: Names, not ids; All is the group of everybody.
    """
    return await client.call(REMOVE_PRIVILEGE, form={"privilege": privilege, "groupNames": group_names})


ADD_ROLE: Final[Operation[None]] = Operation(
    "v1.groups.add_role",
    "POST",
    "/callosum/v1/tspublic/v1/group/addrole",
    None,
    vendor="add_group_role",
    repeatable="same_end_state",
    since="9.7.0.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("GROUP_ADMINISTRATION", "ROLE_ADMINISTRATION"),
    parts=(
        Param("roleID", str, required=True, py="role_id"),
        Param("groupNames", list[str], required=True, py="group_names", refuse=([],)),
    ),
)


async def add_role(client: Caller, *, role_id: str, group_names: list[str]) -> None:
    """Give groups a role; with role-based access control only.

    POST /group/addrole; vendor name `add_group_role`; since 9.7.0.cl; repeating it ends in the same state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: GROUP_ADMINISTRATION, ROLE_ADMINISTRATION.
    Both privileges are needed, not just one.

    Args:
        role_id: Id of the role.
        group_names: Names, not ids.
    """
    return await client.call(ADD_ROLE, form={"roleID": role_id, "groupNames": group_names})


REMOVE_ROLE: Final[Operation[None]] = Operation(
    "v1.groups.remove_role",
    "POST",
    "/callosum/v1/tspublic/v1/group/removerole",
    None,
    vendor="remove_group_role",
    repeatable="same_end_state",
    since="9.7.0.cl",
    deprecated=Deprecation(None, "v2.groups.update"),
    privileges=("GROUP_ADMINISTRATION", "ROLE_ADMINISTRATION"),
    parts=(
        Param("roleID", str, required=True, py="role_id"),
        Param("groupNames", list[str], required=True, py="group_names", refuse=([],)),
    ),
)


async def remove_role(client: Caller, *, role_id: str, group_names: list[str]) -> None:
    """Take a role from groups; with role-based access control only.

    POST /group/removerole; vendor name `remove_group_role`; since 9.7.0.cl; repeating it ends in the same
    state.
    Deprecated: use `v2.groups.update`.
    Privileges, any of: GROUP_ADMINISTRATION, ROLE_ADMINISTRATION.
    Both privileges are needed, not just one.

    Args:
        role_id: Id of the role.
        group_names: Names, not ids.
    """
    return await client.call(REMOVE_ROLE, form={"roleID": role_id, "groupNames": group_names})


OPERATIONS: Final = (
    GET,
    CREATE,
    UPDATE,
    DELETE,
    LIST_USERS,
    LIST_USERS_OLD,
    ADD_USERS,
    SET_USERS,
    REMOVE_USERS,
    ADD_USER,
    REMOVE_USER,
    ADD_MEMBERSHIPS,
    REMOVE_MEMBERSHIPS,
    LIST_SUBGROUPS,
    ADD_SUBGROUPS,
    SET_SUBGROUPS,
    REMOVE_SUBGROUPS,
    ADD_PRIVILEGE,
    REMOVE_PRIVILEGE,
    ADD_ROLE,
    REMOVE_ROLE,
)


class GroupsApi(Group):
    """The groups endpoints of one client."""

    get = get
    create = create
    update = update
    delete = delete
    list_users = list_users
    list_users_old = list_users_old
    add_users = add_users
    set_users = set_users
    remove_users = remove_users
    add_user = add_user
    remove_user = remove_user
    add_memberships = add_memberships
    remove_memberships = remove_memberships
    list_subgroups = list_subgroups
    add_subgroups = add_subgroups
    set_subgroups = set_subgroups
    remove_subgroups = remove_subgroups
    add_privilege = add_privilege
    remove_privilege = remove_privilege
    add_role = add_role
    remove_role = remove_role
