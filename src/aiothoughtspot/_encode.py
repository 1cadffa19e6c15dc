"""Arguments to wire values, strictly: a wrong request fails here, by name, before it is sent.

The server ignores unknown keys without a word, so a misspelt filter would silently return everything.
`encoder(type)` builds a function once per type; it checks and converts in one pass and names the place of a mistake.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

import attrs

from aiothoughtspot._operation import DayText, File, Param, Size
from aiothoughtspot._refuse import refuse, suggest, unknown_name
from aiothoughtspot.dates import DateError, Epoch
from aiothoughtspot.errors import RequestError
from aiothoughtspot.runtime import Runtime, numbered
from aiothoughtspot.unset import UNSET, Unset

Encoder = Callable[[Any, str], Any]
Given = Mapping[str, Any]


def encode_params(params: Iterable[Param], given: Given, path: Given, inside: str = "") -> dict[str, Any]:
    """Check values by wire name; `path` has those of which some are copies, `inside` names the object they are in."""
    known = {param.name for param in params if param.copy_of is None}
    for name, value in given.items():
        if name not in known and value is not UNSET:
            raise unknown_name(inside, str(name), known)
    return _encode_known(params, given, path, inside)


def _encode_known(params: Iterable[Param], given: Given, path: Given, inside: str) -> dict[str, Any]:
    wire: dict[str, Any] = {}
    for param in params:
        value = path.get(param.copy_of, UNSET) if param.copy_of else given.get(param.name, UNSET)
        if value is not UNSET or param.required:
            where = f"{inside}.{param.name}" if inside else param.argument
            if value is UNSET:
                raise refuse(where, "this parameter is required")
            wire[param.name] = encode_param(param, value, where)
    return wire


@cache
def params_of(cls: Any) -> tuple[Param, ...]:
    """List the fields of an argument's class as parameters."""
    return tuple(
        Param(type=field.type, **{"name": field.name, "py": field.name, **field.metadata})
        for field in attrs.fields(cls)
    )


def encode_param(param: Param, value: Any, where: str) -> Any:
    """Check one value against its parameter and return what goes on the wire."""
    wire = encoder(param.type)(value, where)
    if wire is not None and any(wire == refused and type(wire) is type(refused) for refused in param.refuse):
        raise refuse(where, f"{wire!r} is refused: the server reads it as everything, or worse")
    _check_bounds(param, wire, where)
    return wire


def _check_bounds(param: Param, wire: Any, where: str) -> None:
    if isinstance(wire, int | float) and not isinstance(wire, bool):
        if param.min is not None and wire < param.min:
            raise refuse(where, f"{wire} is below the minimum of {param.min:g}")
        if param.max is not None and wire > param.max:
            raise refuse(where, f"{wire} is above the maximum of {param.max:g}")
    if isinstance(wire, str):
        if param.max_length is not None and len(wire) > param.max_length:
            too_long = f"{len(wire)} characters are more than the {param.max_length} the server takes"
            raise refuse(where, too_long)
        if param.pattern is not None and not re.fullmatch(param.pattern, wire):
            raise refuse(where, f"{wire!r} does not match {param.pattern}")
    if isinstance(wire, list) and param.max_items is not None and len(wire) > param.max_items:
        raise refuse(where, f"{len(wire)} items are more than the {param.max_items} of one call")


@cache
def encoder(tp: Any) -> Encoder:
    """Build the function that checks a value of type `tp` and turns it into its wire form."""
    if tp in _SCALARS:
        return _SCALARS[tp]
    build = _BUILDERS.get(get_origin(tp))
    return _model(tp) if build is None else build(get_args(tp))


def _wrong(where: str, wanted: str, value: Any) -> RequestError:
    # The type's name only: a value in the wrong place may be a secret.
    return refuse(where, f"expected {wanted}, got {type(value).__name__}")


def _str(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _wrong(where, "a text", value)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise refuse(where, "the text holds half a character (a lone surrogate), which cannot be sent")
    # Of a member of a text enum, str() gives its name.
    return str.__str__(value)


def _int(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(where, "a whole number", value)
    return int(value)


def _float(value: Any, where: str, wanted: str = "a number") -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong(where, wanted, value)
    if isinstance(value, float) and not math.isfinite(value):
        raise refuse(where, "the number must be finite")
    return value


def _instance(kind: type, wanted: str) -> Encoder:
    def encode(value: Any, where: str) -> Any:
        if not isinstance(value, kind):
            raise _wrong(where, wanted, value)
        return value

    return encode


def _file(value: Any, where: str) -> File:
    if isinstance(value, bytes):
        return File(value)
    if not isinstance(value, File) or not isinstance(cast("Any", value.content), bytes):
        raise _wrong(where, "bytes or a File of bytes", value)
    return value


def _any(value: Any, where: str) -> Any:
    if isinstance(value, str):
        return _str(value, where)
    if isinstance(value, float):
        return _float(value, where)
    if isinstance(value, int | None):
        return value
    if isinstance(value, Mapping):
        return _entries(_any)(value, where)
    if isinstance(value, list | tuple):
        return _items(_any)(value, where)
    if attrs.has(type(value)):
        return encoder(cast("Any", type(value)))(value, where)
    hint = "; dates go here as numbers of epoch seconds" if isinstance(value, date) else ""
    raise refuse(where, f"a {type(value).__name__} is not JSON{hint}")


def _size(value: Any, where: str) -> int:
    if value == "all":
        return -1
    number = _int(value, where)
    if number < 0:
        problem = f"{number} asks for everything in one answer; say 'all' if you mean it, or use paginate"
        raise refuse(where, problem)
    return number


def _literal(members: tuple[Any, ...]) -> Encoder:
    allowed = frozenset(members)

    def encode(value: Any, where: str) -> Any:
        if isinstance(value, str | int) and not isinstance(value, bool) and value in allowed:
            return str.__str__(value) if isinstance(value, str) else value
        known = [str(member) for member in members]
        some = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")  # noqa: PLR2004 - a readable line
        given = repr(value) if isinstance(value, str) else type(value).__name__
        raise refuse(where, f"{given} is not one of {some}{suggest(str(value), known)}")

    return encode


def _list(args: tuple[Any, ...]) -> Encoder:
    return _runtime if args[0] in get_args(Runtime) else _items(encoder(args[0]))


def _items(encode_item: Encoder) -> Encoder:
    def encode(value: Any, where: str) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise _wrong(where, "a list", value)
        return [encode_item(entry, f"{where}[{n}]") for n, entry in enumerate(cast("Sequence[Any]", value))]

    return encode


def _runtime(value: Any, where: str) -> Any:
    if isinstance(value, Mapping):
        # The numbered form, as the wire has it.
        return _any(value, where)
    if not isinstance(value, list | tuple) or not all(
        isinstance(entry, Runtime) for entry in cast("Sequence[Any]", value)
    ):
        raise _wrong(where, "a list of RuntimeFilter, RuntimeSort or RuntimeParameter", value)
    try:
        return _any(dict(numbered(value)), where)
    except DateError as error:
        raise refuse(where, str(error)) from None


def _entries(encode_item: Encoder) -> Encoder:
    def encode(value: Any, where: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise _wrong(where, "a mapping", value)
        return {_str(key, where): encode_item(entry, f"{where}.{key}") for key, entry in value.items()}

    return encode


def _union(members: tuple[Any, ...]) -> Encoder:
    wanted = [member for member in members if member is not Unset]
    if set(wanted) == set(get_args(Size)):
        # Python flattens `Size | Unset`.
        return _size
    encoders = [encoder(member) for member in wanted]
    if len(encoders) == 1:
        return encoders[0]

    def encode(value: Any, where: str) -> Any:
        problems: list[RequestError] = []
        for encode_as in encoders:
            try:
                return encode_as(value, where)
            except RequestError as problem:
                problems.append(problem)
        # The problem that lies deepest is about the member that was meant.
        raise max(problems, key=lambda problem: len(problem.parameter or ""))

    return encode


def _annotated(args: tuple[Any, ...]) -> Encoder:
    marker = args[1]
    if isinstance(marker, Epoch):
        return _epoch(marker)
    if isinstance(marker, DayText):
        return _day(marker)
    return encoder(args[0])


def _epoch(marker: Epoch) -> Encoder:
    def encode(value: Any, where: str) -> Any:
        if isinstance(value, datetime):
            try:
                return marker.encode(value)
            except DateError as error:
                raise refuse(where, str(error)) from None
        return _float(value, where, "an aware datetime or a number of epoch time")

    return encode


def _day(marker: DayText) -> Encoder:
    def encode(value: Any, where: str) -> str:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise _wrong(where, "a date", value)
        return value.strftime(marker.format)

    return encode


def _model(cls: Any) -> Encoder:
    """Take an instance, or a mapping by wire name; nested arguments are checked like outer ones."""
    params = params_of(cls)

    def encode(value: Any, where: str) -> dict[str, Any]:
        if isinstance(value, cls):
            given = {param.name: getattr(value, param.py or param.name) for param in params}
            return _encode_known(params, given, {}, where)
        if isinstance(value, Mapping):
            return encode_params(params, cast("Given", value), {}, where)
        raise _wrong(where, cls.__name__, value)

    return encode


_SCALARS: dict[Any, Encoder] = {
    str: _str,
    bool: _instance(bool, "True or False"),
    int: _int,
    float: _float,
    bytes: _instance(bytes, "bytes"),
    File: _file,
    Any: _any,
    None: _instance(NoneType, "None"),
    NoneType: _instance(NoneType, "None"),
}
_BUILDERS: dict[Any, Callable[[tuple[Any, ...]], Encoder]] = {
    Union: _union,
    UnionType: _union,
    Annotated: _annotated,
    Literal: _literal,
    list: _list,
    dict: lambda args: _entries(encoder(args[1])),
}
