"""No secret gets out: not in an error, its pickle, its traceback's locals, a log or a warning (scenarios 32 and 33)."""

import asyncio
import copy
import logging
import pickle
import traceback
from collections.abc import AsyncIterator, Callable

import pytest
from servers import Answer, Got, Peer, Server, Tokens, always, answer_bytes, hang, ok, reset, serving
from wire_support import FILE, READ, WRITE, Connect, settled

from aiothoughtspot import (
    AuthUnavailableError,
    BearerAuth,
    Client,
    PasswordAuth,
    Retry,
    SessionAuth,
    ThoughtSpotError,
    TrustedAuth,
)
from aiothoughtspot.auth import Auth

HEAD = b"HTTP/1.1 200 OK\r\n"
WAYS: dict[str, Callable[[], Auth]] = {
    "bearer": lambda: BearerAuth("SECRET-token"),
    "function": lambda: BearerAuth(lambda: "SECRET-token"),
    "password": lambda: PasswordAuth("ana", "SECRET-password", org=3),
    "trusted": lambda: TrustedAuth("ana", "SECRET-key", org=3),
    "session": lambda: SessionAuth("ana", "SECRET-password"),
}
FAILURES: dict[str, Answer] = {
    "401": always(answer_bytes({"error": "no"}, 401), keep=True),
    "403": always(answer_bytes({"error": "no"}, 403), keep=True),
    "429": always(answer_bytes(status=429, Retry_After="86400"), keep=True),
    "500": always(answer_bytes(b"", 500, Set_Cookie="JSESSIONID=SECRET-cookie"), keep=True),
    "503": always(answer_bytes(status=503), keep=True),
    "redirect": always(answer_bytes(b"", 302, Location="https://elsewhere.invalid/"), keep=True),
    "not JSON": always(answer_bytes(b"<html>"), keep=True),
    "reset": reset,
    "cut off": always(HEAD + b"Content-Length: 100\r\nSet-Cookie: JSESSIONID=SECRET-cookie\r\n\r\n{"),
    "garbage": always(b"what is this\r\n\r\n"),
    "too large": always(answer_bytes(b"[" + b"1," * 1000 + b"1]"), keep=True),
    "damaged": always(answer_bytes(b"not gzip at all", Content_Encoding="gzip")),
    "silence": hang,
    "silence in the body": always(HEAD + b"Content-Length: 100\r\n\r\n{", keep=True),
}  # fmt: skip


async def refused_login(_: Got, peer: Peer) -> None:
    await peer.send(answer_bytes({"error": "wrong", "token": "SECRET-odd\n"}, 401))


LOGINS: dict[str, Answer] = {
    "refused": refused_login,
    "page": always(answer_bytes(b"<html>", 403), keep=True),
    "hanging": hang,
    "no token": always(answer_bytes({"token": "SECRET-two\nlines"}), keep=True),
    "another org": always(answer_bytes({"token": "SECRET-token", "scope": {"org_id": 9}}), keep=True),
}


def texts(error: BaseException) -> str:
    """Everything of an error that a report may show."""
    found = traceback.TracebackException.from_exception(error, capture_locals=True)
    return "".join([*found.format(chain=True), repr(error), str(error), repr(vars(error)), repr(error.args)])


def of_ours(text: str) -> list[str]:
    """The lines that show a secret."""
    return [line for line in text.splitlines() if "SECRET-" in line]


@pytest.fixture
async def everything(caplog: pytest.LogCaptureFixture) -> AsyncIterator[pytest.LogCaptureFixture]:
    caplog.set_level(logging.DEBUG, "aiothoughtspot")
    asyncio.get_running_loop().set_debug(False)
    yield caplog
    assert not of_ours(caplog.text)


@pytest.mark.parametrize("way", ["bearer", "session"])
@pytest.mark.parametrize("kind", FAILURES)
async def test_scenario_32_33_a_real_failure_shows_no_secret_and_pickles(
    connect: Connect, everything: pytest.LogCaptureFixture, way: str, kind: str
) -> None:
    tokens = Tokens(behind=FAILURES[kind])
    tokens.good = {"Bearer SECRET-token"}
    async with serving(tokens) as server:
        client = connect(server, WAYS[way](), retry=Retry(attempts=2, base=0.001), timeout=0.1, max_body=1000)
        for operation in (READ, WRITE):
            with pytest.raises(ThoughtSpotError) as caught:
                await client.call(operation)
            error = caught.value
            assert not of_ours(texts(error))
            for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
                assert type(again) is type(error)
                assert str(again) == str(error)
                assert vars(again) == vars(error)
            assert error.operation == operation.name
            assert len(error.attempts) >= 1
        assert "test.read attempt 1" in everything.text


@pytest.mark.parametrize("way", ["password", "trusted", "session"])
@pytest.mark.parametrize("kind", LOGINS)
async def test_scenario_32_33_a_login_that_fails_shows_no_secret(
    connect: Connect, everything: pytest.LogCaptureFixture, way: str, kind: str
) -> None:
    tokens = Tokens()
    tokens.login = LOGINS[kind]
    async with serving(tokens) as server:
        client = connect(server, WAYS[way](), deadline=0.3)
        with pytest.raises(ThoughtSpotError) as caught:
            await client.call(READ)
        assert not of_ours(texts(caught.value))
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", ["answer", "body", "login", "stream"])
async def test_scenario_32_a_call_that_is_given_up_shows_no_secret(
    connect: Connect, everything: pytest.LogCaptureFixture, way: str, where: str
) -> None:
    tokens = Tokens(behind={"answer": hang, "login": ok}.get(where, FAILURES["silence in the body"]))
    tokens.good = {"Bearer SECRET-token"}
    if where == "login":
        tokens.login = hang
    async with serving(tokens) as server:
        client = connect(server, WAYS[way]())
        if where == "login" and way in {"bearer", "function"}:
            assert await client.call(READ) == {"target": "/read"}
            return

        async def streamed() -> None:
            async with client.stream(FILE) as stream:
                await stream.read()

        with pytest.raises(TimeoutError) as caught:
            async with asyncio.timeout(0.1):
                await (streamed() if where == "stream" else client.call(READ))
        assert not of_ours(texts(caught.value))
        task = asyncio.create_task(client.call(READ))
        await asyncio.sleep(0.05)
        shown = f"{task!r} {client!r} {client._live.bound()!r} {client.options!r} {client.stats()!r}"
        assert not of_ours(shown)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_scenario_32_a_bearer_function_that_fails_is_named_without_its_own_text(
    connect: Connect, server: Server
) -> None:
    def broken() -> str:
        raise LookupError("the vault is closed")

    client = connect(server, BearerAuth(broken))
    with pytest.raises(
        AuthUnavailableError, match="the function for the token failed with LookupError"
    ) as caught:
        await client.call(READ)
    assert "vault" not in str(caught.value)
    assert await settled(lambda: client.stats().in_flight, 0) == 0
    assert server.accepted == 0


async def test_scenario_32_an_answer_shows_no_cookie_and_no_body(server: Server) -> None:
    server.answer = always(answer_bytes(b'"SECRET-body"', Set_Cookie="SECRET-cookie"), keep=True)
    async with Client(server.url, BearerAuth("SECRET-token")) as client:
        response = await client.call(READ, decode=False)
        assert "SECRET" not in repr(response)
        assert response.header("set-cookie") == "SECRET-cookie"
