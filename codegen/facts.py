"""Operations as the arguments of `Operation(...)` and `Param(...)`: the facts that the runtime works by."""

from collections.abc import Iterable
from typing import Any

import attrs

from codegen import words
from codegen.catalog import FAMILIES, Depends, Endpoint, Enum, Field, Group, Model, Paging, listed
from codegen.types import Direction, Type, python

_LIMITS = ("min", "max", "max_length", "max_items", "pattern", "since", "deprecated")
_MEDIA = {"bytes": "application/octet-stream", "events": "text/event-stream"}


class Code(str):
    """A text that is printed as it is, where other values are printed as literals."""

    __slots__ = ()
    __repr__ = str.__str__


def annotation(group: Group, tp: Type, direction: Direction) -> str:
    """Print a type as the module of a group says it."""

    def named(name: str) -> str:
        found = group.find(name)
        return found.alias(direction) if isinstance(found, Enum) else name

    return python(tp, direction, named)


def keywords(**values: object) -> list[str]:
    """Print keyword arguments, less those that say nothing."""
    return [
        f"{name}={value!r}"
        for name, value in values.items()
        if not (value is None or value is False or value in ((), ""))
    ]


def limits(field: Field) -> dict[str, Any]:
    """What is checked of a value, by the keys of `Param`."""
    limits = {name: value for name in _LIMITS if (value := getattr(field, name)) is not None}
    return {**limits, "refuse": tuple(field.refuse)} if field.refuse else limits


def operation_facts(group: Group, operation: Endpoint, returns: str) -> list[str]:
    """List the arguments of an operation's `Operation(...)`."""
    method, way = words.route(operation)
    root = "" if operation.http.partition(" ")[2].startswith("//") else group.version.root
    name = f"{group.version.name}.{group.group}.{operation.name}"
    old, safety, raw = operation.deprecated, operation.repeatable, operation.raw
    depends = safety if isinstance(safety, Depends) else None
    places = {
        "path_params" if place == "path" else place: _params(group, fields.values())
        for place, fields in operation.places()
        # A body may have no fields.
        if fields or place not in {"path", "query"}
    }
    facts = keywords(
        vendor=operation.vendor,
        repeatable=words.safety(operation),
        otherwise=depends and depends.default,
        read_when=depends and tuple((key, tuple(listed(value))) for key, value in depends.read_when.items()),
        since=operation.since,
        removed=operation.removed,
        deprecated=old and Code(f"Deprecation({old.since!r}, {old.use!r})"),
        privileges=tuple(operation.privileges),
        pages=operation.pages and _pages(operation.pages),
        **places,
        rules=_tuple(map(_rule, operation.rules)) if operation.rules else None,
        parts_optional=operation.parts_optional,
        raw="text" if raw == "str" else raw,
        auth=Code("False") if operation.auth == "none" else None,
        limit=operation.limit,
        accept=operation.accept or _MEDIA.get(operation.stream or ""),
        headers=tuple(operation.headers.items()),
        unwrap=operation.unwrap,
        stream=operation.stream,
        stop=operation.stop,
        same_origin_redirect=operation.redirect is not None,
        private=operation.private,
        data=any(isinstance(one, Model) and one.rows is not None for one in group.named(operation.returns)),
    )
    return [repr(name), repr(method), repr(root + way), returns, *facts]


def _tuple(items: Iterable[str]) -> Code:
    """With a last comma, so that the formatter gives each item a line."""
    return Code(f"({', '.join(items)},)")


def _params(group: Group, fields: Iterable[Field]) -> Code:
    return _tuple(_param(group, field) for field in fields) if fields else Code("()")


def _param(group: Group, field: Field) -> str:
    numbered = field.name == field.type.name and field.name in FAMILIES.values()
    facts = keywords(
        required=field.needed("request"),
        py=field.arg if field.arg != field.name else None,
        encode="numbered" if numbered else field.encode if field.encode != "auto" else None,
        copy_of=field.copy_of,
        content_type=field.content_type,
        empty=field.empty,
        **limits(field),
    )
    return f"Param({', '.join([repr(field.name), annotation(group, field.type, 'request'), *facts])})"


def _pages(pages: Paging) -> Code:
    given = attrs.asdict(
        pages, filter=lambda one, value: value != one.default and not one.metadata.get("derived")
    )
    return Code(f"Pages({', '.join(keywords(**given))})")


def _rule(rule: dict[str, Any]) -> str:
    kind, value = next(iter(rule.items()))
    if kind not in {"needs", "when"}:
        return f"Rule({kind!r}, {tuple(value)!r})"
    first, wanted = next(iter(value.items()))
    names, values = (rule["need"], listed(wanted)) if kind == "when" else (listed(wanted), ())
    return f"Rule({', '.join(map(repr, ['needs', (first, *names), *([tuple(values)] if values else [])]))})"
