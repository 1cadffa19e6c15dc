"""What the agent is told, and what Spotter remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME
from hypothesis import given, settings
from hypothesis import strategies as st

from aiothoughtspot.simulator.families._ai_memories import LONGEST, read, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

RULE = {
    "type": "RULE",
    "content": {"rule_definition": "Hot products: the top 5.\nBy revenue"},
    "datamodel_sources": [{"guid": "g", "obj_id": None}],
    "tags": [],
}


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


def rule(**changes: Any) -> dict[str, Any]:
    return {**RULE, **changes}


@settings(max_examples=40)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.just("RULE"),
                "content": st.fixed_dictionaries({"rule_definition": st.text(min_size=1).filter(str.strip)}),
                "datamodel_sources": st.lists(
                    st.fixed_dictionaries({"guid": st.text(), "obj_id": st.none()}), min_size=1, max_size=2
                ),
                "tags": st.lists(st.just("GLOBAL"), max_size=1),
            }
        ),
        min_size=1,
        max_size=4,
    )
)
def test_memories_survive_their_text(memories: list[dict[str, Any]]) -> None:
    text = write(memories)
    found = read(text)
    assert [memory.whole for memory in found] == memories
    assert not any(memory.failures for memory in found)
    lines = text.split("\n")
    assert all(lines[memory.line - 1].lstrip().startswith("- ") for memory in found)
    assert len({memory.line for memory in found}) == len(memories)


@pytest.mark.parametrize(
    ("memory", "reason", "field"),
    [
        (5, "SCHEMA", "type"),
        (rule(type="NOTE"), "SCHEMA", "type"),
        (rule(content=None), "VALIDATION", "content.rule_definition"),
        (rule(content={"rule_definition": "  "}), "VALIDATION", "content.rule_definition"),
        (rule(content={"rule_definition": "x" * (LONGEST + 1)}), "CHAR_LIMIT", "content.rule_definition"),
        (rule(type="RECIPE", content={"user_query": "Why?"}), "VALIDATION", "content.recipe"),
        (rule(tags="GLOBAL"), "SCHEMA", "tags"),
        (rule(datamodel_sources=[]), "SCHEMA", "datamodel_sources"),
        (rule(datamodel_sources=["g"]), "SCHEMA", "datamodel_sources"),
    ],
)
def test_what_is_wrong_with_a_memory(memory: Any, reason: str, field: str) -> None:
    [first, second] = read(write([RULE, memory]))
    assert first.failures == []
    assert [(item["reason"], item["field_name"]) for item in second.failures] == [(reason, field)]
    assert second.line > first.line == 2


@pytest.mark.parametrize("text", ["{", "memories: 5", "- a\n- b", "", "rules: []"])
def test_texts_that_are_no_memories(text: str) -> None:
    [memory] = read(text)
    assert [(item["reason"], item["line_number"]) for item in memory.failures] == [("SCHEMA", 1)]


def test_memories_on_one_line() -> None:
    [memory] = read(
        'memories: [{type: RULE, content: {rule_definition: "x"}, datamodel_sources: [{guid: g}]}]'
    )
    assert (memory.line, memory.failures) == (1, [])


def model(api: Rest) -> dict[str, Any]:
    found = api.state.find_metadata("Retail Sales")
    assert found is not None
    return found


async def test_memories_are_replaced_for_each_model(api: Rest) -> None:
    guid = model(api)["id"]
    source = {"datamodel_sources": [{"guid": guid}]}
    recipe = {"type": "RECIPE", "content": {"user_query": "Why?", "recipe": "{}"}, **source}
    content = write([rule(**source), rule(**source, tags=["GLOBAL"]), recipe])
    body = {"content": content, "dry_run": True}
    sources = {"sources": [{"type": "DATA_MODEL", "identifiers": ["Retail Sales"]}]}

    def counts(report: Any) -> list[tuple[str, int, int]]:
        return [
            (item["memory_type"], item["deleted_record_count"], item["inserted_record_count"])
            for item in report["summary"]
        ]

    dry = await api.call("ai/memory/import", body)
    assert dry["status"] == "SUCCESS"
    assert counts(dry) == [("RULES", 0, 1), ("RECIPES", 0, 1), ("ALWAYS_APPLY_RULES", 0, 1)]
    assert (await api.call("ai/memory/export", sources))["content"] == "memories: []\n"
    await api.call("ai/memory/import", {**body, "dry_run": False})
    exported = (await api.call("ai/memory/export", sources))["content"]
    assert [memory.kind for memory in read(exported)] == ["RULES", "ALWAYS_APPLY_RULES", "RECIPES"]
    again = await api.call("ai/memory/import", {"content": exported, "dry_run": False})
    assert counts(again) == [("RULES", 1, 1), ("RECIPES", 1, 1), ("ALWAYS_APPLY_RULES", 1, 1)]
    assert (await api.call("ai/memory/export", sources))["content"] == exported


async def test_wrong_memories_change_nothing(api: Rest) -> None:
    good = rule(datamodel_sources=[{"obj_id": "retail"}])
    model(api)["obj_id"] = "retail"
    content = write([good, rule(datamodel_sources=[{"guid": "unknown"}])])
    found = await api.call("ai/memory/import", {"content": content, "dry_run": False})
    assert (found["status"], found["summary"], found["operation_id"]) == ("VALIDATION_FAILED", None, None)
    [failure] = found["validation_failures"]
    assert failure["reason"] == "UNRESOLVED_SOURCE"
    assert failure["field_name"] == "datamodel_sources[0].guid"
    assert found["diagnostics"] == [{"sub_status": "FAILURE", "messages": ["No model unknown"]}]
    sources = {"sources": [{"type": "DATA_MODEL", "identifiers": [model(api)["id"]]}]}
    assert (await api.call("ai/memory/export", sources))["content"] == "memories: []\n"


async def test_memories_are_for_those_who_may_edit_the_model(api: Rest) -> None:
    sources = {"sources": [{"type": "DATA_MODEL", "identifiers": ["Retail Sales"]}]}
    body = {"content": write([rule(datamodel_sources=[{"guid": model(api)["id"]}])]), "dry_run": True}
    await api.call("ai/memory/export", sources, user="user00002", expect=403)
    ana = api.state.find_user("ana")
    assert ana is not None
    await api.call("ai/memory/export", sources, user="ana", expect=403)
    found = await api.call("ai/memory/import", body, user="ana")
    assert [item["reason"] for item in found["validation_failures"]] == ["ACCESS_DENIED"]
    model(api)["header"]["author"] = ana["id"]
    await api.call("ai/memory/export", sources, user="ana")
    assert (await api.call("ai/memory/import", body, user="ana"))["status"] == "SUCCESS"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("import", {"content": "memories: []"}),
        ("import", {"dry_run": True}),
        ("export", {}),
        ("export", {"sources": [{"type": "TABLE", "identifiers": ["Retail Sales"]}]}),
        ("export", {"sources": [{"type": "DATA_MODEL", "identifiers": []}]}),
        ("export", {"sources": [{"type": "DATA_MODEL", "identifiers": ["nothing"]}]}),
    ],
)
async def test_wrong_requests_for_memories(api: Rest, path: str, body: dict[str, Any]) -> None:
    await api.call(f"ai/memory/{path}", body, expect=400)


async def test_instructions_of_an_org(api: Rest) -> None:
    get: dict[str, Any] = {"path": "ai/agent/instructions/get", "method": "GET"}
    assert await api.call(**get) == {"instructions": ""}
    first = await api.call("ai/agent/instructions/set", {"instructions": "In English."}, method="PUT")
    api.clock.now += 60
    second = await api.call("ai/agent/instructions/set", {"instructions": "In verse."}, method="PUT")
    assert second == {**first, "instructions": "In verse.", "updated_at": "2025-10-09T08:54:20Z"}
    assert await api.call(**get) == second
    assert await api.call(**get, org=ACME) == {"instructions": ""}
    long = {"instructions": "x" * 5001}
    await api.call("ai/agent/instructions/set", long, method="PUT", expect=400)
    await api.call("ai/agent/instructions/set", {}, method="PUT", expect=400)


async def test_instructions_of_an_org_are_for_its_administrators(api: Rest) -> None:
    for path, method in (("get", "GET"), ("set", "PUT")):
        body = {"instructions": "x"}
        found = await api.call(f"ai/agent/instructions/{path}", body, method=method, user="ana", expect=403)
        assert found["error_code"] == "UNAUTHORIZED"
    ana = api.state.find_user("ana")
    assert ana is not None
    ana["privileges"].append("ORG_ADMINISTRATION")
    await api.call("ai/agent/instructions/get", method="GET", user="ana")


async def test_instructions_of_a_data_source(api: Rest) -> None:
    table, info = (
        {"data_source_identifier": "Retail Sales"},
        [{"instructions": ["a", "b"], "scope": "GLOBAL"}],
    )
    assert await api.call("ai/instructions/get", table) == {"nl_instructions_info": []}
    body = {**table, "nl_instructions_info": info}
    assert await api.call("ai/instructions/set", body) == {"success": True}
    assert await api.call("ai/instructions/get", table) == {"nl_instructions_info": info}
    await api.call("ai/instructions/get", {}, expect=400)
    await api.call("ai/instructions/set", table, expect=400)
    wrong = {**table, "nl_instructions_info": [{"instructions": ["a"], "scope": "LOCAL"}]}
    await api.call("ai/instructions/set", wrong, expect=400)
    await api.call("ai/instructions/set", body, user="ana")
    await api.call("ai/instructions/set", body, user="user00002", expect=403)
    other = api.state.find_user("user00002")
    assert other is not None
    model(api)["header"]["author"] = other["id"]
    await api.call("ai/instructions/set", body, user="user00002")
