"""What the object families share: reading arguments, paging, sorting, name patterns, lookups that refuse."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

from aiothoughtspot.simulator.answers import BAD_REQUEST, FORBIDDEN, NO_SUCH_ORG, Refused
from aiothoughtspot.simulator.families._security_shares import MODIFY, NO_ACCESS, access, reach

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

T = TypeVar("T")


def bad(message: str, code: int = BAD_REQUEST) -> Refused:
    """The refusal of a wrong request: 400."""
    return Refused(400, code, message)


def need(given: Mapping[str, Any], *names: str) -> None:
    """Refuse with 400 when one of `names` is absent, null, or empty."""
    for name in names:
        if given.get(name) in (None, "", [], {}):
            raise bad(f"{name} is required")


def choice(given: Mapping[str, Any], name: str, allowed: Collection[str], default: str) -> str:
    """The value of an enum field; absent and null mean `default`, a value outside `allowed` is refused with 400."""
    value = given.get(name)
    if value is None:
        return default
    if not isinstance(value, str) or value not in allowed:
        raise bad(f"{value} is not a value of {name}")
    return value


def flag(given: Mapping[str, Any], name: str, *, default: bool = False) -> bool:
    """A boolean of a JSON body; absent and null mean `default`."""
    value = given.get(name)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise bad(f"{name} is true or false")
    return value


def number(given: Mapping[str, Any], name: str, default: int, *, least: int = 0) -> int:
    """An integer of a JSON body or, as digits, of a form or query; below `least` is refused with 400."""
    value = given.get(name)
    if value is None or value == "":
        return default
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise bad(f"{name} is not a valid number")
    return value


def word(given: Mapping[str, Any], name: str) -> str | None:
    """A text of a JSON body; None when absent or null."""
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise bad(f"{name} holds texts only")
    return value


def inner(given: Mapping[str, Any], name: str) -> Record:
    """An object inside a JSON body, empty when absent or null."""
    value = given.get(name)
    if value is not None and not isinstance(value, dict):
        raise bad(f"{name}: an object is expected")
    return value or {}


def texts(given: Mapping[str, Any], name: str) -> list[str]:
    """A list of texts of a JSON body, empty when absent or null; a single text counts as a list of one."""
    value = given.get(name)
    if value is None:
        return []
    items: list[Any] = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in items):
        raise bad(f"{name} holds texts only")
    return items


def objects_in(given: Mapping[str, Any], name: str) -> list[Record]:
    """A list of objects of a JSON body, empty when absent or null; a single object counts as a list of one."""
    value = given.get(name)
    if value is None:
        return []
    items: list[Any] = value if isinstance(value, list) else [value]
    if not all(isinstance(item, dict) for item in items):
        raise bad(f"{name}: an object is expected")
    return items


def page(items: Sequence[T], body: Mapping[str, Any], *, size: int = 10) -> list[T]:
    """The slice that `record_offset` and `record_size` ask for; -1 means all that follow."""
    offset = number(body, "record_offset", 0)
    limit = number(body, "record_size", size, least=-1)
    return list(items[offset:] if limit == -1 else items[offset : offset + limit])


def like(pattern: object) -> Callable[[str], bool]:
    """A case-insensitive test of names; `%` stands for any text, and no pattern matches everything."""
    if not pattern:
        return lambda _: True
    if not isinstance(pattern, str):
        raise bad("A pattern is a text")
    matched = re.compile(".*".join(map(re.escape, pattern.split("%"))), re.IGNORECASE | re.DOTALL).fullmatch
    return lambda text: matched(text) is not None


def ordered(items: list[T], body: Mapping[str, Any], keys: Mapping[str, Callable[[T], Any]]) -> list[T]:
    """Sort by `sort_options` {field_name, order}; without them the order of creation stays."""
    options = inner(body, "sort_options")
    field = choice(options, "field_name", keys, "")
    order = choice(options, "order", ("ASC", "DESC"), "ASC")
    return sorted(items, key=keys[field], reverse=order == "DESC") if field else items


def merged(old: Iterable[T], new: Sequence[T], operation: str) -> list[T]:
    """Membership after an ADD, REMOVE or REPLACE with `new`, each item once and in a stable order."""
    mine, named = ({_key(item): item for item in items} for items in (old, new))
    match operation:
        case "ADD":
            kept = {**mine, **named}
        case "REMOVE":
            kept = {key: item for key, item in mine.items() if key not in named}
        case _:
            kept = named
    return list(kept.values())


def _key(item: Any) -> Any:
    """What tells an item from others: the id of a record, or else all of it."""
    return item["id"] if isinstance(item, dict) else item


def remember(kept: dict[str, T], key: str, value: T, most: int) -> None:
    """Keep a value under a new key, and forget the oldest when there are more than `most`."""
    kept[key] = value
    if len(kept) > most:
        del kept[next(iter(kept))]


def ref(record: Record) -> Record:
    """The short {id, name} form of a record."""
    return {"id": record["id"], "name": record["name"]}


def stamp(call: Call, record: Record) -> None:
    """Note on a user, group or tag who changed it and when."""
    record["modification_time_in_millis"] = call.state.now_ms()
    record["modifier_id"] = call.caller["id"]


def user_of(state: State, identifier: object) -> Record:
    """The user, or 400."""
    return _known(state.find_user, "User", identifier)


def v1_user_of(call: Call, guid: str | None, status: int) -> Record:
    """The user of this guid; the status of an unknown one differs among the v1 routes, and is 500 on many."""
    user = call.state.users.get(guid or "")
    if user is None:
        raise Refused(status, BAD_REQUEST, f"User not found: {guid}")
    return user


def group_of(state: State, identifier: object) -> Record:
    """The group, or 400."""
    return _known(state.find_group, "Group", identifier)


def role_of(state: State, identifier: object) -> Record:
    """The role, or 400."""
    return _known(state.find_role, "Role", identifier)


def tag_of(state: State, identifier: object) -> Record:
    """The tag, or 400."""
    return _known(state.find_tag, "Tag", identifier)


def org_of(state: State, identifier: object) -> Record:
    """The org, or 400 with the code that token calls use too."""
    found = state.find_org(identifier) if isinstance(identifier, str | int) else None
    if found is None:
        raise bad(f"Org not found: {identifier}", NO_SUCH_ORG)
    return found


def named_in(records: Iterable[Record], kind: str, identifier: object) -> Record:
    """The record of this guid or name among those of a kind, or 400."""
    for record in records:
        if identifier in (record["id"], record["name"]):
            return record
    raise bad(f"{kind} not found: {identifier}")


def check_free(others: Iterable[Record], name: str | None, but: Record | None = None) -> None:
    """Refuse with 400 a name that another of these records has."""
    if any(other["name"] == name and other is not but for other in others):
        raise bad(f"{name} exists already")


def _known(find: Callable[[str], Record | None], kind: str, identifier: object) -> Record:
    found = find(identifier) if isinstance(identifier, str) else None
    if found is None:
        raise bad(f"{kind} not found: {identifier}")
    return found


def object_of(call: Call, identifier: object, kind: str | None = None, *, everywhere: bool = False) -> Record:
    """The object the caller sees in the org that a guid, obj_id or (with its type) name points at, or 400.

    `everywhere` looks into every org.
    """
    if not isinstance(identifier, str) or not identifier:
        raise bad("identifier is required")
    exact, mode = call.state.metadata.get(identifier), reach(call)
    found = next(
        (
            record
            for record in ([exact] if exact else call.state.metadata.values())
            if identifier in {record["id"], record["obj_id"], record["name"]}
            and kind in {None, record["type"]}
            and (everywhere or mode(record) != NO_ACCESS)
        ),
        None,
    )
    if found is None:
        raise bad(f"Object not found: {identifier}")
    if kind is None and identifier not in {found["id"], found["obj_id"]}:
        raise bad("type is required when the identifier is a name")
    return found


def may_edit(call: Call, record: Record) -> None:
    """Refuse with 403 unless the caller wrote the object, is an administrator, or was given the right to change it."""
    if access(call.state, call.caller)(record) != MODIFY:
        raise Refused(403, FORBIDDEN, f"No modify access to {record['id']}")


def readable(call: Call, identifier: object, kind: str) -> Record:
    """The object of a guid, obj_id or name and a type whose data the caller may see: 400 when there is none, 403 without access."""
    found = call.state.find_metadata(identifier, kind) if isinstance(identifier, str) else None
    if found is None:
        raise bad(f"No {kind} of this identifier")
    if access(call.state, call.caller)(found) == NO_ACCESS:
        raise Refused(403, FORBIDDEN, f"No access to {found['id']}")
    return found


def chosen(board: Record, wanted: Sequence[str]) -> list[Record]:
    """The visualizations of a liveboard, or those of `wanted` (guids or names); one that is not there is 400."""
    by_name = {viz[key]: viz for key in ("name", "id") for viz in board["visualizations"]}
    missing = [name for name in wanted if name not in by_name]
    if missing:
        raise bad(f"No such visualization: {missing[0]}")
    return [by_name[name] for name in wanted] or list(board["visualizations"])


def need_multipart(call: Call) -> None:
    """Refuse with 415 what is not multipart, even where no file is sent."""
    if not call.headers.get("content-type", "").startswith("multipart/"):
        raise Refused(415, BAD_REQUEST, "multipart/form-data is expected")


def form_json(form: Mapping[str, str], name: str) -> Any:
    """The JSON text inside a v1 form or query field; None when the field is absent or empty, 400 when it is no JSON."""
    text = form.get(name)
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        raise bad(f"{name} is not JSON") from None


def form_texts(form: Mapping[str, str], name: str) -> list[str]:
    """A v1 list of texts; `[a, b]` without inner quotes is taken too, as the server's own samples send it."""
    text = form.get(name, "").strip()
    if not text:
        return []
    if re.fullmatch(r"\[\s*[\w-]+(?:\s*,\s*[\w-]+)*\s*\]", text):
        return [item.strip() for item in text[1:-1].split(",")]
    return texts({name: form_json(form, name)}, name)


def form_flag(form: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    """A v1 boolean: the lower-case words true and false; anything else is refused with 400."""
    return choice(form, name, ("true", "false"), "true" if default else "false") == "true"
