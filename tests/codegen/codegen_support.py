"""Renders catalogs for tests: from a folder or from inline YAML; and imports what was rendered."""

import importlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import yaml

from codegen.__main__ import read
from codegen.plan import plan
from codegen.render import PACKAGE, render

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
ROOT = HERE.parents[1]


def rendered(root: Path) -> dict[str, str]:
    """Render the catalog of a checkout at `root`; its problems are an error."""
    catalog, problems = read(root)
    assert not problems.found, str(problems)
    return render(plan(catalog))


def spec(root: Path, files: Mapping[str, str]) -> Path:
    """Write inline YAML into `root/spec`, by path, and return `root`."""
    for name, text in files.items():
        path = root / "spec" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), "utf-8")
    return root


def problems_of(root: Path) -> list[str]:
    """Load and check, and list the problems as they are printed."""
    return str(read(root)[1]).splitlines()


def keys_in(folder: Path) -> set[str]:
    """Every key of every map in the YAML files of a folder."""
    return {
        str(key.value)
        for path in folder.rglob("*.yaml")
        for key in _keys(yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader))
    }


def _keys(node: yaml.Node | None) -> Iterator[yaml.Node]:
    for entry in node.value if isinstance(node, yaml.MappingNode | yaml.SequenceNode) else ():
        if isinstance(entry, tuple):
            yield entry[0]
        yield from _keys(entry[1] if isinstance(entry, tuple) else entry)


class Package:
    """Rendered modules as a package of their own, beside `aiothoughtspot`, whose runtime they use."""

    def __init__(self, root: Path, files: Mapping[str, str]) -> None:
        self.name = f"rendered_{abs(hash(root))}"
        self._root = root / "package"
        for path, text in files.items():
            if path.startswith(PACKAGE):
                target = self._root / self.name / path.removeprefix(f"{PACKAGE}/")
                target.parent.mkdir(parents=True, exist_ok=True)
                own = text.replace("aiothoughtspot.v1", f"{self.name}.v1")
                target.write_text(own.replace("aiothoughtspot.v2", f"{self.name}.v2"), "utf-8")

    def module(self, name: str) -> ModuleType:
        """Import one of its modules: `v2.things`."""
        sys.path.insert(0, str(self._root))
        try:
            importlib.invalidate_caches()
            return importlib.import_module(f"{self.name}.{name}")
        finally:
            sys.path.remove(str(self._root))

    def forget(self) -> None:
        """Take its modules out of the interpreter."""
        for name in [name for name in sys.modules if name.partition(".")[0] == self.name]:
            del sys.modules[name]


def expected() -> dict[str, Path]:
    """The golden files by the path that they stand for; `.txt` keeps other tools away from them."""
    folder = GOLDEN / "expected"
    return {path.relative_to(folder).as_posix().removesuffix(".txt"): path for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


if __name__ == "__main__":
    # PYTHONPATH=. python tests/codegen/codegen_support.py: accept what is rendered now; then read the diff.
    for path in expected().values():
        path.unlink()
    for name, text in rendered(GOLDEN).items():
        golden = GOLDEN / "expected" / f"{name}.txt"
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, "utf-8")
