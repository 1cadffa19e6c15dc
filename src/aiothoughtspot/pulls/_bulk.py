"""Doing one thing to many objects: find them by name, share them, tag them, hand them over.

Every helper takes GUIDs, or names together with their `type`, and reports on each object by itself.  A wrong argument,
such as a text instead of a list, is a `RequestError` before anything is sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.pulls._arguments import check, check_list
from aiothoughtspot.pulls._batches import BulkReport, Failure, Rules, halving, in_batches, in_bulk, raise_for
from aiothoughtspot.pulls._report import Meter, Tell

if TYPE_CHECKING:
    from aiothoughtspot.v2.metadata import SearchableType
    from aiothoughtspot.v2.shared import PrincipalType, ShareableType, ShareMode

# Objects in one search, as experience with large clusters has it; and rows asked for, because names are not unique.
SEARCHED = 25
ROWS = 500
# Objects in one write.
WRITTEN = 100
NO_OBJECT = "no such object, or no access to it"
# Objects that a search leaves out unless it is told to show everything.
EVERYTHING = {
    "include_hidden_objects": True,
    "include_incomplete_objects": True,
    "include_auto_created_objects": True,
}


@attrs.frozen
class Item:
    """One object of the cluster: its GUID, name and type, such as LIVEBOARD or LOGICAL_TABLE."""

    id: str
    name: str
    type: str


@attrs.frozen
class Resolution:
    """What names stand for: `found` by what was asked, and what could not be found, or not as one object."""

    found: Mapping[str, Item]
    failures: tuple[Failure, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The GUIDs found, in the order asked for."""
        return tuple(item.id for item in self.found.values())

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all reasons if anything was not found."""
        raise_for(self.failures, len(self.found) + len(self.failures))


async def resolve(
    client: Client,
    identifiers: Iterable[str],
    type: "SearchableType | None" = None,  # noqa: A002 - the API's own word
    *,
    window: int = 4,
    max_failures: int | None = None,
    progress: Tell | None = None,
) -> Resolution:
    """Find objects by GUID, custom object id or, with their `type`, by name; `window` searches of 25 at a time.

    Each that is unknown, out of reach or ambiguous is a failure of its own.  Raises `TooManyFailuresError`.
    """
    wanted = check_list("pulls.resolve", "identifiers", identifiers)
    check("pulls.resolve", window=window, max_failures=max_failures, progress=progress)
    answers, failures = await look_up(
        client, wanted, {}, type, window=window, max_failures=max_failures, progress=progress
    )
    return Resolution({asked: item_of(answer) for asked, answer in answers.items()}, failures)


async def look_up(
    client: Client,
    identifiers: Iterable[str],
    more: Mapping[str, Any],
    kind: str | None = None,
    *,
    window: int = 4,
    max_failures: int | None = None,
    progress: Tell | None = None,
) -> tuple[dict[str, Any], tuple[Failure, ...]]:
    """Search for objects one by one in batches; gives each one's whole entry.  `more` are further search arguments."""
    wanted = list(dict.fromkeys(identifiers))
    meter = Meter(client, progress)
    meter.total = len(wanted)
    found: dict[str, Any] = {}
    failures: list[Failure] = []

    async def search(batch: list[str]) -> dict[str, Any]:
        body = {"metadata": named(batch, kind), "record_size": ROWS, **EVERYTHING, **more}
        answers = await halving(client, batch).call("v2.metadata.search", body=body)
        return {one: _only(one, answers) for one in batch}

    def keep(one: str, outcome: Any) -> None:
        meter.done += 1
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            found[one] = outcome
        meter.tell()

    await in_batches(wanted, search, keep, Rules(SEARCHED, window, max_failures))
    return {one: found[one] for one in wanted if one in found}, tuple(failures)


def named(batch: Iterable[str], kind: str | None) -> list[dict[str, str]]:
    """Objects as the request bodies of v2 name them."""
    return [{"identifier": one} if kind is None else {"identifier": one, "type": kind} for one in batch]


def _only(asked: str, answers: Sequence[Any]) -> Any:
    """The one entry that an identifier stands for: a GUID first, then an object id, then a name."""
    for field in ("metadata_id", "metadata_obj_id", "metadata_name"):
        matches = [answer for answer in answers if getattr(answer, field) == asked]
        if len(matches) == 1:
            return matches[0]
        if matches:
            ids = ", ".join(str(match.metadata_id) for match in matches)
            return Failure(asked, f"{len(matches)} objects have this name: {ids}")
    return Failure(asked, NO_OBJECT, 404)


def item_of(answer: Any) -> Item:
    """An entry of a search as an item."""
    return Item(answer.metadata_id or "", answer.metadata_name or "", answer.metadata_type)


async def share(
    client: Client,
    ids: Iterable[str],
    principals: Iterable[str],
    mode: "ShareMode",
    *,
    type: "ShareableType | None" = None,  # noqa: A002 - the API's own word
    principal_type: "PrincipalType | None" = None,
    notify: bool = False,
    message: str = "",
    window: int = 2,
    max_failures: int | None = None,
    progress: Tell | None = None,
) -> BulkReport:
    """Give users and groups READ_ONLY, MODIFY or NO_ACCESS to objects; nobody is mailed unless `notify` says so.

    `type` is needed for objects given by name, `principal_type` for names that a user and a group share.
    Raises `TooManyFailuresError`.
    """
    wanted, people = (
        check_list("pulls.share", "ids", ids),
        check_list("pulls.share", "principals", principals),
    )
    check("pulls.share", window=window, max_failures=max_failures, progress=progress, notify=notify)
    kind = {} if principal_type is None else {"type": principal_type}
    permissions = [
        {"principal": {"identifier": one, **kind}, "share_mode": mode} for one in dict.fromkeys(people)
    ]
    body = {"permissions": permissions, "message": message, "notify_on_share": notify}
    # Mails are not sent twice: a call that may have sent some is not repeated in halves.
    rules = Rules(WRITTEN, window, max_failures, again=not notify)
    return await _write(client, wanted, "v2.security.share", type, body, rules, progress)


async def tag(
    client: Client,
    ids: Iterable[str],
    tags: Iterable[str],
    *,
    remove: bool = False,
    type: "ShareableType | None" = None,  # noqa: A002 - the API's own word
    window: int = 2,
    max_failures: int | None = None,
    progress: Tell | None = None,
) -> BulkReport:
    """Put tags, by name or GUID, on objects, or with `remove` take them off.  Raises `TooManyFailuresError`."""
    wanted, names = check_list("pulls.tag", "ids", ids), check_list("pulls.tag", "tags", tags)
    check("pulls.tag", window=window, max_failures=max_failures, progress=progress, remove=remove)
    operation = "v2.tags.unassign" if remove else "v2.tags.assign"
    body = {"tag_identifiers": list(dict.fromkeys(names))}
    return await _write(client, wanted, operation, type, body, Rules(WRITTEN, window, max_failures), progress)


async def assign(
    client: Client,
    ids: Iterable[str],
    user: str,
    *,
    type: "ShareableType | None" = None,  # noqa: A002 - the API's own word
    window: int = 2,
    max_failures: int | None = None,
    progress: Tell | None = None,
) -> BulkReport:
    """Make a user, by name or GUID, the author of objects.  Raises `TooManyFailuresError`."""
    wanted = check_list("pulls.assign", "ids", ids)
    check("pulls.assign", window=window, max_failures=max_failures, progress=progress, user=user)
    rules = Rules(WRITTEN, window, max_failures)
    body = {"user_identifier": user}
    return await _write(client, wanted, "v2.security.assign_author", type, body, rules, progress)


async def _write(
    client: Client,
    ids: Iterable[str],
    operation: str,
    kind: str | None,
    body: Mapping[str, Any],
    rules: Rules,
    progress: Tell | None,
) -> BulkReport:
    async def write(batch: list[str]) -> dict[str, None]:
        await halving(client, batch).call(operation, body={"metadata": named(batch, kind), **body})
        return dict.fromkeys(batch)

    return await in_bulk(client, ids, write, rules, progress)
