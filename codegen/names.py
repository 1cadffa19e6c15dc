"""Names: how wire names become Python names, what generated modules import, and which names would hurt there."""

import builtins
import keyword
import re

# What a module may import, by where from.
IMPORTS = {
    "contextlib": ["AbstractAsyncContextManager"],
    "datetime": ["datetime"],
    "typing": ["TYPE_CHECKING", "Annotated", "Any", "Final", "Literal", "TypeAlias"],
    "aiothoughtspot._operation": [
        "Caller",
        "Day",
        "Deprecation",
        "File",
        "Group",
        "Operation",
        "Pages",
        "Param",
        "Rule",
        "Size",
    ],
    "aiothoughtspot._outcomes": ["Outcomes", "failed", "failure_of", "raise_for"],
    "aiothoughtspot._releases": ["Known"],
    "aiothoughtspot._rows": ["Rows", "RowsByName", "RowsInside"],
    "aiothoughtspot._values": ["parse_json", "redacted"],
    "aiothoughtspot.dates": ["Epoch", "epoch"],
    "aiothoughtspot.runtime": ["RuntimeFilter", "RuntimeParameter", "RuntimeSort"],
    "aiothoughtspot.streaming": ["Stream"],
    "aiothoughtspot.unset": ["UNSET", "Unset"],
}
IMPORTED = frozenset(name for names in IMPORTS.values() for name in names) | {"attrs"}
# What a class body of annotations must still find, and what its bases have.
_TYPES = {"str", "int", "float", "bool", "bytes", "list", "dict", "property", "datetime"}
_CALLED = {"attrs", "epoch", "parse_json"}
_METHODS = {"decode", "failure", "failures", "raise_for_failures"}
_VERBS = {"call", "stream", "self", "client", "operations"}


def snake(name: str) -> str:
    """Write `userGUID` as `user_guid`."""
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).replace("-", "_").lower()


def pascal(name: str) -> str:
    """Write `communication_channels` as `CommunicationChannels`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


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
    bad = _TYPES | _CALLED | _METHODS if model else {"client"}
    return not name.isidentifier() or keyword.iskeyword(name) or name in bad or name.startswith("_")
