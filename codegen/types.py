"""The type mini-language: parsed into a small tree, printed as Python, and named as the official document would.

type    = part ("|" part)*            part = primary "[]"*
primary = name | name "(" words ")" | "map[" type "]" | "(" type ")"
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import attrs

_TOKEN = re.compile(r"\s*(\[\]|[A-Za-z_][A-Za-z0-9_]*|[\[\]()|,]|-?\d+|[^\s\[\]()|,]+)")
# How each type is printed: in Python in requests and in answers, and in the official document; `{}` is what it holds.
PLAIN = {
    "str": ("str", "str", "string"),
    "int": ("int", "int", "integer"),
    "float": ("float", "float", "number"),
    "bool": ("bool", "bool", "boolean"),
    "bytes": ("bytes", "bytes", "string"),
    "null": ("None", "None", "null"),
}
SPECIAL = {
    "any": ("Any", "Any", "object"),
    "object": ("dict[str, Any]", "dict[str, Any]", "object"),
    "number": ("int | float", "int | float", "number"),
    "size": ("Size", "int", "integer"),
    "file": ("File", "bytes", "string(binary)"),
    "runtime_filters": ("list[RuntimeFilter]", "dict[str, Any]", "object"),
    "runtime_sorts": ("list[RuntimeSort]", "dict[str, Any]", "object"),
    "runtime_parameters": ("list[RuntimeParameter]", "dict[str, Any]", "object"),
    "none": ("None", "None", "none"),
}
_FORMS = {
    "list": ("list[{}]", "list[{}]", "{}[]"),
    "map": ("dict[str, {}]", "dict[str, {}]", "object"),
    "outcomes": ("Outcomes[{}]", "Outcomes[{}]", "{}[]"),
    "enum": ("Literal[{}]", "str", "string"),
    "epoch": ("Annotated[datetime, Epoch({})]", "int | float", "number"),
    "epoch(iso)": ("", "str", "string"),
    "date": ("Day", "str", "string"),
    "json": ("str", "str", "string"),
}
FUNCTIONS = {"enum", "epoch", "date", "json", "outcomes"}
UNITS = ("ms", "s", "us", "s_or_ms", "iso")
WORDS = {"epoch": UNITS, "date": ("mdy",), "json": ("any",)}
# What can be read but not sent: nobody could say which of two units, or how text is written.
ANSWERS_ONLY = {"outcomes", "epoch(s_or_ms)", "epoch(iso)"}
Direction = Literal["request", "answer"]


class TypeProblem(ValueError):  # noqa: N818 - it becomes a line of the report
    """A type text that cannot be read."""


@attrs.frozen
class Type:
    """A node of a type: `kind` is name, list, map, union, or one of `FUNCTIONS`."""

    kind: str
    name: str = ""
    args: "tuple[Type, ...]" = ()
    words: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """Names of models and enums in it."""
        if self.kind == "name" and self.name not in PLAIN and self.name not in SPECIAL:
            yield self.name
        for arg in self.args:
            yield from arg.names()

    def answers_only(self) -> Iterator[str]:
        """Types in it that no argument can have."""
        if self.label in ANSWERS_ONLY:
            yield self.label
        for arg in self.args:
            yield from arg.answers_only()

    @property
    def label(self) -> str:
        """Its kind, of an epoch with the unit."""
        return f"epoch({self.words[0]})" if self.kind == "epoch" else self.kind

    def without_null(self) -> "Type":
        """The same, less null."""
        args = tuple(arg for arg in self.args if arg.name != "null")
        if not self.nullable:
            return self
        return args[0] if len(args) == 1 else attrs.evolve(self, args=args)

    @property
    def nullable(self) -> bool:
        """Whether null is one of its values."""
        return self.kind == "union" and any(arg.name == "null" for arg in self.args)


def parse(text: str) -> Type:
    """Read a type, or raise `TypeProblem` saying what is wrong."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text) or not tokens:
        raise TypeProblem(f"cannot read the type {text!r}")
    parser = _Parser(text, tokens)
    found = parser.union()
    if parser.tokens:
        raise TypeProblem(f"cannot read the type {text!r} from {parser.tokens[0]!r} on")
    return found


@attrs.define
class _Parser:
    text: str
    # What is not read yet.
    tokens: list[str]

    def union(self) -> Type:
        parts = [self.part()]
        while self.took("|"):
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else Type("union", args=tuple(parts))

    def part(self) -> Type:
        part = self.primary()
        while self.took("[]"):
            part = Type("list", args=(part,))
        return part

    def primary(self) -> Type:
        if not self.tokens:
            raise TypeProblem(f"the type {self.text!r} ends too early")
        head = self.tokens.pop(0)
        if head == "(":
            return self.closed(")")
        if head == "map" and self.took("["):
            return Type("map", args=(self.closed("]"),))
        if not head.isidentifier():
            raise TypeProblem(f"cannot read the type {self.text!r} at {head!r}")
        if not self.took("("):
            return Type("name", head)
        if head not in FUNCTIONS:
            raise TypeProblem(f"unknown type {head}(...)")
        return Type("outcomes", args=(self.closed(")"),)) if head == "outcomes" else self.words(head)

    def words(self, head: str) -> Type:
        end = self.tokens.index(")") if ")" in self.tokens else 0
        words = tuple(word for word in self.tokens[:end] if word != ",")
        if not words:
            raise TypeProblem(f"the type {self.text!r} lacks a closing parenthesis or words in it")
        if head in WORDS and words not in {(word,) for word in WORDS[head]}:
            known = ", ".join(WORDS[head])
            raise TypeProblem(f"unknown word {words[0]!r} in {self.text!r}: use one of {known}")
        del self.tokens[: end + 1]
        return Type(head, words=words)

    def closed(self, end: str) -> Type:
        inner = self.union()
        if not self.took(end):
            raise TypeProblem(f"the type {self.text!r} lacks {end!r}")
        return inner

    def took(self, token: str) -> bool:
        """Go past a token if it is the next one."""
        found = self.tokens[:1] == [token]
        del self.tokens[:found]
        return found


def literal(words: Iterable[str]) -> str:
    """Print a closed set of texts."""
    return f"Literal[{', '.join(map(repr, words))}]"


def python(tp: Type, direction: Direction, named: Callable[[str], str]) -> str:
    """Print a type as an annotation; `named` prints the names of models and enums for this direction."""
    if tp.kind == "union":
        parts = sorted(tp.args, key=lambda arg: arg.name == "null")
        return " | ".join(dict.fromkeys(python(part, direction, named) for part in parts))
    return _printed(tp, 0 if direction == "request" else 1, lambda arg: python(arg, direction, named), named)


def official(tp: Type, is_model: Callable[[str], bool]) -> str:
    """Name a type as the official document does: string, integer, number, boolean, object, X[]."""
    if tp.kind == "union":
        return "|".join(sorted({official(arg, is_model) for arg in tp.args if arg.name != "null"}))
    return _printed(
        tp, 2, lambda arg: official(arg, is_model), lambda name: "object" if is_model(name) else "string"
    )


def _printed(tp: Type, column: int, inner: Callable[[Type], str], named: Callable[[str], str]) -> str:
    if tp.kind == "name":
        row = PLAIN.get(tp.name) or SPECIAL.get(tp.name)
        return row[column] if row is not None else named(tp.name)
    held = inner(tp.args[0]) if tp.args else ", ".join(map(repr, tp.words))
    return (_FORMS.get(tp.label) or _FORMS[tp.kind])[column].replace("{}", held)
