"""An official document indexed for tests: its routes, and every place that each of its schemas describes.

It walks the document by its own rules, so that a mistake of `codegen.shapes` shows.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

# at, what, catalog, document
Expected = set[tuple[str, str, str, str]]
Json = dict[str, Any]
ROOT = "/api/rest/2.0"


@attrs.define
class Target:
    """One schema object, and every place of the API that it describes."""

    schema: Json
    places: list[str]
    answer: bool


@attrs.define
class Document:
    """A document, its operations by route, and the targets in them."""

    whole: Json
    routes: dict[str, Json]
    targets: list[Target]

    @classmethod
    def of(cls, whole: Json, known: set[str]) -> "Document":
        """Index a document; only routes in `known` are changed."""
        routes = {
            f"{method.upper()} {path.removeprefix(ROOT)}": operation
            for path, item in whole["paths"].items()
            for method, operation in item.items()
        }
        self = cls(whole, {route: routes[route] for route in sorted(known)}, [])
        found: dict[int, Target] = {}
        for route, operation in self.routes.items():
            for place, schema in bodies(route, operation):
                for at, target in self.walk(place, schema):
                    answer = " response" in place
                    found.setdefault(id(target), Target(target, [], answer)).places.append(at)
        self.targets = list(found.values())
        return self

    def resolve(self, schema: Json) -> Json:
        """Follow references and wrappers to the object that says the type."""
        while "$ref" in schema or "allOf" in schema:
            if "$ref" in schema:
                schema = self.whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
            else:
                (schema,) = schema["allOf"]
        return schema

    def walk(self, at: str, schema: Json) -> Iterator[tuple[str, Json]]:
        """Every place at and below `at`, with its target."""
        target = self.resolve(schema)
        yield at, target
        for name, inner in target.get("properties", {}).items():
            yield from self.walk(f"{at}.{name}", inner)
        if "items" in target:
            yield from self.walk(f"{at}[]", target["items"])

    def type(self, schema: Json) -> str:
        """The type of a place in one word."""
        target = self.resolve(schema)
        several = sorted({option["type"] for option in target.get("anyOf", ())})
        return "|".join(several) or str(target.get("type", "object"))


def bodies(route: str, operation: Mapping[str, Any]) -> Iterator[tuple[str, Json]]:
    """The JSON bodies of an operation, by place."""
    places = [("body", operation.get("requestBody", {}))]
    places += [
        ("response", operation["responses"][code]) for code in ("200",) if code in operation["responses"]
    ]
    for place, holder in places:
        for media, body in holder.get("content", {}).items():
            if media == "application/json":
                yield f"{route} {place}", body["schema"]


def text(value: object) -> str:
    return value if isinstance(value, str) and value else json.dumps(value)
