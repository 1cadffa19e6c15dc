"""A stand-in ThoughtSpot cluster to develop and test against, without a network or an account.

`Cluster` is an ASGI app; `serve` runs one in a thread, `start` in a process of its own; so does
`python -m aiothoughtspot.simulator`. The names load at first use, because the pytest plugin imports this package in every run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from aiothoughtspot.simulator.clock import Clock
    from aiothoughtspot.simulator.cluster import Cluster
    from aiothoughtspot.simulator.process import start
    from aiothoughtspot.simulator.serving import serve

__all__ = ["Clock", "Cluster", "serve", "start"]

_HOMES: Final = {"Clock": "clock", "Cluster": "cluster", "serve": "serving", "start": "process"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
