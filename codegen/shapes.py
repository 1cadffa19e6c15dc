"""What the catalog and an official OpenAPI document say of each operation, as trees of one kind.

Types go by the document's words.  References, wrappers and nullability are resolved; prose is not read.
"""

import json
from collections.abc import Mapping
from typing import Any

import attrs

from codegen.catalog import MISSING, NOWHERE, Differences, Endpoint, Field, Group, Mark, Version
from codegen.lookup import find
from codegen.names import path_names
from codegen.types import Type, official, parse

ABSENT = "absent"
_KINDS = {
    "application/json": "body",
    "multipart/form-data": "parts",
    "application/x-www-form-urlencoded": "form",
}
Json = Mapping[str, Any]
PARAMETERS = ("path", "query", "header", "cookie")
# Stands for the name of any key in a map.
VALUES = "{}"
_PLAIN_ANSWERS = {"bytes", "events"}
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
        plain = operation.stream or operation.returns
        shapes["response"] = attrs.evolve(
            Shape(type=plain)
            if plain in _PLAIN_ANSWERS
            else self.shape(parse(operation.returns), operation.mark, ()),
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
                self.shape(parse(field.official or field.type), field.mark, above),
                required=field.required,
                default=field.default,
                deprecated=field.deprecated is not None,
            )
            if field.official != ABSENT
            else Shape(type=ABSENT, mark=field.mark)
            for name, field in fields.items()
            if field.copy_of is None
        }

    def shape(self, tp: Type, mark: Mark, above: tuple[str, ...]) -> Shape:
        if tp.nullable:
            tp = attrs.evolve(tp, args=tuple(arg for arg in tp.args if arg.name != "null"))
            tp = tp.args[0] if len(tp.args) == 1 else tp
        if tp.kind in {"list", "outcomes"}:
            return Shape(type="array", item=self.shape(tp.args[0], mark, above), mark=mark, inside=mark)
        if tp.kind == "map":
            values = {VALUES: self.shape(tp.args[0], mark, above)}
            return Shape(type="object", fields=values, mark=mark, inside=mark)
        if tp.kind == "union":
            members = [self.shape(arg, mark, above) for arg in tp.args]
            kind = "|".join(sorted({one.type for one in members}))
            return Shape(type=kind, fields=_members(members), mark=mark, inside=mark)
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


def said(text: str) -> Shape:
    """A type text without models: what the document is known to say somewhere."""
    if text in _PLAIN_ANSWERS:
        return Shape(type=text)
    nothing = Group(group="")
    return _Catalog(Version("", "", {}, nothing, Differences()), nothing).shape(parse(text), NOWHERE, ())


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
        body = self._found(operation.get("requestBody", {}))
        content: Json = body.get("content", {})
        bodies: dict[str, Any] = {_KINDS.get(media, media): one["schema"] for media, one in content.items()}
        security = operation.get("security", self._document.get("security"))
        flags = _flags(
            operation.get("operationId", ""),
            list(bodies),
            auth="bearer" if security else "none",
            deprecated=operation.get("deprecated", False),
        )
        places = {kind: self.shape(schema) for kind, schema in bodies.items()}
        # A parameter of the path item holds for all of its operations; an operation's own wins.
        listed = [self._found(one) for one in (*item.get("parameters", ()), *operation.get("parameters", ()))]
        for place in PARAMETERS:
            fields = {
                one["name"]: attrs.evolve(self.shape(one["schema"]), required=one.get("required", False))
                for one in listed
                if one["in"] == place
            }
            places[place] = Shape(type="object", fields=fields)
        streams = operation.get("x-streaming", False)
        places["response"] = Shape(type="events") if streams else self._answer(operation["responses"])
        topic = next((tag for tag in operation.get("tags", ()) if not tag[:1].isdigit()), "")
        return Route(flags, places, topic=topic)

    def _answer(self, responses: Json) -> Shape:
        """The first 2xx with a body; 201 beside 200 is an alias."""
        for status in sorted(status for status in responses if status.startswith("2")):
            for media, body in self._found(responses[status]).get("content", {}).items():
                return self.shape(body["schema"]) if media == "application/json" else Shape(type="bytes")
        return Shape(type="none")

    def _found(self, node: Json) -> Json:
        """Follow a reference to where it leads in the document."""
        while "$ref" in node:
            found = self._document
            for step in node["$ref"].split("/")[1:]:
                found = found[step]
            node = found
        return node

    def shape(self, schema: Json, above: tuple[str, ...] = ()) -> Shape:
        named, schema, above = self._flat(schema, above)
        members = [self.shape(one, above) for key in ("anyOf", "oneOf") for one in schema.get(key, ())]
        kind = "|".join(sorted({one.type for one in members})) or schema.get("type", "object")
        form = schema.get("format")
        fields = {name: self.shape(one, above) for name, one in schema.get("properties", {}).items()}
        needed = schema.get("required", ())
        fields = {name: attrs.evolve(one, required=name in needed) for name, one in fields.items()}
        # `additionalProperties` may also be a mere true or false.
        if isinstance(values := schema.get("additionalProperties"), Mapping) and values:
            fields[VALUES] = self.shape(values, above)
        return Shape(
            type=kind if form in _WIDTHS else f"{kind}({form})",
            default=schema.get("default", MISSING),
            enum=tuple(schema.get("enum", ())),
            deprecated=schema.get("deprecated", False),
            fields={**fields, **_members(members)},
            schema=named,
            item=self.shape(schema["items"], above) if "items" in schema else None,
        )

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


def _members(members: list[Shape]) -> dict[str, Shape]:
    """What the members of a union hold, less plain types, which its own type names."""
    return {f"({one.schema or one.type})": one for one in members if one.fields or one.item or one.enum}
