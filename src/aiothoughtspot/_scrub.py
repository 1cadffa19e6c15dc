"""Servers repeat what they were sent: what is secret in a request is taken out of what its errors show."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import parse_qsl, quote

import attrs
import msgspec

from aiothoughtspot._values import HIDDEN, redacted

_NAMES = re.compile(r"password|secret|token|api_?key|credential", re.IGNORECASE)
# Shorter ones would take letters out of ordinary words.
_SHORTEST = 4


def secrets_of(value: Any) -> Iterator[str]:
    """The texts of a value of ours that its repr hides, such as the password of a way to log in."""
    for field in attrs.fields(type(value)) if attrs.has(type(value)) else ():
        text = getattr(value, field.name)
        if field.repr in {redacted, False} and isinstance(text, str):
            yield text


def header_secrets(value: str) -> list[str]:
    """The texts of a credential's header: all of it, and the token of "Bearer ..." or the values of cookies."""
    return [value, *re.findall(r"(?<=[ =])[^ =;]+", value)]


def secrets_in(content: bytes) -> Iterator[str]:
    """The texts of a request's body, JSON or form, whose names say that they are secret."""
    try:
        yield from _named(msgspec.json.decode(content))
    except (ValueError, RecursionError):
        pairs = parse_qsl(content.decode("latin-1")) if b"\r\n" not in content else []
        yield from (text for name, text in pairs if _NAMES.search(name))


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in cast("dict[str, Any]", value).items():
            if isinstance(inner, str) and _NAMES.search(name):
                yield inner
            else:
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def scrub(body: bytes, secrets: Iterable[str]) -> bytes:
    """Replace secrets, as they are and as JSON, HTML and URLs write them."""
    long = {one for one in secrets if len(one) >= _SHORTEST}
    written = {form for one in long for form in (one, _as_json(one), html.escape(one), quote(one, safe=""))}
    # The longest first, for one may begin with another.
    for text in sorted(written, key=len, reverse=True):
        body = body.replace(text.encode(), HIDDEN.encode())
    return body


def _as_json(text: str) -> str:
    return msgspec.json.encode(text)[1:-1].decode()
