"""Webhook deliveries as values: what a signed body says.  Pure: bytes in, an `Event` out.

A delivery is JSON (the files are in a store of yours), or multipart/form-data with the JSON in a part named `payload` and
the files beside it.  Alerts of KPI monitors have a payload of their own, without id and time.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.parser import HeaderParser
from pathlib import PurePosixPath
from typing import Any, cast

import attrs
import msgspec

Json = dict[str, Any]


class UnreadableError(ValueError):
    """The body is not a delivery."""


@attrs.frozen
class Attachment:
    """A file in the delivery; `name` is a bare file name, whatever the sender wrote."""

    name: str
    media_type: str
    content: bytes = attrs.field(repr=lambda content: f"<{len(content)} bytes>")


@attrs.frozen
class StoredFile:
    """A file that the cluster wrote to your storage, or failed to: then `error` says why and `key` may be None."""

    name: str
    media_type: str | None
    size: int | None
    status: str | None
    bucket: str | None
    key: str | None
    error: str | None

    @property
    def ok(self) -> bool:
        """Whether the file is there."""
        return self.status == "SUCCESS"


@attrs.frozen
class Alert:
    """An alert of a KPI monitor: `notification` says which kind, such as THRESHOLD_METRIC_UPDATE."""

    notification: str
    rule_id: str | None
    rule_name: str | None
    metric_name: str | None
    metric_url: str | None
    condition: str | None
    liveboard: str | None
    visualization: str | None
    user_name: str | None
    user_email: str | None


@attrs.frozen
class Event:
    """One delivery.

    `id` is the cluster's id of the message, or a digest of the body where it has none; `type` such as LIVEBOARD_SCHEDULE
    or MONITOR; `at` when it happened (aware), if said.  `payload` is the JSON as sent, with all that has no field here.
    """

    id: str
    type: str
    at: datetime | None
    org: str | None
    object_type: str | None
    object_id: str | None
    object_name: str | None
    object_url: str | None
    recipients: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    stored: tuple[StoredFile, ...]
    alert: Alert | None
    payload: Json = attrs.field(repr=False)


def event_of(content_type: str, body: bytes) -> Event:
    """Read a delivery; raises `UnreadableError` where it is none.  It verifies nothing."""
    message = Message()
    message["content-type"] = content_type
    if message.get_content_type() != "multipart/form-data":
        return _event(_json(body), (), body)
    payload: Json | None = None
    files: list[Attachment] = []
    for head, content in _parts(body, str(message.get_param("boundary", ""))):
        filename = head.get_filename()
        if filename is not None:
            name = PurePosixPath(filename.replace("\\", "/")).name or "file"
            files.append(Attachment(name, head.get_content_type(), content))
        elif head.get_param("name", header="content-disposition") == "payload":
            payload = _json(content)
    if payload is None:
        raise UnreadableError("no part named payload")
    return _event(payload, tuple(files), body)


def _parts(body: bytes, boundary: str) -> Iterator[tuple[Message, bytes]]:
    """The head and content of each part."""
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("latin-1"))
    if not boundary or len(pieces) < 2 or not pieces[-1].startswith(b"--"):  # noqa: PLR2004 - what comes before, and the end
        raise UnreadableError("the parts have no end")
    for piece in pieces[1:-1]:
        head, blank, content = piece.partition(b"\r\n\r\n")
        if not blank:
            raise UnreadableError("a part has no head")
        yield HeaderParser().parsestr(head.decode("utf-8", "replace").lstrip()), content


def _json(text: bytes) -> Json:
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise UnreadableError("the payload is not a JSON object")
    return cast("Json", data)


def _event(payload: Json, files: tuple[Attachment, ...], body: bytes) -> Event:
    data, target = _object(payload, "data"), _object(payload, "metadataObject")
    # An id of the event and one of the message: several messages may tell of one event.
    ids = [found for found in (_text(payload, "eventId"), _text(data, "msgUniqueId")) if found]
    return Event(
        id="/".join(ids) or hashlib.sha256(body).hexdigest(),
        type=_text(payload, "eventType") or _text(data, "schemaType") or "UNKNOWN",
        at=_time(_text(payload, "timestamp")),
        org=_text(_object(payload, "source"), "orgId"),
        object_type=_text(target, "objectType"),
        object_id=_text(target, "id"),
        object_name=_text(target, "name"),
        object_url=_text(target, "url"),
        recipients=tuple(email for one in _objects(data, "recipients") if (email := _text(one, "email"))),
        attachments=files,
        stored=tuple(_stored(one) for one in _objects(payload, "files")),
        alert=_alert(data),
        payload=payload,
    )


def _stored(one: Json) -> StoredFile:
    size = one.get("size")
    return StoredFile(
        name=_text(one, "filename") or "",
        media_type=_text(one, "contentType"),
        size=size if isinstance(size, int) else None,
        status=_text(one, "uploadStatus"),
        bucket=_text(one, "bucketName"),
        key=_text(one, "objectKey"),
        error=_text(one, "errorMessage"),
    )


def _alert(data: Json) -> Alert | None:
    kind = _text(data, "notificationType")
    if kind is None:
        return None
    # The one part that is there is named after the kind, in another spelling: ...WebhookNotification.
    notes = [
        value
        for key, value in data.items()
        if key.endswith("WebhookNotification") and isinstance(value, dict)
    ]
    note = cast("Json", notes[0]) if notes else {}
    # A deletion has the rule's facts at its top.
    rule = _object(note, "monitorRuleForWebhook") or note
    place, user = _object(_object(rule, "metricId"), "pinboardVizId"), _object(data, "currentUser")
    return Alert(
        notification=kind,
        rule_id=_text(rule, "ruleId"),
        rule_name=_text(rule, "ruleName"),
        metric_name=_text(rule, "metricName"),
        metric_url=_text(rule, "metricUrl"),
        condition=_text(rule, "conditionString"),
        liveboard=_text(place, "pinboardId"),
        visualization=_text(place, "vizId"),
        user_name=_text(user, "displayName"),
        user_email=_text(user, "email"),
    )


def _object(data: Json, key: str) -> Json:
    value = data.get(key)
    return cast("Json", value) if isinstance(value, dict) else {}


def _objects(data: Json, key: str) -> list[Json]:
    value = data.get(key)
    return [cast("Json", one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(data: Json, key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) and value else None


def _time(text: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
