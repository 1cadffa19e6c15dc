"""Changes the code in small ways, one at a time, and looks whether a test notices: what survives is not tested.

    python tests/reliability/mutate.py retry limits        these targets
    python tests/reliability/mutate.py --write             all of them, into docs/mutation.md

Each mutant runs in a fork of this process, which has everything loaded but the package itself.
"""

import argparse
import ast
import copy
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/mutation.md"
LOADED = ("pytest", "hypothesis", "attrs", "cattrs", "msgspec", "httpx", "h11", "trustme")
# One edge is enough; and pytest minds that its plugins are loaded before it looks at them.
ARGUMENTS = ["-xq", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-k", "not httpx2 and not aiohttp"]
ARGUMENTS += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
PASSED, FAILED = 0, 1
PATIENCE = 4.0
# What must be reached in all targets together, in percent.
WANTED = 90.0


@attrs.frozen
class Target:
    """A module and the tests that must notice its mutants."""

    module: str
    tests: tuple[str, ...]

    @property
    def path(self) -> Path:
        """The module's file."""
        return ROOT / "src" / f"{self.module.replace('.', '/')}.py"


EXACT = "tests/reliability/test_noticed.py"
DATES = (
    "tests/unit/test_dates_exact.py",
    "tests/unit/test_dates.py",
    "tests/unit/test_dates_properties.py",
)
TARGETS = {
    "retry": Target("aiothoughtspot.retry", ("tests/unit/test_retry.py", EXACT)),
    "limits": Target("aiothoughtspot.limits", ("tests/unit/test_limits.py", "tests/unit/test_limits_queues.py", EXACT)),
    "auth": Target("aiothoughtspot.auth", ("tests/unit/test_auth.py",)),
    "credentials": Target("aiothoughtspot._credentials", ("tests/unit/test_credentials.py",)),
    "redaction": Target("aiothoughtspot._response", ("tests/unit/test_response.py", "tests/wire/test_wire_secrets.py")),
    "echoes": Target("aiothoughtspot._scrub", ("tests/unit/test_scrub.py", "tests/wire/test_wire_echoes.py")),
    "date rules": Target("aiothoughtspot._date_rules", DATES),
    "date columns": Target("aiothoughtspot._date_columns", DATES),
    "date cells": Target("aiothoughtspot._calendar_cells", DATES),
    "instants": Target("aiothoughtspot._instants", DATES),
}  # fmt: skip

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
}  # fmt: skip
# Calls whose arguments nothing depends on but a log, a type checker or a text.
QUIET = ("log.", "cast", "TypeVar", "attrs.field", "re.compile")
RENAMED = {"min": "max", "max": "min", "any": "all", "all": "any"}


@attrs.frozen
class Mutant:
    """One change: where, what it says now, and the changed tree."""

    line: int
    text: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every small change of a module."""
    tree = ast.parse(source)
    places = list(_places(tree))
    for number in range(len(places)):
        changed = copy.deepcopy(tree)
        node, change = list(_places(changed))[number]
        change()
        ast.fix_missing_locations(changed)
        line = getattr(node, "lineno", 0)
        yield Mutant(line, f"{source.splitlines()[line - 1].strip()} -> {_brief(node)}", changed)


def _brief(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:100]


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, Callable[[], None]]]:
    """The nodes that can be changed, each with what changes it; always in the same order."""
    left_alone = _left_alone(tree)
    for node in ast.walk(tree):
        if id(node) not in left_alone:
            yield from ((node, change) for change in _changes(node))


def _left_alone(tree: ast.Module) -> set[int]:
    """Annotations, docstrings, decorators, logging, messages, and what only the type checker reads."""
    found: set[int] = set()
    for node in ast.walk(tree):
        skipped: list[ast.AST | None] = []
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                skipped = [node.returns, *node.decorator_list]
            case ast.arg() | ast.AnnAssign():
                skipped = [node.annotation]
            case ast.ClassDef():
                skipped = [*node.decorator_list]
            case ast.JoinedStr() | ast.Assert() | ast.Expr(value=ast.Constant()):
                skipped = [node]
            case ast.Expr(value=ast.Call(func=called)) | ast.Call(func=called) if ast.unparse(
                called
            ).startswith(QUIET):
                skipped = [node]
        for one in skipped:
            if one is not None:
                found.update(id(inner) for inner in ast.walk(one))
    return found


def _changes(node: ast.AST) -> Iterator[Callable[[], None]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            yield _setting(node, "ops", [COMPARED[type(op)]()])
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in COMPUTED:
            yield _setting(node, "op", COMPUTED[type(op)]())
        case ast.BoolOp(op=op):
            yield _setting(node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) if not isinstance(
            test, ast.Constant
        ):
            yield _setting(node, "test", ast.UnaryOp(ast.Not(), test))
        case ast.Constant(value=bool(value)):
            yield _setting(node, "value", not value)
        case ast.Constant(value=int(value) | float(value)):
            yield _setting(node, "value", value + 1)
        case ast.Return(value=ast.expr() as value) if not (
            isinstance(value, ast.Constant) and value.value is None
        ):
            yield _setting(node, "value", ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield _setting(node, "value", ast.Constant(None))
        case ast.Call(func=ast.Name(id=name)) if name in RENAMED:
            yield _setting(node.func, "id", RENAMED[name])
        case _:
            return


def _setting(node: Any, name: str, value: Any) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module from a changed tree."""

    def __init__(self, target: Target, tree: ast.Module) -> None:
        self.target = target
        self.tree = tree

    def find_spec(
        self, name: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The changed module's own spec; others are found as ever."""
        del path, target
        if name != self.target.module:
            return None
        return importlib.util.spec_from_file_location(name, self.target.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed tree."""
        exec(compile(self.tree, str(self.target.path), "exec"), module.__dict__)


def start(target: Target, tree: ast.Module) -> int:
    """Run the tests on a changed module in a fork, whose number is returned; it exits with pytest's code."""
    child = os.fork()
    if child:
        return child
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    sys.meta_path.insert(0, Loader(target, tree))
    import pytest  # noqa: PLC0415 - the parent has loaded it

    code = FAILED
    try:
        # Now, for pytest puts a loader of its own before this one.
        importlib.import_module(target.module)
        code = int(pytest.main([*ARGUMENTS, *target.tests]))
    finally:
        os._exit(code)


def ended(running: dict[int, tuple[Mutant, float]]) -> Iterator[tuple[Mutant, int | None]]:
    """The runs that have ended, each with pytest's exit code, or None where its time had run out."""
    for child, (mutant, until) in list(running.items()):
        late = time.monotonic() > until
        if late:
            os.kill(child, signal.SIGKILL)
        pid, status = os.waitpid(child, 0 if late else os.WNOHANG)
        if pid:
            del running[child]
            yield mutant, None if late else os.waitstatus_to_exitcode(status)


def tried(
    target: Target, waiting: Iterator[Mutant], seconds: float, jobs: int
) -> Iterator[tuple[Mutant, int | None]]:
    """Run the tests on each mutant, `jobs` at a time."""
    running: dict[int, tuple[Mutant, float]] = {}
    for mutant in waiting:
        running[start(target, mutant.tree)] = mutant, time.monotonic() + seconds
        while len(running) >= jobs:
            yield from ended(running)
            time.sleep(0.005)
    while running:
        yield from ended(running)
        time.sleep(0.005)


def score(name: str, target: Target, jobs: int, say: Callable[[str], object]) -> tuple[int, list[Mutant]]:
    """How many mutants a target has, and those that no test noticed; raises if its tests fail as it is."""
    source = target.path.read_text("utf-8")
    before, unchanged = time.monotonic(), Mutant(0, "", ast.parse(source))
    for _, code in tried(target, iter([unchanged]), 300, 1):
        if code != PASSED:
            raise SystemExit(f"{name}: its tests fail without any change")
    seconds = PATIENCE * jobs * (time.monotonic() - before) + 2
    count, survivors = 0, []
    for mutant, code in tried(target, mutants(source), seconds, jobs):
        count += 1
        if code == PASSED:
            survivors.append(mutant)
            say(f"{name} {mutant.line}: {mutant.text}\n")
    survivors.sort(key=attrgetter("line", "text"))
    say(f"{name}: {count - len(survivors)} of {count} noticed, {100 * (1 - len(survivors) / count):.1f} %\n")
    return count, survivors


def page(found: dict[str, tuple[int, list[Mutant]]]) -> str:
    """The table and the survivors."""
    lines = ["# What the tests notice", ""]
    lines += [
        "Each module is changed in one small place at a time: a comparison, a number, a branch, a call left out.",
        "",
    ]
    lines += ["This page is written by `.venv/bin/python -m nox -s mutation`.", ""]
    lines += ["| module | changes | noticed | score |", "|---|---|---|---|"]
    for name, (count, survivors) in found.items():
        noticed = count - len(survivors)
        lines.append(f"| `{TARGETS[name].module}` | {count} | {noticed} | {100 * noticed / count:.1f} % |")
    lines += [
        "",
        "## Not noticed",
        "",
        "Most of them change nothing that can be seen from outside, such as a bound that is never met exactly.",
        "",
    ]
    for name, (_, survivors) in found.items():
        lines += [
            f"- `{TARGETS[name].module}` line {one.line}: `{one.text.replace('`', '')}`" for one in survivors
        ]
    return "\n".join([*lines, ""])


def main() -> int:
    """Run; 0 if enough mutants were noticed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many tests run at a time")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    given = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        for name in LOADED:
            importlib.import_module(name)
        found = {
            name: score(name, TARGETS[name], given.jobs, sys.stdout.write)
            for name in given.targets or TARGETS
        }
    total, survived = sum(count for count, _ in found.values()), sum(len(left) for _, left in found.values())
    if given.write:
        PAGE.write_text(page(found), "utf-8")
    reached = 100 * (1 - survived / total)
    sys.stdout.write(f"all: {reached:.1f} % of {total}\n")
    return int(reached < WANTED)


if __name__ == "__main__":
    sys.exit(main())
