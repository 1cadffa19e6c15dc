"""Files that are loaded into the in-memory database: their format, and the rows of their text, good and bad."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.families._common import bad, choice, flag, inner, word
from aiothoughtspot.simulator.families._v1_database_store import LOADED, Formats, read_row

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterator, Mapping

    from aiothoughtspot.simulator.state import Record

TYPES: Final = ("csv", "delimited")
"""Of the formats ever named, those that are text."""


@attrs.frozen
class Format:
    """How rows are written."""

    separator: str
    trailing: bool
    quote: str
    escape: str
    null: str
    header: bool
    flexible: bool
    formats: Formats


def read_format(given: Mapping[str, Any]) -> Format:
    """The format that a load asks for; 400 for one that is none."""
    choice(given, "type", TYPES, "csv")
    dates, truths = inner(given, "date_time"), inner(given, "boolean")
    bits = flag(truths, "use_bit_values")
    written = Format(
        separator=_sign(given, "field_separator", ","),
        trailing=flag(given, "trailing_field_separator"),
        quote=_sign(given, "enclosing_character", '"'),
        escape=_sign(given, "escape_character", ""),
        null=word(given, "null_value") or "",
        header=flag(given, "has_header_row"),
        flexible=flag(given, "flexible"),
        formats=Formats(
            date=word(dates, "date_format") or LOADED.date,
            date_time=word(dates, "date_time_format") or LOADED.date_time,
            time=word(dates, "time_format") or LOADED.time,
            epoch=flag(dates, "converted_to_epoch"),
            true="1" if bits else word(truths, "true_format") or LOADED.true,
            false="0" if bits else word(truths, "false_format") or LOADED.false,
        ),
    )
    try:
        _reader([], written)
    except (TypeError, ValueError):
        raise bad("These characters cannot separate and enclose fields") from None
    return written


def _reader(lines: list[str], written: Format) -> Reader:
    return csv.reader(
        lines,
        delimiter=written.separator,
        quotechar=written.quote or None,
        quoting=csv.QUOTE_MINIMAL if written.quote else csv.QUOTE_NONE,
        escapechar=written.escape or None,
    )


def _sign(given: Mapping[str, Any], name: str, default: str) -> str:
    sign = word(given, name)
    return default if sign is None else sign


def rows(table: Record, written: Format, text: str) -> Iterator[list[Any] | str]:
    """The rows of a text: values of good ones, the lines of bad ones as they are.

    Raises:
        csv.Error: For a text that is not made of fields, such as one with a quote that does not end for long.
    """
    lines = text.splitlines(keepends=True)
    reader = _reader(lines, written)
    start = 0
    for place, cells in enumerate(reader):
        line, start = "".join(lines[start : reader.line_num]), reader.line_num
        if cells and not (written.header and place == 0):
            yield _row(table, written, cells) or line


def _row(table: Record, written: Format, cells: list[str]) -> list[Any] | None:
    """The values of a row, None for a bad one. `flexible` fills a short row up with nulls and cuts a long one off."""
    wanted = len(table["columns"])
    cells = cells[:-1] if written.trailing and not cells[-1] else cells
    if written.flexible:
        cells = [*cells, *[written.null] * wanted][:wanted]
    try:
        return read_row(table, cells, written.formats, written.null)
    except ValueError:
        return None


def part(content: bytes, asked: str | None) -> bytes:
    """The bytes that a Content-range header names, such as `bytes 0-99/*`; all of them without one."""
    named = re.search(r"(\d{1,15})-(\d{1,15})", asked or "")
    return content if named is None else content[int(named[1]) : int(named[2]) + 1]
