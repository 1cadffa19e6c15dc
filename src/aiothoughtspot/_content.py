"""The body of a request by its kind: JSON, urlencoded form, multipart, or raw text and bytes."""

import base64
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast
from urllib.parse import quote, urlencode

import msgspec

from aiothoughtspot._operation import File, Operation, Param
from aiothoughtspot._refuse import refuse
from aiothoughtspot._safe import check_header

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def content_of(operation: Operation[Any], body: Any, fields: Mapping[str, Any]) -> tuple[bytes, str | None]:
    """Encode a body; returns it with its media type, or None without a body."""
    if operation.form is not None:
        return urlencoded(operation.form, fields).encode(), FORM
    if operation.parts is not None:
        return (b"", None) if operation.parts_optional and not fields else _multipart(operation.parts, fields)
    if operation.raw is not None:
        content = body.encode() if isinstance(body, str) else body
        if not isinstance(content, bytes):
            raise refuse("body", f"expected text or bytes, got {type(body).__name__}")
        return content, "text/plain" if operation.raw == "text" else "application/octet-stream"
    if operation.body is None and not body:
        return b"", None
    if isinstance(body, bytes):
        # Given unchecked, ready as it is.
        return body, JSON
    return _json({} if body is None else body, "body"), JSON


def _json(value: Any, where: str) -> bytes:
    try:
        return msgspec.json.encode(value)
    except (TypeError, ValueError) as error:
        raise refuse(where, f"not JSON: {error}") from None


def as_text(param: Param, value: Any) -> str:
    """Render one value as the text of a form field, a query key or a part."""
    if param.encode == "base64" and isinstance(value, str | bytes):
        return base64.b64encode(value.encode() if isinstance(value, str) else value).decode()
    if param.encode == "csv" and isinstance(value, list):
        return ",".join(as_text(param, item) for item in value)
    if param.encode == "json" or not isinstance(value, str | bool | int | float):
        return _json(value, param.argument).decode()
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def _with_params(params: Iterable[Param], values: Mapping[str, Any]) -> Iterator[tuple[Param, Any]]:
    known = {param.name: param for param in params}
    for name, value in values.items():
        # What is sent unchecked may be new.
        yield known.get(name) or Param(name, Any), value


def urlencoded(params: Iterable[Param], values: Mapping[str, Any]) -> str:
    """Render values as a query string or a form."""
    pairs = [pair for param, value in _with_params(params, values) for pair in _pairs_of(param, value)]
    try:
        return urlencode(pairs, quote_via=quote)
    except UnicodeEncodeError:
        raise refuse(", ".join(values), "a text holds half a character (a lone surrogate)") from None


def _pairs_of(param: Param, value: Any) -> Iterator[tuple[str, str]]:
    if param.encode == "numbered" and isinstance(value, dict):
        for key, entry in cast("dict[str, Any]", value).items():
            for one in entry if isinstance(entry, list) else [entry]:  # pyright: ignore[reportUnknownVariableType] - JSON
                yield key, as_text(Param(key, Any), one)
    elif param.encode == "repeat" and isinstance(value, list):
        for item in value:
            yield param.name, as_text(param, item)
    elif value or param.empty or param.required or not isinstance(value, list):
        yield param.name, as_text(param, value)


def _multipart(params: Iterable[Param], values: Mapping[str, Any]) -> tuple[bytes, str]:
    """Always an envelope, even with text parts only or none: the server wants one."""
    boundary = f"aiothoughtspot-{secrets.token_hex(16)}"
    chunks: list[bytes] = []
    for param, value in _with_params(params, values):
        disposition = f'form-data; name="{_quotable("name", param.name)}"'
        media = param.content_type
        if isinstance(value, File):
            disposition += f'; filename="{_quotable("filename", value.name)}"'
            media = check_header("content-type", media or value.media)[1]
            content = value.content
        else:
            content = as_text(param, value).encode()
        kind = f"Content-Type: {media}\r\n" if media else ""
        chunks += [
            f"--{boundary}\r\nContent-Disposition: {disposition}\r\n{kind}\r\n".encode("latin-1"),
            content,
            b"\r\n",
        ]
    chunks.append(f"--{boundary}--\r\n".encode())
    return b"".join(chunks), f"multipart/form-data; boundary={boundary}"


def _quotable(where: str, text: str) -> str:
    return check_header(where, text)[1].replace("\\", "_").replace('"', "_")
