"""An operation and its arguments to a `Request`: pure, synchronous, and strict.

Path parameters become one quoted segment each, headers are checked, bodies are encoded by their kind
(JSON, urlencoded form, multipart, raw).  Nothing here knows the client, its credentials or the network.
"""

import re
from collections.abc import Mapping
from typing import Any, cast

import attrs

from aiothoughtspot._content import content_of, urlencoded
from aiothoughtspot._encode import encode_params
from aiothoughtspot._gate import check_release
from aiothoughtspot._operation import Operation, Param, Rule
from aiothoughtspot._refuse import refuse
from aiothoughtspot._safe import check_header, quote_segment
from aiothoughtspot.errors import RequestError
from aiothoughtspot.retry import Repeatable
from aiothoughtspot.unset import UNSET

NOTHING: Mapping[str, Any] = {}
# What the transport alone may say.
_RESERVED_HEADERS = {
    "host", "content-length", "transfer-encoding", "connection", "authorization", "cookie", "expect", "upgrade", "te",
}  # fmt: skip
_IN_BRACES = re.compile(r"\{(\w+)\}")


@attrs.frozen
class Request:
    """What is sent, less the host and the credential.  `target` is path and query, ready for the request line."""

    operation: Operation[Any]
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    content: bytes = attrs.field(repr=False)
    repeatable: Repeatable
    # What the cluster's release calls deprecated, in words.
    deprecated: tuple[str, ...] = ()

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
    release: str | None = None,
) -> Request:
    """Turn arguments into a request, or raise `RequestError` naming the operation and the parameter.

    `form` holds urlencoded fields, or the text parts of a multipart body; `files` its file parts.
    With `check=False` query and body go as given; paths and headers are always made safe.
    With a `release` what that does not have raises `UnsupportedByReleaseError`.
    """
    try:
        return _build(operation, path, query, body, {**form, **files}, headers, release, check=check)
    except RequestError as error:
        error.operation = operation.name
        raise
    except RecursionError:
        pass
    # Out here it has no context whose thousand frames hold the argument.
    raise RequestError("an argument is nested too deeply, or holds itself", operation=operation.name)


def _build(
    operation: Operation[Any],
    path: Mapping[str, Any],
    query: Mapping[str, Any],
    body: Any,
    fields: Mapping[str, Any],
    headers: Mapping[str, str],
    release: str | None,
    *,
    check: bool,
) -> Request:
    def read(params: tuple[Param, ...], given: Mapping[str, Any]) -> dict[str, Any]:
        if check:
            return encode_params(params, given, path)
        return {name: value for name, value in given.items() if value is not UNSET}

    path_params = operation.path_params or _path_params(operation.path)
    field_params = operation.form if operation.form is not None else operation.parts or ()
    body_params = operation.body or ()
    in_path = encode_params(path_params, path, path)
    in_query = read(operation.query, query)
    in_fields = read(field_params, fields)
    if check and operation.raw is None:
        body = encode_params(body_params, _fields_of(body), path)
    in_body = cast("dict[str, Any]", body) if isinstance(body, dict) else {}
    sent = in_query | in_fields | in_body
    deprecated: tuple[str, ...] = ()
    if check:
        for rule in operation.rules:
            _apply(rule, sent)
        if release is not None:
            places = (
                (path_params, in_path),
                (operation.query, in_query),
                (field_params, in_fields),
                (body_params, in_body),
            )
            deprecated = check_release(operation, places, release)
    content, media = content_of(operation, body, in_fields)
    target = _target(operation.path, in_path)
    pairs = urlencoded(operation.query, in_query)
    return Request(
        operation=operation,
        method=operation.method,
        target=f"{target}?{pairs}" if pairs else target,
        headers=_headers(operation, headers, media),
        content=content,
        repeatable=operation.repeatable_with(sent),
        deprecated=deprecated,
    )


def _path_params(template: str) -> tuple[Param, ...]:
    """The parameters in a path's braces: an operation of the user's own need not list them."""
    return tuple(Param(name, str, required=True) for name in _IN_BRACES.findall(template))


def _fields_of(body: Any) -> Mapping[str, Any]:
    if body is None:
        return NOTHING
    if not isinstance(body, Mapping):
        raise refuse("body", f"expected a mapping of fields, got {type(body).__name__}")
    return cast("Mapping[str, Any]", body)


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


# The head


def _target(template: str, values: Mapping[str, Any]) -> str:
    if not template.startswith("/") or template.startswith("//"):
        raise refuse("path", "an operation's path begins with one slash: it counts from the host's root")
    return template.format_map({name: quote_segment(str(value), name) for name, value in values.items()})


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
