# Rendered from spec/v2/custom_actions.yaml by `python -m codegen`: edit that file, not this one.
"""Entries that embedders add to the menus of visualizations, Answers and worksheets."""

from typing import Annotated, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param
from aiothoughtspot._releases import Known
from aiothoughtspot._values import redacted
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import NamedObject

ActionPosition: TypeAlias = Literal["MENU", "PRIMARY", "CONTEXT_MENU"]
ActionTarget: TypeAlias = Annotated[
    Literal["VISUALIZATION", "ANSWER", "WORKSHEET"], Known((("9.6.0.cl", ("VISUALIZATION", "WORKSHEET")),))
]


@attrs.frozen(kw_only=True)
class DefaultActionConfigSearchInput:
    """Argument of `custom_actions.search`."""

    visibility: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class CustomActionMetadataTypeInput:
    """Argument of `custom_actions.search`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: ActionTarget | Unset = UNSET


@attrs.frozen(kw_only=True)
class CALLBACKInputMandatory:
    """Part of `ActionDetailsInputCreate`."""

    reference: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class APIKeyInput:
    """Part of `AuthenticationInput`."""

    key: str | Unset = UNSET
    value: str | Unset = attrs.field(default=UNSET, repr=redacted)


@attrs.frozen(kw_only=True)
class BasicAuthInput:
    """Part of `AuthenticationInput`."""

    password: str | Unset = attrs.field(default=UNSET, repr=redacted)
    username: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class AuthenticationInput:
    """How the request logs in at the URL: one of the four.

    Part of `URLInputMandatory` and `URLInput`.
    """

    API_Key: APIKeyInput | Unset = UNSET
    Basic_Auth: BasicAuthInput | Unset = UNSET
    Bearer_Token: str | Unset = attrs.field(default=UNSET, repr=redacted)
    No_Auth: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class ParametersListItemInput:
    """Part of `URLInputMandatory` and `URLInput`."""

    key: str | Unset = UNSET
    value: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class URLInputMandatory:
    """Part of `ActionDetailsInputCreate`."""

    url: str = attrs.field(metadata={"required": True})
    authentication: AuthenticationInput | Unset = UNSET
    parameters: list[ParametersListItemInput] | Unset = UNSET
    reference: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class ActionDetailsInputCreate:
    """What the action does: a call back into the page, or a request to a URL; one of the two.

    Argument of `custom_actions.create`.
    """

    CALLBACK: CALLBACKInputMandatory | Unset = UNSET
    URL: URLInputMandatory | Unset = UNSET


@attrs.frozen(kw_only=True)
class ActionConfigInputCreate:
    """Part of `AssociateMetadataInputCreate`.

    Attributes:
        position: The server assumes `MENU`.
        visibility: The server assumes `True`.
    """

    position: ActionPosition | Unset = UNSET
    visibility: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class AssociateMetadataInputCreate:
    """Argument of `custom_actions.create`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    action_config: ActionConfigInputCreate | Unset = UNSET
    type: ActionTarget | Unset = UNSET


@attrs.frozen(kw_only=True)
class DefaultActionConfigInputCreate:
    """Argument of `custom_actions.create`.

    Attributes:
        visibility: The server assumes `True`.
    """

    visibility: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class CALLBACKInput:
    """Part of `ActionDetailsInput`."""

    reference: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class URLInput:
    """Part of `ActionDetailsInput`."""

    authentication: AuthenticationInput | Unset = UNSET
    parameters: list[ParametersListItemInput] | Unset = UNSET
    url: str | Unset = UNSET
    reference: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class ActionDetailsInput:
    """What the action does: a call back into the page, or a request to a URL; one of the two.

    Argument of `custom_actions.update`.
    """

    CALLBACK: CALLBACKInput | Unset = UNSET
    URL: URLInput | Unset = UNSET


@attrs.frozen(kw_only=True)
class ActionConfigInput:
    """Part of `AssociateMetadataInput`."""

    position: ActionPosition | Unset = UNSET
    visibility: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class AssociateMetadataInput:
    """Argument of `custom_actions.update`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    action_config: ActionConfigInput | Unset = UNSET
    identifier: str | Unset = UNSET
    type: ActionTarget | Unset = UNSET


@attrs.frozen(kw_only=True)
class DefaultActionConfigInput:
    """Argument of `custom_actions.update`."""

    visibility: bool | Unset = UNSET


@attrs.define(kw_only=True)
class Callback:
    """Part of `ActionDetails`."""

    reference: str | None = None


@attrs.define(kw_only=True)
class ApiKey:
    """Part of `Authentication`."""

    key: str | None = None
    value: str | None = attrs.field(default=None, repr=redacted)


@attrs.define(kw_only=True)
class BasicAuth:
    """Part of `Authentication`."""

    password: str | None = attrs.field(default=None, repr=redacted)
    username: str | None = None


@attrs.define(kw_only=True)
class Authentication:
    """How the request logs in at the URL: one of the four.

    Part of `Url`.
    """

    API_Key: ApiKey | None = None
    Basic_Auth: BasicAuth | None = None
    Bearer_Token: str | None = attrs.field(default=None, repr=redacted)
    No_Auth: str | None = None


@attrs.define(kw_only=True)
class UrlParameter:
    """Part of `Url`."""

    key: str | None = None
    value: str | None = None


@attrs.define(kw_only=True)
class Url:
    """Part of `ActionDetails`.

    Attributes:
        reference: Since 9.6.0.cl.
    """

    url: str
    authentication: Authentication | None = None
    parameters: list[UrlParameter] | None = None
    reference: str | None = attrs.field(default=None, metadata={"since": "9.6.0.cl"})


@attrs.define(kw_only=True)
class ActionDetails:
    """What the action does: a call back into the page, or a request to a URL; one of the two.

    Part of `CustomAction`.
    """

    CALLBACK: Callback | None = None
    URL: Url | None = None


@attrs.define(kw_only=True)
class DefaultActionConfig:
    """Part of `CustomAction`."""

    visibility: bool | None = None


@attrs.define(kw_only=True)
class ActionConfig:
    """Part of `MetadataAssociation`."""

    position: str | None = None
    visibility: bool | None = None


@attrs.define(kw_only=True)
class MetadataAssociation:
    """Part of `CustomAction`."""

    action_config: ActionConfig
    identifier: str
    type: str


@attrs.define(kw_only=True)
class CustomAction:
    """Answer of `custom_actions.search` and `custom_actions.create`."""

    action_details: ActionDetails
    default_action_config: DefaultActionConfig
    id: str
    name: str
    metadata_association: list[MetadataAssociation] | None = None
    user_groups: list[NamedObject] | None = None


SEARCH: Final[Operation[list[CustomAction]]] = Operation(
    "v2.custom_actions.search",
    "POST",
    "/api/rest/2.0/customization/custom-actions/search",
    list[CustomAction],
    vendor="searchCustomActions",
    repeatable="read",
    since="9.6.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
    body=(
        Param("custom_action_identifier", str),
        Param("name_pattern", str),
        Param("default_action_config", DefaultActionConfigSearchInput),
        Param("include_group_associations", bool),
        Param("include_metadata_associations", bool),
        Param("metadata", list[CustomActionMetadataTypeInput]),
        Param("type", Literal["CALLBACK", "URL"]),
    ),
)


async def search(
    client: Caller,
    *,
    custom_action_identifier: str | Unset = UNSET,
    name_pattern: str | Unset = UNSET,
    default_action_config: DefaultActionConfigSearchInput | Unset = UNSET,
    include_group_associations: bool | Unset = UNSET,
    include_metadata_associations: bool | Unset = UNSET,
    metadata: list[CustomActionMetadataTypeInput] | Unset = UNSET,
    type: Literal["CALLBACK", "URL"] | Unset = UNSET,
) -> list[CustomAction]:
    """Find custom actions, with their groups and objects on request.

    POST /customization/custom-actions/search; vendor name `searchCustomActions`; since 9.6.0.cl; a read.
    Privileges, any of: DEVELOPER, ADMINISTRATION.

    Args:
        include_group_associations: The server assumes `False`.
        include_metadata_associations: The server assumes `False`.
    """
    return await client.call(
        SEARCH,
        body={
            "custom_action_identifier": custom_action_identifier,
            "name_pattern": name_pattern,
            "default_action_config": default_action_config,
            "include_group_associations": include_group_associations,
            "include_metadata_associations": include_metadata_associations,
            "metadata": metadata,
            "type": type,
        },
    )


CREATE: Final[Operation[CustomAction]] = Operation(
    "v2.custom_actions.create",
    "POST",
    "/api/rest/2.0/customization/custom-actions",
    CustomAction,
    vendor="createCustomAction",
    repeatable="no",
    since="9.6.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
    body=(
        Param("name", str, required=True),
        Param("action_details", ActionDetailsInputCreate, required=True),
        Param("associate_metadata", list[AssociateMetadataInputCreate]),
        Param("default_action_config", DefaultActionConfigInputCreate),
        Param("group_identifiers", list[str]),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    action_details: ActionDetailsInputCreate,
    associate_metadata: list[AssociateMetadataInputCreate] | Unset = UNSET,
    default_action_config: DefaultActionConfigInputCreate | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
) -> CustomAction:
    """Create a custom action and get it back.

    POST /customization/custom-actions; vendor name `createCustomAction`; since 9.6.0.cl; never repeated
    blindly.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    """
    return await client.call(
        CREATE,
        body={
            "name": name,
            "action_details": action_details,
            "associate_metadata": associate_metadata,
            "default_action_config": default_action_config,
            "group_identifiers": group_identifiers,
        },
    )


UPDATE: Final[Operation[None]] = Operation(
    "v2.custom_actions.update",
    "POST",
    "/api/rest/2.0/customization/custom-actions/{custom_action_identifier}/update",
    None,
    vendor="updateCustomAction",
    repeatable="same_end_state",
    since="9.6.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
    path_params=(Param("custom_action_identifier", str, required=True),),
    body=(
        Param("action_details", ActionDetailsInput),
        Param("associate_metadata", list[AssociateMetadataInput]),
        Param("default_action_config", DefaultActionConfigInput),
        Param("group_identifiers", list[str]),
        Param("name", str),
        Param("operation", Literal["ADD", "REMOVE"]),
    ),
)


async def update(
    client: Caller,
    custom_action_identifier: str,
    *,
    action_details: ActionDetailsInput | Unset = UNSET,
    associate_metadata: list[AssociateMetadataInput] | Unset = UNSET,
    default_action_config: DefaultActionConfigInput | Unset = UNSET,
    group_identifiers: list[str] | Unset = UNSET,
    name: str | Unset = UNSET,
    operation: Literal["ADD", "REMOVE"] | Unset = UNSET,
) -> None:
    """Change a custom action, or where it appears.

    POST /customization/custom-actions/{custom_action_identifier}/update; vendor name `updateCustomAction`;
    since 9.6.0.cl; repeating it ends in the same state.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    The named groups and objects are added unless the operation says otherwise.

    Args:
        operation: What becomes of the named groups and objects. The server assumes `ADD`.
    """
    return await client.call(
        UPDATE,
        path={"custom_action_identifier": custom_action_identifier},
        body={
            "action_details": action_details,
            "associate_metadata": associate_metadata,
            "default_action_config": default_action_config,
            "group_identifiers": group_identifiers,
            "name": name,
            "operation": operation,
        },
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.custom_actions.delete",
    "POST",
    "/api/rest/2.0/customization/custom-actions/{custom_action_identifier}/delete",
    None,
    vendor="deleteCustomAction",
    repeatable="same_end_state",
    since="9.6.0.cl",
    privileges=("DEVELOPER", "ADMINISTRATION"),
    path_params=(Param("custom_action_identifier", str, required=True),),
)


async def delete(client: Caller, custom_action_identifier: str) -> None:
    """Delete a custom action.

    POST /customization/custom-actions/{custom_action_identifier}/delete; vendor name `deleteCustomAction`;
    since 9.6.0.cl; repeating it ends in the same state.
    Privileges, any of: DEVELOPER, ADMINISTRATION.
    """
    return await client.call(DELETE, path={"custom_action_identifier": custom_action_identifier})


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
)


class CustomActionsApi(Group):
    """The custom_actions endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
