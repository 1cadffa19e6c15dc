"""The catalog against an official OpenAPI document: every route, field, enum value, default and type that differs.

Both sides become trees of `Shape`; one walk compares them.  What is wrong high up hides what is below it,
so that one change in the document is one finding.  The rules of what counts as equal are in spec/README.md.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from codegen.catalog import MISSING, NOWHERE, Difference, Endpoint, Field, Group, Mark, Version
from codegen.check import find
from codegen.types import Type, official, parse

ABSENT = "absent"
_KINDS = {"application/json": "body", "multipart/form-data": "parts", "application/x-www-form-urlencoded": "form"}
# A number's width says nothing about its JSON; any other format is part of the type.
_WIDTHS = {None, "int32", "int64", "float", "double", "json"}


@attrs.frozen
class Finding:
    """One difference: where in the API, what about it, what either side says, and the catalog line to edit."""

    at: str
    what: str
    catalog: str
    document: str
    where: Mark


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
    mark: Mark = NOWHERE


@attrs.frozen
class Route:
    """An operation: flags by name, and shapes by place."""

    flags: dict[str, str]
    places: dict[str, Shape]
    mark: Mark = NOWHERE
    topic: str = ""
    removed: bool = False


def drift(version: Version, document: Mapping[str, Any]) -> list[Finding]:
    """List what differs, less what the catalog says differs on purpose, and what it says so in vain."""
    ours, theirs = _catalog_routes(version), _document_routes(document, version.root)
    files = {route.topic: ours[at].mark.file for at, route in theirs.items() if at in ours}
    topics = version.differences.absent_topics
    absent: set[str] = set()
    found: list[Finding] = []
    for at in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(at), theirs.get(at)
        if mine is None or other is None:
            if mine is not None and not mine.removed:
                found.append(Finding(at, "route", "present", ABSENT, mine.mark))
            elif other is not None and other.topic in topics:
                absent.add(other.topic)
            elif other is not None:
                place = Mark(files[other.topic], 1) if other.topic in files else version.differences.mark
                found.append(Finding(at, "route", ABSENT, "present", place))
        else:
            found += _compare_routes(at, mine, other)
    return _less(found, version, absent)


def _less(found: list[Finding], version: Version, absent: set[str]) -> list[Finding]:
    known = version.differences.differences
    pairs = {(one.at, one.official) for one in known}
    left = [one for one in found if (one.at, one.document) not in pairs]
    seen = {(one.at, one.document) for one in found}
    left += [_vain(one.at, one) for one in known if (one.at, one.official) not in seen]
    mark = version.differences.mark
    return left + [
        Finding(topic, "absent topic", ABSENT, "no route of it is missing here", mark)
        for topic in version.differences.absent_topics
        if topic not in absent
    ]


def _vain(at: str, difference: Difference) -> Finding:
    return Finding(at, "difference", difference.official, "no such difference", difference.mark)


def _compare_routes(at: str, mine: Route, other: Route) -> Iterator[Finding]:
    for name in mine.flags:
        if mine.flags[name] != other.flags[name]:
            # A place, too, for `security`: this is how a difference names it.
            yield Finding(f"{at} {name}", name, mine.flags[name], other.flags[name], mine.mark)
    for place in sorted(mine.places.keys() | other.places.keys()):
        nothing = Shape(type="object", mark=mine.mark)
        pair = mine.places.get(place, nothing), other.places.get(place, nothing)
        if place == "response" or mine.flags["request"] == other.flags["request"] or place in {"path", "query", "header"}:
            yield from _compare(f"{at} {place}", *pair, answer=place == "response")


def _compare(at: str, mine: Shape, other: Shape, *, answer: bool) -> Iterator[Finding]:
    def differs(what: str, catalog: object, document: object) -> Finding:
        return Finding(at, what, _text(catalog), _text(document), mine.mark)

    if mine.type != other.type:
        yield differs("type", mine.type, other.type)
        return
    if mine.enum and other.enum:
        for word in sorted(set(mine.enum) ^ set(other.enum)):
            sides = (word, ABSENT) if word in mine.enum else (ABSENT, word)
            yield differs("enum value", *sides)
    elif mine.enum or other.enum:
        yield differs("enum", mine.enum or ABSENT, other.enum or ABSENT)
    if json.dumps(mine.default, default=repr) != json.dumps(other.default, default=repr):
        yield differs("default", mine.default, other.default)
    # An answer may be read more leniently than promised, never more strictly.
    if mine.required != other.required and (mine.required or not answer):
        yield differs("required", mine.required, other.required)
    if mine.deprecated != other.deprecated:
        yield differs("deprecated", mine.deprecated, other.deprecated)
    for name in sorted(mine.fields.keys() | other.fields.keys()):
        one, two = mine.fields.get(name), other.fields.get(name)
        if one is not None and two is not None:
            yield from _compare(f"{at}.{name}", one, two, answer=answer)
        else:
            sides = (one.type if one else ABSENT, two.type if two else ABSENT)
            yield Finding(f"{at}.{name}", "field", *sides, one.mark if one else mine.mark)
    if mine.item is not None and other.item is not None:
        yield from _compare(f"{at}[]", mine.item, other.item, answer=answer)


def _text(value: object) -> str:
    if value is MISSING:
        return ABSENT
    return value if isinstance(value, str) else json.dumps(value)


# The catalog's side


def _catalog_routes(version: Version) -> dict[str, Route]:
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
        flags = _flags(operation.vendor, given, auth=operation.auth, deprecated=operation.deprecated is not None)
        places = {name: kinds[name] for name in given if name != "raw"}
        mark = operation.mark
        shapes = {
            name: Shape(type="object", fields=self._fields(fields, ()), mark=mark)
            for name, fields in {"query": operation.query, **places}.items()
        }
        shapes["path"] = self._path(operation)
        shapes["header"] = _fixed({**operation.headers, **({"Accept": operation.accept} if operation.accept else {})}, mark)
        plain = {"events": "events", "bytes": "bytes"}.get(operation.stream or operation.returns)
        shapes["response"] = attrs.evolve(
            Shape(type=plain) if plain else self._shape(parse(operation.returns), operation.mark, ()), mark=operation.mark
        )
        return Route(flags, shapes, operation.mark, removed=operation.removed is not None)

    def _path(self, operation: Endpoint) -> Shape:
        names = [part.partition("}")[0] for part in operation.http.split("{")[1:]]
        plain = {name: Field(type="str", mark=operation.mark) for name in names}
        return Shape(type="object", fields=self._fields({**plain, **operation.path}, ()), mark=operation.mark)

    def _fields(self, fields: Mapping[str, Field], above: tuple[str, ...]) -> dict[str, Shape]:
        return {
            name: attrs.evolve(
                self._shape(parse(field.official or field.type), field.mark, above),
                required=field.required,
                default=field.default,
                deprecated=field.deprecated is not None,
            )
            for name, field in fields.items()
            if field.copy_of is None and field.official != ABSENT
        }

    def _shape(self, tp: Type, mark: Mark, above: tuple[str, ...]) -> Shape:
        if tp.nullable:
            tp = attrs.evolve(tp, args=tuple(arg for arg in tp.args if arg.name != "null"))
            tp = tp.args[0] if len(tp.args) == 1 else tp
        if tp.kind in {"list", "outcomes"}:
            return Shape(type="array", item=self._shape(tp.args[0], mark, above), mark=mark)
        owner = find(self._version, self._group, tp.name)
        if owner is not None and tp.name in owner.enums:
            return Shape(type="string", enum=tuple(owner.enums[tp.name]), mark=owner.marks[tp.name])
        if owner is not None and tp.name in owner.models and tp.name not in above:
            model = owner.models[tp.name]
            inside = _Catalog(self._version, owner)._fields(model.fields, (*above, tp.name))
            return Shape(type="object", fields=inside, mark=model.mark)
        name = official(tp, self._is_model)
        return Shape(type=name, enum=tp.words if tp.kind == "enum" else (), mark=mark)

    def _is_model(self, name: str) -> bool:
        owner = find(self._version, self._group, name)
        return owner is None or name in owner.models


def _fixed(headers: Mapping[str, str], mark: Mark) -> Shape:
    """Headers with the one value that is sent."""
    given = {name: Shape(type="string", enum=(value,), required=False, default=value, mark=mark) for name, value in headers.items()}
    return Shape(type="object", fields=given, mark=mark)


def _flags(vendor: str, kinds: list[str], *, auth: str, deprecated: bool) -> dict[str, str]:
    request = kinds[0] if kinds else "none"
    return {"vendor name": vendor, "request": request, "security": auth, "deprecated": _text(deprecated)}


# The document's side


def _document_routes(document: Mapping[str, Any], root: str) -> dict[str, Route]:
    routes: dict[str, Route] = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            routes[f"{method.upper()} {path.removeprefix(root)}"] = _document_route(operation, document)
    return routes


def _document_route(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Route:
    read = _reader(document)
    content = operation.get("requestBody", {}).get("content", {})
    media = next(iter(content), None)
    kinds = [] if media is None else [_KINDS.get(media, media)]
    security = operation.get("security", document.get("security"))
    flags = _flags(
        operation["operationId"], kinds, auth="bearer" if security else "none", deprecated=operation.get("deprecated", False)
    )
    places = {kind: read(content[media]["schema"]) for kind in kinds}
    for place in ("path", "query", "header"):
        given = [one for one in operation.get("parameters", ()) if one["in"] == place]
        fields = {one["name"]: attrs.evolve(read(one["schema"]), required=one.get("required", False)) for one in given}
        places[place] = Shape(type="object", fields=fields)
    places["response"] = Shape(type="events") if operation.get("x-streaming") else _answer(operation["responses"], read)
    topic = next((tag for tag in operation["tags"] if not tag[:1].isdigit()), "")
    return Route(flags, places, topic=topic)


def _answer(responses: Mapping[str, Any], read: Callable[[Mapping[str, Any]], Shape]) -> Shape:
    """The first 2xx with a body; 201 beside 200 is an alias."""
    for status in sorted(responses):
        for media, body in responses[status].get("content", {}).items() if status.startswith("2") else ():
            return read(body["schema"]) if media == "application/json" else Shape(type="bytes")
    return Shape(type="none")


def _reader(document: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Shape]:
    def read(schema: Mapping[str, Any], above: tuple[str, ...] = ()) -> Shape:
        while "$ref" in schema or "allOf" in schema:
            rest = {key: value for key, value in schema.items() if key not in {"$ref", "allOf"}}
            if "$ref" in schema:
                name = schema["$ref"].rpartition("/")[2]
                above = (*above, name)
                schema = {**({} if name in above[:-1] else document["components"]["schemas"][name]), **rest}
            else:
                schema = {**{key: value for part in schema["allOf"] for key, value in part.items()}, **rest}
        options = [read(option, above).type for option in schema.get("anyOf", ())]
        kind = "|".join(sorted(set(options))) or schema.get("type", "object")
        form = schema.get("format")
        needed = schema.get("required", ())
        inside = {name: attrs.evolve(read(part, above), required=name in needed) for name, part in schema.get("properties", {}).items()}
        return Shape(
            type=kind if form in _WIDTHS else f"{kind}({form})",
            default=schema.get("default", MISSING),
            enum=tuple(schema.get("enum", ())),
            deprecated=schema.get("deprecated", False),
            fields=inside,
            item=read(schema["items"], above) if "items" in schema else None,
        )

    return read


def report(found: list[Finding], *, as_json: bool = False) -> str:
    """Print the findings as a table, or as JSON for programs."""
    if as_json:
        rows = [{**attrs.asdict(one, recurse=False), "where": str(one.where)} for one in found]
        return json.dumps(rows, indent=1)
    if not found:
        return "The catalog agrees with the document."
    table = [("where to edit", "at", "what", "catalog", "document")]
    table += [(str(one.where), one.at, one.what, one.catalog, one.document) for one in found]
    widths = [min(70, max(len(row[n]) for row in table)) for n in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip() for row in table)
