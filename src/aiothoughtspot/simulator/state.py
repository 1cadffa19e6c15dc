"""What the cluster remembers: plain dict records in the shape of the wire, and ways to find them.

Where two records would repeat each other, one is the truth and the other is computed:

- A user's `user_groups` and `orgs` are the truth; `members` gives a group's users.
- A metadata record's `tag_ids` are the truth; `header` shows them as tag headers.
- `detail` and `tml` of a metadata record are None until first asked for; `objects.detail` and `objects.tml` build them.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
Record = dict[str, Any]
"""One record, as the wire shows it."""


def as_guid(digits: str, version: int) -> str:
    """32 hex digits in the form of a UUID of a version."""
    return f"{digits[:8]}-{digits[8:12]}-{version}{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


class State:
    """Everything stateful about one cluster; `seeding.seeded` makes one with its first records.

    Args:
        seed: Decides the sequence of guids and tokens.
        clock: Seconds since 1970, as `time.time`.
    """

    def __init__(self, seed: int, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._random = random.Random(seed)  # noqa: S311 - the same guids for the same seed is the point
        self.secret_key = "secret"  # noqa: S105 - the public password of a stand-in server
        self.orgs: dict[int, Record] = {}
        self.groups: dict[str, Record] = {}
        self.roles: dict[str, Record] = {}
        self.tags: dict[str, Record] = {}
        self.users: dict[str, Record] = {}
        self.passwords: dict[str, str] = {}
        """Password by user guid."""
        self.failed_logins: dict[str, int] = {}
        """Wrong tries since the last right one, by user guid."""
        self.metadata: dict[str, Record] = {}
        """Keys of a record: id, name, type, sub_type, obj_id, org_id, header, tag_ids, detail, tml, stats, source (guid of the
        object it stands on, or None), query (answers), visualizations (liveboards: list of {id, name, query})."""
        self.tokens: dict[str, Record] = {}
        """Keys of a record: token, user_id, org_id, access_type, metadata_id, created, expires (ms), session_id or None."""
        self.sessions: dict[str, Record] = {}
        """Keys of a record: id, user_id, org_id, expires (ms), idle (ms), remember."""
        self.bags: dict[str, Any] = {}
        """What families keep for themselves; see `bag`."""

    def now_ms(self) -> int:
        """The cluster's time in epoch milliseconds."""
        return int(self.clock() * 1000)

    def new_guid(self) -> str:
        """The next guid of this cluster's sequence, in the form of a version 4 UUID."""
        return as_guid(f"{self._random.getrandbits(128):032x}", 4)

    def new_token(self) -> str:
        """An opaque random token of this cluster's sequence."""
        return f"{self._random.getrandbits(384):096x}"

    def bag(self, name: str, factory: Callable[[], T]) -> T:
        """What a family keeps under `name`, made by `factory` at first use."""
        if name not in self.bags:
            self.bags[name] = factory()
        kept: T = self.bags[name]
        return kept

    def find_user(self, name_or_guid: str) -> Record | None:
        """The user of this guid or login name (case does not matter in names)."""
        return _find(self.users, name_or_guid, fold=True)

    def find_group(self, name_or_guid: str) -> Record | None:
        """The group of this guid or name."""
        return _find(self.groups, name_or_guid)

    def find_role(self, name_or_guid: str) -> Record | None:
        """The role of this guid or name."""
        return _find(self.roles, name_or_guid)

    def find_tag(self, name_or_guid: str) -> Record | None:
        """The tag of this guid or name."""
        return _find(self.tags, name_or_guid)

    def find_org(self, name_or_id: str | int) -> Record | None:
        """The org of this id (a number or its digits) or name."""
        text = str(name_or_id)
        if text.isdecimal() and int(text) in self.orgs:
            return self.orgs[int(text)]
        return next((org for org in self.orgs.values() if org["name"] == text), None)

    def find_metadata(self, identifier: str, type: str | None = None) -> Record | None:  # noqa: A002 - the wire's word
        """The first object with this guid, obj_id or name, of this type when one is given."""
        exact = self.metadata.get(identifier)
        if exact is not None:
            return exact if type in {None, exact["type"]} else None
        for record in self.metadata.values():
            if identifier in (record["name"], record["obj_id"]) and type in {None, record["type"]}:
                return record
        return None

    def members(self, group_id: str) -> Iterator[Record]:
        """The users that name this group among their own."""
        for user in self.users.values():
            if any(group["id"] == group_id for group in user["user_groups"]):
                yield user

    def in_org(self, user: Record, org: int) -> bool:
        """Whether the user belongs to the org."""
        return any(item["id"] == org for item in user["orgs"])

    def privileges(self, user: Record) -> set[str]:
        """The user's own privileges and those of the groups and their roles."""
        found = set(user["privileges"])
        for item in user["user_groups"]:
            group = self.groups.get(item["id"])
            if group is not None:
                found.update(group["privileges"])
                for role in group["roles"]:
                    found.update(self.roles.get(role["id"], {"privileges": ()})["privileges"])
        return found

    def is_admin(self, user: Record) -> bool:
        """Whether the user may administer the cluster."""
        return "ADMINISTRATION" in self.privileges(user)

    def header(self, record: Record) -> Record:
        """A metadata record's header as the wire shows it: with its author's names and its tags."""
        author = self.users.get(record["header"]["author"])
        named = (
            {}
            if author is None
            else {"authorName": author["name"], "authorDisplayName": author["display_name"]}
        )
        tags = [self.tag_header(tag) for key in record["tag_ids"] if (tag := self.tags.get(key)) is not None]
        return {**record["header"], **named, "tags": tags}

    @staticmethod
    def tag_header(tag: Record) -> Record:
        """A tag in the form that headers of tagged objects hold."""
        return {
            "id": tag["id"],
            "indexVersion": 0,
            "generationNum": 0,
            "name": tag["name"],
            "author": tag["author_id"],
            "created": tag["creation_time_in_millis"],
            "modified": tag["modification_time_in_millis"],
            "modifiedBy": tag["modifier_id"],
            "owner": tag["owner_id"],
            "isDeleted": tag["deleted"],
            "isHidden": tag["hidden"],
            "clientState": {"color": tag["color"]},
            "tags": [],
            "isExternal": tag["external"],
            "isDeprecated": tag["deprecated"],
        }


def _find(records: dict[str, Record], wanted: str, *, fold: bool = False) -> Record | None:
    exact = records.get(wanted)
    if exact is not None:
        return exact
    if fold:
        wanted = wanted.casefold()
        return next((record for record in records.values() if record["name"].casefold() == wanted), None)
    return next((record for record in records.values() if record["name"] == wanted), None)
