"""Deleting many objects, never by accident: look first, then delete what was shown, or say that no look is wanted."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.errors import RequestError
from aiothoughtspot.pulls._arguments import check, check_list
from aiothoughtspot.pulls._batches import BulkReport, Failure, Rules, halving, in_bulk, raise_for
from aiothoughtspot.pulls._bulk import WRITTEN, Item, item_of, resolve
from aiothoughtspot.pulls._graph import dependents, dependents_of
from aiothoughtspot.pulls._report import PullError, Tell

DELETABLE = frozenset({"LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "LOGICAL_COLUMN", "LOGICAL_RELATIONSHIP"})
# What a search for an object that is gone is answered with.
NO_OBJECT = frozenset({400, 404})


@attrs.frozen
class DeletePreview:
    """What a deletion would take away, and what stands in its way.

    `items` would be deleted; `dependents` says which other objects stand on them, by GUID: the server refuses to
    delete those sources.  `failures` are objects that cannot be deleted at all.  `token` stands for all this.
    """

    items: tuple[Item, ...]
    dependents: Mapping[str, tuple[Item, ...]]
    failures: tuple[Failure, ...]
    token: str

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all reasons if something cannot be deleted."""
        raise_for(self.failures, len(self.items) + len(self.failures))


@attrs.frozen
class _Look:
    preview: DeletePreview
    # By GUID, which of the other objects to delete stand on it.
    inner: Mapping[str, frozenset[str]]


async def preview_delete(
    client: Client, ids: Iterable[str], *, window: int = 4, progress: Tell | None = None
) -> DeletePreview:
    """Say what deleting the objects of these GUIDs would do; changes nothing."""
    wanted = check_list("pulls.preview_delete", "ids", ids)
    check("pulls.preview_delete", window=window, progress=progress)
    return (await _look(client, wanted, window, progress)).preview


async def delete(
    client: Client,
    ids: Iterable[str],
    *,
    token: str | None = None,
    dry_run: bool = True,
    window: int = 2,
    max_failures: int | None = None,
    progress: Tell | None = None,
) -> BulkReport:
    """Delete the objects of these GUIDs, dependents before their sources.

    Takes the `token` of a preview of the same objects, or `dry_run=False` said in so many words.  Raises
    `RequestError` without either and for a wrong argument, `PullError` if what would be deleted is not what the preview showed, and
    `TooManyFailuresError`.
    """
    wanted = check_list("pulls.delete", "ids", ids)
    check("pulls.delete", dry_run=dry_run, window=window, max_failures=max_failures, progress=progress)
    if token is None and dry_run:
        raise RequestError(
            "nothing is deleted without a look: give the token of preview_delete(...), or dry_run=False",
            parameter="token",
        )
    look = await _look(client, wanted, window, None)
    if token is not None and token != look.preview.token:
        raise PullError("the objects are not as the preview showed them: look again")
    left = {item.id for item in look.preview.items}
    done: list[str] = []
    failures = list(look.preview.failures)
    calls, seconds = 0, 0.0

    async def remove(batch: list[str]) -> dict[str, None]:
        await halving(client, batch).call(
            "v2.metadata.delete", body={"metadata": [{"identifier": one} for one in batch]}
        )
        return dict.fromkeys(batch)

    while left:
        # What nothing else in the list stands on goes first; a circle goes as a whole.
        wave = [one for one in left if not look.inner[one] & left] or list(left)
        left -= set(wave)
        allowed = None if max_failures is None else max(0, max_failures - len(failures))
        report = await in_bulk(client, sorted(wave), remove, Rules(WRITTEN, window, allowed), progress)
        calls, seconds = calls + report.calls, seconds + report.seconds
        done += report.done
        failures += report.failures
    gone = await _gone(client, [one for one in failures if one.id in look.inner])
    return BulkReport((*done, *gone), tuple(one for one in failures if one.id not in gone), calls, seconds)


async def _gone(client: Client, failures: list[Failure]) -> list[str]:
    """Those that are gone all the same: a call that a gateway gave up on may have been carried out."""
    found = await resolve(client, [one.id for one in failures])
    return [one.id for one in found.failures if one.status in NO_OBJECT]


async def _look(client: Client, ids: Iterable[str], window: int, progress: Tell | None) -> _Look:
    answers, failed = await dependents(client, dict.fromkeys(ids), window=window, progress=progress)
    failures = list(failed)
    items: dict[str, Item] = {}
    standing: dict[str, list[Item]] = {}
    changed: dict[str, Any] = {}
    for asked, answer in answers.items():
        item = item_of(answer)
        if item.type not in DELETABLE:
            failures.append(Failure(asked, f"a {item.type} is not deleted here"))
            continue
        items[item.id] = item
        standing[item.id] = dependents_of(answer)
        changed[item.id] = getattr(answer.metadata_header, "modified", None)
    outer = {one: tuple(x for x in found if x.id not in items) for one, found in standing.items()}
    inner = {one: frozenset(x.id for x in found if x.id in items) for one, found in standing.items()}
    shown = {one: found for one, found in outer.items() if found}
    facts = [
        client.base_url,
        sorted(changed.items()),
        sorted((one, sorted(x.id for x in f)) for one, f in shown.items()),
    ]
    token = hashlib.sha256(json.dumps(facts).encode()).hexdigest()
    return _Look(DeletePreview(tuple(items.values()), shown, tuple(failures), token), inner)
