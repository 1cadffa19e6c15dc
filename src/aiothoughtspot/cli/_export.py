"""`export` and `tml export`: files of many objects."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from aiothoughtspot._catalog import find
from aiothoughtspot.cli._access import NONE, Access, Flag, Here, NoneOrMore, OneOrMore, Source
from aiothoughtspot.cli._failures import DONE, FAILED, PARTLY, UsageError
from aiothoughtspot.cli._fields import parts_of
from aiothoughtspot.cli._files import text_of
from aiothoughtspot.cli._pull import facts_of, objects
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._work import need, work
from aiothoughtspot.client import Client
from aiothoughtspot.paging import paginate

Shown = Literal["LIVEBOARD", "ANSWER"]
Kind = Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CONNECTION"]
Report = Literal["PDF", "PNG", "CSV", "XLSX"]
# Facts and failures shown to a reader; machines get all.
FEW = 20


def export(
    *ids: str,
    format: Report = "PDF",  # noqa: A002 - the API's own word
    to: Here,
    ids_from: Source = None,
    all: Shown | None = None,  # noqa: A002 - what it means
    tag: list[str] | None = None,
    window: OneOrMore = 8,
    max_failures: NoneOrMore | None = None,
    unpack: Flag = False,
    argument: list[str] | None = None,
    fresh: Flag = False,
    access: Access = NONE,
) -> int:
    """Export liveboards and answers as files into a folder.

    For example: aiothoughtspot export --all LIVEBOARD --tag Finance --format PDF --to boards

    What is there already is not fetched again; what failed is tried again.

    Args:
        ids: GUIDs of liveboards and answers.
        format: What to make of them.
        to: The folder.
        ids_from: A file with a GUID in each line; - reads stdin.
        all: Export all objects of this type that the user can see.
        tag: With --all: only those with this tag, or one of several.
        window: Calls at a time.
        max_failures: Stop when more than so many objects have failed.
        unpack: Make a folder of a liveboard's several CSVs, not a ZIP.
        argument: A further argument of the endpoint as key=text or key:=JSON, such as 'pdf_options:={"page_number": true}'.
        fresh: Begin anew, whatever an earlier run has left.
    """
    how = {"window": window, "max_failures": max_failures, "unpack": unpack, "resume": not fresh}

    async def job(client: Client, screen: Screen) -> int:
        wanted = await _wanted(client, ids, ids_from, all, tag)
        more = _arguments("v2.reports.liveboard", argument)
        return await _exported(client, screen, wanted, format, to, {**how, "arguments": more})

    return work(access, job)


def export_tml(
    *ids: str,
    to: Here,
    ids_from: Source = None,
    all: Kind | None = None,  # noqa: A002 - what it means
    tag: list[str] | None = None,
    format: Literal["YAML", "JSON"] = "YAML",  # noqa: A002 - the API's own word
    associated: Flag = False,
    max_failures: NoneOrMore | None = None,
    fresh: Flag = False,
    access: Access = NONE,
) -> int:
    """Export the TML of objects into a folder, a file for each.

    Args:
        ids: GUIDs of objects of any type.
        to: The folder.
        ids_from: A file with a GUID in each line; - reads stdin.
        all: Export all objects of this type that the user can see.
        tag: With --all: only those with this tag, or one of several.
        format: How the TML is written.
        associated: Export what the objects stand on, too.
        max_failures: Stop when more than so many objects have failed.
        fresh: Begin anew, whatever an earlier run has left.
    """
    how = {
        "tml_format": format,
        "associated": associated,
        "max_failures": max_failures,
        "resume": not fresh,
    }

    async def job(client: Client, screen: Screen) -> int:
        wanted = await _wanted(client, ids, ids_from, all, tag)
        return await _exported(client, screen, wanted, "TML", to, how)

    return work(access, job)


async def _wanted(
    client: Client, ids: Sequence[str], ids_from: str | None, kind: str | None, tags: Sequence[str] | None
) -> list[str]:
    """The ids that are named, listed in a file, or found in the cluster."""
    if tags and kind is None:
        raise UsageError("--tag chooses among the objects of --all", "add --all LIVEBOARD")
    found = [*ids, *([] if ids_from is None else text_of(ids_from).split())]
    if kind is not None:
        chosen: dict[str, Any] = {"tag_identifiers": list(tags)} if tags else {}
        pages = paginate(client.v2.metadata.search, metadata=[{"type": kind}], record_size=500, **chosen)
        found += [one.metadata_id async for one in pages if one.metadata_id]
    elif not found:
        raise UsageError("nothing is named to export", "give GUIDs, --ids-from FILE, or --all LIVEBOARD")
    return found


def _arguments(operation: str, words: Sequence[str] | None) -> Mapping[str, Any]:
    body: Mapping[str, Any] = parts_of(find(operation), words or ())["body"]
    return body


async def _exported(
    client: Client, screen: Screen, ids: list[str], form: Any, to: Path, how: Mapping[str, Any]
) -> int:
    need("pulls", "pyarrow", "fsspec")
    from aiothoughtspot import pulls  # noqa: PLC0415 - Arrow takes a second

    with screen.progress(f"exporting {form}", "objects", client.stats) as tell:
        report = await pulls.export(client, ids, form, to=to, progress=objects(tell), **how)
    facts = facts_of(report)
    del facts["paths"]
    screen.facts(
        {**facts, "failed": len(report.failures)},
        paths=[str(path) for path in report.paths],
        failures=failures_of(report.failures, screen),
    )
    return outcome(report.failures, report.files)


def failures_of(failures: Iterable[Any], screen: Screen) -> list[dict[str, str]]:
    """Say what failed, the first of many, and give all of it for machines."""
    every = [{"id": one.id, "reason": one.reason} for one in failures]
    for one in every[:FEW]:
        screen.note(f"failed: {one['id']}: {one['reason']}")
    if len(every) > FEW:
        screen.note(f"... and {len(every) - FEW} more; --json lists all")
    return every


def outcome(failures: Sequence[Any], done: int) -> int:
    """The exit code of work on many objects."""
    if not failures:
        return DONE
    return PARTLY if done else FAILED
