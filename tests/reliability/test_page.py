"""The page of the scenarios: what it says of a run, and that its names can be compared."""

from typing import Any

import page
import pytest
from scenario_record import numbers


def ran(outcome: str, **measured: Any) -> dict[str, Any]:
    return {"outcome": outcome, "seconds": 0.1, "measured": measured}


TESTS: page.Tests = {
    "tests/x/test_a.py::test_scenario_01_02_both[httpx]": ran("passed", mints=2, speed=1500),
    "tests/x/test_a.py::test_scenario_01_02_both[aiohttp]": ran("passed", mints=2, speed=2500),
    "tests/x/test_b.py::test_scenario_14_after_50_storms": ran("failed", how="badly"),
}


def test_tests_are_grouped_by_the_numbers_their_names_begin_with() -> None:
    both = "x/test_a.py::test_scenario_01_02_both"
    assert {key: len(nodes) for key, nodes in page.rows(TESTS).items()} == {
        (1, both): 2,
        (2, both): 2,
        (14, "x/test_b.py::test_scenario_14_after_50_storms"): 1,
    }


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("test_scenario_01_02_500_calls", [1, 2]),
        ("test_scenario_12_300_tasks", [12]),
        ("test_scenario_31_10_000_interleaved_calls", [31]),
        ("test_scenario_13_1000_tasks[httpx]", [13]),
        ("test_scenario_40_webhooks", [40]),
        ("test_scenarios_14", []),
        ("test_anything", []),
    ],
)
def test_the_number_is_read_off_the_name(name: str, found: list[int]) -> None:
    assert numbers(name) == found


def test_the_page_says_what_became_of_each_and_names_them_for_the_comparison() -> None:
    text = page.render(TESTS)
    assert "| `x/test_a.py::test_scenario_01_02_both` | 2 passed | mints: 2; speed: 1,500 to 2,500 |" in text
    assert "| `x/test_b.py::test_scenario_14_after_50_storms` | 1 failed | how: badly |" in text
    assert page.on_page(text) == set(page.rows(TESTS))
    assert all(f"## {number}. {title}" in text for number, title in page.TITLES.items())
    assert sorted(page.TITLES) == list(range(1, 41))
