"""Finding models, enums and fields by name: in a group's own file first, then in the shared one."""

from codegen.catalog import Field, Group, Version
from codegen.types import parse


def find(version: Version, group: Group, name: str) -> Group | None:
    """Which file a model or enum is in: the group's own, or the shared one."""
    for owner in (group, version.shared):
        if name in owner.models or name in owner.enums:
            return owner
    return None


def fields_along(version: Version, group: Group, name: str, path: str) -> list[Field]:
    """The fields that a dotted path of wire names passes, from the model `name`; shorter than the path if it leads nowhere."""
    found: list[Field] = []
    for step in path.split("."):
        owner = find(version, group, name) or group
        if name not in owner.models or step not in owner.models[name].fields:
            break
        field = owner.models[name].fields[step]
        group, name = owner, next(parse(field.type).names(), "")
        found.append(field)
    return found
