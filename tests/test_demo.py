"""The main job, small: against the embedded cluster in its own process, and against a "real" one named by TS_HOST."""

import io
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rich.console import Console

import aiothoughtspot as ts
from aiothoughtspot import cli, demo
from aiothoughtspot.cli._failures import leaves
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._work import failed
from aiothoughtspot.simulator import Cluster, serve


def a_console(*, terminal: bool = False) -> Console:
    return Console(file=io.StringIO(), width=100, force_terminal=terminal)


def shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.fixture(autouse=True)
def no_cluster_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TS_HOST", "TS_USERNAME", "TS_SECRET_KEY", "TS_PASSWORD", "TS_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("zone", "calendar"), [("UTC", True), ("America/Los_Angeles", False)])
async def test_it_survives_an_expiry_and_a_burst_and_every_row_is_right(
    tmp_path: Path, zone: str, calendar: bool
) -> None:
    console = a_console()
    plan = demo.Plan(tmp_path / "out", rows=1_200, boards=3, time_zone=zone, custom_calendar=calendar)
    done = await demo.run(plan, console)
    assert (done.users, done.objects, done.rows, done.files) == (5_000, 3_000, 1_200, 4)
    assert done.checked == f"all 1,200 rows equal the cluster's own data ({zone})"
    assert pq.read_metadata(tmp_path / "out" / "sales.parquet").num_rows == 1_200
    assert len(list((tmp_path / "out" / "liveboards").glob("*.pdf"))) == 3
    text = shown(console)
    for line in (
        "paged 5,000 users",
        "pulled 1,200 rows",
        "exported 3 liveboards",
        "peak memory",
        "logins",
        "retries",
    ):
        assert line in text


async def test_bars_are_shown_on_a_terminal_only(tmp_path: Path) -> None:
    console = a_console(terminal=True)
    await demo.run(demo.Plan(tmp_path, rows=300, boards=1, faults=False), console)
    assert "pulling rows" in shown(console)
    assert "paged 5,000 users" not in shown(console)


async def test_a_real_cluster_is_taken_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(Cluster(rows=500, rate_limit=False)) as url:
        monkeypatch.setenv("TS_HOST", url)
        monkeypatch.setenv("TS_USERNAME", "tsadmin")
        monkeypatch.setenv("TS_PASSWORD", "secret")
        plain = await demo.run(demo.Plan(tmp_path, boards=1), a_console())
        assert (plain.rows, plain.files) == (0, 1)
        assert plain.checked == "no rows pulled: give --source and --query"
        asked = demo.Plan(tmp_path, boards=1, source="Retail Sales", query="[Order ID]", key="Order ID")
        assert (await demo.run(asked, a_console())).rows == 500


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, None),
        ({"TS_HOST": "acme.example", "TS_TOKEN": "t"}, ("https://acme.example", ts.BearerAuth("t"))),
        (
            {"TS_HOST": "https://acme.example", "TS_USERNAME": "ana", "TS_SECRET_KEY": "k"},
            ("https://acme.example", ts.TrustedAuth("ana", "k")),
        ),
        (
            {"TS_HOST": "acme.example", "TS_USERNAME": "ana", "TS_PASSWORD": "p"},
            ("https://acme.example", ts.PasswordAuth("ana", "p")),
        ),
    ],
)
def test_where_and_as_whom(environment: dict[str, str], wanted: tuple[str, object] | None) -> None:
    target = demo.target_of(environment)
    assert (target and (target.url, target.auth)) == wanted


def test_a_host_without_credentials_says_what_to_set() -> None:
    with pytest.raises(ts.RequestError, match="set TS_TOKEN too, or TS_USERNAME"):
        demo.target_of({"TS_HOST": "acme.example"})


async def test_failed_exports_make_it_fail(tmp_path: Path) -> None:
    cluster = Cluster(rows=10, rate_limit=False)
    cluster.faults.add(path="*/report/liveboard", status=500, times=5)
    with serve(cluster) as url, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TS_HOST", url)
        patch.setenv("TS_USERNAME", "tsadmin")
        patch.setenv("TS_SECRET_KEY", "secret")
        with pytest.raises(ts.ThoughtSpotError, match=r"1 part\(s\) failed"):
            await demo.run(demo.Plan(tmp_path, boards=1), a_console())


def test_a_difference_from_the_data_set_is_an_error(tmp_path: Path) -> None:
    truth = (
        Cluster(rows=2 * 50, custom_calendar=True, rate_limit=False)
        .dataset()
        .sort_by("Order ID")
        .slice(0, 50)
    )
    pq.write_table(truth, tmp_path / "good.parquet")
    assert "all 50 rows" in demo.check(demo.Plan(tmp_path, rows=50), tmp_path / "good.parquet")
    pq.write_table(truth.slice(0, 49), tmp_path / "short.parquet")
    with pytest.raises(ts.ThoughtSpotError, match="'Order ID' differs"):
        demo.check(demo.Plan(tmp_path, rows=50), tmp_path / "short.parquet")


# The command line


def test_the_command_runs_it_and_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo", "--output", str(tmp_path), "--rows", "300", "--boards", "1"]) == 0
    assert "dates checked" in capsys.readouterr().out


def test_a_wrong_address_ends_with_2_and_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TS_HOST", "http://acme.example")
    monkeypatch.setenv("TS_TOKEN", "t")
    assert cli.main(["demo", "--output", str(tmp_path)]) == 2
    assert "plain http would send credentials readably" in capsys.readouterr().err


def test_every_error_of_a_group_is_shown(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    cluster = Cluster(rows=10, rate_limit=False)
    cluster.faults.add(path="*/search", status=403, times=100)
    with serve(cluster) as url, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TS_HOST", url)
        patch.setenv("TS_USERNAME", "tsadmin")
        patch.setenv("TS_SECRET_KEY", "secret")
        assert cli.main(["demo", "--output", str(tmp_path)]) == 1
    assert "ForbiddenError: v2." in capsys.readouterr().err


def test_a_bug_is_not_dressed_up_as_a_failure() -> None:
    inner = ExceptionGroup("outer", [ValueError("a bug"), ExceptionGroup("inner", [ts.RequestError("b")])])
    assert [str(leaf) for leaf in leaves(inner)] == ["a bug", "b"]
    with pytest.raises(ExceptionGroup, match="outer"):
        failed(inner, Screen())


def test_an_output_that_is_no_folder_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert cli.main(["demo", "--output", str(tmp_path / "file")]) == 1
    assert "FileExistsError" in capsys.readouterr().err


def test_missing_extras_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo"], {"no_such_module": "pulls", "nor_this": "cli"}) == 2
    assert "pip install 'aiothoughtspot[cli,pulls]'" in capsys.readouterr().err


def test_memory_is_nothing_where_the_system_does_not_say() -> None:
    assert demo.peak_memory("no_such_module") == 0
    assert demo.peak_memory() > 10


@pytest.mark.parametrize("arguments", [["demo", "--rowz", "1"], ["demo", "--rows", "many"], ["nothing"]])
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert "what to do: see `aiothoughtspot" in capsys.readouterr().err


def test_help_names_the_environment(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo", "--help"]) == 0
    assert "TS_HOST" in capsys.readouterr().out


def test_control_c_ends_with_130(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "aiothoughtspot", "demo", "--output", str(tmp_path), "--rows", "900000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "Working on an embedded cluster" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "stopped; run it again" in errors
