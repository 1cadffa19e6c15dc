"""The four v2 routes of collections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._collections_items import (
    collections,
    find,
    grouped,
    inside,
    items,
    name_of,
    shown,
)
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    like,
    may_edit,
    need,
    number,
    ordered,
    page,
    texts,
    user_of,
    word,
)
from aiothoughtspot.simulator.families._rows import collection_row, rows
from aiothoughtspot.simulator.families._security_shares import MODIFY, access
from aiothoughtspot.simulator.families.metadata import remove
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiothoughtspot.simulator.state import Record, State

SORT_KEYS: Final[Mapping[str, Callable[[Record], Any]]] = {
    "NAME": lambda item: (item["name"].casefold(), item["id"]),
    "DISPLAY_NAME": lambda item: (item["name"].casefold(), item["id"]),
    "AUTHOR": lambda item: (item["author_id"], item["id"]),
    "CREATED": lambda item: (item["created"], item["id"]),
    "MODIFIED": lambda item: (item["updated"], item["id"]),
}


@route(
    "POST",
    f"{V2}/collections/search",
    fields=(
        "name_pattern",
        "record_offset",
        "record_size",
        "collection_identifiers",
        "created_by_user_identifiers",
        "include_metadata",
        "sort_options",
    ),
)
def search(call: Call) -> Record:
    """One page of the org's collections the caller may see that pass every filter; an unknown id finds nothing."""
    body = call.body
    named, wanted = like(body.get("name_pattern")), texts(body, "collection_identifiers")
    authors = {user_of(call.state, name)["id"] for name in texts(body, "created_by_user_identifiers")}
    found = [
        item
        for row in rows(call, "COLLECTION")
        if named((item := collections(call.state)[row["id"]])["name"])
        and (not wanted or item["id"] in wanted)
        and (not authors or item["author_id"] in authors)
    ]
    content = flag(body, "include_metadata")
    part = page(ordered(found, body, SORT_KEYS), body)
    offset = number(body, "record_offset", 0)
    return {
        "collections": [shown(call, item, content=content) for item in part],
        "record_offset": offset,
        "record_size": number(body, "record_size", 10, least=-1),
        "is_last_batch": offset + len(part) >= len(found),
        "count": len(part),
    }


@route("POST", f"{V2}/collections/create", reads=False, fields=("name", "description", "metadata"))
def create(call: Call) -> Record:
    """A new collection; names need not be unique."""
    now = call.state.now_ms()
    made: Record = {
        "id": call.state.new_guid(),
        "name": name_of(call.body),
        "description": word(call.body, "description"),
        "author_id": call.caller["id"],
        "org_id": call.org,
        "created": now,
        "updated": now,
        "items": items(call, call.body),
    }
    collections(call.state)[made["id"]] = made
    return shown(call, made, content=True)


@route(
    "POST",
    f"{V2}/collections/{{collection_identifier}}/update",
    reads=False,
    fields=("name", "description", "metadata", "operation"),
)
def update(call: Call) -> None:
    """Change a collection, and add, remove or replace what is inside; no collection may hold itself."""
    found = find(call, call.path["collection_identifier"])
    may_edit(call, collection_row(call.state, found))
    operation = choice(call.body, "operation", ("ADD", "REMOVE", "REPLACE"), "REPLACE")
    name = name_of(call.body) if call.body.get("name") is not None else found["name"]
    description = word(call.body, "description")
    news = items(call, call.body)
    nested = [guid for guid, kind in news.items() if kind == "COLLECTION"]
    if operation != "REMOVE" and found["id"] in {*nested, *inside(call.state, nested)}:
        raise bad("A collection cannot hold itself")
    if call.body.get("metadata") is not None:
        old = {} if operation == "REPLACE" else found["items"]
        kept = {guid: kind for guid, kind in old.items() if operation == "ADD" or guid not in news}
        found["items"] = kept if operation == "REMOVE" else {**kept, **news}
    found["name"] = name
    found["description"] = found["description"] if description is None else description
    found["updated"] = call.state.now_ms()


@route(
    "POST",
    f"{V2}/collections/delete",
    reads=False,
    fields=("collection_identifiers", "delete_children", "dry_run"),
)
def delete(call: Call) -> Record:
    """Delete collections, with what is inside when asked, or tell what would be deleted.

    Objects that the caller may not delete, or that others stand on, are skipped and listed.
    """
    need(call.body, "collection_identifiers")
    state = call.state
    named = list(dict.fromkeys(find(call, name)["id"] for name in texts(call.body, "collection_identifiers")))
    keys = [*named, *(inside(state, named) if flag(call.body, "delete_children") else ())]
    kinds: dict[str, str] = {}
    for guid in dict.fromkeys(keys):
        kinds[guid] = "COLLECTION" if guid in collections(state) else state.metadata[guid]["type"]
    mode = access(state, call.caller)
    used = {item["source"]: guid for guid, item in state.metadata.items() if guid not in kinds}
    skipped = {
        guid: kind for guid, kind in kinds.items() if guid in used or mode(_row(state, guid)) != MODIFY
    }
    gone = {guid: kind for guid, kind in kinds.items() if guid not in skipped}
    report = {
        "metadata_deleted": grouped(state, gone, "id"),
        "metadata_skipped": grouped(state, skipped, "id"),
    }
    if not flag(call.body, "dry_run"):
        remove(call, [state.metadata[guid] for guid in gone if guid in state.metadata], force=True)
        for guid in gone:
            collections(state).pop(guid, None)
    return report


def _row(state: State, guid: str) -> Record:
    item = collections(state).get(guid)
    return state.metadata[guid] if item is None else collection_row(state, item)
