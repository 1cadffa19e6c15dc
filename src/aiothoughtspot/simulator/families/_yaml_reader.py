"""Reads the part of YAML that TML documents use, without a YAML library.

The simulator's extra has no YAML reader, and the usual one refuses the plain scalar `=` that exported TML holds (`oper: =`).
Read: block mappings and sequences, flow collections, plain, quoted and block scalars, comments.
Anchors, aliases, tags and several documents in one text are refused: TML has none of them.
"""

import re
from typing import Any, Final

from aiothoughtspot.simulator.families._yaml_scalars import YamlError, folded, plain, unquote, unwrapped

_KEY: Final = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#\[\]{}"'&*!|>%@`,-].*?|-\S.*?)\s*:(?:\s+(.*))?$"""
)
_DOUBLE: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_SINGLE: Final = re.compile(r"'((?:[^']|'')*)'(?!')", re.DOTALL)
_FLOW_PLAIN: Final = re.compile(r"[^\s,\[\]{}:\"'#](?:[^\s,\[\]{}:]|\s(?!#)|:(?=[^\s,\[\]{}]))*")
_COMMENT: Final = re.compile(r"(?:^|\s)#.*$")


def load(text: str) -> Any:
    """Read one YAML document; raises `YamlError` for what is not YAML and for the parts of YAML that TML never uses."""
    return _Reader(text).document()


class _Reader:
    """A cursor over the lines; every method leaves it behind what it has read."""

    def __init__(self, text: str) -> None:
        self.lines = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
        self.at = 0

    def document(self) -> Any:
        if self._peek() is not None and self.lines[self.at].rstrip() == "---":
            self.at += 1
        indent = self._peek()
        value = None if indent is None else self._block(indent)
        if self._peek() is not None:
            raise self._error("unexpected text")
        return value

    def _error(self, what: str) -> YamlError:
        return YamlError(f"line {min(self.at + 1, len(self.lines))}: {what}")

    def _peek(self) -> int | None:
        """Skip blank and comment lines; the indentation of the next line with content, or None at the end."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.rstrip() == "...":
                self.at = len(self.lines)
                break
            body = line.lstrip(" ")
            if body.strip() and not body.startswith("#"):
                if body.startswith("\t"):
                    raise self._error("a tab cannot indent")
                return len(line) - len(body)
            self.at += 1
        return None

    def _block(self, indent: int) -> Any:
        body = self.lines[self.at][indent:]
        if body == "-" or body.startswith("- "):
            return self._sequence(indent)
        if _KEY.match(body):
            return self._mapping(indent)
        self.at += 1
        return self._inline(body, indent - 1)

    def _sequence(self, indent: int) -> list[Any]:
        items: list[Any] = []
        while self._peek() == indent and re.match(r"-(?: |$)", self.lines[self.at][indent:]):
            rest = self.lines[self.at][indent + 1 :]
            if not _COMMENT.sub("", rest).strip():
                self.at += 1
                inner = self._peek()
                items.append(self._block(inner) if inner is not None and inner > indent else None)
                continue
            # What follows the dash is a block of its own, standing further right.
            self.lines[self.at] = " " * (indent + 1) + rest
            items.append(self._block(indent + 1 + len(rest) - len(rest.lstrip(" "))))
        return items

    def _mapping(self, indent: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self._peek() == indent:
            match = _KEY.match(self.lines[self.at][indent:])
            if match is None:
                raise self._error("expected a key")
            key, rest = match[1], match[2] or ""
            name = str(self._quoted(key)) if key[0] in "\"'" else key
            self.at += 1
            if _COMMENT.sub("", rest).strip():
                found[name] = self._inline(rest, indent)
                continue
            inner = self._peek()
            dashed = inner == indent and re.match(r"-(?: |$)", self.lines[self.at][indent:])
            found[name] = self._block(inner) if inner is not None and (inner > indent or dashed) else None
        return found

    def _inline(self, text: str, parent: int) -> Any:
        """The value that begins with `text`; the cursor already stands on the line after it."""
        text = text.lstrip(" ")
        if text[0] in "|>":
            return self._block_scalar(text, parent)
        if text[0] in "&*!%@`":
            raise self._error(f"{text[0]!r} cannot begin a value here")
        if text[0] in "\"'":
            while not (_DOUBLE if text[0] == '"' else _SINGLE).match(text):
                text += "\n" + self._next_line("a quote is not closed")
            return self._quoted(text)
        if text[0] in "[{":
            return self._flow(text)
        text = _COMMENT.sub("", text).rstrip()
        while (inner := self._continuation()) is not None and inner > parent:
            text += " " + _COMMENT.sub("", self.lines[self.at]).strip()
            self.at += 1
        if re.search(r":(?:\s|$)", text):
            raise self._error("a key cannot stand here")
        return plain(text)

    def _continuation(self) -> int | None:
        return self._peek() if self.at < len(self.lines) and self.lines[self.at].strip() else None

    def _next_line(self, problem: str) -> str:
        if self.at >= len(self.lines):
            raise self._error(problem)
        self.at += 1
        return self.lines[self.at - 1]

    def _quoted(self, text: str) -> str:
        pattern = _DOUBLE if text[0] == '"' else _SINGLE
        match = pattern.match(text)
        if match is None or _COMMENT.sub("", text[match.end() :]).strip():
            raise self._error("text after a closing quote")
        return unquote(match[1], double=text[0] == '"')

    def _block_scalar(self, head: str, parent: int) -> str:
        marks = _COMMENT.sub("", head).rstrip()
        if not re.fullmatch(r"[|>][+-]?", marks):
            raise self._error("a block scalar takes only + or -")
        body: list[str] = []
        indent: int | None = None
        while self.at < len(self.lines):
            line = self.lines[self.at]
            here = len(line) - len(line.lstrip(" "))
            if line.strip():
                indent = here if indent is None else indent
                if here < indent or here <= parent:
                    break
            body.append(line[indent or 0 :])
            self.at += 1
        text = "\n".join(body) if marks[0] == "|" else folded("\n".join(body))
        kept = text.rstrip("\n")
        return kept if marks.endswith("-") else text if marks.endswith("+") else kept + "\n" * bool(kept)

    def _flow(self, text: str) -> Any:
        while True:
            try:
                value, end = _flow_value(text, 0)
            except IndexError:
                text += "\n" + self._next_line("a bracket is not closed")
                continue
            except ValueError as problem:
                raise self._error(str(problem)) from None
            if _COMMENT.sub("", text[end:]).strip():
                raise self._error("text after a closing bracket")
            return value


def _flow_value(text: str, at: int) -> tuple[Any, int]:
    """The flow value at `at` and the place behind it; IndexError when the text ends too early."""
    at = _skip(text, at)
    char = text[at]
    if char == "[":
        return _flow_list(text, at + 1)
    if char == "{":
        return _flow_map(text, at + 1)
    if char in "\"'":
        match = (_DOUBLE if char == '"' else _SINGLE).match(text, at)
        if match is None:
            raise IndexError
        return unquote(match[1], double=char == '"'), match.end()
    found = _FLOW_PLAIN.match(text, at)
    if found is None:
        raise ValueError(f"{char!r} cannot begin a value here")
    return plain(unwrapped(found[0].strip())), found.end()


def _skip(text: str, at: int) -> int:
    while text[at].isspace() or text[at] == "#":
        at = text.index("\n", at) if text[at] == "#" and "\n" in text[at:] else at + 1
    return at


def _flow_list(text: str, at: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while text[at := _skip(text, at)] != "]":
        value, at = _flow_value(text, at)
        items.append(value)
        at = _after_item(text, at, "]")
    return items, at + 1


def _flow_map(text: str, at: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while text[at := _skip(text, at)] != "}":
        key, at = _flow_value(text, at)
        value: Any = None
        if text[at := _skip(text, at)] == ":":
            value, at = _flow_value(text, at + 1)
        found[str(key)] = value
        at = _after_item(text, at, "}")
    return found, at + 1


def _after_item(text: str, at: int, closing: str) -> int:
    at = _skip(text, at)
    if text[at] == closing:
        return at
    if text[at] != ",":
        raise ValueError(f"expected a comma or {closing!r}")
    return at + 1
