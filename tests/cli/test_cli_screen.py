"""What is written where: results, progress, failures, on a terminal and in a pipe."""

import errno
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import aiothoughtspot as ts
from aiothoughtspot.cli._access import NONE, Access
from aiothoughtspot.cli._failures import ADVICE, Shown, UsageError, exit_code, shown
from aiothoughtspot.cli._screen import Screen, Step, amount, numbers, span
from aiothoughtspot.cli._work import failed, guarded, need


def a_screen(*, json: bool = False, terminal: bool = False, times: list[float] | None = None) -> Screen:
    made = [
        Console(
            file=io.StringIO(), width=60, force_terminal=terminal, soft_wrap=not terminal, highlight=False
        )
        for _ in range(2)
    ]
    clock = iter(times or [])
    return Screen(json=json, out=made[0], err=made[1], clock=lambda: next(clock))


def text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-1, "0 s"),
        (0.4, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (185, "3 min 5 s"),
        (7_800, "2 h 10 min"),
        (3_605, "1 h 5 s"),
        (90_061, "1 d 1 h"),
    ],
)
def test_a_span_in_words(seconds: float, words: str) -> None:
    assert span(seconds) == words


@given(st.floats(0, 1e9))
def test_a_span_has_at_most_two_parts(seconds: float) -> None:
    assert len(span(seconds).split()) in {2, 4}


@pytest.mark.parametrize(
    ("step", "speed", "retries", "line"),
    [
        (Step(0), None, 0, "0 rows"),
        (Step(1_000), 250.0, 0, "1,000 rows, 250/s"),
        (Step(50, 100), 2.5, 1, "50/100 rows, 2.5/s, 20 s left, 1 retry"),
        (Step(50, 100), 0.0, 3, "50/100 rows, 3 retries"),
    ],
)
def test_progress_in_numbers(step: Step, speed: float | None, retries: int, line: str) -> None:
    assert numbers(step, "rows", speed, retries) == line


@pytest.mark.parametrize(
    ("value", "words"), [(True, "yes"), (False, "no"), (12_345, "12,345"), (1.25, "1.2"), (["a", 1], "a, 1")]
)
def test_amounts_in_words(value: object, words: str) -> None:
    assert amount(value) == words


def test_lines_come_now_and_then_where_no_bar_can_be() -> None:
    screen = a_screen(times=[0.0, 1.0, 6.0, 7.0, 12.0])
    with screen.progress("pulling", "rows", lambda: ts.Stats(retries=2)) as tell:
        for done in (10, 60, 70, 120):
            tell(Step(done, 240))
    assert text(screen.err).splitlines() == [
        "pulling: 60/240 rows, 10/s, 18 s left, 2 retries",
        "pulling: 120/240 rows, 10/s, 12 s left, 2 retries",
    ]
    assert not text(screen.out)


def test_a_terminal_gets_a_bar() -> None:
    screen = a_screen(terminal=True)
    with screen.progress("pulling [it]", "rows", lambda: ts.Stats(retries=1)) as tell:
        tell(Step(10))
        tell(Step(20, 40))
    assert "pulling [it]" in text(screen.err)
    assert "20/40 rows" in text(screen.err)
    assert "1 retry" in text(screen.err)


def test_tables_are_tables_on_a_terminal_and_tabs_in_a_pipe() -> None:
    rows = [("one", "a [b]"), ("two", "c")]
    piped, drawn = a_screen(), a_screen(terminal=True)
    for screen in (piped, drawn):
        screen.table(("name", "what"), rows)
    assert text(piped.out) == "one\ta [b]\ntwo\tc\n"
    assert [line.split() for line in text(drawn.out).splitlines()[1:]] == [["one", "a", "[b]"], ["two", "c"]]


def test_columns_fold_on_a_terminal() -> None:
    piped, drawn = a_screen(), a_screen(terminal=True)
    for screen in (piped, drawn):
        screen.columns(("ok", "DNS", "word " * 20 + "\nsecond"), (7, 10), "green")
    assert text(piped.out).count("\n") == 1
    assert "; second" in text(piped.out)
    assert max(len(line) for line in text(drawn.out).splitlines()[1:]) <= 60
    assert text(drawn.out).count("\n") > 2


def test_facts_are_lines_or_a_document() -> None:
    plain, machine = a_screen(), a_screen(json=True)
    for screen in (plain, machine):
        screen.facts({"rows": 1_000, "gap_seconds": 0.5}, paths=["a"])
    assert text(plain.out) == "rows         1,000\ngap seconds  0.5\n"
    assert json.loads(text(machine.out)) == {"rows": 1_000, "gap_seconds": 0.5, "paths": ["a"]}


def test_there_is_one_document_whatever_comes_after_it() -> None:
    for after in (
        lambda screen: screen.stopped("do this"),
        lambda screen: failed(OSError("late"), screen),
        lambda screen: screen.ended(Shown.bug(ValueError("late"))),
    ):
        screen = a_screen(json=True)
        screen.document({"rows": 5})
        after(screen)
        assert json.loads(text(screen.out)) == {"rows": 5}


def test_half_a_character_is_written_as_an_escape() -> None:
    screen = a_screen(json=True)
    screen.document({"name": "a\udcff", "when": date(2026, 11, 22), "good": "\u00e9"})
    assert text(screen.out).isascii()
    assert json.loads(text(screen.out)) == {"name": "a\udcff", "when": "2026-11-22", "good": "\u00e9"}


# Failures


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (UsageError("no", "do this"), "do this"),
        (ts.RequestError("no", operation="v2.tags.search"), "routes v2.tags.search"),
        (ts.RejectedError("no"), "check user"),
        (ts.AuthUnavailableError("no"), "doctor"),
        (ts.OrgAccessError("no"), "--org"),
        (ts.ForbiddenError("no", operation="v2.tags.create"), "routes v2.tags.create"),
        (ts.ServerError("no"), "try again later"),
        (ts.ConnectError("no"), "doctor"),
        (ts.TimedOutError("no"), "less at once"),
        (ts.DecodeError("no"), "--raw"),
        (ts.ThoughtSpotError("no"), "run it again"),
        (OSError(errno.ENOSPC, "No space left on device"), "free some space"),
        (OSError("odd"), "check the path"),
    ],
)
def test_every_failure_has_advice(error: Exception, advice: str) -> None:
    assert advice in shown(error).advice


def test_the_last_advice_fits_all() -> None:
    assert ADVICE[-1][0] is ts.ThoughtSpotError


def test_a_failure_is_one_line_with_its_notes() -> None:
    error = ts.NotFoundError("first\nsecond", status=404, incident_id="i-1")
    error.add_note("third")
    assert shown(error) == Shown(
        "NotFoundError", "first second third", shown(error).advice, None, 404, None, "i-1"
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [(UsageError("a", "b"), 2), (ts.RequestError("a"), 2), (ts.ApiError("a"), 1), (OSError(), 1)],
)
def test_exit_codes(error: Exception, code: int) -> None:
    assert exit_code(error) == code


def test_all_errors_of_a_group_are_named() -> None:
    screen = a_screen()
    group = ExceptionGroup("both", [ts.ApiError("first"), UsageError("second", "do this")])
    assert failed(group, screen) == 2
    assert text(screen.err).splitlines() == [
        "ApiError: first",
        "UsageError: second",
        "what to do: do this",
    ]


def raising(error: BaseException) -> int:
    raise error


def test_a_stop_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(NONE, lambda _: raising(KeyboardInterrupt()), stopped="do this") == 130
    assert guarded(NONE, lambda _: raising(KeyboardInterrupt()), stopped=lambda: "do that") == 130
    assert capsys.readouterr().err.splitlines() == ["stopped; do this", "stopped; do that"]
    assert guarded(Access(json=True), lambda _: raising(KeyboardInterrupt()), stopped="do this") == 130
    assert json.loads(capsys.readouterr().out)["error"]["advice"] == "do this"


@pytest.mark.parametrize("bug", [ValueError("a bug"), ExceptionGroup("a bug", [ValueError()])])
def test_a_bug_is_raised_as_it_is(bug: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(type(bug), match="a bug"):
        guarded(Access(debug=True), lambda _: raising(bug))
    capsys.readouterr()
    with pytest.raises(type(bug), match="a bug"):
        guarded(Access(json=True), lambda _: raising(bug))
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["type"], error["advice"]) == (
        "ValueError",
        "this is a mistake of the program: report the traceback",
    )


def test_a_pipe_that_is_closed_is_left_to_main() -> None:
    with pytest.raises(BrokenPipeError):
        guarded(NONE, lambda _: raising(BrokenPipeError()))


def test_missing_packages_are_named_with_their_extra() -> None:
    need("pulls", "pyarrow")
    with pytest.raises(UsageError, match="needs more packages") as caught:
        need("pulls", "pyarrow", "no_such_module")
    assert caught.value.advice == "pip install 'aiothoughtspot[pulls]'"
