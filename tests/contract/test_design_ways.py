"""The ways in besides the client: backends by name, the command line, the pytest fixture, transports of either library."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import httpx
import pytest

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster, serve

BACKENDS = {
    "fastapi": "lifespan user_client token_router install events health_router CancelOnDisconnect",
    "starlette": "lifespan install events",
    "webhooks": "Receiver Event",
    "redis": "Tokens Limiter",
    "otel": "instrument",
}
COMMANDS = "call routes pull export simulate doctor"


@pytest.fixture(scope="module")
def served() -> Iterator[Cluster]:
    cluster = Cluster(rows=100, users=5, objects=20)
    with serve(cluster) as cluster.url:
        yield cluster


def command(served: Cluster, *words: str) -> "subprocess.CompletedProcess[str]":
    settings = {"TS_HOST": served.url, "TS_USERNAME": "tsadmin", "TS_SECRET_KEY": "secret"}
    line = [sys.executable, "-m", "aiothoughtspot", *words]
    return subprocess.run(
        line, check=False, capture_output=True, text=True, env={**os.environ, **settings}, timeout=60
    )


@pytest.mark.parametrize(("module", "names"), BACKENDS.items())
def test_a_backend_has_its_names(module: str, names: str) -> None:
    found = import_module(f"aiothoughtspot.backends.{module}")
    assert set(names.split()) <= set(found.__all__)
    assert all(hasattr(found, name) for name in found.__all__)


def test_every_command_is_there(served: Cluster) -> None:
    shown = command(served, "--help")
    assert shown.returncode == 0
    assert all(f" {name} " in shown.stdout for name in COMMANDS.split())


def test_a_call_from_the_command_line(served: Cluster) -> None:
    done = command(served, "call", "v2.tags.search", "color=#000000")
    assert (done.returncode, done.stderr) == (0, "")
    assert {tag["color"] for tag in json.loads(done.stdout)} == {"#000000"}
    refused = command(served, "call", "v2.tags.search", "colour=#0a0")
    assert refused.returncode == 2
    assert "did you mean 'color'" in refused.stderr
    assert "secret" not in refused.stderr + refused.stdout


@pytest.mark.parametrize("library", ["httpx", "httpx2"])
async def test_any_transport_of_either_library_will_do(library: str) -> None:
    module: Any = import_module(library)
    mock = module.MockTransport(lambda _: module.Response(200, json=[{"id": "t", "name": "x"}]))
    async with ts.Client("https://acme.example", ts.NoAuth(), transport=mock) as one:
        assert [tag.name for tag in await one.v2.tags.search()] == ["x"]
    inside = module.ASGITransport(app=Cluster(rows=10, users=5, objects=10))
    async with ts.Client("http://localhost", ts.TrustedAuth("ana", "secret"), transport=inside) as one:
        assert (await one.v2.authentication.current_user()).name == "ana"


@pytest.mark.parametrize("http", ["auto", "httpx", "httpx2", "aiohttp"])
async def test_every_edge_makes_calls_and_streams(served: Cluster, http: Any) -> None:
    options = ts.Options(http=http)
    async with ts.Client(served.url, ts.TrustedAuth("ana", "secret"), options=options) as one:
        boards = ts.paginate(one.v2.metadata.search, metadata=[{"type": "LIVEBOARD"}], record_size=5)
        (board,) = await boards.collect(1)
        body = {"metadata_identifier": board.metadata_id, "file_format": "PDF"}
        async with one.stream("v2.reports.liveboard", body=body) as stream:
            assert (await stream.read()).startswith(b"%PDF")
        assert one.stats().mints == 1


def test_the_fixture_of_the_pytest_plugin(thoughtspot_cluster: Cluster) -> None:
    login = {"username": "ana", "password": "secret"}
    answer = httpx.post(f"{thoughtspot_cluster.url}/api/rest/2.0/auth/token/full", json=login)
    assert answer.json()["valid_for_username"] == "ana"
