"""What goes wrong, as callers meet it: a class for each, facts on it, and nothing secret in any part of it."""

import asyncio
import copy
import pickle
from collections.abc import Awaitable, Callable
from traceback import TracebackException
from typing import Any

import httpx
import pytest

import aiothoughtspot as ts

CANARY = "canary-secret"
ARGUMENT = b"another-canary"
Handler = Callable[[httpx.Request], Any]
Call = Callable[[ts.Client], Awaitable[Any]]
QUICK = ts.Retry(attempts=2, base=0.001, cap=0.001)
INNER = {"code": 10000, "incident_id_guid": "i-1", "trace_id_guid": "t-1", "debug": '["what went wrong",""]'}
V2_BODY = {"error": {"message": {"debug": INNER}}}


def client(handler: Handler, auth: Any = None, **options: Any) -> ts.Client:
    return ts.Client(
        "https://acme.example",
        auth or ts.BearerAuth(CANARY),
        options=ts.Options(rate=None, retry=QUICK, **options),
        transport=httpx.MockTransport(handler),
    )


def answer(status: int, body: Any = None, **headers: str) -> Handler:
    return lambda _: httpx.Response(status, json=V2_BODY if body is None else body, headers=headers)


def page(status: int) -> Handler:
    return lambda _: httpx.Response(status, html="<html><title>Login</title><p>please</html>")


def breaking(kind: type[Exception]) -> Handler:
    def broken(_: httpx.Request) -> httpx.Response:
        raise kind("broken")

    return broken


async def late(_: httpx.Request) -> httpx.Response:
    await asyncio.sleep(30)
    raise AssertionError("nobody waits that long")


async def search(one: ts.Client) -> Any:
    return await one.v2.tags.search()


async def create(one: ts.Client) -> Any:
    return await one.v2.tags.create(name="x")


async def failed(one: ts.Client, call: Call) -> ts.ThoughtSpotError:
    """The error of a call, after a look at everything that any of them must hold."""
    async with one:
        with pytest.raises(ts.ThoughtSpotError) as caught:
            await call(one)
    error = caught.value
    assert error.operation is not None
    assert error.operation.startswith("v2.tags.")
    assert isinstance(error.elapsed, float)
    assert all(attempt.seconds >= 0 and attempt.waited >= 0 for attempt in error.attempts)
    for same in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(same) is type(error)
        assert (str(same), vars(same)) == (str(error), vars(error))
    shown = "".join(TracebackException.from_exception(error, capture_locals=True).format())
    assert CANARY not in f"{shown} {error} {error!r} {error.args} {vars(error)}".replace(
        f"CANARY = '{CANARY}'", ""
    )
    return error


# status -> class, retryable, sends of a read
STATUSES: list[tuple[int, type[ts.ApiError], bool, int]] = [
    (400, ts.ApiError, False, 1),
    (401, ts.ApiError, False, 1),
    (403, ts.ForbiddenError, False, 1),
    (404, ts.NotFoundError, False, 1),
    (409, ts.ConflictError, False, 1),
    (422, ts.ApiError, False, 1),
    (429, ts.RateLimitedError, True, 2),
    (500, ts.ServerError, False, 1),
    (502, ts.ServerError, True, 2),
    (503, ts.ServerError, True, 2),
    (504, ts.ServerError, True, 2),
]


@pytest.mark.parametrize(("status", "kind", "retryable", "sends"), STATUSES)
async def test_a_status_has_its_class_and_facts(
    status: int, kind: type[ts.ApiError], retryable: bool, sends: int
) -> None:
    error = await failed(client(answer(status)), search)
    assert isinstance(error, kind)
    assert isinstance(error, ts.ApiError)
    assert (error.status, error.code, error.incident_id, error.trace_id) == (status, 10000, "i-1", "t-1")
    assert "what went wrong" in error.message
    assert (error.retryable, len(error.attempts)) == (retryable, sends)


@pytest.mark.parametrize(
    ("body", "code", "text"),
    [
        (V2_BODY, 10000, "what went wrong"),
        (INNER, 10000, "what went wrong"),
        ({"error_code": "E1", "message": "no such thing"}, "E1", "no such thing"),
        ({"error": {"message": {"debug": {"code": 1, "debug": "[null]"}}}}, 1, "HTTP 400"),
        ([], None, "HTTP 400"),
    ],
)
async def test_every_known_body_is_read(body: Any, code: Any, text: str) -> None:
    error = await failed(client(answer(400, body)), search)
    assert isinstance(error, ts.ApiError)
    assert error.code == code
    assert text in error.message


async def test_a_page_of_a_gateway_is_told_in_words() -> None:
    refused = await failed(client(page(502)), search)
    assert isinstance(refused, ts.ServerError)
    assert "please" in refused.message
    unread = await failed(client(page(200)), search)
    assert isinstance(unread, ts.DecodeError)
    assert b"<title>" in unread.body


# what a transport of the user's own raises -> class, whether the request had left, sends of a read, sends of a write
BREAKS: list[tuple[type[Exception], type[ts.TransportError], bool, int, int]] = [
    (httpx.ConnectError, ts.ConnectError, False, 2, 2),
    (httpx.ConnectTimeout, ts.TimedOutError, False, 2, 2),
    (httpx.PoolTimeout, ts.TimedOutError, False, 2, 2),
    (httpx.ReadTimeout, ts.TimedOutError, True, 2, 1),
    (httpx.WriteTimeout, ts.TimedOutError, True, 2, 1),
    (httpx.ReadError, ts.ProtocolError, True, 2, 1),
    (httpx.RemoteProtocolError, ts.ProtocolError, True, 2, 1),
]


@pytest.mark.parametrize(("raised", "kind", "sent", "reads", "writes"), BREAKS)
async def test_a_transports_error_is_ours_and_a_write_is_not_sent_twice(
    raised: type[Exception],
    kind: type[ts.TransportError],
    sent: bool,
    reads: int,
    writes: int,
) -> None:
    for call, sends in ((search, reads), (create, writes)):
        error = await failed(client(breaking(raised)), call)
        assert isinstance(error, kind)
        assert error.sent is sent
        assert len(error.attempts) == sends
    assert ("outcome is unknown" in error.message) is sent


@pytest.mark.parametrize("status", [502, 504])
async def test_a_write_that_a_gateway_gave_up_on_is_not_called_retryable(status: int) -> None:
    error = await failed(client(answer(status)), create)
    assert isinstance(error, ts.ServerError)
    assert len(error.attempts) == 1
    assert not error.retryable
    assert "outcome is unknown" in error.message


async def reset(one: ts.Client) -> Any:
    return await one.v2.users.reset_password(user_identifier="ana", new_password=argument())


async def mint(one: ts.Client) -> Any:
    return await one.v2.authentication.full_token(username="ana", secret_key=argument())


async def enter(one: ts.Client) -> Any:
    return await one.v1.session.login(username="ana", password=argument())


async def named(one: ts.Client) -> Any:
    return await one.call("v2.users.reset_password", body={"user_identifier": 5, "new_password": argument()})


def argument() -> str:
    """A secret that stands in no local variable of the test's own."""
    return ARGUMENT.decode()


@pytest.mark.parametrize("call", [reset, mint, enter, named])
@pytest.mark.parametrize(
    "handler", [answer(400, {"message": ARGUMENT.decode()}), breaking(httpx.ReadError), late]
)
async def test_an_argument_may_be_a_secret(call: Call, handler: Handler) -> None:
    async with client(handler, deadline=0.1) as one:
        with pytest.raises(ts.ThoughtSpotError) as caught:
            await call(one)
        shown = "".join(TracebackException.from_exception(caught.value, capture_locals=True).format())
        assert ARGUMENT.decode() not in shown.replace(repr(ARGUMENT), "")
        with pytest.raises((TimeoutError, ts.ThoughtSpotError)) as given_up:
            await asyncio.wait_for(call(one), 0.01)
    shown = "".join(TracebackException.from_exception(given_up.value, capture_locals=True).format())
    assert ARGUMENT.decode() not in shown.replace(repr(ARGUMENT), "")


async def test_time_runs_out_where_it_does() -> None:
    error = await failed(client(late, deadline=0.05), create)
    assert isinstance(error, ts.TimedOutError)
    assert isinstance(error, TimeoutError)
    assert error.sent
    assert "outcome is unknown" in error.message


async def test_what_is_too_large_is_not_read() -> None:
    error = await failed(client(answer(200, [{"id": "x" * 5000, "name": "y"}]), max_body=1000), search)
    assert isinstance(error, ts.TooLargeError)
    assert error.limit == 1000


async def test_what_cannot_be_decoded_names_its_place_and_keeps_the_body() -> None:
    error = await failed(
        client(answer(200, [{"id": "a", "name": "n"}, {"id": "b", "name": {"n": 1}}])), search
    )
    assert isinstance(error, ts.DecodeError)
    assert error.path == "$[1].name"
    assert error.body.startswith(b"[{")


async def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    error = await failed(client(answer(429, **{"Retry-After": "86400"}), deadline=5), search)
    assert isinstance(error, ts.RateLimitedError)
    assert error.retry_after == 86400.0
    assert len(error.attempts) == 1


@pytest.mark.parametrize("auth", [ts.TrustedAuth("ana", CANARY, org=5), ts.BearerAuth(CANARY)])
async def test_a_wrong_org_is_no_wrong_credential(auth: Any) -> None:
    body = {"error": {"message": {"debug": {**INNER, "code": 13090}}}}
    error = await failed(client(answer(400, body), auth), search)
    assert isinstance(error, ts.OrgAccessError)
    assert isinstance(error, ts.AuthError)


@pytest.mark.parametrize(
    ("auth", "status", "kind"),
    [
        (ts.PasswordAuth("ana", CANARY), 401, ts.RejectedError),
        (ts.TrustedAuth("ana", CANARY), 403, ts.RejectedError),
        (ts.SessionAuth("ana", CANARY), 401, ts.RejectedError),
        (ts.PasswordAuth("ana", CANARY), 500, ts.AuthUnavailableError),
        (ts.BearerAuth(CANARY), 401, ts.AuthError),
    ],
)
async def test_a_server_that_repeats_a_credential_is_not_quoted(
    auth: Any, status: int, kind: type[ts.AuthError]
) -> None:
    body = {"error_code": "x", "message": f"bad: {CANARY}"}
    error = await failed(client(answer(status, body), auth, deadline=0.2), search)
    assert isinstance(error, kind)


async def test_another_release_refuses_before_anything_is_sent() -> None:
    sent: list[httpx.Request] = []

    def never(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={})

    async with client(never, release="9.0.0.cl") as old:
        with pytest.raises(ts.UnsupportedByReleaseError) as caught:
            await old.v2.collections.search()
    assert caught.value.needs == "26.4.0.cl"
    assert sent == []
