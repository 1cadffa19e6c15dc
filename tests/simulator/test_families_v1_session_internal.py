"""The undocumented twins of the session routes, called as clients with private routes on call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from v1_support import Typed

from aiothoughtspot.v1 import session, session_internal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiothoughtspot import Client


@pytest.fixture
async def api() -> AsyncIterator[Typed]:
    async with Typed() as made:
        yield made


async def test_who_is_there(api: Typed) -> None:
    await api.ask(session_internal.is_active, user="ana")
    assert api.status == 204
    client: Client = api.client("ana")
    inside, outside = await session_internal.info(client), await session.info(client)
    assert (
        (inside.user_name, inside.user_guid)
        == ("ana", api.user("ana"))
        == (outside.user_name, outside.user_guid)
    )
    # One of the three times is in seconds.
    assert inside.user_creation == outside.user_creation
    assert inside.expiration is not None
    assert inside.expiration.timestamp() == api.clock.now + 10_000_000


async def test_orgs(api: Typed) -> None:
    found = await api.ask(session_internal.orgs, user="ana")
    assert found.orgs is not None
    assert [org.org_name for org in found.orgs] == ["Primary", "Acme"]
    page = await api.ask(session_internal.orgs, batchsize=1, offset=1, user="ana")
    assert page.orgs == found.orgs[1:]


async def test_logging_in_and_out(api: Typed) -> None:
    await api.ask(session_internal.login, username="ana", password="secret")
    assert api.status == 204
    assert len(api.state.sessions) == 1
    token = await session.auth_token(
        api.client(), secret_key="secret", username="ana", access_level="FULL", orgid=0
    )
    answer = await api.raw("POST", "/callosum/v1/session/login/token", data={"auth_token": token})
    assert (answer.status_code, len(api.state.sessions)) == (200, 2)
    await api.refused(401, session_internal.login, username="ana", password="wrong")
    await api.refused(401, session_internal.login_token, auth_token="wrong")
    await api.ask(session_internal.logout)
    assert api.status == 204


async def test_a_bad_secret_key_is_a_500(api: Typed) -> None:
    path = "/callosum/v1/tspublic/v1/session/auth/token"
    for given in ({"username": "ana", "secret_key": "wrong"}, {"username": "nobody", "secret_key": "secret"}):
        assert (await api.raw("POST", path, data={"access_level": "FULL", **given})).status_code == 500


async def test_browsers_are_sent_elsewhere(api: Typed) -> None:
    for function in (session_internal.saml_login, session_internal.oidc_login):
        await api.refused(302, function, target_url_path="/here")
        assert (api.answers[-1].header("location") or "").endswith("/here")


async def test_settings_of_the_interface(api: Typed) -> None:
    assert (await api.ask(session_internal.system_config))["releaseVersion"] == "26.8.0.cl"
