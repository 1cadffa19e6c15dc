"""What the catalog and an official OpenAPI document say of each operation: the shape of every place in it.

Types go by the document's words.  References, wrappers and nullability are resolved; prose is not read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from codegen.catalog import MISSING, NOWHERE, Endpoint, Enum, Field, Group, Model, Version
from codegen.problems import Mark
from codegen.types import Type, official, parse

ABSENT = "absent"
PARAMETERS = ("path", "query", "header", "cookie")
# The last steps to the items of a list, and to what any key of a map leads to.
ITEMS, VALUES = "[]", ".{}"
_KINDS = {
    "application/json": "body",
    "multipart/form-data": "parts",
    "application/x-www-form-urlencoded": "form",
}
_WHOLE = {"bytes", "events"}
_METHODS = {"get", "post", "put", "delete", "patch"}
# A number's width says nothing about its JSON; any other format is part of the type.
_WIDTHS = {None, "int32", "int64", "float", "double", "json"}
Json = Mapping[str, Any]
# The steps to a place: `("response", "[]", ".name")`.
At = tuple[str, ...]


@attrs.frozen(kw_only=True)
class Shape:
    """What a place holds, by the words of the document, less what is inside of it."""

    type: str
    required: bool = True
    default: Any = MISSING
    enum: tuple[str, ...] = ()
    deprecated: bool = False
    schema: str = ""
    # The catalog's line of the field, and that of the model or enum which it names.
    mark: Mark = NOWHERE
    inside: Mark = NOWHERE


Shapes = Iterator[tuple[At, Shape]]


@attrs.frozen
class Route:
    """An operation: flags by name, and the shapes of all its places."""

    flags: dict[str, str]
    shapes: dict[At, Shape]
    mark: Mark = NOWHERE
    topic: str = ""
    removed: bool = False


def _flags(vendor: str, kinds: list[str], *, auth: str, deprecated: bool) -> dict[str, str]:
    request = kinds[0] if kinds else "none"
    return {"vendor name": vendor, "request": request, "security": auth, "deprecated": json.dumps(deprecated)}


def _union(members: Iterable[Shapes]) -> tuple[str, Shapes]:
    """The type of a union, and what is in its members, less plain types, which its own type names."""
    whole = [dict(member) for member in members]
    named = {f".({one[()].schema or one[()].type})": one for one in whole if len(one) > 1 or one[()].enum}
    inner = (((name, *at), shape) for name, one in named.items() for at, shape in one.items())
    return "|".join(sorted({one[()].type for one in whole})), inner


# The catalog's side


def catalog_routes(version: Version) -> dict[str, Route]:
    """Read every operation of the catalog, by method and path."""
    return {
        # A living operation wins over a removed one of the same route.
        operation.http: _route(group, operation)
        for group in version.groups.values()
        for operation in sorted(group.operations.values(), key=lambda one: not one.removed)
    }


def _route(group: Group, operation: Endpoint) -> Route:
    mark, old = operation.mark, operation.deprecated
    kinds = [name for name in ("body", "form", "parts", "raw") if getattr(operation, name) is not None]
    shapes: dict[At, Shape] = {}
    for place in (*PARAMETERS, *kinds):
        shapes[place,] = Shape(type="object", mark=mark, inside=mark)
    for place, fields in operation.places():
        shapes.update(_fields((place,), fields.values(), group, ()))
    for name, value in operation.headers.items():
        # With the one value that is sent.
        fixed = Shape(type="string", enum=(value,), required=False, default=value, mark=mark)
        shapes["header", f".{name}"] = fixed
    returns = parse(operation.stream) if operation.stream else operation.returns
    shapes.update(shapes_of(("response",), returns, group, mark))
    flags = _flags(operation.vendor, kinds, auth=operation.auth, deprecated=old is not None)
    return Route(flags, shapes, mark, removed=operation.removed is not None)


def _fields(at: At, fields: Iterable[Field], group: Group, above: tuple[Model, ...]) -> Shapes:
    for field in (one for one in fields if one.copy_of is None):
        here = (*at, f".{field.name}")
        if field.official is not None and field.official.name == ABSENT:
            yield here, Shape(type=ABSENT, mark=field.mark)
        else:
            yield from shapes_of(here, field.official or field.type, group, field.mark, above, field)


def shapes_of(
    at: At, tp: Type, group: Group, mark: Mark, above: tuple[Model, ...] = (), field: Field | None = None
) -> Shapes:
    """The shapes of a type, which may be that of a field, and of all that is in it."""
    tp = tp.without_null()
    found = group.find(tp.name)
    plain = Shape(type=official(tp, lambda _: True), mark=mark, inside=mark if found is None else found.mark)
    if field is not None:
        was = field.deprecated is not None
        plain = attrs.evolve(plain, required=field.required, default=field.default, deprecated=was)
    if tp.kind in {"list", "outcomes", "map"}:
        kind, step = ("object", VALUES) if tp.kind == "map" else ("array", ITEMS)
        yield at, attrs.evolve(plain, type=kind)
        yield from shapes_of((*at, step), tp.args[0], group, mark, above)
    elif tp.kind == "union":
        kind, inner = _union(shapes_of((), arg, group, mark, above) for arg in tp.args)
        yield at, attrs.evolve(plain, type=kind)
        yield from (((*at, *below), shape) for below, shape in inner)
    elif isinstance(found, Enum):
        yield at, attrs.evolve(plain, type="string", enum=tuple(found.values))
    elif found is not None and found not in above:
        yield at, attrs.evolve(plain, schema=found.official or found.name)
        yield from _fields(at, found.fields.values(), found.home, (*above, found))
    elif tp.name in _WHOLE and at == ("response",):
        yield at, attrs.evolve(plain, type=tp.name)
    else:
        yield at, attrs.evolve(plain, enum=tp.words if tp.kind == "enum" else ())


# The document's side


def document_routes(document: Json, root: str) -> dict[str, Route]:
    """Read every operation of the document, by method and path after the version's root."""
    reader = _Document(document)
    return {
        f"{method.upper()} {path.removeprefix(root)}": reader.route(item, item[method])
        for path, item in document["paths"].items()
        for method in item.keys() & _METHODS
    }


class _Document:
    def __init__(self, document: Json) -> None:
        self._document = document

    def route(self, item: Json, operation: Json) -> Route:
        content: Json = self._found(operation.get("requestBody", {})).get("content", {})
        bodies: dict[str, Any] = {_KINDS.get(media, media): one["schema"] for media, one in content.items()}
        security = operation.get("security", self._document.get("security"))
        flags = _flags(
            operation.get("operationId", ""),
            list(bodies),
            auth="bearer" if security else "none",
            deprecated=operation.get("deprecated", False),
        )
        shapes: dict[At, Shape] = {(place,): Shape(type="object") for place in PARAMETERS}
        for kind, schema in bodies.items():
            shapes.update(self._shapes((kind,), schema))
        # A parameter of the path item holds for all of its operations; an operation's own wins.
        for one in map(self._found, (*item.get("parameters", ()), *operation.get("parameters", ()))):
            at, required = (one["in"], f".{one['name']}"), one.get("required", False)
            shapes.update(self._shapes(at, one["schema"], required=required))
        shapes.update(self._answer(operation))
        topic = next((tag for tag in operation.get("tags", ()) if not tag[:1].isdigit()), "")
        return Route(flags, shapes, topic=topic)

    def _answer(self, operation: Json) -> Shapes:
        """The first 2xx with a body; 201 beside 200 is an alias."""
        at, responses = ("response",), operation["responses"]
        if operation.get("x-streaming", False):
            return iter([(at, Shape(type="events"))])
        for status in sorted(status for status in responses if status.startswith("2")):
            for media, body in self._found(responses[status]).get("content", {}).items():
                is_json = media == "application/json"
                return self._shapes(at, body["schema"]) if is_json else iter([(at, Shape(type="bytes"))])
        return iter([(at, Shape(type="none"))])

    def _found(self, node: Json) -> Json:
        """Follow a reference to where it leads in the document."""
        while "$ref" in node:
            found = self._document
            for step in node["$ref"].split("/")[1:]:
                found = found[step]
            node = found
        return node

    def _shapes(self, at: At, schema: Json, above: tuple[str, ...] = (), *, required: bool = True) -> Shapes:
        named, schema, above = self._flat(schema, above)
        members = (self._shapes((), one, above) for key in ("anyOf", "oneOf") for one in schema.get(key, ()))
        kinds, inner = _union(members)
        kind, form = kinds or schema.get("type", "object"), schema.get("format")
        shape = Shape(
            type=kind if form in _WIDTHS else f"{kind}({form})",
            required=required,
            default=schema.get("default", MISSING),
            enum=tuple(schema.get("enum", ())),
            deprecated=schema.get("deprecated", False),
            schema=named,
        )
        yield at, shape
        yield from (((*at, *below), one) for below, one in inner)
        for name, one in schema.get("properties", {}).items():
            needed = name in schema.get("required", ())
            yield from self._shapes((*at, f".{name}"), one, above, required=needed)
        for key, step in (("additionalProperties", VALUES), ("items", ITEMS)):
            # `additionalProperties` may also be a mere true or false.
            if isinstance(held := schema.get(key), Mapping) and (held or key == "items"):
                yield from self._shapes((*at, step), held, above)

    def _flat(self, schema: Json, above: tuple[str, ...]) -> tuple[str, Json, tuple[str, ...]]:
        """A schema with its references and `allOf` put together: its name if it is one schema, and those passed."""
        parts = list(schema.get("allOf", ()))
        named = ""
        if "$ref" in schema:
            named = schema["$ref"].rpartition("/")[2]
            # What holds itself ends here.
            parts.append({} if named in above else self._document["components"]["schemas"][named])
            above = (*above, named)
        flat: dict[str, Any] = {}
        for part in [*parts, {key: value for key, value in schema.items() if key not in {"$ref", "allOf"}}]:
            inner, plain, above = (
                self._flat(part, above) if "$ref" in part or "allOf" in part else ("", part, above)
            )
            named = named or (inner if len(parts) == 1 else "")
            properties = {**flat.get("properties", {}), **plain.get("properties", {})}
            required = [*flat.get("required", ()), *plain.get("required", ())]
            flat = {**flat, **plain}
            flat |= {"properties": properties} if properties else {}
            flat |= {"required": required} if required else {}
        return named, flat, above
