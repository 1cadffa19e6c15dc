"""The v2 routes of special privileges on single objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import choice, need, objects_in, page, texts
from aiothoughtspot.simulator.families._security_principals import kind_of, named_rows, people, principal_of
from aiothoughtspot.simulator.families._security_shares import MODIFY, access
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

TABLES: Final = ("LOGICAL_TABLE",)
COACHING: Final = "SPOTTER_COACHING_PRIVILEGE"


def object_privileges(state: State) -> dict[str, dict[str, list[str]]]:
    """Special privileges by object guid, then by the guid of the user or group."""
    return state.bag("object_privileges", dict[str, dict[str, list[str]]])


@route(
    "POST",
    f"{V2}/security/metadata/fetch-object-privileges",
    fields=("metadata", "principals", "record_offset", "record_size"),
)
def fetch_object_privileges(call: Call) -> Record:
    """Which principals hold special privileges on objects, 20 objects a page unless told otherwise."""
    need(call.body, "metadata")
    found = named_rows(call, objects_in(call.body, "metadata"), TABLES)
    asked = [principal_of(call.state, item) for item in objects_in(call.body, "principals")]
    return {
        "metadata_object_privileges": [
            {
                "metadata_id": row["id"],
                "metadata_name": row["name"],
                "metadata_type": row["type"],
                "principal_object_privilege_info": _holders(call.state, row, asked or people(call)),
            }
            for row in page(found, call.body, size=20)
        ]
    }


def _holders(state: State, row: Record, who: list[Record]) -> list[Record]:
    held = object_privileges(state).get(row["id"], {})
    found: dict[str, list[Record]] = {}
    for principal in who:
        if held.get(principal["id"]):
            kind, sub_type = kind_of(state, principal)
            found.setdefault(kind, []).append(
                {
                    "principal_id": principal["id"],
                    "principal_name": principal["name"],
                    "principal_sub_type": sub_type,
                    # Text of this form, not a list, is what the vendor shows.
                    "object_privileges": f"[{', '.join(held[principal['id']])}]",
                }
            )
    return [
        {"principal_type": kind, "principal_object_privileges": privileges}
        for kind, privileges in found.items()
    ]


@route(
    "POST",
    f"{V2}/security/metadata/manage-object-privilege",
    reads=False,
    fields=("operation", "metadata_type", "object_privilege_types", "metadata_identifiers", "principals"),
)
def manage_object_privileges(call: Call) -> None:
    """Give or take special privileges; for editors of the objects and holders of the privilege."""
    body, state = call.body, call.state
    need(body, "operation", "metadata_type", "object_privilege_types", "metadata_identifiers", "principals")
    add = choice(body, "operation", ("ADD", "REMOVE"), "") == "ADD"
    kind = choice(body, "metadata_type", TABLES, "")
    named = [{"identifier": name, "type": kind} for name in texts(body, "metadata_identifiers")]
    privileges = [
        choice({"name": name}, "name", (COACHING,), "") for name in texts(body, "object_privilege_types")
    ]
    found = named_rows(call, named, TABLES)
    mode, kept = access(state, call.caller), object_privileges(state)
    for row in found:
        if mode(row) != MODIFY and COACHING not in kept.get(row["id"], {}).get(call.caller["id"], ()):
            raise Refused(403, FORBIDDEN, f"No right to manage privileges on {row['id']}")
    who = [principal_of(state, item)["id"] for item in objects_in(body, "principals")]
    for row in found:
        held = kept.setdefault(row["id"], {})
        held.update(dict.fromkeys(who, privileges if add else []))
