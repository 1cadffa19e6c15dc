"""The v2 routes of colors, logos and footers, and of which fonts are used where; `styles_fonts` has the fonts themselves."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import Answer
from aiothoughtspot.simulator.families._common import bad, choice, texts
from aiothoughtspot.simulator.families._styles_looks import (
    ALL_AREAS,
    LOGOS,
    RESETS,
    assignments,
    changes,
    key_of,
    keys_shown,
    logo,
    looks,
    shown,
)
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

STYLES: Final = f"{V2}/customization/styles"
DESIGNERS: Final = ("DEVELOPER",)
PICTURES: Final = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
"""What files of pictures begin with."""
JSON_PARTS: Final = ("reset_options", "navigation_panel", "chart_color_palette", "visualization_fonts")


@route("POST", f"{STYLES}/search", privileges=DESIGNERS, fields=("scope",))
def search(call: Call) -> list[Record]:
    """The look of the cluster and of the caller's org, or of one of them."""
    return [shown(call.state, key) for key in keys_shown(call)]


@route(
    "POST",
    f"{STYLES}/update",
    privileges=DESIGNERS,
    reads=False,
    fields=("scope", "operation", *JSON_PARTS, "embedded_footer_text", *LOGOS),
)
def update(call: Call) -> None:
    """Set parts of a look, or set them back to what the cluster or the product has."""
    parts = _parts(call)
    key = key_of(call, parts)
    reset = choice(parts, "operation", ("REPLACE", "RESET"), "REPLACE") == "RESET"
    look = looks(call.state).setdefault(key, {})
    if reset:
        _reset(look, parts)
        return
    made = changes(parts)
    used = assignments(call, parts.get("visualization_fonts") or {})
    for name in LOGOS:
        if name in call.files:
            made[name] = {"id": call.state.new_guid(), **_picture(call.files[name])}
    look |= made
    look["fonts"] = {**look.get("fonts", {}), **used}


def _parts(call: Call) -> dict[str, Any]:
    """The text parts, those of JSON as what is in them."""
    parts: dict[str, Any] = dict(call.form)
    for name in JSON_PARTS:
        if name in parts:
            try:
                parts[name] = json.loads(parts[name])
            except ValueError:
                raise bad(f"{name} is not JSON") from None
            if not isinstance(parts[name], dict):
                raise bad(f"{name} is an object")
    return parts


def _reset(look: Record, parts: dict[str, Any]) -> None:
    options = parts.get("reset_options") or {}
    styles, areas = texts(options, "style"), texts(options, "visualization_areas")
    if not styles and not areas:
        raise bad("reset_options is required")
    if not set(styles) <= set(RESETS) or not set(areas) <= set(ALL_AREAS):
        raise bad("A value of reset_options is not known")
    for name in (name for style in styles for name in RESETS[style]):
        look.pop(name, None)
    look["fonts"] = {area: guid for area, guid in look.get("fonts", {}).items() if area not in areas}


def _picture(content: bytes) -> Record:
    kind = next((kind for start, kind in PICTURES.items() if content.startswith(start)), None)
    if kind is None:
        raise bad("A logo is a PNG or a JPG")
    return {"kind": kind, "content": content}


@route("POST", f"{STYLES}/logos/export", privileges=DESIGNERS, fields=("scope",))
def export_logos(call: Call) -> Answer:
    """The logos in use, as a ZIP file."""
    key = keys_shown(call)[-1]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in LOGOS:
            content = logo(call.state, key, name)
            # A fixed time, so that the same logos have the same bytes.
            entry = zipfile.ZipInfo(f"{name}.{_picture(content)['kind']}", (2025, 1, 1, 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return Answer(content=out.getvalue(), media="application/zip")
