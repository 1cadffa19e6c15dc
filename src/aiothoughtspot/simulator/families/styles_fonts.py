"""The v2 routes of uploaded fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import bad, check_free, choice, flag, like, need, texts, word
from aiothoughtspot.simulator.families._styles_looks import (
    ALL_AREAS,
    CLUSTER,
    color,
    fonts,
    key_of,
    keys_shown,
    looks,
    org_info,
)
from aiothoughtspot.simulator.families.styles import DESIGNERS, STYLES
from aiothoughtspot.simulator.routing import Call, route

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from aiothoughtspot.simulator.state import Record, State

WEIGHTS: Final = ("NORMAL", "LIGHT", "BOLD")
SLANTS: Final = ("NORMAL", "ITALIC", "OBLIQUE")
SIGNATURES: Final = (b"wOFF", b"wOF2")
"""What files of WOFF and WOFF2 begin with."""
BLACK: Final = "#000000"


@route(
    "POST",
    f"{STYLES}/fonts/search",
    privileges=DESIGNERS,
    fields=("scope", "font_identifier", "name_pattern", "include_font_assignments"),
)
def search_fonts(call: Call) -> list[Record]:
    """The fonts of the cluster and of the caller's org that pass every filter."""
    keys, wanted = keys_shown(call), word(call.body, "font_identifier")
    named, used = like(call.body.get("name_pattern")), flag(call.body, "include_font_assignments")
    return [
        _shown(call.state, font, used=used)
        for font in fonts(call.state).values()
        if font["key"] in keys and wanted in {None, "", font["id"], font["name"]} and named(font["name"])
    ]


def _shown(state: State, font: Record, *, used: bool) -> Record:
    found = {
        "id": font["id"],
        "scope": "CLUSTER" if font["key"] == CLUSTER else "ORG",
        "org": org_info(state, font["key"]),
        "name": font["name"],
        "weight": font["weight"],
        "style": font["style"],
        "color": font["color"],
        "creation_time_in_millis": font["created"],
    }
    return {**found, "assignments": _assigned(state, {font["id"]})} if used else found


def _assigned(state: State, guids: set[str]) -> list[Record]:
    """Where fonts are used, by org; the cluster's own look has no org."""
    areas = {
        key: [area for area in ALL_AREAS if look.get("fonts", {}).get(area) in guids]
        for key, look in looks(state).items()
    }
    return [{"org": org_info(state, key), "visualization_areas": used} for key, used in areas.items() if used]


@route(
    "POST",
    f"{STYLES}/fonts/upload",
    privileges=DESIGNERS,
    reads=False,
    fields=("scope", "name", "weight", "style", "color", "file_content"),
)
def upload_font(call: Call) -> Record:
    """A new font; its name is its own within its scope."""
    key = key_of(call, call.form)
    need(call.form, "name")
    content = call.files.get("file_content", b"")
    if not content.startswith(SIGNATURES):
        raise bad("file_content is a WOFF or WOFF2 file")
    _check_free(call, key, call.form["name"])
    made: Record = {
        "id": call.state.new_guid(),
        "key": key,
        "name": call.form["name"],
        "weight": choice(call.form, "weight", WEIGHTS, "NORMAL"),
        "style": choice(call.form, "style", SLANTS, "NORMAL"),
        "color": color(call.form, "color") if call.form.get("color") else BLACK,
        "created": call.state.now_ms(),
        "content": content,
    }
    fonts(call.state)[made["id"]] = made
    return {"id": made["id"], "name": made["name"]}


def _check_free(call: Call, key: int, name: str) -> None:
    check_free((font for font in fonts(call.state).values() if font["key"] == key), name)


def _find(call: Call, given: Mapping[str, Any], identifier: str) -> Record:
    """The font of an id or name within the scope that the request names, or 400."""
    key = key_of(call, given)
    for font in fonts(call.state).values():
        if font["key"] == key and identifier in {font["id"], font["name"]}:
            return font
    raise bad(f"Font not found: {identifier}")


@route(
    "POST",
    f"{STYLES}/fonts/{{font_identifier}}/update",
    privileges=DESIGNERS,
    reads=False,
    fields=("scope", "name", "weight", "style", "color"),
)
def update_font(call: Call) -> None:
    """Rename a font, or change how it is drawn."""
    font = _find(call, call.body, call.path["font_identifier"])
    name = word(call.body, "name") or font["name"]
    changed = {
        "name": name,
        "weight": choice(call.body, "weight", WEIGHTS, font["weight"]),
        "style": choice(call.body, "style", SLANTS, font["style"]),
        "color": color(call.body, "color") if call.body.get("color") is not None else font["color"],
    }
    if name != font["name"]:
        _check_free(call, font["key"], name)
    font |= changed


@route(
    "POST",
    f"{STYLES}/fonts/delete",
    privileges=DESIGNERS,
    reads=False,
    fields=("scope", "font_identifiers", "dry_run"),
)
def delete_fonts(call: Call) -> Record:
    """Where fonts are used; they are deleted, there too, only when `dry_run` is false."""
    need(call.body, "font_identifiers")
    guids = {_find(call, call.body, name)["id"] for name in texts(call.body, "font_identifiers")}
    affected = _assigned(call.state, guids)
    if not flag(call.body, "dry_run", default=True):
        for guid in guids:
            del fonts(call.state)[guid]
        for look in looks(call.state).values():
            kept = look.get("fonts", {})
            look["fonts"] = {area: guid for area, guid in kept.items() if guid not in guids}
    return {"affected_assignments": affected}
