"""`call` and `routes`: any operation from a line of words."""

import io
import json
import sys
from pathlib import Path

import pytest
from cli_support import Run

import aiothoughtspot as ts
from aiothoughtspot.cli import _call, main


def test_an_answer_is_json(admin: str, shell: Run) -> None:
    made = shell("call", "v2.tags.create", "name=Mine", "color=#0a0")
    assert (made.code, made.json["name"], made.err) == (0, "Mine", "")
    assert [tag["name"] for tag in shell("call", "v2.tags.search", "color=#0a0").json] == ["Mine"]
    gone = shell("call", "v2.tags.delete", "tag_identifier=Mine")
    assert (gone.code, gone.json) == (0, None)


def test_raw_is_what_the_server_sent(admin: str, shell: Run) -> None:
    plain = shell("call", "v2.users.search", "record_size=1").json
    raw = shell("call", "v2.users.search", "record_size=1", "--raw").out
    assert not raw.startswith("[\n")
    assert json.loads(raw)[0]["name"] == plain[0]["name"]


def test_fields_come_from_a_file_or_stdin(admin: str, shell: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("body.json").write_text('{"record_size": 9, "record_offset": 1}', "utf-8")
    assert len(shell("call", "v2.users.search", "record_size=2", "--body", "body.json").json) == 2
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"record_size": 3}'))
    assert len(shell("call", "v2.users.search", "--body", "-").json) == 3
    Path("body.json").write_text("[]", "utf-8")
    wrong = shell("call", "v2.users.search", "--body", "body.json")
    assert (wrong.code, wrong.out) == (2, "")
    assert "no JSON object" in wrong.err


def test_a_file_goes_into_a_file_or_a_pipe(admin: str, shell: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    board = shell("call", "v2.metadata.search", 'metadata:=[{"type": "LIVEBOARD"}]', "record_size=1").json[0]
    words = ("v2.reports.liveboard", f"metadata_identifier={board['metadata_id']}", "file_format=PDF")
    done = shell("call", *words, "--output", "board.pdf", "--json")
    assert (done.code, done.json) == (0, {"file": "board.pdf", "bytes": Path("board.pdf").stat().st_size})
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe))
    assert main(["call", *words]) == 0
    assert pipe.getvalue().startswith(b"%PDF")


def test_a_terminal_gets_no_bytes(admin: str, shell: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = shell("call", "v2.reports.liveboard", "metadata_identifier=x", "file_format=PDF")
    assert (done.code, done.out) == (2, "")
    assert "--output FILE" in done.err


def test_events_come_line_by_line_or_as_one_document(admin: str, shell: Run) -> None:
    words = ('metadata_context:={"type": "AUTO_MODE"}', 'conversation_settings:={"enable_save_chat": true}')
    talk = shell("call", "v2.ai.create_conversation", *words).json["conversation_id"]
    message = ("v2.ai.send_streaming", f"conversation_identifier={talk}", "messages=Revenue by region")
    lines = [json.loads(line) for line in shell("call", *message).out.splitlines()]
    assert lines
    assert all(isinstance(line, dict) for line in lines)
    assert isinstance(shell("call", *message, "--json").json, list)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("v2.tags.serch",), 2, "there is no such operation"),
        (("v2.tags.search", "colour=x"), 2, "did you mean 'color'"),
        (("v2.users.search", "record_size=x"), 2, "expected a whole number"),
        (("v2.tags.delete", "tag_identifier=nope"), 1, "what to do: "),
        (("v2.tags.search", "color"), 2, "is no key=value"),
        (("v2.users.create", "name=x"), 2, "routes v2.users.create"),
    ],
)
def test_what_is_wrong_is_said_in_two_lines(
    admin: str, shell: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    done = shell("call", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert done.err.count("\n") == 2


def test_an_error_is_a_document_too(admin: str, shell: Run) -> None:
    done = shell("call", "v2.tags.delete", "tag_identifier=nope", "--json")
    error = done.json["error"]
    assert (done.code, error["type"], error["status"]) == (1, "BadRequestError", 400)
    assert error["operation"] == "v2.tags.delete"


def test_private_routes_are_asked_for_by_name(admin: str, shell: Run) -> None:
    private = next(one for one in ts.operations("v1") if one.private and not one.path_params)
    refused = shell("call", private.name)
    assert refused.code == 2
    allowed = shell("call", private.name, "--private")
    assert "not part of the public API" in refused.err
    assert "not part of the public API" not in allowed.err


def test_failures_inside_a_success_are_no_success(admin: str, shell: Run) -> None:
    good = "guid: 3f1c3b57-0a1f-4c3d-9f1e-1a2b3c4d5e6f\nliveboard:\n  name: Made here\n"
    words = ("v2.metadata.import_tml", f"metadata_tmls={good}")
    assert shell("call", *words, "import_policy=PARTIAL").code == 0
    partly = shell("call", *words, "metadata_tmls=neither: here", "import_policy=PARTIAL")
    assert partly.code == 3
    assert shell("call", words[0], "metadata_tmls=neither: here", "import_policy=PARTIAL").code == 1


def test_values_without_json_of_their_own_are_written() -> None:
    value = {"cells": [ts.CalendarDate(None, None, "Q1"), 5]}
    plain = _call._plain(value, secrets=False)
    assert plain == {"cells": [{"start": None, "end": None, "label": "Q1"}, 5]}


# Routes


def test_routes_are_listed_and_chosen(shell: Run) -> None:
    every = shell("routes")
    assert len(every.out.splitlines()) == len(ts.operations())
    tags = shell("routes", "--group", "tags", "--version", "v2").out.splitlines()
    assert {line.split("\t")[0].rpartition(".")[0] for line in tags} == {"v2.tags"}
    assert [one["vendor"] for one in shell("routes", "searchtags", "--json").json] == ["searchTags"]


def test_a_route_is_shown_with_its_parameters(shell: Run) -> None:
    shown = shell("routes", "v2.tags.update")
    assert "updateTag" in shown.out
    assert "tag_identifier\tpath\tyes\ttext" in shown.out
    document = shell("routes", "v2.tags.update", "--json").json
    assert document["parameters"][0]["required"] in {True, False}
    assert document["repeatable"]
    assert "parameter" not in shell("routes", "v2.system.info").out


def test_remarks_say_what_is_old_and_what_is_private() -> None:
    remarks = {one.name: _call._remarks(one) for one in ts.operations()}
    assert "since 9.0.0.cl" in remarks["v2.tags.search"]
    assert any("removed in" in text for text in remarks.values())
    assert any("deprecated, use" in text for text in remarks.values())
    assert any("private" in text for text in remarks.values())


def test_nothing_found_is_wrong_usage(shell: Run) -> None:
    done = shell("routes", "no such thing")
    assert (done.code, done.out) == (2, "")


def test_commands_without_rights_say_so(admin: str, shell: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TS_USERNAME", "ana")
    done = shell("call", "v2.roles.create", "name=x", "--debug")
    assert done.code == 1
    assert "Traceback" in done.err
    assert "secret'" not in done.err
    assert "what to do" in done.err


def test_what_looks_like_json_is_json_where_no_text_is_wanted(admin: str, shell: Run) -> None:
    found = shell("call", "v2.metadata.search", 'metadata=[{"type": "LIVEBOARD"}]', "record_size=2")
    assert (found.code, [one["metadata_type"] for one in found.json]) == (0, ["LIVEBOARD"] * 2)
    text = shell("call", "v2.tags.create", "name=[mine]")
    assert (text.code, text.json["name"]) == (0, "[mine]")
    broken = shell("call", "v2.metadata.search", "metadata=[{")
    assert (broken.code, broken.out) == (2, "")


def test_a_token_is_shown_only_to_who_asks_for_one(admin: str, shell: Run) -> None:
    minted = shell("call", "v2.authentication.current_token").json["token"]
    assert len(minted) > 20
    info = shell("call", "v1.session.info")
    assert info.json["auth_token"] == "***"
