"""The arguments of pulls and exports, looked at before anything is sent: what is wrong is refused by its name."""

import inspect
import math
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from aiothoughtspot._refuse import is_whole
from aiothoughtspot.dates import DateError, Dates
from aiothoughtspot.errors import RequestError
from aiothoughtspot.pulls._credential import Credential
from aiothoughtspot.pulls._files import File
from aiothoughtspot.pulls._memory import Rows
from aiothoughtspot.pulls._named import check_zones
from aiothoughtspot.pulls._poll import Polling

# A whole number, at least 1.
is_count = is_whole(1)


def is_text(value: object) -> bool:
    """Some text."""
    return isinstance(value, str) and bool(value)


def is_flag(value: object) -> bool:
    """True or False, not what happens to be true."""
    return isinstance(value, bool)


def is_path(value: object) -> bool:
    """A path or a URL."""
    return is_text(os.fspath(value) if isinstance(value, os.PathLike) else value)


def is_amount(value: object) -> bool:
    """Nothing, or a whole number that is not negative."""
    return value is None or is_whole(0)(value)


def is_moment(value: object) -> bool:
    """Nothing, or a time that says its zone."""
    return value is None or (isinstance(value, datetime) and value.tzinfo is not None)


def is_pause(value: object) -> bool:
    """Nothing, or seconds."""
    return value is None or (isinstance(value, int | float) and not is_flag(value) and 0 < value < math.inf)


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


def is_models(value: object) -> bool:
    """A list of things that are no texts or numbers."""
    return isinstance(value, list) and all(map(attrs.has, map(type, value)))


# A path has lost one of the two slashes; a drive has one letter.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
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
    "create_new": _FLAG,
    "dates": (lambda value: isinstance(value, Dates), "a Dates, such as Dates.auto() or Dates.typed({...})"),
    "delete_unlisted": _FLAG,
    "depth": (is_amount, "a whole number or None"),
    "documents": (is_strings, "a list of texts of TML"),
    "dry_run": _FLAG,
    "effective": _FLAG,
    "follow": (is_pause, "seconds, more than 0, or None"),
    "groups": (is_models, "a list of GroupsImportListInput"),
    "identifiers": (is_strings, "a list of GUIDs or names"),
    "ids": (is_strings, "a list of GUIDs"),
    "key": (is_key, "a column's name or several"),
    "keys": (is_keys, "a column's name or several, or a mapping of visualizations to such"),
    "liveboard": _TEXT,
    "max_failures": (is_amount, "a whole number or None"),
    "notify": _FLAG,
    "page_size": _COUNT,
    "polling": (lambda value: isinstance(value, Polling), "a Polling, such as Polling(every=10)"),
    "principals": (is_strings, "a list of users and groups, by GUID or name"),
    "progress": (is_call, "a function that is given a Progress"),
    "query": _TEXT,
    "ranges": _FLAG,
    "remove": _FLAG,
    "resume": _FLAG,
    "since": (is_moment, "a datetime with its zone, or None"),
    "source": _TEXT,
    "tags": (is_strings, "a list of tags, by GUID or name"),
    "to": (is_path, "a path"),
    "unpack": _FLAG,
    "user": _TEXT,
    "users": (is_models, "a list of ImportUser"),
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


def check_list(call: str, name: str, value: object) -> list[Any]:
    """Whatever can be iterated as a list; raises `RequestError` for a text, which is never meant letter by letter."""
    found: list[Any] = listed(value)
    check(call, **{name: found})
    return found


def check_local(call: str, to: Any) -> None:
    """Raise `RequestError` for what is no path of this machine."""
    check(call, to=to)
    if _URL.match(os.fspath(to)):
        text = f"{call}: to: {to} is a URL, and this needs a path of this machine"
        raise RequestError(text, parameter="to")


def check_arguments(call: str, given: Mapping[str, Any] | None, own: Iterable[str]) -> dict[str, Any]:
    """Further arguments of an endpoint; raises `RequestError` for those that the call sets itself."""
    check(call, arguments=given)
    found = dict(given or {})
    for name in own:
        if name in found:
            raise RequestError(f"{call}: arguments: {name} is set by {call} itself", parameter="arguments")
    return found


def check_to(call: str, to: object, *, sinks: bool = True) -> None:
    """Raise `RequestError` for what rows cannot go to."""
    if isinstance(to, File):
        to = to.path
    elif sinks and callable(to):
        _check_sink(call, to)
        return
    if isinstance(to, Path) and _URL.match(str(to)):
        text = f"{call}: to: {to} is a URL that has lost a slash as a path: give it as a text"
        raise RequestError(text, parameter="to")
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
