"""What the catalog and an official OpenAPI document say of each operation, as trees of one kind.

Types go by the document's words.  References, wrappers and nullability are resolved; prose is not read.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from codegen.catalog import MISSING, NOWHERE, Endpoint, Field, Group, Mark, Version
from codegen.lookup import find
from codegen.names import path_names
from codegen.types import Type, official, parse

ABSENT = "absent"
_KINDS = {
    "application/json": "body",
    "multipart/form-data": "parts",
    "application/x-www-form-urlencoded": "form",
}
_METHODS = {"get", "post", "put", "delete", "patch"}
# A number's width says nothing about its JSON; any other format is part of the type.
_WIDTHS = {None, "int32", "int64", "float", "double", "json"}


@attrs.frozen(kw_only=True)
class Shape:
    """What a place holds, by the words of the document."""

    type: str
    required: bool = True
    default: Any = MISSING
    enum: tuple[str, ...] = ()
    deprecated: bool = False
    fields: Mapping[str, "Shape"] = attrs.field(factory=dict[str, "Shape"])
    item: "Shape | None" = None
    schema: str = ""
    # The catalog's line of the field, and that of the model or enum which it names.
    mark: Mark = NOWHERE
    inside: Mark = NOWHERE


@attrs.frozen
class Route:
    """An operation: flags by name, and shapes by place."""

    flags: dict[str, str]
    places: dict[str, Shape]
    mark: Mark = NOWHERE
    topic: str = ""
    removed: bool = False


# The catalog's side


def catalog_routes(version: Version) -> dict[str, Route]:
    """Read every operation of the catalog, by method and path."""
    return {
        # A living operation wins over a removed one of the same route.
        operation.http: _Catalog(version, group).route(operation)
        for group in version.groups.values()
        for operation in sorted(group.operations.values(), key=lambda one: not one.removed)
    }


class _Catalog:
    def __init__(self, version: Version, group: Group) -> None:
        self._version = version
        self._group = group

    def route(self, operation: Endpoint) -> Route:
        kinds = {name: getattr(operation, name) for name in ("body", "form", "parts", "raw")}
        given = [name for name, value in kinds.items() if value is not None]
        flags = _flags(
            operation.vendor, given, auth=operation.auth, deprecated=operation.deprecated is not None
        )
        places = {name: kinds[name] for name in given if name != "raw"}
        mark = operation.mark
        shapes = {
            name: Shape(type="object", fields=self._fields(fields, ()), mark=mark, inside=mark)
            for name, fields in {"query": operation.query, **places}.items()
        }
        shapes["path"] = self._path(operation)
        shapes["header"] = _fixed(operation.headers, mark)
        plain = {"events": "events", "bytes": "bytes"}.get(operation.stream or operation.returns)
        shapes["response"] = attrs.evolve(
            Shape(type=plain) if plain else self._shape(parse(operation.returns), operation.mark, ()),
            mark=operation.mark,
        )
        return Route(flags, shapes, operation.mark, removed=operation.removed is not None)

    def _path(self, operation: Endpoint) -> Shape:
        plain = {name: Field(type="str", mark=operation.mark) for name in path_names(operation.http)}
        return Shape(
            type="object", fields=self._fields({**plain, **operation.path}, ()), inside=operation.mark
        )

    def _fields(self, fields: Mapping[str, Field], above: tuple[str, ...]) -> dict[str, Shape]:
        return {
            name: attrs.evolve(
                self._shape(parse(field.official or field.type), field.mark, above),
                required=field.required,
                default=field.default,
                deprecated=field.deprecated is not None,
            )
            if field.official != ABSENT
            else Shape(type=ABSENT, mark=field.mark)
            for name, field in fields.items()
            if field.copy_of is None
        }

    def _shape(self, tp: Type, mark: Mark, above: tuple[str, ...]) -> Shape:
        if tp.nullable:
            tp = attrs.evolve(tp, args=tuple(arg for arg in tp.args if arg.name != "null"))
            tp = tp.args[0] if len(tp.args) == 1 else tp
        if tp.kind in {"list", "outcomes"}:
            return Shape(type="array", item=self._shape(tp.args[0], mark, above), mark=mark, inside=mark)
        owner = find(self._version, self._group, tp.name)
        if owner is not None and tp.name in owner.enums:
            return Shape(
                type="string", enum=tuple(owner.enums[tp.name]), mark=mark, inside=owner.marks[tp.name]
            )
        if owner is not None and tp.name in owner.models and tp.name not in above:
            model = owner.models[tp.name]
            inside = _Catalog(self._version, owner)._fields(model.fields, (*above, tp.name))
            schema = model.official or tp.name
            return Shape(type="object", fields=inside, schema=schema, mark=mark, inside=model.mark)
        name = official(tp, self._is_model)
        return Shape(type=name, enum=tp.words if tp.kind == "enum" else (), mark=mark, inside=mark)

    def _is_model(self, name: str) -> bool:
        owner = find(self._version, self._group, name)
        return owner is None or name in owner.models


def _fixed(headers: Mapping[str, str], mark: Mark) -> Shape:
    """Headers with the one value that is sent."""
    given = {
        name: Shape(type="string", enum=(value,), required=False, default=value, mark=mark)
        for name, value in headers.items()
    }
    return Shape(type="object", fields=given, mark=mark, inside=mark)


def _flags(vendor: str, kinds: list[str], *, auth: str, deprecated: bool) -> dict[str, str]:
    request = kinds[0] if kinds else "none"
    return {"vendor name": vendor, "request": request, "security": auth, "deprecated": json.dumps(deprecated)}


# The document's side


def document_routes(document: Mapping[str, Any], root: str) -> dict[str, Route]:
    """Read every operation of the document, by method and path after the version's root."""
    routes: dict[str, Route] = {}
    for path, item in document["paths"].items():
        for method in item.keys() & _METHODS:
            routes[f"{method.upper()} {path.removeprefix(root)}"] = _document_route(item[method], document)
    return routes


def _document_route(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Route:
    read = _reader(document)
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    bodies: dict[str, Any] = {_KINDS.get(media, media): body["schema"] for media, body in content.items()}
    security = operation.get("security", document.get("security"))
    flags = _flags(
        operation.get("operationId", ""),
        list(bodies),
        auth="bearer" if security else "none",
        deprecated=operation.get("deprecated", False),
    )
    places = {kind: read(schema) for kind, schema in bodies.items()}
    for place in ("path", "query", "header"):
        given = [one for one in operation.get("parameters", ()) if one["in"] == place]
        fields = {
            one["name"]: attrs.evolve(read(one["schema"]), required=one.get("required", False))
            for one in given
        }
        places[place] = Shape(type="object", fields=fields)
    places["response"] = (
        Shape(type="events") if operation.get("x-streaming") else _answer(operation["responses"], read)
    )
    topic = next((tag for tag in operation.get("tags", ()) if not tag[:1].isdigit()), "")
    return Route(flags, places, topic=topic)


def _answer(responses: Mapping[str, Any], read: Callable[[Mapping[str, Any]], Shape]) -> Shape:
    """The first 2xx with a body; 201 beside 200 is an alias."""
    for status in sorted(responses):
        for media, body in responses[status].get("content", {}).items() if status.startswith("2") else ():
            return read(body["schema"]) if media == "application/json" else Shape(type="bytes")
    return Shape(type="none")


def _reader(document: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Shape]:
    def read(schema: Mapping[str, Any], above: tuple[str, ...] = ()) -> Shape:
        named = ""
        while "$ref" in schema or "allOf" in schema:
            rest = {key: value for key, value in schema.items() if key not in {"$ref", "allOf"}}
            if "$ref" in schema:
                named = schema["$ref"].rpartition("/")[2]
                body = {} if named in above else document["components"]["schemas"][named]
                above, schema = (*above, named), {**body, **rest}
            else:
                schema = {**{key: value for part in schema["allOf"] for key, value in part.items()}, **rest}
        options = [read(option, above).type for option in schema.get("anyOf", ())]
        kind = "|".join(sorted(set(options))) or schema.get("type", "object")
        form = schema.get("format")
        needed = schema.get("required", ())
        inside = {
            name: attrs.evolve(read(part, above), required=name in needed)
            for name, part in schema.get("properties", {}).items()
        }
        return Shape(
            type=kind if form in _WIDTHS else f"{kind}({form})",
            default=schema.get("default", MISSING),
            enum=tuple(schema.get("enum", ())),
            deprecated=schema.get("deprecated", False),
            fields=inside,
            schema=named,
            item=read(schema["items"], above) if "items" in schema else None,
        )

    return read
