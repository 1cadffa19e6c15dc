"""Reports are files that their own libraries can read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from base64 import a85decode
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from simulator_support import V1, V2, make_cluster, signed_in

from aiothoughtspot.simulator.pages import read_page

if TYPE_CHECKING:
    import httpx

    from aiothoughtspot.simulator.cluster import Cluster

ANSWER = f"{V2}/report/answer"
LIVEBOARD = f"{V2}/report/liveboard"


def largest(cluster: Cluster, kind: str, query: str = "") -> dict[str, Any]:
    found = [
        item
        for item in cluster.state.metadata.values()
        if item["type"] == kind and query in (item["query"] or "")
    ]
    return max(found, key=lambda item: len(item["visualizations"]))


async def report(client: httpx.AsyncClient, path: str, **body: Any) -> bytes:
    answer = await client.post(path, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream"), (
        answer.text
    )
    assert "content-disposition" not in answer.headers
    return answer.content


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


def pages_of(content: bytes) -> list[str]:
    """The text of each page of a PDF of ours."""
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    pages = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        text = zlib.decompress(
            a85decode(stream.strip(), adobe=False)
            if not stream.strip().endswith(b"~>")
            else a85decode(b"<~" + stream.strip(), adobe=True)
        )
        pages.append(" ".join(match.decode("latin-1") for match in re.findall(rb"\((.*?)\) Tj", text)))
    return pages


async def test_answer_is_csv_unless_asked_otherwise(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    answer = largest(cluster, "ANSWER", "monthly")
    lines = lines_of(await report(ana, ANSWER, metadata_identifier=answer["id"]))
    rows = read_page(cluster, answer["query"]).rows
    assert lines[0] == ["Month(Order Date)", "Total Revenue"]
    assert lines[1][0] == "01/01/2023"
    assert [float(line[1]) for line in lines[1:]] == [row[1] for row in rows]
    assert lines[-1][0] == "{Null}"


async def test_csv_shows_times_and_custom_calendar_dates() -> None:
    cluster = make_cluster(custom_calendar=True, time_zone="America/Los_Angeles")
    answer = largest(cluster, "ANSWER")
    answer["query"] = "[Order ID] [Order Date] [Order Time] [Order ID] <= 20 sort by [Order ID]"
    async with signed_in(cluster, "ana") as client:
        lines = lines_of(await report(client, ANSWER, metadata_identifier=answer["id"], file_format="CSV"))
    for line, row in zip(lines[1:], cluster.dataset().to_pylist(), strict=False):
        date, time = row["Order Date"], row["Order Time"]
        assert line[1] == ("{Null}" if date is None else f"{date:%m/%d/%Y}")
        assert line[2] == ("{Null}" if time is None else f"{time.astimezone(cluster.zone):%m/%d/%Y %H:%M:%S}")


async def test_several_csvs_are_a_zip_and_one_is_not(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    board = largest(cluster, "LIVEBOARD")
    body = {"metadata_identifier": board["id"], "file_format": "CSV"}
    archive = zipfile.ZipFile(io.BytesIO(await report(ana, LIVEBOARD, **body)))
    assert archive.testzip() is None
    assert archive.namelist() == [
        f"{number:02d} {viz['name']}.csv" for number, viz in enumerate(board["visualizations"], 1)
    ]
    assert lines_of(archive.read(archive.namelist()[0]))[0] == ["Region", "Total Revenue"]
    one = await report(ana, LIVEBOARD, **body, visualization_identifiers=[board["visualizations"][0]["id"]])
    assert sorted(lines_of(one)[1:]) == sorted(lines_of(archive.read(archive.namelist()[0]))[1:])


async def test_xlsx_has_a_sheet_for_each_visualization(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    board = largest(cluster, "LIVEBOARD")
    content = await report(ana, LIVEBOARD, metadata_identifier=board["id"], file_format="XLSX")
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    sheets = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    assert sheets == [f"{number} {viz['name']}" for number, viz in enumerate(board["visualizations"], 1)]
    texts = archive.read("xl/sharedStrings.xml").decode()
    assert "Total Revenue" in texts
    assert "North" in texts


async def test_png_is_a_picture(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    body = {"metadata_identifier": largest(cluster, "LIVEBOARD")["id"], "file_format": "PNG"}
    with Image.open(io.BytesIO(await report(ana, LIVEBOARD, **body))) as image:
        image.load()
        assert (image.format, image.size) == ("PNG", (800, 450))
        assert (70, 130, 180) in {color for _, color in image.getcolors(10_000) or []}
    nothing = {"col1": "Quantity", "op1": "LT", "val1": -1}
    with Image.open(io.BytesIO(await report(ana, LIVEBOARD, **body, runtime_filter=nothing))) as image:
        assert image.size == (800, 450)


async def test_pdf_has_pages_for_every_table(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    board = largest(cluster, "LIVEBOARD")
    plain = pages_of(await report(ana, LIVEBOARD, metadata_identifier=board["id"]))
    assert [
        viz["name"] for viz in board["visualizations"] if any(page.startswith(viz["name"]) for page in plain)
    ] == [viz["name"] for viz in board["visualizations"]]
    covered = pages_of(
        await report(
            ana,
            LIVEBOARD,
            metadata_identifier=board["id"],
            pdf_options={"include_cover_page": True, "page_orientation": "PORTRAIT"},
        )
    )
    assert covered[0] == board["name"]
    assert len(covered) == len(plain) + 1


async def test_runtime_objects_apply(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    answer = largest(cluster, "ANSWER")
    answer["query"] = "[Region] [Revenue]"
    runtime = {
        "runtime_filter": {"col1": "Region", "op1": "NE", "val1": "West"},
        "runtime_sort": {"sortCol1": "Region", "asc1": True},
    }
    lines = lines_of(await report(ana, ANSWER, metadata_identifier=answer["id"], **runtime))
    assert [line[0] for line in lines[1:]] == ["Central", "East", "North", "South"]


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (ANSWER, {"metadata_identifier": "Nothing"}),
        (ANSWER, {"file_format": "DOCX"}),
        (ANSWER, {"runtime_filter": []}),
        (ANSWER, {"runtime_filter": "x"}),
        (LIVEBOARD, {"metadata_identifier": None}),
        (LIVEBOARD, {"visualization_identifiers": ["a note tile"]}),
        (LIVEBOARD, {"pdf_options": "x"}),
    ],
)
async def test_refused_reports(
    ana: httpx.AsyncClient, cluster: Cluster, path: str, change: dict[str, Any]
) -> None:
    identifier = largest(cluster, "ANSWER" if path == ANSWER else "LIVEBOARD")["id"]
    answer = await ana.post(path, json={"metadata_identifier": identifier, **change})
    expected = 200 if change == {"runtime_filter": []} else 400  # an empty list is as good as none
    assert answer.status_code == expected
    if expected == 400:
        assert answer.json()["error"]


async def test_v1_pdf(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    path, board = f"{V1}/export/pinboard/pdf", largest(cluster, "LIVEBOARD")
    viz = board["visualizations"][0]
    fields = {"id": board["id"], "visualization_ids": f'["{viz["id"]}"]', "layout_type": "VISUALIZATION"}
    answer = await ana.post(path, files={name: (None, value) for name, value in fields.items()})
    assert answer.headers["content-type"] == "application/octet-stream"
    pages = pages_of(answer.content)
    assert pages[0] == board["name"]  # the cover page is on by default
    assert "West" in pages[1]
    params = {"col1": "Region", "op1": "EQ", "val1": "North"}
    fields |= {"include_cover_page": "false", "orientation": "PORTRAIT"}
    answer = await ana.post(
        path, params=params, files={name: (None, value) for name, value in fields.items()}
    )
    (page,) = pages_of(answer.content)
    assert "North" in page
    assert "West" not in page
    assert (await ana.post(path, files={"id": (None, "x")})).status_code == 400
