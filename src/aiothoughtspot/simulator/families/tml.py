"""The five v2 routes of TML."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    group_of,
    inner,
    need,
    number,
    object_of,
    objects_in,
    role_of,
    texts,
    user_of,
)
from aiothoughtspot.simulator.families._tml_export import (
    FORMATS,
    PRINCIPALS,
    Wishes,
    batch,
    export,
    export_principal,
    with_sources,
    written,
)
from aiothoughtspot.simulator.families._tml_import import POLICIES, import_batch
from aiothoughtspot.simulator.families._tml_tasks import advance, shown, submit, tasks
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.state import Record

IMPORTERS: Final = ("DATAMANAGEMENT", "CAN_CREATE_OR_EDIT_CONNECTIONS", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES")
EXPORT_KINDS: Final = (
    "LIVEBOARD",
    "ANSWER",
    "LOGICAL_TABLE",
    "CONNECTION",
    *PRINCIPALS,
    "CUSTOM_ACTION",
    "FEEDBACK",
    "COLLECTION",
)
STATUSES: Final = ("COMPLETED", "IN_QUEUE", "IN_PROGRESS", "FAILED")
MOST_TASKS: Final = 50
MOST_PRINCIPALS: Final = 200
_IMPORT: Final = (
    "metadata_tmls",
    "import_policy",
    "create_new",
    "all_orgs_override",
    "skip_diff_check",
    "enable_large_metadata_validation",
    "enable_personalized_view_upsert",
)


def check_override(call: Call, *, asked: bool) -> bool:
    """Whether to look into every org; only administrators may ask for that."""
    if asked and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "all_orgs_override needs an administrator")
    return asked


@route(
    "POST",
    f"{V2}/metadata/tml/export",
    privileges=("DATADOWNLOADING",),
    fields=(
        "metadata",
        "export_associated",
        "export_fqn",
        "edoc_format",
        "export_schema_version",
        "export_dependent",
        "export_connection_as_dependent",
        "all_orgs_override",
        "export_options",
    ),
)
def export_tml(call: Call) -> Callable[[], list[Record]]:
    """Objects as TML texts; one unknown id refuses the whole batch, objects that cannot be written are items with ERROR."""
    advance(call.state)
    body, state = call.body, call.state
    need(body, "metadata")
    choice(body, "export_schema_version", ("DEFAULT", "V1", "V2"), "DEFAULT")
    options = inner(body, "export_options")
    wishes = Wishes(
        format=choice(body, "edoc_format", FORMATS, "JSON"),
        associated=flag(body, "export_associated"),
        dependent=flag(body, "export_dependent"),
        connections=flag(body, "export_connection_as_dependent"),
        fqn=flag(body, "export_fqn"),
        guid=flag(options, "include_guid", default=True),
        obj_id=flag(options, "include_obj_id"),
    )
    everywhere = check_override(call, asked=flag(body, "all_orgs_override"))
    people: list[Record] = []
    records: list[Record] = []
    for item in objects_in(body, "metadata"):
        kind = choice(item, "type", EXPORT_KINDS, "")
        if kind in PRINCIPALS:
            find = {"USER": user_of, "USER_GROUP": group_of, "ROLE": role_of}[kind]
            people.append(export_principal(kind, find(state, str(item.get("identifier")))))
        else:
            records.append(object_of(call, item.get("identifier"), kind or None, everywhere=everywhere))
    items = [*people, *(export(state, record, wishes) for record in with_sources(state, records, wishes))]
    return partial(written, items, wishes.format)


@route(
    "POST",
    f"{V2}/metadata/tml/export/batch",
    privileges=("DATAMANAGEMENT", "USERMANAGEMENT"),
    fields=(
        "metadata_type",
        "batch_offset",
        "batch_size",
        "edoc_format",
        "export_dependent",
        "all_orgs_override",
    ),
)
def export_batch(call: Call) -> Record:
    """One page of users, groups or roles as TML, at most 200."""
    body = call.body
    need(body, "metadata_type")
    size = number(body, "batch_size", 20, least=1)
    if size > MOST_PRINCIPALS:
        raise bad(f"batch_size is at most {MOST_PRINCIPALS}")
    check_override(call, asked=flag(body, "all_orgs_override"))
    kind, form = choice(body, "metadata_type", PRINCIPALS, ""), choice(body, "edoc_format", FORMATS, "JSON")
    return batch(call.state, kind, form, number(body, "batch_offset", 0), size)


@route("POST", f"{V2}/metadata/tml/import", privileges=IMPORTERS, reads=False, fields=_IMPORT)
def import_tml(call: Call) -> list[Record]:
    """Make or change objects from TML; failures are items with ERROR inside the 200."""
    advance(call.state)
    need(call.body, "metadata_tmls")
    check_override(call, asked=flag(call.body, "all_orgs_override"))
    return import_batch(
        call.state,
        texts(call.body, "metadata_tmls"),
        author=call.caller["id"],
        org=call.org,
        policy=choice(call.body, "import_policy", POLICIES, "PARTIAL"),
        create_new=flag(call.body, "create_new"),
    )


@route("POST", f"{V2}/metadata/tml/async/import", privileges=IMPORTERS, reads=False, fields=_IMPORT)
def import_async(call: Call) -> Record:
    """Queue an import; the answer shows the task as made, before it has any times."""
    need(call.body, "metadata_tmls")
    check_override(call, asked=flag(call.body, "all_orgs_override"))
    task = submit(
        call.state,
        texts(call.body, "metadata_tmls"),
        author=call.caller["id"],
        org=call.org,
        policy=choice(call.body, "import_policy", POLICIES, "PARTIAL_OBJECT"),
        create_new=flag(call.body, "create_new"),
    )
    times = dict.fromkeys(("created_at", "in_progress_at", "completed_at", "modified_at"))
    return {**shown(call.state, task, response=False), **times}


@route(
    "POST",
    f"{V2}/metadata/tml/async/status",
    fields=(
        "task_ids",
        "task_status",
        "author_identifier",
        "record_offset",
        "record_size",
        "include_import_response",
    ),
)
def async_status(call: Call) -> Record:
    """One page of import tasks, newest first: administrators see all, others their own."""
    advance(call.state)
    body, state = call.body, call.state
    wanted, statuses = texts(body, "task_ids"), texts(body, "task_status")
    if not set(statuses) <= set(STATUSES):
        raise bad("A value of task_status is not known")
    author = body.get("author_identifier")
    only = user_of(state, author)["id"] if author else None
    offset, size = number(body, "record_offset", 0), number(body, "record_size", 5, least=1)
    if size > MOST_TASKS:
        raise bad(f"record_size is at most {MOST_TASKS}")
    own = None if state.is_admin(call.caller) else call.caller["id"]
    found = [
        task
        for task in reversed(tasks(state))
        if (not wanted or task.id in wanted)
        and (not statuses or task.status in statuses)
        and only in {None, task.author}
        and own in {None, task.author}
    ]
    response = flag(body, "include_import_response")
    return {
        "status_list": [shown(state, task, response=response) for task in found[offset : offset + size]],
        "last_batch": offset + size >= len(found),
    }
