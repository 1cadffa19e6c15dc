"""Webhooks: kept with their secrets and shown without; signed deliveries over real sockets; the history of jobs."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import threading
from collections import deque
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from families_machinery_support import ACME, Api, schemas

from aiothoughtspot.simulator.bodies import read_body
from aiothoughtspot.simulator.families._schedules_runs import run_now
from aiothoughtspot.simulator.families._webhooks_delivery import validation
from aiothoughtspot.simulator.families._webhooks_records import webhooks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

EVENT = "LIVEBOARD_SCHEDULE"
JOBS = "jobs/history/communication-channels/search"
SIGNED = {"type": "HMAC_SHA256", "header": "X-Signed", "algorithm": "SHA256", "secret": "s3"}
Record = dict[str, Any]


@attrs.define
class Arrived:
    path: str
    headers: dict[str, str]
    body: bytes

    def payload(self) -> Record:
        found: Record = json.loads(read_body(self.body, self.headers["content-type"]).form["payload"])
        return found


@attrs.define
class Receiver:
    """A server on loopback that keeps what arrives and answers as told, with 200 after that."""

    url: str
    arrived: list[Arrived] = attrs.Factory(list)
    answers: deque[tuple[int, bytes]] = attrs.Factory(deque)


@contextmanager
def receiving() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            kept.arrived.append(Arrived(self.path, headers, body))
            status, content = kept.answers.popleft() if kept.answers else (200, b"")
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept = Receiver(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield kept
        server.shutdown()
        thread.join()


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=6, objects=24) as made:
        yield made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


async def make(api: Api, url: str, **body: Any) -> Any:
    return await api.v2("webhooks/create", {"name": "Hook", "url": url, "events": [EVENT], **body})


async def scheduled(api: Api, **body: Any) -> Record:
    """A schedule in an org whose events go to webhooks."""
    channels = {"cluster_preferences": [{"event_type": EVENT, "channels": ["EMAIL", "WEBHOOK"]}]}
    await api.v2("system/preferences/communication-channels/configure", channels)
    board = next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    given = {
        "name": "Morning",
        "description": "d",
        "metadata_type": "LIVEBOARD",
        "metadata_identifier": board["id"],
        "recipient_details": {"emails": ["x@example.com"], "principals": [{"identifier": "ana"}]},
    }
    made: Record = await api.v2("schedules/create", {**given, **body})
    return made


async def finished(api: Api, **body: Any) -> list[Record]:
    """The jobs, once none of them is under way."""
    while True:
        found = (await api.v2(JOBS, {"channel_type": "WEBHOOK", **body}))["jobs"]
        if all(job["status"] in {"SUCCESS", "FAILED"} for job in found):
            return list(found)
        await asyncio.sleep(0.02)


async def test_the_life_of_a_webhook(api: Api) -> None:
    made = await make(
        api,
        "https://example.com/hook",
        authentication={"BASIC_AUTH": {"username": "u", "password": "hidden"}},
        signature_verification=SIGNED,
        additional_headers=[{"key": "X-A", "value": "b"}],
        url_params={"a": "b"},
        description="first",
    )
    assert made["authentication"] == {"BASIC_AUTH": {"username": "u", "password": "***"}}
    assert made["signature_verification"] == {**SIGNED, "secret": "***"}
    assert (made["org"], made["status"]) == ({"id": "0", "name": "Primary"}, "ENABLED")
    assert (made["created_by"]["name"], made["last_modified_by"]) == ("tsadmin", None)
    assert (await api.v2("webhooks/search"))["webhooks"] == [made]

    api.clock.now += 1
    store = {"bucket_name": "b", "region": "r", "role_arn": "a", "path_prefix": "p/"}
    config = {"storage_type": "AWS_S3", "storage_config": {"aws_s3_config": store}}
    update = {"name": "Hook2", "authentication": {"BEARER_TOKEN": "hidden"}, "storage_destination": config}
    await api.v2("webhooks/Hook/update", update, expect=204)
    [changed] = (await api.v2("webhooks/search", {"webhook_identifier": "Hook2"}))["webhooks"]
    assert changed["authentication"] == {"BEARER_TOKEN": "***"}
    assert changed["storage_destination"]["storage_config"] == {
        "aws_s3_config": store,
        "gcp_gcs_config": None,
    }
    assert (changed["description"], changed["last_modified_by"]["name"]) == ("first", "tsadmin")
    assert changed["modification_time_in_millis"] == made["modification_time_in_millis"] + 1_000
    resets = ["AUTHENTICATION", "SIGNATURE_VERIFICATION", "STORAGE_DESTINATION"]
    await api.v2(f"webhooks/{made['id']}/update", {"reset_options": resets, "status": "DISABLED"})
    [bare] = (await api.v2("webhooks/search", {"status": "DISABLED"}))["webhooks"]
    assert [bare[name.lower()] for name in resets] == [None] * 3

    gone = await api.v2("webhooks/delete", {"webhook_identifiers": ["Hook2", "Hook2"]}, expect=200)
    assert (gone["deleted_count"], gone["failed_count"]) == (1, 1)
    assert gone["deleted_webhooks"] == [bare]
    assert (await api.v2("webhooks/search"))["webhooks"] == []


async def test_searching(api: Api) -> None:
    for name in ("b", "c", "a"):
        api.clock.now += 1
        await make(api, "http://127.0.0.1", name=name, status="ENABLED" if name == "b" else "DISABLED")
    await api.v2("webhooks/create", {"name": "x", "url": "http://x", "events": [EVENT]}, org=ACME)

    async def names(**body: Any) -> list[str]:
        found = await api.v2("webhooks/search", body)
        assert found["pagination"]["has_more"] is (
            found["pagination"]["total_count"] > len(found["webhooks"])
        )
        return [item["name"] for item in found["webhooks"]]

    assert await names() == ["a", "c", "b"]
    assert await names(sort_options={"field_name": "NAME"}) == ["c", "b", "a"]
    assert await names(sort_options={"order": "ASC"}) == ["b", "c", "a"]
    assert await names(record_size=2) == ["a", "c"]
    assert await names(status="ENABLED", event_type=EVENT) == ["b"]
    assert await names(org_identifier="Acme") == ["x"]
    assert await names(webhook_identifier="x") == []
    await api.v2("webhooks/search", {"org_identifier": "Atlantis"}, expect=400)
    last = await api.v2("webhooks/search", {"record_offset": 2, "record_size": 2})
    assert last["pagination"] == {"record_offset": 2, "record_size": 2, "total_count": 3, "has_more": False}


async def test_refusals(api: Api) -> None:
    await make(api, "https://example.com")
    changes: tuple[dict[str, Any], ...] = (
        {"name": "Hook", "status": "DISABLED"},
        {"name": "second at work"},
        {"url": "ftp://example.com"},
        {"events": []},
        {"events": ["OTHER"]},
        {"status": "ASLEEP"},
        {"authentication": {}},
        {"authentication": {"TICKET": "x"}},
        {"authentication": {"BEARER_TOKEN": "x", "API_KEY": {"key": "k", "value": "v"}}},
        {"authentication": {"BEARER_TOKEN": ""}},
        {"authentication": {"API_KEY": {"key": "k"}}},
        {"signature_verification": {**SIGNED, "algorithm": "MD5"}},
        {"signature_verification": {**SIGNED, "secret": ""}},
        {"additional_headers": [{"key": "k"}]},
        {"storage_destination": {"storage_type": "AWS_S3", "storage_config": {}}},
    )
    for change in changes:
        given = {"name": "New", "url": "https://example.com", "events": [EVENT], "status": "DISABLED"}
        if change == {"name": "second at work"}:
            given["status"] = "ENABLED"
        await api.v2("webhooks/create", {**given, **change}, expect=400)
    await api.v2("webhooks/Nothing/update", {}, expect=400)
    await api.v2("webhooks/Hook/update", {"reset_options": ["NAME"]}, expect=400)
    for path in ("create", "search", "delete", "Hook/update"):
        assert (await api.v2(f"webhooks/{path}", {}, user="ana", expect=403))[0] == 10023
    assert len(webhooks(api.state)) == 1


async def test_what_storage_wants(api: Api) -> None:
    headers = {"authorization": f"Bearer {await api.token('tsadmin', 0)}"}
    answer = (await api._http.get("/api/rest/2.0/webhooks/storage-config", headers=headers)).json()
    assert [item["provider"] for item in answer] == ["AWS_S3", "GCP_GCS"]
    if schemas():
        import jsonschema  # noqa: PLC0415 - where the published document is there

        schema = {
            "$ref": "#/components/schemas/WebhookStorageConfigInfo",
            "components": schemas()["components"],
        }
        for item in answer:
            jsonschema.validate(item, schema)


async def test_a_run_is_delivered_and_signed(api: Api, receiver: Receiver) -> None:
    login = {"API_KEY": {"key": "X-Key", "value": "k"}}
    hook = await make(
        api,
        f"{receiver.url}/in?x=1",
        signature_verification=SIGNED,
        authentication=login,
        url_params={"y": "2"},
        additional_headers=[{"key": "X-More", "value": "m"}],
    )
    schedule = await scheduled(api)
    run = run_now(api.cluster, "Morning")
    [job] = await finished(api)
    assert (job["status"], job["try_count"], job["detail"]) == ("SUCCESS", 1, "")
    assert job["event"] == {"type": EVENT, "id": schedule["id"], "name": "Morning", "run_id": run["id"]}
    assert [(item["type"], item["email"]) for item in job["recipients"]] == [
        ("USER", "ana@example.com"),
        ("EXTERNAL", "x@example.com"),
    ]
    [arrived] = receiver.arrived
    assert arrived.path == "/in?x=1&y=2"
    assert (arrived.headers["x-key"], arrived.headers["x-more"]) == ("k", "m")
    assert arrived.headers["x-signed"] == hmac.new(b"s3", arrived.body, hashlib.sha256).hexdigest()
    payload = arrived.payload()
    assert (payload["eventId"], payload["type"]) == (job["id"], EVENT)
    assert payload["data"]["liveboardDetails"]["id"] == schedule["metadata"]["id"]
    assert b"%PDF-" in arrived.body
    assert b'name="files"; filename="' in arrived.body

    async def ids(**body: Any) -> list[str]:
        return [item["id"] for item in await finished(api, **body)]

    assert await ids(channel_identifiers=["Hook"]) == await ids(job_ids=[job["id"]]) == [job["id"]]
    assert await ids(events=[{"type": EVENT, "identifier": "Morning"}], channel_status="SUCCESS") == [
        job["id"]
    ]
    assert await ids(events=[{"type": EVENT}]) == [job["id"]]
    await api.v2("webhooks/delete", {"webhook_identifiers": ["Hook"]})
    assert await ids(channel_identifiers=[hook["id"]]) == [job["id"]]
    now = int(api.clock.now * 1000)
    for nothing in (
        {"channel_identifiers": ["Hook"]},
        {"events": [{"type": EVENT, "identifier": "Evening"}]},
        {"channel_status": "FAILED"},
        {"job_ids": ["other"]},
        {"start_epoch_time_in_millis": now + 1},
        {"end_epoch_time_in_millis": now - 1},
    ):
        assert await ids(**nothing) == []
    api.clock.now += 3 * 86_400 + 1
    api.forget()
    assert job["id"] not in await ids()
    await api.v2(JOBS, {"channel_type": "EMAIL"}, expect=400)
    await api.v2(JOBS, {}, expect=400)
    await api.v2(JOBS, {"channel_type": "WEBHOOK"}, user="ana", expect=403)


@pytest.mark.parametrize(
    ("kind", "boards", "media"),
    [("CSV", 2, "text/csv"), ("CSV", 1, "text/csv"), ("XLSX", 1, "application/octet-stream")],
)
async def test_files_go_in_the_schedules_format(
    api: Api, receiver: Receiver, kind: str, boards: int, media: str
) -> None:
    config = {"gcp_gcs_config": {"bucket_name": "b", "service_account_email": "e"}}
    await make(api, receiver.url, storage_destination={"storage_type": "GCP_GCS", "storage_config": config})
    board = next(item for item in api.state.metadata.values() if len(item["visualizations"]) > 1)
    chosen = [viz["id"] for viz in board["visualizations"][:boards]]
    await scheduled(
        api,
        metadata_identifier=board["id"],
        file_format=kind,
        liveboard_options={"visualization_identifiers": chosen},
    )
    run_now(api.cluster, "Morning")
    [job] = await finished(api)
    assert job["status"] == "SUCCESS"
    [arrived] = receiver.arrived
    # Whoever stores files elsewhere gets JSON that says where.
    assert arrived.headers["content-type"] == "application/json"
    [file] = json.loads(arrived.body)["files"]
    suffix = "zip" if boards > 1 else kind.lower()
    assert (file["filename"], file["contentType"]) == (f"{board['name']}.{suffix}", media)
    assert (file["provider"], file["objectKey"], file["uploadStatus"]) == (
        "GCP_GCS",
        file["filename"],
        "SUCCESS",
    )
    assert file["size"] > 10


async def test_a_receiver_that_fails_is_asked_again(api: Api, receiver: Receiver) -> None:
    await make(api, receiver.url)
    await scheduled(api)
    receiver.answers.extend([(500, b""), (503, b"")])
    run_now(api.cluster, "Morning")
    [job] = await finished(api)
    assert (job["status"], job["try_count"], job["detail"]) == ("SUCCESS", 3, "")
    assert len({arrived.body for arrived in receiver.arrived}) == 1
    receiver.answers.extend([(500, b"")] * 3)
    run_now(api.cluster, "Morning")
    [job, _] = await finished(api)
    assert (job["status"], job["try_count"], job["detail"]) == ("FAILED", 3, "The receiver answered 500")


@pytest.mark.parametrize(
    ("login", "sent"),
    [
        (None, None),
        ({"BASIC_AUTH": {"username": "u", "password": "p"}}, f"Basic {base64.b64encode(b'u:p').decode()}"),
        ({"BEARER_TOKEN": "t"}, "Bearer t"),
    ],
)
async def test_logging_in_at_the_receiver(api: Api, receiver: Receiver, login: Any, sent: str | None) -> None:
    await make(api, receiver.url, authentication=login)
    [hook] = webhooks(api.state).values()
    job = await asyncio.to_thread(validation(api.state, hook))
    assert (job["status"], job["id"][:13]) == ("SUCCESS", "n.validation-")
    assert receiver.arrived[0].headers.get("authorization") == sent
    assert receiver.arrived[0].path == "/"
    assert await finished(api) == [job]


async def test_logging_in_with_a_token_of_the_receiver(api: Api, receiver: Receiver) -> None:
    oauth = {"authorization_url": f"{receiver.url}/token", "client_id": "c", "client_secret": "s"}
    await make(api, f"{receiver.url}/in", authentication={"OAUTH2": oauth})
    [hook] = webhooks(api.state).values()
    receiver.answers.append((200, b'{"access_token": "fresh"}'))
    job = await asyncio.to_thread(validation(api.state, hook))
    assert job["status"] == "SUCCESS"
    asked, arrived = receiver.arrived
    assert (asked.path, asked.body) == (
        "/token",
        b"grant_type=client_credentials&client_id=c&client_secret=s",
    )
    assert arrived.headers["authorization"] == "Bearer fresh"
    receiver.answers.extend([(200, b"[]")] * 3)
    job = await asyncio.to_thread(validation(api.state, hook))
    assert (job["status"], job["try_count"]) == ("FAILED", 3)


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/in", "http://example.com/in", "http://10.0.0.1/in", "http://127.0.0.1:none/in"]
)
async def test_nothing_leaves_the_machine(api: Api, url: str) -> None:
    await make(api, url)
    [hook] = webhooks(api.state).values()
    job = await asyncio.to_thread(validation(api.state, hook))
    assert job["status"] == "FAILED"
    assert job["detail"]


async def test_a_file_that_cannot_be_made_fails_the_job(api: Api, receiver: Receiver) -> None:
    await make(api, receiver.url)
    schedule = await scheduled(api)
    api.state.metadata[schedule["metadata"]["id"]]["visualizations"][0]["query"] = "[Nothing]"
    run_now(api.cluster, "Morning")
    [job] = await finished(api)
    assert (job["status"], job["try_count"]) == ("FAILED", 0)
    assert job["detail"]
    assert receiver.arrived == []


async def test_localhost_is_this_machine(api: Api, receiver: Receiver) -> None:
    await make(api, receiver.url.replace("127.0.0.1", "localhost"))
    [hook] = webhooks(api.state).values()
    assert (await asyncio.to_thread(validation(api.state, hook)))["status"] == "SUCCESS"


async def test_channels_say_whether_webhooks_are_told(api: Api, receiver: Receiver) -> None:
    await make(api, receiver.url)
    await scheduled(api)
    mine = {"org_identifier": "0", "preferences": [{"event_type": EVENT, "channels": ["EMAIL"]}]}
    await api.v2("system/preferences/communication-channels/configure", {"org_preferences": [mine]})
    run_now(api.cluster, "Morning")
    assert await finished(api) == []
    mine["preferences"] = [{"event_type": EVENT, "channels": ["WEBHOOK"]}]
    await api.v2("system/preferences/communication-channels/configure", {"org_preferences": [mine]})
    before = len(api.state.bags["outbox"])
    run_now(api.cluster, "Morning")
    assert len(await finished(api)) == 1
    assert len(api.state.bags["outbox"]) == before


async def test_a_fresh_cluster_mails_only(api: Api, receiver: Receiver) -> None:
    await make(api, receiver.url)
    await scheduled(api)
    del api.state.bags["channels"]
    run_now(api.cluster, "Morning")
    assert await finished(api) == []
    assert len(api.state.bags["outbox"]) == 2


async def test_disabled_webhooks_are_not_told(api: Api, receiver: Receiver) -> None:
    await make(api, receiver.url, status="DISABLED")
    await scheduled(api)
    run_now(api.cluster, "Morning")
    assert await finished(api) == []
    assert receiver.arrived == []
