"""Answers to values, leniently: what the catalog's types mean when the server drifts.

cattrs finds the rule for a type; the rules are here.  Absent and null are None, unknown fields are passed over,
numbers come as numbers or digit strings, a single object stands for a list of one and the reverse.
The fast path in `_codec` must agree with this one wherever it succeeds.
"""

from collections.abc import Callable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

import attrs
from cattrs import Converter

Hook = Callable[[Any, Any], Any]
_TRUE = frozenset({"true", "1"})
_FALSE = frozenset({"false", "0"})


class Mismatch(ValueError):  # noqa: N818 - it never leaves the codec
    """A value that no rule fits; `path` grows outwards while the error rises."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path = ""


def _mismatch(wanted: str, value: Any) -> Mismatch:
    return Mismatch(f"expected {wanted}, got {type(value).__name__}")


def _text(value: Any, _: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise _mismatch("a text", value)


def _whole(value: Any, _: Any) -> Any:
    if value is None or type(value) is int:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        number = _number(value, None)
        if type(number) is int or (isinstance(number, float) and number.is_integer()):
            return int(number)
    raise _mismatch("a whole number", value)


def _float(value: Any, _: Any) -> Any:
    number = _number(value, None)
    try:
        return None if number is None else float(number)
    except OverflowError:
        raise _mismatch("a number that fits", value) from None


def _number(value: Any, _: Any) -> Any:
    """Keep a number as sent; read a text of digits."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if isinstance(value, str) and value.strip():
        for read in (int, float):
            try:
                return read(value)
            except ValueError:
                continue
    if value == "":
        return None
    raise _mismatch("a number", value)


def _truth(value: Any, _: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    text = str(value).lower() if isinstance(value, str | int) else ""
    if text in _TRUE | _FALSE:
        return text in _TRUE
    raise _mismatch("true or false", value)


def _as_is(value: Any, _: Any) -> Any:
    return value


def _is_any(tp: Any) -> bool:
    return tp is Any


def _literal_hook(_: Any) -> Hook:
    """Enums are open in answers."""
    return _as_is


def _is_list(tp: Any) -> bool:
    return get_origin(tp) is list


def _is_map(tp: Any) -> bool:
    return get_origin(tp) is dict


def _is_union(tp: Any) -> bool:
    return get_origin(tp) in {Union, UnionType}


def _is_literal(tp: Any) -> bool:
    return get_origin(tp) is Literal


def _inside(error: Mismatch, step: str) -> Mismatch:
    error.path = step + error.path
    return error


def _list_hook(tp: Any) -> Hook:
    (item,) = get_args(tp)
    is_model = attrs.has(get_origin(item) or item)

    def structure(value: Any, _: Any) -> Any:
        if value is None:
            return None
        if is_model and isinstance(value, Mapping):
            value = _unwrapped(item, cast("Mapping[str, Any]", value))
        entries = value if isinstance(value, list) else [value]
        if item is Any:
            return entries
        read = LENIENT.get_structure_hook(item)
        result: list[Any] = []
        for n, entry in enumerate(entries):
            try:
                result.append(read(entry, item))
            except Mismatch as error:
                raise _inside(error, f"[{n}]") from None
        return result

    return structure


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, Mapping) for entry in cast("Any", value))


def _unwrapped(model: Any, value: Mapping[str, Any]) -> Any:
    """The list of objects that a wrapper holds, or the value itself if it may be one of the model's own."""
    if any(wire_name(attribute) in value for attribute in attrs.fields(get_origin(model) or model)):
        return value
    lists = [entry for entry in value.values() if _holds_objects(entry)]
    # Empty lists beside it, of warnings or so, leave no doubt which one is meant.
    return max(lists, key=len) if lists and sum(map(bool, lists)) <= 1 else value


def _map_hook(tp: Any) -> Hook:
    item = get_args(tp)[1]

    def structure(value: Any, _: Any) -> Any:
        if value is None or (isinstance(value, Mapping) and item is Any):
            return cast("Any", value)
        if not isinstance(value, Mapping):
            raise _mismatch("an object", value)
        read = LENIENT.get_structure_hook(item)
        result: dict[str, Any] = {}
        strange, kept = None, 0
        for key, entry in cast("Mapping[str, Any]", value).items():
            try:
                result[key] = read(entry, item)
            except Mismatch as error:
                # A later release may put something else beside the entries: it stays as it came.
                strange, result[key] = strange or _inside(error, f".{key}"), entry
                kept += 1
        if strange is not None and kept == len(result):
            raise strange
        return result

    return structure


def _fits(tp: Any, value: Any) -> bool:
    """Whether a value is of the JSON kind that a union's member asks for."""
    origin = get_origin(tp) or tp
    if attrs.has(origin):
        return isinstance(value, Mapping)
    if origin in {Any, Literal}:
        return True
    kinds: tuple[type, ...] = {float: (float, int), int: (int,), dict: (dict,)}.get(origin, (origin,))
    return isinstance(value, kinds) and (origin is bool or not isinstance(value, bool))


def _union_hook(tp: Any) -> Hook:
    members = [member for member in get_args(tp) if member is not NoneType]
    if len(members) == 1:
        # Every rule here reads null as None.
        return LENIENT.get_structure_hook(members[0])
    if set(members) == {int, float}:
        return _number

    def structure(value: Any, _: Any) -> Any:
        if value is None:
            return None
        fitting = [member for member in members if _fits(member, value)] or members
        problem: Mismatch | None = None
        for member in fitting:
            try:
                return LENIENT.get_structure_hook(member)(value, member)
            except Mismatch as error:
                problem = problem or error
        assert problem is not None, "a union has members"  # noqa: S101 - for the type checker
        raise problem

    return structure


def wire_name(attribute: "attrs.Attribute[Any]") -> str:
    """The name that a field has on the wire."""
    name: str = attribute.metadata.get("name", attribute.name)
    return name


def _model_hook(cls: Any) -> Hook:
    attrs.resolve_types(cls)
    fields = [(attribute.name, wire_name(attribute), attribute.type) for attribute in attrs.fields(cls)]
    hooks: list[tuple[str, str, Any, Hook]] = []

    def structure(value: Any, _: Any) -> Any:
        if not hooks:
            # Built on first use, so that a model may hold itself.
            hooks.extend((name, wire, tp, LENIENT.get_structure_hook(tp)) for name, wire, tp in fields)
        if isinstance(value, Sequence) and not isinstance(value, str):
            entries = value
            value = entries[0] if len(entries) == 1 else None if not entries else cast("Any", entries)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise _mismatch(f"an object ({cls.__name__})", value)
        given = cast("Mapping[str, Any]", value)
        arguments: dict[str, Any] = {}
        for name, wire, tp, read in hooks:
            entry = given.get(wire)
            try:
                arguments[name] = None if entry is None else read(entry, tp)
            except Mismatch as error:
                raise _inside(error, f".{wire}") from None
        return cls(**arguments)

    return structure


def _converter() -> Converter:
    converter = Converter(detailed_validation=False)
    for tp, hook in ((str, _text), (int, _whole), (float, _float), (bool, _truth)):
        converter.register_structure_hook(tp, hook)
    converter.register_structure_hook_func(_is_any, _as_is)
    converter.register_structure_hook_factory(_is_literal, _literal_hook)
    converter.register_structure_hook_factory(_is_list, _list_hook)
    converter.register_structure_hook_factory(_is_map, _map_hook)
    converter.register_structure_hook_factory(_is_union, _union_hook)
    converter.register_structure_hook_factory(attrs.has, _model_hook)
    return converter


LENIENT = _converter()
