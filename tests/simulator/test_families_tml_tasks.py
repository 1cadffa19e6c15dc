"""The queue of asynchronous TML imports, moved along by an injected clock."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from families_support import Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api() as made:
        yield made


def answer(name: str = "Made", table: str = "Retail Sales", **top: Any) -> str:
    body = {"name": name, "tables": [{"id": table, "name": table}], "search_query": "[Region] [Revenue]"}
    return json.dumps({**top, "answer": body})


def codes(items: list[dict[str, Any]]) -> list[str]:
    return [item["response"]["status"]["status_code"] for item in items]


async def queue(api: Api, count: int = 2, user: str = "tsadmin", **body: Any) -> dict[str, Any]:
    texts = [answer(f"Async {number}") for number in range(count)]
    return dict(await api.v2("metadata/tml/async/import", {"metadata_tmls": texts, **body}, user=user))


async def status(api: Api, user: str = "tsadmin", **body: Any) -> list[dict[str, Any]]:
    return list((await api.v2("metadata/tml/async/status", body, user=user))["status_list"])


async def test_a_task_progresses_with_the_clock(api: Api) -> None:
    task = await queue(api)
    assert task["task_name"].startswith("ASYNC_TML_09:Oct:2025-")
    assert (task["task_status"], task["import_policy"]) == ("IN_QUEUE", "PARTIAL_OBJECT")
    assert [task[name] for name in ("created_at", "in_progress_at", "completed_at", "modified_at")] == [
        None
    ] * 4
    only: dict[str, Any] = {"task_ids": [task["task_id"]], "include_import_response": True}
    [waiting] = await status(api, **only)
    assert (waiting["task_status"], waiting["object_processed_count"]) == ("IN_QUEUE", None)
    api.clock.now += 2.5
    [running] = await status(api, **only)
    assert (running["task_status"], running["object_processed_count"]) == ("IN_PROGRESS", 1)
    assert running["import_response"] is None
    assert running["modified_at"] > running["in_progress_at"] > running["created_at"]
    assert len(api.state.metadata) == 220
    api.clock.now += 1
    [done] = await status(api, **only)
    assert (done["task_status"], done["object_processed_count"], done["total_object_count"]) == (
        "COMPLETED",
        2,
        2,
    )
    assert codes(done["import_response"]["object"]) == ["OK", "OK"]
    assert done["author_display_name"] == "Administrator"
    assert len(api.state.metadata) == 222


async def test_effects_are_seen_without_asking_for_the_status(api: Api) -> None:
    await queue(api)
    api.clock.now += 10
    assert len(await api.v2("metadata/search", {"metadata": [{"name_pattern": "Async%"}]})) == 2


async def test_a_completed_task_may_hold_failures(api: Api) -> None:
    await api.v2(
        "metadata/tml/async/import",
        {"metadata_tmls": [answer(table="Nowhere")], "import_policy": "ALL_OR_NONE"},
    )
    api.clock.now += 10
    [done] = await status(api, include_import_response=True)
    assert done["task_status"] == "COMPLETED"
    assert codes(done["import_response"]["object"]) == ["ERROR"]


async def test_the_queue_holds_a_hundred(api: Api) -> None:
    for _ in range(100):
        assert (await queue(api, 1))["task_status"] == "IN_QUEUE"
    assert (await queue(api, 1))["task_status"] == "FAILED"
    assert len(await status(api, task_status=["FAILED"])) == 1
    assert (await status(api))[0]["task_status"] == "FAILED"
    api.clock.now += 60
    counted = [
        item["task_status"]
        for offset in (0, 50, 100)
        for item in await status(api, record_offset=offset, record_size=50)
    ]
    assert {name: counted.count(name) for name in set(counted)} == {
        "COMPLETED": 59,
        "IN_PROGRESS": 1,
        "IN_QUEUE": 40,
        "FAILED": 1,
    }
    assert (await queue(api, 1))["task_status"] == "IN_QUEUE"


async def test_pages_of_tasks(api: Api) -> None:
    for _ in range(7):
        await queue(api, 1)
    head = await api.v2("metadata/tml/async/status")
    assert (len(head["status_list"]), head["last_batch"]) == (5, False)
    rest = await api.v2("metadata/tml/async/status", {"record_offset": 5})
    assert (len(rest["status_list"]), rest["last_batch"]) == (2, True)
    for body in ({"record_size": 51}, {"task_status": ["LOST"]}, {"author_identifier": "nobody"}):
        await api.v2("metadata/tml/async/status", body, expect=400)


async def test_people_see_their_own_tasks(api: Api) -> None:
    await api.v2("users/ana/update", {"group_identifiers": ["Data Management"]})
    mine = await queue(api, user="ana")
    await queue(api)
    assert [item["task_id"] for item in await status(api, user="ana")] == [mine["task_id"]]
    assert [item["task_id"] for item in await status(api, author_identifier="ana")] == [mine["task_id"]]
    assert len(await status(api)) == 2
    await api.v2("users/ana/delete")
    assert (await status(api, task_ids=[mine["task_id"]]))[0]["author_display_name"] is None
