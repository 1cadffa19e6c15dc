"""Problems of a catalog: what is wrong, where it stands, and what may have been meant."""

import difflib
from collections.abc import Iterable

import attrs


@attrs.frozen
class Mark:
    """Where something stands: a file and a line, from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """The form that editors jump to."""
        return f"{self.file}:{self.line}"


class Problems:
    """What is wrong with a catalog, in the order of its files and lines."""

    def __init__(self) -> None:
        self.found: list[tuple[Mark, str]] = []
        # Names of what could not be read; that others name them is no problem of its own.
        self.broken: set[str] = set()
        # Whether a whole file could not be read, so that nothing can be said of what others take from it.
        self.unread = False

    def add(self, *problems: tuple[Mark, str]) -> None:
        """Note problems, each once."""
        self.found += [one for one in dict.fromkeys(problems) if one not in self.found]

    def __str__(self) -> str:
        """One line a problem: file:line: text."""
        ordered = sorted(self.found, key=lambda entry: (entry[0].file, entry[0].line))
        return "\n".join(f"{mark}: {text}" for mark, text in ordered)


def suggest(name: str, known: Iterable[object]) -> str:
    """Propose the nearest known name."""
    close = difflib.get_close_matches(name, map(str, known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
