"""What the generator's tests share: inline YAML to imported modules."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from codegen_support import Package, rendered, spec


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Callable[[str], ModuleType]]:
    """Render `v2/things.yaml` from its text and import it."""
    packages: list[Package] = []

    def run(text: str) -> ModuleType:
        packages.append(Package(tmp_path, rendered(spec(tmp_path, {"v2/things.yaml": text}))))
        return packages[-1].module("v2.things")

    yield run
    for package in packages:
        package.forget()
