"""The six v2 routes of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import (
    check_free,
    choice,
    like,
    may_edit,
    need,
    objects_in,
    stamp,
    tag_of,
    texts,
    word,
)
from aiothoughtspot.simulator.families._rows import row_of, row_tags
from aiothoughtspot.simulator.principals import new_tag
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiothoughtspot.simulator.state import Record, State

MANAGERS: Final = ("TAGMANAGEMENT",)
TAGGABLE: Final = ("LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "CONNECTION", "COLLECTION")


@route("POST", f"{V2}/tags/search", fields=("tag_identifier", "name_pattern", "color"))
def search(call: Call) -> list[Record]:
    """All tags that pass every filter given; there is no paging, and an unknown tag is an empty list."""
    wanted, color = word(call.body, "tag_identifier"), word(call.body, "color")
    named = like(call.body.get("name_pattern"))
    return [
        tag
        for tag in call.state.tags.values()
        if (not wanted or wanted in {tag["id"], tag["name"]})
        and (not color or tag["color"] == color)
        and named(tag["name"])
    ]


@route("POST", f"{V2}/tags/create", privileges=MANAGERS, reads=False, fields=("name", "color"))
def create(call: Call) -> Record:
    """A new tag; a name that is taken is refused with 400."""
    need(call.body, "name")
    state, name = call.state, str(word(call.body, "name"))
    check_free(state.tags.values(), name)
    guid = state.new_guid()
    tag = new_tag(guid, name, word(call.body, "color") or f"#{guid[:6]}", call.caller["id"], state.now_ms())
    state.tags[guid] = tag
    return tag


@route(
    "POST", f"{V2}/tags/{{tag_identifier}}/update", privileges=MANAGERS, reads=False, fields=("name", "color")
)
def update(call: Call) -> None:
    """Rename or recolour a tag."""
    tag = tag_of(call.state, call.path["tag_identifier"])
    name, color = word(call.body, "name"), word(call.body, "color")
    if name:
        check_free(call.state.tags.values(), name, tag)
        tag["name"] = name
    tag["color"] = color or tag["color"]
    stamp(call, tag)


@route("POST", f"{V2}/tags/{{tag_identifier}}/delete", privileges=MANAGERS, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete a tag and take it off every object."""
    drop_tag(call.state, tag_of(call.state, call.path["tag_identifier"]))


def drop_tag(state: State, tag: Record) -> None:
    """Delete a tag and take it off every object."""
    del state.tags[tag["id"]]
    for record in state.metadata.values():
        take_tags([record], [tag])
    for kept in row_tags(state).values():
        kept[:] = [guid for guid in kept if guid != tag["id"]]


@route("POST", f"{V2}/tags/assign", reads=False, fields=("metadata", "tag_identifiers"))
def assign(call: Call) -> None:
    """Put tags on objects; one unknown id refuses the whole batch."""
    rows, tags = _named(call)
    put_tags(rows, tags)


@route("POST", f"{V2}/tags/unassign", reads=False, fields=("metadata", "tag_identifiers"))
def unassign(call: Call) -> None:
    """Take tags off objects; one unknown id refuses the whole batch."""
    rows, tags = _named(call)
    take_tags(rows, tags)


def put_tags(rows: Iterable[Record], tags: Iterable[Record]) -> None:
    """Put every tag on every row that does not have it."""
    for row in rows:
        row["tag_ids"] += [tag["id"] for tag in tags if tag["id"] not in row["tag_ids"]]


def take_tags(rows: Iterable[Record], tags: Iterable[Record]) -> None:
    """Take every tag off every row."""
    gone = {tag["id"] for tag in tags}
    for row in rows:
        row["tag_ids"][:] = [guid for guid in row["tag_ids"] if guid not in gone]


def _named(call: Call) -> tuple[list[Record], list[Record]]:
    need(call.body, "metadata", "tag_identifiers")
    tags = [tag_of(call.state, name) for name in texts(call.body, "tag_identifiers")]
    rows: list[Record] = []
    for item in objects_in(call.body, "metadata"):
        kind = choice(item, "type", TAGGABLE, "") or None
        row = row_of(call, item.get("identifier"), kind)
        may_edit(call, row)
        rows.append(row)
    return rows, tags
