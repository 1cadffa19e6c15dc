"""YAML files to catalog values.  All problems are collected, each with file and line, and with a suggestion."""

import difflib
import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
import yaml

from codegen.catalog import Catalog, Differences, Field, Group, Mark, Model, Version

ROOTS = {"v1": "/callosum/v1/tspublic/v1", "v2": "/api/rest/2.0"}
_SCALARS = yaml.constructor.SafeConstructor()
_BOOLEAN_TEXT = {"yes", "no", "on", "off", "y", "n"}


class Problems:
    """What is wrong with a catalog, in the order of its files and lines."""

    def __init__(self) -> None:
        self.found: list[tuple[Mark, str]] = []
        # Names of what could not be read; that others name them is no problem of its own.
        self.broken: set[str] = set()
        # Whether a whole file could not be read, so that nothing can be said of what others take from it.
        self.unread = False

    def add(self, mark: Mark, text: str) -> None:
        """Note a problem."""
        if (mark, text) not in self.found:
            self.found.append((mark, text))

    def __str__(self) -> str:
        """One line a problem: file:line: text."""
        ordered = sorted(self.found, key=lambda entry: (entry[0].file, entry[0].line))
        return "\n".join(f"{mark}: {text}" for mark, text in ordered)


def suggest(name: str, known: Any) -> str:
    """Propose the nearest known name."""
    close = difflib.get_close_matches(name, [str(one) for one in known], n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def load(spec: Path, problems: Problems) -> Catalog:
    """Read all of `spec/`."""
    versions: dict[str, Version] = {}
    for folder in sorted(path for path in spec.iterdir() if path.is_dir()):
        groups: dict[str, Group] = {}
        shared, differences = Group(group="shared", version=folder.name), Differences()
        for file in sorted(folder.glob("*.yaml")):
            reader = Reader(file.relative_to(spec.parent).as_posix(), problems)
            node = reader.compose(file.read_text("utf-8"))
            if node is None:
                problems.unread = True
                continue
            if file.stem == "differences":
                differences = reader.read(node, Differences) or differences
                continue
            group = reader.read(node, Group)
            if group is None:
                problems.unread = True
                continue
            group.version = folder.name
            if group.group != file.stem:
                problems.add(group.mark, f"the group is called {group.group!r}, its file {file.stem!r}")
            if file.stem == "shared":
                shared = group
            else:
                groups[file.stem] = group
        versions[folder.name] = Version(folder.name, ROOTS.get(folder.name, ""), groups, shared, differences)
    return Catalog(versions)


class Reader:
    """Reads one file's nodes by the types of the catalog's classes."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file = file
        self._problems = problems

    def compose(self, text: str) -> yaml.Node | None:
        """Parse YAML into nodes with marks.  The C loader: the pure one refuses `{key?: str}`."""
        try:
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            # Characters that YAML does not have are found before there are lines.
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or str(error).partition("\n")[0]
            self._problems.add(Mark(self._file, mark.line + 1 if mark else 1), f"not YAML: {what}")
            return None
        if node is None:
            self._problems.add(Mark(self._file, 1), "the file is empty")
        return node

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self._file, node.start_mark.line + 1)

    def _wrong(self, node: yaml.Node, text: str) -> None:
        self._problems.add(self._mark(node), text)

    def read(self, node: yaml.Node, tp: Any) -> Any:  # noqa: PLR0911 - a table of kinds
        """Read a node as a type of `catalog`; None, with a problem noted, if it is not one."""
        origin, args = get_origin(tp), get_args(tp)
        if tp is Any:
            return self._plain(node)
        if origin in {Union, types.UnionType}:
            return self._union(node, args)
        if origin is Literal:
            return self._literal(node, args)
        if origin is list:
            return self._list(node, args[0])
        if origin is dict:
            return self._map(node, args[1])
        if attrs.has(tp):
            return self._object(node, tp)
        return self._scalar(node, tp)

    def _plain(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {str(key.value): self._plain(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        if node.tag == "tag:yaml.org,2002:bool" and node.value.lower() in _BOOLEAN_TEXT:
            return node.value
        return _SCALARS.construct_object(node)

    def _scalar(self, node: yaml.Node, tp: Any) -> Any:
        value = self._plain(node)
        if tp is str and isinstance(node, yaml.ScalarNode) and not isinstance(value, list | dict):
            return str(node.value)
        if tp is float and isinstance(value, int | float) and not isinstance(value, bool):
            return value
        if type(value) is tp:
            return value
        self._wrong(node, f"expected {tp.__name__}, found {value!r}")
        return None

    def _literal(self, node: yaml.Node, allowed: tuple[Any, ...]) -> Any:
        value = node.value if isinstance(node, yaml.ScalarNode) else self._plain(node)
        if value in allowed:
            return value
        listed = ", ".join(map(str, allowed))
        self._wrong(node, f"{value!r} is not one of {listed}{suggest(str(value), allowed)}")
        return None

    def _union(self, node: yaml.Node, members: tuple[Any, ...]) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.value in {"", "null", "~"} and type(None) in members:
            return None
        wanted = [one for one in members if one is not type(None)]
        # An object for a mapping, a list for a sequence, else the first: at most one member of each kind.
        for one in wanted:
            origin = get_origin(one)
            if isinstance(node, yaml.MappingNode) and (origin is dict or attrs.has(one)):
                return self.read(node, one)
            if isinstance(node, yaml.SequenceNode) and origin is list:
                return self.read(node, one)
        return self.read(node, wanted[0])

    def _list(self, node: yaml.Node, item: Any) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(node, f"expected a list, found {self._plain(node)!r}")
            return []
        return [value for entry in node.value if (value := self.read(entry, item)) is not None or item is Any]

    def _map(self, node: yaml.Node, item: Any) -> Any:
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, f"expected a map, found {self._plain(node)!r}")
            return {}
        result: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            entry = self._named(key, value, name, item)
            name = name.removesuffix("?") if item is Field else name
            if name in result:
                self._wrong(key, f"{name!r} stands here twice")
            if entry is None:
                self._problems.broken.add(name)
            else:
                result[name] = entry
        return result

    def _named(self, key: yaml.Node, node: yaml.Node, name: str, item: Any) -> Any:
        """Read an entry of a map; fields and models have short forms and know their names."""
        if item is Field:
            short = isinstance(node, yaml.ScalarNode)
            entry = Field(type=str(node.value)) if short else self.read(node, Field)
            if entry is not None:
                entry.name, entry.required, entry.mark = (
                    name.removesuffix("?"),
                    not name.endswith("?"),
                    self._mark(key),
                )
            return entry
        if (
            item is Model
            and isinstance(node, yaml.MappingNode)
            and "fields" not in {k.value for k, _ in node.value}
        ):
            entry = Model(fields=self._map(node, Field))
        else:
            entry = self.read(node, item)
        if attrs.has(item) and entry is not None:
            entry.name, entry.mark = name, self._mark(key)
        return entry

    def _object(self, node: yaml.Node, cls: Any) -> Any:
        mark = self._mark(node)
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, f"expected a map, found {self._plain(node)!r}")
            return None
        hints = get_type_hints(cls)
        keys = {
            one.name.removesuffix("_"): one for one in attrs.fields(cls) if not one.metadata.get("derived")
        }
        arguments: dict[str, Any] = {}
        marks: dict[str, Mark] = {}
        broken = False
        for key, value in node.value:
            field = keys.get(str(key.value))
            if field is None:
                self._wrong(key, f"unknown key {key.value!r}{suggest(str(key.value), keys)}")
                continue
            if field.name in arguments:
                self._wrong(key, f"{key.value!r} stands here twice")
            entry = self.read(value, hints[field.name])
            if entry is None and hints[field.name] is not Any:
                broken = broken or field.default is attrs.NOTHING
                continue
            arguments[field.name] = entry
            marks[str(key.value)] = self._mark(key)
        for name, field in keys.items():
            if field.default is attrs.NOTHING and field.name not in arguments and not broken:
                self._wrong(node, f"the key {name!r} is missing")
                broken = True
        if broken:
            return None
        made = cls(**arguments, mark=mark)
        if isinstance(made, Group):
            made.marks = self._enum_marks(node)
        return made

    def _enum_marks(self, node: yaml.MappingNode) -> dict[str, Mark]:
        for key, value in node.value:
            if key.value == "enums" and isinstance(value, yaml.MappingNode):
                return {str(name.value): self._mark(name) for name, _ in value.value}
        return {}
