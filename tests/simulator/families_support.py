"""What the tests of the object families share: a plain httpx client of one small cluster, and the published schemas."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import httpx
import jsonschema

from aiothoughtspot.simulator import Cluster

if TYPE_CHECKING:
    from collections.abc import Mapping

SPEC = Path(__file__).parents[2].parent / "shared" / "reference" / "openapi-v2.json"
V1 = "/callosum/v1/tspublic/v1/"
V2 = "/api/rest/2.0/"
ACME = 1_700_000_401


class Clock:
    """A clock that stands until it is moved; seconds since 1970."""

    def __init__(self, now: float = 1_760_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@cache
def schemas() -> dict[str, Any]:
    """The published document, its nullable schemas in the words of JSON Schema; empty when it is not there."""
    if not SPEC.exists():
        return {}
    document: dict[str, Any] = _translated(json.loads(SPEC.read_text()))
    # Published as an object, sent as a list.
    document["components"]["schemas"]["User"]["properties"]["incomplete_details"] = {"type": "array"}
    return document


def _translated(node: Any) -> Any:
    if isinstance(node, list):
        return [_translated(item) for item in node]
    if not isinstance(node, dict):
        return node
    out = {key: _translated(value) for key, value in node.items()}
    if out.get("nullable") is True:
        del out["nullable"]
        return {"anyOf": [out, {"type": "null"}]}
    return out


def template_of(path: str) -> str:
    """The path of the published document that a request path belongs to."""
    paths = schemas()["paths"]
    return next(str(item) for item in paths if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", item), V2 + path))


class Api:
    """One cluster and a client for it that logs in as needed. Every v2 answer is held to the published schema."""

    def __init__(self, **options: Any) -> None:
        small = {"rows": 10, "users": 60, "objects": 220, "rate_limit": False}
        self.clock = Clock()
        self.cluster = Cluster(**{**small, "clock": self.clock, **options})
        self.state = self.cluster.state
        self.validated: set[str] = set()
        self._tokens: dict[tuple[str, int], str] = {}
        self._http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.cluster), base_url="http://cluster"
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()
        assert list(self.cluster.bad) == [], "a handler failed"

    async def token(self, user: str, org: int) -> str:
        """A bearer token of a seeded user, minted once."""
        if (user, org) not in self._tokens:
            body = {"username": user, "password": "secret", "org_id": org, "validity_time_in_sec": 10_000_000}
            answer = await self._http.post(V2 + "auth/token/full", json=body)
            assert answer.status_code == 200, answer.text
            self._tokens[user, org] = answer.json()["token"]
        return self._tokens[user, org]

    def forget(self) -> None:
        """Log in anew at the next call."""
        self._tokens.clear()

    async def v2(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        user: str = "tsadmin",
        org: int = 0,
        expect: int | None = None,
    ) -> Any:
        """POST a v2 route and give back its decoded answer (None for an empty one)."""
        headers = {"authorization": f"Bearer {await self.token(user, org)}"}
        answer = await self._http.post(V2 + path, json=dict(body or {}), headers=headers)
        if expect is not None or answer.status_code >= 300:
            assert answer.status_code == expect, (answer.status_code, answer.text)
            if answer.status_code >= 300:
                return _error(answer.json()["error"]["message"]["debug"])
        if schemas():
            self._validate(path, answer)
        return answer.json() if answer.content else None

    def _validate(self, path: str, answer: httpx.Response) -> None:
        template = template_of(path)
        declared = schemas()["paths"][template]["post"]["responses"]
        assert str(answer.status_code) in declared, f"{template} declares no {answer.status_code}"
        content = declared[str(answer.status_code)].get("content")
        assert bool(content) is bool(answer.content), template
        if content:
            schema = {**content["application/json"]["schema"], "components": schemas()["components"]}
            jsonschema.validate(answer.json(), schema)
        self.validated.add(template)

    async def v1(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        form: Mapping[str, Any] | None = None,
        parts: Mapping[str, Any] | None = None,
        user: str = "tsadmin",
        expect: int = 200,
    ) -> Any:
        """Call a v1 route with query, urlencoded form or multipart parts; booleans and JSON are the caller's to write."""
        headers = {"authorization": f"Bearer {await self.token(user, 0)}", "x-requested-by": "tests"}
        answer = await self._http.request(
            method, V1 + path, params=query, data=form, files=parts, headers=headers
        )
        assert answer.status_code == expect, (answer.status_code, answer.text)
        if expect >= 400:
            return _error(answer.json())
        if not answer.content:
            return None
        return answer.text if answer.headers["content-type"].startswith("text/plain") else answer.json()

    async def send(self, method: str, path: str, **parts: Any) -> int:
        """Send anything to a path from the host's root; the status. A caller who was logged out logs in again."""
        headers = {"authorization": f"Bearer {await self.token('tsadmin', 0)}", "x-requested-by": "tests"}
        answer = await self._http.request(method, path, headers=headers, **parts)
        if answer.status_code == 401:
            self.forget()
        return answer.status_code


def _error(body: dict[str, Any]) -> tuple[int, str]:
    return body["code"], body["debug"]
