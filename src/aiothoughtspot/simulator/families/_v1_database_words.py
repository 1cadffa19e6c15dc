"""Statements of the in-memory database as words: cut apart, and taken one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from aiothoughtspot.simulator.families._v1_database_store import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
_WORD: Final = re.compile(
    r"""\s*(?:'(?P<text>(?:[^']|'')*)'|"(?P<quoted>[^"]+)"|(?P<number>-?\d+(?:\.\d+)?(?!\w))
    |(?P<word>[A-Za-z_]\w*)|(?P<sign><=|>=|!=|<>|[=<>(),.*;]))""",
    re.VERBOSE,
)


class Word(NamedTuple):
    """A piece of a statement: a text, number, name ("word" when it may be a keyword, else "quoted"), or sign."""

    kind: str
    value: str


class Words:
    """The words of one statement that are still to be read."""

    def __init__(self, statement: str) -> None:
        self._words = [word for word in split_words(statement) if word != Word("sign", ";")]
        self._words.reverse()

    def take(self) -> Word:
        """The next word; one of kind "end" after the last."""
        return self._words.pop() if self._words else Word("end", "the end")

    def accept(self, *keywords: str) -> bool:
        """Take these keywords or signs if they come next, all of them or none."""
        following = self._words[: -len(keywords) - 1 : -1]
        found = tuple(word.value.lower() for word in following if word.kind in {"word", "sign"})
        if found != keywords:
            return False
        del self._words[-len(keywords) :]
        return True

    def expect(self, *keywords: str) -> None:
        """Take these keywords or signs.

        Raises:
            DatabaseError: When something else comes next.
        """
        if not self.accept(*keywords):
            raise DatabaseError(f"Expected {' '.join(keywords)} before {self.take().value!r}")

    def name(self) -> str:
        """Take a name.

        Raises:
            DatabaseError: When none comes next.
        """
        word = self.take()
        if word.kind not in {"word", "quoted"}:
            raise DatabaseError(f"Expected a name, not {word.value!r}")
        return word.value

    def names(self) -> list[str]:
        """Take names with commas between them."""
        return list(self.separated(self.name))

    def separated(self, read: Callable[[], T]) -> Iterator[T]:
        """Read things with commas between them."""
        yield read()
        while self.accept(","):
            yield read()

    def literal(self) -> str | None:
        """Take a text, a number, true or false; None for null.

        Raises:
            DatabaseError: When something else comes next.
        """
        word = self.take()
        if word.kind in {"text", "number"}:
            return word.value.replace("''", "'") if word.kind == "text" else word.value
        if word.kind == "word" and word.value.lower() in {"null", "true", "false"}:
            return None if word.value.lower() == "null" else word.value.lower()
        raise DatabaseError(f"Expected a value, not {word.value!r}")

    def end(self) -> None:
        """Nothing may be left.

        Raises:
            DatabaseError: When something is.
        """
        word = self.take()
        if word.kind != "end":
            raise DatabaseError(f"Cannot read the statement at {word.value!r}")


def split_words(statement: str) -> Iterator[Word]:
    """The words of a text.

    Raises:
        DatabaseError: For a sign that no statement has.
    """
    at, end = 0, len(statement.rstrip())
    while at < end:
        match = _WORD.match(statement, at)
        if match is None:
            raise DatabaseError(f"Cannot read the statement at {statement[at:end].strip()[:20]!r}")
        at = match.end()
        yield next(Word(kind, value) for kind, value in match.groupdict().items() if value is not None)


def statements(script: str) -> list[str]:
    """The statements of a script, cut at the semicolons that stand outside of quotes."""
    parts = re.findall(r"""(?:'[^']*'|"[^"]*"|[^;'"])+""", script)
    return [f"{part.strip()};" for part in parts if part.strip()]
