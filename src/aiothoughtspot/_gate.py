"""What a cluster's release does not have is refused before it is sent, and what it will lose is named."""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

import attrs

from aiothoughtspot._encode import params_of
from aiothoughtspot._operation import Operation, Param
from aiothoughtspot._releases import Known, older
from aiothoughtspot.errors import UnsupportedByReleaseError

# Parameters, and the values of those that are sent, by wire name.
Part = tuple[Iterable[Param], Mapping[str, Any]]


def check_release(operation: Operation[Any], sent: Iterable[Part], release: str) -> tuple[str, ...]:
    """Check the call, its fields and its enum values, as they will be sent; return what is deprecated, in words.

    Raises `UnsupportedByReleaseError` for what the release does not have yet, or has no more.
    """
    gone, use = operation.removed, operation.deprecated and operation.deprecated.use
    if gone is not None and not older(release, gone):
        instead = f"; use {use}" if use else ""
        raise _refuse("operation", release, f"one before {gone}{instead}")
    if older(release, operation.since):
        raise _refuse("operation", release, operation.since)
    notes = [note for params, wire in sent for note in _fields(params, wire, "", release)]
    if operation.deprecated is not None and not older(release, operation.deprecated.since):
        notes.insert(0, f"{operation.name} is deprecated{f'; use {use}' if use else ''}")
    return tuple(notes)


def _refuse(where: str, release: str, needs: str | None) -> UnsupportedByReleaseError:
    text = f"{where}: the cluster's release {release} does not have this; it needs {needs}"
    return UnsupportedByReleaseError(text, parameter=where, needs=needs)


def _fields(params: Iterable[Param], wire: Mapping[str, Any], inside: str, release: str) -> Iterator[str]:
    for param in params:
        if param.name not in wire:
            continue
        where = f"{inside}.{param.name}" if inside else param.argument
        # What we require and an older server does not know, it ignores.
        if older(release, param.since) and not param.required:
            raise _refuse(where, release, param.since)
        if param.deprecated is not None and not older(release, param.deprecated):
            yield f"{where} is deprecated since {param.deprecated}"
        yield from _value(param.type, wire[param.name], where, release)


def _value(tp: Any, wire: Any, where: str, release: str) -> Iterator[str]:
    """Walk a wire value along its type."""
    origin, args = get_origin(tp), get_args(tp)
    if origin is Annotated:
        if isinstance(args[1], Known) and (needs := args[1].needs(wire, release)) is not None:
            raise _refuse(f"{where} {wire!r}", release, needs)
    elif origin in {Union, UnionType}:
        for member in args:
            yield from _value(member, wire, where, release)
    elif origin is list and isinstance(wire, list):
        for n, item in enumerate(wire):
            yield from _value(args[0], item, f"{where}[{n}]", release)
    elif isinstance(wire, dict):
        yield from _object(tp, cast("dict[str, Any]", wire), where, release)


def _object(tp: Any, wire: Mapping[str, Any], where: str, release: str) -> Iterator[str]:
    if get_origin(tp) is dict:
        for key, item in wire.items():
            yield from _value(get_args(tp)[1], item, f"{where}.{key}", release)
    if attrs.has(tp):
        yield from _fields(params_of(tp), wire, where, release)
