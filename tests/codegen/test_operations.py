"""Inline YAML, rendered, imported and called: rules, and the facts of whole operations."""

from pathlib import Path
from typing import Any

import pytest
from calls_support import Fake, Load, one
from codegen_support import Package, rendered, spec

from aiothoughtspot.errors import RequestError


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
