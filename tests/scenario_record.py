"""A pytest plugin that keeps what became of each scenario's tests: `--scenarios FILE` writes it as JSON.

A test belongs to the scenarios whose two-digit numbers its name begins with: `test_scenario_01_02_...` to 1 and 2.
What it measured it says with `record_property(name, value)`.
"""

import json
import re
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

PREFIX = "test_scenario_"


def numbers(name: str) -> list[int]:
    """The scenarios that a test's name begins with; `test_scenario_31_10_000_calls` has one number and ten thousand calls."""
    if not name.startswith(PREFIX):
        return []
    words = name.removeprefix(PREFIX).split("_")
    found = list(takewhile(lambda word: re.fullmatch(r"\d\d", word), words))
    if words[len(found) : len(found) + 1] == ["000"]:
        found.pop()
    return [int(word) for word in found]


class Record:
    """The outcomes of one run, by test."""

    def __init__(self, to: Path) -> None:
        self.to = to
        self.tests: dict[str, dict[str, Any]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note what there is, also when nothing is run."""
        for item in items:
            if numbers(item.name):
                self.tests[item.nodeid] = {"outcome": "not run", "seconds": 0.0, "measured": {}}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what became of a test: its call, or a set-up or an end that failed."""
        if report.nodeid in self.tests and (report.when == "call" or report.outcome != "passed"):
            measured = {
                name: value for name, value in report.user_properties if isinstance(value, int | float | str)
            }
            self.tests[report.nodeid] = {
                "outcome": report.outcome,
                "seconds": round(report.duration, 3),
                "measured": measured,
            }

    def pytest_sessionfinish(self) -> None:
        """Write it down."""
        self.to.write_text(json.dumps(self.tests, indent=1, sort_keys=True), "utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--scenarios", metavar="FILE", help="write what became of each scenario's tests to FILE")


def pytest_configure(config: pytest.Config) -> None:
    if to := config.getoption("--scenarios"):
        config.pluginmanager.register(Record(Path(to)))
