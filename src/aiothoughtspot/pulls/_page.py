"""One page of rows as it came: names, and rows that stay JSON until they are asked for, chunk by chunk."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import msgspec

from aiothoughtspot._codec import read
from aiothoughtspot._operation import Operation
from aiothoughtspot.errors import DecodeError
from aiothoughtspot.pulls._report import PullError


class _Content(msgspec.Struct):
    column_names: list[str]
    data_rows: msgspec.Raw
    returned_data_row_count: int | None = None
    visualization_id: str | None = None
    visualization_name: str | None = None


class _Answer(msgspec.Struct):
    contents: list[_Content]


_ROWS = msgspec.json.Decoder(list[msgspec.Raw])
# What a backslash begins in JSON: a pair of surrogates, which is one character; half a pair, which is none; or anything else.
_ESCAPE = re.compile(
    r"\\(?P<pair>u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)


@attrs.frozen
class Page:
    """Column names; rows as values, or as the JSON of all of them."""

    names: Sequence[str]
    rows: Sequence[Any] = ()
    json: bytes = attrs.field(default=b"", repr=False)
    # Rows in the JSON, and whether they are lists whose cells have no brackets.
    count: int | None = None
    plain: bool = False
    id: str | None = None
    title: str | None = None

    def __len__(self) -> int:
        """How many rows."""
        return len(self._rows()) if self.count is None else self.count

    def _rows(self) -> Sequence[Any]:
        return _ROWS.decode(self.json) if self.json else self.rows

    def chunks(self, size: int) -> Iterator[list[Any]]:
        """Yield rows as values, so many at a time; an empty page yields one empty chunk."""
        rows, row = self._rows(), msgspec.json.Decoder()
        for start in range(0, max(len(rows), 1), size):
            chunk = rows[start : start + size]
            try:
                yield [row.decode(one) if type(one) is msgspec.Raw else one for one in chunk]
            except UnicodeDecodeError:
                yield [row.decode(_mended(bytes(one))) for one in chunk]


def distinct(names: Sequence[str]) -> list[str]:
    """Names for a file or a data frame, where each is there once: a second `Sales` becomes `Sales.1`, as pandas has it."""
    given, taken = set(names), set[str]()
    found: list[str] = []
    for name in names:
        # A name that the server gave is its own column's.
        others = (
            one for one in (f"{name}.{number}" for number in itertools.count(1)) if one not in given | taken
        )
        found.append(name if name not in taken else next(others))
        taken.add(found[-1])
    return found


def pages_of(operation: Operation[Any], body: bytes) -> list[Page]:
    """Read a data answer, one page for each table in it; what drifts from its shape goes through the lenient codec."""
    try:
        return [_page(one) for one in msgspec.json.decode(body, type=_Answer).contents]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return [
            Page(one.column_names or (), one.data_rows or (), **_who(one))
            for one in _leniently(operation, body).contents or ()
        ]


def _leniently(operation: Operation[Any], body: bytes) -> Any:
    try:
        return read(operation, body)
    except DecodeError:
        # Texts that a warehouse cut in the middle of a character must not cost the whole page.
        return read(operation, _mended(body))


def _mended(body: bytes) -> bytes:
    """The same JSON with U+FFFD for what is no character: bytes that are no UTF-8, and escaped halves of a pair."""
    text = body.decode("utf-8", "replace")
    return _ESCAPE.sub(lambda found: r"\ufffd" if found["half"] else found[0], text).encode()


def _page(content: _Content) -> Page:
    text, count = bytes(content.data_rows), content.returned_data_row_count
    # One pair of brackets for each row and one for all of them: the answer's own count is true.
    plain = bool(count) and count == text.count(b"[") - 1 == text.count(b"]") - 1
    if count is None or not plain:
        count = len(_ROWS.decode(text))
    return Page(content.column_names, json=text, count=count, plain=plain, **_who(content))


def _who(content: Any) -> dict[str, Any]:
    return {
        "id": getattr(content, "visualization_id", None),
        "title": getattr(content, "visualization_name", None),
    }


def page_of(operation: Operation[Any], body: bytes) -> Page:
    """Read a data answer that has one table of rows."""
    pages = pages_of(operation, body)
    if len(pages) != 1:
        raise PullError(f"expected one table of rows, got {len(pages)}")
    return pages[0]
