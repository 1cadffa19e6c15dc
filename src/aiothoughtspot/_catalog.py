"""The operations that there are, from the generated groups; a group is imported when it is asked for."""

from importlib import import_module
from typing import Any

from aiothoughtspot._operation import Operation
from aiothoughtspot.errors import RequestError

VERSIONS = ("v1", "v2")


def find(name: str) -> Operation[Any]:
    """Find an operation by its name, such as "v2.tags.search"; imports its group only."""
    version, _, rest = str(name).partition(".")
    group, _, verb = rest.partition(".")
    if version in VERSIONS and group in _groups_of(version):
        for operation in _operations_of(version, group):
            if operation.name == f"{version}.{group}.{verb}":
                return operation
    raise RequestError(f"{name}: there is no such operation; operations() lists them", parameter="operation")


def operations(version: str | None = None) -> tuple[Operation[Any], ...]:
    """List every operation, of "v1", "v2" or both; imports all groups.  Raises `RequestError` for another version."""
    wanted = VERSIONS if version is None else (version,)
    if not set(wanted) <= set(VERSIONS):
        raise RequestError(f"version: {version!r} is not one of {', '.join(VERSIONS)}", parameter="version")
    return tuple(
        operation for one in wanted for group in _groups_of(one) for operation in _operations_of(one, group)
    )


def _groups_of(version: str) -> tuple[str, ...]:
    found: tuple[str, ...] = import_module(f"aiothoughtspot.{version}").GROUPS
    return found


def _operations_of(version: str, group: str) -> tuple[Operation[Any], ...]:
    found: tuple[Operation[Any], ...] = import_module(f"aiothoughtspot.{version}.{group}").OPERATIONS
    return found
