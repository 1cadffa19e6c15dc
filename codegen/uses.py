"""Where models and enums are used: as arguments or answers, by which operations, and in which models."""

import attrs

from codegen.catalog import Enum, Group, Model, Version
from codegen.types import Direction, Type

_SHOWN = 4


@attrs.frozen
class Use:
    """How a model or enum is used in one direction: operations by name, and models that hold it."""

    direction: Direction
    operations: list[str] = attrs.field(factory=list[str])
    models: list[str] = attrs.field(factory=list[str])

    def sentence(self) -> str:
        """Say it for a docstring."""
        what = "Argument of" if self.direction == "request" else "Answer of"
        parts = [f"{what} {_listed(self.operations)}"] if self.operations else []
        parts += [f"{'part' if parts else 'Part'} of {_listed(self.models)}"] if self.models else []
        return f"{', and '.join(parts)}."


Uses = dict[tuple[Model | Enum, Direction], Use]


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _SHOWN:
        quoted = [*quoted[: _SHOWN - 1], f"{len(quoted) - _SHOWN + 1} more"]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def uses(version: Version) -> Uses:
    """Find every use of the models and enums of a version."""
    found: Uses = {}

    def note(group: Group, tp: Type, direction: Direction, operation: str = "", holder: str = "") -> None:
        for one in group.named(tp):
            # What is used both ways is a mistake; what it holds is not.
            new = (one, "request") not in found and (one, "answer") not in found
            use = found.setdefault((one, direction), Use(direction))
            listed, user = (use.operations, operation) if operation else (use.models, holder)
            if user not in listed and user != one.name:
                listed.append(user)
            if new and isinstance(one, Model):
                for field in one.fields.values():
                    note(one.home, field.type, direction, holder=one.name)

    for group in version.groups.values():
        for operation in group.operations.values():
            name = f"{group.group}.{operation.name}"
            note(group, operation.returns, "answer", name)
            for _, fields in operation.places():
                for field in fields.values():
                    note(group, field.type, "request", name)
    return found


def ordered(group: Group) -> list[Model]:
    """Models of a file, each after those it holds."""
    done: list[Model] = []

    def visit(model: Model, above: tuple[Model, ...]) -> None:
        for field in model.fields.values():
            for held in group.named(field.type):
                if isinstance(held, Model) and held.home is group and held not in (*done, *above):
                    visit(held, (*above, held))
        if model not in done:
            done.append(model)

    for model in group.models.values():
        visit(model, (model,))
    return done
