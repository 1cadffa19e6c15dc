"""YAML files to catalog values.  All problems are collected, each with file and line, and with a suggestion."""

import types
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import yaml

from codegen.catalog import (
    FAMILIES,
    Catalog,
    Differences,
    Enum,
    Field,
    Group,
    Model,
    Node,
    Version,
)
from codegen.names import path_names, snake
from codegen.problems import Mark, Problems, suggest
from codegen.types import Type, TypeProblem, parse

ROOTS = {"v1": "/callosum/v1/tspublic/v1", "v2": "/api/rest/2.0"}
_SCALARS = yaml.constructor.SafeConstructor()
_BOOLEAN_TEXT = {"yes", "no", "on", "off", "y", "n"}


def load(spec: Path, problems: Problems) -> Catalog:
    """Read all of `spec/`."""
    versions: dict[str, Version] = {}
    for folder in sorted(path for path in spec.iterdir() if path.is_dir()):
        version = versions[folder.name] = Version(folder.name, ROOTS.get(folder.name, ""))
        for file in sorted(folder.glob("*.yaml")):
            reader = _Reader(file.relative_to(spec.parent).as_posix(), version, problems)
            if file.stem == "differences":
                version.differences = reader.file(file, Differences) or version.differences
            elif (group := reader.file(file, Group)) is None:
                problems.unread = True
            else:
                if group.group != file.stem:
                    text = f"the group is called {group.group!r}, its file {file.stem!r}"
                    problems.add((group.mark, text))
                _place(group, file.stem, version)
    return Catalog(versions)


def _place(group: Group, stem: str, version: Version) -> None:
    """Put a file into its version; what it leaves unsaid about parameters is spelled out."""
    group.version = version
    if stem == "shared":
        version.shared = group
    else:
        version.groups[stem] = group
    for model in group.models.values():
        model.home = group
    for enum in group.enums.values():
        enum.home = group
    for operation in group.operations.values():
        mark, doc = operation.mark, "Sent as numbered keys of the query string."
        plain = {
            name: Field(type=parse("str"), name=name, arg=_arg(version, name), mark=mark)
            for name in path_names(operation.http)
        }
        operation.path = plain | operation.path
        for name in map(FAMILIES.__getitem__, operation.families):
            field = Field(type=parse(name), name=name, arg=name, doc=doc, required=False, mark=mark)
            operation.query[name] = field


def _arg(version: Version, name: str) -> str:
    """The Python name of a wire name: in v1 in snake_case."""
    return snake(name) if version.name == "v1" else name


class _Unreadable(ValueError):  # noqa: N818 - it becomes a line of the report
    """A node that is not what the language wants there."""


class _Reader:
    """Reads one file's nodes by the types of the catalog's classes."""

    def __init__(self, name: str, version: Version, problems: Problems) -> None:
        self._name = name
        self._version = version
        self._problems = problems

    def file(self, path: Path, cls: Any) -> Any:
        """Parse the file and read it.  By the C loader: the pure one refuses `{key?: str}`."""
        try:
            node = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            # Characters that YAML does not have are found before there are lines.
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or str(error).partition("\n")[0]
            self._problems.add((Mark(self._name, mark.line + 1 if mark else 1), f"not YAML: {what}"))
            return None
        if node is None:
            self._problems.add((Mark(self._name, 1), "the file is empty"))
            return None
        return self._read(node, cls)

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self._name, node.start_mark.line + 1)

    def _wrong(self, node: yaml.Node, text: str) -> None:
        self._problems.add((self._mark(node), text))

    def _read(self, node: yaml.Node, tp: Any) -> Any:
        """Read a node as a type of `catalog`; None, with a problem noted, if it is not one."""
        try:
            return self._value(node, tp)
        except (TypeProblem, _Unreadable) as problem:
            self._wrong(node, str(problem))
            return None

    def _value(self, node: yaml.Node, tp: Any) -> Any:
        origin, args = get_origin(tp), get_args(tp)
        if tp is Any:
            return self._plain(node)
        if origin in {Union, types.UnionType}:
            return self._union(node, args)
        if origin is not list and not _is_map(tp):
            return self._scalar(node, tp, args)
        wanted, what = (yaml.SequenceNode, "list") if origin is list else (yaml.MappingNode, "map")
        if not isinstance(node, wanted):
            raise _Unreadable(f"expected a {what}, found {self._plain(node)!r}")
        if origin is list:
            read = [self._read(entry, args[0]) for entry in node.value]
            return [one for one in read if one is not None or args[0] is Any]
        return self._map(node, args[1]) if origin is dict else self._object(node, tp)

    def _plain(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {str(key.value): self._plain(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        if node.tag == "tag:yaml.org,2002:bool" and node.value.lower() in _BOOLEAN_TEXT:
            return node.value
        return _SCALARS.construct_object(node)

    def _scalar(self, node: yaml.Node, tp: Any, allowed: tuple[str, ...]) -> Any:
        value = self._plain(node)
        text = str(node.value) if isinstance(node, yaml.ScalarNode) else None
        if allowed:
            said = value if text is None else text
            if said not in allowed:
                near = suggest(str(said), allowed)
                raise _Unreadable(f"{said!r} is not one of {', '.join(allowed)}{near}")
            return said
        if text is not None and tp in {str, Type}:
            return text if tp is str else parse(text)
        if type(value) is not tp and not (tp is float and type(value) is int):
            raise _Unreadable(f"expected {'str' if tp is Type else tp.__name__}, found {value!r}")
        return value

    def _union(self, node: yaml.Node, members: tuple[Any, ...]) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.value in {"", "null", "~"} and type(None) in members:
            return None
        # An object for a mapping, a list for a sequence, else the first: at most one member of each kind.
        for one in members:
            fits = _is_map(one) if isinstance(node, yaml.MappingNode) else get_origin(one) is list
            if fits and not isinstance(node, yaml.ScalarNode):
                return self._read(node, one)
        return self._read(node, members[0])

    def _map(self, node: yaml.Node, item: Any) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value).removesuffix("?") if item is Field else str(key.value)
            if name in result:
                self._wrong(key, f"{name!r} stands here twice")
            entry = self._entry(value, item)
            if entry is None:
                self._problems.broken.add(name)
                continue
            result[name] = entry
            if isinstance(entry, Node):
                entry.name, entry.mark = name, self._mark(key)
            if isinstance(entry, Field):
                entry.required, entry.arg = name == key.value, entry.py or _arg(self._version, name)
        return result

    def _entry(self, node: yaml.Node, item: Any) -> Any:
        """Read an entry of a map; fields, models and enums have short forms."""
        if item is Field and isinstance(node, yaml.ScalarNode):
            tp = self._read(node, Type)
            return tp and Field(type=tp)
        if item is Enum:
            values = self._read(node, list[str])
            return None if values is None else Enum(values=values)
        mapping = isinstance(node, yaml.MappingNode)
        if item is Model and mapping and "fields" not in {key.value for key, _ in node.value}:
            return Model(fields=self._map(node, Field))
        return self._read(node, item)

    def _object(self, node: yaml.Node, cls: Any) -> Any:
        hints = get_type_hints(cls)
        own = [one for one in attrs.fields(cls) if not one.metadata.get("derived")]
        keys = {one.name.removesuffix("_"): one for one in own}
        arguments: dict[str, Any] = {}
        present: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name not in keys:
                self._wrong(key, f"unknown key {name!r}{suggest(name, keys)}")
                continue
            if name in present:
                self._wrong(key, f"{name!r} stands here twice")
            present.add(name)
            hint = hints[keys[name].name]
            entry = self._read(value, hint)
            if entry is not None or hint is Any:
                arguments[keys[name].name] = entry
        needed = [name for name, one in keys.items() if one.default is attrs.NOTHING]
        for name in needed:
            if name not in present:
                self._wrong(node, f"the key {name!r} is missing")
        whole = all(name in arguments for name in needed)
        return cls(**arguments, mark=self._mark(node)) if whole else None


def _is_map(tp: Any) -> bool:
    return get_origin(tp) is dict or (isinstance(tp, type) and issubclass(tp, Node))
