"""The five v1 routes of security: users and groups side by side in maps by guid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.answers import BAD_REQUEST, FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_flag,
    form_texts,
    inner,
    may_edit,
    need,
    object_of,
    texts,
)
from aiothoughtspot.simulator.families._jobs_outbox import addresses, mail
from aiothoughtspot.simulator.families._rows import V1_KINDS, rows
from aiothoughtspot.simulator.families._security_principals import people
from aiothoughtspot.simulator.families._security_shares import (
    MODES,
    MODIFY,
    NO_ACCESS,
    READ_ONLY,
    accesses,
    share,
    shared,
)
from aiothoughtspot.simulator.families._v1_answers import form_record
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from aiothoughtspot.simulator.state import Record, State

SECURITY: Final = f"{V1}/security"
SHAREABLE: Final = ("QUESTION_ANSWER_BOOK", "PINBOARD_ANSWER_BOOK", "LOGICAL_TABLE", "LOGICAL_COLUMN")
PERMITTED: Final = (*SHAREABLE, "DATA_SOURCE")
LONGEST: Final = 8_000
"""Characters of ids in a URL; more are a 414."""
_MAIL: Final = ("emailshares", "notify", "message", "useCustomEmbedUrls")


def _rows(call: Call, kind: str, guids: Iterable[str]) -> Iterator[Record]:
    """The rows of guids and one v1 kind that the caller's org has; unknown guids are 400, those of other orgs left out."""
    columns: dict[str, Record] = {}
    if kind == "LOGICAL_COLUMN":
        columns = {row["id"]: row for row in rows(call, "LOGICAL_COLUMN")}
    for guid in guids:
        row = columns.get(guid) or call.state.metadata.get(guid)
        if row is None or row["type"] != V1_KINDS[kind]:
            raise bad(f"No {kind}: {guid}")
        if row["org_id"] == call.org:
            yield row


def _principal(state: State, guid: str) -> Record:
    found = state.users.get(guid) or state.groups.get(guid)
    if found is None:
        raise bad(f"No user or group: {guid}")
    return found


@route("POST", f"{SECURITY}/share", reads=False, fields=("type", "id", "permission", *_MAIL))
def share_objects(call: Call) -> None:
    """Set what users and groups may do with objects of one type, all alike; NO_ACCESS takes it back."""
    form, state = call.form, call.state
    need(form, "type", "id", "permission")
    found = list(_rows(call, choice(form, "type", SHAREABLE, ""), form_texts(form, "id")))
    given = {
        guid: _mode(inner({guid: value}, guid))
        for guid, value in inner(form_record(form, "permission"), "permissions").items()
    }
    principals = [_principal(state, guid) for guid in given]
    _post(call, found, [who for who in principals if given[who["id"]] != NO_ACCESS])
    for row in found:
        for guid, mode in given.items():
            share(state, row, guid, mode)


def _mode(given: Mapping[str, Any]) -> str:
    need(given, "shareMode")
    return choice(given, "shareMode", MODES, "")


def _post(call: Call, found: list[Record], principals: list[Record]) -> None:
    """Mail those who gain access, unless told not to, and the addresses that the request names; 403 without edit access."""
    form, state = call.form, call.state
    for row in found:
        may_edit(call, row)
    extra, notify = form_texts(form, "emailshares"), form_flag(form, "notify", default=True)
    form_flag(form, "useCustomEmbedUrls")
    told = [address for who in principals for address in addresses(state, who)] if notify else []
    for row in found if notify else ():
        mail(state, told, row["name"], form.get("message", ""))
        mail(state, extra, row["name"], form.get("message", ""))


@route(
    "POST",
    f"{SECURITY}/shareviz",
    reads=False,
    fields=("type", "pinboardId", "vizid", "principalids", *_MAIL),
)
def share_visualization(call: Call) -> None:
    """Let users and groups read a visualization, and with it the liveboard around it."""
    form, state = call.form, call.state
    need(form, "type", "pinboardId", "vizid", "principalids")
    choice(form, "type", ("PINBOARD_ANSWER_BOOK",), "")
    board = object_of(call, form["pinboardId"], "LIVEBOARD")
    if not any(viz["id"] == form["vizid"] for viz in board["visualizations"]):
        raise bad("vizid is no visualization of the liveboard")
    principals = [_principal(state, guid) for guid in form_texts(form, "principalids")]
    _post(call, [board], principals)
    for who in principals:
        share(state, board, who["id"], shared(state, board).get(who["id"], READ_ONLY))


def _permissions(
    call: Call, found: list[Record], *, defined: bool, parts: bool
) -> Callable[[], dict[str, Record]]:
    """Who may do what with each row: in the end, or only as shared."""
    state = call.state
    who = [] if defined else people(call)
    guids, modes = [item["id"] for item in who], accesses(state, who)
    read: list[tuple[str, dict[str, str], dict[str, list[Record]]]] = []
    for row in found:
        given = dict(shared(state, row) if defined else zip(guids, modes(row), strict=True))
        inside = {mode: _parts(state, row, mode) for mode in (READ_ONLY, MODIFY)} if parts else {}
        read.append((row["id"], given, inside))
    return lambda: {guid: _shown(guid, given, inside) for guid, given, inside in read}


def _shown(guid: str, given: dict[str, str], inside: dict[str, list[Record]]) -> Record:
    """What users and groups may do with an object, and with what belongs to it, if that was asked for."""
    return {
        "permissions": {
            who: {
                "topLevelObjectId": guid,
                "shareMode": mode,
                **({"dependents": inside[mode]} if inside else {}),
            }
            for who, mode in given.items()
            if mode != NO_ACCESS
        }
    }


def _parts(state: State, row: Record, mode: str) -> list[Record]:
    """What belongs to an object: the visualizations of a liveboard, the columns of a table."""
    kind, inside = "QUESTION_ANSWER_BOOK", row["visualizations"]
    if row["type"] == "LOGICAL_TABLE":
        kind = "LOGICAL_COLUMN"
        inside = [column["header"] for column in objects.detail(state, row)["columns"]]
    return [
        {
            "id": item["id"],
            "name": item["name"],
            "author": row["header"]["author"],
            "type": kind,
            "shareMode": mode,
            "isHidden": kind == "QUESTION_ANSWER_BOOK",
            "owner": row["id"],
        }
        for item in inside
    ]


def _seen(found: list[Record]) -> list[Record]:
    if not found:
        raise Refused(403, FORBIDDEN, "No access to any of the objects")
    return found


def _asked(call: Call, guids: list[str]) -> Callable[[], Record]:
    query = call.query
    need(query, "type")
    found = list(_rows(call, choice(query, "type", PERMITTED, ""), guids))
    return _permissions(
        call,
        _seen(found),
        defined=choice(query, "permissiontype", ("EFFECTIVE", "DEFINED"), "EFFECTIVE") == "DEFINED",
        parts=form_flag(query, "dependentshare"),
    )


@route(
    "GET",
    f"{SECURITY}/metadata/permissions",
    admin=True,
    fields=("type", "id", "dependentshare", "permissiontype"),
)
def fetch_permissions(call: Call) -> Callable[[], Record]:
    """Who may do what with objects of one type; too many ids make the URL too long."""
    if len(call.query.get("id", "")) > LONGEST:
        raise Refused(414, BAD_REQUEST, "The URL is too long")
    need(call.query, "id")
    return _asked(call, form_texts(call.query, "id"))


@route(
    "GET",
    f"{SECURITY}/metadata/{{id}}/permissions",
    admin=True,
    fields=("type", "dependentshare", "permissiontype"),
)
def fetch_object_permissions(call: Call) -> Callable[[], Record]:
    """Who may do what with one object."""
    return _asked(call, [call.path["id"]])


@route("POST", f"{SECURITY}/effectivepermissionbulk", admin=True, fields=("idsbytype", "dependentshare"))
def fetch_effective_permissions(call: Call) -> Callable[[], Record]:
    """Who may do what with objects of many types."""
    asked = form_record(call.form, "idsbytype")
    parts = form_flag(call.form, "dependentshare")
    found = {
        choice({"type": kind}, "type", SHAREABLE, ""): list(_rows(call, kind, texts(asked, kind)))
        for kind in asked
    }
    _seen([row for items in found.values() for row in items])
    makers = {kind: _permissions(call, items, defined=False, parts=parts) for kind, items in found.items()}
    return lambda: {kind: make() for kind, make in makers.items()}
