"""Catalog values to what the templates print: every decision is made here, the templates only loop.

Names, annotations, order and argument lists are texts when they leave this module.
"""

import attrs

from codegen import words
from codegen.catalog import Catalog, Endpoint, Field, Group, Model, Version
from codegen.examples import Examples
from codegen.facts import FAMILIES, LIMITS, PLACES, Facts
from codegen.lookup import fields_along, find
from codegen.names import pascal, path_names
from codegen.types import Direction, parse
from codegen.uses import Use, ordered, uses
from codegen.views import FieldView, FunctionView, GroupView, ModelView, PropertyView, Row
from codegen.wording import Wording, needed


def plan(catalog: Catalog) -> list[GroupView]:
    """Plan every module of every version."""
    return [
        _Planner(version, group, used).view()
        for version in catalog.versions.values()
        for used in [uses(version)]
        for group in [version.shared, *version.groups.values()]
    ]


class _Planner:
    def __init__(self, version: Version, group: Group, used: dict[tuple[str, str], Use]) -> None:
        self._version = version
        self._group = group
        self._used = used
        self._wording = Wording(version, group)
        self._examples = Examples(self._wording)

    def view(self) -> GroupView:
        group, version = self._group, self._version
        models = [self._model(model, self._used[group.group, model.name]) for model in ordered(group)]
        functions = [self._function(_with_families(operation)) for operation in group.operations.values()]
        if group is version.shared:
            # Others import from here what this file itself may not use.
            for name in group.enums:
                self._wording.annotation(name, "request")
                self._wording.annotation(name, "answer")
        return GroupView(
            version=version.name,
            name=group.group,
            source=f"spec/{version.name}/{group.group}.yaml",
            cls=f"{pascal(group.group)}Api",
            doc=group.doc or words.group_doc(group.group, version.name),
            enums=sorted(self._wording.enums.values(), key=lambda enum: enum.name),
            models=models,
            functions=functions,
            shared=sorted(self._wording.shared),
        )

    # Models

    def _model(self, model: Model, use: Use) -> ModelView:
        direction = use.direction
        fields = sorted(model.fields.values(), key=lambda field: not needed(field, direction))
        bases, constants = self._rows(model)
        properties = [
            self._property(field) for field in fields if field.as_ is not None and direction == "answer"
        ]
        named = [(self._wording.py(field), field) for field in fields]
        properties += self._outcomes(model)
        whole = ", self.failure" if model.failure is not None else ""
        return ModelView(
            name=model.name,
            bases=bases,
            decorator="@attrs.frozen(kw_only=True)"
            if direction == "request"
            else "@attrs.define(kw_only=True)",
            summary=" ".join([words.sentence(model.doc), use.sentence()] if model.doc else [use.sentence()]),
            doc=words.model_doc(model.doc, use.sentence(), named),
            fields=[self._field(model, field, direction) for field in fields],
            properties=properties,
            constants=constants,
            outcomes=f"self.{self._wording.py(model.fields[model.outcomes])}{whole}"
            if model.outcomes
            else "",
            need="required" if direction == "request" else "always sent",
            rows=[self._row(field, direction) for field in fields]
            + [Row(one.name, one.annotation, required=False, doc=one.doc) for one in properties],
        )

    def _row(self, field: Field, direction: Direction) -> Row:
        text = words.shown(self._wording.annotation(field.type, direction))
        return Row(self._wording.py(field), text, needed(field, direction), words.field_doc(field))

    def _field(self, model: Model, field: Field, direction: Direction) -> FieldView:
        text = self._wording.annotation(field.type, direction)
        must, tp = needed(field, direction), parse(field.type)
        if direction == "request":
            text += "" if must else " | Unset"
        elif not field.required and tp.name != "any" and not tp.nullable:
            text += " | None"
        if model.name in tp.names():
            # The class does not exist yet where its own body says its name.
            text = f'"{text}"'
        arguments = [] if must else ["default=None" if direction == "answer" else "default=UNSET"]
        arguments += ["repr=redacted"] if field.secret else []
        facts = self._facts_of(field, direction)
        arguments += [f"metadata={{{', '.join(facts)}}}"] if facts else []
        plain = arguments in (["default=None"], ["default=UNSET"])
        value = (
            arguments[0].partition("=")[2]
            if plain
            else f"attrs.field({', '.join(arguments)})"
            if arguments
            else ""
        )
        return FieldView(self._wording.py(field), text, value)

    def _facts_of(self, field: Field, direction: Direction) -> list[str]:
        """The metadata of a field: its wire name, its release, and for arguments what is checked, by the keys of `Param`."""
        facts = [f'"name": {field.name!r}'] if self._wording.py(field) != field.name else []
        if direction == "answer":
            return [*facts, *([f'"since": {field.since!r}'] if field.since else [])]
        facts += [f'"{name}": {value!r}' for name in LIMITS if (value := getattr(field, name)) is not None]
        facts += [f'"refuse": {tuple(field.refuse)!r}'] if field.refuse else []
        return [*facts, *(['"required": True'] if needed(field, direction) else [])]

    def _property(self, field: Field) -> PropertyView:
        tp, name = parse(field.type), self._wording.py(field)
        if tp.kind == "json":
            return PropertyView(
                field.as_ or "", "Any", f"parse_json(self.{name})", f"`{name}` parsed, or None."
            )
        never = f", never={tuple(field.never)!r}" if field.never else ""
        expression = f'epoch(self.{name}, "{tp.words[0]}"{never})'
        return PropertyView(
            field.as_ or "", "datetime | None", expression, f"`{name}` as an aware UTC datetime, or None."
        )

    def _rows(self, model: Model) -> tuple[str, list[str]]:
        if model.rows is None:
            return "", []
        keys = (("_EACH", model.rows.each), ("_COLUMNS", model.rows.columns), ("_CELLS", model.rows.cells))
        constants = [
            f'{key} = "{self._wording.py(model.fields[name])}"' for key, name in keys if name is not None
        ]
        return ("(RowsInside)" if model.rows.each is not None else "(Rows)"), constants

    def _outcomes(self, model: Model) -> list[PropertyView]:
        views: list[PropertyView] = []
        if model.failure is not None:
            places, values = self._paths(model, model.failure.at), tuple(model.failure.values)
            messages = self._paths(model, model.failure.message) if model.failure.message else places
            inside = model.failure.inside
            also = f", self.{self._wording.py(model.fields[inside])}" if inside is not None else ""
            found = f"failure_of(self, {places!r}, {values!r}, {messages!r}{also})"
            views.append(PropertyView("failure", "str | None", found, "Why this item failed, or None."))
        if model.outcomes is not None:
            field = model.fields[model.outcomes]
            item = self._wording.annotation(field.type, "answer")
            views.append(
                PropertyView(
                    "failures",
                    item,
                    f"failed(self.{self._wording.py(field)})",
                    "The items that failed, in order.",
                )
            )
        return views

    def _paths(self, model: Model, paths: str | list[str]) -> tuple[str, ...]:
        """Wire paths as Python attribute paths; of several, the first that leads to something counts."""
        listed = [paths] if isinstance(paths, str) else paths
        along = (fields_along(self._version, self._group, model.name, path) for path in listed)
        return tuple(".".join(map(self._wording.py, fields)) for fields in along)

    # Endpoints

    def _function(self, operation: Endpoint) -> FunctionView:
        returns = self._returns(operation.returns)
        path = [
            operation.path.get(name) or Field(type="str", name=name) for name in path_names(operation.http)
        ]
        keyword = [
            field
            for place in PLACES
            for field in (getattr(operation, place) or {}).values()
            if field.copy_of is None
        ]
        keyword += (
            [Field(type=operation.raw, name="content", doc="The whole body, as it is.")]
            if operation.raw
            else []
        )
        named = [(self._wording.py(field), field) for field in [*path, *keyword]]
        events = operation.stream == "events"
        answer = "AbstractAsyncContextManager[Stream]" if events else returns
        return FunctionView(
            verb=operation.name,
            constant=operation.name.upper(),
            facts=Facts(self._wording).of(operation, path, returns),
            signature=self._signature(path, keyword),
            returns=answer,
            doc=words.operation_doc(operation, named),
            passes=self._passes(operation, path),
            secrets=[self._wording.py(field) for field in [*path, *keyword] if field.secret],
            events=events,
            answer=returns,
            summary=operation.doc,
            route=" ".join(words.route(operation)),
            vendor=operation.vendor,
            since=operation.since or "",
            removed=operation.removed or "",
            deprecated=words.successor(operation),
            example=self._examples.call(operation, path, keyword),
            lines=[
                *([f"Removed in {operation.removed}."] if operation.removed else []),
                *words.remarks(operation),
            ],
            rows=[self._row(field, "request") for field in [*path, *keyword]],
            safety=words.SAFETY[words.safety(operation)],
        )

    def _returns(self, text: str) -> str:
        """What a function returns; pages of rows by name can be read again as one."""
        returns, tp = self._wording.annotation(text, "answer"), parse(text)
        inner = tp.args[0].name if tp.kind == "map" else ""
        owner = find(self._version, self._group, inner)
        paged = owner is not None and inner in owner.models and owner.models[inner].rows is not None
        return returns.replace("dict[str, ", "RowsByName[", 1) if paged else returns

    def _signature(self, path: list[Field], keyword: list[Field]) -> list[str]:
        lines = [
            f"{self._wording.py(field)}: {self._wording.annotation(field.type, 'request')}" for field in path
        ]
        lines += ["*"] if keyword else []
        for field in sorted(keyword, key=lambda field: not needed(field, "request")):
            text = f"{self._wording.py(field)}: {self._wording.annotation(field.type, 'request')}"
            lines.append(text if needed(field, "request") else f"{text} | Unset = UNSET")
        return lines

    def _passes(self, operation: Endpoint, path: list[Field]) -> list[str]:
        def mapping(place: str, fields: list[Field]) -> list[str]:
            pairs = ", ".join(f'"{field.name}": {self._wording.py(field)}' for field in fields)
            return [f"{place}={{{pairs}}}"] if fields else []

        passed = mapping("path", path)
        for place in PLACES:
            fields = [field for field in (getattr(operation, place) or {}).values() if field.copy_of is None]
            if place == "parts":
                passed += mapping("form", [field for field in fields if field.type != "file"])
                passed += mapping("files", [field for field in fields if field.type == "file"])
            else:
                passed += mapping(place, fields)
        return [*passed, *(["body=content"] if operation.raw is not None else [])]


def _with_families(operation: Endpoint) -> Endpoint:
    """Add the numbered families as query parameters."""
    doc = "Sent as numbered keys of the query string."
    names = [FAMILIES[family] for family in operation.families]
    extra = {name: Field(type=name, name=name, required=False, doc=doc) for name in names}
    return attrs.evolve(operation, query={**operation.query, **extra})
