"""The v2 routes that find, copy and delete metadata objects."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    group_of,
    inner,
    like,
    may_edit,
    need,
    number,
    object_of,
    objects_in,
    ordered,
    page,
    tag_of,
    texts,
    user_of,
    word,
)
from aiothoughtspot.simulator.families._details import detail
from aiothoughtspot.simulator.families._rows import (
    KINDS,
    SORT_KEYS,
    broken,
    dependents,
    dependents_by_source,
    row_of,
    rows,
    viz_headers,
)
from aiothoughtspot.simulator.families._security_shares import MODES, access
from aiothoughtspot.simulator.families._tml_tasks import advance
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aiothoughtspot.simulator.state import Record, State

SUBTYPES: Final = (
    "ONE_TO_ONE_LOGICAL",
    "WORKSHEET",
    "PRIVATE_WORKSHEET",
    "USER_DEFINED",
    "AGGR_WORKSHEET",
    "SQL_VIEW",
)
COPYABLE: Final = ("LIVEBOARD", "ANSWER")
DELETABLE: Final = ("LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "LOGICAL_RELATIONSHIP")
_ITEM: Final = frozenset({"identifier", "obj_identifier", "name_pattern", "type", "subtypes"})
_SEARCH: Final = (
    "metadata", "permissions", "created_by_user_identifiers", "dependent_object_version",
    "exclude_objects", "favorite_object_options", "include_auto_created_objects",
    "include_dependent_objects", "dependent_objects_record_size", "include_details",
    "include_personalised_views", "include_headers", "include_hidden_objects",
    "include_incomplete_objects", "include_visualization_headers", "include_worksheet_search_assist_data",
    "modified_by_user_identifiers", "record_offset", "record_size", "sort_options", "tag_identifiers",
    "include_stats", "include_discoverable_objects", "show_resolved_parameters",
    "liveboard_response_version", "include_only_published_objects",
)  # fmt: skip


_PARTS: Final = (
    "dependent_objects", "incomplete_objects", "metadata_detail", "metadata_header", "visualization_headers", "stats",
)  # fmt: skip
"""What a row of an answer has when the request asks for it, and null otherwise."""


@route("POST", f"{V2}/metadata/search", fields=_SEARCH)
def search(call: Call) -> list[Record]:
    """One page of the objects that pass every filter given; one unknown id refuses the whole request."""
    advance(call.state)
    body = call.body
    choice(body, "dependent_object_version", ("V1", "V2"), "V1")
    choice(body, "liveboard_response_version", ("V1", "V2"), "V1")
    passes = _filter(call)
    found = ordered([row for row in _named(call) if passes(row)], body, SORT_KEYS)
    return list(map(_viewer(call), page(found, body)))


def _named(call: Call) -> list[Record]:
    """The rows that `metadata` asks for, each once; without it, all objects."""
    items = objects_in(call.body, "metadata")
    if not items:
        return list(rows(call, None))
    found: dict[str, Record] = {}
    for item in items:
        found |= {row["id"]: row for row in _matching(call, item)}
    return list(found.values())


def _matching(call: Call, item: Record) -> Iterator[Record]:
    unknown = sorted(set(item) - _ITEM)
    if unknown:
        # Only the top level ignores keys it does not know.
        raise bad(f"metadata has no field {unknown[0]}")
    kind = choice(item, "type", KINDS, "") or None
    subtypes = texts(item, "subtypes")
    if not set(subtypes) <= set(SUBTYPES):
        raise bad("A value of subtypes is not known")
    if item.get("identifier"):
        candidates = [row_of(call, item["identifier"], kind)]
    elif item.get("obj_identifier"):
        candidates = [object_of(call, item["obj_identifier"], kind)]
    else:
        candidates = list(rows(call, kind))
    named = like(item.get("name_pattern"))
    return (row for row in candidates if named(row["name"]) and (not subtypes or row["sub_type"] in subtypes))


def _filter(call: Call) -> Callable[[Record], bool]:
    """The test of everything but `metadata`; what the filters name is looked up first, and refused if unknown."""
    body, state = call.body, call.state
    authors = {user_of(state, name)["id"] for name in texts(body, "created_by_user_identifiers")}
    modifiers = {user_of(state, name)["id"] for name in texts(body, "modified_by_user_identifiers")}
    tags = {tag_of(state, name)["id"] for name in texts(body, "tag_identifiers")}
    excluded = {
        row_of(call, item.get("identifier"), item.get("type"))["id"]
        for item in objects_in(body, "exclude_objects")
    }
    hidden, auto = flag(body, "include_hidden_objects"), flag(body, "include_auto_created_objects")
    incomplete, published = (
        flag(body, "include_incomplete_objects"),
        flag(body, "include_only_published_objects"),
    )
    liked = _favorites(call, inner(body, "favorite_object_options"))
    permitted = [_permitted(call, item) for item in objects_in(body, "permissions")]

    def passes(row: Record) -> bool:
        header = row["header"]
        return (
            row["id"] not in excluded
            and (not authors or header["author"] in authors)
            and (not modifiers or header["modifiedBy"] in modifiers)
            and (not tags or not tags.isdisjoint(row["tag_ids"]))
            and (hidden or not header["isHidden"])
            and (auto or not header.get("isAutoCreated"))
            and (incomplete or not broken(state, row))
            and (not published or bool(header.get("isPublished")))
            and (liked is None or row["id"] in liked)
            and all(test(row) for test in permitted)
        )

    return passes


def _permitted(call: Call, item: Record) -> Callable[[Record], bool]:
    """The test of one `permissions` entry: whether the principal has just this access."""
    principal = inner(item, "principal")
    need(principal, "identifier")
    kind = choice(principal, "type", ("USER", "USER_GROUP"), "USER")
    found = (user_of if kind == "USER" else group_of)(call.state, principal["identifier"])
    mode = choice(item, "share_mode", MODES, "READ_ONLY")
    held = access(call.state, found)
    return lambda row: held(row) == mode


def _favorites(call: Call, options: Record) -> set[str] | None:
    if not flag(options, "include"):
        return None
    names = texts(options, "user_identifiers")
    users = [user_of(call.state, name) for name in names] or [call.caller]
    return {item["id"] for user in users for item in user["favorite_metadata"]}


def _viewer(call: Call) -> Callable[[Record], Record]:
    """What shows a row with the parts that the request asks for."""
    body, state = call.body, call.state
    parts: dict[str, Callable[[Record], Any]] = {}
    if flag(body, "include_dependent_objects"):
        parts["dependent_objects"] = _dependents(call)
    if flag(body, "include_incomplete_objects"):
        parts["incomplete_objects"] = lambda row: _incomplete(state, row)
    views: Record = {"personalised_views": []} if flag(body, "include_personalised_views") else {}
    if flag(body, "include_details"):
        parts["metadata_detail"] = lambda row: {**detail(state, row), **views}
    elif views:
        parts["metadata_detail"] = lambda _: views
    if flag(body, "include_headers", default=True):
        parts["metadata_header"] = state.header
    if flag(body, "include_visualization_headers"):
        parts["visualization_headers"] = viz_headers
    if flag(body, "include_stats"):
        parts["stats"] = lambda row: row["stats"]
    absent = dict.fromkeys(_PARTS)

    def view(row: Record) -> Record:
        return {
            "metadata_id": row["id"],
            "metadata_name": row["name"],
            "metadata_type": row["type"],
            "metadata_obj_id": row["obj_id"],
            **absent,
            **{name: part(row) for name, part in parts.items()},
        }

    return view


def _dependents(call: Call) -> Callable[[Record], Record]:
    """What shows the dependents of a row."""
    by_source = dependents_by_source(call.state)
    size = number(call.body, "dependent_objects_record_size", 50, least=-1)
    limit = None if size == -1 else size

    def shown(row: Record) -> Record:
        found = {row["id"]: dependents(call.state, row, by_source, limit)}
        if call.body.get("dependent_object_version") == "V2":
            return {"dependents": found, "hasInaccessibleDependents": False}
        return found

    return shown


def _incomplete(state: State, row: Record) -> list[Record]:
    return [{"id": row["source"], "reason": "MISSING_SOURCE"}] if broken(state, row) else []


@route(
    "POST", f"{V2}/metadata/copyobject", reads=False, fields=("description", "identifier", "type", "title")
)
def copy_object(call: Call) -> Record:
    """Copy a liveboard or answer; the caller becomes the copy's author. Unknown objects are 404 here."""
    need(call.body, "identifier")
    kind = choice(call.body, "type", COPYABLE, "") or None
    try:
        old = object_of(call, call.body["identifier"], kind)
    except Refused as refused:
        raise Refused(404, BAD_REQUEST, refused.message) from None
    if old["type"] not in COPYABLE:
        raise bad(f"{old['type']} cannot be copied")
    state = call.state
    title = word(call.body, "title") or f"Copy of {old['name']}"
    description = word(call.body, "description") or old["header"]["description"]
    new = objects.new_object(
        state.new_guid(),
        title,
        old["type"],
        call.caller["id"],
        state.now_ms(),
        org=call.org,
        description=description,
    )
    shown = [{**copy.deepcopy(viz), "id": state.new_guid()} for viz in old["visualizations"]]
    new |= {"source": old["source"], "query": old["query"], "visualizations": shown}
    state.metadata[new["id"]] = new
    return {"metadata_id": new["id"]}


@route("POST", f"{V2}/metadata/delete", reads=False, fields=("metadata", "delete_disabled_objects"))
def delete(call: Call) -> None:
    """Delete objects: all of them, or none when one is unknown, not the caller's, or still in use."""
    need(call.body, "metadata")
    named = objects_in(call.body, "metadata")
    found = [
        row_of(call, item.get("identifier"), choice(item, "type", DELETABLE, "") or None) for item in named
    ]
    remove(call, found, force=flag(call.body, "delete_disabled_objects"))


def remove(call: Call, found: list[Record], *, force: bool) -> None:
    """Delete rows of the deletable kinds; what others stand on goes only with them, or with `force`."""
    state = call.state
    gone = {row["id"] for row in found}
    by_source = dependents_by_source(state)
    for row in found:
        if row["type"] not in DELETABLE:
            raise bad(f"{row['type']} cannot be deleted here")
        may_edit(call, row)
        if not force and any(record["id"] not in gone for record in by_source.get(row["id"], ())):
            raise bad(f"{row['name']} has dependent objects")
    for row in found:
        if row["type"] == "LOGICAL_COLUMN":
            table = state.metadata[row["source"]]
            table["detail"]["columns"] = [
                item for item in table["detail"]["columns"] if item is not row["column"]
            ]
        else:
            # Named twice in one request is deleted once.
            state.metadata.pop(row["id"], None)
    for user in state.users.values():
        user["favorite_metadata"] = [item for item in user["favorite_metadata"] if item["id"] not in gone]
