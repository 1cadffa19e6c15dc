"""The three v1 routes of TML: form fields in, JSON served as plain text out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import Answer
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_flag,
    form_json,
    form_texts,
    need,
    number,
    object_of,
)
from aiothoughtspot.simulator.families._tml_export import (
    FORMATS,
    PRINCIPALS,
    Wishes,
    batch,
    export,
    with_sources,
    written,
)
from aiothoughtspot.simulator.families._tml_import import import_batch
from aiothoughtspot.simulator.families._tml_tasks import advance
from aiothoughtspot.simulator.families.tml import IMPORTERS, MOST_PRINCIPALS, check_override
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiothoughtspot.simulator.state import Record

TML: Final = f"{V1}/metadata/tml"
POLICIES: Final = ("PARTIAL", "ALL_OR_NONE", "VALIDATE_ONLY")


def _text(value: object) -> Answer:
    return Answer(content=json.dumps(value).encode(), media="text/plain")


@route(
    "POST",
    f"{TML}/import",
    privileges=IMPORTERS,
    reads=False,
    fields=(
        "import_objects",
        "import_policy",
        "force_create",
        "all_orgs_override",
        "skip_cdw_validation_for_tables",
        "skip_diff_check",
        "enable_block_tml_metadata_sync",
    ),
)
def import_tml(call: Call) -> Answer:
    """Make or change objects from TML; failures are items with ERROR inside the 200."""
    advance(call.state)
    form = call.form
    need(form, "import_objects")
    check_override(call, asked=form_flag(form, "all_orgs_override"))
    documents = form_json(form, "import_objects")
    if not isinstance(documents, list) or not documents:
        raise bad("import_objects is a list of documents")
    made = import_batch(
        call.state,
        # Documents may be texts or, as in one of the server's samples, objects.
        [item if isinstance(item, str) else json.dumps(item) for item in documents],
        author=call.caller["id"],
        org=call.org,
        policy=choice(form, "import_policy", POLICIES, "PARTIAL"),
        create_new=form_flag(form, "force_create"),
    )
    return _text({"object": [{"response": item["response"]} for item in made]})


@route(
    "POST",
    f"{TML}/export",
    privileges=("DATADOWNLOADING",),
    fields=(
        "export_ids",
        "formattype",
        "export_associated",
        "export_fqn",
        "export_schema_version",
        "export_dependent",
        "export_connection_as_dependent",
        "all_orgs_override",
    ),
)
def export_tml(call: Call) -> Callable[[], Answer]:
    """Objects as TML texts, YAML unless the request says JSON; one unknown id refuses the whole batch."""
    advance(call.state)
    form = call.form
    need(form, "export_ids")
    choice(form, "export_schema_version", ("v1", "v2"), "v1")
    wishes = Wishes(
        format=choice(form, "formattype", FORMATS, "YAML"),
        associated=form_flag(form, "export_associated"),
        dependent=form_flag(form, "export_dependent"),
        connections=form_flag(form, "export_connection_as_dependent"),
        fqn=form_flag(form, "export_fqn"),
    )
    everywhere = check_override(call, asked=form_flag(form, "all_orgs_override"))
    records = [object_of(call, guid, everywhere=everywhere) for guid in form_texts(form, "export_ids")]
    items = [
        _item(export(call.state, record, wishes)) for record in with_sources(call.state, records, wishes)
    ]
    return lambda: _text({"object": written(items, wishes.format)})


def _item(item: Record) -> Record:
    """An item as v1 labels it: a liveboard is still a pinboard there."""
    info = item["info"]
    if info["type"] != "liveboard":
        return item
    return {**item, "info": {**info, "type": "pinboard", "filename": f"{info['name']}.pinboard.tml"}}


@route(
    "POST",
    f"{TML}/export/batch",
    privileges=("DATAMANAGEMENT", "USERMANAGEMENT"),
    fields=(
        "metadata_type",
        "batch_size",
        "batch_offset",
        "export_dependent",
        "edoc_format",
        "all_orgs_override",
    ),
)
def export_batch(call: Call) -> Answer:
    """One page of users, groups or roles as TML, at most 200."""
    form = call.form
    need(form, "metadata_type")
    size = number(form, "batch_size", 20, least=1)
    if size > MOST_PRINCIPALS:
        raise bad(f"batch_size is at most {MOST_PRINCIPALS}")
    check_override(call, asked=form_flag(form, "all_orgs_override"))
    kind, shape = choice(form, "metadata_type", PRINCIPALS, ""), choice(form, "edoc_format", FORMATS, "JSON")
    return _text(batch(call.state, kind, shape, number(form, "batch_offset", 0), size))
