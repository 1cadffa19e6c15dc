"""The audit: what is noted, what is told, when it becomes visible."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from families_machinery_support import Api

from aiothoughtspot.simulator.families._logs_events import events, note
from aiothoughtspot.simulator.routing import TABLE, Call

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DAY = 86_400_000


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=6, objects=24) as made:
        events(made.state).clear()
        yield made


def attempt(api: Api, name: str, user: str | None = "ana", **parts: Any) -> None:
    route = next(item for item in TABLE.routes if item.name == f"POST /api/rest/2.0/{name}")
    caller = None if user is None else api.state.find_user(user)
    note(Call(cluster=api.cluster, state=api.state, user=caller, org=0, **parts), route, "10.0.0.7")


async def fetch(api: Api, **window: Any) -> list[dict[str, Any]]:
    answer = await api.v2("logs/fetch", {"log_type": "SECURITY_AUDIT", **window})
    return [{"date": item["date"], **json.loads(item["log"])} for item in answer]


async def noted(api: Api) -> list[dict[str, Any]]:
    """Half an hour later, when every event can be seen; without what the fetching itself may have added."""
    api.clock.now += 1800
    return [event for event in await fetch(api) if event["cIP"] == "10.0.0.7"]


async def test_attempts_are_told_without_secrets(api: Api) -> None:
    at = api.clock.now
    attempt(api, "users/create", body={"name": "eve", "password": "hidden-1"})
    attempt(api, "connection/create", body={"name": "C", "data_warehouse_config": {"password": "hidden-2"}})
    attempt(api, "auth/session/login", user=None, body={"username": "bob", "password": "hidden-3"})
    attempt(api, "tags/{tag_identifier}/delete", path={"tag_identifier": "Draft"})
    attempt(api, "tags/search", body={})
    found = await noted(api)
    assert [(event["type"], event["userName"], event["data"]) for event in found] == [
        ("USERS_CREATED", "ana", {"userNames": "eve"}),
        ("CREATE_CONNECTION_ATTEMPTED", "ana", {"connectionName": "C"}),
        ("AUTH_SESSION_LOGIN", "bob", {}),
        ("TAGS_DELETE", "ana", {"tag_identifier": "Draft"}),
    ]
    assert "hidden" not in json.dumps(found)
    first = found[0]
    assert (first["ts"], first["date"]) == ("2025-10-09T08:53:20Z", "2025-10-09T08:53:20.000000Z")
    assert at == 1_760_000_000


async def test_events_come_up_to_half_an_hour_late(api: Api) -> None:
    for _ in range(10):
        attempt(api, "users/create")
    seen = []
    for _ in range(4):
        seen.append(len([event for event in await fetch(api) if event["cIP"] == "10.0.0.7"]))
        api.clock.now += 600
    assert 0 < seen[0] < seen[1] < seen[2] < seen[3] == 10


async def test_windows(api: Api) -> None:
    now = int(api.clock.now * 1000)
    attempt(api, "users/create")
    api.clock.now += 2 * 86_400
    attempt(api, "users/import")
    api.clock.now += 1800

    async def kinds(**window: Any) -> list[str]:
        return [event["userName"] for event in await fetch(api, **window) if event["cIP"] == "10.0.0.7"]

    assert len(await kinds()) == 1
    assert len(await kinds(start_epoch_time_in_millis=now)) == 1
    assert len(await kinds(start_epoch_time_in_millis=now + 0.5, end_epoch_time_in_millis=now + DAY)) == 1
    assert len(await kinds(end_epoch_time_in_millis=now + DAY)) == 1
    assert await kinds(start_epoch_time_in_millis=now + 1) == []
    for wrong in (
        {"start_epoch_time_in_millis": now, "end_epoch_time_in_millis": now + DAY + 1},
        {"start_epoch_time_in_millis": now, "end_epoch_time_in_millis": now - 1},
        {"start_epoch_time_in_millis": "yesterday"},
        {"log_type": "ACCESS"},
    ):
        await api.v2("logs/fetch", {"log_type": "SECURITY_AUDIT", **wrong}, expect=400)
    await api.v2("logs/fetch", expect=400)
    assert (await api.v2("logs/fetch", {"log_type": "SECURITY_AUDIT"}, user="ana", expect=403))[0] == 10023
    api.clock.now += 30 * 86_400
    api.forget()
    assert await kinds(start_epoch_time_in_millis=now) == []


async def test_a_long_life_forgets_the_oldest_half(api: Api) -> None:
    for number in range(10_001):
        attempt(api, "users/create", body={"name": str(number)})
    kept = [event["log"]["data"]["userNames"] for event in events(api.state)]
    assert kept == [str(number) for number in range(5_000, 10_001)]
