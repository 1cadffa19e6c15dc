"""Rules across files and fields: unknown, unused, reserved, duplicate, contradictory.  Adds to the loader's problems."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from codegen.catalog import Catalog, Endpoint, Enum, Field, Group, Model, Version, listed
from codegen.names import IMPORTED, field_hurts, path_names, verb_hurts
from codegen.problems import Mark, Problems, suggest
from codegen.types import PLAIN, SPECIAL, Type, TypeProblem, parse
from codegen.uses import uses

RULES = {"at_least_one", "exactly_one", "at_most_one", "together", "same_length", "needs", "when"}
VERBS = {"GET", "POST", "PUT", "DELETE", "PATCH"}
_SNAKE = re.compile(r"[a-z][a-z0-9_]*")
_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
_RELEASE = re.compile(r"\d+\.\d+\.\d+\.(cl|sw)|ts\d+\.[a-z]+\.cl")
_FLAGGED = {"flag", "more", "offset_batch_flag", "tml_batch"}
Found = Iterator[tuple[Mark, str]]


def check(catalog: Catalog, problems: Problems) -> None:
    """Note everything that is wrong across the catalog, if all of its files could be read."""
    if problems.unread:
        return
    checkers = [_Checker(catalog, version, problems.broken) for version in catalog.versions.values()]
    problems.add(*chain.from_iterable(checker.mistakes() for checker in checkers))
    if not problems.found:
        # What is misspelt elsewhere looks unused, and a path ends where a type could not be read.
        problems.add(*chain.from_iterable((*checker.unused(), *checker.paths()) for checker in checkers))


class _Checker:
    def __init__(self, catalog: Catalog, version: Version, broken: set[str]) -> None:
        self._catalog = catalog
        self._version = version
        self._broken = broken
        self._uses = uses(version)

    def mistakes(self) -> Found:
        for group in self._version.files:
            for operation in group.operations.values():
                yield from self._operation(group, operation)
            yield from self._names(group)
            yield from self._came(group)
            for model in group.models.values():
                yield from self._model(model)
        yield from self._routes()
        for difference in self._version.differences.differences:
            try:
                parse(difference.official)
            except TypeProblem as problem:
                yield difference.mark, str(problem)

    def unused(self) -> Found:
        used = {one for one, _ in self._uses}
        for group in self._version.files:
            for model in group.models.values():
                if model not in used:
                    yield model.mark, f"the model {model.name!r} is not used by any operation"
            for enum in group.enums.values():
                if enum not in used:
                    yield enum.mark, f"the enum {enum.name!r} is not used"

    def paths(self) -> Found:
        for group in self._version.files:
            for model in group.models.values():
                if one := model.failure:
                    paths = [*listed(one.at), *listed(one.message or []), *listed(one.inside or [])]
                    yield from _path(model, paths, one.mark)
            for operation in group.operations.values():
                if pages := operation.pages:
                    # Of a map, `*` is every value.
                    paths = [path.removeprefix("*.") for path in (pages.items, pages.flag) if path]
                    yield from _path(next(group.named(operation.returns), None), paths, pages.mark)

    def _known(self, mark: Mark, what: str, name: str, known: Iterable[str]) -> Found:
        """A name that is not known, unless it is of something that could not be read."""
        if name not in known and name not in self._broken:
            yield mark, f"{what}{suggest(name, known)}"

    # Names

    def _names(self, group: Group) -> Found:
        shared = self._version.shared
        named: dict[str, Model | Enum] = {**group.enums, **group.models}
        for name, one in named.items():
            if not _PASCAL.fullmatch(name):
                yield one.mark, f"a model or an enum is written LikeThis, not {name!r}"
            if name in IMPORTED:
                yield (
                    one.mark,
                    f"the name {name!r} is taken: generated modules import another thing of this name",
                )
            if name in group.models and name in group.enums:
                yield one.mark, f"{name!r} is an enum here too"
            if group is not shared and (name in shared.models or name in shared.enums):
                yield one.mark, f"{name!r} is in shared.yaml too"

    def _came(self, group: Group) -> Found:
        for name, steps in group.came.items():
            enum = group.enums.get(name)
            if enum is None:
                yield from self._known(group.mark, f"came: there is no enum {name!r} here", name, group.enums)
                continue
            mark, form = enum.mark, "a release is written like 10.4.0.cl or -10.4.0.cl"
            for release, values in steps.items():
                if not _RELEASE.fullmatch(release.removeprefix("-")):
                    yield mark, f"came: {form}, not {release!r}"
                for value in values:
                    what = f"came: {name} has no value {value!r}"
                    yield from self._known(mark, what, value, enum.values)

    # Operations

    def _operation(self, group: Group, operation: Endpoint) -> Found:
        mark, name = operation.mark, operation.name
        if not _SNAKE.fullmatch(name):
            yield mark, f"a verb is written like_this, not {name!r}"
        elif verb_hurts(name):
            yield mark, f"the verb {name!r} is reserved: a function of this name hurts its module"
        verb, _, path = operation.http.partition(" ")
        if verb not in VERBS or not path.startswith("/"):
            yield mark, f"http is a method and a path, such as 'POST /tags/search', not {operation.http!r}"
        bodies = [kind for kind in ("body", "form", "parts", "raw") if getattr(operation, kind) is not None]
        if len(bodies) > 1:
            yield mark, f"a request has one body, not {' and '.join(bodies)}"
        parts = (operation.parts or {}).values()
        if operation.parts_optional and (not parts or any(field.required for field in parts)):
            yield mark, "parts_optional is for parts that can all be left out"
        for what, release in (("since", operation.since), ("removed", operation.removed)):
            if release is not None and not _RELEASE.fullmatch(release):
                yield mark, f"{what}: {release!r} is not a release, such as 9.0.0.cl"
        if not operation.doc.endswith((".", "?")):
            yield mark, "the doc is a sentence and ends with a full stop"
        if operation.stop and operation.stream != "events":
            yield mark, "stop is for a stream of events"
        yield from self._places(group, operation)
        arguments = operation.arguments()
        yield from _pythonic(arguments, model=False)
        yield from self._mentioned(operation, {field.name for field in arguments})
        yield from self._others(operation)
        yield from self._type(group, operation.returns, mark)

    def _places(self, group: Group, operation: Endpoint) -> Found:
        """Parameters that stand where they cannot, and what is wrong with their fields."""
        names = path_names(operation.http)
        seen = set(names)
        for place, fields in operation.places():
            for name, field in fields.items():
                if field.copy_of is not None:
                    what = f"copy_of: {field.copy_of!r} is not a path parameter"
                    yield from self._known(field.mark, what, field.copy_of, names)
                elif place == "path" and name not in names:
                    yield field.mark, f"{name!r} is not in the path {operation.http!r}{suggest(name, names)}"
                elif place != "path" and name in seen:
                    yield field.mark, f"{name!r} is a parameter of this operation already"
                else:
                    seen.add(name)
                yield from self._field(group, field)
                yield from _sendable(field)

    def _mentioned(self, operation: Endpoint, known: set[str]) -> Found:
        """Parameters that rules, retry safety and paging name."""
        for rule in operation.rules:
            kind = next(iter(rule), "")
            if kind not in RULES or (kind == "when") != ("need" in rule):
                yield operation.mark, f"unknown rule {kind!r}{suggest(kind, RULES)}"
                continue
            for name in _rule_names(rule):
                what = f"the rule {kind} names {name!r}, which is no parameter"
                yield from self._known(operation.mark, what, name, known)
        if not isinstance(safety := operation.repeatable, str):
            for name in safety.read_when:
                what = f"read_when names {name!r}, which is no parameter"
                yield from self._known(safety.mark, what, name, known)
        if pages := operation.pages:
            for key in ("offset", "size", "end"):
                if (name := getattr(pages, key)) is not None:
                    what = f"pages.{key}: {name!r} is no parameter"
                    yield from self._known(pages.mark, what, name, known)
            if pages.shape in _FLAGGED and not pages.flag:
                yield pages.mark, f"the page shape {pages.shape!r} needs a flag"

    def _others(self, operation: Endpoint) -> Found:
        """Operations that this one names; those of groups that are not in the catalog yet are believed."""
        old = operation.deprecated
        targets = [("stop", operation.stop, operation.mark)]
        targets += [("deprecated.use", old.use, old.mark)] if old is not None else []
        for what, target, mark in targets:
            match = re.fullmatch(r"(\w+)\.(\w+)\.(.+)", target or "")
            version = self._catalog.versions.get(match[1]) if match else None
            group = version.groups.get(match[2]) if match and version else None
            unknown = match and group and match[3] not in {*group.operations, *self._broken}
            if target and (not match or unknown):
                yield mark, f"{what}: there is no operation {target!r}"

    def _routes(self) -> Found:
        seen: dict[str, Endpoint] = {}
        for group in self._version.groups.values():
            for operation in group.operations.values():
                other = seen.setdefault(operation.http, operation)
                if other is not operation and not (operation.removed or other.removed):
                    yield operation.mark, f"{operation.http!r} is at {other.mark} already"

    # Models, fields and types

    def _model(self, model: Model) -> Found:
        directions = [way for one, way in self._uses if one is model]
        if len(directions) > 1:
            yield model.mark, f"{model.name!r} is an argument and an answer: split it in two"
        for field in model.fields.values():
            yield from self._field(model.home, field)
            if directions == ["request"]:
                yield from _sendable(field)
        yield from _pythonic(model.fields.values(), model=True)
        rows = model.rows
        names = [rows.columns, rows.cells, rows.each] if rows is not None else []
        for name in filter(None, [*names, model.outcomes]):
            what = f"{model.name}: {name!r} is not one of its fields"
            yield from self._known(model.mark, what, name, model.fields)
        if rows and len({rows.columns is None, rows.cells is None, rows.each is not None}) > 1:
            yield rows.mark, f"{model.name}: rows are columns and cells, or each"

    def _field(self, group: Group, field: Field) -> Found:
        mark, kind = field.mark, field.type.kind
        yield from self._type(group, field.type, mark)
        if field.official is not None and field.official.name != "absent":
            yield from self._type(group, field.official, mark)
        if (field.official is None) != (not field.why):
            yield mark, f"{field.name}: `official` and `why` belong together"
        if field.as_ is not None and kind not in {"epoch", "json"}:
            yield mark, f"{field.name}: `as` is for epoch(...) and json(...)"
        if field.never and kind != "epoch":
            yield mark, f"{field.name}: `never` is for epoch(...)"
        if field.min is not None and field.max is not None and field.min > field.max:
            yield mark, f"{field.name}: min is above max"

    def _type(self, group: Group, tp: Type, mark: Mark) -> Found:
        for name in tp.names():
            if group.find(name) is None:
                shared = group.version.shared
                known = [*PLAIN, *SPECIAL, *group.models, *group.enums, *shared.models, *shared.enums]
                yield from self._known(mark, f"unknown type {name!r}", name, known)


def _sendable(field: Field) -> Found:
    for kind in field.type.answers_only():
        yield field.mark, f"{kind} is for answers only"


def _pythonic(fields: Iterable[Field], *, model: bool) -> Found:
    seen: dict[str, Field] = {}
    for field in fields:
        for name in filter(None, (field.arg, field.as_)):
            if field_hurts(name, model=model):
                yield field.mark, f"{field.name}: {name!r} cannot be a name here; say another one with `py`"
            if (other := seen.setdefault(name, field)) is not field:
                yield field.mark, f"{field.name}: {name!r} is the name of {other.name!r} already"


def _path(start: Model | Enum | None, paths: list[str], mark: Mark) -> Found:
    for path in paths:
        along = start.along(path) if isinstance(start, Model) else []
        if len(along) < len(path.split(".")):
            where = start.name if start is not None else "the answer"
            yield mark, f"the path {path!r} leads nowhere: {where} has no such field"


def _rule_names(rule: dict[str, object]) -> Iterator[str]:
    """Every parameter that a rule names: keys of maps, items of lists, single texts; `when`'s values are no names."""
    for kind, value in rule.items():
        if isinstance(value, dict):
            yield from value
            for needed in value.values() if kind == "needs" else ():
                yield from listed(needed)
        else:
            yield from map(str, listed(value))
