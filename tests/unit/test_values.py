"""Small values: helpers of generated models, outcomes, options, and the base URL."""

import pickle
import re
from datetime import timedelta
from typing import Any

import attrs
import pytest

from aiothoughtspot import _base_url
from aiothoughtspot._outcomes import Outcomes, failed, failure_of, raise_for, value_at
from aiothoughtspot._values import parse_json, redacted
from aiothoughtspot.errors import PartialFailureError, RequestError
from aiothoughtspot.limits import Rate
from aiothoughtspot.options import SHARED, Options, RequestInfo, RetryInfo, Stats, WaitInfo
from aiothoughtspot.retry import Retry

# Helpers of models


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1]}', {"a": [1]}),
        ("null", None),
        ("", None),
        ("no", None),
        (None, None),
        ("[" * 200_000, None),
        ("1" * 5000, None),
    ],
)
def test_json_inside_a_string(text: str | None, value: Any) -> None:
    assert parse_json(text) == value


def test_a_secret_has_no_length_either() -> None:
    assert redacted("canary") == "***"


# Outcomes


@attrs.define
class Status:
    code: str
    message: str | None = None


@attrs.define
class Item:
    status: Status | None

    @property
    def failure(self) -> str | None:
        return failure_of(
            self, ("older.code", "status.code"), ("ERROR",), ("status.message", "older.message")
        )


GOOD, BAD, SILENT, LOST = (
    Item(Status("OK")),
    Item(Status("ERROR", "no view")),
    Item(Status("ERROR")),
    Item(None),
)


def test_a_dotted_path_ends_in_none_where_something_is_missing() -> None:
    assert value_at(BAD, "status.message") == "no view"
    assert value_at(LOST, "status.message") is None
    assert value_at(BAD, "status.message.no.such") is None


def test_failures_are_seen_and_raised() -> None:
    items = Outcomes([GOOD, BAD, LOST, SILENT])
    assert items.failures == [BAD, SILENT] == failed(items)
    with pytest.raises(PartialFailureError, match=r"2 of 4 failed: no view; ERROR$") as caught:
        items.raise_for_failures()
    assert caught.value.failures == ("no view", "ERROR")
    assert caught.value.status == 200


def test_a_long_list_of_failures_is_cut_in_the_text_only() -> None:
    with pytest.raises(
        PartialFailureError, match=r"4 of 4 failed: no view; no view; no view; \.\.\.$"
    ) as caught:
        raise_for([BAD] * 4)
    assert len(caught.value.failures) == 4


@pytest.mark.parametrize("items", [None, [], [GOOD, LOST]])
def test_without_failures_nothing_is_raised(items: list[Item] | None) -> None:
    raise_for(items)
    assert failed(items) == []
    Outcomes(items or []).raise_for_failures()


# Options


def test_options_take_seconds_and_timedeltas() -> None:
    options = Options(timeout=timedelta(seconds=3), deadline=timedelta(minutes=1))
    assert (options.timeout, options.deadline) == (3.0, 60.0)
    assert Options(deadline=None).deadline is None


async def a_coroutine(_: object) -> None:
    pass


REFUSED: list[tuple[type[Any], str, Any, str]] = [
    (Options, "max_in_flight", 0, "a whole number from 1 up, got 0"),
    (Options, "max_in_flight", "5", "a whole number from 1 up, got '5'"),
    (Options, "max_in_flight", True, "a whole number from 1 up, got True"),
    (Options, "max_body", 0, "a whole number from 1 up, got 0"),
    (Options, "max_body", 1.5, "a whole number from 1 up, got 1.5"),
    (Options, "http", "curl", "one of auto, httpx, httpx2, aiohttp, got 'curl'"),
    (Options, "timeout", 0, "seconds above 0, got 0.0"),
    (Options, "timeout", float("nan"), "seconds above 0, got nan"),
    (Options, "deadline", -1, "seconds above 0, got -1.0"),
    (Options, "retry", None, "a Retry, got None"),
    (Options, "rate", 5, "a Rate, or None, got 5"),
    (Options, "dates", "auto", "a Dates, got 'auto'"),
    (Options, "release", "ten", "a release such as '10.4.0.cl', or 'auto', or None, got 'ten'"),
    (Options, "release", [], "a release such as '10.4.0.cl', or 'auto', or None, got list"),
    (Options, "private_routes", 1, "True or False, got 1"),
    (Options, "insecure_http", "no", "True or False, got 'no'"),
    (Options, "locale", 5, "a str, or None, got 5"),
    (Options, "on_request", a_coroutine, "a plain function, or None, got function"),
    (Options, "on_call", "print", "a plain function, or None, got 'print'"),
    (Options, "tokens", 5, "a TokenStore, or None, got 5"),
    (Options, "limiter", object(), "a Limiter, or None, got object"),
    (Retry, "attempts", 0, "a number of attempts from 1 up, got 0"),
    (Retry, "attempts", 1.5, "a number of attempts from 1 up, got 1.5"),
    (Retry, "base", -1, "seconds from 0 up, got -1.0"),
    (Retry, "cap", float("nan"), "seconds from 0 up, got nan"),
]


@pytest.mark.parametrize(("kind", "name", "value", "text"), REFUSED)
def test_what_makes_no_sense_is_refused_by_its_name(
    kind: type[Any], name: str, value: Any, text: str
) -> None:
    with pytest.raises(RequestError, match=re.escape(f"{name}: expected {text}")) as caught:
        kind(**{name: value})
    assert caught.value.parameter == name


def test_options_are_keywords_only_frozen_and_picklable() -> None:
    with pytest.raises(TypeError):
        Options(3)  # type: ignore[call-arg]  # that is the point
    options = Options(rate=Rate(5, 1))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        options.timeout = 1  # type: ignore[misc]  # that is the point
    assert pickle.loads(pickle.dumps(options)) == options
    assert set(SHARED) <= {field.name for field in attrs.fields(Options)}


def test_hook_details_are_values() -> None:
    assert RequestInfo("v2.a.b", "GET", "/x", 1) == RequestInfo("v2.a.b", "GET", "/x", 1)
    assert RetryInfo("v2.a.b", 1, "503", 0.5).wait == 0.5
    assert WaitInfo("v2.a.b", "rate", 0.1).phase == "rate"
    assert Stats().calls == 0


# The base URL


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://acme.example", ("https", "acme.example", 443, "")),
        ("https://acme.example/", ("https", "acme.example", 443, "")),
        ("https://ACME.example:8443/ts/", ("https", "acme.example", 8443, "/ts")),
        ("https://b\u00fccher.example", ("https", "xn--bcher-kva.example", 443, "")),
        ("https://[::1]:9", ("https", "::1", 9, "")),
        ("http://localhost", ("http", "localhost", 80, "")),
        ("http://a.localhost:81", ("http", "a.localhost", 81, "")),
        ("http://127.0.0.2", ("http", "127.0.0.2", 80, "")),
        ("http://[::1]", ("http", "::1", 80, "")),
    ],
)
def test_a_base_url_is_an_origin_and_a_prefix(url: str, origin: tuple[str, str, int, str]) -> None:
    found = _base_url.parse(url, insecure_http=False)
    assert (found.scheme, found.host, found.port, found.prefix) == origin


@pytest.mark.parametrize("url", [None, 5, b"https://acme.example"])
def test_a_base_url_that_is_no_text_is_refused(url: Any) -> None:
    with pytest.raises(
        RequestError, match=f"base_url: it is a {type(url).__name__}, not a text; a right one"
    ):
        _base_url.parse(url, insecure_http=False)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("acme.example", "scheme"),
        ("ftp://acme.example", "scheme"),
        ("https://", "host"),
        ("", "scheme"),
        ("https://acme.example:port", "read"),
        ("https://[::1", "read"),
        ("https://ana:canary@acme.example", "credentials"),
        ("https://ana@acme.example", "credentials"),
        ("https://:canary@acme.example", "credentials"),
        ("https://acme.example/?a=canary", "without"),
        ("https://acme.example/#canary", "without"),
        ("https://acme.example\r\nX: canary", "blank"),
        ("https://acme example", "blank"),
        ("https://acme.example/\u00fc", "path"),
        (f"https://\u00fc{'a' * 80}.example", "encoded"),
        ("http://acme.example", "plain http"),
        ("http://10.0.0.1", "plain http"),
    ],
)
def test_a_wrong_base_url_is_refused_without_showing_it(url: str, problem: str) -> None:
    with pytest.raises(RequestError, match=problem) as caught:
        _base_url.parse(url, insecure_http=False)
    assert caught.value.parameter == "base_url"
    assert "canary" not in str(caught.value)


def test_plain_http_is_possible_if_asked_for() -> None:
    assert _base_url.parse("http://acme.example", insecure_http=True).port == 80


@pytest.mark.parametrize(
    ("prefix", "location", "target"),
    [
        ("", "/next?a=1", "/next?a=1"),
        ("", "https://acme.example/next", "/next"),
        ("", "https://acme.example:443", "/"),
        ("/ts", "/ts/next", "/next"),
        ("/ts", "/next", None),
        ("", None, None),
        ("", "", None),
        ("", "http://acme.example/next", None),
        ("", "https://acme.example:8443/next", None),
        ("", "https://elsewhere.example/next", None),
        ("", "//elsewhere.example/next", None),
        ("", "https://acme.example:port/next", None),
        ("", "/a b", None),
        ("", "/a\r\nX: y", None),
        ("", "/ü", None),
        ("", "ftp://acme.example/next", None),
    ],
)
def test_a_redirect_stays_on_the_origin_or_leads_nowhere(
    prefix: str, location: str | None, target: str | None
) -> None:
    origin = _base_url.parse(f"https://acme.example{prefix}", insecure_http=False)
    assert _base_url.same_origin(origin, location) == target
