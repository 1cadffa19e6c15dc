"""What the tests of the v1 families share: typed clients of one small strict cluster, whose answers lose nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

import attrs
import httpx
import pytest
from simulator_support import Clock

import aiothoughtspot as ts
from aiothoughtspot._lenient import wire_name
from aiothoughtspot.simulator import Cluster, callers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from aiothoughtspot._response import Response

NOWHERE = "00000000-0000-4000-a000-00000000dead"


def lost(sent: Any, found: Any, at: str = "$") -> Iterator[str]:
    """The places where a value of an answer is not in what was decoded from it; a bare object may become a list of one."""
    if attrs.has(type(found)):
        yield from lost_in_model(sent, found, at)
    elif isinstance(found, list):
        items = sent if isinstance(sent, list) else [sent]
        if len(items) != len(found):
            yield f"{at}: {len(items)} items became {len(found)}"
        for place, (one, two) in enumerate(zip(items, found, strict=False)):
            yield from lost(one, two, f"{at}[{place}]")
    elif isinstance(found, dict):
        if sent.keys() != found.keys():
            yield f"{at}: {sorted(sent)} became {sorted(found)}"
        for key, value in found.items():
            yield from lost(sent.get(key), value, f"{at}.{key}")
    elif sent != found and sent != str(found):
        yield f"{at}: {sent!r} became {found!r}"


def lost_in_model(sent: dict[str, Any], found: Any, at: str) -> Iterator[str]:
    """What `lost` says about an answer that became a model: keys it has no field for are lost too."""
    names = {wire_name(field): field.name for field in attrs.fields(type(found))}
    for key, value in sent.items():
        if key not in names:
            yield f"{at}.{key} is in no field"
        else:
            yield from lost(value, getattr(found, names[key]), f"{at}.{key}")


class Typed:
    """One cluster, and clients of it by user name."""

    def __init__(self, **options: Any) -> None:
        small = {"rows": 10, "users": 12, "objects": 40, "rate_limit": False, "strict": True}
        self.clock = Clock()
        self.cluster = Cluster(**{**small, "clock": self.clock, **options})
        self.state = self.cluster.state
        self.answers: list[Response] = []
        self._clients: dict[tuple[str, int], ts.Client] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()
        assert [line for line in self.cluster.bad if "failed" in line] == []

    def client(self, user: str = "tsadmin", org: int = 0) -> ts.Client:
        """A client with a token of its own, which lives for long."""
        if (user, org) not in self._clients:
            record = self.state.find_user(user)
            assert record is not None
            token = callers.mint(self.cluster, record, org, 10_000_000)["token"]
            options = ts.Options(on_response=self.answers.append, rate=None, private_routes=True)
            transport = httpx.ASGITransport(self.cluster)
            self._clients[user, org] = ts.Client(
                "http://127.0.0.1", ts.BearerAuth(token), options=options, transport=transport
            )
        return self._clients[user, org]

    async def ask(
        self, function: Callable[..., Awaitable[Any]], *path: str, user: str = "tsadmin", **given: Any
    ) -> Any:
        """Call an endpoint function; nothing of a JSON answer may be lost in decoding."""
        value = await function(self.client(user), *path, **given)
        response = self.answers[-1]
        if response.body and not isinstance(value, bytes | str):
            problems = list(lost(json.loads(response.body), value))
            assert not problems, problems[:5]
        return value

    @property
    def status(self) -> int:
        """The status of the last answer."""
        return self.answers[-1].status

    @property
    def sent(self) -> Any:
        """The JSON of the last answer."""
        return json.loads(self.answers[-1].body)

    async def refused(
        self,
        status: int,
        function: Callable[..., Awaitable[Any]],
        *path: str,
        user: str = "tsadmin",
        **given: Any,
    ) -> ts.ThoughtSpotError:
        """Call an endpoint function that must be answered with this status."""
        with pytest.raises(ts.ThoughtSpotError) as caught:
            await function(self.client(user), *path, **given)
        assert self.status == status, (self.status, self.answers[-1].body)
        return caught.value

    async def raw(self, method: str, path: str, **parts: Any) -> httpx.Response:
        """Send anything from the host's root, as tsadmin, with what every v1 call has to send."""
        record = self.state.find_user("tsadmin")
        assert record is not None
        token = callers.mint(self.cluster, record, 0, 3600)["token"]
        headers = {"authorization": f"Bearer {token}", "x-requested-by": "tests", **parts.pop("headers", {})}
        transport = httpx.ASGITransport(self.cluster)
        async with httpx.AsyncClient(transport=transport, base_url="http://cluster") as http:
            return await http.request(method, path, headers=headers, **parts)

    def user(self, name: str) -> str:
        """The guid of a user."""
        found = self.state.find_user(name)
        assert found is not None
        return str(found["id"])

    def group(self, name: str) -> str:
        """The guid of a group."""
        found = self.state.find_group(name)
        assert found is not None
        return str(found["id"])

    def first(self, kind: str, sub_type: str = "") -> dict[str, Any]:
        """The first object of a type, the data source apart."""
        return next(
            item
            for item in self.state.metadata.values()
            if item["type"] == kind and item["name"] != "Retail Sales" and sub_type in {"", item["sub_type"]}
        )
