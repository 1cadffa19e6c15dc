"""Rules across files and fields: unknown, unused, reserved, duplicate, contradictory.  Adds to the loader's problems."""

import builtins
import keyword
import re
from collections.abc import Iterator

from codegen.catalog import MISSING, Catalog, Endpoint, Field, Fields, Group, Model, Version
from codegen.load import Problems, suggest
from codegen.types import PLAIN, SPECIAL, Type, TypeProblem, parse

RULES = {"at_least_one", "exactly_one", "at_most_one", "together", "same_length", "needs", "when"}
RESERVED = {"call", "stream", "self", "client", "operations_of"}
VERBS = {"GET", "POST", "PUT", "DELETE", "PATCH"}
_SNAKE = re.compile(r"[a-z][a-z0-9_]*")
_RELEASE = re.compile(r"\d+\.\d+\.\d+\.(cl|sw)|ts\d+\.[a-z]+\.cl")


def check(catalog: Catalog, problems: Problems) -> None:
    """Note everything that is wrong across the catalog."""
    for version in catalog.versions.values():
        checker = _Checker(version, problems)
        for group in [version.shared, *version.groups.values()]:
            checker.group(group)
        checker.unused()
        checker.routes()


def path_names(http: str) -> list[str]:
    """The parameters in the braces of a path."""
    return re.findall(r"\{(\w+)\}", http)


class _Checker:
    def __init__(self, version: Version, problems: Problems) -> None:
        self._version = version
        self._problems = problems
        self._used: set[tuple[str, str]] = set()
        self._directions: dict[tuple[str, str], str] = {}

    def group(self, group: Group) -> None:
        add = self._problems.add
        for name, operation in group.operations.items():
            self._verb(name, operation)
            self._operation(group, operation)
        for model in group.models.values():
            if not model.name[:1].isupper() or not model.name.isidentifier():
                add(model.mark, f"a model's name is written LikeThis, not {model.name!r}")
            if model.name in group.enums:
                add(model.mark, f"{model.name!r} is an enum here too")
            if group is not self._version.shared and (
                model.name in self._version.shared.models or model.name in self._version.shared.enums
            ):
                add(model.mark, f"{model.name!r} is in shared.yaml too")
            self._model(group, model)

    def _verb(self, name: str, operation: Endpoint) -> None:
        if not _SNAKE.fullmatch(name):
            self._problems.add(operation.mark, f"a verb is written like_this, not {name!r}")
        elif keyword.iskeyword(name) or hasattr(builtins, name) or name in RESERVED:
            self._problems.add(operation.mark, f"the verb {name!r} is reserved: a function of this name hurts its module")

    def _operation(self, group: Group, operation: Endpoint) -> None:
        add, mark = self._problems.add, operation.mark
        verb, _, path = operation.http.partition(" ")
        if verb not in VERBS or not path.startswith("/"):
            add(mark, f"http is a method and a path, such as 'POST /tags/search', not {operation.http!r}")
        bodies = [kind for kind in ("body", "form", "parts", "raw") if getattr(operation, kind) is not None]
        if len(bodies) > 1:
            add(mark, f"a request has one body, not {' and '.join(bodies)}")
        names = path_names(operation.http)
        for name, field in operation.path.items():
            if name not in names:
                add(field.mark, f"{name!r} is not in the path {path!r}{suggest(name, names)}")
        for text, what in ((operation.since, "since"), (operation.removed, "removed")):
            if text is not None and not _RELEASE.fullmatch(text):
                add(mark, f"{what}: {text!r} is not a release, such as 9.0.0.cl")
        if operation.doc and not operation.doc.endswith((".", "?")):
            add(mark, "the doc is a sentence and ends with a full stop")
        everything: dict[str, Field] = {}
        for place in ("path", "query", "body", "form", "parts"):
            for name, field in (getattr(operation, place) or {}).items():
                if field.copy_of is not None:
                    if field.copy_of not in names:
                        add(field.mark, f"copy_of: {field.copy_of!r} is not a path parameter{suggest(field.copy_of, names)}")
                    continue
                if name in everything or (place != "path" and name in names):
                    add(field.mark, f"{name!r} is a parameter of this operation already")
                everything[name] = field
            self._fields(group, getattr(operation, place) or {}, "request")
        self._rules(operation, everything)
        self._paging(operation, everything)
        self._type(group, operation.returns, operation.mark, "answer")

    def _rules(self, operation: Endpoint, known: dict[str, Field]) -> None:
        for rule in operation.rules:
            kind = next(iter(rule), "")
            if kind not in RULES:
                self._problems.add(operation.mark, f"unknown rule {kind!r}{suggest(kind, RULES)}")
                continue
            for name in _rule_names(rule):
                if name not in known:
                    self._problems.add(operation.mark, f"the rule {kind} names {name!r}, which is no parameter{suggest(name, known)}")
        if not isinstance(operation.repeatable, str):
            for name in operation.repeatable.read_when:
                if name not in known:
                    self._problems.add(operation.repeatable.mark, f"read_when names {name!r}, which is no parameter{suggest(name, known)}")

    def _paging(self, operation: Endpoint, known: dict[str, Field]) -> None:
        pages = operation.pages
        if pages is None:
            return
        for what in ("offset", "size", "end"):
            name = getattr(pages, what)
            if name is not None and name not in known:
                self._problems.add(pages.mark, f"pages.{what}: {name!r} is no parameter{suggest(name, known)}")
        if pages.shape in {"flag", "more"} and not pages.flag:
            self._problems.add(pages.mark, f"the page shape {pages.shape!r} needs a flag")

    def _model(self, group: Group, model: Model) -> None:
        self._fields(group, model.fields, None)
        add = self._problems.add
        rows = [] if model.rows is None else [model.rows.columns, model.rows.cells, model.rows.each]
        for name in [*rows, model.outcomes]:
            if name is not None and name not in model.fields:
                add(model.mark, f"{model.name}: {name!r} is not one of its fields{suggest(name, model.fields)}")

    def _fields(self, group: Group, fields: Fields, direction: str | None) -> None:
        add = self._problems.add
        for field in fields.values():
            tp = self._type(group, field.type, field.mark, direction)
            if field.official is not None and not field.why:
                add(field.mark, f"{field.name}: `official` needs a `why`")
            if field.as_ is not None and (tp is None or tp.kind not in {"epoch", "json"}):
                add(field.mark, f"{field.name}: `as` is for epoch(...) and json(...)")
            if field.never and (tp is None or tp.kind != "epoch"):
                add(field.mark, f"{field.name}: `never` is for epoch(...)")
            if field.min is not None and field.max is not None and field.min > field.max:
                add(field.mark, f"{field.name}: min is above max")
            if field.default is not MISSING and field.required:
                add(field.mark, f"{field.name}: a required parameter has no default; write {field.name}?")

    def _type(self, group: Group, text: str, mark: object, direction: str | None) -> Type | None:
        try:
            tp = parse(text)
        except TypeProblem as problem:
            self._problems.add(mark, str(problem))  # type: ignore[arg-type]  # marks come from nodes only
            return None
        for name in tp.names():
            owner = find(self._version, group, name)
            if owner is None:
                known = [*PLAIN, *SPECIAL, *group.models, *group.enums, *self._version.shared.models, *self._version.shared.enums]
                self._problems.add(mark, f"unknown type {name!r}{suggest(name, known)}")  # type: ignore[arg-type]  # same
                continue
            self._used.add((owner.group, name))
            if direction is not None and name in owner.models:
                self._direct(owner, owner.models[name], direction)
        return tp

    def _direct(self, group: Group, model: Model, direction: str) -> None:
        """Follow a model's use: arguments are strict, answers lenient, so none can be both."""
        key = (group.group, model.name)
        seen = self._directions.get(key)
        if seen == direction:
            return
        if seen is not None:
            self._problems.add(model.mark, f"{model.name!r} is an argument and an answer: split it in two")
            return
        self._directions[key] = direction
        for field in model.fields.values():
            self._type(group, field.type, field.mark, direction)

    def unused(self) -> None:
        for group in [self._version.shared, *self._version.groups.values()]:
            for model in group.models.values():
                if (group.group, model.name) not in self._directions:
                    self._problems.add(model.mark, f"the model {model.name!r} is not used by any operation")
            for name in group.enums:
                if (group.group, name) not in self._used:
                    self._problems.add(group.marks.get(name, group.mark), f"the enum {name!r} is not used")

    def routes(self) -> None:
        seen: dict[str, Endpoint] = {}
        for group in self._version.groups.values():
            for operation in group.operations.values():
                other = seen.setdefault(operation.http, operation)
                if other is not operation and not (operation.removed or other.removed):
                    self._problems.add(operation.mark, f"{operation.http!r} is at {other.mark} already")


def _rule_names(rule: dict[str, object]) -> Iterator[str]:
    for kind, value in rule.items():
        if kind == "needs" and isinstance(value, dict):
            for name, needed in value.items():
                yield from [str(name), *([needed] if isinstance(needed, str) else needed)]
        elif kind == "when" and isinstance(value, dict):
            yield from map(str, value)
        elif isinstance(value, list):
            yield from map(str, value)
        else:
            yield str(value)


def find(version: Version, group: Group, name: str) -> Group | None:
    """Which file a model or enum is in: the group's own, or the shared one."""
    for owner in (group, version.shared):
        if name in owner.models or name in owner.enums:
            return owner
    return None
