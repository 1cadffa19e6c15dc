"""One page of a walk: its items, what tells them apart, and whether it joins the page before."""

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import attrs

from aiothoughtspot._outcomes import value_at
from aiothoughtspot.errors import ThoughtSpotError

T = TypeVar("T")
_IDS = ("id", "metadata_id", "header.id")


class GapError(ThoughtSpotError):
    """Pages do not add up to the list: objects went away meanwhile, or the server gives one page for every offset.

    After the first, walk again from the beginning or from an earlier cursor; the second is the server's to mend.
    """


@attrs.frozen
class Page(Generic[T]):
    """One page: its number from 0, the answer as the endpoint gives it, its items, and whether it was the last.

    Iterate it for its items, its length is theirs.  `longest` counts the list that the page size is for: of several
    visualizations or groups, each has its own.
    """

    number: int
    answer: Any
    items: list[T]
    last: bool
    longest: int = 0

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def identity(item: Any) -> str | int | None:
    """An item's own id; rows have none."""
    for path in _IDS:
        key = value_at(item, path)
        if isinstance(key, str | int):
            return key
    return None


def key_of(item: Any) -> Any:
    """What tells an item from others: its id, or all of it."""
    found = identity(item)
    return item if found is None else found


def joined(page: Page[T], tail: Any, overlap: int) -> tuple[Page[T], Any]:
    """Take the items away that a page shares with the one before, which ended with `tail`; its own tail is returned too.

    Raises `GapError` if the tail is not on the page.
    """
    keys = [key_of(item) for item in page.items]
    start = overlap if page.number else 0
    if tail is not None and keys[overlap - 1 : overlap] != [tail]:
        if tail not in keys:
            raise GapError(
                f"page {page.number} does not join the one before: objects went away, and others may be missing"
            )
        start = keys.index(tail) + 1
    return attrs.evolve(page, items=page.items[start:]), keys[-1] if keys else None
