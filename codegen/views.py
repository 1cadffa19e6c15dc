"""What the templates print: values that are texts already, in the order of their printing."""

import attrs


@attrs.frozen
class EnumView:
    """One alias: closed for arguments, open for answers."""

    name: str
    literal: str
    open: bool
    doc: str


@attrs.frozen
class FieldView:
    """One line of a model."""

    name: str
    annotation: str
    value: str


@attrs.frozen
class PropertyView:
    """A generated property over a wire value."""

    name: str
    annotation: str
    expression: str
    doc: str


@attrs.frozen
class Row:
    """One line of a table in the reference: an argument, a field or a property."""

    name: str
    type: str
    required: bool
    doc: str


@attrs.frozen
class ModelView:
    """One model class."""

    name: str
    bases: str
    decorator: str
    summary: str
    doc: str
    fields: list[FieldView]
    properties: list[PropertyView]
    constants: list[str]
    # The field whose items can be failures.
    outcomes: str
    rows: list[Row]
    # What it means that a row is required.
    need: str


@attrs.frozen
class FunctionView:
    """One endpoint: its operation constant and its function, and what its section of the reference says."""

    verb: str
    constant: str
    facts: list[str]
    signature: list[str]
    returns: str
    doc: str
    passes: list[str]
    # Arguments that no traceback may show.
    secrets: list[str]
    events: bool
    answer: str
    summary: str
    route: str
    vendor: str
    since: str
    removed: str
    # What to use instead, as a link; empty if there is nothing.
    deprecated: str
    example: str
    lines: list[str]
    rows: list[Row]
    safety: str


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
