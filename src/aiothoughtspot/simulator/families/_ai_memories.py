"""What Spotter remembers, as text: YAML to memories with the reasons of what is wrong, and back. Knows no routes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.families._yaml import dump
from aiothoughtspot.simulator.families._yaml_reader import load
from aiothoughtspot.simulator.families._yaml_scalars import YamlError

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

CONTENTS: Final = {"RULE": ("rule_definition",), "RECIPE": ("user_query", "recipe")}
"""The types of memories, and the fields of each."""
LONGEST: Final = 5_000
"""Characters of one field."""
ALWAYS: Final = "GLOBAL"
"""The tag of rules that always apply."""


@attrs.define
class Memory:
    """One memory of a text."""

    line: int
    """Where it begins, from 1."""
    whole: dict[str, Any] = attrs.field(factory=dict[str, Any])
    failures: list[dict[str, Any]] = attrs.field(factory=list[dict[str, Any]])

    @property
    def kind(self) -> str:
        """How summaries count it."""
        if self.whole["type"] == "RECIPE":
            return "RECIPES"
        return "ALWAYS_APPLY_RULES" if ALWAYS in (self.whole.get("tags") or ()) else "RULES"

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The models it is about."""
        found: list[dict[str, Any]] = self.whole["datamodel_sources"]
        return found

    def fail(self, reason: str, field: str, message: str) -> None:
        """Note what is wrong with it."""
        self.failures.append(
            {"line_number": self.line, "reason": reason, "field_name": field, "message": message}
        )


def write(memories: list[Record]) -> str:
    """Memories as a text."""
    return dump({"memories": memories})


def read(text: str) -> list[Memory]:
    """The memories of a text, each with what is wrong with its form; a text of another form is one memory that failed."""
    try:
        document = load(text)
    except YamlError as problem:
        return [_unreadable(str(problem))]
    items = document.get("memories") if isinstance(document, dict) else None
    if not isinstance(items, list):
        return [_unreadable("the text has no list of memories")]
    lines = _lines(text)
    # Items on one line have no lines of their own.
    found = [Memory(line) for line in (*lines, *[1] * (len(items) - len(lines)))][: len(items)]
    for memory, item in zip(found, items, strict=True):
        if isinstance(item, dict):
            memory.whole = item
        _check(memory)
    return found


def _unreadable(message: str) -> Memory:
    memory = Memory(1)
    memory.fail("SCHEMA", "content", message)
    return memory


def _lines(text: str) -> list[int]:
    """Where the items of the outermost list begin."""
    found = [
        (match[1], number)
        for number, line in enumerate(text.split("\n"), 1)
        if (match := re.match(r"( *)- ", line))
    ]
    return [number for indent, number in found if indent == found[0][0]]


def _check(memory: Memory) -> None:
    kind, content = memory.whole.get("type"), memory.whole.get("content")
    if not isinstance(kind, str) or kind not in CONTENTS:
        memory.fail("SCHEMA", "type", f"type is one of {', '.join(CONTENTS)}")
        return
    for name in CONTENTS[kind]:
        value = content.get(name) if isinstance(content, dict) else None
        if not isinstance(value, str) or not value.strip():
            memory.fail("VALIDATION", f"content.{name}", f"{name} is a text and not empty")
        elif len(value) > LONGEST:
            memory.fail("CHAR_LIMIT", f"content.{name}", f"{name} has at most {LONGEST} characters")
    if not isinstance(memory.whole.get("tags") or [], list):
        memory.fail("SCHEMA", "tags", "tags is a list")
    sources = memory.whole.get("datamodel_sources")
    if not isinstance(sources, list) or not sources or not all(isinstance(item, dict) for item in sources):
        memory.fail("SCHEMA", "datamodel_sources", "datamodel_sources is a list of models and not empty")
