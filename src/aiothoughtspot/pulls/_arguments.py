"""The arguments of pulls and exports, looked at before anything is sent: what is wrong is refused by its name."""

import inspect
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from aiothoughtspot.dates import DateError, Dates
from aiothoughtspot.errors import RequestError
from aiothoughtspot.pulls._credential import Credential
from aiothoughtspot.pulls._files import File
from aiothoughtspot.pulls._memory import Rows
from aiothoughtspot.pulls._named import check_zones


def is_text(value: object) -> bool:
    """Some text."""
    return isinstance(value, str) and bool(value)


def is_flag(value: object) -> bool:
    """True or False, not what happens to be true."""
    return isinstance(value, bool)


def is_count(value: object) -> bool:
    """A whole number, at least 1."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def is_path(value: object) -> bool:
    """A path or a URL."""
    return is_text(os.fspath(value) if isinstance(value, os.PathLike) else value)


def is_key(value: object) -> bool:
    """No key, one column, or several."""
    return value is None or is_text(value) or is_texts(value)


def is_texts(value: object) -> bool:
    """Texts, of which one alone is none."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes) and all(map(is_text, value))


def is_choice(value: object) -> bool:
    """Nothing, or texts."""
    return value is None or is_texts(value)


def is_keys(value: object) -> bool:
    """A key, or one for each of some names."""
    return all(map(is_key, value.values())) if isinstance(value, Mapping) else is_key(value)


def is_strings(value: object) -> bool:
    """A list of strings, be they what they may."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def is_credential(value: object) -> bool:
    """Nothing, or a reference to a credential."""
    return value is None or isinstance(value, Credential)


def is_call(value: object) -> bool:
    """Nothing, or something to call."""
    return value is None or callable(value)


Rule = tuple[Callable[[object], bool], str]
_COUNT: Rule = (is_count, "a whole number, at least 1")
_FLAG: Rule = (is_flag, "True or False")
_TEXT: Rule = (is_text, "a text")
RULES: dict[str, Rule] = {
    "answer": _TEXT,
    "arguments": (
        lambda value: value is None or isinstance(value, Mapping),
        "a mapping of the endpoint's arguments",
    ),
    "associated": _FLAG,
    "dates": (lambda value: isinstance(value, Dates), "a Dates, such as Dates.auto() or Dates.typed({...})"),
    "ids": (is_strings, "a list of GUIDs"),
    "key": (is_key, "a column's name or several"),
    "keys": (is_keys, "a column's name or several, or a mapping of visualizations to such"),
    "liveboard": _TEXT,
    "max_failures": (lambda value: value is None or value == 0 or is_count(value), "a whole number or None"),
    "page_size": _COUNT,
    "progress": (is_call, "a function that is given a Progress"),
    "query": _TEXT,
    "ranges": _FLAG,
    "resume": _FLAG,
    "source": _TEXT,
    "to": (is_path, "a path"),
    "unpack": _FLAG,
    "visualizations": (is_choice, "a list of names or GUIDs"),
    "window": _COUNT,
}


def listed(value: object) -> Any:
    """Whatever can be iterated as a list; a text is a sequence of texts too, but never a list of GUIDs."""
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | bytes) else value


def check(call: str, **given: object) -> None:
    """Raise `RequestError` for the first argument that breaks its rule; `keys` is the `key` of several tables."""
    for name, value in given.items():
        fits, wanted = RULES[name]
        if not fits(value):
            raise refused(call, name.replace("keys", "key"), wanted, value)
        if isinstance(value, Dates):
            try:
                check_zones(value)
            except DateError as error:
                raise RequestError(f"{call}: dates: {error}", parameter="dates") from None


def refused(call: str, name: str, wanted: str, value: object) -> RequestError:
    """The error for an argument that is not what is wanted."""
    return RequestError(f"{call}: {name} is {wanted}, got {_shown(value)}", parameter=name)


def no_credential(call: str) -> RequestError:
    """The error for a credential that is none; it may be the secret itself, so nothing is said of it."""
    text = f'{call}: credential is a Credential, such as Credential("trusted", "env:TS_SECRET_KEY", "ana")'
    return RequestError(text, parameter="credential")


def _shown(value: object) -> str:
    """A number or flag as it is, an empty text; of anything else its type, as it can be long or a secret."""
    return (
        repr(value)
        if value is None or isinstance(value, int | float) or value == ""
        else f"a {type(value).__name__}"
    )


def check_to(call: str, to: object, *, sinks: bool = True) -> None:
    """Raise `RequestError` for what rows cannot go to."""
    if isinstance(to, File):
        to = to.path
    elif sinks and callable(to):
        _check_sink(call, to)
        return
    if not is_path(to):
        function = ", or a function that is given record batches" if sinks else ""
        raise refused(call, "to", f"a path, a URL or a File{function}", to)


def _check_sink(call: str, sink: Any) -> None:
    if isinstance(sink, Rows):
        sink.check_unclaimed()
    bare: Any = sink
    while isinstance(bare, partial):
        bare = bare.func
    if isinstance(bare, type):
        problem = f"the class {bare.__name__}, where one of its instances is meant"
    elif any(map(_generates, (bare, type(bare).__call__))):
        problem = "a generator function, which does nothing when it is called"
    else:
        return
    raise RequestError(f"{call}: to is {problem}", parameter="to")


def _generates(function: Any) -> bool:
    return inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function)
