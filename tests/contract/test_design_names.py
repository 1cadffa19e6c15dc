"""The public face, as programs elsewhere use it: names, signatures, defaults, and values that copy and tell no secret."""

import copy
import inspect
import pickle
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import attrs
import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2 import tags

NAMES = """Client BearerAuth PasswordAuth TrustedAuth SessionAuth NoAuth Options Retry Rate Deadline Dates UNSET paginate operations Operation
ThoughtSpotError RequestError TransportError ConnectError TimedOutError ProtocolError TooLargeError AuthError AuthUnavailableError
RejectedError OrgAccessError ApiError RateLimitedError ServerError DecodeError UnsupportedByReleaseError"""
CANARY = "canary-secret"
NOTHING = inspect.Parameter.empty
# What a function takes: by place, and by name with its default.  None of them may take less.
SIGNATURES: list[tuple[Callable[..., Any], list[str], dict[str, Any]]] = [
    (ts.Client, ["base_url", "auth"], {"options": None, "transport": None}),
    (
        ts.Client.call,
        ["self", "operation"],
        {
            "path": {},
            "query": {},
            "body": None,
            "form": {},
            "files": {},
            "headers": {},
            "check": True,
            "decode": True,
        },
    ),
    (
        ts.Client.stream,
        ["self", "operation"],
        {"path": {}, "query": {}, "body": None, "form": {}, "files": {}, "headers": {}, "check": True},
    ),
    (ts.BearerAuth, ["token"], {}),
    (ts.PasswordAuth, ["username", "password"], {"org": None, "validity": None}),
    (ts.TrustedAuth, ["username", "secret_key"], {"org": None, "validity": None}),
    (ts.SessionAuth, ["username", "password"], {"org": None}),
    (ts.NoAuth, [], {}),
    (ts.operations, ["version"], {}),
    (
        Cluster,
        [],
        {
            "rows": 2_000_000,
            "seed": 1,
            "custom_calendar": False,
            "time_zone": "UTC",
            "release": "26.8.0.cl",
            "rate_limit": True,
            "strict": False,
        },
    ),
    (
        pulls.search,
        ["client", "query", "source"],
        {"to": NOTHING, "page_size": 100_000, "window": 4, "key": None, "resume": True, "progress": None},
    ),
    (pulls.answer, ["client", "answer"], {"to": NOTHING, "key": None, "resume": True, "progress": None}),
    (pulls.liveboard, ["client", "liveboard"], {"to": NOTHING, "visualizations": None, "progress": None}),
    (pulls.export, ["client", "ids", "format"], {"to": NOTHING, "resume": True, "progress": None}),
    (pulls.run, ["plan", "client"], {}),
    (pulls.dask.run, ["plan", "dask_client"], {}),
]
OPTIONS = """timeout deadline retry rate max_in_flight http dates release private_routes locale max_body insecure_http
on_request on_response on_retry on_wait"""
REPORT = "rows files bytes calls retries mints seconds cursor"
FACTS = """name vendor method path repeatable since removed deprecated privileges pages returns"""
VALUES: list[Any] = [
    ts.BearerAuth(CANARY),
    ts.PasswordAuth("ana", CANARY, org=1, validity=timedelta(minutes=5)),
    ts.TrustedAuth("ana", CANARY, org="Acme"),
    ts.SessionAuth("ana", CANARY),
    ts.NoAuth(),
    ts.Options(dates=ts.Dates.by_source("cluster"), timeout=timedelta(seconds=3)),
    ts.Retry(base=timedelta(milliseconds=5)),
    ts.Rate(),
    ts.Deadline.after(3, 1.5),
    ts.Dates.auto(),
    ts.Dates.raw(),
    ts.Dates.typed({"A": "date"}, "America/Los_Angeles"),
    ts.Dates.by_source("Asia/Tokyo"),
    ts.Dates.by_name("UTC"),
    ts.CalendarDate(None),
]
WRONG: list[dict[str, Any]] = [
    {"timeout": 0},
    {"timeout": -1},
    {"timeout": "3"},
    {"deadline": -1},
    {"max_in_flight": 0},
    {"max_body": 0},
    {"http": "curl"},
    {"release": "next"},
    {"rate": 5},
    {"retry": 3},
    {"dates": "auto"},
    {"nonsense": 1},
    {"on_request": ts.Client.aclose},
]
GROUPS = """ai authentication collections connections custom_actions data groups logs metadata users version_control
reports tags schedules webhooks variables orgs roles security system"""
VERBS = """users.search metadata.import_tml metadata.export_tml data.search data.answer data.liveboard reports.liveboard
authentication.full_token tags.delete"""


@pytest.mark.parametrize("name", NAMES.split())
def test_the_name_is_importable(name: str) -> None:
    assert hasattr(ts, name)
    assert name in ts.__all__


@pytest.mark.parametrize(("function", "places", "keywords"), SIGNATURES)
def test_the_signature(function: Callable[..., Any], places: list[str], keywords: dict[str, Any]) -> None:
    own = inspect.signature(function).parameters
    assert [name for name, one in own.items() if one.kind is not one.KEYWORD_ONLY] == places
    assert {name: own[name].default for name in keywords} == keywords
    assert all(own[name].kind is inspect.Parameter.KEYWORD_ONLY for name in keywords)


def test_the_fields() -> None:
    options = ts.Options()
    assert set(OPTIONS.split()) <= {field.name for field in attrs.fields(ts.Options)}
    assert (options.max_in_flight, options.http, options.dates) == (16, "auto", ts.Dates.auto())
    assert ts.Options(timeout=timedelta(seconds=3), deadline=timedelta(minutes=1)).deadline == 60.0
    assert [field.name for field in attrs.fields(pulls.PullReport)][: len(REPORT.split())] == REPORT.split()
    assert set(FACTS.split()) <= {field.name for field in attrs.fields(ts.Operation)}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_is_frozen_copies_and_tells_no_secret(value: Any) -> None:
    assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)
    assert hash(value) == hash(copy.deepcopy(value))
    assert CANARY not in repr(value) + str(value) + f"{value!r}"
    for field in attrs.fields(type(value)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)


def test_unset_is_itself_wherever_it_comes_from() -> None:
    assert pickle.loads(pickle.dumps(ts.UNSET)) is ts.UNSET is copy.deepcopy(ts.UNSET)
    assert not ts.UNSET
    assert repr(ts.UNSET) == "UNSET"


def test_operations_are_all_there_with_their_facts() -> None:
    every = ts.operations()
    assert isinstance(every, tuple)
    assert every == (*ts.operations("v1"), *ts.operations("v2"))
    assert len({one.name for one in every}) == len(every)
    counted = [
        sum(one.version == version and one.removed is None for one in every) for version in ("v1", "v2")
    ]
    assert counted == [143, 181]
    assert {one.repeatable for one in every} == {"read", "same_end_state", "no", "depends"}
    assert all(one.path.startswith("/") and one.vendor and one.method.isupper() for one in every)
    found = next(one for one in every if one.name == "v2.tags.search")
    assert (found.vendor, found.method, found.path) == ("searchTags", "POST", "/api/rest/2.0/tags/search")
    assert (found.repeatable, found.since, found.removed) == ("read", "9.0.0.cl", None)
    assert pickle.loads(pickle.dumps(every)) == every


def test_there_is_no_third_version() -> None:
    with pytest.raises(ts.RequestError, match="v1, v2"):
        ts.operations("v3")


@pytest.mark.parametrize("wrong", WRONG)
def test_an_option_that_means_nothing_fails_at_once(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        ts.Options(**wrong)


@pytest.mark.parametrize("name", GROUPS.split())
def test_a_group_is_a_module_and_an_attribute(name: str) -> None:
    client = ts.Client("https://acme.example", ts.NoAuth())
    module = import_module(f"aiothoughtspot.v2.{name}")
    bound = getattr(client.v2, name)
    assert all(
        getattr(bound, one.name.split(".")[2]).__func__ is getattr(module, one.name.split(".")[2])
        for one in module.OPERATIONS
    )


@pytest.mark.parametrize("name", VERBS.split())
def test_a_verb_reads_well_after_its_noun(name: str) -> None:
    group, verb = name.split(".")
    assert callable(getattr(import_module(f"aiothoughtspot.v2.{group}"), verb))


def test_a_client_needs_no_network_and_no_loop_to_be_made() -> None:
    client = ts.Client("https://acme.example/", ts.TrustedAuth("ana", CANARY))
    assert CANARY not in repr(client)
    assert client.base_url == "https://acme.example"
    assert client.with_options(timeout=5).options.timeout == 5.0
    assert client.v2.tags.search.__func__ is tags.search  # type: ignore[attr-defined]  # it is a bound method
    with pytest.raises(ts.RequestError, match="nope"):
        client.with_options(nope=1)
