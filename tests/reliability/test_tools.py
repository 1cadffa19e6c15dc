"""The mutation and soak scripts: what they change, and what they call wrong."""

import ast
from collections.abc import Callable
from typing import Any

import mutate
import pytest
import soak
from measure import MIB


@pytest.mark.parametrize(
    ("source", "becomes"),
    [
        (
            "def f(a): return a < 1",
            ["def f(a): return None", "def f(a): return a <= 1", "def f(a): return a < 2"],
        ),
        ("x = a and not b", ["x = a or not b"]),
        ("x = a + 2.5", ["x = a - 2.5", "x = a + 3.5"]),
        ("x += 1", ["x -= 1", "x += 2"]),
        ("if a: f()", ["if not a: f()", "if a: None"]),
        ("x = min(a, True)", ["x = max(a, True)", "x = min(a, False)"]),
        ("x = a in b", ["x = a not in b"]),
        ("async def f(): await g()", ["async def f(): None"]),
    ],
)
def test_each_place_is_changed_once(source: str, becomes: list[str]) -> None:

    made = [ast.unparse(mutant.tree) for mutant in mutate.mutants(source)]
    assert sorted(made) == sorted(ast.unparse(ast.parse(one)) for one in becomes)


@pytest.mark.parametrize(
    "source",
    [
        '"""A text with 1."""',
        "x: Literal[1]",
        "log.debug('%d', 1)",
        "assert a < 1",
        "def f() -> Literal[1]: pass",
        "x = f'{1}'",
        "x = 'text'",
        "return_none = None",
    ],
)
def test_what_no_test_could_notice_is_left_alone(source: str) -> None:
    assert list(mutate.mutants(source)) == []


def test_every_target_is_there() -> None:
    for target in mutate.TARGETS.values():
        assert target.path.is_file()
        assert all((mutate.ROOT / test).is_file() for test in target.tests)
        assert len(list(mutate._places(ast.parse(target.path.read_text("utf-8"))))) > 10


def day(memory: Callable[[int], int], **last: Any) -> list[soak.Sample]:
    samples = [soak.Sample(n * 1000, n, memory(n), 10, 0, 1) for n in range(21)]
    ends = {"calls": 20_000, "seconds": 21.0, "memory": memory(20), "files": 10, "tasks": 0, "threads": 1}
    return [*samples, soak.Sample(**{**ends, **last})]


def test_a_day_on_which_nothing_piles_up_is_good_whatever_the_first_half_took() -> None:
    samples = day(lambda n: 100 * MIB if n > 5 else n * 10 * MIB)
    assert soak.judge(samples) == []
    assert soak.slope(samples) == pytest.approx(0)


def test_what_piles_up_is_named() -> None:
    growing = day(lambda n: n * MIB, files=12, threads=3)
    assert soak.judge(growing) == [
        "memory grew by 9.0 MiB in the second half",
        "files: 10 before, 12 after",
        "threads: 1 before, 3 after",
    ]
    assert soak.slope(growing) == pytest.approx(MIB / 1000, rel=0.01)


def test_a_short_day_ends_as_it_began() -> None:
    samples, ends = soak.soak(640, "httpx")
    assert soak.judge(samples) == []
    assert sum(ends.values()) == 640
    assert ends["success"] > 500
