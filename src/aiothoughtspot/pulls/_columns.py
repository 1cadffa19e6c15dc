"""Which types the columns of a saved answer or liveboard have: those of the tables that its TML names."""

import json
from collections.abc import Iterator
from typing import Any

from aiothoughtspot import _sources
from aiothoughtspot.client import Client
from aiothoughtspot.errors import ApiError


async def columns(client: Client, saved: str) -> dict[str, str]:
    """The column types of an object's tables, such as {"Order Date": "DATE"}; nothing if its TML may not be read.

    A name that has two types in two tables is left out.
    """
    body = {"metadata": [{"identifier": saved}], "edoc_format": "JSON"}
    try:
        exported = await client.call("v2.metadata.export_tml", body=body, decode=False)
        tables = dict.fromkeys(_tables(_documents(exported.body)))
        found = [await _sources.columns(client, table) for table in tables]
    except ApiError:
        return {}
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
