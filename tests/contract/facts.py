"""What the generated operations say of requests and answers, place by place, to be held against the reference."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs

from aiothoughtspot._lenient import wire_name
from aiothoughtspot._operation import Operation, Param
from aiothoughtspot._outcomes import Outcomes
from aiothoughtspot._releases import Known, number

Steps = dict[str, list[str]]
"""By value of an enum: the releases it came with, or after a minus went, oldest first."""


@attrs.define
class Place:
    """One field of a request or an answer: the release that all on the way to it need, and the values it takes."""

    since: str
    deprecated: str | None = None
    values: set[str] = attrs.field(factory=set[str])
    steps: Steps = attrs.field(factory=dict[str, list[str]])
    # Of answers: the model that has the field, and what its properties are called there.
    model: Any = None


def newest(*releases: str | None) -> str:
    """The newest of some releases; at least one is given."""
    return max((one for one in releases if one), key=age)


def age(release: str) -> tuple[int, int, int]:
    """A release, with or without the minus of what went, as numbers that compare."""
    numbers = number(release.removeprefix("-"))
    assert numbers is not None, release
    return numbers


def requests(operation: Operation[Any]) -> dict[str, Place]:
    """Every field that a request can have, by the words of the history: `metadata[].type`."""
    places = (operation.query, operation.body or (), operation.form or (), operation.parts or ())
    found: dict[str, Place] = {}
    for params in places:
        for param in params:
            _param(param, param.name, operation.since or "0.0", found, ())
    return found


def answers(operation: Operation[Any]) -> dict[str, Place]:
    """Every field that an answer can have: `$[].type`; of maps, `<>` is any key."""
    found: dict[str, Place] = {}
    _type(operation.returns, "$", operation.since or "0.0", found, ())
    return found


def _param(param: Param, at: str, since: str, found: dict[str, Place], inside: tuple[Any, ...]) -> None:
    since = newest(since, param.since)
    found[at] = Place(since, param.deprecated, model=inside[-1] if inside else None)
    _type(param.type, at, since, found, inside)


def _type(tp: Any, at: str, since: str, found: dict[str, Place], inside: tuple[Any, ...]) -> None:
    origin, args = get_origin(tp), get_args(tp)
    if origin is Literal:
        found.setdefault(at, Place(since)).values |= set(args)
    elif origin is Annotated:
        if isinstance(args[1], Known):
            _steps(args[1], found.setdefault(at, Place(since)).steps)
        _type(args[0], at, since, found, inside)
    elif origin in {Union, UnionType}:
        for member in args:
            _type(member, at, since, found, inside)
    elif origin in {list, Outcomes, dict}:
        _type(args[-1], f"{at}.<>" if origin is dict else f"{at}[]", since, found, inside)
    elif attrs.has(tp) and tp not in inside:
        _model(tp, at, since, found, inside)


def _steps(known: Known, found: Steps) -> None:
    for release, values in known.steps:
        for value in values:
            found.setdefault(value, []).append(release)


def _model(tp: Any, at: str, since: str, found: dict[str, Place], inside: tuple[Any, ...]) -> None:
    attrs.resolve_types(tp)
    for field in attrs.fields(tp):
        name, facts = wire_name(field), field.metadata
        param = Param(name, field.type, since=facts.get("since"), deprecated=facts.get("deprecated"))
        _param(param, f"{at}.{name}", since, found, (*inside, tp))


def instants(model: Any, name: str, value: object) -> Iterator[object]:
    """What the properties of an answer's model read when this one of its fields has this value, the unset ones left out."""
    field = next(one for one in attrs.fields(model) if wire_name(one) == name)
    made = model(**{one.name: value if one is field else None for one in attrs.fields(model) if one.init})
    for known in vars(model).values():
        if isinstance(known, property) and (read := known.__get__(made)) is not None:
            yield read
