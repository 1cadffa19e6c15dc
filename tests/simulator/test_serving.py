"""The cluster on real sockets: what faults do on the wire, the command line, the child process, the pytest plugin."""

from __future__ import annotations

import contextlib
import inspect
import io
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from simulator_support import V2, make_cluster

from aiothoughtspot.simulator import process
from aiothoughtspot.simulator.__main__ import parser
from aiothoughtspot.simulator.cluster import Cluster
from aiothoughtspot.simulator.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ["pytester"]
NOTHING = "/nothing"


@pytest.fixture
def served() -> Iterator[Cluster]:
    cluster = make_cluster()
    with serve(cluster) as cluster.url:
        yield cluster


def raw(cluster: Cluster, *, seconds: float = 5.0) -> tuple[bytes, type[OSError] | None]:
    """Send one request and read to the end: the bytes, and the error that ended them instead of an end."""
    port = int(cluster.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(b"GET /nothing HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        found = b""
        try:
            while piece := connection.recv(65_536):
                found += piece
        except OSError as fault:
            return found, type(fault)
        return found, None


def split(answer: bytes) -> tuple[int, bytes]:
    """The declared length and the body."""
    head, _, body = answer.partition(b"\r\n\r\n")
    declared = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return int(declared.partition(b":")[2]), body


def test_a_plain_answer(served: Cluster) -> None:
    answer, fault = raw(served)
    declared, body = split(answer)
    assert (fault, declared) == (None, len(body))
    assert json.loads(body)["error"]
    assert answer.startswith(b"HTTP/1.1 404")


def test_connect_drops_are_resets_without_a_byte(served: Cluster) -> None:
    served.faults.add(drop="connect")
    assert raw(served) == (b"", ConnectionResetError)
    assert (served.counts, served.in_flight) == ({}, 0)  # nothing was carried out
    assert raw(served)[1] is None


def test_head_drops_end_inside_the_head(served: Cluster) -> None:
    served.faults.add(drop="head")
    answer, fault = raw(served)
    assert fault is None
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"\r\n\r\n" not in answer
    assert served.counts["unknown"] == 1  # carried out, but never answered


@pytest.mark.parametrize(
    ("settings", "sent"),
    [({"drop": "body"}, 97), ({"truncate": 10}, 10), ({"truncate": 0}, 0), ({"truncate": 9_999}, 195)],
)
def test_body_drops_end_inside_the_body(served: Cluster, settings: dict[str, Any], sent: int) -> None:
    served.faults.add(**settings)
    answer, fault = raw(served)
    declared, body = split(answer)
    assert (fault, declared, len(body)) == (None, 195, sent)


def test_drips_come_whole_but_slowly(served: Cluster) -> None:
    served.faults.add(drip=0.001)
    started = time.perf_counter()
    declared, body = split(raw(served)[0])
    assert declared == len(body) == 195
    assert time.perf_counter() - started > 0.19


def test_a_client_that_leaves_a_drip_frees_it(served: Cluster) -> None:
    served.faults.add(drip=30)
    assert raw(served, seconds=0.2)[1] is TimeoutError
    wait_for(lambda: served.in_flight == 0)


def test_latency_holds_the_answer_back(served: Cluster) -> None:
    served.faults.add("slow", latency=0.2)
    started = time.perf_counter()
    assert raw(served)[1] is None
    assert time.perf_counter() - started > 0.19


def wait_for(holds: Any) -> None:
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_connections_are_kept_alive_and_counted(served: Cluster) -> None:
    with httpx.Client(base_url=served.url) as client:
        for _ in range(3):
            assert client.get(NOTHING).status_code == 404
        assert served.open_connections == 1
        assert len({seen.client for seen in served.requests}) == 1
    wait_for(lambda: served.open_connections == 0)


def test_idle_connections_are_closed_when_asked() -> None:
    cluster = make_cluster()
    with serve(cluster, keep_alive=1) as url, httpx.Client(base_url=url) as client:
        client.get(NOTHING)
        wait_for(lambda: cluster.open_connections == 0)


def test_answers_come_at_once(served: Cluster) -> None:
    with httpx.Client(base_url=served.url) as client:
        client.get(NOTHING)
        started = time.perf_counter()
        for _ in range(20):
            client.get(NOTHING)
        assert time.perf_counter() - started < 0.4  # 40 ms each if the system held small packets back


@pytest.mark.parametrize("rows", [1, 3_000, 40_000])
def test_large_answers_arrive_whole(rows: int) -> None:
    cluster = make_cluster(rows=rows)
    with serve(cluster) as url, httpx.Client(base_url=url, timeout=30) as client:
        token = client.post(f"{V2}/auth/token/full", json={"username": "ana", "password": "secret"}).json()[
            "token"
        ]
        body = {
            "query_string": "[Order ID] [Product] sort by [Order ID]",
            "logical_table_identifier": "Retail Sales",
            "record_size": -1,
        }
        answer = client.post(f"{V2}/searchdata", json=body, headers={"Authorization": f"Bearer {token}"})
    ids = [row[0] for row in answer.json()["contents"][0]["data_rows"]]
    assert ids == list(range(1, rows + 1))


def test_a_taken_port_is_an_error(served: Cluster) -> None:
    with pytest.raises(OSError, match="in use"), serve(make_cluster(), int(served.url.rpartition(":")[2])):
        pass


def test_flags() -> None:
    options = {
        "rows": 5,
        "rate_limit": False,
        "custom_calendar": True,
        "strict": False,
        "release": None,
        "time_zone": "UTC",
    }
    assert process.flags(options) == [
        "--rows",
        "5",
        "--no-rate-limit",
        "--custom-calendar",
        "--no-strict",
        "--time-zone",
        "UTC",
    ]
    del options["release"]
    assert options.items() <= vars(parser().parse_args(process.flags(options))).items()


@pytest.mark.parametrize("name", ["custom_calendar", "rate_limit", "strict"])
@pytest.mark.parametrize("value", [True, False])
def test_flags_say_yes_and_no(name: str, value: bool) -> None:
    flag = ("--" if value else "--no-") + name.replace("_", "-")
    assert process.flags({name: value}) == [flag]
    assert vars(parser().parse_args([flag]))[name] is value


def test_the_command_has_the_options_of_a_cluster() -> None:
    options = vars(parser().parse_args([]))
    del options["port"]
    defaults = {name: value.default for name, value in inspect.signature(Cluster).parameters.items()}
    del defaults["clock"]
    assert options == defaults


def test_a_cluster_in_a_process_of_its_own() -> None:
    options: dict[str, Any] = {
        "rows": 10,
        "users": 5,
        "objects": 5,
        "rate_limit": False,
        "release": "9.0.0.cl",
    }
    with process.start(**options) as (url, control), httpx.Client(base_url=url) as client:
        assert control.add_fault("unavailable", times=2) == 0
        assert [client.get(NOTHING).status_code for _ in range(3)] == [503, 503, 404]
        assert control.add_fault("rate_limit") == 1
        control.clear_faults()
        assert client.get(NOTHING).status_code == 404
        token = client.post(f"{V2}/auth/token/full", json={"username": "ana", "password": "secret"}).json()[
            "token"
        ]
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get(f"{V2}/system", headers=headers).json()["release_version"] == "9.0.0.cl"
        assert control.revoke_tokens() == 1
        assert client.get(f"{V2}/system", headers=headers).status_code == 401
        stats = control.stats()
        assert (stats["mints"], stats["in_flight"], stats["counts"]["unknown"]) == (1, 0, 4)
        with pytest.raises(ValueError, match="unknown kind"):
            control.add_fault("nothing")
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_a_child_that_does_not_start_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="exit status 2"), process.start(colour="blue"):
        pass
    assert "--colour" in capfd.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_stops_cleanly(number: signal.Signals) -> None:
    command = [
        sys.executable,
        "-m",
        "aiothoughtspot.simulator",
        "--rows",
        "5",
        "--users",
        "3",
        "--objects",
        "3",
        "--strict",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        url = child.stdout.readline().strip()
        assert httpx.get(url + NOTHING).status_code == 404
        child.send_signal(number)
        rest, errors = child.communicate(timeout=10)
    assert (child.returncode, rest, errors) == (0, "", "")


class Line(io.StringIO):
    """Standard output that tells when its first line is there."""

    def __init__(self) -> None:
        super().__init__()
        self.there = threading.Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        if "\n" in text:
            self.there.set()
        return written


def test_the_command_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Line()
    monkeypatch.setattr(
        sys, "argv", ["simulator", "--rows", "5", "--users", "3", "--objects", "3", "--no-rate-limit"]
    )
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop() -> None:
        if out.there.wait(10):
            os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=stop)
    thread.start()
    try:
        with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as ended:
            runpy.run_path(inspect.getfile(parser), run_name="__main__")
    finally:
        thread.join()
        for number, handler in before.items():
            signal.signal(number, handler)
    assert ended.value.code == 0
    assert out.getvalue().startswith("http://127.0.0.1:")


def test_the_plugin_serves_a_fresh_cluster_for_each_test(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import urllib.error, urllib.request
        import pytest

        @pytest.mark.parametrize("number", [1, 2])
        def test_it(thoughtspot_cluster, number):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(thoughtspot_cluster.url + "/nothing")
            assert caught.value.code == 404
            caught.value.close()
            assert thoughtspot_cluster.counts == {"unknown": 1}
        """
    )
    # Where the package is installed, its entry point has the plugin already; here it is loaded by its module's name.
    plugins = ("no:aiothoughtspot", "aiothoughtspot.simulator.plugin", "no:cacheprovider", "no:asyncio")
    result = pytester.runpytest_inprocess(*(part for name in plugins for part in ("-p", name)))
    result.assert_outcomes(passed=2)
