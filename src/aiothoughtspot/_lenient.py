"""Answers to values, leniently: what the catalog's types mean when the server drifts.

cattrs finds the rule for a type; the rules are here.  Absent and null are None, unknown fields are passed over,
numbers come as numbers or digit strings, a single object stands for a list of one and the reverse.
The fast path in `_codec` must agree with this one wherever it succeeds.
"""

from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Self, Union, cast, get_args, get_origin

import attrs
from cattrs import Converter

Hook = Callable[[Any, Any], Any]
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


class Mismatch(ValueError):  # noqa: N818 - it never leaves the codec
    """A value that no rule fits; `path` grows outwards while the error rises."""

    path = ""

    def __init__(self, wanted: str, value: Any) -> None:
        super().__init__(f"expected {wanted}, got {type(value).__name__}")

    def inside(self, step: str) -> Self:
        """This error, seen from one step further out."""
        self.path = step + self.path
        return self


def _text(value: Any, _: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise Mismatch("a text", value)


def _whole(value: Any, _: Any) -> Any:
    if value is None or type(value) is int:
        return value
    number = _number(value, None) if isinstance(value, str) else value
    if type(number) is int or (isinstance(number, float) and number.is_integer()):
        return int(number)
    raise Mismatch("a whole number", value)


def _float(value: Any, _: Any) -> Any:
    number = _number(value, None)
    try:
        return None if number is None else float(number)
    except OverflowError:
        raise Mismatch("a number that fits", value) from None


def _number(value: Any, _: Any) -> Any:
    """Keep a number as sent; read a text of digits."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if isinstance(value, str):
        for read in (int, float):
            try:
                return read(value)
            except ValueError:
                continue
    if value == "":
        return None
    raise Mismatch("a number", value)


def _truth(value: Any, _: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    truth = _TRUTHS.get(str(value).lower()) if isinstance(value, str | int) else None
    if truth is None:
        raise Mismatch("true or false", value)
    return truth


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
                raise error.inside(f"[{n}]") from None
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
            raise Mismatch("an object", value)
        read = LENIENT.get_structure_hook(item)
        result: dict[str, Any] = {}
        strange: list[Mismatch] = []
        for key, entry in cast("Mapping[str, Any]", value).items():
            try:
                result[key] = read(entry, item)
            except Mismatch as error:
                # A later release may put something else beside the entries: it stays as it came.
                result[key] = entry
                strange.append(error.inside(f".{key}"))
        if strange and len(strange) == len(result):
            raise strange[0]
        return result

    return structure


def _fits(tp: Any, value: Any) -> bool:
    """Whether a value is of the JSON kind that a union's member asks for."""
    origin = get_origin(tp) or tp
    if attrs.has(origin):
        return isinstance(value, Mapping)
    if origin in {Any, Literal}:
        return True
    kinds = (float, int) if origin is float else origin
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
        problems: list[Mismatch] = []
        for member in [member for member in members if _fits(member, value)] or members:
            try:
                return LENIENT.get_structure_hook(member)(value, member)
            except Mismatch as error:
                problems.append(error)
        raise problems[0]

    return structure


def wire_name(attribute: "attrs.Attribute[Any]") -> str:
    """The name that a field has on the wire."""
    name: str = attribute.metadata.get("name", attribute.name)
    return name


def _model_hook(cls: Any) -> Hook:
    attrs.resolve_types(cls)
    hooks: list[tuple[str, str, Any, Hook]] = []

    def structure(value: Any, _: Any) -> Any:
        if not hooks:
            # Built on first use, so that a model may hold itself.
            for field in attrs.fields(cls):
                read = LENIENT.get_structure_hook(field.type)
                hooks.append((field.name, wire_name(field), field.type, read))
        if isinstance(value, list) and len(cast("Any", value)) <= 1:
            value = value[0] if value else None
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise Mismatch(f"an object ({cls.__name__})", value)
        given = cast("Mapping[str, Any]", value)
        arguments: dict[str, Any] = {}
        for name, wire, tp, read in hooks:
            entry = given.get(wire)
            try:
                arguments[name] = None if entry is None else read(entry, tp)
            except Mismatch as error:
                raise error.inside(f".{wire}") from None
        return cls(**arguments)

    return structure


def _is_open(tp: Any) -> bool:
    """Enums are open in answers."""
    return tp is Any or get_origin(tp) is Literal


def _as_is(value: Any, _: Any) -> Any:
    return value


_FACTORIES: dict[Any, Callable[[Any], Hook]] = {
    list: _list_hook,
    dict: _map_hook,
    Union: _union_hook,
    UnionType: _union_hook,
}


def _by_origin(tp: Any) -> Hook:
    return _FACTORIES[get_origin(tp)](tp)


LENIENT = Converter(detailed_validation=False)
LENIENT.register_structure_hook(str, _text)
LENIENT.register_structure_hook(int, _whole)
LENIENT.register_structure_hook(float, _float)
LENIENT.register_structure_hook(bool, _truth)
LENIENT.register_structure_hook_func(_is_open, _as_is)
LENIENT.register_structure_hook_factory(lambda tp: get_origin(tp) in _FACTORIES, _by_origin)
LENIENT.register_structure_hook_factory(attrs.has, _model_hook)
