"""The v2 routes that share objects, show who may do what, and hand objects over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._collections_items import inside
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    may_edit,
    need,
    objects_in,
    page,
    ref,
    texts,
    user_of,
    word,
)
from aiothoughtspot.simulator.families._common import inner as object_in
from aiothoughtspot.simulator.families._jobs_outbox import addresses, mail
from aiothoughtspot.simulator.families._rows import OBJECT_KINDS, dependents_by_source, rows, touch
from aiothoughtspot.simulator.families._security_principals import (
    SHAREABLE,
    kind_of,
    named_rows,
    people,
    principal_of,
)
from aiothoughtspot.simulator.families._security_shares import (
    MODES,
    MODIFY,
    NO_ACCESS,
    READ_ONLY,
    access,
    accesses,
    share,
    shared,
)
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aiothoughtspot.simulator.state import Record, State

ALL: Final = -1
PERMITTED_KINDS: Final = ("ALL", *SHAREABLE)


@route(
    "POST",
    f"{V2}/security/metadata/share",
    reads=False,
    fields=(
        "metadata_type", "metadata_identifiers", "metadata", "permissions", "visualization_identifiers", "emails",
        "message", "enable_custom_url", "notify_on_share", "has_lenient_discoverability",
    ),
)  # fmt: skip
def share_metadata(call: Call) -> None:
    """Set what principals may do with objects the caller may change; everybody who gains access is mailed unless told not to."""
    body, state = call.body, call.state
    need(body, "permissions")
    message = word(body, "message")
    if message is None:
        raise bad("message is required")
    kind = choice(body, "metadata_type", SHAREABLE, "") or None
    named = [{"identifier": name, "type": kind} for name in texts(body, "metadata_identifiers")]
    found = named_rows(call, [*named, *objects_in(body, "metadata")])
    if not found:
        raise bad("metadata_identifiers or metadata is required")
    for row in found:
        may_edit(call, row)
    given = [_given(state, item) for item in objects_in(body, "permissions")]
    extra, notify = texts(body, "emails"), flag(body, "notify_on_share", default=True)
    told = {principal["id"]: addresses(state, principal) for principal, _, _ in given} if notify else {}
    for row in found:
        for principal, mode, content in given:
            share(state, row, principal["id"], mode)
            for guid in inside(state, [row["id"]]) if content and row["type"] == "COLLECTION" else ():
                # Collections inside are shared by themselves.
                if guid in state.metadata:
                    share(state, state.metadata[guid], principal["id"], content)
            if notify and mode != NO_ACCESS:
                mail(state, told[principal["id"]], row["name"], message)
        if notify:
            mail(state, extra, row["name"], message)


def _given(state: State, item: Record) -> tuple[Record, str, str]:
    """A principal, its mode, and its mode on what is inside of collections, if any."""
    need(item, "principal", "share_mode")
    content = choice(item, "content_share_mode", (READ_ONLY, MODIFY), "")
    return principal_of(state, object_in(item, "principal")), choice(item, "share_mode", MODES, ""), content


@route(
    "POST",
    f"{V2}/security/metadata/fetch-permissions",
    fields=(
        "metadata", "principals", "include_dependent_objects", "record_offset", "record_size", "permission_type",
    ),
)  # fmt: skip
def fetch_metadata_permissions(call: Call) -> Callable[[], Record]:
    """Who may do what with the objects: in the end, or (DEFINED) only as shared."""
    body, state = call.body, call.state
    need(body, "metadata")
    found = named_rows(call, objects_in(body, "metadata"))
    if flag(body, "include_dependent_objects"):
        by_source = dependents_by_source(state)
        found += [record for row in found for record in by_source.get(row["id"], ())]
    asked = [principal_of(state, item) for item in objects_in(body, "principals")]
    defined = choice(body, "permission_type", ("EFFECTIVE", "DEFINED"), "EFFECTIVE") == "DEFINED"
    who = asked or people(call)
    modes = accesses(state, who)
    read: list[tuple[Record, dict[str, str], list[str] | None]] = []
    for row in _paged(found, body):
        head = {**_head(state, row), "metadata_type": row["type"]}
        read.append((head, dict(shared(state, row)), None if defined else modes(row)))
    identities = {item["id"]: _identity(state, item) for item in who}
    return partial(_by_object, read, identities, named=bool(asked))


def _by_object(
    read: Iterable[tuple[Record, dict[str, str], list[str] | None]], who: Mapping[str, Record], *, named: bool
) -> Record:
    """The answer about objects: what identifies each, what was shared, and what each principal may do in the end."""
    return {
        "metadata_permission_details": [
            {**head, "principal_permission_info": _by_principal(who, given, modes, named=named)}
            for head, given, modes in read
        ]
    }


def _by_principal(
    who: Mapping[str, Record], given: Mapping[str, str], modes: list[str] | None, *, named: bool
) -> list[Record]:
    """The principals with access, by type; those the request names are listed without access too."""
    held = given if modes is None else dict(zip(who, modes, strict=True))
    found: dict[tuple[str, str], list[Record]] = {}
    for guid in who if named else [guid for guid in held if guid in who]:
        permission = held.get(guid, NO_ACCESS)
        if named or permission != NO_ACCESS:
            kind, sub_type = who[guid]["principal_type"], who[guid]["principal_sub_type"]
            found.setdefault((kind, sub_type), []).append(
                {
                    "principal_id": guid,
                    "principal_name": who[guid]["principal_name"],
                    **_modes(permission, given.get(guid, NO_ACCESS)),
                }
            )
    return [
        {"principal_type": kind, "principal_sub_type": sub_type, "principal_permissions": permissions}
        for (kind, sub_type), permissions in found.items()
    ]


@route(
    "POST",
    f"{V2}/security/principals/fetch-permissions",
    fields=("principals", "metadata", "record_offset", "record_size", "default_metadata_type"),
)
def fetch_principal_permissions(call: Call) -> Callable[[], Record]:
    """What principals may do with the objects named, or with all of a type."""
    body, state = call.body, call.state
    need(body, "principals")
    kind = choice(body, "default_metadata_type", PERMITTED_KINDS, "ALL")
    items = objects_in(body, "metadata")
    kinds = OBJECT_KINDS if kind == "ALL" else (kind,)
    found = named_rows(call, items) if items else [row for name in kinds for row in rows(call, name)]
    heads = {row["id"]: _head(state, row) for row in found}
    given = {row["id"]: shared(state, row) for row in found}
    read: list[tuple[Record, list[tuple[str, Record, str, str]]]] = []
    for item in objects_in(body, "principals"):
        principal = principal_of(state, item)
        mode, guid = access(state, principal), principal["id"]
        modes = {row["id"]: mode(row) for row in found}
        shown = _paged([row for row in found if modes[row["id"]] != NO_ACCESS], body)
        seen = [
            (row["type"], heads[row["id"]], modes[row["id"]], given[row["id"]].get(guid, NO_ACCESS))
            for row in shown
        ]
        read.append((_identity(state, principal), seen))
    return partial(_by_kind, read)


def _by_kind(read: Iterable[tuple[Record, list[tuple[str, Record, str, str]]]]) -> Record:
    """The answer about principals: who each is; type, head, mode in the end and mode as shared of what it sees."""
    details: list[Record] = []
    for principal, seen in read:
        kinds: dict[str, list[Record]] = {}
        for kind, head, mode, own in seen:
            kinds.setdefault(kind, []).append({**head, **_modes(mode, own)})
        info = [{"metadata_type": kind, "metadata_permissions": found} for kind, found in kinds.items()]
        details.append({**principal, "metadata_permission_info": info})
    return {"principal_permission_details": details}


def _identity(state: State, principal: Record) -> Record:
    kind, sub_type = kind_of(state, principal)
    return {
        "principal_id": principal["id"],
        "principal_name": principal["name"],
        "principal_type": kind,
        "principal_sub_type": sub_type,
    }


def _paged(found: list[Record], body: Record) -> list[Record]:
    """One page of each type of object: offset and size count in every type for itself."""
    kinds = dict.fromkeys(row["type"] for row in found)
    return [
        row for kind in kinds for row in page([row for row in found if row["type"] == kind], body, size=ALL)
    ]


def _head(state: State, row: Record) -> Record:
    author = state.users.get(row["header"]["author"])
    return {
        "metadata_id": row["id"],
        "metadata_name": row["name"],
        "metadata_owner": ref(state.metadata.get(row["header"]["owner"], row)),
        "metadata_author": None if author is None else ref(author),
    }


def _modes(permission: str, own: str) -> Record:
    return {"permission": permission, "shared_permission": own, "group_permission": []}


@route(
    "POST",
    f"{V2}/security/metadata/assign",
    privileges=("USER_ADMINISTRATION",),
    reads=False,
    fields=("metadata", "user_identifier", "current_owner_identifier"),
)
def assign_author(call: Call) -> None:
    """Make another user the author of objects, or of those among them that the current owner wrote."""
    need(call.body, "metadata", "user_identifier")
    new = user_of(call.state, call.body["user_identifier"])
    old = call.body.get("current_owner_identifier")
    owner = None if old is None else user_of(call.state, old)["id"]
    for row in named_rows(call, objects_in(call.body, "metadata"), OBJECT_KINDS):
        if owner in {None, row["header"]["author"]}:
            row["header"]["author"] = new["id"]
            touch(call, row)
