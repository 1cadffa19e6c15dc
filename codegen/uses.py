"""Where models are used: whether as an argument or an answer, by which operations, and in which other models."""

import attrs

from codegen.catalog import Group, Model, Version
from codegen.lookup import find
from codegen.types import Direction, parse

_PLACES = ("path", "query", "body", "form", "parts")
_SHOWN = 4


@attrs.frozen
class Use:
    """How one model is used: a direction, operations by name, and models that hold it."""

    direction: Direction
    operations: list[str] = attrs.field(factory=list[str])
    models: list[str] = attrs.field(factory=list[str])

    def sentence(self) -> str:
        """Say it for a docstring."""
        what = "Argument of" if self.direction == "request" else "Answer of"
        parts = [f"{what} {_listed(self.operations)}"] if self.operations else []
        parts += [f"{'part' if parts else 'Part'} of {_listed(self.models)}"] if self.models else []
        return f"{', and '.join(parts)}."


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _SHOWN:
        quoted = [*quoted[: _SHOWN - 1], f"{len(quoted) - _SHOWN + 1} more"]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def uses(version: Version) -> dict[tuple[str, str], Use]:  # noqa: C901 - loops over a tree
    """Find the use of every model of a version, by file and name."""
    found: dict[tuple[str, str], Use] = {}

    def note(group: Group, text: str, direction: Direction, operation: str, holder: str) -> None:
        for name in parse(text).names():
            owner = find(version, group, name)
            if owner is None or name not in owner.models:
                continue
            known = (owner.group, name) in found
            use = found.setdefault((owner.group, name), Use(direction))
            listed, user = (use.operations, operation) if operation else (use.models, holder)
            if user not in listed and user != name:
                listed.append(user)
            if not known:
                for field in owner.models[name].fields.values():
                    note(owner, field.type, direction, "", name)

    for group in version.groups.values():
        for operation in group.operations.values():
            name = f"{group.group}.{operation.name}"
            note(group, operation.returns, "answer", name, "")
            for place in _PLACES:
                for field in (getattr(operation, place) or {}).values():
                    note(group, field.type, "request", name, "")
    return found


def ordered(group: Group) -> list[Model]:
    """Models of a file, each after those it holds."""
    done: dict[str, Model] = {}

    def visit(model: Model, above: frozenset[str]) -> None:
        for field in model.fields.values():
            for name in parse(field.type).names():
                if name in group.models and name not in done and name not in above:
                    visit(group.models[name], above | {name})
        done.setdefault(model.name, model)

    for model in group.models.values():
        visit(model, frozenset({model.name}))
    return list(done.values())
