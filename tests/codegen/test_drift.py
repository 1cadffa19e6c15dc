"""What `drift` compares, rule by rule, on small documents; its differences, its table and its JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from codegen_support import spec

from codegen.__main__ import main, read
from codegen.drift import Finding, drift, report

CATALOG = """
group: things
operations:
  go:
    http: POST /things/{id}
    vendor: goThing
    doc: Go.
    body: {BODY}
    returns: RETURNS
"""
Json = dict[str, Any]


def operation(**changes: Any) -> Json:
    plain: Json = {
        "operationId": "goThing",
        "tags": ["9.0.0.cl", "Things"],
        "parameters": [{"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}],
        "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
        "responses": {"204": {"description": "done"}, "400": {"content": {"application/json": {}}}},
    }
    return {key: value for key, value in {**plain, **changes}.items() if value is not None}


def document(*, schemas: Json | None = None, more: Json | None = None, **changes: Any) -> Json:
    return {
        "security": [{"bearerAuth": []}],
        "paths": {"/api/rest/2.0/things/{id}": {"post": operation(**changes)}, **(more or {})},
        "components": {"schemas": schemas or {}},
    }


def of_body(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


def of_answer(schema: Json) -> Json:
    return {"200": of_body(schema)}


def object_of(required: tuple[str, ...] = (), **fields: Json) -> Json:
    return {"type": "object", "properties": fields, "required": list(required)}


def found(root: Path, official: Json, text: str = "", differences: str = "") -> list[Finding]:
    files = {"v2/things.yaml": text or CATALOG.replace("BODY", "").replace("RETURNS", "none")}
    if differences:
        files["v2/differences.yaml"] = differences
    catalog, problems = read(spec(root, files))
    assert not problems.found, str(problems)
    return drift(catalog.versions["v2"], official)


def short(findings: list[Finding]) -> list[tuple[str, str, str, str, int]]:
    return [
        (one.at.removeprefix("POST /things/{id} "), one.what, one.catalog, one.document, one.where.line)
        for one in findings
    ]


def test_what_agrees_is_not_reported(tmp_path: Path) -> None:
    assert found(tmp_path, document()) == []


STRING: Json = {"type": "string"}
MODELS = "models:\n  In: {a: str, b?: In}\n"


@pytest.mark.parametrize(
    ("field", "schema"),
    [
        ("str", {"type": "string"}),
        ("int", {"type": "integer", "format": "int32"}),
        ("float", {"type": "number", "format": "float"}),
        ("number", {"type": "number"}),
        ("bool", {"type": "boolean"}),
        ("any", {"type": "object"}),
        ("object", {"type": "object"}),
        ("map[str]", {"type": "object"}),
        ("str[]", {"type": "array", "items": {"type": "string"}}),
        ("str | null", {"type": "string", "nullable": True}),
        ("str | int | null", {"anyOf": [{"type": "integer"}, {"type": "string"}]}),
        ("enum(B, A)", {"type": "string", "enum": ["A", "B"]}),
        ("epoch(ms)", {"type": "number", "format": "float"}),
        ("epoch(iso)", {"type": "string"}),
        ("date(mdy)", {"type": "string"}),
        ("json(any)", {"type": "string", "format": "json"}),
        ("size", {"type": "integer"}),
        ("runtime_filters", {"type": "object"}),
        ("In", {"$ref": "#/components/schemas/In"}),
        ("In", {"allOf": [{"$ref": "#/components/schemas/In"}], "nullable": True}),
    ],
)
def test_each_type_has_its_official_name(tmp_path: Path, field: str, schema: Json) -> None:
    text = CATALOG.replace("{BODY}", f'{{it: {{type: "{field}"}}, in?: {{type: In, py: in_}}}}')
    inner = {"$ref": "#/components/schemas/In"}
    schemas = {"In": object_of(("a",), a=STRING, b=inner)}
    official = document(schemas=schemas, requestBody=of_body(object_of(("it",), it=schema, **{"in": inner})))
    assert found(tmp_path, official, text.replace("RETURNS", "none") + MODELS) == []


@pytest.mark.parametrize(
    ("field", "schema", "expected"),
    [
        ("it: int", STRING, ("body.it", "type", "integer", "string", 8)),
        ("it?: str", STRING, ("body.it", "required", "false", "true", 8)),
        ("it: str", {**STRING, "default": ""}, ("body.it", "default", "absent", '""', 8)),
        ("it: str", {**STRING, "format": "date"}, ("body.it", "type", "string", "string(date)", 8)),
        ("it: str", {**STRING, "enum": ["A"]}, ("body.it", "enum", "absent", '["A"]', 8)),
        ("it: str", {**STRING, "deprecated": True}, ("body.it", "deprecated", "false", "true", 8)),
        ("it: A", {**STRING, "enum": ["A", "C"]}, ("body.it", "enum value", "absent", "C", 11)),
        ('it: "A[]"', {"type": "array", "items": STRING}, ("body.it[]", "enum", '["A"]', "absent", 8)),
        ("it: bool", {"type": "boolean", "default": True}, ("body.it", "default", "absent", "true", 8)),
    ],
)
def test_each_difference_of_a_field(
    tmp_path: Path, field: str, schema: Json, expected: tuple[str, str, str, str, int]
) -> None:
    text = CATALOG.replace("BODY", f"{field}, a?: A").replace("RETURNS", "none") + "enums:\n  A: [A]\n"
    official = document(requestBody=of_body(object_of(("it",), it=schema, a={**STRING, "enum": ["A"]})))
    assert short(found(tmp_path, official, text)) == [expected]


@pytest.mark.parametrize(("other", "shown"), [(True, "true"), (2, "2"), ("1", '"1"'), (1.5, "1.5")])
def test_defaults_are_compared_as_json(tmp_path: Path, other: object, shown: str) -> None:
    text = CATALOG.replace("BODY", "a?: {type: int, default: 1}").replace("RETURNS", "none")
    official = document(requestBody=of_body(object_of(a={"type": "integer", "default": other})))
    assert short(found(tmp_path, official, text)) == [("body.a", "default", "1", shown, 8)]


ANSWER = CATALOG.replace("BODY", "").replace("RETURNS", "Out") + "models:\n  Out: {a: str, b?: str}\n"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (object_of(("a",), a=STRING, b=STRING), []),
        # Ours may be more lenient than the promise, not stricter.
        (object_of(("a", "b"), a=STRING, b=STRING), []),
        (object_of((), a=STRING, b=STRING), [("response.a", "required", "true", "false", 11)]),
        (object_of(("a",), a=STRING), [("response.b", "field", "string", "absent", 11)]),
        (
            object_of(("a",), a=STRING, b=STRING, c=STRING),
            [("response.c", "field", "absent", "string", 11)],
        ),
        ({"type": "array", "items": STRING}, [("response", "type", "object", "array", 4)]),
        ({"$ref": "#/components/schemas/Other"}, [("response", "schema", "Out", "Other", 11)]),
    ],
)
def test_answers_by_their_own_rules(
    tmp_path: Path, schema: Json, expected: list[tuple[str, str, str, str, int]]
) -> None:
    schemas = {"Other": object_of(("a",), a=STRING, b=STRING)}
    assert short(found(tmp_path, document(schemas=schemas, responses=of_answer(schema)), ANSWER)) == expected


def test_the_first_success_with_a_body_is_the_answer(tmp_path: Path) -> None:
    responses = {
        "400": of_body(STRING),
        "201": of_body(object_of(("a",), a=STRING, b=STRING)),
        "200": {"description": "nothing"},
    }
    assert found(tmp_path, document(responses=responses), ANSWER) == []


@pytest.mark.parametrize(
    ("lines", "change"),
    [
        ("stream: bytes\n    returns: bytes", {"responses": {"200": {"content": {"application/zip": {}}}}}),
        ("returns: bytes", {"responses": {"200": {"content": {"application/octet-stream": {}}}}}),
        ("stream: events", {"x-streaming": True, "responses": of_answer(object_of(a=STRING))}),
        ("auth: none", {"security": []}),
        ("deprecated: {since: 9.0.0.cl}", {"deprecated": True}),
        (
            "headers: {Accept: application/zip}",
            {
                "parameters": [
                    *operation()["parameters"],
                    {
                        "in": "header",
                        "name": "Accept",
                        "schema": {**STRING, "enum": ["application/zip"], "default": "application/zip"},
                    },
                ]
            },
        ),
        (
            "query: {a: int}",
            {
                "parameters": [
                    *operation()["parameters"],
                    {"in": "query", "name": "a", "required": True, "schema": {"type": "integer"}},
                ]
            },
        ),
        ("path: {id: str}", {}),
    ],
)
def test_what_is_of_the_whole_operation(tmp_path: Path, lines: str, change: Json) -> None:
    plain = CATALOG.replace("{BODY}", "{}").replace("    returns: RETURNS", "")
    text = plain.rstrip() + f"\n    {lines}\n"
    assert found(tmp_path, document(**change), text) == []
    # What agrees with the change disagrees without it.
    if change:
        assert found(tmp_path, document(), text) != []


@pytest.mark.parametrize(
    ("body", "media", "schema"),
    [
        ("parts: {a: file}", "multipart/form-data", object_of(("a",), a={**STRING, "format": "binary"})),
        ("form: {a: str}", "application/x-www-form-urlencoded", object_of(("a",), a=STRING)),
    ],
)
def test_other_bodies(tmp_path: Path, body: str, media: str, schema: Json) -> None:
    text = CATALOG.replace("body: {BODY}", body).replace("RETURNS", "none")
    assert found(tmp_path, document(requestBody={"content": {media: {"schema": schema}}}), text) == []
    assert short(found(tmp_path, document(), text)) == [
        ("request", "request", body[:5].rstrip(":"), "body", 4)
    ]


def test_a_body_of_no_known_kind_and_none_at_all(tmp_path: Path) -> None:
    raw = CATALOG.replace("body: {BODY}", "raw: bytes").replace("RETURNS", "none")
    other = {"content": {"application/pdf": {"schema": STRING}}}
    assert short(found(tmp_path, document(requestBody=other), raw)) == [
        ("request", "request", "raw", "application/pdf", 4)
    ]
    nothing = document(requestBody=None, operationId=None, tags=None)
    assert short(found(tmp_path, nothing, raw)) == [
        ("vendor name", "vendor name", "goThing", "", 4),
        ("request", "request", "raw", "none", 4),
    ]


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


@pytest.mark.parametrize(
    ("place", "official", "schema"),
    [
        ("security", "none", None),
        ("response[]", "object", {"type": "array", "items": {"type": "object"}}),
        ("response", "object", {"type": "object"}),
        ("response[].a.b[]", "integer", None),
        ("response[].a.b", "string", None),
    ],
)
def test_a_difference_covers_its_place_and_nothing_else(
    tmp_path: Path, place: str, official: str, schema: Json | None
) -> None:
    inner: Json = {"type": "array", "items": {"type": "integer"}}
    if place == "response[].a.b":
        inner = {"type": "string"}
    full = {
        "type": "array",
        "items": object_of(
            a=object_of(b=inner if place.startswith("response[].") else {"type": "array", "items": STRING})
        ),
    }
    changes: Json = {"security": []} if place == "security" else {}
    whole = document(responses=of_answer(schema or full), **changes)
    words = {"integer": "int", "string": "str"}
    known = f"""
differences:
  - {{at: "POST /things/{{id}} {place}", official: {words.get(official, official)}, why: It is so.}}
"""
    assert found(tmp_path, whole, DEEP, known) == []
    natural = document(
        responses=of_answer(
            {"type": "array", "items": object_of(a=object_of(b={"type": "array", "items": STRING}))}
        )
    )
    vain = (place, "difference", words.get(official, official), "no such difference", 3)
    assert short(found(tmp_path, natural, DEEP, known)) == [vain]


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
