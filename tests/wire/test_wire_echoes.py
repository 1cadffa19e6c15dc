"""What a server or a user's transport says back: secrets it repeats, wrong orgs, gateways that gave up, and timeouts."""

import html
from collections.abc import Callable
from typing import Any

import httpx
import httpx2
import pytest

from aiothoughtspot import (
    AuthError,
    BadRequestError,
    BearerAuth,
    Client,
    ConnectError,
    DecodeError,
    NoAuth,
    Options,
    OrgAccessError,
    PasswordAuth,
    ProtocolError,
    RejectedError,
    RequestError,
    Retry,
    ServerError,
    SessionAuth,
    ThoughtSpotError,
    TimedOutError,
    TransportError,
    TrustedAuth,
    operations,
)
from aiothoughtspot.auth import Auth

SECRETS = 'hunter"22"&', "tok-12345"


def client_of(answer: Callable[[Any], Any], auth: Auth | None = None, library: Any = httpx) -> Client:
    options = Options(retry=Retry.none(), rate=None)
    return Client(
        "https://h.example", auth or NoAuth(), options=options, transport=library.MockTransport(answer)
    )


def said(error: ThoughtSpotError) -> str:
    """Everything that an error shows."""
    return f"{error} {error!r} {error.args} {vars(error)}"


@pytest.mark.parametrize(
    "auth",
    [
        PasswordAuth("u", SECRETS[0]),
        TrustedAuth("u", SECRETS[0]),
        SessionAuth("u", SECRETS[0]),
        BearerAuth(SECRETS[1]),
    ],
    ids=lambda auth: type(auth).__name__,
)
@pytest.mark.parametrize("status", [400, 401, 500])
@pytest.mark.parametrize("page", [False, True])
async def test_a_credential_that_the_server_repeats_is_not_shown(auth: Auth, status: int, page: bool) -> None:
    text = f"not good: {SECRETS[0]} or {SECRETS[1]}"

    def answer(request: httpx.Request) -> httpx.Response:
        if page:
            return httpx.Response(status, html=f"<p>{html.escape(text)}</p>")
        return httpx.Response(status, json={"error_code": "x", "message": text})

    async with client_of(answer, auth) as client:
        with pytest.raises(ThoughtSpotError) as caught:
            await client.v2.tags.search()
        mine = SECRETS[1] if isinstance(auth, BearerAuth) else SECRETS[0]
        assert mine not in said(caught.value)
        assert html.escape(mine) not in said(caught.value)
        assert "not good" in str(caught.value)


async def test_a_secret_argument_that_the_server_repeats_is_not_shown() -> None:
    async with client_of(lambda _: httpx.Response(400, text="weak: 'S3cret!' is no password")) as client:
        with pytest.raises(BadRequestError, match=r"weak: '\*\*\*' is no password") as caught:
            await client.v2.users.reset_password(user_identifier="ana", new_password="S3cret!")
        assert "S3cret!" not in said(caught.value)


async def test_a_page_instead_of_an_answer_shows_no_credential() -> None:
    async with client_of(
        lambda _: httpx.Response(200, html=f"<p>hello {SECRETS[1]}</p>"), BearerAuth(SECRETS[1])
    ) as client:
        with pytest.raises(DecodeError) as caught:
            await client.v2.tags.search()
        assert SECRETS[1] not in str(caught.value)


WRONG_ORG = {
    "error": {
        "message": {
            "debug": {"code": 13090, "incident_id_guid": "i", "trace_id_guid": "t", "debug": '["no",""]'}
        }
    }
}


@pytest.mark.parametrize("auth", [BearerAuth("token"), TrustedAuth("u", "key", org=7)], ids=["call", "login"])
async def test_the_wrong_org_is_an_error_of_its_own_with_all_facts(auth: Auth) -> None:
    async with client_of(lambda _: httpx.Response(400, json=WRONG_ORG), auth) as client:
        with pytest.raises(OrgAccessError) as caught:
            await client.v2.tags.search()
    error = caught.value
    assert isinstance(error, AuthError)
    assert isinstance(error, BadRequestError)
    assert (error.status, error.code, error.incident_id, error.trace_id) == (400, 13090, "i", "t")


@pytest.mark.parametrize("status", [502, 504])
async def test_what_a_gateway_gave_up_may_have_happened(status: int) -> None:
    async with client_of(lambda _: httpx.Response(status)) as client:
        with pytest.raises(ServerError, match="its outcome is unknown: look before you repeat it") as caught:
            await client.v2.tags.create(name="x")
        assert not caught.value.retryable
        with pytest.raises(ServerError) as caught:
            await client.v2.tags.search()
        assert caught.value.retryable
        assert "unknown" not in str(caught.value)


@pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])
@pytest.mark.parametrize(
    ("name", "cls", "sent"),
    [
        ("ConnectTimeout", TimedOutError, False),
        ("PoolTimeout", TimedOutError, False),
        ("ReadTimeout", TimedOutError, True),
        ("WriteTimeout", TimedOutError, True),
        ("ConnectError", ConnectError, False),
        ("ReadError", ProtocolError, True),
        ("UnsupportedProtocol", ProtocolError, True),
        ("DecodingError", ProtocolError, True),
        ("TooManyRedirects", ProtocolError, True),
    ],
)
async def test_what_a_users_transport_raises_becomes_one_of_ours(
    library: Any, name: str, cls: type[TransportError], sent: bool
) -> None:
    def answer(request: Any) -> Any:
        raise getattr(library, name)("no", request=request)

    async with client_of(answer, library=library) as client:
        with pytest.raises(cls) as caught:
            await client.v2.tags.create(name="x")
        assert caught.value.sent == sent


@pytest.mark.parametrize(("name", "cls"), [("ReadTimeout", TimedOutError), ("ReadError", ProtocolError)])
async def test_a_users_transport_may_fail_in_the_middle(name: str, cls: type[TransportError]) -> None:
    class Broken(httpx.AsyncByteStream):
        async def __aiter__(self) -> Any:
            yield b"["
            raise getattr(httpx, name)("no")

    async with client_of(lambda _: httpx.Response(200, stream=Broken())) as client:
        with pytest.raises(cls) as caught:
            await client.v2.tags.search()
        assert caught.value.sent


def test_there_is_no_third_version() -> None:
    with pytest.raises(RequestError, match="version: 'v3' is not one of v1, v2"):
        operations("v3")


async def test_a_token_function_may_raise_an_error_of_ours() -> None:
    def refused() -> str:
        raise RejectedError("the vault says no")

    async with client_of(lambda _: httpx.Response(200, json=[]), BearerAuth(refused)) as client:
        with pytest.raises(RejectedError, match="the vault says no"):
            await client.v2.tags.search()
