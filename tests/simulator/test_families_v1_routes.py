"""Every v1 operation of the catalog has a route of its own, which knows each of its parameters."""

from __future__ import annotations

import re
from typing import Any

import pytest

import aiothoughtspot as ts
from aiothoughtspot.simulator import families, routes
from aiothoughtspot.simulator.routing import TABLE, Route

REGISTERED = (families, routes)
"""Imported for the routes they register."""
OPERATIONS = ts.operations("v1")


def route_of(operation: ts.Operation[Any]) -> Route:
    found = TABLE.find(operation.method, re.sub(r"\{\w+\}", "x", operation.path))
    assert found is not None
    return found[0]


def test_there_are_all_of_them() -> None:
    assert len(OPERATIONS) == 143


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_the_route_of_an_operation(operation: ts.Operation[Any]) -> None:
    route = route_of(operation)
    sent = (*operation.query, *(operation.body or ()), *(operation.form or ()), *(operation.parts or ()))
    # The runtime families go as numbered keys, which have tests of their own.
    assert route.unknown(param.name for param in sent if not param.name.startswith("runtime_")) == []
    assert route.auth is operation.auth
    assert route.reads is (operation.repeatable == "read")
