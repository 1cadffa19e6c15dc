"""What `drift` compares, rule by rule, on small documents."""

from pathlib import Path

import pytest
from drift_support import CATALOG, Json, document, found, object_of, of_answer, of_body, operation, short


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


@pytest.mark.parametrize("kind", ["epoch(iso)", "enum(A)"])
def test_types_of_answers(tmp_path: Path, kind: str) -> None:
    text = ANSWER.replace("a: str", f"a: {{type: {kind}}}")
    enum = {"enum": ["A"]} if kind == "enum(A)" else {}
    schema = object_of(("a",), a={**STRING, **enum}, b=STRING)
    assert found(tmp_path, document(responses=of_answer(schema)), text) == []


# Constructs that the official document of today does not use, and that of tomorrow may.

UNION = """
models:
  One: {a: str}
  Two: {b: int}
"""
ONE, TWO = object_of(("a",), a=STRING), object_of(("b",), b={"type": "integer"})
REFS = [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Two"}]


def of_field(root: Path, field: str, schema: Json, **schemas: Json) -> list[tuple[str, str, str, str]]:
    """What differs between a field `it` of a body and a schema; the models are used elsewhere, too."""
    text = CATALOG.replace("{BODY}", f'{{it: {{type: "{field}"}}, x?: One, y?: Two}}').replace(
        "RETURNS", "none"
    )
    body = object_of(("it",), it=schema, x=REFS[0], y=REFS[1])
    official = document(schemas={"One": ONE, "Two": TWO, **schemas}, requestBody=of_body(body))
    return [one[:4] for one in short(found(root, official, text + UNION)) if one[0].startswith("body.it")]


@pytest.mark.parametrize(
    ("field", "schema", "expected"),
    [
        ("One | Two", {"oneOf": REFS}, []),
        ("One | Two", {"anyOf": REFS}, []),
        ("One | Two", {"oneOf": REFS[:1]}, [("body.it.(Two)", "field", "object", "absent")]),
        ("One", {"oneOf": REFS}, [("body.it.(One)", "field", "absent", "object")]),
        (
            "object",
            {"oneOf": [STRING, {"type": "integer"}]},
            [("body.it", "type", "object", "integer|string")],
        ),
        ("str[] | str", {"oneOf": [STRING, {"type": "array", "items": STRING}]}, []),
        (
            "str[] | str",
            {"oneOf": [STRING, {"type": "array", "items": {"type": "integer"}}]},
            [("body.it.(array)[]", "type", "string", "integer")],
        ),
        (
            "enum(A) | int",
            {"oneOf": [{**STRING, "enum": ["B"]}, {"type": "integer"}]},
            [
                ("body.it.(string)", "enum value", "A", "absent"),
                ("body.it.(string)", "enum value", "absent", "B"),
            ],
        ),
        ("map[int]", {"type": "object", "additionalProperties": {"type": "integer"}}, []),
        ("map[int]", {"type": "object"}, []),
        ("map[int]", {"type": "object", "additionalProperties": True}, []),
        ("object", {"type": "object", "additionalProperties": False}, []),
        (
            "map[int]",
            {"type": "object", "additionalProperties": STRING},
            [("body.it.{}", "type", "integer", "string")],
        ),
        (
            "object",
            {"type": "object", "additionalProperties": STRING},
            [("body.it.{}", "field", "absent", "string")],
        ),
        ("One", {"allOf": [{"type": "object"}, {"properties": {"a": STRING}, "required": ["a"]}]}, []),
        ("One", {"allOf": [REFS[0]], "nullable": True}, []),
    ],
)
def test_unions_maps_and_wrappers(
    tmp_path: Path, field: str, schema: Json, expected: list[tuple[str, str, str, str]]
) -> None:
    if field == "One" and "oneOf" in schema:
        # Of a union with one object, the members are told apart by name.
        assert set(expected) <= set(of_field(tmp_path, field, schema))
    else:
        assert of_field(tmp_path, field, schema) == expected


def test_several_schemas_put_together_are_one_of_all_their_fields(tmp_path: Path) -> None:
    both = {"allOf": [*REFS, object_of(("c",), c=STRING)]}
    assert of_field(tmp_path, "One", both) == [
        ("body.it.b", "field", "absent", "integer"),
        ("body.it.c", "field", "absent", "string"),
    ]
    nested = {"allOf": [{"$ref": "#/components/schemas/Both"}]}
    again = of_field(tmp_path, "One", nested, Both=both)
    assert ("body.it.b", "field", "absent", "integer") in again
    assert ("body.it", "schema", "One", "Both") in again


def test_a_schema_that_is_made_of_itself_ends(tmp_path: Path) -> None:
    loop = {"allOf": [{"$ref": "#/components/schemas/Loop"}, object_of(("a",), a=STRING)]}
    assert of_field(tmp_path, "One", {"$ref": "#/components/schemas/Loop"}, Loop=loop)[0][:2] == (
        "body.it",
        "schema",
    )


def test_parameters_of_a_path_cookies_and_references(tmp_path: Path) -> None:
    text = CATALOG.replace("BODY", "a: str").replace("RETURNS", "Out") + "models:\n  Out: {a: str}\n"
    official = document(
        requestBody={"$ref": "#/components/requestBodies/Body"},
        responses={"200": {"$ref": "#/components/responses/Done"}},
        parameters=[{"$ref": "#/components/parameters/Id"}, {"in": "cookie", "name": "c", "schema": STRING}],
    )
    official["paths"]["/api/rest/2.0/things/{id}"]["parameters"] = [
        {"in": "query", "name": "q", "schema": STRING}
    ]
    official["components"] |= {
        "requestBodies": {"Body": of_body(object_of(("a",), a=STRING))},
        "responses": {"Done": of_body(object_of(("a",), a=STRING))},
        "parameters": {"Id": operation()["parameters"][0]},
    }
    assert short(found(tmp_path, official, text)) == [
        ("cookie.c", "field", "absent", "string", 4),
        ("query.q", "field", "absent", "string", 4),
    ]
