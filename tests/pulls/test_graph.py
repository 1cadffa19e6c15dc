"""The dependency graph against the cluster's own state, and its drawings."""

from importlib import import_module
from typing import Any

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.pulls import _graph
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2.metadata import MetadataItem


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(rows=10, users=30, objects=60, rate_limit=False)


def truth(cluster: Cluster, tables: list[str]) -> set[tuple[str, str]]:
    """Everything that stands on the tables at any depth, and the connections the tables stand on."""
    records = cluster.state.metadata.values()
    found, todo = set[tuple[str, str]](), list(tables)
    for table in todo:
        new = [(table, one["id"]) for one in records if one["source"] == table]
        todo += [one for _, one in new if one not in todo]
        found |= set(new)
    nodes = {*tables, *(one for edge in found for one in edge)}
    kinds = {one["id"]: one for one in records}
    return found | {
        (kinds[one]["source"], one)
        for one in nodes
        if kinds[one]["type"] == "LOGICAL_TABLE" and kinds[one]["source"]
    }


async def test_the_graph_is_what_the_cluster_holds(client: ts.Client, cluster: Cluster) -> None:
    records = list(cluster.state.metadata.values())
    tables = [one["id"] for one in records if one["type"] == "LOGICAL_TABLE"]
    boards = [one["id"] for one in records if one["type"] == "LIVEBOARD"]
    # Deeper than the seed: a board on a board, and a circle.
    cluster.state.metadata[boards[0]]["source"] = boards[1]
    cluster.state.metadata[boards[2]]["source"] = boards[3]
    cluster.state.metadata[boards[3]]["source"] = boards[2]
    found = await pulls.graph(client, [*tables, boards[2], "unknown"])
    assert {(edge.source, edge.dependent) for edge in found.edges} == truth(cluster, [*tables, boards[2]])
    for item in found.nodes.values():
        record = cluster.state.metadata[item.id]
        assert (item.name, item.type) == (record["name"], record["type"])
    assert [one.id for one in found.failures] == ["unknown"]
    assert found.hidden == frozenset()
    graph = found.to_networkx()
    # By name, for it ships no types.
    nx: Any = import_module("networkx")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(found.nodes), len(found.edges))
    assert nx.ancestors(graph, boards[0]) == {boards[1], records[0]["id"], records[1]["id"]}


async def test_the_depth_is_kept(client: ts.Client, cluster: Cluster) -> None:
    connection, sales = list(cluster.state.metadata)[:2]
    none = await pulls.graph(client, [sales], depth=0)
    assert (set(none.nodes), [(edge.source, edge.dependent) for edge in none.edges]) == (
        {connection, sales},
        [(connection, sales)],
    )
    one = await pulls.graph(client, [sales], depth=1)
    assert {(edge.source, edge.dependent) for edge in one.edges} == truth(cluster, [sales])


async def test_more_dependents_than_a_page_holds_are_all_found(client: ts.Client, cluster: Cluster) -> None:
    sales = list(cluster.state.metadata)[1]
    everything = {one["id"] for one in cluster.state.metadata.values() if one["source"] == sales}
    for most in (1, 10, len(everything), len(everything) + 1):
        found, failures = await _graph.dependents(client, [sales], most=most)
        assert {one.id for one in _graph.dependents_of(found[sales])} == everything
        assert failures == ()


async def test_dependents_that_this_account_may_not_see_are_told(client: ts.Client, cluster: Cluster) -> None:
    row = {"metadata_id": "b", "metadata_name": "Board", "metadata_type": "LIVEBOARD"}
    shown = {"dependents": {"b": {}}, "hasInaccessibleDependents": True}
    cluster.faults.add(path="*/metadata/search", status=200, body=[{**row, "dependent_objects": shown}])
    assert (await pulls.graph(client, ["b"])).hidden == {"b"}


def item(dependents: dict[str, Any]) -> MetadataItem:
    return MetadataItem(metadata_type="LOGICAL_TABLE", metadata_id="t", dependent_objects=dependents)


def test_both_forms_of_dependents_are_read() -> None:
    listed = {
        "t": {
            "PINBOARD_ANSWER_BOOK": [{"id": "b", "name": "Board", "type": None}],
            "LOGICAL_TABLE": [{"id": "v"}],
            "TAG": None,
        }
    }
    wanted = [pulls.Item("b", "Board", "LIVEBOARD"), pulls.Item("v", "", "LOGICAL_TABLE")]
    assert _graph.dependents_of(item(listed)) == wanted
    wrapped = item({"dependents": listed, "hasInaccessibleDependents": True})
    assert _graph.dependents_of(wrapped) == wanted
    assert _graph.inaccessible(wrapped)
    empty = item({"dependents": {}, "hasInaccessibleDependents": False})
    assert (_graph.dependents_of(empty), _graph.inaccessible(empty)) == ([], False)


def test_the_drawings_name_nodes_and_escape_their_names() -> None:
    nodes = {
        "1": pulls.Item("1", 'a "quoted" \\ name', "LOGICAL_TABLE"),
        "2": pulls.Item("2", "<b>&\nnew", "LIVEBOARD"),
    }
    graph = pulls.Graph(nodes, (pulls.Edge("1", "2"),))
    assert graph.to_dot().splitlines() == [
        "digraph {",
        "  rankdir=LR; node [shape=box];",
        '  n0 [label="a \\"quoted\\" \\\\ name\\nLOGICAL_TABLE"];',
        '  n1 [label="<b>& new\\nLIVEBOARD"];',
        "  n0 -> n1;",
        "}",
    ]
    assert graph.to_mermaid().splitlines() == [
        "flowchart LR",
        '  n0["a &quot;quoted&quot; \\ name<br/>LOGICAL_TABLE"]',
        '  n1["&lt;b>&amp; new<br/>LIVEBOARD"]',
        "  n0 --> n1",
    ]
