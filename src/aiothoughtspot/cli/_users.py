"""`users diff` and `users sync`: users made to match a list."""

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from aiothoughtspot.cli._access import NONE, Access, Flag, NoneOrMore, Source
from aiothoughtspot.cli._export import failures_of, outcome
from aiothoughtspot.cli._failures import DONE, STOPPED, UsageError
from aiothoughtspot.cli._fields import kind_of, members, typed
from aiothoughtspot.cli._files import text_of
from aiothoughtspot.cli._pull import objects
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._settings import asked
from aiothoughtspot.cli._work import need, work
from aiothoughtspot.client import Client

if TYPE_CHECKING:
    from aiothoughtspot import pulls
    from aiothoughtspot.v2.users import ImportUser

SEPARATOR = ";"
# What some programs begin a text in UTF-8 with.
MARK = "\ufeff"


def diff(file: Path, /, *, delete_unlisted: Flag = False, access: Access = NONE) -> int:
    """Compare a list of users with the cluster and show what would change; changes nothing.

    Args:
        file: A CSV with a header line, or a JSON list; the columns are the fields of v2.users.import_users, such as
            user_identifier, display_name, email and group_identifiers (in a CSV with ; between them).
        delete_unlisted: Show who would be deleted because they are not listed.
    """

    async def job(client: Client, screen: Screen) -> int:
        found = await _compared(client, file, delete_unlisted=delete_unlisted)
        _show(found, screen)
        if screen.json:
            screen.document(_document(found))
        return DONE

    return work(access, job, stopped="nothing was changed")


def sync(
    file: Path,
    /,
    *,
    delete_unlisted: Flag = False,
    yes: Flag = False,
    default_password: Source = None,
    max_failures: NoneOrMore | None = None,
    access: Access = NONE,
) -> int:
    """Make users match a list: show what would change, ask, and do it.

    Args:
        file: A CSV with a header line, or a JSON list, as for `users diff`.
        delete_unlisted: Delete users who are not listed, but for system users and yourself.
        yes: Do it without asking; needed where nobody sits at the keyboard.
        default_password: For new users without one; - asks or reads stdin.
        max_failures: Stop when more than so many users have failed.
    """

    async def job(client: Client, screen: Screen) -> int:
        password = asked("default_password", default_password)
        found = await _compared(client, file, delete_unlisted=delete_unlisted)
        _show(found, screen)
        if not found.empty and not yes and not _agreed(screen):
            screen.stopped("nothing was changed")
            return STOPPED
        from aiothoughtspot import pulls  # noqa: PLC0415 - Arrow takes a second

        with screen.progress("writing", "users", client.stats) as tell:
            report = await pulls.apply(
                client, found, default_password=password, max_failures=max_failures, progress=objects(tell)
            )
        told = failures_of(report.failures, screen)
        facts = {"done": len(report.done), "failed": len(told), "calls": report.calls}
        screen.facts({**facts, "seconds": round(report.seconds, 3)}, failures=told, **_document(found))
        return outcome(report.failures, len(report.done))

    return work(access, job, stopped="some users may be written already; run it again to do the rest")


async def _compared(client: Client, file: Path, *, delete_unlisted: bool) -> "pulls.PrincipalDiff":
    need("pulls", "pyarrow", "fsspec")
    from aiothoughtspot import pulls  # noqa: PLC0415 - Arrow takes a second

    return await pulls.diff_users(client, listed(file), delete_unlisted=delete_unlisted)


def _agreed(screen: Screen) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to agree", "look at it with `users diff`, then add --yes")
    screen.err.print("Do this? Type yes: ", end="")
    return sys.stdin.readline().strip().casefold() == "yes"


def _show(found: "pulls.PrincipalDiff", screen: Screen) -> None:
    """Say line by line what would change; secrets are no part of it."""
    if not screen.json:
        for name in found.added:
            screen.line(f"+ {name}")
        for name, changes in found.changed.items():
            for change in changes:
                screen.line(f"~ {name}: {change.field}: {_text(change.old)} -> {_text(change.new)}")
        for item in found.deleted:
            screen.line(f"- {item.name}")
    counts = {
        "added": found.added,
        "changed": found.changed,
        "deleted": found.deleted,
        "unchanged": found.unchanged,
    }
    screen.note(", ".join(f"{len(those)} {what}" for what, those in counts.items()))


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType] - any


def _document(found: "pulls.PrincipalDiff") -> dict[str, Any]:
    changed = {name: [attrs.asdict(change) for change in changes] for name, changes in found.changed.items()}
    deleted = [{"id": item.id, "name": item.name} for item in found.deleted]
    return {"added": found.added, "changed": changed, "deleted": deleted, "unchanged": len(found.unchanged)}


# The list


def listed(file: Path) -> "list[ImportUser]":
    """Read users from a CSV or JSON file; raises `UsageError` that names the place of a mistake."""
    from aiothoughtspot.v2.users import ImportUser  # noqa: PLC0415 - a group loads when it is touched

    types = {field.name: field.type for field in attrs.fields(ImportUser)}
    rows = _rows_of_csv(file, types) if file.suffix == ".csv" else _rows_of_json(file)
    users: list[ImportUser] = []
    for place, row in rows:
        unknown = [name for name in row if name not in types]
        missing = [name for name in ("user_identifier", "display_name") if not row.get(name)]
        if unknown or missing:
            what = f"unknown: {', '.join(unknown)}" if unknown else f"missing: {', '.join(missing)}"
            raise UsageError(f"{file}, {place}: {what}", f"the fields are {', '.join(types)}")
        users.append(ImportUser(**row))
    return users


def _rows_of_csv(file: Path, types: Mapping[str, Any]) -> Sequence[tuple[str, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text_of(file).removeprefix(MARK), newline=""), strict=True)
    try:
        # An empty cell is a field left out.
        return [
            (
                f"line {reader.line_num}",
                {str(name): _cell(types.get(name), text) for name, text in row.items() if text},
            )
            for row in reader
        ]
    except csv.Error as error:
        raise UsageError(
            f"{file}, line {reader.line_num}: this is no CSV: {error}", "mend that line"
        ) from None


def _cell(tp: Any, text: str) -> Any:
    if any(kind_of(member) is list for member in members(tp)):
        return [one.strip() for one in text.split(SEPARATOR) if one.strip()]
    return typed(tp, text)


def _rows_of_json(file: Path) -> Sequence[tuple[str, dict[str, Any]]]:
    try:
        rows = msgspec.json.decode(file.read_bytes(), type=list[dict[str, Any]])
    except (msgspec.DecodeError, RecursionError) as error:
        raise UsageError(
            f"{file} is no JSON list of users: {error}", "give a list of objects, or a .csv"
        ) from None
    return [(f"entry {number}", row) for number, row in enumerate(rows, 1)]
