"""Collections: what is kept of each, and how the objects inside are found and shown. Knows no routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.families._common import bad, choice, object_of, objects_in, texts, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

KINDS: Final = ("LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "COLLECTION")


def collections(state: State) -> dict[str, Record]:
    """Every collection by id.

    Keys of a record: id, name, description, author_id, org_id, created, updated (ms), items (guids of what is inside, with their
    types).
    """
    return state.bag("collections", dict[str, "Record"])


def find(call: Call, identifier: str) -> Record:
    """The org's collection of an id, or 404; names will not do, since several can have one."""
    found = collections(call.state).get(identifier)
    if found is None or found["org_id"] != call.org:
        raise Refused(404, BAD_REQUEST, f"Collection not found: {identifier}")
    return found


def items(call: Call, given: Mapping[str, Any]) -> dict[str, str]:
    """What a request's `metadata` names, as types by guid; one unknown id refuses all."""
    named: dict[str, str] = {}
    for item in objects_in(given, "metadata"):
        kind = choice(item, "type", KINDS, "")
        if not kind:
            raise bad("type is required")
        for name in texts(item, "identifiers"):
            record = find(call, name) if kind == "COLLECTION" else object_of(call, name, kind)
            named[record["id"]] = kind
    return named


def inside(state: State, guids: Iterable[str]) -> Iterator[str]:
    """The guids of everything in collections, at any depth, each once."""
    seen: set[str] = set()
    queue = [key for guid in guids for key in collections(state)[guid]["items"]]
    for key in queue:
        if key not in seen and record(state, key) is not None:
            seen.add(key)
            queue += collections(state).get(key, {"items": ()})["items"]
            yield key


def record(state: State, guid: str) -> Record | None:
    """The object or collection of a guid; None when it is gone."""
    return collections(state).get(guid) or state.metadata.get(guid)


def grouped(state: State, kinds: Mapping[str, str], word: str) -> list[Record]:
    """Objects by type, as answers list them: {type, identifiers: [{<word>, name}]}; those that are gone are left out."""
    found: dict[str, list[Record]] = {}
    for guid, kind in kinds.items():
        known = record(state, guid)
        if known is not None:
            found.setdefault(kind, []).append({word: guid, "name": known["name"]})
    return [{"type": kind, "identifiers": names} for kind, names in found.items()]


def shown(call: Call, item: Record, *, content: bool) -> Record:
    """A collection as answers show it."""
    state = call.state
    author = state.users.get(item["author_id"])
    return {
        "id": item["id"],
        "name": item["name"],
        "description": item["description"],
        "metadata": grouped(state, item["items"], "identifier") if content else None,
        "created_at": str(item["created"]),
        "updated_at": str(item["updated"]),
        "author_name": None if author is None else author["name"],
        "author_id": item["author_id"],
        "org": {"identifier": str(item["org_id"]), "name": state.orgs[item["org_id"]]["name"]},
    }


def name_of(given: Mapping[str, Any]) -> str:
    """The name that a request gives, or 400."""
    name = word(given, "name")
    if not name or not name.strip():
        raise bad("name is required")
    return name
