"""Path segments and headers that cannot change the route or the message; everything else is refused."""

import re
from typing import Any, cast
from urllib.parse import quote, unquote

from aiothoughtspot._refuse import refuse

MAX_SEGMENT = 1024
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")


def quote_segment(value: str, where: str) -> str:
    """Quote one path segment, or refuse what could change the route."""
    if not value or value in {".", ".."}:
        raise refuse(where, f"{value!r} is not an identifier")
    if len(value) > MAX_SEGMENT:
        raise refuse(where, f"{len(value)} characters are too long for an identifier")
    if _CONTROL.search(value):
        raise refuse(where, "the identifier holds a control character")
    if "/" in value or "\\" in value:
        raise refuse(
            where, "the server cannot address a name with a slash in a path, even escaped: use the GUID"
        )
    if unquote(value) != value:
        raise refuse(where, "the identifier is percent-encoded already: give it as it is")
    return quote(value, safe="")


def check_header(name: str, value: str) -> tuple[str, str]:
    """Return a header that is safe to send, or raise `RequestError` naming it."""
    if not _HEADER_NAME.fullmatch(name):
        raise refuse(f"headers[{name!r}]", "this is not a header name")
    if not isinstance(cast("Any", value), str):
        raise refuse(f"headers[{name!r}]", f"expected a text, got {type(value).__name__}")
    if not _HEADER_VALUE.fullmatch(value) or value != value.strip():
        raise refuse(
            f"headers[{name!r}]", "the value holds a line break, a control or a non-latin-1 character"
        )
    return name, value
