"""What is asked of the cluster, once: its release, its time zone, and the column types of a data source."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeVar

from aiothoughtspot._codec import lenient
from aiothoughtspot._releases import number
from aiothoughtspot._response import Response
from aiothoughtspot.dates import DateError, Dates
from aiothoughtspot.errors import ApiError, DecodeError

T = TypeVar("T")
SOURCE_KEYS = ("logical_table_identifier", "data_source_guid")


class Asker(Protocol):
    """What is needed of a client."""

    @property
    def known(self) -> dict[Any, Any]:
        """What has been asked already."""
        ...

    async def call(self, operation: str, *, body: Any = ..., decode: Any) -> Response:
        """Send an operation by name."""
        ...


def source_of(body: Any, query: Mapping[str, Any]) -> str | None:
    """The data source that a call names, if it does."""
    given = {**query, **(body if isinstance(body, Mapping) else {})}
    return next((str(given[key]) for key in SOURCE_KEYS if given.get(key)), None)


async def resolve(client: Any, dates: Dates, source: str | None) -> Dates:
    """Fill in what a `Dates` leaves to the cluster; each question is asked once per client."""
    if dates.needs_zone:
        try:
            dates = dates.with_zone(await zone(client))
        except DateError as error:
            raise DecodeError(f"the cluster's own time zone cannot be used: {error}") from None
    if dates.needs_columns:
        dates = dates.with_columns(await columns(client, source) if source else {})
    return dates


async def zone(client: Asker) -> str:
    """The cluster's time zone, an IANA name; UTC if the cluster does not say."""

    async def ask() -> str:
        info = _json(await client.call("v2.system.info", decode=False))
        return str(_entry(info, "time_zone") or "UTC")

    return await _once(client, "zone", ask)


async def release(client: Asker) -> str | None:
    """The cluster's release, such as "26.8.0.cl"; None if it does not say, or not to this caller."""
    try:
        found = _entry(_json(await client.call("v2.system.info", decode=False)), "release_version")
    except ApiError:
        return None
    return found if isinstance(found, str) and number(found) is not None else None


async def columns(client: Asker, source: str) -> dict[str, str]:
    """The columns of a data source and their types, such as {"Order Date": "DATE"}."""
    table = {"identifier": source, "type": "LOGICAL_TABLE"}
    body = {"metadata": [table], "include_details": True, "record_size": 1}

    async def ask() -> dict[str, str]:
        return columns_of(_json(await client.call("v2.metadata.search", body=body, decode=False)))

    return await _once(client, ("columns", source), ask)


async def _once(client: Asker, key: Any, ask: Callable[[], Awaitable[T]]) -> T:
    """Ask if nobody has; others wait for the answer, and ask themselves if it does not come."""
    if key not in client.known:
        async with client.known.setdefault(("asking", key), asyncio.Lock()):
            if key not in client.known:
                client.known[key] = await ask()
    found: T = client.known[key]
    return found


def columns_of(answer: Any) -> dict[str, str]:
    """Read column names and types out of a metadata answer with details."""
    found: dict[str, str] = {}
    for item in answer if isinstance(answer, list) else [answer]:
        listed = _entry(_entry(item, "metadata_detail"), "columns")
        for column in listed if isinstance(listed, list) else []:
            name, kind = _entry(_entry(column, "header"), "name"), _entry(column, "dataType")
            if isinstance(name, str) and isinstance(kind, str):
                found[name] = kind
    return found


def _entry(value: Any, key: str) -> Any:
    """An object's entry; None where there is no object."""
    return value.get(key) if isinstance(value, dict) else None


def _json(response: Response) -> Any:
    return lenient(Any, response.body)
