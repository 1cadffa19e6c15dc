"""Inline YAML, rendered, imported and called: what goes on the wire."""

from datetime import date
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any

import pytest
from calls_support import MOMENT, Fake, Load, one
from codegen_support import Package, rendered, spec

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


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ("{at_least_one: [a, b]}", {"a": 1}, {}),
        ("{exactly_one: [a, b]}", {"a": 1}, {"a": 1, "b": 1}),
        ("{at_most_one: [a, b]}", {}, {"a": 1, "b": 1}),
        ("{together: [a, b]}", {"a": 1, "b": 1}, {"b": 1}),
        ("{needs: {a: b}}", {"b": 1}, {"a": 1}),
        ("{needs: {a: [b, c]}}", {"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1}),
        ("{when: {a: 1}, need: [b]}", {"a": 2}, {"a": 1}),
        ("{when: {a: [1, 2]}, need: [b]}", {"a": 3}, {"a": 2}),
    ],
)
async def test_each_rule(load: Load, rule: str, good: dict[str, int], bad: dict[str, int]) -> None:
    module = load(one(f"http: POST /go\nbody: {{a?: int, b?: int, c?: int}}\nrules: [{rule}]"))
    fake = Fake()
    await module.go(fake, **good)
    assert fake.json == good
    with pytest.raises(RequestError):
        await module.go(Fake(), **bad)


async def test_lists_that_belong_together_are_of_one_length(load: Load) -> None:
    text = "http: POST /go\nbody: {a: 'int[]', b: 'int[]'}\nrules: [{same_length: [a, b]}]"
    module = load(one(text))
    await module.go(Fake(), a=[1], b=[2])
    with pytest.raises(RequestError, match="one length"):
        await module.go(Fake(), a=[1], b=[])


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ({"dry": True, "mode": "A"}, "read"),
        ({"dry": True, "mode": "B"}, "read"),
        ({"dry": True, "mode": "C"}, "same_end_state"),
        ({"dry": False, "mode": "A"}, "same_end_state"),
    ],
)
async def test_retry_safety_can_depend_on_the_arguments(
    load: Load, arguments: dict[str, Any], found: str
) -> None:
    text = """
http: POST /go
body: {dry: bool, mode: str}
repeatable: {default: same_end_state, read_when: {dry: true, mode: [A, B]}}
"""
    fake = Fake()
    module = load(one(text))
    await module.go(fake, **arguments)
    assert (module.GO.repeatable, fake.request.repeatable) == ("depends", found)


async def test_headers_accept_and_flags_are_facts_of_the_operation(load: Load) -> None:
    text = """
http: GET /go
accept: text/plain
headers: {Accept-Language: en-US}
auth: none
private: true
redirect: same_origin
limit: async_status
since: 9.0.0.cl
removed: 9.5.0.cl
deprecated: {since: 9.3.0.cl, use: v2.other.thing}
privileges: [A, B]
repeatable: no
"""
    fake = Fake()
    module = load(one(text))
    await module.go(fake)
    assert fake.request.headers == (("Accept", "text/plain"), ("Accept-Language", "en-US"))
    operation = module.GO
    assert (operation.auth, operation.private, operation.same_origin_redirect) == (False, True, True)
    assert (operation.limit, operation.since, operation.removed) == ("async_status", "9.0.0.cl", "9.5.0.cl")
    assert (operation.deprecated.since, operation.deprecated.use) == ("9.3.0.cl", "v2.other.thing")
    assert (operation.privileges, operation.repeatable) == (("A", "B"), "no")


async def test_a_file_is_bytes_and_events_are_a_stream(load: Load) -> None:
    module = load(one("http: GET /go\nstream: bytes\nreturns: bytes"))
    assert await module.go(Fake("x")) == b'"x"'
    assert (module.GO.stream, module.GO.accept) == ("bytes", "application/octet-stream")


async def test_events_name_what_stops_them(load: Load) -> None:
    text = one("http: POST /go/{id}\nbody: {text: str}\nstream: events\nstop: v2.things.halt")
    module = load(text + "  halt: {http: 'POST /halt/{id}', vendor: halt, doc: Halt.}\n")
    fake = Fake()
    async with module.go(fake, "c1", text="hi") as events:
        assert events == "a stream"
    assert (fake.streams, fake.json, module.GO.stop) == (1, {"text": "hi"}, "v2.things.halt")


async def test_the_bound_form_is_the_same_function(load: Load) -> None:
    module = load(one("http: POST /go\nbody: {a: int}"))
    fake = Fake()
    group = module.ThingsApi(fake)
    await group.go(a=1)
    assert fake.json == {"a": 1}
    assert group.go.__func__ is module.go


@pytest.mark.parametrize(
    ("pages", "facts"),
    [
        ("{shape: short, offset: o, size: s}", {"shape": "short", "offset": "o", "size": "s"}),
        ("{shape: flag, flag: last, items: things.all}", {"flag": "last", "items": "things.all"}),
        ("{shape: data, max: 100000}", {"max": 100000, "start": 0}),
        ("{shape: data_v1, start: 1}", {"start": 1}),
        ("{shape: window, offset: o, end: s, hours: 24}", {"end": "s", "hours": 24}),
    ],
)
def test_pages_are_facts_of_the_operation(load: Load, pages: str, facts: dict[str, Any]) -> None:
    models = "models:\n  Page: {things: Things, last: bool}\n  Things: {all: 'str[]'}\n"
    text = f"http: GET /go\nquery: {{o?: int, s?: int}}\nreturns: Page\npages: {pages}"
    found = load(one(text, models)).GO.pages
    assert {name: getattr(found, name) for name in facts} == facts


async def test_names_of_the_old_version_are_snake_case(tmp_path: Path) -> None:
    text = """
group: old
operations:
  go:
    http: POST /go/{userGUID}
    vendor: go
    doc: Go.
    form: {displayName: str, innerThings?: "InThing[]"}
    returns: Out
models:
  InThing: {someId: str, modelKey?: {type: str, max_length: 1}}
  Out: {isLastBatch: bool, rowCount?: int}
"""
    package = Package(tmp_path, rendered(spec(tmp_path, {"v1/old.yaml": text})))
    module = package.module("v1.old")
    fake = Fake({"isLastBatch": True, "rowCount": 3})
    found = await module.go(fake, "u", display_name="d", inner_things=[module.InThing(some_id="i")])
    assert fake.request.target == "/callosum/v1/tspublic/v1/go/u"
    assert fake.request.content == b"displayName=d&innerThings=%5B%7B%22someId%22%3A%22i%22%7D%5D"
    assert (found.is_last_batch, found.row_count) == (True, 3)
    with pytest.raises(RequestError, match="modelKey"):
        await module.go(Fake(), "u", display_name="d", inner_things=[{"someId": "i", "modelKey": "long"}])
    package.forget()
