"""Report files: real PDF, PNG, CSV and XLSX of a few tables, and the ZIP that several CSVs come in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.pages import Page
from aiothoughtspot.simulator.query import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

ROWS: Final = 1_000
"""Rows of a visualisation that a document shows."""
LINES: Final = 40
"""Lines on one page of a PDF."""
SIZE: Final = (800, 450)
"""Pixels of a picture."""
MARGIN: Final = 40


@attrs.frozen(eq=False)
class Table:
    """One visualisation of a report."""

    title: str
    page: Page


def readable(table: Table, zone: ZoneInfo) -> Iterator[list[Any]]:
    """The rows with dates in the form people read: date cells as dates, times as times without a zone."""
    columns = [_reader(item.column, item.bucket, zone) for item in table.page.query.items]
    for row in table.page.rows:
        yield [
            cell if cell is None or read is None else read(cell)
            for read, cell in zip(columns, row, strict=True)
        ]


def _reader(column: str, bucket: str | None, zone: ZoneInfo) -> Any:
    if TYPES[column] not in {"DATE", "DATE_TIME"}:
        return None
    timed = column == "Order Time" and bucket in {None, "hourly"}

    def read(cell: Any) -> dt.date | dt.datetime:
        seconds = cell["v"]["s"] if isinstance(cell, dict) else cell
        at = dt.datetime.fromtimestamp(seconds, zone).replace(tzinfo=None)
        return at if timed else at.date()

    return read


def text(cell: Any) -> str:
    """A cell as CSV and PDF show it: dates as MM/DD/YYYY, nulls as {Null}."""
    if cell is None:
        return "{Null}"
    if isinstance(cell, dt.datetime):
        return f"{cell:%m/%d/%Y %H:%M:%S}"
    return f"{cell:%m/%d/%Y}" if isinstance(cell, dt.date) else str(cell)


def csv_file(table: Table, zone: ZoneInfo) -> bytes:
    """A table as CSV with a head line, UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.page.names)
    writer.writerows([text(cell) for cell in row] for row in readable(table, zone))
    return out.getvalue().encode()


def csv_files(tables: Sequence[Table], zone: ZoneInfo) -> bytes:
    """One CSV as it is, several as a ZIP."""
    if len(tables) == 1:
        return csv_file(tables[0], zone)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, table in enumerate(tables, 1):
            # A fixed time, so that the same report has the same bytes.
            entry = zipfile.ZipInfo(f"{number:02d} {table.title}.csv", (2025, 1, 1, 0, 0, 0))
            archive.writestr(entry, csv_file(table, zone), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xlsx(tables: Sequence[Table], zone: ZoneInfo) -> bytes:
    """An Excel workbook, one sheet for each table, dates as dates."""
    import xlsxwriter  # noqa: PLC0415 - each library only for those who ask for its files

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "mm/dd/yyyy"}) as book:
        for number, table in enumerate(tables, 1):
            sheet = book.add_worksheet(f"{number} {table.title}"[:31])
            sheet.write_row(0, 0, table.page.names)
            for line, row in enumerate(readable(table, zone), 1):
                sheet.write_row(line, 0, row)
    return out.getvalue()


def pdf(
    title: str, tables: Sequence[Table], zone: ZoneInfo, *, cover: bool = False, landscape: bool = True
) -> bytes:
    """A PDF: a cover page when asked for, then every table on pages of its own."""
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415 - as above
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    out = io.BytesIO()
    width, height = (A4[1], A4[0]) if landscape else A4
    canvas = Canvas(out, (width, height), invariant=1)
    canvas.setTitle(title)
    if cover:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(MARGIN, height / 2, title)
        canvas.showPage()
    for table in tables:
        rows = [[text(cell) for cell in row] for row in readable(table, zone)]
        step = (width - 2 * MARGIN) / len(table.page.names)
        for start in range(0, max(len(rows), 1), LINES):
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(MARGIN, height - MARGIN, table.title)
            canvas.setFont("Helvetica", 8)
            for line, row in enumerate([table.page.names, *rows[start : start + LINES]], 2):
                for position, cell in enumerate(row):
                    canvas.drawString(MARGIN + position * step, height - MARGIN - line * 12, cell)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def png(title: str, tables: Sequence[Table]) -> bytes:
    """A picture: the first table's last column as bars."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - as above

    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, 10), title, fill="black")
    values = [
        row[-1] for table in tables[:1] for row in table.page.rows[:60] if isinstance(row[-1], int | float)
    ]
    most = max((abs(value) for value in values), default=0) or 1
    step = (SIZE[0] - 2 * MARGIN) / max(len(values), 1)
    floor = SIZE[1] - MARGIN
    for position, value in enumerate(values):
        left = MARGIN + position * step
        top = floor - abs(value) / most * (floor - MARGIN)
        draw.rectangle((left, top, left + step * 0.8, floor), fill="steelblue")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
