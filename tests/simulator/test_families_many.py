"""Many users, objects and mails: the fast ways say what the plain ones say, and what is kept has an end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from families_support import ACME, Api
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.simulator import callers
from aiothoughtspot.simulator.answers import Refused
from aiothoughtspot.simulator.families import _ai_sessions
from aiothoughtspot.simulator.families._ai_questions import Search
from aiothoughtspot.simulator.families._ai_store import REMEMBERED as CONVERSATIONS
from aiothoughtspot.simulator.families._common import merged, remember
from aiothoughtspot.simulator.families._jobs_outbox import REMEMBERED as MAILS
from aiothoughtspot.simulator.families._jobs_outbox import mail, outbox
from aiothoughtspot.simulator.families._schedules_runs import KEPT
from aiothoughtspot.simulator.families._security_principals import people
from aiothoughtspot.simulator.families._security_shares import access, accesses, share
from aiothoughtspot.simulator.routing import Call
from aiothoughtspot.simulator.seeding import seeded
from aiothoughtspot.simulator.state import State

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DATA = (
    ("searchdata", {"query_string": "[Region]", "logical_table_identifier": "{table}"}),
    ("metadata/answer/data", {"metadata_identifier": "{answer}"}),
    ("metadata/liveboard/data", {"metadata_identifier": "{board}"}),
    ("report/answer", {"metadata_identifier": "{answer}"}),
    ("report/liveboard", {"metadata_identifier": "{board}", "file_format": "CSV"}),
)
V1_DATA = (
    ("searchdata", {"query_string": "[Region]", "data_source_guid": "{table}"}),
    ("pinboarddata", {"id": "{board}"}),
    ("export/pinboard/pdf", {"id": "{board}"}),
)


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=12, objects=24) as made:
        yield made


def nobody_but(api: Api, *kinds: str) -> dict[str, str]:
    """Take objects from everybody but administrators; their guids by kind."""
    everybody, admin = api.state.find_group("All"), api.state.find_user("tsadmin")
    assert everybody is not None
    assert admin is not None
    found: dict[str, str] = {}
    for row in api.state.metadata.values():
        if row["type"] in kinds and row["sub_type"] in {"", "WORKSHEET"}:
            row["header"]["author"] = admin["id"]
            share(api.state, row, everybody["id"], "NO_ACCESS")
            found.setdefault(row["type"], row["id"])
    return found


def filled(body: dict[str, str], guids: dict[str, str]) -> dict[str, str]:
    names = {"table": guids["LOGICAL_TABLE"], "answer": guids["ANSWER"], "board": guids["LIVEBOARD"]}
    return {name: value.format(**names) for name, value in body.items()}


@pytest.mark.parametrize(("path", "body"), DATA)
async def test_data_of_what_is_not_shared_is_refused(api: Api, path: str, body: dict[str, str]) -> None:
    asked = filled(body, nobody_but(api, "LOGICAL_TABLE", "ANSWER", "LIVEBOARD"))
    token = {"authorization": f"Bearer {await api.token('ana', 0)}"}
    assert await api.send("POST", f"/api/rest/2.0/{path}", json=asked) == 200
    answer = await api._http.post(f"/api/rest/2.0/{path}", json=asked, headers=token)
    assert (answer.status_code, answer.json()["error"]["message"]["debug"]["code"]) == (403, 10023)


@pytest.mark.parametrize(("path", "query"), V1_DATA)
async def test_v1_data_of_what_is_not_shared_is_refused(api: Api, path: str, query: dict[str, str]) -> None:
    asked = filled(query, nobody_but(api, "LOGICAL_TABLE", "ANSWER", "LIVEBOARD"))
    assert await api.send("POST", f"/callosum/v1/tspublic/v1/{path}", params=asked) == 200
    code, _ = await api.v1("POST", path, query=asked, user="ana", expect=403)
    assert code == 10023


async def test_data_is_read_while_objects_come_and_go(api: Api) -> None:
    board = nobody_but(api, "LIVEBOARD")["LIVEBOARD"]
    search = {"query_string": "[Region]", "logical_table_identifier": "Retail Sales"}
    before = len(api.state.metadata)
    reads = [api.send("POST", "/api/rest/2.0/searchdata", json=search) for _ in range(20)]
    copies = [
        api.send("POST", "/api/rest/2.0/metadata/copyobject", json={"identifier": board}) for _ in range(20)
    ]
    assert set(await asyncio.gather(*reads, *copies)) == {200}
    assert len(api.state.metadata) == before + 20


def test_many_may_do_what_each_may(state: State) -> None:
    users, groups = list(state.users.values()), list(state.groups.values())
    groups[5]["sub_groups"] = [{"id": groups[6]["id"], "name": groups[6]["name"]}]
    groups[7]["sub_groups"] = [{"id": groups[5]["id"], "name": groups[5]["name"]}]
    users[4]["user_groups"] = [{"id": groups[6]["id"], "name": groups[6]["name"]}]
    users[5]["privileges"] = ["ADMINISTRATION"]
    users[7]["user_groups"] = users[8]["user_groups"]
    rows = list(state.metadata.values())
    share(state, rows[3], groups[7]["id"], "MODIFY")
    share(state, rows[4], users[6]["id"], "MODIFY")
    share(state, rows[5], groups[0]["id"], "NO_ACCESS")
    call = Call(cluster=None, state=state, user=users[0], org=0)  # type: ignore[arg-type] # not looked at
    who = people(call)
    assert len(who) > len(groups)
    modes = accesses(state, who)
    seen = set()
    for row in rows:
        told = modes(row)
        assert told == [access(state, principal)(row) for principal in who]
        seen.update(told)
    assert seen == {"MODIFY", "READ_ONLY", "NO_ACCESS"}
    assert access(state, users[4])(rows[3]) == "MODIFY"


@pytest.fixture
def state() -> State:
    return seeded(users=12, objects=24)


RECORDS = st.lists(st.integers(0, 5).map(lambda number: {"id": str(number), "name": "x"}))


@given(RECORDS, RECORDS, st.sampled_from(["ADD", "REMOVE", "REPLACE"]))
def test_memberships_change_as_asked(old: list[Any], new: list[Any], operation: str) -> None:
    both = {"ADD": old + new, "REMOVE": [item for item in old if item not in new], "REPLACE": new}[operation]
    once = [item for index, item in enumerate(both) if item not in both[:index]]
    assert merged(old, new, operation) == once
    names = [[item["id"] for item in items] for items in (old, new, once)]
    assert merged(names[0], names[1], operation) == names[2]


def test_the_oldest_are_forgotten() -> None:
    kept: dict[str, int] = {}
    for number in range(5):
        remember(kept, str(number), number, 3)
    assert kept == {"2": 2, "3": 3, "4": 4}


def test_the_outbox_keeps_the_last_mails(state: State) -> None:
    mail(state, ["first"], "", "")
    mail(state, [str(number) for number in range(MAILS + 5)], "", "")
    mail(state, ["last"], "", "")
    kept = [item["to"] for item in outbox(state)]
    assert (len(kept), kept[0], kept[-2:]) == (MAILS, "6", [str(MAILS + 4), "last"])


def test_the_last_sessions_of_answers_are_kept(state: State) -> None:
    search = Search(("[Revenue]",), "Revenue", "KPI")
    for number in range(CONVERSATIONS + 1):
        _ai_sessions.note(state, str(number), 1, search)
    _ai_sessions.note(state, "5", 2, search)
    assert _ai_sessions.find(state, "0", 1) is None
    assert [(_ai_sessions.find(state, "5", number) or {})["generation"] for number in (1, 2)] == [1, 2]


async def test_expired_tokens_and_sessions_are_forgotten(api: Api) -> None:
    ana = api.state.find_user("ana")
    assert ana is not None
    for _ in range(callers.SWEPT):
        callers.mint(api.cluster, ana, 0, 10)
        callers.open_session(api.state, ana, 0, remember=False)
    assert len(api.state.tokens) == len(api.state.sessions) == callers.SWEPT
    api.clock.now += 86_400
    for _ in range(callers.SWEPT):
        callers.mint(api.cluster, ana, 0, 10)
        callers.open_session(api.state, ana, 0, remember=False)
    assert len(api.state.tokens) == len(api.state.sessions) == callers.SWEPT


async def test_a_schedule_makes_up_for_its_last_runs_only(api: Api) -> None:
    board = next(item["id"] for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    cron = {"second": "0", **dict.fromkeys(("minute", "hour", "day_of_month", "month", "day_of_week"), "*")}
    body = {
        "name": "Often",
        "description": "",
        "metadata_type": "LIVEBOARD",
        "metadata_identifier": board,
        "frequency": {"cron_expression": cron},
        "recipient_details": {"emails": ["x@example.com"]},
    }
    assert await api.send("POST", "/api/rest/2.0/schedules/create", json=body) == 200
    api.clock.now += 80_000
    assert await api.send("POST", "/api/rest/2.0/schedules/search", json={}) == 200
    assert len(outbox(api.state)) == KEPT


async def test_settings_of_an_org_that_is_gone_are_not_shown(api: Api) -> None:
    org = {"org_identifier": str(ACME)}
    trusted = {"auth_type": "TRUSTED_AUTH", "org_preferences": [{**org, "auth_status": "ENABLED"}]}
    channels = [{"event_type": "LIVEBOARD_SCHEDULE", "channels": ["WEBHOOK"]}]
    await api.v2("auth/configure", trusted)
    path = "system/preferences/communication-channels"
    await api.v2(f"{path}/configure", {"org_preferences": [{**org, "preferences": channels}]})
    await api.v2(
        "system/security-settings/configure", {"org_preferences": [{**org, "cors_whitelisted_urls": []}]}
    )
    searches = [
        ("auth/search", {"auth_type": "TRUSTED_AUTH"}),
        (f"{path}/search", {}),
        ("system/security-settings/search", {}),
    ]
    for search, body in searches:
        assert len((await api.v2(search, body))["org_preferences"]) == 1
    await api.v2(f"orgs/{ACME}/delete")
    for search, body in searches:
        assert (await api.v2(search, body))["org_preferences"] == []


def test_a_user_whose_only_org_is_gone_is_in_none(state: State) -> None:
    user = {**next(iter(state.users.values())), "orgs": []}
    with pytest.raises(Refused, match="org") as caught:
        callers.member_org(state, user, None)
    assert (caught.value.status, caught.value.code) == (400, 13090)


async def test_both_versions_count_the_same_favourites(api: Api) -> None:
    board = next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    ana = api.state.find_user("ana")
    assert ana is not None
    liked = [{"identifier": board["id"], "type": "LIVEBOARD"}]

    async def count() -> int:
        [row] = await api.v2("metadata/search", {"metadata": liked, "include_stats": True})
        return int(row["stats"]["favorites"])

    await api.v2("users/ana/update", {"favorite_metadata": liked})
    await api.v2("users/tsadmin/update", {"favorite_metadata": liked * 2})
    assert await count() == 2
    form = {"type": "PINBOARD_ANSWER_BOOK", "ids": f'["{board["id"]}"]', "userid": ana["id"]}
    await api.v1("POST", "metadata/markunmarkfavoritefor", form=form, expect=204)
    assert await count() == 2
    await api.v1("DELETE", "metadata/markunmarkfavoritefor", form=form, expect=204)
    assert await count() == 1
    await api.v2("users/tsadmin/update", {"favorite_metadata": []})
    assert await count() == 0
    await api.v2("users/ana/update", {"favorite_metadata": liked})
    assert await count() == 1
    # Objects that went without their admirers being told, as with their org, are no longer counted.
    gone = {"id": "gone", "name": "Gone", "type": "ANSWER"}
    ana["favorite_metadata"] = [*ana["favorite_metadata"], gone]
    await api.v2("users/ana/delete")
    assert await count() == 0
