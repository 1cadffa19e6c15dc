"""Small documents and a catalog of one operation, for the tests of `drift`."""

from pathlib import Path
from typing import Any

from codegen_support import spec

from codegen.__main__ import read
from codegen.drift import Finding, drift

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
