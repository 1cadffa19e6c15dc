"""An operation and its arguments to a `Request`: pure, synchronous, and strict.

Path parameters become one quoted segment each, headers are checked, bodies are encoded by their kind
(JSON, urlencoded form, multipart, raw).  Nothing here knows the client, its credentials or the network.
"""

import base64
import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import quote, unquote, urlencode

import attrs
import msgspec

from aiothoughtspot._encode import encode_param, refuse, unknown_name
from aiothoughtspot._operation import File, Operation, Param, Rule
from aiothoughtspot.errors import RequestError
from aiothoughtspot.retry import Repeatable
from aiothoughtspot.unset import UNSET

MAX_SEGMENT = 1024
NOTHING: Mapping[str, Any] = {}
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")
# What the transport alone may say.
_RESERVED_HEADERS = frozenset(
    {
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "authorization",
        "cookie",
        "expect",
        "upgrade",
        "te",
    }
)

Values = dict[str, tuple[Param, Any]]


@attrs.frozen
class Request:
    """What is sent, less the host and the credential.  `target` is path and query, ready for the request line."""

    operation: Operation[Any]
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    content: bytes = attrs.field(repr=False)
    repeatable: Repeatable

    def __repr__(self) -> str:
        """Show the route and no values: a query or a body may hold a secret."""
        return f"<Request {self.method} {self.operation.path} ({len(self.content)} bytes)>"


def build(
    operation: Operation[Any],
    *,
    path: Mapping[str, Any] = NOTHING,
    query: Mapping[str, Any] = NOTHING,
    body: Any = None,
    form: Mapping[str, Any] = NOTHING,
    files: Mapping[str, Any] = NOTHING,
    headers: Mapping[str, str] = NOTHING,
    check: bool = True,
) -> Request:
    """Turn arguments into a request, or raise `RequestError` naming the operation and the parameter.

    `form` holds urlencoded fields, or the text parts of a multipart body; `files` its file parts.
    With `check=False` query and body go as given; paths and headers are always made safe.
    """
    try:
        return _build(operation, path, query, body, {**form, **files}, headers, check=check)
    except RequestError as error:
        error.operation = operation.name
        raise
    except RecursionError:
        raise RequestError(
            "an argument is nested too deeply, or holds itself", operation=operation.name
        ) from None


def _build(
    operation: Operation[Any],
    path: Mapping[str, Any],
    query: Mapping[str, Any],
    body: Any,
    fields: Mapping[str, Any],
    headers: Mapping[str, str],
    *,
    check: bool,
) -> Request:
    read = _checked if check else _as_given
    in_path = _checked(operation.path_params, path, path)
    in_query = read(operation.query, query, path)
    in_fields = read(operation.form if operation.form is not None else operation.parts or (), fields, path)
    json_body = _json_body(operation, body, path) if check and operation.raw is None else body
    sent = {name: value for place in (in_query, in_fields) for name, (_, value) in place.items()}
    if isinstance(json_body, dict):
        sent.update(cast("dict[str, Any]", json_body))
    if check:
        for rule in operation.rules:
            _apply(rule, sent)
    content, media = _content(operation, json_body, in_fields)
    target = _target(operation.path, in_path)
    pairs = _urlencoded(in_query)
    return Request(
        operation=operation,
        method=operation.method,
        target=f"{target}?{pairs}" if pairs else target,
        headers=_headers(operation, headers, media),
        content=content,
        repeatable=operation.repeatable_with(sent),
    )


def _checked(params: tuple[Param, ...], given: Mapping[str, Any], path: Mapping[str, Any]) -> Values:
    values: Values = {}
    for param in params:
        value = given.get(param.name, UNSET) if param.copy_of is None else path.get(param.copy_of, UNSET)
        if value is not UNSET:
            values[param.name] = (param, encode_param(param, value, param.argument))
        elif param.required:
            raise refuse(param.argument, "this parameter is required")
    known = {param.name for param in params if param.copy_of is None}
    for name, value in given.items():
        if name not in known and value is not UNSET:
            raise unknown_name("", name, known)
    return values


def _as_given(params: tuple[Param, ...], given: Mapping[str, Any], path: Mapping[str, Any]) -> Values:
    del path
    known = {param.name: param for param in params}
    return {
        name: (known.get(name) or Param(name, Any), value)
        for name, value in given.items()
        if value is not UNSET
    }


def _json_body(operation: Operation[Any], body: Any, path: Mapping[str, Any]) -> dict[str, Any]:
    given = NOTHING if body is None else body
    if not isinstance(given, Mapping):
        raise refuse("body", f"expected a mapping of fields, got {type(given).__name__}")
    fields = _checked(operation.body or (), cast("Mapping[str, Any]", given), path)
    return {name: value for name, (_, value) in fields.items()}


def _apply(rule: Rule, sent: Mapping[str, Any]) -> None:
    names = rule.names
    given = [name for name in names if sent.get(name) is not None]
    listed = ", ".join(names)
    match rule.kind:
        case "at_least_one" if not given:
            raise refuse(listed, "give at least one of these")
        case "exactly_one" if len(given) != 1:
            raise refuse(listed, f"give exactly one of these, not {len(given)}")
        case "at_most_one" if len(given) > 1:
            raise refuse(listed, "give only one of these")
        case "together" if given and len(given) < len(names):
            raise refuse(listed, "give all of these or none")
        case "same_length" if len({len(sent[name]) for name in given}) > 1:
            raise refuse(listed, "these lists belong together item by item and must be of one length")
        case "needs" if names[0] in given and (not rule.values or sent[names[0]] in rule.values):
            for needed in names[1:]:
                if needed not in given:
                    raise refuse(needed, f"this parameter is required with {names[0]}")
        case _:
            pass


# Paths and headers


def _target(template: str, values: Values) -> str:
    if not template.startswith("/") or template.startswith("//"):
        raise refuse("path", "an operation's path begins with one slash: it counts from the host's root")
    return template.format_map({name: quote_segment(str(value), name) for name, (_, value) in values.items()})


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


def _headers(
    operation: Operation[Any], given: Mapping[str, str], media: str | None
) -> tuple[tuple[str, str], ...]:
    own = {"Accept": operation.accept, **dict(operation.headers)}
    if media is not None:
        own["Content-Type"] = media
    if not given:
        return tuple(own.items())
    taken = {name.lower() for name in given}
    for name in given:
        if name.lower() in _RESERVED_HEADERS:
            raise refuse(f"headers[{name!r}]", "this header is the transport's own")
    kept = [(name, value) for name, value in own.items() if name.lower() not in taken]
    return (*kept, *(check_header(name, value) for name, value in given.items()))


# Bodies


def _content(operation: Operation[Any], body: Any, in_fields: Values) -> tuple[bytes, str | None]:
    if operation.form is not None:
        return _urlencoded(in_fields).encode(), _FORM
    if operation.parts is not None:
        return (b"", None) if operation.parts_optional and not in_fields else _multipart(in_fields)
    if operation.raw is not None:
        content = body.encode() if isinstance(body, str) else body
        if not isinstance(content, bytes):
            raise refuse("body", f"expected text or bytes, got {type(body).__name__}")
        return content, "text/plain" if operation.raw == "text" else "application/octet-stream"
    if operation.body is None and not body:
        return b"", None
    return _json({} if body is None else body, "body"), _JSON


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


def _urlencoded(values: Values) -> str:
    pairs = [pair for param, value in values.values() for pair in _pairs_of(param, value)]
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
    elif value or param.empty or not isinstance(value, list):
        yield param.name, as_text(param, value)


def _multipart(values: Values) -> tuple[bytes, str]:
    """Always an envelope, even with text parts only or none: the server wants one."""
    boundary = f"aiothoughtspot-{secrets.token_hex(16)}"
    chunks: list[bytes] = []
    for param, value in values.values():
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
