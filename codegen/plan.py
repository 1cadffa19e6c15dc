"""Catalog values to what the templates print: every decision is made here, the templates only loop.

Names, annotations, order, docstrings and argument lists are texts when they leave this module.
"""

import re
from typing import Any

import attrs

from codegen.catalog import MISSING, Catalog, Endpoint, Field, Group, Model, Version
from codegen.check import find, path_names
from codegen.types import Direction, Type, literal, parse, python

FAMILIES = {
    "filters": ("runtime_filters", "RuntimeFilter"),
    "parameters": ("runtime_parameters", "RuntimeParameter"),
    "sort": ("runtime_sorts", "RuntimeSort"),
}
PLACES = ("query", "body", "form", "parts")


@attrs.frozen
class EnumView:
    """One alias: closed for arguments, open for answers."""

    name: str
    literal: str
    open: bool


@attrs.frozen
class FieldView:
    """One line of a model."""

    name: str
    annotation: str
    value: str
    doc: str


@attrs.frozen
class PropertyView:
    """A generated property over a wire value."""

    name: str
    annotation: str
    expression: str
    doc: str


@attrs.frozen
class ModelView:
    """One model class."""

    name: str
    bases: str
    decorator: str
    doc: str
    fields: list[FieldView]
    properties: list[PropertyView]
    constants: list[str]


@attrs.frozen
class FunctionView:
    """One endpoint: its operation constant and its function."""

    verb: str
    constant: str
    facts: list[str]
    signature: list[str]
    returns: str
    doc: str
    passes: list[str]
    events: bool
    reference: dict[str, Any]


@attrs.frozen
class GroupView:
    """One generated module."""

    version: str
    name: str
    source: str
    cls: str
    doc: str
    enums: list[EnumView]
    models: list[ModelView]
    functions: list[FunctionView]
    shared: list[str]


def plan(catalog: Catalog) -> list[GroupView]:
    """Plan every module of every version."""
    return [
        _Planner(version, group).view()
        for version in catalog.versions.values()
        for group in [version.shared, *version.groups.values()]
    ]


def snake(name: str) -> str:
    """Write `userGUID` as `user_guid`."""
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).replace("-", "_").lower()


def pascal(name: str) -> str:
    """Write `communication_channels` as `CommunicationChannels`."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[_\W]+", name))


class _Planner:
    def __init__(self, version: Version, group: Group) -> None:
        self._version = version
        self._group = group
        self._shared: set[str] = set()
        self._enums: dict[str, EnumView] = {}

    def view(self) -> GroupView:
        group, version = self._group, self._version
        directions = _directions(version)
        models = [
            self._model(model, directions[group.group, model.name])
            for model in _ordered(group, directions)
        ]
        functions = [self._function(operation) for operation in group.operations.values()]
        for name, words in group.enums.items() if group is version.shared else ():
            self._enums[name] = EnumView(name, literal(words), open=False)
            self._enums[f"Open{name}"] = EnumView(f"Open{name}", literal(words), open=True)
        return GroupView(
            version=version.name,
            name=group.group,
            source=f"spec/{version.name}/{group.group}.yaml",
            cls=f"{pascal(group.group)}Api",
            doc=_escape(group.doc or f"What several groups of {version.name} share."),
            enums=sorted(self._enums.values(), key=lambda enum: enum.name),
            models=models,
            functions=functions,
            shared=sorted(self._shared),
        )

    # Types

    def _annotation(self, tp: Type, direction: Direction) -> str:
        return python(tp, direction, lambda name: self._named(name, direction))

    def _named(self, name: str, direction: Direction) -> str:
        owner = find(self._version, self._group, name)
        assert owner is not None, f"{name} was checked"  # noqa: S101 - for the type checker
        if name in owner.enums:
            alias = name if direction == "request" else f"Open{name}"
            if owner is self._group:
                self._enums[alias] = EnumView(alias, literal(owner.enums[name]), open=direction == "answer")
        else:
            alias = name
        if owner is not self._group:
            self._shared.add(alias)
        return alias

    def _py(self, field: Field) -> str:
        return field.py or (snake(field.name) if self._version.name == "v1" else field.name)

    # Models

    def _model(self, model: Model, direction: Direction) -> ModelView:
        fields = sorted(model.fields.values(), key=lambda field: not self._needed(field, direction))
        bases, constants = self._bases(model)
        return ModelView(
            name=model.name,
            bases=bases,
            decorator="@attrs.frozen(kw_only=True)" if direction == "request" else "@attrs.define(kw_only=True)",
            doc=self._model_doc(model),
            fields=[self._field(model, field, direction) for field in fields],
            properties=[view for field in fields if (view := self._property(field)) is not None and direction == "answer"]
            + self._outcome_properties(model),
            constants=constants,
        )

    def _needed(self, field: Field, direction: Direction) -> bool:
        return field.required or (field.ask and direction == "request")

    def _field(self, model: Model, field: Field, direction: Direction) -> FieldView:
        tp = parse(field.type)
        text = self._annotation(tp, direction)
        if _holds_itself(model, tp):
            text = f'"{text} | None"' if not self._needed(field, direction) else f'"{text}"'
        elif direction == "answer" and not field.required and text != "Any":
            text = f"{text} | None" if not text.endswith("| None") else text
        elif direction == "request" and not self._needed(field, direction):
            text = f"{text} | Unset"
        name = self._py(field)
        facts = self._limits(field)
        if name != field.name:
            facts.insert(0, f'"name": {field.name!r}')
        arguments: list[str] = []
        if not self._needed(field, direction):
            arguments.append("default=None" if direction == "answer" else "default=UNSET")
        elif direction == "request":
            facts.append('"required": True')
        if field.secret:
            arguments.append("repr=redacted")
        if facts:
            arguments.append(f"metadata={{{', '.join(facts)}}}")
        plain = arguments in (["default=None"], ["default=UNSET"])
        value = arguments[0].partition("=")[2] if plain else f"attrs.field({', '.join(arguments)})" if arguments else ""
        return FieldView(name, text, value, _escape(field.doc))

    def _limits(self, field: Field) -> list[str]:
        """What a nested argument checks, as entries of its metadata; the keys are those of `Param`."""
        facts = {name: getattr(field, name) for name in ("min", "max", "max_length", "max_items", "pattern", "since", "deprecated")}
        entries = [f'"{name}": {value!r}' for name, value in facts.items() if value is not None]
        return [*entries, *([f'"refuse": {tuple(field.refuse)!r}'] if field.refuse else [])]

    def _property(self, field: Field) -> PropertyView | None:
        if field.as_ is None:
            return None
        tp, name = parse(field.type), self._py(field)
        if tp.kind == "json":
            return PropertyView(field.as_, "Any", f"parse_json(self.{name})", f"`{name}` parsed, or None.")
        never = f", never={tuple(field.never)!r}" if field.never else ""
        doc = f"`{name}` as an aware UTC datetime, or None."
        return PropertyView(field.as_, "datetime | None", f'epoch(self.{name}, "{tp.words[0]}"{never})', doc)

    def _bases(self, model: Model) -> tuple[str, list[str]]:
        bases: list[str] = []
        constants: list[str] = []
        if model.rows is not None and model.rows.each is not None:
            bases.append("RowsInside")
            constants.append(f'_EACH = "{self._py(model.fields[model.rows.each])}"')
        elif model.rows is not None:
            bases.append("Rows")
            for key, name in (("_COLUMNS", model.rows.columns), ("_CELLS", model.rows.cells)):
                constants.append(f'{key} = "{self._py(model.fields[name or ""])}"')
        return (f"({', '.join(bases)})" if bases else ""), constants

    def _outcome_properties(self, model: Model) -> list[PropertyView]:
        views: list[PropertyView] = []
        if model.failure is not None:
            failure = model.failure
            at = self._paths(failure.at)
            message = self._paths(failure.message) if failure.message else at
            expression = f"failure_of(self, {at!r}, {tuple(failure.values)!r}, {message!r})"
            views.append(PropertyView("failure", "str | None", expression, "Why this item failed, or None."))
        if model.outcomes is not None:
            name = self._py(model.fields[model.outcomes])
            item = self._annotation(parse(model.fields[model.outcomes].type), "answer")
            views.append(PropertyView("failures", item, f"failed(self.{name})", "The items that failed, in order."))
        return views

    def _paths(self, paths: str | list[str]) -> tuple[str, ...]:
        """Wire paths as Python attribute paths."""
        listed = [paths] if isinstance(paths, str) else paths
        return tuple(".".join(snake(step) if self._version.name == "v1" else step for step in path.split(".")) for path in listed)

    def _model_doc(self, model: Model) -> str:
        lines = [model.doc or _phrase(model.name)]
        noted = [f"{self._py(field)}: {field.doc}" for field in model.fields.values() if field.doc]
        return _escape("\n".join(lines) + ("\n\n" + "\n".join(noted) if noted else ""))

    # Endpoints

    def _function(self, operation: Endpoint) -> FunctionView:
        operation = _with_families(operation)
        returns = self._annotation(parse(operation.returns), "answer")
        path = [operation.path.get(name) or Field(type="str", name=name) for name in path_names(operation.http)]
        keyword = [
            field
            for place in PLACES
            for field in (getattr(operation, place) or {}).values()
            if field.copy_of is None
        ]
        events = operation.stream == "events"
        return FunctionView(
            verb=operation.name,
            constant=operation.name.upper(),
            facts=self._facts(operation, path, returns),
            signature=self._signature(operation, path, keyword),
            returns="AbstractAsyncContextManager[Stream]" if events else returns,
            doc=self._doc(operation, [*path, *keyword]),
            passes=self._passes(operation, path),
            events=events,
            reference=self._reference(operation, path, keyword, returns),
        )

    def _signature(self, operation: Endpoint, path: list[Field], keyword: list[Field]) -> list[str]:
        lines = [f"{self._py(field)}: {self._annotation(parse(field.type), 'request')}" for field in path]
        if operation.raw is not None:
            keyword = [Field(type=operation.raw, name="content"), *keyword]
        if keyword:
            lines.append("*")
        for field in sorted(keyword, key=lambda field: not self._needed(field, "request")):
            text = self._annotation(parse(field.type), "request")
            needed = self._needed(field, "request")
            lines.append(f"{self._py(field)}: {text}" if needed else f"{self._py(field)}: {text} | Unset = UNSET")
        return lines

    def _passes(self, operation: Endpoint, path: list[Field]) -> list[str]:
        def mapping(fields: list[Field]) -> str:
            return "{" + ", ".join(f'"{field.name}": {self._py(field)}' for field in fields) + "}"

        passed = [f"path={mapping(path)}"] if path else []
        for place in PLACES:
            fields = [field for field in (getattr(operation, place) or {}).values() if field.copy_of is None]
            if fields and place == "parts":
                files = [field for field in fields if field.type == "file"]
                texts = [field for field in fields if field.type != "file"]
                passed += [f"form={mapping(texts)}"] if texts else []
                passed += [f"files={mapping(files)}"] if files else []
            elif fields:
                passed.append(f"{place}={mapping(fields)}")
        return [*passed, *(["body=content"] if operation.raw is not None else [])]

    def _facts(self, operation: Endpoint, path: list[Field], returns: str) -> list[str]:
        method, _, route = operation.http.partition(" ")
        full = route[1:] if route.startswith("//") else self._version.root + route
        facts = [f'"{self._version.name}.{self._group.group}.{operation.name}"', f'"{method}"', f'"{full}"', returns]
        facts.append(f'vendor="{operation.vendor}"')
        if isinstance(operation.repeatable, str):
            facts.append(f'repeatable="{operation.repeatable}"')
        else:
            when = tuple(
                (name, tuple(value) if isinstance(value, list) else (value,))
                for name, value in operation.repeatable.read_when.items()
            )
            facts.append(f'repeatable="depends", otherwise="{operation.repeatable.default}", read_when={when!r}')
        facts += [f"{name}={value!r}" for name in ("since", "removed") if (value := getattr(operation, name)) is not None]
        if operation.deprecated is not None:
            facts.append(f"deprecated=Deprecation({operation.deprecated.since!r}, {operation.deprecated.use!r})")
        if operation.privileges:
            facts.append(f"privileges={tuple(operation.privileges)!r}")
        if operation.pages is not None:
            given = attrs.asdict(operation.pages, filter=lambda a, v: a.name != "mark" and v != a.default)
            facts.append(f"pages=Pages({', '.join(f'{name}={value!r}' for name, value in given.items())})")
        if path:
            facts.append(f"path_params={self._params(path)}")
        for place in PLACES:
            fields = getattr(operation, place)
            if fields or (fields is not None and place != "query"):
                facts.append(f"{place}={self._params(list(fields.values()))}")
        if operation.raw is not None:
            facts.append(f'raw="{"text" if operation.raw == "str" else "bytes"}"')
        if operation.rules:
            facts.append(f"rules=({', '.join(_rule(rule) for rule in operation.rules)},)")
        facts += [text for condition, text in self._flags(operation) if condition]
        return facts

    def _flags(self, operation: Endpoint) -> list[tuple[object, str]]:
        accept = operation.accept or {"bytes": "application/octet-stream", "events": "text/event-stream"}.get(operation.stream or "")
        data = any(_is_data(self._version, self._group, name) for name in parse(operation.returns).names())
        return [
            (operation.auth == "none", "auth=False"),
            (operation.limit, f"limit={operation.limit!r}"),
            (accept, f"accept={accept!r}"),
            (operation.headers, f"headers={tuple(operation.headers.items())!r}"),
            (operation.stream, f"stream={operation.stream!r}"),
            (operation.stop, f"stop={operation.stop!r}"),
            (operation.redirect, "same_origin_redirect=True"),
            (operation.private, "private=True"),
            (data, "data=True"),
        ]

    def _params(self, fields: list[Field]) -> str:
        return f"({', '.join(self._param(field) for field in fields)},)" if fields else "()"

    def _param(self, field: Field) -> str:
        text = self._annotation(parse(field.type), "request")
        facts = [repr(field.name), text]
        if self._needed(field, "request"):
            facts.append("required=True")
        if self._py(field) != field.name:
            facts.append(f"py={self._py(field)!r}")
        encode = "numbered" if field.name in _RUNTIME_NAMES and field.type in _RUNTIME_NAMES else field.encode
        if encode != "auto":
            facts.append(f"encode={encode!r}")
        names = ("min", "max", "max_length", "max_items", "pattern", "copy_of", "content_type", "since", "deprecated")
        facts += [f"{name}={value!r}" for name in names if (value := getattr(field, name)) is not None]
        facts += [f"refuse={tuple(field.refuse)!r}"] if field.refuse else []
        facts += ["empty=True"] if field.empty else []
        return f"Param({', '.join(facts)})"

    # Words

    def _doc(self, operation: Endpoint, fields: list[Field]) -> str:
        method, _, route = operation.http.partition(" ")
        facts = [f"{method} {route}", f"vendor name `{operation.vendor}`"]
        facts += [f"since {operation.since}"] if operation.since else []
        facts += [f"removed in {operation.removed}"] if operation.removed else []
        safety = operation.repeatable if isinstance(operation.repeatable, str) else "depends"
        facts.append({"read": "a read", "same_end_state": "repeating it ends in the same state", "no": "never repeated blindly", "depends": "a read or not, by its arguments"}[safety])
        lines = [operation.doc, "", "; ".join(facts) + "."]
        if operation.deprecated is not None:
            use = operation.deprecated.use
            lines.append(f"Deprecated{f' since {operation.deprecated.since}' if operation.deprecated.since else ''}{f': use {use}' if use else ''}.")
        if operation.privileges:
            lines.append(f"Privileges, any of: {', '.join(operation.privileges)}.")
        if operation.notes:
            lines.append(operation.notes if operation.notes.endswith(".") else f"{operation.notes}.")
        noted = [(field, text) for field in fields if (text := _field_doc(field))]
        if noted:
            lines += ["", "Args:", *(f"    {self._py(field)}: {text}" for field, text in noted)]
        return _escape("\n".join(lines))

    def _reference(self, operation: Endpoint, path: list[Field], keyword: list[Field], returns: str) -> dict[str, Any]:
        """What the reference page says, beyond the docstring."""
        rows = [
            {
                "name": self._py(field),
                "type": self._annotation(parse(field.type), "request").replace("|", "\\|"),
                "need": "yes" if self._needed(field, "request") or field in path else "",
                "doc": _field_doc(field),
            }
            for field in [*path, *keyword]
        ]
        method, _, route = operation.http.partition(" ")
        safety = operation.repeatable if isinstance(operation.repeatable, str) else "depends"
        return {"rows": rows, "method": method, "route": route, "returns": returns, "safety": safety, "operation": operation}


_RUNTIME_NAMES = {name for name, _ in FAMILIES.values()}


def _with_families(operation: Endpoint) -> Endpoint:
    """Add the numbered families as query parameters."""
    extra = {
        name: Field(type=name, name=name, required=False, doc="Sent as numbered keys of the query string.")
        for name, _ in (FAMILIES[family] for family in operation.families)
    }
    return attrs.evolve(operation, query={**operation.query, **extra}) if extra else operation


def _rule(rule: dict[str, Any]) -> str:
    kind, value = next(iter(rule.items()))
    if kind == "needs":
        first, needed = next(iter(value.items()))
        names = [first, *([needed] if isinstance(needed, str) else needed)]
        return f'Rule("needs", {tuple(names)!r})'
    if kind == "when":
        first, wanted = next(iter(value.items()))
        values = tuple(wanted) if isinstance(wanted, list) else (wanted,)
        return f'Rule("needs", {(first, *rule["need"])!r}, {values!r})'
    return f'Rule("{kind}", {tuple(value)!r})'


def _field_doc(field: Field) -> str:
    doc = field.doc
    default = "" if field.default is MISSING else f"The server assumes {field.default!r}."
    since = f"Since {field.since}." if field.since else ""
    gone = f"Deprecated since {field.deprecated}." if field.deprecated else ""
    limits = ""
    if field.min is not None or field.max is not None:
        low = "" if field.min is None else f"{field.min:g}"
        high = "" if field.max is None else f"{field.max:g}"
        limits = f"{low}..{high}."
    return " ".join(part for part in (doc, limits, default, since, gone) if part)


def _phrase(name: str) -> str:
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name).split()
    return " ".join([words[0], *(word if word.isupper() else word.lower() for word in words[1:])]) + "."


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _holds_itself(model: Model, tp: Type) -> bool:
    return model.name in tp.names()


def _is_data(version: Version, group: Group, name: str) -> bool:
    owner = find(version, group, name)
    if owner is None or name not in owner.models:
        return False
    return owner.models[name].rows is not None


def _directions(version: Version) -> dict[tuple[str, str], Direction]:
    found: dict[tuple[str, str], Direction] = {}

    def follow(group: Group, text: str, direction: Direction) -> None:
        for name in parse(text).names():
            owner = find(version, group, name)
            if owner is not None and name in owner.models and (owner.group, name) not in found:
                found[owner.group, name] = direction
                for field in owner.models[name].fields.values():
                    follow(owner, field.type, direction)

    for group in version.groups.values():
        for operation in group.operations.values():
            follow(group, operation.returns, "answer")
            for place in ("path", *PLACES):
                for field in (getattr(operation, place) or {}).values():
                    follow(group, field.type, "request")
    return found


def _ordered(group: Group, directions: dict[tuple[str, str], Direction]) -> list[Model]:
    """Models of a file, each after those it holds."""
    done: dict[str, Model] = {}

    def visit(model: Model, above: frozenset[str]) -> None:
        for field in model.fields.values():
            for name in parse(field.type).names():
                if name in group.models and name not in done and name not in above:
                    visit(group.models[name], above | {name})
        done.setdefault(model.name, model)

    for model in group.models.values():
        if (group.group, model.name) in directions:
            visit(model, frozenset({model.name}))
    return list(done.values())
