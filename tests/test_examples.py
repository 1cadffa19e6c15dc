"""The examples run as they stand, against an embedded cluster on loopback."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
import uvicorn

from aiothoughtspot.simulator import Cluster, serve

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
LEFT_SECONDS = 0.2


def environment(cluster: Cluster | None) -> dict[str, str]:
    """The environment of a user who names this cluster, or none."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("TS_")}
    mine["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT / "src"), mine.get("PYTHONPATH"))))
    named = {"TS_USERNAME": "tsadmin", "TS_SECRET_KEY": "secret"}
    return mine if cluster is None else {**mine, "TS_HOST": cluster.url, **named}


def run(name: str, *arguments: str, cluster: Cluster | None = None) -> str:
    """Run an example as a user would and return what it prints."""
    command = [sys.executable, "-W", "error", str(EXAMPLES / name), *arguments]
    done = subprocess.run(
        command, check=False, env=environment(cluster), capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_first_call_lists_users_and_counts_tags(thoughtspot_cluster: Cluster) -> None:
    lines = run("first_call.py", cluster=thoughtspot_cluster).splitlines()
    assert lines[0] == "tsadmin 2025-01-01 00:00:00+00:00"
    assert len(lines) == 6
    assert lines[5].endswith(" tags")
    assert thoughtspot_cluster.mints == 1


def test_the_first_call_starts_a_cluster_of_its_own_when_none_is_named() -> None:
    assert run("first_call.py").startswith("tsadmin 2025-01-01")


def test_the_first_call_has_ten_lines_of_program() -> None:
    text = (EXAMPLES / "first_call.py").read_text()
    program = text[text.index("async def main") : text.index("if __name__")].strip().splitlines()
    imports = [line for line in text.splitlines() if line.startswith(("import", "from"))]
    assert len(program) + len(imports) <= 10


def test_the_concurrent_pull_writes_rows_with_real_dates_and_reports(tmp_path: Path) -> None:
    cluster = Cluster(rows=120_000, users=50, objects=100, time_zone="Asia/Tokyo", custom_calendar=True)
    with serve(cluster) as cluster.url:
        printed = run("concurrent_pull.py", str(tmp_path), cluster=cluster)
    assert "120,000 rows in" in printed
    assert "10 liveboards, 0 failed" in printed
    assert "\n50 users\n" in printed
    pulled = pq.read_table(tmp_path / "sales.parquet").sort_by("Order ID")
    truth = cluster.dataset().sort_by("Order ID")
    assert pulled.column("Order Date").equals(truth.column("Order Date"))
    assert len(list((tmp_path / "liveboards").glob("*.pdf"))) == 10


# The FastAPI example, on a real socket.


def load(name: str) -> ModuleType:
    """Import an example by its file."""
    spec = spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def served(app: Any) -> Iterator[int]:
    """Serve an ASGI app with its lifespan in a thread; gives its port."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, ws="none", log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        until(lambda: server.started or not thread.is_alive(), 30)
        assert server.started
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def until(true: Callable[[], bool], seconds: float) -> float:
    """Wait until something is true and return how long that took; fails after so many seconds."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds
        time.sleep(0.002)
    return time.monotonic() - started


def get(port: int, path: str, user: str = "tsadmin") -> tuple[int, str, Any]:
    """GET a JSON answer: status, content type, value."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"X-User": user})
        answer = connection.getresponse()
        return answer.status, answer.getheader("content-type", ""), msgspec.json.decode(answer.read())
    finally:
        connection.close()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    zoned = Cluster(rows=1_000, users=50, objects=50, rate_limit=False, time_zone="America/Los_Angeles")
    with serve(zoned) as zoned.url:
        yield zoned


@pytest.fixture
def backend(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, int]]:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    for name in ("TS_HOST", "TS_USERNAME", "TS_SECRET_KEY"):
        monkeypatch.setenv(name, environment(cluster)[name])
    app = load("fastapi_app").app
    with served(app) as port:
        yield app, port


def test_the_backend_serves_dates_as_json_dates(backend: tuple[Any, int], cluster: Cluster) -> None:
    _, port = backend
    status, kind, people = get(port, "/people?size=2")
    assert (status, kind) == (200, "application/json")
    assert people[0] == {"name": "tsadmin", "created": "2025-01-01T00:00:00Z"}
    _, _, sales = get(port, "/sales?size=50")
    truth = cluster.dataset().sort_by("Order ID").slice(0, 50).to_pylist()
    assert [sale["day"] for sale in sales] == [row["Order Date"] and str(row["Order Date"]) for row in truth]
    for sale, row in zip(sales, truth, strict=True):
        at = sale["at"] and msgspec.convert(sale["at"], type(row["Order Time"]), strict=False)
        assert at == row["Order Time"]


def test_the_backend_acts_as_each_end_user_on_one_pool(backend: tuple[Any, int], cluster: Cluster) -> None:
    app, port = backend
    for user in ("ana", "tsadmin", "ana"):
        assert get(port, "/people?size=1", user)[0] == 200
    assert cluster.mints == 2
    assert app.state.thoughtspot.stats().calls == 3


def test_the_backend_says_what_went_wrong_as_problem_json(backend: tuple[Any, int], cluster: Cluster) -> None:
    _, port = backend
    cluster.faults.add("error", path="/users/search")
    status, kind, body = get(port, "/people")
    assert (status, kind) == (502, "application/problem+json")
    assert body["title"] == "ServerError"
    assert body["detail"].startswith("v2.users.search")
    status, _, body = get(port, "/people", "nobody")
    assert (status, body["title"]) == (502, "RejectedError")
    assert "secret" not in body["detail"].replace("secret key", "")


@pytest.fixture
async def browser() -> AsyncIterator[Callable[[int, str], Any]]:
    """Open connections that ask and may leave without waiting for the answer."""
    writers: list[asyncio.StreamWriter] = []

    async def ask(port: int, path: str) -> asyncio.StreamWriter:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: backend\r\nX-User: tsadmin\r\n\r\n".encode())
        await writer.drain()
        writers.append(writer)
        return writer

    yield ask
    for writer in writers:
        writer.close()
        await writer.wait_closed()


async def test_a_browser_that_leaves_cancels_the_call_at_once_and_its_slot_comes_back(
    backend: tuple[Any, int], cluster: Cluster, browser: Callable[[int, str], Any]
) -> None:
    app, port = backend
    client = app.state.thoughtspot
    assert (await asyncio.to_thread(get, port, "/people"))[0] == 200
    cluster.faults.add("slow", path="/searchdata", latency=30.0, times=None)
    asked = [await browser(port, "/sales") for _ in range(16)]
    await asyncio.to_thread(until, lambda: cluster.in_flight == 16, 5)
    assert client.stats().in_flight == 16
    open_before = cluster.open_connections
    for writer in asked:
        writer.close()
    took = await asyncio.to_thread(until, lambda: client.stats().in_flight == 0, 5)
    assert took < LEFT_SECONDS
    await asyncio.to_thread(until, lambda: cluster.open_connections <= open_before - 16, 5)
    cluster.faults.clear()
    started = time.monotonic()
    assert (await asyncio.to_thread(get, port, "/people"))[0] == 200
    assert time.monotonic() - started < 1
    assert client.stats().in_flight == 0
