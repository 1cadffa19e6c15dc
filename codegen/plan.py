"""Catalog values to what the templates print: every decision is made here, the templates only loop.

Names, annotations, order and argument lists are texts when they leave this module.
"""

from collections.abc import Iterator
from types import SimpleNamespace as View
from typing import Any, get_args

from codegen import words
from codegen.catalog import Catalog, Endpoint, Field, Group, Model, listed
from codegen.examples import example
from codegen.facts import annotation, limits, operation_facts
from codegen.names import IMPORTS, pascal
from codegen.types import Direction, literal
from codegen.uses import Uses, ordered, uses


def plan(catalog: Catalog) -> list[View]:
    """Plan every module of every version."""
    return [
        _module(group, used)
        for version in catalog.versions.values()
        for used in [uses(version)]
        for group in version.files
    ]


def _module(group: Group, used: Uses) -> View:
    version, shared = group.version, group.version.shared
    about = f"What several groups of {version.name} share."
    aliases = [enum.alias(direction) for enum in shared.enums.values() for direction in get_args(Direction)]
    names = [*shared.models, *aliases]
    return View(
        version=version.name,
        name=group.group,
        source=f"spec/{version.name}/{group.group}.yaml",
        cls=f"{pascal(group.group)}Api",
        doc=group.doc or (about if group is shared else f"The {group.group} endpoints of {version.name}."),
        enums=sorted(_enums(group, used), key=lambda enum: enum.name),
        models=[_model(model, used) for model in ordered(group)],
        functions=[_function(group, operation) for operation in group.operations.values()],
        # All that it may need; what it does not is left out when it is formatted.
        imports=IMPORTS if group is shared else {**IMPORTS, f"aiothoughtspot.{version.name}.shared": names},
    )


def _enums(group: Group, used: Uses) -> Iterator[View]:
    for enum in group.enums.values():
        steps = tuple((release, tuple(values)) for release, values in group.came.get(enum.name, {}).items())
        text = literal(enum.values)
        doc = "; ".join(
            [f"`{text}`", *(f"{', '.join(values)} {words.came(release)}" for release, values in steps)]
        )
        for direction in get_args(Direction):
            # Others import from the shared file what this file itself may not use.
            if (enum, direction) in used or group is group.version.shared:
                known = steps and direction == "request"
                closed = f"Annotated[{text}, Known({steps!r})]" if known else text
                yield View(name=enum.alias(direction), literal=closed, open=direction == "answer", doc=doc)


# Models


def _model(model: Model, used: Uses) -> View:
    use = used.get((model, "request")) or used[model, "answer"]
    direction, about = use.direction, use.sentence()
    fields = sorted(model.fields.values(), key=lambda field: not field.needed(direction))
    decoded = [_decoded(field) for field in fields if field.as_ is not None and direction == "answer"]
    properties = [*decoded, *_outcomes(model)]
    outcomes = f"self.{model.fields[model.outcomes].arg}" if model.outcomes else ""
    said = [words.sentence(model.doc)] if model.doc else []
    rows = model.rows
    marks = {"_EACH": rows.each, "_COLUMNS": rows.columns, "_CELLS": rows.cells} if rows else {}
    return View(
        name=model.name,
        bases="" if rows is None else "(Rows)" if rows.each is None else "(RowsInside)",
        decorator=f"@attrs.{'frozen' if direction == 'request' else 'define'}(kw_only=True)",
        summary=" ".join([*said, about]),
        doc=words.noted([*said, *([""] if said else []), about], "Attributes", fields),
        fields=[_field(model, field, direction) for field in fields],
        properties=properties,
        constants=[f'{key} = "{model.fields[name].arg}"' for key, name in marks.items() if name is not None],
        # The field whose items can be failures, and whether all of it can be one.
        outcomes=f"{outcomes}, self.failure" if outcomes and model.failure else outcomes,
        need="required" if direction == "request" else "always sent",
        rows=[_row(model.home, field, direction) for field in fields]
        + [View(name=one.name, type=one.annotation, required=False, doc=one.doc) for one in properties],
    )


def _row(group: Group, field: Field, direction: Direction) -> View:
    """One line of a table in the reference."""
    shown = words.shown(annotation(group, field.type, direction))
    return View(name=field.arg, type=shown, required=field.needed(direction), doc=words.field_doc(field))


def _field(model: Model, field: Field, direction: Direction) -> str:
    """One line of a class."""
    text, must, tp = annotation(model.home, field.type, direction), field.needed(direction), field.type
    if direction == "request":
        text += "" if must else " | Unset"
    elif not field.required and tp.name != "any" and not tp.nullable:
        text += " | None"
    if model.name in tp.names():
        # The class does not exist yet where its own body says its name.
        text = f'"{text}"'
    default = "" if must else "None" if direction == "answer" else "UNSET"
    metadata: dict[str, Any] = {"name": field.name} if field.arg != field.name else {}
    if direction == "request":
        metadata |= limits(field) | ({"required": True} if must else {})
    elif field.since:
        metadata["since"] = field.since
    more = ["repr=redacted"] if field.secret else []
    more += [f"metadata={metadata!r}"] if metadata else []
    if more:
        default = f"attrs.field({', '.join([*([f'default={default}'] if default else []), *more])})"
    return f"{field.arg}: {text} = {default}" if default else f"{field.arg}: {text}"


def _property(name: str | None, returns: str, expression: str, doc: str) -> View:
    return View(name=name, annotation=returns, expression=expression, doc=doc)


def _decoded(field: Field) -> View:
    """A property that reads the wire value of a field."""
    if field.type.kind == "json":
        return _property(field.as_, "Any", f"parse_json(self.{field.arg})", f"`{field.arg}` parsed, or None.")
    never = f", never={tuple(field.never)!r}" if field.never else ""
    expression = f'epoch(self.{field.arg}, "{field.type.words[0]}"{never})'
    return _property(
        field.as_, "datetime | None", expression, f"`{field.arg}` as an aware UTC datetime, or None."
    )


def _outcomes(model: Model) -> Iterator[View]:
    def python(paths: str | list[str]) -> tuple[str, ...]:
        return tuple(".".join(field.arg for field in model.along(path)) for path in listed(paths))

    if failure := model.failure:
        places, messages = python(failure.at), python(failure.message or failure.at)
        also = f", self.{model.fields[failure.inside].arg}" if failure.inside is not None else ""
        found = f"failure_of(self, {places!r}, {tuple(failure.values)!r}, {messages!r}{also})"
        yield _property("failure", "str | None", found, "Why this item failed, or None.")
    if model.outcomes is not None:
        field = model.fields[model.outcomes]
        items = annotation(model.home, field.type, "answer")
        yield _property("failures", items, f"failed(self.{field.arg})", "The items that failed, in order.")


# Endpoints


def _function(group: Group, operation: Endpoint) -> View:
    arguments = operation.arguments()
    returns, tp = annotation(group, operation.returns, "answer"), operation.returns
    held = group.find(tp.args[0].name) if tp.kind == "map" else None
    if isinstance(held, Model) and held.rows is not None:
        # Pages of rows by name can be read again as one.
        returns = returns.replace("dict[str, ", "RowsByName[", 1)
    removed = [f"Removed in {operation.removed}."] if operation.removed else []
    return View(
        operation=operation,
        verb=operation.name,
        constant=operation.name.upper(),
        facts=operation_facts(group, operation, returns),
        signature=_signature(group, operation, arguments),
        doc=words.operation_doc(operation, arguments),
        passes=list(_passes(operation)),
        # Arguments that no traceback may show.
        secrets=[field.arg for field in arguments if field.secret],
        events=operation.stream == "events",
        answer=returns,
        route=" ".join(words.route(operation)),
        # What to use instead, as a link; empty if there is nothing.
        deprecated=words.successor(operation),
        example=example(group, operation, arguments),
        lines=[*removed, *words.remarks(operation)],
        rows=[_row(group, field, "request") for field in arguments],
        safety=words.SAFETY[words.safety(operation)],
    )


def _signature(group: Group, operation: Endpoint, arguments: list[Field]) -> list[str]:
    def printed(field: Field) -> str:
        text = f"{field.arg}: {annotation(group, field.type, 'request')}"
        return text if field.needed("request") else f"{text} | Unset = UNSET"

    path, keyword = arguments[: len(operation.path)], arguments[len(operation.path) :]
    keyword.sort(key=lambda field: not field.needed("request"))
    return [*map(printed, path), *(["*"] if keyword else []), *map(printed, keyword)]


def _passes(operation: Endpoint) -> Iterator[str]:
    """What a function passes on, by place."""
    for place, fields in operation.places():
        own = [field for field in fields.values() if field.copy_of is None]
        kinds = {place: own}
        if place == "parts":
            kinds = {
                "form": [field for field in own if field.type.name != "file"],
                "files": [field for field in own if field.type.name == "file"],
            }
        for kind, passed in kinds.items():
            if passed:
                yield f"{kind}={{{', '.join(f'{field.name!r}: {field.arg}' for field in passed)}}}"
    if operation.raw is not None:
        yield "body=content"
