"""Catalogs with mistakes: every one is reported, all in one run, each with its file and line.

In `bad_specs/` each file is a small `spec/`: `# --- PATH` begins a file of it, and `#! MESSAGE` expects a problem on its line.
"""

import re
from pathlib import Path

import pytest
from codegen_support import HERE, problems_of, spec

from codegen.__main__ import main

CASES = sorted((HERE / "bad_specs").glob("*.yaml"))


def parts_of(case: Path) -> tuple[dict[str, str], list[str]]:
    """The files of a case, and the problems that they expect."""
    files: dict[str, str] = {}
    expected: list[str] = []
    for part in re.split(r"^# --- ", case.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, text = part.partition("\n")
        files[name] = text
        for number, line in enumerate(text.splitlines(), 1):
            expected += [f"spec/{name}:{number}: {found.strip()}" for found in line.split("#!")[1:]]
    return files, expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_mistake_is_reported_where_it_is(case: Path, tmp_path: Path) -> None:
    files, expected = parts_of(case)
    assert sorted(problems_of(spec(tmp_path, files))) == sorted(expected)
