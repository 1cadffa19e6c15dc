"""Users and groups made to match a list: a comparison that changes nothing, then exactly what it showed."""

from typing import Any

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2.groups import GroupsImportListInput
from aiothoughtspot.v2.users import FavoriteMetadataInput, ImportUser

PASSWORD = "Str0ng-enough!"


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(rows=10, users=20, objects=30, rate_limit=False)


def user(name: str, **given: Any) -> ImportUser:
    return ImportUser(user_identifier=name, **{"display_name": name, **given})


def group(name: str, **given: Any) -> GroupsImportListInput:
    return GroupsImportListInput(group_identifier=name, **{"display_name": name, **given})


def names(records: dict[str, Any]) -> set[str]:
    return {record["name"] for record in records.values()}


def writes(cluster: Cluster) -> int:
    return sum(cluster.writes.values())


async def test_the_comparison_shows_each_difference_and_changes_nothing(
    client: ts.Client, cluster: Cluster
) -> None:
    state = cluster.state
    same = state.find_user("user00002")
    assert same is not None
    await client.v2.tags.search()
    before = writes(cluster)
    diff = await pulls.diff_users(
        client,
        [
            user("new@example.com", email="new@example.com", password=PASSWORD),
            user(
                "user00002",
                display_name=same["display_name"],
                email=same["email"],
                visibility="SHARABLE",
                account_status="ACTIVE",
                org_identifiers=[str(org["id"]) for org in same["orgs"]],
                group_identifiers=[
                    one["name"] for one in reversed(same["user_groups"]) if one["name"] != "All"
                ],
                favorite_metadata=[],
            ),
            user(
                "USER00003",
                display_name="User 00003",
                email="moved@example.com",
                group_identifiers=["Analyst"],
            ),
        ],
    )
    assert (diff.added, diff.unchanged, diff.deleted, diff.empty) == (
        ("new@example.com",),
        ("user00002",),
        (),
        False,
    )
    old = state.find_user("user00003")
    assert old is not None
    assert diff.changed == {
        "USER00003": (
            pulls.Change("email", "user00003@example.com", "moved@example.com"),
            pulls.Change("group_identifiers", [one["name"] for one in old["user_groups"]], ["Analyst"]),
        )
    }
    assert writes(cluster) == before
    assert PASSWORD not in repr(diff)


async def test_what_was_shown_is_done_and_then_there_is_nothing_left_to_do(
    client: ts.Client, cluster: Cluster
) -> None:
    board = next(one for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD")
    everybody = names(cluster.state.users)
    wanted = [
        user("new1", group_identifiers=["Analyst"], password=PASSWORD),
        user("new2"),
        user("ana", display_name="Ana", notify_on_share=False, home_liveboard_identifier=board["name"]),
        user(
            "user00004",
            display_name="User 00004",
            favorite_metadata=[FavoriteMetadataInput(identifier=board["id"], type="LIVEBOARD")],
        ),
    ]
    diff = await pulls.diff_users(client, wanted)
    seen: list[pulls.Progress] = []
    report = await pulls.apply(client, diff, default_password=PASSWORD, progress=seen.append)
    assert (set(report.done), report.failures) == ({"new1", "new2", "ana", "user00004"}, ())
    assert names(cluster.state.users) == everybody | {"new1", "new2"}
    ana = cluster.state.find_user("ana")
    assert ana is not None
    assert (ana["display_name"], ana["notify_on_share"], ana["home_liveboard"]["id"]) == (
        "Ana",
        False,
        board["id"],
    )
    again = await pulls.diff_users(client, wanted)
    assert (again.empty, again.added, again.changed) == (True, (), {})
    before = writes(cluster)
    assert (await pulls.apply(client, again)).done == ()
    assert writes(cluster) == before


async def test_who_is_not_listed_is_deleted_only_if_that_was_asked_for_and_never_the_caller(
    client: ts.Client, cluster: Cluster
) -> None:
    everybody = names(cluster.state.users)
    own = next(one for one in cluster.state.users.values() if one["name"] == "tsadmin")
    # The caller may be no system user.
    own["system_user"] = False
    keep = [user("ana", display_name="Ana Analyst"), user("new", password=PASSWORD)]
    assert (await pulls.diff_users(client, keep)).deleted == ()
    diff = await pulls.diff_users(client, keep, delete_unlisted=True)
    assert {item.name for item in diff.deleted} == everybody - {"ana", "tsadmin"}
    assert {item.type for item in diff.deleted} == {"USER"}
    assert names(cluster.state.users) == everybody
    report = await pulls.apply(client, diff)
    assert names(cluster.state.users) == {"ana", "new", "tsadmin"}
    assert set(report.done) == {"new", *(everybody - {"ana", "tsadmin"})}


async def test_one_bad_user_does_not_fail_the_others(client: ts.Client, cluster: Cluster) -> None:
    wanted = [user(f"new{number}") for number in range(20)] + [
        user("bad", group_identifiers=["No such group"])
    ]
    diff = await pulls.diff_users(client, wanted)
    report = await pulls.apply(client, diff, default_password=PASSWORD)
    assert [one.id for one in report.failures] == ["bad"]
    assert "No such group" in report.failures[0].reason
    assert len(report.done) == 20
    assert "bad" not in names(cluster.state.users)
    with pytest.raises(pulls.TooManyFailuresError):
        await pulls.apply(client, await pulls.diff_users(client, wanted), max_failures=0)


async def test_groups_are_written_after_their_sub_groups(client: ts.Client, cluster: Cluster) -> None:
    wanted = [
        group("Top", sub_group_identifiers=["Middle", "Analyst"], description="of all"),
        group("Middle", sub_group_identifiers=["Bottom"], user_identifiers=["ana"]),
        group("Bottom", privileges=["AUTHORING"]),
        group("Developer", privileges=["DEVELOPER", "AUTHORING"], description="Developer group"),
        group("Analyst", privileges=[]),
    ]
    diff = await pulls.diff_groups(client, wanted)
    assert (set(diff.added), set(diff.changed), diff.unchanged) == (
        {"Top", "Middle", "Bottom"},
        {"Analyst"},
        ("Developer",),
    )
    report = await pulls.apply(client, diff)
    assert (set(report.done), report.failures) == ({"Top", "Middle", "Bottom", "Analyst"}, ())
    top = cluster.state.find_group("Top")
    assert top is not None
    assert {one["name"] for one in top["sub_groups"]} == {"Middle", "Analyst"}
    assert (await pulls.diff_groups(client, wanted)).empty
    gone = await pulls.diff_groups(client, wanted, delete_unlisted=True)
    assert {item.type for item in gone.deleted} == {"USER_GROUP"}
    await pulls.apply(client, gone)
    kept = {one["name"] for one in cluster.state.groups.values() if one["system_group"]}
    assert names(cluster.state.groups) == kept | {"Top", "Middle", "Bottom", "Developer", "Analyst"}


async def test_a_circle_of_groups_is_refused_by_the_server_not_by_us(
    client: ts.Client, cluster: Cluster
) -> None:
    wanted = [group("One", sub_group_identifiers=["Two"]), group("Two", sub_group_identifiers=["One"])]
    report = await pulls.apply(client, await pulls.diff_groups(client, wanted))
    assert len(report.failures) >= 1
    assert len(report.done) + len(report.failures) == 2


async def test_a_comparison_with_another_cluster_is_refused(client: ts.Client) -> None:
    diff = await pulls.diff_users(client, [user("new")])
    async with ts.Client("http://127.0.0.1:9", ts.NoAuth()) as other:
        with pytest.raises(ts.RequestError, match="this comparison was made with"):
            await pulls.apply(other, diff)


def test_an_empty_text_and_none_are_the_same() -> None:
    from aiothoughtspot.pulls._users import USER, changes_of  # noqa: PLC0415 - the one pure part
    from aiothoughtspot.v2.shared import User  # noqa: PLC0415 - same

    old = User(id="1", name="x", display_name="x", visibility="SHARABLE")
    assert list(changes_of(user("x", email="", org_identifiers=[]), old, USER)) == []
    assert list(changes_of(user("x", org_identifiers=["0"]), old, USER)) == [
        pulls.Change("org_identifiers", None, ["0"])
    ]
