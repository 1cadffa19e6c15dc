"""The v1 routes of settings, the banner and custom actions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from v1_support import NOWHERE, Typed

from aiothoughtspot.v1 import admin
from aiothoughtspot.v1.admin import (
    ActionAssociationInput,
    ActionAssociationsInput,
    EmbedActionDetailInput,
    EmbedActionInput,
)
from aiothoughtspot.v2 import custom_actions, system

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ADMIN = "/callosum/v1/tspublic/v1/admin"


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


async def test_settings_are_those_of_v2(api: Typed) -> None:
    tree = await api.ask(admin.config)
    assert tree["releaseVersion"] == "26.8.0.cl"
    await api.ask(
        admin.update_config,
        configchanges={"enablePendo": False, "a.b.c": 5, "a.b": {"d": "x"}, "a.e": [1], "f": 1.5, "g": None},
    )
    assert api.status == 204
    tree = await api.ask(admin.config)
    assert (tree["enablePendo"], tree["a"]["b"]) == (False, {"d": "x"})
    seen = await api.ask(system.config_overrides)
    assert seen.config_override_info["a.b.c"] == 5
    found = await api.ask(admin.config_overrides)
    assert {name: one.data_type for name, one in found.items()} == {
        "enableCustomCalendar": "BOOLEAN",
        "enablePendo": "BOOLEAN",
        "a.b.c": "INTEGER",
        "a.b": "OBJECT",
        "a.e": "ARRAYLIST",
        "f": "DOUBLE",
        "g": "OBJECT",
    }
    assert found["a.e"].current == [1]
    await api.ask(system.update_config, configuration={"enablePendo": True})
    assert (await api.ask(admin.config))["enablePendo"] is True


async def test_settings_are_for_administrators(api: Typed) -> None:
    for function in (admin.config, admin.config_overrides):
        await api.refused(401, function, user="ana")
    await api.refused(401, admin.update_config, configchanges={"x": 1}, user="ana")
    for form in ({}, {"configchanges": "[]"}, {"configchanges": "{"}):
        assert (await api.raw("POST", f"{ADMIN}/configinfo/update", data=form)).status_code == 400


async def test_the_banner_is_for_everybody(api: Typed) -> None:
    banner = await api.ask(admin.banner, user="ana")
    assert banner.under_maintenance is False
    assert banner.banner_text


def action(api: Typed, **given: Any) -> EmbedActionInput:
    board = api.first("ANSWER")["id"]
    return EmbedActionInput(
        **{
            "name": "Send",
            "type": "URL",
            "context": "MENU",
            "availability": ["GLOBAL"],
            "application": "NONE",
            "detail": EmbedActionDetailInput(
                link="https://example.com",
                function="send",
                auth_select="BEARER",
                auth_token="t-1",
                additional_url_headers='{"url_header1": {"id": "x", "key": "k", "value": "v"}}',
            ),
            "action_association_map": {
                "ANSWER": {board: ActionAssociationInput(enabled="true", context="PRIMARY")}
            },
            "user_group_list": [api.group("Analyst")],
            **given,
        }
    )


async def test_an_action_is_the_same_in_v2(api: Typed) -> None:
    made = await api.ask(admin.create_action, embedaction=action(api))
    answer = api.first("ANSWER")["id"]
    assert (made.name, made.type, made.context, made.availability) == ("Send", "URL", "MENU", ["GLOBAL"])
    assert (made.detail.link, made.detail.function) == ("https://example.com", "send")
    assert (made.detail.auth_select, made.detail.auth_token) == ("BEARER", "t-1")
    [header] = made.detail.url_headers.values()
    assert (header["key"], header["value"]) == ("k", "v")
    assert made.action_association_map == await api.ask(admin.list_associations, made.id)
    assert made.action_association_map["ANSWER"][answer].context == "PRIMARY"
    assert made.user_group_list == [api.group("Analyst")]
    [seen] = await api.ask(
        custom_actions.search, include_group_associations=True, include_metadata_associations=True
    )
    assert (seen.id, seen.name, seen.action_details.URL.url) == (made.id, "Send", "https://example.com")
    assert seen.action_details.URL.authentication.Bearer_Token == "t-1"
    assert [item.identifier for item in seen.metadata_association] == [answer]
    assert await api.ask(admin.list_actions) == [made] == [await api.ask(admin.get_action, made.id)]
    [shown] = (await api.ask(admin.config_overrides))["embedActionConfigList"].current
    assert shown["id"] == made.id
    gone = await api.ask(admin.delete_action, made.id)
    assert gone == made
    assert await api.ask(custom_actions.search) == []


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ({"auth_select": "NONE"}, {"authSelect": "NONE"}),
        (
            {"auth_select": "BASIC", "encode_user": "YW5hOnNlY3JldA=="},
            {"authSelect": "BASIC", "encodeUser": "YW5hOnNlY3JldA=="},
        ),
        (
            {"auth_select": "API_KEY", "api_key": "X-Mine", "api_value": "v"},
            {"authSelect": "API_KEY", "apiKey": "X-Mine", "apiValue": "v"},
        ),
        ({"auth_select": "BEARER"}, {"authSelect": "BEARER", "authToken": ""}),
    ],
)
async def test_ways_to_log_in(api: Typed, detail: dict[str, str], expected: dict[str, str]) -> None:
    given = EmbedActionDetailInput(link="https://example.com", **detail)
    made = await api.ask(admin.create_action, embedaction=action(api, detail=given))
    assert {name: api.sent["detail"][name] for name in expected} == expected
    assert made.detail.function == "Send"


async def test_applications_are_callbacks_to_v2(api: Typed) -> None:
    detail = EmbedActionDetailInput(function="slack", app_action_type="SLACK")
    made = await api.ask(
        admin.create_action,
        embedaction=EmbedActionInput(name="To Slack", type="APP", detail=detail, availability=["LOCAL"]),
    )
    assert (made.type, made.detail.app_action_type, made.availability) == ("APP", "SLACK", ["LOCAL"])
    assert (made.context, made.action_association_map, made.detail.link) == ("NONE", {}, "")
    [seen] = await api.ask(custom_actions.search, type="CALLBACK")
    assert seen.default_action_config.visibility is False


async def test_an_update_replaces_the_whole_action(api: Typed) -> None:
    made = await api.ask(admin.create_action, embedaction=action(api))
    other = await api.ask(
        admin.update_action,
        made.id,
        embedaction=EmbedActionInput(
            id=made.id, name="Sent", type="CALLBACK", detail=EmbedActionDetailInput(function="sent")
        ),
    )
    assert (other.id, other.name, other.type, other.context) == (made.id, "Sent", "CALLBACK", "NONE")
    assert (other.user_group_list, other.action_association_map) == ([], {})
    wrong = action(api, user_group_list=[NOWHERE])
    await api.refused(400, admin.update_action, made.id, embedaction=wrong)
    assert await api.ask(admin.get_action, made.id) == other


async def test_associations(api: Typed) -> None:
    made = await api.ask(admin.create_action, embedaction=action(api, action_association_map={}))
    table = next(iter(item["id"] for item in api.state.metadata.values() if item["name"] == "Retail Sales"))
    there = ActionAssociationsInput(
        action_association_map={"WORKSHEET": {table: ActionAssociationInput(enabled="false", context="NONE")}}
    )
    found = await api.ask(admin.add_associations, made.id, actionassociation=there)
    assert (found["WORKSHEET"][table].enabled, found["WORKSHEET"][table].context) == ("false", "MENU")
    [tag] = api.state.metadata[table]["tag_ids"]
    assert [one.id for one in await api.ask(admin.list_actions, tags=[tag])] == [made.id]
    assert await api.ask(admin.list_actions, tags=[list(api.state.tags)[-1]]) == []
    assert await api.ask(admin.remove_associations, made.id, actionassociation=there) == {}
    await api.refused(400, admin.remove_associations, made.id, actionassociation=there)
    wrong = ActionAssociationsInput(action_association_map={"ANSWER": {NOWHERE: ActionAssociationInput()}})
    await api.refused(500, admin.add_associations, made.id, actionassociation=wrong)
    assert (
        await api.raw(
            "POST", f"{ADMIN}/embed/actions/{made.id}/associations", data={"actionassociation": "{"}
        )
    ).status_code == 500


async def test_what_is_refused(api: Typed) -> None:
    given = action(api)
    await api.refused(401, admin.list_actions, user="ana")
    await api.refused(401, admin.create_action, embedaction=given, user="ana")
    await api.refused(404, admin.get_action, NOWHERE)
    await api.refused(404, admin.delete_action, NOWHERE)
    await api.refused(404, admin.list_associations, NOWHERE)
    good = {"name": "x", "type": "URL", "detail": {"link": "https://example.com"}}
    wrongs: tuple[Any, ...] = (
        [],
        {},
        {**good, "type": "ROBOT"},
        {**good, "name": ""},
        {**good, "context": "MOON"},
        {**good, "availability": ["MOON"]},
        {**good, "detail": {}},
        {**good, "detail": {**good, "authSelect": "MOON"}},
        {**good, "detail": {"link": "x", "additionalUrlHeaders": "[]"}},
        {**good, "detail": {"link": "x", "additionalUrlHeaders": "{"}},
        {**good, "detail": {"link": "x", "authSelect": "BASIC", "encodeUser": "%"}},
        {**good, "actionAssociationMap": {"ANSWER": {NOWHERE: {"enabled": "perhaps"}}}},
    )
    for wrong in wrongs:
        answer = await api.raw("POST", f"{ADMIN}/embed/actions", data={"embedaction": json.dumps(wrong)})
        assert answer.status_code == 400, wrong
    assert await api.ask(admin.list_actions) == []
