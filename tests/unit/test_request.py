"""Requests: every place and encoding of a parameter, read back by an independent parser."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from request_support import form_of, json_of, of_body, operation, parts_of, query_of, sent_json

from aiothoughtspot._edges import Outgoing
from aiothoughtspot._operation import File, Param, Rule
from aiothoughtspot._request import build
from aiothoughtspot.dates import Epoch
from aiothoughtspot.errors import RequestError
from aiothoughtspot.runtime import RuntimeFilter, RuntimeSort
from aiothoughtspot.unset import UNSET

TEXT = Param("color", str)
TWO = (Param("a", str | None), Param("b", int))


@pytest.mark.parametrize(
    ("body", "wire"),
    [
        ({}, {}),
        ({"a": UNSET, "b": UNSET}, {}),
        ({"a": None}, {"a": None}),
        ({"a": "", "b": 0}, {"a": "", "b": 0}),
    ],
)
def test_unset_is_left_out_and_none_is_null(body: dict[str, Any], wire: dict[str, Any]) -> None:
    assert sent_json(of_body(*TWO), **body) == wire


def test_without_a_body_nothing_is_sent() -> None:
    request = build(operation("GET"))
    assert (request.content, request.target, dict(request.headers)) == (
        b"",
        "/api",
        {"Accept": "application/json"},
    )


def test_an_empty_body_is_an_object() -> None:
    assert json_of(build(of_body())) == {}
    assert json_of(build(of_body(TEXT))) == {}


@pytest.mark.parametrize(
    ("parts", "parameter", "text"),
    [
        ({"body": {"colour": "x"}}, "colour", "did you mean 'color'"),
        ({"body": {"zzz": "x"}}, "zzz", "no such parameter$"),
        ({"body": {"color": 5}}, "color", "expected a text, got int"),
        ({"body": {"color": None}}, "color", "expected a text, got NoneType"),
        ({"body": [1]}, "body", "expected a mapping of fields, got list"),
        ({"query": {"a": 1}}, "a", "no such parameter"),
        ({"form": {"a": 1}}, "a", "no such parameter"),
        ({"files": {"a": b""}}, "a", "no such parameter"),
        ({"path": {"a": "x"}}, "a", "no such parameter"),
    ],
)
def test_a_wrong_argument_is_refused_by_name(parts: dict[str, Any], parameter: str, text: str) -> None:
    with pytest.raises(RequestError, match=text) as caught:
        build(of_body(TEXT), **parts)
    assert caught.value.parameter == parameter
    assert caught.value.operation == "v2.test.one"


@pytest.mark.parametrize("place", ["path_params", "query", "body", "form", "parts"])
def test_what_is_required_must_be_given_under_its_python_name(place: str) -> None:
    path = "/api/{theId}" if place == "path_params" else "/api"
    facts: dict[str, Any] = {place: (Param("theId", str, required=True, py="the_id"),)}
    one = operation(path=path, **facts)
    with pytest.raises(RequestError, match="the_id: this parameter is required"):
        build(one)


def test_values_in_a_query() -> None:
    one = operation(
        "GET",
        query=(
            Param("s", str),
            Param("b", bool),
            Param("n", float),
            Param("ids", list[str]),
            Param("each", list[int], encode="repeat"),
            Param("csv", list[str], encode="csv"),
            Param("map", dict[str, int]),
            Param("t", Annotated[datetime, Epoch("ms")]),
            Param("none", str | None),
        ),
    )
    query = {
        "s": "a b&c=d/ü",
        "b": True,
        "n": 1.5,
        "ids": ["x", "y"],
        "each": [1, 2],
        "csv": ["p", "q"],
        "map": {"k": 1},
        "t": datetime(2024, 1, 1, tzinfo=UTC),
        "none": None,
    }
    assert query_of(build(one, query=query)) == [
        ("s", "a b&c=d/ü"),
        ("b", "true"),
        ("n", "1.5"),
        ("ids", '["x","y"]'),
        ("each", "1"),
        ("each", "2"),
        ("csv", "p,q"),
        ("map", '{"k":1}'),
        ("t", "1704067200000"),
        ("none", "null"),
    ]
    assert "+" not in build(one, query=query).target, "a blank is %20: some servers do not read +"


def test_an_empty_list_is_left_out_unless_it_means_something() -> None:
    lists = [Param("a", list[str]), Param("b", list[str], empty=True), Param("d", list[str], required=True)]
    one = operation(form=(*lists, Param("c", str)))
    sent = build(one, form={"a": [], "b": [], "d": [], "c": ""})
    assert form_of(sent) == [("b", "[]"), ("d", "[]"), ("c", "")]


def test_v1_puts_json_text_into_one_field_and_lower_case_booleans() -> None:
    one = operation(
        "DELETE",
        "/callosum/v1/user/{userid}",
        path_params=(Param("userid", str, required=True),),
        form=(
            Param("ids", list[str]),
            Param("text", str, encode="json"),
            Param("flag", bool),
            Param("off", bool),
            Param("content", str, encode="base64"),
            Param("userid", str, required=True, copy_of="userid"),
        ),
    )
    request = build(
        one,
        path={"userid": "u-1"},
        form={"ids": ["a", "b"], "text": "x", "flag": True, "off": False, "content": "ü"},
    )
    assert (request.method, request.target) == ("DELETE", "/callosum/v1/user/u-1")
    assert form_of(request) == [
        ("ids", '["a","b"]'),
        ("text", '"x"'),
        ("flag", "true"),
        ("off", "false"),
        ("content", "w7w="),
        ("userid", "u-1"),
    ]
    with pytest.raises(RequestError, match="userid: there is no such parameter"):
        build(one, path={"userid": "u-1"}, form={"userid": "somebody else"})


def test_numbered_families_are_keys_of_the_query() -> None:
    one = operation(
        query=(
            Param("f", list[RuntimeFilter], encode="numbered"),
            Param("s", list[RuntimeSort], encode="numbered"),
        )
    )
    filters = [RuntimeFilter("R", "IN", ["a", "b"]), RuntimeFilter("N", "EQ", 5)]
    assert query_of(build(one, query={"f": filters, "s": [RuntimeSort("R", ascending=False)]})) == [
        ("col1", "R"),
        ("op1", "IN"),
        ("val1", "a"),
        ("val1", "b"),
        ("col2", "N"),
        ("op2", "EQ"),
        ("val2", "5"),
        ("sortCol1", "R"),
        ("asc1", "false"),
    ]


def test_a_multipart_body_is_an_envelope_with_or_without_files() -> None:
    one = operation(
        parts=(
            Param("file", File),
            Param("sheet", File, content_type="text/csv"),
            Param("meta", dict[str, Any], content_type="application/json"),
            Param("flag", bool),
        )
    )
    request = build(
        one,
        form={"meta": {"a": 1}, "flag": True},
        files={"file": b"\x00\r\n--x", "sheet": File(b"1,2", 'a"\\b.csv', "ignored/type")},
    )
    assert parts_of(request) == [
        ("file", "file", "application/octet-stream", b"\x00\r\n--x"),
        ("sheet", "a__b.csv", "text/csv", b"1,2"),
        ("meta", None, "application/json", b'{"a":1}'),
        ("flag", None, None, b"true"),
    ]
    assert parts_of(build(one)) == []
    assert build(one).content != build(one).content, "the boundary cannot be guessed"


@pytest.mark.parametrize(("raw", "media"), [("text", "text/plain"), ("bytes", "application/octet-stream")])
def test_a_raw_body_goes_as_it_is(raw: Literal["text", "bytes"], media: str) -> None:
    one = operation(raw=raw)
    assert build(one, body="a ü").content == "a ü".encode()
    assert dict(build(one, body=b"\x00").headers)["Content-Type"] == media
    with pytest.raises(RequestError, match="expected text or bytes, got dict"):
        build(one, body={"a": 1})


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        (Rule("at_least_one", ("a", "b")), [{"a": 1}, {"a": 1, "b": 1}], [{}, {"a": None}, {"c": 1}]),
        (Rule("exactly_one", ("a", "b")), [{"a": 1}, {"b": 1, "a": None}], [{}, {"a": 1, "b": 1}]),
        (Rule("at_most_one", ("a", "b")), [{}, {"a": 1}], [{"a": 1, "b": 1}]),
        (Rule("together", ("a", "b")), [{}, {"a": 1, "b": 1}], [{"a": 1}]),
        (Rule("same_length", ("l", "m")), [{}, {"l": [1]}, {"l": [1], "m": [2]}], [{"l": [1], "m": []}]),
        (Rule("needs", ("a", "b", "c")), [{}, {"b": 1}, {"a": 1, "b": 1, "c": 1}], [{"a": 1, "b": 1}]),
        (Rule("needs", ("a", "b"), (5,)), [{"a": 1}, {"a": 5, "b": 1}], [{"a": 5}]),
    ],
    ids=lambda one: getattr(one, "kind", ""),
)
def test_rules_across_parameters(rule: Rule, good: list[dict[str, Any]], bad: list[dict[str, Any]]) -> None:
    params = [Param(name, int | None) for name in "abc"] + [Param(name, list[int]) for name in "lm"]
    one = of_body(*params, rules=(rule,))
    for body in good:
        build(one, body=body)
    for body in bad:
        with pytest.raises(RequestError) as caught:
            build(one, body=body)
        assert set((caught.value.parameter or "").split(", ")) <= set(rule.names)


def test_rules_hold_across_places_and_the_body_decides_repeatability() -> None:
    one = operation(
        query=(Param("a", int),),
        body=(Param("b", int),),
        rules=(Rule("at_least_one", ("a", "b")),),
        repeatable="depends",
        read_when=(("b", (1,)),),
    )
    assert build(one, body={"b": 1}).repeatable == "read"
    assert build(one, query={"a": 1}).repeatable == "no"


def test_a_request_shows_no_value() -> None:
    one = operation(path="/api/{id}", path_params=(Param("id", str),), body=(Param("password", str),))
    request = build(one, path={"id": "canary"}, body={"password": "canary"})
    assert repr(request) == "<Request POST /api/{id} (21 bytes)>"


class Holder:
    pass


@pytest.mark.parametrize(
    "parts",
    [
        {"body": {"a": Holder()}},
        {"body": {"a": "\ud800"}},
        {"body": {"a": 10**5000}},
        {"query": {"a": "\ud800"}},
        {"query": {"a": Holder()}},
    ],
    ids=["object", "surrogate", "huge number", "surrogate in query", "object in query"],
)
def test_unchecked_values_that_cannot_be_sent_are_refused_too(parts: dict[str, Any]) -> None:
    with pytest.raises(RequestError):
        build(operation(), check=False, **parts)


def test_unchecked_values_go_as_given() -> None:
    one = operation(
        query=(Param("n", list[RuntimeSort], encode="numbered"), Param("r", list[int], encode="repeat")),
        body=(Param("a", int, required=True),),
        rules=(Rule("at_least_one", ("zzz",)),),
    )
    request = build(
        one, query={"n": "text", "r": 5, "new": [1], "gone": UNSET}, body={"brand": "new"}, check=False
    )
    assert query_of(request) == [("n", "text"), ("r", "5"), ("new", "[1]")]
    assert json_of(request) == {"brand": "new"}
    assert json_of(build(one, body=[1], check=False)) == [1]
    assert build(one, body=b'{"as": "it is"}', check=False).content == b'{"as": "it is"}'
    form = operation(form=(Param("c", bytes, encode="base64"),))
    assert form_of(build(form, form={"c": 5, "b": True}, check=False)) == [("c", "5"), ("b", "true")]


def test_an_argument_that_holds_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    for check in (True, False):
        with pytest.raises(RequestError, match="nested too deeply"):
            build(of_body(Param("a", Any)), body={"a": loop}, check=check)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_in_every_place(one: str, two: str) -> None:
    both = (Param("a", str), Param("b", str))
    given_ = {"a": one, "b": two}
    wire = [("a", one), ("b", two)]
    assert query_of(build(operation(query=both), query=given_)) == wire
    assert form_of(build(operation(form=both), form=given_)) == wire
    assert sent_json(of_body(*both), **given_) == given_


@pytest.mark.parametrize("path", ["", "api", "//elsewhere.example/api", "https://elsewhere.example/api"])
def test_an_operation_begins_at_the_hosts_root(path: str) -> None:
    with pytest.raises(RequestError, match="path begins with one slash"):
        build(operation(path=path))


def test_optional_parts_may_be_no_body_at_all() -> None:
    one = operation(parts=(Param("a", str),), parts_optional=True)
    bare = build(one)
    assert (bare.content, "Content-Type" in dict(bare.headers)) == (b"", False)
    assert parts_of(build(one, form={"a": "x"})) == [("a", None, None, b"x")]


def test_what_goes_out_stays_on_the_origin() -> None:
    with pytest.raises(RequestError, match="starts with a slash"):
        Outgoing("GET", "@elsewhere.example/", (), b"")
