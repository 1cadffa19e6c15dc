"""What is asked of the cluster, once: its release, its time zone, and the column types of a data source."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, Literal, Protocol, TypeVar

from aiothoughtspot._codec import lenient
from aiothoughtspot._releases import number
from aiothoughtspot._response import Response
from aiothoughtspot.dates import DateError, Dates
from aiothoughtspot.errors import ApiError, DecodeError

T = TypeVar("T")
# What a data call names: a table or model, or a saved answer or liveboard that stands on some.
TABLE_KEYS = ("logical_table_identifier", "data_source_guid")
SAVED_KEYS = ("metadata_identifier", "id")
# Who says which zone the cluster reads dates in, and how.
ZONE_KEYS = (("v2.system.info", "time_zone"), ("v1.session.info", "timezone"))
# Which of the two, and its name or GUID.
Source = tuple[Literal["table", "saved"], str]


class Asker(Protocol):
    """What is needed of a client."""

    @property
    def known(self) -> dict[Any, Any]:
        """What has been asked already."""
        ...

    async def call(self, operation: str, *, body: Any = ..., decode: Any) -> Response:
        """Send an operation by name."""
        ...


def source_of(body: Any, query: Mapping[str, Any]) -> Source | None:
    """What a data call reads, if it says so."""
    given = {**query, **(body if isinstance(body, Mapping) else {})}
    tables = [str(given[key]) for key in TABLE_KEYS if given.get(key)]
    saved = [str(given[key]) for key in SAVED_KEYS if given.get(key)]
    return ("table", tables[0]) if tables else ("saved", saved[0]) if saved else None


async def resolve(client: Any, dates: Dates, source: Source | None) -> Dates:
    """Fill in what a `Dates` leaves to the cluster; each question is asked once per client."""
    if dates.needs_zone:
        try:
            dates = dates.with_zone(await zone(client))
        except DateError as error:
            raise DecodeError(f"the cluster's own time zone cannot be used: {error}") from None
    if dates.needs_columns:
        kind, name = source or ("table", "")
        found = columns if kind == "table" else saved_columns
        dates = dates.with_columns(await found(client, name) if name else {})
    return dates


async def zone(client: Asker) -> str:
    """The cluster's time zone, an IANA name; UTC if the cluster does not say.

    Not everybody may read the system's answer; the session's is there for all.  Raises `ApiError` if both are refused.
    """

    async def ask() -> str:
        refusal: ApiError | None = None
        for operation, key in ZONE_KEYS:
            try:
                found = _entry(_json(await client.call(operation, decode=False)), key)
            except ApiError as error:
                refusal = error
                continue
            if found:
                return str(found)
        if refusal is not None:
            advice = (
                "the cluster's time zone is not to be had: name it, as in Dates.by_source('Europe/Berlin')"
            )
            refusal.args = (f"{refusal.message}; {advice}",)
            raise refusal
        return "UTC"

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


async def saved_columns(client: Asker, saved: str) -> dict[str, str]:
    """The column types of the tables that an answer or liveboard names in its TML; nothing if that may not be read.

    A name that has two types in two tables is left out.
    """
    body = {"metadata": [{"identifier": saved}], "edoc_format": "JSON"}

    async def ask() -> dict[str, str]:
        try:
            exported = await client.call("v2.metadata.export_tml", body=body, decode=False)
            tables = dict.fromkeys(_tables(_documents(exported.body)))
            return _agreed([await columns(client, table) for table in tables])
        except ApiError:
            return {}

    return await _once(client, ("saved", saved), ask)


def _agreed(found: list[dict[str, str]]) -> dict[str, str]:
    types: dict[str, str] = {}
    for name, kind in (pair for one in found for pair in one.items()):
        types[name] = kind if types.get(name, kind) == kind else ""
    return {name: kind for name, kind in types.items() if kind}


def _documents(body: bytes) -> list[Any]:
    """The TML documents in an export's answer; they are JSON in a text."""
    try:
        return [json.loads(item["edoc"]) for item in json.loads(body) if item.get("edoc")]
    except (ValueError, TypeError, AttributeError):
        return []


def _tables(document: Any) -> Iterator[str]:
    """The tables named anywhere in a document, by their GUID where there is one."""
    if isinstance(document, list):
        for one in document:
            yield from _tables(one)
    elif isinstance(document, dict):
        for one in document.get("tables") or ():
            if isinstance(one, dict) and (name := one.get("fqn") or one.get("name")):
                yield str(name)
        for value in document.values():
            yield from _tables(value)


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
