"""The type mini-language: parsed into a small tree, printed as Python, and named as the official document would.

type    = part ("|" part)*            part = primary "[]"*
primary = name | name "(" words ")" | "map[" type "]" | "(" type ")"
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

import attrs

_TOKEN = re.compile(r"\s*(\[\]|[A-Za-z_][A-Za-z0-9_]*|[\[\]()|,]|-?\d+|[^\s\[\]()|,]+)")
PLAIN = {"str": "str", "int": "int", "float": "float", "bool": "bool", "bytes": "bytes", "null": "None"}
# name -> (Python in requests, Python in answers, official type)
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
FUNCTIONS = {"enum", "epoch", "date", "json", "outcomes"}
UNITS = ("ms", "s", "us", "s_or_ms", "iso")
WORDS = {"epoch": UNITS, "date": ("mdy",), "json": ("any",)}
# What can be read but not sent: nobody could say which of two units, or how text is written.
ANSWERS_ONLY = {"outcomes", "epoch(s_or_ms)", "epoch(iso)"}
OFFICIAL = {
    "str": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "bytes": "string",
    "null": "null",
}

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
        text = f"{self.kind}({self.words[0]})" if self.kind == "epoch" else self.kind
        if text in ANSWERS_ONLY:
            yield text
        for arg in self.args:
            yield from arg.answers_only()

    @property
    def nullable(self) -> bool:
        """Whether null is one of its values."""
        return self.kind == "union" and any(arg.name == "null" for arg in self.args)


def parse(text: str) -> Type:
    """Read a type, or raise `TypeProblem` saying what is wrong."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text) or not tokens:
        raise TypeProblem(f"cannot read the type {text!r}")
    found, rest = _union(tokens, text)
    if rest:
        raise TypeProblem(f"cannot read the type {text!r} from {rest[0]!r} on")
    return found


def _union(tokens: list[str], text: str) -> tuple[Type, list[str]]:
    part, tokens = _part(tokens, text)
    parts = [part]
    while tokens and tokens[0] == "|":
        part, tokens = _part(tokens[1:], text)
        parts.append(part)
    return (parts[0] if len(parts) == 1 else Type("union", args=tuple(parts))), tokens


def _part(tokens: list[str], text: str) -> tuple[Type, list[str]]:
    part, tokens = _primary(tokens, text)
    while tokens and tokens[0] == "[]":
        part, tokens = Type("list", args=(part,)), tokens[1:]
    return part, tokens


def _primary(tokens: list[str], text: str) -> tuple[Type, list[str]]:
    if not tokens:
        raise TypeProblem(f"the type {text!r} ends too early")
    head, rest = tokens[0], tokens[1:]
    if head == "(":
        inner, rest = _union(rest, text)
        return inner, _expect(rest, ")", text)
    if head == "map" and rest[:1] == ["["]:
        inner, rest = _union(rest[1:], text)
        return Type("map", args=(inner,)), _expect(rest, "]", text)
    if not head.isidentifier():
        raise TypeProblem(f"cannot read the type {text!r} at {head!r}")
    if rest[:1] != ["("]:
        return Type("name", head), rest
    if head not in FUNCTIONS:
        raise TypeProblem(f"unknown type {head}(...)")
    if head == "outcomes":
        inner, rest = _union(rest[1:], text)
        return Type("outcomes", args=(inner,)), _expect(rest, ")", text)
    end = rest.index(")") if ")" in rest else -1
    words = tuple(word for word in rest[1:end] if word != ",")
    if end < 0 or not words:
        raise TypeProblem(f"the type {text!r} lacks a closing parenthesis or words in it")
    if head in WORDS and words not in {(word,) for word in WORDS[head]}:
        raise TypeProblem(f"unknown word {words[0]!r} in {text!r}: use one of {', '.join(WORDS[head])}")
    return Type(head, words=words), rest[end + 1 :]


def _expect(tokens: list[str], token: str, text: str) -> list[str]:
    if tokens[:1] != [token]:
        raise TypeProblem(f"the type {text!r} lacks {token!r}")
    return tokens[1:]


def python(  # noqa: C901, PLR0911 - a table of kinds
    tp: Type, direction: Direction, named: Callable[[str], str]
) -> str:
    """Print a type as an annotation; `named` prints the names of models and enums for this direction."""

    def inner(arg: Type) -> str:
        return python(arg, direction, named)

    match tp.kind:
        case "list":
            return f"list[{inner(tp.args[0])}]"
        case "map":
            return f"dict[str, {inner(tp.args[0])}]"
        case "outcomes":
            return f"Outcomes[{inner(tp.args[0])}]"
        case "union":
            return " | ".join(
                dict.fromkeys(inner(arg) for arg in sorted(tp.args, key=lambda a: a.name == "null"))
            )
        case "enum":
            return literal(tp.words) if direction == "request" else "str"
        case "epoch" if direction == "request":
            return f'Annotated[datetime, Epoch("{tp.words[0]}")]'
        case "epoch":
            return "str" if tp.words == ("iso",) else "int | float"
        case "date":
            return "Day" if direction == "request" else "str"
        case "json":
            return "str"
        case _ if tp.name in PLAIN:
            return PLAIN[tp.name]
        case _ if tp.name in SPECIAL:
            return SPECIAL[tp.name][0 if direction == "request" else 1]
        case _:
            return named(tp.name)


def literal(words: tuple[str, ...] | list[str]) -> str:
    """Print a closed set of texts."""
    return f"Literal[{', '.join(map(repr, words))}]"


def official(tp: Type, is_model: Callable[[str], bool]) -> str:  # noqa: PLR0911 - a table of kinds
    """Name a type as the official document does: string, integer, number, boolean, object, X[]."""
    match tp.kind:
        case "list" | "outcomes":
            return f"{official(tp.args[0], is_model)}[]"
        case "map":
            return "object"
        case "union":
            names = {official(arg, is_model) for arg in tp.args if arg.name != "null"}
            return "|".join(sorted(names))
        case "enum" | "date" | "json":
            return "string"
        case "epoch":
            return "string" if tp.words == ("iso",) else "number"
        case _ if tp.name in OFFICIAL:
            return OFFICIAL[tp.name]
        case _ if tp.name in SPECIAL:
            return SPECIAL[tp.name][2]
        case _:
            return "object" if is_model(tp.name) else "string"
