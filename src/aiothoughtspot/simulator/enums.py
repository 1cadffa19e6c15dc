"""The values of open enums, which at run time are only texts: read from what the generated modules tell the type checker."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

Values = tuple[str, ...]


def of(model: type[Any]) -> dict[str, Values]:
    """The values of a model's enums, by the Python name of the field."""
    return _models(sys.modules[model.__module__]).get(model.__name__, {})


@cache
def _models(module: ModuleType) -> dict[str, dict[str, Values]]:
    known = {**_imported(module), **_aliases(module)}
    return {
        item.name: {
            _name(line.target): values
            for line in item.body
            if isinstance(line, ast.AnnAssign) and (values := _used(line.annotation, known))
        }
        for item in _tree(module).body
        if isinstance(item, ast.ClassDef)
    }


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


@cache
def _aliases(module: ModuleType) -> dict[str, Values]:
    """The literals of a module by name, those under TYPE_CHECKING too."""
    return {
        _name(line.target): _literals(line.value)
        for line in ast.walk(_tree(module))
        if isinstance(line, ast.AnnAssign)
        and line.value is not None
        and _name(line.annotation) == "TypeAlias"
    }


def _imported(module: ModuleType) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for line in _tree(module).body:
        if isinstance(line, ast.ImportFrom) and line.module in {
            "aiothoughtspot.v1.shared",
            "aiothoughtspot.v2.shared",
        }:
            found.update(_aliases(sys.modules[line.module]))
    return found


def _used(annotation: ast.expr, known: dict[str, Values]) -> Values:
    return next((known[name] for part in ast.walk(annotation) if (name := _name(part)) in known), ())


def _literals(value: ast.expr) -> Values:
    return tuple(
        part.value
        for part in ast.walk(value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def _name(part: ast.AST) -> str:
    return part.id if isinstance(part, ast.Name) else ""
