"""What is shared decides what a caller finds and may change in every family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_support import ACME, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=6, objects=24) as made:
        yield made


async def share(api: Api, guid: str, name: str, mode: str) -> None:
    principal = {"identifier": name}
    body = {
        "permissions": [{"principal": principal, "share_mode": mode}],
        "message": "",
        "notify_on_share": False,
    }
    await api.v2("security/metadata/share", {**body, "metadata": [{"identifier": guid}]})


async def found(api: Api, *, org: int = 0, **body: Any) -> set[str]:
    rows = await api.v2("metadata/search", {"record_size": -1, **body}, user="ana", org=org)
    return {row["metadata_id"] for row in rows}


async def test_sharing_shows_hides_and_lets_change(api: Api) -> None:
    board = next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    board["header"]["author"] = next(iter(api.state.users))
    guid, tag = board["id"], {"tag_identifiers": ["Draft"], "metadata": [{"identifier": board["id"]}]}
    assert guid in await found(api)
    await api.v2("tags/assign", tag, user="ana", expect=403)
    await share(api, guid, "Analyst", "MODIFY")
    await api.v2("tags/assign", tag, user="ana", expect=204)
    for name in ("Analyst", "All"):
        await share(api, guid, name, "NO_ACCESS")
    assert guid not in await found(api)
    await api.v2("metadata/search", {"metadata": [{"identifier": guid}]}, user="ana", expect=400)
    assert guid in {row["metadata_id"] for row in await api.v2("metadata/search", {"record_size": -1})}

    permission = {"principal": {"identifier": "ana"}, "share_mode": "NO_ACCESS"}
    rows = await api.v2("metadata/search", {"permissions": [permission], "record_size": -1})
    assert [row["metadata_id"] for row in rows] == [guid]


async def test_published_objects_are_found_in_their_orgs(api: Api) -> None:
    board = next(item for item in api.state.metadata.values() if item["type"] == "LIVEBOARD")
    assert await found(api, org=ACME) == set()
    body = {"metadata": [{"identifier": board["id"]}], "org_identifiers": ["Acme"]}
    await api.v2("security/metadata/publish", body)
    assert await found(api, org=ACME, metadata=[{"type": "LIVEBOARD"}]) == {board["id"]}
