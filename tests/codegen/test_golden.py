"""One of every feature of the catalog's language, rendered, compared letter by letter, type-checked and run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from codegen_support import GOLDEN, ROOT, expected, keys_in, rendered

from codegen.catalog import Endpoint, Field, Model
from codegen.names import IMPORTED
from codegen.types import FUNCTIONS, PLAIN, SPECIAL, UNITS

FILES = rendered(GOLDEN)


@pytest.mark.parametrize("path", sorted(FILES.keys() | expected().keys()))
def test_the_rendered_file_is_the_golden_one(path: str) -> None:
    golden = expected()
    assert path in golden, "there is no golden file: run codegen_support.py, then read the diff"
    assert FILES.get(path) == golden[path].read_text("utf-8")


def test_rendering_twice_gives_the_same() -> None:
    assert rendered(GOLDEN) == FILES


@pytest.mark.parametrize("cls", [Endpoint, Field, Model])
def test_every_key_of_the_language_is_in_the_golden_catalog(cls: type) -> None:
    own = {one.name.removesuffix("_") for one in attrs.fields(cls) if not one.metadata.get("derived")}
    assert own - keys_in(GOLDEN / "spec") == set()


def test_every_type_of_the_language_is_in_the_golden_catalog() -> None:
    text = " ".join(path.read_text("utf-8") for path in (GOLDEN / "spec").rglob("*.yaml"))
    words = {*PLAIN, *SPECIAL, *FUNCTIONS, *(f"epoch({unit})" for unit in UNITS), "map[", "[]", " | "}
    assert {word for word in words if word not in text} == set()


def test_every_import_that_modules_can_have_is_in_the_golden_files() -> None:
    text = " ".join(FILES.values())
    assert {name for name in IMPORTED if name not in text} == set()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's runtime with the golden modules in place of the real ones."""
    root = tmp_path_factory.mktemp("golden")
    ignored = shutil.ignore_patterns("__pycache__", "v1", "v2")
    shutil.copytree(ROOT / "src/aiothoughtspot", root / "src/aiothoughtspot", ignore=ignored)
    for path, text in FILES.items():
        if path.startswith("src/"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
    return root


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(root / "src"), "MYPYPATH": str(root / "src")}
    return subprocess.run(
        [sys.executable, "-m", *command], check=False, capture_output=True, text=True, cwd=root, env=env
    )


def test_mypy_accepts_the_golden_modules(tree: Path) -> None:
    options = ["--strict", "--follow-imports=silent", "--cache-dir=cache"]
    done = run(tree, "mypy", *options, "src/aiothoughtspot/v1", "src/aiothoughtspot/v2")
    assert done.returncode == 0, done.stdout


def test_pyright_accepts_the_golden_modules(tree: Path) -> None:
    project = {
        "include": ["src/aiothoughtspot/v1", "src/aiothoughtspot/v2"],
        "extraPaths": ["src"],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    (tree / "pyrightconfig.json").write_text(json.dumps(project))
    done = run(tree, "pyright", "--pythonpath", sys.executable)
    assert done.returncode == 0, done.stdout


def test_the_golden_modules_import_in_the_place_of_the_real_ones(tree: Path) -> None:
    code = "import aiothoughtspot as ts; print(*sorted(one.name for one in ts.operations()))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
    )
    names = done.stdout.split()
    assert len(names) == 22
    assert {"v1.old_things.create", "v2.things.talk"} <= set(names)
