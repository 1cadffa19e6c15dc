"""Answers to values: a strict fast path straight from bytes into models, and a lenient one for what it refuses.

The fast path is msgspec; it refuses drift, odd units and renamed fields.  Those go through `_lenient`, which defines
what is right.  No decoder is built before its first use.
"""

import gc
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from typing import Any, TypeVar, cast, get_origin

import attrs
import msgspec

from aiothoughtspot._failure import untagged
from aiothoughtspot._lenient import LENIENT, Mismatch, wire_name
from aiothoughtspot._operation import Operation
from aiothoughtspot._outcomes import Outcomes
from aiothoughtspot._rows import RowsByName, read_again
from aiothoughtspot.dates import Dates
from aiothoughtspot.errors import DecodeError

log: logging.Logger = logging.getLogger("aiothoughtspot.codec")

T = TypeVar("T")
_SHOWN = 200
LARGE = 64 * 1024


def read(operation: Operation[T], body: bytes, dates: Dates | None = None) -> T:
    """Decode an answer's body and, with `dates`, its data cells; raises `DecodeError`.

    A large one is read with the garbage collector paused: a tree under construction holds no garbage, and looking for
    some costs a fifth of the time.
    """
    pause = len(body) >= LARGE and gc.isenabled()
    if pause:
        gc.disable()
    try:
        reread = partial(decode, operation, body)
        return reread() if dates is None else read_again(reread, dates)
    finally:
        if pause:
            gc.enable()


def decode(operation: Operation[T], body: bytes) -> T:
    """Read an answer's body as the operation's type; raises `DecodeError` with the place and the body."""
    returns = operation.returns
    plain = _PLAIN.get(returns)
    value: T = plain(body) if plain is not None else _json(returns, body, operation.unwrap)
    return value


def _json(tp: Any, body: bytes, unwrap: str | None) -> Any:
    if get_origin(tp) is RowsByName:
        return RowsByName(_json(dict[str, tp.__args__[0]], body, unwrap))
    if get_origin(tp) is Outcomes:
        return Outcomes(_json(list[tp.__args__[0]], body, unwrap))
    if not body.strip():
        return empty(tp)
    decoder = _decoder(tp)
    if decoder is not None:
        try:
            return decoder.decode(body)
        except (ValueError, RecursionError) as error:
            log.debug("an answer is not quite what the catalog says, and is read leniently: %s", error)
    return lenient(tp, body, unwrap)


def lenient(tp: Any, body: bytes, unwrap: str | None = None) -> Any:
    """Read a body by the rules of `_lenient`; an object with the one key `unwrap` stands for what is in it."""
    try:
        data = _parse(body)
        if isinstance(data, dict) and cast("Any", data).keys() == {unwrap}:
            data = data[unwrap]
        value = LENIENT.structure(data, tp)
    except Mismatch as error:
        raise DecodeError(f"at ${error.path}: {error}", path=f"${error.path}", body=body) from None
    except RecursionError:
        raise DecodeError("the answer is nested too deeply", body=body) from None
    return empty(tp) if value is None else value


def _parse(body: bytes) -> Any:
    text = body.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(text)
    except ValueError as error:
        problem = f"the answer is not JSON: {error}"
        if text.lstrip().startswith(b"<"):
            problem = "the answer is a page of HTML, not JSON; a gateway or a login page stands in between: "
            problem += repr(" ".join(untagged(text).split())[:_SHOWN])
        raise DecodeError(problem, body=body) from None


def empty(tp: Any) -> Any:
    """What an answer without a body means: an empty list or map, or a model with nothing in it."""
    origin = get_origin(tp) or tp
    if origin in {list, dict}:
        return origin()
    return LENIENT.structure({}, tp) if attrs.has(origin) else None


def _text(body: bytes) -> str:
    """A text answer; some routes quote it as JSON, some do not."""
    text = body.decode("utf-8", "replace").strip()
    with suppress(ValueError):
        return msgspec.json.decode(text, type=str)
    return text


_PLAIN: dict[Any, Callable[[bytes], Any]] = {None: lambda _: None, bytes: bytes, str: _text}


@cache
def _decoder(tp: Any) -> "msgspec.json.Decoder[Any] | None":
    """The fast decoder of a type, or None where there is none: renamed fields, unions of models."""
    if _renamed(tp, set()):
        return None
    try:
        return msgspec.json.Decoder(tp)
    except (TypeError, NameError):
        return None


def _renamed(tp: Any, seen: set[Any]) -> bool:
    """Whether a type, or one inside it, has a field whose wire name differs from its Python name."""
    if tp in seen:
        return False
    seen.add(tp)
    if any(_renamed(inner, seen) for inner in getattr(tp, "__args__", ())):
        return True
    if not isinstance(tp, type) or not attrs.has(tp):
        return False
    attrs.resolve_types(tp)
    return any(
        wire_name(attribute) != attribute.name or _renamed(attribute.type, seen)
        for attribute in attrs.fields(tp)
    )
