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


def test_twenty_mistakes_are_twenty_lines_of_one_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, expected = parts_of(HERE / "bad_specs" / "twenty_mistakes.yaml")
    root = spec(tmp_path, files)
    assert main([], root) == 1
    *lines, last = capsys.readouterr().err.splitlines()
    assert len(lines) == len({line.partition(": ")[2] for line in lines}) == 20
    assert lines == sorted(expected, key=lambda line: int(line.split(":")[1]))
    assert last == "20 problem(s) in the catalog; nothing was written."
    assert [path.name for path in root.iterdir()] == ["spec"]


def test_characters_that_yaml_does_not_have(tmp_path: Path) -> None:
    (line,) = problems_of(spec(tmp_path, {"v2/things.yaml": "group: th\x01ngs\n"}))
    assert line.startswith("spec/v2/things.yaml:1: not YAML: ")
    assert "control characters" in line or "not allowed" in line
