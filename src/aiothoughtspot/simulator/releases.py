"""What a cluster of an older release does not have: routes, fields of requests and answers, values of enums."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import attrs

from aiothoughtspot._lenient import wire_name
from aiothoughtspot._releases import Known, older
from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot._operation import Operation

Fields = dict[str, tuple[Any, str | None]]
"""Type and first release by wire name."""


def serves(release: str, operation: Operation[Any]) -> bool:
    """Whether a release has the operation: it came with it or before, and is not removed by then."""
    if operation.removed is not None and not older(release, operation.removed):
        return False
    return operation.since is None or not older(release, operation.since)


def arguments(operation: Operation[Any]) -> Fields:
    """The fields of an operation's query and body."""
    places = (operation.query, operation.body, operation.form, operation.parts)
    return {param.name: (param.type, param.since) for place in places for param in place or ()}


def known(release: str, fields: Fields, value: Mapping[str, Any], dropped: list[str]) -> dict[str, Any]:
    """An object as a release reads or writes it: without what came later. Names what it drops, the inner ones with their path."""
    kept: dict[str, Any] = {}
    for name, item in value.items():
        if name not in fields:
            kept[name] = item
            continue
        tp, since = fields[name]
        if _later(release, since):
            dropped.append(name)
            continue
        inner: list[str] = []
        kept[name] = known_value(release, tp, item, inner)
        dropped.extend(f"{name}.{lost}" for lost in inner)
    return kept


def known_value(release: str, tp: Any, value: Any, dropped: list[str]) -> Any:
    """The same for a value of any type.

    Raises:
        Refused: 400 for a value of an enum that the release does not know.
    """
    for member in get_args(tp) if get_origin(tp) in {Union, UnionType} else (tp,):
        kind = get_origin(member) or member
        if kind is Annotated:
            for note in get_args(member)[1:]:
                if isinstance(note, Known) and note.needs(value, release) is not None:
                    raise Refused(400, BAD_REQUEST, f"Unknown value: {value}")
        if isinstance(value, dict) and attrs.has(kind):
            fields = _changing(release, kind)
            return known(release, fields, value, dropped) if fields else value
        if isinstance(value, dict) and kind is dict:
            return {
                key: known_value(release, get_args(member)[1], item, dropped) for key, item in value.items()
            }
        if isinstance(value, list) and isinstance(kind, type) and issubclass(kind, list):
            return [known_value(release, get_args(member)[0], item, dropped) for item in value]
    return value


def _later(release: str, since: str | None) -> bool:
    return since is not None and older(release, since)


def changes(release: str, tp: Any, seen: set[Any] | None = None) -> bool:
    """Whether a value of a type can hold what came after a release; `seen` are the models looked into already."""
    seen = set() if seen is None else seen
    for member in get_args(tp) if get_origin(tp) in {Union, UnionType} else (tp,):
        kind = get_origin(member) or member
        if kind is Annotated:
            inner = [isinstance(note, Known) for note in get_args(member)[1:]]
        elif attrs.has(kind) and kind not in seen:
            seen.add(kind)
            inner = [
                _later(release, since) or changes(release, of, seen) for of, since in _fields(kind).values()
            ]
        else:
            inner = [changes(release, of, seen) for of in get_args(member)]
        if any(inner):
            return True
    return False


@cache
def _changing(release: str, model: Any) -> Fields:
    """The fields of a model that came after a release, or can hold what did: most answers have none."""
    return {
        name: (tp, since)
        for name, (tp, since) in _fields(model).items()
        if _later(release, since) or changes(release, tp)
    }


@cache
def _fields(model: type[Any]) -> Fields:
    attrs.resolve_types(model)
    return {wire_name(field): (field.type, field.metadata.get("since")) for field in attrs.fields(model)}
