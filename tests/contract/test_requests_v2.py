"""Every v2 function, called with random arguments of its own signature, sends what the official document allows.

The document's objects are closed (`additionalProperties: false`); every field that it names is sent at least once.
"""

import inspect
import json
import random
from typing import Any
from urllib.parse import parse_qsl

import pytest
from arguments import drawn, function_of, params_of
from official import fields, matches, needed, operations, reached, request_schema, resolved, validator
from parts import parts_of

import aiothoughtspot as ts
from aiothoughtspot._request import Request

pytestmark = needed
OFFICIAL = operations()
LIVE = [one for one in ts.operations("v2") if one.removed is None]
SHARES = (1.0, 0.0, 0.5, 0.2, 0.8)
ENOUGH = 300
# Fields that the document calls a mere object, though its words and samples say a list.
LISTS = {("v2.reports.liveboard", "override_filters"), ("v2.connections.sync_metadata", "tables")}


def test_both_sides_have_the_same_operations() -> None:
    assert {one.vendor for one in LIVE} == set(OFFICIAL)


@pytest.mark.parametrize("operation", ts.operations(), ids=lambda operation: operation.name)
def test_a_functions_signature_is_its_operations(operation: ts.Operation[Any]) -> None:
    own = list(inspect.signature(function_of(operation)).parameters.values())
    raw = ["content"] if operation.raw is not None else []
    assert own[0].name == "client"
    assert [one.name for one in own if one.kind is one.POSITIONAL_OR_KEYWORD][1:] == [
        param.argument for param in operation.path_params
    ]
    keywords = {one.name: one for one in own if one.kind is one.KEYWORD_ONLY}
    assert set(keywords) == {*raw, *(param.argument for param in params_of(operation))}
    for param in params_of(operation):
        assert (keywords[param.argument].default is inspect.Parameter.empty) == param.required


@pytest.mark.parametrize("operation", LIVE, ids=lambda operation: operation.name)
async def test_random_calls_are_what_the_document_allows(operation: ts.Operation[Any]) -> None:
    method, path, official = OFFICIAL[operation.vendor]
    rng = random.Random(operation.name)
    body = request_schema(official)
    wanted = set(fields(body[1])) if body else set()
    wanted |= {f"?{one['name']}" for one in official.get("parameters", ()) if one["in"] == "query"}
    seen: set[str] = set()
    for turn in range(ENOUGH):
        if turn >= len(SHARES) * 2 and wanted <= seen:
            break
        request = await drawn(operation, rng, SHARES[turn % len(SHARES)])
        assert request.method == method
        target, _, query = request.target.partition("?")
        assert matches(path, target)
        seen |= check_query(official, query)
        seen |= check_body(operation, request, body)
    assert wanted - seen == set()


def check_query(official: Any, query: str) -> set[str]:
    """Check the query by the document; returns what was in it."""
    types = {
        one["name"]: one["schema"]["type"] for one in official.get("parameters", ()) if one["in"] == "query"
    }
    for name, text in parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)):
        if types[name] == "integer":
            int(text)
        else:
            assert types[name] != "boolean" or text in {"true", "false"}
    return {f"?{name}" for name, _ in parse_qsl(query)}


def check_body(operation: ts.Operation[Any], request: Request, body: Any) -> set[str]:
    """Check the body by the document; returns the fields that it had."""
    media = dict(request.headers).get("Content-Type", "")
    if body is None:
        assert request.content == b""
        return set()
    declared, schema = body
    assert media.startswith(declared)
    if declared == "multipart/form-data":
        kinds = {name: resolved(one)["type"] for name, one in resolved(schema)["properties"].items()}
        value = {
            name: json.loads(content) if kinds[name] in {"object", "array", "boolean"} else content.decode()
            for name, content in parts_of(request).items()
        }
    else:
        value = json.loads(request.content)
    sent = set(reached(value))
    for name in [name for route, name in LISTS if route == operation.name and name in value]:
        assert isinstance(value.pop(name), list)
    problems = [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(value)]
    assert problems == []
    return sent
