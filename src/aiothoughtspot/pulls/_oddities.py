"""What was strange about a page and got through: it travels with the page, in the metadata of its schema."""

import json

import attrs
import pyarrow as pa

_KEY = b"aiothoughtspot"


@attrs.frozen
class Oddities:
    """Columns that are texts as their cells are of several types, and how many rows had not one cell for each column."""

    mixed: frozenset[str] = frozenset()
    ragged: int = 0

    def __or__(self, other: "Oddities") -> "Oddities":
        """Those of two pages."""
        return Oddities(self.mixed | other.mixed, self.ragged + other.ragged)

    def mark(self, table: pa.Table) -> pa.Table:
        """Write them onto a page."""
        if self == Oddities():
            return table
        text = json.dumps({"mixed": sorted(self.mixed), "ragged": self.ragged})
        return table.replace_schema_metadata({_KEY: text.encode()})

    @classmethod
    def of(cls, table: pa.Table) -> "Oddities":
        """Read those of a page."""
        found = json.loads((table.schema.metadata or {}).get(_KEY, b'{"mixed": [], "ragged": 0}'))
        return cls(frozenset(found["mixed"]), found["ragged"])
