"""The routes that take files, through the typed client: what it sends is what the cluster reads."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from typing import TYPE_CHECKING

import httpx
import pytest

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster, families
from aiothoughtspot.simulator.routing import TABLE
from aiothoughtspot.v2 import calendars, dbt, styles, translations

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

GROUPS = (
    "ai", "version_control", "calendars", "collections", "email_customization", "styles", "translations", "dbt",
)  # fmt: skip
WORDS = b"content,locale,translated-content\r\nSales,fr,Ventes\r\n"
JPG = b"\xff\xd8\xff\xe0 picture"


@pytest.fixture
async def client() -> AsyncIterator[ts.Client]:
    cluster = Cluster(rows=10, users=6, objects=24, rate_limit=False, strict=True)
    auth, transport = ts.PasswordAuth("tsadmin", "secret"), httpx.ASGITransport(cluster)
    async with ts.Client("http://127.0.0.1", auth, transport=transport) as made:
        yield made
    assert list(cluster.bad) == []
    assert list(cluster.unknown_keys) == []


async def test_translations(client: ts.Client) -> None:
    await translations.import_translations(
        client, translations_file=ts.File(WORDS, "words.csv", "text/csv"), scope="CLUSTER"
    )
    assert await translations.export(client, scope="CLUSTER") == WORDS
    bundle = await translations.bundle(client, "fr")
    assert bundle.data is not None
    assert bundle.data.translations == {"Sales": "Ventes"}
    await translations.delete(client, scope="CLUSTER")
    with pytest.raises(ts.ApiError) as caught:
        await translations.export(client, scope="CLUSTER")
    assert caught.value.status == 404


async def test_styles(client: ts.Client) -> None:
    font = await styles.upload_font(
        client, name="Sans", file_content=ts.File(b"wOF2 font", "sans.woff2"), color="#123456"
    )
    area = styles.ChartFontAssignmentInput(visualization_area="CHART_TOOLTIP", font_identifier=font.id)
    colors = [styles.StyleColorEntryInput(primary="#123456", secondary=["#111111"] * 4) for _ in range(8)]
    await styles.update(
        client,
        scope="ORG",
        navigation_panel=styles.NavigationPanelInput(theme="CUSTOM", base_color="#abcdef"),
        chart_color_palette=styles.StyleColorPaletteInput(colors=colors, disable_color_rotation=True),
        visualization_fonts=styles.VisualizationFontsInput(chart_visualization_fonts=[area]),
        embedded_footer_text="Über uns",
        wide_logo=ts.File(JPG, "wide.jpg"),
    )
    [found] = await styles.search(client, scope="ORG")
    assert found.navigation_panel is not None
    assert found.embedded_footer_text is not None
    assert (found.navigation_panel.base_color, found.embedded_footer_text.value) == ("#abcdef", "Über uns")
    with zipfile.ZipFile(io.BytesIO(await styles.export_logos(client))) as archive:
        assert archive.read("wide_logo.jpg") == JPG
    [shown] = await styles.search_fonts(client, include_font_assignments=True)
    assert shown.assignments is not None
    assert shown.assignments[0].visualization_areas == ["CHART_TOOLTIP"]
    report = await styles.delete_fonts(client, font_identifiers=[font.id], dry_run=False)
    assert len(report.affected_assignments or ()) == 1
    assert await styles.search_fonts(client) == []


async def test_dbt(client: ts.Client) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("models/orders.sql", "select 1")
    made = await dbt.create(
        client,
        connection_name="Warehouse",
        database_name="RETAIL",
        import_type="ZIP_FILE",
        file_content=ts.File(out.getvalue(), "project.zip"),
    )
    report = await dbt.generate_tml(
        client,
        dbt_connection_identifier=made["dbt_connection_identifier"],
        model_tables=[dbt.ModelTableList(model_name="orders", tables=["orders"])],
        import_worksheets="SELECTED",
        worksheets=["orders"],
        include_semantic_report=True,
    )
    assert report["semantic_report"] == {"tables": 1, "worksheets": 1, "failed": 0}
    assert "secret" not in json.dumps([item.project_name for item in await dbt.search(client)])


async def test_a_calendar(client: ts.Client) -> None:
    found = await calendars.generate_csv(
        client, start_date=dt.date(2025, 1, 1), end_date=dt.date(2025, 1, 31)
    )
    assert len(list(csv.reader(io.StringIO(found["content"])))) == 32


def test_every_route_of_these_groups_has_a_family() -> None:
    known = {
        (route.method, route.path) for route in TABLE.routes if families.__name__ in route.handler.__module__
    }
    wanted = {
        (item.method, item.path)
        for item in ts.operations("v2")
        if item.name.split(".")[1] in GROUPS and not item.removed
    }
    assert len(wanted) == 64
    assert wanted <= known
