"""TML of many objects into files, batch by batch."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.pulls._batches import Failure, halving
from aiothoughtspot.pulls._bulk import named
from aiothoughtspot.pulls._zip import safe_name

# Objects in a call: more run into gateways' timeouts.
BATCH = 100
# More calls at a time weigh on the server's metadata store.
WINDOW = 4
ENDINGS = {"YAML": ".tml", "JSON": ".json"}


@attrs.frozen
class TmlExport:
    """Where TML goes and how it is asked for; `wanted` are the ids asked for, `there` those that have a file already.

    `tell_extra` is told of objects that nobody asked for by name, but others stand on.
    """

    client: Client
    folder: Path
    body: Mapping[str, Any]
    wanted: frozenset[str]
    there: Container[str]
    tell_extra: Callable[[str, Path | Failure], object]

    async def call(self, batch: list[str]) -> dict[str, Path | Failure]:
        """Export one batch and write its files; gives the outcome of each object of the batch."""
        body = {"metadata": named(batch, None), **self.body}
        items = await halving(self.client, batch).call("v2.metadata.export_tml", body=body)
        found = await asyncio.to_thread(self._write, items, frozenset(batch))
        # The extras first: an object is done when what it stands on is there too.
        for one, outcome in found.items():
            if one not in self.wanted:
                self.tell_extra(one, outcome)
        return found

    def _write(self, items: Sequence[Any], batch: Container[str]) -> dict[str, Path | Failure]:
        found: dict[str, Path | Failure] = {}
        for item in items:
            one = (item.info and item.info.id) or ""
            if one in self.there and one not in batch:
                continue
            if item.failure is not None:
                found[one] = Failure(one, item.failure)
            elif item.edoc is None or not safe_name(one):
                found[one] = Failure(one, "the answer has no text for it, or no id that can be a file's name")
            else:
                path = self.folder / f"{one}{ENDINGS[self.body['edoc_format']]}"
                write_whole(path, item.edoc.encode("utf-8"))
                found[one] = path
        return found


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that appears when it is whole, readable by its owner only."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
