"""The catalog's language as classes: what a YAML file may say, and the one truth for loader and editor schema.

A field's name here is its YAML key (`as_` is `as`); its type says how it is read.
"""

from collections.abc import Iterator
from typing import Any, Literal

import attrs

from codegen.problems import Mark
from codegen.types import Direction, Type, parse

# Stands for a key that is not there, where None is a value.
MISSING: Any = object()
# Of a field that is no YAML key: the loader sets it from where a value stands.
DERIVED = {"derived": True}


NOWHERE = Mark("?", 0)
NONE = parse("none")


def listed(value: Any) -> list[Any]:
    """What YAML may say as one value or a list of them."""
    return value if isinstance(value, list) else [value]


@attrs.define(kw_only=True, eq=False)
class Node:
    """A map of a file: its own key there, and where it stands."""

    name: str = attrs.field(default="", metadata=DERIVED)
    mark: Mark = attrs.field(default=NOWHERE, metadata=DERIVED)


@attrs.define(kw_only=True, eq=False)
class Field(Node):
    """A parameter, or a field of a model.  In YAML a bare text is its type."""

    type: Type
    doc: str = ""
    default: Any = MISSING
    as_: str | None = None
    never: list[Any] = attrs.field(factory=list)
    min: float | None = None
    max: float | None = None
    max_length: int | None = None
    max_items: int | None = None
    pattern: str | None = None
    since: str | None = None
    deprecated: str | None = None
    refuse: list[Any] = attrs.field(factory=list)
    ask: bool = False
    py: str | None = None
    copy_of: str | None = None
    encode: Literal["auto", "text", "json", "repeat", "csv", "base64"] = "auto"
    content_type: str | None = None
    empty: bool = False
    secret: bool = False
    official: Type | None = None
    why: str = ""
    required: bool = attrs.field(default=True, metadata=DERIVED)
    # The argument or attribute that it is in Python.
    arg: str = attrs.field(default="", metadata=DERIVED)

    def needed(self, direction: Direction) -> bool:
        """Whether it must be given: the server's own rule, and for arguments what we ask for."""
        return self.required or (self.ask and direction == "request")


Fields = dict[str, Field]
PLACES = ("path", "query", "body", "form", "parts")
# The numbered families of query keys, and the types that stand for them.
FAMILIES = {"filters": "runtime_filters", "parameters": "runtime_parameters", "sort": "runtime_sorts"}


@attrs.define(kw_only=True, eq=False)
class Deprecated(Node):
    """Since when an operation is deprecated, and what replaces it."""

    since: str | None = None
    use: str | None = None
    note: str = ""


@attrs.define(kw_only=True, eq=False)
class Depends(Node):
    """Retry safety that depends on the request: a class in general, and the fields' values that make it a read."""

    default: Literal["same_end_state", "no"] = "no"
    read_when: dict[str, Any] = attrs.field(factory=dict)


@attrs.define(kw_only=True, eq=False)
class Paging(Node):
    """How an operation pages."""

    shape: Literal[
        "short",
        "flag",
        "more",
        "data",
        "data_v1",
        "offset_batch_flag",
        "offset_batch",
        "batch",
        "tml_batch",
        "window",
        "grouped",
    ]
    offset: str | None = None
    size: str | None = None
    items: str = ""
    flag: str | None = None
    start: Any = 0
    max: int | None = None
    end: str | None = None
    hours: float | None = None


@attrs.define(kw_only=True, eq=False)
class Endpoint(Node):
    """One operation."""

    http: str
    vendor: str
    doc: str
    since: str | None = None
    removed: str | None = None
    deprecated: Deprecated | None = None
    repeatable: Literal["read", "same_end_state", "no"] | Depends = "no"
    privileges: list[str] = attrs.field(factory=list)
    auth: Literal["bearer", "none"] = "bearer"
    path: Fields = attrs.field(factory=dict)
    query: Fields = attrs.field(factory=dict)
    body: Fields | None = None
    form: Fields | None = None
    parts: Fields | None = None
    parts_optional: bool = False
    raw: Literal["str", "bytes"] | None = None
    families: list[Literal["filters", "parameters", "sort"]] = attrs.field(factory=list)
    rules: list[dict[str, Any]] = attrs.field(factory=list)
    pages: Paging | None = None
    limit: Literal["async_status", "spotter_conversation", "spotter_message"] | None = None
    accept: str | None = None
    headers: dict[str, str] = attrs.field(factory=dict)
    returns: Type = NONE
    unwrap: str | None = None
    stream: Literal["bytes", "events"] | None = None
    stop: str | None = None
    redirect: Literal["same_origin"] | None = None
    private: bool = False
    notes: str = ""

    def places(self) -> Iterator[tuple[str, Fields]]:
        """The places of a request that this one fills, with what is in each."""
        for place in PLACES:
            fields: Fields | None = getattr(self, place)
            if fields is not None:
                yield place, fields

    def arguments(self) -> list[Field]:
        """The parameters of its function: those of the path, then keywords."""
        fields = {
            name: field
            for _, fields in self.places()
            for name, field in fields.items()
            if field.copy_of is None
        }
        doc = "The whole body, as it is."
        if self.raw is None:
            return list(fields.values())
        raw = Field(type=parse(self.raw), name="content", arg="content", doc=doc, mark=self.mark)
        return [*fields.values(), raw]


@attrs.define(kw_only=True, eq=False)
class Rows(Node):
    """Where a model keeps data cells; or, with `each`, which field holds models that do."""

    columns: str | None = None
    cells: str | None = None
    each: str | None = None


@attrs.define(kw_only=True, eq=False)
class Failure(Node):
    """What marks one item of an answer as failed, and where its message is; paths by wire name, first found wins."""

    at: str | list[str]
    values: list[str]
    message: str | list[str] | None = None
    # A field with failures of its own.
    inside: str | None = None


@attrs.define(kw_only=True, eq=False)
class Model(Node):
    """An object of requests or answers.  In YAML a map of fields may stand for it."""

    fields: Fields
    doc: str = ""
    rows: Rows | None = None
    failure: Failure | None = None
    outcomes: str | None = None
    official: str | None = None
    home: "Group" = attrs.field(init=False, metadata=DERIVED)

    def along(self, path: str) -> list[Field]:
        """The fields that a dotted path of wire names passes from here; shorter than the path if it leads nowhere."""
        found: list[Field] = []
        model: Model | Enum | None = self
        for step in path.split("."):
            if not isinstance(model, Model) or step not in model.fields:
                break
            found.append(model.fields[step])
            model = next(model.home.named(found[-1].type), None)
        return found


@attrs.define(kw_only=True, eq=False)
class Enum(Node):
    """A closed set of texts.  In YAML a list."""

    values: list[str]
    home: "Group" = attrs.field(init=False, metadata=DERIVED)

    def alias(self, direction: Direction) -> str:
        """Its name in modules: closed for arguments, open for answers."""
        return self.name if direction == "request" else f"Open{self.name}"


@attrs.define(kw_only=True, eq=False)
class Group(Node):
    """One file of the catalog."""

    group: str
    doc: str = ""
    operations: dict[str, Endpoint] = attrs.field(factory=dict)
    models: dict[str, Model] = attrs.field(factory=dict)
    enums: dict[str, Enum] = attrs.field(factory=dict)
    # By enum and release, oldest first: the values that came with it, or after a minus went.
    came: dict[str, dict[str, list[str]]] = attrs.field(factory=dict)
    version: "Version" = attrs.field(init=False, metadata=DERIVED)

    def find(self, name: str) -> Model | Enum | None:
        """What a name in this file means: a model or an enum of its own, or a shared one."""
        for group in (self, self.version.shared):
            if found := group.models.get(name) or group.enums.get(name):
                return found
        return None

    def named(self, tp: Type) -> Iterator[Model | Enum]:
        """The models and enums that a type in this file names."""
        return (found for name in tp.names() if (found := self.find(name)) is not None)


@attrs.define(kw_only=True, eq=False)
class Difference(Node):
    """A deliberate difference from the official document: a place, and what the document says there."""

    at: str
    official: str
    why: str


@attrs.define(kw_only=True, eq=False)
class Differences(Node):
    """`differences.yaml`: what `drift` may find, and the topics that are not in the catalog yet."""

    differences: list[Difference] = attrs.field(factory=list)
    absent_topics: dict[str, str] = attrs.field(factory=dict)


@attrs.define(eq=False)
class Version:
    """One API version: its groups by name, what they share, and its deliberate differences."""

    name: str
    root: str
    groups: dict[str, Group] = attrs.field(factory=dict)
    shared: Group = attrs.field(factory=lambda: Group(group="shared"))
    differences: Differences = attrs.field(factory=Differences)

    def __attrs_post_init__(self) -> None:
        self.shared.version = self

    @property
    def files(self) -> list[Group]:
        """All of its groups, the shared one first."""
        return [self.shared, *self.groups.values()]


@attrs.frozen
class Catalog:
    """Everything in `spec/`."""

    versions: dict[str, Version]
