"""Every example of the reference runs as it stands, against an embedded cluster.

Some name what a cluster does not have (an id that was made up): then the cluster says so, and nothing else goes wrong.
"""

import ast
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster
from codegen.examples import GUID

PAGES = sorted(Path(__file__).parents[2].glob("docs/reference/v[12]/*.md"))
BLOCK = re.compile(r"^## (\w+)$.*?^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = {
    f"{page.parent.name}.{page.stem}.{verb}": code
    for page in PAGES
    for verb, code in BLOCK.findall(page.read_text("utf-8"))
}
# What the cluster says of ids that were made up, of names that are taken, and of what others still need; 302 is the way
# to a login page elsewhere.
GOOD = 200
NO = {302, 400, 401, 403, 404, 409, 500}


def test_every_operation_has_one() -> None:
    assert sorted(EXAMPLES) == sorted(one.name for one in ts.operations())


@pytest.fixture
async def client() -> AsyncIterator[ts.Client]:
    cluster = Cluster(rows=50, users=10, objects=40, rate_limit=False)
    # The id that stands for any id is that of one object of each family here.
    state = cluster.state
    for family in (state.users, state.groups, state.roles, state.tags, state.metadata):
        some = list(family.values())[-1]
        family[GUID] = {**some, "id": GUID, "name": "Named"}
    transport = httpx.ASGITransport(cluster)
    options = ts.Options(private_routes=True, rate=None, retry=ts.Retry(attempts=1))
    async with ts.Client(
        "http://localhost", ts.TrustedAuth("tsadmin", "secret"), options=options, transport=transport
    ) as client:
        yield client


ANSWERED: dict[str, int] = {}


@pytest.mark.parametrize("name", EXAMPLES)
async def test_the_example_runs(name: str, client: ts.Client) -> None:
    code = compile(EXAMPLES[name], name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    names: dict[str, Any] = {"client": client}
    try:
        await eval(code, names)
    except ts.ApiError as error:
        assert error.status in NO  # noqa: PT017 - most examples raise nothing
        ANSWERED[name] = error.status
    else:
        ANSWERED[name] = GOOD


def test_most_examples_are_answered() -> None:
    if len(ANSWERED) < len(EXAMPLES):
        pytest.skip("only some of the examples ran")
    refused = {name: status for name, status in ANSWERED.items() if status != GOOD}
    assert len(refused) < len(ANSWERED) / 2, refused
