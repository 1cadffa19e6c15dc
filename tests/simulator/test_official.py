"""Every v2 operation, called through the client on the cluster, answers as the vendor's document says; samples show no less."""

from __future__ import annotations

import asyncio
import json
import re
from functools import cache
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import attrs
import httpx
import pytest
from jsonschema import Draft202012Validator
from official_cases import CASES, COMMON, PREPARED
from simulator_support import Clock, make_cluster

import aiothoughtspot as ts
from aiothoughtspot import _codec
from aiothoughtspot._lenient import wire_name
from aiothoughtspot.simulator import callers, catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiothoughtspot.simulator.cluster import Cluster

SHARED = Path(__file__).parents[3] / "shared"
DOCUMENT = SHARED / "reference" / "openapi-v2.json"
pytestmark = pytest.mark.skipif(not DOCUMENT.is_file(), reason=f"the vendor's document is not at {DOCUMENT}")

OPERATIONS = {found.name.removeprefix("v2."): found for found in ts.operations("v2") if found.removed is None}

# Where the observed server answers otherwise than the document says; by schema of the document, with the reason.
ANOTHER_TYPE: dict[str, dict[str, Any]] = {
    # Lists in the samples, objects in the document.
    "User": {"incomplete_details": {"type": "array"}},
    "PermissionOfMetadataResponse": {"metadata_permission_details": {"type": "array"}},
    "PermissionOfPrincipalsResponse": {"principal_permission_details": {"type": "array"}},
    "ObjectPrivilegesOfMetadataResponse": {"metadata_object_privileges": {"type": "array"}},
    # Rows in the format COMPACT are lists, in FULL objects.
    "AnswerContent": {"data_rows": {"type": "array"}},
    "LiveboardContent": {"data_rows": {"type": "array"}},
}
# Times that the document calls objects; numbers in every sample.
TIMES = re.compile(r".*_time_in_millis|timestamp_in_millis")
# Answers of another kind than the document's JSON, as observed.
ANOTHER_KIND = {
    "ai.send_streaming": "text/event-stream",
    "ai.send_streaming_old": "text/event-stream",
}
# Keys that neither the catalog nor a sample shows.
ANOTHER_KEY = {
    # Which document of the request an item is about: clients pass over what they do not know.
    "metadata.import_tml": {"[].request_index"},
}


@cache
def document() -> dict[str, Any]:
    """The document in the words of JSON schema, with the differences above."""
    whole: dict[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))
    schemas = whole["components"]["schemas"]
    for name, changes in ANOTHER_TYPE.items():
        schemas[name]["properties"].update(changes)
    for schema in schemas.values():
        for name, item in schema.get("properties", {}).items():
            if TIMES.fullmatch(name) and item.get("type") == "object":
                item["type"] = "number"
    made: dict[str, Any] = translated(whole)
    return made


def translated(node: Any) -> Any:
    """`nullable` said as a choice."""
    if isinstance(node, list):
        return [translated(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: translated(item) for key, item in node.items() if key not in {"nullable", "example"}}
    return {"anyOf": [made, {"type": "null"}]} if node.get("nullable") is True else made


@attrs.frozen
class Heard:
    """An answer: status, media type, body."""

    status: int
    media: str
    body: bytes


@cache
def answers() -> dict[str, Heard | Exception]:
    """The answer of every operation: first those that make something, then each of the others on the same state."""
    return asyncio.run(_ask())


async def _ask() -> dict[str, Heard | Exception]:
    cluster = make_cluster(clock=Clock(1_790_000_000.0), users=20, objects=40)
    admin = cluster.state.find_user("tsadmin")
    assert admin is not None
    token = callers.mint(cluster, admin, 0, 36_000)["token"]
    options = ts.Options(rate=None, retry=ts.NO_RETRY)
    heard: dict[str, Heard | Exception] = {}
    async with ts.Client(
        "https://acme.example",
        ts.BearerAuth(token),
        options=options,
        transport=httpx.ASGITransport(cluster),
    ) as client:
        for name, arguments in PREPARED.items():
            heard[name] = await _call(client, name, arguments, ids(cluster, heard))
        known = ids(cluster, heard)
        before = cluster.snapshot()
        for name, found in OPERATIONS.items():
            if name not in PREPARED:
                cluster.restore(before)
                needed = [
                    param.name
                    for place in (found.path_params, found.query, found.body, found.parts)
                    for param in place or ()
                    if param.required
                ]
                common = {key: COMMON[key] for key in needed if key in COMMON}
                heard[name] = await _call(client, name, {**common, **CASES.get(name, {})}, known)
    heard["unknown keys"] = Heard(0, "", repr(list(cluster.unknown_keys)).encode())
    heard["bad requests"] = Heard(0, "", repr(list(cluster.bad)).encode())
    return heard


async def _call(
    client: ts.Client, name: str, arguments: dict[str, Any], known: dict[str, Any]
) -> Heard | Exception:
    found = OPERATIONS[name]
    flags = {
        param.name: True
        for param in (*found.query, *(found.body or ()))
        if param.type is bool and param.name.startswith(("include_", "show_"))
    }
    given = {**flags, **named(arguments, known)}
    places = {"path": found.path_params, "query": found.query, "body": found.body, "form": found.parts}
    split = {
        place: {param.name: given[param.name] for param in params or () if param.name in given}
        for place, params in places.items()
    }
    body = None if found.body is None else split["body"]
    try:
        answer = await client.call(
            found, path=split["path"], query=split["query"], body=body, form=split["form"], decode=False
        )
    except ts.ThoughtSpotError as error:
        return error
    return Heard(answer.status, (answer.header("content-type") or "").partition(";")[0], answer.body)


def named(value: Any, known: dict[str, Any]) -> Any:
    """The value with every `$name` in it replaced."""
    if isinstance(value, dict):
        return {key: named(item, known) for key, item in value.items()}
    if isinstance(value, list):
        return [named(item, known) for item in value]
    return known.get(value[1:], value) if isinstance(value, str) and value.startswith("$") else value


def ids(cluster: Cluster, heard: dict[str, Heard | Exception]) -> dict[str, Any]:
    """What `$name` may stand for."""
    first = {
        kind: next(item["id"] for item in cluster.state.metadata.values() if item["type"] == kind)
        for kind in ("LIVEBOARD", "ANSWER")
    }
    table = cluster.state.find_metadata("Retail Sales", "LOGICAL_TABLE")
    known: dict[str, Any] = {
        "board": first["LIVEBOARD"],
        "answer": first["ANSWER"],
        "table": (table or {})["id"],
        "token": next(iter(cluster.state.tokens)),
    }
    for name, answer in heard.items():
        if isinstance(answer, Heard) and answer.media == "application/json":
            known.update(paths(json.loads(answer.body), name))
    link = str(known.get("users.deactivate.activation_link", ""))
    answers_of_agent = (item for key, item in known.items() if key.endswith(".answer_id"))
    return {**known, "activation": link.rpartition("=")[2], "agent_answer": next(answers_of_agent, "")}


def paths(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, f"{at}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from paths(item, f"{at}.{number}")
    else:
        yield at, value


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_answer_is_as_published(name: str) -> None:
    heard, found = answers()[name], OPERATIONS[name]
    if isinstance(heard, Exception):
        raise heard
    published = document()["paths"][found.path][found.method.lower()]["responses"]
    assert str(heard.status) in published
    content = published[str(heard.status)].get("content", {})
    if not content:
        assert heard.body == b""
        return
    assert heard.body
    if name in ANOTHER_KIND:
        assert heard.media == ANOTHER_KIND[name]
        return
    if "application/json" in content:
        assert heard.media == "application/json"
        schema = {**content["application/json"]["schema"], "components": document()["components"]}
        errors = Draft202012Validator(schema).iter_errors(json.loads(heard.body))
        assert [f"{error.json_path}: {error.message[:150]}" for error in errors] == []
    _codec.decode(found, heard.body)


@pytest.mark.parametrize("name", [name for name, found in OPERATIONS.items() if found.stream is None])
def test_the_answer_has_no_key_that_nobody_knows(name: str) -> None:
    heard, found = answers()[name], OPERATIONS[name]
    assert isinstance(heard, Heard)
    if heard.body and found.returns is not None:
        unknown = set(strange(json.loads(heard.body), found.returns)) - sampled(found)
        assert unknown == ANOTHER_KEY.get(name, set())


def strange(value: Any, tp: Any, at: str = "") -> Iterator[str]:
    """The places of keys that a type does not name. Of what is untyped nothing is known."""
    for member in get_args(tp) if get_origin(tp) in {Union, UnionType} else (tp,):
        kind = get_origin(member) or member
        if isinstance(value, dict) and attrs.has(kind):
            fields = {wire_name(field): field.type for field in attrs.fields(kind)}
            for key, item in value.items():
                if key in fields:
                    yield from strange(item, fields[key], f"{at}.{key}")
                else:
                    yield f"{at}.{key}"
        elif isinstance(value, dict) and kind is dict:
            for item in value.values():
                yield from strange(item, get_args(member)[1], f"{at}.*")
        elif isinstance(value, list) and isinstance(kind, type) and issubclass(kind, list):
            for item in value:
                yield from strange(item, get_args(member)[0], f"{at}[]")


@cache
def samples() -> dict[str, list[Path]]:
    """The files of real and documented answers by the shape of their route."""
    found: dict[str, list[Path]] = {}
    for line in (SHARED / "payloads" / "index.tsv").read_text("utf-8").splitlines()[1:]:
        file, route = line.split("\t")[:2]
        if file.endswith(".json"):
            found.setdefault(catalog.shape(route), []).append(SHARED / "payloads" / file)
    return found


def sampled(found: ts.Operation[Any]) -> set[str]:
    """The places of all keys that samples of the operation show."""
    files = samples().get(catalog.shape(f"{found.method} {found.path}"), [])
    return {place for file in files for place in keys(json.loads(file.read_text("utf-8")))}


def keys(value: Any, at: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{at}.{key}"
            yield from keys(item, f"{at}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from keys(item, f"{at}[]")


def test_nothing_was_unknown_or_bad() -> None:
    assert [answers()[name] for name in ("unknown keys", "bad requests")] == [Heard(0, "", b"[]")] * 2
