"""Deleting many objects: nothing without a look or a plain word, dependents before sources, each its outcome."""

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.errors import PartialFailureError
from aiothoughtspot.simulator import Cluster

SALES = 1


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(rows=10, users=30, objects=60, rate_limit=False)


def everything(cluster: Cluster) -> list[str]:
    return list(cluster.state.metadata)


def of(cluster: Cluster, *kinds: str) -> list[str]:
    return [one["id"] for one in cluster.state.metadata.values() if one["type"] in kinds]


async def test_nothing_is_deleted_without_a_look_or_a_plain_word(client: ts.Client, cluster: Cluster) -> None:
    boards = of(cluster, "LIVEBOARD")
    before = everything(cluster)
    with pytest.raises(ts.RequestError, match="give the token of preview_delete"):
        await pulls.delete(client, boards)
    preview = await pulls.preview_delete(client, boards)
    assert everything(cluster) == before
    assert [item.id for item in preview.items] == boards
    with pytest.raises(pulls.PullError, match="not as the preview showed them"):
        await pulls.delete(client, boards[1:], token=preview.token)
    assert everything(cluster) == before
    report = await pulls.delete(client, boards, token=preview.token)
    assert (set(report.done), report.failures) == (set(boards), ())
    assert everything(cluster) == [one for one in before if one not in boards]
    answers = of(cluster, "ANSWER")
    await pulls.delete(client, answers[:3], dry_run=False)
    assert of(cluster, "ANSWER") == answers[3:]


async def test_what_changed_since_the_look_is_not_deleted(client: ts.Client, cluster: Cluster) -> None:
    boards = of(cluster, "LIVEBOARD")[:3]
    preview = await pulls.preview_delete(client, boards)
    cluster.state.metadata[boards[1]]["header"]["modified"] += 1
    with pytest.raises(pulls.PullError, match="look again"):
        await pulls.delete(client, boards, token=preview.token)
    assert set(boards) < set(everything(cluster))


async def test_the_look_shows_what_stands_in_the_way(client: ts.Client, cluster: Cluster) -> None:
    connection, sales = everything(cluster)[:2]
    boards = of(cluster, "LIVEBOARD", "ANSWER")
    preview = await pulls.preview_delete(client, [connection, sales, boards[0], "unknown"])
    assert [item.id for item in preview.items] == [sales, boards[0]]
    assert {item.id for item in preview.dependents[sales]} == set(boards[1:])
    assert {one.id: one.reason.split(": ")[-1] for one in preview.failures} == {
        connection: "a CONNECTION is not deleted here",
        "unknown": "unknown",
    }
    with pytest.raises(PartialFailureError, match="2 of 4 failed"):
        preview.raise_for_failures()
    report = await pulls.delete(client, [sales, boards[0]], dry_run=False)
    assert report.done == (boards[0],)
    assert [(one.id, "has dependent objects" in one.reason) for one in report.failures] == [(sales, True)]


async def test_dependents_go_before_what_they_stand_on(client: ts.Client, cluster: Cluster) -> None:
    wanted = of(cluster, "LOGICAL_TABLE", "LIVEBOARD", "ANSWER")
    seen: list[pulls.Progress] = []
    report = await pulls.delete(client, wanted, dry_run=False, progress=seen.append)
    assert (set(report.done), report.failures) == (set(wanted), ())
    assert set(everything(cluster)) == set(of(cluster, "CONNECTION"))
    assert len(seen) == len(wanted)


async def test_what_a_gateway_gave_up_on_but_was_done_counts_as_done(
    client: ts.Client, cluster: Cluster
) -> None:
    boards = of(cluster, "LIVEBOARD")[:4]
    # The request is carried out and its answer lost, each time it is tried.
    cluster.faults.add(path="*/metadata/delete", drop="head", times=1)
    report = await pulls.delete(client.with_options(retry=ts.NO_RETRY), boards, dry_run=False)
    assert (set(report.done), report.failures) == (set(boards), ())
    assert not set(boards) & set(everything(cluster))


async def test_failures_are_counted_over_the_whole_deletion(client: ts.Client, cluster: Cluster) -> None:
    sales, boards = everything(cluster)[1], of(cluster, "LIVEBOARD")[:2]
    with pytest.raises(pulls.TooManyFailuresError):
        await pulls.delete(client, [sales, *boards, "unknown"], dry_run=False, max_failures=1)
    assert not set(boards) & set(everything(cluster))


async def test_a_circle_is_deleted_as_a_whole(client: ts.Client, cluster: Cluster) -> None:
    one, other = of(cluster, "LIVEBOARD")[:2]
    state = cluster.state.metadata
    state[one]["source"], state[other]["source"] = other, one
    report = await pulls.delete(client, [one, other], dry_run=False)
    assert set(report.done) == {one, other}
