"""Error answers to errors: every known body of this server and of the gateways before it.

v2 nests a JSON array in a string (`error.message.debug`), v1 has the same fields at the top, newer routes say
`error_code` and `message`, gateways send HTML.  A body is never trusted to be any of these.
"""

import re
from typing import Any, cast

import msgspec

from aiothoughtspot._response import Response
from aiothoughtspot.errors import ApiError, BadRequestError, OrgAccessError, RateLimitedError, ServerError
from aiothoughtspot.retry import TOO_MANY, TRANSIENT

WRONG_ORG = 13090
_SHOWN = 400
_KEPT = 64 * 1024
_SERVER = 500
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
    cls = ApiError.by_status.get(status) or (ServerError if status >= _SERVER else ApiError)
    facts = _facts(response)
    if facts["code"] == WRONG_ORG and cls is BadRequestError:
        cls = OrgAccessError
    text = _clean(str(facts.pop("text") or ""))
    advice = _ADVICE.get(status)
    if status in _REDIRECTS:
        advice = "the server redirects elsewhere, which is not followed: check the base URL"
    parts = [f"HTTP {status}", *([text] if text else []), *([f"({advice})"] if advice else [])]
    error = cls(
        " ".join(parts),
        status=status,
        retryable=status == TOO_MANY or status in TRANSIENT,
        body=response.body[:_KEPT],
        incident_id=facts["incident_id"] or response.header("x-callosum-incident-id"),
        trace_id=facts["trace_id"] or response.header("x-callosum-trace-id"),
        code=facts["code"],
    )
    if isinstance(error, RateLimitedError):
        error.retry_after = wait
    return error


def _facts(response: Response) -> dict[str, Any]:
    facts: dict[str, Any] = {"code": None, "incident_id": None, "trace_id": None, "text": ""}
    start = response.body[:_KEPT].lstrip()
    try:
        data = msgspec.json.decode(response.body) if start[:1] in {b"{", b"[", b'"'} else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        data = None
    if data is None:
        text = start.decode("utf-8", "replace")
        facts["text"] = _untagged(text)
    else:
        _read(data, facts, depth=0)
    return facts


def _read(data: Any, facts: dict[str, Any], depth: int) -> None:
    """Walk down `error` and `message` and collect what is there."""
    if depth > 4:  # noqa: PLR2004 - the deepest known body has four levels
        return
    if isinstance(data, str):
        facts["text"] = facts["text"] or _unwrap(data)
        return
    if isinstance(data, list):
        facts["text"] = facts["text"] or "; ".join(str(item) for item in data if item)
        return
    if not isinstance(data, dict):
        return
    entries = cast("dict[str, Any]", data)
    code = entries.get("code", entries.get("error_code"))
    if facts["code"] is None and isinstance(code, int | str) and not isinstance(code, bool):
        facts["code"] = int(code) if isinstance(code, str) and code.isdecimal() and len(code) < 10 else code  # noqa: PLR2004 - codes have five digits
    for key, fact in (("incident_id_guid", "incident_id"), ("trace_id_guid", "trace_id")):
        if facts[fact] is None and isinstance(entries.get(key), str):
            facts[fact] = entries[key]
    for key in ("debug", "display_message", "error_message", "message", "error"):
        if key in entries:
            _read(entries[key], facts, depth + 1)


def _unwrap(text: str) -> str:
    """Read the JSON array inside a string, if it is one."""
    if text.startswith("["):
        try:
            items = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            return text
        return "; ".join(str(item) for item in items if item)
    return text


def _untagged(page: str) -> str:
    """A page's text: no tags, and nothing of scripts and styles.  One pass, for a page of nothing but `<` is an attack."""
    first, *rest = page.split("<")
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
