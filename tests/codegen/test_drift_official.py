"""The catalog agrees with the official document, and any one change of it is reported as exactly that change."""

import json
import pickle
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from codegen_support import ROOT
from document_support import Document, Expected
from mutation_support import MUTATIONS

from codegen.__main__ import main, read
from codegen.catalog import Version
from codegen.drift import drift

OFFICIAL = ROOT.parent / "shared" / "reference" / "openapi-v2.json"
pytestmark = pytest.mark.skipif(not OFFICIAL.exists(), reason=f"there is no official document at {OFFICIAL}")
TIMES = 16


@pytest.fixture(scope="module")
def version() -> Version:
    catalog, problems = read(ROOT)
    assert not problems.found
    return catalog.versions["v2"]


@pytest.fixture(scope="module")
def document(version: Version) -> bytes:
    """The document, less all but one of the routes of each topic that the catalog does not have."""
    whole = json.loads(OFFICIAL.read_text("utf-8"))
    known = {one.http for group in version.groups.values() for one in group.operations.values()}
    left: dict[str, Any] = {}
    topics: set[str] = set()
    for path, item in whole["paths"].items():
        ((method, operation),) = item.items()
        (topic,) = [tag for tag in operation["tags"] if not tag[0].isdigit()]
        if f"{method.upper()} {path.removeprefix(version.root)}" in known or topic not in topics:
            left[path] = item
        topics.add(topic)
    return pickle.dumps({**whole, "paths": left})


def test_the_catalog_agrees_with_the_whole_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drift", str(OFFICIAL)]) == 0
    assert capsys.readouterr().out == "The catalog agrees with the document.\n"


def test_there_are_at_least_500_changes() -> None:
    assert len(MUTATIONS) * TIMES >= 500


@pytest.mark.parametrize("change", MUTATIONS, ids=lambda change: change.__name__)
def test_each_change_is_reported_as_exactly_that(
    version: Version, document: bytes, change: Callable[[Random, Document], Expected]
) -> None:
    for seed in range(TIMES):
        whole = pickle.loads(document)
        present = {
            f"{method.upper()} {path.removeprefix(version.root)}"
            for path, item in whole["paths"].items()
            for method in item
        }
        known = {one.http for group in version.groups.values() for one in group.operations.values()}
        expected = change(Random(f"{change.__name__} {seed}"), Document.of(whole, known & present))
        found = drift(version, whole)
        assert {(one.at, one.what, one.catalog, one.document) for one in found} == expected, f"seed {seed}"
        assert len(found) == len(expected)
        for one in found:
            lines = (ROOT / one.where.file).read_text("utf-8").splitlines()
            assert 0 < one.where.line <= len(lines)
