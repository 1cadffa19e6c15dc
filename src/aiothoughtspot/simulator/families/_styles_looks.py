"""How the cluster and its orgs look: what is kept, and what an org takes over from the cluster. Knows no routes.

A look keeps only what was set: `theme` and `base_color`, `palette`, `rotation`, `footer`, the logos, and fonts by area.
"""

from __future__ import annotations

import colorsys
import io
import re
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import bad, choice, flag, inner, objects_in, texts, word
from aiothoughtspot.simulator.objects import derived_guid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

CLUSTER: Final = -1
"""The key of what holds in every org."""
CHART_AREAS: Final = (
    "CHART_X_AXIS_LABELS", "CHART_X_AXIS_TITLE", "CHART_Y_AXIS_LABELS", "CHART_Y_AXIS_TITLE", "CHART_TOOLTIP",
    "CHART_SCATTER_DATA_LABELS", "CHART_DONUT_DATA_LABELS", "CHART_LINE_DATA_LABELS", "CHART_COLUMN_DATA_LABELS",
    "CHART_BAR_DATA_LABELS", "CHART_AREA_DATA_LABELS",
)  # fmt: skip
AREAS: Final = {
    "chart_visualization_fonts": CHART_AREAS,
    "table_visualization_fonts": ("TABLE_VALUE_CELLS",),
    "advanced_chart_visualization_fonts": ("ADVANCED_CHART_LABELS",),
}
"""Where fonts go, by the list that names them."""
ALL_AREAS: Final = tuple(area for areas in AREAS.values() for area in areas)
LOGOS: Final = {"default_logo": (160, 160), "wide_logo": (480, 120)}
"""Pixels of the product's own logos."""
RESETS: Final = {
    "CHART_COLOR_PALETTE": ("palette", "rotation"),
    "EMBEDDED_FOOTER_TEXT": ("footer",),
    "NAV_PANEL_COLOR": ("theme", "base_color"),
    "DEFAULT_LOGO": ("default_logo",),
    "WIDE_LOGO": ("wide_logo",),
}
HUES: Final = (210, 20, 140, 45, 275, 180, 330, 95)
SHADES: Final = (80, 60, 40, 25)
COLORS: Final = len(HUES)
COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")


def looks(state: State) -> dict[int, Record]:
    """What was set, by org or `CLUSTER`; keys as in `RESETS`, and `fonts` by area."""
    return state.bag("style_looks", dict[int, "Record"])


def fonts(state: State) -> dict[str, Record]:
    """Every font by id: id, key (org or `CLUSTER`), name, weight, style, color, created (ms), content."""
    return state.bag("style_fonts", dict[str, "Record"])


def key_of(call: Call, given: Mapping[str, Any]) -> int:
    """The key of the `scope` that a request changes; the cluster's look is for its administrators."""
    if choice(given, "scope", ("ORG", "CLUSTER"), "ORG") == "ORG":
        return call.org
    if not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators change the look of the cluster")
    return CLUSTER


def keys_shown(call: Call) -> list[int]:
    """The keys of the `scope` that a search is about; both unless it says."""
    scope = choice(call.body, "scope", ("ORG", "CLUSTER"), "")
    return {"ORG": [call.org], "CLUSTER": [CLUSTER]}.get(scope, [CLUSTER, call.org])


def org_info(state: State, key: int) -> Record | None:
    """The org of a key; None for the cluster, and for an org that is gone."""
    org = state.orgs.get(key)
    return org and {"id": key, "name": org["name"]}


def color(given: Mapping[str, Any], name: str) -> str:
    """A color, #RRGGBB, or 400."""
    value = word(given, name)
    if value is None or not COLOR.fullmatch(value):
        raise bad(f"{name} is a color: #RRGGBB")
    return value


def _hex(hue: int, lightness: int) -> str:
    parts = colorsys.hls_to_rgb(hue / 360, lightness / 200, 0.6)
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


PALETTE: Final[list[dict[str, Any]]] = [
    {"primary": _hex(hue, 100), "secondary": [_hex(hue, shade) for shade in SHADES]} for hue in HUES
]


def palette(given: Record) -> list[Record]:
    """The colors of a palette: exactly as many as the product's own, each with all its shades or none."""
    entries = objects_in(given, "colors")
    if len(entries) != COLORS:
        raise bad(f"A palette has {COLORS} colors")
    made: list[Record] = []
    for entry in entries:
        shades = texts(entry, "secondary")
        if shades and (len(shades) != len(SHADES) or not all(COLOR.fullmatch(shade) for shade in shades)):
            raise bad(f"secondary is {len(SHADES)} colors: #RRGGBB")
        made.append({"primary": color(entry, "primary"), "secondary": shades})
    return made


def navigation(given: Record) -> Record:
    """The theme and the color of a navigation panel."""
    theme = choice(
        given, "theme", ("DARK", "TWO_TONE", "CUSTOM"), "CUSTOM" if given.get("base_color") else "DARK"
    )
    return {"theme": theme, "base_color": color(given, "base_color") if theme == "CUSTOM" else None}


def assignments(call: Call, given: Record) -> dict[str, str]:
    """The fonts that a request puts into areas; they are the org's or the cluster's."""
    found: dict[str, str] = {}
    for name, areas in AREAS.items():
        for item in objects_in(given, name):
            area = choice(item, "visualization_area", areas, "")
            font = fonts(call.state).get(word(item, "font_identifier") or "")
            if not area or font is None or font["key"] not in {CLUSTER, call.org}:
                raise bad(f"{name} is areas with fonts")
            found[area] = font["id"]
    return found


def changes(parts: Mapping[str, Any]) -> Record:
    """What a request sets, from its parts in JSON and in plain text."""
    made: Record = {}
    if "navigation_panel" in parts:
        made |= navigation(inner(parts, "navigation_panel"))
    if "chart_color_palette" in parts:
        given = inner(parts, "chart_color_palette")
        if given.get("colors") is not None:
            made["palette"] = palette(given)
        if given.get("disable_color_rotation") is not None:
            made["rotation"] = flag(given, "disable_color_rotation")
    if "embedded_footer_text" in parts:
        made["footer"] = parts["embedded_footer_text"]
    return made


def shown(state: State, key: int) -> Record:
    """The look of the cluster or an org as answers show it; `is_overridden` marks what is its own."""
    mine, base = looks(state).get(key, {}), looks(state).get(CLUSTER, {})
    look = {**base, **mine}
    panel = {"theme": look.get("theme", "DARK"), "is_overridden": "theme" in mine}
    if look.get("base_color"):
        panel["base_color"] = look["base_color"]
    return {
        "scope": "CLUSTER" if key == CLUSTER else "ORG",
        "org": org_info(state, key),
        "navigation_panel": panel,
        "chart_color_palette": {
            "colors": look.get("palette", PALETTE),
            "disable_color_rotation": look.get("rotation", False),
            "is_overridden": "palette" in mine or "rotation" in mine,
        },
        "embedded_footer_text": {"value": look.get("footer", ""), "is_overridden": "footer" in mine},
        "logo": {
            name: {
                "id": look[name]["id"] if name in look else derived_guid(name),
                "is_overridden": name in mine,
            }
            for name in LOGOS
        },
        "visualization_fonts": {
            name: [_area(state, area, mine, base) for area in areas] for name, areas in AREAS.items()
        },
    }


def _area(state: State, area: str, mine: Record, base: Record) -> Record:
    own = mine.get("fonts", {})
    guid = {**base.get("fonts", {}), **own}.get(area)
    return {
        "visualization_area": area,
        "font_id": guid,
        "font_name": fonts(state)[guid]["name"] if guid else None,
        "is_overridden": area in own,
    }


def logo(state: State, key: int, name: str) -> bytes:
    """The bytes of a logo in use: what was uploaded, or a PNG of the product's own."""
    look = {**looks(state).get(CLUSTER, {}), **looks(state).get(key, {})}
    if name in look:
        content: bytes = look[name]["content"]
        return content
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only for those who ask for logos

    width, height = LOGOS[name]
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for number, entry in enumerate(PALETTE):
        step = width / COLORS
        top = height * (COLORS - number) / (COLORS + 1)
        draw.rectangle((number * step, top, (number + 0.8) * step, height), fill=entry["primary"])
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
