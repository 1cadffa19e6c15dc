"""Wrong arguments are refused by name before anything is sent."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from search_support import Scripted, sliced

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster

SOURCE = "Retail Sales"


def generator(batch: Any) -> Iterator[Any]:
    yield batch


async def agenerator(batch: Any) -> AsyncIterator[Any]:
    yield batch


class Generator:
    """A sink whose call is a generator."""

    def __call__(self, batch: Any) -> Iterator[Any]:
        yield batch


COMMON = [
    ("dates", "auto"),
    ("dates", {"D": date}),
    ("dates", None),
    ("page_size", "10"),
    ("page_size", 10.0),
    ("page_size", True),
    ("page_size", 0),
    ("key", 5),
    ("key", ""),
    ("key", ["a", 5]),
    ("key", b"a"),
    ("ranges", "no"),
    ("to", None),
    ("to", ""),
    ("to", b"x.parquet"),
    ("to", Path()),
    ("to", pulls.File(None)),  # type: ignore[arg-type]  # the point
    ("to", 5),
]
PULL = [
    *COMMON,
    ("window", "4"),
    ("window", 0),
    ("window", 1.5),
    ("resume", "no"),
    ("resume", 1),
    ("progress", 5),
    ("to", generator),
    ("to", agenerator),
    ("to", partial(generator)),
    ("to", partial(partial(agenerator))),
    ("to", Generator()),
    ("to", pulls.Rows),
]
WRONG: list[tuple[str, str, Any]] = [
    *(("search", *one) for one in [*PULL, ("query", ""), ("query", None), ("source", 5)]),
    *(("answer", *one) for one in [*PULL, ("answer", ""), ("answer", None)]),
    *(("plan_search", *one) for one in [*COMMON, ("credential", "secret"), ("to", print), ("query", 5)]),
    *(("plan_answer", *one) for one in [*COMMON, ("credential", 5), ("to", print), ("answer", 5)]),
    *(("liveboard", *one) for one in [*PULL, ("liveboard", ""), ("key", {"viz": 5})]),
    *(("liveboard", "visualizations", one) for one in ("viz", ["viz", 5], [""], 5)),
    *(("export", "ids", one) for one in ("abc", b"abc", 5, None, ["a", 5])),
    *(("export", "to", one) for one in (None, "", 5, b"x", pulls.File("x"))),
    *(("export", "window", one) for one in (0, "8", 1.0)),
    *(("export", "max_failures", one) for one in (-1, "8", True)),
    *(("export", name, "no") for name in ("resume", "associated", "unpack", "progress", "arguments")),
]
RIGHT: dict[str, dict[str, Any]] = {
    "search": {"query": "[k]", "source": "s", "to": "a.parquet"},
    "answer": {"answer": "a", "to": "a.parquet"},
    "plan_search": {"query": "[k]", "source": "s", "to": "a.parquet"},
    "plan_answer": {"answer": "a", "to": "a.parquet"},
    "liveboard": {"liveboard": "b", "to": "folder"},
    "export": {"ids": ["x"], "format": "PDF", "to": "folder"},
}


@pytest.mark.parametrize(
    ("call", "name", "wrong"),
    WRONG,
    ids=[f"{call}-{name}-{number}" for number, (call, name, _) in enumerate(WRONG)],
)
async def test_a_wrong_argument_is_refused_by_name_before_anything_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, name: str, wrong: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    if wrong == Path():
        wrong = type("Odd", (), {"__fspath__": lambda _: b"x.parquet"})
    async with Scripted(["k"], sliced([[1]])).client() as client:
        with pytest.raises(ts.RequestError) as caught:
            await getattr(pulls, call)(client, **(RIGHT[call] | {name: wrong}))
        assert caught.value.parameter == name
        assert name in str(caught.value)
        assert f"pulls.{call}" in str(caught.value)
        assert client.stats().calls == 0
    assert list(tmp_path.iterdir()) == []


async def test_a_wrong_argument_of_a_plans_run_is_refused_too(tmp_path: Path) -> None:
    cluster = Scripted(["k"], sliced([[1]]))
    async with cluster.client() as client:
        plan = await pulls.plan_search(client, "[k]", "s", to=tmp_path / "a.parquet")
        before = client.stats().calls
        for wrong in ({"window": "4"}, {"resume": "no"}, {"progress": 5}):
            with pytest.raises(ts.RequestError) as caught:
                await pulls.run(plan, client, **wrong)
            assert [caught.value.parameter] == list(wrong)
        assert client.stats().calls == before
    for wrong in ({"resume": "no"}, {"progress": 5}):
        with pytest.raises(ts.RequestError, match=r"pulls\.dask\.run") as caught:
            await pulls.dask.run(plan, None, **wrong)
        assert [caught.value.parameter] == list(wrong)


def test_a_secret_given_in_a_wrong_place_is_not_shown() -> None:
    client: Any = None
    with pytest.raises(ts.RequestError) as caught:
        pulls.plan_search(client, "[k]", "s", to="a.parquet", credential="hunter2").send(None)  # type: ignore[arg-type]  # the point
    assert "hunter2" not in str(caught.value)


async def test_what_is_right_is_taken(tmp_path: Path) -> None:
    cluster = Scripted(["k"], sliced([[1]]))
    fine: list[dict[str, Any]] = [{"key": ["k"]}, {"key": []}, {"key": ("k",)}, {"to": partial(print)}]
    async with cluster.client() as client:
        for one in fine:
            settings = {"to": tmp_path / "a.parquet", **one}
            assert (await pulls.search(client, "[k]", "s", **settings)).rows == 1
        report = await pulls.export(client, iter(["no such"]), "PDF", to=tmp_path / "x", max_failures=5)
    assert len(report.failures) == 1


async def test_a_sink_that_gives_a_generator_after_all_is_an_error() -> None:
    async with Scripted(["k"], sliced([[1]])).client() as client:
        for sink in (lambda batch: generator(batch), lambda batch: agenerator(batch)):  # noqa: PLW0108 - the point
            with pytest.raises(pulls.PullError, match="gives a generator, which does nothing"):
                await pulls.search(client, "[k]", "s", to=sink)


# Rows


async def test_rows_before_a_pull_say_that_there_are_none() -> None:
    rows = pulls.Rows()
    for read in (pa.table, lambda one: one.table, lambda one: one.to_pandas(), lambda one: one.to_polars()):
        with pytest.raises(ts.RequestError, match="there are no rows yet: await a pull"):
            read(rows)
    assert len(rows) == 0


async def test_rows_take_one_result(client: ts.Client, cluster: Cluster) -> None:
    rows = pulls.Rows()
    pull = partial(pulls.search, client, "[Region] [Revenue]", SOURCE, to=rows)
    await pull()
    before, calls = len(rows), client.stats().calls
    with pytest.raises(ts.RequestError, match="hold the rows of a pull already: make new ones") as caught:
        await pull()
    assert (caught.value.parameter, len(rows), client.stats().calls) == ("to", before, calls)
    board: dict[str, Any] = next(one for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD")
    board["visualizations"] = [
        {"id": f"v-{name}", "name": name, "query": f"[{name}]"} for name in ("Region", "Product")
    ]
    with pytest.raises(pulls.PullError, match="hold one table"):
        await pulls.liveboard(client, board["id"], to=pulls.Rows())
    one = pulls.Rows()
    await pulls.liveboard(client, board["id"], to=one, visualizations=["Region"])
    assert one.table.column_names == ["Region"]


async def test_two_pulls_at_once_do_not_share_rows(client: ts.Client) -> None:
    rows = pulls.Rows()
    pair = [pulls.search(client, "[Region] [Revenue]", SOURCE, to=rows) for _ in range(2)]
    found = await asyncio.gather(*pair, return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["PullReport", "RequestError"]
    assert len(rows) == next(one.rows for one in found if isinstance(one, pulls.PullReport))


@pytest.mark.parametrize("name", [name for name in pulls.__all__ if callable(getattr(pulls, name))])
def test_no_public_type_is_one_of_pyarrow(name: str) -> None:
    """Arrow has no types, so that a strict checker would find a program that uses such a function partly unknown."""
    found = getattr(pulls, name)
    members = [found, *(member for key, member in vars(found).items() if not key.startswith("_"))]
    if "__call__" in vars(found):
        members.append(found.__call__)
    for member in members:
        function = member.fget if isinstance(member, property) else member
        assert "pyarrow" not in repr(getattr(function, "__annotations__", {}))
