"""Inline YAML, rendered, imported and called: what an answer becomes."""

from datetime import date
from typing import Any

import pytest
from calls_support import MOMENT, Fake, Load, one

from aiothoughtspot.dates import CalendarDate, Dates
from aiothoughtspot.errors import PartialFailureError

ANSWER = """
models:
  Thing:
    id: str
    made?: {type: epoch(ms), as: creation_time}
    seen?: {type: epoch(s_or_ms), as: seen_time, never: [0]}
    told?: {type: epoch(iso), as: told_time}
    content?: {type: json(any), as: parsed}
    state?: State
    look?: enum(ROUND, FLAT)
    class?: {type: str, py: class_}
    token?: {type: str, secret: true}
    inner?: Thing
    either?: Thing | str
enums:
  State: [ON, OFF]
"""


async def test_an_answer_becomes_values(load: Load) -> None:
    answer = {
        "id": "a",
        "made": 1772600767000,
        "seen": 1772600767,
        "told": "2026-03-04T05:06:07Z",
        "content": '{"a": 1}',
        "state": "BROKEN",
        "look": "SQUARE",
        "class": "c",
        "token": "hush",
        "inner": {"id": "b", "seen": 0},
        "either": "text",
        "new": 1,
    }
    module = load(one("http: GET /go\nreturns: Thing", ANSWER))
    thing = await module.go(Fake(answer))
    assert (thing.made, thing.creation_time) == (1772600767000, MOMENT)
    assert (thing.seen_time, thing.told_time, thing.parsed) == (MOMENT, MOMENT, {"a": 1})
    assert (thing.state, thing.look, thing.class_, thing.either) == ("BROKEN", "SQUARE", "c", "text")
    assert (thing.inner.id, thing.inner.seen_time, thing.inner.creation_time) == ("b", None, None)
    assert "hush" not in repr(thing)
    assert "***" in repr(thing)


@pytest.mark.parametrize(
    ("returns", "answer", "ids"),
    [
        ('"Thing[]"', [{"id": "a"}, {"id": "b"}], ["a", "b"]),
        ('"Thing[]"', {"id": "a"}, ["a"]),
        ("map[Thing]", {"x": {"id": "a"}}, ["a"]),
    ],
)
async def test_lists_and_maps_of_answers(load: Load, returns: str, answer: Any, ids: list[str]) -> None:
    found = await load(one(f"http: GET /go\nreturns: {returns}", ANSWER)).go(Fake(answer))
    assert [item.id for item in (found.values() if isinstance(found, dict) else found)] == ids


OUTCOMES = """
models:
  Result:
    failure: {at: [now.code, old.code], values: [ERROR, FATAL], message: [now.text, old.text]}
    fields: {name: str, now?: State, old?: State}
  Plain:
    failure: {at: code, values: [BAD]}
    fields: {code?: str}
  State: {code: str, text?: str}
  Report:
    outcomes: results
    fields: {results?: "Result[]", plain?: Plain}
"""
RESULTS = [
    {"name": "a", "now": {"code": "OK"}},
    {"name": "b", "now": {"code": "ERROR", "text": "broke"}},
    {"name": "c", "old": {"code": "FATAL"}},
    {"name": "d"},
]


@pytest.mark.parametrize(
    ("returns", "answer"), [("outcomes(Result)", RESULTS), ("Report", {"results": RESULTS})]
)
async def test_failures_inside_a_success_are_seen(load: Load, returns: str, answer: Any) -> None:
    models = OUTCOMES if returns == "Report" else OUTCOMES.partition("  Report:")[0].replace("Plain", "Plain")
    text = one(f"http: GET /go\nreturns: {returns}", models)
    if returns != "Report":
        text += "  Report: {plain?: Plain}\n"
        text = text.replace(
            "models:", "  other: {http: GET /other, vendor: o, doc: O., returns: Report}\nmodels:"
        )
    found = await load(text).go(Fake(answer))
    assert [(item.name, item.failure) for item in found.failures] == [("b", "broke"), ("c", "FATAL")]
    with pytest.raises(PartialFailureError, match="2 of 4 failed: broke; FATAL"):
        found.raise_for_failures()


WHOLE = """
models:
  Import:
    failure: {at: status, values: [FAILED]}
    outcomes: lines
    fields: {status: str, lines?: "Line[]"}
  Line: {failure: {at: why, values: [BAD]}, fields: {why?: str}}
"""


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"status": "FAILED"}, "failed: FAILED"),
        ({"status": "FAILED", "lines": [{"why": "BAD"}, {}]}, "1 of 2 failed: BAD"),
        ({"status": "DONE", "lines": [{"why": "BAD"}]}, "1 of 1 failed: BAD"),
    ],
)
async def test_a_whole_that_failed_is_raised_too(load: Load, answer: Any, message: str) -> None:
    found = await load(one("http: GET /go\nreturns: Import", WHOLE)).go(Fake(answer))
    with pytest.raises(PartialFailureError, match=message):
        found.raise_for_failures()


async def test_a_whole_without_failures_raises_nothing(load: Load) -> None:
    found = await load(one("http: GET /go\nreturns: Import", WHOLE)).go(
        Fake({"status": "DONE", "lines": [{}]})
    )
    found.raise_for_failures()


@pytest.mark.parametrize("answer", [RESULTS, {"object": RESULTS}])
async def test_a_wrapped_answer_is_the_same(load: Load, answer: Any) -> None:
    other = "  other: {http: GET /other, vendor: o, doc: O., returns: Report}\n"
    text = one("http: GET /go\nunwrap: object\nreturns: outcomes(Result)", other + OUTCOMES.lstrip())
    assert [item.name for item in (await load(text).go(Fake(answer))).failures] == ["b", "c"]


async def test_one_place_of_failure_is_its_own_message(load: Load) -> None:
    module = load(one("http: GET /go\nreturns: Report", OUTCOMES))
    found = await module.go(Fake({"plain": {"code": "BAD"}}))
    assert found.plain.failure == "BAD"
    assert found.failures == []
    found.raise_for_failures()


async def test_rows_are_decoded_and_can_be_read_again(load: Load) -> None:
    models = """
models:
  Table: {rows: {each: parts}, fields: {parts: "Part[]"}}
  Part: {rows: {columns: names, cells: data}, fields: {names: "str[]", data: "any[]"}}
"""
    module = load(one("http: GET /go\nreturns: Table", models))
    cell = {"v": {"s": 1772582400, "e": 1772668800}}
    found = await module.go(Fake({"parts": [{"names": ["a", "b"], "data": [[cell, 1772582400]]}]}))
    assert module.GO.data
    assert isinstance(found.parts[0].data[0][0], CalendarDate)
    again = found.decode(Dates.typed({"b": "date"}, "UTC"))
    assert again.parts[0].data[0][1] == date(2026, 3, 4)
    assert found.parts[0].data[0][1] == 1772582400
