"""Operations as the arguments of `Operation(...)` and `Param(...)`: the facts that the runtime works by."""

from typing import Any

import attrs

from codegen import words
from codegen.catalog import Endpoint, Field
from codegen.lookup import find
from codegen.types import Type, parse
from codegen.wording import Wording, needed

FAMILIES = {"filters": "runtime_filters", "parameters": "runtime_parameters", "sort": "runtime_sorts"}
PLACES = ("query", "body", "form", "parts")
LIMITS = ("min", "max", "max_length", "max_items", "pattern", "since", "deprecated")


class Facts:
    """Prints the facts of one group's operations."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def of(self, operation: Endpoint, path: list[Field], returns: str) -> list[str]:
        """List the arguments of an operation's `Operation(...)`."""
        method, way = words.route(operation)
        full = way if operation.http.partition(" ")[2].startswith("//") else self._wording.version.root + way
        facts = [
            f'"{self._wording.version.name}.{self._wording.group.group}.{operation.name}"',
            f'"{method}"',
            f'"{full}"',
            returns,
        ]
        facts += [f'vendor="{operation.vendor}"', *_repeatable(operation)]
        facts += [
            f"{name}={value!r}"
            for name in ("since", "removed")
            if (value := getattr(operation, name)) is not None
        ]
        if operation.deprecated is not None:
            facts.append(
                f"deprecated=Deprecation({operation.deprecated.since!r}, {operation.deprecated.use!r})"
            )
        facts += [f"privileges={tuple(operation.privileges)!r}"] if operation.privileges else []
        if operation.pages is not None:
            given = attrs.asdict(operation.pages, filter=lambda a, v: a.name != "mark" and v != a.default)
            facts.append(f"pages=Pages({', '.join(f'{name}={value!r}' for name, value in given.items())})")
        facts += [f"path_params={self._params(path)}"] if path else []
        for place in PLACES:
            fields = getattr(operation, place)
            if fields or (fields is not None and place != "query"):
                facts.append(f"{place}={self._params(list(fields.values()))}")
        facts += [f"rules=({', '.join(_rule(rule) for rule in operation.rules)},)"] if operation.rules else []
        return facts + [text for condition, text in self._flags(operation) if condition]

    def _flags(self, operation: Endpoint) -> list[tuple[object, str]]:
        media = {"bytes": "application/octet-stream", "events": "text/event-stream"}
        accept = operation.accept or media.get(operation.stream or "")
        raw = "text" if operation.raw == "str" else "bytes"
        return [
            (operation.parts_optional, "parts_optional=True"),
            (operation.raw, f'raw="{raw}"'),
            (operation.auth == "none", "auth=False"),
            (operation.limit, f"limit={operation.limit!r}"),
            (accept, f"accept={accept!r}"),
            (operation.headers, f"headers={tuple(operation.headers.items())!r}"),
            (operation.unwrap, f"unwrap={operation.unwrap!r}"),
            (operation.stream, f"stream={operation.stream!r}"),
            (operation.stop, f"stop={operation.stop!r}"),
            (operation.redirect, "same_origin_redirect=True"),
            (operation.private, "private=True"),
            (self._holds_rows(parse(operation.returns)), "data=True"),
        ]

    def _holds_rows(self, tp: Type) -> bool:
        owners = [(find(self._wording.version, self._wording.group, name), name) for name in tp.names()]
        return any(
            owner is not None and name in owner.models and owner.models[name].rows is not None
            for owner, name in owners
        )

    def _params(self, fields: list[Field]) -> str:
        return f"({', '.join(self._param(field) for field in fields)},)" if fields else "()"

    def _param(self, field: Field) -> str:
        facts = [repr(field.name), self._wording.annotation(field.type, "request")]
        facts += ["required=True"] if needed(field, "request") else []
        facts += [f"py={self._wording.py(field)!r}"] if self._wording.py(field) != field.name else []
        encode = "numbered" if field.name == field.type and field.name in FAMILIES.values() else field.encode
        facts += [f"encode={encode!r}"] if encode != "auto" else []
        names = (*LIMITS, "copy_of", "content_type")
        facts += [f"{name}={value!r}" for name in names if (value := getattr(field, name)) is not None]
        facts += [f"refuse={tuple(field.refuse)!r}"] if field.refuse else []
        return f"Param({', '.join([*facts, *(['empty=True'] if field.empty else [])])})"


def _repeatable(operation: Endpoint) -> list[str]:
    if isinstance(operation.repeatable, str):
        return [f'repeatable="{operation.repeatable}"']
    when = tuple((name, _several(value)) for name, value in operation.repeatable.read_when.items())
    return ['repeatable="depends"', f'otherwise="{operation.repeatable.default}"', f"read_when={when!r}"]


def _several(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _rule(rule: dict[str, Any]) -> str:
    kind, value = next(iter(rule.items()))
    if kind in {"needs", "when"}:
        first, wanted = next(iter(value.items()))
        needed, values = (
            (_several(wanted), ()) if kind == "needs" else (tuple(rule["need"]), _several(wanted))
        )
        return f'Rule("needs", {(first, *needed)!r}{f", {values!r}" if values else ""})'
    return f'Rule("{kind}", {tuple(value)!r})'
