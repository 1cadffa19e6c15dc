"""The generator's commands: what they write, compare and say, and their exit codes; and the editor's schema."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from codegen_support import GOLDEN, HERE, ROOT, rendered, spec
from jsonschema import Draft202012Validator

from codegen.__main__ import main
from codegen.render import compare, write
from codegen.schema import schema_text

THINGS = """
group: things
operations:
  go: {http: POST /go, vendor: go, doc: Go.}
"""
OTHERS = THINGS.replace("things", "others").replace("/go", "/other")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return spec(tmp_path, {"v2/things.yaml": THINGS, "v2/others.yaml": OTHERS})


def files(root: Path) -> dict[str, str]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in found}


def test_rendering_writes_everything_and_then_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], root) == 0
    assert sorted(set(files(root)) - {"spec/v2/things.yaml", "spec/v2/others.yaml"}) == [
        "docs/reference/index.md",
        "docs/reference/v2/others.md",
        "docs/reference/v2/shared.md",
        "docs/reference/v2/things.md",
        "spec/schema.json",
        "src/aiothoughtspot/v2/__init__.py",
        "src/aiothoughtspot/v2/others.py",
        "src/aiothoughtspot/v2/shared.py",
        "src/aiothoughtspot/v2/things.py",
    ]
    written = {path: (root / path).stat().st_mtime_ns for path in files(root)}
    assert main(["render"], root) == 0
    assert {path: (root / path).stat().st_mtime_ns for path in files(root)} == written
    assert capsys.readouterr() == ("", "")


def test_checking_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert main(["--check"], root) == 1
    assert files(root) == before
    assert "src/aiothoughtspot/v2/things.py: is missing" in capsys.readouterr().out.splitlines()


def test_checking_compares_both_ways(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([], root)
    assert main(["--check"], root) == 0
    assert capsys.readouterr().out == "The rendered files match the catalog.\n"
    package = root / "src/aiothoughtspot/v2"
    (package / "things.py").write_text("# edited by hand\n")
    (package / "others.py").unlink()
    (package / "stray.py").write_text("")
    (root / "docs/reference/v2/stray.md").write_text("")
    (package / "notes.txt").write_text("no file of the generator's kind\n")
    assert main(["--check"], root) == 1
    assert capsys.readouterr().out.splitlines() == [
        "src/aiothoughtspot/v2/others.py: is missing",
        "src/aiothoughtspot/v2/things.py: differs from what the catalog says",
        "docs/reference/v2/stray.md: nothing renders this file",
        "src/aiothoughtspot/v2/stray.py: nothing renders this file",
    ]


def test_a_group_that_is_gone_takes_its_files_with_it(root: Path) -> None:
    main([], root)
    by_hand = root / "src/aiothoughtspot/runtime.py"
    by_hand.write_text("# by hand\n")
    (root / "spec/v2/others.yaml").unlink()
    assert main(["--check"], root) == 1
    assert main([], root) == 0
    assert not [path for path in files(root) if "others" in path]
    assert by_hand.exists()
    assert main(["--check"], root) == 0


def test_write_and_compare_agree(tmp_path: Path) -> None:
    texts = {"a.txt": "a", "docs/v2/b.md": "b"}
    assert compare(texts, tmp_path) == ["a.txt: is missing", "docs/v2/b.md: is missing"]
    write(texts, tmp_path)
    assert compare(texts, tmp_path) == []
    write({"a.txt": "new", "docs/v2/c.md": "c"}, tmp_path)
    assert files(tmp_path) == {"a.txt": "new", "docs/v2/c.md": "c"}


def test_an_empty_spec_renders_no_version(tmp_path: Path) -> None:
    (tmp_path / "spec").mkdir()
    assert main([], tmp_path) == 0
    assert list(files(tmp_path)) == ["docs/reference/index.md", "spec/schema.json"]


def test_the_schema_alone(root: Path) -> None:
    assert main(["schema"], root) == 0
    assert set(files(root)) == {"spec/schema.json", "spec/v2/things.yaml", "spec/v2/others.yaml"}
    assert (root / "spec/schema.json").read_text("utf-8") == schema_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["drift"], "drift needs the official OpenAPI document"),
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["--unknown"], "unrecognized arguments: --unknown"),
    ],
)
def test_wrong_arguments(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments, root)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_as_a_command() -> None:
    command = [sys.executable, "-m", "codegen", "--check"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "The rendered files match the catalog.\n"), done.stderr


@pytest.mark.parametrize("package", ["ruff", "jinja2", "yaml"])
def test_without_its_extra_the_generator_names_it_in_one_line(package: str) -> None:
    # None in the place of a module is how Python itself says that there is none.
    code = "import runpy, sys; sys.modules[sys.argv.pop()] = None; runpy.run_module('codegen', run_name='__main__')"
    command = [sys.executable, "-c", code, "--check", package]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    expected = f"The generator needs {package}: pip install 'aiothoughtspot[codegen]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", expected)


def test_rendering_is_deterministic_whatever_the_hash_seed() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "from codegen_support import GOLDEN, rendered\n"
        "import hashlib; print(hashlib.sha256(repr(sorted(rendered(GOLDEN).items())).encode()).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT), str(HERE)],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


# The editor's schema

SCHEMA: dict[str, Any] = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)


def of(path: Path) -> Any:
    """Read a catalog file as an editor does, with keys such as `a?` as texts."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


CATALOG_FILES = sorted([*(ROOT / "spec").rglob("*.yaml"), *(GOLDEN / "spec").rglob("*.yaml")])


@pytest.mark.parametrize(
    "path", CATALOG_FILES, ids=lambda path: f"{path.parts[-3]}-{path.parent.name}-{path.stem}"
)
def test_the_schema_accepts_what_the_loader_accepts(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(of(path))] == []


@pytest.mark.parametrize(
    "document",
    [
        {"operations": {}},
        {"group": "a", "colour": "red"},
        {"group": "a", "operations": {"b": {"http": "GET /a", "vendor": "a"}}},
        {"group": "a", "operations": {"b": {"http": "GET /a", "vendor": "a", "doc": "A.", "auth": "basic"}}},
        {"group": "a", "models": {"A": {"a": {"doc": "No type."}}}},
        {"group": "a", "models": {"A": {"a": {"type": "str", "min": "low"}}}},
        {"group": "a", "models": {"A": {"a": {"type": "str", "defualt": 1}}}},
        {"group": "a", "enums": {"A": "B"}},
        {"differences": [{"at": "GET /a"}]},
        {"absent_topics": ["AI"]},
        [],
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(document: Any) -> None:
    assert not VALIDATOR.is_valid(document)


def test_the_schema_is_a_schema_and_explains_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["Endpoint"]["description"] == "One operation."


def test_the_golden_catalog_is_rendered_with_a_page_for_every_module() -> None:
    names = rendered(GOLDEN)
    modules = {path for path in names if path.endswith(".py") and "__init__" not in path}
    pages = {path for path in names if path.endswith(".md") and path.count("/") == 3}
    assert {path.split("/", 2)[2][:-3] for path in modules} == {path.split("/", 2)[2][:-3] for path in pages}
