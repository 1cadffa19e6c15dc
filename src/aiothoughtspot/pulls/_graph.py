"""What stands on what: objects as nodes, and an edge from each to every object that depends on it."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, cast

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.pulls._arguments import check, check_list
from aiothoughtspot.pulls._batches import Failure
from aiothoughtspot.pulls._bulk import Item, item_of, look_up
from aiothoughtspot.pulls._report import Tell

# What v1 calls the types: the server groups dependents by these, and leaves the type itself out.
KINDS = {
    "QUESTION_ANSWER_BOOK": "ANSWER",
    "PINBOARD_ANSWER_BOOK": "LIVEBOARD",
    "DATA_SOURCE": "CONNECTION",
}
# Dependents asked for at once; where so many come there may be more, and more are asked for.
DEPENDENTS = 1_000


@attrs.frozen(order=True)
class Edge:
    """`dependent` stands on `source`; both are GUIDs."""

    source: str
    dependent: str


@attrs.frozen
class Graph:
    """Objects and what stands on them; `failures` are objects asked for that could not be read.

    `hidden` are the GUIDs of objects with dependents that this account may not see.
    """

    nodes: Mapping[str, Item]
    edges: tuple[Edge, ...]
    hidden: frozenset[str] = frozenset()
    failures: tuple[Failure, ...] = ()

    def to_networkx(self) -> Any:
        """Make a networkx `DiGraph`: nodes are GUIDs with `name` and `type`, edges run from source to dependent."""
        # By name, for it ships no types, and only for those who ask for it.
        networkx: Any = import_module("networkx")
        graph = networkx.DiGraph()
        graph.add_nodes_from(
            (item.id, {"name": item.name, "type": item.type}) for item in self.nodes.values()
        )
        graph.add_edges_from((edge.source, edge.dependent) for edge in self.edges)
        return graph

    def to_dot(self) -> str:
        """Draw it as Graphviz text, sources on the left."""
        names = self._numbers()
        lines = [
            f'  {names[item.id]} [label="{_dot(item.name)}\\n{item.type}"];' for item in self.nodes.values()
        ]
        lines += [f"  {names[edge.source]} -> {names[edge.dependent]};" for edge in self.edges]
        return "\n".join(["digraph {", "  rankdir=LR; node [shape=box];", *lines, "}"]) + "\n"

    def to_mermaid(self) -> str:
        """Draw it as Mermaid text, sources on the left."""
        names = self._numbers()
        lines = [
            f'  {names[item.id]}["{_mermaid(item.name)}<br/>{item.type}"]' for item in self.nodes.values()
        ]
        lines += [f"  {names[edge.source]} --> {names[edge.dependent]}" for edge in self.edges]
        return "\n".join(["flowchart LR", *lines]) + "\n"

    def _numbers(self) -> dict[str, str]:
        """Short names for the drawings: GUIDs may begin with a digit, and nobody reads them."""
        return {one: f"n{number}" for number, one in enumerate(self.nodes)}


def _dot(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def _mermaid(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace("\n", " ")


async def graph(
    client: Client,
    ids: Iterable[str],
    *,
    depth: int | None = None,
    window: int = 4,
    progress: Tell | None = None,
) -> Graph:
    """Follow what stands on the objects of these GUIDs, and on those in turn, `depth` steps far (None: to the end).

    Tables show the connection they come from as well: the server tells no dependents of a connection, so name its
    tables.  `window` searches of 25 objects run at a time.  What cannot be read is in `failures`.
    Raises `RequestError` for a wrong argument before anything is sent.
    """
    wanted = check_list("pulls.graph", "ids", ids)
    check("pulls.graph", depth=depth, window=window, progress=progress)
    nodes: dict[str, Item] = {}
    edges: set[Edge] = set()
    hidden: set[str] = set()
    failures: list[Failure] = []
    todo, steps, read = list(dict.fromkeys(wanted)), 0, set[str]()
    while todo:
        read.update(todo)
        answers, failed = await dependents(client, todo, window=window, progress=progress)
        failures += failed
        met: list[str] = []
        for answer in answers.values():
            item = item_of(answer)
            nodes[item.id] = item
            if inaccessible(answer):
                hidden.add(item.id)
            if depth is None or steps < depth:
                for one in dependents_of(answer):
                    nodes.setdefault(one.id, one)
                    edges.add(Edge(item.id, one.id))
                    met.append(one.id)
        todo, steps = [one for one in dict.fromkeys(met) if one not in read], steps + 1
    await _connect(client, nodes, edges, window)
    return Graph(nodes, tuple(sorted(edges)), frozenset(hidden), tuple(failures))


async def dependents(
    client: Client,
    ids: Iterable[str],
    *,
    window: int = 4,
    progress: Tell | None = None,
    most: int = DEPENDENTS,
) -> tuple[dict[str, Any], tuple[Failure, ...]]:
    """Search for objects with all their dependents, however many they are: `most` at first, then more."""
    wanted = list(ids)
    found: dict[str, Any] = {}
    failures: tuple[Failure, ...] = ()
    while wanted:
        more = {
            "include_dependent_objects": True,
            "dependent_object_version": "V2",
            "dependent_objects_record_size": most,
        }
        answers, failed = await look_up(client, wanted, more, window=window, progress=progress)
        failures += failed
        found |= answers
        # The cap counts for each type, or for all together: where either may have been met, ask for more.
        wanted = [one for one, answer in answers.items() if len(dependents_of(answer)) >= most]
        most *= 4
    return found, failures


def dependents_of(answer: Any) -> list[Item]:
    """The objects that stand on an entry of a search, by what type the server lists them under."""
    listed = _inside(answer).get("dependents") or _inside(answer)
    return [
        Item(str(header["id"]), str(header.get("name") or ""), KINDS.get(kind, kind))
        for groups in listed.values()
        if isinstance(groups, dict)
        for kind, headers in cast("dict[str, Any]", groups).items()
        for header in headers or ()
    ]


def inaccessible(answer: Any) -> bool:
    """Whether an entry of a search has dependents that this account may not see."""
    return _inside(answer).get("hasInaccessibleDependents") is True


def _inside(answer: Any) -> dict[str, Any]:
    return answer.dependent_objects or {}


async def _connect(client: Client, nodes: dict[str, Item], edges: set[Edge], window: int) -> None:
    """Add the connections that tables come from."""
    tables = [item.id for item in nodes.values() if item.type == "LOGICAL_TABLE"]
    answers, _ = await look_up(client, tables, {"include_details": True}, window=window)
    sources = {one: getattr(answer.metadata_detail, "dataSourceId", None) for one, answer in answers.items()}
    missing = {source for source in sources.values() if source} - set(nodes)
    found, _ = await look_up(client, missing, {}, window=window)
    nodes |= {one: item_of(answer) for one, answer in found.items()}
    edges |= {Edge(source, one) for one, source in sources.items() if source in nodes}
