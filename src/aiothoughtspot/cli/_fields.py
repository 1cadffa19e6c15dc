"""`key=value` words to the parts of a request, typed by the operation's own parameters.

A text that is not of its parameter's type goes on as it is: the library refuses it, and says what it takes.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
import msgspec

from aiothoughtspot._operation import DayText, File, Operation, Param
from aiothoughtspot._refuse import unknown_name
from aiothoughtspot.cli._failures import UsageError
from aiothoughtspot.dates import Epoch
from aiothoughtspot.unset import Unset

Word = tuple[bool, str]
BOOLEANS = {"true": True, "false": False}
WORDS: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    bytes: "path of a file",
    File: "path of a file",
    Epoch: "time such as 2026-08-01T00:00Z, or a number",
    DayText: "day such as 2026-08-01",
    Any: "JSON",
}


def parts_of(
    operation: Operation[Any], words: Iterable[str], body: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Sort words into path, query, body and form; they go before fields of `body`, which come from elsewhere.

    `key=text` is read as the parameter's type, `key:=json` as JSON; a list's key may be given more than once.
    Raises `UsageError` for a word that is neither, and `RequestError` for an unknown key.
    """
    places = places_of(operation)
    parts: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "form": {}, "body": dict(body or {})}
    for key, given in _gathered(words).items():
        if key not in places:
            error = unknown_name("", key, places)
            error.operation = operation.name
            raise error
        place, param = places[key]
        parts[place][key] = _value(param, given)
    return parts if operation.body is not None or parts["body"] else {**parts, "body": None}


def places_of(operation: Operation[Any]) -> dict[str, tuple[str, Param]]:
    """Every parameter by its wire name, with its place: path, query, body or form."""
    groups = {
        "form": (*(operation.form or ()), *(operation.parts or ())),
        "body": operation.body or (),
        "query": operation.query,
        "path": operation.path_params,
    }
    return {
        param.name: (place, param)
        for place, params in groups.items()
        for param in params
        if param.copy_of is None
    }


def _gathered(words: Iterable[str]) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = {}
    for word in words:
        key, equals, text = word.partition("=")
        name = key.removesuffix(":")
        if not equals or not name:
            raise UsageError(f"{word!r} is no key=value", "write key=text, or key:=JSON")
        found.setdefault(name, []).append((name != key, text))
    return found


def _value(param: Param, given: list[Word]) -> Any:
    lists = [member for member in members(param.type) if get_origin(member) is list]
    item = get_args(lists[0])[0] if lists else param.type
    values = [_json(param.name, text) if as_json else typed(item, text) for as_json, text in given]
    if len(values) == 1 and (not lists or given[0][0]):
        return values[0]
    if not lists:
        raise UsageError(f"{param.name} is given {len(values)} times, and is no list", "give it once")
    return [one for value in values for one in (value if isinstance(value, list) else [value])]  # pyright: ignore[reportUnknownVariableType] - any JSON


def _json(name: str, text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UsageError(f"{name}: this is no JSON: {error}", f"write {name}=text for a plain text") from None


def members(tp: Any) -> tuple[Any, ...]:
    """The types that a union is made of, without "left out"; of any other type itself."""
    if get_origin(tp) in {Union, UnionType}:
        return tuple(member for member in get_args(tp) if member is not Unset)
    return (tp,)


def kind_of(tp: Any) -> Any:
    """What a type is at heart: a scalar, the class of the mark on it, `Literal`, or what holds others."""
    if get_origin(tp) is Annotated:
        inner, mark = get_args(tp)[:2]
        return type(mark) if isinstance(mark, Epoch | DayText) else kind_of(inner)
    return get_origin(tp) or tp


def typed(tp: Any, text: str) -> Any:
    """Read a text as a type, or leave it as it is; what looks like JSON is JSON where no text is wanted."""
    if text[:1] in ("[", "{") and not {str, Literal}.intersection(map(kind_of, members(tp))):
        with suppress(msgspec.DecodeError, RecursionError):
            return msgspec.json.decode(text)
    for member in members(tp):
        for read in _READERS.get(kind_of(member), ()):
            with suppress(ValueError, KeyError):
                return read(text)
    return text


def _file(text: str) -> File:
    path = Path(text)
    return File(path.read_bytes(), path.name)


_READERS: Mapping[Any, tuple[Callable[[str], Any], ...]] = {
    int: (int,),
    float: (int, float),
    bool: (lambda text: BOOLEANS[text.lower()],),
    bytes: (_file,),
    File: (_file,),
    Epoch: (int, datetime.fromisoformat),
    DayText: (date.fromisoformat,),
}


def in_words(tp: Any) -> str:
    """A type as a reader wants it."""
    return " or ".join(_word(member) for member in members(tp))


def _word(tp: Any) -> str:
    kind = kind_of(tp)
    if kind is Literal:
        inner = tp if get_origin(tp) is Literal else get_args(tp)[0]
        return " | ".join(map(str, get_args(inner)))
    if kind is list:
        return f"list of {in_words(get_args(tp)[0])}"
    if attrs.has(kind) and kind not in WORDS:
        fields = ", ".join(
            field.name + ("" if field.metadata.get("required") else "?") for field in attrs.fields(kind)
        )
        return f"JSON {{{fields}}}"
    return WORDS.get(kind, "JSON object")
