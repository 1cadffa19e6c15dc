"""Everything that metadata routes can list, as one kind of row: objects, and columns, tags, users and groups beside them.

A row has the keys of a metadata record (see `State.metadata`). Objects are their own records, so changes to them last;
the rows of the other kinds are made when asked for, and only their `tag_ids` are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families._collections_items import collections
from aiothoughtspot.simulator.families._common import bad, object_of
from aiothoughtspot.simulator.families._security_shares import NO_ACCESS, reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

V1_KINDS: Final = {
    "QUESTION_ANSWER_BOOK": "ANSWER",
    "PINBOARD_ANSWER_BOOK": "LIVEBOARD",
    "LOGICAL_TABLE": "LOGICAL_TABLE",
    "LOGICAL_COLUMN": "LOGICAL_COLUMN",
    "LOGICAL_RELATIONSHIP": "LOGICAL_RELATIONSHIP",
    "TAG": "TAG",
    "DATA_SOURCE": "CONNECTION",
    "USER": "USER",
    "USER_GROUP": "USER_GROUP",
}
"""What v1 calls a kind, and what v2 calls it."""
V1_NAMES: Final = {v2: v1 for v1, v2 in V1_KINDS.items()}
KINDS: Final = (*V1_NAMES, "INSIGHT_SPEC", "COLLECTION")
OBJECT_KINDS: Final = ("LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CONNECTION")

SORT_KEYS: Final[Mapping[str, Callable[[Record], Any]]] = {
    "NAME": lambda row: (row["name"].casefold(), row["id"]),
    "DISPLAY_NAME": lambda row: (row["name"].casefold(), row["id"]),
    "AUTHOR": lambda row: (row["header"]["author"], row["id"]),
    "CREATED": lambda row: (row["header"]["created"], row["id"]),
    "MODIFIED": lambda row: (row["header"]["modified"], row["id"]),
    "VIEWS": lambda row: (row["stats"]["views"], row["id"]),
    "FAVORITES": lambda row: (row["stats"]["favorites"], row["id"]),
    "LAST_ACCESSED": lambda row: (row["stats"]["last_accessed"], row["id"]),
}


def rows(call: Call, kind: str | None) -> Iterator[Record]:
    """The rows of one kind that the caller's org has and the caller may see, or of all kinds of objects; kinds without rows are empty."""
    state = call.state
    match kind:
        case "LOGICAL_COLUMN":
            for table in rows(call, "LOGICAL_TABLE"):
                yield from _columns(state, table)
        case "TAG":
            yield from (_virtual("TAG", state.tag_header(tag)) for tag in state.tags.values())
        case "USER":
            yield from (
                _virtual("USER", principal_header(user))
                for user in state.users.values()
                if state.in_org(user, call.org)
            )
        case "USER_GROUP":
            yield from (
                _virtual("USER_GROUP", principal_header(group))
                for group in state.groups.values()
                if any(org["id"] == str(call.org) for org in group["orgs"])
            )
        case "COLLECTION":
            mode = reach(call)
            found = (collection_row(state, item) for item in collections(state).values())
            yield from (row for row in found if mode(row) != NO_ACCESS)
        case _:
            mode = reach(call)
            for record in state.metadata.values():
                if kind in {None, record["type"]} and mode(record) != NO_ACCESS:
                    yield record


def row_of(call: Call, identifier: object, kind: str | None = None) -> Record:
    """The row that a guid, obj_id or (with its kind) name points at, or 400."""
    if kind in OBJECT_KINDS or (isinstance(identifier, str) and identifier in call.state.metadata):
        return object_of(call, identifier, kind)
    if kind is None:
        others = (row for each in ("COLLECTION", "LOGICAL_COLUMN") for row in rows(call, each))
        return next((row for row in others if row["id"] == identifier), None) or object_of(call, identifier)
    for row in rows(call, kind):
        # Several collections can have one name, so it stands for none of them.
        if identifier == row["id"] or (identifier == row["name"] and kind != "COLLECTION"):
            return row
    raise bad(f"Object not found: {identifier}")


def principal_header(record: Record) -> Record:
    """The header of a user or group."""
    return {
        "id": record["id"],
        "indexVersion": 0,
        "generationNum": 0,
        "name": record["name"],
        "displayName": record["display_name"],
        "author": record["author_id"],
        "created": record["creation_time_in_millis"],
        "modified": record["modification_time_in_millis"],
        "modifiedBy": record["modifier_id"],
        "owner": record["owner_id"],
        "isDeleted": record["deleted"],
        "isHidden": record["hidden"],
        "orgIds": [int(org["id"]) for org in record["orgs"]],
        "tags": [],
        "type": record.get("account_type") or record["type"],
        "isExternal": record["external"],
        "isDeprecated": record["deprecated"],
        "isSharedViaConnection": False,
    }


def row_tags(state: State) -> dict[str, list[str]]:
    """The tag guids of columns and collections, by their own guid: they have no metadata record to keep them."""
    return state.bag("row_tags", dict[str, list[str]])


def collection_row(state: State, item: Record) -> Record:
    """A collection as a row."""
    header = {
        "id": item["id"],
        "name": item["name"],
        "description": item["description"] or "",
        "author": item["author_id"],
        "created": item["created"],
        "modified": item["updated"],
        "modifiedBy": item["author_id"],
        "owner": item["id"],
        "isDeleted": False,
        "isHidden": False,
        "ownerOrgId": item["org_id"],
    }
    tags = row_tags(state).setdefault(item["id"], [])
    return {**_virtual("COLLECTION", header), "org_id": item["org_id"], "tag_ids": tags}


def _columns(state: State, table: Record) -> Iterator[Record]:
    for column in objects.detail(state, table)["columns"]:
        header = {**table["header"], **column["header"], "owner": table["id"]}
        row = _virtual("LOGICAL_COLUMN", header)
        row |= {"sub_type": "", "org_id": table["org_id"], "source": table["id"], "column": column}
        row["tag_ids"] = row_tags(state).setdefault(row["id"], [])
        yield row


def _virtual(kind: str, header: Record) -> Record:
    return {
        "id": header["id"],
        "name": header["name"],
        "type": kind,
        "sub_type": header.get("type", ""),
        "obj_id": None,
        "org_id": 0,
        "header": header,
        "tag_ids": [],
        "stats": {"views": 0, "favorites": 0, "last_accessed": header["modified"]},
        "source": None,
        "query": None,
        "visualizations": [],
    }


def broken(state: State, row: Record) -> bool:
    """Whether the object stands on one that is gone."""
    return row["source"] is not None and row["source"] not in state.metadata


def dependents_by_source(state: State) -> dict[str, list[Record]]:
    """The objects that stand on each object; connections show none, their tables do."""
    found: dict[str, list[Record]] = {}
    for record in state.metadata.values():
        source = state.metadata.get(record["source"] or "")
        if source is not None and source["type"] != "CONNECTION":
            found.setdefault(source["id"], []).append(record)
    return found


def dependents(
    state: State, row: Record, found: Mapping[str, list[Record]], limit: int | None
) -> dict[str, list[Record]]:
    """The headers of what stands on a row, by v1 kind; each has a null type, so that only the key tells it.

    The dependents of a column are those of its table.
    """
    out: dict[str, list[Record]] = {}
    owner = row["source"] if row["type"] == "LOGICAL_COLUMN" else row["id"]
    for record in found.get(owner, [])[:limit]:
        out.setdefault(V1_NAMES[record["type"]], []).append({**state.header(record), "type": None})
    return out


def viz_headers(row: Record) -> list[Record]:
    """The headers of a liveboard's visualizations; of an answer, its one table."""
    shown = row["visualizations"]
    if row["type"] == "ANSWER":
        shown = [{"id": objects.derived_guid(row["id"], "table"), "name": row["name"]}]
    return [
        {
            "id": viz["id"],
            "name": viz["name"],
            "size": "m",
            "vizType": "CHART" if row["type"] == "LIVEBOARD" else "TABLE",
            "title": {"value": {"text": viz["name"]}},
            "author": row["header"]["author"],
            "created": row["header"]["created"],
            "modified": row["header"]["modified"],
            "modifiedBy": row["header"]["modifiedBy"],
            "owner": row["id"],
        }
        for viz in shown
    ]


def touch(call: Call, record: Record) -> None:
    """Note on an object who changed it and when."""
    record["header"]["modified"] = call.state.now_ms()
    record["header"]["modifiedBy"] = call.caller["id"]
    record["header"]["generationNum"] += 1
