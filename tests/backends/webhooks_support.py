"""Deliveries as the cluster makes them."""

import json
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BOUNDARY = "b0undary"


def delivery(number: int = 1, at: datetime = NOW, **more: Any) -> bytes:
    """The JSON of a scheduled liveboard."""
    payload = {
        "eventId": f"n.{number}",
        "timestamp": at.isoformat().replace("+00:00", "Z"),
        "eventType": "LIVEBOARD_SCHEDULE",
        "schemaVersion": "1.0",
        "source": {"applicationName": "ThoughtSpot", "orgId": "7"},
        "actor": {"actorType": "SYSTEM"},
        "metadataObject": {
            "objectType": "LIVEBOARD",
            "id": "lb-1",
            "name": "Säles",
            "url": "https://a.example/",
        },
        "data": {
            "recipients": [{"type": "USER", "email": "ana@a.example"}, {"email": None}, 3],
            "msgUniqueId": "m",
        },
        **more,
    }
    return json.dumps(payload, ensure_ascii=False).encode()


def multipart(payload: bytes, *files: tuple[str, str, bytes]) -> bytes:
    """A delivery with its files."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="payload"\r\nContent-Type: application/json\r\n\r\n'
    parts = [head.encode() + payload]
    for name, media, content in files:
        disposition = f'form-data; name="file"; filename="{name}"'
        lines = f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\nContent-Type: {media}\r\n\r\n"
        parts.append(lines.encode() + content)
    return b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


FORM = f"multipart/form-data; boundary={BOUNDARY}"
