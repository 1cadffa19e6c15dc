"""The v1 routes of orgs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from v1_support import NOWHERE, Typed

from aiothoughtspot.v1 import orgs
from aiothoughtspot.v2 import groups as v2_groups
from aiothoughtspot.v2 import orgs as v2_orgs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ORG = "/callosum/v1/tspublic/v1/org"
ACME = 1_700_000_401
WEEK = 7 * 86_400


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


async def test_an_org_from_beginning_to_end(api: Typed) -> None:
    made = await api.ask(orgs.create, org_scope="ALL", name="New-Org", description="fresh")
    assert (made.org_name, made.description, made.active, made.deleted) == ("New-Org", "fresh", True, False)
    assert made.author == api.user("tsadmin")
    assert (made.all_group_user_id, made.default_admin_user_group_id) == (
        api.group("All"),
        api.group("Administrator"),
    )
    assert made.created == made.modified == api.state.now_ms()
    [seen] = await api.ask(v2_orgs.search, org_identifier="New-Org")
    assert (seen.id, seen.description, seen.status) == (made.org_id, "fresh", "ACTIVE")
    api.clock.now += 60
    changed = await api.ask(
        orgs.update,
        org_scope="ALL",
        id=made.org_id,
        name="Newer",
        active=False,
        groupids=[api.group("Developer")],
    )
    assert (changed.org_name, changed.active, changed.description) == ("Newer", False, "fresh")
    assert changed.modified - changed.created == 60_000
    [group] = await api.ask(v2_groups.search, org_identifiers=["Newer"], group_identifier="Developer")
    assert [org.name for org in group.orgs] == ["Primary", "Newer"]
    assert await api.ask(orgs.get, org_scope="ALL", name="Newer") == changed
    described = await api.ask(orgs.update, org_scope="ALL", name="Newer", description="told", active=True)
    assert (described.description, described.org_name, described.active) == ("told", "Newer", True)
    await api.ask(orgs.delete, org_scope="ALL", name="Newer")
    assert api.status == 204
    await api.refused(400, orgs.get, org_scope="ALL", id=made.org_id)


async def test_the_name_of_a_deleted_org_stays_taken_for_a_week(api: Typed) -> None:
    made = await api.ask(orgs.create, org_scope="ALL", name="Passing")
    await api.ask(orgs.delete, org_scope="ALL", id=made.org_id)
    await api.refused(400, orgs.create, org_scope="ALL", name="Passing")
    api.clock.now += WEEK
    assert (await api.ask(orgs.create, org_scope="ALL", name="Passing")).description == ""


async def test_searching(api: Typed) -> None:
    everything = await api.ask(orgs.search, org_scope="ALL")
    assert [org.org_name for org in everything] == ["Primary", "Acme", "Globex", "Initech"]
    assert await api.ask(orgs.search, org_scope="ALL", id=0) == everything[:1]
    assert await api.ask(orgs.search, org_scope="ALL", name="Acme") == everything[1:2]
    await api.ask(orgs.update, org_scope="ALL", id=ACME, active=False)
    assert len(await api.ask(orgs.search, org_scope="ALL")) == 3
    assert len(await api.ask(orgs.search, org_scope="ALL", showinactive=True)) == 4
    await api.refused(400, orgs.search, org_scope="ALL", name="Nowhere")


async def test_what_is_refused(api: Typed) -> None:
    await api.refused(403, orgs.search, org_scope="ALL", user="ana")
    await api.refused(400, orgs.create, org_scope="ALL", name="Acme")
    await api.refused(400, orgs.update, org_scope="ALL", id=ACME, name="Globex")
    await api.refused(400, orgs.update, org_scope="ALL", id=0, active=False)
    await api.refused(400, orgs.update, org_scope="ALL", id=ACME, groupids=[NOWHERE])
    await api.refused(400, orgs.delete, org_scope="ALL", id=0)
    assert (await api.raw("GET", ORG, params={"orgScope": "ALL"})).status_code == 400
    assert (await api.raw("GET", ORG, params={"name": "Acme"})).status_code == 400
    for form in ({}, {"name": "with space"}, {"name": "x" * 49}, {"name": "x", "description": "y" * 125}):
        answer = await api.raw("POST", ORG, params={"orgScope": "ALL"}, data=form)
        assert answer.status_code == 400
    assert (await api.raw("PUT", ORG, params={"orgScope": "ALL"}, data={"id": "one"})).status_code == 400
    assert (await api.raw("DELETE", ORG, params={"orgScope": "ALL"})).status_code == 400
