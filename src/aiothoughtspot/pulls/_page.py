"""One page of rows as it came: names, and rows that are still JSON until they are asked for, chunk by chunk."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import msgspec

from aiothoughtspot._codec import read
from aiothoughtspot._operation import Operation
from aiothoughtspot.pulls._report import PullError


class _Content(msgspec.Struct):
    column_names: list[str]
    data_rows: list[msgspec.Raw]


class _Answer(msgspec.Struct):
    contents: list[_Content]


@attrs.frozen
class Page:
    """Column names, and rows as values or as their JSON."""

    names: Sequence[str]
    rows: Sequence[Any]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.rows)

    def chunks(self, size: int) -> Iterator[list[Any]]:
        """Yield rows as values, so many at a time; an empty page yields one empty chunk."""
        row = msgspec.json.Decoder()
        for start in range(0, max(len(self.rows), 1), size):
            yield [
                row.decode(one) if type(one) is msgspec.Raw else one
                for one in self.rows[start : start + size]
            ]


def page_of(operation: Operation[Any], body: bytes) -> Page:
    """Read a data answer; one that drifts from its shape goes through the lenient codec."""
    try:
        contents: Any = msgspec.json.decode(body, type=_Answer).contents
    except msgspec.MsgspecError:
        contents = read(operation, body).contents
    if len(contents) != 1:
        raise PullError(f"expected one table of rows, got {len(contents)}")
    return Page(contents[0].column_names, contents[0].data_rows)
