# Rendered from spec/v2/collections.yaml by `python -m codegen`: edit that file, not this one.
"""Collections are folders for objects, and for other collections."""

from datetime import datetime
from typing import Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Pages, Param, Size
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import IdAndName, SortOptions, UpdateOperation

CollectedType: TypeAlias = Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "COLLECTION"]


@attrs.frozen(kw_only=True)
class CollectionMetadataInput:
    """Argument of `collections.create` and `collections.update`."""

    type: CollectedType = attrs.field(metadata={"required": True})
    identifiers: list[str] = attrs.field(metadata={"required": True})


@attrs.define(kw_only=True)
class CollectionEntity:
    """Part of `CollectionMetadataItem` and `Collection`."""

    identifier: str | None = None
    name: str | None = None


@attrs.define(kw_only=True)
class CollectionMetadataItem:
    """Part of `Collection`."""

    type: str | None = None
    identifiers: list[CollectionEntity] | None = None


@attrs.define(kw_only=True)
class Collection:
    """Answer of `collections.create`, and part of `CollectionList`."""

    id: str
    name: str
    description: str | None = None
    metadata: list[CollectionMetadataItem] | None = None
    created_at: str | None = None
    updated_at: str | None = None
    author_name: str | None = None
    author_id: str | None = None
    org: CollectionEntity | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created_at` as an aware UTC datetime, or None."""
        return epoch(self.created_at, "iso")

    @property
    def update_time(self) -> datetime | None:
        """`updated_at` as an aware UTC datetime, or None."""
        return epoch(self.updated_at, "iso")


@attrs.define(kw_only=True)
class CollectionList:
    """Answer of `collections.search`."""

    collections: list[Collection]
    record_offset: int | None = None
    record_size: int | None = None
    is_last_batch: bool | None = None
    count: int | None = None


@attrs.define(kw_only=True)
class DeletedMetadata:
    """Part of `DeletedCollections`."""

    type: str | None = None
    identifiers: list[IdAndName] | None = None


@attrs.define(kw_only=True)
class DeletedCollections:
    """Answer of `collections.delete`."""

    metadata_deleted: list[DeletedMetadata] | None = None
    metadata_skipped: list[DeletedMetadata] | None = None


SEARCH: Final[Operation[CollectionList]] = Operation(
    "v2.collections.search",
    "POST",
    "/api/rest/2.0/collections/search",
    CollectionList,
    vendor="searchCollections",
    repeatable="read",
    since="26.4.0.cl",
    pages=Pages(
        shape="flag", offset="record_offset", size="record_size", items="collections", flag="is_last_batch"
    ),
    body=(
        Param("name_pattern", str),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("collection_identifiers", list[str]),
        Param("created_by_user_identifiers", list[str]),
        Param("include_metadata", bool),
        Param("sort_options", SortOptions),
    ),
)


async def search(
    client: Caller,
    *,
    name_pattern: str | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    collection_identifiers: list[str] | Unset = UNSET,
    created_by_user_identifiers: list[str] | Unset = UNSET,
    include_metadata: bool | Unset = UNSET,
    sort_options: SortOptions | Unset = UNSET,
) -> CollectionList:
    """Find collections, with their content on request.

    POST /collections/search; vendor name `searchCollections`; since 26.4.0.cl; a read.

    Args:
        record_offset: The server assumes `0`.
        record_size: The server assumes `10`.
        include_metadata: The server assumes `False`.
    """
    return await client.call(
        SEARCH,
        body={
            "name_pattern": name_pattern,
            "record_offset": record_offset,
            "record_size": record_size,
            "collection_identifiers": collection_identifiers,
            "created_by_user_identifiers": created_by_user_identifiers,
            "include_metadata": include_metadata,
            "sort_options": sort_options,
        },
    )


CREATE: Final[Operation[Collection]] = Operation(
    "v2.collections.create",
    "POST",
    "/api/rest/2.0/collections/create",
    Collection,
    vendor="createCollection",
    repeatable="no",
    since="26.4.0.cl",
    body=(
        Param("name", str, required=True),
        Param("description", str),
        Param("metadata", list[CollectionMetadataInput]),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    description: str | Unset = UNSET,
    metadata: list[CollectionMetadataInput] | Unset = UNSET,
) -> Collection:
    """Create a collection and get it back.

    POST /collections/create; vendor name `createCollection`; since 26.4.0.cl; never repeated blindly.
    """
    return await client.call(CREATE, body={"name": name, "description": description, "metadata": metadata})


UPDATE: Final[Operation[None]] = Operation(
    "v2.collections.update",
    "POST",
    "/api/rest/2.0/collections/{collection_identifier}/update",
    None,
    vendor="updateCollection",
    repeatable="same_end_state",
    since="26.4.0.cl",
    path_params=(Param("collection_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("description", str),
        Param("metadata", list[CollectionMetadataInput]),
        Param("operation", UpdateOperation),
    ),
)


async def update(
    client: Caller,
    collection_identifier: str,
    *,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    metadata: list[CollectionMetadataInput] | Unset = UNSET,
    operation: UpdateOperation | Unset = UNSET,
) -> None:
    """Change a collection, or what is in it.

    POST /collections/{collection_identifier}/update; vendor name `updateCollection`; since 26.4.0.cl;
    repeating it ends in the same state.
    The named objects replace the old ones unless the operation says otherwise.

    Args:
        operation: The server assumes `REPLACE`.
    """
    return await client.call(
        UPDATE,
        path={"collection_identifier": collection_identifier},
        body={"name": name, "description": description, "metadata": metadata, "operation": operation},
    )


DELETE: Final[Operation[DeletedCollections]] = Operation(
    "v2.collections.delete",
    "POST",
    "/api/rest/2.0/collections/delete",
    DeletedCollections,
    vendor="deleteCollection",
    repeatable="depends",
    otherwise="same_end_state",
    read_when=(("dry_run", (True,)),),
    since="26.4.0.cl",
    body=(
        Param("collection_identifiers", list[str], required=True),
        Param("delete_children", bool),
        Param("dry_run", bool, required=True),
    ),
)


async def delete(
    client: Caller, *, collection_identifiers: list[str], dry_run: bool, delete_children: bool | Unset = UNSET
) -> DeletedCollections:
    """Delete collections, or learn what a deletion would take along.

    POST /collections/delete; vendor name `deleteCollection`; since 26.4.0.cl; a read or not, by its
    arguments.

    Args:
        collection_identifiers: Ids; several collections can have one name.
        delete_children: Delete the objects inside too, not just the collection. The server assumes `False`.
        dry_run: The server assumes `False`.
    """
    return await client.call(
        DELETE,
        body={
            "collection_identifiers": collection_identifiers,
            "delete_children": delete_children,
            "dry_run": dry_run,
        },
    )


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
)


class CollectionsApi(Group):
    """The collections endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
