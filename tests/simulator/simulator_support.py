"""A clock to move by hand, a small cluster, and the vendor's document to hold answers against."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from aiothoughtspot.simulator import callers
from aiothoughtspot.simulator.cluster import Cluster

V1 = "/callosum/v1/tspublic/v1"
V2 = "/api/rest/2.0"
DOCUMENT = Path(__file__).parents[3] / "shared" / "reference" / "openapi-v2.json"


class Clock:
    """Seconds since 1970 that pass only when told."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def make_cluster(**options: Any) -> Cluster:
    return Cluster(**{"rows": 2_000, "users": 40, "objects": 60, "rate_limit": False, **options})


@cache
def document() -> dict[str, Any]:
    if not DOCUMENT.exists():
        pytest.skip("the vendor's document, ../shared/reference/openapi-v2.json, is not here")
    loaded: dict[str, Any] = json.loads(DOCUMENT.read_text())
    # Two fields of a user that real answers show otherwise than the document says: a list, and null.
    user = loaded["components"]["schemas"]["User"]["properties"]
    user["incomplete_details"] = {"type": "array"}
    user["home_liveboard"] = {**user["home_liveboard"], "nullable": True}
    return loaded


def fits(method: str, path: str, status: int, value: Any) -> None:
    """Hold a JSON answer against the vendor's schema of it."""
    answer = document()["paths"][path][method.lower()]["responses"][str(status)]
    schema = answer["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator(resolved(schema)).validate(value)


def resolved(schema: Any) -> Any:
    """The schema with its references filled in and OpenAPI's `nullable` as JSON schema knows it."""
    if isinstance(schema, list):
        return [resolved(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        made = resolved(document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        return {"anyOf": [made, {"type": "null"}]} if schema.get("nullable") else made
    made = {
        key: resolved(value) for key, value in schema.items() if key not in {"nullable", "format", "example"}
    }
    return {"anyOf": [made, {"type": "null"}]} if schema.get("nullable") else made


def code_of(answer: Any) -> int:
    """The vendor code of an error answer, v2 or v1."""
    body = answer.json()
    inner = body["error"]["message"]["debug"] if "error" in body else body
    assert isinstance(json.loads(inner["debug"]), list)
    code: int = inner["code"]
    return code


def signed_in(cluster: Cluster, username: str) -> httpx.AsyncClient:
    user = cluster.state.find_user(username)
    assert user is not None
    token = callers.mint(cluster, user, 0, 3600)["token"]
    cluster.mints = 0
    headers = {"Authorization": f"Bearer {token}", "X-Requested-By": "tests"}
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(cluster), base_url="http://cluster", headers=headers
    )
