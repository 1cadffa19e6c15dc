"""Names: how wire names become Python names, what generated modules import, and which names would hurt there."""

import builtins
import keyword
import re

from codegen.catalog import Field

# What a module may import, in order: where from, and the names it is recognised by.
IMPORTS = [
    ("contextlib", ["AbstractAsyncContextManager"]),
    ("datetime", ["datetime"]),
    ("typing", ["TYPE_CHECKING", "Annotated", "Any", "Final", "Literal", "TypeAlias"]),
    (
        "aiothoughtspot._operation",
        ["Caller", "Day", "Deprecation", "File", "Group", "Operation", "Pages", "Param", "Rule", "Size"],
    ),
    ("aiothoughtspot._outcomes", ["Outcomes", "failed", "failure_of", "raise_for"]),
    ("aiothoughtspot._releases", ["Known"]),
    ("aiothoughtspot._rows", ["Rows", "RowsByName", "RowsInside"]),
    ("aiothoughtspot._values", ["parse_json", "redacted"]),
    ("aiothoughtspot.dates", ["Epoch", "epoch"]),
    ("aiothoughtspot.runtime", ["RuntimeFilter", "RuntimeParameter", "RuntimeSort"]),
    ("aiothoughtspot.streaming", ["Stream"]),
    ("aiothoughtspot.unset", ["UNSET", "Unset"]),
]
IMPORTED = frozenset(name for _, names in IMPORTS for name in names) | {"attrs"}
# What a class body of annotations must still find, and what its bases have.
_IN_MODELS = {
    "str",
    "int",
    "float",
    "bool",
    "bytes",
    "list",
    "dict",
    "property",
    "datetime",
    "attrs",
    "epoch",
    "parse_json",
}
_METHODS = {"decode", "failure", "failures", "raise_for_failures"}
_VERBS = {"call", "stream", "self", "client", "operations"}


def snake(name: str) -> str:
    """Write `userGUID` as `user_guid`."""
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).replace("-", "_").lower()


def pascal(name: str) -> str:
    """Write `communication_channels` as `CommunicationChannels`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def python_name(field: Field, version: str) -> str:
    """The argument or attribute of a field: its own name, in v1 in snake_case, unless it says otherwise."""
    return field.py or (snake(field.name) if version == "v1" else field.name)


def path_names(http: str) -> list[str]:
    """The parameters in the braces of a path."""
    return re.findall(r"\{(\w+)\}", http)


def verb_hurts(name: str) -> bool:
    """Whether a function of this name, or its constant in capitals, hides what its module needs."""
    return (
        keyword.iskeyword(name)
        or hasattr(builtins, name)
        or name in _VERBS
        or not IMPORTED.isdisjoint({name, name.upper()})
    )


def field_hurts(name: str, *, model: bool) -> bool:
    """Whether an argument, or an attribute of a model, cannot have this name."""
    bad = _IN_MODELS | _METHODS if model else {"client"}
    return not name.isidentifier() or keyword.iskeyword(name) or name in bad or name.startswith("_")
