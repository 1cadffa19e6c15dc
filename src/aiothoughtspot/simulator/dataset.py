"""The rows of "Retail Sales": every cell is arithmetic on seed and row number, so no row is stored and any order costs the same.

Row `i` has the Order ID `i + 1`. Values are numpy arrays in the wire's terms (dates as epoch seconds), nulls a mask beside them.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    import pyarrow as pa

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FIRST_DAY: Final = dt.date(2023, 1, 1)
DAYS: Final = 1096
"""Order dates run over three years."""
DAY: Final = 86_400
EPOCH_DAY: Final = (FIRST_DAY - dt.date(1970, 1, 1)).days
REGIONS: Final = ("North", "South", "East", "West", "Central")
PRODUCTS: Final[tuple[str, ...]] = tuple(
    f"{kind} {item}"
    for kind in ("Basic", "Classic", "Premium", "Travel", "Junior", "Outdoor", "Studio", "Pocket")
    for item in ("lamp", "chair", "kettle", "bag", "clock")
)
TEXTS: Final[dict[str, tuple[str, ...]]] = {"Region": REGIONS, "Product": PRODUCTS}
NULL_EVERY: Final = {
    "Order Date": 89, "Order Time": 97, "Region": 53, "Product": 101, "Quantity": 61, "Revenue": 71, "Session Code": 43,
}  # fmt: skip
"""One row in so many has no value; Order ID always has one."""
NAMES: Final = (
    "Order ID",
    "Order Date",
    "Order Time",
    "Region",
    "Product",
    "Quantity",
    "Revenue",
    "Session Code",
)


@attrs.frozen(eq=False)
class Column:
    """The cells of some rows: values (codes, for texts) and where they are null."""

    values: Any
    null: Bools


def mixed(numbers: Ints, salt: int) -> npt.NDArray[np.uint64]:
    """A well-spread 64-bit number for each of `numbers` (the finaliser of splitmix64)."""
    wide = np.uint64
    with np.errstate(over="ignore"):
        z = numbers.astype(wide) * wide(0x9E3779B97F4A7C15) + wide(salt * 0xD1B54A32D192ED03 % 2**64)
        z = (z ^ (z >> wide(30))) * wide(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> wide(27))) * wide(0x94D049BB133111EB)
        result: npt.NDArray[np.uint64] = z ^ (z >> wide(31))
    return result


class Dataset:
    """The data source: `rows` rows from `seed`, with days that begin in `zone`."""

    def __init__(self, rows: int, seed: int, zone: ZoneInfo) -> None:
        self.rows = rows
        self.seed = seed
        self.zone = zone

    def column(self, name: str, rows: Ints) -> Column:
        """One column's cells of the given row numbers."""
        if name == "Order ID":
            return Column(rows + 1, np.zeros(len(rows), bool))
        noise = mixed(rows, self.seed * 8 + NAMES.index(name))
        null = noise % np.uint64(NULL_EVERY[name]) == 0
        # Low digits decide nulls, high bits the value, so that the two do not hang together.
        spread = (noise >> np.uint64(20)).astype(np.int64)
        return Column(self._values(name, rows, spread), null)

    def _values(self, name: str, rows: Ints, spread: Ints) -> Any:
        if name in TEXTS:
            return spread % len(TEXTS[name])
        if name == "Order Date":
            return self.midnights[self.day_of(rows)]
        if name == "Order Time":
            # An instant of the order's date, in UTC.
            return (EPOCH_DAY + self.day_of(rows)) * DAY + spread % DAY
        if name == "Quantity":
            return spread % 20 + 1
        if name == "Revenue":
            return (spread % 500_000 - 10_000) / 100
        return 1_600_000_000 + spread % 150_000_000

    def day_of(self, rows: Ints) -> Ints:
        """The order's day, counted from `FIRST_DAY`."""
        return (mixed(rows, self.seed * 8 + 99) >> np.uint64(20)).astype(np.int64) % DAYS

    @cached_property
    def midnights(self) -> Ints:
        """Epoch seconds at which each day begins in the zone."""
        days = (FIRST_DAY + dt.timedelta(days=number) for number in range(DAYS))
        return np.array([midnight(day, self.zone) for day in days], np.int64)

    def table(self) -> pa.Table:  # pyright: ignore[reportUnknownParameterType] - pyarrow ships no types
        """All rows as an Arrow table with true types."""
        import pyarrow as pa  # noqa: PLC0415 - only for those who ask

        rows = np.arange(self.rows, dtype=np.int64)
        found: dict[str, Any] = {}
        for name in NAMES:
            column = self.column(name, rows)
            if name == "Order Date":
                found[name] = pa.array(
                    (EPOCH_DAY + self.day_of(rows)).astype(np.int32), pa.int32(), mask=column.null
                )
                found[name] = found[name].cast(pa.date32())
            elif name == "Order Time":
                found[name] = pa.array(column.values * 1_000_000, pa.timestamp("us", "UTC"), mask=column.null)
            elif name in TEXTS:
                codes = pa.array(column.values, pa.int8(), mask=column.null)
                found[name] = pa.DictionaryArray.from_arrays(codes, TEXTS[name]).cast(pa.string())
            else:
                found[name] = pa.array(column.values, mask=column.null)
        return pa.table(found)


def midnight(day: dt.date, zone: ZoneInfo) -> int:
    """Epoch seconds at which a day begins in a zone."""
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
