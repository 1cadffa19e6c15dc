"""Exporting TML: objects with what they stand on, and users, groups and roles in pages."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families._rows import broken
from aiothoughtspot.simulator.families._tml_documents import find
from aiothoughtspot.simulator.families._yaml import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aiothoughtspot.simulator.state import Record, State

PRINCIPALS: Final = ("USER", "USER_GROUP", "ROLE")
FORMATS: Final = ("JSON", "YAML")


@attrs.frozen
class Wishes:
    """What an export request asks for."""

    format: str
    associated: bool = False
    dependent: bool = False
    connections: bool = False
    fqn: bool = False
    guid: bool = True
    obj_id: bool = False


def with_sources(state: State, records: list[Record], wishes: Wishes) -> list[Record]:
    """The objects in the order asked for, then what they stand on when the request wants it, each once."""
    found = {record["id"]: record for record in records}
    if wishes.associated or wishes.dependent:
        for record in _sources(state, records):
            if wishes.connections or record["type"] != "CONNECTION":
                found.setdefault(record["id"], record)
    return list(found.values())


def _sources(state: State, records: list[Record]) -> Iterator[Record]:
    queue = list(records)
    for record in queue:
        source = state.metadata.get(record["source"] or "")
        if source is not None:
            # The queue grows while it is walked, so sources of sources are found too.
            queue.append(source)
            yield source


def export(state: State, record: Record, wishes: Wishes) -> Record:
    """One item of an export answer, not yet `written`; an object that cannot be is an ERROR inside the 200."""
    document = objects.tml(state, record)
    kind = next(key for key, value in document.items() if isinstance(value, dict))
    info: Record = {
        "name": record["name"],
        "filename": f"{record['name']}.{kind}.tml",
        "status": {"status_code": "OK"},
        "type": kind,
        "id": record["id"],
    }
    if broken(state, record):
        info["status"] = {
            "status_code": "ERROR",
            "error_message": f"Object {record['id']} could not be exported: java.util.NoSuchElementException: No value present<br/>",
        }
        return {"info": info, "edoc": None}
    return {"info": info, "edoc": _dressed(state, record, document, wishes)}


def _dressed(state: State, record: Record, document: Mapping[str, Any], wishes: Wishes) -> Record:
    out = copy.deepcopy(dict(document))
    if not wishes.guid:
        del out["guid"]
    if wishes.obj_id and record["obj_id"]:
        out = {"obj_id": record["obj_id"], **out}
    for reference in _references(out) if wishes.fqn else ():
        found = find(state, record["org_id"], reference)
        if found is not None:
            reference["fqn"] = found["id"]
    return out


def _references(value: object) -> Iterator[Record]:
    """Every table and connection that a document names, at any depth."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield from (item for item in value.get("tables") or () if isinstance(item, dict))
        if isinstance(value.get("connection"), dict):
            yield value["connection"]
    for item in inner:
        yield from _references(item)


def written(items: Iterable[Record], form: str) -> list[Record]:
    """Items of an export answer with their documents as texts."""
    write = dump if form == "YAML" else json.dumps
    return [{**item, "edoc": item["edoc"] and write(item["edoc"])} for item in items]


def export_principal(kind: str, record: Record) -> Record:
    """One user, group or role as an item of an export answer, not yet `written`."""
    word = kind.lower()
    body: Record = {"name": record["name"]}
    match kind:
        case "USER":
            body |= {
                "display_name": record["display_name"],
                "email": record["email"],
                "state": record["account_status"],
                "groups": [group["name"] for group in record["user_groups"]],
            }
        case "USER_GROUP":
            body |= {
                "display_name": record["display_name"],
                "privileges": record["privileges"],
                "sub_groups": [group["name"] for group in record["sub_groups"]],
            }
        case _:
            body |= {"description": record["description"], "privileges": record["privileges"]}
    info = {"name": record["name"], "id": record["id"], "type": word, "status": {"status_code": "OK"}}
    return {"info": info, "edoc": {"guid": record["id"], word: body}}


def principals(state: State, kind: str) -> list[Record]:
    """Every user, group or role, oldest first."""
    return list({"USER": state.users, "USER_GROUP": state.groups, "ROLE": state.roles}[kind].values())


def batch(state: State, kind: str, form: str, offset: int, size: int) -> Record:
    """One page of users, groups or roles as both API versions wrap it: the offset is a text, the size a number."""
    everything = principals(state, kind)
    shown = everything[offset : offset + size]
    return {
        "data": {
            "result": written((export_principal(kind, record) for record in shown), form),
            "batch_offset": str(offset),
            "batch_size": len(shown),
            "isLastBatch": offset + size >= len(everything),
        }
    }
