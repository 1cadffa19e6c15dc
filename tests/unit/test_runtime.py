"""Runtime filters, sorts and parameters: numbered keys, counted values, dates as epoch seconds."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from aiothoughtspot.dates import DateError
from aiothoughtspot.runtime import Operator, Runtime, RuntimeFilter, RuntimeParameter, RuntimeSort, numbered


@pytest.mark.parametrize(
    ("entry", "pairs"),
    [
        (RuntimeFilter("Region", "EQ", "west"), [("col2", "Region"), ("op2", "EQ"), ("val2", "west")]),
        (RuntimeFilter("Region", "EQ", ["west"]), [("col2", "Region"), ("op2", "EQ"), ("val2", "west")]),
        (RuntimeFilter("N", "BW", (1, 2.5)), [("col2", "N"), ("op2", "BW"), ("val2", [1, 2.5])]),
        (RuntimeFilter("R", "IN", ["a"]), [("col2", "R"), ("op2", "IN"), ("val2", ["a"])]),
        (RuntimeFilter("R", "NOT_IN", ["a", "b"]), [("col2", "R"), ("op2", "NOT_IN"), ("val2", ["a", "b"])]),
        (RuntimeFilter("Open", "EQ", values=True), [("col2", "Open"), ("op2", "EQ"), ("val2", True)]),
        (
            RuntimeFilter("Day", "GE", date(2024, 1, 1), tz="America/New_York"),
            [("col2", "Day"), ("op2", "GE"), ("val2", 1704085200)],
        ),
        (
            RuntimeFilter("Day", "LT", datetime(2024, 1, 1, tzinfo=UTC)),
            [("col2", "Day"), ("op2", "LT"), ("val2", 1704067200)],
        ),
        (RuntimeSort("Revenue"), [("sortCol2", "Revenue"), ("asc2", True)]),
        (RuntimeSort("Revenue", ascending=False), [("sortCol2", "Revenue"), ("asc2", False)]),
        (RuntimeParameter("Rate", 0.5), [("param2", "Rate"), ("paramVal2", 0.5)]),
        (RuntimeParameter("Day", date(1970, 1, 2)), [("param2", "Day"), ("paramVal2", 86400)]),
    ],
)
def test_an_entry_as_numbered_keys(entry: Runtime, pairs: list[tuple[str, Any]]) -> None:
    assert entry.numbered(2) == pairs


def test_entries_are_numbered_from_one_in_order() -> None:
    keys = [key for key, _ in numbered([RuntimeSort("a"), RuntimeSort("b")])]
    assert keys == ["sortCol1", "asc1", "sortCol2", "asc2"]
    assert numbered([]) == []


@pytest.mark.parametrize(
    ("operator", "values", "count"),
    [
        ("EQ", [], "1 value"),
        ("EQ", [1, 2], "1 value"),
        ("BW", [1], "2 value"),
        ("BW_INC", 1, "2 value"),
        ("BW_INC_MIN", [1, 2, 3], "2 value"),
        ("IN", [], "at least one value"),
        ("NOT_IN", (), "at least one value"),
    ],
)
def test_a_wrong_number_of_values_is_refused(operator: Operator, values: Any, count: str) -> None:
    with pytest.raises(ValueError, match=f"{operator} on 'Region' takes {count}"):
        RuntimeFilter("Region", operator, values)


def test_an_unknown_operator_is_refused() -> None:
    with pytest.raises(ValueError, match="operator"):
        RuntimeFilter("Region", "LIKE", "x")  # type: ignore[arg-type]  # that is the point


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(DateError, match="zone"):
        RuntimeFilter("Day", "EQ", datetime(2024, 1, 1)).numbered(1)  # noqa: DTZ001 - that is the point
