"""Any v2 route by method, path and kind of body, its answer held to the published document; for routes that are not all JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import jsonschema
from families_support import V2, Api, schemas

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = "application/json"


class Rest(Api):
    """An `Api` that also speaks GET, PUT, DELETE and multipart, and gives back files."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if schemas():
            # Published as an object, sent as a number.
            message = schemas()["components"]["schemas"]["ConversationMessage"]["properties"]
            message["timestamp_in_millis"] = {"type": "number"}

    async def call(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        method: str = "POST",
        parts: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        user: str = "tsadmin",
        org: int = 0,
        expect: int = 200,
    ) -> Any:
        """Send a request; JSON answers decoded, files as bytes, refusals as the status's (code, debug) where they have one.

        `parts` are multipart parts: texts, or (file name, bytes) for files.
        """
        signed = {"authorization": f"Bearer {await self.token(user, org)}", **(headers or {})}
        kinds: dict[str, Any] = {} if method in {"GET", "DELETE"} else {"json": dict(body or {})}
        if parts is not None:
            files = {name: part if isinstance(part, tuple) else (None, part) for name, part in parts.items()}
            kinds = {"files": files}
        answer = await self._http.request(method, V2 + path, params=query, headers=signed, **kinds)
        assert answer.status_code == expect, (answer.status_code, answer.text)
        found: Any = answer.content or None
        if answer.headers.get("content-type") == JSON:
            found = answer.json()
        if expect < 300:
            self._fits(method, path, expect, found)
            return found
        if "error" not in found:
            return found
        inner = found["error"]["message"]["debug"]
        return inner["code"], inner["debug"]

    def _fits(self, method: str, path: str, status: int, found: Any) -> None:
        if not schemas():
            return
        # Longer templates last: those with parameters also match paths without.
        template = next(
            item
            for item in sorted(schemas()["paths"], key=lambda item: item.count("{"))
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", item), V2 + path)
        )
        declared = schemas()["paths"][template][method.lower()]["responses"][str(status)].get("content")
        assert bool(declared) is (found is not None), template
        if declared and JSON in declared and not isinstance(found, bytes):
            schema = {**declared[JSON]["schema"], "components": schemas()["components"]}
            jsonschema.validate(found, schema)
        self.validated.add(template)
