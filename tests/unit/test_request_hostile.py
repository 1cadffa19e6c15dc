"""Hostile identifiers and header values: refused before anything is sent, or quoted as one segment."""

from typing import get_args
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from request_support import operation, parts_of

import aiothoughtspot as ts
from aiothoughtspot._operation import File, Param
from aiothoughtspot._request import build
from aiothoughtspot._safe import MAX_SEGMENT, check_header, quote_segment
from aiothoughtspot.errors import RequestError

REFUSED = [
    "",
    ".",
    "..",
    "%2e%2e",
    "%2E",
    "%2f",
    "%252e%252e",
    "a%20b",
    "%ff",
    "a/b",
    "/",
    "//evil.example",
    "https://evil.example/",
    "a\\b",
    "..\\..",
    "x" * 10_240,
    "nul\x00",
    "cr\rlf",
    "cr\r\nHost: evil.example",
    "del\x7f",
    "c1\x85",
    "line\u2028separator",
    "half\ud800",
]
QUOTED = [
    "a?x",
    "a#f",
    "a b",
    "...",
    "a;b",
    "a@b",
    "a:b",
    "\u202eRTL",
    "\u200fmark",
    "caf\u00e9",
    "100%",
    "+",
    "{0}",
    "{userid}",
    "~",
]


@pytest.mark.parametrize("value", REFUSED)
def test_scenario_27_an_identifier_that_could_change_the_route_is_refused(value: str) -> None:
    with pytest.raises(RequestError) as caught:
        quote_segment(value, "id")
    assert caught.value.parameter == "id"
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("value", QUOTED)
def test_scenario_27_any_other_is_one_segment(value: str) -> None:
    segment = quote_segment(value, "id")
    assert unquote(segment) == value
    assert segment.isascii()
    assert not set(segment) & set("/?#\\ ;@:")


OPERATIONS = [operation for operation in ts.operations() if operation.path_params]
VALUE_OF = {str: "x"}


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_scenario_27_every_path_parameter_of_the_catalog_is_guarded(one: ts.Operation[object]) -> None:
    names = [param.name for param in one.path_params if param.type is str]
    others = {
        param.name: 1 if param.type is int else get_args(param.type)[0]
        for param in one.path_params
        if param.type is not str
    }
    for name in names:
        fine = {**dict.fromkeys(names, "x"), **others}
        for value in REFUSED:
            with pytest.raises(RequestError) as caught:
                build(one, path={**fine, name: value}, check=False)
            assert caught.value.operation == one.name
        for value in QUOTED:
            target = build(one, path={**fine, name: value}, check=False).target
            parts = urlsplit(target)
            assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
            assert [unquote(step) for step in target.split("/")] == [
                (value if step == f"{{{name}}}" else str(fine.get(step.strip("{}"), step)))
                for step in one.path.split("/")
            ]


@given(st.text())
def test_scenario_27_a_segment_reads_back_as_the_value_or_is_refused(value: str) -> None:
    try:
        segment = quote_segment(value, "id")
    except RequestError:
        return
    assert unquote(segment, errors="strict") == value
    assert "/" not in segment
    assert segment not in {"", ".", ".."}
    assert len(value) <= MAX_SEGMENT


HEADERS = [
    "a\r",
    "a\nb",
    "a\r\nHost: evil",
    "nul\x00",
    "\x7f",
    "emoji \U0001f600",
    "\u0100",
    " lead",
    "trail ",
    "\x85",
]


@pytest.mark.parametrize("value", HEADERS)
def test_scenario_28_a_header_value_that_could_break_out_is_refused_by_name(value: str) -> None:
    with pytest.raises(RequestError, match="X-One") as caught:
        build(operation(), headers={"X-One": value})
    assert isinstance(caught.value, ValueError)
    assert caught.value.operation == "v2.test.one"
    with pytest.raises(RequestError, match=r"name|filename|content-type"):
        build(operation(parts=(Param("f", File),)), files={"f": File(b"", value)})
    with pytest.raises(RequestError, match="content-type"):
        build(operation(parts=(Param("f", File),)), files={"f": File(b"", "n", value)})
    with pytest.raises(RequestError, match="name"):
        build(operation(parts=()), form={value: "x"}, check=False)


@pytest.mark.parametrize("name", ["", "a b", "a:b", "a\r\nb", "\u00fc", "a(b)"])
def test_scenario_28_a_header_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(RequestError, match="not a header name"):
        check_header(name, "x")


def test_a_header_value_must_be_a_text() -> None:
    with pytest.raises(RequestError, match="expected a text, got int"):
        build(operation(), headers={"X-One": 5})  # type: ignore[dict-item]  # that is the point


@pytest.mark.parametrize(
    "name",
    [
        "Host",
        "content-length",
        "Transfer-Encoding",
        "connection",
        "Authorization",
        "cookie",
        "TE",
        "Expect",
        "upgrade",
    ],
)
def test_scenario_28_the_transports_own_headers_cannot_be_given(name: str) -> None:
    with pytest.raises(RequestError, match="transport's own"):
        build(operation(), headers={name: "x"})


@pytest.mark.parametrize("value", ["", "plain", "tab\there", "caf\u00e9", "a, b; q=0.5"])
def test_a_harmless_header_replaces_our_own_of_that_name(value: str) -> None:
    one = operation(headers=(("Accept-Language", "en-US"),))
    request = build(one, headers={"accept": value, "X-Two": value})
    assert request.headers == (("Accept-Language", "en-US"), ("accept", value), ("X-Two", value))


def test_a_part_cannot_break_out_of_its_quotes() -> None:
    request = build(operation(parts=()), form={'a"; filename="x\\': "v"}, check=False)
    assert parts_of(request) == [("a_; filename=_x_", None, None, b"v")]
