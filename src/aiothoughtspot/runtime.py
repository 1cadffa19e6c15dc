"""Runtime filters, sorts and parameters: values that change a saved object's query for one call.

v1 wants them as numbered keys of the query string, v2 as an object with the same keys.
Dates in them go out as epoch seconds: the server silently ignores dates as text.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, get_args

import attrs

from aiothoughtspot.dates import epoch_seconds

Scalar = str | int | float | bool | date | datetime
Operator = Literal[
    "EQ", "NE", "LT", "LE", "GT", "GE", "CONTAINS", "BEGINS_WITH", "ENDS_WITH",
    "BW", "BW_INC", "BW_INC_MIN", "BW_INC_MAX", "IN", "NOT_IN",
]  # fmt: skip
_TWO_VALUES = frozenset({"BW", "BW_INC", "BW_INC_MIN", "BW_INC_MAX"})
_MANY_VALUES = frozenset({"IN", "NOT_IN"})

# One numbered key with its value or values.
Pair = tuple[str, Scalar | list[Scalar]]


def _values(given: Scalar | Sequence[Scalar]) -> tuple[Scalar, ...]:
    return tuple(given) if isinstance(given, Sequence) and not isinstance(given, str) else (given,)


@attrs.frozen
class RuntimeFilter:
    """Keep rows whose `column` compares so with `values`; use the base column's name, not a model's alias."""

    column: str
    operator: Operator = attrs.field(validator=attrs.validators.in_(get_args(Operator)))
    values: tuple[Scalar, ...] = attrs.field(converter=_values)
    # Where a plain date's midnight is taken; an IANA name.
    tz: str = "UTC"

    def __attrs_post_init__(self) -> None:
        count, wanted = len(self.values), 2 if self.operator in _TWO_VALUES else 1
        many = self.operator in _MANY_VALUES
        if (count == 0) if many else (count != wanted):
            takes = "at least one value" if many else f"{wanted} value(s)"
            raise ValueError(f"runtime filter {self.operator} on {self.column!r} takes {takes}, got {count}")

    def numbered(self, n: int) -> list[Pair]:
        """Render as keys col{n}, op{n}, val{n}; `val` repeats, one per value."""
        values: list[Scalar] = [on_the_wire(value, self.tz) for value in self.values]
        many = self.operator in _MANY_VALUES or self.operator in _TWO_VALUES
        return [
            (f"col{n}", self.column),
            (f"op{n}", self.operator),
            (f"val{n}", values if many else values[0]),
        ]


@attrs.frozen
class RuntimeSort:
    """Sort by `column`; the order of a list of sorts is their priority."""

    column: str
    ascending: bool = True

    def numbered(self, n: int) -> list[Pair]:
        """Render as keys sortCol{n} and asc{n}."""
        return [(f"sortCol{n}", self.column), (f"asc{n}", self.ascending)]


@attrs.frozen
class RuntimeParameter:
    """Set the parameter `name` of a model to `value` for this call."""

    name: str
    value: Scalar
    tz: str = "UTC"

    def numbered(self, n: int) -> list[Pair]:
        """Render as keys param{n} and paramVal{n}."""
        return [(f"param{n}", self.name), (f"paramVal{n}", on_the_wire(self.value, self.tz))]


Runtime = RuntimeFilter | RuntimeSort | RuntimeParameter


def on_the_wire(value: Scalar, tz: str) -> str | int | float | bool:
    """Dates become epoch seconds, the rest stays."""
    return epoch_seconds(value, tz) if isinstance(value, date) else value


def numbered(entries: Sequence[Runtime]) -> list[Pair]:
    """Number entries from 1 and list their keys and values in order."""
    return [pair for n, entry in enumerate(entries, 1) for pair in entry.numbered(n)]
