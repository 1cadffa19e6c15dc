"""A cluster that shows each token its own rows, and pulls by tokens."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from search_support import sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls

ROWS = 55


def security(
    failing_at: int, seen: list[int], users: dict[str, Any] | int
) -> Callable[[httpx.Request], httpx.Response]:
    """A cluster that shows each token its own rows; `users` has the users of tokens, or the status instead of them."""

    def answer(request: httpx.Request) -> httpx.Response:
        who = request.headers["authorization"]
        if request.url.path.endswith("/auth/session/user"):
            if isinstance(users, int):
                return httpx.Response(users, json=[])
            return httpx.Response(200, json=users[who.removeprefix("Bearer ")])
        if not request.url.path.endswith("/searchdata"):
            return httpx.Response(200, json=[])
        body = json.loads(request.content)
        seen.append(body["record_offset"])
        if body["record_offset"] >= failing_at:
            return httpx.Response(500, json={})
        # Rows are the user's, whichever of the user's tokens asks.
        rows = sliced([[number, who[: len("Bearer A")]] for number in range(ROWS)])(body)
        return httpx.Response(200, json={"contents": [{"column_names": ["k", "v"], "data_rows": rows}]})

    return answer


async def pull_as(
    token: Any, to: Path | pulls.File, users: dict[str, Any] | int, failing_at: int = 1_000, **more: Any
) -> list[int]:
    """The offsets that were asked for."""
    seen: list[int] = []
    transport = httpx.MockTransport(security(failing_at, seen, users))
    options = ts.Options(rate=None, retry=ts.NO_RETRY)
    client = ts.Client("https://h.example", ts.BearerAuth(token), options=options, transport=transport)
    settings = {"key": "k", "page_size": 10, "window": 1, "dates": ts.Dates.raw(), **more}
    async with client:
        try:
            await pulls.search(client, "[k]", "s", to=to, **settings)
        except ts.ServerError:
            assert failing_at < ROWS
    return seen


def a_user(name: str, org: int = 0) -> dict[str, Any]:
    return {"id": name, "name": name, "current_org": {"id": org, "name": "o"}}


USERS = {
    "A": a_user("ana"),
    "A2": a_user("ana"),
    "A9": a_user("ana", 9),
    "B": a_user("ben"),
    "C": {"id": None},
}
