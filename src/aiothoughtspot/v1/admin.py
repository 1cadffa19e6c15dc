# Rendered from spec/v1/admin.yaml by `python -m codegen`: edit that file, not this one.
"""Settings of the cluster, custom actions of embedders, and the maintenance banner."""

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Param
from aiothoughtspot._values import parse_json, redacted
from aiothoughtspot.unset import UNSET, Unset

ActionAvailability: TypeAlias = Literal["GLOBAL", "LOCAL"]
ActionContext: TypeAlias = Literal["NONE", "PRIMARY", "MENU", "CONTEXT_MENU"]
ActionType: TypeAlias = Literal["URL", "CALLBACK", "APP"]
if TYPE_CHECKING:
    OpenActionAvailability: TypeAlias = Literal["GLOBAL", "LOCAL"] | str
else:
    OpenActionAvailability = str
if TYPE_CHECKING:
    OpenActionContext: TypeAlias = Literal["NONE", "PRIMARY", "MENU", "CONTEXT_MENU"] | str
else:
    OpenActionContext = str
if TYPE_CHECKING:
    OpenActionType: TypeAlias = Literal["URL", "CALLBACK", "APP"] | str
else:
    OpenActionType = str


@attrs.define(kw_only=True)
class ConfigOverride:
    """A setting that was changed.

    Answer of `admin.config_overrides`.

    Attributes:
        category: Such as MAIN or DATA.
        data_type: Such as BOOLEAN, INTEGER, STRING or ARRAYLIST.
        current: Its value now.
        regex: What values must match.
    """

    category: str
    data_type: str = attrs.field(metadata={"name": "dataType"})
    description: str
    current: Any
    regex: str | None = None


@attrs.define(kw_only=True)
class Banner:
    """What the cluster says about itself.

    Answer of `admin.banner`.
    """

    banner_text: str
    under_maintenance: bool


@attrs.define(kw_only=True)
class EmbedActionDetail:
    """What a custom action does.

    Part of `EmbedAction`.

    Attributes:
        link: URL to call; empty for a callback.
        function: Name by which the embedding page knows it.
        auth_select: How to log in at the URL, such as NONE or BEARER.
        api_key: Name of the header of an API key.
        additional_url_headers: Headers as JSON text, by keys of their own.
    """

    link: str
    function: str
    auth_select: str = attrs.field(metadata={"name": "authSelect"})
    auth_token: str = attrs.field(repr=redacted, metadata={"name": "authToken"})
    encode_user: str = attrs.field(metadata={"name": "encodeUser"})
    api_key: str = attrs.field(metadata={"name": "apiKey"})
    api_value: str = attrs.field(repr=redacted, metadata={"name": "apiValue"})
    additional_url_headers: str = attrs.field(metadata={"name": "additionalUrlHeaders"})
    app_action_type: str | None = attrs.field(default=None, metadata={"name": "appActionType"})

    @property
    def url_headers(self) -> Any:
        """`additional_url_headers` parsed, or None."""
        return parse_json(self.additional_url_headers)


@attrs.define(kw_only=True)
class ActionAssociation:
    """How a custom action appears on one object.

    Answer of `admin.list_associations`, `admin.add_associations` and `admin.remove_associations`, and part
    of `EmbedAction`.

    Attributes:
        enabled: true or false as text.
    """

    enabled: str
    context: OpenActionContext


@attrs.define(kw_only=True)
class EmbedAction:
    """A custom action as stored.

    Answer of `admin.list_actions`, `admin.get_action`, `admin.create_action` and 2 more.

    Attributes:
        version: Generation of the stored form, such as v4.
        context: Where on a menu it stands.
        action_association_map: Where it appears, by type and id of the object.
        user_group_list: Ids of the groups that have it.
    """

    id: str
    name: str
    version: str
    type: OpenActionType
    context: OpenActionContext
    availability: list[OpenActionAvailability]
    detail: EmbedActionDetail
    application: str | None = None
    schema_version: str | None = attrs.field(default=None, metadata={"name": "schemaVersion"})
    action_association_map: dict[str, dict[str, ActionAssociation]] | None = attrs.field(
        default=None, metadata={"name": "actionAssociationMap"}
    )
    user_group_list: list[str] | None = attrs.field(default=None, metadata={"name": "userGroupList"})


@attrs.frozen(kw_only=True)
class EmbedActionDetailInput:
    """What a custom action is to do.

    Part of `EmbedActionInput`.

    Attributes:
        link: URL to call.
        function: Name by which the embedding page knows it.
        auth_select: How to log in at the URL, such as NONE or BEARER.
        api_key: Name of the header of an API key.
        additional_url_headers: Headers as JSON text, inside this JSON.
    """

    link: str | Unset = UNSET
    function: str | Unset = UNSET
    auth_select: str | Unset = attrs.field(default=UNSET, metadata={"name": "authSelect"})
    auth_token: str | Unset = attrs.field(default=UNSET, repr=redacted, metadata={"name": "authToken"})
    encode_user: str | Unset = attrs.field(default=UNSET, metadata={"name": "encodeUser"})
    api_key: str | Unset = attrs.field(default=UNSET, metadata={"name": "apiKey"})
    api_value: str | Unset = attrs.field(default=UNSET, repr=redacted, metadata={"name": "apiValue"})
    additional_url_headers: str | Unset = attrs.field(
        default=UNSET, metadata={"name": "additionalUrlHeaders"}
    )
    app_action_type: str | Unset = attrs.field(default=UNSET, metadata={"name": "appActionType"})


@attrs.frozen(kw_only=True)
class ActionAssociationInput:
    """How a custom action is to appear on one object.

    Part of `EmbedActionInput` and `ActionAssociationsInput`.
    """

    enabled: Literal["true", "false"] | Unset = UNSET
    context: ActionContext | Unset = UNSET


@attrs.frozen(kw_only=True)
class EmbedActionInput:
    """A custom action to have.

    Argument of `admin.create_action` and `admin.update_action`.

    Attributes:
        id: For an update only.
        action_association_map: By type of object, such as ANSWER or WORKSHEET, and its id.
        user_group_list: Ids of the groups to have it.
    """

    name: str = attrs.field(metadata={"required": True})
    type: ActionType = attrs.field(metadata={"required": True})
    detail: EmbedActionDetailInput = attrs.field(metadata={"required": True})
    id: str | Unset = UNSET
    version: str | Unset = UNSET
    context: ActionContext | Unset = UNSET
    availability: list[ActionAvailability] | Unset = UNSET
    application: str | Unset = UNSET
    schema_version: str | Unset = attrs.field(default=UNSET, metadata={"name": "schemaVersion"})
    action_association_map: dict[str, dict[str, ActionAssociationInput]] | Unset = attrs.field(
        default=UNSET, metadata={"name": "actionAssociationMap"}
    )
    user_group_list: list[str] | Unset = attrs.field(default=UNSET, metadata={"name": "userGroupList"})


@attrs.frozen(kw_only=True)
class ActionAssociationsInput:
    """Objects for a custom action.

    Argument of `admin.add_associations` and `admin.remove_associations`.

    Attributes:
        action_association_map: By type of object, such as ANSWER or WORKSHEET, and its id.
    """

    action_association_map: dict[str, dict[str, ActionAssociationInput]] = attrs.field(
        metadata={"name": "actionAssociationMap", "required": True}
    )


CONFIG: Final[Operation[dict[str, Any]]] = Operation(
    "v1.admin.config",
    "GET",
    "/callosum/v1/tspublic/v1/admin/configinfo",
    dict[str, Any],
    vendor="get_config",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.system.config"),
    privileges=("ADMINISTRATION",),
)


async def config(client: Caller) -> dict[str, Any]:
    """Read the settings of the cluster.

    GET /admin/configinfo; vendor name `get_config`; since ts7.aug.cl; a read.
    Deprecated: use `v2.system.config`.
    Privileges, any of: ADMINISTRATION.
    """
    return await client.call(CONFIG)


CONFIG_OVERRIDES: Final[Operation[dict[str, ConfigOverride]]] = Operation(
    "v1.admin.config_overrides",
    "GET",
    "/callosum/v1/tspublic/v1/admin/configinfo/overrides",
    dict[str, ConfigOverride],
    vendor="get_config_overrides",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.system.config_overrides"),
    privileges=("ADMINISTRATION",),
)


async def config_overrides(client: Caller) -> dict[str, ConfigOverride]:
    """Read the settings that differ from stock, by their dotted names.

    GET /admin/configinfo/overrides; vendor name `get_config_overrides`; since ts7.aug.cl; a read.
    Deprecated: use `v2.system.config_overrides`.
    Privileges, any of: ADMINISTRATION.
    """
    return await client.call(CONFIG_OVERRIDES)


UPDATE_CONFIG: Final[Operation[None]] = Operation(
    "v1.admin.update_config",
    "POST",
    "/callosum/v1/tspublic/v1/admin/configinfo/update",
    None,
    vendor="update_config",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.system.update_config"),
    privileges=("ADMINISTRATION",),
    form=(Param("configchanges", dict[str, Any], required=True, refuse=({},)),),
)


async def update_config(client: Caller, *, configchanges: dict[str, Any]) -> None:
    """Change settings of the cluster.

    POST /admin/configinfo/update; vendor name `update_config`; since ts7.aug.cl; repeating it ends in the
    same state.
    Deprecated: use `v2.system.update_config`.
    Privileges, any of: ADMINISTRATION.

    Args:
        configchanges: New values by dotted name.
    """
    return await client.call(UPDATE_CONFIG, form={"configchanges": configchanges})


BANNER: Final[Operation[Banner]] = Operation(
    "v1.admin.banner",
    "GET",
    "/callosum/v1/tspublic/v1/admin/banner",
    Banner,
    vendor="get_banner",
    repeatable="read",
    since="9.10.0.cl",
    deprecated=Deprecation(None, None),
)


async def banner(client: Caller) -> Banner:
    """Tell whether the cluster is under maintenance, and what it says about it.

    GET /admin/banner; vendor name `get_banner`; since 9.10.0.cl; a read.
    Deprecated. What replaces it is in no v2 document.
    Whether it can be called without a login is not clear.
    """
    return await client.call(BANNER)


LIST_ACTIONS: Final[Operation[list[EmbedAction]]] = Operation(
    "v1.admin.list_actions",
    "GET",
    "/callosum/v1/tspublic/v1/admin/embed/actions",
    list[EmbedAction],
    vendor="list_embed_actions",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.custom_actions.search"),
    query=(Param("tags", list[str]),),
)


async def list_actions(client: Caller, *, tags: list[str] | Unset = UNSET) -> list[EmbedAction]:
    """Read all custom actions.

    GET /admin/embed/actions; vendor name `list_embed_actions`; since ts7.aug.cl; a read.
    Deprecated: use `v2.custom_actions.search`.

    Args:
        tags: Ids of tags to keep to.
    """
    return await client.call(LIST_ACTIONS, query={"tags": tags})


GET_ACTION: Final[Operation[EmbedAction]] = Operation(
    "v1.admin.get_action",
    "GET",
    "/callosum/v1/tspublic/v1/admin/embed/actions/{actionid}",
    EmbedAction,
    vendor="get_embed_action",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.custom_actions.search"),
    path_params=(Param("actionid", str, required=True),),
)


async def get_action(client: Caller, actionid: str) -> EmbedAction:
    """Read one custom action.

    GET /admin/embed/actions/{actionid}; vendor name `get_embed_action`; since ts7.aug.cl; a read.
    Deprecated: use `v2.custom_actions.search`.

    Args:
        actionid: Id of the action.
    """
    return await client.call(GET_ACTION, path={"actionid": actionid})


CREATE_ACTION: Final[Operation[EmbedAction]] = Operation(
    "v1.admin.create_action",
    "POST",
    "/callosum/v1/tspublic/v1/admin/embed/actions",
    EmbedAction,
    vendor="create_embed_action",
    repeatable="no",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.custom_actions.create"),
    form=(Param("embedaction", EmbedActionInput, required=True),),
)


async def create_action(client: Caller, *, embedaction: EmbedActionInput) -> EmbedAction:
    """Create a custom action.

    POST /admin/embed/actions; vendor name `create_embed_action`; since ts7.aug.cl; never repeated blindly.
    Deprecated: use `v2.custom_actions.create`.

    Args:
        embedaction: The action, without an id.
    """
    return await client.call(CREATE_ACTION, form={"embedaction": embedaction})


UPDATE_ACTION: Final[Operation[EmbedAction]] = Operation(
    "v1.admin.update_action",
    "PUT",
    "/callosum/v1/tspublic/v1/admin/embed/actions/{actionid}",
    EmbedAction,
    vendor="update_embed_action",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.custom_actions.update"),
    path_params=(Param("actionid", str, required=True),),
    form=(Param("embedaction", EmbedActionInput, required=True),),
)


async def update_action(client: Caller, actionid: str, *, embedaction: EmbedActionInput) -> EmbedAction:
    """Replace a custom action.

    PUT /admin/embed/actions/{actionid}; vendor name `update_embed_action`; since ts7.aug.cl; repeating it
    ends in the same state.
    Deprecated: use `v2.custom_actions.update`.

    Args:
        actionid: Id of the action.
        embedaction: The whole action, with its id.
    """
    return await client.call(UPDATE_ACTION, path={"actionid": actionid}, form={"embedaction": embedaction})


DELETE_ACTION: Final[Operation[EmbedAction]] = Operation(
    "v1.admin.delete_action",
    "DELETE",
    "/callosum/v1/tspublic/v1/admin/embed/actions/{actionid}",
    EmbedAction,
    vendor="delete_embed_action",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.custom_actions.delete"),
    path_params=(Param("actionid", str, required=True),),
)


async def delete_action(client: Caller, actionid: str) -> EmbedAction:
    """Delete a custom action and get what it was.

    DELETE /admin/embed/actions/{actionid}; vendor name `delete_embed_action`; since ts7.aug.cl; repeating
    it ends in the same state.
    Deprecated: use `v2.custom_actions.delete`.

    Args:
        actionid: Id of the action.
    """
    return await client.call(DELETE_ACTION, path={"actionid": actionid})


LIST_ASSOCIATIONS: Final[Operation[dict[str, dict[str, ActionAssociation]]]] = Operation(
    "v1.admin.list_associations",
    "GET",
    "/callosum/v1/tspublic/v1/admin/embed/actions/{actionid}/associations",
    dict[str, dict[str, ActionAssociation]],
    vendor="get_embed_action_associations",
    repeatable="read",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.custom_actions.search"),
    path_params=(Param("actionid", str, required=True),),
)


async def list_associations(client: Caller, actionid: str) -> dict[str, dict[str, ActionAssociation]]:
    """Read where a custom action appears, by type and id of the object.

    GET /admin/embed/actions/{actionid}/associations; vendor name `get_embed_action_associations`; since
    ts7.aug.cl; a read.
    Deprecated: use `v2.custom_actions.search`.

    Args:
        actionid: Id of the action.
    """
    return await client.call(LIST_ASSOCIATIONS, path={"actionid": actionid})


ADD_ASSOCIATIONS: Final[Operation[dict[str, dict[str, ActionAssociation]]]] = Operation(
    "v1.admin.add_associations",
    "POST",
    "/callosum/v1/tspublic/v1/admin/embed/actions/{actionid}/associations",
    dict[str, dict[str, ActionAssociation]],
    vendor="add_embed_action_associations",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.custom_actions.update"),
    path_params=(Param("actionid", str, required=True),),
    form=(Param("actionassociation", ActionAssociationsInput, required=True),),
)


async def add_associations(
    client: Caller, actionid: str, *, actionassociation: ActionAssociationsInput
) -> dict[str, dict[str, ActionAssociation]]:
    """Make a custom action appear on objects.

    POST /admin/embed/actions/{actionid}/associations; vendor name `add_embed_action_associations`; since
    ts7.aug.cl; repeating it ends in the same state.
    Deprecated: use `v2.custom_actions.update`.

    Args:
        actionid: Id of the action.
    """
    return await client.call(
        ADD_ASSOCIATIONS, path={"actionid": actionid}, form={"actionassociation": actionassociation}
    )


REMOVE_ASSOCIATIONS: Final[Operation[dict[str, dict[str, ActionAssociation]]]] = Operation(
    "v1.admin.remove_associations",
    "DELETE",
    "/callosum/v1/tspublic/v1/admin/embed/actions/{actionid}/associations",
    dict[str, dict[str, ActionAssociation]],
    vendor="remove_embed_action_associations",
    repeatable="same_end_state",
    since="ts7.aug.cl",
    deprecated=Deprecation(None, "v2.custom_actions.update"),
    path_params=(Param("actionid", str, required=True),),
    form=(Param("actionassociation", ActionAssociationsInput, required=True),),
)


async def remove_associations(
    client: Caller, actionid: str, *, actionassociation: ActionAssociationsInput
) -> dict[str, dict[str, ActionAssociation]]:
    """Make a custom action disappear from objects.

    DELETE /admin/embed/actions/{actionid}/associations; vendor name `remove_embed_action_associations`;
    since ts7.aug.cl; repeating it ends in the same state.
    Deprecated: use `v2.custom_actions.update`.

    Args:
        actionid: Id of the action.
    """
    return await client.call(
        REMOVE_ASSOCIATIONS, path={"actionid": actionid}, form={"actionassociation": actionassociation}
    )


OPERATIONS: Final = (
    CONFIG,
    CONFIG_OVERRIDES,
    UPDATE_CONFIG,
    BANNER,
    LIST_ACTIONS,
    GET_ACTION,
    CREATE_ACTION,
    UPDATE_ACTION,
    DELETE_ACTION,
    LIST_ASSOCIATIONS,
    ADD_ASSOCIATIONS,
    REMOVE_ASSOCIATIONS,
)


class AdminApi(Group):
    """The admin endpoints of one client."""

    config = config
    config_overrides = config_overrides
    update_config = update_config
    banner = banner
    list_actions = list_actions
    get_action = get_action
    create_action = create_action
    update_action = update_action
    delete_action = delete_action
    list_associations = list_associations
    add_associations = add_associations
    remove_associations = remove_associations
