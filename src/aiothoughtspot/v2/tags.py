# Rendered from spec/v2/tags.yaml by `python -m codegen`: edit that file, not this one.
"""Tags label metadata objects."""

from datetime import datetime
from typing import Final

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import ShareableType


@attrs.frozen(kw_only=True)
class TagMetadataTypeInput:
    """Argument of `tags.assign` and `tags.unassign`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: ShareableType | Unset = UNSET


@attrs.define(kw_only=True)
class Tag:
    """Answer of `tags.search` and `tags.create`."""

    name: str
    id: str
    color: str | None = None
    deleted: bool | None = None
    hidden: bool | None = None
    external: bool | None = None
    deprecated: bool | None = None
    creation_time_in_millis: int | float | None = None
    modification_time_in_millis: int | float | None = None
    author_id: str | None = None
    modifier_id: str | None = None
    owner_id: str | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")

    @property
    def modification_time(self) -> datetime | None:
        """`modification_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.modification_time_in_millis, "ms")


SEARCH: Final[Operation[list[Tag]]] = Operation(
    "v2.tags.search",
    "POST",
    "/api/rest/2.0/tags/search",
    list[Tag],
    vendor="searchTags",
    repeatable="read",
    since="9.0.0.cl",
    body=(
        Param("tag_identifier", str),
        Param("name_pattern", str, since="9.6.0.cl"),
        Param("color", str),
    ),
)


async def search(
    client: Caller,
    *,
    tag_identifier: str | Unset = UNSET,
    name_pattern: str | Unset = UNSET,
    color: str | Unset = UNSET,
) -> list[Tag]:
    """Find tags by name, id or color.

    POST /tags/search; vendor name `searchTags`; since 9.0.0.cl; a read.

    Args:
        name_pattern: Since 9.6.0.cl.
    """
    return await client.call(
        SEARCH, body={"tag_identifier": tag_identifier, "name_pattern": name_pattern, "color": color}
    )


CREATE: Final[Operation[Tag]] = Operation(
    "v2.tags.create",
    "POST",
    "/api/rest/2.0/tags/create",
    Tag,
    vendor="createTag",
    repeatable="no",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "TAGMANAGEMENT"),
    body=(
        Param("name", str, required=True),
        Param("color", str),
    ),
)


async def create(client: Caller, *, name: str, color: str | Unset = UNSET) -> Tag:
    """Create a tag and get it back.

    POST /tags/create; vendor name `createTag`; since 9.0.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, TAGMANAGEMENT.
    """
    return await client.call(CREATE, body={"name": name, "color": color})


UPDATE: Final[Operation[None]] = Operation(
    "v2.tags.update",
    "POST",
    "/api/rest/2.0/tags/{tag_identifier}/update",
    None,
    vendor="updateTag",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "TAGMANAGEMENT"),
    path_params=(Param("tag_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("color", str),
    ),
)


async def update(
    client: Caller, tag_identifier: str, *, name: str | Unset = UNSET, color: str | Unset = UNSET
) -> None:
    """Rename or recolor a tag.

    POST /tags/{tag_identifier}/update; vendor name `updateTag`; since 9.0.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ADMINISTRATION, TAGMANAGEMENT.
    """
    return await client.call(
        UPDATE, path={"tag_identifier": tag_identifier}, body={"name": name, "color": color}
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.tags.delete",
    "POST",
    "/api/rest/2.0/tags/{tag_identifier}/delete",
    None,
    vendor="deleteTag",
    repeatable="same_end_state",
    since="9.0.0.cl",
    privileges=("ADMINISTRATION", "TAGMANAGEMENT"),
    path_params=(Param("tag_identifier", str, required=True),),
)


async def delete(client: Caller, tag_identifier: str) -> None:
    """Delete a tag; it vanishes from every object that carries it.

    POST /tags/{tag_identifier}/delete; vendor name `deleteTag`; since 9.0.0.cl; repeating it ends in the
    same state.
    Privileges, any of: ADMINISTRATION, TAGMANAGEMENT.
    """
    return await client.call(DELETE, path={"tag_identifier": tag_identifier})


ASSIGN: Final[Operation[None]] = Operation(
    "v2.tags.assign",
    "POST",
    "/api/rest/2.0/tags/assign",
    None,
    vendor="assignTag",
    repeatable="same_end_state",
    since="9.0.0.cl",
    body=(
        Param("metadata", list[TagMetadataTypeInput], required=True),
        Param("tag_identifiers", list[str], required=True),
    ),
)


async def assign(client: Caller, *, metadata: list[TagMetadataTypeInput], tag_identifiers: list[str]) -> None:
    """Put tags on metadata objects.

    POST /tags/assign; vendor name `assignTag`; since 9.0.0.cl; repeating it ends in the same state.
    Needs edit access to the objects. One unknown object refuses the whole call.
    """
    return await client.call(ASSIGN, body={"metadata": metadata, "tag_identifiers": tag_identifiers})


UNASSIGN: Final[Operation[None]] = Operation(
    "v2.tags.unassign",
    "POST",
    "/api/rest/2.0/tags/unassign",
    None,
    vendor="unassignTag",
    repeatable="same_end_state",
    since="9.0.0.cl",
    body=(
        Param("metadata", list[TagMetadataTypeInput], required=True),
        Param("tag_identifiers", list[str], required=True),
    ),
)


async def unassign(
    client: Caller, *, metadata: list[TagMetadataTypeInput], tag_identifiers: list[str]
) -> None:
    """Take tags off metadata objects.

    POST /tags/unassign; vendor name `unassignTag`; since 9.0.0.cl; repeating it ends in the same state.
    Needs edit access to the objects.
    """
    return await client.call(UNASSIGN, body={"metadata": metadata, "tag_identifiers": tag_identifiers})


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    ASSIGN,
    UNASSIGN,
)


class TagsApi(Group):
    """The tags endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    assign = assign
    unassign = unassign
