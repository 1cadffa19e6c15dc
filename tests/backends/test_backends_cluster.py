"""The embedded cluster and a backend, end to end: deliveries, conversations, reports, and the example as it stands."""

import sys
from collections.abc import AsyncIterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Annotated, Any

import httpx
import pytest
from backends_support import served, until
from fastapi import Depends, FastAPI

import aiothoughtspot as ts
from aiothoughtspot.backends import webhooks
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.simulator.families._schedules_runs import run_now
from aiothoughtspot.simulator.families._webhooks_delivery import jobs

EXAMPLES = Path(__file__).parents[2] / "examples"
SIGNED = "X-Our-Signature"
EVENT = "LIVEBOARD_SCHEDULE"


@pytest.fixture
async def example(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    for name, value in {"TS_HOST": cluster.url, "TS_USERNAME": "tsadmin", "TS_SECRET_KEY": "secret"}.items():
        monkeypatch.setenv(name, value)
    spec = spec_from_file_location("example_fastapi_app", EXAMPLES / "fastapi_app.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    async with served(module.app) as browser:
        yield browser


async def test_the_example_passes_reports_on(example: httpx.AsyncClient, cluster: Cluster) -> None:
    boards = [one for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD"]
    answer = await example.get(f"/liveboards/{boards[0]['header']['id']}")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF")
    assert answer.content.rstrip().endswith(b"%%EOF")
    missing = await example.get("/liveboards/00000000-0000-0000-0000-000000000000")
    assert missing.status_code in {400, 404}
    assert missing.headers["content-type"] == "application/problem+json"


async def test_the_example_passes_a_conversation_on(example: httpx.AsyncClient, cluster: Cluster) -> None:
    async with ts.Client(cluster.url, ts.TrustedAuth("tsadmin", "secret")) as client:
        body: Any = {"metadata_context": {}, "conversation_settings": {}}
        made: Any = await client.call("v2.ai.create_conversation", body=body)
    answer = await example.post(f"/conversations/{made.conversation_id}?question=revenue")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.count("data: {") > 2


async def test_the_example_gives_tokens_and_is_healthy(example: httpx.AsyncClient) -> None:
    made = (await example.post("/token", headers={"X-User": "ana"})).json()
    assert made["username"] == "ana"
    assert (await example.get("/health/ready")).json()["status"] == "ready"


@pytest.mark.parametrize("stored", [False, True])
async def test_a_scheduled_liveboard_of_the_cluster_arrives_signed_and_whole(
    cluster: Cluster, stored: bool
) -> None:
    got: list[webhooks.Event] = []
    received = webhooks.Receiver(["a new key", "the old key"], header=SIGNED)
    app = FastAPI()

    @app.post("/hook")
    async def hook(event: Annotated[webhooks.Event, Depends(received)]) -> None:
        got.append(event)

    board = next(one for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD")
    bucket = {"bucket_name": "b", "region": "r", "role_arn": "arn:aws:iam::1:role/x"}
    store = {"storage_type": "AWS_S3", "storage_config": {"aws_s3_config": bucket}}
    async with served(app) as browser, ts.Client(cluster.url, ts.TrustedAuth("tsadmin", "secret")) as client:
        body: dict[str, Any] = {
            "name": "to us",
            "url": str(browser.base_url.join("/hook")),
            "events": [EVENT],
            "signature_verification": {
                "type": "HMAC_SHA256",
                "header": SIGNED,
                "algorithm": "SHA256",
                "secret": "the old key",
            },
            **({"storage_destination": store} if stored else {}),
        }
        made: Any = await client.call("v2.webhooks.create", body=body)
        channels = {"cluster_preferences": [{"event_type": EVENT, "channels": ["WEBHOOK"]}]}
        await client.call("v2.system.configure_channels", body=channels)
        schedule = {
            "name": "Morning",
            "description": "d",
            "metadata_type": "LIVEBOARD",
            "metadata_identifier": board["header"]["id"],
            "recipient_details": {"emails": ["x@example.com"]},
        }
        planned: Any = await client.call("v2.schedules.create", body=schedule, check=False)
        run_now(cluster, planned.id)
        await until(lambda: jobs(cluster.state)[-1]["job"]["status"] in {"SUCCESS", "FAILED"})
        await client.v2.webhooks.delete(webhook_identifiers=[made.id])
        await client.v2.schedules.delete(planned.id)
    job = jobs(cluster.state)[-1]["job"]
    assert (job["status"], job["try_count"]) == ("SUCCESS", 1), job
    (event,) = got
    assert event.id.startswith(job["id"])
    if stored:
        assert [(file.ok, file.bucket) for file in event.stored] == [(True, "b")]
    else:
        (file,) = event.attachments
        assert file.media_type == "application/pdf"
        assert file.content.startswith(b"%PDF")
        assert file.content.rstrip().endswith(b"%%EOF")
