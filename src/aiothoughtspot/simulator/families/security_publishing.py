"""The v2 routes that publish objects of the primary org to other orgs, and take them back."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import bad, flag, need, objects_in, org_of, texts
from aiothoughtspot.simulator.families._rows import broken
from aiothoughtspot.simulator.families._security_principals import named_rows
from aiothoughtspot.simulator.families._security_shares import published
from aiothoughtspot.simulator.routing import V2, Call, route
from aiothoughtspot.simulator.seeding import PRIMARY

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

PUBLISHABLE: Final = ("LIVEBOARD", "ANSWER", "LOGICAL_TABLE")
HAS_DEPENDENTS: Final = 13152


def _read(call: Call) -> tuple[list[Record], set[int]]:
    if call.org != PRIMARY:
        raise Refused(403, FORBIDDEN, "Publishing is for administrators of the primary org")
    need(call.body, "metadata", "org_identifiers")
    orgs = {org_of(call.state, name)["id"] for name in texts(call.body, "org_identifiers")}
    if PRIMARY in orgs:
        raise bad("Objects of the primary org are there already")
    return named_rows(call, objects_in(call.body, "metadata"), PUBLISHABLE), orgs


def _ground(state: State, row: Record) -> list[Record]:
    """What an object stands on, from the nearest."""
    source = state.metadata.get(row["source"] or "")
    return [] if source is None else [source, *_ground(state, source)]


@route(
    "POST",
    f"{V2}/security/metadata/publish",
    admin=True,
    reads=False,
    fields=("metadata", "org_identifiers", "skip_validation"),
)
def publish(call: Call) -> None:
    """Show objects, and what they stand on, in other orgs; incomplete ones only with `skip_validation`."""
    found, orgs = _read(call)
    state = call.state
    if not flag(call.body, "skip_validation") and any(broken(state, row) for row in found):
        raise bad("An object stands on one that is gone")
    for row in itertools.chain.from_iterable((item, *_ground(state, item)) for item in found):
        published(state).setdefault(row["id"], set()).update(orgs)
        row["header"]["isPublished"] = True


@route(
    "POST",
    f"{V2}/security/metadata/unpublish",
    admin=True,
    reads=False,
    fields=("force", "include_dependencies", "metadata", "org_identifiers"),
)
def unpublish(call: Call) -> None:
    """Take objects back; what the orgs' own or other published objects still need is refused, unless forced."""
    found, orgs = _read(call)
    if call.body.get("include_dependencies") is None:
        raise bad("include_dependencies is required")
    state, force = call.state, flag(call.body, "force")
    going = {row["id"] for row in found}
    if not force and any(_needed(state, row, orgs, going) for row in found):
        raise bad("Something in an org depends on a published object", HAS_DEPENDENTS)
    if flag(call.body, "include_dependencies"):
        for row in itertools.chain.from_iterable(_ground(state, item) for item in found):
            if row["id"] not in going and not _needed(state, row, orgs, going):
                going.add(row["id"])
    for guid in going:
        left = published(state).get(guid, set()) - orgs
        published(state)[guid] = left
        state.metadata[guid]["header"]["isPublished"] = bool(left)


def _needed(state: State, row: Record, orgs: set[int], going: set[str]) -> bool:
    """Whether anything that stays in the orgs stands on the object."""
    for other in state.metadata.values():
        there = {other["org_id"], *published(state).get(other["id"], ())}
        if other["source"] == row["id"] and other["id"] not in going and there & orgs:
            return True
    return False
