"""The ten v1 routes of metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_flag,
    form_texts,
    like,
    may_edit,
    merged,
    need,
    number,
    object_of,
    ref,
    tag_of,
)
from aiothoughtspot.simulator.families._details import detail
from aiothoughtspot.simulator.families._principals import set_favorites
from aiothoughtspot.simulator.families._rows import SORT_KEYS, V1_KINDS, broken, row_of, rows, viz_headers
from aiothoughtspot.simulator.families._security_shares import MODES, MODIFY, NO_ACCESS, READ_ONLY, access
from aiothoughtspot.simulator.families._tml_tasks import advance
from aiothoughtspot.simulator.families._v1_answers import LATER, v1_header
from aiothoughtspot.simulator.families._v1_connections_records import data_source, logical_table
from aiothoughtspot.simulator.families.metadata import remove
from aiothoughtspot.simulator.families.tags import MANAGERS, drop_tag, put_tags, take_tags
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiothoughtspot.simulator.state import Record, State

METADATA: Final = f"{V1}/metadata"
CATEGORIES: Final = ("ALL", "MY", "FAVORITE", "REQUESTED")
SORTS: Final = ("DEFAULT", "NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED")
SUBTYPES: Final = (
    "ONE_TO_ONE_LOGICAL", "WORKSHEET", "PRIVATE_WORKSHEET", "USER_DEFINED", "AGGR_WORKSHEET",
    "SQL_VIEW", "FORMULA", "CALENDAR_TYPE", "CALENDAR_TABLE",
)  # fmt: skip
TAGGABLE: Final = ("QUESTION_ANSWER_BOOK", "PINBOARD_ANSWER_BOOK", "LOGICAL_TABLE", "LOGICAL_COLUMN")
FAVORITES: Final = ("PINBOARD_ANSWER_BOOK", "QUESTION_ANSWER_BOOK")
DELETABLE: Final = (*TAGGABLE, "LOGICAL_RELATIONSHIP", "TAG")
SIMPLE: Final = (
    "id", "name", "description", "author", "created", "modified", "modifiedBy", "owner",
    "isAutoCreated", "isAutoDelete",
)  # fmt: skip
_LIST: Final = (
    "type", "subtypes", "category", "sort", "sortascending", "offset", "batchsize", "tagname",
    "pattern", "skipids", "fetchids", "auto_created",
)  # fmt: skip


def _kind(given: Mapping[str, str], *, required: bool) -> str:
    """The v2 word for the `type` of a request; an unknown one is 500."""
    kind = given.get("type")
    if kind is None and not required:
        return "ANSWER"
    if kind not in V1_KINDS:
        raise Refused(500, BAD_REQUEST, f"{kind} is not a type")
    return V1_KINDS[kind]


def _guids(given: Mapping[str, str], name: str) -> list[str]:
    need(given, name)
    return form_texts(given, name)


def _row(call: Call, guid: str, kind: str, status: int) -> Record:
    """The row of a guid: names are not taken here, and the status of an unknown one differs."""
    for row in [row_of(call, guid, kind)] if guid in call.state.metadata else rows(call, kind):
        if row["id"] == guid:
            return row
    raise Refused(status, BAD_REQUEST, f"Object not found: {guid}")


@route("POST", f"{METADATA}/assigntag", reads=False, fields=("id", "type", "tagid", "tagname"))
def assign_tag(call: Call) -> None:
    """Put tags on objects; `id` and `type` go in pairs."""
    put_tags(*_tagging(call))


@route("POST", f"{METADATA}/unassigntag", reads=False, fields=("id", "type", "tagid", "tagname"))
def unassign_tag(call: Call) -> None:
    """Take tags off objects; `id` and `type` go in pairs."""
    take_tags(*_tagging(call))


def _tagging(call: Call) -> tuple[list[Record], list[Record]]:
    form = call.form
    guids, kinds = _guids(form, "id"), _guids(form, "type")
    if len(guids) != len(kinds):
        raise bad("id and type differ in length")
    tags = [tag_of(call.state, name) for name in (*form_texts(form, "tagid"), *form_texts(form, "tagname"))]
    if not tags:
        raise bad("tagid or tagname is required")
    found: list[Record] = []
    for guid, kind in zip(guids, kinds, strict=True):
        choice({"type": kind}, "type", TAGGABLE, "")
        found.append(_row(call, guid, V1_KINDS[kind], 500))
    for row in found:
        may_edit(call, row)
    return found, tags


@route(
    "GET",
    f"{METADATA}/details",
    fields=("type", "id", "showhidden", "dropquestiondetails", "version", "orgScope"),
)
def details(call: Call) -> Record:
    """The full definitions of objects of one type."""
    advance(call.state)
    kind = _kind(call.query, required=True)
    found = [_row(call, guid, kind, 400) for guid in _guids(call.query, "id")]
    form_flag(call.query, "showhidden")
    return {"storables": [_definition(call.state, row) for row in found], "debugInfo": {}}


def _definition(state: State, row: Record) -> Record:
    """The definition of a row; tables and connections with everything that v1 knows of them."""
    whole = {"LOGICAL_TABLE": logical_table, "CONNECTION": data_source}.get(row["type"])
    if whole is not None:
        return {**whole(state, row), "complete": True, "incompleteDetail": []}
    shown = detail(state, row)
    return {**shown, "header": {name: value for name, value in shown["header"].items() if name not in LATER}}


@route("GET", f"{METADATA}/list", fields=(*_LIST, "ownertypes", "showhidden", "authorguid"))
def list_metadata(call: Call) -> Record:
    """One page of full headers with tags, and whether it is the last."""
    found = listed(call, _kind(call.query, required=True))
    shown, last = batch(found, call.query)
    return enveloped(call, shown, last=last)


def enveloped(call: Call, shown: list[Record], *, last: bool) -> Record:
    """One page of full headers."""
    return {"headers": [v1_header(call.state, row) for row in shown], "isLastBatch": last, "debugInfo": {}}


@route("GET", f"{METADATA}/listobjectheaders", fields=_LIST)
def list_object_headers(call: Call) -> list[Record]:
    """One page of short headers, a bare array."""
    shown, _ = batch(listed(call, _kind(call.query, required=False)), call.query)
    return [{name: row["header"][name] for name in SIMPLE if name in row["header"]} for row in shown]


def listed(call: Call, kind: str) -> list[Record]:
    """The rows of a kind that pass every filter of the query, sorted as it asks."""
    advance(call.state)
    query, state = call.query, call.state
    if kind in {"USER", "USER_GROUP"} and not state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators list users and groups")
    subtypes, skipped, fetched = (
        set(form_texts(query, name)) for name in ("subtypes", "skipids", "fetchids")
    )
    if not subtypes <= set(SUBTYPES):
        raise bad("A value of subtypes is not known")
    tags = {tag_of(state, name)["id"] for name in form_texts(query, "tagname")}
    category = choice(query, "category", CATEGORIES, "ALL")
    liked = {item["id"] for item in call.caller["favorite_metadata"]}
    auto = form_flag(query, "auto_created") if "auto_created" in query else None
    hidden = form_flag(query, "showhidden")
    named = like(query.get("pattern"))
    author = call.caller["id"] if category == "MY" else query.get("authorguid")
    found = [
        row
        for row in rows(call, kind)
        if named(row["name"])
        and (not subtypes or row["sub_type"] in subtypes)
        and row["id"] not in skipped
        and (not fetched or row["id"] in fetched)
        and (not tags or not tags.isdisjoint(row["tag_ids"]))
        and (hidden or not row["header"]["isHidden"])
        and author in {None, row["header"]["author"]}
        and auto in {None, row["header"].get("isAutoCreated", False)}
        # Nobody asks for access here, so there are no requested objects.
        and (category in {"ALL", "MY"} or (category == "FAVORITE" and row["id"] in liked))
        and not broken(state, row)
    ]
    sort = choice(query, "sort", SORTS, "DEFAULT")
    if sort == "DEFAULT":
        return found
    return sorted(found, key=SORT_KEYS[sort], reverse=not form_flag(query, "sortascending", default=True))


def batch(found: list[Record], query: Mapping[str, str]) -> tuple[list[Record], bool]:
    """The slice that `offset` and `batchsize` ask for, -1 being the start and everything; and whether it ends the list."""
    offset = max(number(query, "offset", -1, least=-1), 0)
    size = number(query, "batchsize", -1, least=-1)
    shown = found[offset:] if size == -1 else found[offset : offset + size]
    return shown, offset + len(shown) >= len(found)


@route(
    "GET",
    f"{METADATA}/listas",
    fields=("type", "principalid", "minimumaccesslevel", "offset", "batchsize", "pattern"),
)
def list_as(call: Call) -> Record:
    """One page of the objects that somebody can see, or with MODIFY can change. Who: see `_principal`."""
    advance(call.state)
    principal = _principal(call)
    level = choice(call.query, "minimumaccesslevel", MODES, NO_ACCESS)
    # Nobody is shown what they have no access to.
    levels = {MODIFY} if level == MODIFY else {MODIFY, READ_ONLY}
    named = like(call.query.get("pattern"))
    mode = None if principal is None else access(call.state, principal)
    found = [row for row in rows(call, None) if named(row["name"]) and (mode is None or mode(row) in levels)]
    shown, last = batch(found, call.query)
    return enveloped(call, shown, last=last)


def _principal(call: Call) -> Record | None:
    """The user or group whose view is asked for: the caller for USER without an id, None for everybody."""
    state = call.state
    kind = choice(call.query, "type", ("USER", "USER_GROUP"), "")
    guid = call.query.get("principalid")
    if guid is None:
        return call.caller if kind == "USER" else None
    found = state.groups.get(guid) if kind == "USER_GROUP" else state.users.get(guid)
    if found is None:
        raise Refused(404, BAD_REQUEST, f"Principal not found: {guid}")
    if found is not call.user and not state.is_admin(call.caller):
        raise Refused(401, FORBIDDEN, "Only administrators see with the eyes of others")
    return found


@route("GET", f"{METADATA}/listvizheaders", fields=("id",))
def list_viz_headers(call: Call) -> list[Any]:
    """The visualizations of a liveboard or answer; the id is a plain guid here."""
    return viz_headers(object_of(call, call.query.get("id")))


@route("POST", f"{METADATA}/markunmarkfavoritefor", reads=False, fields=("type", "ids", "userid"))
def mark_favorites(call: Call) -> None:
    """Add objects of one type to a user's favourites."""
    kind = call.form.get("type")
    if kind not in FAVORITES:
        raise Refused(500, BAD_REQUEST, f"{kind} is not a type of favourites")
    user = _favorite_user(call)
    found = [_row(call, guid, V1_KINDS[kind], 400) for guid in _guids(call.form, "ids")]
    liked = [{**ref(row), "type": row["type"]} for row in found]
    set_favorites(call.state, user, merged(user["favorite_metadata"], liked, "ADD"))


@route("DELETE", f"{METADATA}/markunmarkfavoritefor", reads=False, fields=("ids", "userid"))
def unmark_favorites(call: Call) -> None:
    """Take objects off a user's favourites; there is no type here."""
    user = _favorite_user(call)
    gone = {object_of(call, guid)["id"] for guid in _guids(call.form, "ids")}
    left = [item for item in user["favorite_metadata"] if item["id"] not in gone]
    set_favorites(call.state, user, left)


def _favorite_user(call: Call) -> Record:
    user = call.state.users.get(call.form.get("userid", ""))
    if user is None:
        raise bad("userid is not a user")
    if user["id"] != call.caller["id"] and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators change the favourites of others")
    return user


@route("POST", f"{METADATA}/delete", reads=False, fields=("type", "id", "includedisabled"))
def delete(call: Call) -> None:
    """Delete objects of one type: all of them or none. Tags go this way too, v1 having no route of their own."""
    form, state = call.form, call.state
    kind = choice(form, "type", DELETABLE, "")
    guids, force = _guids(form, "id"), form_flag(form, "includedisabled")
    if kind != "TAG":
        remove(call, [_row(call, guid, _kind(form, required=True), 400) for guid in guids], force=force)
        return
    if not state.privileges(call.caller) & {"ADMINISTRATION", *MANAGERS}:
        raise Refused(403, FORBIDDEN, "Tags need TAGMANAGEMENT")
    for tag in [tag_of(state, guid) for guid in guids]:
        drop_tag(state, tag)
