"""The command line as its users meet it: in a process of its own, on a terminal, in a pipe, stopped."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from cli_support import COMMAND, Run, on_a_terminal

from aiothoughtspot.cli import _app, main
from aiothoughtspot.simulator import Cluster

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
HELP = [*(words.split() for words in _app.COMMANDS), *([name] for name in _app.GROUPS), []]


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_every_command_has_help(words: list[str], shell: Run) -> None:
    done = shell(*words, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(" ".join(["Usage: aiothoughtspot", *words]))
    assert max(len(line) for line in done.out.splitlines()) <= 80
    assert "[default: None]" not in done.out
    if tuple(words) and " ".join(words) in _app.COMMANDS:
        assert "Parameters" in done.out or "Output" in done.out


def test_the_version(shell: Run) -> None:
    done = shell("--version")
    assert (done.code, done.out.count(".")) == (0, 2)


def test_without_words_it_shows_help(shell: Run) -> None:
    assert shell().out == shell("--help").out


@pytest.mark.parametrize(
    "words", [("rowts",), ("pull", "serch"), ("pull", "search", "a"), ("call",), ("doctor", "--hosst", "a")]
)
def test_wrong_usage_is_two_lines_and_2(words: tuple[str, ...], shell: Run) -> None:
    done = shell(*words)
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith("wrong usage: ")
    assert second.startswith("what to do: see `aiothoughtspot")
    assert second.endswith("--help`")


def test_arguments_come_from_the_process(monkeypatch: pytest.MonkeyPatch, shell: Run) -> None:
    monkeypatch.setattr(sys, "argv", ["aiothoughtspot", "--version"])
    assert main() == 0


def test_help_loads_neither_arrow_nor_the_cluster() -> None:
    code = """
import sys
from aiothoughtspot.cli import main
main(["--help"])
heavy = ("pyarrow", "numpy", "uvicorn", "starlette", "aiothoughtspot.pulls", "aiothoughtspot.simulator")
print(sorted(name for name in sys.modules if name in heavy or name.startswith("aiothoughtspot.v")))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_nobody_reads_to_the_end() -> None:
    command = f"{' '.join(COMMAND)} routes | head -1"
    done = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_closed_pipe_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["routes", "--json"]) == 1


def test_a_taken_port_is_a_failure(url: str, shell: Run) -> None:
    handlers = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        done = shell("simulate", "--port", url.rpartition(":")[2], "--rows", "10", "--users", "10")
    finally:
        for number, handler in handlers:
            signal.signal(number, handler)
    assert done.code == 1
    assert "choose another port" in done.err


def test_the_embedded_cluster_says_its_url_first(shell: Run) -> None:
    words = ("simulate", "--rows", "10", "--users", "10", "--objects", "10", "--no-rate-limit")
    with subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        done = shell("doctor", "--host", url, "--username", "ana", "--password", "secret", "--json")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert url.startswith("http://127.0.0.1:")
    assert done.json[4]["found"] == "logged in as ana with a password"


# On a terminal


@pytest.mark.parametrize("colours", [True, False])
def test_a_terminal_gets_its_width_and_colours_unless_refused(url: str, colours: bool) -> None:
    settings = {"TS_HOST": url, "TS_USERNAME": "ana", "TS_SECRET_KEY": "secret"}
    code, said = on_a_terminal(["doctor"], 60, settings if colours else {**settings, "NO_COLOR": "1"})
    assert code == 0
    assert ("\x1b[32mok" in said) is colours
    assert max(len(COLOUR.sub("", line)) for line in said.splitlines()) <= 60


# Stopped


def test_control_c_leaves_what_the_next_run_goes_on_from(
    cluster: Cluster, admin: str, shell: Run, tmp_path: Path
) -> None:
    cluster.faults.add(path="*/searchdata", latency=0.3, times=100)
    words = (
        "pull",
        "search",
        "[Order ID] [Region]",
        "Retail Sales",
        "--key",
        "Order ID",
        "--to",
        "sales.parquet",
    )
    command = [*words, "--page-size", "10", "--window", "1", "--json"]
    with subprocess.Popen(
        [*COMMAND, *command], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        until = time.monotonic() + 30
        while not list(tmp_path.glob(".sales.parquet.parts/*")) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.7)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    stopped = json.loads(out)["error"]
    assert (process.returncode, stopped["type"]) == (130, "Stopped")
    assert stopped["advice"] == "run the same command again to go on where it was"
    assert err.splitlines()[-1] == "stopped; run the same command again to go on where it was"
    assert not (tmp_path / "sales.parquet").exists()
    cluster.faults.clear()
    report = shell(*command).json
    assert report["rows"] == pq.read_metadata(tmp_path / "sales.parquet").num_rows == 300
    assert report["calls"] < shell(*command, "--fresh").json["calls"]


# The page


def test_every_command_of_the_page_is_one() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "cli.md").read_text("utf-8")
    lines = [
        line
        for block in re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("aiothoughtspot ")]
    assert len(commands) > 15
    for words in commands:
        command, _, _ = _app.app.parse_args(words, exit_on_error=False, print_error=False)
        assert command in _app.COMMANDS.values() or words == ["--help"], words
