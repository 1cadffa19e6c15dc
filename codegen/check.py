"""Rules across files and fields: unknown, unused, reserved, duplicate, contradictory.  Adds to the loader's problems."""

import re
from collections.abc import Iterable, Iterator

from codegen.catalog import Catalog, Endpoint, Field, Fields, Group, Mark, Model, Version
from codegen.load import Problems, suggest
from codegen.lookup import fields_along, find
from codegen.names import IMPORTED, field_hurts, path_names, python_name, verb_hurts
from codegen.types import PLAIN, SPECIAL, Type, TypeProblem, parse

RULES = {"at_least_one", "exactly_one", "at_most_one", "together", "same_length", "needs", "when"}
VERBS = {"GET", "POST", "PUT", "DELETE", "PATCH"}
PLACES = ("path", "query", "body", "form", "parts")
_SNAKE = re.compile(r"[a-z][a-z0-9_]*")
_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
_RELEASE = re.compile(r"\d+\.\d+\.\d+\.(cl|sw)|ts\d+\.[a-z]+\.cl")


def check(catalog: Catalog, problems: Problems) -> None:
    """Note everything that is wrong across the catalog, if all of its files could be read."""
    if problems.unread:
        return
    checkers = [_Checker(catalog, version, problems) for version in catalog.versions.values()]
    for checker in checkers:
        checker.run()
    if not problems.found:
        # What is misspelt elsewhere looks unused, and a path ends where a type could not be read.
        for checker in checkers:
            checker.unused()
            checker.paths()


class _Checker:
    def __init__(self, catalog: Catalog, version: Version, problems: Problems) -> None:
        self._catalog = catalog
        self._version = version
        self._problems = problems
        self._groups = [version.shared, *version.groups.values()]
        self._used: set[tuple[str, str]] = set()
        self._directions: dict[tuple[str, str], str] = {}

    def run(self) -> None:
        for group in self._groups:
            for name, operation in group.operations.items():
                self._verb(name, operation)
                self._operation(group, operation)
            self._names(group)
            for model in group.models.values():
                self._model(group, model)
        self._routes()
        for difference in self._version.differences.differences:
            self._parsed(difference.official, difference.mark)

    def unused(self) -> None:
        for group in self._groups:
            for model in group.models.values():
                if (group.group, model.name) not in self._directions:
                    self._add(model.mark, f"the model {model.name!r} is not used by any operation")
            for name in group.enums:
                if (group.group, name) not in self._used:
                    self._add(group.marks[name], f"the enum {name!r} is not used")

    def paths(self) -> None:
        for group in self._groups:
            for model in group.models.values():
                if model.failure is not None:
                    for place in (model.failure.at, model.failure.message or [], model.failure.inside or []):
                        self._path(
                            group,
                            model.name,
                            [place] if isinstance(place, str) else place,
                            model.failure.mark,
                        )
            for operation in group.operations.values():
                pages, name = operation.pages, next(parse(operation.returns).names(), "")
                if pages is not None:
                    # Of a map, `*` is every value.
                    named = [path.removeprefix("*.") for path in (pages.items, pages.flag) if path]
                    self._path(group, name, named, pages.mark)

    def _path(self, group: Group, name: str, paths: list[str], mark: Mark) -> None:
        for path in paths:
            along = fields_along(self._version, group, name, path)
            if len(along) < len(path.split(".")):
                self._add(mark, f"the path {path!r} leads nowhere: {name or 'the answer'} has no such field")

    def _add(self, mark: Mark, text: str) -> None:
        self._problems.add(mark, text)

    def _known(self, mark: Mark, what: str, name: str, known: Iterable[str]) -> None:
        """Note a name that is not known, unless it is of something that could not be read."""
        if name not in known and name not in self._problems.broken:
            self._add(mark, f"{what}{suggest(name, known)}")

    # Names

    def _verb(self, name: str, operation: Endpoint) -> None:
        if not _SNAKE.fullmatch(name):
            self._add(operation.mark, f"a verb is written like_this, not {name!r}")
        elif verb_hurts(name):
            self._add(
                operation.mark, f"the verb {name!r} is reserved: a function of this name hurts its module"
            )

    def _names(self, group: Group) -> None:
        shared = self._version.shared
        marks = {**group.marks, **{name: model.mark for name, model in group.models.items()}}
        for name, mark in marks.items():
            if not _PASCAL.fullmatch(name):
                self._add(mark, f"a model or an enum is written LikeThis, not {name!r}")
            if name in IMPORTED:
                self._add(
                    mark, f"the name {name!r} is taken: generated modules import another thing of this name"
                )
            if name in group.models and name in group.enums:
                self._add(mark, f"{name!r} is an enum here too")
            for release, values in group.came.get(name, {}).items():
                if not _RELEASE.fullmatch(release.removeprefix("-")):
                    self._add(
                        mark, f"came: a release is written like 10.4.0.cl or -10.4.0.cl, not {release!r}"
                    )
                for value in values:
                    self._known(
                        mark, f"came: {name} has no value {value!r}", value, group.enums.get(name, ())
                    )
            if group is not shared and (name in shared.models or name in shared.enums):
                self._add(mark, f"{name!r} is in shared.yaml too")
        for name in group.came:
            self._known(group.mark, f"came: there is no enum {name!r} here", name, group.enums)

    def _pythonic(self, fields: Iterable[Field], *, model: bool) -> None:
        seen: dict[str, Field] = {}
        for field in fields:
            names = [python_name(field, self._version.name), *([field.as_] if field.as_ is not None else [])]
            for name in names:
                if field_hurts(name, model=model):
                    self._add(
                        field.mark, f"{field.name}: {name!r} cannot be a name here; say another one with `py`"
                    )
                if seen.setdefault(name, field) is not field:
                    self._add(
                        field.mark, f"{field.name}: {name!r} is the name of {seen[name].name!r} already"
                    )

    # Operations

    def _operation(self, group: Group, operation: Endpoint) -> None:
        mark = operation.mark
        verb, _, path = operation.http.partition(" ")
        if verb not in VERBS or not path.startswith("/"):
            self._add(
                mark, f"http is a method and a path, such as 'POST /tags/search', not {operation.http!r}"
            )
        bodies = [kind for kind in ("body", "form", "parts", "raw") if getattr(operation, kind) is not None]
        if len(bodies) > 1:
            self._add(mark, f"a request has one body, not {' and '.join(bodies)}")
        if operation.parts_optional and (
            not operation.parts or any(field.required for field in operation.parts.values())
        ):
            self._add(mark, "parts_optional is for parts that can all be left out")
        for text, what in ((operation.since, "since"), (operation.removed, "removed")):
            if text is not None and not _RELEASE.fullmatch(text):
                self._add(mark, f"{what}: {text!r} is not a release, such as 9.0.0.cl")
        if not operation.doc.endswith((".", "?")):
            self._add(mark, "the doc is a sentence and ends with a full stop")
        known = self._parameters(group, operation)
        raw = [Field(type="str", name="content", mark=mark)] if operation.raw else []
        self._pythonic([*known.values(), *raw], model=False)
        self._rules(operation, known)
        self._paging(operation, known)
        self._others(operation)
        self._type(group, operation.returns, mark, "answer")

    def _parameters(self, group: Group, operation: Endpoint) -> dict[str, Field]:
        names = path_names(operation.http)
        known = {
            name: Field(type="str", name=name, mark=operation.mark)
            for name in names
            if name not in operation.path
        }
        for place in PLACES:
            fields: Fields = getattr(operation, place) or {}
            for name, field in fields.items():
                if field.copy_of is not None:
                    self._known(
                        field.mark,
                        f"copy_of: {field.copy_of!r} is not a path parameter",
                        field.copy_of,
                        names,
                    )
                elif place == "path" and name not in names:
                    self._add(
                        field.mark, f"{name!r} is not in the path {operation.http!r}{suggest(name, names)}"
                    )
                elif name in known:
                    self._add(field.mark, f"{name!r} is a parameter of this operation already")
                else:
                    known[name] = field
            self._fields(group, fields, "request")
        return known

    def _rules(self, operation: Endpoint, known: dict[str, Field]) -> None:
        for rule in operation.rules:
            kind = next(iter(rule), "")
            if kind not in RULES or (kind == "when") != ("need" in rule):
                self._add(operation.mark, f"unknown rule {kind!r}{suggest(kind, RULES)}")
                continue
            for name in _rule_names(rule):
                self._known(
                    operation.mark, f"the rule {kind} names {name!r}, which is no parameter", name, known
                )
        if not isinstance(operation.repeatable, str):
            for name in operation.repeatable.read_when:
                self._known(
                    operation.repeatable.mark, f"read_when names {name!r}, which is no parameter", name, known
                )

    def _paging(self, operation: Endpoint, known: dict[str, Field]) -> None:
        pages = operation.pages
        if pages is None:
            return
        for what in ("offset", "size", "end"):
            name = getattr(pages, what)
            if name is not None:
                self._known(pages.mark, f"pages.{what}: {name!r} is no parameter", name, known)
        if pages.shape in {"flag", "more", "offset_batch_flag", "tml_batch"} and not pages.flag:
            self._add(pages.mark, f"the page shape {pages.shape!r} needs a flag")

    def _others(self, operation: Endpoint) -> None:
        """Operations that this one names; those of groups that are not in the catalog yet are believed."""
        targets = [("stop", operation.stop, operation.mark)] if operation.stop else []
        old = operation.deprecated
        targets += [("deprecated.use", old.use, old.mark)] if old is not None and old.use else []
        for what, name, mark in targets:
            version, _, rest = name.partition(".")
            group, _, verb = rest.partition(".")
            groups = self._catalog.versions[version].groups if version in self._catalog.versions else {}
            if not verb or (
                group in groups and verb not in {*groups[group].operations, *self._problems.broken}
            ):
                self._add(mark, f"{what}: there is no operation {name!r}")
        if operation.stop and operation.stream != "events":
            self._add(operation.mark, "stop is for a stream of events")

    def _routes(self) -> None:
        seen: dict[str, Endpoint] = {}
        for group in self._version.groups.values():
            for operation in group.operations.values():
                other = seen.setdefault(operation.http, operation)
                if other is not operation and not (operation.removed or other.removed):
                    self._add(operation.mark, f"{operation.http!r} is at {other.mark} already")

    # Models, fields and types

    def _model(self, group: Group, model: Model) -> None:
        self._fields(group, model.fields, None)
        self._pythonic(model.fields.values(), model=True)
        rows = [] if model.rows is None else [model.rows.columns, model.rows.cells, model.rows.each]
        for name in [*rows, model.outcomes]:
            if name is not None:
                self._known(
                    model.mark, f"{model.name}: {name!r} is not one of its fields", name, model.fields
                )
        parts = model.rows
        if parts and len({parts.columns is None, parts.cells is None, parts.each is not None}) > 1:
            self._add(parts.mark, f"{model.name}: rows are columns and cells, or each")

    def _fields(self, group: Group, fields: Fields, direction: str | None) -> None:
        for field in fields.values():
            tp = self._type(group, field.type, field.mark, direction)
            kind = None if tp is None else tp.kind
            if (field.official is None) != (not field.why):
                self._add(field.mark, f"{field.name}: `official` and `why` belong together")
            if field.official is not None and field.official != "absent":
                self._type(group, field.official, field.mark, None)
            if field.as_ is not None and kind not in {None, "epoch", "json"}:
                self._add(field.mark, f"{field.name}: `as` is for epoch(...) and json(...)")
            if field.never and kind not in {None, "epoch"}:
                self._add(field.mark, f"{field.name}: `never` is for epoch(...)")
            if field.min is not None and field.max is not None and field.min > field.max:
                self._add(field.mark, f"{field.name}: min is above max")

    def _type(self, group: Group, text: str, mark: Mark, direction: str | None) -> Type | None:
        tp = self._parsed(text, mark)
        shared = self._version.shared
        for kind in tp.answers_only() if tp is not None and direction == "request" else ():
            self._add(mark, f"{kind} is for answers only")
        for name in tp.names() if tp is not None else ():
            owner = find(self._version, group, name)
            if owner is None:
                known = [*PLAIN, *SPECIAL, *group.models, *group.enums, *shared.models, *shared.enums]
                self._known(mark, f"unknown type {name!r}", name, known)
                continue
            self._used.add((owner.group, name))
            if direction is not None and name in owner.models:
                self._direct(owner, owner.models[name], direction)
        return tp

    def _parsed(self, text: str, mark: Mark) -> Type | None:
        try:
            return parse(text)
        except TypeProblem as problem:
            self._add(mark, str(problem))
            return None

    def _direct(self, group: Group, model: Model, direction: str) -> None:
        """Follow a model's use: arguments are strict, answers lenient, so none can be both."""
        seen = self._directions.get((group.group, model.name))
        if seen is None:
            self._directions[group.group, model.name] = direction
            for field in model.fields.values():
                self._type(group, field.type, field.mark, direction)
        elif seen != direction:
            self._add(model.mark, f"{model.name!r} is an argument and an answer: split it in two")


def _rule_names(rule: dict[str, object]) -> Iterator[str]:
    """Every parameter that a rule names: keys of maps, items of lists, single texts; `when`'s values are no names."""
    for kind, value in rule.items():
        if isinstance(value, dict):
            yield from value
            for needed in value.values() if kind == "needs" else ():
                yield from [needed] if isinstance(needed, str) else needed
        else:
            yield from map(str, value if isinstance(value, list) else [value])
