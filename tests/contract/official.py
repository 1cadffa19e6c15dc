"""The official document as JSON schemas that allow nothing which they do not name."""

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

Json = dict[str, Any]
REFERENCE = Path(__file__).parents[3] / "shared/reference"
DOCUMENT = REFERENCE / "openapi-v2.json"
needed = pytest.mark.skipif(not DOCUMENT.is_file(), reason=f"there is no {DOCUMENT}")
COMPONENTS = "#/components/schemas/"


@cache
def document() -> Json:
    """The document, with every object closed and every `nullable` said in the words of JSON schema."""
    whole: Json = json.loads(DOCUMENT.read_text("utf-8"))
    for schema in schemas(whole):
        if schema.get("properties") and "additionalProperties" not in schema:
            schema["additionalProperties"] = False
        if schema.pop("nullable", False):
            inner = copy.copy(schema)
            schema.clear()
            schema["anyOf"] = [inner, {"type": "null"}]
    return whole


def schemas(value: Any) -> Iterator[Json]:
    """Every schema object of a document, the inner ones first."""
    if isinstance(value, dict):
        for one in value.values():
            yield from schemas(one)
        if isinstance(value.get("type"), str) or "$ref" in value or "allOf" in value:
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from schemas(one)


def operations() -> dict[str, tuple[str, str, Json]]:
    """The document's operations by vendor name: method, path and what it says; none where the document is missing."""
    if not DOCUMENT.is_file():
        return {}
    return {
        operation["operationId"]: (method.upper(), path, operation)
        for path, item in document()["paths"].items()
        for method, operation in item.items()
    }


def validator(schema: Json) -> Draft7Validator:
    """A validator of one schema of the document."""
    return Draft7Validator({**schema, "components": document()["components"]})


def request_schema(operation: Json) -> tuple[str, Json] | None:
    """The media type and schema of a request body."""
    content = operation.get("requestBody", {}).get("content", {})
    return next(((media, one["schema"]) for media, one in content.items()), None)


def answer_schema(operation: Json) -> Json | None:
    """The schema of the first good answer with a JSON body."""
    for status, answer in sorted(operation["responses"].items()):
        if status.startswith("2") and "application/json" in answer.get("content", {}):
            schema: Json = answer["content"]["application/json"]["schema"]
            return schema
    return None


def resolved(schema: Json) -> Json:
    """Follow references and wrappers to the schema that says the type."""
    while True:
        if "$ref" in schema:
            schema = document()["components"]["schemas"][schema["$ref"].removeprefix(COMPONENTS)]
        elif "allOf" in schema:
            (schema,) = schema["allOf"]
        elif "anyOf" in schema and schema["anyOf"][-1] == {"type": "null"}:
            schema = schema["anyOf"][0]
        else:
            return schema


def fields(schema: Json, at: str = "", inside: tuple[int, ...] = ()) -> Iterator[str]:
    """Every field that a schema describes, as a path; what holds itself is walked once."""
    schema = resolved(schema)
    if id(schema) in inside:
        return
    inside = (*inside, id(schema))
    for one in schema.get("anyOf", ()):
        yield from fields(one, at, inside)
    if "items" in schema:
        yield from fields(schema["items"], f"{at}[]", inside)
    for name, inner in schema.get("properties", {}).items():
        yield f"{at}.{name}"
        yield from fields(inner, f"{at}.{name}", inside)


def reached(value: Any, at: str = "") -> Iterator[str]:
    """Every path that a JSON value has."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{at}.{name}"
            yield from reached(inner, f"{at}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from reached(inner, f"{at}[]")


def matches(template: str, path: str) -> bool:
    """Whether a path as sent is one of a template's."""
    literal = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
    return re.fullmatch(literal, path) is not None
