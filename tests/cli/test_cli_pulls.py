"""Pulls, exports, TML, users and logs from the command line."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cli_support import Run

from aiothoughtspot import pulls
from aiothoughtspot.cli._failures import UsageError
from aiothoughtspot.cli._logs import moment
from aiothoughtspot.cli._pull import facts_of
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._tml import going_on, told
from aiothoughtspot.cli._users import listed

QUERY, SOURCE = "[Order ID] [Order Date] [Revenue]", "Retail Sales"
SEARCH = ("pull", "search", QUERY, SOURCE, "--key", "Order ID")


def ids_of(shell: Run, kind: str, count: int = 5) -> list[str]:
    words = (f'metadata:=[{{"type": "{kind}"}}]', f"record_size={count}")
    return [one["metadata_id"] for one in shell("call", "v2.metadata.search", *words).json]


def test_a_search_becomes_a_file(admin: str, shell: Run) -> None:
    done = shell(*SEARCH, "--to", "sales.parquet", "--page-size", "100")
    assert done.code == 0
    assert "rows     300" in done.out
    table = pq.read_table("sales.parquet")
    assert (table.num_rows, table.schema.field("Order Date").type) == (300, pa.date32())
    again = shell(*SEARCH, "--to", "sales.csv", "--fresh", "--json").json
    assert (again["rows"], again["paths"], again["retries"]) == (300, ["sales.csv"], 0)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("--dates", "raw"), pa.int64()),
        (("--dates", "source", "--zone", "Europe/Berlin"), pa.date32()),
        (("--dates", "name"), pa.int64()),
        (("--zone", "UTC"), pa.date32()),
    ],
)
def test_dates_are_read_as_asked(admin: str, shell: Run, words: tuple[str, ...], kind: Any) -> None:
    assert shell(*SEARCH, "--to", "sales.parquet", *words).code == 0
    assert pq.read_schema("sales.parquet").field("Order Date").type == kind


def test_partitions_and_ranges(admin: str, shell: Run) -> None:
    words = ("pull", "search", "[Order ID] [Order Date] [Region]", SOURCE, "--key", "Order ID")
    done = shell(*words, "--to", "parts", "--partition", "Region", "--ranges", "--compression", "snappy")
    assert done.code == 0
    assert list(Path("parts").glob("Region=*/*.parquet"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((*SEARCH, "--to", "x.parquet", "--zone", "Nowhere"), 2, "unknown time zone"),
        ((*SEARCH, "--to", "x.txt"), 2, "the file's ending says its format"),
        ((*SEARCH[:4], "--to", "x.parquet", "--page-size", "100"), 1, "--key"),
        (("pull", "search", QUERY, "No such", "--to", "x.parquet"), 1, "No such"),
        ((*SEARCH, "--to", "file/x.parquet"), 1, "what to do"),
        (("pull", "search", QUERY), 2, "see `aiothoughtspot pull search --help`"),
        ((*SEARCH, "--to", "x.parquet", "--dates", "often"), 2, "--dates"),
    ],
)
def test_what_is_wrong_with_a_pull_is_said(
    admin: str, shell: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    Path("file").write_text("", "utf-8")
    done = shell(*words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_answers_and_liveboards(admin: str, shell: Run) -> None:
    answer, board = ids_of(shell, "ANSWER", 1)[0], ids_of(shell, "LIVEBOARD", 1)[0]
    assert shell("pull", "answer", answer, "--to", "answer.parquet").code == 0
    assert pq.read_metadata("answer.parquet").num_rows > 0
    done = shell("pull", "liveboard", board, "--to", "board", "--json").json
    assert done["files"] == len(list(Path("board").glob("*.parquet"))) > 0


# Exports


def test_objects_become_files_and_bad_ones_are_named(admin: str, shell: Run) -> None:
    boards = ids_of(shell, "LIVEBOARD", 2)
    done = shell("export", *boards, "nope", "--format", "CSV", "--to", "boards")
    assert done.code == 3
    assert "failed: nope: " in done.err
    assert "failed   1" in done.out
    again = shell("export", *boards, "--format", "CSV", "--to", "boards", "--json").json
    assert (again["files"], again["calls"], again["failures"], len(again["paths"])) == (2, 0, [], 2)


def test_ids_come_from_a_file_or_stdin(admin: str, shell: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("ids").write_text("\n".join(ids_of(shell, "LIVEBOARD", 1)), "utf-8")
    assert shell("export", "--ids-from", "ids", "--format", "PNG", "--to", "a").code == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("nope\n"))
    assert shell("export", "--ids-from", "-", "--to", "b").code == 1


def test_all_of_a_type_and_of_a_tag(admin: str, shell: Run) -> None:
    board = ids_of(shell, "LIVEBOARD", 1)[0]
    shell("call", "v2.tags.create", "name=Mine")
    metadata = f'metadata:=[{{"identifier": "{board}", "type": "LIVEBOARD"}}]'
    assert shell("call", "v2.tags.assign", metadata, "tag_identifiers=Mine").code == 0
    words = ("tml", "export", "--all", "LIVEBOARD", "--to")
    assert shell(*words, "mine", "--tag", "Mine", "--json").json["files"] == 1
    assert [path.stem for path in Path("mine").glob("*.tml")] == [board]
    assert shell(*words, "every", "--format", "JSON", "--associated", "--json").json["files"] > 1


def test_further_arguments_are_the_endpoints_own(admin: str, shell: Run) -> None:
    board = ids_of(shell, "LIVEBOARD", 1)[0]
    words = ("export", board, "--to", "boards", "--argument")
    assert shell(*words, 'pdf_options:={"page_orientation": "PORTRAIT"}').code == 0
    wrong = shell(*words, "pdf=x")
    assert (wrong.code, "there is no such parameter" in wrong.err) == (2, True)


@pytest.mark.parametrize("words", [(), ("x", "--tag", "Mine")])
def test_an_export_of_nothing_is_wrong_usage(admin: str, shell: Run, words: tuple[str, ...]) -> None:
    assert shell("export", *words, "--to", "boards").code == 2


def test_of_many_failures_the_first_are_shown(admin: str, shell: Run) -> None:
    names = [f"nope{number}" for number in range(25)]
    done = shell("tml", "export", *names, "--to", "tml", "--json")
    assert (done.code, len(done.json["failures"])) == (1, 25)
    assert done.err.count("failed: ") == 20
    assert "and 5 more" in done.err


def test_too_many_failures_stop_it(admin: str, shell: Run) -> None:
    done = shell("export", "a", "b", "c", "--to", "boards", "--max-failures", "1")
    assert done.code == 1
    assert "TooManyFailuresError" in done.err


# TML


def test_tml_goes_round(admin: str, shell: Run) -> None:
    shell("tml", "export", *ids_of(shell, "LIVEBOARD", 2), "--to", "tml")
    checked = shell("tml", "validate", "tml", "--json")
    assert (checked.code, checked.json["good"]) == (0, 2)
    done = shell("tml", "import", "tml", "--every", "0.6", "--json")
    assert (done.code, done.json["documents"], done.json["failures"]) == (0, 2, [])
    waited = shell("tml", "wait", done.json["task"], "--every", "0.6")
    assert (waited.code, "good       2" in waited.out) == (0, True)


def test_bad_documents_are_named_by_their_files(admin: str, shell: Run) -> None:
    shell("tml", "export", *ids_of(shell, "LIVEBOARD", 1), "--to", "tml")
    Path("tml/bad.tml").write_text("neither: here\n", "utf-8")
    done = shell("tml", "validate", "tml")
    assert done.code == 3
    assert "failed: tml/bad.tml: " in done.err
    assert shell("tml", "import", "tml/bad.tml", "--every", "0.6").code == 1


def test_an_import_that_failed_as_a_whole_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(Screen(json=True), [], [], "FAILED", task="77") == 1
    said = json.loads(capsys.readouterr().out)
    assert said["failures"] == [{"id": "the import", "reason": "ended as FAILED"}]
    assert (said["task"], said["good"]) == ("77", 0)


def test_no_documents_are_wrong_usage(admin: str, shell: Run) -> None:
    Path("empty").mkdir()
    assert shell("tml", "validate", "empty").code == 2
    assert shell("tml", "import").code == 2


def test_what_a_stop_leaves_behind_is_said() -> None:
    assert going_on([]).startswith("nothing was imported")
    assert "`aiothoughtspot tml wait 77`" in going_on(["77"])


# Users

USERS = """user_identifier,display_name,email,group_identifiers
new,New One,new@acme.example,Analyst; Administrator
ana,Ana B,,
"""


def test_users_are_compared_then_written(admin: str, shell: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("users.csv").write_text(USERS, "utf-8")
    compared = shell("users", "diff", "users.csv")
    assert compared.out.splitlines() == ["+ new", "~ ana: display_name: Ana Analyst -> Ana B"]
    assert "1 added, 1 changed, 0 deleted, 0 unchanged" in compared.err
    document = shell("users", "diff", "users.csv", "--json").json
    assert document["added"] == ["new"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("Pass-word-1\n"))
    alone = shell("users", "sync", "users.csv")
    assert (alone.code, "nobody is there to agree" in alone.err) == (2, True)
    words = ("users", "sync", "users.csv", "--yes", "--default-password", "-", "--json")
    monkeypatch.setattr(sys, "stdin", io.StringIO("Pass-word-1\n"))
    done = shell(*words)
    assert (done.code, done.json["done"], done.json["failed"]) == (0, 2, 0)
    assert "Pass-word-1" not in done.out + done.err
    found = shell("call", "v2.users.search", "user_identifier=new").json[0]
    assert {group["name"] for group in found["user_groups"]} == {"All", "Analyst", "Administrator"}
    assert shell("users", "diff", "users.csv", "--json").json["unchanged"] == 2


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("said", "code"), [("no\n", 130), ("yes\n", 0)])
def test_deletions_are_shown_and_agreed_to(
    admin: str, shell: Run, monkeypatch: pytest.MonkeyPatch, said: str, code: int
) -> None:
    before = len(shell("call", "v2.users.search", "record_size=500").json)
    rows = [{"user_identifier": "ana", "display_name": "Ana Analyst"}]
    Path("users.json").write_text(json.dumps(rows), "utf-8")
    monkeypatch.setattr(sys, "stdin", Keyboard(said))
    done = shell("users", "sync", "users.json", "--delete-unlisted")
    assert done.code == code
    assert "- user00002" in done.out
    assert "Do this? Type yes: " in done.err
    after = [one["name"] for one in shell("call", "v2.users.search", "record_size=500").json]
    assert ("user00002" in after, len(after) < before) == (code == 130, code == 0)


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("a.csv", "user_identifier,display_name,colour\na,b,c\n", "line 2: unknown: colour"),
        ("a.csv", "user_identifier,display_name\na,\n", "line 2: missing: display_name"),
        ("a.csv", "user_identifier,display_name\na,b,c\n", "line 2: unknown: None"),
        ("a.json", '[{"user_identifier": "a"}]', "entry 1: missing: display_name"),
        ("a.json", '{"user_identifier": "a"}', "is no JSON list of users"),
    ],
)
def test_a_wrong_list_is_refused_at_its_place(name: str, text: str, wrong: str) -> None:
    Path(name).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=wrong):
        listed(Path(name))


# Logs


def test_the_log_grows_and_nothing_comes_twice(admin: str, shell: Run) -> None:
    shell("call", "v2.tags.create", "name=Mine")
    first = shell("logs", "tail", "--to", "log.jsonl", "--json").json
    lines = Path("log.jsonl").read_text("utf-8").splitlines()
    assert first["events"] == len(lines) > 0
    shell("logs", "tail", "--to", "log.jsonl")
    lines = Path("log.jsonl").read_text("utf-8").splitlines()
    assert len(set(lines)) == len(lines)


def test_a_gap_in_the_log_is_said(admin: str, shell: Run) -> None:
    done = shell("logs", "tail", "--to", "log.jsonl", "--since", "2026-01-01")
    assert done.code == 0
    assert "the cluster had dropped" in done.err


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (None, None),
        ("2026-11-01", "2026-11-01T00:00:00+00:00"),
        ("2026-11-01T08:00+01:00", "2026-11-01T08:00:00+01:00"),
    ],
)
def test_a_moment_is_in_utc_unless_it_says(text: str | None, wanted: str | None) -> None:
    found = moment(text)
    assert (found and found.isoformat()) == wanted


def test_no_moment_is_wrong_usage(admin: str, shell: Run) -> None:
    done = shell("logs", "tail", "--to", "log.jsonl", "--since", "yesterday")
    assert (done.code, "is no time" in done.err) == (2, True)


def test_what_was_odd_in_the_rows_is_told() -> None:
    report = pulls.PullReport(rows=3, files=1, bytes=9, calls=1, retries=0, mints=0, seconds=0.1, cursor={})
    assert not {"columns_as_text", "uneven_rows"} & set(facts_of(report))
    odd = facts_of(attrs.evolve(report, mixed=("Zip",), ragged=2))
    assert (odd["columns_as_text"], odd["uneven_rows"]) == (["Zip"], 2)
