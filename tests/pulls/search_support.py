"""A cluster of one table whose data answers a test writes itself."""

import json
from collections.abc import Callable
from typing import Any

import attrs
import httpx

import aiothoughtspot as ts

Rows = Callable[[dict[str, Any]], Any]


@attrs.define
class Scripted:
    """`rows` is given a data request's body and returns rows, or a status."""

    names: list[str]
    rows: Rows
    types: dict[str, str] = attrs.field(factory=dict)
    asked: list[dict[str, Any]] = attrs.field(factory=list)

    def client(self, **options: Any) -> ts.Client:
        settings = ts.Options(rate=None, retry=ts.NO_RETRY, **options)
        transport = httpx.MockTransport(self._answer)
        return ts.Client("http://127.0.0.1:1", ts.BearerAuth("t"), options=settings, transport=transport)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.rpartition("2.0/")[2]
        if path == "system":
            return httpx.Response(200, json={"time_zone": "UTC"})
        body = json.loads(request.content)
        if path == "metadata/search":
            columns = [{"header": {"name": name}, "dataType": kind} for name, kind in self.types.items()]
            return httpx.Response(200, json=[{"metadata_detail": {"columns": columns}}])
        if path == "metadata/tml/export":
            return httpx.Response(403, json={})
        self.asked.append(body)
        found = self.rows(body)
        if isinstance(found, int):
            return httpx.Response(found, json={"error": {"message": "no"}})
        return httpx.Response(200, json={"contents": [{"column_names": self.names, "data_rows": found}]})


def sliced(rows: list[Any], *, cap: int | None = None, until: int | None = None) -> Rows:
    """A table that gives at most `cap` rows per call, and none from the offset `until` on; keys are the first cells."""

    def answer(body: dict[str, Any]) -> Any:
        start, size = body["record_offset"], body["record_size"]
        window = body.get("runtime_filter")
        chosen = rows if window is None else [row for row in rows if row[0] > window["val1"][0]]
        if window is None and until is not None:
            chosen = chosen[:until]
        return chosen[start : start + min(size, cap or size)]

    return answer
