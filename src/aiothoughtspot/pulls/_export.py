"""Files of many objects into a folder: reports one by one, TML in batches; whole, under their real names, resumable."""

import asyncio
import os
import random
import re
import shutil
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.errors import ProtocolError, RequestError, TimedOutError
from aiothoughtspot.pulls._arguments import check, check_arguments, check_list, check_local
from aiothoughtspot.pulls._batches import Failure, Rules, in_batches
from aiothoughtspot.pulls._bulk import look_up
from aiothoughtspot.pulls._manifest import Manifest, digest
from aiothoughtspot.pulls._place import home
from aiothoughtspot.pulls._report import Meter, PullReport, Tell
from aiothoughtspot.pulls._tml import BATCH, WINDOW, TmlExport
from aiothoughtspot.pulls._zip import safe_name, unzip
from aiothoughtspot.retry import Outcome

Format = Literal["PDF", "PNG", "CSV", "XLSX", "TML", "pdf", "png", "csv", "xlsx", "tml"]
TmlFormat = Literal["YAML", "JSON", "yaml", "json"]
FORMATS = ("PDF", "PNG", "CSV", "XLSX", "TML")
TML_FORMATS = ("YAML", "JSON")
OPERATIONS = {"LIVEBOARD": "v2.reports.liveboard", "ANSWER": "v2.reports.answer"}
# What an export itself says of its requests.
OWN = ("metadata_identifier", "file_format")
TML_OWN = ("metadata", "edoc_format", "export_associated")
# The server sends files without a name; their first bytes say what they are.
MAGIC = ((b"%PDF", ".pdf"), (b"\x89PNG", ".png"))
# What gateways and the server itself send instead of a file.
NO_FILE = (b"<", b"{")
HEAD = 64
TML_DRAFT = re.compile(r"\..+\.(tml|json)\.\w+\.part")


async def export(
    client: Client,
    ids: Iterable[str],
    format: Format,  # noqa: A002 - the API's own word
    *,
    to: str | os.PathLike[str],
    window: int = 8,
    resume: bool = True,
    progress: Tell | None = None,
    tml_format: TmlFormat = "YAML",
    associated: bool = False,
    unpack: bool = False,
    max_failures: int | None = None,
    arguments: Mapping[str, Any] | None = None,
) -> PullReport:
    """Export objects by GUID into the folder `to`: liveboards and answers as reports, anything as TML.

    Files are named by GUID and real kind, readable by their owner, and appear when they are whole.  A liveboard's
    several CSVs come as a .zip, or with `unpack` as a folder.  `window` reports are fetched at a time; TML comes in
    batches of up to 100 objects, as `tml_format`, with `associated` also that of what they stand on.  `arguments`
    are further ones of the endpoint, such as `pdf_options`, but none that the export sets itself.

    `manifest.jsonl` notes each outcome; with `resume` a second run does what is missing.  What fails is in the
    report's `failures` with its reason; with more than `max_failures` the export stops with `TooManyFailuresError`.
    Raises `RequestError` for a wrong argument, before any call; `OSError` when the disk does, and what makes all
    calls useless.
    """
    given = check_list("pulls.export", "ids", ids)
    check("pulls.export", window=window, resume=resume, max_failures=max_failures)
    check("pulls.export", progress=progress, associated=associated, unpack=unpack)
    check_local("pulls.export", to)
    form, text = _one_of("format", format, FORMATS), _one_of("tml_format", tml_format, TML_FORMATS)
    _check_sense(form, text, associated=associated, unpack=unpack)
    folder, body = home(to), check_arguments("pulls.export", arguments, TML_OWN if form == "TML" else OWN)
    if await asyncio.to_thread(folder.is_file):
        raise RequestError(
            f"pulls.export: to: {folder} is a file, and an export needs a folder", parameter="to"
        )
    if form == "TML":
        body |= {"edoc_format": text, "export_associated": associated}
    options = digest({**body, "unpack": unpack})
    wanted: list[str] = list(dict.fromkeys(given))
    with await asyncio.to_thread(lambda: Manifest(folder, form, options, resume=resume)) as manifest:
        job = _Job(client, folder, form, body, manifest, Meter(client, progress), unpack=unpack)
        await asyncio.to_thread(sweep, folder, form)
        missing = job.begin(wanted)
        if form == "TML":
            await job.tml(missing, Rules(BATCH, min(window, WINDOW), max_failures))
        else:
            await job.reports(missing, Rules(1, window, max_failures))
    cursor = {"format": form, "options": options, "done": not job.failures}
    paths = tuple(folder / job.paths[one] for one in [*wanted, *job.extras] if one in job.paths)
    return job.meter.report(cursor, paths, tuple(job.failures))


def _check_sense(form: str, text: str, *, associated: bool, unpack: bool) -> None:
    """Raise `RequestError` for options that would do nothing with this format."""
    for name, given, kind in (
        ("unpack", unpack, "CSV"),
        ("associated", associated, "TML"),
        ("tml_format", text != TML_FORMATS[0], "TML"),
    ):
        if given and form != kind:
            raise RequestError(f"pulls.export: {name} is for {kind} only, not for {form}", parameter=name)


def _one_of(name: str, given: str, known: tuple[str, ...]) -> str:
    found = str(given).upper()
    if found not in known:
        text = f"pulls.export: {name} is one of {', '.join(known)}, got {given!r}"
        raise RequestError(text, parameter=name)
    return found


@attrs.define
class _Job:
    """One export on its way."""

    client: Client
    folder: Path
    format: str
    body: dict[str, Any]
    manifest: Manifest
    meter: Meter
    unpack: bool = attrs.field(kw_only=True)
    paths: dict[str, str] = attrs.field(factory=dict)
    extras: dict[str, None] = attrs.field(factory=dict)
    failures: list[Failure] = attrs.field(factory=list)

    def begin(self, wanted: list[str]) -> list[str]:
        """Sort out what is done already and what can be no file's name; gives the rest."""
        self.meter.total = len(wanted)
        missing: list[str] = []
        # What came along in earlier runs belongs to the export as well.
        asked = set(wanted)
        self.extras = dict.fromkeys(one for one in self.manifest.associated if one not in asked)
        for one in [*wanted, *self.extras]:
            entry = self.manifest.get(one)
            if entry is not None:
                self._count(one, str(entry.file), entry.bytes)
            elif safe_name(one):
                missing.append(one)
            else:
                self.keep(one, Failure(one, f"{one!r} is not a GUID"))
        self.meter.tell()
        return missing

    def _count(self, one: str, name: str, size: int) -> None:
        self.paths[one] = name
        self.meter.files, self.meter.bytes = self.meter.files + 1, self.meter.bytes + size
        self.meter.done += one not in self.extras

    def keep(self, one: str, outcome: Path | Failure) -> None:
        """Take down what came of an object."""
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            self.manifest.note(one, None, outcome.reason, associated=one in self.extras)
            self.meter.done += one not in self.extras
        else:
            entry = self.manifest.note(one, outcome, associated=one in self.extras)
            self._count(one, outcome.name, entry.bytes)
        self.meter.tell()

    def keep_extra(self, one: str, outcome: Path | Failure) -> None:
        """The same for an object that came along, once."""
        if one not in self.extras:
            self.extras[one] = None
            self.keep(one, outcome)

    async def tml(self, ids: list[str], rules: Rules) -> None:
        """Export TML in batches."""
        export = TmlExport(self.client, self.folder, self.body, frozenset(ids), self.paths, self.keep_extra)
        await in_batches(ids, export.call, self.keep, rules)

    async def reports(self, ids: list[str], rules: Rules) -> None:
        """Export reports one by one."""
        found, unknown = await look_up(
            self.client, ids, {"include_headers": False}, max_failures=rules.max_failures
        )
        for failure in unknown:
            self.keep(failure.id, failure)
        left = None if rules.max_failures is None else max(0, rules.max_failures - len(unknown))

        async def one(batch: list[str]) -> dict[str, Path | Failure]:
            return {batch[0]: await self._report(batch[0], found[batch[0]].metadata_type)}

        await in_batches(found, one, self.keep, attrs.evolve(rules, max_failures=left))

    async def _report(self, one: str, kind: str) -> Path | Failure:
        operation = OPERATIONS.get(kind)
        if operation is None:
            return Failure(one, f"a {kind} has no report")
        # The ending tells drafts from what other exports keep in this folder.
        draft = self.folder / f".{one}.{self.format}.draft"
        body = {"metadata_identifier": one, "file_format": self.format, **self.body}
        await _fetch(self.client, operation, body, draft)
        try:
            return await asyncio.to_thread(self._settle, one, draft)
        finally:
            draft.unlink(missing_ok=True)

    def _settle(self, one: str, draft: Path) -> Path | Failure:
        """Give a whole file its name, or unpack it."""
        with draft.open("rb") as file:
            ending = ending_of(file.read(HEAD), self.format)
        if ending is None:
            return Failure(one, f"the server sent something that is no {self.format}")
        if ending == ".zip" and self.unpack:
            unzip(draft, self.folder / one, replace=True)
            return self.folder / one
        return draft.replace(self.folder / f"{one}{ending}")


def sweep(folder: Path, form: str) -> None:
    """Take away what a killed export of this format left half done; other formats may be under way in this folder."""
    for path in folder.glob(".*"):
        if f".{form}.draft" in path.name or (form == "TML" and TML_DRAFT.fullmatch(path.name)):
            path.unlink()
        elif form == "CSV" and path.suffix == ".part" and path.is_dir():
            shutil.rmtree(path)


def ending_of(start: bytes, form: str) -> str | None:
    """The ending of a file's name by its first bytes; None if it is not what was asked for."""
    for magic, ending in MAGIC:
        if start.startswith(magic):
            return ending
    if start.startswith(b"PK"):
        return ".xlsx" if form == "XLSX" else ".zip"
    return ".csv" if form == "CSV" and not start.lstrip().startswith(NO_FILE) else None


async def _fetch(
    client: Client,
    operation: str,
    body: Mapping[str, Any],
    path: Path,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Stream a report into a file; one that breaks off in its middle is begun anew, as the client's policy says."""
    attempt = 0
    while True:
        attempt, opened = attempt + 1, False
        try:
            async with client.stream(operation, body=body) as stream:
                opened = True
                await stream.save(path)
        except (ProtocolError, TimedOutError):
            wait = client.options.retry.delay(attempt, Outcome(sent=True), "read", random.random())  # noqa: S311 - jitter
            # Until the answer began, the client itself has tried often enough.
            if wait is None or not opened:
                raise
            await sleep(wait)
        else:
            return
