"""Webhook deliveries: the signature over the raw bytes, rotation, age, replays; both forms; what an event says."""

import asyncio
import base64
import hashlib
import hmac
import logging
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated, Any

import httpx
import pytest
from backends_support import served
from fastapi import Depends, FastAPI
from starlette.routing import Route
from webhooks_support import FORM, NOW, delivery, multipart

from aiothoughtspot.backends.webhooks import Event, MemoryReplays, Receiver

SECRET, OLD_SECRET = "SECRET-new", "SECRET-öld"
HEADER = "X-Our-Signature"


def signed(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def backend(receiver: Receiver, handled: list[Event]) -> FastAPI:
    app = FastAPI()

    @app.post("/depends")
    async def hook(event: Annotated[Event, Depends(receiver)]) -> dict[str, str]:
        if event.object_name == "broken":
            raise RuntimeError("the database is down")
        handled.append(event)
        return {"id": event.id}

    async def handle(event: Event) -> None:
        await asyncio.sleep(0.05)
        if event.object_name == "broken":
            raise RuntimeError("the database is down")
        handled.append(event)

    app.router.routes.append(Route("/route", receiver.endpoint(handle), methods=["POST"]))
    return app


@pytest.fixture
def handled() -> list[Event]:
    return []


@pytest.fixture
async def browser(handled: list[Event]) -> AsyncIterator[httpx.AsyncClient]:
    receiver = Receiver([SECRET, OLD_SECRET], header=HEADER, max_body=100_000, utc=lambda: NOW)
    async with served(backend(receiver, handled)) as browser:
        yield browser


async def post(
    browser: httpx.AsyncClient, body: bytes, signature: str | None = None, kind: str = "application/json"
) -> int:
    """Deliver to the dependency, signed unless told otherwise, and return the status."""
    headers = {
        HEADER.encode(): (signed(body) if signature is None else signature).encode(),
        b"content-type": kind.encode(),
    }
    return (await browser.post("/depends", content=body, headers=headers)).status_code


async def test_scenario_40_webhooks_a_valid_delivery_is_accepted_once(
    browser: httpx.AsyncClient, handled: list[Event]
) -> None:
    assert await post(browser, delivery()) == 200
    assert await post(browser, delivery()) == 401
    assert await post(browser, delivery(2)) == 200
    assert [event.id for event in handled] == ["n.1/m", "n.2/m"]


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "0" * 64,
        "not a signature",
        "ÿ" * 64,
        signed(delivery(), "another secret"),
        signed(delivery())[:-2],
        signed(delivery()) + "00",
        signed(delivery(2)),
        signed(delivery() + b"\n"),
        signed(delivery().replace("ä".encode(), b"\\u00e4")),
        base64.b64encode(b"short").decode(),
        f"md5={signed(delivery())}",
    ],
)
async def test_scenario_40_webhooks_a_wrong_signature_is_a_401_and_nothing_is_read(
    browser: httpx.AsyncClient, handled: list[Event], signature: str
) -> None:
    headers = {HEADER.encode(): signature.encode("latin-1"), b"content-type": b"application/json"}
    answer = await browser.post("/depends", content=delivery(), headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"detail": "Unauthorized"})
    assert (await browser.post("/depends", content=delivery())).status_code == 401
    assert handled == []
    # Nothing of it was remembered either.
    assert await post(browser, delivery()) == 200


@pytest.mark.parametrize("form", ["hex", "HEX", "sha256=hex", "base64"])
@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
async def test_scenario_40_webhooks_while_a_secret_is_replaced_both_are_good(
    browser: httpx.AsyncClient, secret: str, form: str
) -> None:
    digest = hmac.new(secret.encode(), delivery(), hashlib.sha256)
    forms = {
        "hex": digest.hexdigest(),
        "HEX": digest.hexdigest().upper(),
        "sha256=hex": f"sha256={digest.hexdigest()}",
        "base64": base64.b64encode(digest.digest()).decode(),
    }
    assert await post(browser, delivery(), forms[form]) == 200


@pytest.mark.parametrize(("minutes", "status"), [(-59, 200), (-61, 401), (4, 200), (6, 401)])
async def test_scenario_40_webhooks_an_old_delivery_and_one_from_the_future_are_refused(
    browser: httpx.AsyncClient, minutes: int, status: int
) -> None:
    assert await post(browser, delivery(at=NOW + timedelta(minutes=minutes))) == status


async def test_scenario_40_webhooks_one_altered_byte_anywhere_is_refused(
    browser: httpx.AsyncClient, handled: list[Event]
) -> None:
    body = multipart(delivery(), ("a.pdf", "application/pdf", b"%PDF\x00\xff"))
    signature = signed(body)
    for place in range(0, len(body), 41):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        assert await post(browser, changed, signature, FORM) == 401
    assert handled == []
    assert await post(browser, body, signature, FORM) == 200


def test_scenario_40_webhooks_the_time_to_refuse_does_not_tell_how_much_was_right() -> None:
    """All secrets are tried and compared whole: medians of right beginnings and of wrong ones are alike."""
    receiver = Receiver([SECRET, OLD_SECRET], header=HEADER)
    body = delivery()
    right = signed(body)

    class Asked:
        def __init__(self, signature: str) -> None:
            self.headers = {HEADER: signature}

        async def stream(self) -> AsyncIterator[bytes]:
            yield body

    def took(signature: str) -> float:
        asked: Any = Asked(signature)
        started = time.perf_counter()
        with pytest.raises(StopIteration) as ended:
            receiver._signed(asked).send(None)
        assert ended.value.value[1] == (signature == right)
        return time.perf_counter() - started

    near, far = right[:-1] + ("0" if right[-1] != "0" else "1"), "f" * 64
    times: dict[str, list[float]] = {signature: [] for signature in (near, far, right)}
    for _ in range(400):
        for signature, spent in times.items():
            spent.append(took(signature))
    medians = {signature: sorted(spent)[200] for signature, spent in times.items()}
    assert max(medians.values()) < 1.5 * min(medians.values())


async def test_a_delivery_that_was_not_handled_may_come_again(browser: httpx.AsyncClient) -> None:
    body = delivery(metadataObject={"name": "broken"})
    for _ in range(2):
        assert await post(browser, body) == 500


async def test_a_route_answers_first_and_handles_then(
    browser: httpx.AsyncClient, handled: list[Event], caplog: pytest.LogCaptureFixture
) -> None:
    async def send(body: bytes) -> httpx.Response:
        return await browser.post("/route", content=body, headers={HEADER: signed(body)})

    answer = await send(delivery())
    assert answer.json() == {"status": "received", "message": "n.1/m", "time": NOW.isoformat()}
    assert handled == []
    assert (await send(delivery())).status_code == 401
    with caplog.at_level(logging.ERROR):
        assert (await send(delivery(2, metadataObject={"name": "broken"}))).status_code == 200
        await asyncio.sleep(0.12)
    assert [event.id for event in handled] == ["n.1/m"]
    assert "handler failed" in caplog.text


async def test_a_body_that_is_too_large_and_one_that_is_no_delivery_are_refused(
    browser: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    assert await post(browser, b"x" * 100_001) == 413
    assert await post(browser, b"[1]") == 400
    assert "cannot be read" in caplog.text
    assert "SECRET" not in caplog.text


@pytest.mark.parametrize("secrets", [[], [""], "a text, not a list", b"bytes"])
def test_a_receiver_without_a_secret_is_not_made(secrets: Any) -> None:
    with pytest.raises(ValueError, match="list of secrets"):
        Receiver(secrets, header=HEADER)


async def test_memory_forgets_in_time_and_holds_a_bounded_number() -> None:
    now = 0.0
    replays = MemoryReplays(lambda: now)
    assert await replays.first("a", 10)
    now = 9.0
    assert not await replays.first("a", 10)
    now = 10.0
    assert await replays.first("a", 10)
    await replays.forget("a")
    assert await replays.first("a", 10)
    for number in range(100_010):
        assert await replays.first(str(number), 10)
    assert len(replays._until) <= 100_001
    assert await replays.first("a", 10)
