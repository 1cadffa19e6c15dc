"""Ways to log in, without a network: what each sends, what the answers mean, and how long a credential lives."""

import re
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec
import pytest

from aiothoughtspot import (
    AuthError,
    AuthUnavailableError,
    BearerAuth,
    Client,
    NoAuth,
    OrgAccessError,
    PasswordAuth,
    RejectedError,
    RequestError,
    SessionAuth,
    TrustedAuth,
)
from aiothoughtspot._response import Response
from aiothoughtspot.auth import DEFAULT_LIFE, FRESH, USABLE, Auth, Grant, Lease, granted, identity, login

ANA = TrustedAuth("ana", "k")
SENT_AT = 1_000.0
LIFE = 600.0
TIMES = {"creation_time_in_millis": 5_000, "expiration_time_in_millis": 605_000}


def answered(body: Any, status: int = 200, *cookies: str) -> Response:
    content = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return Response(status, tuple(("set-cookie", one) for one in cookies), content)


@pytest.mark.parametrize(
    ("auth", "path", "body"),
    [
        (PasswordAuth("a", "p"), "full", {"password": "p"}),
        (PasswordAuth("a", "p", org=7, validity=60), "full", {"password": "p", "org_id": 7, "validity_time_in_sec": 60}),
        (PasswordAuth("a", "p", org=0), "full", {"password": "p", "org_id": 0}),
        (TrustedAuth("a", "k", validity=timedelta(minutes=1)), "full", {"secret_key": "k", "validity_time_in_sec": 60}),
        (TrustedAuth("a", "k", org="7"), "full", {"secret_key": "k", "org_id": 7}),
        (TrustedAuth("a", "k", org="Sales"), "custom", {"secret_key": "k", "org_identifier": "Sales", "persist_option": "NONE", "auto_create": False}),
    ],
)  # fmt: skip
def test_a_token_is_asked_for_so(auth: Auth, path: str, body: dict[str, Any]) -> None:
    made = login(auth)
    assert made.path == f"/api/rest/2.0/auth/token/{path}"
    assert made.body == {"username": "a", **body}


@pytest.mark.parametrize(("org", "where"), [(None, {}), (0, {"org_identifier": "0"}), ("Sales", {"org_identifier": "Sales"})])  # fmt: skip
def test_a_session_is_asked_for_so(org: int | str | None, where: dict[str, str]) -> None:
    made = login(SessionAuth("a", "p", org=org))
    assert made.path == "/api/rest/2.0/auth/session/login"
    assert made.body == {"username": "a", "password": "p", "remember_me": False, **where}


@pytest.mark.parametrize("auth", [NoAuth(), BearerAuth("t")])
def test_some_have_no_login(auth: Auth) -> None:
    with pytest.raises(AuthError, match=f"{type(auth).__name__} has no login"):
        login(auth)


@pytest.mark.parametrize(
    ("auth", "principal"),
    [
        (NoAuth(), ("none",)),
        (BearerAuth("t"), ("bearer",)),
        (PasswordAuth("a", "p"), ("password", "a", "None")),
        (TrustedAuth("a", "k", org=7), ("trusted", "a", "7")),
        (SessionAuth("a", "p", org="Sales"), ("session", "a", "Sales")),
    ],
)
def test_a_credential_belongs_to(auth: Auth, principal: tuple[str, ...]) -> None:
    assert auth.principal == principal


@pytest.mark.parametrize(
    ("auth", "body", "life"),
    [
        (ANA, {"token": "t", **TIMES}, LIFE),
        (ANA, {"data": {"token": "t", **TIMES}}, LIFE),
        (ANA, {"token": "t", "data": {"token": "other"}, **TIMES}, LIFE),
        # The server's own times count, not the wish.
        (TrustedAuth("a", "k", validity=60), {"token": "t", **TIMES}, LIFE),
        (TrustedAuth("a", "k", validity=60), {"token": "t"}, 60.0),
        (ANA, {"token": "t"}, DEFAULT_LIFE),
        (ANA, {"token": "t", "creation_time_in_millis": 5}, DEFAULT_LIFE),
        (ANA, {"token": "t", "expiration_time_in_millis": 5}, DEFAULT_LIFE),
        (ANA, {"token": "t", "creation_time_in_millis": 5, "expiration_time_in_millis": 5}, DEFAULT_LIFE),
        (ANA, {"token": "t", "creation_time_in_millis": 9, "expiration_time_in_millis": 5}, DEFAULT_LIFE),
        (ANA, {"token": "t", "creation_time_in_millis": "5", "expiration_time_in_millis": 9}, DEFAULT_LIFE),
    ],
)
def test_a_token_lives(auth: Auth, body: dict[str, Any], life: float) -> None:
    grant = granted(auth, answered(body), SENT_AT, 3)
    assert (grant.header, grant.value, grant.generation) == ("authorization", "Bearer t", 3)
    assert grant.fresh_until == pytest.approx(SENT_AT + FRESH * life)
    assert grant.usable_until == pytest.approx(SENT_AT + USABLE * life)


def test_the_server_s_default_life_and_our_windows_in_it() -> None:
    assert (DEFAULT_LIFE, FRESH, USABLE) == (300.0, 0.8, 0.95)


def test_a_client_keeps_the_auth_it_was_given() -> None:
    client = Client("https://acme.example", ANA)
    other = BearerAuth("t")
    assert (client.auth, client.with_auth(other).auth) == (ANA, other)


def test_a_credential_is_not_shown_and_has_no_end_unless_told() -> None:
    grant = Grant("authorization", "Bearer t0ken")
    assert grant.generation == 0
    assert grant.fresh_until == grant.usable_until == float("inf")
    assert "t0ken" not in repr(grant)
    assert "t0ken" not in repr(Lease("authorization", "Bearer t0ken", 1.0, 2.0))
    assert "k3y" not in repr(login(TrustedAuth("a", "k3y")))


WRONG: list[tuple[type[Any], tuple[Any, ...], dict[str, Any], str]] = [
    (TrustedAuth, ("u", None), {}, "secret_key: expected a text that is not empty, got None"),
    (TrustedAuth, ("u", b"k3y"), {}, "secret_key: expected a text that is not empty, got bytes"),
    (TrustedAuth, ("u", ""), {}, "secret_key: expected a text that is not empty, got ''"),
    (TrustedAuth, ("", "k"), {}, "username: expected a text that is not empty, got ''"),
    (PasswordAuth, (None, "p"), {}, "username: expected a text that is not empty, got None"),
    (PasswordAuth, ("u", None), {}, "password: expected a text that is not empty, got None"),
    (SessionAuth, ("u", ""), {}, "password: expected a text that is not empty, got ''"),
    (SessionAuth, ("u", "p"), {"org": True}, "org: expected an org's number or name, got True"),
    (TrustedAuth, ("u", "k"), {"org": 1.0}, "org: expected an org's number or name, got 1.0"),
    (TrustedAuth, ("u", "k"), {"validity": 0.9}, "validity: expected a token's life of 1 s or more, got 0.9"),
    (
        PasswordAuth,
        ("u", "p"),
        {"validity": -5},
        "validity: expected a token's life of 1 s or more, got -5.0",
    ),
    (
        PasswordAuth,
        ("u", "p"),
        {"validity": float("nan")},
        "validity: expected a token's life of 1 s or more, got nan",
    ),
    (
        PasswordAuth,
        ("u", "p"),
        {"validity": 2**31},
        "validity: expected a token's life of 1 s or more, got 2147483648.0",
    ),
    (BearerAuth, (None,), {}, "token: expected a text or a function, got None"),
]


@pytest.mark.parametrize(("way", "given", "more", "text"), WRONG)
def test_a_way_in_that_cannot_work_is_refused_before_it_locks_an_account(
    way: type[Any], given: tuple[Any, ...], more: dict[str, Any], text: str
) -> None:
    with pytest.raises(RequestError, match=re.escape(text)) as caught:
        way(*given, **more)
    assert caught.value.parameter == text.partition(":")[0]
    assert "k3y" not in str(caught.value)


@pytest.mark.parametrize("life", [1, timedelta(seconds=1), 2**31 - 1])
def test_a_life_may_be_short_or_long(life: Any) -> None:
    assert TrustedAuth("u", "k", validity=life).validity is not None


@pytest.mark.parametrize(
    ("auth", "given"),
    [(None, "NoneType"), ("token", "str"), (TrustedAuth, "TrustedAuth"), (lambda: "t", "function")],
)
def test_a_client_takes_no_auth_that_is_none(auth: Any, given: str) -> None:
    url = "https://acme.example"
    for make in (partial(Client, url), Client(url, NoAuth()).with_auth):
        with pytest.raises(
            RequestError, match=f"auth: one of NoAuth, .*SessionAuth is needed, .* got {given}$"
        ):
            make(auth)


def test_a_session_is_its_cookies() -> None:
    response = answered(
        b"", 204, "JSESSIONID=abc; Path=/; HttpOnly", "clientId=7; Secure", " other = x ;Path=/"
    )
    grant = granted(SessionAuth("a", "p"), response, SENT_AT, 2)
    assert grant == Grant("cookie", "JSESSIONID=abc; clientId=7; other = x", 2)


REFUSALS: list[tuple[str, Auth, Response, type[AuthError], str]] = [
    ("a session without a cookie", SessionAuth("a", "p"), answered(b"", 204, "clientId=7; JSESSIONID=abc"), AuthUnavailableError, "without a session cookie"),
    ("no JSON", ANA, answered(b"<html>"), AuthUnavailableError, "without a token"),
    ("no UTF-8", ANA, answered(b'{"token": "\xff"}'), AuthUnavailableError, "without a token"),
    ("a list", ANA, answered([{"token": "t"}]), AuthUnavailableError, "without a token"),
    ("an empty token", ANA, answered({"token": ""}), AuthUnavailableError, "without a token"),
    ("a number", ANA, answered({"token": 7}), AuthUnavailableError, "without a token"),
    ("letters that no header has", ANA, answered({"token": "\xe9"}), AuthUnavailableError, "without a token"),
    ("two lines", ANA, answered({"token": "a\nb"}), AuthUnavailableError, "without a token"),
    ("data that is no object", ANA, answered({"data": "t"}), AuthUnavailableError, "without a token"),
    ("a redirect", ANA, answered(b"", 300), AuthUnavailableError, "the token endpoint answered: HTTP 300"),
    ("another redirect", ANA, answered(b"", 399), AuthUnavailableError, "HTTP 399"),
    ("too many", ANA, answered(b"", 429), AuthUnavailableError, "HTTP 429"),
    ("out of order", ANA, answered(b"", 500), AuthUnavailableError, "HTTP 500"),
    ("refused", ANA, answered(b"", 400), RejectedError, "login was refused: HTTP 400"),
    ("refused with 401", ANA, answered(b"", 401), RejectedError, "bad logins lock accounts"),
    ("the last of the refusals", ANA, answered(b"", 499), RejectedError, "HTTP 499"),
    ("another org", TrustedAuth("a", "k", org=5), answered({"token": "t", "scope": {"org_id": 0}}), OrgAccessError, "org 5 .* org 0"),
    ("another org than the digits", TrustedAuth("a", "k", org="5"), answered({"token": "t", "scope": {"org_id": 0}}), OrgAccessError, "org 5 .* org 0"),
]  # fmt: skip


@pytest.mark.parametrize(("auth", "response", "kind", "text"), [one[1:] for one in REFUSALS], ids=[one[0] for one in REFUSALS])  # fmt: skip
def test_a_login_is_refused(auth: Auth, response: Response, kind: type[AuthError], text: str) -> None:
    with pytest.raises(kind, match=text):
        granted(auth, response, SENT_AT, 1)


def test_not_in_the_org_keeps_what_the_server_said() -> None:
    debug = {"code": 13090, "incident_id_guid": "i", "trace_id_guid": "t", "debug": '["no",""]'}
    response = answered({"error": {"message": {"debug": debug}}}, 400)
    with pytest.raises(OrgAccessError, match=r"the account is not in this org: .*no") as caught:
        granted(ANA, response, SENT_AT, 1)
    assert (caught.value.status, caught.value.code) == (400, 13090)
    assert (caught.value.incident_id, caught.value.trace_id) == ("i", "t")


@pytest.mark.parametrize(
    ("auth", "scope"),
    [
        (TrustedAuth("a", "k", org=5), {"org_id": 5}),
        (TrustedAuth("a", "k", org="5"), {"org_id": 5}),
        # A name cannot be compared, and what the server does not say cannot either.
        (TrustedAuth("a", "k", org="Sales"), {"org_id": 0}),
        (TrustedAuth("a", "k", org=5), {"org_id": "0"}),
        (TrustedAuth("a", "k", org=5), None),
        (ANA, {"org_id": 5}),
    ],
)
def test_a_token_for_the_right_org_is_taken(auth: Auth, scope: Any) -> None:
    assert granted(auth, answered({"token": "t", "scope": scope}), SENT_AT, 1).value == "Bearer t"


def test_a_way_in_has_one_name_wherever_all_of_it_is_the_same() -> None:
    def function() -> str:
        return "t"

    ways: list[Auth] = [
        ANA, TrustedAuth("ana", "other"), TrustedAuth("bob", "k"), TrustedAuth("ana", "k", org=1), PasswordAuth("ana", "k"),
        BearerAuth("t"), BearerAuth(function), NoAuth(),
    ]  # fmt: skip
    names = [identity(place, auth) for place in ("https://a.example", "https://b.example") for auth in ways]
    assert len(set(names)) == len(names)
    assert identity("https://a.example", TrustedAuth("ana", "k")) == names[0]
    assert all(len(name) == 32 for name in names)
