"""The routes of loads into the in-memory database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from v1_support import NOWHERE, Typed

from aiothoughtspot import File
from aiothoughtspot.simulator.families._v1_database_rows import Context
from aiothoughtspot.simulator.families._v1_database_store import database
from aiothoughtspot.simulator.families._v1_database_tql import run
from aiothoughtspot.v1 import dataservice
from aiothoughtspot.v1.dataservice import (
    LoadAdvancedOptionsInput,
    LoadBooleansInput,
    LoadDatesInput,
    LoadFormatInput,
    LoadOptionsInput,
    LoadTargetInput,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SERVICE = "/ts_dataservice/v1/public"
STORES = LoadTargetInput(database="RETAIL", table="stores")


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


def stores(api: Typed) -> list[Any]:
    output = run(database(api.state), Context("RETAIL"), "select * from stores order by store_id;")
    return [list(row) for row in output.rows]


async def start(api: Typed, target: LoadTargetInput = STORES, **given: Any) -> str:
    made = await api.ask(dataservice.start_load, target=target, **given)
    assert api.status == 202
    assert (made.node_address.host, made.node_address.port) == ("127.0.0.1", 8442)
    return str(made.cycle_id)


async def load(api: Typed, *chunks: str, **given: Any) -> Any:
    """A whole load: its last status."""
    cycle = await start(api, **given)
    for chunk in chunks:
        assert (
            await api.ask(dataservice.upload, cycle, file=File(chunk.encode(), "rows.csv"))
            == "Upload Complete."
        )
        assert api.status == 202
    await api.ask(dataservice.commit, cycle)
    assert api.status == 202
    assert (await api.ask(dataservice.load_status, cycle)).internal_stage == "COMMITTING"
    api.clock.now += 1
    status = await api.ask(dataservice.load_status, cycle)
    assert status.internal_stage == "DONE"
    return status


async def test_the_service_is_there(api: Typed) -> None:
    assert await api.ask(dataservice.ping) == "Success"
    assert (await api.raw("GET", f"{SERVICE}/ping", headers={"authorization": ""})).status_code == 200


async def test_rows_come_in(api: Typed) -> None:
    status = await load(
        api,
        "4|Pier|1|20250203|1.5\n",
        "1|Harbour II|1||\n",
        format=LoadFormatInput(field_separator="|"),
    )
    assert (status.rows_written, status.ignored_row_count, status.status.code) == (2, 0, "OK")
    assert status.ended is not None
    assert (status.ended - status.started).total_seconds() == 1
    assert api.sent["rows_written"] == "2"
    found = stores(api)
    assert [row[1] for row in found] == ["Harbour II", "Market", "Station", "Pier"]
    assert str(found[3][3]) == "2025-02-03"
    assert await api.ask(dataservice.load_params, status.cycle_id) is not None
    assert api.sent == {
        "load_params": {
            "target": {"database": "RETAIL", "table": "stores"},
            "format": {"field_separator": "|"},
        }
    }
    [listed] = await api.ask(dataservice.list_loads)
    assert (listed.cycle_id, listed.status["code"]) == (status.cycle_id, "OK")


async def test_formats(api: Typed) -> None:
    run(
        database(api.state),
        Context("RETAIL"),
        "create table t (a varchar, b bool, c date, d datetime, e time);",
    )
    target = LoadTargetInput(database="RETAIL", schema="falcon_default_schema", table="t")
    await load(
        api,
        "a;b;c;d;e;\n'x;y';yes;02/01/2025;02/01/2025 10;10h;\n-;no;-;-;-;\n",
        target=target,
        format=LoadFormatInput(
            field_separator=";",
            enclosing_character="'",
            trailing_field_separator=True,
            has_header_row=True,
            null_value="-",
            date_time=LoadDatesInput(
                date_format="%d/%m/%Y", date_time_format="%d/%m/%Y %H", time_format="%Hh"
            ),
            boolean=LoadBooleansInput(true_format="yes", false_format="no"),
        ),
    )
    wrong = await load(api, "a,maybe,,,\n", target=target)
    assert wrong.ignored_row_count == 1
    await load(
        api,
        'z,1,86400,86400,101112,more\n"",0\n',
        target=target,
        format=LoadFormatInput(
            flexible=True,
            escape_character="\\",
            date_time=LoadDatesInput(converted_to_epoch=True, time_format="%H%M%S"),
            boolean=LoadBooleansInput(use_bit_values=True),
        ),
    )
    found = run(database(api.state), Context("RETAIL"), "select * from t;").rows
    assert [[None if cell is None else str(cell) for cell in row] for row in found] == [
        ["x;y", "True", "2025-01-02", "2025-01-02 10:00:00", "10:00:00"],
        [None, "False", None, None, None],
        ["z", "True", "1970-01-02", "1970-01-02 00:00:00", "10:11:12"],
        [None, "False", None, None, None],
    ]


async def test_bad_rows(api: Typed) -> None:
    before = stores(api)
    bad = ["x,Pier,1,20250203,1.5\n", '5,"two\nlines",1,yesterday,\n', "6,short\n"]
    rows = "4,Pier,1,20250203,1.5\n\n" + "".join(bad)
    status = await load(api, rows, load_options=LoadOptionsInput(max_ignored_rows=2))
    assert (status.status.code, status.rows_written, status.ignored_row_count) == ("LOAD_FAILED", 0, 3)
    assert status.failure == "More rows were bad than may be."
    assert status.parsing_errors == "".join(bad)
    assert stores(api) == before
    assert await api.ask(dataservice.bad_records, status.cycle_id) == "".join(bad).encode()
    path = f"{SERVICE}/loads/{status.cycle_id}/bad_records_file"
    answer = await api.raw("GET", path, headers={"content-range": "bytes 0-4/*"})
    assert answer.content == b"x,Pie"
    status = await load(
        api,
        rows,
        load_options=LoadOptionsInput(max_ignored_rows=3),
        advanced_options=LoadAdvancedOptionsInput(max_reported_parsing_errors=1),
    )
    assert (status.status.code, status.rows_written, status.parsing_errors) == ("OK", 1, bad[0])
    good = await load(api, "7,Quay,,,\n")
    await api.refused(500, dataservice.bad_records, good.cycle_id)


async def test_options(api: Typed) -> None:
    await load(api, "9,New,,,\n", advanced_options=LoadAdvancedOptionsInput(validate_only=True))
    assert [row[0] for row in stores(api)] == [1, 2, 3]
    await load(api, "9,New,,,\n", load_options=LoadOptionsInput(empty_target=True))
    assert [row[0] for row in stores(api)] == [9]


async def test_a_text_that_is_no_file(api: Typed) -> None:
    status = await load(api, f'1,"{"x" * 200_000}",,,\n')
    assert status.status.code == "LOAD_FAILED"
    assert "field limit" in status.status.message


async def test_a_table_that_goes_away(api: Typed) -> None:
    cycle = await start(api)
    late = await start(api)
    await api.ask(dataservice.commit, late)
    run(database(api.state), Context("RETAIL"), "drop table stores;")
    refused = await api.refused(400, dataservice.upload, cycle, file=File(b"1\n"))
    assert "Unable to find table" in str(refused)
    api.clock.now += 1
    status = await api.ask(dataservice.load_status, late)
    assert (status.status.code, status.internal_stage) == ("LOAD_FAILED", "DONE")


async def test_giving_up(api: Typed) -> None:
    cycle = await start(api)
    await api.ask(dataservice.cancel, cycle)
    status = await api.ask(dataservice.load_status, cycle)
    assert (status.internal_stage, status.failure) == ("DONE", "The load was cancelled.")
    await api.ask(dataservice.cancel, cycle)
    await api.refused(400, dataservice.upload, cycle, file=File(b"1\n"))
    await api.refused(400, dataservice.commit, cycle)
    await api.refused(400, dataservice.load_status, NOWHERE)


async def test_sessions(api: Typed) -> None:
    await api.ask(dataservice.login, username="ana", password="secret")
    assert api.status == 200
    cookies = [value for name, value in api.answers[-1].headers if name == "set-cookie"]
    assert any(value.startswith("JSESSIONID=") for value in cookies)
    assert [one["user"] for one in await api.ask(dataservice.list_sessions)] == ["ana"]
    assert (
        await api.raw("POST", f"{SERVICE}/session", data={"username": "ana", "password": "secret"})
    ).status_code == 200
    assert (
        await api.raw("POST", f"{SERVICE}/session", json={"username": "ana", "password": "no"})
    ).status_code == 401
    session = cookies[0].partition(";")[0]
    answer = await api.raw("GET", f"{SERVICE}/loads", headers={"authorization": "", "cookie": session})
    # The session is ana's, who may not load.
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"target": {"database": "RETAIL", "table": "nowhere"}},
        {"target": {"database": "RETAIL", "table": ""}},
        {"target": {"database": "RETAIL", "table": "stores", "schema": 5}},
        {"format": {"type": "parquet"}},
        {"format": {"field_separator": "||"}},
        {"format": {"escape_character": 5}},
        {"format": {"has_header_row": "yes"}},
        {"load_options": {"max_ignored_rows": -1}},
        {"load_options": 5},
        {"advanced_options": {"validate_only": "yes"}},
    ],
)
async def test_wrong_loads(api: Typed, body: dict[str, Any]) -> None:
    given = {"target": {"database": "RETAIL", "table": "stores"}, **body} if body else {}
    answer = await api.raw(
        "POST", f"{SERVICE}/loads", content=json.dumps(given), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    await api.refused(403, dataservice.list_loads, user="ana")
