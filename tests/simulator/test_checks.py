"""What is no fault, and no cluster, is refused at once, by the name of the argument."""

from __future__ import annotations

import inspect
import math
import zoneinfo
from typing import Any

import httpx
import pytest
from simulator_support import V2, make_cluster

from aiothoughtspot.simulator import Cluster, start
from aiothoughtspot.simulator.__main__ import main
from aiothoughtspot.simulator.faults import CHECKS, DOES, METHODS, Faults
from aiothoughtspot.simulator.world import OPTIONS

NOT_WHOLE = ("5", 1.5, True)
NOT_NUMBERS = ("1", True, [1])
NOT_TRUTHS = (1, "no")
NOT_TEXTS = (5, b"GET", True)

WRONG_TYPES: dict[str, tuple[Any, ...]] = {
    "path": NOT_TEXTS,
    "method": NOT_TEXTS,
    "times": NOT_WHOLE,
    "after": (*NOT_WHOLE, None),
    "every": NOT_WHOLE,
    "probability": NOT_NUMBERS,
    "status": NOT_WHOLE,
    "headers": ("a: b", [("a", "b")], {"Retry-After": 5}, {5: "a"}),
    "body": (b"{}", bytearray(b"{}"), object()),
    "html": (*NOT_TRUTHS, None),
    "latency": NOT_NUMBERS,
    "drop": (5, True),
    "truncate": NOT_WHOLE,
    "drip": NOT_NUMBERS,
    "expire_tokens": (*NOT_TRUTHS, None),
    "drift": (5, ["null"]),
}
WRONG_VALUES: dict[str, tuple[Any, ...]] = {
    "method": ("FETCH", ""),
    "times": (-1,),
    "after": (-1,),
    "every": (0, -3),
    "probability": (2, -0.1, math.nan),
    "status": (0, 101, 1000),
    "headers": ({"a": "\u20ac"},),
    "latency": (-1, math.inf, math.nan),
    "drop": ("tail",),
    "truncate": (-1,),
    "drip": (-0.5, math.inf),
    "drift": ("enum",),
}
GOOD: dict[str, tuple[Any, ...]] = {
    "method": (None, "get", *METHODS),
    "times": (None, 0, 5),
    "after": (0, 3),
    "every": (None, 1),
    "probability": (None, 0, 1, 0.5),
    "status": (None, 200, 599, 999),
    "headers": (None, {}, {"a": "\u00e9"}),
    "body": (None, "", [], {"a": None}, 5),
    "latency": (None, 0, 0.5),
    "drop": (None, "body"),
    "truncate": (None, 0),
    "drip": (None, 0.0),
    "drift": (None, "null"),
}


def pairs(cases: dict[str, tuple[Any, ...]]) -> list[tuple[str, Any]]:
    return [(name, value) for name, values in cases.items() for value in values]


@pytest.mark.parametrize(("name", "value"), pairs(WRONG_TYPES))
def test_a_setting_of_a_wrong_type_is_refused_by_its_name(name: str, value: Any) -> None:
    faults = Faults(lambda: 0.0)
    with pytest.raises(TypeError, match=f"^{name}: "):
        faults.add("error", **{name: value})
    assert not len(faults)


@pytest.mark.parametrize(("name", "value"), pairs(WRONG_VALUES))
def test_a_setting_out_of_its_range_is_refused_by_its_name(name: str, value: Any) -> None:
    faults = Faults(lambda: 0.0)
    with pytest.raises(ValueError, match=f"^{name}: "):
        faults.add("error", **{name: value})
    assert not len(faults)


@pytest.mark.parametrize(("name", "value"), pairs(GOOD))
def test_what_fits_is_taken(name: str, value: Any) -> None:
    fault = Faults(lambda: 0.0).add(**{"expire_tokens": True, name: value})
    assert getattr(fault, name) == value


def test_no_setting_goes_unchecked() -> None:
    assert set(WRONG_TYPES) == set(CHECKS) > set(DOES)


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (None, {}),
        (None, {"path": "/users/search", "method": "POST", "times": None, "after": 1, "every": 2}),
        (None, {"probability": 0.5}),
        (None, {"html": False, "expire_tokens": False, "status": None}),
        ("slow", {"latency": None}),
    ],
)
def test_a_fault_that_does_nothing_is_refused(kind: str | None, settings: dict[str, Any]) -> None:
    faults = Faults(lambda: 0.0)
    with pytest.raises(ValueError, match="this fault does nothing: name a kind, or one of status, headers"):
        faults.add(kind, **settings)
    assert not len(faults)


@pytest.mark.parametrize("settings", [{"headers": {}}, {"latency": 0}, {"body": ""}, {"truncate": 0}])
def test_what_is_said_counts_even_if_it_is_nothing(settings: dict[str, Any]) -> None:
    assert Faults(lambda: 0.0).add(**settings).seen == 0


@pytest.mark.parametrize("name", ["staus", "hits", "seen"])
def test_a_setting_that_there_is_not_is_named(name: str) -> None:
    with pytest.raises(TypeError, match=f"a fault has no {name}; it has path, method"):
        Faults(lambda: 0.0).add("error", **{name: 1})


async def test_another_process_is_told_what_is_wrong(ana: httpx.AsyncClient) -> None:
    for settings in ({}, {"status": "500"}, {"method": "FETCH", "status": 500}):
        refused = await ana.post("/_simulator/faults", json=settings)
        assert refused.status_code == 400
        assert next(iter(settings), "does nothing") in refused.json()["error"]
    assert (await ana.get(f"{V2}/auth/session/user")).status_code == 200


# Clusters


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        *((name, value, TypeError) for name in ("rows", "seed", "users", "objects", "max_rows") for value in NOT_WHOLE),
        *((name, -1, ValueError) for name in ("rows", "users", "objects", "max_rows")),
        ("users", 0, ValueError),
        ("max_rows", 0, ValueError),
        *((name, 1, TypeError) for name in ("custom_calendar", "rate_limit", "strict")),
        ("time_zone", None, TypeError),
        ("time_zone", "", ValueError),
        ("time_zone", "../UTC", ValueError),
        ("release", 26, TypeError),
        ("release", "newest", ValueError),
        ("clock", 5, TypeError),
    ],
)  # fmt: skip
def test_an_argument_that_cannot_be_is_refused_by_its_name(
    name: str, value: Any, error: type[Exception]
) -> None:
    with pytest.raises(error, match=f"^{name}: "):
        make_cluster(**{name: value})


def test_an_unknown_zone_is_an_error_of_its_own() -> None:
    with pytest.raises(zoneinfo.ZoneInfoNotFoundError):
        make_cluster(time_zone="Nowhere")


def test_every_argument_of_a_cluster_is_checked() -> None:
    assert {*OPTIONS, "clock"} == set(inspect.signature(Cluster).parameters)


def test_the_smallest_cluster_is_one() -> None:
    assert Cluster(rows=0, users=1, objects=0, max_rows=1, seed=-1).dataset().num_rows == 0


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("port", 99_999, ValueError),
        ("port", "80", TypeError),
        ("rows", -1, ValueError),
        ("rows", "10", TypeError),
        ("strict", "yes", TypeError),
        ("release", "new", ValueError),
    ],
)
def test_a_process_is_not_begun_with_what_cannot_be(name: str, value: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=f"^{name}: "), start(**{name: value}):
        pass


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--port", "99999"], "port: a number of at least 0 and at most 65535 is needed, not 99999"),
        (["--port", "-1"], "port: "),
        (["--rows", "-1"], "rows: a number of at least 0 is needed"),
        (["--users", "0"], "users: "),
        (["--release", "new"], "release: "),
        (["--time-zone", "Nowhere"], "time_zone: there is no zone 'Nowhere'"),
        (["--time-zone", ""], "time_zone: '' is no IANA name"),
        (["--rows", "many"], "--rows"),
    ],
)
def test_wrong_words_are_wrong_usage(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert said in told.err
