"""The TQL routes: one JSON object on each line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from v1_support import Typed

from aiothoughtspot.v1 import dataservice
from aiothoughtspot.v1.dataservice import (
    TqlAnswerInput,
    TqlContextInput,
    TqlDateFormatInput,
    TqlFormattingInput,
    TqlOptionsInput,
    TqlPaginationInput,
    TqlQueryOptionsInput,
    TqlStatementInput,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TQL = "/ts_dataservice/v1/public/tql"
RETAIL = TqlContextInput(database="RETAIL")


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


def lines(content: bytes) -> list[Any]:
    return [json.loads(line) for line in content.splitlines()]


def options(rows: int = 0, *, count: bool = False, **given: Any) -> TqlOptionsInput:
    asked = TqlQueryOptionsInput(query_results_apply_top_row_count=rows, query_row_count_only=count, **given)
    return TqlOptionsInput(query_options=asked)


async def query(
    api: Typed, statement: str, given: TqlOptionsInput | None = None, *answers: TqlAnswerInput
) -> list[Any]:
    asked = TqlStatementInput(statement=statement, prompt_responses=list(answers))
    content = await api.ask(dataservice.tql_query, query=asked, context=RETAIL, options=given or options())
    return [item["result"] for item in lines(content)]


async def test_what_a_statement_says(api: Typed) -> None:
    [found] = await query(api, "show databases;")
    assert found == {
        "final_context": {
            "schema": "falcon_default_schema",
            "database": "RETAIL",
            "server_schema_version": "3",
        },
        "message": [
            {"type": "INFO", "value": "RETAIL\n"},
            {"type": "INFO", "value": "Statement executed successfully. \n"},
        ],
        "complete": True,
    }
    [failed] = await query(api, "dance;")
    assert failed == {
        "message": [{"type": "ERROR", "value": "Unknown statement 'dance'\n"}],
        "complete": True,
    }


async def test_rows(api: Typed) -> None:
    table, ended = await query(api, "select store, opened, area from stores;")
    assert table["table"]["headers"] == [
        {"name": "store", "type": "VARCHAR"},
        {"name": "opened", "type": "DATE"},
        {"name": "area", "type": "DOUBLE"},
    ]
    assert [row["v"] for row in table["table"]["rows"]] == [
        ["Harbour", "2019-04-01", "310.5"],
        ["Market", "2021-09-15", "122.25"],
        ["Station", "2024-01-02", "(null)"],
    ]
    assert ended["complete"] is True
    looks = TqlFormattingInput(null_string="", date_format=TqlDateFormatInput(date_format="%d.%m.%Y"))
    given = TqlOptionsInput(
        query_options=TqlQueryOptionsInput(
            query_results_apply_top_row_count=1, pagination=TqlPaginationInput(start=2, size=5)
        ),
        formatting_options=looks,
    )
    [table, _] = await query(api, "select opened, area from stores;", given)
    assert [row["v"] for row in table["table"]["rows"]] == [["02.01.2024", ""]]
    [table, _] = await query(api, "select * from stores;", options(count=True))
    assert table["table"]["rows"] == [{"v": ["3"]}]


async def test_many_rows_come_in_batches_and_50_unless_asked(api: Typed) -> None:
    await query(api, "create table many (n int);")
    await query(api, f"insert into many values {', '.join(f'({number})' for number in range(1_200))};")
    found = await query(api, "select * from many;")
    assert [len(item["table"]["rows"]) for item in found[:-1]] == [1_000, 200]
    plain = {"context": {"database": "RETAIL"}, "query": {"statement": "select * from many;"}}
    first, _ = lines((await api.raw("POST", f"{TQL}/query", json=plain)).content)
    assert len(first["result"]["table"]["rows"]) == 50


async def test_a_question_is_answered_in_a_second_call(api: Typed) -> None:
    [asked] = await query(api, "drop database RETAIL;")
    assert asked["complete"] is False
    [question] = asked["interactive_question"]
    answer = TqlAnswerInput(question_id=question["question_id"], answer=question["options"][0])
    [done] = await query(api, "drop database RETAIL;", None, answer)
    assert (done["complete"], done["final_context"]["database"]) == (True, "")


async def script(api: Typed, text: str, given: TqlOptionsInput | None = None) -> list[Any]:
    return lines(
        await api.ask(dataservice.tql_script, script=text, script_type=1, options=given or options())
    )


async def test_scripts(api: Typed) -> None:
    found = await script(api, "use RETAIL; select count(*) from regions; dance; drop database RETAIL;")
    assert [item["script_complete"] for item in found] == [False, False, False, False, True]
    assert [next(iter(item["result"])) for item in found] == [
        "final_context",
        "table",
        "final_context",
        "message",
        "final_context",
    ]
    stopping = TqlOptionsInput(
        query_options=TqlQueryOptionsInput(query_results_apply_top_row_count=0),
        adv_options={"continue_execution_on_error": False},
    )
    found = await script(api, "show databases; dance; show databases;", stopping)
    assert [item["result"]["message"][0]["type"] for item in found] == ["INFO", "ERROR"]


async def test_tokens(api: Typed) -> None:
    assert "select" in (await api.ask(dataservice.static_tokens)).tokens
    found = await api.ask(dataservice.dynamic_tokens)
    assert {"RETAIL", "stores", "opened", "region_id"} <= set(found.tokens)
    version = (await api.ask(dataservice.schema_version)).context.server_schema_version
    assert version == found.server_schema_version
    await query(api, "create database Lab;")
    assert int((await api.ask(dataservice.schema_version)).context.server_schema_version) == int(version) + 1


@pytest.mark.parametrize(
    ("route", "body"),
    [
        ("query", {}),
        ("query", {"query": {"statement": ""}}),
        ("query", {"query": {"statement": "show databases;", "prompt_responses": [{"question_id": "x"}]}}),
        ("query", {"context": {"database": 5}, "query": {"statement": "show databases;"}}),
        ("query", {"options": 5, "query": {"statement": "show databases;"}}),
        ("query", {"options": {"format_output": 5}, "query": {"statement": "show databases;"}}),
        (
            "query",
            {
                "options": {"query_options": {"pagination": {"start": -1}}},
                "query": {"statement": "drop database RETAIL;"},
            },
        ),
        (
            "query",
            {
                "options": {"formatting_options": {"date_format": 5}},
                "query": {"statement": "show databases;"},
            },
        ),
        ("script", {}),
        ("script", {"script": "show databases;", "script_type": 2}),
    ],
)
async def test_wrong_statements(api: Typed, route: str, body: dict[str, Any]) -> None:
    assert (await api.raw("POST", f"{TQL}/{route}", json=body)).status_code == 400
    await api.refused(403, dataservice.static_tokens, user="ana")
