"""Releases: their order, what came and went, and what a request for one release refuses or warns of."""

from itertools import pairwise
from typing import Annotated, Any, Literal, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiothoughtspot as ts
from aiothoughtspot._operation import Deprecation, Operation, Param
from aiothoughtspot._releases import Known, number, older
from aiothoughtspot._request import build
from aiothoughtspot.unset import UNSET, Unset

ORDER = [
    "ts7.oct.cl",
    "ts8.nov.cl",
    "ts8.jan.cl",
    "ts8.feb.cl",
    "8.4.0.sw",
    "8.10.0.cl",
    "9.0.0.cl",
    "9.12.5.cl",
    "10.1.0.cl",
    "10.10.0.cl",
    "26.2.0.cl",
]
Format = Annotated[
    Literal["PDF", "CSV", "TML"],
    Known((("-10.6.0.cl", ("CSV",)), ("10.8.0.cl", ("TML",)), ("26.2.0.cl", ("CSV",)))),
]


@attrs.frozen(kw_only=True)
class Inner:
    """An argument."""

    old: str | Unset = UNSET
    new: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.4.0.cl"})
    fading: str | Unset = attrs.field(default=UNSET, metadata={"deprecated": "10.4.0.cl"})
    format: Format | Unset = UNSET


PLAIN: Operation[None] = Operation(
    "v2.things.make",
    "POST",
    "/api/rest/2.0/things/{thing}",
    None,
    since="9.5.0.cl",
    path_params=(Param("thing", str, required=True),),
    body=(
        Param("name", str),
        Param("late", int, since="10.2.0.cl"),
        Param("one", Inner),
        Param("many", list[Inner]),
        Param("named", dict[str, Inner]),
        Param("either", Inner | str),
        Param("formats", list[Format]),
        Param("free", Any),
        Param("runtime", list[ts.RuntimeFilter], encode="numbered"),
    ),
)
OLD = attrs.evolve(PLAIN, removed="10.5.0.cl", deprecated=Deprecation(None, "v2.things.create"))


def notes(
    release: str | None, body: dict[str, Any], operation: Operation[None] = PLAIN, **more: Any
) -> tuple[str, ...]:
    """Build a request and return its notes on what is deprecated."""
    return build(operation, path={"thing": "t"}, body=body, release=release, **more).deprecated


@pytest.mark.parametrize(("first", "second"), list(pairwise(ORDER)))
def test_releases_have_an_order(first: str, second: str) -> None:
    assert older(first, second)
    assert not older(second, first)
    assert not older(first, first)


@pytest.mark.parametrize("text", ["", "test", "cl", "ts8.xyz.cl", "v10"])
def test_what_is_no_release_is_older_than_nothing(text: str) -> None:
    assert number(text) is None
    assert not older(text, "10.1.0.cl")
    assert not older("10.1.0.cl", text)


@given(
    st.tuples(*[st.integers(0, 99)] * 3),
    st.tuples(*[st.integers(0, 99)] * 3),
    st.sampled_from(["cl", "sw", "cl-117"]),
)
def test_releases_compare_as_numbers(first: tuple[int, ...], second: tuple[int, ...], kind: str) -> None:
    one, other = (".".join(map(str, numbers)) + f".{kind}" for numbers in (first, second))
    assert older(one, other) == (first < second)


@pytest.mark.parametrize(
    ("value", "release", "needs"),
    [
        ("PDF", "9.0.0.cl", None),
        ("TML", "10.7.0.cl", "10.8.0.cl"),
        ("TML", "10.8.0.cl", None),
        ("CSV", "10.5.0.cl", None),
        ("CSV", "10.6.0.cl", "26.2.0.cl"),
        ("CSV", "26.1.0.cl", "26.2.0.cl"),
        ("CSV", "26.2.0.cl", None),
        ("PDF", "no release", None),
    ],
)
def test_values_come_and_go(value: str, release: str, needs: str | None) -> None:
    known: Known = get_args(Format)[1]
    assert known.needs(value, release) == needs


def test_a_value_that_went_for_good_needs_an_older_release() -> None:
    assert Known((("-10.6.0.cl", ("X",)),)).needs("X", "26.8.0.cl") == "one before 10.6.0.cl"


@pytest.mark.parametrize(
    ("release", "body", "where", "needs"),
    [
        ("9.4.0.cl", {}, "operation", "9.5.0.cl"),
        ("10.1.0.cl", {"late": 1}, "late", "10.2.0.cl"),
        ("10.1.0.cl", {"one": Inner(new="x")}, "one.new", "10.4.0.cl"),
        ("10.1.0.cl", {"one": {"new": "x"}}, "one.new", "10.4.0.cl"),
        ("10.1.0.cl", {"many": [Inner(), Inner(new="x")]}, "many[1].new", "10.4.0.cl"),
        ("10.1.0.cl", {"named": {"a": Inner(new="x")}}, "named.a.new", "10.4.0.cl"),
        ("10.1.0.cl", {"either": Inner(new="x")}, "either.new", "10.4.0.cl"),
        ("10.1.0.cl", {"formats": ["PDF", "TML"]}, "formats[1] 'TML'", "10.8.0.cl"),
        ("10.7.0.cl", {"one": Inner(format="CSV")}, "one.format 'CSV'", "26.2.0.cl"),
    ],
)
def test_what_a_release_does_not_have_is_refused(
    release: str, body: dict[str, Any], where: str, needs: str
) -> None:
    with pytest.raises(ts.UnsupportedByReleaseError) as caught:
        notes(release, body)
    error = caught.value
    assert (error.operation, error.parameter, error.needs) == ("v2.things.make", where, needs)
    assert release in error.message
    assert needs in error.message
    # Without a release nothing is checked, and what is sent unchecked is not checked for it either.
    assert notes(None, body) == ()
    assert notes(release, body, check=False) == ()


EVERYTHING = {
    "name": "n",
    "late": 1,
    "one": Inner(old="o", new="x", format="PDF"),
    "many": [Inner()],
    "named": {"a": Inner()},
    "either": "text",
    "formats": ["CSV", "TML"],
    "free": {"new": [1]},
    "runtime": [ts.RuntimeFilter("Region", "EQ", "east")],
}


@pytest.mark.parametrize("release", ["26.2.0.cl", "26.8.0.cl", "26.8.0.cl-90"])
def test_a_release_that_has_it_all_says_nothing(release: str) -> None:
    assert notes(release, EVERYTHING) == ()


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("10.3.0.cl", ["v2.things.make is deprecated; use v2.things.create"]),
        (
            "10.4.0.cl",
            [
                "v2.things.make is deprecated; use v2.things.create",
                "one.fading is deprecated since 10.4.0.cl",
            ],
        ),
    ],
)
def test_what_a_release_calls_deprecated_is_noted(release: str, expected: list[str]) -> None:
    assert notes(release, {"one": Inner(fading="x")}, OLD) == tuple(expected)


def test_what_is_deprecated_later_is_not_noted_yet() -> None:
    later = attrs.evolve(PLAIN, deprecated=Deprecation("10.4.0.cl"))
    assert notes("10.3.0.cl", {}, later) == ()
    assert notes("10.4.0.cl", {}, later) == ("v2.things.make is deprecated",)


@pytest.mark.parametrize(
    ("operation", "needs"),
    [
        (OLD, "one before 10.5.0.cl; use v2.things.create"),
        (attrs.evolve(OLD, deprecated=None), "one before 10.5.0.cl"),
    ],
)
def test_what_is_gone_is_refused_with_its_successor(operation: Operation[None], needs: str) -> None:
    with pytest.raises(ts.UnsupportedByReleaseError) as caught:
        notes("10.5.0.cl", {}, operation)
    assert caught.value.needs == needs


@pytest.mark.parametrize("release", ["", "latest", "v10"])
def test_an_option_that_is_no_release_is_refused(release: str) -> None:
    with pytest.raises(
        ValueError, match=r"release: expected a release such as '10\.4\.0\.cl', or 'auto', or None, got"
    ):
        ts.Options(release=release)


@pytest.mark.parametrize("operation", ts.operations(), ids=lambda operation: operation.name)
def test_every_release_of_the_catalog_can_be_compared(operation: Operation[Any]) -> None:
    gone = operation.deprecated
    releases = [operation.since, operation.removed, None if gone is None else gone.since]
    params = [*operation.path_params, *operation.query, *(operation.body or ()), *(operation.form or ())]
    releases += [release for param in params for release in (param.since, param.deprecated)]
    assert all(number(release) is not None for release in releases if release is not None)
