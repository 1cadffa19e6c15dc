"""The v1 routes of dependencies, and of materialized views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from v1_support import NOWHERE, Typed

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families.v1_dependency import join, physical_column, physical_table
from aiothoughtspot.v1 import dependency, materialization
from aiothoughtspot.v2 import groups as v2_groups

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

DEPENDENCY = "/callosum/v1/tspublic/v1/dependency"


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


def source(api: Typed) -> dict[str, Any]:
    return next(item for item in api.state.metadata.values() if item["name"] == "Retail Sales")


def column(api: Typed) -> str:
    return str(objects.detail(api.state, source(api))["columns"][0]["header"]["id"])


def standing(api: Typed, kind: str) -> set[str]:
    return {
        item["id"]
        for item in api.state.metadata.values()
        if item["source"] == source(api)["id"] and item["type"] == kind
    }


@pytest.mark.parametrize(
    ("function", "guid"),
    [
        (dependency.table_dependents, lambda api: source(api)["id"]),
        (dependency.column_dependents, column),
        (dependency.join_dependents, lambda api: join(source(api)["id"])),
        (dependency.physical_table_dependents, lambda api: physical_table(source(api)["id"])),
        (dependency.physical_column_dependents, lambda api: physical_column(column(api))),
    ],
)
async def test_dependents(api: Typed, function: Any, guid: Callable[[Typed], str]) -> None:
    wanted = guid(api)
    found = await api.ask(function, id=[wanted])
    by_type = {kind: {header.id for header in headers} for kind, headers in found[wanted].items()}
    assert by_type == {
        "PINBOARD_ANSWER_BOOK": standing(api, "LIVEBOARD"),
        "QUESTION_ANSWER_BOOK": standing(api, "ANSWER"),
    }
    await api.refused(400, function, id=[wanted, NOWHERE])
    assert await api.ask(dependency.list_dependents, id=[wanted]) == found


async def test_nothing_stands_on_other_tables(api: Typed) -> None:
    table = api.first("LOGICAL_TABLE")["id"]
    assert await api.ask(dependency.table_dependents, id=[table]) == {table: {}}
    await api.refused(400, dependency.list_dependents, type="LOGICAL_COLUMN", id=[table])


async def test_batches(api: Typed) -> None:
    guid = source(api)["id"]
    given: dict[str, Any] = {"type": "LOGICAL_TABLE", "id": [guid]}
    everything = (await api.ask(dependency.list_dependents, **given, batchsize="all"))[guid]
    total = sum(map(len, everything.values()))
    seen: list[str] = []
    for start in range(0, total + 2, 3):
        found = (await api.ask(dependency.list_dependents, **given, batchsize=3, offset=start))[guid]
        assert sum(map(len, found.values())) == max(min(3, total - start), 0)
        seen += [header.id for headers in found.values() for header in headers]
    assert sorted(seen) == sorted(header.id for headers in everything.values() for header in headers)


async def test_what_the_caller_cannot_see_is_left_out(api: Typed) -> None:
    guid, board = source(api)["id"], next(iter(standing(api, "LIVEBOARD")))
    api.state.metadata[board]["org_id"] = 1_700_000_401
    found = await api.ask(dependency.table_dependents, id=[guid])
    assert board not in {header.id for header in found[guid]["PINBOARD_ANSWER_BOOK"]}
    source(api)["org_id"] = 1_700_000_401
    await api.refused(400, dependency.table_dependents, id=[guid])


async def test_no_ids(api: Typed) -> None:
    assert (await api.raw("POST", f"{DEPENDENCY}/listdependents")).status_code == 500
    assert (await api.raw("GET", f"{DEPENDENCY}/logicaltable")).status_code == 400
    assert (await api.raw("GET", f"{DEPENDENCY}/pinboard")).status_code == 400


async def test_groups_of_a_liveboard(api: Typed) -> None:
    board = api.first("LIVEBOARD")["id"]
    assert await api.ask(dependency.liveboard_dependents, ids=[board]) == {board: {}}
    await api.ask(v2_groups.update, "Analyst", default_liveboard_identifiers=[board])
    found = await api.ask(dependency.liveboard_dependents, ids=[board])
    assert [header.name for header in found[board]["USER_GROUP"]] == ["Analyst"]
    await api.refused(400, dependency.liveboard_dependents, ids=[source(api)["id"]])


async def test_incomplete_objects(api: Typed) -> None:
    assert await api.ask(dependency.list_incomplete) == []
    broken = standing(api, "LIVEBOARD") | standing(api, "ANSWER")
    del api.state.metadata[source(api)["id"]]
    found = await api.ask(dependency.list_incomplete)
    assert {item.worksheet.id for item in found} == broken


async def test_refreshing_views(api: Typed) -> None:
    view = next(item for item in api.state.metadata.values() if item["sub_type"] == "SQL_VIEW")
    await api.ask(materialization.refresh_view, view["id"])
    assert api.status == 204
    await api.refused(500, materialization.refresh_view, view["id"])
    api.clock.now += 3_600
    await api.ask(materialization.refresh_view, view["id"])
    await api.refused(500, materialization.refresh_view, source(api)["id"])
    await api.refused(400, materialization.refresh_view, NOWHERE)
