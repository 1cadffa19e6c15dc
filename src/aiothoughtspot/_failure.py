"""Error answers to errors: every known body of this server and of the gateways before it.

v2 nests a JSON array in a string (`error.message.debug`), v1 has the same fields at the top, newer routes say
`error_code` and `message`, gateways send HTML.  A body is never trusted to be any of these.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

import msgspec

from aiothoughtspot._response import Response
from aiothoughtspot.errors import ApiError, BadRequestError, OrgAccessError, RateLimitedError
from aiothoughtspot.retry import TOO_MANY, TRANSIENT

WRONG_ORG = 13090
_SHOWN = 400
_KEPT = 64 * 1024
_SERVER = 500
# Where error bodies are looked through: the deepest known one has four levels; codes have five digits.
_DEEPEST = 4
_DIGITS = 9
_REDIRECTS = range(300, 400)
_ADVICE = {
    401: "the credential was refused, or a privilege is missing (this server says 401 for both)",
    403: "a privilege is missing",
    404: "no such object, or the cluster's release does not have this route",
    414: "the URL is too long: ask for fewer ids at once",
    429: "too many requests: 100 per second and client address are allowed",
    502: "a gateway before the cluster got no answer",
    503: "the cluster is not available; it may be under maintenance",
    504: "a gateway before the cluster gave up waiting",
}


def error_for(response: Response, *, wait: float | None = None) -> ApiError:
    """Build the error of an answer that says no; `wait` is the Retry-After in seconds that the transport has read."""
    status = response.status
    # What is above 500 is of its class.
    cls = ApiError.by_status.get(min(status, _SERVER), ApiError)
    facts = _facts(response)
    if facts.get("code") == WRONG_ORG and cls is BadRequestError:
        cls = OrgAccessError
    advice = _ADVICE.get(status)
    if status in _REDIRECTS:
        advice = "the server redirects elsewhere, which is not followed: check the base URL"
    parts = [f"HTTP {status}", _clean(facts.get("text", "")), f"({advice})" if advice else ""]
    error = cls(
        " ".join(filter(None, parts)),
        status=status,
        retryable=status == TOO_MANY or status in TRANSIENT,
        body=response.body[:_KEPT],
        incident_id=facts.get("incident_id") or response.header("x-callosum-incident-id"),
        trace_id=facts.get("trace_id") or response.header("x-callosum-trace-id"),
        code=facts.get("code"),
    )
    if isinstance(error, RateLimitedError):
        error.retry_after = wait
    return error


def _facts(response: Response) -> dict[str, Any]:
    """What a body tells: `code`, `incident_id`, `trace_id` and `text`, as far as they are there."""
    if response.body.lstrip().startswith((b"{", b"[", b'"')):
        with suppress(ValueError, RecursionError):
            told = list(_told(msgspec.json.decode(response.body)))
            # Of several, the first counts.
            return dict(reversed(told))
    return {"text": untagged(response.body)}


def _told(data: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Walk down `error` and `message`, and tell what is there by the names of facts."""
    if depth > _DEEPEST:
        return
    data = _flat(data)
    if isinstance(data, str) and data:
        yield "text", data
    if not isinstance(data, dict):
        return
    entries = cast("dict[str, Any]", data)
    code = entries.get("code", entries.get("error_code"))
    if isinstance(code, str) and code.isdecimal() and len(code) <= _DIGITS:
        code = int(code)
    if isinstance(code, int | str) and not isinstance(code, bool):
        yield "code", code
    for key, fact in (("incident_id_guid", "incident_id"), ("trace_id_guid", "trace_id")):
        if isinstance(entries.get(key), str):
            yield fact, entries[key]
    for key in ("debug", "display_message", "error_message", "message", "error"):
        if key in entries:
            yield from _told(entries[key], depth + 1)


def _flat(data: Any) -> Any:
    """Join the texts of a list, also of one that is JSON inside a string; anything else stays."""
    if isinstance(data, str) and data.startswith("["):
        with suppress(ValueError, RecursionError):
            data = msgspec.json.decode(data)
    return "; ".join(str(item) for item in cast("Any", data) if item) if isinstance(data, list) else data


def untagged(page: bytes) -> str:
    """A page's text: no tags, and nothing of scripts and styles.  One pass, for a page of nothing but `<` is an attack."""
    first, *rest = page[:_KEPT].decode("utf-8", "replace").split("<")
    texts, skipped = [first], ""
    for piece in rest:
        tag, closed, text = piece.partition(">")
        name = tag[:7].lower()
        if skipped:
            skipped = "" if name.startswith(skipped) else skipped
        elif name.startswith(("script", "style")):
            skipped = "/script" if name.startswith("script") else "/style"
        else:
            texts.append(text if closed else f"<{piece}")
    return " ".join(texts)


def _clean(text: str) -> str:
    flat = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}..."
