"""Reports of many objects into a folder: streamed, renamed when whole, with a manifest that a second run goes on from."""

import asyncio
import json
import os
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, Literal

from aiothoughtspot.client import Client
from aiothoughtspot.errors import ApiError, NotFoundError, ThoughtSpotError
from aiothoughtspot.pulls._report import ExportFailure, Meter, PullError, PullReport, Tell

Format = Literal["PDF", "PNG", "CSV", "XLSX"]
MANIFEST = "manifest.jsonl"
# Ids per question: a longer list of which one is unknown is refused as a whole, and this server likes 25.
BATCH = 25
_OPERATIONS = {"LIVEBOARD": "v2.reports.liveboard", "ANSWER": "v2.reports.answer"}
# The server sends files without a name; their first bytes say what they are.
_MAGIC = ((b"%PDF", ".pdf"), (b"\x89PNG", ".png"))


async def export(
    client: Client,
    ids: Iterable[str],
    format: Format,  # noqa: A002 - the API's own word
    *,
    to: str | os.PathLike[str],
    window: int = 8,
    resume: bool = True,
    progress: Tell | None = None,
) -> PullReport:
    """Export liveboards and answers by GUID into the folder `to`, `window` at a time.

    A file is named by its GUID and its real kind (a liveboard's several CSVs come as a .zip) and appears when it is
    whole.  `manifest.jsonl` notes each object's outcome; with `resume` a second run does only what is missing.  What
    fails is in the report's `failures` with its reason and does not stop the rest.
    """
    folder = Path(to)
    wanted = list(dict.fromkeys(ids))
    meter = Meter(client, progress)
    meter.total = len(wanted)
    manifest = await asyncio.to_thread(partial(_Manifest, folder, format, resume=resume))
    missing = [one for one in wanted if not manifest.has(one)]
    meter.done = meter.files = len(wanted) - len(missing)
    meter.bytes = sum(manifest.size(one) for one in wanted if manifest.has(one))
    kinds = await _kinds(client, missing)
    queue = iter(missing)
    failures: list[ExportFailure] = []

    async def work() -> None:
        for one in queue:
            try:
                path = await _one(client, one, kinds.get(one), format, folder)
            except (ThoughtSpotError, OSError) as error:
                failures.append(ExportFailure(one, str(error)))
                manifest.note(one, None, str(error))
                if isinstance(error, OSError) and not isinstance(error, ThoughtSpotError):
                    raise
            else:
                manifest.note(one, path, None)
                meter.files += 1
                meter.bytes += manifest.size(one)
            meter.done += 1
            meter.tell()

    async with asyncio.TaskGroup() as group:
        for _ in range(min(window, len(missing))):
            group.create_task(work())
    paths = tuple(folder / manifest.name(one) for one in wanted if manifest.has(one))
    return meter.report({"done": meter.done, "total": meter.total}, paths, tuple(failures))


class _Manifest:
    """One line of JSON for each outcome; the last line about an object counts."""

    def __init__(self, folder: Path, kind: str, *, resume: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._kind = kind
        self._path = folder / MANIFEST
        self._done: dict[str, dict[str, Any]] = {}
        if resume and self._path.exists():
            for line in self._path.read_text("utf-8").splitlines():
                self._learn(line)

    def _learn(self, line: str) -> None:
        try:
            entry = json.loads(line)
        except ValueError:
            # The last line of a run that was killed while writing it.
            return
        path = self._folder / (entry["file"] or "-")
        if (
            entry["format"] == self._kind
            and entry["file"]
            and path.is_file()
            and path.stat().st_size == entry["bytes"]
        ):
            self._done[entry["id"]] = entry

    def has(self, one: str) -> bool:
        return one in self._done

    def name(self, one: str) -> str:
        name: str = self._done[one]["file"]
        return name

    def size(self, one: str) -> int:
        size: int = self._done[one]["bytes"]
        return size

    def note(self, one: str, path: Path | None, error: str | None) -> None:
        size = path.stat().st_size if path else 0
        entry = {
            "id": one,
            "format": self._kind,
            "file": path.name if path else None,
            "bytes": size,
            "error": error,
        }
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
        if path is not None:
            self._done[one] = entry


async def _kinds(client: Client, ids: list[str]) -> dict[str, str]:
    """What each object is; a batch with one unknown id is refused as a whole, so it is halved until that is alone."""
    found: dict[str, str] = {}
    batches = [ids[n : n + BATCH] for n in range(0, len(ids), BATCH)]
    while batches:
        batch = batches.pop()
        body = {"metadata": [{"identifier": one} for one in batch], "record_size": len(batch)}
        try:
            items = await client.call("v2.metadata.search", body=body)
        except ApiError:
            if len(batch) > 1:
                middle = len(batch) // 2
                batches += [batch[:middle], batch[middle:]]
        else:
            found |= {item.metadata_id: item.metadata_type for item in items}
    return found


async def _one(client: Client, one: str, kind: str | None, format: Format, folder: Path) -> Path:  # noqa: A002 - as above
    if not re.fullmatch(r"[\w.-]+", one):
        raise PullError(f"{one!r} is not a GUID")
    if kind is None:
        raise NotFoundError("no such object, or no access to it", status=404)
    operation = _OPERATIONS.get(kind)
    if operation is None:
        raise PullError(f"a {kind} has no report")
    draft = folder / f".{one}"
    async with client.stream(operation, body={"metadata_identifier": one, "file_format": format}) as body:
        await body.save(draft)
    with draft.open("rb") as file:
        start = file.read(4)
    path = folder / f"{one}{_ending(start, format)}"
    draft.replace(path)
    return path


def _ending(start: bytes, format: Format) -> str:  # noqa: A002 - as above
    for magic, ending in _MAGIC:
        if start == magic:
            return ending
    if start.startswith(b"PK") and format != "XLSX":
        return ".zip"
    return f".{format.lower()}"
