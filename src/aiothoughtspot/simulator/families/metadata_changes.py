"""The v2 routes that change metadata objects in place: headers, obj_ids, parameters, worksheets that become models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.answers import Refused
from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    may_edit,
    need,
    object_of,
    objects_in,
    org_of,
    texts,
    word,
)
from aiothoughtspot.simulator.families._rows import touch
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiothoughtspot.simulator.state import Record

HEADER_KINDS: Final = (
    "ANSWER",
    "LOGICAL_TABLE",
    "LOGICAL_COLUMN",
    "LIVEBOARD",
    "ACTION_OBJECT",
    "DATA_SOURCE",
    "USER",
    "USER_GROUP",
    "COLLECTION",
)
TEXT_ATTRIBUTES: Final = ("name", "description")
BOOLEAN_ATTRIBUTES: Final = ("isHidden", "isVerified", "isDeprecated", "aiAnswerGenerationDisabled")
EVERY_ORG: Final = "-1"
OBJ_ID_TAKEN: Final = 14009
PARAMETER_KINDS: Final = {
    "LOGICAL_TABLE": "ATTRIBUTE",
    "CONNECTION": "CONNECTION_PROPERTY",
    "CONNECTION_CONFIG": "CONNECTION_PROPERTY",
}
TABLE_FIELDS: Final = ("databaseName", "schemaName", "tableName")


def _kind(item: Record) -> str | None:
    kind = choice(item, "type", HEADER_KINDS, "") or None
    return "CONNECTION" if kind == "DATA_SOURCE" else kind


@route(
    "POST",
    f"{V2}/metadata/headers/update",
    privileges=("DATAMANAGEMENT", "ORG_ADMINISTRATION"),
    reads=False,
    fields=("headers_update", "org_identifier"),
)
def update_headers(call: Call) -> None:
    """Set attributes of headers, given as texts; one unknown object or attribute refuses the whole request."""
    need(call.body, "headers_update")
    org = str(call.body.get("org_identifier") or call.org)
    everywhere = org == EVERY_ORG or org_of(call.state, org)["id"] != call.org
    planned: list[tuple[Record, dict[str, Any]]] = []
    for item in objects_in(call.body, "headers_update"):
        need(item, "attributes")
        record = object_of(
            call, item.get("identifier") or item.get("obj_identifier"), _kind(item), everywhere=everywhere
        )
        planned.append((record, dict(map(_attribute, objects_in(item, "attributes")))))
    for record, attributes in planned:
        record["header"].update(attributes)
        record["name"] = record["header"]["name"]
        if set(attributes) & set(TEXT_ATTRIBUTES):
            for body in _tml_bodies(call, record):
                body |= {name: value for name, value in attributes.items() if name in TEXT_ATTRIBUTES}
        touch(call, record)


def _attribute(given: Record) -> tuple[str, Any]:
    need(given, "name")
    name, value = given["name"], given.get("value")
    if name in TEXT_ATTRIBUTES and isinstance(value, str):
        return name, value
    if name in BOOLEAN_ATTRIBUTES and value in {"true", "false"}:
        return name, value == "true"
    raise bad(f"{name} cannot be set to {value}")


def _tml_bodies(call: Call, record: Record) -> Iterable[Record]:
    """The inner part of an object's TML document, below its kind."""
    return (value for value in objects.tml(call.state, record).values() if isinstance(value, dict))


@route("POST", f"{V2}/metadata/update-obj-id", reads=False, fields=("metadata",))
def update_obj_id(call: Call) -> None:
    """Give objects new obj_ids; one that is taken is answered with 500, as the server does."""
    need(call.body, "metadata")
    planned: list[tuple[Record, str]] = []
    for item in objects_in(call.body, "metadata"):
        need(item, "new_obj_id")
        record = object_of(call, item.get("metadata_identifier") or item.get("current_obj_id"), _kind(item))
        may_edit(call, record)
        planned.append((record, item["new_obj_id"]))
    wanted = [obj_id for _, obj_id in planned]
    changed = {record["id"] for record, _ in planned}
    taken = {record["obj_id"] for record in call.state.metadata.values() if record["id"] not in changed}
    if len(set(wanted)) < len(wanted) or taken & set(wanted):
        raise Refused(500, OBJ_ID_TAKEN, "An object with this obj_id exists already")
    for record, obj_id in planned:
        record["obj_id"] = obj_id
        touch(call, record)


def _target(call: Call, *needed: str) -> Record:
    need(call.body, "metadata_identifier", "field_type", "variable_identifier", *needed)
    return _parameterized(call)


def _parameterized(call: Call) -> Record:
    """The table or connection whose fields a request names, with its definition built so that it can be changed."""
    body = call.body
    kind = choice(body, "metadata_type", tuple(PARAMETER_KINDS), "")
    record = object_of(
        call, body["metadata_identifier"], {"CONNECTION_CONFIG": "CONNECTION"}.get(kind, kind) or None
    )
    may_edit(call, record)
    if PARAMETER_KINDS.get(record["type"]) != choice(body, "field_type", set(PARAMETER_KINDS.values()), ""):
        raise bad(f"{record['type']} has no fields of this field_type")
    objects.detail(call.state, record)
    return record


def _fields(record: Record) -> dict[str, str]:
    """The changeable fields of a table or connection, in its own definition."""
    detail = record["detail"]
    if record["type"] == "CONNECTION":
        found: dict[str, str] = detail["dataSourceContent"]["configuration"]
        return found
    content = detail.setdefault("logicalTableContent", {})
    plain = {
        "databaseName": "RETAIL",
        "schemaName": "PUBLIC",
        "tableName": record["name"].upper().replace(" ", "_"),
    }
    mapping: dict[str, str] = content.setdefault("tableMappingInfo", plain)
    return mapping


def _set_fields(call: Call, record: Record, names: list[str], value: str) -> None:
    fields = _fields(record)
    unknown = [name for name in names if record["type"] != "CONNECTION" and name not in TABLE_FIELDS]
    if unknown:
        raise bad(f"{unknown[0]} cannot be parameterized")
    fields.update(dict.fromkeys(names, value))
    touch(call, record)


@route(
    "POST",
    f"{V2}/metadata/parameterize",
    reads=False,
    fields=("metadata_type", "metadata_identifier", "field_type", "field_name", "variable_identifier"),
)
def parameterize(call: Call) -> None:
    """Put a variable in the place of one field's value."""
    record = _target(call, "field_name")
    _set_fields(call, record, [str(word(call.body, "field_name"))], _reference(call))


@route(
    "POST",
    f"{V2}/metadata/parameterize-fields",
    reads=False,
    fields=("metadata_type", "metadata_identifier", "field_type", "field_names", "variable_identifier"),
)
def parameterize_fields(call: Call) -> None:
    """Put a variable in the place of several fields' values."""
    record = _target(call, "field_names")
    _set_fields(call, record, texts(call.body, "field_names"), _reference(call))


def _reference(call: Call) -> str:
    return "${" + str(call.body["variable_identifier"]) + "}"


@route(
    "POST",
    f"{V2}/metadata/unparameterize",
    reads=False,
    fields=("metadata_type", "metadata_identifier", "field_type", "field_name", "value"),
)
def unparameterize(call: Call) -> None:
    """Put a fixed value back in the place of a variable; a field that holds none is refused with 400."""
    need(call.body, "metadata_identifier", "field_type", "field_name", "value")
    record = _parameterized(call)
    name = str(word(call.body, "field_name"))
    if not _fields(record).get(name, "").startswith("${"):
        raise bad(f"{name} is not parameterized")
    _set_fields(call, record, [name], str(word(call.body, "value")))


@route(
    "POST",
    f"{V2}/metadata/worksheets/convert",
    privileges=("DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"),
    reads=False,
    fields=("worksheet_ids", "exclude_worksheet_ids", "convert_all", "apply_changes"),
)
def convert(call: Call) -> Record:
    """Turn worksheets into models; a dry run unless `apply_changes` is true. Failures are listed inside the 200."""
    body = call.body
    excluded = set(texts(body, "exclude_worksheet_ids"))
    named = texts(body, "worksheet_ids")
    if flag(body, "convert_all"):
        tables = [
            record
            for record in call.state.metadata.values()
            if record["org_id"] == call.org and _is_worksheet(record)
        ]
        named = [record["id"] for record in tables if not _is_model(record)]
    elif not named:
        raise bad("worksheet_ids or convert_all is required")
    done: list[Record] = []
    failed: list[Record] = []
    for identifier in named:
        record = call.state.metadata.get(identifier)
        if identifier in excluded:
            continue
        if record is None or record["org_id"] != call.org or not _is_worksheet(record) or _is_model(record):
            name = identifier if record is None else record["name"]
            failed.append({"id": identifier, "name": name, "error": "No worksheet of this id<br/>"})
            continue
        done.append({"id": record["id"], "name": record["name"]})
        if flag(body, "apply_changes"):
            _to_model(call, record)
    return {
        "name": "Worksheet to model conversion",
        "success_count": len(done),
        "failure_count": len(failed),
        "incomplete_count": 0,
        "post_upgrade_failed_count": 0,
        "total_time_in_millis": 40 * len(named),
        "successful_entities": {"data": done},
        "failed_entities": {"data": failed},
        "incomplete_entities": {"data": []},
        "post_upgrade_failed_entities": {"data": []},
    }


def _is_worksheet(record: Record) -> bool:
    return bool(record["type"] == "LOGICAL_TABLE" and record["sub_type"] == "WORKSHEET")


def _is_model(record: Record) -> bool:
    return bool(record["header"].get("worksheetVersion") == "V2")


def _to_model(call: Call, record: Record) -> None:
    document = objects.tml(call.state, record)
    record["tml"] = {"model" if key == "worksheet" else key: value for key, value in document.items()}
    # Models keep the sub-type of worksheets; only the version tells them apart.
    record["header"]["worksheetVersion"] = "V2"
    touch(call, record)
