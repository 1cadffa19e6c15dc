"""Writes docs/reliability.md: each scenario, the tests that prove it, and what they measured.

python tests/reliability/page.py                  run the scenarios in full size and write the page
python tests/reliability/page.py --record FILE    write it from a run made with `pytest --scenarios FILE`
python tests/reliability/page.py --check          compare the names on the page with those of the tests
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reliability.md"
sys.path.insert(0, str(ROOT / "tests"))

from scenario_record import numbers  # noqa: E402 - found by the line above

TITLES = {
    1: "A token is revoked under 500 calls",
    2: "The refusals of an old token arrive late",
    3: "The token endpoint is down",
    4: "The call that leads a login is cancelled",
    5: "A wrong password",
    6: "A clock that is ten minutes off",
    7: "Refused again with a new token",
    8: "Many workers, one token store",
    9: "A read meets 503",
    10: "A change meets 503 or silence",
    11: "429, with every form of Retry-After",
    12: "300 tasks in an outage",
    13: "1,000 tasks against the rate limit",
    14: "Storms of cancelled calls",
    15: "A timeout around any wait",
    16: "An answer that drips",
    17: "Connections that break",
    18: "Answers that are not HTTP",
    19: "A kept connection that has gone",
    20: "Names and addresses",
    21: "Certificates and TLS",
    22: "Proxies",
    23: "A page instead of an answer",
    24: "Answers that have drifted",
    25: "Hostile JSON and hostile errors",
    26: "Bombs and bodies without end",
    27: "Identifiers that want to be paths",
    28: "Headers that want to be two",
    29: "Redirects",
    30: "Addresses elsewhere",
    31: "Many users on one client",
    32: "Secrets stay inside",
    33: "Errors travel",
    34: "Archives that want out",
    35: "Large downloads",
    36: "Conversations",
    37: "Paging through changing rows",
    38: "Polling long jobs",
    39: "Loops, threads, forks, and the end",
    40: "Behind a web backend",
}
INTRODUCTION = """\
# What does not break

Faults, bad inputs and attacks, and the tests that hold the library to surviving them, over real sockets on loopback.
Waits of minutes pass on a clock that jumps.  The tests run on every edge (httpx, httpx2, aiohttp, and, where it says
more, transports that users give), some on uvloop too.

This page is written from a test run: `.venv/bin/python -m nox -s reliability`.
"""
Tests = dict[str, dict[str, Any]]
Row = tuple[int, str]


def rows(tests: Iterable[str]) -> dict[Row, list[str]]:
    """Group tests by scenario and function, each as its file and name."""
    found: dict[Row, list[str]] = defaultdict(list)
    for node in tests:
        file, _, name = node.partition("::")
        function = name.partition("[")[0]
        for number in numbers(function):
            found[number, f"{file.removeprefix('tests/')}::{function}"].append(node)
    return dict(sorted(found.items()))


def result(outcomes: Iterable[str]) -> str:
    """Count outcomes, such as "15 passed"."""
    many = list(outcomes)
    return ", ".join(f"{many.count(kind)} {kind}" for kind in sorted(set(many)))


def measured(each: Iterable[dict[str, Any]]) -> str:
    """Put figures of several runs together: the range of numbers, the texts as they are."""
    values: dict[str, list[Any]] = defaultdict(list)
    for one in each:
        for name, value in one.items():
            values[name].append(value)
    return "; ".join(f"{name}: {_range(found)}" for name, found in values.items())


def _range(found: list[Any]) -> str:
    low, high = min(found), max(found)
    return (
        f"{low:,}"
        if low == high and not isinstance(low, str)
        else f"{low}"
        if low == high
        else f"{low:,} to {high:,}"
    )


def render(tests: Tests) -> str:
    """The page."""
    lines = [INTRODUCTION, f"Measured on {os.cpu_count()} cores with Python {platform.python_version()}.", ""]
    grouped = rows(tests)
    for number, title in TITLES.items():
        lines += [f"## {number}. {title}", "", "| test | result | measured |", "|---|---|---|"]
        for (which, name), nodes in grouped.items():
            if which == number:
                outcome = result(tests[node]["outcome"] for node in nodes)
                figures = measured(tests[node]["measured"] for node in nodes)
                lines.append(f"| `{name}` | {outcome} | {figures} |")
        lines.append("")
    return "\n".join(lines)


def on_page(page: str) -> set[Row]:
    """The scenarios and tests that a page names."""
    found: set[Row] = set()
    number = 0
    for line in page.splitlines():
        if head := re.match(r"## (\d+)\. ", line):
            number = int(head[1])
        elif test := re.match(r"\| `([^`]+::[^`]+)` \|", line):
            found.add((number, test[1]))
    return found


def run(record: Path, *more: str, whole: bool) -> int:
    """Run the scenarios, or only collect them."""
    environment = {**os.environ, **({"SCENARIOS_WHOLE": "1"} if whole else {})}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-k",
        "test_scenario_",
        "tests",
        "--scenarios",
        str(record),
    ]
    return subprocess.run([*command, *more], cwd=ROOT, env=environment, check=False).returncode


def compare(tests: Tests) -> list[str]:
    """What the page has and the tests do not, and the reverse, and scenarios without a test."""
    wanted, there = set(rows(tests)), on_page(PAGE.read_text("utf-8"))
    return [
        *(f"not on the page: {number}, {name}" for number, name in sorted(wanted - there)),
        *(f"no such test any more: {number}, {name}" for number, name in sorted(there - wanted)),
        *(f"no test for scenario {number}" for number in TITLES if number not in {one for one, _ in wanted}),
    ]


def main() -> int:
    """Do what the arguments say; 0 if all is well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--record", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = given.record or Path(folder) / "record.json"
        failed = 0
        if given.record is None:
            failed = run(record, *(["--collect-only", "-qq"] if given.check else []), whole=not given.check)
        tests: Tests = json.loads(record.read_text("utf-8"))
    if given.check:
        problems = compare(tests)
        sys.stdout.writelines(f"{problem}\n" for problem in problems)
        return int(bool(problems or failed))
    PAGE.write_text(render(tests), "utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
