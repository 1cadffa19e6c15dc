"""The six v2 routes of dbt: connections to projects, and the tables and worksheets that are made of their models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    form_flag,
    need,
    need_multipart,
    object_of,
    word,
)
from aiothoughtspot.simulator.families._dbt_projects import models, table_tml, worksheet_tml
from aiothoughtspot.simulator.families._tml_import import import_batch
from aiothoughtspot.simulator.objects import derived_guid
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

BUILDERS: Final = (
    "DATAMANAGEMENT",
    "CAN_MANAGE_CUSTOM_CALENDAR",
    "CAN_CREATE_OR_EDIT_CONNECTIONS",
    "CAN_MANAGE_WORKSHEET_VIEWS_TABLES",
)
SOURCES: Final = ("DBT_CLOUD", "ZIP_FILE")
CLOUD: Final = ("access_token", "dbt_url", "account_id", "project_id", "dbt_env_id", "project_name")
_CONNECTION: Final = ("connection_name", "database_name", "import_type", *CLOUD, "file_content")


def connections(state: State) -> dict[str, Record]:
    """Every dbt connection by id.

    Keys of a record: id, org_id, author_name, connection_id, import_type, database_name, those of `CLOUD`, models (columns by
    model; empty: whatever is asked for), made (what was made last: model_tables and worksheets).
    """
    return state.bag("dbt_connections", dict[str, "Record"])


def _find(call: Call, identifier: str) -> Record:
    found = connections(call.state).get(identifier)
    if found is None or found["org_id"] != call.org:
        raise bad(f"dbt connection not found: {identifier}")
    return found


def _shown(call: Call, item: Record) -> Record:
    connection = call.state.metadata.get(item["connection_id"])
    return {
        "dbt_connection_identifier": item["id"],
        "project_name": item["project_name"],
        "connection_id": item["connection_id"],
        "connection_name": connection and connection["name"],
        "cdw_database": item["database_name"],
        "import_type": item["import_type"],
        "author_name": item["author_name"],
    }


@route("POST", f"{V2}/dbt/search", privileges=BUILDERS, fields=())
def search(call: Call) -> list[Record]:
    """The org's dbt connections."""
    return [_shown(call, item) for item in connections(call.state).values() if item["org_id"] == call.org]


@route("POST", f"{V2}/dbt/dbt-connection", privileges=BUILDERS, reads=False, fields=_CONNECTION)
def create(call: Call) -> Record:
    """A new connection to a project, in the cloud or as a ZIP file."""
    need_multipart(call)
    need(call.form, "connection_name", "database_name")
    made: Record = dict.fromkeys(CLOUD)
    made |= {
        "id": call.state.new_guid(),
        "org_id": call.org,
        "author_name": call.caller["name"],
        "import_type": "DBT_CLOUD",
        "models": {},
        "made": None,
    }
    _change(call, made)
    if made["import_type"] == "ZIP_FILE" and "file_content" not in call.files:
        raise bad("file_content is required")
    connections(call.state)[made["id"]] = made
    return _shown(call, made)


def _change(call: Call, item: Record) -> None:
    """Put what a request gives into a dbt connection, or nothing of it when some of it is wrong."""
    form = call.form
    changed: Record = {name: form[name] for name in ("database_name", *CLOUD) if name in form}
    if "connection_name" in form:
        changed["connection_id"] = object_of(call, form["connection_name"], "CONNECTION")["id"]
    changed["import_type"] = choice(form, "import_type", SOURCES, item["import_type"])
    item |= {**changed, **_models(call)}


def _models(call: Call) -> Record:
    return {"models": models(call.files["file_content"])} if "file_content" in call.files else {}


@route(
    "POST",
    f"{V2}/dbt/update-dbt-connection",
    privileges=BUILDERS,
    reads=False,
    fields=("dbt_connection_identifier", *_CONNECTION),
)
def update(call: Call) -> Record:
    """Change a dbt connection; what is left out stays."""
    need_multipart(call)
    need(call.form, "dbt_connection_identifier")
    found = _find(call, call.form["dbt_connection_identifier"])
    _change(call, found)
    return _shown(call, found)


@route("POST", f"{V2}/dbt/{{dbt_connection_identifier}}/delete", privileges=BUILDERS, reads=False, fields=())
def delete(call: Call) -> None:
    """Delete a dbt connection; what was made from it stays."""
    del connections(call.state)[_find(call, call.path["dbt_connection_identifier"])["id"]]


@route(
    "POST",
    f"{V2}/dbt/generate-tml",
    privileges=BUILDERS,
    reads=False,
    fields=(
        "dbt_connection_identifier",
        "model_tables",
        "import_worksheets",
        "worksheets",
        "file_content",
        "include_semantic_report",
    ),
)
def generate_tml(call: Call) -> Record:
    """Make tables of models, and a worksheet of each model that is wanted; failures are told inside the 200."""
    need_multipart(call)
    need(call.form, "dbt_connection_identifier", "model_tables", "import_worksheets")
    found = _find(call, call.form["dbt_connection_identifier"])
    wanted = choice(call.form, "import_worksheets", ("ALL", "NONE", "SELECTED"), "")
    listed = _list(call, "model_tables", dict)
    for item in listed:
        if not word(item, "model_name") or not _all(item.get("tables"), str):
            raise bad("model_tables is models with their tables")
    names = [item["model_name"] for item in listed]
    if wanted == "SELECTED":
        need(call.form, "worksheets")
        selected = _list(call, "worksheets", str)
    else:
        selected = names if wanted == "ALL" else []
    found |= {**_models(call), "made": {"model_tables": listed, "worksheets": selected}}
    return _made(call, found)


def _all(value: object, kind: type) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, kind) for item in value)


def _list(call: Call, name: str, kind: type) -> list[Any]:
    """The JSON list inside a text part, or 400."""
    try:
        value = json.loads(call.form[name])
    except ValueError:
        raise bad(f"{name} is not JSON") from None
    if not _all(value, kind):
        raise bad(f"{name} is a list and not empty")
    items: list[Any] = value
    return items


@route(
    "POST",
    f"{V2}/dbt/generate-sync-tml",
    privileges=BUILDERS,
    reads=False,
    fields=("dbt_connection_identifier", "file_content", "include_semantic_report"),
)
def generate_sync_tml(call: Call) -> Record:
    """Make anew what was made last, from the models as they are now."""
    need_multipart(call)
    need(call.form, "dbt_connection_identifier")
    found = _find(call, call.form["dbt_connection_identifier"])
    if found["made"] is None:
        raise bad("Nothing was made from this dbt connection yet")
    found |= _models(call)
    return _made(call, found)


def _made(call: Call, item: Record) -> Record:
    """Import tables and worksheets and report on each; the same model makes the same objects again."""
    state, known = call.state, item["models"]
    connection = state.metadata.get(item["connection_id"])
    if connection is None:
        raise bad("The connection of the project is gone")
    documents: list[Record] = []
    unknown: list[str] = []
    for model in item["made"]["model_tables"]:
        if known and model["model_name"] not in known:
            unknown.append(model["model_name"])
            continue
        columns = known.get(model["model_name"], {})
        tables = [
            table_tml(
                name,
                columns,
                connection["name"],
                item["database_name"],
                derived_guid(item["id"], "table", name),
            )
            for name in model["tables"]
        ]
        documents += tables
        if model["model_name"] in item["made"]["worksheets"]:
            guid = derived_guid(item["id"], "worksheet", model["model_name"])
            documents.append(worksheet_tml(model["model_name"], [table["table"] for table in tables], guid))
    results = import_batch(
        state,
        [json.dumps(document) for document in documents],
        author=call.caller["id"],
        org=call.org,
        policy="PARTIAL",
        create_new=False,
    )
    report: Record = {"import_response": results, "unknown_models": unknown}
    if form_flag(call.form, "include_semantic_report"):
        made = [result["response"] for result in results if "header" in result["response"]]
        report["semantic_report"] = {
            "tables": sum(item["header"]["type"] == "ONE_TO_ONE_LOGICAL" for item in made),
            "worksheets": sum(item["header"]["type"] == "WORKSHEET" for item in made),
            "failed": len(results) - len(made),
        }
    return report
