"""What a cluster remembers of a request."""

from __future__ import annotations

import attrs


@attrs.frozen
class Seen:
    """One request as it arrived, without its secret headers, its body cut to 64 KiB."""

    method: str
    path: str
    """As sent: still percent-encoded, without the query."""
    query: str
    headers: dict[str, str]
    body: bytes
    client: str
    """Address and port of the other side, e.g. "127.0.0.1:50123": one per connection."""
