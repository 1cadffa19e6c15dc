"""Users and groups made to match a list: first what would change, then exactly that.

The server's own import can delete whoever is not in its list, and a list sent in batches is never complete; so its
deletions are never used.  Who goes is settled by the comparison and deleted one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.errors import RequestError
from aiothoughtspot.paging import paginate
from aiothoughtspot.pulls._arguments import check, check_list, is_text
from aiothoughtspot.pulls._batches import BulkReport, Rules, halving, in_bulk
from aiothoughtspot.pulls._bulk import Item
from aiothoughtspot.pulls._report import Tell
from aiothoughtspot.unset import UNSET

if TYPE_CHECKING:
    from aiothoughtspot.v2.groups import GroupsImportListInput
    from aiothoughtspot.v2.users import ImportUser

PAGE = 500
BATCH = 100
KINDS = {"users": "USER", "groups": "USER_GROUP"}
# The group of everybody is in every list, whether named or not.
EVERYBODY = "All"
# What can be given, and where the server's answer shows it; passwords are shown nowhere, so they are no difference.
USER = {
    "display_name": "display_name",
    "account_type": "account_type",
    "account_status": "account_status",
    "email": "email",
    "visibility": "visibility",
    "notify_on_share": "notify_on_share",
    "show_onboarding_experience": "show_onboarding_experience",
    "onboarding_experience_completed": "onboarding_experience_completed",
    "home_liveboard_identifier": "home_liveboard",
    "favorite_metadata": "favorite_metadata",
    "org_identifiers": "orgs",
    "group_identifiers": "user_groups",
    "preferred_locale": "preferred_locale",
    "use_browser_language": "use_browser_language",
}
GROUP = {
    "display_name": "display_name",
    "description": "description",
    "privileges": "privileges",
    "type": "type",
    "visibility": "visibility",
    "default_liveboard_identifiers": "default_liveboards",
    "sub_group_identifiers": "sub_groups",
    "user_identifiers": "users",
}


@attrs.frozen
class Change:
    """One field of a user or group that is to change; things with a name are shown by it."""

    field: str
    old: Any
    new: Any


@attrs.frozen
class PrincipalDiff:
    """What making users or groups match a list would do: nothing has been done yet.

    `added`, `unchanged` and the keys of `changed` are names as listed; `deleted` are those that are not listed, if
    that was asked for.  `apply` does it, on the same cluster.
    """

    kind: str
    added: tuple[str, ...]
    changed: Mapping[str, tuple[Change, ...]]
    deleted: tuple[Item, ...]
    unchanged: tuple[str, ...]
    base_url: str
    # What is sent for each name: it may hold passwords.
    listed: Mapping[str, Any] = attrs.field(repr=False)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.added or self.changed or self.deleted)


async def diff_users(
    client: Client, users: "Iterable[ImportUser]", *, delete_unlisted: bool = False
) -> PrincipalDiff:
    """Compare a list of users with the cluster; changes nothing.  What a user leaves out is left as it is.

    With `delete_unlisted` whoever is not listed is in `deleted`, but for system users and the caller.
    """
    wanted = check_list("pulls.diff_users", "users", users)
    check("pulls.diff_users", delete_unlisted=delete_unlisted)
    listed = {user.user_identifier: user for user in wanted}
    # Favourites are shown on request only.
    liked = any(user.favorite_metadata is not UNSET for user in listed.values())
    search = paginate(client.v2.users.search, record_size=PAGE, include_favorite_metadata=liked)
    found = await search.collect()
    me = (await client.v2.authentication.current_user()).id if delete_unlisted else None
    kept = {user.id for user in found if user.system_user or user.id == me}
    return _diff(client, "users", USER, listed, found, kept if delete_unlisted else None)


async def diff_groups(
    client: Client, groups: "Iterable[GroupsImportListInput]", *, delete_unlisted: bool = False
) -> PrincipalDiff:
    """Compare a list of groups with the cluster; changes nothing.  What a group leaves out is left as it is.

    With `delete_unlisted` groups that are not listed are in `deleted`, but for system groups.
    """
    wanted = check_list("pulls.diff_groups", "groups", groups)
    check("pulls.diff_groups", delete_unlisted=delete_unlisted)
    found = await paginate(client.v2.groups.search, record_size=BATCH).collect()
    kept = {group.id for group in found if group.system_group}
    listed = {group.group_identifier: group for group in wanted}
    return _diff(client, "groups", GROUP, listed, found, kept if delete_unlisted else None)


def _diff(
    client: Client,
    kind: str,
    fields: Mapping[str, str],
    listed: Mapping[str, Any],
    found: Sequence[Any],
    kept: set[str] | None,
) -> PrincipalDiff:
    """Compare; `kept` are those never to be deleted, None if nobody is."""
    by_name = {key: one for one in found for key in (one.name.casefold(), one.name, one.id)}
    added: list[str] = []
    changed: dict[str, tuple[Change, ...]] = {}
    unchanged: list[str] = []
    met: set[str] = set()
    for name, wanted in listed.items():
        old = by_name.get(name) or by_name.get(name.casefold())
        if old is None:
            added.append(name)
            continue
        met.add(old.id)
        changes = tuple(changes_of(wanted, old, fields))
        if changes:
            changed[name] = changes
        else:
            unchanged.append(name)
    gone = [one for one in found if kept is not None and one.id not in met | kept]
    deleted = tuple(Item(one.id, one.name, KINDS[kind]) for one in gone)
    return PrincipalDiff(
        kind, tuple(added), changed, deleted, tuple(unchanged), client.base_url, dict(listed)
    )


def changes_of(wanted: Any, old: Any, fields: Mapping[str, str]) -> Iterable[Change]:
    """The fields in which what is wanted differs from what is; what is not given is no difference."""
    for field, shown in fields.items():
        new, now = getattr(wanted, field), getattr(old, shown)
        if new is not UNSET and not _same(new, now):
            yield Change(field, _plain(now), _plain(new))


def _same(new: Any, now: Any) -> bool:
    if not isinstance(new, list):
        return new == now or (new == "" and now is None) or (hasattr(now, "id") and new in {now.id, now.name})
    # Lists have no order; their things are named by id or name, and that everybody is in All goes without saying.
    given = {_identifier(one) for one in new} - {EVERYBODY}
    keys = [_keys(one) for one in now or () if _plain(one) != EVERYBODY]
    return all(given & one for one in keys) and all(any(one in keys_ for keys_ in keys) for one in given)


def _identifier(one: Any) -> str:
    return str(getattr(one, "identifier", one))


def _keys(one: Any) -> set[str]:
    return {str(one.id), str(one.name)} if hasattr(one, "id") else {str(one)}


def _plain(value: Any) -> Any:
    """A value as a reader wants it: names for things."""
    if isinstance(value, list):
        return [_plain(one) for one in value]  # pyright: ignore[reportUnknownVariableType] - any
    return getattr(value, "name", None) or getattr(value, "identifier", value)


@attrs.frozen
class _Extra:
    """Further fields of a request, which a traceback that prints locals does not show."""

    fields: Mapping[str, str] = attrs.field(factory=dict, repr=False)


async def apply(
    client: Client,
    diff: PrincipalDiff,
    *,
    default_password: str | None = None,
    max_failures: int | None = None,
    progress: Tell | None = None,
) -> BulkReport:
    """Do what a comparison showed: write those added and changed in batches, then delete those it lists as deleted.

    `default_password` is for new users without one.  Each one's outcome is by name.  Raises `RequestError` for a
    comparison with another cluster, and `TooManyFailuresError`.
    """
    kind, right = diff.kind, default_password is None or is_text(default_password)
    extra = _Extra({"default_password": default_password} if default_password and kind == "users" else {})
    # Some print the locals of a traceback: of what is raised from here on.
    del default_password
    if not right:
        raise RequestError("pulls.apply: default_password is a text", parameter="default_password")
    check("pulls.apply", max_failures=max_failures, progress=progress)
    if diff.base_url != client.base_url:
        raise RequestError(f"this comparison was made with {diff.base_url}", parameter="diff")

    async def write(batch: list[str]) -> dict[str, None]:
        body = {
            kind: [diff.listed[name] for name in batch],
            "dry_run": False,
            f"delete_unspecified_{kind}": False,
        }
        await halving(client, batch).call(f"v2.{kind}.import_{kind}", body={**body, **extra.fields})
        return dict.fromkeys(batch)

    async def remove(batch: list[str]) -> dict[str, None]:
        await client.call(f"v2.{kind}.delete", path={f"{kind[:-1]}_identifier": gone[batch[0]]})
        return dict.fromkeys(batch)

    names = _ordered({name: diff.listed[name] for name in (*diff.added, *diff.changed)})
    # One batch after the other: later groups may hold earlier ones.
    written = await in_bulk(client, names, write, Rules(BATCH, 1, max_failures), progress)
    gone = {item.name: item.id for item in diff.deleted}
    allowed = None if max_failures is None else max(0, max_failures - len(written.failures))
    removed = await in_bulk(client, gone, remove, Rules(1, 2, allowed), progress)
    return BulkReport(
        (*written.done, *removed.done),
        (*written.failures, *removed.failures),
        written.calls + removed.calls,
        written.seconds + removed.seconds,
    )


def _ordered(listed: Mapping[str, Any]) -> list[str]:
    """Names in an order in which groups come after their sub-groups; a circle is left to the server to refuse."""
    inner = {name: getattr(one, "sub_group_identifiers", UNSET) or () for name, one in listed.items()}
    graph = {name: [sub for sub in subs if sub in listed] for name, subs in inner.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        return list(listed)
