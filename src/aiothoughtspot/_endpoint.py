"""What is behind an endpoint function, bound, unbound, or in a `functools.partial`: its operation and its client."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from aiothoughtspot._operation import Operation
from aiothoughtspot.errors import RequestError


def operation_of(function: Callable[..., Any]) -> Operation[Any]:
    """Find the operation; raises `RequestError` for another function."""
    # A partial of a partial is one partial.
    inner: Any = function.func if isinstance(function, partial) else function
    inner = getattr(inner, "__func__", inner)
    module = sys.modules.get(getattr(inner, "__module__", ""))
    found = getattr(module, str(getattr(inner, "__name__", "")).upper(), None)
    if not isinstance(found, Operation):
        raise RequestError("paginate takes an endpoint function, such as client.v2.users.search")
    return found


def known_by(function: Callable[..., Any], arguments: Mapping[str, Any]) -> dict[Any, Any]:
    """What the client behind an endpoint function has learned of its cluster; others remember nothing."""
    inner, given = (function.func, function.args) if isinstance(function, partial) else (function, ())
    client = next(iter(given), arguments.get("client"))
    group = getattr(inner, "__self__", None)
    known: Any = getattr(getattr(group, "_caller", client), "known", None)
    return known if isinstance(known, dict) else {}
