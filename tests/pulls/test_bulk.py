"""One thing done to many objects: each with an outcome of its own, checked against the cluster's state."""

import json

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.errors import PartialFailureError
from aiothoughtspot.simulator import Cluster

UNKNOWN = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(3)]


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(rows=10, users=30, objects=200, rate_limit=False)


def ids(cluster: Cluster, *kinds: str) -> list[str]:
    return [one["id"] for one in cluster.state.metadata.values() if one["type"] in kinds]


def requests(cluster: Cluster, path: str) -> int:
    return sum(count for route, count in cluster.counts.items() if route.endswith(path))


async def test_names_and_guids_become_objects_and_what_is_none_is_said_one_by_one(
    client: ts.Client, cluster: Cluster
) -> None:
    boards = [one for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD"]
    boards[1]["header"]["isHidden"] = True
    boards[2]["source"] = "gone"
    boards[3]["name"] = boards[3]["header"]["name"] = boards[4]["name"]
    boards[5]["obj_id"] = "my-board"
    seen: list[pulls.Progress] = []
    asked = [*(board["name"] for board in boards[:3]), boards[6]["id"], "my-board", "No such board"]
    found = await pulls.resolve(client, [*asked, *asked], "LIVEBOARD", progress=seen.append)
    assert list(found.found) == asked[:-1]
    assert found.ids == (*(board["id"] for board in boards[:3]), boards[6]["id"], boards[5]["id"])
    assert found.found["my-board"] == pulls.Item(boards[5]["id"], boards[5]["name"], "LIVEBOARD")
    assert [(one.id, one.status) for one in found.failures] == [("No such board", 400)]
    assert (seen[-1].done, seen[-1].total) == (6, 6)
    with pytest.raises(PartialFailureError, match="1 of 6 failed: No such board"):
        found.raise_for_failures()


async def test_users_groups_and_tags_have_names_too(client: ts.Client, cluster: Cluster) -> None:
    ana = await pulls.resolve(client, ["ana"], "USER")
    assert ana.ids == tuple(one["id"] for one in cluster.state.users.values() if one["name"] == "ana")
    assert len((await pulls.resolve(client, ["Analyst", "Developer"], "USER_GROUP")).ids) == 2
    assert len((await pulls.resolve(client, ["Draft"], "TAG")).ids) == 1


async def test_a_name_of_two_objects_is_ambiguous_and_one_that_is_left_out_is_not_found(
    client: ts.Client, cluster: Cluster
) -> None:
    rows = [{"metadata_id": f"id{n}", "metadata_name": "Twice", "metadata_type": "ANSWER"} for n in range(2)]
    cluster.faults.add(path="*/metadata/search", status=200, body=rows)
    found = await pulls.resolve(client, ["Twice", "Never"], "ANSWER")
    assert [(one.id, one.reason, one.status) for one in found.failures] == [
        ("Twice", "2 objects have this name: id0, id1", 0),
        ("Never", "no such object, or no access to it", 404),
    ]


async def test_a_thousand_ids_with_poison_take_few_calls(client: ts.Client, cluster: Cluster) -> None:
    everything = ids(cluster, "LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CONNECTION")
    found = await pulls.resolve(client, [*everything[:100], *UNKNOWN[:1], *everything[100:]])
    assert len(found.found) == len(everything)
    # One call for each 25, and two for each halving of the one batch that is poisoned.
    assert requests(cluster, "/metadata/search") <= 9 + 2 * 5
    with pytest.raises(pulls.TooManyFailuresError):
        await pulls.resolve(client, UNKNOWN, max_failures=1)


async def test_tags_are_put_on_and_taken_off_and_the_poison_is_reported(
    client: ts.Client, cluster: Cluster
) -> None:
    boards = ids(cluster, "LIVEBOARD")
    draft = next(tag["id"] for tag in cluster.state.tags.values() if tag["name"] == "Draft")

    def tagged() -> set[str]:
        return {one for one in boards if draft in cluster.state.metadata[one]["tag_ids"]}

    report = await pulls.tag(client, [*boards, *UNKNOWN], ["Draft"])
    assert tagged() == set(boards) == set(report.done)
    assert {one.id for one in report.failures} == set(UNKNOWN)
    assert (report.calls > 1, report.seconds > 0) == (True, True)
    names = [cluster.state.metadata[one]["name"] for one in boards[:5]]
    await pulls.tag(client, names, ["Draft"], remove=True, type="LIVEBOARD")
    assert tagged() == set(boards[5:])


async def test_objects_are_shared_without_a_mail_unless_it_is_asked_for(
    client: ts.Client, cluster: Cluster
) -> None:
    boards = ids(cluster, "LIVEBOARD")[:5]
    report = await pulls.share(client, [*boards, UNKNOWN[0]], ["Analyst", "Developer"], "READ_ONLY")
    assert (set(report.done), [one.id for one in report.failures]) == (set(boards), [UNKNOWN[0]])
    bodies = [json.loads(one.body) for one in cluster.requests if one.path.endswith("/metadata/share")]
    assert {body["notify_on_share"] for body in bodies} == {False}
    shown = await pulls.permissions(client, boards, ["Analyst"], effective=False)
    assert set(shown.table.column("permission").to_pylist()) == {"READ_ONLY"}
    await pulls.share(client, boards, ["Analyst"], "NO_ACCESS", principal_type="USER_GROUP")
    gone = await pulls.permissions(client, boards, ["Analyst"], effective=False)
    assert set(gone.table.column("permission").to_pylist()) == {"NO_ACCESS"}


async def test_a_share_that_mails_is_not_sent_again_when_its_fate_is_unknown(
    client: ts.Client, cluster: Cluster
) -> None:
    boards = ids(cluster, "LIVEBOARD")[:5]
    cluster.faults.add("gateway_timeout", path="*/metadata/share", times=1)
    report = await pulls.share(client, boards, ["Analyst"], "READ_ONLY", notify=True, message="look")
    assert (report.done, len(report.failures)) == ((), 5)
    assert all("outcome is unknown" in one.reason for one in report.failures)
    assert requests(cluster, "/metadata/share") == 1
    cluster.faults.add("gateway_timeout", path="*/metadata/share", times=1)
    assert len((await pulls.share(client, boards, ["Analyst"], "READ_ONLY")).done) == 5


async def test_objects_are_handed_over(client: ts.Client, cluster: Cluster) -> None:
    boards = ids(cluster, "LIVEBOARD", "ANSWER")
    ana = next(user["id"] for user in cluster.state.users.values() if user["name"] == "ana")
    report = await pulls.assign(client, [*boards, *UNKNOWN], "ana")
    assert {one.id for one in report.failures} == set(UNKNOWN)
    assert {cluster.state.metadata[one]["header"]["author"] for one in boards} == {ana}
