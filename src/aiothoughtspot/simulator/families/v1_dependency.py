"""The eight v1 routes of dependencies: maps from the id asked for to the headers of what stands on it, by type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.answers import BAD_REQUEST, Refused
from aiothoughtspot.simulator.families._common import bad, choice, form_texts, number
from aiothoughtspot.simulator.families._details import v1_group
from aiothoughtspot.simulator.families._rows import V1_NAMES, broken, dependents_by_source
from aiothoughtspot.simulator.families._security_shares import NO_ACCESS, reach
from aiothoughtspot.simulator.families._v1_answers import v1_header
from aiothoughtspot.simulator.routing import V1, Call, route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiothoughtspot.simulator.state import Record, State

DEPENDENCY: Final = f"{V1}/dependency"
TYPES: Final = (
    "LOGICAL_TABLE",
    "LOGICAL_COLUMN",
    "LOGICAL_RELATIONSHIP",
    "PHYSICAL_COLUMN",
    "PHYSICAL_TABLE",
)

Headers = dict[str, list["Record"]]
"""Headers of dependents by their v1 type."""


def physical_table(table_id: str) -> str:
    """The guid of the database table behind a table."""
    return objects.derived_guid(table_id, "physical")


def physical_column(column_id: str) -> str:
    """The guid of the database column behind a column."""
    return objects.derived_guid(column_id, "physical")


def join(table_id: str) -> str:
    """The guid of a table's one join, with the calendar."""
    return objects.derived_guid(table_id, "join")


_OF_TABLE: Final[Mapping[str, Callable[[str], str]]] = {
    "LOGICAL_TABLE": str,
    "PHYSICAL_TABLE": physical_table,
    "LOGICAL_RELATIONSHIP": join,
}
_OF_COLUMN: Final[Mapping[str, Callable[[str], str]]] = {
    "LOGICAL_COLUMN": str,
    "PHYSICAL_COLUMN": physical_column,
}
"""The guids of what belongs to a table or column, from its own."""


def _table_behind(state: State, kind: str) -> dict[str, str]:
    """The table that each thing of a kind belongs to: what stands on the table, stands on it."""
    tables = [record for record in state.metadata.values() if record["type"] == "LOGICAL_TABLE"]
    if kind in _OF_TABLE:
        return {_OF_TABLE[kind](table["id"]): table["id"] for table in tables}
    return {
        _OF_COLUMN[kind](column["header"]["id"]): table["id"]
        for table in tables
        for column in objects.detail(state, table)["columns"]
    }


def _dependents(call: Call, kinds: tuple[str, ...], guids: list[str], wanted: slice) -> dict[str, Headers]:
    """What stands on each of some guids, a slice of it for each; an unknown one is 400."""
    behind: dict[str, str] = {}
    for kind in kinds:
        behind |= _table_behind(call.state, kind)
    on_table, mode = dependents_by_source(call.state), reach(call)
    found: dict[str, Headers] = {}
    for guid in guids:
        table = call.state.metadata.get(behind.get(guid, ""))
        if table is None or mode(table) == NO_ACCESS:
            raise bad(f"No object of this type: {guid}")
        records = [record for record in on_table.get(table["id"], ()) if mode(record) != NO_ACCESS]
        found[guid] = _by_type(call.state, records[wanted])
    return found


def _by_type(state: State, records: list[Record]) -> Headers:
    out: Headers = {}
    for record in records:
        out.setdefault(V1_NAMES[record["type"]], []).append(v1_header(state, record))
    return out


def _guids(given: Mapping[str, str], name: str, status: int = 400) -> list[str]:
    guids = form_texts(given, name)
    if not guids:
        raise Refused(status, BAD_REQUEST, f"{name} is required")
    return guids


@route("POST", f"{DEPENDENCY}/listdependents", fields=("type", "id", "batchsize", "offset"))
def list_dependents(call: Call) -> dict[str, Headers]:
    """What stands on objects of one type, or of any; without ids it is a 500."""
    form = call.form
    guids = _guids(form, "id", 500)
    kind = choice(form, "type", TYPES, "")
    start = max(number(form, "offset", -1, least=-1), 0)
    size = number(form, "batchsize", -1, least=-1)
    wanted = slice(start, None if size == -1 else start + size)
    return _dependents(call, (kind,) if kind else TYPES, guids, wanted)


def _register(path: str, kind: str) -> None:
    def handler(call: Call) -> dict[str, Headers]:
        return _dependents(call, (kind,), _guids(call.query, "id"), slice(None))

    handler.__doc__ = f"What stands on objects of the type {kind}."
    register: Callable[..., object] = route("GET", f"{DEPENDENCY}/{path}", fields=("id",))
    register(handler)


for _kind in TYPES:
    _register(_kind.lower().replace("_", ""), _kind)


@route("GET", f"{DEPENDENCY}/pinboard", fields=("ids",))
def liveboard_dependents(call: Call) -> dict[str, Headers]:
    """The groups that have liveboards as their default ones."""
    found: dict[str, Headers] = {}
    for guid in _guids(call.query, "ids"):
        board = call.state.metadata.get(guid)
        if board is None or board["type"] != "LIVEBOARD":
            raise bad(f"No liveboard: {guid}")
        groups = [
            v1_group(call.state, group)["header"]
            for group in call.state.groups.values()
            if any(item["id"] == guid for item in group["default_liveboards"])
        ]
        found[guid] = {"USER_GROUP": groups} if groups else {}
    return found


@route("GET", f"{DEPENDENCY}/listincomplete", fields=())
def list_incomplete(call: Call) -> list[Record]:
    """The objects of the caller's org that stand on something gone, each by the one key ever seen for such objects."""
    return [
        {"worksheet": v1_header(call.state, record), "incompleteDetails": []}
        for record in call.state.metadata.values()
        if record["org_id"] == call.org and broken(call.state, record)
    ]
