"""TML documents: read from text, checked against the cluster, and turned into objects. Knows no routes and no policies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families._rows import V1_NAMES
from aiothoughtspot.simulator.families._yaml_reader import load
from aiothoughtspot.simulator.families._yaml_scalars import YamlError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aiothoughtspot.simulator.state import Record, State

KINDS: Final = {
    "connection": ("CONNECTION", "RDBMS_SNOWFLAKE"),
    "table": ("LOGICAL_TABLE", "ONE_TO_ONE_LOGICAL"),
    "sql_view": ("LOGICAL_TABLE", "SQL_VIEW"),
    "view": ("LOGICAL_TABLE", "AGGR_WORKSHEET"),
    "worksheet": ("LOGICAL_TABLE", "WORKSHEET"),
    "model": ("LOGICAL_TABLE", "WORKSHEET"),
    "answer": ("ANSWER", ""),
    "liveboard": ("LIVEBOARD", ""),
    "pinboard": ("LIVEBOARD", ""),
}
"""The key of a document's body, and the type and sub-type of its object; in the order in which a batch is imported."""
JOIN_TYPES: Final = ("INNER", "LEFT_OUTER", "OUTER", "RIGHT_OUTER")
UNREADABLE: Final = 14501
INVALID: Final = 14528


@attrs.define
class Document:
    """One document of an import request."""

    index: int
    kind: str = ""
    whole: dict[str, Any] = attrs.field(factory=dict[str, Any])
    errors: list[str] = attrs.field(factory=list[str])
    """Reasons not to import it, each with the server's own HTML in it."""
    warnings: list[str] = attrs.field(factory=list[str])
    """What was left out of it."""
    code: int = INVALID

    @property
    def body(self) -> dict[str, Any]:
        """The part below the kind."""
        found: dict[str, Any] = self.whole[self.kind]
        return found

    @property
    def rank(self) -> int:
        """What others stand on comes first."""
        return list(KINDS).index(self.kind)


def read(index: int, text: str) -> Document:
    """Read one document, JSON or YAML; what is wrong with it is in its `errors`."""
    try:
        whole = json.loads(text) if text.lstrip().startswith("{") else load(text)
    except YamlError as problem:
        return Document(
            index, errors=[f"The text is neither YAML nor JSON: {problem} <br/>"], code=UNREADABLE
        )
    except ValueError:
        return Document(index, errors=["The text is neither YAML nor JSON. <br/>"], code=UNREADABLE)
    kind = next((key for key in KINDS if isinstance(whole, dict) and isinstance(whole.get(key), dict)), "")
    if not kind:
        return Document(index, errors=["No object of a known type in the document. <br/>"], code=UNREADABLE)
    document = Document(index, kind, whole)
    if not isinstance(document.body.get("name"), str) or not document.body["name"].strip():
        document.errors.append(f"Missing field <b> {kind}->name </b>. <br/>")
    return document


def check(state: State, org: int, document: Document, batch: Collection[str], *, partial: bool) -> None:
    """Add to a document's errors what does not fit the cluster.

    Args:
        state: The cluster.
        org: The org that the object goes to.
        document: The document, read without errors.
        batch: Names of the tables and connections that the same request brings along.
        partial: Leave broken visualizations out of liveboards, with a warning, instead of refusing them.
    """
    for number, join in enumerate(_dicts(document.body.get("joins_with")), 1):
        if join.get("type", "INNER") not in JOIN_TYPES:
            allowed, place = ", ".join(JOIN_TYPES), f"{document.kind}->joins_with({number})->type"
            document.errors.append(
                f"<b> {join['type']} </b> cannot be the value of <b> {place} </b>, which takes <b> {allowed} </b>. <br/>"
            )
    old = state.metadata.get(str(document.whole.get("guid")))
    if old is not None and (old["type"] != KINDS[document.kind][0] or old["org_id"] != org):
        document.errors.append(f"Object <b> {old['id']} </b> is not a {document.kind} of this org. <br/>")
    document.errors += _missing(state, org, _references(document.body), batch)
    shown = _dicts(document.body.get("visualizations"))
    broken = {id(viz): _missing(state, org, _references(_answer(viz)), batch) for viz in shown}
    problems = [text for texts in broken.values() for text in texts]
    if problems and partial:
        document.body["visualizations"] = [viz for viz in shown if not broken[id(viz)]]
        document.warnings += problems
    else:
        document.errors += problems


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _answer(viz: dict[str, Any]) -> dict[str, Any]:
    answer = viz.get("answer")
    return answer if isinstance(answer, dict) else {}


def _references(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The tables and the connection that a body names."""
    yield from _dicts(body.get("tables"))
    yield from _dicts([body.get("connection")])


def find(state: State, org: int, reference: dict[str, Any]) -> Record | None:
    """The table or connection that a reference points at: by its fqn, or by its name within the org."""
    exact = state.metadata.get(str(reference.get("fqn")))
    if exact is not None:
        return exact
    names = {reference.get("name"), reference.get("id")}
    return next(
        (
            record
            for record in state.metadata.values()
            if record["name"] in names
            and record["type"] in {"LOGICAL_TABLE", "CONNECTION"}
            and record["org_id"] == org
        ),
        None,
    )


def _missing(
    state: State, org: int, references: Iterator[dict[str, Any]], batch: Collection[str]
) -> list[str]:
    lost = [item for item in references if find(state, org, item) is None and item.get("name") not in batch]
    return [f"Table <b> {item.get('name', item.get('id'))} </b> not found. <br/>" for item in lost]


def target(state: State, org: int, document: Document, *, create_new: bool) -> Record | None:
    """The object that a document would change; None when it makes a new one, as it does without guid and obj_id."""
    if create_new:
        return None
    by_guid = state.metadata.get(str(document.whole.get("guid")))
    if by_guid is not None:
        return by_guid
    obj_id = document.whole.get("obj_id")
    same = (
        record for record in state.metadata.values() if record["obj_id"] == obj_id and record["org_id"] == org
    )
    return next(same, None) if obj_id else None


def apply(state: State, org: int, author: str, document: Document, *, create_new: bool) -> Record:
    """Make or change the document's object, which fits the cluster; a guid that is not in use is kept."""
    body, now = document.body, state.now_ms()
    kind, sub_type = KINDS[document.kind]
    record = target(state, org, document, create_new=create_new)
    if record is None:
        guid = document.whole.get("guid")
        fresh = not isinstance(guid, str) or create_new or guid in state.metadata
        guid = state.new_guid() if fresh else guid
        record = objects.new_object(str(guid), body["name"], kind, author, now, sub_type=sub_type, org=org)
        if not create_new:
            record["obj_id"] = document.whole.get("obj_id")
        state.metadata[record["id"]] = record
    header = record["header"]
    header |= {
        "name": body["name"],
        "description": body.get("description") or "",
        "modified": now,
        "modifiedBy": author,
    }
    header["generationNum"] += 1
    references = [
        *_references(body),
        *(item for viz in _dicts(body.get("visualizations")) for item in _references(_answer(viz))),
    ]
    source = next((found for item in references if (found := find(state, org, item)) is not None), None)
    record |= {
        "name": body["name"],
        "source": record["source"] if source is None else source["id"],
        "query": body.get("search_query"),
        "visualizations": [_visualization(state, viz) for viz in _dicts(body.get("visualizations"))],
        "detail": None,
        "tml": {"guid": record["id"], document.kind: body},
    }
    if kind == "LOGICAL_TABLE":
        objects.detail(state, record)
        known = {} if source is None or source["type"] == "CONNECTION" else _types(state, source)
        record["detail"]["columns"] = [_column(record, item, known) for item in _dicts(body.get("columns"))]
    return record


def _visualization(state: State, viz: dict[str, Any]) -> Record:
    answer = _answer(viz)
    name = answer.get("name") or viz.get("id") or "Visualization"
    viz["viz_guid"] = viz.get("viz_guid") or state.new_guid()
    return {"id": viz["viz_guid"], "name": name, "query": answer.get("search_query") or ""}


def _types(state: State, table: Record) -> dict[str, str]:
    return {item["header"]["name"]: item["dataType"] for item in objects.detail(state, table)["columns"]}


def _column(record: Record, item: dict[str, Any], known: dict[str, str]) -> Record:
    """A column of a table's definition from its TML; models do not repeat the data types of their tables."""
    name = str(item.get("name"))
    role = (item.get("properties") or {}).get("column_type") or "ATTRIBUTE"
    data_type = (item.get("db_column_properties") or {}).get("data_type") or known.get(name, "VARCHAR")
    return {
        "header": {
            "id": objects.derived_guid(record["id"], name),
            "name": name,
            "description": "",
            "owner": record["id"],
        },
        "dataType": data_type,
        "type": role,
        "physicalColumnName": item.get("db_column_name") or name.upper().replace(" ", "_"),
        "aggregationType": "SUM" if role == "MEASURE" else "NONE",
    }


def header_of(document: Document, record: Record | None) -> Record:
    """The header that an import answer shows: of the object, or of what a validation would make."""
    kind, sub_type = KINDS[document.kind]
    shown = {"name": document.body["name"], "metadata_type": V1_NAMES[kind], "type": sub_type}
    if record is None:
        return shown
    header = record["header"]
    return {
        "id_guid": record["id"],
        **shown,
        "description": header["description"],
        "author_guid": header["author"],
        "owner_guid": header["owner"],
        "created": header["created"],
        "modified": header["modified"],
        "generation_num": header["generationNum"],
    }
