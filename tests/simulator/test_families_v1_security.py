"""The v1 routes of security: one truth with v2, users and groups side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from v1_support import NOWHERE, Typed

from aiothoughtspot.simulator.families._jobs_outbox import outbox
from aiothoughtspot.v1 import security
from aiothoughtspot.v1.security import IdsByTypeInput, ShareModeInput, SharePermissionInput
from aiothoughtspot.v2 import security as v2_security

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECURITY = "/callosum/v1/tspublic/v1/security"


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


def give(*pairs: tuple[str, Any]) -> SharePermissionInput:
    return SharePermissionInput(permissions={guid: ShareModeInput(share_mode=mode) for guid, mode in pairs})


async def defined(api: Typed, row: dict[str, Any], kind: str) -> dict[str, str]:
    found = await api.ask(security.fetch_object_permissions, row["id"], type=kind, permissiontype="DEFINED")
    return {guid: one.share_mode for guid, one in found[row["id"]].permissions.items()}


async def test_sharing_shows_in_v2(api: Typed) -> None:
    board, ana, team = api.first("LIVEBOARD"), api.user("ana"), api.group("Developer")
    await api.ask(
        security.share,
        type="PINBOARD_ANSWER_BOOK",
        id=[board["id"]],
        permission=give((ana, "MODIFY"), (team, "READ_ONLY")),
        notify=False,
    )
    assert api.status == 204
    seen = await defined(api, board, "PINBOARD_ANSWER_BOOK")
    assert (seen[ana], seen[team]) == ("MODIFY", "READ_ONLY")
    metadata = [v2_security.PermissionsMetadataTypeInput(identifier=board["id"])]
    [shown] = (
        await api.ask(v2_security.fetch_metadata_permissions, metadata=metadata, record_size="all")
    ).metadata_permission_details
    modes = {
        who.principal_id: who.permission
        for group in shown.principal_permission_info
        for who in group.principal_permissions
    }
    assert (modes[ana], modes[team]) == ("MODIFY", "READ_ONLY")
    await api.ask(
        security.share,
        type="PINBOARD_ANSWER_BOOK",
        id=[board["id"]],
        permission=give((ana, "NO_ACCESS"), (api.group("All"), "NO_ACCESS")),
        notify=False,
    )
    assert await defined(api, board, "PINBOARD_ANSWER_BOOK") == {team: "READ_ONLY"}
    assert outbox(api.state) == []


async def test_mails(api: Typed) -> None:
    answer = api.first("ANSWER")
    given: dict[str, Any] = {
        "type": "QUESTION_ANSWER_BOOK",
        "id": [answer["id"]],
        "permission": give((api.user("ana"), "READ_ONLY"), (api.group("Developer"), "NO_ACCESS")),
        "emailshares": ["who@example.com"],
        "message": "look",
        "use_custom_embed_urls": True,
    }
    await api.ask(security.share, **given, notify=True)
    assert [(mail["to"], mail["text"]) for mail in outbox(api.state)] == [
        ("ana@example.com", "look"),
        ("who@example.com", "look"),
    ]


async def test_a_visualization_brings_its_liveboard(api: Typed) -> None:
    board, ana = api.first("LIVEBOARD"), api.user("ana")
    given: dict[str, Any] = {
        "type": "PINBOARD_ANSWER_BOOK",
        "pinboard_id": board["id"],
        "vizid": board["visualizations"][0]["id"],
        "principalids": [ana],
        "notify": False,
    }
    await api.ask(security.share_visualization, **given)
    assert (await defined(api, board, "PINBOARD_ANSWER_BOOK"))[ana] == "READ_ONLY"
    permission = give((ana, "MODIFY"))
    await api.ask(
        security.share, type="PINBOARD_ANSWER_BOOK", id=[board["id"]], permission=permission, notify=False
    )
    await api.ask(security.share_visualization, **given)
    # What was more stays more.
    assert (await defined(api, board, "PINBOARD_ANSWER_BOOK"))[ana] == "MODIFY"
    await api.refused(400, security.share_visualization, **{**given, "vizid": NOWHERE})
    await api.refused(400, security.share_visualization, **{**given, "principalids": [NOWHERE]})


async def test_permissions_with_parts(api: Typed) -> None:
    board = api.first("LIVEBOARD")
    found = await api.ask(
        security.fetch_permissions, type="PINBOARD_ANSWER_BOOK", id=[board["id"]], dependentshare=True
    )
    mine = found[board["id"]].permissions[api.user("tsadmin")]
    assert (mine.top_level_object_id, mine.share_mode) == (board["id"], "MODIFY")
    assert [one.name for one in mine.dependents] == [viz["name"] for viz in board["visualizations"]]
    assert {one.type for one in mine.dependents} == {"QUESTION_ANSWER_BOOK"}
    # Everybody reads what came with the cluster.
    assert found[board["id"]].permissions[api.user("ana")].share_mode == "READ_ONLY"
    table = api.first("LOGICAL_TABLE")
    found = await api.ask(
        security.fetch_object_permissions, table["id"], type="LOGICAL_TABLE", dependentshare=True
    )
    [first, *_] = found[table["id"]].permissions[api.user("tsadmin")].dependents
    assert (first.name, first.type, first.is_hidden) == ("Order ID", "LOGICAL_COLUMN", False)
    await api.ask(security.fetch_permissions, type="LOGICAL_COLUMN", id=[first.id])
    assert api.sent[first.id]["permissions"][api.user("ana")] == {
        "topLevelObjectId": first.id,
        "shareMode": "READ_ONLY",
    }


async def test_permissions_of_many_types(api: Typed) -> None:
    board, table = api.first("LIVEBOARD"), api.first("LOGICAL_TABLE")
    ids = IdsByTypeInput(pinboard_answer_book=[board["id"]], logical_table=[table["id"]])
    found = await api.ask(security.fetch_effective_permissions, idsbytype=ids, dependentshare=False)
    assert {kind: list(items) for kind, items in found.items()} == {
        "PINBOARD_ANSWER_BOOK": [board["id"]],
        "LOGICAL_TABLE": [table["id"]],
    }
    await api.refused(403, security.fetch_effective_permissions, idsbytype=IdsByTypeInput())
    await api.refused(403, security.fetch_effective_permissions, idsbytype=ids, user="ana")


async def test_what_the_caller_cannot_see_is_left_out(api: Typed) -> None:
    one, two = [item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD"][:2]
    two["org_id"] = 1_700_000_401
    found = await api.ask(security.fetch_permissions, type="PINBOARD_ANSWER_BOOK", id=[one["id"], two["id"]])
    assert list(found) == [one["id"]]
    await api.refused(403, security.fetch_permissions, type="PINBOARD_ANSWER_BOOK", id=[two["id"]])
    await api.refused(400, security.fetch_permissions, type="PINBOARD_ANSWER_BOOK", id=[NOWHERE])
    await api.refused(400, security.fetch_permissions, type="LOGICAL_TABLE", id=[one["id"]])
    many = [f"{number:036}" for number in range(300)]
    await api.refused(414, security.fetch_permissions, type="LOGICAL_TABLE", id=many)


async def test_wrong_shares(api: Typed) -> None:
    board = api.first("LIVEBOARD")
    good = {
        "type": "PINBOARD_ANSWER_BOOK",
        "id": json.dumps([board["id"]]),
        "permission": json.dumps({"permissions": {api.user("ana"): {"shareMode": "MODIFY"}}}),
    }
    before = await defined(api, board, "PINBOARD_ANSWER_BOOK")
    for wrong in (
        {"type": "ROBOT"},
        {"id": ""},
        {"id": json.dumps([board["id"], NOWHERE])},
        {"permission": "[]"},
        {"permission": json.dumps({"permissions": {NOWHERE: {"shareMode": "MODIFY"}}})},
        {"permission": json.dumps({"permissions": {api.user("ana"): {"shareMode": "MOON"}}})},
        {"permission": json.dumps({"permissions": {api.user("ana"): 5}})},
        {"notify": "perhaps"},
        {"useCustomEmbedUrls": "perhaps"},
    ):
        assert (await api.raw("POST", f"{SECURITY}/share", data={**good, **wrong})).status_code == 400, wrong
    assert await defined(api, board, "PINBOARD_ANSWER_BOOK") == before
    theirs = next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    await api.refused(
        403,
        security.share,
        type="PINBOARD_ANSWER_BOOK",
        id=[theirs["id"]],
        permission=give((api.user("ana"), "MODIFY")),
        notify=False,
        user="ana",
    )
