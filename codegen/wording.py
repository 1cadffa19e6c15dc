"""Names and annotations as one module says them, and what it must define or import to say them."""

from codegen import words
from codegen.catalog import Field, Group, Version
from codegen.lookup import find
from codegen.names import python_name
from codegen.types import Direction, literal, parse, python
from codegen.views import EnumView


class Wording:
    """Prints types and names for one group; notes the enums it uses, and what it takes from the shared module."""

    def __init__(self, version: Version, group: Group) -> None:
        self.version = version
        self.group = group
        self.shared: set[str] = set()
        self.enums: dict[str, EnumView] = {}

    def py(self, field: Field) -> str:
        """The Python name of a field."""
        return python_name(field, self.version.name)

    def annotation(self, text: str, direction: Direction) -> str:
        """Print a type of the catalog as an annotation."""
        return python(parse(text), direction, lambda name: self._named(name, direction))

    def _named(self, name: str, direction: Direction) -> str:
        owner = find(self.version, self.group, name)
        assert owner is not None, f"{name} was checked"  # noqa: S101 - for the type checker
        alias = f"Open{name}" if name in owner.enums and direction == "answer" else name
        if owner is not self.group:
            self.shared.add(alias)
        elif name in owner.enums:
            text = literal(owner.enums[name])
            steps = tuple((release, tuple(values)) for release, values in owner.came.get(name, {}).items())
            closed = f"Annotated[{text}, Known({steps!r})]" if steps and direction == "request" else text
            came = [f"{', '.join(values)} {words.came(release)}" for release, values in steps]
            self.enums[alias] = EnumView(
                alias, closed, direction == "answer", "; ".join([f"`{text}`", *came])
            )
        return alias


def needed(field: Field, direction: Direction) -> bool:
    """Whether a field must be given: the server's own rule, and for arguments what we ask for."""
    return field.required or (field.ask and direction == "request")
