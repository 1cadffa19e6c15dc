"""How columns are read: what is known of each before its cells are seen."""

from collections.abc import Mapping
from typing import Any

import attrs
import pyarrow as pa

from aiothoughtspot._instants import known
from aiothoughtspot.dates import Dates
from aiothoughtspot.pulls._cells import Look

_TYPES = {
    "BOOL": pa.bool_(),
    "CHAR": pa.string(),
    "DOUBLE": pa.float64(),
    "FLOAT": pa.float64(),
    "INT32": pa.int64(),
    "INT64": pa.int64(),
    "VARCHAR": pa.string(),
}


@attrs.frozen
class Column:
    """One column: its type or its look, if known; the look of calendar dates if there are any; and whether a misfit is an error."""

    name: str
    type: pa.DataType | None
    look: Look | None
    wrapped: Look | None
    certain: bool = False

    def raw(self) -> "Column":
        """The same column with its cells as they are."""
        return Column(self.name, None, None, None)


@attrs.frozen
class Reading:
    """How the pages of one pull are read: `types` has the source's column types, `ranges` asks for starts, ends and labels."""

    dates: Dates
    types: Mapping[str, str] = attrs.field(factory=dict)
    ranges: bool = False

    def column(self, name: str, rule: Any) -> Column:
        """What is known of a column before its cells are seen."""
        raw = self.dates.off or (rule is not None and rule.kind == "raw")
        if rule is None or raw:
            wrapped = None if raw else Look("datetime", known(self.dates.zone), ranges=True)
            return Column(name, _known_type(name, self.types), None, wrapped)
        look = Look(rule.kind, known(rule.zone), self.ranges, rule.boundary)
        return Column(name, None, look, None, certain=rule.certain)

    def knows(self, name: str) -> bool:
        """Whether the source says what type a column has."""
        return _known_type(name, self.types) is not None


def _known_type(name: str, types: Mapping[str, str]) -> pa.DataType | None:
    """The type of a source's column, or of a sum of it."""
    return _TYPES.get(types.get(name) or types.get(name.removeprefix("Total "), ""))
