"""Colors, logos and fonts of the cluster and its orgs."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

STYLES = "customization/styles"
JPG = b"\xff\xd8\xff\xe0 not much of a picture"
WOFF = b"wOFF and what follows"
COLORS = [{"primary": f"#00000{number}", "secondary": ["#111111"] * 4} for number in range(8)]


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


def png(color: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), color).save(out, "PNG")
    return out.getvalue()


async def update(api: Rest, expect: int = 204, **parts: Any) -> Any:
    options = {"user": parts.pop("user", "tsadmin"), "org": parts.pop("org", 0)}
    texts = {
        name: json.dumps(part)
        if isinstance(part, dict)
        else (name, part)
        if isinstance(part, bytes)
        else part
        for name, part in parts.items()
    }
    return await api.call(f"{STYLES}/update", parts=texts, expect=expect, **options)


async def look(api: Rest, scope: str = "ORG", **options: Any) -> dict[str, Any]:
    [found] = await api.call(f"{STYLES}/search", {"scope": scope}, **options)
    return dict(found)


async def upload(api: Rest, name: str, expect: int = 200, **parts: Any) -> str:
    given = {"name": name, "file_content": ("font.woff", WOFF), **parts}
    found = await api.call(f"{STYLES}/fonts/upload", parts=given, expect=expect)
    return str(found["id"]) if expect == 200 else ""


async def test_at_first_everything_is_the_products_own(api: Rest) -> None:
    cluster, org = await api.call(f"{STYLES}/search")
    assert (cluster["scope"], cluster["org"]) == ("CLUSTER", None)
    assert (org["scope"], org["org"]) == ("ORG", {"id": 0, "name": "Primary"})
    assert org["navigation_panel"] == {"theme": "DARK", "is_overridden": False}
    palette = org["chart_color_palette"]
    assert len({item["primary"] for item in palette["colors"]}) == 8
    assert {len(item["secondary"]) for item in palette["colors"]} == {4}
    assert "true" not in json.dumps(org)
    assert {key: len(value) for key, value in org["visualization_fonts"].items()} == {
        "chart_visualization_fonts": 11,
        "table_visualization_fonts": 1,
        "advanced_chart_visualization_fonts": 1,
    }


async def test_an_org_takes_over_what_the_cluster_sets(api: Rest) -> None:
    palette = {"colors": COLORS, "disable_color_rotation": True}
    await update(
        api,
        scope="CLUSTER",
        chart_color_palette=palette,
        embedded_footer_text="All",
        navigation_panel={"theme": "TWO_TONE"},
    )
    await update(api, embedded_footer_text="Ours", org=ACME)
    found = await look(api, org=ACME)
    assert found["embedded_footer_text"] == {"value": "Ours", "is_overridden": True}
    assert found["navigation_panel"] == {"theme": "TWO_TONE", "is_overridden": False}
    assert found["chart_color_palette"] == {**palette, "is_overridden": False}
    assert (await look(api))["embedded_footer_text"] == {"value": "All", "is_overridden": False}
    cluster = await look(api, "CLUSTER")
    assert cluster["chart_color_palette"]["is_overridden"] is True


async def test_one_part_leaves_the_others(api: Rest) -> None:
    await update(api, navigation_panel={"base_color": "#abcdef"})
    await update(api, chart_color_palette={"disable_color_rotation": True})
    found = await look(api)
    assert found["navigation_panel"] == {"theme": "CUSTOM", "base_color": "#abcdef", "is_overridden": True}
    assert found["chart_color_palette"]["disable_color_rotation"] is True
    await update(api, navigation_panel={"theme": "DARK"})
    assert "base_color" not in (await look(api))["navigation_panel"]


@pytest.mark.parametrize(
    ("style", "part", "value"),
    [
        ("CHART_COLOR_PALETTE", "chart_color_palette", {"colors": [{"primary": "#123456"}] * 8}),
        ("EMBEDDED_FOOTER_TEXT", "embedded_footer_text", "x"),
        ("NAV_PANEL_COLOR", "navigation_panel", {"theme": "TWO_TONE"}),
        ("DEFAULT_LOGO", "default_logo", JPG),
        ("WIDE_LOGO", "wide_logo", JPG),
    ],
)
async def test_resetting(api: Rest, style: str, part: str, value: Any) -> None:
    before = await look(api)
    await update(api, **{part: value})
    assert await look(api) != before
    await update(api, operation="RESET", reset_options={"style": [style]})
    assert await look(api) == before


async def test_logos_are_files(api: Rest) -> None:
    async def logos(**scope: str) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(await api.call(f"{STYLES}/logos/export", scope))) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    own = await logos()
    assert list(own) == ["default_logo.png", "wide_logo.png"]
    sizes = [Image.open(io.BytesIO(content)).size for content in own.values()]
    assert sizes == [(160, 160), (480, 120)]
    blue, id_before = png("blue"), (await look(api))["logo"]["default_logo"]["id"]
    await update(api, scope="CLUSTER", default_logo=blue)
    await update(api, wide_logo=JPG)
    assert await logos() == {"default_logo.png": blue, "wide_logo.jpg": JPG}
    assert await logos(scope="CLUSTER") == {"default_logo.png": blue, "wide_logo.png": own["wide_logo.png"]}
    shown = (await look(api))["logo"]
    assert shown["default_logo"]["id"] != id_before
    assert [slot["is_overridden"] for slot in shown.values()] == [False, True]


async def test_fonts_are_used_in_areas(api: Rest) -> None:
    sans, serif = await upload(api, "Sans"), await upload(api, "Serif", scope="CLUSTER", weight="BOLD")
    axis = {"visualization_area": "CHART_TOOLTIP", "font_identifier": sans}
    cells = {"visualization_area": "TABLE_VALUE_CELLS", "font_identifier": serif}
    fonts = {"chart_visualization_fonts": [axis], "table_visualization_fonts": [cells]}
    await update(api, visualization_fonts=fonts)
    shown = (await look(api))["visualization_fonts"]
    assert shown["table_visualization_fonts"] == [
        {
            "visualization_area": "TABLE_VALUE_CELLS",
            "font_id": serif,
            "font_name": "Serif",
            "is_overridden": True,
        }
    ]
    found = await api.call(f"{STYLES}/fonts/search", {"include_font_assignments": True})
    assert [(item["name"], item["scope"], item["weight"], item["color"]) for item in found] == [
        ("Sans", "ORG", "NORMAL", "#000000"),
        ("Serif", "CLUSTER", "BOLD", "#000000"),
    ]
    assert found[0]["assignments"] == [
        {"org": {"id": 0, "name": "Primary"}, "visualization_areas": ["CHART_TOOLTIP"]}
    ]
    await update(api, operation="RESET", reset_options={"visualization_areas": ["CHART_TOOLTIP"]})
    [after, _] = await api.call(f"{STYLES}/fonts/search", {"include_font_assignments": True})
    assert after["assignments"] == []


async def test_deleting_fonts_is_a_dry_run_unless_told(api: Rest) -> None:
    sans = await upload(api, "Sans", scope="CLUSTER")
    axis = {"visualization_area": "CHART_TOOLTIP", "font_identifier": sans}
    for options in ({"scope": "CLUSTER"}, {"org": ACME}):
        await update(api, visualization_fonts={"chart_visualization_fonts": [axis]}, **options)
    body = {"scope": "CLUSTER", "font_identifiers": [sans]}
    areas = {"visualization_areas": ["CHART_TOOLTIP"]}
    report: dict[str, Any] = {
        "affected_assignments": [{"org": None, **areas}, {"org": {"id": ACME, "name": "Acme"}, **areas}]
    }
    assert await api.call(f"{STYLES}/fonts/delete", body) == report
    assert len(await api.call(f"{STYLES}/fonts/search")) == 1
    await api.call("orgs/Acme/delete", expect=204)
    report["affected_assignments"][1]["org"] = None
    assert await api.call(f"{STYLES}/fonts/delete", {**body, "dry_run": False}) == report
    assert await api.call(f"{STYLES}/fonts/search") == []
    shown = (await look(api, "CLUSTER"))["visualization_fonts"]["chart_visualization_fonts"]
    assert {item["font_id"] for item in shown} == {None}
    await api.call(f"{STYLES}/fonts/delete", body, expect=400)


async def test_the_life_of_a_font(api: Rest) -> None:
    guid = await upload(api, "Sans", color="#333333", style="ITALIC")
    await upload(api, "Sans", expect=400)
    await upload(api, "Serif")
    await upload(api, "Sans", scope="CLUSTER")
    path = f"{STYLES}/fonts/{guid}/update"
    await api.call(path, {"name": "Round", "weight": "LIGHT"}, expect=204)
    await api.call(path, {"color": "#444444"}, expect=204)
    await api.call(path, {"name": "Serif"}, expect=400)
    await api.call(path, {"scope": "CLUSTER", "name": "x"}, expect=400)
    [found] = await api.call(f"{STYLES}/fonts/search", {"font_identifier": "Round"})
    assert found == {
        "id": guid,
        "scope": "ORG",
        "org": {"id": 0, "name": "Primary"},
        "name": "Round",
        "weight": "LIGHT",
        "style": "ITALIC",
        "color": "#444444",
        "creation_time_in_millis": 1_760_000_000_000,
    }
    names = [item["name"] for item in await api.call(f"{STYLES}/fonts/search", {"name_pattern": "s%"})]
    assert names == ["Serif", "Sans"]
    assert [item["scope"] for item in await api.call(f"{STYLES}/fonts/search", {"scope": "CLUSTER"})] == [
        "CLUSTER"
    ]
    assert [item["scope"] for item in await api.call(f"{STYLES}/fonts/search", org=ACME)] == ["CLUSTER"]


@pytest.mark.parametrize(
    "parts",
    [
        {"scope": "USER"},
        {"operation": "DELETE"},
        {"operation": "RESET"},
        {"operation": "RESET", "reset_options": {"style": ["FONTS"]}},
        {"navigation_panel": "{"},
        {"navigation_panel": "[]"},
        {"navigation_panel": {"theme": "CUSTOM"}},
        {"navigation_panel": {"base_color": "red"}},
        {"chart_color_palette": {"colors": COLORS[:7]}},
        {"chart_color_palette": {"colors": [*COLORS[:7], {"primary": "#12345"}]}},
        {"chart_color_palette": {"colors": [*COLORS[:7], {"primary": "#123456", "secondary": ["#123456"]}]}},
        {"visualization_fonts": {"chart_visualization_fonts": [{"visualization_area": "CHART_TOOLTIP"}]}},
        {"visualization_fonts": {"table_visualization_fonts": [{"visualization_area": "CHART_TOOLTIP"}]}},
        {"default_logo": b"GIF89a"},
    ],
)
async def test_wrong_styles_change_nothing(api: Rest, parts: dict[str, Any]) -> None:
    before = await api.call(f"{STYLES}/search")
    await update(api, expect=400, **{"embedded_footer_text": "x", **parts})
    assert await api.call(f"{STYLES}/search") == before


@pytest.mark.parametrize(
    "parts",
    [
        {"file_content": "no file"},
        {"file_content": ("font.ttf", b"\x00\x01\x00\x00")},
        {"weight": "HEAVY"},
        {"color": "black"},
        {"name": ""},
    ],
)
async def test_wrong_fonts(api: Rest, parts: dict[str, Any]) -> None:
    await upload(api, **{"name": "Sans", **parts}, expect=400)


async def test_the_look_of_the_cluster_is_for_administrators(api: Rest) -> None:
    ana = api.state.find_user("ana")
    assert ana is not None
    await update(api, embedded_footer_text="x", user="ana", expect=403)
    ana["privileges"].append("DEVELOPER")
    await update(api, embedded_footer_text="x", user="ana")
    await update(api, scope="CLUSTER", embedded_footer_text="x", user="ana", expect=403)
