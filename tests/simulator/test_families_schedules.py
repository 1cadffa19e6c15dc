"""Schedules: made, changed, run by the clock, and what a run does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from families_machinery_support import ACME, Api
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.simulator.answers import Refused
from aiothoughtspot.simulator.families._jobs_outbox import outbox
from aiothoughtspot.simulator.families._schedules_cron import LIMITS, due, read_cron, read_zone
from aiothoughtspot.simulator.families._schedules_runs import run_now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOURLY = {"second": "0", "minute": "0", "hour": "*", "day_of_month": "*", "month": "*", "day_of_week": "*"}


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=6, objects=24) as made:
        yield made


def board(api: Api) -> dict[str, Any]:
    return next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")


async def make(api: Api, name: str = "Morning", **body: Any) -> Any:
    given = {
        "name": name,
        "description": "",
        "metadata_type": "LIVEBOARD",
        "metadata_identifier": board(api)["id"],
        "time_zone": "UTC",
        "frequency": {"cron_expression": HOURLY},
        "recipient_details": {"principals": [{"identifier": "Analyst"}], "emails": ["x@example.com"]},
    }
    return await api.v2("schedules/create", {**given, **body})


async def search(api: Api, **body: Any) -> Any:
    return await api.v2("schedules/search", body)


async def history(api: Api, name: str = "Morning", **options: Any) -> list[dict[str, Any]]:
    options = {"include_history_runs": True, **options}
    [found] = await search(api, schedule_identifiers=[name], history_runs_options=options)
    return list(found["history_runs"])


async def test_the_life_of_a_schedule(api: Api) -> None:
    viz = board(api)["visualizations"][0]
    made = await make(
        api,
        pdf_options={"page_size": "TAB_BASED", "include_cover_page": True, "page_footer_text": "f"},
        liveboard_options={"visualization_identifiers": [viz["name"]]},
    )
    assert made["creation_time_in_millis"] == 1_760_000_000
    assert (made["status"], made["history_runs"], made["author"]["name"]) == ("ACTIVE", None, "tsadmin")
    assert made["pdf_options"]["page_size"] == "TAB_BASED"
    assert made["pdf_options"]["page_orientation"] == "LANDSCAPE"
    assert made["liveboard_options"] == {"visualization_identifiers": [viz["id"]]}
    assert [item["type"] for item in made["recipient_details"]["principals"]] == ["USER_GROUP"]
    assert await search(api) == [made]

    body = {"name": "Evening", "status": "PAUSE", "file_format": "XLSX", "personalised_view_id": "view"}
    await api.v2("schedules/Morning/update", body, expect=204)
    [changed] = await search(api)
    assert (changed["name"], changed["status"], changed["file_format"]) == ("Evening", "PAUSED", "XLSX")
    assert (changed["frequency"], changed["personalised_view_id"]) == (made["frequency"], "view")
    await api.v2(f"schedules/{made['id']}/delete", expect=204)
    assert await search(api) == []
    await api.v2("schedules/Evening/delete", expect=400)


async def test_searching(api: Api) -> None:
    other = [item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD"][1]
    for name, guid in (("c", board(api)["id"]), ("a", other["id"]), ("b", other["id"])):
        await make(api, name, metadata_identifier=guid)

    async def names(**body: Any) -> list[str]:
        return [item["name"] for item in await search(api, **body)]

    assert await names() == ["c", "a", "b"]
    assert await names(sort_options={"field_name": "NAME", "order": "DESC"}) == ["c", "b", "a"]
    assert await names(record_offset=1, record_size=1) == ["a"]
    assert await names(metadata=[{"identifier": other["id"], "type": "LIVEBOARD"}]) == ["a", "b"]
    assert await names(schedule_identifiers=["b", "c"]) == ["c", "b"]
    await api.v2("schedules/search", {"schedule_identifiers": ["nothing"]}, expect=400)
    assert await api.v2("schedules/search", org=ACME) == []
    permission = {"principal": {"identifier": "All"}, "share_mode": "NO_ACCESS"}
    other["header"]["author"] = board(api)["header"]["author"] = api.state.find_user("tsadmin")["id"]  # type: ignore[index] # seeded
    body = {"metadata": [{"identifier": other["id"]}], "permissions": [permission], "message": ""}
    await api.v2("security/metadata/share", body)
    assert [item["name"] for item in await api.v2("schedules/search", user="ana")] == ["c"]
    del api.state.metadata[other["id"]]
    assert await names() == ["c"]


async def test_runs_come_with_the_clock(api: Api) -> None:
    await make(api, frequency={"cron_expression": {**HOURLY, "minute": "*/30"}})
    assert await history(api) == []
    api.clock.now += 3_600
    runs = await history(api)
    # Seconds, whatever the name says, and newest first: 1,760,000,000 is 08:53:20.
    assert [run["start_time_in_millis"] for run in runs] == [1_760_002_200, 1_760_000_400]
    assert {run["status"] for run in runs} == {"SUCCESS"}
    assert all(run["end_time_in_millis"] > run["start_time_in_millis"] for run in runs)
    assert await history(api, record_size=1, record_offset=1) == runs[1:]
    assert [mail["to"] for mail in outbox(api.state)] == ["x@example.com", "ana@example.com"] * 2

    await api.v2("schedules/Morning/update", {"status": "PAUSE"})
    api.clock.now += 3_600
    assert await history(api) == runs
    await api.v2("schedules/Morning/update", {"status": "ACTIVE"})
    api.clock.now += 1_800
    assert len(await history(api)) == 3
    # After a long sleep a day is made up for, and a hundred runs are remembered.
    api.clock.now += 30 * 86_400
    api.forget()
    assert len(await history(api, record_size=-1)) == 3 + 48
    api.clock.now += 40 * 86_400
    api.forget()
    await history(api)
    api.clock.now += 86_400
    assert len(await history(api, record_size=-1)) == 100


async def test_a_run_without_its_liveboard_fails(api: Api) -> None:
    made = await make(api)
    gone = api.state.metadata.pop(made["metadata"]["id"])
    run = run_now(api.cluster, "Morning")
    assert run["status"] == "FAILED"
    api.state.metadata[gone["id"]] = gone
    assert run_now(api.cluster, made["id"])["status"] == "SUCCESS"
    assert [item["status"] for item in await history(api)] == ["SUCCESS", "FAILED"]
    with pytest.raises(Refused):
        run_now(api.cluster, "Evening")


async def test_recipients_may_go(api: Api) -> None:
    await make(api)
    await api.v2("groups/Analyst/delete")
    run_now(api.cluster, "Morning")
    assert [mail["to"] for mail in outbox(api.state)] == ["x@example.com"]


async def test_refusals(api: Api) -> None:
    await make(api)
    changes: tuple[dict[str, Any], ...] = (
        {"name": "Morning"},
        {"description": None},
        {"metadata_type": "ANSWER"},
        {"metadata_identifier": "nothing"},
        {"file_format": "DOC"},
        {"time_zone": "Mars/Olympus"},
        {"frequency": {"cron_expression": {"second": "0"}}},
        {"frequency": {"cron_expression": {**HOURLY, "hour": "24"}}},
        {"recipient_details": {"emails": []}},
        {"recipient_details": {"principals": [{"identifier": "nobody"}]}},
        {"liveboard_options": {"visualization_identifiers": ["nothing"]}},
        {"pdf_options": {"page_size": "A5"}},
    )
    for change in changes:
        await api.v2("schedules/search", expect=200)
        given = {
            "name": "Evening",
            "description": "",
            "metadata_type": "LIVEBOARD",
            "metadata_identifier": board(api)["id"],
            "recipient_details": {"emails": ["x@example.com"]},
            **change,
        }
        await api.v2("schedules/create", given, expect=400)
    await api.v2("schedules/Morning/update", {"status": "PAUSED"}, expect=400)
    assert len(await search(api)) == 1


async def test_who_may_schedule(api: Api) -> None:
    ana = api.state.find_user("ana")
    assert ana is not None
    theirs = board(api)
    theirs["header"]["author"] = api.state.find_user("tsadmin")["id"]  # type: ignore[index] # seeded
    await make(api)
    assert (await api.v2("schedules/create", {}, user="ana", expect=403))[0] == 10023
    ana["privileges"] = ["CAN_DOWNLOAD_VISUALS"]
    assert (await api.v2("schedules/Morning/update", {"name": "x"}, user="ana", expect=403))[0] == 10023
    assert (await api.v2("schedules/Morning/delete", user="ana", expect=403))[0] == 10023
    theirs["header"]["author"] = ana["id"]
    await api.v2("schedules/Morning/update", {"name": "x"}, user="ana", expect=204)
    await api.v2("schedules/x/delete", user="ana", expect=204)
    await make(api)
    theirs["header"]["author"] = api.state.find_user("tsadmin")["id"]  # type: ignore[index] # seeded
    gone = api.state.metadata.pop(theirs["id"])
    await api.v2("schedules/Morning/delete", user="ana", expect=403)
    api.state.metadata[gone["id"]] = gone
    ana["privileges"] = ["JOBSCHEDULING"]
    await api.v2("schedules/Morning/delete", user="ana", expect=204)


def at(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("change", "zone", "found"),
    [
        ({"hour": "9,17"}, "UTC", [at(2026, 3, 1, 9), at(2026, 3, 1, 17)]),
        ({"hour": "9-11"}, "UTC", [at(2026, 3, 1, hour) for hour in (9, 10, 11)]),
        ({"hour": "8/6"}, "UTC", [at(2026, 3, 1, hour) for hour in (8, 14, 20)]),
        ({"hour": "*/8"}, "UTC", [at(2026, 3, 1, hour) for hour in (8, 16)] + [at(2026, 3, 2)]),
        ({"hour": "7", "day_of_week": "0"}, "UTC", [at(2026, 3, 1, 7)]),
        ({"hour": "7", "day_of_week": "7"}, "UTC", [at(2026, 3, 1, 7)]),
        ({"hour": "7", "day_of_week": "1-5"}, "UTC", []),
        ({"hour": "7", "day_of_month": "2", "day_of_week": "?"}, "UTC", []),
        ({"hour": "7", "month": "3"}, "America/New_York", [at(2026, 3, 1, 12)]),
        ({"hour": "7"}, "SystemV/EST5", [at(2026, 3, 1, 7)]),
    ],
)
def test_times_of_a_day(change: dict[str, str], zone: str, found: list[int]) -> None:
    assert read_zone({"zone": zone}, "zone") == zone
    cron = read_cron({**HOURLY, **change})
    assert list(due(cron, zone, at(2026, 3, 1), at(2026, 3, 2))) == found


@given(st.sampled_from(list(LIMITS)), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_an_expression_is_read_or_refused(name: str, first: int, last: int, step: int) -> None:
    low, high = LIMITS[name]
    right = low <= first <= last <= high and step > 0
    text = {**HOURLY, name: f"{first}-{last}/{step}"}
    if right:
        assert read_cron(text) == text
    else:
        with pytest.raises(Refused):
            read_cron(text)


@pytest.mark.parametrize("text", ["x", "1-", "-1", "1/", "1,,2", "*-3", "1-2-3", "5-1", "0/0", "100"])
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(Refused):
        read_cron({**HOURLY, "hour": text})
