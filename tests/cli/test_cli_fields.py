"""Words to the parts of a request, typed by the operation."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiothoughtspot as ts
from aiothoughtspot._catalog import find
from aiothoughtspot._operation import Day, File, Operation, Param, Size
from aiothoughtspot.cli._failures import UsageError
from aiothoughtspot.cli._fields import in_words, parts_of, places_of, typed
from aiothoughtspot.v2.metadata import MetadataListItemInput

Time = Annotated[datetime, ts.Epoch("ms")]


@pytest.mark.parametrize(
    ("tp", "text", "wanted"),
    [
        (str, "12", "12"),
        (int, "12", 12),
        (int, "many", "many"),
        (float, "12", 12),
        (float, "1.5", 1.5),
        (bool, "true", True),
        (bool, "False", False),
        (bool, "yes", "yes"),
        (int | ts.Unset, "3", 3),
        (Size, "3", 3),
        (Size, "all", "all"),
        (Literal["A", "B"], "A", "A"),
        (Annotated[Literal["A"], "mark"], "A", "A"),
        (Time, "2026-08-01T00:00+00:00", datetime(2026, 8, 1, tzinfo=UTC)),
        (Time, "1785542400000", 1_785_542_400_000),
        (Time, "soon", "soon"),
        (Day, "2026-08-01", date(2026, 8, 1)),
        (MetadataListItemInput, "LIVEBOARD", "LIVEBOARD"),
        (dict[str, Any], "a", "a"),
    ],
)
def test_a_text_is_read_as_a_type_or_left(tp: Any, text: str, wanted: Any) -> None:
    found = typed(tp, text)
    assert (found, type(found)) == (wanted, type(wanted))


@given(st.integers())
def test_every_whole_number_is_read(number: int) -> None:
    assert typed(int, str(number)) == number


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    assert typed(File, str(tmp_path / "logo.png")) == File(b"\x89PNG", "logo.png")


TAGS, USERS = find("v2.tags.update"), find("v2.users.search")


def test_words_go_where_the_operation_has_them() -> None:
    assert parts_of(TAGS, ["tag_identifier=Fin", "color=#0a0"]) == {
        "path": {"tag_identifier": "Fin"},
        "query": {},
        "form": {},
        "body": {"color": "#0a0"},
    }


def test_lists_are_given_item_by_item_or_as_json() -> None:
    words = ["org_identifiers=A", "org_identifiers=B", 'org_identifiers:=["C", "D"]', "record_size=5"]
    assert parts_of(USERS, words)["body"] == {"org_identifiers": ["A", "B", "C", "D"], "record_size": 5}
    assert parts_of(USERS, ["org_identifiers=A"])["body"] == {"org_identifiers": ["A"]}
    assert parts_of(USERS, ['org_identifiers:=["A"]'])["body"] == {"org_identifiers": ["A"]}


def test_fields_from_elsewhere_give_way() -> None:
    found = parts_of(USERS, ["record_size=5"], {"record_size": 9, "record_offset": 1})
    assert found["body"] == {"record_size": 5, "record_offset": 1}


def test_an_operation_without_a_body_gets_none() -> None:
    assert parts_of(find("v2.system.info"), []) == {"path": {}, "query": {}, "form": {}, "body": None}


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("record_size", "is no key=value"),
        ("=5", "is no key=value"),
        (":=5", "is no key=value"),
        ("record_size:={", "this is no JSON"),
    ],
)
def test_what_is_no_word_is_refused(word: str, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        parts_of(USERS, [word])


def test_what_is_no_list_is_given_once() -> None:
    with pytest.raises(UsageError, match="record_size is given 2 times"):
        parts_of(USERS, ["record_size=1", "record_size=2"])


def test_an_unknown_key_is_refused_with_the_one_meant() -> None:
    with pytest.raises(ts.RequestError, match="did you mean 'record_size'") as caught:
        parts_of(USERS, ["record_sise=1"])
    assert caught.value.operation == "v2.users.search"


def test_copies_are_not_asked_for_twice() -> None:
    made: Operation[None] = Operation(
        "v1.x.y",
        "POST",
        "/x/{id}",
        None,
        path_params=(Param("id", str, required=True),),
        form=(Param("copy", str, copy_of="id"), Param("name", str)),
    )
    assert {name: place for name, (place, _) in places_of(made).items()} == {"id": "path", "name": "form"}


@pytest.mark.parametrize(
    ("tp", "words"),
    [
        (str, "text"),
        (Size, "whole number or all"),
        (list[str] | ts.Unset, "list of text"),
        (Annotated[Literal["A", "B"], "mark"], "A | B"),
        (Time, "time such as 2026-08-01T00:00Z, or a number"),
        (File, "path of a file"),
        (dict[str, Any], "JSON object"),
        (MetadataListItemInput, "JSON {identifier?, obj_identifier?, name_pattern?, type?, subtypes?}"),
    ],
)
def test_types_in_words(tp: Any, words: str) -> None:
    assert in_words(tp) == words


def test_every_type_of_the_catalog_has_words() -> None:
    said = {in_words(param.type) for one in ts.operations() for _, param in places_of(one).values()}
    assert len(said) > 100
    assert not [words for words in said if "typing" in words or "Annotated" in words or not words]
