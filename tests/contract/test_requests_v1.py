"""Every v1 function, called with random arguments of its own signature, sends what the facts about v1 say.

Method, path, place, name, encoding and content type of each parameter; every parameter is sent at least once.
"""

import json
import random
import re
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
import yaml
from arguments import drawn
from official import REFERENCE, matches
from parts import parts_of

import aiothoughtspot as ts
from aiothoughtspot._request import Request

FACTS = REFERENCE / "v1-routes.yaml"
pytestmark = pytest.mark.skipif(not FACTS.is_file(), reason=f"there is no {FACTS}")
SHARES = (1.0, 0.0, 0.5, 0.2, 0.8)
ENOUGH = 60
FORM, MULTIPART, JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"
NUMBERED = re.compile(r"(col|op|val|param|paramVal|sortCol|asc)\d+")
# Filled by the user interface on its way through OAuth; the facts advise to leave it out.
NOT_OURS = {("create_connection", "state"), ("update_connection", "state")}
# Of the twin route for one type, a client is known to ask for connections too.
MORE = {("get_object_permissions", "type"): "DATA_SOURCE"}
# Headers of single chunks of a load: `call(headers=...)` takes them.
ABSENT_PLACES = {"header"}

TEXT = yaml.safe_load(FACTS.read_text("utf-8")) if FACTS.is_file() else {"routes": [], "enums": {}}
ROUTES: dict[str, Any] = {route["operation"]: route for route in TEXT["routes"]}


def test_both_sides_have_the_same_routes() -> None:
    assert {one.vendor for one in ts.operations("v1")} == set(ROUTES)
    private = {one.vendor for one in ts.operations("v1") if one.private}
    assert private == {name for name, route in ROUTES.items() if route["tier"] == "auxiliary"}


@pytest.mark.parametrize("operation", ts.operations("v1"), ids=lambda operation: operation.name)
async def test_random_calls_are_what_the_facts_say(operation: ts.Operation[Any]) -> None:
    route = ROUTES[operation.vendor]
    rng = random.Random(operation.name)
    wanted = {
        (one["in"], one["name"])
        for one in route["params"]
        if one["in"] not in ABSENT_PLACES and (operation.vendor, one["name"]) not in NOT_OURS
    }
    seen: set[tuple[str, str]] = set()
    for turn in range(ENOUGH):
        if turn >= len(SHARES) * 2 and wanted <= seen:
            break
        request = await drawn(operation, rng, SHARES[turn % len(SHARES)])
        sent = taken_apart(route, request)
        assert request.method == route["method"]
        assert set(sent) <= wanted
        for one in route["params"]:
            if (one["in"], one["name"]) in sent:
                value = sent[one["in"], one["name"]]
                assert value == MORE.get((operation.vendor, one["name"])) or is_written(one, value)
            else:
                assert one["required"] is not True or one["in"] in ABSENT_PLACES
        assert dict(request.headers)["Accept"] in accepted(route)
        assert route.get("headers", {}).items() <= dict(request.headers).items()
        seen |= set(sent)
    assert wanted - seen == set()


def taken_apart(route: Any, request: Request) -> dict[tuple[str, str], Any]:
    """What a request says, by place and name."""
    path, _, query = request.target.partition("?")
    template = route["base"] + route["path"]
    assert matches(template, path)
    names = re.findall(r"\{(\w+)\}", template)
    literal = re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(template))
    found = re.fullmatch(literal, path)
    assert found is not None
    sent: dict[tuple[str, str], Any] = {
        ("path", name): unquote(text) for name, text in zip(names, found.groups(), strict=True)
    }
    keys = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    assert all(route.get("runtime_families") for name, _ in keys if NUMBERED.fullmatch(name))
    sent |= {("query", name): text for name, text in keys if not NUMBERED.fullmatch(name)}
    media = dict(request.headers).get("Content-Type", "").partition(";")[0]
    assert media in media_types(route)
    if media == FORM:
        sent |= {
            ("form", name): text for name, text in parse_qsl(request.content.decode(), keep_blank_values=True)
        }
    elif media == MULTIPART:
        sent |= {("multipart", name): content.decode() for name, content in parts_of(request).items()}
    elif media == JSON:
        sent |= {("json", name): value for name, value in json.loads(request.content).items()}
    return sent


def media_types(route: Any) -> set[str]:
    """The content types that a route takes; "" for no body."""
    declared = route["request_content_type"]
    return {"" if declared == "none" else declared, *route.get("content_type_when", {}).values()}


def accepted(route: Any) -> set[str]:
    """What an answer may be asked for as: what the facts say, or else what they say the answer is."""
    return (
        {route["accept"]}
        if "accept" in route
        else {JSON, *(one.get("content_type") for one in route["success"])}
    )


def values_of(param: Any) -> set[str]:
    """The values of an enum: those of its list, those on other pages, and those that a note names."""
    name = param.get("enum_ref", "")
    named = re.findall(r"[A-Z_]{4,}", param.get("note", ""))
    return {
        *param.get("enum", ()),
        *TEXT["enums"].get(name, ()),
        *TEXT["enums"].get(f"{name}_other", ()),
        *named,
    }


def is_open(param: Any) -> bool:
    """Whether the facts say that there are more values."""
    return "open enum" in str(TEXT["enums"].get(f"{param.get('enum_ref')}_note", ""))


def is_written(param: Any, value: Any) -> bool:
    """Whether a value is written as its type wants it."""
    kind = param["type"]
    if kind in {"integer", "epoch_ms"}:
        return isinstance(json.loads(str(value)), int)
    if kind == "json-string":
        return json.loads(value) is not None
    if kind == "enum":
        return is_open(param) or value in values_of(param)
    wanted = {"boolean": {"true", "false", True, False}}.get(kind)
    return value in wanted if wanted else isinstance(value, dict if kind == "object" else str)
