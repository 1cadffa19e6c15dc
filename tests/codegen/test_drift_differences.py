"""What `drift` leaves out on purpose, what it says is in vain, and how it prints the rest."""

import json
from pathlib import Path

import pytest
from codegen_support import spec
from drift_support import CATALOG, Json, document, found, object_of, of_answer, of_body, operation, short

from codegen.__main__ import main
from codegen.drift import report

STRING: Json = {"type": "string"}
ANSWER = CATALOG.replace("BODY", "").replace("RETURNS", "Out") + "models:\n  Out: {a: str, b?: str}\n"
OTHERS = {
    "/api/rest/2.0/ghosts": {"get": operation(tags=["Ghosts"]), "parameters": []},
    "/api/rest/2.0/new": {"get": operation()},
    "/api/rest/2.0/stray": {"get": operation(tags=["Strays"])},
}


def test_routes_that_only_one_side_has(tmp_path: Path) -> None:
    gone = "  gone: {http: GET /gone, vendor: g, doc: G.}\n"
    old = "  old: {http: GET /old, vendor: o, doc: O., removed: 9.5.0.cl}\n"
    text = CATALOG.replace("BODY", "").replace("RETURNS", "none") + gone + old
    differences = "# A comment.\nabsent_topics: {Ghosts: Nobody has seen one., Fairies: Neither.}\n"
    assert [
        (one.at, one.what, one.catalog, one.document, str(one.where))
        for one in found(tmp_path, document(more=OTHERS), text, differences)
    ] == [
        ("GET /gone", "route", "present", "absent", "spec/v2/things.yaml:10"),
        ("GET /new", "route", "absent", "present", "spec/v2/things.yaml:1"),
        ("GET /stray", "route", "absent", "present", "spec/v2/differences.yaml:2"),
        ("Fairies", "difference", "absent topic", "no such difference", "spec/v2/differences.yaml:2"),
    ]


def test_a_living_operation_wins_over_a_removed_one_of_its_route(tmp_path: Path) -> None:
    old = "  old: {http: 'POST /things/{id}', vendor: o, doc: O., removed: 9.5.0.cl}\n"
    text = CATALOG.replace("BODY", "").replace("RETURNS", "none") + old
    assert found(tmp_path, document(), text) == []


def test_a_field_can_say_what_the_document_says_instead(tmp_path: Path) -> None:
    fields = """
      a: {type: In, official: object, why: typed by its samples}
      b?: {type: str, official: absent, why: in samples only}
      c: {type: "int[]", official: "object[]", why: they are numbers}"""
    text = CATALOG.replace("{BODY}", fields).replace("RETURNS", "none") + "models:\n  In: {x: str}\n"
    free: Json = {"type": "object"}
    official = document(
        requestBody=of_body(object_of(("a", "c"), a=free, c={"type": "array", "items": free}))
    )
    assert found(tmp_path, official, text) == []
    official = document(requestBody=of_body(object_of(("a", "c"), a=object_of(x=STRING), b=STRING, c=STRING)))
    assert short(found(tmp_path, official, text)) == [
        ("body.a.x", "field", "absent", "string", 9),
        ("body.b", "field", "absent", "string", 10),
        ("body.c", "type", "array", "string", 11),
    ]


DEEP = (
    CATALOG.replace("BODY", "").replace("RETURNS", '"Out[]"')
    + "models:\n  Out: {a?: In}\n  In: {b?: 'str[]'}\n"
)


def of_deep(inner: Json) -> Json:
    """The answer that `DEEP` has, with other items of its inner list."""
    return of_answer({"type": "array", "items": object_of(a=object_of(b=inner))})


NATURAL = of_deep({"type": "array", "items": STRING})
FREE: Json = {"type": "object"}


@pytest.mark.parametrize(
    ("place", "official", "change"),
    [
        ("security", "none", {"security": []}),
        ("response[]", "object", {"responses": of_answer({"type": "array", "items": FREE})}),
        ("response", "object", {"responses": of_answer(FREE)}),
        ("response", "object[]", {"responses": of_answer({"type": "array", "items": FREE})}),
        ("response", "bytes", {"responses": {"200": {"content": {"application/zip": {}}}}}),
        ("response[].a.b[]", "int", {"responses": of_deep({"type": "array", "items": {"type": "integer"}})}),
        ("response[].a.b", "str", {"responses": of_deep(STRING)}),
    ],
)
def test_a_difference_covers_its_place_and_nothing_else(
    tmp_path: Path, place: str, official: str, change: Json
) -> None:
    known = f"""
differences:
  - {{at: "POST /things/{{id}} {place}", official: "{official}", why: It is so.}}
"""
    assert found(tmp_path, document(**{"responses": NATURAL, **change}), DEEP, known) == []
    # Once the document agrees with us, nothing needs the difference.
    vain = (place, "difference", official, "no such difference", 3)
    assert short(found(tmp_path, document(responses=NATURAL), DEEP, known)) == [vain]


@pytest.mark.parametrize("place", ["response[].a.c", "response.a", "nowhere", "response[][]"])
def test_a_difference_that_leads_nowhere_is_in_vain(tmp_path: Path, place: str) -> None:
    known = f'differences: [{{at: "POST /things/{{id}} {place}", official: object, why: It is so.}}]'
    whole = document(
        responses=of_answer(
            {"type": "array", "items": object_of(a=object_of(b={"type": "array", "items": STRING}))}
        )
    )
    assert short(found(tmp_path, whole, DEEP, known))[0][:2] == (place, "difference")


def test_a_difference_does_not_hide_another_reading_of_its_place(tmp_path: Path) -> None:
    known = 'differences: [{at: "POST /things/{id} response", official: object, why: It is so.}]'
    whole = document(responses=of_answer({"type": "boolean"}))
    assert short(found(tmp_path, whole, DEEP, known)) == [("response", "type", "object", "boolean", 4)]


def test_a_difference_does_not_hide_what_the_catalog_lacks(tmp_path: Path) -> None:
    known = 'differences: [{at: "POST /things/{id} response.c", official: str, why: It is so.}]'
    whole = document(responses=of_answer(object_of(("a",), a=STRING, b=STRING, c=STRING)))
    assert short(found(tmp_path, whole, ANSWER, known)) == [("response.c", "field", "absent", "string", 11)]


def test_a_difference_below_what_is_gone_is_not_reported(tmp_path: Path) -> None:
    known = 'differences: [{at: "POST /things/{id} response[]", official: object, why: It is so.}]'
    assert short(found(tmp_path, document(), DEEP, known)) == [("response", "type", "array", "none", 4)]


def test_the_table_and_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = spec(tmp_path, {"v2/things.yaml": ANSWER})
    official = tmp_path / "official.json"
    official.write_text(json.dumps(document(responses=of_answer(object_of(("a",), a=STRING)))))
    assert main(["drift", str(official)], root) == 1
    head, line = capsys.readouterr().out.splitlines()
    columns = ["where to edit", "at", "what", "catalog", "document"]
    cells = ["spec/v2/things.yaml:11", "POST /things/{id} response.b", "field", "string", "absent"]
    starts = [head.index(name) for name in columns]
    assert [line[start:].split("  ")[0] for start in starts] == cells
    assert main(["drift", str(official), "--json"], root) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "at": "POST /things/{id} response.b",
            "what": "field",
            "catalog": "string",
            "document": "absent",
            "where": "spec/v2/things.yaml:11",
        }
    ]
    assert report([]) == "The catalog agrees with the document."
    assert report([], as_json=True) == "[]"
