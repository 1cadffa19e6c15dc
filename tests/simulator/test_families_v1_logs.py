"""The v1 route of audit logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from v1_support import Typed

from aiothoughtspot.simulator.families._logs_events import note
from aiothoughtspot.simulator.routing import TABLE, Call
from aiothoughtspot.v1 import logs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DAY = 86_400_000
LOGS = "/callosum/v1/tspublic/v1/logs/topics"


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


def happen(api: Typed, org: int = 0) -> None:
    """An event, as the cluster notes it."""
    found = TABLE.find("POST", "/api/rest/2.0/tags/create")
    assert found is not None
    note(Call(api.cluster, api.state, api.state.find_user("ana"), org), found[0], "127.0.0.1")


async def seen(api: Typed, **given: Any) -> list[str]:
    found = await api.ask(logs.fetch, "security_logs", **given)
    assert all(item.event["version"] == "1.1" for item in found)
    assert all(item.time is not None for item in found)
    return [item.event["userName"] for item in found if item.event["userName"] == "ana"]


async def test_events_of_a_day(api: Typed) -> None:
    happen(api)
    api.clock.now += 1
    assert await seen(api) == ["ana"]
    now = api.state.now_ms()
    assert await seen(api, from_epoch=now - DAY, to_epoch=now) == ["ana"]
    assert await seen(api, from_epoch=now - 5 * DAY) == []
    assert await seen(api, from_epoch=now - 60_000) == ["ana"]
    assert await seen(api, to_epoch=now - 60_000) == []
    api.clock.now += 2 * 86_400
    assert await seen(api) == []


async def test_events_of_other_orgs_are_asked_for(api: Typed) -> None:
    happen(api)
    api.clock.now += 3_600
    happen(api, org=1_700_000_401)
    api.clock.now += 3_600
    assert await seen(api) == ["ana"]
    assert await seen(api, get_all_logs=True) == ["ana", "ana"]
    theirs = api.client("tsadmin", 1_700_000_401)
    assert [item.event["orgId"] for item in await logs.fetch(theirs, "security_logs")] == [1_700_000_401]
    with pytest.raises(Exception, match="primary org"):
        await logs.fetch(theirs, "security_logs", get_all_logs=True)


async def test_what_is_refused(api: Typed) -> None:
    await api.refused(403, logs.fetch, "security_logs", user="ana")
    now = api.state.now_ms()
    await api.refused(400, logs.fetch, "security_logs", from_epoch=now - 2 * DAY, to_epoch=now)
    await api.refused(400, logs.fetch, "security_logs", from_epoch=now, to_epoch=now - 1)
    assert (await api.raw("GET", f"{LOGS}/other")).status_code == 400
    assert (await api.raw("GET", f"{LOGS}/security_logs", params={"fromEpoch": "x"})).status_code == 400
