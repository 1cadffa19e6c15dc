"""Clusters of older releases: routes, request fields and fields of answers that came later are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import attrs
import httpx
import pytest
from simulator_support import V1, V2, make_cluster, signed_in

import aiothoughtspot as ts
from aiothoughtspot._releases import Known, older
from aiothoughtspot.simulator import catalog, releases
from aiothoughtspot.simulator.answers import Refused

if TYPE_CHECKING:
    from aiothoughtspot import Operation

CATALOG = ts.operations()
SETTINGS = f"{V2}/system/security-settings/search"


@attrs.define(kw_only=True)
class Shape:
    """A model with fields of two releases."""

    sides: int
    angles: list[float] | None = attrs.field(default=None, metadata={"since": "10.4.0.cl"})
    parts: list[Shape] | None = None
    named: dict[str, Shape] | None = attrs.field(default=None, metadata={"name": "byName"})
    either: str | Shape | None = None


def test_no_part_of_the_catalog_is_younger_than_the_newest_release() -> None:
    params = [
        param
        for found in CATALOG
        for place in (found.query, found.body, found.form, found.parts)
        for param in place or ()
    ]
    dates = [*(found.since for found in CATALOG), *(param.since for param in params)]
    dated = [since for since in dates if since is not None]
    assert len(dated) > 400
    assert not any(older(catalog.NEWEST, since) for since in dated)
    assert make_cluster().release == catalog.NEWEST


@pytest.mark.parametrize(
    ("release", "since", "removed", "served"),
    [
        ("10.4.0.cl", None, None, True),
        ("10.4.0.cl", "10.4.0.cl", None, True),
        ("9.12.5.cl", "10.4.0.cl", None, False),
        ("10.10.0.cl", "10.9.0.cl", None, True),
        ("10.1.0.sw", "9.8.0.cl", None, True),
        ("10.1.0-sw", "10.3.0.cl", None, False),
        ("9.0.0.cl", "ts7.aug.cl", None, True),
        ("9.0.0.cl", "8.10.0.cl", None, True),
        ("9.1.0.cl", None, "9.2.0.cl", True),
        ("9.2.0.cl", None, "9.2.0.cl", False),
        ("10.13.0.cl", "10.9.0.cl", "10.14.0.cl", True),
    ],
)
def test_what_a_release_serves(release: str, since: str | None, removed: str | None, served: bool) -> None:
    found: Operation[Any] = ts.Operation("v2.x.y", "GET", "/x", None, since=since, removed=removed)
    assert releases.serves(release, found) is served


def test_what_came_later_is_dropped_and_named() -> None:
    fields: releases.Fields = {
        "name": (str, None),
        "color": (str, "9.5.0.cl"),
        "shape": (Shape, None),
        "more": (list[Shape] | None, None),
    }
    shape = {"sides": 3, "angles": [60.0], "parts": [{"sides": 1, "angles": []}], "x": 1}
    value = {
        "name": "a",
        "color": "b",
        "shape": {**shape, "byName": {"k": dict(shape)}, "either": dict(shape)},
        "more": [dict(shape), "text"],
        "unknown": {"angles": 1},
    }
    kept = {"sides": 3, "parts": [{"sides": 1}], "x": 1}
    dropped: list[str] = []
    assert releases.known("9.4.0.cl", fields, value, dropped) == {
        "name": "a",
        "shape": {**kept, "byName": {"k": kept}, "either": kept},
        "more": [kept, "text"],
        "unknown": {"angles": 1},
    }
    assert dropped[0] == "color"
    assert set(dropped) == {
        "color", "shape.angles", "shape.parts.angles", "shape.byName.angles", "shape.byName.parts.angles",
        "shape.either.angles", "shape.either.parts.angles", "more.angles", "more.parts.angles",
    }  # fmt: skip
    later: list[str] = []
    assert releases.known("26.8.0.cl", fields, value, later) == value
    assert later == []


Shade = Annotated[Literal["LIGHT", "DARK"], Known((("9.5.0.cl", ("DARK",)),)), "a note"]


@pytest.mark.parametrize("tp", [Shade, list[Shade], Shade | None, dict[str, Shade]])
def test_later_values_of_enums_are_refused(tp: Any) -> None:
    values: dict[Any, list[Any]] = {list[Shade]: [["LIGHT"], ["LIGHT", "DARK"]]}
    values[dict[str, Shade]] = [{"a": "LIGHT"}, {"a": "DARK"}]
    early, late = values.get(tp, ["LIGHT", "DARK"])
    assert releases.known_value("9.4.0.cl", tp, early, []) == early
    assert releases.known_value("9.5.0.cl", tp, late, []) == late
    with pytest.raises(Refused, match="Unknown value: DARK"):
        releases.known_value("9.4.0.cl", tp, late, [])


@attrs.frozen
class Wall:
    name: str = ""
    shade: Shade | None = None
    behind: list[Wall] | None = None


@attrs.frozen
class Room:
    name: str = ""
    walls: dict[str, Wall] | None = None


def test_values_are_looked_into_only_where_something_came_later() -> None:
    assert [releases.changes("9.4.0.cl", tp) for tp in (Wall, Room, list[Room] | None, str)] == [True] * 3 + [
        False
    ]
    deep = {
        "name": "hall",
        "walls": {"left": {"behind": [{"shade": "LIGHT"}, {"behind": [{"shade": "DARK"}]}]}},
    }
    assert releases.known_value("9.5.0.cl", Room, deep, []) == deep
    with pytest.raises(Refused, match="Unknown value: DARK"):
        releases.known_value("9.4.0.cl", list[Room], [deep], [])


async def test_later_values_inside_of_objects_are_refused() -> None:
    body = {"metadata": [{"identifier": "Retail Sales", "type": "COLLECTION"}], "tag_identifiers": ["Draft"]}
    for release, message in (("10.3.0.cl", "Unknown value: COLLECTION"), (catalog.NEWEST, "not found")):
        async with signed_in(make_cluster(release=release), "tsadmin") as client:
            answer = await client.post(f"{V2}/tags/assign", json=body)
            assert (answer.status_code, message in answer.text) == (400, True)


def asking(found: Operation[Any]) -> tuple[str, str]:
    return found.method, found.path.replace("{", "").replace("}", "")


@pytest.mark.parametrize("release", ["9.0.0.cl", "9.12.5.cl", "10.4.0.cl", "10.15.0.cl", catalog.NEWEST])
async def test_every_route_is_there_or_not_as_the_catalog_says(release: str) -> None:
    cluster = make_cluster(release=release, users=2, objects=2)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(cluster, raise_app_exceptions=False), base_url="http://cluster"
    ) as nobody:
        wrong = []
        for found in CATALOG:
            before = cluster.counts["unknown"]
            await nobody.request(*asking(found))
            if releases.serves(release, found) is (cluster.counts["unknown"] > before):
                wrong.append(found.name)
        assert wrong == []


async def test_a_later_route_is_404() -> None:
    async with signed_in(make_cluster(release="10.3.0.cl"), "tsadmin") as early:
        answer = await early.post(SETTINGS, json={})
        assert (answer.status_code, answer.json()["error"]["message"]["debug"]["code"]) == (404, 10000)
        # Routes that the catalog does not know are as old as the server.
        assert (await early.get(f"{V1}/user")).status_code == 200
    async with signed_in(make_cluster(), "tsadmin") as now:
        assert (await now.post(SETTINGS, json={})).status_code == 200


async def test_later_fields_are_ignored_and_recorded() -> None:
    cluster = make_cluster(release="9.5.0.cl")
    name = f"POST {V2}/tags/search"
    async with signed_in(cluster, "tsadmin") as early:
        everything = (await early.post(f"{V2}/tags/search", json={})).json()
        some = (await early.post(f"{V2}/tags/search", json={"name_pattern": "%nothing%"})).json()
        assert some == everything
    assert list(cluster.unknown_keys) == [(name, "name_pattern")]
    async with signed_in(make_cluster(), "tsadmin") as now:
        assert (await now.post(f"{V2}/tags/search", json={"name_pattern": "%nothing%"})).json() == []
    async with signed_in(make_cluster(release="9.5.0.cl", strict=True), "tsadmin") as strict:
        assert (await strict.post(f"{V2}/tags/search", json={"name_pattern": "%"})).status_code == 400


async def test_later_query_keys_are_ignored_too() -> None:
    late = next(
        (found, param)
        for found in CATALOG
        for param in found.query
        if found.method == "GET" and param.since is not None and older(found.since or "", param.since)
    )
    cluster = make_cluster(release=late[0].since or "")
    async with signed_in(cluster, "tsadmin") as early:
        await early.get(asking(late[0])[1], params=[(late[1].name, "x"), ("other", "y")])
    assert [key for _, key in cluster.unknown_keys] == ["other", late[1].name]


async def test_the_client_meets_the_old_server() -> None:
    cluster = make_cluster(release="10.3.0.cl")
    transport = httpx.ASGITransport(cluster)
    async with ts.Client(
        "https://old.example", ts.TrustedAuth("tsadmin", "secret"), transport=transport
    ) as client:
        assert (await client.v2.system.info()).release_version == "10.3.0.cl"
        with pytest.raises(ts.NotFoundError):
            await client.v2.webhooks.search()


def test_what_is_no_release() -> None:
    with pytest.raises(ValueError, match=r"'newest'; they look like 26\.8"):
        make_cluster(release="newest")
