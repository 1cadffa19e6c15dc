"""The v2 routes that share objects, show who may do what, and hand objects over."""

from __future__ import annotations

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
from aiothoughtspot.simulator.families._rows import OBJECT_KINDS, dependents_by_source, touch
from aiothoughtspot.simulator.families._security_principals import (
    SHAREABLE,
    kind_of,
    named_rows,
    people,
    principal_of,
    rows_of,
)
from aiothoughtspot.simulator.families._security_shares import (
    MODES,
    MODIFY,
    NO_ACCESS,
    READ_ONLY,
    access,
    share,
    shared,
)
from aiothoughtspot.simulator.routing import V2, route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aiothoughtspot.simulator.routing import Call
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
    for row in found:
        for principal, mode, content in given:
            share(state, row, principal["id"], mode)
            for guid in inside(state, [row["id"]]) if content and row["type"] == "COLLECTION" else ():
                # Collections inside are shared by themselves.
                if guid in state.metadata:
                    share(state, state.metadata[guid], principal["id"], content)
            if notify and mode != NO_ACCESS:
                mail(state, addresses(state, principal), row["name"], message)
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
def fetch_metadata_permissions(call: Call) -> Record:
    """Who may do what with the objects: in the end, or (DEFINED) only as shared."""
    body, state = call.body, call.state
    need(body, "metadata")
    found = named_rows(call, objects_in(body, "metadata"))
    if flag(body, "include_dependent_objects"):
        by_source = dependents_by_source(state)
        found += [record for row in found for record in by_source.get(row["id"], ())]
    asked = [principal_of(state, item) for item in objects_in(body, "principals")]
    defined = choice(body, "permission_type", ("EFFECTIVE", "DEFINED"), "EFFECTIVE") == "DEFINED"
    who = [(principal, access(state, principal)) for principal in asked or people(call)]
    return {
        "metadata_permission_details": [
            {
                "metadata_id": row["id"],
                "metadata_name": row["name"],
                "metadata_type": row["type"],
                **_owners(state, row),
                "principal_permission_info": _by_principal(
                    state, row, who, defined=defined, named=bool(asked)
                ),
            }
            for row in _paged(found, body)
        ]
    }


def _by_principal(
    state: State,
    row: Record,
    who: Iterable[tuple[Record, Callable[[Record], str]]],
    *,
    defined: bool,
    named: bool,
) -> list[Record]:
    """The principals with access, by type; those the request names are listed without access too."""
    given = shared(state, row)
    found: dict[tuple[str, str], list[Record]] = {}
    for principal, mode in who:
        own = given.get(principal["id"], NO_ACCESS)
        permission = own if defined else mode(row)
        if named or permission != NO_ACCESS:
            found.setdefault(kind_of(state, principal), []).append(
                {
                    "principal_id": principal["id"],
                    "principal_name": principal["name"],
                    **_modes(permission, own),
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
def fetch_principal_permissions(call: Call) -> Record:
    """What principals may do with the objects named, or with all of a type."""
    body, state = call.body, call.state
    need(body, "principals")
    kind = choice(body, "default_metadata_type", PERMITTED_KINDS, "ALL")
    items = objects_in(body, "metadata")
    kinds = OBJECT_KINDS if kind == "ALL" else (kind,)
    found = named_rows(call, items) if items else [row for name in kinds for row in rows_of(call, name)]
    details: list[Record] = []
    for item in objects_in(body, "principals"):
        principal = principal_of(state, item)
        mode = access(state, principal)
        seen = [row for row in found if mode(row) != NO_ACCESS]
        by_kind: dict[str, list[Record]] = {}
        for row in _paged(seen, body):
            own = shared(state, row).get(principal["id"], NO_ACCESS)
            entry = {"metadata_id": row["id"], "metadata_name": row["name"], **_owners(state, row)}
            by_kind.setdefault(row["type"], []).append({**entry, **_modes(mode(row), own)})
        principal_type, sub_type = kind_of(state, principal)
        details.append(
            {
                "principal_id": principal["id"],
                "principal_name": principal["name"],
                "principal_type": principal_type,
                "principal_sub_type": sub_type,
                "metadata_permission_info": [
                    {"metadata_type": name, "metadata_permissions": permissions}
                    for name, permissions in by_kind.items()
                ],
            }
        )
    return {"principal_permission_details": details}


def _paged(found: list[Record], body: Record) -> list[Record]:
    """One page of each type of object: offset and size count in every type for itself."""
    kinds = dict.fromkeys(row["type"] for row in found)
    return [
        row for kind in kinds for row in page([row for row in found if row["type"] == kind], body, size=ALL)
    ]


def _owners(state: State, row: Record) -> Record:
    author = state.users.get(row["header"]["author"])
    owner = state.metadata.get(row["header"]["owner"], row)
    return {"metadata_owner": ref(owner), "metadata_author": None if author is None else ref(author)}


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
