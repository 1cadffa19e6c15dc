"""Who may see and change which objects, the same for both API versions: what was shared, and what follows from it.

Only what somebody shared is kept. Objects that came with the cluster are readable by everybody until then; later ones are
their author's alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.seeding import EVERYBODY, SEEDED_AT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

NO_ACCESS: Final = "NO_ACCESS"
READ_ONLY: Final = "READ_ONLY"
MODIFY: Final = "MODIFY"
MODES: Final = (NO_ACCESS, READ_ONLY, MODIFY)
"""From the weakest to the strongest."""
SEEDED_UNTIL: Final = SEEDED_AT + 30 * 86_400_000


def shared(state: State, row: Record) -> dict[str, str]:
    """The modes given on an object, by the guid of the user or group; columns follow their table until shared themselves."""
    kept: dict[str, str] | None = _kept(state).get(row["id"])
    if kept is not None:
        return kept
    if row["type"] == "LOGICAL_COLUMN":
        return shared(state, state.metadata[row["source"]])
    everybody = state.find_group(EVERYBODY)
    return {} if everybody is None or not _is_seeded(row) else {everybody["id"]: READ_ONLY}


def share(state: State, row: Record, principal_id: str, mode: str) -> None:
    """Give a user or group a mode on an object; NO_ACCESS takes back what was given."""
    given = {key: value for key, value in shared(state, row).items() if key != principal_id}
    if mode != NO_ACCESS:
        given[principal_id] = mode
    _kept(state)[row["id"]] = given


def access(state: State, principal: Record) -> Callable[[Record], str]:
    """What a user or group may do with an object in the end: authors and administrators everything, others as shared."""
    groups, admin = _standing(state, principal)
    mine = [principal["id"], *groups]
    everybody, kept = state.find_group(EVERYBODY), _kept(state)
    unshared = NO_ACCESS if everybody is None or everybody["id"] not in mine else READ_ONLY

    def mode(row: Record) -> str:
        if admin or row["header"]["author"] == principal["id"]:
            return MODIFY
        if row["id"] not in kept and row["type"] != "LOGICAL_COLUMN":
            # What `shared` says, in a third of the time: searches ask for thousands of objects.
            return unshared if _is_seeded(row) else NO_ACCESS
        return _strongest(shared(state, row), mine)

    return mode


def accesses(state: State, principals: Iterable[Record]) -> Callable[[Record], list[str]]:
    """What `access` says of each of many users and groups, in their order: much faster, for most are in the same groups."""
    standings: dict[Any, tuple[list[str], bool]] = {}
    who: list[tuple[str, Any, bool]] = []
    for principal in principals:
        key = (principal["id"] in state.users, *_own_groups(state, principal))
        if key not in standings:
            standings[key] = _standing(state, {**principal, "privileges": []})
        who.append((principal["id"], key, standings[key][1] or "ADMINISTRATION" in principal["privileges"]))

    def modes(row: Record) -> list[str]:
        given, author = shared(state, row), row["header"]["author"]
        by_groups = {key: _strongest(given, groups) for key, (groups, _) in standings.items()}
        return [
            MODIFY
            if admin or guid == author
            else _strongest(given, [guid, *standings[key][0]])
            if guid in given
            else by_groups[key]
            for guid, key, admin in who
        ]

    return modes


def _strongest(given: Mapping[str, str], guids: Iterable[str]) -> str:
    return max((given[guid] for guid in guids if guid in given), key=MODES.index, default=NO_ACCESS)


def _own_groups(state: State, principal: Record) -> list[str]:
    """The groups that a user is put into; of a group, itself."""
    is_user = principal["id"] in state.users
    return [item["id"] for item in principal["user_groups"]] if is_user else [principal["id"]]


def _standing(state: State, principal: Record) -> tuple[list[str], bool]:
    """The groups that count for a user or group, at any depth, and whether it is an administrator."""
    groups = _with_parents(state, _own_groups(state, principal))
    is_user = principal["id"] in state.users
    held = state.privileges(principal) if is_user else group_privileges(state, groups)
    return groups, "ADMINISTRATION" in held


def reach(call: Call) -> Callable[[Record], str]:
    """What the caller may do with an object of any org; nothing with those the caller's org does not have."""
    mode, org, elsewhere = access(call.state, call.caller), call.org, published(call.state)
    return lambda row: mode(row) if row["org_id"] == org or org in elsewhere.get(row["id"], ()) else NO_ACCESS


def published(state: State) -> dict[str, set[int]]:
    """The orgs that objects of the primary org are published to, by object guid."""
    return state.bag("published", dict[str, set[int]])


def group_privileges(state: State, group_ids: list[str]) -> set[str]:
    """The privileges of groups and of their roles."""
    groups = [state.groups[key] for key in group_ids if key in state.groups]
    roles = [
        state.roles[item["id"]] for group in groups for item in group["roles"] if item["id"] in state.roles
    ]
    return {name for record in (*groups, *roles) for name in record["privileges"]}


def _is_seeded(row: Record) -> bool:
    return bool(row["header"]["created"] < SEEDED_UNTIL)


def _kept(state: State) -> dict[str, dict[str, str]]:
    return state.bag("shares", dict[str, dict[str, str]])


def _with_parents(state: State, group_ids: list[str]) -> list[str]:
    """The groups, and those they are inside of, to any depth."""
    parents: dict[str, list[str]] = {}
    for group in state.groups.values():
        for item in group["sub_groups"]:
            parents.setdefault(item["id"], []).append(group["id"])
    found = list(dict.fromkeys(group_ids))
    for key in found:
        # The list grows while it is walked: parents of parents are found in the same loop.
        found += [guid for guid in parents.get(key, ()) if guid not in found]
    return found
