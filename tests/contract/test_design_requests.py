"""Requests are strict: what is wrong never leaves, by either way of calling; what is right arrives as it was meant."""

import inspect
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

import aiothoughtspot as ts
from aiothoughtspot.v2 import metadata

BAD_SEGMENTS = [
    "",
    ".",
    "..",
    "%2e%2e",
    "%2E",
    "a%2fb",
    "a/b",
    "a\\b",
    "a\x00",
    "a\r\nb",
    "\x7f",
    "x" * 10_240,
]
BAD_HEADERS = [
    ("X-A", "a\r\nb"),
    ("X-A", "a\nb"),
    ("X-A", "a\x00"),
    ("X-A", "€"),
    ("X A", "a"),
    ("Authorization", "a"),
    ("Host", "h"),
]
# operation, its parts, the parameter that the refusal names
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("v2.tags.search", {"body": {"colour": "x"}}, "colour"),
    ("v2.tags.search", {"query": {"x": 1}}, "x"),
    ("v2.tags.search", {"form": {"x": 1}}, "x"),
    ("v2.tags.search", {"files": {"x": b""}}, "x"),
    ("v2.tags.search", {"body": {"color": None}}, "color"),
    ("v2.tags.create", {"body": {}}, "name"),
    ("v2.tags.delete", {}, "tag_identifier"),
    ("v2.tags.delete", {"path": {"tag_identifier": "a", "x": "b"}}, "x"),
    ("v2.users.search", {"body": {"record_size": "x"}}, "record_size"),
    ("v2.users.search", {"body": {"record_offset": True}}, "record_offset"),
    ("v2.users.search", {"body": {"org_identifiers": "Acme"}}, "org_identifiers"),
    ("v2.users.search", {"body": {"record_size": -1}}, "record_size"),
    ("v2.metadata.search", {"body": {"metadata": [{"type": "LIVEBORD"}]}}, "metadata[0].type"),
    ("v2.metadata.search", {"body": {"metadata": [{"typ": "LIVEBOARD"}]}}, "metadata[0].typ"),
    (
        "v2.metadata.export_tml",
        {"body": {"metadata": [{"identifier": "x"}], "edoc_format": "XML"}},
        "edoc_format",
    ),
    ("v1.users.force_logout", {"form": {}}, "username, userid"),
    ("v1.session_internal.is_active", {}, ""),
    ("v2.tags.nope", {}, "operation"),
]
GOOD_URLS = [
    "https://acme.example",
    "https://acme.example/",
    "http://localhost:1",
    "http://127.0.0.1:2",
    "http://[::1]:3",
]
BAD_URLS = [
    "http://acme.example",
    "http://10.0.0.1",
    "acme.example",
    "ftp://h",
    "https://",
    "",
    "https://u:p@h",
    "https://h/?x=1",
]
# Arguments that are refused or must be said, because their defaults would do harm.
DANGEROUS = [
    ("v2.users.import_users", "delete_unspecified_users"),
    ("v2.users.import_users", "dry_run"),
    ("v2.groups.import_groups", "delete_unspecified_groups"),
    ("v2.groups.import_groups", "dry_run"),
    ("v2.security.share", "notify_on_share"),
    ("v1.users.sync", "remove_deleted"),
    ("v2.security.fetch_metadata_permissions", "record_size"),
    ("v2.security.fetch_principal_permissions", "record_size"),
    ("v2.version_control.commit", "delete_aware"),
]


class Sent(httpx.AsyncBaseTransport):
    """Keeps every request, and answers each with an empty list."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json=[])


def client(sent: Sent, **options: Any) -> ts.Client:
    return ts.Client(
        "https://acme.example", ts.NoAuth(), options=ts.Options(rate=None, **options), transport=sent
    )


@pytest.mark.parametrize("segment", BAD_SEGMENTS)
async def test_what_could_change_the_route_never_leaves(segment: str) -> None:
    sent = Sent()
    async with client(sent) as one:
        for check in (True, False):
            with pytest.raises(ts.RequestError) as caught:
                await one.call("v2.tags.delete", path={"tag_identifier": segment}, check=check)
            assert (caught.value.operation, caught.value.parameter) == ("v2.tags.delete", "tag_identifier")
        with pytest.raises(ts.RequestError):
            await one.v2.tags.delete(segment)
    assert sent.requests == []


async def test_any_other_name_is_one_quoted_segment() -> None:
    sent = Sent()
    async with client(sent) as one:
        await one.v2.tags.delete("Größe 50% off?#;a=b&c")
    path = b"/api/rest/2.0/tags/Gr%C3%B6%C3%9Fe%2050%25%20off%3F%23%3Ba%3Db%26c/delete"
    assert [request.url.raw_path for request in sent.requests] == [path]


@pytest.mark.parametrize(("name", "value"), BAD_HEADERS)
async def test_a_header_that_could_change_the_message_never_leaves(name: str, value: str) -> None:
    sent = Sent()
    async with client(sent) as one:
        for check in (True, False):
            with pytest.raises(ts.RequestError, match=name):
                await one.call("v2.tags.search", headers={name: value}, check=check)
    assert sent.requests == []


@pytest.mark.parametrize(("operation", "parts", "parameter"), REFUSED)
async def test_a_wrong_request_fails_here(operation: str, parts: dict[str, Any], parameter: str) -> None:
    sent = Sent()
    async with client(sent) as one:
        with pytest.raises(ts.RequestError) as caught:
            await one.call(operation, **parts)
    assert sent.requests == []
    assert isinstance(caught.value, ValueError)
    assert (caught.value.parameter or "") == parameter
    assert operation in str(caught.value)


async def test_a_wrong_keyword_is_pythons_own_error() -> None:
    async with client(Sent()) as one:
        for call, arguments in (
            (one.v2.tags.search, {"colour": "x"}),
            (one.v2.tags.create, {}),
            (one.v2.tags.delete, {}),
        ):
            with pytest.raises(TypeError):
                await call(**arguments)


@pytest.mark.parametrize(("operation", "argument"), DANGEROUS)
def test_a_dangerous_default_is_an_argument_that_must_be_given(operation: str, argument: str) -> None:
    version, group, verb = operation.split(".")
    groups = getattr(ts.Client("https://acme.example", ts.NoAuth()), version)
    assert (
        inspect.signature(getattr(getattr(groups, group), verb)).parameters[argument].default
        is inspect.Parameter.empty
    )


async def test_unchecked_goes_as_given() -> None:
    sent = Sent()
    async with client(sent) as one:
        await one.call("v2.tags.search", body={"colour": [1, None]}, query={"x": 1}, check=False)
        await one.call("v2.users.search", body={"org_identifiers": ts.UNSET})
        raw = await one.call("v2.tags.search", decode=False)
    assert [request.content for request in sent.requests[:2]] == [b'{"colour":[1,null]}', b"{}"]
    assert sent.requests[0].url.query == b"x=1"
    assert (raw.status, raw.body, raw.header("Content-Type")) == (200, b"[]", "application/json")


async def test_models_dicts_and_times_become_wire_values() -> None:
    sent = Sent()
    async with client(sent) as one:
        await one.v2.metadata.search(metadata=[metadata.MetadataListItemInput(type="LIVEBOARD")])
        await one.call("v2.metadata.search", body={"metadata": [{"type": "LIVEBOARD"}]})
        await one.v2.logs.fetch(
            log_type="SECURITY_AUDIT", start_epoch_time_in_millis=datetime(2024, 1, 1, tzinfo=UTC)
        )
    assert sent.requests[0].content == sent.requests[1].content == b'{"metadata":[{"type":"LIVEBOARD"}]}'
    assert b'"start_epoch_time_in_millis":1704067200000' in sent.requests[2].content


@pytest.mark.parametrize("url", GOOD_URLS)
def test_a_base_url_that_will_do(url: str) -> None:
    assert ts.Client(url, ts.NoAuth()).base_url == url.rstrip("/")


@pytest.mark.parametrize("url", BAD_URLS)
def test_a_base_url_that_will_not_do(url: str) -> None:
    with pytest.raises(ts.RequestError, match="base_url"):
        ts.Client(url, ts.NoAuth())


def test_plain_http_elsewhere_must_be_asked_for() -> None:
    options = ts.Options(insecure_http=True)
    assert ts.Client("http://acme.example", ts.NoAuth(), options=options).base_url == "http://acme.example"


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/", "//elsewhere.example/x", "http://acme.example/", "/same"]
)
async def test_a_redirect_is_not_followed(place: str) -> None:
    asked: list[str] = []

    def away(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(307, headers={"location": place})

    transport = httpx.MockTransport(away)
    async with ts.Client("https://acme.example", ts.BearerAuth("t"), transport=transport) as one:
        with pytest.raises(ts.ApiError):
            await one.v2.tags.search()
    assert asked == ["acme.example"]


async def test_an_operation_of_ones_own_needs_its_path_too() -> None:
    sent = Sent()
    async with client(sent) as one:
        with pytest.raises(ts.RequestError) as caught:
            await one.call(ts.Operation("my.own", "GET", "/api/rest/2.0/{name}", dict))
    assert (caught.value.operation, caught.value.parameter) == ("my.own", "name")
    assert sent.requests == []


@pytest.mark.parametrize("path", ["//elsewhere.example/x", "https://elsewhere.example/x", "x", ""])
async def test_an_operation_of_ones_own_stays_on_the_host(path: str) -> None:
    sent = Sent()
    async with client(sent) as one:
        with pytest.raises(ts.RequestError):
            await one.call(ts.Operation("my.own", "GET", path, dict))
    assert sent.requests == []
