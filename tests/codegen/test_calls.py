"""Inline YAML, rendered, imported and called: what goes on the wire."""

from datetime import date
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

import pytest
from calls_support import MOMENT, Fake, Load, one

from aiothoughtspot._operation import File
from aiothoughtspot._request import Request
from aiothoughtspot.errors import RequestError
from aiothoughtspot.runtime import RuntimeFilter, RuntimeSort


@pytest.mark.parametrize(
    ("kind", "value", "wire"),
    [
        ("str", "a", "a"),
        ("int", 3, 3),
        ("float", 0.5, 0.5),
        ("number", 3, 3),
        ("bool", False, False),
        ("any", {"a": [1]}, {"a": [1]}),
        ("object", {"a": 1}, {"a": 1}),
        ('"str[]"', ["a"], ["a"]),
        ('"map[int]"', {"a": 1}, {"a": 1}),
        ('"(str | bool | number)[]"', ["a", True, 1.5], ["a", True, 1.5]),
        ('"str | null"', None, None),
        ('"enum(A, B)"', "B", "B"),
        ("epoch(ms)", MOMENT, 1772600767000),
        ("epoch(s)", MOMENT, 1772600767),
        ("epoch(us)", MOMENT, 1772600767000000),
        ("epoch(ms)", 12, 12),
        ("date(mdy)", date(2026, 3, 4), "03/04/2026"),
        ("size", "all", -1),
        ("size", 5, 5),
        ("runtime_filters", [RuntimeFilter("a", "EQ", 1)], {"col1": "a", "op1": "EQ", "val1": 1}),
        ("runtime_sorts", [RuntimeSort("a", True)], {"sortCol1": "a", "asc1": True}),
    ],
)
async def test_each_type_in_a_body(load: Load, kind: str, value: Any, wire: Any) -> None:
    fake = Fake()
    await load(one(f"http: POST /go\nbody: {{it?: {{type: {kind}}}}}")).go(fake, it=value)
    assert fake.json == {"it": wire}
    assert (fake.request.method, fake.request.target) == ("POST", "/api/rest/2.0/go")


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("{type: int, min: 1}", 0, "below the minimum of 1"),
        ("{type: int, max: 5}", 6, "above the maximum of 5"),
        ("{type: str, max_length: 2}", "abc", "3 characters are more than"),
        ('{type: "str[]", max_items: 1}', ["a", "b"], "2 items are more than"),
        ("{type: str, pattern: '[ab]+'}", "c", "does not match"),
        ("{type: int, refuse: [-1]}", -1, "-1 is refused"),
        ('{type: "str[]", refuse: [[]]}', [], "is refused"),
        ('"enum(A, B)"', "C", "'C' is not one of A, B"),
        ("size", -1, "say 'all' if you mean it"),
        ("str", None, "expected a text"),
    ],
)
@pytest.mark.parametrize("inside", [False, True])
async def test_each_limit_holds_for_arguments_and_inside_of_them(
    load: Load, field: str, value: Any, problem: str, inside: bool
) -> None:
    if inside:
        text = one("http: POST /go\nbody: {outer: In}", f"models:\n  In: {{it?: {field}}}\n")
        module = load(text)
        call = module.go(Fake(), outer=module.In(it=value))
    else:
        call = load(one(f"http: POST /go\nbody: {{it?: {field}}}")).go(Fake(), it=value)
    with pytest.raises(RequestError, match=problem) as caught:
        await call
    assert caught.value.parameter == ("outer.it" if inside else "it")


async def test_what_is_asked_for_is_required_though_the_server_does_not(load: Load) -> None:
    module = load(one("http: POST /go\nbody: {wipe?: {type: bool, ask: true, default: true}}"))
    with pytest.raises(TypeError, match="wipe"):
        await module.go(Fake())
    fake = Fake()
    await module.go(fake, wipe=False)
    assert fake.json == {"wipe": False}


async def test_unknown_keywords_are_type_errors_and_paths_are_positional(load: Load) -> None:
    module = load(one("http: GET /go/{a}/{b}\npath: {b: int}"))
    fake = Fake()
    await module.go(fake, "x y", 2)
    assert fake.request.target == "/api/rest/2.0/go/x%20y/2"
    assert fake.request.content == b""
    with pytest.raises(TypeError, match="colour"):
        await module.go(fake, "x", 2, colour=1)


async def test_each_encoding_in_a_query(load: Load) -> None:
    text = """
http: GET //root/go
query:
  text?: str
  flag?: bool
  json?: "str[]"
  repeat?: {type: "str[]", encode: repeat}
  csv?: {type: "int[]", encode: csv}
  base64?: {type: str, encode: base64}
  none?: "str[]"
  some?: {type: "str[]", empty: true}
  new?: {type: bool, py: is_new}
"""
    fake = Fake()
    await load(one(text)).go(
        fake,
        text="a b",
        flag=True,
        json=["a"],
        repeat=["a", "b"],
        csv=[1, 2],
        base64="ab",
        none=[],
        some=[],
        is_new=False,
    )
    assert fake.request.target == (
        "/root/go?text=a%20b&flag=true&json=%5B%22a%22%5D&repeat=a&repeat=b&csv=1%2C2&base64=YWI%3D"
        "&some=%5B%5D&new=false"
    )


async def test_a_form_with_a_copied_id(load: Load) -> None:
    text = "http: DELETE /go/{id}\nform: {user: {type: str, copy_of: id}, names?: 'str[]'}"
    fake = Fake()
    await load(one(text)).go(fake, "u1", names=["a"])
    assert fake.request.target == "/api/rest/2.0/go/u1"
    assert fake.request.content == b"user=u1&names=%5B%22a%22%5D"
    assert dict(fake.request.headers)["Content-Type"] == "application/x-www-form-urlencoded"


def parts_of(request: Request) -> dict[str, tuple[str | None, str | None, bytes]]:
    """The parts of a multipart body by name: file name, media type and content, by a parser of its own."""
    head = f"Content-Type: {dict(request.headers)['Content-Type']}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + request.content)
    parts: dict[str, tuple[str | None, str | None, bytes]] = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        media = part["Content-Type"]
        name = part["Content-Disposition"].params["name"]
        parts[name] = (part.get_filename(), None if media is None else str(media), content)
    return parts


async def test_parts_are_multipart_with_and_without_a_file(load: Load) -> None:
    text = """
http: POST /go
parts:
  about: {type: "In[]", content_type: application/json}
  on?: bool
  content?: {type: file, content_type: text/csv}
  icon?: file
"""
    module = load(one(text, "models:\n  In: {it: int}\n"))
    fake = Fake()
    await module.go(fake, about=[module.In(it=1)], on=True)
    assert parts_of(fake.request) == {
        "about": (None, "application/json", b'[{"it":1}]'),
        "on": (None, None, b"true"),
    }
    fake = Fake()
    await module.go(fake, about=[], content=File(b"a,b", "x.csv"), icon=File(b"i", "i.png", "image/png"))
    assert parts_of(fake.request)["content"] == ("x.csv", "text/csv", b"a,b")
    assert parts_of(fake.request)["icon"] == ("i.png", "image/png", b"i")


async def test_optional_parts_that_are_all_left_out_are_no_body(load: Load) -> None:
    text = "http: POST /go\nparts_optional: true\nquery: {a: int}\nparts: {b?: str}"
    module = load(one(text))
    fake = Fake()
    await module.go(fake, a=1)
    assert (fake.request.content, fake.request.target) == (b"", "/api/rest/2.0/go?a=1")
    assert "Content-Type" not in dict(fake.request.headers)
    fake = Fake()
    await module.go(fake, a=1, b="x")
    assert parts_of(fake.request) == {"b": (None, None, b"x")}


@pytest.mark.parametrize(
    ("kind", "content", "media"),
    [("str", "a\nb", "text/plain"), ("bytes", b"\x00", "application/octet-stream")],
)
async def test_a_raw_body_goes_as_it_is(load: Load, kind: str, content: Any, media: str) -> None:
    fake = Fake()
    await load(one(f"http: POST /go\nraw: {kind}")).go(fake, content=content)
    assert fake.request.content == (content.encode() if isinstance(content, str) else content)
    assert dict(fake.request.headers)["Content-Type"] == media


async def test_families_are_numbered_keys_of_the_query(load: Load) -> None:
    text = "http: POST /go\nfamilies: [filters, parameters, sort]\nquery: {id?: str}"
    fake = Fake()
    filters = [RuntimeFilter("a", "IN", [1, 2]), RuntimeFilter("b", "EQ", "x")]
    await load(one(text)).go(fake, id="i", runtime_filters=filters, runtime_sorts=[RuntimeSort("a", False)])
    query = fake.request.target.partition("?")[2].split("&")
    assert query[:3] == ["id=i", "col1=a", "op1=IN"]
    assert {"val1=1", "val1=2", "col2=b", "val2=x"} <= set(query)
