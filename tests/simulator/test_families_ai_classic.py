"""Questions to data without the agent: what they become, and the routes that answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from families_rest_support import Rest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.simulator.families import _ai_sessions
from aiothoughtspot.simulator.families._ai_questions import Column, questions_about, search_for, words
from aiothoughtspot.simulator.objects import COLUMNS
from aiothoughtspot.simulator.query import BUCKETS, parse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SALES = [Column(name, role, kind) for name, kind, role in COLUMNS]
UTC = ZoneInfo("UTC")


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


@pytest.mark.parametrize(
    ("question", "query", "title", "chart"),
    [
        ("How are we doing?", "[Revenue] [Region]", "Revenue by Region", "COLUMN"),
        ("revenue", "[Revenue]", "Revenue", "KPI"),
        ("Regions?", "[Revenue] [Region]", "Revenue by Region", "COLUMN"),
        (
            "quantities and quantity by product",
            "[Quantity] [Product]",
            "Quantity by Product",
            "COLUMN",
        ),
        ("monthly revenue", "[Revenue] [Order Date].monthly", "Revenue by Order Date", "LINE"),
        ("revenue per order date and year", "[Revenue] [Order Date].yearly", "Revenue by Order Date", "LINE"),
        ("revenue by date", "[Revenue] [Order Date]", "Revenue by Order Date", "COLUMN"),
        (
            "TOP 5 products by revenue and quantity",
            "[Quantity] [Revenue] [Product] sort by [Quantity] descending top 5",
            "Quantity, Revenue by Product",
            "COLUMN",
        ),
    ],
)
def test_questions_become_searches(question: str, query: str, title: str, chart: str) -> None:
    search = search_for(question, SALES)
    assert search is not None
    assert (search.query, search.title, search.chart) == (query, title, chart)


@given(
    st.lists(st.sampled_from([*BUCKETS, "top 3", "revenue", "regions", "date", "time", "code", "id", "why"]))
)
def test_every_search_can_be_run(asked: list[str]) -> None:
    search = search_for(" ".join(asked), SALES)
    assert search is not None
    parsed = parse(search.query, UTC)
    assert len(parsed.items) == sum(token.startswith("[") for token in search.tokens)


def test_tables_of_other_kinds() -> None:
    texts = [Column("Name", "ATTRIBUTE", "VARCHAR"), Column("Code", "ATTRIBUTE", "INT64")]
    assert search_for("anything", []) is None
    assert getattr(search_for("top 3 codes per month", texts), "tokens", None) == ("[Code]",)
    assert getattr(search_for("anything", texts), "tokens", None) == ("[Name]",)
    assert questions_about(texts, "People") == ["What is in People?"]
    assert words("Monthly sales, daily") == {"month", "sale", "day"}


async def test_sources_that_fit_come_first(api: Rest) -> None:
    found = (await api.call("ai/data-source-suggestions", {"query": "revenue per region"}))["data_sources"]
    assert len(found) == 5
    assert found[0]["details"]["data_source_name"] == "Retail Sales"
    assert found[0]["reasoning"] == "The question names Region, Revenue."
    confidences = [item["confidence"] for item in found]
    assert confidences == sorted(confidences, reverse=True)
    assert 0 < confidences[-1] <= confidences[0] < 1
    [nothing, *_] = (await api.call("ai/data-source-suggestions", {"query": "?"}))["data_sources"]
    assert (nothing["confidence"], nothing["reasoning"]) == (
        0.05,
        "The question names nothing that is in here.",
    )
    await api.call("ai/data-source-suggestions", {"query": ""}, expect=400)


async def related(api: Rest, context: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    body = {"query": "revenue", "metadata_context": context, **more}
    found = (await api.call("ai/relevant-questions/", body))["relevant_questions"]
    return [(item["query"], item["data_source_name"]) for item in found]


async def test_related_questions(api: Rest) -> None:
    context = {"data_source_identifiers": ["Retail Sales"]}
    found = await related(api, context)
    assert len(found) == 5
    assert found[:3] == [
        ("Revenue", "Retail Sales"),
        ("What is the Quantity by Order ID?", "Retail Sales"),
        ("What is the Quantity per month by Order Date?", "Retail Sales"),
    ]
    assert await related(api, context, limit_relevant_questions=2, ai_context={"content": ["x"]}) == found[:2]
    await api.call("ai/relevant-questions/", {"query": "revenue"}, expect=400)


async def test_related_questions_of_what_stands_on_data(api: Rest) -> None:
    answer = next(item for item in api.state.metadata.values() if item["type"] == "ANSWER")
    board = next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    body = {
        "metadata_context": {"data_source_context": {"data_source_identifiers": ["Retail Sales"]}},
        "conversation_settings": {},
    }
    talk = (await api.call("ai/agent/conversation/create", body))["conversation_id"]
    for context in (
        {"answer_identifiers": [answer["id"]]},
        {"liveboard_identifiers": [board["id"]]},
        {"conversation_identifier": talk},
    ):
        assert (await related(api, context))[0] == ("Revenue", "Retail Sales")
    unknown = {"query": "revenue", "metadata_context": {"conversation_identifier": "unknown"}}
    await api.call("ai/relevant-questions/", unknown, expect=400)
    answer["source"] = "gone"
    assert await related(api, {"answer_identifiers": [answer["id"]]})


async def test_the_older_form_of_related_questions(api: Rest) -> None:
    found = await api.call(
        "ai/analytical-questions", {"nlsRequest": {"query": "revenue"}, "maxDecomposedQueries": 2}
    )
    queries = found["decomposedQueryResponse"]["decomposedQueries"]
    assert [item["query"] for item in queries] == ["Revenue", "What is the Quantity by Order ID?"]
    assert queries[0]["worksheetName"] == "Retail Sales"
    found = await api.call("ai/analytical-questions", {"content": ["top 3 products"]})
    assert found["decomposedQueryResponse"]["decomposedQueries"][0]["query"] == "Revenue by Product"


async def test_single_answers(api: Rest) -> None:
    body = {"query": "monthly revenue", "metadata_identifier": "Retail Sales"}
    first, second = [await api.call("ai/answer/create", body) for _ in range(2)]
    assert first["tokens"] == "[Revenue], [Order Date].monthly"
    assert (first["visualization_type"], first["generation_number"]) == ("Chart", 1)
    assert first["session_identifier"] != second["session_identifier"]
    await api.call("ai/answer/create", {**body, "metadata_identifier": "nothing"}, expect=400)
    source = api.state.find_metadata("Retail Sales")
    assert source is not None
    source["detail"]["columns"] = []
    await api.call("ai/answer/create", body, expect=400)


async def test_classic_conversations(api: Rest) -> None:
    start = {"metadata_identifier": "Retail Sales", "tokens": "[Revenue]"}
    talk = (await api.call("ai/conversation/create", start))["conversation_identifier"]
    path, body = (
        f"ai/conversation/{talk}/converse",
        {"metadata_identifier": "Retail Sales", "message": "revenue"},
    )
    [first], [second] = [await api.call(path, body) for _ in range(2)]
    assert (first["generation_number"], second["generation_number"]) == (1, 2)
    assert first["session_identifier"] == second["session_identifier"]
    kept = _ai_sessions.find(api.state, second["session_identifier"], 2)
    assert kept == {"generation": 2, "name": "Revenue", "query": "[Revenue]"}
    assert first["visualization_type"] == "Undefined"
    other = next(
        item["id"]
        for item in api.state.metadata.values()
        if item["type"] == "LOGICAL_TABLE" and item["name"] != "Retail Sales"
    )
    await api.call(path, {**body, "metadata_identifier": other}, expect=400)
    await api.call(path, {"message": "revenue"}, expect=400)
    await api.call("ai/conversation/unknown/converse", body, expect=400)
    await api.call(path, body, user="ana", expect=400)
    await api.call(path, body, user="user00002", expect=403)
