"""The catalog's language as classes: what a YAML file may say, and the one truth for loader and editor schema.

A field's name here is its YAML key (`as_` is `as`); its type says how it is read.
"""

from typing import Any, Literal

import attrs


class Missing:
    """Stands for a key that is not there, where None is a value."""

    def __repr__(self) -> str:
        """Name it in messages."""
        return "MISSING"


MISSING: Any = Missing()


@attrs.frozen
class Mark:
    """Where something stands: a file and a line, from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """The form that editors jump to."""
        return f"{self.file}:{self.line}"


NOWHERE = Mark("?", 0)


@attrs.define(kw_only=True)
class Field:
    """A parameter, or a field of a model.  In YAML a bare text is its type."""

    type: str
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
    official: str | None = None
    why: str = ""
    name: str = attrs.field(default="", metadata={"derived": True})
    required: bool = attrs.field(default=True, metadata={"derived": True})
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


Fields = dict[str, Field]


@attrs.define(kw_only=True)
class Deprecated:
    """Since when an operation is deprecated, and what replaces it."""

    since: str | None = None
    use: str | None = None
    note: str = ""
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.define(kw_only=True)
class Depends:
    """Retry safety that depends on the request: a class in general, and the fields' values that make it a read."""

    default: Literal["same_end_state", "no"] = "no"
    read_when: dict[str, Any] = attrs.field(factory=dict)
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.define(kw_only=True)
class Paging:
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
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.define(kw_only=True)
class Endpoint:
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
    returns: str = "none"
    unwrap: str | None = None
    stream: Literal["bytes", "events"] | None = None
    stop: str | None = None
    redirect: Literal["same_origin"] | None = None
    private: bool = False
    notes: str = ""
    name: str = attrs.field(default="", metadata={"derived": True})
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.define(kw_only=True)
class Rows:
    """Where a model keeps data cells; or, with `each`, which field holds models that do."""

    columns: str | None = None
    cells: str | None = None
    each: str | None = None
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.define(kw_only=True)
class Failure:
    """What marks one item of an answer as failed, and where its message is; paths by wire name, first found wins."""

    at: str | list[str]
    values: list[str]
    message: str | list[str] | None = None
    # A field with failures of its own.
    inside: str | None = None
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.define(kw_only=True)
class Model:
    """An object of requests or answers.  In YAML a map of fields may stand for it."""

    fields: Fields
    doc: str = ""
    rows: Rows | None = None
    failure: Failure | None = None
    outcomes: str | None = None
    official: str | None = None
    name: str = attrs.field(default="", metadata={"derived": True})
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.define(kw_only=True)
class Group:
    """One file of the catalog."""

    group: str
    doc: str = ""
    operations: dict[str, Endpoint] = attrs.field(factory=dict)
    models: dict[str, Model] = attrs.field(factory=dict)
    enums: dict[str, list[str]] = attrs.field(factory=dict)
    # By enum and release, oldest first: the values that came with it, or after a minus went.
    came: dict[str, dict[str, list[str]]] = attrs.field(factory=dict)
    version: str = attrs.field(default="", metadata={"derived": True})
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})
    marks: dict[str, Mark] = attrs.field(factory=dict, metadata={"derived": True})


@attrs.define(kw_only=True)
class Difference:
    """A deliberate difference from the official document: a place, and what the document says there."""

    at: str
    official: str
    why: str
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.define(kw_only=True)
class Differences:
    """`differences.yaml`: what `drift` may find, and the topics that are not in the catalog yet."""

    differences: list[Difference] = attrs.field(factory=list)
    absent_topics: dict[str, str] = attrs.field(factory=dict)
    mark: Mark = attrs.field(default=NOWHERE, metadata={"derived": True})


@attrs.frozen
class Version:
    """One API version: its groups by name, what they share, and its deliberate differences."""

    name: str
    root: str
    groups: dict[str, Group]
    shared: Group
    differences: Differences


@attrs.frozen
class Catalog:
    """Everything in `spec/`."""

    versions: dict[str, Version]
