"""Each way to log in: what is sent, what its answer means, and who gets whose credential (scenarios 6, 7 and 31)."""

import asyncio
from typing import Any

import canary
import pytest
from servers import Got, Peer, Server, Tokens, always, answer_bytes, serving
from wire_support import EVENTS, READ, Connect
from worlds import quick

from aiothoughtspot import (
    AuthError,
    AuthUnavailableError,
    BearerAuth,
    Client,
    NoAuth,
    Operation,
    OrgAccessError,
    RejectedError,
    SessionAuth,
    TrustedAuth,
    UnauthorizedError,
)
from aiothoughtspot._live import MAX_PRINCIPALS
from aiothoughtspot.auth import Auth

ANA = TrustedAuth("ana", canary.KEY)
LOGIN = "/api/rest/2.0/auth/token/full"
SESSION = "/api/rest/2.0/auth/session/login"


LOGIN_ANSWERS: list[tuple[str, Auth, bytes, type[AuthError], str]] = [
    ("another org", TrustedAuth("ana", "k", org=5), answer_bytes({"token": "t", "scope": {"org_id": 0}}), OrgAccessError, "org 5 .* org 0"),
    ("not in the org", TrustedAuth("ana", "k", org=5), answer_bytes({"error": {"message": {"code": 13090, "debug": '["no"]'}}}, 400), OrgAccessError, "not in this org"),
    ("bad request", ANA, answer_bytes({"error": "odd"}, 400), RejectedError, "login was refused"),
    ("no session cookie", SessionAuth("ana", "p"), answer_bytes(b"", 204), AuthUnavailableError, "without a session cookie"),
    ("a page", ANA, answer_bytes(b"<html>"), AuthUnavailableError, "without a token"),
    ("a list", ANA, answer_bytes([1]), AuthUnavailableError, "without a token"),
    ("a token of two lines", ANA, answer_bytes({"token": "a\nb"}), AuthUnavailableError, "without a token"),
    ("a redirect", ANA, answer_bytes(b"", 302, Location="https://elsewhere.example/"), AuthUnavailableError, "HTTP 302"),
    ("too many", ANA, answer_bytes(b"", 429), AuthUnavailableError, "HTTP 429"),
]  # fmt: skip


async def test_a_static_bearer_token_is_sent_once_and_its_401_says_what_to_do(connect: Connect) -> None:
    async with serving(Tokens()) as server:
        client = connect(server, BearerAuth("SECRET-static"))
        with pytest.raises(UnauthorizedError, match="give BearerAuth a function"):
            await client.call(READ)
        assert server.count("/read") == 1
        assert server.got[0].headers["authorization"] == "Bearer SECRET-static"


@pytest.mark.parametrize("kind", ["plain", "async"])
async def test_a_bearer_function_is_asked_again_after_a_401(connect: Connect, kind: str) -> None:
    tokens = Tokens()
    tokens.good = {"Bearer 2"}
    asked = 0

    def plain() -> str:
        nonlocal asked
        asked += 1
        return str(min(asked, 2))

    async def later() -> str:
        await asyncio.sleep(0)
        return plain()

    async with serving(tokens) as server:
        client = connect(server, BearerAuth(plain if kind == "plain" else later))
        assert await asyncio.gather(*(client.call(READ) for _ in range(20))) == [{"target": "/read"}] * 20
        assert asked == 2
        # The same token again is no new credential.
        tokens.revoke()
        with pytest.raises(UnauthorizedError):
            await client.call(READ)
        assert asked == 3


@pytest.mark.parametrize("token", ["", "two\nlines", "caf\u00e9"])
async def test_a_bearer_function_that_gives_no_token_is_refused_before_sending(
    connect: Connect, token: str
) -> None:
    async with serving() as server:
        client = connect(server, BearerAuth(lambda: token))
        with pytest.raises(RejectedError, match="cannot be sent"):
            await client.call(READ)
        assert server.accepted == 0


async def test_a_session_keeps_its_cookies_and_logs_in_again_after_a_401(connect: Connect) -> None:
    tokens = Tokens()
    async with serving(tokens) as server:
        client = connect(server, SessionAuth("ana", "SECRET-pw", org=3))
        await client.call(READ)
        assert server.got[0].json == {
            "username": "ana",
            "password": "SECRET-pw",
            "remember_me": False,
            "org_identifier": "3",
        }
        assert server.got[1].headers["cookie"] == "JSESSIONID=SECRET-ana.3.1; clientId=SECRET-c"
        tokens.revoke()
        assert await client.call(READ) == {"target": "/read"}
        assert tokens.mints == 2
        assert server.got[-1].headers["cookie"].startswith("JSESSIONID=SECRET-ana.3.2")


async def test_cookies_that_answers_set_are_not_kept(connect: Connect) -> None:
    async def setting(got: Got, peer: Peer) -> None:
        await peer.send(answer_bytes(b"{}", Set_Cookie="JSESSIONID=other; Path=/"))

    async with serving(setting) as server:
        client = connect(server)
        await client.call(READ)
        await client.call(READ)
        assert "cookie" not in server.got[1].headers


async def test_an_operation_that_needs_no_credential_sends_none(connect: Connect, server: Server) -> None:
    client = connect(server, ANA)
    await client.call(Operation("test.open", "GET", "/open", Any, auth=False))
    assert [got.target for got in server.got] == ["/open"]
    assert "authorization" not in server.got[0].headers


@pytest.mark.parametrize(
    "body", [{"token": "t"}, {"data": {"token": "t"}}, {"token": "t", "creation_time_in_millis": 5}]
)
async def test_a_token_without_times_is_taken_to_live_five_minutes(server: Server, body: Any) -> None:
    server.answer = always(answer_bytes(body), keep=True)
    async with Client(server.url, ANA) as client:
        await client.call(READ)
        grant = client._live.credentials(ANA).current()
        assert grant is not None
        assert grant.usable_until - grant.fresh_until == pytest.approx(0.15 * 300)
        assert "t" not in repr(grant).replace("authorization", "").split("generation")[0].split("header")[1]


@pytest.mark.parametrize(
    ("auth", "answer", "kind", "text"),
    [one[1:] for one in LOGIN_ANSWERS],
    ids=[one[0] for one in LOGIN_ANSWERS],
)
async def test_a_login_answered_so_is_this_error(
    server: Server, auth: Auth, answer: bytes, kind: type[AuthError], text: str
) -> None:
    server.answer = always(answer, keep=True)
    async with Client(server.url, auth) as client:
        client._live.bound().credentials[auth] = quick(client._live.credentials(auth), [])
        with pytest.raises(kind, match=text):
            await client.call(READ)
        # Only what may mend itself is asked again.
        assert len(server.got) == (4 if kind is AuthUnavailableError else 1)


async def test_without_auth_a_401_says_that_a_credential_is_missing(connect: Connect) -> None:
    async with serving(Tokens()) as server:
        client = connect(server, NoAuth())
        with pytest.raises(UnauthorizedError, match="no credential"):
            await client.call(READ)
        assert "authorization" not in server.got[0].headers
        assert server.count("/read") == 1


async def test_a_401_to_an_operation_without_credential_is_about_what_it_was_given(
    connect: Connect, server: Server
) -> None:
    server.answer = always(answer_bytes(b"", 401), keep=True)
    client = connect(server, NoAuth())
    with pytest.raises(UnauthorizedError, match="the user, password or key in the request was refused"):
        await client.call(Operation("test.open", "GET", "/open", Any, auth=False))


async def test_scenario_31_two_users_in_two_orgs_are_never_mixed_in_1000_interleaved_calls(
    connect: Connect,
) -> None:
    async def whose(got: Got, peer: Peer) -> None:
        await asyncio.sleep(0)
        await peer.send(answer_bytes({"token": got.headers["authorization"]}))

    tokens = Tokens(behind=whose)
    async with serving(tokens) as server:
        client = connect(server, ANA, max_in_flight=50)
        views = {
            f"{user}.{org}": client.with_auth(TrustedAuth(user, f"{canary.KEY}-of-{user}", org=org))
            for user in ("ana", "bob")
            for org in (1, 2)
        }
        asked = [*views] * 250

        async def one(number: int, key: str) -> tuple[str, Any]:
            if number in {333, 666}:
                tokens.revoke()
            return key, await views[key].call(READ, headers={"X-Key": key})

        answers = await asyncio.gather(*(one(number, key) for number, key in enumerate(asked)))
        assert len(answers) == 1000
        assert all(answer["token"].startswith(f"Bearer SECRET-{key}.") for key, answer in answers)
        assert all(
            got.headers["authorization"].startswith(f"Bearer SECRET-{got.headers['x-key']}.")
            for got in server.got
            if got.target == "/read"
        )
        assert client.stats().mints == tokens.mints <= 12


async def test_many_principals_are_forgotten_in_order_and_their_mints_still_count(server: Server) -> None:
    server.answer = Tokens()
    async with Client(server.url, ANA) as client:
        await client.call(READ)
        for number in range(MAX_PRINCIPALS):
            client._live.credentials(BearerAuth(str(number)))
        assert ANA not in client._live.bound().credentials
        assert client.stats().mints == 1
        await client.call(EVENTS)
        assert client.stats().mints == 2
