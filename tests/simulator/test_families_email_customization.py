"""How mails look, by org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME

from aiothoughtspot.simulator.families._jobs_outbox import outbox
from aiothoughtspot.simulator.families.email_customization import FLAGS, TEXTS
from aiothoughtspot.v2.email_customization import TemplatePropertiesInputCreate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LOOK = {"cta_button_bg_color": "#444", "hide_footer_phone": True, "misspelt_color": "#000"}


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


async def test_the_life_of_a_look(api: Rest) -> None:
    assert await api.call("customization/email/search") == []
    made = await api.call("customization/email", {"template_properties": LOOK})
    kept = {"cta_button_bg_color": "#444", "hide_footer_phone": True}
    assert (made["org"], made["template_properties"]) == ({"id": 0, "name": "Primary"}, kept)
    assert await api.call("customization/email/search") == [made]
    await api.call("customization/email", {"template_properties": LOOK}, expect=400)
    change = {"template_properties": {"hide_footer_phone": False, "home_url": None, "font_family": "Serif"}}
    await api.call("customization/email/update", change, expect=204)
    [found] = await api.call("customization/email/search")
    assert found["template_properties"] == {**kept, "hide_footer_phone": False, "font_family": "Serif"}
    await api.call("customization/email/delete", expect=204)
    await api.call("customization/email/delete", expect=204)
    await api.call("customization/email/update", change, expect=400)


async def test_looks_of_several_orgs(api: Rest) -> None:
    for name in ("Acme", "Globex"):
        await api.call("customization/email", {"template_properties": LOOK, "org_identifier": name})
    both = {"org_identifiers": ["Globex", "Primary", "Acme", "Globex"]}
    assert [item["org"]["name"] for item in await api.call("customization/email/search", both)] == [
        "Globex",
        "Acme",
    ]
    assert len(await api.call("customization/email/search", org=ACME)) == 1
    await api.call("customization/email/delete", both, expect=204)
    assert await api.call("customization/email/search", both) == []


@pytest.mark.parametrize("key", ["tenant_id", "name"])
async def test_the_older_way_to_delete(api: Rest, key: str) -> None:
    made = await api.call("customization/email", {"template_properties": LOOK})
    await api.call("customization/email/unknown/delete", expect=400)
    await api.call(f"customization/email/{made[key]}/delete", expect=204)
    await api.call(f"customization/email/{made[key]}/delete", expect=400)


async def test_a_sample_goes_to_who_asks(api: Rest) -> None:
    await api.call("customization/email/validate", expect=204)
    await api.call("customization/email", {"template_properties": {**LOOK, "product_name": "Charts"}})
    await api.call("customization/email/validate", expect=204)
    mails = [(mail["to"], mail["subject"], mail["text"]) for mail in outbox(api.state)]
    assert mails == [
        ("tsadmin@example.com", "A sample from the cluster", ""),
        (
            "tsadmin@example.com",
            "A sample from Charts",
            "cta_button_bg_color: #444\nhide_footer_phone: True\nproduct_name: Charts\n",
        ),
    ]


async def test_designers_reach_no_other_org(api: Rest) -> None:
    await api.call("customization/email/search", user="ana", expect=403)
    ana = api.state.find_user("ana")
    assert ana is not None
    ana["privileges"].append("DEVELOPER")
    await api.call("customization/email", {"template_properties": LOOK}, user="ana")
    other = {"template_properties": LOOK, "org_identifier": "Acme"}
    await api.call("customization/email", other, user="ana", expect=403)
    await api.call("customization/email/search", {"org_identifiers": ["Acme"]}, user="ana", expect=403)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"template_properties": {}},
        {"template_properties": {"home_url": 5}},
        {"template_properties": {"hide_logo_url": "true"}},
        {"template_properties": LOOK, "org_identifier": "Nowhere"},
    ],
)
async def test_wrong_looks(api: Rest, body: dict[str, Any]) -> None:
    await api.call("customization/email", body, expect=400)


def test_every_property_of_the_catalog_is_known() -> None:
    assert {name for name in TemplatePropertiesInputCreate.__annotations__} == TEXTS | FLAGS  # noqa: C416 - a set of names
