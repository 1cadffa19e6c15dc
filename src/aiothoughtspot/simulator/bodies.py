"""Bytes to request parts, and refusals to error bodies. Pure."""

from __future__ import annotations

import json
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote_plus

import attrs
import msgspec

from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen
class Parts:
    """What a request body held."""

    body: dict[str, Any] = attrs.field(factory=dict[str, Any])
    form: dict[str, str] = attrs.field(factory=dict[str, str])
    files: dict[str, bytes] = attrs.field(factory=dict[str, bytes])

    def keys(self) -> list[str]:
        """Every top-level name the body used."""
        return [*self.body, *self.form, *self.files]


def query_pairs(query: bytes) -> list[tuple[str, str]]:
    """The pairs of a query string, in order, empty values kept."""
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True)


def read_body(content: bytes, content_type: str) -> Parts:
    """Take a body apart by its content type.

    Raises:
        Refused: 400 for a broken body or a JSON body that is no object, 415 for a type the server does not take.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if not content:
        return Parts()
    if kind == "application/json" or kind.endswith("+json"):
        return Parts(body=_json_object(content))
    if kind == "application/x-www-form-urlencoded":
        try:
            pairs = parse_qsl(content.decode("utf-8"), keep_blank_values=True, strict_parsing=True)
        except ValueError:
            raise Refused(400, BAD_REQUEST, "Malformed form body") from None
        return Parts(form=dict(pairs))
    if kind == "multipart/form-data":
        return _multipart(content, content_type)
    raise Refused(415, BAD_REQUEST, f"Unsupported content type: {kind or 'none'}")


def _json_object(content: bytes) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        raise Refused(400, BAD_REQUEST, "Malformed JSON body") from None
    if not isinstance(value, dict):
        raise Refused(400, BAD_REQUEST, "The body must be a JSON object")
    return value


def _multipart(content: bytes, content_type: str) -> Parts:
    message = BytesParser(policy=HTTP).parsebytes(
        b"content-type: " + content_type.encode("latin-1") + b"\r\n\r\n" + content
    )
    if not message.is_multipart() or message.defects:
        raise Refused(400, BAD_REQUEST, "Malformed multipart body")
    parts = Parts()
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(payload, bytes):
            raise Refused(400, BAD_REQUEST, "A multipart part has no name")
        name = unquote_plus(name) if "%" in name else name
        if part.get_filename() is not None:
            parts.files[name] = payload
        else:
            parts.form[name] = payload.decode("utf-8", "replace")
    return parts


def error_body(refused: Refused, *, incident: str, trace: str, v1: bool) -> dict[str, Any]:
    """The JSON of an error answer. `debug` is a JSON array inside a string, as the server sends it."""
    inner = {
        "code": refused.code,
        "incident_id_guid": incident,
        "trace_id_guid": trace,
        "debug": json.dumps([refused.message, ""]),
    }
    if v1:
        return {"type": None, **inner}
    return {"error": {"message": {"debug": inner}}}


def flag(text: str | bool | None, *, default: bool = False) -> bool:
    """A boolean of a form or a query: lower-case text on the wire."""
    if text is None or isinstance(text, bool):
        return default if text is None else text
    return text.strip().lower() == "true"


def numbers(text: str) -> int:
    """An integer of a form or a query.

    Raises:
        Refused: 400 when it is none.
    """
    try:
        return int(text)
    except ValueError:
        raise Refused(400, BAD_REQUEST, f"Not a number: {text[:40]!r}") from None


def record_of(body: dict[str, Any], name: str) -> dict[str, Any]:
    """The object under a key of a JSON body; an empty one when there is none.

    Raises:
        Refused: 400 when it is something else.
    """
    value = body.get(name) or {}
    if not isinstance(value, dict):
        raise Refused(400, BAD_REQUEST, f"{name} must be an object")
    return value


def records_of(body: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The list of objects under a key of a JSON body; an empty one when there is none.

    Raises:
        Refused: 400 when it is something else.
    """
    value = body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Refused(400, BAD_REQUEST, f"{name} must be a list of objects")
    return value


def texts_of(body: dict[str, Any], name: str) -> list[str]:
    """The list of texts under a key of a JSON body; an empty one when there is none.

    Raises:
        Refused: 400 when it is something else.
    """
    value = body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Refused(400, BAD_REQUEST, f"{name} must be a list of texts")
    return value


def header_map(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header values by lower-case name; repeated headers are joined with commas."""
    found: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found
