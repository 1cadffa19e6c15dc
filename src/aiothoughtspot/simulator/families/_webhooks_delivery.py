"""Events on their way to webhooks: each is a signed request to a receiver on this machine, tried three times, and a job.

Requests leave from a thread of their own, so that a receiver may live in the process of the cluster; jobs tell how they fare.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import ipaddress
import json
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

import attrs

from aiothoughtspot.simulator.answers import Refused
from aiothoughtspot.simulator.families._webhooks_records import EVENTS, webhooks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiothoughtspot.simulator.state import Record, State

TIMEOUT: Final = 5.0
"""Seconds a receiver has for its answer."""
PAUSES: Final = (0.05, 0.2)
"""Seconds before the second and the third try."""
REMEMBERED: Final = 10_000
"""Jobs that are kept: the last ones."""
BOUNDARY: Final = "simulated-delivery"
EVENT: Final = EVENTS[0]


@attrs.frozen
class File:
    """An attachment of a delivery."""

    name: str
    media: str
    content: bytes


@attrs.frozen
class Event:
    """Something that webhooks are told about."""

    kind: str
    id: str
    name: str | None
    run_id: str | None
    org: int
    payload: Record
    """What happened, as JSON."""
    recipients: list[Record] | None = None
    files: Callable[[], Sequence[File]] = tuple
    """Makes the attachments; called in the delivering thread."""


class _Undelivered(Exception):  # noqa: N818 - one try that failed, not a fault of the cluster
    pass


def jobs(state: State) -> list[Record]:
    """The last deliveries in order: {"job": as shown, "webhook_id": guid}."""
    return state.bag("channel_jobs", list["Record"])


def channel_choices(state: State) -> Record:
    """Channels by event: {"cluster": {event: [..]}, "orgs": {org id: {event: [..]}}}; mail alone until chosen otherwise."""
    return state.bag("channels", lambda: {"cluster": {EVENT: ["EMAIL"]}, "orgs": {}})


def channels(state: State, org: int, event: str) -> Sequence[str]:
    """The channels an org's events take: its own choice, or the cluster's."""
    choices = channel_choices(state)
    found: Sequence[str] = choices["orgs"].get(org, {}).get(event, choices["cluster"][event])
    return found


def deliver(state: State, event: Event) -> list[Record]:
    """Send an event to the org's enabled webhooks, if the org's channels say so; gives the jobs, still pending."""
    if "WEBHOOK" not in channels(state, event.org, event.kind):
        return []
    told = [
        webhook
        for webhook in webhooks(state).values()
        if webhook["org_id"] == event.org
        and webhook["status"] == "ENABLED"
        and event.kind in webhook["events"]
    ]
    return [_start(state, webhook, event) for webhook in told]


def validation(state: State, webhook: Record) -> Callable[[], Record]:
    """A trial of a webhook: a function that waits for the receiver's answer and gives the job, which has ended."""
    guid = state.new_guid()
    event = Event(
        webhook["events"][0],
        f"validation-{guid}",
        None,
        None,
        webhook["org_id"],
        payload={"validation": True},
    )
    job = _job(state, webhook, event, f"n.validation-{guid}")
    return partial(_work, dict(webhook), event, job)


def _start(state: State, webhook: Record, event: Event) -> Record:
    job = _job(state, webhook, event, f"n.{state.new_guid()}")
    threading.Thread(target=_work, args=(dict(webhook), event, job), daemon=True).start()
    return job


def _job(state: State, webhook: Record, event: Event, key: str) -> Record:
    job: Record = {
        "id": key,
        "status": "PENDING",
        "creation_time_in_millis": state.now_ms(),
        "event": {"type": event.kind, "id": event.id, "name": event.name, "run_id": event.run_id},
        "recipients": event.recipients,
        "detail": "",
        "try_count": 0,
    }
    jobs(state).append({"job": job, "webhook_id": webhook["id"]})
    del jobs(state)[:-REMEMBERED]
    return job


def _work(webhook: Record, event: Event, job: Record) -> Record:
    try:
        headers, body = _request(webhook, event, job["id"])
    except Refused as refused:
        job |= {"status": "FAILED", "detail": refused.message}
        return job
    for pause in (*PAUSES, None):
        job["try_count"] += 1
        try:
            _send(webhook, headers, body)
        except (_Undelivered, OSError, ValueError, http.client.HTTPException) as failure:
            job |= {
                "detail": str(failure) or type(failure).__name__,
                "status": "FAILED" if pause is None else "RETRY",
            }
        else:
            job |= {"detail": "", "status": "SUCCESS"}
            break
        if pause is not None:
            time.sleep(pause)
    return job


def _request(webhook: Record, event: Event, job_id: str) -> tuple[dict[str, str], bytes]:
    """Headers and body: JSON for those who store files elsewhere, a form of JSON and files for the others."""
    files = event.files()
    payload: Record = {"eventId": job_id, "type": event.kind, "schemaVersion": "v1", "data": event.payload}
    store = webhook["storage_destination"]
    if store:
        payload["files"] = [_stored(file, store) for file in files]
        media, body = "application/json", json.dumps(payload).encode()
    else:
        media, body = f"multipart/form-data; boundary={BOUNDARY}", _form(payload, files)
    headers = {"content-type": media, "user-agent": "simulated-cluster"}
    headers |= {item["key"]: item["value"] for item in webhook["additional_headers"] or ()}
    signature = webhook["signature_verification"]
    if signature:
        headers[signature["header"]] = hmac.new(
            signature["secret"].encode(), body, hashlib.sha256
        ).hexdigest()
    return headers, body


def _stored(file: File, store: Record) -> Record:
    """A file in its bucket: nothing is stored, the entry says where it would be."""
    config = next(item for item in store["storage_config"].values() if item)
    return {
        "filename": file.name,
        "contentType": file.media,
        "size": len(file.content),
        "provider": store["storage_type"],
        "bucketName": config["bucket_name"],
        "objectKey": f"{config.get('path_prefix') or ''}{file.name}",
        "uploadStatus": "SUCCESS",
    }


def _form(payload: Record, files: Sequence[File]) -> bytes:
    parts = [('name="payload"', "application/json", json.dumps(payload).encode())]
    for file in files:
        name = file.name.replace("\\", "\\\\").replace('"', '\\"')
        parts.append((f'name="files"; filename="{name}"', file.media, file.content))
    chunks = [
        f"--{BOUNDARY}\r\ncontent-disposition: form-data; {named}\r\ncontent-type: {media}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for named, media, content in parts
    ]
    return b"".join([*chunks, f"--{BOUNDARY}--\r\n".encode()])


def _send(webhook: Record, headers: dict[str, str], body: bytes) -> None:
    url = urlsplit(webhook["url"])
    query = "&".join(filter(None, (url.query, urlencode(webhook["url_params"] or {}))))
    path = f"{url.path or '/'}?{query}" if query else url.path or "/"
    _post(webhook["url"], path, {**headers, **_login(webhook["authentication"] or {})}, body)


def _login(login: Record) -> dict[str, str]:
    """The header that logs in at the receiver."""
    if "API_KEY" in login:
        return {login["API_KEY"]["key"]: login["API_KEY"]["value"]}
    if "BASIC_AUTH" in login:
        pair = f"{login['BASIC_AUTH']['username']}:{login['BASIC_AUTH']['password']}"
        return {"authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    if "BEARER_TOKEN" in login:
        return {"authorization": f"Bearer {login['BEARER_TOKEN']}"}
    if "OAUTH2" in login:
        return {"authorization": f"Bearer {_access_token(**login['OAUTH2'])}"}
    return {}


def _access_token(authorization_url: str, client_id: str, client_secret: str) -> str:
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
    headers = {"content-type": "application/x-www-form-urlencoded"}
    path = urlsplit(authorization_url).path or "/"
    answer = _post(authorization_url, path, headers, urlencode(form).encode())
    try:
        return str(json.loads(answer)["access_token"])
    except (ValueError, LookupError, TypeError):
        raise _Undelivered("The authorization URL gave no access token") from None


def _post(url: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
    """POST to a receiver on this machine and give its answer's body; everything but a 2xx is undelivered."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not _is_loopback(parts.hostname or ""):
        raise _Undelivered("A simulated cluster reaches plain HTTP receivers on loopback addresses only")
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status // 100 != 2:  # noqa: PLR2004 - the class of a status is its first digit
        raise _Undelivered(f"The receiver answered {answer.status}")
    return content


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
