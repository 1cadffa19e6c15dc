"""Random changes of an official document, each with the findings that `drift` must report, and no others."""

from collections.abc import Callable
from random import Random
from typing import Any

from document_support import ROOT, Document, Expected, Target, bodies, text


def some(rng: Random, document: Document, fits: Callable[[Target], object]) -> Target:
    return rng.choice([target for target in document.targets if fits(target)])


def field_of(rng: Random, document: Document) -> tuple[Target, str]:
    target = some(rng, document, lambda one: one.schema.get("properties"))
    return target, rng.choice(sorted(target.schema["properties"]))


def field_added(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: one.schema.get("type") == "object")
    target.schema.setdefault("properties", {})["zz_new"] = {"type": "boolean"}
    return {(f"{at}.zz_new", "field", "absent", "boolean") for at in target.places}


def field_removed(rng: Random, document: Document) -> Expected:
    target, name = field_of(rng, document)
    kind = document.type(target.schema["properties"].pop(name))
    return {(f"{at}.{name}", "field", kind, "absent") for at in target.places}


def field_renamed(rng: Random, document: Document) -> Expected:
    target, name = field_of(rng, document)
    schema = target.schema["properties"].pop(name)
    target.schema["properties"]["zz_new"] = schema
    kind = document.type(schema)
    gone = {(f"{at}.{name}", "field", kind, "absent") for at in target.places}
    return gone | {(f"{at}.zz_new", "field", "absent", kind) for at in target.places}


def required_changed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: not one.answer and one.schema.get("properties"))
    name = rng.choice(sorted(target.schema["properties"]))
    needed: list[str] = target.schema.setdefault("required", [])
    was = name in needed
    target.schema["required"] = [one for one in needed if one != name] if was else [*needed, name]
    return {(f"{at}.{name}", "required", text(was), text(not was)) for at in target.places}


def type_changed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: "type" in one.schema)
    old = target.schema["type"]
    new = rng.choice(
        [kind for kind in ("string", "integer", "boolean", "number", "object", "array") if kind != old]
    )
    target.schema["type"] = new
    return {(at, "type", old, new) for at in target.places}


def format_changed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: one.schema.get("type") == "string")
    target.schema["format"] = "date-time"
    return {(at, "type", "string", "string(date-time)") for at in target.places}


def union_changed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: "anyOf" in one.schema)
    gone = target.schema["anyOf"].pop()["type"]
    left = [option["type"] for option in target.schema["anyOf"]]
    sides = ("|".join(sorted([*left, gone])), "|".join(sorted(left)))
    return {(at, "type", *sides) for at in target.places}


def enum_value_added(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: one.schema.get("enum"))
    target.schema["enum"] = [*target.schema["enum"], "ZZ_NEW"]
    return {(at, "enum value", "absent", "ZZ_NEW") for at in target.places}


def enum_value_removed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: len(one.schema.get("enum", ())) > 1)
    word = rng.choice(target.schema["enum"])
    target.schema["enum"] = [one for one in target.schema["enum"] if one != word]
    return {(at, "enum value", word, "absent") for at in target.places}


def enum_value_renamed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: one.schema.get("enum"))
    word = rng.choice(target.schema["enum"])
    target.schema["enum"] = ["ZZ_NEW" if one == word else one for one in target.schema["enum"]]
    gone = {(at, "enum value", word, "absent") for at in target.places}
    return gone | {(at, "enum value", "absent", "ZZ_NEW") for at in target.places}


def enum_added(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: one.schema.get("type") == "string" and "enum" not in one.schema)
    target.schema["enum"] = ["ZZ_NEW"]
    return {(at, "enum", "absent", '["ZZ_NEW"]') for at in target.places}


def default_changed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: "default" in one.schema)
    old = target.schema["default"]
    new = (not old) if isinstance(old, bool) else old + 1 if isinstance(old, int) else f"{old}ZZ"
    target.schema["default"] = new
    return {(at, "default", text(old), text(new)) for at in target.places}


def default_removed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: "default" in one.schema)
    old = target.schema.pop("default")
    return {(at, "default", text(old), "absent") for at in target.places}


def default_added(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: "default" not in one.schema)
    target.schema["default"] = 0
    return {(at, "default", "absent", "0") for at in target.places}


def route_removed(rng: Random, document: Document) -> Expected:
    route, path, method = _route(rng, document)
    del document.whole["paths"][path][method]
    return {(route, "route", "present", "absent")}


def route_renamed(rng: Random, document: Document) -> Expected:
    route, path, method = _route(rng, document)
    document.whole["paths"][f"{path}/new"] = {method: document.whole["paths"][path].pop(method)}
    return {(route, "route", "present", "absent"), (f"{route}/new", "route", "absent", "present")}


def method_changed(rng: Random, document: Document) -> Expected:
    route, path, method = _route(rng, document)
    document.whole["paths"][path]["patch"] = document.whole["paths"][path].pop(method)
    other = f"PATCH {route.partition(' ')[2]}"
    return {(route, "route", "present", "absent"), (other, "route", "absent", "present")}


def _route(rng: Random, document: Document) -> tuple[str, str, str]:
    route = rng.choice(sorted(document.routes))
    method, _, path = route.partition(" ")
    return route, f"{ROOT}{path}", method.lower()


def vendor_changed(rng: Random, document: Document) -> Expected:
    route = rng.choice(sorted(document.routes))
    old = document.routes[route]["operationId"]
    document.routes[route]["operationId"] = "zzNew"
    return {(f"{route} vendor name", "vendor name", old, "zzNew")}


def deprecation_changed(rng: Random, document: Document) -> Expected:
    route = rng.choice(sorted(document.routes))
    old = document.routes[route].get("deprecated", False)
    document.routes[route]["deprecated"] = not old
    return {(f"{route} deprecated", "deprecated", text(old), text(not old))}


def security_changed(rng: Random, document: Document) -> Expected:
    route = rng.choice([route for route in document.routes if "/login" not in route])
    old = "none" if document.routes[route].get("security") == [] else "bearer"
    document.routes[route]["security"] = [{"bearerAuth": []}] if old == "none" else []
    return {(f"{route} security", "security", old, "bearer" if old == "none" else "none")}


def parameter_added(rng: Random, document: Document) -> Expected:
    route, place = rng.choice(sorted(document.routes)), rng.choice(["query", "header"])
    document.routes[route]["parameters"].append({"in": place, "name": "zz", "schema": {"type": "string"}})
    return {(f"{route} {place}.zz", "field", "absent", "string")}


def parameter_removed(rng: Random, document: Document) -> Expected:
    route, index = _parameter(rng, document)
    gone = document.routes[route]["parameters"].pop(index)
    return {(f"{route} {gone['in']}.{gone['name']}", "field", gone["schema"]["type"], "absent")}


def parameter_renamed(rng: Random, document: Document) -> Expected:
    route, index = _parameter(rng, document)
    given = document.routes[route]["parameters"][index]
    old, kind = f"{route} {given['in']}.{given['name']}", given["schema"]["type"]
    given["name"] = "zz"
    return {(old, "field", kind, "absent"), (f"{route} {given['in']}.zz", "field", "absent", kind)}


def parameter_changed(rng: Random, document: Document) -> Expected:
    route, index = _parameter(rng, document)
    given = document.routes[route]["parameters"][index]
    given["required"] = not given.get("required", False)
    at = f"{route} {given['in']}.{given['name']}"
    return {(at, "required", text(not given["required"]), text(given["required"]))}


def _parameter(rng: Random, document: Document) -> tuple[str, int]:
    return rng.choice(
        [(route, index) for route, one in document.routes.items() for index in range(len(one["parameters"]))]
    )


def body_removed(rng: Random, document: Document) -> Expected:
    route = rng.choice([route for route, one in document.routes.items() if "requestBody" in one])
    media = document.routes[route].pop("requestBody")["content"]
    return {(f"{route} request", "request", "parts" if "multipart/form-data" in media else "body", "none")}


def body_media_changed(rng: Random, document: Document) -> Expected:
    bodies_of = {
        route: one.get("requestBody", {}).get("content", {}) for route, one in document.routes.items()
    }
    route = rng.choice([route for route, content in bodies_of.items() if "application/json" in content])
    content = bodies_of[route]
    content["multipart/form-data"] = content.pop("application/json")
    return {(f"{route} request", "request", "body", "parts")}


def answer_removed(rng: Random, document: Document) -> Expected:
    route, old = _answer(rng, document)
    for good in _good(document, route):
        good.pop("content", None)
    return {(f"{route} response", "type", old, "none")}


def answer_media_changed(rng: Random, document: Document) -> Expected:
    route, old = _answer(rng, document)
    for good in _good(document, route):
        good["content"] = {"application/zip": {}}
    return {(f"{route} response", "type", old, "bytes")}


def _good(document: Document, route: str) -> list[Any]:
    """The answers of success: some routes say 201 beside 200, with the same schema."""
    answers = document.routes[route]["responses"]
    return [answer for status, answer in answers.items() if status.startswith("2")]


def _answer(rng: Random, document: Document) -> tuple[str, str]:
    found = {
        route: document.type(schema)
        for route, one in document.routes.items()
        for place, schema in bodies(route, one)
        # What the document says of an event stream is known to be wrong, so drift does not compare it.
        if " response" in place and not one.get("x-streaming")
    }
    return rng.choice(sorted(found.items()))


def schema_replaced(rng: Random, document: Document) -> Expected:
    """A reference to a copy of the schema under another name."""
    refs = [
        (f"{target_at}.{name}", schema)
        for target in document.targets
        for name, schema in target.schema.get("properties", {}).items()
        for target_at in target.places[:1]
        if "$ref" in schema and len(target.places) == 1
    ]
    at, schema = rng.choice(refs)
    old = schema["$ref"].rpartition("/")[2]
    document.whole["components"]["schemas"]["ZzNew"] = document.whole["components"]["schemas"][old]
    schema["$ref"] = "#/components/schemas/ZzNew"
    return {(at, "schema", old, "ZzNew")}


def union_made(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: one.schema.get("type") == "string" and "enum" not in one.schema)
    target.schema["oneOf"] = [{"type": "string"}, {"type": "boolean"}]
    del target.schema["type"]
    return {(at, "type", "string", "boolean|string") for at in target.places}


def wrapper_extended(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: one.schema.get("type") == "object")
    target.schema["allOf"] = [{"type": "object", "properties": {"zz_new": {"type": "boolean"}}}]
    return {(f"{at}.zz_new", "field", "absent", "boolean") for at in target.places}


def values_typed(rng: Random, document: Document) -> Expected:
    target = some(rng, document, lambda one: one.schema.get("type") == "object")
    target.schema["additionalProperties"] = {"type": "boolean"}
    return {(f"{at}.{{}}", "field", "absent", "boolean") for at in target.places}


def shared_parameter_added(rng: Random, document: Document) -> Expected:
    route, path, _ = _route(rng, document)
    place = rng.choice(["query", "header", "cookie"])
    document.whole["paths"][path]["parameters"] = [{"in": place, "name": "zz", "schema": {"type": "string"}}]
    return {(f"{route} {place}.zz", "field", "absent", "string")}


MUTATIONS: list[Callable[[Random, Document], Expected]] = [
    field_added,
    field_removed,
    field_renamed,
    required_changed,
    type_changed,
    format_changed,
    union_changed,
    enum_value_added,
    enum_value_removed,
    enum_value_renamed,
    enum_added,
    default_changed,
    default_removed,
    default_added,
    route_removed,
    route_renamed,
    method_changed,
    vendor_changed,
    deprecation_changed,
    security_changed,
    parameter_added,
    parameter_removed,
    parameter_renamed,
    parameter_changed,
    body_removed,
    body_media_changed,
    answer_removed,
    answer_media_changed,
    schema_replaced,
    union_made,
    wrapper_extended,
    values_typed,
    shared_parameter_added,
]
