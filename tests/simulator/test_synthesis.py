"""Routes that nobody registered: shape-true answers made from the catalog, the same for the same request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs
import httpx
import msgspec
import pytest
from simulator_support import V2, make_cluster, signed_in

from aiothoughtspot import Operation, _codec, operations
from aiothoughtspot._operation import Pages, Param
from aiothoughtspot.simulator import catalog, enums, routing, synthesis
from aiothoughtspot.simulator.answers import Answer, Refused
from aiothoughtspot.simulator.routing import Call

if TYPE_CHECKING:
    from aiothoughtspot.simulator.cluster import Cluster

    Shade: TypeAlias = Literal["LIGHT", "DARK"]
else:
    Shade = str
PREVIEW = f"{V2}/vcs/config/create"


@attrs.define(kw_only=True)
class Paint:
    """As the generated models are: an optional value is absent or null."""

    id: str
    name: str | None = None
    shade: Shade | None = None
    layers: list[Paint] | None = None
    mixed_from: dict[str, Paint] | None = None
    extra: dict[str, Any] | None = None
    whatever: Any = None
    grams: float | None = None
    created_at: str | None = None
    dried_time_in_millis: int | None = attrs.field(default=None, metadata={"name": "driedTime"})
    glossy: bool | None = None
    labels: list[str] | None = None


def operation(returns: Any, **facts: Any) -> Operation[Any]:
    return Operation(
        "v2.paints.try", "POST", f"{V2}/paints/try", returns, **{"accept": "application/json", **facts}
    )


def call_of(cluster: Cluster, **parts: Any) -> Call:
    return Call(cluster, cluster.state, cluster.state.find_user("tsadmin"), 0, **parts)


def everything_of(found: Operation[Any]) -> dict[str, Any]:
    """Some value for every required parameter."""
    places = (found.query, found.body, found.form, found.parts)
    return {param.name: "x" for place in places for param in place or () if param.required}


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_every_operation_of_the_catalog_can_be_synthesised(cluster: Cluster, version: str) -> None:
    made = 0
    for found in operations(version):
        call = call_of(cluster, body=everything_of(found), path={p.name: "x" for p in found.path_params})
        given = synthesis.answer(found, call)
        if found.returns is None:
            assert given.status == 204
        elif not isinstance(given, Answer):
            content = msgspec.json.encode(given)
            assert _codec.decode(found, content) is not None, found.name
            made += 1
        else:
            assert given.content
            assert given.media == found.accept.partition(",")[0]
    assert made > 60


def test_registered_routes_are_left_out() -> None:
    names = {route.name for route in synthesis.table().routes}
    assert f"POST {V2}/tags/search" not in names
    assert f"POST {PREVIEW}" in names


def test_a_model_with_one_of_each(cluster: Cluster) -> None:
    made = synthesis.answer(operation(Paint), call_of(cluster))
    assert set(made) == {
        "id", "name", "shade", "layers", "mixed_from", "extra", "whatever", "grams", "created_at", "driedTime", "glossy",
        "labels",
    }  # fmt: skip
    assert made["shade"] in {"LIGHT", "DARK"}
    assert [len(made[name]) for name in ("layers", "mixed_from", "labels")] == [3, 1, 3]
    assert (made["extra"], made["whatever"]) == ({}, {})
    assert isinstance(made["glossy"], bool)
    assert isinstance(made["grams"], int)
    now = cluster.state.now_ms()
    assert now - 366 * synthesis.DAY < int(made["created_at"]) <= now
    assert now - 366 * synthesis.DAY < made["driedTime"] <= now
    assert depth_of(made["layers"]) == synthesis.DEEPEST


def depth_of(layers: list[dict[str, Any]]) -> int:
    return 1 + max(depth_of(layer["layers"]) for layer in layers) if layers else 0


def test_the_same_request_has_the_same_answer_and_another_another(cluster: Cluster) -> None:
    first, again, other = (
        synthesis.answer(operation(Paint), call_of(cluster, body={"size": size})) for size in (1, 1, 2)
    )
    assert first == again != other
    elsewhere = make_cluster(seed=9, clock=cluster.clock)
    assert synthesis.answer(operation(Paint), call_of(elsewhere, body={"size": 1})) != first


def test_it_echoes_what_the_request_names(cluster: Cluster) -> None:
    body = {"name": "Umber", "labels": ["a"], "grams": "12.5", "glossy": [], "layers": [{"id": "no"}]}
    made = synthesis.answer(operation(Paint), call_of(cluster, body=body, path={"id": "p-1"}))
    assert (made["name"], made["labels"], made["grams"], made["id"]) == ("Umber", ["a"], 12.5, "p-1")
    assert isinstance(made["glossy"], bool)
    assert {layer["name"] for layer in made["layers"]} == {"Umber"}
    assert made["layers"][0]["layers"][0]["name"] != "Umber"


def test_missing_parameters_are_refused(cluster: Cluster) -> None:
    strict = operation(
        None, body=(Param("name", str, required=True),), query=(Param("q", str, required=True),)
    )
    with pytest.raises(Refused, match="q is required"):
        synthesis.answer(strict, call_of(cluster, body={"name": "x"}))
    given = synthesis.answer(strict, call_of(cluster, body={"name": "x"}, query={"q": "y"}))
    assert (given.status, given.content) == (204, None)


def test_what_is_no_json(cluster: Cluster) -> None:
    call = call_of(cluster)
    events = synthesis.answer(operation(Any, stream="events"), call)
    assert events.media == "text/event-stream"
    file = synthesis.answer(operation(bytes, accept="application/octet-stream, application/json"), call)
    assert (file.media, file.content.startswith(b"synthesised: ")) == ("application/octet-stream", True)
    text = synthesis.answer(operation(str, accept="text/plain"), call)
    assert (text.media, text.content.startswith(b"text ")) == ("text/plain", True)
    assert isinstance(synthesis.answer(operation(str), call), str)


@pytest.mark.parametrize(
    ("pages", "returns", "sent", "count", "flag"),
    [
        (Pages("short", "at", "size"), list[Paint], {}, 3, None),
        (Pages("short", "at", "size"), list[Paint], {"at": 2, "size": 2}, 1, None),
        (Pages("short", "at", "size"), list[Paint], {"at": "1", "size": "-1"}, 2, None),
        (Pages("short", "at", "size"), Paint, {"at": 1}, 12, None),
        (Pages("flag", "at", "size", "layers", "glossy"), Paint, {"size": 2}, 2, False),
        (Pages("flag", "at", "size", "layers", "glossy"), Paint, {"at": 2, "size": 2}, 1, True),
        (Pages("more", "at", "size", "layers", "glossy"), Paint, {"size": 2}, 2, True),
        (Pages("more", "at", "size", "layers", "glossy"), Paint, {"at": 3}, 0, False),
        (Pages("data_v1", "page", "size", "layers", start=1), Paint, {"page": 1, "size": 3}, 3, None),
        (Pages("data_v1", "page", "size", "*.layers", start=1), dict[str, Paint], {"size": 0}, 0, None),
    ],
)
def test_pages_end(
    cluster: Cluster, pages: Pages, returns: Any, sent: dict[str, Any], count: int, flag: bool | None
) -> None:
    value = synthesis.answer(operation(returns, pages=pages), call_of(cluster, body=sent))
    if pages.items.startswith("*"):
        (value,) = value.values()
    assert len(value["layers"] if pages.items else value) == count
    if flag is not None:
        assert value["glossy"] is flag


def test_enums_that_the_type_checker_alone_knows() -> None:
    from aiothoughtspot.v2 import roles  # noqa: PLC0415 - the other tests need no group

    known = enums.of(roles.SavedRole)
    assert {"SYNCMANAGEMENT", "DEVELOPER"} <= set(known["privileges"])
    assert "name" not in known
    assert enums.of(Paint) == {"shade": ("LIGHT", "DARK")}


@pytest.fixture
def old() -> Cluster:
    """A cluster of a release that has routes which no family knows."""
    return make_cluster(release="9.0.0.cl")


async def test_over_the_wire(old: Cluster) -> None:
    async with signed_in(old, "tsadmin") as client:
        body = {
            "repository_url": "https://git.example/x",
            "username": "u",
            "access_token": "t",
            "org": "Primary",
        }
        answer = await client.post(PREVIEW, json={**body, "colour": "red"})
        assert (answer.status_code, answer.json()["repository_url"]) == (200, body["repository_url"])
        assert (f"POST {PREVIEW}", "colour") in old.unknown_keys
        assert old.writes[f"POST {PREVIEW}"] == 1
        assert (await client.post(PREVIEW, json={})).status_code == 400
        found = await client.post(f"{V2}/vcs/config/search", json={})
        assert (found.status_code, len(found.json())) == (200, 3)
        assert old.writes.total() == 1


async def test_privileges_of_the_catalog_are_asked_for() -> None:
    path = f"{V2}/template/variables/update"
    assert catalog.operations()[f"POST {path}"].privileges == ("ADMINISTRATION",)
    cluster = make_cluster(release="10.13.0.cl")
    async with signed_in(cluster, "ana") as ana:
        assert (await ana.post(path, json={})).status_code == 403
    async with httpx.AsyncClient(transport=httpx.ASGITransport(cluster), base_url="http://cluster") as nobody:
        assert (await nobody.post(path, json={})).status_code == 401


async def test_every_operation_finds_its_own_route() -> None:
    """No pattern of one route swallows the path of another."""
    for shape, found in catalog.operations().items():
        path = found.path.replace("{", "").replace("}", "")
        match = routing.TABLE.find(found.method, path) or synthesis.table().find(found.method, path)
        assert match is not None
        assert catalog.shape(match[0].name) == shape
