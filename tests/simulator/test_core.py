"""Routing, bodies, limits, state: the parts without a route."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

import pytest
from simulator_support import Clock

from aiothoughtspot import simulator
from aiothoughtspot.simulator import bodies, objects
from aiothoughtspot.simulator.answers import MISSING, Refused
from aiothoughtspot.simulator.limits import Window
from aiothoughtspot.simulator.routing import Call, Table, route
from aiothoughtspot.simulator.seeding import seeded


def table_of(*paths: str) -> Table:
    table = Table()
    for path in paths:
        route("GET", path, table=table)(lambda call: call.path)
    return table


def test_exact_paths_win_over_patterns() -> None:
    table = table_of("/tags/{tag}", "/tags/search", "/tags/{tag}/users/{user}")
    for path, name, values in (
        ("/tags/search", "GET /tags/search", {}),
        ("/tags/A%20b", "GET /tags/{tag}", {"tag": "A b"}),
        ("/tags/a/users/%C3%A9", "GET /tags/{tag}/users/{user}", {"tag": "a", "user": "é"}),
    ):
        found = table.find("GET", path)
        assert found is not None
        assert (found[0].name, found[1]) == (name, values)
    for method, path in (
        ("POST", "/tags/search"),
        ("GET", "/tags"),
        ("GET", "/tags/a/groups/b"),
        ("GET", "/tags//users/b"),
    ):
        assert table.find(method, path) is None


def test_an_encoded_slash_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        table_of("/tags/{tag}").find("GET", "/tags/a%2Fb")
    assert caught.value.status == 400


def test_a_route_registers_once() -> None:
    with pytest.raises(ValueError, match="registered twice: GET /tags"):
        table_of("/tags", "/tags")


def test_unknown_keys_know_numbered_families() -> None:
    table = Table()
    route("GET", "/a", fields=("id", "col{n}"), table=table)(lambda _: None)
    route("GET", "/b", table=table)(lambda _: None)
    known, free = table.routes
    assert known.unknown(["id", "col1", "col12", "col", "colx", "other"]) == ["col", "colx", "other"]
    assert free.unknown(["anything"]) == []


def test_a_call_without_a_user_has_no_caller() -> None:
    call = Call(
        cluster=simulator.Cluster(users=2, objects=2), state=seeded(users=2, objects=2), user=None, org=0
    )
    with pytest.raises(Refused):
        _ = call.caller
    assert repr(MISSING) == "MISSING"


def boundary(*parts: str) -> bytes:
    return "".join(f"--B\r\n{part}\r\n" for part in parts).encode() + b"--B--\r\n"


def part(disposition: str, content: str) -> str:
    return f"Content-Disposition: form-data; {disposition}\r\n\r\n{content}"


def test_bodies_of_every_kind() -> None:
    assert bodies.read_body(b"", "") == bodies.Parts()
    assert bodies.read_body(b'{"a":1}', "application/json; charset=utf-8").body == {"a": 1}
    assert bodies.read_body(b'{"a":1}', "application/merge-patch+json").body == {"a": 1}
    assert bodies.read_body(b"a=1&b=%C3%A9&c=", "application/x-www-form-urlencoded").form == {
        "a": "1",
        "b": "é",
        "c": "",
    }
    content = boundary(
        part('name="a"', "1"), part('name="f"; filename="x.csv"', "x,y"), part('name="a%20b"', "")
    )
    found = bodies.read_body(content, "multipart/form-data; boundary=B")
    assert (found.form, found.files) == ({"a": "1", "a b": ""}, {"f": b"x,y"})
    assert found.keys() == ["a", "a b", "f"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff", "application/x-www-form-urlencoded", 400),
        (b"a", "application/x-www-form-urlencoded", 400),
        (b"x", "text/plain", 415),
        (b"x", "", 415),
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=B", 400),
        (boundary(part("filename=x", "y")), "multipart/form-data; boundary=B", 400),
    ],
)
def test_broken_bodies(content: bytes, kind: str, status: int) -> None:
    with pytest.raises(Refused) as caught:
        bodies.read_body(content, kind)
    assert caught.value.status == status


def test_error_bodies_hold_json_in_a_string() -> None:
    refused = Refused(400, 13090, 'a "quoted" text')
    inner = {
        "code": 13090,
        "incident_id_guid": "i",
        "trace_id_guid": "t",
        "debug": json.dumps(['a "quoted" text', ""]),
    }
    assert bodies.error_body(refused, incident="i", trace="t", v1=False) == {
        "error": {"message": {"debug": inner}}
    }
    assert bodies.error_body(refused, incident="i", trace="t", v1=True) == {"type": None, **inner}


@pytest.mark.parametrize(
    ("text", "default", "value"),
    [
        (None, True, True),
        (None, False, False),
        ("true", False, True),
        ("TRUE ", False, True),
        ("1", True, False),
        (True, False, True),
    ],
)
def test_flags(text: Any, default: bool, value: bool) -> None:
    assert bodies.flag(text, default=default) is value


def test_headers_join() -> None:
    assert bodies.header_map([(b"A", b"1"), (b"a", b"2"), (b"B", b"3")]) == {"a": "1, 2", "b": "3"}


def test_window_gives_110_a_second_for_each_client() -> None:
    clock = Clock(0.0)
    window = Window(clock=clock)
    assert [window.admit("a") for _ in range(120)] == [True] * 110 + [False] * 10
    assert window.admit("b")
    clock.now = 0.999
    assert not window.admit("a")
    clock.now = 1.0
    assert window.admit("a")


def test_window_never_refuses_a_bucket_of_100_and_10() -> None:
    clock = Clock(0.0)
    window = Window(clock=clock)
    for _ in range(10):
        assert window.admit("a")
    for step in range(1_000):
        clock.now = step / 100
        assert window.admit("a")


def test_the_same_seed_is_the_same_cluster() -> None:
    first, second, third = (
        seeded(1, users=30, objects=30),
        seeded(1, users=30, objects=30),
        seeded(2, users=30, objects=30),
    )
    assert (first.users, first.metadata, first.groups) == (second.users, second.metadata, second.groups)
    assert first.users.keys() != third.users.keys()


def test_seeding_is_fast_and_whole() -> None:
    started = time.perf_counter()
    state = seeded()
    assert time.perf_counter() - started < 1  # 0.06 s on an idle machine
    assert (len(state.users), len(state.groups), len(state.orgs)) == (5_000, 50, 4)
    assert (len(state.roles), len(state.tags), len(state.metadata)) == (10, 20, 3_000)
    kinds = {record["type"] for record in state.metadata.values()}
    assert kinds == {"LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CONNECTION"}
    boards = [record for record in state.metadata.values() if record["type"] == "LIVEBOARD"]
    assert {len(board["visualizations"]) for board in boards} == {1, 2, 3, 4}
    assert len({user["name"] for user in state.users.values()}) == 5_000


def test_finding() -> None:
    state = seeded(users=5, objects=20)
    for find, records in (
        (state.find_group, state.groups),
        (state.find_role, state.roles),
        (state.find_tag, state.tags),
    ):
        record = next(iter(records.values()))
        assert find(record["id"]) is find(record["name"]) is record
        assert find("nothing") is None
    assert state.find_user("TSAdmin") is state.find_user("tsadmin")
    assert state.find_user("nobody") is None
    assert state.find_org("0") is state.find_org(0) is state.find_org("Primary") is state.orgs[0]
    assert state.find_org("7") is None
    source = state.find_metadata("Retail Sales", "LOGICAL_TABLE")
    assert source is not None
    assert state.find_metadata(source["id"]) is source
    assert state.find_metadata(source["id"], "LIVEBOARD") is None
    assert state.find_metadata("Retail Sales", "LIVEBOARD") is None
    source["obj_id"] = "retail-1"
    assert state.find_metadata("retail-1") is source


def test_members_and_privileges() -> None:
    state = seeded(users=20, objects=2)
    ana = state.find_user("ana")
    analysts = state.find_group("Analyst")
    assert ana is not None
    assert analysts is not None
    assert [user["name"] for user in state.members(analysts["id"])] == ["ana"]
    analysts["roles"] = [{"id": next(iter(state.roles)), "name": "x"}, {"id": "gone", "name": "y"}]
    ana["privileges"] = ["DEVELOPER"]
    ana["user_groups"].append({"id": "gone", "name": "gone"})
    mine = {"AUTHORING", "CAN_USE_SPOTTER", "DATADOWNLOADING", "USERDATAUPLOADING"}
    assert state.privileges(ana) == {"DEVELOPER", *mine}
    assert not state.is_admin(ana)


def test_headers_show_author_and_tags() -> None:
    state = seeded(users=5, objects=20)
    source = state.find_metadata("Retail Sales")
    assert source is not None
    header = state.header(source)
    assert (header["authorName"], header["authorDisplayName"]) == ("tsadmin", "Administrator")
    assert [tag["name"] for tag in header["tags"]] == ["Certified"]
    source["tag_ids"].append("gone")
    source["header"]["author"] = "gone"
    header = state.header(source)
    assert "authorName" not in header
    assert len(header["tags"]) == 1


def test_details_and_tml_of_every_type() -> None:
    state = seeded(users=5, objects=200)
    seen = set()
    for record in state.metadata.values():
        seen.add((record["type"], record["sub_type"]))
        detail = objects.detail(state, record)
        assert detail["header"]["id"] == record["id"]
        assert objects.detail(state, record)["type"] == detail["type"]
        document = objects.tml(state, record)
        assert document["guid"] == record["id"]
        assert document[objects.edoc_kind(record)]["name"] == record["name"]
        assert objects.tml(state, record) is document
    assert len(seen) == 8
    source = state.find_metadata("Retail Sales")
    assert source is not None
    types = {
        column["header"]["name"]: column["dataType"] for column in objects.detail(state, source)["columns"]
    }
    assert types["Order Date"] == "DATE"
    described = objects.new_object("g", "n", "LIVEBOARD", "a", 0, description="what it is")
    assert objects.tml(state, described)["liveboard"]["description"] == "what it is"


def test_bags_are_made_once() -> None:
    state = seeded(users=2, objects=2)
    state.bag("x", list[int]).append(1)
    assert state.bag("x", list[int]) == [1]


def test_lazy_names() -> None:
    assert callable(simulator.serve)
    assert callable(simulator.start)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = simulator.nothing


def test_the_plugin_loads_nothing_heavy() -> None:
    script = (
        "import sys, pytest, aiothoughtspot.simulator.plugin; heavy = {'numpy', 'uvicorn', 'pyarrow', 'reportlab', 'PIL', "
        "'starlette'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
