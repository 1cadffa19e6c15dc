"""Messages of the library as who sits at a shell would say them, and errors whose words are the server's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.cli._failures import UnknownTaskError, exit_code, shown
from aiothoughtspot.cli._words import in_shell


@pytest.mark.parametrize(
    ("python", "shell"),
    [
        ("more than 10 rows: give key=", "more than 10 rows: give --key"),
        ("give key=, the column that is unique", "give --key, the column that is unique"),
        ("give key='Order ID'", "give --key 'Order ID'"),
        ("at most 500 rows at once: set page_size=500", "at most 500 rows at once: set --page-size 500"),
        ("tags.serch: there is no such operation; operations() lists them",
         "tags.serch: there is no such operation; `aiothoughtspot routes` lists them"),
        ("one of .parquet, .csv, or use pulls.File", "one of .parquet, .csv"),
        ("one of .parquet, or use pulls.File(to, 'csv')", "one of .parquet"),
        ("pulls.export: window: at least 1", "--window: at least 1"),
        ("to: a.parquet is a folder", "--to: a.parquet is a folder"),
        ("page_size: no", "--page-size: no"),
        ("v2.tags.create: key: no", "v2.tags.create: key: no"),
        ("(say what it is with Dates.typed({...})): no", "(try --dates raw): no"),
        ("other types: use Dates.typed({...})", "other types: try --dates raw"),
        ("other types: use ts.Dates.typed({'A': date}, 'UTC')", "other types: try --dates raw"),
        ("say dates=ts.Dates.by_source('Europe/Berlin')", "say --zone Europe/Berlin"),
        ('say Dates.by_name("UTC")', "say --zone UTC"),
        ("say dates=Dates.raw()", "say --dates raw"),
        ("begin anew with resume=False", "begin anew with --fresh"),
        ("allow it with Options(private_routes=True)", "allow it with --private"),
        ("use https, or Options(insecure_http=True); so", "use https; so"),
        # These are no arguments of the library.
        ("metadata_key=5 and https://a.example?to=b&key=c", "metadata_key=5 and https://a.example?to=b&key=c"),
        ("ask for pages of that size (record_size=500)", "ask for pages of that size (record_size=500)"),
    ],
)  # fmt: skip
def test_arguments_become_flags(python: str, shell: str) -> None:
    assert in_shell(python) == shell


@given(st.text(st.characters(exclude_characters="=.(:")))
def test_other_words_stay_as_they_are(text: str) -> None:
    assert in_shell(text) == text


def test_what_the_server_said_stays_as_it_said_it() -> None:
    assert shown(ts.BadRequestError("set page_size=5")).message == "set page_size=5"
    assert shown(pulls.PullError("set page_size=5")).message == "set --page-size 5"


def test_a_note_for_programs_is_not_for_readers() -> None:
    error = ts.ServerError("no")
    error.add_note("asked node 3")
    error.add_note("paging had given 0 items of 0 whole pages; .cursor goes on from there")
    assert shown(error).message == "no asked node 3"


def test_a_task_that_there_is_not_is_no_wrong_usage() -> None:
    assert exit_code(UnknownTaskError("a", "b")) == 1
