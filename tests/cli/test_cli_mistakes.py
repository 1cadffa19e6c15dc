"""What users get wrong: two lines and no traceback, and with `--json` one document whatever happens."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_support import Run
from fsspec.registry import known_implementations

from aiothoughtspot.cli import main
from aiothoughtspot.cli._app import machine, run
from aiothoughtspot.cli._failures import UsageError
from aiothoughtspot.cli._files import local, reachable, text_of
from aiothoughtspot.cli._local import known_zone

SEARCH = ("pull", "search", "[Order ID]", "Retail Sales", "--key", "Order ID", "--to")
# Words that are Python's, and nobody's who sits at a shell.
PYTHON = re.compile(r"\(\)|\.cursor|Dates\.|pulls\.|Options\(|\b[a-z_]+=(?!text)")

WRONG_USAGE = [
    (("nosuch",), 'Unknown command "nosuch"'),
    (("call",), "requires an argument"),
    (("doctor", "--hosst", "a"), "Did you mean --host?"),
    ((*SEARCH, "a.csv", "--page-size", "x"), "--page-size"),
    ((*SEARCH, "a.csv", "--page-size", "0"), "--page-size"),
    ((*SEARCH, "a.csv", "--window", "0"), "--window"),
    ((*SEARCH, "nosuch://b.csv"), "Protocol not known: nosuch"),
    ((*SEARCH, "simplecache::nosuch://b.csv"), "Protocol not known: nosuch"),
    ((*SEARCH, ""), "--to is empty"),
    ((*SEARCH, "b.xls"), "one of .parquet, .csv, .arrow"),
    ((*SEARCH, "b.csv", "--compression", "snappy"), "csv cannot be compressed with snappy"),
    ((*SEARCH, "b\udcff.csv"), "--to is no text in UTF-8"),
    ((*SEARCH, "b.csv", "--zone", "../x"), "unknown time zone"),
    (("pull", "liveboard", "Sales", "--to", "nosuch://a"), "Protocol not known: nosuch"),
    (("pull", "answer", "Sales", "--to", "a"), "one of .parquet, .csv, .arrow"),
    (("export", "--all", "LIVEBOARD", "--to", "ex", "--window", "0"), "--window"),
    (("export", "x", "--to", "ex", "--max-failures", "-1"), "--max-failures"),
    (("export", "x", "--to", "s3://bucket/boards"), "not a URL"),
    (("export", "x", "--to", "ex", "--argument", "pdf=x"), "there is no such parameter"),
    (("export", "--ids-from", "bad.bin", "--to", "ex"), "bad.bin is no text in UTF-8"),
    (("tml", "export", "x", "--to", "memory://tml"), "not a URL"),
    (("tml", "import", "bad.bin"), "bad.bin is no text in UTF-8"),
    (("tml", "validate", "bad.bin"), "bad.bin is no text in UTF-8"),
    (("tml", "wait", "x", "--every", "0"), "--every"),
    (("tml", "wait", "x", "--every", "inf"), "--every"),
    (("logs", "tail", "--to", "memory://a.jsonl"), "not a URL"),
    (("logs", "tail", "--to", "a.jsonl", "--follow", "0"), "--follow"),
    (("simulate", "--port", "99999"), "--port"),
    (("simulate", "--port", "-1"), "--port"),
    (("simulate", "--rows", "-1"), "--rows"),
    (("simulate", "--users", "0"), "--users"),
    (("simulate", "--release", "new"), "--release: not a release: 'new'"),
    (("simulate", "--time-zone", "Nowhere"), "there is no zone 'Nowhere'"),
    (("demo", "--rows", "0"), "--rows"),
    (("demo", "--boards", "-1"), "--boards"),
    (("demo", "--time-zone", "Nowhere"), "there is no zone 'Nowhere'"),
    (("users", "diff", "bad.csv"), "bad.csv, line 1: this is no CSV"),
    (("users", "diff", "deep.json"), "deep.json is no JSON list of users"),
    (("users", "sync", "bad.csv", "--max-failures", "-1"), "--max-failures"),
    (("call", "v2.tags.search", "--body", "bad.bin"), "bad.bin is no text in UTF-8"),
    (("call", "v2.users.search", "--body", "deeper.json"), "this is no JSON object"),
    (("call", "v2.tags.search", "--output", "s3://bucket/x"), "not a URL"),
    (("call", "v2.tags.search", "color:=" + "[" * 5_000), "color: this is no JSON"),
    (("call", "v2.metadata.search", "metadata=" + "[" * 5_000), "metadata"),
    (("call", "tags.search"), "did you mean v2.tags.search?"),
    (("call", "TAGS.search"), "there is no such operation"),
    (("call", "searchtags"), "did you mean v2.tags.search?"),
    (("call", "tags.serch"), "did you mean v2.tags.search?"),
    (("call", "something else"), "`aiothoughtspot routes` lists them all"),
    (("call", "v2.system.info", "--host", "http://acme.example"), "use https;"),
    (("doctor", "--username", "x\udcff"), "username (from flags) is no text in UTF-8"),
    (("doctor", "--password", "x\udcff"), "password (from flags) is no text in UTF-8"),
    (("doctor", "--profile", "nope"), "there is no profile 'nope'"),
    (("routes", "--version", "v3"), "no operation is like that"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def files_that_are_wrong(admin: str) -> None:
    Path("bad.bin").write_bytes(b"\xff\xfe\x00a")
    Path("bad.csv").write_text('user_identifier,display_name\n"a,b\n', "utf-8")
    Path("deep.json").write_text('[{"a": ' + "[" * 5_000, "utf-8")
    Path("deeper.json").write_text('{"a": ' + "[" * 5_000, "utf-8")


def one_line(words: tuple[str, ...]) -> str:
    return " ".join(word[:20] for word in words).encode("ascii", "replace").decode()


@pytest.mark.parametrize(("words", "said"), WRONG_USAGE, ids=[one_line(words) for words, _ in WRONG_USAGE])
def test_a_mistake_is_two_lines_or_one_document(words: tuple[str, ...], said: str, shell: Run) -> None:
    done = shell(*words)
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith(("wrong usage: ", "UsageError: ", "RequestError: "))
    assert second.startswith("what to do: ")
    assert said in done.err
    assert not PYTHON.search(done.err), done.err
    machines = shell(*words, "--json")
    error = machines.json["error"]
    assert machines.code == 2
    assert error["advice"] == second.removeprefix("what to do: ") or words[0] in {"simulate", "demo"}
    assert set(error) == {"type", "message", "advice", "operation", "status", "code", "incident"}


def test_many_pages_without_a_key_are_told_of_the_flag(shell: Run) -> None:
    done = shell(*SEARCH[:4], "--to", "a.csv", "--page-size", "100")
    assert done.code == 1
    assert done.err.splitlines()[0].endswith("pages of an unsorted search overlap: give --key")
    assert not PYTHON.search(done.err)


def test_an_export_that_cannot_find_its_objects_speaks_no_python(shell: Run, url: str) -> None:
    done = shell("export", "--all", "LIVEBOARD", "--tag", "Nope", "--to", "ex", "--json")
    assert (done.code, done.json["error"]["type"]) == (1, "BadRequestError")
    assert not PYTHON.search(done.err), done.err


def test_raw_and_files_are_no_document(shell: Run) -> None:
    raw = shell("call", "v2.tags.search", "--raw", "--json")
    assert (raw.code, raw.json["error"]["advice"]) == (2, "leave one of them out")
    report = shell("call", "v2.reports.liveboard", "metadata_identifier=x", "file_format=PDF", "--json")
    assert (report.code, report.json["error"]["advice"]) == (2, "name one with --output FILE")
    kept = shell("call", "v2.tags.search", "--raw", "--output", "tags.json", "--json")
    assert (kept.code, kept.json["file"]) == (0, "tags.json")


def test_logging_out_is_a_document_too(shell: Run, url: str) -> None:
    assert shell("logout", "--json").json == {"host": url, "user": "tsadmin"}


def test_a_no_to_a_change_is_a_document_too(shell: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyboard:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return "no\n"

    Path("users.csv").write_text("\ufeffuser_identifier,display_name\nnew,New One\n", "utf-8")
    monkeypatch.setattr(sys, "stdin", Keyboard())
    done = shell("users", "sync", "users.csv", "--json")
    assert (done.code, done.json["error"]["advice"]) == (130, "nothing was changed")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["--json"], True),
        (["call", "x", "--json"], True),
        (["call", "--json=true"], True),
        (["call", "--", "--json"], False),
        (["call", "--jsonn"], False),
        ([], False),
    ],
)
def test_who_asks_for_json(words: list[str], asked: bool) -> None:
    assert machine(words) is asked


class StoppedAtOnce(list[str]):
    """Words that somebody stops with Ctrl-C while they are read for the first time."""

    stopped = False

    def __iter__(self) -> Iterator[str]:
        if not self.stopped:
            self.stopped = True
            raise KeyboardInterrupt
        return super().__iter__()


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_stop_before_anything_has_begun(flags: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(StoppedAtOnce(["routes", *flags])) == 130
    said = capsys.readouterr()
    assert said.err == "stopped; nothing was done\n"
    assert (json.loads(said.out)["error"]["type"] if flags else said.out) == ("Stopped" if flags else "")


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_missing_packages_are_named(flags: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", *flags], {"no_such_module": "cli"}) == 2
    said = capsys.readouterr()
    line = "the command line needs more packages: pip install 'aiothoughtspot[cli]'\n"
    assert said.err == line
    wanted = {
        "type": "UsageError",
        "message": line.partition(":")[0],
        "advice": line.partition(": ")[2].strip(),
    }
    assert (json.loads(said.out)["error"] if flags else said.out) == (wanted if flags else "")


# Files


def test_a_package_that_a_url_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = {"class": "no_such_module.FileSystem", "err": "Install it"}
    monkeypatch.setitem(known_implementations, "needs", needs)
    with pytest.raises(UsageError, match=r"^--to needs://a/b.csv: Install it$"):
        reachable("needs://a/b.csv")


@pytest.mark.parametrize("to", ["a.csv", "a/b.csv", "C:/a.csv", "memory://a.csv", "file:///a", "a:b"])
def test_what_can_be_reached_is_let_through(to: str) -> None:
    reachable(to)


@pytest.mark.parametrize("path", [None, Path("a"), Path("C:/a"), Path("a:b"), Path("/a/s3:/x")])
def test_paths_of_this_machine_are_let_through(path: Path | None) -> None:
    local(Path, path)


@pytest.mark.parametrize("text", ["s3://a", "file:///a", "az+x://a/b"])
def test_a_url_is_no_path_of_this_machine(text: str) -> None:
    with pytest.raises(ValueError, match="not a URL"):
        local(Path, Path(text))


def test_a_text_of_stdin_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("bad.bin").open(encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with pytest.raises(UsageError, match=r"^stdin is no text"):
            text_of("-")


@pytest.mark.parametrize("name", ["", "Nowhere", "../UTC"])
def test_a_zone_that_there_is_not(name: str) -> None:
    known_zone("Europe/Berlin")
    with pytest.raises(UsageError, match="there is no zone"):
        known_zone(name)
